/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plan.c - each offre gets its statut, each formation its line (domain.md 6, steps 3 and 4)
 */
#include "campagne/valeurs.h"
#include "parcoursup/plan.h"

#include <stdlib.h>

#include "parcoursup/absence.h"
#include "parcoursup/departage.h"
#include "parcoursup/nomenclature.h"

static size_t rang_de(const struct migration *m, const struct jugee *o)
{
	return (size_t)(o - m->offres.liste.v);
}

/* Its row of now, or the one that gives way to it. */
static const struct formation *deja_la(const struct migration *m, size_t i)
{
	const struct formation *f = formation_trouver(&m->avant, m->formations.liste.v[i].code);

	return f || i >= m->n_precedentes ? f : m->cedee_a[i];
}

static const char *avant_code(enum publiee p)
{
	static const char *const CODES[PUBLIEE__MAX] = {[PUBLIEE_INCONNU] = "inconnu",
							[PUBLIEE_OUI] = "publie",
							[PUBLIEE_NON] = "non_publie"};

	return CODES[p];
}

/* An instant of loss older than the delay of the campagne. */
static bool perte_echue(const struct migration *m, int perdue_le)
{
	return perdue_le && date_jours_entre(perdue_le, m->demande.jour) >
				    campagne_delai_perte(m->demande.campagne);
}

/* The offre whose statut moves, and its formation in the plan: index + 1, 0: none. */
struct sujet {
	const struct jugee *offre;
	uint32_t formation;
	bool cedee; /* it is gone, and its formation has another offre now */
};

static struct statut_faits faits_de(const struct migration *m, const struct sujet *q,
				    const struct statut_fait *s)
{
	const struct jugee *o = q->offre;
	const struct precedente *p = q->formation ? &m->formations.liste.v[q->formation - 1] : NULL;

	return (struct statut_faits){
		.importable = o->importable,
		.attend_saio = o->attend_saio,
		.perimetre = o->perimetre,
		.publie_avant = p && p->publiee == PUBLIEE_OUI && !s->detachee,
		.decision = s->decision,
		.a_code = !q->cedee && (s->code.n || (p && !s->detachee)),
		.corrigee = s->pose_version && o->du_version > s->pose_version,
		.perte_echue = perte_echue(m, s->perdue_le),
	};
}

/* False: the table does not allow it. */
static bool agir(struct migration *m, const struct sujet *q, struct statut_fait *s,
		 struct statut_acte acte)
{
	const struct statut_faits faits = faits_de(m, q, s);

	return !statut_mouvoir(s, &acte, &faits, m->demande.jour).empechement;
}

/* The migration is the sending, where no connector is. */
static void publier(struct migration *m, const struct sujet *q, struct statut_fait *s)
{
	const uint32_t f = q->formation;

	if (s->statut != STATUT_PRET || m->demande.transmettre)
		return;
	if (agir(m, q, s,
		 (struct statut_acte){.evenement = EVENEMENT_ACCEPTER, .role = ROLE_SCN}) &&
	    f && m->formations.liste.v[f - 1].code_parcoursup && !s->code.n)
		s->code = m->formations.liste.v[f - 1].code;
}

/* The link was recorded where this campagne had no statut of the offre yet: it says the same here. */
static void remplacer(struct migration *m, const struct sujet *q, struct statut_fait *s)
{
	const char *numero = arena_printf(m->a, "%lld", (long long)s->offre);

	if (map_get(&m->successeurs, str_of(numero)) &&
	    agir(m, q, s,
		 (struct statut_acte){.evenement = EVENEMENT_REMPLACER, .role = ROLE_SYSTEME}))
		s->motif = str_of(refus_motif(REFUS_ANNULE_REMPLACE)->code);
}

