/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import.c - the order of things: read, tell whether it is new, apply, write the run down
 */
#include "import/import.h"

#include <stdio.h>

#include "base/date.h"
#include "base/vec.h"
#include "import/application.h"
#include "import/garde.h"
#include "import/lectures.h"
#include "import/run.h"
#include "journal/journal.h"

/* A whole list that the command gave. */
struct edition {
	enum format format;
	int64_t source;
	const struct lot *lot;
	char empreinte[2 * EMPREINTE_TAILLE + 1];
};

/* The import of one command. */
struct chantier {
	struct db *db;
	const struct import_demande *demande;
	struct incident *inc;
	int date_faits;
	int64_t connu_le;
	bool premier; /* the base holds no fact: all in one transaction */
	bool vierge; /* nor the trace of any run: nothing would be lost with it */
	struct tx tx;
	struct application *application;
	struct garde *garde;
	bool mesuree; /* the guard measured the file being applied */
	int64_t run; /* of the file being applied */
	int64_t premier_run,
		premiere_source; /* numbers of the first file's run and source, in a first load */
	int64_t place; /* of the file being applied, in the command */
	int64_t acquis; /* last run that was committed */
	int64_t derniere; /* last version that this command knows of */
	struct VEC(int64_t) completes; /* sources that gave a complete feed in this command */
	struct VEC(struct edition) editions;
	int64_t version; /* of the transaction, 0: nothing changed yet */
	bool version_du_fichier; /* the file being applied changed something */
	bool avancee;
};

static enum err panne(struct chantier *c, enum err err)
{
	if (!c->inc->message[0])
		*c->inc = *db_incident(c->db);
	return err;
}

/* The version of this transaction, made at its first change. */
static enum err obtenir_version(void *ctx, int64_t *version)
{
	struct chantier *c = ctx;
	bool avancee = false;
	enum err err = OK;

	if (!c->version) {
		const struct version_demande demande = {.connu_le = c->connu_le,
							.cause = "import",
							.run = c->premier ? c->premier_run : c->run,
							.personne = "ligne de commande"};

		err = version_nouvelle(c->db, &demande, &c->version, &avancee);
		c->avancee = c->avancee || avancee;
	}
	c->version_du_fichier = true;
	*version = c->version;
	return err;
}

/*
 * Start a transaction. What the last one held in memory still stands when nobody else made a version since; otherwise it is read again.
 */
static enum err ouvrir(struct chantier *c)
{
	int64_t derniere;
	enum err err;

	if (c->tx.ouverte)
		return OK;
	if ((err = tx_begin(c->db, TX_ECRITURE, &c->tx)) ||
	    (err = version_derniere(c->db, &derniere)))
		return err;
	if (derniere != c->derniere) {
		application_fermer(c->application);
		c->application = NULL;
	}
	c->premier = c->premier && derniere == 0;
	c->derniere = derniere;
	c->version = 0;
	return OK;
}

static enum err fermer(struct chantier *c)
{
	if (c->version)
		c->derniere = c->version;
	return c->tx.ouverte ? tx_commit(&c->tx) : OK;
}

/* The campagne is part of the name: the lists of two campagnes stand side by side. */
static void nommer_source(const struct chantier *c, const struct lecture *l, char *ret,
			  size_t taille)
{
	if (format_de_campagne(l->format))
		(void)snprintf(ret, taille, "%s:%d",
			       c->demande->source ? c->demande->source : format_code(l->format),
			       c->demande->campagne);
	else if (c->demande->source)
		(void)snprintf(ret, taille, "%s", c->demande->source);
	else if (l->region[0])
		(void)snprintf(ret, taille, "%s:%s", format_code(l->format), l->region);
	else
		(void)snprintf(ret, taille, "%s", format_code(l->format));
}

static enum err raconter(struct chantier *c, const struct import_resultat *r)
{
	AUTO_ARENA a = arena_new(0);
	const struct evenement e = {
		.instant = c->demande->instant,
		.acteur = STR("ligne de commande"),
		.objet = str_of(arena_printf(a, "run %lld", (long long)r->run)),
		.changement = str_of(
			arena_printf(a, "import %s : %lld nouveaux, %lld modifiés, %lld disparus",
				     r->source, (long long)r->bilan.nouveaux,
				     (long long)r->bilan.modifies, (long long)r->bilan.disparus)),
		.raison = str_of(c->demande->raison ? c->demande->raison : ""),
	};

