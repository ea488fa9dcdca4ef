# SPDX-License-Identifier: EUPL-1.2
"""What the tests of tests/crash share: the program, bases on both engines, their coherence, their whole state, TAP.

State of a base (etat): every row of every table, as text, compared between an interrupted run that was started again and one that nothing
disturbed. Left out or translated, because two undisturbed runs differ there too:
  * the instants at which things were done: run.instant, evenement.instant, schema_version.applique_le (--date fixes all others);
  * numbers that a first load gives in the order in which its two readers end: texte.numero, source.numero, evenement.numero. A row shows
    the fingerprint of its text and the code of its source instead, and the clé of an établissement is shown without that number;
  * sqlite_stat1, what the planner knows of the base.
Numbers of runs, versions and offers are compared as they are. `courant=True` is for a run in which whole files were refused (a full disk for
temporary files, say) and given again: their facts come one version later and the refusals are runs, so only what is in force is compared
(the guard measures nothing of a first load), offers by their clé, without version numbers.
"""
import concurrent.futures
import glob
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

RACINE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RELAIS = os.environ.get('RELAIS', RACINE + '/build/gcc/relais')
PANNE = os.path.dirname(RELAIS) + '/crash/panne.so'
DATE, SECONDE_DATE = '2023-10-05', '2023-10-12'
MIGRER = ['campagne', 'migrer', '2024', '--date', '2023-11-06']
INSTANTS = {'run': ['instant'], 'evenement': ['instant', 'numero'], 'schema_version': ['applique_le'], 'source': ['numero'],
            'texte': ['numero', 'contenu']}
OUVRIERS = 2

tmp = tempfile.mkdtemp(prefix='relais-crash.')
graine = int(os.environ.get('RELAIS_CRASH_GRAINE') or random.SystemRandom().randrange(1 << 32))
numero = 0


def fin():
    print(f'1..{numero}')
    shutil.rmtree(tmp, ignore_errors=True)


def test(titre, fautes, passe=None):
    """One line of TAP: `fautes` explain a failure."""
    global numero
    numero += 1
    if passe:
        print(f'ok {numero} - {titre} # SKIP {passe}', flush=True)
        return
    print(f'{"not ok" if fautes else "ok"} {numero} - {titre}', flush=True)
    for faute in list(fautes)[:12]:
        print('# ' + str(faute).replace('\n', '\n# ')[:1500], flush=True)


def dire(texte):
    print('# ' + texte, flush=True)


def en_parallele(faire, choses):
    """faire(chose) gives a list of faults; all of them, in order."""
    with concurrent.futures.ThreadPoolExecutor(OUVRIERS) as ex:
        return [faute for fautes in ex.map(faire, choses) for faute in fautes]


# --- bases --------------------------------------------------------------------------------------

class Sqlite:
    def __init__(self, nom, dossier=None):
        self.dsn = os.path.join(dossier or tmp, nom + '.db')

    def existe(self):
        return os.path.exists(self.dsn)

    def copier(self, nom, dossier=None):
        autre = Sqlite(nom, dossier)
        autre.retirer()
        for suffixe in ('', '-wal', '-journal'):
            if os.path.exists(self.dsn + suffixe):
                shutil.copyfile(self.dsn + suffixe, autre.dsn + suffixe)
        return autre

    def retirer(self):
        for reste in glob.glob(glob.escape(self.dsn) + '*'):
            os.unlink(reste)

    def lignes(self, requetes):
        """The rows of each query, as tuples of texts."""
        h = sqlite3.connect(self.dsn, isolation_level=None)
        try:
            h.execute('PRAGMA busy_timeout=5000')
            return [[tuple('' if v is None else v.hex().upper() if isinstance(v, bytes) else str(v) for v in ligne)
                     for ligne in h.execute(q)] for q in requetes]
        finally:
            h.close()

    def tables(self):
        noms = [n for n, in self.lignes(["SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"])[0]]
        infos = self.lignes([f'PRAGMA table_info({n})' for n in noms])
        return {n: ([c[1] for c in info], [c[1] for c in info if c[5] != '0']) for n, info in zip(noms, infos)}

    def abimee(self):
        vu = self.lignes(['PRAGMA integrity_check'])[0]
        return [] if vu == [('ok',)] else [f'integrity_check : {vu[:3]}']


