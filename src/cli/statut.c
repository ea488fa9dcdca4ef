/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * statut.c - « relais statut »: where an offre stands for Parcoursup, and what a person may do about it
 */
#include "base/date.h"
#include "base/utf8.h"
#include "cli/ecran.h"
#include "cli/options.h"
#include "cli/page.h"
#include "cli/sortie.h"
#include "offre/histoire.h"
#include "parcoursup/acte.h"
#include "parcoursup/etapes.h"
#include "parcoursup/fil.h"
#include "parcoursup/histoire.h"

enum { TEXTE_MAX = 256 * 1024, COL_CODE = 26, COL_DATE = 12, COL_STATUT = 34 };

/* What is asked. */
struct demande {
	const char *action, *offre;
	int campagne, date;
	bool json;
	const char *motif, *precision, *raison, *role;
};

/* The actions that move a statut, and who is supposed to ask when --role does not say it. */
static const struct {
	const char *nom;
	enum statut_evenement evenement;
	enum role role;
} ACTES[] = {
	{"demander", EVENEMENT_DEMANDER, ROLE_SAIO},
	{"refuser", EVENEMENT_REFUSER, ROLE_SAIO},
	{"reessayer", EVENEMENT_REESSAYER, ROLE_SCN},
	{"reinitialiser", EVENEMENT_REINITIALISER, ROLE_SAIO},
};
enum { N_ACTES = sizeof ACTES / sizeof *ACTES };

static int motifs(void)
{
	AUTO_ARENA a = arena_new(0);
	AUTO_BUF out;
	struct ecran e;
	int famille = -1;

	buf_init(&out, TEXTE_MAX);
	ecran_init(&e, &out);
	ecran_paragraphe(&e, (struct paragraphe){.style = STYLE_GRAS},
			 "Pourquoi une offre peut être refusée pour Parcoursup (--motif)");
	for (int r = REFUS_AUCUN + 1; r < REFUS__MAX; r++) {
		const struct refus_motif *m = refus_motif((enum refus)r);

		if (!m->saisissable)
			continue;
		if ((int)m->famille != famille)
			ecran_titre(&e, refus_famille_libelle(m->famille));
		famille = (int)m->famille;
		buf_cstr(&out, "  ");
		ecran_colonne(&e, m->code, COL_CODE);
		ecran_paragraphe(
			&e, (struct paragraphe){STYLE_NORMAL, 2 + COL_CODE, 2 + COL_CODE, true},
			arena_printf(a, "%s%s → %s", m->libelle,
				     m->precision ? " (avec --precision)" : "",
				     m->attente ? "en attente d'une correction" : "non publiée"));
	}
	return sortie_texte(buf_view(&out), SORTIE_OK);
}

static int inconnue(const char *offre)
{
	return cli_erreur(
		"Aucune offre n'a la clé ou le numéro « %s ». La liste des clés : « relais verdicts --campagne N ».",
		offre);
}

/* A refusal with one motif or another; anything else as it is. */
static bool utile(int i, const struct statut_fait *s, const struct statut_faits *faits)
{
	struct statut_acte acte = {
		.evenement = ACTES[i].evenement, .role = ACTES[i].role, .raison = true};

	if (acte.evenement != EVENEMENT_REFUSER)
		return statut_acte_utile(s->statut, &acte, faits);
	for (int r = REFUS_AUCUN + 1; r < REFUS__MAX; r++) {
		acte.refus = (enum refus)r;
		if (refus_motif(acte.refus)->saisissable &&
		    statut_acte_utile(s->statut, &acte, faits))
			return true;
	}
	return false;
}

/* What the table looks at, now: nothing is known (*connus false) of a past day. */
static enum err faits_de(const struct etude *e, const struct statut_fait *s,
			 struct statut_faits *ret, bool *connus)
{
	struct incident inc;
	enum err err;

	*connus = false;
	if (!e->vue.courante)
		return OK;
	if ((err = acte_faits(e->db, e->campagne.annee, s->offre, e->jour, ret, &inc)))
		return err == E_ABSENT ? OK : err;
	ret->a_code = s->code.n > 0;
	*connus = true;
	return OK;
}

