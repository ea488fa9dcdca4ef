/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lheo.c - LHEO 2.0, 2.2 and 2.3: the elements of lheo_regles.c find their place in the formation
 * being read
 *
 * One handler a kind of element, found by the rule's genre. LHEO says « nothing » in three ways:
 * no element, an empty one, or « - »; a later value takes the place of the last two.
 */
#include "format/lheo.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/limites.h"
#include "base/mem.h"
#include "format/format.h"
#include "format/lecteur.h"
#include "format/lheo_elements.h"
#include "format/xml_record.h"

/* --- small tools -------------------------------------------------------------------------- */

static bool est(const struct lheo *l, struct texte t, struct str s)
{
	return str_eq(xml_vue(l->xml, t), s);
}

static bool ne_dit_rien(const struct lheo *l, struct texte t)
{
	return !t.n || est(l, t, STR("-"));
}

static struct texte *colonne(struct lheo *l, unsigned champ)
{
	return l->dans_action ? &lheo_action(l)->champ[champ] : &l->champ[champ];
}

static void poser_seul(struct lheo *l, struct texte *ou, const struct xml_element *e)
{
	if (ne_dit_rien(l, *ou))
		*ou = e->texte;
	else if (!ne_dit_rien(l, e->texte) && !est(l, e->texte, xml_vue(l->xml, *ou)))
		lheo_anomalie(l, ANOMALIE_VALEUR_EN_TROP, e, e->texte);
}

static void trop(struct lheo *l, const char *quoi, unsigned limite, const struct xml_element *e)
{
	struct incident *inc = xml_refus(l->xml);

	incident_set(inc, E_INVALIDE, "Il y a plus de %u éléments <%s> sous un même parent.",
		     limite, quoi);
	incident_detail(inc, "Ligne %u, formation %.*s.", e->ligne,
			STR_FMT(xml_montrable(lheo_ref(l, -1))));
	incident_remede(inc,
			"Vérifier que les balises sont bien refermées, ou signaler l'anomalie au "
			"producteur du fichier.");
}

/* --- dictionaries of LHEO (formats.md 1.3) ------------------------------------------------ */

static const struct {
	const char *element, *cles;
} dictionnaires[] = {
	{"niveau-entree-obligatoire", " 0 1 "},
	{"modalites-enseignement", " 0 1 2 "},
	{"modalites-entrees-sorties", " 0 1 "},
	{"etat-recrutement", " 1 2 3 "},
	{"type-cycle", " 0 1 "},
	{"type-alternance", " 0 1 2 "},
	{"code-niveau-entree", " 0 1 2 3 4 5 6 7 8 11 12 13 14 15 16 17 18 "},
	{"code-niveau-sortie", " 0 1 2 3 4 5 6 7 8 11 12 13 14 15 16 17 18 "},
	{"extra", " 0 1 "},
};

static bool cle_permise(struct lheo *l, const struct xml_element *e)
{
	struct str cle = xml_vue(l->xml, e->texte);
	char cherche[4] = {' '};
	unsigned i = 0;

	if (cle.n > 0 && cle.n < 3) {
		memcpy(cherche + 1, cle.p, cle.n);
		cherche[cle.n + 1] = ' ';
		while (strcmp(dictionnaires[i].element, e->nom) != 0)
			i++;
		if (str_contains(str_of(dictionnaires[i].cles), (struct str){cherche, cle.n + 2}))
			return true;
	}
	lheo_anomalie(l, ANOMALIE_VALEUR_HORS_LISTE, e, e->texte);
	return false;
}

/* --- elements that hold others ------------------------------------------------------------ */

static uint8_t ouvre_lheo(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	(void)e;
	l->offres = true;
	return r->suite;
}

static uint8_t ouvre_formation(struct lheo *l, const struct xml_regle *r,
			       const struct xml_element *e)
{
	lheo_formation_debut(l, e->ligne);
	l->champ[OFFRE_FORMATION_NUMERO] = xml_garde_attribut(l->xml, ATTRIBUT_NUMERO);
	return r->suite;
}

static uint8_t ouvre_action(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	struct lheo_action a = {.ligne = e->ligne};

	if (l->actions.n == LIMITE_ACTIONS) {
		trop(l, "action", LIMITE_ACTIONS, e);
		return XML_IGNORE;
	}
	a.champ[OFFRE_ACTION_NUMERO] = xml_garde_attribut(l->xml, ATTRIBUT_NUMERO);
	*VEC_PUSH(&l->actions) = a;
	l->dans_action = true;
	return r->suite;
}

