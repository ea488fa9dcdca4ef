/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ligne.c - the columns of a line in one table: heading, kind, width, meaning, and where the value stands
 */
#include "export/ligne.h"

#include "referentiel/memoire.h"
#include "regle/codes.h"
#include "regle/phrases.h"

/* What a line is made of. */
struct ligne {
	struct arena *a;
	const struct export_offre *o;
	const struct str *session; /* its columns; NULL: none */
};

struct str export_dit(struct str s)
{
	return str_eq(s, STR("-")) ? STR_VIDE : s;
}

static struct str du_code(struct str code, const struct str *mots, size_t n)
{
	const int i = petit_entier(code);

	return code.n == 1 && i >= 0 && (size_t)i < n ? mots[i] : STR_VIDE;
}

struct str export_etat(struct str code)
{
	static const struct str MOTS[] = {STR_FIXE(""), STR_FIXE("ouvert"), STR_FIXE("fermé"),
					  STR_FIXE("suspendu")};

	return du_code(code, MOTS, sizeof MOTS / sizeof *MOTS);
}

struct str export_enseignement(struct str code)
{
	static const struct str MOTS[] = {STR_FIXE("présentiel"), STR_FIXE("mixte"),
					  STR_FIXE("à distance")};

	return du_code(code, MOTS, sizeof MOTS / sizeof *MOTS);
}

static struct str nombre(struct arena *a, int64_t n)
{
	return str_of(arena_printf(a, "%lld", (long long)n));
}

static struct str rncp(struct arena *a, int numero)
{
	return numero ? str_of(arena_printf(a, "RNCP%d", numero)) : STR_VIDE;
}

static struct str oui_non(bool b)
{
	return b ? STR("oui") : STR("non");
}

enum calcul {
	CALCUL_CLE,
	CALCUL_NUMERO,
	CALCUL_SOURCE,
	CALCUL_CFD,
	CALCUL_RNCP,
	CALCUL_DIPLOME,
	CALCUL_ENSEIGNEMENT,
	CALCUL_UAI,
	CALCUL_REGION,
	CALCUL_ACADEMIE,
	CALCUL_SESSION_ETAT,
};

enum origine_valeur { VALEUR_COLONNE, VALEUR_CALCUL, VALEUR_SESSION };

