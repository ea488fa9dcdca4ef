/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reconnaitre.c - what a file is, by its first bytes alone: its magic number, its XML root, its CSV titles
 */
#include <string.h>

#include "base/csv.h"
#include "base/limites.h"
#include "base/utf8.h"
#include "format/csv_table.h"

static bool contient(struct str s, const char *mot)
{
	return str_contains(s, str_of(mot));
}

/* The local header of an entry of a zip, and its flag « the sizes come after the bytes ». */
enum { EN_TETE = 30, TAILLE_APRES = 8 };

/* --- magic numbers ---------------------------------------------------------------------------------------------- */

static const struct {
	struct str magie;
	size_t ou;
	enum format format;
} magies[] = {
	{{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8}, 0, FORMAT_REFUSE_TABLEUR}, /* xls */
	{{"\x1F\x8B", 2}, 0, FORMAT_ARCHIVE_GZ}, /* gzip */
	{{"\xFD"
	  "7zXZ\0",
	  6},
	 0,
	 FORMAT_REFUSE_ARCHIVE}, /* xz */
	{{"BZh", 3}, 0, FORMAT_REFUSE_ARCHIVE},
	{{"7z\xBC\xAF\x27\x1C", 6}, 0, FORMAT_REFUSE_ARCHIVE},
	{{"Rar!\x1A\x07", 6}, 0, FORMAT_REFUSE_ARCHIVE},
	{{"\x28\xB5\x2F\xFD", 4}, 0, FORMAT_REFUSE_ARCHIVE}, /* zstd */
	{{"\x04\x22\x4D\x18", 4}, 0, FORMAT_REFUSE_ARCHIVE}, /* lz4 */
	{{"ustar", 5}, 257, FORMAT_REFUSE_ARCHIVE}, /* tar */
	{{"PK\x05\x06", 4}, 0, FORMAT_ARCHIVE_ZIP}, /* empty zip */
	{{"\xFF\xFE", 2}, 0, FORMAT_REFUSE_UTF16},
	{{"\xFE\xFF", 2}, 0, FORMAT_REFUSE_UTF16},
};

static uint32_t entier(struct str s, size_t ou, size_t n)
{
	uint32_t v = 0;

	while (n--)
		v = v << 8 | (unsigned char)s.p[ou + n];
	return v;
}

/* The name of the first entry that begins in s, after its header of 30 bytes; *s goes past it, and past its bytes when their size is told: an archive
 * in it has entries too. Empty: none. */
static struct str nom_d_entree(struct str *s)
{
	const char *p = s->n ? memmem(s->p, s->n, "PK\x03\x04", 4) : NULL;
	struct str entree = p ? str_sub(*s, (size_t)(p - s->p), s->n) : STR_VIDE;

	*s = str_sub(entree, 4, entree.n);
	if (entree.n < EN_TETE)
		return STR_VIDE;
	const size_t nom = entier(entree, 26, 2);

	if (!(entree.p[6] & TAILLE_APRES))
		*s = str_sub(entree, EN_TETE + nom + entier(entree, 28, 2) + entier(entree, 18, 4),
			     entree.n);
	return str_sub(entree, EN_TETE, nom);
}

/* An OpenDocument begins with its type, alone and not compressed. */
static bool opendocument(struct str s, const char *quoi)
{
	return contient(str_sub(s, 0, EN_TETE + strlen(quoi)), quoi);
}

/* An office document is a zip whose first entries say so: only their names count, compressed bytes may look like anything. */
static enum format zip(struct str s)
{
	bool types = false, bureau = false, tableur = false;

