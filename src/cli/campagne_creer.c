/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * campagne_creer.c - « relais campagne creer »: a campagne without preset, taken from another one
 */
#include "cli/campagne.h"
#include "cli/sortie.h"

int cli_campagne_creer(struct cli *cli, const void *demande)
{
	const struct campagne_demande *d = demande;
	AUTO_ARENA a = arena_new(0);
	const struct decideur qui = {cli->maintenant, cli_acteur(a), str_of(d->raison)};
	struct incident inc = {0};
	struct db *db;
	struct tx tx = {0};
	int depuis = 0, code = SORTIE_ERREUR;

	if (!cli_raison(d->raison) || cli_base(cli, DB_ECRITURE, &db))
		return SORTIE_ERREUR;
	if (tx_begin(db, TX_ECRITURE, &tx))
		cli_incident(db_incident(db));
	else if (campagne_creer(db, d->annee, d->depuis, &qui, &depuis, &inc))
		cli_incident(&inc);
	else if (cli_valider(cli, &tx))
		code = sortie_texte(
			str_of(arena_printf(
				a,
				"La campagne %d est créée d'après la campagne %d. Ses dates sont déduites : « relais "
				"campagne montrer %d »\nles montre ; donnez les vraies dès qu'elles sont publiées, par « "
				"relais campagne modifier %d ».\n",
				d->annee, depuis, d->annee, d->annee)),
			SORTIE_OK);
	tx_rollback(&tx);
	db_close(db);
	return code;
}
