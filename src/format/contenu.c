/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * contenu.c - the bytes of a piece: of the file itself, of an entry of a zip, of what a gz holds
 *
 * zlib reads gz because libarchive does not check their CRC.
 */
#include "format/inventaire.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/erreur.h"
#include "base/fichier.h"
#include "base/limites.h"
#include "base/mem.h"
#include "format/zip.h"

enum { GZ_BLOC = 16 * 1024, GZ_FENETRE = 15 + 16 /* zlib: a gzip header */ };

struct contenu {
	const struct piece *piece;
	int fd; /* -1: a zip */
	struct zip *zip;
	struct archive_gardee
		*garde; /* where the zip goes when the piece is closed; NULL: closed too */
	/* of a gz */
	bool gz, membre; /* membre: inside one, several may follow each other */
	bool bourre; /* after the last one, zeros: a tape or a disk rounds up */
	z_stream z;
	uint64_t taille, donnes;
	char bloc[GZ_BLOC];
};

enum err archive_bombe(uint64_t donnes, uint64_t taille, struct incident *inc)
{
	const bool trop = donnes >> 20 >= LIMITE_ARCHIVE_MIO;

	if (!trop && (donnes < LIMITE_ARCHIVE_SURE || donnes / LIMITE_ARCHIVE_RATIO < taille))
		return OK;
	if (trop)
		incident_set(inc, E_INVALIDE,
			     "L'archive contient plus de %d Mio une fois décompressée.",
			     LIMITE_ARCHIVE_MIO);
	else
		incident_set(
			inc, E_INVALIDE,
			"L'archive est anormalement compressée : plus de %d fois sa taille. C'est sans doute un piège.",
			LIMITE_ARCHIVE_RATIO);
	incident_remede(inc, "Vérifier d'où elle vient, ou donner les fichiers eux-mêmes.");
	return E_INVALIDE;
}

static enum err absent(const struct piece *p, struct incident *inc)
{
	incident_set(inc, E_ABSENT, "Le fichier %s ne peut pas être lu.", p->chemin);
	incident_remede(inc, "Vérifiez son nom et ses droits, puis recommencez.");
	return E_ABSENT;
}

static enum err ouvrir_zip(const struct piece *p, struct contenu *c, struct incident *inc)
{
	struct archive_gardee *g = c->garde;
	struct str nom;
	unsigned i = 0;
	enum err err = OK;

	if (g && g->zip && g->entree < p->entree && strcmp(g->chemin, p->chemin) == 0) {
		c->zip = g->zip;
		i = g->entree;
		g->zip = NULL;
	} else {
		err = zip_ouvrir(p->chemin, &c->zip, inc);
	}
	for (; !err && i < p->entree; i++)
		err = zip_suivante(c->zip, &nom, inc);
	if (err != E_ABSENT || !c->zip)
		return err;
	incident_set(inc, E_INVALIDE, "L'archive a changé pendant sa lecture.");
	incident_remede(inc, "Recommencer quand elle n'est plus en train d'être écrite.");
	return E_INVALIDE;
}

static enum err ouvrir_fichier(const struct piece *p, struct contenu *c, struct incident *inc)
{
	struct stat st;

	c->fd = open(p->chemin, O_RDONLY | O_CLOEXEC);
	if (c->fd >= 0 && fstat(c->fd, &st) == 0 && !S_ISDIR(st.st_mode)) {
		c->taille = (uint64_t)st.st_size;
		c->gz = p->contenant == CONTENANT_GZ;
		if (c->gz && inflateInit2(&c->z, GZ_FENETRE) != Z_OK)
			BUG("inflateInit2");
		c->membre = c->gz;
		return OK;
	}
	return absent(p, inc);
}

enum err contenu_ouvrir(const struct piece *p, struct contenu **ret, struct incident *inc)
{
	return contenu_ouvrir_dans(p, NULL, ret, inc);
}

enum err contenu_ouvrir_dans(const struct piece *p, struct archive_gardee *garde,
			     struct contenu **ret, struct incident *inc)
{
	struct contenu *c = mem_alloc(sizeof *c);
	enum err err;

