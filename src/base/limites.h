/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * limites.h - every size that a foreign file may choose, bounded and named here
 */
#ifndef RELAIS_BASE_LIMITES_H
#define RELAIS_BASE_LIMITES_H

enum {
	LIMITE_LECTURE = 64 * 1024, /* bytes read from a file at a time */
	LIMITE_CSV_RECORD = 1024 * 1024, /* one CSV record */
	LIMITE_XML_TEXTE = 256 * 1024, /* one element's text */
	LIMITE_XML_PROFONDEUR = 64, /* nested elements */
	LIMITE_XML_FORMATION = 4 * 1024 * 1024, /* one formation or RNCP sheet, all texts */
	LIMITE_JSON_ELEMENT = 4 * 1024 * 1024, /* one element of a JSON list, one line of NDJSON */
	LIMITE_JSON_PROFONDEUR = 32, /* lists and objects in one another */
	LIMITE_SESSIONS = 1000, /* sessions of one action */
	LIMITE_ACTIONS = 1000, /* actions of one formation */
	LIMITE_PARTENAIRES = 20000, /* partners of one RNCP sheet */
	LIMITE_CODE = 64, /* bytes of a code that makes a key: the longest official ones have 14 */
	LIMITE_SAISIES = 200000, /* rows of a file of UAIs typed by hand: the real one has 2155 */
	LIMITE_REGLES = 5000, /* perimeter rules of a file */
	LIMITE_REGLES_FICHIER = 1024 * 1024, /* bytes of that file */
	LIMITE_VALEUR_VUE = 120, /* characters of a foreign value quoted in a message */
	LIMITE_JEU =
		256 * 1024 *
		1024, /* what a set of files keeps in memory: one made as large as the real one (397 774 partenaires) takes less than 100 */
	LIMITE_ARCHIVE_ENTREES = 1000, /* files in one zip */
	LIMITE_ARCHIVE_NOM = 1024, /* bytes of the name of one */
	LIMITE_ARCHIVE_TABLE = 4 * 1024 * 1024, /* bytes of the table of them all */
	LIMITE_ARCHIVE_MIO =
		4096, /* one zip or gz, decompressed: France compétences publishes 570 */
	LIMITE_ARCHIVE_SURE =
		16 * 1024 * 1024, /* bytes that may be compressed as much as one wants */
	LIMITE_ARCHIVE_RATIO =
		200, /* past them; a made national rncp.xml, whose texts repeat themselves, reaches 62 */
	LIMITE_CLE_PRIVEE = 16 * 1024, /* bytes of the file of a private key */
	LIMITE_ENVOI = 4 * 1024, /* one formation sent to Parcoursup */
	LIMITE_ENVOI_REPONSE = 64 * 1024, /* what it answers */
	LIMITE_PUBLICATIONS =
		32 * 1024 *
		1024, /* the list that it gives back: its 13 576 formations of 2024, at 200 bytes each, would make 3 */
	LIMITE_MESSAGE_DISTANT = 2000, /* bytes kept of a text that it writes */
	LIMITE_CONNEXION_S = 10, /* seconds to reach it: a token lives 20 */
	LIMITE_REPONSE_S = 60, /* seconds for one answer */
	LIMITE_PUBLICATIONS_S = 300, /* seconds for the list */
	LIMITE_HTTP_CIBLE = 8 * 1024, /* bytes of a request's target: path and parameters */
	LIMITE_HTTP_ENTETES = 64, /* its header fields: browsers send about 15 */
	LIMITE_HTTP_ENTETES_OCTETS = 16 * 1024, /* bytes of them all, with the target */
	LIMITE_HTTP_CONNEXION = 32 * 1024, /* memory of one connection, which holds them */
	LIMITE_HTTP_PARAMETRES = 128, /* parameters of one target or form */
	LIMITE_HTTP_CORPS_TOTAL = 64 * 1024 * 1024, /* bodies being received, all together */
	LIMITE_HTTP_JETE =
		100 * 1024 * 1024, /* a file that is too large, thrown away as it comes */
	LIMITE_HTTP_REPONSE = 32 * 1024 * 1024, /* one answer */
	LIMITE_HTTP_SORTIE =
		64 * 1024 *
		1024, /* answers that leave, all the small together, and all the large */
	LIMITE_HTTP_GRANDE = 1024 * 1024, /* from there on an answer is large */
	LIMITE_HTTP_ARENE = 16 * 1024 * 1024, /* memory of the work of one request */
	LIMITE_HTTP_FILE = 512, /* requests that wait for a worker: the next is told to come back */
	LIMITE_HTTP_OUVRIERS = 64,
	LIMITE_HTTP_CONNEXIONS = 12000, /* open at once, as far as the system grants descriptors */
	LIMITE_HTTP_INACTIF_MS = 30 * 1000, /* a connection without request */
	LIMITE_HTTP_ENTETES_MS = 10 * 1000, /* from the first line of one to its last header */
	LIMITE_HTTP_ECHANGE_MS = 30 * 1000, /* a body to come, an answer to leave… */
	LIMITE_HTTP_DEBIT = 8, /* …and one more for so many bytes: 8 kB a second at least */
	LIMITE_HTTP_JOURNAL = 256 * 1024, /* bytes of the access log that wait to be written */
	LIMITE_RECHERCHE_TEXTE = 4 * 1024, /* bytes read of one text of a document */
	LIMITE_RECHERCHE_OCTETS = 1024, /* bytes of what one looks for */
	LIMITE_RECHERCHE_MOTS =
		24, /* its words: the longest name of a certification has about as many */
	LIMITE_RECHERCHE_VALEURS = 256, /* values that its filters accept, all together */
	LIMITE_RECHERCHE_PAGE = 100, /* documents of a page */
	LIMITE_CONTROLE_DEPOT =
		20 * 1024 *
		1024, /* bytes of a file given to the pré-contrôle: the largest région's of a made national set has 44 MB, and zipped 5 */
	LIMITE_CONTROLE_MS = 4500, /* from its last byte to the verdicts: a person waits */
	LIMITE_CONTROLE_CPU_S = 5, /* seconds that the process which reads it may work */
	LIMITE_CONTROLE_MEMOIRE = 256 * 1024 * 1024, /* its address space */
	LIMITE_CONTROLE_DESCRIPTEURS = 16, /* its open files */
	LIMITE_CONTROLE_TRAME =
		5 * 1024 * 1024, /* one thing that it says: a formation has 4 at most */
	LIMITE_CONTROLE_OCTETS = 256 * 1024 * 1024, /* all that it says */
	LIMITE_CONTROLE_RECORDS =
		500 * 1000, /* offers, sessions, anomalies: that région gives 14 252 */
	LIMITE_CONTROLE_PAGE =
		500, /* offers on the page, 4 kB each when much is wrong: the CSV has them all */
	LIMITE_CONTROLE_NOM = 200, /* bytes of the name of the file, as its sender gives it */
	LIMITE_ANOMALIES_AFFICHEES = 20, /* printed for one file; all are kept in the base */
};

#endif
