/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regle.c - « relais regle »: the perimeter rules, shown, changed, replaced
 */
#include "cli/regle.h"

#include <stdio.h>

#include "base/date.h"
#include "cli/ecran.h"
#include "cli/options.h"
#include "cli/sortie.h"
#include "journal/journal.h"
#include "verdict/verdicts.h"

struct options_regle {
	int campagne, date;
	bool json, csv, nouvelle, retirer;
	const char *champ[RC__MAX]; /* as typed; NULL: not given; « - »: nothing */
	const char *raison;
	const char *quoi; /* the second operand: a rule, or a file; NULL */
};

enum { NUMEROS_MAX = 4096 };

struct compte {
	const struct parametres *p;
	int64_t *offres; /* by rank among the rules in force */
	int64_t sans;
};

static enum err compter(void *ctx, const struct offre_lue *offre, const struct verdict *v)
{
	struct compte *c = ctx;

	(void)offre;
	if (v->regle)
		c->offres[v->regle - c->p->regles]++;
	else
		c->sans++;
	return OK;
}

/* How many offers each of the rules decides in the campagne; those that are not in force decide none. */
static enum err decidees(struct regle_affichage *r)
{
	struct etude *e = r->e;
	const struct verdicts_demande demande = {.vue = &e->vue, .campagne = &e->campagne};
	struct compte c = {&e->campagne.parametres,
			   arena_alloc(e->arena, (r->n + 1) * sizeof(int64_t)), 0};
	int64_t *offres = arena_alloc(e->arena, (r->n + 1) * sizeof *offres);
	struct verdicts_bilan bilan;
	enum err err =
		verdicts_juger(e->db, &demande, (struct verdicts_puits){compter, &c}, &bilan);
	size_t rang = 0;

	for (size_t i = 0; i < r->n; i++)
		if (regle_en_vigueur(&r->v[i], e->campagne.parametres.fenetre_debut))
			offres[i] = c.offres[rang++];
	r->offres = offres;
	r->sans = c.sans;
	return err;
}

static int regle_inconnue(const struct regle_fait *v, size_t n, const char *quoi)
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

