/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import.c - relais import: files in, what became of each told
 */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/json_out.h"
#include "base/limites.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/runs.h"
#include "cli/saisies.h"
#include "import/import.h"
#include "parcoursup/fil.h"

enum {
	SORTIE_MAX = 64 << 20,
	BARRE = 30,
	ANOMALIES_PLUSIEURS = 3,
	SOURCE_MAX = 63,
	CAMPAGNE_MIN = 2000,
	CAMPAGNE_MAX = 2100
};

static const struct commande_aide AIDE = {
	.usage =
		"import FICHIER… [--as GENRE] [--source S] [--complet] [--campagne N] [--date D] [--force --reason R] [--json]",
	.resume =
		"Lit des fichiers (flux LHEO ou RCO, listes, référentiels), reconnus à leur contenu, et garde ce qu'ils disent.",
	.exemples =
		(const char *const[]){
			"relais import dgefp.csv sirene.csv rncp.xml lheo-idf.xml",
			"relais import lheo-idf.xml --source dokelio --complet --date 2023-10-05",
			"relais import formations-parcoursup.csv --campagne 2023", NULL},
	.notes = (const char *const[]){
		"Genres de --as : lheo, rncp, dgefp, sirene, uai, certif-info, kit, diplomes, mef, niveaux, options-bts, communes,",
		"mouvements, annuaire, reseaux, uai-saisis, parcoursup, parcoursup-cles, rncp-csv, acce,",
		"codes-postaux, rco, rco-etablissements, uai-siret.",
		"Les archives zip et gz sont ouvertes ; les CSV de France compétences se donnent ensemble.",
		"Un fichier illisible, coupé ou d'un autre genre n'est pas appliqué ; les autres le sont.",
		"Un fichier qui ferait perdre plus de 10 % des lignes ou des offres conformes est refusé par la garde ; --force l'applique.",
		"relais import liste | montrer RUN | annuler RUN --reason R : les imports faits, l'un d'eux, son annulation.",
		"Sortie : 0 tout est appliqué, 1 des fichiers sont refusés, 2 rien n'a pu être appliqué.",
		NULL}};

struct options_import {
	const char *genre, *source, *raison;
	bool complet, force, json;
	int date, campagne;
};

/* The bar: « [██████░░░] 62 % », on a terminal only. */
static void barre(void *ctx, uint64_t lus, uint64_t total)
{
	const unsigned part = total ? (unsigned)(lus * BARRE / total) : 0;
	(void)ctx;

	(void)fprintf(stderr, "\r[");
	for (unsigned i = 0; i < BARRE; i++)
		(void)fputs(i < part ? "█" : "░", stderr);
	(void)fprintf(stderr, "] %3u %%", total ? (unsigned)(lus * 100 / total) : 100);
	(void)fflush(stderr);
}

static void effacer_barre(void)
{
	(void)fprintf(stderr, "\r%*s\r", BARRE + 10, "");
}

/* Every file must be there before anything is changed. */
static bool fichiers_presents(char **fichiers, int n)
{
	for (int i = 0; i < n; i++) {
		struct stat st;

		if (stat(fichiers[i], &st) != 0) {
			(void)cli_erreur(
				"le fichier %s n'existe pas. Vérifiez son nom ; rien n'a été importé.",
				fichiers[i]);
			return false;
		}
		if (S_ISDIR(st.st_mode)) {
			(void)cli_erreur(
				"%s est un dossier : donnez les fichiers qu'il contient (%s/*). Rien n'a été importé.",
				fichiers[i], fichiers[i]);
			return false;
		}
		if (!S_ISREG(st.st_mode) || access(fichiers[i], R_OK) != 0) {
			(void)cli_erreur(
				"%s ne peut pas être lu comme un fichier. Vérifiez ses droits ; rien n'a été importé.",
				fichiers[i]);
			return false;
		}
	}
	return true;
}

