/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * role.c - the words of the roles
 */
#include "regle/role.h"

static const struct {
	const char *code, *libelle;
} roles[ROLE__MAX] = {
	[ROLE_SYSTEME] = {"relais", "relais"},
	[ROLE_PARCOURSUP] = {"parcoursup", "Parcoursup"},
	[ROLE_CFA] = {"cfa", "le CFA"},
	[ROLE_CARIF] = {"carif", "le Carif-Oref"},
	[ROLE_RCO] = {"rco", "le réseau des Carif-Oref"},
	[ROLE_ETABLISSEMENT] = {"etablissement", "l'établissement d'accueil"},
	[ROLE_SAIO] = {"saio", "le SAIO de l'académie"},
	[ROLE_SAIO_LECTEUR] = {"saio-lecteur", "le SAIO de l'académie (en lecture)"},
	[ROLE_MOSS] = {"moss", "la mission d'orientation du supérieur (DGESIP)"},
	[ROLE_SCN] = {"scn", "le service national Parcoursup (SCN)"},
	[ROLE_ADMIN] = {"admin", "l'administrateur de relais"},
};

const char *role_code(enum role r)
{
	return roles[r].code;
}

const char *role_libelle(enum role r)
{
	return roles[r].libelle;
}

bool role_lu(struct str code, enum role *ret)
{
	for (int r = 0; r < ROLE__MAX; r++) {
		if (!str_eq(code, str_of(roles[r].code)))
			continue;
		*ret = (enum role)r;
		return true;
	}
	return false;
}

void roles_ecrire(unsigned masque, struct buf *out)
{
	int reste = __builtin_popcount(masque);

	for (int r = 0; r < ROLE__MAX; r++) {
		if (!(masque & role_bit((enum role)r)))
			continue;
		buf_cstr(out, roles[r].libelle);
		reste--;
		buf_cstr(out, reste > 1 ? ", " : reste == 1 ? " et " : "");
	}
}
