#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# relais verdicts: the columns, the order, the formats, the filters, what is kept.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/d.db
v() {
	run 0 --db "$db" verdicts --campagne 2024 "$@"
}
header='cle;id;region;academie;classification;importable;c1;c2;c3;c4;c5;c6;c7;c8;mentions;motif'

columns() {
	v && cp "$out" "$tmp/all" && [ "$(head -1 "$out")" = "$header" ] && [ "$(wc -l <"$out")" -eq 75 ] && [ ! -s "$err" ] &&
		python3 - "$out" <<'PY'
import csv, re, sys
AVIS = {'conforme', 'non_conforme', 'a_verifier', 'sans_objet'}
MENTIONS = {'siret_responsable', 'siret_formateur', 'lieu', 'libelle', 'cfd', 'rncp', 'dates', 'duree', 'annee'}
for r in csv.DictReader(open(sys.argv[1], encoding='utf-8', newline=''), delimiter=';'):
    assert None not in r and None not in r.values(), r
    assert r['classification'] in ('reglementaire', 'non_reglementaire', 'non_affichee'), r
    assert r['importable'] in ('oui', 'non') and r['id'].isdigit(), r
    assert all(r[f'c{i}'] in AVIS for i in range(1, 9)), r
    assert set(filter(None, r['mentions'].split(','))) <= MENTIONS, r
    assert re.fullmatch(r'\d\d|', r['region']) and re.fullmatch(r'\d\d|', r['academie']), r
    assert (r['importable'] == 'oui') == (r['motif'] == ''), r
PY
}
sorted_by_cle() {
	tail -n +2 "$tmp/all" | cut -d';' -f1 >"$tmp/cles" && LC_ALL=C sort -c "$tmp/cles"
}
twice() {
	v && cmp "$out" "$tmp/all" && v --format csv && cmp "$out" "$tmp/all"
}
json() {
	v --format json && python3 -m json.tool "$out" >/dev/null && python3 - "$out" "$tmp/all" <<'PY'
import csv, json, sys
rows = list(csv.DictReader(open(sys.argv[2], encoding='utf-8', newline=''), delimiter=';'))
items = json.load(open(sys.argv[1], encoding='utf-8'))
assert len(items) == len(rows), (len(items), len(rows))
for j, r in zip(items, rows):
    assert list(j)[:16] == list(r), list(j)
    assert j['importable'] is (r['importable'] == 'oui') and str(j['id']) == r['id'] and ','.join(j['mentions']) == r['mentions'], j
    for k in ('cle', 'region', 'academie', 'classification', 'motif', *(f'c{i}' for i in range(1, 9))):
        assert (j[k] or '') == r[k], (k, j[k], r[k])
    assert [c['numero'] for c in j['criteres']] == list(range(1, 9)), j
    for c in j['criteres']:
        assert c['avis'] == j[f"c{c['numero']}"] and c['raison'] and c['fait'], c
        assert set(c) == {'numero', 'avis', 'raison', 'fait', 'vu', 'remede'}, c
        assert c['remede'] or c['avis'] in ('conforme', 'sans_objet'), c
PY
}
table() {
	v --format table && contains "$out" '74 offres' 'classification' && ! grep -q ';' "$out" &&
		python3 -c "assert max(len(line.rstrip()) for line in open('$out', encoding='utf-8')) <= 130"
}
# filter AWK-CONDITION OPTIONS...: exactly the lines of the whole list that meet the condition.
filter() {
	local condition=$1
	shift
	awk -F';' "NR == 1 || ($condition)" "$tmp/all" >"$tmp/want" && v "$@" && cmp "$out" "$tmp/want" && [ "$(wc -l <"$tmp/want")" -gt 1 ]
}
nothing_left() {
	v --region 94 && [ "$(cat "$out")" = "$header" ] && v --region 94 --format json && [ "$(tr -d ' \n' <"$out")" = '[]' ]
}
kept() {
	python3 - "$db" "$tmp/all" <<'PY'
import sqlite3, sys
n, = sqlite3.connect(sys.argv[1]).execute('SELECT COUNT(*) FROM verdict WHERE campagne = 2024').fetchone()
assert n == sum(1 for _ in open(sys.argv[2])) - 1, n
PY
}
# A past date is answered and nothing is written.
past() {
	sed 's/<annee-cycle>1</<annee-cycle>3</' demo/lheo-bretagne.xml >"$tmp/b.xml"
	run 0 --db "$db" import "$tmp/b.xml" --date 2023-12-01 --force --reason essai || return 1
	v && ! cmp -s "$out" "$tmp/all" && cp "$db" "$tmp/before.db" && v --date 2023-10-20 && cmp "$out" "$tmp/all" && [ ! -s "$err" ] && cmp "$db" "$tmp/before.db"
}
too_early() {
	v --date 2020-01-01 && cmp "$out" "$tmp/all" && grep -q '^relais : .*1er janvier 2020' "$err" && [ "$(wc -l <"$err")" -eq 1 ]
}
other_campagne() {
	v && cp "$out" "$tmp/2024" && run 0 --db "$db" verdicts --campagne 2023 && [ "$(wc -l <"$out")" -eq "$(wc -l <"$tmp/2024")" ] &&
		! cmp -s "$out" "$tmp/2024"
}
# Somebody else is writing: the answer comes all the same, and says that it was not kept.
locked() {
	cp "$tmp/fresh.db" "$tmp/l.db"
	python3 - "$tmp/l.db" "$tmp/go" "$tmp/stop" <<'PY' &
import os, sqlite3, sys, time
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute('BEGIN IMMEDIATE')
open(sys.argv[2], 'w').close()
for _ in range(300):
    if os.path.exists(sys.argv[3]):
        break
    time.sleep(0.1)
PY
	while [ ! -e "$tmp/go" ]; do sleep 0.1; done
	run 0 --db "$tmp/l.db" verdicts --campagne 2024
	local code=$?
	: >"$tmp/stop"
	wait
	[ $code -eq 0 ] && cmp "$out" "$tmp/all" && contains "$err" 'relais : ' 'pas gardés'
}
no_offer() {
	run 0 --db "$tmp/ref.db" import demo/kit.csv && run 0 --db "$tmp/ref.db" verdicts --campagne 2024 && [ "$(cat "$out")" = "$header" ] &&
		contains "$err" 'aucune offre' 'relais import'
}
wrong() { # TEXT OPTIONS...
	local text=$1
	shift
	refused --db "$db" verdicts --campagne 2024 "$@" && contains "$err" "$text"
}