static enum err ecrire(const struct options_regle *o, const char *action,
		       const struct regle_affichage *r, struct buf *out)
{
	const bool une = o->quoi != NULL;

	if (strcmp(action, "historique") == 0)
		return o->json ? regle_historique_json(r->e, une ? r->v->numero : 0, out)
			       : regle_historique_texte(r->e, une ? r->v->numero : 0, out);
	if (strcmp(action, "montrer") == 0)
		return o->json ? regle_montrer_json(r, out) : regle_montrer_texte(r, out);
	if (o->csv)
		regles_ecrire_csv(r->v, r->n, out);
	else if (o->json)
		regle_liste_json(r, out);
	else
		regle_liste_texte(r, out);
	return OK;
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

/* liste, montrer, historique: everything that only reads. */
static int lire(struct etude *e, const struct options_regle *o, const char *action)
{
	struct regle_affichage r = {.e = e};
	const bool historique = strcmp(action, "historique") == 0;
	AUTO_BUF out;
	enum err err = regles_connues(e->db, historique ? INT64_MAX : e->vue.version, e->arena,
				      &r.v, &r.n);

	buf_init(&out, ECRAN_MAX);
	if (!err && o->campagne && !o->csv && !historique)
		err = decidees(&r);
	if (err)
		return cli_incident(db_incident(e->db));
	if (o->quoi && choisir(&r, o->quoi, historique, e->arena))
		return SORTIE_ERREUR;
	if (ecrire(o, action, &r, &out))
		return cli_incident(db_incident(e->db));
	return sortie_texte(buf_view(&out), SORTIE_OK);
}

/* The fields that were typed, over those of the rule. False: told. */
static bool composer(const struct options_regle *o, struct regle_fait *r)
{
	enum regle_champ faux;
	bool un = false;

	for (int c = 0; c < RC__MAX; c++) {
		if (!o->champ[c])
			continue;
		un = true;
		r->col[c] =
			strcmp(o->champ[c], "-") == 0 ? STR_VIDE : str_trim(str_of(o->champ[c]));
	}
	if (!un) {
		cli_erreur(
			"Que faut-il changer ? Exemple : relais regle modifier 3 --statut a_publier_recteur --reason "
			"\"décision du 3 mars\"");
		return false;
	}
	if (!regle_controler(r, &faux))
		return true;
	if (faux == RC__MAX)
		cli_erreur("Cette règle déciderait de toutes les offres : %s",
			   REGLE_SANS_CONDITION);
	else
		cli_erreur("Le champ « %s » de la règle ne peut pas valoir « %.*s ». Attendu : %s.",
			   regle_champ_nom(faux), STR_FMT(r->col[faux]), regle_champ_attendu(faux));
	return false;
}

/* What regle modifier changes; n is 0 when nothing differs. False: told. */
static bool preparer(const struct options_regle *o, const struct regle_fait *v, size_t n,
		     struct arena *a, struct regle_changement *ret, size_t *changes)
{
	const struct regle_fait *avant = o->quoi ? regle_trouver(v, n, str_of(o->quoi)) : NULL;
	struct regle_fait *apres = arena_alloc(a, sizeof *apres);
	struct regle_changement *difference;

	if (o->quoi && !avant) {
		regle_inconnue(v, n, o->quoi);
		return false;
	}
	*ret = (struct regle_changement){avant, NULL};
	*changes = 1;
	if (o->retirer)
		return true;
	if (avant)
		*apres = *avant;
	if (!composer(o, apres))
		return false;
	ret->apres = apres;
	if (avant)
		*changes = regles_difference(avant, 1, apres, 1, a, &difference) != 0;
	return true;
}

static int conclure(const struct cli *cli, struct tx *tx, const struct regle_changement *v,
		    size_t n, const struct decideur *qui)
{
	char texte[200];

	if (!n)
		return sortie_texte(STR("Rien à changer : les règles sont déjà ainsi.\n"),
				    SORTIE_OK);
	if (regles_changer(tx->db, v, n, qui))
		return cli_incident(db_incident(tx->db));
	if (!cli_valider(cli, tx))
		return SORTIE_ERREUR;
	(void)snprintf(texte, sizeof texte,
		       "%zu règle%s changée%s. « relais regle historique » le montre.\n", n,
		       n > 1 ? "s" : "", n > 1 ? "s" : "");
	return sortie_texte(str_of(texte), SORTIE_OK);
}

/* modifier, importer: in one write transaction. */
static int changer(struct cli *cli, const struct options_regle *o, bool importer)
{
	AUTO_ARENA a = arena_new(0);
	const struct decideur qui = {cli->maintenant, cli_acteur(a), str_of(o->raison)};
	const struct regle_fait *v, *nouvelles = NULL;
	struct regle_changement un, *plusieurs = &un;
	struct incident inc = {0};
	size_t n, n_nouvelles = 0, changes = 0;
	struct db *db;
	struct tx tx = {0};
	int code = SORTIE_ERREUR;

	if (importer && regles_lire_csv(o->quoi, a, &nouvelles, &n_nouvelles, &inc))
		return cli_incident(&inc);
	if (cli_base(cli, DB_ECRITURE, &db))
		return SORTIE_ERREUR;
	if (tx_begin(db, TX_ECRITURE, &tx) || regles_connues(db, INT64_MAX, a, &v, &n)) {
		cli_incident(db_incident(db));
	} else if (importer) {
		changes = regles_difference(v, n, nouvelles, n_nouvelles, a, &plusieurs);
		code = conclure(cli, &tx, plusieurs, changes, &qui);
	} else if (preparer(o, v, n, a, &un, &changes)) {
		code = conclure(cli, &tx, &un, changes, &qui);
	}
	tx_rollback(&tx);
	db_close(db);
	return code;
}

enum { PERMISES_MAX = 16 };

/* Of the options that were given, is one not for that action, or does it contradict another? True: told. */
static bool de_trop(const struct arguments *args, const struct options_regle *o, const char *action)
{
	static const struct {
		const char *action, *permises[PERMISES_MAX];
	} ACTIONS[] = {
		{"liste", {"--campagne", "--date", "--json", "--csv"}},
		{"montrer", {"--campagne", "--date", "--json"}},
		{"historique", {"--date", "--json"}},
		{"importer", {"--reason"}},
		{"modifier",
		 {"--nouvelle", "--reason", "--nom", "--cfd-prefixe", "--enregistrement",
		  "--rncp-actif", "--uai-iut", "--duree", "--annee", "--academie", "--statut",
		  "--motif", "--valable-du", "--valable-au"}},
		{"modifier --retirer", {"--retirer", "--reason"}},
	};
	char nom[40];

	if (o->retirer && strcmp(action, "modifier") == 0)
		action = "modifier --retirer";
	if (o->csv && o->json && strcmp(action, "liste") == 0) {
		cli_erreur("--csv et --json demandent deux formats : gardez l'un des deux.");
		return true;
	}
	for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++) {
		if (strcmp(ACTIONS[i].action, action) != 0)
			continue;
		(void)snprintf(nom, sizeof nom, "regle %s", action);
		return options_de_trop(args, nom, ACTIONS[i].permises);
	}
	return false;
}

