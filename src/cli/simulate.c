/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * simulate.c - « relais simulate »: the same facts, judged as the campagne is and as somebody would have it; nothing is written
 */
#include "campagne/regles.h"
#include "cli/confrontation.h"
#include "cli/consequence.h"
#include "cli/options.h"

struct options_simulate {
	int campagne, date;
	struct reglages_cli set;
	const char *regles, *format;
	bool json;
	enum confrontation_forme forme;
};

static enum err recevoir(void *ctx, const struct ecart *e)
{
	return confrontation_recevoir(ctx, e);
}

/* The campagne as it would be. */
static enum err imaginer(const struct etude *e, const struct options_simulate *o,
			 struct campagne *ret, struct incident *inc)
{
	const struct regle_fait *regles;
	struct campagne c = e->campagne;
	size_t n;
	enum err err = campagne_regler(&c, o->set.v, o->set.n, inc);

	if (!err && o->regles) {
		err = regles_lire_csv(o->regles, e->arena, &regles, &n, inc);
		if (!err)
			regles_appliquer(regles, n, e->arena, &c.parametres);
	} else if (!err &&
		   (err = regles_en_vigueur(e->db, e->vue.version, e->arena, &c.parametres))) {
		*inc = *db_incident(e->db);
	}
	if (!err)
		*ret = c;
	return err;
}

/* « Campagne 2024, si rncp_couvre valait entree (periode aujourd'hui) ». */
static const char *titre(const struct etude *e, const struct options_simulate *o)
{
	const char *texte = arena_printf(e->arena, "Simulation, campagne %d, au %s : et si",
					 e->campagne.annee, date_longue(e->arena, e->jour));

	for (size_t i = 0; i < o->set.n; i++)
		texte = arena_printf(e->arena, "%s%s %.*s valait %.*s", texte, i ? " et" : "",
				     STR_FMT(o->set.v[i].nom), STR_FMT(o->set.v[i].valeur));
	if (o->regles)
		texte = arena_printf(e->arena, "%s%s les règles étaient celles de %s", texte,
				     o->set.n ? " et" : "", o->regles);
	return arena_printf(e->arena, "%s ? Rien n'est changé dans la base.", texte);
}

/* A jalon judges nothing: say so rather than « rien ne change ». How many there are. */
static size_t dire_jalons(const struct campagne *c, const struct options_simulate *o)
{
	size_t dits = 0;
	struct valeur v[VALEURS_MAX];
	const size_t n = campagne_valeurs(c, v);

	for (size_t i = 0; i < o->set.n; i++)
		for (size_t k = 0; k < n; k++)
			if (!v[k].juge && str_eq(o->set.v[i].nom, str_of(v[k].nom))) {
				cli_note(
					"« %s » ne juge rien : le calendrier et les délais changent les échéances, jamais un "
					"verdict.",
					v[k].nom);
				dits++;
			}
	return dits;
}

static int simuler(struct etude *e, const void *demande)
{
	const struct options_simulate *o = demande;
	struct campagne autre;
	const struct confrontation_demande cotes = {{&e->vue, &e->campagne}, {&e->vue, &autre}};
	struct confrontation c = {
		.e = e, .demande = &cotes, .titre = titre(e, o), .forme = o->forme};
	struct incident inc = {0};

	if (imaginer(e, o, &autre, &inc))
		return cli_incident(&inc);
	/* A person has the whole answer there; a program gets its empty list. */
	if (dire_jalons(&e->campagne, o) == o->set.n && !o->regles && o->forme == FORME_TEXTE)
		return SORTIE_OK;
	if (o->regles && regles_muettes(e->db, &e->vue, &e->campagne, &autre, e->arena))
		return cli_incident(db_incident(e->db));
	return confrontation_faire(&c, (struct ecarts_puits){recevoir, &c});
}

int cli_simulate(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais simulate --campagne 2024 --set rncp_couvre=entree",
		"relais simulate --campagne 2024 --set qualiopi_porte_par=responsable --format csv",
		"relais simulate --campagne 2024 --rules regles.csv", NULL};
	static const char *const NOTES[] = {
		"PARAM : siret_inactif, qualiopi_porte_par, rncp_couvre, duree_incoherente, fenetre_debut, fenetre_fin.",
		"FICHIER remplace toutes les règles de périmètre ; « relais regle liste --csv » donne celui d'aujourd'hui.",
		"Rien n'est changé dans la base : « relais campagne modifier » et « relais regle » changent vraiment.",
		NULL};
	static const struct commande_aide AIDE = {
		"simulate --campagne N --set PARAM=VALEUR… | --rules FICHIER [--date D] [--format F] [--json]",
		"Ce qui changerait : quelles offres gagnent, lesquelles perdent, par règle, région et organisme.",
		EXEMPLES, NOTES};
	struct options_simulate o = {0};
	const struct option_cli options[] = {
		OPTION_CAMPAGNE(&o.campagne),
		{"--set", "PARAM=VALEUR", "un paramètre à essayer (plusieurs fois s'il le faut)",
		 OPTION_REGLAGE, false, &o.set},
		{"--rules", "FICHIER", "un CSV de règles de périmètre à essayer", OPTION_TEXTE,
		 false, &o.regles},
		OPTION_CONNU_LE(&o.date),
		{"--format", "F", "texte (par défaut), table, csv ou json", OPTION_TEXTE, false,
		 &o.format},
		OPTION_JSON(&o.json),
	};
	struct arguments args = {
		.aide = &AIDE, .options = options, .n_options = sizeof options / sizeof *options};
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return options_code(etat);
	if (!o.set.n && !o.regles)
		return cli_erreur(
			"Que faut-il essayer ? Donnez --set PARAM=VALEUR ou --rules FICHIER. Exemple : %s",
			EXEMPLES[0]);
	if (!confrontation_forme_lire(o.format, o.json, &o.forme))
		return SORTIE_ERREUR;
	return etude_faire(cli, o.campagne, o.date, simuler, &o);
}
