/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regles_changer.c - rules change: the old row moves to the past, the event says what, who and why
 */
#include "campagne/regles.h"

#include <stdio.h>

#include "base/buf.h"
#include "journal/journal.h"

enum { CHANGEMENT_MAX = 4096 };

#define COLONNES                                                                                   \
	"numero, nom, cfd_prefixe, enregistrement, rncp_actif, uai_iut, duree, annee, academie, "  \
	"statut, motif, valable_du, valable_au, auteur, du_version"
static const struct sql SQL_ARCHIVER =
	SQL_FIXE("INSERT INTO regle_perimetre_passe (" COLONNES ", au_version) SELECT " COLONNES
		 ", CAST($2 AS BIGINT) FROM regle_perimetre WHERE numero = $1");
static const struct sql SQL_RETIRER = SQL_FIXE("DELETE FROM regle_perimetre WHERE numero = $1");
static const struct sql SQL_AJOUTER =
	SQL_FIXE("INSERT INTO regle_perimetre (" COLONNES
		 ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)");
static const struct sql SQL_DERNIER = SQL_FIXE(
	"SELECT MAX(numero) FROM (SELECT MAX(numero) AS numero FROM regle_perimetre UNION ALL SELECT "
	"MAX(numero) AS numero FROM regle_perimetre_passe) AS t");

/* What the changes of one decision share. */
struct chantier {
	struct db *db;
	struct stmt *archiver, *retirer, *ajouter;
	int64_t version, dernier;
	const struct decideur *qui;
	struct buf texte;
};

/* « cfd_prefixe : 320 → 321 ; statut : … »; for a rule that comes or goes, its fields. */
static void raconter(struct buf *out, const struct regle_fait *avant,
		     const struct regle_fait *apres)
{
	bool un = false;

	buf_reset(out);
	if (!avant || !apres)
		buf_cstr(out, avant ? "retirée : " : "nouvelle : ");
	for (int c = 0; c < RC__MAX; c++) {
		const struct str de = avant ? avant->col[c] : STR_VIDE;
		const struct str vers = apres ? apres->col[c] : STR_VIDE;

		if (str_eq(de, vers))
			continue;
		buf_printf(out, "%s%s", un ? " ; " : "", regle_champ_nom((enum regle_champ)c));
		un = true;
		if (avant && apres)
			buf_printf(out, " : %.*s → %.*s", STR_FMT(de.n ? de : STR("(rien)")),
				   STR_FMT(vers.n ? vers : STR("(rien)")));
		else
			buf_printf(out, " %.*s", STR_FMT(avant ? de : vers));
	}
}

static enum err ajouter(struct chantier *c, int64_t numero, const struct regle_fait *r)
{
	stmt_int(c->ajouter, 1, numero);
	for (int i = 0; i < RC__MAX; i++)
		stmt_text(c->ajouter, i + 2, r->col[i]);
	stmt_text(c->ajouter, RC__MAX + 2, c->qui->acteur);
	stmt_int(c->ajouter, RC__MAX + 3, c->version);
	return stmt_exec(c->ajouter);
}

static enum err un_changement(struct chantier *c, const struct regle_changement *v)
{
	const int64_t numero = v->avant ? v->avant->numero : ++c->dernier;
	char objet[32];
	enum err err = OK;

	(void)snprintf(objet, sizeof objet, "regle %lld", (long long)numero);
	if (v->avant) {
		stmt_int(c->archiver, 1, numero);
		stmt_int(c->archiver, 2, c->version);
		stmt_int(c->retirer, 1, numero);
		err = stmt_exec(c->archiver);
		if (!err)
			err = stmt_exec(c->retirer);
	}
	if (!err && v->apres)
		err = ajouter(c, numero, v->apres);
	if (err)
		return err;
	raconter(&c->texte, v->avant, v->apres);
	return journal_ajouter(c->db, &(struct evenement){.instant = c->qui->instant,
							  .version = c->version,
							  .acteur = c->qui->acteur,
							  .objet = str_of(objet),
							  .changement = buf_view(&c->texte),
							  .raison = c->qui->raison});
}

