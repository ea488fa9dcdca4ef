/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regle_statut_test.c - what holds of the whole table of statuts: every statut, every event, every combination of facts
 *
 * The cases of tests/regles/statuts.cas say what is expected of each line; here nothing is forgotten.
 */
#include "tap.h"

#include "regle/statut.h"

enum { FAITS = 2 * 2 * 2 * 2 * 2 * 2 * PERIMETRE__MAX * DECISION__MAX };

static struct statut_faits faits(int n)
{
	struct statut_faits f = {0};

	f.importable = n & 1;
	f.attend_saio = n >> 1 & 1;
	f.publie_avant = n >> 2 & 1;
	f.a_code = n >> 3 & 1;
	f.corrigee = n >> 4 & 1;
	f.perte_echue = n >> 5 & 1;
	n >>= 6;
	f.perimetre = (enum statut_perimetre)(n % PERIMETRE__MAX);
	f.decision = (enum statut_decision)(n / PERIMETRE__MAX);
	return f;
}

static bool sous_condition(const struct statut_faits *f)
{
	return f->attend_saio || f->perimetre != PERIMETRE_A_PUBLIER;
}

/* A statut and a decision that can stand together: a wait is en_attente, or waits to be it again. */
static bool coherent(enum statut s, const struct statut_faits *f)
{
	return f->decision == DECISION_RETENUE ? s == STATUT_EN_ATTENTE || s == STATUT_NON_PUBLIABLE
					       : s != STATUT_EN_ATTENTE;
}

static struct statut_issue appliquer(enum statut s, enum statut_evenement e, enum role r,
				     const struct statut_faits *f)
{
	return statut_appliquer(
		s,
		&(struct statut_acte){
			.evenement = e, .role = r, .refus = REFUS_DOUBLON, .raison = true},
		f);
}

static struct statut_issue evaluer(enum statut s, const struct statut_faits *f)
{
	return appliquer(s, EVENEMENT_EVALUER, ROLE_SYSTEME, f);
}

/* The first of the roles that may do what this line says. */
static enum role qui_peut(enum statut s, enum statut_evenement e, const struct statut_faits *f)
{
	struct statut_issue i = appliquer(s, e, ROLE_ADMIN, f);
	int r = 0;

	while (!(i.transition->roles >> r & 1))
		r++;
	return (enum role)r;
}

TEST(chaque_evenement_est_tranche_dans_chaque_statut)
{
	AUTO_ARENA a = arena_new(0);
	int refuses = 0;

	for (int n = 0; n < FAITS; n++)
		for (int s = 0; s < STATUT__MAX; s++)
			for (int e = 0; e < EVENEMENT__MAX; e++) {
				const struct statut_faits f = faits(n);
				struct statut_acte acte = {.evenement = (enum statut_evenement)e};
				struct statut_issue i;

				acte.role = qui_peut((enum statut)s, acte.evenement, &f);
				i = statut_appliquer((enum statut)s, &acte, &f);
				MUST(i.transition && i.transition->de >> s & 1);
				MUST(i.transition->evenement == acte.evenement);
				MUST(i.statut < STATUT__MAX && i.decision < DECISION__MAX);
				MUST(i.empechement != EMPECHEMENT_ROLE);
				if (!i.empechement)
					continue;
				refuses++;
				MUST(i.statut == (enum statut)s && i.decision == f.decision &&
				     i.effets == 0);
				MUST(statut_empechement_phrase(a, &i, &acte, "")[0] != '\0');
				arena_reset(a);
			}
	OK(refuses > 0);
}

TEST(chaque_evenement_a_une_ligne_sans_garde_dans_chaque_statut)
{
	size_t lignes;
	const struct statut_transition *t = statut_transitions(&lignes);

	for (int s = 0; s < STATUT__MAX; s++)
		for (int e = 0; e < EVENEMENT__MAX; e++) {
			bool vue = false;

			for (size_t i = 0; i < lignes; i++)
				vue = vue || ((t[i].de >> s & 1) && (int)t[i].evenement == e &&
					      t[i].garde == GARDE_TOUJOURS);
			OK(vue);
		}
}

