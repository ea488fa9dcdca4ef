/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * dossiers.c - reads offres and sessions side by side, in the order of numbers, and puts each dossier on the desk
 *
 * Two ordered streams are merged: one row of offre, then its sessions, so that 10⁵ dossiers cost two queries.
 */
#include "offre/dossiers.h"

#include "base/mem.h"
#include "base/vec.h"
#include "offre/offre_sql.h"
#include "regle/codes.h"
#include "regle/retenue.h"

/* The columns that are read for a dossier, and to name the offre. */
#define OFFRE_LUES(X)                                                                              \
	X(intitule)                                                                                \
	X(certifinfo)                                                                              \
	X(rncp)                                                                                    \
	X(modalites_enseignement)                                                                  \
	X(duree)                                                                                   \
	X(annee)                                                                                   \
	X(uai_lieu)                                                                                \
	X(ligne)                                                                                   \
	X(code_postal)                                                                             \
	X(ville)                                                                                   \
	X(insee)                                                                                   \
	X(latitude)                                                                                \
	X(longitude)                                                                               \
	X(nda)                                                                                     \
	X(siret_responsable)                                                                       \
	X(nom_responsable)                                                                         \
	X(siret_formateur)                                                                         \
	X(nom_formateur)                                                                           \
	X(region)                                                                                  \
	X(academie)

static const enum offre_colonne LUES[] = {
#define X(nom) OC_##nom,
	OFFRE_LUES(X)
#undef X
};
enum { N_LUES = sizeof LUES / sizeof *LUES };

/* With the UAI that a person set (offre/decision.h), now or as known at $1. */
#define UAI_DE(table, suite)                                                                       \
	"(SELECT d.valeur FROM " table " AS d WHERE d.offre = o.numero AND d.nature = 'uai'" suite \
	")"
#define COLS_SEULES "o.numero, o.cle, o.source, o.du_version" OFFRE_LUES(O_VIRGULE)
#define O_VIRGULE(nom) ", o." #nom
#define COLS_OFFRE COLS_SEULES ", " UAI_DE("decision", "")
#define COLS_OFFRE_PASSE                                                                           \
	COLS_SEULES ", COALESCE(" UAI_DE("decision", " AND d.du_version <= $1") ", " UAI_DE(       \
		"decision_passe", " AND d.du_version <= $1 AND d.au_version > $1") ")"
#define COLS_SESSION "offre, numero, debut, fin, etat"
#define DU_LOT(colonne) " " colonne " IN (SELECT numero FROM lot)"
#define AVANT " WHERE du_version <= $1"
#define ENTRE " WHERE du_version <= $1 AND au_version > $1"

static const struct sql SQL_OFFRES =
	SQL_FIXE("SELECT " COLS_OFFRE " FROM offre AS o ORDER BY numero");
static const struct sql SQL_SESSIONS =
	SQL_FIXE("SELECT " COLS_SESSION ", rang FROM session ORDER BY offre, rang");
static const struct sql SQL_OFFRE =
	SQL_FIXE("SELECT " COLS_OFFRE " FROM offre AS o WHERE numero = $1");
static const struct sql SQL_SESSIONS_OFFRE =
	SQL_FIXE("SELECT " COLS_SESSION ", rang FROM session WHERE offre = $1 ORDER BY rang");
static const struct sql SQL_OFFRES_LOT =
	SQL_FIXE("SELECT " COLS_OFFRE " FROM offre AS o WHERE" DU_LOT("numero") " ORDER BY numero");
static const struct sql SQL_SESSIONS_LOT = SQL_FIXE(
	"SELECT " COLS_SESSION ", rang FROM session WHERE" DU_LOT("offre") " ORDER BY offre, rang");
static const struct sql SQL_OFFRES_PASSE = SQL_FIXE(
	"SELECT " COLS_OFFRE_PASSE " FROM offre AS o" AVANT " UNION ALL SELECT " COLS_OFFRE_PASSE
	" FROM offre_passe AS o" ENTRE " ORDER BY numero");
