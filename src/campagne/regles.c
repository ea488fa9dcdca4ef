/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regles.c - from rows of texts to what the rules of criterion 3 read
 */
#include "campagne/regles.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "referentiel/memoire.h"
#include "regle/codes.h"

enum { NOM_MAX = 200, PREFIXE_MAX = 8, ANNEES_MAX = 5 };

static const struct {
	const char *nom, *attendu;
} CHAMPS[RC__MAX] = {
	[RC_NOM] = {"nom", "un nom, de 1 à 200 octets"},
	[RC_CFD_PREFIXE] = {"cfd_prefixe", "les 1 à 8 premiers caractères du CFD, ou rien"},
	[RC_ENREGISTREMENT] = {"enregistrement", "de_droit, sur_demande ou rien"},
	[RC_RNCP_ACTIF] = {"rncp_actif", "oui, non ou rien"},
	[RC_UAI_IUT] = {"uai_iut", "oui, non ou rien"},
	[RC_DUREE] = {"duree", "un chiffre de 1 à 5, ou rien"},
	[RC_ANNEE] = {"annee", "un chiffre de 1 à 5, pas plus que la durée, ou rien"},
	[RC_ACADEMIE] = {"academie", "le code à deux chiffres d'une académie, ou rien"},
	[RC_STATUT] = {"statut", "a_publier, a_publier_habilitation, a_publier_postbac, "
				 "a_publier_recteur ou hors_perimetre"},
	[RC_MOTIF] = {"motif", "un texte d'au plus 200 octets"},
	[RC_VALABLE_DU] = {"valable_du", "une date AAAA-MM-JJ, ou rien"},
	[RC_VALABLE_AU] = {"valable_au", "une date AAAA-MM-JJ, pas avant valable_du, ou rien"},
};

static const struct sql SQL_REGLES = SQL_FIXE(
	"SELECT numero, nom, cfd_prefixe, enregistrement, rncp_actif, uai_iut, duree, annee, academie, statut, motif, "
	"valable_du, valable_au, auteur, du_version FROM regle_perimetre WHERE du_version <= $1 UNION ALL SELECT numero, nom, "
	"cfd_prefixe, enregistrement, rncp_actif, uai_iut, duree, annee, academie, statut, motif, valable_du, valable_au, auteur, "
	"du_version FROM regle_perimetre_passe WHERE du_version <= $1 AND au_version > $1 ORDER BY numero");

const char *regle_champ_nom(enum regle_champ c)
{
	return CHAMPS[c].nom;
}

const char *regle_champ_attendu(enum regle_champ c)
{
	return CHAMPS[c].attendu;
}

static bool un_de(struct str s, const char *a, const char *b)
{
	return s.n == 0 || str_eq(s, str_of(a)) || str_eq(s, str_of(b));
}

static bool prefixe_valable(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!(s.p[i] >= '0' && s.p[i] <= '9') && !(s.p[i] >= 'A' && s.p[i] <= 'Z'))
			return false;
	return s.n <= PREFIXE_MAX;
}

static bool statut_lire(struct str s, enum statut_perimetre *ret)
{
	for (int i = 0; i < PERIMETRE__MAX; i++) {
		if (!str_eq(s, str_of(statut_perimetre_code((enum statut_perimetre)i))))
			continue;
		*ret = (enum statut_perimetre)i;
		return true;
	}
	return false;
}

bool regle_champ_valable(enum regle_champ c, struct str s)
{
	enum statut_perimetre statut;

	switch (c) {
	case RC_NOM:
		return s.n > 0 && s.n <= NOM_MAX && utf8_valide(s);
	case RC_CFD_PREFIXE:
		return prefixe_valable(s);
	case RC_ENREGISTREMENT:
		return un_de(s, "de_droit", "sur_demande");
	case RC_RNCP_ACTIF:
	case RC_UAI_IUT:
		return un_de(s, "oui", "non");
	case RC_DUREE:
	case RC_ANNEE:
		return s.n == 0 || (s.n == 1 && s.p[0] >= '1' && s.p[0] <= '0' + ANNEES_MAX);
	case RC_ACADEMIE:
		return s.n == 0 || academie_nom(s).n > 0;
	case RC_STATUT:
		return statut_lire(s, &statut);
	case RC_MOTIF:
		return s.n <= NOM_MAX && utf8_valide(s);
	default:
		return s.n == 0 || date_pleine(date_iso(s));
	}
}

const char REGLE_SANS_CONDITION[] =
	"donnez-lui au moins une condition (cfd_prefixe, enregistrement, rncp_actif, uai_iut, duree, annee ou academie).";

static bool a_une_condition(const struct regle_fait *r)
{
	for (int c = RC_CFD_PREFIXE; c <= RC_ACADEMIE; c++)
		if (r->col[c].n)
			return true;
	return false;
}

enum err regle_controler(const struct regle_fait *r, enum regle_champ *champ)
{
	const struct str *col = r->col;

	for (int c = 0; c < RC__MAX; c++) {
		if (regle_champ_valable((enum regle_champ)c, col[c]))
			continue;
		*champ = (enum regle_champ)c;
		return E_INVALIDE;
	}
	if (col[RC_DUREE].n && col[RC_ANNEE].n && col[RC_ANNEE].p[0] > col[RC_DUREE].p[0]) {
		*champ = RC_ANNEE;
		return E_INVALIDE;
	}
	if (col[RC_VALABLE_AU].n && date_iso(col[RC_VALABLE_AU]) < date_iso(col[RC_VALABLE_DU])) {
		*champ = RC_VALABLE_AU;
		return E_INVALIDE;
	}
	*champ = RC__MAX;
	return a_une_condition(r) ? OK : E_INVALIDE;
}

