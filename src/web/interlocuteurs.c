/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * interlocuteurs.c - the table that the program carries, then the operator's file over it
 */
#include "web/interlocuteurs.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/embarque.h"
#include "base/empreinte.h"
#include "base/erreur.h"
#include "base/fichier.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { FICHIER_MAX = 1024 * 1024, LIGNE_MAX = 4096, CHAMP_MAX = 300, INTERLOCUTEURS_MAX = 64 };

enum colonne {
	COL_TYPE,
	COL_CODE,
	COL_NOM,
	COL_SITE,
	COL_OUTIL,
	COL_SITE_OUTIL,
	COL_CONTACT,
	COL_SUJETS,
	COLONNES = COL_SUJETS + SUJET__MAX
};
static const char *const TITRES[COLONNES] = {
	"type",
	"code",
	"nom",
	"site",
	"outil",
	"site_outil",
	"contact",
	"contact_conventionne",
	"contact_apprentissage",
	"contact_autres",
};
static const char *const TYPES[INTERLOCUTEUR__MAX] = {"carif-oref", "saio"};

struct interlocuteurs {
	struct arena *arena;
	struct interlocuteur v[INTERLOCUTEUR__MAX][INTERLOCUTEURS_MAX];
	size_t n[INTERLOCUTEUR__MAX];
	int64_t empreinte;
};

struct lecture {
	struct interlocuteurs *tous;
	const char *fichier; /* NULL: the table of the program, which makes the lines */
	struct incident *inc;
	bool entete;
};

static enum err refuser(const struct lecture *l, unsigned ligne, const char *colonne, struct str vu,
			const char *attendu)
{
	AUTO_BUF montre = {0};

	buf_init(&montre, LIGNE_MAX);
	utf8_visible(vu, false, &montre);
	incident_set(l->inc, E_INVALIDE, "L'annuaire « %s » est refusé : %s.", l->fichier, attendu);
	incident_detail(l->inc, "Ligne %u, colonne « %s » : « %.*s ».", ligne, colonne,
			(int)(montre.n < 200 ? montre.n : 200), montre.n ? montre.p : "");
	incident_remede(
		l->inc,
		"Corrigez cette ligne, puis relancez. Les colonnes sont : type ; code ; nom ; site ; outil ; "
		"site_outil ; contact ; contact_conventionne ; contact_apprentissage ; contact_autres.");
	return E_INVALIDE;
}

static bool est_site(struct str s)
{
	return (str_starts(s, STR("https://")) || str_starts(s, STR("http://"))) && s.n > 10 &&
	       !memchr(s.p, ' ', s.n);
}

static bool est_courriel(struct str s)
{
	const char *arobase = s.n ? memchr(s.p, '@', s.n) : NULL;

	return arobase && arobase > s.p && arobase + 1 < s.p + s.n && !memchr(s.p, ' ', s.n) &&
	       !memchr(arobase + 1, '@', (size_t)(s.p + s.n - arobase - 1));
}

/* What is wrong with a field, as the end of a sentence; NULL: nothing. */
static const char *defaut(int colonne, struct str s)
{
	if (s.n > CHAMP_MAX)
		return "un champ a plus de 300 octets";
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return "un champ contient un caractère de contrôle";
	if (colonne == COL_NOM && !s.n)
		return "le nom est obligatoire";
	if ((colonne == COL_SITE || colonne == COL_SITE_OUTIL) && s.n && !est_site(s))
		return "un site commence par https:// ou http://";
	if (colonne >= COL_CONTACT && s.n && !est_site(s) && !est_courriel(s))
		return "un contact est une adresse de courriel de service, ou une adresse https://";
	return NULL;
}

static int type_de(struct str s)
{
	for (int t = 0; t < INTERLOCUTEUR__MAX; t++)
		if (str_eq(s, str_of(TYPES[t])))
			return t;
	return -1;
}

static struct interlocuteur *trouver(struct interlocuteurs *a, int type, struct str code)
{
	for (size_t i = 0; i < a->n[type]; i++)
		if (str_eq(a->v[type][i].code, code))
			return &a->v[type][i];
	return NULL;
}

static enum err entete(struct lecture *l, unsigned ligne, const struct str *champs, size_t n)
{
	l->entete = true;
	for (size_t i = 0; i < COLONNES; i++)
		if (i >= n || !str_eq(str_trim(champs[i]), str_of(TITRES[i])))
			return refuser(l, ligne, TITRES[i], i < n ? champs[i] : STR_VIDE,
				       "la première ligne nomme les dix colonnes, dans leur ordre");
	return OK;
}

static enum err ligne(void *ctx, unsigned numero, const struct str *champs, size_t n)
{
	struct lecture *l = ctx;
	struct interlocuteurs *a = l->tous;
	struct interlocuteur *i;
	struct str c[COLONNES];
	int type;

