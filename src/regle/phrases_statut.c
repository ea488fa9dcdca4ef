/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * phrases_statut.c - the words of statut.h: badges, what comes next, and why something cannot be done
 */
#include "regle/statut.h"

enum { PHRASE_MAX = 4096 };

static const struct {
	const char *code, *libelle, *signe, *explication;
} statuts[STATUT__MAX] = {
	[STATUT_NON_PUBLIABLE] =
		{"non_publiable", "Non publiable en l'état", "✖",
		 "L'offre ne peut pas être importée vers Parcoursup : le verdict dit ce qui manque."},
	[STATUT_A_PUBLIER] = {"a_publier", "À publier", "?",
			      "Le SAIO de l'académie doit demander la publication."},
	[STATUT_A_PUBLIER_HABILITATION] =
		{"a_publier_habilitation", "À publier (sous condition d'habilitation)", "?",
		 "Le SAIO de l'académie vérifie l'habilitation, puis demande la publication."},
	[STATUT_A_PUBLIER_POSTBAC] =
		{"a_publier_postbac", "À publier (vérifier l'accès direct après le bac)", "?",
		 "Le SAIO de l'académie vérifie que la formation est accessible directement après le baccalauréat, puis demande la publication."},
	[STATUT_A_PUBLIER_RECTEUR] =
		{"a_publier_recteur", "À publier (soumis à la validation du recteur)", "?",
		 "Le SAIO de l'académie recueille l'accord du recteur, puis demande la publication."},
	[STATUT_PRET] = {"pret", "Prêt pour intégration", "…",
			 "L'offre part vers Parcoursup au prochain envoi : rien à faire."},
	[STATUT_PUBLIE] =
		{"publie", "Publié", "✔",
		 "Parcoursup a la formation ; les candidats la voient quand son paramétrage est validé, à la date de la campagne."},
	[STATUT_REJET] =
		{"rejet", "Rejet de publication", "✖",
		 "Parcoursup refuse l'offre : la cause et ce qu'il faut corriger sont dits avec le rejet."},
	[STATUT_ECHEC] =
		{"echec", "Échec d'envoi", "…",
		 "L'envoi n'a pas abouti pour une raison technique : relais recommence de lui-même."},
	[STATUT_FERME] =
		{"ferme", "Fermé dans Parcoursup", "–",
		 "La formation est déclarée fermée dans Parcoursup : le SAIO de l'académie peut demander une nouvelle publication."},
	[STATUT_NON_PUBLIE] =
		{"non_publie", "Non publié", "✖",
		 "La publication est refusée, pour le motif donné ; le SAIO de l'académie peut revenir sur ce refus."},
	[STATUT_EN_ATTENTE] =
		{"en_attente", "En attente de mise à jour", "…",
		 "Une correction est attendue à la source ; dès qu'elle arrive, le SAIO de l'académie regarde l'offre de nouveau."},
};

static const struct {
	const char *code, *libelle;
} evenements[EVENEMENT__MAX] = {
	[EVENEMENT_EVALUER] = {"evaluer", "réévaluer l'offre"},
	[EVENEMENT_DEMANDER] = {"demander", "demander la publication"},
	[EVENEMENT_REFUSER] = {"refuser", "refuser la publication"},
	[EVENEMENT_ACCEPTER] = {"accepter", "enregistrer la publication dans Parcoursup"},
	[EVENEMENT_REJETER] = {"rejeter", "rejeter la publication"},
	[EVENEMENT_ECHOUER] = {"echouer", "enregistrer un échec d'envoi"},
	[EVENEMENT_REESSAYER] = {"reessayer", "relancer l'envoi"},
	[EVENEMENT_FERMER] = {"fermer", "fermer la formation dans Parcoursup"},
	[EVENEMENT_SUPPRIMER] = {"supprimer", "supprimer la formation de Parcoursup"},
	[EVENEMENT_RATTACHER] = {"rattacher", "rattacher l'offre à une formation de Parcoursup"},
	[EVENEMENT_REINITIALISER] = {"reinitialiser", "réinitialiser le statut"},
	[EVENEMENT_DEMARRER] = {"demarrer", "démarrer la campagne"},
	[EVENEMENT_REMPLACER] = {"remplacer", "remplacer l'offre par une autre"},
	[EVENEMENT_HERITER] = {"heriter", "reprendre le statut de l'offre remplacée"},
};

static const char *const decisions[DECISION__MAX] = {
	[DECISION_AUCUNE] = "aucune",
	[DECISION_DEMANDEE] = "demandee",
	[DECISION_RETENUE] = "retenue",
	[DECISION_A_REVOIR] = "a_revoir",
};

