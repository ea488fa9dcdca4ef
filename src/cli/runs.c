/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * runs.c - « relais import liste | montrer | annuler »
 */
#include "cli/runs.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/utf8.h"
#include "cli/ecran.h"
#include "cli/options.h"
#include "cli/saisies.h"
#include "cli/sortie.h"
#include "import/annulation.h"
#include "import/garde.h"
#include "import/import.h"
#include "import/run.h"
#include "regle/phrases.h"
#include "parcoursup/fil.h"

enum { RUNS_MAX = 10000, CONFLITS_MAX = 20, TEXTE_MAX = 64 << 20, COL_RUN = 20 };

static const struct {
	const char *code, *libelle;
} ETATS[] = {
	{"applique", "appliqué"},
	{"inchange", "rien de nouveau"},
	{"refuse", "refusé"},
	{"annulation", "annulation"},
};

static const char *pluriel(int64_t n)
{
	return n > 1 ? "s" : "";
}

static const char *etat_libelle(struct str code)
{
	for (size_t i = 0; i < sizeof ETATS / sizeof *ETATS; i++)
		if (str_eq(code, str_of(ETATS[i].code)))
			return ETATS[i].libelle;
	return "";
}

/* --- what the guard measured --- */

static void exemples(struct buf *out, struct str cles)
{
	if (cles.n)
		buf_printf(out, "      par exemple %.*s\n", STR_FMT(cles));
}

static void mesure_texte(struct arena *a, const struct garde_mesure *m, struct buf *out)
{
	const char *signe = m->depasse ? "✖" : " ";
	const char *avant = nombre_francais(a, m->avant), *apres = nombre_francais(a, m->apres);
	const char *n = nombre_francais(a, m->bascules), *s = m->bascules > 1 ? "s" : "";

	switch (m->quoi) {
	case MESURE_LIGNES:
		buf_printf(out, "    %s lignes en vigueur : %s avant, %s après\n", signe, avant,
			   apres);
		break;
	case MESURE_DISPARUES:
		buf_printf(out, "      %s offre%s ne serai%s plus déclarée%s\n", n, s,
			   m->bascules > 1 ? "ent" : "t", s);
		break;
	case MESURE_REGLEMENTAIRES:
	case MESURE_IMPORTABLES:
		buf_printf(out,
			   "    %s campagne %d, offres %s : %s sur %s avant, %s sur %s après\n",
			   signe, m->campagne,
			   m->quoi == MESURE_IMPORTABLES ? "importables" : "réglementaires", avant,
			   nombre_francais(a, m->total_avant), apres,
			   nombre_francais(a, m->total_apres));
		break;
	case MESURE_CRITERE:
		buf_printf(out, "      critère %d (%s) : %s offre%s devien%s non conforme%s\n",
			   m->numero, critere_libelle(m->numero), n, s,
			   m->bascules > 1 ? "nent" : "t", s);
		break;
	case MESURE_MENTION:
		buf_printf(out, "      mention « %s » : %s offre%s la perd%s\n",
			   mention_libelle((enum mention)m->numero), n, s,
			   m->bascules > 1 ? "ent" : "");
		break;
	case MESURE__MAX:
		break;
	}
	exemples(out, m->exemples);
}

enum err mesures_texte(struct db *db, int64_t run, struct buf *out)
{
	AUTO_ARENA a = arena_new(0);
	const struct garde_mesure *v;
	size_t n;
	enum err err = garde_lire(db, run, a, &v, &n);

	if (err || !n)
		return err;
	buf_printf(out, "    Mesuré par la garde (✖ : perte de plus de %d %% et d'au moins %d) :\n",
		   GARDE_SEUIL, GARDE_MINIMUM);
	for (size_t i = 0; i < n; i++)
		mesure_texte(a, &v[i], out);
	return OK;
}

static void json_exemples(struct json_out *j, struct str cles)
{
	json_cle(j, "exemples");
	json_liste(j);
	while (cles.n) {
		const char *fin = memchr(cles.p, ' ', cles.n);
		const size_t n = fin ? (size_t)(fin - cles.p) : cles.n;

		json_texte(j, str_sub(cles, 0, n));
		cles = str_sub(cles, n + (fin != NULL), cles.n);
	}
	json_fin_liste(j);
}

enum err mesures_json(struct db *db, int64_t run, struct json_out *j)
{
	AUTO_ARENA a = arena_new(0);
	const struct garde_mesure *v;
	size_t n;
	enum err err = garde_lire(db, run, a, &v, &n);

