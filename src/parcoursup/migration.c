/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * migration.c - read what the plan is made of, give it a name (a fingerprint), carry it out
 */
#include "parcoursup/migration.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/moteur.h"
#include "journal/journal.h"
#include "parcoursup/parties.h"
#include "parcoursup/plan.h"

static const struct {
	const char *code, *libelle;
} COMPTES[COMPTE__MAX] = {
	[COMPTE_PRECEDENTES] = {"formations_n_moins_1", "formations de la campagne précédente"},
	[COMPTE_PROPRES] = {"formations_deja_la", "formations déjà là, que la liste n'a pas"},
	[COMPTE_CREEES] = {"formations_creees", "formations créées"},
	[COMPTE_SEULES] = {"offres_sans_formation", "offres importables encore sans formation"},
	[COMPTE_LIGNES] = {"lignes", "lignes en tout"},
	[COMPTE_CERTIFIEES] = {"certifiees", "formations « Certifiée »"},
	[COMPTE_SANS] = {"sans_certifiee", "lignes sans « Certifiée »"},
	[COMPTE_OFFRES] = {"offres", "offres du catalogue"},
	[COMPTE_IMPORTABLES] = {"offres_importables", "offres importables"},
	[COMPTE_IMPORTABLES_LIEES] = {"offres_importables_liees",
				      "offres importables qui ont une formation"},
	[COMPTE_SCOLAIRES] = {"lignes_scolaires", "lignes scolaires de la liste, laissées de côté"},
};

static const struct sql SQL_ANCIENNES = SQL_FIXE(
	"SELECT p.cle, p.numero FROM offre_passe AS p WHERE p.du_version <= $1 AND NOT EXISTS (SELECT 1 FROM offre AS o WHERE o.cle = p.cle AND o.du_version <= $1) "
	"ORDER BY p.cle, p.au_version");
static const struct sql SQL_SUCCESSIONS = SQL_FIXE(
	"SELECT ancienne, nouvelle FROM succession WHERE du_version <= $1 UNION ALL SELECT ancienne, nouvelle FROM succession_passe WHERE "
	"du_version <= $1 AND au_version > $1");
static const struct sql SQL_MEF = SQL_FIXE("SELECT code, cfd FROM mef");
static const struct sql SQL_COMMUNS =
	SQL_FIXE("SELECT cfd, cfd_commun FROM option_bts WHERE cfd_commun <> ''");
static const struct sql SQL_NUMERO = SQL_FIXE("SELECT COALESCE(MAX(numero), 0) + 1 FROM migration");
static const struct sql SQL_MIGRATION = SQL_FIXE(
	"INSERT INTO migration (numero, campagne, instant, au_fil, empreinte, moteur, acteur, version) VALUES ($1, $2, $3, $4, $5, "
	"$6, $7, $8)");
static const struct sql SQL_COMPTE =
	SQL_FIXE("INSERT INTO migration_compte (migration, nom, nombre) VALUES ($1, $2, $3)");
static const struct sql SQL_DERNIERE = SQL_FIXE(
	"SELECT numero, version, instant, au_fil, empreinte FROM migration WHERE campagne = $1 AND version <= $2 ORDER BY numero "
	"DESC LIMIT 1");

enum { CFD_N = 8 };

const char *compte_code(enum compte c)
{
	return COMPTES[c].code;
}

const char *compte_libelle(enum compte c)
{
	return COMPTES[c].libelle;
}

struct lieu ligne_lieu(const struct ligne *l)
{
	if (l->offre && l->offre->academie.n)
		return (struct lieu){l->offre->academie, academie_region(l->offre->academie)};
	return lieu_d_uai(l->uai);
}

