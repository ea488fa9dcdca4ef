/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parties.c - what the past says of the offres that went, and of those that came back
 */
#include "parcoursup/parties.h"

#include "base/date.h"
#include "parcoursup/absence.h"

/* The states of one offre, the oldest first; au_version 0: it is the present one. */
static const struct sql SQL_ETATS = SQL_FIXE(
	"SELECT du_version, au_version, empreinte FROM offre_passe WHERE numero = $1 AND du_version <= $2 UNION ALL SELECT du_version, 0, "
	"empreinte FROM offre WHERE numero = $1 AND du_version <= $2 ORDER BY 1");

const char *partie_raison(struct arena *a, const struct offre_disparue *d)
{
	const char *depuis = date_longue(a, d->disparue_le);

	return d->fichier.n
		       ? arena_printf(
				 a,
				 "Elle n'est plus dans la base depuis le %s : l'import qui l'avait apportée (%.*s) a été annulé, « %.*s ».",
				 depuis, STR_FMT(d->fichier), STR_FMT(d->raison))
		       : arena_printf(
				 a,
				 "Elle n'est plus déclarée depuis le %s : le flux complet de la source « %.*s » ne la donne plus.",
				 depuis, STR_FMT(d->source));
}

enum acteur partie_acteur(const struct offre_disparue *d)
{
	return d->fichier.n ? ACTEUR_CARIF : ACTEUR_CFA;
}

const char *partie_retour(enum acteur a)
{
	return a == ACTEUR_CARIF
		       ? "Si l'offre est juste, le Carif-Oref donne un flux corrigé qui la déclare."
		       : "Si c'est une erreur, le CFA la déclare de nouveau dans DOKELIO (ou l'outil de sa région), ou son Carif-Oref corrige le "
			 "flux.";
}

struct collecte {
	struct arena *a;
	struct jugees *ret;
};

static enum err recevoir(void *ctx, const struct offre_disparue *d)
{
	struct collecte *c = ctx;

	*VEC_PUSH(&c->ret->liste) = (struct jugee){.numero = d->numero,
						   .partie_le = d->disparue_le,
						   .cle = arena_str(c->a, d->cle),
						   .intitule = arena_str(c->a, d->intitule),
						   .uai = arena_str(c->a, d->uai),
						   .region = arena_str(c->a, d->region),
						   .academie = arena_str(c->a, d->academie),
						   .doute = "",
						   .acteur = partie_acteur(d),
						   .raison = partie_raison(c->a, d),
						   .raison_code = ABSENCE_DISPARUE,
						   .qualiopi_phrase = "",
						   .rncp_phrase = ""};
	return OK;
}

enum err parties_lire(struct db *db, const struct vue *vue, const int64_t *numeros, size_t n,
		      struct arena *a, struct jugees *ret)
{
	struct collecte c = {a, ret};

	*ret = (struct jugees){0};
	return n ? offres_disparues(db, vue, numeros, n, (struct disparues_puits){recevoir, &c})
		 : OK;
}

/* Since which version its data are what they are now, whatever was in between. */
static enum err depuis(struct stmt *st, int64_t numero, int64_t *ret)
{
	int64_t empreinte = 0, fin = -1;
	bool row;
	enum err err;

	stmt_int(st, 1, numero);
	while (!(err = stmt_step(st, &row)) && row) {
		const bool revient = fin > 0 && fin < col_int(st, 0);

		if (!revient || empreinte != col_int(st, 2))
			*ret = col_int(st, 0);
		fin = col_int(st, 1);
		empreinte = col_int(st, 2);
	}
	stmt_reset(st);
	return err;
}

enum err parties_revenues(struct db *db, int64_t version, const struct statuts *statuts,
			  struct jugees *offres)
{
	struct stmt *st;
	enum err err = db_prepare(db, SQL_ETATS, 0, &st);

	if (err)
		return err;
	stmt_int(st, 2, version);
	for (size_t i = 0; !err && i < statuts->liste.n; i++) {
		const struct statut_fait *s = &statuts->liste.v[i];
		const struct jugee *o =
			s->decision == DECISION_RETENUE ? jugee_trouver(offres, s->offre) : NULL;

		if (o && o->du_version > s->pose_version)
			err = depuis(st, s->offre,
				     &offres->liste.v[o - offres->liste.v].du_version);
	}
	stmt_free(st);
	return err;
}
