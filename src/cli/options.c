/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * options.c - one pass over argv; the first thing that is wrong is told, with the command that shows how to do
 */
#include "cli/options.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "cli/sortie.h"

enum { COLONNE_AIDE = 26, ENTIER_MAX = 999999, AIDE_MAX = 64 * 1024 };

static const char EXEMPLE_DB[] =
	"la base : un fichier, ou postgresql://… (sinon $RELAIS_DB, sinon ./relais.db)";

/* The first word of the usage. */
static struct str nom_commande(const struct arguments *a)
{
	return (struct str){a->aide->usage, strcspn(a->aide->usage, " ")};
}

static enum options_etat faux(const struct arguments *a, const char *quoi, const char *ou)
{
	const struct str nom = nom_commande(a);

	cli_erreur("%s « %s ». Voyez « relais %.*s --help ».", quoi, ou, STR_FMT(nom));
	return OPTIONS_FAUSSES;
}

static void aide_ligne(struct buf *out, const char *nom, const char *valeur, const char *texte)
{
	const size_t n =
		utf8_longueur(str_of(nom)) + (valeur ? 1 + utf8_longueur(str_of(valeur)) : 0);

	buf_printf(out, "  %s%s%s", nom, valeur ? " " : "", valeur ? valeur : "");
	for (size_t i = n; i < COLONNE_AIDE; i++)
		buf_char(out, ' ');
	buf_printf(out, " %s\n", texte);
}

static void aide(const struct arguments *a)
{
	const struct commande_aide *h = a->aide;
	AUTO_BUF out;

	buf_init(&out, AIDE_MAX);
	buf_printf(&out, "%s\n\nUsage : relais %s\n\n", h->resume, h->usage);
	for (size_t i = 0; i < a->n_options; i++)
		aide_ligne(&out, a->options[i].nom, a->options[i].valeur, a->options[i].aide);
	aide_ligne(&out, "--db", "BASE", EXEMPLE_DB);
	aide_ligne(&out, "--help", NULL, "cette aide");
	for (size_t i = 0; h->notes && h->notes[i]; i++)
		buf_printf(&out, "%s%s\n", i ? "" : "\n", h->notes[i]);
	buf_printf(&out, "\n%s :\n", h->exemples[1] ? "Exemples" : "Exemple");
	for (size_t i = 0; h->exemples[i]; i++)
		buf_printf(&out, "  %s\n", h->exemples[i]);
	(void)sortie_texte(buf_view(&out), SORTIE_OK);
}

static enum options_etat ranger_reglage(const struct arguments *a, struct reglages_cli *ret,
					const char *valeur)
{
	if (ret->n == REGLAGES_MAX)
		return faux(a, "Trop de réglages à la fois, à partir de", valeur);
	if (!reglage_lire(valeur, &ret->v[ret->n]))
		return faux(a, "Un réglage s'écrit PARAM=VALEUR, pas", valeur);
	ret->n++;
	return OPTIONS_LUES;
}

static enum options_etat ranger_entier(const struct arguments *a, int *ret, const char *valeur)
{
	uint64_t n;

	if (!str_to_uint(str_of(valeur), &n) || n > ENTIER_MAX)
		return faux(a, "Un nombre entier est attendu, pas", valeur);
	*ret = (int)n;
	return OPTIONS_LUES;
}

static enum options_etat ranger_entiers(const struct arguments *a, struct entiers_cli *ret,
					const char *valeur)
{
	int n;
	const enum options_etat etat = ranger_entier(a, &n, valeur);

	if (etat)
		return etat;
	for (size_t i = 0; i < ret->n; i++)
		if (ret->v[i] == n)
			return OPTIONS_LUES;
	if (ret->n == ENTIERS_MAX)
		return faux(a, "Trop de nombres à la fois, à partir de", valeur);
	ret->v[ret->n++] = n;
	return OPTIONS_LUES;
}

/* Put the value where the table says. */
static enum options_etat ranger(const struct arguments *a, const struct option_cli *o,
				const char *valeur)
{
	int date;

	switch (o->genre) {
	case OPTION_DRAPEAU:
		*(bool *)o->ret = true;
		return OPTIONS_LUES;
	case OPTION_TEXTE:
		*(const char **)o->ret = valeur;
		return OPTIONS_LUES;
	case OPTION_ENTIER:
		return ranger_entier(a, o->ret, valeur);
	case OPTION_ENTIERS:
		return ranger_entiers(a, o->ret, valeur);
	case OPTION_DATE:
		date = date_iso(str_of(valeur));
		if (!date_pleine(date))
			return faux(a, "Une date est attendue, comme 2023-11-14, pas", valeur);
		*(int *)o->ret = date;
		return OPTIONS_LUES;
	case OPTION_REGLAGE:
		return ranger_reglage(a, o->ret, valeur);
	}
	BUG("option de genre %d", o->genre);
}

/* Does this argument name the option? *valeur: what follows its « = », NULL without. */
static bool nomme(const char *arg, const char *nom, const char **valeur)
{
	const size_t n = strlen(nom);

	if (strncmp(arg, nom, n) != 0 || (arg[n] && arg[n] != '='))
		return false;
	*valeur = arg[n] ? arg + n + 1 : NULL;
	return true;
}

/* The option that the argument names; `db` receives the one of every command. */
static const struct option_cli *chercher(const struct arguments *a, const char *arg,
					 const struct option_cli *db, const char **valeur)
{
	for (size_t i = 0; i < a->n_options; i++)
		if (nomme(arg, a->options[i].nom, valeur))
			return &a->options[i];
	return nomme(arg, db->nom, valeur) ? db : NULL;
}

