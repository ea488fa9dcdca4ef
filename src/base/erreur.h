/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * erreur.h - why a system call failed, in French
 *
 * The system's own words are in English, or in the language of whoever runs the program: what a user reads is always the same.
 */
#ifndef RELAIS_BASE_ERREUR_H
#define RELAIS_BASE_ERREUR_H

/* The end of a sentence (« … : il ne reste plus de place sur le disque ») for an errno; never NULL. */
const char *erreur_phrase(int erreur);

#endif