static const char *const gardes[GARDE__MAX] = {
	[GARDE_TOUJOURS] = "dans tous les autres cas",
	[GARDE_NON_IMPORTABLE] = "l'offre n'est pas importable",
	[GARDE_PERTE_DEFINITIVE] =
		"l'offre n'est plus importable, et le délai est passé ou Parcoursup n'en a pas de code",
	[GARDE_SANS_CODE] = "Parcoursup n'a pas donné de code",
	[GARDE_CORRIGEE] = "les données ont été corrigées depuis",
	[GARDE_RETENUE] = "le SAIO attend une correction",
	[GARDE_RETENUE_CORRIGEE] =
		"le SAIO attendait une correction, et les données ont été corrigées depuis",
	[GARDE_PAS_SEULE] =
		"la publication est sous condition ou à vérifier, et personne ne l'a demandée",
};

const char *statut_code(enum statut s)
{
	return statuts[s].code;
}

const char *statut_libelle(enum statut s)
{
	return statuts[s].libelle;
}

const char *statut_signe(enum statut s)
{
	return statuts[s].signe;
}

const char *statut_explication(enum statut s)
{
	return statuts[s].explication;
}

bool statut_lu(struct str code, enum statut *ret)
{
	for (int s = 0; s < STATUT__MAX; s++) {
		if (!str_eq(code, str_of(statuts[s].code)))
			continue;
		*ret = (enum statut)s;
		return true;
	}
	return false;
}

const char *statut_evenement_code(enum statut_evenement e)
{
	return evenements[e].code;
}

const char *statut_evenement_libelle(enum statut_evenement e)
{
	return evenements[e].libelle;
}

bool statut_evenement_lu(struct str code, enum statut_evenement *ret)
{
	for (int e = 0; e < EVENEMENT__MAX; e++) {
		if (!str_eq(code, str_of(evenements[e].code)))
			continue;
		*ret = (enum statut_evenement)e;
		return true;
	}
	return false;
}

const char *statut_decision_code(enum statut_decision d)
{
	return decisions[d];
}

bool statut_decision_lue(struct str code, enum statut_decision *ret)
{
	for (int d = 0; d < DECISION__MAX; d++) {
		if (!str_eq(code, str_of(decisions[d])))
			continue;
		*ret = (enum statut_decision)d;
		return true;
	}
	return false;
}

const char *statut_garde_libelle(enum statut_garde g)
{
	return gardes[g];
}

/* « Seul le SAIO de l'académie peut demander la publication. » */
static const char *phrase_role(struct arena *a, const struct statut_transition *t)
{
	AUTO_BUF out;

	buf_init(&out, PHRASE_MAX);
	buf_cstr(&out, __builtin_popcount(t->roles) > 1 ? "Seuls " : "Seul ");
	roles_ecrire(t->roles, &out);
	buf_cstr(&out, __builtin_popcount(t->roles) > 1 ? " peuvent " : " peut ");
	buf_printf(&out, "%s.", statut_evenement_libelle(t->evenement));
	return arena_cstr(a, buf_view(&out));
}

const char *statut_empechement_phrase(struct arena *a, const struct statut_issue *issue,
				      const struct statut_acte *acte, const char *motif)
{
	switch (issue->empechement) {
	case EMPECHEMENT_ROLE:
		return phrase_role(a, issue->transition);
	case EMPECHEMENT_NON_IMPORTABLE:
		return *motif ? arena_printf(a, "L'offre n'est pas importable : %s", motif)
			      : "L'offre n'est pas importable : son verdict dit ce qui manque.";
	case EMPECHEMENT_DEJA_PRET:
		return "L'offre est déjà prête pour l'intégration : elle part au prochain envoi.";
	case EMPECHEMENT_DEJA_PUBLIE:
		return "L'offre est déjà publiée dans Parcoursup.";
	case EMPECHEMENT_SANS_ECHEC:
		return arena_printf(
			a, "Il n'y a pas d'envoi à relancer : l'offre est au statut « %s ».",
			statut_libelle(issue->statut));
	case EMPECHEMENT_MOTIF:
		return "Un refus demande un motif : choisissez-le dans la liste des motifs de non-publication.";
	case EMPECHEMENT_PRECISION:
		return arena_printf(a,
				    "Le motif « %s » demande une précision : écrivez ce qui a été "
				    "constaté, pour que l'on sache quoi corriger.",
				    refus_motif(acte->refus)->libelle);
	case EMPECHEMENT_RAISON:
		return "Une raison est nécessaire : écrivez ce qui a été vérifié, ou pourquoi le statut change.";
	default:
		return "";
	}
}