/* What one may do now, as the table says it. */
static void possibles(struct ecran *e, const struct etude *etude, const struct statut_fait *s,
		      const struct statut_faits *faits)
{
	struct arena *a = etude->arena;

	ecran_titre(e, "Ce qu'on peut faire");
	for (int i = 0; i < N_ACTES; i++) {
		if (!utile(i, s, faits))
			continue;
		ecran_paragraphe(e, (struct paragraphe){.retrait = 2, .suite = 4},
				 arena_printf(a, "%s, par %s :",
					      page_majuscule(a, statut_evenement_libelle(
									ACTES[i].evenement)),
					      role_libelle(ACTES[i].role)));
		ecran_paragraphe(
			e, (struct paragraphe){.retrait = 4, .suite = 6},
			arena_printf(a, "relais statut %s %lld --campagne %d%s --reason R",
				     ACTES[i].nom, (long long)s->offre, etude->campagne.annee,
				     ACTES[i].evenement == EVENEMENT_REFUSER ? " --motif M" : ""));
	}
}

static const char *statut_dit(struct arena *a, const struct statut_fait *s)
{
	enum refus refus;
	const char *motif = "";

	if (s->motif.n && refus_lu(s->motif, &refus))
		motif = refus_motif(refus)->libelle;
	return arena_printf(a, "%s %s%s%s%s%.*s", statut_signe(s->statut),
			    statut_libelle(s->statut), *motif ? " : " : "", motif,
			    s->precisions.n ? " – " : "", STR_FMT(s->precisions));
}

static enum err montrer_texte(const struct etude *e, const struct parcours *p, struct buf *out)
{
	struct arena *a = e->arena;
	struct ecran ecran;
	struct statut_faits faits;
	enum refus refus;
	const char *depuis;
	bool connus;
	enum err err = faits_de(e, &p->statut, &faits, &connus);

	if (err)
		return err;
	ecran_init(&ecran, out);
	ecran_paragraphe(
		&ecran, (struct paragraphe){.style = STYLE_GRAS},
		arena_printf(a, "%.*s, campagne %d", STR_FMT(p->intitule), e->campagne.annee));
	ecran_paragraphe(&ecran, (struct paragraphe){0},
			 arena_printf(a, "clé %.*s", STR_FMT(p->cle)));
	if (p->partie_le)
		ecran_paragraphe(&ecran, (struct paragraphe){0},
				 arena_printf(a, "✖ %s", p->partie_raison));
	ecran_paragraphe(&ecran, (struct paragraphe){.retrait = 2, .suite = 2},
			 statut_dit(a, &p->statut));
	ecran_paragraphe(
		&ecran, (struct paragraphe){.retrait = 2, .suite = 2},
		connus && faits.importable && p->statut.statut == STATUT_NON_PUBLIABLE
			? arena_printf(
				  a,
				  "L'offre est importable, et aucune migration ne l'a encore prise : « relais campagne migrer %d ».",
				  e->campagne.annee)
			: statut_explication(p->statut.statut));
	if (p->statut.motif.n && refus_lu(p->statut.motif, &refus) && *refus_motif(refus)->remede)
		ecran_paragraphe(&ecran, (struct paragraphe){.retrait = 2, .suite = 2},
				 refus_motif(refus)->remede);
	ecran_titre(&ecran, "Parcoursup");
	ecran_paragraphe(&ecran, (struct paragraphe){.retrait = 2, .suite = 2},
			 parcours_phrase(a, p));
	if (perte_echeance(&e->campagne, &p->statut))
		ecran_paragraphe(&ecran, (struct paragraphe){.retrait = 2, .suite = 2},
				 arena_printf(a, "L'offre n'est plus importable depuis le %s. %s",
					      date_longue(a, p->statut.perdue_le),
					      perte_phrase(a, &e->campagne, p, e->jour)));
	if (p->n_mouvements)
		ecran_titre(&ecran, "Histoire");
	for (size_t i = 0; i < p->n_mouvements; i++) {
		depuis = date_longue(a, p->mouvements[i].jour);
		ecran_paragraphe(&ecran, (struct paragraphe){.retrait = 2, .suite = 4},
				 arena_printf(a, "%s : %s%s%.*s", depuis,
					      statut_dit(a, &p->mouvements[i].fait),
					      p->mouvements[i].fait.acteur.n ? ", par " : "",
					      STR_FMT(p->mouvements[i].fait.acteur)));
	}
	if (connus)
		possibles(&ecran, e, &p->statut, &faits);
	return OK;
}