TEST(chaque_ligne_de_la_table_sert)
{
	bool vues[256] = {false};
	size_t lignes;
	const struct statut_transition *t = statut_transitions(&lignes);

	MUST(lignes < sizeof vues);
	for (int n = 0; n < FAITS; n++)
		for (int s = 0; s < STATUT__MAX; s++)
			for (int e = 0; e < EVENEMENT__MAX; e++) {
				const struct statut_faits f = faits(n);

				vues[appliquer((enum statut)s, (enum statut_evenement)e, ROLE_ADMIN,
					       &f)
					     .transition -
				     t] = true;
			}
	for (size_t i = 0; i < lignes; i++) {
		if (!tap_ok(vues[i], __FILE__, __LINE__, "une ligne qui ne sert jamais"))
			printf("#   ligne %zu, %s\n", i, statut_evenement_code(t[i].evenement));
		OK(t[i].roles != 0);
		OK((t[i].empechement != EMPECHEMENT_AUCUN) == (t[i].vers == VERS_NULLE_PART));
	}
}

/* domain.md 2: the SAIO asks and refuses, the SCN treats errors, Parcoursup answers, relais follows the facts; nobody else moves a statut. */
static unsigned qui(enum statut s, enum statut_evenement e)
{
	static const unsigned roles[EVENEMENT__MAX] = {
		[EVENEMENT_EVALUER] = 1U << ROLE_SYSTEME,
		[EVENEMENT_DEMANDER] = 1U << ROLE_SAIO,
		[EVENEMENT_REFUSER] = 1U << ROLE_SAIO,
		[EVENEMENT_ACCEPTER] = 1U << ROLE_SYSTEME | 1U << ROLE_PARCOURSUP | 1U << ROLE_SCN,
		[EVENEMENT_REJETER] = 1U << ROLE_PARCOURSUP,
		[EVENEMENT_ECHOUER] = 1U << ROLE_PARCOURSUP,
		[EVENEMENT_REESSAYER] = 1U << ROLE_SYSTEME | 1U << ROLE_SCN,
		[EVENEMENT_FERMER] = 1U << ROLE_PARCOURSUP,
		[EVENEMENT_SUPPRIMER] = 1U << ROLE_PARCOURSUP,
		[EVENEMENT_RATTACHER] = 1U << ROLE_PARCOURSUP,
		[EVENEMENT_REINITIALISER] = 1U << ROLE_SAIO | 1U << ROLE_SCN,
		[EVENEMENT_DEMARRER] = 1U << ROLE_SYSTEME | 1U << ROLE_SCN,
		[EVENEMENT_REMPLACER] = 1U << ROLE_SYSTEME,
		[EVENEMENT_HERITER] = 1U << ROLE_SYSTEME,
	};

	return e == EVENEMENT_REESSAYER && s == STATUT_REJET ? 1U << ROLE_SCN : roles[e];
}

TEST(seuls_relais_parcoursup_le_saio_et_le_scn_changent_un_statut)
{
	for (int n = 0; n < FAITS; n++)
		for (int s = 0; s < STATUT__MAX; s++)
			for (int e = 0; e < EVENEMENT__MAX; e++) {
				const struct statut_faits f = faits(n);
				int r = n % ROLE__MAX;
				struct statut_issue i = appliquer(
					(enum statut)s, (enum statut_evenement)e, (enum role)r, &f);

				MUST(i.transition->roles ==
				     qui((enum statut)s, (enum statut_evenement)e));
				MUST((i.empechement == EMPECHEMENT_ROLE) ==
				     !(i.transition->roles >> r & 1));
				if (i.empechement == EMPECHEMENT_ROLE)
					MUST(i.statut == (enum statut)s &&
					     i.decision == f.decision && !i.effets);
			}
	OK(true);
}

