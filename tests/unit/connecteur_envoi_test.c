/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * connecteur_envoi_test.c - the exact bytes of one formation sent to Parcoursup
 */
#include "tap.h"

#include "connecteur/connecteur.h"

/* formats.md 5.4 */
static const struct str un_mef[] = {STR_FIXE("3113121321")};
static const struct envoi exemple = {.rncp = 38362,
				     .cfd = STR_FIXE("32031213"),
				     .uai = STR_FIXE("0942542C"),
				     .rco = STR_FIXE("114654P01#L01"),
				     .mefs = un_mef,
				     .n_mefs = 1};

static void attendu(struct envoi e, const char *voulu)
{
	struct incident inc = {0};
	AUTO_BUF corps = {0};

	buf_init(&corps, LIMITE_ENVOI);
	EQ_INT(envoi_corps(&e, &corps, &inc), OK);
	EQ_STR(buf_view(&corps), voulu);
	/* always the same bytes */
	EQ_INT(envoi_corps(&e, &corps, &inc), OK);
	EQ_INT(corps.n, 2 * strlen(voulu));
}

TEST(the_body_is_that_of_the_documentation)
{
	struct envoi e = exemple;

	attendu(e, "{\"g_ta_cod\":null,\"user\":\"\",\"rncp\":[38362],\"cfd\":\"32031213\","
		   "\"uai\":\"0942542C\",\"rco\":\"114654P01#L01\",\"mef\":\"3113121321\"}");
	e.g_ta_cod = 47168;
	e.user = STR("agent-12");
	attendu(e,
		"{\"g_ta_cod\":47168,\"user\":\"agent-12\",\"rncp\":[38362],\"cfd\":\"32031213\","
		"\"uai\":\"0942542C\",\"rco\":\"114654P01#L01\",\"mef\":\"3113121321\"}");
}

TEST(what_is_not_known_is_empty_and_stands_at_its_place)
{
	const struct envoi e = {.uai = STR("0942542C"), .rco = STR("CLE")};

	attendu(e, "{\"g_ta_cod\":null,\"user\":\"\",\"rncp\":[],\"cfd\":\"\",\"uai\":\"0942542C\","
		   "\"rco\":\"CLE\",\"mef\":\"\"}");
}

TEST(several_mef_leave_the_field_empty_export_format_2)
{
	const struct str mefs[] = {STR("mef-12-1"), STR("mef-12-2")};
	const struct str deux_fois[] = {STR("mef-12-1"), STR("mef-12-1")};
	struct envoi e = {.rncp = 1234,
			  .cfd = STR("123134"),
			  .uai = STR("0541370W"),
			  .rco = STR("12345-cle12"),
			  .mefs = mefs,
			  .n_mefs = 2};

	attendu(e, "{\"g_ta_cod\":null,\"user\":\"\",\"rncp\":[1234],\"cfd\":\"123134\","
		   "\"uai\":\"0541370W\",\"rco\":\"12345-cle12\",\"mef\":\"\"}");
	e.mefs = deux_fois;
	attendu(e, "{\"g_ta_cod\":null,\"user\":\"\",\"rncp\":[1234],\"cfd\":\"123134\","
		   "\"uai\":\"0541370W\",\"rco\":\"12345-cle12\",\"mef\":\"mef-12-1\"}");
}

TEST(texts_are_escaped)
{
	struct envoi e = exemple;

	e.user = STR("\"é\\\n");
	e.n_mefs = 0;
	attendu(e,
		"{\"g_ta_cod\":null,\"user\":\"\\\"é\\\\\\n\",\"rncp\":[38362],\"cfd\":\"32031213\","
		"\"uai\":\"0942542C\",\"rco\":\"114654P01#L01\",\"mef\":\"\"}");
}

static void refuse(struct envoi e, const char *mot)
{
	struct incident inc = {0};
	AUTO_BUF corps = {0};

	buf_init(&corps, 2 * LIMITE_ENVOI);
	EQ_INT(envoi_corps(&e, &corps, &inc), E_INVALIDE);
	EQ_INT(corps.n, 0);
	if (!strstr(inc.message, mot))
		EQ_STR(inc.message, mot);
}

TEST(what_cannot_be_sent_is_told)
{
	static char long_texte[LIMITE_ENVOI];
	struct envoi e = exemple;

	e.rco = STR_VIDE;
	refuse(e, "clé ministères éducatifs");
	e = exemple;
	e.uai = STR_VIDE;
	refuse(e, "UAI du lieu");
	e = exemple;
	e.rco = STR("CL\xE9");
	refuse(e, "UTF-8 : clé");
	memset(long_texte, 'a', sizeof long_texte);
	e.rco = (struct str){long_texte, sizeof long_texte};
	refuse(e, "4096 octets");
}
