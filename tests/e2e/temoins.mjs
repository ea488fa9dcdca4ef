// SPDX-License-Identifier: EUPL-1.2
// temoins.mjs - a page without fault passes every control; the same page with one fault fails the control that is there for it.
import http from 'node:http';
import * as controle from './controles.mjs';
import { juger } from './html.mjs';
import { absence, chromium, ecouter } from './navigateurs.mjs';
import * as tap from './tap.mjs';

const STYLE = `:root { color-scheme: light dark; } body { background: #fff; color: #111; margin: 1rem; } a, summary { color: #00c; }
.evitement { position: absolute; left: -99rem; } .evitement:focus { left: 0; }
:focus { outline: 3px solid currentcolor; }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee; } a, summary { color: #9cf; } }
@media print { nav { display: none; } }`;
const BONNE = `<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>Témoin — relais</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/temoin.css">
<link rel="icon" href="data:,">
</head>
<body>
<nav aria-label="Accès rapide"><a class="evitement" href="#contenu">Aller au contenu</a></nav>
<nav aria-label="Menu"><a href="/menu">Ailleurs</a></nav>
<main id="contenu" tabindex="-1">
<h1>Une page sans défaut</h1>
<p>Du texte, et <a href="/autre">un lien</a>.</p>
<form action="/autre"><p><label for="nom">Nom</label> <input id="nom" name="nom" type="text"></p><p><button type="submit">Envoyer</button></p></form>
<p><a href="/fin">La fin</a></p>
</main>
</body>
</html>
`;

// [what is wrong, in the page or its sheet, what replaces what, the control, what it says]
const DEFAUTS = [
  ['no language', /lang="fr"/, 'lang="en"', 'contenu', /lang="en"/],
  ['two h1', '<p>Du texte', '<h1>Encore</h1><p>Du texte', 'contenu', /2 h1/],
  ['a text is missing', 'Du texte', 'Du vide', 'contenu', /« Du texte » is not on it/],
  ['a button that needs a script', '<p>Du texte', '<p><button type="button">Mort</button> Du texte', 'sansScripts', /Mort/],
  ['a field without label', /<label.*<\/label>/, '', 'axe', /^label:/],
  ['a picture without words', '<p>Du texte', '<p><img src="/temoin.svg"> Du texte', 'axe', /^image-alt:/],
  ['grey on white', 'color: #111; margin', 'color: #bbb; margin', 'axe', /^color-contrast:/],
  ['blue on black', 'a, summary { color: #9cf; } }', 'a, summary { color: #00c; } }', 'sombre', /^color-contrast:/],
  ['always light', 'body { background: #111; color: #eee; } a, summary { color: #9cf; }', '', 'sombre', /dark scheme/],
  ['a wide table', '<p>Du texte', '<p><span class="large">Large</span> Du texte', 'largeur', /px wide/],
  ['no skip link', /<nav .*<\/nav>/, '', 'clavier', /not the skip link/],
  ['a skip link that stays hidden', '.evitement:focus { left: 0; }', '', 'clavier', /out of sight/],
  ['a focus that nothing shows', ':focus { outline: 3px solid currentcolor; }', ':focus { outline: none; }', 'clavier', /nothing shows the focus/],
  ['an order of its own', '<a href="/fin">', '<a href="/fin" tabindex="1">', 'clavier', /an order of its own/],
  ['a trap', '</main>', '</main><script src="/piege.js"></script>', 'clavier', /the focus stays at/],
  ['printed white', '@media print {', '@media print { body { color: #fff; }', 'impression', /printed in/],
  ['the menu printed', 'nav { display: none; }', '', 'impression', /menu/],
  ['another host', '<p>Du texte', '<p><img alt="" src="http://127.0.0.2:9/x.png"> Du texte', 'reseau', /another host/],
  ['a file that is not there', '<p>Du texte', '<p><img alt="" src="/absent"> Du texte', 'reseau', /404: /],
  ['a script that fails', '</main>', '</main><script src="/faux.js"></script>', 'reseau', /script: /],
  ['an inline style', '<p>Du texte', '<p style="color:red">Du texte', 'reseau', /console: .*Content Security Policy/],
];
const FAUTES = [
  ['an element not closed', '</form>', '', /form/],
  ['one id twice', '<p>Du texte', '<p id="nom">Du texte', /no-dup-id/],
  ['a heading skipped', '<p>Du texte', '<h3>Trop bas</h3><p>Du texte', /heading-level/],
  ['no h1', /<h1>.*<\/h1>/, '', /0 <h1>/],
  ['another title', 'Témoin —', 'Autre —', /the title is/],
  ['no language', ' lang="fr"', '', /html lang/],
  ['an unknown attribute value', 'type="submit"', 'type="envoi"', /attribute-allowed-values/],
];
const FICHE = { titre: 'Témoin — relais', contient: ['Du texte'] };

