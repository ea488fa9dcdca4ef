/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regle_parcoursup_test.c - the motifs, the errors and the readback of Parcoursup, its queue, the history of a statut, the causes of a season
 */
#include "tap.h"

#include "base/limites.h"
#include "regle/historique.h"
#include "regle/refus.h"
#include "regle/retours.h"
#include "regle/saison.h"
#include "regle/transmission.h"

/* --- the motifs of non-publication ------------------------------------------------------------ */

TEST(chaque_motif_dit_ce_qu_il_devient_et_qui_agit)
{
	static const struct {
		enum refus refus;
		const char *code;
		bool attente, precision;
		enum acteur acteur;
	} attendus[] = {
		{REFUS_ADRESSE_AUTRE_COMMUNE, "adresse_autre_commune", false, true, ACTEUR_CFA},
		{REFUS_ADRESSE_MEME_COMMUNE, "adresse_meme_commune", true, true, ACTEUR_CFA},
		{REFUS_ORGANISME_CHANGE, "organisme_change", false, true, ACTEUR_CFA},
		{REFUS_ORGANISME_INJOIGNABLE, "organisme_injoignable", false, false, ACTEUR_CFA},
		{REFUS_SANS_SITE_DE_GESTION, "sans_site_de_gestion", false, false, ACTEUR_CFA},
		{REFUS_UAI_NON_IMMATRICULABLE, "uai_non_immatriculable", true, false, ACTEUR_SSA},
		{REFUS_UAI_ABSENT, "uai_absent", true, false, ACTEUR_SSA},
		{REFUS_UAI_FAUX, "uai_faux", true, true, ACTEUR_SSA},
		{REFUS_OFFRE_ANNULEE, "offre_annulee", false, false, ACTEUR_CFA},
		{REFUS_NON_DEMANDEE, "non_demandee", true, false, ACTEUR_CFA},
		{REFUS_AFFICHAGE_REFUSE, "affichage_refuse", false, false, ACTEUR_PERSONNE},
		{REFUS_DOUBLON, "doublon", false, false, ACTEUR_CFA},
		{REFUS_DATES_DUREE, "dates_duree", true, false, ACTEUR_CFA},
		{REFUS_DUREE_ANNEE, "duree_annee", false, true, ACTEUR_CFA},
		{REFUS_PUBLIC_MIXTE, "public_mixte", false, false, ACTEUR_PERSONNE},
		{REFUS_NON_PARAMETREE, "non_parametree", true, false, ACTEUR_ETABLISSEMENT},
		{REFUS_AUTORISATION_ATTENDUE, "autorisation_attendue", true, false, ACTEUR_SAIO},
		{REFUS_NON_AUTORISEE, "non_autorisee", false, false, ACTEUR_PERSONNE},
		{REFUS_AUTRE, "autre", true, true, ACTEUR_CFA},
	};
	size_t n = sizeof attendus / sizeof *attendus;

	EQ_INT(n, REFUS_ANNULE_REMPLACE - REFUS_AUCUN - 1);
	for (size_t i = 0; i < n; i++) {
		const struct refus_motif *m = refus_motif(attendus[i].refus);
		enum refus lu = REFUS_AUCUN;

		EQ_STR(m->code, attendus[i].code);
		EQ_INT(m->attente, attendus[i].attente);
		EQ_INT(m->precision, attendus[i].precision);
		EQ_INT(m->acteur, attendus[i].acteur);
		OK(m->saisissable && *m->libelle && *refus_famille_libelle(m->famille));
		EQ_INT(*m->remede != '\0', m->acteur != ACTEUR_PERSONNE);
		OK(refus_lu(str_of(m->code), &lu));
		EQ_INT(lu, attendus[i].refus);
	}
}

TEST(un_motif_qu_aucune_personne_ne_donne)
{
	enum refus lu = REFUS_AUTRE;

	OK(!refus_motif(REFUS_AUCUN)->saisissable);
	EQ_STR(refus_motif(REFUS_AUCUN)->libelle, "");
	OK(!refus_motif(REFUS_ANNULE_REMPLACE)->saisissable);
	OK(!refus_motif(REFUS_ANNULE_REMPLACE)->attente);
	OK(!refus_lu(STR_VIDE, &lu) && !refus_lu(STR("Doublon"), &lu) && lu == REFUS_AUTRE);
	OK(refus_lu(STR("annule_remplace"), &lu) && lu == REFUS_ANNULE_REMPLACE);
}

