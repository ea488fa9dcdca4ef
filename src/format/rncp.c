/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rncp.c - the RNCP file of France compétences (XML V4)
 *
 * The same names are used at several places (ACTIF, CODE, LIBELLE, NUMERO_FICHE): the states of
 * the table below tell them apart. A fiche is held until its end, because ACTIF comes last. The
 * fiches of the répertoire spécifique (RS…) prepare no diploma: they are counted and left out.
 */
#include <string.h>

#include "base/date.h"
#include "base/limites.h"
#include "base/mem.h"
#include "base/vec.h"
#include "format/anomalie.h"
#include "format/lecteur.h"
#include "format/xml_record.h"

enum etat {
	ETAT_FICHES = XML_RACINE + 1,
	ETAT_FICHE,
	ETAT_NOUVELLES,
	ETAT_ANCIENNES,
	ETAT_ABREGE,
	ETAT_FORMACODES,
	ETAT_NIVEAU,
	ETAT_NSF,
	ETAT_ROMES,
	ETAT_CERTIFICATEURS,
	ETAT_CERTIFICATEUR,
	ETAT_PARTENAIRES,
	ETAT_PARTENAIRE,
	ETAT_JURY_CA,
	ETAT__N
};

enum genre {
	GENRE_RIEN,
	GENRE_FICHE,
	GENRE_CERTIFICATEUR,
	GENRE_PARTENAIRE,
	GENRE_VERSION,
	GENRE_SIMPLE,
	GENRE_LISTE,
	GENRE_CLE, /* of a closed list */
	GENRE_DATE,
	GENRE_TEXTE,
	GENRE_MEMBRE, /* a column of the certificateur or partenaire under way */
	GENRE_MEMBRE_SIRET,
	GENRE_MEMBRE_CLE,
	GENRE__N
};

enum { TEXTE_ACTIVITES, TEXTE_CAPACITES, TEXTE_SECTEURS, TEXTE_EMPLOIS, TEXTE__N };

/* clang-format off */
#define ELEMENTS(X) \
	X(FICHES) X(VERSION_FLUX) X(FICHE) X(NUMERO_FICHE) X(INTITULE) X(ABREGE) X(CODE) \
	X(NOUVELLES_CERTIFICATIONS) X(NOUVELLE_CERTIFICATION) X(ID_FICHE_NOUVELLE_CERTIFICATION) \
	X(ANCIENNES_CERTIFICATIONS) X(ANCIENNE_CERTIFICATION) X(ID_FICHE_ANCIENNE_CERTIFICATION) \
	X(ETAT_FICHE) X(FORMACODES) X(FORMACODE) X(NOMENCLATURE_EUROPE) X(NIVEAU) X(CODES_NSF) \
	X(NSF) X(CODES_ROME) X(ROME) X(CERTIFICATEURS) X(CERTIFICATEUR) X(SIRET_CERTIFICATEUR) \
	X(NOM_CERTIFICATEUR) X(ETAT_CERTIFICATEUR) X(PARTENAIRES) X(PARTENAIRE) \
	X(NOM_PARTENAIRE) X(SIRET_PARTENAIRE) X(HABILITATION_PARTENAIRE) X(ETAT_HABILITATION) \
	X(ACTIVITES_VISEES) X(CAPACITES_ATTESTEES) X(SECTEURS_ACTIVITE) \
	X(TYPE_EMPLOI_ACCESSIBLES) X(SI_JURY_CA) X(ACTIF) X(LIEN_URL_DESCRIPTION) \
	X(DATE_FIN_ENREGISTREMENT) X(DATE_LIMITE_DELIVRANCE) X(DATE_EFFET) X(TYPE_ENREGISTREMENT)
/* clang-format on */

enum element {
	RNCP__INCONNU,
#define X(nom) RNCP_##nom,
	ELEMENTS(X)
#undef X
		RNCP__N
};

/* clang-format off */
static const struct xml_nom noms[] = {
	{NULL, NULL},
#define X(nom) {#nom, NULL},
	ELEMENTS(X)
#undef X
};

