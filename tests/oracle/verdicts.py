#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""verdicts.py - the verdicts of domain.md section 4 (4.0 to 4.4), computed a second time.

usage: verdicts.py DIR [--campagne 2024] [--param NAME=VALUE]... > out.csv

The C program and this script were written by different hands from the same words and share no
line: a difference between their outputs is a mistake in one of them, or a sentence that can be
read in two ways. DIR holds the files that national.py makes. Python 3.11, standard library only;
the XML files are read as streams. `id` and `motif` are left empty: they are the program's own.

Where the words leave a choice, the reading taken here (numbered: compare reports can cite them)
 1. One offer per apprenticeship action and per distinct year declared; the sessions of the offer
    of year y are those that declare y or no year; with one year or none, all of them. A
    placeholder (X, -) in annee-cycle is no year.
 2. formation/@numero of the form of a cle is the cle; several years declared: the offer of the
    year that the cle carries keeps it, the others get their own digit. Without such a numero the
    cle is composed with sequence 01 and place 01 (AD when entirely at a distance).
 3. The same cle twice in the set: the first wins (files in the order of their names).
 4. An action is apprenticeship when contrat-apprentissage = 1 stands in its extras (nested or
    not) or a session has a cycle with type-cycle = 1; type-alternance is not asked for.
 5. First of several: certification, lieu-de-formation, organisme-formateur. A lieu has its ligne
    when one of its adresse/ligne is given (coordonnees/ligne is not looked at).
 6. A formateur is "not given" when no organisme-formateur has a non-empty SIRET; a placeholder
    SIRET is given, and "non renseignee".
 7. A full date is 8 digits that are a day of the calendar: 99999999, 20240900, 20240231 are not.
 8. Criterion 1: the NDA is searched in numeroDeclarationActivite only, not among the previous
    numbers. 10 digits get a leading zero back when that gives a prefix 01 to 06.
 9. "An ACTIVE one before others" among the kit's rows: ACTIF of the France competences file, as
    4.0 says of any fiche; a fiche that the file lacks is not active. The echeance is the kit's.
10. "The kit's CFD if it has exactly one": one distinct CFD, not one row.
11. Criterion 2: no list of equivalents (Eduform...) is in DIR, so only the DGEFP list counts.
12. A date of closing or of end of registration that cannot be read covers nothing (unknown is
    never conforme); an empty one never ends.
13. A rule's condition on the fiche or on the UAI is not met when the fiche or the UAI is unknown.
    A rule with an academie applies to that academie only.
14. Criterion 4: a certificateur counts whatever its ETAT_CERTIFICATEUR (the text asks an etat of
    the habilitation only). A TYPE_ENREGISTREMENT that is neither: a_verifier in 4 and 5.
15. Criterion 6: "MEFs of its CFD commun": every CFD_COMMUN that options_bts.csv gives for the CFD,
    whatever its dates; an annee that is not 1..5, 9 or absent equals no MEF's.
16. Criterion 8: a duree that is not a whole number is as an absent one for the comparison.
17. Two rows of Certif Info for a code: the first (they agree on CFD and RNCP in the real file).
18. Region and academie come from the first characters of the lieu's code commune, by the facts of
    academies.tsv. It departs from formats.md 6 on 977 and 978 (academies 77 and 78 of their own,
    no region; formats.md has them in Guadeloupe, 32) and wins; likewise 975, 986 to 988 have no
    region. An unknown departement (99999: at a distance) has neither.
19. The UAI of the formateur is looked for among all the UAIs of its SIRET: the first that is in
    the commune of the lieu. A declared UAI that is a placeholder is not declared.