class Postgres:
    def __init__(self, adresse, nom):
        self.adresse, self.nom = adresse, nom
        self.dsn = adresse.rsplit('/', 1)[0] + '/' + nom

    def commande(self, sql, dsn=None):
        vu = subprocess.run(['psql', '-X', '-q', '-At', '-F', '\x1f', '-R', '\x1e', '-v', 'ON_ERROR_STOP=1', dsn or self.dsn, '-f', '-'],
                            input=sql, capture_output=True, text=True, check=False)
        if vu.returncode:
            raise RuntimeError(vu.stderr)
        return vu.stdout

    def creer(self, modele=None):
        self.retirer()
        self.commande(f'CREATE DATABASE {self.nom}' + (f' TEMPLATE {modele.nom};' if modele else ';'), self.adresse)
        return self

    def retirer(self):
        self.commande(f'DROP DATABASE IF EXISTS {self.nom} WITH (FORCE);', self.adresse)

    def lignes(self, requetes):
        vu = self.commande(''.join(f"{q};\nSELECT 'fin de requete';\n" for q in requetes))
        ret = []
        for suite in vu.split('fin de requete\n')[:-1]:
            lignes = suite[:-1].split('\x1e') if suite else []
            ret.append([tuple(v[2:].upper() if v.startswith('\\x') else v for v in ligne.split('\x1f')) for ligne in lignes])
        return ret

    def tables(self):
        vu = self.lignes(["SELECT c.table_name, c.column_name, k.column_name IS NOT NULL FROM information_schema.columns AS c "
                          "LEFT JOIN information_schema.table_constraints AS t ON t.table_name = c.table_name AND t.constraint_type = 'PRIMARY KEY' "
                          "LEFT JOIN information_schema.key_column_usage AS k ON k.constraint_name = t.constraint_name "
                          "AND k.column_name = c.column_name WHERE c.table_schema = 'public' ORDER BY c.table_name, c.ordinal_position"])[0]
        ret = {}
        for table, colonne, cle in vu:
            colonnes, cles = ret.setdefault(table, ([], []))
            colonnes.append(colonne)
            if cle == 't':
                cles.append(colonne)
        return ret

    def abimee(self):
        return []


def au_schema(base, tables):
    """Every migration was applied. A new base that was killed before that holds no fact: there is nothing to compare."""
    faites = base.lignes(['SELECT COUNT(*) FROM schema_version'])[0][0][0] if 'schema_version' in tables else 0
    faits = base.lignes(['SELECT COUNT(*) FROM version'])[0][0][0] if 'version' in tables else 0
    return int(faites) == len(glob.glob(RACINE + '/migrations/*.sql')) or int(faits) > 0


def coherence(base, fichier=True):
    """What coherence.sql finds wrong, and the file itself when asked: a list of sentences."""
    tables = base.tables()
    versionnees = [t for t in tables if t + '_passe' in tables]
    sql = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'coherence.sql'), encoding='utf-8').read()
    fautes, titres, requetes = base.abimee() if fichier else [], [], []
    if fautes or not au_schema(base, tables):
        return fautes
    for titre, texte in re.findall(r'^-- (.*)\n(SELECT[^;]*;)$', sql, re.M):
        for x in (versionnees if '{x}' in texte else [t for t in tables if 'source' in tables[t][0] and t != 'source'] if '{origine}' in texte
                  else [t for t in tables if 'texte' in tables[t][0] and t != 'texte'] if '{bloc}' in texte else ['']):
            cle = tables[x][1] if x else []
            valeurs = {'{x}': x, '{origine}': x, '{bloc}': x, '{lien}': ' AND '.join(f'a.{c} = b.{c}' for c in cle),
                       '{cle}': ', '.join(f'a.{c}' for c in cle)}
            un = texte.rstrip(';')
            for mot, valeur in valeurs.items():
                un = un.replace(mot, valeur)
                titre_x = titre.replace('{x}', x).replace('{origine}', x).replace('{bloc}', x)
            titres.append(titre_x)
            requetes.append(un + ' LIMIT 3')
    for titre, vues in zip(titres, base.lignes(requetes)):
        if vues:
            fautes.append(f'{titre} : {vues}')
    return fautes


