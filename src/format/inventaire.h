/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * inventaire.h - what the files of a command hold: archives opened, parts of one set put together
 *
 * A lot is what one run reads: a file, a file inside a zip, or the parts of a set (the CSV export of France compétences). Everything is told by
 * content; in a zip the name says one thing more, whether what nobody knows was meant as data. A zip is first read whole: what is cut, damaged, protected or a bomb is refused whole, before anything in it is applied. A gz is one file.
 *
 * The sha-256 of a run is that of the bytes read: of the file, or of the entry once decompressed (`unzip -p flux.zip nom | sha256sum`), so that the
 * same feed zipped again is the same feed; of a set, that of its parts one after the other, in the order of the lot.
 */
#ifndef RELAIS_FORMAT_INVENTAIRE_H
#define RELAIS_FORMAT_INVENTAIRE_H

#include "base/arena.h"
#include "format/format.h"

enum contenant { CONTENANT_AUCUN, CONTENANT_ZIP, CONTENANT_GZ };

struct piece {
	const char *chemin;
	const char *nom; /* as it is shown: « flux.zip › lheo-idf.xml » */
	enum contenant contenant;
	unsigned entree; /* of a zip, from 1 */
	int partie; /* of a set; -1: none */
	bool partie_2020; /* as it was in 2020: the set had fewer parts */
	enum format format; /* what its first bytes say */
	uint64_t taille; /* once decompressed */
};

struct lot {
	const char *nom; /* as it is shown, with the folders of the command */
	enum format
		format; /* FORMAT_INCONNU too when nothing could be read yet: the reading tells why */
	struct piece *pieces; /* in the order in which they are read */
	size_t n;
	uint64_t taille;
	bool laisse; /* nobody needs it: left aside, which is no fault; `inc` says why */
	bool refuse; /* not to be read; `inc` says why */
	struct incident inc;
};

struct inventaire {
	struct lot *lots;
	size_t n;
};

/* Never fails: what cannot be read is a lot that says so. All is in the arena. force: --as, of every file that is text; in an archive, of its data. FORMAT_INCONNU:
 * recognise. */
void inventaire_faire(const char *const *fichiers, size_t n, enum format force, struct arena *a,
		      struct inventaire *ret);

/* The same of one file that is shown under another name than its path's. */
void inventaire_nomme(const char *chemin, const char *nom, struct arena *a, struct inventaire *ret);

/* The name of a lot without the folders of the command; what is inside an archive keeps its own. */
const char *lot_nom_court(const char *nom);

/* The bytes of a piece, read the same way wherever they are. */
struct contenu;
enum err contenu_ouvrir(const struct piece *p, struct contenu **ret,
			struct incident *inc) MUST_CHECK;
/* The zip that the last piece came from, left open after it: the next piece of the same one goes on from there. Zero at first; of one thread. */
struct zip;
struct archive_gardee {
	const char *chemin;
	struct zip *zip; /* NULL: none */
	unsigned entree; /* where it stands */
};
/* The same as contenu_ouvrir, by an archive that stays open from one piece to the next; garde must outlive *ret, and the piece's path garde. */
enum err contenu_ouvrir_dans(const struct piece *p, struct archive_gardee *garde,
			     struct contenu **ret, struct incident *inc) MUST_CHECK;
void archive_gardee_fermer(struct archive_gardee *garde);
/* Up to n bytes; fewer only at the end, where an archive's own check was made. */
enum err contenu_lire(struct contenu *c, char *p, size_t n, size_t *lu,
		      struct incident *inc) MUST_CHECK;
void contenu_fermer(struct contenu *c); /* accepts NULL */

/* E_INVALIDE, with the sentence: so many bytes out of an archive of that size are a bomb. */
enum err archive_bombe(uint64_t donnes, uint64_t taille, struct incident *inc) MUST_CHECK;

#endif
