/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regle_verdict_texte_test.c - a verdict survives being written and read, and nothing that a base could give does harm
 */
#include "tap.h"

#include "base/limites.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "regle/phrases.h"

/* A verdict with something in every kind of slot. */
static struct verdict exemple(void)
{
	struct verdict v = {
		.classification = CLASSIFICATION_NON_REGLEMENTAIRE,
		.perimetre = PERIMETRE_A_PUBLIER,
		.uai = {.avis = AVIS_CONFORME,
			.raison = RAISON_UAI_OUVERT,
			.texte = {STR("0940000P")}},
		.n_signalements = 1,
	};

	for (int i = 0; i < CRITERES; i++) {
		v.bloquant[i] = i != 2 && i != 6;
		v.critere[i].avis = AVIS_CONFORME;
		v.critere[i].raison = RAISON_NDA_SUR_LISTE;
	}
	v.critere[0].texte[0] = STR("11940000094");
	v.critere[3] = (struct constat){
		.avis = AVIS_A_VERIFIER,
		.raison = RAISON_HABILITATION_SIREN_PARTENAIRE,
		.texte = {STR("École Exemple"), STR("deux"), STR("trois")},
		.nombre = {38362, 55210055400013, -1},
	};
	v.critere[7].avis = AVIS_NON_CONFORME;
	v.critere[7].raison = RAISON_ANNEE_ABSENTE;
	v.mention_manque[MENTION_SIRET_RESPONSABLE] = true;
	v.mention_manque[MENTION_ANNEE] = true;
	v.signalements[0] = (struct constat){
		.avis = AVIS_SANS_OBJET,
		.raison = RAISON_SIGNAL_CLE,
		.nombre = {0, 0, 7},
	};
	return v;
}

static const char attendu[] =
	"1\t1004bb101\tC1\ta11940000094\tC1\tC1\tV37\taÉcole Exemple\tbdeux\tctrois\tn38362\tp55210055400013"
	"\tq-1\tC1\tC1\tC1\tN74\tC77\ta0940000P\tS87\tq7";

TEST(la_forme_est_celle_qui_est_dite)
{
	AUTO_BUF out;
	struct verdict v = exemple();

	buf_init(&out, 1 << 16);
	verdict_ecrire(&v, &out);
	EQ_STR(buf_view(&out), attendu);
	OK(memchr(out.p, '\n', out.n) == NULL);
}

TEST(un_masque_vide_se_garde)
{
	AUTO_BUF out;
	struct verdict v = exemple();

	buf_init(&out, 1 << 16);
	memset(v.bloquant, 0, sizeof v.bloquant);
	memset(v.mention_manque, 0, sizeof v.mention_manque);
	verdict_ecrire(&v, &out);
	EQ_STR(str_sub(buf_view(&out), 2, 9), "100400000");
}

/* The ranks that a base may hold: a raison is only ever added at the end. */
TEST(les_rangs_des_raisons_ne_bougent_pas)
{
	EQ_INT(RAISON_NDA_SUR_LISTE, 1);
	EQ_INT(RAISON_HABILITATION_SIREN_PARTENAIRE, 37);
	EQ_INT(RAISON_ANNEE_ABSENTE, 74);
	EQ_INT(RAISON_UAI_OUVERT, 77);
	EQ_INT(RAISON_SIGNAL_CLE, 87);
}

TEST(ce_qui_est_lu_est_ce_qui_etait_ecrit)
{
	struct verdict v = exemple(), relu;

	MUST(verdict_lire(str_of(attendu), &relu) == OK);
	EQ_INT(relu.classification, v.classification);
	EQ_INT(relu.perimetre, v.perimetre);
	OK(!relu.importable && !relu.attend_saio && !relu.regle);
	OK(memcmp(relu.bloquant, v.bloquant, sizeof v.bloquant) == 0);
	OK(memcmp(relu.mention_manque, v.mention_manque, sizeof v.mention_manque) == 0);
	for (int i = 0; i < CRITERES; i++) {
		EQ_INT(relu.critere[i].avis, v.critere[i].avis);
		EQ_INT(relu.critere[i].raison, v.critere[i].raison);
		for (int k = 0; k < 3; k++) {
			EQ_STR(relu.critere[i].texte[k], v.critere[i].texte[k]);
			EQ_INT(relu.critere[i].nombre[k], v.critere[i].nombre[k]);
		}
	}
	EQ_STR(relu.uai.texte[0], "0940000P");
	EQ_INT(relu.n_signalements, 1);
	EQ_INT(relu.signalements[0].nombre[2], 7);
}

