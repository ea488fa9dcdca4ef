/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * doublons.c - « relais doublons »: the offres that look like one another, and those that contradict themselves
 *
 * Nothing is merged and nothing is written: a Carif-Oref decides.
 */
#include "cli/doublons.h"

#include <string.h>

#include "cli/filtre.h"
#include "cli/sortie.h"
#include "verdict/actions.h"

struct demande {
	const char *region, *academie, *format;
	bool json;
};

static void ranger(void *ctx, const struct groupe *g)
{
	struct trouvailles *t = ctx;

	*VEC_PUSH(&t->groupes[g->genre]) = *g;
}

static void contredire(struct trouvailles *t, const struct offre_comparee *o, const char *code,
		       struct phrase phrase)
{
	*VEC_PUSH(&t->contradictions) = (struct contradiction){o, code, phrase};
}

static void contradictions(struct trouvailles *t, const struct offre_comparee *o)
{
	struct arena *a = t->e->arena;

	for (size_t i = 0; i < o->n_signalements; i++)
		contredire(t, o, raison_code(o->signalements[i].raison),
			   phrase_constat(a, 0, &o->signalements[i]));
	for (int i = 0; i < INCOHERENCE__MAX; i++)
		if (o->incoherence[i])
			contredire(t, o, incoherence_code((enum incoherence)i),
				   incoherence_phrase(a, (enum incoherence)i, o));
}

static void trouver(struct trouvailles *t, struct comparaison *c)
{
	const struct offre_comparee *o = comparaison_offres(c, &t->offres);

	t->codes_postaux = comparaison_codes_postaux(c);
	for (int d = 0; d < DOUBLON__MAX; d++)
		comparaison_groupes(c, (enum doublon)d, (struct groupes_puits){ranger, t});
	for (size_t i = 0; i < t->offres; i++)
		contradictions(t, &o[i]);
}

static int dire(const struct trouvailles *t, const struct demande *d)
{
	struct ecran ecran;
	AUTO_BUF out;

	buf_init(&out, ECRAN_MAX);
	ecran_init(&ecran, &out);
	if (d->json)
		doublons_json(t, &out);
	else if (strcmp(d->format, "csv") == 0)
		doublons_csv(t, &out);
	else
		doublons_texte(t, &ecran);
	if (buf_depasse(&out))
		return cli_erreur(
			"La réponse est trop longue : demandez une région (--region) ou une "
			"académie (--academie) à la fois.");
	return sortie_texte(buf_view(&out), SORTIE_OK);
}

static int repondre(struct etude *e, const void *demande)
{
	const struct demande *d = demande;
	const struct comparaison_demande voulue = {.vue = &e->vue,
						   .campagne = &e->campagne,
						   .region = str_of(d->region),
						   .academie = str_of(d->academie)};
	struct trouvailles t = {.e = e};
	struct comparaison *c;
	int code;

	if (comparaison_faire(e->db, &voulue, &c))
		return cli_incident(db_incident(e->db));
	trouver(&t, c);
	code = dire(&t, d);
	for (int g = 0; g < DOUBLON__MAX; g++)
		VEC_FREE(&t.groupes[g]);
	VEC_FREE(&t.contradictions);
	comparaison_liberer(c);
	return code;
}

static int verifier(const struct demande *d)
{
	if (filtre_lieu(d->region, d->academie))
		return SORTIE_ERREUR;
	if (strcmp(d->format, "csv") != 0 && strcmp(d->format, "texte") != 0)
		return cli_erreur("Format inconnu : « %s ». Choisissez texte ou csv, ou --json.",
				  d->format);
	return SORTIE_OK;
}

int cli_doublons(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais doublons --campagne 2024",
		"relais doublons --campagne 2024 --region 53 --format csv > doublons.csv", NULL};
	static const char *const NOTES[] = {
		"Rien n'est fusionné ni écrit : chaque groupe dit pourquoi il est là, et qui décide.",
		NULL};
	static const struct commande_aide AIDE = {
		"doublons --campagne N [--date D] [--region CODE] [--academie CODE] [--format texte|csv | "
		"--json]",
		"Les offres qui se ressemblent, vrais et faux doublons, et celles qui se contredisent.",
		EXEMPLES, NOTES};
	struct demande d = {.format = "texte"};
	int campagne = 0, date = 0;
	const struct option_cli options[] = {
		OPTION_CAMPAGNE(&campagne),
		OPTION_CONNU_LE(&date),
		{"--region", "CODE", "les offres d'une région (code INSEE : 11, 53…)", OPTION_TEXTE,
		 false, &d.region},
		{"--academie", "CODE", "les offres d'une académie (deux chiffres : 24, 01…)",
		 OPTION_TEXTE, false, &d.academie},
		{"--format", "FORMAT", "texte (par défaut) ou csv", OPTION_TEXTE, false, &d.format},
		OPTION_JSON(&d.json)};
	struct arguments args = {
		.aide = &AIDE, .options = options, .n_options = sizeof options / sizeof *options};
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return options_code(etat);
	return verifier(&d) ? SORTIE_ERREUR : etude_faire(cli, campagne, date, repondre, &d);
}
