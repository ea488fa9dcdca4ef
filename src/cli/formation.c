/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * formation.c - « relais formation »: which offre a formation of Parcoursup is, said by a person where nothing else says it
 */
#include "cli/ecran.h"
#include "cli/options.h"
#include "cli/sortie.h"
#include "offre/dossiers.h"
#include "parcoursup/acte.h"
#include "parcoursup/fil.h"
#include "parcoursup/formation.h"

enum { TEXTE_MAX = 64 * 1024, COL_LIBELLE = 20 };

/* What is asked. */
struct demande {
	const char *action, *code, *offre, *raison;
	int campagne, date;
};

static void champ(struct ecran *e, const char *libelle, const char *valeur)
{
	const int ou = 2 + COL_LIBELLE;

	buf_cstr(e->out, "  ");
	ecran_colonne(e, libelle, COL_LIBELLE);
	ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, ou, ou, true}, valeur);
}

/* A code of the base, in words; the code itself when the table does not have it. */
struct mot {
	const char *code, *libelle;
};
static const struct mot AVANT[] = {{"publie", "publiée"},
				   {"non_publie", "non publiée"},
				   {"inconnu", "la liste de Parcoursup ne le dit pas"},
				   {"absente", "n'existait pas"},
				   {0}};
static const struct mot PARAMETRAGE[] = {{"a_parametrer", "à paramétrer"},
					 {"en_cours", "en cours"},
					 {"valide", "validé"},
					 {"ferme", "fermé"},
					 {0}};

static const char *en_mots(struct arena *a, const struct mot *mots, struct str code)
{
	for (; mots->code; mots++)
		if (str_eq(code, str_of(mots->code)))
			return mots->libelle;
	return arena_cstr(a, code);
}

static const char *offre_dite(struct arena *a, const struct formation *f)
{
	if (f->offre)
		return arena_printf(a, "%lld, liée %s", (long long)f->offre, lien_libelle(f->lien));
	return f->lien == LIEN_AUCUN       ? "aucune"
	       : f->lien == LIEN_PLUSIEURS ? lien_libelle(f->lien)
					   : arena_printf(a, "aucune, %s", lien_libelle(f->lien));
}

static void dire(const struct etude *e, const struct formation *f, struct buf *out)
{
	struct arena *a = e->arena;
	const int avant = e->campagne.annee - 1;
	const struct {
		const char *libelle;
		enum formation_texte champ;
		const struct mot *mots;
	} CHAMPS[] = {{"Type", FT_TYPE, NULL},
		      {"Domaine", FT_DOMAINE, NULL},
		      {"Spécialité", FT_SPECIALITE, NULL},
		      {"Établissement", FT_NOM, NULL},
		      {"UAI", FT_UAI, NULL},
		      {"Code diplôme", FT_CFD, NULL},
		      {arena_printf(a, "Clé en %d", avant), FT_CLE_AVANT, NULL},
		      {arena_printf(a, "En %d", avant), FT_AVANT, AVANT},
		      {"Paramétrage", FT_PARAMETRAGE, PARAMETRAGE}};
	struct ecran ecran;

	ecran_init(&ecran, out);
	ecran_paragraphe(&ecran, (struct paragraphe){.style = STYLE_GRAS},
			 arena_printf(a, "Formation %.*s, campagne %d : %s", STR_FMT(f->code),
				      e->campagne.annee,
				      f->certifiee ? "✔ Certifiée" : "sans « Certifiée »"));
	if (!f->certifiee)
		ecran_paragraphe(&ecran, (struct paragraphe){.retrait = 2, .suite = 2},
				 arena_cstr(a, f->detail));
	for (size_t i = 0; i < sizeof CHAMPS / sizeof *CHAMPS; i++) {
		const struct str v = f->col[CHAMPS[i].champ];

		champ(&ecran, CHAMPS[i].libelle,
		      !v.n             ? "non renseigné"
		      : CHAMPS[i].mots ? en_mots(a, CHAMPS[i].mots, v)
				       : arena_cstr(a, v));
	}
	champ(&ecran, "Offre", offre_dite(a, f));
}

static int montrer(struct cli *cli, const struct demande *d)
{
	struct formations toutes = {0};
	const struct formation *f = NULL;
	struct etude e;
	AUTO_BUF out;
	enum err err;

	buf_init(&out, TEXTE_MAX);
	if (etude_ouvrir(&e, cli, d->campagne, d->date))
		return SORTIE_ERREUR;
	err = formations_connues(e.db, d->campagne, e.vue.courante ? INT64_MAX : e.vue.version,
				 e.arena, &toutes);
	if (err)
		(void)cli_incident(db_incident(e.db));
	else if ((f = formation_trouver(&toutes, str_trim(str_of(d->code)))))
		dire(&e, f, &out);
	else
		(void)cli_erreur(
			"La campagne %d n'a pas de formation « %s » dans cette base. Les codes sont dans le CSV de « relais campagne migrer %d --dry-run --csv ».",
			d->campagne, d->code, d->campagne);
	formations_liberer(&toutes);
	etude_fermer(&e);
	return f ? sortie_texte(buf_view(&out), SORTIE_OK) : SORTIE_ERREUR;
}

