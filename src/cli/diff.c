/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * diff.c - « relais diff »: what changed for whom and why between two dates
 */
#include "base/date.h"
#include "cli/confrontation.h"
#include "cli/filtre.h"
#include "cli/options.h"

struct options_diff {
	int campagne, de, a;
	const char *format;
	bool json;
	enum confrontation_forme forme;
	struct filtre filtre;
};

/* The filter as each side sees it: a source does not declare the same offers on two dates. Its criterion is asked of the change. */
struct filtrage {
	struct confrontation *c;
	struct filtre avant, apres;
	int critere_n, avis;
};

static bool actif(const struct filtre *f)
{
	return f->region || f->academie || f->siret || f->source || filtre_juge(f);
}

/* Everything but the criterion: of a side or of the other. The criterion: it changed (from that avis or to it). */
static bool retenu(const struct filtrage *f, const struct ecart *e)
{
	const struct cote *x = &e->avant, *y = &e->apres;
	const int i = f->critere_n - 1;

	if (!(x->offre && filtre_passe(&f->avant, x->offre, x->verdict)) &&
	    !(y->offre && filtre_passe(&f->apres, y->offre, y->verdict)))
		return false;
	if (i < 0)
		return true;
	return (e->criteres >> i & 1) &&
	       (f->avis < 0 || (int)x->verdict->critere[i].avis == f->avis ||
		(int)y->verdict->critere[i].avis == f->avis);
}

static enum err recevoir(void *ctx, const struct ecart *e)
{
	const struct filtrage *f = ctx;

	return retenu(f, e) ? confrontation_recevoir(f->c, e) : OK;
}

/* The sources that are asked for, on each date; SORTIE_OK, or the reason was told. */
static int filtrage_ouvrir(struct filtrage *f, const struct etude *avant, const struct etude *apres)
{
	int code;

	f->critere_n = f->apres.critere_n;
	f->avis = f->apres.avis;
	f->apres.critere_n = 0;
	f->avant = f->apres;
	code = filtre_ouvrir(&f->avant, avant);
	return code ? code : filtre_ouvrir(&f->apres, apres);
}

static void filtrage_fermer(struct filtrage *f)
{
	filtre_liberer(&f->avant);
	filtre_liberer(&f->apres);
}

/* « parmi les offres de la région 53, de la source lheo:53 »: what the filter keeps, as it was asked for. */
static const char *parmi(struct arena *a, const struct filtre *f)
{
	const struct {
		const char *quoi, *valeur;
	} demandes[] = {
		{"de la région", f->region},
		{"de l'académie", f->academie},
		{"de l'organisme", f->siret},
		{"de la source", f->source},
		{"de classification", f->classification},
		{"importables :", f->importable},
		{"dont change le critère", f->critere},
	};
	const char *texte = "";

	for (size_t i = 0; i < sizeof demandes / sizeof *demandes; i++)
		if (demandes[i].valeur)
			texte = arena_printf(a, "%s %s %s",
					     texte[0] ? arena_printf(a, "%s,", texte)
						      : ", parmi les offres",
					     demandes[i].quoi, demandes[i].valeur);
	return texte;
}

static const char *titre(const struct etude *e, const struct options_diff *o)
{
	return arena_printf(e->arena, "Campagne %d : ce qui a changé du %s au %s%s",
			    e->campagne.annee, date_longue(e->arena, o->de),
			    date_longue(e->arena, o->a), parmi(e->arena, &o->filtre));
}

/* Both sides are read in the one transaction of the later etude. */
static int comparer(struct etude *e, const void *demande)
{
	const struct options_diff *o = demande;
	struct etude avant = *e;
	const struct confrontation_demande cotes = {{&avant.vue, &avant.campagne},
						    {&e->vue, &e->campagne}};
	struct causes causes = {0};
	struct confrontation c = {.e = e,
				  .demande = &cotes,
				  .titre = titre(e, o),
				  .causes = &causes,
				  .forme = o->forme,
				  .partielle = actif(&o->filtre)};
	struct filtrage f = {.c = &c, .apres = o->filtre};
	int code = SORTIE_ERREUR;

	if (etude_reculer(&avant, o->de))
		return SORTIE_ERREUR;
	if (filtrage_ouvrir(&f, &avant, e) == SORTIE_OK) {
		if (causes_lire(e->db, &cotes, e->arena, &causes))
			code = cli_incident(db_incident(e->db));
		else
			code = confrontation_faire(&c, (struct ecarts_puits){recevoir, &f});
		causes_fermer(&causes);
	}
	filtrage_fermer(&f);
	return code;
}

int cli_diff(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais diff --campagne 2024 --from 2023-11-01 --to 2023-11-14",
		"relais diff --campagne 2024 --from 2023-11-01 --to 2023-11-14 --region 53 --format csv",
		NULL};
	static const char *const NOTES[] = {
		"Une offre change quand sa classification, son importabilité, un critère, une mention ou sa présence change.",
		"--classification : d'un côté ou de l'autre ; --critere : celles dont ce critère change.",
		NULL};
	static const struct commande_aide AIDE = {
		"diff --campagne N --from D --to D [--format F] [--json] [filtres]",
		"Ce qui a changé entre deux dates : pour quelles offres, comment, et à cause de quoi.",
		EXEMPLES, NOTES};
	struct options_diff o = {0};
	const struct option_cli options[] = {
		OPTION_CAMPAGNE(&o.campagne),
		{"--from", "D", "la première date (AAAA-MM-JJ)", OPTION_DATE, true, &o.de},
		{"--to", "D", "la seconde date", OPTION_DATE, true, &o.a},
		{"--format", "F", "texte (par défaut), table, csv ou json", OPTION_TEXTE, false,
		 &o.format},
		OPTION_JSON(&o.json),
		FILTRE_OPTIONS(&o.filtre),
	};
	struct arguments args = {
		.aide = &AIDE, .options = options, .n_options = sizeof options / sizeof *options};
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return options_code(etat);
	if (o.de > o.a)
		return cli_erreur("--from est après --to : échangez les deux dates.");
	if (!confrontation_forme_lire(o.format, o.json, &o.forme) || filtre_lire(&o.filtre))
		return SORTIE_ERREUR;
	return etude_faire(cli, o.campagne, o.a, comparer, &o);
}
