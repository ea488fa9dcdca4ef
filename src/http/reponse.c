/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reponse.c - what a handler filled becomes an answer, with the fields that every answer has
 */
#include "http/echange.h"

#include "base/mem.h"
#include "http/cible.h"
#include "http/entetes.h"
#include "http/page.h"
#include "http/route.h"

enum { VALEUR_MAX = 16 * 1024 };

/*
 * Nothing but what this server sends runs or shows in its pages; nobody frames them; a link that leaves tells no address. Forms keep their Origin,
 * which « no-referrer » would make null.
 */
static const struct {
	const char *nom, *valeur;
} SURETE[] = {
	{"Content-Security-Policy",
	 "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
	 "frame-ancestors 'none'"},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
	{"Referrer-Policy", "same-origin"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
};

static bool transmissible(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] < 0x20 && s.p[i] != '\t') || s.p[i] == 0x7f)
			return false;
	return s.n <= VALEUR_MAX;
}

void http_entete(struct http_reponse *r, const char *nom, struct str valeur)
{
	if (!transmissible(valeur)) {
		r->rompue = true;
		return;
	}
	if (r->n_entetes == HTTP_ENTETES_REPONSE_MAX)
		BUG("more than %d header fields in an answer", HTTP_ENTETES_REPONSE_MAX);
	r->entetes[r->n_entetes++] = (struct http_champ){str_of(nom), valeur};
}

bool http_etag(const struct http_requete *q, struct http_reponse *r, struct str etag)
{
	http_entete(r, "ETag", etag);
	if (q->methode != HTTP_GET ||
	    !entetes_version(http_champ(q->entetes, "if-none-match", NULL), etag))
		return false;
	r->statut = 304;
	return true;
}

struct str http_champ(struct http_champs c, const char *nom, bool *la)
{
	for (size_t i = 0; i < c.n; i++)
		if (str_eq(c.v[i].nom, str_of(nom))) {
			if (la)
				*la = true;
			return c.v[i].valeur;
		}
	if (la)
		*la = false;
	return STR_VIDE;
}

enum err http_formulaire(const struct http_requete *q, struct http_champs *ret)
{
	struct str type = http_champ(q->entetes, "content-type", NULL);
	const char *point = type.n ? memchr(type.p, ';', type.n) : NULL;

	if (point)
		type = str_sub(type, 0, (size_t)(point - type.p));
	if (!entetes_egal(str_trim(type), STR("application/x-www-form-urlencoded")))
		return E_INVALIDE;
	return cible_parametres(q->corps, q->arena, ret);
}

static void ajouter(struct MHD_Response *m, const char *nom, const char *valeur)
{
	if (MHD_add_response_header(m, nom, valeur) != MHD_YES)
		BUG("libmicrohttpd refuse l'en-tête %s", nom);
}

static void entetes(const struct echange *e, const struct http_reponse *r, struct MHD_Response *m)
{
	AUTO_BUF valeur = {0};

	buf_init(&valeur, VALEUR_MAX);
	for (size_t i = 0; i < sizeof SURETE / sizeof *SURETE; i++)
		ajouter(m, SURETE[i].nom, SURETE[i].valeur);
	if (r->statut != 304 && (r->corps.n || r->fixe.n))
		ajouter(m, "Content-Type", r->type);
	ajouter(m, "Cache-Control", r->statut >= 400 ? "no-store" : r->cache);
	for (size_t i = 0; i < r->n_entetes; i++) {
		buf_reset(&valeur);
		buf_str(&valeur, r->entetes[i].valeur);
		ajouter(m, r->entetes[i].nom.p, valeur.p);
	}
	buf_reset(&valeur);
	buf_printf(&valeur, "%llx", (unsigned long long)e->requete.numero);
	ajouter(m, "X-Request-Id", valeur.p);
	if (r->statut == 503)
		ajouter(m, "Retry-After", "2");
	if (r->statut == 405) {
		buf_reset(&valeur);
		route_permises(e->permises, &valeur);
		ajouter(m, "Allow", valeur.p);
	}
	if (e->refus || atomic_load(&e->serveur->arret))
		ajouter(m, "Connection", "close");
}