"""
import argparse
import csv
import datetime
import glob
import os
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections import defaultdict, namedtuple

COLUMNS = ('cle;id;region;academie;classification;importable;'
           'c1;c2;c3;c4;c5;c6;c7;c8;mentions;motif').split(';')
OK, KO, SEE, NONE = 'conforme', 'non_conforme', 'a_verifier', 'sans_objet'
PARAMS = {
    'siret_inactif': ('non_affichee', 'non_reglementaire'),
    'qualiopi_porte_par': ('un_des_deux', 'responsable'),
    'rncp_couvre': ('periode', 'entree'),
    'duree_incoherente': ('bloquant', 'avertissement'),
}
CLE = re.compile(r'\d{6}[PL]\d{2}[0-9X]([0-9X])\d{28}-[0-9AB]{5}#[LP][0-9A-Z]{2}')
PLACEHOLDERS = {'', '-', 'X', 'Y', 'D', '00000000', '99999999'}
UAI_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ'
PERMISSIVE = ('a_publier', 'a_publier_recteur', 'a_publier_postbac', 'a_publier_habilitation',
              'hors_perimetre')
MENTIONS = ('siret_responsable', 'siret_formateur', 'lieu', 'libelle', 'cfd', 'rncp', 'dates',
            'duree', 'annee')

# academie, region (INSEE), departements: the facts of academies.tsv
ACADEMIES = """01 11 75|02 93 04,05,13,84|03 27 25,39,70,90|04 75 24,33,40,47,64|06 84 03,15,43,63
07 27 21,58,71,89|08 84 07,26,38,73,74|09 32 59,62|10 84 01,42,69|11 76 11,30,34,48,66
12 44 54,55,57,88|13 75 16,17,79,86|14 53 22,29,35,56|15 44 67,68|16 76 09,12,31,32,46,65,81,82
17 52 44,49,53,72,85|18 24 18,28,36,37,41,45|19 44 08,10,51,52|20 32 02,60,80|22 75 19,23,87
23 93 06,83|24 11 77,93,94|25 11 78,91,92,95|27 94 20,2A,2B|28 04 974|31 02 972|32 01 971
33 03 973|43 06 976|70 28 14,27,50,61,76|00 - 984|40 - 988|41 - 987,989|42 - 986|44 - 975
77 - 977|78 - 978"""
DEPARTEMENT = {
    departement: (academie, '' if region == '-' else region)
    for academie, region, departements in (x.split() for x in re.split(r'[|\n]', ACADEMIES))
    for departement in departements.split(',')
}

Session = namedtuple('Session', 'debut fin ouverte annees')
Fiche = namedtuple('Fiche', 'active type fin ca travail sirets sirens')
Kit = namedtuple('Kit', 'rncp echeance')
Mef = namedtuple('Mef', 'duree annee')
Regle = namedtuple('Regle', 'conditions academie statut')


# --- values -------------------------------------------------------------------------------------

def renseigne(value):
    """A datum is given unless it is one of the placeholders of 4.2."""
    return value not in PLACEHOLDERS and value.lower() != 'aucune'


def day(text):
    """The full AAAAMMJJ date as a number, or None: incomplete, unknown or impossible."""
    if not re.fullmatch(r'\d{8}', text):
        return None
    try:
        datetime.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
    return int(text)


def end_of(text):
    """A JJ/MM/AAAA end: None when there is none, 0 (covers nothing) when it cannot be read."""
    text = text.strip()
    if not text:
        return None
    m = re.fullmatch(r'(\d{1,2})/(\d{1,2})/(\d{4})', text)
    return (m and day(f'{m[3]}{int(m[2]):02d}{int(m[1]):02d}')) or 0


def code_cfd(text):
    """A CFD with its lost zero back and without its ninth letter; '' when it is not given."""
    text = text.strip().upper()
    if not renseigne(text):
        return ''
    if len(text) == 7:
        text = '0' + text
    return text[:8] if re.fullmatch(r'[0-9A-Z]{8}[A-Z]', text) else text


def code_rncp(text):
    """The RNCP as an integer, from RNCP38362 or 38362; None for anything else."""
    m = re.fullmatch(r'(?:RNCP)?(\d+)', text.strip().upper())
    return int(m[1]) if m and renseigne(text.strip()) else None


def code_uai(text):
    text = text.strip().upper()
    return '0' + text if re.fullmatch(r'\d{6}[A-Z]', text) else text


def uai_well_formed(uai):
    return bool(re.fullmatch(r'\d{7}[A-Z]', uai)) and uai[7] == UAI_LETTERS[int(uai[:7]) % 23]


def code_nda(text):
    text = text.strip().upper()
    return '0' + text if re.fullmatch(r'[1-6]\d{9}', text) else text


def siret_ok(siret):
    """Luhn on 14 digits, or La Poste's digit sum."""
    if not re.fullmatch(r'\d{14}', siret):
        return False
    total = 0
    for rank, char in enumerate(siret):
        digit = int(char) * (2 if rank % 2 == 0 else 1)
        total += digit // 10 + digit % 10
    return total % 10 == 0 or (siret[:9] == '356000000' and sum(map(int, siret)) % 5 == 0)


