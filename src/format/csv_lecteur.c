/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv_lecteur.c - the one reader of every CSV format, driven by its table
 *
 * Bytes are put into UTF-8, cut into records by base/csv, and each record's fields go where the header said. The header
 * must be seen whole before the separator is known, so the first line is kept until it ends.
 */
#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "base/limites.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "format/csv_table.h"

enum { ENTETE_MAX = 64 * 1024 };

/* The first row left aside: quoted when no other one is good. */
struct ecartee {
	enum anomalie a;
	unsigned ligne;
	const char *champ;
	char valeur[2 * LIMITE_VALEUR_VUE];
};

struct csv_lecteur {
	enum format format;
	const struct csv_table *table; /* which shape: known when the header is read */
	struct puits puits;
	struct transcodeur transcodeur;
	struct buf utf8; /* the piece being read */
	struct buf tete; /* what came before the end of the header line */
	struct csv csv;
	bool ouvert; /* the separator is known, csv is in use */
	bool partie; /* of a set: its table is known */
	bool entete_lue, fin;
	enum err arret; /* what this file or the puits stopped the scan with */
	struct incident *inc; /* of the call under way */
	int16_t position[CSV_COLONNES_MAX];
	size_t n_titres; /* up to the last title that is not empty */
	uint64_t lus, ecartes; /* ecartes: no code that can be read */
	struct ecartee premiere;
	unsigned char premiers[2];
	size_t n_premiers;
	char place[CSV_COLONNES_MAX][CSV_PLACE];
};

static enum err envoyer(struct csv_lecteur *l, const struct record *r)
{
	return l->arret = l->puits.record(l->puits.ctx, r);
}

static enum err signaler(struct csv_lecteur *l, enum anomalie a, unsigned ligne, struct str ref,
			 const char *champ, struct str valeur)
{
	struct record r;

	r.kind = RECORD_ANOMALIE;
	r.ligne = ligne;
	r.n = ANOMALIE__MAX;
	r.champ[ANOMALIE_CODE] = str_of(anomalie_code(a));
	r.champ[ANOMALIE_REF] = csv_vue(ref);
	r.champ[ANOMALIE_CHAMP] = str_of(champ);
	r.champ[ANOMALIE_VALEUR] = csv_vue(valeur);
	return envoyer(l, &r);
}

/* --- the header ------------------------------------------------------------------------------------------------- */

/* A title that two columns have: which one is read is said. */
static enum err titres_repetes(struct csv_lecteur *l, const struct csv_entete *vu)
{
	enum err err = OK;

	for (unsigned i = 0; csv_colonne_la(l->table, i) && !err; i++) {
		const struct csv_colonne *c = &l->table->colonnes[i];
		const int16_t p = c->drapeaux & (CSV_INTERDITE | CSV_SIGNE) ? -1 : l->position[i];
		const int16_t autre = p < 0 ? -1 : csv_titre_repete(vu->titres, vu->n, p);
		AUTO_BUF ou;

		buf_init(&ou, 8 * LIMITE_VALEUR_VUE);
		if (autre < 0)
			continue;
		buf_printf(&ou, "%.*s : colonnes %d et %d",
			   STR_FMT(csv_vue(str_trim(vu->titres[autre]))), p + 1, autre + 1);
		err = signaler(l, ANOMALIE_TITRE_REPETE, vu->ligne, STR_VIDE,
			       record_colonne(l->table->kind, c->champ), buf_view(&ou));
	}
	return err;
}

static enum err entete(struct csv_lecteur *l, unsigned ligne, const struct str *titres, size_t n)
{
	if (!l->partie)
		l->table = csv_forme(l->format, titres, n);
	unsigned manquent = csv_positions(l->table, titres, n, l->position);

	l->entete_lue = true;
	while (n && !str_trim(titres[n - 1]).n)
		n--;
	l->n_titres = n;
	const struct csv_entete vu = {ligne, titres, n, l->position};
	if (manquent)
		return l->arret = csv_manquantes(l->table, &vu, manquent, l->inc);
	return titres_repetes(l, &vu);
}

/* --- one row ---------------------------------------------------------------------------------------------------- */

struct ligne {
	unsigned numero;
	const struct str *champs;
	size_t n;
	struct str ref; /* the first key, as it was seen */
};

static struct str valeur(const struct csv_lecteur *l, const struct ligne *g, unsigned colonne)
{
	int16_t p = l->position[colonne];

