/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xml.c - libxml2's elements meet the table of rules
 *
 * Most elements of a real feed are of no use to us, and most of the time is libxml2's: so the
 * callbacks below do the least they can. An element costs one probe in a table keyed by the
 * interned name's address and one read in the table of rules; its characters are looked at only
 * when a rule keeps them.
 */
#include "format/xml_interne.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "format/format.h"

/* --- names -------------------------------------------------------------------------------- */

static size_t case_de(const xmlChar *nom)
{
	return (size_t)(((uint64_t)(uintptr_t)nom * UINT64_C(0x9e3779b97f4a7c15)) >>
			(64 - CASES_BITS));
}

static uint8_t chercher(const struct xml_grammaire *g, const char *nom, size_t n)
{
	for (unsigned c = 1; c < g->n_noms; c++)
		if (strncmp(g->noms[c].nom, nom, n) == 0 && !g->noms[c].nom[n])
			return (uint8_t)c;
	return 0;
}

/*
 * A name is looked for by its letters the first time it is met, then by its address. The dictionary is
 * not filled with all our names beforehand: libxml2 would search longer in it.
 */
static uint8_t apprendre(struct xml *x, const xmlChar *nom, size_t i)
{
	uint8_t code = chercher(x->g, (const char *)nom, strlen((const char *)nom));

	if (code ||
	    x->n_cases < CASES / 2) { /* names that nobody knows may be as many as one likes */
		x->cases[i].nom = nom;
		x->cases[i].code = code;
		x->n_cases++;
	}
	return code;
}

static uint8_t code_de(struct xml *x, const xmlChar *nom)
{
	size_t i = case_de(nom);

	while (x->cases[i].nom && x->cases[i].nom != nom)
		i = (i + 1) % CASES;
	return x->cases[i].nom ? x->cases[i].code : apprendre(x, nom, i);
}

/* May that parent have that child? Its list is read the first time it is asked. */
static bool permis(struct xml *x, uint8_t parent, uint8_t enfant)
{
	const char *enfants = x->g->noms[parent].enfants;
	struct permis *p = &x->permis[parent];

	if (!p->lu && (!enfants || strcmp(enfants, "*") == 0)) {
		memset(p->mots, 0xff, sizeof p->mots);
	} else if (!p->lu) {
		while (*enfants) {
			size_t n = strcspn(enfants, " ");
			uint8_t code = chercher(x->g, enfants, n);

			p->mots[code / 64] |= UINT64_C(1) << code % 64;
			enfants += n + strspn(enfants + n, " ");
		}
	}
	p->lu = true;
	return p->mots[enfant / 64] >> enfant % 64 & 1;
}

/* --- SAX callbacks ------------------------------------------------------------------------ */

static struct xml_element element_de(const struct niveau *n)
{
	return (struct xml_element){
		.nom = (const char *)n->nom, .ligne = n->ligne, .etat = n->etat};
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
	if (n->etat == XML_TEXTE) {
		n->etat = XML_IGNORE; /* of what it may hold: only its characters are ours */
		n->texte = true;
		xml_commence_texte(x);
	}
}

/* No rule here: ignored, unless the format wants to hear of what should not be there. */
static void sans_regle(struct xml *x, const struct niveau *parent, const struct niveau *n)
{
	struct xml_element e;

	if (!x->client->inattendu || parent->code == 0 || permis(x, parent->code, n->code))
		return;
	e = element_de(n);
	x->client->inattendu(x->ctx, &e, (const char *)parent->nom, n->code != 0);
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

/*
 * At the end of the bytes, libxml2 also gives an element whose own tag is cut: the error comes
 * after.
 */
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
		xml_trop_profond(x);
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
	if (n->texte || (n->regle->evenements & XML_FERME)) {
		struct xml_element e = element_de(n);

		if (n->texte)
			xml_finit_texte(x, &e);
		x->client->ferme(x->ctx, n->regle, &e);
		if (x->err == OK && buf_depasse(&x->texte))
			xml_trop_gros(x);
	}
}

static const xmlSAXHandler sax = {
	.initialized = XML_SAX2_MAGIC,
	.internalSubset = xml_doctype,
	.startElementNs = element_ouvre,
	.endElementNs = element_ferme,
	.characters = xml_caracteres,
	.ignorableWhitespace = xml_caracteres, /* the same one, or libxml2 looks for blank texts */
	.cdataBlock = xml_caracteres,
	.serror = xml_erreur_libxml,
};

static void silence(void *ctx, const char *format, ...)
{
	(void)ctx;
	(void)format;
}

/* --- a reading ---------------------------------------------------------------------------- */

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
		mem_epuisee();
	xmlCtxtUseOptions(x->ctxt, XML_PARSE_NONET);
	x->pile[0].etat = XML_RACINE;
	for (unsigned i = 0; i < g->n_regles; i++)
		x->table[g->regles[i].etat * g->n_noms + g->regles[i].element] = (uint8_t)(i + 1);
	for (unsigned i = 0; i < XML_ATTRIBUTS_MAX && g->attributs[i]; i++)
		x->attributs_connus[i] =
			xmlDictLookup(x->ctxt->dict, (const xmlChar *)g->attributs[i], -1);
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
 * A conversion of bytes that fails is told by libxml2 to the thread's handlers, not to the
 * parser's: they are lent to this reading for the time of a call, and given back.
 */
static void avancer(struct xml *x, const char *bytes, size_t n)
{
	xmlGenericErrorFunc generic = xmlGenericError;
	void *generic_ctx = xmlGenericErrorContext;
	xmlStructuredErrorFunc structured = xmlStructuredError;
	void *structured_ctx = xmlStructuredErrorContext;
	int r;

	xmlSetGenericErrorFunc(NULL, silence);
	xmlSetStructuredErrorFunc(x, xml_erreur_libxml);
	r = xmlParseChunk(x->ctxt, bytes, (int)n, x->fin);
	xmlSetGenericErrorFunc(generic_ctx, generic);
	xmlSetStructuredErrorFunc(structured_ctx, structured);
	xml_verifie(x, r);
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

void format_demarrer(void)
{
	xmlInitParser();
}
