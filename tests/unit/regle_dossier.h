/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regle_dossier.h - a dossier and a campagne's parameters from the JSON of a case (tests/regles/README)
 *
 * A key that is not known ends the program: a case that is mistyped must not pass. Everything is in the arena.
 */
#ifndef RELAIS_TESTS_REGLE_DOSSIER_H
#define RELAIS_TESTS_REGLE_DOSSIER_H

#include <jansson.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "regle/codes.h"
#include "regle/dossier.h"
#include "regle/parametres.h"

struct lu {
	struct arena *a;
	const char *titre; /* of the case, for what is said when it is wrong */
	struct bord *bords; /* every list of the case */
};

/* A list ends where its memory ends: a rule that reads one element too many does not go on (mutants do). */
struct bord {
	struct bord *suivant;
	char *debut;
	size_t taille;
};

static inline void *au_bord(struct lu *l, size_t n)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), pleines = (n + page - 1) / page * page;
	struct bord *b = arena_alloc(l->a, sizeof *b);

	*b = (struct bord){.suivant = l->bords, .taille = pleines + page};
	b->debut =
		mmap(NULL, b->taille, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (b->debut == MAP_FAILED || mprotect(b->debut + pleines, page, PROT_NONE) != 0)
		exit(1);
	l->bords = b;
	return b->debut + pleines - n;
}

static inline void bords_free(struct lu *l)
{
	for (; l->bords; l->bords = l->bords->suivant)
		munmap(l->bords->debut, l->bords->taille);
}

__attribute__((format(printf, 2, 3), noreturn)) static inline void cas_faux(struct lu *l,
									    const char *fmt, ...)
{
	va_list args;

	printf("Bail out! cas « %s » : ", l->titre);
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	puts("");
	exit(1);
}

