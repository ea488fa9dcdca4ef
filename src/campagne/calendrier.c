/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * calendrier.c - the states, and the words of each jalon
 *
 * Who does what: domain.md 2, 5 and 6. A wish for an apprenticeship may still be made after the end of the vœux (domain.md 5: « tout au long de la procédure »).
 */
#include "campagne/calendrier.h"

#include "base/date.h"

static const int SEUILS[] = {7, 30, 90};

static const struct {
	const char *code, *libelle;
	enum jalon debut, fin; /* fin JALON__MAX: until the campagne ends */
} ETATS[CAMPAGNE_ETAT__MAX] = {
	[CAMPAGNE_A_VENIR] = {"a_venir", "à venir", JALON__MAX, JALON__MAX},
	[CAMPAGNE_REFERENCEMENT_OUVERT] = {"referencement_ouvert", "référencement ouvert",
					   JALON_OUVERTURE_REFERENCEMENT, JALON__MAX},
	[CAMPAGNE_IMPORT_EN_COURS] = {"import_en_cours", "import en cours", JALON_IMPORT_DEBUT,
				      JALON_IMPORT_FIN},
	[CAMPAGNE_GESTION_OUVERTE] = {"gestion_ouverte", "gestion ouverte", JALON_OUVERTURE_GESTION,
				      JALON__MAX},
	[CAMPAGNE_VISIBLE] = {"visible", "visible", JALON_VISIBLE_CANDIDATS, JALON__MAX},
	[CAMPAGNE_VOEUX] = {"voeux", "vœux", JALON_VOEUX_DEBUT, JALON_VOEUX_FIN},
	[CAMPAGNE_TERMINEE] = {"terminee", "terminée", JALON__MAX, JALON__MAX},
};

/* What is done before a jalon: a sentence with a hole for the année or for the last transfer, or without. */
enum trou { SANS_TROU, TROU_ANNEE, TROU_VERSEMENT };
static const struct {
	const char *roles, *avant;
	enum trou trou;
	const char *apres;
} JALONS[JALON__MAX] = {
	[JALON_OUVERTURE_REFERENCEMENT] =
		{"cfa,carif,saio",
		 "les CFA préparent leurs offres et leurs sessions de la rentrée ", TROU_ANNEE,
		 " et vérifient NDA, SIRET et Qualiopi ; les Carif-Oref et les "
		 "SAIO vérifient leurs comptes et leurs droits"},
	[JALON_IMPORT_DEBUT] =
		{"cfa,carif,scn",
		 "les CFA déclarent leurs offres, avec une session pour la rentrée ", TROU_ANNEE,
		 ", et les Carif-Oref les valident ; le SCN Parcoursup essaie l'import à blanc"},
	[JALON_IMPORT_FIN] =
		{"cfa,carif,saio",
		 "les CFA corrigent leurs offres refusées, les Carif-Oref les valident, et les SAIO "
		 "instruisent celles qui les attendent ; après cette date, les offres sont traitées au "
		 "fil de l'eau jusqu'au ",
		 TROU_VERSEMENT, ""},
	[JALON_OUVERTURE_GESTION] =
		{"etablissement,saio,scn",
		 "les établissements d'accueil vérifient leur accès au site de gestion, et les "
		 "SAIO l'UAI du lieu de chaque offre ; le SCN Parcoursup prépare l'ouverture",
		 SANS_TROU, ""},
	[JALON_VISIBLE_CANDIDATS] =
		{"etablissement,saio",
		 "les établissements d'accueil remplissent et valident le paramétrage de chaque "
		 "formation, et écrivent à leur SAIO par CONTACT quand « Certifiée » manque ; "
		 "sans validation, une formation reste invisible",
		 SANS_TROU, ""},
	[JALON_VOEUX_DEBUT] =
		{"etablissement,saio",
		 "les établissements d'accueil relisent chaque fiche comme un candidat la voit, et "
		 "signalent à leur SAIO celles qui manquent",
		 SANS_TROU, ""},
	[JALON_VOEUX_FIN] =
		{"etablissement,saio",
		 "les établissements d'accueil tiennent leurs fiches à jour ; les vœux pour une "
		 "formation en apprentissage restent possibles après cette date",
		 SANS_TROU, ""},
	[JALON_DERNIER_VERSEMENT] =
		{"cfa,carif,saio,scn",
		 "les CFA, les Carif-Oref et les SAIO finissent les corrections, et le SCN "
		 "Parcoursup les verse ; une offre corrigée après cette date servira à la "
		 "campagne suivante",
		 SANS_TROU, ""},
};