/* Two columns into a map: the first one is the key, what is made of the second its value. */
struct vers_map {
	struct map *m;
	uint64_t (*valeur)(struct arena *a, struct stmt *st);
	int64_t version; /* 0: the text has no parameter */
};
static enum err charger(struct migration *m, struct sql sql, struct vers_map v)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(m->db, sql, DB_FLUX, &st);

	if (err)
		return err;
	if (v.version)
		stmt_int(st, 1, v.version);
	while (!(err = stmt_step(st, &row)) && row)
		*map_put(v.m, col_text(st, 0), NULL) = v.valeur(m->a, st);
	stmt_free(st);
	return err;
}

static uint64_t nombre(struct arena *a, struct stmt *st)
{
	(void)a;
	return (uint64_t)col_int(st, 1);
}

static uint64_t texte(struct arena *a, struct stmt *st)
{
	struct str *s = arena_alloc(a, sizeof *s);

	*s = arena_str(a, col_text(st, 1));
	return (uint64_t)(uintptr_t)s;
}

static enum err successions(struct migration *m, int64_t version)
{
	struct stmt *st;
	char chiffres[24];
	bool row;
	enum err err = db_prepare(m->db, SQL_SUCCESSIONS, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, version);
	while (!(err = stmt_step(st, &row)) && row) {
		(void)snprintf(chiffres, sizeof chiffres, "%lld", (long long)col_int(st, 0));
		*map_put(&m->successeurs, str_of(chiffres), NULL) = (uint64_t)col_int(st, 1);
		*VEC_PUSH(&m->nouvelles) = col_int(st, 1);
	}
	stmt_free(st);
	return err;
}

/* By clé: index + 1 of the formation of N-1 that has it under a code of Parcoursup; 0: several have it. */
static void reperer_cles(const struct migration *m, struct map *cles)
{
	for (size_t i = 0; i < m->formations.liste.n; i++) {
		const struct precedente *p = &m->formations.liste.v[i];
		bool nouveau;

		if (!p->code_parcoursup || !p->cle.n)
			continue;
		uint64_t *rang = map_put_static(cles, p->cle, &nouveau);

		*rang = nouveau ? i + 1 : 0;
	}
}

/*
 * A code of ours stands until Parcoursup's own is known. When a formation of N-1 has the clé of its offre, it is that one: ours gives way, unless a
 * person tied one of the two.
 */
static bool cede(struct migration *m, const struct map *cles, const struct formation *f)
{
	const struct jugee *o = f->offre ? jugee_trouver(&m->offres, f->offre) : NULL;
	const uint64_t *rang =
		o && formation_code_est_propre(f->code) ? map_get(cles, o->cle) : NULL;
	const struct formation *elle =
		rang && *rang ? formation_trouver(&m->avant, m->formations.liste.v[*rang - 1].code)
			      : NULL;

	if (!rang || !*rang || f->lien == LIEN_DECISION || (elle && elle->lien == LIEN_DECISION) ||
	    str_eq(m->formations.liste.v[*rang - 1].code, f->code))
		return false;
	*VEC_PUSH(&m->cedees) = f;
	m->cedee_a[*rang - 1] = f;
	return true;
}

/* Formations that N has and N-1 has not: created by an earlier run, or taken off the list since. */
static void ajouter_propres(struct migration *m)
{
	struct map codes, cles;

	map_init(&codes);
	map_init(&cles);
	m->n_precedentes = m->formations.liste.n;
	m->cedee_a = arena_alloc(m->a, (m->n_precedentes + 1) * sizeof *m->cedee_a);
	for (size_t i = 0; i < m->n_precedentes; i++)
		*map_put_static(&codes, m->formations.liste.v[i].code, NULL) = 1;
	reperer_cles(m, &cles);
	for (size_t i = 0; i < m->avant.liste.n; i++) {
		const struct formation *f = &m->avant.liste.v[i];

		if (map_get(&codes, f->code) || cede(m, &cles, f))
			continue;
		*VEC_PUSH(&m->formations.liste) = (struct precedente){
			.code = f->code,
			.code_parcoursup = !formation_code_est_propre(f->code),
			.code_accueil = f->col[FT_CODE_ACCUEIL],
			.uai = f->col[FT_UAI],
			.nom = f->col[FT_NOM],
			.type = f->col[FT_TYPE],
			.domaine = f->col[FT_DOMAINE],
			.code_specialite = f->col[FT_CODE_SPECIALITE],
			.specialite = f->col[FT_SPECIALITE],
			.libelle = f->col[FT_LIBELLE],
			.cfd = f->col[FT_CFD],
			.cle = f->col[FT_CLE_AVANT],
			.publiee = str_eq(f->col[FT_AVANT], STR("publie")) ? PUBLIEE_OUI
									   : PUBLIEE_INCONNU};
	}
	map_free(&codes);
	map_free(&cles);
}

