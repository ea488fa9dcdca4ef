/* SPDX-License-Identifier: EUPL-1.2 */
/* http_multipart_test.c - a form with a file as browsers send it is read; anything cleverer is refused */
#include "tap.h"

#include "base/buf.h"
#include "http/multipart.h"

#define TYPE STR("multipart/form-data; boundary=----x")
#define NOMME(nom) "Content-Disposition: form-data; name=\"" nom "\"\r\n"
#define FICHIER(nom) "Content-Disposition: form-data; name=\"f\"; filename=\"" nom "\"\r\n"

static enum err lire_dans(struct arena *a, struct str type, struct str corps, struct multipart *lu)
{
	*lu = (struct multipart){.n = 99};
	return multipart_lire(type, corps, a, lu);
}
#define lire(a, type, corps) lire_dans(a, type, corps, &lu)

TEST(un_formulaire_de_navigateur)
{
	AUTO_ARENA a = arena_new(0);
	struct multipart lu;
	const struct multipart_partie *p;

	MUST(!lire(
		a, TYPE,
		STR("------x\r\n" NOMME(
			"forme") "\r\ncsv\r\n"
				 "------x\r\n" FICHIER(
					 "été %22a%22.xml") "Content-Type: text/xml\r\n\r\n"
							    "<a>\r\n</a>\r\n\r\n------x--\r\n")));
	EQ_INT(lu.n, 2);
	p = multipart_partie(&lu, "forme");
	MUST(p);
	EQ_STR(p->octets, "csv");
	OK(!p->est_fichier);
	p = multipart_partie(&lu, "f");
	MUST(p);
	EQ_STR(p->fichier, "été \"a\".xml");
	EQ_STR(p->octets, "<a>\r\n</a>\r\n");
	OK(p->est_fichier);
	OK(!multipart_partie(&lu, "g"));
}

TEST(des_parties_vides)
{
	AUTO_ARENA a = arena_new(0);
	struct multipart lu;

	MUST(!lire(a, TYPE, STR("------x\r\n" FICHIER("") "\r\n\r\n------x--")));
	EQ_INT(lu.n, 1);
	EQ_INT(lu.v[0].octets.n, 0);
	EQ_INT(lu.v[0].fichier.n, 0);
	OK(lu.v[0].est_fichier);
	/* only one line break between the fields and the delimiter */
	MUST(!lire(a, TYPE, STR("------x\r\n" NOMME("a") "\r\n------x--")));
	EQ_INT(lu.v[0].octets.n, 0);
	/* no part at all */
	MUST(!lire(a, TYPE, STR("------x--")));
	EQ_INT(lu.n, 0);
}

TEST(des_octets_qui_ressemblent_a_un_separateur)
{
	AUTO_ARENA a = arena_new(0);
	struct multipart lu;

	MUST(!lire(
		a, TYPE,
		STR("------x\r\n" NOMME(
			"a") "\r\n"
			     "\r\n------y\r\n--\r\n\r\n-----x\n------x\r\r\n----\0-x\r\n------x--")));
	EQ_INT(lu.n, 1);
	OK(str_eq(lu.v[0].octets, STR("\r\n------y\r\n--\r\n\r\n-----x\n------x\r\r\n----\0-x")));
	/* blanks after a delimiter belong to it (RFC 2046) */
	MUST(!lire(a, TYPE, STR("------x \t\r\n" NOMME("a") "\r\nb\r\n------x--")));
	EQ_STR(lu.v[0].octets, "b");
}

TEST(le_type_du_corps)
{
	static const struct str CORPS = STR_FIXE("--b\r\n" NOMME("a") "\r\nz\r\n--b--");
	static const struct {
		struct str type;
		enum err err;
	} CAS[] = {
		{STR_FIXE("multipart/form-data; boundary=b"), OK},
		{STR_FIXE("Multipart/Form-Data;charset=utf-8;BOUNDARY=\"b\""), OK},
		{STR_FIXE("multipart/form-data ; boundary=b"), OK},
		{STR_FIXE(""), E_ABSENT},
		{STR_FIXE("application/x-www-form-urlencoded"), E_ABSENT},
		{STR_FIXE("multipart/form-database; boundary=b"), E_ABSENT},
		{STR_FIXE("multipart/mixed; boundary=b"), E_ABSENT},
		{STR_FIXE("multipart/form-data"), E_INVALIDE},
		{STR_FIXE("multipart/form-data; boundary="), E_INVALIDE},
		{STR_FIXE("multipart/form-data; boundary=\"\""), E_INVALIDE},
		{STR_FIXE("multipart/form-data; boundary=\"b"), E_INVALIDE},
		{STR_FIXE("multipart/form-data; boundary=b; boundary=b"), E_INVALIDE},
		{STR_FIXE("multipart/form-data; boundary=b c"), E_INVALIDE},
		{STR_FIXE("multipart/form-data; boundary=\"b \""), E_INVALIDE},
		{STR_FIXE("multipart/form-data boundary=b"), E_INVALIDE},
		{STR_FIXE("multipart/form-data; boundary=c"), E_INVALIDE},
		{STR_FIXE(
			 "multipart/form-data; boundary="
			 "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg0"),
		 E_INVALIDE},
	};
	AUTO_ARENA a = arena_new(0);
	struct multipart lu;

	for (size_t i = 0; i < sizeof CAS / sizeof *CAS; i++) {
		EQ_INT(lire(a, CAS[i].type, CORPS), CAS[i].err);
		EQ_INT(lu.n, CAS[i].err ? 99 : 1);
	}
}

