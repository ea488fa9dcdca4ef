#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""simulation.py SIMULATE.csv AVANT.csv APRES.csv [SIMULATE.json]: what simulate says is what verdicts says before and after the real change, line
by line; its JSON counts those of which only the motif changes."""
import csv
import json
import sys

AVIS = [f'c{i}' for i in range(1, 9)]


def lire(nom, cle='id'):
    with open(nom, encoding='utf-8', newline='') as f:
        return {r[cle]: r for r in csv.DictReader(f, delimiter=';')}


def attendu(a, b):
    """The columns of simulate that the two lines of verdicts tell; None: nothing that counts differs."""
    criteres = ','.join(f'{i}:{a[c]}>{b[c]}' for i, c in enumerate(AVIS, 1) if a[c] != b[c])
    m, n = (set(filter(None, r['mentions'].split(','))) for r in (a, b))
    etats = tuple(r[k] for k in ('classification', 'importable') for r in (a, b))
    return etats, criteres, m ^ n


def main():
    simule, avant, apres = lire(sys.argv[1]), lire(sys.argv[2]), lire(sys.argv[3])
    assert avant.keys() == apres.keys()
    vus = 0
    for numero, a in avant.items():
        etats, criteres, mentions = attendu(a, apres[numero])
        s = simule.get(numero)
        if etats[0] == etats[1] and etats[2] == etats[3] and not criteres and not mentions:
            assert s is None or s['changement'] == 'statut' or 'uai:' in s['criteres'], (numero, s)
            continue
        vus += 1
        assert s is not None, f'{numero} changes and is not in the simulation'
        assert (s['classification_avant'], s['classification_apres'], s['importable_avant'], s['importable_apres']) == etats, (s, etats)
        assert ','.join(c for c in s['criteres'].split(',') if not c.startswith('uai')) == criteres, (s, criteres)
        assert {c.split(':')[0] for c in filter(None, s['mentions'].split(','))} == mentions, s
    assert vus > 0, 'nothing changed: the comparison would prove nothing'
    if len(sys.argv) > 4:
        autres = sum(1 for n, a in avant.items() if n not in simule and a['motif'] != apres[n]['motif'])
        with open(sys.argv[4], encoding='utf-8') as f:
            assert json.load(f)['motif_seul'] == autres, autres


main()
