/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jeu_lecteur.c - the parts of a set put together, as records
 *
 * The rows of the small parts stay in memory, chained by fiche, until Standard is read: the whole program
 * peaks at 103 MB for a made export as large as the real one (25 638 fiches, 397 774 partenaires).
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/limites.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/vec.h"
#include "format/csv_table.h"
#include "format/lecteur.h"

enum liste {
	LISTE_CERTIFICATEURS,
	LISTE_PARTENAIRES,
	LISTE_ROME,
	LISTE_NSF,
	LISTE_FORMACODE,
	LISTE_ANCIENNES,
	LISTE_NOUVELLES,
	LISTE__N
};

/* A row of a part; its texts stand in the arena. */
struct rangee {
	uint32_t suivante; /* of the same fiche: index + 1; 0: none */
	uint32_t ligne;
	struct str champ[3];
};

struct attente {
	struct str numero;
	uint32_t premiere[LISTE__N], derniere[LISTE__N], n[LISTE__N];
	uint32_t apprentissage; /* the line that says it, 0: none */
	bool vue; /* Standard has the fiche */
};

/* named outside of struct jeu, where the gate that counts lines loses its way in them */
struct rangees VEC(struct rangee);
struct attentes VEC(struct attente);

struct jeu {
	struct puits puits;
	struct map fiches; /* numero → rank in attentes + 1 */
	struct arena *a;
	struct rangees rangees;
	struct attentes attentes;
	bool vue[PARTIE__N];
	int partie; /* the one being read; -1: none yet */
	void *csv;
	struct incident *inc;
	uint64_t lus, ecartes, sans_code;
	char encodage[40];
	struct buf listes;
};

static struct attente *attente(struct jeu *j, struct str numero)
{
	uint64_t *rang = map_put(&j->fiches, numero, NULL);

	if (!*rang) {
		*VEC_PUSH(&j->attentes) = (struct attente){.numero = arena_str(j->a, numero)};
		*rang = j->attentes.n;
	}
	return &j->attentes.v[*rang - 1];
}

static enum err trop(const struct jeu *j, struct str numero)
{
	incident_set(j->inc, E_INVALIDE, "La partie « %s » est démesurée : elle n'est pas lue.",
		     csv_partie_nom(j->partie));
	incident_detail(j->inc, "C'est arrivé à la fiche %.*s.",
			STR_FMT(str_sub(numero, 0, LIMITE_VALEUR_VUE)));
	incident_remede(j->inc, "Vérifier que c'est bien l'export de France compétences.");
	return E_INVALIDE;
}

static enum err garder(struct jeu *j, const struct record *r, enum liste liste,
		       const struct str champ[3])
{
	struct attente *f = attente(j, r->champ[PARTIE_NUMERO]);
	const uint32_t rang = (uint32_t)j->rangees.n + 1;
	struct rangee *g = VEC_PUSH(&j->rangees);

	*g = (struct rangee){.ligne = r->ligne};
	for (int i = 0; i < 3; i++)
		if (champ[i].n)
			g->champ[i] = arena_str(j->a, champ[i]);
	if (f->n[liste])
		j->rangees.v[f->derniere[liste] - 1].suivante = rang;
	else
		f->premiere[liste] = rang;
	f->derniere[liste] = rang;
	return ++f->n[liste] > LIMITE_PARTENAIRES || arena_depasse(j->a) ||
			       j->rangees.n * sizeof *g > LIMITE_JEU
		       ? trop(j, r->champ[PARTIE_NUMERO])
		       : OK;
}

/* « En contrat d’apprentissage » in words, CONTRATA in the files of 2020. */
static bool est_apprentissage(struct str voix)
{
	AUTO_BUF pli;

	buf_init(&pli, LIMITE_CSV_RECORD);
	csv_replie(voix, &pli);
	return str_eq(voix, STR("CONTRATA")) ||
	       str_eq(buf_view(&pli), STR("encontratdapprentissage"));
}

static enum err ranger(struct jeu *j, const struct record *r)
{
	static const enum liste listes[PARTIE__N] = {[PARTIE_CERTIFICATEURS] = LISTE_CERTIFICATEURS,
						     [PARTIE_PARTENAIRES] = LISTE_PARTENAIRES,
						     [PARTIE_ROME] = LISTE_ROME,
						     [PARTIE_NSF] = LISTE_NSF,
						     [PARTIE_FORMACODE] = LISTE_FORMACODE};
	const struct str *c = r->champ;
	enum err err = OK;