/* clang-format off */
static const struct {
	struct tableur_colonne colonne;
	enum origine_valeur origine;
	int rang; /* an offre_colonne, a calcul, a session_colonne */
} DECLAREES[] = {
	{{"Clé ministères éducatifs", TABLEUR_TEXTE, 52, "La clé de l'offre, en vigueur dans la base."},
	 VALEUR_CALCUL, CALCUL_CLE},
	{{"Numéro dans la base", TABLEUR_NOMBRE, 10, "Le numéro de l'offre dans la base de relais : il ne change jamais."},
	 VALEUR_CALCUL, CALCUL_NUMERO},
	{{"Source", TABLEUR_TEXTE, 16, "Le flux qui déclare l'offre."},
	 VALEUR_CALCUL, CALCUL_SOURCE},
	{{"Intitulé", TABLEUR_TEXTE, 48, "L'intitulé déclaré."},
	 VALEUR_COLONNE, OC_intitule},
	{{"Code Certif Info", TABLEUR_TEXTE, 12, "Le code CERTIFINFO déclaré."},
	 VALEUR_COLONNE, OC_certifinfo},
	{{"RNCP déclaré", TABLEUR_TEXTE, 12, "Le code RNCP déclaré."},
	 VALEUR_COLONNE, OC_rncp},
	{{"CFD retenu", TABLEUR_TEXTE, 12, "Le code formation diplôme que relais retient pour cette certification."},
	 VALEUR_CALCUL, CALCUL_CFD},
	{{"RNCP retenu", TABLEUR_TEXTE, 12, "Le code RNCP que relais retient pour cette certification."},
	 VALEUR_CALCUL, CALCUL_RNCP},
	{{"Diplôme", TABLEUR_TEXTE, 40, "Le libellé du diplôme dans la base centrale des nomenclatures."},
	 VALEUR_CALCUL, CALCUL_DIPLOME},
	{{"Durée (années)", TABLEUR_NOMBRE, 9, "La durée du cycle, en années."},
	 VALEUR_COLONNE, OC_duree},
	{{"Année d'entrée", TABLEUR_NOMBRE, 9, "L'année du cycle dans laquelle on entre en apprentissage."},
	 VALEUR_COLONNE, OC_annee},
	{{"Enseignement", TABLEUR_TEXTE, 14, "Présentiel, mixte ou à distance."},
	 VALEUR_CALCUL, CALCUL_ENSEIGNEMENT},
	{{"Niveau d'entrée", TABLEUR_TEXTE, 9, "Le code LHEO du niveau à l'entrée."},
	 VALEUR_COLONNE, OC_niveau_entree},
	{{"Niveau de sortie", TABLEUR_TEXTE, 9, "Le code LHEO du niveau à la sortie."},
	 VALEUR_COLONNE, OC_niveau_sortie},
	{{"Responsable : SIRET", TABLEUR_TEXTE, 17, "Le SIRET de l'organisme responsable, tel que déclaré."},
	 VALEUR_COLONNE, OC_siret_responsable},
	{{"Responsable : nom", TABLEUR_TEXTE, 36, "Le nom de l'organisme responsable."},
	 VALEUR_COLONNE, OC_nom_responsable},
	{{"Responsable : UAI", TABLEUR_TEXTE, 11, "L'UAI de l'organisme responsable."},
	 VALEUR_COLONNE, OC_uai_responsable},
	{{"Responsable : NDA", TABLEUR_TEXTE, 13, "Le numéro de déclaration d'activité du responsable."},
	 VALEUR_COLONNE, OC_nda},
	{{"Formateur : SIRET", TABLEUR_TEXTE, 17, "Le SIRET de l'organisme formateur ; vide : le responsable forme lui-même."},
	 VALEUR_COLONNE, OC_siret_formateur},
	{{"Formateur : nom", TABLEUR_TEXTE, 36, "Le nom de l'organisme formateur."},
	 VALEUR_COLONNE, OC_nom_formateur},
	{{"Formateur : UAI", TABLEUR_TEXTE, 11, "L'UAI de l'organisme formateur."},
	 VALEUR_COLONNE, OC_uai_formateur},
	{{"Lieu : SIRET", TABLEUR_TEXTE, 17, "Le SIRET du lieu de formation."},
	 VALEUR_COLONNE, OC_siret_lieu},
	{{"Lieu : UAI déclaré", TABLEUR_TEXTE, 11, "L'UAI du lieu, tel que déclaré."},
	 VALEUR_COLONNE, OC_uai_lieu},
	{{"Lieu : UAI retenu", TABLEUR_TEXTE, 11, "L'UAI que relais retient pour le lieu."},
	 VALEUR_CALCUL, CALCUL_UAI},
	{{"Lieu : dénomination", TABLEUR_TEXTE, 30, "La dénomination du lieu de formation."},
	 VALEUR_COLONNE, OC_denomination_lieu},
	{{"Lieu : adresse", TABLEUR_TEXTE, 34, "La première ligne de l'adresse."},
	 VALEUR_COLONNE, OC_ligne},
	{{"Lieu : code postal", TABLEUR_TEXTE, 9, "Le code postal du lieu."},
	 VALEUR_COLONNE, OC_code_postal},
	{{"Lieu : commune", TABLEUR_TEXTE, 26, "La commune du lieu."},
	 VALEUR_COLONNE, OC_ville},
	{{"Lieu : code INSEE", TABLEUR_TEXTE, 9, "Le code INSEE de la commune du lieu."},
	 VALEUR_COLONNE, OC_insee},
	{{"Région (code)", TABLEUR_TEXTE, 8, "Le code INSEE de la région du lieu."},
	 VALEUR_COLONNE, OC_region},
	{{"Région", TABLEUR_TEXTE, 26, "La région du lieu."},
	 VALEUR_CALCUL, CALCUL_REGION},
	{{"Académie (code)", TABLEUR_TEXTE, 9, "Le code de l'académie du lieu, à deux chiffres."},
	 VALEUR_COLONNE, OC_academie},
	{{"Académie", TABLEUR_TEXTE, 20, "L'académie du lieu."},
	 VALEUR_CALCUL, CALCUL_ACADEMIE},
	{{"Latitude", TABLEUR_TEXTE, 12, "La latitude déclarée du lieu."},
	 VALEUR_COLONNE, OC_latitude},
	{{"Longitude", TABLEUR_TEXTE, 12, "La longitude déclarée du lieu."},
	 VALEUR_COLONNE, OC_longitude},
	{{"Formacodes", TABLEUR_TEXTE, 18, "Les codes Formacode, séparés par des virgules."},
	 VALEUR_COLONNE, OC_formacodes},
	{{"NSF", TABLEUR_TEXTE, 10, "Les codes NSF, séparés par des virgules."},
	 VALEUR_COLONNE, OC_nsf},
	{{"ROME", TABLEUR_TEXTE, 18, "Les codes ROME, séparés par des virgules."},
	 VALEUR_COLONNE, OC_romes},
	{{"Heures en centre", TABLEUR_NOMBRE, 9, "Le nombre d'heures en centre."},
	 VALEUR_COLONNE, OC_heures_centre},
	{{"Heures en entreprise", TABLEUR_NOMBRE, 10, "Le nombre d'heures en entreprise."},
	 VALEUR_COLONNE, OC_heures_entreprise},
	{{"Heures au total", TABLEUR_NOMBRE, 9, "Le nombre total d'heures."},
	 VALEUR_COLONNE, OC_heures_total},
	{{"Adresse internet", TABLEUR_TEXTE, 30, "La page de l'action ou de la formation."},
	 VALEUR_COLONNE, OC_url},
	{{"Formation : numéro", TABLEUR_TEXTE, 24, "Le numéro de la formation dans son flux."},
	 VALEUR_COLONNE, OC_formation_numero},
	{{"Action : numéro", TABLEUR_TEXTE, 24, "Le numéro de l'action dans son flux."},
	 VALEUR_COLONNE, OC_action_numero},
	{{"Session : numéro", TABLEUR_TEXTE, 24, "Le numéro de la session dans son flux ; une ligne par session, une seule ligne si l'offre n'en a pas."},
	 VALEUR_SESSION, SC_numero},
	{{"Session : début", TABLEUR_DATE, 12, "Le premier jour, ou ce qui a été déclaré quand ce n'est pas une date complète (20240900)."},
	 VALEUR_SESSION, SC_debut},
	{{"Session : fin", TABLEUR_DATE, 12, "Le dernier jour, de même."},
	 VALEUR_SESSION, SC_fin},
	{{"Session : état du recrutement", TABLEUR_TEXTE, 12, "Ouvert, fermé ou suspendu."},
	 VALEUR_CALCUL, CALCUL_SESSION_ETAT},
	{{"Session : années", TABLEUR_TEXTE, 9, "Les années du cycle que la session déclare."},
	 VALEUR_SESSION, SC_annees},
	{{"Session : capacité", TABLEUR_NOMBRE, 9, "La capacité d'accueil simultanée."},
	 VALEUR_SESSION, SC_capacite},
	{{"Session : capacité cumulée", TABLEUR_NOMBRE, 9, "La capacité de formation cumulée."},
	 VALEUR_SESSION, SC_capacite_cumulee},
	{{"Session : effectif minimal", TABLEUR_NOMBRE, 9, "L'effectif minimal."},
	 VALEUR_SESSION, SC_effectif_minimal},
	{{"Session : adresse internet", TABLEUR_TEXTE, 30, "La page de la session."},
	 VALEUR_SESSION, SC_url},
};

