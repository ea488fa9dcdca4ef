/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * composants.h - the page that shows every component with invented content: /composants, kept out of search engines
 */
#ifndef RELAIS_WEB_COMPOSANTS_H
#define RELAIS_WEB_COMPOSANTS_H

#include "base/buf.h"
#include "campagne/campagne.h"

/* The whole page; its timeline is that of the campagne on that day. */
void page_composants(struct buf *out, const struct campagne *c, int jour);

#endif
