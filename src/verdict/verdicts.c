/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verdicts.c - one pass over the dossiers; the kept verdicts are compared and renewed by slices of a thousand
 *
 * By slices, because a table is not written while it is being read: the slice's old rows are read, then its new ones written.
 */
#include "verdict/verdicts.h"

#include <stdlib.h>

#include "base/moteur.h"
#include "base/vec.h"
#include "journal/journal.h"

enum { TRANCHE = 1024, CONSTATS_MAX = 16 * 1024 };

static const struct sql SQL_ANCIENS = SQL_FIXE(
	"SELECT offre, constats FROM verdict WHERE campagne = $1 AND offre > $2 AND offre <= $3");
static const struct sql SQL_TOUS =
	SQL_FIXE("SELECT offre, constats FROM verdict WHERE campagne = $1 ORDER BY offre");
static const struct sql SQL_ARCHIVER = SQL_FIXE(
	"INSERT INTO verdict_passe (campagne, offre, constats, du_version, au_version) SELECT campagne, offre, constats, "
	"du_version, CAST($3 AS BIGINT) FROM verdict WHERE campagne = $1 AND offre = $2 ON CONFLICT DO NOTHING");
static const struct sql SQL_RENOUVELER = SQL_FIXE(
	"UPDATE verdict SET constats = $3, du_version = $4 WHERE campagne = $1 AND offre = $2");
static const struct sql SQL_RETIRER =
	SQL_FIXE("DELETE FROM verdict WHERE campagne = $1 AND offre = $2");
static const struct sql SQL_UN_SEUL = SQL_FIXE("SELECT 1 FROM verdict WHERE campagne = $1 LIMIT 1");
static const struct sql TABLE = SQL_FIXE("verdict");
static const struct sql COLONNES = SQL_FIXE("campagne, offre, constats, du_version");

/* A verdict of the slice, as text: where it stands in the slice's buffer. */
struct nouveau {
	int64_t offre;
	size_t debut, n;
};

struct garde {
	struct db *db;
	int64_t campagne, version;
	struct verdicts_puits puits;
	struct stmt *anciens, *archiver, *renouveler, *retirer;
	struct bulk *ajout;
	bool aucun; /* the campagne had no verdict at all: nothing to compare with */
	int64_t dernier; /* last offer of the slices done */
	struct VEC(struct nouveau) tranche;
	struct buf texte;
	struct arena *arena;
	struct verdicts_bilan bilan;
};

/* An old row of the slice. */
struct ancien {
	int64_t offre;
	struct str constats;
};

static enum err remplacer(struct garde *g, int64_t offre, struct str constats)
{
	enum err err;

	stmt_int(g->archiver, 2, offre);
	if ((err = stmt_exec(g->archiver)))
		return err;
	g->bilan.ecrits++;
	stmt_int(g->renouveler, 2, offre);
	stmt_text(g->renouveler, 3, constats);
	return stmt_exec(g->renouveler);
}

static enum err retirer(struct garde *g, int64_t offre)
{
	enum err err;

	stmt_int(g->archiver, 2, offre);
	if ((err = stmt_exec(g->archiver)))
		return err;
	g->bilan.retires++;
	stmt_int(g->retirer, 2, offre);
	return stmt_exec(g->retirer);
}

static enum err ajouter(struct garde *g, int64_t offre, struct str constats)
{
	bulk_int(g->ajout, g->campagne);
	bulk_int(g->ajout, offre);
	bulk_text(g->ajout, constats);
	bulk_int(g->ajout, g->version);
	g->bilan.ecrits++;
	return bulk_row(g->ajout);
}

/* The old verdicts of the offers up to `jusqua`, in order. */
static enum err lire_anciens(struct garde *g, int64_t jusqua, struct ancien **v, size_t *n)
{
	struct VEC(struct ancien) anciens = {0};
	bool row;
	enum err err = OK;

	arena_reset(g->arena);
	stmt_int(g->anciens, 2, g->dernier);
	stmt_int(g->anciens, 3, jusqua);
	while (!g->aucun && !(err = stmt_step(g->anciens, &row)) && row)
		*VEC_PUSH(&anciens) = (struct ancien){col_int(g->anciens, 0),
						      arena_str(g->arena, col_text(g->anciens, 1))};
	*v = arena_alloc(g->arena, (anciens.n + 1) * sizeof **v);
	if (anciens.n)
		memcpy(*v, anciens.v, anciens.n * sizeof **v);
	*n = anciens.n;
	VEC_FREE(&anciens);
	return err;
}

