/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * http_charge_test.c - a full queue, slow clients, and the end
 */
#include "tap.h"

#include <signal.h>
#include <sys/wait.h>

#include "http_routes.h"

static void ouvrir_porte(bool ouverte)
{
	pthread_mutex_lock(&essai.verrou);
	essai.ouverte = ouverte;
	pthread_cond_broadcast(&essai.porte);
	pthread_mutex_unlock(&essai.verrou);
}
static bool attendre_dedans(int n)
{
	for (int i = 0; i < 500; i++) {
		pthread_mutex_lock(&essai.verrou);
		const bool assez = essai.dedans == n;
		pthread_mutex_unlock(&essai.verrou);
		if (assez)
			return true;
		dormir_ms(10);
	}
	return false;
}

static int demander_sans_lire(int port, const char *cible)
{
	const int fd = client_connecter(port, 0);
	AUTO_BUF q = {0};

	buf_init(&q, 1000);
	buf_printf(&q, "GET %s HTTP/1.1\r\nHost: e\r\nConnection: close\r\n\r\n", cible);
	(void)client_envoyer(fd, buf_view(&q));
	return fd;
}

static int lire_statut(int fd)
{
	AUTO_BUF recu = {0};

	buf_init(&recu, 64 * 1024);
	(void)client_lire(fd, HTTP_PATIENCE_MS, &recu);
	(void)close(fd);
	return client_statut(recu.p);
}

TEST(une_file_pleine_repond_503_aussitot_et_la_boucle_sert_toujours)
{
	struct http_reglages g = usuels;
	AUTO_ARENA a = arena_new(0);
	int fd[5];

	g.file = 3;
	ouvrir_porte(false);
	struct http_serveur *s = servir(&g);

	for (int i = 0; i < 2; i++)
		fd[i] = demander_sans_lire(http_port(s), "/porte");
	OK(attendre_dedans(2));
	for (int i = 2; i < 5; i++)
		fd[i] = demander_sans_lire(http_port(s), "/porte");
	for (int i = 0; i < 200; i++, dormir_ms(10))
		if (strstr(client_get(a, http_port(s), "/metrics"), "\nrelais_http_file 3\n"))
			break;
	const char *r = client_get(a, http_port(s), "/page/1");

	EQ_INT(client_statut(r), 503);
	OK(porte_entete(r, "Retry-After: 2\r\n"));
	OK(strstr(r, "<h1>Serveur occupé</h1>"));
	EQ_INT(client_statut(client_get(a, http_port(s), "/healthz")), 200);
	OK(strstr(client_get(a, http_port(s), "/metrics"), "\nrelais_http_satures_total 1\n"));
	ouvrir_porte(true);
	for (int i = 0; i < 5; i++)
		EQ_INT(lire_statut(fd[i]), 200);
	EQ_INT(client_statut(client_get(a, http_port(s), "/page/1")), 200);
	EQ_INT(http_arreter(s, 1000), 0);
}

/* The slowest of 50 requests for a page, in microseconds. */
static int64_t la_plus_lente(struct arena *a, int port, int *bonnes)
{
	int64_t pire = 0;

	*bonnes = 0;
	for (int i = 0; i < 50; i++) {
		const int64_t debut = delais_horloge_us();

		*bonnes += client_statut(client_get(a, port, "/page/1")) == 200;
		const int64_t duree = delais_horloge_us() - debut;

		pire = duree > pire ? duree : pire;
	}
	return pire;
}

enum { LENTS = 200 };

/* A third sends a header by drops, a third a body, a third reads nothing of a large answer. */
static void clients_lents(int port, int fd[LENTS])
{
	for (int i = 0; i < LENTS; i++) {
		fd[i] = client_connecter(port, 4096);
		(void)client_envoyer(
			fd[i], i % 3 == 0 ? STR("GET /page/1 HTTP/1.1\r\nHo")
			       : i % 3 == 1
				       ? STR("POST /echo HTTP/1.1\r\nHost: e\r\nContent-Length: "
					     "1000\r\n\r\nabc")
				       : STR("GET /gros HTTP/1.1\r\nHost: e\r\n\r\n"));
	}
}

/* Every request came, and the workers made what they were asked: only the clients are slow from here on. */
static bool tous_lents(struct arena *a, int port)
{
	for (int i = 0; i < 3000; i++, dormir_ms(10)) {
		const char *m = client_get(a, port, "/metrics");

		if (m && strstr(m, "\nrelais_http_echanges 201\n") &&
		    strstr(m, "\nrelais_http_file 0\n") &&
		    strstr(m, "\nrelais_http_ouvriers_occupes 0\n"))
			return true;
		arena_reset(a);
	}
	return false;
}

