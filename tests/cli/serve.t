#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# « relais serve »: the pages as a browser and a monitor see them, on a base of the demonstration.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/base.db
serveur=

# start ARGS...: serve that base on a free port; $url is its address.
start() {
	: >"$tmp/serve"
	"$RELAIS" --db "$db" serve --port 0 "$@" >"$tmp/serve" 2>"$tmp/journal" &
	serveur=$!
	for _ in $(seq 100); do
		[ -s "$tmp/serve" ] && break
		sleep 0.05
	done
	url=$(sed -n 's/^relais répond sur //p' "$tmp/serve")
	[ -n "$url" ]
}
stop() { kill -TERM $serveur && wait $serveur; }
trap '[ -z "$serveur" ] || kill $serveur 2>/dev/null; rm -rf "$tmp"' EXIT

# page CODE PATH [CURL OPTIONS]: its status; headers in $tmp/tete, body in $tmp/page.
page() {
	local code=$1 path=$2 seen
	shift 2
	: >"$tmp/page"
	seen=$(curl -s -o "$tmp/page" -D "$tmp/tete" -w '%{http_code}' "$@" "$url$path")
	[ "$seen" = "$code" ] && return
	echo "$path: $seen, not $code" && head -c 400 "$tmp/page"
	return 1
}
header() { tr -d '\r' <"$tmp/tete" | sed -n "s/^$1: //pI"; }

