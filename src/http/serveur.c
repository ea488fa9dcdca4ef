/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * serveur.c - libmicrohttpd with every choice said; its start and its end
 *
 * One loop on epoll, MHD_USE_ITC so that a worker can wake it (without it MHD_quiesce_daemon silently does nothing), and no handler on it: with handlers
 * on event threads four slow clients bring a server to a hundredth of its speed (docs/choix/014).
 */
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/date.h"
#include "base/erreur.h"
#include "base/mem.h"
#include "http/echange.h"
#include "http/route.h"

enum {
	DESCRIPTEURS_GARDES = 64,
	ATTENTE_ACCEPT = 1024,
	TAMPON_BOUCLE = 1024 * 1024,
	ADIEU_MS = 500,
	CORPS_GARDE = 1024 * 1024
};

static void *travailler(void *arg)
{
	struct ouvrier *o = arg;
	struct file *f = &o->serveur->file;
	struct echange *e = file_prendre(f, true);

	while (e) {
		echange_traiter(e, o->arena, o->contexte, &o->corps);
		arena_reset(o->arena);
		if (o->corps.cap >
		    CORPS_GARDE) { /* one large answer is no reason to keep its room */
			buf_free(&o->corps);
			buf_init(&o->corps, LIMITE_HTTP_REPONSE);
		}
		MHD_resume_connection(e->connexion); /* from here on the loop's */
		e = file_prendre(f, false);
	}
	return NULL;
}

static enum err ecoute_refusee(const struct http_reglages *g, int erreur, struct incident *inc)
{
	incident_set(inc, E_PANNE, "Le serveur ne peut pas écouter sur %s, port %d : %s.",
		     g->adresse, g->port, erreur_phrase(erreur));
	if (erreur == EADDRINUSE)
		incident_remede(inc, "Un autre programme (ou un autre relais) tient ce port : "
				     "arrêtez-le, ou donnez un autre port.");
	else if (erreur == EACCES)
		incident_remede(inc, "Prenez un port au-dessus de 1023.");
	else
		incident_remede(inc, "Donnez une adresse de cette machine, comme 127.0.0.1.");
	return E_PANNE;
}

static int port_pris(int fd)
{
	struct sockaddr_storage a = {0};
	socklen_t n = sizeof a;
	char port[8] = "";

	if (getsockname(fd, (struct sockaddr *)&a, &n) ||
	    getnameinfo((struct sockaddr *)&a, n, NULL, 0, port, sizeof port, NI_NUMERICSERV))
		BUG("the port of our own socket is not known");
	return (int)strtol(port, NULL, 10);
}

static enum err ecouter(struct http_serveur *s, struct incident *inc)
{
	const struct http_reglages *g = s->reglages;
	const struct addrinfo voulu = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
				       .ai_socktype = SOCK_STREAM};
	struct addrinfo *a = NULL;
	char port[12];
	int fd, erreur = 0;

	(void)snprintf(port, sizeof port, "%d", g->port);
	if (g->port < 0 || g->port > 65535 || getaddrinfo(g->adresse, port, &voulu, &a))
		return ecoute_refusee(g, EADDRNOTAVAIL, inc);
	fd = socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int)) ||
	    bind(fd, a->ai_addr, a->ai_addrlen) || listen(fd, ATTENTE_ACCEPT))
		erreur = errno;
	freeaddrinfo(a);
	if (erreur) {
		if (fd >= 0)
			(void)close(fd);
		return ecoute_refusee(g, erreur, inc);
	}
	s->ecoute = fd;
	s->port = port_pris(fd);
	return OK;
}

/* As many as the limit asks, or as the system grants: its soft limit is raised first. */
static unsigned connexions(const struct http_reglages *g)
{
	const rlim_t voulues = (rlim_t)(g->connexions ? g->connexions : LIMITE_HTTP_CONNEXIONS);
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r))
		return 256;
	if (r.rlim_cur < voulues + DESCRIPTEURS_GARDES) {
		r.rlim_cur = voulues + DESCRIPTEURS_GARDES < r.rlim_max
				     ? voulues + DESCRIPTEURS_GARDES
				     : r.rlim_max;
		(void)setrlimit(RLIMIT_NOFILE, &r);
	}
	if (r.rlim_cur >= voulues + DESCRIPTEURS_GARDES)
		return (unsigned)voulues;
	return r.rlim_cur > 2 * DESCRIPTEURS_GARDES ? (unsigned)r.rlim_cur - DESCRIPTEURS_GARDES
						    : DESCRIPTEURS_GARDES;
}

/* Its words are in English, and a client can make it say them as often as it likes. */
static void taire(void *cls, const char *fmt, va_list args)
{
	(void)cls;
	(void)fmt;
	(void)args;
}

static struct MHD_Daemon *demon(struct http_serveur *s)
{
	return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC |
					MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG,
				0, NULL, NULL, echange_avancer, s, MHD_OPTION_EXTERNAL_LOGGER,
				taire, NULL, MHD_OPTION_LISTEN_SOCKET, s->ecoute,
				MHD_OPTION_CONNECTION_LIMIT, connexions(s->reglages),
				MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)LIMITE_HTTP_CONNEXION,
				MHD_OPTION_URI_LOG_CALLBACK, echange_ouvrir, s,
				MHD_OPTION_NOTIFY_COMPLETED, echange_fermer, s,
				MHD_OPTION_NOTIFY_CONNECTION, echange_connexion, s, MHD_OPTION_END);
}

static enum err ouvriers_ouvrir(struct http_serveur *s, struct incident *inc)
{
	const struct http_reglages *g = s->reglages;

