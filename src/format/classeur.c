/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * classeur.c - the XLSX workbook, by libxlsxwriter in constant memory (docs/choix/010)
 */
#include <stdio.h>
#include <xlsxwriter.h>
#include <zlib.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "format/tableur.h"

enum {
	LIGNES_MAX = 1048575, /* of a sheet, under its heading */
	CELLULE_MAX = 32767, /* UTF-16 units of a cell */
	NOMBRE_MAX = 9, /* digits */
	MEMOIRE_CELLULE = 512 * 1024,
	LARGEUR_SENS = 100,
	LARGEUR_TITRE = 48,
	HAUTEUR_ENTETE = 60,
	REPERTOIRE_MAX =
		16 * 1024, /* bytes at the end of the zip: its directory of some ten files */
	ENTREE = 46, /* bytes of an entry of that directory, before its name */
	ENTREE_DEBUT = 42, /* where it says where its part begins */
	TETE = 30, /* bytes of a part's own heading, before its name */
	MORCEAU = 64 * 1024,
	FIN_PARTIE = sizeof "</worksheet>" - 1,
};

struct classeur {
	struct classeur_demande demande;
	lxw_workbook *classeur;
	lxw_worksheet *feuille, *notice;
	lxw_format *entete, *date, *texte, *retour;
	lxw_row_t ligne;
	struct buf cellule; /* a cell, as a C string */
};

static enum err panne(lxw_error e, struct incident *inc)
{
	incident_set(inc, E_PANNE, "Le classeur n'a pas pu être écrit.");
	incident_detail(inc, "Erreur %d de libxlsxwriter.", (int)e);
	incident_remede(inc,
			"Vérifiez la place libre du disque et du dossier temporaire (TMPDIR).");
	return E_PANNE;
}

/* The text of a cell: no character that XML forbids, no more than a cell holds. */
static const char *montrable(struct classeur *c, struct str s)
{
	size_t i = 0, unites = 0;

	buf_reset(&c->cellule);
	buf_add(&c->cellule, "", 0);
	while (i < s.n && unites + 2 < CELLULE_MAX) {
		const size_t n = utf8_sequence(s.p + i, s.n - i);
		const bool interdit = n == 0 ||
				      (n == 1 && (unsigned char)s.p[i] < ' ' && s.p[i] != '\n' &&
				       s.p[i] != '\t') ||
				      (n == 3 && memcmp(s.p + i, "\xef\xbf", 2) == 0 &&
				       (unsigned char)s.p[i + 2] >= 0xbe);

		if (interdit)
			buf_cstr(&c->cellule, "\xef\xbf\xbd");
		else
			buf_add(&c->cellule, s.p + i, n);
		unites += n == 4 ? 2 : 1;
		i += n ? n : 1;
	}
	if (i < s.n)
		buf_cstr(&c->cellule, "…");
	return c->cellule.p ? c->cellule.p : "";
}

static void notice(struct classeur *c)
{
	const struct classeur_demande *d = &c->demande;
	lxw_row_t ligne = 0;

	worksheet_set_column(c->notice, 0, 0, LARGEUR_TITRE, NULL);
	worksheet_set_column(c->notice, 1, 1, LARGEUR_SENS, NULL);
	for (; d->presentation[ligne]; ligne++)
		worksheet_write_string(c->notice, ligne, 0, d->presentation[ligne],
				       ligne ? c->texte : c->entete);
	ligne++;
	worksheet_write_string(c->notice, ligne, 0, "Colonne", c->entete);
	worksheet_write_string(c->notice, ligne++, 1, "Ce qu'elle dit", c->entete);
	for (size_t i = 0; i < d->n; i++, ligne++) {
		worksheet_write_string(c->notice, ligne, 0, d->colonnes[i].titre, c->retour);
		worksheet_write_string(c->notice, ligne, 1, d->colonnes[i].sens, c->retour);
	}
}

static void entete(struct classeur *c)
{
	const struct classeur_demande *d = &c->demande;

	for (size_t i = 0; i < d->n; i++)
		worksheet_set_column(c->feuille, (lxw_col_t)i, (lxw_col_t)i, d->colonnes[i].largeur,
				     NULL);
	worksheet_set_row(c->feuille, 0, HAUTEUR_ENTETE, NULL);
	for (size_t i = 0; i < d->n; i++)
		worksheet_write_string(c->feuille, 0, (lxw_col_t)i, d->colonnes[i].titre,
				       c->entete);
	worksheet_freeze_panes(c->feuille, 1, 1);
	worksheet_repeat_rows(c->feuille, 0, 0);
	worksheet_set_landscape(c->feuille);
}

