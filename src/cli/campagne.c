/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * campagne.c - « relais campagne »: its dates and parameters, shown and changed
 */
#include "cli/campagne.h"

#include <stdio.h>

#include "base/date.h"
#include "campagne/regles.h"
#include "cli/consequence.h"
#include "cli/historique.h"
#include "cli/sortie.h"

enum { COL_NOM = 24, COL_VALEUR = 19, COL_LIBELLE = 2 + COL_NOM + COL_VALEUR };

static const char *const EXEMPLES[] = {
	"relais campagne montrer 2024",
	"relais campagne modifier 2024 --set rncp_couvre=entree --reason \"note du 3 mars\"", NULL};

static void valeur_texte(const struct valeur *v, char ret[32])
{
	if (v->choisi)
		(void)snprintf(ret, 32, "%s", v->choisi);
	else
		date_iso_texte(v->date, ret);
}

/* « ce que l'enregistrement au RNCP doit couvrir (ou entree) » */
static const char *libelle(struct arena *a, const struct valeur *v)
{
	const char *texte = arena_printf(a, "%s%s", v->libelle,
					 v->deduite ? " (déduite des autres années)" : "");

	for (size_t k = 0; v->choix && v->choix[k]; k++)
		if (v->choix[k] != v->choisi)
			texte = arena_printf(a, "%s (ou %s)", texte, v->choix[k]);
	return texte;
}

static void montrer_texte(const struct etude *e, struct buf *out)
{
	struct valeur v[VALEURS_MAX];
	const size_t n = campagne_valeurs(&e->campagne, v);
	struct ecran ecran;

	ecran_init(&ecran, out);
	ecran_paragraphe(&ecran, (struct paragraphe){.style = STYLE_GRAS},
			 arena_printf(e->arena, "Campagne %d, au %s", e->campagne.annee,
				      date_longue(e->arena, e->jour)));
	for (size_t i = 0; i < n; i++) {
		char texte[32];

		if (i == 0 || v[i].juge != v[i - 1].juge)
			ecran_titre(&ecran, v[i].juge ? "Ce qui juge les offres"
						      : "Le calendrier (ne juge rien)");
		valeur_texte(&v[i], texte);
		buf_cstr(out, "  ");
		ecran_colonne(&ecran, v[i].nom, COL_NOM);
		ecran_colonne(&ecran, texte, COL_VALEUR);
		ecran_paragraphe(&ecran,
				 (struct paragraphe){STYLE_NORMAL, COL_LIBELLE, COL_LIBELLE, true},
				 libelle(e->arena, &v[i]));
	}
	buf_printf(out, "\n%zu règles de périmètre : « relais regle liste --campagne %d ».\n",
		   e->campagne.parametres.n_regles, e->campagne.annee);
}

static void montrer_json(const struct etude *e, struct buf *out)
{
	struct valeur v[VALEURS_MAX];
	const size_t n = campagne_valeurs(&e->campagne, v);
	struct json_out j;
	char texte[32];

	date_iso_texte(e->jour, texte);
	json_init(&j, out, 2);
	json_objet(&j);
	json_champ_entier(&j, "campagne", e->campagne.annee);
	json_champ(&j, "date", str_of(texte));
	json_cle(&j, "valeurs");
	json_liste(&j);
	for (size_t i = 0; i < n; i++) {
		valeur_texte(&v[i], texte);
		json_objet(&j);
		json_champ(&j, "nom", str_of(v[i].nom));
		json_champ(&j, "valeur", str_of(texte));
		json_champ(&j, "libelle", str_of(v[i].libelle));
		json_champ_bool(&j, "juge", v[i].juge);
		json_champ_bool(&j, "deduite", v[i].deduite);
		json_fin_objet(&j);
	}
	json_fin_liste(&j);
	json_champ_entier(&j, "regles", (int64_t)e->campagne.parametres.n_regles);
	json_fin_objet(&j);
	buf_char(out, '\n');
}

static int montrer_etude(struct etude *e, const void *demande)
{
	const struct campagne_demande *d = demande;
	AUTO_BUF out;

	buf_init(&out, ECRAN_MAX);
	if (d->json)
		montrer_json(e, &out);
	else
		montrer_texte(e, &out);
	return sortie_texte(buf_view(&out), SORTIE_OK);
}

static int montrer(struct cli *cli, const void *demande)
{
	const struct campagne_demande *d = demande;

	return etude_faire(cli, d->annee, d->date, montrer_etude, d);
}

static enum err historique(const struct etude *e, bool json, struct buf *out)
{
	const char *objet = arena_printf(e->arena, "campagne %d", e->campagne.annee);
	struct json_out j;
	enum err err;

	if (!json)
		return historique_texte(
			e, objet,
			arena_printf(e->arena, "Ce qui a été décidé de la campagne %d",
				     e->campagne.annee),
			"Rien : ses dates et ses paramètres sont ceux livrés avec relais.", out);
	json_init(&j, out, 2);
	json_objet(&j);
	json_champ_entier(&j, "campagne", e->campagne.annee);
	err = historique_json(e, objet, &j);
	json_fin_objet(&j);
	buf_char(out, '\n');
	return err;
}

static int raconter_etude(struct etude *e, const void *demande)
{
	const struct campagne_demande *d = demande;
	AUTO_BUF out;

	buf_init(&out, ECRAN_MAX);
	if (historique(e, d->json, &out))
		return cli_incident(db_incident(e->db));
	return sortie_texte(buf_view(&out), SORTIE_OK);
}

