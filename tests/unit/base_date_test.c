/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_date_test.c - the calendar, the three spellings of a date, and the two hours of Paris
 */
#include "tap.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/date.h"

TEST(a_date_exists_or_not)
{
	OK(date_valide(2024, 2, 29));
	OK(!date_valide(2023, 2, 29));
	OK(date_valide(2000, 2, 29));
	OK(!date_valide(1900, 2, 29));
	OK(!date_valide(2024, 4, 31) && date_valide(2024, 4, 30));
	OK(!date_valide(2024, 0, 1) && !date_valide(2024, 13, 1));
	OK(!date_valide(2024, 1, 0) && !date_valide(2024, 1, 32));
	OK(!date_valide(999, 12, 31) && date_valide(1000, 1, 1));
	OK(!date_valide(10000, 1, 1) && date_valide(9999, 12, 31));
	OK(!date_valide(-1, -1, -1));
}

TEST(lheo_dates)
{
	EQ_INT(date_aaaammjj(STR("20240901")), 20240901);
	EQ_INT(date_aaaammjj(STR(" 20240901\n")), 20240901);
	EQ_INT(date_aaaammjj(STR("")), DATE_ABSENTE);
	EQ_INT(date_aaaammjj(STR("  ")), DATE_ABSENTE);
	EQ_INT(date_aaaammjj(STR_VIDE), DATE_ABSENTE);
	EQ_INT(date_aaaammjj(STR("00000000")), DATE_INCOMPLETE);
	EQ_INT(date_aaaammjj(STR("99999999")), DATE_INCOMPLETE);
	EQ_INT(date_aaaammjj(STR("20240900")), DATE_INCOMPLETE);
	EQ_INT(date_aaaammjj(STR("20240001")), DATE_INCOMPLETE);
	EQ_INT(date_aaaammjj(STR("20230229")), DATE_INCOMPLETE);
	EQ_INT(date_aaaammjj(STR("2024-9-1")), DATE_INCOMPLETE);
	EQ_INT(date_aaaammjj(STR("2024090")), DATE_INCOMPLETE);
	EQ_INT(date_aaaammjj(STR("202409011")), DATE_INCOMPLETE);
	EQ_INT(date_aaaammjj(STR("septembre")), DATE_INCOMPLETE);
	OK(date_pleine(20240901) && !date_pleine(DATE_ABSENTE) && !date_pleine(DATE_INCOMPLETE));
}

TEST(french_dates)
{
	EQ_INT(date_jjmmaaaa(STR("31/08/2024")), 20240831);
	EQ_INT(date_jjmmaaaa(STR("")), DATE_ABSENTE);
	EQ_INT(date_jjmmaaaa(STR("31-08-2024")), DATE_INCOMPLETE);
	EQ_INT(date_jjmmaaaa(STR("08/31/2024")), DATE_INCOMPLETE);
	EQ_INT(date_jjmmaaaa(STR("1/8/2024")), DATE_INCOMPLETE);
	EQ_INT(date_jjmmaaaa(STR("31/08/2024 00:00")), DATE_INCOMPLETE);
	EQ_INT(date_jjmmaaaa(STR("99/99/9999")), DATE_INCOMPLETE);
}

TEST(iso_dates)
{
	EQ_INT(date_iso(STR("2024-08-31")), 20240831);
	EQ_INT(date_iso(STR("")), DATE_ABSENTE);
	EQ_INT(date_iso(STR("2024/08/31")), DATE_INCOMPLETE);
	EQ_INT(date_iso(STR("2024-08-31T00:00:00")), DATE_INCOMPLETE);
	EQ_INT(date_iso(STR("-024-08-31")), DATE_INCOMPLETE);
	EQ_INT(date_iso(STR("2024-+8-31")), DATE_INCOMPLETE);
}

