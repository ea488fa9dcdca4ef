/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * histoire.c - the rows of one offre, now and before
 */
#include "parcoursup/histoire.h"

#include "base/date.h"
#include "parcoursup/parties.h"
#include "parcoursup/succession.h"

static const struct sql SQL_OFFRE = SQL_FIXE(
	"SELECT cle, intitule FROM offre WHERE numero = $1 AND du_version <= $2 UNION ALL SELECT cle, intitule FROM offre_passe WHERE "
	"numero = $1 AND du_version <= $2 AND au_version > $2");
static const struct sql SQL_MOUVEMENTS = SQL_FIXE(
	"SELECT v.connu_le, s.statut, s.motif, s.precisions, s.acteur, s.decision FROM (SELECT statut, motif, precisions, acteur, decision, "
	"du_version FROM statut WHERE campagne = $1 AND offre = $2 AND du_version <= $3 UNION ALL SELECT statut, motif, precisions, "
	"acteur, decision, du_version FROM statut_passe WHERE campagne = $1 AND offre = $2 AND du_version <= $3) AS s JOIN version AS v ON "
	"v.numero = s.du_version ORDER BY s.du_version");

/* Since when « Certifiée »: the first version after the last one that was not. */
static const struct sql SQL_CERTIFIEE = SQL_FIXE(
	"SELECT v.connu_le FROM version AS v JOIN (SELECT MIN(f.du_version) AS premiere FROM (SELECT du_version, certifiee FROM formation WHERE "
	"campagne = $1 AND code = $2 UNION ALL SELECT du_version, certifiee FROM formation_passe WHERE campagne = $1 AND code = $2) AS f "
	"WHERE f.certifiee = 1 AND f.du_version <= $3 AND f.du_version > COALESCE((SELECT MAX(g.du_version) FROM (SELECT du_version, "
	"certifiee FROM formation WHERE campagne = $1 AND code = $2 UNION ALL SELECT du_version, certifiee FROM formation_passe WHERE "
	"campagne = $1 AND code = $2) AS g WHERE g.certifiee = 0 AND g.du_version <= $3), -1)) AS p ON v.numero = p.premiere");
/* The last that was known of an offre, gone ones too. */
static const struct sql SQL_VOISINE = SQL_FIXE(
	"SELECT cle, intitule, du_version FROM offre WHERE numero = $1 AND du_version <= $2 UNION ALL SELECT cle, intitule, du_version FROM "
	"offre_passe WHERE numero = $1 AND du_version <= $2 ORDER BY 3 DESC LIMIT 1");

/* It is there no more: what was known last, and how it went. */
static enum err lire_partie(struct db *db, const struct vue *vue, struct arena *a,
			    struct parcours *p)
{
	struct offre_disparue d;
	const enum err err = offre_disparue(
		db, vue, str_of(arena_printf(a, "%lld", (long long)p->offre)), a, &d);

	if (err)
		return err == E_ABSENT ? OK : err;
	p->cle = d.cle;
	p->intitule = d.intitule;
	p->partie_le = d.disparue_le;
	p->partie_raison = partie_raison(a, &d);
	p->partie_acteur = partie_acteur(&d);
	return OK;
}

static enum err lire_offre(struct db *db, const struct vue *vue, struct arena *a,
			   struct parcours *p)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_OFFRE, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, p->offre);
	stmt_int(st, 2, vue->courante ? INT64_MAX : vue->version);
	if (!(err = stmt_step(st, &row)) && row) {
		p->cle = arena_str(a, col_text(st, 0));
		p->intitule = arena_str(a, col_text(st, 1));
	}
	stmt_free(st);
	return err || row ? err : lire_partie(db, vue, a, p);
}

/* A row where neither the statut nor the motif changed is no move: a night in which nothing happened leaves no trace. */
static bool bouge(const struct parcours *p, const struct statut_fait *f)
{
	const struct statut_fait *d;

	if (!p->n_mouvements)
		return true;
	d = &p->mouvements[p->n_mouvements - 1].fait;
	return d->statut != f->statut || !str_eq(d->motif, f->motif) ||
	       !str_eq(d->precisions, f->precisions);
}

static enum err lire_mouvements(struct db *db, int64_t version, struct arena *a, struct parcours *p)
{
	struct stmt *st;
	bool row;
	enum err err = db_prepare(db, SQL_MOUVEMENTS, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, p->campagne);
	stmt_int(st, 2, p->offre);
	stmt_int(st, 3, version);
	while (!(err = stmt_step(st, &row)) && row) {
		struct statut_fait f = {.motif = arena_str(a, col_text(st, 2)),
					.precisions = arena_str(a, col_text(st, 3)),
					.acteur = arena_str(a, col_text(st, 4))};
		int64_t instant = 0;

		(void)statut_lu(col_text(st, 1), &f.statut);
		(void)instant_lire(col_text(st, 0), &instant);
		if (bouge(p, &f) && p->n_mouvements < PARCOURS_MOUVEMENTS_MAX)
			p->mouvements[p->n_mouvements++] =
				(struct parcours_mouvement){instant_date_paris(instant), f};
	}
	stmt_free(st);
	return err;
}

