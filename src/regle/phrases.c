/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * phrases.c - from a constat to French: the words of the annex, and the filling of the tables' slots
 *
 * Rules conclude with codes, and words are made only when somebody reads them: so a sentence can be improved without touching a
 * rule, and an old verdict is told in today's words.
 */
#include "regle/phrases.h"

#include "regle/codes.h"
#include "regle/phrases_modeles.h"

enum { PHRASE_MAX = 4096, BASE = 100000000 };

static const char *const provenances[PROVENANCE__MAX] = {
	[PROVENANCE_FLUX] = "flux du Carif-Oref",
	[PROVENANCE_LISTE_OF] = "liste publique des organismes de formation",
	[PROVENANCE_SIRENE] = "base SIRENE de l'INSEE",
	[PROVENANCE_FRANCE_COMPETENCES] = "répertoire de France compétences",
	[PROVENANCE_KIT] = "kit apprentissage",
	[PROVENANCE_CERTIF_INFO] = "table Certif Info",
	[PROVENANCE_BCN_DIPLOME] = "nomenclature des diplômes (BCN)",
	[PROVENANCE_BCN_MEF] = "nomenclature des modules de formation (MEF, BCN)",
	[PROVENANCE_UAI] = "référentiel des établissements (UAI)",
	[PROVENANCE_PERIMETRE] = "règles de périmètre de la campagne",
};

static const char *const acteurs[ACTEUR__MAX] = {
	[ACTEUR_PERSONNE] = "personne",
	[ACTEUR_CFA] = "le CFA",
	[ACTEUR_CARIF] = "le Carif-Oref",
	[ACTEUR_CERTIFICATEUR] = "le certificateur",
	[ACTEUR_SAIO] = "le SAIO de l'académie",
	[ACTEUR_MOSS] = "la mission d'orientation du supérieur (DGESIP)",
	[ACTEUR_SCN] = "le service national Parcoursup (SCN)",
	[ACTEUR_ETABLISSEMENT] = "l'établissement d'accueil",
	[ACTEUR_SSA] = "le service statistique de l'académie",
};

static const char *const codes_acteurs[ACTEUR__MAX] = {
	[ACTEUR_PERSONNE] = "",   [ACTEUR_CFA] = "cfa",
	[ACTEUR_CARIF] = "carif", [ACTEUR_CERTIFICATEUR] = "certificateur",
	[ACTEUR_SAIO] = "saio",   [ACTEUR_MOSS] = "moss",
	[ACTEUR_SCN] = "scn",     [ACTEUR_ETABLISSEMENT] = "etablissement",
	[ACTEUR_SSA] = "ssa",
};

static const char *const criteres[CRITERES + 1] = {
	"UAI du lieu de formation",
	"Organisme déclaré à la DREETS",
	"Qualiopi à jour",
	"Type de formation éligible et accessible aux bacheliers",
	"Habilitation à former",
	"RNCP actif sur la période déclarée",
	"Durée cohérente avec le niveau",
	"Session ouverte pour la rentrée",
	"Année d'entrée en apprentissage",
};

static const char *const mentions[MENTION__MAX] = {
	[MENTION_SIRET_RESPONSABLE] = "SIRET de l'organisme responsable",
	[MENTION_SIRET_FORMATEUR] = "SIRET de l'organisme formateur",
	[MENTION_LIEU] = "lieu de formation",
	[MENTION_LIBELLE] = "libellé de la formation",
	[MENTION_CFD] = "code diplôme",
	[MENTION_RNCP] = "code RNCP",
	[MENTION_DATES] = "dates de formation",
	[MENTION_DUREE] = "durée de la formation",
	[MENTION_ANNEE] = "année d'entrée en apprentissage",
};

static const char *const classifications[CLASSIFICATION__MAX] = {
	[CLASSIFICATION_REGLEMENTAIRE] = "Réglementaire",
	[CLASSIFICATION_NON_REGLEMENTAIRE] = "Non réglementaire",
	[CLASSIFICATION_NON_AFFICHEE] = "Non affichée",
};

