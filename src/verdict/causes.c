/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * causes.c - versions, runs and events between two vues
 */
#include "verdict/causes.h"

#include "base/date.h"
#include "base/vec.h"
#include "regle/phrases.h"

enum { PHRASE_MAX = 4096, CITES_MAX = 4 };

#define OBJET_REGLE "regle "

static const struct sql SQL_RUNS = SQL_FIXE(
	"SELECT v.numero, v.connu_le, r.genre, s.code, r.fichier, r.raison, r.nouveaux, r.modifies, r.disparus, COALESCE(r.annule, 0) FROM version AS v JOIN run AS r "
	"ON r.version = v.numero JOIN source AS s ON s.numero = r.source WHERE v.numero > $1 AND v.numero <= $2 ORDER BY v.numero, "
	"r.numero");
static const struct sql SQL_DECISIONS = SQL_FIXE(
	"SELECT v.numero, v.connu_le, e.objet, e.acteur, e.changement, e.raison FROM version AS v JOIN evenement AS e ON e.version = "
	"v.numero WHERE v.numero > $1 AND v.numero <= $2 AND (e.objet = $3 OR e.objet LIKE 'regle %' OR e.objet LIKE 'offre %') ORDER BY v.numero, e.numero");
static const struct sql SQL_DEPART =
	SQL_FIXE("SELECT MAX(au_version) FROM offre_passe WHERE numero = $1 AND au_version <= $2");

static const struct {
	enum provenance provenance;
	enum ref_table table;
} TABLES[] = {
	{PROVENANCE_LISTE_OF, REF_ORGANISMES},
	{PROVENANCE_SIRENE, REF_SIRENE},
	{PROVENANCE_FRANCE_COMPETENCES, REF_FICHES},
	{PROVENANCE_KIT, REF_KIT},
	{PROVENANCE_CERTIF_INFO, REF_CERTIF_INFO},
	{PROVENANCE_BCN_DIPLOME, REF_DIPLOMES},
	{PROVENANCE_BCN_MEF, REF_MEF},
	{PROVENANCE_UAI, REF_UAI},
};

static bool fait_d_offres(const struct fait_nouveau *f)
{
	return vue_genre_de_flux(f->genre);
}

/* Does the later vue see it, and the earlier one not? A first edition that is read in advance is seen by both. */
static bool entre(const struct confrontation_demande *d, const struct fait_nouveau *f)
{
	int64_t de = d->avant.vue->version, a = d->apres.vue->version;

	if (fait_d_offres(f)) {
		de = d->avant.vue->offres;
		a = d->apres.vue->offres;
	}
	const enum ref_table t = ref_de_genre(f->genre);

	if (t != REF__MAX) {
		de = d->avant.vue->ref[t];
		a = d->apres.vue->ref[t];
	}
	return f->version > de && f->version <= a;
}

struct lecture {
	struct causes *c;
	struct VEC(struct fait_nouveau) v;
};

static int jour_de(struct str instant)
{
	int64_t i;

	return instant_lire(instant, &i) ? instant_date_paris(i) : 0;
}

/* The rows of one of the two statements. */
static enum err lire(struct db *db, struct sql sql, bool runs, struct lecture *l)
{
	const struct confrontation_demande *d = l->c->demande;
	struct arena *a = l->c->a;
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, sql, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, d->avant.vue->version);
	stmt_int(st, 2, d->apres.vue->version);
	if (!runs)
		stmt_text(st, 3, str_of(arena_printf(a, "campagne %d", d->apres.campagne->annee)));
	while (!(err = stmt_step(st, &row)) && row) {
		struct fait_nouveau f = {.version = col_int(st, 0),
					 .jour = jour_de(col_text(st, 1))};
		struct str *const textes[2][4] = {{&f.objet, &f.acteur, &f.changement, &f.raison},
						  {&f.genre, &f.source, &f.fichier, &f.raison}};

		for (int i = 0; i < 4; i++)
			*textes[runs][i] = arena_str(a, col_text(st, 2 + i));
		f.nouveaux = runs ? col_int(st, 6) : 0;
		f.modifies = runs ? col_int(st, 7) : 0;
		f.disparus = runs ? col_int(st, 8) : 0;
		f.annule = runs ? col_int(st, 9) : 0;
		if (entre(d, &f))
			*VEC_PUSH(&l->v) = f;
	}
	stmt_free(st);
	return err;
}

