#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""docs/compatibilite.md is true: exit codes, the columns of the CSV, every documented key of every JSON, on the demonstration."""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
RELAIS = os.environ.get('RELAIS', 'build/gcc/relais')
PAGE = open('docs/compatibilite.md', encoding='utf-8').read()
FLUX = 'demo/lheo-occitanie.xml'
numero = 0


def test(nom, ok, *pourquoi):
    global numero
    numero += 1
    print(f'{"ok" if ok else "not ok"} {numero} - {nom}')
    if not ok:
        for ligne in pourquoi:
            print(f'# {ligne}')


def relais(base, *arguments):
    return subprocess.run([RELAIS, '--db', base, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8')


def cles(valeur, chemin=''):
    """Every key of a JSON value, « a.b » for the key b of the object (or of the objects of the list) a."""
    trouvees = set()
    if isinstance(valeur, dict):
        for cle, v in valeur.items():
            trouvees |= {chemin + cle} | cles(v, chemin + cle + '.')
    elif isinstance(valeur, list):
        for v in valeur:
            trouvees |= cles(v, chemin)
    return trouvees


def documentees(titre):
    section = PAGE.split(f'### `{titre}`')[1].split('\n### ')[0]
    return {cle for ligne in section.splitlines() if ligne.startswith('| `') for cle in re.findall(r'`([^`]+)`', ligne.split(' | ')[0])}


def test_cles(titre, texte):
    vues, dites = cles(json.loads(texte)), documentees(titre)
    test(f'{titre}: every documented key is there', dites <= vues, f'missing: {sorted(dites - vues)}')
    # What is inside a list that the page describes in one word (« list of objects ») need not be spelled out.
    tues = {c for c in vues - dites if c.split('.')[-2:-1] != ['signalements'] and not re.search(r'(^|\.)(signalements|anomalies|a_faire)\.', c)}
    test(f'{titre}: every key is documented', not tues, f'not in the page: {sorted(tues)}')


def main():
    with tempfile.TemporaryDirectory() as dossier:
        base, faux = os.path.join(dossier, 'a.db'), os.path.join(dossier, 'faux.xml')
        with open(faux, 'w', encoding='utf-8') as f:
            f.write('<?xml version="1.0"?>\n<lheo xmlns="http://lheo.gouv.fr/2.3"><offres><formation>')
        fichiers = sorted(glob.glob('demo/*.csv') + glob.glob('demo/*.xml'))
        print('1..46')
        test('import, nothing applied: 2', relais(base, 'import', faux).returncode == 2)
        r = relais(base, 'import', *fichiers, '--date', '2023-10-05')
        test('import, every file applied: 0', r.returncode == 0, r.stderr)
        r = relais(base, 'import', faux, 'demo/uai.csv', '--json')
        test('import, some refused: 1', r.returncode == 1, r.stderr)
        un = os.path.join(dossier, 'une.csv')
        with open('demo/organismes.csv', encoding='utf-8') as lu, open(un, 'w', encoding='utf-8') as ecrit:
            ecrit.write(lu.read().replace('true', 'false'))
        # other bytes, so that the feed is read again and its anomalies told
        flux = os.path.join(dossier, 'flux.xml')
        with open(FLUX, encoding='utf-8') as lu, open(flux, 'w', encoding='utf-8') as ecrit:
            ecrit.write(lu.read() + '\n')
        r = relais(base, 'import', un, flux, '--date', '2023-10-06', '--json')
        test('import, refused by the guard: 1', r.returncode == 1, r.stderr)
        test_cles('import --json', r.stdout)

        r = relais(base, 'verdicts', '--campagne', '2024')
        test('verdicts: 0', r.returncode == 0, r.stderr)
        colonnes = re.search(r'^`(cle;[^`]+)`$', PAGE, flags=re.M).group(1)
        lignes = r.stdout.split('\n')
        test('verdicts: the columns, without a BOM', lignes[0] == colonnes, lignes[0])
        test('verdicts: ordered by clé, LF', lignes[1:-1] == sorted(lignes[1:-1]) and '\r' not in r.stdout and lignes[-1] == '')
        mentions = {m for ligne in lignes[1:-1] for m in ligne.split(';')[14].split(',') if m}
        test('verdicts: mentions are the documented ones', mentions == set(re.findall(r'`(\w+)`', PAGE.split('separated by commas:')[1].split('\n')[0])),
             sorted(mentions))
        r = relais(base, 'verdicts', '--campagne', '2024', '--format', 'json')
        test_cles('verdicts --format json', r.stdout)

        r = relais(base, 'export', '--ndjson', '--campagne', '2024')
        test_cles('export --ndjson', '[' + ','.join(r.stdout.splitlines()) + ']')

        cle = next(ligne.split(';')[0] for ligne in lignes[1:] if ';annee;' in ligne)
        r = relais(base, 'explain', cle, '--campagne', '2024', '--json')
        test('explain: 0', r.returncode == 0, r.stderr)
        test_cles('explain --json', r.stdout)
        test('explain, no such offer: 2', relais(base, 'explain', 'rien', '--campagne', '2024').returncode == 2)

        r = relais(base, 'check', FLUX, '--campagne', '2024', '--json')
        test('check, some are not conforme: 1', r.returncode == 1, r.stderr)
        test_cles('check --json', r.stdout)
        bon = os.path.join(dossier, 'bon.xml')
        with open('demo/lheo-idf.xml', encoding='utf-8') as f, open(bon, 'w', encoding='utf-8') as g:
            g.write(f.read().split('</formation>')[0] + '</formation></offres></lheo>\n')
        r = relais(base, 'check', bon, '--campagne', '2024')
        test('check, every offer conforme: 0', r.returncode == 0, r.stdout)
        test('check, unusable file: 2', relais(base, 'check', faux, '--campagne', '2024').returncode == 2)

        r = relais(base, 'rapport', '--campagne', '2024', '--json')
        test_cles('rapport --json', r.stdout)
        r = relais(base, 'alertes', '--campagne', '2024', '--date', '2023-11-07', '--json')
        test_cles('alertes --json', r.stdout)
        r = relais(base, 'alertes', '--campagne', '2024', '--date', '2023-11-07', '--csv')
        test('alertes: the columns', r.stdout.split('\n')[0].strip('\ufeff\r') == re.search(r'^`(code;[^`]+)`$', PAGE, flags=re.M).group(1), r.stdout.split('\n')[0])
        r = relais(base, 'doublons', '--campagne', '2024', '--json')
        test_cles('doublons --json', r.stdout)
        r = relais(base, 'doublons', '--campagne', '2024', '--format', 'csv')
        test('doublons: the columns', r.stdout.split('\n')[0] == re.search(r'^`(groupe;[^`]+)`$', PAGE, flags=re.M).group(1), r.stdout.split('\n')[0])
        r = relais(base, 'campagne', 'montrer', '2024', '--json')
        test_cles('campagne montrer --json', r.stdout)
        r = relais(base, 'campagne', 'liste', '--json', '--date', '2023-11-14')
        test_cles('campagne liste --json', r.stdout)
        r = relais(base, 'campagne', 'liste', '--csv')
        test('campagne liste: the columns', r.stdout.split('\n')[0] == re.search(r'^`(campagne;[^`]+)`$', PAGE, flags=re.M).group(1), r.stdout)
        r = relais(base, 'calendrier', '--ics', '-', '--campagne', '2024')
        dites = set(re.findall(r'`(\w+)`', PAGE.split('`relais-campagne-N-` and one of')[1].split(', and never')[0]))
        test('calendrier: the documented UIDs', set(re.findall(r'^UID:relais-campagne-2024-(\w+)\r?$', r.stdout, flags=re.M)) == dites, r.stdout)
        test('rapport, no such base: 2', relais(os.path.join(dossier, 'c.db'), 'rapport', '--campagne', '2024').returncode == 2)

        r = relais(base, 'import', 'demo/parcoursup/parcoursup-2023.csv', '--campagne', '2023', '--date', '2023-10-06')
        r = relais(base, 'campagne', 'migrer', '2024', '--dry-run', '--csv', '-', '--date', '2023-11-06')
        test('campagne migrer: 0', r.returncode == 0, r.stderr)
        lignes = r.stdout.lstrip('\ufeff').split('\n')
        test('campagne migrer: the columns', lignes[0] == re.search(r'^`(formation;[^`]+)`$', PAGE, flags=re.M).group(1), lignes[0])
        migre = relais(base, 'campagne', 'migrer', '2024', '--json', '-', '--date', '2023-11-06').stdout
        test_cles('campagne migrer --json', migre)
        dits = PAGE.split('## `campagne migrer --csv`')[1].split('\n## ')[0]
        inconnus = {c for ligne in json.loads(migre)['lignes'] for c in (ligne['apres'], ligne['avant'], ligne['lien'], (ligne['motif_code'] or '').split(':')[0])
                    if c and f'`{c}`' not in dits and f'`{c}:`' not in dits}
        test('campagne migrer: every code is documented', not inconnus, sorted(inconnus))
        offre = next(ligne['cle'] for ligne in json.loads(migre)['lignes'] if ligne['apres'] == 'publie')
        r = relais(base, 'statut', 'montrer', offre, '--campagne', '2024', '--json')
        test_cles('statut montrer --json', r.stdout)
        r = relais(base, 'statut', 'demander', offre, '--campagne', '2024', '--reason', 'essai')
        test('statut demander, refused: 1', r.returncode == 1, r.stderr)


main()
sys.exit(0)