	return journal_ajouter(c->db, &e);
}

/* What the base knows of a file from its source's last one. */
struct deja {
	bool meme; /* this very file: same bytes, same source, same claim of completeness */
	bool meme_jour;
	bool autre_depuis; /* but another source has spoken of the same things since */
};

static enum err deja_connu(struct chantier *c, const struct lecture *l, int64_t source,
			   struct deja *ret)
{
	struct run_precedent p;
	const enum err err = run_precedent(c->db, format_code(l->format), source, &p);

	*ret = (struct deja){0};
	if (err)
		return err == E_ABSENT ? OK : err;
	ret->autre_depuis = p.autre_depuis;
	ret->meme = p.memes_lecteurs && p.complet == c->demande->complet &&
		    str_eq(str_of(p.empreinte), str_of(l->empreinte));
	ret->meme_jour = p.date_faits == c->date_faits;
	return OK;
}

/* The guard refuses: the transaction is undone, the run is written in a new one. */
static enum err defaire(struct chantier *c, struct import_resultat *r)
{
	AUTO_ARENA a = arena_new(0);
	const bool avancee = c->avancee;
	const bool premiere = !(r->bilan.inchanges + r->bilan.modifies + r->bilan.disparus);
	enum err err;

	tx_rollback(&c->tx);
	application_fermer(c->application);
	c->application = NULL;
	garde_refusee(c->garde);
	c->version_du_fichier = false;
	r->etat = IMPORT_REFUSE;
	r->bilan = (struct bilan){0};
	r->saisies = (struct saisies_bilan){0};
	r->anomalies = 0;
	incident_set(&r->incident, E_REFUS,
		     "Ce fichier ferait perdre plus de %d %% de ce qui est en vigueur : %s.",
		     GARDE_SEUIL, garde_phrase(c->garde, a));
	incident_detail(&r->incident, premiere ? "La base reste comme elle était avant lui."
					       : "La dernière bonne édition reste en vigueur.");
	incident_remede(
		&r->incident,
		"Vérifiez le fichier auprès de son producteur. S'il est juste : la même commande avec --force "
		"--reason « pourquoi ».");
	err = ouvrir(c);
	c->avancee = avancee;
	return err;
}

/* The trial of what the file changed, before it is committed. */
static enum err garder(struct chantier *c, const struct lecture *l, int64_t source,
		       struct import_resultat *r)
{
	struct garde_demande d = {.flux = format_est_flux(l->format),
				  .complet = c->demande->complet,
				  .source = source,
				  .version = c->version,
				  .date = c->date_faits,
				  .bilan = &r->bilan};
	enum err err;

	d.touchees = application_touchees(c->application, &d.n);
	if ((err = garde_juger(c->garde, &d, &r->garde)))
		return err;
	c->mesuree = true;
	r->forcee = r->garde && c->demande->raison;
	return r->garde && !r->forcee ? defaire(c, r) : OK;
}

/* No row typed by hand is usable: true when the file was refused. Its anomalies stay, they say why. */
static bool refuser_saisies(const struct lecture *l, struct import_resultat *r)
{
	if (l->format != FORMAT_UAI_SAISIS || r->saisies.gardees)
		return false;
	r->etat = IMPORT_REFUSE;
	incident_set(
		&r->incident, E_REFUS,
		"Rien n'est utilisable dans ce fichier : aucune de ses lignes (%lld) n'est une "
		"décision valable.",
		(long long)r->lus);
	incident_remede(&r->incident,
			"Corrigez-les comme il est dit pour chacune, puis importez de "
			"nouveau le fichier.");
	return true;
}

static enum err appliquer(struct chantier *c, const struct lecture *l, int64_t source, bool deja_lu,
			  struct import_resultat *r)
{
	const struct application_fichier f = {.lecture = l,
					      .run = c->run,
					      .source = source,
					      .campagne = c->demande->campagne,
					      .complet = c->demande->complet,
					      .deja_lu = deja_lu,
					      .instant = c->demande->instant};
	const struct version_paresseuse version = {obtenir_version, c};
	struct application_bilan bilan;
	enum err err = OK;

