/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * importation.h - the command « relais import », without its options' parsing: files of a depot in, results out
 *
 * Included after depot.h.
 */
#ifndef RELAIS_IMPORTATION_H
#define RELAIS_IMPORTATION_H

#include "import/import.h"

enum { IMPORTATION_FICHIERS = 16 };

/* What is asked besides the files; then what came out. */
struct importation {
	enum format force;
	const char *source;
	const char *raison; /* of --force */
	bool complet;
	int date, campagne;
	enum err err;
	size_t n; /* results */
	struct incident inc;
	bool avancee;
	struct import_resultat r[IMPORTATION_FICHIERS];
};

static inline void importer_n(struct depot *d, struct importation *i, const char *const *fichiers,
			      size_t n)
{
	struct inventaire inventaire;

	inventaire_faire(fichiers, n, i->force, d->a, &inventaire);
	const struct import_demande demande = {.lots = inventaire.lots,
					       .n = inventaire.n,
					       .force = i->force,
					       .source = i->source,
					       .complet = i->complet,
					       .date = i->date,
					       .campagne = i->campagne,
					       .raison = i->raison,
					       .instant = d->instant};

	memset(i->r, 0, sizeof i->r);
	i->n = inventaire.n;
	i->err = importer(d->db, &demande, i->r, &i->avancee, &i->inc);
}

#define IMPORTER(d, i, ...)                                                                        \
	importer_n(d, i, (const char *const[]){__VA_ARGS__},                                       \
		   sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

/* A small set of referentials in which the default formation of lheo.h is good for Parcoursup 2024. */
#define CSV_DGEFP                                                                                  \
	"numeroDeclarationActivite;denomination;siren;siretEtablissementDeclarant;"                \
	"adressePhysiqueOrganismeFormation.codePostal;"                                            \
	"adressePhysiqueOrganismeFormation.ville;"                                                 \
	"certifications.actionsDeFormationParApprentissage\n"                                      \
	"53359001135;CFA Exemple;999000110;00018;35000;Rennes;true\n"
#define CSV_SIRENE "siret;etat\n99900011000018;A\n99900012800010;A\n"
#define CSV_UAI                                                                                    \
	"uai;siret;nom;insee;etat;iut;accueil\n0299901E;99900012800010;Lycée;29019;ouvert;0;1\n"
#define CSV_CERTIF_INFO                                                                            \
	"Code_Diplome;Libelle_Diplome;Code_RNCP;Code_Scolarité;accessibilite_ca\n"                \
	"104239;BTS MCO;38362;32031213;1\n"
#define CSV_KIT                                                                                    \
	"Code_Diplome;Code_RNCP;Date d'échéance de la fiche RNCP;Fiche ACTIVE/INACTIVE\n"        \
	"32031213;RNCP38362;31/12/2028;ACTIVE\n"
#define CSV_DIPLOMES                                                                               \
	"FORMATION_DIPLOME;NIVEAU_FORMATION_DIPLOME;LIBELLE_LONG_200;DATE_OUVERTURE;"              \
	"DATE_FERMETURE\n32031213;320;MCO;01/09/2019;\n"
#define CSV_MEF                                                                                    \
	"MEF;FORMATION_DIPLOME;DUREE_DISPOSITIF;ANNEE_DISPOSITIF;DATE_FERMETURE\n"                 \
	"3113121321;32031213;2;1;\n3113121322;32031213;2;2;\n"
#define CSV_NIVEAUX                                                                                \
	"NIVEAU_FORMATION_DIPLOME;LIBELLE_100;NIVEAU_QUALIFICATION_RNCP\n"                         \
	"320;BREVET DE TECHNICIEN SUPERIEUR;05\n"
#define CSV_OPTIONS "CFD_COMMUN;FAMILLE;CFD_SPECIALITE;SPECIALITE\n32032612;SIO;32032613;A\n"
#define CSV_COMMUNES                                                                               \
	"TYPECOM,COM,REG,DEP,LIBELLE,COMPARENT\nCOM,29019,53,29,Brest,\nCOM,35238,53,35,Rennes,\n"
#define XML_FICHE(numero, suite)                                                                   \
	"<FICHE><ID_FICHE>1</ID_FICHE><NUMERO_FICHE>" numero                                       \
	"</NUMERO_FICHE><INTITULE>BTS MCO</INTITULE><ABREGE><CODE>BTS</CODE></ABREGE>"             \
	"<ETAT_FICHE>Publiée</ETAT_FICHE>" suite "<SI_JURY_CA><ACTIF>Oui</ACTIF></SI_JURY_CA>"     \
	"<DATE_FIN_ENREGISTREMENT>31/12/2028</DATE_FIN_ENREGISTREMENT>"                            \
	"<TYPE_ENREGISTREMENT>Enregistrement de droit</TYPE_ENREGISTREMENT><ACTIF>Oui</ACTIF>"     \
	"</FICHE>\n"
#define XML_RNCP(fiches)                                                                                \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<FICHES><VERSION_FLUX>4.1</VERSION_FLUX>\n" fiches \
	"</FICHES>\n"

#endif
