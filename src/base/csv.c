/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv.c - two readers of the same grammar: one for a record that lies whole, one for any cut
 *
 * Nearly every record of a real file lies whole in the piece being read, without doubled quotes:
 * its fields are then given to the callback where they are, nothing is copied. As soon as something
 * else shows (the piece ends, a quote is doubled, a quoted field holds a line break, a limit) the
 * record is read again from its start by the automaton, which keeps its text in c->texte and can
 * stop at any byte. Bytes are looked at eight at a time.
 */
#include "base/csv.h"

#include <string.h>

enum etat { DEBUT, NU, CITE, APRES_CITE };

#define CHAQUE (~(uint64_t)0 / 255) /* 0x0101…: one in each byte */

/* A byte whose high bit is set where `mot` holds the byte repeated in `motif`; exact up to the
 * first one. */
static inline uint64_t egaux(uint64_t mot, uint64_t motif)
{
	uint64_t x = mot ^ motif;

	return (x - CHAQUE) & ~x & (CHAQUE << 7);
}

/* The first of three bytes in [p, end), or end. */
static inline const char *premier(const char *p, const char *end, const char trois[3])
{
	uint64_t a = CHAQUE * (unsigned char)trois[0];
	uint64_t b = CHAQUE * (unsigned char)trois[1];
	uint64_t c = CHAQUE * (unsigned char)trois[2];

	for (; end - p >= 8; p += 8) {
		uint64_t mot, vu;

		memcpy(&mot, p, sizeof mot);
		vu = egaux(mot, a) | egaux(mot, b) | egaux(mot, c);
		if (!vu)
			continue;
		if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
			return p + (__builtin_ctzll(vu) >> 3);
		break;
	}
	while (p < end && *p != trois[0] && *p != trois[1] && *p != trois[2])
		p++;
	return p;
}

void csv_init(struct csv *c, char separateur, size_t record_max,
	      enum err (*record)(void *ctx, unsigned ligne, const struct str *champs, size_t n),
	      void *ctx)
{
	*c = (struct csv){
		.separateur = separateur,
		.etat = DEBUT,
		.ligne = 1,
		.ligne_courante = 1,
		.record = record,
		.ctx = ctx,
	};
	buf_init(&c->texte, record_max);
}

void csv_free(struct csv *c)
{
	buf_free(&c->texte);
}

static bool fin_de_ligne(char c)
{
	return c == '\n' || c == '\r';
}

/*
 * One field of a record that lies whole in [p, end): its text in *champ, and the delimiter that
 * follows it is returned. NULL: the automaton must read that record.
 */
static inline const char *champ_entier(const struct csv *c, const char *p, const char *end,
				       struct str *champ)
{
	const char *q;

	if (p == end)
		return NULL;

	if (*p != '"') {
		q = premier(p, end, (const char[3]){c->separateur, '\n', '\r'});
		*champ = (struct str){p, (size_t)(q - p)};
		return q == end ? NULL : q;
	}

	q = premier(++p, end, "\"\n\r");
	*champ = (struct str){p, (size_t)(q - p)};
	if (end - q < 2 || *q != '"')
		return NULL;
	q++;
	return *q == c->separateur || fin_de_ligne(*q) ? q : NULL;
}

/* A record that lies whole in [p, end), given to the callback without a copy. *apres stays p
 * when it does not. */
static enum err record_entier(struct csv *c, const char *p, const char *end, const char **apres)
{
	struct str champs[CSV_CHAMPS_MAX];
	size_t n = 0, octets = 0;

	for (;; p++) {
		p = champ_entier(c, p, end, &champs[n]);
		if (!p)
			return OK;
		octets += champs[n++].n;
		if (octets > c->texte.max)
			return OK;
		if (*p != c->separateur)
			break;
		if (n == CSV_CHAMPS_MAX)
			return OK;
	}

	c->ligne = c->ligne_courante++;
	c->cr = *p == '\r';
	*apres = p + 1;
	return c->record(c->ctx, c->ligne, champs, n);
}

static enum err finir_champ(struct csv *c)
{
	c->etat = DEBUT;
	if (c->n == CSV_CHAMPS_MAX || buf_depasse(&c->texte))
		return E_INVALIDE;
	c->debut[++c->n] = c->texte.n;
	return OK;
}

static enum err finir_record(struct csv *c)
{
	struct str champs[CSV_CHAMPS_MAX];
	size_t n;
	enum err err = finir_champ(c);