static int par_offre(const void *a, const void *b)
{
	const struct ancien *x = a, *y = b;

	return (x->offre > y->offre) - (x->offre < y->offre);
}

/* Compare the slice with what was kept, offer by offer, both in order. */
static enum err vider(struct garde *g, int64_t jusqua)
{
	struct ancien *anciens;
	size_t n, i = 0;
	enum err err = lire_anciens(g, jusqua, &anciens, &n);

	if (n)
		qsort(anciens, n, sizeof *anciens, par_offre);
	for (size_t j = 0; !err && j < g->tranche.n; j++) {
		const struct nouveau *nv = &g->tranche.v[j];
		const struct str constats = {g->texte.p + nv->debut, nv->n};

		for (; !err && i < n && anciens[i].offre < nv->offre; i++)
			err = retirer(g, anciens[i].offre);
		if (err)
			break;
		if (i < n && anciens[i].offre == nv->offre) {
			if (!str_eq(anciens[i].constats, constats))
				err = remplacer(g, nv->offre, constats);
			i++;
		} else {
			err = ajouter(g, nv->offre, constats);
		}
	}
	for (; !err && i < n; i++)
		err = retirer(g, anciens[i].offre);
	g->dernier = jusqua;
	g->tranche.n = 0;
	buf_reset(&g->texte);
	return err;
}

static enum err garder_un(void *ctx, const struct offre_lue *offre, const struct verdict *verdict)
{
	struct garde *g = ctx;
	const size_t debut = g->texte.n;
	enum err err = OK;

	verdict_ecrire(verdict, &g->texte);
	if (buf_depasse(&g->texte))
		BUG("constats de plus de %d octets", CONSTATS_MAX);
	*VEC_PUSH(&g->tranche) = (struct nouveau){offre->dossier.offre, debut, g->texte.n - debut};
	if (g->puits.recevoir)
		err = g->puits.recevoir(g->puits.ctx, offre, verdict);
	if (!err && g->tranche.n == TRANCHE)
		err = vider(g, offre->dossier.offre);
	return err;
}

enum err verdicts_juger(struct db *db, const struct verdicts_demande *demande,
			struct verdicts_puits puits, struct verdicts_bilan *ret)
{
	struct verdicts_bilan bilan = {0};
	struct referentiels *refs = NULL, *lues = demande->referentiels;
	struct dossiers *dossiers = NULL;
	const struct offre_lue *lue = NULL;
	struct verdict verdict;
	enum err err = lues ? OK : referentiels_charger(db, demande->vue, &refs);

	if (!err)
		err = dossiers_ouvrir(db, demande->vue, lues ? lues : refs, demande->seule,
				      &dossiers);
	while (!err && !(err = dossiers_suivant(dossiers, &lue)) && lue) {
		regle_verdict(&lue->dossier, &demande->campagne->parametres, &verdict);
		bilan.offres++;
		err = puits.recevoir(puits.ctx, lue, &verdict);
	}
	dossiers_fermer(dossiers);
	referentiels_liberer(refs);
	if (!err)
		*ret = bilan;
	return err;
}

static enum err garde_ouvrir(struct garde *g)
{
	const struct {
		const struct sql *sql;
		struct stmt **st;
	} liste[] = {{&SQL_ANCIENS, &g->anciens},
		     {&SQL_ARCHIVER, &g->archiver},
		     {&SQL_RENOUVELER, &g->renouveler},
		     {&SQL_RETIRER, &g->retirer}};
	struct stmt *un_seul;
	int64_t un;
	enum err err = version_derniere(g->db, &g->version);

	if (err || (err = db_prepare(g->db, SQL_UN_SEUL, 0, &un_seul)))
		return err;
	stmt_int(un_seul, 1, g->campagne);
	err = stmt_one_int(un_seul, &un);
	stmt_free(un_seul);
	g->aucun = err == E_ABSENT;
	if (err && err != E_ABSENT)
		return err;
	for (size_t i = 0; i < sizeof liste / sizeof *liste; i++) {
		if ((err = db_prepare(g->db, *liste[i].sql, 0, liste[i].st)))
			return err;
		stmt_int(*liste[i].st, 1, g->campagne);
	}
	stmt_int(g->archiver, 3, g->version);
	stmt_int(g->renouveler, 4, g->version);
	return bulk_open(g->db, TABLE, COLONNES, &g->ajout);
}

