/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_json_out_test.c - commas, layout, escapes; what is written, jansson reads
 */
#include "tap.h"

#include <jansson.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/json_out.h"
#include "base/utf8.h"

static void exemple(struct json_out *j)
{
	json_objet(j);
	json_champ(j, "nom", STR("Été"));
	json_champ(j, "vide", STR_VIDE);
	json_champ_entier(j, "n", -5);
	json_champ_bool(j, "vrai", true);
	json_cle(j, "liste");
	json_liste(j);
	json_entier(j, 1);
	json_texte(j, STR(""));
	json_rien(j);
	json_bool(j, false);
	json_objet(j);
	json_fin_objet(j);
	json_liste(j);
	json_fin_liste(j);
	json_fin_liste(j);
	json_cle(j, "objet");
	json_objet(j);
	json_champ_entier(j, "x", 1);
	json_fin_objet(j);
	json_fin_objet(j);
}

TEST(compact)
{
	struct json_out j;
	AUTO_BUF b;

	buf_init(&b, 10000);
	json_init(&j, &b, 0);
	exemple(&j);
	EQ_STR(buf_view(&b), "{\"nom\":\"Été\",\"vide\":null,\"n\":-5,\"vrai\":true,"
			     "\"liste\":[1,\"\",null,false,{},[]],\"objet\":{\"x\":1}}");
}

TEST(indented)
{
	struct json_out j;
	AUTO_BUF b;

	buf_init(&b, 10000);
	json_init(&j, &b, 2);
	exemple(&j);
	EQ_STR(buf_view(&b), "{\n"
			     "  \"nom\": \"Été\",\n"
			     "  \"vide\": null,\n"
			     "  \"n\": -5,\n"
			     "  \"vrai\": true,\n"
			     "  \"liste\": [\n"
			     "    1,\n"
			     "    \"\",\n"
			     "    null,\n"
			     "    false,\n"
			     "    {},\n"
			     "    []\n"
			     "  ],\n"
			     "  \"objet\": {\n"
			     "    \"x\": 1\n"
			     "  }\n"
			     "}");
}

static void ecrit(struct str s, const char *voulu)
{
	struct json_out j;
	AUTO_BUF b;

	buf_init(&b, 10000);
	json_init(&j, &b, 0);
	json_texte(&j, s);
	EQ_STR(buf_view(&b), voulu);
}

TEST(escapes)
{
	ecrit(STR("a\"b\\c/d"), "\"a\\\"b\\\\c/d\"");
	ecrit(STR("\n\r\t\b\f"), "\"\\n\\r\\t\\b\\f\"");
	ecrit(STR("\0\x01\x1f"), "\"\\u0000\\u0001\\u001f\"");
	ecrit(STR("un espace"), "\"un espace\"");
	ecrit(STR("\x7f"), "\"\x7f\"");
	ecrit(STR("é€𝄞"), "\"é€𝄞\"");
}

TEST(bad_bytes_are_replaced_one_by_one)
{
	ecrit(STR("caf\xe9"), "\"caf�\"");
	ecrit(STR("\xe9t\xe9!"), "\"�t�!\"");
	ecrit(STR("\xc3"), "\"�\"");
	ecrit(str_sub(STR("aé"), 0, 2), "\"a�\""); /* nothing is read past the end */
	ecrit(STR("a\xe2\x82"), "\"a��\"");
	ecrit(STR("\xed\xa0\x80"), "\"���\"");
	ecrit(STR("\xff\xfe"), "\"��\"");
}

/* Every text of two bytes is read back by another's parser as what was meant. */
TEST(jansson_reads_what_is_written)
{
	bool bons = true;

	for (unsigned i = 0; i < 65536; i++) {
		char o[2] = {(char)(i >> 8), (char)(i & 255)};
		struct json_out j;
		AUTO_BUF b;
		json_t *lu;

		buf_init(&b, 100);
		json_init(&j, &b, 0);
		json_liste(&j);
		json_texte(&j, (struct str){o, 2});
		json_fin_liste(&j);
		lu = json_loadb(b.p, b.n, JSON_ALLOW_NUL, NULL);
		bons = bons && lu != NULL;
		if (lu && utf8_valide((struct str){o, 2})) {
			const json_t *texte = json_array_get(lu, 0);

			bons = bons && json_string_length(texte) == 2 &&
			       memcmp(json_string_value(texte), o, 2) == 0;
		}
		json_decref(lu);
	}
	OK(bons);
}

TEST(depth_and_width_of_the_layout)
{
	struct json_out j;
	AUTO_BUF b;
	json_t *lu;

	buf_init(&b, 100000);
	json_init(&j, &b, 8);
	for (int i = 0; i < JSON_PROFONDEUR_MAX; i++)
		json_liste(&j);
	json_entier(&j, 1);
	json_entier(&j, 2);
	for (int i = 0; i < JSON_PROFONDEUR_MAX; i++)
		json_fin_liste(&j);
	/* 8 spaces a level, on the way in (levels 1 to 32, the last one twice) and out (31 to 0) */
	EQ_INT(b.n, 64 + 3 + 8 * (528 + 32) + 33 + 8 * 496 + 32);
	lu = json_loadb(b.p, b.n, 0, NULL);
	OK(lu != NULL);
	json_decref(lu);
}

static bool finit_par_abort(void (*f)(struct json_out *j))
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		struct json_out j;
		struct buf b;

		close(STDERR_FILENO);
		buf_init(&b, 1000);
		json_init(&j, &b, 0);
		f(&j);
		_exit(0);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFSIGNALED(status) &&
	       WTERMSIG(status) == SIGABRT;
}

static void trop_profond(struct json_out *j)
{
	for (int i = 0; i <= JSON_PROFONDEUR_MAX; i++)
		json_liste(j);
}

static void fermer_trop(struct json_out *j)
{
	json_liste(j);
	json_fin_liste(j);
	json_fin_liste(j);
}

static void cle_seule(struct json_out *j)
{
	json_objet(j);
	json_cle(j, "a");
	json_fin_objet(j);
}

static void deux_cles(struct json_out *j)
{
	json_objet(j);
	json_cle(j, "a");
	json_cle(j, "b");
}

TEST(faults_of_the_program_are_bugs)
{
	OK(finit_par_abort(trop_profond));
	OK(finit_par_abort(fermer_trop));
	OK(finit_par_abort(cle_seule));
	OK(finit_par_abort(deux_cles));
}