	if (err)
		return err;

	n = c->n;
	for (size_t i = 0; i < n; i++)
		champs[i] = (struct str){c->texte.p + c->debut[i], c->debut[i + 1] - c->debut[i]};
	err = c->record(c->ctx, c->ligne, champs, n);

	buf_reset(&c->texte);
	c->n = 0;
	c->quelque_chose = false;
	return err;
}

/* Line breaks are counted here: the LF of a CRLF is not a second one. */
static void compter_ligne(struct csv *c, char fin)
{
	if (!(fin == '\n' && c->cr))
		c->ligne_courante++;
	c->cr = fin == '\r';
}

/* Keep [p, q), a piece of field without line break. */
static enum err garder(struct csv *c, const char *p, const char *q)
{
	if (q == p)
		return OK;

	c->cr = false;
	c->quelque_chose = true;
	buf_add(&c->texte, p, (size_t)(q - p));
	return buf_depasse(&c->texte) ? E_INVALIDE : OK;
}

static enum err lire_nu(struct csv *c, const char *p, const char *end, const char **apres)
{
	const char *q = premier(p, end, (const char[3]){c->separateur, '\n', '\r'});
	enum err err = garder(c, p, q);

	*apres = q == end ? q : q + 1;
	if (err || q == end)
		return err;

	if (*q == c->separateur) {
		c->cr = false;
		c->quelque_chose = true;
		return finir_champ(c);
	}
	compter_ligne(c, *q);
	c->etat = DEBUT;
	return c->quelque_chose ? finir_record(c) : OK;
}

static enum err lire_cite(struct csv *c, const char *p, const char *end, const char **apres)
{
	const char *q = premier(p, end, "\"\n\r");
	enum err err = garder(c, p, q);

	*apres = q == end ? q : q + 1;
	if (err || q == end)
		return err;

	if (*q == '"') {
		c->cr = false;
		c->etat = APRES_CITE;
		return OK;
	}
	compter_ligne(c, *q);
	buf_char(&c->texte, *q);
	return buf_depasse(&c->texte) ? E_INVALIDE : OK;
}

/* One step of the automaton. At the start of a field and after a closing quote, one byte chooses
 * the state. */
static enum err avancer(struct csv *c, const char *p, const char *end, const char **apres)
{
	bool guillemet = *p == '"';

	if (c->etat == CITE)
		return lire_cite(c, p, end, apres);
	if (c->etat == NU || !guillemet) {
		c->etat = NU;
		return lire_nu(c, p, end, apres);
	}

	if (c->etat == APRES_CITE)
		buf_char(&c->texte, '"');
	c->etat = CITE;
	c->cr = false;
	c->quelque_chose = true;
	*apres = p + 1;
	return buf_depasse(&c->texte) ? E_INVALIDE : OK;
}

enum err csv_feed(struct csv *c, const char *bytes, size_t n)
{
	const char *p = n ? bytes : "";
	const char *end = p + n;
	enum err err = OK;

	while (p < end && !err) {
		const char *debut = p;

		if (c->quelque_chose) {
			err = avancer(c, p, end, &p);
			continue;
		}
		if (fin_de_ligne(*p)) { /* an empty line, or the LF of a CRLF */
			compter_ligne(c, *p++);
			continue;
		}
		c->ligne = c->ligne_courante;
		err = record_entier(c, p, end, &p);
		if (p == debut)
			err = avancer(c, p, end, &p);
	}
	return err;
}

enum err csv_end(struct csv *c)
{
	if (c->etat == CITE)
		return E_INVALIDE;
	return c->quelque_chose ? finir_record(c) : OK;
}

void csv_write(struct buf *out, char separateur, struct str champ)
{
	const char *p = champ.p;
	const char *end;

	if (champ.n == 0)
		return;

	end = p + champ.n;
	if (*p != ' ' && end[-1] != ' ' && !memchr(p, separateur, champ.n) &&
	    premier(p, end, "\"\n\r") == end) {
		buf_str(out, champ);
		return;
	}

	buf_char(out, '"');
	for (const char *q; (q = memchr(p, '"', (size_t)(end - p))) != NULL; p = q + 1) {
		buf_add(out, p, (size_t)(q - p) + 1);
		buf_char(out, '"');
	}
	buf_add(out, p, (size_t)(end - p));
	buf_char(out, '"');
}
