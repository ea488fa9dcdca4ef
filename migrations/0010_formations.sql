-- SPDX-License-Identifier: EUPL-1.2
-- The formations d'inscription of a campagne, the statuts of its offres, the migrations that made them, who succeeds whom (domain.md 3 and 6).

-- A formation of campagne N: carried over from N-1, or created. `code` is Parcoursup's, or ours (R0000001) until Parcoursup gives one; ours are never
-- reused. `motif` says why it is not « Certifiée » (parcoursup/absence.h), empty when it is. `lien`: how it was linked to its offre.
CREATE TABLE formation (
	campagne @int@ NOT NULL,
	code @cle_texte@ NOT NULL,
	code_accueil TEXT NOT NULL,
	uai TEXT NOT NULL,
	nom TEXT NOT NULL,
	type TEXT NOT NULL,
	domaine TEXT NOT NULL,
	code_specialite TEXT NOT NULL,
	specialite TEXT NOT NULL,
	libelle TEXT NOT NULL,
	cfd TEXT NOT NULL,
	cle_avant TEXT NOT NULL,
	origine TEXT NOT NULL CHECK (origine IN ('reprise', 'creee')),
	avant TEXT NOT NULL,
	parametrage TEXT NOT NULL,
	offre @int@ NOT NULL,
	lien TEXT NOT NULL,
	certifiee @int@ NOT NULL CHECK (certifiee IN (0, 1)),
	motif TEXT NOT NULL,
	detail TEXT NOT NULL,
	du_version @int@ NOT NULL,
	PRIMARY KEY (campagne, code)
) @cle@;
CREATE INDEX formation_offre ON formation (offre);
CREATE TABLE formation_passe (
	campagne @int@ NOT NULL,
	code @cle_texte@ NOT NULL,
	code_accueil TEXT NOT NULL,
	uai TEXT NOT NULL,
	nom TEXT NOT NULL,
	type TEXT NOT NULL,
	domaine TEXT NOT NULL,
	code_specialite TEXT NOT NULL,
	specialite TEXT NOT NULL,
	libelle TEXT NOT NULL,
	cfd TEXT NOT NULL,
	cle_avant TEXT NOT NULL,
	origine TEXT NOT NULL,
	avant TEXT NOT NULL,
	parametrage TEXT NOT NULL,
	offre @int@ NOT NULL,
	lien TEXT NOT NULL,
	certifiee @int@ NOT NULL,
	motif TEXT NOT NULL,
	detail TEXT NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (campagne, code, du_version)
) @cle@;
CREATE INDEX formation_passe_offre ON formation_passe (offre);

-- The statut of an offre in a campagne (regle/statut.h); no row: non_publiable, and nobody ever touched it. `decision`: what a person said that still
-- stands. `detachee`: Parcoursup removed its formation. `code`: that Parcoursup gave. `motif`: of the refusal or of the error. `perdue_le`: AAAAMMJJ since when a
-- published offre is not importable, 0: it is. `essais`, `essai_apres`: of the transmission. `pose_version`: since when it stands in this statut.
CREATE TABLE statut (
	campagne @int@ NOT NULL,
	offre @int@ NOT NULL,
	statut TEXT NOT NULL,
	decision TEXT NOT NULL,
	detachee @int@ NOT NULL CHECK (detachee IN (0, 1)),
	code TEXT NOT NULL,
	motif TEXT NOT NULL,
	precisions TEXT NOT NULL,
	acteur TEXT NOT NULL,
	perdue_le @int@ NOT NULL,
	essais @int@ NOT NULL,
	essai_apres TEXT NOT NULL,
	pose_version @int@ NOT NULL,
	du_version @int@ NOT NULL,
	PRIMARY KEY (campagne, offre)
) @cle@;
CREATE TABLE statut_passe (
	campagne @int@ NOT NULL,
	offre @int@ NOT NULL,
	statut TEXT NOT NULL,
	decision TEXT NOT NULL,
	detachee @int@ NOT NULL,
	code TEXT NOT NULL,
	motif TEXT NOT NULL,
	precisions TEXT NOT NULL,
	acteur TEXT NOT NULL,
	perdue_le @int@ NOT NULL,
	essais @int@ NOT NULL,
	essai_apres TEXT NOT NULL,
	pose_version @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (campagne, offre, du_version)
) @cle@;

-- A run of the migration that changed something; `empreinte`: SHA-256 of its inputs (parcoursup/migration.h)
CREATE TABLE migration (
	numero @int@ PRIMARY KEY,
	campagne @int@ NOT NULL,
	instant TEXT NOT NULL,
	au_fil @int@ NOT NULL CHECK (au_fil IN (0, 1)),
	empreinte TEXT NOT NULL,
	moteur TEXT NOT NULL,
	acteur TEXT NOT NULL,
	version @int@ NOT NULL
) @strict@;
CREATE INDEX migration_campagne ON migration (campagne, numero);
CREATE TABLE migration_compte (
	migration @int@ NOT NULL,
	nom TEXT NOT NULL,
	nombre @int@ NOT NULL,
	PRIMARY KEY (migration, nom)
) @cle@;

-- « Annule et remplace », one for one: the Parcoursup code and the decisions of the old offre go to the new one
CREATE TABLE succession (
	ancienne @int@ PRIMARY KEY,
	nouvelle @int@ NOT NULL UNIQUE,
	acteur TEXT NOT NULL,
	raison TEXT NOT NULL,
	du_version @int@ NOT NULL
) @strict@;
CREATE TABLE succession_passe (
	ancienne @int@ NOT NULL,
	nouvelle @int@ NOT NULL,
	acteur TEXT NOT NULL,
	raison TEXT NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (ancienne, du_version)
) @cle@;
