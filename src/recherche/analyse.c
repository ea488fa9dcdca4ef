/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * analyse.c - folded, cut into jetons, then the jetons that belong together are put together
 *
 * The stem is taken after folding: people type without accents, and what has no accent must have the stem of what has some. Snowball's
 * French then misses a few endings, on both sides; terminaisons[] makes up for those that trades have.
 */
#include "recherche/analyse.h"

#include <libstemmer.h>

#include "base/buf.h"
#include "base/limites.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "recherche/jetons.h"

struct analyse {
	struct buf plie; /* the text, folded */
	struct jetons jetons;
	struct buf octets; /* the terms, one behind the other */
	struct VEC(struct place) termes; /* where each stands in octets */
	struct VEC(bool) petits; /* for a query: this term may be left out */
	struct sb_stemmer *racines;
};

struct place {
	uint32_t debut, n;
};

struct analyse *analyse_new(void)
{
	struct analyse *a = mem_alloc(sizeof *a);

	/* A byte that is no UTF-8 becomes three; a term may be longer than what it was read from by a few. */
	buf_init(&a->plie, (size_t)3 * LIMITE_RECHERCHE_TEXTE);
	buf_init(&a->octets, (size_t)8 * LIMITE_RECHERCHE_TEXTE);
	a->racines = sb_stemmer_new("french", "UTF_8");
	if (!a->racines)
		mem_epuisee();
	return a;
}

void analyse_free(struct analyse *a)
{
	if (!a)
		return;

	sb_stemmer_delete(a->racines);
	buf_free(&a->plie);
	buf_free(&a->octets);
	VEC_FREE(&a->jetons);
	VEC_FREE(&a->termes);
	VEC_FREE(&a->petits);
	mem_free(a);
}

size_t analyse_n(const struct analyse *a)
{
	return a->termes.n;
}

struct str analyse_terme(const struct analyse *a, size_t i)
{
	return str_sub(buf_view(&a->octets), a->termes.v[i].debut, a->termes.v[i].n);
}

/* What was appended to octets since debut is a term. */
static void terme_finir(struct analyse *a, size_t debut, bool petit)
{
	size_t n = a->octets.n - debut;

	n = n < LIMITE_CODE ? n : LIMITE_CODE;
	while (n && debut + n < a->octets.n &&
	       ((unsigned char)a->octets.p[debut + n] & 0xc0) == 0x80)
		n--;
	if (!n)
		return;
	*VEC_PUSH(&a->termes) = (struct place){(uint32_t)debut, (uint32_t)n};
	*VEC_PUSH(&a->petits) = petit;
}

static void plier(struct analyse *a, struct str texte)
{
	buf_reset(&a->plie);
	buf_reset(&a->octets);
	a->termes.n = 0;
	a->petits.n = 0;
	utf8_replie(str_sub(texte, 0, LIMITE_RECHERCHE_TEXTE), &a->plie);
}

void analyse_texte(struct analyse *a, struct str texte)
{
	plier(a, texte);
	jetons_lire(&a->jetons, buf_view(&a->plie));
	for (size_t i = 0; i < a->jetons.n;) {
		const size_t debut = a->octets.n;
		bool petit;

		i += jetons_terme(&a->jetons, buf_view(&a->plie), i, &a->octets, &petit);
		terme_finir(a, debut, petit);
	}
}

static bool parmi(const struct str *liste, size_t n, struct str s)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(liste[i], s))
			return true;
	return false;
}
#define PARMI(liste, s) parmi(liste, sizeof(liste) / sizeof *(liste), s)