	c->piece = p;
	c->fd = -1;
	c->garde = garde;
	err = p->contenant == CONTENANT_ZIP ? ouvrir_zip(p, c, inc) : ouvrir_fichier(p, c, inc);
	if (err) {
		c->garde = NULL;
		contenu_fermer(c);
	} else {
		*ret = c;
	}
	return err;
}

/* The zip stays open after this piece, in the place of the one that was. */
static void garder(struct contenu *c)
{
	archive_gardee_fermer(c->garde);
	*c->garde = (struct archive_gardee){c->piece->chemin, c->zip, c->piece->entree};
	c->zip = NULL;
}

void archive_gardee_fermer(struct archive_gardee *garde)
{
	zip_fermer(garde->zip);
	garde->zip = NULL;
}

void contenu_fermer(struct contenu *c)
{
	if (!c)
		return;
	if (c->garde && c->zip)
		garder(c);
	zip_fermer(c->zip);
	if (c->gz)
		(void)inflateEnd(&c->z);
	if (c->fd >= 0)
		(void)close(c->fd);
	mem_free(c);
}

static enum err illisible(const struct contenu *c, struct incident *inc)
{
	incident_set(inc, E_PANNE, "La lecture du fichier %s a échoué avant la fin.",
		     c->piece->chemin);
	incident_detail(inc, "Cause : %s.", erreur_phrase(errno));
	incident_remede(inc, "Copiez-le sur ce disque, ou redemandez-le à son producteur.");
	return E_PANNE;
}

static enum err gz_abime(struct incident *inc)
{
	incident_set(inc, E_INVALIDE, "Le fichier gz est coupé ou abîmé.");
	incident_remede(inc, "Le télécharger ou le demander à nouveau.");
	return E_INVALIDE;
}

/* More compressed bytes, when there are none left. *vide: there are no more. */
static enum err remplir(struct contenu *c, bool *vide, struct incident *inc)
{
	ssize_t n;

	*vide = false;
	if (c->z.avail_in)
		return OK;
	n = fichier_lire(c->fd, c->bloc, sizeof c->bloc);
	if (n < 0)
		return illisible(c, inc);
	c->z.next_in = (unsigned char *)c->bloc;
	c->z.avail_in = (unsigned)n;
	*vide = n == 0;
	return OK;
}

/* Between two members: skip zeros. True: there is nothing else in the block. */
static bool bourrage(struct contenu *c)
{
	while (c->z.avail_in && !*c->z.next_in) {
		c->z.next_in++;
		c->z.avail_in--;
		c->bourre = true;
	}
	return !c->z.avail_in;
}

static enum err lire_gz(struct contenu *c, char *p, size_t n, size_t *lu, struct incident *inc)
{
	bool vide;
	enum err err = OK;

	c->z.next_out = (unsigned char *)p;
	c->z.avail_out = (unsigned)n;
	while (c->z.avail_out && !(err = remplir(c, &vide, inc))) {
		if (vide && c->membre)
			return gz_abime(inc);
		if (vide)
			break;
		if (!c->membre && bourrage(c))
			continue;
		if (c->bourre)
			return gz_abime(inc);
		if (!c->membre)
			(void)inflateReset(&c->z);
		c->membre = true;
		const int r = inflate(&c->z, Z_NO_FLUSH);

		if (r != Z_OK && r != Z_STREAM_END)
			return gz_abime(inc);
		c->membre = r != Z_STREAM_END;
	}
	*lu = n - c->z.avail_out;
	c->donnes += *lu;
	return err ? err : archive_bombe(c->donnes, c->taille, inc);
}

enum err contenu_lire(struct contenu *c, char *p, size_t n, size_t *lu, struct incident *inc)
{
	*lu = 0;
	if (c->zip) {
		const enum err err = zip_lire(c->zip, p, n, lu, inc);

		if (err) /* it is not to be gone on with */
			c->garde = NULL;
		return err;
	}
	if (c->gz)
		return lire_gz(c, p, n, lu, inc);

	const ssize_t fait = fichier_lire(c->fd, p, n);
	if (fait < 0)
		return illisible(c, inc);
	*lu = (size_t)fait;
	return OK;
}
