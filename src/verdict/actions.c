/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * actions.c - from a verdict to what people do about it, and the dates of what it looked at
 */
#include "verdict/actions.h"

#include <stdlib.h>

#include "base/arena.h"

/* A raison that only repeats that a mention is missing. */
static const struct {
	enum raison raison;
	enum mention mention;
} REPETITIONS[] = {
	{RAISON_SIRET_RESPONSABLE_ABSENT, MENTION_SIRET_RESPONSABLE},
	{RAISON_SIRET_FORMATEUR_ABSENT, MENTION_SIRET_FORMATEUR},
	{RAISON_PERIMETRE_CFD_ABSENT, MENTION_CFD},
	{RAISON_DUREE_CFD_ABSENT, MENTION_CFD},
	{RAISON_HABILITATION_RNCP_ABSENT, MENTION_RNCP},
	{RAISON_RNCP_ABSENT, MENTION_RNCP},
	{RAISON_RNCP_SANS_SESSION, MENTION_DATES},
	{RAISON_DUREE_ABSENTE, MENTION_DUREE},
	{RAISON_ANNEE_ABSENTE, MENTION_ANNEE},
};

static const char *const RAISON_CODES[] = {
#define RAISON_NOM(nom) #nom,
	RAISONS(RAISON_NOM)
#undef RAISON_NOM
};

/* The tables behind each provenance. */
static const struct {
	enum provenance provenance;
	enum ref_table table;
} TABLES[] = {
	{PROVENANCE_LISTE_OF, REF_ORGANISMES},
	{PROVENANCE_SIRENE, REF_SIRENE},
	{PROVENANCE_FRANCE_COMPETENCES, REF_FICHES},
	{PROVENANCE_KIT, REF_KIT},
	{PROVENANCE_CERTIF_INFO, REF_CERTIF_INFO},
	{PROVENANCE_BCN_DIPLOME, REF_DIPLOMES},
	{PROVENANCE_BCN_MEF, REF_MEF},
	{PROVENANCE_UAI, REF_UAI},
};

const char *raison_code(enum raison r)
{
	return RAISON_CODES[r];
}

/* Is this constat already said by a missing mention? */
static bool repete(const struct verdict *v, enum raison raison)
{
	for (size_t i = 0; i < sizeof REPETITIONS / sizeof *REPETITIONS; i++)
		if (REPETITIONS[i].raison == raison)
			return v->mention_manque[REPETITIONS[i].mention];
	return false;
}

/* Is this missing mention better said by something else? The RNCP is deduced from the CFD; critere 7 shows the dates that it saw. */
static bool dite_ailleurs(const struct verdict *v, int m)
{
	const enum raison session = v->critere[6].raison;

	if (m == MENTION_RNCP)
		return v->mention_manque[MENTION_CFD];
	return m == MENTION_DATES &&
	       (session == RAISON_SESSION_AUCUNE || session == RAISON_SESSION_SANS_DATE ||
		session == RAISON_SESSION_SANS_FIN);
}

/* Does it stand between the offre and its import? */
static bool bloque(const struct verdict *v, int i)
{
	const enum avis avis = v->critere[i].avis;

	if (i == 2 || i == 6)
		return avis != AVIS_CONFORME;
	return avis == AVIS_NON_CONFORME && v->bloquant[i];
}

/* Must somebody look at it before the import? A conditional statut is conforme and still waits; out of the perimeter nothing does. */
static bool attend(const struct verdict *v, int i)
{
	if (v->critere[2].avis == AVIS_NON_CONFORME)
		return false;
	if (i == 2)
		return v->critere[i].avis == AVIS_CONFORME && v->perimetre != PERIMETRE_A_PUBLIER;
	return v->critere[i].avis == AVIS_A_VERIFIER;
}

static int par_acteur(const void *a, const void *b)
{
	const struct action *x = a, *y = b;

	if (x->bloque != y->bloque)
		return x->bloque ? -1 : 1;
	if (x->phrase.acteur != y->phrase.acteur)
		return x->phrase.acteur < y->phrase.acteur ? -1 : 1;
	if (x->critere != y->critere)
		return x->critere < y->critere ? -1 : 1;
	return (x->mention > y->mention) - (x->mention < y->mention);
}

size_t verdict_actions(struct arena *a, const struct verdict *v, struct action *ret)
{
	size_t n = 0;

	for (int m = 0; m < MENTION__MAX; m++) {
		if (!v->mention_manque[m] || dite_ailleurs(v, m))
			continue;
		ret[n++] = (struct action){.mention = (enum mention)m,
					   .bloque = true,
					   .phrase = phrase_mention(a, (enum mention)m)};
	}
	for (int i = 0; i < CRITERES; i++) {
		const bool arrete = bloque(v, i);

		if ((!arrete && !attend(v, i)) || repete(v, v->critere[i].raison))
			continue;
		ret[n++] = (struct action){.critere = i + 1,
					   .mention = MENTION__MAX,
					   .bloque = arrete,
					   .phrase = phrase_constat(a, i + 1, &v->critere[i])};
	}
	if (v->uai.avis != AVIS_CONFORME)
		ret[n++] = (struct action){.mention = MENTION__MAX,
					   .bloque = true,
					   .phrase = phrase_constat(a, 0, &v->uai)};
	if (n)
		qsort(ret, n, sizeof *ret, par_acteur);
	return n;
}

enum err verdict_sources(struct db *db, const struct vue *vue, struct sources *ret)
{
	struct sources s = {0};
	enum err err = vue_date_flux(db, vue, &s.date[PROVENANCE_FLUX]);

	for (size_t i = 0; !err && i < sizeof TABLES / sizeof *TABLES; i++)
		err = vue_date_table(db, vue, TABLES[i].table, &s.date[TABLES[i].provenance]);
	if (!err)
		*ret = s;
	return err;
}

enum err verdict_manques(struct db *db, const struct vue *vue, struct manques *ret)
{
	/* What only adds a name or a label is not missed. */
	static const enum ref_table NECESSAIRES[] = {REF_ORGANISMES,  REF_SIRENE, REF_UAI,
						     REF_CERTIF_INFO, REF_KIT,    REF_DIPLOMES,
						     REF_MEF,         REF_FICHES};
	struct manques m = {0};
	enum err err = OK;
	int date;

	for (size_t i = 0; !err && i < sizeof NECESSAIRES / sizeof *NECESSAIRES; i++) {
		err = vue_date_table(db, vue, NECESSAIRES[i], &date);
		m.table[NECESSAIRES[i]] = !err && !date;
		m.n += !err && !date;
	}
	if (!err)
		*ret = m;
	return err;
}
