/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * moteur.h - names of what computed a result: a fingerprint of its source, made at build time
 *
 * A verdict, or a file read, that another version of the code made is not « up to date »: it is made again.
 */
#ifndef RELAIS_BASE_MOTEUR_H
#define RELAIS_BASE_MOTEUR_H

extern const char moteur_regles[]; /* the rules, and what builds the dossiers */
extern const char moteur_lecteurs[]; /* the readers of files */
extern const char moteur_pages[]; /* of everything that a page is written by */

#endif
