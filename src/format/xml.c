/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xml.c - the one place that talks to libxml2
 *
 * Most elements of a real feed are of no use to us, and most of the time is libxml2's: so the callbacks below do the least
 * they can. An element costs one probe in a table keyed by the interned name's address and one read in the table of
 * rules; its characters are looked at only when a rule keeps them.
 */
#include "format/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/limites.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "format/xml_erreur.h"

enum { CASES_BITS = 10, CASES = 1 << CASES_BITS }; /* four times the largest table of names */
enum { MOTS_PERMIS = 256 / 64 };

struct niveau {
	const xmlChar *nom;
	const struct xml_regle *regle;
	uint32_t ligne;
	uint8_t code, etat;
};

struct xml {
	xmlParserCtxtPtr ctxt;
	const struct xml_grammaire *g;
	const struct xml_client *client;
	void *ctx;
	const xmlChar *espace; /* the root's namespace, interned */
	enum err err;
	bool fin; /* all bytes were given */
	bool garde; /* the characters that come are kept */
	bool coupe;
	bool latin1; /* the file says ISO-8859-1 */
	struct xml_cp1252 cp1252;
	uint32_t ligne_record;
	size_t debut_texte;
	struct buf texte;
	unsigned profondeur;
	struct niveau pile[LIMITE_XML_PROFONDEUR + 1]; /* [0]: the document */
	struct {
		const xmlChar *nom;
		uint8_t code;
	} cases[CASES];
	uint8_t *table; /* [etat][code]: index + 1 of the rule, 0: none */
	uint64_t (*permis)[MOTS_PERMIS]; /* [parent]: set of the children that it may have */
	const xmlChar *attributs_connus[XML_ATTRIBUTS_MAX];
	const xmlChar **attributs; /* of the element that opens */
	int n_attributs;
	struct incident *inc; /* of the call under way */
};

/* --- names ---------------------------------------------------------------------------------------------------- */

static size_t case_de(const xmlChar *nom)
{
	return (size_t)(((uint64_t)(uintptr_t)nom * UINT64_C(0x9e3779b97f4a7c15)) >>
			(64 - CASES_BITS));
}

static uint8_t code_de(const struct xml *x, const xmlChar *nom)
{
	size_t i = case_de(nom);

	while (x->cases[i].nom && x->cases[i].nom != nom)
		i = (i + 1) % CASES;
	return x->cases[i].code;
}

static const xmlChar *interne(struct xml *x, const char *nom, size_t n)
{
	return xmlDictLookup(x->ctxt->dict, (const xmlChar *)nom, (int)n);
}

static void permettre(struct xml *x, unsigned parent, const char *enfants)
{
	if (strcmp(enfants, "*") == 0) {
		memset(x->permis[parent], 0xff, sizeof x->permis[parent]);
		return;
	}
	while (*enfants) {
		size_t n = strcspn(enfants, " ");
		uint8_t code = code_de(x, interne(x, enfants, n));

		x->permis[parent][code / 64] |= UINT64_C(1) << code % 64;
		enfants += n + strspn(enfants + n, " ");
	}
}

static void apprendre(struct xml *x)
{
	const struct xml_grammaire *g = x->g;

	for (unsigned c = 1; c < g->n_noms; c++) {
		const xmlChar *nom = interne(x, g->noms[c].nom, strlen(g->noms[c].nom));
		size_t i = case_de(nom);

		while (x->cases[i].nom)
			i = (i + 1) % CASES;
		x->cases[i].nom = nom;
		x->cases[i].code = (uint8_t)c;
	}
	for (unsigned c = 1; c < g->n_noms; c++)
		if (g->noms[c].enfants)
			permettre(x, c, g->noms[c].enfants);
	for (unsigned i = 0; i < g->n_regles; i++)
		x->table[g->regles[i].etat * g->n_noms + g->regles[i].element] = (uint8_t)(i + 1);
	for (unsigned i = 0; i < XML_ATTRIBUTS_MAX && g->attributs[i]; i++)
		x->attributs_connus[i] = interne(x, g->attributs[i], strlen(g->attributs[i]));
}