def etat(base, courant=False, seules=None):
    """The state of a base, or of some of its tables: {table: sorted rows} (see above)."""
    tables, noms, requetes = base.tables(), [], []
    for nom, (colonnes, _) in sorted(tables.items()):
        if seules and nom not in seules:
            continue
        if courant and (nom.endswith('_passe') or nom in ('run', 'version', 'evenement', 'anomalie', 'garde_mesure',
                                                               'source', 'texte', 'schema_version')):
            continue
        vues = []
        for c in colonnes:
            if c in INSTANTS.get(nom, []) or (courant and (c in ('du_version', 'verdicts_version') or (nom == 'offre' and c == 'numero'))):
                continue
            if c == 'source' and nom != 'source':
                c = '(SELECT s.code FROM source AS s WHERE s.numero = a.source)'
            elif c == 'cle' and nom.startswith('etablissement'):
                c = "rtrim(a.cle, '0123456789')"  # it ends with the number of its source
            elif c == 'texte':
                c = '(SELECT t.empreinte FROM texte AS t WHERE t.numero = a.texte)'
            elif c == 'offre' and courant:
                c = '(SELECT o.cle FROM offre AS o WHERE o.numero = a.offre)'
            vues.append(c)
        noms.append(nom)
        requetes.append(f'SELECT {", ".join(vues)} FROM {nom} AS a')
    return {nom: sorted(lignes) for nom, lignes in zip(noms, base.lignes(requetes))}


def ecarts(vu, voulu):
    """Where two states differ: a list of sentences."""
    fautes = []
    for table in sorted(set(vu) | set(voulu)):
        a, b = vu.get(table, []), voulu.get(table, [])
        if a != b:
            plus, moins = [x for x in a if x not in set(b)][:2], [x for x in b if x not in set(a)][:2]
            fautes.append(f'{table} : {len(a)} lignes au lieu de {len(b)} ; de trop {plus} ; manquent {moins}')
    return fautes


# --- the program --------------------------------------------------------------------------------

def importer(base, args, env=None, tuer_apres=None, delai=60):
    """« relais import », as lancer says. Forced: the second editions lose more than the guard lets go, and what it measures is then written too."""
    return lancer(base, ['import', *args, '--force', '--reason', 'essai de panne'], env, tuer_apres, delai)


def lancer(base, args, env=None, tuer_apres=None, delai=60):
    """(exit code, stdout, stderr) of « relais »; killed after `tuer_apres` seconds: code -9."""
    complet = {**os.environ, 'LC_ALL': 'C.UTF-8', 'TMPDIR': tmp, **(env or {})}
    p = subprocess.Popen([RELAIS, '--db', base.dsn, *args], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=complet)
    if tuer_apres is not None:
        fin_prevue = time.monotonic() + tuer_apres
        while p.poll() is None and (reste := fin_prevue - time.monotonic()) > 0:
            time.sleep(min(reste, 0.002))
        if p.poll() is None:
            p.send_signal(signal.SIGKILL)
    try:
        out, err = p.communicate(timeout=delai)
    except subprocess.TimeoutExpired:
        p.kill()
        out, err = p.communicate()
        return 'bloqué', out.decode(errors='replace'), err.decode(errors='replace')
    return p.returncode, out.decode(errors='replace'), err.decode(errors='replace')


