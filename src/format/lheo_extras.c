/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lheo_extras.c - what one of our exports says beside LHEO comes back (lheo_ecrire.h writes it)
 *
 * <extras info="relais-declare"> holds one <extra> a column that the schema could not hold as it was declared: its value takes
 * the place of what the elements said, an empty one says that nothing was declared.
 */
#include "format/lheo.h"

static int colonne_de(enum record_kind kind, struct str nom)
{
	for (uint32_t i = 0; i < record_n(kind); i++)
		if (i != OFFRE_FORMATION_RANG && str_eq(str_of(record_colonne(kind, i)), nom))
			return (int)i;
	return -1;
}

static int texte_de(struct str nom)
{
	for (int i = 0; i < LHEO_TEXTE__N; i++)
		if (str_eq(str_of(LHEO_TEXTES[i]), nom))
			return i;
	return -1;
}

/* Where the value of the column stands; NULL when no column is being told. */
static struct texte *place(struct lheo *l, bool session)
{
	if (l->garde < 0)
		return NULL;
	if (session)
		return &lheo_session(l)->champ[l->garde];
	return l->dans_action ? &lheo_action(l)->champ[l->garde] : &l->textes[l->garde];
}

bool lheo_garde_ouvre(struct lheo *l, struct str info, bool session)
{
	l->garde = -1;
	if (!l->gardes)
		return false;
	if (session && str_eq(info, STR("absente")))
		lheo_session(l)->absente = true;
	else if (session)
		l->garde = colonne_de(RECORD_SESSION, info);
	else
		l->garde = l->dans_action ? colonne_de(RECORD_OFFRE, info) : texte_de(info);
	if (l->garde < 0)
		return false;
	if (l->dans_action && !session)
		lheo_action(l)->gardes |= UINT64_C(1) << l->garde;
	*place(l, session) = (struct texte){0};
	return true;
}

bool lheo_garde_ferme(struct lheo *l, const struct xml_element *e, bool session)
{
	struct texte *ou = place(l, session);

	if (!ou)
		return false;
	*ou = e->texte;
	if (!session && !l->dans_action)
		l->lignes_textes[l->garde] = e->ligne;
	l->garde = -1;
	return true;
}

uint8_t lheo_extras_ouvre(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	(void)e;
	l->extras++;
	struct str info = xml_attribut(l->xml, ATTRIBUT_INFO);

	if (!l->dispositif && l->dans_action && str_eq(info, STR("dispositif")))
		l->dispositif = l->extras;
	if (!l->gardes && str_eq(info, STR(LHEO_GARDE)))
		l->gardes = l->extras;
	return r->suite;
}

void lheo_extras_ferme(struct lheo *l, const struct xml_regle *r, const struct xml_element *e)
{
	(void)r, (void)e;
	if (l->dispositif == l->extras)
		l->dispositif = 0;
	if (l->gardes == l->extras)
		l->gardes = 0;
	l->extras--;
}

uint8_t lheo_extra_session_ouvre(struct lheo *l, const struct xml_regle *r,
				 const struct xml_element *e)
{
	(void)e;
	return lheo_garde_ouvre(l, xml_attribut(l->xml, ATTRIBUT_INFO), true) ? r->suite
									      : XML_IGNORE;
}

void lheo_extra_session_ferme(struct lheo *l, const struct xml_regle *r,
			      const struct xml_element *e)
{
	(void)r;
	(void)lheo_garde_ferme(l, e, true);
}
