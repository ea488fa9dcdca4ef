/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regle_cas_test.c - the rules against the cases of tests/regles/: a title, a dossier, what must come out
 *
 * tests/regles/README says how a case is written. A case that fails says its title and its line. The last tests hold that no
 * raison is without a case and no sentence without its words.
 */
#include "tap.h"

#include <jansson.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "regle/retenue.h"
#include "regle/retours.h"
#include "regle/phrases.h"
#include "regle/saison.h"
#include "regle_dossier.h"

#define DOSSIER "tests/regles/"

static const char *const noms[] = {
#define NOM(r) #r,
	RAISONS(NOM)
#undef NOM
};

static bool raison_vue[RAISON__MAX], phrase_vue[RAISON__MAX];

struct cas {
	struct lu l;
	const char *fichier;
	int ligne;
	json_t *json;
	struct str attendu; /* the lines after the JSON */
};

static char *fichier_entier(const char *nom)
{
	FILE *f = fopen(nom, "rb");
	char *texte = mem_alloc(1 << 20);

	if (!f) {
		printf("Bail out! %s ne s'ouvre pas (à lancer de la racine du dépôt)\n", nom);
		exit(1);
	}
	texte[fread(texte, 1, (1 << 20) - 1, f)] = '\0';
	fclose(f);
	return texte;
}

/* --- what a case says must come out, as text ------------------------------------------------ */

static void dire_constat(struct buf *out, const struct constat *c)
{
	buf_printf(out, "%s %s", avis_code(c->avis), noms[c->raison]);
	for (int i = 0; i < 3; i++)
		if (c->texte[i].n)
			buf_printf(out, " t%d=%.*s", i, STR_FMT(c->texte[i]));
	for (int i = 0; i < 3; i++)
		if (c->nombre[i])
			buf_printf(out, " n%d=%lld", i, (long long)c->nombre[i]);
	raison_vue[c->raison] = true;
}

/* The dossier of a case: its JSON over the default one, object by object. */
static json_t *superposer(struct cas *c, json_t *sous, json_t *sur, const char *chemin)
{
	json_t *ret = json_copy(sous), *v;
	const char *cle;

	json_object_foreach(sur, cle, v)
	{
		json_t *avant = json_object_get(sous, cle);

		if (!avant && *chemin == '\0')
			cas_faux(&c->l, "clé inconnue %s", cle);
		if (json_is_object(avant) && json_is_object(v))
			json_object_set_new(ret, cle, superposer(c, avant, v, cle));
		else
			json_object_set(ret, cle, v);
	}
	return ret;
}

static void dossier_du_cas(struct cas *c, struct dossier *d, struct parametres *p)
{
	static json_t *defaut;
	json_t *tout;

	if (!defaut)
		defaut = json_load_file(DOSSIER "defaut.json", 0, NULL);
	if (!defaut)
		cas_faux(&c->l, "%s", DOSSIER "defaut.json ne se lit pas");
	tout = superposer(c, defaut, c->json, "");
	lu_dossier(&c->l, tout, d, p);
	json_decref(tout);
}

static void dire_critere(struct cas *c, struct buf *out, int numero)
{
	static struct constat (*const criteres[CRITERES])(const struct dossier *,
							  const struct parametres *) = {
		regle_critere_1, regle_critere_2, regle_critere_3, regle_critere_4,
		regle_critere_5, regle_critere_6, regle_critere_7, regle_critere_8,
	};
	struct dossier d;
	struct parametres p;
	struct constat k;
	struct verdict v;

	dossier_du_cas(c, &d, &p);
	k = criteres[numero - 1](&d, &p);
	dire_constat(out, &k);

	regle_verdict(&d, &p, &v);
	if (memcmp(&v.critere[numero - 1].raison, &k.raison, sizeof k.raison) != 0)
		buf_cstr(out, " (autre dans le verdict)");
}

static void dire_mentions(struct cas *c, struct buf *out)
{
	struct dossier d;
	struct parametres p;
	struct verdict v;

	dossier_du_cas(c, &d, &p);
	regle_verdict(&d, &p, &v);
	for (int m = 0; m < MENTION__MAX; m++)
		if (v.mention_manque[m])
			buf_printf(out, "%s%s", out->n ? " " : "", mention_code((enum mention)m));
	if (out->n == 0)
		buf_cstr(out, "aucune");
}

