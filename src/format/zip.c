/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * zip.c - libarchive behind its own doors: stored and deflated entries only, by the table at the end of the file
 *
 * Only the reader that seeks is used: an archive that was cut has lost its table, so it is refused before anything is read. The other methods of
 * compression of a zip choose how much memory they take: they are refused.
 */
#include "format/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limites.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "format/inventaire.h"

enum {
	BLOC = 16 * 1024,
	BLOC_ENTETE = 512, /* enough for one: to skip an entry must cost little */
	FIN_DE_TABLE = 22, /* bytes, without comment */
	NOM_VU = 80
};

struct zip {
	struct archive *a;
	int fd;
	locale_t utf8; /* names are converted to the locale of the thread */
	unsigned entrees;
	uint64_t taille; /* of the archive */
	uint64_t donnes; /* bytes given so far */
	uint64_t table; /* bytes read before the first entry */
	bool table_lue, table_trop_grande;
	bool entete; /* the header of an entry is read, not its bytes */
	struct buf nom; /* of the current entry, as it is shown */
	char bloc[BLOC];
};

/* --- what libarchive asks ----------------------------------------------------------------- */

static la_ssize_t lire_bloc(struct archive *a, void *ctx, const void **p)
{
	struct zip *z = ctx;
	ssize_t n;

	while ((n = read(z->fd, z->bloc, z->entete ? BLOC_ENTETE : BLOC)) < 0 && errno == EINTR)
		;
	*p = z->bloc;
	if (n > 0 && !z->table_lue)
		z->table += (uint64_t)n;
	/* the table of the entries stands in memory whole: it is bounded here */
	if (z->table > LIMITE_ARCHIVE_TABLE) {
		z->table_trop_grande = true;
		archive_set_error(a, E2BIG, "table");
		return ARCHIVE_FATAL;
	}
	return n;
}

static la_int64_t deplacer(struct archive *a, void *ctx, la_int64_t ou, int depuis)
{
	const struct zip *z = ctx;
	const off_t n = lseek(z->fd, ou, depuis);

	(void)a;
	return n < 0 ? ARCHIVE_FATAL : n;
}

static la_int64_t sauter(struct archive *a, void *ctx, la_int64_t n)
{
	const struct zip *z = ctx;

	(void)a;
	return lseek(z->fd, n, SEEK_CUR) < 0 ? ARCHIVE_FATAL : n;
}

/* --- refusals ----------------------------------------------------------------------------- */

/* Which entry: « C'est arrivé à » and its name, not to its end when it is endless. */
static void situer(const struct zip *z, const char *debut, struct incident *inc)
{
	struct str nom = buf_view(&z->nom);
	const bool long_nom = nom.n > NOM_VU;

	if (!nom.n)
		return;
	if (long_nom)
		nom.n = NOM_VU;
	while (long_nom && nom.n && ((unsigned char)nom.p[nom.n] & 0xC0) == 0x80)
		nom.n--;
	incident_detail(inc, "%s « %.*s%s ».", debut, STR_FMT(nom), long_nom ? "…" : "");
}

static enum err refuser(struct incident *inc, const char *pourquoi, const char *remede)
{
	incident_set(inc, E_INVALIDE, "%s", pourquoi);
	incident_remede(inc, "%s", remede);
	return E_INVALIDE;
}

static enum err refuser_entree(const struct zip *z, struct incident *inc, const char *pourquoi,
			       const char *remede)
{
	const enum err err = refuser(inc, pourquoi, remede);

	situer(z, "C'est", inc);
	return err;
}

static enum err abimee(const struct zip *z, const char *debut, struct incident *inc)
{
	const enum err err = refuser(inc, "L'archive zip est coupée ou abîmée.",
				     "La télécharger ou la demander à nouveau.");

	situer(z, debut, inc);
	return err;
}

static enum err trop_grande(struct incident *inc)
{
	incident_set(
		inc, E_INVALIDE,
		"L'archive zip n'est pas ouverte : elle contient plus de %d fichiers, ou une table anormale.",
		LIMITE_ARCHIVE_ENTREES);
	incident_remede(inc, "N'y laisser que les fichiers à importer.");
	return E_INVALIDE;
}

/* --- the archive -------------------------------------------------------------------------- */

/* The end of a table and its comment, and nothing before it: libarchive would call it broken. */
static bool est_vide(const struct zip *z)
{
	unsigned char fin[FIN_DE_TABLE];

	return pread(z->fd, fin, sizeof fin, 0) == sizeof fin &&
	       memcmp(fin, "PK\x05\x06", 4) == 0 &&
	       z->taille == FIN_DE_TABLE + (fin[20] | (uint64_t)fin[21] << 8);
}

