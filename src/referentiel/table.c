/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * table.c - replaces a referential's list by its next edition, row by row, keeping what was
 */
#include "referentiel/table.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/empreinte.h"
#include "base/limites.h"
#include "base/map.h"
#include "base/mem.h"

/* What to do with a second row of the same key in one edition. */
enum doublon {
	DOUBLON_RANG /* both count: « clé/002 » */,
	DOUBLON_PREMIER /* the first one counts */
};

struct table {
	const char *genre, *libelle;
	struct sql nom, colonnes, cles, archiver, retirer;
	size_t n;
	enum doublon doublon;
	int cle[2]; /* columns that make the key; -1: none */
	bool textes;
};

#define FINALES ", source, empreinte, du_version"
#define TABLE(NOM, COLONNES)                                                                       \
	.nom = SQL_FIXE(NOM), .colonnes = SQL_FIXE("cle, " COLONNES FINALES),                      \
	.cles = SQL_FIXE("SELECT cle, empreinte, source FROM " NOM),                               \
	.archiver = SQL_FIXE("INSERT INTO " NOM "_passe (cle, " COLONNES FINALES                   \
			     ", au_version) SELECT cle, " COLONNES FINALES                         \
			     ", CAST($2 AS BIGINT) FROM " NOM                                      \
			     " WHERE cle = $1 AND du_version < CAST($2 AS BIGINT)"),               \
	.retirer = SQL_FIXE("DELETE FROM " NOM " WHERE cle = $1")

static const struct table TABLES[REF__MAX] = {
	[REF_ORGANISMES] = {TABLE("organisme_liste",
				  "nda, siren, siret, nom, code_postal, ville, apprentissage"),
			    .genre = "dgefp",
			    .libelle = "liste publique des organismes de formation", .n = 7,
			    .cle = {0, 2}},
	[REF_SIRENE] = {TABLE("sirene", "siret, etat"), .genre = "sirene",
			.libelle = "état des SIRET (SIRENE)", .n = 2, .doublon = DOUBLON_PREMIER,
			.cle = {0, -1}},
	[REF_UAI] = {TABLE("etablissement", "uai, siret, nom, insee, etat, iut, accueil"),
		     .genre = "uai", .libelle = "référentiel des UAI", .n = 7, .cle = {0, -1}},
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
	[REF_FICHES] =
		{TABLE("fiche",
		       "numero, intitule, abrege, niveau, etat, actif, type_enregistrement, "
		       "jury_ca, fin_enregistrement, limite_delivrance, date_effet, nouvelles, "
		       "anciennes, formacodes, nsf, romes, url, certificateurs, partenaires, "
		       "texte"),
		 .genre = "rncp", .libelle = "fiches RNCP de France compétences", .n = 19,
		 .doublon = DOUBLON_PREMIER, .cle = {0, -1}, .textes = true},
};

/* What is known of a key: the base's row, and whether this edition has it. */
struct ancien {
	int64_t empreinte;
	int64_t source;
	bool vu;
};

struct ref_ecriture {
	struct db *db;
	const struct table *table;
	int64_t source;
	struct version_paresseuse version;
	struct bulk *ajout;
	struct stmt *archiver, *retirer;
	struct map cles; /* key → index + 1 into anciens; then rank for keys of this edition */
	struct map rangs;
	struct ancien *anciens;
	size_t n_anciens;
	struct buf cle, contenu;
	struct bilan bilan;
};

const char *ref_genre(enum ref_table t)
{
	return TABLES[t].genre;
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

enum err ref_ouvrir(struct db *db, enum ref_table t, int64_t source,
		    struct version_paresseuse version, struct ref_ecriture **ret)
{
	struct ref_ecriture *e = mem_alloc(sizeof *e);
	enum err err;

	e->db = db;
	e->table = &TABLES[t];
	e->source = source;
	e->version = version;
	map_init(&e->cles);
	map_init(&e->rangs);
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

/* A key is one or two codes: what is longer than any code is none. */
static bool trop_long(const struct table *t, const struct str *champs)
{
	return champs[t->cle[0]].n > LIMITE_CODE ||
	       (t->cle[1] >= 0 && champs[t->cle[1]].n > LIMITE_CODE);
}

/* The row's key, made distinct by a rank where the table lets several rows share one. False: a second row that does not count. */
static bool faire_cle(struct ref_ecriture *e, const struct str *champs)
{
	uint64_t *rang;

	buf_reset(&e->cle);
	buf_str(&e->cle, champs[e->table->cle[0]]);
	if (e->table->cle[1] >= 0) {
		buf_char(&e->cle, '/');
		buf_str(&e->cle, champs[e->table->cle[1]]);
	}
	rang = map_put(&e->rangs, buf_view(&e->cle), NULL);
	(*rang)++;
	if (*rang > 1) {
		if (e->table->doublon == DOUBLON_PREMIER)
			return false;
		buf_printf(&e->cle, "#%04u", (unsigned)*rang);
	}
	return true;
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
	bulk_int(e->ajout, e->source);
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
	uint64_t *index;
	int64_t empreinte;
	enum err err;

	*issue = trop_long(e->table, ligne->champs) ? REF_CODE_TROP_LONG
		 : faire_cle(e, ligne->champs)      ? REF_GARDEE
						    : REF_DOUBLON;
	if (*issue != REF_GARDEE) {
		e->bilan.doublons += *issue == REF_DOUBLON;
		return OK;
	}
	empreinte = empreinte_ligne(e, ligne);
	index = map_get(&e->cles, buf_view(&e->cle));
	if (!index) {
		e->bilan.nouveaux++;
		return ajouter(e, ligne, empreinte);
	}
	struct ancien *ancien = &e->anciens[*index - 1];
	ancien->vu = true;
	if (ancien->empreinte == empreinte && ancien->source == e->source) {
		e->bilan.inchanges++;
		return OK;
	}
	e->bilan.modifies++;
	if ((err = archiver(e, buf_view(&e->cle))))
		return err;
	return ajouter(e, ligne, empreinte);
}

enum err ref_finir(struct ref_ecriture *e, struct bilan *ret)
{
	enum err err = bulk_flush(e->ajout);

	for (size_t i = 0; !err && i < e->cles.n; i++) {
		const struct map_entry *entree = &e->cles.entries[i];
		const struct ancien *ancien = &e->anciens[entree->value - 1];

		if (ancien->vu || ancien->source != e->source)
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
	mem_free(e->anciens);
	buf_free(&e->cle);
	buf_free(&e->contenu);
	mem_free(e);
}
