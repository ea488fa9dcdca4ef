/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * identite.c - finds the offre that a declaration speaks of, by its clé, by its numeros, or makes it
 */
#include "offre/identite.h"

#include "base/buf.h"
#include "base/empreinte.h"
#include "base/mem.h"
#include "regle/codes.h"

/* A correction changes one or two of the six parts of a clé; an offre that shares fewer is another offre. */
enum { PARTS_SEMBLABLES = 4, SEQUENCES = 100, PLACES = 1295, NUMEROS = (SEQUENCES - 1) * PLACES };

static const struct {
	size_t debut, n;
} PARTS[] = {{CLE_CERTIFINFO, 6},   {CLE_DUREE, 1},      {CLE_ANNEE, 1},
	     {CLE_RESPONSABLE, 14}, {CLE_FORMATEUR, 14}, {CLE_INSEE, 5}};

static const struct sql SQL_CONNUES = SQL_FIXE(
	"SELECT numero, cle, empreinte, source, formation_numero, action_numero, annee FROM offre ORDER BY numero");
static const struct sql SQL_DERNIER_PASSE = SQL_FIXE("SELECT MAX(numero) FROM offre_passe");
static const struct sql SQL_REVENANTE =
	SQL_FIXE("SELECT MAX(p.numero) FROM offre_passe AS p WHERE p.cle = $1 AND NOT EXISTS "
		 "(SELECT 1 FROM offre AS o WHERE o.numero = p.numero)");
static const struct sql SQL_CLE = SQL_FIXE("SELECT cle FROM offre WHERE numero = $1");

static uint32_t empreinte_annee(struct str annee)
{
	return (uint32_t)empreinte_record(annee);
}

/* What its feed calls it, 0 when it has no name of its own: a formation's numero that is a clé is one already. */
static uint64_t reference(struct str formation, struct str action)
{
	char texte[512];
	struct buf b;
	uint64_t r = 0;

	if (cle_valide(formation))
		formation = STR_VIDE;
	if (!formation.n && !action.n)
		return 0;
	buf_init(&b, sizeof texte);
	buf_str(&b, formation);
	buf_char(&b, '\x1f');
	buf_str(&b, action);
	if (!buf_depasse(&b))
		r = (uint64_t)empreinte_record(buf_view(&b));
	buf_free(&b);
	return r;
}

/* Write down that the last one of connues has that clé and that reference. */
static void inscrire(struct annuaire *a, struct str cle, uint64_t ref)
{
	struct connue *c = &a->connues.v[a->connues.n - 1];

	c->cle = (uint64_t)empreinte_record(cle);
	*index64_put(&a->cles, c->cle) = (uint32_t)a->connues.n;
	c->nommee = ref != 0;
	if (!ref)
		return;
	uint32_t *tete = index64_put(&a->references, ref);
	c->suivante = *tete;
	*tete = (uint32_t)a->connues.n;
}

static enum err lire_connues(struct annuaire *a)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(a->db, SQL_CONNUES, DB_FLUX, &st);

	if (err)
		return err;
	while (!(err = stmt_step(st, &row)) && row) {
		*VEC_PUSH(&a->connues) = (struct connue){.numero = (uint32_t)col_int(st, 0),
							 .empreinte = col_int(st, 2),
							 .source = (uint32_t)col_int(st, 3),
							 .annee = empreinte_annee(col_text(st, 6))};
		inscrire(a, col_text(st, 1), reference(col_text(st, 4), col_text(st, 5)));
		a->dernier = col_int(st, 0);
	}
	stmt_free(st);
	return err;
}

static enum err lire_passe(struct annuaire *a)
{
	struct stmt *st;
	int64_t dernier;
	enum err err = db_prepare(a->db, SQL_DERNIER_PASSE, 0, &st);

	if (err)
		return err;
	err = stmt_one_int(st, &dernier);
	stmt_free(st);
	if (err == E_ABSENT)
		return OK;
	if (!err) {
		a->passe = true;
		a->dernier = dernier > a->dernier ? dernier : a->dernier;
	}
	return err;
}

enum err annuaire_ouvrir(struct db *db, struct annuaire *a)
{
	enum err err;

	*a = (struct annuaire){.db = db};
	if ((err = lire_connues(a)) || (err = lire_passe(a)) ||
	    (err = db_prepare(db, SQL_REVENANTE, 0, &a->revenante)))
		return err;
	return db_prepare(db, SQL_CLE, 0, &a->cle);
}

