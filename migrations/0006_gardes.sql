-- SPDX-License-Identifier: EUPL-1.2
-- Guards, rollback and human decisions (domain.md 6 and 4.4).

-- A run that was applied against the guard, and why; a run that undoes another one: its number. Nothing is taken back without a trace.
ALTER TABLE run ADD COLUMN forcee @int@ NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN raison TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN annule @int@;

-- What the guard measured of a run (import/garde.h), one row a figure
CREATE TABLE garde_mesure (
	run @int@ NOT NULL,
	rang @int@ NOT NULL,
	mesure TEXT NOT NULL,
	campagne @int@ NOT NULL,
	numero @int@ NOT NULL,
	avant @int@ NOT NULL,
	apres @int@ NOT NULL,
	total_avant @int@ NOT NULL,
	total_apres @int@ NOT NULL,
	bascules @int@ NOT NULL,
	depasse @int@ NOT NULL CHECK (depasse IN (0, 1)),
	exemples TEXT NOT NULL,
	PRIMARY KEY (run, rang)
) @cle@;

-- Which sources an offre has, as each version changed it: what a rollback takes back. `par`: the source whose feed did it; `avant`: the main
-- source until then, when `geste` is « principale »
CREATE TABLE offre_source_change (
	numero @id@,
	version @int@ NOT NULL,
	offre @int@ NOT NULL,
	par @int@ NOT NULL,
	geste TEXT NOT NULL,
	source @int@ NOT NULL,
	avant @int@ NOT NULL
) @strict@;
CREATE INDEX offre_source_change_offre ON offre_source_change (offre);
CREATE INDEX offre_source_change_version ON offre_source_change (version);

-- The keys of the rows being taken back; empty between two rollbacks
CREATE TABLE lot_cle (
	cle @cle_texte@ PRIMARY KEY
) @cle@;

-- What a person decided of an offre, by its immutable number: a feed never writes here
CREATE TABLE decision (
	offre @int@ NOT NULL,
	nature TEXT NOT NULL,
	valeur TEXT NOT NULL,
	acteur TEXT NOT NULL,
	raison TEXT NOT NULL,
	run @int@,
	du_version @int@ NOT NULL,
	PRIMARY KEY (offre, nature)
) @cle@;
CREATE TABLE decision_passe (
	offre @int@ NOT NULL,
	nature TEXT NOT NULL,
	valeur TEXT NOT NULL,
	acteur TEXT NOT NULL,
	raison TEXT NOT NULL,
	run @int@,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (offre, nature, du_version)
) @cle@;