static enum err ecrire(struct db *db, const struct demande *d, struct rattachement_voulu *v,
		       struct incident *inc)
{
	struct vue vue;
	AUTO_TX tx = {0};
	enum err err = tx_begin(db, TX_ECRITURE, &tx);

	if (!err && !(err = vue_resoudre(db, 0, &vue)) && d->offre)
		err = offre_trouver(db, &vue, str_trim(str_of(d->offre)), &v->offre);
	if (err == E_ABSENT)
		return incident_set(inc, err, "Aucune offre n'a la clé ou le numéro « %s ».",
				    d->offre ? d->offre : "");
	if (!err && (err = formation_rattacher(db, v, inc)))
		return err;
	if (err || (err = tx_commit(&tx)))
		*inc = *db_incident(db);
	return err;
}

static int rattacher(struct cli *cli, const struct demande *d)
{
	AUTO_ARENA a = arena_new(0);
	const struct decideur qui = {cli->maintenant, cli_acteur(a), str_of(d->raison)};
	struct rattachement_voulu v = {
		.campagne = d->campagne, .formation = str_trim(str_of(d->code)), .qui = &qui};
	struct incident inc = {0};
	struct db *db;
	enum err err;
	int code = SORTIE_ERREUR;

	if (cli_base(cli, DB_ECRITURE, &db))
		return SORTIE_ERREUR;
	err = ecrire(db, d, &v, &inc);
	if (err == E_CONFLIT) {
		cli_note("Ce lien était déjà dit : rien n'a changé.");
		code = SORTIE_NON;
	} else if (err || suites_renouveler(db, cli->maintenant, &inc)) {
		(void)cli_incident(&inc);
		code = err == E_REFUS ? SORTIE_NON : SORTIE_ERREUR;
	} else {
		code = sortie_texte(
			str_of(v.offre ? arena_printf(
						 a, "La formation %s est liée à l'offre %lld.\n%s",
						 d->code, (long long)v.offre,
						 cli_a_migrer(cli, db, a, d->campagne))
				       : arena_printf(
						 a,
						 "La formation %s n'est liée à aucune offre du catalogue.\n%s",
						 d->code, cli_a_migrer(cli, db, a, d->campagne))),
			SORTIE_OK);
	}
	db_close(db);
	return code;
}

int cli_formation(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais formation montrer 47168 --campagne 2024",
		"relais formation lier 47168 12 --campagne 2024 --reason 'le CFA a confirmé'",
		"relais formation delier 47168 --campagne 2024 --reason 'fermée par le CFA'", NULL};
	static const char *const NOTES[] = {
		"Aucune migration ne défait ce lien ; « delier » dit qu'aucune offre ne lui correspond.",
		NULL};
	static const struct commande_aide AIDE = {
		"formation montrer CODE | lier CODE CLE|ID | delier CODE --campagne N [--date D] --reason R",
		"Une formation de Parcoursup, et l'offre qui lui correspond.", EXEMPLES, NOTES};
	struct demande d = {0};
	const struct option_cli options[] = {
		OPTION_CAMPAGNE(&d.campagne),
		OPTION_CONNU_LE(&d.date),
		{"--reason", "R", "lier, delier : pourquoi, écrit dans le journal", OPTION_TEXTE,
		 false, &d.raison},
	};
	struct arguments a = {.aide = &AIDE,
			      .options = options,
			      .n_options = sizeof options / sizeof *options,
			      .operandes_min = 2,
			      .operandes_max = 3};
	const enum options_etat etat = options_lire(cli, &a, argc, argv);

	if (etat)
		return etat == OPTIONS_AIDE ? SORTIE_OK : SORTIE_ERREUR;
	d.action = argv[1];
	d.code = argv[2];
	const bool lier = strcmp(d.action, "lier") == 0, delier = strcmp(d.action, "delier") == 0;

	if (!lier && !delier && strcmp(d.action, "montrer") != 0)
		return cli_erreur(
			"« formation %s » n'existe pas. Les actions sont montrer, lier et delier.",
			d.action);
	if ((a.n_operandes == 3) != lier)
		return cli_erreur(lier ? "À quelle offre ? Exemple : %s"
				       : "Trop d'arguments. Exemple : %s",
				  EXEMPLES[lier ? 1 : 0]);
	if (!lier && !delier)
		return montrer(cli, &d);
	d.offre = lier ? argv[3] : NULL;
	return cli_raison(d.raison) ? rattacher(cli, &d) : SORTIE_ERREUR;
}
