/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * export.h - the offers of a vue go out: gathered one after the other, told in LHEO, CSV, XLSX or NDJSON
 *
 * The same base gives the same bytes: offers come in the order of their numbers, and no clock is read. The memory is that of one offre.
 */
#ifndef RELAIS_EXPORT_EXPORT_H
#define RELAIS_EXPORT_EXPORT_H

#include "base/arena.h"
#include "base/buf.h"
#include "campagne/campagne.h"
#include "offre/completes.h"
#include "offre/dossiers.h"
#include "regle/verdict.h"

struct export_offre {
	const struct offre_lue *lue; /* its dossier: what the referentials say */
	const struct offre_complete *complete; /* what was declared */
	const struct verdict *verdict; /* NULL without a campagne */
	int campagne; /* its year, 0 without one */
};

struct export_demande {
	const struct vue *vue;
	const struct campagne *campagne; /* NULL: no verdict */
	bool textes; /* the long texts are wanted */
	/* Is that offre wanted? verdict: NULL without a campagne. */
	bool (*passe)(void *ctx, const struct offre_lue *offre, const struct verdict *verdict);
	/* Anything but OK stops and is returned. */
	enum err (*recevoir)(void *ctx, const struct export_offre *offre);
	void *ctx;
};
/* Call back with each wanted offre, in the order of numbers. In a transaction. */
enum err exporter(struct db *db, const struct export_demande *demande) MUST_CHECK;

/* One offre as a formation of LHEO 2.3 (format/lheo_ecrire.h). */
void export_lheo(struct buf *out, struct arena *a, const struct export_offre *o);
/* One offre as a JSON object and a line break. */
void export_ndjson(struct buf *out, struct arena *a, const struct export_offre *o);

#endif
