/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verdicts.c - « relais verdicts »: judge every offre, keep what changed, list them in the order of their clés
 *
 * The rules run in the order of numbers, the list is in the order of clés: each line is written into a draft as it comes, and the draft is copied in
 * the order that the base's index gives. So the memory is that of one small entry an offre, whatever their number.
 */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "cli/filtre.h"
#include "cli/options.h"
#include "cli/sortie.h"
#include "cli/verdict_ligne.h"
#include "offre/cles.h"

enum { LIGNE_MAX = 64 * 1024 };

#define NUMERO_MAX ((UINT64_C(1) << 40) - 1)
#define LONGUEUR_MAX ((UINT64_C(1) << 24) - 1)

/* 16 bytes an offre: what the memory of the command grows by. */
struct entree {
	uint64_t numero : 40;
	uint64_t n : 24;
	uint64_t ou;
};
_Static_assert(LIGNE_MAX <= LONGUEUR_MAX, "a line's length fits");

struct liste {
	const struct cli *cli;
	struct etude *e;
	const struct filtre *filtre;
	const struct verdict_forme *forme;
	struct brouillon brouillon;
	struct VEC(struct entree) entrees; /* in the order of numbers */
	struct buf ligne;
	struct arena *arena;
	struct sortie *sortie;
	size_t ecrites;
	int64_t jugees; /* offers of the vue, listed or not */
};

static enum err recevoir(void *ctx, const struct offre_lue *offre, const struct verdict *verdict)
{
	struct liste *l = ctx;

	l->jugees++;
	if (!filtre_passe(l->filtre, offre, verdict))
		return OK;
	buf_reset(&l->ligne);
	arena_reset(l->arena);
	l->forme->ligne(&l->ligne, l->arena, offre, verdict);
	*VEC_PUSH(&l->entrees) = (struct entree){
		.numero = (uint64_t)offre->dossier.offre & NUMERO_MAX,
		.n = l->ligne.n & LONGUEUR_MAX,
		.ou = brouillon_ajouter(&l->brouillon, buf_view(&l->ligne)),
	};
	return OK;
}

static int par_numero(const void *a, const void *b)
{
	const struct entree *x = a, *y = b;

	return (x->numero > y->numero) - (x->numero < y->numero);
}

static enum err copier(void *ctx, int64_t numero)
{
	struct liste *l = ctx;
	const struct entree cherchee = {.numero = (uint64_t)numero & NUMERO_MAX};
	const struct entree *e = l->entrees.n ? bsearch(&cherchee, l->entrees.v, l->entrees.n,
							sizeof cherchee, par_numero)
					      : NULL;

	if (!e)
		return OK;
	if (l->ecrites++)
		sortie_ajouter(l->sortie, str_of(l->forme->entre));
	return brouillon_copier(&l->brouillon, e->ou, e->n, l->sortie);
}

static void oublier(struct liste *l)
{
	l->entrees.n = 0;
	l->jugees = 0;
	brouillon_vider(&l->brouillon);
}

/* Judge and keep. False: it could not be done, and the etude is still (or again) a reading one. */
static bool garder(struct liste *l, enum err *err)
{
	struct etude *e = l->e;
	struct verdicts_bilan bilan;
	struct incident inc = {0};
	bool a_jour;

	if (verdicts_a_jour(e->db, e->campagne.annee, &a_jour) || a_jour)
		return false;
	if (!etude_ecrire(e, l->cli, &inc)) {
		cli_note("Les verdicts sont calculés mais pas gardés dans la base. %s",
			 inc.message);
		return false;
	}
	*err = verdicts_garder(e->db, &e->vue, &e->campagne, (struct verdicts_puits){recevoir, l},
			       &bilan);
	if (!*err)
		*err = tx_commit(&e->tx);
	if (*err) {
		inc = *db_incident(e->db);
		tx_rollback(&e->tx);
		cli_note("Les verdicts sont calculés mais pas gardés dans la base. %s",
			 inc.message);
		oublier(l);
		*err = tx_begin(e->db, TX_LECTURE, &e->tx);
		return *err != OK;
	}
	if ((*err = db_range(e->db)))
		return true;
	*err = tx_begin(e->db, TX_LECTURE, &e->tx);
	return true;
}

static enum err juger(struct liste *l)
{
	struct etude *e = l->e;
	const struct verdicts_demande demande = {.vue = &e->vue, .campagne = &e->campagne};
	struct verdicts_bilan bilan;
	enum err err = OK;

