/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json_rco.c - the formations of the réseau des Carif-Oref and of the national catalogue: one flat object, one offre
 *
 * Its shapes of 2020 and later differ by the names of fields and by what they have (formats.md 4 and annex B); a field is looked for under each of
 * its names. Sessions are parallel lists: the i-th début goes with the i-th fin, and what has no partner stays incomplete. A record that has no
 * début and no fin has only months (periode), which are no dates. Every formation of these files is apprenticeship.
 */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/limites.h"
#include "base/vec.h"
#include "format/csv_table.h"
#include "format/json_lecteur.h"

enum { NOMS_MAX = 3 };

struct liste {
	struct str *v;
	size_t n;
	size_t vus; /* n, and those past LIMITE_SESSIONS */
};

/* What a list may be written as: a JSON list, the same inside a text, or values between « ## », « | » (and « ; » for codes). */
static const struct champ {
	uint8_t champ;
	bool seul; /* the first of several counts, and that is said */
	CSV_NETTOYAGE((*nettoyage)); /* NULL: as it is */
	const char *noms[NOMS_MAX];
} champs_offre[] = {
	{OFFRE_ACTION_NUMERO, false, NULL, {"id_action"}},
	{OFFRE_INTITULE, false, NULL, {"intitule_rco", "intitule_formation", "intitule_long"}},
	{OFFRE_CERTIFINFO, true, csv_certifinfo, {"id_certifinfo"}},
	{OFFRE_RNCP, true, NULL, {"rncp_code"}},
	{OFFRE_DUREE, true, NULL, {"duree"}},
	{OFFRE_UAI_LIEU, true, csv_uai, {"etablissement_lieu_formation_uai"}},
	{OFFRE_SIRET_LIEU,
	 true,
	 NULL,
	 {"etablissement_lieu_formation_siret", "lieu_formation_siret"}},
	{OFFRE_LIGNE,
	 true,
	 NULL,
	 {"lieu_formation_adresse", "etablissement_lieu_formation_adresse"}},
	{OFFRE_CODE_POSTAL,
	 true,
	 csv_postal,
	 {"code_postal", "etablissement_lieu_formation_code_postal"}},
	{OFFRE_VILLE, true, NULL, {"localite", "etablissement_lieu_formation_localite"}},
	{OFFRE_INSEE,
	 true,
	 csv_commune,
	 {"code_commune_insee", "etablissement_lieu_formation_code_insee"}},
	{OFFRE_NDA, true, csv_nda, {"etablissement_gestionnaire_nda"}},
	{OFFRE_SIRET_RESPONSABLE, true, NULL, {"etablissement_gestionnaire_siret"}},
	{OFFRE_NOM_RESPONSABLE,
	 false,
	 NULL,
	 {"etablissement_gestionnaire_entreprise_raison_sociale",
	  "etablissement_gestionnaire_enseigne"}},
	{OFFRE_UAI_RESPONSABLE, true, csv_uai, {"etablissement_gestionnaire_uai"}},
	{OFFRE_SIRET_FORMATEUR, true, NULL, {"etablissement_formateur_siret"}},
	{OFFRE_NOM_FORMATEUR,
	 false,
	 NULL,
	 {"etablissement_formateur_entreprise_raison_sociale", "etablissement_formateur_enseigne"}},
	{OFFRE_UAI_FORMATEUR, true, csv_uai, {"etablissement_formateur_uai"}},
};

/* --- lists -------------------------------------------------------------------------------------------------------- */

static void ajouter(struct json_lecteur *l, struct liste *ret, struct str s)
{
	s = str_trim(s);
	ret->vus++;
	if (ret->n == LIMITE_SESSIONS)
		return;
	if (!ret->v)
		ret->v = arena_alloc(l->arena, LIMITE_SESSIONS * sizeof *ret->v);
	ret->v[ret->n++] = s;
}

/* The length of the separator at the start of s, 0: none. */
static size_t separateur(struct str s)
{
	if (str_starts(s, STR("##")))
		return 2;
	return s.p[0] == '|' || s.p[0] == ';';
}

static void decouper(struct json_lecteur *l, struct liste *ret, struct str s)
{
	size_t debut = 0;

	for (size_t i = 0; i < s.n;) {
		const size_t n = separateur(str_sub(s, i, s.n));

		if (n)
			ajouter(l, ret, str_sub(s, debut, i - debut));
		i += n ? n : 1;
		debut = n ? i : debut;
	}
	ajouter(l, ret, str_sub(s, debut, s.n));
}

