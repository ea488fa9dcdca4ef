/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * alertes.c - « relais alertes »: what somebody must look at before a date, for a région, an académie, an actor
 */
#include "parcoursup/alertes.h"

#include "base/fichier.h"
#include "base/json_out.h"
#include "cli/ecran.h"
#include "cli/options.h"
#include "cli/sortie.h"
#include "format/tableur.h"
#include "referentiel/memoire.h"

enum { MONTREES = 20, RETRAIT = 2, COLONNES_CSV = 14 };

/* What is asked. */
struct demande {
	const char *region, *academie, *acteur, *fichier;
	bool json, csv;
	int campagne, date;
	enum role role; /* of acteur; ROLE__MAX: any */
};

/* The alerts that were asked for. */
struct choix {
	const struct etude *e;
	const struct demande *d;
	struct VEC(const struct alerte *) liste;
	int64_t n[ALERTE__MAX];
};

/* A date of the campagne has no place: it is everybody's. */
static bool demandee(const struct demande *d, const struct alerte *a)
{
	const bool date = a->code == ALERTE_JALON;

	if (d->region && !date && !str_eq(a->region, str_of(d->region)))
		return false;
	if (d->academie && !date && !str_eq(a->academie, str_of(d->academie)))
		return false;
	return d->role == ROLE__MAX || alerte_pour(a, d->role);
}

static struct str iso(struct arena *a, int date)
{
	char texte[11] = "";

	if (date)
		date_iso_texte(date, texte);
	return str_of(arena_cstr(a, str_of(texte)));
}

static void csv(const struct choix *c, struct buf *out)
{
	static const struct tableur_colonne COLONNES[COLONNES_CSV] = {
		{"code", TABLEUR_TEXTE, 0, NULL},     {"gravite", TABLEUR_TEXTE, 0, NULL},
		{"depuis", TABLEUR_DATE, 0, NULL},    {"avant", TABLEUR_DATE, 0, NULL},
		{"cle", TABLEUR_TEXTE, 0, NULL},      {"id", TABLEUR_NOMBRE, 0, NULL},
		{"intitule", TABLEUR_TEXTE, 0, NULL}, {"formation", TABLEUR_TEXTE, 0, NULL},
		{"uai", TABLEUR_TEXTE, 0, NULL},      {"region", TABLEUR_TEXTE, 0, NULL},
		{"academie", TABLEUR_TEXTE, 0, NULL}, {"acteur", TABLEUR_TEXTE, 0, NULL},
		{"pour", TABLEUR_TEXTE, 0, NULL},     {"phrase", TABLEUR_TEXTE, 0, NULL}};
	struct arena *a = c->e->arena;

	csv_debut(out, COLONNES, COLONNES_CSV);
	for (size_t i = 0; i < c->liste.n; i++) {
		const struct alerte *x = c->liste.v[i];
		const struct str cellules[COLONNES_CSV] = {
			str_of(alerte_code(x->code)),
			str_of(alerte_gravite_code(x->gravite)),
			iso(a, x->depuis),
			iso(a, x->avant),
			x->cle,
			x->offre ? str_of(arena_printf(a, "%lld", (long long)x->offre)) : STR_VIDE,
			x->intitule,
			x->formation,
			x->uai,
			x->region,
			x->academie,
			str_of(acteur_code(x->acteur)),
			str_of(x->roles),
			str_of(x->phrase)};

		csv_ligne(out, cellules, COLONNES_CSV);
	}
}

static void roles_json(struct json_out *j, const char *roles)
{
	json_cle(j, "pour");
	json_liste(j);
	while (*roles) {
		const size_t n = strcspn(roles, ",");

		json_texte(j, (struct str){roles, n});
		roles += n + (roles[n] == ',');
	}
	json_fin_liste(j);
}

