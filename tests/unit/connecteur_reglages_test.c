/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * connecteur_reglages_test.c - off, on, half set; addresses that may not be used
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "tap.h"

#include "connecteur/connecteur.h"
#include "processus.h"

static void donner(const char *url, const char *certificat, const char *cle)
{
	(void)setenv("RELAIS_PARCOURSUP_URL", url, 1);
	(void)setenv("RELAIS_PARCOURSUP_CERTIFICAT", certificat, 1);
	(void)setenv("RELAIS_PARCOURSUP_CLE", cle, 1);
}

TEST(the_connector_is_off_unless_it_is_set)
{
	struct connecteur_reglages r = {.attente_s = 77};
	struct incident inc = {0};

	(void)unsetenv("RELAIS_PARCOURSUP_URL");
	(void)unsetenv("RELAIS_PARCOURSUP_CERTIFICAT");
	(void)unsetenv("RELAIS_PARCOURSUP_CLE");
	EQ_INT(connecteur_reglages_lire(&r, &inc), E_ABSENT);
	EQ_STR(inc.message, "Le connecteur vers Parcoursup est éteint : rien n'est envoyé.");
	EQ_STR(inc.remede,
	       "Pour l'allumer, donnez RELAIS_PARCOURSUP_URL (l'adresse du service), "
	       "RELAIS_PARCOURSUP_CERTIFICAT (l'identifiant du certificat) et RELAIS_PARCOURSUP_CLE "
	       "(le chemin de sa clé privée).");
	donner("", "", "");
	EQ_INT(connecteur_reglages_lire(&r, &inc), E_ABSENT);
	EQ_INT(r.attente_s, 77);

	donner("https://a.example", "7", "/a/cle.pem");
	EQ_INT(connecteur_reglages_lire(&r, &inc), OK);
	EQ_STR(r.url, "https://a.example");
	EQ_STR(r.certificat, "7");
	EQ_STR(r.cle, "/a/cle.pem");
	OK(!r.autorite && !r.attente_s);
	(void)setenv("RELAIS_PARCOURSUP_AUTORITE", "/a/ca.pem", 1);
	EQ_INT(connecteur_reglages_lire(&r, &inc), OK);
	EQ_STR(r.autorite, "/a/ca.pem");
}

TEST(half_settings_are_told)
{
	struct connecteur_reglages r;
	struct incident inc = {0};

	donner("https://a.example", "", "");
	EQ_INT(connecteur_reglages_lire(&r, &inc), E_INVALIDE);
	EQ_STR(inc.detail, "Il manque : RELAIS_PARCOURSUP_CERTIFICAT RELAIS_PARCOURSUP_CLE.");
	donner("", "7", "/a/cle.pem");
	EQ_INT(connecteur_reglages_lire(&r, &inc), E_INVALIDE);
	EQ_STR(inc.detail, "Il manque : RELAIS_PARCOURSUP_URL.");
}

static void ouvrir(const char *url, enum err voulu, const char *mot)
{
	const struct connecteur_reglages r = {
		.url = url, .certificat = "7", .cle = "/dev/null/absente"};
	struct connecteur *c = NULL;
	struct incident inc = {0};

	/* the address is looked at before the key */
	EQ_INT(connecteur_ouvrir(&r, &c, &inc), voulu);
	OK(!c && inc.remede[0]);
	if (!strstr(inc.message, mot))
		EQ_STR(inc.message, mot);
	/* a password does not come out */
	OK(!strstr(inc.message, "secret") && !strstr(inc.detail, "secret"));
}

TEST(only_https_but_on_this_machine)
{
	static const char *const bonnes[] = {
		"https://ws.example.fr", "https://ws.example.fr/", "https://ws.example.fr:8443/a",
		"HTTPS://WS.example.fr", "http://127.0.0.1:8080",  "http://127.9.9.9",
		"http://[::1]:8080",     "http://localhost:1/b"};
	static const struct {
		const char *url, *mot;
	} mauvaises[] = {
		{"http://ws.example.fr", "doit être chiffré"},
		{"http://127.0.0.1.example.fr", "doit être chiffré"},
		{"http://localhost.example.fr", "doit être chiffré"},
		{"http://10.0.0.1", "doit être chiffré"},
		{"http://[::2]", "doit être chiffré"},
		{"ftp://ws.example.fr", "https://"},
		{"file:///etc/passwd", ""},
		{"ws.example.fr", "mal écrite"},
		{"https://", "mal écrite"},
		{"", "mal écrite"},
		{"https://ws.example.fr:99999", "mal écrite"},
		{"https://nom:secret@ws.example.fr", "mot de passe"},
		{"http://127.0.0.1@ws.example.fr", "mot de passe"},
		{"https://ws.example.fr/?a=1", "chemin"},
		{"https://ws.example.fr/#a", "chemin"},
		{"https://ws.example.fr/ApiFormation/api/formations", "avant /ApiFormation"},
	};

	for (size_t i = 0; i < sizeof bonnes / sizeof *bonnes; i++)
		ouvrir(bonnes[i], E_PANNE, "La clé privée");
	for (size_t i = 0; i < sizeof mauvaises / sizeof *mauvaises; i++)
		ouvrir(mauvaises[i].url, E_INVALIDE, mauvaises[i].mot);
}

TEST(a_certificate_has_an_identifier)
{
	static char long_nom[300];
	struct connecteur_reglages r = {.url = "https://a.example", .certificat = "", .cle = "/a"};
	struct connecteur *c = NULL;
	struct incident inc = {0};

	EQ_INT(connecteur_ouvrir(&r, &c, &inc), E_INVALIDE);
	OK(strstr(inc.message, "certificat") != NULL);
	memset(long_nom, 'a', sizeof long_nom - 1);
	r.certificat = long_nom;
	EQ_INT(connecteur_ouvrir(&r, &c, &inc), E_INVALIDE);
}