/* --- what stops a reading -------------------------------------------------------------------------------------- */

uint32_t xml_ligne(const struct xml *x)
{
	return x->ctxt->input ? (uint32_t)x->ctxt->input->line : 0;
}

void xml_arret(struct xml *x, enum err e)
{
	if (x->err == OK)
		x->err = e;
	xmlStopParser(x->ctxt);
}

struct incident *xml_refus(struct xml *x)
{
	xml_arret(x, E_INVALIDE);
	return x->inc;
}

static struct xml_endroit endroit(const struct xml *x, uint32_t ligne, uint32_t colonne)
{
	const struct niveau *n = &x->pile[x->profondeur];

	return (struct xml_endroit){
		.ligne = ligne,
		.colonne = colonne,
		.ouverte = x->profondeur ? (const char *)n->nom : NULL,
		.ligne_ouverte = n->ligne,
		.racine = (const char *)x->pile[1].nom,
	};
}

/* The line where the bytes end: the parser may not have looked at the last ones. */
static uint32_t derniere_ligne(const struct xml *x)
{
	const xmlParserInput *i = x->ctxt->input;
	uint32_t ligne = xml_ligne(x);

	for (const xmlChar *p = i ? i->cur : NULL; p && p < i->end; p++)
		ligne += *p == '\n';
	return ligne;
}

/* libxml2 speaks: only what is fatal to XML itself is heard, and only the first time. */
static void erreur_libxml(void *ctx, xmlErrorPtr e)
{
	struct xml *x = ctx;
	struct xml_endroit ou;

	if (e->level != XML_ERR_FATAL || x->err != OK)
		return;
	if (x->fin) {
		ou = endroit(x, derniere_ligne(x), 0);
		x->err = xml_erreur_coupe(x->inc, &ou);
		return;
	}
	ou = endroit(x, e->line > 0 ? (uint32_t)e->line : xml_ligne(x),
		     e->line > 0 && e->int2 > 0 ? (uint32_t)e->int2 : 0);
	x->err = xml_erreur_malforme(x->inc, e->code, e->str2, &ou);
}

static void silence(void *ctx, const char *format, ...)
{
	(void)ctx;
	(void)format;
}

static void doctype(void *ctx, const xmlChar *nom, const xmlChar *public, const xmlChar *systeme)
{
	struct xml *x = ctx;

	(void)nom, (void)public, (void)systeme;
	incident_set(
		xml_refus(x), E_INVALIDE,
		"Le fichier contient une déclaration DOCTYPE, interdite : une telle déclaration "
		"peut faire lire d'autres fichiers ou saturer la mémoire.");
	incident_detail(x->inc, "Ligne %u : déclaration DOCTYPE interdite.", xml_ligne(x));
	incident_remede(x->inc,
			"Supprimer la ligne <!DOCTYPE …> du fichier : elle ne sert pas à la "
			"lecture.");
}

static void trop_profond(struct xml *x)
{
	incident_set(
		xml_refus(x), E_INVALIDE,
		"Le fichier emboîte plus de %d éléments les uns dans les autres à la ligne %u.",
		LIMITE_XML_PROFONDEUR, xml_ligne(x));
	incident_remede(x->inc,
			"Vérifier le fichier : des balises ne sont sans doute pas refermées.");
}

static void trop_gros(struct xml *x)
{
	incident_set(xml_refus(x), E_INVALIDE,
		     "Les textes de l'enregistrement ouvert à la ligne %u dépassent %d Mo.",
		     x->ligne_record, LIMITE_XML_FORMATION / (1024 * 1024));
	incident_remede(x->inc,
			"Raccourcir ces textes, ou vérifier que les enregistrements sont bien "
			"séparés dans le fichier.");
}

/* --- SAX callbacks ------------------------------------------------------------------------------------------------ */

static struct xml_element element_de(const struct niveau *n)
{
	return (struct xml_element){
		.nom = (const char *)n->nom, .ligne = n->ligne, .etat = n->etat};
}

static void commencer_texte(struct xml *x)
{
	x->garde = true;
	x->coupe = false;
	x->debut_texte = x->texte.n;
}

