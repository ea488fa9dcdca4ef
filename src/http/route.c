/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * route.c - patterns and paths, a segment at a time
 */
#include "http/route.h"

static const char *const METHODES[HTTP_METHODE__MAX] = {
	[HTTP_GET] = "GET",     [HTTP_POST] = "POST",     [HTTP_PUT] = "PUT",
	[HTTP_PATCH] = "PATCH", [HTTP_DELETE] = "DELETE",
};

bool route_methode(struct str nom, enum http_methode *ret)
{
	if (str_eq(nom, STR("HEAD")))
		nom = STR("GET");
	for (int m = 0; m < HTTP_METHODE__MAX; m++)
		if (str_eq(nom, str_of(METHODES[m]))) {
			*ret = (enum http_methode)m;
			return true;
		}
	return false;
}

void route_permises(unsigned permises, struct buf *out)
{
	for (int m = 0; m < HTTP_METHODE__MAX; m++)
		if (permises & 1u << m) {
			buf_cstr(out, out->n ? ", " : "");
			buf_cstr(out, METHODES[m]);
			if (m == HTTP_GET)
				buf_cstr(out, ", HEAD");
		}
}

/* Up to the next slash. */
static size_t segment(const char *p, size_t n)
{
	const char *fin = n ? memchr(p, '/', n) : NULL;

	return fin ? (size_t)(fin - p) : n;
}

bool route_correspond(const char *motif, struct str chemin,
		      struct str variables[HTTP_VARIABLES_MAX])
{
	size_t v = 0;

	while (*motif == '/') {
		if (!chemin.n || chemin.p[0] != '/')
			return false;
		motif++;
		chemin = str_sub(chemin, 1, chemin.n);

		const size_t m = segment(motif, strlen(motif)), n = segment(chemin.p, chemin.n);

		if (*motif == '*') {
			variables[v] = chemin;
			return true;
		}
		if (*motif == ':' && n)
			variables[v++] = str_sub(chemin, 0, n);
		else if (!str_eq((struct str){motif, m}, str_sub(chemin, 0, n)))
			return false;
		motif += m;
		chemin = str_sub(chemin, n, chemin.n);
	}
	return !chemin.n;
}

enum err route_trouver(const struct http_route *routes, size_t n, enum http_methode methode,
		       struct str chemin, const struct http_route **ret,
		       struct str variables[HTTP_VARIABLES_MAX], unsigned *permises)
{
	unsigned autres = 0;

	for (size_t i = 0; i < n; i++) {
		struct str v[HTTP_VARIABLES_MAX] = {{0}};

		if (!route_correspond(routes[i].chemin, chemin, v))
			continue;
		if (routes[i].methode == methode) {
			memcpy(variables, v, sizeof v);
			*ret = &routes[i];
			return OK;
		}
		autres |= 1u << routes[i].methode;
	}
	if (!autres)
		return E_ABSENT;
	*permises = autres;
	return E_REFUS;
}

bool route_valide(const struct http_route *r)
{
	int variables = 0;

	if (!r->traiter || !r->droit || r->chemin[0] != '/')
		return false;
	for (const char *p = r->chemin; *p; p++) {
		variables += *p == ':' || *p == '*';
		if (*p == '*' && p[1])
			return false;
	}
	return variables <= HTTP_VARIABLES_MAX &&
	       (!r->corps_max || (r->methode != HTTP_GET && !(r->drapeaux & HTTP_BOUCLE)));
}