/* The words without which a text says the same. */
static const struct str petits_mots[] = {
	STR_FIXE("de"),  STR_FIXE("la"),   STR_FIXE("et"),   STR_FIXE("des"),  STR_FIXE("du"),
	STR_FIXE("le"),  STR_FIXE("les"),  STR_FIXE("en"),   STR_FIXE("a"),    STR_FIXE("au"),
	STR_FIXE("aux"), STR_FIXE("un"),   STR_FIXE("une"),  STR_FIXE("pour"), STR_FIXE("par"),
	STR_FIXE("sur"), STR_FIXE("dans"), STR_FIXE("avec"), STR_FIXE("ou"),   STR_FIXE("d"),
	STR_FIXE("l"),   STR_FIXE("pres"), STR_FIXE("chez"), STR_FIXE("the"),
};
/* What a title says before the name itself, as it may say « BTS »… */
static const struct str diplomes[] = {
	STR_FIXE("bts"),
	STR_FIXE("btsa"),
	STR_FIXE("cap"),
	STR_FIXE("capa"),
	STR_FIXE("bac"),
	STR_FIXE("pro"),
	STR_FIXE("bp"),
	STR_FIXE("bpa"),
	STR_FIXE("bma"),
	STR_FIXE("bm"),
	STR_FIXE("btm"),
	STR_FIXE("but"),
	STR_FIXE("dut"),
	STR_FIXE("deust"),
	STR_FIXE("mc"),
	STR_FIXE("cs"),
	STR_FIXE("tp"),
	STR_FIXE("licence"),
	STR_FIXE("master"),
	STR_FIXE("titre"),
	STR_FIXE("professionnel"),
	STR_FIXE("brevet"),
	STR_FIXE("professionnelle"),
	STR_FIXE("baccalaureat"),
	STR_FIXE("technicien"),
	STR_FIXE("superieur"),
	STR_FIXE("certificat"),
	STR_FIXE("aptitude"),
	STR_FIXE("agricole"),
	STR_FIXE("mention"),
	STR_FIXE("complementaire"),
};
/* …and what it says after it. */
static const struct str suites[] = {
	STR_FIXE("option"),  STR_FIXE("specialite"), STR_FIXE("parcours"),
	STR_FIXE("mention"), STR_FIXE("dominante"),
};
/* What announces a code. */
static const struct str annonces[] = {
	STR_FIXE("siret"), STR_FIXE("siren"), STR_FIXE("uai"),    STR_FIXE("rne"),
	STR_FIXE("cfd"),   STR_FIXE("cle"),   STR_FIXE("numero"), STR_FIXE("n"),
	STR_FIXE("no"),    STR_FIXE("code"),  STR_FIXE("fiche"),  STR_FIXE("certifinfo"),
	STR_FIXE("offre"),
};

enum { INITIALES_MIN = 2, INITIALES_MAX = 8 };

void analyse_intitule(struct analyse *a, struct str texte)
{
	const struct jeton *v;
	char lettres[INITIALES_MAX];
	size_t n = 0, i = 0, debut;

	analyse_texte(a, texte);
	v = a->jetons.v;
	while (i < a->jetons.n && PARMI(diplomes, str_sub(buf_view(&a->plie), v[i].debut, v[i].n)))
		i++;
	for (; i < a->jetons.n && n < INITIALES_MAX; i++) {
		const struct str mot = str_sub(buf_view(&a->plie), v[i].debut, v[i].n);

		if ((n && v[i].rupture) || PARMI(suites, mot) || mot.p[0] > 'z' || mot.p[0] < 'a')
			break;
		if (!PARMI(petits_mots, mot))
			lettres[n++] = mot.p[0];
	}
	if (n < INITIALES_MIN)
		return;
	debut = a->octets.n;
	buf_add(&a->octets, lettres, n);
	terme_finir(a, debut, false);
}

/* A second term for a code: its last n bytes, behind a mark or none. */
static void fin_de_code(struct analyse *a, const char *marque, size_t n)
{
	const struct str fin = str_sub(buf_view(&a->octets), a->octets.n - n, n);
	const size_t debut = a->octets.n;
	char copie[LIMITE_CODE];

	memcpy(copie, fin.p, n);
	buf_cstr(&a->octets, marque);
	buf_add(&a->octets, copie, n);
	terme_finir(a, debut, false);
}

