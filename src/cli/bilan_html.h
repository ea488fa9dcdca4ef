/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bilan_html.h - the part of the report's page that has a file of its own
 */
#ifndef RELAIS_CLI_BILAN_HTML_H
#define RELAIS_CLI_BILAN_HTML_H

#include "cli/bilan.h"
#include "cli/page.h"

/* The section about Parcoursup (bilan_parcoursup.c). */
extern const struct page_section BILAN_PARCOURSUP;
void bilan_html_parcoursup(struct page *p, const struct bilan_campagne *b);

#endif
