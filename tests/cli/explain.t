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

# Parcoursup: before the migration, after it, a loss and its delay, a late correction, a successor; and the past as it was.
edit() { # FROM TO CLE PATTERN REPLACEMENT
	python3 - "$@" <<'PY'
import re, sys
src, dst, cle, pattern, by = sys.argv[1:]
text = open(src, encoding='utf-8').read()
start = text.index(f'numero="{cle}"')
end = text.index('</formation>', start)
part, n = re.subn(pattern, by, text[start:end])
assert n, pattern
open(dst, 'w', encoding='utf-8').write(text[:start] + part + text[end:])
PY
}
migrate() {
	run 0 --db "$p" campagne migrer 2024 --date "$1"
}
x() { # CLE DATE TEXT...: explain says each text, its lines joined.
	run 0 --db "$p" explain "$1" --campagne 2024 --date "$2" && narrow || return 1
	tr -s '\n ' ' ' <"$out" >"$tmp/joined"
	contains "$tmp/joined" "${@:3}"
}
p=$tmp/p.db
before_migration() {
	demo_base "$p" && run 0 --db "$p" import demo/parcoursup/parcoursup-2023.csv --campagne 2023 --date 2023-10-05 || return 1
	x "$right" 2023-10-06 '④ Parcoursup … importable, la migration est prévue du 1er novembre 2023 au 15 novembre 2023' \
		'⑤ Candidats – une fois publiée et son paramétrage validé, visible à partir du 20 décembre 2023' \
		"La migration de la campagne 2024 n'a pas encore été faite" 'Qui agit le service national Parcoursup (SCN), avant le 15 novembre 2023' &&
		x "$wrong" 2023-10-06 'Qui agit le CFA, avant le 15 novembre 2023' 'Une fois corrigée'
}
certified() {
	migrate 2023-11-06 && x "$right" 2023-11-07 'dans Parcoursup, « Certifiée » : formation 31007.' \
		'④ Parcoursup ✔ formation 31007, « Certifiée » depuis le 6 novembre 2023' \
		'⑤ Candidats – publiée ; il manque le paramétrage (en cours) pour être visible à partir du 20 décembre 2023' 'Statut ✔ Publié' \
		"L'établissement complète et valide le paramétrage de la formation dans le site de gestion, qui ouvre le 14 novembre 2023." \
		"Qui agit l'établissement d'accueil, avant le 20 décembre 2023" &&
		x 106621P01319990000520001299900005200012-75112#L01 2023-11-07 'formation 31010, « Certifiée »' \
			'il manque la publication et le paramétrage (en cours)' 'Statut ? À publier (sous condition' "vérifie l'habilitation" &&
		x 100357P01219990000110001899900002900010-94028#L01 2023-11-07 'elle est peut-être la formation 31006, le SAIO le dit' \
			'relais formation lier 31006' &&
		x "$wrong" 2023-11-07 '✖ formation 31008, sans « Certifiée »' 'Une fois corrigée, elle est traitée au fil' &&
		x "$right" 2023-10-06 'la migration est prévue du' "n'a pas encore été faite" && ! grep -q 31007 "$out"
}
lost() {
	edit demo/lheo-idf.xml "$tmp/lost.xml" "$right" '<annee-cycle>[^<]*</annee-cycle>' '' &&
		run 0 --db "$p" import "$tmp/lost.xml" --date 2023-11-10 || return 1
	x "$right" 2023-11-10 "« Certifiée » jusqu'au 25 novembre 2023 : l'offre n'est plus importable depuis le 10 novembre 2023" &&
		migrate 2023-11-10 && x "$right" 2023-11-11 "« Certifiée » jusqu'au 25 novembre 2023 : l'offre n'est plus importable depuis le" \
		'Corrigée au plus tard le 25 novembre 2023' 'Qui agit le CFA, avant le 25 novembre 2023' &&
		migrate 2023-11-26 && x "$right" 2023-11-26 "✖ formation 31007, sans « Certifiée » : l'offre n'est pas importable" &&
		x "$right" 2023-11-11 "« Certifiée » jusqu'au 25 novembre 2023"
}
late() {
	edit "$tmp/lost.xml" "$tmp/late.xml" "$wrong" '(<cycle><type-cycle>1</type-cycle>)' '\1<annee-cycle>1</annee-cycle>' &&
		run 0 --db "$p" import "$tmp/late.xml" --date 2023-11-28 || return 1
	x "$wrong" 2023-11-28 "✔ formation 31008, « Certifiée » depuis le 28 novembre 2023" &&
		migrate 2023-11-29 && x "$wrong" 2023-12-21 'formation 31008, « Certifiée » depuis le 28 novembre 2023' '⑤ Candidats ✖ publiée ; il manque'
}
succeeded() {
	local new=110871P01219990001360001399900013600013-56121#L01
	run 0 --db "$p" succession poser "$wrong" "$new" --reason 'essai' || return 1
	run 0 --db "$p" explain "$wrong" --campagne 2024 && contains "$out" "remplacée par l'offre n°" 'Remplacée par' &&
		run 0 --db "$p" explain "$new" --campagne 2024 --json && python3 - "$out" "$wrong" <<'PY'
import json, sys
x = json.load(open(sys.argv[1], encoding='utf-8'))['parcoursup']
assert x['remplace']['cle'] == sys.argv[2] and x['remplacee_par'] is None, x
PY
}
# An offer that is gone: what became of its formation; and the one that took its place.
vanished() {
	local gone=104239P01219990001100001899900012800010-29019#L01
	python3 - demo/lheo-bretagne.xml "$tmp/b.xml" "$gone" <<'PY'
import sys
text = open(sys.argv[1], encoding='utf-8').read()
start = text.rindex('<formation ', 0, text.index(f'numero="{sys.argv[3]}"') + 1)
end = text.index('</formation>', start) + len('</formation>')
open(sys.argv[2], 'w', encoding='utf-8').write(text[:start] + text[end:])
PY
	run 0 --db "$p" import "$tmp/b.xml" --complet --date 2023-12-01 --force --reason essai && migrate 2023-12-01 || return 1
	x "$gone" 2023-12-02 "n'est plus déclarée depuis le 1er décembre 2023" 'Parcoursup 2024 : Formation 31001' '« Certifiée »' '--date 2023-11-30' \
		'le CFA la déclare de nouveau' 'Carif-Oref corrige le flux' 'Déclarée de nouveau au plus tard le 16 décembre 2023' '--motif offre_annulee' \
		'Qui agit : le CFA, avant le 16 décembre 2023' &&
		x "$gone" 2023-11-30 'formation 31001, « Certifiée »' &&
		run 0 --db "$p" explain "$gone" --campagne 2024 --date 2023-12-02 --json && python3 -c "
import json
d = json.load(open('$out', encoding='utf-8'))
assert d['disparue_le'] == '2023-12-01' and d['parcoursup']['formation']['code'] == '31001' and d['parcoursup']['formation']['certifiee'], d
s = d['parcoursup']['suite']
assert (s['acteur'], s['avant']) == ('cfa', '2023-12-16'), s" || return 1
	run 0 --db "$p" campagne suivre --date 2023-12-17 &&
		x "$gone" 2023-12-18 'sans « Certifiée »' 'le CFA la déclare de nouveau' 'avant le 29 août 2024' || return 1
	run 0 --db "$p" succession poser "$gone" 100357P01219990001100001899900012800010-29019#L01 --reason essai && run 0 --db "$p" explain "$gone" --campagne 2024 && narrow &&
		contains "$out" "Elle est remplacée par l'offre n°"
}
parcoursup_json() {
	run 0 --db "$p" explain "$right" --campagne 2024 --date 2023-11-11 --json && python3 - "$out" <<'PY'
import json, sys
x = json.load(open(sys.argv[1], encoding='utf-8'))
p = x['parcoursup']
assert p['migration'] == '2023-11-10' and p['statut'] == 'publie' and p['perdue_le'] == '2023-11-10', p
f = p['formation']
assert (f['code'], f['certifiee'], f['certifiee_le'], f['parametrage']) == ('31007', True, '2023-11-06', 'en_cours'), f
assert p['suite']['acteur'] == 'cfa' and p['suite']['avant'] == '2023-11-25' and p['suite']['texte'], p
assert [e['etat'] for e in x['parcours']] == ['faite', 'faite', 'bloquee', 'attente', 'a_venir'], x['parcours']
assert p['formation_possible'] is None and p['phrase'], p
PY
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
t "Parcoursup: before the migration" before_migration
t "Parcoursup: « Certifiée », which of publication and paramétrage is missing, who acts" certified
t "Parcoursup: a loss, its delay, its end" lost
t "Parcoursup: JSON" parcoursup_json
t "Parcoursup: corrected after the window" late
t "Parcoursup: no longer declared" vanished
t "Parcoursup: another offer takes its place" succeeded
fin
