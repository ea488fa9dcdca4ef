/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parcoursup_etapes_test.c - the last two stages of the journey and what comes next, situation by situation (screens.md 2)
 */
#include "tap.h"

#include "parcoursup/etapes.h"

/* An importable offre of 2024, migrated, « Certifiée », published, its paramétrage not begun; the day after. */
struct monde {
	struct arena *a;
	struct campagne campagne;
	struct parcours p;
	struct avancement v;
};

static void debut(struct monde *m)
{
	struct incident inc;

	*m = (struct monde){.a = arena_new(0)};
	MUST(campagne_lire(NULL, 2024, INT64_MAX, m->a, &m->campagne, &inc) == OK);
	m->p = (struct parcours){
		.campagne = 2024,
		.offre = 12,
		.migree = true,
		.migree_le = 20231106,
		.a_formation = true,
		.certifiee_le = 20231106,
		.formation = {.code = STR("47168"),
			      .col = {[FT_PARAMETRAGE] = STR("a_parametrer")},
			      .offre = 12,
			      .certifiee = true},
		.statut = {.offre = 12, .statut = STATUT_PUBLIE, .code = STR("47168")},
	};
	m->v = (struct avancement){.campagne = &m->campagne,
				   .jour = 20231107,
				   .parcours = &m->p,
				   .reglementaire = true,
				   .importable = true};
}

/* Not « Certifiée » yet, without formation. */
static void sans_formation(struct monde *m, enum statut s)
{
	m->p.a_formation = false;
	m->p.formation = (struct formation){0};
	m->p.statut = (struct statut_fait){.offre = 12, .statut = s};
}

static const char *quatre(struct monde *m, enum etape_etat etat)
{
	const struct etape e = etape_parcoursup(m->a, &m->v);

	EQ_STR(e.nom, "Parcoursup");
	EQ_INT(e.etat, etat);
	return e.texte;
}

static const char *cinq(struct monde *m, enum etape_etat etat)
{
	const struct etape e = etape_candidats(m->a, &m->v);

	EQ_INT(e.etat, etat);
	return e.texte;
}

static const char *suite(struct monde *m, enum acteur acteur, int avant)
{
	const struct suite s = avancement_suite(m->a, &m->v);

	EQ_INT(s.acteur, acteur);
	EQ_INT(s.avant, avant);
	return s.texte;
}

TEST(certifiee)
{
	struct monde m;

	debut(&m);
	EQ_STR(quatre(&m, ETAPE_FAITE), "formation 47168, « Certifiée » depuis le 6 novembre 2023");
	EQ_INT(etape_parcoursup(m.a, &m.v).date, 20231106);
	OK(str_contains(str_of(suite(&m, ACTEUR_ETABLISSEMENT, 20231220)),
			STR("qui ouvre le 14 novembre 2023")));
	EQ_STR(avancement_resume(m.a, &m.v), ", « Certifiée » : formation 47168.");
	m.v.jour = 20231115;
	OK(!str_contains(str_of(suite(&m, ACTEUR_ETABLISSEMENT, 20231220)), STR("ouvre")));
	arena_free(m.a);
}

TEST(visible_ou_ce_qui_manque)
{
	struct monde m;

	debut(&m);
	EQ_STR(cinq(&m, ETAPE_A_VENIR),
	       "publiée ; il manque le paramétrage (à paramétrer) pour être visible à partir du 20 décembre 2023");
	m.p.statut.statut = STATUT_A_PUBLIER_RECTEUR;
	EQ_STR(cinq(&m, ETAPE_A_VENIR),
	       "il manque la publication et le paramétrage (à paramétrer) pour être visible à partir du 20 décembre 2023");
	m.p.formation.col[FT_PARAMETRAGE] = STR("valide");
	EQ_STR(cinq(&m, ETAPE_A_VENIR),
	       "paramétrage validé ; il manque la publication pour être visible à partir du 20 décembre 2023");
	m.p.statut.statut = STATUT_PUBLIE;
	EQ_STR(cinq(&m, ETAPE_A_VENIR),
	       "publiée, paramétrage validé : visible le 20 décembre 2023");
	EQ_STR(suite(&m, ACTEUR_PERSONNE, 0),
	       "Rien à faire : les candidats la verront le 20 décembre 2023.");
	m.v.jour = 20231220; /* that day, not before */
	EQ_STR(cinq(&m, ETAPE_FAITE),
	       "publiée, paramétrage validé : visible depuis le 20 décembre 2023");
	m.p.formation.col[FT_PARAMETRAGE] = STR("en_cours");
	(void)cinq(&m, ETAPE_BLOQUEE);
	m.p.formation.col[FT_PARAMETRAGE] = STR("ferme");
	(void)cinq(&m, ETAPE_BLOQUEE);
	sans_formation(&m, STATUT_A_PUBLIER);
	m.v.jour = 20231107;
	OK(str_contains(str_of(cinq(&m, ETAPE_A_VENIR)), STR("une fois publiée")));
	arena_free(m.a);
}

