/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * liste_pages.c - the three ways to take the catalogue away: a page, a CSV, a workbook
 */
#include "web/liste.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fichier.h"
#include "format/tableur.h"
#include "referentiel/memoire.h"
#include "regle/phrases.h"

enum { COLONNES = 21, CHEMIN_MAX = 64, TAMPON = 64 * 1024 };

static const struct tableur_colonne COLONNE[COLONNES] = {
	{"numero", TABLEUR_NOMBRE, 9, "Le numéro de l'offre, qui ne change jamais."},
	{"cle", TABLEUR_TEXTE, 52, "La clé ministères éducatifs."},
	{"intitule", TABLEUR_TEXTE, 50, "L'intitulé déclaré."},
	{"type", TABLEUR_TEXTE, 12, "Le diplôme, en abrégé."},
	{"niveau", TABLEUR_NOMBRE, 8, "Le niveau européen, de 3 à 8."},
	{"cfd", TABLEUR_TEXTE, 10, "Le code diplôme retenu."},
	{"rncp", TABLEUR_TEXTE, 10, "La fiche RNCP retenue."},
	{"duree", TABLEUR_NOMBRE, 7, "La durée du cycle, en années."},
	{"annee", TABLEUR_NOMBRE, 7, "L'année d'entrée en apprentissage."},
	{"rentree", TABLEUR_NOMBRE, 9, "La rentrée de la session la plus récente."},
	{"siret_responsable", TABLEUR_TEXTE, 16, "Le SIRET de l'organisme responsable."},
	{"responsable", TABLEUR_TEXTE, 34, "Son nom."},
	{"siret_formateur", TABLEUR_TEXTE, 16, "Le SIRET de l'organisme formateur."},
	{"formateur", TABLEUR_TEXTE, 34, "Son nom."},
	{"uai", TABLEUR_TEXTE, 10, "L'UAI du lieu de formation, tel que retenu."},
	{"commune", TABLEUR_TEXTE, 8, "Le code INSEE de la commune du lieu."},
	{"ville", TABLEUR_TEXTE, 24, "La ville du lieu."},
	{"academie", TABLEUR_TEXTE, 20, "L'académie du lieu."},
	{"classement", TABLEUR_TEXTE, 18, "Réglementaire ou non."},
	{"importable", TABLEUR_TEXTE, 12, "oui ; non ; saio : après une vérification par le SAIO."},
	{"motif", TABLEUR_TEXTE, 60, "Ce qui empêche l'import, quand quelque chose l'empêche."},
};

static void cellules(struct arena *a, const struct photo_offre *o, struct str ret[COLONNES])
{
	const struct str v[COLONNES] = {
		photo_nombre(a, o->numero),
		o->cle,
		o->intitule,
		o->type,
		photo_nombre(a, o->niveau),
		o->cfd,
		photo_rncp(a, o),
		o->duree,
		o->annee,
		photo_nombre(a, o->rentree),
		photo_siret(a, o->siret_responsable),
		o->organisme,
		photo_siret(a, o->siret_formateur),
		o->formateur,
		o->uai,
		o->insee,
		o->ville,
		academie_nom(o->academie),
		str_of(classification_libelle(o->classification)),
		!o->importable   ? STR("non")
		: o->attend_saio ? STR("saio")
				 : STR("oui"),
		o->motif,
	};

	memcpy(ret, v, sizeof v);
}

static void repondre(struct visite *v, struct str region)
{
	struct liste m;

	if (!liste_faire(v, region, &m))
		v->r->statut = 400;
	page_liste(v->out, v->a, &m);
}

void liste_nationale(struct visite *v)
{
	repondre(v, STR_VIDE);
}

void liste_regionale(struct visite *v)
{
	const struct str region = v->q->variables[0];

	if (region_nom(region).n)
		repondre(v, region);
	else
		visite_statut(v, 404);
}