enum err causes_lire(struct db *db, const struct confrontation_demande *demande, struct arena *a,
		     struct causes *ret)
{
	struct causes c = {.a = a, .demande = demande};
	struct lecture l = {.c = &c};
	struct fait_nouveau *copie;
	enum err err = lire(db, SQL_RUNS, true, &l);

	if (!err)
		err = lire(db, SQL_DECISIONS, false, &l);
	copie = arena_alloc(a, (l.v.n + 1) * sizeof *copie);
	if (l.v.n)
		memcpy(copie, l.v.v, l.v.n * sizeof *copie);
	c.v = copie;
	c.n = l.v.n;
	VEC_FREE(&l.v);
	if (!err)
		err = db_prepare(db, SQL_DEPART, 0, &c.depart);
	*ret = c;
	return err;
}

void causes_fermer(struct causes *c)
{
	stmt_free(c->depart);
	c->depart = NULL;
}

/* « règle 3 »: the object as a person writes it. */
static const char *objet_francais(struct str objet, struct arena *a)
{
	if (!str_starts(objet, STR(OBJET_REGLE)))
		return arena_cstr(a, objet);
	return arena_printf(a, "règle %.*s",
			    STR_FMT(str_sub(objet, sizeof OBJET_REGLE - 1, SIZE_MAX)));
}

const char *fait_nouveau_texte(const struct fait_nouveau *f, struct arena *a)
{
	const char *jour = date_longue(a, f->jour);

	if (!f->genre.n)
		return arena_printf(a, "le %s, %.*s change « %s » : %.*s (raison : %.*s)", jour,
				    STR_FMT(f->acteur), objet_francais(f->objet, a),
				    STR_FMT(f->changement), STR_FMT(f->raison));
	if (f->annule)
		return arena_printf(
			a,
			"annulation, le %s, de l'import %lld (fichier %.*s, source %.*s ; raison : %.*s)",
			jour, (long long)f->annule, STR_FMT(f->fichier), STR_FMT(f->source),
			STR_FMT(f->raison));
	return arena_printf(a, "fichier %.*s, source %.*s, connu le %s", STR_FMT(f->fichier),
			    STR_FMT(f->source), jour);
}

/* What is being told of one ecart. */
struct recit {
	const struct causes *c;
	struct arena *a;
	struct buf texte;
	bool *dit; /* one a fait */
};

static void ajouter(struct recit *r, const char *quoi, size_t i)
{
	if (r->dit[i])
		return;
	r->dit[i] = true;
	buf_printf(&r->texte, "%s%s%s", r->texte.n ? " ; " : "", quoi,
		   fait_nouveau_texte(&r->c->v[i], r->a));
}

/* The run of offers of that version. */
static void citer_version(struct recit *r, const char *quoi, int64_t version)
{
	for (size_t i = 0; i < r->c->n; i++)
		if (r->c->v[i].version == version && fait_d_offres(&r->c->v[i])) {
			ajouter(r, quoi, i);
			return;
		}
}

static void citer_genre(struct recit *r, enum ref_table t)
{
	int cites = 0;

	for (size_t i = r->c->n; i-- > 0 && cites < CITES_MAX;)
		if (r->c->v[i].genre.n && ref_de_genre(r->c->v[i].genre) == t) {
			ajouter(r,
				arena_printf(r->a, "%s%s : ",
					     r->c->v[i].annule ? "" : "nouvelle édition, ",
					     ref_libelle(t)),
				i);
			cites++;
		}
}

/* Did that rule decide the offre on that side? */
static bool a_decide(const struct cote *c, int64_t numero)
{
	return c->offre && c->verdict->regle && c->verdict->regle->numero == numero;
}

/* What was decided of the rule that decides the offre, before or after; of all rules when none of these changed. */
static void citer_regles(struct recit *r, const struct ecart *e)
{
	bool citee = false;

	for (int toutes = 0; toutes < 2 && !citee; toutes++)
		for (size_t i = 0; i < r->c->n; i++) {
			const struct str objet = r->c->v[i].objet;
			uint64_t numero = 0;

			if (!str_starts(objet, STR(OBJET_REGLE)))
				continue;
			(void)str_to_uint(str_sub(objet, sizeof OBJET_REGLE - 1, SIZE_MAX),
					  &numero);
			if (!toutes && !a_decide(&e->avant, (int64_t)numero) &&
			    !a_decide(&e->apres, (int64_t)numero))
				continue;
			ajouter(r, "", i);
			citee = true;
		}
}

