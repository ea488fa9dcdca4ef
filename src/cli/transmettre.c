/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * transmettre.c - « relais transmettre »: what is ready goes to Parcoursup by its web service, when it is switched on
 */
#include "cli/ecran.h"
#include "cli/options.h"
#include "cli/sortie.h"
#include "parcoursup/fil.h"
#include "parcoursup/migration.h"
#include "parcoursup/transmission.h"

enum { TEXTE_MAX = 16 * 1024 * 1024, ENVOIS = 50 };

/* What is asked. */
struct demande {
	int annee, max;
	bool essai;
};

struct recit {
	struct ecran *e;
	bool essai;
};

static void recevoir(void *ctx, const struct transmise *t)
{
	static const char *const MOTS[TRANSMISSION__MAX] = {
		[TRANSMISSION_ACCEPTEE] = "✔ acceptée",
		[TRANSMISSION_REFUSEE] = "✖ refusée",
		[TRANSMISSION_ECHOUEE] = "… à renvoyer",
		[TRANSMISSION_IMPOSSIBLE] = "✖ impossible à envoyer",
	};
	const struct recit *r = ctx;
	AUTO_ARENA a = arena_new(0);

	if (r->essai && t->sort != TRANSMISSION_IMPOSSIBLE) {
		buf_printf(r->e->out, "%.*s\n", STR_FMT(t->corps));
		return;
	}
	ecran_paragraphe(r->e, (struct paragraphe){.suite = 4},
			 t->code ? arena_printf(a, "%s  %.*s, code %lld. %s", MOTS[t->sort],
						STR_FMT(t->cle), (long long)t->code, t->phrase)
				 : arena_printf(a, "%s  %.*s. %s", MOTS[t->sort], STR_FMT(t->cle),
						t->phrase));
}

static void resumer(const struct transmission_bilan *b, const struct demande *q, struct buf *out)
{
	const int64_t n = b->sorts[TRANSMISSION_ACCEPTEE] + b->sorts[TRANSMISSION_REFUSEE] +
			  b->sorts[TRANSMISSION_ECHOUEE] + b->sorts[TRANSMISSION_IMPOSSIBLE];

	if (q->essai)
		return;
	if (n)
		buf_printf(out, "\n");
	buf_printf(
		out,
		"%lld envoi%s : %lld accepté%s, %lld refusé%s, %lld à renvoyer ; restent %lld à envoyer, %lld à retenter plus tard.\n",
		(long long)n, n > 1 ? "s" : "", (long long)b->sorts[TRANSMISSION_ACCEPTEE],
		b->sorts[TRANSMISSION_ACCEPTEE] > 1 ? "s" : "",
		(long long)(b->sorts[TRANSMISSION_REFUSEE] + b->sorts[TRANSMISSION_IMPOSSIBLE]),
		b->sorts[TRANSMISSION_REFUSEE] + b->sorts[TRANSMISSION_IMPOSSIBLE] > 1 ? "s" : "",
		(long long)b->sorts[TRANSMISSION_ECHOUEE], (long long)b->restent,
		(long long)b->attendent);
	buf_printf(
		out,
		"Relecture : %lld ligne%s de Parcoursup, %lld statut%s changé%s, %lld non comprise%s.\n",
		(long long)b->relues, b->relues > 1 ? "s" : "", (long long)b->mouvements,
		b->mouvements > 1 ? "s" : "", b->mouvements > 1 ? "s" : "", (long long)b->inconnues,
		b->inconnues > 1 ? "s" : "");
}

static int code_sortie(const struct transmission_bilan *b)
{
	return b->sorts[TRANSMISSION_REFUSEE] || b->sorts[TRANSMISSION_ECHOUEE] ||
			       b->sorts[TRANSMISSION_IMPOSSIBLE] || b->sans_relecture
		       ? SORTIE_NON
		       : SORTIE_OK;
}

static enum err mener(struct cli *cli, struct db *db, const struct demande *q, struct connecteur *c,
		      struct ecran *e, struct transmission_bilan *bilan, struct incident *inc)
{
	AUTO_ARENA a = arena_new(0);
	const struct decideur qui = {cli->maintenant, cli_acteur(a), STR("transmission")};
	struct recit recit = {e, q->essai};
	const struct transmission_demande d = {.campagne = q->annee,
					       .max = (size_t)q->max,
					       .essai = q->essai,
					       .qui = &qui,
					       .connecteur = c};
	enum err err =
		transmettre(db, &d, (struct transmission_puits){recevoir, &recit}, bilan, inc);

