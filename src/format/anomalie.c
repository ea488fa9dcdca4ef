/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * anomalie.c - the table of anomalies, made from the list of the header so that none can lack its sentence
 */
#include "format/anomalie.h"

#include "base/err.h"

static const struct {
	const char *code, *phrase, *remede;
} anomalies[ANOMALIE__N] = {
#define X(code, phrase, remede) [ANOMALIE_##code] = {#code, phrase, remede},
	ANOMALIES(X)
#undef X
};

static void check(enum anomalie a)
{
	if ((unsigned)a >= ANOMALIE__N)
		BUG("anomalie %d", (int)a);
}

const char *anomalie_code(enum anomalie a)
{
	check(a);
	return anomalies[a].code;
}

const char *anomalie_phrase(enum anomalie a)
{
	check(a);
	return anomalies[a].phrase;
}

const char *anomalie_remede(enum anomalie a)
{
	check(a);
	return anomalies[a].remede;
}

enum anomalie anomalie_de(struct str code)
{
	for (unsigned i = 0; i < ANOMALIE__N; i++)
		if (str_eq(code, str_of(anomalies[i].code)))
			return (enum anomalie)i;
	return ANOMALIE__N;
}
