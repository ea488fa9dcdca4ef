/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * connecteur_reponse_test.c - every answer the service, or what stands in its place, may give
 */
#include "tap.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "connecteur/reponse.h"

#define JSON "application/json;charset=UTF-8"

static struct reponse reponse(int http, const char *type, const char *corps)
{
	return (struct reponse){.http = http, .type = str_of(type), .corps = str_of(corps)};
}

static void acceptee(const char *corps, int64_t code, bool deja)
{
	const struct reponse r = reponse(200, JSON, corps);
	struct connecteur_reponse lue = {0};
	struct incident inc = {0};

	EQ_INT(reponse_envoi(&r, &lue, &inc), OK);
	OK(lue.acceptee);
	EQ_INT(lue.g_ta_cod, code);
	EQ_INT(lue.deja_envoye, deja);
}

TEST(an_accepted_formation)
{
	acceptee("{\"g_ta_cod\":47168,\"dejaEnvoye\":false}", 47168, false);
	acceptee(" {\"dejaEnvoye\":true,\"g_ta_cod\":47168,\"plus\":{}}\n", 47168, true);
	acceptee("{\"g_ta_cod\":\"47168\"}", 47168, false);
	acceptee("{\"g_ta_cod\":1,\"dejaEnvoye\":null}", 1, false);
}

static void refusee(struct reponse r, const char *voulu)
{
	struct connecteur_reponse lue = {.acceptee = true, .g_ta_cod = 1};
	struct incident inc = {0};

	EQ_INT(reponse_envoi(&r, &lue, &inc), OK);
	OK(!lue.acceptee && !lue.g_ta_cod);
	EQ_STR(lue.message, voulu);
}

/* The words are the catalogue of errors' business: given as they came, readable. */
TEST(a_refusal_is_given_in_its_own_words_export_closed)
{
	refusee(reponse(400, JSON,
			"{\"status\":400,\"message\":\"Formation déclarée fermée dans Parcoursup : "
			"g_ta_cod = 12345\"}"),
		"Formation déclarée fermée dans Parcoursup : g_ta_cod = 12345");
	refusee(reponse(400, JSON,
			"{\"message\":\" La filière n'a pas pu être retrouvée. Le MEF :  correspond à "
			"0 fillières\\r\\nLe CFD : 36T32402 correspond à 0 fillières\\r\\n\"}"),
		"La filière n'a pas pu être retrouvée. Le MEF :  correspond à 0 fillières\nLe CFD : "
		"36T32402 correspond à 0 fillières");
	refusee(reponse(400, JSON, "\"L'établissement est fermé\""), "L'établissement est fermé");
	refusee(reponse(400, "text/plain", "L'\xE9tablissement est ferm\xE9"),
		"L'établissement est fermé");
	refusee(reponse(400, JSON, "{\"message\":\"ferm\xE9\"}"), "fermé");
	/* what a terminal could take for a command is not one any more */
	refusee(reponse(400, JSON, "{\"message\":\"a\\u001b[2Jb\\tc\\u202ed\"}"),
		"a [2Jb c\xEF\xBF\xBD"
		"d");
}

TEST(a_long_refusal_is_cut_between_two_characters)
{
	static char corps[3 * LIMITE_MESSAGE_DISTANT];
	struct connecteur_reponse lue = {0};
	struct incident inc = {0};
	struct reponse r = {.http = 400, .type = STR("text/plain"), .corps = {corps, 0}};

	corps[r.corps.n++] = 'a';
	while (r.corps.n + 2 < sizeof corps) {
		corps[r.corps.n++] = '\xC3';
		corps[r.corps.n++] = '\xA9';
	}
	EQ_INT(reponse_envoi(&r, &lue, &inc), OK);
	EQ_INT(strlen(lue.message), LIMITE_MESSAGE_DISTANT - 1);
	OK(utf8_valide(str_of(lue.message)));
}

