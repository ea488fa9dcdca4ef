/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lecture.h - one file read to its end: hashed, recognised, its records made ready in a spool
 *
 * Everything that can be done without the base is done here, because it runs in a reading thread while another file is written: parsing, clés,
 * fingerprints and compression of texts. A file that does not end well leaves an incident and nothing to apply.
 */
#ifndef RELAIS_IMPORT_LECTURE_H
#define RELAIS_IMPORT_LECTURE_H

#include <stdatomic.h>

#include "base/empreinte.h"
#include "format/inventaire.h"
#include "import/spool.h"

struct lecture {
	/* asked */
	const struct lot *lot;
	enum format force; /* FORMAT_INCONNU: recognise by content */
	struct archive_gardee *archive; /* of the reading thread; may be NULL */
	atomic_ullong *octets_lus; /* for the progress bar; may be NULL */
	atomic_bool *arret; /* becomes true when nobody wants the result any more; may be NULL */
	/* found */
	enum err err; /* OK: the spool is whole */
	struct incident incident;
	enum format format;
	struct spool *spool;
	struct spool *
		composees; /* the offers whose clé is composed: to be applied after the others; NULL: none */
	uint64_t taille;
	/* of the bytes read: see inventaire.h for what they are in an archive */
	char empreinte[2 * EMPREINTE_TAILLE + 1];
	char region[4]; /* of most offers' places; empty when there is none */
	char encodage[40];
	char date_fichier[11];
	int64_t lus, ecartes, sans_code; /* sans_code: among those left aside */
	int64_t offres; /* apprenticeship offers */
	bool page_seule; /* it says itself that it is one page of several */
};

/* Read the file; the result is in l, whose spools lecture_rendre closes. */
void lecture_faire(struct lecture *l);
uint64_t lecture_attente(const struct lecture *l); /* bytes that wait in its spools */
void lecture_rendre(struct lecture *l);

#endif
