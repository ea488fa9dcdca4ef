/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * page.c - the place of a document in an order, and the page that begins at a place
 *
 * A place is one number: what the order compares first (for the relevance: the score, then the rank in the first order), then the document.
 * The documents of a page are the smallest places after its cursor, kept in a heap: one pass whatever the page.
 *
 * A cursor is a letter (s: what follows, p: what precedes), the order, what that order compares, and the document's number, in
 * hexadecimal. In a later index the document is looked for again by its number, and its place is the one that it has there.
 */
#include <stdlib.h>

#include "base/limites.h"
#include "recherche/execution.h"

enum { DOCUMENT_BITS = RANG_BITS, SCORE_MAX = UINT16_MAX };
enum { CURSEUR_ORDRE = 2, CURSEUR_VALEUR = 10, CURSEUR_NUMERO = 8 };
enum { CURSEUR_TAILLE = 1 + CURSEUR_ORDRE + CURSEUR_VALEUR + CURSEUR_NUMERO };
enum { ORDRE_PERTINENCE = 0xff, ORDRE_INVERSE = 0x10 };

/* Where a page stands: the places that are not before debut, or those that are. */
struct borne {
	bool arriere;
	uint64_t debut;
};

static uint64_t place(const struct execution *e, uint32_t document)
{
	const int tri = e->q->tri < 0 ? 0 : e->q->tri;
	uint64_t rang = e->x->rangs[tri] ? e->x->rangs[tri][document] : 0;

	if (e->q->tri >= 0 && e->q->inverse)
		rang = RECHERCHE_DOCUMENTS_MAX - 1 - rang;
	if (e->q->tri < 0 && e->scores)
		rang |= (uint64_t)(SCORE_MAX - e->scores[document]) << RANG_BITS;
	return rang << DOCUMENT_BITS | document;
}

static uint32_t document_de(uint64_t p)
{
	return (uint32_t)(p & (RECHERCHE_DOCUMENTS_MAX - 1));
}

static unsigned ordre(const struct recherche_requete *q)
{
	if (q->tri < 0)
		return ORDRE_PERTINENCE;
	return (unsigned)q->tri | (q->inverse ? ORDRE_INVERSE : 0);
}

static struct str curseur(const struct execution *e, char sens, uint64_t p)
{
	return str_of(arena_printf(e->a, "%c%02x%010llx%08x", sens, ordre(e->q),
				   (unsigned long long)(p >> DOCUMENT_BITS),
				   (unsigned)e->x->numeros[document_de(p)]));
}