static void elements(struct json_lecteur *l, struct liste *ret, const char *nom, const json_t *v)
{
	for (size_t i = 0; i < json_array_size(v); i++) {
		json_noter_compose(l, nom, json_array_get(v, i));
		ajouter(l, ret, json_valeur_texte(l, json_array_get(v, i)));
	}
}

/* A list inside a text, in JSON or as Python writes it: « ['a', None] ». NULL when it is neither. */
static json_t *liste_ecrite(struct json_lecteur *l, struct str s)
{
	json_t *ret = json_loadb(s.p, s.n, 0, NULL);

	if (ret || str_contains(s, STR("\"")))
		return ret;
	char *copie = arena_cstr(l->arena, s);
	bool texte = false;
	for (size_t i = 0; i < s.n; i++) {
		if (copie[i] == '\'') {
			copie[i] = '"';
			texte = !texte;
		} else if (!texte && !strncmp(copie + i, "None", 4)) {
			memcpy(copie + i, "null", 4);
		}
	}
	return json_loadb(copie, s.n, 0, NULL);
}

static struct liste liste_de(struct json_lecteur *l, const json_t *o, const char *nom)
{
	const json_t *v = json_object_get(o, nom);
	const struct str s = json_valeur_texte(l, v);
	struct liste ret = {.n = 0};

	if (json_is_object(v)) {
		json_noter_compose(l, nom, v);
	} else if (json_is_array(v)) {
		elements(l, &ret, nom, v);
	} else if (s.n && s.p[0] == '[') {
		json_t *dedans = liste_ecrite(l, s);

		if (!dedans) /* kept as it is: whoever reads it says that it is no value */
			ajouter(l, &ret, s);
		elements(l, &ret, nom, dedans);
		/* its texts live as long as the object that holds them */
		for (size_t i = 0; i < ret.n; i++)
			ret.v[i] = arena_str(l->arena, ret.v[i]);
		json_decref(dedans);
	} else if (s.n) {
		decouper(l, &ret, s);
	}
	return ret;
}

static struct str rang(const struct liste *v, size_t i)
{
	return i < v->n ? v->v[i] : STR_VIDE;
}

/* --- the offre ---------------------------------------------------------------------------------------------------- */

static enum err champ(struct json_lecteur *l, const json_t *o, const struct champ *c,
		      struct str *ret)
{
	const char *nom = c->noms[0];
	struct liste v = {.n = 0};
	struct str vu = STR_VIDE;
	enum err err = OK;

	for (unsigned i = 0; i < NOMS_MAX && c->noms[i] && !vu.n; i++) {
		nom = c->noms[i];
		vu = c->seul ? json_valeur_texte(l, json_object_get(o, nom))
			     : json_champ_texte(l, o, nom);
		v = c->seul ? liste_de(l, o, nom) : v;
		if (v.n)
			break;
	}
	if (v.n > 1)
		err = json_anomalie(l, ANOMALIE_VALEUR_EN_TROP, nom, vu.n ? vu : v.v[1]);
	if (c->seul)
		vu = rang(&v, 0);
	*ret = vu;
	if (!err && c->nettoyage)
		err = json_code(l, (struct json_code){nom, vu, c->nettoyage}, ret);
	return err;
}

/* « lat,lon », the first of a list. */
static enum err coordonnees(struct json_lecteur *l, const json_t *o, struct str *offre)
{
	static const struct champ geo = {
		0,
		true,
		NULL,
		{"lieu_formation_geo_coordonnees", "etablissement_lieu_formation_geo_coordonnees"}};
	struct str vu;
	const enum err err = champ(l, o, &geo, &vu);
	const char *virgule = vu.n ? memchr(vu.p, ',', vu.n) : NULL;

	if (!err && virgule) {
		const size_t n = (size_t)(virgule - vu.p);

		offre[OFFRE_LATITUDE] = str_trim(str_sub(vu, 0, n));
		offre[OFFRE_LONGITUDE] = str_trim(str_sub(vu, n + 1, vu.n));
	}
	return err;
}

/* 1, 0, or empty when it is not said. */
static enum err oui(struct json_lecteur *l, const char *nom, struct str vu, struct str *ret)
{
	return json_code(l, (struct json_code){nom, vu, csv_booleen}, ret);
}

