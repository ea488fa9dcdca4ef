/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * frise.c - the calendar of a campagne as a line of time, read from top to bottom
 *
 * What is passed and what is to come differ by a sign and by words (« il y a », « dans »): colours only help. At most ECRAN_LARGEUR columns: each is as
 * wide as the longest code and the longest libellé.
 */
#include "base/date.h"
#include "base/utf8.h"
#include "campagne/calendrier.h"
#include "cli/campagne.h"

enum { COL_DATE = 12 };

static void aujourdhui(struct ecran *e, struct arena *a, int jour)
{
	char date[11];

	date_iso_texte(jour, date);
	ecran_mot(e, STYLE_GRAS, arena_printf(a, "▶ %s  aujourd'hui", date));
	buf_char(e->out, '\n');
}

static void plus_longs(const enum jalon *v, size_t n, int *code, int *libelle)
{
	for (size_t i = 0; i < n; i++) {
		const int c = (int)utf8_longueur(str_of(jalon_code(v[i])));
		const int l = (int)utf8_longueur(str_of(jalon_libelle(v[i])));

		*code = c > *code ? c : *code;
		*libelle = l > *libelle ? l : *libelle;
	}
}

void frise_texte(struct ecran *e, struct arena *a, const struct campagne *c, int jour)
{
	enum jalon ordre[JALON__MAX];
	const size_t n = campagne_ordre(c, ordre);
	int code = 0, libelle = 0;
	bool dit = false;

	plus_longs(ordre, n, &code, &libelle);
	for (size_t i = 0; i < n; i++) {
		const enum jalon j = ordre[i];
		const bool passe = c->jalon[j] < jour;
		char date[11];

		if (!passe && !dit)
			aujourdhui(e, a, jour);
		dit |= !passe;
		date_iso_texte(c->jalon[j], date);
		ecran_mot(e, passe ? STYLE_GRIS : STYLE_NORMAL, passe ? "●" : "○");
		buf_char(e->out, ' ');
		ecran_colonne(e, date, COL_DATE);
		ecran_colonne(e, jalon_code(j), code + 1);
		ecran_colonne(e, jalon_libelle(j), libelle + 1);
		buf_printf(e->out, "%s%s\n", jalon_quand(a, date_jours_entre(jour, c->jalon[j])),
			   c->deduite[j] ? ", déduite" : "");
	}
	if (!dit)
		aujourdhui(e, a, jour);
}
