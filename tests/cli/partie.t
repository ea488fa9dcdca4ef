#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""An offre that its complete feed has no more, after the migration: its delay, its statut, what was decided of it; on both engines (tools/with-postgres)."""
import sys

from migration import Base, Flux, contient, derouler, egal, lignes

RADE, ARMOR = '9990001100001899900012800010-29019', '9990001100001899900011000018-35238'
MCO_PUBLIE, TOURISME_ARMOR, RECTEUR = f'104239P0121{RADE}#L01', f'106339P0121{ARMOR}#L01', f'115802P0111{RADE}#L01'
ENCORE = 'Rien à changer'
postgres = False


def demo_migree():
    b = Base(postgres).demo()
    b.migrer()
    return b


def numero_de(b, cle):
    return b.un(f"SELECT numero FROM offre WHERE cle = '{cle}'")


def etat(b, numero, champs='statut, perdue_le'):
    return b.un(f'SELECT {champs} FROM statut WHERE campagne = 2024 AND offre = {numero}')


def formation_de(b, code):
    return b.un(f"SELECT offre, lien, certifiee, motif FROM formation WHERE campagne = 2024 AND code = '{code}'")


def partie():
    """A published offre that its complete feed has no more: a loss like that of a criterion, and its return destroys nothing."""
    with demo_migree() as b:
        n = numero_de(b, MCO_PUBLIE)
        avant = etat(b, n, 'statut, decision, code, pose_version')
        b.importer(Flux().retire(MCO_PUBLIE).ecrire(), date='2023-11-20', complet=True)
        _, essai, _ = b.migrer(date='2023-11-20', essai=True)
        _, reel, j = b.migrer(date='2023-11-20')
        egal('le CSV du réel', reel, essai)
        vue = [v for v in lignes(reel) if v['formation'] == '31001']
        egal('sa ligne', [(v['cle'], v['apres'], v['certifiee'], v['motif']) for v in vue], [(MCO_PUBLIE, 'publie', 'oui', '')])
        c = j['comptes']
        egal('les lignes', c['lignes'], len(lignes(reel)))
        egal('« Certifiée » ou non', c['certifiees'] + c['sans_certifiee'], c['lignes'])
        egal('la perte a sa trace', etat(b, n), 'publie|20231120')
        contient(' '.join(b.relais('statut', 'montrer', n, '--campagne', '2024', '--date', '2023-11-21').split()), MCO_PUBLIE, 'Publié',
                 'n\'est plus déclarée depuis le 20 novembre 2023', 'Déclarée de nouveau au plus tard le 5 décembre 2023, elle garde « Certifiée »')
        contient(b.migrer(date='2023-11-20')[0], ENCORE)
        versions, evenements = b.versions(), b.un('SELECT COUNT(*) FROM evenement')
        contient(b.relais('campagne', 'suivre', '--date', '2023-12-05'), 'Campagne 2024 : rien n\'était dû')
        egal('au dernier jour du délai', formation_de(b, '31001'), f'{n}|cle|1|')
        egal('rien n\'est écrit', (b.versions(), b.un('SELECT COUNT(*) FROM evenement')), (versions, evenements))
        contient(b.relais('campagne', 'suivre', '--date', '2023-12-06'), 'Campagne 2024 : 1 formation et 1 statut mis à jour')
        egal('le délai est passé', formation_de(b, '31001'), f'{n}|cle|0|disparue')
        egal('son statut', etat(b, n), 'non_publiable|20231120')
        egal('une version', b.versions(), versions + 1)
        contient(b.relais('campagne', 'suivre', '--date', '2023-12-07'), 'rien n\'était dû')
        egal('une seule', b.versions(), versions + 1)
        b.importer('demo/lheo-bretagne.xml', date='2023-12-08', complet=True)
        b.migrer(date='2023-12-08')
        egal('elle revient', b.ligne('31001'), f'{MCO_PUBLIE}|cle|1|')
        egal('son statut enfin', etat(b, n, 'statut, decision, code, perdue_le'), '|'.join(avant.split('|')[:3]) + '|0')
    with demo_migree() as b:
        n = numero_de(b, MCO_PUBLIE)
        avant = etat(b, n, 'statut, decision, code, pose_version')
        b.importer(Flux().retire(MCO_PUBLIE).ecrire(), date='2023-11-20', complet=True)
        b.migrer(date='2023-11-20')
        b.importer('demo/lheo-bretagne.xml', date='2023-11-30', complet=True)
        b.migrer(date='2023-11-30')
        egal('revenue dans le délai', b.ligne('31001'), f'{MCO_PUBLIE}|cle|1|')
        egal('rien ne fut défait', (etat(b, n, 'statut, decision, code, pose_version'), etat(b, n)), (avant, 'publie|0'))
        egal('jamais sans « Certifiée »', b.un("SELECT COUNT(*) FROM formation_passe WHERE code = '31001' AND certifiee = 0"), '0')