/* What is kept of a verdict says the same again, byte for byte and word for word. */
static bool se_relit(const struct verdict *v)
{
	AUTO_BUF un, deux;
	struct verdict relu;

	buf_init(&un, 1 << 16);
	buf_init(&deux, 1 << 16);
	verdict_ecrire(v, &un);
	if (verdict_lire(buf_view(&un), &relu) != OK || relu.regle)
		return false;
	verdict_ecrire(&relu, &deux);
	return str_eq(buf_view(&un), buf_view(&deux)) && relu.importable == v->importable &&
	       relu.attend_saio == v->attend_saio && relu.classification == v->classification &&
	       relu.perimetre == v->perimetre && relu.n_signalements == v->n_signalements &&
	       memcmp(relu.bloquant, v->bloquant, sizeof v->bloquant) == 0 &&
	       memcmp(relu.mention_manque, v->mention_manque, sizeof v->mention_manque) == 0;
}

static void dire_verdict(struct cas *c, struct buf *out)
{
	struct dossier d;
	struct parametres p;
	struct verdict v;
	const char *motif;

	dossier_du_cas(c, &d, &p);
	regle_verdict(&d, &p, &v);
	buf_printf(out, "%s importable=%s saio=%s uai=%s bloquants=",
		   classification_code(v.classification), v.importable ? "oui" : "non",
		   v.attend_saio ? "oui" : "non", noms[v.uai.raison]);
	for (int i = 0; i < CRITERES; i++)
		if (v.bloquant[i])
			buf_int(out, i + 1);
	motif = phrase_motif(c->l.a, &v);
	buf_printf(out, "%s%s", *motif ? "\n" : "", motif);
	raison_vue[v.uai.raison] = true;
	if (v.uai.avis != (v.uai.raison == RAISON_UAI_OUVERT ? AVIS_CONFORME : AVIS_NON_CONFORME) ||
	    !str_eq(v.uai.texte[0], d.uai) || v.uai.nombre[0] != d.uai_origine)
		buf_cstr(out, " (preuve de l'UAI)");
	if (!se_relit(&v))
		buf_cstr(out, " (ne se relit pas)");
}

static void dire_signalements(struct cas *c, struct buf *out)
{
	struct dossier d;
	struct parametres p;
	struct verdict v;

	dossier_du_cas(c, &d, &p);
	regle_verdict(&d, &p, &v);
	for (size_t i = 0; i < v.n_signalements; i++) {
		buf_cstr(out, i ? "\n" : "");
		dire_constat(out, &v.signalements[i]);
	}
	if (v.n_signalements == 0)
		buf_cstr(out, "aucun");
	if (!se_relit(&v))
		buf_cstr(out, " (ne se relit pas)");
}

static void dire_perimetre(struct cas *c, struct buf *out)
{
	const struct regle_perimetre *r;
	struct dossier d;
	struct parametres p;
	struct verdict v;

	dossier_du_cas(c, &d, &p);
	r = regle_perimetre_applicable(&d, &p);
	regle_verdict(&d, &p, &v);
	if (r != v.regle)
		buf_cstr(out, "(autre dans le verdict) ");
	buf_printf(out, "%s %.*s", statut_perimetre_code(v.perimetre), r ? (int)r->nom.n : 6,
		   r ? r->nom.p : "aucune");
}

static struct ligne_kit lu_kit(struct lu *l, json_t *o)
{
	cles_connues(l, o, "cfd rncp active echeance");
	return (struct ligne_kit){
		.cfd = lu_str(l, o, "cfd"),
		.rncp = rncp_numero(lu_str(l, o, "rncp")),
		.active = lu_bool(o, "active"),
		.echeance = lu_date(l, o, "echeance"),
	};
}
LISTE(struct ligne_kit, lu_kit)

LISTE(struct etablissement, lu_etablissement)

