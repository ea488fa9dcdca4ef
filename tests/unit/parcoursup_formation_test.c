/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parcoursup_formation_test.c - which formations are those of an offre, of a clé, of a place, now and before
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"

#include "parcoursup/formation.h"

static void ecrire(struct depot *d, int64_t version, const struct formation *v, size_t n,
		   bool nouvelles)
{
	struct formations_ecriture *e = NULL;
	AUTO_TX tx = {0};

	MUST(tx_begin(d->db, TX_ECRITURE, &tx) == OK);
	MUST(formations_ouvrir(d->db, 2024, version, &e) == OK);
	for (size_t i = 0; i < n; i++)
		EQ_INT(formation_ecrire(e, &v[i], nouvelles), OK);
	EQ_INT(formations_finir(e), OK);
	formations_fermer(e);
	EQ_INT(tx_commit(&tx), OK);
}

static struct formation formation(const char *code, int64_t offre, const char *cle, const char *uai)
{
	struct formation f = {.code = str_of(code), .offre = offre};

	f.col[FT_ORIGINE] = STR(FORMATION_REPRISE);
	f.col[FT_CLE_AVANT] = str_of(cle);
	f.col[FT_UAI] = str_of(uai);
	f.col[FT_CFD] = STR("32031213");
	return f;
}

/* « 10 12 »: their codes. */
static const char *codes(struct depot *d, struct formations *f, enum err err)
{
	const char *ret = "";

	for (size_t i = 0; i < f->liste.n; i++)
		ret = arena_printf(d->a, "%s%s%.*s", ret, i ? " " : "",
				   STR_FMT(f->liste.v[i].code));
	formations_liberer(f);
	return err ? "(erreur)" : ret;
}

static const char *siennes(struct depot *d, int64_t version, int64_t offre, const char *cle)
{
	struct formations f;
	const enum err err = formations_siennes(d->db, 2024, version, offre, str_of(cle), d->a, &f);

	return codes(d, &f, err);
}

static const char *du_lieu(struct depot *d, int64_t version, const char *uai, const char *cfd)
{
	struct formations f;
	const enum err err =
		formations_du_lieu(d->db, 2024, version, str_of(uai), str_of(cfd), d->a, &f);

	return codes(d, &f, err);
}

TEST_BASES(celles_d_une_offre_puis_celles_de_sa_cle)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct formation v[] = {
		formation("10", 7, "a", "0299901E"), formation("09", 0, "a", "0299901E"),
		formation("11", 8, "a", "0299901E"), formation("12", 0, "", "0299902F")};

	ecrire(&d, 3, v, 4, true);
	EQ_STR(siennes(&d, INT64_MAX, 7, ""), "10");
	EQ_STR(siennes(&d, INT64_MAX, 7, "a"), "10 09");
	EQ_STR(siennes(&d, INT64_MAX, 9, "a"), "09");
	EQ_STR(siennes(&d, INT64_MAX, 9, ""), "");
	EQ_STR(siennes(&d, 2, 7, "a"), "");
	/* it changes hands: before, it was as it was */
	v[0].offre = 9;
	ecrire(&d, 5, v, 1, false);
	EQ_STR(siennes(&d, INT64_MAX, 7, ""), "");
	EQ_STR(siennes(&d, INT64_MAX, 9, ""), "10");
	EQ_STR(siennes(&d, 4, 7, ""), "10");
	EQ_STR(siennes(&d, 4, 9, ""), "");
}

TEST_BASES(celles_d_un_lieu_et_d_un_diplome)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct formation v[] = {formation("11", 7, "", "0299901E"),
				formation("10", 0, "", "0299901E"),
				formation("12", 0, "", "0299902F")};

	ecrire(&d, 3, v, 3, true);
	EQ_STR(du_lieu(&d, INT64_MAX, "0299901E", "32031213"), "10 11");
	EQ_STR(du_lieu(&d, INT64_MAX, "0299901E", "32031214"), "");
	EQ_STR(du_lieu(&d, 2, "0299901E", "32031213"), "");
	v[0].col[FT_UAI] = STR("0299902F");
	ecrire(&d, 5, v, 1, false);
	EQ_STR(du_lieu(&d, INT64_MAX, "0299901E", "32031213"), "10");
	EQ_STR(du_lieu(&d, 4, "0299901E", "32031213"), "10 11");
}
