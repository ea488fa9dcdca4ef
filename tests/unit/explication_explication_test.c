/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explication_explication_test.c - one offre gathered from the base, and what is said of it; the terminal's layout is tests/cli/explain.t
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "importation.h"
#include "lheo.h"
#include "etudes.h"

#include "explication/explication.h"

static int64_t numero(const struct etude *e, const char *cle)
{
	int64_t n = 0;

	EQ_INT(offre_trouver(e->db, &e->vue, str_of(cle), &n), OK);
	return n;
}

TEST_BASES(une_offre_dit_ou_elle_en_est)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct explication x;
	struct etude e;

	etude_remplir(&d);
	etude_regarder(&d, &e);
	const struct explication_demande demande = {.offre = numero(&e, LHEO_CLE)};

	MUST(explication_lire(&e, &demande, &x) == OK);
	EQ_INT(x.offre->dossier.offre, demande.offre);
	OK(x.ressemblances == NULL);
	EQ_STR(explication_titre(&x), "BTS MCO");
	EQ_STR(explication_identite(&x), "CFA Exemple · formation à Lycée Exemple · Brest · UAI "
					 "0299901E · académie de Rennes");
	OK(x.verdict->importable);
	OK(strncmp(explication_resume(&x), "Réglementaire et importable dans Parcoursup", 43) == 0);
	EQ_STR(explication_qui_agit(&x), "");
	EQ_STR(explication_a_faire(&x, true), "");
	EQ_INT(explication_mentions_presentes(&x), MENTION__MAX);
	EQ_STR(explication_mention(&x, MENTION_DATES), "du 2 septembre 2024 au 26 juin 2026");
	EQ_STR(explication_session(&x, &x.offre->dossier.sessions[0]),
	       "du 2 septembre 2024 au 26 juin 2026 · ouverte · compte pour la rentrée 2024");
	EQ_STR(x.parcours[2].texte, "réglementaire");
	EQ_INT(x.parcours[3].etat, ETAPE_ATTENTE);
	explication_liberer(&x);
	explication_liberer(&x); /* harmless */
	etude_oublier(&e);
}

TEST_BASES(ce_qui_manque_est_dit_avec_son_remede)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct referentiels *refs;
	struct sources sources;
	struct explication x;
	struct preuve p;
	struct etude e;

	etude_remplir(&d);
	etude_regarder(&d, &e);
	/* what a page's worker keeps is not read again */
	MUST(referentiels_charger(d.db, &e.vue, &refs) == OK);
	MUST(verdict_sources(d.db, &e.vue, &sources) == OK);
	const struct explication_demande demande = {
		.offre = numero(&e, SANS_ANNEE), .referentiels = refs, .sources = &sources};

	MUST(explication_lire(&e, &demande, &x) == OK);
	OK(x.sources == &sources);
	OK(!x.verdict->importable);
	EQ_STR(explication_mention(&x, MENTION_ANNEE), "");
	EQ_INT(explication_mentions_presentes(&x), MENTION__MAX - 1);
	p = explication_preuve(&x, 8, &x.verdict->critere[7]);
	OK(p.refus);
	OK(p.fait[0] != 0);
	OK(strstr(p.remede, "À faire avant le 15 novembre 2023.") != NULL);
	OK(strstr(p.vu, "5 octobre 2023") != NULL);
	p = explication_preuve(&x, 1, &x.verdict->critere[0]);
	OK(!p.refus);
	EQ_STR(p.fait, "");
	EQ_STR(p.remede, "");
	OK(strncmp(explication_qui_agit(&x), "À faire par le CFA", 19) == 0);
	OK(strstr(explication_a_faire(&x, true), "avant le 15 novembre 2023") != NULL);
	OK(x.n_actions > 0);
	OK(strstr(explication_action(&x, &x.actions[0]), x.actions[0].phrase.remede) != NULL);
	explication_liberer(&x);
	referentiels_liberer(refs);
	etude_oublier(&e);
}

static void verifier_ressemblances(const struct etude *e, const struct explication_demande *demande)
{
	struct explication x;

	MUST(explication_lire(e, demande, &x) == OK);
	MUST(x.ressemblances && x.ressemblances->groupes.n > 0);
	EQ_STR(ressemblances_groupe(e->arena, x.ressemblances, &x.ressemblances->groupes.v[0]),
	       arena_printf(
		       e->arena,
		       "Entrées en années différentes d'un même cycle (faux doublon) : n°\u00a0%lld",
		       (long long)numero(e, SANS_ANNEE)));
	OK(!ressemblances_contredisent(x.ressemblances));
	explication_liberer(&x);
}

TEST_BASES(ce_qui_lui_ressemble_est_dit_quand_on_le_demande)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct referentiels *refs;
	struct lieux *lieux;
	struct etude e;

	etude_remplir(&d);
	etude_regarder(&d, &e);
	struct explication_demande demande = {.offre = numero(&e, LHEO_CLE), .ressemblances = true};

	verifier_ressemblances(&e, &demande);
	/* the same with what a page's worker keeps in memory, as often as it is asked */
	MUST(referentiels_charger(d.db, &e.vue, &refs) == OK);
	MUST(lieux_charger(d.db, &e.vue, &lieux) == OK);
	demande.referentiels = refs;
	demande.lieux = lieux;
	for (int i = 0; i < 3; i++)
		verifier_ressemblances(&e, &demande);
	lieux_liberer(lieux);
	referentiels_liberer(refs);
	etude_oublier(&e);
}

TEST_BASES(l_histoire_et_parcoursup_se_disent_en_phrases)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct explication_champ champs[PARCOURSUP_CHAMPS];
	const char *phrases[HISTORIQUE_MAX];
	struct explication x;
	struct etude e;

	etude_remplir(&d);
	etude_regarder(&d, &e);
	const struct explication_demande demande = {.offre = numero(&e, LHEO_CLE)};

	MUST(explication_lire(&e, &demande, &x) == OK);
	EQ_INT(explication_historique(&x, phrases), 2);
	EQ_STR(phrases[0], "Connue depuis le 5 octobre 2023.");
	EQ_STR(phrases[1], "5 octobre 2023 : fichier l.xml, 3 offres nouvelles, 0 modifiées, 0 "
			   "disparues.");
	MUST(explication_parcoursup(&x, champs) > 0);
	EQ_STR(champs[0].libelle, "Formation");
	EQ_STR(champs[0].valeur, x.formation);
	explication_liberer(&x);
	etude_oublier(&e);
}

TEST_BASES(une_offre_que_la_vue_n_a_pas_est_absente)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct explication x;
	struct etude e;

	etude_remplir(&d);
	etude_regarder(&d, &e);
	EQ_INT(explication_lire(&e, &(struct explication_demande){.offre = 99}, &x), E_ABSENT);
	explication_liberer(&x);
	etude_oublier(&e);
}