static void alerte_json(const struct choix *c, const struct alerte *x, struct json_out *j)
{
	struct arena *a = c->e->arena;

	json_objet(j);
	json_champ(j, "code", str_of(alerte_code(x->code)));
	json_champ(j, "gravite", str_of(alerte_gravite_code(x->gravite)));
	json_champ(j, "depuis", iso(a, x->depuis));
	json_champ(j, "avant", iso(a, x->avant));
	json_champ(j, "cle", x->cle);
	json_cle(j, "id");
	if (x->offre)
		json_entier(j, x->offre);
	else
		json_rien(j);
	json_champ(j, "intitule", x->intitule);
	json_champ(j, "formation", x->formation);
	json_champ(j, "uai", x->uai);
	json_champ(j, "region", x->region);
	json_champ(j, "academie", x->academie);
	json_champ(j, "acteur", str_of(acteur_code(x->acteur)));
	roles_json(j, x->roles);
	json_champ(j, "phrase", str_of(x->phrase));
	json_fin_objet(j);
}

static void json(const struct choix *c, struct buf *out)
{
	struct json_out j;

	json_init(&j, out, 2);
	json_objet(&j);
	json_champ_entier(&j, "campagne", c->e->campagne.annee);
	json_champ(&j, "date", iso(c->e->arena, c->e->jour));
	json_cle(&j, "comptes");
	json_liste(&j);
	for (int i = 0; i < ALERTE__MAX; i++) {
		json_objet(&j);
		json_champ(&j, "code", str_of(alerte_code((enum alerte_code)i)));
		json_champ(&j, "libelle", str_of(alerte_libelle((enum alerte_code)i)));
		json_champ_entier(&j, "nombre", c->n[i]);
		json_fin_objet(&j);
	}
	json_fin_liste(&j);
	json_cle(&j, "alertes");
	json_liste(&j);
	for (size_t i = 0; i < c->liste.n; i++)
		alerte_json(c, c->liste.v[i], &j);
	json_fin_liste(&j);
	json_fin_objet(&j);
	buf_char(out, '\n');
}

static const struct {
	const char *signe;
	enum style style;
} SIGNES[ALERTE_GRAVITE__MAX] = {
	[ALERTE_HAUTE] = {"✖", STYLE_ROUGE},
	[ALERTE_MOYENNE] = {"?", STYLE_JAUNE},
	[ALERTE_BASSE] = {"–", STYLE_GRIS},
};

/* « offre n° 12, BTS MCO · formation 31007 · UAI 0949902C · académie de Créteil » */
static const char *de_quoi(const struct choix *c, const struct alerte *x)
{
	struct arena *a = c->e->arena;
	const struct str academie = academie_nom(x->academie);
	const char *texte = x->offre ? arena_printf(a, "Offre n° %lld, %.*s", (long long)x->offre,
						    STR_FMT(x->intitule))
				     : arena_cstr(a, x->intitule);

	if (x->formation.n)
		texte = arena_printf(a, "%s%sformation %.*s", texte, texte[0] ? " · " : "",
				     STR_FMT(x->formation));
	if (x->uai.n)
		texte = arena_printf(a, "%s · UAI %.*s", texte, STR_FMT(x->uai));
	if (academie.n)
		texte = arena_printf(a, "%s · académie de %.*s", texte, STR_FMT(academie));
	return texte;
}

/* Who acts, since when, before when. */
static const char *qui_quand(const struct choix *c, const struct alerte *x)
{
	struct arena *a = c->e->arena;
	const char *texte = x->acteur ? acteur_libelle(x->acteur) : "rien à faire";

	if (x->avant)
		texte = arena_printf(a, "%s, avant le %s", texte, date_longue(a, x->avant));
	if (x->depuis)
		texte = arena_printf(a, "%s (depuis le %s)", texte, date_longue(a, x->depuis));
	return texte;
}

