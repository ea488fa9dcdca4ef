/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regle.c - « relais regle »: the perimeter rules, shown, changed, replaced
 */
#include "cli/regle.h"

#include <stdio.h>

#include "base/date.h"
#include "cli/consequence.h"
#include "cli/options.h"
#include "cli/sortie.h"
#include "journal/journal.h"

enum { NUMEROS_MAX = 4096 };

/* How many offers each of the rules decides in the campagne; those that are not in force decide none. */
static enum err decidees(struct regle_affichage *r)
{
	struct etude *e = r->e;
	const struct campagne *c = &e->campagne;
	int64_t *rangs = arena_alloc(e->arena, (c->parametres.n_regles + 1) * sizeof *rangs);
	int64_t *offres = arena_alloc(e->arena, (r->n + 1) * sizeof *offres);
	const enum err err = regles_compter(e->db, &e->vue, c, rangs, &r->sans);
	size_t rang = 0;

	for (size_t i = 0; i < r->n; i++)
		if (regle_en_vigueur(&r->v[i], c->parametres.fenetre_debut))
			offres[i] = rangs[rang++];
	r->offres = offres;
	return err;
}

int regle_inconnue(const struct regle_fait *v, size_t n, const char *quoi)
{
	AUTO_BUF numeros;

	buf_init(&numeros, NUMEROS_MAX);
	if (regle_homonymes(v, n, str_of(quoi), &numeros))
		return cli_erreur(
			"Plusieurs règles ont le nom « %s » : donnez un de leurs numéros, %.*s.",
			quoi, STR_FMT(buf_view(&numeros)));
	return cli_erreur(
		"Aucune règle n'a le numéro ou le nom « %s ». Les numéros : « relais regle liste ».",
		quoi);
}

static void compter_evenement(void *ctx, const struct evenement_lu *e)
{
	(void)e;
	++*(size_t *)ctx;
}

/* A rule that is no more has its events left. */
static bool fut(const struct etude *e, uint64_t numero, enum err *err)
{
	size_t n = 0;

	*err = journal_lire(e->db, arena_printf(e->arena, "regle %llu", (unsigned long long)numero),
			    INT64_MAX, (struct evenements_puits){compter_evenement, &n});
	return n > 0;
}

/* How an action writes what it shows: the list, a rule, the decisions. */
static enum err ecrire_liste(const struct regle_affichage *r, const struct regle_demande *d,
			     struct buf *out)
{
	if (d->csv)
		regles_ecrire_csv(r->v, r->n, out);
	else if (d->json)
		regle_liste_json(r, out);
	else
		regle_liste_texte(r, out);
	return OK;
}

static enum err ecrire_regle(const struct regle_affichage *r, const struct regle_demande *d,
			     struct buf *out)
{
	return d->json ? regle_montrer_json(r, out) : regle_montrer_texte(r, out);
}

static enum err ecrire_historique(const struct regle_affichage *r, const struct regle_demande *d,
				  struct buf *out)
{
	const int64_t numero = d->quoi ? r->v->numero : 0;

	return d->json ? regle_historique_json(r->e, numero, out)
		       : regle_historique_texte(r->e, numero, out);
}

/* Of the rules that are known, only the one that was asked for. SORTIE_OK, or the reason was told. */
static int choisir(struct regle_affichage *r, const char *quoi, bool historique, struct arena *a)
{
	const struct regle_fait *f = regle_trouver(r->v, r->n, str_of(quoi));
	uint64_t numero = 0;
	enum err err = OK;

	if (!f && historique && str_to_uint(str_of(quoi), &numero) && numero &&
	    numero <= INT64_MAX && fut(r->e, numero, &err)) {
		struct regle_fait *retiree = arena_alloc(a, sizeof *retiree);

		retiree->numero = (int64_t)numero; /* all that is left of it */
		f = retiree;
	}
	if (err)
		return cli_incident(db_incident(r->e->db));
	if (!f)
		return regle_inconnue(r->v, r->n, quoi);
	if (r->offres)
		r->offres += f - r->v;
	r->v = f;
	r->n = 1;
	return SORTIE_OK;
}