/* Every key of o is a word of `connues`. */
static inline void cles_connues(struct lu *l, json_t *o, const char *connues)
{
	const char *cle;
	json_t *v;

	json_object_foreach(o, cle, v)
	{
		const char *p = strstr(connues, cle);
		size_t n = strlen(cle);

		while (p && !((p == connues || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0')))
			p = strstr(p + 1, cle);
		if (!p)
			cas_faux(l, "clé inconnue %s", cle);
	}
}

/* A text is not followed by a NUL, but by a byte that goes on: who reads past it reads something else. */
static inline struct str sans_fin(struct arena *a, const char *s)
{
	size_t n = strlen(s);
	char *p = arena_bytes(a, n + 1);

	memcpy(p, s, n);
	p[n] = '\xbf';
	return (struct str){p, n};
}

static inline struct str lu_str(struct lu *l, json_t *o, const char *cle)
{
	const char *s = json_string_value(json_object_get(o, cle));

	return s ? sans_fin(l->a, s) : STR_VIDE;
}

static inline int lu_int(json_t *o, const char *cle)
{
	return (int)json_integer_value(json_object_get(o, cle));
}

static inline bool lu_bool(json_t *o, const char *cle)
{
	return json_is_true(json_object_get(o, cle));
}

static inline int lu_date(struct lu *l, json_t *o, const char *cle)
{
	return date_aaaammjj(lu_str(l, o, cle));
}

/* The rank among `mots` of the word under that key; 0 when there is none. */
static inline int lu_mot(struct lu *l, json_t *o, const char *cle, const char *const *mots)
{
	const char *s = json_string_value(json_object_get(o, cle));

	if (!s)
		return 0;
	for (int i = 0; mots[i]; i++)
		if (strcmp(mots[i], s) == 0)
			return i;
	cas_faux(l, "%s ne peut pas valoir « %s »", cle, s);
}

/* liste_<lire>: a C array of what the JSON list holds, and its length. */
#define LISTE(type, lire)                                                                          \
	static inline type *liste_##lire(struct lu *l, json_t *liste, size_t *n)                   \
	{                                                                                          \
		type *v = au_bord(l, json_array_size(liste) * sizeof *v);                          \
                                                                                                   \
		*n = json_array_size(liste);                                                       \
		for (size_t i = 0; i < *n; i++)                                                    \
			v[i] = lire(l, json_array_get(liste, i));                                  \
		return v;                                                                          \
	}

static inline struct ligne_of lu_ligne(struct lu *l, json_t *o)
{
	uint64_t siren = 0;

	cles_connues(l, o, "siret siren nda apprentissage");
	str_to_uint(lu_str(l, o, "siren"), &siren);
	return (struct ligne_of){
		.siret = siret_nombre(lu_str(l, o, "siret")),
		.siren = siren,
		.nda = lu_str(l, o, "nda"),
		.apprentissage = lu_bool(o, "apprentissage"),
	};
}
LISTE(struct ligne_of, lu_ligne)

static inline struct organisme lu_organisme(struct lu *l, json_t *o)
{
	static const char *const etats[] = {"inconnu", "actif", "ferme", NULL};
	struct organisme ret = {.siret_vu = lu_str(l, o, "siret")};

	cles_connues(l, o, "siret etat equivalent lignes");
	ret.siret = siret_nombre(ret.siret_vu);
	ret.etat = (enum etat_sirene)lu_mot(l, o, "etat", etats);
	ret.equivalent_qualiopi = lu_bool(o, "equivalent");
	ret.lignes = liste_lu_ligne(l, json_object_get(o, "lignes"), &ret.n_lignes);
	return ret;
}

static inline struct session lu_session(struct lu *l, json_t *o)
{
	static const char *const etats[] = {"absent", "ouvert", "ferme", "suspendu", NULL};

	cles_connues(l, o, "numero debut fin etat");
	return (struct session){
		.numero = lu_str(l, o, "numero"),
		.debut_vu = lu_str(l, o, "debut"),
		.fin_vu = lu_str(l, o, "fin"),
		.debut = lu_date(l, o, "debut"),
		.fin = lu_date(l, o, "fin"),
		.etat = (enum etat_recrutement)lu_mot(l, o, "etat", etats),
	};
}
LISTE(struct session, lu_session)

/* durée and année are the last two digits of the code, unless given. */
static inline struct mef lu_mef(struct lu *l, json_t *o)
{
	struct mef m = {.code = lu_str(l, o, "code"), .fermeture = lu_date(l, o, "fermeture")};

	cles_connues(l, o, "code duree annee fermeture");
	m.duree = petit_entier(str_sub(m.code, 8, 1));
	m.annee = petit_entier(str_sub(m.code, 9, 1));
	if (json_object_get(o, "duree"))
		m.duree = lu_int(o, "duree");
	if (json_object_get(o, "annee"))
		m.annee = lu_int(o, "annee");
	return m;
}
LISTE(struct mef, lu_mef)

static inline struct partenaire lu_partenaire(struct lu *l, json_t *o)
{
	static const char *const habilitations[] = {"autre", "former", "organiser", "orga_form",
						    NULL};
	struct str siret = lu_str(l, o, "siret");

	cles_connues(l, o, "siret nom habilitation actif");
	return (struct partenaire){
		.siret = siret_nombre(siret),
		.siret_vu = siret,
		.nom = lu_str(l, o, "nom"),
		.habilitation = (enum habilitation)lu_mot(l, o, "habilitation", habilitations),
		.actif = lu_bool(o, "actif"),
	};
}
LISTE(struct partenaire, lu_partenaire)

static inline struct certificateur lu_certificateur(struct lu *l, json_t *o)
{
	struct str siret = lu_str(l, o, "siret");

	cles_connues(l, o, "siret nom");
	return (struct certificateur){siret_nombre(siret), siret, lu_str(l, o, "nom")};
}
LISTE(struct certificateur, lu_certificateur)

static inline enum enregistrement lu_enregistrement(struct lu *l, json_t *o)
{
	static const char *const mots[] = {"", "de_droit", "sur_demande", NULL};

	return (enum enregistrement)lu_mot(l, o, "enregistrement", mots);
}

static inline struct fiche *lu_fiche(struct lu *l, json_t *o, int numero)
{
	struct fiche *f = arena_alloc(l->a, sizeof *f);

	cles_connues(l, o,
		     "enregistrement active jury fin nouvelle partenaires certificateurs abrege "
		     "figurants");
	f->numero = numero;
	f->abrege = lu_str(l, o, "abrege");
	f->active = lu_bool(o, "active");
	f->enregistrement = lu_enregistrement(l, o);
	f->jury_apprentissage = lu_bool(o, "jury");
	f->fin_enregistrement = lu_date(l, o, "fin");
	f->nouvelle = lu_int(o, "nouvelle");
	f->partenaires =
		liste_lu_partenaire(l, json_object_get(o, "partenaires"), &f->n_partenaires);
	f->certificateurs = liste_lu_certificateur(l, json_object_get(o, "certificateurs"),
						   &f->n_certificateurs);
	return f;
}

/* figurants: that many partenaires of other SIRENs go before the ones given. */
static inline void lu_figurants(struct lu *l, struct fiche *f, int figurants)
{
	size_t n = f->n_partenaires + (size_t)figurants;
	struct partenaire *v = au_bord(l, n * sizeof *v);

	for (int i = 0; i < figurants; i++)
		v[i] = (struct partenaire){.siret = 10000000100013 + 100000 * (uint64_t)i,
					   .habilitation = HABILITATION_FORMER,
					   .actif = true};
	memcpy(v + figurants, f->partenaires, f->n_partenaires * sizeof *v);
	f->partenaires = v;
	f->n_partenaires = n;
}

static inline struct certification *lu_certification(struct lu *l, json_t *o)
{
	struct certification *c = arena_alloc(l->a, sizeof *c);
	json_t *fiche = json_object_get(o, "fiche"), *diplome = json_object_get(o, "diplome");

	c->cfd = lu_str(l, o, "cfd");
	c->rncp = lu_int(o, "rncp");
	c->rncp_declare = lu_int(o, "rncp_declare");
	if (json_is_object(fiche)) {
		struct fiche *f = lu_fiche(l, fiche, c->rncp);

		if (json_object_get(fiche, "figurants"))
			lu_figurants(l, f, lu_int(fiche, "figurants"));
		c->fiche = f;
	}
	if (json_is_object(diplome)) {
		struct diplome *d = arena_alloc(l->a, sizeof *d);

		cles_connues(l, diplome, "libelle ouverture fermeture");
		*d = (struct diplome){.cfd = c->cfd, .libelle = lu_str(l, diplome, "libelle")};
		d->ouverture = lu_date(l, diplome, "ouverture");
		d->fermeture = lu_date(l, diplome, "fermeture");
		c->diplome = d;
	}
	c->mefs = liste_lu_mef(l, json_object_get(o, "mefs"), &c->n_mefs);
	return c;
}

static inline struct etablissement lu_etablissement(struct lu *l, json_t *o)
{
	cles_connues(l, o, "uai insee ouvert iut accueil");
	return (struct etablissement){
		.uai = lu_str(l, o, "uai"),
		.insee = lu_str(l, o, "insee"),
		.ouvert = lu_bool(o, "ouvert"),
		.iut = lu_bool(o, "iut"),
		.accueil = lu_bool(o, "accueil"),
	};
}

static inline const struct etablissement *lu_lieu(struct lu *l, json_t *o)
{
	struct etablissement *e = arena_alloc(l->a, sizeof *e);

	if (!json_is_object(o))
		return NULL;
	*e = lu_etablissement(l, o);
	return e;
}

static inline struct regle_perimetre lu_regle(struct lu *l, json_t *o)
{
	static const char *const conditions[] = {"", "oui", "non", NULL};
	static const char *statuts[PERIMETRE__MAX + 1];

	for (int i = 0; i < PERIMETRE__MAX; i++)
		statuts[i] = statut_perimetre_code((enum statut_perimetre)i);
	cles_connues(l, o,
		     "nom cfd_prefixe enregistrement rncp_actif uai_iut duree annee academie "
		     "statut motif");
	return (struct regle_perimetre){
		.nom = lu_str(l, o, "nom"),
		.cfd_prefixe = lu_str(l, o, "cfd_prefixe"),
		.enregistrement = lu_enregistrement(l, o),
		.rncp_actif = (enum condition)lu_mot(l, o, "rncp_actif", conditions),
		.uai_iut = (enum condition)lu_mot(l, o, "uai_iut", conditions),
		.duree = lu_int(o, "duree"),
		.annee = lu_int(o, "annee"),
		.academie = lu_str(l, o, "academie"),
		.statut = (enum statut_perimetre)lu_mot(l, o, "statut", statuts),
		.motif = lu_str(l, o, "motif"),
	};
}
LISTE(struct regle_perimetre, lu_regle)

static inline void lu_parametres(struct lu *l, json_t *o, struct parametres *p)
{
	static const char *const inactif[] = {"non_affichee", "non_reglementaire", NULL};
	static const char *const porte[] = {"un_des_deux", "responsable", NULL};
	static const char *const couvre[] = {"periode", "entree", NULL};
	static const char *const duree[] = {"bloquant", "avertissement", NULL};

	*p = (struct parametres){
		.campagne = lu_int(o, "campagne"),
		.fenetre_debut = lu_date(l, o, "fenetre_debut"),
		.fenetre_fin = lu_date(l, o, "fenetre_fin"),
		.siret_inactif = (enum siret_inactif)lu_mot(l, o, "siret_inactif", inactif),
		.qualiopi_porte_par =
			(enum qualiopi_porte_par)lu_mot(l, o, "qualiopi_porte_par", porte),
		.rncp_couvre = (enum rncp_couvre)lu_mot(l, o, "rncp_couvre", couvre),
		.duree_incoherente =
			(enum duree_incoherente)lu_mot(l, o, "duree_incoherente", duree),
	};
	p->regles = liste_lu_regle(l, json_object_get(o, "regles"), &p->n_regles);
}

/* o: the default dossier, with what the case says put over it. */
static inline void lu_dossier(struct lu *l, json_t *o, struct dossier *d, struct parametres *p)
{
	json_t *formateur = json_object_get(o, "formateur");

	*d = (struct dossier){
		.cle = lu_str(l, o, "cle"),
		.intitule = lu_str(l, o, "intitule"),
		.responsable = lu_organisme(l, json_object_get(o, "responsable")),
		.formateur_declare = json_is_object(formateur),
		.nda = lu_str(l, o, "nda"),
		.ligne = lu_str(l, o, "ligne"),
		.code_postal = lu_str(l, o, "code_postal"),
		.ville = lu_str(l, o, "ville"),
		.insee = lu_str(l, o, "insee"),
		.academie = lu_str(l, o, "academie"),
		.a_distance = lu_bool(o, "a_distance"),
		.duree = lu_str(l, o, "duree"),
		.annee = lu_str(l, o, "annee"),
		.certification = lu_certification(l, o),
		.uai = lu_str(l, o, "uai"),
		.lieu = lu_lieu(l, json_object_get(o, "lieu")),
	};
	d->formateur = d->formateur_declare ? lu_organisme(l, formateur) : d->responsable;
	d->uai_origine = d->uai.n ? UAI_DECLARE : UAI_MANQUANT;
	d->sessions = liste_lu_session(l, json_object_get(o, "sessions"), &d->n_sessions);
	lu_parametres(l, json_object_get(o, "parametres"), p);
}

#endif
