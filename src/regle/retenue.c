/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * retenue.c - which CFD, which RNCP, which UAI are looked at
 *
 * Source: domain.md 4.0 (CFD, RNCP) and 4.4 (UAI of the lieu). The CFA does not type the RNCP: it is deduced from the
 * CFD by the kit apprentissage, which is why a declared one that differs is only shown (signalements.c).
 */
#include "regle/retenue.h"

#include "regle/codes.h"

struct str regle_cfd_retenu(const struct ligne_certif_info *ci, const struct ligne_kit *kit_du_rncp,
			    size_t n, enum origine *origine)
{
	struct str seul = STR_VIDE;

	if (ci && code_renseigne(ci->cfd)) {
		*origine = ORIGINE_CERTIF_INFO;
		return ci->cfd;
	}

	*origine = ORIGINE_AUCUNE;
	for (size_t i = 0; i < n; i++) {
		struct str cfd = kit_du_rncp[i].cfd;

		if (kit_du_rncp[i].rncp == 0 || !code_renseigne(cfd))
			continue;
		if (seul.n && !str_eq(seul, cfd))
			return STR_VIDE;
		seul = cfd;
	}
	if (seul.n)
		*origine = ORIGINE_KIT;
	return seul;
}

/* Does a go before b? Rows that are equal stay in the file's order. */
static bool prefere(const struct ligne_kit *a, const struct ligne_kit *b)
{
	int echeance_a = date_pleine(a->echeance) ? a->echeance : 0;
	int echeance_b = date_pleine(b->echeance) ? b->echeance : 0;

	if (a->active != b->active)
		return a->active;
	return echeance_a > echeance_b;
}

int regle_rncp_retenu(const struct ligne_kit *kit_du_cfd, size_t n, int declare,
		      const struct ligne_certif_info *ci, enum origine *origine)
{
	const struct ligne_kit *choisie = NULL;
	int numero = ci ? rncp_numero(ci->rncp) : 0;

	for (size_t i = 0; i < n; i++) {
		const struct ligne_kit *k = &kit_du_cfd[i];

		if (k->rncp == 0)
			continue;
		if (k->rncp == declare) {
			choisie = k;
			break;
		}
		if (!choisie || prefere(k, choisie))
			choisie = k;
	}

	if (choisie) {
		*origine = ORIGINE_KIT;
		return choisie->rncp;
	}
	if (declare) {
		*origine = ORIGINE_DECLAREE;
		return declare;
	}
	*origine = numero ? ORIGINE_CERTIF_INFO : ORIGINE_AUCUNE;
	return numero;
}

struct str regle_uai_retenu(struct str humain, struct str declare, struct str insee_lieu,
			    const struct etablissement *du_formateur, size_t n,
			    enum uai_origine *origine)
{
	if (code_renseigne(humain)) {
		*origine = UAI_HUMAIN;
		return humain;
	}
	if (code_renseigne(declare)) {
		*origine = UAI_DECLARE;
		return declare;
	}
	for (size_t i = 0; i < n && insee_lieu.n; i++) {
		if (str_eq(du_formateur[i].insee, insee_lieu)) {
			*origine = UAI_FORMATEUR;
			return du_formateur[i].uai;
		}
	}
	*origine = UAI_MANQUANT;
	return STR_VIDE;
}