static void evaluer(struct migration *m, size_t k)
{
	const struct jugee *o = &m->offres.liste.v[k];
	const struct sujet q = {.offre = o, .formation = m->liens.formation_de[k]};
	const struct statut_fait *avant = statut_de(&m->statuts, o->numero);
	const struct statut_fait *n_1 = avant ? NULL : statut_de(&m->statuts_avant, o->numero);
	struct statut_fait *s = &m->de[k];

	*s = (struct statut_fait){.offre = o->numero};
	if (avant)
		*s = *avant;
	else if (n_1)
		*s = (struct statut_fait){.offre = o->numero,
					  .statut = n_1->statut,
					  .decision = n_1->decision,
					  .motif = n_1->motif,
					  .precisions = n_1->precisions};
	if (!avant && !n_1 && !o->importable)
		return;
	if (n_1)
		(void)agir(m, &q, s,
			   (struct statut_acte){.evenement = EVENEMENT_DEMARRER,
						.role = ROLE_SYSTEME});
	if (!avant)
		remplacer(m, &q, s);
	(void)agir(m, &q, s,
		   (struct statut_acte){.evenement = EVENEMENT_EVALUER, .role = ROLE_SYSTEME});
	publier(m, &q, s);
	if (avant ? !statut_pareil(avant, s) : s->statut != STATUT_NON_PUBLIABLE)
		*VEC_PUSH(&m->voulus) = (struct statut_voulu){*s, !avant};
}

static size_t rang_partie(const struct migration *m, int64_t offre)
{
	const struct jugee *o = offre ? jugee_trouver(&m->parties, offre) : NULL;

	return o ? (size_t)(o - m->parties.liste.v) + 1 : 0;
}

/* Whose formation waits for them, and whose has found another offre. */
static struct sujet *sujets_parties(struct migration *m)
{
	struct sujet *v = arena_alloc(m->a, (m->parties.liste.n + 1) * sizeof *v);

	for (size_t k = 0; k < m->parties.liste.n; k++)
		v[k].offre = &m->parties.liste.v[k];
	for (size_t i = 0; i < m->formations.liste.n; i++) {
		const struct rattachement *r = &m->liens.formations[i];
		const struct formation *deja = deja_la(m, i);
		const size_t attend = rang_partie(m, r->partie);
		const size_t quittee = r->offre && deja ? rang_partie(m, deja->offre) : 0;

		if (attend)
			v[attend - 1].formation = (uint32_t)i + 1;
		if (quittee)
			v[quittee - 1].cedee = true;
	}
	return v;
}

/* A loss like any other: it leaves its trace, and a published one keeps « Certifiée » for the delay. */
static void evaluer_parties(struct migration *m)
{
	struct sujet *sujets;

	m->de_partie = arena_alloc(m->a, (m->parties.liste.n + 1) * sizeof *m->de_partie);
	if (!m->parties.liste.n)
		return;
	sujets = sujets_parties(m);
	for (size_t k = 0; k < m->parties.liste.n; k++) {
		const struct statut_fait *avant =
			statut_de(&m->statuts, m->parties.liste.v[k].numero);
		struct statut_fait *s = &m->de_partie[k];

		*s = *avant;
		(void)agir(
			m, &sujets[k], s,
			(struct statut_acte){.evenement = EVENEMENT_EVALUER, .role = ROLE_SYSTEME});
		if (!statut_pareil(avant, s))
			*VEC_PUSH(&m->voulus) = (struct statut_voulu){*s, false};
	}
}

/* Where the offre stands; why a person put it there and who puts it right, else what comes next. */
static const char *statut_dit(struct migration *m, const struct statut_fait *s)
{
	enum refus refus;

	if (!s->motif.n || !refus_lu(s->motif, &refus))
		return arena_printf(m->a, "%s. %s%s%.*s", statut_libelle(s->statut),
				    statut_explication(s->statut), s->precisions.n ? " " : "",
				    STR_FMT(s->precisions));
	return arena_printf(m->a, "%s : %s%s%.*s.%s%s", statut_libelle(s->statut),
			    refus_motif(refus)->libelle, s->precisions.n ? ", " : "",
			    STR_FMT(s->precisions), *refus_motif(refus)->remede ? " " : "",
			    refus_motif(refus)->remede);
}

