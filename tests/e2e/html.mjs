// SPDX-License-Identifier: EUPL-1.2
// html.mjs - every page without a browser: its HTML, its title, its texts; then every link of every page, followed once.
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import regles from './htmlvalidate.mjs';
import { PAGES, ROUTES, attendue, servie } from './pages.mjs';
import { servir } from './serveur.mjs';
import * as tap from './tap.mjs';

const LIENS_MAX = 5000;
const validateur = new HtmlValidate(new StaticConfigLoader(regles));

function texte(html) {
  return entites(html.replace(/<(script|style)\b.*?<\/\1>/gs, ' ').replace(/<[^>]*>/g, '')).replace(/\s+/g, ' ');
}
function entites(s) {
  const noms = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };
  return s.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (tout, hexa, dix, nom) =>
    (nom ? noms[nom] ?? tout : String.fromCodePoint(hexa ? parseInt(hexa, 16) : Number(dix))));
}

// What the HTML says wrong of itself.
export async function juger(html, page) {
  const ecarts = [];
  const rapport = await validateur.validateString(html);
  for (const { messages } of rapport.results) for (const m of messages) ecarts.push(`line ${m.line}: ${m.message} (${m.ruleId})`);
  if (!/^<!doctype html>\s*<html[^>]* lang="fr"/i.test(html)) ecarts.push('<html lang="fr"> is not what it begins with');
  const h1 = html.match(/<h1\b/gi)?.length ?? 0;
  if (h1 !== 1) ecarts.push(`${h1} <h1>, not one`);
  const titre = entites(/<title>(.*?)<\/title>/s.exec(html)?.[1] ?? '');
  if (!titre.trim()) ecarts.push('no title');
  if (page.titre && (page.titre instanceof RegExp ? !page.titre.test(titre) : page.titre !== titre)) ecarts.push(`the title is « ${titre} », not ${page.titre}`);
  const dit = texte(html);
  for (const mots of page.contient ?? []) if (!dit.includes(mots)) ecarts.push(`« ${mots} » is not on it`);
  return { ecarts, titre };
}

export function liens(html, origine, adresse) {
  return [...html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map((m) => entites(m[1]))
    .map((lien) => { try { return new URL(lien, origine + adresse); } catch { return { href: lien, origin: origine, pathname: lien, mauvais: true }; } })
    .filter((u) => !['mailto:', 'tel:', 'data:'].includes(u.protocol));
}

async function lire(origine, adresse) {
  const r = await fetch(origine + adresse, { redirect: 'manual' });
  return { statut: r.status, type: r.headers.get('content-type') ?? '', vers: r.headers.get('location'), corps: Buffer.from(await r.arrayBuffer()) };
}

async function lirePage(origine, page, titres, vues) {
  const r = await lire(origine, page.adresse);
  const ecarts = [];
  if (r.statut !== (page.statut ?? 200)) ecarts.push(`status ${r.statut}`);
  if (!r.type.startsWith(page.type ?? 'text/html; charset=utf-8')) ecarts.push(`it is ${r.type}`);
  if (page.type !== undefined) {
    if (!r.corps.toString('latin1').replace(/^\xef\xbb\xbf/, '').startsWith(page.commence)) ecarts.push(`it does not begin with ${page.commence}`);
    return ecarts;
  }
  const html = r.corps.toString('utf8');
  const vu = await juger(html, page);
  ecarts.push(...vu.ecarts);
  if (titres.has(vu.titre)) ecarts.push(`« ${vu.titre} » is the title of ${titres.get(vu.titre)} too`);
  titres.set(vu.titre, page.nom);
  vues.set(page.adresse, html);
  return ecarts;
}

// Each internal address of each page once: it answers, and its fragment is there.
async function suivre(origine, vues) {
  const ecarts = [], cibles = new Map(), lues = new Map(), aVenir = new Set();
  for (const [adresse, html] of vues) {
    for (const u of liens(html, origine, adresse)) {
      if (u.mauvais) ecarts.push(`${adresse}: « ${u.href} » is no address`);
      else if (u.origin === origine && !cibles.has(u.pathname + u.search + u.hash)) cibles.set(u.pathname + u.search + u.hash, { u, de: adresse });
    }
  }
  for (const { u, de } of [...cibles.values()].slice(0, LIENS_MAX)) {
    const adresse = u.pathname + u.search;
    if (!lues.has(adresse)) lues.set(adresse, vues.has(adresse) ? { statut: 200, corps: vues.get(adresse) } : await lire(origine, adresse));
    const r = lues.get(adresse), id = decodeURIComponent(u.hash.slice(1));
    if (r.statut === 404 && attendue(u.pathname)) aVenir.add(u.pathname);
    else if (r.statut >= 400) ecarts.push(`${de}: ${adresse} answers ${r.statut}`);
    else if (id && !r.corps.toString().includes(` id="${id}"`)) ecarts.push(`${de}: ${adresse} has no id « ${id} »`);
  }
  if (aVenir.size) tap.passer(`links to pages that have no route yet: ${aVenir.size}`, [...aVenir].slice(0, 8).join(' '));
  return { ecarts, n: lues.size, trop: cibles.size > LIENS_MAX };
}

async function tout() {
  const sansPage = ROUTES.filter((r) => !PAGES.some((p) => p.route === r.motif)).map((r) => `${r.methode} ${r.motif}: add it to tests/e2e/pages.mjs`);
  tap.test('every route has a page in pages.mjs', ROUTES.length ? sansPage : ['no route found in src/web/routes.c']);
  const serveur = await servir();
  const titres = new Map(), vues = new Map();
  for (const page of PAGES) {
    if (!servie(page)) tap.passer(`HTML: ${page.nom}`, `no route ${page.route} yet`);
    else tap.test(`HTML: ${page.nom}`, await lirePage(serveur.origine, page, titres, vues));
  }
  const { ecarts, n, trop } = await suivre(serveur.origine, vues);
  tap.test(`every link of every page answers (${n} addresses)`, n && !trop ? ecarts : [...ecarts, `none, or more than ${LIENS_MAX} links`], 40);
  const code = await serveur.arreter();
  tap.test('the server stops when asked', code === 0 ? [] : [`it ended with ${code}`, serveur.journal().slice(-2000)]);
  tap.fin();
}

if (process.argv[1] === new URL(import.meta.url).pathname) await tout();