enum err zip_ouvrir(const char *chemin, struct zip **ret, struct incident *inc)
{
	const int fd = open(chemin, O_RDONLY | O_CLOEXEC);
	enum err err = OK;
	struct zip *z;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0) {
		incident_set(inc, E_ABSENT, "Le fichier %s ne peut pas être lu.", chemin);
		incident_remede(inc, "Vérifiez son nom et ses droits, puis recommencez.");
		if (fd >= 0)
			(void)close(fd);
		return E_ABSENT;
	}
	z = mem_alloc(sizeof *z);
	z->fd = fd;
	z->taille = (uint64_t)st.st_size;
	buf_init(&z->nom, 4 * LIMITE_ARCHIVE_NOM);
	z->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	z->a = archive_read_new();
	if (!z->a)
		BUG("archive_read_new");
	archive_read_support_format_zip_seekable(z->a);
	archive_read_set_read_callback(z->a, lire_bloc);
	archive_read_set_seek_callback(z->a, deplacer);
	archive_read_set_skip_callback(z->a, sauter);
	archive_read_set_callback_data(z->a, z);
	if (est_vide(z))
		err = refuser(inc, "L'archive zip ne contient aucun fichier.",
			      "Vérifier que c'est la bonne archive.");
	else if (archive_read_open1(z->a) != ARCHIVE_OK)
		err = abimee(z, "", inc);
	if (err) {
		zip_fermer(z);
		return err;
	}
	*ret = z;
	return OK;
}

void zip_fermer(struct zip *z)
{
	if (!z)
		return;
	archive_read_free(z->a);
	if (z->utf8)
		freelocale(z->utf8);
	buf_free(&z->nom);
	(void)close(z->fd);
	mem_free(z);
}

/* A name that goes up or starts from the root: nothing is written, but no honest tool makes it. */
static bool remonte(const char *nom)
{
	if (*nom == '/' || *nom == '\\' || (*nom && nom[1] == ':'))
		return true;
	for (const char *p = nom; *p; p += strcspn(p, "/\\"), p += *p != 0)
		if (p[0] == '.' && p[1] == '.' && (!p[2] || p[2] == '/' || p[2] == '\\'))
			return true;
	return false;
}

/* The method stands in libarchive's own words: « ZIP 2.0 (deflation) ». */
static bool methode_lue(struct archive *a)
{
	const char *nom = archive_format_name(a);

	return nom && (strstr(nom, "(deflation)") || strstr(nom, "(uncompressed)"));
}

/* Marks that turn the direction of the text, of three bytes: U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069. */
static bool retourne(const unsigned char *p)
{
	if (p[0] != 0xE2)
		return false;
	if (p[1] == 0x81)
		return p[2] >= 0xA6 && p[2] <= 0xA9;
	return p[1] == 0x80 && (p[2] == 0x8E || p[2] == 0x8F || (p[2] >= 0xAA && p[2] <= 0xAE));
}

/* Bytes of what would deceive who reads the terminal, at the beginning of s. */
static size_t trompeur(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;

	if (*p < ' ' || *p == 0x7F)
		return 1;
	if (s.n > 1 && p[0] == 0xC2 && p[1] < 0xA0)
		return 2;
	return s.n > 2 && retourne(p) ? 3 : 0;
}