def partie_et_decisions():
    """What the SAIO said of an offre stands while it is gone, and it may say more of it."""
    with demo_migree() as b:
        n, m, k = (numero_de(b, c) for c in (MCO_PUBLIE, TOURISME_ARMOR, RECTEUR))
        b.relais('statut', 'refuser', MCO_PUBLIE, '--campagne', '2024', '--motif', 'autre', '--precision', 'le plateau', '--reason', 'vu')
        b.relais('statut', 'demander', RECTEUR, '--campagne', '2024', '--reason', 'accord')
        b.migrer(date='2023-11-07')
        egal('avant', [etat(b, x, 'statut, decision') for x in (n, k)], ['en_attente|retenue', 'publie|demandee'])
        b.importer(Flux().retire(MCO_PUBLIE, TOURISME_ARMOR, RECTEUR).ecrire(), date='2023-11-20', complet=True)
        b.migrer(date='2023-11-20')
        egal('parties', [etat(b, x, 'statut, decision') for x in (n, m, k)], ['non_publiable|retenue', 'non_publiable|aucune', 'publie|demandee'])
        contient(b.relais('statut', 'montrer', TOURISME_ARMOR, '--campagne', '2024'), TOURISME_ARMOR,
                 'n\'est plus déclarée depuis', 'Non publiable', 'statut refuser ' + m)
        contient(' '.join(b.relais('statut', 'montrer', k, '--campagne', '2024').split()), RECTEUR, 'Publié', 'n\'est plus déclarée', 'Le délai pour la déclarer de nouveau est passé')
        contient(b.relais('statut', 'demander', m, '--campagne', '2024', '--reason', 'x', code=1), 'n\'est pas importable', 'n\'est plus déclarée')
        b.relais('statut', 'refuser', TOURISME_ARMOR, '--campagne', '2024', '--motif', 'offre_annulee', '--reason', 'le CFA le dit')
        egal('annulée', etat(b, m, 'statut, motif'), 'non_publie|offre_annulee')
        b.relais('statut', 'refuser', '999999', '--campagne', '2024', '--motif', 'offre_annulee', '--reason', 'x', code=2)
        b.migrer(date='2023-11-21')
        egal('elle le reste', etat(b, m, 'statut, motif'), 'non_publie|offre_annulee')
        b.importer('demo/lheo-bretagne.xml', date='2023-11-30', complet=True)
        b.migrer(date='2023-11-30')
        egal('revenues', [etat(b, x, 'statut, decision') for x in (n, m, k)], ['en_attente|retenue', 'non_publie|aucune', 'publie|demandee'])
        b.importer(Flux().retire(MCO_PUBLIE).ecrire(), date='2023-12-01', complet=True)
        b.migrer(date='2023-12-01')
        b.importer(Flux().change(MCO_PUBLIE, ('BTS management', 'BTS du management')).ecrire(), date='2023-12-02', complet=True)
        b.migrer(date='2023-12-02')
        egal('revenue corrigée', etat(b, n, 'statut, decision'), 'a_publier|a_revoir')


TESTS = (
    ('a loss like any other, ended by « campagne suivre »', partie),
    ('what was decided stands, more may be', partie_et_decisions),
)


def moteur(pg):
    global postgres
    postgres = pg


sys.exit(derouler(TESTS, moteur))
