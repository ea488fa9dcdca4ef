/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * recherche_hasard_test.c - an index answers made queries as somebody who reads every document would
 */
#include "tap.h"

#include <pthread.h>

#include "base/limites.h"
#include "recherche/analyse.h"
#include "recherche/requete.h"

enum { DOCUMENTS = 400, TEXTES = 3, FACETTES = 3, MASQUES = 2, TRIS = 2, TERMES_MAX = 40 };

static uint32_t tirer(uint64_t *graine, uint32_t n)
{
	*graine = *graine * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*graine >> 33) % n);
}

static const char *const vocabulaire[] = {
	"bts",
	"btsa",
	"Boulanger",
	"boulangers",
	"boulangerie",
	"l'hôtellerie",
	"hotel",
	"commercial",
	"commerciaux",
	"commerce",
	"93",
	"932",
	"93100",
	"Créteil",
	"créatif",
	"Saint-Denis",
	"st",
	"lyon",
	"lyonnais",
	"de",
	"la",
	"rncp 38362",
	"552 100 554 00013",
	"55210055400021",
	"0751234J",
	"cuisine",
	"cuisinier",
};
enum { MOTS = sizeof vocabulaire / sizeof *vocabulaire };

static const char *const organismes[] = {"", "CFA A", "cfa a", "Académie B", "école", "Zed"};
enum { ORGANISMES = sizeof organismes / sizeof *organismes };

/* What somebody who reads knows of a document: its terms, each with its best weight, and its columns. */
struct lu {
	uint32_t numero;
	char termes[TERMES_MAX][LIMITE_CODE + 1];
	unsigned poids[TERMES_MAX];
	size_t n;
	char facettes[FACETTES][4];
	uint32_t masques[MASQUES];
	unsigned organisme;
	int64_t date;
};

struct monde {
	struct lu lus[DOCUMENTS];
	uint32_t n;
	struct recherche_index *x;
	struct analyse *analyse;
};

static void lire_terme(struct lu *d, struct str terme, unsigned poids)
{
	for (size_t i = 0; i < d->n; i++)
		if (str_eq(str_of(d->termes[i]), terme)) {
			d->poids[i] = poids > d->poids[i] ? poids : d->poids[i];
			return;
		}
	if (d->n < TERMES_MAX) {
		snprintf(d->termes[d->n], sizeof d->termes[0], "%.*s", STR_FMT(terme));
		d->poids[d->n++] = poids;
	}
}

static void document_ajouter(struct monde *m, struct recherche_construction *c, uint64_t *graine,
			     uint32_t numero)
{
	struct lu *d = &m->lus[m->n++];
	char textes[TEXTES][256];
	struct recherche_texte t[TEXTES];
	struct recherche_tri tris[TRIS];
	struct str facettes[FACETTES];

	*d = (struct lu){.numero = numero};
	for (int i = 0; i < TEXTES; i++) {
		int n = 0;

		for (uint32_t k = tirer(graine, 5); k > 0; k--)
			n += snprintf(textes[i] + n, sizeof textes[i] - (size_t)n, "%s, ",
				      vocabulaire[tirer(graine, MOTS)]);
		textes[i][n] = '\0';
		t[i] = (struct recherche_texte){str_of(textes[i]), 1 + tirer(graine, 15),
						RECHERCHE_TEXTE};
		analyse_texte(m->analyse, t[i].texte);
		for (size_t k = 0; k < analyse_n(m->analyse); k++)
			lire_terme(d, analyse_terme(m->analyse, k), t[i].poids);
	}
	for (unsigned i = 0; i < FACETTES; i++) {
		snprintf(d->facettes[i], sizeof d->facettes[i], "%u", tirer(graine, 2 + 3 * i));
		facettes[i] = str_of(d->facettes[i]);
	}
	for (int i = 0; i < MASQUES; i++)
		d->masques[i] = tirer(graine, 512) & tirer(graine, 512);
	d->organisme = tirer(graine, ORGANISMES);
	d->date = tirer(graine, 10);
	tris[0] = (struct recherche_tri){.texte = str_of(organismes[d->organisme])};
	tris[1] = (struct recherche_tri){.nombre = d->date};
	recherche_construire_document(
		c, &(struct recherche_document){numero, t, TEXTES, facettes, d->masques, tris});
}