TEST(les_familles_de_motifs)
{
	EQ_INT(refus_motif(REFUS_UAI_FAUX)->famille, REFUS_FAMILLE_ORGANISME);
	EQ_INT(refus_motif(REFUS_OFFRE_ANNULEE)->famille, REFUS_FAMILLE_FORMATION);
	EQ_INT(refus_motif(REFUS_NON_PARAMETREE)->famille, REFUS_FAMILLE_AUTRE);
	EQ_STR(refus_famille_libelle(REFUS_FAMILLE_ORGANISME), "Organisme et lieu");
}

/* --- the errors ---------------------------------------------------------------------------------- */

TEST(chaque_erreur_a_sa_cause_son_remede_et_son_evenement)
{
	size_t n;
	const struct retour_erreur *e = retour_erreurs(&n);

	for (size_t i = 0; i < n; i++) {
		OK(*e[i].cause && *e[i].remede);
		OK(retour_erreur_de(str_of(e[i].code)) == &e[i]);
		EQ_INT(e[i].acteur != ACTEUR_PERSONNE, i + 1 < n);
		EQ_INT(e[i].evenement == EVENEMENT_ECHOUER, i + 1 == n);
	}
	EQ_STR(e[n - 1].code, "technique");
	OK(!retour_erreur_de(STR("inconnue")));
	OK(!retour_erreur_de(STR_VIDE));
}

TEST(un_message_trop_long_n_est_lu_qu_a_son_debut)
{
	static char message[LIMITE_MESSAGE_DISTANT + 100];
	const char *texte = "Etablissement inconnu";

	memset(message, ' ', sizeof message);
	memcpy(message + LIMITE_MESSAGE_DISTANT - strlen(texte), texte, strlen(texte));
	EQ_STR(retour_erreur((struct str){message, sizeof message})->code, "etablissement_inconnu");
	memmove(message + 1, message, LIMITE_MESSAGE_DISTANT);
	EQ_STR(retour_erreur((struct str){message, sizeof message})->code, "technique");
}

TEST(des_octets_qui_ne_sont_pas_du_texte_sont_un_echec)
{
	static char message[LIMITE_MESSAGE_DISTANT];

	memset(message, 0xff, sizeof message);
	EQ_STR(retour_erreur((struct str){message, sizeof message})->code, "technique");
	memset(message, 0, sizeof message);
	EQ_STR(retour_erreur((struct str){message, sizeof message})->code, "technique");
}

/* --- the readback ---------------------------------------------------------------------------------- */

TEST(chaque_ligne_de_la_relecture)
{
	static const struct {
		const char *texte, *code;
		enum retour_lecture lecture;
	} lignes[] = {
		{"Aucune donnée à mettre à jour", "rien", LECTURE_RIEN},
		{"Publié sur le MDR", "visible", LECTURE_VISIBLE},
		{"Publication annulée suite à suppression de la formation dans Parcoursup",
		 "supprimee", LECTURE_SUPPRIMEE},
		{"Clé ME ajoutée manuellement dans Parcoursup", "rattachee", LECTURE_RATTACHEE},
		{"FORMATION DECLAREE  FERMEE DANS PARCOURSUP", "fermee", LECTURE_FERMEE},
		{"Autre chose", "inconnue", LECTURE_INCONNUE},
		{"", "inconnue", LECTURE_INCONNUE},
	};

	for (size_t i = 0; i < sizeof lignes / sizeof *lignes; i++) {
		enum retour_lecture l = retour_lecture(str_of(lignes[i].texte));

		EQ_INT(l, lignes[i].lecture);
		EQ_STR(retour_lecture_code(l), lignes[i].code);
	}
}

