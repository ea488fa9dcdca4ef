#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# What every command shares: help, version, options, the base, exit codes, closed outputs.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

alone() {
	run 0 && cp "$out" "$tmp/alone" && run 0 --help && cmp "$out" "$tmp/alone" && run 0 --aide && cmp "$out" "$tmp/alone" &&
		contains "$out" import verdicts explain check rapport 'relais rapport --campagne 2024' RELAIS_DB
}
help_of() {
	run 0 "$1" --help && contains "$out" "Usage : relais $1" Exemple "relais $1 " --db && [ ! -s "$err" ] &&
		cp "$out" "$tmp/h" && run 0 "$1" --aide && cmp "$out" "$tmp/h"
}
version() {
	run 0 --version && grep -qE '^relais [0-9]+\.[0-9]+\.[0-9]+$' "$out"
}
one_line() { # ARGS... -- TEXT...
	local args=()
	while [ "$1" != -- ]; do args+=("$1") && shift; done
	shift
	refused "${args[@]}" && contains "$err" "$@"
}
db_places() {
	run 0 --db "$tmp/d.db" verdicts --campagne 2024 && cp "$out" "$tmp/a" && run 0 verdicts --campagne 2024 --db "$tmp/d.db" &&
		cmp "$out" "$tmp/a" && run 0 "--db=$tmp/d.db" verdicts --campagne=2024 && cmp "$out" "$tmp/a" &&
		RELAIS_DB=$tmp/d.db run 0 verdicts --campagne 2024 && cmp "$out" "$tmp/a"
}
db_default() {
	cp "$tmp/d.db" "$tmp/relais.db" && (cd "$tmp" && run 0 verdicts --campagne 2024) && cmp "$out" "$tmp/a"
}
absent_base() {
	one_line --db "$tmp/no.db" "$@" -- "$tmp/no.db" "n'existe pas" && [ ! -e "$tmp/no.db" ]
}
not_a_base() {
	head -c 20000 demo/lheo-idf.xml >"$tmp/not.db" && cp "$tmp/not.db" "$tmp/not.before" &&
		refused --db "$tmp/not.db" verdicts --campagne 2024 && cmp "$tmp/not.db" "$tmp/not.before"
}
foreign_base() {
	python3 -c "import sqlite3; c = sqlite3.connect('$tmp/f.db'); c.execute('CREATE TABLE notes (x)'); c.commit()" &&
		cp "$tmp/f.db" "$tmp/f.before" && one_line --db "$tmp/f.db" rapport --campagne 2024 -- 'pas de relais' &&
		cmp "$tmp/f.db" "$tmp/f.before"
}
empty_base() {
	: >"$tmp/e.db" && refused --db "$tmp/e.db" verdicts --campagne 2024 && [ ! -s "$tmp/e.db" ]
}
full_disk() {
	"$RELAIS" --db "$tmp/d.db" verdicts --campagne 2024 >/dev/full 2>"$err"
	[ $? -eq 2 ] && grep -q '^relais : .* : il ne reste plus de place sur le disque\.$' "$err"
}
closed_stdout() {
	"$RELAIS" --db "$tmp/d.db" rapport --campagne 2024 2>"$err" >&-
	[ $? -eq 2 ] && grep -q '^relais : ' "$err"
}
# The base is still a base after a run whose standard descriptors were all closed.
all_closed() {
	"$RELAIS" --db "$tmp/d.db" verdicts --campagne 2024 <&- >&- 2>&-
	run 0 --db "$tmp/d.db" verdicts --campagne 2024 && cmp "$out" "$tmp/a"
}
# A write beyond the limit of the shell is told, and does not kill.
file_limit() {
	(ulimit -f 8 && exec "$RELAIS" --db "$tmp/d.db" export --lheo -o "$tmp/limite.xml" >"$out" 2>"$err")
	[ $? -eq 2 ] && grep -q '^relais : ' "$err"
}
# The name of a file neither moves the cursor nor makes a line.
wild_name() {
	local nom=$'a\e[31m\nb.csv' noms
	cp demo/sirene.csv "$tmp/$nom" && run 0 --db "$tmp/d.db" import "$tmp/$nom" && noms=$(cat "$out") && run 0 --db "$tmp/d.db" import liste &&
		noms+=$(cat "$out") && run 0 --db "$tmp/d.db" import montrer "$(sqlite3 "$tmp/d.db" 'SELECT MAX(numero) FROM run')" && noms+=$(cat "$out") &&
		[ "$(grep -oF 'a [31m b.csv' <<<"$noms" | wc -l)" -eq 3 ] && ! grep -q $'\e' <<<"$noms"
}
listed() {
	run 0 --db "$tmp/d.db" import liste && narrow "$out" && run 0 --db "$tmp/d.db" campagne liste && narrow "$out" &&
		run 0 --db "$tmp/d.db" import liste --source sirene && [ "$(grep -c 'source sirene' "$out")" -gt 0 ] &&
		one_line --db "$tmp/d.db" import liste --source nope -- '« nope »'
}
reader_leaves() {
	local codes
	set +o pipefail
	"$RELAIS" --db "$tmp/d.db" explain 1 --campagne 2024 2>"$err" | true
	codes=("${PIPESTATUS[@]}")
	[ "${codes[0]}" -eq 0 ] && [ ! -s "$err" ]
}
no_escape() {
	run 0 --db "$tmp/d.db" explain 1 --campagne 2024 && ! grep -q $'\033' "$out"
}
on_a_terminal() { # an escape sequence is there, and NO_COLOR removes it
	TERM=xterm script -qec "'$RELAIS' --db '$tmp/d.db' explain 1 --campagne 2024" /dev/null >"$out" </dev/null &&
		grep -q $'\033\\[1m' "$out" || { echo "no bold on a terminal" && return 1; }
	TERM=xterm NO_COLOR=1 script -qec "'$RELAIS' --db '$tmp/d.db' explain 1 --campagne 2024" /dev/null >"$out" </dev/null &&
		! grep -q $'\033\\[' "$out"
}
locale_free() {
	LC_ALL=C run 0 --db "$tmp/d.db" rapport --campagne 2024 && cp "$out" "$tmp/c" &&
		LC_ALL=fr_FR.UTF-8 TZ=Asia/Tokyo run 0 --db "$tmp/d.db" rapport --campagne 2024 && cmp "$out" "$tmp/c"
}

