/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * connecteur_connecteur_test.c - the connector against a server that speaks the documented protocol, and all that may go wrong
 *
 * tests/connecteur/serveur.py checks each token by other means than the code under test, and writes down each request.
 */
#include <fcntl.h>
#include <sys/resource.h>

#include "tap.h"

#include "base/buf.h"
#include "base/fichier.h"
#include "connecteur/connecteur.h"
#include "processus.h"

static struct {
	char dossier[32], cle[64], autre[64], tls[64], tls_autre[64];
	int tube; /* closed, it ends the server */
	pid_t pid;
	int http, https, https_autre;
} serveur;

/* The three ports, from the one line that it says when it is ready. */
static bool ports(int sortie)
{
	char ligne[128] = "";
	size_t n = 0;

	while (n + 1 < sizeof ligne && fichier_lire(sortie, ligne + n, 1) == 1 && ligne[n] != '\n')
		n++;
	return sscanf(ligne, "http=%d tls=%d autre=%d", &serveur.http, &serveur.https,
		      &serveur.https_autre) == 3;
}

/* Started once, for all the tests. */
__attribute__((constructor)) static void demarrer(void)
{
	const char *argv[] = {"python3", "tests/connecteur/serveur.py", serveur.dossier, NULL};
	int entree[2], sortie[2];

	(void)snprintf(serveur.dossier, sizeof serveur.dossier, "/tmp/connecteur-XXXXXX");
	if (!mkdtemp(serveur.dossier) || pipe2(entree, O_CLOEXEC) || pipe2(sortie, O_CLOEXEC))
		exit(1);
	(void)snprintf(serveur.cle, sizeof serveur.cle, "%s/cle.pem", serveur.dossier);
	(void)snprintf(serveur.autre, sizeof serveur.autre, "%s/autre.pem", serveur.dossier);
	(void)snprintf(serveur.tls, sizeof serveur.tls, "%s/tls.pem", serveur.dossier);
	(void)snprintf(serveur.tls_autre, sizeof serveur.tls_autre, "%s/tls-autre.pem",
		       serveur.dossier);
	serveur.pid = processus_lancer(argv, (const int[3]){entree[0], sortie[1], -1});
	serveur.tube = entree[1];
	(void)close(entree[0]);
	(void)close(sortie[1]);
	if (!serveur.pid || !ports(sortie[0])) {
		puts("Bail out! the server does not start");
		exit(1);
	}
	(void)close(sortie[0]);
}
__attribute__((destructor)) static void arreter(void)
{
	(void)close(serveur.tube);
	(void)processus_fin(serveur.pid);
	(void)COMMANDE("rm", "-rf", serveur.dossier);
}

static const struct envoi formation = {.rncp = 38362,
				       .cfd = STR_FIXE("32031213"),
				       .uai = STR_FIXE("0942542C"),
				       .rco = STR_FIXE("CLE-0#L01")};

/* The connector of a way to answer; NULL: it could not be opened, and the test fails. */
static struct connecteur *ouvrir_avec(struct connecteur_reglages r, int port, const char *cas)
{
	struct connecteur *c = NULL;
	struct incident inc = {0};
	char url[128];

	(void)snprintf(url, sizeof url, "%s://127.0.0.1:%d/%s",
		       port == serveur.http ? "http" : "https", port, cas);
	r.url = url;
	r.certificat = r.certificat ? r.certificat : "certificat-essai";
	r.cle = r.cle ? r.cle : serveur.cle;
	if (connecteur_ouvrir(&r, &c, &inc))
		EQ_STR(inc.message, "");
	return c;
}

static struct connecteur *ouvrir(const char *cas)
{
	return ouvrir_avec((struct connecteur_reglages){0}, serveur.http, cas);
}

/* How many of the requests received hold these words; *derniere: the connection of the last of them. */
static int demandes(const char *mots, int *derniere)
{
	static char texte[1 << 20];
	char chemin[64];
	ssize_t n;
	int fd, compte = 0;

	(void)snprintf(chemin, sizeof chemin, "%s/demandes", serveur.dossier);
	fd = open(chemin, O_RDONLY | O_CLOEXEC);
	n = fd < 0 ? 0 : fichier_lire(fd, texte, sizeof texte - 1);
	texte[n > 0 ? n : 0] = '\0';
	if (fd >= 0)
		(void)close(fd);
	for (char *p = texte, *fin; (fin = strchr(p, '\n')); p = fin + 1) {
		*fin = '\0';
		if (strstr(p, mots)) {
			compte++;
			if (derniere)
				(void)sscanf(p, "%d", derniere);
		}
	}
	return compte;
}

