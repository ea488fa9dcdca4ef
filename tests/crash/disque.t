#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A disk that is really full: a small file system in memory, for the base, then for the temporary files. Skipped where none can be mounted."""
import os
import shutil
import subprocess

import crash

PART = 0.01


class Disque:
    def __init__(self, taille):
        self.dossier = os.path.join(crash.tmp, 'disque')
        os.makedirs(self.dossier, exist_ok=True)
        self.monte = subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={taille}', 'tmpfs', self.dossier], capture_output=True, check=False).returncode == 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.monte:
            subprocess.run(['umount', self.dossier], check=True)

    def remplir(self, reste):
        libre = shutil.disk_usage(self.dossier).free
        with open(self.dossier + '/plein', 'wb') as f:
            f.write(bytes(max(0, libre - reste)))

    def vider(self):
        os.unlink(self.dossier + '/plein')


def base_sur_disque(nom, depart, args, voulu):
    with Disque('24m') as d:
        if not d.monte:
            return crash.test(f'{nom} : le disque de la base est plein', [], 'aucun disque en mémoire ne peut être monté (root)')
        fautes = []
        # from one page to what is nearly enough
        for reste in (0, 16384, 65536, 262144, 1 << 20, 2 << 20):
            base = depart.copier('base', d.dossier) if depart else crash.Sqlite('base', d.dossier)
            d.remplir(reste)
            code, out, err = crash.importer(base, args)
            vues = crash.remede(code, out, err) if code else [] if reste > 262144 else [f'réussit avec {reste} octets libres']
            if reste == 0 and 'plus de place' not in err + out:
                vues.append(f'ne dit pas que le disque est plein : {err}')
            d.vider()
            vues += crash.coherence(base) if base.existe() else []
            code, out, err = crash.importer(base, args)
            vues += [f'puis {code} : {err or out}'] if code else crash.ecarts(crash.etat(base), voulu)
            fautes += [f'{reste} octets libres : {v}' for v in vues]
            base.retirer()
        return crash.test(f'{nom} : le disque de la base est plein', fautes)


def temporaires_sur_disque(args, courant):
    with Disque('4k') as d:
        titre = 'le disque des fichiers temporaires est plein : dit, et rien n\'est gardé de ces fichiers'
        if not d.monte:
            return crash.test(titre, [], 'aucun disque en mémoire ne peut être monté (root)')
        base = crash.Sqlite('temporaires')
        code, out, err = crash.importer(base, args, {'TMPDIR': d.dossier})
        fautes = crash.remede(code, out, err) + crash.coherence(base)
        if code == 0 or '✖' not in out or 'TMPDIR' not in out:
            fautes.append(f'code {code} : {out[:800]} {err}')
        code, out, err = crash.importer(base, args)
        fautes += [f'puis {code} : {err or out}'] if code else crash.ecarts(crash.etat(base, courant=True), courant)
        return crash.test(titre, fautes)


def main():
    premier, second = crash.commandes(*crash.entree('nat', PART))
    base = crash.depart(crash.Sqlite('depart'), premier)
    charge = crash.tranquille(crash.Sqlite('charge'), premier)
    fini = crash.tranquille(base.copier('fini'), second)
    base_sur_disque('premier chargement', None, premier, crash.etat(charge))
    base_sur_disque('second import', base, second, crash.etat(fini))
    temporaires_sur_disque(premier, crash.etat(charge, courant=True))


try:
    main()
finally:
    crash.fin()
