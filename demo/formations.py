# SPDX-License-Identifier: EUPL-1.2
"""The formations d'inscription of Parcoursup 2023 that the demonstration starts from, and what each of them shows in the migration to 2024."""

MCO, NDRC, CG, TOURISME = ('11423', 'Management Commercial Opérationnel'), ('11418', 'Négociation et digitalisation de la Relation Client'), \
    ('1486', 'Comptabilité et gestion'), ('1435', 'Tourisme')
BANQUE, SIO = ('1412', 'Banque, conseiller de clientèle (particuliers)'), \
    ('11445', "Services informatiques aux organisations - Option A : Solutions d'infrastructures, systèmes et réseaux")
DCG, COMPTABLE, VINS = ('23001', 'Diplôme de comptabilité et de gestion'), ('24001', 'Comptable'), ('1701', 'Technico-commercial - Alimentation et boissons')
SERVICES, AGRICOLE, AUTRES = ('43', 'BTS - Services'), ('44', 'BTS - Agricole'), ('50', 'Formations professionnelles')
OUI, NON = 'Paramétrée', 'Non Paramétrée'

# code, UAI, nom, domaine, spécialité, CFD, clé of the offer in 2023 (empty: Parcoursup has none), paramétrée, what it shows
FORMATIONS = [
    (31001, '0299901E', 'Lycée Exemple de la Rade', SERVICES, MCO, '32031213', '104239P01219990001100001899900012800010-29019#L01', OUI,
     'importable, publiée en 2023 : elle part toute seule'),
    (31002, '0299901E', 'Lycée Exemple de la Rade', SERVICES, NDRC, '32031212', '100357P01219990001100001899900012800010-29019#L01', NON,
     "importable, mais non publiée en 2023 : Certifiée, et le SAIO doit demander la publication"),
    (31003, '0359901X', "CFA Exemple d'Armor", SERVICES, MCO, '32031213', '104239P01X19990001100001899900011000018-35238#L01', OUI,
     'son offre est non réglementaire : durée non renseignée'),
    (31004, '0299901E', 'Lycée Exemple de la Rade', SERVICES, TOURISME, '32033426', '106339P01219990001100001899900012800010-29019#L01', OUI,
     "son offre n'a pas de session pour 2024 : elle n'est pas renouvelée"),
    (31005, '0299901E', 'Lycée Exemple de la Rade', SERVICES, BANQUE, '32031310', '', OUI,
     "sans clé : l'UAI et le CFD donnent une seule offre"),
    (31006, '0949902C', 'Lycée Exemple des Glycines', SERVICES, NDRC, '32031212', '', OUI,
     'sans clé : plusieurs offres possibles, le SAIO dit laquelle'),
    (31007, '0949902C', 'Lycée Exemple des Glycines', SERVICES, MCO, '32031213', '104239P01219990000110001899900002900010-94028#L01', OUI,
     'importable, publiée en 2023'),
    (31008, '0779901U', 'Campus Exemple de la Marne', SERVICES, MCO, '32031213', '104239P01219990000110001899900003700013-77288#L01', OUI,
     "sa clé n'est plus au catalogue (l'année n'est plus déclarée), et la seule offre qui lui ressemble n'est pas réglementaire"),
    (31009, '0779901U', 'Campus Exemple de la Marne', SERVICES, CG, '32031408', '083602P01219990000110001899900003700013-77288#L01', OUI,
     'importable, publiée en 2023'),
    (31010, '0759901E', 'École Exemple de commerce', AUTRES, DCG, '26031403', '106621P01319990000520001299900005200012-75112#L01', OUI,
     "sous condition d'habilitation : Certifiée, mais le SAIO vérifie avant de publier"),
    (31011, '0759901E', 'École Exemple de commerce', AUTRES, COMPTABLE, '36X31402', '082285P01219990000520001299900005200012-75112#L01', OUI,
     'un critère est à vérifier : rien ne part sans le SAIO'),
    (31012, '0319902V', 'CFA Exemple de Garonne', SERVICES, MCO, '', '104239P01219990002190001799900021900017-31555#L01', OUI,
     'importable, publiée en 2023'),
    (31013, '0319902V', 'CFA Exemple de Garonne', SERVICES, SIO, '32032613', '', OUI,
     "aucune offre de cet établissement n'a cette spécialité"),
    (31014, '0569901H', 'Maison Exemple des Embruns', AGRICOLE, VINS, '32331205', '110871P01219990001360001399900013600013-56121#L01', OUI,
     'importable, publiée en 2023'),
    (31015, '0959901W', "Institut Exemple de l'Oise", SERVICES, MCO, '32031213', '104239P01219990000780001799900007800017-95127#L01', OUI,
     'son offre a perdu Qualiopi'),
]

COLONNES = ['UAI_GES', 'UAI_COMPOSANTE', 'LIB_COMPOSANTE', 'LIB_INS', 'UAI_AFF', 'LIB_AFF', 'ACADÉMIE', 'CODEFORMATION', 'LIBFORMATION', 'CODESPÉCIALITÉ',
            'LIBSPÉCIALITÉ', 'CODESPÉFORMATIONINITIALE', 'CODEMEF', 'CODECFD', 'CODEFORMATIONINSCRIPTION', 'CODEFORMATIONACCUEIL', 'CODESISE',
            'LISTE_IDEO', 'ID_RCO', 'FORMATION_PARAMÉTRÉE', 'APPRENTISSAGEOUSCOLAIRE', 'LISTE_RNCP', 'CAPACITE', 'NBDEDEMANDES']


def lignes():
    for code, uai, nom, domaine, specialite, cfd, cle, parametree, _ in FORMATIONS:
        yield {'UAI_GES': uai, 'UAI_COMPOSANTE': uai, 'LIB_COMPOSANTE': nom, 'CODEFORMATION': domaine[0], 'LIBFORMATION': domaine[1],
               'CODESPÉCIALITÉ': specialite[0], 'LIBSPÉCIALITÉ': specialite[1] + ' - en apprentissage', 'CODECFD': cfd,
               'CODEFORMATIONINSCRIPTION': str(code), 'CODEFORMATIONACCUEIL': str(code), 'ID_RCO': cle, 'FORMATION_PARAMÉTRÉE': parametree,
               'APPRENTISSAGEOUSCOLAIRE': 'Apprentissage', 'CAPACITE': '24'}
    # A row of the same list that is none of our business.
    yield {'UAI_GES': '0299901E', 'UAI_COMPOSANTE': '0299901E', 'LIB_COMPOSANTE': 'Lycée Exemple de la Rade', 'CODEFORMATION': '43',
           'LIBFORMATION': 'BTS - Services', 'CODESPÉCIALITÉ': '10423', 'LIBSPÉCIALITÉ': 'Management Commercial Opérationnel',
           'CODECFD': '32031213', 'CODEFORMATIONINSCRIPTION': '31900', 'CODEFORMATIONACCUEIL': '31900', 'FORMATION_PARAMÉTRÉE': 'Paramétrée',
           'APPRENTISSAGEOUSCOLAIRE': 'Scolaire', 'CAPACITE': '35'}
