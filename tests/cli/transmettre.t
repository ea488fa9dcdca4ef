#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The connector at work: what is ready goes to a local server that speaks Parcoursup's protocol, and what it answers moves the statuts.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/base.db
unset RELAIS_PARCOURSUP_URL RELAIS_PARCOURSUP_CERTIFICAT RELAIS_PARCOURSUP_CLE RELAIS_PARCOURSUP_AUTORITE

mkfifo "$tmp/stop"
python3 tests/connecteur/serveur.py "$tmp" <"$tmp/stop" >"$tmp/ports" &
exec 9>"$tmp/stop"
for _ in $(seq 100); do
	[ -s "$tmp/ports" ] && break
	sleep 0.1
done
port=$(sed 's/http=\([0-9]*\) .*/\1/' "$tmp/ports")

with() { # CASE COMMAND...: the connector talks to that case of the server
	local case=$1
	shift
	RELAIS_PARCOURSUP_URL="http://127.0.0.1:$port/$case" RELAIS_PARCOURSUP_CERTIFICAT=certificat-essai RELAIS_PARCOURSUP_CLE="$tmp/cle.pem" "$@"
}
statut_of() { sqlite3 "$db" "SELECT statut FROM statut WHERE campagne = 2024 AND offre = $1"; }
code_of() { sqlite3 "$db" "SELECT code FROM statut WHERE campagne = 2024 AND offre = $1"; }
ready() { sqlite3 "$db" "SELECT COUNT(*) FROM statut WHERE campagne = 2024 AND statut = 'pret'"; }
sent() { grep -c 'POST' "$tmp/demandes"; }