static enum err lire_certifiee(struct db *db, int64_t version, struct parcours *p)
{
	struct stmt *st;
	int64_t instant;
	bool row;
	enum err err = db_prepare(db, SQL_CERTIFIEE, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, p->campagne);
	stmt_text(st, 2, p->formation.code);
	stmt_int(st, 3, version);
	if (!(err = stmt_step(st, &row)) && row && instant_lire(col_text(st, 0), &instant))
		p->certifiee_le = instant_date_paris(instant);
	stmt_free(st);
	return err;
}

/* A formation of the same place and diploma that waits for a person to say which offre it is, or whose own offre is not importable any more. */
static bool possible(const struct formation *f)
{
	return f->lien == LIEN_PLUSIEURS || (f->offre && !f->certifiee);
}

static enum err lire_possible(struct db *db, const struct parcours_demande *d, int64_t version,
			      struct arena *a, struct parcours *p)
{
	struct formations f = {0};
	enum err err = OK;

	if (d->uai.n && d->cfd.n)
		err = formations_du_lieu(db, p->campagne, version, d->uai, d->cfd, a, &f);
	for (size_t i = 0; !err && i < f.liste.n && !p->a_possible; i++)
		if (possible(&f.liste.v[i])) {
			p->a_possible = true;
			p->possible = f.liste.v[i];
		}
	formations_liberer(&f);
	return err;
}

/* The list of N-1 gave it the clé of this offre, and a person has to say which offre it is. */
static bool revendique(const struct parcours *p, const struct formation *f)
{
	return p->cle.n && f->lien == LIEN_PLUSIEURS && str_eq(f->col[FT_CLE_AVANT], p->cle);
}

/* Or the one that had in N-1 the clé of an offre that is gone. */
static bool sienne(const struct parcours *p, const struct formation *f)
{
	return f->offre == p->offre ||
	       (p->partie_le && !f->offre && str_eq(f->col[FT_CLE_AVANT], p->cle));
}

static enum err lire_formation(struct db *db, const struct parcours_demande *d, int64_t version,
			       struct arena *a, struct parcours *p)
{
	struct formations f;
	enum err err = formations_siennes(db, p->campagne, version, p->offre, p->cle, a, &f);

	for (size_t i = 0; !err && i < f.liste.n; i++) {
		const struct formation *une = &f.liste.v[i];

		if (sienne(p, une) &&
		    (!p->a_formation || str_cmp(une->code, p->formation.code) < 0)) {
			p->a_formation = true;
			p->formation = *une;
		} else if (!p->a_possible && revendique(p, une)) {
			p->a_possible = true;
			p->possible = *une;
		}
	}
	formations_liberer(&f);
	if (err)
		return err;
	if (p->a_formation) {
		p->a_possible = false;
		return p->formation.certifiee ? lire_certifiee(db, version, p) : OK;
	}
	return p->a_possible ? OK : lire_possible(db, d, version, a, p);
}

static enum err lire_voisine(struct db *db, int64_t version, struct arena *a,
			     struct parcours_voisine *v)
{
	struct stmt *st;
	bool row;
	enum err err;

	if (!v->numero)
		return OK;
	if ((err = db_prepare(db, SQL_VOISINE, 0, &st)))
		return err;
	stmt_int(st, 1, v->numero);
	stmt_int(st, 2, version);
	if (!(err = stmt_step(st, &row)) && row) {
		v->cle = arena_str(a, col_text(st, 0));
		v->intitule = arena_str(a, col_text(st, 1));
	}
	stmt_free(st);
	return err;
}

static enum err lire_succession(struct db *db, int64_t version, struct arena *a, struct parcours *p)
{
	struct succession_lue s;
	enum err err = succession_lire(db, p->offre, version, &s);

	if (err)
		return err;
	p->remplace.numero = s.remplace;
	p->remplacee_par.numero = s.remplacee_par;
	if ((err = lire_voisine(db, version, a, &p->remplace)))
		return err;
	return lire_voisine(db, version, a, &p->remplacee_par);
}

enum err parcours_lire(struct db *db, const struct parcours_demande *demande, struct arena *a,
		       struct parcours *ret)
{
	const struct vue *vue = demande->vue;
	const int64_t version = vue->courante ? INT64_MAX : vue->version;
	struct migration_faite faite;
	enum err err;