static void dire_retenue(struct cas *c, struct buf *out)
{
	static const char *const origines[] = {"aucune", "certif_info", "kit", "declaree"};
	static const char *const origines_uai[] = {"manquant", "humain", "declare", "formateur"};
	struct lu *l = &c->l;
	json_t *o = c->json, *ci = json_object_get(o, "certif_info");
	struct ligne_certif_info info = {lu_str(l, ci, "cfd"), lu_str(l, ci, "rncp")};
	enum origine origine;
	enum uai_origine origine_uai;
	struct str s;
	size_t n;

	cles_connues(l, o, "quoi certif_info kit declare humain insee formateur");
	if (strcmp(json_string_value(json_object_get(o, "quoi")), "uai") == 0) {
		const struct etablissement *e =
			liste_lu_etablissement(l, json_object_get(o, "formateur"), &n);

		s = regle_uai_retenu(lu_str(l, o, "humain"), lu_str(l, o, "declare"),
				     lu_str(l, o, "insee"), e, n, &origine_uai);
		buf_printf(out, "%.*s %s", STR_FMT(s.n ? s : STR("-")), origines_uai[origine_uai]);
		return;
	}

	const struct ligne_kit *kit = liste_lu_kit(l, json_object_get(o, "kit"), &n);

	if (strcmp(json_string_value(json_object_get(o, "quoi")), "cfd") == 0) {
		s = regle_cfd_retenu(ci ? &info : NULL, kit, n, &origine);
		buf_printf(out, "%.*s %s", STR_FMT(s.n ? s : STR("-")), origines[origine]);
	} else {
		int declare = rncp_numero(lu_str(l, o, "declare"));
		int rncp = regle_rncp_retenu(kit, n, declare, ci ? &info : NULL, &origine);

		buf_printf(out, "%d %s", rncp, origines[origine]);
	}
}

/* A clé cut where codes.h says that its parts stand. */
static void dire_parts(struct str cle, struct buf *out)
{
	static const struct {
		size_t debut, n;
	} parts[] = {{CLE_CERTIFINFO, 6},   {CLE_SEQUENCE, 2},   {CLE_DUREE, 1}, {CLE_ANNEE, 1},
		     {CLE_RESPONSABLE, 14}, {CLE_FORMATEUR, 14}, {CLE_INSEE, 5}, {CLE_LIEU, 2}};

	if (!cle_valide(cle))
		return;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		buf_printf(out, "%s%.*s", i ? " " : "",
			   STR_FMT(str_sub(cle, parts[i].debut, parts[i].n)));
}

static void dire_code(struct cas *c, struct buf *out)
{
	static const struct {
		const char *nom;
		bool (*dire)(struct str s);
	} controles[] = {
		{"renseigne", code_renseigne}, {"siret", siret_valide}, {"nda", nda_valide},
		{"uai", uai_valide},           {"cle", cle_valide},
	};
	const char *nom;
	json_t *v;

	json_object_foreach(c->json, nom, v)
	{
		struct str s = sans_fin(c->l.a, json_string_value(v));

		for (size_t i = 0; i < sizeof controles / sizeof *controles; i++)
			if (strcmp(controles[i].nom, nom) == 0)
				buf_cstr(out, controles[i].dire(s) ? "oui" : "non");
		if (strcmp(nom, "parts") == 0)
			dire_parts(s, out);
		if (strcmp(nom, "rncp") == 0)
			buf_int(out, rncp_numero(s));
		if (strcmp(nom, "entier") == 0)
			buf_int(out, petit_entier(s));
		if (strcmp(nom, "nombre") == 0)
			buf_uint(out, siret_nombre(s));
	}
}

static struct constat lu_constat(struct cas *c)
{
	static const char *const avis[] = {"conforme", "non_conforme", "a_verifier", "sans_objet",
					   NULL};
	struct constat k = {0};
	char cle[3] = "t0";

	cles_connues(&c->l, c->json, "raison avis t0 t1 t2 n0 n1 n2");
	k.raison = (enum raison)lu_mot(&c->l, c->json, "raison", noms);
	k.avis = (enum avis)lu_mot(&c->l, c->json, "avis", avis);
	for (int i = 0; i < 3; i++) {
		cle[1] = (char)('0' + i);
		cle[0] = 't';
		k.texte[i] = lu_str(&c->l, c->json, cle);
		cle[0] = 'n';
		k.nombre[i] = json_integer_value(json_object_get(c->json, cle));
	}
	return k;
}

static void dire_phrase(struct cas *c, struct buf *out)
{
	struct constat k = lu_constat(c);
	struct phrase p = phrase_constat(c->l.a, 0, &k);

	phrase_vue[k.raison] = true;
	buf_printf(out, "%s\n%s\n%s\n%s · %s", p.fait, *p.vu ? p.vu : "-",
		   *p.remede ? p.remede : "-", provenance_libelle(p.provenance),
		   acteur_libelle(p.acteur));
}

