/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * migrer_page.h - what the two halves of a migration's page share
 */
#ifndef RELAIS_CLI_MIGRER_PAGE_H
#define RELAIS_CLI_MIGRER_PAGE_H

#include "cli/migrer_compte.h"
#include "cli/page.h"

struct rapport {
	struct page p;
	const struct migration_dite *d;
	struct arena *a;
	struct migrer_compte c;
	int64_t sans; /* lines without « Certifiée » */
};

extern const struct page_section migrer_section_instruire;
/* The lines that wait for a person of the SAIO, by académie, and how to answer. There is one at least. */
void migrer_instruire(struct rapport *r);
/* Where all the lines are, in one sentence. In the arena. */
const char *migrer_tout_le_csv(struct rapport *r);

#endif
