/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verdict_doublons_test.c - two offres, what sets them apart, and every genre that must name them
 */
#include "tap.h"

#include "base/buf.h"
#include "verdict/doublons.h"

enum { OFFRES = 2, GROUPES_MAX = 8 };

/* Two offres that are the same but for these champs; the genres that hold them both. */
#define G(genre) (1u << DOUBLON_##genre)
#define D(champ) (1u << CHAMP_##champ)
static const struct {
	const char *nom;
	unsigned different, absent, genres;
} CAS[] = {
	{"la même, deux numéros de lieu", 0, 0, G(REPETEE)},
	{"la même, dans deux sources", D(SOURCE), 0, G(SOURCES)},
	{"un autre SIRET de la même entreprise", D(RESPONSABLE), 0, G(SIRET)},
	{"un autre responsable, le même formateur", D(RESPONSABLE) | D(SIREN), 0, G(RESPONSABLE)},
	{"d'autres organismes", D(RESPONSABLE) | D(SIREN) | D(FORMATEUR) | D(SIREN_FORMATEUR), 0,
	 G(VOISINS)},
	{"un autre établissement du formateur", D(FORMATEUR), 0, 0},
	{"un autre parcours", D(PARCOURS), 0, G(PARCOURS)},
	{"une autre option du même BTS", D(CERTIFICATION) | D(PARCOURS), 0, G(OPTIONS)},
	{"une autre certification, sans famille", D(CERTIFICATION), D(FAMILLE), 0},
	{"une autre famille", D(CERTIFICATION) | D(FAMILLE), 0, 0},
	{"à distance et en présence", D(MODALITE), 0, G(MODALITES)},
	{"une autre rentrée", D(SESSION), 0, G(SESSIONS)},
	{"une autre année d'entrée", D(ANNEE), 0, G(ANNEES)},
	{"une autre année, une autre rentrée", D(ANNEE) | D(SESSION), 0, G(ANNEES)},
	{"une autre adresse de la commune", D(ADRESSE), 0, G(LIEUX)},
	{"une autre commune", D(ADRESSE) | D(COMMUNE), 0, 0},
	{"une autre durée", D(DUREE), 0, 0},
	{"sans adresse : on ne sait pas", 0, D(ADRESSE), 0},
	{"sans commune : on ne sait pas", 0, D(COMMUNE) | D(ADRESSE), 0},
	{"sans certification : on ne sait pas", 0, D(CERTIFICATION) | D(FAMILLE), 0},
	{"sans organisme : on ne sait pas", 0,
	 D(RESPONSABLE) | D(SIREN) | D(FORMATEUR) | D(SIREN_FORMATEUR), 0},
};

struct vus {
	unsigned genres;
	int groupes;
	int64_t premiere[GROUPES_MAX];
	size_t n[GROUPES_MAX];
};

static void voir(void *ctx, enum doublon d, const struct comparee *membres, size_t n)
{
	struct vus *v = ctx;

	v->genres |= 1u << d;
	if (v->groupes < GROUPES_MAX) {
		v->premiere[v->groupes] = membres[0].offre;
		v->n[v->groupes] = n;
	}
	v->groupes++;
}

static struct comparee offre(int64_t numero, unsigned different, unsigned absent)
{
	struct comparee c = {.offre = numero};

	for (int i = 0; i < CHAMP__MAX; i++)
		c.champ[i] = absent >> i & 1 ? 0 : 1 + (different >> i & 1);
	return c;
}

TEST(chaque_difference_a_son_genre)
{
	for (size_t i = 0; i < sizeof CAS / sizeof *CAS; i++) {
		struct comparee v[OFFRES] = {offre(2, CAS[i].different, CAS[i].absent),
					     offre(1, 0, CAS[i].absent)};
		struct vus vus = {0};

		for (int d = 0; d < DOUBLON__MAX; d++)
			doublons_grouper((enum doublon)d, v, OFFRES,
					 (struct doublons_puits){voir, &vus});
		if (vus.genres != CAS[i].genres)
			(void)printf("# %s: %x, not %x\n", CAS[i].nom, vus.genres, CAS[i].genres);
		EQ_INT(vus.genres, CAS[i].genres);
	}
}

TEST(un_groupe_a_tous_ses_membres_dans_l_ordre_et_lui_seul)
{
	struct comparee v[] = {offre(9, 0, 0), offre(3, 0, 0),        offre(5, D(COMMUNE), 0),
			       offre(4, 0, 0), offre(6, D(DUREE), 0), offre(7, D(DUREE), 0)};
	struct vus vus = {0};

	doublons_grouper(DOUBLON_REPETEE, v, sizeof v / sizeof *v,
			 (struct doublons_puits){voir, &vus});
	EQ_INT(vus.groupes, 2);
	EQ_INT(vus.premiere[0], 3);
	EQ_INT(vus.n[0], 3);
	EQ_INT(vus.premiere[1], 6);
	EQ_INT(vus.n[1], 2);
}

