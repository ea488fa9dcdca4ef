/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * catalogue_photo_test.c - a photo says of each offre what the base says, and the album replaces it when the base moves
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "edition.h"
#include "flux_offres.h"

#include <unistd.h>

#include "catalogue/album.h"
#include "verdict/verdicts.h"

/* Two offres of Melun and Rennes; the second one has no durée, and its session is of another rentrée. */
static void deux_offres(struct depot *d, const char *intitule)
{
	struct str col[2][OC__MAX] = {{{0}}};
	struct offre_essai v[2];

	col[0][OC_siret_responsable] = STR("99900011000018");
	col[0][OC_nom_responsable] = STR("CFA des Essais");
	col[0][OC_insee] = STR("77288");
	col[0][OC_ville] = STR("Melun");
	col[0][OC_region] = STR("11");
	col[0][OC_academie] = STR("24");
	col[0][OC_latitude] = STR("48.54");
	col[0][OC_longitude] = STR("2.66");
	col[0][OC_duree] = STR("2");
	col[0][OC_annee] = STR("1");
	col[1][OC_siret_responsable] = STR("99900012800010");
	col[1][OC_insee] = STR("97411");
	col[1][OC_latitude] = STR("ailleurs");
	col[1][OC_longitude] = STR("400");
	col[1][OC_duree] = STR("X");
	v[0] = (struct offre_essai){
		.cle = "a", .intitule = intitule, .debuts = {"2024-09-02"}, .col = col[0]};
	v[1] = (struct offre_essai){.cle = "b",
				    .intitule = "BTS",
				    .debuts = {"2023-07-31", "2023-06-01"},
				    .col = col[1]};
	EQ_INT(flux(d, 1, true, v, 2).err, OK);
}

/* The first one only, in a complete feed: the other is gone. */
static void une_offre(struct depot *d)
{
	struct str col[OC__MAX] = {{0}};
	const struct offre_essai v = {
		.cle = "a", .intitule = "BTS MCO", .debuts = {"2024-09-02"}, .col = col};

	col[OC_siret_responsable] = STR("99900011000018");
	EQ_INT(flux(d, 1, true, &v, 1).err, OK);
}

static struct photo *prendre(struct depot *d, int campagne)
{
	const struct photo_demande demande = {.campagne = campagne, .instant = d->instant};
	struct incident inc = {0};
	struct photo *p = NULL;

	EQ_INT(photo_prendre(d->db, &demande, &p, &inc), OK);
	EQ_STR(inc.message, "");
	return p;
}

TEST_BASES(une_photo_dit_ce_que_dit_la_base)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct photo_offre *o;
	struct photo *p;
	size_t n;

	deux_offres(&d, "BTS MCO");
	p = prendre(&d, 2024);
	o = photo_offres(p, &n);
	EQ_INT(n, 2);
	EQ_INT(photo_campagne(p)->annee, 2024);
	OK(str_eq(o[0].cle, STR("a")) && str_eq(o[0].intitule, STR("BTS MCO")));
	OK(str_eq(o[0].organisme, STR("CFA des Essais")));
	OK(str_eq(o[0].formateur, STR("CFA des Essais")));
	OK(str_eq(o[0].departement, STR("77")) && str_eq(o[0].region, STR("11")));
	OK(str_eq(o[0].duree, STR("2")) && str_eq(o[0].annee, STR("1")));
	EQ_INT(o[0].rentree, 2024);
	OK(o[0].latitude > 48.5F && o[0].longitude > 2.6F);
	OK(o[0].classification == CLASSIFICATION_NON_REGLEMENTAIRE && o[0].motif.n);
	OK(!(o[0].mentions & 1u << MENTION_DUREE));
	OK(o[0].non_conformes & 1u << 3); /* no RNCP is retained */
	/* what the second one lacks */
	OK(str_eq(o[1].organisme, STR("99900012800010")));
	OK(str_eq(o[1].departement, STR("974")));
	EQ_INT(o[1].duree.n, 0);
	OK(o[1].mentions & 1u << MENTION_DUREE);
	EQ_INT(o[1].rentree, 2022);
	OK(!(o[1].latitude > 0) && !(o[1].longitude > 0));
	OK(photo_offre(p, o[1].numero) == &o[1]);
	OK(!photo_offre(p, 99));
	OK(photo_empreinte(p) != 0);
	photo_liberer(p);
}