static void ouvrir_regle(struct xml *x, struct niveau *n, const struct xml_regle *r)
{
	n->regle = r;
	n->etat = r->suite;
	if (r->evenements & XML_OUVRE) {
		struct xml_element e = element_de(n);

		n->etat = x->client->ouvre(x->ctx, r, &e);
		if (n->etat == XML_IGNORE)
			n->regle = NULL;
	}
	if (n->etat == XML_TEXTE)
		commencer_texte(x);
}

/* No rule here: ignored, unless the format wants to hear of what should not be there. */
static void sans_regle(struct xml *x, const struct niveau *parent, const struct niveau *n)
{
	const char *nom = (const char *)parent->nom;
	struct xml_element e;

	if (!x->client->inattendu || parent->code == 0 ||
	    (x->permis[parent->code][n->code / 64] >> n->code % 64 & 1))
		return;
	e = element_de(n);
	x->client->inattendu(x->ctx, &e, nom, n->code != 0);
}

static void racine(struct xml *x, const xmlChar *nom, const xmlChar *espace)
{
	enum err e;

	x->espace = espace;
	x->latin1 = strcasecmp(xml_encodage(x), "ISO-8859-1") == 0;
	e = x->client->racine(x->ctx, str_of((const char *)nom), str_of((const char *)espace),
			      x->inc);
	if (e != OK)
		xml_arret(x, e);
}

/* At the end of the bytes, libxml2 also gives an element whose own tag is cut: the error comes after. */
static bool balise_coupee(const struct xml *x)
{
	const xmlParserInput *i = x->ctxt->input;

	return x->fin && (i->cur >= i->end || (*i->cur != '>' && *i->cur != '/'));
}

static void element_ouvre(void *ctx, const xmlChar *nom, const xmlChar *prefixe,
			  const xmlChar *espace, int n_espaces, const xmlChar **espaces,
			  int n_attributs, int n_defauts, const xmlChar **attributs)
{
	struct xml *x = ctx;
	const struct niveau *parent = &x->pile[x->profondeur];
	struct niveau *n = &x->pile[x->profondeur + 1];
	uint8_t r;

	(void)prefixe, (void)n_espaces, (void)espaces, (void)n_defauts;
	if (x->err != OK || balise_coupee(x))
		return;
	if (x->profondeur == LIMITE_XML_PROFONDEUR) {
		trop_profond(x);
		return;
	}
	*n = (struct niveau){.nom = nom, .ligne = (uint32_t)x->ctxt->input->line};
	if (++x->profondeur == 1) {
		racine(x, nom, espace);
		if (x->err != OK)
			return;
	}
	if (espace == x->espace)
		n->code = code_de(x, nom);
	x->attributs = attributs;
	x->n_attributs = n_attributs;
	r = x->table[parent->etat * x->g->n_noms + n->code];
	if (r)
		ouvrir_regle(x, n, &x->g->regles[r - 1]);
	else
		sans_regle(x, parent, n);
}

/* The next control character from U+0080 to U+009F, or NULL. */
static const char *controle(const char *p, const char *fin)
{
	while (p < fin && (p = memchr(p, 0xc2, (size_t)(fin - p))) != NULL) {
		if (fin - p >= 2 && (unsigned char)p[1] < 0xa0)
			return p;
		p++;
	}
	return NULL;
}

/*
 * A file that says ISO-8859-1 and holds the quotes of cp1252 is in cp1252: nobody writes the control characters that these
 * bytes are in ISO-8859-1.
 */
static void relire_cp1252(struct xml *x, uint32_t ligne)
{
	const char *p = x->texte.p + x->debut_texte, *fin = x->texte.p + x->texte.n;
	const char *c = controle(p, fin);
	struct transcodeur t;
	AUTO_BUF out = {0};

	if (!c)
		return;
	buf_init(&out, 2 * LIMITE_XML_TEXTE);
	if (!x->cp1252.n)
		x->cp1252.ligne = ligne;
	transcodeur_init(&t);
	for (; c; c = controle(p, fin)) {
		transcodeur_feed(&t, p, (size_t)(c - p), &out);
		transcodeur_feed(&t, c + 1, 1, &out); /* alone, it is not UTF-8 */
		transcodeur_end(&t, &out);
		p = c + 2;
	}
	x->cp1252.n += t.convertis;
	transcodeur_feed(&t, p, (size_t)(fin - p), &out);
	transcodeur_end(&t, &out);
	x->texte.n = x->debut_texte;
	buf_str(&x->texte, buf_view(&out));
}

