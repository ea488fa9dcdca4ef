/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * historique.c - events, one after the other
 */
#include "cli/historique.h"

#include "base/date.h"
#include "journal/journal.h"

struct suite {
	struct arena *a;
	struct ecran ecran;
	struct json_out *j;
	size_t n;
};

/* The number of the rule that the event is about; 0: it is about something else. */
static uint64_t numero_de_regle(struct str objet)
{
	static const struct str REGLE = STR_FIXE("regle ");
	uint64_t numero = 0;

	if (str_starts(objet, REGLE))
		(void)str_to_uint(str_sub(objet, REGLE.n, SIZE_MAX), &numero);
	return numero;
}

static void evenement_texte(void *ctx, const struct evenement_lu *e)
{
	struct suite *s = ctx;
	const uint64_t regle = numero_de_regle(e->objet);
	int64_t instant = 0;

	(void)instant_lire(e->instant, &instant);
	s->n++;
	ecran_paragraphe(
		&s->ecran, (struct paragraphe){STYLE_NORMAL, 2, 4, false},
		arena_printf(s->a, "%s, %.*s%s : %.*s (raison : %.*s)",
			     date_longue(s->a, instant_date_paris(instant)), STR_FMT(e->acteur),
			     regle ? arena_printf(s->a, ", règle %llu", (unsigned long long)regle)
				   : "",
			     STR_FMT(e->changement), STR_FMT(e->raison)));
}

static void evenement_json(void *ctx, const struct evenement_lu *e)
{
	struct json_out *j = ((struct suite *)ctx)->j;
	const uint64_t regle = numero_de_regle(e->objet);

	json_objet(j);
	if (regle)
		json_champ_entier(j, "regle", (int64_t)regle);
	json_champ(j, "instant", e->instant);
	json_champ(j, "acteur", e->acteur);
	json_champ(j, "changement", e->changement);
	json_champ(j, "raison", e->raison);
	json_fin_objet(j);
}

enum err historique_texte(const struct etude *e, const char *objet, const char *titre,
			  const char *rien, struct buf *out)
{
	struct suite s = {.a = e->arena};
	enum err err;

	ecran_init(&s.ecran, out);
	ecran_paragraphe(&s.ecran, (struct paragraphe){.style = STYLE_GRAS}, titre);
	err = journal_lire(e->db, objet, e->vue.version,
			   (struct evenements_puits){evenement_texte, &s});
	if (!err && !s.n)
		ecran_paragraphe(&s.ecran, (struct paragraphe){STYLE_NORMAL, 2, 4, false}, rien);
	return err;
}

enum err historique_json(const struct etude *e, const char *objet, struct json_out *j)
{
	struct suite s = {.j = j};
	enum err err;

	json_cle(j, "historique");
	json_liste(j);
	err = journal_lire(e->db, objet, e->vue.version,
			   (struct evenements_puits){evenement_json, &s});
	json_fin_liste(j);
	return err;
}