static const struct sql SQL_SESSIONS_PASSE = SQL_FIXE(
	"SELECT " COLS_SESSION ", rang FROM session" AVANT " UNION ALL SELECT " COLS_SESSION
	", rang FROM session_passe" ENTRE " ORDER BY offre, rang");
static const struct sql SQL_OFFRE_PASSEE =
	SQL_FIXE("SELECT " COLS_OFFRE_PASSE " FROM offre AS o" AVANT
		 " AND numero = $2 UNION ALL SELECT " COLS_OFFRE_PASSE
		 " FROM offre_passe AS o" ENTRE " AND numero = $2");
static const struct sql SQL_SESSIONS_OFFRE_PASSEE =
	SQL_FIXE("SELECT " COLS_SESSION ", rang FROM session" AVANT
		 " AND offre = $2 UNION ALL SELECT " COLS_SESSION ", rang FROM session_passe" ENTRE
		 " AND offre = $2 ORDER BY rang");
static const struct sql SQL_OFFRES_LOT_PASSE = SQL_FIXE(
	"SELECT " COLS_OFFRE_PASSE " FROM offre AS o" AVANT
	" AND" DU_LOT("numero") " UNION ALL SELECT " COLS_OFFRE_PASSE " FROM offre_passe AS o" ENTRE
				" AND" DU_LOT("numero") " ORDER BY numero");
static const struct sql SQL_SESSIONS_LOT_PASSE = SQL_FIXE(
	"SELECT " COLS_SESSION ", rang FROM session" AVANT
	" AND" DU_LOT("offre") " UNION ALL SELECT " COLS_SESSION ", rang FROM session_passe" ENTRE
			       " AND" DU_LOT("offre") " ORDER BY offre, rang");
static const struct sql SQL_TROUVER_CLE =
	SQL_FIXE("SELECT numero FROM offre" AVANT
		 " AND cle = $2 UNION ALL SELECT numero FROM offre_passe" ENTRE " AND cle = $2");
static const struct sql SQL_TROUVER_NUMERO = SQL_FIXE(
	"SELECT numero FROM offre" AVANT
	" AND numero = $2 UNION ALL SELECT numero FROM offre_passe" ENTRE " AND numero = $2");

/* A clé that was corrected: the last offre that had it, if it is there under another one. */
static const struct sql SQL_TROUVER_ANCIENNE = SQL_FIXE(
	"SELECT a.numero FROM offre_passe AS a WHERE a.cle = $2 AND a.au_version <= $1 AND (EXISTS (SELECT 1 FROM "
	"offre AS o WHERE o.numero = a.numero AND o.du_version <= $1) OR EXISTS (SELECT 1 FROM offre_passe AS p "
	"WHERE p.numero = a.numero AND p.du_version <= $1 AND p.au_version > $1)) ORDER BY a.au_version DESC LIMIT 1");

struct dossiers {
	struct referentiels *referentiels;
	struct stmt *offres, *sessions;
	struct arena *arena;
	bool session_lue; /* the current row of `sessions` waits for its offre */
	bool sessions_finies;
	struct VEC(struct session_fait) tampon;
	struct offre_lue lue;
};

static enum etat_recrutement etat_de(struct str s)
{
	if (str_eq(s, STR("1")))
		return RECRUTEMENT_OUVERT;
	if (str_eq(s, STR("2")))
		return RECRUTEMENT_FERME;
	return str_eq(s, STR("3")) ? RECRUTEMENT_SUSPENDU : RECRUTEMENT_ABSENT;
}

static const struct session *sessions_de(const struct offre_fait *f, struct arena *a)
{
	struct session *s = arena_alloc(a, (f->n_sessions ? f->n_sessions : 1) * sizeof *s);

	for (size_t i = 0; i < f->n_sessions; i++) {
		const struct str *col = f->sessions[i].col;

		s[i] = (struct session){.numero = col[SC_numero],
					.debut_vu = col[SC_debut],
					.fin_vu = col[SC_fin],
					.debut = date_iso(col[SC_debut]),
					.fin = date_iso(col[SC_fin]),
					.etat = etat_de(col[SC_etat])};
	}
	return s;
}

