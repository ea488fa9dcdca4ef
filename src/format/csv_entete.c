/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv_entete.c - the header line of a CSV: its separator, its titles, the format that they tell
 */
#include "format/csv_table.h"

#include "base/csv.h"
#include "base/utf8.h"

/* What tells a list of formations of Parcoursup, in its three known shapes. All the titles of one row are needed. */
static const char *const parcoursup[][3] = {
	{"G_TI_COD"},
	{"CODEFORMATIONINSCRIPTION"},
	{"UAI_GES", "CODEFORMATION", "CODESPÉCIALITÉ"},
	{"Code interne Parcoursup de la formation"},
	{"parcoursup_id", "cle_ministere_educatif"},
};

char csv_separateur(struct str ligne)
{
	static const char candidats[] = {';', ',', '\t'};
	unsigned vus[sizeof candidats] = {0}, meilleur = 0;
	bool guillemets = false;

	for (size_t i = 0; i < ligne.n; i++) {
		guillemets ^= ligne.p[i] == '"';
		for (unsigned k = 0; !guillemets && k < sizeof candidats; k++)
			vus[k] += ligne.p[i] == candidats[k];
	}
	for (unsigned k = 1; k < sizeof candidats; k++)
		if (vus[k] > vus[meilleur])
			meilleur = k;
	return candidats[meilleur];
}

bool csv_premiere_ligne(struct str texte, struct str *ret)
{
	bool guillemets = false, blanche = true;
	size_t debut = 0;

	for (size_t i = 0; i < texte.n; i++) {
		char c = texte.p[i];
		guillemets ^= c == '"';
		if ((c == '\n' || c == '\r') && !guillemets) {
			*ret = str_sub(texte, debut, i - debut);
			if (!blanche)
				return true;
			debut = i + 1;
		} else if (c != ' ' && c != '\t') {
			blanche = false;
		}
	}
	*ret = str_sub(texte, debut, texte.n - debut);
	return false;
}

void csv_replie(struct str titre, struct buf *out)
{
	size_t de = out->n, vers = de;

	utf8_replie(titre, out);
	for (; de < out->n; de++) {
		char c = out->p[de];
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out->p[vers++] = c;
	}
	out->n = vers;
}

/* The titles folded one after the other, and where each begins. */
struct plies {
	struct buf texte;
	size_t debut[CSV_CHAMPS_MAX + 1], n;
};

static void plies_init(struct plies *p, const struct str *titres, size_t n)
{
	p->n = n < CSV_CHAMPS_MAX ? n : CSV_CHAMPS_MAX;
	buf_init(&p->texte, 4 * CSV_CHAMPS_MAX * 1024);
	for (size_t i = 0; i < p->n; i++) {
		p->debut[i] = p->texte.n;
		csv_replie(titres[i], &p->texte);
	}
	p->debut[p->n] = p->texte.n;
}

/* The first title that folds like this one, -1 when there is none. */
static int16_t cherche(const struct plies *p, const char *titre)
{
	AUTO_BUF pli;
	int16_t trouve = -1;

	buf_init(&pli, 1024);
	csv_replie(str_of(titre), &pli);
	for (size_t i = 0; i < p->n && trouve < 0; i++) {
		struct str vu = {p->texte.p + p->debut[i], p->debut[i + 1] - p->debut[i]};
		if (str_eq(vu, buf_view(&pli)))
			trouve = (int16_t)i;
	}
	return trouve;
}

static int16_t position_de(const struct plies *p, const struct csv_colonne *c)
{
	int16_t trouve = -1;

	for (unsigned k = 0; k < CSV_TITRES_MAX && c->titres[k] && trouve < 0; k++)
		trouve = cherche(p, c->titres[k]);
	return trouve;
}

unsigned csv_positions(const struct csv_table *t, const struct str *titres, size_t n,
		       int16_t *position)
{
	struct plies p;

	plies_init(&p, titres, n);
	unsigned manquent = 0;
	for (unsigned i = 0; csv_colonne_la(t, i); i++) {
		position[i] = position_de(&p, &t->colonnes[i]);
		manquent += position[i] < 0 && (t->colonnes[i].drapeaux & CSV_OBLIGATOIRE);
	}
	buf_free(&p.texte);
	return manquent;
}

static bool convient(const struct plies *p, const struct csv_table *t)
{
	for (unsigned i = 0; csv_colonne_la(t, i); i++) {
		bool la = position_de(p, &t->colonnes[i]) >= 0;
		if (t->colonnes[i].drapeaux & (la ? CSV_INTERDITE : CSV_OBLIGATOIRE))
			return false;
	}
	return true;
}

static bool est_parcoursup(const struct plies *p)
{
	for (size_t i = 0; i < sizeof parcoursup / sizeof *parcoursup; i++) {
		unsigned k = 0;
		while (k < 3 && parcoursup[i][k] && cherche(p, parcoursup[i][k]) >= 0)
			k++;
		if (k == 3 || !parcoursup[i][k])
			return true;
	}
	return false;
}

enum format csv_reconnaitre(const struct str *titres, size_t n)
{
	enum format trouve = FORMAT_INCONNU;
	struct plies p;

	plies_init(&p, titres, n);
	if (est_parcoursup(&p))
		trouve = FORMAT_REFUSE_PARCOURSUP;
	for (unsigned f = 0; f < FORMAT__MAX && trouve == FORMAT_INCONNU; f++) {
		const struct csv_table *t = csv_table_de((enum format)f);
		if (t && convient(&p, t))
			trouve = (enum format)f;
	}
	buf_free(&p.texte);
	return trouve;
}
