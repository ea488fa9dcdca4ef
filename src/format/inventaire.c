/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * inventaire.c - from the files of a command to what is read
 */
#include "format/inventaire.h"

#include <stdio.h>
#include <string.h>

#include "base/fichier.h"
#include "base/limites.h"
#include "base/mem.h"
#include "base/vec.h"
#include "format/jeu.h"
#include "format/zip.h"

struct lots VEC(struct lot);

struct chantier {
	struct arena *a;
	enum format force;
	struct lots lots;
	char *morceau; /* LIMITE_LECTURE bytes */
};

/* A file of the command: where it is, how it is shown. */
struct donne {
	const char *chemin, *nom;
};

static struct lot *ajouter(struct chantier *c, const char *chemin, const char *nom)
{
	struct lot *l = VEC_PUSH(&c->lots);

	*l = (struct lot){.nom = nom, .pieces = arena_alloc(c->a, sizeof *l->pieces), .n = 1};
	l->pieces[0] = (struct piece){.chemin = chemin, .nom = nom, .partie = -1};
	return l;
}

/* The folders of the command, the archive, what is inside. */
static const char *nommer(struct chantier *c, const char *archive, struct str dedans)
{
	AUTO_BUF nom;

	buf_init(&nom, 4 * LIMITE_ARCHIVE_NOM);
	zip_nom_lisible(dedans, &nom);
	return arena_printf(c->a, "%s › %.*s", archive, STR_FMT(buf_view(&nom)));
}

/* What the beginning of a piece says. */
static void reconnaitre(const struct chantier *c, struct piece *p, const char *debut, size_t n)
{
	p->format = format_reconnaitre(debut, n);
	if (p->format == FORMAT_RNCP_CSV || c->force == FORMAT_RNCP_CSV)
		p->partie = jeu_partie(debut, n, &p->partie_2020);
}

/* What --as says takes the place of what was recognised, unless that is no text at all. */
static void forcer(const struct chantier *c, struct lot *l)
{
	switch (l->format) {
	case FORMAT_ARCHIVE_ZIP:
	case FORMAT_ARCHIVE_GZ:
	case FORMAT_REFUSE_ARCHIVE:
	case FORMAT_REFUSE_TABLEUR:
	case FORMAT_REFUSE_BUREAU:
	case FORMAT_REFUSE_UTF16:
	case FORMAT_REFUSE_BINAIRE:
	case FORMAT_REFUSE_VIDE:
		return;
	default:
		break;
	}
	if (!c->force)
		return;
	l->format = l->pieces[0].format = c->force;
	if (c->force != FORMAT_RNCP_CSV)
		l->pieces[0].partie = -1;
}

/* Read a piece to its end: the format by its first bytes, its length, and that nothing in it is broken. */
static enum err parcourir(struct chantier *c, struct zip *z, struct piece *p, struct incident *inc)
{
	size_t lu;
	enum err err;

	do {
		err = zip_lire(z, c->morceau, LIMITE_LECTURE, &lu, inc);
		if (!err && !p->taille)
			reconnaitre(c, p, c->morceau, lu);
		p->taille += lu;
	} while (!err && lu == LIMITE_LECTURE);
	return err;
}

/* What a Mac or Windows adds for itself. */
static bool du_systeme(struct str nom)
{
	const char *barre = memrchr(nom.p, '/', nom.n);
	const struct str court = barre ? str_sub(nom, (size_t)(barre + 1 - nom.p), nom.n) : nom;

	return str_starts(nom, STR("__MACOSX/")) || str_starts(court, STR("._")) ||
	       str_eq(court, STR(".DS_Store")) || str_eq(court, STR("Thumbs.db")) ||
	       str_eq(court, STR("desktop.ini"));
}

/* An office document whose first bytes do not tell it. */
static enum format bureautique(struct str nom)
{
	if (str_eq(nom, STR("xl/workbook.xml")))
		return FORMAT_REFUSE_TABLEUR;
	return str_eq(nom, STR("word/document.xml")) || str_eq(nom, STR("ppt/presentation.xml"))
		       ? FORMAT_REFUSE_BUREAU
		       : FORMAT_INCONNU;
}

/* Every entry of a zip becomes a lot; then what nobody reads is left aside. */
static enum err entrees(struct chantier *c, const struct donne *d, struct incident *inc)
{
	struct zip *z;
	struct str nom;
	unsigned rang = 0;
	enum err err = zip_ouvrir(d->chemin, &z, inc);

	if (err)
		return err;

