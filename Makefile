# SPDX-License-Identifier: EUPL-1.2
#
# relais: one program, one static library behind it, one test program a test file.
#   make            the program, in $(B)/relais        make test-programs   every unit test program
#   make asan       the same under ASan+UBSan          make fuzz            the fuzz targets (clang)
#   make V=1         shows every command
#   make lint       every gate of tools/               make fmt             lay the code out
# A file dropped in src/<room>/, migrations/, tests/unit/ or tests/fuzz/ is built without a word here.

CC ?= gcc
B ?= build/gcc
PREFIX ?= /usr/local
PKGS := libxml-2.0 sqlite3 libpq libsodium libcrypto jansson liblz4

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla \
	-Wwrite-strings -Wformat=2 -Wconversion -Wno-sign-conversion -Wnull-dereference -Werror
HARDEN := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
OPT ?= -O2 -g
SAN ?=
Q := $(if $(V),,@)
CFLAGS_ALL := -std=gnu17 $(OPT) $(WARN) $(if $(SAN),,$(HARDEN)) $(SAN) -pthread -D_GNU_SOURCE \
	-Isrc -I$(B)/gen $(shell pkg-config --cflags $(PKGS)) $(CFLAGS)
LDFLAGS_ALL := -pthread $(SAN) $(if $(SAN),,-pie -Wl,-z,relro,-z,now) $(LDFLAGS)
LIBS := $(shell pkg-config --libs $(PKGS)) -lm

SRC := $(filter-out src/main/%,$(wildcard src/*/*.c))
GEN := $(B)/gen/migrations_gen.c $(B)/gen/donnees_gen.c
OBJ := $(SRC:src/%.c=$(B)/obj/%.o) $(GEN:$(B)/gen/%.c=$(B)/obj/gen/%.o)
MAIN := $(patsubst src/%.c,$(B)/obj/%.o,$(wildcard src/main/*.c))
TESTS := $(patsubst tests/unit/%.c,$(B)/tests/%,$(wildcard tests/unit/*_test.c))
FUZZERS := $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/*_fuzz.c))

all: $(B)/relais

$(B)/relais: $(MAIN) $(B)/librelais.a
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)

$(B)/librelais.a: $(OBJ)
	@rm -f $@
	$(Q)ar rcs $@ $^

$(B)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(B)/obj/gen/%.o: $(B)/gen/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

# SQL and small tables of data travel inside the program: one file to install.
$(B)/gen/migrations_gen.c: $(wildcard migrations/*.sql) tools/embed
	@mkdir -p $(@D)
	tools/embed migrations migrations/*.sql > $@

$(B)/gen/donnees_gen.c: $(wildcard src/*/*.csv) tools/embed
	@mkdir -p $(@D)
	tools/embed donnees $(sort $(wildcard src/*/*.csv)) > $@

$(B)/tests/%: tests/unit/%.c $(B)/librelais.a $(wildcard tests/unit/*.h)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -Itests/unit -o $@ $< $(B)/librelais.a $(LIBS)

$(B)/fuzz/%: tests/fuzz/%.c $(B)/librelais.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -fsanitize=fuzzer -o $@ $< $(B)/librelais.a $(LIBS)

test-programs: $(TESTS) $(B)/relais

asan:
	$(Q)$(MAKE) B=build/asan OPT="-O1 -g" SAN="-fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=all" test-programs

clang:
	$(Q)$(MAKE) CC=clang-14 B=build/clang test-programs

fuzz:
	$(Q)$(MAKE) CC=clang-14 B=build/fuzz OPT="-O1 -g" SAN="-fsanitize=address,undefined,fuzzer-no-link -fno-omit-frame-pointer -fno-sanitize-recover=all" fuzz-programs

fuzz-programs: $(FUZZERS)

lint: all
	bin/check

fmt:
	clang-format-14 -i $(wildcard src/*/*.[ch] tests/*/*.[ch])

install: all
	install -D -m 755 $(B)/relais $(DESTDIR)$(PREFIX)/bin/relais
	for page in man/*.[1-8]; do \
		install -D -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/}; done

clean:
	rm -rf build

.PHONY: all asan clang fuzz fuzz-programs test-programs lint fmt install clean
.SECONDARY:
-include $(OBJ:.o=.d) $(MAIN:.o=.d)