#define BOITE(etat, element, suite) {ETAT_##etat, RNCP_##element, ETAT_##suite, 0, GENRE_RIEN, 0}
#define GARDE(etat, element, genre, champ) \
	{ETAT_##etat, RNCP_##element, XML_TEXTE, 0, GENRE_##genre, champ}

static const struct xml_regle regles[] = {
	{XML_RACINE, RNCP_FICHES, ETAT_FICHES, 0, GENRE_RIEN, 0},
	GARDE(FICHES, VERSION_FLUX, VERSION, 0),
	{ETAT_FICHES, RNCP_FICHE, ETAT_FICHE, XML_OUVRE | XML_FERME, GENRE_FICHE, 0},
	GARDE(FICHE, NUMERO_FICHE, SIMPLE, FICHE_NUMERO),
	BOITE(FICHE, NOUVELLES_CERTIFICATIONS, NOUVELLES),
	BOITE(NOUVELLES, NOUVELLE_CERTIFICATION, NOUVELLES),
	GARDE(NOUVELLES, ID_FICHE_NOUVELLE_CERTIFICATION, LISTE, FICHE_NOUVELLES),
	BOITE(FICHE, ANCIENNES_CERTIFICATIONS, ANCIENNES),
	BOITE(ANCIENNES, ANCIENNE_CERTIFICATION, ANCIENNES),
	GARDE(ANCIENNES, ID_FICHE_ANCIENNE_CERTIFICATION, LISTE, FICHE_ANCIENNES),
	GARDE(FICHE, INTITULE, SIMPLE, FICHE_INTITULE),
	BOITE(FICHE, ABREGE, ABREGE),
	GARDE(ABREGE, CODE, SIMPLE, FICHE_ABREGE),
	GARDE(FICHE, ETAT_FICHE, SIMPLE, FICHE_ETAT),
	BOITE(FICHE, FORMACODES, FORMACODES),
	BOITE(FORMACODES, FORMACODE, FORMACODES),
	GARDE(FORMACODES, CODE, LISTE, FICHE_FORMACODES),
	BOITE(FICHE, NOMENCLATURE_EUROPE, NIVEAU),
	GARDE(NIVEAU, NIVEAU, SIMPLE, FICHE_NIVEAU),
	BOITE(FICHE, CODES_NSF, NSF),
	BOITE(NSF, NSF, NSF),
	GARDE(NSF, CODE, LISTE, FICHE_NSF),
	BOITE(FICHE, CODES_ROME, ROMES),
	BOITE(ROMES, ROME, ROMES),
	GARDE(ROMES, CODE, LISTE, FICHE_ROMES),
	GARDE(FICHE, ACTIVITES_VISEES, TEXTE, TEXTE_ACTIVITES),
	GARDE(FICHE, CAPACITES_ATTESTEES, TEXTE, TEXTE_CAPACITES),
	GARDE(FICHE, SECTEURS_ACTIVITE, TEXTE, TEXTE_SECTEURS),
	GARDE(FICHE, TYPE_EMPLOI_ACCESSIBLES, TEXTE, TEXTE_EMPLOIS),
	BOITE(FICHE, SI_JURY_CA, JURY_CA),
	GARDE(JURY_CA, ACTIF, CLE, FICHE_JURY_CA),
	GARDE(FICHE, LIEN_URL_DESCRIPTION, SIMPLE, FICHE_URL),
	GARDE(FICHE, DATE_FIN_ENREGISTREMENT, DATE, FICHE_FIN_ENREGISTREMENT),
	GARDE(FICHE, DATE_LIMITE_DELIVRANCE, DATE, FICHE_LIMITE_DELIVRANCE),
	GARDE(FICHE, DATE_EFFET, DATE, FICHE_DATE_EFFET),
	GARDE(FICHE, TYPE_ENREGISTREMENT, CLE, FICHE_TYPE_ENREGISTREMENT),
	GARDE(FICHE, ACTIF, CLE, FICHE_ACTIF),

	BOITE(FICHE, CERTIFICATEURS, CERTIFICATEURS),
	{ETAT_CERTIFICATEURS, RNCP_CERTIFICATEUR, ETAT_CERTIFICATEUR, XML_OUVRE,
	 GENRE_CERTIFICATEUR, 0},
	GARDE(CERTIFICATEUR, SIRET_CERTIFICATEUR, MEMBRE_SIRET, CERTIFICATEUR_SIRET),
	GARDE(CERTIFICATEUR, NOM_CERTIFICATEUR, MEMBRE, CERTIFICATEUR_NOM),
	GARDE(CERTIFICATEUR, ETAT_CERTIFICATEUR, MEMBRE, CERTIFICATEUR_ETAT),
	BOITE(FICHE, PARTENAIRES, PARTENAIRES),
	{ETAT_PARTENAIRES, RNCP_PARTENAIRE, ETAT_PARTENAIRE, XML_OUVRE, GENRE_PARTENAIRE, 0},
	GARDE(PARTENAIRE, SIRET_PARTENAIRE, MEMBRE_SIRET, PARTENAIRE_SIRET),
	GARDE(PARTENAIRE, NOM_PARTENAIRE, MEMBRE, PARTENAIRE_NOM),
	GARDE(PARTENAIRE, HABILITATION_PARTENAIRE, MEMBRE_CLE, PARTENAIRE_HABILITATION),
	GARDE(PARTENAIRE, ETAT_HABILITATION, MEMBRE, PARTENAIRE_ETAT),
};
/* clang-format on */

static const struct xml_grammaire grammaire = {
	.noms = noms,
	.n_noms = sizeof noms / sizeof *noms,
	.regles = regles,
	.n_regles = sizeof regles / sizeof *regles,
	.n_etats = ETAT__N,
};

/* A certificateur or a partenaire. */
struct membre {
	enum record_kind kind;
	uint32_t ligne;
	struct texte champ[PARTENAIRE__MAX];
};

struct anomalie_fiche {
	enum anomalie code;
	uint32_t ligne;
	const char *champ;
	struct texte valeur;
};

/* named outside of struct rncp, where the gate that counts lines loses its way in them */
struct membres VEC(struct membre);
struct anomalies_fiche VEC(struct anomalie_fiche);

struct rncp {
	struct puits puits;
	struct xml *xml;
	bool version; /* VERSION_FLUX was read, and it is one of ours */
	uint64_t lus, ecartes, sans_code;

	/* the fiche being read */
	uint32_t ligne;
	struct texte champ[FICHE__MAX];
	struct texte textes[TEXTE__N];
	uint32_t lignes_textes[TEXTE__N];
	struct membres membres;
	struct anomalies_fiche anomalies;
};

static void anomalie(struct rncp *l, enum anomalie code, const struct xml_element *e)
{
	*VEC_PUSH(&l->anomalies) = (struct anomalie_fiche){
		.code = code, .ligne = e->ligne, .champ = e->nom, .valeur = e->texte};
}

/* --- the end of a fiche ------------------------------------------------------------------- */

static enum err envoyer_fiche(struct rncp *l)
{
	struct record r = {.kind = RECORD_FICHE, .ligne = l->ligne, .n = FICHE__MAX};

	for (unsigned c = 0; c < FICHE__MAX; c++)
		r.champ[c] = xml_vue(l->xml, l->champ[c]);
	return l->puits.record(l->puits.ctx, &r);
}

static enum err envoyer_membres(struct rncp *l, enum record_kind kind, uint32_t n)
{
	enum err e = OK;

	for (uint32_t i = 0; e == OK && i < l->membres.n; i++) {
		const struct membre *m = &l->membres.v[i];
		struct record r = {.kind = kind, .ligne = m->ligne, .n = n};

		if (m->kind != kind)
			continue;
		for (uint32_t c = 0; c < n; c++)
			r.champ[c] = xml_vue(l->xml, m->champ[c]);
		e = l->puits.record(l->puits.ctx, &r);
	}
	return e;
}

static enum err envoyer_textes(struct rncp *l)
{
	static const char *const textes[TEXTE__N] = {"activites", "capacites", "secteurs",
						     "emplois"};
	enum err e = OK;

	for (unsigned t = 0; e == OK && t < TEXTE__N; t++) {
		struct record r = {
			.kind = RECORD_TEXTES, .ligne = l->lignes_textes[t], .n = TEXTES__MAX};

		if (!l->textes[t].n)
			continue;
		r.champ[TEXTES_NOM] = str_of(textes[t]);
		r.champ[TEXTES_TEXTE] = xml_vue(l->xml, l->textes[t]);
		e = l->puits.record(l->puits.ctx, &r);
	}
	return e;
}

static enum err envoyer_anomalies(struct rncp *l)
{
	enum err e = OK;

	for (uint32_t i = 0; e == OK && i < l->anomalies.n; i++) {
		const struct anomalie_fiche *a = &l->anomalies.v[i];

		e = xml_anomalie(l->puits, &(struct xml_anomalie){
						   .code = a->code,
						   .ligne = a->ligne,
						   .ref = xml_vue(l->xml, l->champ[FICHE_NUMERO]),
						   .champ = str_of(a->champ),
						   .valeur = xml_vue(l->xml, a->valeur)});
	}
	return e;
}

static enum err envoyer(struct rncp *l)
{
	struct str numero = xml_vue(l->xml, l->champ[FICHE_NUMERO]);
	enum err e;

	if (!numero.n) {
		l->ecartes++;
		l->sans_code++;
		return xml_anomalie(l->puits, &(struct xml_anomalie){.code = ANOMALIE_CODE_ABSENT,
								     .ligne = l->ligne,
								     .champ = STR("NUMERO_FICHE")});
	}
	if (str_starts(numero, STR("RS"))) {
		l->ecartes++;
		return OK;
	}
	e = envoyer_fiche(l);
	if (e == OK)
		e = envoyer_membres(l, RECORD_CERTIFICATEUR, CERTIFICATEUR__MAX);
	if (e == OK)
		e = envoyer_membres(l, RECORD_PARTENAIRE, PARTENAIRE__MAX);
	if (e == OK)
		e = envoyer_textes(l);
	return e == OK ? envoyer_anomalies(l) : e;
}

/* --- elements ----------------------------------------------------------------------------- */

static const char sans_version[] = "Le fichier ne dit pas sa version (VERSION_FLUX)";

static enum err refus_version(struct incident *inc, const char *quoi, struct str version,
			      uint32_t ligne)
{
	incident_set(inc, E_INVALIDE,
		     "%s : relais lit la version 4 du fichier de France compétences.", quoi);
	if (ligne)
		incident_detail(inc, "VERSION_FLUX vaut « %.*s », à la ligne %u.",
				STR_FMT(xml_montrable(version)), ligne);
	incident_remede(inc,
			"Télécharger sur data.gouv.fr le fichier export-fiches-rncp-v4-1 du jour.");
	return E_INVALIDE;
}

static uint8_t ouvre_fiche(struct rncp *l, const struct xml_regle *r, const struct xml_element *e)
{
	if (!l->version) {
		refus_version(xml_refus(l->xml), sans_version, STR_VIDE, 0);
		return XML_IGNORE;
	}
	xml_oublie(l->xml);
	l->lus++;
	l->ligne = e->ligne;
	memset(l->champ, 0, sizeof l->champ);
	memset(l->textes, 0, sizeof l->textes);
	l->membres.n = l->anomalies.n = 0;
	return r->suite;
}

static uint8_t ouvre_membre(struct rncp *l, const struct xml_regle *r, const struct xml_element *e)
{
	if (l->membres.n == LIMITE_PARTENAIRES) {
		struct incident *inc = xml_refus(l->xml);

		incident_set(inc, E_INVALIDE,
			     "La fiche de la ligne %u a plus de %d certificateurs et partenaires.",
			     l->ligne, LIMITE_PARTENAIRES);
		incident_remede(inc,
				"Vérifier le fichier : les balises des fiches ne sont sans doute "
				"pas refermées.");
		return XML_IGNORE;
	}
	*VEC_PUSH(&l->membres) = (struct membre){
		.kind = r->genre == GENRE_CERTIFICATEUR ? RECORD_CERTIFICATEUR : RECORD_PARTENAIRE,
		.ligne = e->ligne};
	return r->suite;
}

static uint8_t sur_ouvre(void *ctx, const struct xml_regle *r, const struct xml_element *e)
{
	return r->genre == GENRE_FICHE ? ouvre_fiche(ctx, r, e) : ouvre_membre(ctx, r, e);
}

static void ferme_fiche(struct rncp *l, const struct xml_regle *r, const struct xml_element *e)
{
	enum err err = envoyer(l);

	(void)r, (void)e;
	if (err != OK)
		xml_arret(l->xml, err);
}

static void version(struct rncp *l, const struct xml_regle *r, const struct xml_element *e)
{
	struct str v = xml_vue(l->xml, e->texte);

	(void)r;
	l->version = str_eq(v, STR("4")) || str_starts(v, STR("4."));
	if (!l->version)
		refus_version(xml_refus(l->xml), "Cette version du fichier n'est pas lue", v,
			      e->ligne);
}

static void poser(struct rncp *l, struct texte *ou, const struct xml_element *e)
{
	if (!ou->n)
		*ou = e->texte;
	else if (!str_eq(xml_vue(l->xml, *ou), xml_vue(l->xml, e->texte)))
		anomalie(l, ANOMALIE_VALEUR_EN_TROP, e);
}

static void simple(struct rncp *l, const struct xml_regle *r, const struct xml_element *e)
{
	poser(l, &l->champ[r->champ], e);
}

static void liste(struct rncp *l, const struct xml_regle *r, const struct xml_element *e)
{
	if (!xml_liste(l->xml, &l->champ[r->champ], e->texte))
		anomalie(l, ANOMALIE_VALEUR_EN_TROP, e);
}

/* The closed lists that a criterion reads: a value outside of them must not pass unseen. */
static void verifier_cle(struct rncp *l, const struct xml_element *e)
{
	static const struct {
		const char *element, *valeur;
	} permises[] = {
		{"ACTIF", "Oui"},
		{"ACTIF", "Non"},
		{"TYPE_ENREGISTREMENT", "Enregistrement de droit"},
		{"TYPE_ENREGISTREMENT", "Enregistrement sur demande"},
		{"HABILITATION_PARTENAIRE", "HABILITATION_FORMER"},
		{"HABILITATION_PARTENAIRE", "HABILITATION_ORGANISER"},
		{"HABILITATION_PARTENAIRE", "HABILITATION_ORGA_FORM"},
	};
	struct str v = xml_vue(l->xml, e->texte);

	for (unsigned i = 0; i < sizeof permises / sizeof *permises; i++)
		if (str_eq(v, str_of(permises[i].valeur)) &&
		    strcmp(permises[i].element, e->nom) == 0)
			return;
	anomalie(l, ANOMALIE_VALEUR_HORS_LISTE, e);
}

static void cle(struct rncp *l, const struct xml_regle *r, const struct xml_element *e)
{
	verifier_cle(l, e);
	poser(l, &l->champ[r->champ], e);
}

static void date(struct rncp *l, const struct xml_regle *r, const struct xml_element *e)
{
	struct xml_element lue = *e;

	if (!xml_date(l->xml, date_jjmmaaaa(xml_vue(l->xml, e->texte)), &lue.texte))
		anomalie(l, ANOMALIE_DATE_ILLISIBLE, e);
	poser(l, &l->champ[r->champ], &lue);
}

static void texte_long(struct rncp *l, const struct xml_regle *r, const struct xml_element *e)
{
	if (!l->textes[r->champ].n)
		l->lignes_textes[r->champ] = e->ligne;
	poser(l, &l->textes[r->champ], e);
}

static void membre(struct rncp *l, const struct xml_regle *r, const struct xml_element *e)
{
	poser(l, &l->membres.v[l->membres.n - 1].champ[r->champ], e);
}

/* The CSV twin of this file writes a tabulation before every SIRET, and so do some fiches. */
static void membre_siret(struct rncp *l, const struct xml_regle *r, const struct xml_element *e)
{
	struct xml_element net = *e;

	net.texte = xml_sans_blancs(l->xml, e->texte);
	membre(l, r, &net);
}

static void membre_cle(struct rncp *l, const struct xml_regle *r, const struct xml_element *e)
{
	verifier_cle(l, e);
	membre(l, r, e);
}

typedef void fermeture(struct rncp *, const struct xml_regle *, const struct xml_element *);

static fermeture *const fermetures[GENRE__N] = {
	[GENRE_FICHE] = ferme_fiche,
	[GENRE_VERSION] = version,
	[GENRE_SIMPLE] = simple,
	[GENRE_LISTE] = liste,
	[GENRE_CLE] = cle,
	[GENRE_DATE] = date,
	[GENRE_TEXTE] = texte_long,
	[GENRE_MEMBRE] = membre,
	[GENRE_MEMBRE_SIRET] = membre_siret,
	[GENRE_MEMBRE_CLE] = membre_cle,
};

static void sur_ferme(void *ctx, const struct xml_regle *r, const struct xml_element *e)
{
	if (e->coupe) {
		struct xml_element sans_texte = *e;

		sans_texte.texte = (struct texte){0};
		anomalie(ctx, ANOMALIE_TEXTE_TROP_LONG, &sans_texte);
	}
	if (r->suite != XML_TEXTE || e->texte.n)
		fermetures[r->genre](ctx, r, e);
}

static enum err sur_racine(void *ctx, struct str nom, struct str espace, struct incident *inc)
{
	(void)ctx, (void)espace;
	if (str_eq(nom, STR("FICHES")))
		return OK;
	incident_set(
		inc, E_INVALIDE,
		"Ce n'est pas le fichier des fiches de France compétences : l'élément principal est "
		"<%.*s>.",
		STR_FMT(xml_montrable(nom)));
	incident_remede(inc, "Donner un fichier dont l'élément principal est <FICHES>.");
	return E_INVALIDE;
}

static const struct xml_client client = {
	.racine = sur_racine, .ouvre = sur_ouvre, .ferme = sur_ferme};

/* --- the reader --------------------------------------------------------------------------- */

static void *ouvrir(struct puits puits)
{
	struct rncp *l = mem_alloc(sizeof *l);

	l->puits = puits;
	l->xml = xml_new(&grammaire, &client, l);
	return l;
}

static enum err nourrir(void *lecteur, const char *bytes, size_t n, struct incident *inc)
{
	struct rncp *l = lecteur;

	return xml_nourrir(l->xml, bytes, n, inc);
}

static enum err fin(void *lecteur, struct incident *inc)
{
	struct rncp *l = lecteur;
	enum err e = xml_fin(l->xml, inc);

	if (e != OK)
		return e;
	if (!l->version)
		return refus_version(inc, sans_version, STR_VIDE, 0);
	return xml_bilan(l->puits, l->xml,
			 &(struct xml_bilan){.lus = l->lus,
					     .ecartes = l->ecartes,
					     .sans_code = l->sans_code,
					     .date = ""});
}

static void fermer(void *lecteur)
{
	struct rncp *l = lecteur;

	if (!l)
		return;
	xml_free(l->xml);
	VEC_FREE(&l->membres);
	VEC_FREE(&l->anomalies);
	mem_free(l);
}

const struct lecteur_ops lecteur_rncp = {
	.ouvrir = ouvrir, .nourrir = nourrir, .fin = fin, .fermer = fermer};
