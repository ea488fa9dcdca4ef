// SPDX-License-Identifier: EUPL-1.2
// parcours.mjs - every page in one browser (chromium, firefox): at 360 and 1280 px, light and dark, with scripts and without, printed, by keyboard.
// Screenshots go to build/screenshots, named page-width-browser-scheme.
import fs from 'node:fs';
import path from 'node:path';
import * as controle from './controles.mjs';
import { absence, chromium, ecouter, firefox } from './navigateurs.mjs';
import { ECRANS, servie } from './pages.mjs';
import { RACINE, servir } from './serveur.mjs';
import * as tap from './tap.mjs';

const ECRANS_LARGES = [1280, 360], HAUTEUR = 800;
const IMAGES = path.join(RACINE, 'build/screenshots');
const seule = process.env.RELAIS_E2E_PAGE; // while one page is being written

async function photo(onglet, page, largeur, navigateur, sombre) {
  await onglet.screenshot({ path: path.join(IMAGES, `${page.nom}-${largeur}-${navigateur}-${sombre ? 'sombre' : 'clair'}.png`), fullPage: true });
}

async function ouvrir(onglet, oreille, origine, page, largeur) {
  oreille.attendre(page.statut ?? 200);
  await onglet.setViewport({ width: largeur, height: HAUTEUR });
  const r = await onglet.goto(origine + page.adresse, { waitUntil: 'load' });
  // 304: what it has already is still right
  return [page.statut ?? 200, page.statut ? 0 : 304].includes(r.status()) ? [] : [`status ${r.status()}`];
}

const nommer = (ecarts, quand) => ecarts.map((e) => `${quand}: ${e}`);

async function chromiumSansScripts(onglet, oreille, origine, page) {
  const ecarts = [];
  await onglet.setJavaScriptEnabled(false);
  for (const largeur of ECRANS_LARGES) {
    const quand = `${largeur} px, no script`;
    ecarts.push(...nommer([...await ouvrir(onglet, oreille, origine, page, largeur), ...await controle.contenu(onglet, page, { scripts: false }),
      ...await controle.largeur(onglet), ...oreille.prendre()], quand));
  }
  await onglet.setJavaScriptEnabled(true);
  return ecarts;
}

// The whole of it: axe twice a width (all of it, then the contrasts of the dark scheme), keyboard and paper once.
async function pageChromium(onglet, oreille, origine, page) {
  const ecarts = [];
  for (const largeur of ECRANS_LARGES) {
    const ici = await ouvrir(onglet, oreille, origine, page, largeur);
    ici.push(...await controle.contenu(onglet, page, { scripts: true }), ...await controle.largeur(onglet), ...await controle.schema(onglet, false));
    ici.push(...await controle.axe(onglet));
    await photo(onglet, page, largeur, 'chromium', false);
    ici.push(...nommer(await controle.clavier(onglet), 'keyboard'));
    await onglet.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await controle.calmer(onglet);
    ici.push(...nommer([...await controle.schema(onglet, true), ...await controle.axe(onglet, { contrastes: true })], 'dark'));
    await photo(onglet, page, largeur, 'chromium', true);
    await onglet.emulateMediaFeatures([]);
    ecarts.push(...nommer([...ici, ...oreille.prendre()], `${largeur} px`));
  }
  await onglet.emulateMediaType('print');
  ecarts.push(...nommer(await controle.impression(onglet), 'printed'));
  await onglet.emulateMediaType(null);
  await onglet.pdf({ path: path.join(IMAGES, `${page.nom}.pdf`), format: 'A4' });
  return [...ecarts, ...await chromiumSansScripts(onglet, oreille, origine, page)];
}

// One Firefox: light with scripts, or dark without (navigateurs.mjs says why these two).
async function pageFirefox(onglet, oreille, origine, page, { sombre, scripts }) {
  const ecarts = [];
  for (const largeur of ECRANS_LARGES) {
    const ici = [...await ouvrir(onglet, oreille, origine, page, largeur), ...await controle.contenu(onglet, page, { scripts }),
      ...await controle.largeur(onglet), ...await controle.schema(onglet, sombre)];
    await photo(onglet, page, largeur, 'firefox', sombre);
    if (scripts && largeur === 1280) ici.push(...await controle.axe(onglet), ...nommer(await controle.clavier(onglet, 40), 'keyboard'));
    ecarts.push(...nommer([...ici, ...oreille.prendre()], `${largeur} px`));
  }
  return ecarts;
}

async function parcourir(lancer, titre, verifier, origine) {
  const navigateur = await lancer();
  for (const page of ECRANS.filter((p) => !seule || p.nom === seule)) {
    if (!servie(page)) { tap.passer(`${titre}: ${page.nom}`, `no route ${page.route} yet`); continue; }
    // A tab a page: Tab after the last link leaves for the browser's own buttons, and Firefox stays there.
    const onglet = await navigateur.newPage();
    const oreille = ecouter(onglet, origine);
    tap.test(`${titre}: ${page.nom}`, await verifier(onglet, oreille, origine, page).catch((e) => [`cannot be looked at: ${e.message}`]));
    await onglet.close();
  }
  await navigateur.close();
}

const nom = process.argv[2];
if (absence(nom)) tap.sauter(absence(nom));
fs.mkdirSync(IMAGES, { recursive: true });
const serveur = await servir();
if (nom === 'chromium') {
  await parcourir(chromium, 'Chromium', pageChromium, serveur.origine);
} else {
  for (const [mots, cas] of [['Firefox, light', { sombre: false, scripts: true }], ['Firefox, dark, no script', { sombre: true, scripts: false }]]) {
    await parcourir(() => firefox(cas), mots, (...a) => pageFirefox(...a, cas), serveur.origine);
  }
}
tap.dire(`screenshots: ${IMAGES}`);
const code = await serveur.arreter();
tap.test('the server stops when asked', code === 0 ? [] : [`it ended with ${code}`, serveur.journal().slice(-2000)]);
tap.fin();
