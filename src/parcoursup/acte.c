/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * acte.c - the facts of one offre, the table, then the row, the version and the event
 */
#include "parcoursup/acte.h"

#include <stdio.h>

#include "base/date.h"
#include "journal/journal.h"
#include "parcoursup/absence.h"
#include "parcoursup/formation.h"
#include "parcoursup/parties.h"

/* What is known of the offre when somebody acts. */
struct situation {
	struct campagne campagne;
	struct jugees offres;
	struct formations formations;
	struct statuts statuts;
	const struct jugee *offre; /* perhaps one that is gone */
	struct jugees parties;
	const struct formation *formation; /* NULL: none */
	const struct statut_fait *statut; /* NULL: no row yet */
};

static void situation_liberer(struct situation *s)
{
	jugees_liberer(&s->offres);
	jugees_liberer(&s->parties);
	formations_liberer(&s->formations);
	statuts_liberer(&s->statuts);
}

static enum err situer(struct db *db, const struct acte *acte, struct arena *a, struct situation *s,
		       struct incident *inc)
{
	struct vue vue;
	enum err err = campagne_lire(db, acte->campagne, INT64_MAX, a, &s->campagne, inc);
	const struct jugees_demande demande = {
		.vue = &vue, .campagne = &s->campagne, .seule = acte->offre};

	if (err)
		return err;
	if ((err = vue_resoudre(db, 0, &vue)) || (err = jugees_lire(db, &demande, a, &s->offres)) ||
	    (err = parties_lire(db, &vue, &acte->offre, 1, a, &s->parties)) ||
	    (err = formations_de(db, acte->campagne, acte->offre, a, &s->formations)) ||
	    (err = statuts_lire(db, acte->campagne, INT64_MAX, a, &s->statuts))) {
		*inc = *db_incident(db);
		return err;
	}
	s->offre = jugee_trouver(s->parties.liste.n ? &s->parties : &s->offres, acte->offre);
	s->formation = s->formations.liste.n ? &s->formations.liste.v[0] : NULL;
	s->statut = statut_de(&s->statuts, acte->offre);
	if (!s->offre) {
		incident_set(inc, E_ABSENT, "Aucune offre n'a le numéro %lld.",
			     (long long)acte->offre);
		return E_ABSENT;
	}
	return OK;
}

static struct statut_faits faits_de(const struct situation *s, const struct statut_fait *f,
				    int jour)
{
	const struct formation *formation = f->detachee ? NULL : s->formation;

	return (struct statut_faits){
		.importable = s->offre->importable,
		.attend_saio = s->offre->attend_saio,
		.perimetre = s->offre->perimetre,
		.publie_avant = formation && str_eq(formation->col[FT_AVANT], STR("publie")),
		.decision = f->decision,
		.a_code = f->code.n || formation,
		.corrigee = f->pose_version && s->offre->du_version > f->pose_version,
		.perte_echue = f->perdue_le && date_jours_entre(f->perdue_le, jour) >
						       campagne_delai_perte(&s->campagne),
	};
}

enum err acte_faits(struct db *db, int campagne, int64_t offre, int jour, struct statut_faits *ret,
		    struct incident *inc)
{
	AUTO_ARENA a = arena_new(0);
	const struct acte acte = {.campagne = campagne, .offre = offre};
	struct situation s = {0};
	const enum err err = situer(db, &acte, a, &s, inc);

	if (!err) {
		const struct statut_fait rien = {.offre = offre};

		*ret = faits_de(&s, s.statut ? s.statut : &rien, jour);
	}
	situation_liberer(&s);
	return err;
}

static const char *changement(struct arena *a, const struct statut_fait *avant,
			      const struct statut_fait *apres, const struct acte *acte)
{
	return arena_printf(a, "statut %d : %s → %s (%s%s%.*s)", acte->campagne,
			    statut_code(avant->statut), statut_code(apres->statut),
			    statut_evenement_code(acte->evenement), apres->motif.n ? ", " : "",
			    STR_FMT(apres->motif));
}

static enum err garder(struct db *db, const struct acte *acte, struct arena *a,
		       const struct situation *s, const struct statut_fait *avant,
		       struct statut_fait *apres)
{
	const struct version_demande demande = {.connu_le = acte->qui->instant,
						.cause = "statut",
						.personne = arena_cstr(a, acte->qui->acteur)};
	struct statuts_ecriture *e = NULL;
	int64_t derniere, version;
	bool recule;
	enum err err;

	if ((err = version_derniere(db, &derniere)) ||
	    (err = version_nouvelle(db, &demande, &version, &recule)) ||
	    (err = statuts_ouvrir(db, acte->campagne, version, &e)))
		return err;
	if (!(err = statut_ecrire(e, apres, !s->statut)) && !(err = statuts_finir(e)))
		err = journal_ajouter(
			db,
			&(struct evenement){.instant = acte->qui->instant,
					    .version = version,
					    .acteur = acte->qui->acteur,
					    .objet = str_of(arena_printf(a, "offre %lld, clé %.*s",
									 (long long)acte->offre,
									 STR_FMT(s->offre->cle))),
					    .changement = str_of(changement(a, avant, apres, acte)),
					    .raison = acte->qui->raison});
	statuts_fermer(e);
	return err ? err : campagne_verdicts_suivent(db, derniere, version);
}

static enum err refuser(const struct acte *acte, const struct situation *s,
			const struct statut_issue *issue, const struct statut_acte *quoi,
			struct arena *a, struct incident *inc)
{
	(void)acte;
	return incident_set(inc, E_REFUS, "%s",
			    statut_empechement_phrase(a, issue, quoi, s->offre->raison));
}