static void alerte_texte(const struct choix *c, struct ecran *e, const struct alerte *x)
{
	const struct paragraphe suite = {STYLE_NORMAL, RETRAIT + 2, RETRAIT + 2, false};
	const char *quoi = de_quoi(c, x);

	buf_cstr(e->out, "  ");
	ecran_mot(e, SIGNES[x->gravite].style, SIGNES[x->gravite].signe);
	buf_char(e->out, ' ');
	if (!quoi[0]) { /* a date says everything by itself */
		ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, 4, 4, true}, x->phrase);
		return;
	}
	ecran_paragraphe(e, (struct paragraphe){STYLE_GRAS, 4, 4, true}, quoi);
	ecran_paragraphe(e, suite, x->phrase);
	ecran_paragraphe(e, suite, arena_printf(c->e->arena, "→ %s", qui_quand(c, x)));
}

static void groupe(const struct choix *c, struct ecran *e, enum alerte_code code)
{
	int64_t dites = 0;

	if (!c->n[code])
		return;
	ecran_titre(e, arena_printf(c->e->arena, "%s : %s", alerte_libelle(code),
				    nombre_francais(c->e->arena, c->n[code])));
	for (size_t i = 0; i < c->liste.n && dites < MONTREES; i++) {
		if (c->liste.v[i]->code != code)
			continue;
		alerte_texte(c, e, c->liste.v[i]);
		dites++;
	}
	if (c->n[code] > dites)
		ecran_paragraphe(e, (struct paragraphe){STYLE_GRIS, RETRAIT, RETRAIT, false},
				 arena_printf(c->e->arena,
					      "… et %s de plus : --csv les donne toutes.",
					      nombre_francais(c->e->arena, c->n[code] - dites)));
}

static const char *resume(const struct choix *c)
{
	struct arena *a = c->e->arena;
	const struct campagne *p = &c->e->campagne;
	const int64_t offres = (int64_t)c->liste.n - c->n[ALERTE_JALON];
	int64_t hautes = 0;

	if (c->e->jour > p->jalon[JALON_DERNIER_VERSEMENT])
		return arena_printf(
			a,
			"La campagne est close depuis le %s : il n'y a plus rien à corriger pour elle.",
			date_longue(a, p->jalon[JALON_DERNIER_VERSEMENT]));
	for (size_t i = 0; i < c->liste.n; i++)
		hautes += c->liste.v[i]->gravite == ALERTE_HAUTE &&
			  c->liste.v[i]->code != ALERTE_JALON;
	if (!offres)
		return "Aucune offre ni formation en alerte.";
	return arena_printf(a, "%s alerte%s sur des offres ou des formations, dont %s urgente%s.",
			    nombre_francais(a, offres), offres > 1 ? "s" : "",
			    nombre_francais(a, hautes), hautes > 1 ? "s" : "");
}

static void texte(const struct choix *c, struct buf *out)
{
	struct ecran e;

	ecran_init(&e, out);
	ecran_paragraphe(&e, (struct paragraphe){.style = STYLE_GRAS},
			 arena_printf(c->e->arena, "Campagne %d, au %s", c->e->campagne.annee,
				      date_longue(c->e->arena, c->e->jour)));
	ecran_paragraphe(&e, (struct paragraphe){0}, resume(c));
	for (int i = 0; i < ALERTE__MAX; i++)
		groupe(c, &e, (enum alerte_code)i);
}

static int rendre(const struct choix *c)
{
	struct incident inc = {0};
	AUTO_BUF out;

	buf_init(&out, ECRAN_MAX);
	if (c->d->csv)
		csv(c, &out);
	else if (c->d->json)
		json(c, &out);
	else
		texte(c, &out);
	if (!c->d->fichier || strcmp(c->d->fichier, "-") == 0)
		return sortie_texte(buf_view(&out), SORTIE_OK);
	if (fichier_remplacer(c->d->fichier, buf_view(&out), &inc))
		return cli_incident(&inc);
	return sortie_texte(
		str_of(arena_printf(c->e->arena, "%s\nÉcrit : %s\n", resume(c), c->d->fichier)),
		SORTIE_OK);
}

