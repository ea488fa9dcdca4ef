/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * requete.c - libcurl with every choice said, and its failures in French
 */
#include "connecteur/requete.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { ADRESSE_MAX = 2048, ENTETE_MAX = 16 * 1024 };

struct client {
	CURL *curl;
	struct buf base; /* the address, without a slash at its end */
	struct buf corps; /* of the last answer */
	size_t entetes; /* bytes of its headers */
	char erreur[CURL_ERROR_SIZE];
};

static enum err adresse_refusee(const char *url, const char *pourquoi, struct incident *inc)
{
	incident_set(inc, E_INVALIDE, "L'adresse du service de Parcoursup ne peut pas servir : %s.",
		     pourquoi);
	/* It may hold a password: only its beginning would be safe, and would tell nothing. */
	if (!strchr(url, '@'))
		incident_detail(inc, "Adresse donnée : %.200s", url);
	incident_remede(inc, "Donnez-la comme ceci : https://service.example.fr");
	return E_INVALIDE;
}

static bool boucle_locale(const char *hote)
{
	struct in_addr ip;

	if (strcmp(hote, "localhost") == 0 || strcmp(hote, "[::1]") == 0)
		return true;
	return inet_pton(AF_INET, hote, &ip) == 1 && ntohl(ip.s_addr) >> 24 == 127;
}

static bool a_partie(CURLU *u, CURLUPart partie)
{
	char *texte = NULL;
	const bool la = curl_url_get(u, partie, &texte, 0) == CURLUE_OK;

	curl_free(texte);
	return la;
}

/* What is wrong with it, or NULL. Read by the parser that will connect: both see the same host. */
static const char *defaut_adresse(CURLU *u, const char *schema, const char *hote,
				  const char *chemin)
{
	if (a_partie(u, CURLUPART_USER) || a_partie(u, CURLUPART_PASSWORD))
		return "elle porte un nom ou un mot de passe";
	if (a_partie(u, CURLUPART_QUERY) || a_partie(u, CURLUPART_FRAGMENT))
		return "rien ne doit suivre le chemin (« ? », « # »)";
	if (strstr(chemin, "/ApiFormation"))
		return "elle doit s'arrêter avant /ApiFormation, que relais ajoute";
	if (strcmp(schema, "https") == 0)
		return NULL;
	if (strcmp(schema, "http") != 0)
		return "elle ne commence pas par https://";
	return boucle_locale(hote) ? NULL
				   : "ce qui part doit être chiffré (https://), sauf vers cette "
				     "machine";
}

static enum err adresse_lire(struct client *c, const char *url, struct incident *inc)
{
	CURLU *u = curl_url();
	char *schema = NULL, *hote = NULL, *chemin = NULL;
	const char *defaut = "elle est mal écrite";
	size_t n = strlen(url);

