#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# relais export: LHEO that comes back as it was, CSV, XLSX and NDJSON; the same bytes every time, nothing left half written.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/d.db
XSD=../shared/data/lheo/lheo.xsd
schema=export_$$
e() {
	run 0 --db "$db" export "$@"
}
# The facts of a base, without what depends on the order of imports.
facts() {
	python3 - "$1" <<'PY'
import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
def columns(table):
    return [r[1] for r in c.execute(f'PRAGMA table_info({table})') if r[1] not in ('numero', 'texte', 'source', 'du_version', 'offre')]
offre, session = columns('offre'), [r[1] for r in c.execute('PRAGMA table_info(session)') if r[1] not in ('offre', 'du_version')]
for r in c.execute(f"SELECT {', '.join('o.' + x for x in offre)}, s.code, hex(t.empreinte) FROM offre AS o JOIN source AS s ON s.numero = o.source LEFT JOIN texte AS t ON t.numero = o.texte ORDER BY o.cle"):
    print(r)
for r in c.execute(f"SELECT o.cle, {', '.join('s.' + x for x in session)} FROM session AS s JOIN offre AS o ON o.numero = s.offre ORDER BY o.cle, s.rang"):
    print(r)
PY
}
sources() {
	python3 -c 'import sqlite3, sys
for r in sqlite3.connect(sys.argv[1]).execute("SELECT s.code FROM offre AS o JOIN source AS s ON s.numero = o.source GROUP BY s.code ORDER BY MIN(o.numero)"): print(r[0])' "$1"
}
# unchanged BASE: each source exported and imported again, as complete: nothing is new, changed or gone.
unchanged() {
	local source before
	facts "$1" >"$tmp/before" && [ -s "$tmp/before" ] || return 1
	cp "$1" "$tmp/same.db"
	for source in $(sources "$1"); do
		run 0 --db "$1" export --lheo --source "$source" -o "$tmp/x-${source//:/_}.xml" || return 1
		run 0 --db "$tmp/same.db" import "$tmp/x-${source//:/_}.xml" --source "$source" --complet --date 2023-10-05 --json || return 1
		python3 -c 'import json, sys
f, = json.load(open(sys.argv[1]))["fichiers"]
assert f["etat"] == "inchange" and f["inchanges"] > 0 and not (f["nouveaux"] or f["modifies"] or f["disparus"]), f' "$out" || return 1
	done
	facts "$tmp/same.db" | cmp - "$tmp/before"
}
# rebuilt BASE REFERENTIALS...: the exports of `unchanged`, imported into an empty base: the same offers, the same verdicts.
rebuilt() {
	local base=$1 source
	shift
	rm -f "$tmp/r.db"
	run 0 --db "$tmp/r.db" import "$@" --date 2023-10-05 || return 1
	for source in $(sources "$base"); do
		run 0 --db "$tmp/r.db" import "$tmp/x-${source//:/_}.xml" --source "$source" --date 2023-10-05 || return 1
	done
	facts "$tmp/r.db" | cmp - "$tmp/before" || return 1
	run 0 --db "$base" verdicts --campagne 2024 && cut -d';' -f1,3- "$out" >"$tmp/va"
	run 0 --db "$tmp/r.db" verdicts --campagne 2024 && cut -d';' -f1,3- "$out" | cmp - "$tmp/va"
}
valid() {
	xmllint --noout --schema "$XSD" "$1" 2>"$tmp/xsd" || { head -5 "$tmp/xsd" && return 1; }
}
demo_valid() {
	e --lheo -o "$tmp/d.xml" && valid "$tmp/d.xml"
}
# Everything that the schema forbids, and the base holds all the same.
hard() {
	python3 - "$tmp/hard.xml" <<'PY'
import sys
def session(debut, fin, reste=''):
    return f'<session numero=" s &#9;1"><periode><debut>{debut}</debut><fin>{fin}</fin></periode>{reste}</session>'
def formation(numero, intitule, actions, orga, debut=''):
    return f'<formation numero="{numero}">{debut}<intitule-formation>{intitule}</intitule-formation><objectif-formation>{"é" * 4000}</objectif-formation><resultats-attendus></resultats-attendus><certification><code-RNCP>{"9" * 12}</code-RNCP><code-CERTIFINFO>104239</code-CERTIFINFO></certification>{actions}<organisme-formation-responsable>{orga}</organisme-formation-responsable></formation>'
def action(numero, corps):
    return f'<action numero="{numero}">{corps}<extras info="dispositif"><extra info="contrat-apprentissage">1</extra></extras></action>'
cycle = lambda *a: '<cycle><type-cycle>1</type-cycle>' + ''.join(f'<annee-cycle>{x}</annee-cycle>' for x in a) + '<capacite-simultanee>beaucoup</capacite-simultanee></cycle>'
org = '<numero-activite>12345678901234</numero-activite><SIRET-organisme-formation><SIRET>999000011000189</SIRET></SIRET-organisme-formation><nom-organisme>' + 'N' * 300 + '</nom-organisme>'
lieu = '<lieu-de-formation><coordonnees><adresse><denomination>Ici &amp; là</denomination><ligne>' + 'L' * 60 + '</ligne><codepostal>7700</codepostal><ville>Melun &lt;centre&gt; "x"</ville><code-INSEE-commune>77288</code-INSEE-commune><geolocalisation><latitude>48,5</latitude></geolocalisation></adresse></coordonnees></lieu-de-formation>'
dates = [('20240900', '20260600'), ('00000000', '99999999'), ('septembre', '2026'), ('', ''), ('20249999', '20260630'), ('20240902', '20260630')]
print('<?xml version="1.0" encoding="UTF-8"?><lheo xmlns="http://lheo.gouv.fr/2.3"><offres>'
      + formation('', '-', action('A1', lieu + ''.join(session(d, f, cycle(1)) for d, f in dates)), org)
      + formation('', 'T' * 400, action('A2', '<duree-cycle>2 ans</duree-cycle>' + session('20240902', '20260630', cycle(1, 2) + '<etat-recrutement>7</etat-recrutement>') + session('20250901', '20260630', cycle(2)) + session('20240903', '20260630')), org)
      + formation('F3', 'Deux actions &#13; l&#10;à', action('A3', session('20240902', '20260630', cycle('abc'))) + action('A4', '') + action('A5', session('20240902', '20260630', cycle('01'))), org)
      + formation('F4', '', action('A6', '<niveau-entree-obligatoire>oui</niveau-entree-obligatoire><modalites-enseignement>9</modalites-enseignement><organisme-formateur><raison-sociale-formateur>Sans SIRET</raison-sociale-formateur></organisme-formateur><url-action><urlweb>x</urlweb></url-action>' + session('20240902', '20260630', '<url-session><urlweb>ab</urlweb></url-session>' + cycle('', '1'))), '', '<domaine-formation>' + '<code-FORMACODE>34054</code-FORMACODE>' * 7 + '<code-NSF>312p</code-NSF><code-ROME>D1401</code-ROME></domaine-formation>')
      + formation('F5', '=HYPERLINK("a")', action('A7', '<rythme-formation>@SUM</rythme-formation>' + session('20240902', '20260630', cycle(1))) + action('A8', session('20240902', '20260630', cycle(1))), org.replace('N' * 300, '-2+3;"x"'))
      + '</offres></lheo>', file=open(sys.argv[1], 'w', encoding='utf-8'))
PY
	run 0 --db "$tmp/h.db" import demo/*.csv demo/rncp.xml --date 2023-10-05 &&
		run 0 --db "$tmp/h.db" import "$tmp/hard.xml" --source dur --date 2023-10-05
}
hard_valid() {
	run 0 --db "$tmp/h.db" export --lheo -o "$tmp/h.xml" && valid "$tmp/h.xml"
}
torture() {
	python3 ../shared/bin/national.py "$tmp/t" --torture --part 0.03 --text 100 --rncp-text 50 >/dev/null && rm "$tmp"/t/defauts.csv "$tmp"/t/parcoursup-*.csv &&
		run 0 --db "$tmp/t.db" import "$tmp"/t/*.csv "$tmp"/t/*.xml --date 2023-10-05 && unchanged "$tmp/t.db" &&
		rebuilt "$tmp/t.db" "$tmp"/t/*.csv "$tmp/t/rncp.xml" && run 0 --db "$tmp/t.db" export --lheo -o "$tmp/t.xml" && valid "$tmp/t.xml"
}
csv() {
	e --csv --campagne 2024 -o "$tmp/d.csv" && python3 - "$tmp/d.csv" "$db" <<'PY'
import csv, sqlite3, sys
octets = open(sys.argv[1], 'rb').read()
assert octets.startswith(b'\xef\xbb\xbf') and octets.count(b'\n') == octets.count(b'\r\n')
rows = list(csv.DictReader(octets.decode('utf-8-sig').splitlines(True), delimiter=';'))
c = sqlite3.connect(sys.argv[2])
want, = c.execute('SELECT SUM(CASE WHEN n = 0 THEN 1 ELSE n END) FROM (SELECT (SELECT COUNT(*) FROM session WHERE offre = o.numero) AS n FROM offre AS o)').fetchone()
assert len(rows) == want, (len(rows), want)
for r in rows:
    assert None not in r and None not in r.values(), r
    assert r['Importable dans Parcoursup'] in ('oui', 'non') and r['Campagne'] == '2024'
    assert r['Classification'] in ('Réglementaire', 'Non réglementaire', 'Non affichée'), r
    assert not any(v[:1] in '=+-@\t\r' for v in r.values() if v), r
    avis = [v for k, v in r.items() if k.startswith('Paramètre réglementaire : critère')]
    assert len(avis) == 8 and set(avis) <= {'Conforme', 'Non conforme', 'À vérifier', 'Sans objet'}, avis
    assert sum(k.startswith('Paramètre réglementaire : mention') for k in r) == 9
    for k, v in r.items():
        if k.startswith('Paramètre') and v in ('Non conforme', 'Manquante'):
            assert r[k.replace('Paramètre réglementaire', 'Raison')], k
assert any(r['Responsable : NDA'] for r in rows) and any(r['Académie (code)'] == '01' for r in rows)
PY
}
formulas() {
	run 0 --db "$tmp/h.db" export --csv -o "$tmp/h.csv" && python3 - "$tmp/h.csv" <<'PY'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8-sig', newline=''), delimiter=';'))
assert any(r['Intitulé'] == '\'=HYPERLINK("a")' for r in rows) and any(r['Responsable : nom'] == '\'-2+3;"x"' for r in rows)
assert not any(v[:1] in '=+-@\t\r' for r in rows for v in r.values() if v)
PY
}
xlsx() {
	e --xlsx --campagne 2024 -o "$tmp/d.xlsx" && python3 - "$tmp/d.xlsx" "$tmp/d.csv" <<'PY'
import csv, sys, zipfile, xml.etree.ElementTree as T
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None and all(i.date_time[0] <= 1980 for i in z.infolist()), 'a time of the clock'
for name in z.namelist():
    T.fromstring(z.read(name))
N = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
book = T.fromstring(z.read('xl/workbook.xml'))
assert [s.get('name') for s in book.iter(N + 'sheet')] == ['Offres', 'Lisez-moi']
sheet = T.fromstring(z.read('xl/worksheets/sheet1.xml'))
assert sheet.find(f'.//{N}pane').get('state') == 'frozen' and sheet.find(N + 'autoFilter') is not None
def column(ref):
    n = 0
    for x in ref.rstrip('0123456789'):
        n = n * 26 + ord(x) - 64
    return n - 1
rows = []
for row in sheet.iter(N + 'row'):
    cells = {}
    for c in row:
        assert c.find(N + 'f') is None, 'a formula'
        cells[column(c.get('r'))] = (c.get('t', 'n'), ''.join(c.itertext()))
    rows.append(cells)
lines = list(csv.reader(open(sys.argv[2], encoding='utf-8-sig', newline=''), delimiter=';'))
assert len(rows) == len(lines) and [rows[0][i][1] for i in range(len(lines[0]))] == lines[0]
dates = numbers = 0
for cells, line in zip(rows[1:], lines[1:]):
    for i, v in enumerate(line):
        v = v[1:] if v.startswith("'") else v
        kind, text = cells.get(i, ('', ''))
        if kind == 'n' and 'Session : ' in lines[0][i] and lines[0][i][-3:] in ('but', 'fin'):
            dates += 1
            assert len(v) == 10 and 40000 < float(text) < 50000, (v, text)
            continue
        assert text == v, (lines[0][i], text, v)
        numbers += kind == 'n'
        if lines[0][i] in ('Académie (code)', 'Responsable : SIRET', 'Lieu : code postal') and v:
            assert kind == 'inlineStr', 'a code that is a number'
assert dates and numbers
notice = ''.join(T.fromstring(z.read('xl/worksheets/sheet2.xml')).itertext())
assert '5 octobre 2023' in notice and 'campagne 2024' in notice and all(t in notice for t in lines[0])
PY
}
ndjson() {
	e --ndjson --campagne 2024 -o "$tmp/d.ndjson" && run 0 --db "$db" verdicts --campagne 2024 && python3 - "$tmp/d.ndjson" "$out" <<'PY'
import csv, json, sys
v = {r['cle']: r for r in csv.DictReader(open(sys.argv[2], encoding='utf-8', newline=''), delimiter=';')}
objects = [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]
assert {o['cle'] for o in objects} == set(v) and len(objects) == len(v)
for o in objects:
    r = v[o['cle']]
    assert o['verdict']['classification'] == r['classification'] and o['verdict']['importable'] is (r['importable'] == 'oui')
    assert [c['avis'] for c in o['verdict']['constats']] == [r[f'c{i}'] for i in range(1, 9)]
    assert o['verdict']['mentions_manquantes'] == [m for m in r['mentions'].split(',') if m]
    assert all(isinstance(s, dict) and {'debut', 'fin', 'etat', 'capacite'} <= set(s) for s in o['sessions'])
    assert '' not in o.values() and '-' not in o.values(), o
assert any(o['formateur']['siret'] is None for o in objects) and any(o['annee'] is None for o in objects)
PY
}
without_campagne() {
	e --csv && ! grep -q 'Classification' "$out" && e --ndjson && [ "$(grep -c '"verdict":null' "$out")" -eq 74 ]
}
twice() {
	local f
	for f in lheo csv xlsx ndjson; do
		e --$f --campagne 2024 -o "$tmp/1" && e --$f --campagne 2024 && cmp "$out" "$tmp/1" || return 1
	done
}
# The other engine, the same bytes.
engines() {
	local f pg
	pg="$RELAIS_TEST_PG?options=-csearch_path%3D$schema"
	psql -q "$RELAIS_TEST_PG" -c "CREATE SCHEMA $schema" && demo_base "$pg" || return 1
	for f in lheo csv xlsx ndjson; do
		e --$f --campagne 2024 -o "$tmp/1" && run 0 --db "$pg" export --$f --campagne 2024 && cmp "$out" "$tmp/1" || return 1
	done
}
same_as_verdicts() { # OPTIONS...
	run 0 --db "$db" verdicts --campagne 2024 "$@" && tail -n +2 "$out" | cut -d';' -f1 | sort >"$tmp/want" && [ -s "$tmp/want" ] &&
		e --ndjson --campagne 2024 "$@" && python3 -c 'import json, sys
for line in open(sys.argv[1]): print(json.loads(line)["cle"])' "$out" | sort | cmp - "$tmp/want"
}
filters() {
	same_as_verdicts --region 53 && same_as_verdicts --academie 24 --classification non_reglementaire && same_as_verdicts --importable oui &&
		same_as_verdicts --critere 8 && same_as_verdicts --source lheo:53 --importable non && same_as_verdicts --siret 99900011000018
}
past() {
	sed 's/<annee-cycle>1</<annee-cycle>3</' demo/lheo-bretagne.xml >"$tmp/b.xml"
	cp "$db" "$tmp/p.db" && run 0 --db "$tmp/p.db" import "$tmp/b.xml" --date 2023-12-01 --force --reason essai && e --csv --campagne 2024 -o "$tmp/1" &&
		run 0 --db "$tmp/p.db" export --csv --campagne 2024 --date 2023-11-01 && cmp "$out" "$tmp/1" &&
		run 0 --db "$tmp/p.db" export --csv --campagne 2024 && ! cmp -s "$out" "$tmp/1"
}
# A failure leaves what was there, and nothing beside it.
no_half_file() {
	mkdir "$tmp/o" && echo avant >"$tmp/o/f" || return 1
	refused --db "$db" export --lheo --region 94 -o "$tmp/o/f" && [ "$(cat "$tmp/o/f")" = avant ] && [ "$(ls "$tmp/o")" = f ] || return 1
	(ulimit -f 64 && trap '' XFSZ && "$RELAIS" --db "$db" export --csv --campagne 2024 -o "$tmp/o/f") 2>"$err"
	[ $? -eq 2 ] && contains "$err" "n'a pas pu être écrit" && [ "$(cat "$tmp/o/f")" = avant ] && [ "$(ls "$tmp/o")" = f ] || return 1
	(ulimit -f 64 && trap '' XFSZ && "$RELAIS" --db "$db" export --xlsx --campagne 2024 -o "$tmp/o/f") 2>"$err"
	[ $? -eq 2 ] && [ "$(cat "$tmp/o/f")" = avant ] && [ "$(ls "$tmp/o")" = f ]
}
# A disk that is full at any moment of a workbook: whole, or refused.
no_cut_workbook() {
	local k
	e --xlsx --campagne 2024 -o "$tmp/whole.xlsx" || return 1
	for k in 40 100 360 361 362 363 364 365 366 400; do
		if (ulimit -f $k && trap '' XFSZ && "$RELAIS" --db "$db" export --xlsx --campagne 2024 -o "$tmp/cut.xlsx") 2>"$err"; then
			cmp "$tmp/cut.xlsx" "$tmp/whole.xlsx" || return 1
		else
			contains "$err" "n'a pas pu" && [ ! -e "$tmp/cut.xlsx" ] || return 1
		fi
		rm -f "$tmp/cut.xlsx"
	done
}
full_stdout() {
	"$RELAIS" --db "$db" export --csv >/dev/full 2>"$err"
	[ $? -eq 2 ] && grep -q '^relais : ' "$err" && "$RELAIS" --db "$db" export --csv | head -1 >/dev/null
}
wrong() { # TEXT OPTIONS...
	local text=$1
	shift
	refused --db "$db" export "$@" && contains "$err" "$text"
}
schema() { # NAME FUNCTION
	if [ -e "$XSD" ]; then t "$1" "$2"; else n=$((n + 1)) && echo "ok $n - $1 # SKIP no ../shared"; fi
}

t "the demonstration is imported" demo_base "$db"
t "LHEO: imported again, nothing changes" unchanged "$db"
t "LHEO: imported into an empty base, the same offers and verdicts" rebuilt "$db" demo/*.csv demo/rncp.xml
schema "LHEO: valid against the schema of LHEO 2.3" demo_valid
t "a feed of all that the schema forbids is imported" hard
t "LHEO of it: imported again, nothing changes" unchanged "$tmp/h.db"
t "LHEO of it: imported into an empty base, the same offers and verdicts" rebuilt "$tmp/h.db" demo/*.csv demo/rncp.xml
schema "LHEO of it: valid" hard_valid
schema "LHEO of the torture set: valid, comes back, the same verdicts" torture
t "CSV: a line a session, every verdict, RFC 4180, a false is written (csv-2)" csv
t "CSV: no formula" formulas
t "XLSX: the CSV's cells, texts, dates and numbers, a second sheet" xlsx
t "NDJSON: objects, null for what is not given, the verdicts" ndjson
t "without a campagne there is no verdict" without_campagne
t "twice, to a file and to stdout: the same bytes" twice
if [ -n "${RELAIS_TEST_PG:-}" ]; then
	trap 'psql -q "$RELAIS_TEST_PG" -c "DROP SCHEMA $schema CASCADE" 2>/dev/null; rm -rf "$tmp"' EXIT
	t "PostgreSQL gives the same bytes" engines
else
	n=$((n + 1)) && echo "ok $n - PostgreSQL gives the same bytes # SKIP no RELAIS_TEST_PG"
fi
t "the filters are those of verdicts" filters
t "--date: as it was known" past
t "a failure leaves no half file" no_half_file
t "a disk that gets full never gives a cut workbook" no_cut_workbook
t "a full stdout is said; a reader that goes away is no failure" full_stdout
t "no format" wrong 'Choisissez un format' --campagne 2024
t "two formats" wrong 'Choisissez un format' --csv --xlsx
t "a filter on the verdict without a campagne" wrong '--campagne 2024' --csv --importable oui
t "an unknown source" wrong 'Source inconnue' --csv --source rien
t "neither oui nor non" wrong 'ni oui ni non' --csv --campagne 2024 --importable peut-etre
# « - » is stdout; a link stays, the file that it names is written.
dash() {
	local f
	for f in lheo csv xlsx ndjson; do
		e --$f --campagne 2024 && cp "$out" "$tmp/1" && (cd "$tmp" && "$RELAIS" --db "$db" export --$f --campagne 2024 -o - >"$out") &&
			cmp "$out" "$tmp/1" && [ ! -e "$tmp/-" ] || return 1
	done
}
linked() {
	local f
	mkdir "$tmp/l" && ln -s cible "$tmp/l/lien" && for f in csv xlsx; do
		e --$f --campagne 2024 -o "$tmp/l/lien" && [ -L "$tmp/l/lien" ] && [ -f "$tmp/l/cible" ] && e --$f --campagne 2024 && cmp "$out" "$tmp/l/cible" &&
			[ "$(find "$tmp/l" | wc -l)" -eq 3 ] || return 1
	done
}
t "« -o - » is standard output" dash
t "a link is followed" linked
t "a folder as the file" wrong "n'est pas un fichier" --csv -o "$tmp"
t "a folder that does not exist" wrong "n'a pas pu être écrit" --csv -o "$tmp/absent/f.csv"
fin