function serveur() {
  const etat = { page: BONNE, style: STYLE };
  const fichiers = {
    '/temoin.css': () => ['text/css', `${etat.style} .large { display: inline-block; width: 900px; }`],
    '/temoin.svg': () => ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    '/piege.js': () => ['text/javascript', 'document.getElementById("nom").addEventListener("keydown", (e) => e.preventDefault());'],
    '/faux.js': () => ['text/javascript', 'rien();'],
    '/': () => ['text/html; charset=utf-8', etat.page],
  };
  const s = http.createServer((q, r) => {
    const f = fichiers[q.url];
    const [type, corps] = f ? f() : ['text/plain', ''];
    r.writeHead(f ? 200 : 404, { 'content-type': type, 'content-security-policy': "default-src 'self'; img-src 'self' data: http://127.0.0.2:9", 'cache-control': 'no-store' }).end(corps);
  });
  return new Promise((pret) => { s.listen(0, '127.0.0.1', () => pret({ etat, s, origine: `http://127.0.0.1:${s.address().port}` })); });
}

const CONTROLES = {
  contenu: (p) => controle.contenu(p, FICHE, { scripts: true }),
  sansScripts: (p) => controle.contenu(p, FICHE, { scripts: false }),
  axe: (p) => controle.axe(p),
  sombre: async (p) => {
    await p.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await controle.calmer(p);
    const ecarts = [...await controle.schema(p, true), ...await controle.axe(p, { contrastes: true })];
    await p.emulateMediaFeatures([]);
    return ecarts;
  },
  clair: (p) => controle.schema(p, false),
  largeur: (p) => controle.largeur(p),
  clavier: (p) => controle.clavier(p),
  impression: async (p) => {
    await p.emulateMediaType('print');
    const ecarts = await controle.impression(p);
    await p.emulateMediaType(null);
    return ecarts;
  },
};

function attendu(ecarts, motif) {
  return ecarts.some((e) => motif.test(e)) ? [] : [`not found: ${motif}`, ...ecarts];
}

if (absence('chromium')) tap.sauter(absence('chromium'));
const { etat, s, origine } = await serveur();
const navigateur = await chromium();
const onglet = await navigateur.newPage();
const oreille = ecouter(onglet, origine);
await onglet.setViewport({ width: 360, height: 800 });
await onglet.goto(origine, { waitUntil: 'load' });
for (const [nom, verifier] of Object.entries(CONTROLES)) tap.test(`nothing wrong: ${nom}`, await verifier(onglet));
tap.test('nothing wrong: reseau', oreille.prendre());
tap.test('nothing wrong: HTML', (await juger(BONNE, FICHE)).ecarts);
for (const [nom, avant, apres, quoi, motif] of DEFAUTS) {
  etat.page = BONNE.replace(avant, apres);
  etat.style = STYLE.replace(avant, apres);
  await onglet.goto(origine, { waitUntil: 'load' });
  if (quoi === 'reseau') await new Promise((fait) => setTimeout(fait, 100)); // what is told of an answer comes a little after it
  tap.test(`found: ${nom}`, attendu(quoi === 'reseau' ? oreille.prendre() : await CONTROLES[quoi](onglet), motif));
  oreille.prendre();
}
for (const [nom, avant, apres, motif] of FAUTES) tap.test(`found: ${nom}`, attendu((await juger(BONNE.replace(avant, apres), FICHE)).ecarts, motif));
await navigateur.close();
s.close();
tap.fin();
