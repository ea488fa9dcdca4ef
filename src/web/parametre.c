/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parametre.c - one table says what may be given
 */
#include "web/parametre.h"

#include "base/utf8.h"

enum { ADRESSE_MAX = 16 * 1024, CHIFFRES_MAX = 9 };

static bool permis_dans_un_code(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c && strchr("-_#.:", c));
}

static const char *lire_texte(struct arena *a, const struct parametre *p, struct str s)
{
	if (utf8_longueur(s) <= (size_t)p->max)
		return NULL;
	return arena_printf(a, "%s : %d caractères au plus. Gardez les mots qui comptent.",
			    p->libelle, p->max);
}

static const char *lire_code(struct arena *a, const struct parametre *p, struct str s)
{
	bool bon = s.n <= (size_t)p->max;

	for (size_t i = 0; bon && i < s.n; i++)
		bon = permis_dans_un_code((unsigned char)s.p[i]);
	if (bon)
		return NULL;
	return arena_printf(
		a, "%s : ce n'est pas un code. Choisissez-le dans la liste, ou retirez-le.",
		p->libelle);
}

static const char *lire_entier(struct arena *a, const struct parametre *p, struct str s,
			       int64_t *ret)
{
	uint64_t n;

	if (s.n <= CHIFFRES_MAX && str_to_uint(s, &n) && (int64_t)n >= p->min &&
	    (int64_t)n <= p->max) {
		*ret = (int64_t)n;
		return NULL;
	}
	return arena_printf(a, "%s : donnez un nombre entre %d et %d.", p->libelle, p->min, p->max);
}

static const char *lire_choix(struct arena *a, const struct parametre *p, struct str s,
			      int64_t *ret)
{
	for (int i = 0; p->choix[i]; i++)
		if (str_eq(s, str_of(p->choix[i]))) {
			*ret = i;
			return NULL;
		}
	return arena_printf(
		a, "%s : cette valeur n'existe pas. Choisissez-la dans la liste, ou retirez-la.",
		p->libelle);
}

static const char *verifier(struct arena *a, const struct parametre *p, struct str s, int64_t *ret)
{
	switch (p->genre) {
	case PARAMETRE_ENTIER:
		return lire_entier(a, p, s, ret);
	case PARAMETRE_CHOIX:
		return lire_choix(a, p, s, ret);
	case PARAMETRE_CODE:
		return lire_code(a, p, s);
	default:
		return lire_texte(a, p, s);
	}
}

static void ajouter(struct arena *a, struct valeur *v, struct str s)
{
	const struct parametre *p = v->parametre;
	int64_t entier = 0;
	const char *erreur;

	s = str_trim(s);
	if (!s.n)
		return;
	if (!v->vu.n)
		v->vu = s;
	erreur = verifier(a, p, s, &entier);
	if (!erreur && v->n == PARAMETRE_VALEURS_MAX)
		erreur = arena_printf(a, "%s : %d valeurs au plus.", p->libelle,
				      PARAMETRE_VALEURS_MAX);
	if (erreur) {
		v->erreur = v->erreur ? v->erreur : erreur;
		return;
	}
	if (valeur_a(v, s) || (v->n && !p->plusieurs))
		return;
	if (!v->n)
		v->entier = entier;
	v->texte[v->n++] = s;
}

void parametres_lire(const struct parametre *table, size_t n, struct http_champs champs,
		     struct arena *a, struct valeurs *ret)
{
	struct valeur *v = arena_alloc(a, n * sizeof *v);

	REQUIRE(n <= PARAMETRES_MAX);
	for (size_t i = 0; i < n; i++)
		v[i].parametre = &table[i];
	for (size_t i = 0; i < champs.n; i++)
		for (size_t j = 0; j < n; j++)
			if (str_eq(champs.v[i].nom, str_of(table[j].nom)))
				ajouter(a, &v[j], champs.v[i].valeur);
	*ret = (struct valeurs){.v = v, .n = n};
	for (size_t i = 0; i < n; i++)
		ret->erreurs += v[i].erreur != NULL;
}

const struct valeur *valeur_de(const struct valeurs *v, const char *nom)
{
	for (size_t i = 0; i < v->n; i++)
		if (strcmp(v->v[i].parametre->nom, nom) == 0)
			return &v->v[i];
	BUG("no parameter %s", nom);
}

bool valeur_a(const struct valeur *v, struct str texte)
{
	for (size_t i = 0; i < v->n; i++)
		if (str_eq(v->texte[i], texte))
			return true;
	return false;
}

void adresse_valeur(struct buf *out, struct str s)
{
	static const char HEXA[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.n; i++) {
		const unsigned char c = (unsigned char)s.p[i];

		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c && strchr("-_.~:", c))) {
			buf_char(out, (char)c);
		} else if (c == ' ') {
			buf_char(out, '+');
		} else {
			buf_char(out, '%');
			buf_char(out, HEXA[c >> 4]);
			buf_char(out, HEXA[c & 15]);
		}
	}
}

static void ecrire(struct buf *b, char *separateur, const char *nom, struct str valeur)
{
	buf_char(b, *separateur);
	*separateur = '&';
	buf_cstr(b, nom);
	buf_char(b, '=');
	adresse_valeur(b, valeur);
}

static bool laisse(const struct adresse_ecart *e, const char *nom)
{
	for (size_t i = 0; e->sans && e->sans[i]; i++)
		if (strcmp(e->sans[i], nom) == 0)
			return true;
	return false;
}

/* The values of one name, with its change. */
static void ecrire_nom(struct buf *b, char *separateur, const struct valeur *v,
		       const struct adresse_ecart *e)
{
	const char *nom = v->parametre->nom;
	const bool change = e->nom && strcmp(e->nom, nom) == 0;

	for (size_t i = 0; i < v->n; i++)
		if (!change || (e->basculer && !str_eq(v->texte[i], e->valeur)))
			ecrire(b, separateur, nom, v->texte[i]);
	if (change && e->valeur.n && !(e->basculer && valeur_a(v, e->valeur)))
		ecrire(b, separateur, nom, e->valeur);
}

const char *adresse_avec(struct arena *a, const char *chemin, const struct valeurs *v,
			 const struct adresse_ecart *ecart)
{
	static const struct adresse_ecart AUCUN = {0};
	const struct adresse_ecart *e = ecart ? ecart : &AUCUN;
	char separateur = '?';
	AUTO_BUF b = {0};

	buf_init(&b, ADRESSE_MAX);
	buf_cstr(&b, chemin);
	for (size_t i = 0; i < v->n; i++) {
		const char *nom = v->v[i].parametre->nom;

		if (!laisse(e, nom) || (e->nom && strcmp(e->nom, nom) == 0))
			ecrire_nom(&b, &separateur, &v->v[i], e);
	}
	return arena_cstr(a, buf_view(&b));
}
