/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ical.h - the lines of an iCalendar file (RFC 5545, 3.1 and 3.3.11)
 *
 * A line ends with CRLF; past 75 bytes it is folded (CRLF, then a space), never inside a character. What a property means is for the caller.
 */
#ifndef RELAIS_BASE_ICAL_H
#define RELAIS_BASE_ICAL_H

#include "base/buf.h"

enum { ICAL_LIGNE_MAX = 75 }; /* bytes, without the CRLF */

/* « BEGIN:VEVENT », « DTSTART;VALUE=DATE:20231101 »: a value that is written as it is. */
void ical_valeur(struct buf *out, const char *propriete, struct str valeur);
/* « SUMMARY:… »: a text, escaped (\ ; , and line breaks); other control characters become a space, a byte that is not UTF-8 becomes U+FFFD. */
void ical_texte(struct buf *out, const char *propriete, struct str texte);

#endif
