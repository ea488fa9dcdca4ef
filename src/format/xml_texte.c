/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xml_texte.c - the text that a record keeps
 *
 * One buffer a record, forgotten whole when the next one begins. It may move while it grows: so
 * texts are offsets until the record is sent.
 */
#include "format/xml_interne.h"

#include <string.h>

#include "base/utf8.h"

void xml_commence_texte(struct xml *x)
{
	x->garde = true;
	x->coupe = false;
	x->debut_texte = x->texte.n;
}

/* The next control character from U+0080 to U+009F, or NULL. */
static const char *controle(const char *p, const char *fin)
{
	while (p < fin && (p = memchr(p, 0xc2, (size_t)(fin - p))) != NULL) {
		if (fin - p >= 2 && (unsigned char)p[1] < 0xa0)
			return p;
		p++;
	}
	return NULL;
}

/*
 * A file that says ISO-8859-1 and holds the quotes of cp1252 is in cp1252: nobody writes the
 * control characters that these bytes are in ISO-8859-1.
 */
static void relire_cp1252(struct xml *x, uint32_t ligne)
{
	const char *p = x->texte.p + x->debut_texte, *fin = x->texte.p + x->texte.n;
	const char *c = controle(p, fin);
	struct transcodeur t;
	AUTO_BUF out = {0};

	if (!c)
		return;
	buf_init(&out, 2 * LIMITE_XML_TEXTE);
	if (!x->cp1252.n)
		x->cp1252.ligne = ligne;
	transcodeur_init(&t);
	for (; c; c = controle(p, fin)) {
		transcodeur_feed(&t, p, (size_t)(c - p), &out);
		transcodeur_feed(&t, c + 1, 1, &out); /* alone, it is not UTF-8 */
		transcodeur_end(&t, &out);
		p = c + 2;
	}
	x->cp1252.n += t.convertis;
	transcodeur_feed(&t, p, (size_t)(fin - p), &out);
	transcodeur_end(&t, &out);
	x->texte.n = x->debut_texte;
	buf_str(&x->texte, buf_view(&out));
}

void xml_finit_texte(struct xml *x, struct xml_element *e)
{
	struct str vu;

	x->garde = false;
	if (x->latin1)
		relire_cp1252(x, e->ligne);
	vu = str_trim((struct str){x->texte.p + x->debut_texte, x->texte.n - x->debut_texte});
	e->texte.n = (uint32_t)vu.n;
	e->texte.debut = vu.n ? (uint32_t)(vu.p - x->texte.p) : 0;
	e->coupe = x->coupe;
}

/* The text reached its limit: keep what fits, up to the end of a character. */
static void couper(struct xml *x, const char *s, size_t place)
{
	while (place && ((unsigned char)s[place] & 0xc0) == 0x80)
		place--;
	buf_add(&x->texte, s, place);
	x->coupe = true;
}

void xml_caracteres(void *ctx, const xmlChar *s, int n)
{
	struct xml *x = ctx;
	size_t deja;

	if (!x->garde || x->coupe)
		return;
	deja = x->texte.n - x->debut_texte;
	if ((size_t)n > LIMITE_XML_TEXTE - deja)
		couper(x, (const char *)s, LIMITE_XML_TEXTE - deja);
	else
		buf_add(&x->texte, s, (size_t)n);
}

struct str xml_attribut(const struct xml *x, unsigned i)
{
	/* Five pointers an attribute: name, prefix, namespace, value, end of the value. */
	for (int a = 0; a < x->n_attributs; a++) {
		const xmlChar **p = &x->attributs[5 * a];

		if (p[0] == x->attributs_connus[i] && !p[2])
			return str_trim((struct str){(const char *)p[3], (size_t)(p[4] - p[3])});
	}
	return STR_VIDE;
}

void xml_oublie(struct xml *x)
{
	buf_reset(&x->texte);
	x->ligne_record = xml_ligne(x);
}

struct texte xml_garde(struct xml *x, struct str s)
{
	struct texte t = {(uint32_t)x->texte.n, (uint32_t)s.n};

	buf_str(&x->texte, s);
	if (buf_depasse(&x->texte))
		return (struct texte){0};
	return t;
}

/* The text may move while it grows: by pieces, through the stack. */
static void recopier(struct xml *x, struct texte t)
{
	char morceau[256];

	while (t.n) {
		uint32_t n = t.n < sizeof morceau ? t.n : (uint32_t)sizeof morceau;

		memcpy(morceau, x->texte.p + t.debut, n);
		buf_add(&x->texte, morceau, n);
		t.debut += n;
		t.n -= n;
	}
}

struct texte xml_garde_attribut(struct xml *x, unsigned i)
{
	static const struct str et = STR_FIXE("&#38;");
	struct texte t = xml_garde(x, xml_attribut(x, i));
	char *p = xml_octets(x, t);
	uint32_t n = 0;

	for (uint32_t j = 0; j < t.n; j++) {
		p[n++] = p[j];
		if (str_starts((struct str){p + j, t.n - j}, et))
			j += (uint32_t)et.n - 1;
	}
	t.n = n;
	return t;
}

struct texte xml_garde_deux(struct xml *x, struct texte a, struct str entre, struct texte b)
{
	size_t debut = x->texte.n;

	recopier(x, a);
	buf_str(&x->texte, entre);
	recopier(x, b);
	if (buf_depasse(&x->texte))
		return (struct texte){0};
	return (struct texte){(uint32_t)debut, (uint32_t)(x->texte.n - debut)};
}

struct str xml_vue(const struct xml *x, struct texte t)
{
	return t.n ? (struct str){x->texte.p + t.debut, t.n} : STR_VIDE;
}

char *xml_octets(struct xml *x, struct texte t)
{
	return x->texte.p + t.debut;
}

const char *xml_encodage(const struct xml *x)
{
	const xmlChar *e = x->ctxt->encoding;

	if (x->ctxt->input && x->ctxt->input->encoding)
		e = x->ctxt->input->encoding;
	return e ? (const char *)e : "UTF-8";
}

struct xml_cp1252 xml_cp1252(const struct xml *x)
{
	return x->cp1252;
}
