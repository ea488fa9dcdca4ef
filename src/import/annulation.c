/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * annulation.c - may this run be undone? then every table is asked to take its version back
 */
#include "import/annulation.h"

#include "base/date.h"
#include "base/vec.h"
#include "import/run.h"
#include "journal/journal.h"
#include "offre/retour.h"
#include "offre/saisies.h"

/* What holds it: a later feed of its source; for hand-typed UAIs, a later file that changed or confirmed any, but for the same one given twice. */
static const struct sql SQL_RUN = SQL_FIXE(
	"SELECT r.genre, r.source, r.etat, COALESCE(r.version, 0), (SELECT COUNT(*) FROM run AS m WHERE m.version = "
	"r.version AND m.etat = 'applique'), (SELECT COUNT(*) FROM run AS m WHERE m.version = r.version AND m.etat = "
	"'applique' AND m.source = r.source), COALESCE((SELECT MAX(a.numero) FROM run AS a WHERE "
	"a.annule = r.numero AND a.anomalies = 0), 0), r.fichier, COALESCE((SELECT MAX(l.numero) FROM run AS l WHERE l.numero > r.numero AND "
	"((l.source = r.source AND r.genre <> 'uai-saisis' AND l.genre IN ('lheo', 'rco') AND l.etat IN ('applique', 'inchange')) OR "
	"(r.genre = 'uai-saisis' AND l.genre = 'uai-saisis' AND (l.etat = 'applique' OR (l.etat = 'inchange' AND (l.source <> r.source OR l.empreinte <> r.empreinte))))) AND NOT EXISTS (SELECT 1 FROM run "
	"AS b WHERE b.annule = l.numero AND b.version IS NOT NULL)), 0) FROM run AS r WHERE r.numero = $1");
static const struct sql SQL_ECRIRE = SQL_FIXE(
	"INSERT INTO run (numero, instant, genre, source, fichier, taille, empreinte, complet, date_faits, date_fichier, "
	"encodage, lecteurs, etat, version, lus, ecartes, nouveaux, modifies, inchanges, disparus, anomalies, message, "
	"forcee, raison, annule) SELECT CAST($1 AS BIGINT), $2, genre, source, fichier, taille, empreinte, complet, "
	"date_faits, date_fichier, encodage, lecteurs, 'annulation', CAST($3 AS BIGINT), 0, 0, 0, CAST($4 AS BIGINT), 0, "
	"CAST($5 AS BIGINT), CAST($6 AS BIGINT), '', 0, $7, numero FROM run WHERE numero = $8");
static const struct sql SQL_LIRE = SQL_FIXE(
	"SELECT r.numero, COALESCE(r.version, 0), COALESCE(r.annule, 0), COALESCE((SELECT MAX(a.numero) FROM run AS a WHERE "
	"a.annule = r.numero AND a.version IS NOT NULL), 0), r.instant, r.genre, COALESCE(s.code, ''), r.fichier, r.date_faits, r.etat, r.message, "
	"r.raison, r.complet, r.forcee, r.lus, r.ecartes, r.nouveaux, r.modifies, r.inchanges, r.disparus, r.anomalies, (SELECT COUNT(*) FROM run AS a "
	"WHERE a.annule = r.numero AND a.anomalies = 0), COALESCE((SELECT MAX(a.numero) FROM run AS a WHERE a.annule = r.annule AND a.version IS NOT NULL "
	"AND a.numero < r.numero), 0) FROM "
	"run AS r LEFT JOIN source AS s ON s.numero = r.source WHERE (CAST($1 AS BIGINT) = 0 OR r.numero = CAST($1 AS "
	"BIGINT)) AND (CAST($2 AS TEXT) = '' OR s.code = CAST($2 AS TEXT)) ORDER BY r.numero DESC LIMIT $3");
static const struct sql TABLE_ANOMALIE = SQL_FIXE("anomalie");
static const struct sql COLONNES_ANOMALIE = SQL_FIXE("run, rang, ligne, ref, champ, valeur, code");