static void monde_faire(struct monde *m, uint64_t graine, uint32_t n)
{
	const struct recherche_schema schema = {FACETTES, MASQUES, TRIS};
	struct recherche_construction *c = recherche_construire_debut(&schema);
	uint32_t numero = 0;

	m->n = 0;
	m->analyse = analyse_new();
	for (uint32_t i = 0; i < n; i++)
		document_ajouter(m, c, &graine, numero += 1 + tirer(&graine, 3));
	m->x = recherche_construire_fin(c);
}

static void monde_defaire(struct monde *m)
{
	recherche_liberer(m->x);
	analyse_free(m->analyse);
}

/* requete.h, « Words », read again: what a word is worth in a document. */
static bool existe(const struct monde *m, struct str mot)
{
	for (uint32_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->lus[i].n; k++)
			if (str_eq(str_of(m->lus[i].termes[k]), mot))
				return true;
	return false;
}

static bool meme_racine(const struct monde *m, struct str x, struct str y)
{
	char copie[LIMITE_CODE + 1];
	const struct str r = analyse_racine(m->analyse, x);

	snprintf(copie, sizeof copie, "%.*s", STR_FMT(r));
	return copie[0] && str_eq(analyse_racine(m->analyse, y), str_of(copie));
}

static unsigned vaut(const struct monde *m, const struct lu *d, struct str mot, bool exact,
		     bool en_cours)
{
	const bool petit_nombre = exact && mot.n <= 4 && str_digits(mot);
	const bool debut = mot.n >= 2 && (!exact || en_cours) && !petit_nombre;
	unsigned mieux = 0;

	for (size_t k = 0; k < d->n; k++) {
		const struct str t = str_of(d->termes[k]);
		unsigned e = str_eq(t, mot) ? 4 : 0;

		if (!e && !petit_nombre && meme_racine(m, t, mot))
			e = 3;
		if (!e && debut && str_starts(t, mot))
			e = 2;
		mieux = e * d->poids[k] > mieux ? e * d->poids[k] : mieux;
	}
	return mieux;
}

/* The filters that a document does not pass. */
static uint32_t refus(const struct lu *d, const struct recherche_requete *q)
{
	uint32_t r = 0;

	for (size_t i = 0; i < q->n_filtres; i++) {
		bool passe = q->filtres[i].n == 0;

		for (size_t k = 0; k < q->filtres[i].n; k++)
			passe = passe || str_eq(q->filtres[i].valeurs[k],
						str_of(d->facettes[q->filtres[i].facette]));
		r |= passe ? 0 : 1u << q->filtres[i].facette;
	}
	for (size_t i = 0; i < q->n_masques; i++) {
		const struct recherche_filtre_masque *m = &q->masques[i];
		const uint32_t communs = d->masques[m->masque] & m->bits;

		if (m->bits && (m->tous ? communs != m->bits : !communs))
			r |= 1u << (FACETTES + m->masque);
	}
	return r;
}

struct attendu {
	uint32_t documents[DOCUMENTS];
	uint32_t n;
	uint32_t facettes[FACETTES][16], masques[MASQUES][32];
	const char *valeurs[FACETTES][16];
};

/* organismes[] in order: folded, the empty one last. */
static const unsigned rang_organisme[] = {4, 1, 1, 0, 2, 3};

struct ordre {
	const struct monde *m;
	const struct recherche_requete *q;
	const uint32_t *scores;
};

static int comparer(const void *a, const void *b, void *ctx)
{
	const struct ordre *o = ctx;
	const uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	const struct lu *x = &o->m->lus[i], *y = &o->m->lus[k];
	long long r = 0;

	if (o->q->tri < 0)
		r = (long long)o->scores[k] - o->scores[i];
	if (!r && o->q->tri < 1)
		r = (long long)rang_organisme[x->organisme] - rang_organisme[y->organisme];
	if (o->q->tri == 1)
		r = x->date - y->date;
	if (o->q->inverse && o->q->tri >= 0)
		r = -r;
	if (!r)
		r = (long long)i - k;
	return r < 0 ? -1 : 1;
}