	while (!err && !(err = zip_suivante(z, &nom, inc))) {
		struct piece p = {.chemin = d->chemin,
				  .contenant = CONTENANT_ZIP,
				  .entree = ++rang,
				  .partie = -1};
		const bool systeme = du_systeme(nom);
		const enum format bureau = bureautique(nom);

		if (bureau) {
			err = format_refus(bureau, inc);
			break;
		}
		p.nom = nommer(c, d->nom, nom);
		err = parcourir(c, z, &p, inc);
		if (err || systeme)
			continue;
		struct lot *l = ajouter(c, d->chemin, p.nom);
		l->pieces[0] = p;
		l->format = p.format;
		l->taille = p.taille;
	}
	zip_fermer(z);
	return err == E_ABSENT ? OK : err;
}

static bool finit(const char *nom, const char *const *fins)
{
	const char *point = strrchr(nom, '.');

	while (point && *fins && strcasecmp(point, *fins) != 0)
		fins++;
	return point && *fins;
}

/* Its name says that its sender gives data. */
static bool nom_de_donnees(const struct lot *l)
{
	return finit(l->nom, (const char *const[]){".csv", ".xml", ".json", NULL});
}

/* Beside data in an archive it asks nothing of anybody: a notice, an image, a table that is known and not needed. */
static bool inoffensif(const struct lot *l)
{
	switch (l->format) {
	case FORMAT_REFUSE_BUREAU:
	case FORMAT_REFUSE_SCHEMA:
		return true;
	case FORMAT_INCONNU:
	case FORMAT_REFUSE_BINAIRE:
	case FORMAT_REFUSE_VIDE:
		return !nom_de_donnees(l);
	default:
		return format_inutile(l->format);
	}
}

/* A lot of an archive that is not read: left aside, or refused with its own sentence. */
static void ecarter(struct lot *l)
{
	/* old Word and Excel begin alike */
	if (l->format == FORMAT_REFUSE_TABLEUR &&
	    finit(l->nom, (const char *const[]){".doc", ".ppt", NULL}))
		l->format = FORMAT_REFUSE_BUREAU;
	(void)format_refus(l->format, &l->inc);
	l->laisse = inoffensif(l);
	l->refuse = !l->laisse;
	if (!l->laisse || format_inutile(l->format))
		return;
	if (l->format == FORMAT_REFUSE_SCHEMA)
		incident_remede(&l->inc, "Rien à faire : les données se lisent sans lui.");
	else if (l->format == FORMAT_REFUSE_BUREAU)
		incident_remede(
			&l->inc,
			"Rien à faire si c'est une notice ; sinon, en donner les données en « CSV UTF-8 ».");
	else
		incident_remede(
			&l->inc,
			"Rien à faire si ce n'est pas un fichier de données ; sinon, le donner à part, avec --as.");
}

/* --as in an archive: its data, or, when nothing in it looks like some, what is unknown. */
static void forcer_donnees(const struct chantier *c, size_t debut)
{
	bool donnees = false;

	for (size_t i = debut; i < c->lots.n; i++)
		donnees |= format_lisible(c->lots.v[i].format) || nom_de_donnees(&c->lots.v[i]);
	for (size_t i = debut; i < c->lots.n; i++) {
		struct lot *l = &c->lots.v[i];

		if (format_lisible(l->format) ||
		    (donnees ? nom_de_donnees(l) && !format_inutile(l->format)
			     : l->format == FORMAT_INCONNU))
			forcer(c, l);
	}
}

static enum err sans_archive(const struct chantier *c, size_t debut, struct incident *inc)
{
	for (size_t i = debut; i < c->lots.n; i++) {
		const struct lot *l = &c->lots.v[i];

		if (l->format != FORMAT_ARCHIVE_ZIP && l->format != FORMAT_ARCHIVE_GZ &&
		    l->format != FORMAT_REFUSE_ARCHIVE)
			continue;
		incident_set(inc, E_INVALIDE, "L'archive contient une autre archive.");
		incident_detail(inc, "C'est « %s ».", lot_nom_court(l->nom));
		incident_remede(inc, "Décompresser la première, puis donner les fichiers utiles.");
		return E_INVALIDE;
	}
	return OK;
}

/* The lots that came out of one archive: an archive in an archive makes all of it suspect; the others are read, left aside or refused one by one. */
static enum err trier(struct chantier *c, size_t debut, struct incident *inc)
{
	size_t utiles = 0;

	if (sans_archive(c, debut, inc))
		return E_INVALIDE;
	forcer_donnees(c, debut);
	for (size_t i = debut; i < c->lots.n; i++) {
		struct lot *l = &c->lots.v[i];

		if (!format_lisible(l->format))
			ecarter(l);
		utiles += !l->laisse || format_inutile(l->format);
	}
	if (utiles)
		return OK;
	incident_set(inc, E_INVALIDE, "Aucun des fichiers de cette archive n'est lu par relais.");
	if (c->lots.n > debut)
		incident_detail(inc, "Le premier est « %s ». %s",
				lot_nom_court(c->lots.v[debut].nom), c->lots.v[debut].inc.message);
	incident_remede(inc, "Vérifier que c'est la bonne archive.");
	return E_INVALIDE;
}