/* argv[*i] starts with « - »: read it, and its value. */
static enum options_etat une_option(struct cli *cli, struct arguments *a, char **argv, int *i)
{
	const struct option_cli db = {"--db", "BASE", EXEMPLE_DB, OPTION_TEXTE, false, &cli->dsn};
	const char *valeur, *arg = argv[*i];
	const struct option_cli *o = chercher(a, arg, &db, &valeur);

	if (!o)
		return faux(a, "Option inconnue :", arg);
	if (!o->valeur)
		return valeur ? faux(a, "Cette option ne prend pas de valeur :", arg)
			      : ranger(a, o, NULL);
	if (!valeur && !(valeur = argv[*i + 1]))
		return faux(a, "Il manque la valeur de l'option", arg);
	*i += valeur == argv[*i + 1];
	if (!valeur[0])
		return faux(a, "La valeur est vide pour l'option", o->nom);
	return ranger(a, o, valeur);
}

/* An option left at its « nothing » was not given. */
static bool donnee(const struct option_cli *o)
{
	switch (o->genre) {
	case OPTION_DRAPEAU:
		return *(const bool *)o->ret;
	case OPTION_TEXTE:
		return *(const char *const *)o->ret != NULL;
	case OPTION_REGLAGE:
		return ((const struct reglages_cli *)o->ret)->n > 0;
	case OPTION_ENTIERS:
		return ((const struct entiers_cli *)o->ret)->n > 0;
	default:
		return *(const int *)o->ret != 0;
	}
}

/* What is obligatory was given. */
static enum options_etat complet(const struct arguments *a)
{
	const struct str nom = nom_commande(a);

	for (size_t i = 0; i < a->n_options; i++) {
		const struct option_cli *o = &a->options[i];

		if (!o->obligatoire || donnee(o))
			continue;
		cli_erreur("Il manque l'option « %s %s », %s. Exemple : %s", o->nom, o->valeur,
			   o->aide, a->aide->exemples[0]);
		return OPTIONS_FAUSSES;
	}
	if (a->n_operandes < a->operandes_min)
		cli_erreur(
			"Il manque un argument. Usage : relais %s. Voyez « relais %.*s --help ».",
			a->aide->usage, STR_FMT(nom));
	return a->n_operandes < a->operandes_min ? OPTIONS_FAUSSES : OPTIONS_LUES;
}

enum options_etat options_lire(struct cli *cli, struct arguments *a, int argc, char **argv)
{
	bool options = true;

	a->n_operandes = 0;
	for (int i = 1; i < argc; i++) {
		const char *arg = argv[i];
		enum options_etat etat;

		if (options && strcmp(arg, "--") == 0) {
			options = false;
		} else if (options && (!strcmp(arg, "--help") || !strcmp(arg, "--aide") ||
				       !strcmp(arg, "-h"))) {
			aide(a);
			return OPTIONS_AIDE;
		} else if (options && arg[0] == '-' && arg[1]) {
			if ((etat = une_option(cli, a, argv, &i)))
				return etat;
		} else if (a->n_operandes == a->operandes_max) {
			return faux(a, "Argument en trop :", arg);
		} else {
			argv[++a->n_operandes] = argv[i];
		}
	}
	return complet(a);
}

int options_code(enum options_etat etat)
{
	return etat == OPTIONS_FAUSSES ? SORTIE_ERREUR : SORTIE_OK;
}

bool options_de_trop(const struct arguments *a, const char *action, const char *const *permises)
{
	for (size_t i = 0; i < a->n_options; i++) {
		const char *const *p = permises;

		while (*p && strcmp(*p, a->options[i].nom) != 0)
			p++;
		if (*p || !donnee(&a->options[i]))
			continue;
		if (a->options[i].genre == OPTION_DATE)
			cli_erreur(
				"« %s » ne prend pas %s : un changement est enregistré aujourd'hui. Relancez sans.",
				action, a->options[i].nom);
		else
			cli_erreur("« %s » ne prend pas l'option %s. Relancez sans.", action,
				   a->options[i].nom);
		return true;
	}
	return false;
}

/* « montrer, historique et modifier » */
static void enumerer(const struct action_cli *actions, struct buf *out)
{
	for (size_t i = 0; actions[i].nom; i++)
		buf_printf(out, "%s%s",
			   i == 0               ? ""
			   : actions[i + 1].nom ? ", "
						: " et ",
			   actions[i].nom);
}

int actions_faire(struct cli *cli, const struct arguments *a, const struct action_cli *actions,
		  char **argv, const void *demande)
{
	const struct str commande = nom_commande(a);
	const int operandes = a->n_operandes - 1;
	const struct action_cli *action = actions;
	AUTO_BUF texte;

	buf_init(&texte, AIDE_MAX);
	while (action->nom && strcmp(action->nom, argv[1]) != 0)
		action++;
	if (!action->nom) {
		enumerer(actions, &texte);
		return cli_erreur("« %.*s %s » n'existe pas. Les actions sont %.*s.",
				  STR_FMT(commande), argv[1], STR_FMT(buf_view(&texte)));
	}
	if (operandes < action->operandes_min)
		return cli_erreur("%s", action->manque);
	if (operandes > action->operandes_max)
		return cli_erreur("Argument en trop : « %s ». Voyez « relais %.*s --help ».",
				  argv[1 + action->operandes_max + 1], STR_FMT(commande));
	buf_printf(&texte, "%.*s %s", STR_FMT(commande), action->nom);
	return options_de_trop(a, texte.p, action->permises) ? SORTIE_ERREUR
							     : action->faire(cli, demande);
}