/* What a person decided of that very offre: the UAI of its lieu. */
static void citer_decisions(struct recit *r, const struct ecart *e)
{
	const struct str objet =
		str_of(arena_printf(r->a, "offre %lld,", (long long)e->apres.offre->dossier.offre));

	for (size_t i = 0; i < r->c->n; i++)
		if (str_starts(r->c->v[i].objet, objet))
			ajouter(r, "", i);
}

/* The criteria that a value of the campagne decides; bit CRITERES: the classification itself. */
static const struct {
	struct str nom;
	unsigned decide;
} VALEURS[] = {
	{STR_FIXE("qualiopi_porte_par"), 1U << 1},
	{STR_FIXE("rncp_couvre"), 1U << 4},
	{STR_FIXE("fenetre_"), 1U << 4 | 1U << 5 | 1U << 6},
	{STR_FIXE("siret_inactif"), 1U << CRITERES},
	{STR_FIXE("duree_incoherente"), 1U << CRITERES},
};

static void citer_campagne(struct recit *r, const struct ecart *e)
{
	const bool classe = e->avant.verdict->classification != e->apres.verdict->classification;
	const unsigned change = (e->criteres & ((1U << CRITERES) - 1)) | (unsigned)classe
										 << CRITERES;

	for (size_t i = 0; i < r->c->n; i++)
		for (size_t k = 0; k < sizeof VALEURS / sizeof *VALEURS; k++)
			if (str_starts(r->c->v[i].objet, STR("campagne ")) &&
			    str_starts(r->c->v[i].changement, VALEURS[k].nom) &&
			    (VALEURS[k].decide & change))
				ajouter(r, "", i);
}

static void citer_provenance(struct recit *r, const struct ecart *e, enum provenance p)
{
	if (p == PROVENANCE_PERIMETRE)
		citer_regles(r, e);
	for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
		if (TABLES[i].provenance == p)
			citer_genre(r, TABLES[i].table);
}

/* A SIRET that closes or opens again says so by the classification alone where criterion 1 was refused already. */
static void citer_fermeture(struct recit *r, const struct ecart *e)
{
	const bool de = e->avant.verdict->classification == CLASSIFICATION_NON_AFFICHEE;
	const bool vers = e->apres.verdict->classification == CLASSIFICATION_NON_AFFICHEE;

	if (de != vers)
		citer_genre(r, REF_SIRENE);
}

static void citer_constats(struct recit *r, const struct ecart *e)
{
	for (int i = 0; i <= CRITERES; i++) {
		const struct verdict *x = e->avant.verdict, *y = e->apres.verdict;
		const int numero = i < CRITERES ? i + 1 : 0;

		if (!(ecart_a_dire(e) >> i & 1))
			continue;
		citer_provenance(
			r, e,
			phrase_constat(r->a, numero, i < CRITERES ? &x->critere[i] : &x->uai)
				.provenance);
		citer_provenance(
			r, e,
			phrase_constat(r->a, numero, i < CRITERES ? &y->critere[i] : &y->uai)
				.provenance);
	}
	if (e->statut)
		citer_regles(r, e);
}

/* An offre that went: the version that ended it. */
static void citer_depart(struct recit *r, const struct ecart *e)
{
	int64_t version;

	stmt_int(r->c->depart, 1, e->avant.offre->dossier.offre);
	stmt_int(r->c->depart, 2, r->c->demande->apres.vue->offres);
	if (stmt_one_int(r->c->depart, &version) == OK)
		citer_version(r, "n'est plus déclarée : ", version);
}

const char *causes_de(const struct causes *c, const struct ecart *e, struct arena *a)
{
	struct recit r = {.c = c, .a = a, .dit = arena_alloc(a, c->n + 1)};
	const char *ret;

	buf_init(&r.texte, PHRASE_MAX);
	if (e->genre == ECART_DISPARUE)
		citer_depart(&r, e);
	else if (e->apres.offre->du_version > c->demande->avant.vue->offres)
		citer_version(&r,
			      e->genre == ECART_NOUVELLE ? "déclarée : " : "l'offre a changé : ",
			      e->apres.offre->du_version);
	if (e->genre > ECART_DISPARUE) {
		citer_constats(&r, e);
		citer_fermeture(&r, e);
		citer_campagne(&r, e);
		citer_decisions(&r, e);
		/* What was retained for the CFD or the RNCP may have changed behind the constats. */
		for (int p = 0; !r.texte.n && p < 2; p++)
			citer_genre(&r, p ? REF_CERTIF_INFO : REF_KIT);
	}
	ret = arena_cstr(a, buf_view(&r.texte));
	buf_free(&r.texte);
	return ret;
}
