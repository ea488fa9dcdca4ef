# SPDX-License-Identifier: EUPL-1.2
"""The offers of the demonstration: what each declares, the defect it carries and the verdict one expects.

Codes (CFD, RNCP, MEF, CERTIFINFO, INSEE) are public facts of autumn 2023; organismes, SIRET, NDA, UAI, addresses, certificateurs
and partenaires are invented (SIREN 999 000 nnn, NDA ending in the département, UAI nnn99nnX). Nobody real is described.

An offer is O(région, certification, responsable, formateur, commune, what it shows, expected, **what differs from the usual one).
The usual one: durée of the certification, entry in year 1, one open session from 2 September 2024 to June, the UAI of the
formateur declared, the RNCP of the kit declared, numéro = clé.

Expected: a letter, then the criteria that are not conforme or sans objet (« 5- » non_conforme, « 6? » a_verifier).
    I réglementaire and importable    R réglementaire, not importable    N non réglementaire    X non affichée
tests/demo/demo.t holds the program to it (rentrée 2024, as known on 5 October 2023).
"""


class O:
    def __init__(self, region, certification, responsable, formateur, commune, montre, attendu, **ecarts):
        self.region, self.certification, self.commune = region, certification, commune
        self.responsable, self.formateur = responsable, formateur
        self.montre, self.attendu, self.ecarts = montre, attendu, ecarts


OUVERTE, FERMEE, SUSPENDUE = '1', '2', '3'