TEST(a_formation_is_created_then_known)
{
	struct connecteur *c = ouvrir("bon");
	struct connecteur_reponse r = {0}, encore = {0};
	struct incident inc = {0};
	struct envoi e = formation;
	int une = 0, deux = -1;

	MUST(c != NULL);
	e.rco = STR("CLE-CREEE#L01");
	EQ_INT(connecteur_creer(c, &e, &r, &inc), OK);
	OK(r.acceptee && !r.deja_envoye && r.g_ta_cod >= 50000);
	EQ_INT(connecteur_http(c), 200);
	EQ_INT(demandes("POST /bon/ApiFormation/api/formations jeton=bon type=application/json "
			"{\"g_ta_cod\":null,\"user\":\"\",\"rncp\":[38362],\"cfd\":\"32031213\","
			"\"uai\":\"0942542C\",\"rco\":\"CLE-CREEE#L01\",\"mef\":\"\"}",
			&une),
	       1);
	EQ_INT(connecteur_creer(c, &e, &encore, &inc), OK);
	OK(encore.acceptee && encore.deja_envoye);
	EQ_INT(encore.g_ta_cod, r.g_ta_cod);

	/* the update has an address of its own, on the same connection */
	e.g_ta_cod = r.g_ta_cod;
	e.uai = STR("0750001A");
	EQ_INT(connecteur_mettre_a_jour(c, &e, &encore, &inc), OK);
	EQ_INT(encore.g_ta_cod, r.g_ta_cod);
	EQ_INT(demandes("/bon/ApiFormation/api/formations/majFormation jeton=bon", &deux), 1);
	EQ_INT(une, deux);
	connecteur_fermer(c);
	connecteur_fermer(NULL);
}

TEST(the_list_is_read_back_after_a_sending)
{
	AUTO_ARENA a = arena_new(0);
	struct connecteur *c = ouvrir("bon");
	struct publications lues = {0};
	struct connecteur_reponse r;
	struct incident inc = {0};

	MUST(c != NULL);
	EQ_INT(connecteur_creer(c, &formation, &r, &inc), OK);
	EQ_INT(connecteur_relire(c, a, &lues, &inc), OK);
	EQ_INT(connecteur_creer(c, &formation, &r, &inc), OK);
	/* no body, no type; what is signed is « null » */
	EQ_INT(demandes("GET /bon/ApiFormation/api/formations/publications/affectation jeton=bon "
			"type= ",
			NULL),
	       1);
	connecteur_fermer(c);
	/* it outlives the connector */
	MUST(lues.n == 3);
	EQ_STR(lues.v[0].statut, "Publié sur le MDR");
	EQ_STR(lues.v[1].rco, "CLE-2#L01");
	EQ_INT(lues.v[2].g_ta_cod, 12);
	EQ_INT(lues.ecartees, 1);
	EQ_STR(lues.premiere_ecartee, "élément 4 : ce n'est pas un objet");
}

/* The server's check can fail: another key, another certificate. */
TEST(another_signature_is_not_recognised)
{
	struct connecteur *c = ouvrir_avec((struct connecteur_reglages){.cle = serveur.autre},
					   serveur.http, "bon");
	struct connecteur_reponse r;
	struct incident inc = {0};

	MUST(c != NULL);
	EQ_INT(connecteur_creer(c, &formation, &r, &inc), E_REFUS);
	EQ_INT(connecteur_http(c), 404);
	EQ_INT(demandes("jeton=signature", NULL), 1);
	OK(strstr(inc.remede, "la clé est la sienne") != NULL);
	connecteur_fermer(c);

	c = ouvrir_avec((struct connecteur_reglages){.certificat = "un autre"}, serveur.http,
			"bon");
	MUST(c != NULL);
	EQ_INT(connecteur_creer(c, &formation, &r, &inc), E_REFUS);
	EQ_INT(demandes("jeton=id", NULL), 1);
	connecteur_fermer(c);
}

/* Create: what is given back, the incident in *inc. */
static enum err creer(const char *cas, int attente_s, int *http, struct incident *inc)
{
	struct connecteur *c = ouvrir_avec((struct connecteur_reglages){.attente_s = attente_s},
					   serveur.http, cas);
	struct connecteur_reponse r = {.g_ta_cod = -5};
	struct envoi e = formation;
	enum err err = E_ABSENT;

	e.user = str_of(cas);
	if (c) {
		err = connecteur_creer(c, &e, &r, inc);
		*http = connecteur_http(c);
		OK(!err || r.g_ta_cod == -5);
	}
	connecteur_fermer(c);
	return err;
}