	return p >= 0 && (size_t)p < g->n ? str_trim(g->champs[p]) : STR_VIDE;
}

static bool plie_comme(struct str vu, struct str mot)
{
	AUTO_BUF a;
	AUTO_BUF b;

	buf_init(&a, 4 * LIMITE_VALEUR_VUE);
	buf_init(&b, 4 * LIMITE_VALEUR_VUE);
	csv_replie(csv_vue(vu), &a);
	csv_replie(mot, &b);
	return str_eq(buf_view(&a), buf_view(&b));
}

/* The word of « A|F » that s is: itself first, then folded. n == 0 when there is none. */
static struct str dans_liste(const char *liste, struct str s)
{
	for (int plie = 0; plie < 2; plie++)
		for (const char *p = liste; p; p = strchr(p, '|')) {
			p += *p == '|';
			struct str mot = {p, strcspn(p, "|")};
			if (plie ? plie_comme(s, mot) : str_eq(s, mot))
				return mot;
		}
	return STR_VIDE;
}

/* A column typed by hand: were there spaces around its value? */
static enum err espaces(struct csv_lecteur *l, const struct ligne *g, unsigned colonne,
			const char *champ)
{
	const int16_t p = l->position[colonne];

	if (!(l->table->colonnes[colonne].drapeaux & CSV_ESPACES) || p < 0 || (size_t)p >= g->n ||
	    str_trim(g->champs[p]).n == g->champs[p].n)
		return OK;
	return signaler(l, ANOMALIE_ESPACES, g->numero, g->ref, champ, g->champs[p]);
}

/* Fill the field of one column; what is wrong in it goes to the puits. */
static enum err remplir(struct csv_lecteur *l, const struct ligne *g, unsigned i, struct record *r)
{
	const struct csv_colonne *c = &l->table->colonnes[i];
	struct str vu = valeur(l, g, i), propre = vu;
	enum anomalie a = ANOMALIE__N;

	if (c->drapeaux & (CSV_INTERDITE | CSV_SIGNE))
		return OK;
	if (vu.n && c->nettoyage) {
		a = c->nettoyage(r, vu, l->place[i], &propre);
	} else if (c->liste && (vu.n || (c->drapeaux & CSV_OBLIGATOIRE))) {
		struct str mot = dans_liste(c->liste, vu);
		if (!mot.n)
			a = ANOMALIE_VALEUR_HORS_LISTE;
		else if (!(c->drapeaux & CSV_TEL_QUEL))
			propre = mot;
	}
	if (propre.n || !r->champ[c->champ].n) /* two columns may give one field */
		r->champ[c->champ] = propre;
	if (a == ANOMALIE__N)
		return espaces(l, g, i, record_colonne(r->kind, c->champ));
	if (a == ANOMALIE_CODE_MALFORME && csv_scientifique(vu))
		a = ANOMALIE_CODE_SCIENTIFIQUE;
	return signaler(l, a, g->numero, g->ref, record_colonne(r->kind, c->champ), vu);
}

/* What is wrong in the key of that column, ANOMALIE__N when nothing is. */
static enum anomalie defaut_de_cle(struct csv_lecteur *l, unsigned i, struct str cle)
{
	const struct csv_colonne *c = &l->table->colonnes[i];
	static const struct record vide = {0};
	struct str propre;

	if (!cle.n)
		return ANOMALIE_CODE_ABSENT;
	if (!c->nettoyage || (c->drapeaux & CSV_TOLEREE) ||
	    c->nettoyage(&vide, cle, l->place[i], &propre) != ANOMALIE_CODE_MALFORME)
		return ANOMALIE__N;
	return csv_scientifique(cle) ? ANOMALIE_CLE_SCIENTIFIQUE : ANOMALIE_CLE_MALFORMEE;
}

static enum err ecarter(struct csv_lecteur *l, const struct ligne *g, unsigned i, enum anomalie a)
{
	const char *champ = record_colonne(l->table->kind, l->table->colonnes[i].champ);
	const struct str cle = valeur(l, g, i);

	if (!l->ecartes++) {
		l->premiere.a = a;
		l->premiere.ligne = g->numero;
		l->premiere.champ = champ;
		(void)snprintf(l->premiere.valeur, sizeof l->premiere.valeur, "%.*s",
			       STR_FMT(csv_vue(cle)));
	}
	return signaler(l, a, g->numero, g->ref, champ, cle);
}

