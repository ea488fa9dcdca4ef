/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lecture.c - from a path to a spool of ready records
 */
#include "import/lecture.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/comprime.h"
#include "base/index64.h"
#include "base/limites.h"
#include "base/mem.h"
#include "format/anomalie.h"
#include "import/preparer.h"
#include "referentiel/fiches.h"
#include "referentiel/memoire.h"
#include "referentiel/texte.h"
#include "regle/codes.h"

enum { REGIONS_MAX = 32 };

struct region {
	char code[4];
	int64_t n;
};

/* The state of one reading. */
struct atelier {
	struct lecture *l;
	struct preparation *preparation;
	struct region regions[REGIONS_MAX];
	/* texts */
	struct index64 blocs; /* those already in the spool */
	struct buf dernier_bloc; /* the last one, because neighbours often share it */
	unsigned char derniere_empreinte[EMPREINTE_TEXTE_TAILLE];
	struct buf comprime;
	/* a fiche being gathered */
	bool fiche;
	struct arena *arena;
	struct record tete;
	struct buf certificateurs, partenaires, textes;
	int saisies; /* UAIs typed by hand */
};

/* The fingerprint of a block, which goes to the spool the first time. Empty for an empty block. */
static enum err bloc(struct atelier *a, struct str texte, struct str *empreinte)
{
	struct record r = {.kind = RECORD_BLOC, .n = BLOC__MAX};
	uint64_t moitie;
	char taille[24];

	*empreinte = STR_VIDE;
	if (!texte.n)
		return OK;
	*empreinte = (struct str){(const char *)a->derniere_empreinte, EMPREINTE_TEXTE_TAILLE};
	if (str_eq(texte, buf_view(&a->dernier_bloc)))
		return OK;
	buf_reset(&a->dernier_bloc);
	buf_str(&a->dernier_bloc, texte);
	empreinte_texte(texte, a->derniere_empreinte);
	memcpy(&moitie, a->derniere_empreinte, sizeof moitie);
	uint32_t *vu = index64_put(&a->blocs, moitie ? moitie : 1);
	if (*vu)
		return OK;
	*vu = 1;
	buf_reset(&a->comprime);
	comprime(texte, &a->comprime);
	(void)snprintf(taille, sizeof taille, "%zu", texte.n);
	r.champ[BLOC_EMPREINTE] = *empreinte;
	r.champ[BLOC_TAILLE] = str_of(taille);
	r.champ[BLOC_OCTETS] = buf_view(&a->comprime);
	return spool_ecrire(a->l->spool, &r);
}

static void compter_region(struct atelier *a, struct str code)
{
	for (int i = 0; code.n && code.n < sizeof a->regions[0].code && i < REGIONS_MAX; i++) {
		struct region *r = &a->regions[i];

		if (!r->n)
			memcpy(r->code, code.p, code.n);
		if (str_eq(str_of(r->code), code)) {
			r->n++;
			return;
		}
	}
}

/* The spool of the offers whose clé is composed, made at the first one. */
static enum err ouvrir_composees(struct atelier *a, struct spool **ret)
{
	enum err err = OK;

	if (!a->l->composees)
		err = spool_ouvrir(&a->l->composees, &a->l->incident);
	if (!err)
		*ret = a->l->composees;
	return err;
}

static enum err recevoir_offre(void *ctx, const struct offre_fait *fait, struct str textes,
			       uint32_t ligne)
{
	struct atelier *a = ctx;
	struct record r = {.kind = RECORD_OFFRE_PRETE, .ligne = ligne, .n = PRETE__MAX};
	struct spool *spool = a->l->spool;
	enum err err = bloc(a, textes, &r.champ[PRETE_TEXTE]);

	_Static_assert(PRETE_TEXTE - PRETE_COLONNES == (int)OC__MAX,
		       "the columns of the table offre");
	if (err)
		return err;
	compter_region(a, fait->col[OC_region]);
	r.champ[PRETE_CLE] = fait->cle;
	memcpy(&r.champ[PRETE_COLONNES], fait->col, sizeof fait->col);
	r.champ[PRETE_COMPOSEE] = fait->cle_composee ? STR("1") : STR("0");
	r.champ[PRETE_SEULE] = fait->seule ? STR("1") : STR("0");
	if (fait->cle_composee && (err = ouvrir_composees(a, &spool)))
		return err;
	if ((err = spool_ecrire(spool, &r)))
		return err;
	a->l->offres++;
	for (size_t i = 0; !err && i < fait->n_sessions; i++) {
		struct record s = {.kind = RECORD_SESSION, .ligne = ligne, .n = SESSION__MAX};

		memcpy(s.champ, fait->sessions[i].col, sizeof fait->sessions[i].col);
		err = spool_ecrire(spool, &s);
	}
	return err;
}

