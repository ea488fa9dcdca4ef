/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format_flux_test.c - records go through a spool unchanged, and nothing else comes out of one
 */
#include "tap.h"

#include "format/anomalie.h"
#include "format/flux.h"

/* A record of that kind whose fields are « <column><column>… », longer and longer, every third one empty. */
static void remplir(struct record *r, enum record_kind kind, struct buf *textes)
{
	size_t debut[RECORD_CHAMPS_MAX + 1];

	*r = (struct record){.kind = kind, .ligne = 1000 + kind, .n = record_n(kind)};
	for (uint32_t i = 0; i < r->n; i++) {
		debut[i] = textes->n;
		for (uint32_t k = 0; k < i % 3; k++)
			buf_cstr(textes, record_colonne(kind, i));
	}
	debut[r->n] = textes->n;
	for (uint32_t i = 0; i < r->n; i++)
		r->champ[i] = (struct str){textes->p + debut[i], debut[i + 1] - debut[i]};
}

static void eq_record(const struct record *vu, const struct record *voulu)
{
	EQ_INT(vu->kind, voulu->kind);
	EQ_INT(vu->ligne, voulu->ligne);
	EQ_INT(vu->n, voulu->n);
	for (uint32_t i = 0; i < voulu->n && i < vu->n; i++)
		EQ_STR(vu->champ[i], voulu->champ[i]);
}

TEST(chaque_colonne_a_un_nom_qui_lui_est_propre)
{
	for (unsigned k = 0; k <= RECORD_BILAN; k++) {
		uint32_t n = record_n((enum record_kind)k);
		OK(n > 0 && n <= RECORD_CHAMPS_MAX);
		for (uint32_t i = 0; i < n; i++) {
			const char *nom = record_colonne((enum record_kind)k, i);
			MUST(nom && *nom);
			for (uint32_t j = 0; j < i; j++)
				OK(strcmp(nom, record_colonne((enum record_kind)k, j)) != 0);
		}
	}
	EQ_STR(record_colonne(RECORD_OFFRE, OFFRE_SIRET_RESPONSABLE), "siret_responsable");
	EQ_STR(record_colonne(RECORD_KIT, KIT_ACTIVE), "active");
	EQ_STR(record_colonne(RECORD_OPTION_BTS, OPTION_CFD), "cfd");
	EQ_INT(record_n(RECORD_OFFRE), OFFRE__MAX);
	EQ_INT(record_n(RECORD_BILAN), BILAN__MAX);
	/* what an import prepares for itself has no name, and fits in a record */
	for (unsigned k = RECORD_BILAN + 1; k < RECORD__MAX; k++) {
		EQ_STR(record_colonne((enum record_kind)k, 0), "");
		OK(record_n((enum record_kind)k) <= RECORD_CHAMPS_MAX);
	}
}

TEST(ce_qui_est_ecrit_est_relu)
{
	AUTO_BUF spool;
	buf_init(&spool, 1 << 20);
	for (unsigned k = 0; k < RECORD__MAX; k++) {
		AUTO_BUF textes;
		struct record r;
		buf_init(&textes, 1 << 16);
		remplir(&r, (enum record_kind)k, &textes);
		flux_ecrire(&spool, &r);
	}

	const char *p = spool.p;
	size_t reste = spool.n;
	for (unsigned k = 0; k < RECORD__MAX; k++) {
		AUTO_BUF textes;
		struct record r, voulu;
		size_t taille;
		buf_init(&textes, 1 << 16);
		remplir(&voulu, (enum record_kind)k, &textes);
		MUST(flux_lire(p, reste, &r, &taille) == 0);
		eq_record(&r, &voulu);
		p += taille;
		reste -= taille;
	}
	EQ_INT(reste, 0);
}

TEST(un_record_coupe_attend_la_suite)
{
	AUTO_BUF spool;
	AUTO_BUF textes;
	struct record r, lu;
	size_t taille = 77;

	buf_init(&spool, 1 << 16);
	buf_init(&textes, 1 << 16);
	remplir(&r, RECORD_SESSION, &textes);
	flux_ecrire(&spool, &r);
	lu.n = 123;
	for (size_t n = 0; n < spool.n; n++)
		EQ_INT(flux_lire(spool.p, n, &lu, &taille), E_ABSENT);
	EQ_INT(lu.n, 123);
	EQ_INT(taille, 77);
	EQ_INT(flux_lire(spool.p, spool.n, &lu, &taille), 0);
	EQ_INT(taille, spool.n);
}

