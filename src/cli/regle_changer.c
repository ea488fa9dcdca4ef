/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * regle_changer.c - « relais regle modifier » and « importer »: in one write transaction, with what they do to offers
 */
#include "base/date.h"
#include "cli/consequence.h"
#include "cli/regle.h"
#include "cli/sortie.h"

/* The fields that were typed, over those of the rule. False: told. */
static bool composer(const struct regle_demande *d, struct regle_fait *r)
{
	enum regle_champ faux;
	bool un = false;

	for (int c = 0; c < RC__MAX; c++) {
		if (!d->champ[c])
			continue;
		un = true;
		r->col[c] =
			strcmp(d->champ[c], "-") == 0 ? STR_VIDE : str_trim(str_of(d->champ[c]));
	}
	if (!un) {
		cli_erreur(
			"Que faut-il changer ? Exemple : relais regle modifier 3 --statut a_publier_recteur --reason "
			"\"décision du 3 mars\"");
		return false;
	}
	if (!regle_controler(r, &faux))
		return true;
	if (faux == RC__MAX)
		cli_erreur("Cette règle déciderait de toutes les offres : %s",
			   REGLE_SANS_CONDITION);
	else
		cli_erreur("Le champ « %s » de la règle ne peut pas valoir « %.*s ». Attendu : %s.",
			   regle_champ_nom(faux), STR_FMT(r->col[faux]), regle_champ_attendu(faux));
	return false;
}

/* Does another rule have these conditions? True: told. */
static bool repete(const struct regle_fait *v, size_t n, const struct regle_fait *r)
{
	const struct regle_fait *autre = regle_repetee(v, n, r);

	if (!autre)
		return false;
	cli_erreur(
		"La règle %lld (« %.*s ») a déjà les mêmes conditions et les mêmes dates : rien ne dirait laquelle des "
		"deux décide. Changez une condition, ou modifiez la règle %lld.",
		(long long)autre->numero, STR_FMT(autre->col[RC_NOM]), (long long)autre->numero);
	return true;
}

/* What regle modifier changes; n is 0 when nothing differs. False: told. */
static bool preparer(const struct regle_demande *d, const struct regle_fait *v, size_t n,
		     struct arena *a, struct regle_changement *ret, size_t *changes)
{
	const struct regle_fait *avant = d->quoi ? regle_trouver(v, n, str_of(d->quoi)) : NULL;
	struct regle_fait *apres = arena_alloc(a, sizeof *apres);
	struct regle_changement *difference;

	if (d->quoi && !avant) {
		regle_inconnue(v, n, d->quoi);
		return false;
	}
	*ret = (struct regle_changement){avant, NULL};
	*changes = 1;
	if (d->retirer)
		return true;
	if (avant)
		*apres = *avant;
	if (!composer(d, apres))
		return false;
	if (repete(v, n, apres))
		return false;
	ret->apres = apres;
	if (avant)
		*changes = regles_difference(avant, 1, apres, 1, a, &difference) != 0;
	return true;
}

/* A decision on its way. */
struct chantier {
	struct cli *cli;
	const struct regle_demande *d;
	struct arena *a;
	struct tx tx;
	const struct regle_fait *v; /* today's */
	size_t n;
	struct regle_changement *changements;
	size_t n_changements;
};

static enum err campagne_touchee(const struct chantier *c, int annee, struct ecran *ecran,
				 struct incident *inc)
{
	struct db *db = c->tx.db;
	const struct regle_fait *regles;
	const size_t n =
		regles_changees(c->v, c->n, c->changements, c->n_changements, c->a, &regles);
	struct campagne avant, apres;
	enum err err = campagne_lire(db, annee, INT64_MAX, c->a, &avant, inc);

	if (err)
		return err;
	apres = avant;
	regles_appliquer(regles, n, c->a, &apres.parametres);
	if ((err = consequence_dire(db, &avant, &apres, c->a, ecran)))
		*inc = *db_incident(db);
	return err;
}

/* Without one that is open: the last one that the base has, else the last one there is. */
static enum err derniere_campagne(const struct chantier *c, int *ret)
{
	const struct campagne_connue *v;
	size_t n;
	const enum err err = campagnes_connues(c->tx.db, INT64_MAX, c->a, &v, &n);
	bool trouvee = false;

	*ret = 0;
	for (size_t i = err ? 0 : n; i-- > 0 && !trouvee;) {
		trouvee = v[i].dans_la_base;
		if (trouvee || !*ret)
			*ret = v[i].annee;
	}
	return err;
}