static const char *const libelles_avis[AVIS__MAX] = {
	[AVIS_CONFORME] = "Conforme",
	[AVIS_NON_CONFORME] = "Non conforme",
	[AVIS_A_VERIFIER] = "À vérifier",
	[AVIS_SANS_OBJET] = "Sans objet",
};

const char *provenance_libelle(enum provenance p)
{
	return provenances[p];
}

const char *acteur_libelle(enum acteur a)
{
	return acteurs[a];
}

const char *acteur_code(enum acteur a)
{
	return codes_acteurs[a];
}

const char *critere_libelle(int numero)
{
	return criteres[numero];
}

const char *critere_court(int numero)
{
	static const char *const COURTS[] = {
		"UAI du lieu",     "organisme déclaré", "Qualiopi à jour",
		"type éligible",   "habilitation",      "RNCP actif",
		"durée cohérente", "session ouverte",   "année d'entrée",
	};

	return COURTS[numero];
}

const char *mention_libelle(enum mention m)
{
	return mentions[m];
}

const char *classification_libelle(enum classification c)
{
	return classifications[c];
}

const char *avis_libelle(enum avis a)
{
	return libelles_avis[a];
}

/* Writing one slot. Each writer says whether there was something to write. */
struct redaction {
	struct arena *a;
	const struct constat *c;
	struct buf *out;
};

/* Digits in groups of these sizes, separated by a space: 552 100 554 00013. */
static void grouper(struct buf *out, struct str s, const char *tailles)
{
	size_t pos = 0;

	for (; *tailles; tailles++) {
		size_t n = (size_t)(*tailles - '0');

		if (pos)
			buf_char(out, ' ');
		buf_str(out, str_sub(s, pos, n));
		pos += n;
	}
}

static bool ecrire_t(struct redaction *r, int i)
{
	buf_str(r->out, r->c->texte[i]);
	return r->c->texte[i].n != 0;
}

static bool ecrire_siret_t(struct redaction *r, int i)
{
	struct str s = r->c->texte[i];

	if (siret_nombre(s) == 0)
		return ecrire_t(r, i);
	grouper(r->out, s, "3335");
	return true;
}

static bool ecrire_nda_t(struct redaction *r, int i)
{
	struct str s = r->c->texte[i];

	if (!nda_valide(s))
		return ecrire_t(r, i);
	grouper(r->out, s, "2252");
	return true;
}

static bool ecrire_n(struct redaction *r, int i)
{
	buf_int(r->out, r->c->nombre[i]);
	return r->c->nombre[i] != 0;
}

static bool ecrire_siret(struct redaction *r, int i)
{
	const char *s = arena_printf(r->a, "%014lld", (long long)r->c->nombre[i]);

	grouper(r->out, str_of(s), "3335");
	return r->c->nombre[i] != 0;
}

static bool ecrire_siren(struct redaction *r, int i)
{
	const char *s = arena_printf(r->a, "%09lld", (long long)(r->c->nombre[i] / 100000));

	grouper(r->out, str_of(s), "333");
	return r->c->nombre[i] != 0;
}

static bool ecrire_ans(struct redaction *r, int i)
{
	bool plusieurs = r->c->nombre[i] > 1;

	buf_int(r->out, r->c->nombre[i]);
	buf_cstr(r->out, plusieurs ? " ans" : " an");
	return r->c->nombre[i] != 0;
}

/* What verdict_lire read may be any number: only a real date is written as one. */
static bool ecrire_jour(struct redaction *r, int64_t n)
{
	int date = (int)(n % BASE);

	if (n >= BASE || !date_valide(date / 10000, date / 100 % 100, date % 100)) {
		buf_char(r->out, '?');
		return false;
	}
	buf_cstr(r->out, date_longue(r->a, date));
	return true;
}

static bool ecrire_date(struct redaction *r, int i)
{
	return ecrire_jour(r, r->c->nombre[i]);
}

static bool ecrire_periode(struct redaction *r, int i)
{
	int64_t debut = r->c->nombre[i] / BASE, fin = r->c->nombre[i] % BASE;
	bool connu;

	buf_cstr(r->out, fin ? "du " : "à partir du ");
	connu = ecrire_jour(r, debut);
	if (fin) {
		buf_cstr(r->out, " au ");
		connu = ecrire_jour(r, fin) && connu;
	}
	return connu;
}