TEST(months_are_clamped_to_the_last_day)
{
	EQ_INT(date_ajoute_mois(20240131, 1), 20240229);
	EQ_INT(date_ajoute_mois(20230131, 1), 20230228);
	EQ_INT(date_ajoute_mois(20240831, -6), 20240229);
	EQ_INT(date_ajoute_mois(20241215, 1), 20250115);
	EQ_INT(date_ajoute_mois(20240115, -1), 20231215);
	EQ_INT(date_ajoute_mois(20240115, -13), 20221215);
	EQ_INT(date_ajoute_mois(20240901, 36), 20270901);
	EQ_INT(date_ajoute_mois(20240901, 0), 20240901);
	EQ_INT(date_ajoute_mois(10000215, -1), 10000115);
	EQ_INT(date_ajoute_mois(99991115, 1), 99991215);
	EQ_INT(date_ajoute_mois(99991215, 1), 99991231);
	EQ_INT(date_ajoute_mois(10000115, -1), 10000101);
	EQ_INT(date_ajoute_mois(99991231, 1), 99991231);
	EQ_INT(date_ajoute_mois(10000101, -1), 10000101);
}

TEST(days)
{
	EQ_INT(date_ajoute_jours(20240228, 1), 20240229);
	EQ_INT(date_ajoute_jours(20230228, 1), 20230301);
	EQ_INT(date_ajoute_jours(20240101, -1), 20231231);
	EQ_INT(date_ajoute_jours(20240801, 364), 20250731);
	EQ_INT(date_ajoute_jours(99991231, 1), 99991231);
	EQ_INT(date_ajoute_jours(10000101, -1), 10000101);
	EQ_INT(date_ajoute_jours(20240101, 2147483647), 99991231);
	EQ_INT(date_jours_entre(20240801, 20250731), 364);
	EQ_INT(date_jours_entre(20250731, 20240801), -364);
	EQ_INT(date_jours_entre(10000101, 99991231), 3287181);
}

/* Every day of nine thousand years follows the one before. */
TEST(the_calendar_has_no_hole)
{
	int date = 10000101, n = 0;
	bool bons = true;

	for (; date < 99991231; n++) {
		int suivant = date_ajoute_jours(date, 1);
		int a = date / 10000, m = date / 100 % 100, j = date % 100 + 1;

		if (!date_valide(a, m, j)) {
			j = 1;
			m++;
		}
		if (m > 12) {
			m = 1;
			a++;
		}
		bons = bons && suivant == a * 10000 + m * 100 + j;
		date = suivant;
	}
	OK(bons);
	EQ_INT(n, 3287181);
}

TEST(dates_in_words)
{
	AUTO_ARENA a = arena_new(0);
	char iso[11];

	EQ_STR(date_longue(a, 20231114), "14 novembre 2023");
	EQ_STR(date_longue(a, 20240801), "1er août 2024");
	EQ_STR(date_longue(a, 20240211), "11 février 2024");
	EQ_STR(date_longue(a, 20241231), "31 décembre 2024");
	date_iso_texte(20240901, iso);
	EQ_STR(iso, "2024-09-01");
}

