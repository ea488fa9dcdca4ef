/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * echange.c - a request from its first line to its last byte answered, as libmicrohttpd tells it
 *
 * Once a request is let in nothing is answered before its body came, but a refusal: an answer queued earlier closes the connection.
 */
#include "http/echange.h"

#include "base/date.h"
#include "base/mem.h"
#include "http/cible.h"
#include "http/route.h"

enum { ARENE_ECHANGE = 1024 * 1024, METHODE_MAX = 32 };

void *echange_ouvrir(void *cls, const char *cible, struct MHD_Connection *connexion)
{
	struct http_serveur *s = cls;
	struct echange *e = mem_alloc(sizeof *e);

	e->serveur = s;
	e->connexion = connexion;
	e->liaison = MHD_get_connection_info(connexion, MHD_CONNECTION_INFO_SOCKET_CONTEXT)
			     ->socket_context;
	e->arena = arena_new(ARENE_ECHANGE);
	e->place = cible;
	e->cible = arena_str(e->arena, str_of(cible));
	e->requete.numero = ++s->numero;
	e->requete.serveur = s;
	e->debut_us = delais_horloge_us();
	buf_init(&e->corps, 0);
	delais_phase(&s->delais, e->liaison, PHASE_ENTETES, 0);
	return e;
}

struct releve {
	struct http_champ *v;
	size_t n;
};

static enum MHD_Result relever(void *cls, enum MHD_ValueKind kind, const char *nom, size_t n_nom,
			       const char *valeur, size_t n_valeur)
{
	struct releve *r = cls;

	(void)kind;
	r->v[r->n++] = (struct http_champ){{nom, n_nom}, {valeur, n_valeur}};
	return MHD_YES;
}

static struct http_champs lire_entetes(struct echange *e)
{
	const int n = MHD_get_connection_values_n(e->connexion, MHD_HEADER_KIND, NULL, NULL);
	struct releve r = {.v = arena_alloc(e->arena, (size_t)n * sizeof *r.v)};

	MHD_get_connection_values_n(e->connexion, MHD_HEADER_KIND, relever, &r);
	return (struct http_champs){r.v, r.n};
}

/* The same fields, named in lower case. */
static struct http_champs en_minuscules(struct echange *e, struct http_champs c)
{
	struct http_champ *v = arena_alloc(e->arena, c.n * sizeof *v);

	for (size_t i = 0; i < c.n; i++) {
		char *nom = arena_cstr(e->arena, c.v[i].nom);

		for (char *p = nom; *p; p++)
			if (*p >= 'A' && *p <= 'Z')
				*p = (char)(*p | 0x20);
		v[i] = (struct http_champ){{nom, c.v[i].nom.n}, c.v[i].valeur};
	}
	return (struct http_champs){v, c.n};
}

static enum garde garder(struct echange *e, const char *methode, const char *version,
			 uint64_t *corps)
{
	struct garde_vue v = {.methode = str_of(methode),
			      .cible = {e->place, e->cible.n},
			      .version = str_of(version),
			      .entetes = lire_entetes(e)};
	struct str chemin, parametres;
	enum garde g;

	v.octets = MHD_get_connection_info(e->connexion, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)
			   ->header_size;
	e->methode = arena_str(e->arena, str_sub(v.methode, 0, METHODE_MAX));
	if (!garde_lignes(&v))
		return GARDE_LIGNES;
	v.cible = e->cible;
	g = garde_requete(&v, corps);
	if (g)
		return g;
	cible_couper(e->cible, &chemin, &parametres);
	if (cible_chemin(chemin, e->arena, &e->requete.chemin) ||
	    cible_parametres(parametres, e->arena, &e->requete.parametres))
		return GARDE_CIBLE;
	e->requete.entetes = en_minuscules(e, v.entetes);
	return GARDE_PASSE;
}

/* The route, and whether its body may come: the status that says no, or 0. */
static int choisir(struct echange *e, uint64_t corps)
{
	struct http_serveur *s = e->serveur;
	struct http_requete *q = &e->requete;
	enum err err;

	q->methode = HTTP_METHODE__MAX;
	(void)route_methode(e->methode, &q->methode);
	err = route_trouver(s->reglages->routes, s->reglages->n_routes, q->methode, q->chemin,
			    &q->route, q->variables, &e->permises);
	if (err)
		return err == E_REFUS ? 405 : 404;
	if (corps > q->route->corps_max)
		return 413;
	if (corps > LIMITE_HTTP_CORPS_TOTAL - s->corps) {
		s->mesures.satures++;
		return 503;
	}
	s->corps += corps;
	e->reserve = (size_t)corps;
	buf_init(&e->corps, e->reserve);
	return 0;
}

static enum MHD_Result repondre(struct echange *e)
{
	struct http_serveur *s = e->serveur;
	enum MHD_Result r;

	e->etat = ETAT_REPONDU;
	e->duree_us = delais_horloge_us() - e->debut_us;
	delais_phase(&s->delais, e->liaison, PHASE_REPONSE, e->octets);
	r = MHD_queue_response(e->connexion, (unsigned)e->statut, e->reponse);
	MHD_destroy_response(e->reponse);
	e->reponse = NULL;
	return r;
}

