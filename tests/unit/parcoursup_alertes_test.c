/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parcoursup_alertes_test.c - each kind of alert, what silences it, and the order (domain.md 4.4 and 6)
 */
#include "tap.h"

#include "parcoursup/absence.h"
#include "parcoursup/alertes.h"

enum { MAX = 8 };

/* A campagne 2024 without jalons near, and a few offres, lines and statuts. */
struct monde {
	struct arena *a;
	struct campagne campagne;
	struct jugees offres;
	struct statuts statuts;
	struct ligne lignes[MAX];
	struct jugees parties;
	struct formation fait; /* the row of any line that has one */
	struct verdict_ancien anciens[MAX];
	struct alertes_faits f;
	struct alertes ret;
};

static void debut(struct monde *m)
{
	struct incident inc;

	*m = (struct monde){.a = arena_new(0)};
	MUST(campagne_lire(NULL, 2024, INT64_MAX, m->a, &m->campagne, &inc) == OK);
	m->f = (struct alertes_faits){.campagne = &m->campagne,
				      .jour = 20231107,
				      .lignes = m->lignes,
				      .parties = &m->parties,
				      .offres = &m->offres,
				      .statuts = &m->statuts,
				      .anciens = m->anciens};
}

static void fin(struct monde *m)
{
	alertes_liberer(&m->ret);
	VEC_FREE(&m->offres.liste);
	VEC_FREE(&m->parties.liste);
	VEC_FREE(&m->statuts.liste);
	arena_free(m->a);
}

/* Of number 1, then 2, …; not importable, for criterion 8. Their addresses last until the next one. */
static struct jugee *offre(struct monde *m)
{
	struct jugee *o = VEC_PUSH(&m->offres.liste);

	*o = (struct jugee){.numero = (int64_t)m->offres.liste.n,
			    .cle = STR("cle"),
			    .intitule = STR("BTS"),
			    .uai = STR("0940001A"),
			    .region = STR("11"),
			    .academie = STR("24"),
			    .perimetre = PERIMETRE_A_PUBLIER,
			    .session = true,
			    .qualiopi = true,
			    .qualiopi_phrase = "",
			    .rncp_phrase = "",
			    .acteur = ACTEUR_CFA,
			    .raison = "Année d'entrée non renseignée.",
			    .raison_code = "critere:8"};
	return o;
}

static struct statut_fait *statut(struct monde *m, enum statut s)
{
	struct statut_fait *f = VEC_PUSH(&m->statuts.liste);

	*f = (struct statut_fait){.offre = (int64_t)m->offres.liste.n, .statut = s};
	return f;
}

static struct ligne *ligne(struct monde *m, const struct jugee *o, const char *code)
{
	struct ligne *l = &m->lignes[m->f.n_lignes++];

	*l = (struct ligne){.formation = STR("100"),
			    .offre = o,
			    .uai = STR("0750002B"),
			    .avant = "publie",
			    .motif_code = code,
			    .motif = "Pourquoi.",
			    .a_dire = "Laquelle ?",
			    .fait = &m->fait};
	return l;
}

/* The alerts but the dates; the first of them. */
static size_t autres(struct monde *m, struct alerte *premiere)
{
	size_t n = 0;

	alertes_calculer(&m->f, m->a, &m->ret);
	for (size_t i = m->ret.liste.n; i-- > 0;) {
		if (m->ret.liste.v[i].code == ALERTE_JALON)
			continue;
		*premiere = m->ret.liste.v[i];
		n++;
	}
	return n;
}

TEST(une_perte_publiee_a_son_delai)
{
	struct monde m;
	struct alerte x;

	debut(&m);
	ligne(&m, offre(&m), "");
	statut(&m, STATUT_PUBLIE)->perdue_le = 20231105;
	EQ_INT(autres(&m, &x), 1);
	EQ_INT(x.code, ALERTE_PERDUE);
	EQ_INT(x.gravite, ALERTE_HAUTE);
	EQ_INT(x.depuis, 20231105);
	EQ_INT(x.avant, 20231120);
	EQ_STR(x.formation, "100");
	EQ_INT(x.acteur, ACTEUR_CFA);
	OK(alerte_pour(&x, ROLE_CFA) && alerte_pour(&x, ROLE_CARIF) && alerte_pour(&x, ROLE_SAIO));
	OK(!alerte_pour(&x, ROLE_SCN));
	EQ_STR(x.phrase,
	       "Année d'entrée non renseignée. Corrigée au plus tard le 20 novembre 2023, elle garde « Certifiée » sur sa formation 100 ; "
	       "sinon, elle la perd.");
	fin(&m);
}