TEST(ce_qui_n_est_pas_d_un_navigateur_est_refuse)
{
	static const struct str CORPS[] = {
		STR_FIXE(""),
		STR_FIXE("\r\n------x--"),
		STR_FIXE("preambule\r\n------x--"),
		STR_FIXE("------x"),
		STR_FIXE("------x\n" NOMME("a") "\r\nb\r\n------x--"),
		STR_FIXE("------xy\r\n" NOMME("a") "\r\nb\r\n------x--"),
		/* no end, no fields, no name, an empty one, two */
		STR_FIXE("------x\r\n" NOMME("a") "\r\nb\r\n------x"),
		STR_FIXE("------x\r\n" NOMME("a") "\r\nb"),
		STR_FIXE("------x\r\n" NOMME("a") "b"),
		STR_FIXE("------x\r\n\r\nb\r\n------x--"),
		STR_FIXE("------x\r\nContent-Type: text/xml\r\n\r\nb\r\n------x--"),
		STR_FIXE("------x\r\nContent-Disposition: form-data\r\n\r\nb\r\n------x--"),
		STR_FIXE("------x\r\n" NOMME("") "\r\nb\r\n------x--"),
		STR_FIXE("------x\r\n" NOMME("a\"; name=\"b") "\r\nb\r\n------x--"),
		STR_FIXE("------x\r\n" FICHIER("a\"; filename=\"b") "\r\nb\r\n------x--"),
		STR_FIXE("------x\r\n" NOMME("a") NOMME("b") "\r\nb\r\n------x--"),
		/* other dispositions, encodings, folded fields */
		STR_FIXE(
			"------x\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nb\r\n------x--"),
		STR_FIXE("------x\r\nContent-Transfer-Encoding: base64\r\n" NOMME(
			"a") "\r\nb\r\n------x--"),
		STR_FIXE(
			"------x\r\nContent-Disposition: form-data;\r\n name=\"a\"\r\n\r\nb\r\n------x--"),
		STR_FIXE(
			"------x\r\nContent-Disposition : form-data; name=\"a\"\r\n\r\nb\r\n------x--"),
		STR_FIXE(
			"------x\r\nContent-Disposition: form-data; name=\"a\r\n\r\nb\r\n------x--"),
		/* names */
		STR_FIXE("------x\r\n" NOMME("\xff") "\r\nb\r\n------x--"),
		STR_FIXE("------x\r\n" NOMME("a\0b") "\r\nb\r\n------x--"),
		STR_FIXE("------x\r\n" FICHIER("a\tb") "\r\nb\r\n------x--"),
		STR_FIXE("------x\r\n" FICHIER("\xc3") "\r\nb\r\n------x--"),
	};
	AUTO_ARENA a = arena_new(0);
	struct multipart lu;

	for (size_t i = 0; i < sizeof CORPS / sizeof *CORPS; i++) {
		EQ_INT(lire(a, TYPE, CORPS[i]), E_INVALIDE);
		EQ_INT(lu.n, 99);
	}
}

TEST(rien_n_est_sans_limite)
{
	AUTO_ARENA a = arena_new(0);
	struct multipart lu;
	AUTO_BUF b = {0}, c = {0}, d = {0};

	buf_init(&b, 1 << 20);
	for (int i = 0; i < MULTIPART_PARTIES_MAX; i++)
		buf_cstr(&b, i ? "\r\n------x\r\n" NOMME("a") "\r\nb"
			       : "------x\r\n" NOMME("a") "\r\nb");
	buf_init(&c, 1 << 20);
	buf_str(&c, buf_view(&b));
	buf_cstr(&b, "\r\n------x--");
	EQ_INT(lire(a, TYPE, buf_view(&b)), 0);
	EQ_INT(lu.n, MULTIPART_PARTIES_MAX);
	buf_cstr(&c, "\r\n------x\r\n" NOMME("a") "\r\nb\r\n------x--");
	EQ_INT(lire(a, TYPE, buf_view(&c)), E_INVALIDE);

	buf_init(&d, 1 << 20);
	buf_cstr(&d, "------x\r\n" NOMME("a") "X: ");
	for (int i = 0; i < MULTIPART_ENTETES; i++)
		buf_char(&d, 'x');
	buf_cstr(&d, "\r\n\r\nb\r\n------x--");
	EQ_INT(lire(a, TYPE, buf_view(&d)), E_INVALIDE);
}

/* Cut anywhere, a body is refused: it has no end. */
TEST(un_corps_coupe_est_refuse)
{
	static const struct str TOUT = STR_FIXE("------x\r\n" NOMME(
		"a") "\r\nb\r\n------x\r\n" FICHIER("f.xml") "\r\n<a/>\r\n------x--");
	AUTO_ARENA a = arena_new(0);
	struct multipart lu;

	for (size_t n = 0; n < TOUT.n; n++)
		EQ_INT(lire(a, TYPE, str_sub(TOUT, 0, n)), E_INVALIDE);
	EQ_INT(lire(a, TYPE, TOUT), 0);
}