/* Which action, and is what it needs there? */
static int agir(struct cli *cli, const struct options_regle *o, const char *action)
{
	const int campagne = o->campagne ? o->campagne : CAMPAGNE_DERNIERE;
	const bool importer = strcmp(action, "importer") == 0;
	struct etude e;
	int code;

	if (importer || strcmp(action, "modifier") == 0) {
		if (importer && !o->quoi)
			return cli_erreur(
				"Quel fichier ? Exemple : relais regle importer regles.csv --reason \"arrêté de mars\"");
		if (!importer && (o->quoi != NULL) == o->nouvelle)
			return cli_erreur(
				"Donnez le numéro de la règle à modifier, ou --nouvelle (et pas les deux). Les numéros : "
				"« relais regle liste ».");
		return cli_raison(o->raison) ? changer(cli, o, importer) : SORTIE_ERREUR;
	}
	if (strcmp(action, "liste") != 0 && strcmp(action, "montrer") != 0 &&
	    strcmp(action, "historique") != 0)
		return cli_erreur(
			"« regle %s » n'existe pas. Les actions sont liste, montrer, historique, modifier et importer.",
			action);
	if (strcmp(action, "montrer") == 0 && !o->quoi)
		return cli_erreur("Quelle règle ? Les numéros : « relais regle liste ».");
	if (etude_ouvrir(&e, cli, campagne, o->date))
		return SORTIE_ERREUR;
	code = lire(&e, o, action);
	etude_fermer(&e);
	return code;
}

static const char *const EXEMPLES[] = {
	"relais regle liste --campagne 2024",
	"relais regle modifier 3 --statut a_publier_recteur --reason \"décision du 3 mars\"",
	"relais regle modifier --nouvelle --nom \"BTS de Créteil\" --cfd-prefixe 320 --academie 24 --statut "
	"a_publier_recteur --reason \"…\"",
	"relais regle liste --csv > regles.csv", NULL};
static const char *const NOTES[] = {
	"Une valeur « - » vide une condition. « relais simulate --rules » montre d'abord ce qu'un fichier changerait.",
	"Chaque changement garde son auteur et sa raison, et les verdicts des campagnes ouvertes sont refaits.",
	NULL};
static const struct commande_aide AIDE = {
	"regle liste | montrer R | historique [R] | modifier R|--nouvelle … --reason X | importer FICHIER --reason X",
	"Les règles de périmètre : quelles formations vont à Parcoursup, et à quelle condition.",
	EXEMPLES, NOTES};

int cli_regle(struct cli *cli, int argc, char **argv)
{
	struct options_regle o = {0};
	const char **c = o.champ;
	const struct option_cli options[] = {
		{"--campagne", "N", "liste, montrer : combien d'offres chaque règle décide",
		 OPTION_ENTIER, false, &o.campagne},
		OPTION_CONNU_LE(&o.date),
		OPTION_JSON(&o.json),
		{"--csv", NULL, "liste : en CSV, à corriger puis à rendre à simulate ou importer",
		 OPTION_DRAPEAU, false, &o.csv},
		{"--nouvelle", NULL, "modifier : une règle de plus", OPTION_DRAPEAU, false,
		 &o.nouvelle},
		{"--retirer", NULL, "modifier : cette règle n'existe plus", OPTION_DRAPEAU, false,
		 &o.retirer},
		{"--reason", "X", "modifier, importer : pourquoi", OPTION_TEXTE, false, &o.raison},
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
		{"--valable-du", "D", "premier jour (AAAA-MM-JJ)", OPTION_TEXTE, false,
		 &c[RC_VALABLE_DU]},
		{"--valable-au", "D", "dernier jour", OPTION_TEXTE, false, &c[RC_VALABLE_AU]},
	};
	struct arguments args = {.aide = &AIDE,
				 .options = options,
				 .n_options = sizeof options / sizeof *options,
				 .operandes_min = 1,
				 .operandes_max = 2};

	switch (options_lire(cli, &args, argc, argv)) {
	case OPTIONS_AIDE:
		return SORTIE_OK;
	case OPTIONS_FAUSSES:
		return SORTIE_ERREUR;
	case OPTIONS_LUES:
		break;
	}
	if (args.n_operandes == 2)
		o.quoi = argv[2];
	if (de_trop(&args, &o, argv[1]))
		return SORTIE_ERREUR;
	return agir(cli, &o, argv[1]);
}
