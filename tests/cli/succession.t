#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""« succession » and « restructurer » on the demonstration: what goes along, what is refused, what is said first; on both engines."""
import sys

from migration import (BANQUE, ENCORE, MARNE, MCO_PUBLIE, RADE, SANS_DUREE, Base, Flux, contient, derouler, egal, lignes)

postgres = False


def succession():
    b_, c_ = f'104239P0121{RADE}#L02', f'104239P0121{RADE}#L06'
    with Base(postgres).demo() as b:
        b.importer(Flux().copie(MCO_PUBLIE, c_).ecrire(), date='2023-10-06')
        b.migrer()
        n = {k: b.un(f"SELECT numero FROM offre WHERE cle = '{k}'") for k in (MCO_PUBLIE, b_, c_)}
        contient(b.relais('succession', 'poser', MCO_PUBLIE, MCO_PUBLIE, '--reason', 'x', code=1), 'en rond')
        b.relais('succession', 'poser', MCO_PUBLIE, b_, '--reason', 'nouvelle')
        b.migrer()
        egal('la formation suit', b.ligne('31001'), f'{b_}|succession|1|')
        egal('le statut suit', b.statut(b_, 'statut, code'), 'publie|31001')
        egal('l\'ancienne', b.statut(MCO_PUBLIE, 'statut, motif, code'), 'non_publie|annule_remplace|')
        contient(b.relais('succession', 'poser', MCO_PUBLIE, b_, '--reason', 'x', code=1), 'déjà')
        contient(b.relais('succession', 'poser', MCO_PUBLIE, c_, '--reason', 'x', code=1), 'déjà')
        contient(b.relais('succession', 'poser', c_, b_, '--reason', 'x', code=1), 'déjà')
        contient(b.relais('succession', 'poser', b_, MCO_PUBLIE, '--reason', 'x', code=1), 'en rond')
        contient(b.relais('succession', 'poser', 'inconnue', b_, '--reason', 'x', code=2), 'inconnue')
        contient(b.relais('succession', 'poser', '99999', c_, '--reason', 'x', code=2), 'jamais')
        contient(b.relais('succession', 'retirer', c_, '--reason', 'x', code=2), 'aucune')
        b.relais('succession', 'poser', b_, c_, '--reason', 'encore une')
        b.migrer()
        egal('au bout de la chaîne', b.ligne('31001'), f'{c_}|succession|1|')
        contient(b.relais('succession', 'poser', c_, MCO_PUBLIE, '--reason', 'x', code=1), 'en rond')
        b.relais('succession', 'retirer', b_, '--reason', 'erreur')
        b.migrer()
        egal('le second lien retiré, elle revient', b.ligne('31001').split('|')[:2], [b_, 'succession'])
        egal('les numéros', {k: b.un(f"SELECT numero FROM offre WHERE cle = '{k}'") for k in n}, n)


def succession_a_rebours():
    """The newest link is said first: everything goes to the end of the chain, and it is said."""
    b_, c_ = f'104239P0121{RADE}#L02', f'104239P0121{RADE}#L06'
    with Base(postgres).demo() as b:
        b.importer(Flux().copie(MCO_PUBLIE, c_).ecrire(), date='2023-10-06')
        b.migrer()
        n = {k: b.un(f"SELECT numero FROM offre WHERE cle = '{k}'") for k in (MCO_PUBLIE, b_, c_)}
        dit = b.relais('succession', 'poser', b_, c_, '--reason', 'la plus récente')
        contient(dit, f"L'offre {n[c_]} remplace l'offre {n[b_]} : son statut")
        egal('aucun écart entre elles', 'Attention' in dit, False)
        dit = b.relais('succession', 'poser', MCO_PUBLIE, b_, '--reason', 'la plus ancienne')
        contient(dit, f"L'offre {n[b_]} remplace l'offre {n[MCO_PUBLIE]}, et elle est elle-même remplacée. Au bout de la chaîne, l'offre {n[c_]} reçoit")
        egal('le statut, au bout', b.statut(c_, 'statut, code'), 'publie|31001')
        egal('entre les deux', b.statut(b_, 'statut, motif, code'), 'non_publie|annule_remplace|')
        egal('l\'ancienne', b.statut(MCO_PUBLIE, 'statut, motif, code'), 'non_publie|annule_remplace|')
        b.migrer()
        egal('la formation, au bout', b.ligne('31001'), f'{c_}|succession|1|')
        contient(b.relais('succession', 'poser', c_, MCO_PUBLIE, '--reason', 'x', code=1), 'en rond')


def succession_ailleurs():
    """Another diploma, another académie: said before it is written, and written."""
    idf = f'104239P0121{MARNE}#L01'
    with Base(postgres).demo() as b:
        b.migrer()
        n = {k: b.un(f"SELECT numero FROM offre WHERE cle = '{k}'") for k in (MCO_PUBLIE, BANQUE, SANS_DUREE)}
        dit = b.relais('succession', 'poser', MCO_PUBLIE, BANQUE, '--reason', 'x')
        contient(dit, f"Attention. L'offre {n[BANQUE]} n'a pas la certification de l'offre {n[MCO_PUBLIE]} : CFD ", ' au lieu de 32031213', 'Vérifiez que',
                 f'succession retirer {n[MCO_PUBLIE]}')
        egal('la même académie', 'académie' in dit, False)
        egal('écrit', b.un('SELECT COUNT(*) FROM succession'), '1')
        ailleurs = next(c for c in b.demande("SELECT cle FROM offre WHERE certifinfo = '104239' AND academie = '24'"))
        dit = b.relais('succession', 'poser', SANS_DUREE, ailleurs, '--reason', 'x')
        contient(dit, "change d'académie : Créteil au lieu de Rennes, donc un autre SAIO")
        egal('le même diplôme', 'certification' in dit, False)
        egal('une offre inconnue n\'avertit de rien', 'Attention' in b.relais('succession', 'poser', idf, 'inconnue', '--reason', 'x', code=2), False)