/* « entre le 1er août 2024 et le 31 juillet 2025 » */
static bool ecrire_entre(struct redaction *r, int i)
{
	bool connu;

	buf_cstr(r->out, "entre le ");
	connu = ecrire_jour(r, r->c->nombre[i] / BASE);
	buf_cstr(r->out, " et le ");
	return ecrire_jour(r, r->c->nombre[i] % BASE) && connu;
}

static bool ecrire_origine(struct redaction *r, int i)
{
	static const char *const origines[] = {
		[UAI_MANQUANT] = "",
		[UAI_HUMAIN] = "saisi à la main",
		[UAI_DECLARE] = "déclaré",
		[UAI_FORMATEUR] = "celui de l'organisme formateur, dans la même commune",
	};
	int64_t n = r->c->nombre[i];
	bool connue = n > UAI_MANQUANT && n <= UAI_FORMATEUR;

	buf_cstr(r->out, connue ? origines[n] : "");
	return connue;
}

static bool ecrire_rncp(struct redaction *r, int i)
{
	buf_int(r->out, r->c->nombre[i] % BASE);
	return r->c->nombre[i] % BASE != 0;
}

static bool ecrire_suite(struct redaction *r, int i)
{
	buf_int(r->out, r->c->nombre[i] / BASE);
	return r->c->nombre[i] / BASE != 0;
}

/* « 1 an (année 1), 2 ans (années 1 et 2) » */
static bool ecrire_mefs(struct redaction *r, int i)
{
	int64_t mefs = r->c->nombre[i];
	bool premier = true;

	for (int duree = 1; duree <= 5; duree++) {
		int annees = (int)(mefs >> (10 * (duree - 1)) & 0x3ff);
		int reste = __builtin_popcount((unsigned)annees);

		if (!annees)
			continue;
		buf_printf(r->out, "%s%d an%s (année%s ", premier ? "" : ", ", duree,
			   duree > 1 ? "s" : "", reste > 1 ? "s" : "");
		premier = false;
		for (int annee = 0; reste > 0; annee++) {
			if (!(annees >> annee & 1))
				continue;
			buf_printf(r->out, "%d%s", annee,
				   reste > 2    ? ", "
				   : reste == 2 ? " et "
						: ")");
			reste--;
		}
	}
	return !premier;
}

static const struct {
	struct str nom;
	bool (*ecrire)(struct redaction *r, int i);
} cases[] = {
	{{"t", 1}, ecrire_t},         {{"n", 1}, ecrire_n},
	{{"siret", 5}, ecrire_siret}, {{"siren", 5}, ecrire_siren},
	{{"ans", 3}, ecrire_ans},     {{"date", 4}, ecrire_date},
	{{"rncp", 4}, ecrire_rncp},   {{"periode", 7}, ecrire_periode},
	{{"suite", 5}, ecrire_suite}, {{"siret_t", 7}, ecrire_siret_t},
	{{"nda_t", 5}, ecrire_nda_t}, {{"mefs", 4}, ecrire_mefs},
	{{"entre", 5}, ecrire_entre}, {{"origine", 7}, ecrire_origine},
};

/* nom: what stands between the braces; its last character is the number of the slot. */
static bool ecrire_case(struct redaction *r, struct str nom)
{
	struct str genre = str_sub(nom, 0, nom.n - 1);
	int i = nom.p[nom.n - 1] - '0';

	for (size_t k = 0;; k++) {
		REQUIRE(k < sizeof cases / sizeof *cases);
		if (str_eq(cases[k].nom, genre))
			return cases[k].ecrire(r, i);
	}
}