/* Why a formation whose offre is that one is not « Certifiée »; NULL when it is. */
static const char *empechee(struct migration *m, const struct jugee *o, const char **code)
{
	const struct statut_fait *s = &m->de[rang_de(m, o)];
	const bool sursis = s->statut == STATUT_PUBLIE && !o->importable;

	if (!o->importable && !sursis) {
		*code = o->raison_code;
		return o->raison;
	}
	if (!statut_permet_certifiee(s->statut)) {
		*code = arena_printf(m->a, "statut:%s", statut_code(s->statut));
		return statut_dit(m, s);
	}
	*code = "";
	return NULL;
}

static const char *sans_offre(struct migration *m, size_t i, const char **code)
{
	const struct precedente *p = &m->formations.liste.v[i];
	const struct rattachement *r = &m->liens.formations[i];

	if (r->lien == LIEN_PLUSIEURS) {
		*code = ABSENCE_PLUSIEURS;
		return departage_formation(m->a, &m->formations, &m->liens, i);
	}
	if (r->lien == LIEN_DECISION && !r->partie) {
		*code = ABSENCE_ECARTEE;
		return "Le SAIO a dit qu'aucune offre du catalogue n'est cette formation. Le CFA la déclare, s'il la propose encore.";
	}
	if (r->partie) {
		*code = ABSENCE_DISPARUE;
		return "L'offre qui lui était liée n'est plus déclarée. Le CFA la déclare pour cette rentrée, ou dit laquelle la remplace.";
	}
	if (p->cle.n) {
		*code = ABSENCE_NON_REDECLAREE;
		return arena_printf(
			m->a,
			"Aucune offre du catalogue n'a la clé %.*s, et aucune autre offre de l'établissement ne lui correspond. Le CFA "
			"la déclare pour cette rentrée.",
			STR_FMT(p->cle));
	}
	*code = ABSENCE_SANS_OFFRE;
	return "Aucune offre du catalogue ne correspond à cet établissement et à cette spécialité. Le CFA la déclare.";
}

static struct formation reprise(const struct precedente *p, const struct formation *deja)
{
	struct formation f = {
		.code = p->code,
		.col = {[FT_CODE_ACCUEIL] = p->code_accueil,
			[FT_UAI] = p->uai,
			[FT_NOM] = p->nom,
			[FT_TYPE] = p->type,
			[FT_DOMAINE] = p->domaine,
			[FT_CODE_SPECIALITE] = p->code_specialite,
			[FT_SPECIALITE] = p->specialite,
			[FT_LIBELLE] = p->libelle,
			[FT_CFD] = p->cfd,
			[FT_CLE_AVANT] = p->cle,
			[FT_ORIGINE] = STR(FORMATION_REPRISE),
			[FT_AVANT] = str_of(avant_code(p->publiee)),
			[FT_PARAMETRAGE] =
				p->publiee == PUBLIEE_OUI ? STR("en_cours") : STR("a_parametrer")},
	};

	if (deja)
		f.col[FT_PARAMETRAGE] = deja->col[FT_PARAMETRAGE];
	if (deja && str_eq(deja->code, p->code)) {
		f.col[FT_ORIGINE] = deja->col[FT_ORIGINE];
		f.col[FT_AVANT] = deja->col[FT_AVANT];
	}
	return f;
}

/* Lists without these columns: the diploma says them. */
static void nommer(struct migration *m, struct formation *f)
{
	const struct str cfd = f->col[FT_CFD], libelle = f->col[FT_SPECIALITE];

	if (!cfd.n)
		return;
	if (!f->col[FT_TYPE].n)
		f->col[FT_TYPE] = str_of(nomenclature_type(cfd));
	if (!f->col[FT_DOMAINE].n)
		f->col[FT_DOMAINE] = str_of(nomenclature_domaine(m->a, cfd, libelle));
}