	if (!c->application)
		err = application_ouvrir(c->db, version, &c->application);
	c->version_du_fichier = false;
	if (!err)
		err = application_fichier(c->application, &f, &bilan);
	if (err)
		return err;
	r->bilan = bilan.faits;
	r->saisies = bilan.saisies;
	r->anomalies = bilan.anomalies;
	r->ecartes += bilan.saisies.ecartees;
	if (refuser_saisies(l, r))
		return OK;
	if (c->version_du_fichier && !c->premier && (err = garder(c, l, source, r)))
		return err;
	if (r->etat == IMPORT_REFUSE)
		return OK;
	r->etat = c->version_du_fichier ? IMPORT_APPLIQUE : IMPORT_INCHANGE;
	r->version = c->version_du_fichier ? c->version : 0;
	return c->version_du_fichier ? raconter(c, r) : OK;
}

/* A file that says itself that it is one page of several is not complete: true when it was refused. */
static bool refuser_page(const struct chantier *c, const struct lecture *l,
			 struct import_resultat *r)
{
	if (!c->demande->complet || !l->page_seule)
		return false;
	incident_set(
		&r->incident, E_REFUS,
		"Le fichier est déclaré complet (--complet), et annonce lui-même plus d'éléments qu'il n'en a (%lld ici) : "
		"c'est une page d'une liste plus longue.",
		(long long)l->lus);
	incident_detail(&r->incident, "L'appliquer retirerait ce que disent les autres pages.");
	incident_remede(
		&r->incident,
		"Importez l'export complet ; ou, page par page, importez-les sans --complet.");
	return true;
}

/* Refuse a complete feed that would erase what it should not: true when it was. */
static bool refuser_complet(struct chantier *c, const struct lecture *l, int64_t source,
			    struct import_resultat *r)
{
	if (refuser_page(c, l, r))
		return true;
	if (!c->demande->complet || !format_est_flux(l->format))
		return false;
	if (!l->offres) {
		incident_set(
			&r->incident, E_REFUS,
			"Le flux est déclaré complet (--complet) et ne contient aucune offre en apprentissage : l'appliquer "
			"effacerait toutes celles de la source « %s ».",
			r->source);
		incident_remede(
			&r->incident,
			"Vérifiez le fichier auprès de son producteur, ou importez-le sans --complet.");
		return true;
	}
	for (size_t i = 0; i < c->completes.n; i++) {
		if (c->completes.v[i] != source)
			continue;
		incident_set(
			&r->incident, E_REFUS,
			"Un autre fichier de cette commande est déjà le flux complet de la source « %s » : chacun des deux "
			"effacerait les offres de l'autre.",
			r->source);
		incident_remede(
			&r->incident,
			"Donnez un seul fichier complet par source, ou nommez les sources : une commande avec --source "
			"pour chaque fichier.");
		return true;
	}
	return false;
}

/* Is it a whole list, which its next edition replaces? A network's list is one file of many, unless it is said whole; decisions add up. */
static bool est_edition(const struct chantier *c, const struct lecture *l)
{
	return !format_est_flux(l->format) && l->format != FORMAT_UAI_SAISIS &&
	       (l->format != FORMAT_RESEAUX || c->demande->complet);
}

/* The two exports of France compétences are one list, whatever their sources. */
static bool meme_liste(const struct edition *e, const struct lecture *l, int64_t source)
{
	const enum ref_table t = ref_de_genre(str_of(format_code(l->format)));

	return (t == REF_FICHES && ref_de_genre(str_of(format_code(e->format))) == t) ||
	       (e->format == l->format && e->source == source);
}

/* Refuse another edition of a list that the command gave already: it would erase the first one. True when it was. */
static bool refuser_edition(const struct chantier *c, const struct lecture *l, int64_t source,
			    struct import_resultat *r)
{
	for (size_t i = 0; est_edition(c, l) && i < c->editions.n; i++) {
		const struct edition *e = &c->editions.v[i];

		if (!meme_liste(e, l, source) ||
		    (e->format == l->format && str_eq(str_of(e->empreinte), str_of(l->empreinte))))
			continue;
		incident_set(
			&r->incident, E_REFUS,
			"Deux éditions de la même liste (%s) sont dans la même commande : celle-ci effacerait ce "
			"que dit « %s ».",
			format_libelle(l->format), lot_nom_court(e->lot->nom));
		incident_remede(
			&r->incident, "%s",
			l->format == FORMAT_RESEAUX
				? "Sans --complet, les listes de plusieurs réseaux s'ajoutent : importez-les sans cette option, ou "
				  "réunissez-les d'abord en un seul fichier."
				: "Ne donnez que la bonne. Si ce sont deux parties d'une même liste, réunissez-les d'abord en un "
				  "seul fichier.");
		return true;
	}
	return false;
}