/* The row has its keys. *garde is false, with an anomaly, when one is empty or is no code. */
static enum err clefs(struct csv_lecteur *l, struct ligne *g, bool *garde)
{
	const struct csv_table *t = l->table;

	for (unsigned i = 0; csv_colonne_la(t, i); i++) {
		if (!(t->colonnes[i].drapeaux & CSV_CLE))
			continue;
		const struct str cle = valeur(l, g, i);
		const enum anomalie a = defaut_de_cle(l, i, cle);

		if (!g->ref.n)
			g->ref = cle;
		if (a == ANOMALIE__N)
			continue;
		*garde = false;
		return ecarter(l, g, i, a);
	}
	return OK;
}

/* The last row has no end and lacks fields: the file was cut there, and what is left of the row is not to be trusted. */
static enum err coupee(struct csv_lecteur *l, const struct ligne *g)
{
	if (g->n >= l->n_titres || !l->fin)
		return OK;
	l->arret = incident_set(l->inc, E_INVALIDE, "Le fichier semble coupé à la ligne %u.",
				g->numero);
	incident_detail(
		l->inc,
		"La dernière ligne n'a que %zu champ%s pour %zu titres, et pas de fin de ligne.",
		g->n, g->n > 1 ? "s" : "", l->n_titres);
	incident_remede(l->inc, "Télécharger ou exporter le fichier à nouveau.");
	return l->arret;
}

/* Fields that are there too many or too few. */
static enum err largeur(struct csv_lecteur *l, const struct ligne *g)
{
	enum anomalie a = ANOMALIE__N;

	if (g->n < l->n_titres)
		a = ANOMALIE_CHAMPS_MANQUANTS;
	for (size_t i = l->n_titres; i < g->n; i++)
		if (str_trim(g->champs[i]).n)
			a = ANOMALIE_CHAMPS_EN_TROP;
	if (a == ANOMALIE__N)
		return OK;

	char compte[64];
	int n = snprintf(compte, sizeof compte, "%zu champ%s pour %zu titre%s", g->n,
			 g->n > 1 ? "s" : "", l->n_titres, l->n_titres > 1 ? "s" : "");
	return signaler(l, a, g->numero, g->ref, "", (struct str){compte, (size_t)n});
}

/* Spreadsheets end a sheet with lines of separators: they are no rows, like the empty lines that csv.h skips. */
static bool blanche(const struct str *champs, size_t n)
{
	size_t i = 0;

	while (i < n && !str_trim(champs[i]).n)
		i++;
	return i == n;
}

static enum err ligne(void *ctx, unsigned numero, const struct str *champs, size_t n)
{
	struct csv_lecteur *l = ctx;
	struct ligne g = {numero, champs, n, STR_VIDE};
	struct record r;
	bool garde = true;

	if (blanche(champs, n) || (!l->entete_lue && csv_annonce(champs[0])))
		return OK;
	if (!l->entete_lue)
		return entete(l, numero, champs, n);

	l->lus++;
	enum err err = coupee(l, &g);
	if (!err)
		err = clefs(l, &g, &garde);
	if (!err && garde)
		err = largeur(l, &g);
	if (err || !garde)
		return err;

	r.kind = l->table->kind;
	r.ligne = numero;
	r.n = record_n(r.kind);
	memset(r.champ, 0, r.n * sizeof *r.champ);
	for (unsigned i = 0; csv_colonne_la(l->table, i); i++) {
		err = remplir(l, &g, i, &r);
		if (err)
			return err;
	}
	return envoyer(l, &r);
}

/* --- the bytes -------------------------------------------------------------------------------------------------- */

static unsigned sauts_de_ligne(struct str s)
{
	unsigned n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n' || (s.p[i] == '\r' && !(i + 1 < s.n && s.p[i + 1] == '\n'));
	return n;
}

/* The scanner stopped by itself, or because of us or of the puits: in the latter case the words are already there. */
static enum err expliquer(struct csv_lecteur *l, enum err err)
{
	const struct csv *c = &l->csv;

