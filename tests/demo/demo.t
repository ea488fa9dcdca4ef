#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The demonstration's data are what their generator writes, valid, complete, and judged as a person expects.
cd "$(dirname "$0")/../.." || exit 1
relais=${RELAIS:-build/gcc/relais}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
n=0
# t NAME COMMAND...: one test; what the command prints explains a failure.
t() {
	name=$1
	shift
	n=$((n + 1))
	if "$@" >"$tmp/out" 2>&1; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		sed 's/^/# /' "$tmp/out" | head -30
	fi
}
skip() {
	n=$((n + 1))
	echo "ok $n # SKIP $1"
}

same_bytes() {
	mkdir "$tmp/fresh" && python3 demo/fabrique.py "$tmp/fresh" && cmp "$tmp/fresh/attendu.csv" tests/demo/attendu.csv || return 1
	(cd "$tmp/fresh" && find . -type f) | while read -r f; do
		case $f in */attendu.csv) ;; *) cmp "$tmp/fresh/$f" "demo/$f" || exit 1 ;; esac
	done
}
valid() {
	xmllint --noout --schema ../shared/data/lheo/lheo.xsd demo/lheo-idf.xml demo/lheo-bretagne.xml
}
two_defects() {
	xmllint --noout --schema ../shared/data/lheo/lheo.xsd demo/lheo-occitanie.xml 2>"$tmp/xsd"
	cat "$tmp/xsd"
	[ "$(grep -c 'validity error' "$tmp/xsd")" -eq 2 ] && [ "$(grep -c 'element SIRET' "$tmp/xsd")" -eq 2 ]
}
# Columns of verdicts.csv: c1..c8 are 7 to 14, mentions 15.
everything_fails_once() {
	for i in 1 2 3 4 5 6 7 8; do
		cut -d';' -f$((i + 6)) "$tmp/verdicts.csv" | grep -q non_conforme || { echo "criterion $i never fails" && return 1; }
	done
	for i in 3 4 5 6; do
		cut -d';' -f$((i + 6)) "$tmp/verdicts.csv" | grep -q a_verifier || { echo "criterion $i is never a_verifier" && return 1; }
	done
	for m in siret_responsable siret_formateur lieu libelle cfd rncp dates duree annee; do
		cut -d';' -f15 "$tmp/verdicts.csv" | grep -q "$m" || { echo "mention $m never misses" && return 1; }
	done
}
enough() {
	[ "$(wc -l <"$tmp/verdicts.csv")" -ge 61 ] && [ "$(cut -d';' -f3 "$tmp/verdicts.csv" | sort -u | grep -c '^[0-9]')" -ge 3 ]
}
import() {
	"$relais" --db "$tmp/demo.db" import demo/*.csv demo/*.xml --date 2023-10-05
}
verdicts() {
	"$relais" --db "$tmp/demo.db" verdicts --campagne 2024 --format csv >"$tmp/verdicts.csv"
}
explain_of_demo() {
	cle=$(sed -n "s/^cle='\(.*\)'$/\1/p" bin/demo)
	[ -n "$cle" ] && "$relais" --db "$tmp/demo.db" explain "$cle" --campagne 2024 && "$relais" --db "$tmp/demo.db" rapport --campagne 2024
}

echo 1..9
t "the generator writes the committed files again" same_bytes
if [ -r ../shared/data/lheo/lheo.xsd ]; then
	t "Île-de-France and Bretagne validate against LHEO 2.3" valid
	t "Occitanie has its two defects on purpose, and no other" two_defects
else
	skip "no ../shared/data/lheo/lheo.xsd beside the repository"
	skip "no ../shared/data/lheo/lheo.xsd beside the repository"
fi
t "import" import
t "verdicts" verdicts
t "every offer is judged as expected" tests/demo/ecarts.py tests/demo/attendu.csv "$tmp/verdicts.csv"
t "at least 60 offers in three régions" enough
t "every criterion, a_verifier and mention shows at least once" everything_fails_once
t "the offer that bin/demo explains exists, and the report prints" explain_of_demo