	json_cle(j, "garde");
	json_liste(j);
	for (size_t i = 0; !err && i < n; i++) {
		const struct garde_mesure *m = &v[i];

		json_objet(j);
		json_champ(j, "mesure", str_of(mesure_code(m->quoi)));
		json_champ_bool(j, "depasse", m->depasse);
		json_champ_entier(j, "campagne", m->campagne);
		json_champ_entier(j, "critere", m->quoi == MESURE_CRITERE ? m->numero : 0);
		json_champ(j, "mention",
			   m->quoi == MESURE_MENTION ? str_of(mention_code((enum mention)m->numero))
						     : STR_VIDE);
		json_champ_entier(j, "avant", m->avant);
		json_champ_entier(j, "apres", m->apres);
		json_champ_entier(j, "total_avant", m->total_avant);
		json_champ_entier(j, "total_apres", m->total_apres);
		json_champ_entier(j, "bascules", m->bascules);
		json_exemples(j, m->exemples);
		json_fin_objet(j);
	}
	json_fin_liste(j);
	return err;
}

/* --- the list, and one run --- */

static void json_run(const struct run_lu *r, struct json_out *j)
{
	const struct {
		const char *cle;
		struct str v;
	} textes[] = {{"instant", r->instant}, {"etat", r->etat},
		      {"genre", r->genre},     {"source", r->source},
		      {"fichier", r->fichier}, {"date_faits", r->date_faits},
		      {"message", r->message}, {"raison", r->raison}};
	const struct {
		const char *cle;
		int64_t v;
	} nombres[] = {{"version", r->version},       {"annule", r->annule},
		       {"annule_par", r->annule_par}, {"lus", r->lus},
		       {"ecartes", r->ecartes},       {"nouveaux", r->nouveaux},
		       {"modifies", r->modifies},     {"inchanges", r->inchanges},
		       {"disparus", r->disparus},     {"anomalies", r->anomalies}};

	json_champ_entier(j, "run", r->numero);
	for (size_t i = 0; i < sizeof textes / sizeof *textes; i++)
		json_champ(j, textes[i].cle, textes[i].v);
	json_champ_bool(j, "complet", r->complet);
	json_champ_bool(j, "forcee", r->forcee);
	json_champ_bool(j, "annule_en_partie", r->annule_en_partie);
	for (size_t i = 0; i < sizeof nombres / sizeof *nombres; i++)
		json_champ_entier(j, nombres[i].cle, nombres[i].v);
}

/* A run that was refused may come from a source that never gave anything. */
static void dire_source(const struct run_lu *r, struct buf *out)
{
	if (r->source.n)
		buf_printf(out, ", source %.*s", STR_FMT(r->source));
}

static const char *annulation_libelle(const struct run_lu *r)
{
	return r->annule_en_partie ? " — annulé en partie depuis"
				   : (r->annule_par ? " — annulé depuis" : "");
}

static void ligne_run(struct ecran *e, struct arena *a, const struct run_lu *r)
{
	AUTO_BUF suite;

	buf_init(&suite, TEXTE_MAX);
	buf_printf(&suite, "%s%s", etat_libelle(r->etat), r->forcee ? " (forcé)" : "");
	if (r->annule)
		buf_printf(&suite, " du run %lld", (long long)r->annule);
	buf_cstr(&suite, " — ");
	utf8_visible(r->fichier, false, &suite);
	dire_source(r, &suite);
	buf_printf(&suite, " : %lld nouveau%s, %lld modifié%s, %lld disparu%s%s",
		   (long long)r->nouveaux, r->nouveaux > 1 ? "x" : "", (long long)r->modifies,
		   pluriel(r->modifies), (long long)r->disparus, pluriel(r->disparus),
		   annulation_libelle(r));
	buf_printf(e->out, "%6lld  %.*s  ", (long long)r->numero, 10, r->instant.p);
	ecran_paragraphe(e, (struct paragraphe){STYLE_NORMAL, COL_RUN, COL_RUN, true},
			 arena_cstr(a, buf_view(&suite)));
}

static enum err dire_liste(struct db *db, const char *source, bool json, struct buf *out)
{
	AUTO_ARENA a = arena_new(0);
	const struct runs_demande d = {.source = source, .max = RUNS_MAX};
	const struct run_lu *v;
	struct json_out j;
	struct ecran ecran;
	size_t n;
	const enum err err = runs_lire(db, &d, a, &v, &n);