TEST(le_sursis_et_sa_fin)
{
	struct monde m;

	debut(&m);
	m.v.importable = false;
	m.v.acteur = ACTEUR_CFA;
	m.p.statut.perdue_le = 20231105;
	EQ_STR(quatre(&m, ETAPE_ATTENTE),
	       "formation 47168, « Certifiée » jusqu'au 20 novembre 2023 : l'offre n'est plus importable depuis le 5 novembre 2023");
	OK(str_contains(str_of(suite(&m, ACTEUR_CFA, 20231120)),
			STR("au plus tard le 20 novembre")));
	m.p.statut.perdue_le = 0; /* no run has seen it yet */
	EQ_STR(quatre(&m, ETAPE_ATTENTE),
	       "formation 47168, « Certifiée », mais l'offre n'est plus importable");
	OK(str_contains(str_of(suite(&m, ACTEUR_CFA, 0)), STR("15 jours")));
	m.p.formation.certifiee = false;
	m.p.statut.statut = STATUT_NON_PUBLIABLE;
	EQ_STR(quatre(&m, ETAPE_BLOQUEE),
	       "formation 47168, sans « Certifiée » : l'offre n'est pas importable");
	EQ_STR(suite(&m, ACTEUR_CFA, 20231115),
	       "Une fois corrigée, elle est traitée au fil de l'eau jusqu'au 29 août 2024.");
	arena_free(m.a);
}

TEST(avant_la_migration)
{
	struct monde m;

	debut(&m);
	sans_formation(&m, STATUT_NON_PUBLIABLE);
	m.p.migree = false;
	EQ_STR(quatre(&m, ETAPE_ATTENTE),
	       "importable, la migration est prévue du 1er novembre 2023 au 15 novembre 2023");
	(void)suite(&m, ACTEUR_SCN, 20231115);
	m.v.attend_saio = true;
	OK(str_starts(str_of(quatre(&m, ETAPE_ATTENTE)),
		      STR("importable après vérification par le SAIO, la migration")));
	(void)suite(&m, ACTEUR_SAIO, 20231115);
	m.v.attend_saio = false;
	m.v.jour = 20231116;
	EQ_STR(quatre(&m, ETAPE_ATTENTE),
	       "importable, mais la migration, prévue jusqu'au 15 novembre 2023, n'est pas encore faite");
	(void)suite(&m, ACTEUR_SCN, 0);
	m.v.jour = 20240830;
	EQ_STR(quatre(&m, ETAPE_ATTENTE),
	       "importable, mais la campagne est close depuis le 29 août 2024");
	EQ_STR(suite(&m, ACTEUR_PERSONNE, 0), "");
	m.v.importable = false;
	EQ_STR(quatre(&m, ETAPE_BLOQUEE), "non importable");
	m.v.reglementaire = false;
	EQ_STR(quatre(&m, ETAPE_A_VENIR), "quand l'offre sera réglementaire");
	EQ_STR(suite(&m, ACTEUR_PERSONNE, 0), "");
	arena_free(m.a);
}

TEST(tardive)
{
	struct monde m;

	debut(&m);
	sans_formation(&m, STATUT_NON_PUBLIABLE);
	m.v.modifiee_le = 20231115; /* the last day of the window */
	OK(!str_contains(str_of(quatre(&m, ETAPE_ATTENTE)), STR("après la fenêtre")));
	m.v.modifiee_le = m.v.jour = 20231116;
	EQ_STR(quatre(&m, ETAPE_ATTENTE),
	       "importable, diffusée après la fenêtre d'import (le 16 novembre 2023), traitée au fil de l'eau");
	(void)suite(&m, ACTEUR_PERSONNE, 0);
	m.v.jour = 20240830; /* no run passes any more */
	OK(str_starts(str_of(suite(&m, ACTEUR_PERSONNE, 0)), STR("La campagne est close")));
	EQ_STR(cinq(&m, ETAPE_BLOQUEE), "la campagne est close : les candidats ne l'y verront pas");
	m.v.jour = 20231116;
	EQ_STR(avancement_formation(m.a, &m.v), parcours_phrase(m.a, &m.p));
	m.p.a_formation = true;
	m.p.formation = (struct formation){.code = STR("47168"), .detail = STR("Durée absente.")};
	EQ_STR(avancement_formation(m.a, &m.v),
	       "Formation 47168 : sans « Certifiée » depuis la migration du 6 novembre 2023, qui ne connaissait pas encore la correction.");
	arena_free(m.a);
}

