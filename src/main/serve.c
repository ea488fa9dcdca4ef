/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * serve.c - « relais serve »: the pages, from one process and one port
 *
 * The access log goes to stderr, one line a request (logfmt), and so does what an operator must know; stdout says the address, once it answers.
 */
#include "main/serve.h"

#include <unistd.h>

#include "cli/options.h"
#include "cli/sortie.h"
#include "http/http.h"
#include "web/web.h"

enum { PORT = 8080, OUVRIERS = 2, FIN_MS = 10000, PORT_MAX = 65535, ADRESSE_TEXTE = 256 };

static void journal(void *ctx, struct str lignes)
{
	(void)ctx;
	while (lignes.n) {
		const ssize_t n = write(STDERR_FILENO, lignes.p, lignes.n);

		if (n <= 0)
			return; /* nobody reads the log: the pages go on */
		lignes = str_sub(lignes, (size_t)n, lignes.n);
	}
}

static void dire(void *ctx, const char *message)
{
	(void)ctx;
	cli_note("%s", message);
}

/* http_servir gives the ctx of its settings, which is the web's: what is said needs nothing of it but the port. */
static void pret(void *ctx, int port)
{
	AUTO_BUF b = {0};

	(void)ctx;
	buf_init(&b, ADRESSE_TEXTE);
	buf_printf(&b, "relais répond sur http://localhost:%d\n", port);
	(void)sortie_texte(buf_view(&b), SORTIE_OK);
}

static int servir(const struct cli *cli, struct http_reglages *http, struct web_reglages *r)
{
	struct incident inc = {0};
	struct db *db;
	struct web *w;
	enum err err;

	/* said here and now rather than by every worker: no base, or one that another program wrote */
	if (cli_base(cli, DB_LECTURE, &db))
		return SORTIE_ERREUR;
	db_close(db);
	if (web_ouvrir(r, &w, &inc))
		return cli_incident(&inc);
	web_regler(w, http);
	err = http_servir(http, FIN_MS, pret, &inc);
	if (err)
		cli_incident(&inc);
	if (err == E_OCCUPE)
		_exit(SORTIE_ERREUR); /* a worker still runs: nothing of it may be freed */
	web_fermer(w);
	return err ? SORTIE_ERREUR : SORTIE_OK;
}

static int verifier(int port, int ouvriers)
{
	if (port > PORT_MAX)
		return cli_erreur("Le port va de 1 à %d (0 : le premier qui est libre).", PORT_MAX);
	if (ouvriers < 1 || ouvriers > LIMITE_HTTP_OUVRIERS)
		return cli_erreur("Le nombre d'ouvriers va de 1 à %d.", LIMITE_HTTP_OUVRIERS);
	return SORTIE_OK;
}

int serve(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {"relais serve",
					       "relais serve --port 8081 --campagne 2024",
					       "relais serve --date 2023-11-06", NULL};
	static const char *const NOTES[] = {
		"Sans --campagne : celle qui est ouverte, sinon la dernière que la base connaît.",
		"Ce qui est importé ensuite apparaît dans les pages en quelques secondes, sans redémarrer.",
		"Le journal des accès va sur la sortie d'erreur, une ligne par demande. Ctrl-C ou SIGTERM arrête",
		"le serveur : ce qui est commencé est d'abord répondu.",
		"Sur une machine publique, mettez un serveur frontal (TLS) devant : relais parle HTTP, et n'écoute",
		"que sur cette machine tant que --adresse ne dit rien d'autre.",
		NULL};
	static const struct commande_aide AIDE = {
		"serve [--port P] [--adresse A] [--campagne N] [--date D] [--ouvriers N] [--sans-journal]"
		" [--editeur T] [--hebergeur T] [--contact T] [--annuaire FICHIER]",
		"Sert les pages : catalogue, fiches, « où en est mon offre », pré-contrôle, tableaux de bord.",
		EXEMPLES, NOTES};
	const char *adresse = "127.0.0.1";
	int port = PORT, ouvriers = OUVRIERS;
	struct web_reglages web = {.dsn = cli->dsn, .dire = dire};
	bool muet = false;
	const struct option_cli options[] = {
		{"--port", "P", "8080 sinon ; 0 : le premier qui est libre", OPTION_ENTIER, false,
		 &port},
		{"--adresse", "A", "l'adresse où écouter (127.0.0.1 sinon)", OPTION_TEXTE, false,
		 &adresse},
		{"--campagne", "N", "la campagne dont les pages parlent", OPTION_ENTIER, false,
		 &web.campagne},
		OPTION_CONNU_LE(&web.date),
		{"--ouvriers", "N", "pages écrites à la fois (2 sinon)", OPTION_ENTIER, false,
		 &ouvriers},
		{"--editeur", "TEXTE", "qui publie ces pages (mentions légales)", OPTION_TEXTE,
		 false, &web.editeur},
		{"--hebergeur", "TEXTE", "qui les héberge", OPTION_TEXTE, false, &web.hebergeur},
		{"--contact", "TEXTE", "à qui écrire : une adresse de service", OPTION_TEXTE, false,
		 &web.contact},
		{"--annuaire", "FICHIER", "contacts des Carif-Oref et des SAIO (CSV)", OPTION_TEXTE,
		 false, &web.annuaire},
		{"--sans-journal", NULL, "ne pas écrire le journal des accès", OPTION_DRAPEAU,
		 false, &muet},
	};
	struct arguments args = {
		.aide = &AIDE, .options = options, .n_options = sizeof options / sizeof *options};
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return options_code(etat);
	if (verifier(port, ouvriers))
		return SORTIE_ERREUR;

	struct http_reglages http = {.adresse = adresse,
				     .port = port,
				     .ouvriers = ouvriers,
				     .journal = muet ? NULL : journal};

	return servir(cli, &http, &web);
}
