/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * succession.c - the link, then what goes along with it
 */
#include "parcoursup/succession.h"

#include "base/date.h"
#include "base/vec.h"
#include "journal/journal.h"
#include "offre/decision.h"
#include "parcoursup/formation.h"
#include "parcoursup/statuts.h"

enum { CHAINE_MAX = 1000 };

static const struct sql SQL_CONNUE = SQL_FIXE(
	"SELECT COUNT(*) FROM (SELECT numero FROM offre WHERE numero = $1 UNION SELECT numero FROM offre_passe WHERE numero = $1) AS o");
/* The last one it had, when it is not declared any more. */
static const struct sql SQL_CLE = SQL_FIXE(
	"SELECT cle, du_version, 1 FROM offre WHERE numero = $1 UNION ALL SELECT cle, du_version, 0 FROM offre_passe WHERE numero = $1 ORDER BY "
	"3 DESC, 2 DESC LIMIT 1");
static const struct sql SQL_SUIVANTE =
	SQL_FIXE("SELECT nouvelle FROM succession WHERE ancienne = $1");
static const struct sql SQL_PRECEDENTE =
	SQL_FIXE("SELECT ancienne FROM succession WHERE nouvelle = $1");
static const struct sql SQL_POSER = SQL_FIXE(
	"INSERT INTO succession (ancienne, nouvelle, acteur, raison, du_version) VALUES ($1, $2, $3, $4, $5)");
static const struct sql SQL_ARCHIVER = SQL_FIXE(
	"INSERT INTO succession_passe (ancienne, nouvelle, acteur, raison, du_version, au_version) SELECT ancienne, nouvelle, acteur, "
	"raison, du_version, CAST($2 AS BIGINT) FROM succession WHERE ancienne = $1");
static const struct sql SQL_RETIRER = SQL_FIXE("DELETE FROM succession WHERE ancienne = $1");
static const struct sql SQL_CAMPAGNES =
	SQL_FIXE("SELECT DISTINCT campagne FROM statut WHERE offre = $1 ORDER BY campagne");
static const struct sql SQL_SUIVANTE_CONNUE = SQL_FIXE(
	"SELECT nouvelle FROM succession WHERE ancienne = $1 AND du_version <= $2 UNION ALL SELECT nouvelle FROM succession_passe WHERE "
	"ancienne = $1 AND du_version <= $2 AND au_version > $2");
static const struct sql SQL_PRECEDENTE_CONNUE = SQL_FIXE(
	"SELECT ancienne FROM succession WHERE nouvelle = $1 AND du_version <= $2 UNION ALL SELECT ancienne FROM succession_passe WHERE "
	"nouvelle = $1 AND du_version <= $2 AND au_version > $2");

/* One number about one number; 0: there is none. */
static enum err nombre(struct db *db, struct sql sql, int64_t cle, int64_t *ret)
{
	struct stmt *st;
	enum err err = db_prepare(db, sql, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, cle);
	*ret = 0;
	err = stmt_one_int(st, ret);
	stmt_free(st);
	return err == E_ABSENT ? OK : err;
}

static enum err nombre_connu(struct db *db, struct sql sql, int64_t cle, int64_t version,
			     int64_t *ret)
{
	struct stmt *st;
	enum err err = db_prepare(db, sql, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, cle);
	stmt_int(st, 2, version);
	*ret = 0;
	err = stmt_one_int(st, ret);
	stmt_free(st);
	return err == E_ABSENT ? OK : err;
}

enum err succession_lire(struct db *db, int64_t offre, int64_t version, struct succession_lue *ret)
{
	enum err err = nombre_connu(db, SQL_SUIVANTE_CONNUE, offre, version, &ret->remplacee_par);

	return err ? err : nombre_connu(db, SQL_PRECEDENTE_CONNUE, offre, version, &ret->remplace);
}

/* The clé of an offre; E_ABSENT: no offre ever had that number. */
static enum err lire_cle(struct db *db, int64_t offre, struct arena *a, struct str *ret,
			 bool *declaree)
{
	struct stmt *st;
	bool row = false;
	enum err err = db_prepare(db, SQL_CLE, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, offre);
	if (!(err = stmt_step(st, &row)) && row) {
		*ret = arena_str(a, col_text(st, 0));
		*declaree = col_int(st, 2) != 0;
	}
	stmt_free(st);
	return err ? err : row ? OK : E_ABSENT;
}

static enum err panne(struct db *db, enum err err, struct incident *inc)
{
	*inc = *db_incident(db);
	return err;
}

/* Where the chain from the new offre ends. It must not lead to the old one; a chain longer than any real one would go round without it. */
static enum err suivre(struct db *db, const struct succession *s, int64_t *bout,
		       struct incident *inc)
{
	int64_t n = s->nouvelle, suivante = n;

	for (int i = 0; suivante && n != s->ancienne && i < CHAINE_MAX; i++) {
		enum err err;

		n = suivante;
		if ((err = nombre(db, SQL_SUIVANTE, n, &suivante)))
			return panne(db, err, inc);
	}
	if (suivante || n == s->ancienne) {
		incident_set(inc, E_REFUS, "Ces offres se remplaceraient l'une l'autre, en rond.");
		incident_remede(inc, "Vérifiez laquelle est l'ancienne.");
		return E_REFUS;
	}
	*bout = n;
	return OK;
}