static enum err lire(const struct etude *e, int64_t numero, struct parcours *p)
{
	return parcours_lire(e->db,
			     &(struct parcours_demande){.vue = &e->vue,
							.campagne = e->campagne.annee,
							.offre = numero},
			     e->arena, p);
}

static int montrer(struct cli *cli, const struct demande *d)
{
	struct parcours p;
	struct etude e;
	int64_t numero;
	AUTO_BUF out;
	enum err err;
	int code = SORTIE_OK;

	buf_init(&out, TEXTE_MAX);
	if (etude_ouvrir(&e, cli, d->campagne, d->date))
		return SORTIE_ERREUR;
	err = offre_designer(e.db, &e.vue, str_trim(str_of(d->offre)), &numero);
	if (err == E_ABSENT)
		code = inconnue(d->offre);
	else if (err || (err = lire(&e, numero, &p)))
		code = cli_incident(db_incident(e.db));
	else if (d->json)
		parcours_json(&p, e.arena, &out);
	else if ((err = montrer_texte(&e, &p, &out)))
		code = cli_incident(db_incident(e.db));
	etude_fermer(&e);
	return err ? code : sortie_texte(buf_view(&out), code);
}

/* --role and --motif, read. False: told. */
static bool lire_acte(const struct demande *d, int i, struct acte *ret)
{
	ret->evenement = ACTES[i].evenement;
	ret->role = ACTES[i].role;
	if (d->role && !role_lu(str_of(d->role), &ret->role)) {
		(void)cli_erreur(
			"« %s » n'est pas un rôle. Ceux qui agissent ici sont saio et scn.",
			d->role);
		return false;
	}
	if (d->motif &&
	    (!refus_lu(str_of(d->motif), &ret->refus) || !refus_motif(ret->refus)->saisissable)) {
		(void)cli_erreur("« %s » n'est pas un motif. La liste : « relais statut motifs ».",
				 d->motif);
		return false;
	}
	if ((d->motif != NULL) != (ACTES[i].evenement == EVENEMENT_REFUSER)) {
		(void)cli_erreur(
			d->motif
				? "--motif ne va qu'avec « statut refuser »."
				: "Un refus a un motif : --motif CODE. La liste : « relais statut motifs ».");
		return false;
	}
	if (d->precision && !utf8_valide(str_of(d->precision))) {
		(void)cli_erreur("La précision doit être en UTF-8.");
		return false;
	}
	ret->precisions = d->precision ? str_trim(str_of(d->precision)) : STR_VIDE;
	return true;
}

static enum err ecrire(struct db *db, const struct demande *d, struct acte *acte, struct arena *a,
		       struct statut_fait *apres, struct incident *inc)
{
	struct statut_fait avant;
	struct vue vue;
	AUTO_TX tx = {0};
	enum err err;

	if ((err = tx_begin(db, TX_ECRITURE, &tx)) || (err = vue_resoudre(db, 0, &vue)) ||
	    (err = offre_designer(db, &vue, str_trim(str_of(d->offre)), &acte->offre))) {
		if (err == E_ABSENT)
			incident_set(inc, err, "Aucune offre n'a la clé ou le numéro « %s ».",
				     d->offre);
		else
			*inc = *db_incident(db);
		return err;
	}
	if ((err = acte_faire(db, acte, a, &avant, apres, inc)))
		return err;
	if ((err = tx_commit(&tx)))
		*inc = *db_incident(db);
	return err;
}

