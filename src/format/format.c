/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * format.c - the table of the formats: their names, who reads them, and for the others what to say
 */
#include "format/format.h"

#include "base/mem.h"
#include "format/csv_table.h"
#include "format/lecteur.h"

#define FLUX_COMPLET "Demander au Carif-Oref le flux complet en LHEO 2.3 (racine <lheo>)."

#define DECOMPRESSER "La décompresser, puis donner les fichiers qu'elle contient."

static const struct {
	const char *code; /* NULL: not read */
	const char *libelle;
	const struct lecteur_ops *ops; /* NULL: not read */
	const char *refus, *remede; /* of what is not read */
} formats[FORMAT__MAX] = {
	[FORMAT_INCONNU] =
		{
			.libelle = "format inconnu",
			.refus = "Ce fichier n'est d'aucun format que relais connaît.",
			.remede =
				"Vérifier que c'est le bon fichier. Si son début a été modifié, indiquer son "
				"format avec --as (« relais import --help » donne les genres).",
		},
	[FORMAT_LHEO] = {.code = "lheo", .libelle = "flux LHEO", .ops = &lecteur_lheo},
	[FORMAT_RNCP_XML] = {.code = "rncp",
			     .libelle = "fiches de France compétences",
			     .ops = &lecteur_rncp},
	[FORMAT_DGEFP] = {.code = "dgefp",
			  .libelle = "liste publique des organismes de formation",
			  .ops = &lecteur_csv},
	[FORMAT_SIRENE] = {.code = "sirene",
			   .libelle = "état des établissements (SIRENE)",
			   .ops = &lecteur_csv},
	[FORMAT_UAI] = {.code = "uai", .libelle = "référentiel des UAI", .ops = &lecteur_csv},
	[FORMAT_CERTIF_INFO] = {.code = "certif-info",
				.libelle = "Certif Info",
				.ops = &lecteur_csv},
	[FORMAT_KIT] = {.code = "kit", .libelle = "kit apprentissage", .ops = &lecteur_csv},
	[FORMAT_DIPLOMES] = {.code = "diplomes",
			     .libelle = "diplômes de la BCN (V_FORMATION_DIPLOME)",
			     .ops = &lecteur_csv},
	[FORMAT_MEF] = {.code = "mef", .libelle = "MEF de la BCN (N_MEF)", .ops = &lecteur_csv},
	[FORMAT_NIVEAUX] =
		{
			.code = "niveaux",
			.libelle = "niveaux de la BCN (N_NIVEAU_FORMATION_DIPLOME)",
			.ops = &lecteur_csv,
		},
	[FORMAT_OPTIONS_BTS] = {.code = "options-bts",
				.libelle = "options des BTS (CFD communs)",
				.ops = &lecteur_csv},
	[FORMAT_COMMUNES] = {.code = "communes",
			     .libelle = "communes du code officiel géographique",
			     .ops = &lecteur_csv},
	[FORMAT_MOUVEMENTS] =
		{
			.code = "mouvements",
			.libelle = "mouvements des communes (code officiel géographique)",
			.ops = &lecteur_csv,
		},
	[FORMAT_ANNUAIRE] = {.code = "annuaire",
			     .libelle = "annuaire de l'éducation",
			     .ops = &lecteur_csv},
	[FORMAT_RESEAUX] = {.code = "reseaux",
			    .libelle = "CFA d'un réseau (UAI et SIRET)",
			    .ops = &lecteur_csv},
	[FORMAT_UAI_SAISIS] = {.code = "uai-saisis",
			       .libelle = "UAI saisis à la main",
			       .ops = &lecteur_csv},
	[FORMAT_PARCOURSUP] = {.code = "parcoursup",
			       .libelle = "formations de Parcoursup",
			       .ops = &lecteur_csv},
	[FORMAT_PARCOURSUP_CLES] = {.code = "parcoursup-cles",
				    .libelle = "clés des formations de Parcoursup",
				    .ops = &lecteur_csv},
	[FORMAT_CODES_POSTAUX] = {.code = "codes-postaux",
				  .libelle = "codes postaux des communes",
				  .ops = &lecteur_postaux},
	[FORMAT_RNCP_CSV] = {.code = "rncp-csv",
			     .libelle = "fiches de France compétences (jeu de CSV)",
			     .ops = &lecteur_jeu},
	[FORMAT_ACCE] = {.code = "acce",
			 .libelle = "UAI de l'ACCE (ACCE_UAI)",
			 .ops = &lecteur_csv},
	[FORMAT_INUTILE_ACCE] =
		{
			.libelle = "complément de l'ACCE",
			.refus =
				"C'est un fichier annexe de l'ACCE (filles, mères, spécificités ou zones) : il n'ajoute rien "
				"dont relais ait besoin.",
			.remede = "Rien à faire ; seul ACCE_UAI est lu.",
		},
	[FORMAT_RCO] = {.code = "rco",
			.libelle = "formations du réseau des Carif-Oref (JSON)",
			.ops = &lecteur_rco},
	[FORMAT_RCO_ETABLISSEMENTS] =
		{
			.code = "rco-etablissements",
			.libelle = "établissements du réseau des Carif-Oref (UAI et SIRET)",
			.ops = &lecteur_rco_etablissements,
		},
	[FORMAT_UAI_SIRET] = {.code = "uai-siret",
			      .libelle = "référentiel UAI-SIRET",
			      .ops = &lecteur_uai_siret},
	[FORMAT_REFUSE_LHEO_1] =
		{
			.libelle = "LHEO 1",
			.refus =
				"C'est du LHEO 1 (élément <offre-formation>), un format remplacé depuis 2013.",
			.remede = FLUX_COMPLET,
		},
	[FORMAT_REFUSE_LHEO_INDEX] =
		{
			.libelle = "lheo-index",
			.refus =
				"C'est un lheo-index, c'est-à-dire des résumés d'offres : il n'a ni les "
				"SIRET, ni les durées, ni les sessions.",
			.remede = "Demander au Carif-Oref le flux complet (racine <lheo>).",
		},
	[FORMAT_REFUSE_EDOF] =
		{
			.libelle = "catalogue EDOF",
			.refus =
				"C'est un catalogue EDOF, destiné à Mon Compte Formation : il ressemble à LHEO "
				"et ne décrit pas l'apprentissage.",
			.remede = FLUX_COMPLET,
		},
	[FORMAT_ARCHIVE_ZIP] =
		{
			.libelle = "archive zip",
			.refus =
				"C'est une archive, qui n'est ouverte ni dans une autre ni dans un tube.",
			.remede = DECOMPRESSER,
		},
	[FORMAT_ARCHIVE_GZ] =
		{
			.libelle = "fichier gz",
			.refus =
				"C'est un fichier gz, qui n'est ouvert ni dans une archive ni dans un tube.",
			.remede = DECOMPRESSER,
		},
	[FORMAT_REFUSE_ARCHIVE] =
		{
			.libelle = "archive",
			.refus =
				"C'est une archive compressée, pas un fichier de données ; relais n'ouvre que les zip et les gz.",
			.remede = DECOMPRESSER,
		},
	[FORMAT_REFUSE_TABLEUR] =
		{
			.libelle = "classeur de tableur",
			.refus = "C'est un classeur de tableur (xlsx, xls ou ods).",
			.remede =
				"L'ouvrir et l'enregistrer en « CSV UTF-8 », colonnes de codes en texte pour "
				"garder les zéros.",
		},
	[FORMAT_REFUSE_BUREAU] =
		{
			.libelle = "document de bureautique",
			.refus =
				"C'est un document de bureautique (texte ou présentation), pas un fichier de données.",
			.remede =
				"Donner les données elles-mêmes : un flux XML ou JSON, ou un tableau en « CSV UTF-8 ».",
		},
	[FORMAT_REFUSE_PARCOURSUP] =
		{
			.libelle = "statistiques ouvertes de Parcoursup",
			.refus =
				"Ce sont des données ouvertes de Parcoursup (vœux, places, carte) : elles n'ont ni le "
				"code d'inscription de la gestion, ni la clé des offres.",
			.remede =
				"Donner la « liste des formations » extraite de la gestion Parcoursup.",
		},
	[FORMAT_REFUSE_DISPOSITIFS] =
		{
			.libelle = "dispositifs de la BCN (N_DISPOSITIF_FORMATION)",
			.refus =
				"C'est la table des dispositifs de la BCN : relais n'en a pas besoin, N_MEF donne la "
				"durée et l'année.",
			.remede = "Donner N_MEF ; ce fichier-ci peut être laissé de côté.",
		},
	[FORMAT_REFUSE_SPECIALITES] =
		{
			.libelle = "nomenclature des spécialités (NSF)",
			.refus =
				"C'est une table de la nomenclature des spécialités (NSF) : aucun critère ne la demande.",
			.remede = "Ce fichier peut être laissé de côté.",
		},
	[FORMAT_REFUSE_ACADEMIES] =
		{
			.libelle = "départements, académies et régions",
			.refus =
				"C'est la table des départements, des académies et des régions : elle est déjà dans le "
				"programme.",
			.remede = "Ce fichier peut être laissé de côté.",
		},
	[FORMAT_REFUSE_CARIF] =
		{
			.libelle = "annuaire des Carif-Oref",
			.refus = "C'est l'annuaire des Carif-Oref, pas le flux de leurs offres.",
			.remede =
				"Demander au Carif-Oref son flux complet en LHEO 2.3 (racine <lheo>).",
		},
	[FORMAT_REFUSE_SIRETS] =
		{
			.libelle = "liste de SIRET",
			.refus =
				"C'est une liste de SIRET sans leur état : elle ne dit pas s'ils sont actifs ou fermés.",
			.remede =
				"Donner l'extrait de SIRENE, avec « siret » et « etatAdministratifEtablissement ».",
		},
	[FORMAT_REFUSE_CLES_ONISEP] =
		{
			.libelle = "clés et actions de l'Onisep",
			.refus =
				"C'est une correspondance entre clés ministères éducatifs et actions de l'Onisep : "
				"relais ne se sert pas des identifiants de l'Onisep.",
			.remede =
				"Donner le flux du Carif-Oref : il porte les clés et ce que déclarent les CFA.",
		},
	[FORMAT_REFUSE_SCHEMA] =
		{
			.libelle = "schéma XML",
			.refus =
				"C'est un schéma XML : il décrit un format et ne contient aucune donnée.",
			.remede = "Donner un fichier de données qui suit ce schéma.",
		},
	[FORMAT_REFUSE_ELM] =
		{
			.libelle = "catalogue ELM (Europass)",
			.refus =
				"C'est un catalogue au format européen ELM (Europass) : il ne décrit ni l'apprentissage, "
				"ni les sessions, ni les codes français.",
			.remede = FLUX_COMPLET,
		},
	[FORMAT_REFUSE_UTF16] =
		{
			.libelle = "texte en UTF-16",
			.refus = "Le fichier est en UTF-16.",
			.remede =
				"UTF-16 : enregistrez-le en UTF-8 (dans un tableur, « CSV UTF-8 »).",
		},
	[FORMAT_REFUSE_HTML] =
		{
			.libelle = "page web",
			.refus = "C'est une page web (HTML), pas le fichier attendu.",
			.remede =
				"Le lien a sans doute donné une page d'erreur ou de connexion : télécharger "
				"à nouveau le fichier lui-même.",
		},
	[FORMAT_REFUSE_JPO] =
		{
			.libelle = "journées portes ouvertes de l'Onisep",
			.refus =
				"Ce sont les journées portes ouvertes de l'Onisep : relais n'en tire rien.",
			.remede = "Donner le flux des offres, ou un référentiel.",
		},
	[FORMAT_REFUSE_JSON] =
		{
			.libelle = "JSON inconnu",
			.refus =
				"C'est du JSON, mais d'aucun format que relais connaît : son début ne nomme "
				"aucun des champs attendus.",
			.remede =
				"Donner les formations ou les établissements du réseau des Carif-Oref, le "
				"référentiel UAI-SIRET ou les codes postaux, dans leur forme d'origine. Si son début a été "
				"modifié, indiquer son format avec --as (« relais import --help » donne les genres).",
		},
	[FORMAT_REFUSE_BINAIRE] =
		{
			.libelle = "fichier binaire",
			.refus = "Le fichier contient des octets nuls : ce n'est pas du texte.",
			.remede =
				"Vérifier que c'est le bon fichier et que son téléchargement est complet.",
		},
	[FORMAT_REFUSE_VIDE] =
		{
			.libelle = "fichier vide",
			.refus = "Le fichier est vide.",
			.remede = "Le télécharger ou l'exporter à nouveau.",
		},
};

