/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xml_ecrire.h - XML out: elements and texts, escaped (internal to the room)
 *
 * Names are literals. What XML 1.0 forbids in a text (control characters, U+FFFE, bytes that are no UTF-8) becomes U+FFFD; tabs and line
 * breaks of an attribute, and every carriage return, are written as references so that a parser gives them back.
 */
#ifndef RELAIS_FORMAT_XML_ECRIRE_H
#define RELAIS_FORMAT_XML_ECRIRE_H

#include "base/buf.h"

void xml_texte_ecrire(struct buf *out, struct str s, bool attribut);
void xml_brut(struct buf *out, const char *xml); /* as it is: a literal */
void xml_ouvre(struct buf *out, const char *nom);
void xml_ouvre_numero(struct buf *out, const char *nom, struct str numero); /* empty: none */
void xml_ouvre_info(struct buf *out, const char *nom, const char *info);
void xml_ferme(struct buf *out, const char *nom);
void xml_element_ecrire(struct buf *out, const char *nom, struct str s);
void xml_extra(struct buf *out, const char *info, struct str s);

#endif