/* A status that is an error, and says nothing: its page. */
static void completer(const struct echange *e, struct http_reponse *r)
{
	const struct http_reglages *g = e->serveur->reglages;

	if (r->rompue || buf_depasse(&r->corps)) {
		buf_reset(&r->corps);
		r->fixe = STR_VIDE;
		r->n_entetes = 0;
		r->statut = 500;
	}
	if (r->statut < 400 || r->corps.n || r->fixe.n)
		return;
	r->type = "text/html; charset=utf-8";
	if (g->page)
		g->page(g->ctx, r->statut, &r->corps);
	else
		page_ecrire(r->statut, &r->corps);
}

/*
 * An answer stays in memory until its client has read it, and a client may be slow. The large ones have a share of their own: who takes
 * catalogues away slowly does not keep pages from the others. False: there is no room left.
 */
static bool reserver(struct echange *e, size_t n)
{
	const int max = e->serveur->reglages->sortie;
	const size_t limite = max ? (size_t)max : LIMITE_HTTP_SORTIE;
	atomic_size_t *sortie = &e->serveur->sorties[n >= LIMITE_HTTP_GRANDE];

	if (atomic_fetch_add(sortie, n) + n > limite) {
		atomic_fetch_sub(sortie, n);
		return false;
	}
	e->sortie = n;
	return true;
}

void echange_sorti(struct echange *e)
{
	atomic_fetch_sub(&e->serveur->sorties[e->sortie >= LIMITE_HTTP_GRANDE], e->sortie);
	e->sortie = 0;
}

static void conclure(struct echange *e, struct http_reponse *r)
{
	struct str corps;
	struct MHD_Response *m;

	completer(e, r);
	if (r->statut < 400 && !r->fixe.n && !reserver(e, r->corps.n)) {
		buf_reset(&r->corps);
		r->n_entetes = 0;
		r->statut = 503;
		completer(e, r);
	}
	REQUIRE(r->statut >= 200 && r->statut <= 599);
	corps = r->statut == 304 ? STR_VIDE : r->fixe.n ? r->fixe : buf_view(&r->corps);
	m = MHD_create_response_from_buffer(corps.n, (void *)(uintptr_t)corps.p,
					    r->fixe.n ? MHD_RESPMEM_PERSISTENT
						      : MHD_RESPMEM_MUST_COPY);
	if (!m)
		mem_epuisee();
	entetes(e, r, m);
	e->reponse = m;
	e->statut = r->statut;
	e->octets = str_eq(e->methode, STR("HEAD")) ? 0 : corps.n;
}

static struct http_reponse vierge(struct buf *corps)
{
	buf_reset(corps);
	return (struct http_reponse){.statut = 200,
				     .type = "text/html; charset=utf-8",
				     .cache = "no-cache",
				     .corps = *corps};
}

void echange_statut(struct echange *e, int statut, struct buf *corps)
{
	struct http_reponse r = vierge(corps);

	r.statut = statut;
	conclure(e, &r);
	*corps = r.corps;
}

bool echange_deja(struct echange *e, struct buf *corps)
{
	const struct http_reglages *g = e->serveur->reglages;
	struct http_reponse r = vierge(corps);
	bool prete;

	if (!g->deja || e->requete.methode != HTTP_GET)
		return false;
	e->requete.arena = e->arena;
	e->requete.ctx = g->ctx;
	prete = g->deja(g->ctx, &e->requete, &r);
	if (prete)
		conclure(e, &r);
	*corps = r.corps;
	return prete;
}

void echange_traiter(struct echange *e, struct arena *a, void *contexte, struct buf *corps)
{
	const struct http_reglages *g = e->serveur->reglages;
	struct http_reponse r = vierge(corps);
	struct http_requete *q = &e->requete;

	q->arena = a;
	q->contexte = contexte;
	q->ctx = g->ctx;
	q->corps = buf_view(&e->corps);
	if ((q->route->drapeaux & HTTP_BOUCLE) || g->autoriser(g->ctx, q, &r))
		q->route->traiter(q, &r);
	else if (r.statut == 200)
		r.statut = 403;
	if (arena_depasse(a)) { /* it asked for more than one request may */
		buf_reset(&r.corps);
		r.fixe = STR_VIDE;
		r.statut = 503;
	}
	conclure(e, &r);
	*corps = r.corps;
}
