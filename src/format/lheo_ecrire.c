/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lheo_ecrire.c - each element knows what the schema allows it; what it cannot hold goes to the extras of its action or session
 */
#include "format/lheo_ecrire.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "format/xml_ecrire.h"

enum { FORMACODES_MAX = 5, NSF_MAX = 3, ROMES_MAX = 5, ADRESSE_TEXTE = 50 };

/* What an element may hold. */
struct forme {
	const char *element;
	enum { FORME_TEXTE, FORME_CODE, FORME_UAI, FORME_ENTIER, FORME_CLE } genre;
	size_t min, max; /* characters; digits of an ENTIER */
	const char *defaut; /* written when the element must be there; NULL: it is left out */
	const char *cles; /* of a CLE: « 0 1 2 », separated by spaces */
};

#define NIVEAUX " 0 1 2 3 4 5 6 7 8 11 12 13 14 15 16 17 18 "

static const struct forme FORMES[OFFRE__MAX] = {
	[OFFRE_INTITULE] = {"intitule-formation", FORME_TEXTE, 1, 255, "-", NULL},
	[OFFRE_NIVEAU_ENTREE] = {"code-niveau-entree", FORME_CLE, 1, 2, "0", NIVEAUX},
	[OFFRE_NIVEAU_SORTIE] = {"code-niveau-sortie", FORME_CLE, 1, 2, NULL, NIVEAUX},
	[OFFRE_RNCP] = {"code-RNCP", FORME_TEXTE, 1, 10, NULL, NULL},
	[OFFRE_CERTIFINFO] = {"code-CERTIFINFO", FORME_TEXTE, 1, 10, NULL, NULL},
	[OFFRE_RYTHME] = {"rythme-formation", FORME_TEXTE, 1, 3000, "-", NULL},
	[OFFRE_NIVEAU_OBLIGATOIRE] = {"niveau-entree-obligatoire", FORME_CLE, 1, 1, "0", " 0 1 "},
	[OFFRE_MODALITES_ENSEIGNEMENT] = {"modalites-enseignement", FORME_CLE, 1, 1, "0",
					  " 0 1 2 "},
	[OFFRE_CONDITIONS] = {"conditions-specifiques", FORME_TEXTE, 1, 3000, "-", NULL},
	[OFFRE_MODALITES_ENTREES_SORTIES] = {"modalites-entrees-sorties", FORME_CLE, 1, 1, "0",
					     " 0 1 "},
	[OFFRE_DUREE] = {"duree-cycle", FORME_ENTIER, 1, 2, NULL, NULL},
	[OFFRE_SIRET_LIEU] = {"SIRET", FORME_CODE, 14, 14, NULL, NULL},
	[OFFRE_UAI_LIEU] = {"code-UAI", FORME_UAI, 8, 8, NULL, NULL},
	[OFFRE_DENOMINATION_LIEU] = {"denomination", FORME_TEXTE, 1, 255, NULL, NULL},
	[OFFRE_LIGNE] = {"ligne", FORME_TEXTE, 1, ADRESSE_TEXTE, "-", NULL},
	[OFFRE_CODE_POSTAL] = {"codepostal", FORME_CODE, 5, 5, "00000", NULL},
	[OFFRE_VILLE] = {"ville", FORME_TEXTE, 1, ADRESSE_TEXTE, "-", NULL},
	[OFFRE_INSEE] = {"code-INSEE-commune", FORME_TEXTE, 5, 5, NULL, NULL},
	[OFFRE_LATITUDE] = {"latitude", FORME_TEXTE, 1, 30, "", NULL},
	[OFFRE_LONGITUDE] = {"longitude", FORME_TEXTE, 1, 30, "", NULL},
	[OFFRE_URL] = {"urlweb", FORME_TEXTE, 3, 400, NULL, NULL},
	[OFFRE_HEURES_CENTRE] = {"nombre-heures-centre", FORME_ENTIER, 1, 5, NULL, NULL},
	[OFFRE_HEURES_ENTREPRISE] = {"nombre-heures-entreprise", FORME_ENTIER, 1, 5, NULL, NULL},
	[OFFRE_HEURES_TOTAL] = {"nombre-heures-total", FORME_ENTIER, 1, 5, NULL, NULL},
	[OFFRE_NDA] = {"numero-activite", FORME_CODE, 11, 11, "99999999999", NULL},
	[OFFRE_SIRET_RESPONSABLE] = {"SIRET", FORME_CODE, 14, 14, "00000000000000", NULL},
	[OFFRE_NOM_RESPONSABLE] = {"nom-organisme", FORME_TEXTE, 1, 250, "-", NULL},
	[OFFRE_UAI_RESPONSABLE] = {"code-UAI", FORME_UAI, 8, 8, NULL, NULL},
	[OFFRE_SIRET_FORMATEUR] = {"SIRET", FORME_CODE, 14, 14, "00000000000000", NULL},
	[OFFRE_NOM_FORMATEUR] = {"raison-sociale-formateur", FORME_TEXTE, 1, 250, "", NULL},
	[OFFRE_UAI_FORMATEUR] = {"code-UAI", FORME_UAI, 8, 8, NULL, NULL},
};

