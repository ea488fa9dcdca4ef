/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * decider.c - « relais decider »: a person sets the UAI of an offre's lieu, or withdraws it
 */
#include "base/date.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/sortie.h"
#include "offre/decision.h"
#include "offre/dossiers.h"
#include "regle/codes.h"
#include "parcoursup/fil.h"

static const struct sql SQL_UAI =
	SQL_FIXE("SELECT 1 FROM etablissement WHERE uai = $1 ORDER BY cle LIMIT 1");
static const struct sql SQL_CLE = SQL_FIXE("SELECT cle FROM offre WHERE numero = $1");

/* What is asked. */
struct demande {
	const char *offre, *uai, *raison, *acteur;
	bool retirer;
};

/* What is wrong with it; SORTIE_OK when nothing is. */
static int verifier(const struct demande *d)
{
	if (!d->uai == !d->retirer)
		return cli_erreur(
			"Dites soit l'UAI du lieu (--uai 0359901X), soit --retirer pour revenir à ce que le flux déclare.");
	if (d->uai && !uai_valide(str_of(d->uai)))
		return cli_erreur(
			"« %s » n'est pas un UAI : sept chiffres et leur lettre de contrôle, en majuscule. Vérifiez-le dans "
			"l'annuaire de l'établissement.",
			d->uai);
	if (!utf8_valide(str_of(d->raison)) || !utf8_valide(str_of(d->acteur)))
		return cli_erreur("La raison et l'acteur doivent être en UTF-8.");
	return SORTIE_OK;
}

/* An UAI that the referential does not know is kept, and said. */
static enum err prevenir(struct db *db, const char *uai)
{
	struct stmt *st;
	int64_t un;
	enum err err = db_prepare(db, SQL_UAI, 0, &st);

	if (err)
		return err;
	stmt_text(st, 1, str_of(uai));
	err = stmt_one_int(st, &un);
	stmt_free(st);
	if (err == E_ABSENT)
		cli_note(
			"l'UAI %s n'est pas dans le référentiel de cette base : la décision est gardée, l'offre ne sera "
			"importable que quand il y sera.",
			uai);
	return err == E_ABSENT ? OK : err;
}

static enum err lire_cle(struct db *db, int64_t offre, struct arena *a, struct str *ret)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_CLE, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, offre);
	if (!(err = stmt_step(st, &row)) && row)
		*ret = arena_str(a, col_text(st, 0));
	stmt_free(st);
	return err;
}

/* Find the offre, write the decision: *d is filled. E_ABSENT: no such offre; E_CONFLIT: it stands already. */
static enum err ecrire(struct db *db, const struct demande *q, struct arena *a, struct decision *d)
{
	AUTO_TX tx = {0};
	struct vue vue;
	enum err err = tx_begin(db, TX_ECRITURE, &tx);

	if (err || (err = vue_resoudre(db, 0, &vue)) ||
	    (err = offre_trouver(db, &vue, str_trim(str_of(q->offre)), &d->offre)) ||
	    (err = lire_cle(db, d->offre, a, &d->cle)) ||
	    (q->uai && (err = prevenir(db, q->uai))) || (err = decision_uai(db, d)))
		return err;
	return tx_commit(&tx);
}

static int faire(struct cli *cli, struct db *db, const struct demande *q)
{
	AUTO_ARENA a = arena_new(0);
	struct incident inc = {0};
	struct decision d = {.valeur = q->uai ? str_of(q->uai) : STR_VIDE,
			     .acteur = str_of(q->acteur),
			     .raison = str_of(q->raison),
			     .instant = cli->maintenant};
	enum err err = ecrire(db, q, a, &d);

	if (err == E_ABSENT)
		return cli_erreur(
			"Aucune offre n'a la clé ou le numéro « %s ». La liste des clés : « relais verdicts --campagne N ».",
			q->offre);
	if (err == E_CONFLIT) {
		cli_note(
			q->uai ? "C'est déjà l'UAI saisi pour cette offre : rien n'a changé."
			       : "Aucun UAI n'est saisi pour cette offre : il n'y a rien à retirer.");
		return SORTIE_NON;
	}
	if (err)
		return cli_incident(db_incident(db));
	if (suites_renouveler(db, cli->maintenant, &inc))
		return cli_incident(&inc);
	return sortie_texte(
		str_of(arena_printf(
			a,
			q->uai ? "Offre %lld (clé %.*s) : l'UAI du lieu est %s, saisi par %s.\n"
			       : "Offre %lld (clé %.*s) : l'UAI saisi est retiré%s%.0s.\n",
			(long long)d.offre, STR_FMT(d.cle), q->uai ? q->uai : "", q->acteur)),
		SORTIE_OK);
}

int cli_decider(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais decider 12 --uai 0359901X --reason 'le CFA a confirmé le lieu'",
		"relais decider 12 --retirer --reason 'saisi par erreur'", NULL};
	static const char *const NOTES[] = {
		"Aucun import et aucune annulation d'import ne défait une décision ; elle suit l'offre même si sa clé change.",
		"Sortie : 0 la décision est prise, 1 elle l'était déjà, 2 arguments faux ou offre inconnue.",
		NULL};
	static const struct commande_aide AIDE = {
		"decider CLE|ID --uai UAI|--retirer --reason RAISON [--acteur A]",
		"Saisit l'UAI du lieu d'une offre, à la place de celui que le flux déclare.",
		EXEMPLES, NOTES};
	struct demande d = {.acteur = "ligne de commande"};
	const struct option_cli options[] = {
		{"--uai", "UAI", "l'UAI du lieu de formation", OPTION_TEXTE, false, &d.uai},
		{"--retirer", NULL, "retirer l'UAI saisi", OPTION_DRAPEAU, false, &d.retirer},
		{"--reason", "RAISON", "pourquoi : écrit dans le journal", OPTION_TEXTE, true,
		 &d.raison},
		{"--acteur", "A", "qui décide (« ligne de commande » sinon)", OPTION_TEXTE, false,
		 &d.acteur},
	};
	struct arguments a = {.aide = &AIDE,
			      .options = options,
			      .n_options = sizeof options / sizeof *options,
			      .operandes_min = 1,
			      .operandes_max = 1};
	const enum options_etat etat = options_lire(cli, &a, argc, argv);
	struct db *db;

	if (etat)
		return options_code(etat);
	d.offre = argv[1];
	if (verifier(&d) || cli_base(cli, DB_ECRITURE, &db))
		return SORTIE_ERREUR;
	const int code = faire(cli, db, &d);
	db_close(db);
	return code;
}