/* The level of entry is a European one; LHEO writes 14 for 4. */
static struct str niveau(struct json_lecteur *l, struct str vu)
{
	return vu.n == 1 && vu.p[0] >= '3' && vu.p[0] <= '8'
		       ? str_of(arena_printf(l->arena, "1%c", vu.p[0]))
		       : vu;
}

/* The years of entry, which the shape of 2020 calls entree_apprentissage, as LHEO's list is kept: « 1,2 ». */
static struct str annees(struct json_lecteur *l, const json_t *o)
{
	struct liste v = liste_de(l, o, "annee");
	AUTO_BUF b;

	if (!v.n)
		v = liste_de(l, o, "entree_apprentissage");
	buf_init(&b, LIMITE_CODE);
	for (size_t i = 0; i < v.n; i++)
		buf_printf(&b, "%s%.*s", i ? "," : "", STR_FMT(v.v[i]));
	return arena_str(l->arena, buf_view(&b));
}

static enum err modalites(struct json_lecteur *l, const json_t *o, struct str *offre)
{
	const struct liste permanentes = liste_de(l, o, "modalites_entrees_sorties");
	const struct str distance = json_champ_texte(l, o, "entierement_a_distance");
	struct str loin;
	enum err err = oui(l, "entierement_a_distance", distance, &loin);

	/* what is not wholly at a distance may be in part: LHEO has two codes for that, and this file does not choose */
	if (str_eq(loin, STR("1")))
		offre[OFFRE_MODALITES_ENSEIGNEMENT] = STR("2");
	for (size_t i = 1; !err && i < permanentes.n; i++)
		if (!str_eq(permanentes.v[i], permanentes.v[0])) {
			err = json_anomalie(l, ANOMALIE_VALEUR_EN_TROP, "modalites_entrees_sorties",
					    permanentes.v[i]);
			break;
		}
	return err ? err
		   : oui(l, "modalites_entrees_sorties", rang(&permanentes, 0),
			 &offre[OFFRE_MODALITES_ENTREES_SORTIES]);
}

static enum err offre(struct json_lecteur *l, const json_t *o)
{
	struct str offre[OFFRE__MAX] = {{0}};
	enum err err = OK;

	for (size_t i = 0; !err && i < sizeof champs_offre / sizeof *champs_offre; i++)
		err = champ(l, o, &champs_offre[i], &offre[champs_offre[i].champ]);
	if (err || (err = coordonnees(l, o, offre)) || (err = modalites(l, o, offre)))
		return err;
	offre[OFFRE_FORMATION_NUMERO] = l->ref;
	offre[OFFRE_NIVEAU_ENTREE] = niveau(l, json_champ_texte(l, o, "niveau_entree_obligatoire"));
	offre[OFFRE_ANNEES] = annees(l, o);
	offre[OFFRE_FORMATION_RANG] =
		str_of(arena_printf(l->arena, "%llu", (unsigned long long)l->lus));
	return json_record(l, RECORD_OFFRE, offre);
}

/* --- its sessions ------------------------------------------------------------------------------------------------- */

struct sessions {
	struct liste debut, fin, capacite, cumulee, minimal;
	struct str capacite_seule; /* of all of them, in the older shape */
};

static enum err session(struct json_lecteur *l, const struct sessions *s, size_t i)
{
	struct str champs[SESSION__MAX] = {
		[SESSION_CAPACITE] = s->capacite.n ? rang(&s->capacite, i) : s->capacite_seule,
		[SESSION_CAPACITE_CUMULEE] = rang(&s->cumulee, i),
		[SESSION_EFFECTIF_MINIMAL] = rang(&s->minimal, i),
	};
	enum err err = json_code(l, (struct json_code){"date_debut", rang(&s->debut, i), csv_date},
				 &champs[SESSION_DEBUT]);

	if (!err)
		err = json_code(l, (struct json_code){"date_fin", rang(&s->fin, i), csv_date},
				&champs[SESSION_FIN]);
	const struct str debut = champs[SESSION_DEBUT], fin = champs[SESSION_FIN];

	if (!err && date_pleine(date_iso(debut)) && date_pleine(date_iso(fin)) &&
	    str_cmp(fin, debut) < 0)
		err = json_anomalie(l, ANOMALIE_PERIODE_INVERSEE, "date_fin", fin);
	return err ? err : json_record(l, RECORD_SESSION, champs);
}

