/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * precontrole.c - a file comes in, is judged by the referentials of this worker, and is forgotten
 */
#include "web/precontrole.h"

#include "http/multipart.h"
#include "web/origine.h"

static struct precontrole_page modele(struct visite *v)
{
	const struct campagne *c = photo_campagne(v->photo);
	const int jour = photo_jour(v->photo);

	return (struct precontrole_page){.etat = visite_etat(v),
					 .campagne = c->annee,
					 .close = jour > c->jalon[JALON_DERNIER_VERSEMENT],
					 .echeance = campagne_echeance(v->a, c, jour)};
}

void precontrole_formulaire(struct visite *v)
{
	const struct precontrole_page m = modele(v);

	page_precontrole(v->out, &m);
}

static void refuser(struct visite *v, struct precontrole_page *m, int statut, const char *erreur)
{
	buf_reset(v->out);
	m->erreur = erreur;
	v->r->statut = statut;
	page_precontrole(v->out, m);
}

/* What was sent: NULL, the page says what is missing. */
static const struct multipart_partie *fichier_recu(struct visite *v, struct multipart *m,
						   struct precontrole_page *page)
{
	const struct str type = http_champ(v->q->entetes, "content-type", NULL);
	const struct multipart_partie *p;

	if (multipart_lire(type, v->q->corps, v->a, m)) {
		refuser(v, page, 400,
			"L'envoi n'a pas pu être lu. Choisissez le fichier dans cette page, puis envoyez-le.");
		return NULL;
	}
	p = multipart_partie(m, "fichier");
	if (!p || !p->est_fichier || (!p->octets.n && !p->fichier.n)) {
		refuser(v, page, 400, "Choisissez un fichier : aucun n'a été envoyé.");
		return NULL;
	}
	if (p->octets.n > LIMITE_CONTROLE_DEPOT) {
		refuser(v, page, 413,
			"Le fichier dépasse 20 Mio. Compressez-le (zip), ou donnez-le en plusieurs parties.");
		return NULL;
	}
	return p;
}

static bool en_csv(const struct multipart *m)
{
	const struct multipart_partie *p = multipart_partie(m, "forme");

	return p && str_eq(p->octets, STR("csv"));
}

static void repondre(struct visite *v, struct precontrole_page *m,
		     const struct multipart_partie *fichier, bool csv)
{
	const struct precontrole_demande d = {
		.fichier = {.octets = fichier->octets,
			    .nom = precontrole_nom(v->a, fichier->fichier)},
		.db = v->salle->db,
		.referentiels = v->salle->referentiels,
		.parametres = &v->salle->campagne.parametres,
		.csv = csv ? v->out : NULL};
	struct precontrole *resultat = arena_alloc(v->a, sizeof *resultat);
	struct incident *inc = arena_alloc(v->a, sizeof *inc);
	const enum err err = precontrole_faire(&d, v->a, resultat, inc);

	m->fichier = d.fichier.nom;
	if (err) {
		m->incident = inc;
		refuser(v, m, err == E_INVALIDE ? 400 : 503, NULL);
	} else if (csv) {
		v->r->type = "text/csv; charset=utf-8";
		http_entete(v->r, "Content-Disposition",
			    STR("attachment; filename=\"pre-controle.csv\""));
	} else {
		m->resultat = resultat;
		page_precontrole(v->out, m);
	}
}

void precontrole_controler(struct visite *v)
{
	struct precontrole_page m = modele(v);
	const struct multipart_partie *fichier;
	struct multipart envoi;

	v->r->cache = "no-store";
	if (!origine_sure(v->q->entetes)) {
		refuser(v, &m, 403,
			"L'envoi vient d'un autre site. Choisissez le fichier dans cette page, puis envoyez-le.");
		return;
	}
	fichier = fichier_recu(v, &envoi, &m);
	if (!fichier)
		return;
	if (!visite_controle_prendre(v)) {
		refuser(v, &m, 503,
			"Un autre fichier est en cours de contrôle. Renvoyez le vôtre dans quelques secondes.");
		return;
	}
	repondre(v, &m, fichier, en_csv(&envoi));
	visite_controle_rendre(v);
}
