#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# relais simulate: the answer is that of the real change made in a copy, and nothing is written.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/d.db

# like_real DB PARAM=VALUE...: simulated, then really changed in a copy; line by line.
like_real() {
	local base=$1 sets=() s
	shift
	for s; do sets+=(--set "$s"); done
	run 0 --db "$base" simulate --campagne 2024 "${sets[@]}" --format csv && cp "$out" "$tmp/simule" &&
		run 0 --db "$base" simulate --campagne 2024 "${sets[@]}" --json && cp "$out" "$tmp/simule.json" || return 1
	run 0 --db "$base" verdicts --campagne 2024 && cp "$out" "$tmp/avant" && cp "$base" "$tmp/copie.db" &&
		run 0 --db "$tmp/copie.db" campagne modifier 2024 "${sets[@]}" --reason essai &&
		run 0 --db "$tmp/copie.db" verdicts --campagne 2024 && cp "$out" "$tmp/apres" &&
		tests/cli/simulation.py "$tmp/simule" "$tmp/avant" "$tmp/apres" "$tmp/simule.json"
}
# The same for a set of rules.
rules_like_real() {
	run 0 --db "$db" regle liste --csv && sed -e '/^BTS;/d' -e 's/a_publier_recteur/a_publier/' "$out" >"$tmp/r.csv" &&
		run 0 --db "$db" simulate --campagne 2024 --rules "$tmp/r.csv" --format csv && cp "$out" "$tmp/simule" &&
		run 0 --db "$db" verdicts --campagne 2024 && cp "$out" "$tmp/avant" && cp "$db" "$tmp/copie.db" &&
		run 0 --db "$tmp/copie.db" regle importer "$tmp/r.csv" --reason essai &&
		run 0 --db "$tmp/copie.db" verdicts --campagne 2024 && cp "$out" "$tmp/apres" &&
		tests/cli/simulation.py "$tmp/simule" "$tmp/avant" "$tmp/apres"
}
same_rules() {
	run 0 --db "$db" regle liste --csv && cp "$out" "$tmp/memes.csv" && run 0 --db "$db" simulate --campagne 2024 --rules "$tmp/memes.csv" &&
		contains "$out" 'Rien ne change'
}
shared_rules() {
	run 0 --db "$db" regle liste --csv && cmp "$out" ../shared/cases/perimetre.csv
}
# DB and its bytes.
unchanged() {
	cp "$db" "$tmp/avant.db" && run 0 --db "$db" simulate --campagne 2024 --set fenetre_debut=2025-08-01 --set fenetre_fin=2026-07-31 &&
		cmp "$db" "$tmp/avant.db" && contains "$out" 'ne le sont plus' 'Par région' 'Par organisme responsable' 'Total' &&
		python3 -c "assert max(len(line.rstrip('\n')) for line in open('$out', encoding='utf-8')) <= 100"
}
# Every group's columns add up to the counts.
adds_up() {
	run 0 --db "$db" simulate --campagne 2024 --set fenetre_debut=2025-08-01 --set fenetre_fin=2026-07-31 --json && python3 - "$out" <<'PY'
import json, sys
d = json.load(open(sys.argv[1], encoding='utf-8'))
assert d['total'] == len(d['offres']) == sum(d['changements'].values()) > 0, d['total']
for groupe in ('regles', 'regions', 'organismes'):
    for genre, n in d['changements'].items():
        assert sum(g[genre] for g in d[groupe]) == n, (groupe, genre)
c, a, b = d['changements'], d['avant'], d['apres']
assert b['importables'] - a['importables'] == c['gagnee'] - c['perdue'], (a, b, c)
assert sum(s['importables'] for s in b['statuts']) == b['importables'] and sum(s['offres'] for s in b['statuts']) == b['offres']
assert [o['cle'] for o in d['offres']] == sorted(o['cle'] for o in d['offres'])
PY
}
# An offer that is refused either way, first for its durée, then for something else: counted apart.
other_motif() {
	run 0 --db "$db" simulate --campagne 2024 --set duree_incoherente=avertissement --json && cp "$out" "$tmp/m.json" &&
		run 0 --db "$db" simulate --campagne 2024 --set duree_incoherente=avertissement && python3 - "$tmp/m.json" "$out" <<'PY'
import json, re, sys
d = json.load(open(sys.argv[1], encoding='utf-8'))
texte = ' '.join(open(sys.argv[2], encoding='utf-8').read().split())
m = re.search(r'(\d+) offres? (?:gardent leur|garde son) verdict, pour un autre motif', texte)
assert d['motif_seul'] > 0 and m and int(m[1]) == d['motif_seul'], (d['motif_seul'], texte[:400])
PY
}
# Before and after as fields, not in a sentence.
rules_as_fields() {
	run 0 --db "$db" regle liste --csv && sed 's/^BTS;320/BTS;329/' "$out" >"$tmp/bts.csv" && ! cmp -s "$out" "$tmp/bts.csv" &&
		run 0 --db "$db" simulate --campagne 2024 --rules "$tmp/bts.csv" --json && python3 - "$out" <<'PY'
import json, sys
v = json.load(open(sys.argv[1], encoding='utf-8'))['regles']
r = [x for x in v if x['avant'] and x['avant']['nom'] == 'BTS']
assert r and r[0]['avant']['numero'] > 0 and (r[0]['apres'] is None or r[0]['apres']['nom'] != 'BTS'), v
for x in v:
    noms = [c['nom'] if c else 'aucune règle' for c in (x['avant'], x['apres'])]
    assert x['nom'] == (noms[0] if noms[0] == noms[1] else ' → '.join(noms)), x
PY
}
jalon() {
	run 0 --db "$db" simulate --campagne 2024 --set import_fin=2023-12-01 && contains "$err" 'jamais un verdict' && [ ! -s "$out" ] &&
		run 0 --db "$db" simulate --campagne 2024 --set import_fin=2023-12-01 --format csv && [ "$(wc -l <"$out")" -eq 1 ] &&
		run 0 --db "$db" simulate --campagne 2024 --set import_fin=2023-12-01 --set rncp_couvre=entree && contains "$err" 'jamais un verdict' && [ -s "$out" ]
}
wrong() { # TEXT OPTIONS...
	local text=$1
	shift
	refused --db "$db" simulate --campagne 2024 "$@" && contains "$err" "$text"
}
bad_rules() { # TEXT SED-SCRIPT
	sed "$2" "$tmp/memes.csv" >"$tmp/faux.csv" && refused --db "$db" simulate --campagne 2024 --rules "$tmp/faux.csv" && contains "$err" "$1" faux.csv
}
national() {
	python3 ../shared/bin/national.py "$tmp/nat" --part 0.05 --text 60 --rncp-text 100 --seed 3 >/dev/null 2>&1 &&
		rm -f "$tmp"/nat/defauts.csv "$tmp"/nat/parcoursup-*.csv && run 0 --db "$tmp/n.db" import "$tmp"/nat/*.csv "$tmp"/nat/*.xml --date 2023-10-05 &&
		like_real "$tmp/n.db" rncp_couvre=entree
}

t "the demonstration is imported" demo_base "$db"
t "rncp_couvre: as the real change" like_real "$db" rncp_couvre=entree
t "siret_inactif: as the real change" like_real "$db" siret_inactif=non_reglementaire
t "duree_incoherente: as the real change" like_real "$db" duree_incoherente=avertissement
t "the window and Qualiopi together: as the real change" like_real "$db" fenetre_debut=2025-08-01 fenetre_fin=2026-07-31 qualiopi_porte_par=responsable
t "a set of rules: as the real change" rules_like_real
t "the rules given back as they are: nothing" same_rules
t "nothing is written, the text is at most 100 columns wide" unchanged
t "the totals add up" adds_up
t "another motif for the same verdict is counted apart" other_motif
t "the rules before and after are fields" rules_as_fields
t "a jalon judges nothing, and it says so" jalon
t "an unknown parameter lists those that exist" wrong 'rncp_couvre, duree_incoherente' --set bleu=1
t "an unknown value lists those that exist" wrong 'periode ou entree' --set rncp_couvre=tout
t "a date that is none" wrong 'AAAA-MM-JJ' --set fenetre_fin=demain
t "a window that ends before it starts" wrong 'avant de commencer' --set fenetre_fin=2020-01-01
t "the same parameter twice" wrong '« rncp_couvre » est donné deux fois' --set rncp_couvre=entree --set rncp_couvre=periode
t "a calendar that ends before it starts" wrong 'avant de commencer' --set import_fin=2020-01-01
t "no « = »" wrong 'PARAM=VALEUR' --set rncp_couvre
t "nothing to try" wrong 'Que faut-il essayer'
t "a file that is not there" wrong "n'a pas pu être lu" --rules "$tmp/absent.csv"
t "rules: line, column, value, remedy" bad_rules 'ligne 2, colonne « statut » : « publier »' '2s/a_publier/publier/'
t "rules: an unknown académie" bad_rules 'ligne 3, colonne « academie » : « 99 »' '3s/;;a_publier/;99;a_publier/'
t "rules: an année after the durée" bad_rules 'ligne 2, colonne « annee » : « 3 »' '2s/.*/BTS;320;;;;2;3;;a_publier;x/'
t "rules: a column that is not there" bad_rules 'il manque la colonne « cfd_prefixe »' '1s/;cfd_prefixe/;/;1s/;;/;/;2,$d'
t "rules: too few cells" bad_rules '9 colonnes' '2s/;;/;/'
t "rules: an unknown format" wrong 'Format inconnu' --set rncp_couvre=entree --format xlsx
if [ -r ../shared/cases/perimetre.csv ]; then
	t "the default set is the reference file" shared_rules
	t "a made national set: as the real change" national
else
	n=$((n + 1)) && echo "ok $n # SKIP no ../shared beside the repository"
fi
fin
