/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * table.c - replaces a referential's list by its next edition, row by row, keeping what was
 */
#include "referentiel/table.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/empreinte.h"
#include "base/limites.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/vec.h"

/* What to do with a second row of the same key in one edition. */
enum doublon {
	DOUBLON_RANG /* both count: « clé/002 » */,
	DOUBLON_PREMIER, /* the first one counts */
	DOUBLON_PAREIL /* both count, unless they are the same in every column */
};

/* What a row keeps of its edition: then its key ends with « /genre/source », and no edition of another source or genre touches it. */
enum marque { MARQUE_AUCUNE, MARQUE_GENRE, MARQUE_CAMPAGNE /* and the genre */ };

enum { CLE_COLONNES_MAX = 5 };

struct table {
	const char *genre, *libelle;
	struct sql nom, colonnes, cles, archiver, retirer;
	struct sql touchees, bornes, lot[3]; /* of a rollback */
	size_t n;
	enum doublon doublon;
	int cle[2]; /* columns that make the key; -1: none */
	int sinon
		[CLE_COLONNES_MAX]; /* those that make it when cle[0] is empty; none when all are 0 */
	int cle_morcelee; /* one more when several files of a source speak of one key; 0: none */
	enum marque marque;
	bool textes;
};

#define FINALES ", source, empreinte, du_version"
#define DE_LA_VERSION                                                                              \
	"du_version = CAST($1 AS BIGINT) AND (CAST($2 AS BIGINT) = 0 OR source = CAST($2 AS "      \
	"BIGINT))"
#define DU_LOT_CLE "cle IN (SELECT cle FROM lot_cle)"
#define TABLE(NOM, COLONNES)                                                                          \
	.nom = SQL_FIXE(NOM), .colonnes = SQL_FIXE("cle, " COLONNES FINALES),                         \
	.cles = SQL_FIXE("SELECT cle, empreinte, source FROM " NOM),                                  \
	.archiver = SQL_FIXE("INSERT INTO " NOM "_passe (cle, " COLONNES FINALES                      \
			     ", au_version) SELECT cle, " COLONNES FINALES                            \
			     ", CAST($2 AS BIGINT) FROM " NOM                                         \
			     " WHERE cle = $1 AND du_version < CAST($2 AS BIGINT)"),                  \
	.retirer = SQL_FIXE("DELETE FROM " NOM " WHERE cle = $1"),                                    \
	.touchees = SQL_FIXE(                                                                         \
		"SELECT k.cle, c.cle, c.du_version, l.cle, p.cle FROM (SELECT cle FROM " NOM          \
		" WHERE " DE_LA_VERSION " UNION SELECT cle FROM " NOM                                 \
		"_passe WHERE " DE_LA_VERSION " UNION SELECT cle FROM " NOM                           \
		"_passe WHERE au_version = CAST($1 AS BIGINT) AND CAST($2 AS BIGINT) = 0) AS k "      \
		"LEFT JOIN " NOM " AS c ON c.cle = k.cle LEFT JOIN " NOM                              \
		"_passe AS l ON l.cle = k.cle AND l.du_version = CAST($1 AS BIGINT) LEFT JOIN " NOM   \
		"_passe AS p ON p.cle = k.cle AND p.au_version = CAST($1 AS BIGINT) ORDER BY k.cle"), \
	.bornes = SQL_FIXE("SELECT du_version FROM " NOM                                              \
			   " WHERE cle = $1 UNION ALL SELECT du_version FROM " NOM                    \
			   "_passe WHERE cle = $1 UNION ALL SELECT au_version FROM " NOM              \
			   "_passe WHERE cle = $1"),                                                  \
	.lot = {                                                                                      \
		SQL_FIXE("INSERT INTO " NOM "_passe (cle, " COLONNES FINALES                          \
			 ", au_version) SELECT cle, " COLONNES FINALES                                \
			 ", CAST($1 AS BIGINT) FROM " NOM " WHERE " DU_LOT_CLE),                      \
		SQL_FIXE("DELETE FROM " NOM " WHERE " DU_LOT_CLE),                                    \
		SQL_FIXE("INSERT INTO " NOM " (cle, " COLONNES FINALES ") SELECT cle, " COLONNES      \
			 ", source, empreinte, CAST($1 AS BIGINT) FROM " NOM                          \
			 "_passe WHERE au_version = $2 AND " DU_LOT_CLE),                             \
	}