static const struct tableur_colonne DU_VERDICT[] = {
	{"Campagne", TABLEUR_NOMBRE, 10, "La campagne du verdict : l'année de la rentrée."},
	{"Classification", TABLEUR_TEXTE, 18, "Réglementaire, non réglementaire ou non affichée."},
	{"Importable dans Parcoursup", TABLEUR_TEXTE, 12, "Oui ou non."},
	{"Attend une vérification", TABLEUR_TEXTE, 12, "Oui : importable, après qu'une personne a vérifié."},
	{"Motif", TABLEUR_TEXTE, 60, "La première raison pour laquelle l'offre n'est pas importable ; vide : il n'y en a pas."},
};

/* « Paramètre réglementaire : … », then its reason: the criteria, then the mentions. */
#define DEUX(nom, quoi) \
	{"Paramètre réglementaire : " nom, TABLEUR_TEXTE, 16, quoi}, \
	{"Raison : " nom, TABLEUR_TEXTE, 40, "Pourquoi, et ce qui a été vu ; qui corrige, et où, quand il y a à corriger."}
#define CRITERE(n, nom) DEUX("critère " n ", " nom, "Conforme, non conforme, à vérifier ou sans objet.")
#define MENTION_(nom) DEUX("mention " nom, "Présente ou manquante.")
static const struct tableur_colonne PARAMETRES[2 * (CRITERES + MENTION__MAX)] = {
	CRITERE("1", "organisme déclaré à la DREETS"),
	CRITERE("2", "Qualiopi"),
	CRITERE("3", "type éligible"),
	CRITERE("4", "habilitation à former"),
	CRITERE("5", "RNCP actif"),
	CRITERE("6", "durée cohérente"),
	CRITERE("7", "session ouverte"),
	CRITERE("8", "année d'entrée"),
	MENTION_("SIRET du responsable"),
	MENTION_("SIRET du formateur"),
	MENTION_("lieu"),
	MENTION_("libellé"),
	MENTION_("CFD"),
	MENTION_("RNCP"),
	MENTION_("dates"),
	MENTION_("durée"),
	MENTION_("année d'entrée"),
};
/* clang-format on */