	if (!err || l->arret)
		return err;
	if (l->fin && !buf_depasse(&c->texte)) {
		unsigned ou =
			c->ligne + sauts_de_ligne(str_sub(buf_view(&c->texte), 0, c->debut[c->n]));
		incident_set(l->inc, err, "Un guillemet ouvert à la ligne %u n'est jamais refermé.",
			     ou);
		incident_detail(l->inc, "La fin du fichier est arrivée dans ce champ.");
	} else if (buf_depasse(&c->texte)) {
		incident_set(l->inc, err,
			     "La ligne %u est trop longue pour être une ligne de données.",
			     c->ligne);
		incident_detail(l->inc,
				"Elle dépasse %d Kio : un guillemet n'est peut-être pas refermé.",
				LIMITE_CSV_RECORD / 1024);
	} else {
		incident_set(l->inc, err, "La ligne %u a plus de %d champs.", c->ligne,
			     CSV_CHAMPS_MAX);
	}
	incident_remede(l->inc,
			"Corriger cette ligne à la source, ou exporter le fichier à nouveau.");
	return l->arret = err;
}

static bool commence(struct str s, const char *mot)
{
	size_t n = strlen(mot);

	return s.n >= n && strncasecmp(s.p, mot, n) == 0;
}

/* A page or an XML document saved under the name of a CSV. */
static enum err pas_de_balises(struct csv_lecteur *l, struct str premiere)
{
	struct str s = str_trim(premiere);

	if (!commence(s, "<"))
		return OK;
	if (commence(s, "<!doctype html") || commence(s, "<html"))
		return l->arret = format_refus(FORMAT_REFUSE_HTML, l->inc);
	l->arret = incident_set(l->inc, E_INVALIDE, "Ce fichier est du XML, pas un CSV.");
	incident_remede(l->inc,
			"Indiquer son vrai format avec --as, ou laisser relais le reconnaître.");
	return l->arret;
}

/* The header line is there (or the file ends): the separator is known, reading begins. */
static enum err commencer(struct csv_lecteur *l)
{
	struct str premiere;

	if (!csv_premiere_ligne(buf_view(&l->tete), &premiere) && !l->fin) {
		if (l->tete.n < ENTETE_MAX)
			return OK;
		l->arret = incident_set(l->inc, E_INVALIDE,
					"La première ligne est trop longue pour être un en-tête.");
		incident_remede(l->inc, "Vérifier que le fichier est un CSV avec ses titres.");
		return l->arret;
	}
	if (!str_trim(premiere).n)
		return l->arret = format_refus(FORMAT_REFUSE_VIDE, l->inc);
	enum err err = pas_de_balises(l, premiere);
	if (err)
		return err;

	csv_init(&l->csv, csv_separateur(premiere), LIMITE_CSV_RECORD, ligne, l);
	l->ouvert = true;
	return expliquer(l, csv_feed(&l->csv, l->tete.p, l->tete.n));
}

static enum err traiter(struct csv_lecteur *l)
{
	struct str s = buf_view(&l->utf8);

	if (l->ouvert)
		return s.n ? expliquer(l, csv_feed(&l->csv, s.p, s.n)) : OK;
	if (s.n)
		buf_str(&l->tete, s);
	bool saut = s.n && (memchr(s.p, '\n', s.n) || memchr(s.p, '\r', s.n));
	return saut || l->tete.n >= ENTETE_MAX ? commencer(l) : OK;
}

/* A null byte follows those seen: UTF-16 by its mark, or because it is the second byte of the file. */
static enum err octet_nul(struct csv_lecteur *l)
{
	const unsigned char *p = l->premiers;
	bool marque = l->n_premiers == 2 &&
		      ((p[0] == 0xFF && p[1] == 0xFE) || (p[0] == 0xFE && p[1] == 0xFF));

	return l->arret = format_refus(marque || l->n_premiers == 1 ? FORMAT_REFUSE_UTF16
								    : FORMAT_REFUSE_BINAIRE,
				       l->inc);
}

static enum err csv_nourrir(void *lecteur, const char *bytes, size_t n, struct incident *inc)
{
	struct csv_lecteur *l = lecteur;
	enum err err = OK;

	l->inc = inc;
	while (n && !err) {
		size_t pas = n < LIMITE_LECTURE ? n : LIMITE_LECTURE;
		const char *nul = memchr(bytes, 0, pas);
		if (nul)
			pas = (size_t)(nul - bytes);
		for (size_t i = 0; i < pas && l->n_premiers < sizeof l->premiers; i++)
			l->premiers[l->n_premiers++] = (unsigned char)bytes[i];
		buf_reset(&l->utf8);
		transcodeur_feed(&l->transcodeur, bytes, pas, &l->utf8);
		err = traiter(l);
		if (!err && nul)
			err = octet_nul(l);
		bytes += pas;
		n -= pas;
	}
	return err;
}