static const struct table TABLES[REF__MAX] = {
	[REF_ORGANISMES] = {TABLE("organisme_liste",
				  "nda, siren, siret, nom, code_postal, ville, apprentissage"),
			    .genre = "dgefp",
			    .libelle = "liste publique des organismes de formation", .n = 7,
			    .cle = {0, 2}},
	[REF_SIRENE] = {TABLE("sirene", "siret, etat"), .genre = "sirene",
			.libelle = "état des SIRET (SIRENE)", .n = 2, .doublon = DOUBLON_PREMIER,
			.cle = {0, -1}},
	[REF_UAI] = {TABLE("etablissement", "uai, siret, nom, insee, etat, iut, accueil, genre"),
		     .genre = "uai", .libelle = "référentiel des UAI", .n = 7, .cle = {0, -1},
		     .cle_morcelee = 1, .marque = MARQUE_GENRE},
	[REF_CERTIF_INFO] =
		{TABLE("certif_info",
		       "code, libelle, type, niveau, rncp, cfd, acces_apprentissage, etat"),
		 .genre = "certif-info", .libelle = "Certif Info", .n = 8,
		 .doublon = DOUBLON_PREMIER, .cle = {0, -1}},
	[REF_KIT] = {TABLE("kit", "cfd, intitule, rncp, niveau, abrege, acces, echeance, active"),
		     .genre = "kit", .libelle = "kit apprentissage (CFD ↔ RNCP)", .n = 8,
		     .cle = {0, -1}},
	[REF_DIPLOMES] = {TABLE("diplome", "cfd, niveau, nsf, libelle_court, libelle, ouverture, "
					   "fermeture, derniere_session, niveau_rncp"),
			  .genre = "diplomes", .libelle = "codes diplômes de la BCN", .n = 9,
			  .doublon = DOUBLON_PREMIER, .cle = {0, -1}},
	[REF_MEF] = {TABLE("mef", "code, cfd, duree, annee, libelle, ouverture, fermeture"),
		     .genre = "mef", .libelle = "MEF de la BCN", .n = 7, .doublon = DOUBLON_PREMIER,
		     .cle = {0, -1}},
	[REF_NIVEAUX] = {TABLE("niveau_diplome", "code, libelle_court, libelle, niveau_rncp"),
			 .genre = "niveaux", .libelle = "niveaux de diplôme de la BCN", .n = 4,
			 .doublon = DOUBLON_PREMIER, .cle = {0, -1}},
	[REF_OPTIONS_BTS] = {TABLE("option_bts", "cfd_commun, famille, cfd, libelle"),
			     .genre = "options-bts", .libelle = "BTS à options", .n = 4,
			     .doublon = DOUBLON_PREMIER, .cle = {0, 2}},
	[REF_COMMUNES] = {TABLE("commune", "type, code, region, departement, libelle, parent"),
			  .genre = "communes", .libelle = "communes du code officiel géographique",
			  .n = 6, .cle = {1, 0}},
	[REF_CODES_POSTAUX] = {TABLE("code_postal", "insee, code_postal, libelle"),
			       .genre = "codes-postaux", .libelle = "codes postaux des communes",
			       .n = 3, .doublon = DOUBLON_PREMIER, .cle = {0, 1}},
	[REF_FICHES] =
		{TABLE("fiche",
		       "numero, intitule, abrege, niveau, etat, actif, type_enregistrement, "
		       "jury_ca, fin_enregistrement, limite_delivrance, date_effet, nouvelles, "
		       "anciennes, formacodes, nsf, romes, url, certificateurs, partenaires, "
		       "texte"),
		 .genre = "rncp", .libelle = "fiches RNCP de France compétences", .n = 19,
		 .doublon = DOUBLON_PREMIER, .cle = {0, -1}, .textes = true},
	[REF_MOUVEMENTS] = {TABLE("commune_mouvement",
				  "avant, apres, date_effet, nature, type_avant, type_apres"),
			    .genre = "mouvements", .libelle = "mouvements des communes", .n = 6,
			    .doublon = DOUBLON_PAREIL, .cle = {0, 1}},
	[REF_FORMATIONS] =
		{TABLE("formation_precedente",
		       "code_inscription, code_accueil, uai, uai_gestion, uai_affectation, libelle, "
		       "nom, insee, code_postal, academie, type, code_domaine, domaine, "
		       "code_specialite, specialite, code_specialite_initiale, cfd, mef, rncp, cle_me, "
		       "rapprochement, parametrage, apprentissage, certifiee, capacite, genre, "
		       "campagne"),
		 .genre = "parcoursup", .libelle = "formations de Parcoursup (N-1)", .n = 25,
		 .doublon = DOUBLON_PAREIL, .cle = {0, 1}, .sinon = {3, 2, 4, 11, 13},
		 .marque = MARQUE_CAMPAGNE},
};

