#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Real formations of Parcoursup 2023 with their clé, 3 000 of them, against two catalogues: one made of these same clés, where each must find its
offre as the file's own result says (« unique »); the real clés of the national catalogue, where exactly those that it has are linked and each
other one is said « non_redeclaree ». Needs ../shared."""
import collections
import csv
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'cli'))
from migration import Base, Flux, Tap, contient, egal, tmp  # noqa: E402

DONNEES = '../shared/data'
LISTE = f'{DONNEES}/parcoursup/parcoursup-id_cle-me_2024-07.first3000.csv'
CATALOGUE = f'{DONNEES}/catalogue/cles_ministere_educatif_onisep_AF.csv'
MODELE = '104239P01219990001100001899900012800010-29019#L01'


def lire(fichier):
    with open(fichier, encoding='utf-8-sig', newline='') as f:
        return list(csv.DictReader(f, delimiter=';'))


def catalogue(cles):
    """A feed with one formation for each clé: its numéro, which is the clé; the rest is the demonstration's."""
    flux = Flux()
    bloc = re.sub('<(objectif|resultats|contenu)-[a-z]*>.*?</[a-z-]*>|<contact-organisme>.*?</contact-organisme>|<adresse-inscription>.*?</adresse-inscription>', '',
                  flux.bloc(MODELE))
    debut, fin = flux.texte[:flux.texte.index('<formation ')], flux.texte[flux.texte.rindex('</formation>') + len('</formation>\n'):]
    chemin = f'{tmp}/lheo-cles.xml'
    with open(chemin, 'w', encoding='utf-8') as f:
        f.write(debut)
        for i, cle in enumerate(cles):
            f.write(bloc.replace(MODELE, cle).replace('<action numero="', f'<action numero="{i}_'))
        f.write(fin)
    return chemin


def migration(cles):
    """The lines of the migration over a catalogue of these clés, by code of formation."""
    with Base() as b:
        b.importer(*(f'demo/{f}' for f in sorted(os.listdir('demo')) if f.endswith('.csv')), 'demo/rncp.xml', catalogue(cles))
        egal('offres', int(b.un('SELECT COUNT(*) FROM offre')), len(cles))
        b.importer(LISTE, campagne='2023')
        dit, essai, _ = b.migrer(essai=True)
        _, reel, j = b.migrer()
        egal('le CSV du réel est celui de l\'essai', reel == essai, True)
        contient(b.migrer()[0], 'Rien à changer')
        egal('les formations de N-1', j['comptes']['formations_n_moins_1'], len(liste))
        return {x['formation']: x for x in j['lignes'] if x['formation']}


def les_memes_cles():
    lignes = migration([r['cle_ministere_educatif'] for r in liste])
    for r in liste:
        vu = lignes[r['parcoursup_id']]
        egal(f"{r['parcoursup_id']}, {r['rapprochement']}", (vu['lien'], vu['cle']), ('cle', r['cle_ministere_educatif']))
    egal('résultats du fichier', collections.Counter(r['rapprochement'] for r in liste), {'unique1': len(liste)})


def le_catalogue_national():
    cles = {r['cle_ministere_educatif'] for r in lire(CATALOGUE)}
    # a clé of another form is no clé: the program composes one
    lignes = migration(sorted(k for k in cles if re.fullmatch(r'\d{6}P\d\d[0-9X]{2}\d{28}-[0-9AB]{5}#L[0-9A-Z]{2}', k)))
    liees = 0
    for r in liste:
        vu, la = lignes[r['parcoursup_id']], r['cle_ministere_educatif'] in cles
        liees += la
        egal(f"{r['parcoursup_id']}, {'au' if la else 'pas au'} catalogue", (vu['lien'] or '', vu['cle']), ('cle' if la else '', r['cle_ministere_educatif']))
        egal(f"le motif de {r['parcoursup_id']}", vu['motif_code'] == 'non_redeclaree', not la)
    print(f'# {liees} des {len(liste)} clés sont au catalogue')
    egal('il y en a', liees > 0, True)


if not os.path.exists(LISTE):
    print('1..0 # SKIP no ../shared beside the repository: no real list of Parcoursup')
    sys.exit(0)
liste = lire(LISTE)
tap = Tap()
tap.test('a catalogue of the same clés: each formation finds its offre, as the file says', les_memes_cles)
tap.test('the clés of the national catalogue: linked exactly where it has them, each other one explained', le_catalogue_national)
sys.exit(tap.fin())
