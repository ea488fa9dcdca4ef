/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * precontrole.c - the other process reads, this one judges and keeps what the page shows
 */
#include "controle/precontrole.h"

#include "base/limites.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "format/anomalie.h"
#include "format/tableur.h"
#include "regle/phrases.h"

enum {
	TEXTE_VU = 255, /* characters: LHEO's longest title */
	FAUTES_MAX = 16 * 1024, /* bytes of a cell that tells all that is wrong */
};

struct atelier {
	const struct precontrole_demande *d;
	struct arena *a;
	struct controle controle;
	const char *fichier;
	struct precontrole *ret;
	struct precontrole_offre **fin[CONTROLE__MAX];
	struct precontrole_anomalie *formes;
	struct VEC(struct precontrole_note) notes;
	struct buf fautes;
};

static const struct tableur_colonne COLONNES[] = {
	{"Fichier", TABLEUR_TEXTE, 30, NULL},
	{"Ligne", TABLEUR_NOMBRE, 8, NULL},
	{"Clé ministères éducatifs", TABLEUR_TEXTE, 52, NULL},
	{"Intitulé", TABLEUR_TEXTE, 50, NULL},
	{"Organisme", TABLEUR_TEXTE, 40, NULL},
	{"Ville", TABLEUR_TEXTE, 25, NULL},
	{"Avis", TABLEUR_TEXTE, 16, NULL},
	{"Classification", TABLEUR_TEXTE, 18, NULL},
	{"Ce qui ne va pas", TABLEUR_TEXTE, 80, NULL},
	{"Qui corrige, où", TABLEUR_TEXTE, 80, NULL},
};
enum { N_COLONNES = sizeof COLONNES / sizeof *COLONNES };

static const char *montrer(struct arena *a, struct str s)
{
	const struct str vu = utf8_debut(s, TEXTE_VU);

	return vu.n == s.n ? arena_cstr(a, s) : arena_printf(a, "%.*s…", STR_FMT(vu));
}

const char *precontrole_nom(struct arena *a, struct str nom)
{
	AUTO_BUF b = {0};
	struct str s = nom;
	size_t n;

	for (size_t i = 0; i < nom.n; i++)
		if (nom.p[i] == '/' || nom.p[i] == '\\')
			s = str_sub(nom, i + 1, nom.n);
	buf_init(&b, 4 * nom.n + 4);
	if (utf8_valide(s))
		utf8_visible(s, false, &b);
	s = str_trim(buf_view(&b));
	for (n = s.n;
	     n > LIMITE_CONTROLE_NOM || (n < s.n && ((unsigned char)s.p[n] & 0xc0) == 0x80);)
		n--;
	return n ? arena_cstr(a, str_sub(s, 0, n)) : "fichier";
}

/* --- the lines of the CSV ------------------------------------------------------------------- */

static void joindre(struct buf *b, const char *texte)
{
	if (!texte[0])
		return;
	if (b->n)
		buf_char(b, ' ');
	buf_cstr(b, texte);
}

static struct str copie(struct atelier *t, struct arena *a)
{
	const struct str s = arena_str(a, buf_view(&t->fautes));

	buf_reset(&t->fautes);
	return s;
}

static enum err ecrire_ligne(struct atelier *t, const struct controle_offre *o)
{
	struct str c[N_COLONNES], fautes;

	if (o->doublon_de)
		buf_printf(&t->fautes, "La même clé est déjà donnée, ligne %u.", o->doublon_de);
	for (size_t i = 0; i < o->n_actions; i++)
		joindre(&t->fautes, o->actions[i].phrase.fait);
	fautes = copie(t, o->a);
	if (o->doublon_de)
		buf_cstr(
			&t->fautes,
			"Celui qui produit le flux supprime le doublon, ou donne une autre clé à l'une des deux offres.");
	for (size_t i = 0; i < o->n_actions; i++)
		joindre(&t->fautes, o->actions[i].phrase.remede);
	c[0] = str_of(o->fichier);
	c[1] = str_of(arena_printf(o->a, "%u", o->ligne));
	c[2] = o->dossier->cle;
	c[3] = str_of(montrer(o->a, o->dossier->intitule));
	c[4] = str_of(montrer(o->a, controle_organisme(o)));
	c[5] = str_of(montrer(o->a, controle_ville(o)));
	c[6] = str_of(controle_avis_libelle(o->avis));
	c[7] = str_of(classification_libelle(o->verdict->classification));
	c[8] = fautes;
	c[9] = copie(t, o->a);
	csv_ligne(t->d->csv, c, N_COLONNES);
	return buf_depasse(t->d->csv) ? E_REFUS : OK;
}

/* --- what the page shows -------------------------------------------------------------------- */