/* The run to undo. */
struct visee {
	struct str genre, etat, fichier;
	int64_t source, version, memes, ambigues;
	int64_t annulee_par; /* the undoing that left no conflict, 0: none */
	int64_t suivant; /* the last feed of that source after it, 0: none */
};

struct travail {
	struct db *db;
	const struct annulation_demande *d;
	struct arena *arena;
	struct visee v;
	struct reprises reprises;
	struct bulk *anomalies;
	struct annulation a;
};

static enum err lire_visee(struct travail *t)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(t->db, SQL_RUN, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, t->d->run);
	if (!(err = stmt_step(st, &row)) && row)
		t->v = (struct visee){.genre = arena_str(t->arena, col_text(st, 0)),
				      .source = col_int(st, 1),
				      .etat = arena_str(t->arena, col_text(st, 2)),
				      .version = col_int(st, 3),
				      .memes = col_int(st, 4),
				      .ambigues = col_int(st, 5),
				      .annulee_par = col_int(st, 6),
				      .fichier = arena_str(t->arena, col_text(st, 7)),
				      .suivant = col_int(st, 8)};
	stmt_free(st);
	return err ? err : (row ? OK : E_ABSENT);
}

static bool de_saisies(const struct visee *v)
{
	return str_eq(v->genre, str_of(format_code(FORMAT_UAI_SAISIS)));
}

/* Why it cannot be undone. */
static enum err verifier(const struct travail *t, struct incident *inc)
{
	const struct visee *v = &t->v;
	const long long run = (long long)t->d->run;

	if (v->annulee_par) {
		incident_set(inc, E_REFUS, "Le run %lld est déjà annulé, par le run %lld.", run,
			     (long long)v->annulee_par);
		incident_remede(inc,
				"Pour remettre ce qu'il disait, importez de nouveau son fichier.");
	} else if (str_eq(v->etat, STR("annulation"))) {
		incident_set(inc, E_REFUS, "Le run %lld est lui-même une annulation.", run);
		incident_remede(inc, "Pour revenir dessus, importez de nouveau le fichier annulé.");
	} else if (str_eq(v->etat, STR("refuse"))) {
		incident_set(
			inc, E_REFUS,
			"Le run %lld a été refusé : il n'a rien changé, il n'y a rien à annuler.",
			run);
	} else if (!v->version && !de_saisies(v)) {
		incident_set(inc, E_REFUS,
			     "Le run %lld n'avait rien de nouveau : il n'y a rien à annuler.", run);
	} else if (de_saisies(v) && v->suivant) {
		incident_set(
			inc, E_REFUS,
			"Un autre fichier d'UAI saisis à la main a été importé depuis, le run %lld : le run %lld ne peut pas être annulé "
			"avant lui.",
			(long long)v->suivant, run);
		incident_remede(inc, "Annulez d'abord le run %lld.", (long long)v->suivant);
	} else if (ref_de_genre(v->genre) == REF__MAX && v->suivant) {
		/* it told again what its offers are: taking an older one back would contradict it */
		incident_set(
			inc, E_REFUS,
			"Un flux plus récent de la même source, le run %lld, redit ce que sont ses offres : le run %lld ne peut pas "
			"être annulé avant lui.",
			(long long)v->suivant, run);
		incident_remede(
			inc,
			"Annulez d'abord le run %lld ; ou importez l'édition juste du flux, avec --complet.",
			(long long)v->suivant);
	} else if (v->ambigues > 1 && v->memes > 1) {
		incident_set(
			inc, E_REFUS,
			"Le run %lld a été chargé avec un autre fichier de la même source, dans le premier chargement : on ne "
			"sait plus lequel des deux a donné quoi.",
			run);
		incident_remede(
			inc,
			"Importez plutôt l'édition juste de ce fichier (pour un flux, avec --complet).");
	} else {
		return OK;
	}
	return E_REFUS;
}

/* A conflict is an anomaly of the undoing. */
static enum err conflit(void *ctx, struct str cle, const char *pourquoi)
{
	struct travail *t = ctx;

