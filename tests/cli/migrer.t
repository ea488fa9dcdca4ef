#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""« campagne migrer » and what follows it, put to the test on the demonstration: on SQLite, and on PostgreSQL when RELAIS_TEST_PG is given."""
import collections
import glob
import sys

from migration import (ENCORE, GLYCINES, LISTE, MCO_PUBLIE, NDRC_A_PUBLIER, NDRC_MARNE, OISE_SANS_QUALIOPI, RADE, RECTEUR, SANS_DUREE, TOURISME_ARMOR,
                       Base, Flux, contient, derouler, egal, lignes, liste, tmp)

postgres = False


def demo_migree(**quoi):
    b = Base(postgres).demo(**quoi)
    b.migrer()
    return b


def demo_ouverte():
    """The same, and the campagne is open today: what is imported now reaches its formations at once."""
    b = demo_migree()
    b.relais('campagne', 'modifier', '2024', '--set', 'dernier_versement=2099-12-31', '--reason', 'essai')
    return b


# --- the migration itself -----------------------------------------------------------------------

def essai_et_reel():
    with Base(postgres).demo() as b:
        avant = b.tout()
        dit, essai, j_essai = b.migrer(essai=True)
        contient(dit, 'rien n\'est changé')
        egal('la base après un essai', b.tout(), avant)
        dit, reel, j_reel = b.migrer()
        contient(dit, 'Migration faite')
        egal('le CSV du réel', reel, essai)
        egal('l\'empreinte des entrées', j_reel['empreinte'], j_essai['empreinte'])
        egal('les lignes du JSON', j_reel['lignes'], j_essai['lignes'])
        versions, tables = b.versions(), b.tout()
        for _ in range(2):
            dit, encore, _ = b.migrer()
            contient(dit, ENCORE)
            egal('le CSV d\'une relance', encore, reel)
            egal('les versions', b.versions(), versions)
        egal('la base après une relance', {t: v for t, v in b.tout().items() if t != 'campagne'}, {t: v for t, v in tables.items() if t != 'campagne'})
        _, apres, _ = b.migrer(essai=True)
        egal('le CSV d\'un essai après le réel', apres, reel)


def attendu():
    with open('tests/demo/migration.csv', 'rb') as f:
        voulues = lignes(f.read())
    with demo_migree() as b:
        _, octets, j = b.migrer()
        vues = [{**v, 'motif': k['motif_code'] or ''} for v, k in zip(lignes(octets), j['lignes'])]
        for v, w in zip(vues, voulues):
            egal(f"{w['formation'] or w['cle']} ({w['montre']})", {c: v[c] for c in w if c != 'montre'}, {c: w[c] for c in w if c != 'montre'})
        egal('le nombre de lignes', len(vues), len(voulues))
        egal('un motif en mots, si et seulement si « Certifiée » manque', [v['formation'] for v in lignes(octets) if (v['certifiee'] == 'oui') == bool(v['motif'])], [])


