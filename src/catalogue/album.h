/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * album.h - the photo of now, for those who read it, and its replacement when the base has a new version
 *
 * A thread of its own looks at the base every second. A new photo replaces the old one at once; whoever still reads the old one goes on, and the last
 * one who gives it back frees it. When the base cannot be read the old photo stays, and the reason is told once.
 */
#ifndef RELAIS_CATALOGUE_ALBUM_H
#define RELAIS_CATALOGUE_ALBUM_H

#include "catalogue/photo.h"

struct album;

struct album_reglages {
	const char *dsn;
	int campagne, date; /* as struct photo_demande */
	void (*dire)(void *ctx, const char *message); /* from that thread; a sentence of the log */
	void *ctx;
};
/* Take the first photo, start to watch. The settings outlive the album. E_ABSENT: no base, or no fact in it. */
enum err album_ouvrir(const struct album_reglages *reglages, struct album **ret,
		      struct incident *inc) MUST_CHECK;
void album_fermer(struct album *a); /* accepts NULL; nobody reads a photo any more */

const struct photo *album_prendre(struct album *a); /* to be given back */
void album_rendre(struct album *a, const struct photo *p);
/* The empreinte of the photo of now. Never waits. */
uint64_t album_generation(const struct album *a);

#endif
