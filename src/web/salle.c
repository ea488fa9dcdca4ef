/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * salle.c - the referentials are read again when the base has a new version, at the first request that needs them
 */
#include "web/salle.h"

#include "base/mem.h"
#include "journal/journal.h"

enum err salle_ouvrir(const char *dsn, int campagne, int date, struct salle **ret,
		      struct incident *inc)
{
	struct salle *s = mem_alloc(sizeof *s);
	enum err err;

	*s = (struct salle){
		.campagne_annee = campagne, .date = date, .derniere = -1, .arena = arena_new(0)};
	err = db_open(dsn, DB_LECTURE, &s->db, inc);
	if (err)
		salle_fermer(s);
	else
		*ret = s;
	return err;
}

void salle_fermer(struct salle *s)
{
	if (!s)
		return;
	salle_sortir(s);
	referentiels_liberer(s->referentiels);
	db_close(s->db);
	arena_free(s->arena);
	mem_free(s);
}

/* Everything that belongs to a version. */
static enum err relire(struct salle *s, int64_t derniere, struct incident *inc)
{
	enum err err;

	referentiels_liberer(s->referentiels);
	s->referentiels = NULL;
	s->derniere = -1;
	arena_reset(s->arena);
	if ((err = vue_resoudre(s->db, s->date, &s->vue)))
		return err;
	if ((err = campagne_lire(s->db, s->campagne_annee, s->vue.version, s->arena, &s->campagne,
				 inc)))
		return err;
	if ((err = referentiels_charger(s->db, &s->vue, &s->referentiels)) ||
	    (err = verdict_sources(s->db, &s->vue, &s->sources)))
		return err;
	s->derniere = derniere;
	return OK;
}

enum err salle_entrer(struct salle *s, struct incident *inc)
{
	int64_t derniere = 0;
	enum err err;

	inc->message[0] = 0;
	if (!(err = tx_begin(s->db, TX_LECTURE, &s->tx)))
		err = version_derniere(s->db, &derniere);
	if (!err && derniere != s->derniere)
		err = relire(s, derniere, inc);
	if (!err)
		return OK;
	if (!inc->message[0])
		*inc = *db_incident(s->db);
	salle_sortir(s);
	return err;
}

void salle_sortir(struct salle *s)
{
	if (s->db)
		tx_rollback(&s->tx);
}
