/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * export.c - « relais export »: the offers of the base in a format that others read
 *
 * Each format is three functions: what stands before the offers, one offre, what stands after.
 */
#include <stdlib.h>

#include "cli/depot.h"
#include "cli/filtre.h"
#include "cli/options.h"
#include "export/export.h"
#include "export/ligne.h"
#include "format/lheo_ecrire.h"

/* An export on its way. */
struct sortant {
	struct etude *e;
	const struct filtre *filtre;
	bool juge; /* with the verdicts of a campagne */
	int date; /* of the facts */
	struct depot depot;
	struct classeur *classeur;
	struct tableur_colonne colonnes[EXPORT_COLONNES_MAX];
	size_t n_colonnes;
	struct arena *arena; /* of one offre */
	struct incident *inc;
	int64_t offres;
};

struct export_forme {
	bool textes;
	enum err (*debut)(struct sortant *s);
	enum err (*offre)(struct sortant *s, const struct export_offre *o);
	enum err (*fin)(struct sortant *s);
};

static enum err lheo_debut(struct sortant *s)
{
	lheo_ecrire_debut(depot_tampon(&s->depot));
	return OK;
}

static enum err lheo_offre(struct sortant *s, const struct export_offre *o)
{
	export_lheo(depot_tampon(&s->depot), s->arena, o);
	return OK;
}

/* LHEO has no file without a formation. */
static enum err lheo_fin(struct sortant *s)
{
	if (!s->offres) {
		incident_set(s->inc, E_ABSENT,
			     "Aucune offre à exporter : un fichier LHEO en contient au moins une.");
		incident_remede(s->inc, "Vérifiez les filtres, ou importez d'abord un flux.");
		return E_ABSENT;
	}
	lheo_ecrire_fin(depot_tampon(&s->depot), s->date);
	return OK;
}

static enum err rien(struct sortant *s)
{
	(void)s;
	return OK;
}

static enum err ndjson_offre(struct sortant *s, const struct export_offre *o)
{
	export_ndjson(depot_tampon(&s->depot), s->arena, o);
	return OK;
}

static enum err csv_commencer(struct sortant *s)
{
	csv_debut(depot_tampon(&s->depot), s->colonnes, s->n_colonnes);
	return OK;
}

static enum err csv_offre(struct sortant *s, const struct export_offre *o)
{
	struct str cellules[EXPORT_COLONNES_MAX];

	for (size_t i = 0; i < export_lignes(o); i++) {
		export_ligne(s->arena, o, i, cellules);
		csv_ligne(depot_tampon(&s->depot), cellules, s->n_colonnes);
	}
	return OK;
}

/* The paragraphs of « Lisez-moi »; in the etude's arena. */
static const char *const *presenter(struct sortant *s)
{
	struct arena *a = s->e->arena;
	const char **p = arena_alloc(a, 8 * sizeof *p);
	size_t n = 0;

	p[n++] = "Offres de formation en apprentissage";
	p[n++] = date_pleine(s->date) ? arena_printf(a, "Telles que relais les connaissait le %s.",
						     date_longue(a, s->date))
				      : "Telles que relais les connaît.";
	if (s->juge)
		p[n++] = arena_printf(a, "Les verdicts sont ceux de la campagne %d.",
				      s->e->campagne.annee);
	p[n++] = "Une ligne par session ; une offre sans session a une seule ligne.";
	p[n++] = "Une cellule vide : rien n'a été déclaré, ou la base ne le sait pas.";
	p[n++] =
		"Les codes sont des textes : leurs zéros sont gardés. Les dates complètes sont des dates.";
	return p;
}

static enum err xlsx_debut(struct sortant *s)
{
	const struct classeur_demande demande = {
		.chemin = s->depot.temporaire,
		.dossier = getenv("TMPDIR"),
		.feuille = "Offres",
		.date = s->date,
		.colonnes = s->colonnes,
		.n = s->n_colonnes,
		.presentation = presenter(s),
	};

	return classeur_ouvrir(&demande, &s->classeur, s->inc);
}

static enum err xlsx_offre(struct sortant *s, const struct export_offre *o)
{
	struct str cellules[EXPORT_COLONNES_MAX];
	enum err err = OK;

	for (size_t i = 0; !err && i < export_lignes(o); i++) {
		export_ligne(s->arena, o, i, cellules);
		err = classeur_ligne(s->classeur, cellules, s->inc);
	}
	return err;
}

static enum err xlsx_fin(struct sortant *s)
{
	struct classeur *c = s->classeur;

	s->classeur = NULL;
	return classeur_finir(c, s->inc);
}

enum { FORME_LHEO, FORME_CSV, FORME_XLSX, FORME_NDJSON, FORME__N };
static const struct export_forme FORMES[FORME__N] = {
	[FORME_LHEO] = {true, lheo_debut, lheo_offre, lheo_fin},
	[FORME_CSV] = {false, csv_commencer, csv_offre, rien},
	[FORME_XLSX] = {false, xlsx_debut, xlsx_offre, xlsx_fin},
	[FORME_NDJSON] = {false, rien, ndjson_offre, rien},
};

struct passage {
	struct sortant *s;
	const struct export_forme *forme;
};

