/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_html_test.c - whatever the text, what comes out is the text and nothing else
 */
#include "tap.h"

#include "base/html.h"

static void debut(struct html *h, struct buf *out)
{
	buf_init(out, 64 * 1024);
	html_init(h, out);
	buf_reset(out);
}

TEST(les_elements_se_ferment_dans_l_ordre)
{
	struct html h;
	AUTO_BUF out = {0};

	debut(&h, &out);
	html_element(&h, "p");
	html_attribut(&h, "class", "x");
	html_mot(&h, "strong", NULL, "oui");
	html_texte(&h, STR(" et non"));
	html_fin(&h);
	EQ_STR(out.p, "<p class=\"x\"><strong>oui</strong> et non</p>\n");
	EQ_INT(h.profondeur, 0);
}

TEST(un_texte_hostile_reste_un_texte)
{
	struct html h;
	AUTO_BUF out = {0};

	debut(&h, &out);
	html_mot(&h, "b", "\"><script>", "</b><script>alert('1')</script>&amp;");
	EQ_STR(out.p,
	       "<b class=\"&quot;&gt;&lt;script&gt;\">&lt;/b&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/"
	       "script&gt;&amp;amp;</b>");
}

TEST(ce_que_html_interdit_est_remplace)
{
	struct html h;
	AUTO_BUF out = {0};

	debut(&h, &out);
	html_element(&h, "b");
	html_texte(&h, STR("a\0b\x1b[1m\x7f\xc2\x85\xff\xc3\tz\xc2\xa0é"));
	html_fin(&h);
	EQ_STR(out.p,
	       "<b>a\xef\xbf\xbd"
	       "b\xef\xbf\xbd[1m\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\tz\xc2\xa0é</b>");
}

TEST(un_element_vide_n_a_pas_de_fin)
{
	struct html h;
	AUTO_BUF out = {0};

	debut(&h, &out);
	html_element(&h, "p");
	html_element(&h, "rect");
	html_attribut_entier(&h, "height", -3);
	html_fin_vide(&h);
	html_fin(&h);
	EQ_STR(out.p, "<p><rect height=\"-3\"/>\n</p>\n");
}

TEST(une_feuille_de_style_est_ecrite_telle_quelle)
{
	struct html h;
	AUTO_BUF out = {0};

	debut(&h, &out);
	html_style(&h, STR("a > b{content:\"'\"}"));
	EQ_STR(out.p, "<style>a > b{content:\"'\"}</style>\n");
}
