/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * succession.c - « relais succession » (one link), « relais restructurer » (many at once, seen before they are made)
 */
#include "cli/ecran.h"
#include "cli/options.h"
#include "cli/sortie.h"
#include "offre/dossiers.h"
#include "offre/histoire.h"
#include "parcoursup/fil.h"
#include "parcoursup/parente.h"
#include "parcoursup/restructuration.h"
#include "parcoursup/succession.h"
#include "regle/codes.h"

enum { TEXTE_MAX = 16 * 1024 * 1024, MONTREES = 40, CHANGEMENTS_MAX = 3 };

static const struct sql SQL_PARTIE =
	SQL_FIXE("SELECT numero FROM offre_passe WHERE cle = $1 ORDER BY au_version DESC LIMIT 1");

/* The number of an offre that may be gone: of now, else of the last that had that clé, else the number itself. */
static enum err trouver(struct db *db, const struct vue *vue, const char *quoi, int64_t *ret,
			struct incident *inc)
{
	const struct str s = str_trim(str_of(quoi));
	struct stmt *st;
	uint64_t n;
	enum err err = offre_trouver(db, vue, s, ret);

	if (err == E_ABSENT && str_to_uint(s, &n)) {
		*ret = (int64_t)n;
		return OK;
	}
	if (err == E_ABSENT && !(err = db_prepare(db, SQL_PARTIE, 0, &st))) {
		stmt_text(st, 1, s);
		err = stmt_one_int(st, ret);
		stmt_free(st);
	}
	if (err == E_ABSENT)
		return incident_set(inc, err, "Aucune offre n'a ni n'a eu la clé « %s ».", quoi);
	if (err)
		*inc = *db_incident(db);
	return err;
}

/* What is asked of one link. */
struct lien_demande {
	const char *action, *ancienne, *nouvelle, *raison;
};

/* What the two offres do not share, said before it is kept. */
static enum err avertir(struct db *db, const struct vue *vue, const struct succession *s)
{
	AUTO_ARENA a = arena_new(0);
	struct parente *p = NULL;
	const char *ecarts = NULL;
	enum err err = parente_ouvrir(db, vue, &p);

	if (!err && !(err = parente_ecarts(p, s, a, &ecarts)) && ecarts)
		cli_note("Attention. %s Si c'est une erreur : « relais succession retirer %lld ».",
			 ecarts, (long long)s->ancienne);
	parente_fermer(p);
	return err;
}

static enum err ecrire_lien(struct db *db, const struct lien_demande *d, const struct decideur *qui,
			    struct succession *s, struct succession_issue *issue,
			    struct incident *inc)
{
	struct vue vue;
	AUTO_TX tx = {0};
	enum err err;

	if ((err = tx_begin(db, TX_ECRITURE, &tx)) || (err = vue_resoudre(db, 0, &vue))) {
		*inc = *db_incident(db);
		return err;
	}
	if ((err = trouver(db, &vue, d->ancienne, &s->ancienne, inc)) ||
	    (d->nouvelle && (err = trouver(db, &vue, d->nouvelle, &s->nouvelle, inc))) ||
	    (err = d->nouvelle ? succession_poser(db, s, qui, issue, inc)
			       : succession_retirer(db, s->ancienne, qui, inc)))
		return err;
	if ((d->nouvelle &&
	     (err = avertir(db, &vue, &(struct succession){s->ancienne, issue->bout}))) ||
	    (err = tx_commit(&tx)))
		*inc = *db_incident(db);
	return err;
}

