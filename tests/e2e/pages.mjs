// SPDX-License-Identifier: EUPL-1.2
// pages.mjs - every page, as the tests of browsers, of HTML and of parameters walk it. A route of src/web/routes.c without a line here fails
// (html.mjs); a line whose route is not there yet is skipped, and said.
//
//   nom         of the screenshot and of the test
//   route       its pattern in routes.c
//   adresse     to open
//   titre       expected, whole (a string) or a part of it (a RegExp); no two pages share one
//   contient    what its text must say (spaces of any kind are one)
//   statut      200 unless told
//   type        of a file that is no page; then `commence` is how it begins. Browsers do not open it
//   table       the file of src/web/ whose table says which parameters it accepts (web/parametre.h): tests/http/parametres.t reads it
//   autres      names of parameters that it reads without a table
//   envoi       the form that is sent to the same address: { fichier, noms }
//   hostile     false: it is only a variant of another line, for the eye
import fs from 'node:fs';
import path from 'node:path';
import { RACINE } from './serveur.mjs';

// The offre of bin/demo that lacks its année d'entrée.
const CLE = '104239P012X9990000110001899900003700013-77288#L01';

export const PAGES = [
  { nom: 'accueil', route: '/', adresse: '/', titre: /^relais/, contient: ['La campagne 2024', '7 novembre 2023', 'Je référence mon offre'] },
  { nom: 'referencer', route: '/referencer', adresse: '/referencer', titre: 'Référencer son offre — relais', contient: ['DOKELIO', 'Carif-Oref'] },
  { nom: 'carif-oref', route: '/carif-oref', adresse: '/carif-oref', titre: /Carif-Oref/, contient: ['Bretagne', 'Île-de-France', 'Occitanie'], table: 'annuaire.c' },
  { nom: 'carif-oref-trouve', route: '/carif-oref', adresse: '/carif-oref?lieu=35', titre: /Carif-Oref.+35/, contient: ['Votre interlocuteur : GREF Bretagne'], hostile: false },
  { nom: 'carif-oref-region', route: '/carif-oref/:region', adresse: '/carif-oref/53', titre: /Bretagne/, contient: ['Bretagne'] },
  { nom: 'saio', route: '/saio', adresse: '/saio', titre: /SAIO/, contient: ['Rennes', 'Créteil', 'Toulouse'], table: 'annuaire.c' },
  { nom: 'saio-erreur', route: '/saio', adresse: '/saio?lieu=zzzz', titre: /SAIO.+zzzz/, contient: ['Aucun département'], hostile: false },
  { nom: 'saio-academie', route: '/saio/:academie', adresse: '/saio/14', titre: /Rennes/, contient: ['Rennes'] },
  { nom: 'catalogue', route: '/catalogue', adresse: '/catalogue', titre: /Catalogue national/, contient: ['BTS'], table: 'liste.c' },
  { nom: 'catalogue-cherche', route: '/catalogue', adresse: '/catalogue?q=bts+management', titre: null, contient: ['management'], hostile: false },
  { nom: 'catalogue-vide', route: '/catalogue', adresse: '/catalogue?q=zzzz', titre: null, contient: ['zzzz'], hostile: false },
  { nom: 'catalogue-erreur', route: '/catalogue', adresse: '/catalogue?q=bts&critere=12', titre: null, contient: ['Critère non conforme'], statut: 400, hostile: false },
  { nom: 'catalogue-region', route: '/catalogue/region/:region', adresse: '/catalogue/region/53', titre: /Bretagne/, contient: ['Bretagne'], table: 'liste.c' },
  { nom: 'offre-par-cle', route: '/offres', adresse: `/offres?cle=${encodeURIComponent(CLE)}`, type: '', statut: 303, commence: '', autres: ['cle'] },
  { nom: 'fiche', route: '/offres/:numero', adresse: '/offres/1', titre: / — relais$/, contient: ['Critère', 'Mention'] },
  { nom: 'ou-en-est', route: '/ou-en-est', adresse: '/ou-en-est', titre: /Où en est mon offre/, contient: ['SIRET', 'UAI'], table: 'ou_en_est.c' },
  { nom: 'ou-en-est-reponse', route: '/ou-en-est', adresse: `/ou-en-est?q=${encodeURIComponent(CLE)}`, titre: null, contient: ['année'], hostile: false },
  { nom: 'pre-controle', route: '/pre-controle', adresse: '/pre-controle', titre: /Pré-contrôle/, contient: ['LHEO'],
    envoi: { fichier: 'fichier', noms: ['forme'] } },
  { nom: 'tableau-de-bord', route: '/tableau-de-bord', adresse: '/tableau-de-bord', titre: /Tableau de bord/, contient: ['Rennes'] },
  { nom: 'faq', route: '/faq', adresse: '/faq', titre: 'Questions fréquentes — relais', contient: ['Certifiée'] },
  { nom: 'accessibilite', route: '/accessibilite', adresse: '/accessibilite', titre: /Accessibilité/, contient: ['RGAA'] },
  { nom: 'mentions-legales', route: '/mentions-legales', adresse: '/mentions-legales', titre: /Mentions légales/, contient: ['EUPL'] },
  { nom: 'donnees-personnelles', route: '/donnees-personnelles', adresse: '/donnees-personnelles', titre: /Données personnelles/, contient: ['cookie'] },
  { nom: 'plan', route: '/plan', adresse: '/plan', titre: /Plan du site/, contient: ['Catalogue national', 'Accessibilité'] },
  { nom: 'composants', route: '/composants', adresse: '/composants', titre: /Composants/, contient: ['Réglementaire'] },
  { nom: 'introuvable', route: '/', adresse: '/il-n-y-a-rien-ici', titre: null, contient: ['relais'], statut: 404 },
  { nom: 'calendrier.ics', route: '/calendrier.ics', adresse: '/calendrier.ics', type: 'text/calendar', commence: 'BEGIN:VCALENDAR' },
  { nom: 'catalogue.csv', route: '/catalogue.csv', adresse: '/catalogue.csv', type: 'text/csv', commence: '', table: 'liste.c' },
  { nom: 'catalogue.xlsx', route: '/catalogue.xlsx', adresse: '/catalogue.xlsx', commence: 'PK',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', table: 'liste.c' },
  { nom: 'tableau-de-bord.csv', route: '/tableau-de-bord.csv', adresse: '/tableau-de-bord.csv', type: 'text/csv', commence: 'tableau;' },
  { nom: 'healthz', route: '/healthz', adresse: '/healthz', type: 'text/plain', commence: '' },
  { nom: 'metrics', route: '/metrics', adresse: '/metrics', type: 'text/plain', commence: '' },
];

// [method, pattern] of every route that the program declares by a literal.
export const ROUTES = [...fs.readFileSync(path.join(RACINE, 'src/web/routes.c'), 'utf8').matchAll(/\{\s*HTTP_([A-Z]+),\s*"([^"]+)"/g)]
  .map(([, methode, motif]) => ({ methode, motif }));

// The parameters that a table of src/web/ declares: { table, nom, libelle, genre, plusieurs }.
export const PARAMETRES = fs.readdirSync(path.join(RACINE, 'src/web')).filter((f) => f.endsWith('.c')).flatMap((table) =>
  [...fs.readFileSync(path.join(RACINE, 'src/web', table), 'utf8')
    .matchAll(/\{\s*"(\w+)",\s*"([^"]*)",\s*PARAMETRE_(TEXTE|ENTIER|CODE|CHOIX),([^{}]*)\}/g)]
    .map(([, nom, libelle, genre, reste]) => ({ table, nom, libelle, genre, plusieurs: /true\s*$/.test(reste) })));

// That path is of a page whose route is not there yet.
export const attendue = (chemin) => PAGES.some((p) => !servie(p) && new RegExp(`^${p.route.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`).test(chemin));
export const servie = (page) => ROUTES.some((r) => r.motif === page.route);
export const ECRANS = PAGES.filter((p) => p.type === undefined);
