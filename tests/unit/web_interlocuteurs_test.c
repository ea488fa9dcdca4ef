/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * web_interlocuteurs_test.c - every région and académie has somebody to ask; an operator's file completes the table, or is told what is wrong
 */
#include "tap.h"

#include <string.h>
#include <unistd.h>

#include "referentiel/memoire.h"
#include "web/interlocuteurs.h"

#define ENTETE                                                                                     \
	"type;code;nom;site;outil;site_outil;contact;contact_conventionne;contact_apprentissage;"  \
	"contact_autres\n"

static enum err ouvrir(const char *texte, struct interlocuteurs **ret, struct incident *inc)
{
	char chemin[] = "/tmp/relais-annuaire-XXXXXX";
	const int fd = mkstemp(chemin);
	enum err err;

	OK(fd >= 0 && write(fd, texte, strlen(texte)) == (ssize_t)strlen(texte));
	close(fd);
	err = interlocuteurs_ouvrir(chemin, ret, inc);
	unlink(chemin);
	return err;
}

TEST(chaque_region_et_chaque_academie_a_le_sien)
{
	struct interlocuteurs *tous;
	struct incident inc = {0};
	const struct interlocuteur *v;
	size_t n;

	MUST(!interlocuteurs_ouvrir(NULL, &tous, &inc));
	v = interlocuteurs_tous(tous, INTERLOCUTEUR_CARIF_OREF, &n);
	EQ_INT(n, 18);
	for (size_t i = 0; i < n; i++)
		OK(region_nom(v[i].code).n && v[i].nom.n);
	v = interlocuteurs_tous(tous, INTERLOCUTEUR_SAIO, &n);
	EQ_INT(n, 30);
	for (size_t i = 0; i < n; i++) {
		OK(academie_region(v[i].code).n);
		OK(str_starts(v[i].nom, STR("SAIO de l'académie d")));
		OK(str_contains(v[i].nom, academie_nom(v[i].code)));
		OK(str_starts(v[i].site, STR("https://www.ac-")));
		EQ_INT(v[i].contact.n, 0); /* nobody's address travels in the program */
	}
	EQ_STR(interlocuteur_de(tous, INTERLOCUTEUR_CARIF_OREF, STR("11"))->outil, "DOKELIO");
	OK(!interlocuteur_de(tous, INTERLOCUTEUR_SAIO, STR("21")));
	interlocuteurs_fermer(tous);
	interlocuteurs_fermer(NULL);
}

/* Both tables meet: what a département leads to is in them. */
TEST(chaque_departement_mene_a_quelqu_un)
{
	struct interlocuteurs *tous;
	struct str reste = STR_VIDE, code, nom;
	size_t n = 0;

	MUST(!interlocuteurs_ouvrir(NULL, &tous, NULL));
	for (; departement_suivant(&reste, &code, &nom); n++) {
		const struct lieu l = lieu_de_departement(code);

		OK(nom.n && interlocuteur_de(tous, INTERLOCUTEUR_CARIF_OREF, l.region));
		OK(interlocuteur_de(tous, INTERLOCUTEUR_SAIO, l.academie) != NULL);
	}
	EQ_INT(n, 101);
	interlocuteurs_fermer(tous);
}

