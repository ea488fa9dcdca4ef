/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * migrer.c - « relais campagne migrer »: the plan, told; then, unless it is a dry run, carried out
 */
#include "cli/migrer.h"

#include "base/date.h"
#include "base/fichier.h"
#include "cli/ecran.h"
#include "cli/options.h"
#include "cli/sortie.h"
#include "connecteur/connecteur.h"

/* What is asked. */
struct migrer {
	int annee, date;
	bool essai;
	const char *csv, *json, *html;
};

struct forme {
	const char *fichier, *quoi;
	void (*ecrire)(const struct migration_dite *d, struct arena *a, struct buf *out);
};
enum { FORMES = 3 };

static void en_csv(const struct migration_dite *d, struct arena *a, struct buf *out)
{
	(void)a;
	migrer_csv(d, out);
}

static void en_json(const struct migration_dite *d, struct arena *a, struct buf *out)
{
	(void)a;
	migrer_json(d, out);
}

static void formes(const struct migrer *q, struct forme ret[FORMES])
{
	ret[0] = (struct forme){q->csv, "une ligne par formation et par offre", en_csv};
	ret[1] = (struct forme){q->json, "les mêmes lignes, avec les comptes", en_json};
	ret[2] = (struct forme){q->html, "le rapport en une page", migrer_html};
}

static bool sur_la_sortie(const struct forme *f)
{
	return f->fichier && strcmp(f->fichier, "-") == 0;
}

/* The files first: when one cannot be written, the base is not changed. */
static enum err ecrire_fichiers(const struct migrer *q, const struct migration_dite *d,
				struct arena *a, struct incident *inc)
{
	struct forme f[FORMES];
	AUTO_BUF out;
	enum err err = OK;

	buf_init(&out, ECRAN_MAX);
	formes(q, f);
	for (int i = 0; !err && i < FORMES; i++) {
		if (!f[i].fichier || sur_la_sortie(&f[i]))
			continue;
		buf_reset(&out);
		f[i].ecrire(d, a, &out);
		err = fichier_remplacer(f[i].fichier, buf_view(&out), inc);
	}
	return err;
}

/* What goes to stdout: the form that was asked for there, else the summary and where the files are. */
static void repondre(const struct migrer *q, const struct migration_dite *d, struct arena *a,
		     struct buf *out)
{
	struct forme f[FORMES];

	formes(q, f);
	for (int i = 0; i < FORMES; i++) {
		if (!sur_la_sortie(&f[i]))
			continue;
		f[i].ecrire(d, a, out);
		return;
	}
	migrer_texte(d, a, out);
	for (int i = 0; i < FORMES; i++)
		if (f[i].fichier)
			buf_printf(out, "Écrit : %s (%s)\n", f[i].fichier, f[i].quoi);
}

/* Without them every offre gets a formation of its own: a forgotten file, most often. */
static void prevenir(const struct migrer *q, const struct migration *m)
{
	if (!migration_compte(m, COMPTE_PRECEDENTES))
		cli_note(
			"Aucune formation de la campagne %d n'est connue : toutes sont créées. La liste de Parcoursup s'importe d'abord, « relais import LISTE --campagne %d ».",
			q->annee - 1, q->annee - 1);
}

static enum err mener(const struct cli *cli, struct db *db, const struct migrer *q, struct arena *a,
		      struct buf *out, struct incident *inc)
{
	struct migration_dite d = {.essai = q->essai,
				   .csv = q->csv,
				   .jour = q->date ? q->date : instant_date_paris(cli->maintenant)};
	struct migration_demande demande = {.jour = d.jour, .garder = !q->essai};
	struct auteur qui = {cli_instant(cli, q->date), cli_acteur(a)};
	struct connecteur_reglages reglages;
	struct migration *m = NULL;
	struct entrees entrees = {0};
	struct campagne campagne;
	struct vue vue;
	int64_t version;
	AUTO_TX tx = {0};
	enum err err;

