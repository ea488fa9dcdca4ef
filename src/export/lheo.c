/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lheo.c - the columns of the table offre go back to the places where a LHEO reader finds them
 */
#include "export/export.h"
#include "format/lheo_ecrire.h"
#include "referentiel/texte.h"
#include "regle/codes.h"

_Static_assert(OC_duree == (int)OFFRE_DUREE && OC_annee == OC_duree + 1 &&
		       OC_rythme == (int)OFFRE_RYTHME + 1 &&
		       OC_niveau_obligatoire == (int)OFFRE_NIVEAU_OBLIGATOIRE + 1,
	       "columns are the record's, but for année");
_Static_assert((int)SC__MAX == (int)SESSION__MAX, "a session's columns are the record's");

void export_lheo(struct buf *out, struct arena *a, const struct export_offre *o)
{
	const struct offre_fait *f = &o->complete->fait;
	struct lheo_session_ecrite *s = arena_alloc(a, (f->n_sessions + 1) * sizeof *s);
	struct lheo_offre_ecrite e = {
		.objectif = bloc_texte(o->complete->bloc, STR("objectif")),
		.resultats = bloc_texte(o->complete->bloc, STR("resultats")),
		.contenu = bloc_texte(o->complete->bloc, STR("contenu")),
		.sessions = s,
		.n_sessions = f->n_sessions,
	};

	for (size_t c = 0; c <= OFFRE_NIVEAU_OBLIGATOIRE; c++)
		e.champ[c] = f->col[c <= OFFRE_DUREE ? c : c + 1];
	e.champ[OFFRE_ANNEE] = f->col[OC_annee];
	if (!str_eq(f->cle, f->col[OC_formation_numero]))
		e.champ[OFFRE_CLE] = f->cle;
	for (size_t i = 0; i < f->n_sessions; i++)
		for (size_t c = 0; c < SESSION__MAX; c++)
			s[i].champ[c] = f->sessions[i].col[c];
	lheo_ecrire_offre(out, &e);
}