	if (opendocument(s, "mimetypeapplication/vnd.oasis.opendocument.spreadsheet"))
		return FORMAT_REFUSE_TABLEUR;
	if (opendocument(s, "mimetypeapplication/vnd.oasis.opendocument."))
		return FORMAT_REFUSE_BUREAU;
	while (s.n) {
		struct str nom = nom_d_entree(&s);

		types |= str_eq(nom, STR("[Content_Types].xml"));
		tableur |= str_starts(nom, STR("xl/"));
		bureau |= str_starts(nom, STR("word/")) || str_starts(nom, STR("ppt/"));
	}
	if (types && bureau)
		return FORMAT_REFUSE_BUREAU;
	return tableur || types ? FORMAT_REFUSE_TABLEUR : FORMAT_ARCHIVE_ZIP;
}

/* Every other byte of the beginning is null: UTF-16 without its mark. */
static bool utf16_sans_marque(struct str s)
{
	size_t nuls[2] = {0, 0}, n = s.n < 64 ? s.n & ~(size_t)1 : 64;

	for (size_t i = 0; i < n; i++)
		nuls[i & 1] += !s.p[i];
	return n >= 4 && nuls[0] != nuls[1] && (nuls[0] >= n / 4 || nuls[1] >= n / 4) &&
	       (!nuls[0] || !nuls[1]);
}

static enum format par_magie(struct str s)
{
	if (str_starts(s, STR("PK\x03\x04")))
		return zip(s);
	for (size_t i = 0; i < sizeof magies / sizeof *magies; i++)
		if (str_eq(str_sub(s, magies[i].ou, magies[i].magie.n), magies[i].magie))
			return magies[i].format;
	if (!memchr(s.p, 0, s.n))
		return FORMAT_INCONNU;
	return utf16_sans_marque(s) ? FORMAT_REFUSE_UTF16 : FORMAT_REFUSE_BINAIRE;
}

/* --- XML -------------------------------------------------------------------------------------------------------- */

/* What follows the first `mot` in s; empty when it is not there. */
static struct str apres(struct str s, const char *mot)
{
	const char *p = s.n ? memmem(s.p, s.n, mot, strlen(mot)) : NULL;

	return p ? str_sub(s, (size_t)(p - s.p) + strlen(mot), s.n) : STR_VIDE;
}

static bool commence(struct str s, const char *mot)
{
	size_t n = strlen(mot);

	return s.n >= n && strncasecmp(s.p, mot, n) == 0;
}

/* Its own declarations, if any, stand between brackets. */
static struct str apres_doctype(struct str s)
{
	struct str suite = apres(s, ">"), crochet = apres(s, "[");

	return crochet.n > suite.n ? apres(apres(crochet, "]"), ">") : suite;
}

/* The root element's tag, from its name to its « > » (or to the end of what is seen). */
static struct str racine(struct str s)
{
	for (;;) {
		s = str_trim(s);
		if (str_starts(s, STR("<?")))
			s = apres(s, "?>");
		else if (str_starts(s, STR("<!--")))
			s = apres(s, "-->");
		else if (commence(s, "<!doctype") && !commence(s, "<!doctype html"))
			s = apres_doctype(s);
		else
			break;
	}
	const char *fin = s.n ? memchr(s.p, '>', s.n) : NULL;
	return str_starts(s, STR("<")) ? str_sub(s, 1, fin ? (size_t)(fin - s.p) - 1 : s.n)
				       : STR_VIDE;
}

/* The local part of an element's name: « lheo » in « x:lheo xmlns:x=… ». */
static struct str nom_local(struct str balise)
{
	size_t n = 0, debut = 0;

	while (n < balise.n && !memchr(" \t\r\n/>", balise.p[n], 6)) {
		if (balise.p[n++] == ':')
			debut = n;
	}
	return str_sub(balise, debut, n - debut);
}

static enum format par_xml(struct str s)
{
	struct str balise = racine(s), nom = nom_local(balise);