TEST(whatever_else_answers_is_told_and_tells_nothing_of_the_formation)
{
	static const struct {
		const char *cas;
		enum err voulu;
		int http;
		const char *mot;
	} cas[] = {
		{"code-401", E_REFUS, 401, "ne nous reconnaît pas"},
		{"code-403", E_REFUS, 403, "ne nous reconnaît pas"},
		{"code-404", E_REFUS, 404, "n'a rien à cette adresse"},
		{"code-400", E_PANNE, 400, "n'en donne pas le motif"},
		{"code-500", E_PANNE, 500, "en panne ou en maintenance"},
		{"code-503", E_PANNE, 503, "en panne ou en maintenance"},
		{"horloge-3600", E_REFUS, 401, "cette machine avance de 360"},
		{"muet", E_PANNE, 400, "n'en donne pas le motif"},
		{"page", E_PANNE, 200, "une page au lieu de JSON"},
		{"ailleurs", E_PANNE, 307, "n'est pas suivie"},
		{"coupe", E_PANNE, 0, "coupée avant sa fin"},
		{"raccroche", E_PANNE, 0, "coupé la connexion sans répondre"},
		{"bavard", E_PANNE, 0, "ne parle pas HTTP"},
		{"enorme-declare", E_PANNE, 0, "trop grande"},
		{"enorme", E_PANNE, 0, "trop grande"},
		{"entetes", E_PANNE, 0, "trop grande"},
	};

	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++) {
		struct incident inc = {0};
		int http = -1;

		EQ_INT(creer(cas[i].cas, 0, &http, &inc), cas[i].voulu);
		EQ_INT(http, cas[i].http);
		if (!strstr(inc.message, cas[i].mot) && !strstr(inc.detail, cas[i].mot)) {
			EQ_STR(inc.message, cas[i].mot);
			EQ_STR(inc.detail, cas[i].cas);
		}
		OK(inc.remede[0] != '\0');
		/* the beginning of every token in base64 */
		OK(!strstr(inc.message, "eyJ") && !strstr(inc.detail, "eyJ"));
	}
	/* each was asked once, with a good token; the redirection led nowhere */
	EQ_INT(demandes("\"user\":\"ailleurs\"", NULL), 1);
	EQ_INT(demandes("/entetes/ApiFormation/api/formations jeton=bon", NULL), 1);
}

TEST(a_refusal_says_why)
{
	struct connecteur *c = ouvrir("metier");
	struct connecteur_reponse r = {.acceptee = true};
	struct incident inc = {0};

	MUST(c != NULL);
	EQ_INT(connecteur_creer(c, &formation, &r, &inc), OK);
	EQ_INT(connecteur_http(c), 400);
	OK(!r.acceptee);
	EQ_STR(r.message, "La filière n'a pas pu être retrouvée.\nLe CFD : 36T32402");
	connecteur_fermer(c);
}

/* Each would come to its end after four seconds. */
TEST(an_answer_that_does_not_come_is_not_waited_for)
{
	static const char *const cas[] = {"lent", "goutte"};

	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++) {
		struct incident inc = {0};
		int http = -1;

		EQ_INT(creer(cas[i], 1, &http, &inc), E_PANNE);
		EQ_STR(inc.message, "Parcoursup n'a pas répondu à temps.");
		EQ_STR(inc.detail, "Rien n'est venu, ou pas tout, en 1 s (1 s pour se connecter).");
		EQ_INT(http, 0);
	}
}

TEST(a_failure_does_not_spoil_the_next_sending)
{
	struct connecteur *c = ouvrir("panne-un");
	struct connecteur_reponse r = {0};
	struct incident inc = {0};
	struct envoi e = formation;

	MUST(c != NULL);
	EQ_INT(connecteur_creer(c, &e, &r, &inc), E_PANNE);
	EQ_INT(connecteur_http(c), 500);
	EQ_INT(connecteur_creer(c, &e, &r, &inc), OK);
	OK(r.acceptee);
	EQ_INT(connecteur_http(c), 200);

	/* what cannot be sent is not */
	e.rco = STR_VIDE;
	EQ_INT(connecteur_creer(c, &e, &r, &inc), E_INVALIDE);
	EQ_INT(connecteur_http(c), 0);
	EQ_INT(demandes("/panne-un/", NULL), 2);
	connecteur_fermer(c);
}

/* Services close a connection that is idle; a sending must not fail for that. */
TEST(a_connection_closed_between_two_sendings_is_opened_again)
{
	struct connecteur *c = ouvrir("ferme");
	struct connecteur_reponse r = {0};
	struct incident inc = {0};
	int une = 0, deux = 0;

	MUST(c != NULL);
	EQ_INT(connecteur_creer(c, &formation, &r, &inc), OK);
	(void)demandes("/ferme/", &une);
	EQ_INT(connecteur_creer(c, &formation, &r, &inc), OK);
	EQ_INT(demandes("/ferme/", &deux), 2);
	OK(une != deux);
	connecteur_fermer(c);
}

