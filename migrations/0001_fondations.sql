-- SPDX-License-Identifier: EUPL-1.2
-- Versions, runs, referentials, offers, verdicts (ARCHITECTURE.md, « The base »).
--
-- Every change belongs to a version. Current rows live in x; a row that is replaced or goes moves to x_passe, which has the same
-- columns and au_version, the version that ended it. The columns of a referential are those of its record (format/flux.h).

CREATE TABLE version (
	numero @int@ PRIMARY KEY,
	connu_le TEXT NOT NULL,
	cause TEXT NOT NULL,
	run @int@,
	personne TEXT NOT NULL
) @strict@;

CREATE TABLE source (
	numero @int@ PRIMARY KEY,
	code TEXT NOT NULL UNIQUE
) @strict@;

CREATE TABLE run (
	numero @int@ PRIMARY KEY,
	instant TEXT NOT NULL,
	genre TEXT NOT NULL,
	source @int@ NOT NULL,
	fichier TEXT NOT NULL,
	taille @int@ NOT NULL,
	empreinte TEXT NOT NULL,
	complet @int@ NOT NULL CHECK (complet IN (0, 1)),
	date_faits TEXT NOT NULL,
	date_fichier TEXT NOT NULL,
	encodage TEXT NOT NULL,
	lecteurs TEXT NOT NULL,
	etat TEXT NOT NULL,
	version @int@,
	lus @int@ NOT NULL,
	ecartes @int@ NOT NULL,
	nouveaux @int@ NOT NULL,
	modifies @int@ NOT NULL,
	inchanges @int@ NOT NULL,
	disparus @int@ NOT NULL,
	anomalies @int@ NOT NULL,
	message TEXT NOT NULL
) @strict@;
CREATE INDEX run_genre ON run (genre, source, numero);

CREATE TABLE anomalie (
	run @int@ NOT NULL,
	rang @int@ NOT NULL,
	ligne @int@ NOT NULL,
	ref TEXT NOT NULL,
	champ TEXT NOT NULL,
	valeur TEXT NOT NULL,
	code TEXT NOT NULL,
	PRIMARY KEY (run, rang)
) @cle@;
CREATE INDEX anomalie_ref ON anomalie (ref);

CREATE TABLE evenement (
	numero @id@,
	instant TEXT NOT NULL,
	acteur TEXT NOT NULL,
	objet TEXT NOT NULL,
	changement TEXT NOT NULL,
	raison TEXT NOT NULL
) @strict@;

CREATE TABLE texte (
	numero @int@ PRIMARY KEY,
	empreinte @blob@ NOT NULL,
	taille @int@ NOT NULL,
	contenu @blob@ NOT NULL
) @strict@;

-- La liste publique des organismes de formation
CREATE TABLE organisme_liste (
	cle @cle_texte@ PRIMARY KEY,
	nda TEXT NOT NULL,
	siren TEXT NOT NULL,
	siret TEXT NOT NULL,
	nom TEXT NOT NULL,
	code_postal TEXT NOT NULL,
	ville TEXT NOT NULL,
	apprentissage TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL
) @cle@;
CREATE TABLE organisme_liste_passe (
	cle @cle_texte@ NOT NULL,
	nda TEXT NOT NULL,
	siren TEXT NOT NULL,
	siret TEXT NOT NULL,
	nom TEXT NOT NULL,
	code_postal TEXT NOT NULL,
	ville TEXT NOT NULL,
	apprentissage TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (cle, du_version)
) @cle@;

-- État des SIRET
CREATE TABLE sirene (
	cle @cle_texte@ PRIMARY KEY,
	siret TEXT NOT NULL,
	etat TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL
) @cle@;
CREATE TABLE sirene_passe (
	cle @cle_texte@ NOT NULL,
	siret TEXT NOT NULL,
	etat TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (cle, du_version)
) @cle@;