static enum err verifier(struct db *db, const struct succession *s, int64_t *bout,
			 struct incident *inc)
{
	int64_t connue, suivante, precedente;
	enum err err;

	if ((err = nombre(db, SQL_CONNUE, s->ancienne, &connue)) ||
	    (err = nombre(db, SQL_SUIVANTE, s->ancienne, &suivante)) ||
	    (err = nombre(db, SQL_PRECEDENTE, s->nouvelle, &precedente)))
		return panne(db, err, inc);
	if (!connue)
		return incident_set(inc, E_ABSENT, "L'offre %lld n'a jamais été déclarée.",
				    (long long)s->ancienne);
	if (suivante == s->nouvelle)
		return incident_set(inc, E_CONFLIT, "L'offre %lld remplace déjà l'offre %lld.",
				    (long long)s->nouvelle, (long long)s->ancienne);
	if (suivante || precedente) {
		incident_set(inc, E_REFUS,
			     suivante ? "L'offre %lld est déjà remplacée par l'offre %lld."
				      : "L'offre %lld remplace déjà l'offre %lld.",
			     (long long)(suivante ? s->ancienne : s->nouvelle),
			     (long long)(suivante ? suivante : precedente));
		incident_remede(
			inc,
			"Une offre n'en remplace qu'une : retirez d'abord ce lien, « relais succession retirer ».");
		return E_REFUS;
	}
	return suivre(db, s, bout, inc);
}

/* What somebody writes down, in its version. */
static enum err noter(struct db *db, struct arena *a, const struct decideur *qui, int64_t version,
		      const struct succession *s, const char *quoi)
{
	return journal_ajouter(
		db, &(struct evenement){
			    .instant = qui->instant,
			    .version = version,
			    .acteur = qui->acteur,
			    .objet = str_of(arena_printf(a, "offre %lld", (long long)s->ancienne)),
			    .changement = str_of(
				    arena_printf(a, "%s %lld", quoi, (long long)s->nouvelle)),
			    .raison = qui->raison});
}

/* What goes along, and where: to the end of the chain. */
struct heritage {
	struct succession lien;
	int64_t bout, version;
	int jour;
	bool code_garde; /* that offre has a code of Parcoursup that came from between */
};

/* The statut of one campagne goes over. */
static enum err heriter(struct db *db, int campagne, struct heritage *h, struct arena *a)
{
	const struct statut_acte remplacer = {.evenement = EVENEMENT_REMPLACER,
					      .role = ROLE_SYSTEME},
				 herite = {.evenement = EVENEMENT_HERITER, .role = ROLE_SYSTEME};
	struct statut_fait ancienne, nouvelle;
	struct statuts_ecriture *e = NULL;
	struct statuts tous;
	bool neuve;
	enum err err = statuts_lire(db, campagne, INT64_MAX, a, &tous);

	if (!err) {
		const struct statut_fait *f = statut_de(&tous, h->bout);

		ancienne = *statut_de(&tous, h->lien.ancienne);
		neuve = !f;
		nouvelle = f ? *f : (struct statut_fait){.offre = h->bout};
		if (!f || (f->decision == DECISION_AUCUNE &&
			   (f->statut == STATUT_NON_PUBLIABLE || statut_a_publier(f->statut)))) {
			nouvelle = ancienne; /* where nobody decided anything of it yet */
			nouvelle.offre = h->bout;
		}
		/* Two codes that came by the chain are two formations of Parcoursup: a person says which one goes on. */
		if (ancienne.code.n && nouvelle.code.n && h->bout != h->lien.nouvelle)
			h->code_garde |= !str_eq(nouvelle.code, ancienne.code);
		else if (ancienne.code.n)
			nouvelle.code = ancienne.code;
		/* Its facts are looked at when the verdicts are renewed: until then what was decided stands. */
		(void)statut_mouvoir(&nouvelle, &herite,
				     &(struct statut_faits){.importable = true,
							    .perimetre = PERIMETRE_A_PUBLIER,
							    .decision = nouvelle.decision,
							    .a_code = nouvelle.code.n > 0},
				     h->jour);
		(void)statut_mouvoir(&ancienne, &remplacer, &(struct statut_faits){0}, h->jour);
		ancienne.motif = str_of(refus_motif(REFUS_ANNULE_REMPLACE)->code);
		if (!(err = statuts_ouvrir(db, campagne, h->version, &e)) &&
		    !(err = statut_ecrire(e, &ancienne, false)) &&
		    !(err = statut_ecrire(e, &nouvelle, neuve)))
			err = statuts_finir(e);
	}
	statuts_fermer(e);
	statuts_liberer(&tous);
	return err;
}

