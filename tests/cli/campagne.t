#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# relais campagne: shown as known on a date, changed with a reason, by whom.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/d.db

shown() {
	run 0 --db "$db" campagne montrer 2024 && contains "$out" 'rncp_couvre' 'periode' 'fenetre_debut' '2024-08-01' 'import_fin' '2023-11-15' 'ne juge rien'
}
changed() {
	run 0 --db "$db" campagne modifier 2024 --set rncp_couvre=entree --set import_fin=2023-11-20 --reason 'note du 3' && contains "$out" '2 valeurs' &&
		run 0 --db "$db" campagne montrer 2024 --json && python3 - "$out" "$db" <<'PY'
import json, sqlite3, sys
v = {x['nom']: x for x in json.load(open(sys.argv[1], encoding='utf-8'))['valeurs']}
assert v['rncp_couvre']['valeur'] == 'entree' and v['rncp_couvre']['juge'] and v['import_fin']['valeur'] == '2023-11-20' and not v['import_fin']['juge']
rows = sqlite3.connect(sys.argv[2]).execute("SELECT version, changement, raison FROM evenement WHERE objet = 'campagne 2024' ORDER BY numero").fetchall()
assert len(rows) == 2 and rows[0][0] == rows[1][0] and rows[0][1:] == ('rncp_couvre : periode → entree', 'note du 3'), rows
PY
}
past() {
	run 0 --db "$db" campagne montrer 2024 --date 2023-10-06 && contains "$out" 'periode' '2023-11-15' && ! grep -q 2023-11-20 "$out"
}
# What it changes is said before it is done, as simulate says it, and with it.
told() {
	cp "$db" "$tmp/avant.db" && cp "$db" "$tmp/copie.db" && run 0 --db "$db" simulate --campagne 2024 --set siret_inactif=non_reglementaire --set fenetre_debut=2025-08-01 \
		--set fenetre_fin=2026-07-31 && phrase=$(grep -m1 'changent' "$out") && [ -n "$phrase" ] || return 1
	set -- --set siret_inactif=non_reglementaire --set fenetre_debut=2025-08-01 --set fenetre_fin=2026-07-31
	run 0 --db "$db" campagne modifier 2024 "$@" --dry-run && contains "$out" "$phrase" "Rien n'est enregistré" && cmp "$db" "$tmp/avant.db" &&
		run 0 --db "$tmp/copie.db" campagne modifier 2024 "$@" --reason essai && contains "$out" "$phrase" '3 valeurs' && ! cmp -s "$tmp/copie.db" "$tmp/avant.db"
}
calendar_only() {
	run 0 --db "$db" campagne modifier 2024 --set voeux_fin=2024-03-20 --dry-run && contains "$out" 'calendrier' && ! grep -q 'devien' "$out"
}
twice() {
	cp "$db" "$tmp/avant.db" && run 0 --db "$db" campagne modifier 2024 --set rncp_couvre=entree --reason encore && contains "$out" 'Rien à changer' &&
		cmp "$db" "$tmp/avant.db"
}
history() {
	run 0 --db "$db" campagne historique 2024 && contains "$out" 'rncp_couvre : periode → entree (raison : note du 3)' 'import_fin : 2023-11-15 → 2023-11-20' &&
		narrow "$out" && run 0 --db "$db" campagne historique 2024 --json && python3 - "$out" <<'PY' || return 1
import json, sys
d = json.load(open(sys.argv[1], encoding='utf-8'))
v = d['historique']
assert d['campagne'] == 2024 and [x['changement'] for x in v] == ['rncp_couvre : periode → entree', 'import_fin : 2023-11-15 → 2023-11-20'], v
assert all(x['raison'] == 'note du 3' and x['acteur'] and x['instant'][-1] == 'Z' for x in v), v
PY
	run 0 --db "$db" campagne historique 2024 --date 2023-10-06 && contains "$out" 'Rien' && run 0 --db "$db" campagne historique 2023 && contains "$out" 'Rien'
}
shown_narrow() {
	run 0 --db "$db" campagne montrer 2027 && contains "$out" 'déduite' && narrow "$out"
}
back() {
	run 0 --db "$db" campagne modifier 2024 --set rncp_couvre=periode --reason retour && python3 - "$db" <<'PY'
import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
assert c.execute("SELECT valeur FROM campagne_valeur WHERE nom = 'rncp_couvre'").fetchall() == [('periode',)]
(v, du, au), = c.execute("SELECT valeur, du_version, au_version FROM campagne_valeur_passe WHERE nom = 'rncp_couvre'").fetchall()
assert v == 'entree' and du < au, (v, du, au)
PY
}
wrong() { # TEXT ARGUMENTS...
	local text=$1
	shift
	refused --db "$db" campagne "$@" && contains "$err" "$text"
}

t "the demonstration is imported" demo_base "$db"
t "shown" shown
t "changed: one version, an event a value, with the reason" changed
t "its history: who, when, why" history
t "at most 100 columns" shown_narrow
t "as known before the change" past
t "what it changes is told, first with --dry-run" told
t "a date of the calendar changes no offer, and it says so" calendar_only
t "the same value again: nothing is written" twice
t "a value that changes back keeps its past" back
t "no reason" wrong 'raison' modifier 2024 --set rncp_couvre=entree
t "nothing to change" wrong 'Que faut-il changer' modifier 2024 --reason x
t "an unknown value" wrong 'periode ou entree' modifier 2024 --set rncp_couvre=rien --reason x
t "an unknown campagne" wrong 'de 2021 à 2027' modifier 1999 --set rncp_couvre=entree --reason x
t "an unknown action" wrong 'liste, montrer, historique, creer et modifier' effacer 2024
t "historique takes no --set" wrong 'ne prend pas' historique 2024 --set rncp_couvre=entree
t "an action without its campagne" wrong 'Quelle campagne' historique
t "an unknown value, with --dry-run" wrong 'periode ou entree' modifier 2024 --set rncp_couvre=rien --dry-run
t "montrer takes no --set" wrong 'ne prend pas' montrer 2024 --set rncp_couvre=entree
t "modifier records today: no --date" wrong "aujourd'hui" modifier 2024 --set rncp_couvre=entree --reason x --date 2023-10-01
t "modifier takes no --json" wrong '--json' modifier 2024 --set rncp_couvre=entree --reason x --json
t "the same parameter twice" wrong '« rncp_couvre » est donné deux fois' modifier 2024 --set rncp_couvre=entree --set rncp_couvre=periode --reason x
t "an import that ends before it starts" wrong 'import_debut et import_fin' modifier 2024 --set import_fin=2020-01-01 --reason x
t "vœux that end before they start" wrong 'voeux_debut et voeux_fin' modifier 2024 --set voeux_debut=2030-01-01 --reason x
t "not a year" wrong "n'est pas une année" montrer deux
fin