static const char *etat_libelle(const struct import_resultat *r)
{
	static const char *const LIBELLES[] = {[IMPORT_APPLIQUE] = "appliqué",
					       [IMPORT_INCHANGE] = "rien de nouveau",
					       [IMPORT_LAISSE] = "laissé de côté",
					       [IMPORT_REFUSE] = "refusé"};

	return LIBELLES[r->etat];
}

static void compte(struct buf *out, int64_t n, const char *un, const char *plusieurs)
{
	if (n)
		buf_printf(out, ", %lld %s", (long long)n, n > 1 ? plusieurs : un);
}

/* The file's name in one line, whatever it holds. */
static void nommer(const struct import_resultat *r, const char *signe, struct buf *out)
{
	buf_printf(out, "%s ", signe);
	utf8_visible(str_of(lot_nom_court(r->fichier)), false, out);
	buf_cstr(out, " : ");
}

static void dire_refus(const struct import_resultat *r, struct buf *out)
{
	nommer(r, "✖", out);
	buf_printf(out, "refusé, rien n'en a été gardé\n    %s\n", r->incident.message);
	if (r->incident.detail[0])
		buf_printf(out, "    %s\n", r->incident.detail);
	if (r->incident.remede[0])
		buf_printf(out, "    → %s\n", r->incident.remede);
}

static void dire_un(const struct import_resultat *r, struct buf *out)
{
	if (r->etat == IMPORT_LAISSE) {
		nommer(r, "–", out);
		buf_printf(out, "laissé de côté. %s\n", r->incident.message);
		if (r->incident.remede[0])
			buf_printf(out, "    → %s\n", r->incident.remede);
		return;
	}
	if (r->etat == IMPORT_REFUSE) {
		dire_refus(r, out);
		return;
	}
	if (r->garde)
		buf_cstr(out, "! Appliqué malgré la garde (--force) :\n");
	nommer(r, r->etat == IMPORT_APPLIQUE ? "✔" : "=", out);
	buf_printf(out, "%s, %s, source %s — %lld lu%s", etat_libelle(r), format_libelle(r->format),
		   r->source, (long long)r->lus, r->lus > 1 ? "s" : "");
	compte(out, r->bilan.nouveaux, "nouveau", "nouveaux");
	compte(out, r->bilan.modifies, "modifié", "modifiés");
	compte(out, r->bilan.disparus, "disparu", "disparus");
	compte(out, r->bilan.inchanges, "inchangé", "inchangés");
	if (r->format == FORMAT_UAI_SAISIS) {
		compte(out, r->ecartes, "mis de côté", "mis de côté");
	} else {
		compte(out, r->ecartes - r->sans_code, "écarté (hors apprentissage ou hors sujet)",
		       "écartés (hors apprentissage ou hors sujet)");
		compte(out, r->sans_code, "écarté (sans code lisible)",
		       "écartés (sans code lisible)");
	}
	compte(out, r->anomalies, "anomalie", "anomalies");
	buf_char(out, '\n');
	saisies_texte(r, out);
}

/* The first anomalies, with file, line, offer, field, value and remedy. */
static enum err dire_anomalies(struct db *db, const struct import_resultat *r, size_t max,
			       struct buf *out)
{
	AUTO_ARENA a = arena_new(0);
	const struct anomalie_lue *v;
	size_t n;
	enum err err = import_anomalies(db, r->run, a, max, &v, &n);

	for (size_t i = 0; !err && i < n; i++)
		anomalie_texte(&v[i], out);
	if (!err && (size_t)r->anomalies > n)
		buf_printf(
			out, "    … et %lld autre%s, gardée%s dans la base%s.\n",
			(long long)r->anomalies - (long long)n,
			(size_t)r->anomalies - n > 1 ? "s" : "",
			(size_t)r->anomalies - n > 1 ? "s" : "",
			r->format == FORMAT_UAI_SAISIS
				? arena_printf(a,
					       " : « relais import montrer %lld » les donne toutes",
					       (long long)r->run)
				: "");
	return err;
}

static enum err dire_texte(struct db *db, const struct import_resultat *r, size_t n,
			   struct buf *out)
{
	size_t etats[IMPORT_REFUSE + 1] = {0};
	enum err err = OK;