t "the demonstration is imported" demo_base "$tmp/d.db"
t "alone, --help and --aide give the commands and an example" alone
for c in import verdicts explain check doublons rapport campagne statut formation transmettre succession restructurer; do
	t "$c --help has its usage and an example" help_of "$c"
done
t "--version" version
t "--db before, after, with =, or RELAIS_DB" db_places
t "without any, ./relais.db" db_default
t "unknown command" one_line verdict -- 'Commande inconnue' verdict 'relais --help'
t "unknown option before the command" one_line --campagne 2024 -- 'Option inconnue' --campagne
t "unknown option of a command" one_line verdicts --campagne 2024 --regoin 11 -- 'Option inconnue' --regoin 'relais verdicts --help'
t "--db without its value" one_line --db -- --db
t "an option without its value" one_line verdicts --campagne -- --campagne
t "an option with an empty value" one_line verdicts --campagne 2024 --region '' -- --region
t "a flag with a value" one_line rapport --campagne 2024 --json=oui -- --json
t "--campagne is missing" one_line verdicts -- --campagne 'relais verdicts --campagne 2024'
t "a campagne that is no number" one_line verdicts --campagne deux -- deux
t "a campagne that does not exist" one_line --db "$tmp/d.db" verdicts --campagne 1999 -- 1999 2021
t "a date that is none" one_line verdicts --campagne 2024 --date 2023-02-30 -- 2023-02-30 2023-11-14
t "an argument too many" one_line rapport truc --campagne 2024 -- truc
t "an argument is missing" one_line explain --campagne 2024 -- 'explain CLE|ID'
t "a value with line breaks stays on one line" one_line explain $'a\nb' --campagne 2024 --db "$tmp/d.db" -- 'a b'
for c in verdicts rapport "explain 1" "check demo/lheo-idf.xml"; do
	# shellcheck disable=SC2086 # a command and its argument
	t "$c: an absent base is not created" absent_base $c --campagne 2024
done
t "a file that is no base is left alone" not_a_base
t "a base of another program is left alone" foreign_base
t "an empty file is left alone" empty_base
t "a full disk is told" full_disk
t "a file larger than the shell allows is told" file_limit
t "a closed stdout is told" closed_stdout
t "with all three descriptors closed, the base is not damaged" all_closed
t "a reader that leaves is no failure" reader_leaves
t "no escape sequence into a file" no_escape
t "colour on a terminal, none with NO_COLOR" on_a_terminal
t "a folder is told as one" one_line --db "$tmp/d.db" import demo -- 'demo est un dossier'
t "the name of a file does not command the terminal" wild_name
t "lists hold in 100 columns; a source that is none is told" listed
t "the same bytes in any locale and time zone" locale_free
fin