/* Not columns of an offre: of its texts, of a session's cycle. */
static const struct forme FORME_OBJECTIF = {"objectif-formation", FORME_TEXTE, 1, 3000, "-", NULL};
static const struct forme FORME_RESULTATS = {"resultats-attendus", FORME_TEXTE, 1, 3000, "-", NULL};
static const struct forme FORME_CONTENU = {"contenu-formation", FORME_TEXTE, 1, 3000, "-", NULL};
static const struct forme FORME_RAISON_SOCIALE = {"raison-sociale", FORME_TEXTE, 1, 250, "-", NULL};
static const struct forme FORME_ANNEE = {"annee-cycle", FORME_ENTIER, 1, 2, NULL, NULL};
static const struct forme FORMES_SESSION[SESSION__MAX] = {
	[SESSION_ETAT] = {"etat-recrutement", FORME_CLE, 1, 1, NULL, " 1 2 3 "},
	[SESSION_EFFECTIF_MINIMAL] = {"effectif-minimal", FORME_ENTIER, 1, 5, NULL, NULL},
	[SESSION_CAPACITE] = {"capacite-simultanee", FORME_ENTIER, 1, 5, NULL, NULL},
	[SESSION_CAPACITE_CUMULEE] = {"capacite-cumulee", FORME_ENTIER, 1, 5, NULL, NULL},
	[SESSION_URL] = {"urlweb", FORME_TEXTE, 3, 400, NULL, NULL},
};

/* --- what fits --------------------------------------------------------------------------------- */

static bool a_un_blanc(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ')
			return true;
	return str_contains(s, STR("\xc2\xa0"));
}

static bool a_une_minuscule(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= 'a' && s.p[i] <= 'z')
			return true;
	return false;
}

static bool cle_de(const char *cles, struct str s)
{
	char cherche[4] = " ";

	if (s.n == 0 || s.n > 2 || !str_digits(s))
		return false;
	memcpy(cherche + 1, s.p, s.n);
	cherche[s.n + 1] = ' ';
	return str_contains(str_of(cles), (struct str){cherche, s.n + 2});
}

/* Does the schema allow it there, and will our reader give it back as it is? */
static bool tient(const struct forme *f, struct str s)
{
	const size_t n = s.n > f->max * 4 ? s.n : utf8_longueur(s);

	if (n < f->min || n > f->max)
		return false;
	switch (f->genre) {
	case FORME_CODE:
		return !a_un_blanc(s);
	case FORME_UAI:
		return !a_une_minuscule(s);
	case FORME_ENTIER:
		return str_digits(s);
	case FORME_CLE:
		return cle_de(f->cles, s);
	case FORME_TEXTE:
		break;
	}
	return true;
}

/* --- elements ---------------------------------------------------------------------------------- */

/* An element of that text, as much of it as the schema allows. True: nothing was lost. */
static bool element(struct buf *out, const struct forme *f, struct str s)
{
	const bool bon = tient(f, s);

	if (bon)
		xml_element_ecrire(out, f->element, s);
	else if (f->defaut && f->genre == FORME_TEXTE && s.n && utf8_longueur(s) > f->max)
		xml_element_ecrire(out, f->element, utf8_debut(s, f->max));
	else if (f->defaut)
		xml_element_ecrire(out, f->element, str_of(f->defaut));
	return bon || (!s.n && (!f->defaut || !*f->defaut));
}