	if (commence(balise, "!doctype html") || commence(nom, "html"))
		return FORMAT_REFUSE_HTML;
	if (str_eq(nom, STR("lheo-index")))
		return FORMAT_REFUSE_LHEO_INDEX;
	if (str_eq(nom, STR("FICHES")))
		return FORMAT_RNCP_XML;
	if (str_eq(nom, STR("schema")))
		return FORMAT_REFUSE_SCHEMA;
	if (str_eq(nom, STR("Courses")) && contient(balise, "loq-constraints"))
		return FORMAT_REFUSE_ELM;
	if (!str_eq(nom, STR("lheo")) && !str_eq(nom, STR("lheo-plus")))
		return FORMAT_INCONNU;

	if (contient(balise, "moncompteformation") || contient(s, "\"existence-prerequis\"") ||
	    contient(s, "\"resume-contenu\""))
		return FORMAT_REFUSE_EDOF;
	if (contient(balise, "lheo.org/1") || contient(s, "<offre-formation"))
		return FORMAT_REFUSE_LHEO_1;
	return FORMAT_LHEO;
}

/* --- JSON ------------------------------------------------------------------------------------------------------- */

/* « "nom" : », the name of a field and not a value; nom has its quotes. */
static bool nomme(struct str s, const char *nom)
{
	const size_t n = strlen(nom);
	const char *p;

	while (s.n && (p = memmem(s.p, s.n, nom, n))) {
		s = str_sub(s, (size_t)(p - s.p) + n, s.n);
		if (str_starts(str_trim(s), STR(":")))
			return true;
	}
	return false;
}

/* By a field that only one format has; other files carry the clé too. */
static enum format par_json(struct str s)
{
	static const struct {
		const char *champ;
		enum format format;
	} champs[] = {
		{"\"codesPostaux\"", FORMAT_CODES_POSTAUX},
		{"\"etablissement_gestionnaire_siret\"", FORMAT_RCO},
		{"\"etablissement_formateur_siret\"", FORMAT_RCO},
		{"\"etablissement_siege_siret\"", FORMAT_RCO_ETABLISSEMENTS},
		{"\"lieux_de_formation\"", FORMAT_UAI_SIRET},
		{"\"jpo\"", FORMAT_REFUSE_JPO},
	};

	for (size_t i = 0; i < sizeof champs / sizeof *champs; i++)
		if (nomme(s, champs[i].champ))
			return champs[i].format;
	return FORMAT_REFUSE_JSON;
}

/* --- CSV -------------------------------------------------------------------------------------------------------- */

static enum err titres(void *ctx, unsigned ligne, const struct str *champs, size_t n)
{
	enum format *trouve = ctx;

	(void)ligne;
	*trouve = csv_reconnaitre(champs, n);
	return E_REFUS; /* the first record is enough */
}

static enum format par_csv(struct str s)
{
	enum format trouve = FORMAT_INCONNU;
	struct str premiere;
	struct csv csv;

	csv_premiere_ligne(s, &premiere);
	csv_init(&csv, csv_separateur(premiere), LIMITE_CSV_RECORD, titres, &trouve);
	enum err err = csv_feed(&csv, premiere.p, premiere.n);
	if (!err)
		err = csv_end(&csv);
	csv_free(&csv);
	return err == E_REFUS ? trouve : FORMAT_INCONNU;
}

enum format format_reconnaitre(const char *debut, size_t n)
{
	struct str s = {debut, n < FORMAT_DEBUT ? n : FORMAT_DEBUT};
	enum format f = s.n ? par_magie(s) : FORMAT_REFUSE_VIDE;

	if (f != FORMAT_INCONNU)
		return f;

	AUTO_BUF texte;
	struct transcodeur t;
	buf_init(&texte, 4 * FORMAT_DEBUT);
	transcodeur_init(&t);
	transcodeur_feed(&t, s.p, s.n, &texte);
	transcodeur_end(&t, &texte);
	s = str_trim(buf_view(&texte));
	if (!s.n)
		return FORMAT_REFUSE_VIDE;
	if (s.p[0] == '[' || s.p[0] == '{')
		return par_json(s);
	return s.p[0] == '<' ? par_xml(s) : par_csv(buf_view(&texte));
}
