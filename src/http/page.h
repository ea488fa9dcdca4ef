/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * page.h - the page of a status, when the caller has no better one: what happened, what to do
 */
#ifndef RELAIS_HTTP_PAGE_H
#define RELAIS_HTTP_PAGE_H

#include "base/buf.h"

/* What is said of a status: its name, what happened, what to do; three French sentences. */
struct page_mots {
	int statut;
	const char *titre, *quoi, *remede;
};
const struct page_mots *page_mots(int statut); /* never NULL */
void page_ecrire(int statut, struct buf *out); /* HTML, whole; nothing of the request is in it */

#endif
