/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * referentiel_fiches_test.c - a fiche RNCP with its certificateurs and its partenaires, as kept and as read again
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "edition.h"

#include "referentiel/fiches.h"

/* A fiche of those certificateurs and partenaires, each given as « siret;nom;… » rows. */
static void garder(struct depot *d, const char *champs17, const char *const *certificateurs,
		   const char *const *partenaires)
{
	struct depot_paresse paresse = {.d = d};
	struct str champs[EDITION_COLONNES] = {{0}}, ligne[EDITION_COLONNES];
	const struct ref_ligne r = {.champs = champs};
	struct ref_ecriture *e;
	struct bilan bilan;
	AUTO_BUF c, p;
	AUTO_TX tx = {0};
	enum ref_issue issue;

	buf_init(&c, 1 << 20);
	buf_init(&p, 1 << 20);
	edition_champs(d, REF_FICHES, champs17, champs);
	for (int i = 0; certificateurs && certificateurs[i]; i++) {
		edition_champs(d, REF_NIVEAUX, certificateurs[i], ligne);
		fiches_ligne(&c, ligne, 3);
	}
	for (int i = 0; partenaires && partenaires[i]; i++) {
		edition_champs(d, REF_NIVEAUX, partenaires[i], ligne);
		fiches_ligne(&p, ligne, 4);
	}
	champs[17] = buf_view(&c);
	champs[18] = buf_view(&p);
	MUST(tx_begin(d->db, TX_ECRITURE, &tx) == OK);
	MUST(ref_ouvrir(d->db, REF_FICHES, &(struct ref_edition){.source = 1, .genre = "rncp"},
			(struct version_paresseuse){depot_obtenir, &paresse}, &e) == OK);
	EQ_INT(ref_ligne(e, &r, &issue), OK);
	EQ_INT(ref_finir(e, &bilan), OK);
	ref_fermer(e);
	EQ_INT(tx_commit(&tx), OK);
}

static const struct fiche *lire(struct depot *d, struct fiches **f, int numero)
{
	static const struct vue COURANTE = {.courante = true};
	const struct fiche *ret = NULL;

	if (!*f && fiches_ouvrir(d->db, &COURANTE, f) != OK)
		return NULL;
	return fiches_lire(*f, numero, &ret) == OK ? ret : NULL;
}

TEST(une_ligne_ne_garde_ni_tabulation_ni_fin_de_ligne_dans_un_champ)
{
	const struct str champs[] = {STR("1\t2"), STR_VIDE, STR("a\nb\rc")};
	AUTO_BUF b;

	buf_init(&b, 1000);
	fiches_ligne(&b, champs, 3);
	EQ_STR(buf_view(&b), "1 2\t\ta b c\n");
}

TEST_BASES(les_colonnes_d_une_fiche)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct fiches *f = NULL;

	garder(&d,
	       "RNCP38362;BTS MCO;BTS;NIV5;Publiée;Oui;Enregistrement de droit;Oui;2028-12-31;"
	       "2032-12-31;2024-01-01;RNCP39568,RNCP40000;RNCP34031",
	       NULL, NULL);
	const struct fiche *x = lire(&d, &f, 38362);
	MUST(x != NULL);
	EQ_INT(x->numero, 38362);
	EQ_STR(x->intitule, "BTS MCO");
	EQ_STR(x->abrege, "BTS");
	EQ_STR(x->niveau, "NIV5");
	OK(x->active);
	EQ_INT(x->enregistrement, ENREGISTREMENT_DE_DROIT);
	OK(x->jury_apprentissage);
	EQ_INT(x->fin_enregistrement, 20281231);
	EQ_INT(x->nouvelle, 39568);
	EQ_INT(x->n_certificateurs, 0);
	EQ_INT(x->n_partenaires, 0);
	/* asked again: the same, and what is not there is not */
	OK(lire(&d, &f, 38362) == x);
	OK(lire(&d, &f, 99999) == NULL);
	OK(lire(&d, &f, 99999) == NULL);
	OK(lire(&d, &f, 0) == NULL);
	fiches_fermer(f);
	fiches_fermer(NULL);
}