/* The fiche that was being gathered is whole. */
static enum err vider_fiche(struct atelier *a)
{
	enum err err;

	if (!a->fiche)
		return OK;
	a->fiche = false;
	a->tete.kind = RECORD_FICHE_PRETE;
	a->tete.n = FICHE_PRETE__MAX;
	a->tete.champ[FICHE_CERTIFICATEURS] = buf_view(&a->certificateurs);
	a->tete.champ[FICHE_PARTENAIRES] = buf_view(&a->partenaires);
	if ((err = bloc(a, buf_view(&a->textes), &a->tete.champ[FICHE_TEXTE])))
		return err;
	return spool_ecrire(a->l->spool, &a->tete);
}

static void commencer_fiche(struct atelier *a, const struct record *r)
{
	arena_reset(a->arena);
	a->fiche = true;
	a->tete = *r;
	for (uint32_t i = 0; i < FICHE__MAX; i++)
		a->tete.champ[i] = arena_str(a->arena, r->champ[i]);
	const int numero = rncp_numero(r->champ[FICHE_NUMERO]);
	if (numero)
		a->tete.champ[FICHE_NUMERO] = str_of(arena_printf(a->arena, "RNCP%d", numero));
	buf_reset(&a->certificateurs);
	buf_reset(&a->partenaires);
	buf_reset(&a->textes);
}

static void garder_bilan(struct lecture *l, const struct record *r)
{
	uint64_t n = 0;

	(void)str_to_uint(r->champ[BILAN_LUS], &n);
	l->lus = (int64_t)n;
	n = 0;
	(void)str_to_uint(r->champ[BILAN_ECARTES], &n);
	l->ecartes = (int64_t)n;
	n = 0;
	(void)str_to_uint(r->champ[BILAN_SANS_CODE], &n);
	l->sans_code = (int64_t)n;
	(void)snprintf(l->encodage, sizeof l->encodage, "%.*s", STR_FMT(r->champ[BILAN_ENCODAGE]));
	(void)snprintf(l->date_fichier, sizeof l->date_fichier, "%.*s",
		       STR_FMT(r->champ[BILAN_DATE]));
}

/* Well formed, but for its letter: what is malformed was told by the reader. */
static bool uai_faux(struct str uai)
{
	return uai.n == 8 && str_digits(str_sub(uai, 1, 6)) && uai.p[7] >= 'A' && uai.p[7] <= 'Z' &&
	       !uai_valide(uai);
}

/* In Parcoursup's lists a wrong letter is a warning: temporary UAIs are in use there (formats.md 5.6). Each UAI is told once. */
static enum err signaler_uais(struct atelier *a, const struct record *f)
{
	static const enum champ_formation CHAMPS[] = {FORMATION_UAI, FORMATION_UAI_GESTION,
						      FORMATION_UAI_AFFECTATION};
	struct record r = {.kind = RECORD_ANOMALIE, .ligne = f->ligne, .n = ANOMALIE__MAX};
	struct str dite = STR_VIDE;
	enum err err = OK;