	s->ouvriers = mem_alloc((size_t)g->ouvriers * sizeof *s->ouvriers);
	for (int i = 0; i < g->ouvriers; i++) {
		struct ouvrier *o = &s->ouvriers[i];
		enum err err;

		o->serveur = s;
		o->arena = arena_new(LIMITE_HTTP_ARENE);
		buf_init(&o->corps, LIMITE_HTTP_REPONSE);
		err = g->ouvrir ? g->ouvrir(g->ctx, i, &o->contexte, inc) : OK;
		if (err)
			return err;
		o->ne = true;
	}
	return OK;
}

static void ouvriers_lancer(struct http_serveur *s)
{
	s->file.vivants = (size_t)s->reglages->ouvriers;
	for (int i = 0; i < s->reglages->ouvriers; i++)
		if (pthread_create(&s->ouvriers[i].fil, NULL, travailler, &s->ouvriers[i]))
			mem_epuisee();
}

static void ouvriers_fermer(struct http_serveur *s)
{
	const struct http_reglages *g = s->reglages;

	for (int i = 0; s->ouvriers && i < g->ouvriers; i++) {
		struct ouvrier *o = &s->ouvriers[i];

		if (o->ne && g->fermer)
			g->fermer(g->ctx, o->contexte);
		arena_free(o->arena);
		buf_free(&o->corps);
	}
	mem_free(s->ouvriers);
}

/* What never ran, or runs no more. */
static void liberer(struct http_serveur *s)
{
	ouvriers_fermer(s);
	if (s->ecoute >= 0)
		(void)close(s->ecoute);
	buf_free(&s->tampon);
	mem_free(s);
}

static void verifier(const struct http_reglages *g)
{
	REQUIRE(g->ouvriers >= 1 && g->ouvriers <= LIMITE_HTTP_OUVRIERS && g->autoriser);
	for (size_t i = 0; i < g->n_routes; i++)
		if (!route_valide(&g->routes[i]))
			BUG("the route %s is not whole, or has no right", g->routes[i].chemin);
}

enum err http_ouvrir(const struct http_reglages *g, struct http_serveur **ret, struct incident *inc)
{
	struct http_serveur *s = mem_alloc(sizeof *s);
	enum err err;

	verifier(g);
	s->reglages = g;
	s->ecoute = -1;
	s->numero = (uint64_t)instant_maintenant()
		    << 20; /* no two alike from one start to the next */
	buf_init(&s->tampon, TAMPON_BOUCLE);
	err = ouvriers_ouvrir(s, inc);
	if (!err)
		err = ecouter(s, inc);
	if (err) {
		liberer(s);
		return err;
	}
	file_init(&s->file, (size_t)(g->file ? g->file : LIMITE_HTTP_FILE));
	s->delais.inactif_ms = g->inactif_ms ? g->inactif_ms : LIMITE_HTTP_INACTIF_MS;
	s->delais.entetes_ms = g->entetes_ms ? g->entetes_ms : LIMITE_HTTP_ENTETES_MS;
	s->delais.echange_ms = g->echange_ms ? g->echange_ms : LIMITE_HTTP_ECHANGE_MS;
	s->delais.debit = g->debit ? g->debit : LIMITE_HTTP_DEBIT;
	delais_init(&s->delais);
	acces_init(&s->acces, g->journal, g->ctx);
	ouvriers_lancer(s);
	s->demon = demon(s);
	if (!s->demon)
		BUG("libmicrohttpd ne démarre pas");
	*ret = s;
	return OK;
}

int http_port(const struct http_serveur *s)
{
	return s->port;
}

/* Those that wait for a worker are answered at once: the loop finds no answer, and says 503. */
static void renvoyer(struct http_serveur *s)
{
	struct echange *e = file_vider(&s->file);

	while (e) {
		struct echange *suivant = e->suivant;

		MHD_resume_connection(e->connexion);
		e = suivant;
	}
}

enum err http_arreter(struct http_serveur *s, int delai_ms)
{
	atomic_store(&s->arret, true);
	(void)MHD_quiesce_daemon(s->demon);
	delais_arret(&s->delais);
	if (!delais_attendre(&s->delais, delai_ms))
		renvoyer(s);
	file_fermer(&s->file);
	if (!file_attendre(&s->file, delai_ms))
		return E_OCCUPE; /* libmicrohttpd cannot be stopped while a connection is suspended */
	for (int i = 0; i < s->reglages->ouvriers; i++)
		(void)pthread_join(s->ouvriers[i].fil, NULL);
	(void)delais_attendre(&s->delais, ADIEU_MS); /* the last answers leave */
	MHD_stop_daemon(s->demon);
	delais_fin(&s->delais);
	acces_fin(&s->acces);
	file_free(&s->file);
	liberer(s);
	return OK;
}

void http_sante(const struct http_requete *q, struct http_reponse *r)
{
	r->type = "text/plain; charset=utf-8";
	r->cache = "no-store";
	r->statut = atomic_load(&q->serveur->arret) ? 503 : 200;
	r->fixe = r->statut == 200 ? STR("ok\n") : STR("arret en cours\n");
}

void http_metriques(const struct http_requete *q, struct http_reponse *r)
{
	struct http_serveur *s = q->serveur;
	const struct delais_etat d = delais_etat(&s->delais);
	const struct file_etat f = file_etat(&s->file);

	r->type = "text/plain; version=0.0.4; charset=utf-8";
	r->cache = "no-store";
	mesures_ecrire(&s->mesures,
		       &(struct mesures_instant){.file = f.n,
						 .file_max = s->file.max,
						 .ouvriers = (size_t)s->reglages->ouvriers,
						 .occupes = f.occupes,
						 .ouvertes = d.ouvertes,
						 .actives = d.actives,
						 .corps = s->corps,
						 .coupees = d.coupees,
						 .perdues = acces_perdues(&s->acces)},
		       &r->corps);
}