/* The schools, those of the lieu's commune under the lieu's own code: a commune that merged has several (domain.md 4.4). */
static const struct etablissement *sous_le_code(const struct referentiels *r, struct arena *a,
						const struct etablissement *e, size_t n,
						struct str insee)
{
	struct etablissement *copie = arena_alloc(a, (n ? n : 1) * sizeof *copie);

	for (size_t i = 0; i < n; i++) {
		copie[i] = e[i];
		if (referentiels_meme_commune(r, e[i].insee, insee))
			copie[i].insee = insee;
	}
	return copie;
}

enum err dossier_faire(struct referentiels *r, const struct offre_fait *fait, struct arena *a,
		       struct dossier *ret)
{
	const struct str *col = fait->col;
	struct dossier d = {
		.cle = fait->cle,
		.intitule = col[OC_intitule],
		.formateur_declare = col[OC_siret_formateur].n > 0,
		.nda = col[OC_nda],
		.ligne = col[OC_ligne],
		.code_postal = col[OC_code_postal],
		.ville = col[OC_ville],
		.insee = col[OC_insee],
		.academie = col[OC_academie],
		.a_distance = str_eq(col[OC_modalites_enseignement], STR("2")),
		.duree = col[OC_duree],
		.annee = col[OC_annee],
		.sessions = sessions_de(fait, a),
		.n_sessions = fait->n_sessions,
	};
	size_t n;
	enum err err =
		referentiels_certification(r, col[OC_certifinfo], col[OC_rncp], &d.certification);

	if (err)
		return err;
	referentiels_organisme(r, col[OC_siret_responsable], &d.responsable);
	d.formateur = d.responsable;
	if (d.formateur_declare)
		referentiels_organisme(r, col[OC_siret_formateur], &d.formateur);
	const struct etablissement *du_formateur =
		referentiels_uai_du_siret(r, d.formateur.siret, &n);
	d.uai = regle_uai_retenu(fait->uai_saisi, col[OC_uai_lieu], d.insee,
				 sous_le_code(r, a, du_formateur, n, d.insee), n, &d.uai_origine);
	d.lieu = d.uai.n ? referentiels_uai(r, d.uai) : NULL;
	*ret = d;
	return OK;
}

/* The two statements for the view: all of it, one offre or those of the lot, now or then. */
static enum err preparer(struct db *db, const struct vue *vue, int64_t seule, struct dossiers *d)
{
	const struct sql *sqls[2][3][2] = {{{&SQL_OFFRES_PASSE, &SQL_SESSIONS_PASSE},
					    {&SQL_OFFRE_PASSEE, &SQL_SESSIONS_OFFRE_PASSEE},
					    {&SQL_OFFRES_LOT_PASSE, &SQL_SESSIONS_LOT_PASSE}},
					   {{&SQL_OFFRES, &SQL_SESSIONS},
					    {&SQL_OFFRE, &SQL_SESSIONS_OFFRE},
					    {&SQL_OFFRES_LOT, &SQL_SESSIONS_LOT}}};
	const bool lot = seule == DOSSIERS_DU_LOT;
	const struct sql *const *paire = sqls[vue->courante][lot ? 2 : seule != 0];
	enum err err = db_prepare(db, *paire[0], DB_FLUX, &d->offres);

	if (!err)
		err = db_prepare(db, *paire[1], DB_FLUX, &d->sessions);
	if (err)
		return err;
	struct stmt *const deux[] = {d->offres, d->sessions};
	for (int i = 0; i < 2; i++) {
		if (!vue->courante)
			stmt_int(deux[i], 1, vue->offres);
		if (seule && !lot)
			stmt_int(deux[i], vue->courante ? 1 : 2, seule);
	}
	return OK;
}

