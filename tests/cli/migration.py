# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the migration share: bases of the demonstration on both engines, feeds that change, an independent reading of the CSV."""
import csv
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

RACINE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
os.chdir(RACINE)
RELAIS = os.environ.get('RELAIS', 'build/gcc/relais')
PG = os.environ.get('RELAIS_TEST_PG')
LISTE = 'demo/parcoursup/parcoursup-2023.csv'
# Offres of the demonstration by their clés.
RADE, ARMOR, MARNE = '9990001100001899900012800010-29019', '9990001100001899900011000018-35238', '9990000110001899900003700013-77288'
MCO_PUBLIE, NDRC_A_PUBLIER = f'104239P0121{RADE}#L01', f'100357P0121{RADE}#L01'
BANQUE = f'082776P0121{RADE}#L01'
SANS_DUREE, TOURISME_ARMOR = f'104239P01X1{ARMOR}#L01', f'106339P0121{ARMOR}#L01'
NDRC_MARNE = f'100357P0121{MARNE}#L0'
GLYCINES = ('100357P01219990000110001899900002900010-94028#L01', '100357P01219990000780001799900002900010-94028#L01')
RECTEUR = f'115802P0111{RADE}#L01'
OISE_SANS_QUALIOPI = '104239P01219990000780001799900007800017-95127#L01'
ENCORE = 'Rien à changer'
CONNU, MIGRE = '2023-10-05', '2023-11-06'

tmp = tempfile.mkdtemp(prefix='relais-migrer.')
os.environ.update(LC_ALL='C.UTF-8', TMPDIR=tmp)
for nom in ('RELAIS_DB', 'NO_COLOR'):
    os.environ.pop(nom, None)


class Ecart(Exception):
    """What is not as it should be, in words."""


def egal(quoi, vu, voulu):
    if vu != voulu:
        raise Ecart(f'{quoi} : {vu!r}, voulu {voulu!r}')


def contient(texte, *mots):
    for mot in mots:
        if mot not in texte:
            raise Ecart(f'« {mot} » manque dans :\n{texte[:3000]}')


