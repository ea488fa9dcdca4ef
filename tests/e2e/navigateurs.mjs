// SPDX-License-Identifier: EUPL-1.2
// navigateurs.mjs - the two browsers of Debian, without anything of theirs going out, and what each can be asked.
import fs from 'node:fs';
import puppeteer from 'puppeteer-core';

const CHROMIUM = ['/usr/bin/chromium'], FIREFOX = ['/usr/bin/firefox-esr'];
const DRAPEAUX = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--hide-scrollbars'];
// Its own requests: the tests see those of the page only, but a machine without network would wait for them.
const PREFERENCES = { 'app.update.enabled': false, 'browser.safebrowsing.update.enabled': false, 'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false, 'network.dns.disablePrefetch': true, 'network.prefetch-next': false, 'ui.useOverlayScrollbars': 1 };

const present = (chemins) => chemins.find((c) => fs.existsSync(c));

// Why that browser cannot be used; null when it can.
export function absence(nom) {
  return present(nom === 'chromium' ? CHROMIUM : FIREFOX) ? null : `${nom} is missing: bin/install-deps test`;
}

// A new profile in a temporary folder, removed at the end (puppeteer's doing).
export function chromium() {
  return puppeteer.launch({ executablePath: present(CHROMIUM), headless: true, args: DRAPEAUX });
}

// Firefox is told by its preferences, at start, what Chromium can be told for each page: the scheme, and whether scripts run.
export function firefox({ sombre, scripts }) {
  return puppeteer.launch({ browser: 'firefox', executablePath: present(FIREFOX), headless: true,
    extraPrefsFirefox: { ...PREFERENCES, 'javascript.enabled': scripts, 'layout.css.prefers-color-scheme.content-override': sombre ? 0 : 1 } });
}

// What a page asks for and says, from now on: `prendre()` gives the wrong ones since the last call.
export function ecouter(page, origine) {
  let ecarts = [], statut = 200;
  page.on('request', (r) => {
    const u = new URL(r.url());
    if (u.origin !== origine && !['data:', 'about:', 'blob:'].includes(u.protocol)) ecarts.push(`it asks another host: ${r.url()}`);
  });
  page.on('requestfailed', (r) => ecarts.push(`failed: ${r.url()} ${r.failure()?.errorText ?? ''}`));
  page.on('response', (r) => {
    if (r.status() >= 400 && !(r.request().isNavigationRequest() && r.status() === statut)) ecarts.push(`${r.status()}: ${r.url()}`);
  });
  page.on('console', (m) => {
    // A page that is told to answer 404 does so; Chromium says it in the console.
    if (statut >= 400 && /Failed to load resource.*\b(404|400)\b/.test(m.text())) return;
    if (['error', 'warn', 'warning', 'assert'].includes(m.type())) ecarts.push(`console: ${m.text()}`);
  });
  page.on('pageerror', (e) => ecarts.push(`script: ${e.message}`));
  return {
    attendre(voulu) { statut = voulu; },
    prendre() { const pris = ecarts; ecarts = []; return pris; },
  };
}
