#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Say where verdicts differ from what a person expects of the demonstration: ecarts.py ATTENDU.csv VERDICTS.csv

Nothing printed and exit 0: the same offers, classified alike, importable alike, with the same criteria to blame.
"""
import csv
import sys

MARQUES = {'conforme': None, 'sans_objet': None, 'non_conforme': '-', 'a_verifier': '?'}

with open(sys.argv[1], encoding='utf-8-sig') as f:
    attendus = {ligne['cle']: ligne for ligne in csv.DictReader(f, delimiter=';')}
with open(sys.argv[2], encoding='utf-8-sig') as f:
    verdicts = {ligne['cle']: ligne for ligne in csv.DictReader(f, delimiter=';')}

ecarts = [f'{cle}: not expected' for cle in verdicts.keys() - attendus.keys()]
for cle, a in attendus.items():
    v = verdicts.get(cle)
    if not v:
        ecarts.append(f'{cle}: no verdict ({a["montre"]})')
        continue
    vus = ' '.join(f'{i}{MARQUES[v[f"c{i}"]]}' for i in range(1, 9) if MARQUES[v[f'c{i}']])
    attendu = (a['classification'], a['importable'], a['ecarts'])
    vu = (v['classification'], v['importable'], vus)
    if attendu != vu:
        ecarts.append(f'{cle}: {vu}, expected {attendu} ({a["montre"]})')
print('\n'.join(sorted(ecarts)), end='\n' if ecarts else '')
sys.exit(1 if ecarts else 0)
