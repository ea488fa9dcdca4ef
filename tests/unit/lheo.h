/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lheo.h - small invented LHEO 2.3 feeds, as text
 *
 * A formation that says nothing wrong; each field that is given replaces the default, "" makes it empty. Included after depot.h.
 */
#ifndef RELAIS_TESTS_LHEO_H
#define RELAIS_TESTS_LHEO_H

#define LHEO_RESPONSABLE "99900011000018"
#define LHEO_FORMATEUR "99900012800010"
/* The clé that the defaults make. */
#define LHEO_CLE "104239P0121" LHEO_RESPONSABLE LHEO_FORMATEUR "-29019#L01"

struct session_xml {
	const char *numero, *debut, *fin, *etat;
	const char *annees[4]; /* one annee-cycle each, until NULL */
};

struct action_xml {
	const char *numero, *duree, *modalites, *uai, *ligne, *cp, *ville, *insee, *formateur;
	struct session_xml sessions[4]; /* until one without debut */
	bool hors_apprentissage; /* the extras say that it is not */
	bool cycle_initial; /* and so does the type of its cycles */
};

struct formation_xml {
	const char *numero, *intitule, *objectif, *rncp, *certifinfo, *nda, *responsable;
	struct action_xml actions[3]; /* until one without numero; none: one, by default */
};

static inline const char *lheo_ou(const char *donne, const char *defaut)
{
	return donne ? donne : defaut;
}

static inline void lheo_session(struct buf *b, const struct session_xml *s, bool initial)
{
	buf_printf(b,
		   "<session numero=\"%s\"><periode><debut>%s</debut><fin>%s</fin></periode>"
		   "<adresse-inscription><adresse><ligne>1 place de l'Exemple</ligne>"
		   "<codepostal>29200</codepostal><ville>Brest</ville></adresse>"
		   "</adresse-inscription><etat-recrutement>%s</etat-recrutement>"
		   "<cycle><type-cycle>%d</type-cycle>",
		   lheo_ou(s->numero, "SE_1"), lheo_ou(s->debut, "20240902"),
		   lheo_ou(s->fin, "20260626"), lheo_ou(s->etat, "1"), !initial);
	if (!s->annees[0])
		buf_cstr(b, "<annee-cycle>1</annee-cycle>");
	for (int i = 0; i < 4 && s->annees[i] && s->annees[i][0]; i++)
		buf_printf(b, "<annee-cycle>%s</annee-cycle>", s->annees[i]);
	buf_cstr(b, "</cycle></session>\n");
}

static inline void lheo_action(struct buf *b, const struct action_xml *a)
{
	buf_printf(b,
		   "<action numero=\"%s\"><rythme-formation>Deux jours au CFA</rythme-formation>"
		   "<code-public-vise>83056</code-public-vise>"
		   "<niveau-entree-obligatoire>1</niveau-entree-obligatoire>"
		   "<modalites-alternance>Contrat</modalites-alternance>"
		   "<modalites-enseignement>%s</modalites-enseignement>"
		   "<conditions-specifiques>-</conditions-specifiques>"
		   "<prise-en-charge-frais-possible>1</prise-en-charge-frais-possible>\n",
		   lheo_ou(a->numero, "AF_1"), lheo_ou(a->modalites, "0"));
	buf_printf(b,
		   "<lieu-de-formation><code-UAI-lieu-formation><code-UAI>%s</code-UAI>"
		   "</code-UAI-lieu-formation><coordonnees><ligne>Lycée Exemple</ligne><adresse>"
		   "<ligne>%s</ligne><codepostal>%s</codepostal><ville>%s</ville>"
		   "<code-INSEE-commune>%s</code-INSEE-commune></adresse></coordonnees>"
		   "</lieu-de-formation><modalites-entrees-sorties>0</modalites-entrees-sorties>"
		   "<duree-cycle>%s</duree-cycle>\n",
		   lheo_ou(a->uai, "0299901E"), lheo_ou(a->ligne, "27 rue de l'Exemple"),
		   lheo_ou(a->cp, "29200"), lheo_ou(a->ville, "Brest"), lheo_ou(a->insee, "29019"),
		   lheo_ou(a->duree, "2"));
	lheo_session(b, &a->sessions[0], a->cycle_initial);
	for (int i = 1; i < 4 && a->sessions[i].debut; i++)
		lheo_session(b, &a->sessions[i], a->cycle_initial);
	if (!a->formateur || a->formateur[0])
		buf_printf(b,
			   "<organisme-formateur><SIRET-formateur><SIRET>%s</SIRET>"
			   "</SIRET-formateur><raison-sociale-formateur>Lycée Exemple"
			   "</raison-sociale-formateur></organisme-formateur>",
			   lheo_ou(a->formateur, LHEO_FORMATEUR));
	buf_printf(b,
		   "<extras info=\"dispositif\"><extra info=\"contrat-apprentissage\">%d</extra>"
		   "</extras></action>\n",
		   !a->hors_apprentissage);
}