	for (size_t i = 0; i < n; i++)
		etats[r[i].etat]++;
	buf_printf(out, "%zu fichier%s : %zu appliqué%s, %zu sans rien de nouveau, %zu refusé%s", n,
		   n > 1 ? "s" : "", etats[IMPORT_APPLIQUE], etats[IMPORT_APPLIQUE] > 1 ? "s" : "",
		   etats[IMPORT_INCHANGE], etats[IMPORT_REFUSE],
		   etats[IMPORT_REFUSE] > 1 ? "s" : "");
	if (etats[IMPORT_LAISSE])
		buf_printf(out, ", %zu laissé%s de côté", etats[IMPORT_LAISSE],
			   etats[IMPORT_LAISSE] > 1 ? "s" : "");
	buf_cstr(out, ".\n");
	for (size_t i = 0; !err && i < n; i++) {
		dire_un(&r[i], out);
		if (r[i].garde)
			err = mesures_texte(db, r[i].run, out);
		if (!err && r[i].run && r[i].anomalies)
			err = dire_anomalies(
				db, &r[i],
				n == 1 ? LIMITE_ANOMALIES_AFFICHEES : ANOMALIES_PLUSIEURS, out);
	}
	return err;
}

static enum err json_anomalies(struct db *db, const struct import_resultat *r, struct json_out *j)
{
	AUTO_ARENA a = arena_new(0);
	const struct anomalie_lue *v;
	size_t n;
	enum err err = import_anomalies(db, r->run, a, LIMITE_ANOMALIES_AFFICHEES, &v, &n);

	json_cle(j, "premieres_anomalies");
	json_liste(j);
	for (size_t i = 0; !err && i < n; i++)
		anomalie_json(&v[i], j);
	json_fin_liste(j);
	return err;
}

static enum err json_un(struct db *db, const struct import_resultat *r, struct json_out *j)
{
	static const char *const ETATS[] = {[IMPORT_APPLIQUE] = "applique",
					    [IMPORT_INCHANGE] = "inchange",
					    [IMPORT_LAISSE] = "laisse",
					    [IMPORT_REFUSE] = "refuse"};
	const struct {
		const char *cle;
		int64_t v;
	} nombres[] = {{"run", r->run},
		       {"version", r->version},
		       {"lus", r->lus},
		       {"ecartes", r->ecartes},
		       {"sans_code", r->sans_code},
		       {"nouveaux", r->bilan.nouveaux},
		       {"modifies", r->bilan.modifies},
		       {"inchanges", r->bilan.inchanges},
		       {"disparus", r->bilan.disparus},
		       {"anomalies", r->anomalies}};
	const char *genre = format_code(r->format);
	enum err err;

	json_objet(j);
	json_champ(j, "fichier", str_of(r->fichier));
	json_champ(j, "etat", str_of(ETATS[r->etat]));
	json_champ(j, "genre", str_of(genre ? genre : ""));
	json_champ(j, "source", str_of(r->source));
	json_champ(j, "encodage", str_of(r->encodage));
	for (size_t i = 0; i < sizeof nombres / sizeof *nombres; i++)
		json_champ_entier(j, nombres[i].cle, nombres[i].v);
	json_champ(j, "message", str_of(r->incident.message));
	json_champ(j, "detail", str_of(r->incident.detail));
	json_champ(j, "remede", str_of(r->incident.remede));
	json_champ_bool(j, "forcee", r->garde && r->forcee);
	saisies_json(r, j);
	err = json_anomalies(db, r, j);
	if (!err)
		err = mesures_json(db, r->run, j);
	json_fin_objet(j);
	return err;
}

static enum err dire_json(struct db *db, const struct import_resultat *r, size_t n, struct buf *out)
{
	struct json_out j;
	enum err err = OK;

	json_init(&j, out, 2);
	json_objet(&j);
	json_cle(&j, "fichiers");
	json_liste(&j);
	for (size_t i = 0; !err && i < n; i++)
		err = json_un(db, &r[i], &j);
	json_fin_liste(&j);
	json_fin_objet(&j);
	buf_char(out, '\n');
	return err;
}