/* What the command gave whole: what was refused erases nothing. */
static void retenir(struct chantier *c, const struct lecture *l, int64_t source,
		    const struct import_resultat *r)
{
	if (r->etat == IMPORT_REFUSE)
		return;
	if (c->demande->complet && format_est_flux(l->format))
		*VEC_PUSH(&c->completes) = source;
	if (est_edition(c, l)) {
		struct edition *e = VEC_PUSH(&c->editions);

		*e = (struct edition){.format = l->format, .source = source, .lot = l->lot};
		(void)snprintf(e->empreinte, sizeof e->empreinte, "%s", l->empreinte);
	}
}

/* What belongs to a campagne is kept under its year, which the file does not say: true when it was refused without. */
static bool refuser_sans_campagne(const struct chantier *c, const struct lecture *l,
				  struct import_resultat *r)
{
	if (c->demande->campagne || !format_de_campagne(l->format))
		return false;
	incident_set(
		&r->incident, E_REFUS,
		"C'est une liste de formations de Parcoursup : le fichier ne dit pas de quelle campagne.");
	incident_remede(
		&r->incident,
		"Ajoutez --campagne et l'année de la rentrée de cette liste : --campagne 2023 pour celle qui précède "
		"Parcoursup 2024.");
	r->etat = IMPORT_REFUSE;
	return true;
}

/*
 * A list that one producer publishes whole replaces the last one, whoever brings it: under another name, the rows that it drops would stay. Only what
 * several may tell side by side has sources to name: true when it was refused.
 */
static bool refuser_source(const struct chantier *c, const struct lecture *l,
			   struct import_resultat *r)
{
	const enum ref_table t = ref_de_genre(str_of(format_code(l->format)));

	if (!c->demande->source || t == REF__MAX || t == REF_UAI || t == REF_FORMATIONS)
		return false;
	incident_set(
		&r->incident, E_REFUS,
		"--source ne va pas avec une liste que son producteur publie en entier, comme celle-ci : %s.",
		format_libelle(l->format));
	incident_detail(
		&r->incident,
		"Chaque édition remplace la précédente ; sous un autre nom de source, les lignes qu'elle retire resteraient en vigueur.");
	incident_remede(
		&r->incident,
		"Importez-la sans --source, dans une autre commande si celle-ci donne aussi des flux. --source nomme un "
		"flux, une liste d'UAI ou une liste de Parcoursup.");
	r->etat = IMPORT_REFUSE;
	return true;
}

/*
 * The number of the file's source if it is new; 0: the next one. A first load takes its files as they are ready: there it is that of the file's place in
 * the command, so that the same command makes the same base. --source names them all: the one, then that of the campagne.
 */
static int64_t numero_de_source(const struct chantier *c, const struct lecture *l)
{
	if (!c->premier)
		return 0;
	if (c->demande->source)
		return c->premiere_source + format_de_campagne(l->format);
	return c->premiere_source + c->place;
}

/* A file that nothing refuses is compared with the base. */
static enum err comparer(struct chantier *c, const struct lecture *l, const struct deja *deja,
			 struct import_resultat *r, int64_t *source)
{
	enum err err = run_source(c->db, r->source, numero_de_source(c, l), source);

	if (err)
		return err;
	r->etat = IMPORT_INCHANGE;
	/* the very same file is compared all the same when somebody else spoke in between */
	if ((!deja->meme || deja->autre_depuis) && (err = appliquer(c, l, *source, deja->meme, r)))
		return err;
	retenir(c, l, *source, r);
	if (r->garde && r->etat == IMPORT_REFUSE)
		/* a new one went with the transaction */
		return run_source_connue(c->db, r->source, source);
	if (deja->meme && deja->meme_jour && r->etat == IMPORT_INCHANGE)
		r->run = 0;
	return OK;
}

/* A file that was read well: new to the base, or not. */
static enum err accepter(struct chantier *c, const struct lecture *l, struct import_resultat *r,
			 int64_t *source)
{
	struct deja deja;
	enum err err;

	if (refuser_sans_campagne(c, l, r) || refuser_source(c, l, r))
		return OK;
	nommer_source(c, l, r->source, sizeof r->source);
	if ((err = run_source_connue(c->db, r->source, source)) ||
	    (err = deja_connu(c, l, *source, &deja)))
		return err;
	if (refuser_complet(c, l, *source, r) || refuser_edition(c, l, *source, r)) {
		r->etat = IMPORT_REFUSE;
		return OK;
	}
	return comparer(c, l, &deja, r, source);
}