TEST(close)
{
	struct monde m;

	debut(&m);
	m.p.a_formation = true;
	m.p.formation = (struct formation){.code = STR("47168"), .certifiee = true};
	m.p.formation.col[FT_PARAMETRAGE] = STR("en_cours");
	m.p.statut.statut = STATUT_PUBLIE;
	m.v.jour = 20240829; /* the last transfer */
	OK(str_contains(str_of(cinq(&m, ETAPE_BLOQUEE)), STR("il manque le paramétrage")));
	(void)suite(&m, ACTEUR_ETABLISSEMENT, 0);
	m.v.jour = 20240830;
	EQ_STR(cinq(&m, ETAPE_BLOQUEE),
	       "la campagne est close : il manquait le paramétrage (en cours)");
	EQ_STR(suite(&m, ACTEUR_PERSONNE, 0), "");
	m.p.formation.col[FT_PARAMETRAGE] = STR("valide");
	OK(str_contains(str_of(cinq(&m, ETAPE_FAITE)), STR("visible depuis")));
	m.p.formation.certifiee = false;
	EQ_STR(cinq(&m, ETAPE_BLOQUEE), "la campagne est close : il manquait la publication");
	arena_free(m.a);
}

TEST(en_suspens)
{
	struct monde m;

	debut(&m);
	sans_formation(&m, STATUT_A_PUBLIER_HABILITATION);
	OK(str_contains(str_of(quatre(&m, ETAPE_ATTENTE)), STR("encore sans formation")));
	EQ_STR(suite(&m, ACTEUR_SAIO, 20231220), statut_explication(STATUT_A_PUBLIER_HABILITATION));
	m.p.statut.statut = STATUT_NON_PUBLIE;
	m.p.statut.motif = STR("doublon");
	(void)quatre(&m, ETAPE_BLOQUEE);
	OK(str_contains(str_of(suite(&m, ACTEUR_CFA, 20231220)), STR("supprime la fiche en trop")));
	m.p.statut.statut = STATUT_REJET;
	m.p.statut.motif = STR("but_hors_iut");
	OK(str_contains(str_of(suite(&m, ACTEUR_SAIO, 20231220)), STR("C'est un BUT")));
	m.p.statut.motif = STR_VIDE;
	(void)suite(&m, ACTEUR_SCN, 20231220);
	m.p.statut.statut = STATUT_A_PUBLIER;
	m.p.a_possible = true;
	m.p.possible = (struct formation){.code = STR("9"), .lien = LIEN_PLUSIEURS};
	EQ_STR(quatre(&m, ETAPE_ATTENTE),
	       "importable ; elle est peut-être la formation 9, le SAIO le dit");
	OK(str_contains(str_of(suite(&m, ACTEUR_SAIO, 20231220)),
			STR("relais formation lier 9 12 --campagne 2024")));
	arena_free(m.a);
}

TEST(une_formation_que_son_statut_prive_de_certifiee)
{
	struct monde m;

	debut(&m);
	m.p.formation.certifiee = false;
	m.p.statut.statut = STATUT_REJET;
	EQ_STR(quatre(&m, ETAPE_BLOQUEE),
	       "formation 47168, sans « Certifiée » : Rejet de publication");
	EQ_STR(avancement_resume(m.a, &m.v), ", mais sa formation 47168 est sans « Certifiée ».");
	arena_free(m.a);
}

TEST(remplacee)
{
	struct monde m;

	debut(&m);
	m.p.remplacee_par = (struct parcours_voisine){.numero = 58, .cle = STR("cle58")};
	EQ_STR(quatre(&m, ETAPE_BLOQUEE), "remplacée par l'offre n° 58");
	EQ_STR(suite(&m, ACTEUR_PERSONNE, 0),
	       "Tout se passe désormais sur l'offre n° 58, clé cle58.");
	arena_free(m.a);
}
