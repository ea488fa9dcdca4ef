#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# A file of UAIs typed by hand, as its user sees it: what counts, what waits, what is put aside, what a person decided otherwise, and the way back.
# On SQLite, and on PostgreSQL when RELAIS_TEST_PG is given.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
cle='106339P01219990001100001899900011000018-35238#L01'
autre='054984P01219990001100001899900011000018-35238#L01'
absente='020650P01119990001100001899900011000018-35238#L77'
titres='cle_ministere_educatif;uai_formation'
printf '%s\n' "$titres" "$cle; 0010001W" "$autre;0299901E" "$absente;0359901X" "10633912$cle;0359901X" "$cle;0359901A" >"$tmp/saisis.csv"
printf '%s\r\n' "$titres" "$cle;0299901E" >"$tmp/deux.csv"
sed "s/020650P01119990001100001899900011000018-35238#L01/$absente/g" demo/lheo-bretagne.xml >"$tmp/flux.xml"

ask() { # SQL: the answer, on the engine of this round
	if [ "$engine" = PostgreSQL ]; then psql -qAt "$db" -c "$1"; else sqlite3 "$db" "$1"; fi
}
last_run() { ask 'SELECT MAX(numero) FROM run'; }
importable() { # CLE ANSWER [ARGS...]
	local cle=$1 want=$2
	shift 2
	run 0 --db "$db" verdicts --campagne 2024 "$@" && [ "$(grep -F "$cle" "$out" | cut -d';' -f6)" = "$want" ]
}

