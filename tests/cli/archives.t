#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Archives and sets of files: relais import and relais check read what is inside, and refuse whole what is wrong.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/d.db
data=../shared/data
# zipper OUT FILE...: a zip of these files, by their short names.
zipper() {
	python3 - "$@" <<'PY'
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    for path in sys.argv[2:]:
        z.write(path, os.path.basename(path))
PY
}
echo bonjour >"$tmp/LISEZMOI.txt"

import_zip() {
	zipper "$tmp/flux.zip" demo/lheo-idf.xml "$tmp/LISEZMOI.txt" && run 0 --db "$db" import "$tmp/flux.zip" &&
		contains "$out" '2 fichiers : 1 appliqué, 0 sans rien de nouveau, 0 refusé, 1 laissé de côté.' \
			'✔ flux.zip › lheo-idf.xml : appliqué, flux LHEO, source lheo:11' \
			'– flux.zip › LISEZMOI.txt : laissé de côté.' "→ Rien à faire si ce n'est pas un fichier de données"
}
same_feed_loose() { # the very same bytes: nothing new, and no run
	run 0 --db "$db" import demo/lheo-idf.xml --json && contains "$out" '"etat": "inchange"' '"run": 0' &&
		[ "$(sqlite3 "$db" 'SELECT empreinte FROM run')" = "$(sha256sum demo/lheo-idf.xml | cut -d' ' -f1)" ]
}
json_left_aside() {
	run 0 --db "$db" import "$tmp/flux.zip" --json && contains "$out" '"etat": "laisse"' "flux.zip › LISEZMOI.txt"
}
gz() {
	gzip -c demo/lheo-bretagne.xml >"$tmp/b.xml.gz" && run 0 --db "$db" import "$tmp/b.xml.gz" &&
		contains "$out" '✔ b.xml.gz : appliqué, flux LHEO, source lheo:53'
}
cut_zip() { # nothing of it is kept, not even the file that was whole
	zipper "$tmp/deux.zip" demo/lheo-idf.xml demo/lheo-bretagne.xml &&
		head -c "$(($(stat -c %s "$tmp/deux.zip") - 30))" "$tmp/deux.zip" >"$tmp/coupe.zip" &&
		run 2 --db "$tmp/c.db" import "$tmp/coupe.zip" &&
		contains "$out" "✖ coupe.zip : refusé, rien n'en a été gardé" "L'archive zip est coupée ou abîmée." &&
		[ "$(sqlite3 "$tmp/c.db" 'SELECT COUNT(*) FROM offre')" -eq 0 ]
}
nested() {
	zipper "$tmp/dehors.zip" demo/lheo-idf.xml "$tmp/flux.zip" && run 2 --db "$tmp/n.db" import "$tmp/dehors.zip" &&
		contains "$out" "L'archive contient une autre archive." 'flux.zip' &&
		[ "$(sqlite3 "$tmp/n.db" 'SELECT COUNT(*) FROM offre')" -eq 0 ]
}
bomb() { # a gigabyte of spaces: refused fast, in little memory
	python3 - "$tmp/bombe.zip" <<'PY' || return 1
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED, compresslevel=1) as z:
    with z.open('flux.xml', 'w') as f:
        for _ in range(256):
            f.write(b' ' * (1 << 20))
