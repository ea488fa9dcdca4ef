/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * doublons.c - the table of genres, and sorting by what their members share
 */
#include "verdict/doublons.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define C(champ) (1u << CHAMP_##champ)
#define MEME_LIEU (C(CERTIFICATION) | C(DUREE) | C(COMMUNE) | C(ADRESSE))
#define MEMES_ORGANISMES (C(RESPONSABLE) | C(FORMATEUR))
#define TOUT (MEME_LIEU | C(ANNEE) | MEMES_ORGANISMES | C(MODALITE) | C(PARCOURS) | C(SESSION))

static const struct genre {
	unsigned memes; /* the champs that are the same, and known */
	int differe; /* the champ of which there are two values at least; -1: nothing has to differ */
	struct doublon_sens sens;
} GENRES[DOUBLON__MAX] = {
	[DOUBLON_REPETEE] =
		{TOUT | C(SOURCE),
		 -1,
		 {"repetee", "Offre déclarée plusieurs fois",
		  "Même certification, même durée, même année, mêmes organismes, même adresse, même rentrée : "
		  "seul le numéro change.",
		  "Le Carif-Oref en garde une, avec le CFA, et fait retirer les autres.",
		  GRAVITE_DOUBLON, ACTEUR_CARIF}},
	[DOUBLON_SOURCES] =
		{TOUT,
		 CHAMP_SOURCE,
		 {"sources", "Offre déclarée par plusieurs sources",
		  "La même offre, à la même adresse, dans les flux de deux sources, sous deux clés.",
		  "Les deux Carif-Oref conviennent de celui qui la diffuse ; l'autre la retire.",
		  GRAVITE_DOUBLON, ACTEUR_CARIF}},
	[DOUBLON_SIRET] =
		{MEME_LIEU | C(ANNEE) | C(SIREN),
		 CHAMP_RESPONSABLE,
		 {"siret", "Plusieurs SIRET d'un même organisme responsable",
		  "Même certification, même durée, même année, même adresse ; le responsable est la même "
		  "entreprise (SIREN), sous deux établissements (SIRET).",
		  "Le Carif-Oref demande au CFA quel établissement est le responsable, et fait retirer "
		  "l'autre offre si c'est la même.",
		  GRAVITE_A_VERIFIER, ACTEUR_CARIF}},
	[DOUBLON_RESPONSABLE] =
		{MEME_LIEU | C(ANNEE) | C(SIREN_FORMATEUR),
		 CHAMP_SIREN,
		 {"responsable", "Un formateur, plusieurs organismes responsables",
		  "Même certification, même durée, même année, même adresse, même organisme formateur ; les "
		  "responsables sont des organismes différents.",
		  "Le Carif-Oref vérifie si un responsable a remplacé l'autre ; si oui, l'ancienne offre est "
		  "à retirer.",
		  GRAVITE_A_VERIFIER, ACTEUR_CARIF}},
	[DOUBLON_VOISINS] =
		{MEME_LIEU | C(ANNEE),
		 CHAMP_SIREN_FORMATEUR,
		 {"voisins", "Des organismes voisins",
		  "La même certification à la même adresse, par des organismes formateurs différents : chacun "
		  "a son offre, sauf si l'un a remplacé l'autre.",
		  "", GRAVITE_FAUX, ACTEUR_PERSONNE}},
	[DOUBLON_PARCOURS] =
		{MEME_LIEU | C(ANNEE) | MEMES_ORGANISMES,
		 CHAMP_PARCOURS,
		 {"parcours", "Parcours d'une même certification",
		  "Même diplôme, même lieu ; le code Certif Info, le numéro d'ordre de la clé ou l'intitulé "
		  "distingue des mentions ou des parcours : une offre chacun, si le contenu diffère vraiment.",
		  "", GRAVITE_FAUX, ACTEUR_PERSONNE}},
	[DOUBLON_OPTIONS] =
		{(MEME_LIEU & ~C(CERTIFICATION)) | C(FAMILLE) | C(ANNEE) | C(SIREN),
		 CHAMP_CERTIFICATION,
		 {"options", "Options d'un même BTS",
		  "Plusieurs options d'un BTS à première année commune, au même lieu : chacune est une offre.",
		  "", GRAVITE_FAUX, ACTEUR_PERSONNE}},
	[DOUBLON_MODALITES] =
		{MEME_LIEU | C(ANNEE) | MEMES_ORGANISMES,
		 CHAMP_MODALITE,
		 {"modalites", "Présence et distance",
		  "La même formation, en présence et à distance : ce sont deux offres.", "",
		  GRAVITE_FAUX, ACTEUR_PERSONNE}},
	[DOUBLON_SESSIONS] =
		{TOUT & ~C(SESSION),
		 CHAMP_SESSION,
		 {"sessions", "Mêmes offres, autres rentrées",
		  "Tout est semblable, sauf la date de rentrée : deux entrées distinctes. Elles peuvent aussi "
		  "être deux sessions d'une seule offre.",
		  "", GRAVITE_FAUX, ACTEUR_PERSONNE}},
	[DOUBLON_ANNEES] =
		{MEME_LIEU | MEMES_ORGANISMES,
		 CHAMP_ANNEE,
		 {"annees", "Entrées en années différentes d'un même cycle",
		  "La même formation, ouverte en première et en deuxième année : une offre par année d'entrée.",
		  "", GRAVITE_FAUX, ACTEUR_PERSONNE}},
	[DOUBLON_LIEUX] =
		{(MEME_LIEU & ~C(ADRESSE)) | C(ANNEE) | MEMES_ORGANISMES,
		 CHAMP_ADRESSE,
		 {"lieux", "Plusieurs adresses d'une même commune",
		  "La même formation, des mêmes organismes, à des adresses différentes de la commune : une "
		  "offre par lieu.",
		  "", GRAVITE_FAUX, ACTEUR_PERSONNE}},
};

