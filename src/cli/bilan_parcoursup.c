/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bilan_parcoursup.c - in the report: the formations, « Certifiée » or why not and who acts, the statuts; as text, as JSON, in the page
 */
#include "base/utf8.h"
#include "cli/bilan_html.h"

enum { RETRAIT = 2, COL_LIBELLE = 67, COL_CHIFFRE = 10, COL_PART = 9 };

const struct page_section BILAN_PARCOURSUP = {
	"parcoursup", "Parcoursup",
	"Les formations d'inscription de la campagne, celles qui portent « Certifiée », et pourquoi les "
	"autres ne la portent pas."};

static void ligne(const struct bilan_campagne *b, struct ecran *e, const struct chiffre *c)
{
	const char *part = part_francaise(b->e->arena, c->n, c->tout);

	buf_cstr(e->out, "  ");
	ecran_colonne(e, c->libelle, COL_LIBELLE);
	ecran_nombre(e, c->n, COL_CHIFFRE);
	for (size_t n = utf8_longueur(str_of(part)); n < COL_PART; n++)
		buf_char(e->out, ' ');
	buf_printf(e->out, "%s\n", part);
}

static void motifs_texte(const struct bilan_campagne *b, struct ecran *e)
{
	const struct comptes *c = &b->parcoursup;
	const int ou = RETRAIT + COL_CHIFFRE + 2;

	if (c->motifs.n)
		ecran_titre(e, "Les formations sans « Certifiée » : pourquoi, et qui agit");
	for (size_t i = 0; i < c->motifs.n; i++) {
		const struct comptes_motif *m = &c->motifs.v[i];
		const char *acteurs = bilan_qui(b->e->arena, m->acteur);

		buf_cstr(e->out, "  ");
		ecran_nombre(e, m->n, COL_CHIFFRE);
		buf_cstr(e->out, "  ");
		ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, ou, ou + 2, true},
				 acteurs[0]
					 ? arena_printf(b->e->arena, "%s → %s", m->libelle, acteurs)
					 : m->libelle);
	}
}

static const char *statut_titre(struct arena *a, enum statut s)
{
	return arena_printf(a, "%s %s", statut_signe(s), statut_libelle(s));
}

void bilan_texte_parcoursup(const struct bilan_campagne *b, struct ecran *e)
{
	struct chiffre v[CHIFFRES];

	ecran_titre(e, arena_printf(b->e->arena, "Parcoursup %d", b->e->campagne.annee));
	ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, RETRAIT, RETRAIT, false},
			 bilan_migration(b));
	if (!b->parcoursup.migree)
		return;
	bilan_chiffres(b, v);
	for (int i = 0; i < CHIFFRES; i++)
		ligne(b, e, &v[i]);
	motifs_texte(b, e);
	ecran_titre(e, "Les offres, par statut pour Parcoursup");
	for (int s = 0; s < STATUT__MAX; s++)
		if (b->parcoursup.statuts[s])
			ligne(b, e,
			      &(struct chiffre){.libelle =
							statut_titre(b->e->arena, (enum statut)s),
						.n = b->parcoursup.statuts[s],
						.tout = b->tri[TRI_DECLAREES]});
}

