/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json_out.c - JSON written as it comes
 *
 * A value out of place (a key in a list, a value without a key, more levels than
 * JSON_PROFONDEUR_MAX) is a fault of the program, not of its data: BUG().
 */
#include "base/json_out.h"

#include <string.h>

#include "base/err.h"
#include "base/utf8.h"

void json_init(struct json_out *j, struct buf *out, int indent)
{
	*j = (struct json_out){.out = out, .indent = indent};
}

static void a_la_ligne(struct json_out *j)
{
	static const char blancs[] = "                                ";
	size_t n = (size_t)j->indent * (size_t)j->profondeur;

	if (!j->indent)
		return;

	buf_char(j->out, '\n');
	while (n) {
		size_t pas = n < sizeof blancs - 1 ? n : sizeof blancs - 1;

		buf_add(j->out, blancs, pas);
		n -= pas;
	}
}

/* What must stand before a key, or before a value without a key. */
static void virgule(struct json_out *j)
{
	bool *plein;

	if (j->apres_cle) {
		j->apres_cle = false;
		return;
	}
	if (j->profondeur == 0)
		return;

	plein = &j->plein[j->profondeur - 1];
	if (*plein)
		buf_char(j->out, ',');
	*plein = true;
	a_la_ligne(j);
}

static void ouvrir(struct json_out *j, char c)
{
	virgule(j);
	if (j->profondeur == JSON_PROFONDEUR_MAX)
		BUG("json: more than %d levels", JSON_PROFONDEUR_MAX);
	buf_char(j->out, c);
	j->plein[j->profondeur++] = false;
}

static void fermer(struct json_out *j, char c)
{
	if (j->profondeur == 0 || j->apres_cle)
		BUG("json: %c closes nothing", c);
	j->profondeur--;
	if (j->plein[j->profondeur])
		a_la_ligne(j);
	buf_char(j->out, c);
}

void json_objet(struct json_out *j)
{
	ouvrir(j, '{');
}

void json_fin_objet(struct json_out *j)
{
	fermer(j, '}');
}

void json_liste(struct json_out *j)
{
	ouvrir(j, '[');
}

void json_fin_liste(struct json_out *j)
{
	fermer(j, ']');
}

/* Write what stands for the byte c, which cannot stand for itself. */
static void echapper(struct buf *out, unsigned char c)
{
	static const char courts[128] = {
		['"'] = '"',  ['\\'] = '\\', ['\n'] = 'n', ['\r'] = 'r',
		['\t'] = 't', ['\b'] = 'b',  ['\f'] = 'f',
	};
	static const char hexa[] = "0123456789abcdef";

	if (c >= 0x80) {
		buf_add(out, "\xef\xbf\xbd", 3);
		return;
	}
	if (courts[c]) {
		buf_add(out, (const char[2]){'\\', courts[c]}, 2);
		return;
	}
	buf_add(out, (const char[6]){'\\', 'u', '0', '0', hexa[c >> 4], hexa[c & 15]}, 6);
}

static void chaine(struct buf *out, struct str s)
{
	size_t debut = 0;
	size_t i = 0;

	buf_char(out, '"');
	while (i < s.n) {
		unsigned char c = (unsigned char)s.p[i];
		size_t n = c < 0x80 ? c >= 0x20 && c != '"' && c != '\\'
				    : utf8_sequence(s.p + i, s.n - i);

		if (n) {
			i += n;
			continue;
		}
		buf_add(out, s.p + debut, i - debut);
		echapper(out, c);
		debut = ++i;
	}
	if (i > debut)
		buf_add(out, s.p + debut, i - debut);
	buf_char(out, '"');
}

void json_cle(struct json_out *j, const char *cle)
{
	if (j->apres_cle || j->profondeur == 0)
		BUG("json: key %s out of place", cle);
	virgule(j);
	chaine(j->out, str_of(cle));
	buf_cstr(j->out, j->indent ? ": " : ":");
	j->apres_cle = true;
}

void json_texte(struct json_out *j, struct str s)
{
	virgule(j);
	chaine(j->out, s);
}

void json_entier(struct json_out *j, int64_t v)
{
	virgule(j);
	buf_int(j->out, v);
}

void json_bool(struct json_out *j, bool v)
{
	virgule(j);
	buf_cstr(j->out, v ? "true" : "false");
}

void json_rien(struct json_out *j)
{
	virgule(j);
	buf_cstr(j->out, "null");
}

void json_champ(struct json_out *j, const char *cle, struct str s)
{
	json_cle(j, cle);
	if (s.n)
		json_texte(j, s);
	else
		json_rien(j);
}

void json_champ_entier(struct json_out *j, const char *cle, int64_t v)
{
	json_cle(j, cle);
	json_entier(j, v);
}

void json_champ_bool(struct json_out *j, const char *cle, bool v)
{
	json_cle(j, cle);
	json_bool(j, v);
}
