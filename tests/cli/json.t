#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# json.t - the JSON of the réseau des Carif-Oref: a feed like the others; what is refused, with the remedy
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

cle=104239P01219990001280001099900012800010-94028#L01
un="{\"cle_ministere_educatif\":\"$cle\",\"id_formation\":\"24_1\",\"id_certifinfo\":104239,\"intitule_rco\":\"BTS MCO\",\"duree\":\"2\",\"annee\":\"1\",\"etablissement_gestionnaire_siret\":\"99900012800010\",\"code_commune_insee\":\"94028\",\"date_debut\":[\"2024-09-01T22:00:00.000Z\"],\"date_fin\":[]}"
deux='{"id_formation":"24_2","id_certifinfo":100357,"duree":"2","etablissement_gestionnaire_siret":"99900012800010","code_commune_insee":"35238","periode":["2024-09"]}'
echo "[$un,$deux]" >"$tmp/rco.json"
printf '%s\n' "$un" "$deux" >"$tmp/rco.ndjson"
echo "{\"formations\":[$un],\"pagination\":{\"page\":\"1\"}}" >"$tmp/page.json"
base=$tmp/a.db

feed() {
	run 0 --db "$base" import "$tmp/rco.json" --date 2023-10-05 &&
		contains "$out" 'formations du réseau des Carif-Oref' 'source rco ' '2 nouveaux' "n'ont pas la même longueur"
}
same_in_another_shape() {
	run 0 --db "$base" import "$tmp/rco.ndjson" --date 2023-10-06 && contains "$out" 'rien de nouveau' '2 inchangés'
}
explained() {
	run 0 --db "$base" explain "$cle" --campagne 2024 &&
		contains "$out" 'flux du réseau des Carif-Oref' '2 septembre 2024' 'fichier rco.json'
}
one_region() {
	run 0 --db "$tmp/b.db" import "$tmp/page.json" && contains "$out" 'source rco:11 '
}
complete() {
	run 0 --db "$base" import "$tmp/page.json" --source rco --complet --date 2023-10-07 && contains "$out" '1 disparu' &&
		run 0 --db "$base" verdicts --campagne 2024 && [ "$(wc -l <"$out")" -eq 2 ]
}
as_known() {
	run 0 --db "$base" verdicts --campagne 2024 --date 2023-10-06 && [ "$(wc -l <"$out")" -eq 3 ]
}
checked() {
	run 1 --db "$base" check "$tmp/rco.json" --campagne 2024 && contains "$out" '2 offres' "$cle"
}
cut() {
	head -c 300 "$tmp/rco.json" >"$tmp/cut.json"
	run 2 --db "$tmp/c.db" import "$tmp/cut.json" && contains "$out" 'Le fichier est coupé' 'Téléchargez-le à nouveau'
}
unknown() {
	echo '{"ENS.1":{"jpo":[]}}' >"$tmp/jpo.json"
	echo '{"a":1}' >"$tmp/autre.json"
	run 2 --db "$tmp/c.db" import "$tmp/jpo.json" "$tmp/autre.json" && contains "$out" "journées portes ouvertes de l'Onisep" "aucun des champs attendus"
}

t "the feed is recognised; its source is national; lists of unequal length are told" feed
t "the same records as NDJSON change nothing" same_in_another_shape
t "explain names the feed and the civil date in Paris" explained
t "a feed of one région is of that région" one_region
t "--complet removes what its source no longer has" complete
t "--date answers as it was known" as_known
t "check judges the file" checked
t "a cut file is refused" cut
t "other JSON is refused with what to give" unknown
fin