/* What is left aside counts for nothing, unless there is nothing else. */
static int code_sortie(const struct import_resultat *r, size_t n)
{
	size_t refuses = 0, pris = 0;
	bool garde = false;

	for (size_t i = 0; i < n; i++) {
		refuses += r[i].etat == IMPORT_REFUSE;
		pris += r[i].etat == IMPORT_APPLIQUE || r[i].etat == IMPORT_INCHANGE;
		garde = garde || r[i].garde;
	}
	if (!pris && !garde)
		return SORTIE_ERREUR;
	return refuses ? SORTIE_NON : SORTIE_OK;
}

/* The base failed: why, and what was applied before that and stays. */
static int echouer(const struct import_resultat *r, size_t n, const struct incident *inc)
{
	size_t acquis = 0;

	for (size_t i = 0; i < n; i++)
		acquis += r[i].fichier && r[i].etat == IMPORT_APPLIQUE;
	if (acquis)
		cli_note("%zu fichier%s, appliqué%s avant la panne, le reste%s.", acquis,
			 acquis > 1 ? "s" : "", acquis > 1 ? "s" : "", acquis > 1 ? "nt" : "");
	return cli_incident(inc);
}

/* What the files say of themselves must not command the terminal. */
static void montrer(struct str texte)
{
	AUTO_BUF vu;

	buf_init(&vu, 4 * SORTIE_MAX);
	utf8_visible(texte, true, &vu);
	(void)fwrite(vu.p, 1, vu.n, stdout);
}

/* The import itself, and its telling. */
static int faire(struct db *db, const struct import_demande *demande, bool json)
{
	struct import_resultat *r = mem_alloc((demande->n + 1) * sizeof *r);
	struct incident inc = {0};
	bool avancee = false;
	AUTO_BUF out;
	enum err err;

	buf_init(&out, SORTIE_MAX);
	err = importer(db, demande, r, &avancee, &inc);
	if (demande->progres)
		effacer_barre();
	if (!err)
		err = suites_renouveler(db,
					demande->date ? instant_debut_de_jour_paris(demande->date)
						      : demande->instant,
					&inc);
	if (!err &&
	    (err = json ? dire_json(db, r, demande->n, &out) : dire_texte(db, r, demande->n, &out)))
		inc = *db_incident(db);
	if (!err && (err = db_range(db)))
		inc = *db_incident(db);
	int sortie = err ? echouer(r, demande->n, &inc) : code_sortie(r, demande->n);
	if (!err) {
		if (avancee)
			cli_note(
				"la base connaissait déjà des faits plus récents que la date donnée : ceux-ci sont datés du jour de sa "
				"dernière version.");
		if (json)
			(void)fwrite(out.p, 1, out.n, stdout);
		else
			montrer(buf_view(&out));
	}
	mem_free(r);
	return sortie;
}

/* Options that are well formed and make no sense; told when false. */
static bool options_bonnes(const struct cli *cli, const struct options_import *o)
{
	if (o->date > instant_date_paris(cli->maintenant)) {
		(void)cli_erreur(
			"--date est dans l'avenir : c'est le jour où ces faits ont été connus. Donnez une date passée, ou rien "
			"pour aujourd'hui.");
		return false;
	}
	if (o->source &&
	    (!*o->source || strlen(o->source) > SOURCE_MAX || !utf8_valide(str_of(o->source)))) {
		(void)cli_erreur(
			"le nom de source doit avoir de 1 à %d octets, en UTF-8. Exemple : --source dokelio.",
			SOURCE_MAX);
		return false;
	}
	if (o->campagne && (o->campagne < CAMPAGNE_MIN || o->campagne > CAMPAGNE_MAX)) {
		(void)cli_erreur(
			"--campagne est l'année d'une rentrée, de %d à %d, pas %d. Exemple : --campagne 2023.",
			CAMPAGNE_MIN, CAMPAGNE_MAX, o->campagne);
		return false;
	}
	if (o->force != (o->raison != NULL)) {
		(void)cli_erreur(
			o->force
				? "--force demande une raison, qui sera gardée : --reason « pourquoi »."
				: "--reason ne va qu'avec --force : sans lui, la garde décide. Ajoutez --force, ou retirez --reason.");
		return false;
	}
	return !o->raison || cli_raison(o->raison);
}