static void completer(struct statut_fait *f, const struct acte *acte)
{
	if (acte->refus)
		f->motif = str_of(refus_motif(acte->refus)->code);
	else if (acte->motif.n)
		f->motif = acte->motif;
	if (acte->precisions.n)
		f->precisions = acte->precisions;
	if (acte->code.n)
		f->code = acte->code;
	f->essais = acte->essais;
	f->essai_apres = acte->essai_apres;
	f->acteur = acte->qui->acteur;
}

enum err acte_faire(struct db *db, const struct acte *acte, struct arena *a,
		    struct statut_fait *avant, struct statut_fait *apres, struct incident *inc)
{
	const int jour = instant_date_paris(acte->qui->instant);
	const struct statut_acte quoi = {.evenement = acte->evenement,
					 .role = acte->role,
					 .refus = acte->refus,
					 .raison = acte->precisions.n ||
						   (!acte->refus && acte->qui->raison.n)};
	struct situation s = {0};
	enum err err = situer(db, acte, a, &s, inc);

	if (!err) {
		*avant = s.statut ? *s.statut : (struct statut_fait){.offre = acte->offre};
		*apres = *avant;
		const struct statut_faits faits = faits_de(&s, avant, jour);
		const struct statut_issue issue = statut_mouvoir(apres, &quoi, &faits, jour);

		if (issue.empechement) {
			err = refuser(acte, &s, &issue, &quoi, a, inc);
		} else {
			completer(apres, acte);
			err = statut_pareil(avant, apres) ? E_CONFLIT : OK;
		}
		if (!err && (err = garder(db, acte, a, &s, avant, apres)))
			*inc = *db_incident(db);
	}
	situation_liberer(&s);
	return err;
}

/* The one that this program tied to that offre, or NULL. */
static const struct formation *celle_de(const struct formations *toutes,
					const struct rattachement_voulu *v)
{
	for (size_t i = 0; v->offre && i < toutes->liste.n; i++)
		if (toutes->liste.v[i].offre == v->offre &&
		    !str_eq(toutes->liste.v[i].code, v->formation))
			return &toutes->liste.v[i];
	return NULL;
}

/* It leaves its offre to the formation that a person named, until the next run looks for another one. */
static enum err liberer(struct formations_ecriture *e, const struct formation *autre,
			const struct rattachement_voulu *v, struct arena *a)
{
	struct formation f = *autre;

	f.offre = 0;
	f.lien = LIEN_AUCUN;
	f.certifiee = false;
	f.motif = STR(ABSENCE_PLUSIEURS);
	f.detail = str_of(arena_printf(a, "Une personne a dit que son offre est la formation %.*s.",
				       STR_FMT(v->formation)));
	return formation_ecrire(e, &f, false);
}

static enum err ecrire_lien(struct db *db, const struct rattachement_voulu *v,
			    const struct formation *avant, const struct formation *autre,
			    struct arena *a)
{
	const struct version_demande demande = {.connu_le = v->qui->instant,
						.cause = "rattachement",
						.personne = arena_cstr(a, v->qui->acteur)};
	struct formations_ecriture *e = NULL;
	struct formation apres = *avant;
	int64_t derniere, version;
	bool recule;
	enum err err;

	apres.offre = v->offre;
	apres.lien = LIEN_DECISION;
	if ((err = version_derniere(db, &derniere)) ||
	    (err = version_nouvelle(db, &demande, &version, &recule)) ||
	    (err = formations_ouvrir(db, v->campagne, version, &e)))
		return err;
	if (autre)
		err = liberer(e, autre, v, a);
	if (!err && !(err = formation_ecrire(e, &apres, false)) && !(err = formations_finir(e)))
		err = journal_ajouter(
			db,
			&(struct evenement){
				.instant = v->qui->instant,
				.version = version,
				.acteur = v->qui->acteur,
				.objet = str_of(arena_printf(a, "formation %.*s, campagne %d",
							     STR_FMT(v->formation), v->campagne)),
				.changement = str_of(arena_printf(a, "offre : %lld → %lld",
								  (long long)avant->offre,
								  (long long)v->offre)),
				.raison = v->qui->raison});
	formations_fermer(e);
	return err ? err : campagne_verdicts_suivent(db, derniere, version);
}

enum err formation_rattacher(struct db *db, const struct rattachement_voulu *v,
			     struct incident *inc)
{
	AUTO_ARENA a = arena_new(0);
	struct formations toutes;
	const struct formation *avant, *autre;
	enum err err = formations_lire(db, v->campagne, a, &toutes);

	if (err) {
		*inc = *db_incident(db);
	} else if (!(avant = formation_trouver(&toutes, v->formation))) {
		err = incident_set(inc, E_ABSENT, "La campagne %d n'a pas de formation %.*s.",
				   v->campagne, STR_FMT(v->formation));
		incident_remede(
			inc,
			"Vérifiez le code dans le CSV de « relais campagne migrer %d », à faire d'abord si ce n'est pas fait.",
			v->campagne);
	} else if (avant->lien == LIEN_DECISION && avant->offre == v->offre) {
		err = E_CONFLIT;
	} else if ((autre = celle_de(&toutes, v)) && autre->lien == LIEN_DECISION) {
		err = incident_set(inc, E_REFUS,
				   "Une personne a déjà dit que cette offre est la formation %.*s.",
				   STR_FMT(autre->code));
		incident_remede(
			inc,
			"Une offre n'a qu'une formation : retirez d'abord ce lien, « relais formation delier %.*s ».",
			STR_FMT(autre->code));
	} else if ((err = ecrire_lien(db, v, avant, autre, a))) {
		*inc = *db_incident(db);
	}
	formations_liberer(&toutes);
	return err;
}
