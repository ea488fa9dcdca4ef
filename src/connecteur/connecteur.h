/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * connecteur.h - Parcoursup's web service: one formation sent, its answer understood, the list of what it publishes read back
 *
 * Off unless three settings are given. This room knows no base and decides nothing: it says what Parcoursup answered, in its words, or why nothing
 * is known. Sending the same formation twice is harmless: Parcoursup answers again with the code that it gave (deja_envoye), so what failed is
 * simply sent again. formats.md 5.4; docs/choix/011 and 012.
 *
 * A failure is one of two. E_REFUS: Parcoursup does not recognise us, or this machine refuses to talk to what answers there; a person must act, and
 * the next formation would fail alike: stop. E_PANNE: nothing is known of this formation; try again later.
 */
#ifndef RELAIS_CONNECTEUR_CONNECTEUR_H
#define RELAIS_CONNECTEUR_CONNECTEUR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/limites.h"
#include "base/str.h"

struct connecteur_reglages {
	const char *url; /* https, without the /ApiFormation that follows; http on loopback only */
	const char *certificat; /* its identifier at Parcoursup */
	const char *cle; /* path of its private key, a PEM file that nobody else may read */
	const char
		*autorite; /* path of the only authorities to believe (PEM); NULL: the system's */
	int attente_s; /* seconds for one answer; 0: LIMITE_REPONSE_S, LIMITE_PUBLICATIONS_S */
};
/*
 * Read them from RELAIS_PARCOURSUP_URL, _CERTIFICAT, _CLE and _AUTORITE; what they point at belongs to the environment. E_ABSENT: none is given, the
 * connector is off, and the incident says so. E_INVALIDE: one is missing.
 */
enum err connecteur_reglages_lire(struct connecteur_reglages *ret, struct incident *inc) MUST_CHECK;

/* What Parcoursup is told of one formation. Texts in UTF-8. */
struct envoi {
	int64_t g_ta_cod; /* its code in Parcoursup; 0: not given yet */
	struct str user; /* who asked, as Parcoursup knows them; may be empty */
	uint32_t rncp; /* 38362 for RNCP38362; 0: none */
	struct str cfd; /* of the year of entry */
	struct str uai; /* of the place */
	struct str rco; /* clé ministères éducatifs */
	const struct str *mefs; /* only one is sent; none when there are several */
	size_t n_mefs;
};
/*
 * Append the JSON that would be sent: always the same bytes for the same formation, with or without the connector. E_INVALIDE: it has no clé or no
 * UAI, a text that is not UTF-8, or is too long.
 */
enum err envoi_corps(const struct envoi *e, struct buf *out, struct incident *inc) MUST_CHECK;

struct connecteur;
/*
 * Nothing is sent yet. E_INVALIDE: a setting is not what it should be. E_ABSENT, E_REFUS: the key cannot be used (base/signature.h).
 * connecteur_fermer gives it back. One thread at a time.
 */
enum err connecteur_ouvrir(const struct connecteur_reglages *r, struct connecteur **ret,
			   struct incident *inc) MUST_CHECK;
void connecteur_fermer(struct connecteur *c); /* accepts NULL */

struct connecteur_reponse {
	bool acceptee;
	int64_t g_ta_cod; /* accepted: the code that Parcoursup gives it */
	bool deja_envoye; /* accepted: it had it already */
	/* Not accepted: its reason, as it wrote it (« La filière n'a pas pu être retrouvée… »); line breaks are kept, other control characters are
	 * spaces. */
	char message[LIMITE_MESSAGE_DISTANT + 1];
};
/* Send a formation, new or known; or the new facts of one that has a code. E_INVALIDE: envoi_corps says why. E_REFUS, E_PANNE: above.
 * E_CONFLIT: the update was answered for another code. */
enum err connecteur_creer(struct connecteur *c, const struct envoi *e,
			  struct connecteur_reponse *ret, struct incident *inc) MUST_CHECK;
enum err connecteur_mettre_a_jour(struct connecteur *c, const struct envoi *e,
				  struct connecteur_reponse *ret, struct incident *inc) MUST_CHECK;
/* The HTTP code of the last answer, whether or not it was understood; 0: none came. For the log of sendings. */
int connecteur_http(const struct connecteur *c);

struct publication {
	int64_t g_ta_cod; /* 0: not given */
	struct str rco; /* clé ministères éducatifs; empty: not given */
	struct str statut; /* in Parcoursup's words: « Publié sur le MDR »… */
};
struct publications {
	struct publication *v;
	size_t n;
	size_t ecartees; /* rows that say nothing usable: left out */
	const char *premiere_ecartee; /* which was the first, and why; NULL: none */
};
/* Read back what Parcoursup says of every formation, in its order; all of it in the arena. A list that is cut or malformed is refused whole. */
enum err connecteur_relire(struct connecteur *c, struct arena *a, struct publications *ret,
			   struct incident *inc) MUST_CHECK;

#endif