static void compter(struct attendu *v, const struct monde *m, const struct lu *d, uint32_t non)
{
	for (unsigned f = 0; f < FACETTES; f++) {
		const struct recherche_valeurs valeurs = recherche_valeurs(m->x, f);

		for (size_t k = 0; k < valeurs.n; k++)
			if (!(non & ~(1u << f)) && str_eq(valeurs.v[k], str_of(d->facettes[f])))
				v->facettes[f][k]++;
	}
	for (unsigned f = 0; f < MASQUES; f++)
		for (unsigned b = 0; b < 32; b++)
			if (!(non & ~(1u << (FACETTES + f))) && d->masques[f] >> b & 1)
				v->masques[f][b]++;
}

static void attendre(struct attendu *v, const struct monde *m, const struct recherche_requete *q)
{
	char mots[LIMITE_RECHERCHE_MOTS][LIMITE_CODE + 1];
	bool exacts[LIMITE_RECHERCHE_MOTS], en_cours;
	uint32_t scores[DOCUMENTS] = {0};
	size_t n;

	*v = (struct attendu){0};
	analyse_requete(m->analyse, q->mots, &en_cours);
	en_cours = en_cours && q->en_cours;
	n = analyse_n(m->analyse);
	for (size_t i = 0; i < n; i++) {
		snprintf(mots[i], sizeof mots[i], "%.*s", STR_FMT(analyse_terme(m->analyse, i)));
		exacts[i] = existe(m, str_of(mots[i]));
	}
	for (uint32_t i = 0; i < m->n; i++) {
		const uint32_t non = refus(&m->lus[i], q);
		bool tous = true;

		for (size_t k = 0; k < n && tous; k++) {
			const unsigned w = vaut(m, &m->lus[i], str_of(mots[k]), exacts[k],
						en_cours && k + 1 == n);

			tous = w > 0;
			scores[i] += w;
		}
		if (!tous)
			continue;
		compter(v, m, &m->lus[i], non);
		if (!non)
			v->documents[v->n++] = i;
	}
	qsort_r(v->documents, v->n, sizeof *v->documents, comparer, &(struct ordre){m, q, scores});
}

/* A query made at random, in the arena. */
static struct recherche_requete faire(uint64_t *graine, struct arena *a)
{
	struct recherche_requete q = {.tri = (int)tirer(graine, TRIS + 1) - 1,
				      .inverse = tirer(graine, 2),
				      .en_cours = tirer(graine, 2),
				      .page = 1 + tirer(graine, 30)};
	struct recherche_filtre *f = arena_alloc(a, FACETTES * sizeof *f);
	struct recherche_filtre_masque *m = arena_alloc(a, MASQUES * sizeof *m);
	const char *mots = "";

	for (uint32_t k = tirer(graine, 4); k > 0; k--) {
		const struct str mot = str_of(vocabulaire[tirer(graine, MOTS)]);
		const size_t garde = tirer(graine, 3) ? mot.n : 1 + tirer(graine, (uint32_t)mot.n);

		mots = arena_printf(a, "%s%s%.*s", mots, *mots ? " " : "", (int)garde, mot.p);
	}
	q.mots = str_of(mots);
	for (unsigned i = 0; i < FACETTES; i++) {
		struct str *valeurs = arena_alloc(a, 4 * sizeof *valeurs);
		const uint32_t n = tirer(graine, 4);

		for (uint32_t k = 0; k < n; k++)
			valeurs[k] = str_of(arena_printf(a, "%u", tirer(graine, 3 + 3 * i)));
		if (tirer(graine, 3) == 0)
			f[q.n_filtres++] = (struct recherche_filtre){i, valeurs, n};
	}
	for (unsigned i = 0; i < MASQUES; i++)
		if (tirer(graine, 4) == 0)
			m[q.n_masques++] = (struct recherche_filtre_masque){
				i, tirer(graine, 512) & tirer(graine, 512), tirer(graine, 2)};
	q.filtres = f;
	q.masques = m;
	return q;
}