	/* With a connector, what is ready waits for « relais transmettre ». */
	demande.transmettre = connecteur_reglages_lire(&reglages, inc) != E_ABSENT;
	if ((err = tx_begin(db, q->essai ? TX_LECTURE : TX_ECRITURE, &tx)) ||
	    (err = vue_resoudre(db, 0, &vue))) {
		if (err == E_ABSENT) {
			incident_set(inc, E_ABSENT, "La base ne contient encore aucun fait.");
			incident_remede(
				inc,
				"Importez d'abord les flux et les référentiels : « relais import ».");
		} else {
			*inc = *db_incident(db);
		}
		return err;
	}
	if ((err = campagne_lire(db, q->annee, INT64_MAX, a, &campagne, inc)))
		return err;
	demande.campagne = &campagne;
	d.campagne = &campagne;
	if ((err = migration_preparer(db, &vue, &demande, &m, inc)))
		return err;
	d.m = m;
	prevenir(q, m);
	d.entrees = &entrees;
	if ((err = entrees_lire(db, a, &entrees)))
		*inc = *db_incident(db);
	else if (!(err = ecrire_fichiers(q, &d, a, inc)) && !q->essai &&
		 ((err = migration_appliquer(m, &qui, &version)) || (err = tx_commit(&tx))))
		*inc = *db_incident(db);
	if (!err)
		repondre(q, &d, a, out);
	entrees_liberer(&entrees);
	migration_liberer(m);
	return err;
}

static int faire(struct cli *cli, const struct migrer *q)
{
	AUTO_ARENA a = arena_new(0);
	struct incident inc = {0};
	struct db *db;
	AUTO_BUF out;
	int code;

	buf_init(&out, ECRAN_MAX);
	if (cli_base(cli, q->essai ? DB_LECTURE : DB_ECRITURE, &db))
		return SORTIE_ERREUR;
	code = mener(cli, db, q, a, &out, &inc) ? cli_incident(&inc)
						: sortie_texte(buf_view(&out), SORTIE_OK);
	db_close(db);
	return code;
}

int cli_migrer(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais campagne migrer 2024 --dry-run --csv essai.csv",
		"relais campagne migrer 2024 --csv migration.csv --html migration.html", NULL};
	static const char *const NOTES[] = {
		"Avec --dry-run rien ne change : le CSV est celui que la migration écrira, à l'octet près.",
		"La relancer ne change rien tant que rien n'a changé ; coupée, elle se relance.",
		"Les formations de l'année précédente se lisent d'abord : « relais import LISTE.csv --campagne 2023 ».",
		NULL};
	static const struct commande_aide AIDE = {
		"campagne migrer N [--dry-run] [--csv FICHIER] [--json FICHIER] [--html FICHIER] [--date D]",
		"Rattache les offres du catalogue aux formations de Parcoursup, et dit lesquelles sont « Certifiée ».",
		EXEMPLES, NOTES};
	struct migrer q = {0};
	struct forme f[FORMES];
	int sorties = 0;
	uint64_t annee;
	const struct option_cli options[] = {
		{"--dry-run", NULL, "dire ce qui serait fait, sans rien changer", OPTION_DRAPEAU,
		 false, &q.essai},
		{"--csv", "FICHIER",
		 "écrire une ligne par formation et par offre (- : la sortie standard)",
		 OPTION_TEXTE, false, &q.csv},
		{"--json", "FICHIER", "la même chose en JSON, avec les comptes", OPTION_TEXTE,
		 false, &q.json},
		{"--html", "FICHIER", "le rapport en une page", OPTION_TEXTE, false, &q.html},
		{"--date", "D", "le jour de la décision (AAAA-MM-JJ), aujourd'hui sinon",
		 OPTION_DATE, false, &q.date},
	};
	struct arguments args = {.aide = &AIDE,
				 .options = options,
				 .n_options = sizeof options / sizeof *options,
				 .operandes_min = 2,
				 .operandes_max = 2};
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return etat == OPTIONS_AIDE ? SORTIE_OK : SORTIE_ERREUR;
	if (!str_to_uint(str_of(argv[2]), &annee) || annee > INT16_MAX)
		return cli_erreur("« %s » n'est pas une année de rentrée. Exemple : %s", argv[2],
				  EXEMPLES[0]);
	if (!cli_jour_passe(cli, q.date))
		return SORTIE_ERREUR;
	q.annee = (int)annee;
	formes(&q, f);
	for (int i = 0; i < FORMES; i++)
		sorties += sur_la_sortie(&f[i]);
	if (sorties > 1)
		return cli_erreur("Une seule forme peut aller sur la sortie standard (« - »).");
	return faire(cli, &q);
}