static void formats(struct classeur *c)
{
	c->entete = workbook_add_format(c->classeur);
	format_set_bold(c->entete);
	format_set_text_wrap(c->entete);
	format_set_align(c->entete, LXW_ALIGN_VERTICAL_TOP);
	c->date = workbook_add_format(c->classeur);
	format_set_num_format(c->date, "dd/mm/yyyy");
	c->texte = workbook_add_format(c->classeur);
	format_set_num_format(c->texte, "@");
	c->retour = workbook_add_format(c->classeur);
	format_set_text_wrap(c->retour);
	format_set_align(c->retour, LXW_ALIGN_VERTICAL_TOP);
}

/* Midday, so that it is that day everywhere. */
static time_t creation(int date)
{
	const int jours = date_pleine(date) ? date_jours_entre(19700101, date) : 1;

	return (time_t)jours * 86400 + 43200;
}

enum err classeur_ouvrir(const struct classeur_demande *demande, struct classeur **ret,
			 struct incident *inc)
{
	struct classeur *c = mem_alloc(sizeof *c);
	lxw_workbook_options options = {.constant_memory = LXW_TRUE,
					.tmpdir = (char *)(uintptr_t)demande->dossier,
					.use_zip64 = LXW_TRUE};
	lxw_doc_properties proprietes = {.title = (char *)(uintptr_t)demande->feuille,
					 .author = (char *)(uintptr_t) "relais",
					 .created = creation(demande->date)};

	c->demande = *demande;
	buf_init(&c->cellule, MEMOIRE_CELLULE);
	c->classeur = workbook_new_opt(demande->chemin, &options);
	if (c->classeur)
		c->feuille = workbook_add_worksheet(c->classeur, demande->feuille);
	if (c->feuille)
		c->notice = workbook_add_worksheet(c->classeur, "Lisez-moi");
	if (!c->notice) {
		classeur_abandonner(c);
		return panne(LXW_ERROR_CREATING_TMPFILE, inc);
	}
	(void)workbook_set_properties(c->classeur, &proprietes);
	formats(c);
	entete(c);
	notice(c);
	*ret = c;
	return OK;
}

static lxw_error ecrire(struct classeur *c, lxw_col_t colonne, struct str s)
{
	const enum tableur_genre genre = c->demande.colonnes[colonne].genre;
	const int d = genre == TABLEUR_DATE ? date_iso(s) : DATE_ABSENTE;
	uint64_t n;

	if (date_pleine(d) && d >= 19000301) {
		lxw_datetime jour = {.year = d / 10000, .month = d / 100 % 100, .day = d % 100};

		return worksheet_write_datetime(c->feuille, c->ligne, colonne, &jour, c->date);
	}
	if (genre == TABLEUR_NOMBRE && s.n <= NOMBRE_MAX && str_to_uint(s, &n))
		return worksheet_write_number(c->feuille, c->ligne, colonne, (double)n, NULL);
	return worksheet_write_string(c->feuille, c->ligne, colonne, montrable(c, s), c->texte);
}

enum err classeur_ligne(struct classeur *c, const struct str *cellules, struct incident *inc)
{
	if (c->ligne == LIGNES_MAX) {
		incident_set(inc, E_REFUS, "Une feuille de classeur ne contient que %d lignes.",
			     LIGNES_MAX);
		incident_remede(inc, "Choisissez moins d'offres, ou le format CSV.");
		return E_REFUS;
	}
	c->ligne++;
	for (size_t i = 0; i < c->demande.n; i++) {
		const lxw_error e =
			cellules[i].n ? ecrire(c, (lxw_col_t)i, cellules[i]) : LXW_NO_ERROR;

		if (e)
			return panne(e, inc);
	}
	if (ferror(c->feuille->optimize_tmpfile))
		return panne(LXW_ERROR_CREATING_TMPFILE, inc);
	return OK;
}

/* Were all the cells of the sheet written? The library does not look. */
static bool cellules_ecrites(const lxw_worksheet *f)
{
	return !fflush(f->optimize_tmpfile) && !ferror(f->optimize_tmpfile);
}

