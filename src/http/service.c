/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * service.c - a server that lives until it is told to end
 */
#include <signal.h>

#include "http/http.h"

enum err http_servir(const struct http_reglages *g, int delai_ms, void (*pret)(void *ctx, int port),
		     struct incident *inc)
{
	struct http_serveur *s = NULL;
	sigset_t fins, avant;
	enum err err;
	int signal_recu;

	if (sigemptyset(&fins) || sigaddset(&fins, SIGTERM) || sigaddset(&fins, SIGINT) ||
	    pthread_sigmask(SIG_BLOCK, &fins, &avant))
		BUG("signals cannot be blocked");
	err = http_ouvrir(g, &s, inc);
	if (!err) {
		pret(g->ctx, http_port(s));
		while (sigwait(&fins, &signal_recu))
			;
		err = http_arreter(s, delai_ms);
		if (err) {
			incident_set(inc, err,
				     "Une demande dure encore après %d s : le serveur "
				     "s'arrête sans attendre sa fin.",
				     2 * delai_ms / 1000);
			incident_remede(inc,
					"Rien n'est perdu : ce qui n'était pas validé dans la base "
					"ne l'est pas.");
		}
	}
	(void)pthread_sigmask(SIG_SETMASK, &avant, NULL);
	return err;
}
