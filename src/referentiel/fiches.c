/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fiches.c - one fiche RNCP at a time, kept because thousands of offers share it
 */
#include "referentiel/fiches.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "regle/codes.h"

#define COLONNES                                                                                         \
	"intitule, abrege, niveau, actif, type_enregistrement, jury_ca, fin_enregistrement, nouvelles, " \
	"certificateurs, partenaires"

static const struct sql SQL_COURANTE = SQL_FIXE("SELECT " COLONNES " FROM fiche WHERE cle = $1");
static const struct sql SQL_PASSEE =
	SQL_FIXE("SELECT " COLONNES
		 " FROM fiche WHERE cle = $1 AND du_version <= $2 UNION ALL SELECT " COLONNES
		 " FROM fiche_passe WHERE cle = $1 AND du_version <= $2 AND au_version > $2");

struct fiches {
	struct arena *arena;
	struct stmt *lire;
	struct map connues; /* numero → fiche or 0 */
};

enum err fiches_ouvrir(struct db *db, const struct vue *vue, struct fiches **ret)
{
	struct fiches *f = mem_alloc(sizeof *f);
	enum err err = db_prepare(db, vue->courante ? SQL_COURANTE : SQL_PASSEE, 0, &f->lire);

	if (err) {
		mem_free(f);
		return err;
	}
	if (!vue->courante)
		stmt_int(f->lire, 2, vue->ref[REF_FICHES]);
	f->arena = arena_new(0);
	map_init(&f->connues);
	*ret = f;
	return OK;
}

void fiches_fermer(struct fiches *f)
{
	if (!f)
		return;
	stmt_free(f->lire);
	map_free(&f->connues);
	arena_free(f->arena);
	mem_free(f);
}

void fiches_ligne(struct buf *out, const struct str *champs, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_char(out, '\t');
		for (size_t j = 0; j < champs[i].n; j++) {
			const char c = champs[i].p[j];

			buf_char(out, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
		}
	}
	buf_char(out, '\n');
}

/* Cut the next field (up to a tabulation or the line's end) off the text. */
static struct str champ(struct str *reste)
{
	size_t n = 0;

	while (n < reste->n && reste->p[n] != '\t' && reste->p[n] != '\n')
		n++;
	struct str s = {reste->p, n};
	if (n < reste->n && reste->p[n] == '\t')
		n++;
	*reste = str_sub(*reste, n, reste->n);
	return s;
}

static void fin_de_ligne(struct str *reste)
{
	if (reste->n && reste->p[0] == '\n')
		*reste = str_sub(*reste, 1, reste->n);
}

static size_t lignes(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

static void lire_certificateurs(struct fiches *f, struct str texte, struct fiche *ret)
{
	const size_t n = lignes(texte);
	struct certificateur *c = arena_alloc(f->arena, n * sizeof *c);
	struct str reste = arena_str(f->arena, texte);

	for (size_t i = 0; i < n; i++) {
		c[i].siret_vu = champ(&reste);
		c[i].siret = siret_nombre(c[i].siret_vu);
		c[i].nom = champ(&reste);
		(void)champ(&reste);
		fin_de_ligne(&reste);
	}
	ret->certificateurs = c;
	ret->n_certificateurs = n;
}

static enum habilitation habilitation_de(struct str s)
{
	if (str_eq(s, STR("HABILITATION_FORMER")))
		return HABILITATION_FORMER;
	if (str_eq(s, STR("HABILITATION_ORGANISER")))
		return HABILITATION_ORGANISER;
	return str_eq(s, STR("HABILITATION_ORGA_FORM")) ? HABILITATION_ORGA_FORM
							: HABILITATION_AUTRE;
}

static void lire_partenaires(struct fiches *f, struct str texte, struct fiche *ret)
{
	const size_t n = lignes(texte);
	struct partenaire *p = arena_alloc(f->arena, n * sizeof *p);
	struct str reste = arena_str(f->arena, texte);

	for (size_t i = 0; i < n; i++) {
		p[i].siret_vu = champ(&reste);
		p[i].siret = siret_nombre(p[i].siret_vu);
		p[i].nom = champ(&reste);
		p[i].habilitation = habilitation_de(champ(&reste));
		p[i].actif = str_eq(champ(&reste), STR("Actif"));
		fin_de_ligne(&reste);
	}
	ret->partenaires = p;
	ret->n_partenaires = n;
}

/* TYPE_ENREGISTREMENT alone decides (domain.md 4.1, 4). */
static enum enregistrement enregistrement_de(struct str s)
{
	AUTO_BUF replie;
	enum enregistrement e = ENREGISTREMENT_INCONNU;

	buf_init(&replie, 256);
	utf8_replie(s, &replie);
	if (str_eq(buf_view(&replie), STR("enregistrement de droit")))
		e = ENREGISTREMENT_DE_DROIT;
	else if (str_eq(buf_view(&replie), STR("enregistrement sur demande")))
		e = ENREGISTREMENT_SUR_DEMANDE;
	return e;
}

/* The first of « RNCP39568,RNCP40000 ». */
static int premiere(struct str liste)
{
	const char *fin = liste.n ? memchr(liste.p, ',', liste.n) : NULL;

	return rncp_numero(str_sub(liste, 0, fin ? (size_t)(fin - liste.p) : liste.n));
}

static struct fiche *fiche_de(struct fiches *f, int numero)
{
	struct fiche *ret = arena_alloc(f->arena, sizeof *ret);
	struct stmt *st = f->lire;

	ret->numero = numero;
	ret->intitule = arena_str(f->arena, col_text(st, 0));
	ret->abrege = arena_str(f->arena, col_text(st, 1));
	ret->niveau = arena_str(f->arena, col_text(st, 2));
	ret->active = str_eq(col_text(st, 3), STR("Oui"));
	ret->enregistrement = enregistrement_de(col_text(st, 4));
	ret->jury_apprentissage = str_eq(col_text(st, 5), STR("Oui"));
	ret->fin_enregistrement = date_iso(col_text(st, 6));
	ret->nouvelle = premiere(col_text(st, 7));
	lire_certificateurs(f, col_text(st, 8), ret);
	lire_partenaires(f, col_text(st, 9), ret);
	return ret;
}

enum err fiches_lire(struct fiches *f, int numero, const struct fiche **ret)
{
	const struct str cle_connue = {(const char *)&numero, sizeof numero};
	const uint64_t *connue = map_get(&f->connues, cle_connue);
	struct fiche *fiche = NULL;
	char cle[24];
	bool row;
	enum err err;

	if (!numero || connue) {
		*ret = connue ? (const struct fiche *)(uintptr_t)*connue : NULL;
		return OK;
	}
	(void)snprintf(cle, sizeof cle, "RNCP%d", numero);
	stmt_text(f->lire, 1, str_of(cle));
	err = stmt_step(f->lire, &row);
	if (!err && row)
		fiche = fiche_de(f, numero);
	stmt_reset(f->lire);
	if (err)
		return err;
	*map_put(&f->connues, cle_connue, NULL) = (uintptr_t)fiche;
	*ret = fiche;
	return OK;
}