static bool succede(const struct migration *m, int64_t offre)
{
	for (size_t i = 0; i < m->nouvelles.n; i++)
		if (m->nouvelles.v[i] == offre)
			return true;
	return false;
}

/*
 * A link of this campagne stands; where it has none, or was for a person to say, or came by a successor link that was taken back, the clé and the rest
 * are looked at again.
 */
static struct lien_connu *connus(struct migration *m)
{
	struct lien_connu *v = arena_alloc(m->a, (m->formations.liste.n + 1) * sizeof *v);

	for (size_t i = 0; i < m->formations.liste.n; i++) {
		const struct formation *f =
			formation_trouver(&m->avant, m->formations.liste.v[i].code);

		if (f && (f->lien == LIEN_SUCCESSION ? succede(m, f->offre)
						     : f->offre || f->lien == LIEN_DECISION))
			v[i] = (struct lien_connu){f->lien, f->offre};
	}
	return v;
}

/* Which formation says how a CFD is called: the first by code that tells its domaine. */
static void modeles(struct migration *m)
{
	for (size_t i = m->formations.liste.n; i-- > 0;) {
		const struct precedente *p = &m->formations.liste.v[i];
		const uint64_t *mef = map_get(&m->mefs, str_sub(p->mef, 0, 10));
		const struct str cfd = p->cfd.n ? p->cfd
				       : mef    ? *(const struct str *)(uintptr_t)*mef
						: STR_VIDE;

		if (cfd.n == CFD_N && p->domaine.n && p->specialite.n)
			*map_put_static(&m->par_cfd, cfd, NULL) = i + 1;
	}
}

static int par_cle(const void *a, const void *b)
{
	const struct jugee *const *x = a, *const *y = b;

	return str_cmp((*x)->cle, (*y)->cle);
}

/* Numbers of offres depend on the order of files: an offre is called by its clé. */
static struct str cle_de(const struct migration *m, int64_t numero)
{
	const struct jugee *o = numero ? jugee_trouver(&m->offres, numero) : NULL;

	return o ? o->cle : STR_VIDE;
}

/* Those that are gone, in the order of their clés. */
static void hacher_parties(const struct migration *m, struct empreinte *e)
{
	const size_t n = m->parties.liste.n;
	const struct jugee **v = arena_alloc(m->a, (n + 1) * sizeof *v);
	AUTO_BUF b;

	buf_init(&b, 64 * 1024);
	for (size_t k = 0; k < n; k++)
		v[k] = &m->parties.liste.v[k];
	if (n)
		qsort(v, n, sizeof *v, par_cle);
	for (size_t k = 0; k < n; k++) {
		buf_reset(&b);
		buf_printf(&b, "P%.*s\t%s\n", STR_FMT(v[k]->cle),
			   statut_code(m->de_partie[v[k] - m->parties.liste.v].statut));
		empreinte_add(e, b.p, b.n);
	}
}

