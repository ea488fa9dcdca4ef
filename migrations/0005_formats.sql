-- SPDX-License-Identifier: EUPL-1.2
-- Several sources of établissements side by side, movements of communes, formations of Parcoursup of a past campagne.
--
-- A row of etablissement belongs to its genre and its source: its key says them, so that one source never erases what another says.

ALTER TABLE etablissement ADD COLUMN genre TEXT NOT NULL DEFAULT 'uai';
ALTER TABLE etablissement_passe ADD COLUMN genre TEXT NOT NULL DEFAULT 'uai';
UPDATE etablissement SET cle = uai || '/uai/' || source || substr(cle, length(uai) + 1);
UPDATE etablissement_passe SET cle = uai || '/uai/' || source || substr(cle, length(uai) + 1);

-- Code officiel géographique : ce que sont devenues les communes
CREATE TABLE commune_mouvement (
	cle @cle_texte@ PRIMARY KEY,
	avant TEXT NOT NULL,
	apres TEXT NOT NULL,
	date_effet TEXT NOT NULL,
	nature TEXT NOT NULL,
	type_avant TEXT NOT NULL,
	type_apres TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL
) @cle@;
CREATE TABLE commune_mouvement_passe (
	cle @cle_texte@ NOT NULL,
	avant TEXT NOT NULL,
	apres TEXT NOT NULL,
	date_effet TEXT NOT NULL,
	nature TEXT NOT NULL,
	type_avant TEXT NOT NULL,
	type_apres TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (cle, du_version)
) @cle@;

-- Les formations d'inscription d'une campagne passée, telles que Parcoursup les liste
CREATE TABLE formation_precedente (
	cle @cle_texte@ PRIMARY KEY,
	code_inscription TEXT NOT NULL,
	code_accueil TEXT NOT NULL,
	uai TEXT NOT NULL,
	uai_gestion TEXT NOT NULL,
	uai_affectation TEXT NOT NULL,
	libelle TEXT NOT NULL,
	nom TEXT NOT NULL,
	insee TEXT NOT NULL,
	code_postal TEXT NOT NULL,
	academie TEXT NOT NULL,
	type TEXT NOT NULL,
	code_domaine TEXT NOT NULL,
	domaine TEXT NOT NULL,
	code_specialite TEXT NOT NULL,
	specialite TEXT NOT NULL,
	code_specialite_initiale TEXT NOT NULL,
	cfd TEXT NOT NULL,
	mef TEXT NOT NULL,
	rncp TEXT NOT NULL,
	cle_me TEXT NOT NULL,
	rapprochement TEXT NOT NULL,
	parametrage TEXT NOT NULL,
	apprentissage TEXT NOT NULL,
	certifiee TEXT NOT NULL,
	capacite TEXT NOT NULL,
	genre TEXT NOT NULL,
	campagne @int@ NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL
) @cle@;
CREATE INDEX formation_precedente_campagne ON formation_precedente (campagne, genre);
CREATE TABLE formation_precedente_passe (
	cle @cle_texte@ NOT NULL,
	code_inscription TEXT NOT NULL,
	code_accueil TEXT NOT NULL,
	uai TEXT NOT NULL,
	uai_gestion TEXT NOT NULL,
	uai_affectation TEXT NOT NULL,
	libelle TEXT NOT NULL,
	nom TEXT NOT NULL,
	insee TEXT NOT NULL,
	code_postal TEXT NOT NULL,
	academie TEXT NOT NULL,
	type TEXT NOT NULL,
	code_domaine TEXT NOT NULL,
	domaine TEXT NOT NULL,
	code_specialite TEXT NOT NULL,
	specialite TEXT NOT NULL,
	code_specialite_initiale TEXT NOT NULL,
	cfd TEXT NOT NULL,
	mef TEXT NOT NULL,
	rncp TEXT NOT NULL,
	cle_me TEXT NOT NULL,
	rapprochement TEXT NOT NULL,
	parametrage TEXT NOT NULL,
	apprentissage TEXT NOT NULL,
	certifiee TEXT NOT NULL,
	capacite TEXT NOT NULL,
	genre TEXT NOT NULL,
	campagne @int@ NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (cle, du_version)
) @cle@;