TEST(importable_et_attente_se_gardent)
{
	struct verdict v = exemple(), relu;
	AUTO_BUF out;

	buf_init(&out, 1 << 16);
	v.classification = CLASSIFICATION_REGLEMENTAIRE;
	v.importable = v.attend_saio = true;
	v.perimetre = PERIMETRE_HORS;
	for (int i = 0; i < SIGNALEMENTS_MAX; i++)
		v.signalements[i] = v.uai;
	v.n_signalements = SIGNALEMENTS_MAX;
	verdict_ecrire(&v, &out);
	MUST(verdict_lire(buf_view(&out), &relu) == OK);
	OK(relu.importable && relu.attend_saio);
	EQ_INT(relu.n_signalements, SIGNALEMENTS_MAX);
	EQ_STR(relu.signalements[SIGNALEMENTS_MAX - 1].texte[0], "0940000P");

	buf_cstr(&out, "\tC1");
	EQ_INT(verdict_lire(buf_view(&out), &relu), E_INVALIDE);
}

static void valeur_gardee(struct str s, struct str voulue)
{
	AUTO_BUF out;
	struct verdict v = exemple(), relu;

	buf_init(&out, 1 << 16);
	v.critere[0].texte[0] = s;
	verdict_ecrire(&v, &out);
	MUST(verdict_lire(buf_view(&out), &relu) == OK);
	EQ_STR(relu.critere[0].texte[0], voulue);
	EQ_STR(relu.critere[3].texte[0], "École Exemple");
}

TEST(une_valeur_etrangere_ne_casse_pas_la_ligne)
{
	valeur_gardee(STR("a\tb\nc\x01\x1f d"), STR("a b c   d"));
	valeur_gardee(STR("tél. \xe9 cole"), STR("t??l. ? cole"));
	valeur_gardee(STR("\x7f~ é"), STR("\x7f~ é"));
	valeur_gardee(STR("\x80"), STR("?"));
	valeur_gardee((struct str){"abc\xbf", 3}, STR("abc"));
	valeur_gardee(STR_VIDE, STR_VIDE);
}

TEST(une_valeur_longue_est_coupee_entre_deux_caracteres)
{
	char longue[400];
	struct str s = {longue, sizeof longue};

	memset(longue, 'x', sizeof longue);
	valeur_gardee(s, (struct str){longue, LIMITE_VALEUR_VUE});
	valeur_gardee((struct str){longue, LIMITE_VALEUR_VUE},
		      (struct str){longue, LIMITE_VALEUR_VUE});
	valeur_gardee((struct str){longue, LIMITE_VALEUR_VUE + 1},
		      (struct str){longue, LIMITE_VALEUR_VUE});
	for (int place = 1; place <= 4; place++) {
		/* a character of four bytes that starts `place` bytes before the limit */
		memset(longue, 'x', sizeof longue);
		memcpy(longue + LIMITE_VALEUR_VUE - place, "\xf0\x9f\x8e\x93", 4);
		valeur_gardee(s, (struct str){longue, LIMITE_VALEUR_VUE - (place < 4 ? place : 0)});
	}
	memset(longue, 0xbf, sizeof longue); /* continuation bytes only: no place to cut */
	valeur_gardee(s, STR_VIDE);
}

TEST(un_texte_coupe_n_est_jamais_lu_au_dela)
{
	size_t n = sizeof attendu - 1, lus = 0;

	for (size_t i = 0; i < n; i++) {
		char *copie = mem_alloc(i + 1); /* exact size: the sanitizer sees a read past it */
		struct verdict v;

		memcpy(copie, attendu, i);
		lus += verdict_lire((struct str){i ? copie : NULL, i}, &v) == OK;
		mem_free(copie);
	}
	/* from the UAI on, what is left is a whole verdict, unless a field has just begun */
	OK(lus > 0 && lus < 32);
}

