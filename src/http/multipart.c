/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * multipart.c - delimiters, then the header fields between one and the next
 */
#include "http/multipart.h"

#include "base/utf8.h"
#include "http/entetes.h"

/* --- parameters: « form-data; name="fichier"; filename="a.xml" » ---------------------------- */

static void sauter_blancs(struct str *s)
{
	while (s->n && (s->p[0] == ' ' || s->p[0] == '\t'))
		*s = str_sub(*s, 1, s->n);
}

static struct str prendre_jeton(struct str *s)
{
	size_t n = 0;

	while (n < s->n && entetes_jeton(str_sub(*s, n, 1)))
		n++;
	const struct str jeton = str_sub(*s, 0, n);

	*s = str_sub(*s, n, s->n);
	return jeton;
}

/* A quoted string as browsers write one: a quote in it is « %22 », a line break is encoded; a backslash stands for itself. */
static enum err prendre_cite(struct str *s, struct str *ret)
{
	const char *fin;

	*s = str_sub(*s, 1, s->n);
	fin = s->n ? memchr(s->p, '"', s->n) : NULL;
	if (!fin)
		return E_INVALIDE;
	*ret = str_sub(*s, 0, (size_t)(fin - s->p));
	*s = str_sub(*s, ret->n + 1, s->n);
	return OK;
}

/* The next « ; nom=valeur ». E_ABSENT: there is none left. */
static enum err parametre(struct str *s, struct str *nom, struct str *valeur)
{
	sauter_blancs(s);
	if (!s->n)
		return E_ABSENT;
	if (s->p[0] != ';')
		return E_INVALIDE;
	*s = str_sub(*s, 1, s->n);
	sauter_blancs(s);
	*nom = prendre_jeton(s);
	if (!nom->n || !s->n || s->p[0] != '=')
		return E_INVALIDE;
	*s = str_sub(*s, 1, s->n);
	if (s->n && s->p[0] == '"')
		return prendre_cite(s, valeur);
	*valeur = prendre_jeton(s);
	return valeur->n ? OK : E_INVALIDE;
}

static bool bon_separateur(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] >= 0x7f)
			return false;
	return s.n && s.n <= MULTIPART_SEPARATEUR;
}

static enum err separateur(struct str type, struct str *ret)
{
	static const struct str GENRE = STR_FIXE("multipart/form-data");
	struct str nom, valeur, vu = STR_VIDE;
	enum err err;

	if (!entetes_egal(str_sub(type, 0, GENRE.n), GENRE))
		return E_ABSENT;
	type = str_sub(type, GENRE.n, type.n);
	if (type.n && type.p[0] != ';' && type.p[0] != ' ' && type.p[0] != '\t')
		return E_ABSENT;
	while (!(err = parametre(&type, &nom, &valeur))) {
		if (!entetes_egal(nom, STR("boundary")))
			continue;
		if (vu.n)
			return E_INVALIDE;
		vu = valeur;
	}
	if (err != E_ABSENT || !bon_separateur(vu))
		return E_INVALIDE;
	*ret = vu;
	return OK;
}

/* --- header fields of a part ---------------------------------------------------------------- */

/* Copied, « %22 » back to a quote: browsers encode that one, and line breaks, which have no place in a name. */
static enum err nettoyer(struct str s, size_t max, struct arena *a, struct str *ret)
{
	char *p = arena_bytes(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		const bool guillemet = str_starts(str_sub(s, i, 3), STR("%22"));

		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return E_INVALIDE;
		p[n++] = guillemet ? '"' : s.p[i];
		i += guillemet ? 2 : 0;
	}
	p[n] = '\0';
	*ret = (struct str){p, n};
	return n <= max && utf8_valide(*ret) ? OK : E_INVALIDE;
}

static enum err disposition(struct str s, struct arena *a, struct multipart_partie *p)
{
	struct str nom, valeur;
	bool nomme = false;
	enum err err;