/* What was done, and where things went. */
static const char *lien_dit(struct arena *a, const struct succession *s,
			    const struct succession_issue *i)
{
	const long long ancienne = s->ancienne, nouvelle = s->nouvelle, bout = i->bout;

	if (bout == nouvelle)
		return arena_printf(
			a,
			"L'offre %lld remplace l'offre %lld : son statut, son code Parcoursup et ce qui en a été "
			"décidé la suivent.\n",
			nouvelle, ancienne);
	return arena_printf(
		a,
		"L'offre %lld remplace l'offre %lld, et elle est elle-même remplacée. Au bout de la chaîne, l'offre %lld reçoit le statut%s "
		"et ce qui a été décidé de l'offre %lld.\n%s%s",
		nouvelle, ancienne, bout, i->code_garde ? "" : ", le code Parcoursup", ancienne,
		i->code_garde
			? arena_printf(
				  a,
				  "L'offre %lld a déjà un code Parcoursup, venu de cette chaîne, et le garde : deux formations la revendiquent. "
				  "Le SAIO dit laquelle est la sienne : « relais formation lier CODE %lld --campagne N ».\n",
				  bout, bout)
			: "",
		i->declaree
			? ""
			: arena_printf(
				  a,
				  "L'offre %lld n'est plus déclarée : le CFA la déclare, ou vous dites laquelle la remplace.\n",
				  bout));
}

static int lier(struct cli *cli, const struct lien_demande *d)
{
	AUTO_ARENA a = arena_new(0);
	const struct decideur qui = {cli->maintenant, cli_acteur(a), str_of(d->raison)};
	struct incident inc = {0};
	struct succession_issue issue = {0};
	struct succession s = {0};
	struct db *db;
	enum err err;
	int code;

	if (cli_base(cli, DB_ECRITURE, &db))
		return SORTIE_ERREUR;
	err = ecrire_lien(db, d, &qui, &s, &issue, &inc);
	if (err || suites_renouveler(db, cli->maintenant, &inc)) {
		(void)cli_incident(&inc);
		code = err == E_REFUS || err == E_CONFLIT ? SORTIE_NON : SORTIE_ERREUR;
	} else {
		code = sortie_texte(
			str_of(d->nouvelle
				       ? lien_dit(a, &s, &issue)
				       : arena_printf(
						 a,
						 "L'offre %lld n'est plus remplacée. Les statuts restent : « relais statut » les change.\n",
						 (long long)s.ancienne)),
			SORTIE_OK);
	}
	db_close(db);
	return code;
}

int cli_succession(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais succession poser 12 58 --reason 'même formation, nouveau SIRET'",
		"relais succession retirer 12 --reason 'erreur de saisie'", NULL};
	static const char *const NOTES[] = {
		"Une offre n'en remplace qu'une. Une restructuration entière : « relais restructurer ».",
		"Sortie : 0 fait, 1 refusé (la phrase dit pourquoi) ou déjà ainsi, 2 arguments faux ou offre inconnue.",
		NULL};
	static const struct commande_aide AIDE = {
		"succession poser ANCIENNE NOUVELLE | retirer ANCIENNE --reason R",
		"Dit qu'une offre annule et remplace une autre : code Parcoursup, statut et décisions la suivent.",
		EXEMPLES, NOTES};
	struct lien_demande d = {0};
	const struct option_cli options[] = {{"--reason", "R", "pourquoi : écrit dans le journal",
					      OPTION_TEXTE, true, &d.raison}};
	struct arguments a = {.aide = &AIDE,
			      .options = options,
			      .n_options = sizeof options / sizeof *options,
			      .operandes_min = 2,
			      .operandes_max = 3};
	const enum options_etat etat = options_lire(cli, &a, argc, argv);

	if (etat)
		return etat == OPTIONS_AIDE ? SORTIE_OK : SORTIE_ERREUR;
	const bool poser = strcmp(argv[1], "poser") == 0;

	if (!poser && strcmp(argv[1], "retirer") != 0)
		return cli_erreur(
			"« succession %s » n'existe pas. Les actions sont poser et retirer.",
			argv[1]);
	if ((a.n_operandes == 3) != poser)
		return cli_erreur("Il faut %s. Exemple : %s",
				  poser ? "l'ancienne offre et la nouvelle"
					: "la seule ancienne offre",
				  EXEMPLES[poser ? 0 : 1]);
	d.ancienne = argv[2];
	d.nouvelle = poser ? argv[3] : NULL;
	return cli_raison(d.raison) ? lier(cli, &d) : SORTIE_ERREUR;
}

