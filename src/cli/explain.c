/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explain.c - « relais explain »: one offre, judged again on the day that is asked, and everything about it told
 */
#include "base/date.h"
#include "base/json_out.h"
#include "cli/explication.h"
#include "cli/options.h"
#include "cli/sortie.h"
#include "explication/disparition.h"

/* It was there, and is not any more: since when, by which feed, what became of its formation, and how to see it as it was. */
static void disparue_json(const struct etude *e, const struct disparition *d, struct buf *out)
{
	const struct offre_disparue *o = &d->offre;
	struct json_out j;
	char depuis[11];

	date_iso_texte(o->disparue_le, depuis);
	json_init(&j, out, 2);
	json_objet(&j);
	json_champ(&j, "cle", o->cle);
	json_champ(&j, "intitule", o->intitule);
	json_champ(&j, "disparue_le", str_of(depuis));
	json_champ(&j, "source", o->source);
	json_champ(&j, "import_annule", o->fichier);
	json_champ(&j, "raison", o->raison);
	parcoursup_json(&d->parcours, &d->suite, e->arena, &j);
	json_fin_objet(&j);
	buf_char(out, '\n');
}

static void disparue_texte(const struct etude *e, const struct disparition *d, struct buf *out)
{
	struct arena *a = e->arena;
	struct ecran ecran;
	const char *qui = suite_qui(a, &d->suite);
	const struct parcours *p = &d->parcours;
	char dernier[11];
	const struct paragraphe suite = {STYLE_NORMAL, 2, 4, false};

	ecran_init(&ecran, out);
	date_iso_texte(d->offre.dernier_jour, dernier);
	buf_printf(out, "%.*s\nclé %.*s\n\n", STR_FMT(d->offre.intitule), STR_FMT(d->offre.cle));
	ecran_paragraphe(&ecran, suite, arena_printf(a, "✖ %s", disparition_raison(e, d)));
	ecran_paragraphe(&ecran, suite, arena_printf(a, "→ %s", disparition_suite(e, d)));
	if (qui[0])
		ecran_paragraphe(&ecran, suite, arena_printf(a, "Qui agit : %s.", qui));
	if (p->a_formation)
		ecran_paragraphe(
			&ecran, suite,
			arena_printf(a, "Parcoursup %d : %s", p->campagne, parcours_phrase(a, p)));
	buf_printf(out, "  Pour la voir telle qu'elle était : --date %s.\n", dernier);
}

/* Gone, or never there. */
static int absente(const struct etude *e, const char *cle, bool json)
{
	struct disparition d;
	AUTO_BUF out = {0};
	const enum err err = disparition_lire(e, str_trim(str_of(cle)), &d);

	if (err == E_ABSENT)
		return cli_erreur(
			"Aucune offre n'a la clé ou le numéro « %s ». La liste des clés : « relais verdicts --campagne N » ; "
			"à taper entre apostrophes, à cause du signe #.",
			cle);
	if (err)
		return cli_incident(db_incident(e->db));
	buf_init(&out, ECRAN_MAX);
	if (json)
		disparue_json(e, &d, &out);
	else
		disparue_texte(e, &d, &out);
	return sortie_texte(buf_view(&out), SORTIE_OK);
}

static int repondre(const struct etude *e, const char *cle, bool json)
{
	struct explication_demande demande = {.ressemblances = true};
	struct explication x = {0};
	struct ecran ecran;
	AUTO_BUF out = {0};
	int code;
	enum err err = offre_trouver(e->db, &e->vue, str_trim(str_of(cle)), &demande.offre);

	if (err == E_ABSENT)
		return absente(e, cle, json);
	buf_init(&out, ECRAN_MAX);
	ecran_init(&ecran, &out);
	if (!err)
		err = explication_lire(e, &demande, &x);
	if (err)
		code = cli_incident(db_incident(e->db));
	else if (json)
		explication_json(&x, &out);
	else
		explication_texte(&x, &ecran);
	if (!err)
		code = sortie_texte(buf_view(&out), SORTIE_OK);
	explication_liberer(&x);
	return code;
}

int cli_explain(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais explain 12 --campagne 2024",
		"relais explain '104239P01219990000110001899900002900010-94028#L01' --campagne 2024",
		"relais explain 12 --campagne 2024 --date 2023-11-14 --json", NULL};
	static const char *const NOTES[] = {
		"L'offre est désignée par sa clé ministères éducatifs, entre apostrophes, ou par son numéro (colonne id).",
		NULL};
	static const struct commande_aide AIDE = {
		"explain CLE|ID --campagne N [--date D] [--json]",
		"Toute l'histoire d'une offre : où elle en est, ce qui la bloque, qui corrige quoi, avant quand.",
		EXEMPLES, NOTES};
	int campagne = 0, date = 0;
	bool json = false;
	const struct option_cli options[] = {OPTION_CAMPAGNE(&campagne), OPTION_CONNU_LE(&date),
					     OPTION_JSON(&json)};
	struct arguments args = {.aide = &AIDE,
				 .options = options,
				 .n_options = sizeof options / sizeof *options,
				 .operandes_min = 1,
				 .operandes_max = 1};
	struct etude e;
	int code;
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return options_code(etat);
	if (etude_ouvrir(&e, cli, campagne, date))
		return SORTIE_ERREUR;
	code = repondre(&e, argv[1], json);
	etude_fermer(&e);
	return code;
}