OFFRES = [
    # Île-de-France
    O('idf', 'MCO', 'rivieres', 'glycines', '94028', "rien à redire : le BTS MCO de l'annexe", 'I'),
    O('idf', 'NDRC', 'rivieres', 'glycines', '94028', "rien à redire : le BTS NDRC de l'annexe", 'I'),
    O('idf', 'MCO', 'rivieres', 'marne', '77288', "année d'entrée non renseignée", 'N 8-', annees=[]),
    O('idf', 'NDRC', 'rivieres', 'marne', '77288', 'ancien code RNCP déclaré : le retenu est RNCP38368', 'I', rncp='34030'),
    O('idf', 'SISR', 'rivieres', 'glycines', '94028', 'BTS à options : le MEF de première année est celui du CFD commun', 'I'),
    O('idf', 'CG', 'rivieres', 'marne', '77288', 'RNCP terminé avant la rentrée, mais de droit : le CFD fait foi', 'I'),
    O('idf', 'TOURISME', 'paris', 'paris', '75112', "responsable et formateur sont le même organisme", 'I'),
    O('idf', 'BUT', 'iut', 'iut', '93066', 'BUT dans un IUT, sans MEF : durée à vérifier', 'I 6?'),
    O('idf', 'BUT', 'paris', 'paris', '75112', 'BUT hors d\'un IUT : hors périmètre', 'R 3- 6?'),
    O('idf', 'DCG', 'paris', 'paris', '75112', 'DCG : à publier sous condition d\'habilitation', 'I'),
    O('idf', 'COMPTABLE', 'paris', 'paris', '75112', 'titre sur demande, partenaire habilité à former', 'I 6?'),
    O('idf', 'ASSCOM', 'paris', 'paris', '75112', "titre fermé à l'apprentissage", 'N 4- 6?'),
    O('idf', 'RDC', 'paris', 'paris', '75112', 'titre de niveau 6 qui couvre la période d\'un an', 'I 6?'),
    O('idf', 'RDC', 'paris', 'paris', '75112', "titre terminé le 1er juillet 2025, formation jusqu'en 2027", 'N 5- 6?', duree='3'),
    O('idf', 'DEVINFO', 'paris', 'paris', '75112', 'fiche RNCP inactive', 'N 3- 5- 6?'),
    O('idf', 'DWWM', 'rivieres', 'rivieres', '94028', 'titre professionnel de droit : aucune règle de périmètre', 'R 3- 6?'),
    O('idf', 'LP', 'iut', 'iut', '93066', 'licence professionnelle : entrée à bac+2', 'R 3- 6?'),
    O('idf', 'MCO', 'cergy', 'cergy', '95127', "ni l'un ni l'autre n'a Qualiopi pour l'apprentissage", 'N 2-'),
    O('idf', 'NDRC', 'cergy', 'glycines', '94028', 'Qualiopi porté par le seul formateur', 'I'),
    O('idf', 'MCO', 'hier', 'glycines', '94028', 'SIRET du responsable fermé selon SIRENE', 'X 1-'),
    O('idf', 'NDRC', 'horsliste', 'glycines', '94028', 'NDA absent de la liste publique', 'N 1-'),
    O('idf', 'TOURISME', 'rivieres', 'marne', '77288', 'session déclarée fermée', 'R 7-',
      sessions=[('20240902', '20260626', FERMEE)]),
    O('idf', 'SAM', 'rivieres', 'glycines', '94028', 'CFD absent de notre extrait de la BCN : à vérifier', 'I 5?'),
    O('idf', 'MCO', 'rivieres', 'antenne', '77288', 'UAI non déclaré, et formateur dans une autre commune', 'R', uai=None),
    O('idf', 'NDRC', 'rivieres', 'marne', '77288', 'UAI non déclaré, repris du formateur, même commune', 'I', uai=None, numero_lieu='02'),
    O('idf', 'MCO', 'rivieres', 'glycines', '94028', 'deux années d\'entrée déclarées : deux offres', ['I', 'R 3-'],
      annees=['1', '2'], numero_lieu='02'),
    # Bretagne
    O('bretagne', 'MCO', 'armor', 'rade', '29019', 'rien à redire', 'I'),
    O('bretagne', 'NDRC', 'armor', 'rade', '29019', 'rien à redire, numéro de la base régionale : la clé est composée', 'I',
      numero='53_AF_0000000027'),
    O('bretagne', 'TOURISME', 'armor', 'armor', '35238', 'formateur non déclaré : c\'est le responsable', 'I', sans_formateur=True),
    O('bretagne', 'BTSA', 'embruns', 'embruns', '56121', 'BTS agricole', 'I'),
    O('bretagne', 'CSA', 'embruns', 'embruns', '56121', 'certificat de spécialisation agricole, MEF sans durée', 'I 6?'),
    O('bretagne', 'BPJEPS', 'embruns', 'embruns', '56121', 'BPJEPS, sans MEF : durée à vérifier', 'I 6?'),
    O('bretagne', 'DEJEPS', 'armor', 'armor', '35238', 'DEJEPS : deux fiches RNCP possibles, la déclarée est retenue', 'I 6?'),
    O('bretagne', 'MCO', 'armor', 'armor', '35238', 'durée non renseignée', 'N 6-', duree=None),
    O('bretagne', 'NDRC', 'armor', 'armor', '35238', 'durée de 3 ans : aucun MEF', 'N 6-', duree='3'),
    O('bretagne', 'SISR', 'armor', 'rade', '29019', 'durée 0', 'N 6- 8-', duree='0', annees=['1']),
    O('bretagne', 'BANQUE', 'armor', 'rade', '29019', "CFD fermé le 31 août 2025 : la rentrée 2024 est couverte", 'I'),
    O('bretagne', 'MC', 'armor', 'rade', '29019', 'CFD fermé le 31 août 2024, session du 2 septembre', 'N 5-'),
    O('bretagne', 'MC', 'armor', 'armor', '35238', 'CFD fermé le 31 août 2024, session du 26 août', 'I',
      sessions=[('20240826', '20250627', OUVERTE)]),
    O('bretagne', 'CS', 'armor', 'rade', '29019', 'certificat de spécialisation : soumis au recteur', 'I'),
    O('bretagne', 'COMPTABLE', 'armor', 'armor', '35238', 'partenaire habilité à organiser seulement', 'N 4- 6?'),
    O('bretagne', 'COMPTABLE', 'embruns', 'embruns', '56121', 'habilitation supprimée', 'N 4- 6?'),
    O('bretagne', 'CAP', 'embruns', 'embruns', '56121', 'CAP : hors périmètre', 'R 3-'),
    O('bretagne', 'MCO', 'embruns', 'embruns', '56121', 'UAI fermé', 'R', uai='ferme'),
    O('bretagne', 'NDRC', 'embruns', 'embruns', '56121', 'UAI mal formé : mauvaise lettre', 'R', uai='0569901A'),
    O('bretagne', 'MCO', 'armor', 'rade', '29019', 'plusieurs sessions, une seule dans la fenêtre', 'I', numero_lieu='02',
      sessions=[('20230904', '20250627', FERMEE), ('20240902', '20260626', OUVERTE)]),
    O('bretagne', 'NDRC', 'armor', 'rade', '29019', 'session suspendue : elle compte comme ouverte', 'I', numero_lieu='02',
      sessions=[('20240902', '20260626', SUSPENDUE)]),
    O('bretagne', 'TOURISME', 'armor', 'rade', '29019', "session de l'an dernier : elle n'a pas été renouvelée", 'R 7-',
      sessions=[('20230904', '20250627', OUVERTE)]),
    # Occitanie
    O('occitanie', 'MCO', 'garonne', 'garonne', '31555', 'rien à redire', 'I'),
    O('occitanie', 'NDRC', 'garonne', 'tarn', '81004', 'rien à redire', 'I'),
    O('occitanie', 'CG', 'garonne', 'garonne', '31555', 'entrées permanentes', 'I', permanentes=True),
    O('occitanie', 'LICENCE', 'arts', 'arts', '34172', 'licence : accès direct après le bac à vérifier', 'I 6?'),
    O('occitanie', 'COMPTABLE', 'garonne', 'garonne', '31555', "habilité à former et à organiser", 'I 6?'),
    O('occitanie', 'COMPTABLE', 'nimes', 'nimes', '30189', 'un autre établissement du même SIREN est habilité', 'I 4? 6?'),
    O('occitanie', 'VENDEUR', 'garonne', 'garonne', '31555', 'fiche RNCP absente de la base', 'R 3- 4? 5? 6?'),
    O('occitanie', 'PREPA', 'garonne', 'garonne', '31555', 'ni code diplôme ni RNCP', 'N 3? 4- 5- 6?', rncp=None),
    O('occitanie', 'MCO', 'garonne', 'tarn', '81004', 'CERTIFINFO non déclaré : le CFD vient du RNCP', 'I', certifinfo=None),
    O('occitanie', 'NDRC', 'garonne', 'garonne', '31555', "année d'entrée sans objet (9)", 'I', annees=['9']),
    O('occitanie', 'TOURISME', 'garonne', 'garonne', '31555', 'entrée en deuxième année', 'R 3-', annees=['2']),
    O('occitanie', 'CS', 'garonne', 'garonne', '31555', "année d'entrée plus grande que la durée", 'N 3- 6- 8-', annees=['2']),
    O('occitanie', 'MCO', 'garonne', 'tarn', '81004', 'date de début incomplète (septembre 2024)', 'N 5? 7-', numero_lieu='02',
      sessions=[('20240900', '20260626', OUVERTE)]),
    O('occitanie', 'NDRC', 'garonne', 'tarn', '81004', 'date de fin inconnue (99999999)', 'N 7-', numero_lieu='02',
      sessions=[('20240902', '99999999', OUVERTE)]),
    O('occitanie', 'TOURISME', 'garonne', 'tarn', '81004', 'fin de session avant son début', 'R 7-',
      sessions=[('20260626', '20240902', OUVERTE)]),
    O('occitanie', 'MCO', 'garonne', 'garonne', '31069', 'adresse du lieu incomplète', 'N', code_postal='00000', ville='-',
      uai='blagnac'),
    O('occitanie', 'NDRC', 'garonne', 'garonne', '31069', 'libellé non renseigné', 'N', intitule='-', uai='blagnac'),
    O('occitanie', 'MCO', 'nimes', 'nimes', '30189', 'NDA mal formé', 'N 1-', nda='NON-DECLARE'),
    O('occitanie', 'NDRC', 'nimes', 'nimes', '30189', 'SIRET du formateur qui ne passe pas sa clé', 'N 1-', siret_formateur='99900021100099'),
    O('occitanie', 'TOURISME', 'nimes', 'nimes', '30189', 'SIRET du responsable non renseigné', 'N 1-', siret_responsable='-'),
    O('occitanie', 'SISR', 'nimes', 'nimes', '30189', 'SIRET du formateur non renseigné', 'N 1-', siret_formateur='-'),
    O('occitanie', 'CG', 'garonne', 'garonne', '31555', 'entièrement à distance : sans lieu, donc sans UAI', 'R', distance=True),
    O('occitanie', 'BTSA', 'tarn', 'tarn', '81004', "aucun cycle d'apprentissage : année d'entrée non renseignée", 'N 8-', type_cycle='0'),
    O('occitanie', 'CG', 'tarn', 'tarn', '81004', 'la clé du numéro dit une autre commune : elle est gardée', 'I', commune_cle='31555'),
    O('occitanie', 'BANQUE', 'rodez', 'rodez', '12202', 'SIRET inconnu de SIRENE ; Qualiopi par un autre établissement du SIREN', 'I'),
    O('occitanie', 'SAM', 'garonne', 'garonne', '31555', "contrat de professionnalisation : compté, non gardé", None, apprentissage=False),
]
