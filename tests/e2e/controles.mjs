// SPDX-License-Identifier: EUPL-1.2
// controles.mjs - what is looked at on an open page. Each gives what is wrong, a sentence each. controles.t shows that each of them can fail.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const REGLES = ['RGAAv4', 'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'EN-301-549'];
const TABULATIONS_MAX = 150, DEFILEMENT_MS = 200, DEFILEMENTS = 5;

// What moves is at its end: a colour on its way from one scheme to the other has no contrast of its own.
export async function calmer(page) {
  await page.evaluate(() => new Promise((fait) => {
    requestAnimationFrame(() => requestAnimationFrame(() => { for (const a of document.getAnimations()) if (a.effect?.getComputedTiming().endTime < Infinity) a.finish(); fait(); }));
  }));
}

// axe's violations: of every rule of the standards, or of the contrasts alone (another scheme of the same page).
export async function axe(page, { contrastes = false } = {}) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const options = tags ? { runOnly: { type: 'tag', values: tags } } : { runOnly: { type: 'rule', values: ['color-contrast'] } };
    const { violations, passes } = await window.axe.run(document, { ...options, resultTypes: ['violations'] });
    if (!violations.length && !passes.length) return ['axe looked at nothing'];
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} — ${n.failureSummary.replace(/\s+/g, ' ')}`));
  }, contrastes ? null : REGLES);
}

// The texts that page must say, its language, its one h1 and main, and no control that only scripts make alive when there are none.
export async function contenu(page, { contient = [] }, { scripts }) {
  const vu = await page.evaluate(() => ({
    texte: document.body.textContent.replace(/\s+/g, ' '),
    langue: document.documentElement.lang,
    h1: document.querySelectorAll('h1').length,
    main: document.querySelectorAll('main').length,
    lisible: document.querySelector('main')?.innerText.trim().length ?? 0,
    morts: [...document.querySelectorAll('button[type="button"]:not([popovertarget]):not([command])')].filter((b) => b.checkVisibility()).map((b) => b.textContent.trim()),
  }));
  const ecarts = contient.filter((mots) => !vu.texte.includes(mots)).map((mots) => `« ${mots} » is not on it`);
  if (vu.langue !== 'fr') ecarts.push(`lang="${vu.langue}"`);
  if (vu.h1 !== 1) ecarts.push(`${vu.h1} h1`);
  if (vu.main !== 1) ecarts.push(`${vu.main} main`);
  if (!vu.lisible) ecarts.push('nothing to read in main');
  if (!scripts) for (const b of vu.morts) ecarts.push(`the button « ${b} » does nothing without scripts`);
  return ecarts;
}

// Nothing goes past the right edge.
export async function largeur(page) {
  return page.evaluate(() => {
    const max = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= max) return [];
    const defile = (e) => { for (let p = e.parentElement; p; p = p.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowX)) return true; return false; };
    const coupables = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > max + 1 && !defile(e)).slice(0, 5)
      .map((e) => `${e.tagName.toLowerCase()}.${e.className} reaches ${Math.round(e.getBoundingClientRect().right)} px`);
    return [`it is ${document.documentElement.scrollWidth} px wide in a window of ${max}`, ...coupables];
  });
}

// The colours follow the scheme: dark on light, or light on dark.
export async function schema(page, sombre) {
  return page.evaluate((sombre) => {
    const lumiere = (couleur) => {
      const [r, v, b, a = 1] = couleur.match(/[\d.]+/g).map(Number);
      return a === 0 ? null : (0.2126 * r + 0.7152 * v + 0.0722 * b) / 255;
    };
    const fond = [document.body, document.documentElement].map((e) => lumiere(getComputedStyle(e).backgroundColor)).find((l) => l !== null) ?? 1;
    const encre = lumiere(getComputedStyle(document.querySelector('h1') ?? document.body).color);
    return sombre === (fond < encre) ? [] : [`background ${fond.toFixed(2)}, text ${encre.toFixed(2)} in the ${sombre ? 'dark' : 'light'} scheme`];
  }, sombre);
}

// Printed: the content is there, dark on white, without the menu.
export async function impression(page) {
  return page.evaluate(() => {
    const ecarts = [];
    const h1 = document.querySelector('h1');
    if (!h1?.checkVisibility() || !document.querySelector('main').innerText.trim()) ecarts.push('the content is not printed');
    if (h1 && getComputedStyle(h1).color.match(/\d+/g).slice(0, 3).some((c) => Number(c) > 128)) ecarts.push(`the title is printed in ${getComputedStyle(h1).color}`);
    for (const nav of document.querySelectorAll('nav:not([aria-label="Vous êtes ici"])')) {
      if (nav.checkVisibility() && nav.getBoundingClientRect().height > 0) ecarts.push(`the menu « ${nav.ariaLabel ?? nav.className} » is printed`);
    }
    return ecarts;
  });
}

// What has the focus: its rank among what can have it, whether it is seen, and marked.
const FOCUS = `(() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  for (const a of document.getAnimations()) if (a.effect?.getComputedTiming().endTime < Infinity) a.finish(); // a skip link may slide in
  const s = getComputedStyle(e), r = e.getBoundingClientRect();
  const marque = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1 && !/^rgba.*, 0\\)$/.test(s.outlineColor)) || s.boxShadow !== 'none';
  return { rang: window.__atteignables.indexOf(e), nom: e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + ' « ' + (e.textContent || e.name || '').trim().slice(0, 40) + ' »',
    lien: e.getAttribute('href') ?? '', marque, vu: r.width > 1 && r.height > 1 && r.bottom > 0 && r.right > 0 && r.top < innerHeight && r.left < innerWidth };
})()`;

// In the order of the page: what Tab should reach. A group of radio buttons is one stop.
async function preparer(page) {
  return page.evaluate(() => {
    const groupes = new Set();
    window.__atteignables = [...document.querySelectorAll('a[href], button, input:not([type="hidden"]), select, textarea, summary, iframe, [tabindex]')].filter((e) => {
      if (e.disabled || e.tabIndex < 0 || !e.checkVisibility({ visibilityProperty: true })) return false;
      if (e.type !== 'radio' || !e.name) return true;
      const choisi = document.querySelector(`input[type="radio"][name="${CSS.escape(e.name)}"]:checked`);
      if (choisi) return e === choisi;
      return !groupes.has(e.name) && groupes.add(e.name);
    });
    // a page may have given the focus to its summary of errors: back to its beginning
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    window.scrollTo(0, 0);
    return { n: window.__atteignables.length, devant: window.__atteignables.filter((e) => e.tabIndex > 0).map((e) => e.outerHTML.slice(0, 100)) };
  });
}

// Tab from the top: the skip link first and seen, then everything in order, each marked, and out at the end. At most `max` stops are walked.
export async function clavier(page, max = TABULATIONS_MAX) {
  const { n, devant } = await preparer(page);
  const ecarts = devant.map((html) => `an order of its own: ${html}`), pas = Math.min(n, max), atteints = new Set();
  let dernier = -1, f = null;
  for (let i = 0; i < pas + 5; i++) {
    await page.keyboard.press('Tab');
    f = await page.evaluate(FOCUS);
    for (let fois = 0; f && !f.vu && fois < DEFILEMENTS; fois++) { // the page may still be scrolling to it
      await new Promise((fait) => setTimeout(fait, DEFILEMENT_MS));
      f = await page.evaluate(FOCUS);
    }
    if (f && !f.vu) { // a busy headless browser may put the scrolling off for ever; what stands outside of the page cannot be scrolled to
      await page.evaluate(() => document.activeElement.scrollIntoView({ block: 'nearest', behavior: 'instant' }));
      f = await page.evaluate(FOCUS);
    }
    if (!f || (i > 0 && f.rang === 0)) break;
    if (i === 0 && !(f.rang === 0 && f.lien.startsWith('#') && f.vu)) ecarts.push(`the first stop is ${f.nom}${f.vu ? '' : ', out of sight'}, not the skip link`);
    if (!f.marque) ecarts.push(`nothing shows the focus of ${f.nom}`);
    if (!f.vu) ecarts.push(`${f.nom} has the focus out of sight`);
    if (f.rang >= 0 && f.rang < dernier) ecarts.push(`${f.nom} comes after what follows it`);
    if (atteints.has(f.rang) && f.rang >= 0) { ecarts.push(`the focus stays at ${f.nom}`); break; }
    dernier = Math.max(dernier, f.rang);
    atteints.add(f.rang);
  }
  if (!atteints.size) return ['Tab reaches nothing'];
  for (let rang = 0; rang < pas; rang++) {
    if (!atteints.has(rang)) ecarts.push(await page.evaluate((r) => `Tab does not reach ${window.__atteignables[r].outerHTML.slice(0, 100)}`, rang));
  }
  return ecarts;
}