TEST(a_list_of_a_gigabyte_is_not_read)
{
	AUTO_ARENA a = arena_new(0);
	struct connecteur *c = ouvrir("enorme");
	struct publications lues = {.n = 77};
	struct rusage avant, apres;
	struct incident inc = {0};

	MUST(c != NULL);
	(void)getrusage(RUSAGE_SELF, &avant);
	EQ_INT(connecteur_relire(c, a, &lues, &inc), E_PANNE);
	(void)getrusage(RUSAGE_SELF, &apres);
	OK(strstr(inc.message, "trop grande") != NULL);
	EQ_INT(lues.n, 77);
	OK(apres.ru_maxrss - avant.ru_maxrss <
	   300 * 1024); /* kB: 32 MB and what ASan puts around */
	connecteur_fermer(c);
}

TEST(an_update_answered_for_another_formation_is_told)
{
	struct connecteur *c = ouvrir("autre");
	struct connecteur_reponse r = {.g_ta_cod = -5};
	struct incident inc = {0};
	struct envoi e = formation;

	MUST(c != NULL);
	e.g_ta_cod = 98;
	EQ_INT(connecteur_mettre_a_jour(c, &e, &r, &inc), E_CONFLIT);
	OK(strstr(inc.message, "99 au lieu de 98") != NULL);
	EQ_INT(r.g_ta_cod, -5);
	e.g_ta_cod = 99;
	EQ_INT(connecteur_mettre_a_jour(c, &e, &r, &inc), OK);
	connecteur_fermer(c);
}

/* Sent with these authorities to that port: what is given back. */
static enum err chiffre(const char *autorite, int port, const char *cle, struct incident *inc)
{
	struct connecteur *c =
		ouvrir_avec((struct connecteur_reglages){.autorite = autorite}, port, "bon");
	struct connecteur_reponse r;
	struct envoi e = formation;
	enum err err;

	e.rco = str_of(cle);
	err = c ? connecteur_creer(c, &e, &r, inc) : E_ABSENT;
	connecteur_fermer(c);
	return err;
}

TEST(who_answers_must_prove_its_name)
{
	struct incident inc = {0};

	EQ_INT(chiffre(serveur.tls, serveur.https, "CLE-TLS-BONNE", &inc), OK);
	EQ_INT(demandes("CLE-TLS-BONNE", NULL), 1);
	/* nobody that this machine knows vouches for it */
	EQ_INT(chiffre(NULL, serveur.https, "CLE-TLS-1", &inc), E_REFUS);
	OK(strstr(inc.message, "ne prouve pas qui il est") &&
	   strstr(inc.remede, "passez pas outre"));
	/* vouched for, under another name than that of the address */
	EQ_INT(chiffre(serveur.tls_autre, serveur.https_autre, "CLE-TLS-2", &inc), E_REFUS);
	OK(strstr(inc.detail, "host name") != NULL);
	EQ_INT(chiffre("/dev/null/absent", serveur.https, "CLE-TLS-3", &inc), E_REFUS);
	OK(strstr(inc.message, "autorités") != NULL);
	EQ_INT(demandes("CLE-TLS-1", NULL) + demandes("CLE-TLS-2", NULL) +
		       demandes("CLE-TLS-3", NULL),
	       0);
}

TEST(a_port_where_nobody_is)
{
	struct connecteur *c = NULL;
	struct connecteur_reponse r;
	struct incident inc = {0};
	const struct connecteur_reglages reglages = {
		.url = "http://127.0.0.1:1", .certificat = "certificat-essai", .cle = serveur.cle};

	MUST(connecteur_ouvrir(&reglages, &c, &inc) == OK);
	EQ_INT(connecteur_creer(c, &formation, &r, &inc), E_PANNE);
	EQ_STR(inc.message, "Rien ne répond à l'adresse du service de Parcoursup.");
	connecteur_fermer(c);
}

TEST(proxies_of_the_environment_are_not_used)
{
	struct incident inc = {0};

	(void)setenv("http_proxy", "http://127.0.0.1:1", 1);
	(void)setenv("https_proxy", "http://127.0.0.1:1", 1);
	(void)setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
	(void)unsetenv("no_proxy");
	(void)unsetenv("NO_PROXY");
	EQ_INT(chiffre(serveur.tls, serveur.https, "CLE-PROXY-1", &inc), OK);
	EQ_INT(chiffre(NULL, serveur.http, "CLE-PROXY-2", &inc), OK);
}