/* Where the directory of the zip says that the part begins; -1: it is not there. */
static long debut_partie(const char *repertoire, size_t n, struct str nom)
{
	for (size_t i = 0; i + ENTREE + nom.n <= n; i++) {
		const unsigned char *p = (const unsigned char *)repertoire + i;

		if (memcmp(p, "PK\1\2", 4) == 0 && memcmp(p + ENTREE, nom.p, nom.n) == 0)
			return (long)(p[ENTREE_DEBUT] | p[ENTREE_DEBUT + 1] << 8 |
				      p[ENTREE_DEBUT + 2] << 16 |
				      (uint32_t)p[ENTREE_DEBUT + 3] << 24);
	}
	return -1;
}

/* Keep the last bytes of what was inflated so far. */
static void garder_fin(char fin[FIN_PARTIE], const char *p, size_t n)
{
	if (n >= FIN_PARTIE) {
		memcpy(fin, p + n - FIN_PARTIE, FIN_PARTIE);
	} else {
		memmove(fin, fin + n, FIN_PARTIE - n);
		memcpy(fin + FIN_PARTIE - n, p, n);
	}
}

/* Does the part, inflated from where the file stands, end as a sheet ends? */
static bool finit_bien(FILE *f)
{
	z_stream z = {0};
	char entree[MORCEAU], sortie[MORCEAU], fin[FIN_PARTIE] = "";
	int r = inflateInit2(&z, -MAX_WBITS);

	while (r == Z_OK) {
		if (!z.avail_in) {
			z.next_in = (Bytef *)entree;
			z.avail_in = (uInt)fread(entree, 1, sizeof entree, f);
		}
		z.next_out = (Bytef *)sortie;
		z.avail_out = sizeof sortie;
		r = inflate(&z, Z_NO_FLUSH);
		garder_fin(fin, sortie, sizeof sortie - z.avail_out);
	}
	(void)inflateEnd(&z);
	return r == Z_STREAM_END && memcmp(fin, "</worksheet>", FIN_PARTIE) == 0;
}

static bool partie_entiere(FILE *f, const char *repertoire, size_t n, struct str nom)
{
	unsigned char tete[TETE];
	const long debut = debut_partie(repertoire, n, nom);

	if (debut < 0 || fseek(f, debut, SEEK_SET) || fread(tete, 1, sizeof tete, f) != sizeof tete)
		return false;
	/* a local heading: its name and its extra field have their lengths at its end */
	return fseek(f, (tete[26] | tete[27] << 8) + (tete[28] | tete[29] << 8), SEEK_CUR) == 0 &&
	       finit_bien(f);
}

/* Nor does it look whether its own copy of a sheet was whole: one that a full disk cut does not end as a sheet ends. */
static bool entier(const char *chemin)
{
	static const struct str PARTIES[] = {STR_FIXE("xl/worksheets/sheet1.xml"),
					     STR_FIXE("xl/worksheets/sheet2.xml")};
	char repertoire[REPERTOIRE_MAX];
	FILE *f = fopen(chemin, "rbe");
	bool bon = f != NULL;
	size_t n;

	if (!f)
		return false;
	if (fseek(f, -(long)sizeof repertoire, SEEK_END))
		rewind(f);
	n = fread(repertoire, 1, sizeof repertoire, f);
	for (size_t i = 0; i < sizeof PARTIES / sizeof *PARTIES; i++)
		bon = bon && partie_entiere(f, repertoire, n, PARTIES[i]);
	(void)fclose(f);
	return bon;
}

enum err classeur_finir(struct classeur *c, struct incident *inc)
{
	const char *chemin = c->demande.chemin;
	lxw_error e;

	if (!cellules_ecrites(c->feuille) || !cellules_ecrites(c->notice)) {
		classeur_abandonner(c);
		return panne(LXW_ERROR_CREATING_TMPFILE, inc);
	}
	worksheet_autofilter(c->feuille, 0, 0, c->ligne ? c->ligne : 1,
			     (lxw_col_t)(c->demande.n - 1));
	e = workbook_close(c->classeur);
	c->classeur = NULL;
	classeur_abandonner(c);
	if (!e && !entier(chemin))
		e = LXW_ERROR_ZIP_FILE_ADD;
	return e ? panne(e, inc) : OK;
}

void classeur_abandonner(struct classeur *c)
{
	if (!c)
		return;
	if (c->classeur)
		lxw_workbook_free(c->classeur);
	buf_free(&c->cellule);
	mem_free(c);
}