/* domain.md 6: « A human decision is never undone by a feed. » */
TEST(evaluer_ne_defait_jamais_une_decision)
{
	for (int n = 0; n < FAITS; n++)
		for (int s = 0; s < STATUT__MAX; s++) {
			const struct statut_faits f = faits(n);
			struct statut_issue i = evaluer((enum statut)s, &f);

			if (s == STATUT_NON_PUBLIE || s == STATUT_FERME)
				MUST(i.statut == (enum statut)s);
			if (i.decision != f.decision)
				MUST(i.decision == DECISION_A_REVOIR && f.corrigee &&
				     (f.decision == DECISION_RETENUE || s == STATUT_EN_ATTENTE));
			if (f.decision == DECISION_DEMANDEE && f.importable &&
			    (s == STATUT_PRET || s == STATUT_NON_PUBLIABLE ||
			     statut_a_publier((enum statut)s)))
				MUST(i.statut == STATUT_PRET);
		}
	OK(true);
}

/* One defective feed: everything is lost, the next one gives it back, and nobody has to decide again. */
TEST(un_flux_defectueux_ne_detruit_rien)
{
	for (int n = 0; n < FAITS; n++)
		for (int s = 0; s < STATUT__MAX; s++) {
			struct statut_faits f = faits(n), perdue;
			struct statut_issue avant, perte, retour;

			f.importable = true;
			f.corrigee = f.perte_echue = false;
			if (!coherent((enum statut)s, &f) || f.perimetre == PERIMETRE_HORS)
				continue;
			avant = evaluer((enum statut)s, &f);
			f.decision = avant.decision;
			perdue = f;
			perdue.importable = false;
			perte = evaluer(avant.statut, &perdue);
			retour = evaluer(perte.statut, &f);
			MUST(retour.decision == avant.decision);
			/* a rejection or a failure is tried again; an automatic one finds its way again if N−1 still says so */
			if (avant.statut == STATUT_REJET || avant.statut == STATUT_ECHEC ||
			    (avant.statut == STATUT_PRET && f.decision != DECISION_DEMANDEE))
				MUST(retour.statut == statut_cible(&f));
			else
				MUST(retour.statut == avant.statut);
		}
	OK(true);
}

TEST(evaluer_deux_fois_est_evaluer_une_fois)
{
	for (int n = 0; n < FAITS; n++)
		for (int s = 0; s < STATUT__MAX; s++) {
			struct statut_faits f = faits(n);
			struct statut_issue une, deux;

			if (!coherent((enum statut)s, &f))
				continue;
			une = evaluer((enum statut)s, &f);
			f.decision = une.decision;
			deux = evaluer(une.statut, &f);
			MUST(deux.statut == une.statut && deux.decision == une.decision);
		}
	OK(true);
}

TEST(rien_ne_part_seul_sous_condition)
{
	static const enum statut_evenement seuls[] = {EVENEMENT_EVALUER, EVENEMENT_REESSAYER,
						      EVENEMENT_RATTACHER, EVENEMENT_DEMARRER,
						      EVENEMENT_HERITER};

	for (int n = 0; n < FAITS; n++)
		for (int s = 0; s < STATUT__MAX; s++)
			for (size_t e = 0; e < sizeof seuls / sizeof *seuls; e++) {
				const struct statut_faits f = faits(n);
				struct statut_issue i =
					appliquer((enum statut)s, seuls[e],
						  qui_peut((enum statut)s, seuls[e], &f), &f);

				if (i.statut != STATUT_PRET || i.empechement)
					continue;
				MUST(f.importable || s == STATUT_PRET);
				MUST(!sous_condition(&f) || i.decision == DECISION_DEMANDEE);
			}
	OK(true);
}

