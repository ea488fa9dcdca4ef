#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The calendar of the campagnes: listed, made from another one, shown as a line of time, given to an agenda.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/d.db ics=$tmp/a.ics

c() {
	run 0 --db "$db" campagne "$@"
}
# agenda ARGS...: written, then read by the independent reader; its events in $out.
agenda() {
	run 0 --db "$db" calendrier --ics "$ics" "$@" && [ ! -s "$err" ] && python3 tests/cli/agenda.py "$ics" >"$out"
}
# py TEXT: a Python program whose d is the JSON of $out.
py() {
	python3 -c "import json, sys
d = json.load(open('$out', encoding='utf-8'))
$1"
}

# --- liste ---
listed() {
	c liste --json --date 2023-11-14 && py "
assert d['date'] == '2023-11-14' and [x['campagne'] for x in d['campagnes']] == list(range(2021, 2028)), d
e = {x['campagne']: x for x in d['campagnes']}
assert e[2023]['etat'] == 'terminee' and e[2023]['prochain'] is None and e[2023]['origine'] == 'prereglee', e[2023]
assert e[2024]['etat'] == 'gestion_ouverte' and e[2024]['prochain'] == {'jalon': 'ouverture_gestion', 'libelle': 'ouverture du site de gestion',
    'date': '2023-11-14', 'jours': 0, 'deduite': False}, e[2024]
assert e[2025]['etat'] == 'a_venir' and e[2025]['prochain']['jours'] == 324, e[2025]"
}
listed_csv() {
	c liste --csv --date 2023-11-16 && diff - "$out" <<'FIN'
campagne;etat;jalon;date;jours;deduite;origine
2021;terminee;;;;;prereglee
2022;terminee;;;;;prereglee
2023;terminee;;;;;prereglee
2024;gestion_ouverte;visible_candidats;2023-12-20;34;non;prereglee
2025;a_venir;ouverture_referencement;2024-10-03;322;non;prereglee
2026;a_venir;ouverture_referencement;2025-10-01;685;non;prereglee
2027;a_venir;ouverture_referencement;2026-10-01;1050;oui;prereglee
FIN
}
listed_text() {
	c liste --date 2024-02-01 && contains "$out" 'Les campagnes au 1er février 2024' '2024  vœux' '2024-03-14  fin des vœux, dans 42 jours' \
		'2023  terminée              depuis le 29 août 2023' && narrow
}
narrow() { # at most 100 columns, no escape sequence
	python3 -c "
for line in open('$out', encoding='utf-8'):
    assert len(line.rstrip('\n')) <= 100 and '\033' not in line, (len(line), line)"
}
# Every state is reached, and the three outputs agree.
states() {
	local day
	for day in 2023-09-30:a_venir 2023-10-01:referencement_ouvert 2023-11-13:import_en_cours 2023-11-15:gestion_ouverte 2023-12-20:visible \
		2024-01-17:voeux 2024-03-15:visible 2024-08-29:visible 2024-08-30:terminee; do
		c liste --csv --date "${day%:*}" && grep -q "^2024;${day#*:};" "$out" || return 1
	done
}

# --- creer ---
created() {
	c creer 2028 --reason 'préparer la rentrée' && contains "$out" "d'après la campagne 2027" 'campagne montrer 2028' && c montrer 2028 --json && py "
v = {x['nom']: x for x in d['valeurs']}
assert d['campagne'] == 2028 and all(x['deduite'] for x in d['valeurs']), d
assert v['import_fin']['valeur'] == '2027-11-15' and v['fenetre_fin']['valeur'] == '2029-07-31' and v['rncp_couvre']['valeur'] == 'periode', v" &&
		python3 - "$db" <<'PY'
import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
rows = c.execute("SELECT DISTINCT version, raison FROM evenement WHERE objet = 'campagne 2028'").fetchall()
assert len(rows) == 1 and rows[0][1] == 'préparer la rentrée', rows
assert c.execute('SELECT cause FROM version WHERE numero = ?', rows[0][:1]).fetchall() == [('campagne',)]
PY
}
created_from() {
	c modifier 2025 --set rncp_couvre=entree --set voeux_fin=2025-03-20 --reason x && c creer 2030 --depuis 2025 --reason x && c montrer 2030 --json && py "
v = {x['nom']: x['valeur'] for x in d['valeurs']}
assert v['rncp_couvre'] == 'entree' and v['voeux_fin'] == '2030-03-20' and v['visible_candidats'] == '2029-12-18', v"
}
listed_after() {
	c liste --csv && grep -q '^2028;.*;creee$' "$out" && grep -q '^2030;.*;creee$' "$out" && grep -q '^2025;.*;modifiee$' "$out" && ! grep -q '^2029' "$out" &&
		c liste --csv --date 2023-11-16 && ! grep -q 2028 "$out"
}
used() {
	run 0 --db "$db" verdicts --campagne 2028 && [ "$(wc -l <"$out")" -gt 10 ] && run 0 --db "$db" regle liste --campagne 2028
}
confirmed() {
	c modifier 2028 --set import_fin=2027-11-15 --reason 'publiée au BO' && contains "$out" '1 valeur' && c montrer 2028 --json && py "
v = {x['nom']: x['deduite'] for x in d['valeurs']}
assert not v['import_fin'] and v['import_debut'], v"
}
nothing_written() { # TEXT ARGS...: refused, the base untouched
	local text=$1
	shift
	cp "$db" "$tmp/avant.db" && refused --db "$db" campagne "$@" && contains "$err" "$text" && cmp "$db" "$tmp/avant.db"
}
without_facts() { # a base that no file was imported into: its calendar is there all the same
	run 0 --db "$tmp/v.db" campagne creer 2028 --reason x && run 0 --db "$tmp/v.db" campagne montrer 2028 && run 0 --db "$tmp/v.db" campagne liste &&
		contains "$out" 2028 && run 0 --db "$tmp/v.db" calendrier --ics - --campagne 2028 && contains "$out" 'relais-campagne-2028-voeux'
}

