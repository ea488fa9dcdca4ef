/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * valeurs_creer.c - a campagne without preset, its values taken from another one
 */
#include <stdio.h>

#include "base/date.h"
#include "campagne/valeurs.h"
#include "journal/journal.h"

static const struct sql SQL_VALEUR = SQL_FIXE(
	"INSERT INTO campagne_valeur (campagne, nom, valeur, deduite, du_version) VALUES ($1, $2, $3, 1, $4)");
/* No verdict was computed: version 0. From now on its verdicts are renewed while it is open, like those of the others. */
static const struct sql SQL_OUVRIR = SQL_FIXE(
	"INSERT INTO campagne (annee, etat, verdicts_version, verdicts_moteur) VALUES ($1, 'ouverte', 0, '') ON CONFLICT "
	"(annee) DO NOTHING");

enum { MOIS_PAR_AN = 12 };

static enum err annee_raisonnable(int annee, struct incident *inc)
{
	if (annee >= CREER_MIN && annee <= CREER_MAX)
		return OK;
	incident_set(inc, E_INVALIDE, "%d ne peut pas être l'année d'une campagne.", annee);
	incident_remede(inc,
			"Donnez l'année de la rentrée, de %d (la première de Parcoursup) à %d.",
			CREER_MIN, CREER_MAX);
	return E_INVALIDE;
}

static enum err existe(int annee, struct incident *inc)
{
	incident_set(inc, E_CONFLIT, "La campagne %d existe déjà.", annee);
	incident_remede(
		inc,
		"« relais campagne montrer %d » la montre, « relais campagne modifier %d » la change.",
		annee, annee);
	return E_CONFLIT;
}

/* The campagne to take the values from. E_CONFLIT: the new one exists. */
static enum err choisir(struct db *db, int annee, int *depuis, struct arena *a,
			struct incident *inc)
{
	const struct campagne_connue *v;
	int avant = 0, apres = 0;
	size_t n;
	const enum err err = campagnes_connues(db, INT64_MAX, a, &v, &n);

	if (err) {
		*inc = *db_incident(db);
		return err;
	}
	for (size_t i = 0; i < n; i++) {
		if (v[i].annee == annee)
			return existe(annee, inc);
		if (v[i].annee < annee)
			avant = v[i].annee;
		else if (!apres)
			apres = v[i].annee;
	}
	if (!*depuis)
		*depuis = avant ? avant : apres;
	return OK;
}

static enum err modele_proche(int annee, int depuis, struct incident *inc)
{
	const int ecart = annee > depuis ? annee - depuis : depuis - annee;

	if (ecart <= CREER_ECART_MAX)
		return OK;
	incident_set(inc, E_INVALIDE, "La campagne %d est à %d ans de la campagne %d.", depuis,
		     ecart, annee);
	incident_remede(
		inc,
		"Au-delà de %d ans, ses dates ne disent plus rien : donnez à --depuis une campagne "
		"plus proche, ou créez d'abord celles d'entre les deux.",
		CREER_ECART_MAX);
	return E_INVALIDE;
}

/* What every value of a campagne is written with. */
struct ecriture {
	struct db *db;
	struct stmt *st;
	const struct decideur *qui;
	int64_t version;
	int annee, depuis;
};

static enum err ecrire(struct ecriture *e, struct valeur v)
{
	char texte[VALEUR_TEXTE_MAX], objet[32], changement[128];
	enum err err;

	if (!v.choisi && !v.date)
		return OK; /* the other one does not say it either */
	v.date = v.choisi ? 0 : date_ajoute_mois(v.date, MOIS_PAR_AN * (e->annee - e->depuis));
	valeur_texte(&v, texte);
	(void)snprintf(objet, sizeof objet, "campagne %d", e->annee);
	(void)snprintf(changement, sizeof changement, "%s : - → %s (déduite de la campagne %d)",
		       v.nom, texte, e->depuis);
	stmt_int(e->st, 1, e->annee);
	stmt_text(e->st, 2, str_of(v.nom));
	stmt_text(e->st, 3, str_of(texte));
	stmt_int(e->st, 4, e->version);
	if ((err = stmt_exec(e->st)))
		return err;
	return journal_ajouter(e->db, &(struct evenement){.instant = e->qui->instant,
							  .version = e->version,
							  .acteur = e->qui->acteur,
							  .objet = str_of(objet),
							  .changement = str_of(changement),
							  .raison = e->qui->raison});
}

static enum err ouvrir(struct db *db, int annee)
{
	struct stmt *st;
	enum err err = db_prepare(db, SQL_OUVRIR, 0, &st);

	if (err)
		return err;
	stmt_int(st, 1, annee);
	err = stmt_exec(st);
	stmt_free(st);
	return err;
}

static enum err ecrire_tout(struct ecriture *e, const struct campagne *modele)
{
	const struct version_demande demande = {
		.connu_le = e->qui->instant, .cause = "campagne", .personne = "ligne de commande"};
	struct valeur v[VALEURS_MAX];
	const size_t n = campagne_valeurs(modele, v);
	bool recule;
	enum err err;

	if ((err = version_nouvelle(e->db, &demande, &e->version, &recule)) ||
	    (err = ouvrir(e->db, e->annee)) || (err = db_prepare(e->db, SQL_VALEUR, 0, &e->st)))
		return err;
	for (size_t i = 0; !err && i < n; i++)
		err = ecrire(e, v[i]);
	stmt_free(e->st);
	return err;
}

enum err campagne_creer(struct db *db, int annee, int depuis, const struct decideur *qui, int *ret,
			struct incident *inc)
{
	AUTO_ARENA a = arena_new(0);
	struct campagne modele;
	enum err err;

	if ((err = annee_raisonnable(annee, inc)) || (err = choisir(db, annee, &depuis, a, inc)) ||
	    (err = campagne_lire(db, depuis, INT64_MAX, a, &modele, inc)) ||
	    (err = modele_proche(annee, depuis, inc)))
		return err;
	struct ecriture e = {.db = db, .qui = qui, .annee = annee, .depuis = depuis};

	if ((err = ecrire_tout(&e, &modele))) {
		*inc = *db_incident(db);
		return err;
	}
	*ret = depuis;
	return OK;
}
