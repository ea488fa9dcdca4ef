-- SPDX-License-Identifier: EUPL-1.2
-- What must hold in any base, at any moment at which it can be opened. Each query finds what is wrong: a row found is a fault.
-- A query is its title, on a line « -- », then its text up to « ; ». {x}: every table that has an {x}_passe ; {lien}: its key equal in
-- a and b ; {cle}: the columns of its key ; {origine}: every table that has a column source ; {bloc}: every table that has a column texte.
-- Read by tests/crash/crash.py ; the same text for SQLite and PostgreSQL.

-- {x} : une ligne est à la fois en vigueur et passée à la même version
SELECT {cle}, a.du_version FROM {x} AS a JOIN {x}_passe AS b ON {lien} AND a.du_version <= b.du_version;

-- {x} : une ligne en vigueur date d'avant la fin de la précédente
SELECT {cle}, a.du_version FROM {x} AS a JOIN {x}_passe AS b ON {lien} AND a.du_version < b.au_version;

-- {x} : deux états passés de la même chose se recouvrent
SELECT {cle}, a.du_version FROM {x}_passe AS a JOIN {x}_passe AS b ON {lien} AND a.du_version < b.du_version AND a.au_version > b.du_version;

-- {x} : un état passé finit avant d'avoir commencé
SELECT {cle}, a.du_version FROM {x}_passe AS a WHERE a.au_version <= a.du_version;

-- {x} : une version que la base ne connaît pas
SELECT {cle}, a.du_version FROM {x} AS a WHERE a.du_version > (SELECT COALESCE(MAX(numero), 0) FROM version);

-- {x} : un état passé est fini par une version que la base ne connaît pas
SELECT {cle}, a.au_version FROM {x}_passe AS a WHERE a.au_version > (SELECT COALESCE(MAX(numero), 0) FROM version);

-- les versions ne se suivent pas
SELECT COUNT(*), MAX(numero) FROM version HAVING COUNT(*) <> COALESCE(MAX(numero), 0);

-- une version connue avant celle qui la précède
SELECT b.numero FROM version AS a JOIN version AS b ON b.numero = a.numero + 1 AND b.connu_le < a.connu_le;

-- une version est d'un run qui n'existe pas
SELECT v.numero FROM version AS v LEFT JOIN run AS r ON r.numero = v.run WHERE v.run IS NOT NULL AND r.numero IS NULL;

-- un run n'a pas la version que son état demande
SELECT numero FROM run WHERE (etat = 'applique' OR etat = 'annulation' AND NOT (anomalies > 0 AND modifies = 0 AND disparus = 0)) <> (version IS NOT NULL) OR etat NOT IN ('applique', 'inchange', 'refuse', 'annulation');

-- un run est d'une version que la base ne connaît pas
SELECT r.numero FROM run AS r LEFT JOIN version AS v ON v.numero = r.version WHERE r.version IS NOT NULL AND v.numero IS NULL;

-- un run appliqué n'a pas son événement
SELECT r.numero FROM run AS r LEFT JOIN evenement AS e ON e.objet = 'run ' || r.numero WHERE r.etat = 'applique' AND e.objet IS NULL;

-- un run appliqué n'a pas ses anomalies
SELECT r.numero, r.anomalies FROM run AS r LEFT JOIN anomalie AS a ON a.run = r.numero WHERE r.etat = 'applique'
	GROUP BY r.numero, r.anomalies HAVING COUNT(a.run) <> r.anomalies;

-- une anomalie est d'un run qui n'existe pas
SELECT a.run, a.rang FROM anomalie AS a LEFT JOIN run AS r ON r.numero = a.run WHERE r.numero IS NULL;

-- {origine} : une source inconnue
SELECT a.source FROM {origine} AS a LEFT JOIN source AS s ON s.numero = a.source WHERE s.numero IS NULL AND a.source <> 0;

-- {bloc} : un texte inconnu
SELECT a.texte FROM {bloc} AS a LEFT JOIN texte AS t ON t.numero = a.texte WHERE a.texte IS NOT NULL AND t.numero IS NULL;

-- une session n'a pas d'offre
SELECT s.offre, s.rang FROM session AS s LEFT JOIN offre AS o ON o.numero = s.offre WHERE o.numero IS NULL;

-- une offre est à une source sans exister
SELECT s.offre FROM offre_source AS s LEFT JOIN offre AS o ON o.numero = s.offre WHERE o.numero IS NULL;

