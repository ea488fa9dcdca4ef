/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * recherche.c - what an index of made documents costs, and its queries: usage: bench/recherche [DOCUMENTS]
 *
 * The documents are as many and as like each other as three national catalogues: a name of formation, an organisme, a place, six codes, eleven
 * facets, two masks, four orders. The sequence is the same at each run.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/arena.h"
#include "recherche/requete.h"

enum { DOCUMENTS = 106000, TOURS = 2000, FACETTES = 11, MASQUES = 2, TRIS = 4 };

static const unsigned cardinaux[FACETTES] = {18, 30, 101, 3, 5, 4, 4, 2, 12, 2, 3};

/* In milliseconds, of this thread: what others do on the machine meanwhile is not counted. */
static double maintenant(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static uint32_t tirer(uint64_t *graine, uint32_t n)
{
	*graine = *graine * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*graine >> 33) % n);
}

/* A word of syllables, the same for a number. */
static const char *mot(struct arena *a, unsigned n)
{
	static const char *const syllabes[] = {"ba", "con", "di",  "mer", "lo",  "pra",
					       "ti", "sou", "ven", "ga",  "cha", "ri",
					       "na", "fe",  "mul", "ton"};

	return arena_printf(a, "%s%s%s%s", syllabes[n % 16], syllabes[n / 16 % 16],
			    n / 256 % 3 ? syllabes[n / 7 % 16] : "", n % 5 ? "" : "ier");
}

/* Small numbers come more often, as words do in a language. */
static uint32_t frequent(uint64_t *graine, uint32_t n)
{
	const uint32_t x = tirer(graine, n);

	return (uint32_t)((uint64_t)x * tirer(graine, n) / n);
}

/* Returns what adding it took. */
static double ajouter(struct recherche_construction *c, uint64_t *graine, uint32_t numero,
		      struct arena *a)
{
	static const char *const diplomes[] = {"BTS", "CAP", "Bac pro", "BUT",
					       "Titre professionnel"};
	const unsigned departement = tirer(graine, 101), organisme = frequent(graine, 6000);
	const unsigned commune = frequent(graine, 3000), formation = frequent(graine, 700);
	const unsigned long long siret = 10000000000000ULL + organisme * 7919ULL;
	const struct recherche_texte textes[] = {
		{str_of(arena_printf(a, "%s %s %s et %s", diplomes[formation % 5],
				     mot(a, formation), mot(a, formation / 3),
				     mot(a, formation + 9))),
		 10, RECHERCHE_INTITULE},
		{str_of(arena_printf(a, "CFA de l'%s %s", mot(a, organisme),
				     mot(a, organisme / 5))),
		 6, RECHERCHE_TEXTE},
		{str_of(arena_printf(a, "%02u%03u Saint-%s, académie de %s", departement,
				     commune % 1000, mot(a, commune + 40),
				     mot(a, departement % 30))),
		 5, RECHERCHE_TEXTE},
		{str_of(arena_printf(a, "%02u", departement)), 4, RECHERCHE_TEXTE},
		{str_of(arena_printf(a, "%06uP%02u11%llu%llu-%05u#L%02u", 100000 + formation,
				     numero % 100, siret, siret, commune * 30, numero / 100 % 100)),
		 15, RECHERCHE_CODE},
		{str_of(arena_printf(a, "%llu", siret)), 15, RECHERCHE_CODE},
		{str_of(arena_printf(a, "%07uA", organisme * 13)), 15, RECHERCHE_CODE},
		{str_of(arena_printf(a, "RNCP%u", 30000 + formation)), 15, RECHERCHE_CODE},
		{str_of(arena_printf(a, "%08u", 32000000 + formation)), 15, RECHERCHE_CODE},
	};
	const struct recherche_tri tris[TRIS] = {
		{.texte = textes[0].texte},
		{.texte = textes[1].texte},
		{.texte = textes[2].texte},
		{.nombre = 20240000 + tirer(graine, 365)},
	};
	const uint32_t masques[MASQUES] = {tirer(graine, 512) & tirer(graine, 512),
					   tirer(graine, 512) & tirer(graine, 512)};
	struct str facettes[FACETTES];
	double de;

	for (unsigned i = 0; i < FACETTES; i++)
		facettes[i] = str_of(arena_printf(a, "v%u", tirer(graine, cardinaux[i])));
	de = maintenant();
	recherche_construire_document(c, &(struct recherche_document){
						 .numero = numero,
						 .textes = textes,
						 .n_textes = sizeof textes / sizeof *textes,
						 .facettes = facettes,
						 .masques = masques,
						 .tris = tris,
					 });
	return maintenant() - de;
}

/* The time is that of the index: the documents are made before each call, outside it. */
static struct recherche_index *construire(unsigned documents)
{
	const struct recherche_schema schema = {FACETTES, MASQUES, TRIS};
	struct recherche_construction *c = recherche_construire_debut(&schema);
	struct recherche_index *x;
	AUTO_ARENA a = arena_new(0);
	struct rusage usage;
	uint64_t graine = 1;
	double duree = 0, de;
	size_t octets;

	for (uint32_t i = 0; i < documents; i++) {
		arena_reset(a);
		duree += ajouter(c, &graine, i + 1, a);
	}
	de = maintenant();
	x = recherche_construire_fin(c);
	duree += maintenant() - de;
	getrusage(RUSAGE_SELF, &usage);
	octets = recherche_memoire(x);
	printf("%u documents: built in %.0f ms; %.1f MB, %zu bytes a document; peak of the process %ld MB\n",
	       documents, duree, (double)octets / 1e6, octets / documents, usage.ru_maxrss / 1024);
	return x;
}