static const char *const GRAVITES[GRAVITE__MAX] = {
	[GRAVITE_DOUBLON] = "doublon",
	[GRAVITE_A_VERIFIER] = "a_verifier",
	[GRAVITE_FAUX] = "faux_doublon",
};

const char *gravite_code(enum gravite g)
{
	return GRAVITES[g];
}

const struct doublon_sens *doublon_sens(enum doublon d)
{
	return &GENRES[d].sens;
}

static int par_champs(const struct comparee *a, const struct comparee *b, unsigned champs)
{
	for (int i = 0; i < CHAMP__MAX; i++)
		if ((champs >> i & 1) && a->champ[i] != b->champ[i])
			return a->champ[i] < b->champ[i] ? -1 : 1;
	return 0;
}

static int ordre(const void *a, const void *b, void *champs)
{
	const struct comparee *x = a, *y = b;
	const int c = par_champs(x, y, *(const unsigned *)champs);

	return c ? c : (x->offre > y->offre) - (x->offre < y->offre);
}

static bool connus(const struct comparee *c, unsigned champs)
{
	for (int i = 0; i < CHAMP__MAX; i++)
		if ((champs >> i & 1) && !c->champ[i])
			return false;
	return true;
}

/* Two known values of that champ at least? */
static bool differe(const struct comparee *v, size_t n, int champ)
{
	uint32_t premier = 0;

	for (size_t i = 0; i < n; i++) {
		const uint32_t c = v[i].champ[champ];

		if (c && premier && c != premier)
			return true;
		premier = premier ? premier : c;
	}
	return false;
}

void doublons_grouper(enum doublon d, struct comparee *v, size_t n, struct doublons_puits puits)
{
	const struct genre *g = &GENRES[d];
	unsigned memes = g->memes;
	size_t fin;

	if (n)
		qsort_r(v, n, sizeof *v, ordre, &memes);
	for (size_t i = 0; i < n; i = fin) {
		for (fin = i + 1; fin < n && par_champs(&v[i], &v[fin], memes) == 0; fin++)
			;
		if (fin - i > 1 && connus(&v[i], memes) &&
		    (g->differe < 0 || differe(v + i, fin - i, g->differe)))
			puits.recevoir(puits.ctx, d, v + i, fin - i);
	}
}

enum { REPLI_MAX = 4096 };

/* The words of a text, folded, letters and digits only, one space between them. `dire` writes each. */
static void mots(struct str s, struct buf *out, void (*dire)(struct str mot, struct buf *out))
{
	AUTO_BUF plat = {0};

	buf_init(&plat, REPLI_MAX);
	utf8_replie(s, &plat);
	for (size_t i = 0; i < plat.n;) {
		size_t n = 0;

		while (i + n < plat.n && ((plat.p[i + n] >= 'a' && plat.p[i + n] <= 'z') ||
					  (plat.p[i + n] >= '0' && plat.p[i + n] <= '9') ||
					  (unsigned char)plat.p[i + n] >= 0x80))
			n++;
		if (n)
			dire((struct str){plat.p + i, n}, out);
		i += n ? n : 1;
	}
}

