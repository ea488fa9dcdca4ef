-- SPDX-License-Identifier: EUPL-1.2
-- What a page about one offre looks for: the formation that had its clé in N-1, those of its place, the offres of its commune. Without these
-- every formation of the campagne, or every offre, was read for each page (30 ms and 10 ms on a national base).

CREATE INDEX formation_cle_avant ON formation (cle_avant);
CREATE INDEX formation_lieu ON formation (uai, cfd);
CREATE INDEX formation_passe_cle_avant ON formation_passe (cle_avant);
CREATE INDEX formation_passe_lieu ON formation_passe (uai, cfd);
CREATE INDEX offre_insee ON offre (insee);
CREATE INDEX offre_passe_insee ON offre_passe (insee);
