/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * retenue.h - which CFD, which RNCP, which UAI are looked at (domain.md 4.0 and 4.4)
 *
 * The caller brings the referentials' rows; these functions only choose. They are called while a dossier is built.
 */
#ifndef RELAIS_REGLE_RETENUE_H
#define RELAIS_REGLE_RETENUE_H

#include "regle/dossier.h"

/* What Certif Info says of a code; empty strs when it does not know it. */
struct ligne_certif_info {
	struct str cfd; /* Code_Scolarité */
	struct str rncp; /* Code_RNCP, as written there */
};

/*
 * The CFD: Certif Info's; else, from a declared RNCP, the kit's if all its rows for that RNCP give one and the same CFD.
 * ci: NULL when the code is unknown or none was declared. kit_du_rncp: the kit's rows of the declared RNCP.
 */
struct str regle_cfd_retenu(const struct ligne_certif_info *ci, const struct ligne_kit *kit_du_rncp,
			    size_t n, enum origine *origine);

/*
 * The RNCP: among the kit's rows of that CFD, the declared one if it is there, else an ACTIVE one before others, then the latest
 * échéance (empty sorts last), then the first row; rows whose code is not RNCP and digits do not count. With no kit row: the declared
 * one, else Certif Info's if it is a number. 0: none.
 */
int regle_rncp_retenu(const struct ligne_kit *kit_du_cfd, size_t n, int declare,
		      const struct ligne_certif_info *ci, enum origine *origine);

/*
 * The UAI of the lieu: set by a human, else declared (even malformed), else the formateur's if in the same INSEE commune, else
 * missing (empty str). du_formateur: the referential's establishments that have the formateur's SIRET.
 */
struct str regle_uai_retenu(struct str humain, struct str declare, struct str insee_lieu,
			    const struct etablissement *du_formateur, size_t n,
			    enum uai_origine *origine);

#endif