const char *campagne_etat_code(enum campagne_etat e)
{
	return ETATS[e].code;
}

const char *campagne_etat_libelle(enum campagne_etat e)
{
	return ETATS[e].libelle;
}

enum campagne_etat campagne_etat(const struct campagne *c, int date)
{
	enum campagne_etat ret = CAMPAGNE_A_VENIR;
	int depuis = 0;

	if (c->jalon[JALON_DERNIER_VERSEMENT] && date > c->jalon[JALON_DERNIER_VERSEMENT])
		return CAMPAGNE_TERMINEE;
	for (int e = CAMPAGNE_REFERENCEMENT_OUVERT; e <= CAMPAGNE_VOEUX; e++) {
		const int debut = c->jalon[ETATS[e].debut];
		const bool finie = ETATS[e].fin < JALON__MAX && date > c->jalon[ETATS[e].fin];

		if (!debut || debut > date || finie || debut < depuis)
			continue;
		ret = (enum campagne_etat)e;
		depuis = debut;
	}
	return ret;
}

size_t campagne_ordre(const struct campagne *c, enum jalon ret[JALON__MAX])
{
	size_t n = 0;

	for (int j = 0; j < JALON__MAX; j++) {
		size_t i = n;

		if (!c->jalon[j])
			continue;
		for (; i > 0 && c->jalon[ret[i - 1]] > c->jalon[j]; i--)
			ret[i] = ret[i - 1];
		ret[i] = (enum jalon)j;
		n++;
	}
	return n;
}

enum jalon campagne_prochain(const struct campagne *c, int date)
{
	enum jalon ordre[JALON__MAX];
	const size_t n = campagne_ordre(c, ordre);

	for (size_t i = 0; i < n; i++)
		if (c->jalon[ordre[i]] >= date)
			return ordre[i];
	return JALON__MAX;
}

const char *jalon_quand(struct arena *a, int jours)
{
	switch (jours) {
	case 0:
		return "aujourd'hui";
	case 1:
		return "demain";
	case -1:
		return "hier";
	default:
		return jours > 0 ? arena_printf(a, "dans %d jours", jours)
				 : arena_printf(a, "il y a %d jours", -jours);
	}
}

const char *jalon_roles(enum jalon j)
{
	return JALONS[j].roles;
}

const char *jalon_avant(struct arena *a, const struct campagne *c, enum jalon j)
{
	const int versement = c->jalon[JALON_DERNIER_VERSEMENT];
	const char *trou = "";

	if (JALONS[j].trou == TROU_ANNEE)
		trou = arena_printf(a, "%d", c->annee);
	if (JALONS[j].trou == TROU_VERSEMENT)
		trou = versement ? date_longue(a, versement) : "dernier versement";
	return arena_printf(a, "%s%s%s", JALONS[j].avant, trou, JALONS[j].apres);
}

static int seuil_atteint(int jours)
{
	for (size_t i = 0; i < sizeof SEUILS / sizeof *SEUILS; i++)
		if (jours >= 0 && jours <= SEUILS[i])
			return SEUILS[i];
	return 0;
}

const char *jalon_phrase(struct arena *a, const struct campagne *c, enum jalon j, int jours)
{
	const char *quand = jours == 0   ? "Aujourd'hui"
			    : jours == 1 ? "Demain"
					 : arena_printf(a, "Dans %d jours", jours);

	return arena_printf(a, "%s, le %s : %s de la campagne %d%s. À faire avant : %s.", quand,
			    date_longue(a, c->jalon[j]), jalon_libelle(j), c->annee,
			    c->deduite[j] ? " (date déduite des autres années, à confirmer)" : "",
			    jalon_avant(a, c, j));
}

size_t campagne_jalons_proches(struct arena *a, const struct campagne *c, int date,
			       struct jalon_alerte ret[JALON__MAX])
{
	enum jalon ordre[JALON__MAX];
	const size_t n_ordre = campagne_ordre(c, ordre);
	size_t n = 0;

	for (size_t i = 0; i < n_ordre; i++) {
		const enum jalon j = ordre[i];
		const int jours = date_jours_entre(date, c->jalon[j]), seuil = seuil_atteint(jours);

		if (!seuil)
			continue;
		ret[n++] = (struct jalon_alerte){.jalon = j,
						 .date = c->jalon[j],
						 .jours = jours,
						 .seuil = seuil,
						 .deduite = c->deduite[j],
						 .roles = JALONS[j].roles,
						 .phrase = jalon_phrase(a, c, j, jours)};
	}
	return n;
}
