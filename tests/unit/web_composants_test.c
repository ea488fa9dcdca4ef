/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * web_composants_test.c - the components: what a screen reader and a keyboard need, whatever the texts
 *
 * With RELAIS_PAGES=FOLDER it also writes the page of the components and the files beside it there, for a static server.
 */
#include "tap.h"

#include <sys/stat.h>

#include "base/arena.h"
#include "web/actifs.h"
#include "web/composants.h"
#include "web/ui.h"
#include "web/ui_formulaire.h"
#include "web/ui_parcours.h"

enum { PAGE_MAX = 1024 * 1024 };
static const char HOSTILE[] = "\"><script>alert('1')</script>&";

static struct campagne campagne(struct arena *a)
{
	struct campagne c;
	struct incident inc;

	if (campagne_lire(NULL, 2024, INT64_MAX, a, &c, &inc))
		BUG("no preset campagne: %s", inc.message);
	return c;
}

static void deposer(const char *dossier, const char *nom, struct str s)
{
	AUTO_ARENA a = arena_new(0);
	FILE *f = fopen(arena_printf(a, "%s/%s", dossier, nom), "wb");

	OK(f && fwrite(s.p, 1, s.n, f) == s.n);
	if (f)
		OK(fclose(f) == 0);
}

static int combien(const char *page, const char *mot)
{
	int n = 0;

	for (const char *p = page; (p = strstr(p, mot)); p += strlen(mot))
		n++;
	return n;
}

TEST(la_page_montre_tout_et_ne_se_laisse_pas_indexer)
{
	AUTO_ARENA a = arena_new(0);
	const struct campagne c = campagne(a);
	const char *dossier = getenv("RELAIS_PAGES");
	AUTO_BUF out;

	buf_init(&out, PAGE_MAX);
	page_composants(&out, &c, 20231108);
	OK(!buf_depasse(&out));
	OK(strstr(out.p, "noindex") != NULL);
	EQ_INT(combien(out.p, "<h1>"), 1);
	EQ_INT(combien(out.p, " style="), 0);
	EQ_INT(combien(out.p, "</html>"), 1);
	if (!dossier)
		return;
	(void)mkdir(arena_printf(a, "%s%s", dossier, ACTIFS_PREFIXE), 0755);
	deposer(dossier, "index.html", buf_view(&out));
	for (const struct actif *f = actifs; f->nom; f++)
		deposer(dossier, f->chemin, f->octets);
}

TEST(une_erreur_est_a_cote_de_son_champ_et_liee_a_lui)
{
	AUTO_BUF out;

	buf_init(&out, PAGE_MAX);
	ui_champ(&out, &(struct ui_champ){.id = "x",
					  .nom = "x",
					  .etiquette = HOSTILE,
					  .aide = HOSTILE,
					  .erreur = HOSTILE,
					  .valeur = HOSTILE,
					  .requis = true});
	OK(strstr(out.p, "<label class=\"fr-label\" for=\"x\">") != NULL);
	OK(strstr(out.p, "aria-describedby=\"x-aide x-erreur\"") != NULL);
	OK(strstr(out.p, "aria-invalid=\"true\"") != NULL && strstr(out.p, " required") != NULL);
	EQ_INT(combien(out.p, "<script>"), 0);
	EQ_INT(combien(out.p, "&lt;script&gt;"), 4);
	buf_reset(&out);
	ui_champ(&out, &(struct ui_champ){.id = "x", .nom = "x", .etiquette = "X"});
	OK(strstr(out.p, "aria-") == NULL && strstr(out.p, "value=") == NULL);
}

TEST(le_resume_des_erreurs_mene_aux_champs)
{
	AUTO_BUF out;

	buf_init(&out, PAGE_MAX);
	ui_resume_erreurs(&out, NULL, 0);
	EQ_STR(buf_view(&out), "");
	ui_resume_erreurs(&out, &(struct ui_erreur){"siret", HOSTILE}, 1);
	OK(strstr(out.p, "href=\"#siret\"") && strstr(out.p, "Une réponse est à corriger"));
	EQ_INT(combien(out.p, "<script>"), 0);
}