def comptes():
    """The CSV, the verdicts and the list say the same, read by themselves."""
    with demo_migree() as b:
        _, octets, j = b.migrer()
        vues, c = lignes(octets), j['comptes']
        verdicts = {v['cle']: v for v in lignes(b.relais('verdicts', '--campagne', '2024', '--format', 'csv').encode())}
        with open(LISTE, 'rb') as f:
            de_liste = [r for r in lignes(f.read()) if r['APPRENTISSAGEOUSCOLAIRE'] != 'Scolaire']
        codes = collections.Counter(v['formation'] for v in vues if v['formation'])
        cles = collections.Counter(v['cle'] for v in vues if v['cle'] in verdicts)
        egal('des formations deux fois', [k for k, n in codes.items() if n > 1], [])
        egal('des offres deux fois', [k for k, n in cles.items() if n > 1], [])
        egal('des formations de N-1 sans ligne', [r['CODEFORMATIONINSCRIPTION'] for r in de_liste if r['CODEFORMATIONINSCRIPTION'] not in codes], [])
        egal('des offres importables sans ligne', [k for k, v in verdicts.items() if v['importable'] == 'oui' and k not in cles], [])
        certifiees = [v for v in vues if v['certifiee'] == 'oui']
        egal('« Certifiée » sans offre importable', [v['cle'] for v in certifiees if verdicts[v['cle']]['importable'] != 'oui'], [])
        creees = [v for v in vues if v['formation'].startswith('R')]
        seules = [v for v in vues if not v['formation']]
        egal('comptes', c, {
            'formations_n_moins_1': len(de_liste), 'formations_deja_la': len(creees), 'formations_creees': 0, 'offres_sans_formation': len(seules),
            'lignes': len(vues), 'certifiees': len(certifiees), 'sans_certifiee': len(vues) - len(certifiees), 'offres': len(verdicts),
            'offres_importables': sum(v['importable'] == 'oui' for v in verdicts.values()),
            'offres_importables_liees': sum(bool(v['formation']) and verdicts.get(v['cle'], {}).get('importable') == 'oui' for v in vues),
            'lignes_scolaires': 1})
        egal('lignes', len(vues), len(de_liste) + len(creees) + len(seules))
        egal('la somme des motifs', sum(m['nombre'] for m in j['motifs']), c['sans_certifiee'])


def autre_ordre():
    """The same files one by one and their formations backwards: other numbers of offres, the same CSV. SQLite's is compared with PostgreSQL's too."""
    with Base(postgres) as b:
        b.importer(LISTE, campagne='2023')
        for f in sorted(glob.glob('demo/*.csv'), reverse=True):
            b.importer(f)
        b.importer('demo/rncp.xml')
        for nom in ('occitanie', 'idf', 'bretagne'):
            b.importer(Flux(nom).inverse().ecrire())
        _, vu, j_vu = b.migrer()
    with Base(False).demo() as droit:
        _, voulu, j_voulu = droit.migrer()
    egal('le CSV', vu.decode().splitlines(), voulu.decode().splitlines())
    egal('l\'empreinte des entrées', j_vu['empreinte'], j_voulu['empreinte'])


# --- identity -----------------------------------------------------------------------------------

def cle_changee():
    autre = MCO_PUBLIE.replace('29019', '29232')
    with demo_ouverte() as b:
        avant = b.un(f"SELECT numero FROM offre WHERE cle = '{MCO_PUBLIE}'")
        contient(b.importer(Flux().change(MCO_PUBLIE, (MCO_PUBLIE, autre)).ecrire(), date='2023-11-20'), '1 modifié')
        egal('le numéro', b.un(f"SELECT numero FROM offre WHERE cle = '{autre}'"), avant)
        egal('sa formation', b.ligne('31001'), f'{autre}|cle|1|')
        egal('son statut', b.statut(autre, 'statut, code'), 'publie|31001')
        _, octets, _ = b.migrer(date='2023-11-20')
        contient(octets.decode(), f'31001;{autre};0299901E;publie;publie;oui;\r\n' if b'\r\n' in octets else f'31001;{autre};0299901E;publie;publie;oui;\n')


def codes_jamais_repris():
    with demo_ouverte() as b:
        code = b.formation(TOURISME_ARMOR)
        egal('sa formation', code, 'R0000013')
        sans = Flux().retire(TOURISME_ARMOR)
        b.importer(sans.ecrire(), date='2023-11-20', complet=True)
        egal('partie', b.un("SELECT certifiee, motif FROM formation WHERE code = 'R0000013'"), '0|disparue')
        neuve = f'104239P0121{RADE}#L07'
        b.importer(Flux().retire(TOURISME_ARMOR).copie(MCO_PUBLIE, neuve).ecrire(), date='2023-11-21', complet=True)
        egal('une autre', b.formation(neuve), 'R0000015')
        run = b.un("SELECT MAX(numero) FROM run WHERE etat = 'applique'")
        b.relais('import', 'annuler', run, '--reason', 'de trop')
        b.migrer(date='2023-11-22')
        egal('la nouvelle est partie', b.un("SELECT certifiee, motif FROM formation WHERE code = 'R0000015'"), '0|disparue')
        b.importer(Flux().copie(TOURISME_ARMOR, TOURISME_ARMOR[:-1] + '8').ecrire(), date='2023-11-23', complet=True)
        egal('elle revient', b.ligne('R0000013'), f'{TOURISME_ARMOR}|creee|1|')
        egal('une troisième', b.formation(TOURISME_ARMOR[:-1] + '8'), 'R0000016')
        egal('celle qui est partie', b.ligne('R0000015').split('|')[2:], ['0', 'disparue'])


