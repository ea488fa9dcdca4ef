/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * trame.c - written by one process, checked by the other
 */
#include "controle/trame.h"

#include <string.h>

#include "base/limites.h"
#include "base/utf8.h"

static const size_t N_TEXTES[TRAME__MAX] = {
	[TRAME_FLUX] = 2, [TRAME_NOTE] = 3, [TRAME_INCIDENT] = 3};

/* The head of the trame that begins at `debut` of out, once what follows is written. */
static void fermer(struct buf *out, size_t debut, enum trame_genre genre)
{
	const uint32_t n = (uint32_t)(out->n - debut - TRAME_TETE);

	memcpy(out->p + debut, &n, sizeof n);
	out->p[debut + 4] = (char)genre;
}

static size_t ouvrir(struct buf *out)
{
	const char zeros[TRAME_TETE] = {0};
	const size_t debut = out->n;

	buf_add(out, zeros, sizeof zeros);
	return debut;
}

bool trame_record(struct buf *out, const struct record *r)
{
	size_t n = RECORD_CHAMPS_MAX * sizeof(uint32_t) + 2 * TRAME_TETE;
	size_t debut;

	for (uint32_t i = 0; i < r->n; i++)
		n += r->champ[i].n;
	if (n > LIMITE_CONTROLE_TRAME)
		return false;
	debut = ouvrir(out);
	flux_ecrire(out, r);
	fermer(out, debut, TRAME_RECORD);
	return true;
}

void trame_textes(struct buf *out, enum trame_genre genre, const struct str *textes)
{
	const size_t debut = ouvrir(out);

	for (size_t i = 0; i < N_TEXTES[genre]; i++) {
		struct str s = textes[i];
		size_t pris = 0, n;

		while (s.n && s.p[0] && (n = utf8_sequence(s.p, s.n)) && pris + n <= TRAME_TEXTE) {
			buf_add(out, s.p, n);
			s = str_sub(s, n, s.n);
			pris += n;
		}
		buf_char(out, '\0');
	}
	fermer(out, debut, genre);
}

static bool du_flux(enum record_kind k)
{
	return k == RECORD_OFFRE || k == RECORD_SESSION || k == RECORD_ANOMALIE ||
	       k == RECORD_BILAN;
}

static enum err lire_record(const char *p, size_t n, struct record *ret)
{
	size_t taille;

	if (flux_lire(p, n, ret, &taille) || taille != n || !du_flux(ret->kind))
		return E_INVALIDE;
	for (uint32_t i = 0; i < ret->n; i++)
		if (!utf8_valide(ret->champ[i]) ||
		    (ret->champ[i].n && memchr(ret->champ[i].p, 0, ret->champ[i].n)))
			return E_INVALIDE;
	return OK;
}

static enum err lire_textes(const char *p, size_t n, struct trame *ret)
{
	for (size_t i = 0; i < N_TEXTES[ret->genre]; i++) {
		const char *fin = n ? memchr(p, 0, n) : NULL;

		if (!fin || fin - p > TRAME_TEXTE)
			return E_INVALIDE;
		ret->texte[i] = (struct str){p, (size_t)(fin - p)};
		if (!utf8_valide(ret->texte[i]))
			return E_INVALIDE;
		n -= ret->texte[i].n + 1;
		p = fin + 1;
	}
	return n ? E_INVALIDE : OK;
}

enum err trame_lire(const char *p, size_t n, struct trame *ret, size_t *taille)
{
	struct trame t = {0};
	unsigned genre;
	uint32_t corps;
	enum err err;

	if (n < TRAME_TETE)
		return E_ABSENT;
	memcpy(&corps, p, sizeof corps);
	genre = (unsigned char)p[4];
	if (genre >= TRAME__MAX || corps > LIMITE_CONTROLE_TRAME || p[5] || p[6] || p[7])
		return E_INVALIDE;
	if (n - TRAME_TETE < corps)
		return E_ABSENT;
	t.genre = (enum trame_genre)genre;
	err = t.genre == TRAME_RECORD ? lire_record(p + TRAME_TETE, corps, &t.record)
				      : lire_textes(p + TRAME_TETE, corps, &t);
	if (err)
		return err;
	*ret = t;
	*taille = TRAME_TETE + corps;
	return OK;
}
