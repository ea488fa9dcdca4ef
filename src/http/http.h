/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * http.h - a server: a table of routes, workers that answer, an end that loses nothing
 *
 * One thread (the loop) reads every connection and writes every answer. It never runs what may be slow: a request that is whole, and that the
 * guard let in (garde.h), waits in a bounded queue for one of N workers. Each worker has an arena, emptied after each request, and a
 * context of its caller's making (a connection to the base). When the queue is full the answer is 503 at once.
 *
 * The room knows no role and no page: a route carries a right that only the caller's `autoriser` understands, and a status without a body is made
 * into a page by the caller's `page`, or by a plain one of ours.
 *
 * Every text of a request is foreign, valid UTF-8 where it was decoded, and lives as long as the request.
 */
#ifndef RELAIS_HTTP_HTTP_H
#define RELAIS_HTTP_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/limites.h"
#include "base/str.h"

enum http_methode {
	HTTP_GET, /* HEAD too: the answer leaves without its body */
	HTTP_POST,
	HTTP_PUT,
	HTTP_PATCH,
	HTTP_DELETE,
	HTTP_METHODE__MAX
};
enum { HTTP_VARIABLES_MAX = 8, HTTP_ENTETES_REPONSE_MAX = 8 };

struct http_champ { /* a header field, a parameter */
	struct str nom, valeur;
};
struct http_champs {
	const struct http_champ *v;
	size_t n;
};
/* The value of the first of that name (exactly these bytes), empty when there is none; `la`, which may be NULL, says whether there is one. */
struct str http_champ(struct http_champs c, const char *nom, bool *la);

struct http_serveur;
struct http_route;

struct http_requete {
	const struct http_route *route;
	enum http_methode methode;
	struct str chemin; /* decoded, starts with a slash */
	struct str variables[HTTP_VARIABLES_MAX]; /* what stands for each « :nom » of the route */
	struct http_champs parametres; /* of the target, decoded, in order */
	struct http_champs entetes; /* names in lower case */
	struct str corps; /* whole, as received */
	uint64_t numero; /* in the log, and in X-Request-Id */
	struct arena *arena; /* of this request */
	void *contexte; /* of this worker; NULL on the loop */
	void *ctx; /* of the settings */
	struct http_serveur *serveur;
};

/* What a handler fills. It starts as an empty 200 in HTML that is revalidated each time. */
struct http_reponse {
	int statut; /* from 400, and no body: a page is written */
	const char *type; /* Content-Type */
	const char *cache; /* Cache-Control */
	struct buf corps; /* what is answered… */
	struct str fixe; /* …or bytes that outlive the server: not copied */
	struct http_champ entetes[HTTP_ENTETES_REPONSE_MAX]; /* others, in the request's arena */
	size_t n_entetes;
	bool rompue; /* a field could not leave: a 500 is answered */
};

/* Add a header field. A value with a control byte could start another field: the answer becomes a 500. */
void http_entete(struct http_reponse *r, const char *nom, struct str valeur);
/*
 * Put the ETag (quotes included); true when the client has that version already (If-None-Match): the answer is then 304, and nothing more is
 * to be written.
 */
bool http_etag(const struct http_requete *q, struct http_reponse *r, struct str etag);
/* The parameters of a body « application/x-www-form-urlencoded », in the request's arena. E_INVALIDE: it is something else, or wrong: answer 400. */
enum err http_formulaire(const struct http_requete *q, struct http_champs *ret) MUST_CHECK;

enum http_drapeau {
	HTTP_BOUCLE =
		1, /* answered by the loop itself: never waits, reads no file, no base; public */
	HTTP_DISCRET = 2, /* the log tells the route, not the path, which holds a secret */
	/* A person sends it a file: a body that is too large is thrown away as it comes, up to LIMITE_HTTP_JETE, because a browser shows no answer that comes before
	 * it has sent all. */
	HTTP_DEPOT = 4,
};

struct http_route {
	enum http_methode methode;
	const char *chemin; /* « /offres/:numero »; « * » at its end stands for all the rest */
	void (*traiter)(const struct http_requete *q, struct http_reponse *r);
	const void *droit; /* what `autoriser` reads; a route without one is refused at start */
	unsigned drapeaux;
	size_t corps_max; /* bytes; 0: a body is refused */
};

/* Handlers for the caller's table, to be declared HTTP_BOUCLE: « ok », or 503 once the end was asked; measures as Prometheus reads them. */
void http_sante(const struct http_requete *q, struct http_reponse *r);
void http_metriques(const struct http_requete *q, struct http_reponse *r);

struct http_reglages {
	const char *adresse; /* an IPv4 or IPv6 address of this machine */
	int port; /* 0: any free one */
	int ouvriers; /* 1 to LIMITE_HTTP_OUVRIERS */
	const struct http_route *routes; /* the first that matches answers */
	size_t n_routes;
	void *ctx; /* of the functions below */
	/* The context of a worker, made before it starts; NULL: none. On failure the server does not start. */
	enum err (*ouvrir)(void *ctx, int ouvrier, void **ret, struct incident *inc);
	void (*fermer)(void *ctx, void *contexte);
	/* May this request be answered? In a worker, before the handler. False: the answer is what it filled, or 403. */
	bool (*autoriser)(void *ctx, const struct http_requete *q, struct http_reponse *r);
	/*
	 * Is the answer to this GET ready, whole, in memory? Asked on the loop, before the request waits for a worker: it never waits, and only knows
	 * what anybody may read, since `autoriser` is not asked. True: it filled the answer. NULL: nothing ever is.
	 */
	bool (*deja)(void *ctx, const struct http_requete *q, struct http_reponse *r);
	/* Write the page of a status ≥ 400, in HTML; NULL: ours. May run on the loop. */
	void (*page)(void *ctx, int statut, struct buf *out);
	/* A line of the access log, in a thread of its own; NULL: none is kept. */
	void (*journal)(void *ctx, struct str lignes);
	/* For tests: 0 is the value of limites.h. */
	int file, connexions, inactif_ms, entetes_ms, echange_ms, debit, sortie;
};

/*
 * Listen and serve until http_arreter. The settings and what they point to outlive the server. The caller blocks the signals that it awaits before
 * this call, so that no thread of the server receives them. E_PANNE, E_REFUS: the incident says what to do.
 */
enum err http_ouvrir(const struct http_reglages *reglages, struct http_serveur **ret,
		     struct incident *inc) MUST_CHECK;
int http_port(const struct http_serveur *s); /* the one that it listens on */
/*
 * The end: no new connection, the requests that are being read or answered have `delai_ms` to finish, those that still wait are told 503, then everything is
 * closed and freed. E_OCCUPE: a handler is still running after as long again. Nothing was freed then, and the process has to end.
 */
enum err http_arreter(struct http_serveur *s, int delai_ms) MUST_CHECK;
/*
 * Both, in between until SIGTERM or SIGINT: `pret` is told the port once it listens. E_OCCUPE: as http_arreter, the caller ends the process at
 * once.
 */
enum err http_servir(const struct http_reglages *reglages, int delai_ms,
		     void (*pret)(void *ctx, int port), struct incident *inc) MUST_CHECK;

#endif
