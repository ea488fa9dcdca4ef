#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# relais alertes: nothing that was importable goes in silence; since when, who acts, before when.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/d.db
lost='104239P01219990000110001899900002900010-94028#L01'
a() {
	run 0 --db "$db" alertes --campagne 2024 "$@"
}
# edit FROM TO CLE PATTERN REPLACEMENT: the formation of that clé, changed; GONE instead of a pattern: taken away.
edit() {
	python3 - "$@" <<'PY'
import re, sys
src, dst, cle, pattern = sys.argv[1:5]
text = open(src, encoding='utf-8').read()
start = text.rindex('<formation ', 0, text.index(f'numero="{cle}"') + 1)
end = text.index('</formation>', start) + len('</formation>')
part, n = ('', 1) if pattern == 'GONE' else re.subn(pattern, sys.argv[5], text[start:end])
assert n, pattern
open(dst, 'w', encoding='utf-8').write(text[:start] + part + text[end:])
PY
}
prepare_in() {
	demo_base "$1" && run 0 --db "$1" import demo/parcoursup/parcoursup-2023.csv --campagne 2023 --date 2023-10-05
}
prepare() {
	prepare_in "$db"
}
# is JSON-FILE « python over x (the answer), of(code) (its alerts of that code) »
is() {
	python3 - "$out" "$@" <<'PY'
import json, sys
x = json.load(open(sys.argv[1], encoding='utf-8'))
def of(code):
    return [a for a in x['alertes'] if a['code'] == code]
for check in sys.argv[2:]:
    assert eval(check), (check, x)
PY
}
before() {
	a --date 2023-10-06 --json && cp "$out" "$tmp/before.json" && is '[a["formation"] for a in of("non_renouvelee")] == ["31004", "31013"]' \
		'all(a["acteur"] == "cfa" and a["avant"] == "2023-11-15" and a["pour"] == ["cfa", "carif", "saio"] for a in of("non_renouvelee"))' \
		'of("non_renouvelee")[0]["id"] and of("non_renouvelee")[0]["academie"] == "14"' \
		'of("non_renouvelee")[1]["id"] is None and of("non_renouvelee")[1]["academie"] == "16"' \
		'of("a_lier")[0]["formation"] == "31006" and of("a_lier")[0]["acteur"] == "saio"' \
		'{a["gravite"] for a in of("rncp")} == {"haute", "moyenne"} and all(a["id"] and a["acteur"] for a in of("rncp"))' \
		'not of("perdue")' '[c["nombre"] for c in x["comptes"]] == [len(of(c["code"])) for c in x["comptes"]]'
}
# The migration changes nothing of what is not renewed; the day before it is answered as it was then.
replayed() {
	run 0 --db "$db" campagne migrer 2024 --date 2023-11-06 && a --date 2023-10-06 --json && cmp "$out" "$tmp/before.json" &&
		a --date 2023-11-06 --json && is 'not of("perdue")' '[a["formation"] for a in of("non_renouvelee")] == ["31004", "31013"]' \
		'all(a["gravite"] == "haute" for a in of("non_renouvelee"))'
}
lost() {
	edit demo/lheo-idf.xml "$tmp/idf.xml" "$lost" '<annee-cycle>[^<]*</annee-cycle>' '' && run 0 --db "$db" import "$tmp/idf.xml" --date 2023-11-10 &&
		run 0 --db "$db" campagne migrer 2024 --date 2023-11-10 && a --date 2023-11-10 --json &&
		is 'len(of("perdue")) == 1 and x["alertes"][0]["code"] in ("perdue", "jalon")' \
			'[(p["cle"], p["formation"], p["depuis"], p["avant"], p["gravite"]) for p in of("perdue")] == [("'"$lost"'", "31007", "2023-11-10", "2023-11-25", "haute")]' \
			'"Corrigée au plus tard le 25 novembre 2023" in of("perdue")[0]["phrase"]' &&
		run 0 --db "$db" campagne migrer 2024 --date 2023-11-27 && a --date 2023-11-27 --json &&
		is '[(p["depuis"], p["avant"], p["gravite"]) for p in of("perdue")] == [("2023-11-10", "2024-08-29", "moyenne")]' &&
		a --date 2023-11-09 --json && is 'not of("perdue")'
}
# Found again: the alert goes; and the day when it stood still says it.
found() {
	run 0 --db "$db" import demo/lheo-idf.xml --date 2023-11-28 && run 0 --db "$db" campagne migrer 2024 --date 2023-11-28 && a --date 2023-11-28 --json &&
		is 'not of("perdue")' && a --date 2023-11-26 --json && is 'len(of("perdue")) == 1'
}
# An offer that its complete feed no longer declares: a loss with its delay when it was published, whoever made its formation.
gone() {
	mco=104239P01219990001100001899900012800010-29019#L01 tourism=106339P01219990001100001899900011000018-35238#L01
	edit demo/lheo-bretagne.xml "$tmp/b0.xml" $mco GONE && edit "$tmp/b0.xml" "$tmp/b1.xml" $tourism GONE &&
		run 0 --db "$db" import "$tmp/b1.xml" --complet --date 2023-12-01 --force --reason essai && run 0 --db "$db" campagne migrer 2024 --date 2023-12-01 &&
		a --date 2023-12-01 --json && is '"31001" not in [a["formation"] for a in of("non_renouvelee")]' \
		'[(p["cle"], p["formation"], p["academie"], p["depuis"], p["avant"], p["gravite"], p["acteur"]) for p in of("perdue") if p["gravite"] == "haute"] == [("'$mco'", "31001", "14", "2023-12-01", "2023-12-16", "haute", "cfa")]' \
		'[(p["cle"], p["formation"][:1], p["depuis"], p["avant"], p["pour"]) for p in of("perdue") if p["gravite"] != "haute"] == [("'$tourism'", "R", "2023-12-01", "2024-08-29", ["cfa", "carif", "saio"])]' \
		'all(p["id"] and "le CFA la déclare de nouveau" in p["phrase"] or p["gravite"] == "haute" for p in of("perdue"))'
}
# The delay is over: the night takes the tag, and the alert stays until a person says that it is annulled, or the offer comes back.
gone_for_good() {
	run 0 --db "$db" campagne suivre --date 2023-12-17 && contains "$out" 'Campagne 2024 : 1 formation et 1 statut mis à jour' && a --date 2023-12-17 --json &&
		is '[(p["avant"], p["gravite"]) for p in of("perdue") if p["formation"] == "31001"] == [("2024-08-29", "moyenne")]' \
			'"31001" not in [a["formation"] for a in of("non_renouvelee")]' &&
		run 0 --db "$db" statut refuser $mco --campagne 2024 --motif offre_annulee --reason 'le CFA le dit' &&
		run 0 --db "$db" campagne modifier 2024 --set dernier_versement=2099-12-31 --reason essai && a --json && is 'not [p for p in x["alertes"] if p["formation"] == "31001" and p["code"] == "perdue"]' &&
		run 0 --db "$db" import demo/lheo-bretagne.xml --complet --force --reason essai && a --json && is 'not [p for p in of("perdue") if p["cle"] == "'$tourism'"]'
}
# The campagne is open today, so that verdicts are kept; nothing was migrated.
opened() {
	prepare_in "$1" && run 0 --db "$1" campagne modifier 2024 --set dernier_versement=2099-12-31 --reason essai && run 0 --db "$1" verdicts --campagne 2024 &&
		edit demo/lheo-bretagne.xml "$tmp/b2.xml" $tourism GONE
}
# Nothing was migrated, nothing was published before: the verdict that was is enough.
gone_before() {
	local q=$tmp/g.db
	opened "$q" && run 0 --db "$q" import "$tmp/b2.xml" --complet --force --reason essai && run 0 --db "$q" alertes --campagne 2024 --json &&
		is '[(p["cle"], p["depuis"], p["avant"], p["acteur"]) for p in of("perdue")] == [("'$tourism'", x["date"], "2099-12-31", "cfa")]' \
			'of("perdue")[0]["id"] and of("perdue")[0]["academie"] == "14" and of("perdue")[0]["pour"] == ["cfa", "carif", "saio"]' &&
		run 0 --db "$q" import demo/lheo-bretagne.xml --complet && run 0 --db "$q" alertes --campagne 2024 --json && is 'not of("perdue")'
}
# The import that brought it is undone: told with its reason, and who brings it back.
undone() {
	local q=$tmp/u.db
	opened "$q" && run 0 --db "$q" import "$tmp/b2.xml" --complet --force --reason essai && run 0 --db "$q" import demo/lheo-bretagne.xml &&
		run 0 --db "$q" import annuler "$(sqlite3 "$q" 'SELECT MAX(numero) FROM run')" --reason 'mauvais fichier' && run 0 --db "$q" alertes --campagne 2024 --json &&
		is '[(p["cle"], p["acteur"]) for p in of("perdue")] == [("'$tourism'", "carif")]' '"mauvais fichier" in of("perdue")[0]["phrase"]'
}
qualiopi() {
	local q=$tmp/q.db
	python3 - demo/organismes.csv "$tmp/organismes.csv" <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline=''), delimiter=';'))
