/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * err.h - how a function says that it could not do its work
 *
 * Everything that can fail returns an enum err and leaves its results untouched on failure. The
 * words for the person go where the failure is known, into a struct incident: what is wrong, what
 * was seen, what to do next, all three in French. Only the command line (and later the pages)
 * prints them. Memory exhausted ends the process; the impossible calls BUG().
 */
#ifndef RELAIS_BASE_ERR_H
#define RELAIS_BASE_ERR_H

enum err {
	OK = 0,
	E_ABSENT, /* what was asked for does not exist */
	E_INVALIDE, /* the input is wrong: the incident says where */
	E_REFUS, /* understood and refused by a rule or a guard */
	E_CONFLIT, /* contradicts what is already there */
	E_OCCUPE, /* somebody else is writing: try again */
	E_PANNE, /* disk, network, base: not the user's doing */
};

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF(format_index, first_arg) __attribute__((format(printf, format_index, first_arg)))

/* One failure told to a person. Empty strings where there is nothing to say. */
struct incident {
	char message[640]; /* one French sentence: what is wrong */
	char detail[640]; /* what was seen, where (file, line, field, value) */
	char remede[320]; /* what to do next, and who */
};

/* Write the message (detail and remedy are emptied) and return `code`; `inc` may be NULL. Cut on a
 * character boundary when too long. */
enum err incident_set(struct incident *inc, enum err code, const char *fmt, ...) PRINTF(3, 4);

/* Add the detail, or the remedy, to an incident already set; `inc` may be NULL. */
void incident_detail(struct incident *inc, const char *fmt, ...) PRINTF(2, 3);
void incident_remede(struct incident *inc, const char *fmt, ...) PRINTF(2, 3);

/* The impossible happened: say where on stderr and abort. Active in production. */
#define BUG(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
/* What can only be true: said, and checked in production too. */
#define REQUIRE(condition)                                                                         \
	((condition) ? (void)0 : bug_at(__FILE__, __LINE__, "not true: %s", #condition))
void bug_at(const char *file, int line, const char *fmt, ...) PRINTF(3, 4)
	__attribute__((noreturn));

#endif