# --- the line of time ---
timeline() {
	c montrer 2024 --date 2023-12-01 && narrow && python3 - "$out" <<'PY'
import re, sys
lignes = [l for l in open(sys.argv[1], encoding='utf-8').read().split('\n') if re.match('[●○▶] ', l)]
dates = [re.search(r'\d{4}-\d\d-\d\d', l).group() for l in lignes]
assert dates == sorted(dates) and len(lignes) == 9, lignes
ici = [i for i, l in enumerate(lignes) if l.startswith('▶')]
assert ici == [4] and "2023-12-01  aujourd'hui" in lignes[4], lignes
assert all(l.startswith('●') and 'il y a' in l for l in lignes[:4]), lignes
assert all(l.startswith('○') and ' dans ' in l for l in lignes[5:]), lignes
assert 'il y a 61 jours' in lignes[0] and 'dans 19 jours' in lignes[5] and not any('déduite' in l for l in lignes), lignes
PY
}
timeline_today() {
	c montrer 2024 --date 2023-11-15 && grep -A1 '^▶ 2023-11-15' "$out" | grep -q "^○ 2023-11-15 .*aujourd'hui$" && grep -q '^● 2023-11-14 .*hier$' "$out" &&
		contains "$out" 'Campagne 2024, au 15 novembre 2023 : gestion ouverte'
}
timeline_ends() {
	c montrer 2024 --date 2023-01-01 && grep -q -m1 '^[●○▶]' "$out" && grep -m1 '^[●○▶]' "$out" | grep -q '^▶' && c montrer 2024 --date 2025-01-01 &&
		grep '^[●○▶]' "$out" | tail -1 | grep -q '^▶' && contains "$out" 'terminée'
}
timeline_deduced() {
	c montrer 2021 && narrow && [ "$(grep -c ', déduite$' "$out")" -eq 5 ] && grep -q '2020-12-21 .*il y a [0-9]* jours$' "$out" &&
		contains "$out" 'relais campagne modifier 2021'
}
timeline_colour() {
	TERM=xterm script -qec "'$RELAIS' --db '$db' campagne montrer 2024 --date 2023-12-01" /dev/null >"$out" </dev/null && grep -q $'\033\\[1m▶' "$out"
}