-- Référentiel des UAI
CREATE TABLE etablissement (
	cle @cle_texte@ PRIMARY KEY,
	uai TEXT NOT NULL,
	siret TEXT NOT NULL,
	nom TEXT NOT NULL,
	insee TEXT NOT NULL,
	etat TEXT NOT NULL,
	iut TEXT NOT NULL,
	accueil TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL
) @cle@;
CREATE TABLE etablissement_passe (
	cle @cle_texte@ NOT NULL,
	uai TEXT NOT NULL,
	siret TEXT NOT NULL,
	nom TEXT NOT NULL,
	insee TEXT NOT NULL,
	etat TEXT NOT NULL,
	iut TEXT NOT NULL,
	accueil TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (cle, du_version)
) @cle@;

-- Certif Info
CREATE TABLE certif_info (
	cle @cle_texte@ PRIMARY KEY,
	code TEXT NOT NULL,
	libelle TEXT NOT NULL,
	type TEXT NOT NULL,
	niveau TEXT NOT NULL,
	rncp TEXT NOT NULL,
	cfd TEXT NOT NULL,
	acces_apprentissage TEXT NOT NULL,
	etat TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL
) @cle@;
CREATE TABLE certif_info_passe (
	cle @cle_texte@ NOT NULL,
	code TEXT NOT NULL,
	libelle TEXT NOT NULL,
	type TEXT NOT NULL,
	niveau TEXT NOT NULL,
	rncp TEXT NOT NULL,
	cfd TEXT NOT NULL,
	acces_apprentissage TEXT NOT NULL,
	etat TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (cle, du_version)
) @cle@;

-- Kit apprentissage : CFD et RNCP
CREATE TABLE kit (
	cle @cle_texte@ PRIMARY KEY,
	cfd TEXT NOT NULL,
	intitule TEXT NOT NULL,
	rncp TEXT NOT NULL,
	niveau TEXT NOT NULL,
	abrege TEXT NOT NULL,
	acces TEXT NOT NULL,
	echeance TEXT NOT NULL,
	active TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL
) @cle@;
CREATE TABLE kit_passe (
	cle @cle_texte@ NOT NULL,
	cfd TEXT NOT NULL,
	intitule TEXT NOT NULL,
	rncp TEXT NOT NULL,
	niveau TEXT NOT NULL,
	abrege TEXT NOT NULL,
	acces TEXT NOT NULL,
	echeance TEXT NOT NULL,
	active TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (cle, du_version)
) @cle@;

-- BCN, V_FORMATION_DIPLOME
CREATE TABLE diplome (
	cle @cle_texte@ PRIMARY KEY,
	cfd TEXT NOT NULL,
	niveau TEXT NOT NULL,
	nsf TEXT NOT NULL,
	libelle_court TEXT NOT NULL,
	libelle TEXT NOT NULL,
	ouverture TEXT NOT NULL,
	fermeture TEXT NOT NULL,
	derniere_session TEXT NOT NULL,
	niveau_rncp TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL
) @cle@;
CREATE TABLE diplome_passe (
	cle @cle_texte@ NOT NULL,
	cfd TEXT NOT NULL,
	niveau TEXT NOT NULL,
	nsf TEXT NOT NULL,
	libelle_court TEXT NOT NULL,
	libelle TEXT NOT NULL,
	ouverture TEXT NOT NULL,
	fermeture TEXT NOT NULL,
	derniere_session TEXT NOT NULL,
	niveau_rncp TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (cle, du_version)
) @cle@;

-- BCN, N_MEF
CREATE TABLE mef (
	cle @cle_texte@ PRIMARY KEY,
	code TEXT NOT NULL,
	cfd TEXT NOT NULL,
	duree TEXT NOT NULL,
	annee TEXT NOT NULL,
	libelle TEXT NOT NULL,
	ouverture TEXT NOT NULL,
	fermeture TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL
) @cle@;
CREATE TABLE mef_passe (
	cle @cle_texte@ NOT NULL,
	code TEXT NOT NULL,
	cfd TEXT NOT NULL,
	duree TEXT NOT NULL,
	annee TEXT NOT NULL,
	libelle TEXT NOT NULL,
	ouverture TEXT NOT NULL,
	fermeture TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (cle, du_version)
) @cle@;

