/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lheo_formation.c - a whole LHEO formation becomes records, and what is wrong in it becomes
 * anomalies
 *
 * One RECORD_OFFRE for each action that is apprenticeship (domain.md 4.0), its sessions, the
 * formation's texts, then the anomalies. An action that is not apprenticeship is counted, and
 * neither it nor its anomalies go further: a regional feed holds mostly those.
 */
#include "format/lheo.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/limites.h"
#include "format/xml_record.h"

const char *const LHEO_TEXTES[LHEO_TEXTE__N] = {"objectif", "resultats", "contenu"};

enum { INATTENDUS_MAX = 1000 }; /* different unexpected elements told for one file */

void lheo_formation_debut(struct lheo *l, uint32_t ligne)
{
	xml_oublie(l->xml);
	l->ligne = ligne;
	l->lus++;
	memset(l->champ, 0, sizeof l->champ);
	memset(l->textes, 0, sizeof l->textes);
	l->certification = l->responsable = l->dans_action = false;
	l->actions.n = l->sessions.n = l->anomalies.n = 0;
	l->extras = l->dispositif = l->gardes = 0;
}

/* --- anomalies ---------------------------------------------------------------------------- */

struct str lheo_ref(const struct lheo *l, int32_t action)
{
	struct texte t = l->champ[OFFRE_FORMATION_NUMERO];

	if (!t.n && l->actions.n)
		t = l->actions.v[action < 0 ? 0 : action].champ[OFFRE_ACTION_NUMERO];
	return xml_vue(l->xml, t);
}

static void noter(struct lheo *l, struct lheo_anomalie a)
{
	*VEC_PUSH(&l->anomalies) = a;
}

void lheo_anomalie(struct lheo *l, enum anomalie code, const struct xml_element *e,
		   struct texte valeur)
{
	noter(l, (struct lheo_anomalie){
			 .code = code,
			 .action = l->dans_action ? (int32_t)l->actions.n - 1 : -1,
			 .ligne = e->ligne,
			 .champ = e->nom,
			 .valeur = valeur,
		 });
}

void lheo_inattendu(struct lheo *l, const struct xml_element *e, const char *parent, bool connu)
{
	struct str nom = xml_montrable(str_of(e->nom));
	char champ[2 * LIMITE_VALEUR_VUE];
	uint64_t *i;
	bool nouveau;

	if (connu) {
		snprintf(champ, sizeof champ, "%s dans %s", e->nom, parent);
		nom = str_of(champ); /* both are names of LHEO */
	}
	i = map_get(&l->inattendus_connus, nom);
	if (!i && l->inattendus.n >= INATTENDUS_MAX)
		return;
	i = map_put(&l->inattendus_connus, nom, &nouveau);
	if (nouveau) {
		*i = l->inattendus.n;
		*VEC_PUSH(&l->inattendus) = (struct lheo_inattendu){
			.code = connu ? ANOMALIE_ELEMENT_MAL_PLACE : ANOMALIE_ELEMENT_INCONNU,
			.ligne = e->ligne,
			.ref = arena_cstr(l->arena, xml_montrable(lheo_ref(l, -1))),
			.champ = arena_cstr(l->arena, nom),
		};
	}
	l->inattendus.v[*i].n++;
}

/* --- what is missing or upside down ------------------------------------------------------- */

static void manque(struct lheo *l, int32_t action, uint32_t ligne, const char *champ)
{
	noter(l, (struct lheo_anomalie){.code = ANOMALIE_ELEMENT_MANQUANT,
					.action = action,
					.ligne = ligne,
					.champ = champ});
}

static void verifier_session(struct lheo *l, const struct lheo_session *s)
{
	struct str debut = xml_vue(l->xml, s->champ[SESSION_DEBUT]);
	struct str fin = xml_vue(l->xml, s->champ[SESSION_FIN]);

	if (!s->periode)
		manque(l, (int32_t)s->action, s->ligne, "periode");
	if (date_pleine(date_iso(debut)) && date_pleine(date_iso(fin)) && str_cmp(fin, debut) < 0)
		noter(l, (struct lheo_anomalie){.code = ANOMALIE_PERIODE_INVERSEE,
						.action = (int32_t)s->action,
						.ligne = s->ligne_fin,
						.champ = "fin",
						.valeur = s->champ[SESSION_FIN]});
}

static void verifier(struct lheo *l)
{
	if (l->actions.n == 0)
		manque(l, -1, l->ligne, "action");
	if (!l->responsable)
		manque(l, -1, l->ligne, "organisme-formation-responsable");
	for (uint32_t a = 0; a < l->actions.n; a++)
		if (l->actions.v[a].n_sessions == 0)
			manque(l, (int32_t)a, l->actions.v[a].ligne, "session");
	for (uint32_t s = 0; s < l->sessions.n; s++)
		verifier_session(l, &l->sessions.v[s]);
}

