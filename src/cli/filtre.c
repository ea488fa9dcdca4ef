/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * filtre.c - the values of the options, checked once, then asked of each offre
 */
#include "cli/filtre.h"

#include <string.h>

#include "regle/codes.h"

enum { SIREN = 9, SIRET = 14, SIRET_BASE = 100000 };

static bool siret_de(const struct filtre *f, const struct organisme *o)
{
	return f->siren ? o->siret / SIRET_BASE == f->siret_n : o->siret == f->siret_n;
}

static bool passe_verdict(const struct filtre *f, const struct verdict *v)
{
	if (f->classification &&
	    strcmp(f->classification, classification_code(v->classification)) != 0)
		return false;
	if (f->importable && v->importable != (strcmp(f->importable, "oui") == 0))
		return false;
	if (!f->critere_n)
		return true;
	const enum avis avis = v->critere[f->critere_n - 1].avis;

	if (f->avis >= 0)
		return (int)avis == f->avis;
	return avis == AVIS_NON_CONFORME || avis == AVIS_A_VERIFIER;
}

bool filtre_passe(const struct filtre *f, const struct offre_lue *o, const struct verdict *v)
{
	if (f->region && !str_eq(o->region, str_of(f->region)))
		return false;
	if (f->academie && !str_eq(o->dossier.academie, str_of(f->academie)))
		return false;
	if (f->siret_n && !siret_de(f, &o->dossier.responsable) &&
	    !siret_de(f, &o->dossier.formateur))
		return false;
	if (!declarees_contient(&f->declarees, o->dossier.offre, o->source))
		return false;
	return !v || passe_verdict(f, v);
}

/* A SIRET or a SIREN, as typed: spaces do not count. */
static bool lire_siret(struct filtre *f)
{
	char chiffres[SIRET + 1];
	uint64_t n = 0;
	size_t t = 0;

	if (!f->siret)
		return true;
	for (const char *p = f->siret; *p; p++) {
		if (*p == ' ')
			continue;
		if (t == SIRET)
			return false;
		chiffres[t++] = *p;
	}
	f->siren = t == SIREN;
	if ((t != SIREN && t != SIRET) || !str_to_uint((struct str){chiffres, t}, &n) || !n)
		return false;
	f->siret_n = n;
	return true;
}

/* « 8 », or « 3=a_verifier ». */
static bool lire_critere(struct filtre *f)
{
	f->avis = -1;
	if (!f->critere)
		return true;
	const char *p = f->critere;

	if (p[0] < '1' || p[0] > '0' + CRITERES)
		return false;
	f->critere_n = p[0] - '0';
	if (!p[1])
		return true;
	for (int a = 0; p[1] == '=' && a < AVIS__MAX; a++)
		if (strcmp(p + 2, avis_code((enum avis)a)) == 0)
			f->avis = a;
	return f->avis >= 0;
}

static bool classification_connue(const char *code)
{
	for (int c = 0; c < CLASSIFICATION__MAX; c++)
		if (strcmp(code, classification_code((enum classification)c)) == 0)
			return true;
	return false;
}

int filtre_lieu(const char *region, const char *academie)
{
	const struct str r = region ? str_of(region) : STR_VIDE;
	const struct str a = academie ? str_of(academie) : STR_VIDE;

	if (region && !region_nom(r).n)
		return cli_erreur(
			"Région inconnue : « %s ». Donnez le code INSEE de la région, par exemple 11 pour "
			"l'Île-de-France.",
			region);
	if (academie && !academie_nom(a).n)
		return cli_erreur(
			"Académie inconnue : « %s ». Donnez son code à deux chiffres, par exemple 24 pour "
			"Créteil.",
			academie);
	if (region && academie && !str_eq(academie_region(a), r))
		return cli_erreur(
			"L'académie %s (%.*s) n'est pas dans la région %s (%.*s) : gardez l'une des deux, ou donnez "
			"--region %.*s.",
			academie, STR_FMT(academie_nom(a)), region, STR_FMT(region_nom(r)),
			STR_FMT(academie_region(a)));
	return SORTIE_OK;
}

int filtre_lire(struct filtre *f)
{
	if (filtre_lieu(f->region, f->academie))
		return SORTIE_ERREUR;
	if (f->classification && !classification_connue(f->classification))
		return cli_erreur(
			"Classification inconnue : « %s ». Choisissez reglementaire, non_reglementaire ou "
			"non_affichee.",
			f->classification);
	if (f->importable && strcmp(f->importable, "oui") != 0 && strcmp(f->importable, "non") != 0)
		return cli_erreur("« %s » n'est ni oui ni non.", f->importable);
	if (!lire_siret(f))
		return cli_erreur(
			"« %s » n'est ni un SIRET (14 chiffres) ni un SIREN (9 chiffres).",
			f->siret);
	if (!lire_critere(f))
		return cli_erreur(
			"« %s » n'est pas un critère. Donnez son numéro, de 1 à 8, par exemple 6, ou "
			"6=a_verifier.",
			f->critere);
	return SORTIE_OK;
}

bool filtre_juge(const struct filtre *f)
{
	return f->classification || f->importable || f->critere;
}

int filtre_ouvrir(struct filtre *f, const struct etude *e)
{
	enum err err;

	if (!f->source)
		return SORTIE_OK;
	err = declarees_ouvrir(e->db, &e->vue, str_of(f->source), &f->declarees);
	if (err == E_ABSENT)
		return cli_erreur(
			"Source inconnue : « %s ». « relais rapport » montre celles de la base.",
			f->source);
	return err ? cli_incident(db_incident(e->db)) : SORTIE_OK;
}

void filtre_liberer(struct filtre *f)
{
	declarees_liberer(&f->declarees);
}