/* The incident of what tells nothing of the formation; the results are left as they were. */
static struct incident echec(struct reponse r, enum err voulu)
{
	struct connecteur_reponse lue = {.g_ta_cod = -5};
	struct incident inc = {0};

	EQ_INT(reponse_envoi(&r, &lue, &inc), voulu);
	EQ_INT(lue.g_ta_cod, -5);
	OK(inc.message[0] && inc.remede[0]);
	OK(utf8_valide(str_of(inc.message)) && utf8_valide(str_of(inc.detail)));
	return inc;
}

static void dit(struct incident inc, const char *mot)
{
	if (!strstr(inc.message, mot) && !strstr(inc.detail, mot))
		EQ_STR(inc.message, mot);
	else
		OK(true);
}

TEST(a_400_that_does_not_say_why_is_no_refusal_export_400)
{
	dit(echec(reponse(400, JSON, "{\"message\":null}"), E_PANNE), "n'en donne pas le motif");
	echec(reponse(400, JSON, "{\"status\":400,\"error\":\"Bad Request\"}"), E_PANNE);
	echec(reponse(400, JSON, "{\"message\":\" \"}"), E_PANNE);
	echec(reponse(400, JSON, "{\"message\":[\"x\"]}"), E_PANNE);
	echec(reponse(400, JSON, "{\"message\":\"La fil"), E_PANNE);
	echec(reponse(400, JSON, ""), E_PANNE);
	echec(reponse(400, "text/html", "<html>Requête illisible</html>"), E_PANNE);
	echec(reponse(400, "text/plain", " <html>Requête illisible</html>"), E_PANNE);
	echec(reponse(400, NULL, "autre"), E_PANNE);
}

TEST(codes_that_speak_of_the_connection)
{
	static const struct {
		int http;
		enum err voulu;
		const char *mot;
	} cas[] = {{301, E_PANNE, "renvoie vers une autre adresse"},
		   {307, E_PANNE, "renvoie vers une autre adresse"},
		   {401, E_REFUS, "ne nous reconnaît pas (HTTP 401)"},
		   {403, E_REFUS, "ne nous reconnaît pas, ou"},
		   {404, E_REFUS, "n'a rien à cette adresse (HTTP 404)"},
		   {402, E_PANNE, "n'a pas accepté cette demande (HTTP 402)"},
		   {415, E_PANNE, "n'a pas accepté cette demande"},
		   {429, E_PANNE, "trop de demandes"},
		   {500, E_PANNE, "panne ou en maintenance (HTTP 500)"},
		   {503, E_PANNE, "panne ou en maintenance"},
		   {600, E_PANNE, "que sa documentation n'a pas"},
		   {101, E_PANNE, "que sa documentation n'a pas"},
		   {0, E_PANNE, "que sa documentation n'a pas"}};

	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++)
		dit(echec(reponse(cas[i].http, "text/html", "<!doctype html>"), cas[i].voulu),
		    cas[i].mot);
	dit(echec(reponse(503, JSON, "{\"message\":\"Retour\\nà 18 h\"}"), E_PANNE),
	    "Parcoursup écrit : « Retour à 18 h »");
}

TEST(headers_are_foreign_too)
{
	struct reponse r = reponse(302, NULL, "");

	r.vers = STR("http://a/\x1b[2J\xff");
	EQ_STR(echec(r, E_PANNE).detail, "Vers : http://a/ [2J\xEF\xBF\xBD.");
	r = reponse(200, "text/\x1b[2J", "x");
	EQ_STR(echec(r, E_PANNE).detail, "Type de la réponse : text/ [2J.");
}

TEST(a_wrong_clock_is_told_when_we_are_not_recognised)
{
	struct reponse r = reponse(401, NULL, "");

	r.date = 1700000000;
	r.maintenant = r.date + 47;
	dit(echec(r, E_REFUS), "avance de 47 secondes");
	r.maintenant = r.date - 3600;
	dit(echec(r, E_REFUS), "retarde de 3600 secondes");
	r.maintenant = r.date + 10;
	EQ_STR(echec(r, E_REFUS).detail, "");
}

