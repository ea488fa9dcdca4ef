/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * role.h - who does something (domain.md 2), and the two that are nobody: the program itself, and what Parcoursup answers
 *
 * A set of roles is a mask: role_bit(ROLE_SAIO) | role_bit(ROLE_SCN).
 */
#ifndef RELAIS_REGLE_ROLE_H
#define RELAIS_REGLE_ROLE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

enum role {
	ROLE_SYSTEME, /* relais, after a change of verdict, of rule, of hour */
	ROLE_PARCOURSUP, /* an answer of its web service, or of its readback */
	ROLE_CFA,
	ROLE_CARIF,
	ROLE_RCO,
	ROLE_ETABLISSEMENT,
	ROLE_SAIO,
	ROLE_SAIO_LECTEUR,
	ROLE_MOSS,
	ROLE_SCN,
	ROLE_ADMIN,
	ROLE__MAX
};

static inline unsigned role_bit(enum role r)
{
	return 1U << r;
}

const char *role_code(enum role r); /* « saio-lecteur », as domain.md 2 names them */
const char *role_libelle(enum role r); /* « le SAIO de l'académie » */
/* false, and *ret untouched, when no role has this code. */
bool role_lu(struct str code, enum role *ret);
/* « le SAIO de l'académie », « le SAIO de l'académie et le SCN Parcoursup »: those of the mask, in their order. */
void roles_ecrire(unsigned masque, struct buf *out);

#endif