	sauter_blancs(&s);
	if (!entetes_egal(prendre_jeton(&s), STR("form-data")))
		return E_INVALIDE;
	while (!(err = parametre(&s, &nom, &valeur))) {
		const bool est_nom = entetes_egal(nom, STR("name"));
		const bool est_fichier = entetes_egal(nom, STR("filename"));

		if ((est_nom && nomme) || (est_fichier && p->est_fichier))
			return E_INVALIDE;
		nomme |= est_nom;
		p->est_fichier |= est_fichier;
		if (est_nom)
			err = nettoyer(valeur, MULTIPART_NOM, a, &p->nom);
		else if (est_fichier)
			err = nettoyer(valeur, MULTIPART_ENTETES, a, &p->fichier);
		if (err)
			return err;
	}
	return err == E_ABSENT && nomme && p->nom.n ? OK : E_INVALIDE;
}

/* The fields of a part, from *reste to the empty line: its line break is left, since the delimiter of an empty part may begin with it. */
static enum err entetes_de(struct str *reste, struct arena *a, struct multipart_partie *p)
{
	const struct str zone = str_sub(*reste, 0, MULTIPART_ENTETES);
	bool disposee = false;
	size_t ou = 0;

	for (;;) {
		const char *fin = ou < zone.n ? memmem(zone.p + ou, zone.n - ou, "\r\n", 2) : NULL;
		struct str ligne, nom;

		if (!fin)
			return E_INVALIDE;
		ligne = str_sub(zone, ou, (size_t)(fin - zone.p) - ou);
		ou += ligne.n + 2;
		if (!ligne.n)
			break;
		nom = prendre_jeton(&ligne);
		if (!nom.n || !ligne.n || ligne.p[0] != ':' ||
		    entetes_egal(nom, STR("content-transfer-encoding")))
			return E_INVALIDE;
		if (!entetes_egal(nom, STR("content-disposition")))
			continue;
		if (disposee || disposition(str_sub(ligne, 1, ligne.n), a, p))
			return E_INVALIDE;
		disposee = true;
	}
	*reste = str_sub(*reste, ou - 2, reste->n);
	return disposee ? OK : E_INVALIDE;
}

/* --- delimiters ----------------------------------------------------------------------------- */

/* After a delimiter: blanks and a line break, another part; « -- », the end. */
static enum err suite(struct str *reste, bool *fini)
{
	*fini = str_starts(*reste, STR("--"));
	if (*fini)
		return OK;
	sauter_blancs(reste);
	if (!str_starts(*reste, STR("\r\n")))
		return E_INVALIDE;
	*reste = str_sub(*reste, 2, reste->n);
	return OK;
}

static enum err une_partie(struct str *reste, struct str delimiteur, struct arena *a,
			   struct multipart_partie *p)
{
	const char *fin;

	*p = (struct multipart_partie){0};
	if (entetes_de(reste, a, p))
		return E_INVALIDE;
	fin = memmem(reste->p, reste->n, delimiteur.p, delimiteur.n);
	if (!fin)
		return E_INVALIDE;
	if (fin > reste->p)
		p->octets = (struct str){reste->p + 2, (size_t)(fin - reste->p) - 2};
	*reste = str_sub(*reste, (size_t)(fin - reste->p) + delimiteur.n, reste->n);
	return OK;
}

enum err multipart_lire(struct str type, struct str corps, struct arena *a, struct multipart *ret)
{
	struct multipart m = {.n = 0};
	struct str limite, delimiteur;
	bool fini;
	enum err err = separateur(type, &limite);

	if (err)
		return err;
	delimiteur = str_of(arena_printf(a, "\r\n--%.*s", STR_FMT(limite)));
	/* the first one has no line break before it: no browser writes a preamble */
	if (!str_starts(corps, str_sub(delimiteur, 2, delimiteur.n)))
		return E_INVALIDE;
	corps = str_sub(corps, delimiteur.n - 2, corps.n);
	while (!(err = suite(&corps, &fini)) && !fini) {
		if (m.n == MULTIPART_PARTIES_MAX || une_partie(&corps, delimiteur, a, &m.v[m.n]))
			return E_INVALIDE;
		m.n++;
	}
	if (!err)
		*ret = m;
	return err;
}

const struct multipart_partie *multipart_partie(const struct multipart *m, const char *nom)
{
	for (size_t i = 0; i < m->n; i++)
		if (str_eq(m->v[i].nom, str_of(nom)))
			return &m->v[i];
	return NULL;
}