/* By formation, then by offre in the order of clés, as known now: what was typed, never what a clock says. */
static void hacher(struct migration *m, const struct lien_connu *liens)
{
	const struct jugee **offres = arena_alloc(m->a, (m->offres.liste.n + 1) * sizeof *offres);
	const struct campagne *c = m->demande.campagne;
	struct empreinte e;
	AUTO_BUF b;

	buf_init(&b, 64 * 1024);
	empreinte_init(&e);
	buf_printf(&b, "%s %d %d %d %d\n", moteur_regles, c->annee, c->parametres.fenetre_debut,
		   c->parametres.fenetre_fin, m->demande.transmettre);
	empreinte_add(&e, b.p, b.n);
	for (size_t i = 0; i < m->formations.liste.n; i++) {
		const struct precedente *p = &m->formations.liste.v[i];

		buf_reset(&b);
		buf_printf(&b, "F%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%d\t%.*s\t%s\t%.*s\n",
			   STR_FMT(p->code), STR_FMT(p->code_accueil), STR_FMT(p->uai),
			   STR_FMT(p->specialite), STR_FMT(p->cfd), STR_FMT(p->mef),
			   STR_FMT(p->cle), (int)p->publiee, STR_FMT(cle_de(m, p->offre)),
			   lien_code(liens[i].lien), STR_FMT(cle_de(m, liens[i].offre)));
		empreinte_add(&e, b.p, b.n);
	}
	for (size_t k = 0; k < m->offres.liste.n; k++)
		offres[k] = &m->offres.liste.v[k];
	if (m->offres.liste.n)
		qsort(offres, m->offres.liste.n, sizeof *offres, par_cle);
	for (size_t k = 0; k < m->offres.liste.n; k++) {
		const struct jugee *o = offres[k];

		buf_reset(&b);
		buf_printf(&b, "O%.*s\t%.*s\t%.*s\t%d%d%d\t%s\t%s\n", STR_FMT(o->cle),
			   STR_FMT(o->uai), STR_FMT(o->cfd), o->importable, o->attend_saio,
			   (int)o->perimetre, o->raison_code,
			   statut_code(m->de[o - m->offres.liste.v].statut));
		empreinte_add(&e, b.p, b.n);
	}
	hacher_parties(m, &e);
	empreinte_fin(&e, m->empreinte);
}

/* Offres that have a statut and that the catalogue has no more. */
static enum err lire_parties(struct migration *m, const struct vue *vue)
{
	int64_t *numeros = arena_alloc(m->a, (m->statuts.liste.n + 1) * sizeof *numeros);
	size_t n = 0;

	for (size_t i = 0; i < m->statuts.liste.n; i++)
		if (!jugee_trouver(&m->offres, m->statuts.liste.v[i].offre))
			numeros[n++] = m->statuts.liste.v[i].offre;
	return parties_lire(m->db, vue, numeros, n, m->a, &m->parties);
}

static enum err lire(struct migration *m, const struct vue *vue)
{
	const int annee = m->demande.campagne->annee;
	const int64_t version = vue->courante ? INT64_MAX : vue->version;
	const struct jugees_demande offres = {
		.vue = vue, .campagne = m->demande.campagne, .garder = m->demande.garder};
	enum err err;

	(void)((err = jugees_lire(m->db, &offres, m->a, &m->offres)) ||
	       (err = precedentes_lire(m->db, vue, annee - 1, m->a, &m->formations)) ||
	       (err = formations_connues(m->db, annee, version, m->a, &m->avant)) ||
	       (err = statuts_lire(m->db, annee, version, m->a, &m->statuts)) ||
	       (err = lire_parties(m, vue)) ||
	       (err = parties_revenues(m->db, version, &m->statuts, &m->offres)) ||
	       (err = statuts_lire(m->db, annee - 1, version, m->a, &m->statuts_avant)) ||
	       (err = charger(m, SQL_ANCIENNES,
			      (struct vers_map){&m->anciennes_cles, nombre, version})) ||
	       (err = charger(m, SQL_MEF, (struct vers_map){&m->mefs, texte, 0})) ||
	       (err = charger(m, SQL_COMMUNS, (struct vers_map){&m->communs, texte, 0})) ||
	       (err = successions(m, version)) ||
	       (err = formation_dernier_code(m->db, &m->dernier_code)));
	return err;
}

