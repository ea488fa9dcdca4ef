#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""SIGKILL at 200 random instants of an import, over its whole duration: the base opens, is coherent, and the same command run again
ends in the state of an undisturbed run. RELAIS_CRASH_GRAINE replays the same draws."""
import random
import statistics
import threading
import time

import crash

FOIS = 100  # for each of the two imports
PART = 0.02


def durees(faire):
    """The usual duration of the import, in seconds, measured as it will be killed: two at a time."""
    vues = []

    def une(i):
        debut = time.monotonic()
        faire(i)
        vues.append(time.monotonic() - debut)
        return []
    crash.en_parallele(une, range(6))
    return statistics.median(vues)


class Coups:
    """Kills one import, drawn until FOIS of them came before its end."""

    def __init__(self, nom, depart, args, voulu):
        self.nom, self.depart, self.args, self.voulu = nom, depart, args, voulu
        self.avant = crash.etat(depart) if depart else None
        self.verrou, self.tues, self.vus, self.places = threading.Lock(), 0, 0, {}
        self.duree = durees(lambda i: self.base(f'{nom}-mesure{i}', True))
        self.hasard = random.Random(f'{crash.graine} {nom}')

    def base(self, nom, importer=False):
        b = self.depart.copier(nom) if self.depart else crash.Sqlite(nom)
        if importer:
            crash.tranquille(b, self.args)
            b.retirer()
        return b

    def place(self, base):
        """How far the killed import had come."""
        if not base.existe() or 'verdict' not in base.tables():
            return 'avant les faits'
        versions, juges = base.lignes(['SELECT COUNT(*) FROM version', 'SELECT COUNT(*), MIN(verdicts_version) FROM campagne'])
        vu = int(versions[0][0])
        fin = len(self.voulu['version'])
        debut = len(self.avant['version']) if self.avant else 0
        if vu == debut:
            return 'avant les faits'
        if vu < fin:
            return 'entre deux fichiers'
        if not self.depart:
            return 'tout était gardé'
        return 'faits gardés, verdicts à refaire' if juges[0][1] != str(fin) else 'tout était gardé'

    def un(self, i):
        with self.verrou:
            if self.tues >= FOIS:
                return []
            # half of them in the last third, where facts and verdicts are written; the end comes later when the machine is busy
            quand = self.hasard.uniform(0.65 if i % 2 else 0, 1.1) * self.duree
        base = self.base(f'{self.nom}-{i}')
        code, out, err = crash.importer(base, self.args, tuer_apres=quand)
        fautes = []
        with self.verrou:
            self.vus += 1
            if code == -9:
                self.tues += 1
        if code == -9:
            place = self.place(base)
            with self.verrou:
                self.places[place] = self.places.get(place, 0) + 1
            fautes += crash.coherence(base) if base.existe() else []
            if not self.depart and base.existe() and place == 'avant les faits' and 'verdict' in base.tables():
                restes = base.lignes(['SELECT COUNT(*) FROM run', 'SELECT COUNT(*) FROM offre', 'SELECT COUNT(*) FROM fiche'])
                fautes += [f'un premier chargement tué laisse {restes}'] if restes != [[('0',)]] * 3 else []
            code, out, err = crash.importer(base, self.args)
        if code:
            fautes.append(f'la commande finit par {code} : {err or out}')
        else:
            fautes += crash.ecarts(crash.etat(base), self.voulu)
        base.retirer()
        return [f'{self.nom}, tué à {quand * 1000:.1f} ms : {f}' for f in fautes]

    def tous(self, titre):
        fautes = crash.en_parallele(self.un, range(4 * FOIS))
        crash.dire(f'{self.nom} : {self.tues} tués sur {self.vus}, durée usuelle {self.duree * 1000:.0f} ms ; {self.places}')
        crash.test(titre, fautes)
        crash.test(f'{self.nom} : {FOIS} fois, le programme est tué avant sa fin', [] if self.tues >= FOIS else [f'seulement {self.tues}'])


def main():
    crash.dire(f'graine {crash.graine} (RELAIS_CRASH_GRAINE={crash.graine} la rejoue)')
    premier, second = crash.commandes(*crash.entree('nat', PART))
    base = crash.depart(crash.Sqlite('depart'), premier)
    fini = crash.tranquille(base.copier('fini'), second)
    voulu2 = crash.etat(fini)
    voulu1 = crash.etat(crash.tranquille(crash.Sqlite('charge'), premier))
    temoin = crash.etat(crash.tranquille(crash.Sqlite('temoin'), premier))
    crash.test('deux premiers chargements que rien ne gêne ont le même état', crash.ecarts(temoin, voulu1))
    crash.test('leur base est cohérente', crash.coherence(base))
    crash.test('celle du second import aussi', crash.coherence(fini))
    histoire = [t for t in ('offre_passe', 'session_passe', 'verdict_passe') if not voulu2[t]]
    crash.test('le second import a une histoire : offres, sessions et verdicts passés', histoire)
    Coups('premier chargement', None, premier, voulu1).tous('premier chargement tué : base vide ou entière, puis comme si de rien n\'était')
    Coups('second import', base, second, voulu2).tous('second import tué : base cohérente, puis comme si de rien n\'était')


try:
    main()
finally:
    crash.fin()