static uint8_t ouvre_session(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	struct lheo_session s = {.ligne = e->ligne, .action = (uint32_t)l->actions.n - 1};

	if (lheo_action(l)->n_sessions == LIMITE_SESSIONS) {
		trop(l, "session", LIMITE_SESSIONS, e);
		return XML_IGNORE;
	}
	lheo_action(l)->n_sessions++;
	s.champ[SESSION_NUMERO] = xml_garde_attribut(l->xml, ATTRIBUT_NUMERO);
	*VEC_PUSH(&l->sessions) = s;
	return r->suite;
}

static uint8_t ouvre_periode(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	(void)e;
	lheo_session(l)->periode = true;
	return r->suite;
}

static uint8_t ouvre_cycle(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	(void)e;
	l->cycle = (struct lheo_cycle){0};
	return r->suite;
}

/* The first one counts, even empty; another is only looked at to be named. */
static uint8_t ouvre_unique(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	bool *vu = r->element == LHEO_CERTIFICATION         ? &l->certification
		   : r->element == LHEO_LIEU_DE_FORMATION   ? &lheo_action(l)->lieu
		   : r->element == LHEO_ORGANISME_FORMATEUR ? &lheo_action(l)->formateur
							    : &l->responsable;

	(void)e;
	if (*vu) {
		l->surplus = (struct texte){0};
		return ETAT_SURPLUS;
	}
	*vu = true;
	return r->suite;
}

static uint8_t ouvre_extra(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	struct str info = xml_attribut(l->xml, ATTRIBUT_INFO);

	(void)e;
	if (!l->champ[OFFRE_INTITULE].n &&
	    (str_eq(info, STR("resume-contenu")) || str_eq(info, STR("existence-prerequis")))) {
		(void)!format_refus(FORMAT_REFUSE_EDOF, xml_refus(l->xml));
		return XML_IGNORE;
	}
	if (lheo_garde_ouvre(l, info, false))
		return r->suite;
	if (l->dispositif && str_eq(info, STR("contrat-apprentissage")))
		return r->suite;
	return XML_IGNORE;
}

static uint8_t ouvre_date_export(struct lheo *l, const struct xml_regle *r,
				 const struct xml_element *e)
{
	(void)e;
	return str_eq(xml_attribut(l->xml, ATTRIBUT_INFO), STR("date-export")) ? r->suite
									       : XML_IGNORE;
}

static void ferme_formation(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	enum err err = lheo_formation_fin(l);

	(void)r, (void)e;
	if (err != OK)
		xml_arret(l->xml, err);
}

static void ferme_action(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	(void)r, (void)e;
	l->dans_action = false;
}

static void ferme_unique(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	(void)r;
	if (e->etat == ETAT_SURPLUS)
		lheo_anomalie(l, ANOMALIE_VALEUR_EN_TROP, e, l->surplus);
}

static bool deja_dans(struct str liste, struct str annee)
{
	while (liste.n) {
		const char *virgule = memchr(liste.p, ',', liste.n);
		size_t n = virgule ? (size_t)(virgule - liste.p) : liste.n;

		if (str_eq((struct str){liste.p, n}, annee))
			return true;
		liste = str_sub(liste, n + 1, liste.n);
	}
	return false;
}

static void ajouter_annees(struct lheo *l, struct texte *ou, struct texte annees)
{
	while (annees.n) {
		struct str reste = xml_vue(l->xml, annees);
		const char *virgule = memchr(reste.p, ',', reste.n);
		uint32_t n = virgule ? (uint32_t)(virgule - reste.p) : annees.n;

		if (n && !deja_dans(xml_vue(l->xml, *ou), (struct str){reste.p, n}))
			xml_liste(l->xml, ou, (struct texte){annees.debut, n});
		n += virgule ? 1 : 0;
		annees = (struct texte){annees.debut + n, annees.n - n};
	}
}