struct lecteur {
	const struct lecteur_ops *ops;
	void *l;
	enum err arret;
};

static void check(enum format f)
{
	if ((unsigned)f >= FORMAT__MAX)
		BUG("format %d", (int)f);
}

const char *format_code(enum format f)
{
	check(f);
	return formats[f].code;
}

const char *format_libelle(enum format f)
{
	check(f);
	return formats[f].libelle;
}

enum format format_de_code(struct str code)
{
	for (unsigned f = 0; f < FORMAT__MAX; f++)
		if (formats[f].code && str_eq(code, str_of(formats[f].code)))
			return (enum format)f;
	return FORMAT_INCONNU;
}

bool format_de_campagne(enum format f)
{
	return f == FORMAT_PARCOURSUP || f == FORMAT_PARCOURSUP_CLES;
}

bool format_lisible(enum format f)
{
	check(f);
	return formats[f].ops != NULL;
}

bool format_inutile(enum format f)
{
	check(f);
	return f == FORMAT_INUTILE_ACCE || f == FORMAT_REFUSE_DISPOSITIFS ||
	       f == FORMAT_REFUSE_SPECIALITES || f == FORMAT_REFUSE_ACADEMIES;
}

bool format_lacunaire(enum format f)
{
	return f == FORMAT_RCO;
}