static void ouvrir_zip(struct chantier *c, const struct donne *d)
{
	const size_t debut = c->lots.n;
	struct incident inc = {0};
	enum err err = entrees(c, d, &inc);

	if (!err)
		err = trier(c, debut, &inc);
	if (!err) {
		jeu_grouper(&(struct jeu_lots){c->lots.v, debut, &c->lots.n, true}, c->a);
		return;
	}
	c->lots.n = debut;
	struct lot *l = ajouter(c, d->chemin, d->nom);
	l->format = inc.message[0] ? FORMAT_ARCHIVE_ZIP : FORMAT_INCONNU;
	l->refuse = true;
	l->inc = inc;
}

/* The first bytes of a piece, decompressed when it must be. What cannot be opened tells it when it is read. */
static void regarder(struct chantier *c, struct lot *l)
{
	struct incident inc = {0};
	struct contenu *contenu = NULL;
	size_t lu = 0;

	if (contenu_ouvrir(l->pieces, &contenu, &inc) == OK &&
	    contenu_lire(contenu, c->morceau, FORMAT_DEBUT, &lu, &inc) == OK)
		reconnaitre(c, l->pieces, c->morceau, lu);
	contenu_fermer(contenu);
	l->format = l->pieces[0].format;
	forcer(c, l);
	/* the other tables that are not needed come alone: whoever gives one expects something of it */
	l->laisse = l->format == FORMAT_INUTILE_ACCE;
	/* with --as its reader would not look at what it is */
	l->refuse = c->force && !format_lisible(l->format);
	if (l->laisse || l->refuse)
		(void)format_refus(l->format, &l->inc);
}

static void un_fichier(struct chantier *c, const struct donne *d)
{
	const int64_t taille = fichier_taille(d->chemin);
	enum format contenant = FORMAT_INCONNU;
	struct contenu *contenu = NULL;
	struct incident inc = {0};
	size_t lu = 0;

	/* what is no ordinary file is read once, from its first byte, by its reader */
	if (taille < 0) {
		ajouter(c, d->chemin, d->nom)->format = c->force;
		return;
	}
	const struct piece brut = {.chemin = d->chemin};
	if (contenu_ouvrir(&brut, &contenu, &inc) == OK &&
	    contenu_lire(contenu, c->morceau, FORMAT_DEBUT, &lu, &inc) == OK)
		contenant = format_reconnaitre(c->morceau, lu);
	contenu_fermer(contenu);
	if (contenant == FORMAT_ARCHIVE_ZIP) {
		ouvrir_zip(c, d);
		return;
	}
	struct lot *l = ajouter(c, d->chemin, d->nom);
	l->taille = l->pieces[0].taille = (uint64_t)taille;
	if (contenant == FORMAT_ARCHIVE_GZ)
		l->pieces[0].contenant = CONTENANT_GZ;
	regarder(c, l);
}

static void finir(struct chantier *c, struct inventaire *ret)
{
	jeu_grouper(&(struct jeu_lots){c->lots.v, 0, &c->lots.n, false}, c->a);
	ret->n = c->lots.n;
	ret->lots = arena_alloc(c->a, (c->lots.n + 1) * sizeof *ret->lots);
	if (c->lots.n)
		memcpy(ret->lots, c->lots.v, c->lots.n * sizeof *ret->lots);
	VEC_FREE(&c->lots);
	mem_free(c->morceau);
}

void inventaire_faire(const char *const *fichiers, size_t n, enum format force, struct arena *a,
		      struct inventaire *ret)
{
	struct chantier c = {.a = a, .force = force, .morceau = mem_alloc(LIMITE_LECTURE)};

	for (size_t i = 0; i < n; i++)
		un_fichier(&c, &(struct donne){fichiers[i], fichiers[i]});
	finir(&c, ret);
}

void inventaire_nomme(const char *chemin, const char *nom, struct arena *a, struct inventaire *ret)
{
	struct chantier c = {.a = a, .morceau = mem_alloc(LIMITE_LECTURE)};

	un_fichier(&c, &(struct donne){chemin, nom});
	finir(&c, ret);
}

const char *lot_nom_court(const char *nom)
{
	const char *dedans = strstr(nom, " › ");
	const char *barre = memrchr(nom, '/', dedans ? (size_t)(dedans - nom) : strlen(nom));

	return barre ? barre + 1 : nom;
}
