/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parente.c - the certification that is retained for each, and the académie of its lieu
 */
#include "parcoursup/parente.h"

#include "base/buf.h"
#include "base/mem.h"
#include "referentiel/memoire.h"

/* Of now, else the last that was known of it. */
static const struct sql SQL_DERNIERE = SQL_FIXE(
	"SELECT certifinfo, rncp, academie, du_version, 1 FROM offre WHERE numero = $1 UNION ALL SELECT certifinfo, rncp, academie, du_version, 0 "
	"FROM offre_passe WHERE numero = $1 ORDER BY 5 DESC, 4 DESC LIMIT 1");

enum { PHRASE_MAX = 1024 };

struct parente {
	struct referentiels *referentiels;
	struct stmt *derniere;
};

struct traits {
	const struct certification *certification;
	struct str academie;
};

enum err parente_ouvrir(struct db *db, const struct vue *vue, struct parente **ret)
{
	struct parente *p = mem_alloc(sizeof *p);
	enum err err;

	*p = (struct parente){0};
	if ((err = referentiels_charger(db, vue, &p->referentiels)) ||
	    (err = db_prepare(db, SQL_DERNIERE, 0, &p->derniere))) {
		parente_fermer(p);
		return err;
	}
	*ret = p;
	return OK;
}

void parente_fermer(struct parente *p)
{
	if (!p)
		return;
	stmt_free(p->derniere);
	referentiels_liberer(p->referentiels);
	mem_free(p);
}

static enum err lire(struct parente *p, int64_t offre, struct arena *a, struct traits *ret)
{
	struct str certifinfo = STR_VIDE, rncp = STR_VIDE;
	bool row;
	enum err err;

	stmt_reset(p->derniere);
	stmt_int(p->derniere, 1, offre);
	if ((err = stmt_step(p->derniere, &row)))
		return err;
	if (row) {
		certifinfo = arena_str(a, col_text(p->derniere, 0));
		rncp = arena_str(a, col_text(p->derniere, 1));
		ret->academie = arena_str(a, col_text(p->derniere, 2));
	}
	return referentiels_certification(p->referentiels, certifinfo, rncp, &ret->certification);
}

static void certifications(const struct succession *s, const struct traits *t, struct buf *out)
{
	const struct certification *c = t[0].certification, *d = t[1].certification;
	const bool cfd = c->cfd.n && d->cfd.n && !str_eq(c->cfd, d->cfd);
	const bool rncp = c->rncp && d->rncp && c->rncp != d->rncp;

	if (!cfd && !rncp)
		return;
	buf_printf(out, "L'offre %lld n'a pas la certification de l'offre %lld : ",
		   (long long)s->nouvelle, (long long)s->ancienne);
	if (cfd)
		buf_printf(out, "CFD %.*s au lieu de %.*s", STR_FMT(d->cfd), STR_FMT(c->cfd));
	if (rncp)
		buf_printf(out, "%sRNCP%d au lieu de RNCP%d", cfd ? ", " : "", d->rncp, c->rncp);
	buf_cstr(out, ". Vérifiez que c'est bien la même formation.");
}

static void academies(const struct succession *s, const struct traits *t, struct buf *out)
{
	const struct str avant = academie_nom(t[0].academie), apres = academie_nom(t[1].academie);

	if (!avant.n || !apres.n || str_eq(avant, apres))
		return;
	buf_printf(
		out,
		"%sL'offre %lld change d'académie : %.*s au lieu de %.*s, donc un autre SAIO. Vérifiez le lieu.",
		out->n ? " " : "", (long long)s->nouvelle, STR_FMT(apres), STR_FMT(avant));
}

enum err parente_ecarts(struct parente *p, const struct succession *s, struct arena *a,
			const char **ret)
{
	struct traits t[2] = {0};
	AUTO_BUF b;
	enum err err;

	buf_init(&b, PHRASE_MAX);
	if ((err = lire(p, s->ancienne, a, &t[0])) || (err = lire(p, s->nouvelle, a, &t[1])))
		return err;
	certifications(s, t, &b);
	academies(s, t, &b);
	*ret = b.n ? arena_cstr(a, buf_view(&b)) : NULL;
	return OK;
}
