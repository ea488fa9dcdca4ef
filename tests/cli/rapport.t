#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# relais rapport: its figures are those of the list of verdicts.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/d.db
r() {
	run 0 --db "$db" rapport --campagne 2024 "$@"
}
text() {
	r --date 2023-10-20 && [ ! -s "$err" ] && contains "$out" 'Campagne 2024, au 20 octobre 2023' '74 offres déclarées' \
		'Prochaine date : début de la mise à jour automatique, le 1er novembre 2023.' "L'entonnoir" 'Ce qui arrête les offres' \
		'Qui doit agir' 'Par région' 'Bretagne' 'Par académie' 'Créteil' 'Les sources' 'fiches RNCP de France compétences' 'édition du 5 octobre 2023' \
		'flux « lheo:11 », Île-de-France' && ! grep -q 'Il manque' "$out" &&
		python3 -c "assert all(len(line.rstrip('\n')) <= 100 for line in open('$out', encoding='utf-8'))"
}
figures() {
	r --json && cp "$out" "$tmp/r.json" && run 0 --db "$db" verdicts --campagne 2024 && python3 - "$tmp/r.json" "$out" <<'PY'
import csv, json, sys
x = json.load(open(sys.argv[1], encoding='utf-8'))
rows = list(csv.DictReader(open(sys.argv[2], encoding='utf-8', newline=''), delimiter=';'))
regl = [r for r in rows if r['classification'] == 'reglementaire']
f = x['entonnoir']
assert f['declarees'] == len(rows)
assert f['affichees'] == sum(r['classification'] != 'non_affichee' for r in rows)
assert f['reglementaires'] == len(regl)
assert f['perimetre_session'] == sum(r['c3'] == r['c7'] == 'conforme' for r in regl)
assert f['importables'] == sum(r['importable'] == 'oui' for r in rows)
values = list(f.values())
assert values == sorted(values, reverse=True), f
counts = [m['offres'] for m in x['motifs']]
assert counts == sorted(counts, reverse=True) and min(counts) > 0, counts
for m in x['motifs']:
    if m['genre'] == 'critere':
        assert m['offres'] == sum(r[f"c{m['critere']}"] == 'non_conforme' for r in rows), m
    if m['genre'] == 'mention':
        assert m['offres'] == sum(m['mention'] in r['mentions'].split(',') for r in rows), m
for m in x['a_verifier']:
    assert m['offres'] == sum(r[f"c{m['critere']}"] == 'a_verifier' for r in rows), m
for key, column in (('regions', 'region'), ('academies', 'academie')):
    zones = x[key]
    assert [z['code'] or '' for z in zones] == sorted({r[column] for r in rows}), zones
    for z in zones:
        here = [r for r in rows if r[column] == (z['code'] or '')]
        assert z['offres'] == len(here) and z['importables'] == sum(r['importable'] == 'oui' for r in here), z
        assert z['reglementaires'] == sum(r['classification'] == 'reglementaire' for r in here), z
        assert (z['nom'] is None) == (z['code'] is None), z
# the demonstration has neither movements of communes nor the formations of the campaign before
assert {s['genre'] for s in x['referentiels'] if not s['date']} == {'mouvements', 'parcoursup', 'codes-postaux'}
assert sum(s['date'] == '2023-10-05' for s in x['referentiels']) == 11 and not any(s['manque'] for s in x['referentiels'])
assert [s['source'] for s in x['flux']] == ['lheo:11', 'lheo:53', 'lheo:76']
PY
}
# The shares of those who must act are of the offers that wait, in the text as in the page.
one_base() {
	r --json && cp "$out" "$tmp/r.json" && r && python3 - "$tmp/r.json" "$out" <<'PY'
import json, re, sys
x = json.load(open(sys.argv[1], encoding='utf-8'))
texte = open(sys.argv[2], encoding='utf-8').read().replace('\u00a0', ' ')
for a in x['acteurs']:
    m = re.search(re.escape(a['libelle']) + r' +([\d ]+?) +([\d,]+) %\n', texte)
    dixieme = (a['offres'] * 2000 + x['attendent']) // (2 * x['attendent'])
    assert m and int(m[1].replace(' ', '')) == a['offres'] and m[2] == f'{dixieme // 10},{dixieme % 10}', (a, m and m.groups())
assert x['acteurs']
PY
}
twice() {
	r && cp "$out" "$tmp/1" && r && cmp "$out" "$tmp/1"
}
nothing_written() {
	cp "$db" "$tmp/before.db" && r && cmp "$db" "$tmp/before.db"
}
# What is missing is said before any figure of the funnel.
missing_first() {
	"$RELAIS" --db "$tmp/m.db" import demo/lheo-idf.xml demo/kit.csv >/dev/null 2>&1
	run 0 --db "$tmp/m.db" rapport --campagne 2024 && contains "$out" 'Il manque des référentiels' '✖ fiches RNCP de France compétences' \
		'✖ liste publique des organismes de formation' 'relais import' && ! grep -q '✖ kit' "$out" &&
		[ "$(grep -n 'Il manque' "$out" | cut -d: -f1)" -lt "$(grep -n "L'entonnoir" "$out" | cut -d: -f1)" ]
}
# The page: accessible, alone in its file, with the figures of the JSON.
page() {
	r --date 2023-10-20 --json && cp "$out" "$tmp/r.json" && r --date 2023-10-20 --html "$tmp/r.html" && contains "$out" '74 offres' "$tmp/r.html" &&
		python3 tests/cli/page.py "$tmp/r.html" "$tmp/r.json" && contains "$tmp/r.html" 'État des SIRET' 'Campagne 2024, au 20 octobre 2023' 'Aller au contenu' &&
		cp "$tmp/r.html" "$tmp/1.html" && r --date 2023-10-20 --html "$tmp/r.html" && cmp "$tmp/r.html" "$tmp/1.html"
}
# A source is named by whoever imports: its name stays a text.
hostile() {
	local name='</table><script>alert(1)</script> & "x" '"'y'"
	demo_base "$tmp/h.db" && "$RELAIS" --db "$tmp/h.db" import demo/lheo-idf.xml --source "$name" --date 2023-10-06 >/dev/null 2>&1
	run 0 --db "$tmp/h.db" rapport --campagne 2024 --date 2023-10-20 --json && cp "$out" "$tmp/h.json" && contains "$out" '<script>' &&
		run 0 --db "$tmp/h.db" rapport --campagne 2024 --date 2023-10-20 --html "$tmp/h.html" &&
		python3 tests/cli/page.py "$tmp/h.html" "$tmp/h.json" && contains "$tmp/h.html" '&lt;script&gt;' && ! grep -qi '<script' "$tmp/h.html"
}
page_missing() {
	run 0 --db "$tmp/m.db" rapport --campagne 2024 --json && cp "$out" "$tmp/m.json" &&
		run 0 --db "$tmp/m.db" rapport --campagne 2024 --html "$tmp/m.html" && python3 tests/cli/page.py "$tmp/m.html" "$tmp/m.json"
}
page_linked() {
	r --date 2023-10-20 --html "$tmp/r.html" && mkdir "$tmp/lien" && ln -s page.html "$tmp/lien/l" && r --date 2023-10-20 --html "$tmp/lien/l" &&
		[ -L "$tmp/lien/l" ] && cmp "$tmp/lien/page.html" "$tmp/r.html" && r --date 2023-10-20 --html - && cmp "$out" "$tmp/r.html" && [ ! -e - ]
}
page_refused() {
	refused --db "$db" rapport --campagne 2024 --html "$tmp/nowhere/r.html" && contains "$err" 'nowhere/r.html' &&
		refused --db "$db" rapport --campagne 2024 --html "$tmp" && contains "$err" "n'est pas un fichier" &&
		refused --db "$db" rapport --campagne 2024 --json --html "$tmp/x.html" && [ ! -e "$tmp/x.html" ]
}
later_campagne() {
	run 0 --db "$db" rapport --campagne 2026 && contains "$out" 'Campagne 2026'
}

# Parcoursup: what to do before the migration; after it, the figures are those that it wrote.
not_migrated() {
	r --date 2023-10-20 && contains "$out" "La migration de la campagne 2024 n'a pas encore été faite" 'importer la liste des formations de Parcoursup 2023' &&
		demo_base "$tmp/p.db" && run 0 --db "$tmp/p.db" import demo/parcoursup/parcoursup-2023.csv --campagne 2023 --date 2023-10-05 &&
		run 0 --db "$tmp/p.db" rapport --campagne 2024 --date 2023-10-20 && tr -s '\n ' ' ' <"$out" >"$tmp/joined" &&
		contains "$tmp/joined" "15 formations de Parcoursup 2023 l'attendent. À faire par le SCN, du 1er novembre 2023 au 15 novembre 2023" \
			'relais campagne migrer 2024 --dry-run' && run 0 --db "$tmp/p.db" rapport --campagne 2024 --date 2023-10-20 --json &&
		python3 -c "
import json
p = json.load(open('$out', encoding='utf-8'))['parcoursup']
assert p['migration'] is None and p['formations'] == 0 and p['motifs'] == p['statuts'] == [] and p['phrase'], p"
}
migrated() {
	run 0 --db "$tmp/p.db" campagne migrer 2024 --date 2023-11-06 --csv "$tmp/m.csv" --json "$tmp/m.json" &&
		run 0 --db "$tmp/p.db" rapport --campagne 2024 --date 2023-11-07 --json && cp "$out" "$tmp/r.json" &&
		run 0 --db "$tmp/p.db" rapport --campagne 2024 --date 2023-11-07 --html - && cp "$out" "$tmp/page.html" &&
		run 0 --db "$tmp/p.db" rapport --campagne 2024 --date 2023-11-07 && python3 - "$tmp" "$out" <<'PY'
import collections, json, sys
x = json.load(open(sys.argv[1] + '/r.json', encoding='utf-8'))
rows = json.load(open(sys.argv[1] + '/m.json', encoding='utf-8'))['lignes']
text = open(sys.argv[2], encoding='utf-8').read()
page = open(sys.argv[1] + '/page.html', encoding='utf-8').read().replace('\u00a0', ' ')
p = x['parcoursup']
made = [r for r in rows if r['formation']]
assert p['migration'] == '2023-11-06' and not p['au_fil'] and p['formations'] == len(made) == p['reprises'] + p['creees'], p
assert p['certifiees'] == sum(r['certifiee'] for r in made) and p['certifiees'] + p['sans_certifiee'] == len(made), p
assert p['importables_sans_formation'] == sum(not r['formation'] for r in rows), p
why = collections.Counter(r['motif_code'] for r in made if not r['certifiee'])
assert {m['code']: m['formations'] for m in p['motifs']} == why and sum(why.values()) == p['sans_certifiee'], p['motifs']
who = {(r['motif_code'], r['acteur']) for r in made if not r['certifiee']}
assert {(m['code'], a['acteur']) for m in p['motifs'] for a in m['acteurs']} == who, (p['motifs'], who)
assert all(sum(a['formations'] for a in m['acteurs']) == m['formations'] for m in p['motifs']), p['motifs']
assert sum(s['offres'] for s in p['statuts']) == x['entonnoir']['declarees'], p['statuts']
published = next(s['offres'] for s in p['statuts'] if s['statut'] == 'publie')
assert published == sum(r['apres'] == 'publie' for r in rows), published
for words in (p['phrase'], 'pourquoi, et qui agit', 'par statut pour Parcoursup', *(m['libelle'] for m in p['motifs'])):
    assert words in ' '.join(text.split()) and words in page.replace('&#39;', "'"), words
assert '<a href="#parcoursup">' in page and 'id="parcoursup"' in page
assert all(len(line) <= 100 for line in text.splitlines())
PY
}

t "the demonstration is imported" demo_base "$db"
t "the text" text
t "the figures are those of the verdicts" figures
t "twice: the same bytes" twice
t "nothing is written" nothing_written
t "referentials that the base lacks are said first" missing_first
t "the page: structure, access, figures, the same twice" page
t "the page escapes the names of sources" hostile
t "the page of an incomplete base" page_missing
t "a page that cannot be written" page_refused
t "another campagne" later_campagne
t "the page: through a link, and on standard output" page_linked
t "who must act: shares of one base" one_base
t "Parcoursup: not migrated, what to do" not_migrated
t "Parcoursup: the figures are those of the migration, in the three forms" migrated
fin