/* « A=B »: two codes of that kind. False: told. */
static bool lire_changement(enum code_change genre, const char *texte, struct changement_code *ret)
{
	static const struct {
		const char *option, *exemple;
		bool (*valide)(struct str);
	} GENRES[CODE_CHANGE__MAX] = {
		[CODE_SIRET] = {"--siret", "55210055400013=55210055400021", siret_valide},
		[CODE_COMMUNE] = {"--commune", "77288=94028", NULL},
		[CODE_UAI] = {"--uai", "0359901X=0359902Y", uai_valide},
	};
	struct reglage r;
	const bool lu = reglage_lire(texte, &r);

	if (!lu || (GENRES[genre].valide && !GENRES[genre].valide(r.valeur)) ||
	    (genre == CODE_SIRET && r.nom.n != 14) ||
	    (genre == CODE_COMMUNE && (r.nom.n != 5 || r.valeur.n != 5))) {
		(void)cli_erreur("« %s » : donnez l'ancien code et le nouveau. Exemple : %s %s",
				 texte, GENRES[genre].option, GENRES[genre].exemple);
		return false;
	}
	*ret = (struct changement_code){genre, r.nom, r.valeur};
	return true;
}

static void montrer_offres(struct ecran *e, const struct restructuration *r,
			   const char *const *ecarts, struct arena *a)
{
	if (r->liste.n)
		ecran_titre(e, "Offre par offre");
	for (size_t i = 0; i < r->liste.n && i < MONTREES; i++) {
		const struct restructuree *o = &r->liste.v[i];

		ecran_paragraphe(e, (struct paragraphe){.retrait = 2, .suite = 4},
				 arena_printf(a, "%lld %.*s%s : %s %.*s", (long long)o->offre,
					      STR_FMT(o->cle),
					      o->declaree ? "" : " (n'est plus déclarée)",
					      sort_libelle(o->sort), STR_FMT(o->attendue)));
		if (ecarts[i])
			ecran_paragraphe(e, (struct paragraphe){.retrait = 4, .suite = 4},
					 arena_printf(a, "Attention. %s", ecarts[i]));
	}
	if (r->liste.n > MONTREES)
		buf_printf(e->out, "  … et %zu autres.\n", r->liste.n - MONTREES);
}

static void montrer(const struct restructuration *r, const char *const *ecarts, struct arena *a,
		    bool fait, struct buf *out)
{
	struct ecran e;
	const int64_t suites = r->comptes[SORT_REMPLACEE] + r->comptes[SORT_UAI];

	ecran_init(&e, out);
	ecran_paragraphe(&e, (struct paragraphe){.style = STYLE_GRAS},
			 arena_printf(a, "%s : %s offre%s%s.",
				      fait ? "Restructuration faite" : "Aperçu, rien n'est changé",
				      suites ? nombre_francais(a, suites) : "aucune",
				      suites > 1 ? "s" : "", fait ? "" : " à reprendre"));
	for (int s = 0; s < SORT__MAX; s++) {
		if (!r->comptes[s])
			continue;
		buf_cstr(out, "  ");
		ecran_nombre(&e, r->comptes[s], 7);
		buf_printf(out, "  %s\n", sort_libelle((enum sort)s));
	}
	montrer_offres(&e, r, ecarts, a);
	buf_char(out, '\n');
	if (suites && !fait)
		ecran_paragraphe(&e, (struct paragraphe){0},
				 "Pour le faire : la même commande, avec --reason « pourquoi ».");
	if (r->comptes[SORT_SANS_SUITE] + r->comptes[SORT_PLUSIEURS])
		ecran_paragraphe(
			&e, (struct paragraphe){0},
			"Une offre sans suite attend que le CFA déclare la nouvelle, ou que vous la nommiez : « relais succession poser "
			"ANCIENNE NOUVELLE ».");
}

/* What the offres that are shown do not share with those that would take their place: NULL where nothing differs. */
static enum err comparer(struct db *db, const struct restructuration *r, struct arena *a,
			 const char **ret)
{
	struct vue vue;
	struct parente *p = NULL;
	enum err err = OK;

	if (!r->comptes[SORT_REMPLACEE])
		return OK;
	if ((err = vue_resoudre(db, 0, &vue)) || (err = parente_ouvrir(db, &vue, &p)))
		return err;
	for (size_t i = 0; !err && i < r->liste.n && i < MONTREES; i++) {
		const struct restructuree *o = &r->liste.v[i];

		if (o->sort == SORT_REMPLACEE)
			err = parente_ecarts(p, &(struct succession){o->offre, o->nouvelle}, a,
					     &ret[i]);
	}
	parente_fermer(p);
	return err;
}