static void motifs_json(const struct comptes *c, struct json_out *j)
{
	enum acteur ordre[ACTEUR__MAX];

	json_cle(j, "motifs");
	json_liste(j);
	for (size_t i = 0; i < c->motifs.n; i++) {
		const struct comptes_motif *m = &c->motifs.v[i];
		const size_t n = bilan_acteurs(m->acteur, ordre);

		json_objet(j);
		json_champ(j, "code", str_of(m->code));
		json_champ(j, "libelle", str_of(m->libelle));
		json_champ_entier(j, "formations", m->n);
		json_cle(j, "acteurs");
		json_liste(j);
		for (size_t q = 0; q < n; q++) {
			json_objet(j);
			json_champ(j, "acteur", str_of(acteur_code(ordre[q])));
			json_champ(j, "libelle", str_of(acteur_libelle(ordre[q])));
			json_champ_entier(j, "formations", m->acteur[ordre[q]]);
			json_fin_objet(j);
		}
		json_fin_liste(j);
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

void bilan_json_parcoursup(const struct bilan_campagne *b, struct json_out *j)
{
	const struct comptes *c = &b->parcoursup;
	struct chiffre v[CHIFFRES];
	char iso[11] = "";

	if (c->migree)
		date_iso_texte(c->migree_le, iso);
	bilan_chiffres(b, v);
	json_cle(j, "parcoursup");
	json_objet(j);
	json_champ(j, "migration", str_of(iso));
	json_champ_bool(j, "au_fil", c->au_fil);
	json_champ(j, "phrase", str_of(bilan_migration(b)));
	json_champ_entier(j, "formations", bilan_formations(b));
	for (int i = 0; i < CHIFFRES; i++)
		json_champ_entier(j, v[i].cle, v[i].n);
	motifs_json(c, j);
	json_cle(j, "statuts");
	json_liste(j);
	for (int s = 0; s < STATUT__MAX && c->migree; s++) {
		json_objet(j);
		json_champ(j, "statut", str_of(statut_code((enum statut)s)));
		json_champ(j, "libelle", str_of(statut_libelle((enum statut)s)));
		json_champ_entier(j, "offres", c->statuts[s]);
		json_fin_objet(j);
	}
	json_fin_liste(j);
	json_fin_objet(j);
}

static void table_chiffres(struct page *p, const struct bilan_campagne *b)
{
	static const struct page_colonne COLONNES[] = {
		{"Quoi", false}, {"Nombre", true}, {"Part", true}};
	struct chiffre v[CHIFFRES];

	bilan_chiffres(b, v);
	page_table(p, "Les formations de la campagne", COLONNES, 3);
	for (int i = 0; i < CHIFFRES; i++) {
		page_ligne(p, v[i].libelle);
		page_nombre(p, v[i].n);
		page_part(p, v[i].n, v[i].tout);
		html_fin(&p->h);
	}
	page_table_fin(p);
}

static void table_motifs(struct page *p, const struct bilan_campagne *b)
{
	static const struct page_colonne COLONNES[] = {
		{"Motif", false}, {"Qui agit", false}, {"Formations", true}, {"Part", true}};
	const struct comptes *c = &b->parcoursup;

	if (!c->motifs.n)
		return;
	page_table(p, "Les formations sans « Certifiée » : pourquoi, et qui agit", COLONNES, 4);
	for (size_t i = 0; i < c->motifs.n; i++) {
		const struct comptes_motif *m = &c->motifs.v[i];
		const char *acteurs = bilan_qui(p->a, m->acteur);

		page_ligne(p, m->libelle);
		page_texte(p, NULL, acteurs[0] ? page_majuscule(p->a, acteurs) : "–");
		page_nombre(p, m->n);
		page_part(p, m->n, c->sans);
		html_fin(&p->h);
	}
	page_table_fin(p);
}

static void table_statuts(struct page *p, const struct bilan_campagne *b)
{
	static const struct page_colonne COLONNES[] = {
		{"Statut", false}, {"Offres", true}, {"Part des déclarées", true}};
	const struct comptes *c = &b->parcoursup;

	page_table(p, "Les offres, par statut pour Parcoursup", COLONNES, 3);
	for (int s = 0; s < STATUT__MAX; s++) {
		if (!c->statuts[s])
			continue;
		page_ligne(p, statut_titre(p->a, (enum statut)s));
		page_nombre(p, c->statuts[s]);
		page_part(p, c->statuts[s], b->tri[TRI_DECLAREES]);
		html_fin(&p->h);
	}
	page_table_fin(p);
}

void bilan_html_parcoursup(struct page *p, const struct bilan_campagne *b)
{
	page_section(p, &BILAN_PARCOURSUP);
	html_mot(&p->h, "p", NULL, bilan_migration(b));
	if (b->parcoursup.migree) {
		table_chiffres(p, b);
		table_motifs(p, b);
		table_statuts(p, b);
	}
	html_fin(&p->h);
}