void annuaire_fermer(struct annuaire *a)
{
	stmt_free(a->revenante);
	stmt_free(a->cle);
	index64_free(&a->cles);
	index64_free(&a->references);
	VEC_FREE(&a->connues);
}

/* The number of a clé that the base does not have: the one it had when it comes back, else the next. */
static enum err numero_nouveau(struct annuaire *a, struct str cle, uint32_t *ret)
{
	int64_t numero;
	enum err err;

	if (a->passe) {
		stmt_text(a->revenante, 1, cle);
		err = stmt_one_int(a->revenante, &numero);
		if (err && err != E_ABSENT)
			return err;
		if (!err) {
			*ret = (uint32_t)numero;
			return OK;
		}
	}
	*ret = (uint32_t)++a->dernier;
	return OK;
}

/* The offre that has this clé now: its index + 1, or 0. */
static uint32_t par_cle(const struct annuaire *a, struct str cle)
{
	const uint64_t empreinte = (uint64_t)empreinte_record(cle);
	const uint32_t *place = index64_get(&a->cles, empreinte);

	return place && a->connues.v[*place - 1].cle == empreinte ? *place : 0;
}

/* It has that clé from now on. */
static void renommer(struct annuaire *a, uint32_t index, struct str cle)
{
	struct connue *c = &a->connues.v[index - 1];

	c->cle = (uint64_t)empreinte_record(cle);
	*index64_put(&a->cles, c->cle) = index;
}

/* Is the other clé this one after a correction? */
static bool corrigee(struct str avant, struct str apres)
{
	int semblables = 0;

	if (avant.n < CLE_TAILLE || apres.n < CLE_TAILLE)
		return false;
	for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
		semblables +=
			memcmp(avant.p + PARTS[i].debut, apres.p + PARTS[i].debut, PARTS[i].n) == 0;
	return semblables >= PARTS_SEMBLABLES;
}

/* The same parts, whatever the sequence and the place number. */
static bool memes_parts(struct str avant, struct str apres)
{
	for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
		if (avant.n < CLE_TAILLE ||
		    memcmp(avant.p + PARTS[i].debut, apres.p + PARTS[i].debut, PARTS[i].n) != 0)
			return false;
	return true;
}

/* The clé that the offre has now in the base, in the annuaire's own memory; empty when it is not there. */
static enum err cle_actuelle(struct annuaire *a, uint32_t numero, struct str *ret)
{
	bool row;
	enum err err;

	stmt_int(a->cle, 1, numero);
	err = stmt_step(a->cle, &row);
	*ret = STR_VIDE;
	if (!err && row && col_text(a->cle, 0).n < sizeof a->composee) {
		const struct str cle = col_text(a->cle, 0);

		memcpy(a->composee, cle.p, cle.n);
		*ret = (struct str){a->composee, cle.n};
	}
	stmt_reset(a->cle);
	return err;
}

/* The offers that the same formation and action declared and this feed did not declare yet: index + 1, 0 for none. */
struct candidats {
	uint32_t meme_annee,
		seule; /* of the same source: of the same year; of another year, when the action declares one only */
	uint32_t ailleurs; /* of another source */
};

static struct candidats candidats_de(const struct annuaire *a, const struct declaration *d,
				     const struct offre_fait *fait, uint64_t ref)
{
	const uint32_t annee = empreinte_annee(fait->col[OC_annee]);
	const uint32_t *tete = index64_get(&a->references, ref);
	struct candidats ret = {0};

	/* the chain goes from the last to the first: the first one is kept */
	for (uint32_t i = tete ? *tete : 0; i; i = a->connues.v[i - 1].suivante) {
		const struct connue *c = &a->connues.v[i - 1];

		if (c->source == 0 || c->flux == d->flux)
			continue;
		if (c->source != (uint32_t)d->source)
			ret.ailleurs = i;
		else if (c->annee == annee)
			ret.meme_annee = i;
		else if (fait->seule)
			ret.seule = i;
	}
	return ret;
}

/*
 * The offre that the same formation and action declared: in the same source, its clé as it was or corrected; in another source, with the same
 * parts (domain.md 3: they make an offre what it is).
 */
static enum err par_reference(struct annuaire *a, const struct declaration *d,
			      struct offre_fait *fait, uint64_t ref, uint32_t *index)
{
	const struct candidats c = candidats_de(a, d, fait, ref);
	const uint32_t choix = c.meme_annee ? c.meme_annee : (c.seule ? c.seule : c.ailleurs);
	struct str cle;
	enum err err;