static enum err mener(struct db *db, const struct changement_code *v, size_t n,
		      const struct decideur *qui, struct arena *a, struct buf *out,
		      struct incident *inc)
{
	const char *ecarts[MONTREES] = {0};
	struct restructuration r;
	AUTO_TX tx = {0};
	enum err err = tx_begin(db, qui ? TX_ECRITURE : TX_LECTURE, &tx);

	if (err || (err = restructuration_prevoir(db, v, n, a, &r))) {
		*inc = *db_incident(db);
		return err;
	}
	if ((err = comparer(db, &r, a, ecarts))) {
		*inc = *db_incident(db);
		restructuration_liberer(&r);
		return err;
	}
	if (qui && !(err = restructuration_faire(db, &r, qui, inc)) && (err = tx_commit(&tx)))
		*inc = *db_incident(db);
	if (!err)
		montrer(&r, ecarts, a, qui != NULL, out);
	restructuration_liberer(&r);
	return err;
}

int cli_restructurer(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais restructurer --siret 55210055400013=55210055400021",
		"relais restructurer --siret 55210055400013=55210055400021 --reason 'fusion au 1er janvier'",
		NULL};
	static const char *const NOTES[] = {
		"Sans --reason, c'est un aperçu : rien n'est changé.",
		"Les offres qui ont plusieurs suites possibles, ou aucune, sont montrées et laissées : « relais succession poser ».",
		NULL};
	static const struct commande_aide AIDE = {
		"restructurer [--siret A=B] [--commune A=B] [--uai A=B] [--reason R]",
		"Fusion, nouveau SIRET, nouveau lieu, nouvel UAI : reprend d'un coup toutes les offres touchées.",
		EXEMPLES, NOTES};
	const char *textes[CODE_CHANGE__MAX] = {0}, *raison = NULL;
	struct changement_code v[CHANGEMENTS_MAX];
	struct incident inc = {0};
	size_t n = 0;
	const struct option_cli options[] = {
		{"--siret", "A=B", "l'ancien SIRET et le nouveau", OPTION_TEXTE, false,
		 &textes[CODE_SIRET]},
		{"--commune", "A=B", "l'ancienne commune (code INSEE) et la nouvelle", OPTION_TEXTE,
		 false, &textes[CODE_COMMUNE]},
		{"--uai", "A=B", "l'ancien UAI du lieu et le nouveau", OPTION_TEXTE, false,
		 &textes[CODE_UAI]},
		{"--reason", "R", "le faire, et pourquoi : écrit dans le journal", OPTION_TEXTE,
		 false, &raison},
	};
	struct arguments args = {
		.aide = &AIDE, .options = options, .n_options = sizeof options / sizeof *options};
	const enum options_etat etat = options_lire(cli, &args, argc, argv);
	AUTO_ARENA a = arena_new(0);
	struct db *db;
	AUTO_BUF out;
	int code = SORTIE_ERREUR;

	buf_init(&out, TEXTE_MAX);
	if (etat)
		return etat == OPTIONS_AIDE ? SORTIE_OK : SORTIE_ERREUR;
	for (int g = 0; g < CODE_CHANGE__MAX; g++)
		if (textes[g] && !lire_changement((enum code_change)g, textes[g], &v[n++]))
			return SORTIE_ERREUR;
	if (!n)
		return cli_erreur("Qu'est-ce qui change ? Exemple : %s", EXEMPLES[0]);
	if ((raison && !cli_raison(raison)) ||
	    cli_base(cli, raison ? DB_ECRITURE : DB_LECTURE, &db))
		return SORTIE_ERREUR;
	const struct decideur qui = {cli->maintenant, cli_acteur(a), str_of(raison)};

	if (mener(db, v, n, raison ? &qui : NULL, a, &out, &inc) ||
	    (raison && suites_renouveler(db, cli->maintenant, &inc)))
		(void)cli_incident(&inc);
	else
		code = sortie_texte(buf_view(&out), SORTIE_OK);
	db_close(db);
	return code;
}
