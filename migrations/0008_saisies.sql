-- SPDX-License-Identifier: EUPL-1.2
-- The UAIs of a file typed by hand: every row that was kept, by the run that brought it. The row of the last run speaks for its clé, whether or not
-- an offre has it yet; decision.run says which run a decision comes from (NULL: a person decided it for that very offre).

CREATE TABLE saisie (
	cle @cle_texte@ NOT NULL,
	run @int@ NOT NULL,
	ligne @int@ NOT NULL,
	uai TEXT NOT NULL,
	etat TEXT NOT NULL CHECK (etat IN ('attente', 'appliquee', 'supplantee', 'conflit')),
	PRIMARY KEY (cle, run)
) @cle@;
CREATE INDEX saisie_run ON saisie (run);
