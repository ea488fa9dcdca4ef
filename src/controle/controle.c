/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * controle.c - records through the preparation and the rules; nothing is written in the base
 */
#include "controle/controle.h"

#include "base/empreinte.h"
#include "base/limites.h"
#include "import/preparer.h"
#include "regle/codes.h"

static const struct {
	const char *code, *signe, *libelle;
} AVIS[CONTROLE__MAX] = {
	[CONTROLE_CONFORME] = {"conforme", "✔", "Conforme"},
	[CONTROLE_ATTEND] = {"a_verifier", "?", "À vérifier"},
	[CONTROLE_A_CORRIGER] = {"a_corriger", "✖", "À corriger"},
	[CONTROLE_HORS_PERIMETRE] = {"hors_perimetre", "–", "Hors périmètre"},
};

const char *controle_avis_code(enum controle_avis a)
{
	return AVIS[a].code;
}

const char *controle_avis_signe(enum controle_avis a)
{
	return AVIS[a].signe;
}

const char *controle_avis_libelle(enum controle_avis a)
{
	return AVIS[a].libelle;
}

struct str controle_organisme(const struct controle_offre *o)
{
	const struct str *col = o->fait->col;

	return col[OC_nom_formateur].n ? col[OC_nom_formateur] : col[OC_nom_responsable];
}

struct str controle_ville(const struct controle_offre *o)
{
	return code_renseigne(o->dossier->ville) ? o->dossier->ville : STR_VIDE;
}

void controle_init(struct controle *c, struct db *db, struct referentiels *r,
		   const struct parametres *parametres, struct controle_puits puits)
{
	*c = (struct controle){.db = db,
			       .referentiels = r,
			       .parametres = parametres,
			       .puits = puits,
			       .arena = arena_new(0)};
}

void controle_liberer(struct controle *c)
{
	preparer_fermer(c->preparation);
	index64_free(&c->cles);
	arena_free(c->arena);
}

int64_t controle_total(const struct controle *c)
{
	int64_t n = 0;

	for (int i = 0; i < CONTROLE__MAX; i++)
		n += c->offres[i];
	return n;
}

static enum controle_avis avis_de(const struct verdict *v)
{
	const bool parcoursup = v->critere[2].avis == AVIS_CONFORME;
	const bool uai = v->uai.avis == AVIS_CONFORME || v->uai.raison == RAISON_UAI_ABSENT;

	if (v->classification != CLASSIFICATION_REGLEMENTAIRE)
		return CONTROLE_A_CORRIGER;
	if (!parcoursup && v->critere[2].avis == AVIS_NON_CONFORME)
		return CONTROLE_HORS_PERIMETRE;
	if (!parcoursup || v->critere[6].avis != AVIS_CONFORME || !uai)
		return CONTROLE_A_CORRIGER;
	return v->importable && !v->attend_saio ? CONTROLE_CONFORME : CONTROLE_ATTEND;
}

static enum err recevoir_offre(void *ctx, const struct offre_fait *fait, struct str textes,
			       uint32_t ligne)
{
	struct controle *c = ctx;
	struct controle_offre o = {
		.fait = fait, .ligne = ligne, .fichier = c->fichier, .a = c->arena};
	struct action actions[ACTIONS_MAX];
	struct dossier d;
	struct verdict v;
	uint32_t *deja;
	enum err err;

	(void)textes;
	arena_reset(c->arena);
	if ((err = dossier_faire(c->referentiels, fait, c->arena, &d)))
		return err;
	regle_verdict(&d, c->parametres, &v);
	deja = index64_put(&c->cles, (uint64_t)empreinte_record(fait->cle));
	o.dossier = &d;
	o.verdict = &v;
	o.doublon_de = *deja;
	o.avis = *deja ? CONTROLE_A_CORRIGER : avis_de(&v);
	o.n_actions = verdict_actions(c->arena, &v, actions);
	o.actions = actions;
	c->doublons += *deja != 0;
	if (!*deja)
		*deja = ligne;
	c->offres[o.avis]++;
	return c->puits.offre(c->puits.ctx, &o);
}

static enum err recevoir_autre(void *ctx, const struct record *r)
{
	struct controle *c = ctx;
	uint64_t n;

	if (r->kind == RECORD_ANOMALIE) {
		c->anomalies++;
		return c->puits.anomalie(c->puits.ctx, r, c->fichier);
	}
	if (r->kind == RECORD_BILAN && str_to_uint(r->champ[BILAN_ECARTES], &n))
		c->ecartes += (int64_t)n;
	return OK;
}

struct puits controle_flux(struct controle *c, const char *fichier, enum format f)
{
	preparer_fermer(c->preparation);
	c->fichier = fichier;
	c->preparation =
		preparer_ouvrir((struct preparation_puits){recevoir_offre, recevoir_autre, c});
	return preparer_entree(c->preparation, f);
}

/* The first bytes of a lot: only a feed of offers is checked. */
static enum err ouvrir(const char *debut, size_t n, struct flux_entree entree, struct lecteur **ret,
		       struct incident *inc)
{
	const enum format f = format_reconnaitre(debut, n < FORMAT_DEBUT ? n : FORMAT_DEBUT);

	if (!format_lisible(f))
		return format_refus(f, inc);
	if (!format_est_flux(f)) {
		incident_set(inc, E_INVALIDE, "C'est un référentiel (%s), pas un flux d'offres.",
			     format_libelle(f));
		incident_remede(
			inc,
			"« relais check » contrôle des flux ; « relais import » lit les référentiels.");
		return E_INVALIDE;
	}
	*ret = format_ouvrir(f, entree.entree(entree.ctx, f));
	return OK;
}

/* The whole file through the reader. */
static enum err parcourir(struct contenu *contenu, struct flux_entree entree, struct incident *inc)
{
	char morceau[LIMITE_LECTURE];
	struct lecteur *l = NULL;
	size_t n;
	enum err err;

	do {
		err = contenu_lire(contenu, morceau, sizeof morceau, &n, inc);
		if (!err && !l)
			err = ouvrir(morceau, n, entree, &l, inc);
		if (!err && n)
			err = format_nourrir(l, morceau, n, inc);
	} while (!err && n);
	if (!err)
		err = format_fin(l, inc);
	format_fermer(l);
	return err;
}

enum err controle_lire(const struct lot *lot, struct archive_gardee *garde,
		       struct flux_entree entree, struct incident *inc)
{
	struct contenu *contenu;
	enum err err;

	if (lot->refuse || lot->laisse) {
		*inc = lot->inc;
		return E_INVALIDE;
	}
	if ((err = contenu_ouvrir_dans(lot->pieces, garde, &contenu, inc)))
		return err;
	err = parcourir(contenu, entree, inc);
	contenu_fermer(contenu);
	return err;
}

struct flux_d_un_lot {
	struct controle *c;
	const char *nom;
};

static struct puits entrer(void *ctx, enum format f)
{
	const struct flux_d_un_lot *l = ctx;

	return controle_flux(l->c, l->nom, f);
}

enum err controle_lot(struct controle *c, const struct lot *lot, struct archive_gardee *garde,
		      struct incident *inc)
{
	struct flux_d_un_lot l = {c, lot->nom};
	const enum err err = controle_lire(lot, garde, (struct flux_entree){entrer, &l}, inc);

	if (err && !inc->message[0])
		*inc = *db_incident(c->db);
	return err;
}
