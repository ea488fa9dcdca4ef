/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * campagne.c - « relais campagne »: its dates and parameters, shown and changed; the table of its actions
 */
#include "cli/campagne.h"

#include <stdio.h>

#include "base/date.h"
#include "campagne/calendrier.h"
#include "campagne/regles.h"
#include "cli/consequence.h"
#include "cli/historique.h"
#include "cli/migrer.h"
#include "cli/sortie.h"

enum { RETRAIT = 2, COL_NOM = 20, COL_VALEUR = 18, COL_LIBELLE = RETRAIT + COL_NOM + COL_VALEUR };

static const char *const EXEMPLES[] = {
	"relais campagne montrer 2024", "relais campagne liste",
	"relais campagne creer 2028 --depuis 2027 --reason \"préparer la rentrée 2028\"",
	"relais campagne modifier 2024 --set rncp_couvre=entree --reason \"note du 3 mars\"", NULL};

static void parametre_texte(struct ecran *e, struct arena *a, const struct valeur *v)
{
	char valeur[VALEUR_TEXTE_MAX];
	const char *texte = v->libelle;

	for (size_t k = 0; v->choix && v->choix[k]; k++)
		if (v->choix[k] != v->choisi)
			texte = arena_printf(a, "%s (ou %s)", texte, v->choix[k]);
	if (v->deduite)
		texte = arena_printf(a, "%s, déduit", texte);
	valeur_texte(v, valeur);
	buf_cstr(e->out, "  ");
	ecran_colonne(e, v->nom, COL_NOM);
	ecran_colonne(e, valeur, COL_VALEUR);
	ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, COL_LIBELLE, COL_LIBELLE, true},
			 texte);
}

static void montrer_texte(const struct etude *e, struct buf *out)
{
	struct valeur v[VALEURS_MAX];
	const size_t n = campagne_valeurs(&e->campagne, v);
	struct ecran ecran;
	bool deduite = false;

	ecran_init(&ecran, out);
	ecran_paragraphe(&ecran, (struct paragraphe){.style = STYLE_GRAS},
			 arena_printf(e->arena, "Campagne %d, au %s : %s", e->campagne.annee,
				      date_longue(e->arena, e->jour),
				      campagne_etat_libelle(campagne_etat(&e->campagne, e->jour))));
	ecran_titre(&ecran, "Le calendrier (ne juge rien)");
	frise_texte(&ecran, e->arena, &e->campagne, e->jour);
	ecran_titre(&ecran, "Ce qui juge les offres");
	for (size_t i = 0; i < n; i++) {
		deduite |= v[i].deduite;
		if (v[i].juge)
			parametre_texte(&ecran, e->arena, &v[i]);
	}
	ecran_titre(&ecran, "Ce qui règle les délais (ne juge rien)");
	for (size_t i = 0; i < n; i++)
		if (!v[i].juge && v[i].choix)
			parametre_texte(&ecran, e->arena, &v[i]);
	if (deduite)
		buf_printf(
			out,
			"\nCe qui est déduit vient d'une autre année ; « relais campagne modifier %d --set … » le "
			"confirme.",
			e->campagne.annee);
	buf_printf(out, "\n%zu règles de périmètre : « relais regle liste --campagne %d ».\n",
		   e->campagne.parametres.n_regles, e->campagne.annee);
}

