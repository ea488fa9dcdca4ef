-- SPDX-License-Identifier: EUPL-1.2
-- The pages say of one offre which formation is its own, or may be: by its clé of N-1, by its place. Without these every formation of the campagne was
-- read for each offre (30 ms on a national base).

CREATE INDEX formation_cle_avant ON formation (cle_avant);
CREATE INDEX formation_lieu ON formation (uai, cfd);
CREATE INDEX formation_passe_cle_avant ON formation_passe (cle_avant);
CREATE INDEX formation_passe_lieu ON formation_passe (uai, cfd);