TEST(une_demande_ne_porte_que_sur_une_offre_importable)
{
	for (int n = 0; n < FAITS; n++)
		for (int s = 0; s < STATUT__MAX; s++) {
			const struct statut_faits f = faits(n);
			struct statut_issue i =
				appliquer((enum statut)s, EVENEMENT_DEMANDER, ROLE_SAIO, &f);

			if (s == STATUT_PRET || s == STATUT_PUBLIE || !f.importable)
				MUST(i.empechement && i.statut == (enum statut)s);
			else
				MUST(i.statut == STATUT_PRET && i.decision == DECISION_DEMANDEE);
		}
	OK(true);
}

/* domain.md 4.4: « never disappears silently » */
TEST(une_perte_est_toujours_une_alerte)
{
	for (int n = 0; n < FAITS; n++)
		for (int s = 0; s < STATUT__MAX; s++) {
			const struct statut_faits f = faits(n);
			struct statut_issue i = evaluer((enum statut)s, &f);
			bool perdue = !f.importable && s != STATUT_NON_PUBLIABLE &&
				      s != STATUT_NON_PUBLIE && s != STATUT_FERME;

			MUST(((i.effets & EFFET_ALERTE) != 0) == perdue);
			if (i.effets & EFFET_FIN_ALERTE)
				MUST(f.importable);
			if (s == STATUT_PUBLIE && perdue)
				MUST(i.statut == (f.perte_echue || !f.a_code ? STATUT_NON_PUBLIABLE
									     : STATUT_PUBLIE));
		}
	OK(true);
}

TEST(un_code_est_garde_ou_oublie_jamais_les_deux)
{
	size_t lignes;
	const struct statut_transition *t = statut_transitions(&lignes);

	for (size_t i = 0; i < lignes; i++)
		OK((t[i].effets & (EFFET_CODE | EFFET_SANS_CODE)) !=
		   (EFFET_CODE | EFFET_SANS_CODE));
}

/* Everywhere that one step leads from what is already reached, with these facts; the decision follows. */
static void atteindre(bool vu[STATUT__MAX][DECISION__MAX], const struct statut_faits *f)
{
	bool encore = true;

	while (encore) {
		encore = false;
		for (int k = 0; k < STATUT__MAX * DECISION__MAX * EVENEMENT__MAX * 2; k++) {
			enum statut s = (enum statut)(k / 2 % STATUT__MAX);
			enum statut_decision d =
				(enum statut_decision)(k / 2 / STATUT__MAX % DECISION__MAX);
			struct statut_acte acte = {.evenement = (enum statut_evenement)(
							   k / 2 / STATUT__MAX / DECISION__MAX),
						   .refus = k % 2 ? REFUS_DATES_DUREE
								  : REFUS_DOUBLON,
						   .raison = true};
			struct statut_faits ici = *f;
			struct statut_issue i;

			if (!vu[s][d])
				continue;
			ici.decision = d;
			acte.role = qui_peut(s, acte.evenement, &ici);
			i = statut_appliquer(s, &acte, &ici);
			encore = encore || !vu[i.statut][i.decision];
			vu[i.statut][i.decision] = true;
		}
	}
}

static bool atteint(bool vu[STATUT__MAX][DECISION__MAX], enum statut s)
{
	for (int d = 0; d < DECISION__MAX; d++)
		if (vu[s][d])
			return true;
	return false;
}

TEST(aucun_statut_n_est_une_impasse)
{
	for (int s = 0; s < STATUT__MAX; s++)
		for (int p = PERIMETRE_HORS + 1; p < PERIMETRE__MAX; p++) {
			bool vu[STATUT__MAX][DECISION__MAX] = {{false}};
			const struct statut_faits f = {.importable = true,
						       .perimetre = (enum statut_perimetre)p};

			vu[s][s == STATUT_EN_ATTENTE ? DECISION_RETENUE : DECISION_AUCUNE] = true;
			atteindre(vu, &f);
			OK(atteint(vu, STATUT_PUBLIE));
			OK(atteint(vu, STATUT_NON_PUBLIE));
			OK(atteint(vu, STATUT_EN_ATTENTE));
			OK(atteint(vu, STATUT_ECHEC));
		}
}

