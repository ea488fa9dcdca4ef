/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * origine.h - was a form sent by a page of this site? Pure
 *
 * Browsers say it themselves (Sec-Fetch-Site, Origin), on every POST for years. A program that says neither acts for nobody: it carries no one's
 * session, and is let in.
 */
#ifndef RELAIS_WEB_ORIGINE_H
#define RELAIS_WEB_ORIGINE_H

#include "http/http.h"

/* entetes: of the request, their names in lower case. */
bool origine_sure(struct http_champs entetes);

#endif