/* What happens to the offre of the case, and where it stood: the key « acte », the rest is its dossier. absente: it is not declared any more. */
struct lu_acte {
	enum statut statut;
	struct statut_acte acte;
	struct statut_faits faits;
	struct verdict verdict;
	bool absente, remplacee;
};

static void lu_acte(struct cas *c, struct lu_acte *ret)
{
	json_t *o = json_incref(json_object_get(c->json, "acte"));
	struct dossier d;
	struct parametres p;

	cles_connues(&c->l, o,
		     "statut evenement role refus raison decision publie_avant a_code corrigee "
		     "perte_echue absente remplacee");
	*ret = (struct lu_acte){.absente = lu_bool(o, "absente"),
				.remplacee = lu_bool(o, "remplacee")};
	if (!statut_lu(lu_str(&c->l, o, "statut"), &ret->statut))
		cas_faux(&c->l, "statut inconnu");
	if (json_object_get(o, "evenement") &&
	    !statut_evenement_lu(lu_str(&c->l, o, "evenement"), &ret->acte.evenement))
		cas_faux(&c->l, "évènement inconnu");
	if (json_object_get(o, "role") && !role_lu(lu_str(&c->l, o, "role"), &ret->acte.role))
		cas_faux(&c->l, "rôle inconnu");
	if (json_object_get(o, "refus") && !refus_lu(lu_str(&c->l, o, "refus"), &ret->acte.refus))
		cas_faux(&c->l, "motif inconnu");
	if (json_object_get(o, "decision") &&
	    !statut_decision_lue(lu_str(&c->l, o, "decision"), &ret->faits.decision))
		cas_faux(&c->l, "décision inconnue");
	ret->acte.raison = lu_bool(o, "raison");
	ret->faits.publie_avant = lu_bool(o, "publie_avant");
	ret->faits.a_code = lu_bool(o, "a_code");
	ret->faits.corrigee = lu_bool(o, "corrigee");
	ret->faits.perte_echue = lu_bool(o, "perte_echue");
	json_decref(o);
	json_object_del(c->json, "acte");

	dossier_du_cas(c, &d, &p);
	regle_verdict(&d, &p, &ret->verdict);
	ret->faits.importable = ret->verdict.importable && !ret->absente;
	ret->faits.attend_saio = ret->verdict.attend_saio;
	ret->faits.perimetre = ret->verdict.perimetre;
}

static void dire_statut(struct cas *c, struct buf *out)
{
	static const char *const effets[] = {"code", "sans_code", "alerte", "fin_alerte",
					     "parcoursup"};
	struct lu_acte l;
	struct statut_issue i;

	lu_acte(c, &l);
	i = statut_appliquer(l.statut, &l.acte, &l.faits);
	buf_printf(out, "%s %s", statut_code(i.statut), statut_decision_code(i.decision));
	for (size_t e = 0; e < sizeof effets / sizeof *effets; e++)
		if (i.effets >> e & 1)
			buf_printf(out, " %s", effets[e]);
	if (i.empechement)
		buf_printf(out, "\n%s",
			   statut_empechement_phrase(c->l.a, &i, &l.acte,
						     phrase_motif(c->l.a, &l.verdict)));
}

static void dire_saison(struct cas *c, struct buf *out)
{
	struct lu_acte l;
	enum saison_cause cause;

	lu_acte(c, &l);
	cause = saison_cause(l.remplacee, l.absente ? NULL : &l.verdict, l.statut);
	buf_printf(out, "%s %s\n%s", saison_code(cause), acteur_code(saison_acteur(cause)),
		   saison_libelle(cause));
}

static void dire_retour(struct cas *c, struct buf *out)
{
	const struct retour_erreur *e;

	cles_connues(&c->l, c->json, "message");
	e = retour_erreur(lu_str(&c->l, c->json, "message"));
	buf_printf(out, "%s %s", e->code, statut_evenement_code(e->evenement));
}

/* --- the reading of a file of cases ---------------------------------------------------------- */