/* Any one byte of the head replaced: what is read still lies inside the spool, or is refused. */
TEST(un_octet_change_ne_fait_pas_lire_dehors)
{
	AUTO_BUF spool;
	AUTO_BUF textes;
	struct record r, lu;
	unsigned refuses = 0;

	buf_init(&spool, 1 << 16);
	buf_init(&textes, 1 << 16);
	remplir(&r, RECORD_KIT, &textes);
	flux_ecrire(&spool, &r);
	for (size_t i = 0; i < 12 + KIT__MAX * 4; i++)
		for (int v = 0; v < 256; v++) {
			char garde = spool.p[i];
			size_t taille = 0;
			spool.p[i] = (char)v;
			enum err err = flux_lire(spool.p, spool.n, &lu, &taille);
			refuses += err == E_INVALIDE;
			if (!err) {
				OK(taille <= spool.n);
				for (uint32_t k = 0; k < lu.n; k++)
					OK(lu.champ[k].p >= spool.p &&
					   lu.champ[k].p + lu.champ[k].n <= spool.p + taille);
			}
			spool.p[i] = garde;
		}
	OK(refuses > 5000);
}

TEST(ce_qui_n_est_pas_un_record_est_refuse)
{
	AUTO_BUF spool;
	AUTO_BUF textes;
	struct record r, lu;
	size_t taille;

	buf_init(&spool, 1 << 16);
	buf_init(&textes, 1 << 16);
	remplir(&r, RECORD_UAI, &textes);
	flux_ecrire(&spool, &r);

	spool.p[8] = RECORD__MAX;
	EQ_INT(flux_lire(spool.p, spool.n, &lu, &taille), E_INVALIDE);
	spool.p[8] = RECORD_OFFRE; /* known, but it has other fields */
	EQ_INT(flux_lire(spool.p, spool.n, &lu, &taille), E_INVALIDE);
	spool.p[8] = RECORD_UAI;
	EQ_INT(flux_lire(spool.p, spool.n, &lu, &taille), 0);

	uint32_t enorme = UINT32_MAX;
	memcpy(spool.p, &enorme, 4);
	EQ_INT(flux_lire(spool.p, spool.n, &lu, &taille), E_INVALIDE);
}

TEST(les_longueurs_ne_debordent_pas)
{
	AUTO_BUF spool;
	struct record r = {.kind = RECORD_SIRENE, .n = SIRENE__MAX}, lu;
	size_t taille;

	buf_init(&spool, 1 << 16);
	r.champ[SIRENE_SIRET] = STR("00000000000000");
	flux_ecrire(&spool, &r);
	/* two lengths whose sum wraps to the right total on 32 bits */
	uint32_t longueurs[2] = {UINT32_MAX - 9, 24};
	memcpy(spool.p + 12, longueurs, 8);
	EQ_INT(flux_lire(spool.p, spool.n, &lu, &taille), E_INVALIDE);
}

TEST(chaque_anomalie_a_sa_phrase)
{
	for (unsigned i = 0; i < ANOMALIE__N; i++) {
		enum anomalie a = (enum anomalie)i;
		struct str phrase = str_of(anomalie_phrase(a)), remede = str_of(anomalie_remede(a));
		EQ_INT(anomalie_de(str_of(anomalie_code(a))), a);
		MUST(phrase.n > 10 && remede.n > 10);
		OK(phrase.p[phrase.n - 1] == '.');
		OK(remede.p[remede.n - 1] == '.');
	}
	EQ_INT(anomalie_de(STR("INCONNUE")), ANOMALIE__N);
	EQ_INT(anomalie_de(STR("")), ANOMALIE__N);
	EQ_INT(anomalie_de(STR("ENCODAG")), ANOMALIE__N);
	EQ_STR(anomalie_code(ANOMALIE_DATE_ILLISIBLE), "DATE_ILLISIBLE");
}
