/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * dire.c - the process that reads the foreign file: everything that the file may harm happens here
 */
#include "controle/isole.h"

#include <errno.h>
#include <unistd.h>

#include "base/limites.h"
#include "controle/controle.h"

enum { TUBE = 256 * 1024 };

struct voix {
	struct buf tampon;
	struct arena *arena;
	const char *nom; /* of the lot */
	bool perdue; /* nobody listens any more */
};

static bool vider(struct voix *v)
{
	size_t fait = 0;

	while (!v->perdue && fait < v->tampon.n) {
		const ssize_t n = write(STDOUT_FILENO, v->tampon.p + fait, v->tampon.n - fait);

		if (n > 0)
			fait += (size_t)n;
		else if (n == 0 || errno != EINTR)
			v->perdue = true;
	}
	buf_reset(&v->tampon);
	return !v->perdue;
}

static void textes(struct voix *v, enum trame_genre genre, struct str a, struct str b, struct str c)
{
	const struct str t[TRAME_TEXTES_MAX] = {a, b, c};

	trame_textes(&v->tampon, genre, t);
}

/* The long texts say nothing to the rules: they stay here. */
static enum err dire_record(void *ctx, const struct record *r)
{
	struct voix *v = ctx;

	if (r->kind == RECORD_TEXTES)
		return OK;
	if (!trame_record(&v->tampon, r))
		return E_INVALIDE;
	return v->tampon.n < TUBE || vider(v) ? OK : E_PANNE;
}

static struct puits dire_flux(void *ctx, enum format f)
{
	struct voix *v = ctx;

	textes(v, TRAME_FLUX, str_of(lot_nom_court(v->nom)), str_of(format_code(f)), STR_VIDE);
	return (struct puits){dire_record, v};
}

static bool en_archive(const struct lot *l)
{
	return l->pieces[0].contenant == CONTENANT_ZIP;
}

/* In an archive what is not a feed stands beside it. */
static bool a_cote(struct voix *v, const struct lot *l)
{
	const struct str nom = str_of(lot_nom_court(l->nom));

	if (!en_archive(l) || l->refuse || (!l->laisse && format_est_flux(l->format)))
		return false;
	if (l->laisse)
		textes(v, TRAME_NOTE, nom, str_of(l->inc.message), str_of(l->inc.remede));
	else
		textes(v, TRAME_NOTE, nom,
		       str_of(arena_printf(v->arena, "Ce n'est pas un flux d'offres (%s).",
					   format_libelle(l->format))),
		       STR_VIDE);
	return true;
}

/* A page has no command to advise. */
static enum err lire_lot(struct voix *v, const struct lot *l, struct archive_gardee *archive,
			 struct incident *inc)
{
	const char *nom = lot_nom_court(l->nom);
	struct incident vu;
	enum err err;

	if (format_lisible(l->format) && !format_est_flux(l->format)) {
		incident_set(inc, E_INVALIDE, "C'est un référentiel (%s), pas un flux d'offres.",
			     format_libelle(l->format));
		incident_remede(inc, "Donnez le flux LHEO qui décrit les offres.");
		return E_INVALIDE;
	}
	err = controle_lire(l, archive, (struct flux_entree){dire_flux, v}, inc);
	if (err && strstr(inc->remede, "--as"))
		incident_remede(
			inc,
			"Vérifiez que c'est le bon fichier : un flux LHEO (.xml), ou l'archive "
			"(.zip) qui le contient.");
	if (err && en_archive(l) && inc->message[0]) {
		vu = *inc;
		incident_set(inc, err, "Dans « %s » : %s", nom, vu.message);
		incident_detail(inc, "%s", vu.detail);
		incident_remede(inc, "%s", vu.remede);
	}
	return err;
}

static enum err lire_tout(struct voix *v, const char *nom, struct incident *inc)
{
	struct archive_gardee archive = {0};
	struct inventaire inventaire;
	size_t lus = 0;
	enum err err = OK;

	inventaire_nomme("/proc/self/fd/0", nom, v->arena, &inventaire);
	for (size_t i = 0; !err && i < inventaire.n; i++) {
		v->nom = inventaire.lots[i].nom;
		if (a_cote(v, &inventaire.lots[i]))
			continue;
		lus++;
		err = lire_lot(v, &inventaire.lots[i], &archive, inc);
	}
	archive_gardee_fermer(&archive);
	if (!err && !lus) {
		err = incident_set(inc, E_INVALIDE, "Aucun flux d'offres dans cette archive.");
		incident_remede(inc, "Donnez le flux LHEO qui décrit les offres.");
	}
	return err;
}

bool isole_dire(const char *nom)
{
	struct incident inc = {0};
	struct voix v = {.arena = arena_new(0)};
	bool dit;

	buf_init(&v.tampon, TUBE + LIMITE_CONTROLE_TRAME + TRAME_TETE);
	if (lire_tout(&v, nom, &inc)) {
		if (!inc.message[0])
			incident_set(
				&inc, E_INVALIDE,
				"Une offre de ce fichier est trop longue pour être contrôlée.");
		textes(&v, TRAME_INCIDENT, str_of(inc.message), str_of(inc.detail),
		       str_of(inc.remede));
	} else {
		textes(&v, TRAME_FIN, STR_VIDE, STR_VIDE, STR_VIDE);
	}
	dit = vider(&v);
	buf_free(&v.tampon);
	arena_free(v.arena);
	return dit;
}
