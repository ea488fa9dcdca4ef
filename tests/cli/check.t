#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# relais check: exit 0, 1 or 2; the summary, the groups, nothing kept.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/d.db
c() {
	local code=$1
	shift
	run "$code" --db "$db" check --campagne 2024 "$@"
}
# keep FILE CLE...: the Île-de-France feed with these formations only.
keep() {
	python3 - demo/lheo-idf.xml "$@" <<'PY'
import re, sys
text = open(sys.argv[1], encoding='utf-8').read()
kept = lambda m: m.group(0) if any(f'numero="{c}"' in m.group(0) for c in sys.argv[3:]) else ''
open(sys.argv[2], 'w', encoding='utf-8').write(re.sub(r'<formation\b.*?</formation>\s*', kept, text, flags=re.S))
PY
}
conforme='104239P01219990000110001899900002900010-94028#L01'
conforme2='100357P01219990000110001899900002900010-94028#L01'
sans_annee='104239P012X9990000110001899900003700013-77288#L01'
sans_uai='104239P01219990000110001899900004500016-77288#L01'
hors='103453P01119990000600001599900006000015-93066#L01'

all_good() {
	keep "$tmp/bon.xml" "$conforme" "$conforme2" && c 0 "$tmp/bon.xml" && [ "$(cat "$out")" = '2 offres : 2 conformes, 0 à corriger' ]
}
some_wrong() {
	keep "$tmp/mixte.xml" "$conforme" "$sans_annee" && c 1 "$tmp/mixte.xml" &&
		[ "$(head -1 "$out")" = '2 offres : 1 conforme, 1 à corriger' ] &&
		contains "$out" "✖ À corriger  BTS management commercial opérationnel — Campus Exemple de la Marne, Melun" "clé $sans_annee" \
			"✖ Année d'entrée en apprentissage non renseignée." '→ Le CFA la déclare' &&
		! grep -qF "$conforme" "$out"
}
waits_for_a_person() { # the UAI that is missing is told and does not fail
	keep "$tmp/uai.xml" "$sans_uai" && c 0 "$tmp/uai.xml" && contains "$out" '1 offre : 1 conforme, 0 à corriger' '? À vérifier' \
		"L'UAI du lieu de formation manque." 'Le SAIO'
}
out_of_perimeter() {
	keep "$tmp/hors.xml" "$hors" && c 1 "$tmp/hors.xml" && contains "$out" '1 hors du périmètre de Parcoursup' '– Hors périmètre'
}
groups() { # to correct first, then out of the perimeter, then what waits
	c 1 demo/lheo-*.xml && [ "$(grep -oE '^(✖ À corriger|– Hors périmètre|\? À vérifier)' "$out" | uniq | tr '\n' ,)" = \
		'✖ À corriger,– Hors périmètre,? À vérifier,' ] && python3 - "$out" <<'PY'
import re, sys
text = open(sys.argv[1], encoding='utf-8').read()
total, good, wrong, outside = map(int, re.match(r'(\d+) offres : (\d+) conformes, (\d+) à corriger, (\d+) hors', text).groups())
waiting = int(re.search(r'Parmi les conformes, (\d+)', text).group(1))
assert total == good + wrong + outside, text[:100]
for badge, n in (('✖ À corriger  ', wrong), ('– Hors périmètre  ', outside), ('? À vérifier  ', waiting)):
    assert len(re.findall('^' + re.escape(badge), text, flags=re.M)) == n, (badge, n)
assert all(len(line) <= 100 for line in text.splitlines()), max(text.splitlines(), key=len)
PY
}
anomalies() {
	c 1 demo/lheo-bretagne.xml && contains "$out" '1 anomalie de forme' 0569901A
}
doublon() {
	python3 - "$tmp/bon.xml" "$tmp/double.xml" <<'PY'
import re, sys
text = open(sys.argv[1], encoding='utf-8').read()
first = re.search(r'<formation\b.*?</formation>', text, flags=re.S).group(0)
at = text.rindex('</formation>') + len('</formation>')
open(sys.argv[2], 'w', encoding='utf-8').write(text[:at] + first + text[at:])
PY
	c 1 "$tmp/double.xml" && contains "$out" '3 offres : 2 conformes, 1 à corriger' 'La même clé est déjà donnée'
}
json() {
	c 1 demo/lheo-*.xml --json && python3 - "$out" <<'PY'
import json, sys
x = json.load(open(sys.argv[1], encoding='utf-8'))
assert x['offres'] == 74 == len(x['detail']) == x['conformes'] + x['a_corriger'] + x['hors_perimetre'], {k: v for k, v in x.items() if k != 'detail'}
states = [d['etat'] for d in x['detail']]
assert states.count('a_corriger') == x['a_corriger'] and states.count('a_verifier') == x['a_verifier']
for d in x['detail']:
    assert len(d['criteres']) == 8 and d['cle'] and d['fichier'] and d['ligne'] > 0, d
    assert (d['etat'] == 'conforme') <= (not d['a_faire']), d
assert len(x['premieres_anomalies']) == x['anomalies'] == 9
PY
}
json_empty() {
	keep "$tmp/vide.xml" nothing && c 1 "$tmp/vide.xml" --json && python3 -c "
import json
x = json.load(open('$out'))
assert x['offres'] == 0 and x['detail'] == [] and len(x['premieres_anomalies']) == x['anomalies'], x" && c 1 "$tmp/vide.xml" && contains "$out" 'Aucune offre'
}
nothing_kept() {
	cp "$db" "$tmp/before.db" && c 1 demo/lheo-idf.xml && cmp "$db" "$tmp/before.db"
}
# The same verdicts as after an import.
as_imported() {
	c 1 demo/lheo-*.xml --json && cp "$out" "$tmp/check.json" && run 0 --db "$db" verdicts --campagne 2024 --format json &&
		python3 - "$tmp/check.json" "$out" <<'PY'
import json, sys
a = {d['cle']: d for d in json.load(open(sys.argv[1], encoding='utf-8'))['detail']}
b = {d['cle']: d for d in json.load(open(sys.argv[2], encoding='utf-8'))}
assert a.keys() == b.keys(), a.keys() ^ b.keys()
for cle in a:
    assert a[cle]['criteres'] == b[cle]['criteres'] and a[cle]['importable'] == b[cle]['importable'], cle
PY
}
unusable() { # TEXT FILE
	refused --db "$db" check --campagne 2024 "$2" && contains "$err" "$2" "$1"
}
one_bad_stops_all() {
	refused --db "$db" check --campagne 2024 "$tmp/bon.xml" "$tmp/coupe.xml"
}
without_referentials() {
	"$RELAIS" --db "$tmp/r.db" import demo/lheo-idf.xml >/dev/null 2>&1
	run 1 --db "$tmp/r.db" check --campagne 2024 "$tmp/bon.xml" && contains "$err" 'relais : ' 'liste publique des organismes de formation' \
		'relais import'
}

t "the demonstration is imported" demo_base "$db"
t "all conforme: 0, one line" all_good
t "some to correct: 1, what is wrong and who corrects it" some_wrong
t "a person still has to check: 0, told" waits_for_a_person
t "out of the perimeter: 1" out_of_perimeter
t "groups: the most pressing first, and the numbers add up" groups
t "anomalies of form are listed" anomalies
t "a clé given twice" doublon
t "JSON: its structure" json
t "a feed without any offer: 1" json_empty
t "nothing is kept" nothing_kept
t "the same verdicts as after an import" as_imported
head -c 20000 demo/lheo-idf.xml >"$tmp/coupe.xml"
: >"$tmp/rien.xml"
mkdir "$tmp/dossier"
t "a truncated feed: 2" unusable '' "$tmp/coupe.xml"
t "an absent file: 2" unusable 'ne peut pas être lu' "$tmp/absent.xml"
t "a folder: 2" unusable 'ne peut pas être lu' "$tmp/dossier"
t "an empty file: 2" unusable '' "$tmp/rien.xml"
t "a referential: 2" unusable "pas un flux d'offres" demo/kit.csv
t "one unusable file among others: 2, nothing on stdout" one_bad_stops_all
t "without referentials: told first" without_referentials
fin
