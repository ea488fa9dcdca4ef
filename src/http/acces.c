/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * acces.c - lines are added under a lock, taken all at once, written without it
 */
#include "http/acces.h"

#include "base/date.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { LIGNE_MAX = 2048, CHEMIN_MAX = 200 };

/* A value between quotes: what is neither text nor harmless is shown otherwise. */
static void citer(struct str s, struct buf *out)
{
	AUTO_BUF visible = {0};

	buf_init(&visible, 4 * CHEMIN_MAX);
	s = str_sub(s, 0, CHEMIN_MAX);
	while (s.n && !utf8_valide(s)) /* cut inside a character */
		s.n--;
	utf8_visible(s, false, &visible);
	buf_char(out, '"');
	for (size_t i = 0; i < visible.n; i++) {
		if (visible.p[i] == '"' || visible.p[i] == '\\')
			buf_char(out, '\\');
		buf_char(out, visible.p[i]);
	}
	buf_char(out, '"');
}

void acces_ecrire(const struct acces_ligne *l, struct buf *out)
{
	char t[21];

	instant_texte(l->instant, t);
	buf_printf(out, "t=%s evt=requete id=%llx", t, (unsigned long long)l->numero);
	if (l->methode.n) {
		buf_cstr(out, " methode=");
		citer(l->methode, out);
	}
	if (l->chemin.n) {
		buf_cstr(out, " chemin=");
		citer(l->chemin, out);
	}
	if (l->refus)
		buf_printf(out, " refus=%s", l->refus);
	buf_printf(out, " statut=%d octets=%llu duree_us=%lld\n", l->statut,
		   (unsigned long long)l->octets, (long long)l->duree_us);
}

static void *tenir(void *arg)
{
	struct acces *a = arg;
	AUTO_BUF lot = {0};

	buf_init(&lot, LIMITE_HTTP_JOURNAL);
	pthread_mutex_lock(&a->verrou);
	while (!a->fini || a->attente.n) {
		if (!a->attente.n) {
			pthread_cond_wait(&a->reveil, &a->verrou);
			continue;
		}
		const struct buf plein = a->attente;

		a->attente = lot;
		lot = plein;
		pthread_mutex_unlock(&a->verrou);
		a->ecrire(a->ctx, buf_view(&lot));
		buf_reset(&lot);
		pthread_mutex_lock(&a->verrou);
	}
	pthread_mutex_unlock(&a->verrou);
	return NULL;
}

void acces_init(struct acces *a, void (*ecrire)(void *ctx, struct str lignes), void *ctx)
{
	a->ecrire = ecrire;
	a->ctx = ctx;
	if (!ecrire)
		return;
	buf_init(&a->attente, LIMITE_HTTP_JOURNAL);
	if (pthread_mutex_init(&a->verrou, NULL) || pthread_cond_init(&a->reveil, NULL) ||
	    pthread_create(&a->fil, NULL, tenir, a))
		mem_epuisee();
}

void acces_fin(struct acces *a)
{
	if (!a->ecrire)
		return;
	pthread_mutex_lock(&a->verrou);
	a->fini = true;
	pthread_cond_signal(&a->reveil);
	pthread_mutex_unlock(&a->verrou);
	(void)pthread_join(a->fil, NULL);
	pthread_cond_destroy(&a->reveil);
	pthread_mutex_destroy(&a->verrou);
	buf_free(&a->attente);
}

void acces_noter(struct acces *a, const struct acces_ligne *l)
{
	AUTO_BUF ligne = {0};

	if (!a->ecrire)
		return;
	buf_init(&ligne, LIGNE_MAX);
	acces_ecrire(l, &ligne);
	pthread_mutex_lock(&a->verrou);
	if (a->attente.n + ligne.n <= LIMITE_HTTP_JOURNAL)
		buf_str(&a->attente, buf_view(&ligne));
	else
		a->perdues++;
	pthread_cond_signal(&a->reveil);
	pthread_mutex_unlock(&a->verrou);
}

uint64_t acces_perdues(struct acces *a)
{
	uint64_t n;

	if (!a->ecrire)
		return 0;
	pthread_mutex_lock(&a->verrou);
	n = a->perdues;
	pthread_mutex_unlock(&a->verrou);
	return n;
}
