/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * agenda.h - the calendar of campagnes as an iCalendar file (RFC 5545), for the agenda of a school, a CFA, an academy
 *
 * An event a jalon, one for a period; each is of whole days, keeps its UID for ever, and says who does what before it. The same dates give the same
 * bytes on any day: DTSTAMP and SEQUENCE are those of the version that gave the date, so that an agenda takes a date that changed and leaves the others.
 */
#ifndef RELAIS_CAMPAGNE_AGENDA_H
#define RELAIS_CAMPAGNE_AGENDA_H

#include "base/buf.h"
#include "campagne/campagne.h"

void agenda_debut(struct buf *out);
/* The events of one campagne; how many. rappels: an alarm 30 days and 7 days before each date, at 9 in the morning. */
size_t agenda_campagne(struct buf *out, const struct campagne *c,
		       const struct jalon_depuis depuis[JALON__MAX], bool rappels);
void agenda_fin(struct buf *out);

#endif