def deux_reviennent():
    """Two offres of the same place and diploma go and come back: each to its own formation."""
    with demo_ouverte() as b:
        avant = b.formation(NDRC_MARNE + '1'), b.formation(NDRC_MARNE + '2')
        egal('leurs formations', avant, ('R0000004', 'R0000005'))
        composee = next(n for n in ('077_AF', NDRC_MARNE + '1') if n in Flux('idf').texte)
        sans = Flux('idf')
        sans.retire(*[k for k in (composee, NDRC_MARNE + '2') if f'"{k}"' in sans.texte])
        b.importer(sans.ecrire(), date='2023-11-20', complet=True)
        b.importer('demo/lheo-idf.xml', date='2023-11-21', complet=True)
        egal('leurs formations après', (b.formation(NDRC_MARNE + '1'), b.formation(NDRC_MARNE + '2')), avant)
        egal('certifiées', (b.ligne('R0000004').split('|')[1:], b.ligne('R0000005').split('|')[1:]), (['creee', '1', ''],) * 2)


def lien_dit_par_une_personne():
    with demo_ouverte() as b:
        dit = b.relais('formation', 'lier', '31006', GLYCINES[1], '--campagne', '2024', '--reason', 'le CFA confirme')
        contient(dit, '31006')
        contient(b.relais('formation', 'lier', '31006', GLYCINES[1], '--campagne', '2024', '--reason', 'encore', code=1), 'rien n\'a changé')
        b.migrer()
        egal('liée', b.ligne('31006'), f'{GLYCINES[1]}|decision|1|')
        egal('l\'autre a la sienne ou attend', b.formation(GLYCINES[0])[:1] in ('', 'R'), True)
        b.importer(Flux('idf').retire(GLYCINES[1]).ecrire(), date='2023-11-20', complet=True)
        egal('son offre part', b.un("SELECT lien, certifiee, motif FROM formation WHERE code = '31006'"), 'decision|1|')
        b.importer('demo/lheo-idf.xml', date='2023-11-21', complet=True)
        egal('elle revient', b.ligne('31006'), f'{GLYCINES[1]}|decision|1|')
        b.relais('formation', 'delier', '31006', '--campagne', '2024', '--reason', 'fermée')
        b.migrer(date='2023-11-22')
        egal('écartée', b.ligne('31006'), '|decision|0|ecartee')
        b.relais('formation', 'lier', '31013', MCO_PUBLIE, '--campagne', '2024', '--reason', 'prise à 31001')
        b.migrer(date='2023-11-22')
        egal('prise à une autre', b.ligne('31013'), f'{MCO_PUBLIE}|decision|1|')
        egal('l\'autre', b.ligne('31001'), '|plusieurs|0|plusieurs')
        contient(b.migrer(date='2023-11-22')[0], ENCORE)
        contient(b.relais('formation', 'lier', '31002', MCO_PUBLIE, '--campagne', '2024', '--reason', 'x', code=1), 'formation 31013', 'delier')
        contient(b.relais('formation', 'lier', '39999', GLYCINES[1], '--campagne', '2024', '--reason', 'x', code=2), 'pas de formation')