static int agir(struct cli *cli, const struct demande *d, int i)
{
	AUTO_ARENA a = arena_new(0);
	const struct decideur qui = {cli->maintenant, cli_acteur(a), str_of(d->raison)};
	struct acte acte = {.campagne = d->campagne, .qui = &qui};
	struct incident inc = {0};
	struct statut_fait apres;
	struct db *db;
	enum err err;
	int code;

	if (!lire_acte(d, i, &acte) || cli_base(cli, DB_ECRITURE, &db))
		return SORTIE_ERREUR;
	err = ecrire(db, d, &acte, a, &apres, &inc);
	if (err == E_CONFLIT) {
		cli_note("L'offre était déjà ainsi : rien n'a changé.");
		code = SORTIE_NON;
	} else if (err || suites_renouveler(db, cli->maintenant, &inc)) {
		(void)cli_incident(&inc);
		code = err == E_REFUS ? SORTIE_NON : SORTIE_ERREUR;
	} else {
		code = sortie_texte(
			str_of(arena_printf(a, "Offre %lld, campagne %d : %s\n%s\n%s",
					    (long long)acte.offre, d->campagne,
					    statut_dit(a, &apres), statut_explication(apres.statut),
					    cli_a_migrer(cli, db, a, d->campagne))),
			SORTIE_OK);
	}
	db_close(db);
	return code;
}

static int choisir(struct cli *cli, const struct demande *d)
{
	if (strcmp(d->action, "montrer") == 0)
		return montrer(cli, d);
	for (int i = 0; i < N_ACTES; i++) {
		if (strcmp(d->action, ACTES[i].nom) != 0)
			continue;
		return cli_raison(d->raison) ? agir(cli, d, i) : SORTIE_ERREUR;
	}
	return cli_erreur(
		"« statut %s » n'existe pas. Les actions sont montrer, demander, refuser, reessayer, reinitialiser et motifs.",
		d->action);
}

int cli_statut(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais statut montrer 12 --campagne 2024",
		"relais statut demander 12 --campagne 2024 --reason 'dossier complet'",
		"relais statut refuser 12 --campagne 2024 --motif doublon --reason 'signalé par le CFA'",
		NULL};
	static const char *const NOTES[] = {
		"« relais statut motifs » donne la liste des motifs de refus.",
		"Aucun import ne défait ce qu'une personne a décidé ici.",
		"Sortie : 0 fait, 1 refusé (la phrase dit pourquoi) ou déjà ainsi, 2 arguments faux ou offre inconnue.",
		NULL};
	static const struct commande_aide AIDE = {
		"statut montrer|demander|refuser|reessayer|reinitialiser CLE|ID --campagne N [--motif M] [--precision P] --reason R",
		"Où en est une offre pour Parcoursup, et ce que l'académie ou le SCN en décide.",
		EXEMPLES, NOTES};
	struct demande d = {0};
	const struct option_cli options[] = {
		{"--campagne", "N", "la campagne : l'année de la rentrée (2024)", OPTION_ENTIER,
		 false, &d.campagne},
		OPTION_CONNU_LE(&d.date),
		OPTION_JSON(&d.json),
		{"--motif", "M", "refuser : le code du motif", OPTION_TEXTE, false, &d.motif},
		{"--precision", "P", "refuser : ce que le motif ne dit pas", OPTION_TEXTE, false,
		 &d.precision},
		{"--reason", "R", "pourquoi : écrit dans le journal", OPTION_TEXTE, false,
		 &d.raison},
		{"--role", "ROLE", "qui décide : saio ou scn (celui de l'action sinon)",
		 OPTION_TEXTE, false, &d.role},
	};
	struct arguments a = {.aide = &AIDE,
			      .options = options,
			      .n_options = sizeof options / sizeof *options,
			      .operandes_min = 1,
			      .operandes_max = 2};
	const enum options_etat etat = options_lire(cli, &a, argc, argv);

	if (etat)
		return etat == OPTIONS_AIDE ? SORTIE_OK : SORTIE_ERREUR;
	d.action = argv[1];
	if (strcmp(d.action, "motifs") == 0)
		return motifs();
	if (a.n_operandes < 2)
		return cli_erreur("De quelle offre s'agit-il ? Exemple : %s", EXEMPLES[0]);
	if (!d.campagne)
		return cli_erreur("Pour quelle campagne ? Ajoutez --campagne 2024.");
	d.offre = argv[2];
	return choisir(cli, &d);
}