/* Keep the verdicts of that campagne, as an import does. */
static void garder(struct depot *d, int annee)
{
	struct verdicts_bilan bilan;
	struct incident inc = {0};
	struct campagne c;
	struct vue vue;
	AUTO_TX tx = {0};

	EQ_INT(tx_begin(d->db, TX_ECRITURE, &tx), OK);
	EQ_INT(vue_resoudre(d->db, 0, &vue), OK);
	EQ_INT(campagne_lire(d->db, annee, INT64_MAX, d->a, &c, &inc), OK);
	EQ_INT(verdicts_garder(d->db, &vue, &c, (struct verdicts_puits){0}, &bilan), OK);
	EQ_INT(tx_commit(&tx), OK);
}

TEST_BASES(sans_campagne_celle_qui_est_ouverte)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct photo *p, *q;

	deux_offres(&d, "BTS MCO");
	p = prendre(&d, 0); /* October 2023, a base without any campagne: the next rentrée */
	EQ_INT(photo_campagne(p)->annee, 2024);
	garder(&d, 2022);
	q = prendre(&d, 0); /* closed, but the only one that the base has */
	EQ_INT(photo_campagne(q)->annee, 2022);
	OK(photo_empreinte(p) != photo_empreinte(q));
	photo_liberer(p);
	photo_liberer(q);
}

TEST_BASES(jour_apres_jour_ce_que_disent_les_verdicts_gardes)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct jour_compte *j;
	struct photo *p;
	size_t n;

	deux_offres(&d, "BTS MCO");
	garder(&d, 2024);
	d.instant += DEPOT_JOUR;
	deux_offres(&d, "BTS MCO, autre intitulé"); /* no verdict changes: no day */
	garder(&d, 2024);
	d.instant += DEPOT_JOUR;
	une_offre(&d);
	garder(&d, 2024);
	p = prendre(&d, 2024);
	j = photo_jours(p, &n);
	EQ_INT(n, 2);
	EQ_INT(j[0].jour, 20231002);
	EQ_INT(j[0].offres, 2);
	EQ_INT(j[1].jour, 20231004);
	EQ_INT(j[1].offres, 1);
	EQ_INT(j[1].reglementaires, 0);
	photo_liberer(p);
	p = prendre(&d, 2023); /* keeps none */
	(void)photo_jours(p, &n);
	EQ_INT(n, 0);
	photo_liberer(p);
}

TEST_BASES(une_base_sans_fait_n_a_pas_de_photo)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct photo_demande demande = {.campagne = 2024, .instant = d.instant};
	struct incident inc = {0};
	struct photo *p = NULL;

	EQ_INT(photo_prendre(d.db, &demande, &p, &inc), E_ABSENT);
	OK(!p && strstr(inc.message, "aucune offre") && strstr(inc.remede, "relais import"));
}

/* The album looks every second: wait for what is awaited, ten seconds at most. */
static bool attendre_autre(struct album *a, uint64_t avant)
{
	for (int i = 0; i < 100; i++) {
		if (album_generation(a) != avant)
			return true;
		usleep(100000);
	}
	return false;
}

TEST_BASES(l_album_suit_la_base_et_garde_ce_qui_est_lu)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct album_reglages reglages = {.dsn = dsn, .campagne = 2024};
	struct incident inc = {0};
	const struct photo *avant, *apres;
	struct album *a = NULL;
	uint64_t generation;
	size_t n;

	deux_offres(&d, "BTS MCO");
	EQ_INT(album_ouvrir(&reglages, &a, &inc), OK);
	avant = album_prendre(a);
	generation = album_generation(a);
	EQ_INT(generation, photo_empreinte(avant));
	deux_offres(&d, "BTS NDRC");
	OK(attendre_autre(a, generation));
	apres = album_prendre(a);
	OK(str_eq(photo_offres(avant, &n)[0].intitule, STR("BTS MCO")));
	OK(str_eq(photo_offres(apres, &n)[0].intitule, STR("BTS NDRC")));
	album_rendre(a, avant);
	album_rendre(a, apres);
	album_fermer(a);
}