/* Who acts on a line without « Certifiée »: the code says it, or the verdict of its offre. */
static enum acteur acteur_de(const struct ligne *l)
{
	const enum acteur a = absence_acteur(l->motif_code);

	return a || !l->offre || l->certifiee ? a : l->offre->acteur;
}

/* Is it « Certifiée », or why not, and where its offre stands; partie: rank + 1 of the one that is gone, 0. */
static void motiver(struct migration *m, size_t i, size_t partie, struct ligne *l)
{
	const struct rattachement *r = &m->liens.formations[i];
	const struct statut_fait *s = r->offre ? &m->de[rang_de(m, r->offre)]
				      : partie ? &m->de_partie[partie - 1]
					       : NULL;
	const char *code = "";
	const char *motif = r->offre ? empechee(m, r->offre, &code) : sans_offre(m, i, &code);

	if (r->lien == LIEN_PLUSIEURS)
		l->a_dire = motif;
	l->apres = r->lien == LIEN_PLUSIEURS ? "a_verifier"
					     : statut_code(s ? s->statut : STATUT_NON_PUBLIABLE);
	/* Gone, and its delay is not over. */
	l->certifiee = !motif || (partie && s->statut == STATUT_PUBLIE);
	if (l->certifiee)
		return;
	l->motif_code = code;
	l->motif = motif;
}

/* The line of the i-th formation, and its row. */
static void ligne_formation(struct migration *m, size_t i)
{
	const struct precedente *p = &m->formations.liste.v[i];
	const struct rattachement *r = &m->liens.formations[i];
	const struct formation *deja = deja_la(m, i);
	const size_t partie = rang_partie(m, r->offre ? 0 : r->partie);
	struct formation *f = arena_alloc(m->a, sizeof *f);
	struct ligne l = {.formation = p->code,
			  .offre = r->offre,
			  .partie = r->offre ? 0 : r->partie,
			  .cle = r->offre ? r->offre->cle
				 : partie ? m->parties.liste.v[partie - 1].cle
					  : p->cle,
			  .uai = p->uai.n || !r->offre ? p->uai : r->offre->uai,
			  .lien = r->lien,
			  .motif_code = "",
			  .motif = "",
			  .a_dire = "",
			  .fait = f};

	*f = reprise(p, deja);
	f->lien = r->lien;
	f->offre = r->offre ? r->offre->numero : 0;
	if (r->partie && deja && deja->offre) { /* it comes back to the same one */
		f->lien = r->lien_parti;
		f->offre = r->partie;
	}
	if (r->offre && r->offre->cfd.n)
		f->col[FT_CFD] = r->offre->cfd;
	nommer(m, f);
	motiver(m, i, partie, &l);
	l.avant = arena_cstr(m->a, f->col[FT_AVANT]);
	l.acteur = acteur_de(&l);
	f->certifiee = l.certifiee;
	f->motif = str_of(l.motif_code);
	f->detail = str_of(l.motif);
	l.change = !deja || !formation_pareille(deja, f);
	*VEC_PUSH(&m->lignes) = l;
}

/* A formation for an offre that has none: named as N-1 names that CFD, else by the table. */
static void creer(struct migration *m, const struct jugee *o)
{
	const uint64_t *modele = map_get(&m->par_cfd, o->cfd);
	const struct precedente *p = modele ? &m->formations.liste.v[*modele - 1] : NULL;
	const struct nomenclature n =
		p ? (struct nomenclature){p->type, p->domaine, p->code_specialite, p->specialite}
		  : nomenclature_de(m->a, o);
	struct formation *f = arena_alloc(m->a, sizeof *f);

	*f = (struct formation){
		.code = formation_code_propre(m->a, ++m->dernier_code),
		.col = {[FT_UAI] = o->uai,
			[FT_NOM] = o->formateur,
			[FT_TYPE] = n.type,
			[FT_DOMAINE] = n.domaine,
			[FT_CODE_SPECIALITE] = n.code_specialite,
			[FT_SPECIALITE] = n.specialite,
			[FT_CFD] = o->cfd,
			[FT_ORIGINE] = STR(FORMATION_CREEE),
			[FT_AVANT] = STR("absente"),
			[FT_PARAMETRAGE] = STR("a_parametrer")},
		.offre = o->numero,
		.lien = LIEN_CREEE,
		.certifiee = true,
	};
	nommer(m, f);
	*VEC_PUSH(&m->lignes) = (struct ligne){.formation = f->code,
					       .offre = o,
					       .cle = o->cle,
					       .uai = o->uai,
					       .avant = "absente",
					       .apres = statut_code(m->de[rang_de(m, o)].statut),
					       .certifiee = true,
					       .motif_code = "",
					       .motif = "",
					       .a_dire = "",
					       .lien = LIEN_CREEE,
					       .fait = f,
					       .cree = true,
					       .change = true};
}

