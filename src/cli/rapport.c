/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rapport.c - « relais rapport »: every offre judged, counted, told
 */
#include "base/fichier.h"
#include "base/mem.h"
#include "cli/bilan.h"
#include "cli/options.h"
#include "cli/sortie.h"

/* What is asked: the text, the JSON, or the page in that file. */
struct forme {
	bool json;
	const char *html; /* NULL: no page */
};

static int rendre(const struct bilan_campagne *b, const struct forme *forme, struct buf *out)
{
	struct incident inc = {0};
	struct ecran ecran;

	ecran_init(&ecran, out);
	if (forme->html)
		bilan_html(b, out);
	else if (forme->json)
		bilan_json(b, out);
	else
		bilan_texte(b, &ecran);
	if (!forme->html || strcmp(forme->html, "-") == 0)
		return sortie_texte(buf_view(out), SORTIE_OK);
	if (fichier_remplacer(forme->html, buf_view(out), &inc))
		return cli_incident(&inc);
	return sortie_texte(str_of(arena_printf(b->e->arena, "%s\nLa page est écrite : %s\n",
						bilan_resume(b), forme->html)),
			    SORTIE_OK);
}

static int repondre(const struct etude *e, const struct forme *forme)
{
	struct bilan_campagne *b = mem_alloc(sizeof *b);
	AUTO_BUF out;
	int code;

	buf_init(&out, ECRAN_MAX);
	if (bilan_lire(e, NULL, b))
		code = cli_incident(db_incident(e->db));
	else
		code = rendre(b, forme, &out);
	bilan_liberer(b);
	mem_free(b);
	return code;
}

int cli_rapport(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais rapport --campagne 2024",
		"relais rapport --campagne 2024 --date 2023-11-14 --json",
		"relais rapport --campagne 2024 --html rapport.html", NULL};
	static const struct commande_aide AIDE = {
		"rapport --campagne N [--date D] [--json | --html FICHIER]",
		"Où en est la campagne : l'entonnoir, ce qui arrête les offres, par région et par académie, les sources.",
		EXEMPLES, NULL};
	int campagne = 0, date = 0;
	struct forme forme = {false, NULL};
	const struct option_cli options[] = {
		OPTION_CAMPAGNE(&campagne),
		OPTION_CONNU_LE(&date),
		OPTION_JSON(&forme.json),
		{"--html", "FICHIER",
		 "écrire une page à lire, à imprimer ou à envoyer, en un fichier (- : la sortie)",
		 OPTION_TEXTE, false, &forme.html}};
	struct arguments args = {
		.aide = &AIDE, .options = options, .n_options = sizeof options / sizeof *options};
	struct etude e;
	int code;
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return options_code(etat);
	if (forme.json && forme.html)
		return cli_erreur(
			"« --json » et « --html » ne vont pas ensemble : demandez l'un, puis l'autre.");
	if (etude_ouvrir(&e, cli, campagne, date))
		return SORTIE_ERREUR;
	code = repondre(&e, &forme);
	etude_fermer(&e);
	return code;
}