/* Genres that feed a table which has another one for its own, in the order in which they are believed after it. */
static const struct {
	const char *genre;
	enum ref_table table;
} AUTRES[] = {
	{"acce", REF_UAI},
	{"annuaire", REF_UAI},
	{"uai-siret", REF_UAI},
	{"rco-etablissements", REF_UAI},
	{"rncp-csv", REF_FICHES},
	{"reseaux", REF_UAI},
	{"parcoursup-cles", REF_FORMATIONS},
};
enum { N_AUTRES = sizeof AUTRES / sizeof *AUTRES };

/* What is known of a key: the base's row, and whether this edition has it. */
struct ancien {
	int64_t empreinte;
	int64_t source;
	bool vu;
};

struct ref_ecriture {
	struct db *db;
	const struct table *table;
	struct ref_edition edition;
	struct buf suffixe; /* « /genre/source », empty for a table without marque */
	struct version_paresseuse version;
	struct bulk *ajout;
	struct stmt *archiver, *retirer;
	struct map cles; /* key → index + 1 into anciens; then rank for keys of this edition */
	struct map rangs;
	struct map pareils; /* rows of this edition, where two of the same key may be the same */
	struct ancien *anciens;
	size_t n_anciens;
	struct buf cle, contenu;
	struct bilan bilan;
};

const char *ref_genre(enum ref_table t)
{
	return TABLES[t].genre;
}

const char *ref_genre_rang(enum ref_table t, unsigned i)
{
	if (!i--)
		return TABLES[t].genre;
	for (unsigned k = 0; k < N_AUTRES; k++)
		if (AUTRES[k].table == t && !i--)
			return AUTRES[k].genre;
	return NULL;
}

enum ref_table ref_de_genre(struct str genre)
{
	for (unsigned k = 0; k < N_AUTRES; k++)
		if (str_eq(genre, str_of(AUTRES[k].genre)))
			return AUTRES[k].table;
	for (int t = 0; t < REF__MAX; t++)
		if (str_eq(genre, str_of(TABLES[t].genre)))
			return (enum ref_table)t;
	return REF__MAX;
}

const char *ref_libelle(enum ref_table t)
{
	return TABLES[t].libelle;
}

size_t ref_colonnes(enum ref_table t)
{
	return TABLES[t].n;
}

/* The keys in the base, with what tells whether a row changed. */
static enum err lire_anciens(struct ref_ecriture *e)
{
	struct stmt *st;
	bool row;
	size_t cap = 0;
	enum err err = db_prepare(e->db, e->table->cles, DB_FLUX, &st);

	if (err)
		return err;
	while (!(err = stmt_step(st, &row)) && row) {
		if (e->n_anciens == cap) {
			cap = cap ? cap * 2 : 1024;
			e->anciens = mem_realloc(e->anciens, cap * sizeof *e->anciens);
		}
		e->anciens[e->n_anciens] =
			(struct ancien){.empreinte = col_int(st, 1), .source = col_int(st, 2)};
		*map_put(&e->cles, col_text(st, 0), NULL) = ++e->n_anciens;
	}
	stmt_free(st);
	return err;
}