static enum err preparer(struct chantier *c)
{
	const struct version_demande demande = {
		.connu_le = c->qui->instant, .cause = "regle", .personne = "ligne de commande"};
	struct stmt *st;
	bool recule;
	enum err err;

	if ((err = version_nouvelle(c->db, &demande, &c->version, &recule)) ||
	    (err = db_prepare(c->db, SQL_ARCHIVER, 0, &c->archiver)) ||
	    (err = db_prepare(c->db, SQL_RETIRER, 0, &c->retirer)) ||
	    (err = db_prepare(c->db, SQL_AJOUTER, 0, &c->ajouter)) ||
	    (err = db_prepare(c->db, SQL_DERNIER, 0, &st)))
		return err;
	err = stmt_one_int(st, &c->dernier);
	stmt_free(st);
	return err == E_ABSENT ? OK : err;
}

enum err regles_changer(struct db *db, const struct regle_changement *v, size_t n,
			const struct decideur *qui)
{
	struct chantier c = {.db = db, .qui = qui};
	enum err err;

	buf_init(&c.texte, CHANGEMENT_MAX);
	err = preparer(&c);
	for (size_t i = 0; !err && i < n; i++)
		err = un_changement(&c, &v[i]);
	stmt_free(c.archiver);
	stmt_free(c.retirer);
	stmt_free(c.ajouter);
	buf_free(&c.texte);
	return err;
}

/* How much a rule of the new set is one of the old: 2 every field, 1 its name and académie. */
static int ressemble(const struct regle_fait *a, const struct regle_fait *b)
{
	for (int c = 0; c < RC__MAX; c++)
		if (!str_eq(a->col[c], b->col[c]))
			return str_eq(a->col[RC_NOM], b->col[RC_NOM]) &&
			       str_eq(a->col[RC_ACADEMIE], b->col[RC_ACADEMIE]);
	return 2;
}

size_t regles_difference(const struct regle_fait *de, size_t n_de, const struct regle_fait *vers,
			 size_t n_vers, struct arena *a, struct regle_changement **ret)
{
	struct regle_changement *v = arena_alloc(a, (n_de + n_vers + 1) * sizeof *v);
	bool *pris = arena_alloc(a, n_de + 1), *placee = arena_alloc(a, n_vers + 1);
	size_t n = 0;

	for (int degre = 2; degre >= 1; degre--)
		for (size_t j = 0; j < n_vers; j++)
			for (size_t i = 0; !placee[j] && i < n_de; i++) {
				if (pris[i] || ressemble(&de[i], &vers[j]) < degre)
					continue;
				pris[i] = placee[j] = true;
				if (degre == 1)
					v[n++] = (struct regle_changement){&de[i], &vers[j]};
			}
	for (size_t i = 0; i < n_de; i++)
		if (!pris[i])
			v[n++] = (struct regle_changement){&de[i], NULL};
	for (size_t j = 0; j < n_vers; j++)
		if (!placee[j])
			v[n++] = (struct regle_changement){NULL, &vers[j]};
	*ret = v;
	return n;
}

/* The change that has that rule as its « avant ». */
static const struct regle_changement *changement_de(const struct regle_changement *c, size_t n,
						    const struct regle_fait *r)
{
	for (size_t i = 0; i < n; i++)
		if (c[i].avant && c[i].avant->numero == r->numero)
			return &c[i];
	return NULL;
}

size_t regles_changees(const struct regle_fait *v, size_t n, const struct regle_changement *c,
		       size_t n_changements, struct arena *a, const struct regle_fait **ret)
{
	struct regle_fait *copie = arena_alloc(a, (n + n_changements + 1) * sizeof *copie);
	size_t fin = 0;

	for (size_t i = 0; i < n; i++) {
		const struct regle_changement *change = changement_de(c, n_changements, &v[i]);

		if (change && !change->apres)
			continue;
		copie[fin] = change ? *change->apres : v[i];
		copie[fin++].numero = v[i].numero;
	}
	for (size_t i = 0; i < n_changements; i++)
		if (!c[i].avant)
			copie[fin++] = *c[i].apres;
	*ret = copie;
	return fin;
}
