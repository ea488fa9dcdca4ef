/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv_entete.c - the header line of a CSV: its separator, its titles, the format that they tell
 */
#include "format/csv_table.h"

#include <string.h>

#include "base/csv.h"
#include "base/limites.h"
#include "base/utf8.h"

enum { SIGNES_MAX = 3 };

/* What is known and not read: all the titles of one row are needed. */
static const struct {
	enum format format;
	const char *signes[SIGNES_MAX];
} refuses[] = {
	{FORMAT_REFUSE_PARCOURSUP, {"Code interne Parcoursup de la formation"}},
	{FORMAT_REFUSE_PARCOURSUP, {"cod_aff_form", "capa_fin"}},
	{FORMAT_REFUSE_PARCOURSUP, {"UAI", "LIBELLÉFORMATION", "CAPACITEPSUP"}},
	{FORMAT_REFUSE_DISPOSITIFS, {"DISPOSITIF_FORMATION", "LIBELLE_LONG"}},
	{FORMAT_REFUSE_SPECIALITES, {"CATEGORIE_SPECIALITE"}},
	{FORMAT_REFUSE_SPECIALITES, {"DOMAINE_SPECIALITE"}},
	{FORMAT_REFUSE_SPECIALITES, {"GROUPE_SPECIALITE", "LIBELLE_LONG"}},
	{FORMAT_REFUSE_ACADEMIES, {"codeAcademie", "codeDepartement"}},
	{FORMAT_REFUSE_ACADEMIES, {"code_academie", "departements"}},
	{FORMAT_INUTILE_ACCE, {"numero_uai_fille"}},
	{FORMAT_INUTILE_ACCE, {"numero_uai_mere"}},
	{FORMAT_INUTILE_ACCE, {"numero_uai", "specificite_uai"}},
	{FORMAT_INUTILE_ACCE, {"numero_uai", "type_zone_uai"}},
	{FORMAT_REFUSE_CARIF, {"region", "organisme / plateforme de saisie"}},
	{FORMAT_REFUSE_CLES_ONISEP, {"id_action_ideo2", "cle_ministere_educatif"}},
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

bool csv_annonce(struct str ligne)
{
	struct str s = str_trim(ligne);

	if (s.n > 1 && s.p[0] == '"' && s.p[s.n - 1] == '"')
		s = str_sub(s, 1, s.n - 2);
	return s.n >= 4 && s.n <= 5 && strncasecmp(s.p, "sep=", 4) == 0;
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
			if (!blanche && !csv_annonce(*ret))
				return true;
			blanche = true;
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

struct str csv_vue(struct str s)
{
	size_t n = 0;

	if (s.n <= LIMITE_VALEUR_VUE)
		return s;
	for (unsigned i = 0; i < LIMITE_VALEUR_VUE && n < s.n; i++) {
		size_t pas = utf8_sequence(s.p + n, s.n - n);
		n += pas ? pas : 1;
	}
	return str_sub(s, 0, n);
}

enum err csv_manquantes(const struct csv_table *t, const struct csv_entete *vu, unsigned manquent,
			struct incident *inc)
{
	AUTO_BUF noms;
	AUTO_BUF acceptes;
	AUTO_BUF vus;

	buf_init(&noms, sizeof inc->message / 2);
	buf_init(&acceptes, sizeof inc->detail / 2);
	buf_init(&vus, sizeof inc->detail / 2);
	for (unsigned i = 0; csv_colonne_la(t, i); i++) {
		const struct csv_colonne *c = &t->colonnes[i];
		if (vu->position[i] >= 0 || !(c->drapeaux & CSV_OBLIGATOIRE))
			continue;
		buf_printf(&noms, "%s« %s »", noms.n ? ", " : "", c->titres[0]);
		for (unsigned k = 0; k < CSV_TITRES_MAX && c->titres[k]; k++)
			buf_printf(&acceptes, "%s%s", acceptes.n ? ", " : "", c->titres[k]);
	}
	for (size_t i = 0; i < vu->n; i++)
		buf_printf(&vus, "%s%.*s", i ? ", " : "",
			   STR_FMT(csv_vue(str_trim(vu->titres[i]))));

	incident_set(inc, E_INVALIDE,
		     "L'en-tête (ligne %u) n'est pas celui du format « %s » : il manque %s %.*s.",
		     vu->ligne, format_libelle(t->format),
		     manquent > 1 ? "les colonnes" : "la colonne", STR_FMT(buf_view(&noms)));
	incident_detail(inc, "Noms acceptés : %.*s. Titres vus : %.*s%s",
			STR_FMT(buf_view(&acceptes)), STR_FMT(buf_view(&vus)),
			buf_depasse(&vus) ? "…" : ".");
	incident_remede(inc, "Vérifier que c'est le bon fichier et que sa première ligne porte les "
			     "titres ; sinon, indiquer son vrai format avec --as.");
	return E_INVALIDE;
}

int16_t csv_titre_repete(const struct str *titres, size_t n, int16_t p)
{
	AUTO_BUF plis;
	int16_t trouve = -1;

	buf_init(&plis, 4 * CSV_CHAMPS_MAX * 1024);
	csv_replie(titres[p], &plis);
	const size_t pli = plis.n;
	for (size_t i = (size_t)p + 1; i < n && i < CSV_CHAMPS_MAX && trouve < 0; i++) {
		plis.n = pli;
		csv_replie(titres[i], &plis);
		if (str_eq(str_sub(buf_view(&plis), 0, pli), str_sub(buf_view(&plis), pli, plis.n)))
			trouve = (int16_t)i;
	}
	return trouve;
}

/* Has the file a title that is none of the table's? */
static bool d_autres(const struct plies *p, const struct csv_table *t)
{
	size_t titres = 0, colonnes = 0;

	for (size_t i = 0; i < p->n; i++)
		titres += p->debut[i + 1] > p->debut[i];
	while (csv_colonne_la(t, (unsigned)colonnes))
		colonnes++;
	return titres > colonnes;
}

static bool convient(const struct plies *p, const struct csv_table *t)
{
	for (unsigned i = 0; csv_colonne_la(t, i); i++) {
		bool la = position_de(p, &t->colonnes[i]) >= 0;
		if (t->colonnes[i].drapeaux & (la ? CSV_INTERDITE : CSV_OBLIGATOIRE))
			return false;
		if ((t->colonnes[i].drapeaux & CSV_SEULES) && d_autres(p, t))
			return false;
	}
	return true;
}

/* The shape of that format that fits these titles, NULL when none does. */
static const struct csv_table *forme(const struct plies *p, enum format f)
{
	const struct csv_table *t;
	unsigned i = 0;

	while ((t = csv_table_de(f, i++)) && !convient(p, t))
		;
	return t;
}

const struct csv_table *csv_forme(enum format f, const struct str *titres, size_t n)
{
	struct plies p;

	plies_init(&p, titres, n);
	const struct csv_table *t = forme(&p, f);
	buf_free(&p.texte);
	return t ? t : csv_table_de(f, 0);
}

static enum format refuse(const struct plies *p)
{
	for (size_t i = 0; i < sizeof refuses / sizeof *refuses; i++) {
		unsigned k = 0;
		while (k < SIGNES_MAX && refuses[i].signes[k] &&
		       cherche(p, refuses[i].signes[k]) >= 0)
			k++;
		if (k == SIGNES_MAX || !refuses[i].signes[k])
			return refuses[i].format;
	}
	return p->n == 1 && cherche(p, "siret") == 0 ? FORMAT_REFUSE_SIRETS : FORMAT_INCONNU;
}

int csv_partie(const struct str *titres, size_t n)
{
	struct plies p;
	int trouve = -1;

	plies_init(&p, titres, n);
	for (int i = 0; trouve < 0 && csv_table_partie(i); i++)
		if (convient(&p, csv_table_partie(i)))
			trouve = i;
	buf_free(&p.texte);
	return trouve;
}

enum format csv_reconnaitre(const struct str *titres, size_t n)
{
	enum format trouve = csv_partie(titres, n) >= 0 ? FORMAT_RNCP_CSV : FORMAT_INCONNU;
	struct plies p;

	plies_init(&p, titres, n);
	for (unsigned f = 0; f < FORMAT__MAX && trouve == FORMAT_INCONNU; f++)
		if (forme(&p, (enum format)f))
			trouve = (enum format)f;
	if (trouve == FORMAT_INCONNU)
		trouve = refuse(&p);
	buf_free(&p.texte);
	return trouve;
}