enum err ref_ouvrir(struct db *db, enum ref_table t, const struct ref_edition *edition,
		    struct version_paresseuse version, struct ref_ecriture **ret)
{
	struct ref_ecriture *e = mem_alloc(sizeof *e);
	enum err err;

	e->db = db;
	e->table = &TABLES[t];
	e->edition = *edition;
	e->version = version;
	map_init(&e->cles);
	map_init(&e->rangs);
	map_init(&e->pareils);
	buf_init(&e->suffixe, 256);
	if (e->table->marque)
		buf_printf(&e->suffixe, "/%s/%lld", edition->genre, (long long)edition->source);
	buf_init(&e->cle, 4096);
	buf_init(&e->contenu, 64 << 20);
	if ((err = lire_anciens(e)) ||
	    (err = db_prepare(db, e->table->archiver, 0, &e->archiver)) ||
	    (err = db_prepare(db, e->table->retirer, 0, &e->retirer)) ||
	    (err = bulk_open(db, e->table->nom, e->table->colonnes, &e->ajout))) {
		ref_fermer(e);
		return err;
	}
	*ret = e;
	return OK;
}

/* The columns that make the key of this row; returns how many. */
static int cle_colonnes(const struct ref_ecriture *e, const struct str *champs,
			int ret[CLE_COLONNES_MAX])
{
	const struct table *t = e->table;
	int n = 0;

	if (!champs[t->cle[0]].n && t->sinon[0]) {
		for (; n < CLE_COLONNES_MAX; n++)
			ret[n] = t->sinon[n];
		return n;
	}
	ret[n++] = t->cle[0];
	if (t->cle[1] >= 0)
		ret[n++] = t->cle[1];
	if (e->edition.morcelee && t->cle_morcelee)
		ret[n++] = t->cle_morcelee;
	return n;
}

/* A key is a few codes: what is longer than any code is none. */
static bool trop_long(const struct ref_ecriture *e, const struct str *champs)
{
	int colonnes[CLE_COLONNES_MAX];
	const int n = cle_colonnes(e, champs, colonnes);

	for (int i = 0; i < n; i++)
		if (champs[colonnes[i]].n > LIMITE_CODE)
			return true;
	return false;
}

/* The very same row was given already in this edition. */
static bool pareille(struct ref_ecriture *e, int64_t empreinte)
{
	const uint64_t n = (uint64_t)empreinte;
	const size_t cle = e->cle.n;
	bool nouveau;

	if (e->table->doublon != DOUBLON_PAREIL)
		return false;
	buf_add(&e->cle, (const char *)&n, sizeof n);
	(void)map_put(&e->pareils, buf_view(&e->cle), &nouveau);
	e->cle.n = cle;
	return !nouveau;
}

/* The row's key, made distinct by a rank where the table lets several rows share one; what becomes of the row. */
static enum ref_issue faire_cle(struct ref_ecriture *e, const struct str *champs, int64_t empreinte)
{
	int colonnes[CLE_COLONNES_MAX];
	const int n = cle_colonnes(e, champs, colonnes);
	uint64_t *rang;

	buf_reset(&e->cle);
	for (int i = 0; i < n; i++) {
		if (i)
			buf_char(&e->cle, '/');
		buf_str(&e->cle, champs[colonnes[i]]);
	}
	buf_str(&e->cle, buf_view(&e->suffixe));
	if (pareille(e, empreinte))
		return REF_DOUBLON;
	rang = map_put(&e->rangs, buf_view(&e->cle), NULL);
	(*rang)++;
	if (*rang == 1)
		return REF_GARDEE;
	if (e->table->doublon == DOUBLON_PREMIER)
		return REF_DOUBLON;
	buf_printf(&e->cle, "#%04u", (unsigned)*rang);
	return e->table->doublon == DOUBLON_PAREIL ? REF_REPETEE : REF_GARDEE;
}

