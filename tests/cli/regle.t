#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# relais regle: listed with what each decides, changed with a reason, replaced from a file, known as of a date.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/d.db
r() {
	run 0 --db "$db" regle "$@"
}

listed() {
	r liste --campagne 2024 --json && cp "$out" "$tmp/liste" && run 0 --db "$db" verdicts --campagne 2024 && python3 - "$tmp/liste" "$out" <<'PY'
import json, sys
d = json.load(open(sys.argv[1], encoding='utf-8'))
offres = sum(1 for _ in open(sys.argv[2], encoding='utf-8')) - 1
assert len(d['regles']) == 19 and sum(x['offres'] for x in d['regles']) + d['sans_regle'] == offres > 0, d
PY
}
text() {
	r liste --campagne 2024 && contains "$out" '19 règles' 'Licence professionnelle' 'aucune règle' &&
		python3 -c "assert max(len(line.rstrip('\n')) for line in open('$out', encoding='utf-8')) <= 106"
}
modified() {
	r modifier 3 --statut a_publier_recteur --academie 24 --reason 'arrêté' && r montrer 3 &&
		contains "$out" 'a_publier_recteur' 'academie         24' 'a_publier → a_publier_recteur' '(raison : arrêté)'
}
by_name() {
	r montrer 'but en iut' && contains "$out" 'Règle 3'
}
emptied() {
	r modifier 3 --academie - --reason 'toutes' && r montrer 3 --json && python3 -c "
import json; d = json.load(open('$out', encoding='utf-8'))
assert d['academie'] is None and d['numero'] == 3 and len(d['historique']) == 2, d"
}
added() {
	r modifier --nouvelle --nom 'BTS de Créteil' --cfd-prefixe 320 --academie 24 --statut a_publier_recteur --valable-du 2024-01-01 --reason essai &&
		r montrer 20 && contains "$out" 'BTS de Créteil' '2024-01-01' && r liste --csv && head -1 "$out" | grep -q ';valable_du;valable_au$' &&
		run 0 --db "$db" explain 1 --campagne 2024
}
removed() {
	r modifier 20 --retirer --reason fini && run 2 --db "$db" regle montrer 20 && r historique 20 && contains "$out" 'nouvelle' 'retirée' && r historique &&
		contains "$out" 'règle 3' 'règle 20'
}
number_never_again() {
	r modifier --nouvelle --nom Autre --cfd-prefixe 999 --statut a_publier --reason x && r montrer 21 && contains "$out" Autre
}
past() {
	r montrer 3 --date 2023-10-06 && contains "$out" 'statut           a_publier' && ! grep -q 'a_publier_recteur' "$out"
}
replaced() {
	r liste --csv && head -4 "$out" | sed 's/^DN MADE/Autre DN MADE/' >"$tmp/r.csv" && r importer "$tmp/r.csv" --reason remplacement && r liste --csv &&
		cmp "$out" "$tmp/r.csv" && cp "$db" "$tmp/a.db" && r importer "$tmp/r.csv" --reason encore && contains "$out" 'Rien à changer' && cmp "$db" "$tmp/a.db"
}
wrong() { # TEXT ARGUMENTS...
	local text=$1
	shift
	refused --db "$db" regle "$@" && contains "$err" "$text"
}

t "the demonstration is imported" demo_base "$db"
t "what each decides, and none, adds up to all offers" listed
t "for a person" text
t "changed, with its reason" modified
t "found by its name" by_name
t "a condition emptied" emptied
t "a new one, with its dates" added
t "removed; its history stays" removed
t "a number is never given twice" number_never_again
t "as known before" past
t "the set replaced by a file; the same file again writes nothing" replaced
t "no reason" wrong 'raison' modifier 1 --statut hors_perimetre
t "an unknown rule" wrong "Aucune règle" modifier 99 --statut hors_perimetre --reason x
t "a wrong statut" wrong 'a_publier_habilitation' modifier 1 --statut publier --reason x
t "dates the wrong way round" wrong 'valable_au' modifier 1 --valable-du 2024-02-01 --valable-au 2024-01-01 --reason x
t "nothing to change" wrong 'Que faut-il changer' modifier 1 --reason x
t "neither a number nor --nouvelle" wrong '--nouvelle' modifier --reason x
t "an unknown action" wrong 'Les actions sont' effacer
fin
