/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * check.c - « relais check »: what a CFA or a Carif-Oref runs on a feed before sending it
 */
#include "base/buf.h"
#include "cli/controle.h"
#include "cli/options.h"

/* Without its referentials every verdict is « à vérifier »: say it before anything else. */
static enum err dire_manques(const struct etude *e)
{
	const char *separateur = "";
	struct manques m;
	AUTO_BUF quoi;
	enum err err;

	buf_init(&quoi, 2048);
	if ((err = verdict_manques(e->db, &e->vue, &m)))
		return err;
	for (int t = 0; t < REF__MAX; t++) {
		if (!m.table[t])
			continue;
		buf_printf(&quoi, "%s%s", separateur, ref_libelle((enum ref_table)t));
		separateur = ", ";
	}
	if (m.n)
		cli_note(
			"La base n'a pas encore : %s. Sans eux, le contrôle ne peut pas conclure : importez-les par « relais "
			"import FICHIER… ».",
			quoi.p);
	return OK;
}

static int controler(const struct etude *e, char **fichiers, int n, bool json)
{
	struct incident inc = {0};
	struct controle c;
	int code = SORTIE_OK;

	if (dire_manques(e))
		return cli_incident(db_incident(e->db));
	controle_init(&c, e);
	c.json = json;
	for (int i = 0; code == SORTIE_OK && i < n; i++)
		if (controle_fichier(&c, fichiers[i], &inc))
			code = cli_erreur("%s : %s %s %s", fichiers[i], inc.message, inc.detail,
					  inc.remede);
	if (code == SORTIE_OK)
		code = controle_repondre(&c);
	controle_liberer(&c);
	return code;
}

int cli_check(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais check flux-idf.xml --campagne 2024",
		"relais check *.xml --campagne 2024 --json > controle.json", NULL};
	static const char *const NOTES[] = {
		"Le flux est contrôlé avec les référentiels de la base ; rien n'en est gardé.",
		"Une offre est conforme si elle est réglementaire, dans le périmètre, avec une session ouverte. Un UAI",
		"qui manque (le SAIO le saisit) ou une vérification par une personne ne la rend pas fausse.",
		"Sortie : 0 toutes les offres sont conformes, 1 certaines ne le sont pas (ou il n'y en a aucune), 2 un",
		"fichier est inutilisable.",
		NULL};
	static const struct commande_aide AIDE = {
		"check FICHIER… --campagne N [--json]",
		"Contrôle un flux LHEO avant de l'envoyer : ce qui bloquerait chaque offre, et qui le corrige.",
		EXEMPLES, NOTES};
	int campagne = 0;
	bool json = false;
	const struct option_cli options[] = {OPTION_CAMPAGNE(&campagne), OPTION_JSON(&json)};
	struct arguments args = {.aide = &AIDE,
				 .options = options,
				 .n_options = sizeof options / sizeof *options,
				 .operandes_min = 1,
				 .operandes_max = INT16_MAX};
	struct etude e;
	int code;

	switch (options_lire(cli, &args, argc, argv)) {
	case OPTIONS_AIDE:
		return SORTIE_OK;
	case OPTIONS_FAUSSES:
		return SORTIE_ERREUR;
	case OPTIONS_LUES:
		break;
	}
	if (etude_ouvrir(&e, cli, campagne, 0))
		return SORTIE_ERREUR;
	code = controler(&e, argv + 1, args.n_operandes, json);
	etude_fermer(&e);
	return code;
}