static void montrer_json(const struct etude *e, struct buf *out)
{
	struct valeur v[VALEURS_MAX];
	const size_t n = campagne_valeurs(&e->campagne, v);
	struct json_out j;
	char texte[VALEUR_TEXTE_MAX];

	date_iso_texte(e->jour, texte);
	json_init(&j, out, 2);
	json_objet(&j);
	json_champ_entier(&j, "campagne", e->campagne.annee);
	json_champ(&j, "date", str_of(texte));
	json_champ(&j, "etat", str_of(campagne_etat_code(campagne_etat(&e->campagne, e->jour))));
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
		if (date_pleine(v[i].date))
			json_champ_entier(&j, "jours", date_jours_entre(e->jour, v[i].date));
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

	return etude_faire_calendrier(cli, d->annee, d->date, montrer_etude, d);
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

	return etude_faire_calendrier(cli, d->annee, d->date, raconter_etude, d);
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
		ecran_paragraphe(
			ecran, (struct paragraphe){0},
			"Le calendrier et les délais changent les échéances, jamais un verdict.");
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
		return cli_erreur(
			"Que faut-il changer ? Exemple : relais campagne modifier %d --set rncp_couvre=entree "
			"--reason \"note du 3 mars\"",
			d->annee);
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
	{"liste", 0, 0, {"--date", "--json", "--csv"}, cli_campagne_liste, NULL},
	{"montrer", 1, 1, {"--date", "--json"}, montrer, QUELLE},
	{"historique", 1, 1, {"--date", "--json"}, raconter, QUELLE},
	{"creer", 1, 1, {"--depuis", "--reason"}, cli_campagne_creer, QUELLE},
	{"modifier", 1, 1, {"--set", "--reason", "--dry-run"}, modifier, QUELLE},
	{0},
};

int cli_campagne(struct cli *cli, int argc, char **argv)
{
	static const char *const NOTES[] = {
		"modifier dit combien d'offres changent ; --dry-run le dit sans rien enregistrer.",
		"« relais simulate » dit lesquelles. « relais campagne migrer --help » : la migration vers Parcoursup.",
		"« relais campagne suivre », chaque nuit, fait ce qui est dû à la date seule : « campagne suivre --help ».",
		"creer prend chaque valeur à une autre campagne, ses dates déplacées d'autant d'années ; tout reste "
		"marqué",
		"comme déduit jusqu'à ce que modifier le donne. « relais calendrier --ics » met les dates dans un agenda.",
		NULL};
	static const struct commande_aide AIDE = {
		"campagne liste | montrer|historique N | creer N [--depuis M] --reason R | modifier N --set P=V… "
		"--reason R|--dry-run",
		"Les dates et les paramètres des campagnes.", EXEMPLES, NOTES};
	struct campagne_demande d = {0};
	uint64_t annee = 0;
	const struct option_cli options[] = {
		OPTION_CONNU_LE(&d.date),
		OPTION_JSON(&d.json),
		{"--csv", NULL, "liste : en CSV", OPTION_DRAPEAU, false, &d.csv},
		{"--depuis", "M",
		 "creer : la campagne dont les valeurs sont reprises (sinon la plus proche d'avant)",
		 OPTION_ENTIER, false, &d.depuis},
		{"--set", "PARAM=VALEUR", "modifier : une valeur (plusieurs fois s'il le faut)",
		 OPTION_REGLAGE, false, &d.set},
		{"--reason", "R", "creer, modifier : pourquoi ; gardé avec le changement",
		 OPTION_TEXTE, false, &d.raison},
		OPTION_ESSAI(&d.essai),
	};
	struct arguments args = {.aide = &AIDE,
				 .options = options,
				 .n_options = sizeof options / sizeof *options,
				 .operandes_min = 1,
				 .operandes_max = 2};

	/* Their options are their own: --json and --csv name files, --date is the day of a decision. */
	if (argc > 1 && strcmp(argv[1], "migrer") == 0)
		return cli_migrer(cli, argc, argv);
	if (argc > 1 && strcmp(argv[1], "suivre") == 0)
		return cli_suivre(cli, argc, argv);
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return options_code(etat);
	if (args.n_operandes > 1 && (!str_to_uint(str_of(argv[2]), &annee) || annee > INT16_MAX))
		return cli_erreur("« %s » n'est pas une année de rentrée. Exemple : %s", argv[2],
				  EXEMPLES[0]);
	d.annee = (int)annee;
	return actions_faire(cli, &args, ACTIONS, argv, &d);
}