TEST(a_200_must_be_the_json_of_the_documentation)
{
	dit(echec(reponse(200, "text/html", "<html>"), E_PANNE), "une page au lieu de JSON");
	dit(echec(reponse(200, "text/plain", "{\"g_ta_cod\":1}"), E_PANNE), "Type de la réponse");
	dit(echec(reponse(204, NULL, ""), E_PANNE), "rien au lieu de JSON");
	dit(echec(reponse(200, "application/jsonp", "x"), E_PANNE), "autre chose");
	dit(echec(reponse(200, JSON, ""), E_PANNE), "coupée ou mal formée");
	dit(echec(reponse(200, JSON, "{} {}"), E_PANNE), "coupée ou mal formée");
	dit(echec(reponse(200, JSON, "{\"message\":\"fermé\"}"), E_PANNE), "sans donner le code");
	echec(reponse(200, JSON, "[]"), E_PANNE);
	echec(reponse(200, JSON, "null"), E_PANNE);
	echec(reponse(200, JSON, "{\"g_ta_cod\":0}"), E_PANNE);
	echec(reponse(200, JSON, "{\"g_ta_cod\":-4}"), E_PANNE);
	echec(reponse(200, JSON, "{\"g_ta_cod\":4.5}"), E_PANNE);
	echec(reponse(200, JSON, "{\"g_ta_cod\":\"12a\"}"), E_PANNE);
	echec(reponse(200, JSON, "{\"g_ta_cod\":null}"), E_PANNE);
}

static const char liste[] =
	" [ {\"g_ta_cod\":47168,\"rco\":\"CLE-1#L01\",\"status\":\"Publié sur le MDR\",\"x\":[{}]},\n"
	"{\"g_ta_cod\":null,\"rco\":\" CLE-2#L01 \",\"status\":\"Aucune donnée à mettre à jour\"} ,"
	"{\"g_ta_cod\":\"12\",\"status\":\"Formation déclarée fermée dans Parcoursup\"}] \r\n";

TEST(the_list_is_read_back)
{
	AUTO_ARENA a = arena_new(0);
	const struct reponse r = reponse(200, JSON, liste);
	struct publications lues = {0};
	struct incident inc = {0};

	MUST(reponse_publications(&r, a, &lues, &inc) == OK);
	EQ_INT(lues.n, 3);
	EQ_INT(lues.ecartees, 0);
	OK(!lues.premiere_ecartee);
	EQ_INT(lues.v[0].g_ta_cod, 47168);
	EQ_STR(lues.v[0].rco, "CLE-1#L01");
	EQ_STR(lues.v[0].statut, "Publié sur le MDR");
	EQ_INT(lues.v[1].g_ta_cod, 0);
	EQ_STR(lues.v[1].rco, "CLE-2#L01");
	EQ_STR(lues.v[2].rco, "");
	EQ_INT(lues.v[2].g_ta_cod, 12);
	EQ_STR(lues.v[2].statut, "Formation déclarée fermée dans Parcoursup");
}

/* Everywhere it may be cut, nothing of it is believed: only blanks may be missing. */
TEST(a_list_cut_at_any_byte_is_refused_whole)
{
	const size_t fin = (size_t)(strrchr(liste, ']') - liste) + 1;

	for (size_t n = 0; n < fin; n++) {
		AUTO_ARENA a = arena_new(0);
		char *coupee = mem_alloc(n); /* its end is that of the memory: ASan looks */
		const struct reponse r = {.http = 200, .type = STR(JSON), .corps = {coupee, n}};
		struct publications lues = {.n = 77};
		struct incident inc = {0};

		memcpy(coupee, liste, n);
		EQ_INT(reponse_publications(&r, a, &lues, &inc), E_PANNE);
		EQ_INT(lues.n, 77);
		OK(strstr(inc.message, "coupée ou mal formée") && utf8_valide(str_of(inc.detail)));
		mem_free(coupee);
	}
}

