/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * connecteur_fuzz.c - any answer of Parcoursup's web service: understood, or told in valid UTF-8
 *
 * The first byte chooses the HTTP code, the second the type; the rest is the body, read as an answer, then as the list.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "connecteur/reponse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void verifier(enum err err, const struct incident *inc)
{
	if (err && (!inc->message[0] || !inc->remede[0] || !utf8_valide(str_of(inc->message)) ||
		    !utf8_valide(str_of(inc->detail))))
		abort();
}

static void envoi(const struct reponse *r)
{
	struct connecteur_reponse lue = {.g_ta_cod = -1};
	struct incident inc = {0};
	const enum err err = reponse_envoi(r, &lue, &inc);

	verifier(err, &inc);
	if (err ? lue.g_ta_cod != -1 : lue.acceptee ? lue.g_ta_cod <= 0 : !lue.message[0])
		abort();
	if (!err && !utf8_valide(str_of(lue.message)))
		abort();
}

static void liste(const struct reponse *r)
{
	AUTO_ARENA a = arena_new(0);
	struct publications lues = {0};
	struct incident inc = {0};

	verifier(reponse_publications(r, a, &lues, &inc), &inc);
	if (!lues.ecartees != !lues.premiere_ecartee)
		abort();
	for (size_t i = 0; i < lues.n; i++)
		if (!lues.v[i].statut.n || !utf8_valide(lues.v[i].statut) ||
		    !utf8_valide(lues.v[i].rco) || lues.v[i].g_ta_cod < 0)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const int codes[] = {200, 400, 401, 500, 302, 0, 999};
	static const struct str types[] = {STR_FIXE("application/json"), STR_FIXE("text/plain"),
					   STR_FIXE("text/html"), STR_FIXE("")};

	if (n < 2)
		return 0;
	const struct reponse r = {.http = codes[data[0] % 7],
				  .type = types[data[1] % 4],
				  .corps = {(const char *)data + 2, n - 2}};

	envoi(&r);
	liste(&r);
	return 0;
}