	if (err)
		return err;
	if (!json) {
		ecran_init(&ecran, out);
		for (size_t i = 0; i < n; i++)
			ligne_run(&ecran, a, &v[i]);
		if (!n)
			buf_cstr(out, "Aucun import.\n");
		return OK;
	}
	json_init(&j, out, 2);
	json_objet(&j);
	json_cle(&j, "runs");
	json_liste(&j);
	for (size_t i = 0; i < n; i++) {
		json_objet(&j);
		json_run(&v[i], &j);
		json_fin_objet(&j);
	}
	json_fin_liste(&j);
	json_fin_objet(&j);
	buf_char(out, '\n');
	return OK;
}

static void texte_comptes(const struct run_lu *r, struct buf *out)
{
	const struct {
		int64_t n;
		const char *quoi;
	} comptes[] = {
		{r->lus, "lu"},
		{r->nouveaux, "nouveau"},
		{r->modifies, "modifié"},
		{r->inchanges, "inchangé"},
		{r->disparus, "disparu"},
		{r->ecartes, "écarté"},
		{r->anomalies, "anomalie"},
	};

	buf_cstr(out, "\n    ");
	for (size_t i = 0; i < sizeof comptes / sizeof *comptes; i++)
		buf_printf(out, "%s%lld %s%s", i > 1 ? ", " : (i ? " : " : ""),
			   (long long)comptes[i].n, comptes[i].quoi,
			   comptes[i].n < 2 ? "" : (i == 1 ? "x" : "s"));
	buf_char(out, '\n');
}

static void texte_annulation(const struct run_lu *r, struct buf *out)
{
	buf_printf(
		out,
		"\n    annule le run %lld : %lld ligne%s rétablie%s, %lld retirée%s, %lld conflit%s\n",
		(long long)r->annule, (long long)r->modifies, pluriel(r->modifies),
		pluriel(r->modifies), (long long)r->disparus, pluriel(r->disparus),
		(long long)r->anomalies, pluriel(r->anomalies));
	if (r->version)
		return;
	if (r->essai_precedent)
		buf_printf(
			out,
			"    rien de plus n'a pu être repris : ce que l'annulation du run %lld (run %lld) avait laissé reste en "
			"vigueur\n",
			(long long)r->annule, (long long)r->essai_precedent);
	else
		buf_printf(out, "    rien n'a pu être repris : le run %lld reste en vigueur\n",
			   (long long)r->annule);
}

static void texte_run(const struct run_lu *r, struct buf *out)
{
	buf_printf(out, "Run %lld, %.*s : %s%s\n    fichier ", (long long)r->numero,
		   STR_FMT(r->instant), etat_libelle(r->etat), r->forcee ? " malgré la garde" : "");
	utf8_visible(r->fichier, false, out);
	if (r->genre.n)
		buf_printf(out, ", genre %.*s", STR_FMT(r->genre));
	dire_source(r, out);
	buf_printf(out, "%s\n", r->complet ? ", déclaré complet" : "");
	buf_printf(out, "    faits connus le %.*s", STR_FMT(r->date_faits));
	if (r->version)
		buf_printf(out, ", version %lld de la base", (long long)r->version);
	if (r->annule)
		texte_annulation(r, out);
	if (!r->annule)
		texte_comptes(r, out);
	if (r->raison.n)
		buf_printf(out, "    raison : %.*s\n", STR_FMT(r->raison));
	if (r->message.n)
		buf_printf(out, "    %.*s\n", STR_FMT(r->message));
	if (r->annule_en_partie)
		buf_printf(
			out,
			"    Annulé en partie depuis, par le run %lld : des conflits restent (« relais import montrer %lld »).\n",
			(long long)r->annule_par, (long long)r->annule_par);
	else if (r->annule_par)
		buf_printf(out, "    Annulé depuis, par le run %lld.\n", (long long)r->annule_par);
}

/* The conflicts of an undoing: what was left as it is, and why. */
static enum err dire_conflits(struct db *db, int64_t run, struct buf *out)
{
	AUTO_ARENA a = arena_new(0);
	const struct anomalie_lue *v;
	size_t n;
	const enum err err = import_anomalies(db, run, a, CONFLITS_MAX + 1, &v, &n);

	for (size_t i = 0; !err && i < n && i < CONFLITS_MAX; i++)
		buf_printf(out, "    conflit, laissée telle quelle : %.*s (%.*s)\n",
			   STR_FMT(v[i].ref), STR_FMT(v[i].valeur));
	if (!err && n > CONFLITS_MAX)
		buf_printf(out, "    … et d'autres : « relais import montrer %lld --json ».\n",
			   (long long)run);
	return err;
}