static int genre_inconnu(const char *genre)
{
	AUTO_BUF genres;

	buf_init(&genres, LIMITE_CODE * FORMAT__MAX);
	for (int f = 0; f < FORMAT__MAX; f++)
		if (format_code((enum format)f))
			buf_printf(&genres, "%s%s", genres.n ? ", " : "",
				   format_code((enum format)f));
	return cli_erreur("le genre « %s » n'existe pas. Genres : %.*s.", genre,
			  STR_FMT(buf_view(&genres)));
}

/* The files as they are found, opened when they are archives; then the base. */
static int tout_importer(struct cli *cli, struct import_demande *demande, char **fichiers, int n,
			 bool json)
{
	AUTO_ARENA arena = arena_new(0);
	struct inventaire inventaire;
	struct db *db;
	int sortie;

	if (cli_base(cli, DB_ECRITURE, &db))
		return SORTIE_ERREUR;
	inventaire_faire((const char *const *)fichiers, (size_t)n, demande->force, arena,
			 &inventaire);
	demande->lots = inventaire.lots;
	demande->n = inventaire.n;
	sortie = faire(db, demande, json);
	db_close(db);
	return sortie;
}

int cli_import(struct cli *cli, int argc, char **argv)
{
	struct options_import o = {0};
	const struct option_cli options[] = {
		{"--as", "GENRE", "ce que sont les fichiers, sans le deviner", OPTION_TEXTE, false,
		 &o.genre},
		{"--source", "S", "qui donne ces faits (sinon : le genre, et la région d'un flux)",
		 OPTION_TEXTE, false, &o.source},
		{"--complet", NULL,
		 "le flux est complet : ce que sa source ne donne plus disparaît", OPTION_DRAPEAU,
		 false, &o.complet},
		{"--campagne", "N", "l'année de la rentrée d'une liste de Parcoursup (2023)",
		 OPTION_ENTIER, false, &o.campagne},
		{"--date", "D",
		 "le jour où ces faits ont été connus (AAAA-MM-JJ ; sinon aujourd'hui)",
		 OPTION_DATE, false, &o.date},
		{"--force", NULL, "appliquer même ce que la garde refuse (avec --reason)",
		 OPTION_DRAPEAU, false, &o.force},
		{"--reason", "RAISON", "pourquoi : écrit dans le run et dans le journal",
		 OPTION_TEXTE, false, &o.raison},
		OPTION_JSON(&o.json),
	};
	struct arguments a = {.aide = &AIDE,
			      .options = options,
			      .n_options = sizeof options / sizeof *options,
			      .operandes_min = 1,
			      .operandes_max = INT16_MAX};
	struct import_demande demande = {.instant = cli->maintenant};

	if (argc > 1 && runs_mot(argv[1]))
		return cli_runs(cli, argc - 1, argv + 1);
	const enum options_etat etat = options_lire(cli, &a, argc, argv);

	if (etat)
		return options_code(etat);
	if (!options_bonnes(cli, &o))
		return SORTIE_ERREUR;
	if (o.genre && !(demande.force = format_de_code(str_of(o.genre))))
		return genre_inconnu(o.genre);
	if (!fichiers_presents(argv + 1, a.n_operandes))
		return SORTIE_ERREUR;
	demande.source = o.source;
	demande.raison = o.raison;
	demande.complet = o.complet;
	demande.date = o.date;
	demande.campagne = o.campagne;
	demande.progres = isatty(STDERR_FILENO) ? barre : NULL;
	return tout_importer(cli, &demande, argv + 1, a.n_operandes, o.json);
}
