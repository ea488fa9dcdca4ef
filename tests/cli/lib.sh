# shellcheck shell=bash
# SPDX-License-Identifier: EUPL-1.2
# lib.sh - what the tests of the command line share: the program, a folder of their own, one line a test.
# A test is a function without output when all is well; what it prints explains its failure.
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
RELAIS=${RELAIS:-$PWD/build/gcc/relais}
export LC_ALL=C.UTF-8
unset RELAIS_DB NO_COLOR
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
out=$tmp/out err=$tmp/err
n=0

t() {
	local name=$1
	shift
	n=$((n + 1))
	if "$@" >"$tmp/log" 2>&1; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		sed 's/^/# /' "$tmp/log" | head -40
	fi
}
fin() {
	echo "1..$n"
}

# run CODE ARGS...: the program ends with that code; stdout in $out, stderr in $err.
run() {
	local want=$1 code
	shift
	"$RELAIS" "$@" >"$out" 2>"$err" </dev/null
	code=$?
	[ $code -eq "$want" ] && return
	echo "relais $*: exit $code, not $want"
	head -5 "$out" "$err"
	return 1
}
# contains FILE TEXT...: each text stands in the file.
contains() {
	local file=$1 text
	shift
	for text; do
		grep -qF -- "$text" "$file" || { echo "« $text » is not in:" && head -60 "$file" && return 1; }
	done
}
# refused ARGS...: exit 2, nothing on stdout, one line on stderr that starts with « relais : ».
refused() {
	run 2 "$@" || return 1
	[ ! -s "$out" ] || { echo "stdout is not empty" && head -3 "$out" && return 1; }
	[ "$(wc -l <"$err")" -eq 1 ] || { echo "not one line:" && cat "$err" && return 1; }
	grep -q '^relais : ' "$err" || { cat "$err" && return 1; }
}
# narrow FILE: no line of it is longer than 100 characters.
narrow() {
	python3 -c "
v = [x.rstrip('\n') for x in open('$1', encoding='utf-8') if len(x.rstrip('\n')) > 100]
assert not v, v"
}
# A base of the demonstration, known on 5 October 2023.
demo_base() {
	"$RELAIS" --db "$1" import demo/*.csv demo/*.xml --date 2023-10-05 >"$tmp/import.log" 2>&1
}