static void finir_texte(struct xml *x, struct xml_element *e)
{
	struct str vu;

	x->garde = false;
	if (x->latin1)
		relire_cp1252(x, e->ligne);
	vu = str_trim((struct str){x->texte.p + x->debut_texte, x->texte.n - x->debut_texte});
	e->texte.n = (uint32_t)vu.n;
	e->texte.debut = vu.n ? (uint32_t)(vu.p - x->texte.p) : 0;
	e->coupe = x->coupe;
}

static void element_ferme(void *ctx, const xmlChar *nom, const xmlChar *prefixe,
			  const xmlChar *espace)
{
	struct xml *x = ctx;
	const struct niveau *n = &x->pile[x->profondeur];

	(void)nom, (void)prefixe, (void)espace;
	if (x->err != OK)
		return;
	x->profondeur--;
	if (!n->regle)
		return;
	if (n->etat == XML_TEXTE || (n->regle->evenements & XML_FERME)) {
		struct xml_element e = element_de(n);

		if (n->etat == XML_TEXTE)
			finir_texte(x, &e);
		x->client->ferme(x->ctx, n->regle, &e);
		if (x->err == OK && buf_depasse(&x->texte))
			trop_gros(x);
	}
}

/* The text reached its limit: keep what fits, up to the end of a character. */
static void couper(struct xml *x, const char *s, size_t place)
{
	while (place && ((unsigned char)s[place] & 0xc0) == 0x80)
		place--;
	buf_add(&x->texte, s, place);
	x->coupe = true;
}

static void caracteres(void *ctx, const xmlChar *s, int n)
{
	struct xml *x = ctx;
	size_t deja;

	if (!x->garde || x->coupe)
		return;
	deja = x->texte.n - x->debut_texte;
	if ((size_t)n > LIMITE_XML_TEXTE - deja)
		couper(x, (const char *)s, LIMITE_XML_TEXTE - deja);
	else
		buf_add(&x->texte, s, (size_t)n);
}

static const xmlSAXHandler sax = {
	.initialized = XML_SAX2_MAGIC,
	.internalSubset = doctype,
	.startElementNs = element_ouvre,
	.endElementNs = element_ferme,
	.characters = caracteres,
	.ignorableWhitespace = caracteres, /* the same one, or libxml2 looks for blank texts */
	.cdataBlock = caracteres,
	.serror = erreur_libxml,
};

/* --- the record's text ------------------------------------------------------------------------------------------ */

struct str xml_attribut(const struct xml *x, unsigned i)
{
	/* Five pointers an attribute: name, prefix, namespace, value, end of the value. */
	for (int a = 0; a < x->n_attributs; a++) {
		const xmlChar **p = &x->attributs[5 * a];

		if (p[0] == x->attributs_connus[i] && !p[2])
			return str_trim((struct str){(const char *)p[3], (size_t)(p[4] - p[3])});
	}
	return STR_VIDE;
}

void xml_oublie(struct xml *x)
{
	buf_reset(&x->texte);
	x->ligne_record = xml_ligne(x);
}

struct texte xml_garde(struct xml *x, struct str s)
{
	struct texte t = {(uint32_t)x->texte.n, (uint32_t)s.n};

	buf_str(&x->texte, s);
	if (buf_depasse(&x->texte))
		return (struct texte){0};
	return t;
}

/* The text may move while it grows: by pieces, through the stack. */
static void recopier(struct xml *x, struct texte t)
{
	char morceau[256];

	while (t.n) {
		uint32_t n = t.n < sizeof morceau ? t.n : (uint32_t)sizeof morceau;

		memcpy(morceau, x->texte.p + t.debut, n);
		buf_add(&x->texte, morceau, n);
		t.debut += n;
		t.n -= n;
	}
}