TEST(un_code_est_groupe_pour_l_oeil_et_copie_tel_quel)
{
	AUTO_BUF out, texte;
	bool dans = false;

	buf_init(&out, PAGE_MAX);
	buf_init(&texte, PAGE_MAX);
	ui_code(&out, STR("55210055400013"));
	EQ_INT(combien(out.p, "fr-code__g"), 4);
	for (const char *p = out.p; *p; p++) {
		dans = *p == '<' || (dans && *p != '>');
		if (!dans && *p != '>')
			buf_char(&texte, *p);
	}
	EQ_STR(texte.p, "55210055400013");
	buf_reset(&out);
	ui_code(&out, STR("0940000X"));
	EQ_STR(out.p, "<code class=\"fr-code\">0940000X</code>");
}

TEST(un_statut_est_une_forme_et_un_mot)
{
	AUTO_BUF out;

	buf_init(&out, PAGE_MAX);
	for (int c = 0; c < CLASSIFICATION__MAX; c++)
		ui_badge_classification(&out, (enum classification)c);
	for (int v = 0; v < AVIS__MAX; v++)
		ui_badge_avis(&out, (enum avis)v);
	EQ_INT(combien(out.p, "<svg class=\"fr-signe\""), CLASSIFICATION__MAX + AVIS__MAX);
	EQ_INT(combien(out.p, "aria-hidden=\"true\""), CLASSIFICATION__MAX + AVIS__MAX);
	OK(strstr(out.p, "</svg>Non réglementaire</span>") != NULL);
	OK(strstr(out.p, "</svg>À vérifier</span>") != NULL);
}

TEST(les_etapes_disent_leur_etat_en_mots)
{
	static const struct ui_etape V[] = {
		{UI_ETAPE_FAITE, "Déclarée", NULL, NULL, 20231003, NULL, NULL},
		{UI_ETAPE_BLOQUEE, "Catalogue", NULL, NULL, 0, "Année absente.", "Le CFA."},
		{UI_ETAPE_EN_COURS, "Parcoursup", NULL, "importée", 0, NULL, NULL},
		{UI_ETAPE_A_VENIR, "Candidats", NULL, NULL, 0, NULL, NULL},
	};
	AUTO_BUF out;

	buf_init(&out, PAGE_MAX);
	ui_etapes(&out, V, 4);
	OK(strstr(out.p, "étape faite") && strstr(out.p, "étape bloquée"));
	OK(strstr(out.p, "étape en cours") && strstr(out.p, "étape à venir"));
	EQ_INT(combien(out.p, "aria-current=\"step\""), 1);
	OK(strstr(out.p, "<p>Année absente.</p><p>Le CFA.</p>") != NULL);
	OK(strstr(out.p, "<time datetime=\"2023-10-03\">3\u00a0octobre\u00a02023</time>") != NULL);
}

/* Where « aujourd'hui » falls among the jalons: how many stand before it. */
static int jalons_avant(int jour)
{
	AUTO_ARENA a = arena_new(0);
	const struct campagne c = campagne(a);
	AUTO_BUF out;
	char *ici;

	buf_init(&out, PAGE_MAX);
	ui_frise(&out, &c, jour);
	EQ_INT(combien(out.p, "Aujourd&#39;hui") + combien(out.p, "Aujourd'hui"), 1);
	ici = strstr(out.p, "fr-frise__jour");
	if (!ici)
		return -1;
	*ici = '\0';
	return combien(out.p, "<li class=\"fr-frise__jalon");
}

TEST(aujourd_hui_est_a_sa_place_dans_la_frise)
{
	EQ_INT(jalons_avant(20200101), 0);
	EQ_INT(jalons_avant(20231101), 1); /* the day of a jalon is not passed */
	EQ_INT(jalons_avant(20231102), 2);
	EQ_INT(jalons_avant(20300101), JALON__MAX);
}

TEST(une_pagination_sans_page_n_est_rien)
{
	AUTO_BUF out;

	buf_init(&out, PAGE_MAX);
	ui_pagination(&out, NULL, NULL, "Offres 1 à 3");
	EQ_STR(buf_view(&out), "");
	ui_pagination(&out, NULL, "?apres=x&y=1", "Offres 1 à 20");
	OK(strstr(out.p, "rel=\"next\" href=\"?apres=x&amp;y=1\"") && !strstr(out.p, "prev"));
}