def une_cle_pour_deux():
    """Two formations of N-1 have the clé of one offre; another offre of its place and diploma stands beside it."""
    def rang(code, uai):
        return {'UAI_COMPOSANTE': uai, 'LIB_COMPOSANTE': 'Lycée Exemple', 'LIBFORMATION': 'BTS - Services',
                'LIBSPÉCIALITÉ': 'Management Commercial Opérationnel - en apprentissage', 'CODECFD': '32031213', 'CODEFORMATIONINSCRIPTION': code,
                'CODEFORMATIONACCUEIL': code, 'ID_RCO': MCO_PUBLIE}
    voisine = MCO_PUBLIE[:-1] + '2'
    with Base(postgres).demo(liste=None) as b:
        b.importer(liste(rang('41001', '0299901E'), rang('41002', '0299901E'), rang('41003', '0359901X')), campagne='2023')
        motifs = {v['formation'] or v['cle']: v['motif'] for v in lignes(b.migrer()[1])}
        for code in ('41001', '41002', '41003'):
            contient(motifs[code], 'Plusieurs formations revendiquent son offre', MCO_PUBLIE, '41001, 41002, 41003', 'relais formation lier')
        contient(motifs[MCO_PUBLIE], 'Plusieurs formations de Parcoursup la revendiquent : 41001, 41002, 41003. Le SAIO dit')
        contient(motifs[voisine], f'et l\'offre qu\'elle revendique, {MCO_PUBLIE}, est revendiquée par d\'autres', 'relais statut demander')
        contient(b.relais('explain', MCO_PUBLIE, '--campagne', '2024').replace('\n' + ' ' * 18, ' '), 'Cette offre est peut-être la formation 41001')
        b.relais('formation', 'lier', '41003', MCO_PUBLIE, '--campagne', '2024', '--reason', 'le CFA confirme')
        motifs = {v['formation'] or v['cle']: v['motif'] for v in lignes(b.migrer()[1])}
        egal('liée', b.ligne('41003'), f'{MCO_PUBLIE}|decision|1|')
        contient(motifs['41001'], f"L'offre qu'elle revendique, {MCO_PUBLIE}, est la formation 41003, une personne l'a dit", 'formation delier')
        contient(motifs[voisine], 'est la formation 41003. Le SAIO dit')
        for code in ('41001', '41002'):
            b.relais('formation', 'delier', code, '--campagne', '2024', '--reason', 'fermée')
        motifs = {v['formation'] or v['cle']: v['motif'] for v in lignes(b.migrer()[1])}
        contient(motifs[voisine], 'et le SAIO a dit qu\'aucune offre n\'était la sienne')


# --- « au fil de l'eau » ------------------------------------------------------------------------

def au_fil():
    """The campagne is over today: it is the day on which the facts were known that says whether it is open."""
    with demo_migree() as b:
        flux = Flux().change(SANS_DUREE, ('<session ', '<duree-cycle>2</duree-cycle><session ')) \
            .change(MCO_PUBLIE, FERMEE).change(NDRC_MARQUE, FERMEE).copie(TOURISME_ARMOR, TOURISME_ARMOR[:-1] + '9')
        b.importer(flux.ecrire(), date='2023-11-20')
        egal('corrigée', b.ligne('31003'), f'{SANS_DUREE}|cle|1|')
        egal('son statut', b.statut(SANS_DUREE, 'statut, code'), 'publie|31003')
        egal('publiée, elle perd un critère', b.ligne('31001'), f'{MCO_PUBLIE}|cle|1|')
        egal('l\'alerte', b.statut(MCO_PUBLIE, 'statut, perdue_le'), 'publie|20231120')
        egal('non publiée, elle le perd', b.ligne('31002'), f'{NDRC_A_PUBLIER}|cle|0|critere:7')
        egal('une nouvelle', b.formation(TOURISME_ARMOR[:-1] + '9'), 'R0000015')
        egal('les runs', b.demande('SELECT au_fil FROM migration ORDER BY numero'), ['0', '1'])
        _, octets, _ = b.migrer(essai=True)
        egal('ce qu\'une migration dirait', {v['formation']: v['certifiee'] for v in lignes(octets) if v['formation'] in ('31001', '31002', '31003', 'R0000015')},
             {'31001': 'oui', '31002': 'non', '31003': 'oui', 'R0000015': 'oui'})
        contient(b.migrer()[0], ENCORE)
        versions = b.versions()
        b.importer(flux.ecrire(), date='2023-11-21')
        egal('le même flux encore', b.versions(), versions)
        b.importer('demo/lheo-bretagne.xml', date='2023-11-22')
        egal('elle revient', b.ligne('31001'), f'{MCO_PUBLIE}|cle|1|')
        egal('son statut alors', b.statut(MCO_PUBLIE, 'statut, perdue_le'), 'publie|0')
        egal('l\'autre aussi', b.ligne('31002'), f'{NDRC_A_PUBLIER}|cle|1|')