struct lecture {
	const struct regle_demande *d;
	enum err (*ecrire)(const struct regle_affichage *r, const struct regle_demande *d,
			   struct buf *out);
	bool historique; /* also of the rules that are no more */
};

/* Everything that only reads. */
static int lire(struct etude *e, const void *demande)
{
	const struct lecture *l = demande;
	const struct regle_demande *d = l->d;
	struct regle_affichage r = {.e = e};
	AUTO_BUF out;
	enum err err = regles_connues(e->db, l->historique ? INT64_MAX : e->vue.version, e->arena,
				      &r.v, &r.n);

	buf_init(&out, ECRAN_MAX);
	if (!err && d->campagne)
		err = decidees(&r);
	if (err)
		return cli_incident(db_incident(e->db));
	if (d->quoi && choisir(&r, d->quoi, l->historique, e->arena))
		return SORTIE_ERREUR;
	if (l->ecrire(&r, d, &out))
		return cli_incident(db_incident(e->db));
	return sortie_texte(buf_view(&out), SORTIE_OK);
}

static int ouvrir(struct cli *cli, const struct lecture *l)
{
	return etude_faire(cli, l->d->campagne ? l->d->campagne : CAMPAGNE_DERNIERE, l->d->date,
			   lire, l);
}

static int liste(struct cli *cli, const void *demande)
{
	const struct regle_demande *d = demande;

	if (d->csv && d->json)
		return cli_erreur("--csv et --json demandent deux formats : gardez l'un des deux.");
	if (d->csv && d->campagne)
		return cli_erreur(
			"--csv donne les règles seules, sans les offres qu'elles décident : relancez sans --campagne, "
			"ou avec --json.");
	return ouvrir(cli, &(struct lecture){d, ecrire_liste, false});
}

static int montrer(struct cli *cli, const void *demande)
{
	return ouvrir(cli, &(struct lecture){demande, ecrire_regle, false});
}

static int historique(struct cli *cli, const void *demande)
{
	return ouvrir(cli, &(struct lecture){demande, ecrire_historique, true});
}

static const char QUELLE[] = "Quelle règle ? Les numéros : « relais regle liste ».";
static const char QUEL_FICHIER[] =
	"Quel fichier ? Exemple : relais regle importer regles.csv --reason \"arrêté de mars\"";
static const struct action_cli ACTIONS[] = {
	{"liste", 0, 0, {"--campagne", "--date", "--json", "--csv"}, liste, NULL},
	{"montrer", 1, 1, {"--campagne", "--date", "--json"}, montrer, QUELLE},
	{"historique", 0, 1, {"--date", "--json"}, historique, NULL},
	{"modifier",
	 0,
	 1,
	 {"--nouvelle", "--retirer", "--reason", "--dry-run", "--campagne", "--nom",
	  "--cfd-prefixe", "--enregistrement", "--rncp-actif", "--uai-iut", "--duree", "--annee",
	  "--academie", "--statut", "--motif", "--valable-du", "--valable-au"},
	 regle_modifier,
	 NULL},
	{"importer", 1, 1, {"--reason", "--dry-run", "--campagne"}, regle_importer, QUEL_FICHIER},
	{0},
};
/* A rule that goes has no other change. */
static const char *const RETIRER[] = {"--retirer", "--reason", "--dry-run", "--campagne", NULL};

static const char *const EXEMPLES[] = {
	"relais regle liste --campagne 2024",
	"relais regle modifier 3 --statut a_publier_recteur --reason \"décision du 3 mars\"",
	"relais regle modifier --nouvelle --nom \"BTS de Créteil\" --cfd-prefixe 320 --academie 24 --statut "
	"a_publier_recteur --reason \"…\"",
	"relais regle liste --csv > regles.csv", NULL};
