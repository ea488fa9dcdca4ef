/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * echange.h - one request and its answer, inside the room; what the server is made of
 *
 * An echange belongs to the loop, but between file_ajouter and MHD_resume_connection: then to one worker. Fields of the server below « loop » are the
 * loop's alone.
 */
#ifndef RELAIS_HTTP_ECHANGE_H
#define RELAIS_HTTP_ECHANGE_H

#include <microhttpd.h>
#include <stdatomic.h>

#include "http/acces.h"
#include "http/delais.h"
#include "http/file.h"
#include "http/mesures.h"

enum etat {
	ETAT_ENTETES, /* being read */
	ETAT_CORPS, /* let in: its body comes */
	ETAT_FILE, /* with a worker, or on its way to one */
	ETAT_REPONDU,
};

struct echange {
	struct http_serveur *serveur;
	struct MHD_Connection *connexion;
	struct liaison *liaison;
	struct arena *arena; /* what was decoded */
	const char *
		place; /* where the target stands in libmicrohttpd's memory, which it then changes */
	struct str cible, methode;
	struct http_requete requete;
	struct buf corps;
	size_t reserve; /* of LIMITE_HTTP_CORPS_TOTAL */
	size_t sortie; /* of LIMITE_HTTP_SORTIE */
	enum etat etat;
	enum garde refus;
	int direct; /* a status decided before the body came; 0: none */
	unsigned permises; /* for 405 */
	struct MHD_Response *reponse;
	int statut;
	uint64_t octets;
	int64_t debut_us, duree_us;
	struct echange *suivant; /* in the queue */
};

struct ouvrier {
	struct http_serveur *serveur;
	pthread_t fil;
	bool ne;
	struct arena *arena;
	void *contexte;
	struct buf corps; /* of its answers, kept from one to the next */
};

struct http_serveur {
	const struct http_reglages *reglages;
	struct MHD_Daemon *demon;
	int ecoute, port;
	atomic_bool arret;
	struct delais delais;
	struct file file;
	struct acces acces;
	struct ouvrier *ouvriers;
	atomic_size_t sorties[2]; /* bytes of the answers that leave: small ones, large ones */
	/* loop */
	struct mesures mesures;
	uint64_t numero;
	size_t corps; /* bytes announced by bodies that are in memory */
	struct buf tampon; /* of the answers of the loop */
};

/* Let the route answer (its right first, in a worker): e->reponse and e->statut. */
void echange_traiter(struct echange *e, struct arena *a, void *contexte, struct buf *corps);
/* The answer that the caller has ready, if it has one: then as echange_traiter. On the loop. */
bool echange_deja(struct echange *e, struct buf *corps);
/* The answer of a status alone: the page, and what goes with it. */
void echange_statut(struct echange *e, int statut, struct buf *corps);

/* That answer left, or never will: its room is free again. */
void echange_sorti(struct echange *e);

/* The four functions that libmicrohttpd calls (its documentation says when). */
void *echange_ouvrir(void *cls, const char *cible, struct MHD_Connection *connexion);
enum MHD_Result echange_avancer(void *cls, struct MHD_Connection *connexion, const char *url,
				const char *methode, const char *version, const char *octets,
				size_t *n, void **con_cls);
void echange_fermer(void *cls, struct MHD_Connection *connexion, void **con_cls,
		    enum MHD_RequestTerminationCode fin);
void echange_connexion(void *cls, struct MHD_Connection *connexion, void **liaison,
		       enum MHD_ConnectionNotificationCode quoi);

#endif
