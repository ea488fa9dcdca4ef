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
	CSV_COLONNES_MAX = 32, /* columns of one table */
	CSV_PLACE = 80, /* bytes that a cleaning may write */
};

/*
 * Clean a value: `vu` is trimmed and not empty; what is rewritten goes to `place` (CSV_PLACE bytes); r holds the columns
 * that stand before in the table. Returns what is wrong, ANOMALIE__N when nothing is; *ret is always set. One a kind of
 * code; formats.md 6 and 9 say which repairs are sure.
 */
#define CSV_NETTOYAGE(nom)                                                                         \
	enum anomalie nom(const struct record *r, struct str vu, char *place, struct str *ret)
CSV_NETTOYAGE(csv_apprentissage); /* Apprentissage: 1; Scolaire: 0 */
CSV_NETTOYAGE(csv_booleen); /* true, oui, vrai, 1: 1; false, non, faux, 0: 0 */
CSV_NETTOYAGE(
	csv_certifications); /* the Qualiopi categories as a text: 1 when apprenticeship is one; or csv_booleen */
CSV_NETTOYAGE(csv_certifinfo); /* digits */
CSV_NETTOYAGE(csv_cfd); /* eight characters; the letter of specialité after them goes */
CSV_NETTOYAGE(csv_code2);
CSV_NETTOYAGE(csv_code3);
CSV_NETTOYAGE(csv_commune);
CSV_NETTOYAGE(csv_date); /* JJ/MM/AAAA, AAAA-MM-JJ, an instant: AAAA-MM-JJ */
CSV_NETTOYAGE(csv_departement);
CSV_NETTOYAGE(csv_etat_uai); /* ouvert, à fermer: ouvert; fermé: ferme */
CSV_NETTOYAGE(csv_mef);
CSV_NETTOYAGE(csv_nda);
CSV_NETTOYAGE(csv_numero); /* digits, without the zeros before the number */
CSV_NETTOYAGE(csv_postal);
CSV_NETTOYAGE(csv_rncps); /* « 35341;37391 »: separated by commas, without prefix */
CSV_NETTOYAGE(csv_siren);
CSV_NETTOYAGE(csv_siret);
CSV_NETTOYAGE(csv_siret_ou_nic); /* five digits are a NIC: the row's SIREN goes before */
CSV_NETTOYAGE(csv_actif); /* ACTIVE, INACTIVE: Oui, Non */
CSV_NETTOYAGE(csv_appellation); /* « A COMPLETER » is no name: what stands before stays */
CSV_NETTOYAGE(csv_date_rncp); /* as csv_date, and M/J/AA */
CSV_NETTOYAGE(csv_etat_acce); /* 1, 4: ouvert, ferme */
CSV_NETTOYAGE(csv_iut); /* the words « institut universitaire de technologie » */
CSV_NETTOYAGE(csv_niveau_rncp); /* niveau5: NIV5 */
CSV_NETTOYAGE(csv_siret_acce); /* a SIREN is not an établissement: it goes */
CSV_NETTOYAGE(csv_uai); /* upper case */
CSV_NETTOYAGE(csv_uai_saisi); /* upper case; whoever keeps it judges the rest */

/* What a spreadsheet made of a long code: « 8,21E+13 ». */
bool csv_scientifique(struct str vu);

enum csv_drapeau {
	CSV_OBLIGATOIRE = 1, /* without this title the file is not of this format */
	CSV_CLE =
		2, /* a row without this value, or where it is malformed, is not kept; it is what an anomaly refers to */
	CSV_INTERDITE = 4, /* with this title it is another format; never read */
	CSV_SIGNE = 16, /* mandatory, only to tell the format; never read */
	CSV_TOLEREE = 32, /* of a key: malformed, its row is kept, for other columns speak too */
	CSV_ESPACES = 128, /* typed by hand: the spaces around its value are told */
	CSV_SEULES =
		64, /* the file has the titles of its table and no other: in a larger one the same title says something else */
	CSV_TEL_QUEL = 8, /* a value of the list is kept as written, not as the list writes it */
};

struct csv_colonne {
	uint8_t champ, drapeaux;
	CSV_NETTOYAGE((*nettoyage)); /* NULL: trimmed only */
	const char *liste; /* closed list, « A|F », or NULL; its values are compared folded */
	const char *titres[CSV_TITRES_MAX]; /* the first is the one that messages show */
};

struct csv_table {
	enum format format;
	enum record_kind kind;
	const struct csv_colonne *colonnes; /* ends at the one without title */
};

/* There is an i-th column. */
static inline bool csv_colonne_la(const struct csv_table *t, unsigned i)
{
	return t->colonnes[i].titres[0] != NULL;
}

/* The i-th table of a format, for a format may have several shapes; NULL: no more, or not a CSV. */
const struct csv_table *csv_table_de(enum format f, unsigned i);

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
/* The header line of a file, and where it has the columns of its table. */
struct csv_entete {
	unsigned ligne;
	const struct str *titres;
	size_t n;
	const int16_t *position;
};
/* So many mandatory columns are missing: E_INVALIDE, with those that are and the titles that were seen. */
enum err csv_manquantes(const struct csv_table *t, const struct csv_entete *vu, unsigned manquent,
			struct incident *inc) MUST_CHECK;
/* The next column whose title is that of column p, -1 when there is none. */
int16_t csv_titre_repete(const struct str *titres, size_t n, int16_t p);
/* At most LIMITE_VALEUR_VUE characters of a foreign value. */
struct str csv_vue(struct str s);
/* This line is what a spreadsheet writes before the header to say its separator: « sep=; ». */
bool csv_annonce(struct str ligne);
/* Among the shapes of a format, the one whose titles are all there; else the first. */
const struct csv_table *csv_forme(enum format f, const struct str *titres, size_t n);
/* The format whose mandatory titles are all there; else the one that is known and not read; else FORMAT_INCONNU. */
enum format csv_reconnaitre(const struct str *titres, size_t n);

/*
 * The parts of the CSV export of France compétences, in the order in which a set of them is read (jeu.h): the table of the i-th, NULL after the last
 * one; the one that n titles tell, -1 when there is none.
 */
enum partie_rncp {
	PARTIE_CERTIFICATEURS,
	PARTIE_PARTENAIRES,
	PARTIE_VOIX,
	PARTIE_ROME,
	PARTIE_NSF,
	PARTIE_FORMACODE,
	PARTIE_SUCCESSION,
	PARTIE_BLOCS, /* these two say nothing that relais keeps */
	PARTIE_CCN,
	PARTIE_STANDARD, /* the last one: the fiches themselves, to which all is joined */
	PARTIE__N
};
const struct csv_table *csv_table_partie(int partie);
const char *csv_partie_nom(int partie); /* « Standard », as its file is called */
int csv_partie(const struct str *titres, size_t n);

/* The reader of these files. lecteur_csv.ouvrir is NULL: a CSV is opened with its table. */
void *csv_ouvrir(enum format f, struct puits puits);
void *csv_ouvrir_partie(int partie, struct puits puits); /* the same, of a part of a set */
extern const struct lecteur_ops lecteur_csv;

#endif
