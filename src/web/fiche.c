/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fiche.c - what the templates of the fiche say in more than a word
 */
#include "web/fiche.h"

#include "explication/disparition.h"
#include "referentiel/memoire.h"
#include "regle/codes.h"
#include "web/parametre.h"
#include "web/ui_parcours.h"

enum { ADRESSE_MAX = 32 * 1024 };

const char *fiche_organisme(const struct explication *x)
{
	const struct str *col = x->offre->fait.col;
	const struct str responsable = col[OC_nom_responsable], formateur = col[OC_nom_formateur];

	if (!responsable.n)
		return arena_printf(x->a, "SIRET %.*s",
				    STR_FMT(x->offre->dossier.responsable.siret_vu));
	if (!formateur.n || str_eq(formateur, responsable))
		return arena_cstr(x->a, responsable);
	return arena_printf(x->a, "%.*s, formation donnée par %.*s", STR_FMT(responsable),
			    STR_FMT(formateur));
}

const char *fiche_lieu(const struct explication *x)
{
	const struct dossier *d = &x->offre->dossier;
	const struct str academie = academie_nom(d->academie);
	const char *ville = d->a_distance ? "Formation à distance"
			    : code_renseigne(d->ville)
				    ? arena_printf(x->a, "%.*s %.*s", STR_FMT(d->code_postal),
						   STR_FMT(d->ville))
				    : "Lieu non renseigné";

	return academie.n ? arena_printf(x->a, "%s, académie de %.*s", ville, STR_FMT(academie))
			  : ville;
}

enum ui_ton fiche_ton(const struct explication *x)
{
	const struct verdict *v = x->verdict;

	if (v->importable)
		return v->attend_saio ? UI_DOUTE : UI_BON;
	/* out of the perimeter is no fault */
	if (v->classification == CLASSIFICATION_REGLEMENTAIRE &&
	    v->critere[2].avis == AVIS_NON_CONFORME)
		return UI_HORS;
	return UI_MAUVAIS;
}

static const struct constat *constat_de(const struct explication *x, int numero)
{
	return numero ? &x->verdict->critere[numero - 1] : &x->verdict->uai;
}

static bool conforme(const struct constat *c)
{
	return c->avis == AVIS_CONFORME || c->avis == AVIS_SANS_OBJET;
}

int fiche_conformes(const struct explication *x)
{
	int n = 0;

	for (int i = 0; i <= CRITERES; i++)
		n += conforme(constat_de(x, i));
	return n;
}

const char *fiche_texte_conformes(const struct explication *x, int n)
{
	return n == 1 ? "Un point conforme" : arena_printf(x->a, "Les %d points conformes", n);
}

void fiche_constat(struct buf *out, const struct explication *x, int numero, bool conformes)
{
	const struct constat *c = constat_de(x, numero);
	const struct preuve p = explication_preuve(x, numero, c);

	if (conforme(c) != conformes)
		return;
	ui_constat(out,
		   &(struct ui_constat){
			   .avis = c->avis,
			   .numero = numero,
			   .titre = p.titre,
			   .preuve = p.fait[0] ? arena_printf(x->a, "%s %s", p.fait, p.vu) : p.vu,
			   .remede = p.remede[0] ? p.remede : NULL,
		   });
}

void fiche_parcours(struct buf *out, const struct explication *x)
{
	static const enum ui_etape_etat ETATS[ETAPE_ETAT__MAX] = {
		[ETAPE_FAITE] = UI_ETAPE_FAITE,
		[ETAPE_BLOQUEE] = UI_ETAPE_BLOQUEE,
		[ETAPE_ATTENTE] = UI_ETAPE_EN_COURS,
		[ETAPE_A_VENIR] = UI_ETAPE_A_VENIR,
	};
	struct ui_etape v[ETAPES];

	for (int i = 0; i < ETAPES; i++) {
		const struct etape *e = &x->parcours[i];

		v[i] = (struct ui_etape){
			.etat = ETATS[e->etat], .titre = e->nom, .texte = e->texte};
	}
	ui_etapes(out, v, ETAPES);
}

/* The base as this request sees it. */
static struct etude *etude_de(struct visite *v)
{
	struct etude *e = arena_alloc(v->a, sizeof *e);

	*e = (struct etude){.db = v->salle->db,
			    .arena = v->a,
			    .vue = v->salle->vue,
			    .campagne = v->salle->campagne,
			    .jour = photo_jour(v->photo)};
	return e;
}

enum err fiche_expliquer(struct visite *v, int64_t numero, struct explication *ret)
{
	struct explication_demande *d = arena_alloc(v->a, sizeof *d);

	*d = (struct explication_demande){.offre = numero,
					  .referentiels = v->salle->referentiels,
					  .sources = &v->salle->sources};
	*ret = (struct explication){0};
	return explication_lire(etude_de(v), d, ret);
}

void fiche_finir(struct explication *x)
{
	explication_liberer(x);
}

const char *fiche_disparue(struct visite *v, struct str cle)
{
	const struct etude *e = etude_de(v);
	struct disparition d;

	if (disparition_lire(e, cle, &d))
		return "";
	return arena_printf(v->a, "« %.*s » : %s %s", STR_FMT(d.offre.intitule),
			    disparition_raison(e, &d), disparition_suite(e, &d));
}

/* Digits, and a number of ours. */
static bool numero_de(struct str s, int64_t *ret)
{
	uint64_t n;

	if (!str_to_uint(s, &n) || n > INT32_MAX)
		return false;
	*ret = (int64_t)n;
	return true;
}

/* Its address was kept, or sent, while it was declared: the page says what became of it. */
static void refuser(struct visite *v, int statut)
{
	const char *disparue = statut == 404 ? fiche_disparue(v, v->q->variables[0]) : "";

	visite_statut(v, statut);
	if (disparue[0])
		page_fiche_disparue(v->out, disparue, visite_etat(v));
}

void fiche_offre(struct visite *v)
{
	struct explication x;
	int64_t numero;
	enum err err;

	if (!numero_de(v->q->variables[0], &numero)) {
		visite_statut(v, 404);
		return;
	}
	err = fiche_expliquer(v, numero, &x);
	if (err)
		refuser(v, err == E_ABSENT ? 404 : 503);
	else
		page_fiche(v->out, &(struct fiche_modele){&x, photo_offre(v->photo, numero),
							  visite_etat(v)});
	fiche_finir(&x);
}

/* « /offres?cle=… »: the address that other programs can make. */
void fiche_par_cle(struct visite *v)
{
	const struct str cle = http_champ(v->q->parametres, "cle", NULL);
	int64_t numero;

	if (cle.n && !offre_trouver(v->salle->db, &v->salle->vue, str_trim(cle), &numero)) {
		visite_rediriger(v, arena_printf(v->a, "/offres/%lld", (long long)numero));
	} else if (cle.n) {
		AUTO_BUF b = {0};

		buf_init(&b, ADRESSE_MAX);
		buf_cstr(&b, "/ou-en-est?q=");
		adresse_valeur(&b, str_trim(cle));
		visite_rediriger(v, arena_cstr(v->a, buf_view(&b)));
	} else {
		visite_rediriger(v, "/ou-en-est");
	}
}