/* A cycle of another type says nothing of the session in apprenticeship. */
static void ferme_cycle(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	static const struct {
		uint8_t cycle, session;
	} colonnes[] = {{CYCLE_CAPACITE, SESSION_CAPACITE},
			{CYCLE_CUMULEE, SESSION_CAPACITE_CUMULEE},
			{CYCLE_EFFECTIF, SESSION_EFFECTIF_MINIMAL}};
	const struct texte *c = l->cycle.champ;
	struct texte *s = lheo_session(l)->champ;

	(void)r, (void)e;
	if (c[CYCLE_TYPE].n && !est(l, c[CYCLE_TYPE], STR("1")))
		return;
	if (c[CYCLE_TYPE].n || est(l, c[CYCLE_ALTERNANCE], STR("1")))
		lheo_action(l)->apprentissage = true;
	ajouter_annees(l, &s[SESSION_ANNEES], c[CYCLE_ANNEES]);
	for (unsigned i = 0; i < sizeof colonnes / sizeof *colonnes; i++)
		if (!s[colonnes[i].session].n)
			s[colonnes[i].session] = c[colonnes[i].cycle];
}

/* --- elements whose text is kept ---------------------------------------------------------- */

static void simple(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	poser_seul(l, colonne(l, r->champ), e);
}

static void premier(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	struct texte *ou = colonne(l, r->champ);

	if (ne_dit_rien(l, *ou))
		*ou = e->texte;
}

static void liste(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	if (!xml_liste(l->xml, colonne(l, r->champ), e->texte))
		lheo_anomalie(l, ANOMALIE_VALEUR_EN_TROP, e, e->texte);
}

static void cle(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	cle_permise(l, e);
	poser_seul(l, colonne(l, r->champ), e);
}

/* Spreadsheets lose the zero at the left: formats.md 3.3, 6 and 9. */
static bool zero_perdu(unsigned champ, struct str s)
{
	switch (champ) {
	case OFFRE_CODE_POSTAL:
		return s.n == 4 && str_digits(s);
	case OFFRE_NDA:
		return s.n == 10 && s.p[0] >= '1' && s.p[0] <= '6' &&
		       str_digits(str_sub(s, 0, 3)) && str_digits(str_sub(s, 4, 6));
	case OFFRE_UAI_LIEU:
	case OFFRE_UAI_FORMATEUR:
	case OFFRE_UAI_RESPONSABLE:
		return s.n == 7 && str_digits(str_sub(s, 0, 6)) && s.p[6] >= 'A' && s.p[6] <= 'Z';
	default:
		return false;
	}
}

static bool est_uai(unsigned champ)
{
	return champ == OFFRE_UAI_LIEU || champ == OFFRE_UAI_FORMATEUR ||
	       champ == OFFRE_UAI_RESPONSABLE;
}

static void majuscules(char *p, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (p[i] >= 'a' && p[i] <= 'z')
			p[i] = (char)(p[i] - 'a' + 'A');
}

static void code(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	struct xml_element net = *e;

	if (est_uai(r->champ))
		majuscules(xml_octets(l->xml, e->texte), e->texte.n);
	else
		net.texte = xml_sans_blancs(l->xml, e->texte);
	if (zero_perdu(r->champ, xml_vue(l->xml, net.texte))) {
		lheo_anomalie(l, ANOMALIE_ZERO_PERDU, e, net.texte);
		net.texte = xml_garde_deux(l->xml, (struct texte){0}, STR("0"), net.texte);
	}
	poser_seul(l, colonne(l, r->champ), &net);
}

static void texte_long(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	if (ne_dit_rien(l, l->textes[r->champ]))
		l->lignes_textes[r->champ] = e->ligne;
	poser_seul(l, &l->textes[r->champ], e);
}

static void date(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	struct xml_element lue = *e;

	if (r->champ == SESSION_FIN)
		lheo_session(l)->ligne_fin = e->ligne;
	if (!xml_date(l->xml, date_aaaammjj(xml_vue(l->xml, e->texte)), &lue.texte) &&
	    !est(l, e->texte, STR("00000000")) && !est(l, e->texte, STR("99999999")))
		lheo_anomalie(l, ANOMALIE_DATE_ILLISIBLE, e, e->texte);
	poser_seul(l, &lheo_session(l)->champ[r->champ], &lue);
}

static void etat(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	if (cle_permise(l, e)) /* flux.h: 1, 2, 3 or empty */
		poser_seul(l, &lheo_session(l)->champ[r->champ], e);
}