static void publications(const char *corps, size_t n, size_t ecartees, const char *premiere)
{
	AUTO_ARENA a = arena_new(0);
	const struct reponse r = reponse(200, JSON, corps);
	struct publications lues = {0};
	struct incident inc = {0};

	EQ_INT(reponse_publications(&r, a, &lues, &inc), OK);
	EQ_INT(lues.n, n);
	EQ_INT(lues.ecartees, ecartees);
	EQ_STR(lues.premiere_ecartee ? lues.premiere_ecartee : "", premiere);
}

TEST(rows_that_say_nothing_usable_are_left_out_and_told)
{
	static const char bonne[] = "{\"rco\":\"C\",\"status\":\"S\"}";
	char corps[400];

	publications("[]", 0, 0, "");
	publications(" [ ] ", 0, 0, "");
	publications("[12,\"a\",null,[1],{},true]", 0, 6, "élément 1 : ce n'est pas un objet");
	(void)snprintf(corps, sizeof corps, "[%s,{\"status\":\"S\"},3,%s]", bonne, bonne);
	publications(corps, 2, 2, "élément 2 : il n'a ni code (g_ta_cod) ni clé (rco)");
	publications("[{\"rco\":\"C\"}]", 0, 1, "élément 1 : il n'a pas de statut (status)");
	publications("[{\"rco\":\"C\",\"status\":4}]", 0, 1,
		     "élément 1 : il n'a pas de statut (status)");
	publications("[{\"rco\":[],\"status\":\"S\"}]", 0, 1,
		     "élément 1 : sa clé (rco) n'est pas un texte");
	publications("[{\"g_ta_cod\":-1,\"rco\":\"C\",\"status\":\"S\"}]", 0, 1,
		     "élément 1 : son code (g_ta_cod) n'en est pas un");
}

TEST(what_is_no_list_is_refused)
{
	static const char *const cas[] = {
		"",     "{}",   "{\"message\":\"x\"}", "[1 2]", "[1,]", "[,1]", "[1]]", "[1] x",
		"[01]", "[\"a]"};
	AUTO_ARENA a = arena_new(0);
	struct publications lues = {.n = 77};
	struct incident inc = {0};
	struct reponse r;

	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++) {
		r = reponse(200, JSON, cas[i]);
		EQ_INT(reponse_publications(&r, a, &lues, &inc), E_PANNE);
		EQ_INT(lues.n, 77);
	}
	r.corps = STR("[]\0"); /* the nul byte is no blank */
	EQ_INT(reponse_publications(&r, a, &lues, &inc), E_PANNE);
	r = reponse(200, "text/html", liste);
	EQ_INT(reponse_publications(&r, a, &lues, &inc), E_PANNE);
	r = reponse(401, JSON, liste);
	EQ_INT(reponse_publications(&r, a, &lues, &inc), E_REFUS);
	r = reponse(400, JSON, "{\"message\":\"non\"}");
	EQ_INT(reponse_publications(&r, a, &lues, &inc), E_PANNE);
	OK(strstr(inc.detail, "non") != NULL);
}

TEST(a_list_in_cp1252_is_readable)
{
	AUTO_ARENA a = arena_new(0);
	const struct reponse r = reponse(
		200, JSON, "\xEF\xBB\xBF[{\"rco\":\"C\",\"status\":\"Publi\xE9 sur le MDR\"}]");
	struct publications lues = {0};
	struct incident inc = {0};

	MUST(reponse_publications(&r, a, &lues, &inc) == OK);
	MUST(lues.n == 1);
	EQ_STR(lues.v[0].statut, "Publié sur le MDR");
}
