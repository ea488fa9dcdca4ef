/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ecrire.h - what the templates write with (tools/chtml): every value is made harmless for where it stands
 *
 * In C too, a page is written with these. A C string may be NULL: nothing is written.
 */
#ifndef RELAIS_WEB_ECRIRE_H
#define RELAIS_WEB_ECRIRE_H

#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* HTML that the program made itself: no char * converts to it, so that {raw} never takes a foreign text. */
struct html_sur {
	struct str html;
};

/* In these, x is a struct str or a C string. */
#define ECRIRE_CHOIX(fonction, out, x)                                                             \
	_Generic((x), struct str : fonction, const char * : fonction##_cstr, char * : fonction##_cstr)(out, x)
#define ECRIRE(out, x) ECRIRE_CHOIX(ecrire, out, x)
#define ECRIRE_PHRASE(out, x) ECRIRE_CHOIX(ecrire_phrase, out, x)
#define ECRIRE_URL(out, x) ECRIRE_CHOIX(ecrire_url, out, x)
#define ECRIRE_PARAM(out, x) ECRIRE_CHOIX(ecrire_param, out, x)

/* A text, for an element or a quoted attribute. What is no UTF-8, or forbidden in HTML, becomes U+FFFD. */
void ecrire(struct buf *out, struct str s);
void ecrire_cstr(struct buf *out, const char *s);
/* The same, for a sentence: its spaces where no line may end become no-break ones (base/francais.h). */
void ecrire_phrase(struct buf *out, struct str s);
void ecrire_phrase_cstr(struct buf *out, const char *s);
/*
 * A whole address, for href or src: http, https, mailto, or without a scheme. Any other becomes « # ». What may not stand in an address (a space, a
 * control, a quote, a byte above 0x7f) is percent-encoded; what is encoded already stays.
 */
void ecrire_url(struct buf *out, struct str s);
void ecrire_url_cstr(struct buf *out, const char *s);
/* A part of an address (a segment, the value of a parameter): all but letters, digits and « -._~ » is percent-encoded. */
void ecrire_param(struct buf *out, struct str s);
void ecrire_param_cstr(struct buf *out, const char *s);
/* HTML of our own, as it is. */
void ecrire_sur(struct buf *out, struct html_sur s);

/* « 12345 »; « 12 345 » with no-break spaces. */
void ecrire_entier(struct buf *out, int64_t n);
void ecrire_nombre(struct buf *out, int64_t n);
/* A full date: « 14 novembre 2023 » with no-break spaces; « 2023-11-14 ». BUG() for what is not one. */
void ecrire_date(struct buf *out, int date);
void ecrire_iso(struct buf *out, int date);

#endif
