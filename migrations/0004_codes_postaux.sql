-- SPDX-License-Identifier: EUPL-1.2
-- Which codes postaux each commune has: a referential like the others, replaced by its next edition.

CREATE TABLE code_postal (
	cle @cle_texte@ PRIMARY KEY,
	insee TEXT NOT NULL,
	code_postal TEXT NOT NULL,
	libelle TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL
) @cle@;
CREATE TABLE code_postal_passe (
	cle @cle_texte@ NOT NULL,
	insee TEXT NOT NULL,
	code_postal TEXT NOT NULL,
	libelle TEXT NOT NULL,
	source @int@ NOT NULL,
	empreinte @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (cle, du_version)
) @cle@;