-- BCN, N_NIVEAU_FORMATION_DIPLOME
CREATE TABLE niveau_diplome (
	cle @cle_texte@ PRIMARY KEY,
	code TEXT NOT NULL,
	libelle_court TEXT NOT NULL,
	libelle TEXT NOT NULL,
	niveau_rncp TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL
) @cle@;
CREATE TABLE niveau_diplome_passe (
	cle @cle_texte@ NOT NULL,
	code TEXT NOT NULL,
	libelle_court TEXT NOT NULL,
	libelle TEXT NOT NULL,
	niveau_rncp TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (cle, du_version)
) @cle@;

-- BTS à options : CFD commun de première année
CREATE TABLE option_bts (
	cle @cle_texte@ PRIMARY KEY,
	cfd_commun TEXT NOT NULL,
	famille TEXT NOT NULL,
	cfd TEXT NOT NULL,
	libelle TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL
) @cle@;
CREATE TABLE option_bts_passe (
	cle @cle_texte@ NOT NULL,
	cfd_commun TEXT NOT NULL,
	famille TEXT NOT NULL,
	cfd TEXT NOT NULL,
	libelle TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (cle, du_version)
) @cle@;

-- Code officiel géographique
CREATE TABLE commune (
	cle @cle_texte@ PRIMARY KEY,
	type TEXT NOT NULL,
	code TEXT NOT NULL,
	region TEXT NOT NULL,
	departement TEXT NOT NULL,
	libelle TEXT NOT NULL,
	parent TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL
) @cle@;
CREATE TABLE commune_passe (
	cle @cle_texte@ NOT NULL,
	type TEXT NOT NULL,
	code TEXT NOT NULL,
	region TEXT NOT NULL,
	departement TEXT NOT NULL,
	libelle TEXT NOT NULL,
	parent TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (cle, du_version)
) @cle@;

-- Fiches RNCP de France compétences ; certificateurs et partenaires : une ligne chacun, champs séparés par des tabulations
CREATE TABLE fiche (
	cle @cle_texte@ PRIMARY KEY,
	numero TEXT NOT NULL,
	intitule TEXT NOT NULL,
	abrege TEXT NOT NULL,
	niveau TEXT NOT NULL,
	etat TEXT NOT NULL,
	actif TEXT NOT NULL,
	type_enregistrement TEXT NOT NULL,
	jury_ca TEXT NOT NULL,
	fin_enregistrement TEXT NOT NULL,
	limite_delivrance TEXT NOT NULL,
	date_effet TEXT NOT NULL,
	nouvelles TEXT NOT NULL,
	anciennes TEXT NOT NULL,
	formacodes TEXT NOT NULL,
	nsf TEXT NOT NULL,
	romes TEXT NOT NULL,
	url TEXT NOT NULL,
	certificateurs TEXT NOT NULL,
	partenaires TEXT NOT NULL,
	texte @int@,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL
) @cle@;
CREATE TABLE fiche_passe (
	cle @cle_texte@ NOT NULL,
	numero TEXT NOT NULL,
	intitule TEXT NOT NULL,
	abrege TEXT NOT NULL,
	niveau TEXT NOT NULL,
	etat TEXT NOT NULL,
	actif TEXT NOT NULL,
	type_enregistrement TEXT NOT NULL,
	jury_ca TEXT NOT NULL,
	fin_enregistrement TEXT NOT NULL,
	limite_delivrance TEXT NOT NULL,
	date_effet TEXT NOT NULL,
	nouvelles TEXT NOT NULL,
	anciennes TEXT NOT NULL,
	formacodes TEXT NOT NULL,
	nsf TEXT NOT NULL,
	romes TEXT NOT NULL,
	url TEXT NOT NULL,
	certificateurs TEXT NOT NULL,
	partenaires TEXT NOT NULL,
	texte @int@,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (cle, du_version)
) @cle@;

