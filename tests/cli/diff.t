#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# relais diff: what changed between two dates, for whom and why; and verdicts --date says what was said then.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/d.db
d() {
	run 0 --db "$db" diff --campagne 2024 "$@"
}

# Five imports, each on its day; what verdicts said that day is kept in $tmp/jour-N.
history() {
	local jour i=0
	demo_base "$db" && run 0 --db "$db" verdicts --campagne 2024 && cp "$out" "$tmp/jour-0" || return 1
	for jour in 2023-11-01 2023-11-10 2023-11-20 2023-12-01; do
		i=$((i + 1))
		case $i in
		1) sed 's/<annee-cycle>1</<annee-cycle>3</' demo/lheo-bretagne.xml >"$tmp/f.xml" ;;
		2) sed '/^999/{s/;A$/;F/;}' demo/sirene.csv >"$tmp/f.xml" ;;
		3) cp demo/lheo-bretagne.xml "$tmp/f.xml" ;;
		4) python3 -c "
import re
s = open('demo/lheo-idf.xml', encoding='utf-8').read()
print(re.sub(r'<formation .*?</formation>', '', s, count=2, flags=re.S), end='')" >"$tmp/f.xml" ;;
		esac
		if [ $i -eq 2 ]; then cp "$tmp/f.xml" "$tmp/f.csv" && run 0 --db "$db" import "$tmp/f.csv" --date $jour --force --reason essai; else
			run 0 --db "$db" import "$tmp/f.xml" --complet --date $jour --force --reason essai
		fi && run 0 --db "$db" verdicts --campagne 2024 && cp "$out" "$tmp/jour-$i" || return 1
	done
}
# The property: the past answers what it answered then.
past_is_kept() {
	local i=0 jour
	for jour in 2023-10-05 2023-11-01 2023-11-10 2023-11-20 2023-12-01; do
		run 0 --db "$db" verdicts --campagne 2024 --date $jour && cmp "$out" "$tmp/jour-$i" || return 1
		i=$((i + 1))
	done
	! cmp -s "$tmp/jour-0" "$tmp/jour-1" && ! cmp -s "$tmp/jour-3" "$tmp/jour-4"
}
# Between any two days: the lines that differ between what was said, and no other.
all_pairs() {
	local jours=(2023-10-05 2023-11-01 2023-11-10 2023-11-20 2023-12-01) i j
	for i in 0 1 2 3; do
		for ((j = i + 1; j < 5; j++)); do
			d --from "${jours[i]}" --to "${jours[j]}" --format csv && python3 - "$out" "$tmp/jour-$i" "$tmp/jour-$j" <<'PY' || return 1
import csv, sys
lire = lambda f: {r['id']: r for r in csv.DictReader(open(f, encoding='utf-8', newline=''), delimiter=';')}
ecarts, a, b = map(lire, sys.argv[1:])
cols = ['classification', 'importable', 'mentions'] + [f'c{i}' for i in range(1, 9)]
for n in a.keys() | b.keys():
    x, y, e = a.get(n), b.get(n), ecarts.get(n)
    if x is None or y is None:
        assert e and e['changement'] == ('disparue' if y is None else 'nouvelle'), (n, e)
    elif any(x[c] != y[c] for c in cols):
        assert e and (e['classification_avant'], e['classification_apres']) == (x['classification'], y['classification']), (n, e)
        assert e['raison'] and e['cause'], e
    else:
        assert not e or e['changement'] == 'statut' or 'uai' in e['criteres'], e
PY
		done
	done
}
same_day() {
	d --from 2023-11-10 --to 2023-11-10 && contains "$out" 'Rien ne change' && d --from 2023-11-10 --to 2023-11-10 --format csv && [ "$(wc -l <"$out")" -eq 1 ]
}
too_early() {
	d --from 2020-01-01 --to 2023-10-05 && contains "$out" 'Rien ne change' && grep -q '^relais : .*1er janvier 2020' "$err"
}
causes() {
	d --from 2023-10-05 --to 2023-12-01 && contains "$out" 'Ce que la base a appris' 'f.csv' 'Disparues' 'Par critère' 'Par région' 'Par organisme' &&
		contains "$out" "n'est plus déclarée : fichier f.xml" &&
		python3 -c "assert max(len(line.rstrip('\n')) for line in open('$out', encoding='utf-8')) <= 100"
}
decision() {
	cp "$db" "$tmp/e.db" && run 0 --db "$tmp/e.db" campagne modifier 2024 --set siret_inactif=non_reglementaire --reason 'note de mai' &&
		run 0 --db "$tmp/e.db" diff --campagne 2024 --from 2023-12-01 --to 2098-01-01 --format csv && [ "$(wc -l <"$out")" -gt 1 ] &&
		! tail -n +2 "$out" | grep -v 'siret_inactif : non_affichee → non_reglementaire (raison : note de mai)'
}
# Of two rules that change, each offer is told the one that decides it.
rules() {
	cp "$db" "$tmp/g.db" && run 0 --db "$tmp/g.db" regle liste --campagne 2024 --json && python3 - "$out" >"$tmp/deux" <<'PY'
import json, sys
v = [x for x in json.load(open(sys.argv[1], encoding='utf-8'))['regles'] if x['offres'] and x['statut'] != 'hors_perimetre']
print(v[0]['numero'], v[1]['numero'])
PY
	local un deux
	read -r un deux <"$tmp/deux" && run 0 --db "$tmp/g.db" regle modifier "$un" --statut hors_perimetre --reason 'la première' &&
		run 0 --db "$tmp/g.db" regle modifier "$deux" --statut hors_perimetre --reason 'la seconde' &&
		run 0 --db "$tmp/g.db" diff --campagne 2024 --from 2023-12-01 --to 2098-01-01 --format csv && python3 - "$out" "$un" "$deux" <<'PY'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8', newline=''), delimiter=';'))
vues = set()
for r in rows:
    dites = {n for n in sys.argv[2:] if f'« règle {n} »' in r['cause']}
    assert len(dites) == 1, r
    assert ('la première' in r['cause']) == (dites == {sys.argv[2]}), r
    vues |= dites
assert len(vues) == 2, rows
PY
}
# The answer counts the importable offers that came and went.
headline() {
	d --from 2023-10-05 --to 2023-12-01 --json && cp "$out" "$tmp/h.json" && d --from 2023-10-05 --to 2023-12-01 && python3 - "$tmp/h.json" "$out" <<'PY'
import json, re, sys
d = json.load(open(sys.argv[1], encoding='utf-8'))
texte = ' '.join(open(sys.argv[2], encoding='utf-8').read().split())
gone = sum(1 for o in d['offres'] if o['apres'] is None and o['avant']['importable'])
lost = sum(1 for o in d['offres'] if o['avant'] and o['avant']['importable'] and not (o['apres'] and o['apres']['importable']))
won = sum(1 for o in d['offres'] if o['apres'] and o['apres']['importable'] and not (o['avant'] and o['avant']['importable']))
m = re.search(r': (\d+) devien.*?, (\d+) ne (?:le sont|l.est) plus(?: \(dont (\d+) disparues?\))?\.', texte)
assert m and gone and (int(m[1]), int(m[2]), int(m[3])) == (won, lost, gone), (texte[:300], won, lost, gone)
assert won - lost == d['apres']['importables'] - d['avant']['importables']
for o in d['offres']:
    if o['changement'] in ('nouvelle', 'disparue'):
        start = "N'est plus déclarée. Avant : " if o['apres'] is None else 'Déclarée. '
        assert o['raison'].startswith(start) and len(o['raison']) > len(start), o
PY
}
among() {
	d --from 2023-10-05 --to 2023-11-01 --region 53 --critere 5 && tr '\n' ' ' <"$out" | tr -s ' ' >"$tmp/plat" &&
		contains "$tmp/plat" 'parmi les offres de la région 53, dont change le critère 5' && d --from 2023-10-05 --to 2023-11-01 && ! grep -q parmi "$out"
}
filtered() {
	d --from 2023-10-05 --to 2023-11-01 --format csv && awk -F';' 'NR == 1 || $3 == "53"' "$out" >"$tmp/want" &&
		d --from 2023-10-05 --to 2023-11-01 --format csv --region 53 && cmp "$out" "$tmp/want" && [ "$(wc -l <"$out")" -gt 1 ] &&
		d --from 2023-10-05 --to 2023-11-01 --format csv --region 94 && [ "$(wc -l <"$out")" -eq 1 ]
}
# A criterion that had, or has, that avis: either side.
either_side() {
	local avis n=0
	d --from 2023-10-05 --to 2023-11-01 --format csv --critere 8 && cp "$out" "$tmp/tous" || return 1
	for avis in conforme non_conforme a_verifier sans_objet; do
		{ head -1 "$tmp/tous" && grep -E "[;,]8:($avis>|[a-z_]*>$avis[;,])" "$tmp/tous"; } >"$tmp/want"
		d --from 2023-10-05 --to 2023-11-01 --format csv --critere 8=$avis && cmp "$out" "$tmp/want" || return 1
		n=$((n + $(wc -l <"$out") - 1))
	done
	[ $n -eq $((2 * ($(wc -l <"$tmp/tous") - 1))) ] && [ $n -gt 0 ]
}
json() {
	d --from 2023-10-05 --to 2023-12-01 --json && python3 -c "
import json; d = json.load(open('$out', encoding='utf-8'))
assert d['total'] == len(d['offres']) == sum(d['changements'].values()) > 0 and d['changements']['disparue'] > 0 and d['faits'], d['changements']
for g in ('regions', 'organismes', 'regles'):
    assert sum(x['offres'] for x in d[g]) == d['total'], g
assert d['apres']['offres'] - d['avant']['offres'] == d['changements']['nouvelle'] - d['changements']['disparue']"
}
table() {
	d --from 2023-10-05 --to 2023-12-01 --format table && contains "$out" 'disparue' && narrow "$out"
}
# What an undoing took away is told by it, not by the file that had brought it.
undoing() {
	local r today
	today=$(TZ=Europe/Paris date +%F)
	run 0 --db "$db" import demo/lheo-idf.xml --date 2023-12-05 && r=$(sqlite3 "$db" 'SELECT MAX(numero) FROM run') &&
		run 0 --db "$db" import annuler "$r" --reason 'mauvais fichier' && d --from 2023-12-05 --to "$today" --format csv &&
		grep -F "n'est plus déclarée : annulation, le" "$out" | grep -F "de l'import $r (fichier lheo-idf.xml, source lheo:11 ; raison : mauvais fichier)" |
		grep -q disparue && d --from 2023-12-05 --to "$today" && tr -s '\n ' ' ' <"$out" >"$tmp/words" &&
		contains "$tmp/words" "mauvais fichier) : 0 rétabli, 2 retirés" && d --from 2023-12-05 --to "$today" --json && contains "$out" "\"annule\": $r"
}
wrong() { # TEXT OPTIONS...
	local text=$1
	shift
	refused --db "$db" diff --campagne 2024 "$@" && contains "$err" "$text"
}

t "five imports, five days" history
t "verdicts of a past date are those of that day" past_is_kept
t "between any two days: exactly the lines that differ, with reason and cause" all_pairs
t "the same day twice: nothing" same_day
t "before the first fact: the first edition, and it says so" too_early
t "for a person: what the base learned, the causes, 100 columns" causes
t "a decision is told with its reason" decision
t "of several rules, the one that decided" rules
t "the answer counts what came and went, each with its raison" headline
t "filters" filtered
t "a filter is said in the title" among
t "an avis that a criterion leaves or takes" either_side
t "JSON adds up" json
t "table" table
t "an undoing is told as one" undoing
t "dates the wrong way round" wrong 'échangez' --from 2023-12-01 --to 2023-10-05
t "a date is missing" wrong '--to' --from 2023-12-01
t "an unknown région" wrong 'Région inconnue' --from 2023-10-05 --to 2023-12-01 --region 99
fin