/* The offre being written: its columns that its elements do not hold, a bit each. */
struct ecriture {
	struct buf *out;
	const struct lheo_offre_ecrite *o;
	uint64_t perdues;
};

static void colonne(struct ecriture *e, enum champ_offre c)
{
	if (!element(e->out, &FORMES[c], e->o->champ[c]))
		e->perdues |= UINT64_C(1) << c;
}

/* The same inside an element of its own, which is left out when there is nothing that it may hold. */
static void colonne_dans(struct ecriture *e, const char *boite, enum champ_offre c)
{
	const bool ecrite = FORMES[c].defaut || tient(&FORMES[c], e->o->champ[c]);

	if (ecrite)
		xml_ouvre(e->out, boite);
	colonne(e, c);
	if (ecrite)
		xml_ferme(e->out, boite);
}

static struct str premier(struct str *liste)
{
	const char *fin = liste->n ? memchr(liste->p, ',', liste->n) : NULL;
	const struct str un = {liste->p, fin ? (size_t)(fin - liste->p) : liste->n};

	*liste = str_sub(*liste, un.n + 1, liste->n);
	return un;
}

/* « a,b »: an element each, as many as the schema allows. */
static void liste(struct ecriture *e, enum champ_offre c, const struct forme *f, unsigned max)
{
	struct str reste = e->o->champ[c];
	const bool virgule_finale = reste.n && reste.p[reste.n - 1] == ',';
	bool bon = !virgule_finale;

	for (unsigned i = 0; reste.n; i++) {
		const struct str un = premier(&reste);
		const bool tout = i < max && tient(f, un);

		if (tout)
			xml_element_ecrire(e->out, f->element, un);
		bon = bon && tout;
	}
	if (!bon)
		e->perdues |= UINT64_C(1) << c;
}

static void domaine(struct ecriture *e)
{
	static const struct forme FORMACODE = {"code-FORMACODE", FORME_CODE, 5, 5, NULL, NULL};
	static const struct forme NSF = {"code-NSF", FORME_CODE, 3, 3, NULL, NULL};
	static const struct forme ROME = {"code-ROME", FORME_CODE, 5, 5, NULL, NULL};

	xml_ouvre(e->out, "domaine-formation");
	liste(e, OFFRE_FORMACODES, &FORMACODE, FORMACODES_MAX);
	liste(e, OFFRE_NSF, &NSF, NSF_MAX);
	liste(e, OFFRE_ROMES, &ROME, ROMES_MAX);
	xml_ferme(e->out, "domaine-formation");
}

static bool une_de(const struct ecriture *e, const enum champ_offre *c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (e->o->champ[c[i]].n)
			return true;
	return false;
}
#define UNE_DE(e, ...)                                                                             \
	une_de(e, (const enum champ_offre[]){__VA_ARGS__},                                         \
	       sizeof((const enum champ_offre[]){__VA_ARGS__}) / sizeof(enum champ_offre))

/* The address of the lieu, which a session must have too. */
static void adresse(struct ecriture *e)
{
	xml_ouvre(e->out, "adresse");
	colonne(e, OFFRE_DENOMINATION_LIEU);
	colonne(e, OFFRE_LIGNE);
	colonne(e, OFFRE_CODE_POSTAL);
	colonne(e, OFFRE_VILLE);
	colonne(e, OFFRE_INSEE);
	if (UNE_DE(e, OFFRE_LATITUDE, OFFRE_LONGITUDE)) {
		xml_ouvre(e->out, "geolocalisation");
		colonne(e, OFFRE_LATITUDE);
		colonne(e, OFFRE_LONGITUDE);
		xml_ferme(e->out, "geolocalisation");
	}
	xml_ferme(e->out, "adresse");
}