	if (e->vue.courante && garder(l, &err))
		return err;
	if (err)
		return err;
	return verdicts_juger(e->db, &demande, (struct verdicts_puits){recevoir, l}, &bilan);
}

/* The lines in their order, then the count for a person. */
static int imprimer(struct liste *l)
{
	struct incident inc = {0};
	struct sortie sortie;
	enum err err;

	if (brouillon_fin(&l->brouillon, &inc))
		return cli_incident(&inc);
	l->sortie = &sortie;
	sortie_init(&sortie);
	sortie_ajouter(&sortie, str_of(l->forme->debut));
	err = offres_par_cle(l->e->db, &l->e->vue, (struct cles_puits){copier, l});
	if (err)
		return cli_incident(db_incident(l->e->db));
	sortie_ajouter(&sortie, str_of(l->forme->fin));
	if (strcmp(l->forme->nom, "table") == 0) {
		buf_reset(&l->ligne);
		buf_printf(&l->ligne,
			   "%zu offre%s (✔ conforme, ✖ non conforme, ? à vérifier, – sans objet)\n",
			   l->ecrites, l->ecrites > 1 ? "s" : "");
		sortie_ajouter(&sortie, buf_view(&l->ligne));
	}
	return sortie_fin(&sortie, SORTIE_OK);
}

/* What is asked for. */
struct demande {
	const struct cli *cli;
	struct filtre filtre;
	const struct verdict_forme *forme;
};

static int lister(struct etude *e, const void *demande)
{
	const struct demande *d = demande;
	struct filtre f = d->filtre;
	struct liste l = {
		.cli = d->cli, .e = e, .filtre = &f, .forme = d->forme, .arena = arena_new(0)};
	int code;

	brouillon_init(&l.brouillon);
	buf_init(&l.ligne, LIGNE_MAX);
	if (filtre_ouvrir(&f, e))
		code = SORTIE_ERREUR;
	else if (juger(&l))
		code = cli_incident(db_incident(e->db));
	else
		code = imprimer(&l);
	if (code == SORTIE_OK && !l.jugees)
		cli_note(
			"La base ne contient encore aucune offre : « relais import FICHIER… » lit un flux LHEO.");
	filtre_liberer(&f);
	brouillon_liberer(&l.brouillon);
	VEC_FREE(&l.entrees);
	buf_free(&l.ligne);
	arena_free(l.arena);
	return code;
}

static const struct verdict_forme *forme_de(const char *nom)
{
	for (const struct verdict_forme *f = VERDICT_FORMES; f->nom; f++)
		if (strcmp(f->nom, nom) == 0)
			return f;
	return NULL;
}

int cli_verdicts(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais verdicts --campagne 2024 > verdicts.csv",
		"relais verdicts --campagne 2024 --region 53 --critere 8 --format table",
		"relais verdicts --campagne 2024 --date 2023-11-14 --format json", NULL};
	static const char *const NOTES[] = {
		"CSV : séparateur « ; », UTF-8, une ligne par offre, dans l'ordre des clés.",
		"JSON : les mêmes clés, avec en plus « criteres » : ce qui a été vu, et le remède.",
		NULL};
	static const struct commande_aide AIDE = {
		"verdicts --campagne N [--date D] [--format csv|json|table] [filtres]",
		"Le verdict de chaque offre : les huit critères, les mentions, la classification.",
		EXEMPLES, NOTES};
	struct demande d = {.cli = cli};
	const char *format = "csv";
	int campagne = 0, date = 0;
	const struct option_cli options[] = {
		OPTION_CAMPAGNE(&campagne),
		OPTION_CONNU_LE(&date),
		{"--format", "FORMAT", "csv (par défaut), json ou table", OPTION_TEXTE, false,
		 &format},
		FILTRE_OPTIONS(&d.filtre),
	};
	struct arguments args = {
		.aide = &AIDE, .options = options, .n_options = sizeof options / sizeof *options};
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return options_code(etat);
	if (!(d.forme = forme_de(format)))
		return cli_erreur("Format inconnu : « %s ». Choisissez csv, json ou table.",
				  format);
	return filtre_lire(&d.filtre) ? SORTIE_ERREUR
				      : etude_faire(cli, campagne, date, lister, &d);
}