/* Hexadecimal in lower case, of that many digits. */
static bool lire_hexa(struct str s, uint64_t *ret)
{
	uint64_t v = 0;

	for (size_t i = 0; i < s.n; i++) {
		const char c = s.p[i];

		if (c >= '0' && c <= '9')
			v = v << 4 | (uint64_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			v = v << 4 | (uint64_t)(c - 'a' + 10);
		else
			return false;
	}
	*ret = v;
	return true;
}

/* The first document whose number is not before this one. */
static uint32_t document_du_numero(const struct recherche_index *x, uint64_t numero)
{
	uint32_t bas = 0, haut = x->n;

	while (bas < haut) {
		const uint32_t milieu = bas + (haut - bas) / 2;

		if (x->numeros[milieu] < numero)
			bas = milieu + 1;
		else
			haut = milieu;
	}
	return bas;
}

/* Is that document still found? Then it has a place today. */
static bool trouve(const struct execution *e, uint32_t document)
{
	size_t bas = 0, haut = e->n;

	while (bas < haut) {
		const size_t milieu = bas + (haut - bas) / 2;

		if (e->documents[milieu] < document)
			bas = milieu + 1;
		else
			haut = milieu;
	}
	return bas < e->n && e->documents[bas] == document;
}

static bool lire_curseur(const struct execution *e, struct borne *ret)
{
	const struct str s = e->q->curseur;
	uint64_t o, valeur, numero;
	uint32_t document;
	struct borne b;

	if (s.n != CURSEUR_TAILLE || (s.p[0] != 's' && s.p[0] != 'p'))
		return false;
	if (!lire_hexa(str_sub(s, 1, CURSEUR_ORDRE), &o) || o != ordre(e->q) ||
	    !lire_hexa(str_sub(s, 1 + CURSEUR_ORDRE, CURSEUR_VALEUR), &valeur) ||
	    !lire_hexa(str_sub(s, 1 + CURSEUR_ORDRE + CURSEUR_VALEUR, CURSEUR_NUMERO), &numero))
		return false;

	document = document_du_numero(e->x, numero);
	b.arriere = s.p[0] == 'p';
	if (trouve(e, document) && e->x->numeros[document] == numero)
		b.debut = place(e, document) + !b.arriere;
	else
		b.debut = (valeur << DOCUMENT_BITS) + document;
	*ret = b;
	return true;
}

/* The smallest of what is pushed, up to a number: the largest of them is at the top. */
struct tas {
	uint64_t *v;
	size_t n, max;
};

static void tas_descendre(struct tas *t, uint64_t p)
{
	size_t i = 0, fils;

	while ((fils = 2 * i + 1) < t->n) {
		fils += fils + 1 < t->n && t->v[fils + 1] > t->v[fils];
		if (t->v[fils] <= p)
			break;
		t->v[i] = t->v[fils];
		i = fils;
	}
	t->v[i] = p;
}

static void tas_monter(struct tas *t, uint64_t p)
{
	size_t i = t->n++;

	for (; i > 0 && t->v[(i - 1) / 2] < p; i = (i - 1) / 2)
		t->v[i] = t->v[(i - 1) / 2];
	t->v[i] = p;
}

static inline void tas_pousser(struct tas *t, uint64_t p)
{
	if (t->n < t->max)
		tas_monter(t, p);
	else if (p < t->v[0])
		tas_descendre(t, p);
}

static int comparer(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The places of the page, in order, in t; what precedes is sought from its end: the places are turned over, then back. */
static void choisir(struct execution *e, struct borne b, struct tas *t)
{
	const uint64_t tourne = b.arriere ? UINT64_MAX : 0;
	uint32_t avant = 0;

	t->n = 0;
	for (size_t i = 0; i < e->n; i++) {
		const uint64_t p = place(e, e->documents[i]);

		avant += p < b.debut;
		if ((p < b.debut) == b.arriere)
			tas_pousser(t, p ^ tourne);
	}
	for (size_t i = 0; i < t->n; i++)
		t->v[i] ^= tourne;
	qsort(t->v, t->n, sizeof *t->v, comparer);
	e->r.avant = b.arriere ? avant - (uint32_t)t->n : avant;
}

static void rendre(struct execution *e, const uint64_t *places, size_t n)
{
	uint32_t *documents = arena_alloc(e->a, n * sizeof *documents);

	for (size_t i = 0; i < n; i++)
		documents[i] = document_de(places[i]);
	e->r.documents = documents;
	e->r.n = n;
}

static void tout(struct execution *e)
{
	uint64_t *places = arena_alloc(e->a, e->n * sizeof *places);

	for (size_t i = 0; i < e->n; i++)
		places[i] = place(e, e->documents[i]);
	qsort(places, e->n, sizeof *places, comparer);
	rendre(e, places, e->n);
}

enum err page_choisir(struct execution *e, struct incident *inc)
{
	uint64_t places[LIMITE_RECHERCHE_PAGE] = {0};
	struct tas t = {.v = places, .max = e->q->page};
	struct borne b = {0};

	REQUIRE(e->q->page <= LIMITE_RECHERCHE_PAGE);
	e->r.total = (uint32_t)e->n;
	if (e->q->tout) {
		tout(e);
		return OK;
	}
	if (e->q->curseur.n && !lire_curseur(e, &b)) {
		incident_set(inc, E_INVALIDE, "Cette page de résultats n'existe pas.");
		incident_remede(inc, "Reprenez à la première page.");
		return E_INVALIDE;
	}
	if (!t.max)
		return OK;

	choisir(e, b, &t);
	/* Too near to an end, or past it: the page of that end, whole. */
	if (b.arriere && t.n < t.max)
		choisir(e, (struct borne){0}, &t);
	else if (!b.arriere && !t.n)
		choisir(e, (struct borne){.arriere = true, .debut = UINT64_MAX}, &t);
	rendre(e, places, t.n);
	if (e->r.avant > 0)
		e->r.precedent = curseur(e, 'p', places[0]);
	if (e->r.avant + t.n < e->n)
		e->r.suivant = curseur(e, 's', places[t.n - 1]);
	return OK;
}
