/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lien.c - known links first, then the candidates of what is left
 */
#include "parcoursup/lien.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

enum { PLAT_MAX = 2048, CHAINE_MAX = 1000, CANDIDATS_DITS = 5, MEF_N = 10 };

static const struct {
	const char *code, *libelle;
} LIENS[LIEN__MAX] = {
	[LIEN_AUCUN] = {"", "sans offre"},
	[LIEN_DECISION] = {"decision", "par la décision d'une personne"},
	[LIEN_CLE] = {"cle", "par sa clé ministères éducatifs"},
	[LIEN_SUCCESSION] = {"succession", "par l'offre qui a remplacé la sienne"},
	[LIEN_UAI_CFD] = {"uai_cfd", "par l'UAI et la spécialité : une seule offre possible"},
	[LIEN_PLUSIEURS] = {"plusieurs", "à départager : plusieurs liens possibles"},
	[LIEN_CREEE] = {"creee", "dès sa création, faite pour cette offre"},
};

const char *lien_code(enum lien l)
{
	return LIENS[l].code;
}

enum lien lien_de_code(struct str code)
{
	for (int l = 0; l < LIEN__MAX; l++)
		if (str_eq(code, str_of(LIENS[l].code)))
			return (enum lien)l;
	return LIEN_AUCUN;
}

const char *lien_libelle(enum lien l)
{
	return LIENS[l].libelle;
}

/* Who has a key « UAI, CFD » or « UAI, spécialité »: chains of indices. */
struct maillon {
	uint32_t qui; /* index + 1 */
	uint32_t suivant; /* index + 1 of the next link */
};
struct repertoire {
	struct map tetes;
	struct VEC(struct maillon) maillons;
};

struct recherche {
	const struct lien_faits *f;
	struct arena *a;
	struct liens *ret;
	struct map offres; /* clé → index + 1 */
	struct repertoire par_lieu; /* offres by UAI and CFD or spécialité */
	struct repertoire formations; /* the same of the formations */
	struct buf cle;
	uint32_t *pretendants; /* by offre: how many formations want it, */
	uint32_t *decisions; /* of which a person decided, */
	uint32_t *successions; /* of which by a successor link, */
	uint32_t *sures; /* of which by what the list or N-1 says, */
	uint32_t *suites_sures; /* of which by a successor link of that, */
	bool *sure; /* by formation: its link starts from what the list or N-1 says */
	uint32_t *du_lieu; /* and of which have its UAI */
};

static void inscrire(struct repertoire *r, struct str cle, uint32_t qui)
{
	uint64_t *tete = map_put(&r->tetes, cle, NULL);

	/* Each one gives all its keys before the next: where it stands already, it stands first. */
	if (*tete && r->maillons.v[*tete - 1].qui == qui)
		return;
	*VEC_PUSH(&r->maillons) = (struct maillon){qui, (uint32_t)*tete};
	*tete = r->maillons.n;
}

static const struct maillon *premier(const struct repertoire *r, struct str cle)
{
	const uint64_t *tete = map_get(&r->tetes, cle);

	return tete && *tete ? &r->maillons.v[*tete - 1] : NULL;
}

static const struct maillon *suivant(const struct repertoire *r, const struct maillon *m)
{
	return m->suivant ? &r->maillons.v[m->suivant - 1] : NULL;
}

/* Without the type in front (« BTS … »), nor « - en apprentissage » and what follows it (formats.md 5.2: 56 tails of 9 239 say a site). */
static struct str sans_type_ni_queue(struct str s)
{
	static const struct str TYPES[] = {STR_FIXE("bts "),
					   STR_FIXE("btsa "),
					   STR_FIXE("btsm "),
					   STR_FIXE("but "),
					   STR_FIXE("bachelor universitaire de technologie "),
					   STR_FIXE("brevet de technicien superieur ")};
	static const struct str QUEUE = STR_FIXE("- en apprentissage");