	r.champ[ANOMALIE_CODE] = str_of(anomalie_code(ANOMALIE_UAI_FAUX));
	for (size_t i = 0; !err && i < sizeof CHAMPS / sizeof *CHAMPS; i++) {
		const struct str uai = f->champ[CHAMPS[i]];

		if (!uai_faux(uai) || str_eq(uai, dite))
			continue;
		dite = uai;
		r.champ[ANOMALIE_REF] = f->champ[FORMATION_CODE_INSCRIPTION].n
						? f->champ[FORMATION_CODE_INSCRIPTION]
						: f->champ[FORMATION_UAI_GESTION];
		r.champ[ANOMALIE_CHAMP] = str_of(record_colonne(f->kind, CHAMPS[i]));
		r.champ[ANOMALIE_VALEUR] = uai;
		err = spool_ecrire(a->l->spool, &r);
	}
	return err;
}

static enum err trop_de_saisies(struct atelier *a)
{
	incident_set(&a->l->incident, E_INVALIDE,
		     "Le fichier a plus de %d UAI : ce n'est pas une saisie à la main.",
		     LIMITE_SAISIES);
	incident_remede(
		&a->l->incident,
		"Vérifier que c'est le bon fichier ; sinon, le donner en plusieurs parties.");
	return E_INVALIDE;
}

static enum err garder_anomalie(struct lecture *l, const struct record *r)
{
	if (anomalie_de(r->champ[ANOMALIE_CODE]) == ANOMALIE_PAGE_SEULE)
		l->page_seule = true;
	return spool_ecrire(l->spool, r);
}

static enum err recevoir_autre(void *ctx, const struct record *r)
{
	struct atelier *a = ctx;
	enum err err;

	if (a->fiche && r->kind == RECORD_CERTIFICATEUR) {
		fiches_ligne(&a->certificateurs, r->champ, CERTIFICATEUR__MAX);
		return OK;
	}
	if (a->fiche && r->kind == RECORD_PARTENAIRE) {
		fiches_ligne(&a->partenaires, r->champ, PARTENAIRE__MAX);
		return OK;
	}
	if (a->fiche && r->kind == RECORD_TEXTES) {
		bloc_ajouter(&a->textes, r->champ[TEXTES_NOM], r->champ[TEXTES_TEXTE]);
		return OK;
	}
	if (r->kind == RECORD_ANOMALIE)
		return garder_anomalie(a->l, r);
	if ((err = vider_fiche(a)))
		return err;
	if (r->kind == RECORD_FICHE) {
		commencer_fiche(a, r);
		return OK;
	}
	if (r->kind == RECORD_FORMATION && (err = signaler_uais(a, r)))
		return err;
	if (r->kind == RECORD_UAI_SAISI && ++a->saisies > LIMITE_SAISIES)
		return trop_de_saisies(a);
	if (r->kind == RECORD_BILAN)
		garder_bilan(a->l, r);
	return spool_ecrire(a->l->spool, r);
}

static void atelier_ouvrir(struct atelier *a)
{
	struct buf *const bufs[] = {&a->dernier_bloc, &a->comprime, &a->certificateurs,
				    &a->partenaires, &a->textes};

	for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
		buf_init(bufs[i], 2 * LIMITE_XML_FORMATION);
	a->arena = arena_new(0);
	a->preparation =
		preparer_ouvrir((struct preparation_puits){recevoir_offre, recevoir_autre, a});
}

static void atelier_fermer(struct atelier *a)
{
	struct buf *const bufs[] = {&a->dernier_bloc, &a->comprime, &a->certificateurs,
				    &a->partenaires, &a->textes};

	for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
		buf_free(bufs[i]);
	preparer_fermer(a->preparation);
	arena_free(a->arena);
	index64_free(&a->blocs);
}

/* What is done with the bytes of a file. */
struct lecture_en_cours {
	struct lecteur *lecteur;
	struct empreinte e;
	char *p;
};

/* The format is known by the first bytes of the first piece. */
static enum err ouvrir_lecteur(struct lecture *l, struct atelier *a, struct lecture_en_cours *c,
			       size_t n)
{
	l->format = l->force ? l->force : format_reconnaitre(c->p, n);
	if (!format_lisible(l->format))
		return format_refus(l->format, &l->incident);
	c->lecteur = format_ouvrir(l->format, preparer_entree(a->preparation, l->format));
	return OK;
}