TEST(une_perte_que_seuls_les_verdicts_disent)
{
	struct monde m;
	struct alerte x;

	debut(&m);
	offre(&m);
	m.anciens[m.f.n_anciens++] = (struct verdict_ancien){.offre = 1, .importable = 20231020};
	EQ_INT(autres(&m, &x), 1);
	EQ_INT(x.code, ALERTE_PERDUE);
	EQ_INT(x.gravite, ALERTE_MOYENNE);
	EQ_INT(x.depuis, 20231020);
	EQ_INT(x.avant, 20231115); /* the end of the window, then the last transfer */
	alertes_liberer(&m.ret);
	m.f.jour = 20231116;
	EQ_INT(autres(&m, &x), 1);
	EQ_INT(x.avant, 20240829);
	alertes_liberer(&m.ret);
	m.f.jour = 20240830; /* the campagne is over: nothing can be done for it */
	EQ_INT(autres(&m, &x), 0);
	EQ_INT(m.ret.liste.n, 0);
	fin(&m);
}

TEST(rien_pour_ce_qui_ne_fut_jamais_importable_ou_l_est_encore)
{
	struct monde m;
	struct alerte x;

	debut(&m);
	offre(&m);
	offre(&m)->importable = true;
	m.anciens[m.f.n_anciens++] =
		(struct verdict_ancien){.offre = 2, .importable = 20231020, .qualiopi = 20231020};
	EQ_INT(autres(&m, &x), 0);
	fin(&m);
}

TEST(rien_pour_ce_qu_une_personne_a_ferme)
{
	struct monde m;
	struct alerte x;

	debut(&m);
	offre(&m);
	statut(&m, STATUT_NON_PUBLIE)->perdue_le = 20231105;
	offre(&m);
	statut(&m, STATUT_FERME)->perdue_le = 20231105;
	EQ_INT(autres(&m, &x), 0);
	fin(&m);
}

TEST(pas_renouvelee)
{
	static const char *const CODES[] = {"critere:7", ABSENCE_DISPARUE, ABSENCE_NON_REDECLAREE,
					    ABSENCE_SANS_OFFRE};
	struct alerte x;

	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++) {
		struct monde m;

		debut(&m);
		ligne(&m, NULL, CODES[i]);
		EQ_INT(autres(&m, &x), 1);
		EQ_INT(x.code, ALERTE_NON_RENOUVELEE);
		EQ_INT(x.gravite, ALERTE_HAUTE); /* eight days before the end of the window */
		EQ_STR(x.academie, "01"); /* of its UAI */
		EQ_STR(x.region, "11");
		EQ_STR(x.phrase, "Publiée en 2023. Pourquoi.");
		alertes_liberer(&m.ret);
		m.f.jour = 20231005;
		EQ_INT(autres(&m, &x), 1);
		EQ_INT(x.gravite, ALERTE_MOYENNE);
		fin(&m);
	}
}

TEST(pas_publiee_l_an_dernier_ou_arretee_pour_autre_chose)
{
	struct monde m;
	struct alerte x;

	debut(&m);
	ligne(&m, NULL, "critere:7")->avant = "non_publie";
	ligne(&m, NULL, "critere:8");
	ligne(&m, NULL, ABSENCE_ECARTEE); /* a person said it */
	ligne(&m, NULL, "critere:7")->certifiee = true;
	EQ_INT(autres(&m, &x), 0);
	fin(&m);
}

TEST(la_perte_passe_avant_le_renouvellement)
{
	struct monde m;
	struct alerte x;

	debut(&m);
	ligne(&m, offre(&m), "critere:7");
	statut(&m, STATUT_NON_PUBLIABLE)->perdue_le = 20231105;
	EQ_INT(autres(&m, &x), 1);
	EQ_INT(x.code, ALERTE_PERDUE);
	fin(&m);
}

/* Of number 7, and the alert says it. */
static void partie(struct monde *m)
{
	*VEC_PUSH(&m->parties.liste) = (struct jugee){.numero = 7,
						      .partie_le = 20231103,
						      .cle = STR("partie"),
						      .academie = STR("14"),
						      .acteur = ACTEUR_CFA,
						      .raison = "Elle n'est plus déclarée."};
}