/* The number of the run: that of the file's place in the command for a first load, else the next one. */
static enum err numeroter(struct chantier *c)
{
	if (!c->premier)
		return run_prochain(c->db, &c->run);
	c->run = c->premier_run + c->place;
	return OK;
}

/* One file: what becomes of it. */
static enum err traiter(struct chantier *c, const struct lecture *l, struct import_resultat *r)
{
	int64_t source = 0;
	enum err err = ouvrir(c);

	c->mesuree = false;
	r->fichier = l->lot->nom;
	r->format = l->format;
	r->lus = l->lus;
	r->ecartes = l->ecartes;
	r->sans_code = l->sans_code;
	(void)snprintf(r->encodage, sizeof r->encodage, "%s", l->encodage);
	if (err)
		return err;
	if (l->lot->laisse) {
		r->etat = IMPORT_LAISSE;
		r->incident = l->incident;
		return OK;
	}
	if ((err = numeroter(c)))
		return err;
	r->run = c->run;
	if (l->err) {
		r->etat = IMPORT_REFUSE;
		r->incident = l->incident;
	} else if ((err = accepter(c, l, r, &source))) {
		return err;
	}
	if (!r->run)
		return OK;
	err = run_ecrire(c->db, &(struct run_fait){.numero = c->run,
						   .source = source,
						   .instant = c->demande->instant,
						   .complet = c->demande->complet,
						   .date_faits = c->date_faits,
						   .raison = c->demande->raison,
						   .lecture = l,
						   .resultat = r});
	return err || !c->mesuree ? err : garde_ecrire(c->garde, c->run);
}

/* Is there any fact? And if a kill emptied the base, would anything be missed? */
static enum err est_premier(struct chantier *c)
{
	int64_t version, run;
	enum err err;

	if ((err = version_derniere(c->db, &version)) || (err = run_prochain(c->db, &run)) ||
	    (err = run_source_prochaine(c->db, &c->premiere_source)))
		return err;
	c->premier = version == 0;
	c->premier_run = run;
	c->vierge = c->premier && run == 1;
	return c->vierge ? db_premier_chargement(c->db) : OK;
}

static enum err tout_traiter(struct chantier *c, struct lectures *ls,
			     struct import_resultat *resultats)
{
	enum err err = est_premier(c);

	/* all in one version: a kind of fact that is ready does not wait for another; each file keeps the numbers of its place in the command */
	for (size_t fait = 0; !err && fait < c->demande->n; fait++) {
		size_t i;
		const struct lecture *l =
			lectures_suivante(ls, c->premier ? ORDRE_DES_FAITS : ORDRE_STRICT, &i);

		c->place = (int64_t)i;
		err = traiter(c, l, &resultats[i]);
		lectures_rendre(ls, i);
		if (!err && !c->premier && !(err = fermer(c)))
			c->acquis = c->run;
	}
	if (!err)
		err = fermer(c);
	/* what was not committed did not happen */
	for (size_t i = 0; err && i < c->demande->n; i++)
		if (c->premier || resultats[i].run > c->acquis || !resultats[i].run)
			resultats[i].fichier = NULL;
	if (!err && c->vierge)
		err = db_fin_premier_chargement(c->db);
	return err;
}

enum err importer(struct db *db, const struct import_demande *demande,
		  struct import_resultat *resultats, bool *date_avancee, struct incident *inc)
{
	struct chantier c = {.db = db, .demande = demande, .inc = inc};
	struct lectures *ls;
	enum err err;

	c.date_faits = demande->date ? demande->date : instant_date_paris(demande->instant);
	c.connu_le = demande->date ? instant_debut_de_jour_paris(demande->date) : demande->instant;
	*inc = (struct incident){0};
	c.garde = garde_ouvrir(db);
	ls = lectures_lancer(demande);
	err = tout_traiter(&c, ls, resultats);
	if (err)
		err = panne(&c, err);
	application_fermer(c.application);
	garde_fermer(c.garde);
	tx_rollback(&c.tx);
	lectures_finir(ls);
	VEC_FREE(&c.completes);
	VEC_FREE(&c.editions);
	*date_avancee = c.avancee;
	return err;
}