static void juger(struct cas *c, void (*dire)(struct cas *, struct buf *), int numero)
{
	AUTO_BUF vu;

	buf_init(&vu, 1 << 16);
	if (numero)
		dire_critere(c, &vu, numero);
	else
		dire(c, &vu);
	tap.verifies++;
	if (str_eq(buf_view(&vu), c->attendu))
		return;
	if (tap.rates++ < TAP_DITS_MAX)
		printf("# %s:%d: %s\n#   vu     %s\n#   voulu  %.*s\n", c->fichier, c->ligne,
		       c->l.titre, vu.p, STR_FMT(c->attendu));
}

/* A block: title, JSON (its lines start with a brace or white space), what is expected. NUL-terminates its parts. */
static void juger_bloc(struct cas *c, char *bloc, void (*dire)(struct cas *, struct buf *),
		       int numero)
{
	char *json = strchr(bloc, '\n');
	char *attendu;
	json_error_t erreur;

	c->l.titre = bloc;
	if (!json)
		cas_faux(&c->l, "%s:%d : rien après le titre", c->fichier, c->ligne);
	*json++ = '\0';
	for (attendu = json; attendu && strchr("{} \t", *attendu);) {
		attendu = strchr(attendu, '\n');
		attendu = attendu ? attendu + 1 : NULL;
	}
	if (!attendu || attendu == json)
		cas_faux(&c->l, "%s:%d : il manque le JSON ou le résultat", c->fichier, c->ligne);
	attendu[-1] = '\0';
	c->json = json_loads(json, JSON_REJECT_DUPLICATES, &erreur);
	if (!c->json)
		cas_faux(&c->l, "%s:%d : %s", c->fichier, c->ligne, erreur.text);
	c->attendu = str_of(attendu);
	c->l.a = arena_new(0);
	juger(c, dire, numero);
	bords_free(&c->l);
	arena_free(c->l.a);
	json_decref(c->json);
}

static void juger_fichier(const char *nom, void (*dire)(struct cas *, struct buf *), int numero)
{
	char *texte = fichier_entier(nom), *p = texte;
	int ligne = 1;

	while (*p) {
		char *fin = strstr(p, "\n\n");
		struct cas c = {.fichier = nom, .ligne = ligne};
		int lignes = 1;

		if (*p == '\n' || *p == '#') { /* an empty line, a comment */
			p += strcspn(p, "\n") + (*p != '\0');
			ligne++;
			continue;
		}
		if (!fin)
			fin = p + strlen(p);
		while (fin > p && fin[-1] == '\n' && !fin[0])
			*--fin = '\0';
		for (const char *q = p; q < fin; q++)
			lignes += *q == '\n';
		if (*fin)
			*fin++ = '\0';
		juger_bloc(&c, p, dire, numero);
		p = fin;
		ligne += lignes;
	}
	mem_free(texte);
}

#define CRITERE(n)                                                                                 \
	TEST(critere_##n)                                                                          \
	{                                                                                          \
		juger_fichier(DOSSIER "critere_" #n ".cas", NULL, n);                              \
	}
CRITERE(1)
CRITERE(2)
CRITERE(3)
CRITERE(4)
CRITERE(5)
CRITERE(6)
CRITERE(7)
CRITERE(8)

#define CAS(nom, dire)                                                                             \
	TEST(nom)                                                                                  \
	{                                                                                          \
		juger_fichier(DOSSIER #nom ".cas", dire, 0);                                       \
	}
CAS(mentions, dire_mentions)
CAS(classification, dire_verdict)
CAS(signalements, dire_signalements)
CAS(perimetre, dire_perimetre)
CAS(retenue, dire_retenue)
CAS(codes, dire_code)
CAS(phrases, dire_phrase)
CAS(statuts, dire_statut)
CAS(saisons, dire_saison)
CAS(retours, dire_retour)

TEST(un_octet_nul_n_est_pas_une_absence)
{
	OK(code_renseigne((struct str){"", 1})); /* JSON cannot hold it */
}

TEST(chaque_raison_a_son_cas_et_sa_phrase)
{
	for (int r = RAISON_AUCUNE + 1; r < RAISON__MAX; r++) {
		if (!tap_ok(raison_vue[r] && phrase_vue[r], __FILE__, __LINE__, noms[r]))
			printf("#   %s : %s\n", noms[r],
			       raison_vue[r] ? "aucun cas dans phrases.cas"
					     : "aucun cas ne la donne");
	}
}