static inline void lheo_formation(struct buf *b, const struct formation_xml *f)
{
	buf_printf(b,
		   "<formation numero=\"%s\"><domaine-formation><code-FORMACODE ref=\"V14\">34054"
		   "</code-FORMACODE></domaine-formation><intitule-formation>%s"
		   "</intitule-formation><objectif-formation>%s</objectif-formation>"
		   "<resultats-attendus>Obtention.</resultats-attendus>"
		   "<contenu-formation>Enseignements.</contenu-formation>"
		   "<certifiante>1</certifiante><contact-formation><coordonnees/>"
		   "</contact-formation><parcours-de-formation>1</parcours-de-formation>"
		   "<code-niveau-entree>14</code-niveau-entree>",
		   lheo_ou(f->numero, LHEO_CLE), lheo_ou(f->intitule, "BTS MCO"),
		   lheo_ou(f->objectif, "Préparer."));
	buf_printf(b,
		   "<certification><code-RNCP>%s</code-RNCP><code-CERTIFINFO>%s"
		   "</code-CERTIFINFO></certification>\n",
		   lheo_ou(f->rncp, "38362"), lheo_ou(f->certifinfo, "104239"));
	lheo_action(b, &f->actions[0]);
	for (int i = 1; i < 3 && f->actions[i].numero; i++)
		lheo_action(b, &f->actions[i]);
	buf_printf(b,
		   "<organisme-formation-responsable numero=\"OF_1\"><numero-activite>%s"
		   "</numero-activite><SIRET-organisme-formation><SIRET>%s</SIRET>"
		   "</SIRET-organisme-formation><nom-organisme>CFA Exemple</nom-organisme>"
		   "<raison-sociale>CFA Exemple</raison-sociale><coordonnees-organisme>"
		   "<coordonnees><ligne>CFA</ligne></coordonnees></coordonnees-organisme>"
		   "<contact-organisme><coordonnees><ligne>CFA</ligne></coordonnees>"
		   "</contact-organisme></organisme-formation-responsable></formation>\n",
		   lheo_ou(f->nda, "53359001135"), lheo_ou(f->responsable, LHEO_RESPONSABLE));
}

#define LHEO_DEBUT                                                                                 \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<lheo xmlns=\"http://lheo.gouv.fr/2.3\">"     \
	"<offres>\n"
#define LHEO_FIN                                                                                   \
	"</offres><extras info=\"flux-intercarif\"><extra info=\"date-export\">20231005</extra>"   \
	"</extras></lheo>\n"

static inline const char *lheo_texte(struct depot *d, const struct formation_xml *v, size_t n)
{
	struct buf b;

	buf_init(&b, (size_t)1 << 30);
	buf_cstr(&b, LHEO_DEBUT);
	for (size_t i = 0; i < n; i++)
		lheo_formation(&b, &v[i]);
	buf_cstr(&b, LHEO_FIN);
	const char *ret = arena_cstr(d->a, buf_view(&b));
	buf_free(&b);
	return ret;
}
#define LHEO(d, ...)                                                                               \
	lheo_texte(d, (const struct formation_xml[]){__VA_ARGS__},                                 \
		   sizeof((const struct formation_xml[]){__VA_ARGS__}) /                           \
			   sizeof(struct formation_xml))

/* n formations, each with a clé of its own. */
static inline const char *lheo_foule(struct depot *d, int n, const char *intitule)
{
	struct formation_xml *v = arena_alloc(d->a, (size_t)n * sizeof *v);

	for (int i = 0; i < n; i++)
		v[i] = (struct formation_xml){
			.numero = arena_printf(
				d->a, "%06dP0121" LHEO_RESPONSABLE LHEO_FORMATEUR "-29019#L01",
				i + 1),
			.certifinfo = arena_printf(d->a, "%d", i + 1),
			.intitule = arena_printf(d->a, "%s %d", intitule, i),
			.objectif = arena_printf(d->a, "Objectif %d de %s", i % 97, intitule)};
	return lheo_texte(d, v, (size_t)n);
}

#endif
