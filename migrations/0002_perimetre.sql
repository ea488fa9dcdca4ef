-- SPDX-License-Identifier: EUPL-1.2
-- The perimeter rules that the campagnes start with (domain.md 4.3): facts, one row a rule. They are of no version, so they stand
-- since before the first one; later changes make versions.

INSERT INTO regle_perimetre (numero, nom, cfd_prefixe, enregistrement, rncp_actif, uai_iut, duree, annee, academie, statut, motif, auteur,
	valable_du, valable_au, du_version) VALUES
	(1, 'BTS', '320', '', '', '', '', '', '', 'a_publier', 'diplôme national post-bac', 'relais', '', '', 0),
	(2, 'BTS agricole', '323', '', '', '', '', '', '', 'a_publier', 'diplôme national post-bac', 'relais', '', '', 0),
	(3, 'BUT en IUT', '251', '', '', 'oui', '', '', '', 'a_publier', 'diplôme national, porté par un IUT', 'relais', '', '', 0),
	(4, 'DEUST', '355', '', '', '', '', '', '', 'a_publier', 'diplôme national post-bac', 'relais', '', '', 0),
	(5, 'DN MADE', '241', '', '', '', '', '', '', 'a_publier', 'diplôme national post-bac', 'relais', '', '', 0),
	(6, 'DMA', '321', '', '', '', '', '', '', 'a_publier', 'diplôme national post-bac', 'relais', '', '', 0),
	(7, 'Certificat de spécialisation agricole niveau 4', '463', '', '', '', '', '', '', 'a_publier', 'accessible après le bac', 'relais', '', '', 0),
	(8, 'Certificat de spécialisation niveau 4', '461', '', '', '', '', '', '', 'a_publier_recteur', 'autorisation du recteur', 'relais', '', '', 0),
	(9, 'Mention complémentaire niveau 4', '0103', '', '', '', '', '', '', 'a_publier_recteur', 'autorisation du recteur', 'relais', '', '', 0),
	(10, 'BPJEPS', '446', '', '', '', '', '', '', 'a_publier', 'diplôme d''État jeunesse et sports', 'relais', '', '', 0),
	(11, 'BPJEPS animation', '447', '', '', '', '', '', '', 'a_publier', 'diplôme d''État jeunesse et sports', 'relais', '', '', 0),
	(12, 'DEJEPS', '336', '', '', '', '', '', '', 'a_publier_habilitation', 'habilitation DRAJES', 'relais', '', '', 0),
	(13, 'DEJEPS animation', '337', '', '', '', '', '', '', 'a_publier_habilitation', 'habilitation DRAJES', 'relais', '', '', 0),
	(14, 'Diplômes d''État de niveau 5', '360', 'de_droit', '', '', '', '', '', 'a_publier_habilitation', 'agrément de la Région ou de l''ARS', 'relais', '', '', 0),
	(15, 'Diplômes d''État et DCG de niveau 6', '260', 'de_droit', '', '', '', '', '', 'a_publier_habilitation', 'agrément ou autorisation à vérifier', 'relais', '', '', 0),
	(16, 'Licence', '205', '', '', '', '', '', '', 'a_publier_postbac', 'accès direct après le bac à vérifier', 'relais', '', '', 0),
	(17, 'Titres de niveau 5', '36', 'sur_demande', 'oui', '', '', '', '', 'a_publier', 'titre actif ouvert à l''apprentissage', 'relais', '', '', 0),
	(18, 'Titres de niveau 6', '26', 'sur_demande', 'oui', '', '', '', '', 'a_publier_postbac', 'accès direct après le bac à vérifier', 'relais', '', '', 0),
	(19, 'Licence professionnelle', '250', '', '', '', '', '', '', 'hors_perimetre', 'entrée à bac+2', 'relais', '', '', 0);