enum {
	N_DECLAREES = sizeof DECLAREES / sizeof *DECLAREES,
	N_DU_VERDICT = sizeof DU_VERDICT / sizeof *DU_VERDICT,
	N_PARAMETRES = sizeof PARAMETRES / sizeof *PARAMETRES,
};
_Static_assert((int)N_DECLAREES + (int)N_DU_VERDICT + (int)N_PARAMETRES <= EXPORT_COLONNES_MAX,
	       "a line holds every column");

size_t export_colonnes(bool verdict, struct tableur_colonne ret[EXPORT_COLONNES_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < N_DECLAREES; i++)
		ret[n++] = DECLAREES[i].colonne;
	for (size_t i = 0; verdict && i < N_DU_VERDICT; i++)
		ret[n++] = DU_VERDICT[i];
	for (size_t i = 0; verdict && i < N_PARAMETRES; i++)
		ret[n++] = PARAMETRES[i];
	return n;
}

size_t export_lignes(const struct export_offre *o)
{
	const size_t n = o->complete->fait.n_sessions;

	return n ? n : 1;
}

static struct str calculer(const struct ligne *l, enum calcul quoi)
{
	const struct dossier *d = &l->o->lue->dossier;
	const struct offre_fait *f = &l->o->complete->fait;

	switch (quoi) {
	case CALCUL_CLE:
		return f->cle;
	case CALCUL_NUMERO:
		return nombre(l->a, d->offre);
	case CALCUL_SOURCE:
		return l->o->complete->source;
	case CALCUL_CFD:
		return d->certification->cfd;
	case CALCUL_RNCP:
		return rncp(l->a, d->certification->rncp);
	case CALCUL_DIPLOME:
		return d->certification->diplome ? d->certification->diplome->libelle : STR_VIDE;
	case CALCUL_ENSEIGNEMENT:
		return export_enseignement(f->col[OC_modalites_enseignement]);
	case CALCUL_UAI:
		return d->uai;
	case CALCUL_REGION:
		return region_nom(f->col[OC_region]);
	case CALCUL_ACADEMIE:
		return academie_nom(f->col[OC_academie]);
	case CALCUL_SESSION_ETAT:
		break;
	}
	return l->session ? export_etat(l->session[SC_etat]) : STR_VIDE;
}

static struct str valeur(const struct ligne *l, size_t i)
{
	switch (DECLAREES[i].origine) {
	case VALEUR_COLONNE:
		return export_dit(l->o->complete->fait.col[DECLAREES[i].rang]);
	case VALEUR_SESSION:
		return l->session ? export_dit(l->session[DECLAREES[i].rang]) : STR_VIDE;
	case VALEUR_CALCUL:
		break;
	}
	return calculer(l, (enum calcul)DECLAREES[i].rang);
}

/* « Durée non renseignée. CFA… » */
static struct str raison(struct arena *a, const struct phrase *p)
{
	return str_of(arena_printf(a, "%s%s%s%s%s", p->fait, p->vu[0] ? " · " : "", p->vu,
				   p->remede[0] ? " · " : "", p->remede));
}

static size_t parametres(struct arena *a, const struct verdict *v, struct str *ret)
{
	size_t n = 0;

	for (int i = 0; i < CRITERES; i++) {
		const struct phrase p = phrase_constat(a, i + 1, &v->critere[i]);

		ret[n++] = str_of(avis_libelle(v->critere[i].avis));
		ret[n++] = raison(a, &p);
	}
	for (int m = 0; m < MENTION__MAX; m++) {
		const bool manque = v->mention_manque[m];
		const struct phrase p = phrase_mention(a, (enum mention)m);

		ret[n++] = manque ? STR("Manquante") : STR("Présente");
		ret[n++] = manque ? raison(a, &p) : STR_VIDE;
	}
	return n;
}

void export_ligne(struct arena *a, const struct export_offre *o, size_t session, struct str *ret)
{
	const struct offre_fait *f = &o->complete->fait;
	const struct ligne l = {
		.a = a, .o = o, .session = f->n_sessions ? f->sessions[session].col : NULL};
	size_t n = 0;

	for (size_t i = 0; i < N_DECLAREES; i++)
		ret[n++] = valeur(&l, i);
	if (!o->verdict)
		return;
	ret[n++] = nombre(a, o->campagne);
	ret[n++] = str_of(classification_libelle(o->verdict->classification));
	ret[n++] = oui_non(o->verdict->importable);
	ret[n++] = oui_non(o->verdict->attend_saio);
	ret[n++] = str_of(phrase_motif(a, o->verdict));
	(void)parametres(a, o->verdict, ret + n);
}
