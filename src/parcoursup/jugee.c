/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jugee.c - one pass of the rules, and what is kept of each verdict
 */
#include "parcoursup/jugee.h"

#include "regle/codes.h"

struct passe {
	struct arena *a;
	const struct parametres *parametres;
	struct jugees *ret;
};

/* The first thing that forbids the import, in the order of phrase_motif. */
struct raison_premiere {
	const char *code;
	enum acteur acteur;
};

static struct raison_premiere du_critere(struct arena *a, const struct verdict *v, int i)
{
	return (struct raison_premiere){arena_printf(a, "critere:%d", i + 1),
					raison_acteur(v->critere[i].raison)};
}

static struct raison_premiere raison_premiere(struct arena *a, const struct verdict *v)
{
	static const int ENSUITE[] = {2, 6};

	if (v->importable)
		return (struct raison_premiere){"", ACTEUR_PERSONNE};
	if (v->classification == CLASSIFICATION_NON_AFFICHEE)
		return (struct raison_premiere){"non_affichee",
						raison_acteur(v->critere[0].raison)};
	for (int m = 0; m < MENTION__MAX; m++)
		if (v->mention_manque[m])
			return (struct raison_premiere){
				arena_printf(a, "mention:%s", mention_code((enum mention)m)),
				mention_acteur((enum mention)m)};
	for (int i = 0; i < CRITERES; i++)
		if (v->bloquant[i] && v->critere[i].avis == AVIS_NON_CONFORME)
			return du_critere(a, v, i);
	for (int i = 0; i < 2; i++)
		if (v->critere[ENSUITE[i]].avis != AVIS_CONFORME)
			return du_critere(a, v, ENSUITE[i]);
	return (struct raison_premiere){"uai", raison_acteur(v->uai.raison)};
}

/* What a person has to look at before it goes to Parcoursup. */
static const char *doute(struct arena *a, const struct verdict *v)
{
	for (int i = 3; v->importable && i <= 5; i++)
		if (v->critere[i].avis == AVIS_A_VERIFIER)
			return phrase_constat(a, i + 1, &v->critere[i]).fait;
	return "";
}

/* formats.md 5.4: a MEF is only sent when there is exactly one. */
static struct str mef_unique(const struct dossier *d, const struct parametres *p)
{
	const struct certification *c = d->certification;
	const int duree = petit_entier(str_trim(d->duree)),
		  annee = petit_entier(str_trim(d->annee));
	struct str ret = STR_VIDE;

	for (size_t i = 0; i < c->n_mefs; i++) {
		const struct mef *m = &c->mefs[i];

		if (!regle_mef_informatif(m, p) || m->duree != duree ||
		    (annee > 0 && annee < 9 && m->annee != annee))
			continue;
		if (ret.n)
			return STR_VIDE;
		ret = m->code;
	}
	return ret;
}

/* « What is wrong. Who does what. » */
static const char *dit(struct arena *a, int numero, const struct constat *c, enum acteur *qui)
{
	const struct phrase p = phrase_constat(a, numero, c);

	*qui = p.acteur;
	return arena_printf(a, "%s%s%s%s%s%s", p.fait, p.vu[0] ? " Vu : " : "", p.vu,
			    p.vu[0] ? "." : "", p.remede[0] ? " " : "", p.remede);
}

/* The registration or the diploma that ends too early for the session, whether that forbids the import or is only told. */
static void fin_rncp(struct arena *a, const struct verdict *v, struct jugee *o)
{
	static const int64_t DEBUT = 100000000; /* a periode is AAAAMMJJAAAAMMJJ */
	const struct constat *c = &v->critere[4];
	int numero = 5;

	for (size_t i = 0; i < v->n_signalements; i++)
		if (v->signalements[i].raison == RAISON_SIGNAL_RNCP_AVANT_FIN) {
			c = &v->signalements[i];
			numero = 0;
		}
	switch (c->raison) {
	case RAISON_RNCP_CFD_FERME:
	case RAISON_RNCP_EXPIRE_AVANT_DEBUT:
	case RAISON_RNCP_EXPIRE_AVANT_FIN:
	case RAISON_RNCP_SESSION_SANS_FIN:
	case RAISON_SIGNAL_RNCP_AVANT_FIN:
		o->rncp_fin = (int)c->nombre[1];
		o->rncp_avant_debut = c->nombre[1] < c->nombre[2] / DEBUT;
		o->rncp_phrase = dit(a, numero, c, &o->rncp_acteur);
		break;
	default:
		break;
	}
}