-- Une offre : numero est son identité, immuable ; la clé ministères éducatifs est un attribut qui peut changer
CREATE TABLE offre (
	numero @int@ PRIMARY KEY,
	cle @cle_texte@ NOT NULL UNIQUE,
	formation_numero TEXT NOT NULL,
	action_numero TEXT NOT NULL,
	intitule TEXT NOT NULL,
	certifinfo TEXT NOT NULL,
	rncp TEXT NOT NULL,
	niveau_entree TEXT NOT NULL,
	niveau_sortie TEXT NOT NULL,
	modalites_enseignement TEXT NOT NULL,
	modalites_entrees_sorties TEXT NOT NULL,
	duree TEXT NOT NULL,
	annee TEXT NOT NULL,
	rythme TEXT NOT NULL,
	conditions TEXT NOT NULL,
	uai_lieu TEXT NOT NULL,
	siret_lieu TEXT NOT NULL,
	denomination_lieu TEXT NOT NULL,
	ligne TEXT NOT NULL,
	code_postal TEXT NOT NULL,
	ville TEXT NOT NULL,
	insee TEXT NOT NULL,
	latitude TEXT NOT NULL,
	longitude TEXT NOT NULL,
	nda TEXT NOT NULL,
	siret_responsable TEXT NOT NULL,
	nom_responsable TEXT NOT NULL,
	uai_responsable TEXT NOT NULL,
	siret_formateur TEXT NOT NULL,
	nom_formateur TEXT NOT NULL,
	uai_formateur TEXT NOT NULL,
	formacodes TEXT NOT NULL,
	nsf TEXT NOT NULL,
	romes TEXT NOT NULL,
	url TEXT NOT NULL,
	heures_centre TEXT NOT NULL,
	heures_entreprise TEXT NOT NULL,
	heures_total TEXT NOT NULL,
	niveau_obligatoire TEXT NOT NULL,
	region TEXT NOT NULL,
	academie TEXT NOT NULL,
	texte @int@,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL
) @strict@;
CREATE TABLE offre_passe (
	numero @int@ NOT NULL,
	cle @cle_texte@ NOT NULL,
	formation_numero TEXT NOT NULL,
	action_numero TEXT NOT NULL,
	intitule TEXT NOT NULL,
	certifinfo TEXT NOT NULL,
	rncp TEXT NOT NULL,
	niveau_entree TEXT NOT NULL,
	niveau_sortie TEXT NOT NULL,
	modalites_enseignement TEXT NOT NULL,
	modalites_entrees_sorties TEXT NOT NULL,
	duree TEXT NOT NULL,
	annee TEXT NOT NULL,
	rythme TEXT NOT NULL,
	conditions TEXT NOT NULL,
	uai_lieu TEXT NOT NULL,
	siret_lieu TEXT NOT NULL,
	denomination_lieu TEXT NOT NULL,
	ligne TEXT NOT NULL,
	code_postal TEXT NOT NULL,
	ville TEXT NOT NULL,
	insee TEXT NOT NULL,
	latitude TEXT NOT NULL,
	longitude TEXT NOT NULL,
	nda TEXT NOT NULL,
	siret_responsable TEXT NOT NULL,
	nom_responsable TEXT NOT NULL,
	uai_responsable TEXT NOT NULL,
	siret_formateur TEXT NOT NULL,
	nom_formateur TEXT NOT NULL,
	uai_formateur TEXT NOT NULL,
	formacodes TEXT NOT NULL,
	nsf TEXT NOT NULL,
	romes TEXT NOT NULL,
	url TEXT NOT NULL,
	heures_centre TEXT NOT NULL,
	heures_entreprise TEXT NOT NULL,
	heures_total TEXT NOT NULL,
	niveau_obligatoire TEXT NOT NULL,
	region TEXT NOT NULL,
	academie TEXT NOT NULL,
	texte @int@,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (numero, du_version)
) @cle@;
CREATE INDEX offre_passe_cle ON offre_passe (cle);

