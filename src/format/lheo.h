/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lheo.h - one LHEO formation while it is read (internal to the room: lheo.c reads,
 * lheo_formation.c tells)
 *
 * The organisme responsable comes after the actions in the document: so a formation is held until
 * its end, and only then do its actions become records. Fields of the formation and of an action
 * share the columns of RECORD_OFFRE: what the action does not say, the formation does.
 */
#ifndef RELAIS_FORMAT_LHEO_H
#define RELAIS_FORMAT_LHEO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "base/vec.h"
#include "format/anomalie.h"
#include "format/flux.h"
#include "format/lheo_regles.h"
#include "format/xml.h"

enum lheo_texte { LHEO_OBJECTIF, LHEO_RESULTATS, LHEO_CONTENU, LHEO_TEXTE__N };
extern const char *const LHEO_TEXTES[LHEO_TEXTE__N]; /* their names in a RECORD_TEXTES */

/* The info of the <extras> that tell what the schema cannot hold. */
#define LHEO_GARDE "relais-declare"

struct lheo_action {
	struct texte champ[OFFRE__MAX];
	uint32_t ligne;
	uint32_t n_sessions;
	bool apprentissage; /* one of the flags of formats.md 1.4 says so */
	bool lieu, formateur; /* one was already seen */
	uint64_t gardes; /* columns that our own extras told: one bit each */
};

struct lheo_session {
	struct texte champ[SESSION__MAX];
	uint32_t action; /* its index */
	uint32_t ligne;
	uint32_t ligne_fin; /* of the element <fin> */
	bool periode; /* there is one */
	bool absente; /* the schema wants a session, and there is none */
};

/*
 * A cycle counts for its session only if it is of type apprenticeship, which may be known after
 * its years.
 */
struct lheo_cycle {
	struct texte champ[CYCLE__N];
};

/* Kept until the formation's end: those of an action that is not apprenticeship are not told. */
struct lheo_anomalie {
	enum anomalie code;
	int32_t action; /* its index; -1: of the formation */
	uint32_t ligne;
	const char *champ;
	struct texte valeur;
};

/*
 * An element that should not be there: told once for the whole file, with its first line and how
 * many.
 */
struct lheo_inattendu {
	enum anomalie code;
	uint32_t ligne, n;
	char *ref, *champ; /* in the reading's arena */
};

struct lheo {
	struct puits puits;
	struct xml *xml;
	uint64_t lus, ecartes;
	char date[11]; /* of the export */
	bool offres; /* a <lheo> was seen: lheo-plus may have none */

	/* the formation being read */
	uint32_t ligne;
	struct texte champ[OFFRE__MAX];
	struct texte textes[LHEO_TEXTE__N];
	uint32_t lignes_textes[LHEO_TEXTE__N];
	bool certification, responsable; /* one was already seen */
	struct VEC(struct lheo_action) actions;
	struct VEC(struct lheo_session) sessions;
	struct VEC(struct lheo_anomalie) anomalies;
	bool dans_action;
	struct lheo_cycle cycle;
	struct texte surplus; /* what identifies a second certification, lieu or organisme */
	unsigned extras; /* depth of <extras> */
	unsigned dispositif, gardes; /* where info="dispositif" and LHEO_GARDE opened, 0: not */
	int garde; /* the column that the <extra> being read tells, -1: none */

	/* of the whole file */
	struct arena *arena;
	struct map inattendus_connus;
	struct VEC(struct lheo_inattendu) inattendus;
};

/* A new formation begins on this line. */
void lheo_formation_debut(struct lheo *l, uint32_t ligne);
/* Send what the formation gave; what the puits returned. */
enum err lheo_formation_fin(struct lheo *l);
/* Note an anomaly of the action being read, else of the formation. */
void lheo_anomalie(struct lheo *l, enum anomalie code, const struct xml_element *e,
		   struct texte valeur);
/* Note an element that should not be there. */
void lheo_inattendu(struct lheo *l, const struct xml_element *e, const char *parent, bool connu);
/* Send what is told of the whole file: unexpected elements, then RECORD_BILAN. */
enum err lheo_bilan(struct lheo *l);
/* The formation's numero, else its first action's. */
struct str lheo_ref(const struct lheo *l, int32_t action);

/* lheo_extras.c. Is this <extra> one of a column, in extras of LHEO_GARDE? Then its text, at its end, is the column's. */
bool lheo_garde_ouvre(struct lheo *l, struct str info, bool session);
bool lheo_garde_ferme(struct lheo *l, const struct xml_element *e, bool session);
/* The handlers of <extras>, and of an <extra> of a session. */
uint8_t lheo_extras_ouvre(struct lheo *l, const struct xml_regle *r, const struct xml_element *e);
void lheo_extras_ferme(struct lheo *l, const struct xml_regle *r, const struct xml_element *e);
uint8_t lheo_extra_session_ouvre(struct lheo *l, const struct xml_regle *r,
				 const struct xml_element *e);
void lheo_extra_session_ferme(struct lheo *l, const struct xml_regle *r,
			      const struct xml_element *e);

static inline struct lheo_action *lheo_action(struct lheo *l)
{
	return &l->actions.v[l->actions.n - 1];
}
static inline struct lheo_session *lheo_session(struct lheo *l)
{
	return &l->sessions.v[l->sessions.n - 1];
}

#endif