TEST(une_offre_partie)
{
	struct monde m;
	struct alerte x;

	debut(&m);
	partie(&m);
	EQ_INT(autres(&m, &x), 0); /* it never was importable */
	alertes_liberer(&m.ret);
	m.anciens[m.f.n_anciens++] = (struct verdict_ancien){.offre = 7, .importable = 20231104};
	EQ_INT(autres(&m, &x), 1);
	EQ_INT(x.code, ALERTE_PERDUE);
	EQ_INT(x.offre, 7);
	EQ_STR(x.cle, "partie");
	EQ_INT(x.depuis, 20231104);
	EQ_INT(x.avant, 20231115);
	EQ_INT(x.acteur, ACTEUR_CFA);
	OK(alerte_pour(&x, ROLE_CFA) && alerte_pour(&x, ROLE_CARIF) && alerte_pour(&x, ROLE_SAIO));
	EQ_STR(x.phrase,
	       "Elle n'est plus déclarée. Si c'est une erreur, le CFA la déclare de nouveau dans DOKELIO (ou l'outil de sa région), ou son "
	       "Carif-Oref corrige le flux. Si elle n'est plus proposée, le SAIO dit quelle offre la remplace, ou que celle-ci est annulée.");
	alertes_liberer(&m.ret);
	/* its formation is told once, though it was published */
	ligne(&m, NULL, ABSENCE_DISPARUE)->partie = 7;
	EQ_INT(autres(&m, &x), 1);
	EQ_STR(x.formation, "100");
	EQ_STR(x.uai, "0750002B");
	fin(&m);
	/* never importable for N, and published in N-1: not renewed, since when */
	debut(&m);
	partie(&m);
	ligne(&m, NULL, ABSENCE_DISPARUE)->partie = 7;
	EQ_INT(autres(&m, &x), 1);
	EQ_INT(x.code, ALERTE_NON_RENOUVELEE);
	EQ_INT(x.depuis, 20231103);
	fin(&m);
}

TEST(une_offre_partie_et_publiee_a_son_delai)
{
	struct monde m;
	struct alerte x;
	struct statut_fait *s;

	debut(&m);
	partie(&m);
	s = statut(&m, STATUT_PUBLIE);
	s->offre = 7;
	s->perdue_le = 20231105;
	ligne(&m, NULL, "")->partie = 7;
	m.lignes[0].certifiee = true;
	EQ_INT(autres(&m, &x), 1);
	EQ_INT(x.gravite, ALERTE_HAUTE);
	EQ_INT(x.avant, 20231120);
	EQ_STR(x.formation, "100");
	OK(str_contains(
		str_of(x.phrase),
		STR("Déclarée de nouveau au plus tard le 20 novembre 2023, elle garde « Certifiée » sur sa formation 100")));
	alertes_liberer(&m.ret);
	m.statuts.liste.v[0].statut = STATUT_NON_PUBLIE; /* the SAIO said that it is annulled */
	EQ_INT(autres(&m, &x), 0);
	fin(&m);
}

TEST(rncp_et_qualiopi)
{
	struct monde m;
	struct alerte x;
	struct jugee *o;

	debut(&m);
	o = offre(&m);
	o->rncp_fin = 20240831;
	o->rncp_avant_debut = true;
	o->rncp_phrase = "Finit trop tôt.";
	o->rncp_acteur = ACTEUR_CERTIFICATEUR;
	EQ_INT(autres(&m, &x), 1);
	EQ_INT(x.code, ALERTE_RNCP);
	EQ_INT(x.gravite, ALERTE_HAUTE);
	EQ_INT(x.acteur, ACTEUR_CERTIFICATEUR);
	alertes_liberer(&m.ret);
	m.offres.liste.v[0].rncp_avant_debut = false;
	EQ_INT(autres(&m, &x), 1);
	EQ_INT(x.gravite, ALERTE_MOYENNE);
	alertes_liberer(&m.ret);
	m.offres.liste.v[0].session = false; /* no session: another trouble */
	EQ_INT(autres(&m, &x), 0);
	alertes_liberer(&m.ret);
	m.offres.liste.v[0].rncp_fin = 0;
	m.offres.liste.v[0].qualiopi = false;
	m.offres.liste.v[0].qualiopi_phrase = "Pas de certification.";
	EQ_INT(autres(&m, &x), 0); /* it was never seen with it */
	alertes_liberer(&m.ret);
	m.anciens[m.f.n_anciens++] = (struct verdict_ancien){.offre = 1, .qualiopi = 20231020};
	EQ_INT(autres(&m, &x), 1);
	EQ_INT(x.code, ALERTE_QUALIOPI);
	EQ_INT(x.depuis, 20231020);
	OK(str_contains(str_of(x.phrase), STR("ne donne pas de date de fin")));
	fin(&m);
}

