/* SPDX-License-Identifier: EUPL-1.2 */
/* format/tableur.c: cells are protected, and come back; a workbook refuses what a sheet cannot hold. */
#include "format/tableur.h"

#include <stdio.h>

#include "base/csv.h"
#include "tap.h"

static const struct str CELLULES[] = {
	STR_FIXE(""),     STR_FIXE("0"),     STR_FIXE("false"),    STR_FIXE("=1+1"),
	STR_FIXE("+33"),  STR_FIXE("-1,5"),  STR_FIXE("@SUM(A1)"), STR_FIXE("\tx"),
	STR_FIXE("\rx"),  STR_FIXE("'déjà"), STR_FIXE("a;b"),      STR_FIXE("dit \"a\""),
	STR_FIXE("a\nb"), STR_FIXE("01234"), STR_FIXE(" bords "),  STR_FIXE("=\"a\";b\n"),
};
enum { N = sizeof CELLULES / sizeof *CELLULES };

static enum err relue(void *ctx, unsigned ligne, const struct str *champs, size_t n)
{
	int *vues = ctx;

	(void)ligne;
	EQ_INT(n, N);
	for (size_t i = 0; i < n && i < N; i++) {
		OK(str_eq(csv_deproteger(champs[i]), CELLULES[i]));
		OK(!champs[i].n || !memchr("=+-@\t\r", champs[i].p[0], 6));
	}
	++*vues;
	return OK;
}

TEST(cells_are_protected_and_come_back)
{
	struct buf out;
	struct csv c;
	int vues = 0;

	buf_init(&out, 4096);
	csv_ligne(&out, CELLULES, N);
	OK(str_contains(buf_view(&out), STR(";0;false;'=1+1;'+33;'-1,5;'@SUM(A1);\"'\tx\"")));
	OK(str_contains(buf_view(&out), STR("\"dit \"\"a\"\"\"")));
	OK(out.n > 2 && memcmp(out.p + out.n - 2, "\r\n", 2) == 0);
	csv_init(&c, ';', 4096, relue, &vues);
	EQ_INT(csv_feed(&c, out.p, out.n), OK);
	EQ_INT(csv_end(&c), OK);
	EQ_INT(vues, 1);
	csv_free(&c);
	buf_reset(&out);
	csv_debut(&out,
		  (struct tableur_colonne[]){{"Clé", TABLEUR_TEXTE, 1, ""},
					     {"a;b", TABLEUR_TEXTE, 1, ""}},
		  2);
	OK(str_eq(buf_view(&out), STR("\xef\xbb\xbf"
				      "Clé;\"a;b\"\r\n")));
	buf_free(&out);
}

TEST(a_workbook_that_cannot_be_written_is_said)
{
	static const struct tableur_colonne COLONNES[] = {{"a", TABLEUR_NOMBRE, 5, "un"},
							  {"b", TABLEUR_DATE, 5, "deux"}};
	static const char *const PRESENTATION[] = {"Essai", NULL};
	const struct str cellules[] = {STR("12"), STR("2024-02-30")};
	struct classeur_demande d = {.chemin = "/nulle/part/a.xlsx",
				     .feuille = "Offres",
				     .colonnes = COLONNES,
				     .n = 2,
				     .presentation = PRESENTATION};
	struct incident inc = {0};
	struct classeur *c = NULL;
	char long_texte[40000];

	EQ_INT(classeur_ouvrir(&d, &c, &inc), OK);
	EQ_INT(classeur_ligne(c, cellules, &inc), OK);
	/* more than a cell holds, bytes that are no UTF-8 */
	memset(long_texte, 'x', sizeof long_texte);
	long_texte[1] = '\x02';
	long_texte[2] = '\xff';
	EQ_INT(classeur_ligne(c, (struct str[]){{long_texte, sizeof long_texte}, STR("1850-01-01")},
			      &inc),
	       OK);
	EQ_INT(classeur_finir(c, &inc), E_PANNE);
	OK(inc.message[0] && inc.remede[0]);
	classeur_abandonner(NULL);
}

TEST(a_full_sheet_is_refused)
{
	static const struct tableur_colonne COLONNES[] = {{"a", TABLEUR_TEXTE, 5, "un"}};
	static const char *const PRESENTATION[] = {"Essai", NULL};
	struct classeur_demande d = {.chemin = "/dev/null",
				     .feuille = "Offres",
				     .colonnes = COLONNES,
				     .n = 1,
				     .presentation = PRESENTATION};
	const struct str vide = STR_VIDE;
	struct incident inc = {0};
	struct classeur *c = NULL;
	enum err err = classeur_ouvrir(&d, &c, &inc);
	int lignes = 0;

	while (!err && !(err = classeur_ligne(c, &vide, &inc)))
		lignes++;
	EQ_INT(err, E_REFUS);
	EQ_INT(lignes, 1048575);
	classeur_abandonner(c);
}