counted() {
	demo_base "$db" && importable "$cle" oui && run 0 --db "$db" import "$tmp/saisis.csv" --date 2023-10-06 &&
		contains "$out" 'UAI saisis à la main, source uai-saisis — 5 lus, 3 nouveaux, 2 mis de côté, 3 anomalies' \
			"UAI saisis à la main : 2 appliqués à leurs offres ; 1 attend une offre qui n'est pas encore dans la base." \
			"ligne 5, cle « 10633912$cle » : Ce n'est pas une clé" "ligne 6, $cle, uai « 0359901A » : La lettre de contrôle" \
			'→ Recopier la clé entière' "ligne 2, $cle, uai «  0010001W » : Des espaces" &&
		tail -1 "$out" | grep -q 'espaces' # what asks for something comes first
}
judged() { # an UAI that nobody knows: the verdict is another one, and the old one is still read on its date
	importable "$cle" non && importable "$cle" oui --date 2023-10-05 && importable "$cle" non --date 2023-10-06
}
explained() {
	run 0 --db "$db" explain "$cle" --campagne 2024 &&
		tr -s '\n ' ' ' <"$out" >"$tmp/words" && contains "$tmp/words" 'UAI 0010001W, saisi à la main' \
			"UAI du lieu : 0010001W, saisi à la main, fichier saisis.csv, ligne 2, importé le 6 octobre 2023 (import $(last_run))." &&
		run 0 --db "$db" explain "$cle" --campagne 2024 --date 2023-10-05 && ! grep -q 0010001W "$out" &&
		run 0 --db "$db" explain "$cle" --campagne 2024 --json && contains "$out" '"uai_saisi_fichier": "saisis.csv"' '"uai_saisi_importe_le": "2023-10-06"' &&
		run 0 --db "$db" diff --campagne 2024 --from 2023-10-05 --to 2023-10-06 --format csv && grep -F "$cle" "$out" | grep -q 'saisis.csv, ligne 2'
}
again() {
	local n
	n=$(ask 'SELECT MAX(numero) FROM version') && run 0 --db "$db" import "$tmp/saisis.csv" && contains "$out" 'rien de nouveau' &&
		[ "$(ask 'SELECT MAX(numero) FROM version')" = "$n" ]
}
shown() {
	local r
	r=$(ask "SELECT MIN(numero) FROM run WHERE genre = 'uai-saisis'") && run 0 --db "$db" import montrer "$r" &&
		contains "$out" '1 ligne de ce fichier attend encore une offre' "ligne 4, $absente, UAI 0359901X" 'lettre de contrôle' &&
		run 0 --db "$db" import montrer "$r" --json && python3 -c "
import json
r = json.load(open('$out'))
assert [(a['ligne'], a['cle'], a['uai']) for a in r['en_attente']] == [(4, '$absente', '0359901X')], r
assert [a['code'] for a in r['detail_anomalies']] == ['SAISIE_CLE', 'SAISIE_UAI_LETTRE', 'ESPACES'], r"
}
arrived() { # the offer that it waited for
	run 0 --db "$db" import "$tmp/flux.xml" --source essai --date 2023-10-08 --json &&
		python3 -c "
import json
s = json.load(open('$out'))['fichiers'][0]['saisies']
assert (s['appliquees'], s['attente']) == (1, 0), s" &&
		run 0 --db "$db" explain "$absente" --campagne 2024 && tr -s '\n ' ' ' <"$out" >"$tmp/words" &&
		contains "$tmp/words" "saisi à la main, fichier saisis.csv, ligne 4, importé le 6 octobre 2023" "appliqué à l'offre le 8 octobre 2023"
}
by_hand() { # before the next edition, and after it
	run 0 --db "$db" decider "$autre" --uai 0359901X --reason 'le CFA a confirmé' &&
		run 0 --db "$db" import "$tmp/deux.csv" --date 2023-10-09 && contains "$out" '1 modifié' && importable "$cle" oui &&
		printf '%s\n' "$titres" "$autre;0010001W" >"$tmp/trois.csv" && run 0 --db "$db" import "$tmp/trois.csv" --date 2023-10-10 &&
		contains "$out" '1 laissé, car une personne a décidé autrement' '0010001W ; en vigueur : 0359901X' 'relais decider CLÉ --uai UAI' &&
		run 0 --db "$db" explain "$autre" --campagne 2024 --json && contains "$out" '"uai_saisi_raison": "le CFA a confirmé"' '"uai_saisi_run": 0' &&
		run 0 --db "$db" decider "$cle" --retirer --reason 'le flux a raison' && run 0 --db "$db" import "$tmp/deux.csv" &&
		run 0 --db "$db" import "$tmp/flux.xml" --source essai && [ "$(ask "SELECT COUNT(*) FROM decision AS d JOIN offre AS o ON o.numero = d.offre WHERE o.cle = '$cle'")" = 0 ]
}
undone() {
	local un deux trois redit
	un=$(ask "SELECT MIN(numero) FROM run WHERE genre = 'uai-saisis'") && deux=$(ask "SELECT MIN(numero) FROM run WHERE fichier = 'deux.csv'") &&
		trois=$(ask "SELECT MAX(numero) FROM run WHERE fichier = 'trois.csv'") &&
		redit=$(ask "SELECT MAX(numero) FROM run WHERE fichier = 'deux.csv'") &&
		run 1 --db "$db" import annuler "$un" --reason x && contains "$err" "Annulez d'abord le run $redit" &&
		run 0 --db "$db" import annuler "$redit" --reason 'redit par erreur' && contains "$out" '0 ligne rétablie' && run 1 --db "$db" import annuler "$redit" --reason x &&
		run 1 --db "$db" import annuler "$un" --reason x && contains "$err" "Annulez d'abord le run $trois" &&
		run 0 --db "$db" import annuler "$trois" --reason 'mauvais fichier' && contains "$out" '1 ligne rétablie, 0 retirée, 0 conflit' &&
		run 0 --db "$db" import annuler "$deux" --reason 'mauvais fichier' && contains "$out" '1 ligne rétablie, 0 retirée, 1 conflit' "$cle (une personne" &&
		run 0 --db "$db" import annuler "$un" --reason 'mauvais fichier' && contains "$out" '3 retirées' "$autre (une personne a décidé depuis" &&
		[ "$(ask "SELECT o.cle, d.valeur FROM decision AS d JOIN offre AS o ON o.numero = d.offre" | tr -d '\n')" = "$autre|0359901X" ] &&
		[ "$(ask 'SELECT COUNT(*) FROM saisie')" = 0 ] && importable "$cle" oui && run 0 --db "$db" import "$tmp/saisis.csv" && contains "$out" '3 nouveaux'
}
larger() { # the same columns in a catalogue are what was declared: refused, unless somebody says what it is
	printf '%s\n' "$titres;published" "$cle;0010001W;true" >"$tmp/catalogue.csv" && run 2 --db "$db" import "$tmp/catalogue.csv" &&
		contains "$out" "d'aucun format que relais connaît" && run 0 --db "$db" import "$tmp/catalogue.csv" --as uai-saisis
}
round() {
	t "$engine: rows that count, wait, are put aside" counted
	t "$engine: the verdicts follow, each on its date" judged
	t "$engine: explain and diff say where the UAI comes from" explained
	t "$engine: the same file again changes nothing" again
	t "$engine: montrer lists what waits and what is put aside" shown
	t "$engine: the offer arrives" arrived
	t "$engine: what a person decided stays, before or after" by_hand
	t "$engine: undone, the last one first" undone
	t "$engine: a larger table is not one" larger
}
engine=SQLite db=$tmp/d.db
round
if [ -n "${RELAIS_TEST_PG-}" ]; then
	schema=saisies_$$
	psql -q "$RELAIS_TEST_PG" -c "CREATE SCHEMA $schema" || { echo "Bail out! no schema" && exit 1; }
	trap 'psql -q "$RELAIS_TEST_PG" -c "DROP SCHEMA $schema CASCADE" 2>/dev/null; rm -rf "$tmp"' EXIT
	engine=PostgreSQL db="$RELAIS_TEST_PG?options=-csearch_path%3D$schema"
	round
else
	n=$((n + 1))
	echo "ok $n # SKIP PostgreSQL: RELAIS_TEST_PG is not given, see tools/with-postgres"
fi
fin