/* From nothing recorded, with the facts that each statut takes. */
TEST(chaque_statut_peut_etre_atteint)
{
	bool tous[STATUT__MAX] = {false};

	for (int p = 0; p < PERIMETRE__MAX; p++) {
		bool vu[STATUT__MAX][DECISION__MAX] = {{false}};
		const struct statut_faits f = {.importable = p != PERIMETRE_HORS,
					       .perimetre = (enum statut_perimetre)p};

		vu[STATUT_NON_PUBLIABLE][DECISION_AUCUNE] = true;
		atteindre(vu, &f);
		for (int s = 0; s < STATUT__MAX; s++)
			tous[s] = tous[s] || atteint(vu, (enum statut)s);
	}
	for (int s = 0; s < STATUT__MAX; s++)
		OK(tous[s]);
}

/* An echec goes on by itself; nothing else is needed than the hour (B21 of the existing catalogue). */
TEST(un_echec_repart_de_lui_meme)
{
	const struct statut_faits f = {.importable = true, .perimetre = PERIMETRE_A_PUBLIER};

	EQ_INT(appliquer(STATUT_ECHEC, EVENEMENT_REESSAYER, ROLE_SYSTEME, &f).statut, STATUT_PRET);
}

TEST(la_cible)
{
	struct statut_faits f = {.perimetre = PERIMETRE_A_PUBLIER, .publie_avant = true};

	EQ_INT(statut_cible(&f), STATUT_NON_PUBLIABLE);
	f.importable = true;
	EQ_INT(statut_cible(&f), STATUT_PRET);
	f.decision = DECISION_A_REVOIR;
	EQ_INT(statut_cible(&f), STATUT_A_PUBLIER);
	f.decision = DECISION_RETENUE;
	EQ_INT(statut_cible(&f), STATUT_EN_ATTENTE);
	f.decision = DECISION_DEMANDEE;
	f.attend_saio = true;
	EQ_INT(statut_cible(&f), STATUT_PRET);
	f.decision = DECISION_AUCUNE;
	EQ_INT(statut_cible(&f), STATUT_A_PUBLIER);
	f.attend_saio = false;
	f.publie_avant = false;
	for (int p = 0; p < PERIMETRE__MAX; p++) {
		f.perimetre = (enum statut_perimetre)p;
		EQ_STR(statut_code(statut_cible(&f)),
		       p == PERIMETRE_HORS ? "non_publiable" : statut_perimetre_code(f.perimetre));
	}
}

TEST(ce_que_disent_les_statuts)
{
	static const struct {
		enum statut statut;
		bool a_publier, certifiee;
	} attendus[] = {
		{STATUT_NON_PUBLIABLE, false, false},
		{STATUT_A_PUBLIER, true, true},
		{STATUT_A_PUBLIER_HABILITATION, true, true},
		{STATUT_A_PUBLIER_POSTBAC, true, true},
		{STATUT_A_PUBLIER_RECTEUR, true, true},
		{STATUT_PRET, false, true},
		{STATUT_PUBLIE, false, true},
		{STATUT_REJET, false, false},
		{STATUT_ECHEC, false, false},
		{STATUT_FERME, false, false},
		{STATUT_NON_PUBLIE, false, false},
		{STATUT_EN_ATTENTE, false, false},
	};

	EQ_INT(sizeof attendus / sizeof *attendus, STATUT__MAX);
	for (int s = 0; s < STATUT__MAX; s++) {
		EQ_INT(attendus[s].statut, s);
		EQ_INT(statut_a_publier((enum statut)s), attendus[s].a_publier);
		EQ_INT(statut_permet_certifiee((enum statut)s), attendus[s].certifiee);
	}
}

