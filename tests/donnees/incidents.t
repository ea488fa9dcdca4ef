#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The incidents of 13 and 18 February 2026 on a national set (5 % of it): half of a regional feed loses durée and année, half of the list loses
# Qualiopi. Refused whole; forced, then undone, everything is as before, and what people decided before, between and after stays.
# RELAIS_NATIONAL: a folder made by national.py, instead.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/../cli/lib.sh"
if [ ! -r ../shared/bin/national.py ]; then
	echo "1..0 # SKIP no ../shared beside the repository: no national set"
	exit 0
fi
set_=${RELAIS_NATIONAL:-build/incidents/national} db=$tmp/d.db region=84
[ -s "$set_/rncp.xml" ] || python3 ../shared/bin/national.py "$set_" --part 0.05 --text 60 --rncp-text 100 --seed 13 >"$tmp/log" 2>&1 || {
	echo "Bail out! no national set"
	exit 1
}
python3 - "$set_" "$tmp" "$region" <<'PY'
import re
import sys
folder, tmp, region = sys.argv[1:]
feed = open(f'{folder}/lheo-{region}.xml', encoding='utf-8').read()
parts = re.split('(?=<formation )', feed)
bad = [re.sub('<duree-cycle>[^<]*</duree-cycle>|<annee-cycle>[^<]*</annee-cycle>', '', p) if i % 2 else p for i, p in enumerate(parts)]
assert bad != parts
open(f'{tmp}/flux.xml', 'w', encoding='utf-8').write(''.join(bad))
open(f'{tmp}/reste.xml', 'w', encoding='utf-8').write(''.join(parts[:1 + len(parts) // 5] + [parts[-1][parts[-1].rindex('</formation>') + 12:]]))
lines = open(f'{folder}/organismes.csv', encoding='utf-8').read().splitlines(True)
open(f'{tmp}/organismes.csv', 'w', encoding='utf-8').write(''.join(re.sub('true', 'false', s, flags=re.I) if i % 2 else s for i, s in enumerate(lines)))
PY
ask() { sqlite3 "$db" "$1"; }
state() { # what is in force, whatever the version that brought it
	local t
	{
		for t in organisme_liste sirene etablissement certif_info kit diplome mef niveau_diplome option_bts commune fiche; do
			ask "SELECT '$t', cle, source, empreinte FROM $t ORDER BY cle"
		done
		ask 'SELECT numero, cle, source, empreinte FROM offre ORDER BY numero'
		ask 'SELECT offre, rang, numero, debut, fin, etat, annees FROM session ORDER BY offre, rang'
		ask 'SELECT offre, source FROM offre_source ORDER BY offre, source'
		ask 'SELECT offre, valeur, acteur, raison FROM decision ORDER BY offre'
		ask 'SELECT campagne, offre, constats FROM verdict ORDER BY campagne, offre'
	} >"$tmp/$1"
	[ "$(grep -c . "$tmp/$1")" -gt 5000 ]
}
same() { cmp "$tmp/$1" "$tmp/$2" || { diff "$tmp/$1" "$tmp/$2" | head -6 && return 1; }; }
decide() { # N: the N-th offer of the région, by its place in the feed
	local o u
	o=$(ask "SELECT numero FROM offre WHERE source = (SELECT numero FROM source WHERE code = 'lheo:$region') ORDER BY numero LIMIT 1 OFFSET $1") &&
		u=$(ask "SELECT uai FROM etablissement WHERE etat = 'ouvert' ORDER BY cle LIMIT 1 OFFSET $1") && run 0 --db "$db" decider "$o" --uai "$u" --reason "décision $1"
}
undo_decision() {
	run 0 --db "$db" decider "$(ask "SELECT offre FROM decision WHERE raison = 'décision $1'")" --retirer --reason 'pour comparer'
}
prepare() {
	local f files=()
	for f in "$set_"/*.csv "$set_"/*.xml; do
		case $f in *defauts.csv | *parcoursup*) ;; *) files+=("$f") ;; esac
	done
	run 0 --db "$db" import "${files[@]}" --date 2023-10-05 && run 0 --db "$db" verdicts --campagne 2024 && decide 1 && run 0 --db "$db" verdicts --campagne 2024 &&
		state before
}
refused() { # FILE ARGS...: whole, and nothing changed
	run 1 --db "$db" import "$@" --date 2023-10-06 && contains "$out" 'refusé, rien n' '✖' && state after && same before after
}
replay() { # FILE ARGS...: forced, a decision between, undone: as before but for the decision
	run 0 --db "$db" import "$@" --date 2023-10-07 --force --reason 'le producteur confirme' && run 0 --db "$db" verdicts --campagne 2024 &&
		state forced && ! cmp -s "$tmp/before" "$tmp/forced" && decide 2 &&
		run 0 --db "$db" import annuler "$(ask "SELECT MAX(numero) FROM run WHERE etat = 'applique'")" --reason 'flux défectueux' && contains "$out" '0 conflit' &&
		decide 3 && [ "$(ask 'SELECT COUNT(*) FROM decision')" = 3 ] && undo_decision 2 && undo_decision 3 && run 0 --db "$db" verdicts --campagne 2024 &&
		state after && same before after
}
t 'a national set, a decision' prepare
t 'half of a feed without durée nor année: refused whole' refused "$tmp/flux.xml"
t 'four fifths of a complete feed missing: refused whole' refused "$tmp/reste.xml" --source "lheo:$region" --complet
t 'half of the list without Qualiopi: refused whole' refused "$tmp/organismes.csv"
t 'the feed, forced, undone: as before, no decision lost' replay "$tmp/flux.xml"
t 'the complete feed, forced, undone: as before, no decision lost' replay "$tmp/reste.xml" --source "lheo:$region" --complet
t 'the list, forced, undone: as before, no decision lost' replay "$tmp/organismes.csv"
fin