/* --- records ------------------------------------------------------------------------------ */

static enum err envoyer_offre(struct lheo *l, const struct lheo_action *a)
{
	struct record r = {.kind = RECORD_OFFRE, .ligne = a->ligne, .n = OFFRE__MAX};

	char rang[24];

	for (unsigned c = 0; c < OFFRE__MAX; c++)
		r.champ[c] = xml_vue(l->xml, a->champ[c].n || (a->gardes >> c & 1) ? a->champ[c]
										   : l->champ[c]);
	(void)snprintf(rang, sizeof rang, "%u", (unsigned)l->lus);
	r.champ[OFFRE_FORMATION_RANG] = str_of(rang);
	return l->puits.record(l->puits.ctx, &r);
}

static enum err envoyer_session(struct lheo *l, const struct lheo_session *s)
{
	struct record r = {.kind = RECORD_SESSION, .ligne = s->ligne, .n = SESSION__MAX};

	if (s->absente)
		return OK;
	for (unsigned c = 0; c < SESSION__MAX; c++)
		r.champ[c] = xml_vue(l->xml, s->champ[c]);
	return l->puits.record(l->puits.ctx, &r);
}

static enum err envoyer_textes(struct lheo *l)
{
	for (unsigned t = 0; t < LHEO_TEXTE__N; t++) {
		struct record r = {
			.kind = RECORD_TEXTES, .ligne = l->lignes_textes[t], .n = TEXTES__MAX};
		enum err e;

		if (!l->textes[t].n)
			continue;
		r.champ[TEXTES_NOM] = str_of(LHEO_TEXTES[t]);
		r.champ[TEXTES_TEXTE] = xml_vue(l->xml, l->textes[t]);
		e = l->puits.record(l->puits.ctx, &r);
		if (e != OK)
			return e;
	}
	return OK;
}

/* *session: the first session that is not of an action before this one. */
static enum err envoyer_action(struct lheo *l, uint32_t a, uint32_t *session)
{
	const struct lheo_action *action = &l->actions.v[a];
	enum err e;

	if (!action->apprentissage) {
		l->ecartes++;
		*session += action->n_sessions;
		return OK;
	}
	e = envoyer_offre(l, action);
	for (uint32_t i = 0; e == OK && i < action->n_sessions; i++)
		e = envoyer_session(l, &l->sessions.v[(*session)++]);
	if (e == OK)
		e = envoyer_textes(l);
	return e;
}

static enum err envoyer_anomalies(struct lheo *l, bool gardee)
{
	enum err e = OK;

	for (uint32_t i = 0; e == OK && i < l->anomalies.n; i++) {
		const struct lheo_anomalie *a = &l->anomalies.v[i];

		if (a->action < 0 ? gardee : l->actions.v[a->action].apprentissage)
			e = xml_anomalie(l->puits, &(struct xml_anomalie){
							   .code = a->code,
							   .ligne = a->ligne,
							   .ref = lheo_ref(l, a->action),
							   .champ = str_of(a->champ),
							   .valeur = xml_vue(l->xml, a->valeur)});
	}
	return e;
}

enum err lheo_formation_fin(struct lheo *l)
{
	bool gardee = l->actions.n == 0;
	uint32_t session = 0;
	enum err e = OK;

	verifier(l);
	for (uint32_t a = 0; e == OK && a < l->actions.n; a++) {
		e = envoyer_action(l, a, &session);
		gardee = gardee || l->actions.v[a].apprentissage;
	}
	return e == OK ? envoyer_anomalies(l, gardee) : e;
}

enum err lheo_bilan(struct lheo *l)
{
	struct xml_bilan bilan = {.lus = l->lus, .ecartes = l->ecartes, .date = l->date};
	enum err e = OK;

	if (!l->lus)
		e = xml_anomalie(l->puits, &(struct xml_anomalie){.code = ANOMALIE_ELEMENT_MANQUANT,
								  .ligne = xml_ligne(l->xml),
								  .champ = STR("formation")});
	for (uint32_t i = 0; e == OK && i < l->inattendus.n; i++) {
		const struct lheo_inattendu *u = &l->inattendus.v[i];
		char compte[24];

		snprintf(compte, sizeof compte, "%u", u->n);
		e = xml_anomalie(l->puits, &(struct xml_anomalie){.code = u->code,
								  .ligne = u->ligne,
								  .ref = str_of(u->ref),
								  .champ = str_of(u->champ),
								  .valeur = str_of(compte)});
	}
	return e == OK ? xml_bilan(l->puits, l->xml, &bilan) : e;
}