def whole(text):
    return int(text) if re.fullmatch(r'\d+', text) else None


def fold(text):
    """Lower case, no accent, one kind of apostrophe and of space."""
    text = unicodedata.normalize('NFKD', text.replace('’', "'")).lower()
    return ' '.join(''.join(c for c in text if not unicodedata.combining(c)).split())


# --- referentials -------------------------------------------------------------------------------

def table(path, delimiter=';'):
    with open(path, encoding='utf-8-sig', newline='') as stream:
        for row in csv.DictReader(stream, delimiter=delimiter):
            yield {(k or '').strip(): (v or '').strip() for k, v in row.items()
                   if not isinstance(v, list)}


class Referentials:
    """Everything the criteria look up, read once."""

    def __init__(self, folder, window_opens):
        self.folder = folder
        self.read_organismes()
        self.read_certifications()
        self.read_bcn(window_opens)
        self.fiches = dict(reversed(list(read_fiches(self.path('rncp.xml')))))

    def path(self, name):
        return os.path.join(self.folder, name)

    def read_organismes(self):
        self.nda_siret, self.nda_siren = set(), set()
        self.qualiopi_siret, self.qualiopi_siren = {}, defaultdict(bool)
        for row in table(self.path('organismes.csv')):
            siren, siret = row['siren'], row['siretEtablissementDeclarant']
            if len(siret) == 5:
                siret = siren + siret
            nda = code_nda(row['numeroDeclarationActivite'])
            self.nda_siret.add((nda, siret))
            self.nda_siren.add((nda, siren))
            yes = row['certifications.actionsDeFormationParApprentissage'].lower() == 'true'
            self.qualiopi_siret[siret] = self.qualiopi_siret.get(siret, False) or yes
            self.qualiopi_siren[siren] |= yes
        self.fermes = {r['siret'] for r in table(self.path('sirene.csv')) if r['etat'] == 'F'}
        self.uai, self.uai_of_siret = {}, defaultdict(list)
        for row in table(self.path('uai.csv')):
            uai = code_uai(row['uai'])
            self.uai.setdefault(uai, row)
            self.uai_of_siret[row['siret']].append(uai)
        self.read_communes()

    def read_communes(self):
        """What a code of the COG is a part of: merged communes apart from arrondissements."""
        self.merged, self.city = {}, {}
        for row in table(self.path('communes.csv'), ','):
            if row['TYPECOM'] in ('COMD', 'COMA') and row['COM'] != row['COMPARENT']:
                self.merged[row['COM']] = row['COMPARENT']
            elif row['TYPECOM'] == 'ARM':
                self.city[row['COM']] = row['COMPARENT']

    def same_commune(self, one, other):
        one, other = self.merged.get(one, one), self.merged.get(other, other)
        return one and other and (one == other or self.city.get(one) == other
                                  or self.city.get(other) == one)

    def read_certifications(self):
        self.certif_info = {}
        for row in table(self.path('certif_info.csv')):
            code = whole(row['Code_Diplome'])
            if code is not None:
                self.certif_info.setdefault(
                    code, (code_cfd(row['Code_Scolarité']), code_rncp(row['Code_RNCP'])))
        self.kit_of_cfd, self.kit_cfds = defaultdict(list), defaultdict(set)
        for row in table(self.path('kit.csv')):
            rncp, cfd = row['Code_RNCP'], code_cfd(row['Code_Diplome'])
            if cfd and re.fullmatch(r'RNCP\d+', rncp):
                rncp = code_rncp(rncp)
                end = end_of(row["Date d'échéance de la fiche RNCP"]) or 0
                self.kit_of_cfd[cfd].append(Kit(rncp, end))
                self.kit_cfds[rncp].add(cfd)

    def read_bcn(self, window_opens):
        self.bcn = {code_cfd(r['FORMATION_DIPLOME']): end_of(r['DATE_FERMETURE'])
                    for r in table(self.path('v_formation_diplome.csv'))}
        self.communs = defaultdict(set)
        for row in table(self.path('options_bts.csv')):
            self.communs[code_cfd(row['CFD_SPECIALITE'])].add(code_cfd(row['CFD_COMMUN']))
        self.mefs = defaultdict(list)
        for row in table(self.path('n_mef.csv')):
            duree, end = whole(row['DUREE_DISPOSITIF']), end_of(row['DATE_FERMETURE'])
            informative = duree in range(1, 6) and not row['MEF'].endswith('99')
            if informative and (end is None or end >= window_opens):
                cfd = code_cfd(row['FORMATION_DIPLOME'])
                self.mefs[cfd].append(Mef(duree, whole(row['ANNEE_DISPOSITIF'])))

    def mefs_of(self, cfd):
        found = list(self.mefs.get(cfd, ()))
        for commun in self.communs.get(cfd, ()):
            found += self.mefs.get(commun, ())
        return found


