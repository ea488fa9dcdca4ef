#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# relais import of the lists that need to be told something, or are known and not read.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

liste=$tmp/formations.csv
printf '%s\n' 'sep=;' 'G_TI_COD;G_TA_COD;UAI;TYPE_FORMATION;DOMAINE;SPECIALITE;LIBELLE;CLE;PARAMETRAGE' \
	'20001;20001;0299901E;;;MCO - en apprentissage;LYCEE EXEMPLE;;Validé' >"$liste"

needed() {
	run 2 --db "$tmp/a.db" import "$liste" && contains "$out" 'de quelle campagne' '--campagne 2023'
}
given() {
	run 0 --db "$tmp/a.db" import "$liste" --campagne 2023 && contains "$out" 'formations de Parcoursup, source parcoursup:2023' '1 nouveau' &&
		run 0 --db "$tmp/a.db" import "$liste" --campagne 2023 && contains "$out" 'rien de nouveau' &&
		run 0 --db "$tmp/a.db" import "$liste" --campagne 2022 --source essai && contains "$out" 'source essai:2022' '1 nouveau'
}
others_do_not_look() {
	run 0 --db "$tmp/b.db" import demo/sirene.csv --campagne 2023 && contains "$out" 'source sirene '
}
# A list that is published whole has no source to name; a feed beside it has.
no_source() {
	run 1 --db "$tmp/d.db" import demo/sirene.csv demo/lheo-idf.xml --source dokelio &&
		contains "$out" '✖ sirene.csv' '--source ne va pas avec une liste que son producteur publie en entier' 'sans --source' 'source dokelio'
}
# What a spreadsheet ruined is put aside, named, and told apart from what is outside the subject; a whole file of it is refused.
spreadsheet() {
	printf '%s\n' 'siret;etat' '8,21E+13;A' ';F' '99900012800010;A' >"$tmp/e.csv"
	run 0 --db "$tmp/e.db" import "$tmp/e.csv" &&
		contains "$out" '3 lus, 1 nouveau, 2 écartés (sans code lisible), 2 anomalies' 'notation scientifique' 'comme du texte' &&
		run 0 --db "$tmp/e.db" import demo/lheo-occitanie.xml && contains "$out" '1 écarté (hors apprentissage ou hors sujet)' || return 1
	head -2 "$tmp/e.csv" >"$tmp/f.csv"
	run 2 --db "$tmp/e.db" import "$tmp/f.csv" && contains "$out" "La seule ligne n'a pas de code lisible" 'ligne 2, siret « 8,21E+13 »'
}
# What is wrong in the whole file has no line, and one row is one row.
whole_file() {
	printf 'uai;insee;etat;nom\n0299901E;29019;ouvert;Lyc\351e\n' >"$tmp/g.csv"
	run 0 --db "$tmp/g.db" import "$tmp/g.csv" && contains "$out" '1 lu, 1 nouveau' 'tout le fichier « 1 » : Des caractères ne sont pas en UTF-8' || return 1
	! grep -q 'ligne 0' "$out"
}
wrong_year() {
	refused import --campagne 12 "$liste" && contains "$err" '--campagne 2023'
}
genres() {
	refused import --as zz "$liste" && contains "$err" 'lheo, ' parcoursup-cles mouvements annuaire reseaux &&
		run 0 import --help && contains "$out" '--campagne N' parcoursup-cles mouvements annuaire reseaux
}
known_and_not_read() {
	printf '%s\n' SIRET 99900012800010 >"$tmp/s.csv"
	run 2 --db "$tmp/a.db" import "$tmp/s.csv" && contains "$out" 'une liste de SIRET sans leur état' etatAdministratifEtablissement
}
# A refused list does not stop the others, and says so by its exit code.
mixed() {
	run 1 --db "$tmp/c.db" import demo/sirene.csv "$liste" && contains "$out" '1 appliqué' '1 refusé'
}

t "a list of Parcoursup without --campagne is refused, with the remedy" needed
t "with it the list is kept, for its campagne" given
t "--campagne changes nothing for other files" others_do_not_look
t "--source is refused for a list that is published whole" no_source
t "a code that a spreadsheet rewrote puts its row aside" spreadsheet
t "an anomaly of the whole file has no line" whole_file
t "--campagne wants a year" wrong_year
t "the genres are told by the error and the help" genres
t "a list that teaches nothing is refused with what to give instead" known_and_not_read
t "a refused list stops no other" mixed
fin
