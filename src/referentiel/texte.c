/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * texte.c - finds a text by its content, or adds it
 */
#include "referentiel/texte.h"

#include "base/comprime.h"
#include "base/empreinte.h"
#include "base/index64.h"
#include "base/limites.h"
#include "base/mem.h"

static const struct sql SQL_TOUS = SQL_FIXE("SELECT numero, empreinte FROM texte ORDER BY numero");
static const struct sql SQL_UN = SQL_FIXE("SELECT taille, contenu FROM texte WHERE numero = $1");
static const struct sql TABLE = SQL_FIXE("texte");
static const struct sql COLONNES = SQL_FIXE("numero, empreinte, taille, contenu");

struct textes {
	struct index64 connus; /* first half of the fingerprint → numero */
	int64_t dernier;
	struct bulk *ajout;
};

void bloc_ajouter(struct buf *bloc, struct str nom, struct str texte)
{
	buf_str(bloc, nom);
	buf_char(bloc, '\x1f');
	buf_str(bloc, texte);
	buf_char(bloc, '\x1e');
}

struct str bloc_texte(struct str bloc, struct str nom)
{
	while (bloc.n) {
		const char *fin_nom = memchr(bloc.p, '\x1f', bloc.n);
		const char *fin = memchr(bloc.p, '\x1e', bloc.n);

		if (!fin_nom || !fin || fin < fin_nom)
			return STR_VIDE;
		if (str_eq((struct str){bloc.p, (size_t)(fin_nom - bloc.p)}, nom))
			return (struct str){fin_nom + 1, (size_t)(fin - fin_nom - 1)};
		bloc = str_sub(bloc, (size_t)(fin + 1 - bloc.p), bloc.n);
	}
	return STR_VIDE;
}

/* Half of the 128-bit fingerprint: among 10⁶ texts two share it less than once in 10⁷ bases. */
static uint64_t moitie(struct str empreinte)
{
	uint64_t m;

	if (empreinte.n != EMPREINTE_TEXTE_TAILLE)
		BUG("empreinte de texte de %zu octets", empreinte.n);
	memcpy(&m, empreinte.p, sizeof m);
	return m ? m : 1;
}

enum err textes_ouvrir(struct db *db, struct textes **ret)
{
	struct textes *t = mem_alloc(sizeof *t);
	struct stmt *st = NULL;
	bool row;
	enum err err = db_prepare(db, SQL_TOUS, DB_FLUX, &st);

	while (!err && !(err = stmt_step(st, &row)) && row) {
		t->dernier = col_int(st, 0);
		*index64_put(&t->connus, moitie(col_blob(st, 1))) = (uint32_t)t->dernier;
	}
	stmt_free(st);
	if (err || (err = bulk_open(db, TABLE, COLONNES, &t->ajout))) {
		textes_fermer(t);
		return err;
	}
	*ret = t;
	return OK;
}

void textes_fermer(struct textes *t)
{
	if (!t)
		return;
	bulk_abandonner(t->ajout);
	index64_free(&t->connus);
	mem_free(t);
}

int64_t textes_connu(const struct textes *t, struct str empreinte)
{
	const uint32_t *numero = index64_get(&t->connus, moitie(empreinte));

	return numero ? (int64_t)*numero : 0;
}

enum err textes_numero(struct textes *t, const struct texte_pret *texte, int64_t *numero)
{
	uint32_t *connu = index64_put(&t->connus, moitie(texte->empreinte));
	enum err err;

	if (*connu) {
		*numero = *connu;
		return OK;
	}
	bulk_int(t->ajout, t->dernier + 1);
	bulk_blob(t->ajout, texte->empreinte.p, texte->empreinte.n);
	bulk_int(t->ajout, texte->taille);
	bulk_blob(t->ajout, texte->comprime.p, texte->comprime.n);
	if ((err = bulk_row(t->ajout)))
		return err;
	*connu = (uint32_t)++t->dernier;
	*numero = t->dernier;
	return OK;
}

enum err textes_finir(struct textes *t)
{
	return bulk_flush(t->ajout);
}

enum err texte_lire(struct db *db, int64_t numero, struct arena *a, struct str *ret)
{
	AUTO_BUF texte;
	struct stmt *st;
	bool row;
	enum err err;

	buf_init(&texte, LIMITE_XML_FORMATION);
	*ret = STR_VIDE;
	if (!numero)
		return OK;
	if ((err = db_prepare(db, SQL_UN, 0, &st)))
		return err;
	stmt_int(st, 1, numero);
	if (!(err = stmt_step(st, &row)) && row)
		err = decomprime(col_blob(st, 1), (size_t)col_int(st, 0), &texte);
	stmt_free(st);
	if (!err)
		*ret = arena_str(a, buf_view(&texte));
	return err;
}
