/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * edition.h - one edition of a referential, its rows as « a;b;c » texts, taken to the base in a transaction of its own
 *
 * Included after depot.h. A run of its kind is written down with it, so that a vue knows when the kind was first known.
 */
#ifndef RELAIS_EDITION_H
#define RELAIS_EDITION_H

#include "referentiel/memoire.h"
#include "referentiel/table.h"

enum { EDITION_COLONNES = 32 };

struct edition {
	enum err err;
	struct bilan bilan;
	int64_t version; /* 0: nothing changed */
	int doublons; /* rows that ref_ligne said were not kept */
};

/* The columns of one row; those that are not given are empty. */
static inline void edition_champs(struct depot *d, enum ref_table t, const char *ligne,
				  struct str champs[EDITION_COLONNES])
{
	struct str reste = str_of(arena_printf(d->a, "%s", ligne));

	for (size_t i = 0; i < ref_colonnes(t); i++) {
		const char *fin = reste.n ? memchr(reste.p, ';', reste.n) : NULL;

		champs[i] = (struct str){reste.p, fin ? (size_t)(fin - reste.p) : reste.n};
		reste = str_sub(reste, champs[i].n + 1, reste.n);
	}
}

static inline enum err edition_recevoir(struct depot *d, enum ref_table t,
					const struct ref_edition *de, const char *const *lignes,
					struct edition *ret)
{
	struct depot_paresse paresse = {.d = d};
	struct ref_ecriture *e;
	enum err err =
		ref_ouvrir(d->db, t, de, (struct version_paresseuse){depot_obtenir, &paresse}, &e);

	if (err)
		return err;
	for (size_t i = 0; !err && lignes[i]; i++) {
		struct str champs[EDITION_COLONNES] = {{0}};
		const struct ref_ligne ligne = {.champs = champs};
		enum ref_issue issue = REF_GARDEE;

		edition_champs(d, t, lignes[i], champs);
		err = ref_ligne(e, &ligne, &issue);
		ret->doublons += issue == REF_DOUBLON;
	}
	if (!err)
		err = ref_finir(e, &ret->bilan);
	ref_fermer(e);
	ret->version = paresse.version;
	return err;
}

/* lignes: ends with NULL. */
static inline struct edition edition(struct depot *d, enum ref_table t, struct ref_edition de,
				     const char *const *lignes)
{
	struct edition ret = {0};
	AUTO_TX tx = {0};

	if ((ret.err = tx_begin(d->db, TX_ECRITURE, &tx)))
		return ret;
	ret.err = edition_recevoir(d, t, &de, lignes, &ret);
	if (!ret.err && ret.version)
		base_exec(
			d->db,
			arena_printf(
				d->a,
				"INSERT INTO run (numero, instant, genre, source, fichier, taille, "
				"empreinte, complet, date_faits, date_fichier, encodage, lecteurs, etat, "
				"version, lus, ecartes, nouveaux, modifies, inchanges, disparus, "
				"anomalies, message) SELECT COUNT(*) + 1, '', '%s', %lld, '', 0, '', "
				"0, '2023-10-02', '', '', '', 'applique', %lld, 0, 0, 0, 0, 0, 0, 0, '' "
				"FROM run",
				de.genre, (long long)de.source, (long long)ret.version));
	if (!ret.err)
		ret.err = tx_commit(&tx);
	return ret;
}

/* Of the table's own genre. */
static inline struct ref_edition edition_de(enum ref_table t, int64_t source)
{
	return (struct ref_edition){.source = source, .genre = ref_genre(t)};
}

#define EDITION(d, table, source, ...) EDITION_DE(d, table, edition_de(table, source), __VA_ARGS__)
/* Of another genre, partial, or of a campagne. */
#define EDITION_DE(d, table, de, ...)                                                              \
	edition(d, table, de, (const char *const[]){__VA_ARGS__, NULL})

/* What the memory holds at a vue, inside a reading transaction that the test closes. */
struct lecture_ref {
	struct tx tx;
	struct vue vue;
	struct referentiels *r;
	enum err err;
};

static inline void lecture_ref_ouvrir(struct depot *d, int date, struct lecture_ref *l)
{
	*l = (struct lecture_ref){0};
	if (!(l->err = tx_begin(d->db, TX_LECTURE, &l->tx)))
		l->err = vue_resoudre(d->db, date, &l->vue);
	if (!l->err || l->err == E_ABSENT)
		l->err = referentiels_charger(d->db, &l->vue, &l->r);
}

static inline void lecture_ref_fermer(struct lecture_ref *l)
{
	referentiels_liberer(l->r);
	tx_rollback(&l->tx);
}
#define AUTO_LECTURE_REF __attribute__((cleanup(lecture_ref_fermer))) struct lecture_ref

#endif
