/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * mots.c - the documents that have every word, and what each is worth
 *
 * A word is a run of neighbouring terms (its start), or some terms (its stem), or one. Each gives what it is worth to its documents, in a
 * table of one byte a document; then the list of documents shrinks to those that have something in it.
 */
#include "base/buf.h"
#include "base/limites.h"
#include "recherche/analyse.h"
#include "recherche/execution.h"

enum { VAUT_DEBUT = 2, VAUT_RACINE = 3, VAUT_EXACT = 4 };

struct lecture {
	struct execution *e;
	struct analyse *analyse;
	uint8_t *vaut; /* what the current word is worth in each document */
};

/* The documents of the terms [de, a[ have the current word. */
static void donner(struct lecture *l, uint32_t de, uint32_t a, unsigned exactitude)
{
	const struct listes *p = &l->e->x->postings;

	for (uint32_t i = p->debuts[de]; i < p->debuts[a]; i++) {
		const uint32_t document = p->v[i] >> POIDS_BITS;
		const unsigned vaut = (p->v[i] & RECHERCHE_POIDS_MAX) * exactitude;

		if (l->vaut[document] < vaut)
			l->vaut[document] = (uint8_t)vaut;
	}
}

static bool donner_racine(struct lecture *l, struct str mot)
{
	const struct recherche_index *x = l->e->x;
	const struct str racine = analyse_racine(l->analyse, mot);
	const uint32_t i = racine.n ? lexique_place(&x->racines, racine) : x->racines.n;

	if (i == x->racines.n || !str_eq(lexique_texte(&x->racines, i), racine))
		return false;
	for (uint32_t k = x->classes.debuts[i]; k < x->classes.debuts[i + 1]; k++)
		donner(l, x->classes.v[k], x->classes.v[k] + 1, VAUT_RACINE);
	return true;
}

/* Look for one word; false when no document has it. */
static bool chercher(struct lecture *l, struct str mot, bool en_cours)
{
	enum { DEBUT_MIN = 2, PETIT_NOMBRE = 4 };
	const struct lexique *termes = &l->e->x->termes;
	const uint32_t place = lexique_place(termes, mot);
	const bool exact = place < termes->n && str_eq(lexique_texte(termes, place), mot);
	bool trouve = exact;

	if (exact)
		donner(l, place, place + 1, VAUT_EXACT);
	if (exact && mot.n <= PETIT_NOMBRE && str_digits(mot))
		return true;
	if (mot.n >= DEBUT_MIN && (!exact || en_cours)) {
		const uint32_t fin = lexique_fin(termes, place, mot);

		donner(l, place, fin, VAUT_DEBUT);
		trouve = trouve || fin > place;
	}
	return donner_racine(l, mot) || trouve;
}

/* Keep the documents that have the current word, too. */
static void retenir(struct lecture *l, bool premier)
{
	struct execution *e = l->e;
	size_t n = 0;

	if (premier) {
		for (uint32_t d = 0; d < e->x->n; d++)
			if (l->vaut[d]) {
				e->scores[d] = l->vaut[d];
				e->documents[n++] = d;
			}
	} else {
		for (size_t i = 0; i < e->n; i++) {
			const uint32_t d = e->documents[i];

			if (l->vaut[d]) {
				e->scores[d] = (uint16_t)(e->scores[d] + l->vaut[d]);
				e->documents[n++] = d;
			}
		}
	}
	e->n = n;
}

bool mots_voisins(struct str a, struct str b)
{
	const struct str court = a.n <= b.n ? a : b, longue = a.n <= b.n ? b : a;
	const size_t n = court.n;
	size_t debut = 0, fin = 0;

	if (longue.n - n > 1)
		return false;
	while (debut < n && court.p[debut] == longue.p[debut])
		debut++;
	while (fin < n - debut && court.p[n - 1 - fin] == longue.p[longue.n - 1 - fin])
		fin++;
	if (debut + fin + (longue.n == n) >= n)
		return true;
	return longue.n == n && debut + fin + 2 == n && court.p[debut] == longue.p[debut + 1] &&
	       court.p[debut + 1] == longue.p[debut];
}