column = next(i for i, name in enumerate(rows[0]) if 'apprentissage' in name.lower())
for row in rows[1:]:
    row[column] = 'false' if row[column].lower() == 'true' else ('0' if row[column] == '1' else row[column])
csv.writer(open(sys.argv[2], 'w', encoding='utf-8', newline=''), delimiter=';').writerows(rows)
PY
	demo_base "$q" && run 0 --db "$q" campagne migrer 2024 --date 2023-11-06 && run 0 --db "$q" import "$tmp/organismes.csv" --date 2023-11-08 --force --reason essai &&
		run 0 --db "$q" campagne migrer 2024 --date 2023-11-08 && run 0 --db "$q" alertes --campagne 2024 --date 2023-11-08 --json &&
		is 'of("perdue")' 'of("qualiopi")' 'all(a["depuis"] == "2023-11-08" and "ne donne pas de date de fin" in a["phrase"] for a in of("qualiopi"))' \
			'not {a["id"] for a in of("qualiopi")} & {a["id"] for a in of("perdue")}'
}
filters() {
	a --date 2023-11-07 --json && cp "$out" "$tmp/all.json" && for f in '--region 53' '--academie 24' '--acteur saio' '--acteur scn' '--acteur carif --region 76'; do
		# shellcheck disable=SC2086
		a --date 2023-11-07 --json $f && python3 - "$tmp/all.json" "$out" "$f" <<'PY' || return 1
import json, sys
every, some = (json.load(open(f, encoding='utf-8'))['alertes'] for f in sys.argv[1:3])
f = sys.argv[3].split()
asked = dict(zip(f[::2], f[1::2]))
def wanted(x):
    here = x['code'] == 'jalon' or all(x[k] == asked['--' + k] for k in ('region', 'academie') if '--' + k in asked)
    return here and ('--acteur' not in asked or asked['--acteur'] in x['pour'])
assert some == [x for x in every if wanted(x)] and some and (some != every or f == ["--acteur", "saio"]), asked
PY
	done
}
forms() {
	a --date 2023-11-07 && contains "$out" 'Campagne 2024, au 7 novembre 2023' "Formations publiées l'an dernier, et pas renouvelées : 2" 'académie de Rennes' \
		'→ le CFA, avant le 15 novembre 2023' 'Dans 7 jours, le 14 novembre 2023' &&
		python3 -c "assert all(len(line.rstrip('\n')) <= 100 for line in open('$out', encoding='utf-8'))" &&
		a --date 2023-11-07 --csv -o "$tmp/a.csv" && contains "$out" "$tmp/a.csv" && a --date 2023-11-07 --csv && cmp "$out" "$tmp/a.csv" &&
		python3 - "$tmp/a.csv" "$tmp/all.json" <<'PY'
import csv, json, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8-sig', newline=''), delimiter=';'))
alerts = json.load(open(sys.argv[2], encoding='utf-8'))['alertes']
assert len(rows) == len(alerts) > 5
for r, x in zip(rows, alerts):
    assert r == {k: ','.join(v) if k == 'pour' else str(v if v is not None else '') for k, v in x.items()}, (r, x)
level = {'haute': 0, 'moyenne': 1, 'basse': 2}
order = [(level[x['gravite']], x['avant'] or '9') for x in alerts]
assert order == sorted(order), order
PY
}
over() {
	a --date 2024-09-01 && contains "$out" 'La campagne est close depuis le 29 août 2024' && [ "$(wc -l <"$out")" -eq 2 ]
}
wrong() {
	refused --db "$db" alertes --campagne 2024 "$@"
}
wrongs() {
	wrong --region 99 && contains "$err" 'région' && wrong --academie 99 && contains "$err" 'académie' && wrong --acteur moi && contains "$err" 'cfa, carif, saio et scn' &&
		wrong --json --csv && wrong -o "$tmp/no/where" --date 2023-11-07
}

t "the demonstration is imported" prepare
t "before the migration: not renewed, ending too early, for a person" before
t "after it, and replayed: the same bytes" replayed
t "a loss: its delay, its end, the day before" lost
t "found again: no alert, and the past as it was" found
t "no longer declared" gone
t "Qualiopi: carried, and no longer" qualiopi
t "no longer declared, before the migration" gone_before
t "no longer declared: its import was undone" undone
t "by région, académie, actor" filters
t "text, CSV and JSON say the same, in order" forms
t "the campagne is over" over
t "what cannot be asked" wrongs
t "no longer declared, and its delay is over; annulled, or back" gone_for_good
fin