CREATE TABLE session (
	offre @int@ NOT NULL,
	rang @int@ NOT NULL,
	numero TEXT NOT NULL,
	debut TEXT NOT NULL,
	fin TEXT NOT NULL,
	etat TEXT NOT NULL,
	annees TEXT NOT NULL,
	capacite TEXT NOT NULL,
	capacite_cumulee TEXT NOT NULL,
	effectif_minimal TEXT NOT NULL,
	url TEXT NOT NULL,
	du_version @int@ NOT NULL,
	PRIMARY KEY (offre, rang)
) @cle@;
CREATE TABLE session_passe (
	offre @int@ NOT NULL,
	rang @int@ NOT NULL,
	numero TEXT NOT NULL,
	debut TEXT NOT NULL,
	fin TEXT NOT NULL,
	etat TEXT NOT NULL,
	annees TEXT NOT NULL,
	capacite TEXT NOT NULL,
	capacite_cumulee TEXT NOT NULL,
	effectif_minimal TEXT NOT NULL,
	url TEXT NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (offre, du_version, rang)
) @cle@;

-- Une offre que plusieurs sources déclarent : celles qui ne sont pas sa source principale
CREATE TABLE offre_source (
	offre @int@ NOT NULL,
	source @int@ NOT NULL,
	PRIMARY KEY (offre, source)
) @cle@;

-- Les numéros du lot en cours d'archivage ; vide entre deux lots
CREATE TABLE lot (
	numero @int@ PRIMARY KEY
) @strict@;

CREATE TABLE campagne (
	annee @int@ PRIMARY KEY,
	etat TEXT NOT NULL,
	verdicts_version @int@ NOT NULL,
	verdicts_moteur TEXT NOT NULL
) @strict@;

CREATE TABLE campagne_valeur (
	campagne @int@ NOT NULL,
	nom TEXT NOT NULL,
	valeur TEXT NOT NULL,
	deduite @int@ NOT NULL CHECK (deduite IN (0, 1)),
	du_version @int@ NOT NULL,
	PRIMARY KEY (campagne, nom)
) @cle@;

CREATE TABLE campagne_valeur_passe (
	campagne @int@ NOT NULL,
	nom TEXT NOT NULL,
	valeur TEXT NOT NULL,
	deduite @int@ NOT NULL CHECK (deduite IN (0, 1)),
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (campagne, nom, du_version)
) @cle@;

CREATE TABLE regle_perimetre (
	numero @int@ PRIMARY KEY,
	nom TEXT NOT NULL,
	cfd_prefixe TEXT NOT NULL,
	enregistrement TEXT NOT NULL,
	rncp_actif TEXT NOT NULL,
	uai_iut TEXT NOT NULL,
	duree TEXT NOT NULL,
	annee TEXT NOT NULL,
	academie TEXT NOT NULL,
	statut TEXT NOT NULL,
	motif TEXT NOT NULL,
	auteur TEXT NOT NULL,
	valable_du TEXT NOT NULL,
	valable_au TEXT NOT NULL,
	du_version @int@ NOT NULL
) @strict@;
CREATE TABLE regle_perimetre_passe (
	numero @int@ NOT NULL,
	nom TEXT NOT NULL,
	cfd_prefixe TEXT NOT NULL,
	enregistrement TEXT NOT NULL,
	rncp_actif TEXT NOT NULL,
	uai_iut TEXT NOT NULL,
	duree TEXT NOT NULL,
	annee TEXT NOT NULL,
	academie TEXT NOT NULL,
	statut TEXT NOT NULL,
	motif TEXT NOT NULL,
	auteur TEXT NOT NULL,
	valable_du TEXT NOT NULL,
	valable_au TEXT NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (numero, du_version)
) @cle@;

-- Le verdict en vigueur de chaque offre pour chaque campagne ; constats : regle/verdict.h, verdict_ecrire
CREATE TABLE verdict (
	campagne @int@ NOT NULL,
	offre @int@ NOT NULL,
	constats TEXT NOT NULL,
	du_version @int@ NOT NULL,
	PRIMARY KEY (campagne, offre)
) @cle@;
CREATE TABLE verdict_passe (
	campagne @int@ NOT NULL,
	offre @int@ NOT NULL,
	constats TEXT NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (campagne, offre, du_version)
) @cle@;