t "the demonstration is imported" demo_base "$db"
cp "$db" "$tmp/fresh.db"
t "sixteen columns, only their codes" columns
t "in the order of the bytes of the clés" sorted_by_cle
t "twice: the same bytes" twice
t "the verdicts are kept in the base" kept
t "JSON: valid, the same keys and values, with the evidence" json
t "table: aligned, short, counted" table
t "--region" filter '$3 == "53"' --region 53
t "--academie" filter '$4 == "24"' --academie 24
t "--classification" filter '$5 == "non_affichee"' --classification non_affichee
t "--critere" filter '$14 == "non_conforme" || $14 == "a_verifier"' --critere 8
t "--critere with an avis" filter '$12 == "a_verifier"' --critere 6=a_verifier
t "--siret of a formateur, with spaces" filter 'index($1, "99900012800010")' --siret '999 000 128 00010'
t "--source" filter '$3 == "53"' --source lheo:53
t "--importable" filter '$6 == "non"' --importable non
t "filters together" filter '$3 == "11" && $5 == "reglementaire" && $4 == "75" || $3 == "11" && $5 == "reglementaire" && $4 == "01"' \
	--region 11 --classification reglementaire --academie 01
t "no line left: the heading alone, an empty list" nothing_left
t "referentials alone: the heading, and what to do next" no_offer
t "an académie of another région: the remedy" wrong "n'est pas dans la région" --region 53 --academie 24
t "an unknown région" wrong 'Région inconnue' --region 99
t "an unknown académie" wrong 'Académie inconnue' --academie 99
t "an unknown classification" wrong 'Classification inconnue' --classification bonne
t "a criterion out of 1 to 8" wrong "n'est pas un critère" --critere 9
t "an unknown avis of a criterion" wrong "n'est pas un critère" --critere 3=bof
t "an unknown source" wrong 'Source inconnue' --source rien
t "neither oui nor non" wrong 'ni oui ni non' --importable bof
t "a SIRET that is none" wrong 'SIRET' --siret 12345
t "an unknown format" wrong 'Format inconnu' --format xlsx
t "a past date: the answer of that day, nothing written" past
t "before the first known day: the earliest is used, and said" too_early
t "another campagne has other verdicts" other_campagne
t "a base that is being written still answers" locked
fin