	bulk_int(t->anomalies, t->a.run);
	bulk_int(t->anomalies, t->a.bilan.conflits);
	bulk_int(t->anomalies, 0);
	bulk_text(t->anomalies, cle);
	bulk_text(t->anomalies, STR("conflit"));
	bulk_text(t->anomalies, str_of(pourquoi));
	bulk_text(t->anomalies, STR("ANNULATION_CONFLIT"));
	return bulk_row(t->anomalies);
}

/* The version of the undoing, made when there is something to take back. */
static enum err obtenir_version(void *ctx, int64_t *version)
{
	struct travail *t = ctx;
	const struct version_demande demande = {.connu_le = t->d->instant,
						.cause = "annulation",
						.run = t->a.run,
						.personne = "ligne de commande"};
	bool recule;
	enum err err = OK;

	if (!t->a.version)
		err = version_nouvelle(t->db, &demande, &t->a.version, &recule);
	*version = t->a.version;
	return err;
}

static enum err taire(void *ctx, const struct saisie_signal *s)
{
	(void)ctx;
	(void)s;
	return OK;
}

/* The UAIs typed by hand: those of the run are taken back; the others are taken to the offres that are there again. */
static enum err reprendre_saisies(struct travail *t, const struct retour_demande *r)
{
	const bool flux = format_est_flux(format_de_code(t->v.genre));
	const struct saisies_contexte c = {.version = {obtenir_version, t},
					   .instant = t->d->instant,
					   .defait = {flux ? t->v.version : 0, t->d->run},
					   .signaler = taire};
	struct saisies_bilan bilan;
	enum err err = OK;

	if (de_saisies(&t->v))
		err = saisies_annuler(t->db, t->d->run, &c, r, &t->a.bilan);
	return err ? err : saisies_appliquer(t->db, &c, &bilan);
}

/* Alone in its version, a run is everything of it; in a first load it is the rows of its genre and source. */
static enum err reprendre(struct travail *t)
{
	const bool seul = t->v.memes == 1;
	const struct retour_demande r = {.version = t->v.version,
					 .source = seul ? 0 : t->v.source,
					 .nouvelle = {obtenir_version, t},
					 .reprises = &t->reprises,
					 .conflit = conflit,
					 .ctx = t};
	const enum ref_table table = ref_de_genre(t->v.genre);
	enum err err = OK;

	if (!t->v.version) /* a file of decisions that were in force already: it does not confirm them any more */
		return OK;
	for (int i = 0; !err && i < REF__MAX; i++)
		if (seul || (int)table == i)
			err = ref_annuler(t->db, (enum ref_table)i, &r, &t->a.bilan);
	if (!err && (seul || table == REF__MAX))
		err = offres_annuler(t->db, &r, &t->a.bilan);
	if (!err)
		err = reprendre_saisies(t, &r);
	return err ? err : bulk_flush(t->anomalies);
}

static enum err ecrire(struct travail *t)
{
	struct stmt *st;
	char instant[21];
	enum err err = db_prepare(t->db, SQL_ECRIRE, 0, &st);

	if (err)
		return err;
	instant_texte(t->d->instant, instant);
	stmt_int(st, 1, t->a.run);
	stmt_text(st, 2, str_of(instant));
	if (t->a.version)
		stmt_int(st, 3, t->a.version);
	else
		stmt_null(st, 3);
	stmt_int(st, 4, t->a.bilan.retablies);
	stmt_int(st, 5, t->a.bilan.retirees);
	stmt_int(st, 6, t->a.bilan.conflits);
	stmt_text(st, 7, str_of(t->d->raison));
	stmt_int(st, 8, t->d->run);
	err = stmt_exec(st);
	stmt_free(st);
	return err;
}

static enum err raconter(struct travail *t)
{
	const struct evenement e = {
		.instant = t->d->instant,
		.version = t->a.version,
		.acteur = STR("ligne de commande"),
		.objet = str_of(arena_printf(t->arena, "run %lld", (long long)t->d->run)),
		.changement = str_of(arena_printf(
			t->arena,
			"annulation de %.*s : lignes rétablies %lld, retirées %lld, conflits %lld",
			STR_FMT(t->v.fichier), (long long)t->a.bilan.retablies,
			(long long)t->a.bilan.retirees, (long long)t->a.bilan.conflits)),
		.raison = str_of(t->d->raison),
	};
	return journal_ajouter(t->db, &e);
}