/* « catalogue-2023-11-07.csv » is what the browser proposes. */
static void nommer(struct visite *v, const char *type, const char *extension)
{
	char date[11];

	date_iso_texte(photo_jour(v->photo), date);
	v->r->type = type;
	http_entete(v->r, "Content-Disposition",
		    str_of(arena_printf(v->a, "attachment; filename=\"catalogue-%s.%s\"", date,
					extension)));
}

void liste_csv(struct visite *v)
{
	struct liste m;
	const struct recherche_reponse *r = liste_tout(v, &m);
	AUTO_ARENA a = arena_new(0);

	if (!r) {
		repondre(v, STR_VIDE); /* a file cannot say what is wrong: the page does */
		return;
	}
	if (r->total > LISTE_CSV_MAX) { /* the page does not propose it */
		visite_rediriger(v, adresse_avec(v->a, "/catalogue", &m.valeurs, NULL));
		return;
	}
	nommer(v, "text/csv; charset=utf-8", "csv");
	csv_debut(v->out, COLONNE, COLONNES);
	for (size_t i = 0; i < r->n; i++) {
		struct str c[COLONNES];

		cellules(a, &m.offres[r->documents[i]], c);
		csv_ligne(v->out, c, COLONNES);
		arena_reset(a);
	}
}

static enum err remplir(const struct liste *m, struct classeur *c, struct incident *inc)
{
	AUTO_ARENA a = arena_new(0);
	enum err err = OK;

	for (size_t i = 0; !err && i < m->reponse.n; i++) {
		struct str lignes[COLONNES];

		cellules(a, &m->offres[m->reponse.documents[i]], lignes);
		err = classeur_ligne(c, lignes, inc);
		arena_reset(a);
	}
	return err;
}

/* The library writes a file: one that is only in memory. */
static enum err ecrire_classeur(const struct visite *v, const struct liste *m, const char *chemin,
				struct incident *inc)
{
	static const char *const PRESENTATION[] = {
		"Les offres que montrait la page du catalogue, avec les mêmes filtres, dans le même ordre.",
		NULL};
	const struct classeur_demande demande = {.chemin = chemin,
						 .feuille = "Offres",
						 .date = photo_jour(v->photo),
						 .colonnes = COLONNE,
						 .n = COLONNES,
						 .presentation = PRESENTATION};
	struct classeur *c;
	enum err err = classeur_ouvrir(&demande, &c, inc);

	if (err)
		return err;
	err = remplir(m, c, inc);
	if (err)
		classeur_abandonner(c);
	else
		err = classeur_finir(c, inc);
	return err;
}

/* What was written, into the answer. */
static bool relire(int fd, struct buf *out)
{
	char tampon[TAMPON];
	ssize_t n;

	if (lseek(fd, 0, SEEK_SET) < 0)
		return false;
	while ((n = fichier_lire(fd, tampon, sizeof tampon)) > 0)
		buf_add(out, tampon, (size_t)n);
	return n == 0;
}

void liste_xlsx(struct visite *v)
{
	char chemin[CHEMIN_MAX];
	struct incident inc = {0};
	struct liste m;
	enum err err;
	int fd;

	if (!liste_tout(v, &m)) {
		repondre(v, STR_VIDE);
		return;
	}
	if (m.reponse.total > LISTE_XLSX_MAX) { /* the page does not propose it */
		visite_rediriger(v, adresse_avec(v->a, "/catalogue", &m.valeurs, NULL));
		return;
	}
	if ((fd = memfd_create("catalogue.xlsx", MFD_CLOEXEC)) < 0) {
		visite_statut(v, 503);
		return;
	}
	(void)snprintf(chemin, sizeof chemin, "/proc/self/fd/%d", fd);
	visite_classeur_prendre(v);
	err = ecrire_classeur(v, &m, chemin, &inc);
	visite_classeur_rendre(v);
	if (!err && relire(fd, v->out))
		nommer(v, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		       "xlsx");
	else
		visite_statut(v, 503);
	(void)close(fd);
}