	*ret = (struct parcours){
		.campagne = demande->campagne, .offre = demande->offre, .partie_raison = ""};
	err = migration_derniere(db, demande->campagne, version, &faite);
	if (err && err != E_ABSENT)
		return err;
	if (!err) {
		ret->migree = true;
		ret->migree_le = instant_date_paris(faite.instant);
		ret->au_fil = faite.au_fil;
	}
	(void)((err = lire_offre(db, vue, a, ret)) ||
	       (err = statut_lire(db, ret->campagne, ret->offre, version, a, &ret->statut)) ||
	       (err = lire_mouvements(db, version, a, ret)) ||
	       (err = lire_formation(db, demande, version, a, ret)) ||
	       (err = lire_succession(db, version, a, ret)));
	return err;
}

const char *parcours_phrase(struct arena *a, const struct parcours *p)
{
	const struct formation *f = &p->formation;

	if (!p->migree)
		return arena_printf(
			a,
			"La migration de la campagne %d n'a pas encore été faite : aucune formation n'est « Certifiée ».",
			p->campagne);
	if (!p->a_formation)
		return "Cette offre n'a pas de formation dans Parcoursup.";
	if (f->certifiee)
		return arena_printf(a, "Formation %.*s%s%.*s : « Certifiée », liée %s.",
				    STR_FMT(f->code), f->col[FT_NOM].n ? ", " : "",
				    STR_FMT(f->col[FT_NOM]), lien_libelle(f->lien));
	return arena_printf(a, "Formation %.*s%s%.*s : sans « Certifiée ». %.*s", STR_FMT(f->code),
			    f->col[FT_NOM].n ? ", " : "", STR_FMT(f->col[FT_NOM]),
			    STR_FMT(f->detail));
}

static void jour_json(struct json_out *j, const char *cle, int jour)
{
	char texte[11];

	json_cle(j, cle);
	if (jour) {
		date_iso_texte(jour, texte);
		json_texte(j, str_of(texte));
	} else {
		json_rien(j);
	}
}

static void statut_json(struct json_out *j, const struct statut_fait *s)
{
	json_champ(j, "statut", str_of(statut_code(s->statut)));
	json_champ(j, "libelle", str_of(statut_libelle(s->statut)));
	json_champ(j, "motif", s->motif);
	json_champ(j, "precision", s->precisions);
	json_champ(j, "acteur", s->acteur);
}

static void formation_json(struct json_out *j, const struct parcours *p)
{
	json_cle(j, "formation");
	if (!p->a_formation) {
		json_rien(j);
		return;
	}
	json_objet(j);
	json_champ(j, "code", p->formation.code);
	json_champ(j, "uai", p->formation.col[FT_UAI]);
	json_champ(j, "type", p->formation.col[FT_TYPE]);
	json_champ(j, "domaine", p->formation.col[FT_DOMAINE]);
	json_champ(j, "specialite", p->formation.col[FT_SPECIALITE]);
	json_champ(j, "lien", str_of(lien_code(p->formation.lien)));
	json_champ_bool(j, "certifiee", p->formation.certifiee);
	jour_json(j, "certifiee_le", p->certifiee_le);
	json_champ(j, "motif", p->formation.detail);
	json_champ(j, "parametrage", p->formation.col[FT_PARAMETRAGE]);
	json_fin_objet(j);
}

static void voisine_json(struct json_out *j, const char *cle, const struct parcours_voisine *v)
{
	json_cle(j, cle);
	if (!v->numero) {
		json_rien(j);
		return;
	}
	json_objet(j);
	json_champ_entier(j, "id", v->numero);
	json_champ(j, "cle", v->cle);
	json_champ(j, "intitule", v->intitule);
	json_fin_objet(j);
}

void parcours_champs(const struct parcours *p, struct arena *a, struct json_out *j)
{
	jour_json(j, "migration", p->migree ? p->migree_le : 0);
	statut_json(j, &p->statut);
	json_champ(j, "decision", str_of(statut_decision_code(p->statut.decision)));
	json_champ(j, "code_parcoursup", p->statut.code);
	jour_json(j, "perdue_le", p->statut.perdue_le);
	formation_json(j, p);
	json_champ(j, "formation_possible", p->a_possible ? p->possible.code : STR_VIDE);
	voisine_json(j, "remplace", &p->remplace);
	voisine_json(j, "remplacee_par", &p->remplacee_par);
	json_champ(j, "phrase", str_of(parcours_phrase(a, p)));
}

void parcours_json(const struct parcours *p, struct arena *a, struct buf *out)
{
	struct json_out j;

	json_init(&j, out, 2);
	json_objet(&j);
	json_champ_entier(&j, "campagne", p->campagne);
	json_champ_entier(&j, "offre", p->offre);
	json_champ(&j, "cle", p->cle);
	parcours_champs(p, a, &j);
	json_cle(&j, "histoire");
	json_liste(&j);
	for (size_t i = 0; i < p->n_mouvements; i++) {
		json_objet(&j);
		jour_json(&j, "date", p->mouvements[i].jour);
		statut_json(&j, &p->mouvements[i].fait);
		json_fin_objet(&j);
	}
	json_fin_liste(&j);
	json_fin_objet(&j);
	buf_char(out, '\n');
}