static int64_t empreinte_ligne(struct ref_ecriture *e, const struct ref_ligne *ligne)
{
	buf_reset(&e->contenu);
	for (size_t i = 0; i < e->table->n; i++) {
		buf_str(&e->contenu, ligne->champs[i]);
		buf_char(&e->contenu, '\x1f');
	}
	buf_str(&e->contenu, ligne->texte_empreinte);
	return empreinte_record(buf_view(&e->contenu));
}

static enum err ajouter(struct ref_ecriture *e, const struct ref_ligne *ligne, int64_t empreinte)
{
	int64_t version;
	enum err err = e->version.obtenir(e->version.ctx, &version);

	if (err)
		return err;
	bulk_text(e->ajout, buf_view(&e->cle));
	for (size_t i = 0; i < e->table->n; i++)
		bulk_text(e->ajout, ligne->champs[i]);
	if (e->table->textes && ligne->texte)
		bulk_int(e->ajout, ligne->texte);
	else if (e->table->textes)
		bulk_null(e->ajout);
	if (e->table->marque)
		bulk_text(e->ajout, str_of(e->edition.genre));
	if (e->table->marque == MARQUE_CAMPAGNE)
		bulk_int(e->ajout, e->edition.campagne);
	bulk_int(e->ajout, e->edition.source);
	bulk_int(e->ajout, empreinte);
	bulk_int(e->ajout, version);
	return bulk_row(e->ajout);
}

/* The base's row of that key is over: it becomes the past, unless it is of this very version, which nobody has seen. */
static enum err archiver(struct ref_ecriture *e, struct str cle)
{
	int64_t version;
	enum err err = e->version.obtenir(e->version.ctx, &version);

	if (err)
		return err;
	stmt_text(e->archiver, 1, cle);
	stmt_int(e->archiver, 2, version);
	stmt_text(e->retirer, 1, cle);
	if ((err = stmt_exec(e->archiver)))
		return err;
	return stmt_exec(e->retirer);
}

enum err ref_ligne(struct ref_ecriture *e, const struct ref_ligne *ligne, enum ref_issue *issue)
{
	const int64_t empreinte = empreinte_ligne(e, ligne);
	uint64_t *index;
	enum err err;

	*issue = trop_long(e, ligne->champs) ? REF_CODE_TROP_LONG
					     : faire_cle(e, ligne->champs, empreinte);
	if (*issue != REF_GARDEE && *issue != REF_REPETEE) {
		e->bilan.doublons += *issue == REF_DOUBLON;
		return OK;
	}
	index = map_get(&e->cles, buf_view(&e->cle));
	if (!index) {
		e->bilan.nouveaux++;
		return ajouter(e, ligne, empreinte);
	}
	struct ancien *ancien = &e->anciens[*index - 1];
	ancien->vu = true;
	if (ancien->empreinte == empreinte && ancien->source == e->edition.source) {
		e->bilan.inchanges++;
		return OK;
	}
	e->bilan.modifies++;
	if ((err = archiver(e, buf_view(&e->cle))))
		return err;
	return ajouter(e, ligne, empreinte);
}

/* A row of the base that this edition would have given again if it were still there. */
static bool la_sienne(const struct ref_ecriture *e, const struct map_entry *entree)
{
	return e->anciens[entree->value - 1].source == e->edition.source &&
	       (!e->suffixe.n || str_contains(entree->key, buf_view(&e->suffixe)));
}

enum err ref_finir(struct ref_ecriture *e, struct bilan *ret)
{
	enum err err = bulk_flush(e->ajout);

	for (size_t i = 0; !err && !e->edition.partielle && i < e->cles.n; i++) {
		const struct map_entry *entree = &e->cles.entries[i];

		if (e->anciens[entree->value - 1].vu || !la_sienne(e, entree))
			continue;
		e->bilan.disparus++;
		err = archiver(e, entree->key);
	}
	if (!err)
		*ret = e->bilan;
	return err;
}

void ref_fermer(struct ref_ecriture *e)
{
	if (!e)
		return;
	stmt_free(e->archiver);
	stmt_free(e->retirer);
	bulk_abandonner(e->ajout);
	map_free(&e->cles);
	map_free(&e->rangs);
	map_free(&e->pareils);
	buf_free(&e->suffixe);
	mem_free(e->anciens);
	buf_free(&e->cle);
	buf_free(&e->contenu);
	mem_free(e);
}