TEST_BASES(une_fiche_qui_ne_dit_rien)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct fiches *f = NULL;

	garder(&d, "RNCP7;Titre", NULL, NULL);
	const struct fiche *x = lire(&d, &f, 7);
	MUST(x != NULL);
	OK(!x->active && !x->jury_apprentissage);
	EQ_INT(x->enregistrement, ENREGISTREMENT_INCONNU);
	EQ_INT(x->fin_enregistrement, DATE_ABSENTE);
	EQ_INT(x->nouvelle, 0);
	fiches_fermer(f);
}

TEST_BASES(le_type_d_enregistrement_se_lit_sans_accent_ni_majuscule)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct fiches *f = NULL;

	garder(&d, "RNCP8;Titre;;;;Non;ENREGISTREMENT SUR DEMANDE;Non;;;;RNCP9", NULL, NULL);
	const struct fiche *x = lire(&d, &f, 8);
	MUST(x != NULL);
	EQ_INT(x->enregistrement, ENREGISTREMENT_SUR_DEMANDE);
	EQ_INT(x->nouvelle, 9);
	OK(!x->active && !x->jury_apprentissage);
	fiches_fermer(f);
}

TEST_BASES(certificateurs_et_partenaires_reviennent_un_a_un)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct fiches *f = NULL;
	static const char *const CERTIFICATEURS[] = {"99900011000018;Ministère\tExemple;Actif",
						     ";Sans SIRET;Inactif", NULL};
	static const char *const PARTENAIRES[] = {
		"99900012800010;Lycée\tde\nla Rade;HABILITATION_FORMER;Actif",
		"99900001100018;B;HABILITATION_ORGANISER;Actif",
		"\t99900002900010;C;HABILITATION_ORGA_FORM;Inactif", "faux;D;AUTRE;Supprime", NULL};

	garder(&d, "RNCP5;Titre;;;;Oui", CERTIFICATEURS, PARTENAIRES);
	const struct fiche *x = lire(&d, &f, 5);
	MUST(x && x->n_certificateurs == 2 && x->n_partenaires == 4);
	EQ_INT(x->certificateurs[0].siret, 99900011000018);
	EQ_STR(x->certificateurs[0].nom, "Ministère Exemple");
	EQ_INT(x->certificateurs[1].siret, 0);
	EQ_STR(x->certificateurs[1].siret_vu, "");
	EQ_STR(x->certificateurs[1].nom, "Sans SIRET");
	EQ_STR(x->partenaires[0].nom, "Lycée de la Rade");
	EQ_INT(x->partenaires[0].habilitation, HABILITATION_FORMER);
	OK(x->partenaires[0].actif);
	EQ_INT(x->partenaires[1].habilitation, HABILITATION_ORGANISER);
	EQ_INT(x->partenaires[2].habilitation, HABILITATION_ORGA_FORM);
	OK(!x->partenaires[2].actif);
	EQ_INT(x->partenaires[3].habilitation, HABILITATION_AUTRE);
	EQ_INT(x->partenaires[3].siret, 0);
	EQ_STR(x->partenaires[3].siret_vu, "faux");
	OK(!x->partenaires[3].actif);
	fiches_fermer(f);
}

TEST_BASES(une_fiche_de_471_partenaires)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct fiches *f = NULL;
	const char *partenaires[472] = {NULL};

	for (int i = 0; i < 471; i++)
		partenaires[i] =
			arena_printf(d.a, "9990001280%04d;Partenaire %d;HABILITATION_FORMER;%s", i,
				     i, i % 2 ? "Actif" : "Inactif");
	garder(&d, "RNCP35185;TP", NULL, partenaires);
	const struct fiche *x = lire(&d, &f, 35185);
	MUST(x && x->n_partenaires == 471);
	for (int i = 0; i < 471; i++) {
		EQ_INT(x->partenaires[i].siret, 99900012800000 + i);
		EQ_INT(x->partenaires[i].actif, i % 2);
	}
	EQ_STR(x->partenaires[470].nom, "Partenaire 470");
	fiches_fermer(f);
}

TEST_BASES(sans_table_les_fiches_ne_s_ouvrent_pas)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	const struct vue vue = {.courante = true};
	struct fiches *f = NULL;

	OK(fiches_ouvrir(db, &vue, &f) != OK || !f ||
	   fiches_lire(f, 1, &(const struct fiche *){NULL}) != OK);
	fiches_fermer(f);
	db_close(db);
}