# --- the agenda ---
events() {
	agenda --campagne 2024 && py "
e = {x['uid']: x for x in d}
assert len(d) == 6 and all(x['statut'] == 'CONFIRMED' and not x['rappels'] and x['sequence'] == 0 for x in d), d
jours = {u.replace('relais-campagne-2024-', ''): (x['debut'], x['dernier']) for u, x in e.items()}
assert jours == {'ouverture_referencement': ('2023-10-01', '2023-10-01'), 'import': ('2023-11-01', '2023-11-15'),
    'ouverture_gestion': ('2023-11-14', '2023-11-14'), 'visible_candidats': ('2023-12-20', '2023-12-20'), 'voeux': ('2024-01-17', '2024-03-14'),
    'dernier_versement': ('2024-08-29', '2024-08-29')}, jours
i = e['relais-campagne-2024-import']
assert i['titre'] == 'Parcoursup 2024 : mise à jour automatique', i
assert 'Avant le 15 novembre 2023 (fin de la mise à jour automatique) : les CFA corrigent' in i['texte'] and 'Carif-Oref' in i['texte'], i
assert '\n' in i['texte'] and ';' in i['texte'] and ',' in i['texte'], i"
}
reminders() {
	agenda --campagne 2024 --rappels && py "
r = {x['uid'].replace('relais-campagne-2024-', ''): [(a['quand'], a['texte'].split(' : ')[0]) for a in x['rappels']] for x in d}
assert r['ouverture_gestion'] == [('2023-10-15T09:00:00', 'Dans 30 jours, le 14 novembre 2023'), ('2023-11-07T09:00:00', 'Dans 7 jours, le 14 novembre 2023')], r
assert [q for q, _ in r['import']] == ['2023-10-02T09:00:00', '2023-10-25T09:00:00', '2023-10-16T09:00:00', '2023-11-08T09:00:00'], r
assert [q for q, _ in r['voeux']] == ['2023-12-18T09:00:00', '2024-01-10T09:00:00', '2024-02-13T09:00:00', '2024-03-07T09:00:00'], r
assert sum(len(x) for x in r.values()) == 16, r"
}
deduced_events() {
	agenda --campagne 2027 && py "
assert len(d) == 6 and all(x['statut'] == 'TENTATIVE' and x['titre'].endswith(' (à confirmer)') and 'déduite' in x['texte'] for x in d), d" &&
		agenda --campagne 2023 && py "
e = {x['uid'].split('-')[-1]: x for x in d}
assert e['voeux']['statut'] == 'CONFIRMED' and 'déduite' not in e['voeux']['texte'] and e['import']['statut'] == 'TENTATIVE', e"
}
half_deduced() {
	c modifier 2026 --set import_fin=2025-11-20 --reason x && agenda --campagne 2026 && py "
i = [x for x in d if x['uid'].endswith('-import')][0]
assert i['dernier'] == '2025-11-20' and i['statut'] == 'TENTATIVE' and 'La date de début est déduite' in i['texte'], i"
}
# The same bytes a second later and on another day; only the event that changed is told as changed.
stable() {
	agenda --campagne 2024 && cp "$ics" "$tmp/1.ics" && cp "$out" "$tmp/1" && sleep 1.1 && agenda --campagne 2024 && cmp "$ics" "$tmp/1.ics" &&
		TZ=Asia/Tokyo LC_ALL=C agenda --campagne 2024 && cmp "$ics" "$tmp/1.ics" &&
		c modifier 2024 --set import_fin=2023-11-17 --reason 'report' && agenda --campagne 2024 && python3 - "$tmp/1" "$out" "$db" <<'PY'
import json, sqlite3, sys
avant, apres = ({x['uid']: x for x in json.load(open(f, encoding='utf-8'))} for f in sys.argv[1:3])
change = [u for u in avant if avant[u] != apres[u]]
assert set(avant) == set(apres) and change == ['relais-campagne-2024-import'], change
numero, instant = sqlite3.connect(sys.argv[3]).execute('SELECT numero, connu_le FROM version ORDER BY numero DESC LIMIT 1').fetchone()
i = apres[change[0]]
assert i['sequence'] == numero > avant[change[0]]['sequence'] and i['dtstamp'] == instant.replace('-', '').replace(':', ''), (i, numero, instant)
assert i['dernier'] == '2023-11-17', i
PY
}
past_agenda() { # as known before the change
	agenda --campagne 2024 --date 2023-10-06 && cmp "$ics" "$tmp/1.ics"
}
several() {
	agenda --campagne 2024 --campagne 2023 --campagne 2024 && py "assert [x['uid'][:20] for x in d] == ['relais-campagne-2024'] * 6 + ['relais-campagne-2023'] * 6, d"
}
those_not_over() {
	agenda --date 2024-08-29 && py "assert {x['uid'][16:20] for x in d} == {'2024', '2025', '2026', '2027'}, d" && agenda --date 2024-08-30 && py "
assert {x['uid'][16:20] for x in d} == {'2025', '2026', '2027'}, d"
}
to_stdout() {
	agenda --campagne 2024 && run 0 --db "$db" calendrier --ics - --campagne 2024 && cmp "$out" "$ics" && [ ! -e ./- ]
}
told() {
	run 0 --db "$db" calendrier --ics "$ics" --campagne 2024 && contains "$out" "$ics : 6 évènements de 1 campagne"
}
refused_agenda() { # TEXT ARGS...
	local text=$1
	shift
	refused --db "$db" calendrier "$@" && contains "$err" "$text"
}
kept() { # a failure leaves what was there
	agenda --campagne 2024 && cp "$ics" "$tmp/2.ics" && refused_agenda "2035 n'existe pas" --ics "$ics" --campagne 2024 --campagne 2035 && cmp "$ics" "$tmp/2.ics"
}
absent() {
	refused --db "$tmp/no.db" "$@" && contains "$err" "n'existe pas" && [ ! -e "$tmp/no.db" ]
}
# SQLite and PostgreSQL: what does not tell the hour of the changes is the same, byte for byte.
postgres() {
	local schema=calendrier_$$ pg code=0 a
	pg="$RELAIS_TEST_PG?options=-csearch_path%3D$schema"
	psql -q "$RELAIS_TEST_PG" -c "CREATE SCHEMA $schema" || return 1
	for a in "$pg" "$tmp/s.db"; do
		{ run 0 --db "$a" campagne creer 2028 --reason x && cat "$out" && run 0 --db "$a" campagne modifier 2024 --set import_fin=2023-11-17 --reason x &&
			for j in "liste --csv" "liste --json" "montrer 2028 --json" "montrer 2024" "montrer 2024 --date 2023-12-01"; do
				# shellcheck disable=SC2086 # an action and its arguments
				run 0 --db "$a" campagne $j && cat "$out" || return 1
			done && run 2 --db "$a" campagne creer 2028 --reason x && cat "$err" &&
			run 0 --db "$a" calendrier --ics - --campagne 2024 --campagne 2028 --rappels && grep -v '^DTSTAMP' "$out"; } >"$tmp/moteur$((code += 1))" || break
	done
	psql -q "$RELAIS_TEST_PG" -c "DROP SCHEMA $schema CASCADE" 2>/dev/null
	grep -q '^UID:relais-campagne-2028-voeux' "$tmp/moteur2" && cmp "$tmp/moteur1" "$tmp/moteur2"
}

