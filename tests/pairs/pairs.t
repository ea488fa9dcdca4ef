#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The cases of the existing national catalogue: each has its test or the sentence of domain.md that decides otherwise (README)."""
import json
import os
import re
import sqlite3
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(ROOT, '..', 'shared')
RELAIS = os.environ.get('RELAIS', os.path.join(ROOT, 'build/gcc/relais'))
# The areas of what is not built yet: the pages.
LATER = ('ui.', 'http')
ABSENT = 'the reference data are not beside the repository'
n = 0


def tell(title, faults=(), skip=None):
    global n
    n += 1
    print(f"{'not ' if faults else ''}ok {n} - {title}{' # SKIP ' + skip if skip else ''}")
    for fault in list(faults)[:40]:
        print('#', fault)


def table(name):
    with open(os.path.join(ROOT, 'tests/pairs', name), encoding='utf-8') as f:
        return [line.rstrip('\n').split('\t') for line in f if line.strip() and not line.startswith('#')]


def title_with(path, case):
    """The file holds a test whose title has the id as a word of its parentheses, or of its C name."""
    wanted = re.compile(r'\([^()\n]*(?<![\w-])' + re.escape(case) + r'(?![\w-])[^()\n]*\)')
    name = case.replace('-', '_')
    with open(os.path.join(ROOT, path), encoding='utf-8') as f:
        text = f.read()
    return bool(wanted.search(text)) or re.search(r'TEST(_BASES)?\(\w*' + name + r'\)', text) is not None


def rows_are_held(rows):
    faults, seen = [], set()
    for row in rows:
        if row[0] in seen:
            faults.append(f'{row[0]}: twice')
        seen.add(row[0])
        if row[1] == 'test':
            if len(row) != 3 or not os.path.exists(os.path.join(ROOT, row[2])):
                faults.append(f'{row[0]}: no file {row[2:]}')
            elif not title_with(row[2], row[0]):
                faults.append(f'{row[0]}: no test of {row[2]} has this id in its title')
        elif row[1] != 'domaine' or len(row) != 5 or not all(row[2:]):
            faults.append(f'{row[0]}: a line is « id test file » or « id domaine section sentence why »')
    return faults


PITFALLS = [str(i) for i in range(1, 11)]
DEFECTS = [f'B{i}' for i in range(1, 26)]


def has_test(path, title):
    """A TEST of a C file, the title of a case, the title that a shell or Python test tells."""
    with open(os.path.join(ROOT, path), encoding='utf-8') as f:
        text = f.read()
    title = re.escape(title)
    return re.search(r'^(TEST(_BASES)?\(' + title + r'\)|' + title + r'|t "' + title + r'".*|\s+tell\(\'' + title + r'\'.*)$', text, re.M)


def titles_are_held(rows, numbers):
    faults = [f'{i}: no test' for i in numbers if not any(row[0] == i for row in rows)]
    faults += [f'{row[0]}: not one of them' for row in rows if row[0] not in numbers]
    return faults + [f'{number} {what}: {path} has no test « {title} »' for number, what, path, title in rows
                     if path != 'avec' and not has_test(path, title)]


# What time it is is a fact given to a rule, never asked by it.
CLOCK = re.compile(r'\b(time|clock_gettime|gettimeofday|localtime\w*|gmtime\w*|strftime|\w*maintenant|\w*aujourd_hui)\s*\(|<time\.h>|<sys/time\.h>')


def no_clock():
    folder = os.path.join(ROOT, 'src/regle')
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding='utf-8') as f:
            yield from (f'src/regle/{name}: {m.group(0)}' for m in CLOCK.finditer(f.read()))


def one_line(text):
    return ' '.join(text.split())


def sentences_stand(rows):
    with open(os.path.join(SHARED, 'domain.md'), encoding='utf-8') as f:
        domain = one_line(f.read())
    return [f'{row[0]}: domain.md does not say « {row[3]} »' for row in rows if row[1] == 'domaine' and one_line(row[3]) not in domain]


def complete(rows):
    with open(os.path.join(SHARED, 'cases/peer-cases.json'), encoding='utf-8') as f:
        cases = {c['id']: c for c in json.load(f)['cases'] if not c['area'].startswith(LATER)}
    mine = {row[0] for row in rows}
    return [f'{i}: {cases[i]["title"]}: not in the table' for i in sorted(cases.keys() - mine)] + [
        f'{i}: no such case' for i in sorted(mine - cases.keys())]


# The European level of a CFD is BCN's, by NIVEAU_FORMATION_DIPLOME, its first three characters.
NIVEAUX = {'niveau-1': ('50022137', '3'), 'niveau-3': ('32031309', '5'), 'niveau-4': ('26033203', '6'), 'niveau-5': ('16X22001', '7')}
# BTS à options: three CFD of the second year, one of the first (bts-option-1)
OPTIONS = (['32033423', '32033424', '32033425'], '32033422')


def referentials():
    with tempfile.TemporaryDirectory() as tmp:
        base = os.path.join(tmp, 'r.db')
        subprocess.run([RELAIS, '--db', base, 'import', os.path.join(SHARED, 'data/bcn/tjp_nNiveauFormationDiplome_.csv'),
                        os.path.join(SHARED, 'data/referentiels/optionsBTS.csv')], check=True, stdout=subprocess.DEVNULL)
        db = sqlite3.connect(base)
        levels = [f'{case} ({cfd}): {row}, not {level}' for case, (cfd, level) in NIVEAUX.items()
                  for row in [db.execute('SELECT niveau_rncp FROM niveau_diplome WHERE code = ?', (cfd[:3],)).fetchone()]
                  if row is None or int(row[0]) != int(level)]
        commons = {row[0] for row in db.execute('SELECT cfd_commun FROM option_bts WHERE cfd IN (?, ?, ?)', OPTIONS[0])}
        db.close()
    return levels, [] if commons == {OPTIONS[1]} else [f'bts-option-1: {commons}']


def main():
    rows, shared = table('cas.tsv'), os.path.isdir(SHARED)
    tell('every case of the table has its test or its sentence', rows_are_held(rows))
    tell('domain.md says each sentence', sentences_stand(rows) if shared else (), None if shared else ABSENT)
    tell('no case is forgotten', complete(rows) if shared else (), None if shared else ABSENT)
    tell('every pitfall of real files has its tests', titles_are_held(table('pieges.tsv'), PITFALLS))
    tell('every defect of the existing catalogue has its tests', titles_are_held(table('defauts.tsv'), DEFECTS))
    tell('the rules know no clock', list(no_clock()))
    levels, options = referentials() if shared else ((), ())
    tell('the European level of a CFD (niveau-1, niveau-3, niveau-4, niveau-5)', levels, None if shared else ABSENT)
    tell('the CFD of the first year of a BTS à options (bts-option-1)', options, None if shared else ABSENT)
    print(f'1..{n}')


main()