static enum err recevoir(void *ctx, const struct offre_lue *lue, const struct verdict *v)
{
	struct passe *p = ctx;
	const struct dossier *d = &lue->dossier;
	const struct certification *c = d->certification;
	struct arena *a = p->a;
	const struct raison_premiere raison = raison_premiere(a, v);
	const struct str annee = str_trim(d->annee);

	struct jugee *o = VEC_PUSH(&p->ret->liste);
	enum acteur qui;

	*o = (struct jugee){
		.numero = d->offre,
		.du_version = lue->du_version,
		.cle = arena_str(a, d->cle),
		.intitule = arena_str(a, d->intitule),
		.uai = arena_str(a, d->uai),
		.cfd = arena_str(a, c->cfd),
		.diplome = c->diplome ? arena_str(a, c->diplome->libelle) : STR_VIDE,
		.fiche = c->fiche ? arena_str(a, c->fiche->intitule) : STR_VIDE,
		.rncp = c->rncp,
		.annee = arena_str(a, annee),
		.mef = arena_str(a, mef_unique(d, p->parametres)),
		.region = arena_str(a, lue->region),
		.academie = arena_str(a, d->academie),
		.ville = arena_str(a, d->ville),
		.formateur = arena_str(a, lue->fait.col[OC_nom_formateur]),
		.importable = v->importable,
		.attend_saio = v->attend_saio,
		.entree = annee.n != 1 || annee.p[0] < '2' || annee.p[0] > '5',
		.perimetre = v->perimetre,
		.raison = phrase_motif(a, v),
		.doute = doute(a, v),
		.raison_code = raison.code,
		.acteur = raison.acteur,
		.session = v->critere[6].avis == AVIS_CONFORME,
		.qualiopi = v->critere[1].avis == AVIS_CONFORME,
		.qualiopi_phrase = "",
		.rncp_phrase = "",
	};
	if (v->critere[1].avis == AVIS_NON_CONFORME)
		o->qualiopi_phrase = dit(a, 2, &v->critere[1], &qui);
	fin_rncp(a, v, o);
	return OK;
}

enum err jugees_lire(struct db *db, const struct jugees_demande *demande, struct arena *a,
		     struct jugees *ret)
{
	struct passe p = {a, &demande->campagne->parametres, ret};
	const struct verdicts_puits puits = {recevoir, &p};
	struct verdicts_bilan bilan;

	*ret = (struct jugees){0};
	if (demande->garder && !demande->seule)
		return verdicts_garder(db, demande->vue, demande->campagne, puits, &bilan);
	return verdicts_juger(db,
			      &(struct verdicts_demande){.vue = demande->vue,
							 .campagne = demande->campagne,
							 .seule = demande->seule},
			      puits, &bilan);
}

void jugees_liberer(struct jugees *j)
{
	VEC_FREE(&j->liste);
}

const struct jugee *jugee_trouver(const struct jugees *j, int64_t numero)
{
	size_t bas = 0, haut = j->liste.n;

	while (bas < haut) {
		const size_t milieu = bas + (haut - bas) / 2;

		if (j->liste.v[milieu].numero < numero)
			bas = milieu + 1;
		else
			haut = milieu;
	}
	return bas < j->liste.n && j->liste.v[bas].numero == numero ? &j->liste.v[bas] : NULL;
}