TEST(un_octet_change_donne_un_refus_ou_un_verdict_qui_se_dit)
{
	size_t n = sizeof attendu - 1;
	AUTO_ARENA a = arena_new(0);

	for (size_t i = 0; i < n; i++) {
		for (int octet = 0; octet < 256; octet += 3) {
			char copie[sizeof attendu];
			struct verdict v;

			memcpy(copie, attendu, sizeof attendu);
			copie[i] = (char)octet;
			if (verdict_lire((struct str){copie, n}, &v) != OK)
				continue;
			OK(v.n_signalements <= SIGNALEMENTS_MAX);
			for (int c = 0; c < CRITERES; c++) {
				OK((unsigned)v.critere[c].avis < AVIS__MAX);
				OK(phrase_constat(a, c + 1, &v.critere[c]).fait != NULL);
			}
			OK(phrase_motif(a, &v) != NULL);
			arena_reset(a);
		}
	}
}

/* attendu with its first `avant` replaced by `apres`. */
static enum err lire_modifie(const char *avant, const char *apres)
{
	AUTO_BUF out;
	const char *p = strstr(attendu, avant);
	struct verdict v;

	buf_init(&out, 1 << 16);
	buf_add(&out, attendu, (size_t)(p - attendu));
	buf_cstr(&out, apres);
	buf_cstr(&out, p + strlen(avant));
	return verdict_lire(buf_view(&out), &v);
}

TEST(ce_que_verdict_ecrire_n_ecrit_pas_est_refuse)
{
	static const char *const refuses[][2] = {
		{"1\t1004", "2\t1004"}, /* another version */
		{"1\t1004", "11\t1004"}, /* no version */
		{"1004bb101", "1004bb10"}, /* a short head */
		{"1004bb101", "1004bb1010"}, /* a long one */
		{"1004bb101", "3004bb101"}, /* classification */
		{"1004bb101", "g004bb101"},
		{"1004bb101", "1204bb101"}, /* importable */
		{"1004bb101", "1g04bb101"},
		{"1004bb101", "1014bb101"}, /* waits without being importable */
		{"1004bb101", "10g4bb101"},
		{"1004bb101", "1005bb101"}, /* perimeter */
		{"1004bb101", "100gbb101"},
		{"1004bb101", "1004gb101"},
		{"1004bb101", "1004bbg01"},
		{"1004bb101", "1004bb201"}, /* a tenth mention */
		{"\tC1\ta1", "\tB1\ta1"}, /* no such avis */
		{"\tC1\ta1", "\tC88\ta1"}, /* no such raison */
		{"\tC1\ta1", "\tC\ta1"},
		{"\tC1\ta1", "\tC-1\ta1"},
		{"\tC1\ta1", "\tCx\ta1"},
		{"\tC1\ta1", "\t\tC1\ta1"}, /* an empty field */
		{"\tC1\ta1", "\ta2\tC1\ta1"}, /* a slot before any constat */
		{"\tbdeux", "\tb"}, /* an empty slot */
		{"\tbdeux", "\tddeux"}, /* no such slot */
		{"\tbdeux", "\tb\xe9"}, /* not UTF-8 */
		{"\tq-1", "\tq"},
		{"\tq-1", "\tq-"},
		{"\tq-1", "\tq--1"},
		{"\tq-1", "\tq1234567890123456789"},
		{"\tC77\ta0940000P\tS87\tq7", ""}, /* no UAI */
	};

	for (size_t i = 0; i < sizeof refuses / sizeof *refuses; i++)
		if (!tap_ok(lire_modifie(refuses[i][0], refuses[i][1]) == E_INVALIDE, __FILE__,
			    __LINE__, refuses[i][1]))
			printf("#   %s\n", refuses[i][1]);
	EQ_INT(lire_modifie("1004bb101", "2004bb101"), 0);
	EQ_INT(lire_modifie("1004bb101", "1114ff1ff"), 0);
	EQ_INT(lire_modifie("1004bb101", "1104001ff"), 0);
	EQ_INT(lire_modifie("\tC1\ta1", "\tC87\ta1"), 0);
	EQ_INT(lire_modifie("\tC1\ta1", "\tC0\ta1"), 0);
	EQ_INT(lire_modifie("\tS87\tq7", ""), 0);
}

TEST(une_valeur_lue_n_est_pas_plus_longue_que_celles_qui_s_ecrivent)
{
	char longue[200] = "\tb";

	memset(longue + 2, 'x', LIMITE_VALEUR_VUE);
	EQ_INT(lire_modifie("\tbdeux", longue), 0);
	longue[2 + LIMITE_VALEUR_VUE] = 'x';
	EQ_INT(lire_modifie("\tbdeux", longue), E_INVALIDE);
}