TEST(deux_cents_clients_lents_n_arretent_pas_les_autres)
{
	struct http_reglages g = usuels;
	AUTO_ARENA a = arena_new(0);
	int fd[LENTS], bonnes, ouvertes = 0;

	g.inactif_ms = g.entetes_ms = g.echange_ms =
		300000; /* none is cut while the others are measured */
	g.sortie = 512 * 1024 * 1024; /* and each has its answer */
	struct http_serveur *s = servir(&g);

	clients_lents(http_port(s), fd);
	OK(tous_lents(a, http_port(s)));
	const int64_t pire = la_plus_lente(a, http_port(s), &bonnes);

	EQ_INT(bonnes, 50);
	if (!(pire < 1000000))
		printf("# the slowest took %lld us\n", (long long)pire);
	OK(pire < 1000000);
	for (int i = 0; i < LENTS; i++) {
		ouvertes += fd[i] >= 0;
		(void)close(fd[i]);
	}
	EQ_INT(ouvertes, LENTS);
	EQ_INT(http_arreter(s, 1000), 0);
}

/* The client sends a byte every 50 ms for as long as it can; how long that was. */
static int64_t goutte_a_goutte(int fd, const char *debut)
{
	const int64_t depart = delais_horloge_us();
	struct pollfd p = {.fd = fd, .events = POLLIN};

	(void)client_envoyer(fd, str_of(debut));
	for (int i = 0; i < 100; i++) {
		if (poll(&p, 1, 50) == 1 || !client_envoyer(fd, STR("a")))
			break;
	}
	(void)close(fd);
	return (delais_horloge_us() - depart) / 1000;
}

TEST(un_client_trop_lent_est_coupe_meme_s_il_envoie_toujours)
{
	static const char *const debuts[] = {
		"GET /pa", "GET /page/1 HTTP/1.1\r\nX: ",
		"POST /echo HTTP/1.1\r\nHost: e\r\nContent-Length: 1000\r\n\r\n"};
	struct http_reglages g = usuels;
	AUTO_ARENA a = arena_new(0);

	g.inactif_ms = 400;
	g.entetes_ms = 400;
	g.echange_ms = 400;
	struct http_serveur *s = servir(&g);

	for (size_t i = 0; i < sizeof debuts / sizeof *debuts; i++) {
		const int64_t ms = goutte_a_goutte(client_connecter(http_port(s), 0), debuts[i]);

		if (ms < 300 || ms > 3000)
			printf("# %s: %lld ms\n", debuts[i], (long long)ms);
		OK(ms >= 300 && ms <= 3000);
	}
	OK(strstr(client_get(a, http_port(s), "/metrics"), "\nrelais_http_coupees_total 3\n"));
	EQ_INT(http_arreter(s, 1000), 0);
}

TEST(qui_ne_lit_pas_sa_reponse_est_coupe)
{
	struct http_reglages g = usuels;
	AUTO_ARENA a = arena_new(0);
	bool coupe = false;

	g.echange_ms = 200;
	g.debit = 1000000;
	struct http_serveur *s = servir(&g);
	const int fd = client_connecter(http_port(s), 4096);

	(void)client_envoyer(fd, STR("GET /gros HTTP/1.1\r\nHost: e\r\n\r\n"));
	for (int i = 0; i < 300 && !coupe; i++, dormir_ms(10))
		coupe = strstr(client_get(a, http_port(s), "/metrics"),
			       "\nrelais_http_coupees_total 1\n") != NULL;
	OK(coupe);
	OK(strstr(client_get(a, http_port(s), "/metrics"), "\nrelais_http_connexions 1\n"));
	(void)close(fd);
	EQ_INT(http_arreter(s, 1000), 0);
}

TEST(les_reponses_qu_on_ne_lit_pas_ont_une_place_comptee)
{
	struct http_reglages g = usuels;
	AUTO_ARENA a = arena_new(0);
	int fd[2], statut = 503;

	g.sortie = 10 * 1024 * 1024; /* two of 4 MiB, not three */
	g.echange_ms = 300000;
	struct http_serveur *s = servir(&g);

	for (int i = 0; i < 2; i++) {
		fd[i] = client_connecter(http_port(s), 4096);
		(void)client_envoyer(fd[i], STR("GET /gros HTTP/1.1\r\nHost: e\r\n\r\n"));
	}
	for (int i = 0; i < 300 && !strstr(client_get(a, http_port(s), "/metrics"),
					   "\nrelais_http_echanges 3\n");
	     i++)
		dormir_ms(10);
	while (!strstr(client_get(a, http_port(s), "/metrics"),
		       "\nrelais_http_ouvriers_occupes 0\n"))
		dormir_ms(10);
	EQ_INT(lire_statut(demander_sans_lire(http_port(s), "/gros")), 503);
	EQ_INT(client_statut(client_get(a, http_port(s), "/page/1")), 200);
	for (int i = 0; i < 2; i++)
		(void)close(fd[i]);
	for (int i = 0; i < 300 && statut == 503; i++, dormir_ms(10))
		statut = lire_statut(demander_sans_lire(http_port(s), "/gros"));
	EQ_INT(statut, 200);
	EQ_INT(http_arreter(s, 1000), 0);
}

