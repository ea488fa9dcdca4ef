/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_erreur_test.c - what a system call answered, as a reader of French is told it
 */
#include "tap.h"

#include <errno.h>
#include <string.h>

#include "base/erreur.h"
#include "base/fichier.h"

TEST(the_everyday_errors_have_their_words)
{
	EQ_STR(erreur_phrase(ENOENT), "le fichier ou son dossier n'existe pas");
	EQ_STR(erreur_phrase(EACCES), "les droits ne le permettent pas");
	EQ_STR(erreur_phrase(EISDIR), "c'est un dossier");
	EQ_STR(erreur_phrase(ENOSPC), "il ne reste plus de place sur le disque");
	EQ_STR(erreur_phrase(EROFS), "le disque est en lecture seule");
	EQ_STR(erreur_phrase(EPIPE), "celui qui lit la sortie est parti");
	EQ_STR(erreur_phrase(EAGAIN), erreur_phrase(EWOULDBLOCK));
}

TEST(any_number_has_a_sentence)
{
	for (int e = -1; e < 4096; e++)
		OK(erreur_phrase(e) && strlen(erreur_phrase(e)) > 10);
	EQ_STR(erreur_phrase(0), erreur_phrase(4095));
}

TEST(an_incident_says_it_in_french)
{
	struct incident inc = {0};

	EQ_INT(fichier_remplacer("/nulle/part/ici", STR("x"), &inc), E_PANNE);
	EQ_STR(inc.message,
	       "Le fichier « /nulle/part/ici » n'a pas pu être écrit : le fichier ou son dossier n'existe pas.");
}