	*index = 0;
	if (!choix)
		return OK;
	if ((err = cle_actuelle(a, a->connues.v[choix - 1].numero, &cle)))
		return err;
	const bool memes = memes_parts(cle, fait->cle);
	if (!memes && (choix == c.ailleurs || !corrigee(cle, fait->cle)))
		return OK;
	if (choix == c.ailleurs && !fait->cle_composee)
		return OK;
	*index = choix;
	if (fait->cle_composee && memes)
		fait->cle = cle; /* with its own place number */
	return OK;
}

/* The n-th place, from 1: 01 to 99, then with letters (the form of a clé allows them, formats.md 4.3). */
static void placer(char *ou, int n)
{
	static const char signes[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const int k = n - 100;

	int un, deux;

	if (n < 100) {
		un = n / 10;
		deux = n % 10;
	} else if (k < 26 * 36) {
		un = 10 + k / 36;
		deux = k % 36;
	} else {
		un = (k - 26 * 36) / 26;
		deux = 10 + (k - 26 * 36) % 26;
	}
	ou[0] = signes[un];
	ou[1] = signes[deux];
}

/* A composed clé on its n-th number: the sequences of a remote offre, which has no place; then places, then places of the next sequences. */
static void numeroter(char *cle, int n, bool distance)
{
	int sequence = n;

	if (distance && n < SEQUENCES) {
		memcpy(cle + CLE_LIEU, "AD", 2);
	} else {
		n -= distance ? SEQUENCES : 1;
		sequence = 1 + n / PLACES;
		placer(cle + CLE_LIEU, 1 + n % PLACES);
	}
	cle[CLE_SEQUENCE] = (char)('0' + sequence / 10);
	cle[CLE_SEQUENCE + 1] = (char)('0' + sequence % 10);
}

/*
 * The first free number of a composed clé. An offre without a name that has the clé already, and was not declared yet in this feed, is the same one:
 * *index.
 */
static void choisir_numero(struct annuaire *a, const struct declaration *d, struct offre_fait *fait,
			   bool nommee, uint32_t *index)
{
	if (fait->cle.p != a->composee)
		memcpy(a->composee, fait->cle.p, CLE_TAILLE);
	fait->cle = (struct str){a->composee, CLE_TAILLE};
	const bool distance = memcmp(a->composee + CLE_LIEU, "AD", 2) == 0;
	for (int n = 1; n <= NUMEROS; n++) {
		numeroter(a->composee, n, distance);
		if (!distance && memcmp(a->composee + CLE_LIEU, "AD", 2) == 0)
			continue; /* says « à distance » */
		const uint32_t place = par_cle(a, fait->cle);

		if (!place)
			return;
		const struct connue *c = &a->connues.v[place - 1];
		if (!nommee && !c->nommee && c->flux != d->flux &&
		    c->source == (uint32_t)d->source) {
			*index = place;
			return;
		}
	}
}

static enum err creer(struct annuaire *a, const struct declaration *d, struct offre_fait *fait,
		      uint64_t ref)
{
	struct connue c = {.source = (uint32_t)d->source,
			   .annee = empreinte_annee(fait->col[OC_annee])};
	const enum err err = numero_nouveau(a, fait->cle, &c.numero);

	if (err)
		return err;
	*VEC_PUSH(&a->connues) = c;
	inscrire(a, fait->cle, ref);
	return OK;
}

enum err annuaire_identifier(struct annuaire *a, const struct declaration *d,
			     struct offre_fait *fait, size_t *ret, enum identification *comment)
{
	const uint64_t ref = reference(fait->col[OC_formation_numero], fait->col[OC_action_numero]);
	uint32_t index = fait->cle_composee ? 0 : par_cle(a, fait->cle);
	enum err err = OK;

	*comment = IDENTIFIEE;
	if (!index && ref && (err = par_reference(a, d, fait, ref, &index)))
		return err;
	if (index && fait->cle_composee && fait->cle.p != a->composee)
		choisir_numero(a, d, fait, true, &(uint32_t){0});
	if (index && par_cle(a, fait->cle) != index) {
		*comment = RENOMMEE;
		renommer(a, index, fait->cle);
	}
	if (!index && fait->cle_composee)
		choisir_numero(a, d, fait, ref != 0, &index);
	if (!index) {
		*comment = INCONNUE;
		if ((err = creer(a, d, fait, ref)))
			return err;
		index = (uint32_t)a->connues.n;
	}
	a->connues.v[index - 1].annee = empreinte_annee(fait->col[OC_annee]);
	*ret = index - 1;
	return OK;
}
