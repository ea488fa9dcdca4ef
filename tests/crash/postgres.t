#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The same kills on PostgreSQL: the client dies at random instants, its transaction is rolled back, the command run again ends as if undisturbed.
Needs a server in RELAIS_TEST_PG (tools/with-postgres). RELAIS_CRASH_GRAINE replays the draws."""
import os
import random
import time

import crash

FOIS = 24


def main():
    adresse = os.environ.get('RELAIS_TEST_PG')
    titre = f'PostgreSQL : {FOIS} clients tués, base cohérente, puis comme si de rien n\'était'
    if not adresse:
        crash.test(titre, [], 'RELAIS_TEST_PG absent : tools/with-postgres')
        return
    crash.dire(f'graine {crash.graine} (RELAIS_CRASH_GRAINE={crash.graine} la rejoue)')
    premier, second = crash.commandes(*crash.entree('demo'))
    base = crash.depart(crash.Postgres(adresse, 'crash_depart').creer(), premier)
    fini = crash.Postgres(adresse, 'crash_fini').creer(base)
    debut = time.monotonic()
    crash.tranquille(fini, second)
    duree = time.monotonic() - debut
    voulu = crash.etat(fini)
    crash.test('la base d\'un import que rien ne gêne est cohérente', crash.coherence(fini))
    sqlite = crash.tranquille(crash.depart(crash.Sqlite('meme'), premier), second)
    crash.test('elle a le même état que sur SQLite', crash.ecarts({t: v for t, v in voulu.items() if t != 'schema_version'},
                                                                  {t: v for t, v in crash.etat(sqlite).items() if t != 'schema_version'}))
    hasard = random.Random(crash.graine)
    tues, fautes = 0, []
    for i in range(4 * FOIS):
        if tues == FOIS:
            break
        quand = hasard.uniform(0, 1) * duree
        essai = crash.Postgres(adresse, 'crash_essai').creer(base)
        code, out, err = crash.importer(essai, second, tuer_apres=quand)
        if code == -9:
            tues += 1
            fautes += [f'tué à {quand * 1000:.1f} ms : {f}' for f in crash.coherence(essai)]
            code, out, err = crash.importer(essai, second)
        fautes += [f'{quand * 1000:.1f} ms, puis {code} : {err or out}'] if code else crash.ecarts(crash.etat(essai), voulu)
    crash.dire(f'{tues} tués sur {i}, durée usuelle {duree * 1000:.0f} ms')
    crash.test(titre, fautes + ([] if tues == FOIS else [f'seulement {tues} tués']))
    for b in (base, fini, crash.Postgres(adresse, 'crash_essai')):
        b.retirer()


try:
    main()
finally:
    crash.fin()
