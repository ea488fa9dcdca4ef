// SPDX-License-Identifier: EUPL-1.2
// serveur.mjs - the demonstration (bin/demo), served on a free port for the time of one test.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const RACINE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const RELAIS = process.env.RELAIS ?? path.join(RACINE, 'build/gcc/relais');
const DEMARRAGE_MS = 20000, ARRET_MS = 15000;

function fichiers(...dossiers) {
  return dossiers.flatMap(([dossier, fin]) => fs.readdirSync(path.join(RACINE, dossier)).filter((f) => f.endsWith(fin)).sort()
    .map((f) => path.join(dossier, f)));
}

// A base as bin/demo leaves it: the campagne 2024, migrated on 6 November 2023.
function remplir(base, dossier) {
  const relais = (...args) => execFileSync(RELAIS, ['--db', base, ...args], { cwd: RACINE, stdio: ['ignore', 'pipe', 'pipe'] });

  relais('import', ...fichiers(['demo', '.csv'], ['demo', '.xml']), '--date', '2023-10-05');
  relais('import', 'demo/parcoursup/parcoursup-2023.csv', '--campagne', '2023', '--date', '2023-10-05');
  relais('campagne', 'migrer', '2024', '--csv', path.join(dossier, 'migration.csv'), '--date', '2023-11-06');
}

// { origine, journal(), arreter() }. The server lives no longer than this process.
export async function servir() {
  const dossier = fs.mkdtempSync(path.join(os.tmpdir(), 'relais-e2e-'));
  const base = path.join(dossier, 'demo.db');
  remplir(base, dossier);
  const enfant = spawn(RELAIS, ['--db', base, 'serve', '--port', '0', '--date', '2023-11-07', '--campagne', '2024'],
    { cwd: RACINE, stdio: ['ignore', 'pipe', 'pipe'] });
  let dit = '', journal = '';
  enfant.stderr.on('data', (octets) => { journal += octets; });
  let tot = true; // it ended before it was asked to
  const mort = new Promise((resolve) => { enfant.on('exit', (code, signal) => resolve(tot ? `${signal ?? code}, before it was asked to` : signal ?? code)); });
  process.on('exit', () => {
    enfant.kill('SIGKILL');
    fs.rmSync(dossier, { recursive: true, force: true });
  });
  const origine = await new Promise((resolve, reject) => {
    const trop = setTimeout(() => reject(new Error(`relais serve says nothing\n${journal}`)), DEMARRAGE_MS);
    enfant.stdout.on('data', (octets) => {
      dit += octets;
      const vu = /http:\/\/localhost:(\d+)/.exec(dit);
      if (vu) { clearTimeout(trop); resolve(`http://localhost:${vu[1]}`); }
    });
    mort.then((code) => reject(new Error(`relais serve ended (${code})\n${journal}`)));
  });
  return {
    origine,
    pid: enfant.pid,
    journal: () => journal,
    // SIGTERM; what it ended with: 0 when all is well.
    async arreter() {
      tot = false;
      enfant.kill('SIGTERM');
      const trop = setTimeout(() => enfant.kill('SIGKILL'), ARRET_MS);
      const code = await mort;
      clearTimeout(trop);
      return code;
    },
  };
}