	if (str_starts(c[PARTIE_NUMERO], STR("RS")))
		return OK;
	switch (j->partie) {
	case PARTIE_CERTIFICATEURS:
	case PARTIE_PARTENAIRES:
		return garder(j, r, listes[j->partie],
			      (const struct str[3]){c[PARTIE_SIRET], c[PARTIE_NOM],
						    c[PARTIE_HABILITATION]});
	case PARTIE_VOIX:
		if (est_apprentissage(c[PARTIE_VOIX_ACCES]))
			attente(j, c[PARTIE_NUMERO])->apprentissage = r->ligne;
		return OK;
	case PARTIE_SUCCESSION:
		if (c[PARTIE_ANCIENNE].n)
			err = garder(j, r, LISTE_ANCIENNES,
				     (const struct str[3]){c[PARTIE_ANCIENNE]});
		if (!err && c[PARTIE_NOUVELLE].n)
			err = garder(j, r, LISTE_NOUVELLES,
				     (const struct str[3]){c[PARTIE_NOUVELLE]});
		return err;
	default:
		return c[PARTIE_CODE].n ? garder(j, r, listes[j->partie],
						 (const struct str[3]){c[PARTIE_CODE]})
					: OK;
	}
}

/* The codes of one list, separated by commas, in the buffer that all the lists of a fiche share. */
static struct str codes(struct jeu *j, const struct attente *f, enum liste liste)
{
	const size_t debut = j->listes.n;

	for (uint32_t i = f->premiere[liste]; i; i = j->rangees.v[i - 1].suivante) {
		if (j->listes.n > debut)
			buf_char(&j->listes, ',');
		buf_str(&j->listes, j->rangees.v[i - 1].champ[0]);
	}
	return (struct str){NULL, j->listes.n - debut};
}

/*
 * The export gives no état to anybody (formats.md 2.3), and criterion 4 of domain.md wants one: it lists who is certificateur or partenaire on its day,
 * so they are Actif; those whose habilitation was taken away are not in it, and whether the fiche itself is active is said by the fiche.
 */
static enum err membres(struct jeu *j, const struct attente *f, enum liste liste)
{
	const bool partenaire = liste == LISTE_PARTENAIRES;
	enum err err = OK;

	for (uint32_t i = f->premiere[liste]; i && !err; i = j->rangees.v[i - 1].suivante) {
		const struct rangee *g = &j->rangees.v[i - 1];
		struct record r = {.kind = partenaire ? RECORD_PARTENAIRE : RECORD_CERTIFICATEUR,
				   .ligne = g->ligne,
				   .champ = {g->champ[0], g->champ[1]}};

		r.n = record_n(r.kind);
		if (partenaire)
			r.champ[PARTENAIRE_HABILITATION] = g->champ[2];
		r.champ[partenaire ? (int)PARTENAIRE_ETAT : (int)CERTIFICATEUR_ETAT] = STR("Actif");
		err = j->puits.record(j->puits.ctx, &r);
	}
	return err;
}

static enum err fiche(struct jeu *j, const struct record *vue)
{
	static const struct {
		enum champ_fiche champ;
		enum liste liste;
	} jointes[] = {{FICHE_ANCIENNES, LISTE_ANCIENNES},
		       {FICHE_NOUVELLES, LISTE_NOUVELLES},
		       {FICHE_FORMACODES, LISTE_FORMACODE},
		       {FICHE_NSF, LISTE_NSF},
		       {FICHE_ROMES, LISTE_ROME}};
	static const struct attente rien = {0};
	const uint64_t *rang = map_get(&j->fiches, vue->champ[FICHE_NUMERO]);
	const struct attente *f = rang ? &j->attentes.v[*rang - 1] : &rien;
	struct record r = *vue;
	size_t debut = 0;
	enum err err;

