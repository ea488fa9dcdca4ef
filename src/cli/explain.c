/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explain.c - « relais explain »: one offre, judged again on the day that is asked, and everything about it told
 */
#include "base/date.h"
#include "base/json_out.h"
#include "cli/explication.h"
#include "cli/options.h"
#include "cli/sortie.h"
#include "parcoursup/parties.h"

/* It was there, and is not any more: since when, by which feed, what became of its formation, and how to see it as it was. */
static void disparue_json(const struct etude *e, const struct offre_disparue *d,
			  const struct parcours *p, const struct suite *s, struct buf *out)
{
	struct json_out j;
	char depuis[11];

	date_iso_texte(d->disparue_le, depuis);
	json_init(&j, out, 2);
	json_objet(&j);
	json_champ(&j, "cle", d->cle);
	json_champ(&j, "intitule", d->intitule);
	json_champ(&j, "disparue_le", str_of(depuis));
	json_champ(&j, "source", d->source);
	json_champ(&j, "import_annule", d->fichier);
	json_champ(&j, "raison", d->raison);
	parcoursup_json(p, s, e->arena, &j);
	json_fin_objet(&j);
	buf_char(out, '\n');
}

static void disparue_texte(const struct etude *e, const struct offre_disparue *d,
			   const struct parcours *p, const struct suite *s, struct buf *out)
{
	struct arena *a = e->arena;
	struct ecran ecran;
	const char *qui = suite_qui(a, s);
	char dernier[11];
	const struct paragraphe suite = {STYLE_NORMAL, 2, 4, false};

	ecran_init(&ecran, out);
	date_iso_texte(d->dernier_jour, dernier);
	buf_printf(out, "%.*s\nclé %.*s\n\n", STR_FMT(d->intitule), STR_FMT(d->cle));
	ecran_paragraphe(
		&ecran, suite,
		d->fichier.n
			? arena_printf(
				  a,
				  "✖ Cette offre n'est plus dans la base depuis le %s : l'import qui l'avait apportée (%.*s) a été annulé. "
				  "Raison donnée : %.*s.",
				  date_longue(a, d->disparue_le), STR_FMT(d->fichier),
				  STR_FMT(d->raison))
			: arena_printf(
				  a,
				  "✖ Cette offre n'est plus déclarée depuis le %s : le flux complet de la source « %.*s » ne la donne "
				  "plus. Elle ne sera pas importée dans Parcoursup.",
				  date_longue(a, d->disparue_le), STR_FMT(d->source)));
	if (p->remplacee_par.numero)
		ecran_paragraphe(
			&ecran, suite,
			arena_printf(
				a,
				"→ Elle est remplacée par l'offre n° %lld, clé %.*s : tout se passe désormais là.",
				(long long)p->remplacee_par.numero, STR_FMT(p->remplacee_par.cle)));
	else
		ecran_paragraphe(
			&ecran, suite,
			arena_printf(a, "→ %s",
				     s->texte[0] ? s->texte : partie_retour(p->partie_acteur)));
	if (qui[0])
		ecran_paragraphe(&ecran, suite, arena_printf(a, "Qui agit : %s.", qui));
	if (p->a_formation)
		ecran_paragraphe(
			&ecran, suite,
			arena_printf(a, "Parcoursup %d : %s", p->campagne, parcours_phrase(a, p)));
	buf_printf(out, "  Pour la voir telle qu'elle était : --date %s.\n", dernier);
}

static int dire_disparue(const struct etude *e, const struct offre_disparue *d, bool json)
{
	const struct parcours_demande demande = {
		.vue = &e->vue, .campagne = e->campagne.annee, .offre = d->numero};
	struct parcours p;
	struct suite suite;
	AUTO_BUF out = {0};

	buf_init(&out, ECRAN_MAX);
	if (parcours_lire(e->db, &demande, e->arena, &p))
		return cli_incident(db_incident(e->db));
	suite = avancement_suite(
		e->arena,
		&(struct avancement){.campagne = &e->campagne, .jour = e->jour, .parcours = &p});
	if (json)
		disparue_json(e, d, &p, &suite, &out);
	else
		disparue_texte(e, d, &p, &suite, &out);
	return sortie_texte(buf_view(&out), SORTIE_OK);
}

static int inconnue(const struct etude *e, const char *cle, bool json)
{
	struct offre_disparue disparue;

	if (offre_disparue(e->db, &e->vue, str_trim(str_of(cle)), e->arena, &disparue) == OK)
		return dire_disparue(e, &disparue, json);
	return cli_erreur(
		"Aucune offre n'a la clé ou le numéro « %s ». La liste des clés : « relais verdicts --campagne N » ; "
		"à taper entre apostrophes, à cause du signe #.",
		cle);
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
		return inconnue(e, cle, json);
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