	for (size_t i = 0; i + QUEUE.n <= s.n; i++)
		if (str_eq(str_sub(s, i, QUEUE.n), QUEUE))
			s.n = i;
	for (size_t t = 0; t < sizeof TYPES / sizeof *TYPES; t++)
		if (str_starts(s, TYPES[t]))
			return str_sub(s, TYPES[t].n, s.n);
	return s;
}

static bool lettre_ou_chiffre(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* A spécialité as words: without what the two worlds write differently (case, accents, punctuation, type, tail). */
static void specialite_pliee(struct str specialite, struct buf *out)
{
	AUTO_BUF plat;
	struct str s;
	bool mot = false;

	buf_init(&plat, PLAT_MAX);
	utf8_replie(specialite, &plat);
	s = sans_type_ni_queue(buf_view(&plat));
	for (size_t i = 0; i < s.n; i++) {
		const bool lettre = lettre_ou_chiffre(s.p[i]);

		if (lettre)
			buf_char(out, s.p[i]);
		else if (mot)
			buf_char(out, ' ');
		mot = lettre;
	}
	while (out->n && out->p[out->n - 1] == ' ')
		out->n--;
}

/* The key « UAI, CFD »; empty when one of the two is. */
static struct str cle_cfd(struct recherche *r, struct str uai, struct str cfd)
{
	buf_reset(&r->cle);
	if (!uai.n || !cfd.n)
		return STR_VIDE;
	buf_printf(&r->cle, "%.*s\tC%.*s", STR_FMT(uai), STR_FMT(cfd));
	return buf_view(&r->cle);
}

static struct str cle_specialite(struct recherche *r, struct str uai, struct str specialite)
{
	buf_reset(&r->cle);
	if (!uai.n || !specialite.n)
		return STR_VIDE;
	buf_printf(&r->cle, "%.*s\tS\t", STR_FMT(uai));
	const size_t vide = r->cle.n;

	specialite_pliee(specialite, &r->cle);
	return r->cle.n > vide ? buf_view(&r->cle) : STR_VIDE;
}

static struct str texte_de(const struct map *m, struct str cle)
{
	const uint64_t *v = map_get(m, cle);

	return v ? *(const struct str *)(uintptr_t)*v : STR_VIDE;
}

static struct str cfd_de(const struct recherche *r, const struct precedente *p)
{
	return p->cfd.n ? p->cfd : texte_de(r->f->cfd_de_mef, str_sub(p->mef, 0, MEF_N));
}

static void inscrire_non_vide(struct repertoire *rep, struct str cle, uint32_t qui)
{
	if (cle.n)
		inscrire(rep, cle, qui);
}

static void inscrire_offre(struct recherche *r, const struct jugee *o, uint32_t qui)
{
	inscrire_non_vide(&r->par_lieu, cle_cfd(r, o->uai, o->cfd), qui);
	inscrire_non_vide(&r->par_lieu, cle_cfd(r, o->uai, texte_de(r->f->cfd_communs, o->cfd)),
			  qui);
	inscrire_non_vide(&r->par_lieu, cle_specialite(r, o->uai, o->intitule), qui);
	inscrire_non_vide(&r->par_lieu, cle_specialite(r, o->uai, o->diplome), qui);
	inscrire_non_vide(&r->par_lieu, cle_specialite(r, o->uai, o->fiche), qui);
}

/* What is looked for: the CFD of the formation where it is known, else its spécialité. */
static struct str cle_de_formation(struct recherche *r, const struct precedente *p)
{
	const struct str cfd = cfd_de(r, p);

	return cfd.n ? cle_cfd(r, p->uai, cfd) : cle_specialite(r, p->uai, p->specialite);
}

/* The last offre of the chain « annule et remplace »; a chain longer than any real one is a circle: it is left where it is. */
static int64_t successeur(const struct recherche *r, int64_t offre)
{
	int64_t n = offre;
	char chiffres[24];

	for (int i = 0; i < CHAINE_MAX; i++) {
		(void)snprintf(chiffres, sizeof chiffres, "%lld", (long long)n);
		const uint64_t *v = map_get(r->f->successeurs, str_of(chiffres));

		if (!v)
			return n;
		n = (int64_t)*v;
	}
	return offre;
}

/* The offre that campagne N-1, else the clé, says; 0: none. */
static int64_t origine_de(const struct recherche *r, const struct precedente *p)
{
	const uint64_t *rang = p->cle.n ? map_get(&r->offres, p->cle) : NULL;
	const uint64_t *ancienne = p->cle.n ? map_get(r->f->anciennes_cles, p->cle) : NULL;

	if (p->offre)
		return p->offre;
	if (rang)
		return r->f->offres->liste.v[*rang - 1].numero;
	return ancienne ? (int64_t)*ancienne : 0;
}

/* Where its chain of offres starts, and how that is known; 0: nowhere. */
static int64_t depart_de(const struct recherche *r, size_t i, int64_t origine, enum lien *lien)
{
	const struct lien_connu *connu = &r->f->connus[i];

	*lien = connu->lien;
	if (connu->offre && (connu->lien == LIEN_DECISION || connu->lien == LIEN_CLE))
		return connu->offre;
	/* The clé goes before what was found by the place; a chain is followed anew from its start, for one of its links may have been taken back. */
	if (connu->offre && !(origine && jugee_trouver(r->f->offres, successeur(r, origine))))
		return connu->offre;
	*lien = LIEN_CLE;
	return origine;
}

static void revendiquer(struct recherche *r, size_t i)
{
	const struct rattachement *ret = &r->ret->formations[i];
	const size_t offre = (size_t)(ret->offre - r->f->offres->liste.v);
	const bool suite = ret->lien == LIEN_SUCCESSION;

	r->pretendants[offre]++;
	r->decisions[offre] += ret->lien == LIEN_DECISION;
	r->successions[offre] += suite;
	r->sures[offre] += r->sure[i] && ret->lien == LIEN_CLE;
	r->suites_sures[offre] += r->sure[i] && suite;
	r->du_lieu[offre] += str_eq(r->f->formations->liste.v[i].uai, ret->offre->uai);
}

static void connaitre(struct recherche *r, size_t i)
{
	const int64_t origine = origine_de(r, &r->f->formations->liste.v[i]);
	struct rattachement *ret = &r->ret->formations[i];
	int64_t numero, dernier;
	enum lien lien;

	if (r->f->connus[i].lien == LIEN_DECISION && !r->f->connus[i].offre) {
		ret->lien = LIEN_DECISION; /* a person said that it is none of them */
		return;
	}
	if (!(numero = depart_de(r, i, origine, &lien)))
		return;
	dernier = successeur(r, numero);
	if (dernier != numero && lien != LIEN_DECISION) /* what a person said stays said */
		lien = LIEN_SUCCESSION;
	ret->offre = jugee_trouver(r->f->offres, dernier);
	ret->lien = lien;
	r->sure[i] = origine && numero == origine;
	if (ret->offre) {
		revendiquer(r, i);
		return;
	}
	ret->partie = dernier;
	ret->lien_parti = lien;
	if (lien != LIEN_DECISION) /* what a person said is not replaced by a guess */
		ret->lien = LIEN_AUCUN;
}

/*
 * Has this formation the better claim to its offre than every other one that wants it? A decision, else a successor link (a person said that one too),
 * else being the only one of the offre's UAI.
 */
static bool meilleure(const struct recherche *r, size_t i)
{
	const struct rattachement *moi = &r->ret->formations[i];
	const size_t offre = (size_t)(moi->offre - r->f->offres->liste.v);

	if (r->decisions[offre])
		return r->decisions[offre] == 1 && moi->lien == LIEN_DECISION;
	if (r->successions[offre])
		return r->successions[offre] == 1 && moi->lien == LIEN_SUCCESSION;
	return r->du_lieu[offre] == 1 && str_eq(r->f->formations->liste.v[i].uai, moi->offre->uai);
}

/* The first of the offre's claimants says which they are; none of them has it. */
static void nommer_pretendantes(struct recherche *r, size_t offre, struct buf *out)
{
	const struct jugee *o = &r->f->offres->liste.v[offre];
	size_t n = 0;

	for (size_t i = 0; i < r->f->formations->liste.n; i++) {
		if (r->ret->formations[i].voulue != o)
			continue;
		if (n++ < CANDIDATS_DITS)
			buf_printf(out, "%s%.*s", n > 1 ? ", " : "",
				   STR_FMT(r->f->formations->liste.v[i].code));
	}
	if (n > CANDIDATS_DITS)
		buf_printf(out, " et %zu autre%s", n - CANDIDATS_DITS,
			   n - CANDIDATS_DITS > 1 ? "s" : "");
}

/* It claims an offre that another formation has, or that none has. */
static void disputer(struct recherche *r, size_t i)
{
	struct rattachement *moi = &r->ret->formations[i];
	const size_t offre = (size_t)(moi->voulue - r->f->offres->liste.v);
	AUTO_BUF b;

	buf_init(&b, PLAT_MAX);
	moi->rivale = r->ret->formation_de[offre];
	moi->partage = moi->rivale ? PARTAGE_PRISE : PARTAGE_REVENDIQUEE;
	if (moi->rivale)
		return;
	if (r->ret->candidate_de[offre]) {
		moi->candidats = r->ret->formations[r->ret->candidate_de[offre] - 1].candidats;
		return;
	}
	r->ret->candidate_de[offre] = (uint32_t)i + 1;
	nommer_pretendantes(r, offre, &b);
	moi->candidats = arena_cstr(r->a, buf_view(&b));
}

/*
 * A link that this program found by the place, or made, gives way to what a person, the list or N-1 says: the formation looks for another offre. It
 * would be forgotten anyway once another formation has the offre.
 */
static void ceder(struct recherche *r)
{
	for (size_t i = 0; i < r->f->formations->liste.n; i++) {
		struct rattachement *moi = &r->ret->formations[i];

		if (!moi->offre || moi->lien == LIEN_DECISION || moi->lien == LIEN_CLE ||
		    r->sure[i])
			continue;
		const size_t offre = (size_t)(moi->offre - r->f->offres->liste.v);
		const bool suite = moi->lien == LIEN_SUCCESSION;

		if (!r->decisions[offre] && !r->suites_sures[offre] &&
		    (suite || (!r->successions[offre] && !r->sures[offre])))
			continue;
		r->successions[offre] -= suite;
		r->pretendants[offre]--;
		r->du_lieu[offre] -= str_eq(r->f->formations->liste.v[i].uai, moi->offre->uai);
		*moi = (struct rattachement){0};
	}
}

/* One offre has one formation. */
static void departager(struct recherche *r)
{
	const size_t n = r->f->formations->liste.n;
	bool *perd = arena_alloc(r->a, n + 1);

	ceder(r);
	for (size_t i = 0; i < n; i++) {
		const struct jugee *o = r->ret->formations[i].offre;

		perd[i] = o && r->pretendants[o - r->f->offres->liste.v] > 1 && !meilleure(r, i);
	}
	for (size_t i = 0; i < n; i++) {
		struct rattachement *moi = &r->ret->formations[i];

		if (perd[i])
			*moi = (struct rattachement){.lien = LIEN_PLUSIEURS, .voulue = moi->offre};
		else if (moi->offre)
			r->ret->formation_de[moi->offre - r->f->offres->liste.v] = (uint32_t)i + 1;
	}
	for (size_t i = 0; i < n; i++)
		if (perd[i])
			disputer(r, i);
}

/* No formation has it, and none wants it by a known link. */
static bool libre(const struct recherche *r, uint32_t qui)
{
	return !r->ret->formation_de[qui - 1] && !r->pretendants[qui - 1];
}

/* The free offres of that place and certification, importable or not: which of them the formation is depends on no defect that a CFA corrects. */
struct candidats {
	uint32_t seul; /* index + 1 of the first */
	uint32_t n;
};
static struct candidats candidats(struct recherche *r, size_t i)
{
	struct candidats c = {0};
	const struct str cle = cle_de_formation(r, &r->f->formations->liste.v[i]);
	const struct maillon *m = cle.n ? premier(&r->par_lieu, cle) : NULL;

	for (; m; m = suivant(&r->par_lieu, m)) {
		if (!libre(r, m->qui))
			continue;
		c.seul = m->qui;
		c.n++;
	}
	return c;
}

static int par_texte(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Name them in the order of their clés, which no file decides, and remember that they are candidates. */
static const char *nommer(struct recherche *r, size_t i, size_t n)
{
	const struct str cle = cle_de_formation(r, &r->f->formations->liste.v[i]);
	struct str *cles = arena_alloc(r->a, n * sizeof *cles);
	const size_t dits = n < CANDIDATS_DITS ? n : CANDIDATS_DITS;
	size_t k = 0;
	AUTO_BUF b;

	buf_init(&b, PLAT_MAX);
	for (const struct maillon *m = premier(&r->par_lieu, cle); m && k < n;
	     m = suivant(&r->par_lieu, m)) {
		const struct jugee *o = &r->f->offres->liste.v[m->qui - 1];

		if (!libre(r, m->qui))
			continue;
		r->ret->candidate_de[m->qui - 1] = (uint32_t)i + 1;
		cles[k++] = o->cle;
	}
	qsort(cles, k, sizeof *cles, par_texte);
	for (size_t c = 0; c < dits; c++)
		buf_printf(&b, "%s%.*s", c ? ", " : "", STR_FMT(cles[c]));
	if (n > dits)
		buf_printf(&b, " et %zu autre%s", n - dits, n - dits > 1 ? "s" : "");
	return arena_cstr(r->a, buf_view(&b));
}

/* All the formations are looked at before a link is made, so that their order does not matter. */
static void chercher(struct recherche *r)
{
	const size_t n = r->f->formations->liste.n;
	struct candidats *trouves = arena_alloc(r->a, (n + 1) * sizeof *trouves);
	uint32_t *voulue = arena_alloc(r->a, (r->f->offres->liste.n + 1) * sizeof *voulue);

	for (size_t i = 0; i < n; i++) {
		if (r->ret->formations[i].offre || r->ret->formations[i].lien != LIEN_AUCUN)
			continue;
		trouves[i] = candidats(r, i);
		if (trouves[i].n == 1)
			voulue[trouves[i].seul - 1]++;
	}
	for (size_t i = 0; i < n; i++) {
		struct rattachement *ret = &r->ret->formations[i];
		const struct candidats c = trouves[i];

		if (!c.n)
			continue;
		if (c.n == 1 && voulue[c.seul - 1] == 1) {
			*ret = (struct rattachement){.lien = LIEN_UAI_CFD,
						     .offre = &r->f->offres->liste.v[c.seul - 1]};
		} else {
			ret->lien = LIEN_PLUSIEURS;
			ret->candidats = nommer(r, i, c.n);
			ret->partage = c.n == 1 ? PARTAGE_LIEU : PARTAGE_OFFRES;
		}
	}
	for (size_t i = 0; i < n; i++)
		if (r->ret->formations[i].lien == LIEN_UAI_CFD)
			r->ret->formation_de[r->ret->formations[i].offre - r->f->offres->liste.v] =
				(uint32_t)i + 1;
}

/* An importable offre that would get a new formation although one of the same place and certification lost its own: is it the same? */
static void rapprocher(struct recherche *r)
{
	for (size_t k = 0; k < r->f->offres->liste.n; k++) {
		const struct jugee *o = &r->f->offres->liste.v[k];
		struct str cles[2];
		struct str c;

		if (!o->importable || r->ret->formation_de[k] || r->ret->candidate_de[k])
			continue;
		c = cle_cfd(r, o->uai, o->cfd);
		cles[0] = c.n ? arena_str(r->a, c) : c;
		cles[1] = cle_specialite(r, o->uai, o->intitule);
		for (int x = 0; x < 2; x++) {
			const struct maillon *m =
				cles[x].n ? premier(&r->formations, cles[x]) : NULL;

			for (; m && !r->ret->proche_de[k]; m = suivant(&r->formations, m)) {
				const struct jugee *sienne = r->ret->formations[m->qui - 1].offre;

				if (!sienne || !sienne->importable)
					r->ret->proche_de[k] = m->qui;
			}
		}
	}
}

static void repertorier(struct recherche *r)
{
	for (size_t k = 0; k < r->f->offres->liste.n; k++)
		if (r->f->offres->liste.v[k].entree && !r->ret->formation_de[k] &&
		    successeur(r, r->f->offres->liste.v[k].numero) ==
			    r->f->offres->liste.v[k].numero) /* its successor has its place */
			inscrire_offre(r, &r->f->offres->liste.v[k], (uint32_t)k + 1);
	for (size_t i = 0; i < r->f->formations->liste.n; i++) {
		const struct precedente *p = &r->f->formations->liste.v[i];

		inscrire_non_vide(&r->formations, cle_cfd(r, p->uai, cfd_de(r, p)),
				  (uint32_t)i + 1);
		inscrire_non_vide(&r->formations, cle_specialite(r, p->uai, p->specialite),
				  (uint32_t)i + 1);
	}
}

void liens_trouver(const struct lien_faits *f, struct arena *a, struct liens *ret)
{
	const size_t n = f->formations->liste.n, m = f->offres->liste.n;
	struct recherche r = {.f = f, .a = a, .ret = ret};

	*ret = (struct liens){
		.formations = arena_alloc(a, (n + 1) * sizeof *ret->formations),
		.formation_de = arena_alloc(a, (m + 1) * sizeof *ret->formation_de),
		.candidate_de = arena_alloc(a, (m + 1) * sizeof *ret->candidate_de),
		.proche_de = arena_alloc(a, (m + 1) * sizeof *ret->proche_de),
	};
	r.pretendants = arena_alloc(a, (m + 1) * sizeof *r.pretendants);
	r.decisions = arena_alloc(a, (m + 1) * sizeof *r.decisions);
	r.successions = arena_alloc(a, (m + 1) * sizeof *r.successions);
	r.sures = arena_alloc(a, (m + 1) * sizeof *r.sures);
	r.suites_sures = arena_alloc(a, (m + 1) * sizeof *r.suites_sures);
	r.sure = arena_alloc(a, n + 1);
	r.du_lieu = arena_alloc(a, (m + 1) * sizeof *r.du_lieu);
	buf_init(&r.cle, PLAT_MAX);
	map_init(&r.offres);
	map_init(&r.par_lieu.tetes);
	map_init(&r.formations.tetes);
	for (size_t k = 0; k < m; k++)
		*map_put_static(&r.offres, f->offres->liste.v[k].cle, NULL) = k + 1;
	for (size_t i = 0; i < n; i++)
		connaitre(&r, i);
	departager(&r);
	repertorier(&r);
	chercher(&r);
	rapprocher(&r);
	map_free(&r.offres);
	map_free(&r.par_lieu.tetes);
	map_free(&r.formations.tetes);
	VEC_FREE(&r.par_lieu.maillons);
	VEC_FREE(&r.formations.maillons);
	buf_free(&r.cle);
}