static enum err heriter_partout(struct db *db, struct heritage *h, struct arena *a)
{
	struct VEC(int) campagnes = {0};
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_CAMPAGNES, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, h->lien.ancienne);
	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&campagnes) = (int)col_int(st, 0);
	stmt_free(st);
	for (size_t i = 0; !err && i < campagnes.n; i++)
		err = heriter(db, campagnes.v[i], h, a);
	VEC_FREE(&campagnes);
	return err;
}

/* The UAI that a person set goes along, unless the new offre has one. */
static enum err porter_uai(struct db *db, const struct heritage *h, const struct decideur *qui,
			   struct str cle, struct arena *a)
{
	struct decision_lue ancienne, nouvelle;
	enum err err = decision_lire(db, h->bout, INT64_MAX, a, &nouvelle);

	if (err != E_ABSENT)
		return err;
	if ((err = decision_lire(db, h->lien.ancienne, INT64_MAX, a, &ancienne)))
		return err == E_ABSENT ? OK : err;
	return decision_uai(
		db,
		&(struct decision){.offre = h->bout,
				   .cle = cle,
				   .valeur = ancienne.valeur,
				   .acteur = ancienne.acteur,
				   .raison = str_of(arena_printf(a, "repris de l'offre %lld : %.*s",
								 (long long)h->lien.ancienne,
								 STR_FMT(ancienne.raison))),
				   .instant = qui->instant});
}

static enum err ecrire(struct db *db, const struct succession *s, const struct decideur *qui,
		       int64_t version)
{
	struct stmt *st;
	enum err err = db_prepare(db, SQL_POSER, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, s->ancienne);
	stmt_int(st, 2, s->nouvelle);
	stmt_text(st, 3, qui->acteur);
	stmt_text(st, 4, qui->raison);
	stmt_int(st, 5, version);
	err = stmt_exec(st);
	stmt_free(st);
	return err;
}

enum err succession_poser(struct db *db, const struct succession *s, const struct decideur *qui,
			  struct succession_issue *ret, struct incident *inc)
{
	AUTO_ARENA a = arena_new(0);
	const struct version_demande demande = {.connu_le = qui->instant,
						.cause = "succession",
						.personne = arena_cstr(a, qui->acteur)};
	struct heritage h = {.lien = *s, .jour = instant_date_paris(qui->instant)};
	struct str cle;
	int64_t derniere;
	bool recule, declaree = false;
	enum err err = lire_cle(db, s->nouvelle, a, &cle, &declaree);

	if (err == E_ABSENT || (!err && !declaree))
		return incident_set(inc, E_ABSENT, "L'offre %lld n'est pas déclarée.",
				    (long long)s->nouvelle);
	if (err)
		return panne(db, err, inc);
	if ((err = verifier(db, s, &h.bout, inc)))
		return err;
	if ((err = lire_cle(db, h.bout, a, &cle, &declaree)) ||
	    (err = version_derniere(db, &derniere)) ||
	    (err = version_nouvelle(db, &demande, &h.version, &recule)) ||
	    (err = ecrire(db, s, qui, h.version)) ||
	    (err = noter(db, a, qui, h.version, s, "remplacée par l'offre")) ||
	    (err = heriter_partout(db, &h, a)) ||
	    (err = campagne_verdicts_suivent(db, derniere, h.version)) ||
	    (err = porter_uai(db, &h, qui, cle, a)))
		return panne(db, err, inc);
	*ret = (struct succession_issue){
		.bout = h.bout, .declaree = declaree, .code_garde = h.code_garde};
	return OK;
}

static enum err retirer(struct db *db, int64_t ancienne, int64_t version)
{
	static const struct sql *const ORDRES[] = {&SQL_ARCHIVER, &SQL_RETIRER};
	enum err err = OK;

	for (int i = 0; !err && i < 2; i++) {
		struct stmt *st;

		if ((err = db_prepare(db, *ORDRES[i], 0, &st)))
			break;
		stmt_int(st, 1, ancienne);
		if (i == 0)
			stmt_int(st, 2, version);
		err = stmt_exec(st);
		stmt_free(st);
	}
	return err;
}

enum err succession_retirer(struct db *db, int64_t ancienne, const struct decideur *qui,
			    struct incident *inc)
{
	AUTO_ARENA a = arena_new(0);
	const struct version_demande demande = {.connu_le = qui->instant,
						.cause = "succession",
						.personne = arena_cstr(a, qui->acteur)};
	struct succession s = {.ancienne = ancienne};
	int64_t derniere, version;
	bool recule;
	enum err err = nombre(db, SQL_SUIVANTE, ancienne, &s.nouvelle);

	if (!err && !s.nouvelle)
		return incident_set(inc, E_ABSENT, "L'offre %lld n'est remplacée par aucune.",
				    (long long)ancienne);
	if (err || (err = version_derniere(db, &derniere)) ||
	    (err = version_nouvelle(db, &demande, &version, &recule)) ||
	    (err = retirer(db, ancienne, version)) ||
	    (err = noter(db, a, qui, version, &s, "n'est plus remplacée par l'offre")) ||
	    (err = campagne_verdicts_suivent(db, derniere, version)))
		return panne(db, err, inc);
	return OK;
}