enum err migration_preparer(struct db *db, const struct vue *vue,
			    const struct migration_demande *demande, struct migration **ret,
			    struct incident *inc)
{
	struct migration *m = mem_alloc(sizeof *m);
	enum err err;

	*m = (struct migration){.db = db, .a = arena_new(0), .demande = *demande};
	map_init(&m->anciennes_cles);
	map_init(&m->successeurs);
	map_init(&m->mefs);
	map_init(&m->communs);
	map_init(&m->par_cfd);
	if ((err = lire(m, vue))) {
		*inc = *db_incident(db);
	} else {
		ajouter_propres(m);
		modeles(m);
		const struct lien_connu *liens = connus(m);

		liens_trouver(&(struct lien_faits){.formations = &m->formations,
						   .connus = liens,
						   .offres = &m->offres,
						   .anciennes_cles = &m->anciennes_cles,
						   .successeurs = &m->successeurs,
						   .cfd_de_mef = &m->mefs,
						   .cfd_communs = &m->communs},
			      m->a, &m->liens);
		plan_faire(m);
		hacher(m, liens);
		err = plan_compter(m, inc);
	}
	if (err)
		migration_liberer(m);
	else
		*ret = m;
	return err;
}

void migration_liberer(struct migration *m)
{
	if (!m)
		return;
	precedentes_liberer(&m->formations);
	formations_liberer(&m->avant);
	jugees_liberer(&m->offres);
	jugees_liberer(&m->parties);
	statuts_liberer(&m->statuts);
	statuts_liberer(&m->statuts_avant);
	map_free(&m->anciennes_cles);
	map_free(&m->successeurs);
	map_free(&m->mefs);
	map_free(&m->communs);
	map_free(&m->par_cfd);
	VEC_FREE(&m->cedees);
	VEC_FREE(&m->nouvelles);
	VEC_FREE(&m->lignes);
	VEC_FREE(&m->voulus);
	VEC_FREE(&m->motifs);
	arena_free(m->a);
	mem_free(m);
}

const struct ligne *migration_lignes(const struct migration *m, size_t *n)
{
	*n = m->lignes.n;
	return m->lignes.v;
}

int64_t migration_compte(const struct migration *m, enum compte c)
{
	return m->comptes[c];
}

const struct compte_motif *migration_motifs(const struct migration *m, size_t *n)
{
	*n = m->motifs.n;
	return m->motifs.v;
}

const char *migration_empreinte(const struct migration *m)
{
	return m->empreinte;
}

int64_t migration_changements(const struct migration *m)
{
	return m->changements;
}

int64_t migration_statuts_changes(const struct migration *m)
{
	return (int64_t)m->voulus.n;
}

static enum err ecrire_formations(struct migration *m, int64_t version)
{
	struct formations_ecriture *e = NULL;
	enum err err = formations_ouvrir(m->db, m->demande.campagne->annee, version, &e);

	for (size_t i = 0; !err && i < m->cedees.n; i++)
		err = formation_retirer(e, m->cedees.v[i]->code);
	for (size_t i = 0; !err && i < m->lignes.n; i++) {
		const struct ligne *l = &m->lignes.v[i];

		if (l->change)
			err = formation_ecrire(e, l->fait,
					       !formation_trouver(&m->avant, l->fait->code));
	}
	if (!err)
		err = formations_finir(e);
	formations_fermer(e);
	return err;
}

static enum err ecrire_statuts(struct migration *m, int64_t version)
{
	struct statuts_ecriture *e = NULL;
	enum err err = statuts_ouvrir(m->db, m->demande.campagne->annee, version, &e);

	for (size_t i = 0; !err && i < m->voulus.n; i++)
		err = statut_ecrire(e, &m->voulus.v[i].fait, m->voulus.v[i].nouveau);
	if (!err)
		err = statuts_finir(e);
	statuts_fermer(e);
	return err;
}