/* The sentence with its slots filled; what is between brackets goes when one of its slots is empty. */
static const char *remplir(struct arena *a, const char *modele, const struct constat *c)
{
	AUTO_BUF out;
	struct redaction r = {a, c, &out};
	size_t option = 0;
	bool complete = true;

	buf_init(&out, PHRASE_MAX);
	for (const char *p = modele; *p; p++) {
		const char *fin;

		switch (*p) {
		case '[':
			option = out.n;
			complete = true;
			break;
		case ']':
			if (!complete)
				out.n = option;
			break;
		case '{':
			fin = strchr(p, '}');
			if (!ecrire_case(&r, (struct str){p + 1, (size_t)(fin - p - 1)}))
				complete = false;
			p = fin;
			break;
		default:
			buf_char(&out, *p);
		}
	}
	return arena_cstr(a, buf_view(&out));
}

static struct phrase rediger(struct arena *a, const struct modele *m, const struct constat *c)
{
	struct phrase p = {
		.fait = remplir(a, m->fait, c),
		.vu = remplir(a, m->vu, c),
		.remede = remplir(a, m->remede, c),
		.provenance = m->provenance,
		.acteur = m->acteur,
	};

	/* an optional part that was first left its comma to the next one */
	if (p.vu[0] == ',')
		p.vu += 2;
	return p;
}

static const struct modele *modele(enum raison r)
{
	if (modeles_organisme[r].fait)
		return &modeles_organisme[r];
	if (modeles_certification[r].fait)
		return &modeles_certification[r];
	return modeles_offre[r].fait ? &modeles_offre[r] : NULL;
}

struct phrase phrase_constat(struct arena *a, int numero, const struct constat *c)
{
	const struct modele *m = modele(c->raison);

	if (!m)
		return (struct phrase){.fait = critere_libelle(numero), .vu = "", .remede = ""};
	return rediger(a, m, c);
}

struct phrase phrase_mention(struct arena *a, enum mention m)
{
	static const struct constat rien;

	return rediger(a, &modeles_mention[m], &rien);
}

enum acteur raison_acteur(enum raison r)
{
	const struct modele *m = modele(r);

	return m ? m->acteur : ACTEUR_PERSONNE;
}

enum acteur mention_acteur(enum mention m)
{
	return modeles_mention[m].acteur;
}

static const char *mentions_manquantes(struct arena *a, const struct verdict *v)
{
	AUTO_BUF out;
	int n = 0;

	buf_init(&out, PHRASE_MAX);
	for (int m = 0; m < MENTION__MAX; m++) {
		if (!v->mention_manque[m])
			continue;
		buf_cstr(&out, n++ ? ", " : "");
		buf_cstr(&out, mentions[m]);
	}
	if (n == 0)
		return NULL;
	return n == 1 ? arena_printf(a, "Mention non renseignée : %s.", out.p)
		      : arena_printf(a, "%d mentions non renseignées : %s.", n, out.p);
}

/* Critere 1 says which SIRET is closed, unless it had something to say of the other's form first. */
static const char *motif_ferme(struct arena *a, const struct constat *critere_1)
{
	if (critere_1->raison == RAISON_SIRET_RESPONSABLE_FERME ||
	    critere_1->raison == RAISON_SIRET_FORMATEUR_FERME)
		return phrase_constat(a, 1, critere_1).fait;
	return "Un des deux établissements, responsable ou formateur, est fermé à l'INSEE.";
}

const char *phrase_motif(struct arena *a, const struct verdict *v)
{
	const char *manques = mentions_manquantes(a, v);
	const struct constat *premier = NULL;

	if (v->importable)
		return "";
	if (v->classification == CLASSIFICATION_NON_AFFICHEE)
		return motif_ferme(a, &v->critere[0]);
	if (manques)
		return manques;
	for (int i = 0; i < CRITERES && !premier; i++)
		if (v->bloquant[i] && v->critere[i].avis == AVIS_NON_CONFORME)
			premier = &v->critere[i];
	if (!premier && v->critere[2].avis != AVIS_CONFORME)
		premier = &v->critere[2];
	if (!premier && v->critere[6].avis != AVIS_CONFORME)
		premier = &v->critere[6];
	if (!premier && v->uai.avis != AVIS_CONFORME)
		premier = &v->uai;
	return premier ? phrase_constat(a, 0, premier).fait : "";
}
