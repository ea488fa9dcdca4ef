/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * flux_offres.h - a feed of offres given to the room offre without any file, in a transaction of its own
 *
 * Included after depot.h.
 */
#ifndef RELAIS_FLUX_OFFRES_H
#define RELAIS_FLUX_OFFRES_H

#include "offre/offre.h"

/* One offre of the feed: what is not given is empty. */
struct offre_essai {
	const char *cle, *intitule;
	const char *debuts[4]; /* one session each, until NULL */
	int64_t texte;
	const char *texte_empreinte;
	const struct str *col; /* all columns, before intitule; NULL: none */
	const char *formation, *action, *annee;
	bool composee, plusieurs; /* its clé is composed; its action declares other years */
};

struct flux_bilan {
	enum err err;
	struct bilan bilan;
	int64_t version; /* 0: nothing changed */
	enum reception derniere; /* of the last offre received */
};

static inline enum err flux_une(struct offres_ecriture *e, const struct offre_essai *o,
				enum reception *ret)
{
	struct session_fait sessions[4] = {0};
	struct offre_fait f = {.cle = str_of(o->cle),
			       .cle_composee = o->composee,
			       .seule = !o->plusieurs,
			       .texte = o->texte,
			       .texte_empreinte = str_of(o->texte_empreinte),
			       .sessions = sessions};

	if (o->col)
		memcpy(f.col, o->col, sizeof f.col);
	if (o->formation)
		f.col[OC_formation_numero] = str_of(o->formation);
	if (o->action)
		f.col[OC_action_numero] = str_of(o->action);
	if (o->annee)
		f.col[OC_annee] = str_of(o->annee);
	if (o->intitule)
		f.col[OC_intitule] = str_of(o->intitule);
	for (; f.n_sessions < 4 && o->debuts[f.n_sessions]; f.n_sessions++)
		sessions[f.n_sessions].col[SC_debut] = str_of(o->debuts[f.n_sessions]);
	return offres_recevoir(e, &f, ret);
}

/* A feed into an open ecriture. */
static inline enum err flux_dans(struct offres_ecriture *e, int64_t source, bool complet,
				 const struct offre_essai *v, size_t n, struct flux_bilan *ret)
{
	enum err err = offres_flux_debut(e, source);

	for (size_t i = 0; !err && i < n; i++)
		err = flux_une(e, &v[i], &ret->derniere);
	return err ? err : offres_flux_fin(e, complet, &ret->bilan);
}

static inline struct flux_bilan flux(struct depot *d, int64_t source, bool complet,
				     const struct offre_essai *v, size_t n)
{
	struct depot_paresse paresse = {.d = d};
	struct offres_ecriture *e = NULL;
	struct flux_bilan ret = {0};
	AUTO_TX tx = {0};

	ret.err = tx_begin(d->db, TX_ECRITURE, &tx);
	if (!ret.err)
		ret.err = offres_ouvrir(d->db, (struct version_paresseuse){depot_obtenir, &paresse},
					&e);
	if (!ret.err)
		ret.err = flux_dans(e, source, complet, v, n, &ret);
	offres_fermer(e);
	if (!ret.err)
		ret.err = tx_commit(&tx);
	ret.version = paresse.version;
	return ret;
}

#define FLUX(d, source, complet, ...)                                                              \
	flux(d, source, complet, (const struct offre_essai[]){__VA_ARGS__},                        \
	     sizeof((const struct offre_essai[]){__VA_ARGS__}) / sizeof(struct offre_essai))
#define FLUX_VIDE(d, source, complet) flux(d, source, complet, NULL, 0)

#endif
