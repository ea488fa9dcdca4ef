#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# relais explain: the answer first, every refusal in four parts, the same in JSON.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/d.db
# An offer of the demonstration without its année d'entrée, and one that nothing stops.
wrong='104239P012X9990000110001899900003700013-77288#L01'
right='104239P01219990000110001899900002900010-94028#L01'
e() {
	local cle=$1
	shift
	run 0 --db "$db" explain "$cle" --campagne 2024 "$@"
}
narrow() {
	python3 -c "
for line in open('$out', encoding='utf-8'):
    assert len(line.rstrip('\n')) <= 100, line"
}
refusal() {
	e "$wrong" --date 2023-10-20 && narrow && [ ! -s "$err" ] &&
		contains "$out" 'BTS management commercial opérationnel' "clé $wrong" 'académie de Créteil' '✖ Non réglementaire' \
			'À faire par le CFA (1 point) avant le 15 novembre 2023' '① Déclarée' '② Diffusée en région' '③ Catalogue national' \
			'④ Parcoursup' '⑤ Candidats' '8 sur 9' "✖ année d'entrée en apprentissage   non renseignée" '✔ Conforme      1  Organisme' \
			'✖ Non conforme  8  Année' 'flux du Carif-Oref du 5 octobre 2023' '→ Le CFA la déclare dans DOKELIO' \
			'À faire' 'du 2 septembre 2024 au 26 juin 2026 · ouverte' "Pour que l'offre soit importée dans Parcoursup, avant le 15 novembre 2023 :" \
			"1. Année d'entrée en apprentissage non renseignée."
}
# The answer comes before the reasons, the reasons before what to do.
order() {
	[ "$(grep -nE '^  ✖ Non rég|^Parcours$|^Mentions|^Critères|^Sessions$|^Historique$|^Pour que' "$out" | cut -d: -f1 | sort -n | wc -l)" -eq 7 ] &&
		[ "$(grep -oE '^  ✖ Non rég|^Parcours$|^Mentions|^Critères|^Sessions$|^Historique$|^Pour que' "$out" | tr -s '\n ' ' ')" = \
			' ✖ Non rég Parcours Mentions Critères Sessions Historique Pour que ' ]
}
all_right() {
	e "$right" --date 2023-10-20 && narrow && contains "$out" '✔ Réglementaire et importable' '9 sur 9' 'Rien à corriger' &&
		! grep -qE '✖|À faire' "$out"
}
after_window() {
	e "$wrong" --date 2023-12-01 && contains "$out" 'dès que possible' "au fil de l'eau" && e "$wrong" --date 2024-10-01 &&
		contains "$out" 'la campagne est close depuis le 29 août 2024'
}
by_number() {
	local id
	id=$("$RELAIS" --db "$db" verdicts --campagne 2024 | awk -F';' -v c="$wrong" '$1 == c {print $2}')
	e "$wrong" && cp "$out" "$tmp/by-cle" && e "$id" && cmp "$out" "$tmp/by-cle"
}
json() {
	e "$wrong" --json --date 2023-10-20 && python3 -m json.tool "$out" >/dev/null && python3 - "$out" "$wrong" <<'PY'
import json, sys
x = json.load(open(sys.argv[1], encoding='utf-8'))
assert x['cle'] == sys.argv[2] and isinstance(x['id'], int) and x['campagne'] == 2024 and x['date'] == '2023-10-20'
assert x['classification'] == 'non_reglementaire' and x['importable'] is False and x['attend_saio'] is False and x['motif']
assert [e['etape'] for e in x['parcours']] == [1, 2, 3, 4, 5] and all(e['texte'] and not e['texte'].endswith(' le') for e in x['parcours'])
assert [e['etat'] for e in x['parcours']] == ['faite', 'faite', 'bloquee', 'a_venir', 'a_venir'], x['parcours']
assert [c['numero'] for c in x['criteres']] == list(range(1, 9))
for c in x['criteres']:
    assert set(c) == {'numero', 'libelle', 'avis', 'raison', 'fait', 'vu', 'remede', 'source', 'date_source', 'acteur', 'echeance', 'bloquant'}, c
    assert c['date_source'] == ('2023-10-05' if c['numero'] != 3 else None), c
c8 = x['criteres'][7]
assert c8['avis'] == 'non_conforme' and c8['raison'] == 'ANNEE_ABSENTE' and c8['acteur'] == 'cfa' and c8['bloquant'], c8
assert c8['echeance'] == 'avant le 15 novembre 2023' and 'DOKELIO' in c8['remede'], c8
assert len(x['mentions']) == 9 and [m['code'] for m in x['mentions'] if not m['presente']] == ['annee']
assert all((m['valeur'] is not None) == m['presente'] and (m['remede'] is None) == m['presente'] for m in x['mentions']), x['mentions']
assert x['sessions'] == [{'numero': x['sessions'][0]['numero'], 'debut': '2024-09-02', 'fin': '2026-06-26', 'etat': 'ouverte', 'compte': True}]
assert [(a['acteur'], a['mention'], a['bloque']) for a in x['a_faire']] == [('cfa', 'annee', True)], x['a_faire']
assert x['historique']['source'] == 'lheo:11' and x['historique']['connue_le'] == '2023-10-05', x['historique']
for k in ('intitule', 'organismes', 'lieu', 'resume', 'uai', 'signalements', 'anomalies'):
    assert k in x, k
PY
}
# Every offer of the demonstration: what the list says and what explain says agree, in lines of 100 columns.
everyone() {
	run 0 --db "$db" verdicts --campagne 2024 && cp "$out" "$tmp/all" || return 1
	tail -n +2 "$tmp/all" | while IFS=';' read -r cle id _ _ classification importable _; do
		e "$id" && narrow && e "$id" --json && python3 - "$out" "$cle" "$classification" "$importable" <<'PY' || { echo "offer $id" && exit 1; }
import json, sys
x = json.load(open(sys.argv[1], encoding='utf-8'))
assert (x['cle'], x['classification'], x['importable']) == (sys.argv[2], sys.argv[3], sys.argv[4] == 'oui'), x['cle']
assert any(a['bloque'] for a in x['a_faire']) == (not x['importable']), x['a_faire']
assert any(not a['bloque'] for a in x['a_faire']) >= x['attend_saio'], x['a_faire']
PY
	done
}
anomalies() {
	e '100357P01219990001360001399900013600013-56121#L01' && contains "$out" 'Anomalies vues dans le fichier' 'lheo-bretagne.xml' 0569901A \
		"lettre de contrôle"
}
unknown() {
	refused --db "$db" explain "$1" --campagne 2024 && contains "$err" "$1" 'relais verdicts'
}
# A correction: the next edition of the feed moves the offer on, and the past stays as it was.
corrected() {
	python3 - demo/lheo-idf.xml "$wrong" "$tmp/corrige.xml" <<'PY'
import re, sys
text = open(sys.argv[1], encoding='utf-8').read()
start = text.index(f'numero="{sys.argv[2]}"')
end = text.index('</formation>', start)
part, n = re.subn(r'<annee-cycle>[^<]*</annee-cycle>|<annee-cycle/>', '<annee-cycle>1</annee-cycle>', text[start:end])
if not n:
    part, n = re.subn(r'(<type-cycle>[^<]*</type-cycle>)', r'\1<annee-cycle>1</annee-cycle>', part)
    if not n:
        part, n = re.subn(r'(<annee-cycle[^>]*>)', r'\1', part)
open(sys.argv[3], 'w', encoding='utf-8').write(text[:start] + part + text[end:])
PY
	run 0 --db "$db" import "$tmp/corrige.xml" --date 2023-10-25 || return 1
	e "$wrong" --date 2023-10-26 && contains "$out" '✔ Réglementaire et importable' 'Modifiée le 25 octobre 2023' &&
		e "$wrong" --date 2023-10-24 && contains "$out" '✖ Non réglementaire' "1. Année d'entrée"
}

t "the demonstration is imported" demo_base "$db"
t "a refusal: answer, reasons, evidence with dates, remedy, deadline" refusal
t "in the order in which it is needed" order
t "an offer that nothing stops" all_right
t "after the window, after the campagne" after_window
t "by clé or by number, the same" by_number
t "JSON: its structure" json
t "every offer of the demonstration" everyone
t "the anomalies of its file" anomalies
t "an unknown clé" unknown '999999P01219990000110001899900002900010-94028#L01'
t "an unknown number" unknown 123456
t "not a clé at all" unknown "L'offre"
t "corrected in the next edition: the offer moves on, the past does not" corrected
fin