static int repondre(struct etude *e, const void *demande)
{
	const struct demande *d = demande;
	const struct alertes_demande q = {&e->vue, &e->campagne, e->jour};
	struct choix c = {.e = e, .d = d};
	struct incident inc = {0};
	struct alertes alertes;
	int code;

	if (alertes_lire(e->db, &q, e->arena, &alertes, &inc)) {
		code = cli_incident(&inc);
	} else {
		for (size_t i = 0; i < alertes.liste.n; i++) {
			if (!demandee(d, &alertes.liste.v[i]))
				continue;
			*VEC_PUSH(&c.liste) = &alertes.liste.v[i];
			c.n[alertes.liste.v[i].code]++;
		}
		code = rendre(&c);
	}
	VEC_FREE(&c.liste);
	alertes_liberer(&alertes);
	return code;
}

/* --region, --academie and --acteur mean something. SORTIE_OK, or told. */
static int lire(struct demande *d)
{
	static const enum role PERMIS[] = {ROLE_CFA, ROLE_CARIF, ROLE_SAIO, ROLE_SCN};

	if (d->region && !region_nom(str_of(d->region)).n)
		return cli_erreur(
			"« %s » n'est pas le code d'une région : deux chiffres, par exemple 11 pour l'Île-de-France.",
			d->region);
	if (d->academie && !academie_nom(str_of(d->academie)).n)
		return cli_erreur(
			"« %s » n'est pas le code d'une académie : deux chiffres, par exemple 24 pour Créteil.",
			d->academie);
	if (d->json && d->csv)
		return cli_erreur(
			"« --json » et « --csv » ne vont pas ensemble : demandez l'un, puis l'autre.");
	d->role = ROLE__MAX;
	for (size_t i = 0; d->acteur && i < sizeof PERMIS / sizeof *PERMIS; i++)
		if (str_eq(str_of(d->acteur), str_of(role_code(PERMIS[i]))))
			d->role = PERMIS[i];
	if (d->acteur && d->role == ROLE__MAX)
		return cli_erreur(
			"« %s » n'est pas un acteur. Ceux qui ont des alertes sont cfa, carif, saio et scn.",
			d->acteur);
	return SORTIE_OK;
}

int cli_alertes(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais alertes --campagne 2024",
		"relais alertes --campagne 2024 --academie 24 --acteur saio",
		"relais alertes --campagne 2024 --region 53 --acteur cfa --csv -o bretagne.csv",
		NULL};
	static const char *const NOTES[] = {
		"Une date de la campagne est dans toutes les régions et toutes les académies.",
		NULL};
	static const struct commande_aide AIDE = {
		"alertes --campagne N [--date D] [--region R] [--academie A] [--acteur cfa|carif|saio|scn] [--json | --csv] [-o FICHIER]",
		"Ce qui était importable et ne l'est plus, n'est pas renouvelé, finit trop tôt, attend une personne ou est refusé ; les dates "
		"proches. Pour chaque alerte : depuis quand, qui agit, avant quand.",
		EXEMPLES, NOTES};
	struct demande d = {0};
	const struct option_cli options[] = {
		OPTION_CAMPAGNE(&d.campagne),
		OPTION_CONNU_LE(&d.date),
		{"--region", "R", "celles d'une région (code INSEE : 11, 53…)", OPTION_TEXTE, false,
		 &d.region},
		{"--academie", "A", "celles d'une académie (deux chiffres : 24, 01…)", OPTION_TEXTE,
		 false, &d.academie},
		{"--acteur", "QUI", "la liste d'un acteur : cfa, carif, saio ou scn", OPTION_TEXTE,
		 false, &d.acteur},
		OPTION_JSON(&d.json),
		{"--csv", NULL, "un tableau pour tableur", OPTION_DRAPEAU, false, &d.csv},
		{"-o", "FICHIER", "où écrire (sinon, ou - : la sortie standard)", OPTION_TEXTE,
		 false, &d.fichier},
	};
	struct arguments args = {
		.aide = &AIDE, .options = options, .n_options = sizeof options / sizeof *options};
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return options_code(etat);
	if (lire(&d))
		return SORTIE_ERREUR;
	return etude_faire(cli, d.campagne, d.date, repondre, &d);
}