def au_fil_du_jour():
    """Open today and closed on the day of the facts, before or after: nothing follows."""
    with demo_ouverte() as b:
        b.relais('campagne', 'modifier', '2024', '--set', 'ouverture_referencement=2023-11-21', '--reason', 'essai')
        fermee = Flux().change(NDRC_MARQUE, FERMEE).ecrire()
        b.importer(fermee, date='2023-11-20')
        egal('avant son ouverture', b.ligne('31002'), f'{NDRC_A_PUBLIER}|cle|1|')
        b.importer(Flux().change(NDRC_MARQUE, FERMEE).change(MCO_PUBLIE, FERMEE).ecrire(), date='2023-11-21')
        egal('le jour de son ouverture', b.ligne('31002'), f'{NDRC_A_PUBLIER}|cle|0|critere:7')


def delai():
    """The day of the decision is given: fifteen days go by."""
    with demo_migree() as b:
        b.importer(Flux().change(MCO_PUBLIE, FERMEE).ecrire(), date='2023-11-20')
        for jour, ligne, statut in (('2023-11-20', '1|', 'publie|20231120'), ('2023-12-05', '1|', 'publie|20231120'),
                                    ('2023-12-06', '0|critere:7', 'non_publiable|20231120')):
            _, octets, _ = b.migrer(date=jour)
            egal(f'sa formation au {jour}', b.ligne('31001'), f'{MCO_PUBLIE}|cle|{ligne}')
            egal(f'son statut au {jour}', b.statut(MCO_PUBLIE, 'statut, perdue_le'), statut)
            contient(b.migrer(date=jour)[0], ENCORE)
        b.importer('demo/lheo-bretagne.xml', date='2023-12-08')
        b.migrer(date='2023-12-08')
        egal('elle revient', b.ligne('31001'), f'{MCO_PUBLIE}|cle|1|')
        egal('son statut enfin', b.statut(MCO_PUBLIE, 'statut, perdue_le'), 'publie|0')
        b.importer(Flux().change(MCO_PUBLIE, FERMEE).ecrire(), date='2023-12-10')
        contient(b.relais('campagne', 'suivre', '--date', '2023-12-10'), 'Campagne 2024')
        versions = b.versions()
        contient(b.relais('campagne', 'suivre', '--date', '2023-12-25'), 'rien n\'était dû')
        egal('rien n\'est écrit', b.versions(), versions)
        contient(b.relais('campagne', 'suivre', '--date', '2023-12-26'), '1 formation et 1 statut mis à jour')
        egal('la nuit a suffi', b.ligne('31001'), f'{MCO_PUBLIE}|cle|0|critere:7')
        contient(b.relais('campagne', 'suivre', '--date', '2999-01-01', code=2), 'avenir')


def jamais_migree():
    """A campagne that nobody migrated has no formation, whatever is imported."""
    with Base(postgres).demo() as b:
        b.importer('demo/lheo-bretagne.xml', date='2023-11-20')
        egal('formations', b.un('SELECT COUNT(*) FROM formation'), '0')
        egal('statuts', b.un('SELECT COUNT(*) FROM statut'), '0')


# --- what people decide -------------------------------------------------------------------------