static void lieu(struct ecriture *e)
{
	const bool situe = UNE_DE(e, OFFRE_DENOMINATION_LIEU, OFFRE_LIGNE, OFFRE_CODE_POSTAL,
				  OFFRE_VILLE, OFFRE_INSEE, OFFRE_LATITUDE, OFFRE_LONGITUDE);

	if (!situe && !UNE_DE(e, OFFRE_SIRET_LIEU, OFFRE_UAI_LIEU))
		return;
	xml_ouvre(e->out, "lieu-de-formation");
	colonne_dans(e, "SIRET-lieu-formation", OFFRE_SIRET_LIEU);
	colonne_dans(e, "code-UAI-lieu-formation", OFFRE_UAI_LIEU);
	xml_ouvre(e->out, "coordonnees");
	if (situe)
		adresse(e);
	xml_ferme(e->out, "coordonnees");
	xml_ferme(e->out, "lieu-de-formation");
}

static void certification(struct ecriture *e)
{
	if (!UNE_DE(e, OFFRE_RNCP, OFFRE_CERTIFINFO))
		return;
	xml_ouvre(e->out, "certification");
	colonne(e, OFFRE_RNCP);
	colonne(e, OFFRE_CERTIFINFO);
	xml_ferme(e->out, "certification");
}

static void formateur(struct ecriture *e)
{
	if (!UNE_DE(e, OFFRE_SIRET_FORMATEUR, OFFRE_NOM_FORMATEUR, OFFRE_UAI_FORMATEUR))
		return;
	xml_ouvre(e->out, "organisme-formateur");
	colonne_dans(e, "SIRET-formateur", OFFRE_SIRET_FORMATEUR);
	colonne(e, OFFRE_NOM_FORMATEUR);
	colonne_dans(e, "code-UAI-formateur", OFFRE_UAI_FORMATEUR);
	xml_ferme(e->out, "organisme-formateur");
}

/* --- sessions ---------------------------------------------------------------------------------- */

/* The eight digits of LHEO for a date as it is kept; false: `defaut`, it is lost. */
static bool date_lheo(struct str s, const char *defaut, char ret[9])
{
	const int d = date_iso(s);

	memcpy(ret, defaut, 9);
	if (date_pleine(d)) {
		for (int i = 7, reste = d; i >= 0; i--, reste /= 10)
			ret[i] = (char)('0' + reste % 10);
		return true;
	}
	/* « 20240900 », as the schema's pattern allows it */
	if (s.n != 8 || !str_digits(s) || date_pleine(date_aaaammjj(s)) || !strchr("019", s.p[4]) ||
	    !strchr("01239", s.p[6]))
		return false;
	memcpy(ret, s.p, 8);
	return true;
}

struct ecriture_session {
	struct buf *out;
	const struct lheo_session_ecrite *s;
	unsigned perdues;
};

static void date_session(struct ecriture_session *e, const char *nom, enum champ_session c,
			 const char *defaut)
{
	char huit[9];

	if (!date_lheo(e->s->champ[c], defaut, huit))
		e->perdues |= 1U << c;
	xml_element_ecrire(e->out, nom, str_of(huit));
}

static void colonne_session(struct ecriture_session *e, enum champ_session c)
{
	if (!element(e->out, &FORMES_SESSION[c], e->s->champ[c]))
		e->perdues |= 1U << c;
}

static bool contient(struct str liste, struct str un)
{
	while (liste.n)
		if (str_eq(premier(&liste), un))
			return true;
	return false;
}

/* The années of the cycle; only the offre's own when there are several, so that nobody counts it twice. */
static void annees(struct ecriture_session *e, struct str annee)
{
	const struct str toutes = e->s->champ[SESSION_ANNEES];
	struct str reste = toutes;

	if (tient(&FORME_ANNEE, toutes)) {
		xml_element_ecrire(e->out, "annee-cycle", toutes);
		return;
	}
	if (!toutes.n)
		return;
	e->perdues |= 1U << SESSION_ANNEES;
	if (tient(&FORME_ANNEE, annee) && contient(reste, annee))
		xml_element_ecrire(e->out, "annee-cycle", annee);
}

static void cycle(struct ecriture_session *e, struct str annee)
{
	xml_ouvre(e->out, "cycle");
	xml_element_ecrire(e->out, "type-cycle", STR("1"));
	annees(e, annee);
	colonne_session(e, SESSION_EFFECTIF_MINIMAL);
	colonne_session(e, SESSION_CAPACITE);
	colonne_session(e, SESSION_CAPACITE_CUMULEE);
	xml_ouvre(e->out, "alternance");
	xml_element_ecrire(e->out, "type-alternance", STR("1"));
	xml_ferme(e->out, "alternance");
	xml_ferme(e->out, "cycle");
}

