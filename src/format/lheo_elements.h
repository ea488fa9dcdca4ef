/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lheo_elements.h - the 170 elements of LHEO 2.3 and what each may hold (internal to the room)
 *
 * From the schema of 12/01/2022. LHEO 2.0 and 2.2 are subsets of it, so one table serves the
 * three. « * » is anything. Order and cardinalities are not kept: a reader of real feeds needs to
 * know what is unknown or under a wrong parent, and the few missing elements that matter are said
 * by lheo_formation.c.
 */
#ifndef RELAIS_FORMAT_LHEO_ELEMENTS_H
#define RELAIS_FORMAT_LHEO_ELEMENTS_H

/* clang-format off */
/* code, name, names of the children that it may have */
#define LHEO_ELEMENTS(X) \
	X(DOMAINE_FORMATION, "domaine-formation", "code-FORMACODE code-NSF code-ROME extras") \
	X(INTITULE_FORMATION, "intitule-formation", "") \
	X(NOM_ORGANISME, "nom-organisme", "") \
	X(OBJECTIF_FORMATION, "objectif-formation", "") \
	X(RESULTATS_ATTENDUS, "resultats-attendus", "") \
	X(CONTENU_FORMATION, "contenu-formation", "") \
	X(CERTIFIANTE, "certifiante", "") \
	X(RYTHME_FORMATION, "rythme-formation", "") \
	X(DUREE_INDICATIVE, "duree-indicative", "") \
	X(CONTACT_FORMATION, "contact-formation", "type-contact coordonnees extras") \
	X(CONTACT_SESSION, "contact-session", "type-contact coordonnees extras") \
	X(PARCOURS_DE_FORMATION, "parcours-de-formation", "") \
	X(OBJECTIF_GENERAL_FORMATION, "objectif-general-formation", "") \
	X(CERTIFICATION, "certification", \
	  "code-RNCP code-CERTIFINFO code-RS code-CPF reference-code-FORMACODE extras") \
	X(REFERENCE_CERTIFICATION, "reference-certification", \
	  "reference-code-RNCP reference-code-CERTIFINFO reference-code-RS extras") \
	X(CODE_TYPE_FORMATION, "code-type-formation", "code-CPF code-ELU extras") \
	X(LHEO, "lheo", "offres extras") \
	X(OFFRES, "offres", "formation extras") \
	X(FORMATION, "formation", \
	  "domaine-formation intitule-formation objectif-formation resultats-attendus " \
	  "contenu-formation certifiante contact-formation parcours-de-formation " \
	  "code-niveau-entree objectif-general-formation certification " \
	  "code-type-formation code-niveau-sortie url-formation action " \
	  "organisme-formation-responsable identifiant-module positionnement sous-modules " \
	  "modules-prerequis extras") \
	X(ACTION, "action", \
	  "rythme-formation code-public-vise info-public-vise niveau-entree-obligatoire " \
	  "modalites-alternance modalites-enseignement conditions-specifiques " \
	  "prise-en-charge-frais-possible lieu-de-formation modalites-entrees-sorties " \
	  "url-action duree-cycle session adresse-information date-information " \
	  "restauration hebergement transport acces-handicapes langue-formation " \
	  "modalites-recrutement modalites-pedagogiques code-modalite-pedagogique " \
	  "equipement frais-restants code-perimetre-recrutement " \
	  "infos-perimetre-recrutement prix-horaire-TTC prix-total-TTC duree-indicative " \
	  "nombre-heures-centre nombre-heures-entreprise nombre-heures-total " \
	  "detail-conditions-prise-en-charge conventionnement duree-conventionnee " \
	  "organisme-formateur organisme-financeur enseignement extras") \
	X(ORGANISME_FORMATION_RESPONSABLE, "organisme-formation-responsable", \
	  "numero-activite SIRET-organisme-formation nom-organisme raison-sociale " \
	  "coordonnees-organisme contact-organisme renseignements-specifiques potentiel " \
	  "code-UAI-organisme-formation extras") \
	X(POTENTIEL, "potentiel", "code-FORMACODE extras") \
	X(ORGANISME_FORMATEUR, "organisme-formateur", \
	  "SIRET-formateur raison-sociale-formateur contact-formateur potentiel " \
	  "code-UAI-formateur reference-certification extras") \
	X(NIVEAU_ENTREE_OBLIGATOIRE, "niveau-entree-obligatoire", "") \
	X(CODE_NIVEAU_ENTREE, "code-niveau-entree", "") \
	X(CODE_NIVEAU_SORTIE, "code-niveau-sortie", "") \
	X(URL_FORMATION, "url-formation", "urlweb extras") \
	X(MODALITES_ALTERNANCE, "modalites-alternance", "") \
	X(MODALITES_ENSEIGNEMENT, "modalites-enseignement", "") \
	X(CONDITIONS_SPECIFIQUES, "conditions-specifiques", "") \
	X(CODE_MODALITE_PEDAGOGIQUE, "code-modalite-pedagogique", "") \
	X(PRISE_EN_CHARGE_FRAIS_POSSIBLE, "prise-en-charge-frais-possible", "") \
	X(FRAIS_RESTANTS, "frais-restants", "") \
	X(LANGUE_FORMATION, "langue-formation", "") \
	X(LIEU_DE_FORMATION, "lieu-de-formation", \
	  "SIRET-lieu-formation code-UAI-lieu-formation coordonnees extras") \
	X(NB_PLACES, "nb-places", "") \
	X(RECRUTEMENT, "recrutement", \
	  "modalite-recrutement code-perimetre-recrutement infos-perimetre-recrutement " \
	  "a-distance adresse urlweb nb-places periode heure-debut heure-fin commentaire " \
	  "extras") \
	X(A_DISTANCE, "a-distance", "") \
	X(ENSEIGNEMENT, "enseignement", \
	  "libelle-enseignement type-enseignement obligatoire commentaire extras") \
	X(EQUIPEMENT, "equipement", \
	  "type-equipement cout-indicatif-equipement commentaire extras") \
	X(TYPE_EQUIPEMENT, "type-equipement", "") \
	X(COUT_INDICATIF_EQUIPEMENT, "cout-indicatif-equipement", "") \
	X(OBLIGATOIRE, "obligatoire", "") \
	X(MODALITE_RECRUTEMENT, "modalite-recrutement", "") \
	X(LIBELLE_ENSEIGNEMENT, "libelle-enseignement", "") \
	X(TYPE_ENSEIGNEMENT, "type-enseignement", "") \
	X(MODALITES_ENTREES_SORTIES, "modalites-entrees-sorties", "") \
	X(EFFECTIF_MINIMAL, "effectif-minimal", "") \
	X(CAPACITE_SIMULTANEE, "capacite-simultanee", "") \
	X(CAPACITE_CUMULEE, "capacite-cumulee", "") \
	X(TYPE_ALTERNANCE, "type-alternance", "") \
	X(UNITE_RYTHME_ALTERNANCE, "unite-rythme-alternance", "") \
	X(UNITES_ENTREPRISE, "unites-entreprise", "") \
	X(UNITES_CENTRE, "unites-centre", "") \
	X(RYTHME_ALTERNANCE, "rythme-alternance", \
	  "unite-rythme-alternance unites-entreprise unites-centre extras") \
	X(TYPE_CYCLE, "type-cycle", "") \
	X(DUREE_CYCLE, "duree-cycle", "") \
	X(ANNEE_CYCLE, "annee-cycle", "") \
	X(ALTERNANCE, "alternance", "type-alternance rythme-alternance extras") \
	X(CYCLE, "cycle", \
	  "type-cycle annee-cycle effectif-minimal capacite-simultanee capacite-cumulee " \
	  "alternance extras") \
	X(SESSION, "session", \
	  "periode adresse-inscription modalites-inscription periode-inscription " \
	  "etat-recrutement recrutement url-session contact-session " \
	  "reference-certification blocs-competences cycle extras") \
	X(ADRESSE_INSCRIPTION, "adresse-inscription", "adresse extras") \
	X(ADRESSE_INFORMATION, "adresse-information", "adresse extras") \
	X(DATE_INFORMATION, "date-information", "date extras") \
	X(URL_ACTION, "url-action", "urlweb extras") \
	X(URL_SESSION, "url-session", "urlweb extras") \
	X(NUMERO_ACTIVITE, "numero-activite", "") \
	X(SIRET_ORGANISME_FORMATION, "SIRET-organisme-formation", "SIRET extras") \
	X(CODE_UAI_ORGANISME_FORMATION, "code-UAI-organisme-formation", "code-UAI extras") \
	X(SIRET_LIEU_FORMATION, "SIRET-lieu-formation", "SIRET extras") \
	X(CODE_UAI_LIEU_FORMATION, "code-UAI-lieu-formation", "code-UAI extras") \
	X(RAISON_SOCIALE, "raison-sociale", "") \
	X(COORDONNEES_ORGANISME, "coordonnees-organisme", "coordonnees extras") \
	X(TYPE_CONTACT, "type-contact", "") \
	X(CONTACT_ORGANISME, "contact-organisme", "type-contact coordonnees extras") \
	X(CONTACT_FORMATEUR, "contact-formateur", "type-contact coordonnees extras") \
	X(RENSEIGNEMENTS_SPECIFIQUES, "renseignements-specifiques", "") \
	X(ORGANISME_FINANCEUR, "organisme-financeur", \
	  "code-financeur nb-places-financees extras") \
	X(NB_PLACES_FINANCEES, "nb-places-financees", "") \
	X(MODALITES_RECRUTEMENT, "modalites-recrutement", "") \
	X(MODALITES_PEDAGOGIQUES, "modalites-pedagogiques", "") \
	X(SIRET_FORMATEUR, "SIRET-formateur", "SIRET extras") \
	X(CODE_UAI_FORMATEUR, "code-UAI-formateur", "code-UAI extras") \
	X(RAISON_SOCIALE_FORMATEUR, "raison-sociale-formateur", "") \
	X(CODE_PERIMETRE_RECRUTEMENT, "code-perimetre-recrutement", "") \
	X(INFOS_PERIMETRE_RECRUTEMENT, "infos-perimetre-recrutement", "") \
	X(PRIX_HORAIRE_TTC, "prix-horaire-TTC", "") \
	X(PRIX_TOTAL_TTC, "prix-total-TTC", "") \
	X(NOMBRE_HEURES_CENTRE, "nombre-heures-centre", "") \
	X(NOMBRE_HEURES_ENTREPRISE, "nombre-heures-entreprise", "") \
	X(NOMBRE_HEURES_TOTAL, "nombre-heures-total", "") \
	X(DETAIL_CONDITIONS_PRISE_EN_CHARGE, "detail-conditions-prise-en-charge", "") \
	X(CONVENTIONNEMENT, "conventionnement", "") \
	X(DUREE_CONVENTIONNEE, "duree-conventionnee", "") \
	X(CODE_FINANCEUR, "code-financeur", "") \
	X(RESTAURATION, "restauration", "") \
	X(HEBERGEMENT, "hebergement", "") \
	X(TRANSPORT, "transport", "") \
	X(ACCES_HANDICAPES, "acces-handicapes", "") \
	X(POSITIONNEMENT, "positionnement", "") \
	X(ETAT_RECRUTEMENT, "etat-recrutement", "") \
	X(IDENTIFIANT_MODULE, "identifiant-module", "") \
	X(REFERENCE_MODULE, "reference-module", "") \
	X(REFERENCE_CODE_FORMACODE, "reference-code-FORMACODE", "") \
	X(REFERENCE_CODE_CERTIFINFO, "reference-code-CERTIFINFO", "") \
	X(REFERENCE_CODE_RNCP, "reference-code-RNCP", "") \
	X(REFERENCE_CODE_RS, "reference-code-RS", "") \
	X(LIBELLE_BLOC, "libelle-bloc", "") \
	X(CODE_BLOC, "code-bloc", "") \
	X(BLOC_COMPETENCES, "bloc-competences", "libelle-bloc code-bloc extras") \
	X(VALIDATION_BLOCS, "validation-blocs", "") \
	X(BLOCS_COMPETENCES, "blocs-competences", \
	  "validation-blocs reference-certification bloc-competences extras") \
	X(SOUS_MODULES, "sous-modules", "sous-module extras") \
	X(MODULES_PREREQUIS, "modules-prerequis", "reference-module extras") \
	X(SOUS_MODULE, "sous-module", "reference-module type-module extras") \
	X(TYPE_MODULE, "type-module", "") \
	X(CODE_NSF, "code-NSF", "") \
	X(CODE_FORMACODE, "code-FORMACODE", "") \
	X(CODE_ROME, "code-ROME", "") \
	X(CODE_PUBLIC_VISE, "code-public-vise", "") \
	X(INFO_PUBLIC_VISE, "info-public-vise", "") \
	X(CODE_RNCP, "code-RNCP", "") \
	X(CODE_CERTIFINFO, "code-CERTIFINFO", "") \
	X(CODE_UAI, "code-UAI", "") \
	X(CODE_RS, "code-RS", "") \
	X(CODE_CPF, "code-CPF", "") \
	X(CODE_ELU, "code-ELU", "") \
	X(COORDONNEES, "coordonnees", \
	  "civilite nom prenom ligne adresse telfixe portable fax courriel web extras") \
	X(SIRET, "SIRET", "") \
	X(ADRESSE, "adresse", \
	  "denomination ligne codepostal ville departement code-INSEE-commune " \
	  "code-INSEE-canton region pays geolocalisation extras") \
	X(LIGNE, "ligne", "") \
	X(DENOMINATION, "denomination", "") \
	X(PRENOM, "prenom", "") \
	X(CIVILITE, "civilite", "") \
	X(NOM, "nom", "") \
	X(CODEPOSTAL, "codepostal", "") \
	X(CODE_INSEE_COMMUNE, "code-INSEE-commune", "") \
	X(CODE_INSEE_CANTON, "code-INSEE-canton", "") \
	X(VILLE, "ville", "") \
	X(DEPARTEMENT, "departement", "") \
	X(REGION, "region", "") \
	X(PAYS, "pays", "") \
	X(GEOLOCALISATION, "geolocalisation", "latitude longitude extras") \
	X(LATITUDE, "latitude", "") \
	X(LONGITUDE, "longitude", "") \
	X(COURRIEL, "courriel", "") \
	X(WEB, "web", "urlweb extras") \
	X(URLWEB, "urlweb", "") \
	X(COMMENTAIRE, "commentaire", "") \
	X(TELFIXE, "telfixe", "numtel extras") \
	X(PORTABLE, "portable", "numtel extras") \
	X(FAX, "fax", "numtel extras") \
	X(NUMTEL, "numtel", "") \
	X(MODALITES_INSCRIPTION, "modalites-inscription", "") \
	X(PERIODE, "periode", "debut fin extras") \
	X(PERIODE_INSCRIPTION, "periode-inscription", "periode") \
	X(DEBUT, "debut", "") \
	X(FIN, "fin", "") \
	X(HEURE_DEBUT, "heure-debut", "") \
	X(HEURE_FIN, "heure-fin", "") \
	X(DATE, "date", "") \
	X(EXTRAS, "extras", "extras extra") \
	X(EXTRA, "extra", "*") \
	X(LHEO_INDEX, "lheo-index", "resumes-offres resumes-organismes extras") \
	X(RESUMES_OFFRES, "resumes-offres", "resume-offre extras") \
	X(RESUMES_ORGANISMES, "resumes-organismes", "resume-organisme extras") \
	X(RESUME_OFFRE, "resume-offre", \
	  "domaine-formation intitule-formation nom-organisme SIRET codepostal " \
	  "code-INSEE-commune ville departement region certifiante code-niveau-entree " \
	  "prise-en-charge-frais-possible modalites-enseignement code-public-vise " \
	  "nombre-heures-total session contact-formation-resume certification extras") \
	X(RESUME_ORGANISME, "resume-organisme", \
	  "nom-organisme raison-sociale SIRET numero-activite extras") \
	X(CONTACT_FORMATION_RESUME, "contact-formation-resume", \
	  "type-contact nom telfixe courriel extras") \
	X(LHEO_PLUS, "lheo-plus", "lheo organisme-formation-responsable extras")
/* clang-format on */

enum lheo_element {
	LHEO__INCONNU, /* what the table does not hold */
#define X(code, nom, enfants) LHEO_##code,
	LHEO_ELEMENTS(X)
#undef X
		LHEO__N
};

#endif
