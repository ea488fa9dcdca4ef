/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * campagne_agenda_test.c - campagnes that no preset has: dates that miss, that are of several versions (tests/cli/calendrier.t reads whole files)
 */
#include "tap.h"

#include "campagne/agenda.h"

static struct campagne preset(void)
{
	AUTO_ARENA a = arena_new(0);
	struct incident inc = {0};
	struct campagne c = {0};

	if (campagne_lire(NULL, 2024, INT64_MAX, a, &c, &inc) != OK)
		c.annee = -1;
	return c;
}

/* How many times that line stands in the file. */
static int lignes(struct str s, const char *ligne)
{
	const size_t n = strlen(ligne);
	int ret = 0;

	for (size_t i = 0; i + n <= s.n; i++)
		ret += (i == 0 || s.p[i - 1] == '\n') && memcmp(s.p + i, ligne, n) == 0;
	return ret;
}

TEST(une_date_qui_manque_n_a_pas_d_evenement)
{
	const struct jalon_depuis depuis[JALON__MAX] = {0};
	struct campagne c = preset();
	AUTO_BUF b;

	buf_init(&b, 1 << 20);
	EQ_INT(agenda_campagne(&b, &c, depuis, true), 6);
	EQ_INT(lignes(buf_view(&b), "BEGIN:VALARM"), 16);
	/* a period of which one date is given is that day */
	c.jalon[JALON_VISIBLE_CANDIDATS] = 0;
	c.jalon[JALON_IMPORT_DEBUT] = 0;
	c.jalon[JALON_VOEUX_FIN] = 0;
	buf_reset(&b);
	EQ_INT(agenda_campagne(&b, &c, depuis, true), 5);
	EQ_INT(lignes(buf_view(&b), "UID:relais-campagne-2024-visible_candidats"), 0);
	EQ_INT(lignes(buf_view(&b), "DTSTART;VALUE=DATE:20231115"), 1);
	EQ_INT(lignes(buf_view(&b), "DTSTART;VALUE=DATE:20240117"), 1);
	EQ_INT(lignes(buf_view(&b), "DTEND;VALUE=DATE:20240118"), 1);
	EQ_INT(lignes(buf_view(&b), "BEGIN:VALARM"), 10);
	/* and one that ends before it starts is its first day */
	c.jalon[JALON_VOEUX_FIN] = 20240101;
	buf_reset(&b);
	EQ_INT(agenda_campagne(&b, &c, depuis, false), 5);
	EQ_INT(lignes(buf_view(&b), "DTEND;VALUE=DATE:20240118"), 1);
	/* nothing is known */
	memset(c.jalon, 0, sizeof c.jalon);
	buf_reset(&b);
	EQ_INT(agenda_campagne(&b, &c, depuis, true), 0);
	EQ_INT(b.n, 0);
}

TEST(un_evenement_est_de_la_derniere_version_de_ses_dates)
{
	const struct campagne c = preset();
	struct jalon_depuis depuis[JALON__MAX] = {0};
	AUTO_BUF b;

	buf_init(&b, 1 << 20);
	depuis[JALON_IMPORT_DEBUT] = (struct jalon_depuis){7, 1696240800};
	depuis[JALON_IMPORT_FIN] = (struct jalon_depuis){4, 1696100000};
	depuis[JALON_VOEUX_FIN] = (struct jalon_depuis){9, 1696240801};
	EQ_INT(agenda_campagne(&b, &c, depuis, false), 6);
	EQ_INT(lignes(buf_view(&b),
		      "DTSTAMP:20231002T100000Z\r\nSEQUENCE:7\r\nDTSTART;VALUE=DATE:20231101"),
	       1);
	EQ_INT(lignes(buf_view(&b),
		      "DTSTAMP:20231002T100001Z\r\nSEQUENCE:9\r\nDTSTART;VALUE=DATE:20240117"),
	       1);
	EQ_INT(lignes(buf_view(&b), "SEQUENCE:0\r\n"), 4);
}

/* A trigger on the very day of the start: nine hours after its midnight. */
TEST(un_rappel_le_jour_meme_du_debut)
{
	const struct jalon_depuis depuis[JALON__MAX] = {0};
	struct campagne c = preset();
	AUTO_BUF b;

	buf_init(&b, 1 << 20);
	c.jalon[JALON_IMPORT_FIN] = 20231108;
	(void)agenda_campagne(&b, &c, depuis, true);
	EQ_INT(lignes(buf_view(&b), "TRIGGER:PT9H\r\n"), 1);
	EQ_INT(lignes(buf_view(&b), "TRIGGER:-P22DT15H\r\n"), 1);
	/* the day before it: fifteen hours before its midnight */
	c.jalon[JALON_IMPORT_FIN] = 20231107;
	buf_reset(&b);
	(void)agenda_campagne(&b, &c, depuis, true);
	EQ_INT(lignes(buf_view(&b), "TRIGGER:-PT15H\r\n"), 1);
}
