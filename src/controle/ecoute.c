/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ecoute.c - in order, counted, or refused
 */
#include "controle/ecoute.h"

#include <string.h>

#include "base/limites.h"

void ecoute_init(struct ecoute *e, struct ecoute_puits puits)
{
	*e = (struct ecoute){.puits = puits};
	buf_init(&e->reste, LIMITE_CONTROLE_TRAME + LIMITE_LECTURE + TRAME_TETE);
}

void ecoute_liberer(struct ecoute *e)
{
	buf_free(&e->reste);
}

bool ecoute_finie(const struct ecoute *e)
{
	return e->fini && !e->reste.n;
}

static enum err incroyable(struct incident *inc)
{
	incident_set(inc, E_PANNE, "La lecture de ce fichier a échoué d'une manière inattendue.");
	incident_remede(
		inc,
		"Vérifiez le fichier, puis recommencez ; si cela continue, écrivez à qui tient ce site.");
	return E_PANNE;
}

static enum err trop(struct incident *inc)
{
	incident_set(inc, E_INVALIDE,
		     "Ce fichier contient trop d'éléments pour être contrôlé ici.");
	incident_remede(inc, "Donnez-le en plusieurs parties.");
	return E_INVALIDE;
}

static enum err commencer(struct ecoute *e, const struct trame *t, struct incident *inc)
{
	const enum format f = format_de_code(t->texte[1]);

	if (e->ouvert || !format_est_flux(f))
		return incroyable(inc);
	e->records = e->puits.flux(e->puits.ctx, t->texte[0].p, f);
	e->ouvert = true;
	e->offre = false;
	return OK;
}

static enum err recevoir(struct ecoute *e, const struct record *r, struct incident *inc)
{
	if (!e->ouvert)
		return incroyable(inc);
	if (++e->n_records > LIMITE_CONTROLE_RECORDS)
		return trop(inc);
	if (r->kind == RECORD_SESSION && (!e->offre || ++e->n_sessions > LIMITE_SESSIONS))
		return incroyable(inc);
	if (r->kind == RECORD_OFFRE) {
		e->offre = true;
		e->n_sessions = 0;
	}
	e->ouvert = r->kind != RECORD_BILAN;
	return e->records.record(e->records.ctx, r);
}

static enum err noter(struct ecoute *e, const struct trame *t, struct incident *inc)
{
	if (++e->n_notes > LIMITE_ARCHIVE_ENTREES)
		return incroyable(inc);
	e->puits.note(e->puits.ctx, t->texte[0].p, t->texte[1].p, t->texte[2].p);
	return OK;
}

static enum err comprendre(struct ecoute *e, const struct trame *t, struct incident *inc)
{
	switch (t->genre) {
	case TRAME_FLUX:
		return commencer(e, t, inc);
	case TRAME_RECORD:
		return recevoir(e, &t->record, inc);
	case TRAME_NOTE:
		return noter(e, t, inc);
	case TRAME_INCIDENT:
		if (!t->texte[0].n)
			return incroyable(inc);
		incident_set(inc, E_INVALIDE, "%s", t->texte[0].p);
		incident_detail(inc, "%s", t->texte[1].p);
		incident_remede(inc, "%s", t->texte[2].p);
		return E_INVALIDE;
	default:
		e->fini = !e->ouvert;
		return e->fini ? OK : incroyable(inc);
	}
}

/* Every whole trame of the buffer. */
static enum err comprendre_tout(struct ecoute *e, size_t *fait, struct incident *inc)
{
	struct trame t;
	size_t taille;
	enum err err = OK;

	while (!err && *fait < e->reste.n) {
		if (e->fini)
			return incroyable(inc);
		err = trame_lire(e->reste.p + *fait, e->reste.n - *fait, &t, &taille);
		if (err == E_ABSENT)
			return OK;
		if (err)
			return incroyable(inc);
		*fait += taille;
		err = comprendre(e, &t, inc);
	}
	return err;
}

enum err ecoute_nourrir(struct ecoute *e, const char *octets, size_t n, struct incident *inc)
{
	size_t fait = 0;
	enum err err = OK;

	e->octets += n;
	if (e->octets > LIMITE_CONTROLE_OCTETS)
		return trop(inc);
	while (!err && n) {
		const size_t pris = n < LIMITE_LECTURE ? n : LIMITE_LECTURE;

		buf_add(&e->reste, octets, pris);
		octets += pris;
		n -= pris;
		fait = 0;
		err = comprendre_tout(e, &fait, inc);
		e->reste.n -= fait;
		memmove(e->reste.p, e->reste.p + fait, e->reste.n);
	}
	return err;
}