static const char *const NOTES[] = {
	"Une valeur « - » vide une condition. « relais simulate --rules » montre d'abord ce qu'un fichier changerait.",
	"Un changement dit combien d'offres il touche dans les campagnes ouvertes (ou --campagne N) ; --dry-run n'enregistre rien.",
	"Les règles valables le premier jour de la fenêtre (fenetre_debut) jugent toute la campagne.",
	"Chaque changement garde son auteur et sa raison, et les verdicts des campagnes ouvertes sont refaits.",
	NULL};
static const struct commande_aide AIDE = {
	"regle liste | montrer R | historique [R] | modifier R|--nouvelle … | importer FICHIER",
	"Les règles de périmètre : quelles formations vont à Parcoursup, et à quelle condition.",
	EXEMPLES, NOTES};

int cli_regle(struct cli *cli, int argc, char **argv)
{
	struct regle_demande d = {0};
	const char **c = d.champ;
	const struct option_cli options[] = {
		{"--campagne", "N",
		 "les offres que chaque règle décide, ou qu'un changement touche", OPTION_ENTIER,
		 false, &d.campagne},
		OPTION_CONNU_LE(&d.date),
		OPTION_JSON(&d.json),
		{"--csv", NULL, "liste : en CSV, à corriger puis à rendre à simulate ou importer",
		 OPTION_DRAPEAU, false, &d.csv},
		{"--nouvelle", NULL, "modifier : une règle de plus", OPTION_DRAPEAU, false,
		 &d.nouvelle},
		{"--retirer", NULL, "modifier : cette règle n'existe plus", OPTION_DRAPEAU, false,
		 &d.retirer},
		{"--reason", "X", "modifier, importer : pourquoi", OPTION_TEXTE, false, &d.raison},
		OPTION_ESSAI(&d.essai),
		{"--nom", "NOM", "son nom", OPTION_TEXTE, false, &c[RC_NOM]},
		{"--cfd-prefixe", "P", "début du CFD", OPTION_TEXTE, false, &c[RC_CFD_PREFIXE]},
		{"--enregistrement", "E", "de_droit ou sur_demande", OPTION_TEXTE, false,
		 &c[RC_ENREGISTREMENT]},
		{"--rncp-actif", "O", "oui ou non", OPTION_TEXTE, false, &c[RC_RNCP_ACTIF]},
		{"--uai-iut", "O", "oui ou non", OPTION_TEXTE, false, &c[RC_UAI_IUT]},
		{"--duree", "A", "de 1 à 5", OPTION_TEXTE, false, &c[RC_DUREE]},
		{"--annee", "A", "de 1 à 5", OPTION_TEXTE, false, &c[RC_ANNEE]},
		{"--academie", "CODE", "cette académie seulement", OPTION_TEXTE, false,
		 &c[RC_ACADEMIE]},
		{"--statut", "S", "a_publier, a_publier_habilitation… ou hors_perimetre",
		 OPTION_TEXTE, false, &c[RC_STATUT]},
		{"--motif", "M", "ce qu'en lit un CFA", OPTION_TEXTE, false, &c[RC_MOTIF]},
		{"--valable-du", "D", "premier jour (AAAA-MM-JJ), comparé à fenetre_debut",
		 OPTION_TEXTE, false, &c[RC_VALABLE_DU]},
		{"--valable-au", "D", "dernier jour", OPTION_TEXTE, false, &c[RC_VALABLE_AU]},
	};
	struct arguments args = {.aide = &AIDE,
				 .options = options,
				 .n_options = sizeof options / sizeof *options,
				 .operandes_min = 1,
				 .operandes_max = 2};
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return options_code(etat);
	if (args.n_operandes == 2)
		d.quoi = argv[2];
	if (d.retirer && strcmp(argv[1], "modifier") == 0 &&
	    options_de_trop(&args, "regle modifier --retirer", RETIRER))
		return SORTIE_ERREUR;
	return actions_faire(cli, &args, ACTIONS, argv, &d);
}