no_base() {
	refused --db "$tmp/rien.db" serve && contains "$err" "rien.db"
}
empty_base() {
	run 2 --db "$tmp/rien.db" import demo/absent.csv
	cp "$tmp/rien.db" "$db" 2>/dev/null || sqlite3 "$db" 'SELECT 1' >/dev/null
	refused --db "$db" serve --port 0 && rm -f "$db"
}
bad_arguments() {
	demo_base "$db" && refused --db "$db" serve --port 70000 && contains "$err" 65535 && refused --db "$db" serve --ouvriers 0 &&
		refused --db "$db" serve --adresse 203.0.113.9 --port 0 && contains "$err" 127.0.0.1 && refused --db "$db" serve x
}
every_page() {
	local p
	for p in / /catalogue /catalogue/region/11 /offres/25 /ou-en-est /tableau-de-bord /carif-oref /carif-oref/11 /saio /saio/24 /referencer /carif-oref /carif-oref/11 /saio /saio/24 /faq /accessibilite /mentions-legales /donnees-personnelles /plan /composants; do
		page 200 "$p" && [ "$(header content-type)" = "text/html; charset=utf-8" ] && contains "$tmp/page" '<html lang="fr">' '<h1>' '</html>' &&
			[ "$(grep -c '<h1' "$tmp/page")" -eq 1 ] || return 1
	done
}
campaign_line() {
	page 200 /catalogue && contains "$tmp/page" 'Campagne 2024' && page 200 / && contains "$tmp/page" 'Aujourd'
}
monitor() {
	page 200 /healthz && page 200 /metrics && contains "$tmp/page" relais_http_requetes_total
}
assets() {
	local css
	page 200 / && css=$(grep -o '/assets/relais\.[0-9a-f]*\.css' "$tmp/page" | head -1) && page 200 "$css" -H 'Accept-Encoding: gzip' &&
		[ "$(header content-encoding)" = gzip ] && [ "$(header content-type)" = "text/css; charset=utf-8" ] &&
		header cache-control | grep -q immutable && page 404 /assets/relais.000000000000.css
}
not_modified() {
	local etag
	page 200 /catalogue && etag=$(header etag) && [ -n "$etag" ] && page 304 /catalogue -H "If-None-Match: $etag" && [ ! -s "$tmp/page" ]
}
unknown_page() {
	page 404 /nulle-part && contains "$tmp/page" 'Page introuvable' 'Revenir à l' 'fr-header' && page 404 /catalogue/region/99 && [ -z "$(header etag)" ] && page 405 /catalogue -X POST -d ''
}
wrong_parameters() {
	page 400 '/catalogue?critere=12' && contains "$tmp/page" 'Critère non conforme' 'n&#39;existe pas' && page 400 '/catalogue?tri=%3Cb%3E' &&
		! grep -q '<b>' "$tmp/page" && page 400 "/catalogue?q=$(printf 'a%.0s' $(seq 300))" && contains "$tmp/page" '200 caractères au plus' &&
		page 400 '/catalogue?page=inconnue'
}
nothing_reflected_raw() {
	page 200 '/catalogue?q=%3Cscript%3Ealert(1)%3C/script%3E%22%27' && ! grep -q '<script>alert' "$tmp/page" && contains "$tmp/page" '&lt;script&gt;'
}
found_by_words_and_codes() {
	page 200 '/catalogue?q=bts+mco+melun' && contains "$tmp/page" 'Melun' && page 200 '/catalogue?q=999+000+110+00018' && ! grep -q 'Aucune offre' "$tmp/page"
}
value_without_offres() {
	page 200 '/catalogue?duree=77' && contains "$tmp/page" 'Aucune offre' '77 ans' 'Retirer' && page 200 '/catalogue?type=%3Ci%3E' && contains "$tmp/page" 'Retirer' '&lt;i&gt;'
}
spelling() {
	page 200 '/catalogue?q=managment' && contains "$tmp/page" 'Aucune offre ne contient' 'Essayez plut'
}
one_offre() {
	page 200 /offres/25 && contains "$tmp/page" 'BTS management commercial' 'Non réglementaire' 'non renseignée' 'Son parcours' 'DOKELIO' &&
		! grep -q '__remede"></p>' "$tmp/page" && page 404 /offres/999999 && page 404 /offres/x && page 404 /offres/99999999999999999999 &&
		page 303 /offres?cle=104239P012X9990000110001899900003700013-77288%23L01 && [ "$(header location)" = /offres/25 ] &&
		page 303 /offres?cle=rien%26x && [ "$(header location)" = '/ou-en-est?q=rien%26x' ] && page 303 /offres && [ "$(header location)" = /ou-en-est ]
}
where_is_it() {
	page 200 '/ou-en-est?q=104239P012X9990000110001899900003700013-77288%23L01' && contains "$tmp/page" 'Non réglementaire' 'DOKELIO' 'href="/offres/25"' &&
		page 200 '/ou-en-est?q=999+000+110+00018' && contains "$tmp/page" 'offres trouvées' 'À corriger' 'Rien à faire' &&
		page 200 '/ou-en-est?q=introuvablement' && contains "$tmp/page" 'Aucune offre'
}
figures() {
	page 200 /tableau-de-bord && contains "$tmp/page" 'class="graphique"' '<caption' && page 200 /tableau-de-bord.csv && contains "$tmp/page" 'tableau;ligne;offres;sur' &&
		# the same figures as the report
		"$RELAIS" --db "$db" rapport --campagne 2024 --json >"$tmp/rapport" && python3 - "$tmp/rapport" "$tmp/page" <<'FIN'
import csv, json, sys
report = json.load(open(sys.argv[1]))
rows = [r for r in csv.reader(open(sys.argv[2], encoding='utf-8-sig'), delimiter=';')][1:]
funnel = [int(r[2]) for r in rows if r[0] == 'entonnoir']
assert funnel[:6] == list(report['entonnoir'].values()), (funnel, report['entonnoir'])
assert funnel[6] == report['parcoursup']['certifiees'] if 'parcoursup' in report else True, funnel
assert [r for r in rows if r[0] == 'academie'], rows
FIN
}
csv() {
	page 200 '/catalogue.csv?region=11' && [ "$(header content-type)" = "text/csv; charset=utf-8" ] && header content-disposition | grep -q 'attachment.*csv' &&
		head -1 "$tmp/page" | grep -q 'numero;cle;intitule' && [ "$(wc -l <"$tmp/page")" -gt 3 ] && page 400 '/catalogue.csv?critere=12' &&
		contains "$tmp/page" '<h1' 'Critère non conforme'
}
xlsx() {
	page 200 '/catalogue.xlsx?region=11' && python3 -c "
import zipfile
names = zipfile.ZipFile('$tmp/page').namelist()
assert 'xl/workbook.xml' in names, names"
}
calendar() {
	page 200 /calendrier.ics && contains "$tmp/page" BEGIN:VCALENDAR END:VCALENDAR && [ "$(header content-type)" = "text/calendar; charset=utf-8" ]
}
new_version() {
	local avant apres
	page 200 /catalogue && avant=$(header etag) && run 0 --db "$db" decider 1 --uai 0359901X --reason essai
	for _ in $(seq 50); do
		page 200 /catalogue && apres=$(header etag)
		[ "$avant" = "$apres" ] || return 0
		sleep 0.2
	done
	echo "the pages did not follow the base"
	return 1
}
access_log() {
	page 200 '/catalogue?q=secret-de-recherche' && sleep 0.3 && grep -q 'evt=requete .*methode="GET" chemin="/catalogue" statut=200' "$tmp/journal" &&
		! grep -q secret-de-recherche "$tmp/journal"
}
directories() {
	page 200 /carif-oref && contains "$tmp/page" 'GREF Bretagne' 'href="/carif-oref/94"' && [ "$(grep -c '<th scope="row"><a href="/carif-oref/' "$tmp/page")" -eq 18 ] &&
		page 200 /saio && [ "$(grep -c '<th scope="row"><a href="/saio/' "$tmp/page")" -eq 30 ] && page 404 /saio/21 && page 404 /carif-oref/24x
}
found_by_place() {
	page 200 '/carif-oref?lieu=2a' && contains "$tmp/page" 'Votre interlocuteur' 'Corsica' && page 200 '/saio?lieu=77000' &&
		contains "$tmp/page" 'de l&#39;académie de Créteil' 'Contact non renseigné' && page 200 '/saio?lieu=%C3%8Ele-de-France' &&
		contains "$tmp/page" 'choisissez le vôtre' && page 200 '/saio?lieu=%3Cb%3E' && contains "$tmp/page" 'value="&lt;b&gt;"' 'Aucun département' &&
		page 400 "/saio?lieu=$(printf 'a%.0s' $(seq 100))" && contains "$tmp/page" '80 caractères'
}
map_credits() {
	grep -q CARTE_REGION "$(dirname "$RELAIS")/gen/carte_gen.c" || return 0 # built without npm
	page 200 /saio && contains "$tmp/page" '<svg class="carte"' 'CC BY 4.0' && ! grep -q ' style=' "$tmp/page"
}
# await CODE PATH: the pages follow the base within seconds.
await() {
	for _ in $(seq 50); do
		page "$@" >/dev/null && return
		sleep 0.2
	done
	page "$@"
}
gone() {
	local numero
	numero=$(sqlite3 "$db" "SELECT numero FROM offre WHERE cle = '104239P01219990000110001899900002900010-94028#L01'") &&
		page 200 "/offres/$numero" && python3 - "$tmp/idf.xml" <<'FIN' &&
import re, sys
feed = open('demo/lheo-idf.xml', encoding='utf-8').read()
open(sys.argv[1], 'w', encoding='utf-8').write(re.sub('<formation numero="104239P01219990000110001899900002900010-94028#L01".*?</formation>\n', '', feed, flags=re.S))
FIN
		run 0 --db "$db" import "$tmp/idf.xml" --complet && await 404 "/offres/$numero" && contains "$tmp/page" 'est plus déclarée depuis' 'href="/ou-en-est"'
}
stopped() {
	stop && ! curl -s -o /dev/null "$url/"
}
times() {
	start --date "$1" --campagne 2024 && page 200 /referencer && contains "$tmp/page" "${@:2}" && stop
}
deadlines() {
	times 2023-11-07 'Quand' 'avant le 15' && times 2023-12-01 'au fil de l' 'dès que possible' && times 2024-10-01 'Attention' 'la campagne est close depuis' &&
		! grep -q 'au fil de' "$tmp/page"
}
of_a_day() {
	start --date 2023-11-07 --campagne 2024 --sans-journal --editeur 'Région <Exemple>' && page 200 / && contains "$tmp/page" $'7\u00a0novembre\u00a02023' &&
		page 200 /mentions-legales && contains "$tmp/page" 'Région &lt;Exemple&gt;' && stop && [ ! -s "$tmp/journal" ]
}
contacts_of_the_operator() {
	local tete='type;code;nom;site;outil;site_outil;contact;contact_conventionne;contact_apprentissage;contact_autres'
	printf '%s\nsaio;24;SAIO;ftp://x;;;;;;\n' "$tete" >"$tmp/faux.csv"
	refused --db "$db" serve --port 0 --annuaire "$tmp/faux.csv" && contains "$err" 'Ligne 2, colonne « site »' 'faux.csv' &&
		refused --db "$db" serve --port 0 --annuaire "$tmp/absent.csv" && contains "$err" 'absent.csv' || return 1
	printf '%s\nsaio;24;SAIO & <Créteil>;;;;saio@academie.example;;;\n' "$tete" >"$tmp/annuaire.csv"
	start --campagne 2024 && page 200 /saio/24 && local avant && avant=$(header etag) && stop && start --campagne 2024 --annuaire "$tmp/annuaire.csv" &&
		page 200 /saio/24 -H "If-None-Match: $avant" && contains "$tmp/page" 'mailto:saio@academie.example' 'SAIO &amp; &lt;Créteil&gt;' && stop
}

t "without a base: told" no_base
t "an empty base: told" empty_base
t "bad arguments: told" bad_arguments
t "the server starts and says its address" start --campagne 2024
t "every page answers, in French, with one title" every_page
t "pages say where the campagne stands" campaign_line
t "a monitor sees it" monitor
t "static files: compressed, kept for ever" assets
t "what did not change is not sent again" not_modified
t "an unknown page says where to go" unknown_page
t "wrong parameters are told beside their field" wrong_parameters
t "nothing is reflected raw" nothing_reflected_raw
t "an offre is found by words and by codes" found_by_words_and_codes
t "a value that no offre has can be taken back" value_without_offres
t "a word with a typing error" spelling
t "one offre: the answer, its journey, what to do" one_offre
t "« où en est mon offre » by clé, by SIRET, by nothing known" where_is_it
t "the dashboard, with a table under each drawing" figures
t "the same offres as CSV" csv
t "the same offres as XLSX" xlsx
t "the campagne's dates for an agenda" calendar
t "a new version is seen without restart" new_version
t "the access log tells the page, not what was looked for" access_log
t "whom to ask, in each région and académie" directories
t "whom to ask, by the place" found_by_place
t "a map says who made it" map_credits
t "an offre that is gone says so at its address" gone
t "SIGTERM ends it" stopped
t "the contacts of the operator" contacts_of_the_operator
t "the date to keep is that of the day" deadlines
t "as on a day, without a log" of_a_day
fin