def decisions_tiennent():
    with demo_ouverte() as b:
        b.relais('statut', 'demander', NDRC_A_PUBLIER, '--campagne', '2024', '--reason', 'dossier complet')
        b.relais('statut', 'refuser', MCO_PUBLIE, '--campagne', '2024', '--motif', 'doublon', '--precision', 'de la 31999', '--reason', 'vu')
        b.relais('statut', 'demander', RECTEUR, '--campagne', '2024', '--reason', 'accord du 3 novembre')
        b.relais('formation', 'lier', '31006', GLYCINES[0], '--campagne', '2024', '--reason', 'oui')

        def tient(quand):
            egal(f'demandée, {quand}', b.statut(NDRC_A_PUBLIER, 'statut, decision'), 'publie|demandee')
            egal(f'refusée, {quand}', b.statut(MCO_PUBLIE, 'statut, motif, precisions'), 'non_publie|doublon|de la 31999')
            egal(f'sa formation, {quand}', b.ligne('31001'), f'{MCO_PUBLIE}|cle|0|statut:non_publie')
            egal(f'sous condition et demandée, {quand}', b.statut(RECTEUR, 'statut, decision'), 'publie|demandee')
            egal(f'liée, {quand}', b.ligne('31006'), f'{GLYCINES[0]}|decision|1|')
            egal(f'une formation au plus, {quand}', b.un('SELECT COUNT(*) FROM (SELECT offre FROM formation WHERE offre <> 0 GROUP BY campagne, offre HAVING COUNT(*) > 1) AS x'), '0')
        b.migrer()
        tient('après la migration')
        code = b.formation(RECTEUR)
        egal('créée', code[:1], 'R')
        b.importer('demo/lheo-bretagne.xml', date='2023-11-20', complet=True)
        tient('après le même flux')
        autre = Flux().change(MCO_PUBLIE, ('BTS management', 'BTS du management')).change(NDRC_MARQUE, ('<fin>2026', '<fin>2027')) \
            .change(RECTEUR, ('Deux jours', 'Trois jours'))
        b.importer(autre.ecrire(), date='2023-11-21', complet=True)
        tient('après un autre flux')
        b.relais('import', 'annuler', b.un("SELECT MAX(numero) FROM run WHERE etat = 'applique'"), '--reason', 'flux défectueux')
        b.migrer(date='2023-11-22')
        tient('après une annulation')
        b.importer(Flux().retire(MCO_PUBLIE, NDRC_MARQUE, RECTEUR).ecrire(), date='2023-11-23', complet=True)
        b.importer('demo/lheo-bretagne.xml', date='2023-11-24', complet=True)
        tient('après un aller et retour')
        egal('son code', b.formation(RECTEUR), code)


def commandes_refusees():
    with demo_migree() as b:
        def refus(code, *args, dit=()):
            contient(b.relais('statut', *args, code=code), *dit)
        c = ('--campagne', '2024')
        avant = b.tout()
        refus(1, 'demander', OISE_SANS_QUALIOPI, *c, '--reason', 'x', dit=('Qualiopi',))
        refus(1, 'demander', MCO_PUBLIE, *c, '--reason', 'x')
        refus(2, 'refuser', MCO_PUBLIE, *c, '--reason', 'x', dit=('motifs',))
        refus(2, 'refuser', MCO_PUBLIE, *c, '--motif', 'rien', '--reason', 'x', dit=('motifs',))
        refus(2, 'demander', MCO_PUBLIE, *c, '--motif', 'doublon', '--reason', 'x')
        refus(2, 'demander', MCO_PUBLIE, *c, dit=('--reason',))
        refus(2, 'demander', MCO_PUBLIE, '--reason', 'x', dit=('--campagne',))
        refus(2, 'demander', 'inconnue', *c, '--reason', 'x', dit=('inconnue',))
        refus(2, 'publier', MCO_PUBLIE, *c, '--reason', 'x')
        refus(1, 'reessayer', MCO_PUBLIE, *c, '--reason', 'x')
        refus(2, 'demander', NDRC_A_PUBLIER, *c, '--reason', 'x', '--role', 'pape')
        refus(1, 'demander', NDRC_A_PUBLIER, *c, '--reason', 'x', '--role', 'cfa')
        egal('la base', b.tout(), avant)
        b.relais('statut', 'demander', NDRC_A_PUBLIER, *c, '--reason', 'x')
        refus(1, 'demander', NDRC_A_PUBLIER, *c, '--reason', 'x')