static enum err ecrire_comptes(struct migration *m, int64_t numero)
{
	struct stmt *st;
	enum err err = db_prepare(m->db, SQL_COMPTE, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, numero);
	for (int c = 0; !err && c < COMPTE__MAX; c++) {
		stmt_text(st, 2, str_of(COMPTES[c].code));
		stmt_int(st, 3, m->comptes[c]);
		err = stmt_exec(st);
	}
	stmt_free(st);
	return err;
}

static enum err ecrire_run(struct migration *m, const struct auteur *qui, int64_t version)
{
	char instant[21];
	struct stmt *st;
	int64_t numero;
	enum err err = db_prepare(m->db, SQL_NUMERO, 0, &st);

	if (err)
		return err;
	err = stmt_one_int(st, &numero);
	stmt_free(st);
	if (err || (err = db_prepare(m->db, SQL_MIGRATION, 0, &st)))
		return err;
	instant_texte(qui->instant, instant);
	stmt_int(st, 1, numero);
	stmt_int(st, 2, m->demande.campagne->annee);
	stmt_text(st, 3, str_of(instant));
	stmt_int(st, 4, m->demande.au_fil);
	stmt_text(st, 5, str_of(m->empreinte));
	stmt_text(st, 6, str_of(moteur_regles));
	stmt_text(st, 7, qui->nom);
	stmt_int(st, 8, version);
	err = stmt_exec(st);
	stmt_free(st);
	return err ? err : ecrire_comptes(m, numero);
}

static enum err raconter(struct migration *m, const struct auteur *qui, int64_t version)
{
	const struct evenement e = {
		.instant = qui->instant,
		.version = version,
		.acteur = qui->nom,
		.objet = str_of(arena_printf(m->a, "campagne %d", m->demande.campagne->annee)),
		.changement = str_of(arena_printf(
			m->a,
			"%s : %lld formations et %zu statuts changés, %lld formations « Certifiée » sur %lld",
			m->demande.au_fil ? "import au fil de l'eau" : "migration",
			(long long)m->changements, m->voulus.n,
			(long long)m->comptes[COMPTE_CERTIFIEES],
			(long long)(m->comptes[COMPTE_LIGNES] - m->comptes[COMPTE_SEULES]))),
	};

	return journal_ajouter(m->db, &e);
}

enum err migration_appliquer(struct migration *m, const struct auteur *qui, int64_t *version)
{
	const struct version_demande demande = {.connu_le = qui->instant,
						.cause = "migration",
						.personne = arena_cstr(m->a, qui->nom)};
	int64_t avant;
	bool recule;
	enum err err;

	*version = 0;
	if (!m->changements && !m->voulus.n)
		return OK;
	if ((err = version_derniere(m->db, &avant)) ||
	    (err = version_nouvelle(m->db, &demande, version, &recule)) ||
	    (err = ecrire_formations(m, *version)) || (err = ecrire_statuts(m, *version)) ||
	    (err = ecrire_run(m, qui, *version)) || (err = raconter(m, qui, *version)))
		return err;
	return campagne_verdicts_suivent(m->db, avant, *version);
}

enum err migration_derniere(struct db *db, int campagne, int64_t version,
			    struct migration_faite *ret)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_DERNIERE, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, campagne);
	stmt_int(st, 2, version);
	if (!(err = stmt_step(st, &row)) && row) {
		*ret = (struct migration_faite){.numero = col_int(st, 0),
						.version = col_int(st, 1),
						.au_fil = col_int(st, 3) != 0};
		(void)instant_lire(col_text(st, 2), &ret->instant);
		(void)snprintf(ret->empreinte, sizeof ret->empreinte, "%.*s",
			       STR_FMT(col_text(st, 4)));
	}
	stmt_free(st);
	return err ? err : row ? OK : E_ABSENT;
}