	if (!l->entete)
		return entete(l, numero, champs, n);
	if (n != COLONNES)
		return refuser(l, numero, TITRES[n < COLONNES ? n : COLONNES - 1], STR_VIDE,
			       "une ligne a dix champs, séparés par des points-virgules");
	for (int k = 0; k < COLONNES; k++) {
		c[k] = str_trim(champs[k]);
		if (defaut(k, c[k]))
			return refuser(l, numero, TITRES[k], c[k], defaut(k, c[k]));
	}
	if ((type = type_de(c[COL_TYPE])) < 0)
		return refuser(l, numero, TITRES[COL_TYPE], c[COL_TYPE],
			       "le type est « carif-oref » ou « saio »");
	i = trouver(a, type, c[COL_CODE]);
	if (!i && l->fichier)
		return refuser(l, numero, TITRES[COL_CODE], c[COL_CODE],
			       type == INTERLOCUTEUR_SAIO
				       ? "le code est celui d'une académie (« 24 » : Créteil)"
				       : "le code est celui d'une région (« 11 » : Île-de-France)");
	if (!i) {
		REQUIRE(a->n[type] < INTERLOCUTEURS_MAX);
		i = &a->v[type][a->n[type]++];
	}
	*i = (struct interlocuteur){.type = (enum interlocuteur_type)type,
				    .code = arena_str(a->arena, c[COL_CODE]),
				    .nom = arena_str(a->arena, c[COL_NOM]),
				    .site = arena_str(a->arena, c[COL_SITE]),
				    .outil = arena_str(a->arena, c[COL_OUTIL]),
				    .site_outil = arena_str(a->arena, c[COL_SITE_OUTIL]),
				    .contact = arena_str(a->arena, c[COL_CONTACT])};
	for (int s = 0; s < SUJET__MAX; s++)
		i->sujets[s] = arena_str(a->arena, c[COL_SUJETS + s]);
	return OK;
}

static enum err lire(struct lecture *l, struct str texte)
{
	struct transcodeur t;
	AUTO_BUF utf8 = {0};
	struct csv csv;
	enum err err;

	buf_init(&utf8, 4 * FICHIER_MAX);
	transcodeur_init(&t);
	transcodeur_feed(&t, texte.p, texte.n, &utf8);
	transcodeur_end(&t, &utf8);
	l->entete = false;
	csv_init(&csv, ';', LIGNE_MAX, ligne, l);
	if (!(err = csv_feed(&csv, utf8.p, utf8.n)))
		err = csv_end(&csv);
	if (err && !l->inc->message[0])
		err = refuser(l, csv.ligne, TITRES[COL_TYPE], STR_VIDE,
			      "une ligne est trop longue, ou un guillemet n'est pas fermé");
	if (!err && !l->entete)
		err = refuser(l, 1, TITRES[COL_TYPE], STR_VIDE, "le fichier est vide");
	csv_free(&csv);
	return err;
}

/* The whole file, in the arena. */
static enum err charger(struct arena *a, const char *chemin, struct str *ret, struct incident *inc)
{
	const int fd = open(chemin, O_RDONLY | O_CLOEXEC);
	char *p = arena_bytes(a, FICHIER_MAX + 1);
	const ssize_t n = fd < 0 ? -1 : fichier_lire(fd, p, FICHIER_MAX + 1);
	const int raison = errno;

	if (fd >= 0)
		close(fd);
	if (n < 0) {
		incident_set(inc, E_PANNE, "L'annuaire « %s » ne peut pas être lu : %s.", chemin,
			     erreur_phrase(raison));
		incident_remede(inc, "Vérifiez le chemin et les droits, ou retirez --annuaire.");
		return E_PANNE;
	}
	if (n > FICHIER_MAX)
		return incident_set(inc, E_INVALIDE, "L'annuaire « %s » dépasse 1 Mo.", chemin);
	*ret = (struct str){p, (size_t)n};
	return OK;
}

enum err interlocuteurs_ouvrir(const char *fichier, struct interlocuteurs **ret,
			       struct incident *inc)
{
	const struct embarque *e = embarque_donnee("interlocuteurs.csv");
	struct str texte = {(const char *)e->octets, e->taille};
	struct interlocuteurs *a = mem_alloc(sizeof *a);
	struct incident mien = {0};
	struct lecture l = {.tous = a, .inc = inc ? inc : &mien};
	enum err err;

	*a = (struct interlocuteurs){.arena = arena_new(0)};
	if (lire(&l, texte))
		BUG("interlocuteurs.csv: %s", l.inc->detail);
	if (fichier) {
		l.fichier = fichier;
		if ((err = charger(a->arena, fichier, &texte, l.inc)) || (err = lire(&l, texte))) {
			interlocuteurs_fermer(a);
			return err;
		}
	}
	a->empreinte = empreinte_record(texte);
	*ret = a;
	return OK;
}

void interlocuteurs_fermer(struct interlocuteurs *a)
{
	if (!a)
		return;
	arena_free(a->arena);
	mem_free(a);
}

const struct interlocuteur *interlocuteurs_tous(const struct interlocuteurs *a,
						enum interlocuteur_type type, size_t *n)
{
	*n = a->n[type];
	return a->v[type];
}

const struct interlocuteur *interlocuteur_de(const struct interlocuteurs *a,
					     enum interlocuteur_type type, struct str code)
{
	for (size_t i = 0; i < a->n[type]; i++)
		if (str_eq(a->v[type][i].code, code))
			return &a->v[type][i];
	return NULL;
}

struct str interlocuteur_contact(const struct interlocuteur *i, enum interlocuteur_sujet sujet)
{
	return i->sujets[sujet].n ? i->sujets[sujet] : i->contact;
}

int64_t interlocuteurs_empreinte(const struct interlocuteurs *a)
{
	return a->empreinte;
}