class Base:
    """A base of its own: a file, or a schema of the PostgreSQL that the tests are given."""
    faites = 0

    def __init__(self, postgres=False):
        Base.faites += 1
        self.schema = f'migrer_{os.getpid()}_{Base.faites}' if postgres else None
        if postgres:
            self.psql(f'CREATE SCHEMA {self.schema}')
            self.dsn = f'{PG}{"&" if "?" in PG else "?"}options=-csearch_path%3D{self.schema}'
        else:
            self.dsn = f'{tmp}/{Base.faites}.db'

    def psql(self, sql):
        return subprocess.run(['psql', '-XqAt', '-v', 'ON_ERROR_STOP=1', PG, '-c', sql], check=True, capture_output=True, text=True).stdout

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.schema:
            self.psql(f'DROP SCHEMA {self.schema} CASCADE')
        else:
            for f in glob.glob(self.dsn + '*'):
                os.unlink(f)

    def demande(self, sql):
        """The rows of a query, fields separated by « | »."""
        if self.schema:
            vu = self.psql(f'SET search_path = {self.schema}; {sql}')
        else:
            vu = subprocess.run(['sqlite3', self.dsn, sql], check=True, capture_output=True, text=True, errors='surrogateescape').stdout
        return vu.splitlines()

    def un(self, sql):
        return (self.demande(sql) or [''])[0]

    def tout(self):
        """Every row of every table."""
        noms = self.demande(f"SELECT table_name FROM information_schema.tables WHERE table_schema = '{self.schema}'" if self.schema else
                            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return {n: sorted(self.demande(f'SELECT * FROM {n}')) for n in noms}

    def relais(self, *args, code=0):
        """What the program says; it must end with that code."""
        fait = subprocess.run([RELAIS, '--db', self.dsn, *args], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if fait.returncode != code:
            raise Ecart(f'relais {" ".join(args)} finit par {fait.returncode}, pas {code} :\n{fait.stdout[-1500:]}{fait.stderr[-1500:]}')
        return fait.stdout + fait.stderr

    def importer(self, *fichiers, date=CONNU, complet=False, campagne=None):
        """Forced: the feeds of these tests lose more than the guard lets go."""
        return self.relais('import', *fichiers, '--date', date, *(['--complet'] if complet else []), *(['--campagne', campagne] if campagne else []),
                           '--force', '--reason', 'essai')

    def demo(self, liste=LISTE):
        self.importer(*sorted(glob.glob('demo/*.csv') + glob.glob('demo/*.xml')))
        if liste:
            self.importer(liste, campagne='2023')
        return self

    def migrer(self, campagne='2024', date=MIGRE, essai=False):
        """Run it; what it said, its CSV (bytes), its JSON."""
        c, j = f'{tmp}/m.csv', f'{tmp}/m.json'
        dit = self.relais('campagne', 'migrer', campagne, '--date', date, '--csv', c, '--json', j, *(['--dry-run'] if essai else []))
        with open(c, 'rb') as f, open(j, encoding='utf-8') as g:
            return dit, f.read(), json.load(g)

    def ligne(self, formation, campagne='2024'):
        """offre's clé, lien, certifiee (0 or 1) and motif of a formation."""
        return self.un(f"SELECT COALESCE(o.cle, ''), f.lien, f.certifiee, f.motif FROM formation AS f LEFT JOIN offre AS o ON o.numero = f.offre "
                       f"WHERE f.campagne = {campagne} AND f.code = '{formation}'")

    def formation(self, cle, campagne='2024'):
        """The code of the formation of that offre; empty: none."""
        return self.un(f"SELECT f.code FROM formation AS f JOIN offre AS o ON o.numero = f.offre WHERE f.campagne = {campagne} AND o.cle = '{cle}'")

    def statut(self, cle, champs='statut', campagne='2024'):
        return self.un(f"SELECT {champs} FROM statut AS s JOIN offre AS o ON o.numero = s.offre WHERE s.campagne = {campagne} AND o.cle = '{cle}'")

    def versions(self):
        return int(self.un('SELECT COUNT(*) FROM version'))


def lignes(octets):
    """The rows of a CSV, by the names of its columns."""
    return list(csv.DictReader(octets.decode('utf-8-sig').splitlines(), delimiter=';'))


class Flux:
    """A feed of the demonstration that changes: formations by their numéro."""

    def __init__(self, nom='bretagne'):
        self.nom = nom
        with open(f'demo/lheo-{nom}.xml', encoding='utf-8') as f:
            self.texte = f.read()

    def bloc(self, cle):
        vu = re.search(r'<formation numero="' + re.escape(cle) + r'".*?</formation>\n', self.texte, re.S)
        if not vu:
            raise Ecart(f'{cle} manque dans le flux {self.nom}')
        return vu.group(0)

    def change(self, cle, *paires):
        """Each pair: a pattern that must be there, what takes its place."""
        avant = apres = self.bloc(cle)
        for motif, par in paires:
            apres, n = re.subn(motif, par, apres)
            if not n:
                raise Ecart(f'« {motif} » manque dans {cle}')
        self.texte = self.texte.replace(avant, apres)
        return self

    def retire(self, *cles):
        for cle in cles:
            self.texte = self.texte.replace(self.bloc(cle), '')
        return self

    def copie(self, cle, autre):
        """The same formation again, under another clé and another action."""
        bloc = self.bloc(cle)
        copie = re.sub('<action numero="', '<action numero="X' + autre[-2:], bloc).replace(cle, autre)
        self.texte = self.texte.replace(bloc, bloc + copie)
        return self

    def inverse(self):
        """The last formation first."""
        blocs = re.findall(r'<formation .*?</formation>\n', self.texte, re.S)
        debut, fin = self.texte.index(blocs[0]), self.texte.index(blocs[-1]) + len(blocs[-1])
        self.texte = self.texte[:debut] + ''.join(reversed(blocs)) + self.texte[fin:]
        return self

    def rentree(self, annees):
        """All sessions that many years later."""
        self.texte = re.sub(r'<(debut|fin)>(20\d\d)', lambda m: f'<{m[1]}>{int(m[2]) + annees}', self.texte)
        return self

    def ecrire(self):
        dossier = tempfile.mkdtemp(dir=tmp)
        chemin = f'{dossier}/lheo-{self.nom}.xml'
        with open(chemin, 'w', encoding='utf-8') as f:
            f.write(self.texte)
        return chemin


def liste(*rangs, campagne='2023'):
    """A list of Parcoursup with the columns of the demonstration's: one dict a row, over what all rows have."""
    with open(LISTE, encoding='utf-8-sig', newline='') as f:
        colonnes = f.readline().strip().split(';')
    chemin = f'{tempfile.mkdtemp(dir=tmp)}/parcoursup-{campagne}.csv'
    with open(chemin, 'w', encoding='utf-8', newline='') as f:
        w = csv.DictWriter(f, colonnes, delimiter=';', restval='', lineterminator='\n')
        w.writeheader()
        for r in rangs:
            w.writerow({'APPRENTISSAGEOUSCOLAIRE': 'Apprentissage', 'FORMATION_PARAMÉTRÉE': 'Paramétrée', **r})
    return chemin


class Tap:
    def __init__(self):
        self.n = self.rates = 0

    def test(self, nom, faire, *args):
        self.n += 1
        try:
            faire(*args)
            print(f'ok {self.n} - {nom}', flush=True)
        except (Ecart, subprocess.CalledProcessError, KeyError, ValueError) as e:
            self.rates += 1
            print(f'not ok {self.n} - {nom}')
            print('# ' + str(e).replace('\n', '\n# '), flush=True)
            if isinstance(e, subprocess.CalledProcessError):
                print('# ' + str(e.stderr).replace('\n', '\n# '), flush=True)

    def saute(self, pourquoi):
        self.n += 1
        print(f'ok {self.n} # SKIP {pourquoi}')

    def fin(self):
        print(f'1..{self.n}')
        shutil.rmtree(tmp, ignore_errors=True)
        return self.rates > 0


def derouler(tests, moteur):
    """Every test (name, function), or those whose name is given, on both engines; moteur(postgres) says which one comes. The exit code."""
    tap = Tap()
    choix = sys.argv[1:]
    for postgres in (False, True):
        moteur(postgres)
        if postgres and not PG:
            tap.saute('PostgreSQL: RELAIS_TEST_PG is not given, see tools/with-postgres')
            continue
        for nom, faire in tests:
            if not choix or any(c in nom for c in choix):
                tap.test(f'{"PostgreSQL" if postgres else "SQLite"}: {nom}', faire)
    return tap.fin()
