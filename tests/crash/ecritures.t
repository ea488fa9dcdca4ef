#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Each call that writes, of a small import, goes wrong in its turn (panne.c): the process is killed before it or in its middle, it writes
less than asked, it fails, the disk is full from there on (one call in three of a first load, whose calls are mostly those of a new schema). The base opens, is coherent, and the command run again ends as if undisturbed."""
import os

import crash

MARGE = 3  # calls more than the undisturbed run made: threads do not always share them alike


class Import:
    def __init__(self, nom, depart, args):
        self.nom, self.depart, self.args = nom, depart, args
        compte = os.path.join(crash.tmp, nom + '.compte')
        base = self.base('sans')
        code, _, err = crash.importer(base, args, {'LD_PRELOAD': crash.PANNE, 'RELAIS_PANNE_COMPTE': compte})
        if code:
            raise RuntimeError(err)
        self.voulu, self.courant = crash.etat(base), crash.etat(base, courant=True)
        self.appels = int(open(compte, encoding='ascii').read().split()[0])
        base.retirer()

    def base(self, nom):
        return self.depart.copier(f'{self.nom}-{nom}') if self.depart else crash.Sqlite(f'{self.nom}-{nom}')

    def un(self, mode, k):
        base = self.base(f'{mode}{k}')
        code, out, err = crash.importer(base, self.args, crash.panne(mode, k))
        fautes, refuses = [], '✖' in out
        if mode in ('tue', 'dechire') and code != -9 and code != 0 or mode == 'court' and code:
            fautes.append(f'finit par {code} : {err or out}')
        if mode in ('eio', 'plein') and code:
            fautes += crash.remede(code, out, err)
        if base.existe():
            fautes += crash.coherence(base)
        if code:
            code, out, err = crash.importer(base, self.args)
            if code:
                fautes.append(f'la commande suivante finit par {code} : {err or out}')
        if not fautes:
            fautes = crash.ecarts(crash.etat(base, courant=True), self.courant) if refuses else crash.ecarts(crash.etat(base), self.voulu)
        base.retirer()
        return [f'{self.nom}, {mode} à l\'appel {k} : {f}' for f in fautes]

    def tous(self, mode, titre, pas=1):
        crash.test(f'{self.nom}, {titre} : {self.appels} appels{", un sur trois" if pas > 1 else ""}',
                   crash.en_parallele(lambda k: self.un(mode, k), range(1, self.appels + 1 + MARGE, pas)))


def main():
    premier, second = crash.commandes(*crash.entree('demo'))
    base = crash.depart(crash.Sqlite('depart'), premier)
    for i in (Import('premier chargement', None, premier), Import('second import', base, second)):
        if i.appels < 50:
            raise RuntimeError(f'{i.appels} appels seulement : panne.so n\'est pas chargé')
        i.tous('tue', 'tué avant chaque écriture')
        i.tous('dechire', 'tué au milieu de chaque écriture')
        pas = 1 if i.depart else 3
        i.tous('court', 'une écriture plus courte que demandé', pas)
        i.tous('eio', 'tout échoue à partir de chaque écriture', pas)
        i.tous('plein', 'le disque est plein à partir de chaque écriture', pas)


try:
    main()
finally:
    crash.fin()
