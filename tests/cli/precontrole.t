#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The pré-contrôle as a browser sends it: verdicts as a page or a CSV, nothing kept, and files that mean harm, each answered in time.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/base.db
serveur=
trap '[ -z "$serveur" ] || kill $serveur 2>/dev/null; rm -rf "$tmp"' EXIT

start() {
	demo_base "$db"
	"$RELAIS" --db "$db" serve --port 0 --date 2023-10-05 >"$tmp/serve" 2>"$tmp/journal" &
	serveur=$!
	for _ in $(seq 100); do
		[ -s "$tmp/serve" ] && break
		sleep 0.05
	done
	url=$(sed -n 's/^relais répond sur //p' "$tmp/serve")
	[ -n "$url" ]
}
# send CODE FILE [CURL OPTIONS]: what is answered, in less than 5 seconds; headers in $tmp/tete, body in $tmp/page.
send() {
	local code=$1 file=$2 seen
	shift 2
	: >"$tmp/page"
	seen=$(curl -s -m 5 -o "$tmp/page" -D "$tmp/tete" -w '%{http_code}' -H 'Expect:' -F "fichier=@$file" "$@" "$url/pre-controle")
	[ "$seen" = "$code" ] && return
	echo "$file: $seen, not $code" && head -c 600 "$tmp/page"
	return 1
}
header() { tr -d '\r' <"$tmp/tete" | sed -n "s/^$1: //pI"; }
# said TEXT...: a person reads it in the page.
said() {
	python3 - "$tmp/page" >"$tmp/texte" <<'PY' && contains "$tmp/texte" "$@"
import html, re, sys
page = open(sys.argv[1], encoding='utf-8').read()
main = page[page.index('<main'):page.index('</main>')]
print(html.unescape(re.sub(r'<[^>]*>', '', main)).replace('\u00a0', ' ').replace('\u202f', ' '))
PY
}

form() {
	curl -s -o "$tmp/page" "$url/pre-controle" && contains "$tmp/page" 'type="file"' 'enctype="multipart/form-data"' && said 'Voir le résultat' 'Télécharger en CSV' '20 Mio'
}
verdicts() { # the same as check
	run 1 --db "$db" check demo/lheo-idf.xml --campagne 2024 && send 200 demo/lheo-idf.xml -F forme=page &&
		said "$(head -1 "$out" | sed 's/ : /, /')" 'Offres à corriger (8)' "Année d'entrée en apprentissage non renseignée" 'Le CFA la déclare dans DOKELIO' \
			'avant le 15 novembre 2023' && [ "$(header cache-control)" = no-store ]
}
same_in_a_zip() {
	python3 - "$tmp" <<'PY' && send 200 "$tmp/flux.zip" && said '27 offres' 'flux.zip › flux.xml' 'Laissé de côté' 'LISEZMOI.txt'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1] + '/flux.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    z.write('demo/lheo-idf.xml', 'flux.xml')
    z.writestr('LISEZMOI.txt', 'Bonjour.')
