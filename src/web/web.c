/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * web.c - from a request to its page: the version that the browser has, the cache, the salle, the page
 */
#include "web/web.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/empreinte.h"
#include "base/mem.h"
#include "base/moteur.h"
#include "campagne/calendrier.h"
#include "catalogue/album.h"
#include "http/statique.h"
#include "web/actifs.h"
#include "web/cache.h"
#include "web/interlocuteurs.h"
#include "web/routes.h"
#include "web/visite.h"

enum { ADRESSE_MAX = 1024, ACTIFS_MAX = 32, REGLAGES_MAX = 16384 };

struct web {
	const struct web_reglages *reglages;
	struct album_reglages album_reglages;
	struct album *album;
	struct cache *cache;
	struct statique_source actifs[ACTIFS_MAX];
	struct statiques *statiques;
	int campagne;
	struct interlocuteurs *interlocuteurs;
	int64_t empreinte; /* of the settings that pages show */
	atomic_flag controle; /* a pré-contrôle is being made */
	pthread_mutex_t classeur; /* held while a workbook is written */
};

/* The table of the build, as the server wants it. */
static struct statiques *ouvrir_actifs(struct statique_source v[ACTIFS_MAX])
{
	size_t n = 0;

	for (const struct actif *f = actifs; f->nom; f++) {
		REQUIRE(n < ACTIFS_MAX);
		v[n++] = (struct statique_source){f->nom, f->type, f->octets, f->gzip};
	}
	return statiques_ouvrir(ACTIFS_PREFIXE, v, n);
}

void routes_actif(const struct http_requete *q, struct http_reponse *r)
{
	const struct web *w = q->ctx;

	statiques_repondre(w->statiques, q, r);
}

/* What an operator may change from one start to the next, and pages show. */
static int64_t empreinte(const struct web_reglages *r, const struct interlocuteurs *tous)
{
	const char *const textes[] = {r->editeur, r->hebergeur, r->contact};
	struct buf b;
	int64_t ret;

	buf_init(&b, REGLAGES_MAX);
	for (size_t i = 0; i < sizeof textes / sizeof *textes; i++)
		buf_printf(&b, "%s\1", textes[i] ? textes[i] : "");
	buf_int(&b, interlocuteurs_empreinte(tous));
	ret = empreinte_record(buf_view(&b));
	buf_free(&b);
	return ret;
}

enum err web_ouvrir(const struct web_reglages *reglages, struct web **ret, struct incident *inc)
{
	struct web *w = mem_alloc(sizeof *w);
	const struct photo *p;
	enum err err;

	*w = (struct web){.reglages = reglages,
			  .classeur = PTHREAD_MUTEX_INITIALIZER,
			  .album_reglages = {.dsn = reglages->dsn,
					     .campagne = reglages->campagne,
					     .date = reglages->date,
					     .dire = reglages->dire,
					     .ctx = reglages->ctx},
			  .cache = cache_ouvrir(reglages->cache_octets ? reglages->cache_octets
								       : WEB_CACHE_OCTETS)};
	w->statiques = ouvrir_actifs(w->actifs);
	if ((err = interlocuteurs_ouvrir(reglages->annuaire, &w->interlocuteurs, inc)) ||
	    (err = album_ouvrir(&w->album_reglages, &w->album, inc))) {
		web_fermer(w);
		return err;
	}
	/* the campagne of the first photo is that of the server: it does not change by itself at midnight */
	p = album_prendre(w->album);
	w->campagne = photo_campagne(p)->annee;
	w->album_reglages.campagne = w->campagne;
	album_rendre(w->album, p);
	w->empreinte = empreinte(reglages, w->interlocuteurs);
	*ret = w;
	return OK;
}

void web_fermer(struct web *w)
{
	if (!w)
		return;
	album_fermer(w->album);
	cache_fermer(w->cache);
	statiques_fermer(w->statiques);
	interlocuteurs_fermer(w->interlocuteurs);
	pthread_mutex_destroy(&w->classeur);
	mem_free(w);
}

/* The address as the cache knows it: the path, then the parameters in their order, decoded. Empty: too long to be kept. */
static struct str adresse(const struct http_requete *q)
{
	struct buf b;
	struct str ret = STR_VIDE;

	buf_init(&b, ADRESSE_MAX);
	buf_str(&b, q->chemin);
	for (size_t i = 0; i < q->parametres.n; i++) {
		buf_char(&b, '\1');
		buf_str(&b, q->parametres.v[i].nom);
		buf_char(&b, '\2');
		buf_str(&b, q->parametres.v[i].valeur);
	}
	if (!buf_depasse(&b))
		ret = arena_str(q->arena, buf_view(&b));
	buf_free(&b);
	return ret;
}

/* The page of an address is that of the photo, of the day, of this program and of its settings. */
static struct str etag(const struct web *w, struct arena *a, uint64_t generation)
{
	return str_of(arena_printf(a, "\"%llx-%s\"",
				   (unsigned long long)(generation ^ (uint64_t)w->empreinte),
				   moteur_pages));
}

