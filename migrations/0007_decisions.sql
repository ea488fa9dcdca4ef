-- SPDX-License-Identifier: EUPL-1.2
-- A person who changes a rule or a parameter makes a version; its event says which one, so that who decided it and why is found from
-- the facts. NULL: the event changed no fact.

ALTER TABLE evenement ADD COLUMN version @int@;
CREATE INDEX evenement_objet ON evenement (objet);
