/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * err.c - incidents are written through a buffer on the stack
 *
 * A caller may quote the incident it is replacing (« … : %s », inc->message), so nothing is
 * formatted in place.
 */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXTE_MAX = 640 };

/* Forget the bytes of a last character that the end of the buffer cut. */
static size_t sans_caractere_coupe(const char *s, size_t n)
{
	size_t lead = n;
	size_t want;
	unsigned char c;

	while (lead > 0 && n - lead < 4 && ((unsigned char)s[lead - 1] & 0xc0) == 0x80)
		lead--;
	if (lead == 0)
		return n;

	c = (unsigned char)s[lead - 1];
	want = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
	return n - (lead - 1) < want ? lead - 1 : n;
}

static void ecrire(char *dest, size_t size, const char *fmt, va_list args) PRINTF(3, 0);
static void ecrire(char *dest, size_t size, const char *fmt, va_list args)
{
	char tmp[TEXTE_MAX];
	int n = vsnprintf(tmp, size, fmt, args);
	size_t len = n < 0 ? 0 : (size_t)n;

	if (len >= size)
		len = sans_caractere_coupe(tmp, size - 1);
	memcpy(dest, tmp, len);
	dest[len] = '\0';
}

enum err incident_set(struct incident *inc, enum err code, const char *fmt, ...)
{
	va_list args;

	if (!inc)
		return code;

	va_start(args, fmt);
	ecrire(inc->message, sizeof inc->message, fmt, args);
	va_end(args);
	inc->detail[0] = '\0';
	inc->remede[0] = '\0';
	return code;
}

void incident_detail(struct incident *inc, const char *fmt, ...)
{
	va_list args;

	if (!inc)
		return;

	va_start(args, fmt);
	ecrire(inc->detail, sizeof inc->detail, fmt, args);
	va_end(args);
}

void incident_remede(struct incident *inc, const char *fmt, ...)
{
	va_list args;

	if (!inc)
		return;

	va_start(args, fmt);
	ecrire(inc->remede, sizeof inc->remede, fmt, args);
	va_end(args);
}

void bug_at(const char *file, int line, const char *fmt, ...)
{
	va_list args;

	fprintf(stderr, "relais: BUG %s:%d: ", file, line);
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
	abort();
}