static enum err faire(struct travail *t)
{
	enum err err = run_prochain(t->db, &t->a.run);

	if (err || (err = reprises_lire(t->db, &t->reprises)) ||
	    (err = bulk_open(t->db, TABLE_ANOMALIE, COLONNES_ANOMALIE, &t->anomalies)))
		return err;
	err = reprendre(t);
	/* nothing is left to take back: the run is undone for good, as of a version */
	if (!err && !t->a.version && !t->a.bilan.conflits)
		err = obtenir_version(t, &(int64_t){0});
	if (!err)
		err = ecrire(t);
	if (!err && t->a.version)
		err = raconter(t);
	bulk_abandonner(t->anomalies);
	reprises_liberer(&t->reprises);
	return err;
}

enum err annuler(struct db *db, const struct annulation_demande *d, struct annulation *ret,
		 struct incident *inc)
{
	AUTO_ARENA arena = arena_new(0);
	AUTO_TX tx = {0};
	struct travail t = {.db = db, .d = d, .arena = arena};
	enum err err = tx_begin(db, TX_ECRITURE, &tx);

	if (!err && (err = lire_visee(&t)) == E_ABSENT) {
		incident_set(inc, E_ABSENT, "Aucun run n'a le numéro %lld.", (long long)d->run);
		incident_remede(inc, "Leur liste : « relais import liste ».");
		return err;
	}
	if (!err && verifier(&t, inc))
		return E_REFUS;
	if (!err && !(err = faire(&t)))
		err = tx_commit(&tx);
	if (err)
		*inc = *db_incident(db);
	else
		*ret = t.a;
	return err;
}

static struct run_lu run_de(struct stmt *st, struct arena *a)
{
	return (struct run_lu){.numero = col_int(st, 0),
			       .version = col_int(st, 1),
			       .annule = col_int(st, 2),
			       .annule_par = col_int(st, 3),
			       .instant = arena_str(a, col_text(st, 4)),
			       .genre = arena_str(a, col_text(st, 5)),
			       .source = arena_str(a, col_text(st, 6)),
			       .fichier = arena_str(a, col_text(st, 7)),
			       .date_faits = arena_str(a, col_text(st, 8)),
			       .etat = arena_str(a, col_text(st, 9)),
			       .message = arena_str(a, col_text(st, 10)),
			       .raison = arena_str(a, col_text(st, 11)),
			       .complet = col_int(st, 12) != 0,
			       .forcee = col_int(st, 13) != 0,
			       .lus = col_int(st, 14),
			       .ecartes = col_int(st, 15),
			       .nouveaux = col_int(st, 16),
			       .modifies = col_int(st, 17),
			       .inchanges = col_int(st, 18),
			       .disparus = col_int(st, 19),
			       .anomalies = col_int(st, 20),
			       .annule_en_partie = col_int(st, 3) && !col_int(st, 21),
			       .essai_precedent = col_int(st, 22)};
}

enum err runs_lire(struct db *db, const struct runs_demande *d, struct arena *a,
		   const struct run_lu **ret, size_t *n)
{
	struct VEC(struct run_lu) v = {0};
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_LIRE, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, d->numero);
	stmt_text(st, 2, str_of(d->source ? d->source : ""));
	stmt_int(st, 3, (int64_t)d->max);
	while (!(err = stmt_step(st, &row)) && row)
		*VEC_PUSH(&v) = run_de(st, a);
	stmt_free(st);
	struct run_lu *copie = arena_alloc(a, (v.n + 1) * sizeof *copie);
	if (v.n)
		memcpy(copie, v.v, v.n * sizeof *copie);
	*ret = copie;
	*n = v.n;
	VEC_FREE(&v);
	return err;
}