static bool passe(void *ctx, const struct offre_lue *offre, const struct verdict *verdict)
{
	const struct passage *p = ctx;

	return filtre_passe(p->s->filtre, offre, verdict);
}

static enum err recevoir(void *ctx, const struct export_offre *o)
{
	struct passage *p = ctx;
	enum err err;

	arena_reset(p->s->arena);
	p->s->offres++;
	err = p->forme->offre(p->s, o);
	depot_suite(&p->s->depot);
	return err;
}

/* Everything between the opening of the place and its end. */
static enum err remplir(struct sortant *s, const struct export_forme *forme)
{
	struct etude *e = s->e;
	struct passage p = {s, forme};
	const struct export_demande demande = {
		.vue = &e->vue,
		.campagne = s->juge ? &e->campagne : NULL,
		.textes = forme->textes,
		.passe = passe,
		.recevoir = recevoir,
		.ctx = &p,
	};
	enum err err = vue_date_flux(e->db, &e->vue, &s->date);

	if (!err && !(err = forme->debut(s)))
		err = exporter(e->db, &demande);
	if (!err)
		err = forme->fin(s);
	if (err && !s->inc->message[0])
		*s->inc = *db_incident(e->db);
	return err;
}

static int sortir(struct etude *e, const struct filtre *f, const struct export_forme *forme,
		  const char *fichier)
{
	struct incident inc = {0};
	struct sortant s = {.e = e, .filtre = f, .juge = e->campagne.annee != 0, .inc = &inc};
	enum err err;

	s.arena = arena_new(0);
	s.n_colonnes = export_colonnes(s.juge, s.colonnes);
	err = depot_ouvrir(&s.depot, fichier, &inc);
	if (!err && !(err = remplir(&s, forme)))
		err = depot_finir(&s.depot, &inc);
	classeur_abandonner(s.classeur);
	depot_abandonner(&s.depot);
	arena_free(s.arena);
	if (err)
		return cli_incident(&inc);
	if (!s.offres)
		cli_note("Aucune offre ne correspond : le fichier n'a que son en-tête.");
	return SORTIE_OK;
}

static const struct export_forme *forme_choisie(const bool *choix)
{
	const struct export_forme *forme = NULL;

	for (int i = 0; i < FORME__N; i++) {
		if (choix[i] && forme)
			return NULL;
		if (choix[i])
			forme = &FORMES[i];
	}
	return forme;
}

int cli_export(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais export --csv --campagne 2024 --region 53 -o bretagne.csv",
		"relais export --xlsx --campagne 2024 --importable non -o a-corriger.xlsx",
		"relais export --lheo --source lheo:11 -o ile-de-france.xml",
		"relais export --ndjson > offres.ndjson", NULL};
	static const char *const NOTES[] = {
		"CSV et XLSX : une ligne par session ; NDJSON : une offre par ligne.",
		"LHEO : version 2.3 ; l'importer de nouveau avec la même --source ne change rien.",
		"Sans --campagne, il n'y a pas de verdict.", NULL};
	static const struct commande_aide AIDE = {
		"export --lheo|--csv|--xlsx|--ndjson [--campagne N] [--date D] [filtres] [-o FICHIER]",
		"Les offres de la base, dans un format que d'autres lisent.", EXEMPLES, NOTES};
	bool choix[FORME__N] = {false};
	struct filtre f = {0};
	const char *fichier = NULL;
	int campagne = SANS_CAMPAGNE, date = 0, code;
	const struct option_cli options[] = {
		{"--lheo", NULL, "LHEO 2.3", OPTION_DRAPEAU, false, &choix[FORME_LHEO]},
		{"--csv", NULL, "CSV pour un tableur", OPTION_DRAPEAU, false, &choix[FORME_CSV]},
		{"--xlsx", NULL, "classeur", OPTION_DRAPEAU, false, &choix[FORME_XLSX]},
		{"--ndjson", NULL, "JSON, une offre par ligne", OPTION_DRAPEAU, false,
		 &choix[FORME_NDJSON]},
		{"--campagne", "N", "avec les verdicts de cette campagne (2024)", OPTION_ENTIER,
		 false, &campagne},
		OPTION_CONNU_LE(&date),
		FILTRE_OPTIONS(&f),
		{"-o", "FICHIER", "où écrire (sinon, ou - : la sortie standard)", OPTION_TEXTE,
		 false, &fichier},
	};
	struct arguments args = {
		.aide = &AIDE, .options = options, .n_options = sizeof options / sizeof *options};
	const struct export_forme *forme;
	struct etude e;
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return options_code(etat);
	if (!(forme = forme_choisie(choix)))
		return cli_erreur(
			"Choisissez un format, et un seul : --lheo, --csv, --xlsx ou --ndjson.");
	if (campagne == SANS_CAMPAGNE && filtre_juge(&f))
		return cli_erreur(
			"--classification, --importable et --critere regardent un verdict : "
			"donnez aussi --campagne, par exemple --campagne 2024.");
	if (filtre_lire(&f) || etude_ouvrir(&e, cli, campagne, date))
		return SORTIE_ERREUR;
	code = filtre_ouvrir(&f, &e);
	if (!code)
		code = sortir(&e, &f, forme, fichier);
	filtre_liberer(&f);
	etude_fermer(&e);
	return code;
}
