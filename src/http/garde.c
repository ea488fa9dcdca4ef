/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * garde.c - the strictest reading of RFC 9112, as a list of refusals
 *
 * libmicrohttpd alone answers 200 to two Host, to Content-Length with Transfer-Encoding, to a folded line, to a NUL in a header.
 */
#include "http/garde.h"

#include "http/entetes.h"

enum { HOTE_MAX = 255 };

static const struct {
	int statut;
	const char *mot;
} REFUS[GARDE__MAX] = {
	[GARDE_PASSE] = {200, "passe"},
	[GARDE_LIGNES] = {400, "lignes"},
	[GARDE_VERSION] = {505, "version"},
	[GARDE_METHODE] = {400, "methode"},
	[GARDE_CIBLE] = {400, "cible"},
	[GARDE_CIBLE_LONGUE] = {414, "cible_longue"},
	[GARDE_ENTETES] = {431, "entetes"},
	[GARDE_NOM] = {400, "nom"},
	[GARDE_VALEUR] = {400, "valeur"},
	[GARDE_HOTE] = {400, "hote"},
	[GARDE_LONGUEUR] = {400, "longueur"},
	[GARDE_DEUX_CORPS] = {400, "deux_corps"},
	[GARDE_SANS_LONGUEUR] = {411, "sans_longueur"},
	[GARDE_ATTENTE] = {417, "attente"},
};

int garde_statut(enum garde g)
{
	return REFUS[g].statut;
}

const char *garde_mot(enum garde g)
{
	return REFUS[g].mot;
}

static uintptr_t apres(struct str s, size_t separateur)
{
	return (uintptr_t)s.p + s.n + separateur;
}

bool garde_lignes(const struct garde_vue *v)
{
	enum { ESPACE = 1, CRLF = 2 };
	uintptr_t ici = (uintptr_t)v->methode.p;
	const uintptr_t fin = ici + v->octets;

	if (apres(v->methode, ESPACE) != (uintptr_t)v->cible.p ||
	    apres(v->cible, ESPACE) != (uintptr_t)v->version.p)
		return false;
	ici = apres(v->version, CRLF);
	for (size_t i = 0; i < v->entetes.n; i++) {
		const struct http_champ *c = &v->entetes.v[i];
		const uintptr_t valeur = (uintptr_t)c->valeur.p;

		/* blanks may stand between the colon and the value */
		if ((uintptr_t)c->nom.p != ici || valeur < apres(c->nom, 1) || valeur > fin)
			return false;
		ici = apres(c->valeur, CRLF);
	}
	return ici + CRLF == fin;
}

static bool visible(struct str s, bool blancs)
{
	for (size_t i = 0; i < s.n; i++) {
		const unsigned char c = (unsigned char)s.p[i];

		if ((c < 0x20 && !(blancs && c == '\t')) || c == 0x7f || (c == ' ' && !blancs))
			return false;
	}
	return true;
}

/* Origin form, in ASCII: « /chemin?parametres ». */
static enum garde cible(struct str s)
{
	if (s.n > LIMITE_HTTP_CIBLE)
		return GARDE_CIBLE_LONGUE;
	if (!s.n || s.p[0] != '/' || !visible(s, false) || memchr(s.p, '#', s.n))
		return GARDE_CIBLE;
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return GARDE_CIBLE;
	return GARDE_PASSE;
}

static bool hote(struct str s)
{
	s = str_trim(s);
	for (size_t i = 0; i < s.n; i++) {
		const char c = (char)(s.p[i] | 0x20);

		if (!(c >= 'a' && c <= 'z') && !(s.p[i] >= '0' && s.p[i] <= '9') &&
		    (!s.p[i] || !strchr(".-_:[]", s.p[i])))
			return false;
	}
	return s.n > 0 && s.n <= HOTE_MAX;
}

/* How often the fields that decide of the shape of a request stand in it. */
struct compte {
	size_t hotes, longueurs, codages;
	struct str hote, longueur, attente;
};

static enum garde compter(struct http_champs entetes, struct compte *c)
{
	for (size_t i = 0; i < entetes.n; i++) {
		const struct http_champ *e = &entetes.v[i];

		if (!entetes_jeton(e->nom))
			return GARDE_NOM;
		if (!visible(e->valeur, true))
			return GARDE_VALEUR;
		if (entetes_egal(e->nom, STR("host"))) {
			c->hotes++;
			c->hote = e->valeur;
		} else if (entetes_egal(e->nom, STR("content-length"))) {
			c->longueurs++;
			c->longueur = e->valeur;
		} else if (entetes_egal(e->nom, STR("transfer-encoding"))) {
			c->codages++;
		} else if (entetes_egal(e->nom, STR("expect"))) {
			c->attente = e->valeur;
		}
	}
	return GARDE_PASSE;
}

/* Of the body: the fields that say how long it is. */
static enum garde corps(const struct compte *c, uint64_t *ret)
{
	uint64_t n = 0;

	if (c->codages)
		return c->longueurs ? GARDE_DEUX_CORPS : GARDE_SANS_LONGUEUR;
	if (c->longueurs > 1 || (c->longueurs && !str_to_uint(c->longueur, &n)))
		return GARDE_LONGUEUR;
	if (c->attente.n && !entetes_egal(str_trim(c->attente), STR("100-continue")))
		return GARDE_ATTENTE;
	*ret = n;
	return GARDE_PASSE;
}

enum garde garde_requete(const struct garde_vue *v, uint64_t *ret)
{
	const bool un_un = str_eq(v->version, STR("HTTP/1.1"));
	struct compte c = {0};
	enum garde g;

	if (!un_un && !str_eq(v->version, STR("HTTP/1.0")))
		return GARDE_VERSION;
	if (!entetes_jeton(v->methode))
		return GARDE_METHODE;
	g = cible(v->cible);
	if (g)
		return g;
	if (v->entetes.n > LIMITE_HTTP_ENTETES || v->octets > LIMITE_HTTP_ENTETES_OCTETS)
		return GARDE_ENTETES;
	g = compter(v->entetes, &c);
	if (g)
		return g;
	if (c.hotes > 1 || (un_un && !c.hotes) || (c.hotes && !hote(c.hote)))
		return GARDE_HOTE;
	return corps(&c, ret);
}