/* Why an importable offre without formation gets none now; NULL: it gets one. */
static const char *sans_formation(struct migration *m, const struct jugee *o, const char **code,
				  const char **apres)
{
	const size_t k = rang_de(m, o);
	const struct statut_fait *s = &m->de[k];
	const uint32_t candidate = m->liens.candidate_de[k], proche = m->liens.proche_de[k];

	*apres = statut_code(s->statut);
	if (candidate || (proche && s->decision != DECISION_DEMANDEE)) {
		const size_t f = (candidate ? candidate : proche) - 1;

		*apres = "a_verifier";
		*code = candidate ? ABSENCE_CANDIDATE : ABSENCE_PROCHE;
		return (candidate ? departage_candidate : departage_proche)(m->a, &m->formations,
									    &m->liens, f);
	}
	if (!statut_permet_certifiee(s->statut)) {
		*code = arena_printf(m->a, "statut:%s", statut_code(s->statut));
		return statut_dit(m, s);
	}
	if (o->attend_saio && s->statut != STATUT_PRET && s->statut != STATUT_PUBLIE) {
		*code = ABSENCE_ATTEND_SAIO;
		return arena_printf(m->a, "%s. %s%s%s", statut_libelle(s->statut), o->doute,
				    *o->doute ? " " : "", statut_explication(s->statut));
	}
	return NULL;
}

static void ligne_offre(struct migration *m, const struct jugee *o, const char *code,
			const char *motif, const char *apres)
{
	*VEC_PUSH(&m->lignes) = (struct ligne){.offre = o,
					       .cle = o->cle,
					       .uai = o->uai,
					       .avant = "absente",
					       .apres = apres,
					       .motif_code = code,
					       .motif = motif,
					       .a_dire = "",
					       .acteur = absence_acteur(code)};
}

static int par_cle(const void *a, const void *b)
{
	const struct jugee *const *x = a, *const *y = b;

	return str_cmp((*x)->cle, (*y)->cle);
}

/* Importable offres that no formation has, in the order of their clés: so the codes do not depend on the order of the files. */
static void lignes_offres(struct migration *m)
{
	const struct jugee **seules = arena_alloc(m->a, (m->offres.liste.n + 1) * sizeof *seules);
	const char *code, *apres, *motif;
	size_t n = 0, attendent = 0;

	for (size_t k = 0; k < m->offres.liste.n; k++)
		if (m->offres.liste.v[k].importable && !m->liens.formation_de[k])
			seules[n++] = &m->offres.liste.v[k];
	if (n)
		qsort(seules, n, sizeof *seules, par_cle);
	for (size_t i = 0; i < n; i++) {
		if (!sans_formation(m, seules[i], &code, &apres))
			creer(m, seules[i]);
		else
			seules[attendent++] = seules[i];
	}
	for (size_t i = 0; i < attendent; i++) {
		motif = sans_formation(m, seules[i], &code, &apres);
		ligne_offre(m, seules[i], code, motif, apres);
	}
}

