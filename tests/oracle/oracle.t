#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The program's verdicts against an independent reading of the same words (verdicts.py), and against the defects that were put in
# the input on purpose (defauts.py): on the demonstration and on a made national set (5 %, rare shapes), when the reference data
# stand beside the repository. RELAIS_ORACLE keeps the made set in that folder from one run to the next.
cd "$(dirname "$0")/../.." || exit 1
relais=${RELAIS:-build/gcc/relais}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
set_=${RELAIS_ORACLE:-$tmp/set}
n=0
t() {
	name=$1
	shift
	n=$((n + 1))
	if "$@" >"$tmp/out" 2>&1; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		sed 's/^/# /' "$tmp/out" | head -60
	fi
}

# judge DB FOLDER NAME: import what stands in the folder and write NAME.csv and NAME.oracle.csv.
judge() {
	# The lists of formations of Parcoursup and of defects are no inputs of relais.
	files=$(find "$2" -maxdepth 1 \( -name '*.csv' -o -name '*.xml' \) ! -name 'defauts.csv' ! -name 'parcoursup*' | sort)
	# shellcheck disable=SC2086 # names without spaces
	"$relais" --db "$1" import $files --date 2023-10-05 &&
		"$relais" --db "$1" verdicts --campagne 2024 --format csv >"$tmp/$3.csv" &&
		python3 tests/oracle/verdicts.py "$2" >"$tmp/$3.oracle.csv"
}
same() {
	python3 tests/oracle/compare.py "$tmp/$1.oracle.csv" "$tmp/$1.csv"
}
make_set() {
	[ -s "$set_/rncp.xml" ] || python3 ../shared/bin/national.py "$set_" --part 0.05 --torture --text 60 --rncp-text 100 --seed 3
}
defects() {
	python3 tests/oracle/defauts.py "$set_" "$tmp/set.csv"
}
# The shapes that no national set has, with the answers worked out by hand.
by_hand() {
	python3 tests/oracle/small.py "$tmp/small" && judge "$tmp/small.db" "$tmp/small" small &&
		python3 tests/oracle/small.py "$tmp/small" "$tmp/small.csv"
}
# Large enough that agreeing means something.
many() {
	[ "$(wc -l <"$tmp/set.csv")" -gt 1000 ]
}

# The perimeter rules that the oracle reads stand there too: without them there is no second reading at all.
if [ ! -r ../shared/bin/national.py ] || [ ! -r ../shared/cases/perimetre.csv ]; then
	echo "1..0 # SKIP no ../shared beside the repository: no reference data for the oracle"
	exit 0
fi
echo 1..9
t "the demonstration: import and verdicts" judge "$tmp/demo.db" demo demo
t "the demonstration: every verdict is the oracle's" same demo
t "a made set of 5 %" make_set
t "the made set: import and verdicts" judge "$tmp/set.db" "$set_" set
t "the made set: more than a thousand verdicts" many
t "the made set: every verdict is the oracle's" same set
t "the made set: every defect breaks its criterion" defects
t "rare shapes: every answer is the one worked out by hand" by_hand
t "rare shapes: every verdict is the oracle's" same small