static enum err json_conflits(struct db *db, int64_t run, struct json_out *j)
{
	AUTO_ARENA a = arena_new(0);
	const struct anomalie_lue *v;
	size_t n;
	const enum err err = import_anomalies(db, run, a, SIZE_MAX >> 1, &v, &n);

	json_cle(j, "conflits");
	json_liste(j);
	for (size_t i = 0; !err && i < n; i++) {
		json_objet(j);
		json_champ(j, "cle", v[i].ref);
		json_champ(j, "pourquoi", v[i].valeur);
		json_fin_objet(j);
	}
	json_fin_liste(j);
	return err;
}

static enum err dire_run(struct db *db, const struct run_lu *r, bool json, struct buf *out)
{
	struct json_out j;
	enum err err;

	if (!json) {
		texte_run(r, out);
		err = r->annule ? dire_conflits(db, r->numero, out)
				: mesures_texte(db, r->numero, out);
		return err ? err : saisies_run_texte(db, r, out);
	}
	json_init(&j, out, 2);
	json_objet(&j);
	json_run(r, &j);
	if (r->annule)
		err = json_conflits(db, r->numero, &j);
	else
		err = mesures_json(db, r->numero, &j);
	if (!err)
		err = saisies_run_json(db, r, &j);
	json_fin_objet(&j);
	buf_char(out, '\n');
	return err;
}

/* What files say of themselves must not command the terminal; JSON escapes it already. */
static int imprimer(struct str texte, bool json)
{
	AUTO_BUF vu;

	buf_init(&vu, 4 * (size_t)TEXTE_MAX);
	if (json)
		return sortie_texte(texte, SORTIE_OK);
	utf8_visible(texte, true, &vu);
	return sortie_texte(buf_view(&vu), SORTIE_OK);
}

/* The run of that number, told; SORTIE_ERREUR when there is none. */
static int montrer(struct db *db, int64_t numero, bool json)
{
	AUTO_ARENA a = arena_new(0);
	const struct runs_demande d = {.numero = numero, .max = 1};
	const struct run_lu *v;
	size_t n;
	AUTO_BUF out;
	enum err err = runs_lire(db, &d, a, &v, &n);

	buf_init(&out, TEXTE_MAX);
	if (!err && (!n || !numero))
		return cli_erreur(
			"Aucun run n'a le numéro %lld. Leur liste : « relais import liste ».",
			(long long)numero);
	if (!err)
		err = dire_run(db, &v[0], json, &out);
	return err ? cli_incident(db_incident(db)) : imprimer(buf_view(&out), json);
}

static bool lire_numero(const char *mot, int64_t *ret)
{
	uint64_t n;

	if (!str_to_uint(str_of(mot), &n) || !n || n > INT32_MAX) {
		(void)cli_erreur(
			"« %s » n'est pas un numéro de run. Leur liste : « relais import liste ».",
			mot);
		return false;
	}
	*ret = (int64_t)n;
	return true;
}

/* A source that the base does not know gave no run: that is a slip, not an empty list. */
static int lister(struct db *db, const char *source, bool json)
{
	int64_t connue = 1;
	AUTO_BUF out;
	enum err err = source ? run_source_connue(db, source, &connue) : OK;

	buf_init(&out, TEXTE_MAX);
	if (!err && !connue)
		return cli_erreur(
			"La base ne connaît aucune source « %s ». Celles qu'elle connaît : « relais import "
			"liste » les nomme.",
			source);
	if (!err)
		err = dire_liste(db, source, json, &out);
	return err ? cli_incident(db_incident(db)) : imprimer(buf_view(&out), json);
}

/* --- the three subcommands --- */

static int cli_liste(struct cli *cli, int argc, char **argv)
{
	const struct commande_aide aide = {
		.usage = "import liste [--source S] [--json]",
		.resume = "Les imports, le dernier d'abord : ce que chacun a changé.",
		.exemples = (const char *const[]){"relais import liste --source lheo:11", NULL}};
	const char *source = NULL;
	bool json = false;
	const struct option_cli options[] = {
		{"--source", "S", "ceux de cette source", OPTION_TEXTE, false, &source},
		OPTION_JSON(&json)};
	struct arguments a = {
		.aide = &aide, .options = options, .n_options = sizeof options / sizeof *options};
	struct db *db;
	const enum options_etat etat = options_lire(cli, &a, argc, argv);

	if (etat)
		return etat == OPTIONS_AIDE ? SORTIE_OK : SORTIE_ERREUR;
	if (cli_base(cli, DB_LECTURE, &db))
		return SORTIE_ERREUR;
	const int code = lister(db, source, json);
	db_close(db);
	return code;
}