TEST(une_ligne_repetee_chaque_nuit_ne_defait_rien)
{
	static const struct {
		enum retour_lecture lecture;
		bool notre, bouge;
		enum statut_evenement evenement;
	} attendus[] = {
		{LECTURE_INCONNUE, true, false, EVENEMENT_EVALUER},
		{LECTURE_INCONNUE, false, false, EVENEMENT_EVALUER},
		{LECTURE_RIEN, true, false, EVENEMENT_EVALUER},
		{LECTURE_RIEN, false, false, EVENEMENT_EVALUER},
		{LECTURE_VISIBLE, true, false, EVENEMENT_EVALUER},
		{LECTURE_VISIBLE, false, false, EVENEMENT_EVALUER},
		{LECTURE_SUPPRIMEE, true, true, EVENEMENT_SUPPRIMER},
		{LECTURE_SUPPRIMEE, false, false, EVENEMENT_EVALUER},
		{LECTURE_RATTACHEE, false, true, EVENEMENT_RATTACHER},
		{LECTURE_RATTACHEE, true, false, EVENEMENT_EVALUER},
		{LECTURE_FERMEE, true, true, EVENEMENT_FERMER},
		{LECTURE_FERMEE, false, false, EVENEMENT_EVALUER},
	};

	for (size_t i = 0; i < sizeof attendus / sizeof *attendus; i++) {
		enum statut_evenement e = EVENEMENT_EVALUER;

		EQ_INT(retour_lecture_evenement(attendus[i].lecture, attendus[i].notre, &e),
		       attendus[i].bouge);
		EQ_INT(e, attendus[i].evenement);
	}
}

/* --- the queue ------------------------------------------------------------------------------------- */

static int comparer(const void *a, const void *b)
{
	return transmission_ordre(a, b);
}

/* What is not pret or not importable (no UAI) does not go; errors last, the oldest first (export-select). */
TEST(ce_qui_part_et_dans_quel_ordre_export_select)
{
	static const struct {
		enum statut statut;
		bool importable; /* false: no UAI of the lieu */
		struct transmission_rang rang;
	} offres[] = {
		{STATUT_NON_PUBLIABLE, true, {false, 0, 1}}, {STATUT_PRET, true, {false, 0, 2}},
		{STATUT_PRET, false, {false, 0, 3}},         {STATUT_PRET, true, {false, 0, 4}},
		{STATUT_PRET, true, {false, 0, 5}},          {STATUT_PRET, true, {true, 9000, 6}},
		{STATUT_PRET, true, {true, 7000, 7}},        {STATUT_PRET, true, {false, 0, 8}},
	};
	static const int64_t attendu[] = {2, 4, 5, 8, 7, 6};
	struct transmission_rang file[8];
	size_t n = 0;

	for (size_t i = 0; i < sizeof offres / sizeof *offres; i++)
		if (transmission_choisie(offres[i].statut, offres[i].importable))
			file[n++] = offres[i].rang;
	MUST(n == sizeof attendu / sizeof *attendu);
	qsort(file, n, sizeof *file, comparer);
	for (size_t i = 0; i < n; i++)
		EQ_INT(file[i].offre, attendu[i]);
}

TEST(l_ordre_est_total)
{
	const struct transmission_rang r[] = {
		{false, 1, 9}, {false, 2, 1}, {false, 2, 3}, {true, 1, 2}};
	int n = sizeof r / sizeof *r;

	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++)
			EQ_INT(transmission_ordre(&r[i], &r[j]), (i > j) - (i < j));
}

TEST(le_delai_grandit_et_ne_s_arrete_jamais)
{
	static const int attendus[] = {5, 15, 60, 240, 720, 1440, 1440, 1440};

	for (int i = 0; i < 8; i++) {
		EQ_INT(transmission_delai(i + 1), attendus[i]);
		EQ_INT(transmission_alerte(i + 1), i + 1 >= 6);
	}
	EQ_INT(transmission_delai(1000000), 1440);
	EQ_INT(transmission_delai(0), 5);
	EQ_INT(transmission_delai(-1), 5);
}

TEST(le_delai_se_dit)
{
	AUTO_ARENA a = arena_new(0);

	EQ_STR(transmission_phrase(a, 1),
	       "1er envoi sans réponse utilisable : relais recommence dans 5 minutes.");
	EQ_STR(transmission_phrase(a, 3),
	       "3e envoi sans réponse utilisable : relais recommence dans 1 heure.");
	EQ_STR(transmission_phrase(a, 7),
	       "7e envoi sans réponse utilisable : relais recommence toutes les 24 heures. Le service "
	       "national Parcoursup (SCN) vérifie la liaison.");
}

/* --- the history ----------------------------------------------------------------------------------- */

TEST(publie_le_dernier_jour_pubdate_3)
{
	static const struct historique_ligne h[] = {{STATUT_NON_PUBLIABLE, 20220201},
						    {STATUT_A_PUBLIER, 20220202},
						    {STATUT_PUBLIE, 20220203}};

	EQ_INT(historique_publication(h, 3), 20220203);
}

