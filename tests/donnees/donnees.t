#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Every file of the real samples, imported alone in a new base by the program itself: read or refused, as donnees.tsv says.

donnees.tsv, one file a line: its path under ../shared/data; « lu » or « refuse » (or « plus-tard »: no reader of it is here yet); the genre
of its run; how many records it holds, « - » for the number that data/README.md gives; the sentence of the refusal. A file that is not in the
table fails, and so does a line without its file.

The pitfalls that these samples prove (formats.md 9) are tests elsewhere, on invented files that travel with the repository:
  1 encodings               format_csv_test piege_1_encodages
  2 shapes of CSV           format_csv_test piege_2_formes_de_csv, piege_2_sep_et_libelles
  3 leading zeros           format_csv_test piege_3_zeros_perdus, format_csv_parcoursup_test les_zeros_perdus
  4 dates                   format_csv_test piege_4_dates
  5 codes with letters      format_csv_test piege_5_codes_a_lettres, import_parcoursup_test une_lettre_fausse_avertit
  6 repeated formations     import_parcoursup_test piege_6_formations_repetees
  9 merged communes         referentiel_communes_test, offre_dossiers_test le_formateur_d_une_commune_fusionnee
"""
import json
import os
import re
import subprocess
import sys
import tempfile

ICI = os.path.dirname(os.path.abspath(__file__))
DONNEES = os.path.join(ICI, '..', '..', '..', 'shared', 'data')
RELAIS = os.environ.get('RELAIS', os.path.join(ICI, '..', '..', 'build', 'gcc', 'relais'))


def table():
    """The lines of donnees.tsv, by file."""
    lignes = {}
    with open(os.path.join(ICI, 'donnees.tsv'), encoding='utf-8') as f:
        for ligne in f:
            if ligne.startswith('#') or not ligne.strip():
                continue
            fichier, issue, genre, lus, mots = ligne.rstrip('\n').split('\t')
            lignes[fichier] = (issue, genre, lus, mots)
    return lignes


def comptes():
    """The first number of the column « records » of README.md, by file."""
    ret = {}
    with open(os.path.join(DONNEES, 'README.md'), encoding='utf-8') as f:
        for ligne in f:
            cases = [c.strip() for c in ligne.split('|')]
            nombre = re.match(r'\d+(?: \d{3})*', cases[3]) if len(cases) > 4 else None
            if nombre:
                ret[cases[1]] = nombre.group().replace(' ', '')
    return ret


def importer(fichier, dossier):
    base = os.path.join(dossier, 'base.db')
    for suite in ('', '-wal', '-shm', '-journal'):
        if os.path.exists(base + suite):
            os.remove(base + suite)
    # the lists of Parcoursup want a campagne; the others do not look at it
    fait = subprocess.run([RELAIS, '--db', base, 'import', '--campagne', '2023', '--json',
                           os.path.join(DONNEES, fichier)],
                          stdin=subprocess.DEVNULL, capture_output=True, check=False)
    vu = json.loads(fait.stdout)['fichiers'][0]
    vu['sortie'] = fait.returncode
    return vu


def juger(vu, issue, genre, lus, mots, readme):
    """What is not as the table says, a line each."""
    ecarts = []

    def egal(quoi, trouve, voulu):
        if trouve != voulu:
            ecarts.append(f'{quoi}: {trouve!r}, voulu {voulu!r}')

    if issue == 'lu':
        if vu['etat'] not in ('applique', 'inchange'):
            ecarts.append(f"{vu['etat']}: {vu['message']}")
            return ecarts
        egal('sortie', vu['sortie'], 0)
        egal('genre', vu['genre'], genre)
        egal('lus', str(vu['lus']), readme if lus == '-' else lus)
    else:
        egal('etat', vu['etat'], 'refuse')
        egal('sortie', vu['sortie'], 2)
        egal('message', vu['message'], mots)
        if not vu['remede']:
            ecarts.append('no remedy')
    return ecarts


def main():
    if not os.path.isdir(DONNEES):
        print('1..0 # SKIP no ../shared beside the repository: no real samples')
        return 0
    la = sorted(os.path.relpath(os.path.join(d, f), DONNEES)
                for d, _, fichiers in os.walk(DONNEES) for f in fichiers)
    attendus, readme = table(), comptes()
    tous = sorted(set(la) | set(attendus))
    rates = 0
    print(f'1..{len(tous)}')
    with tempfile.TemporaryDirectory() as dossier:
        for n, fichier in enumerate(tous, 1):
            if fichier not in attendus:
                ecarts = ['this file is not in donnees.tsv: say whether it is read or refused']
            elif fichier not in la:
                ecarts = ['this file is in donnees.tsv and not in the samples']
            elif attendus[fichier][0] == 'plus-tard':
                print(f'ok {n} - {fichier} # SKIP its reader is not here yet')
                continue
            else:
                ecarts = juger(importer(fichier, dossier), *attendus[fichier], readme.get(fichier))
            rates += bool(ecarts)
            print(f"{'not ok' if ecarts else 'ok'} {n} - {fichier}")
            for e in ecarts:
                print('#', e)
    return rates > 0


sys.exit(main())