static const struct sql SQL_VIDER_LOT = SQL_FIXE("DELETE FROM lot_cle");
static const struct sql TABLE_LOT = SQL_FIXE("lot_cle");
static const struct sql COLONNES_LOT = SQL_FIXE("cle");

/* What is being taken back of one table. */
struct retour {
	const struct retour_demande *d;
	struct stmt *touchees, *bornes;
	struct VEC(int64_t) versions; /* at which the present key changed */
	struct bulk *lot;
	size_t n_lot;
};

/* The version that made the present row of `touchees` what it is, or its absence; 0: what is asked was taken back already. */
static enum err retour_origine(struct retour *r, int64_t *ret)
{
	bool row;
	enum err err;

	*ret = r->d->version;
	if (!col_null(r->touchees, 1) && col_int(r->touchees, 2) == r->d->version)
		return OK;
	r->versions.n = 0;
	stmt_text(r->bornes, 1, col_text(r->touchees, 0));
	while (!(err = stmt_step(r->bornes, &row)) && row)
		*VEC_PUSH(&r->versions) = col_int(r->bornes, 0);
	*ret = reprises_faite(r->d->reprises, r->versions.v, r->versions.n, r->d->version)
		       ? 0
		       : reprises_origine(r->d->reprises, r->versions.v, r->versions.n);
	return err;
}

static const char *retour_conflit(struct stmt *st)
{
	if (col_null(st, 1))
		return "retirée depuis";
	return col_null(st, 3) ? "revenue depuis" : "changée depuis";
}

/* The keys to take back go to the lot; conflicts are told; what was taken back already is left. */
static enum err retour_trier(struct retour *r, struct retour_bilan *bilan)
{
	struct stmt *st = r->touchees;
	int64_t origine;
	bool row;
	enum err err;

	while (!(err = stmt_step(st, &row)) && row) {
		if ((err = retour_origine(r, &origine)))
			return err;
		if (origine > r->d->version) {
			bilan->conflits++;
			err = r->d->conflit(r->d->ctx, col_text(st, 0), retour_conflit(st));
		} else if (origine == r->d->version) {
			bilan->retablies += !col_null(st, 4);
			bilan->retirees += col_null(st, 4);
			r->n_lot++;
			bulk_text(r->lot, col_text(st, 0));
			err = bulk_row(r->lot);
		}
		if (err)
			return err;
	}
	return err ? err : bulk_flush(r->lot);
}

static enum err retour_faire(struct db *db, const struct table *t, const struct retour_demande *d)
{
	int64_t nouvelle;
	enum err err = d->nouvelle.obtenir(d->nouvelle.ctx, &nouvelle);

	for (int i = 0; !err && i < 3; i++) {
		struct stmt *st;

		if ((err = db_prepare(db, t->lot[i], 0, &st)))
			return err;
		if (i != 1)
			stmt_int(st, 1, nouvelle);
		if (i == 2)
			stmt_int(st, 2, d->version);
		err = stmt_exec(st);
		stmt_free(st);
	}
	return err ? err : db_exec(db, SQL_VIDER_LOT);
}

enum err ref_annuler(struct db *db, enum ref_table t, const struct retour_demande *d,
		     struct retour_bilan *bilan)
{
	struct retour r = {.d = d};
	enum err err = db_prepare(db, TABLES[t].touchees, DB_FLUX, &r.touchees);

	if (err)
		return err;
	stmt_int(r.touchees, 1, d->version);
	stmt_int(r.touchees, 2, d->source);
	if (!(err = db_prepare(db, TABLES[t].bornes, 0, &r.bornes)) &&
	    !(err = bulk_open(db, TABLE_LOT, COLONNES_LOT, &r.lot)))
		err = retour_trier(&r, bilan);
	bulk_abandonner(r.lot);
	stmt_free(r.bornes);
	stmt_free(r.touchees);
	VEC_FREE(&r.versions);
	return err || !r.n_lot ? err : retour_faire(db, &TABLES[t], d);
}