static void ajouter(struct str mot, struct buf *out)
{
	if (out->n)
		buf_char(out, ' ');
	buf_str(out, mot);
}

static void mot_adresse(struct str mot, struct buf *out)
{
	static const struct {
		const char *court, *long_;
	} ABREGES[] = {{"av", "avenue"},     {"ave", "avenue"},    {"bd", "boulevard"},
		       {"bld", "boulevard"}, {"bvd", "boulevard"}, {"pl", "place"},
		       {"rte", "route"},     {"che", "chemin"},    {"chem", "chemin"},
		       {"all", "allee"},     {"imp", "impasse"},   {"st", "saint"},
		       {"ste", "sainte"},    {"gal", "general"},   {"mal", "marechal"}};

	for (size_t i = 0; i < sizeof ABREGES / sizeof *ABREGES; i++)
		if (str_eq(mot, str_of(ABREGES[i].court))) {
			ajouter(str_of(ABREGES[i].long_), out);
			return;
		}
	ajouter(mot, out);
}

void adresse_repliee(struct str ligne, struct buf *out)
{
	mots(ligne, out, mot_adresse);
}

enum { PARCOURS_LETTRE = 6, PARCOURS_LONGUEUR = 9 };

void parcours_de(struct str cle, struct str intitule, struct buf *out)
{
	static const char MOT[] = "parcours ";
	AUTO_BUF titre = {0};
	const char *suite;

	buf_init(&titre, REPLI_MAX);
	mots(intitule, &titre, ajouter);
	suite = titre.n ? strstr(titre.p, MOT) : NULL;
	if (cle.n > PARCOURS_LONGUEUR && cle.p[PARCOURS_LETTRE] == 'P')
		buf_str(out, str_sub(cle, 0, PARCOURS_LONGUEUR));
	buf_char(out, ' ');
	buf_cstr(out, suite ? suite + sizeof MOT - 1 : "");
}

/* « 75 », « 20 » for both départements of Corsica, « 974 »; empty: not a code. */
static struct str departement(struct str code, char ret[4])
{
	if (code.n != 5)
		return STR_VIDE;
	memcpy(ret, code.p, 3);
	if (ret[0] == '2' && (ret[1] == 'A' || ret[1] == 'B'))
		ret[1] = '0';
	if (!str_digits((struct str){ret, 2}) || !str_digits(str_sub(code, 2, 3)))
		return STR_VIDE;
	return (struct str){ret, ret[0] == '9' && (ret[1] == '7' || ret[1] == '8') ? 3 : 2};
}

bool departement_autre(struct str code_postal, struct str insee)
{
	char a[4], b[4];
	const struct str x = departement(code_postal, a), y = departement(insee, b);

	/* 00000, 99999: nothing was declared. Saint-Barthélemy and Saint-Martin keep codes of Guadeloupe. */
	if (!x.n || !y.n || str_eq(x, STR("00")) || str_eq(x, STR("99")) || str_eq(y, STR("99")))
		return false;
	if (str_eq(x, STR("971")) && (str_eq(y, STR("977")) || str_eq(y, STR("978"))))
		return false;
	return !str_eq(x, y);
}

static bool chiffres_au_debut(struct str mot)
{
	return mot.n && mot.p[0] >= '0' && mot.p[0] <= '9';
}

/* A town's words: « ST » is « SAINT »; what tells a delivery or an arrondissement goes. */
static void mot_ville(struct str mot, struct buf *out)
{
	if (str_eq(mot, STR("cedex")) || str_eq(mot, STR("arrondissement")) ||
	    chiffres_au_debut(mot))
		return;
	mot_adresse(mot, out);
}

bool ville_autre(struct str ville, struct str libelle)
{
	AUTO_BUF a = {0};
	AUTO_BUF b = {0};

	buf_init(&a, REPLI_MAX);
	buf_init(&b, REPLI_MAX);
	mots(ville, &a, mot_ville);
	mots(libelle, &b, mot_ville);
	return a.n && b.n && !str_eq(buf_view(&a), buf_view(&b));
}