	if (err || q->essai)
		return err;
	/* What was sent is kept whatever the readback does: it will be read the next time. */
	if (transmission_relire(db, &d, bilan, inc)) {
		(void)cli_incident(inc);
		cli_note("Les envois sont gardés ; la relecture se refera au prochain envoi.");
		bilan->sans_relecture = true;
	}
	return suites_renouveler(db, cli->maintenant, inc);
}

/* A trial that has nothing to show: why, and what makes something ready. Apart from the JSON of the others. */
static void dire_rien(struct db *db, const struct demande *q, const struct transmission_bilan *b)
{
	struct migration_faite faite;

	if (migration_derniere(db, q->annee, INT64_MAX, &faite) == E_ABSENT)
		cli_note(
			"Rien à envoyer : la campagne %d n'a pas encore été migrée. Faites-le d'abord, le connecteur réglé : « relais campagne migrer %d ».",
			q->annee, q->annee);
	else if (b->attendent)
		cli_note(
			"Rien à envoyer maintenant : %lld envoi%s en échec, que « relais transmettre %d » reprendra quand %s délai sera passé.",
			(long long)b->attendent, b->attendent > 1 ? "s" : "", q->annee,
			b->attendent > 1 ? "leur" : "son");
	else
		cli_note(
			"Rien à envoyer : aucune offre de la campagne %d n'est prête pour intégration. Une offre le devient quand le SAIO demande sa "
			"publication : « relais statut demander CLE --campagne %d ».",
			q->annee, q->annee);
}

static int faire(struct cli *cli, const struct demande *q, struct connecteur *c)
{
	struct transmission_bilan bilan = {0};
	struct incident inc = {0};
	struct ecran e;
	struct db *db;
	AUTO_BUF out;
	int code;

	buf_init(&out, TEXTE_MAX);
	ecran_init(&e, &out);
	if (cli_base(cli, q->essai ? DB_LECTURE : DB_ECRITURE, &db))
		return SORTIE_ERREUR;
	const enum err err = mener(cli, db, q, c, &e, &bilan, &inc);

	if (!err && q->essai && !out.n)
		dire_rien(db, q, &bilan);
	else if (!err)
		resumer(&bilan, q, &out);
	/* What was sent before a failure is told all the same. */
	code = sortie_texte(buf_view(&out), err ? SORTIE_ERREUR : code_sortie(&bilan));
	if (err)
		code = cli_incident(&inc);
	db_close(db);
	return code;
}

int cli_transmettre(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {"relais transmettre 2024 --dry-run",
					       "relais transmettre 2024 --max 200", NULL};
	static const char *const NOTES[] = {
		"Éteint tant que RELAIS_PARCOURSUP_URL, _CERTIFICAT et _CLE ne sont pas donnés.",
		"Envoyer deux fois est sans danger : Parcoursup répond alors qu'il l'a déjà.",
		"Sortie : 0 tout est accepté, 1 un envoi est refusé ou à refaire, 2 éteint, mal réglé ou non reconnu.",
		NULL};
	static const struct commande_aide AIDE = {
		"transmettre N [--dry-run] [--max NOMBRE]",
		"Envoie à Parcoursup ce qui est prêt pour intégration, puis relit ce que Parcoursup publie.",
		EXEMPLES, NOTES};
	struct demande q = {.max = ENVOIS};
	struct connecteur_reglages reglages;
	struct connecteur *c = NULL;
	struct incident inc = {0};
	uint64_t annee;
	const struct option_cli options[] = {
		{"--dry-run", NULL, "écrire ce qui serait envoyé, et n'envoyer rien",
		 OPTION_DRAPEAU, false, &q.essai},
		{"--max", "NOMBRE", "envois de cette commande au plus (50 sinon, 0 : tous)",
		 OPTION_ENTIER, false, &q.max},
	};
	struct arguments args = {.aide = &AIDE,
				 .options = options,
				 .n_options = sizeof options / sizeof *options,
				 .operandes_min = 1,
				 .operandes_max = 1};
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return options_code(etat);
	if (!str_to_uint(str_of(argv[1]), &annee) || annee > INT16_MAX)
		return cli_erreur("« %s » n'est pas une année de rentrée. Exemple : %s", argv[1],
				  EXEMPLES[0]);
	q.annee = (int)annee;
	if (!q.essai &&
	    (connecteur_reglages_lire(&reglages, &inc) || connecteur_ouvrir(&reglages, &c, &inc)))
		return cli_incident(&inc);
	const int code = faire(cli, &q, c);

	connecteur_fermer(c);
	return code;
}
