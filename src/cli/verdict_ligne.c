/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verdict_ligne.c - no printf on the way of the CSV: it writes 10⁵ lines
 */
#include "cli/verdict_ligne.h"

#include <string.h>

#include "base/utf8.h"
#include "cli/ecran.h"
#include "verdict/actions.h"

enum { TABLE_MOTIF = 48, CLE_DEBUT = 9, CLE_FIN = 9, CLE_COURTE_MIN = 24 };

void csv_champ(struct buf *out, struct str s)
{
	bool guillemets = false;

	for (size_t i = 0; i < s.n; i++)
		guillemets =
			guillemets || s.p[i] == ';' || s.p[i] == '"' || (unsigned char)s.p[i] < ' ';
	if (!guillemets) {
		buf_str(out, s);
		return;
	}
	buf_char(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_char(out, '"');
		buf_char(out, s.p[i]);
	}
	buf_char(out, '"');
}

static void mentions(struct buf *out, const struct verdict *v)
{
	bool premiere = true;

	for (int m = 0; m < MENTION__MAX; m++) {
		if (!v->mention_manque[m])
			continue;
		if (!premiere)
			buf_char(out, ',');
		buf_cstr(out, mention_code((enum mention)m));
		premiere = false;
	}
}

/* The avis as they stand in a line, with their separator. */
static const struct str AVIS_CHAMPS[AVIS__MAX] = {
	[AVIS_CONFORME] = STR_FIXE(";conforme"),
	[AVIS_NON_CONFORME] = STR_FIXE(";non_conforme"),
	[AVIS_A_VERIFIER] = STR_FIXE(";a_verifier"),
	[AVIS_SANS_OBJET] = STR_FIXE(";sans_objet"),
};

static void ligne_csv(struct buf *out, struct arena *a, const struct offre_lue *offre,
		      const struct verdict *v)
{
	const struct dossier *d = &offre->dossier;

	csv_champ(out, d->cle);
	buf_char(out, ';');
	buf_int(out, d->offre);
	buf_char(out, ';');
	buf_str(out, offre->region);
	buf_char(out, ';');
	buf_str(out, d->academie);
	buf_char(out, ';');
	buf_cstr(out, classification_code(v->classification));
	buf_cstr(out, v->importable ? ";oui" : ";non");
	for (int i = 0; i < CRITERES; i++)
		buf_str(out, AVIS_CHAMPS[v->critere[i].avis]);
	buf_char(out, ';');
	mentions(out, v);
	buf_char(out, ';');
	csv_champ(out, str_of(phrase_motif(a, v)));
	buf_char(out, '\n');
}

void json_constat(struct json_out *j, struct arena *a, int numero, const struct constat *c)
{
	const struct phrase p = phrase_constat(a, numero, c);

	json_champ(j, "avis", str_of(avis_code(c->avis)));
	json_champ(j, "raison", str_of(raison_code(c->raison)));
	json_champ(j, "fait", str_of(p.fait));
	json_champ(j, "vu", str_of(p.vu));
	json_champ(j, "remede", str_of(p.remede));
}

static void ligne_json(struct buf *out, struct arena *a, const struct offre_lue *offre,
		       const struct verdict *v)
{
	static const char *const CLES[CRITERES] = {"c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"};
	const struct dossier *d = &offre->dossier;
	struct json_out j;

	json_init(&j, out, 0);
	json_objet(&j);
	json_champ(&j, "cle", d->cle);
	json_champ_entier(&j, "id", d->offre);
	json_champ(&j, "region", offre->region);
	json_champ(&j, "academie", d->academie);
	json_champ(&j, "classification", str_of(classification_code(v->classification)));
	json_champ_bool(&j, "importable", v->importable);
	for (int i = 0; i < CRITERES; i++)
		json_champ(&j, CLES[i], str_of(avis_code(v->critere[i].avis)));
	json_cle(&j, "mentions");
	json_liste(&j);
	for (int m = 0; m < MENTION__MAX; m++)
		if (v->mention_manque[m])
			json_texte(&j, str_of(mention_code((enum mention)m)));
	json_fin_liste(&j);
	json_champ(&j, "motif", str_of(phrase_motif(a, v)));
	json_cle(&j, "criteres");
	json_liste(&j);
	for (int i = 0; i < CRITERES; i++) {
		json_objet(&j);
		json_champ_entier(&j, "numero", i + 1);
		json_constat(&j, a, i + 1, &v->critere[i]);
		json_fin_objet(&j);
	}
	json_fin_liste(&j);
	json_fin_objet(&j);
}

/* At most n characters, the last one « … » when something was left out. */
static void couper(struct buf *out, struct str s, size_t n)
{
	size_t fin = 0;

	if (utf8_longueur(s) <= n) {
		buf_str(out, s);
		return;
	}
	for (size_t i = 1; i < n; i++)
		do
			fin++;
		while (fin < s.n && ((unsigned char)s.p[fin] & 0xc0) == 0x80);
	buf_str(out, str_sub(s, 0, fin));
	buf_cstr(out, "…");
}

static void ligne_table(struct buf *out, struct arena *a, const struct offre_lue *offre,
			const struct verdict *v)
{
	static const char *const CLASSIFICATIONS[CLASSIFICATION__MAX] = {
		"✔ réglementaire    ", "✖ non réglementaire", "– non affichée     "};
	const struct dossier *d = &offre->dossier;

	if (d->cle.n >= CLE_COURTE_MIN) {
		buf_str(out, str_sub(d->cle, 0, CLE_DEBUT));
		buf_cstr(out, "…");
		buf_str(out, str_sub(d->cle, d->cle.n - CLE_FIN, CLE_FIN));
	} else {
		buf_printf(out, "%-19.*s", STR_FMT(d->cle));
	}
	buf_printf(out, " %7lld  %-3.*s %-3.*s %s  %s  ", (long long)d->offre,
		   STR_FMT(offre->region), STR_FMT(d->academie), CLASSIFICATIONS[v->classification],
		   !v->importable   ? "non   "
		   : v->attend_saio ? "oui ? "
				    : "oui   ");
	for (int i = 0; i < CRITERES; i++)
		buf_cstr(out, avis_signe(v->critere[i].avis));
	const char *motif = phrase_motif(a, v);

	if (motif[0])
		buf_cstr(out, "  ");
	couper(out, str_of(motif), TABLE_MOTIF);
	buf_char(out, '\n');
}

const struct verdict_forme VERDICT_FORMES[] = {
	{"csv",
	 "cle;id;region;academie;classification;importable;c1;c2;c3;c4;c5;c6;c7;c8;mentions;motif\n",
	 "", "", ligne_csv},
	{"json", "[\n", ",\n", "\n]\n", ligne_json},
	{"table",
	 "clé                      n°  rég ac  classification       import  12345678  motif\n", "",
	 "", ligne_table},
	{NULL, NULL, NULL, NULL, NULL},
};