static enum err encodage(struct csv_lecteur *l)
{
	const struct {
		enum anomalie a;
		uint64_t n;
	} vus[] = {{ANOMALIE_ENCODAGE, l->transcodeur.convertis},
		   {ANOMALIE_CARACTERES_PERDUS, l->transcodeur.perdus}};
	enum err err = OK;

	for (unsigned i = 0; i < 2 && !err; i++) {
		AUTO_BUF compte;
		buf_init(&compte, 32);
		buf_uint(&compte, vus[i].n);
		if (vus[i].n)
			err = signaler(l, vus[i].a, 0, STR_VIDE, "", buf_view(&compte));
	}
	return err;
}

static enum err bilan(struct csv_lecteur *l)
{
	AUTO_BUF compte;
	struct record r = {.kind = RECORD_BILAN, .n = BILAN__MAX};

	buf_init(&compte, 64);
	buf_uint(&compte, l->lus);
	size_t n = compte.n;
	buf_uint(&compte, l->ecartes);
	r.champ[BILAN_LUS] = (struct str){compte.p, n};
	r.champ[BILAN_ECARTES] = (struct str){compte.p + n, compte.n - n};
	r.champ[BILAN_ENCODAGE] = str_of(transcodeur_nom(&l->transcodeur));
	if (l->ecartes)
		r.champ[BILAN_SANS_CODE] = r.champ[BILAN_ECARTES];
	return envoyer(l, &r);
}

/* There are rows, and none that can be told from another. */
static enum err rien_de_lisible(struct csv_lecteur *l)
{
	const struct ecartee *e = &l->premiere;
	char lignes[64];

	if (l->lus > 1)
		(void)snprintf(lignes, sizeof lignes, "Aucune des %llu lignes n'a",
			       (unsigned long long)l->lus);
	else
		(void)snprintf(lignes, sizeof lignes, "La seule ligne n'a pas");
	l->arret =
		incident_set(l->inc, E_INVALIDE,
			     "%s de code lisible : rien n'est utilisable dans ce fichier.", lignes);
	incident_detail(l->inc, "La première : ligne %u, %s « %s ». %s", e->ligne, e->champ,
			e->valeur, anomalie_phrase(e->a));
	incident_remede(l->inc, "%s", anomalie_remede(e->a));
	return l->arret;
}

static enum err csv_fin(void *lecteur, struct incident *inc)
{
	struct csv_lecteur *l = lecteur;

	l->inc = inc;
	buf_reset(&l->utf8);
	transcodeur_end(&l->transcodeur, &l->utf8);
	enum err err = traiter(l);
	if (err)
		return err;

	l->fin = true;
	if (!l->ouvert)
		err = commencer(l);
	if (!err)
		err = expliquer(l, csv_end(&l->csv));
	if (err)
		return err;

	if (!l->lus) {
		l->arret = incident_set(inc, E_INVALIDE,
					"Le fichier a un en-tête et ne contient aucune ligne.");
		incident_remede(inc, "Vérifier que l'export est complet, et le refaire.");
		return l->arret;
	}
	if (l->lus == l->ecartes)
		return rien_de_lisible(l);
	err = encodage(l);
	return err ? err : bilan(l);
}

static void csv_fermer(void *lecteur)
{
	struct csv_lecteur *l = lecteur;

	if (!l)
		return;
	if (l->ouvert)
		csv_free(&l->csv);
	buf_free(&l->utf8);
	buf_free(&l->tete);
	mem_free(l);
}

static struct csv_lecteur *ouvrir(enum format f, const struct csv_table *table, struct puits puits)
{
	struct csv_lecteur *l = mem_alloc(sizeof *l);

	l->format = f;
	l->table = table;
	l->puits = puits;
	transcodeur_init(&l->transcodeur);
	buf_init(&l->utf8, 4 * LIMITE_LECTURE);
	buf_init(&l->tete, ENTETE_MAX + 4 * LIMITE_LECTURE);
	return l;
}

void *csv_ouvrir(enum format f, struct puits puits)
{
	return ouvrir(f, csv_table_de(f, 0), puits);
}

void *csv_ouvrir_partie(int partie, struct puits puits)
{
	const struct csv_table *t = csv_table_partie(partie);
	struct csv_lecteur *l = ouvrir(t->format, t, puits);

	l->partie = true;
	return l;
}

const struct lecteur_ops lecteur_csv = {
	.nourrir = csv_nourrir,
	.fin = csv_fin,
	.fermer = csv_fermer,
};
