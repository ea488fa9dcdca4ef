#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A gate that cannot close is no gate: each is shown one small wrong tree, and must refuse it; and the same tree put right, and must
# let it pass.
cd "$(dirname "$0")/../.." || exit 1
root=$PWD
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
git init -q . && mkdir -p src/base src/store src/regle tools man && cp "$root"/tools/check-* "$root"/tools/gates.py tools/ &&
	cp "$root/.clang-format" "$root/LICENSE" . && : >tools/exceptions || exit 1
printf 'base:\nstore: base\nregle: base\n' >ROOMS
n=0

say() {
	n=$((n + 1))
	[ "$1" = yes ] && echo "ok $n - $2" || { echo "not ok $n - $2" && sed 's/^/# /' out | head -10; }
}
refuses() {
	if "tools/check-$1" >out 2>&1; then say no "$1 refuses $2"; else say yes "$1 refuses $2"; fi
}
passes() {
	if "tools/check-$1" >out 2>&1; then say yes "$1 passes $2"; else say no "$1 passes $2"; fi
}
c() {
	{ echo '/* SPDX-License-Identifier: EUPL-1.2 */' && cat; } >"$1"
}
long_function() {
	printf 'int long_one(int x)\n{\n' && seq -f '	x += %.0f;' "$1" && printf '	return x;\n}\n'
}

echo 1..23
c src/base/a.h <<'X'
/*
 * a.h - a room's door
 */
int un(void); /* one */
X
c src/regle/b.c <<'X'
#include "base/a.h"
X
passes rooms "an arrow that ROOMS grants"
echo '#include "store/s.h"' >>src/regle/b.c
refuses rooms "an arrow that it does not"
printf '#include <sqlite3.h>\n' | c src/regle/b.c
refuses rooms "sqlite3.h outside store"
printf '#include <curl/curl.h>\n' | c src/regle/b.c
refuses rooms "curl outside connecteur"
printf '#include <microhttpd.h>\n' | c src/regle/b.c
refuses rooms "microhttpd.h outside http"
printf 'int x = 0; /* strcpy(a, b) is only named */\n' | c src/regle/b.c
passes banned "a word in a comment"
printf 'void f(char *a)\n{\n\tstrcpy(a, "b");\n}\n' | c src/regle/b.c
refuses banned "strcpy"
printf 'const char *f(int e)\n{\n\treturn strerror(e);\n}\n' | c src/regle/b.c
refuses banned "English words of the system"
printf 'void f(void *a)\n{\n\tfree(a);\n}\n' | c src/regle/b.c
refuses banned "free outside base"
printf 'void f(void *a)\n{\n\tfree(a);\n}\n' | c src/base/b.c
: >src/regle/b.c
passes banned "free in base"
long_function 40 | c src/regle/b.c
passes sizes "a function of 44 lines"
long_function 70 | c src/regle/b.c
refuses sizes "a function of 74 lines"
echo 'check-sizes src/regle/b.c:long_one because the test says so' >tools/exceptions
passes sizes "it with an exception"
long_function 10 | c src/regle/b.c
refuses sizes "an exception that nothing needs"
: >tools/exceptions
passes documented "a comment beside"
printf '/*\n * a.h - door\n */\n\nint un(void);\n' | c src/base/a.h
refuses documented "a prototype without a word"
printf 'int f(void)\n{\n\treturn 1;\n}\n' | c src/regle/b.c
passes format "tabs and Linux braces"
printf 'int f(void) {\n  return 1; }\n' | c src/regle/b.c
refuses format "another layout"
passes spdx "files that say their licence"
echo 'int x;' >src/regle/b.c
refuses spdx "a file that does not"
printf 'contact@example.org\n' >README.md
passes names "an example address"
printf 'someone.real@%s\n' somewhere.fr >README.md
refuses names "the mail of a person"
printf '.\\" SPDX-License-Identifier: EUPL-1.2\n.Dd October 5, 2023\n.Dt OTHER 1\n.Os\n.Sh NAME\n.Nm x\n.Nd y\n' >man/x.1
refuses man "a page that does not say its own name"