static bool memes_comptes(const struct monde *m, const struct attendu *v,
			  const struct recherche_reponse *r)
{
	bool memes = r->total == v->n;

	for (unsigned f = 0; f < FACETTES; f++)
		for (size_t k = 0; k < recherche_valeurs(m->x, f).n; k++)
			memes = memes && r->facettes[f][k] == v->facettes[f][k];
	for (unsigned f = 0; f < MASQUES; f++)
		for (unsigned b = 0; b < 32; b++)
			memes = memes && r->masques[f][b] == v->masques[f][b];
	return memes;
}

/* From the first page to the last, then back: each is what was expected there. */
static bool memes_pages(const struct monde *m, const struct attendu *v, struct recherche_requete q,
			struct arena *a)
{
	const uint32_t pages = v->n ? (v->n - 1) / q.page + 1 : 1;
	struct recherche_reponse r = {0};

	for (uint32_t pas = 0; pas < 2 * pages - 1; pas++) {
		const uint32_t page = pas < pages ? pas : 2 * pages - 2 - pas;
		const uint32_t avant = page * q.page;
		const uint32_t n = v->n - avant < q.page ? v->n - avant : q.page;

		if (recherche_executer(m->x, &q, a, &r, NULL) || r.avant != avant || r.n != n ||
		    (n && memcmp(r.documents, v->documents + avant, n * sizeof *r.documents) != 0))
			return false;
		if ((r.precedent.n > 0) != (page > 0) || (r.suivant.n > 0) != (page + 1 < pages))
			return false;
		q.curseur = pas + 1 < pages ? r.suivant : r.precedent;
	}
	return true;
}

TEST(an_index_answers_as_one_who_reads_everything)
{
	static struct monde m;
	static struct attendu v;
	AUTO_ARENA a = arena_new(0);
	uint32_t trouves = 0;

	for (uint64_t monde = 0; monde < 4; monde++) {
		uint64_t graine = 100 + monde;

		monde_faire(&m, monde, monde == 3 ? 5 : DOCUMENTS);
		for (int i = 0; i < 300; i++) {
			struct recherche_reponse r = {0};
			struct recherche_requete q;
			bool bon;

			arena_reset(a);
			q = faire(&graine, a);
			attendre(&v, &m, &q);
			bon = recherche_executer(m.x, &q, a, &r, NULL) == 0 &&
			      memes_comptes(&m, &v, &r) && memes_pages(&m, &v, q, a);
			q.tout = true;
			bon = bon && recherche_executer(m.x, &q, a, &r, NULL) == 0 && r.n == v.n &&
			      memcmp(r.documents, v.documents, v.n * sizeof *r.documents) == 0;
			if (!bon)
				printf("# world %d, query %d « %.*s »: %u found, %u expected\n",
				       (int)monde, i, STR_FMT(q.mots), r.total, v.n);
			OK(bon);
			trouves += v.n > 0;
		}
		monde_defaire(&m);
	}
	OK(trouves > 300);
}

enum { FILS = 4 };

struct fil {
	const struct recherche_index *x;
	uint64_t trouves; /* what it found, in all */
};

static void *fil_chercher(void *ctx)
{
	struct fil *f = ctx;
	AUTO_ARENA a = arena_new(0);
	uint64_t graine = 42;

	for (int i = 0; i < 500; i++) {
		struct recherche_reponse r = {0};
		struct recherche_requete q;

		arena_reset(a);
		q = faire(&graine, a);
		if (recherche_executer(f->x, &q, a, &r, NULL) == 0)
			f->trouves = f->trouves * 31 + r.total + (r.n ? r.documents[0] : 0);
	}
	return NULL;
}

TEST(threads_share_an_index)
{
	static struct monde m;
	struct fil fils[FILS];
	pthread_t t[FILS];

	monde_faire(&m, 9, DOCUMENTS);
	for (int i = 0; i < FILS; i++) {
		fils[i] = (struct fil){.x = m.x};
		MUST(pthread_create(&t[i], NULL, fil_chercher, &fils[i]) == 0);
	}
	for (int i = 0; i < FILS; i++)
		pthread_join(t[i], NULL);
	OK(fils[0].trouves > 0);
	for (int i = 1; i < FILS; i++)
		OK(fils[i].trouves == fils[0].trouves);
	monde_defaire(&m);
}