void analyse_code(struct analyse *a, struct str texte)
{
	size_t diese = 0;
	struct str code;

	plier(a, texte);
	jetons_lire(&a->jetons, buf_view(&a->plie));
	for (size_t i = 0; i < a->jetons.n; i++) {
		const struct jeton *v = &a->jetons.v[i];

		if (v->avant == '#')
			diese = a->octets.n;
		buf_str(&a->octets, str_sub(buf_view(&a->plie), v->debut, v->n));
	}
	terme_finir(a, 0, false);
	code = buf_view(&a->octets);
	if (code.n > LIMITE_CODE)
		return;
	if (diese)
		fin_de_code(a, "#", code.n - diese);
	else if (str_starts(code, STR("rncp")) && str_digits(str_sub(code, 4, code.n)))
		fin_de_code(a, "", code.n - 4);
}

static bool a_un_chiffre(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

/* Mark what may be left out; returns how much is not. */
static size_t marquer_petits(struct analyse *a)
{
	enum { CODE_MIN = 5 };
	bool code = false; /* what follows is a code */
	size_t gardes = 0;

	for (size_t i = a->termes.n; i-- > 0;) {
		const struct str s = analyse_terme(a, i);
		const bool annonce = code && PARMI(annonces, s);

		a->petits.v[i] = a->petits.v[i] || annonce || PARMI(petits_mots, s);
		code = annonce || (s.n >= CODE_MIN && a_un_chiffre(s));
		gardes += !a->petits.v[i];
	}
	return gardes;
}

static bool deja(const struct analyse *a, size_t n, struct str terme)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(analyse_terme(a, i), terme))
			return true;
	return false;
}

/* One is typing there: the text ends with a letter. */
static bool finit_par_un_mot(const struct analyse *a, struct str texte)
{
	return a->jetons.n && a->jetons.v[a->jetons.n - 1].fin == a->plie.n &&
	       texte.p[texte.n - 1] != ' ';
}

void analyse_requete(struct analyse *a, struct str texte, bool *en_cours)
{
	size_t n = 0, total, gardes;
	bool dernier = false;

	analyse_texte(a, texte);
	gardes = marquer_petits(a);
	total = a->termes.n;
	for (size_t i = 0; i < total; i++) {
		const struct place place = a->termes.v[i];

		if (gardes && a->petits.v[i])
			continue;
		if (deja(a, n, analyse_terme(a, i)))
			continue;
		a->termes.v[n++] = place;
		dernier = i + 1 == total;
	}
	a->termes.n = n;
	if (en_cours)
		*en_cours = dernier && finit_par_un_mot(a, texte);
}

/*
 * Endings that Snowball no longer knows without their accents, or never joined: « boulangère », « boulangers » and « vendeuses » have the
 * stems of « boulanger » and « vendeur ».
 */
static const struct {
	struct str ancienne, nouvelle;
} terminaisons[] = {
	{STR_FIXE("eres"), STR_FIXE("er")},  {STR_FIXE("ere"), STR_FIXE("er")},
	{STR_FIXE("ers"), STR_FIXE("er")},   {STR_FIXE("euses"), STR_FIXE("eur")},
	{STR_FIXE("euse"), STR_FIXE("eur")}, {STR_FIXE("eurs"), STR_FIXE("eur")},
	{STR_FIXE("ees"), STR_FIXE("e")},    {STR_FIXE("ee"), STR_FIXE("e")},
};

struct str analyse_racine(struct analyse *a, struct str terme)
{
	enum { RACINE_MIN = 4 };
	const sb_symbol *racine;
	char mot[LIMITE_CODE];
	size_t n = terme.n;

	if (n < RACINE_MIN || n > sizeof mot || a_un_chiffre(terme))
		return STR_VIDE;
	memcpy(mot, terme.p, n);
	for (size_t i = 0; i < sizeof terminaisons / sizeof *terminaisons; i++) {
		const struct str de = terminaisons[i].ancienne, en = terminaisons[i].nouvelle;

		if (n < RACINE_MIN + de.n - en.n || !str_eq(str_sub(terme, n - de.n, de.n), de))
			continue;
		n -= de.n;
		memcpy(mot + n, en.p, en.n);
		n += en.n;
		break;
	}
	racine = sb_stemmer_stem(a->racines, (const sb_symbol *)mot, (int)n);
	if (!racine)
		mem_epuisee();
	return (struct str){(const char *)racine, (size_t)sb_stemmer_length(a->racines)};
}
