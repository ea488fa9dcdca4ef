/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * connecteur.c - a body, its token, the exchange, the answer
 */
#include "connecteur/connecteur.h"

#include <time.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "connecteur/jeton.h"
#include "connecteur/requete.h"

enum { CERTIFICAT_MAX = 256 };

static const char chemin_creer[] = "/ApiFormation/api/formations";
static const char chemin_mettre_a_jour[] = "/ApiFormation/api/formations/majFormation";
static const char chemin_relire[] = "/ApiFormation/api/formations/publications/affectation";

struct connecteur {
	struct client *client;
	struct signature_cle *cle;
	struct buf certificat;
	int attente_s; /* 0: the one of the request */
	int http;
};

static enum err verifier(const struct connecteur_reglages *r, struct incident *inc)
{
	const struct str certificat = str_of(r->certificat);

	if (certificat.n && certificat.n <= CERTIFICAT_MAX && utf8_valide(certificat))
		return OK;
	incident_set(inc, E_INVALIDE,
		     "L'identifiant du certificat n'en est pas un : un texte de 1 à %d octets.",
		     CERTIFICAT_MAX);
	incident_remede(inc, "Donnez celui que Parcoursup a communiqué avec le certificat.");
	return E_INVALIDE;
}

enum err connecteur_ouvrir(const struct connecteur_reglages *r, struct connecteur **ret,
			   struct incident *inc)
{
	struct connecteur *c = mem_alloc(sizeof *c);
	enum err err;

	c->attente_s = r->attente_s;
	if ((err = verifier(r, inc)) ||
	    (err = client_ouvrir(r->url, r->autorite, &c->client, inc)) ||
	    (err = signature_cle_lire(r->cle, &c->cle, inc))) {
		connecteur_fermer(c);
		return err;
	}
	buf_init(&c->certificat, CERTIFICAT_MAX);
	buf_cstr(&c->certificat, r->certificat);
	*ret = c;
	return OK;
}

void connecteur_fermer(struct connecteur *c)
{
	if (!c)
		return;
	client_fermer(c->client);
	signature_cle_free(c->cle);
	buf_free(&c->certificat);
	mem_free(c);
}

int connecteur_http(const struct connecteur *c)
{
	return c->http;
}

static int64_t maintenant_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Sign what is sent, send it. Reading back sends no body: what is signed is then « null », as the service checks it. */
static enum err demander(struct connecteur *c, struct requete *q, struct reponse *ret,
			 struct incident *inc)
{
	AUTO_BUF jeton = {0};
	enum err err;

	buf_init(&jeton, JETON_MAX);
	jeton_ecrire(c->cle, buf_view(&c->certificat), q->corps.n ? q->corps : STR("null"),
		     maintenant_ms(), &jeton);
	q->jeton = jeton.p;
	if (c->attente_s)
		q->attente_s = c->attente_s;
	c->http = 0;
	err = client_demander(c->client, q, ret, inc);
	if (!err)
		c->http = ret->http;
	return err;
}

static enum err envoyer(struct connecteur *c, const char *chemin, const struct envoi *e,
			struct connecteur_reponse *ret, struct incident *inc)
{
	AUTO_BUF corps = {0};
	struct requete q = {
		.chemin = chemin, .max = LIMITE_ENVOI_REPONSE, .attente_s = LIMITE_REPONSE_S};
	struct reponse r;
	enum err err;

	c->http = 0;
	buf_init(&corps, LIMITE_ENVOI);
	err = envoi_corps(e, &corps, inc);
	if (err)
		return err;
	q.corps = buf_view(&corps);
	err = demander(c, &q, &r, inc);
	return err ? err : reponse_envoi(&r, ret, inc);
}

enum err connecteur_creer(struct connecteur *c, const struct envoi *e,
			  struct connecteur_reponse *ret, struct incident *inc)
{
	return envoyer(c, chemin_creer, e, ret, inc);
}

enum err connecteur_mettre_a_jour(struct connecteur *c, const struct envoi *e,
				  struct connecteur_reponse *ret, struct incident *inc)
{
	struct connecteur_reponse lue;
	enum err err;

	REQUIRE(e->g_ta_cod > 0);
	err = envoyer(c, chemin_mettre_a_jour, e, &lue, inc);
	if (err)
		return err;
	if (lue.acceptee && lue.g_ta_cod != e->g_ta_cod) {
		incident_set(inc, E_CONFLIT,
			     "Parcoursup répond pour une autre formation que celle qui lui a été "
			     "envoyée : %lld au lieu de %lld.",
			     (long long)lue.g_ta_cod, (long long)e->g_ta_cod);
		incident_remede(inc, "Demandez au SCN Parcoursup laquelle porte cette clé, puis "
				     "corrigez le lien.");
		return E_CONFLIT;
	}
	*ret = lue;
	return OK;
}

enum err connecteur_relire(struct connecteur *c, struct arena *a, struct publications *ret,
			   struct incident *inc)
{
	struct requete q = {.chemin = chemin_relire,
			    .max = LIMITE_PUBLICATIONS,
			    .attente_s = LIMITE_PUBLICATIONS_S};
	struct reponse r;
	enum err err = demander(c, &q, &r, inc);

	return err ? err : reponse_publications(&r, a, ret, inc);
}