	if (rang)
		j->attentes.v[*rang - 1].vue = true;
	if (str_starts(r.champ[FICHE_NUMERO], STR("RS"))) {
		j->ecartes++;
		return OK;
	}
	buf_reset(&j->listes);
	for (size_t i = 0; i < sizeof jointes / sizeof *jointes; i++) {
		const struct str vus = codes(j, f, jointes[i].liste);

		if (vus.n)
			r.champ[jointes[i].champ] = vus;
	}
	for (size_t i = 0; i < sizeof jointes / sizeof *jointes; i++) {
		struct str *c = &r.champ[jointes[i].champ];

		if (!c->n || c->p)
			continue;
		c->p = j->listes.p + debut; /* now that the buffer does not move any more */
		debut += c->n;
	}
	if (j->vue[PARTIE_VOIX])
		r.champ[FICHE_JURY_CA] = f->apprentissage ? STR("Oui") : STR("Non");
	if (!(err = j->puits.record(j->puits.ctx, &r)) &&
	    !(err = membres(j, f, LISTE_CERTIFICATEURS)))
		err = membres(j, f, LISTE_PARTENAIRES);
	return err;
}

/* An anomaly says in which part it stands: « Certificateurs/siret ». */
static enum err anomalie(struct jeu *j, const struct record *vue)
{
	struct record r = *vue;
	AUTO_BUF champ;

	buf_init(&champ, 256);
	if (j->partie != PARTIE_STANDARD) {
		buf_printf(&champ, "%s%s%.*s", csv_partie_nom(j->partie),
			   r.champ[ANOMALIE_CHAMP].n ? "/" : "", STR_FMT(r.champ[ANOMALIE_CHAMP]));
		r.champ[ANOMALIE_CHAMP] = buf_view(&champ);
	}
	return j->puits.record(j->puits.ctx, &r);
}

static enum err recevoir(void *ctx, const struct record *r)
{
	struct jeu *j = ctx;
	uint64_t n = 0;

	switch (r->kind) {
	case RECORD_PARTIE:
		return ranger(j, r);
	case RECORD_FICHE:
		return fiche(j, r);
	case RECORD_ANOMALIE:
		return anomalie(j, r);
	default:
		break;
	}
	if (r->kind != RECORD_BILAN || j->partie != PARTIE_STANDARD)
		return OK;
	(void)str_to_uint(r->champ[BILAN_LUS], &j->lus);
	(void)str_to_uint(r->champ[BILAN_ECARTES], &n);
	j->ecartes += n;
	j->sans_code = n;
	(void)snprintf(j->encodage, sizeof j->encodage, "%.*s", STR_FMT(r->champ[BILAN_ENCODAGE]));
	return OK;
}

/* What broke in a part, told with its name. */
static enum err situer(const struct jeu *j, enum err err, struct incident *inc)
{
	struct incident vu = *inc;

	if (err != E_INVALIDE || j->partie == PARTIE_STANDARD || !vu.message[0])
		return err;
	incident_set(inc, err, "Partie « %s » : %s", csv_partie_nom(j->partie), vu.message);
	incident_detail(inc, "%s", vu.detail);
	incident_remede(inc, "%s", vu.remede);
	return err;
}

static bool sans_interet(int partie)
{
	return partie == PARTIE_BLOCS || partie == PARTIE_CCN;
}

static enum err finir_partie(struct jeu *j, struct incident *inc)
{
	enum err err;

	j->inc = inc;
	if (!j->csv)
		return OK;
	err = situer(j, lecteur_csv.fin(j->csv, inc), inc);
	lecteur_csv.fermer(j->csv);
	j->csv = NULL;
	return err;
}

static enum err commencer_partie(void *lecteur, int partie, struct incident *inc)
{
	struct jeu *j = lecteur;
	const enum err err = finir_partie(j, inc);

	if (err)
		return err;
	j->partie = csv_table_partie(partie) ? partie : PARTIE_STANDARD;
	j->vue[j->partie] = true;
	if (!sans_interet(j->partie))
		j->csv = csv_ouvrir_partie(j->partie, (struct puits){recevoir, j});
	return OK;
}

static void *ouvrir(struct puits puits)
{
	struct jeu *j = mem_alloc(sizeof *j);

	j->puits = puits;
	j->partie = -1;
	j->a = arena_new(LIMITE_JEU);
	map_init(&j->fiches);
	buf_init(&j->listes, LIMITE_XML_FORMATION);
	return j;
}

static enum err nourrir(void *lecteur, const char *bytes, size_t n, struct incident *inc)
{
	struct jeu *j = lecteur;

	/* a file alone is read as the fiches */
	if (j->partie < 0 && commencer_partie(j, PARTIE_STANDARD, inc))
		return E_INVALIDE;
	j->inc = inc;
	return j->csv ? situer(j, lecteur_csv.nourrir(j->csv, bytes, n, inc), inc) : OK;
}