enum err dossiers_ouvrir(struct db *db, const struct vue *vue, struct referentiels *r,
			 int64_t seule, struct dossiers **ret)
{
	struct dossiers *d = mem_alloc(sizeof *d);
	enum err err = preparer(db, vue, seule, d);

	d->referentiels = r;
	d->arena = arena_new(0);
	if (err) {
		dossiers_fermer(d);
		return err;
	}
	*ret = d;
	return OK;
}

void dossiers_fermer(struct dossiers *d)
{
	if (!d)
		return;
	stmt_free(d->offres);
	stmt_free(d->sessions);
	VEC_FREE(&d->tampon);
	arena_free(d->arena);
	mem_free(d);
}

/* The sessions of that offre, from the stream. */
static enum err lire_sessions(struct dossiers *d, int64_t offre, struct offre_fait *f)
{
	enum err err = OK;
	bool row;

	d->tampon.n = 0;
	while (!d->sessions_finies) {
		if (!d->session_lue) {
			if ((err = stmt_step(d->sessions, &row)))
				return err;
			d->sessions_finies = !row;
			d->session_lue = row;
			continue;
		}
		const int64_t la_sienne = col_int(d->sessions, 0);

		if (la_sienne > offre)
			break;
		d->session_lue = false;
		if (la_sienne < offre) /* cannot happen: a session without its offre */
			continue;
		struct session_fait *s = VEC_PUSH(&d->tampon);
		*s = (struct session_fait){0};
		s->col[SC_numero] = arena_str(d->arena, col_text(d->sessions, 1));
		s->col[SC_debut] = arena_str(d->arena, col_text(d->sessions, 2));
		s->col[SC_fin] = arena_str(d->arena, col_text(d->sessions, 3));
		s->col[SC_etat] = arena_str(d->arena, col_text(d->sessions, 4));
	}
	f->sessions = d->tampon.v;
	f->n_sessions = d->tampon.n;
	return OK;
}

enum err dossiers_suivant(struct dossiers *d, const struct offre_lue **ret)
{
	struct offre_lue *l = &d->lue;
	bool row;
	enum err err = stmt_step(d->offres, &row);

	if (err)
		return err;
	*ret = row ? l : NULL;
	if (!row)
		return OK;
	arena_reset(d->arena);
	l->fait = (struct offre_fait){.cle = col_text(d->offres, 1)};
	l->source = col_int(d->offres, 2);
	l->du_version = col_int(d->offres, 3);
	for (int i = 0; i < N_LUES; i++)
		l->fait.col[LUES[i]] = col_text(d->offres, 4 + i);
	l->fait.uai_saisi = col_text(d->offres, 4 + N_LUES);
	const int64_t numero = col_int(d->offres, 0);

	if ((err = lire_sessions(d, numero, &l->fait)) ||
	    (err = dossier_faire(d->referentiels, &l->fait, d->arena, &l->dossier)))
		return err;
	l->dossier.offre = numero;
	l->region = l->fait.col[OC_region];
	return OK;
}

static enum err trouver(struct db *db, struct sql sql, const struct vue *vue, struct str cle,
			int64_t *ret)
{
	uint64_t numero;
	struct stmt *st;
	enum err err = db_prepare(db, sql, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, vue->offres);
	if (str_to_uint(cle, &numero))
		stmt_int(st, 2, (int64_t)numero);
	else
		stmt_text(st, 2, cle);
	err = stmt_one_int(st, ret);
	stmt_free(st);
	return err;
}

enum err offre_trouver(struct db *db, const struct vue *vue, struct str cle_ou_numero, int64_t *ret)
{
	uint64_t numero;
	enum err err;

	if (str_to_uint(cle_ou_numero, &numero))
		return trouver(db, SQL_TROUVER_NUMERO, vue, cle_ou_numero, ret);
	err = trouver(db, SQL_TROUVER_CLE, vue, cle_ou_numero, ret);
	if (err == E_ABSENT)
		err = trouver(db, SQL_TROUVER_ANCIENNE, vue, cle_ou_numero, ret);
	return err;
}