TEST(le_fichier_de_l_exploitant_remplace_ses_lignes)
{
	struct interlocuteurs *tous, *autres;
	struct incident inc = {0};
	const struct interlocuteur *i;

	MUST(!ouvrir(
		"\xEF\xBB\xBF" ENTETE
		"saio;24;\"SAIO ; de Créteil\";https://www.ac-creteil.fr;;;saio@academie.example;;;\n"
		"carif-oref;11;Carif;;DOKELIO;;a@b.example;conventions@b.example;;https://b.example/formulaire\n",
		&tous, &inc));
	i = interlocuteur_de(tous, INTERLOCUTEUR_SAIO, STR("24"));
	EQ_STR(i->nom, "SAIO ; de Créteil");
	EQ_STR(interlocuteur_contact(i, SUJET_APPRENTISSAGE), "saio@academie.example");
	i = interlocuteur_de(tous, INTERLOCUTEUR_CARIF_OREF, STR("11"));
	EQ_STR(interlocuteur_contact(i, SUJET_CONVENTIONNE), "conventions@b.example");
	EQ_STR(interlocuteur_contact(i, SUJET_APPRENTISSAGE), "a@b.example");
	EQ_STR(interlocuteur_contact(i, SUJET_AUTRES), "https://b.example/formulaire");
	EQ_STR(interlocuteur_de(tous, INTERLOCUTEUR_SAIO, STR("25"))->site,
	       "https://www.ac-versailles.fr");
	MUST(!interlocuteurs_ouvrir(NULL, &autres, &inc));
	OK(interlocuteurs_empreinte(tous) != interlocuteurs_empreinte(autres));
	interlocuteurs_fermer(autres);
	interlocuteurs_fermer(tous);
}

TEST(un_fichier_faux_est_refuse_avec_sa_ligne_et_sa_colonne)
{
	static const struct {
		const char *texte, *dit, *ou;
	} CAS[] = {
		{"", "le fichier est vide", "Ligne 1"},
		{"type;code\n", "dix colonnes", "colonne « nom »"},
		{ENTETE "saio;24;SAIO\n", "dix champs", "Ligne 2, colonne « site »"},
		{ENTETE "drait;24;X;;;;;;;\n", "« carif-oref » ou « saio »",
		 "colonne « type » : « drait »"},
		{ENTETE "\nsaio;21;X;;;;;;;\n", "académie", "Ligne 3, colonne « code » : « 21 »"},
		{ENTETE "carif-oref;99;X;;;;;;;\n", "région", "colonne « code » : « 99 »"},
		{ENTETE "saio;24;;;;;;;;\n", "le nom est obligatoire", "colonne « nom »"},
		{ENTETE "saio;24;X;javascript:alert(1);;;;;;\n", "un site commence",
		 "colonne « site »"},
		{ENTETE "saio;24;X;;;ftp://x.example;;;;\n", "un site commence",
		 "colonne « site_outil »"},
		{ENTETE "saio;24;X;;;;01 02 03;;;\n", "un contact est", "colonne « contact »"},
		{ENTETE "saio;24;X;;;;;;a@b@c;\n", "un contact est",
		 "colonne « contact_apprentissage »"},
		{ENTETE "saio;24;X\x01;;;;;;;\n", "contrôle", "colonne « nom »"},
		{ENTETE "saio;24;\"X;;;;;;;\n", "guillemet", "Ligne 2"},
	};

	for (size_t i = 0; i < sizeof CAS / sizeof *CAS; i++) {
		struct interlocuteurs *tous = NULL;
		struct incident inc = {0};

		EQ_INT(ouvrir(CAS[i].texte, &tous, &inc), E_INVALIDE);
		OK(!tous);
		if (!strstr(inc.message, CAS[i].dit) || !strstr(inc.detail, CAS[i].ou))
			printf("# %zu: %s | %s\n", i, inc.message, inc.detail);
		OK(strstr(inc.message, CAS[i].dit) != NULL);
		OK(strstr(inc.detail, CAS[i].ou) != NULL);
		OK(inc.remede[0]);
	}
}

TEST(un_fichier_absent_est_une_panne)
{
	struct interlocuteurs *tous = NULL;
	struct incident inc = {0};

	EQ_INT(interlocuteurs_ouvrir("/nulle/part.csv", &tous, &inc), E_PANNE);
	OK(strstr(inc.message, "/nulle/part.csv") != NULL);
	EQ_INT(interlocuteurs_ouvrir("/tmp", &tous, &inc), E_PANNE);
	OK(!tous);
}
