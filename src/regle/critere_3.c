/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * critere_3.c - the type of formation is eligible, and open to bacheliers
 *
 * Rule (domain.md 4.1, 3): without CFD nobody can tell; an entry in years 2 to 5 is not for a bachelier; then the perimeter
 * rules decide (perimetre.c). A conditional statut is conforme and shown as such. Never bloquant: it decides what goes to
 * Parcoursup, not what is réglementaire.
 *
 * Source: yearly instructions of the DGESIP (mission d'orientation, moss) to Parcoursup; Code de l'éducation, art. L612-3 and
 * D612-1 (formations of the national preregistration).
 */
#include "regle/interne.h"

static const struct {
	enum avis avis;
	enum raison raison;
} statuts[PERIMETRE__MAX] = {
	[PERIMETRE_HORS] = {AVIS_NON_CONFORME, RAISON_PERIMETRE_HORS},
	[PERIMETRE_A_PUBLIER_HABILITATION] = {AVIS_CONFORME, RAISON_PERIMETRE_HABILITATION},
	[PERIMETRE_A_PUBLIER_POSTBAC] = {AVIS_CONFORME, RAISON_PERIMETRE_POSTBAC},
	[PERIMETRE_A_PUBLIER_RECTEUR] = {AVIS_CONFORME, RAISON_PERIMETRE_RECTEUR},
	[PERIMETRE_A_PUBLIER] = {AVIS_CONFORME, RAISON_PERIMETRE_PUBLIER},
};

struct constat critere_3_selon(const struct dossier *d, const struct regle_perimetre *r)
{
	const struct certification *cert = d->certification;
	int annee = entier_declare(d->annee);

	if (cert->cfd.n == 0)
		return (struct constat){
			.avis = AVIS_A_VERIFIER,
			.raison = RAISON_PERIMETRE_CFD_ABSENT,
		};
	if (annee > AN_MIN && annee <= AN_MAX)
		return (struct constat){
			.avis = AVIS_NON_CONFORME,
			.raison = RAISON_PERIMETRE_ANNEE,
			.nombre = {annee},
		};
	if (!r)
		return (struct constat){
			.avis = AVIS_NON_CONFORME,
			.raison = RAISON_PERIMETRE_SANS_REGLE,
			.texte = {cert->cfd, cert->diplome ? cert->diplome->libelle : STR_VIDE},
		};
	return (struct constat){
		.avis = statuts[r->statut].avis,
		.raison = statuts[r->statut].raison,
		.texte = {r->nom, r->motif},
	};
}

struct constat regle_critere_3(const struct dossier *d, const struct parametres *p)
{
	return critere_3_selon(d, regle_perimetre_applicable(d, p));
}