TEST(un_refus_ne_touche_pas_au_resultat)
{
	struct verdict v = {.perimetre = PERIMETRE_A_PUBLIER_POSTBAC};

	EQ_INT(verdict_lire(STR("rien"), &v), E_INVALIDE);
	EQ_INT(verdict_lire(STR_VIDE, &v), E_INVALIDE);
	EQ_INT(verdict_lire(STR("1"), &v), E_INVALIDE);
	EQ_INT(v.perimetre, PERIMETRE_A_PUBLIER_POSTBAC);
}

TEST(chaque_code_et_chaque_mot_existe)
{
	for (int i = 0; i < AVIS__MAX; i++)
		OK(*avis_code((enum avis)i) && *avis_libelle((enum avis)i));
	for (int i = 0; i < MENTION__MAX; i++)
		OK(*mention_code((enum mention)i) && *mention_libelle((enum mention)i));
	for (int i = 0; i < CLASSIFICATION__MAX; i++)
		OK(*classification_code((enum classification)i) &&
		   *classification_libelle((enum classification)i));
	for (int i = 0; i < PERIMETRE__MAX; i++)
		OK(*statut_perimetre_code((enum statut_perimetre)i));
	for (int i = 0; i < PROVENANCE__MAX; i++)
		OK(*provenance_libelle((enum provenance)i));
	for (int i = 0; i < ACTEUR__MAX; i++)
		OK(*acteur_libelle((enum acteur)i));
	for (int i = 0; i <= CRITERES; i++)
		OK(*critere_libelle(i));
	EQ_STR(critere_libelle(1), "Organisme déclaré à la DREETS");
	EQ_STR(critere_libelle(8), "Année d'entrée en apprentissage");
	EQ_STR(avis_code(AVIS_A_VERIFIER), "a_verifier");
	EQ_STR(classification_code(CLASSIFICATION_NON_AFFICHEE), "non_affichee");
}

TEST(un_verdict_sans_motif_n_en_invente_pas)
{
	AUTO_ARENA a = arena_new(0);
	struct verdict v = exemple();

	v.classification = CLASSIFICATION_REGLEMENTAIRE;
	v.critere[7].avis = AVIS_CONFORME;
	memset(v.mention_manque, 0, sizeof v.mention_manque);
	EQ_STR(phrase_motif(a, &v), "");
	v.uai.avis = AVIS_NON_CONFORME;
	v.uai.raison = RAISON_UAI_ABSENT;
	EQ_STR(phrase_motif(a, &v), "L'UAI du lieu de formation manque.");
}

TEST(chaque_mention_dit_quoi_faire)
{
	AUTO_ARENA a = arena_new(0);

	for (int i = 0; i < MENTION__MAX; i++) {
		struct phrase p = phrase_mention(a, (enum mention)i);

		OK(strstr(p.fait, "non renseigné") && *p.remede && p.acteur != ACTEUR_PERSONNE);
	}
}

/* With every slot full, and with every slot empty: no brace, no bracket, no comma left over. */
TEST(chaque_phrase_est_entiere)
{
	AUTO_ARENA a = arena_new(0);
	const struct constat vide = {0};
	struct constat plein = {
		.texte = {STR("un"), STR("deux"), STR("trois")},
		.nombre = {2024090220260630, 2024090220260630, 2024090220260630},
	};

	for (int r = RAISON_AUCUNE + 1; r < RAISON__MAX; r++) {
		for (int k = 0; k < 2; k++) {
			struct constat c = k ? plein : vide;
			struct phrase p;
			const char *tout;

			c.raison = (enum raison)r;
			p = phrase_constat(a, 0, &c);
			tout = arena_printf(a, "%s|%s|%s", p.fait, p.vu, p.remede);
			OK(!strpbrk(tout, "{}[]") && !(k && strstr(tout, "  ")));
			OK(*p.fait && p.fait[strlen(p.fait) - 1] == '.');
			OK(!*p.remede || p.remede[strlen(p.remede) - 1] == '.');
			OK(utf8_valide(str_of(tout)));
			OK((*p.remede != '\0') == (p.acteur != ACTEUR_PERSONNE));
			OK(*p.vu != ',' && *p.vu != ' ');
		}
	}
}