PY
}
csv() {
	send 200 demo/lheo-idf.xml -F forme=csv && [ "$(header content-type)" = 'text/csv; charset=utf-8' ] &&
		header content-disposition | grep -q 'filename="pre-controle.csv"' &&
		python3 - "$tmp/page" <<'PY'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8-sig', newline=''), delimiter=';'))
assert len(rows) == 27, len(rows)
assert sum(r['Avis'] == 'À corriger' for r in rows) == 8
assert all(bool(r['Qui corrige, où']) == (r['Avis'] != 'Conforme') for r in rows), rows
PY
}
nothing_kept() {
	local avant
	avant=$(sqlite3 "$db" 'SELECT (SELECT COUNT(*) FROM offre) || (SELECT COUNT(*) FROM run) || (SELECT MAX(numero) FROM version)')
	send 200 demo/lheo-bretagne.xml && [ "$avant" = "$(sqlite3 "$db" 'SELECT (SELECT COUNT(*) FROM offre) || (SELECT COUNT(*) FROM run) || (SELECT MAX(numero) FROM version)')" ]
}
foreign_texts_are_escaped() {
	sed 's/BTS management commercial opérationnel/\&lt;script\&gt;alert(1)\&lt;\/script\&gt;/' demo/lheo-idf.xml >"$tmp/<b>x\".xml" &&
		send 200 "$tmp/<b>x\".xml" && ! grep -q '<script>alert\|<b>x' "$tmp/page" && said '<script>alert(1)' '<b>x'
}
not_a_feed() {
	send 400 demo/kit.csv && said "C'est un référentiel" 'Donnez le flux LHEO' && head -c 4000 demo/lheo-idf.xml >"$tmp/coupe.xml" &&
		send 400 "$tmp/coupe.xml" && said 'coupe.xml' && : >"$tmp/vide.xml" && send 400 "$tmp/vide.xml" && said 'vide'
}
no_command_advised() {
	send 400 assets/favicon.svg && said 'un flux LHEO (.xml)' && ! grep -q -e '--as' -e 'relais import' "$tmp/texte"
}
nothing_sent() {
	local code
	send 400 "$tmp/vide.xml;filename=" && said "aucun n'a été envoyé" && contains "$tmp/page" 'aria-invalid="true"' 'href="#fichier"' || return 1
	code=$(curl -s -o "$tmp/page" -w '%{http_code}' -d 'fichier=x' "$url/pre-controle")
	[ "$code" = 400 ] && said "L'envoi n'a pas pu être lu"
}
other_sites() {
	send 403 demo/lheo-idf.xml -H 'Sec-Fetch-Site: cross-site' && said 'autre site' && send 403 demo/lheo-idf.xml -H 'Origin: https://ailleurs.example' &&
		send 200 demo/lheo-idf.xml -H "Origin: ${url%/}" && send 200 demo/lheo-idf.xml -H 'Sec-Fetch-Site: same-origin'
}
too_large() { # the whole of it is sent, as a browser does, then the answer is read
	head -c 64000000 /dev/zero >"$tmp/gros.xml" && send 413 "$tmp/gros.xml" && said 'Envoi trop grand' 'compresse' &&
		head -c 20971521 /dev/zero >"$tmp/gros.xml" && send 413 "$tmp/gros.xml" && said '20 Mio' && rm "$tmp/gros.xml"
}
bombs() {
	python3 - "$tmp" <<'PY' || return 1
import sys, zipfile
tmp = sys.argv[1]
lheo = '<lheo xmlns="http://lheo.gouv.fr/2.3"><offres>'
entities = ''.join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
open(tmp + '/rires.xml', 'w').write(f'<!DOCTYPE lheo [<!ENTITY l0 "ha">{entities}]>{lheo}&l9;</offres></lheo>')
open(tmp + '/carre.xml', 'w').write(f'<!DOCTYPE lheo [<!ENTITY a "{"a" * 1000000}">]>{lheo}{"&a;" * 1000000}</offres></lheo>')
open(tmp + '/fond.xml', 'w').write(lheo + '<extras>' * 2000000)
open(tmp + '/chevrons.xml', 'w').write('<' * 20 * 1024 * 1024)
open(tmp + '/attribut.xml', 'w').write(lheo + '<formation numero="' + 'a' * 20000000)
open(tmp + '/anomalies.xml', 'w').write(lheo + '<formation><x/></formation>' * 700000 + '</offres></lheo>')
with zipfile.ZipFile(tmp + '/une.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    with z.open('flux.xml', 'w') as f:
        for _ in range(300):
            f.write(b'0' * (1 << 20))
bomb = open(tmp + '/une.zip', 'rb').read()
with zipfile.ZipFile(tmp + '/tour.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    for i in range(16):
        z.writestr(f'lib {i}.zip', bomb)
open(tmp + '/coupee.zip', 'wb').write(bomb[:len(bomb) // 2])
PY
	local f
	for f in rires.xml carre.xml fond.xml chevrons.xml attribut.xml anomalies.xml une.zip tour.zip coupee.zip; do
		send 400 "$tmp/$f" && said 'Le fichier n' "$f" || return 1
	done
}
unharmed() { # the same process answers, without a child, and it did not grow
	send 200 demo/lheo-idf.xml && kill -0 $serveur && [ -z "$(pgrep -P $serveur)" ] &&
		[ "$(awk '/^VmHWM/ {print $2}' /proc/$serveur/status)" -lt 200000 ] && ! grep -q 'statut=5' "$tmp/journal"
}
hidden() {
	run 0 --help && ! grep -q _lire "$out" && run 2 _lire && [ ! -s "$out" ]
}
stopped() {
	kill -TERM $serveur && wait $serveur && serveur=
}

t 'the server starts' start
t 'a form with one file and two buttons' form
t 'the verdict of each offre, as check gives it' verdicts
t 'the same in a zip, whose other files are told' same_in_a_zip
t 'the same as a CSV' csv
t 'nothing of it is kept' nothing_kept
t 'what the file says is escaped' foreign_texts_are_escaped
t 'another file, a cut one or an empty one is told' not_a_feed
t 'a page advises no command' no_command_advised
t 'no file is told beside the field' nothing_sent
t 'a form of another site is refused' other_sites
t '64 MB end with a message' too_large
t 'bombs end with a message, each within 5 seconds' bombs
t 'the server is unharmed' unharmed
t 'the command behind it is hidden' hidden
t 'the server stops' stopped
fin
