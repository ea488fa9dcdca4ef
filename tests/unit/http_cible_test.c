/* SPDX-License-Identifier: EUPL-1.2 */
/* http_cible_test.c - a target becomes a path and parameters, or is refused */
#include "tap.h"

#include "http/cible.h"

static const char *chemin(struct arena *a, struct str s)
{
	struct str c = STR("intact");
	const enum err err = cible_chemin(s, a, &c);

	if (err && !str_eq(c, STR("intact")))
		return "touché";
	return err ? "refusé" : arena_cstr(a, c);
}

TEST(un_chemin_est_decode_une_fois)
{
	AUTO_ARENA a = arena_new(0);

	EQ_STR(chemin(a, STR("/")), "/");
	EQ_STR(chemin(a, STR("/a%20b+c")), "/a b+c");
	EQ_STR(chemin(a, STR("/%C3%a9")), "/é");
	EQ_STR(chemin(a, STR("/%2541")), "/%41");
	EQ_STR(chemin(a, STR("/...")), "/...");
	EQ_STR(chemin(a, STR("/.a/b.")), "/.a/b.");
}

TEST(un_chemin_douteux_est_refuse)
{
	static const struct str douteux[] = {
		STR_FIXE(""),        STR_FIXE("a"),       STR_FIXE("/%"),      STR_FIXE("/%4"),
		STR_FIXE("/%4g"),    STR_FIXE("/%00"),    STR_FIXE("/%0a"),    STR_FIXE("/%7f"),
		STR_FIXE("/%c3"),    STR_FIXE("/%ff"),    STR_FIXE("/%c2%85"), STR_FIXE("/.."),
		STR_FIXE("/a/../b"), STR_FIXE("/%2e%2e"), STR_FIXE("/."),      STR_FIXE("/./a"),
		STR_FIXE("/a%5cb"),  STR_FIXE("/%2e./"),
	};
	AUTO_ARENA a = arena_new(0);

	for (size_t i = 0; i < sizeof douteux / sizeof *douteux; i++)
		EQ_STR(chemin(a, douteux[i]), "refusé");
}

static const char *parametres(struct arena *a, const char *s)
{
	struct http_champs c;
	AUTO_BUF b = {0};

	buf_init(&b, 64 * 1024);
	if (cible_parametres(str_of(s), a, &c))
		return "refusé";
	for (size_t i = 0; i < c.n; i++) {
		buf_str(&b, c.v[i].nom);
		buf_char(&b, '=');
		buf_str(&b, c.v[i].valeur);
		buf_char(&b, ';');
	}
	return arena_cstr(a, buf_view(&b));
}

TEST(des_parametres)
{
	AUTO_ARENA a = arena_new(0);

	EQ_STR(parametres(a, ""), "");
	EQ_STR(parametres(a, "q=bts+mco&page=2"), "q=bts mco;page=2;");
	EQ_STR(parametres(a, "&&a&b=&=c&d=e=f&"), "a=;b=;=c;d=e=f;");
	EQ_STR(parametres(a, "%C3%A9=%26%3D%0D%0a"), "é=&=\r\n;");
	EQ_STR(parametres(a, "a=%"), "refusé");
	EQ_STR(parametres(a, "a=%00"), "refusé");
	EQ_STR(parametres(a, "%1b=a"), "refusé");
	EQ_STR(parametres(a, "a=%fe"), "refusé");
}

TEST(trop_de_parametres_sont_refuses)
{
	AUTO_ARENA a = arena_new(0);
	AUTO_BUF b = {0};
	struct http_champs c;
	bool la;

	buf_init(&b, 64 * 1024);
	for (int i = 0; i < LIMITE_HTTP_PARAMETRES; i++)
		buf_printf(&b, "p%d=%d&", i, i);
	MUST(!cible_parametres(buf_view(&b), a, &c));
	EQ_INT(c.n, LIMITE_HTTP_PARAMETRES);
	EQ_STR(http_champ(c, "p127", &la), "127");
	OK(la);
	EQ_STR(http_champ(c, "p128", &la), "");
	OK(!la);
	buf_cstr(&b, "x");
	EQ_INT(cible_parametres(buf_view(&b), a, &c), E_INVALIDE);
}

TEST(la_cible_est_coupee_au_premier_point_d_interrogation)
{
	struct str chemin_, reste;

	cible_couper(STR("/a?b?c"), &chemin_, &reste);
	EQ_STR(chemin_, "/a");
	EQ_STR(reste, "b?c");
	cible_couper(STR("/a"), &chemin_, &reste);
	EQ_STR(chemin_, "/a");
	EQ_STR(reste, "");
	cible_couper(STR("?"), &chemin_, &reste);
	EQ_STR(chemin_, "");
	EQ_STR(reste, "");
}