	if (!u)
		mem_epuisee();
	if (n < ADRESSE_MAX && strstr(url, "://") &&
	    curl_url_set(u, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK &&
	    curl_url_get(u, CURLUPART_SCHEME, &schema, 0) == CURLUE_OK &&
	    curl_url_get(u, CURLUPART_HOST, &hote, 0) == CURLUE_OK &&
	    curl_url_get(u, CURLUPART_PATH, &chemin, 0) == CURLUE_OK)
		defaut = defaut_adresse(u, schema, hote, chemin);
	curl_free(schema);
	curl_free(hote);
	curl_free(chemin);
	curl_url_cleanup(u);
	if (defaut)
		return adresse_refusee(url, defaut, inc);
	while (url[n - 1] == '/')
		n--;
	buf_init(&c->base, ADRESSE_MAX);
	buf_str(&c->base, (struct str){url, n});
	return OK;
}

static size_t recevoir(char *octets, size_t un, size_t n, void *ctx)
{
	struct buf *corps = ctx;

	buf_add(corps, octets, un * n);
	return buf_depasse(corps) ? 0 : un * n;
}

static size_t recevoir_entete(char *octets, size_t un, size_t n, void *ctx)
{
	size_t *total = ctx;

	(void)octets;
	*total += un * n;
	return *total > LIMITE_ENVOI_REPONSE ? 0 : un * n;
}

static void regler(CURL *curl, CURLoption option, long v)
{
	if (curl_easy_setopt(curl, option, v) != CURLE_OK)
		BUG("libcurl n'a pas l'option %d", (int)option);
}

static void regler_texte(CURL *curl, CURLoption option, const char *v)
{
	const CURLcode r = curl_easy_setopt(curl, option, v);

	if (r == CURLE_OUT_OF_MEMORY)
		mem_epuisee();
	if (r != CURLE_OK)
		BUG("libcurl n'a pas l'option %d", (int)option);
}

static void regler_tout(struct client *c, const char *autorite)
{
	CURL *h = c->curl;

	regler_texte(h, CURLOPT_PROTOCOLS_STR, "http,https");
	regler(h, CURLOPT_FOLLOWLOCATION, 0);
	regler_texte(h, CURLOPT_PROXY, ""); /* https_proxy of the environment too */
	regler(h, CURLOPT_NETRC, CURL_NETRC_IGNORED);
	regler(h, CURLOPT_SSL_VERIFYPEER, 1);
	regler(h, CURLOPT_SSL_VERIFYHOST, 2);
	regler(h, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
	regler(h, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
	regler(h, CURLOPT_NOSIGNAL, 1);
	regler(h, CURLOPT_CONNECTTIMEOUT, LIMITE_CONNEXION_S);
	regler_texte(h, CURLOPT_USERAGENT, "relais");
	if (autorite) {
		regler_texte(h, CURLOPT_CAINFO, autorite);
		regler_texte(h, CURLOPT_CAPATH,
			     NULL); /* those of the system would be believed too */
	}
	if (curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, recevoir) != CURLE_OK ||
	    curl_easy_setopt(h, CURLOPT_WRITEDATA, &c->corps) != CURLE_OK ||
	    curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, recevoir_entete) != CURLE_OK ||
	    curl_easy_setopt(h, CURLOPT_HEADERDATA, &c->entetes) != CURLE_OK ||
	    curl_easy_setopt(h, CURLOPT_ERRORBUFFER, c->erreur) != CURLE_OK)
		BUG("libcurl refuse ses réglages");
}

enum err client_ouvrir(const char *url, const char *autorite, struct client **ret,
		       struct incident *inc)
{
	struct client *c = mem_alloc(sizeof *c);
	enum err err;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		mem_epuisee();
	err = adresse_lire(c, url, inc);
	if (err) {
		client_fermer(c);
		return err;
	}
	c->curl = curl_easy_init();
	if (!c->curl)
		mem_epuisee();
	regler_tout(c, autorite);
	*ret = c;
	return OK;
}

void client_fermer(struct client *c)
{
	if (!c)
		return;
	curl_easy_cleanup(c->curl);
	curl_global_cleanup();
	buf_free(&c->base);
	buf_free(&c->corps);
	mem_free(c);
}

/* What prevented an answer, by curl's code. */
static const struct panne {
	CURLcode code;
	enum err err;
	const char *message;
} pannes[] = {
	{CURLE_COULDNT_RESOLVE_HOST, E_PANNE,
	 "L'adresse du service de Parcoursup n'est pas connue du réseau"},
	{CURLE_COULDNT_CONNECT, E_PANNE, "Rien ne répond à l'adresse du service de Parcoursup"},
	{CURLE_OPERATION_TIMEDOUT, E_PANNE, "Parcoursup n'a pas répondu à temps"},
	{CURLE_PEER_FAILED_VERIFICATION, E_REFUS,
	 "Ce qui répond à l'adresse de Parcoursup ne prouve pas qui il est (certificat) : rien ne lui "
	 "a été envoyé"},
	{CURLE_SSL_CACERT_BADFILE, E_REFUS,
	 "Le fichier des autorités à croire ne peut pas être lu"},
	{CURLE_SSL_CONNECT_ERROR, E_PANNE,
	 "La connexion chiffrée avec Parcoursup n'a pas pu s'établir"},
	{CURLE_PARTIAL_FILE, E_PANNE, "La réponse de Parcoursup a été coupée avant sa fin"},
	{CURLE_RECV_ERROR, E_PANNE, "La réponse de Parcoursup a été coupée avant sa fin"},
	{CURLE_SEND_ERROR, E_PANNE, "La connexion a été coupée pendant l'envoi"},
	{CURLE_GOT_NOTHING, E_PANNE, "Parcoursup a coupé la connexion sans répondre"},
	{CURLE_WRITE_ERROR, E_PANNE, "La réponse de Parcoursup est trop grande pour en être une"},
	{CURLE_FILESIZE_EXCEEDED, E_PANNE,
	 "La réponse de Parcoursup est trop grande pour en être une"},
	{CURLE_UNSUPPORTED_PROTOCOL, E_PANNE,
	 "Ce qui répond à l'adresse de Parcoursup ne parle pas HTTP"},
	{CURLE_WEIRD_SERVER_REPLY, E_PANNE,
	 "Ce qui répond à l'adresse de Parcoursup ne parle pas HTTP"},
	{CURLE_OK, E_PANNE, "L'échange avec Parcoursup n'a pas abouti"}, /* any other: the last */
};

/* In libcurl's words, which may quote what the other side said. */
static void detail_libcurl(const struct client *c, CURLcode code, struct incident *inc)
{
	AUTO_BUF mots = {0};

	buf_init(&mots, 3 * CURL_ERROR_SIZE);
	utf8_visible(str_of(c->erreur[0] ? c->erreur : curl_easy_strerror(code)), false, &mots);
	incident_detail(inc, "libcurl : %.*s.", STR_FMT(buf_view(&mots)));
}

static enum err expliquer(const struct client *c, const struct requete *q, CURLcode code,
			  struct incident *inc)
{
	const struct panne *p = pannes;

