#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""defauts.py - what was broken on purpose must show, and nothing else.

usage: defauts.py DIR verdicts.csv [--rentree 2024] [--exemples 10]

DIR is a folder made by national.py; its defauts.csv names one defect an offer. verdicts.csv has
the columns of verdicts.py, whoever wrote it, for the campaign of that rentree and the default
parameters. Three checks, which never look at how the verdicts were computed:

  by defect       each line of defauts.csv: the defect is in the feed, and its criterion or
                  mention is what TABLE says
  without defect  an offer that defauts.csv does not name: no mention that only a defect causes,
                  criterion 7 conforme, and the mentions and criteria that its cle alone decides
  by the feed     every offer: the mentions and criterion 7 that its own declared data decide,
                  and the two links between mentions, criteria and classification

national.py draws two layers of defects and lists only the last: --torture's (sessions_avant_et_
apres and after) goes over the plain one, whose effects remain in the feed unless the same field
is written again. So a criterion that a hidden defect may also touch is expected BY_DATES, from
the sessions of the feed, and not as a constant:
  - sessions_avant_et_apres and deux_sessions write all the sessions again: constants;
  - the plain defects are listed only where no second one came over them: constants;
  - borne_de_fenetre writes debut again, recrutement_suspendu and etat_absent write etat again;
    the other fields of the session, the lieu and the SIRET keep the hidden defect: BY_DATES.