def read_fiches(path):
    """Each RNCP fiche, by its number; only direct children are its own (ACTIF, NUMERO_FICHE)."""
    for _, element in ET.iterparse(path):
        if element.tag != 'FICHE':
            continue
        number = (element.findtext('NUMERO_FICHE') or '').strip()
        if re.fullmatch(r'RNCP\d+', number):
            yield int(number[4:]), fiche_of(element)
        element.clear()


def fiche_of(element):
    def text(path, of=element):
        return (of.findtext(path) or '').strip()
    kind = fold(text('TYPE_ENREGISTREMENT'))
    sirets, travail = set(), False
    for x in element.iterfind('CERTIFICATEURS/CERTIFICATEUR'):
        name = fold(text('NOM_CERTIFICATEUR', x))
        travail |= ('ministere' in name and 'travail' in name) or 'dgefp' in name \
            or "charge de l'emploi" in name
        sirets.add(text('SIRET_CERTIFICATEUR', x))
    for x in element.iterfind('PARTENAIRES/PARTENAIRE'):
        if text('HABILITATION_PARTENAIRE', x) in ('HABILITATION_FORMER', 'HABILITATION_ORGA_FORM') \
                and text('ETAT_HABILITATION', x) == 'Actif':
            sirets.add(text('SIRET_PARTENAIRE', x))
    sirets.discard('')
    return Fiche(
        active=text('ACTIF') == 'Oui',
        type='de_droit' if 'de droit' in kind else 'sur_demande' if 'sur demande' in kind else '',
        fin=end_of(text('DATE_FIN_ENREGISTREMENT')), ca=text('SI_JURY_CA/ACTIF') == 'Oui',
        travail=travail, sirets=sirets, sirens={s[:9] for s in sirets})


def read_regles():
    """The perimeter rules: the repository's own copy, else the shared one."""
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
    for name in ('src/campagne/perimetre.csv', '../shared/cases/perimetre.csv'):
        path = os.path.join(root, name)
        if os.path.exists(path):
            break
    else:
        sys.exit('verdicts.py: no perimetre.csv, neither in src/campagne nor in ../shared/cases')
    regles = []
    for row in table(path):
        conditions = {name: row[name] for name in
                      ('cfd_prefixe', 'enregistrement', 'rncp_actif', 'uai_iut', 'duree', 'annee')
                      if row[name]}
        regles.append(Regle(conditions, row['academie'], row['statut']))
    return regles


# --- offers -------------------------------------------------------------------------------------

class Offre:
    """What one apprenticeship action declares for one year."""
    __slots__ = ('cle', 'nda', 'responsable', 'formateur', 'libelle', 'certifinfo', 'rncp_declare',
                 'distance', 'lignes', 'code_postal', 'ville', 'insee', 'uai_declare', 'duree',
                 'annee', 'sessions')

    def copy(self):
        other = Offre()
        for name in self.__slots__:
            setattr(other, name, getattr(self, name, None))
        return other


class Node:
    """An element and its namespace: LHEO comes in several."""
    __slots__ = ('element', 'space')

    def __init__(self, element, space):
        self.element, self.space = element, space

    def _path(self, path):
        return '/'.join(self.space + step for step in path.split('/'))

    def text(self, path):
        return (self.element.findtext(self._path(path)) or '').strip()

    def first(self, path):
        found = self.element.find(self._path(path))
        return Node(ET.Element('none') if found is None else found, self.space)

    def all(self, path):
        return [Node(x, self.space) for x in self.element.iterfind(self._path(path))]