	if (code == CURLE_OUT_OF_MEMORY)
		mem_epuisee();
	while (p->code != code && p->code != CURLE_OK)
		p++;
	incident_set(inc, p->err, "%s.", p->message);
	if (code == CURLE_OPERATION_TIMEDOUT)
		incident_detail(
			inc, "Rien n'est venu, ou pas tout, en %d s (%d s pour se connecter).",
			q->attente_s,
			q->attente_s < LIMITE_CONNEXION_S ? q->attente_s : LIMITE_CONNEXION_S);
	else if (code == CURLE_WRITE_ERROR || code == CURLE_FILESIZE_EXCEEDED)
		incident_detail(inc, "Plus de %zu octets : elle n'est pas lue.",
				c->entetes > LIMITE_ENVOI_REPONSE ? (size_t)LIMITE_ENVOI_REPONSE
								  : q->max);
	else
		detail_libcurl(c, code, inc);
	incident_remede(
		inc, "%s",
		p->err == E_REFUS
			? "Vérifiez l'adresse du service et les autorités à croire ; ne "
			  "passez pas outre."
			: "Recommencez plus tard : la même demande peut être refaite sans "
			  "danger. Si cela dure, vérifiez l'adresse du service et le réseau.");
	return p->err;
}

static struct curl_slist *entete(struct curl_slist *liste, const char *ligne)
{
	struct curl_slist *plus = curl_slist_append(liste, ligne);

	if (!plus)
		mem_epuisee();
	return plus;
}

static struct curl_slist *entetes(const struct requete *q)
{
	AUTO_BUF autorisation = {0};
	struct curl_slist *liste = NULL;

	buf_init(&autorisation, ENTETE_MAX);
	buf_cstr(&autorisation, "Authorization: Bearer ");
	buf_cstr(&autorisation, q->jeton);
	REQUIRE(!buf_depasse(&autorisation));
	liste = entete(liste, autorisation.p);
	liste = entete(liste, "Accept: application/json");
	return q->corps.n ? entete(liste, "Content-Type: application/json") : liste;
}

static int64_t horloge(CURL *curl)
{
	struct curl_header *date;
	time_t t;

	if (curl_easy_header(curl, "Date", 0, CURLH_HEADER, -1, &date) != CURLHE_OK)
		return 0;
	t = curl_getdate(date->value, NULL);
	return t > 0 ? (int64_t)t : 0;
}

static struct reponse lire_reponse(struct client *c)
{
	char *type = NULL, *vers = NULL;
	long http = 0;

	(void)curl_easy_getinfo(c->curl, CURLINFO_RESPONSE_CODE, &http);
	(void)curl_easy_getinfo(c->curl, CURLINFO_CONTENT_TYPE, &type);
	(void)curl_easy_getinfo(c->curl, CURLINFO_REDIRECT_URL, &vers);
	return (struct reponse){.http = (int)http,
				.type = str_of(type),
				.vers = str_of(vers),
				.corps = buf_view(&c->corps),
				.date = horloge(c->curl),
				.maintenant = instant_maintenant()};
}

static CURLcode echanger(struct client *c, const struct requete *q)
{
	struct curl_slist *liste = entetes(q);
	AUTO_BUF adresse = {0};
	CURLcode code;

	buf_init(&adresse, 2 * ADRESSE_MAX);
	buf_str(&adresse, buf_view(&c->base));
	buf_cstr(&adresse, q->chemin);
	buf_free(&c->corps);
	buf_init(&c->corps, q->max);
	c->entetes = 0;
	c->erreur[0] = '\0';
	regler_texte(c->curl, CURLOPT_URL, adresse.p);
	regler(c->curl, CURLOPT_TIMEOUT, q->attente_s);
	if (q->corps.n) {
		regler(c->curl, CURLOPT_POST, 1);
		regler(c->curl, CURLOPT_POSTFIELDSIZE, (long)q->corps.n);
		(void)curl_easy_setopt(c->curl, CURLOPT_POSTFIELDS, q->corps.p);
	} else {
		regler(c->curl, CURLOPT_HTTPGET, 1);
	}
	(void)curl_easy_setopt(c->curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)q->max);
	(void)curl_easy_setopt(c->curl, CURLOPT_HTTPHEADER, liste);
	code = curl_easy_perform(c->curl);
	/* neither outlives this call */
	(void)curl_easy_setopt(c->curl, CURLOPT_POSTFIELDS, NULL);
	(void)curl_easy_setopt(c->curl, CURLOPT_HTTPHEADER, NULL);
	curl_slist_free_all(liste);
	return code;
}

enum err client_demander(struct client *c, const struct requete *q, struct reponse *ret,
			 struct incident *inc)
{
	const CURLcode code = echanger(c, q);

	if (code != CURLE_OK)
		return expliquer(c, q, code, inc);
	*ret = lire_reponse(c);
	return OK;
}