TEST(rien_a_comparer)
{
	struct comparee v[] = {offre(1, 0, 0)};
	struct vus vus = {0};

	for (int d = 0; d < DOUBLON__MAX; d++) {
		doublons_grouper((enum doublon)d, v, 0, (struct doublons_puits){voir, &vus});
		doublons_grouper((enum doublon)d, v, 1, (struct doublons_puits){voir, &vus});
	}
	EQ_INT(vus.groupes, 0);
}

TEST(chaque_genre_a_ses_mots)
{
	for (int d = 0; d < DOUBLON__MAX; d++) {
		const struct doublon_sens *s = doublon_sens((enum doublon)d);

		OK(s->code[0] && s->titre[0] && s->sens[0]);
		/* a false duplicate asks nothing of anybody; the others say who and what */
		EQ_INT(s->gravite == GRAVITE_FAUX, !s->remede[0]);
		EQ_INT(s->gravite == GRAVITE_FAUX, s->acteur == ACTEUR_PERSONNE);
		for (int autre = 0; autre < d; autre++)
			OK(strcmp(s->code, doublon_sens((enum doublon)autre)->code) != 0);
	}
	EQ_STR(gravite_code(GRAVITE_FAUX), "faux_doublon");
}

TEST(une_adresse_se_replie)
{
	static const char *const PAIRES[][2] = {
		{"12 Bd. de l'Été", "12 boulevard de l ete"},
		{"12, BLD  DE L’ETE", "12 boulevard de l ete"},
		{"3 av du Gal-Exemple", "3 avenue du general exemple"},
		{"Rue St Exemple", "rue saint exemple"},
		{" - ", ""},
		{"", ""},
	};

	for (size_t i = 0; i < sizeof PAIRES / sizeof *PAIRES; i++) {
		AUTO_BUF out = {0};

		buf_init(&out, 256);
		adresse_repliee(str_of(PAIRES[i][0]), &out);
		EQ_STR(buf_view(&out), PAIRES[i][1]);
	}
}

TEST(un_parcours_se_lit_dans_la_cle_ou_l_intitule)
{
	static const char CLE[] = "104239P02219990000110001899900002900010-94028#L01";
	static const struct {
		const char *cle, *intitule, *parcours;
	} LUS[] = {
		{CLE, "BTS MCO", "104239P02 "},
		{CLE, "BUT GEA, Parcours : Contrôle de gestion", "104239P02 controle de gestion"},
		{"12", "Titre", " "},
		{"", "", " "},
	};

	for (size_t i = 0; i < sizeof LUS / sizeof *LUS; i++) {
		AUTO_BUF out = {0};

		buf_init(&out, 256);
		parcours_de(str_of(LUS[i].cle), str_of(LUS[i].intitule), &out);
		EQ_STR(buf_view(&out), LUS[i].parcours);
	}
}

TEST(le_departement_du_code_postal)
{
	static const struct {
		const char *postal, *insee;
		bool autre;
	} LIEUX[] = {
		{"94000", "94028", false}, {"77000", "94028", true},  {"20000", "2A004", false},
		{"20200", "2B033", false}, {"13000", "2A004", true},  {"97400", "97411", false},
		{"97100", "97411", true},  {"97133", "97701", false}, {"97150", "97801", false},
		{"00000", "94028", false}, {"99999", "94028", false}, {"", "94028", false},
		{"94000", "", false},      {"9400", "77288", false},  {"94000", "99999", false},
		{"7X000", "94028", false}, {"94 00", "77288", false}, {"98800", "98818", false},
	};

	for (size_t i = 0; i < sizeof LIEUX / sizeof *LIEUX; i++) {
		if (departement_autre(str_of(LIEUX[i].postal), str_of(LIEUX[i].insee)) !=
		    LIEUX[i].autre)
			(void)printf("# %s %s\n", LIEUX[i].postal, LIEUX[i].insee);
		EQ_INT(departement_autre(str_of(LIEUX[i].postal), str_of(LIEUX[i].insee)),
		       LIEUX[i].autre);
	}
}

TEST(la_ville_et_la_commune)
{
	static const struct {
		const char *ville, *libelle;
		bool autre;
	} VILLES[] = {
		{"CRETEIL", "Créteil", false},
		{"Créteil Cedex 9", "Créteil", false},
		{"PARIS 10E ARRONDISSEMENT", "Paris", false},
		{"LYON 3EME", "Lyon 3e Arrondissement", false},
		{"ST ETIENNE", "Saint-Étienne", false},
		{"Ste-Foy", "Sainte-Foy", false},
		{"Melun", "Créteil", true},
		{"", "Créteil", false},
		{"Melun", "", false},
	};

	for (size_t i = 0; i < sizeof VILLES / sizeof *VILLES; i++)
		EQ_INT(ville_autre(str_of(VILLES[i].ville), str_of(VILLES[i].libelle)),
		       VILLES[i].autre);
}
