/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xml_record.c - what the XML readers have in common on the way out
 */
#include "format/xml_record.h"

#include <stdio.h>
#include <strings.h>

#include "base/date.h"
#include "base/limites.h"

enum { LISTE_MAX = 4000 }; /* bytes of a list: the formats give at most some tens of codes */

struct str xml_montrable(struct str s)
{
	if (s.n <= LIMITE_VALEUR_VUE)
		return s;
	for (s.n = LIMITE_VALEUR_VUE; s.n && ((unsigned char)s.p[s.n] & 0xc0) == 0x80; s.n--)
		continue;
	return s;
}

enum err xml_anomalie(struct puits puits, const struct xml_anomalie *a)
{
	struct record r = {.kind = RECORD_ANOMALIE, .ligne = a->ligne, .n = ANOMALIE__MAX};

	r.champ[ANOMALIE_CODE] = str_of(anomalie_code(a->code));
	r.champ[ANOMALIE_REF] = xml_montrable(a->ref);
	r.champ[ANOMALIE_CHAMP] = xml_montrable(a->champ);
	r.champ[ANOMALIE_VALEUR] = xml_montrable(a->valeur);
	return puits.record(puits.ctx, &r);
}

/* One name for one encoding, as the CSV readers say it. */
static struct str encodage(const char *declare)
{
	static const struct {
		const char *declare, *nom;
	} noms[] = {
		{"utf-8", "UTF-8"},           {"utf8", "UTF-8"},        {"windows-1252", "cp1252"},
		{"iso-8859-1", "ISO-8859-1"}, {"latin1", "ISO-8859-1"},
	};

	for (unsigned i = 0; i < sizeof noms / sizeof *noms; i++)
		if (strcasecmp(declare, noms[i].declare) == 0)
			return str_of(noms[i].nom);
	return xml_montrable(str_of(declare));
}

enum err xml_bilan(struct puits puits, const struct xml *x, const struct xml_bilan *b)
{
	struct record r = {.kind = RECORD_BILAN, .ligne = xml_ligne(x), .n = BILAN__MAX};
	struct xml_cp1252 c = xml_cp1252(x);
	char lus[24], ecartes[24], sans_code[24], compte[24];

	if (c.n) {
		enum err e;

		snprintf(compte, sizeof compte, "%llu", (unsigned long long)c.n);
		e = xml_anomalie(puits, &(struct xml_anomalie){.code = ANOMALIE_ENCODAGE,
							       .ligne = c.ligne,
							       .champ = STR("encoding"),
							       .valeur = str_of(compte)});
		if (e != OK)
			return e;
	}
	snprintf(lus, sizeof lus, "%llu", (unsigned long long)b->lus);
	snprintf(ecartes, sizeof ecartes, "%llu", (unsigned long long)b->ecartes);
	r.champ[BILAN_LUS] = str_of(lus);
	r.champ[BILAN_ECARTES] = str_of(ecartes);
	r.champ[BILAN_ENCODAGE] = encodage(xml_encodage(x));
	r.champ[BILAN_DATE] = str_of(b->date);
	snprintf(sans_code, sizeof sans_code, "%llu", (unsigned long long)b->sans_code);
	if (b->sans_code)
		r.champ[BILAN_SANS_CODE] = str_of(sans_code);
	return puits.record(puits.ctx, &r);
}

bool xml_date(struct xml *x, int date, struct texte *t)
{
	char iso[11];

	if (!date_pleine(date))
		return false;
	date_iso_texte(date, iso);
	*t = xml_garde(x, (struct str){iso, 10});
	return true;
}

struct texte xml_sans_blancs(struct xml *x, struct texte t)
{
	char *p = xml_octets(x, t);
	uint32_t n = 0;

	for (uint32_t i = 0; i < t.n; i++) {
		if (i + 1 < t.n && p[i] == '\xc2' && p[i + 1] == '\xa0')
			i++; /* a no-break space */
		else if ((unsigned char)p[i] > ' ')
			p[n++] = p[i];
	}
	return (struct texte){t.debut, n};
}

bool xml_liste(struct xml *x, struct texte *liste, struct texte valeur)
{
	if (!liste->n)
		*liste = valeur;
	else if (liste->n + valeur.n < LISTE_MAX)
		*liste = xml_garde_deux(x, *liste, STR(","), valeur);
	else
		return false;
	return true;
}