static int comparer(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* One kind of query: fills q for that turn. */
struct genre {
	const char *nom;
	void (*faire)(struct recherche_requete *q, uint64_t *graine, struct arena *a);
	bool profond; /* page after page */
};

static void rien(struct recherche_requete *q, uint64_t *graine, struct arena *a)
{
	(void)q, (void)graine, (void)a;
}

static void un_mot(struct recherche_requete *q, uint64_t *graine, struct arena *a)
{
	static const char *const communs[] = {"bts", "cfa", "saint", "academie", "bac"};

	(void)a;
	q->mots = str_of(communs[tirer(graine, 5)]);
}

static void trois_mots(struct recherche_requete *q, uint64_t *graine, struct arena *a)
{
	const unsigned formation = frequent(graine, 700);

	q->mots =
		str_of(arena_printf(a, "bts %s %s", mot(a, formation), mot(a, tirer(graine, 30))));
}

static void deux_lettres(struct recherche_requete *q, uint64_t *graine, struct arena *a)
{
	q->mots = str_of(arena_printf(a, "%.2s", mot(a, tirer(graine, 256))));
	q->en_cours = true;
}

static void un_code(struct recherche_requete *q, uint64_t *graine, struct arena *a)
{
	q->mots = str_of(arena_printf(a, "rncp %u", 30000 + frequent(graine, 700)));
}

static void inconnu(struct recherche_requete *q, uint64_t *graine, struct arena *a)
{
	q->mots = str_of(arena_printf(a, "%sx", mot(a, frequent(graine, 700))));
}

static void filtres(struct recherche_requete *q, uint64_t *graine, struct arena *a)
{
	struct recherche_filtre *f = arena_alloc(a, 3 * sizeof *f);
	struct recherche_filtre_masque *m = arena_alloc(a, sizeof *m);

	for (unsigned i = 0; i < 3; i++) {
		const unsigned facette = i * 4 + tirer(graine, 3);
		struct str *v = arena_alloc(a, 2 * sizeof *v);

		v[0] = str_of(arena_printf(a, "v%u", tirer(graine, cardinaux[facette])));
		v[1] = str_of(arena_printf(a, "v%u", tirer(graine, cardinaux[facette])));
		f[i] = (struct recherche_filtre){facette, v, 2};
	}
	*m = (struct recherche_filtre_masque){tirer(graine, 2), 1u << tirer(graine, 9), false};
	q->filtres = f;
	q->n_filtres = 3;
	q->masques = m;
	q->n_masques = tirer(graine, 2);
	q->tri = (int)tirer(graine, TRIS);
	q->inverse = tirer(graine, 2);
}

static void un_filtre_large(struct recherche_requete *q, uint64_t *graine, struct arena *a)
{
	struct recherche_filtre *f = arena_alloc(a, sizeof *f);

	*f = (struct recherche_filtre){9, arena_alloc(a, sizeof *f->valeurs), 1};
	*(struct str *)(uintptr_t)f->valeurs = STR("v1");
	q->filtres = f;
	q->n_filtres = 1;
	q->tri = (int)tirer(graine, TRIS);
}

static void mot_et_filtres(struct recherche_requete *q, uint64_t *graine, struct arena *a)
{
	filtres(q, graine, a);
	un_mot(q, graine, a);
	q->tri = RECHERCHE_PERTINENCE;
}

static void ordre(struct recherche_requete *q, uint64_t *graine, struct arena *a)
{
	(void)graine, (void)a;
	q->tri = 1;
	q->inverse = true;
}

static void mesurer(const struct recherche_index *x, const struct genre *g)
{
	static double durees[TOURS];
	AUTO_ARENA a = arena_new(0);
	uint64_t graine = 7, total = 0;
	char suite[64] = "";

	for (int i = -50; i < TOURS; i++) {
		struct recherche_requete q = {.tri = RECHERCHE_PERTINENCE, .page = 20};
		struct recherche_reponse r;
		double de;

		arena_reset(a);
		g->faire(&q, &graine, a);
		q.curseur = str_of(suite);
		de = maintenant();
		if (recherche_executer(x, &q, a, &r, NULL))
			exit(1);
		if (i >= 0)
			durees[i] = maintenant() - de;
		total += r.total;
		if (g->profond)
			snprintf(suite, sizeof suite, "%.*s", STR_FMT(r.suivant));
	}
	qsort(durees, TOURS, sizeof *durees, comparer);
	printf("%-34s p50 %6.3f  p99 %6.3f   (%llu found, on average)\n", g->nom, durees[TOURS / 2],
	       durees[TOURS * 99 / 100], (unsigned long long)(total / (TOURS + 50)));
}

int main(int argc, char **argv)
{
	static const struct genre genres[] = {
		{"no word, no filter", rien, false},
		{"one common word", un_mot, false},
		{"three words", trois_mots, false},
		{"two letters being typed", deux_lettres, false},
		{"a code", un_code, false},
		{"an unknown word, suggestion", inconnu, false},
		{"filters only", filtres, false},
		{"one filter that keeps half", un_filtre_large, false},
		{"a common word and filters", mot_et_filtres, false},
		{"page after page, by relevance", un_mot, true},
		{"page after page, an order reversed", ordre, true},
	};
	uint64_t documents = DOCUMENTS;
	struct recherche_index *x;

	if (argc > 1 && (!str_to_uint(str_of(argv[1]), &documents) || !documents ||
			 documents > RECHERCHE_DOCUMENTS_MAX)) {
		fprintf(stderr, "usage: bench/recherche [DOCUMENTS]\n");
		return 2;
	}
	x = construire((unsigned)documents);
	for (size_t i = 0; i < sizeof genres / sizeof *genres; i++)
		mesurer(x, &genres[i]);
	recherche_liberer(x);
	return 0;
}