static enum err lire_piece(struct lecture *l, const struct piece *piece, struct atelier *a,
			   struct lecture_en_cours *c)
{
	struct contenu *contenu;
	bool debut = true;
	size_t n = 0;
	enum err err = contenu_ouvrir_dans(piece, l->archive, &contenu, &l->incident);

	if (err)
		return err;
	while (!(l->arret && atomic_load(l->arret)) &&
	       !(err = contenu_lire(contenu, c->p, LIMITE_LECTURE, &n, &l->incident)) && n) {
		if (!c->lecteur && (err = ouvrir_lecteur(l, a, c, n)))
			break;
		if (debut && (err = format_partie(c->lecteur, piece->partie, &l->incident)))
			break;
		debut = false;
		empreinte_add(&c->e, c->p, n);
		l->taille += (uint64_t)n;
		if (l->octets_lus)
			atomic_fetch_add_explicit(l->octets_lus, (unsigned long long)n,
						  memory_order_relaxed);
		if ((err = format_nourrir(c->lecteur, c->p, n, &l->incident)))
			break;
	}
	contenu_fermer(contenu);
	return err;
}

static enum err lire_tout(struct lecture *l, struct atelier *a)
{
	struct lecture_en_cours c = {.p = mem_alloc(LIMITE_LECTURE)};
	enum err err = OK;

	empreinte_init(&c.e);
	for (size_t i = 0; i < l->lot->n && !err; i++)
		err = lire_piece(l, &l->lot->pieces[i], a, &c);
	if (!err && l->arret && atomic_load(l->arret))
		err = incident_set(&l->incident, E_PANNE, "La lecture a été interrompue.");
	if (!err && !c.lecteur)
		err = format_refus(FORMAT_REFUSE_VIDE, &l->incident);
	if (!err)
		err = format_fin(c.lecteur, &l->incident);
	format_fermer(c.lecteur);
	empreinte_fin(&c.e, l->empreinte);
	mem_free(c.p);
	return err;
}

static void choisir_region(struct lecture *l, const struct atelier *a)
{
	const struct region *plus = NULL;

	for (int i = 0; i < REGIONS_MAX && a->regions[i].n; i++) {
		const struct region *r = &a->regions[i];

		if (!plus || r->n > plus->n || (r->n == plus->n && strcmp(r->code, plus->code) < 0))
			plus = r;
	}
	/* the feed of the réseau is national: only one that speaks of one région is that région's */
	if (l->format == FORMAT_RCO && a->regions[1].n)
		return;
	if (plus)
		memcpy(l->region, plus->code, sizeof l->region);
}

void lecture_faire(struct lecture *l)
{
	struct atelier a = {.l = l};

	if (l->lot->refuse || l->lot->laisse) {
		l->format = l->lot->format;
		l->incident = l->lot->inc;
		l->err = E_INVALIDE;
		return;
	}
	if (!(l->err = spool_ouvrir(&l->spool, &l->incident))) {
		atelier_ouvrir(&a);
		l->err = lire_tout(l, &a);
		choisir_region(l, &a);
		if (!l->err)
			l->err = spool_fin(l->spool);
		if (!l->err && l->composees)
			l->err = spool_fin(l->composees);
		if (l->err && !l->incident.message[0]) {
			incident_set(
				&l->incident, l->err,
				"Les fichiers temporaires n'ont pas pu être écrits : leur disque est plein ou en panne.");
			incident_remede(
				&l->incident,
				"Libérez de la place, ou donnez un autre dossier dans TMPDIR, puis recommencez.");
		}
		atelier_fermer(&a);
	}
}

uint64_t lecture_attente(const struct lecture *l)
{
	return (l->spool ? spool_taille(l->spool) : 0) +
	       (l->composees ? spool_taille(l->composees) : 0);
}

void lecture_rendre(struct lecture *l)
{
	spool_fermer(l->spool);
	spool_fermer(l->composees);
	l->spool = l->composees = NULL;
}