def succession_avant():
    """The link is said before the first migration: the old offre, still declared, gets no formation."""
    autre = f'104239P0121{RADE}#L02'
    with Base(postgres).demo() as b:
        b.relais('succession', 'poser', MCO_PUBLIE, autre, '--reason', 'nouvelle')
        _, octets, j = b.migrer()
        egal('la formation suit', b.ligne('31001'), f'{autre}|succession|1|')
        egal('l\'ancienne', b.statut(MCO_PUBLIE, 'statut, motif'), 'non_publie|annule_remplace')
        egal('sa ligne', [(v['formation'], v['apres'], v['certifiee']) for v in lignes(octets) if v['cle'] == MCO_PUBLIE], [('', 'non_publie', 'non')])
        dit, encore, _ = b.migrer()
        contient(dit, ENCORE)
        egal('le CSV', encore, octets)


def deux_sirets():
    """The offre of 31005 again under another SIRET of its formateur."""
    vieux, neuf = '99900012800010', '99900013600013'
    b = Base(postgres).demo()
    b.importer(Flux().copie(BANQUE, BANQUE.replace(vieux, neuf)).ecrire(), date='2023-10-06')
    b.migrer()
    return b, vieux, neuf


def offre_par_offre(dit):
    """What a restructuring says of each offre, without its first sentence and its advice."""
    return [ligne for ligne in dit.splitlines() if ligne.startswith('  ')]


def restructuration():
    b, vieux, neuf = deux_sirets()
    with b:
        demande, nouvelle = ('restructurer', '--siret', f'{vieux}={neuf}'), BANQUE.replace(vieux, neuf)
        egal('avant', b.ligne('31005')[:49], '|plusieurs|0|plusieurs')
        b.relais('formation', 'lier', '31005', BANQUE, '--campagne', '2024', '--reason', 'oui')
        b.migrer()
        avant = b.tout()
        apercu = b.relais(*demande)
        contient(apercu, 'Aperçu, rien n\'est changé : 1 offre')
        egal('la base après l\'aperçu', b.tout(), avant)
        egal('ce qui est fait', offre_par_offre(b.relais(*demande, '--reason', 'fusion')), offre_par_offre(apercu))
        egal('les liens', b.un('SELECT COUNT(*) FROM succession'), '1')
        b.migrer()
        egal('la formation suit', b.ligne('31005'), f'{nouvelle}|decision|1|')
        egal('le statut suit', b.statut(nouvelle, 'statut, code'), 'publie|31005')
        contient(b.relais(*demande), 'aucune offre')
        retour = ('restructurer', '--siret', f'{neuf}={vieux}')
        contient(b.relais(*retour), 'Aperçu, rien n\'est changé : aucune offre', 'à la main')
        contient(b.relais(*retour, '--reason', 'dans l\'autre sens'), 'aucune offre')


def restructuration_deja_prise():
    """A new offre that already replaces another one: shown as one to say by hand, and the rest is done."""
    b, vieux, neuf = deux_sirets()
    with b:
        b.relais('succession', 'poser', SANS_DUREE, BANQUE.replace(vieux, neuf), '--reason', 'dite avant')
        demande = ('restructurer', '--siret', f'{vieux}={neuf}')
        apercu = b.relais(*demande)
        contient(apercu, 'aucune offre', 'déjà un lien')
        egal('ce qui est fait', offre_par_offre(b.relais(*demande, '--reason', 'fusion')), offre_par_offre(apercu))


def restructuration_ailleurs():
    """The lieu goes to another académie: the preview says it where it happens, and it is done when a person asks."""
    ailleurs = BANQUE.replace('29019', '77288')
    with Base(postgres).demo() as b:
        b.importer(Flux().copie(BANQUE, ailleurs).change(ailleurs, ('29019', '77288')).ecrire(), date='2023-10-06')
        demande = ('restructurer', '--commune', '29019=77288')
        apercu = b.relais(*demande)
        contient(apercu, "change d'académie : Créteil au lieu de Rennes")
        egal('une seule fois', apercu.count('Attention'), 1)
        egal('ce qui est fait', offre_par_offre(b.relais(*demande, '--reason', 'déménagement')), offre_par_offre(apercu))
        egal('les liens', b.un('SELECT COUNT(*) FROM succession'), '1')


TESTS = (
    ('successor links: chain, circle, one for one, taken back', succession),
    ('successor links, the newest first: to the end of the chain', succession_a_rebours),
    ('a successor of another diploma or another académie is told', succession_ailleurs),
    ('a successor link before the first migration', succession_avant),
    ('a restructuring does what its preview says', restructuration),
    ('a restructuring that leaves the académie says so', restructuration_ailleurs),
    ('a restructuring beside a link that stands', restructuration_deja_prise),
)


def moteur(pg):
    global postgres
    postgres = pg


sys.exit(derouler(TESTS, moteur))
