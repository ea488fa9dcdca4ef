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
		narrow "$out"
}
# A name and a motif of nearly 200 bytes.
long_name() {
	local nom motif
	nom=$(printf 'Réseau %.0s' {1..24}) motif=$(printf 'attendre %.0s' {1..22})
	cp "$db" "$tmp/long.db" && run 0 --db "$tmp/long.db" regle modifier --nouvelle --nom "$nom" --motif "$motif" --cfd-prefixe 777 --statut a_publier --duree 2 --annee 1 \
		--academie 24 --rncp-actif oui --uai-iut non --enregistrement de_droit --valable-du 2024-01-01 --valable-au 2024-12-31 --reason essai &&
		run 0 --db "$tmp/long.db" regle liste --campagne 2024 && contains "$out" 'Réseau' '…' && narrow "$out" &&
		run 0 --db "$tmp/long.db" regle montrer 20 --campagne 2024 && narrow "$out" && [ "$(grep -o attendre "$out" | wc -l)" -ge 22 ]
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
# What a spreadsheet would run is written as a text, and comes back as it was.
formula() {
	r modifier 1 --motif '=1+1' --reason x && r liste --csv && contains "$out" ";'=1+1" && cp "$out" "$tmp/f.csv" &&
		r importer "$tmp/f.csv" --reason x && contains "$out" 'Rien à changer'
}
# TEXT: two lines of the same conditions.
repeated() {
	{ cat "$tmp/f.csv" && sed -n '2s/^[^;]*/Encore/p' "$tmp/f.csv"; } >"$tmp/deux.csv"
	wrong "lignes 2 et $(wc -l <"$tmp/deux.csv")" importer "$tmp/deux.csv" --reason x
}
no_condition() {
	{ cat "$tmp/f.csv" && echo 'Tout;;;;;;;;a_publier;x'; } >"$tmp/tout.csv" && wrong 'cfd_prefixe' importer "$tmp/tout.csv" --reason x &&
		contains "$err" 'toutes les offres' && wrong 'cfd_prefixe' modifier --nouvelle --nom Tout --statut a_publier --reason x
}
# The counts of the simulation, both ways; --dry-run writes nothing.
told() {
	cp "$db" "$tmp/s.db" && run 0 --db "$tmp/s.db" regle liste --csv && sed '/^BTS;/s/a_publier[a-z_]*/hors_perimetre/' "$out" >"$tmp/hors.csv" && ! cmp -s "$out" "$tmp/hors.csv" &&
		run 0 --db "$tmp/s.db" simulate --campagne 2024 --rules "$tmp/hors.csv" && phrase=$(grep -m1 'chang.* : ' "$out" | grep -v Simulation) && [ -n "$phrase" ] || return 1
	cp "$tmp/s.db" "$tmp/avant.db"
	run 0 --db "$tmp/s.db" regle modifier BTS --statut hors_perimetre --campagne 2024 --dry-run && contains "$out" 'campagne 2024 :' "$phrase" "Rien n'est enregistré" &&
		run 0 --db "$tmp/s.db" regle importer "$tmp/hors.csv" --campagne 2024 --dry-run && contains "$out" 'campagne 2024 :' "$phrase" "Rien n'est enregistré" &&
		cmp "$tmp/s.db" "$tmp/avant.db" && run 0 --db "$tmp/s.db" regle modifier BTS --statut hors_perimetre --campagne 2024 --reason essai &&
		contains "$out" '1 règle changée' 'campagne 2024 :' "$phrase" && ! cmp -s "$tmp/s.db" "$tmp/avant.db"
}
# Without --campagne: those that the base has open; none, and the last one is counted, told.
told_open() {
	cp "$db" "$tmp/s.db" && run 0 --db "$tmp/s.db" regle modifier BTS --motif autre --dry-run && contains "$out" "Aucune campagne de la base n'est ouverte" '--campagne' &&
		run 0 --db "$tmp/s.db" regle modifier BTS --retirer --dry-run && contains "$out" 'Dans la campagne' 'offres changent' &&
		run 0 --db "$tmp/s.db" campagne modifier 2024 --set dernier_versement=2099-01-01 --reason essai && run 0 --db "$tmp/s.db" verdicts --campagne 2024 &&
		run 0 --db "$tmp/s.db" regle modifier BTS --retirer --dry-run && contains "$out" 'campagne 2024 :' 'ne le sont plus'
}
# A spreadsheet took the 0 of 0103 away: the rule decides nothing any more.
lost_zero() {
	cp "$db" "$tmp/s.db" && run 0 --db "$tmp/s.db" regle liste --csv && sed 's/;0103;/;103;/' "$out" >"$tmp/zero.csv" && ! cmp -s "$out" "$tmp/zero.csv" &&
		run 0 --db "$tmp/s.db" simulate --campagne 2024 --rules "$tmp/zero.csv" && contains "$err" '« 103 »' '« 0103 »' &&
		run 0 --db "$tmp/s.db" regle importer "$tmp/zero.csv" --campagne 2024 --dry-run && contains "$err" '« 103 »' '« 0103 »' &&
		run 0 --db "$tmp/s.db" regle importer "$tmp/zero.csv" --dry-run && contains "$err" '« 103 »' '« 0103 »' &&
		run 0 --db "$tmp/s.db" regle modifier 9 --cfd-prefixe 998 --campagne 2024 --dry-run && contains "$err" 'Aucune offre' && ! grep -q tableur "$err" &&
		run 0 --db "$tmp/s.db" regle modifier 9 --motif autre --campagne 2024 --dry-run && [ ! -s "$err" ]
}
same_conditions() {
	run 0 --db "$db" regle liste --csv && cp "$out" "$tmp/avant.csv" &&
		wrong 'règle 1' modifier --nouvelle --nom 'BTS encore' --cfd-prefixe 320 --statut hors_perimetre --reason x && contains "$err" 'mêmes conditions' &&
		wrong 'règle 1' modifier 2 --cfd-prefixe 320 --reason x && run 0 --db "$db" regle liste --csv && cmp "$out" "$tmp/avant.csv"
}
same_name() {
	r modifier --nouvelle --nom Jumelle --cfd-prefixe 111 --statut a_publier --reason x && r modifier --nouvelle --nom Jumelle --cfd-prefixe 112 --statut a_publier --reason x &&
		r liste --json && numbers=$(python3 -c "
import json
print(', '.join(str(x['numero']) for x in json.load(open('$out', encoding='utf-8'))['regles'] if x['nom'] == 'Jumelle'))") && wrong "numéros, $numbers." montrer jumelle
}
wrong() { # TEXT ARGUMENTS...
	local text=$1
	shift
	refused --db "$db" regle "$@" && contains "$err" "$text"
}

t "the demonstration is imported" demo_base "$db"
t "what each decides, and none, adds up to all offers" listed
t "for a person" text
t "a long name, many conditions: at most 100 columns" long_name
t "what it changes is told, first with --dry-run" told
t "in the open campagnes" told_open
t "a rule that decides nothing any more is told" lost_zero
t "conditions that another rule has" same_conditions
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
t "a formula" formula
t "the same conditions twice" repeated
t "no condition at all" no_condition
t "several of that name: their numbers" same_name
t "a number that never was" wrong "Aucune règle n'a" historique 99
t "no number 0" wrong "Aucune règle n'a" historique 0
t "modifier records today: no --date" wrong "aujourd'hui" modifier 1 --statut a_publier --reason x --date 2023-10-01
t "modifier takes no --json" wrong '--json' modifier 1 --statut a_publier --reason x --json
t "the CSV counts nothing: no --campagne" wrong '--campagne' liste --csv --campagne 2024
t "liste takes no --dry-run" wrong '--dry-run' liste --dry-run
t "liste takes no --reason" wrong '--reason' liste --reason x
t "liste takes no --statut" wrong '--statut' liste --statut foo
t "historique takes no --campagne" wrong '--campagne' historique --campagne 2024
t "importer takes no --nom" wrong '--nom' importer "$tmp/f.csv" --reason x --nom x
t "removed or changed, not both" wrong '--statut' modifier 1 --retirer --statut a_publier --reason x
t "one format" wrong '--csv et --json' liste --csv --json
t "an unknown action" wrong 'Les actions sont' effacer
fin
