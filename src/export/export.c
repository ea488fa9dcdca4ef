/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * export.c - with a campagne the offers come judged, without one they come as dossiers; both in the order of numbers
 */
#include "export/export.h"

#include "referentiel/memoire.h"
#include "verdict/verdicts.h"

struct passage {
	const struct export_demande *demande;
	struct completes *completes;
};

static enum err recevoir(void *ctx, const struct offre_lue *lue, const struct verdict *verdict)
{
	struct passage *p = ctx;
	struct export_offre o = {.lue = lue,
				 .verdict = verdict,
				 .campagne =
					 p->demande->campagne ? p->demande->campagne->annee : 0};
	enum err err;

	if (!p->demande->passe(p->demande->ctx, lue, verdict))
		return OK;
	if ((err = completes_lire(p->completes, lue->dossier.offre, &o.complete)))
		return err;
	return p->demande->recevoir(p->demande->ctx, &o);
}

static enum err sans_verdicts(struct db *db, struct passage *p)
{
	struct referentiels *r = NULL;
	struct dossiers *d = NULL;
	const struct offre_lue *lue = NULL;
	enum err err = referentiels_charger(db, p->demande->vue, &r);

	if (!err)
		err = dossiers_ouvrir(db, p->demande->vue, r, 0, &d);
	while (!err && !(err = dossiers_suivant(d, &lue)) && lue)
		err = recevoir(p, lue, NULL);
	dossiers_fermer(d);
	referentiels_liberer(r);
	return err;
}

enum err exporter(struct db *db, const struct export_demande *demande)
{
	struct passage p = {.demande = demande};
	struct verdicts_bilan bilan;
	enum err err = completes_ouvrir(db, demande->vue, demande->textes, &p.completes);

	if (!err && demande->campagne)
		err = verdicts_juger(db,
				     &(struct verdicts_demande){.vue = demande->vue,
								.campagne = demande->campagne},
				     (struct verdicts_puits){recevoir, &p}, &bilan);
	else if (!err)
		err = sans_verdicts(db, &p);
	completes_fermer(p.completes);
	return err;
}