PY
	(ulimit -v 400000 && run 2 --db "$tmp/bo.db" import "$tmp/bombe.zip" && contains "$out" 'anormalement compressée')
}
others() {
	printf '7z\xBC\xAF\x27\x1C\0\4' >"$tmp/a.7z" && run 2 --db "$db" import "$tmp/a.7z" &&
		contains "$out" "relais n'ouvre que les zip et les gz" 'La décompresser'
}
check_zip() {
	demo_base "$tmp/demo.db" && run 1 --db "$tmp/demo.db" check --campagne 2024 demo/lheo-idf.xml && cp "$out" "$tmp/seul" &&
		run 1 --db "$tmp/demo.db" check --campagne 2024 "$tmp/flux.zip" && [ "$(head -2 "$out")" = "$(head -2 "$tmp/seul")" ] &&
		contains "$out" 'flux.zip ›' && contains "$err" 'LISEZMOI.txt' 'laissé de côté'
}
check_nothing() {
	zipper "$tmp/rien.zip" demo/organismes.csv && run 2 --db "$tmp/demo.db" check --campagne 2024 "$tmp/rien.zip" && [ ! -s "$out" ] &&
		contains "$err" 'organismes.csv' "aucun flux d'offres"
}
check_cut() {
	refused --db "$tmp/demo.db" check --campagne 2024 "$tmp/coupe.zip" && contains "$err" "coupée ou abîmée"
}
refused_beside() { # what would be refused loose is refused in a zip, with its remedy; the rest is applied
	iconv -f UTF-8 -t UTF-16 demo/sirene.csv >"$tmp/seize.csv" && echo '<lheo><offre-formation/></lheo>' >"$tmp/vieux.xml" &&
		zipper "$tmp/melange.zip" demo/lheo-idf.xml "$tmp/seize.csv" "$tmp/vieux.xml" && run 1 --db "$tmp/m.db" import "$tmp/melange.zip" &&
		contains "$out" '3 fichiers : 1 appliqué, 0 sans rien de nouveau, 2 refusés.' '✖ melange.zip › seize.csv : refusé' \
			'→ UTF-16 : enregistrez-le en UTF-8' '✖ melange.zip › vieux.xml : refusé' "C'est du LHEO 1"
}
check_says_why() { # the good feed is judged all the same
	run 2 --db "$tmp/demo.db" check --campagne 2024 "$tmp/melange.zip" && [ "$(head -2 "$out")" = "$(head -2 "$tmp/seul")" ] &&
		contains "$err" 'vieux.xml : C' "C'est du LHEO 1" 'seize.csv : Le fichier est en UTF-16. UTF-16 : enregistrez-le' &&
		! grep -q '  ' "$err"
}
check_one_cut() { # what the other said before it broke does not count
	head -c 40000 demo/lheo-bretagne.xml >"$tmp/coupe.xml" && zipper "$tmp/un.zip" "$tmp/coupe.xml" demo/lheo-idf.xml &&
		run 2 --db "$tmp/demo.db" check --campagne 2024 "$tmp/un.zip" && [ "$(head -2 "$out")" = "$(head -2 "$tmp/seul")" ] &&
		contains "$err" 'un.zip › coupe.xml : ' && ! grep -q '  ' "$err" &&
		run 2 --db "$tmp/demo.db" check --campagne 2024 "$tmp/un.zip" --json &&
		[ "$(python3 -c "import json; print(json.load(open('$out'))['offres'])")" = "$(grep -oE -m1 '^[0-9]+' "$tmp/seul")" ]
}
pipe_is_read() { # what is no ordinary file is read once
	run 0 --db "$tmp/p.db" import demo/lheo-idf.xml && "$RELAIS" --db "$tmp/demo.db" check --campagne 2024 /dev/stdin <demo/lheo-idf.xml \
		>"$out" 2>"$err"
	[ $? -eq 1 ] && [ "$(head -1 "$out")" = "$(head -1 "$tmp/seul")" ]
}
set_incomplete() {
	printf '"Numero_Fiche";"Si_Jury"\r\n"RNCP7";"Par exp\xc3\xa9rience"\r\n' >"$tmp/v.csv" &&
		run 2 --db "$tmp/i.db" import "$tmp/v.csv" && contains "$out" 'Il manque la partie « Standard »' 'export-fiches-csv'
}
small_set() { # the four parts that a set must have
	printf 'Numero_Fiche;Intitule;Date_Fin_Enregistrement;Type_Enregistrement;Actif\nRNCP7;Autre titre;31/08/2030;Enregistrement de droit;ACTIVE\n' \
		>"$tmp/s.csv" && printf 'Numero_Fiche;Siret_Certificateur;Nom_Certificateur\nRNCP7;99900012800010;École\n' >"$tmp/c.csv" &&
		printf 'Numero_Fiche;Nom_Partenaire;Siret_Partenaire;Habilitation_Partenaire\nRNCP7;CFA;99900011000018;HABILITATION_FORMER\n' >"$tmp/q.csv" &&
		printf 'Numero_Fiche;Si_Jury\nRNCP7;En contrat d’apprentissage\n' >"$tmp/j.csv"
}
set_partial() { # Standard alone would erase who certifies, who is partenaire and who may train
	small_set && run 0 --db "$tmp/k.db" import "$tmp"/{s,c,q,j}.csv &&
		[ "$(sqlite3 "$tmp/k.db" "SELECT certificateurs <> '' AND partenaires <> '' AND jury_ca = 'Oui' FROM fiche")" = 1 ] &&
		run 2 --db "$tmp/k.db" import "$tmp/s.csv" && contains "$out" 'Il manque les parties « Certificateurs »' 'perdraient' &&
		[ "$(sqlite3 "$tmp/k.db" "SELECT certificateurs <> '' AND partenaires <> '' AND jury_ca = 'Oui' FROM fiche")" = 1 ] &&
		printf 'RNCP8;99900012800010;École\n' >>"$tmp/c.csv" && run 0 --db "$tmp/k.db" import "$tmp"/{s,c,q,j}.csv &&
		contains "$out" 'Certificateurs « RNCP8 »' "fiche que « Standard » n'a pas"
}
set_and_xml() { # the two exports give the same fiches: each is compared again once the other has spoken
	small_set && cat >"$tmp/r.xml" <<'XML' &&
<FICHES><VERSION_FLUX>4.1</VERSION_FLUX><FICHE><NUMERO_FICHE>RNCP7</NUMERO_FICHE><INTITULE>Un titre</INTITULE><ACTIF>Oui</ACTIF></FICHE></FICHES>
XML
		run 0 --db "$tmp/x.db" import "$tmp/r.xml" && run 0 --db "$tmp/x.db" import "$tmp"/{s,c,q,j}.csv &&
		run 0 --db "$tmp/x.db" import "$tmp/r.xml" && contains "$out" '✔ r.xml : appliqué' &&
		[ "$(sqlite3 "$tmp/x.db" "SELECT intitule FROM fiche WHERE numero = 'RNCP7'")" = 'Un titre' ]
}
real_set() {
	run 0 --db "$tmp/r.db" import "$data/rncp/export-fiches-csv-2024-02-22_sample.zip" &&
		contains "$out" 'jeu de 10 CSV : appliqué' '9 lus, 7 nouveaux, 2 écartés' &&
		[ "$(sqlite3 "$tmp/r.db" "SELECT actif, jury_ca, type_enregistrement, niveau FROM fiche WHERE numero = 'RNCP509'")" = \
			'Non|Oui|Enregistrement de droit|NIV3' ]
}
real_2020() {
	run 0 --db "$tmp/v.db" import "$data"/rncp/2020/*.csv && contains "$out" '17470 lus, 17369 nouveaux' '4904 lus, 4904 nouveaux' &&
		[ "$(sqlite3 "$tmp/v.db" "SELECT fin_enregistrement FROM fiche WHERE numero = 'RNCP1000'")" = 2016-08-31 ] &&
		[ "$(sqlite3 "$tmp/v.db" "SELECT COUNT(*) FROM fiche WHERE jury_ca = 'Oui'")" -eq 8576 ] &&
		run 0 --db "$tmp/v.db" import "$data"/rncp/2020/*.csv && contains "$out" '2 fichiers : 0 appliqué, 2 sans rien de nouveau'
}
real_acce() {
	run 0 --db "$tmp/a.db" import "$data/uai/acce_data.zip" && contains "$out" 'acce_data.zip › ACCE_UAI.csv : appliqué' '5 lus, 5 nouveaux' \
		"n'ajoute rien dont relais ait besoin" '4 laissés de côté'
}
real_acce_companion() {
	unzip -p "$data/uai/acce_data.zip" ACCE_UAI_SPEC.csv >"$tmp/spec.csv" && run 2 --db "$tmp/s.db" import "$tmp/spec.csv" &&
		contains "$out" 'laissé de côté. C'
}

t 'a zip: what is read is read, what is not is left aside' import_zip
t 'the same feed outside its zip is the same feed' same_feed_loose
t 'JSON says what is left aside' json_left_aside
t 'a gz is a file' gz
t 'a cut zip is refused whole' cut_zip
t 'a zip in a zip is refused whole' nested
t 'a bomb is refused, memory stays bounded' bomb
t 'other archives keep their sentence' others
t 'check reads a zip' check_zip
t 'check needs a feed in it' check_nothing
t 'check refuses a cut zip' check_cut
t 'what is refused loose is refused in a zip' refused_beside
t 'check says why a feed of a zip is refused' check_says_why
t 'check judges the feeds beside one that is cut' check_one_cut
t 'check reads a pipe' pipe_is_read
t 'a set without its fiches is refused' set_incomplete
t 'a set without a part that decides is refused, a part without its fiche is told' set_partial
t 'the set and the XML of the same fiches' set_and_xml
if [ -d "$data" ]; then
	t 'the real CSV export' real_set
	t 'the real files of 2020' real_2020
	t 'the real ACCE' real_acce
	t 'a companion of the ACCE alone' real_acce_companion
else
	n=$((n + 1))
	echo "ok $n # SKIP real samples are not in $data"
fi
fin