static const struct web_page *page_de(const struct http_requete *q)
{
	return q->route->droit;
}

static bool deja(void *ctx, const struct http_requete *q, struct http_reponse *r)
{
	struct web *w = ctx;
	const uint64_t generation = album_generation(w->album);

	if (!(page_de(q)->drapeaux & WEB_GARDEE))
		return false;
	if (http_etag(q, r, etag(w, q->arena, generation)))
		return true;
	if (cache_lire(w->cache, generation, adresse(q), &r->corps))
		return true;
	r->n_entetes = 0; /* a worker says it again, of its own photo */
	return false;
}

static void ecrire(struct visite *v, const struct web_page *page)
{
	struct incident inc = {0};

	if (page->drapeaux & WEB_BASE && salle_entrer(v->salle, &inc)) {
		v->r->statut = 503;
		if (v->web->reglages->dire)
			v->web->reglages->dire(v->web->reglages->ctx, inc.message);
		return;
	}
	page->repondre(v);
	if (page->drapeaux & WEB_BASE)
		salle_sortir(v->salle);
}

void routes_repondre(const struct http_requete *q, struct http_reponse *r)
{
	struct web *w = q->ctx;
	const struct web_page *page = page_de(q);
	const uint64_t generation = album_generation(w->album);
	struct visite v = {.q = q,
			   .r = r,
			   .out = &r->corps,
			   .a = q->arena,
			   .photo = album_prendre(w->album),
			   .salle = q->contexte,
			   .web = w};

	if (!(page->drapeaux & WEB_GARDEE) || !http_etag(q, r, etag(w, q->arena, generation)))
		ecrire(&v, page);
	if (page->drapeaux & WEB_GARDEE && r->statut >= 400)
		r->n_entetes = 0; /* a refusal has no version */
	if (page->drapeaux & WEB_GARDEE && r->statut == 200 && !buf_depasse(&r->corps) &&
	    album_generation(w->album) == generation)
		cache_garder(w->cache, generation, adresse(q), buf_view(&r->corps));
	album_rendre(w->album, v.photo);
}

/* « dans 8 jours » at the start of a sentence. */
static const char *majuscule(struct arena *a, const char *mot)
{
	return arena_printf(a, "%c%s", mot[0] - ('a' - 'A'), mot + 1);
}

const struct web_reglages *visite_reglages(const struct visite *v)
{
	return v->web->reglages;
}

const struct interlocuteurs *visite_interlocuteurs(const struct visite *v)
{
	return v->web->interlocuteurs;
}

const char *visite_etat(const struct visite *v)
{
	const struct campagne *c = photo_campagne(v->photo);
	const int jour = photo_jour(v->photo);
	const enum jalon j = campagne_prochain(c, jour);
	const char *etat = campagne_etat_libelle(campagne_etat(c, jour));

	if (j == JALON__MAX)
		return arena_printf(v->a, "Campagne %d : %s.", c->annee, etat);
	return arena_printf(v->a, "Campagne %d : %s. %s : %s, le %s.", c->annee, etat,
			    majuscule(v->a, jalon_quand(v->a, date_jours_entre(jour, c->jalon[j]))),
			    jalon_libelle(j), date_longue(v->a, c->jalon[j]));
}

bool visite_controle_prendre(struct visite *v)
{
	return !atomic_flag_test_and_set(&v->web->controle);
}

void visite_controle_rendre(struct visite *v)
{
	atomic_flag_clear(&v->web->controle);
}

void visite_classeur_prendre(struct visite *v)
{
	pthread_mutex_lock(&v->web->classeur);
}

void visite_classeur_rendre(struct visite *v)
{
	pthread_mutex_unlock(&v->web->classeur);
}

void visite_statut(struct visite *v, int statut)
{
	buf_reset(v->out);
	v->r->statut = statut;
}

void visite_rediriger(struct visite *v, const char *adresse_)
{
	http_entete(v->r, "Location", str_of(adresse_));
	v->r->statut = 303;
}

static enum err ouvrir(void *ctx, int ouvrier, void **ret, struct incident *inc)
{
	struct web *w = ctx;
	struct salle *s;
	const enum err err =
		salle_ouvrir(w->reglages->dsn, w->campagne, w->reglages->date, &s, inc);

	(void)ouvrier;
	if (!err)
		*ret = s;
	return err;
}

static void fermer(void *ctx, void *contexte)
{
	(void)ctx;
	salle_fermer(contexte);
}

/* Every page of this table is for everybody. */
static bool autoriser(void *ctx, const struct http_requete *q, struct http_reponse *r)
{
	(void)ctx;
	(void)q;
	(void)r;
	return true;
}

void web_regler(struct web *w, struct http_reglages *ret)
{
	ret->routes = routes_table(&ret->n_routes);
	ret->ctx = w;
	ret->ouvrir = ouvrir;
	ret->fermer = fermer;
	ret->autoriser = autoriser;
	ret->deja = deja;
	ret->page = routes_page_statut;
}
