#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# relais statut, formation, restructurer: what a person of the académie reads, and what is refused with the reason.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/d.db
cle='100365P01219990000110001899900002900010-94028#L01'
base() {
	demo_base "$db" && "$RELAIS" --db "$db" import demo/parcoursup/parcoursup-2023.csv --campagne 2023 --date 2023-10-05 >/dev/null 2>&1 &&
		run 0 --db "$db" campagne migrer 2024 --date 2023-11-06
}
s() {
	local want=$1 action=$2
	shift 2
	run "$want" --db "$db" statut "$action" "$cle" --campagne 2024 "$@"
}
# The whole commands, which may be copied: the first one does what it says.
shown() {
	s 0 montrer && contains "$out" '? À publier' 'Demander la publication, par le SAIO de l' '--motif M --reason R' &&
		numero=$(sed -n 's/.*relais statut demander \([0-9]*\) --campagne 2024 --reason R$/\1/p' "$out") && [ -n "$numero" ] &&
		run 0 --db "$db" statut demander "$numero" --campagne 2024 --reason 'dossier vu' && contains "$out" 'Prêt pour intégration'
}
# Only what the table allows and what changes something: nothing was decided here, so there is nothing to undo.
offered() {
	local not=104239P012X9990000110001899900003700013-77288#L01
	run 0 --db "$db" statut montrer "$not" --campagne 2024 && contains "$out" 'Refuser la publication' && ! grep -qE 'statut (demander|reessayer|reinitialiser)' "$out" &&
		s 0 montrer && contains "$out" 'statut demander' 'statut refuser' && ! grep -qE 'statut (reessayer|reinitialiser)' "$out" &&
		s 0 montrer --date 2023-10-05 && ! grep -q 'statut demander' "$out"
}
undone() {
	s 0 montrer && contains "$out" 'statut reinitialiser' && ! grep -q 'statut demander' "$out"
}
# Nobody migrated it yet: that is what is left to do, not that it is closed.
not_yet() {
	demo_base "$tmp/e.db" && run 0 --db "$tmp/e.db" statut montrer "$cle" --campagne 2024 && contains "$out" "aucune migration ne l'a encore prise" &&
		! grep -q reinitialiser "$out" && run 0 --db "$tmp/e.db" statut demander "$cle" --campagne 2024 --reason 'dossier vu' &&
		contains "$out" 'Prêt pour intégration' "n'a pas encore été migrée" 'relais campagne migrer 2024' && ! grep -q "n'est pas ouverte" "$out"
}
# The campagne is closed today: what does not follow by itself is said, and the command does it.
closed() {
	contains "$out" "n'est pas ouverte" 'relais campagne migrer 2024' && run 0 --db "$db" campagne migrer 2024 && s 0 montrer && contains "$out" '✔ Publié' '« Certifiée »'
}
# A motif that wants a precision is not content with the reason of the journal.
precision() {
	s 1 refuser --motif autre --reason 'vu avec le CFA' && contains "$err" 'demande une précision' &&
		s 0 refuser --motif autre --precision 'le plateau technique manque' --reason 'vu avec le CFA' && contains "$out" 'le plateau technique manque' &&
		s 0 montrer && contains "$out" 'Autre motif – le plateau technique manque' 'Le CFA fait ce que dit la précision'
}
# In the lines of a migration, a refusal says who does what.
told() {
	run 0 --db "$db" campagne migrer 2024 --dry-run --csv - && grep -F "$cle" "$out" >"$tmp/line" &&
		contains "$tmp/line" 'En attente de mise à jour : Autre motif, le plateau technique manque. Le CFA fait ce que dit la précision'
}
formation() {
	run 0 --db "$db" formation montrer 31006 --campagne 2024 && contains "$out" 'sans « Certifiée »' 'Plusieurs offres possibles' 'En 2023             publiée' 'en cours' &&
		! grep -q 'en_cours' "$out" && run 0 --db "$db" formation montrer R0000003 --campagne 2024 && contains "$out" 'liée dès sa création' "n'existait pas" 'à paramétrer'
}
restructurer() {
	cp "$db" "$tmp/before.db"
	run 0 --db "$db" restructurer --uai 0299901E=0359901X && contains "$out" "rien n'est changé : 9 offres à reprendre" 'avec --reason' && cmp "$db" "$tmp/before.db" &&
		run 0 --db "$db" restructurer --siret 99900011000018=99900012800010 && contains "$out" 'aucune offre à reprendre' 'poser ANCIENNE NOUVELLE' &&
		! grep -q 'avec --reason' "$out"
}

t "the demonstration is migrated" base
t "nothing is offered that the table refuses or that changes nothing" offered
t "what can be done is said with the whole command" shown
t "a campagne that is closed: what is left to do is said" closed
t "a campagne that nobody migrated yet" not_yet
t "what was decided can be undone" undone
t "a motif that wants a precision" precision
t "a refusal in the lines of a migration says who does what" told
t "a formation in words" formation
t "a restructuring seen before it is done" restructurer
fin