static int cli_montrer(struct cli *cli, int argc, char **argv)
{
	const struct commande_aide aide = {
		.usage = "import montrer RUN [--json]",
		.resume =
			"Un import : ce qu'il contenait, ce qu'il a changé, ce que la garde a mesuré, qui et pourquoi.",
		.exemples = (const char *const[]){"relais import montrer 42", NULL}};
	bool json = false;
	const struct option_cli options[] = {OPTION_JSON(&json)};
	struct arguments a = {.aide = &aide,
			      .options = options,
			      .n_options = sizeof options / sizeof *options,
			      .operandes_min = 1,
			      .operandes_max = 1};
	const enum options_etat etat = options_lire(cli, &a, argc, argv);
	int64_t numero;
	struct db *db;

	if (etat)
		return etat == OPTIONS_AIDE ? SORTIE_OK : SORTIE_ERREUR;
	if (!lire_numero(argv[1], &numero) || cli_base(cli, DB_LECTURE, &db))
		return SORTIE_ERREUR;
	const int code = montrer(db, numero, json);
	db_close(db);
	return code;
}

static int faire_annuler(struct cli *cli, struct db *db, int64_t numero, const char *raison,
			 bool json)
{
	const struct annulation_demande d = {
		.run = numero, .raison = raison, .instant = cli->maintenant};
	struct incident inc = {0};
	struct annulation a;
	const enum err err = annuler(db, &d, &a, &inc);

	if (err == E_REFUS) {
		(void)cli_incident(&inc);
		return SORTIE_NON;
	}
	if (err || suites_renouveler(db, cli->maintenant, &inc))
		return cli_incident(&inc);
	const int code = montrer(db, a.run, json);
	return a.version || code ? code : SORTIE_NON;
}

static int cli_annuler(struct cli *cli, int argc, char **argv)
{
	const struct commande_aide aide = {
		.usage = "import annuler RUN --reason RAISON [--json]",
		.resume =
			"Annule un import : ce qu'il avait remplacé est de nouveau en vigueur ; ce qu'une personne a décidé d'une offre reste.",
		.exemples =
			(const char *const[]){
				"relais import annuler 42 --reason 'flux défectueux du 13 février'",
				NULL},
		.notes = (const char *const[]){
			"Ce qu'un import plus récent a changé depuis est un conflit : il est nommé et laissé tel quel.",
			"Une fois annulé ce qui faisait conflit, la même commande reprend le reste.",
			"Sortie : 0 annulé, 1 cet import ne peut pas être annulé ou rien n'a pu être repris, 2 pas de tel import.",
			NULL}};
	const char *raison = NULL;
	bool json = false;
	const struct option_cli options[] = {{"--reason", "RAISON",
					      "pourquoi : écrit dans le run et dans le journal",
					      OPTION_TEXTE, true, &raison},
					     OPTION_JSON(&json)};
	struct arguments a = {.aide = &aide,
			      .options = options,
			      .n_options = sizeof options / sizeof *options,
			      .operandes_min = 1,
			      .operandes_max = 1};
	const enum options_etat etat = options_lire(cli, &a, argc, argv);
	int64_t numero;
	struct db *db;

	if (etat)
		return etat == OPTIONS_AIDE ? SORTIE_OK : SORTIE_ERREUR;
	if (!lire_numero(argv[1], &numero) || !cli_raison(raison) ||
	    cli_base(cli, DB_ECRITURE, &db))
		return SORTIE_ERREUR;
	const int code = faire_annuler(cli, db, numero, raison, json);
	db_close(db);
	return code;
}

static const struct {
	const char *mot;
	int (*lancer)(struct cli *cli, int argc, char **argv);
} MOTS[] = {{"liste", cli_liste}, {"montrer", cli_montrer}, {"annuler", cli_annuler}};

bool runs_mot(const char *mot)
{
	for (size_t i = 0; i < sizeof MOTS / sizeof *MOTS; i++)
		if (strcmp(MOTS[i].mot, mot) == 0)
			return true;
	return false;
}

int cli_runs(struct cli *cli, int argc, char **argv)
{
	size_t i = 0;

	while (strcmp(MOTS[i].mot, argv[0]) != 0)
		i++;
	return MOTS[i].lancer(cli, argc, argv);
}
