#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The same answers on PostgreSQL as on SQLite, byte for byte. RELAIS_TEST_PG (tools/with-postgres) says where; a schema of our own.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
if [ -z "${RELAIS_TEST_PG-}" ]; then
	echo "1..1"
	echo "ok 1 # SKIP RELAIS_TEST_PG is not given: see tools/with-postgres"
	exit 0
fi
schema=cli_$$
psql -q "$RELAIS_TEST_PG" -c "CREATE SCHEMA $schema" || { echo "Bail out! no schema" && exit 1; }
trap 'psql -q "$RELAIS_TEST_PG" -c "DROP SCHEMA $schema CASCADE" 2>/dev/null; rm -rf "$tmp"' EXIT
pg="$RELAIS_TEST_PG?options=-csearch_path%3D$schema" db=$tmp/d.db

same() { # CODE ARGS...
	local code=$1
	shift
	run "$code" --db "$pg" "$@" && cp "$out" "$tmp/pg" && cp "$err" "$tmp/pg-err" && run "$code" --db "$db" "$@" && cmp "$out" "$tmp/pg" &&
		cmp "$err" "$tmp/pg-err"
}
everyone() {
	local id
	for id in $(seq 1 74); do
		same 0 explain "$id" --campagne 2024 --date 2023-11-20 || return 1
	done
}
edition() {
	sed 's/<annee-cycle>1</<annee-cycle>2</' demo/lheo-bretagne.xml >"$tmp/b.xml" && run 0 --db "$pg" import "$tmp/b.xml" --date 2023-11-20 --force --reason essai &&
		run 0 --db "$db" import "$tmp/b.xml" --date 2023-11-20 --force --reason essai
}
migrated() {
	local base
	for base in "$pg" "$db"; do
		run 0 --db "$base" import demo/parcoursup/parcoursup-2023.csv --campagne 2023 --date 2023-11-21 &&
			run 0 --db "$base" campagne migrer 2024 --date 2023-11-22 || return 1
	done
}
everyone_migrated() {
	local id
	for id in $(seq 1 74); do
		same 0 explain "$id" --campagne 2024 --date 2023-11-23 --json || return 1
	done
}

t "PostgreSQL: the demonstration is imported" demo_base "$pg"
t "SQLite: the demonstration is imported" demo_base "$db"
t "verdicts" same 0 verdicts --campagne 2024
t "a second edition" edition
t "verdicts, current" same 0 verdicts --campagne 2024
t "verdicts, of a past date" same 0 verdicts --campagne 2024 --date 2023-11-01
t "verdicts, before the first known day" same 0 verdicts --campagne 2024 --date 2020-01-01 --format json
t "explain, every offer" everyone
t "an unknown clé" same 2 explain 999 --campagne 2024
t "doublons" same 0 doublons --campagne 2024 --json
t "rapport" same 0 rapport --campagne 2024 --date 2023-11-01 --json
t "check" same 1 check demo/lheo-idf.xml --campagne 2024
t "a value, tried" same 0 campagne modifier 2024 --set rncp_couvre=entree --dry-run
t "a value, changed" same 0 campagne modifier 2024 --set rncp_couvre=entree --reason essai
t "its history" same 0 campagne historique 2024
t "a rule, changed" same 0 regle modifier 1 --statut hors_perimetre --campagne 2024 --reason essai
t "the history of the rules" same 0 regle historique
t "the migration into Parcoursup" migrated
t "explain after it, every offer" everyone_migrated
t "alertes after it" same 0 alertes --campagne 2024 --date 2023-11-23 --json
t "alertes, before it" same 0 alertes --campagne 2024 --date 2023-11-21 --csv
t "rapport after it" same 0 rapport --campagne 2024 --date 2023-11-23 --json
fin