static void session_url(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	struct texte *ou = &lheo_session(l)->champ[r->champ];

	if (ne_dit_rien(l, *ou))
		*ou = e->texte;
}

static void cycle_valeur(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	struct texte *ou = &l->cycle.champ[r->champ];

	if (r->champ == CYCLE_TYPE || r->champ == CYCLE_ALTERNANCE)
		cle_permise(l, e);
	if (r->champ != CYCLE_ANNEES)
		poser_seul(l, ou, e);
	else if (!xml_liste(l->xml, ou, e->texte))
		lheo_anomalie(l, ANOMALIE_VALEUR_EN_TROP, e, e->texte);
}

static void extra(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	(void)r;
	if (lheo_garde_ferme(l, e, false))
		return;
	if (cle_permise(l, e) && est(l, e->texte, STR("1")))
		lheo_action(l)->apprentissage = true;
}

static void date_export(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	int d = date_aaaammjj(xml_vue(l->xml, e->texte));

	(void)r;
	if (date_pleine(d))
		date_iso_texte(d, l->date);
}

static void surplus(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	(void)r;
	if (l->surplus.n == 0)
		l->surplus = e->texte;
	else if (l->surplus.n < LIMITE_VALEUR_VUE)
		l->surplus = xml_garde_deux(l->xml, l->surplus, STR(" "), e->texte);
}

/* --- the client of xml.c ------------------------------------------------------------------ */

typedef uint8_t ouverture(struct lheo *, const struct xml_regle *, const struct xml_element *);
typedef void fermeture(struct lheo *, const struct xml_regle *, const struct xml_element *);

static ouverture *const ouvertures[GENRE__N] = {
	[GENRE_LHEO] = ouvre_lheo,
	[GENRE_FORMATION] = ouvre_formation,
	[GENRE_ACTION] = ouvre_action,
	[GENRE_SESSION] = ouvre_session,
	[GENRE_PERIODE] = ouvre_periode,
	[GENRE_CYCLE] = ouvre_cycle,
	[GENRE_UNIQUE] = ouvre_unique,
	[GENRE_EXTRAS] = lheo_extras_ouvre,
	[GENRE_EXTRA] = ouvre_extra,
	[GENRE_DATE_EXPORT] = ouvre_date_export,
	[GENRE_EXTRA_SESSION] = lheo_extra_session_ouvre,
};

static fermeture *const fermetures[GENRE__N] = {
	[GENRE_FORMATION] = ferme_formation,
	[GENRE_ACTION] = ferme_action,
	[GENRE_CYCLE] = ferme_cycle,
	[GENRE_UNIQUE] = ferme_unique,
	[GENRE_EXTRAS] = lheo_extras_ferme,
	[GENRE_SIMPLE] = simple,
	[GENRE_PREMIER] = premier,
	[GENRE_LISTE] = liste,
	[GENRE_CLE] = cle,
	[GENRE_CODE] = code,
	[GENRE_TEXTE] = texte_long,
	[GENRE_DATE] = date,
	[GENRE_ETAT] = etat,
	[GENRE_SESSION_URL] = session_url,
	[GENRE_CYCLE_VALEUR] = cycle_valeur,
	[GENRE_EXTRA] = extra,
	[GENRE_EXTRA_SESSION] = lheo_extra_session_ferme,
	[GENRE_DATE_EXPORT] = date_export,
	[GENRE_SURPLUS] = surplus,
};

static uint8_t sur_ouvre(void *ctx, const struct xml_regle *r, const struct xml_element *e)
{
	return ouvertures[r->genre](ctx, r, e);
}

static void sur_ferme(void *ctx, const struct xml_regle *r, const struct xml_element *e)
{
	if (e->coupe)
		lheo_anomalie(ctx, ANOMALIE_TEXTE_TROP_LONG, e, (struct texte){0});
	if (r->suite != XML_TEXTE || e->texte.n)
		fermetures[r->genre](ctx, r, e);
}

static void sur_inattendu(void *ctx, const struct xml_element *e, const char *parent, bool connu)
{
	struct lheo *l = ctx;

	if (strcmp(e->nom, "offre-formation") == 0)
		(void)!format_refus(FORMAT_REFUSE_LHEO_1, xml_refus(l->xml));
	else
		lheo_inattendu(l, e, parent, connu);
}