/* In the campagne that was asked for, else in those that are open, else in the last one. */
static enum err consequences(const struct chantier *c, struct ecran *ecran, struct incident *inc)
{
	const int *annees = &c->d->campagne;
	int derniere = 0;
	size_t n = 1;
	enum err err = OK;

	if (!c->d->campagne) {
		err = campagnes_ouvertes(c->tx.db, instant_date_paris(c->cli->maintenant), c->a,
					 &annees, &n);
		if (!err && !n)
			err = derniere_campagne(c, &derniere);
		if (err)
			*inc = *db_incident(c->tx.db);
	}
	if (!err && derniere) {
		ecran_paragraphe(
			ecran, (struct paragraphe){0},
			arena_printf(
				c->a,
				"Aucune campagne de la base n'est ouverte aujourd'hui : les offres qui changent sont "
				"comptées dans celle de %d. --campagne N les compte dans une autre.",
				derniere));
	}
	for (size_t i = 0; !err && !derniere && i < n; i++)
		err = campagne_touchee(c, annees[i], ecran, inc);
	return !err && derniere ? campagne_touchee(c, derniere, ecran, inc) : err;
}

static int conclure(struct chantier *c)
{
	const struct decideur qui = {c->cli->maintenant, cli_acteur(c->a), str_of(c->d->raison)};
	const size_t n = c->n_changements;
	const char *s = n > 1 ? "s" : "";
	struct incident inc = {0};
	struct ecran ecran;
	AUTO_BUF suite;

	buf_init(&suite, ECRAN_MAX);
	ecran_init(&ecran, &suite);
	if (!n)
		return sortie_texte(STR("Rien à changer : les règles sont déjà ainsi.\n"),
				    SORTIE_OK);
	if (consequences(c, &ecran, &inc))
		return cli_incident(&inc);
	if (!c->d->essai && regles_changer(c->tx.db, c->changements, n, &qui))
		return cli_incident(db_incident(c->tx.db));
	if (!c->d->essai && !cli_valider(c->cli, &c->tx))
		return SORTIE_ERREUR;
	return consequence_imprimer(
		c->d->essai,
		arena_printf(c->a, "%zu règle%s changée%s. « relais regle historique » le montre.",
			     n, s, s),
		buf_view(&suite));
}

/* nouvelles: the set of a file; NULL: one rule, as the options say. */
static int changer(struct cli *cli, const struct regle_demande *d, struct arena *a,
		   const struct regle_fait *nouvelles, size_t n_nouvelles)
{
	struct regle_changement un;
	struct chantier c = {.cli = cli, .d = d, .a = a, .changements = &un};
	struct db *db;
	int code = SORTIE_ERREUR;

	if (cli_base(cli, d->essai ? DB_LECTURE : DB_ECRITURE, &db))
		return SORTIE_ERREUR;
	if (tx_begin(db, d->essai ? TX_LECTURE : TX_ECRITURE, &c.tx) ||
	    regles_connues(db, INT64_MAX, a, &c.v, &c.n)) {
		cli_incident(db_incident(db));
	} else if (nouvelles) {
		c.n_changements =
			regles_difference(c.v, c.n, nouvelles, n_nouvelles, a, &c.changements);
		code = conclure(&c);
	} else if (preparer(d, c.v, c.n, a, &un, &c.n_changements)) {
		code = conclure(&c);
	}
	tx_rollback(&c.tx);
	db_close(db);
	return code;
}

int regle_modifier(struct cli *cli, const void *demande)
{
	const struct regle_demande *d = demande;
	AUTO_ARENA a = arena_new(0);

	if ((d->quoi != NULL) == d->nouvelle)
		return cli_erreur(
			"Donnez le numéro de la règle à modifier, ou --nouvelle (et pas les deux). Les numéros : "
			"« relais regle liste ».");
	if (!d->essai && !cli_raison(d->raison))
		return SORTIE_ERREUR;
	return changer(cli, d, a, NULL, 0);
}

int regle_importer(struct cli *cli, const void *demande)
{
	const struct regle_demande *d = demande;
	AUTO_ARENA a = arena_new(0);
	const struct regle_fait *nouvelles;
	struct incident inc = {0};
	size_t n;

	if (!d->essai && !cli_raison(d->raison))
		return SORTIE_ERREUR;
	if (regles_lire_csv(d->quoi, a, &nouvelles, &n, &inc))
		return cli_incident(&inc);
	return changer(cli, d, a, nouvelles, n);
}
