-- SPDX-License-Identifier: EUPL-1.2
-- Who declares an offre beside its main source has versions, as every other fact: a date and an undoing read it like the rest. A main source that
-- another one replaces is a change of the offre's row.
--
-- What was known of the sources that came and went is kept; a main source that was replaced before this migration reads as it did.

ALTER TABLE offre_source ADD COLUMN du_version @int@ NOT NULL DEFAULT 0;
UPDATE offre_source SET du_version = COALESCE((SELECT MAX(c.version) FROM offre_source_change AS c WHERE c.offre = offre_source.offre
	AND c.source = offre_source.source AND c.geste = 'ajoutee'), 0);

CREATE TABLE offre_source_passe (
	offre @int@ NOT NULL,
	source @int@ NOT NULL,
	du_version @int@ NOT NULL,
	au_version @int@ NOT NULL,
	PRIMARY KEY (offre, source, du_version)
) @cle@;
INSERT INTO offre_source_passe (offre, source, du_version, au_version)
	SELECT p.offre, p.source, p.du_version, MIN(p.au_version) FROM (SELECT r.offre, r.source, COALESCE((SELECT MAX(a.version) FROM
		offre_source_change AS a WHERE a.offre = r.offre AND a.source = r.source AND a.geste = 'ajoutee' AND a.numero < r.numero), 0)
		AS du_version, r.version AS au_version FROM offre_source_change AS r WHERE r.geste = 'retiree') AS p
	WHERE p.du_version < p.au_version AND NOT EXISTS (SELECT 1 FROM offre_source AS s WHERE s.offre = p.offre AND s.source = p.source
		AND s.du_version <= p.du_version)
	GROUP BY p.offre, p.source, p.du_version;
DROP TABLE offre_source_change;
