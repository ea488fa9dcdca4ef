#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""An allocation fails (panne.c), each in its turn for a drawn sample: the process ends — it stops with a word, or a library gave up and it is
told —, never by a wild access; the base is coherent and the command run again ends as if undisturbed. RELAIS_CRASH_GRAINE replays the draws."""
import os
import random

import crash

FOIS = 120  # for each of the two imports
MOT = 'relais : la mémoire est épuisée, le programme s\'arrête.'


def essayer(nom, depart, args):
    def base_de(quoi):
        return depart.copier(f'{nom}-{quoi}') if depart else crash.Sqlite(f'{nom}-{quoi}')

    compte = os.path.join(crash.tmp, nom + '.compte')
    sans = base_de('sans')
    code, _, err = crash.importer(sans, args, {'LD_PRELOAD': crash.PANNE, 'RELAIS_PANNE_COMPTE': compte})
    if code:
        raise RuntimeError(err)
    voulu, courant = crash.etat(sans), crash.etat(sans, courant=True)
    n = int(open(compte, encoding='ascii').read().split()[1])
    hasard = random.Random(f'{crash.graine} {nom}')
    # few allocations open the base, many read the files: half of the draws are among the first ones, by powers
    places = sorted({hasard.randrange(1, n + 1) for _ in range(FOIS // 2)} | {int(n ** hasard.random()) or 1 for _ in range(FOIS // 2)})
    fins = {}

    def un(k):
        base = base_de(k)
        code, out, err = crash.importer(base, args, crash.panne('memoire', k))
        fins[code] = fins.get(code, 0) + 1
        refuses, fautes = '✖' in out, []
        if code == -6 and MOT not in err and 'out of memory' not in err:
            fautes.append(f'arrêté sans le dire : {err}')
        elif code not in (0, 1, 2, -6):
            fautes.append(f'finit par {code} : {err or out}')
        elif code in (1, 2):
            fautes += crash.remede(code, out, err)
        if base.existe():
            fautes += crash.coherence(base)
        if code:
            code, out, err = crash.importer(base, args)
            if code:
                fautes.append(f'la commande suivante finit par {code} : {err or out}')
        if not fautes:
            fautes = crash.ecarts(crash.etat(base, courant=True), courant) if refuses else crash.ecarts(crash.etat(base), voulu)
        base.retirer()
        return [f'{nom}, allocation {k} : {f}' for f in fautes]

    fautes = crash.en_parallele(un, places)
    crash.dire(f'{nom} : {len(places)} allocations sur {n} ; codes de sortie {fins}')
    crash.test(f'{nom} : une allocation échoue', fautes)
    crash.test(f'{nom} : le programme s\'est arrêté, faute de mémoire, en le disant', [] if fins.get(-6, 0) + fins.get(2, 0) >= len(places) // 4 else [fins])


def main():
    crash.dire(f'graine {crash.graine} (RELAIS_CRASH_GRAINE={crash.graine} la rejoue)')
    premier, second = crash.commandes(*crash.entree('demo'))
    base = crash.depart(crash.Sqlite('depart'), premier)
    essayer('premier chargement', None, premier)
    essayer('second import', base, second)


try:
    main()
finally:
    crash.fin()
