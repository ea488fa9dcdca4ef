#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""SIGKILL at 200 random instants of « campagne migrer », and before and within each of its calls that write: the base is coherent, the CSV is
not there or whole, and the command run again ends in the reference state: same CSV, same tables. On a part of a national set where ../shared
is there, else on the demonstration. RELAIS_CRASH_GRAINE replays the draws."""
import glob
import os
import random
import statistics
import subprocess
import sys
import threading
import time

import crash

FOIS = 100  # for each of the two migrations
PART = '0.005'
NATIONAL = os.path.join(crash.RACINE, '..', 'shared', 'bin', 'national.py')
# What a migration may change; etat knows what differs between undisturbed runs.
TABLES = ('formation', 'formation_passe', 'statut', 'statut_passe', 'migration', 'migration_compte', 'succession', 'version', 'evenement', 'campagne',
          'verdict', 'verdict_passe', 'offre', 'decision')


def entrees(nom, national):
    """The referentials and feeds of a first load, feeds that changed since, the list of 2023."""
    dossier, change = os.path.join(crash.tmp, nom), os.path.join(crash.tmp, nom + '-change')
    os.mkdir(change)
    if national:
        subprocess.run([sys.executable, NATIONAL, dossier, '--part', PART, '--rncp-text', '100'], check=True, stdout=subprocess.DEVNULL)
    else:
        os.mkdir(dossier)
        for f in glob.glob(crash.RACINE + '/demo/*.csv') + glob.glob(crash.RACINE + '/demo/*.xml') + glob.glob(crash.RACINE + '/demo/parcoursup/*.csv'):
            os.symlink(f, os.path.join(dossier, os.path.basename(f)))
    tous = sorted(glob.glob(dossier + '/*'))
    liste = [f for f in tous if os.path.basename(f) == 'parcoursup-2023.csv']
    for f in tous:
        if os.path.basename(f).startswith('lheo-'):
            with open(f, encoding='utf-8') as ancien, open(os.path.join(change, os.path.basename(f)), 'w', encoding='utf-8') as neuf:
                neuf.write(ancien.read())
            crash.changer(neuf.name)
    return [f for f in tous if f not in liste and os.path.basename(f) not in ('defauts.csv', '.done')], sorted(glob.glob(change + '/*')), liste[0]


def departs(nom, national=False):
    """A base to be migrated, and one that was, whose feeds changed since."""
    tous, changes, liste = entrees(nom, national)
    premiere = crash.lister(crash.tranquille(crash.Sqlite(nom), [*tous, '--date', crash.DATE]), liste)
    seconde = crash.tranquille(crash.migrer(premiere.copier(nom + '-faite')), [*changes, '--complet', '--date', crash.SECONDE_DATE])
    return premiere, seconde


class Migration:
    """One command, killed in many ways; `voulu` and `csv` are what it ends with."""

    def __init__(self, nom, depart):
        self.nom, self.depart = nom, depart
        fini = depart.copier(nom + '-fini')
        code, err, self.csv = self.lancer(fini, nom + '-fini')
        self.voulu = crash.etat(fini, seules=TABLES)
        fautes = [err] if code else crash.coherence(fini)
        if not self.voulu['formation'] or not self.voulu['statut'] or self.voulu == crash.etat(depart, seules=TABLES):
            fautes.append('cette migration ne change rien')
        crash.test(f'{nom} : sans accident, elle change la base, qui est cohérente', fautes)
        fini.retirer()
        self.verrou, self.tues, self.vus, self.gardes = threading.Lock(), 0, 0, 0
        self.hasard = random.Random(f'{crash.graine} {nom}')

    def lancer(self, base, nom, env=None, tuer_apres=None):
        """Exit code, what it said, the CSV (None: there is none)."""
        chemin = os.path.join(crash.tmp, nom + '.csv')
        code, out, err = crash.lancer(base, [*crash.MIGRER, '--csv', chemin], env, tuer_apres)
        octets = None
        if os.path.exists(chemin):
            with open(chemin, 'rb') as f:
                octets = f.read()
            os.unlink(chemin)
        for reste in glob.glob(glob.escape(chemin) + '*'):
            os.unlink(reste)
        return code, err or out, octets

    def accident(self, nom, quoi, env=None, tuer_apres=None):
        """Faults of one accident, and whether it happened."""
        base = self.depart.copier(nom)
        code, dit, octets = self.lancer(base, nom, env, tuer_apres)
        tuee, fautes = code == -9, []
        if code not in (0, -9):
            fautes.append(f'finit par {code} : {dit}')
        if octets is not None and octets != self.csv:
            fautes.append(f'un CSV de {len(octets)} octets au lieu de {len(self.csv)}')
        if tuee:
            fautes += crash.coherence(base, fichier=env is not None or self.tues % 4 == 0)  # its pages take most of the time
            with self.verrou:
                self.gardes += crash.etat(base, seules=('migration',))['migration'] == self.voulu['migration']
            code, dit, octets = self.lancer(base, nom)
            fautes += crash.ecarts(crash.etat(base, seules=TABLES), self.voulu)
        if code or octets != self.csv:
            fautes.append(f'la relance finit par {code}, CSV {"pareil" if octets == self.csv else "autre"} : {dit}')
        base.retirer()
        return [f'{self.nom}, {quoi} : {f}' for f in fautes], tuee

    def duree(self):
        vues = []

        def une(i):
            base = self.depart.copier(f'{self.nom}-mesure{i}')
            debut = time.monotonic()
            self.lancer(base, f'{self.nom}-mesure{i}')
            vues.append(time.monotonic() - debut)
            base.retirer()
            return []
        crash.en_parallele(une, range(6))
        return statistics.median(vues)

    def au_hasard(self):
        usuelle = duree = self.duree()

        def un(i):
            nonlocal duree
            with self.verrou:
                if self.tues >= FOIS:
                    return []
                # half of them in the last third, where everything is written
                quand = self.hasard.uniform(0.65 if i % 2 else 0, 1) * duree
            fautes, tuee = self.accident(f'{self.nom}-{i}', f'tuée à {quand * 1000:.1f} ms', tuer_apres=quand)
            with self.verrou:
                self.tues += tuee
                self.vus += 1
                # the machine is less busy than when it was measured, or more
                duree = min(max(duree * (1.05 if tuee else 0.9), usuelle / 4), usuelle * 2)
            return fautes
        fautes = crash.en_parallele(un, range(4 * FOIS))
        crash.dire(f'{self.nom} : {self.tues} tuées sur {self.vus}, dont {self.gardes} après avoir tout gardé ; durée usuelle {usuelle * 1000:.0f} ms, enfin {duree * 1000:.0f} ms')
        crash.test(f'{self.nom}, tuée n\'importe quand : base cohérente, puis comme si de rien n\'était', fautes)
        crash.test(f'{self.nom} : {FOIS} fois, le programme est tué avant sa fin', [] if self.tues >= FOIS else [f'seulement {self.tues}'])

    def a_chaque_ecriture(self):
        compte, base = os.path.join(crash.tmp, 'compte'), self.depart.copier(self.nom + '-compte')
        self.lancer(base, self.nom + '-compte', {'LD_PRELOAD': crash.PANNE, 'RELAIS_PANNE_COMPTE': compte})
        with open(compte, encoding='ascii') as f:
            appels = int(f.read().split()[0])
        base.retirer()
        for mode, titre in (('tue', 'tuée avant'), ('dechire', 'tuée au milieu de')):
            vues = []

            def un(k, mode=mode, titre=titre, vues=vues):
                fautes, tuee = self.accident(f'{self.nom}-{mode}{k}', f'{titre} l\'écriture {k}', crash.panne(mode, k))
                vues.append(tuee)
                return fautes
            fautes = crash.en_parallele(un, range(1, appels + 1))
            if sum(vues) < appels * 3 // 4 or appels < 10:
                fautes.append(f'{sum(vues)} tuées seulement sur {appels} appels')
            crash.test(f'{self.nom}, {titre} chaque écriture : {appels} appels', fautes)


def main():
    crash.dire(f'graine {crash.graine} (RELAIS_CRASH_GRAINE={crash.graine} la rejoue)')
    national = os.path.exists(NATIONAL)
    if not national:
        crash.dire('../shared n\'est pas là : la démonstration au lieu d\'une part nationale')
    premiere, seconde = departs('grande', national)
    Migration('première migration', premiere).au_hasard()
    Migration('seconde migration', seconde).au_hasard()
    premiere, seconde = departs('petite')
    Migration('première petite', premiere).a_chaque_ecriture()
    Migration('seconde petite', seconde).a_chaque_ecriture()


try:
    main()
finally:
    crash.fin()