static enum err absentes(struct jeu *j)
{
	enum err err = OK;

	for (int p = 0; p < PARTIE_BLOCS && !err; p++) {
		struct record r = {.kind = RECORD_ANOMALIE, .n = ANOMALIE__MAX};

		r.champ[ANOMALIE_CODE] = str_of(anomalie_code(ANOMALIE_PARTIE_ABSENTE));
		r.champ[ANOMALIE_CHAMP] = str_of(csv_partie_nom(p));
		if (!j->vue[p])
			err = j->puits.record(j->puits.ctx, &r);
	}
	return err;
}

static enum err absente(struct jeu *j, const struct attente *f, int partie, uint32_t ligne)
{
	struct record r = {.kind = RECORD_ANOMALIE, .ligne = ligne, .n = ANOMALIE__MAX};

	r.champ[ANOMALIE_CODE] = str_of(anomalie_code(ANOMALIE_FICHE_ABSENTE));
	r.champ[ANOMALIE_REF] = r.champ[ANOMALIE_VALEUR] = f->numero;
	r.champ[ANOMALIE_CHAMP] = str_of(csv_partie_nom(partie));
	return j->puits.record(j->puits.ctx, &r);
}

/* The fiches of which a part speaks and that Standard does not have: told once a part, at its first line. */
static enum err sans_fiche(struct jeu *j)
{
	static const int parties[LISTE__N] = {[LISTE_CERTIFICATEURS] = PARTIE_CERTIFICATEURS,
					      [LISTE_PARTENAIRES] = PARTIE_PARTENAIRES,
					      [LISTE_ROME] = PARTIE_ROME,
					      [LISTE_NSF] = PARTIE_NSF,
					      [LISTE_FORMACODE] = PARTIE_FORMACODE,
					      [LISTE_ANCIENNES] = PARTIE_SUCCESSION,
					      [LISTE_NOUVELLES] = PARTIE_SUCCESSION};
	enum err err = OK;

	for (size_t i = 0; i < j->attentes.n && !err; i++) {
		const struct attente *f = &j->attentes.v[i];

		if (f->vue)
			continue;
		if (f->apprentissage)
			err = absente(j, f, PARTIE_VOIX, f->apprentissage);
		for (int k = 0; k < LISTE__N && !err; k++)
			if (f->premiere[k] &&
			    !(k == LISTE_NOUVELLES && f->premiere[LISTE_ANCIENNES]))
				err = absente(j, f, parties[k],
					      j->rangees.v[f->premiere[k] - 1].ligne);
	}
	return err;
}

static enum err fin(void *lecteur, struct incident *inc)
{
	struct jeu *j = lecteur;
	struct record r = {.kind = RECORD_BILAN, .n = BILAN__MAX};
	enum err err = j->partie < 0 ? commencer_partie(j, PARTIE_STANDARD, inc) : OK;
	char lus[24], ecartes[24], sans_code[24];

	if (err || (err = finir_partie(j, inc)) || (err = absentes(j)) || (err = sans_fiche(j)))
		return err;
	(void)snprintf(lus, sizeof lus, "%llu", (unsigned long long)j->lus);
	(void)snprintf(ecartes, sizeof ecartes, "%llu", (unsigned long long)j->ecartes);
	r.champ[BILAN_LUS] = str_of(lus);
	r.champ[BILAN_ECARTES] = str_of(ecartes);
	r.champ[BILAN_ENCODAGE] = str_of(j->encodage);
	(void)snprintf(sans_code, sizeof sans_code, "%llu", (unsigned long long)j->sans_code);
	if (j->sans_code)
		r.champ[BILAN_SANS_CODE] = str_of(sans_code);
	return j->puits.record(j->puits.ctx, &r);
}

static void fermer(void *lecteur)
{
	struct jeu *j = lecteur;

	if (!j)
		return;
	lecteur_csv.fermer(j->csv);
	map_free(&j->fiches);
	arena_free(j->a);
	VEC_FREE(&j->rangees);
	VEC_FREE(&j->attentes);
	buf_free(&j->listes);
	mem_free(j);
}

const struct lecteur_ops lecteur_jeu = {.ouvrir = ouvrir,
					.partie = commencer_partie,
					.nourrir = nourrir,
					.fin = fin,
					.fermer = fermer};