/* The words are there, two things never have the same code, and a code is read back. */
TEST(les_codes_se_relisent)
{
	enum statut s;
	enum statut_evenement e;
	enum statut_decision d;
	enum role r;

	for (int i = 0; i < STATUT__MAX; i++) {
		MUST(statut_lu(str_of(statut_code((enum statut)i)), &s));
		EQ_INT(s, i);
		OK(*statut_libelle((enum statut)i) && *statut_signe((enum statut)i) &&
		   *statut_explication((enum statut)i));
	}
	for (int i = 0; i < EVENEMENT__MAX; i++) {
		MUST(statut_evenement_lu(str_of(statut_evenement_code((enum statut_evenement)i)),
					 &e));
		EQ_INT(e, i);
		OK(*statut_evenement_libelle((enum statut_evenement)i));
	}
	for (int i = 0; i < DECISION__MAX; i++) {
		MUST(statut_decision_lue(str_of(statut_decision_code((enum statut_decision)i)),
					 &d));
		EQ_INT(d, i);
	}
	for (int i = 0; i < ROLE__MAX; i++) {
		MUST(role_lu(str_of(role_code((enum role)i)), &r));
		EQ_INT(r, i);
		OK(*role_libelle((enum role)i));
	}
	for (int i = 0; i < GARDE__MAX; i++)
		OK(*statut_garde_libelle((enum statut_garde)i));
	EQ_STR(statut_libelle(STATUT_PRET), "Prêt pour intégration");
	EQ_STR(statut_signe(STATUT_PUBLIE), "✔");
	EQ_STR(role_libelle(ROLE_SAIO), "le SAIO de l'académie");
}

TEST(un_code_inconnu_ne_change_rien)
{
	enum statut s = STATUT_FERME;
	enum statut_evenement e = EVENEMENT_FERMER;
	enum statut_decision d = DECISION_RETENUE;
	enum role r = ROLE_SCN;

	OK(!statut_lu(STR("publié"), &s) && !statut_lu(STR_VIDE, &s) && s == STATUT_FERME);
	OK(!statut_evenement_lu(STR("fermee"), &e) && e == EVENEMENT_FERMER);
	OK(!statut_decision_lue(STR("retenu"), &d) && d == DECISION_RETENUE);
	OK(!role_lu(STR("SCN"), &r) && r == ROLE_SCN);
}

TEST(un_acte_fait_n_a_pas_de_phrase)
{
	AUTO_ARENA a = arena_new(0);
	const struct statut_faits f = {.importable = true, .perimetre = PERIMETRE_A_PUBLIER};
	const struct statut_acte acte = {.evenement = EVENEMENT_DEMANDER, .role = ROLE_SAIO};
	struct statut_issue i = statut_appliquer(STATUT_A_PUBLIER, &acte, &f);

	EQ_STR(statut_empechement_phrase(a, &i, &acte, ""), "");
}

TEST(plusieurs_roles_se_disent_en_une_phrase)
{
	AUTO_BUF out;

	buf_init(&out, 1000);
	roles_ecrire(role_bit(ROLE_SCN), &out);
	EQ_STR(buf_view(&out), "le service national Parcoursup (SCN)");
	buf_reset(&out);
	roles_ecrire(role_bit(ROLE_SCN) | role_bit(ROLE_CFA) | role_bit(ROLE_RCO), &out);
	EQ_STR(buf_view(&out),
	       "le CFA, le réseau des Carif-Oref et le service national Parcoursup (SCN)");
	buf_reset(&out);
	roles_ecrire(1U << ROLE__MAX, &out);
	EQ_STR(buf_view(&out), "");
}

TEST(une_succession_va_d_une_offre_a_une_offre)
{
	OK(statut_succession_univoque(1, 1));
	OK(!statut_succession_univoque(1, 2));
	OK(!statut_succession_univoque(0, 1));
}

TEST(deux_predecesseurs_ne_se_remplacent_pas_seuls_replace_2)
{
	OK(!statut_succession_univoque(2, 1));
}