static bool memes_conditions(const struct regle_fait *a, const struct regle_fait *b)
{
	for (int c = RC_CFD_PREFIXE; c < RC__MAX; c++)
		if (c != RC_STATUT && c != RC_MOTIF && !str_eq(a->col[c], b->col[c]))
			return false;
	return true;
}

const struct regle_fait *regle_repetee(const struct regle_fait *v, size_t n,
				       const struct regle_fait *r)
{
	for (size_t i = 0; i < n; i++)
		if (!(r->numero && v[i].numero == r->numero) && memes_conditions(&v[i], r))
			return &v[i];
	return NULL;
}

enum err regles_connues(struct db *db, int64_t version, struct arena *a,
			const struct regle_fait **ret, size_t *n)
{
	struct VEC(struct regle_fait) v = {0};
	struct regle_fait *copie;
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_REGLES, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, version);
	while (!(err = stmt_step(st, &row)) && row) {
		struct regle_fait *r = VEC_PUSH(&v);

		*r = (struct regle_fait){.numero = col_int(st, 0),
					 .auteur = arena_str(a, col_text(st, RC__MAX + 1)),
					 .du_version = col_int(st, RC__MAX + 2)};
		for (int c = 0; c < RC__MAX; c++)
			r->col[c] = arena_str(a, col_text(st, c + 1));
	}
	stmt_free(st);
	copie = arena_alloc(a, (v.n + 1) * sizeof *copie);
	if (v.n)
		memcpy(copie, v.v, v.n * sizeof *copie);
	*ret = copie;
	*n = v.n;
	VEC_FREE(&v);
	return err;
}

/* Case and accents apart. */
static bool s_appelle(const struct regle_fait *r, struct str quoi)
{
	AUTO_BUF cherche;
	AUTO_BUF nom;

	buf_init(&cherche, NOM_MAX * 4);
	buf_init(&nom, NOM_MAX * 4);
	utf8_replie(quoi, &cherche);
	utf8_replie(r->col[RC_NOM], &nom);
	return str_eq(buf_view(&nom), buf_view(&cherche));
}

const struct regle_fait *regle_trouver(const struct regle_fait *v, size_t n, struct str quoi)
{
	const struct regle_fait *une = NULL;
	uint64_t numero = 0;
	size_t vus = 0;

	(void)str_to_uint(quoi, &numero);
	for (size_t i = 0; i < n; i++) {
		if (numero && v[i].numero == (int64_t)numero)
			return &v[i];
		if (!s_appelle(&v[i], quoi))
			continue;
		une = &v[i];
		vus++;
	}
	return vus == 1 ? une : NULL;
}

bool regle_homonymes(const struct regle_fait *v, size_t n, struct str quoi, struct buf *out)
{
	size_t vus = 0;

	for (size_t i = 0; i < n; i++) {
		if (!s_appelle(&v[i], quoi))
			continue;
		buf_printf(out, "%s%lld", vus++ ? ", " : "", (long long)v[i].numero);
	}
	return vus > 1;
}

bool regle_en_vigueur(const struct regle_fait *r, int date)
{
	const int du = date_iso(r->col[RC_VALABLE_DU]), au = date_iso(r->col[RC_VALABLE_AU]);

	return du <= date && (!date_pleine(au) || au >= date);
}

static enum condition condition_de(struct str s)
{
	if (str_eq(s, STR("oui")))
		return DOIT;
	return str_eq(s, STR("non")) ? NE_DOIT_PAS : INDIFFERENT;
}

static enum enregistrement enregistrement_de(struct str s)
{
	if (str_eq(s, STR("de_droit")))
		return ENREGISTREMENT_DE_DROIT;
	return str_eq(s, STR("sur_demande")) ? ENREGISTREMENT_SUR_DEMANDE : ENREGISTREMENT_INCONNU;
}

static int entier_ou_zero(struct str s)
{
	const int n = petit_entier(s);

	return n > 0 ? n : 0;
}

static struct regle_perimetre regle_de(const struct regle_fait *r)
{
	struct regle_perimetre regle = {
		.numero = r->numero,
		.nom = r->col[RC_NOM],
		.cfd_prefixe = r->col[RC_CFD_PREFIXE],
		.enregistrement = enregistrement_de(r->col[RC_ENREGISTREMENT]),
		.rncp_actif = condition_de(r->col[RC_RNCP_ACTIF]),
		.uai_iut = condition_de(r->col[RC_UAI_IUT]),
		.duree = entier_ou_zero(r->col[RC_DUREE]),
		.annee = entier_ou_zero(r->col[RC_ANNEE]),
		.academie = r->col[RC_ACADEMIE],
		.statut = PERIMETRE_HORS,
		.motif = r->col[RC_MOTIF],
	};

	/* A statut that this program does not know lets nothing through. */
	(void)statut_lire(r->col[RC_STATUT], &regle.statut);
	return regle;
}

void regles_appliquer(const struct regle_fait *v, size_t n, struct arena *a, struct parametres *p)
{
	struct regle_perimetre *regles = arena_alloc(a, (n + 1) * sizeof *regles);
	size_t retenues = 0;

	for (size_t i = 0; i < n; i++)
		if (regle_en_vigueur(&v[i], p->fenetre_debut))
			regles[retenues++] = regle_de(&v[i]);
	p->regles = regles;
	p->n_regles = retenues;
}

enum err regles_en_vigueur(struct db *db, int64_t version, struct arena *a, struct parametres *p)
{
	const struct regle_fait *v;
	size_t n;
	enum err err = regles_connues(db, version, a, &v, &n);

	if (!err)
		regles_appliquer(v, n, a, p);
	return err;
}