TEST(ce_qu_une_personne_dit)
{
	struct monde m;
	struct alerte x;
	struct jugee *o;

	debut(&m);
	ligne(&m, NULL, ABSENCE_PLUSIEURS)->lien = LIEN_PLUSIEURS;
	EQ_INT(autres(&m, &x), 1);
	EQ_INT(x.code, ALERTE_A_LIER);
	EQ_STR(x.phrase, "Laquelle ?");
	EQ_INT(x.acteur, ACTEUR_SAIO);
	OK(alerte_pour(&x, ROLE_SAIO) && alerte_pour(&x, ROLE_SCN) && !alerte_pour(&x, ROLE_CFA));
	alertes_liberer(&m.ret);
	m.f.n_lignes = 0;
	o = offre(&m);
	o->importable = true;
	ligne(&m, o, ABSENCE_PROCHE)->fait = NULL;
	EQ_INT(autres(&m, &x), 1);
	EQ_INT(x.code, ALERTE_A_REMPLACER);
	fin(&m);
}

TEST(rejets_et_echecs)
{
	struct monde m;
	struct alerte x;

	debut(&m);
	offre(&m)->importable = true;
	statut(&m, STATUT_REJET)->motif = STR("but_hors_iut");
	EQ_INT(autres(&m, &x), 1);
	EQ_INT(x.code, ALERTE_REJET);
	EQ_INT(x.gravite, ALERTE_HAUTE);
	EQ_INT(x.acteur, ACTEUR_SAIO); /* of the catalogue of errors */
	OK(str_contains(str_of(x.phrase), STR("C'est un BUT")));
	alertes_liberer(&m.ret);
	m.statuts.liste.v[0].statut = STATUT_ECHEC;
	m.statuts.liste.v[0].motif = STR("technique");
	m.statuts.liste.v[0].essais = 3;
	EQ_INT(autres(&m, &x), 1);
	EQ_INT(x.code, ALERTE_ECHEC);
	EQ_INT(x.gravite, ALERTE_BASSE);
	OK(alerte_pour(&x, ROLE_SCN) && !alerte_pour(&x, ROLE_CFA));
	OK(str_contains(str_of(x.phrase), STR("3 essais")));
	fin(&m);
}

TEST(les_dates_proches)
{
	struct monde m;

	debut(&m);
	m.f.jour = 20231108; /* 6 days before the site opens, 7 before the window closes */
	alertes_calculer(&m.f, m.a, &m.ret);
	MUST(m.ret.liste.n == 4);
	EQ_INT(m.ret.liste.v[0].code, ALERTE_JALON);
	EQ_INT(m.ret.liste.v[0].avant, 20231114);
	EQ_INT(m.ret.liste.v[0].gravite, ALERTE_HAUTE);
	EQ_INT(m.ret.liste.v[1].gravite, ALERTE_HAUTE);
	EQ_INT(m.ret.liste.v[2].gravite, ALERTE_BASSE); /* 42 days */
	EQ_INT(m.ret.liste.v[3].avant, 20240117);
	fin(&m);
}

TEST(le_plus_grave_puis_le_plus_proche)
{
	struct monde m;

	debut(&m);
	offre(&m);
	statut(&m, STATUT_NON_PUBLIABLE)->perdue_le = 20231101; /* no delay runs: moyenne */
	offre(&m)->importable = true;
	statut(&m, STATUT_REJET);
	offre(&m);
	ligne(&m, &m.offres.liste.v[2], "");
	statut(&m, STATUT_PUBLIE)->perdue_le = 20231030; /* haute, the 14th */
	alertes_calculer(&m.f, m.a, &m.ret);
	MUST(m.ret.liste.n == 7);
	EQ_INT(m.ret.liste.v[0].offre, 3);
	EQ_INT(m.ret.liste.v[0].avant, 20231114);
	EQ_INT(m.ret.liste.v[1].code, ALERTE_JALON); /* the same day: after, by its code */
	EQ_INT(m.ret.liste.v[2].offre, 2);
	EQ_INT(m.ret.liste.v[3].offre, 1);
	fin(&m);
}

TEST(les_codes_sont_uniques_et_se_disent)
{
	for (int i = 0; i < ALERTE__MAX; i++) {
		OK(alerte_libelle((enum alerte_code)i)[0]);
		for (int j = 0; j < i; j++)
			OK(!str_eq(str_of(alerte_code((enum alerte_code)i)),
				   str_of(alerte_code((enum alerte_code)j))));
	}
}