# --- the next campagne --------------------------------------------------------------------------

def annee_suivante(b):
    for nom in ('bretagne', 'idf', 'occitanie'):
        b.importer(Flux(nom).rentree(1).ecrire(), date='2024-10-07', complet=True)


def campagne_suivante():
    with demo_migree() as b:
        b.relais('statut', 'refuser', f'104239P0121{RADE}#L02', '--campagne', '2024', '--motif', 'doublon', '--precision', 'x', '--reason', 'vu')
        b.relais('statut', 'demander', TOURISME_ARMOR, '--campagne', '2024', '--reason', 'x')
        b.migrer()
        creees = set(b.demande("SELECT code FROM formation WHERE campagne = 2024 AND origine = 'creee'"))
        par_code = {c: b.ligne(c).split('|')[0] for c in creees}
        annee_suivante(b)
        _, essai, _ = b.migrer('2025', '2024-11-05', essai=True)
        dit, reel, j = b.migrer('2025', '2024-11-05')
        contient(dit, 'Migration faite')
        egal('le CSV', reel, essai)
        egal('les créées sont reprises', creees - {v['formation'] for v in lignes(reel)}, set())
        egal('rien n\'est créé deux fois', [v['cle'] for v in lignes(reel) if v['formation'] and v['formation'] not in creees and v['formation'].startswith('R')
                                             and v['cle'] in par_code.values()], [])
        egal('leurs offres', {c: b.ligne(c, '2025').split('|')[0] for c in creees}, par_code)
        egal('ce qui a été demandé l\'an dernier part seul', b.statut(TOURISME_ARMOR, 'statut, decision', '2025'), 'publie|aucune')
        egal('elle n\'a pas de code de Parcoursup', b.statut(TOURISME_ARMOR, 'code', '2025'), '')
        egal('le refus reste', b.statut(f'104239P0121{RADE}#L02', 'statut, motif', '2025'), 'non_publie|doublon')
        egal('les formations de 2024 sont toutes là', j['comptes']['formations_n_moins_1'], int(b.un('SELECT COUNT(*) FROM formation WHERE campagne = 2024')))
        contient(b.migrer('2025', '2024-11-05')[0], ENCORE)
        contient(b.migrer('2024', '2024-11-05', essai=True)[0], 'Essai')


def vrai_code(avant):
    """Parcoursup's list of 2024 gives a real code to a formation of ours: one formation, one line, before or after the migration to 2025."""
    with demo_migree() as b:
        annee_suivante(b)
        vraie = liste({'UAI_COMPOSANTE': '0359901X', 'LIB_COMPOSANTE': "CFA Exemple d'Armor", 'LIBFORMATION': 'BTS - Services', 'LIBSPÉCIALITÉ': 'Tourisme - en apprentissage',
                       'CODECFD': '32033426', 'CODEFORMATIONINSCRIPTION': '41001', 'CODEFORMATIONACCUEIL': '41001', 'ID_RCO': TOURISME_ARMOR})
        if not avant:
            b.migrer('2025', '2024-11-05')
            egal('en attendant', b.formation(TOURISME_ARMOR, '2025'), 'R0000013')
        b.importer(vraie, date='2024-11-06', campagne='2024')
        _, octets, _ = b.migrer('2025', '2024-11-06')
        egal('ses lignes', [(v['formation'], v['certifiee']) for v in lignes(octets) if v['cle'] == TOURISME_ARMOR], [('41001', 'oui')])
        egal('sa formation', b.formation(TOURISME_ARMOR, '2025'), '41001')
        egal('notre code n\'a plus de ligne', b.un("SELECT COUNT(*) FROM formation WHERE campagne = 2025 AND code = 'R0000013'"), '0')
        contient(b.migrer('2025', '2024-11-06')[0], ENCORE)
        egal('en 2024 il reste', b.formation(TOURISME_ARMOR), 'R0000013')