static enum err refus_espace(struct str nom, struct str espace, struct incident *inc)
{
	if (espace.n)
		incident_set(
			inc, E_INVALIDE,
			"L'élément <%.*s> est dans un espace de noms qui n'est pas celui de LHEO : "
			"« %.*s ».",
			STR_FMT(nom), STR_FMT(xml_montrable(espace)));
	else
		incident_set(inc, E_INVALIDE,
			     "L'élément <%.*s> ne dit pas de quelle version de LHEO il est.",
			     STR_FMT(nom));
	incident_detail(inc,
			"Espaces de noms lus : http://lheo.gouv.fr/2.3, http://www.lheo.org/2.2, "
			"http://www.lheo.org/2.0.");
	incident_remede(inc, "Exporter le fichier en LHEO 2.3 : "
			     "<lheo xmlns=\"http://lheo.gouv.fr/2.3\">.");
	return E_INVALIDE;
}

static enum err sur_racine(void *ctx, struct str nom, struct str espace, struct incident *inc)
{
	static const struct str espaces[] = {
		{"http://lheo.gouv.fr/2.3", sizeof "http://lheo.gouv.fr/2.3" - 1},
		{"http://www.lheo.org/2.2", sizeof "http://www.lheo.org/2.2" - 1},
		{"http://www.lheo.org/2.0", sizeof "http://www.lheo.org/2.0" - 1},
	};

	(void)ctx;
	if (str_starts(espace, STR("http://www.lheo.org/1.")))
		return format_refus(FORMAT_REFUSE_LHEO_1, inc);
	if (str_contains(espace, STR("moncompteformation")))
		return format_refus(FORMAT_REFUSE_EDOF, inc);
	if (str_eq(nom, STR("lheo-index")))
		return format_refus(FORMAT_REFUSE_LHEO_INDEX, inc);
	if (!str_eq(nom, STR("lheo")) && !str_eq(nom, STR("lheo-plus"))) {
		incident_set(inc, E_INVALIDE,
			     "Ce n'est pas un flux LHEO : l'élément principal est <%.*s>.",
			     STR_FMT(xml_montrable(nom)));
		incident_remede(inc, "Donner un fichier dont l'élément principal est <lheo>.");
		return E_INVALIDE;
	}
	for (unsigned i = 0; i < sizeof espaces / sizeof *espaces; i++)
		if (str_eq(espace, espaces[i]))
			return OK;
	return refus_espace(nom, espace, inc);
}

static const struct xml_client client = {
	.racine = sur_racine, .ouvre = sur_ouvre, .ferme = sur_ferme, .inattendu = sur_inattendu};

/* --- the reader --------------------------------------------------------------------------- */

static void *ouvrir(struct puits puits)
{
	struct lheo *l = mem_alloc(sizeof *l);

	l->puits = puits;
	l->arena = arena_new(0);
	map_init(&l->inattendus_connus);
	l->xml = xml_new(&lheo_grammaire, &client, l);
	return l;
}

static enum err nourrir(void *lecteur, const char *bytes, size_t n, struct incident *inc)
{
	struct lheo *l = lecteur;

	return xml_nourrir(l->xml, bytes, n, inc);
}

static enum err fin(void *lecteur, struct incident *inc)
{
	struct lheo *l = lecteur;
	enum err e = xml_fin(l->xml, inc);

	if (e != OK)
		return e;
	if (!l->offres) {
		incident_set(
			inc, E_INVALIDE,
			"Ce fichier <lheo-plus> ne contient pas d'élément <lheo> : il n'y a pas "
			"d'offre à lire.");
		incident_remede(inc, "Demander au producteur un export qui contient les offres.");
		return E_INVALIDE;
	}
	return lheo_bilan(l);
}

static void fermer(void *lecteur)
{
	struct lheo *l = lecteur;

	if (!l)
		return;
	xml_free(l->xml);
	map_free(&l->inattendus_connus);
	VEC_FREE(&l->inattendus);
	VEC_FREE(&l->anomalies);
	VEC_FREE(&l->sessions);
	VEC_FREE(&l->actions);
	arena_free(l->arena);
	mem_free(l);
}

const struct lecteur_ops lecteur_lheo = {
	.ouvrir = ouvrir, .nourrir = nourrir, .fin = fin, .fermer = fermer};
