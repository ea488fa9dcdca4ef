// SPDX-License-Identifier: EUPL-1.2
// parametres.mjs - every page with every parameter, given what nobody should send: never a 5xx, nothing comes back unescaped, and what the
// page's table does not allow is told: a 400, or a sentence beside its field. Pages: tests/e2e/pages.mjs; parameters: the tables of src/web/.
import http from 'node:http';
import { PAGES, PARAMETRES, servie } from '../e2e/pages.mjs';
import { servir } from '../e2e/serveur.mjs';
import * as tap from '../e2e/tap.mjs';

const A_LA_FOIS = 4;
// Each special character after letters of our own, so that it is known again: none of them may follow « zq » as it is.
const MARQUE = `zq<b>zq"zq'zq&zq>x`;
const NUE = /zq[<>"']|zq&(?!(?:lt|gt|quot|apos|amp|#\d+|#x[0-9a-f]+);)/i;

// What is sent, percent-encoded. refuse: the kinds for which it can only be wrong; « tous »: whatever the kind.
const VALEURS = [
  ['empty', '', []],
  ['blanks', '%20%20+', []],
  ['HTML', encodeURIComponent(MARQUE), ['ENTIER', 'CODE', 'CHOIX']],
  ['the end of a title and a script', encodeURIComponent(`</title></script><script>zq<'"</script>`), ['ENTIER', 'CODE', 'CHOIX']],
  ['an attribute', encodeURIComponent(`zq" onmouseover="alert(1)" x="`), ['ENTIER', 'CODE', 'CHOIX']],
  ['an address', 'javascript:alert(1)', ['ENTIER', 'CODE', 'CHOIX']],
  ['SQL, a quote', encodeURIComponent(`' OR '1'='1' -- `), ['ENTIER', 'CODE', 'CHOIX']],
  ['SQL, a statement', encodeURIComponent('"; DROP TABLE offre; SELECT ("'), ['ENTIER', 'CODE', 'CHOIX']],
  ['SQL, jokers', '%25%5F%25%5C', ['ENTIER', 'CODE', 'CHOIX']],
  ['a template', encodeURIComponent('{{7*7}}${7*7}%s%n%x'), ['ENTIER', 'CODE', 'CHOIX']],
  ['a path', '..%2F..%2Fetc%2Fpasswd', ['ENTIER', 'CODE', 'CHOIX']],
  ['letters', 'abc', ['ENTIER', 'CHOIX']],
  ['a fraction', '1.5', ['ENTIER', 'CHOIX']],
  ['a power', '1e3', ['ENTIER', 'CHOIX']],
  ['a negative number', '-1', ['ENTIER', 'CHOIX']],
  ['past 32 bits', '2147483648', ['ENTIER', 'CHOIX']],
  ['past 64 bits', '99999999999999999999', ['ENTIER', 'CHOIX']],
  ['other digits', encodeURIComponent('١٢'), ['ENTIER', 'CODE', 'CHOIX']],
  ['from right to left', encodeURIComponent('\u202egnp.x'), ['ENTIER', 'CODE', 'CHOIX']],
  ['an astral letter', encodeURIComponent('𝔊🎓'), ['ENTIER', 'CODE', 'CHOIX']],
  ['4 kB', 'a'.repeat(4096), ['tous']],
  ['4 kB of accents', '%C3%A9'.repeat(680), ['tous']],
  ['4 kB of words', 'a+'.repeat(2048), ['tous']],
  ['9 kB', 'a'.repeat(9000), ['tous']],
  ['NUL', 'a%00b', ['tous']],
  ['a line of its own', 'a%0D%0ASet-Cookie:%20zq=1', ['ENTIER', 'CODE', 'CHOIX']],
  ['no UTF-8', '%FF%FE', ['tous']],
  ['UTF-8 cut short', '%C3', ['tous']],
  ['UTF-8 too long', '%C0%AF', ['tous']],
  ['half a pair', '%ED%A0%80', ['tous']],
  ['past Unicode', '%F4%90%80%80', ['tous']],
  ['half an escape', '%4', ['tous']],
  ['no escape', '%zz', ['tous']],
];

const FRONTIERE = 'zqfrontiere';
const agent = new http.Agent({ keepAlive: true, maxSockets: A_LA_FOIS });

function demander(origine, cible, envoi) {
  return new Promise((resolve) => {
    const sorte = envoi ? { method: 'POST', headers: { 'content-type': `multipart/form-data; boundary=${FRONTIERE}`, 'content-length': envoi.length } } : {};
    const q = http.request(origine, { path: cible, agent, ...sorte }, (r) => {
      const morceaux = [];
      r.on('data', (m) => morceaux.push(m));
      r.on('end', () => resolve({ statut: r.statusCode, entetes: r.headers, corps: Buffer.concat(morceaux).toString('utf8') }));
    });
    q.on('error', (e) => resolve({ statut: 0, entetes: {}, corps: '', panne: e.message }));
    q.end(envoi);
  });
}

// The bytes that a percent-encoded value stands for; what is no escape stays.
function octets(v) {
  return Buffer.from(v.replaceAll('+', ' ').replace(/%([0-9A-Fa-f]{2})/g, (_, hexa) => String.fromCharCode(parseInt(hexa, 16))), 'latin1');
}

// A form as browsers send it: [disposition, content] each.
function formulaire(parties) {
  return Buffer.concat([...parties.flatMap(([disposition, contenu]) => [Buffer.from(`--${FRONTIERE}\r\nContent-Disposition: form-data; `), disposition,
    Buffer.from('\r\n\r\n'), contenu, Buffer.from('\r\n')]), Buffer.from(`--${FRONTIERE}--\r\n`)]);
}

// What is wrong in that answer; `faux`: what was asked cannot be right.
function juger(r, { faux, libelle }) {
  const type = r.entetes['content-type'] ?? '', html = type.startsWith('text/html');
  if (!r.statut) return [`no answer: ${r.panne}`];
  const ecarts = [];
  if (r.statut >= 500) ecarts.push(`status ${r.statut}`);
  if (r.entetes['set-cookie']) ecarts.push('it sets a cookie');
  if (html && NUE.test(r.corps)) ecarts.push(`it comes back as it was: …${r.corps.slice(Math.max(0, r.corps.search(NUE) - 60)).slice(0, 120)}…`);
  if (html) {
    for (const [, id] of r.corps.matchAll(/href="#([^"]+)"/g)) if (!r.corps.includes(` id="${id}"`)) ecarts.push(`it leads to « ${id} », which is not there`);
  }
  if (/^\s*\/\//.test(r.entetes.location ?? '')) ecarts.push(`it leads to ${r.entetes.location}`);
  if (faux && r.statut < 400) {
    const dit = [...r.corps.matchAll(/class="[^"]*fr-(?:error-text|alert--error)[^"]*"[\s\S]{0,600}/g)].map((m) => m[0]).join(' ');
    if (!html || !dit) ecarts.push(`status ${r.statut}, and nothing says that it is wrong`);
    else if (libelle && !dit.replaceAll('&#39;', "'").includes(libelle)) ecarts.push(`the sentence of the error does not name « ${libelle} »`);
  }
  return ecarts;
}

// Each [words, target, what is expected], a few at a time.
async function essayer(origine, essais, aLaFois = A_LA_FOIS) {
  const ecarts = [], reste = [...essais];
  const un = async () => {
    for (let essai = reste.shift(); essai; essai = reste.shift()) {
      const [mots, cible, voulu, envoi] = essai;
      let r = await demander(origine, cible, envoi);
      // a file that cannot be made leads back to the page that says why
      if (r.statut === 303 && r.entetes.location?.startsWith('/')) r = await demander(origine, r.entetes.location);
      for (const ecart of juger(r, voulu)) ecarts.push(`${mots}: ${ecart} (${cible.slice(0, 100)})`);
    }
  };
  await Promise.all(Array.from({ length: aLaFois }, un));
  return ecarts;
}

const avec = (adresse, question) => adresse + (adresse.includes('?') ? '&' : '?') + question;

function essaisDe(page, p) {
  const connu = page.table !== undefined && page.table === p.table;
  const faux = (refuses) => connu && (refuses.includes('tous') || refuses.includes(p.genre));
  const essais = VALEURS.map(([mots, v, refuses]) => [mots, avec(page.adresse, `${p.nom}=${v}`), { faux: faux(refuses), libelle: v.includes('%00') || v.length > 8000 ? null : p.libelle }]);
  const libre = { faux: false };
  essais.push(['no value', avec(page.adresse, p.nom), libre], ['an array', avec(page.adresse, `${p.nom}%5B%5D=1&${p.nom}[0]=1`), libre],
    ['twice', avec(page.adresse, `${p.nom}=a&${p.nom}=${encodeURIComponent(MARQUE)}`), libre],
    ['100 times', avec(page.adresse, Array.from({ length: 100 }, (_, i) => `${p.nom}=${i}`).join('&')), libre],
    ['200 times', avec(page.adresse, Array.from({ length: 200 }, () => `${p.nom}=1`).join('&')), libre]);
  return essais;
}

// The variables of a path: each a hostile segment.
function essaisDuChemin(page) {
  const segments = page.route.split('/');
  return segments.flatMap((s, i) => (s.startsWith(':') ? VALEURS.filter(([, v]) => v).map(([mots, v, refuses]) => {
    const adresse = new URL(page.adresse, 'http://x').pathname.split('/');
    adresse[i] = v.replaceAll('+', '%20');
    return [`${s}, ${mots}`, adresse.join('/'), { faux: refuses.length > 0 }];
  }) : []));
}

// What is sent with a form: the value of a field, the name of the file and its content.
function essaisDeLEnvoi({ adresse, envoi }) {
  const nomme = (nom, suite = '') => Buffer.from(`name="${nom}"${suite}`);
  const bon = [nomme(envoi.fichier, '; filename="a.xml"'), Buffer.from('<lheo/>')];
  return VALEURS.flatMap(([mots, v]) => {
    const brut = octets(v), entre = (a, b) => Buffer.concat([nomme(envoi.fichier, `; filename=${a}`), b, Buffer.from(a)]);
    return [...envoi.noms.map((nom) => [`${nom}, ${mots}`, [bon, [nomme(nom), brut]]]),
      [`name of the file, ${mots}`, [[entre('"', brut), Buffer.from('<lheo/>')]]],
      [`name of the file, escaped, ${mots}`, [[entre('"', Buffer.from(v.replaceAll('%', '%25'))), Buffer.from('<lheo/>')]]],
      [`the file, ${mots}`, [[nomme(envoi.fichier, '; filename="a.xml"'), brut]]],
      [`a field of nobody's, ${mots}`, [bon, [Buffer.concat([Buffer.from('name="'), brut, Buffer.from('"')]), Buffer.from('1')]]]];
  }).map(([mots, parties]) => [mots, adresse, { faux: false }, formulaire(parties)]);
}

const pages = PAGES.filter((p) => servie(p) && p.hostile !== false);
const tables = new Set(PARAMETRES.map((p) => p.table));
tap.test('every table of parameters has its page in pages.mjs', [...tables].filter((t) => !pages.some((p) => p.table === t)).map((t) => `src/web/${t}`));
tap.test('every page has its table', pages.filter((p) => p.table && !tables.has(p.table)).map((p) => `${p.nom}: src/web/${p.table} declares none`));
const serveur = await servir();
for (const page of pages) {
  const siens = PARAMETRES.filter((p) => p.table === page.table);
  for (const p of siens) tap.test(`${page.nom}: ${p.nom} (${p.genre.toLowerCase()})`, await essayer(serveur.origine, essaisDe(page, p)));
  for (const nom of page.autres ?? []) tap.test(`${page.nom}: ${nom}`, await essayer(serveur.origine, essaisDe({ ...page, adresse: page.route }, { nom })));
  // one at a time: a page may take one file at once, and say 503 to another
  if (page.envoi) tap.test(`${page.nom}: what is sent`, await essayer(serveur.origine, essaisDeLEnvoi(page), 1));
  // a name that the page does not know, with the same values
  tap.test(`${page.nom}: a name of nobody's`, await essayer(serveur.origine, [...essaisDe(page, { nom: 'zz' }), ...essaisDuChemin(page),
    ...VALEURS.map(([mots, v]) => [`as a name, ${mots}`, avec(page.adresse, `${v}=1`), { faux: false }])]));
}
const sain = await demander(serveur.origine, '/healthz');
tap.test('the server is well after all that', sain.statut === 200 ? [] : [`/healthz answers ${sain.statut} ${sain.panne ?? ''}`]);
agent.destroy();
const code = await serveur.arreter();
const plaintes = serveur.journal().split('\n').filter((l) => l && !l.startsWith('t='));
tap.test('the server stops when asked, and complained of nothing', code === 0 ? plaintes : [`it ended with ${code}`, ...plaintes]);
tap.fin();