/* A month is no date: « 2021-09 » stays so, and the catalogue's 2021-09-01T00:00 says no more. */
static enum err mois(struct json_lecteur *l, const struct sessions *s, struct str vu)
{
	struct str champs[SESSION__MAX] = {
		[SESSION_DEBUT] = vu, [SESSION_CAPACITE] = s->capacite_seule};
	char *place = arena_bytes(l->arena, CSV_PLACE);
	const struct record vide = {0};

	if (csv_date(&vide, vu, place, &champs[SESSION_DEBUT]) == ANOMALIE__N)
		champs[SESSION_DEBUT] = str_sub(champs[SESSION_DEBUT], 0, 7);
	return json_record(l, RECORD_SESSION, champs);
}

static enum err inegales(struct json_lecteur *l, const struct sessions *s)
{
	const struct {
		const char *nom;
		size_t n;
		bool facultative;
	} listes[] = {{"date_debut", s->debut.vus, false},
		      {"date_fin", s->fin.vus, false},
		      {"capacite_simultanee", s->capacite.vus, true},
		      {"capacite_cumulee", s->cumulee.vus, true},
		      {"effectif_minimal", s->minimal.vus, true}};
	size_t n = s->debut.n > s->fin.n ? s->debut.n : s->fin.n;
	enum err err = OK;

	for (size_t i = 0; !err && i < sizeof listes / sizeof *listes; i++)
		if (listes[i].n != n && !(listes[i].facultative && !listes[i].n))
			err = json_anomalie(l, ANOMALIE_LISTES_INEGALES, listes[i].nom,
					    str_of(arena_printf(l->arena, "%zu au lieu de %zu",
								listes[i].n, n)));
	return err;
}

static enum err sessions(struct json_lecteur *l, const json_t *o)
{
	const struct liste periode = liste_de(l, o, "periode");
	const struct sessions s = {
		.debut = liste_de(l, o, "date_debut"),
		.fin = liste_de(l, o, "date_fin"),
		.capacite = liste_de(l, o, "capacite_simultanee"),
		.cumulee = liste_de(l, o, "capacite_cumulee"),
		.minimal = liste_de(l, o, "effectif_minimal"),
		.capacite_seule = json_champ_texte(l, o, "capacite"),
	};
	const size_t n = s.debut.n > s.fin.n ? s.debut.n : s.fin.n;
	enum err err = n ? inegales(l, &s) : OK;

	for (size_t i = 0; !err && i < n; i++)
		err = session(l, &s, i);
	for (size_t i = 0; !err && !n && i < periode.n; i++)
		if (periode.v[i].n)
			err = mois(l, &s, periode.v[i]);
	return err;
}

static enum err textes(struct json_lecteur *l, const json_t *o)
{
	static const char *const noms[] = {"objectif", "contenu"};
	enum err err = OK;

	for (size_t i = 0; !err && i < sizeof noms / sizeof *noms; i++) {
		const struct str champs[TEXTES__MAX] = {[TEXTES_NOM] = str_of(noms[i]),
							[TEXTES_TEXTE] =
								json_champ_texte(l, o, noms[i])};

		if (champs[TEXTES_TEXTE].n)
			err = json_record(l, RECORD_TEXTES, champs);
	}
	return err;
}

/* 104239P012199900001100018…-29019#L01: a first look, the rules decide what is a clé. */
static bool forme_de_cle(struct str s)
{
	enum { P = 6, TIRET = 39, DIESE = 45, TAILLE = 49 };

	return s.n >= TAILLE && s.p[P] == 'P' && s.p[TIRET] == '-' && s.p[DIESE] == '#';
}

/* What nothing names, neither its clé nor an organisme, is no offre. */
static bool anonyme(struct json_lecteur *l, const json_t *o)
{
	return !forme_de_cle(json_champ_texte(l, o, "cle_ministere_educatif")) &&
	       !liste_de(l, o, "etablissement_gestionnaire_siret").n &&
	       !liste_de(l, o, "etablissement_formateur_siret").n;
}

static enum err formation(struct json_lecteur *l, json_t *o)
{
	enum err err;

	l->ref = json_champ_texte(l, o, "cle_ministere_educatif");
	if (!l->ref.n)
		l->ref = json_champ_texte(l, o, "id_formation");
	if (anonyme(l, o)) {
		l->ecartes++;
		return json_anomalie(l, ANOMALIE_CODE_ABSENT, "cle_ministere_educatif", l->ref);
	}
	if ((err = offre(l, o)) || (err = sessions(l, o)))
		return err;
	return textes(l, o);
}

JSON_LECTEUR(lecteur_rco, formation);
