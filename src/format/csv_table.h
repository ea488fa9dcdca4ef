/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv_table.h - what a CSV format is: a table of columns (internal to the room)
 *
 * A format is described, not programmed: for each column, the titles under which real files give it, where its value goes
 * in the record, how it is cleaned, whether the file must have it, whether its values are a closed list. Titles are
 * compared by their letters and digits alone (accents, case, spaces, « _ », « . », apostrophes ignored), and the order of
 * columns in a file means nothing.
 */
#ifndef RELAIS_FORMAT_CSV_TABLE_H
#define RELAIS_FORMAT_CSV_TABLE_H

#include "base/buf.h"
#include "base/str.h"
#include "format/anomalie.h"
#include "format/flux.h"
#include "format/format.h"
#include "format/lecteur.h"

enum {
	CSV_TITRES_MAX = 4, /* titles of one column */
	CSV_COLONNES_MAX = 12, /* columns of one table */
	CSV_PLACE = 24, /* bytes that a cleaning may write */
};

/*
 * Clean a value: `vu` is trimmed and not empty; what is rewritten goes to `place` (CSV_PLACE bytes); r holds the columns
 * that stand before in the table. Returns what is wrong, ANOMALIE__N when nothing is; *ret is always set.
 */
typedef enum anomalie csv_nettoyage(const struct record *r, struct str vu, char *place,
				    struct str *ret);

csv_nettoyage csv_cfd, csv_certifinfo, csv_mef, csv_code3, csv_code2, csv_departement, csv_commune,
	csv_postal, csv_siren, csv_siret, csv_siret_ou_nic, csv_nda, csv_uai, csv_date, csv_booleen;

enum csv_drapeau {
	CSV_OBLIGATOIRE = 1, /* without this title the file is not of this format */
	CSV_CLE = 2, /* a row without this value is not kept; it is what an anomaly refers to */
	CSV_INTERDITE =
		4, /* with this title the file is recognised as another format; never read */
	CSV_TEL_QUEL = 8, /* a value of the list is compared folded, and kept as it was written */
};

struct csv_colonne {
	const char *titres[CSV_TITRES_MAX]; /* the first is the one that messages show */
	uint8_t champ, drapeaux;
	csv_nettoyage *nettoyage; /* NULL: trimmed only */
	const char *liste; /* closed list, « A|F », or NULL */
};

struct csv_table {
	enum format format;
	enum record_kind kind;
	struct csv_colonne colonnes[CSV_COLONNES_MAX]; /* ends at the first without title */
};

static inline bool csv_colonne_la(const struct csv_table *t, unsigned i)
{
	return i < CSV_COLONNES_MAX && t->colonnes[i].titres[0];
}

/* NULL when the format is not a CSV. */
const struct csv_table *csv_table_de(enum format f);

/* The separator of a header line: « ; », « , » or TAB, the one most seen outside quotes; « ; » when none is. */
char csv_separateur(struct str ligne);
/* Append the letters and digits of a title, folded. */
void csv_replie(struct str titre, struct buf *out);
/* The first line of `texte` that is not blank, without its line break; false when its end is not there yet (then *ret
 * is what there is of it). */
bool csv_premiere_ligne(struct str texte, struct str *ret);
/*
 * Where each column of the table stands among the n titles: position[i] (CSV_COLONNES_MAX of them), -1 when it is absent.
 * Returns the number of mandatory columns that are missing.
 */
unsigned csv_positions(const struct csv_table *t, const struct str *titres, size_t n,
		       int16_t *position);
/* The format whose mandatory titles are all there; FORMAT_REFUSE_PARCOURSUP for the lists of Parcoursup; else
 * FORMAT_INCONNU. */
enum format csv_reconnaitre(const struct str *titres, size_t n);

/* The reader of these files. lecteur_csv.ouvrir is NULL: a CSV is opened with its table. */
void *csv_ouvrir(const struct csv_table *t, struct puits puits);
extern const struct lecteur_ops lecteur_csv;

#endif
