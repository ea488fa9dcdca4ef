#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""small.py - the branches of domain.md 4 that no national data set reaches, with their answers.

usage: small.py                                      make the set, judge it with verdicts.py
       small.py DIR                                  make the set in DIR
       small.py DIR verdicts.csv [--param NAME=VALUE]   hold a verdict file of DIR to the answers

Every organisme, code and place name is invented (La Poste's SIREN, an exception of the key, and
the codes of communes apart). The answers are written by hand, one case a rule, against the whole
line: a case says only in what it departs from EXPECTED, and all the other columns must be as
there. Exit 1 on any difference.
"""
import argparse
import csv
import os
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape

OK, KO, SEE, NONE = 'conforme', 'non_conforme', 'a_verifier', 'sans_objet'
COLUMNS = ('region academie classification importable c1 c2 c3 c4 c5 c6 c7 c8 mentions').split()
# the line of an offer that nothing is wrong with: a BTS in two years, in Paris
EXPECTED = dict(zip(COLUMNS, ['11', '01', 'reglementaire', 'oui', OK, OK, OK, NONE, OK, OK, OK, OK,
                              '']))
REFUSED = {'classification': 'non_reglementaire', 'importable': 'non'}
NOT_IMPORTABLE = {'importable': 'non'}


# --- invented codes -----------------------------------------------------------------------------

def close_luhn(digits):
    """The digits with the key that makes them pass."""
    for key in '0123456789':
        total = 0
        for rank, char in enumerate(reversed(digits + key)):
            double = int(char) * (1 + rank % 2)
            total += double - 9 if double > 9 else double
        if total % 10 == 0:
            return digits + key
    raise AssertionError(digits)


def siret_of(number, nic=1):
    return close_luhn(close_luhn(f'9000000{number:01d}') + f'{nic:04d}')


def uai_of(number):
    return f'{number:07d}' + 'ABCDEFGHJKLMNPRSTUVWXYZ'[number % 23]


A, B, C, D, E, F, G, H = (siret_of(n) for n in range(1, 9))
POSTE = '35600000009075'            # fails Luhn, its digits sum to 35
NDA = {A: '11990000175', B: '1199P000275', C: '11990000375', D: '11990000475', E: '11990000575',
       F: '11990000675', G: '06990000776', H: '11990000875', POSTE: '11990000975'}
UAI_A, UAI_IUT, UAI_CLOSED, UAI_NO_PLACE = (uai_of(n) for n in (759001, 759002, 759003, 759004))
UAI_BAD, UAI_UNKNOWN = '0759005' + 'I', uai_of(759006)

ORGANISMES = [      # NDA, SIREN, SIRET or NIC, Qualiopi for apprenticeship
    (NDA[A], A[:9], A, 'true'),
    (NDA[B], B[:9], B[9:], 'true'),
    ('1199Q000275', B[:9], B[9:], 'true'),              # listed, and of the wrong form
    (NDA[C], C[:9], siret_of(3, 2)[9:], 'true'),        # another SIRET of the SIREN
    (NDA[D], D[:9], D[9:], 'false'),
    (NDA[D], D[:9], siret_of(4, 2)[9:], 'true'),        # D has a row: this one does not help it
    (NDA[E], E[:9], E[9:], 'false'),
    (NDA[E], E[:9], E[9:], 'true'),
    (NDA[F], F[:9], F[9:], 'true'),
    (NDA[G], G[:9], G[9:], 'true'),
    (NDA[POSTE], POSTE[:9], POSTE[9:], 'true'),
]
SIRENE = [(x, 'A') for x in (A, B, C, D, E, H, POSTE)] + [(F, 'F')]     # G is not known
UAIS = [    # uai, siret, insee, etat, iut, accueil
    (UAI_A, A, '75056', 'ouvert', 0, 1), (UAI_IUT, '', '75056', 'ouvert', 1, 1),
    (UAI_CLOSED, '', '75056', 'ferme', 0, 1), (UAI_NO_PLACE, '', '75056', 'ouvert', 0, 0),
    (UAI_BAD, '', '75056', 'ouvert', 0, 1),
]

CERTIF_INFO = {     # CERTIFINFO: (CFD, RNCP)
    1: ('32099901', '1001'), 2: ('1039999', '1001'), 3: ('32099901S', '1001'), 4: ('', ''),
    5: ('', '1001'), 10: ('36X99901', '1002'), 11: ('36X99902', ''), 12: ('36X99903', ''),
    13: ('36X99904', ''), 14: ('36X99905', '1003'), 15: ('36X99906', '1004'),
    16: ('36X99907', '1005'), 17: ('36X99908', '1008'), 18: ('36X99909', '1009'),
    19: ('36X99910', '1099'), 20: ('32099902', '1001'), 21: ('32099903', '1001'),
    22: ('32099913', '1001'), 23: ('25199901', '1001'), 24: ('25099901', '1001'),
    25: ('20599901', '1001'), 26: ('46T99901', '1006'), 27: ('36099901', '1001'),
    28: ('26X99901', '1006'), 29: ('36X99911', 'NR'), 30: ('36X99912', '1007'),
    31: ('99999999', '1001'),
}
KIT = [             # CFD, RNCP, echeance, ACTIVE/INACTIVE as the kit has it
    ('32099901', 'RNCP1001', '31/12/2028', 'ACTIVE'),
    ('36X99901', 'NR', '', 'ACTIVE'),
    ('36X99901', 'RNCP1002', '31/08/2026', 'ACTIVE'),
    ('36X99902', 'RNCP1005', '31/12/2030', 'ACTIVE'),       # the sheet itself says Non
    ('36X99902', 'RNCP1006', '31/12/2025', 'INACTIVE'),     # the sheet itself says Oui
    ('36X99903', 'RNCP1002', '', 'ACTIVE'),
    ('36X99903', 'RNCP1006', '31/12/2024', 'ACTIVE'),
    ('36X99904', 'RNCP1006', '31/12/2026', 'ACTIVE'),
    ('36X99904', 'RNCP1002', '31/12/2026', 'ACTIVE'),
    ('32099901', 'RNCP1010', '01/01/2020', 'ACTIVE'),
    ('36X99901', 'RNCP1011', '01/01/2020', 'ACTIVE'),
    ('36X99902', 'RNCP1011', '01/01/2020', 'ACTIVE'),
    ('99999999', 'RNCP1001', '01/01/2020', 'ACTIVE'),       # no CFD: 1001 has exactly one
]
BCN = [('32099901', ''), ('01039999', ''), ('32099902', '31/08/2024'), ('32099913', ''),
       ('32099912', ''), ('25199901', ''), ('25099901', ''), ('20599901', ''), ('36099901', ''),
       ('99999999', '')]
MEFS = [            # MEF, CFD, duree, annee, closing
    ('3119990121', '32099901', 2, 1, ''), ('3119990122', '32099901', 2, 2, ''),
    ('3119990111', '32099901', 1, 1, '31/07/2024'), ('3119990141', '32099901', 4, 1, '01/08/2024'),
    ('3119990199', '32099901', 3, 1, ''), ('1109999911', '01039999', 1, 1, ''),
    ('3119990221', '32099902', 2, 1, ''), ('3119991221', '32099912', 2, 1, ''),
    ('3119991322', '32099913', 2, 2, ''), ('2519990191', '25199901', 9, 9, ''),
]
FICHES = [  # number, kind, registration end, active, SI_JURY_CA, certificateurs, partenaires
    ('RNCP1001', 'de droit', '01/01/2020', 'Non', None, [('', 'Ministère inventé')], []),
    ('RNCP1002', 'sur demande', '31/08/2026', 'Oui', 'Oui', [('', 'Organisme inventé')],
     [(A, 'FORMER', 'Actif'), (B, 'ORGANISER', 'Actif'), (C, 'ORGA_FORM', 'Supprime'),
      (siret_of(5, 2), 'ORGA_FORM', 'Actif'), (POSTE, 'ORGA_FORM', 'Actif')]),
    ('RS1002', 'sur demande', '01/01/2020', 'Non', 'Non', [('', 'Un autre répertoire')], []),
    ('RNCP1003', 'sur demande', '31/12/2030', 'Oui', 'Oui', [('', 'Ministère chargé de l’Emploi')],
     []),
    ('RNCP1004', 'sur demande', '31/12/2030', 'Oui', None, [('', 'Ministère du Travail')], []),
    ('RNCP1005', 'sur demande', '', 'Non', 'Oui', [(A, 'Un certificateur')], []),
    ('RNCP1006', 'sur demande', '', 'Oui', 'Oui', [(A, 'Un certificateur')], []),
    ('RNCP1007', 'sur demande', '', 'Oui', 'Non', [(A, 'Un certificateur')], []),
    ('RNCP1008', 'sur demande', '31/12/2030', 'Oui', 'Oui', [('', 'MINISTÈRE DU  TRAVAIL')], []),
    ('RNCP1009', 'sur demande', '31/12/2030', 'Oui', 'Oui', [('', 'Délégation (DGEFP)')], []),
]


# --- the cases ----------------------------------------------------------------------------------

def session(debut='20240902', fin='20260630', etat='1', annees=('1',), kind='1'):
    return {'debut': debut, 'fin': fin, 'etat': etat, 'annees': annees, 'kind': kind}


BASE = {'certif': 1, 'rncp': '', 'second': '', 'responsable': A, 'formateur': A, 'nda': None,
        'libelle': 'BTS inventé', 'duree': '2', 'sessions': [session()], 'distance': '0',
        'ligne': '1 rue Inventée', 'cp': '75001', 'ville': 'Ville inventée', 'insee': '75056',
        'uai': UAI_A, 'lieu': True, 'extras': 'plain', 'digits': '21', 'feed': '11'}
CASES = []      # (title, declared, answers: {cle digits or None: departures or 'absent'}, params)


def case(title, answer=None, params=None, more=None, **declared):
    """One formation. `more` answers for the other years it makes; `params`, for other settings."""
    unknown = set(declared) - set(BASE)
    assert not unknown, unknown
    CASES.append((title, {**BASE, **declared}, answer if answer is not None else {}, more or {},
                  params or {}))


def sur_demande(certif=10, **declared):
    """A title: no MEF, so criterion 6 can never tell."""
    return {'certif': certif, 'libelle': 'Titre inventé', **declared}


TITLE = {'c4': OK, 'c6': SEE}       # what a title in order departs in


def general():
    case('nothing is wrong')
    case('a partenaire that trains', TITLE, **sur_demande())
    # 4.0, codes
    case('CFD with its zero lost: 0103, recteur', {}, certif=2, duree='1', digits='11',
         sessions=[session(fin='20250630')])
    case('CFD with a ninth letter', {}, certif=3)
    case('no CFD, the kit has one for the declared RNCP', {}, certif=4, rncp='RNCP1001')
    case('no CFD, the kit has two for the declared RNCP',
         {**REFUSED, 'c3': SEE, 'c4': SEE, 'c5': SEE, 'c6': SEE, 'mentions': 'cfd'},
         certif=4, rncp='1011')
    case('no CFD at all: the declared RNCP, not Certif Info\'s',
         {**REFUSED, 'c3': SEE, 'c4': SEE, 'c5': SEE, 'c6': SEE, 'mentions': 'cfd'},
         certif=5, rncp='1098')
    case('no CFD: unknown to BCN, whatever stands there under 99999999',
         {**REFUSED, 'c3': SEE, 'c5': SEE, 'c6': SEE, 'mentions': 'cfd'}, certif=5)
    case('Certif Info gives a placeholder for CFD',
         {**REFUSED, 'c3': SEE, 'c5': SEE, 'c6': SEE, 'mentions': 'cfd'}, certif=31)
    case('no kit row, declared RNCP before Certif Info\'s', {**TITLE, 'c4': OK},
         **sur_demande(19, rncp='RNCP1003'))
    case('no kit row, Certif Info\'s is no number',
         {**REFUSED, 'c3': KO, 'c4': KO, 'c5': KO, 'c6': SEE, 'mentions': 'rncp'},
         **sur_demande(29))
    case('the retained RNCP is not in the base', {**NOT_IMPORTABLE, 'c3': KO, 'c4': SEE, 'c5': SEE,
                                                  'c6': SEE}, **sur_demande(19))
    case('among kit rows: active by the sheet, not by the kit', TITLE, **sur_demande(11))
    case('the declared one before an active one', {**REFUSED, 'c3': KO, 'c4': OK, 'c5': KO,
                                                   'c6': SEE}, **sur_demande(11, rncp='1005'))
    # 1006 never ends; 1002, not retained in either case, ends before this session does
    case('an empty echeance sorts last', TITLE,
         **sur_demande(12, sessions=[session(fin='20270630')]))
    case('the first kit row of equals', TITLE,
         **sur_demande(13, sessions=[session(fin='20270630')]))
    case('the first certification counts', {}, second='1002')
    case('an unknown commune', {'region': '', 'academie': ''}, insee='99999')
    case('Saint-Barthélemy has no region', {'region': '', 'academie': '77'}, insee='97701')
    case('Nouméa has no region', {'region': '', 'academie': '40'}, insee='98818')
    case('Corse', {'region': '94', 'academie': '27'}, insee='2A004')
    case('Mayotte', {'region': '06', 'academie': '43'}, insee='97608')
    case('La Réunion', {'region': '04', 'academie': '28'}, insee='97411')


def organismes():
    case('no formateur: the responsable', {}, formateur=None)
    case('a NIC in the list, an NDA with P', {}, responsable=B)
    case('NDA and Qualiopi by the SIREN', {}, responsable=C, formateur=C)
    case('own row false, sibling true: Qualiopi is not carried', {**REFUSED, 'c2': KO},
         responsable=D, formateur=D)
    case('formateur carries', {}, responsable=D, formateur=A,
         params={'qualiopi_porte_par=responsable': {**REFUSED, 'c2': KO}})
    case('responsable carries', {}, responsable=A, formateur=D)
    case('one of its rows says true', {}, responsable=E, formateur=E)
    closed = {'classification': 'non_affichee', 'importable': 'non', 'c1': KO}
    refused = {'siret_inactif=non_reglementaire': {**REFUSED, 'c1': KO}}
    case('closed responsable', closed, responsable=F, params=refused)
    case('closed formateur', closed, formateur=F, params=refused)
    case('unknown to SIRENE is not closed', {}, responsable=G, formateur=G)
    case('an NDA that lost its zero', {}, responsable=G, formateur=G, nda='6990000776')
    case('on no list', {**REFUSED, 'c1': KO, 'c2': KO}, responsable=H, formateur=H)
    case('the NDA of another', {**REFUSED, 'c1': KO}, nda=NDA[B])
    case('an NDA of the wrong form', {**REFUSED, 'c1': KO}, nda='1199Q000275', responsable=B)
    case('La Poste passes the key', {}, responsable=POSTE, formateur=POSTE)
    wrong = A[:-1] + str((int(A[-1]) + 1) % 10)
    case('a formateur SIRET that fails its key is present', {**REFUSED, 'c1': KO},
         formateur=wrong)
    case('a SIRET of 15 digits is present', {**REFUSED, 'c1': KO}, formateur=A + '0')
    case('a formateur SIRET that is a dash', {**REFUSED, 'c1': KO, 'mentions': 'siret_formateur'},
         formateur='-')


def perimetre():
    case('année 2', {'c3': KO, **NOT_IMPORTABLE}, sessions=[session(annees=('2',))], digits='22')
    case('no CFD before année 2', {**REFUSED, 'c3': SEE, 'c5': SEE, 'c6': SEE, 'mentions': 'cfd'},
         certif=5, sessions=[session(annees=('2',))], digits='22')
    but = {'c6': SEE}
    case('BUT in an IUT', but, certif=23, duree='3', digits='31', uai=UAI_IUT)
    case('BUT outside an IUT', {**but, 'c3': KO, **NOT_IMPORTABLE}, certif=23, duree='3',
         digits='31')
    case('BUT in an unknown UAI', {**but, 'c3': KO, **NOT_IMPORTABLE}, certif=23, duree='3',
         digits='31', uai=UAI_UNKNOWN)
    case('licence professionnelle', {**but, 'c3': KO, **NOT_IMPORTABLE}, certif=24)
    case('licence', but, certif=25)
    case('a title of level 4', {**NOT_IMPORTABLE, **TITLE, 'c3': KO}, **sur_demande(26))
    case('a diploma of level 5 de droit', but, certif=27)
    case('a title of level 6', TITLE, **sur_demande(28))
    case('a title of level 5 with an inactive sheet',
         {**REFUSED, **TITLE, 'c3': KO, 'c5': KO}, **sur_demande(16))


def habilitation():
    ko = {**REFUSED, **TITLE, 'c4': KO}
    case('ORGANISER alone is not enough', ko, **sur_demande(responsable=B, formateur=B))
    case('the formateur is enough', TITLE, **sur_demande(responsable=B))
    case('a habilitation that is no longer Actif', ko, **sur_demande(responsable=C, formateur=C))
    case('the SIREN only', {**TITLE, 'c4': SEE}, **sur_demande(responsable=E, formateur=E))
    case('ministère chargé de l’Emploi', TITLE, **sur_demande(14, responsable=B, formateur=B))
    case('ministère du Travail, in capitals', TITLE, **sur_demande(17, responsable=B))
    case('DGEFP', TITLE, **sur_demande(18, responsable=B, formateur=B))
    case('no SI_JURY_CA, even for the Travail', ko, **sur_demande(15))
    case('SI_JURY_CA Non, even for a certificateur', ko, **sur_demande(30))


def enregistrement():
    late = {**REFUSED, **TITLE, 'c5': KO}
    over = {'rncp_couvre=entree': TITLE}
    case('ends the day of the session\'s end', TITLE,
         **sur_demande(sessions=[session(fin='20260831')]))
    case('ends the day before', late, params=over,
         **sur_demande(sessions=[session(fin='20260901')]))
    case('an open session in the window is looked at alone', {**late, 'c7': OK},
         params=over,
         **sur_demande(sessions=[session('20230904', '20240630'), session(fin='20270630')]))
    case('a closed one in the window does not help an open one', late, params=over,
         **sur_demande(sessions=[session(etat='2'), session(fin='20270630')]))
    case('one of the open ones is enough', TITLE,
         **sur_demande(sessions=[session(), session(fin='20270630')]))
    case('none open in the window: closed ones count', {**TITLE, 'c7': KO, **NOT_IMPORTABLE},
         **sur_demande(sessions=[session(etat='2')]))
    case('open without an end: periode cannot be covered',
         {**REFUSED, **TITLE, 'c5': KO, 'c7': KO, 'mentions': 'dates'},
         params={'rncp_couvre=entree': {**REFUSED, **TITLE, 'c7': KO, 'mentions': 'dates'}},
         **sur_demande(sessions=[session(fin='99999999')]))
    case('no registration end covers all', {**NOT_IMPORTABLE, **TITLE, 'c3': KO},
         **sur_demande(26, sessions=[session(fin='20300630')]))
    case('no full start', {**REFUSED, 'c5': SEE, 'c7': KO, 'mentions': 'dates'},
         sessions=[session('20240900')])
    case('de droit: the CFD closes the day it starts', {}, certif=20,
         sessions=[session('20240831')])
    case('de droit: the CFD closed the day before', {**REFUSED, 'c5': KO}, certif=20,
         sessions=[session('20240901')])
    case('de droit: the CFD is unknown to BCN', {'c5': SEE, 'c6': SEE}, certif=21)


def durees():
    bad = {**REFUSED, 'c6': KO}
    soft = {'duree_incoherente=avertissement': {'c6': KO}}
    case('no MEF has that durée', bad, duree='3', digits='31', params=soft)    # 3 years: a MEF 99
    case('a MEF closed before the window', bad, duree='1', digits='11', params=soft)
    case('a MEF closed the day the window opens', {}, duree='4', digits='41')
    case('the MEF of the CFD commun', {}, certif=22)
    case('année 9: that durée alone', {}, sessions=[session(annees=('9',))], digits='2X')
    case('no année: that durée alone', {**REFUSED, 'c8': KO, 'mentions': 'annee'},
         sessions=[session(annees=())], digits='2X')
    case('durée 0', {**bad, 'c8': KO}, duree='0', digits='X1')
    case('durée 6', bad, duree='6', digits='X1', params=soft)
    case('durée X', {**bad, 'mentions': 'duree'}, duree='X', digits='X1')
    case('durée absent, before the absence of MEF', {**bad, 'c3': SEE, 'c5': SEE,
                                                     'mentions': 'cfd,duree'},
         certif=5, duree='', digits='X1')
    case('année 6', {**bad, 'c8': KO}, sessions=[session(annees=('6',))], digits='2X')
    case('année 0', {**bad, 'c8': KO}, sessions=[session(annees=('0',))], digits='2X')


def sessions():
    no = {'c7': KO, **NOT_IMPORTABLE}
    void = {**REFUSED, 'c7': KO, 'mentions': 'dates'}
    case('starts with the window', {}, sessions=[session('20240801')])
    case('starts with its last day', {}, sessions=[session('20250731')])
    case('starts the day before', no, sessions=[session('20240731')])
    case('starts the day after', no, sessions=[session('20250801')])
    case('suspended is open', {}, sessions=[session(etat='3')])
    case('no état is open', {}, sessions=[session(etat='')])
    case('not one and the same session', no,
         sessions=[session(etat='2'), session(fin='20260600')])
    case('a start that is no day', {**void, 'c5': SEE}, sessions=[session('20240931')])
    case('an end of month only', void, sessions=[session(fin='20260600')])
    case('the last of three', {}, sessions=[session('20230904', '20250630'), session(etat='2'),
                                            session('20241007')])
    two = [session(annees=('1',)), session('20251006', '20260630', annees=('2',)),
           session('20241007', annees=())]
    case('two years make two offers', {}, more={'22': {'c3': KO, **NOT_IMPORTABLE}}, sessions=two)
    case('each has its own sessions', {},
         more={'22': {'c3': KO, 'c7': KO, **NOT_IMPORTABLE}}, sessions=two[:2])
    case('two years in one cycle', {}, more={'22': {'c3': KO, **NOT_IMPORTABLE}},
         sessions=[session(annees=('1', '2'))])
    case('a cycle without a type', {}, sessions=[session(kind='')])
    case('contrat-apprentissage = 1 and a cycle of another type',
         {**REFUSED, 'c8': KO, 'mentions': 'annee'}, sessions=[session(kind='0')], digits='2X')
    case('a cycle alone says apprenticeship', {}, extras='none')
    case('a cycle says yes, the flag no', {}, extras='no')
    case('extras in extras', {**REFUSED, 'c8': KO, 'mentions': 'annee'}, extras='nested',
         sessions=[session(kind='0')], digits='2X')
    case('not apprenticeship', 'absent', extras='no', sessions=[session(kind='0')])
    case('LHEO 2.2', {**REFUSED, 'c6': KO, 'c8': KO, 'mentions': 'duree,annee'}, feed='24',
         duree='', uai='', digits='XX', sessions=[session(annees=(), kind=None)])


def mentions():
    lieu = {**REFUSED, 'mentions': 'lieu'}
    case('no ligne', lieu, ligne='-')
    case('code postal 00000', lieu, cp='00000')
    case('code postal 99999999', lieu, cp='99999999')
    case('ville AUCUNE', lieu, ville='AUCUNE')
    case('ville Y', lieu, ville='Y')
    case('ville y is a name', {}, ville='y')
    case('no commune', {**lieu, 'region': '', 'academie': ''}, insee='')
    case('no lieu', {**lieu, 'region': '', 'academie': ''}, lieu=False)
    case('no lieu, at a distance: exempt, but no UAI', {**NOT_IMPORTABLE, 'region': '',
                                                        'academie': ''}, lieu=False, distance='2')
    case('no ligne, half at a distance', lieu, ligne='', distance='1')
    case('a malformed code postal is present', {}, cp='75')
    case('libellé X', {**REFUSED, 'mentions': 'libelle'}, libelle='X')
    case('libellé Aucune', {**REFUSED, 'mentions': 'libelle'}, libelle='Aucune')


def uais():
    case('the formateur\'s UAI, in the same commune', {}, uai='')
    case('the formateur\'s UAI, in another commune', {**NOT_IMPORTABLE, 'region': '93',
                                                      'academie': '02'}, uai='', insee='13055')
    case('the formateur\'s UAI, in an arrondissement of its city', {}, uai='', insee='75112')
    case('the formateur\'s UAI, in a commune that merged with its own', {}, uai='', insee='75998')
    case('a declared UAI in another commune', {'region': '93', 'academie': '02'}, insee='13055')
    case('declared malformed: wrong, not missing', NOT_IMPORTABLE, uai='0759')
    case('a wrong letter, even in the referential', NOT_IMPORTABLE, uai=UAI_BAD)
    case('unknown', NOT_IMPORTABLE, uai=UAI_UNKNOWN)
    case('closed', NOT_IMPORTABLE, uai=UAI_CLOSED)
    case('without the rôle accueil', {}, uai=UAI_NO_PLACE)
    case('in lower case', {}, uai=UAI_A.lower())
    case('without its zero', {}, uai=UAI_A[1:])
    case('a dash is not declared', {}, uai='-')


for _part in (general, organismes, perimetre, habilitation, enregistrement, durees, sessions,
              mentions, uais):
    _part()


# --- the files ----------------------------------------------------------------------------------

def cle_of(number, declared):
    formateur = declared['formateur'] or ''
    if len(formateur) != 14:
        formateur = A           # a cle has 28 digits there, whatever is declared
    return (f'{900000 + number:06d}P01{declared["digits"]}{declared["responsable"]}{formateur}'
            '-75056#L01')


def tag(name, text, always=False):
    return f'<{name}>{escape(text)}</{name}>' if text or always else ''


def session_xml(s):
    cycles = ''
    if s['kind'] is not None:
        cycles = ('<cycle>' + tag('type-cycle', s['kind'])
                  + ''.join(tag('annee-cycle', a) for a in s['annees'])
                  + '<alternance><type-alternance>1</type-alternance></alternance></cycle>')
    return (f'<session><periode>{tag("debut", s["debut"])}{tag("fin", s["fin"])}</periode>'
            '<adresse-inscription><adresse><ligne>1 rue Inventée</ligne></adresse>'
            f'</adresse-inscription>{tag("etat-recrutement", s["etat"])}{cycles}</session>')


EXTRAS = {
    'none': '',
    'no': '<extras info="dispositif"><extra info="contrat-apprentissage">0</extra></extras>',
    'plain': '<extras info="dispositif"><extra info="contrat-apprentissage">1</extra></extras>',
    'nested': '<extras info="lot"><extras info="dispositif">'
              '<extra info="contrat-apprentissage">1</extra></extras></extras>',
}


def lieu_xml(d):
    if not d['lieu']:
        return ''
    uai = f'<code-UAI-lieu-formation>{tag("code-UAI", d["uai"])}</code-UAI-lieu-formation>'
    return ('<lieu-de-formation>' + (uai if d['uai'] else '')
            + '<coordonnees><ligne>Lieu inventé</ligne><adresse>'
            + tag('ligne', d['ligne'], True) + tag('codepostal', d['cp'])
            + tag('ville', d['ville']) + tag('code-INSEE-commune', d['insee'])
            + '</adresse></coordonnees></lieu-de-formation>')


def formation_xml(cle, d):
    nda = d['nda'] or NDA[d['responsable']]
    formateur = ''
    if d['formateur'] is not None:
        formateur = (f'<organisme-formateur><SIRET-formateur>{tag("SIRET", d["formateur"])}'
                     '</SIRET-formateur><raison-sociale-formateur>Formateur inventé'
                     '</raison-sociale-formateur></organisme-formateur>')
    second = d['second'] and f'<certification>{tag("code-RNCP", d["second"])}</certification>'
    return (
        f'<formation numero="{cle}"><domaine-formation/>{tag("intitule-formation", d["libelle"])}'
        '<objectif-formation>-</objectif-formation><resultats-attendus>-</resultats-attendus>'
        '<contenu-formation>-</contenu-formation><certifiante>1</certifiante>'
        '<contact-formation><coordonnees/></contact-formation>'
        '<parcours-de-formation>1</parcours-de-formation>'
        '<code-niveau-entree>14</code-niveau-entree>'
        f'<certification>{tag("code-RNCP", d["rncp"])}'
        f'{tag("code-CERTIFINFO", str(d["certif"]))}</certification>{second}'
        '<action><rythme-formation>Alternance</rythme-formation>'
        '<code-public-vise>83056</code-public-vise>'
        '<niveau-entree-obligatoire>1</niveau-entree-obligatoire>'
        '<modalites-alternance>-</modalites-alternance>'
        f'{tag("modalites-enseignement", d["distance"])}'
        '<conditions-specifiques>-</conditions-specifiques>'
        '<prise-en-charge-frais-possible>1</prise-en-charge-frais-possible>'
        f'{lieu_xml(d)}<modalites-entrees-sorties>0</modalites-entrees-sorties>'
        f'{tag("duree-cycle", d["duree"])}{"".join(map(session_xml, d["sessions"]))}{formateur}'
        f'{EXTRAS[d["extras"]]}</action><organisme-formation-responsable>'
        f'{tag("numero-activite", nda)}<SIRET-organisme-formation>'
        f'{tag("SIRET", d["responsable"])}</SIRET-organisme-formation>'
        '<nom-organisme>Organisme inventé</nom-organisme>'
        '<raison-sociale>Organisme inventé</raison-sociale>'
        '<coordonnees-organisme><coordonnees/></coordonnees-organisme>'
        '<contact-organisme><coordonnees/></contact-organisme>'
        '</organisme-formation-responsable></formation>\n')


def fiche_xml(number, kind, end, active, jury, certificateurs, partenaires):
    who = ''.join(f'<CERTIFICATEUR>{tag("SIRET_CERTIFICATEUR", s)}{tag("NOM_CERTIFICATEUR", n)}'
                  '<ETAT_CERTIFICATEUR>Actif</ETAT_CERTIFICATEUR></CERTIFICATEUR>'
                  for s, n in certificateurs)
    part = ''.join('<PARTENAIRE><NOM_PARTENAIRE>Inventé</NOM_PARTENAIRE>'
                   f'{tag("SIRET_PARTENAIRE", s)}'
                   f'{tag("HABILITATION_PARTENAIRE", "HABILITATION_" + h)}'
                   f'{tag("ETAT_HABILITATION", e)}</PARTENAIRE>' for s, h, e in partenaires)
    jury = f'<SI_JURY_CA>{tag("ACTIF", jury)}</SI_JURY_CA>' if jury else ''
    return (f'<FICHE><ID_FICHE>1</ID_FICHE>{tag("NUMERO_FICHE", number)}'
            f'<INTITULE>Inventée</INTITULE><CERTIFICATEURS>{who}</CERTIFICATEURS>'
            + (f'<PARTENAIRES>{part}</PARTENAIRES>' if part else '')
            + f'<SI_JURY_FI><ACTIF>Oui</ACTIF></SI_JURY_FI>{jury}'
            f'{tag("DATE_FIN_ENREGISTREMENT", end)}'
            f'{tag("TYPE_ENREGISTREMENT", "Enregistrement " + kind)}'
            '<CORRESPONDANCES><CORRESPONDANCE><DESTINATION><NUMERO_FICHE>RNCP9</NUMERO_FICHE>'
            '</DESTINATION></CORRESPONDANCE></CORRESPONDANCES>'
            f'{tag("ACTIF", active)}</FICHE>\n')


def write_csv(folder, name, header, rows, delimiter=';'):
    """Rows are dicts by column, or sequences in the order of the header."""
    with open(os.path.join(folder, name), 'w', encoding='utf-8', newline='') as stream:
        writer = csv.writer(stream, delimiter=delimiter, lineterminator='\n')
        writer.writerow(header)
        for row in rows:
            writer.writerow([row.get(c, '') for c in header] if isinstance(row, dict) else row)


def write_referentials(folder):
    write_csv(folder, 'organismes.csv',
              ['numeroDeclarationActivite', 'numerosDeclarationActivitePrecedent', 'denomination',
               'siren', 'siretEtablissementDeclarant',
               'adressePhysiqueOrganismeFormation.voie',
               'adressePhysiqueOrganismeFormation.codePostal',
               'adressePhysiqueOrganismeFormation.ville',
               'adressePhysiqueOrganismeFormation.codeRegion', 'certifications.actionsDeFormation',
               'certifications.bilansDeCompetences', 'certifications.VAE',
               'certifications.actionsDeFormationParApprentissage',
               'informationsDeclarees.dateDerniereDeclaration'],
              [[n, '', 'ORGANISME INVENTÉ', s, x, '', '', '', '', 'true', 'false', 'false', q,
                '31/05/2023'] for n, s, x, q in ORGANISMES])
    write_csv(folder, 'sirene.csv', ['siret', 'etat'], SIRENE)
    write_csv(folder, 'uai.csv', ['uai', 'siret', 'nom', 'insee', 'etat', 'iut', 'accueil'],
              [(u, s, 'Établissement inventé', *rest) for u, s, *rest in UAIS])
    write_csv(folder, 'certif_info.csv',
              'Code_Diplome;Libelle_Diplome;Libelle_Type_Diplome;Code_Niveau_Europeen;Date_MaJ;'
              'Code_FormaCode;Libelle_FormaCode;Code_Rome_1;Code_Rome_2;Code_Rome_3;Code_Rome_4;'
              'Code_Rome_5;Code_Nsf;Code_RNCP;Code_RS;Code_Scolarité;valideur;certificateur;'
              'Annee_Premiere_Session;Annee_Derniere_Session;Code_Ancien_Diplome;'
              'Intitulé_Ancien_Diplome;Code_Ancien_RNCP;Code_Ancien_Scolarité;`Options`;Etat;'
              'Etat_Libelle;Etat_Ancien_Diplome;Etat_Ancien_Diplome_Libelle;accessibilite_fi;'
              'accessibilite_ca;accessibilite_fc;accessibilite_cp;accessibilite_vae;'
              'accessibilite_ind;code_type_diplome;codeIdeo2'.split(';'),
              [{'Code_Diplome': n, 'Libelle_Diplome': 'Inventée', 'Code_Scolarité': cfd,
                'Code_RNCP': rncp, 'Etat': 0} for n, (cfd, rncp) in CERTIF_INFO.items()])
    write_csv(folder, 'kit.csv',
              ['Code_Diplome', 'Intitulé diplôme (DEPP)', 'Code_RNCP', 'Niveau fiche RNCP',
               'Abrégé de diplôme (RNCP)', 'Dernière MaJ',
               "Accès à l'apprentissage de la fiche RNCP (oui/non)",
               "Date d'échéance de la fiche RNCP", 'Fiche ACTIVE/INACTIVE'],
              [(cfd, 'INVENTEE', rncp, 'Niveau 5', '', 'v1.0', 'oui', end, active)
               for cfd, rncp, end, active in KIT])
    write_csv(folder, 'v_formation_diplome.csv',
              'FORMATION_DIPLOME;NIVEAU_FORMATION_DIPLOME;GROUPE_SPECIALITE;LETTRE_SPECIALITE;'
              'ANCIEN_RECME;LIBELLE_COURT;LIBELLE_STAT_33;LIBELLE_LONG_200;DATE_OUVERTURE;'
              'DATE_FERMETURE;UNITE_CAPITALISABLE;DATE_PREMIERE_SESSION;DATE_DERNIERE_SESSION;'
              'DATE_ARRETE_CREATION;DATE_ARRETE_ABROGATION;DATE_ARRETE_MODIFICATION_1;COMMENTAIRE;'
              'NATURE_FORMATION_DIPLOME;GESTIONNAIRE_FORMATION_DIPLOME;DATE_INTERVENTION;'
              'ID_DOCUMENT;CITE_DOMAINE_FORMATION;NIVEAU_QUALIFICATION_RNCP'.split(';'),
              [{'FORMATION_DIPLOME': c, 'NIVEAU_FORMATION_DIPLOME': c[:3],
                'GROUPE_SPECIALITE': c[3:6], 'LIBELLE_COURT': 'X', 'LIBELLE_STAT_33': 'INVENTE',
                'LIBELLE_LONG_200': 'INVENTE', 'DATE_OUVERTURE': '01/09/2025',
                'DATE_FERMETURE': end, 'COMMENTAIRE': 'Sur deux\nlignes ; inventé.'}
               for c, end in BCN])
    write_csv(folder, 'n_mef.csv',
              'MEF;DISPOSITIF_FORMATION;FORMATION_DIPLOME;DUREE_DISPOSITIF;ANNEE_DISPOSITIF;'
              'LIBELLE_COURT;LIBELLE_LONG;DATE_OUVERTURE;DATE_FERMETURE;STATUT_MEF;'
              'NB_OPTION_OBLIGATOIRE;NB_OPTION_FACULTATIF;RENFORCEMENT_LANGUE;DUREE_PROJET;'
              'DUREE_STAGE;HORAIRE;MEF_INSCRIPTION_SCOLARITE;MEF_STAT_11;MEF_STAT_9;'
              'DATE_INTERVENTION;LIBELLE_EDITION;N_COMMENTAIRE'.split(';'),
              [{'MEF': m, 'DISPOSITIF_FORMATION': m[:3], 'FORMATION_DIPLOME': c,
                'DUREE_DISPOSITIF': d, 'ANNEE_DISPOSITIF': a, 'LIBELLE_COURT': 'X',
                'LIBELLE_LONG': 'INVENTE', 'DATE_OUVERTURE': '01/09/2000', 'DATE_FERMETURE': end,
                'STATUT_MEF': 4} for m, c, d, a, end in MEFS])
    write_csv(folder, 'n_niveau.csv',
              ['NIVEAU_FORMATION_DIPLOME', 'NIVEAU_INTERMINISTERIEL', 'LIBELLE_COURT',
               'LIBELLE_100', 'ANCIEN_NIVEAU', 'DATE_OUVERTURE', 'DATE_FERMETURE',
               'DATE_INTERVENTION', 'N_COMMENTAIRE', 'NIVEAU_QUALIFICATION_RNCP'],
              [{'NIVEAU_FORMATION_DIPLOME': '320', 'NIVEAU_INTERMINISTERIEL': '3',
                'LIBELLE_COURT': 'BTS', 'NIVEAU_QUALIFICATION_RNCP': '05'}])
    write_csv(folder, 'options_bts.csv',
              ['CFD_COMMUN', 'FAMILLE', 'CFD_SPECIALITE', 'SPECIALITE', 'RS CFDannee1',
               'Date ouverture CFDannee1', 'Date fermeture CFDannee1', 'RS CFDannee2',
               'Date ouverture CFDannee2', 'Date fermeture CFDannee2', 'CODE_MINISTERE_TUTELLE'],
              [('32099912', 'Inventée', '32099913', 'Inventée', '', '', '', '', '', '', '38')])
    write_csv(folder, 'communes.csv',
              ['TYPECOM', 'COM', 'REG', 'DEP', 'CTCD', 'ARR', 'TNCC', 'NCC', 'NCCENR', 'LIBELLE',
               'CAN', 'COMPARENT'],
              [{'TYPECOM': 'COM', 'COM': c, 'REG': r, 'DEP': d, 'NCC': 'INVENTEE',
                'NCCENR': 'Inventée', 'LIBELLE': 'Inventée'}
               for c, r, d in (('75056', '11', '75'), ('13055', '93', '13'), ('2A004', '94', '2A'),
                               ('97608', '06', '976'))]
              + [{'TYPECOM': t, 'COM': c, 'REG': '', 'DEP': '', 'NCC': 'INVENTEE',
                  'NCCENR': 'Inventée', 'LIBELLE': 'Inventée', 'COMPARENT': '75056'}
                 for t, c in (('ARM', '75112'), ('COMD', '75998'))], ',')
    with open(os.path.join(folder, 'rncp.xml'), 'w', encoding='utf-8') as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n'
                     '<FICHES><VERSION_FLUX>4.1</VERSION_FLUX>\n'
                     + ''.join(fiche_xml(*x) for x in FICHES) + '</FICHES>\n')


def make(folder):
    os.makedirs(folder, exist_ok=True)
    write_referentials(folder)
    feeds = {'11': 'http://lheo.gouv.fr/2.3', '24': 'http://www.lheo.org/2.2'}
    for feed, space in feeds.items():
        with open(os.path.join(folder, f'lheo-{feed}.xml'), 'w', encoding='utf-8') as stream:
            stream.write('<?xml version="1.0" encoding="UTF-8"?>\n'
                         f'<lheo xmlns="{space}"><offres>\n')
            for number, (_, declared, *_rest) in enumerate(CASES):
                if declared['feed'] == feed:
                    stream.write(formation_xml(cle_of(number, declared), declared))
            if feed == '11':        # the first of a cle wins: this one would be another line
                stream.write(formation_xml(cle_of(0, CASES[0][1]), {**BASE, 'duree': '5'}))
            stream.write('</offres></lheo>\n')


# --- the answers --------------------------------------------------------------------------------

def answers(param):
    """cle -> (title, line or 'absent') under one parameter, or the defaults."""
    found = {}
    for number, (title, declared, answer, more, params) in enumerate(CASES):
        cle = cle_of(number, declared)
        answer = params.get(param, answer)
        found[cle] = title, answer if answer == 'absent' else {**EXPECTED, **answer}
        for digits, other in more.items():
            found[cle[:9] + digits + cle[11:]] = f'{title} ({digits})', {**EXPECTED, **other}
    return found


def check(path, param):
    """The number of cases of a verdict file that are not as answered."""
    with open(path, encoding='utf-8-sig', newline='') as stream:
        lines = {row['cle']: row for row in csv.DictReader(stream, delimiter=';')}
    expected, wrong = answers(param), 0
    for cle, (title, answer) in expected.items():
        if answer == 'absent' or cle not in lines:
            problems = [] if (answer == 'absent') == (cle not in lines) else [
                'kept, must not be' if cle in lines else 'no line']
        else:
            problems = [f'{c} is {lines[cle][c] or "(empty)"}, must be {answer[c] or "(empty)"}'
                        for c in COLUMNS if lines[cle][c] != answer[c]]
        if problems:
            wrong += 1
            print(f'not as answered: {title} [{cle}]\n    ' + '\n    '.join(problems))
    for cle in sorted(set(lines) - set(expected)):
        wrong += 1
        print(f'a line that nobody asked for: {cle}')
    print(f'{param or "defaults"}: {len(expected)} answers, {wrong} not as answered')
    return wrong


PARAMS = [None] + sorted({p for *_, params in CASES for p in params})


def judge():
    """Make the set and judge it with verdicts.py, under each setting."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'verdicts.py')
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        make(folder)
        for param in PARAMS:
            out = os.path.join(folder, 'out.csv')
            with open(out, 'w', encoding='utf-8') as stream:
                subprocess.run([sys.executable, script, folder]
                               + (['--param', param] if param else []), stdout=stream, check=True)
            wrong += check(out, param)
    return wrong


def main():
    parser = argparse.ArgumentParser(description='The rare branches of domain.md 4.')
    parser.add_argument('dir', nargs='?')
    parser.add_argument('verdicts', nargs='?')
    parser.add_argument('--param', metavar='NAME=VALUE', choices=PARAMS[1:])
    args = parser.parse_args()
    if args.verdicts:
        sys.exit(1 if check(args.verdicts, args.param) else 0)
    if args.dir:
        make(args.dir)
        sys.exit(0)
    sys.exit(1 if judge() else 0)


if __name__ == '__main__':
    main()
