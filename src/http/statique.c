/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * statique.c - one entry a file: its address, its bytes, the same compressed
 */
#include "http/statique.h"

#include <zlib.h>

#include "base/empreinte.h"
#include "base/mem.h"
#include "http/entetes.h"

enum { EMPREINTE_CHIFFRES = 12 };

struct statique {
	const struct statique_source *source;
	const char *chemin;
	struct str etag, etag_gzip, gzip; /* gzip: empty when it would not be shorter */
};

struct statiques {
	struct arena *arena;
	struct statique *v;
	size_t n;
};

static struct str compresser(struct str s, struct arena *a)
{
	enum { GZIP = 15 + 16, MEMOIRE = 9 };
	z_stream z = {0};
	struct str ret = STR_VIDE;
	char *p;

	if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, GZIP, MEMOIRE, Z_DEFAULT_STRATEGY) !=
	    Z_OK)
		mem_epuisee();
	p = arena_bytes(a, s.n);
	z.next_in = (Bytef *)(uintptr_t)s.p;
	z.avail_in = (uInt)s.n;
	z.next_out = (Bytef *)p;
	z.avail_out = (uInt)(s.n - s.n / 10); /* a tenth less, or it is not worth it */
	if (deflate(&z, Z_FINISH) == Z_STREAM_END)
		ret = (struct str){p, z.total_out};
	(void)deflateEnd(&z);
	return ret;
}

static void preparer(struct statique *f, const char *prefixe, const struct statique_source *source,
		     struct arena *a)
{
	const char *point = strrchr(source->nom, '.');
	const size_t n = point ? (size_t)(point - source->nom) : strlen(source->nom);
	char hexa[2 * EMPREINTE_TAILLE + 1];
	struct empreinte e;

	empreinte_init(&e);
	empreinte_add(&e, source->octets.p, source->octets.n);
	empreinte_fin(&e, hexa);
	hexa[EMPREINTE_CHIFFRES] = '\0';
	f->source = source;
	f->chemin = arena_printf(a, "%s%.*s.%s%s", prefixe, (int)n, source->nom, hexa,
				 point ? point : "");
	f->etag = str_of(arena_printf(a, "\"%s\"", hexa));
	f->etag_gzip = str_of(arena_printf(a, "\"%s-gzip\"", hexa));
	f->gzip = source->gzip.n ? source->gzip : compresser(source->octets, a);
}

struct statiques *statiques_ouvrir(const char *prefixe, const struct statique_source *v, size_t n)
{
	struct statiques *s = mem_alloc(sizeof *s);

	s->arena = arena_new(0);
	s->v = arena_alloc(s->arena, n * sizeof *s->v);
	s->n = n;
	for (size_t i = 0; i < n; i++)
		preparer(&s->v[i], prefixe, &v[i], s->arena);
	return s;
}

void statiques_fermer(struct statiques *s)
{
	if (!s)
		return;
	arena_free(s->arena);
	mem_free(s);
}

const char *statiques_chemin(const struct statiques *s, const char *nom)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->v[i].source->nom, nom) == 0)
			return s->v[i].chemin;
	BUG("no static file is called %s", nom);
}

static void repondre(const struct statique *f, const struct http_requete *q, struct http_reponse *r)
{
	const struct str accepte = http_champ(q->entetes, "accept-encoding", NULL);
	const bool gzip = f->gzip.n && entetes_gzip(accepte);

	r->type = f->source->type;
	r->cache = "public, max-age=31536000, immutable";
	if (f->gzip.n)
		http_entete(r, "Vary", STR("Accept-Encoding"));
	if (http_etag(q, r, gzip ? f->etag_gzip : f->etag))
		return;
	if (gzip)
		http_entete(r, "Content-Encoding", STR("gzip"));
	r->fixe = gzip ? f->gzip : f->source->octets;
}

void statiques_repondre(const struct statiques *s, const struct http_requete *q,
			struct http_reponse *r)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(q->chemin, str_of(s->v[i].chemin))) {
			repondre(&s->v[i], q, r);
			return;
		}
	r->statut = 404;
}
