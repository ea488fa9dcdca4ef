#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# An offer that a complete feed no longer has: told, never silent; and what would erase or misdate offers is refused.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/d.db
gone='104239P01219990000110001899900002900010-94028#L01'
demo_base "$db" || exit 1
python3 - "$gone" "$tmp/idf.xml" <<'PY'
import re
import sys
feed = open('demo/lheo-idf.xml', encoding='utf-8').read()
open(sys.argv[2], 'w', encoding='utf-8').write(re.sub(f'<formation numero="{sys.argv[1]}".*?</formation>\n', '', feed, flags=re.S))
PY

partial() {
	run 0 --db "$db" import "$tmp/idf.xml" --date 2023-10-10 && run 0 --db "$db" explain "$gone" --campagne 2024
}
complete() {
	run 0 --db "$db" import "$tmp/idf.xml" --complet --date 2023-10-12 && contains "$out" '1 disparu'
}
told() {
	run 0 --db "$db" explain "$gone" --campagne 2024 &&
		contains "$out" "n'est plus déclarée depuis le 12 octobre 2023" '« lheo:11 »' '--date 2023-10-11' &&
		run 0 --db "$db" explain "$gone" --campagne 2024 --date 2023-10-12 && contains "$out" 'le CFA la déclare de nouveau' 'relais statut refuser' \
		'Qui agit : le CFA, avant le 15 novembre 2023' &&
		run 0 --db "$db" explain "$gone" --campagne 2024 --json && python3 -c "
import json
d = json.load(open('$out'))
assert d['disparue_le'] == '2023-10-12' and d['source'] == 'lheo:11', d"
}
as_it_was() {
	run 0 --db "$db" explain "$gone" --campagne 2024 --date 2023-10-11 && contains "$out" "clé $gone" 'Critères'
}
back() {
	local before
	before=$(sqlite3 "$db" "SELECT MAX(numero) FROM offre_passe WHERE cle = '$gone'")
	run 0 --db "$db" import demo/lheo-idf.xml --complet && run 0 --db "$db" explain "$gone" --campagne 2024 &&
		[ "$(sqlite3 "$db" "SELECT numero FROM offre WHERE cle = '$gone'")" = "$before" ]
}
two_complete() {
	run 1 --db "$db" import demo/lheo-idf.xml "$tmp/idf.xml" --complet &&
		contains "$out" 'Un autre fichier de cette commande est déjà le flux complet de la source « lheo:11 »' &&
		run 0 --db "$db" explain "$gone" --campagne 2024
}
empty_complete() {
	printf '<?xml version="1.0"?>\n<lheo xmlns="http://lheo.gouv.fr/2.3"><offres></offres></lheo>\n' >"$tmp/vide.xml"
	run 2 --db "$db" import "$tmp/vide.xml" --source lheo:11 --complet && contains "$out" 'refusé' &&
		run 0 --db "$db" explain "$gone" --campagne 2024
}
future() {
	refused --db "$db" import demo/lheo-idf.xml --date 2999-01-01
}
bad_source() {
	refused --db "$db" import demo/lheo-idf.xml --source "$(printf 'x%.0s' {1..70})" &&
		refused --db "$db" import demo/lheo-idf.xml --source ''
}

t 'a feed that is not complete makes no offer go' partial
t 'a complete one does' complete
t 'explain says since when, by which feed, what to do' told
t 'on a date before, the offer is there' as_it_was
t 'the offer that comes back keeps its number' back
t 'two complete feeds of one source are refused' two_complete
t 'an empty complete feed is refused' empty_complete
t 'a date in the future is refused' future
t 'a source name that cannot be kept is refused' bad_source
fin