def remede(code, out, err):
    """What a failure must say: exit code 1 or 2, in French, with what to do."""
    fautes = []
    if code not in (1, 2):
        fautes.append(f'code {code}, ni 1 ni 2')
    refus = re.findall(r'^✖ .*\n((?:    .*\n)+)', out, re.M)
    if code == 2 and not re.match(r'relais : [A-ZÀÉ«].+\. \S.+\.$', err.strip().split('\n')[-1]) and not refus:
        fautes.append(f'rien n\'est dit : « {err.strip()} »')
    fautes += [f'un refus sans remède : {r}' for r in refus if '→' not in r]
    if re.search(r'malloc|errno|Input/output|No space|Aucun détail', out + err):
        fautes.append(f'des mots que personne ne lit : {err.strip()}')
    return fautes


def panne(mode, k, compte=None):
    env = {'LD_PRELOAD': PANNE, 'RELAIS_PANNE': f'{mode}:{k}'}
    if compte:
        env['RELAIS_PANNE_COMPTE'] = compte
    return env


PETITE = ('kit.csv', 'lheo-idf.xml', 'organismes.csv', 'rncp.xml', 'uai.csv')


def entree(nom, part=None):
    """Two commands on the same files: a first load, then the same with changes: offers that go, come, change; a list that changes."""
    premier, second = os.path.join(tmp, nom + '1'), os.path.join(tmp, nom + '2')
    if part:
        subprocess.run([sys.executable, RACINE + '/bench/fabrique', premier, '--part', str(part)], check=True)
    else:
        os.mkdir(premier)
        for f in PETITE:
            shutil.copy(os.path.join(RACINE, 'demo', f), premier)
    shutil.copytree(premier, second)
    for f in sorted(glob.glob(second + '/lheo-*.xml')):
        changer(f)
    with open(second + '/uai.csv', 'a', encoding='utf-8') as uai:  # one more row, like its last one under another UAI
        derniere = open(premier + '/uai.csv', encoding='utf-8').read().strip().split('\n')[-1]
        uai.write(re.sub(r'\d{7}[A-Z]', '0772501K', derniere, count=1) + '\n')
    return sorted(glob.glob(premier + '/*')), sorted(glob.glob(second + '/*'))


def changer(chemin):
    feed = open(chemin, encoding='utf-8').read()
    formations = re.findall(r'<formation .*?</formation>\n', feed, re.S)
    for i, une in enumerate(formations):
        if i % 5 == 0:
            feed = feed.replace(une, '', 1)
        elif i % 5 == 1:
            feed = feed.replace(une, une.replace('<duree-cycle>2<', '<duree-cycle>3<').replace('<fin>2026', '<fin>2027'), 1)
        elif i % 5 == 2:
            feed = feed.replace(une, re.sub(r'(<intitule-formation>)', r'\1Nouveau ', une, count=1), 1)
    open(chemin, 'w', encoding='utf-8').write(feed)


def commandes(premier, second):
    return [*premier, '--date', DATE], [*second, '--complet', '--date', SECONDE_DATE]


def tranquille(base, args):
    """An import that nothing disturbs."""
    code, out, err = importer(base, args)
    if code:
        raise RuntimeError(f'un import que rien ne gêne finit par {code} : {err or out}')
    return base


def depart(base, args):
    """A first load and the verdicts of the campagne that is open on its day, which every later import renews."""
    tranquille(base, args)
    subprocess.run([RELAIS, '--db', base.dsn, 'verdicts', '--campagne', '2024'], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return base


def lister(base, fichier=RACINE + '/demo/parcoursup/parcoursup-2023.csv'):
    """The formations of 2023, that a migration to 2024 starts from."""
    return tranquille(base, [fichier, '--campagne', '2023', '--date', SECONDE_DATE])


def migrer(base):
    """A migration that nothing disturbs."""
    code, out, err = lancer(base, MIGRER)
    if code:
        raise RuntimeError(f'une migration que rien ne gêne finit par {code} : {err or out}')
    return base
