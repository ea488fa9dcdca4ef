/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json_coupe.c - the outer structure of a JSON file, one byte at a time
 */
#include "format/json_coupe.h"

#include "base/limites.h"

static bool blanc(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static enum err malforme(const struct json_coupe *j, struct incident *inc)
{
	incident_set(inc, E_INVALIDE, "Le JSON est mal formé à la ligne %u.", (unsigned)j->ligne);
	incident_remede(inc, "Redemandez le fichier à son producteur : il n'est pas lisible.");
	return E_INVALIDE;
}

static enum err trop_grand(const struct json_coupe *j, struct incident *inc)
{
	incident_set(
		inc, E_INVALIDE,
		"L'élément JSON de la ligne %u dépasse ce que relais accepte de lire d'un seul "
		"tenant (%d Mo).",
		(unsigned)j->ligne_element, LIMITE_JSON_ELEMENT >> 20);
	incident_remede(
		inc, "Vérifiez que c'est le bon fichier : un enregistrement en fait quelques Ko.");
	return E_INVALIDE;
}

static enum err trop_profond(const struct json_coupe *j, struct incident *inc)
{
	incident_set(inc, E_INVALIDE,
		     "À la ligne %u, le JSON a plus de %d listes ou objets l'un dans l'autre.",
		     (unsigned)j->ligne, LIMITE_JSON_PROFONDEUR);
	incident_remede(
		inc,
		"Vérifiez que c'est le bon fichier : aucun de ceux que relais lit n'est ainsi.");
	return E_INVALIDE;
}

void json_coupe_init(struct json_coupe *j)
{
	buf_init(&j->element_vu, LIMITE_JSON_ELEMENT);
	j->etat = JSON_DEBUT;
	j->ligne = 1;
}

void json_coupe_free(struct json_coupe *j)
{
	buf_free(&j->element_vu);
}

/* The element under way ends with the byte before. */
static enum err rendre(struct json_coupe *j)
{
	const bool liste = j->suite != JSON_APRES_VALEUR;

	j->etat = j->suite;
	j->indecis = false;
	return j->element(j->ctx, buf_view(&j->element_vu), j->ligne_element, liste);
}

/* The first object turns out to hold the list: what was kept of it is its envelope. */
static void ouvrir_enveloppe(struct json_coupe *j, char c)
{
	j->enveloppe = true;
	j->profondeur = 0;
	buf_reset(&j->element_vu);
	j->etat = c == '[' ? JSON_PREMIER : JSON_VALEUR;
}

/* In a string of an element: true while it lasts. */
static bool texte(struct json_coupe *j, char c)
{
	if (!j->texte)
		return false;
	if (j->echappe)
		j->echappe = false;
	else if (c == '\\')
		j->echappe = true;
	else if (c == '"')
		j->texte = false;
	return true;
}

/* What follows the first name of the first object: it tells whether that object is an envelope, which c opens. */
static bool est_enveloppe(struct json_coupe *j, char c)
{
	if (!j->indecis || j->profondeur != 1 || j->texte || !j->separe || blanc(c))
		return false;
	j->indecis = false;
	return c == '[' || (j->pagination && c == '{');
}

/* c counts as it stands in the element, outside its texts. */
static enum err structure(struct json_coupe *j, char c, struct incident *inc)
{
	j->texte = c == '"';
	j->separe = j->separe || c == ':';
	if (c == '{' || c == '[')
		j->profondeur++;
	else if ((c == '}' || c == ']') && --j->profondeur == 0)
		return rendre(j);
	return j->profondeur > LIMITE_JSON_PROFONDEUR ? trop_profond(j, inc) : OK;
}

/* A byte of the element under way. *prise: it belongs to it. */
static enum err dans(struct json_coupe *j, char c, bool *prise, struct incident *inc)
{
	*prise = true;
	if (j->simple && (blanc(c) || c == ',' || c == ']' || c == '}')) {
		*prise = false;
		return rendre(j);
	}
	if (est_enveloppe(j, c)) {
		*prise = c == '[';
		ouvrir_enveloppe(j, c);
		return OK;
	}
	buf_char(&j->element_vu, c);
	if (buf_depasse(&j->element_vu))
		return trop_grand(j, inc);
	if (!texte(j, c))
		return structure(j, c, inc);
	if (!j->texte && j->indecis)
		j->pagination = str_contains(buf_view(&j->element_vu), STR("\"pagination\""));
	return !j->texte && !j->profondeur ? rendre(j) : OK;
}

/* An element begins with c. */
static enum err commencer(struct json_coupe *j, char c, enum json_etat suite, struct incident *inc)
{
	if (c == ',' || c == ':' || c == ']' || c == '}')
		return malforme(j, inc);
	buf_reset(&j->element_vu);
	buf_char(&j->element_vu, c);
	j->ligne_element = j->ligne;
	j->profondeur = c == '{' || c == '[';
	j->texte = c == '"';
	j->simple = !j->profondeur && !j->texte;
	j->echappe = j->separe = false;
	j->suite = suite;
	j->etat = JSON_DANS;
	return OK;
}

static enum err debut(struct json_coupe *j, char c, struct incident *inc)
{
	if (c == '[') {
		j->etat = JSON_PREMIER;
		return OK;
	}
	if (c != '{')
		return malforme(j, inc);
	j->indecis = true;
	return commencer(j, c, JSON_SUITE, inc);
}

/* In the list. */
static enum err liste(struct json_coupe *j, char c, struct incident *inc)
{
	if (j->etat != JSON_ELEMENT && c == ']') {
		j->etat = j->enveloppe ? JSON_APRES_VALEUR : JSON_FINI;
		return OK;
	}
	if (j->etat != JSON_APRES)
		return commencer(j, c, JSON_APRES, inc);
	if (c != ',')
		return malforme(j, inc);
	j->etat = JSON_ELEMENT;
	return OK;
}

static void commencer_cle(struct json_coupe *j)
{
	j->etat = JSON_DANS_CLE;
	j->n_membre = 0;
}

/* Among the members of the envelope. */
static enum err membre(struct json_coupe *j, char c, struct incident *inc)
{
	if (j->etat == JSON_VALEUR && c == '[')
		j->etat = JSON_PREMIER;
	else if (j->etat == JSON_VALEUR)
		return commencer(j, c, JSON_APRES_VALEUR, inc);
	else if (j->etat == JSON_CLE && c == '"')
		commencer_cle(j);
	else if (j->etat == JSON_DEUX_POINTS && c == ':')
		j->etat = JSON_VALEUR;
	else if (j->etat == JSON_APRES_VALEUR && c == ',')
		j->etat = JSON_CLE;
	else if (j->etat == JSON_APRES_VALEUR && c == '}')
		j->etat = JSON_FINI;
	else
		return malforme(j, inc);
	return OK;
}

/* A byte inside a name of the envelope. */
static void dans_cle(struct json_coupe *j, char c)
{
	if (j->echappe)
		j->echappe = false;
	else if (c == '\\')
		j->echappe = true;
	else if (c == '"')
		j->etat = JSON_DEUX_POINTS;
	if (j->etat == JSON_DANS_CLE && j->n_membre < sizeof j->membre)
		j->membre[j->n_membre++] = c;
}

static enum err octet(struct json_coupe *j, char c, struct incident *inc)
{
	bool prise;

	if (j->etat == JSON_DANS) {
		const enum err err = dans(j, c, &prise, inc);

		if (err || prise)
			return err;
	}
	if (j->etat == JSON_DANS_CLE) {
		dans_cle(j, c);
		return OK;
	}
	if (blanc(c))
		return OK;
	switch (j->etat) {
	case JSON_DEBUT:
		return debut(j, c, inc);
	case JSON_SUITE:
		return commencer(j, c, JSON_SUITE, inc);
	case JSON_PREMIER:
	case JSON_ELEMENT:
	case JSON_APRES:
		return liste(j, c, inc);
	case JSON_FINI:
		return malforme(j, inc);
	default:
		return membre(j, c, inc);
	}
}

enum err json_coupe_nourrir(struct json_coupe *j, struct str octets, struct incident *inc)
{
	for (size_t i = 0; i < octets.n; i++) {
		const enum err err = octet(j, octets.p[i], inc);

		if (err)
			return err;
		j->ligne += octets.p[i] == '\n';
	}
	return OK;
}

enum err json_coupe_fin(struct json_coupe *j, struct incident *inc)
{
	enum err err = OK;

	if (j->etat == JSON_DANS && j->suite == JSON_SUITE && j->simple)
		err = rendre(j);
	if (err || j->etat == JSON_FINI || j->etat == JSON_SUITE)
		return err;
	incident_set(inc, E_INVALIDE,
		     "Le fichier est coupé : le JSON s'arrête à la ligne %u avant sa fin.",
		     (unsigned)j->ligne);
	incident_remede(inc, "Téléchargez-le à nouveau en entier, puis recommencez.");
	return E_INVALIDE;
}