static bool lettre(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The French letter that this byte is in the code pages of DOS (437 and 850), which Windows still writes in zips; NULL: it is none. */
static const char *lettre_dos(unsigned char c)
{
	static const char *const LETTRES[] = {
		[0x00] = "Ç", [0x01] = "ü", [0x02] = "é", [0x03] = "â", [0x04] = "ä", [0x05] = "à",
		[0x07] = "ç", [0x08] = "ê", [0x09] = "ë", [0x0A] = "è", [0x0B] = "ï", [0x0C] = "î",
		[0x10] = "É", [0x13] = "ô", [0x14] = "ö", [0x16] = "û", [0x17] = "ù"};

	return c >= 0x80 && c < 0x80 + sizeof LETTRES / sizeof *LETTRES ? LETTRES[c - 0x80] : NULL;
}

/*
 * A name that is not UTF-8 is in a code page that nothing says. In that of Windows the same bytes are dashes, quotes and the euro: they are
 * letters when each touches a letter (« à » may stand alone).
 */
static bool nom_dos(struct str nom)
{
	if (utf8_valide(nom))
		return false;
	for (size_t i = 0; i < nom.n; i++) {
		const unsigned char c = (unsigned char)nom.p[i];

		if (c < 0x80)
			continue;
		if (!lettre_dos(c) || (c != 0x85 && !(i && lettre(nom.p[i - 1])) &&
				       !(i + 1 < nom.n && lettre(nom.p[i + 1]))))
			return false;
	}
	return true;
}

void zip_nom_lisible(struct str nom, struct buf *out)
{
	struct transcodeur t;

	buf_reset(out);
	nom = str_sub(nom, 0, LIMITE_ARCHIVE_NOM);
	transcodeur_init(&t);
	if (nom_dos(nom))
		for (size_t i = 0; i < nom.n; i++) {
			const char *dos = lettre_dos((unsigned char)nom.p[i]);

			if (dos)
				buf_cstr(out, dos);
			else
				buf_char(out, nom.p[i]);
		}
	else
		transcodeur_feed(&t, nom.p, nom.n, out);
	transcodeur_end(&t, out);
	for (size_t i = 0; i < out->n; i++)
		for (size_t n = trompeur(str_sub(buf_view(out), i, out->n)); n; n--)
			out->p[i + n - 1] = '?';
}

static enum err verifier_nom(struct zip *z, const char *nom, struct incident *inc)
{
	buf_reset(&z->nom);
	if (!nom || !*nom) {
		(void)refuser(
			inc, "L'archive zip contient un fichier dont le nom est vide ou illisible.",
			"Refaire l'archive avec l'outil du système, ou donner les fichiers "
			"eux-mêmes.");
		incident_detail(inc, "C'est son fichier numéro %u.", z->entrees);
		return E_INVALIDE;
	}
	zip_nom_lisible(str_of(nom), &z->nom);
	if (strlen(nom) > LIMITE_ARCHIVE_NOM)
		return refuser_entree(
			z, inc, "L'archive zip contient un nom de fichier démesuré.",
			"Donner à ce fichier un nom plus court, ou donner les fichiers eux-mêmes.");
	if (remonte(nom))
		return refuser_entree(
			z, inc,
			"L'archive zip contient un nom de fichier qui sort de l'archive (« .. » ou chemin complet).",
			"Ne pas ouvrir cette archive ; demander à son producteur d'où elle vient.");
	return OK;
}

static enum err verifier(struct zip *z, struct archive_entry *e, const char *nom,
			 struct incident *inc)
{
	enum err err;

	if (++z->entrees > LIMITE_ARCHIVE_ENTREES)
		return trop_grande(inc);
	if ((err = verifier_nom(z, nom, inc)))
		return err;
	if (archive_entry_is_encrypted(e))
		return refuser_entree(
			z, inc, "L'archive zip est protégée par un mot de passe.",
			"Demander l'archive sans mot de passe, ou donner les fichiers eux-mêmes.");
	if (archive_entry_filetype(e) == AE_IFDIR)
		return OK;
	if (archive_entry_filetype(e) != AE_IFREG)
		return refuser_entree(
			z, inc,
			"L'archive zip contient un lien, ou autre chose qu'un fichier ordinaire.",
			"Refaire l'archive avec les fichiers eux-mêmes, ou les donner sans archive.");
	if (methode_lue(z->a))
		return OK;
	return refuser_entree(
		z, inc,
		"L'archive zip contient un fichier compressé autrement que par la méthode ordinaire.",
		"Refaire l'archive avec l'outil du système, ou donner les fichiers eux-mêmes.");
}

enum err zip_suivante(struct zip *z, struct str *nom, struct incident *inc)
{
	const locale_t avant = z->utf8 ? uselocale(z->utf8) : (locale_t)0;
	struct archive_entry *e;
	const char *vu = NULL;
	enum err err;
	int r;

	z->entete = z->table_lue;
	do {
		r = archive_read_next_header(z->a, &e);
		z->table_lue = z->table_lue || r == ARCHIVE_OK || r == ARCHIVE_WARN;
		if (r == ARCHIVE_EOF)
			err = E_ABSENT;
		else if (r < ARCHIVE_WARN || r == ARCHIVE_RETRY)
			err = z->table_trop_grande ? trop_grande(inc)
						   : abimee(z, "C'est arrivé après", inc);
		else
			err = verifier(z, e, vu = archive_entry_pathname(e), inc);
	} while (!err && archive_entry_filetype(e) == AE_IFDIR);
	z->entete = false;
	if (avant)
		(void)uselocale(avant);
	if (!err)
		*nom = str_of(vu);
	return err;
}

enum err zip_lire(struct zip *z, char *p, size_t n, size_t *lu, struct incident *inc)
{
	enum err err;

	*lu = 0;
	while (*lu < n) {
		const la_ssize_t r = archive_read_data(z->a, p + *lu, n - *lu);

		/* a warning is a length or a CRC that is not the one announced */
		if (r < 0)
			return abimee(z, "C'est arrivé à", inc);
		if (r == 0)
			break;
		*lu += (size_t)r;
		z->donnes += (uint64_t)r;
	}
	if ((err = archive_bombe(z->donnes, z->taille, inc)))
		situer(z, "C'est arrivé à", inc);
	return err;
}
