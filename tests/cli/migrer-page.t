#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# relais campagne migrer: its page, the files that it writes and says.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
db=$tmp/d.db
base() {
	demo_base "$db" && "$RELAIS" --db "$db" import demo/parcoursup/parcoursup-2023.csv --campagne 2023 --date 2023-10-05 >/dev/null 2>&1
}
m() {
	run 0 --db "$db" campagne migrer 2024 --date 2023-11-06 "$@"
}
# The page, checked; then its words alone in $tmp/m.txt.
page() {
	m "$@" --json "$tmp/m.json" --html "$tmp/m.html" && python3 tests/cli/page.py "$tmp/m.html" "$tmp/m.json" &&
		python3 -c "import html; print(html.unescape(open('$tmp/m.html', encoding='utf-8').read()).replace('\u00a0', ' '))" >"$tmp/m.txt"
}
dry_run() {
	page --dry-run --csv "$tmp/e.csv" && contains "$tmp/m.txt" "Essai, rien n'est changé." 'relais formation lier FORMATION CLE --campagne 2024' "$tmp/e.csv" &&
		[ "$(python3 -c "import hashlib; print(hashlib.sha256(open('demo/uai.csv', 'rb').read()).hexdigest())")" = \
			"$(python3 -c "import json; print(*[e['sha256'] for e in json.load(open('$tmp/m.json'))['entrees'] if e['fichier'] == 'uai.csv'])")" ]
}
# Each file written is said, with what it holds; without any, nothing is.
said() {
	m --dry-run --csv "$tmp/e.csv" --html "$tmp/m.html" && contains "$out" "Écrit : $tmp/e.csv" "Écrit : $tmp/m.html" && [ "$(grep -c '^Écrit : ' "$out")" -eq 2 ] &&
		m --dry-run && ! grep -q 'Écrit' "$out"
}
standard_output() {
	m --dry-run --csv "$tmp/e.csv" && m --dry-run --csv - && cmp "$out" "$tmp/e.csv" && (cd "$tmp" && [ ! -e ./- ]) &&
		m --dry-run --html "$tmp/m.html" && m --dry-run --html - && cmp <(grep -v footer "$out") <(grep -v footer "$tmp/m.html") &&
		refused --db "$db" campagne migrer 2024 --dry-run --csv - --json - && contains "$err" 'Une seule'
}
through_a_link() {
	: >"$tmp/there.csv" && ln -sf there.csv "$tmp/link.csv" && m --dry-run --csv "$tmp/link.csv" && [ -L "$tmp/link.csv" ] && cmp "$tmp/there.csv" "$tmp/e.csv"
}
# A file that cannot be written: nothing is migrated.
nothing_done() {
	cp "$db" "$tmp/before.db" && refused --db "$db" campagne migrer 2024 --csv "$tmp/nowhere/x.csv" && m --dry-run --csv - && cmp "$out" "$tmp/e.csv" &&
		run 0 --db "$db" statut montrer 1 --campagne 2024 && contains "$out" "n'a pas encore été faite"
}
real_run() {
	page --csv "$tmp/f.csv" && cmp "$tmp/f.csv" "$tmp/e.csv" && contains "$tmp/m.txt" 'Migration faite.' "fil de l'eau" && ! grep -q 'Essai' "$tmp/m.txt"
}
again() {
	page && contains "$tmp/m.txt" 'déjà faite' && contains "$out" 'déjà faite'
}
# What waits for nobody has no section.
nothing_to_decide() {
	python3 - "$tmp/m.json" >"$tmp/codes" <<'PY'
import json, sys
for line in json.load(open(sys.argv[1], encoding='utf-8'))['lignes']:
    if line['apres'] == 'a_verifier' and line['formation']:
        print(line['formation'])
PY
	[ -s "$tmp/codes" ] && while read -r code; do
		run 0 --db "$db" formation delier "$code" --campagne 2024 --reason essai || return 1
	done <"$tmp/codes"
	page && ! grep -q 'Formation à départager' "$tmp/m.txt"
}
# A clé, a name of a file come from outside.
hostile() {
	cp demo/uai.csv "$tmp/<script>x&.csv" && echo '0010001W;;Lycée Exemple;01053;ouvert;0;0' >>"$tmp/<script>x&.csv" &&
		"$RELAIS" --db "$db" import "$tmp/<script>x&.csv" --as uai --date 2023-10-06 >/dev/null 2>&1
	page && ! grep -qi '<script' "$tmp/m.html" && contains "$tmp/m.html" '&lt;script&gt;x&amp;.csv'
}
# An import that is undone: the file before it is in force again.
undone() {
	local run
	! grep -q '"uai.csv"' "$tmp/m.json" || return 1
	run=$("$RELAIS" --db "$db" import liste --json | python3 -c "import json, sys; print(json.load(sys.stdin)['runs'][0]['run'])")
	run 0 --db "$db" import annuler "$run" --reason essai && page && grep -q '"uai.csv"' "$tmp/m.json" && ! grep -q 'script>' "$tmp/m.json"
}

t "the demonstration and the formations of 2023 are imported" base
t "a dry run: the page holds together and is that of the JSON" dry_run
t "the files written are said" said
t "« - » is the standard output, once" standard_output
t "a link is followed, not replaced" through_a_link
t "a file that cannot be written: nothing is migrated" nothing_done
t "the run: the same lines, the page says it is done" real_run
t "again: the page says that nothing changes" again
t "decided: nothing more to tell apart" nothing_to_decide
t "names of files stay texts" hostile
t "an import undone: the file before it counts" undone
fin
