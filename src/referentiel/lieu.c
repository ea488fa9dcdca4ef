/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lieu.c - from an INSEE commune to its académie and its région
 *
 * By the département, the first two characters of the commune's code (three overseas), because a commune that merged keeps a code that the
 * code officiel géographique no longer lists. The facts are in academies.csv: code;nom;code région;région;départements. The table is
 * small enough (thirty lines) to be read at each question: nothing is kept, nothing has to be locked.
 */
#include "base/embarque.h"
#include "referentiel/memoire.h"

/* A line of academies.csv. */
struct academie {
	struct str code, nom, region, nom_region;
	struct str departements; /* « 04,05,13,84 » */
};

static struct str donnee(const char *nom)
{
	const struct embarque *e = embarque_donnee(nom);

	return (struct str){(const char *)e->octets, e->taille};
}

/* Cut the text before the separator off `reste`. */
static struct str couper(struct str *reste, char separateur)
{
	const char *fin = reste->n ? memchr(reste->p, separateur, reste->n) : NULL;
	struct str s = {reste->p, fin ? (size_t)(fin - reste->p) : reste->n};

	*reste = str_sub(*reste, s.n + 1, reste->n);
	return s;
}

static struct str toutes(void)
{
	return donnee("academies.csv");
}

/* The next académie of the table; false at its end. */
static bool suivante(struct str *reste, struct academie *ret)
{
	struct str ligne;

	if (!reste->n)
		return false;
	ligne = couper(reste, '\n');
	ret->code = couper(&ligne, ';');
	ret->nom = couper(&ligne, ';');
	ret->region = couper(&ligne, ';');
	ret->nom_region = couper(&ligne, ';');
	ret->departements = ligne;
	return true;
}

static bool a_le_departement(const struct academie *a, struct str code)
{
	struct str reste = a->departements;

	while (reste.n)
		if (str_eq(couper(&reste, ','), code))
			return true;
	return false;
}

struct lieu lieu_de_departement(struct str code)
{
	struct str reste = toutes();
	struct academie a;

	while (suivante(&reste, &a))
		if (a_le_departement(&a, code))
			return (struct lieu){a.code, a.region};
	return (struct lieu){0};
}

bool departement_suivant(struct str *reste, struct str *code, struct str *nom)
{
	struct str ligne;

	if (!reste->p)
		*reste = donnee("departements.csv");
	if (!reste->n)
		return false;
	ligne = couper(reste, '\n');
	if (!reste->n)
		*reste = STR(""); /* an end is not a beginning */
	*code = couper(&ligne, ';');
	*nom = ligne;
	return true;
}

struct lieu lieu_de_commune(struct str insee)
{
	if (insee.n != 5)
		return (struct lieu){0};
	return lieu_de_departement(str_sub(
		insee, 0, insee.p[0] == '9' && (insee.p[1] == '7' || insee.p[1] == '8') ? 3 : 2));
}

struct lieu lieu_d_uai(struct str uai)
{
	const struct str code = str_sub(uai, 0, 3);

	if (uai.n != 8)
		return (struct lieu){0};
	if (str_eq(code, STR("620")))
		return lieu_de_departement(STR("2A"));
	if (str_eq(code, STR("720")))
		return lieu_de_departement(STR("2B"));
	return lieu_de_departement(code.p[0] == '0' ? str_sub(code, 1, 3) : code);
}

static struct academie academie_de(struct str code)
{
	struct str reste = toutes();
	struct academie a;

	while (suivante(&reste, &a))
		if (str_eq(a.code, code))
			return a;
	return (struct academie){0};
}

struct str academie_nom(struct str academie)
{
	return academie_de(academie).nom;
}

struct str academie_region(struct str academie)
{
	return academie_de(academie).region;
}

struct str region_nom(struct str region)
{
	struct str reste = toutes();
	struct academie a;

	while (suivante(&reste, &a))
		if (region.n && str_eq(a.region, region))
			return a.nom_region;
	return STR_VIDE;
}