void plan_faire(struct migration *m)
{
	m->de = arena_alloc(m->a, (m->offres.liste.n + 1) * sizeof *m->de);
	for (size_t k = 0; k < m->offres.liste.n; k++)
		evaluer(m, k);
	evaluer_parties(m);
	for (size_t i = 0; i < m->formations.liste.n; i++)
		ligne_formation(m, i);
	lignes_offres(m);
}

/* The most frequent first. */
static int par_motif(const void *a, const void *b)
{
	const struct compte_motif *x = a, *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return strcmp(x->code, y->code);
}

static void compter_ligne(struct migration *m, const struct ligne *l, struct map *codes)
{
	uint64_t *rang;
	bool nouveau;

	m->comptes[COMPTE_LIGNES]++;
	m->comptes[l->certifiee ? COMPTE_CERTIFIEES : COMPTE_SANS]++;
	m->comptes[COMPTE_CREEES] += l->cree;
	m->comptes[COMPTE_SEULES] += !l->fait;
	m->comptes[COMPTE_IMPORTABLES_LIEES] += l->fait && l->offre && l->offre->importable;
	m->changements += l->change;
	if (l->certifiee)
		return;
	rang = map_put(codes, str_of(l->motif_code), &nouveau);
	if (nouveau) {
		*VEC_PUSH(&m->motifs) = (struct compte_motif){
			l->motif_code, absence_libelle(m->a, l->motif_code), l->acteur, 0};
		*rang = m->motifs.n - 1;
	}
	m->motifs.v[*rang].n++;
}

/* Each formation and each importable offre has exactly one line; the sums agree. */
static bool juste(const struct migration *m)
{
	const int64_t *c = m->comptes;
	uint32_t *vues = arena_alloc(m->a, (m->offres.liste.n + 1) * sizeof *vues);
	int64_t motifs = 0;

	for (size_t i = 0; i < m->motifs.n; i++)
		motifs += m->motifs.v[i].n;
	for (size_t i = 0; i < m->lignes.n; i++)
		if (m->lignes.v[i].offre)
			vues[rang_de(m, m->lignes.v[i].offre)]++;
	for (size_t k = 0; k < m->offres.liste.n; k++)
		if (vues[k] > 1 || (m->offres.liste.v[k].importable && !vues[k]))
			return false;
	return c[COMPTE_LIGNES] == c[COMPTE_PRECEDENTES] + c[COMPTE_PROPRES] + c[COMPTE_CREEES] +
					   c[COMPTE_SEULES] &&
	       c[COMPTE_LIGNES] == c[COMPTE_CERTIFIEES] + c[COMPTE_SANS] &&
	       c[COMPTE_IMPORTABLES] == c[COMPTE_IMPORTABLES_LIEES] + c[COMPTE_SEULES] &&
	       c[COMPTE_SANS] == motifs;
}

enum err plan_compter(struct migration *m, struct incident *inc)
{
	struct map codes;

	map_init(&codes);
	m->comptes[COMPTE_PRECEDENTES] = (int64_t)m->n_precedentes;
	m->comptes[COMPTE_PROPRES] = (int64_t)(m->formations.liste.n - m->n_precedentes);
	m->comptes[COMPTE_SCOLAIRES] = m->formations.scolaires;
	m->comptes[COMPTE_OFFRES] = (int64_t)m->offres.liste.n;
	m->changements += (int64_t)m->cedees.n;
	for (size_t k = 0; k < m->offres.liste.n; k++)
		m->comptes[COMPTE_IMPORTABLES] += m->offres.liste.v[k].importable;
	for (size_t i = 0; i < m->lignes.n; i++)
		compter_ligne(m, &m->lignes.v[i], &codes);
	map_free(&codes);
	if (m->motifs.n)
		qsort(m->motifs.v, m->motifs.n, sizeof *m->motifs.v, par_motif);
	if (juste(m))
		return OK;
	incident_set(inc, E_INVALIDE, "Les comptes de la migration ne tombent pas juste.");
	incident_remede(
		inc,
		"C'est un défaut du programme : rien n'a été écrit. Signalez-le avec cette commande.");
	return E_INVALIDE;
}