def liste_apres():
    """The list of N-1 comes after a first migration without it: the same result as with it from the start, but for our codes."""
    with Base(postgres).demo(liste=None) as b:
        contient(b.migrer()[0], 'Aucune formation de la campagne 2023', 'relais import LISTE --campagne 2023')
        b.importer(LISTE, date='2023-11-07', campagne='2023')
        _, octets, _ = b.migrer(date='2023-11-07')
        vues = {v['formation']: v for v in lignes(octets)}
    with Base(postgres).demo() as b:
        voulues = {v['formation']: v for v in lignes(b.migrer()[1])}
    for code in voulues:
        if code.startswith('3') and voulues[code]['certifiee'] == 'oui' and code not in ('31005',):
            egal(code, vues[code], voulues[code])


def liste_annulee():
    """The list of N-1 is taken back after the migration: its formations stay, and what they were."""
    with demo_migree() as b:
        _, avant, _ = b.migrer()
        b.relais('import', 'annuler', b.un("SELECT MAX(numero) FROM run WHERE etat = 'applique'"), '--reason', 'mauvaise liste')
        _, apres, j = b.migrer()
        egal('les lignes', sorted(apres.splitlines()), sorted(avant.splitlines()))
        egal('les comptes', (j['comptes']['formations_n_moins_1'], j['comptes']['formations_deja_la']), (0, 29))


def base_vide():
    with Base(postgres) as b:
        contient(b.relais('campagne', 'migrer', '2024', code=2), 'relais import')
    with Base(postgres).demo() as b:
        contient(b.relais('campagne', 'migrer', 'deux', code=2), 'année de rentrée')
        avant = b.tout()
        contient(b.relais('campagne', 'migrer', '2024', '--csv', tmp + '/rien/la.csv', code=2), 'la.csv')
        egal('la base après un CSV impossible', b.tout(), avant)


FERMEE = ('<etat-recrutement>1', '<etat-recrutement>2')
NDRC_MARQUE = '53_AF_0000000027'  # the numéro of NDRC_A_PUBLIER in its feed: the clé is composed

TESTS = (
    ('dry run and real run write the same CSV; a dry run writes nothing; again changes nothing', essai_et_reel),
    ('each formation and each offre of the demonstration is as a person expects', attendu),
    ('each formation and each importable offre has one line; the counts add up', comptes),
    ('the order of the files and the engine change nothing', autre_ordre),
    ('a change of clé keeps formation, code and statut', cle_changee),
    ('our codes are never used twice', codes_jamais_repris),
    ('offres of one place and diploma come back to their own formations', deux_reviennent),
    ('a link that a person said stands', lien_dit_par_une_personne),
    ('one clé for several formations: each is told so, and who says which', une_cle_pour_deux),
    ('the continuous import, offre by offre', au_fil),
    ('the continuous import follows what is open on the day of the facts', au_fil_du_jour),
    ('importable no longer: « Certifiée » for the delay', delai),
    ('no continuous import before a migration', jamais_migree),
    ('what the SAIO decided survives feeds, migrations and undoing', decisions_tiennent),
    ('what the table refuses is refused, with its code', commandes_refusees),
    ('the next campagne starts from ours', campagne_suivante),
    ('a real code for one of ours, before the next migration', lambda: vrai_code(True)),
    ('a real code for one of ours, after it', lambda: vrai_code(False)),
    ('the list of N-1 after a first migration', liste_apres),
    ('the list of N-1 taken back', liste_annulee),
    ('nothing to migrate, nowhere to write', base_vide),
)


def moteur(pg):
    global postgres
    postgres = pg


sys.exit(derouler(TESTS, moteur))
