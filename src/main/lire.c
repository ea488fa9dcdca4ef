/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lire.c - first the door is closed, then the file is looked at
 */
#include "main/lire.h"

#include "base/enclos.h"
#include "base/limites.h"
#include "cli/cli.h"
#include "controle/isole.h"

int lire(int argc, char **argv)
{
	if (argc != 2)
		return SORTIE_ERREUR;
	enclos_fermer(&(struct enclos){.memoire = LIMITE_CONTROLE_MEMOIRE,
				       .cpu_s = LIMITE_CONTROLE_CPU_S,
				       .descripteurs = LIMITE_CONTROLE_DESCRIPTEURS});
	return isole_dire(argv[1]) ? SORTIE_OK : SORTIE_ERREUR;
}
