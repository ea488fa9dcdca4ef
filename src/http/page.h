/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * page.h - the page of a status, when the caller has no better one: what happened, what to do
 */
#ifndef RELAIS_HTTP_PAGE_H
#define RELAIS_HTTP_PAGE_H

#include "base/buf.h"

void page_ecrire(int statut, struct buf *out); /* HTML, whole; nothing of the request is in it */

#endif