static int raconter(struct cli *cli, const void *demande)
{
	const struct campagne_demande *d = demande;

	return etude_faire(cli, d->annee, d->date, raconter_etude, d);
}

/* What the values would do to offers; of dates of the calendar alone, that they do nothing. */
static enum err consequences(struct db *db, const struct campagne *c,
			     const struct reglages_cli *set, struct arena *a, struct ecran *ecran,
			     struct incident *inc)
{
	struct campagne apres = *c;
	struct valeur v[VALEURS_MAX];
	const size_t n = campagne_valeurs(c, v);
	bool juge = false;
	enum err err = campagne_regler(&apres, set->v, set->n, inc);

	if (err)
		return err;
	for (size_t i = 0; i < set->n; i++)
		for (size_t k = 0; k < n; k++)
			juge = juge || (v[k].juge && str_eq(set->v[i].nom, str_of(v[k].nom)));
	if (!juge) {
		ecran_paragraphe(ecran, (struct paragraphe){0},
				 "Une date du calendrier change les échéances, jamais un verdict.");
		return OK;
	}
	/* A window that moves may take other rules in. */
	if ((err = regles_en_vigueur(db, INT64_MAX, a, &apres.parametres)) ||
	    (err = consequence_dire(db, c, &apres, a, ecran)))
		*inc = *db_incident(db);
	return err;
}

/* In the open transaction. */
static int changer(struct cli *cli, const struct campagne_demande *d, struct tx *tx)
{
	AUTO_ARENA a = arena_new(0);
	const struct decideur qui = {cli->maintenant, cli_acteur(a), str_of(d->raison)};
	struct incident inc = {0};
	struct campagne c;
	struct ecran ecran;
	AUTO_BUF suite;
	size_t n = 0;

	buf_init(&suite, ECRAN_MAX);
	ecran_init(&ecran, &suite);
	if (campagne_lire(tx->db, d->annee, INT64_MAX, a, &c, &inc) ||
	    consequences(tx->db, &c, &d->set, a, &ecran, &inc) ||
	    (!d->essai && campagne_modifier(tx->db, &c, d->set.v, d->set.n, &qui, &n, &inc)))
		return cli_incident(&inc);
	if (!d->essai && !n)
		return sortie_texte(STR("Rien à changer : la campagne a déjà ces valeurs.\n"),
				    SORTIE_OK);
	if (!d->essai && !cli_valider(cli, tx))
		return SORTIE_ERREUR;
	return consequence_imprimer(
		d->essai,
		arena_printf(
			a,
			"%zu valeur%s de la campagne %d changée%s. « relais campagne montrer %d » les montre.",
			n, n > 1 ? "s" : "", d->annee, n > 1 ? "s" : "", d->annee),
		buf_view(&suite));
}

static int modifier(struct cli *cli, const void *demande)
{
	const struct campagne_demande *d = demande;
	struct db *db;
	struct tx tx = {0};
	int code;

	if (!d->set.n)
		return cli_erreur("Que faut-il changer ? Exemple : %s", EXEMPLES[1]);
	if (!(d->essai || cli_raison(d->raison)) ||
	    cli_base(cli, d->essai ? DB_LECTURE : DB_ECRITURE, &db))
		return SORTIE_ERREUR;
	if (tx_begin(db, d->essai ? TX_LECTURE : TX_ECRITURE, &tx))
		code = cli_incident(db_incident(db));
	else
		code = changer(cli, d, &tx);
	tx_rollback(&tx);
	db_close(db);
	return code;
}

static const char QUELLE[] =
	"Quelle campagne ? Donnez l'année de la rentrée. Exemple : relais campagne montrer 2024";
static const struct action_cli ACTIONS[] = {
	{"montrer", 1, 1, {"--date", "--json"}, montrer, QUELLE},
	{"historique", 1, 1, {"--date", "--json"}, raconter, QUELLE},
	{"modifier", 1, 1, {"--set", "--reason", "--dry-run"}, modifier, QUELLE},
	{0},
};

int cli_campagne(struct cli *cli, int argc, char **argv)
{
	static const char *const NOTES[] = {
		"modifier dit combien d'offres changent ; --dry-run le dit sans rien enregistrer.",
		"« relais simulate » dit lesquelles.", NULL};
	static const struct commande_aide AIDE = {
		"campagne montrer|historique N [--date D] [--json] | modifier N --set PARAM=VALEUR… --reason R|--dry-run",
		"Les dates et les paramètres d'une campagne.", EXEMPLES, NOTES};
	struct campagne_demande d = {0};
	uint64_t annee = 0;
	const struct option_cli options[] = {
		OPTION_CONNU_LE(&d.date),
		OPTION_JSON(&d.json),
		{"--set", "PARAM=VALEUR", "modifier : une valeur (plusieurs fois s'il le faut)",
		 OPTION_REGLAGE, false, &d.set},
		{"--reason", "R", "modifier : pourquoi ; gardé avec le changement", OPTION_TEXTE,
		 false, &d.raison},
		OPTION_ESSAI(&d.essai),
	};
	struct arguments args = {.aide = &AIDE,
				 .options = options,
				 .n_options = sizeof options / sizeof *options,
				 .operandes_min = 1,
				 .operandes_max = 2};
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return options_code(etat);
	if (args.n_operandes > 1 && (!str_to_uint(str_of(argv[2]), &annee) || annee > INT16_MAX))
		return cli_erreur("« %s » n'est pas une année de rentrée. Exemple : %s", argv[2],
				  EXEMPLES[0]);
	d.annee = (int)annee;
	return actions_faire(cli, &args, ACTIONS, argv, &d);
}