bool format_est_flux(enum format f)
{
	return f == FORMAT_LHEO || f == FORMAT_RCO;
}

enum err format_refus(enum format f, struct incident *inc)
{
	check(f);
	if (formats[f].ops)
		BUG("format %s is read", formats[f].code);
	incident_set(inc, E_INVALIDE, "%s", formats[f].refus);
	incident_remede(inc, "%s", formats[f].remede);
	return E_INVALIDE;
}

struct lecteur *format_ouvrir(enum format f, struct puits puits)
{
	if (!format_lisible(f))
		BUG("format %d is not read", (int)f);

	struct lecteur *l = mem_alloc(sizeof *l);
	l->ops = formats[f].ops;
	l->l = csv_table_de(f, 0) ? csv_ouvrir(f, puits) : l->ops->ouvrir(puits);
	return l;
}

enum err format_partie(struct lecteur *l, int partie, struct incident *inc)
{
	if (l->arret)
		BUG("a reader that failed only accepts format_fermer");
	return l->arret = l->ops->partie ? l->ops->partie(l->l, partie, inc) : OK;
}

enum err format_nourrir(struct lecteur *l, const char *bytes, size_t n, struct incident *inc)
{
	if (l->arret)
		BUG("a reader that failed only accepts format_fermer");
	return l->arret = l->ops->nourrir(l->l, bytes, n, inc);
}

enum err format_fin(struct lecteur *l, struct incident *inc)
{
	if (l->arret)
		BUG("a reader that failed only accepts format_fermer");
	return l->arret = l->ops->fin(l->l, inc);
}

void format_fermer(struct lecteur *l)
{
	if (!l)
		return;
	l->ops->fermer(l->l);
	mem_free(l);
}