static void garde_fermer(struct garde *g)
{
	stmt_free(g->anciens);
	stmt_free(g->archiver);
	stmt_free(g->renouveler);
	stmt_free(g->retirer);
	bulk_abandonner(g->ajout);
	VEC_FREE(&g->tranche);
	buf_free(&g->texte);
	arena_free(g->arena);
}

enum err verdicts_garder(struct db *db, const struct vue *vue, const struct campagne *campagne,
			 struct verdicts_puits puits, struct verdicts_bilan *ret)
{
	struct garde g = {
		.db = db, .campagne = campagne->annee, .puits = puits, .arena = arena_new(0)};
	const struct verdicts_demande demande = {.vue = vue, .campagne = campagne};
	struct verdicts_bilan bilan = {0};
	enum err err;

	if (!vue->courante)
		BUG("seuls les verdicts de la vue courante se gardent");
	buf_init(&g.texte, (size_t)TRANCHE * CONSTATS_MAX);
	err = garde_ouvrir(&g);
	if (!err)
		err = verdicts_juger(db, &demande, (struct verdicts_puits){garder_un, &g}, &bilan);
	if (!err)
		err = vider(&g, INT64_MAX);
	if (!err)
		err = bulk_flush(g.ajout);
	if (!err)
		err = campagne_verdicts_faits(db, campagne->annee, g.version, moteur_regles);
	if (!err) {
		*ret = g.bilan;
		ret->offres = bilan.offres;
	}
	garde_fermer(&g);
	return err;
}

/* Are the kept verdicts those of that version, and of these rules? */
static enum err sont_de(struct db *db, int annee, int64_t version, bool *ret)
{
	struct verdicts_etat etat;
	const enum err err = campagne_verdicts(db, annee, &etat);

	*ret = !err && etat.version == version &&
	       str_eq(str_of(etat.moteur), str_of(moteur_regles));
	return err;
}

enum err verdicts_a_jour(struct db *db, int annee, bool *ret)
{
	int64_t derniere;
	const enum err err = version_derniere(db, &derniere);

	return err ? err : sont_de(db, annee, derniere, ret);
}

enum err verdicts_relire(struct db *db, int annee, int64_t version, struct verdicts_relus puits,
			 bool *lus)
{
	struct verdict verdict;
	struct stmt *st;
	bool row;
	enum err err = sont_de(db, annee, version, lus);

	if (err || !*lus || (err = db_prepare(db, SQL_TOUS, DB_FLUX, &st)))
		return err;
	stmt_int(st, 1, annee);
	while (!(err = stmt_step(st, &row)) && row && *lus) {
		/* a row that does not read is not what this program wrote: nothing is known of the others either */
		*lus = !verdict_lire(col_text(st, 1), &verdict);
		if (*lus && (err = puits.recevoir(puits.ctx, col_int(st, 0), &verdict)))
			break;
	}
	stmt_free(st);
	return err;
}

enum err verdicts_renouveler(struct db *db, int date, struct incident *inc)
{
	AUTO_ARENA annees_lues = arena_new(0);
	const int *annees;
	size_t n;
	enum err err = campagnes_ouvertes(db, date, annees_lues, &annees, &n);

	for (size_t i = 0; !err && i < n; i++) {
		AUTO_ARENA a = arena_new(0);
		AUTO_TX tx = {0};
		struct verdicts_bilan bilan;
		struct campagne campagne;
		bool a_jour;
		struct vue vue;

		if ((err = verdicts_a_jour(db, annees[i], &a_jour)) || a_jour)
			continue;
		if ((err = tx_begin(db, TX_ECRITURE, &tx)))
			break;
		if ((err = vue_resoudre(db, 0, &vue)) == E_ABSENT)
			return OK; /* no fact: no verdict */
		if (err)
			break;
		if ((err = campagne_lire(db, annees[i], INT64_MAX, a, &campagne, inc)))
			return err;
		err = verdicts_garder(db, &vue, &campagne, (struct verdicts_puits){0}, &bilan);
		if (!err)
			err = tx_commit(&tx);
	}
	if (err)
		*inc = *db_incident(db);
	return err;
}