TEST(au_dela_des_connexions_permises_on_attend_son_tour)
{
	struct http_reglages g = usuels;
	AUTO_ARENA a = arena_new(0);
	int fd[5];

	g.connexions = 5;
	g.inactif_ms = 400;
	struct http_serveur *s = servir(&g);

	for (int i = 0; i < 5; i++)
		fd[i] = client_connecter(http_port(s), 0);
	EQ_INT(client_statut(client_get(a, http_port(s), "/page/1")), 200);
	for (int i = 0; i < 5; i++)
		(void)close(fd[i]);
	EQ_INT(http_arreter(s, 1000), 0);
}

struct arret {
	struct http_serveur *s;
	int delai_ms;
	enum err err;
};
static void *arreter(void *arg)
{
	struct arret *a = arg;

	a->err = http_arreter(a->s, a->delai_ms);
	return NULL;
}

TEST(l_arret_laisse_finir_ce_qui_est_commence)
{
	ouvrir_porte(false);
	struct http_serveur *s = servir(&usuels);
	struct arret fin = {s, 5000, E_PANNE};
	const int port = http_port(s);
	const int en_cours = demander_sans_lire(port, "/porte");
	const int inactive = client_connecter(port, 0);
	AUTO_BUF rien = {0};
	pthread_t fil;

	buf_init(&rien, 1000);
	MUST(attendre_dedans(1));
	MUST(!pthread_create(&fil, NULL, arreter, &fin));
	OK(client_lire(inactive, HTTP_PATIENCE_MS, &rien)); /* closed at once */
	(void)close(inactive);
	ouvrir_porte(true);
	EQ_INT(lire_statut(en_cours), 200);
	(void)pthread_join(fil, NULL);
	EQ_INT(fin.err, 0);
	EQ_INT(client_connecter(port, 0), -1);
}

TEST(l_arret_repond_503_a_ce_qui_attend_encore)
{
	struct http_reglages g = usuels;
	struct arret fin = {.delai_ms = 300};
	int fd[3];
	pthread_t fil;

	g.ouvriers = 1;
	ouvrir_porte(false);
	fin.s = servir(&g);
	const int port = http_port(fin.s);

	fd[0] = demander_sans_lire(port, "/porte");
	MUST(attendre_dedans(1));
	fd[1] = demander_sans_lire(port, "/porte");
	fd[2] = demander_sans_lire(port, "/porte");
	dormir_ms(100);
	MUST(!pthread_create(&fil, NULL, arreter, &fin));
	EQ_INT(lire_statut(fd[1]), 503);
	EQ_INT(lire_statut(fd[2]), 503);
	ouvrir_porte(true);
	EQ_INT(lire_statut(fd[0]), 200);
	(void)pthread_join(fil, NULL);
	EQ_INT(fin.err, 0);
}

static void dire_port(void *ctx, int port)
{
	const int *tube = ctx;

	if (write(tube[1], &port, sizeof port) != sizeof port)
		_exit(9);
}

/* A server in a process of its own. Its door opens by itself, so that an answer is on its way when the signal comes. */
static void portier(const struct http_requete *q, struct http_reponse *r)
{
	(void)q;
	dormir_ms(500);
	buf_cstr(&r->corps, "passé");
}
static void sourd(const struct http_requete *q, struct http_reponse *r)
{
	(void)q;
	(void)r;
	for (;;)
		(void)pause();
}
static const struct http_route deux_routes[] = {
	{HTTP_GET, "/attente", portier, "public", 0, 0},
	{HTTP_GET, "/jamais", sourd, "public", 0, 0},
};

static pid_t processus(int tube[2], int delai_ms)
{
	const pid_t pid = fork();
	struct incident inc;

	if (pid)
		return pid;
	const struct http_reglages g = {.adresse = "127.0.0.1",
					.ouvriers = 1,
					.routes = deux_routes,
					.n_routes = 2,
					.ctx = tube,
					.autoriser = autoriser};

	_exit(http_servir(&g, delai_ms, dire_port, &inc));
}

/* Ask, send the signal while the answer is made; the status that comes, or -1. */
static int signaler(const char *cible, int signal_, int delai_ms, int *fin)
{
	int tube[2], port = 0, statut = -1;

	if (pipe(tube))
		return -1;
	const pid_t pid = processus(tube, delai_ms);

	if (pid > 0 && read(tube[0], &port, sizeof port) == sizeof port) {
		const int fd = demander_sans_lire(port, cible);

		dormir_ms(150);
		(void)kill(pid, signal_);
		statut = lire_statut(fd);
	}
	(void)waitpid(pid, fin, 0);
	(void)close(tube[0]);
	(void)close(tube[1]);
	return statut;
}

TEST(sigterm_et_sigint_laissent_partir_la_reponse_puis_finissent)
{
	int fin = -1;

	EQ_INT(signaler("/attente", SIGTERM, 5000, &fin), 200);
	EQ_INT(fin, 0);
	fin = -1;
	EQ_INT(signaler("/attente", SIGINT, 5000, &fin), 200);
	EQ_INT(fin, 0);
}

TEST(une_demande_qui_ne_finit_pas_n_empeche_pas_la_fin)
{
	int fin = -1;

	EQ_INT(signaler("/jamais", SIGTERM, 50, &fin), 0);
	EQ_INT(WEXITSTATUS(fin), E_OCCUPE);
}