def annees_of(session):
    """The years that the apprenticeship cycles of a session declare, in order."""
    return [annee.element.text.strip()
            for cycle in session.all('cycle') if cycle.text('type-cycle') in ('', '1')
            for annee in cycle.all('annee-cycle') if renseigne((annee.element.text or '').strip())]


def is_apprentissage(action):
    for extras in action.all('extras'):
        for extra in extras.element.iter(action.space + 'extra'):
            if extra.get('info') == 'contrat-apprentissage' and (extra.text or '').strip() == '1':
                return True
    return any(cycle.text('type-cycle') == '1' for cycle in action.all('session/cycle'))


def base_of(formation, action):
    """What the offers of one action share."""
    o = Offre()
    organisme = formation.first('organisme-formation-responsable')
    o.nda = code_nda(organisme.text('numero-activite'))
    o.responsable = organisme.text('SIRET-organisme-formation/SIRET')
    o.formateur = action.text('organisme-formateur/SIRET-formateur/SIRET') or o.responsable
    o.libelle = formation.text('intitule-formation')
    certification = formation.first('certification')
    o.certifinfo = whole(certification.text('code-CERTIFINFO'))
    o.rncp_declare = code_rncp(certification.text('code-RNCP'))
    o.distance = action.text('modalites-enseignement') == '2'
    lieu = action.first('lieu-de-formation')
    adresse = lieu.first('coordonnees/adresse')
    o.lignes = [(x.element.text or '').strip() for x in adresse.all('ligne')]
    o.code_postal, o.ville = adresse.text('codepostal'), adresse.text('ville')
    o.insee = adresse.text('code-INSEE-commune').upper()
    o.uai_declare = lieu.text('code-UAI-lieu-formation/code-UAI')
    o.duree = action.text('duree-cycle')
    return o


def offres_of(formation):
    numero = formation.element.get('numero') or ''
    for action in formation.all('action'):
        if not is_apprentissage(action):
            continue
        base = base_of(formation, action)
        sessions = [Session(day(s.text('periode/debut')), day(s.text('periode/fin')),
                            s.text('etat-recrutement') != '2', annees_of(s))
                    for s in action.all('session')]
        annees = list(dict.fromkeys(a for s in sessions for a in s.annees))
        for annee in annees or ['']:
            o = base.copy()
            o.annee = annee
            o.sessions = [s for s in sessions
                          if len(annees) < 2 or not s.annees or annee in s.annees]
            o.cle = cle_of(o, numero, len(annees) > 1)
            yield o


def cle_of(o, numero, several):
    match = CLE.fullmatch(numero)
    if match:
        if several and re.fullmatch(r'\d', o.annee) and match[1] != o.annee:
            return numero[:10] + o.annee + numero[11:]
        return numero
    digits = [x if re.fullmatch(r'[1-9]', x) else 'X' for x in (o.duree, o.annee)]
    return (f'{o.certifinfo or 0:06d}P01{digits[0]}{digits[1]}{o.responsable}{o.formateur}'
            f'-{o.insee or "99999"}#L{"AD" if o.distance else "01"}')


def read_offres(folder):
    """The offers of every feed, the first of each cle."""
    seen = set()
    for path in sorted(glob.glob(os.path.join(folder, 'lheo-*.xml'))):
        for _, element in ET.iterparse(path):
            if element.tag.rpartition('}')[2] != 'formation':
                continue
            for o in offres_of(Node(element, element.tag[:-len('formation')])):
                if o.cle not in seen:
                    seen.add(o.cle)
                    yield o
            element.clear()


# --- 4.0 to 4.4 ---------------------------------------------------------------------------------

