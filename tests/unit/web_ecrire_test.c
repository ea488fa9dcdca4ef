/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * web_ecrire_test.c - whatever the value, it stays what it is where it stands; and the layout has all that a page needs
 */
#include "tap.h"

#include "http/statique.h"
#include "web/actifs.h"
#include "web/ecrire.h"
#include "web/gabarit.h"

static const char *url(struct buf *out, const char *x)
{
	buf_init(out, 4096);
	ECRIRE_URL(out, x);
	return out->p;
}

TEST(une_adresse_qui_execute_n_est_pas_ecrite)
{
	static const char *const REFUSEES[] = {"javascript:alert(1)",
					       "JaVaScRiPt:alert(1)",
					       "java\nscript:alert(1)",
					       " javascript:alert(1)",
					       "\x01javascript:alert(1)",
					       "data:text/html,x",
					       "vbscript:x",
					       "HTTP:x",
					       "ftp://e.example",
					       ":"};

	for (size_t i = 0; i < sizeof REFUSEES / sizeof *REFUSEES; i++) {
		AUTO_BUF out = {0};

		EQ_STR(url(&out, REFUSEES[i]), "#");
	}
}

TEST(une_adresse_permise_est_encodee_sans_perdre_son_sens)
{
	static const struct {
		const char *donnee, *ecrite;
	} CAS[] = {
		{"/offres/12?cle=a%20b&x=y#haut", "/offres/12?cle=a%20b&amp;x=y#haut"},
		{"https://e.example/é \"<'>", "https://e.example/%C3%A9%20%22%3C%27%3E"},
		{"mailto:contact@e.example", "mailto:contact@e.example"},
		{"?page=a:b", "?page=a:b"},
		{"/a:b", "/a:b"},
		{"", ""},
	};

	for (size_t i = 0; i < sizeof CAS / sizeof *CAS; i++) {
		AUTO_BUF out = {0};

		EQ_STR(url(&out, CAS[i].donnee), CAS[i].ecrite);
	}
}

TEST(un_parametre_ne_sort_pas_du_sien)
{
	AUTO_BUF out;

	buf_init(&out, 4096);
	ECRIRE_PARAM(&out, STR("a&b=c/d?e#f+g h\xff\0.~"));
	EQ_STR(out.p, "a%26b%3Dc%2Fd%3Fe%23f%2Bg%20h%FF%00.~");
}

TEST(une_phrase_est_echappee_et_ne_se_coupe_pas_n_importe_ou)
{
	AUTO_BUF out;

	buf_init(&out, 4096);
	ECRIRE_PHRASE(&out, "Le « <b> » : 3 088, le 6 novembre 2023 ? ");
	EQ_STR(out.p, "Le «\u00a0&lt;b&gt;\u00a0»\u00a0: 3\u00a0088, le 6\u00a0novembre\u00a0"
		      "2023\u00a0?\u00a0");
	buf_reset(&out);
	ECRIRE_PHRASE(&out, (const char *)NULL);
	ECRIRE(&out, (const char *)NULL);
	EQ_STR(buf_view(&out), "");
}

TEST(les_nombres_et_les_dates)
{
	AUTO_BUF out;

	buf_init(&out, 4096);
	ecrire_nombre(&out, -1234567);
	ecrire_cstr(&out, "|");
	ecrire_nombre(&out, 999);
	ecrire_cstr(&out, "|");
	ecrire_date(&out, 20240801);
	ecrire_cstr(&out, "|");
	ecrire_iso(&out, 20240229);
	EQ_STR(out.p, "-1\u00a0234\u00a0567|999|1er\u00a0août\u00a02024|2024-02-29");
}

TEST(le_serveur_et_les_pages_donnent_la_meme_adresse_a_un_fichier)
{
	struct statique_source sources[8];
	struct statiques *s;
	size_t n = 0;

	for (const struct actif *f = actifs; f->nom; f++) {
		MUST(n < 8);
		OK(f->gzip.n > 0 && f->octets.n > 0);
		sources[n++] = (struct statique_source){f->nom, f->type, f->octets, f->gzip};
	}
	MUST(n >= 3);
	s = statiques_ouvrir(ACTIFS_PREFIXE, sources, n);
	for (size_t i = 0; i < n; i++)
		EQ_STR(statiques_chemin(s, sources[i].nom), actif_chemin(sources[i].nom));
	statiques_fermer(s);
}

TEST(la_feuille_de_style_reste_legere)
{
	for (const struct actif *f = actifs; f->nom; f++) {
		if (strcmp(f->nom, "relais.css") == 0)
			OK(f->octets.n <= 25000);
		if (strcmp(f->nom, "relais.js") == 0)
			OK(f->octets.n <= 8000);
	}
}

static const char *page(struct buf *out, const struct gabarit *g)
{
	buf_init(out, 64 * 1024);
	gabarit_debut(out, g);
	ecrire_cstr(out, "CONTENU");
	gabarit_fin(out);
	return out->p;
}

TEST(le_gabarit_a_tout_ce_qu_il_faut_autour_du_contenu)
{
	static const struct gabarit_lien FIL[] = {{"Catalogue", "/catalogue"}, {0}};
	AUTO_BUF out = {0};
	const char *p = page(&out, &(struct gabarit){.titre = "L'offre <b> : 12",
						     .description = "Une \"phrase\".",
						     .rubrique = RUBRIQUE_CATALOGUE,
						     .fil = FIL,
						     .etat = "Campagne 2024 : import en cours",
						     .recherche = "\"><script>",
						     .cachee = true});
	static const char *const DEDANS[] = {
		"<!DOCTYPE html>\n<html lang=\"fr\">",
		"<title>L&#39;offre &lt;b&gt;\u00a0: 12 — relais</title>",
		"<meta name=\"description\" content=\"Une &quot;phrase&quot;.\">",
		"<meta name=\"robots\" content=\"noindex, nofollow\">",
		"<a href=\"#contenu\">",
		"<a href=\"#recherche-q\">",
		"value=\"&quot;&gt;&lt;script&gt;\"",
		"href=\"/catalogue\" aria-current=\"true\">",
		"<a href=\"/catalogue\">Catalogue</a>",
		"Campagne 2024\u00a0: import en cours</a>",
		"id=\"contenu\"",
		"href=\"/accessibilite\"",
		"href=\"/donnees-personnelles\"",
	};

	for (size_t i = 0; i < sizeof DEDANS / sizeof *DEDANS; i++)
		if (!strstr(p, DEDANS[i]))
			EQ_STR(DEDANS[i], "(in the page)");
	OK(strstr(p, actif_chemin("relais.css")) != NULL);
	OK(strstr(p, "<script>") == NULL && strstr(p, "style=") == NULL);
}

TEST(l_accueil_n_a_pas_de_fil)
{
	AUTO_BUF out = {0};
	const char *p = page(&out, &(struct gabarit){.accueil = true, .sans_recherche = true});

	OK(strstr(p, "<title>relais — ") != NULL);
	OK(strstr(p, "fr-breadcrumb") == NULL && strstr(p, "recherche-q") == NULL);
	OK(strstr(p, "robots") == NULL && strstr(p, "fr-etat") == NULL);
}