-- une décision vient d'un fichier que la base n'a pas en vigueur
SELECT d.offre FROM decision AS d LEFT JOIN run AS r ON r.numero = d.run AND r.genre = 'uai-saisis' AND r.etat = 'applique' WHERE d.run IS NOT NULL
	AND (r.numero IS NULL OR EXISTS (SELECT 1 FROM run AS a WHERE a.annule = d.run));

-- une ligne saisie à la main vient d'un fichier que la base n'a pas en vigueur
SELECT s.cle FROM saisie AS s LEFT JOIN run AS r ON r.numero = s.run AND r.genre = 'uai-saisis' AND r.etat = 'applique' WHERE
	r.numero IS NULL OR EXISTS (SELECT 1 FROM run AS a WHERE a.annule = s.run);

-- une ligne saisie à la main attend une offre qui est là
SELECT s.cle FROM saisie AS s JOIN offre AS o ON o.cle = s.cle WHERE s.etat = 'attente' AND NOT EXISTS (SELECT 1 FROM saisie AS n
	WHERE n.cle = s.cle AND n.run > s.run);

-- deux formations ont la même offre
SELECT campagne, offre FROM formation WHERE offre <> 0 GROUP BY campagne, offre HAVING COUNT(*) > 1;

-- une formation est « Certifiée » et a une raison de ne pas l'être, ou ni l'un ni l'autre
SELECT campagne, code FROM formation WHERE (certifiee = 1) <> (motif = '') OR (motif = '') <> (detail = '');

-- une formation est « Certifiée » sans offre
SELECT campagne, code FROM formation WHERE certifiee = 1 AND offre = 0;

-- une formation est d'une offre que la base n'a jamais connue
SELECT f.campagne, f.code FROM formation AS f LEFT JOIN offre AS o ON o.numero = f.offre LEFT JOIN offre_passe AS p ON p.numero = f.offre
	WHERE f.offre <> 0 AND o.numero IS NULL AND p.numero IS NULL;

-- une formation créée n'a pas un code à nous
SELECT campagne, code FROM formation WHERE origine = 'creee' AND code NOT LIKE 'R%';

-- un statut est d'une offre que la base n'a jamais connue
SELECT s.campagne, s.offre FROM statut AS s LEFT JOIN offre AS o ON o.numero = s.offre LEFT JOIN offre_passe AS p ON p.numero = s.offre
	WHERE o.numero IS NULL AND p.numero IS NULL;

-- un statut est posé après sa ligne
SELECT campagne, offre FROM statut WHERE pose_version > du_version OR pose_version < 1;

-- une offre se remplace elle-même
SELECT ancienne FROM succession WHERE ancienne = nouvelle;

-- une migration est d'une version que la base ne connaît pas
SELECT m.numero FROM migration AS m LEFT JOIN version AS v ON v.numero = m.version WHERE v.numero IS NULL;

-- une migration n'a pas ses comptes
SELECT m.numero FROM migration AS m LEFT JOIN migration_compte AS c ON c.migration = m.numero GROUP BY m.numero HAVING COUNT(c.nom) < 11;

-- les comptes d'une migration ne tombent pas juste
SELECT m.migration FROM migration_compte AS m GROUP BY m.migration HAVING
	SUM(CASE WHEN nom = 'lignes' THEN nombre ELSE 0 END) <> SUM(CASE WHEN nom IN ('certifiees', 'sans_certifiee') THEN nombre ELSE 0 END);

-- un lot est resté
SELECT numero FROM lot;

-- les verdicts d'une campagne sont d'une version que la base ne connaît pas
SELECT annee FROM campagne WHERE verdicts_version > (SELECT COALESCE(MAX(numero), 0) FROM version);

-- une campagne dont les verdicts sont à jour n'a pas celui d'une offre
SELECT c.annee, o.numero FROM campagne AS c JOIN offre AS o ON c.verdicts_version = (SELECT MAX(numero) FROM version)
	LEFT JOIN verdict AS v ON v.campagne = c.annee AND v.offre = o.numero WHERE v.offre IS NULL;

-- une campagne dont les verdicts sont à jour a celui d'une offre qui n'existe plus
SELECT c.annee, v.offre FROM campagne AS c JOIN verdict AS v ON v.campagne = c.annee LEFT JOIN offre AS o ON o.numero = v.offre
	WHERE c.verdicts_version = (SELECT MAX(numero) FROM version) AND o.numero IS NULL;