t "the demonstration is imported" demo_base "$db"
t "liste: all, their state, the next jalon" listed
t "liste --csv" listed_csv
t "liste, for a person" listed_text
t "liste: every state" states
t "liste: one format" nothing_written '--csv et --json' liste --csv --json
t "liste takes no campagne" nothing_written 'Argument en trop' liste 2024
t "creer: every value taken, moved, marked; one version and its reason" created
t "creer --depuis" created_from
t "liste: created, changed, and not known before" listed_after
t "a created campagne judges" used
t "a date given again is confirmed" confirmed
t "creer: one that is preset" nothing_written 'existe déjà' creer 2024 --reason x
t "creer: one that was created" nothing_written 'existe déjà' creer 2028 --reason x
t "creer: before Parcoursup" nothing_written '2018' creer 2017 --reason x
t "creer: a year without sense" nothing_written 'de 2018' creer 20280 --reason x
t "creer: too far from the one it is taken from" nothing_written 'plus proche' creer 2045 --reason x
t "creer: from one that does not exist" nothing_written "2040 n'existe pas" creer 2029 --depuis 2040 --reason x
t "creer: no reason" nothing_written 'raison' creer 2029
t "creer: no year" nothing_written 'Quelle campagne' creer --reason x
t "creer takes no --set" nothing_written '--set' creer 2029 --set import_fin=2028-11-15 --reason x
t "montrer takes no --depuis" nothing_written '--depuis' montrer 2024 --depuis 2023
t "a base without any import" without_facts
t "montrer: a line of time" timeline
t "montrer: a jalon on that day" timeline_today
t "montrer: before the first, after the last" timeline_ends
t "montrer: dates that are deduced" timeline_deduced
t "montrer: today in bold on a terminal" timeline_colour
t "the agenda, read by another reader" events
t "reminders 30 and 7 days before, at nine" reminders
t "dates that are deduced are to be confirmed" deduced_events
t "a period of which one date is deduced" half_deduced
t "the same dates, the same bytes; a change is one event" stable
t "the agenda as known on a date" past_agenda
t "several campagnes, each once" several
t "without --campagne: those that are not over" those_not_over
t "on standard output" to_stdout
t "what was written is told" told
t "no --ics" refused_agenda '--ics FICHIER' --campagne 2024
t "all are over" refused_agenda 'campagne creer' --ics - --date 2040-01-01
t "a campagne that is no number" refused_agenda 'deux' --ics - --campagne deux
t "a folder as the file" refused_agenda "n'est pas un fichier" --ics "$tmp" --campagne 2024
t "a failure leaves the file as it was" kept
t "calendrier: an absent base is not created" absent calendrier --ics -
t "campagne liste: an absent base is not created" absent campagne liste
if [ -n "${RELAIS_TEST_PG-}" ]; then
	t "the same on PostgreSQL" postgres
else
	n=$((n + 1))
	echo "ok $n - the same on PostgreSQL # SKIP RELAIS_TEST_PG is not given: see tools/with-postgres"
fi
fin
