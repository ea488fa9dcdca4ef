/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * check.c - « relais check »: what a CFA or a Carif-Oref runs on a feed before sending it
 */
#include "base/buf.h"
#include "base/fichier.h"
#include "cli/options.h"
#include "cli/rendu.h"

/* Without its referentials every verdict is « à vérifier »: say it before anything else. */
static enum err dire_manques(const struct etude *e)
{
	const char *separateur = "";
	struct manques m;
	AUTO_BUF quoi;
	enum err err;

	buf_init(&quoi, 2048);
	if ((err = verdict_manques(e->db, &e->vue, &m)))
		return err;
	for (int t = 0; t < REF__MAX; t++) {
		if (!m.table[t])
			continue;
		buf_printf(&quoi, "%s%s", separateur, ref_libelle((enum ref_table)t));
		separateur = ", ";
	}
	if (m.n)
		cli_note(
			"La base n'a pas encore : %s. Sans eux, le contrôle ne peut pas conclure : importez-les par « relais "
			"import FICHIER… ».",
			quoi.p);
	return OK;
}

static bool dans_zip(const struct lot *l)
{
	return l->pieces[0].contenant == CONTENANT_ZIP;
}

static void dire(const struct lot *l, const char *quoi, const struct incident *inc)
{
	cli_note("%s : %s%s%s%s%s%s", l->nom, quoi, inc->message, inc->detail[0] ? " " : "",
		 inc->detail, inc->remede[0] ? " " : "", inc->remede);
}

/* In an archive what is not a feed stands beside it, and is said. */
static bool a_cote(const struct lot *l)
{
	if (!dans_zip(l) || l->refuse || (!l->laisse && format_est_flux(l->format)))
		return false;
	if (l->laisse)
		dire(l, "laissé de côté. ", &l->inc);
	else
		cli_note("%s : laissé de côté, ce n'est pas un flux d'offres (%s).", l->nom,
			 format_libelle(l->format));
	return true;
}

/* What is no ordinary file is read once. */
static bool relisibles(const struct inventaire *v)
{
	for (size_t i = 0; i < v->n; i++)
		if (fichier_taille(v->lots[i].pieces[0].chemin) < 0)
			return false;
	return true;
}

/* Those that are not to be read any more, and how many of the others could not be. */
struct tri {
	bool *ecarte;
	size_t lus, rates;
};

/* A feed that is wrong in an archive is told, and the others are judged; a file given by itself stops all. */
static enum err passer(struct rendu *r, const struct inventaire *v, struct tri *t)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct lot *l = &v->lots[i];
		struct incident inc = {0};
		enum err err;

		if (t->ecarte[i] || !(err = controle_lot(&r->controle, l, &r->archive, &inc)))
			continue;
		dire(l, "", &inc);
		if (err != E_INVALIDE || !dans_zip(l) || !relisibles(v))
			return err;
		t->ecarte[i] = true;
		t->rates++;
	}
	return OK;
}

static int controler_tout(struct rendu *r, const struct inventaire *v, struct tri *t)
{
	const struct etude *e = r->e;
	struct referentiels *referentiels = r->controle.referentiels;
	const bool json = r->json;

	for (size_t i = 0; i < v->n; i++) {
		t->ecarte[i] = a_cote(&v->lots[i]);
		t->lus += !t->ecarte[i];
	}
	if (!t->lus)
		return cli_erreur(
			"aucun flux d'offres dans ce qui a été donné. Donnez le flux du Carif-Oref.");
	if (passer(r, v, t))
		return SORTIE_ERREUR;
	if (!t->rates)
		return rendu_repondre(r);
	if (t->rates == t->lus)
		return SORTIE_ERREUR;
	/* again without them: what they said before they broke does not count */
	rendu_liberer(r);
	rendu_init(r, e, referentiels);
	r->json = json;
	if (!passer(r, v, t))
		(void)rendu_repondre(r);
	return SORTIE_ERREUR;
}

static int controler(const struct etude *e, char **fichiers, int n, bool json)
{
	AUTO_ARENA arena = arena_new(0);
	struct referentiels *referentiels = NULL;
	struct inventaire inventaire;
	struct tri tri = {0};
	struct rendu rendu;
	int code;

	if (dire_manques(e) || referentiels_charger(e->db, &e->vue, &referentiels))
		return cli_incident(db_incident(e->db));
	rendu_init(&rendu, e, referentiels);
	rendu.json = json;
	inventaire_faire((const char *const *)fichiers, (size_t)n, FORMAT_INCONNU, arena,
			 &inventaire);
	tri.ecarte = arena_alloc(arena, (inventaire.n + 1) * sizeof *tri.ecarte);
	code = controler_tout(&rendu, &inventaire, &tri);
	rendu_liberer(&rendu);
	referentiels_liberer(referentiels);
	return code;
}

int cli_check(struct cli *cli, int argc, char **argv)
{
	static const char *const EXEMPLES[] = {
		"relais check flux-idf.xml --campagne 2024",
		"relais check *.xml --campagne 2024 --json > controle.json", NULL};
	static const char *const NOTES[] = {
		"Le flux est contrôlé avec les référentiels de la base ; rien n'en est gardé.",
		"Une offre est conforme si elle est réglementaire, dans le périmètre, avec une session ouverte. Un UAI",
		"qui manque (le SAIO le saisit) ou une vérification par une personne ne la rend pas fausse.",
		"Sortie : 0 toutes les offres sont conformes, 1 certaines ne le sont pas (ou il n'y en a aucune), 2 un",
		"fichier est inutilisable.",
		NULL};
	static const struct commande_aide AIDE = {
		"check FICHIER… --campagne N [--json]",
		"Contrôle un flux LHEO avant de l'envoyer : ce qui bloquerait chaque offre, et qui le corrige.",
		EXEMPLES, NOTES};
	int campagne = 0;
	bool json = false;
	const struct option_cli options[] = {OPTION_CAMPAGNE(&campagne), OPTION_JSON(&json)};
	struct arguments args = {.aide = &AIDE,
				 .options = options,
				 .n_options = sizeof options / sizeof *options,
				 .operandes_min = 1,
				 .operandes_max = INT16_MAX};
	struct etude e;
	int code;
	const enum options_etat etat = options_lire(cli, &args, argc, argv);

	if (etat)
		return options_code(etat);
	if (etude_ouvrir(&e, cli, campagne, 0))
		return SORTIE_ERREUR;
	code = controler(&e, argv + 1, args.n_operandes, json);
	etude_fermer(&e);
	return code;
}