TEST(what_is_not_a_date_is_never_written)
{
	pid_t pid = fork();
	int status;
	char iso[11];

	MUST(pid >= 0);
	if (pid == 0) {
		close(STDERR_FILENO);
		date_iso_texte(DATE_INCOMPLETE, iso);
		_exit(0);
	}
	MUST(waitpid(pid, &status, 0) == pid);
	OK(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

TEST(instants_are_written_and_read)
{
	static const struct {
		int64_t instant;
		const char *texte;
	} cas[] = {
		{0, "1970-01-01T00:00:00Z"},
		{1699948800, "2023-11-14T08:00:00Z"},
		{-1, "1969-12-31T23:59:59Z"},
		{951782399, "2000-02-28T23:59:59Z"},
		{951782400, "2000-02-29T00:00:00Z"},
		{4102444799, "2099-12-31T23:59:59Z"},
		{-86400, "1969-12-31T00:00:00Z"},
		{253402300799, "9999-12-31T23:59:59Z"},
		{-30610224000, "1000-01-01T00:00:00Z"},
	};

	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++) {
		char texte[21];
		int64_t lu = 0;

		instant_texte(cas[i].instant, texte);
		EQ_STR(texte, cas[i].texte);
		OK(instant_lire(str_of(cas[i].texte), &lu));
		EQ_INT(lu, cas[i].instant);
	}
}

TEST(what_is_not_an_instant_is_refused)
{
	static const char *const faux[] = {
		"",
		"2023-11-14",
		"2023-11-14T08:00:00",
		"2023-11-14T08:00:00+",
		"2023-11-14 08:00:00Z",
		"2023-11-14T24:00:00Z",
		"2023-11-14T08:60:00Z",
		"2023-11-14T08:00:60Z",
		"2023-02-29T08:00:00Z",
		"2023-11-14T-8:00:00Z",
		"2023-11-14T08-00-00Z",
		"2023-11-14T08:00:00Z ",
	};
	int64_t lu = 7;

	for (size_t i = 0; i < sizeof faux / sizeof *faux; i++)
		OK(!instant_lire(str_of(faux[i]), &lu));
	EQ_INT(lu, 7);
}

TEST(now_is_now)
{
	int64_t avant = (int64_t)time(NULL);
	int64_t vu = instant_maintenant();

	OK(vu >= avant && vu <= (int64_t)time(NULL));
}

static int date_de(const char *instant)
{
	int64_t lu = 0;

	OK(instant_lire(str_of(instant), &lu));
	return instant_date_paris(lu);
}

TEST(the_date_in_paris)
{
	/* winter: one hour */
	EQ_INT(date_de("2023-11-14T22:59:59Z"), 20231114);
	EQ_INT(date_de("2023-11-14T23:00:00Z"), 20231115);
	EQ_INT(date_de("2023-12-31T23:00:00Z"), 20240101);
	/* summer: two hours */
	EQ_INT(date_de("2024-07-14T21:59:59Z"), 20240714);
	EQ_INT(date_de("2024-07-14T22:00:00Z"), 20240715);
	/* the days around 31 March 2024 and 27 October 2024 */
	EQ_INT(date_de("2024-03-30T22:30:00Z"), 20240330);
	EQ_INT(date_de("2024-03-30T23:00:00Z"), 20240331);
	EQ_INT(date_de("2024-03-31T21:59:59Z"), 20240331);
	EQ_INT(date_de("2024-03-31T22:00:00Z"), 20240401);
	EQ_INT(date_de("2024-10-26T21:59:59Z"), 20241026);
	EQ_INT(date_de("2024-10-26T22:00:00Z"), 20241027);
	EQ_INT(date_de("2024-10-27T22:59:59Z"), 20241027);
	EQ_INT(date_de("2024-10-27T23:00:00Z"), 20241028);
}

TEST(the_last_second_of_a_day_in_paris)
{
	static const struct {
		int date;
		const char *instant;
	} cas[] = {
		{20231115, "2023-11-15T22:59:59Z"},
		{20240314, "2024-03-14T22:59:59Z"},
		{20240330, "2024-03-30T22:59:59Z"},
		{20240331, "2024-03-31T21:59:59Z"},
		{20240829, "2024-08-29T21:59:59Z"},
		{20241026, "2024-10-26T21:59:59Z"},
		{20241027, "2024-10-27T22:59:59Z"},
		{20231231, "2023-12-31T22:59:59Z"},
		/* a last Sunday that is a 25, one that is a 31 */
		{20180325, "2018-03-25T21:59:59Z"},
		{20211031, "2021-10-31T22:59:59Z"},
	};

	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++) {
		char texte[21];

		instant_texte(instant_fin_de_jour_paris(cas[i].date), texte);
		EQ_STR(texte, cas[i].instant);
	}
}

/* The two functions say the same for every day of a century, and days last 23, 24 or 25 hours. */
TEST(a_day_ends_where_the_next_begins)
{
	int64_t avant = instant_fin_de_jour_paris(19991231);
	int courts = 0, longs = 0;
	bool bons = true;

	for (int d = 20000101; d < 21000101; d = date_ajoute_jours(d, 1)) {
		int64_t fin = instant_fin_de_jour_paris(d);
		int64_t heures = (fin - avant) / 3600;

		bons = bons && instant_date_paris(fin) == d &&
		       instant_date_paris(fin + 1) == date_ajoute_jours(d, 1) &&
		       instant_date_paris(avant + 1) == d;
		courts += heures == 23;
		longs += heures == 25;
		avant = fin;
	}
	OK(bons);
	EQ_INT(courts, 100);
	EQ_INT(longs, 100);
}