static enum MHD_Result repondre_statut(struct echange *e, int statut)
{
	echange_statut(e, statut, &e->serveur->tampon);
	return repondre(e);
}

/* Its bytes are received, not kept (e->corps holds nothing), then answered. Who asks first (Expect) is answered at once. */
static bool a_jeter(const struct echange *e, uint64_t corps)
{
	bool demande;

	(void)http_champ(e->requete.entetes, "expect", &demande);
	return e->direct == 413 && (e->requete.route->drapeaux & HTTP_DEPOT) &&
	       corps <= LIMITE_HTTP_JETE && !demande;
}

static enum MHD_Result commencer(struct echange *e, const char *methode, const char *version)
{
	struct http_serveur *s = e->serveur;
	uint64_t corps = 0;

	e->refus = garder(e, methode, version, &corps);
	if (e->refus) {
		s->mesures.refus[e->refus]++;
		return repondre_statut(e, garde_statut(e->refus));
	}
	e->direct = choisir(e, corps);
	if (e->direct && corps && !a_jeter(e, corps))
		return repondre_statut(e, e->direct);
	e->etat = ETAT_CORPS;
	delais_phase(&s->delais, e->liaison, PHASE_CORPS, corps);
	return MHD_YES;
}

/* The request is whole. */
static enum MHD_Result remettre(struct echange *e)
{
	struct http_serveur *s = e->serveur;

	if (e->direct)
		return repondre_statut(e, e->direct);
	delais_phase(&s->delais, e->liaison, PHASE_TRAITEMENT, 0);
	if (e->requete.route->drapeaux & HTTP_BOUCLE) {
		echange_traiter(e, e->arena, NULL, &s->tampon);
		return repondre(e);
	}
	if (echange_deja(e, &s->tampon))
		return repondre(e);
	if (file_pleine(&s->file) || atomic_load(&s->arret)) {
		s->mesures.satures++;
		return repondre_statut(e, 503);
	}
	e->etat = ETAT_FILE;
	MHD_suspend_connection(e->connexion);
	if (!file_ajouter(&s->file, e)) /* the end came in between */
		MHD_resume_connection(e->connexion);
	return MHD_YES;
}

enum MHD_Result echange_avancer(void *cls, struct MHD_Connection *connexion, const char *url,
				const char *methode, const char *version, const char *octets,
				size_t *n, void **con_cls)
{
	struct echange *e = *con_cls;

	(void)cls;
	(void)connexion;
	(void)url;
	if (e->etat == ETAT_ENTETES)
		return commencer(e, methode, version);
	if (e->etat == ETAT_CORPS && *n) {
		buf_add(&e->corps, octets, *n);
		*n = 0;
		return MHD_YES;
	}
	if (e->etat == ETAT_CORPS)
		return remettre(e);
	if (e->etat == ETAT_FILE) /* without an answer: the end came first */
		return e->reponse ? repondre(e) : repondre_statut(e, 503);
	return MHD_NO;
}

void echange_fermer(void *cls, struct MHD_Connection *connexion, void **con_cls,
		    enum MHD_RequestTerminationCode fin)
{
	struct http_serveur *s = cls;
	struct echange *e = *con_cls;
	const union MHD_ConnectionInfo *info;

	(void)fin;
	if (!e)
		return;
	if (e->etat != ETAT_REPONDU) { /* libmicrohttpd's own refusal, or a client that left */
		info = MHD_get_connection_info(connexion, MHD_CONNECTION_INFO_HTTP_STATUS);
		e->statut = info ? (int)info->http_status : 0;
		e->octets = 0;
		e->duree_us = delais_horloge_us() - e->debut_us;
	}
	mesures_noter(&s->mesures, e->statut, e->duree_us);
	const struct http_route *r = e->requete.route;

	acces_noter(&s->acces, &(struct acces_ligne){.instant = instant_maintenant(),
						     .numero = e->requete.numero,
						     .octets = e->octets,
						     .methode = e->methode,
						     .chemin = r && (r->drapeaux & HTTP_DISCRET)
								       ? str_of(r->chemin)
								       : e->requete.chemin,
						     .refus = e->refus ? garde_mot(e->refus) : NULL,
						     .statut = e->statut,
						     .duree_us = e->duree_us});
	s->corps -= e->reserve;
	echange_sorti(e);
	delais_phase(&s->delais, e->liaison, PHASE_INACTIVE, 0);
	if (e->reponse)
		MHD_destroy_response(e->reponse);
	buf_free(&e->corps);
	arena_free(e->arena);
	mem_free(e);
	*con_cls = NULL;
}

void echange_connexion(void *cls, struct MHD_Connection *connexion, void **liaison,
		       enum MHD_ConnectionNotificationCode quoi)
{
	struct http_serveur *s = cls;

	if (quoi == MHD_CONNECTION_NOTIFY_STARTED) {
		*liaison = delais_ouvrir(
			&s->delais,
			MHD_get_connection_info(connexion, MHD_CONNECTION_INFO_CONNECTION_FD)
				->connect_fd);
	} else if (*liaison) {
		delais_fermer(&s->delais, *liaison);
		*liaison = NULL;
	}
}