prepare() {
	demo_base "$db" && run 0 --db "$db" import demo/parcoursup/parcoursup-2023.csv --campagne 2023 --date 2023-10-05
}
off() {
	refused --db "$db" transmettre 2024 && contains "$err" éteint RELAIS_PARCOURSUP_URL && refused --db "$db" transmettre &&
		refused --db "$db" transmettre deux
}
half_set() {
	RELAIS_PARCOURSUP_URL=https://example.invalid refused --db "$db" transmettre 2024 && contains "$err" 'à moitié' RELAIS_PARCOURSUP_CLE
}
migration_waits() {
	with bon run 0 --db "$db" campagne migrer 2024 --csv "$tmp/m.csv" --date 2023-11-06 && [ "$(ready)" -gt 3 ] && [ "$(statut_of 1)" = pret ] &&
		! grep -q ';publie;oui;' "$tmp/m.csv"
}
dry_run() {
	sqlite3 "$db" "UPDATE formation SET code_accueil = '31107' WHERE code = '31007'" # an affectation of its own
	cp "$db" "$tmp/before.db" && run 0 --db "$db" transmettre 2024 --dry-run && [ "$(wc -l <"$out")" -eq "$(ready)" ] && [ ! -e "$tmp/demandes" ] &&
		grep -q '"g_ta_cod":31001,.*"rncp":\[[0-9]*\],"cfd":"32031213","uai":"0299901E","rco":"104239P01219990001100001899900012800010-29019#L01"' "$out" &&
		grep -q '"g_ta_cod":31107,.*"rco":"104239P01219990000110001899900002900010-94028#L01"' "$out" &&
		python3 -c 'import json, sys; [json.loads(line) for line in sys.stdin]' <"$out" && cp "$out" "$tmp/dry"
}
# Nothing to show: one sentence, on stderr as it is no JSON.
dry_run_of_nothing() {
	run 0 --db "$db" transmettre 2024 --dry-run && [ ! -s "$out" ] && contains "$err" 'Rien à envoyer' "$@"
}
nothing_to_retry() {
	cp "$db" "$tmp/failed.db" && sqlite3 "$tmp/failed.db" "UPDATE statut SET statut = 'a_publier' WHERE statut = 'pret'" &&
		run 0 --db "$tmp/failed.db" transmettre 2024 --dry-run && [ ! -s "$out" ] && contains "$err" 'Rien à envoyer maintenant : 1 envoi en échec, que « relais transmettre 2024 » reprendra'
}
technical_failure() {
	with code-500 run 1 --db "$db" transmettre 2024 --max 1 && contains "$out" 'à renvoyer' '1er envoi' && [ "$(statut_of 1)" = echec ] &&
		contains "$out" 'restent'
}
not_before_its_time() {
	local before
	before=$(sent)
	with bon run 0 --db "$db" transmettre 2024 --max 1 && [ "$(sent)" -eq $((before + 1)) ] && [ "$(statut_of 1)" = echec ] && contains "$out" '1 à retenter'
}
tried_again() {
	sqlite3 "$db" "UPDATE statut SET essai_apres = '2023-01-01T00:00:00Z' WHERE statut = 'echec'"
	with bon run 0 --db "$db" transmettre 2024 && [ "$(statut_of 1)" = publie ] && [ "$(code_of 1)" = 31001 ] && [ "$(ready)" -eq 0 ] &&
		grep -q 'POST /bon/ApiFormation/api/formations/majFormation jeton=bon .*"g_ta_cod":31001' "$tmp/demandes"
}
what_was_announced() { # the bytes of the dry run are those that were sent
	local line
	while read -r line; do grep -qF -- "$line" "$tmp/demandes" || { echo "not sent: $line" && return 1; }; done <"$tmp/dry"
}
nothing_left() {
	local before
	before=$(sent)
	with bon run 0 --db "$db" transmettre 2024 && contains "$out" '0 envoi' && [ "$(sent)" -eq "$before" ]
}
created_and_coded() {
	run 0 --db "$db" statut demander 20 --campagne 2024 --reason 'dossier complet' && [ "$(statut_of 20)" = pret ] &&
		with bon run 0 --db "$db" transmettre 2024 && [ "$(statut_of 20)" = publie ] && [ "$(code_of 20)" -ge 50000 ] &&
		contains "$out" "code $(code_of 20)"
}
business_error() {
	run 0 --db "$db" statut demander 19 --campagne 2024 --reason 'dossier complet' && with metier run 1 --db "$db" transmettre 2024 &&
		contains "$out" refusée && [ "$(statut_of 19)" = rejet ] && run 0 --db "$db" statut montrer 19 --campagne 2024 && contains "$out" filière &&
		with bon run 0 --db "$db" transmettre 2024 && [ "$(statut_of 19)" = rejet ]
}
certified_follows() {
	with bon run 0 --db "$db" campagne migrer 2024 --csv "$tmp/m.csv" --date 2023-11-06 && grep -q '^31001;.*;publie;oui;' "$tmp/m.csv" &&
		grep -q 'L02;0299901E;absente;rejet;non;' "$tmp/m.csv"
}
not_known() {
	run 0 --db "$db" statut demander 60 --campagne 2024 --reason x
	run 0 --db "$db" statut demander 48 --campagne 2024 --reason 'dossier complet' && with code-401 run 2 --db "$db" transmettre 2024 &&
		[ "$(statut_of 48)" = pret ] && [ "$(wc -l <"$err")" -eq 1 ]
}
closed_there() { # the readback says that a formation of ours is closed
	sqlite3 "$db" "UPDATE statut SET code = '12' WHERE offre = 20 AND campagne = 2024"
	with bon run 0 --db "$db" transmettre 2024 && [ "$(statut_of 20)" = ferme ] && contains "$out" '1 statut changé'
}

t 'a base with the formations of 2023' prepare
t 'the connector is off until it is set' off
t 'half a setting is named' half_set
t 'a dry run before the migration says that it comes first' dry_run_of_nothing "n'a pas encore été migrée" 'relais campagne migrer 2024'
t 'with a connector the migration leaves what is ready' migration_waits
t 'a dry run writes what would be sent and sends nothing' dry_run
t 'a technical failure will be tried again' technical_failure
t 'a dry run of failures that wait says so' nothing_to_retry
t 'not before its time, and the others go on' not_before_its_time
t 'then it goes, and an update says the code' tried_again
t 'what was announced is what was sent' what_was_announced
t 'nothing is sent twice' nothing_left
t 'a dry run of nothing says what makes an offre ready' dry_run_of_nothing 'aucune offre de la campagne 2024' 'relais statut demander CLE --campagne 2024'
t 'a creation gets the code that Parcoursup gives' created_and_coded
t 'a business error says what to correct, and waits' business_error
t '« Certifiée » follows' certified_follows
t 'when Parcoursup does not know us everything stops' not_known
t 'a formation that Parcoursup closed is closed here' closed_there
exec 9>&-
wait
fin