static void gardees_session(const struct ecriture_session *e, bool absente)
{
	if (!e->perdues && !absente)
		return;
	xml_ouvre_info(e->out, "extras", "relais-declare");
	if (absente)
		xml_extra(e->out, "absente", STR_VIDE);
	for (unsigned c = 0; !absente && c < SESSION__MAX; c++)
		if (e->perdues >> c & 1)
			xml_extra(e->out, record_colonne(RECORD_SESSION, c), e->s->champ[c]);
	xml_ferme(e->out, "extras");
}

static void session(struct ecriture *e, const struct lheo_session_ecrite *s, bool absente)
{
	struct ecriture_session es = {.out = e->out, .s = s};
	const uint64_t perdues = e->perdues;

	xml_ouvre_numero(e->out, "session", s->champ[SESSION_NUMERO]);
	xml_ouvre(e->out, "periode");
	date_session(&es, "debut", SESSION_DEBUT, "00000000");
	date_session(&es, "fin", SESSION_FIN, "99999999");
	xml_ferme(e->out, "periode");
	xml_ouvre(e->out, "adresse-inscription");
	adresse(e); /* the reader has it from the lieu */
	e->perdues = perdues;
	xml_ferme(e->out, "adresse-inscription");
	colonne_session(&es, SESSION_ETAT);
	if (tient(&FORMES_SESSION[SESSION_URL], s->champ[SESSION_URL])) {
		xml_ouvre(e->out, "url-session");
		colonne_session(&es, SESSION_URL);
		xml_ferme(e->out, "url-session");
	} else {
		colonne_session(&es, SESSION_URL);
	}
	cycle(&es, e->o->champ[OFFRE_ANNEE]);
	gardees_session(&es, absente);
	xml_ferme(e->out, "session");
}

/* --- the action, the formation ------------------------------------------------------------------ */

/* Will a reader find the offre's année in its sessions? Only where all say that very year, or none says any. */
static bool annee_lisible(const struct lheo_offre_ecrite *o)
{
	const struct str a = o->champ[OFFRE_ANNEE];
	const bool nombre = tient(&FORME_ANNEE, a) && (a.n == 1 || a.p[0] != '0');

	if (a.n && (!nombre || !o->n_sessions))
		return false;
	for (size_t i = 0; i < o->n_sessions; i++)
		if (!str_eq(o->sessions[i].champ[SESSION_ANNEES], a))
			return false;
	return true;
}

static void gardees(struct ecriture *e)
{
	const struct lheo_offre_ecrite *o = e->o;
	const bool annee = !annee_lisible(o), cle = o->champ[OFFRE_CLE].n > 0;

	xml_ouvre_info(e->out, "extras", "dispositif");
	xml_extra(e->out, "contrat-apprentissage", STR("1"));
	xml_ferme(e->out, "extras");
	if (!e->perdues && !annee && !cle)
		return;
	xml_ouvre_info(e->out, "extras", "relais-declare");
	if (cle)
		xml_extra(e->out, "cle", o->champ[OFFRE_CLE]);
	if (annee)
		xml_extra(e->out, "annee",
			  o->champ[OFFRE_ANNEE].n ? o->champ[OFFRE_ANNEE] : STR("-"));
	for (unsigned c = 0; c < OFFRE__MAX; c++)
		if (e->perdues >> c & 1)
			xml_extra(e->out, record_colonne(RECORD_OFFRE, c), o->champ[c]);
	xml_ferme(e->out, "extras");
}

static void responsable(struct ecriture *e)
{
	const struct str nom = e->o->champ[OFFRE_NOM_RESPONSABLE];

	xml_ouvre(e->out, "organisme-formation-responsable");
	colonne(e, OFFRE_NDA);
	colonne_dans(e, "SIRET-organisme-formation", OFFRE_SIRET_RESPONSABLE);
	colonne(e, OFFRE_NOM_RESPONSABLE);
	(void)element(e->out, &FORME_RAISON_SOCIALE, nom);
	xml_brut(e->out, "<coordonnees-organisme><coordonnees/></coordonnees-organisme>"
			 "<contact-organisme><coordonnees/></contact-organisme>");
	colonne_dans(e, "code-UAI-organisme-formation", OFFRE_UAI_RESPONSABLE);
	xml_ferme(e->out, "organisme-formation-responsable");
}

