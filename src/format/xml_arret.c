/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xml_arret.c - what ends a reading before its time, and where it stood
 */
#include "format/xml_interne.h"

#include "format/xml_erreur.h"

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

/*
 * The line where the bytes that were converted end: the parser may not have looked at the last
 * ones.
 */
static uint32_t derniere_ligne(const struct xml *x)
{
	const xmlParserInput *i = x->ctxt->input;
	uint32_t ligne = xml_ligne(x);
	const xmlChar *p;

	if (!i || !i->buf || !i->buf->buffer)
		return ligne;
	p = xmlBufContent(
		i->buf->buffer); /* i->cur may speak of where the text was before it grew */
	for (size_t n = (size_t)(i->cur - i->base); n < xmlBufUse(i->buf->buffer); n++)
		ligne += p[n] == '\n';
	return ligne;
}

enum { BLOQUE = 1024 * 1024 }; /* bytes not converted: far more than one reading leaves behind */

/*
 * libxml2 says nothing when a byte does not exist in some encodings: it waits before it, for
 * ever.
 */
static bool conversion_bloquee(const struct xml *x, size_t toleres)
{
	const xmlParserInput *i = x->ctxt->input;

	return i && i->buf && i->buf->encoder && i->buf->raw && xmlBufUse(i->buf->raw) > toleres;
}

/*
 * At the end of the bytes, is it the end that is wrong? An error with bytes left behind it is an
 * error like another one: a « & » for instance makes libxml2 wait for a « ; » up to there.
 */
static bool au_bout(const struct xml *x, int code)
{
	const xmlParserInput *i = x->ctxt->input;

	return x->fin &&
	       (code == XML_ERR_DOCUMENT_END || !x->pile[1].nom || !i || i->end - i->cur < 4);
}

/* What libxml2 calls « the end » or « internal error » often has a better name. */
static int code_precis(const struct xml *x, int code)
{
	const xmlParserInput *i = x->ctxt->input;

	if (x->fin && conversion_bloquee(x, 3))
		return XML_ERR_INVALID_ENCODING;
	if (code != XML_ERR_INTERNAL_ERROR || !i || i->cur >= i->end)
		return code;
	return *i->cur == '&'   ? XML_ERR_ENTITYREF_SEMICOL_MISSING
	       : *i->cur == '<' ? XML_ERR_GT_REQUIRED
				: code;
}

/* libxml2 speaks: only what is fatal to XML itself is heard, and only the first time. */
void xml_erreur_libxml(void *ctx, xmlErrorPtr e)
{
	struct xml *x = ctx;
	struct xml_endroit ou;
	int code;

	if (e->level != XML_ERR_FATAL || x->err != OK)
		return;
	code = code_precis(x, e->code);
	if (au_bout(x, code) && code != XML_ERR_INVALID_ENCODING) {
		ou = endroit(x, derniere_ligne(x), 0);
		x->err = xml_erreur_coupe(x->inc, &ou);
		return;
	}
	if (e->line > 0 && code != XML_ERR_INVALID_ENCODING)
		ou = endroit(x, (uint32_t)e->line, e->int2 > 0 ? (uint32_t)e->int2 : 0);
	else
		ou = endroit(x, derniere_ligne(x), 0);
	x->err = xml_erreur_malforme(x->inc, code, e->str2, &ou);
}

void xml_doctype(void *ctx, const xmlChar *nom, const xmlChar *public, const xmlChar *systeme)
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

void xml_trop_profond(struct xml *x)
{
	incident_set(
		xml_refus(x), E_INVALIDE,
		"Le fichier emboîte plus de %d éléments les uns dans les autres à la ligne %u.",
		LIMITE_XML_PROFONDEUR, xml_ligne(x));
	incident_remede(x->inc,
			"Vérifier le fichier : des balises ne sont sans doute pas refermées.");
}

void xml_trop_gros(struct xml *x)
{
	incident_set(xml_refus(x), E_INVALIDE,
		     "Les textes de l'enregistrement ouvert à la ligne %u dépassent %d Mo.",
		     x->ligne_record, LIMITE_XML_FORMATION / (1024 * 1024));
	incident_remede(x->inc,
			"Raccourcir ces textes, ou vérifier que les enregistrements sont bien "
			"séparés dans le fichier.");
}

void xml_verifie(struct xml *x, int r)
{
	struct xml_endroit ou;

	if (conversion_bloquee(x, BLOQUE))
		r = XML_ERR_INVALID_ENCODING;
	if (x->err != OK || r == XML_ERR_OK ||
	    (r != XML_ERR_INVALID_ENCODING && x->ctxt->wellFormed))
		return;
	ou = endroit(x, derniere_ligne(x), 0);
	x->err = xml_erreur_malforme(x->inc, r, NULL, &ou);
}
