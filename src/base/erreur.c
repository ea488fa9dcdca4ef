/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * erreur.c - the table of what open, read, write, rename and their like answer
 */
#include "base/erreur.h"

#include <errno.h>
#include <stddef.h>

static const struct {
	int erreur;
	const char *phrase;
} PHRASES[] = {
	{ENOENT, "le fichier ou son dossier n'existe pas"},
	{EACCES, "les droits ne le permettent pas"},
	{EPERM, "le système ne le permet pas"},
	{EISDIR, "c'est un dossier"},
	{ENOTDIR, "une partie du chemin n'est pas un dossier"},
	{EEXIST, "le fichier existe déjà"},
	{ENOSPC, "il ne reste plus de place sur le disque"},
	{EDQUOT, "la place accordée sur le disque est épuisée"},
	{EFBIG, "le fichier serait trop grand"},
	{EROFS, "le disque est en lecture seule"},
	{EIO, "le disque ou le réseau est en panne"},
	{EPIPE, "celui qui lit la sortie est parti"},
	{ENAMETOOLONG, "le nom est trop long"},
	{ELOOP, "trop de liens mènent l'un à l'autre"},
	{EMFILE, "trop de fichiers sont ouverts par le programme"},
	{ENFILE, "trop de fichiers sont ouverts sur cette machine"},
	{ENOMEM, "la mémoire manque"},
	{EBUSY, "le fichier est occupé par un autre programme"},
	{ETXTBSY, "le fichier est un programme en cours d'exécution"},
	{EXDEV, "les deux dossiers ne sont pas sur le même disque"},
	{EBADF, "le fichier ou la sortie est fermé"},
	{EINVAL, "le système ne sait pas le faire sur ce fichier"},
	{ENODEV, "l'appareil n'existe pas"},
	{ENXIO, "l'appareil n'existe pas"},
	{ESPIPE, "c'est un tube, qui ne se relit pas"},
	{EAGAIN, "le système n'est pas prêt ; recommencez"},
	{EINTR, "l'opération a été interrompue"},
	{ETIMEDOUT, "le disque ou le réseau ne répond pas"},
	{ESTALE, "le fichier a disparu du disque du réseau"},
	{EOPNOTSUPP, "ce disque ne sait pas le faire"},
	{EOVERFLOW, "le fichier est trop grand"},
	{EADDRINUSE, "cette adresse est déjà prise"},
	{EADDRNOTAVAIL, "cette adresse n'est pas celle de cette machine"},
};

const char *erreur_phrase(int erreur)
{
	for (size_t i = 0; i < sizeof PHRASES / sizeof *PHRASES; i++)
		if (PHRASES[i].erreur == erreur)
			return PHRASES[i].phrase;
	return "le système ne dit pas pourquoi";
}