static void action(struct ecriture *e)
{
	static const struct lheo_session_ecrite aucune;
	const struct lheo_offre_ecrite *o = e->o;

	colonne(e, OFFRE_RYTHME);
	xml_element_ecrire(e->out, "code-public-vise", STR("83056"));
	colonne(e, OFFRE_NIVEAU_OBLIGATOIRE);
	xml_element_ecrire(e->out, "modalites-alternance", STR("Contrat d’apprentissage"));
	colonne(e, OFFRE_MODALITES_ENSEIGNEMENT);
	colonne(e, OFFRE_CONDITIONS);
	xml_element_ecrire(e->out, "prise-en-charge-frais-possible", STR("1"));
	lieu(e);
	colonne(e, OFFRE_MODALITES_ENTREES_SORTIES);
	colonne_dans(e, "url-action", OFFRE_URL);
	colonne(e, OFFRE_DUREE);
	for (size_t i = 0; i < o->n_sessions; i++)
		session(e, &o->sessions[i], false);
	if (!o->n_sessions)
		session(e, &aucune, true);
	colonne(e, OFFRE_HEURES_CENTRE);
	colonne(e, OFFRE_HEURES_ENTREPRISE);
	colonne(e, OFFRE_HEURES_TOTAL);
	formateur(e);
}

static unsigned textes(struct buf *out, const struct lheo_offre_ecrite *o)
{
	unsigned perdus = 0;

	perdus |= element(out, &FORME_OBJECTIF, o->objectif) ? 0U : 1U;
	perdus |= element(out, &FORME_RESULTATS, o->resultats) ? 0U : 2U;
	perdus |= element(out, &FORME_CONTENU, o->contenu) ? 0U : 4U;
	return perdus;
}

static void textes_gardes(struct buf *out, const struct lheo_offre_ecrite *o, unsigned perdus)
{
	if (!perdus)
		return;
	xml_ouvre_info(out, "extras", "relais-declare");
	if (perdus & 1U)
		xml_extra(out, "objectif", o->objectif);
	if (perdus & 2U)
		xml_extra(out, "resultats", o->resultats);
	if (perdus & 4U)
		xml_extra(out, "contenu", o->contenu);
	xml_ferme(out, "extras");
}

void lheo_ecrire_offre(struct buf *out, const struct lheo_offre_ecrite *o)
{
	struct ecriture e = {.out = out, .o = o};
	AUTO_BUF fin;
	unsigned perdus;

	buf_init(&fin, out->max);
	xml_ouvre_numero(out, "formation", o->champ[OFFRE_FORMATION_NUMERO]);
	domaine(&e);
	colonne(&e, OFFRE_INTITULE);
	perdus = textes(out, o);
	xml_brut(out,
		 "<certifiante>1</certifiante><contact-formation><coordonnees/></contact-formation>"
		 "<parcours-de-formation>1</parcours-de-formation>");
	colonne(&e, OFFRE_NIVEAU_ENTREE);
	certification(&e);
	colonne(&e, OFFRE_NIVEAU_SORTIE);
	xml_ouvre_numero(out, "action", o->champ[OFFRE_ACTION_NUMERO]);
	action(&e);
	/* The responsable comes after the action, whose extras must know what it could not hold. */
	e.out = &fin;
	responsable(&e);
	e.out = out;
	gardees(&e);
	xml_ferme(out, "action");
	buf_str(out, buf_view(&fin));
	textes_gardes(out, o, perdus);
	xml_ferme(out, "formation");
	buf_char(out, '\n');
}

void lheo_ecrire_debut(struct buf *out)
{
	buf_cstr(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		      "<lheo xmlns=\"http://lheo.gouv.fr/2.3\"><offres>\n");
}

void lheo_ecrire_fin(struct buf *out, int date)
{
	buf_cstr(out, "</offres>");
	if (date_pleine(date)) {
		xml_ouvre_info(out, "extras", "flux-intercarif");
		buf_printf(out, "<extra info=\"date-export\">%08d</extra>", date);
		xml_ferme(out, "extras");
	}
	buf_cstr(out, "</lheo>\n");
}