/* The term nearest to a word that nobody has: of those one letter away, the one that most documents have. Empty: none. */
static struct str voisin(const struct recherche_index *x, struct str mot)
{
	enum { VOISIN_MIN = 3 };
	struct str ret = STR_VIDE;
	uint32_t mieux = 0;

	for (size_t i = 0; i < mot.n; i++)
		if (mot.p[i] >= '0' && mot.p[i] <= '9')
			return STR_VIDE; /* a code next to another is another */
	if (mot.n < VOISIN_MIN)
		return STR_VIDE;
	for (uint32_t i = 0; i < x->termes.n; i++) {
		const uint32_t n = x->postings.debuts[i + 1] - x->postings.debuts[i];
		const struct str terme = lexique_texte(&x->termes, i);

		if (n > mieux && terme.n >= VOISIN_MIN && mots_voisins(mot, terme)) {
			mieux = n;
			ret = terme;
		}
	}
	return ret;
}

/* Some words are unknown: say the first, and the whole query with a known word in the place of each. */
static void suggerer(struct lecture *l, const bool *connus)
{
	struct execution *e = l->e;
	AUTO_BUF suggestion = {0};
	bool possible = true;

	buf_init(&suggestion, LIMITE_RECHERCHE_MOTS * (LIMITE_CODE + 1));
	for (size_t i = 0; i < analyse_n(l->analyse) && possible; i++) {
		const struct str mot = analyse_terme(l->analyse, i);
		const struct str mieux = connus[i] ? mot : voisin(e->x, mot);

		if (!connus[i] && !e->r.inconnu.n)
			e->r.inconnu = arena_str(e->a, mot);
		possible = mieux.n > 0;
		if (i)
			buf_char(&suggestion, ' ');
		buf_str(&suggestion, mieux);
	}
	if (possible)
		e->r.suggestion = arena_str(e->a, buf_view(&suggestion));
}

static void tous_les_documents(struct execution *e)
{
	for (uint32_t d = 0; d < e->x->n; d++)
		e->documents[d] = d;
	e->n = e->x->n;
}

static void mots_lus(struct lecture *l, bool en_cours)
{
	struct execution *e = l->e;
	const size_t n = analyse_n(l->analyse);
	bool connus[LIMITE_RECHERCHE_MOTS];
	bool tous = true;

	e->scores = arena_alloc(e->a, e->x->n * sizeof *e->scores);
	l->vaut = arena_alloc(e->a, e->x->n);
	for (size_t i = 0; i < n; i++) {
		if (i)
			memset(l->vaut, 0, e->x->n);
		connus[i] = chercher(l, analyse_terme(l->analyse, i), en_cours && i + 1 == n);
		tous = tous && connus[i];
		retenir(l, i == 0);
	}
	if (!tous)
		suggerer(l, connus);
}

enum err mots_chercher(struct execution *e, struct incident *inc)
{
	struct lecture l = {.e = e};
	bool en_cours;
	size_t n;

	if (e->q->mots.n > LIMITE_RECHERCHE_OCTETS) {
		incident_set(inc, E_INVALIDE, "Votre recherche est trop longue.");
		incident_remede(inc, "Gardez-en les mots les plus importants.");
		return E_INVALIDE;
	}
	l.analyse = analyse_new();
	analyse_requete(l.analyse, e->q->mots, &en_cours);
	n = analyse_n(l.analyse);
	e->documents = arena_alloc(e->a, e->x->n * sizeof *e->documents);
	if (n == 0)
		tous_les_documents(e);
	else if (n <= LIMITE_RECHERCHE_MOTS)
		mots_lus(&l, en_cours && e->q->en_cours);
	analyse_free(l.analyse);
	if (n <= LIMITE_RECHERCHE_MOTS)
		return OK;
	incident_set(inc, E_INVALIDE, "Votre recherche a trop de mots : %zu, pour %d au plus.", n,
		     LIMITE_RECHERCHE_MOTS);
	incident_remede(inc, "Gardez les plus importants.");
	return E_INVALIDE;
}