struct texte xml_garde_deux(struct xml *x, struct texte a, struct str entre, struct texte b)
{
	size_t debut = x->texte.n;

	recopier(x, a);
	buf_str(&x->texte, entre);
	recopier(x, b);
	if (buf_depasse(&x->texte))
		return (struct texte){0};
	return (struct texte){(uint32_t)debut, (uint32_t)(x->texte.n - debut)};
}

struct str xml_vue(const struct xml *x, struct texte t)
{
	return t.n ? (struct str){x->texte.p + t.debut, t.n} : STR_VIDE;
}

char *xml_octets(struct xml *x, struct texte t)
{
	return x->texte.p + t.debut;
}

const char *xml_encodage(const struct xml *x)
{
	const xmlChar *e = x->ctxt->encoding;

	if (x->ctxt->input && x->ctxt->input->encoding)
		e = x->ctxt->input->encoding;
	return e ? (const char *)e : "UTF-8";
}

struct xml_cp1252 xml_cp1252(const struct xml *x)
{
	return x->cp1252;
}

/* --- a reading ---------------------------------------------------------------------------------------------------- */

struct xml *xml_new(const struct xml_grammaire *g, const struct xml_client *client, void *ctx)
{
	struct xml *x = mem_alloc(sizeof *x);
	xmlSAXHandler h = sax;

	x->g = g;
	x->client = client;
	x->ctx = ctx;
	buf_init(&x->texte, LIMITE_XML_FORMATION);
	x->table = mem_alloc((size_t)g->n_etats * g->n_noms);
	x->permis = mem_alloc(g->n_noms * sizeof *x->permis);
	x->ctxt = xmlCreatePushParserCtxt(&h, x, NULL, 0, NULL);
	if (!x->ctxt)
		BUG("libxml2 ne peut pas ouvrir d'analyseur");
	xmlCtxtUseOptions(x->ctxt, XML_PARSE_NONET);
	x->pile[0].etat = XML_RACINE;
	apprendre(x);
	return x;
}

void xml_free(struct xml *x)
{
	if (!x)
		return;
	xmlFreeParserCtxt(x->ctxt);
	buf_free(&x->texte);
	mem_free(x->table);
	mem_free(x->permis);
	mem_free(x);
}

/*
 * A conversion of bytes that fails is told by libxml2 to the thread's handlers, not to the parser's: they are lent to
 * this reading for the time of a call, and given back.
 */
static void avancer(struct xml *x, const char *bytes, size_t n)
{
	xmlGenericErrorFunc generic = xmlGenericError;
	void *generic_ctx = xmlGenericErrorContext;
	xmlStructuredErrorFunc structured = xmlStructuredError;
	void *structured_ctx = xmlStructuredErrorContext;
	int r;

	xmlSetGenericErrorFunc(NULL, silence);
	xmlSetStructuredErrorFunc(x, erreur_libxml);
	r = xmlParseChunk(x->ctxt, bytes, (int)n, x->fin);
	xmlSetGenericErrorFunc(generic_ctx, generic);
	xmlSetStructuredErrorFunc(structured_ctx, structured);
	if (r != XML_ERR_OK && x->err == OK && !x->ctxt->wellFormed) {
		struct xml_endroit ou = endroit(x, xml_ligne(x), 0);

		x->err = x->fin ? xml_erreur_coupe(x->inc, &ou)
				: xml_erreur_malforme(x->inc, r, NULL, &ou);
	}
}

enum err xml_nourrir(struct xml *x, const char *bytes, size_t n, struct incident *inc)
{
	x->inc = inc;
	while (n && x->err == OK) {
		size_t part = n < LIMITE_LECTURE ? n : LIMITE_LECTURE;

		avancer(x, bytes, part);
		bytes += part;
		n -= part;
	}
	return x->err;
}

enum err xml_fin(struct xml *x, struct incident *inc)
{
	x->inc = inc;
	x->fin = true;
	if (x->err == OK)
		avancer(x, "", 0);
	return x->err;
}