class Verdict:
    """One offer for one campaign. The methods follow the order of section 4."""

    def __init__(self, offre, refs, regles, rentree, params):
        self.o, self.refs, self.regles, self.params = offre, refs, regles, params
        self.window = rentree * 10000 + 801, (rentree + 1) * 10000 + 731
        self.cfd = self.find_cfd()
        self.rncp = self.find_rncp()
        self.fiche = refs.fiches.get(self.rncp)
        self.duree = whole(offre.duree) if renseigne(offre.duree) else None
        self.annee = whole(offre.annee) if offre.annee else None
        departement = offre.insee[:3] if offre.insee[:2] in ('97', '98') else offre.insee[:2]
        self.academie, self.region = DEPARTEMENT.get(departement, ('', ''))
        self.uai = self.find_uai()
        self.sirets = (offre.responsable, offre.formateur)
        self.ferme = any(s in refs.fermes for s in self.sirets)
        self.c = [self.c1(), self.c2(), self.c3(), self.c4(), self.c5(), self.c6(), self.c7(),
                  self.c8()]
        self.missing = self.mentions()
        self.classification = self.classify()
        self.importable = self.can_import()

    def find_cfd(self):
        cfd, _ = self.refs.certif_info.get(self.o.certifinfo, ('', None))
        if cfd or self.o.rncp_declare is None:
            return cfd
        cfds = self.refs.kit_cfds.get(self.o.rncp_declare, ())
        return next(iter(cfds)) if len(cfds) == 1 else ''

    def find_rncp(self):
        rows = self.refs.kit_of_cfd.get(self.cfd, ()) if self.cfd else ()
        if any(row.rncp == self.o.rncp_declare for row in rows):
            return self.o.rncp_declare
        if rows:
            def rank(row):
                fiche = self.refs.fiches.get(row.rncp)
                return fiche is not None and fiche.active, row.echeance
            return max(rows, key=rank).rncp         # max keeps the first of equals
        if self.o.rncp_declare is not None:
            return self.o.rncp_declare
        return self.refs.certif_info.get(self.o.certifinfo, ('', None))[1]

    def find_uai(self):
        """The UAI of the lieu, or '' when it is missing."""
        if renseigne(self.o.uai_declare):
            return code_uai(self.o.uai_declare)
        for uai in self.refs.uai_of_siret.get(self.o.formateur, ()):
            if self.refs.same_commune(self.refs.uai[uai]['insee'], self.o.insee):
                return uai
        return ''

    def c1(self):
        nda, resp = self.o.nda, self.o.responsable
        listed = (nda, resp) in self.refs.nda_siret or (nda, resp[:9]) in self.refs.nda_siren
        good = (all(siret_ok(s) for s in self.sirets) and re.fullmatch(r'\d{4}[0-9P]\d{6}', nda)
                and listed and not self.ferme)
        return OK if good else KO

    def qualiopi(self, siret):
        if siret in self.refs.qualiopi_siret:
            return self.refs.qualiopi_siret[siret]
        return self.refs.qualiopi_siren.get(siret[:9], False)

    def c2(self):
        carriers = self.sirets[:1] if self.params['qualiopi_porte_par'] == 'responsable' \
            else self.sirets
        return OK if any(self.qualiopi(s) for s in carriers) else KO

    def statut(self):
        facts = {
            'enregistrement': self.fiche.type if self.fiche else '',
            'rncp_actif': ('oui' if self.fiche.active else 'non') if self.fiche else '',
            'uai_iut': {'1': 'oui', '0': 'non'}.get(
                self.refs.uai.get(self.uai, {}).get('iut', ''), ''),
            'duree': str(self.duree), 'annee': str(self.annee),
        }

        def matches(regle):
            if regle.academie and regle.academie != self.academie:
                return False
            return all(self.cfd.startswith(value) if name == 'cfd_prefixe' else facts[name] == value
                       for name, value in regle.conditions.items())

        def rank(regle):
            return (bool(regle.academie), len(regle.conditions),
                    len(regle.conditions.get('cfd_prefixe', '')), -PERMISSIVE.index(regle.statut))
        found = [r for r in self.regles if matches(r)]
        return max(found, key=rank).statut if found else 'hors_perimetre'

    def c3(self):
        if not self.cfd:
            return SEE
        if self.annee in (2, 3, 4, 5):
            return KO
        return KO if self.statut() == 'hors_perimetre' else OK

    def c4(self):
        if self.rncp is None:
            return KO
        if self.fiche is None:
            return SEE
        if self.fiche.type == 'de_droit':
            return NONE
        if not self.fiche.type:
            return SEE
        if not self.fiche.ca:
            return KO
        if self.fiche.travail or any(s in self.fiche.sirets for s in self.sirets):
            return OK
        return SEE if any(s[:9] in self.fiche.sirens for s in self.sirets) else KO

    def in_window(self, session):
        return session.debut is not None and self.window[0] <= session.debut <= self.window[1]

    def c5(self):
        if self.rncp is None:
            return KO
        if self.fiche is None:
            return SEE
        looked = [s for s in self.o.sessions if s.ouverte and self.in_window(s)] \
            or [s for s in self.o.sessions if s.debut is not None]
        if not looked or not self.fiche.type:
            return SEE
        if self.fiche.type == 'de_droit':
            if not self.cfd or self.cfd not in self.refs.bcn:
                return SEE
            closing = self.refs.bcn[self.cfd]
            return OK if closing is None or any(closing >= s.debut for s in looked) else KO
        if not self.fiche.active:
            return KO
        return OK if any(self.registered(s) for s in looked) else KO

    def registered(self, session):
        end = self.fiche.fin
        if end is None:
            return True
        if self.params['rncp_couvre'] == 'entree':
            return end >= session.debut
        return session.fin is not None and end >= session.fin

    def c6(self):
        if self.duree is None or not 1 <= self.duree <= 5:
            return KO
        mefs = self.refs.mefs_of(self.cfd) if self.cfd else []
        if not mefs:
            return SEE
        any_year = not self.o.annee or self.annee == 9
        good = any(m.duree == self.duree and (any_year or m.annee == self.annee) for m in mefs)
        return OK if good else KO

    def c7(self):
        good = any(s.fin is not None and s.ouverte and self.in_window(s) for s in self.o.sessions)
        return OK if good else KO

    def c8(self):
        if self.annee == 9:
            return OK
        good = self.annee in range(1, 6) and (self.duree is None or self.annee <= self.duree)
        return OK if good else KO

    def mentions(self):
        """The names of the mentions that are « non renseignée », in the order of 4.2."""
        o = self.o
        lieu = (any(renseigne(x) for x in o.lignes)
                and renseigne(o.code_postal) and o.code_postal != '00000'
                and renseigne(o.ville) and renseigne(o.insee))
        present = (renseigne(o.responsable), renseigne(o.formateur), o.distance or lieu,
                   renseigne(o.libelle), bool(self.cfd), self.rncp is not None,
                   any(s.debut is not None and s.fin is not None for s in o.sessions),
                   renseigne(o.duree), bool(o.annee))
        return [name for name, here in zip(MENTIONS, present) if not here]

    def classify(self):
        if self.ferme and self.params['siret_inactif'] == 'non_affichee':
            return 'non_affichee'
        blocking = [1, 2, 4, 5, 8] + ([6] if self.params['duree_incoherente'] == 'bloquant' else [])
        if self.missing or any(self.c[n - 1] == KO for n in blocking):
            return 'non_reglementaire'
        return 'reglementaire'

    def can_import(self):
        known = self.refs.uai.get(self.uai)
        good = (self.classification == 'reglementaire' and self.c[2] == OK and self.c[6] == OK
                and self.annee in (1, 9)
                and uai_well_formed(self.uai) and known is not None and known['etat'] == 'ouvert')
        return 'oui' if good else 'non'

    def row(self):
        return [self.o.cle, '', self.region, self.academie, self.classification, self.importable,
                *self.c, ','.join(self.missing), '']


def arguments():
    parser = argparse.ArgumentParser(description='Verdicts of domain.md section 4, as CSV.')
    parser.add_argument('dir')
    parser.add_argument('--campagne', type=int, default=2024, metavar='N')
    parser.add_argument('--param', action='append', default=[], metavar='NAME=VALUE')
    args = parser.parse_args()
    params = {name: values[0] for name, values in PARAMS.items()}
    for text in args.param:
        name, _, value = text.partition('=')
        if value not in PARAMS.get(name, ()):
            parser.error(f'{text}: the parameters are ' + ', '.join(
                f'{k}={"|".join(v)}' for k, v in PARAMS.items()))
        params[name] = value
    return args, params


def main():
    args, params = arguments()
    refs = Referentials(args.dir, args.campagne * 10000 + 801)
    regles = read_regles()
    rows = sorted(Verdict(o, refs, regles, args.campagne, params).row()
                  for o in read_offres(args.dir))
    sys.stdout.reconfigure(encoding='utf-8', newline='')
    writer = csv.writer(sys.stdout, delimiter=';', lineterminator='\n')
    writer.writerow(COLUMNS)
    writer.writerows(rows)


if __name__ == '__main__':
    main()