static void retenir(struct atelier *t, const struct controle_offre *o)
{
	struct precontrole_offre *r = arena_alloc(t->a, sizeof *r);
	struct precontrole_action *v = arena_alloc(t->a, (o->n_actions + 1) * sizeof *v);

	*r = (struct precontrole_offre){.cle = arena_cstr(t->a, o->dossier->cle),
					.intitule = montrer(t->a, o->dossier->intitule),
					.organisme = montrer(t->a, controle_organisme(o)),
					.ville = montrer(t->a, controle_ville(o)),
					.fichier = o->fichier,
					.ligne = o->ligne,
					.doublon_de = o->doublon_de,
					.avis = o->avis,
					.actions = v,
					.n_actions = o->n_actions};
	for (size_t i = 0; i < o->n_actions; i++) {
		const struct action *p = &o->actions[i];

		v[i] = (struct precontrole_action){.fait = montrer(t->a, str_of(p->phrase.fait)),
						   .vu = montrer(t->a, str_of(p->phrase.vu)),
						   .remede =
							   montrer(t->a, str_of(p->phrase.remede)),
						   .critere = p->critere,
						   .bloque = p->bloque};
	}
	*t->fin[o->avis] = r;
	t->fin[o->avis] = &r->suivante;
	t->ret->n[o->avis]++;
}

static enum err recevoir_offre(void *ctx, const struct controle_offre *o)
{
	struct atelier *t = ctx;

	if (t->d->csv)
		return ecrire_ligne(t, o);
	if (t->ret->n[o->avis] < LIMITE_CONTROLE_PAGE)
		retenir(t, o);
	return OK;
}

static enum err recevoir_anomalie(void *ctx, const struct record *r, const char *fichier)
{
	struct atelier *t = ctx;
	const enum anomalie code = anomalie_de(r->champ[ANOMALIE_CODE]);

	if (t->ret->n_formes == LIMITE_ANOMALIES_AFFICHEES || code == ANOMALIE__N)
		return OK;
	t->formes[t->ret->n_formes++] =
		(struct precontrole_anomalie){.fichier = fichier,
					      .ref = montrer(t->a, r->champ[ANOMALIE_REF]),
					      .champ = montrer(t->a, r->champ[ANOMALIE_CHAMP]),
					      .valeur = montrer(t->a, r->champ[ANOMALIE_VALEUR]),
					      .phrase = anomalie_phrase(code),
					      .remede = anomalie_remede(code),
					      .ligne = r->ligne};
	return OK;
}

static struct puits commencer(void *ctx, const char *nom, enum format f)
{
	struct atelier *t = ctx;

	return controle_flux(&t->controle, arena_cstr(t->a, str_of(nom)), f);
}

static void noter(void *ctx, const char *nom, const char *message, const char *remede)
{
	struct atelier *t = ctx;

	*VEC_PUSH(&t->notes) = (struct precontrole_note){arena_cstr(t->a, str_of(nom)),
							 arena_cstr(t->a, str_of(message)),
							 arena_cstr(t->a, str_of(remede))};
}

/* Those to correct keep their places; what is left of the page is for the others. */
static void finir(struct atelier *t)
{
	static const enum controle_avis ORDRE[CONTROLE__MAX] = {
		CONTROLE_A_CORRIGER, CONTROLE_HORS_PERIMETRE, CONTROLE_ATTEND, CONTROLE_CONFORME};
	size_t reste = LIMITE_CONTROLE_PAGE;
	struct precontrole *ret = t->ret;

	for (int i = 0; i < CONTROLE__MAX; i++) {
		size_t *n = &ret->n[ORDRE[i]];

		*n = *n < reste ? *n : reste;
		reste -= *n;
	}
	for (int i = 0; i < CONTROLE__MAX; i++)
		ret->offres[i] = t->controle.offres[i];
	ret->total = controle_total(&t->controle);
	ret->doublons = t->controle.doublons;
	ret->anomalies = t->controle.anomalies;
	ret->ecartes = t->controle.ecartes;
	ret->formes = t->formes;
	ret->n_notes = t->notes.n;
	ret->notes = arena_alloc(t->a, (t->notes.n + 1) * sizeof *ret->notes);
	if (t->notes.n)
		memcpy((void *)(uintptr_t)ret->notes, t->notes.v, t->notes.n * sizeof *ret->notes);
}

enum err precontrole_faire(const struct precontrole_demande *d, struct arena *a,
			   struct precontrole *ret, struct incident *inc)
{
	struct precontrole p = {0};
	struct atelier t = {.d = d, .a = a, .ret = &p};
	enum err err;

	inc->message[0] = '\0';
	t.formes = arena_alloc(a, LIMITE_ANOMALIES_AFFICHEES * sizeof *t.formes);
	for (int i = 0; i < CONTROLE__MAX; i++)
		t.fin[i] = &p.premiere[i];
	buf_init(&t.fautes, FAUTES_MAX);
	controle_init(&t.controle, d->db, d->referentiels, d->parametres,
		      (struct controle_puits){recevoir_offre, recevoir_anomalie, &t});
	if (d->csv)
		csv_debut(d->csv, COLONNES, N_COLONNES);
	err = isole_lire(&d->fichier, (struct ecoute_puits){commencer, noter, &t}, inc);
	if (err == E_REFUS) {
		err = incident_set(inc, E_INVALIDE, "Le résultat est trop long pour une réponse.");
		incident_remede(inc, "Donnez le fichier en plusieurs parties.");
	} else if (err && !inc->message[0]) {
		*inc = *db_incident(d->db);
	}
	if (!err) {
		finir(&t);
		*ret = p;
	}
	controle_liberer(&t.controle);
	buf_free(&t.fautes);
	VEC_FREE(&t.notes);
	return err;
}