Exit 1 on any failure.
"""
import argparse
import csv
import glob
import os
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter, namedtuple

OK, KO, SEE = 'conforme', 'non_conforme', 'a_verifier'
VOID = ('', '-', 'X', 'Y', 'D', '00000000', '99999999')
DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Fait = namedtuple('Fait', 'cle responsable formateur titre lieu distance duree annees sessions '
                          'certifications')
Session = namedtuple('Session', 'debut fin etat types')
Defaut = namedtuple('Defaut', 'present criteres avec sans', defaults=({}, (), ()))


# --- the feed, read for its declared facts ------------------------------------------------------

def given(text):
    return text not in VOID and text.lower() != 'aucune'


def full(date):
    """A date without 00 nor 99 as month or day."""
    return bool(re.fullmatch(r'\d{8}', date)) and 1 <= int(date[4:6]) <= 12 \
        and 1 <= int(date[6:]) <= DAYS[int(date[4:6])]


def faits(folder):
    """What each formation declares, by cle."""
    found = {}
    for path in sorted(glob.glob(os.path.join(folder, 'lheo-*.xml'))):
        for _, element in ET.iterparse(path):
            element.tag = element.tag.rpartition('}')[2]
            if element.tag == 'formation':
                found.setdefault(element.get('numero'), fait(element))
                element.clear()
    return found


def fait(formation):
    def text(path, of=formation):
        return (of.findtext(path) or '').strip()
    adresse = 'action/lieu-de-formation/coordonnees/adresse/'
    cycles = [c for c in formation.iterfind('action/session/cycle') if text('type-cycle', c) == '1']
    return Fait(
        cle=formation.get('numero') or '',
        responsable=text('organisme-formation-responsable/SIRET-organisme-formation/SIRET'),
        formateur=text('action/organisme-formateur/SIRET-formateur/SIRET'),
        titre=text('intitule-formation'),
        lieu=all(given(text(adresse + x)) for x in
                 ('ligne', 'codepostal', 'ville', 'code-INSEE-commune'))
        and text(adresse + 'codepostal') != '00000',
        distance=text('action/modalites-enseignement') == '2',
        duree=text('action/duree-cycle'),
        annees=[text('annee-cycle', c) for c in cycles if text('annee-cycle', c)],
        sessions=[Session(text('periode/debut', s), text('periode/fin', s),
                          text('etat-recrutement', s),
                          {text('type-cycle', c) for c in s.iterfind('cycle')})
                  for s in formation.iterfind('action/session')],
        certifications=len(formation.findall('certification')))


def dates_absent(f):
    return not any(full(s.debut) and full(s.fin) for s in f.sessions)


# --- what each defect must yield ----------------------------------------------------------------

class Rentree:
    """The window of one rentree, and what the sessions of an offer make of criterion 7."""

    def __init__(self, year):
        self.year = year
        self.opens, self.closes = f'{year}0801', f'{year + 1}0731'

    def by_dates(self, f, _verdict=None):
        good = any(full(s.debut) and full(s.fin) and s.etat != '2'
                   and self.opens <= s.debut <= self.closes for s in f.sessions)
        return OK if good else KO

    def bounds(self):
        return (self.opens, self.closes, f'{self.year}0731', f'{self.year + 1}0801')


def only(f):
    """The one session of an offer, or one that is nothing."""
    return f.sessions[0] if len(f.sessions) == 1 else Session('', '', '?', set())


def table(rentree):
    """defect -> how it shows in the feed, the criteria, the mentions it brings and does not.

    A value is a constant, or a function of (declared facts, verdict)."""
    n, by_dates = rentree.year, rentree.by_dates

    def only_year(f):
        return OK if f.annees and 1 <= int(f.annees[0]) <= 5 else KO

    def without_cfd(_f, v):
        return SEE if 'cfd' in v['mentions'] else KO
    return {
        'session_n_moins_1': Defaut(lambda f: only(f).debut == f'{n - 1}0904', {'c7': KO},
                                    sans=['dates']),
        'fin_absente': Defaut(lambda f: only(f).fin == '99999999', {'c7': KO}, ['dates']),
        'session_fermee': Defaut(lambda f: only(f).etat == '2', {'c7': KO}, sans=['dates']),
        # no full start at all: criterion 5 cannot be told, unless there is no RNCP to look at
        'debut_sans_jour': Defaut(
            lambda f: only(f).debut == f'{n}0900',
            {'c7': KO, 'c5': lambda f, v: KO if 'rncp' in v['mentions'] else SEE}, ['dates']),
        'lieu_non_renseigne': Defaut(
            lambda f: not f.lieu, {'c7': OK},
            [lambda f: None if f.distance else 'lieu'], [lambda f: 'lieu' if f.distance else None]),
        # malformed is present: no mention, but criterion 1 and no general catalogue
        'siret_faux': Defaut(
            lambda f: f.responsable != f.cle[11:25],
            {'c1': KO, 'c7': OK, 'importable': 'non'}, sans=['siret_responsable']),
        'sessions_avant_et_apres': Defaut(
            lambda f: [s.debut for s in f.sessions] == [f'{n - 1}0904', f'{n + 1}0904'],
            {'c7': KO}, sans=['dates']),
        'deux_sessions': Defaut(
            lambda f: [s.etat for s in f.sessions] == ['2', '1']
            and f.sessions[1].debut == f'{n}1007', {'c7': OK}, sans=['dates']),
        'sans_formateur': Defaut(lambda f: not f.formateur, {'c7': by_dates},
                                 sans=['siret_formateur']),
        'duree_absente': Defaut(
            lambda f: not f.duree,
            {'c6': KO, 'c8': lambda f, v: only_year(f), 'c7': by_dates}, ['duree']),
        'annee_9': Defaut(lambda f: set(f.annees) == {'9'}, {'c8': OK, 'c7': by_dates},
                          sans=['annee']),
        'borne_de_fenetre': Defaut(lambda f: only(f).debut in rentree.bounds(), {'c7': by_dates}),
        # contrat-apprentissage = 1 keeps the action; its cycles declare no apprenticeship year
        'cycle_non_apprentissage': Defaut(
            lambda f: all(s.types == {'0'} for s in f.sessions), {'c8': KO, 'c7': by_dates},
            ['annee']),
        'recrutement_suspendu': Defaut(lambda f: only(f).etat == '3', {'c7': by_dates}),
        'seconde_certification': Defaut(lambda f: f.certifications == 2, {'c7': by_dates}),
        'libelle_tiret': Defaut(lambda f: f.titre == '-', {'c7': by_dates}, ['libelle']),
        'annee_plus_grande_que_duree': Defaut(
            lambda f: f.duree == '2' and set(f.annees) == {'3'},
            {'c8': KO, 'c3': without_cfd, 'c7': by_dates, 'importable': 'non'},
            sans=['duree', 'annee']),
        'etat_absent': Defaut(lambda f: only(f).etat == '', {'c7': by_dates}),
    }


def check_defect(defaut, f, v):
    """The sentences of what is wrong with one line of defauts.csv."""
    if not defaut.present(f):
        yield 'the defect is not in the feed'
    for column, expected in defaut.criteres.items():
        value = expected(f, v) if callable(expected) else expected
        if v[column] != value:
            yield f'{column} is {v[column]}, must be {value}'
    for names, must in ((defaut.avec, True), (defaut.sans, False)):
        for name in names:
            name = name(f) if callable(name) else name
            if name and (name in v['mentions']) != must:
                yield f'mention {name} {"missing" if must else "out of place"}'


# --- what must hold without a defect, and for all -----------------------------------------------

def check_clean(cle, f, v, communes):
    """An offer that no defect touched: its cle tells everything that is checked here."""
    if (f.responsable, f.formateur) != (cle[11:25], cle[25:39]):
        yield 'the SIRETs of the feed are not those of the cle'
    duree, annee = cle[9], cle[10]
    expected = {'dates': False, 'siret_responsable': False, 'siret_formateur': False,
                'libelle': False, 'duree': duree == 'X', 'annee': annee == 'X',
                'lieu': cle[-2:] != 'AD' and not given(communes.get(cle[40:45], ''))}
    for name, must in expected.items():
        if (name in v['mentions']) != must:
            yield f'mention {name} {"missing" if must else "without a defect"}'
    if v['c7'] != OK:
        yield f'c7 is {v["c7"]} without a defect'
    if duree not in '12345' and v['c6'] != KO:
        yield f'c6 is {v["c6"]} with duree {duree}'
    good = annee == '9' or (annee in '12345' and (duree == 'X' or annee <= duree))
    if v['c8'] != (OK if good else KO):
        yield f'c8 is {v["c8"]} with duree {duree} and annee {annee}'


def check_feed(cle, f, v, rentree):
    """Any offer: what its declared data alone decide, whatever broke them."""
    expected = {'dates': dates_absent(f), 'libelle': not given(f.titre),
                'lieu': not f.lieu and not f.distance, 'duree': not given(f.duree),
                'annee': not f.annees, 'siret_responsable': not given(f.responsable),
                'siret_formateur': not given(f.formateur or f.responsable)}
    for name, must in expected.items():
        if (name in v['mentions']) != must:
            yield f'mention {name} {"missing" if must else "against the feed"}'
    if v['c7'] != rentree.by_dates(f):
        yield f'c7 is {v["c7"]}, the sessions say {rentree.by_dates(f)}'
    if f.responsable != cle[11:25] and v['c1'] != KO:
        yield f'c1 is {v["c1"]} with a SIRET that fails its key'
    if v['mentions'] and v['classification'] == 'reglementaire':
        yield 'reglementaire with a mention missing'
    if v['importable'] == 'oui' and (v['classification'] != 'reglementaire' or v['c7'] != OK):
        yield 'importable without being reglementaire and open'


# --- the run ------------------------------------------------------------------------------------

def rows(path, delimiter=';'):
    with open(path, encoding='utf-8-sig', newline='') as stream:
        yield from csv.DictReader(stream, delimiter=delimiter)


class Tally:
    """Counts by heading, and the failures with their first examples."""

    def __init__(self):
        self.lines, self.failures = Counter(), {}

    def add(self, heading, cle, problems):
        self.lines[heading] += 1
        for problem in problems:
            self.failures.setdefault(heading, []).append((cle, problem))

    def print(self, limit):
        for heading, count in self.lines.items():
            found = self.failures.get(heading, [])
            print(f'{heading:32}{count:7} offers {len(found):6} failures')
            for cle, problem in found[:limit]:
                print(f'    {cle}  {problem}')
        return sum(map(len, self.failures.values()))


def main():
    parser = argparse.ArgumentParser(description='Check the verdicts of offers broken on purpose.')
    parser.add_argument('dir')
    parser.add_argument('verdicts')
    parser.add_argument('--rentree', type=int, default=2024, metavar='N')
    parser.add_argument('--exemples', type=int, default=10, metavar='N')
    args = parser.parse_args()
    rentree = Rentree(args.rentree)
    declared = faits(args.dir)
    verdicts = {}
    for v in rows(args.verdicts):
        v['mentions'] = set(filter(None, v['mentions'].split(',')))
        verdicts[v['cle']] = v
    named = {r['cle']: r['defaut'] for r in rows(os.path.join(args.dir, 'defauts.csv'))}
    communes = {}
    for r in rows(os.path.join(args.dir, 'communes.csv'), ','):
        communes.setdefault(r['COM'], r['LIBELLE'])
    expected, tally = table(rentree), Tally()
    for cle, defaut in sorted(named.items(), key=lambda x: (x[1], x[0])):
        if cle not in verdicts or cle not in declared or defaut not in expected:
            tally.add(defaut, cle, ['not in TABLE, or the offer has no verdict, or no formation'])
        else:
            tally.add(defaut, cle, check_defect(expected[defaut], declared[cle], verdicts[cle]))
    for cle in sorted(declared.keys() | verdicts.keys()):
        if cle not in verdicts or cle not in declared:
            tally.add('in one place only', cle,
                      ['no verdict' if cle in declared else 'no formation'])
            continue
        f, v = declared[cle], verdicts[cle]
        tally.add('(by the feed)', cle, check_feed(cle, f, v, rentree))
        if cle not in named:
            tally.add('(without defect)', cle, check_clean(cle, f, v, communes))
    failures = tally.print(args.exemples)
    print('all as it must be' if not failures and tally.lines else f'{failures} failures')
    sys.exit(0 if not failures and tally.lines else 1)


if __name__ == '__main__':
    main()
