#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The checker of bases checked: each fault of coherence.sql, put into a sound base, is found; so is a damaged file."""
import re
import sqlite3

import crash

# What is done to the base, and the title that must come out. NULLs and constraints of the schema forbid the other ways.
FAUTES = [
    ('UPDATE offre_passe SET au_version = 99, du_version = 1; UPDATE offre SET du_version = 1 WHERE numero IN (SELECT numero FROM offre_passe)',
     'offre : une ligne est à la fois en vigueur et passée à la même version'),
    ('UPDATE offre_passe SET au_version = 40', 'offre : une ligne en vigueur date d\'avant la fin de la précédente'),
    ('INSERT INTO session_passe SELECT offre, rang, numero, debut, fin, etat, annees, capacite, capacite_cumulee, effectif_minimal, url, 0, '
     'au_version FROM session_passe LIMIT 1', 'session : deux états passés de la même chose se recouvrent'),
    ('UPDATE session_passe SET au_version = du_version', 'session : un état passé finit avant d\'avoir commencé'),
    ('UPDATE kit SET du_version = 99', 'kit : une version que la base ne connaît pas'),
    ('UPDATE verdict_passe SET au_version = 99', 'verdict : un état passé est fini par une version que la base ne connaît pas'),
    ('UPDATE version SET numero = 98 WHERE numero = 1', 'les versions ne se suivent pas'),
    ('UPDATE version SET connu_le = \'1999\' WHERE numero = 2', 'une version connue avant celle qui la précède'),
    ('UPDATE version SET run = 99', 'une version est d\'un run qui n\'existe pas'),
    ('UPDATE run SET version = NULL WHERE etat = \'applique\'', 'un run n\'a pas la version que son état demande'),
    ('UPDATE run SET version = 99 WHERE etat = \'applique\'', 'un run est d\'une version que la base ne connaît pas'),
    ('DELETE FROM evenement', 'un run appliqué n\'a pas son événement'),
    ('DELETE FROM anomalie WHERE rang = 1', 'un run appliqué n\'a pas ses anomalies'),
    ('UPDATE anomalie SET run = run + 500', 'une anomalie est d\'un run qui n\'existe pas'),
    ('UPDATE offre SET source = 99', 'offre : une source inconnue'),
    ('DELETE FROM texte', 'fiche : un texte inconnu'),
    ('UPDATE session SET offre = 999999 WHERE offre = 1 AND rang = 0; UPDATE session SET offre = 999999 WHERE offre = (SELECT MIN(offre) '
     'FROM session)', 'une session n\'a pas d\'offre'),
    ('INSERT INTO offre_source VALUES (999999, 1, 1)', 'une offre est à une source sans exister'),
    ('INSERT INTO decision VALUES (1, \'uai\', \'0359901X\', \'\', \'\', 1, 1)', 'une décision vient d\'un fichier que la base n\'a pas en vigueur'),
    ('INSERT INTO saisie VALUES (\'x\', 1, 2, \'0359901X\', \'attente\')',
     'une ligne saisie à la main vient d\'un fichier que la base n\'a pas en vigueur'),
    ('INSERT INTO saisie SELECT cle, 1, 2, \'0359901X\', \'attente\' FROM offre WHERE numero = (SELECT MIN(numero) FROM offre)',
     'une ligne saisie à la main attend une offre qui est là'),
    ('UPDATE formation SET offre = 1', 'deux formations ont la même offre'),
    ("UPDATE formation SET motif = ''", 'une formation est « Certifiée » et a une raison de ne pas l\'être, ou ni l\'un ni l\'autre'),
    ("UPDATE formation SET certifiee = 1, offre = 0", 'une formation est « Certifiée » sans offre'),
    ("UPDATE formation SET offre = 999999 WHERE code = '31001'", 'une formation est d\'une offre que la base n\'a jamais connue'),
    ("UPDATE formation SET origine = 'creee'", 'une formation créée n\'a pas un code à nous'),
    ("INSERT INTO statut VALUES (2024, 999999, 'pret', 'aucune', 0, '', '', '', '', 0, 0, '', 1, 1)", 'un statut est d\'une offre que la base n\'a jamais connue'),
    ("INSERT INTO statut VALUES (2024, 1, 'pret', 'aucune', 0, '', '', '', '', 0, 0, '', 2, 1)", 'un statut est posé après sa ligne'),
    ("INSERT INTO succession VALUES (1, 1, '', '', 1)", 'une offre se remplace elle-même'),
    ('UPDATE migration SET version = 99', 'une migration est d\'une version que la base ne connaît pas'),
    ("DELETE FROM migration_compte WHERE nom = 'lignes'", 'une migration n\'a pas ses comptes'),
    ("UPDATE migration_compte SET nombre = 7 WHERE nom = 'lignes'", 'les comptes d\'une migration ne tombent pas juste'),
    ('INSERT INTO lot VALUES (1)', 'un lot est resté'),
    ('UPDATE campagne SET verdicts_version = 99', 'les verdicts d\'une campagne sont d\'une version que la base ne connaît pas'),
    ('DELETE FROM verdict WHERE offre = (SELECT MIN(offre) FROM verdict)', 'une campagne dont les verdicts sont à jour n\'a pas celui d\'une offre'),
    ('UPDATE verdict SET offre = 999999 WHERE offre = (SELECT MIN(offre) FROM verdict)',
     'une campagne dont les verdicts sont à jour a celui d\'une offre qui n\'existe plus'),
]


def faussee(base, sql):
    h = sqlite3.connect(base.dsn, isolation_level=None)
    h.executescript(sql)
    h.close()
    return crash.coherence(base)


def main():
    premier, second = crash.commandes(*crash.entree('demo'))
    saine = crash.tranquille(crash.depart(crash.Sqlite('saine'), premier), second)
    crash.migrer(crash.lister(saine))
    crash.test('une base saine est cohérente', crash.coherence(saine))
    for i, (sql, titre) in enumerate(FAUTES):
        vues = faussee(saine.copier(f'fausse{i}'), sql)
        crash.test(f'trouvé : {titre}', [] if any(v.startswith(titre) for v in vues) else [f'vu seulement {vues}'])
    texte = open(crash.RACINE + '/tests/crash/coherence.sql', encoding='utf-8').read()
    titres = re.findall(r'^-- (.*)\n(?=SELECT)', texte, re.M)
    essayes = {re.sub(r'^\w+ : ', '{x} : ', t) for _, t in FAUTES}
    crash.test('chaque requête a sa faute', [t for t in titres if re.sub(r'^\{\w+\} : ', '{x} : ', t) not in essayes])
    abimee = saine.copier('abimee')
    octets = bytearray(open(abimee.dsn, 'rb').read())
    for page in range(3, 20):
        octets[page * 16384:page * 16384 + 256] = bytes(256)
    open(abimee.dsn, 'wb').write(octets)
    try:
        vues = crash.coherence(abimee)
    except sqlite3.DatabaseError as e:
        vues = [e]
    crash.test('trouvé : un fichier abîmé', [] if vues else ['rien vu'])


try:
    main()
finally:
    crash.fin()