TEST(publie_deux_fois_la_derniere_compte_pubdate_5)
{
	static const struct historique_ligne h[] = {
		{STATUT_A_PUBLIER, 1},     {STATUT_PUBLIE, 2},  {STATUT_NON_PUBLIABLE, 3},
		{STATUT_NON_PUBLIABLE, 4}, {STATUT_PUBLIE, 50}, {STATUT_PUBLIE, 51}};

	EQ_INT(historique_publication(h, 6), 50);
	EQ_INT(historique_depuis(h, 4), 3);
	EQ_INT(historique_depuis(h + 4, 2), 50);
}

TEST(qui_n_est_pas_publie_n_a_pas_de_date)
{
	static const struct historique_ligne h[] = {{STATUT_PUBLIE, 2}, {STATUT_FERME, 3}};

	EQ_INT(historique_publication(h, 2), 0);
	EQ_INT(historique_publication(h, 1), 2);
	EQ_INT(historique_publication(h, 0), 0);
	EQ_INT(historique_depuis(h, 0), 0);
	EQ_INT(historique_depuis(h, 2), 3);
}

TEST(rien_n_est_note_quand_rien_ne_change)
{
	struct statut_issue i = {.statut = STATUT_A_PUBLIER, .decision = DECISION_AUCUNE};

	OK(!historique_change(STATUT_A_PUBLIER, DECISION_AUCUNE, &i));
	OK(historique_change(STATUT_A_PUBLIER, DECISION_RETENUE, &i));
	OK(historique_change(STATUT_PRET, DECISION_AUCUNE, &i));
}

/* --- the season -------------------------------------------------------------------------------------- */

TEST(une_seule_mention_qui_manque_est_la_cause)
{
	for (int m = 0; m < MENTION__MAX; m++) {
		struct verdict v = {.classification = CLASSIFICATION_NON_REGLEMENTAIRE};

		v.mention_manque[m] = true;
		EQ_INT(saison_cause(false, &v, STATUT_NON_PUBLIABLE), SAISON_MENTION);
	}
}

/* Whatever fails, its cause is said: nothing is « other ». */
TEST(toute_perte_a_une_cause)
{
	static const enum saison_cause des_criteres[CRITERES] = {
		SAISON_ORGANISME, SAISON_QUALIOPI, SAISON_PERIMETRE,      SAISON_HABILITATION,
		SAISON_RNCP,      SAISON_DUREE,    SAISON_NON_RENOUVELEE, SAISON_ANNEE};

	for (int faux = 0; faux < 1 << CRITERES; faux++) {
		struct verdict v = {.uai.avis = AVIS_CONFORME};
		enum saison_cause c;

		for (int i = 0; i < CRITERES; i++) {
			v.critere[i].avis = faux >> i & 1 ? AVIS_NON_CONFORME : AVIS_CONFORME;
			v.bloquant[i] = i != 2 && i != 6;
		}
		v.importable = faux == 0;
		c = saison_cause(false, &v, STATUT_PUBLIE);
		EQ_INT(c, SAISON_RECONDUITE);
		c = saison_cause(false, &v, faux ? STATUT_NON_PUBLIABLE : STATUT_PRET);
		if (faux == 0) {
			EQ_INT(c, SAISON_RECONDUITE);
			continue;
		}
		/* the cause is one of the criteria that fail, and a session that fails inside the perimeter goes first, then Qualiopi */
		for (int i = 0; i < CRITERES; i++)
			if (c == des_criteres[i])
				OK(faux >> i & 1);
		OK(c != SAISON_UAI && c != SAISON_RECONDUITE);
		if (!(faux >> 2 & 1) && faux >> 6 & 1)
			EQ_INT(c, SAISON_NON_RENOUVELEE);
		else if (faux >> 1 & 1)
			EQ_INT(c, SAISON_QUALIOPI);
	}
}

TEST(chaque_cause_a_ses_mots)
{
	for (int i = 0; i < SAISON__MAX; i++) {
		OK(*saison_code((enum saison_cause)i) && *saison_libelle((enum saison_cause)i));
		EQ_INT(saison_acteur((enum saison_cause)i) == ACTEUR_PERSONNE,
		       i <= SAISON_REMPLACEE);
		for (int j = 0; j < i; j++)
			OK(strcmp(saison_code((enum saison_cause)i),
				  saison_code((enum saison_cause)j)) != 0);
	}
}
