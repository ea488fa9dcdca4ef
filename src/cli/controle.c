/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * controle.c - one feed through the reader, the preparation and the rules; nothing is written in the base
 */
#include "cli/controle.h"

#include <string.h>

#include "base/empreinte.h"
#include "base/json_out.h"
#include "base/limites.h"
#include "cli/controle_texte.h"
#include "format/inventaire.h"
#include "import/preparer.h"
#include "referentiel/memoire.h"

enum { TEXTE_MAX = 1024 * 1024 };

void controle_init(struct controle *c, const struct etude *e)
{
	*c = (struct controle){.e = e, .arena = arena_new(0)};
	for (int i = 0; i < CONTROLE__MAX; i++)
		brouillon_init(&c->brouillon[i]);
	buf_init(&c->texte, TEXTE_MAX);
	buf_init(&c->formes, TEXTE_MAX);
}

void controle_liberer(struct controle *c)
{
	referentiels_liberer(c->referentiels);
	for (int i = 0; i < CONTROLE__MAX; i++)
		brouillon_liberer(&c->brouillon[i]);
	index64_free(&c->cles);
	archive_gardee_fermer(&c->archive);
	arena_free(c->arena);
	buf_free(&c->texte);
	buf_free(&c->formes);
}

static enum controle_avis avis_de(const struct verdict *v)
{
	const bool parcoursup = v->critere[2].avis == AVIS_CONFORME;
	const bool uai = v->uai.avis == AVIS_CONFORME || v->uai.raison == RAISON_UAI_ABSENT;

	if (v->classification != CLASSIFICATION_REGLEMENTAIRE)
		return CONTROLE_A_CORRIGER;
	if (!parcoursup && v->critere[2].avis == AVIS_NON_CONFORME)
		return CONTROLE_HORS_PERIMETRE;
	if (!parcoursup || v->critere[6].avis != AVIS_CONFORME || !uai)
		return CONTROLE_A_CORRIGER;
	return v->importable && !v->attend_saio ? CONTROLE_CONFORME : CONTROLE_ATTEND;
}

static enum err recevoir_offre(void *ctx, const struct offre_fait *fait, struct str textes,
			       uint32_t ligne)
{
	struct controle *c = ctx;
	struct controle_offre o = {
		.fait = fait, .ligne = ligne, .fichier = c->fichier, .a = c->arena};
	struct dossier d;
	struct verdict v;
	uint32_t *deja;
	enum err err;

	(void)textes;
	arena_reset(c->arena);
	if ((err = dossier_faire(c->referentiels, fait, c->arena, &d)))
		return err;
	regle_verdict(&d, &c->e->campagne.parametres, &v);
	deja = index64_put(&c->cles, (uint64_t)empreinte_record(fait->cle));
	o.dossier = &d;
	o.verdict = &v;
	o.doublon_de = *deja;
	o.avis = *deja ? CONTROLE_A_CORRIGER : avis_de(&v);
	c->doublons += *deja != 0;
	if (!*deja)
		*deja = ligne;
	c->offres[o.avis]++;
	buf_reset(&c->texte);
	if (c->json)
		controle_offre_json(&o, &c->texte);
	else
		controle_offre_texte(&o, &c->texte);
	(void)brouillon_ajouter(&c->brouillon[c->json ? 0 : o.avis], buf_view(&c->texte));
	return OK;
}

static enum err recevoir_autre(void *ctx, const struct record *r)
{
	struct controle *c = ctx;
	uint64_t n;

	if (r->kind == RECORD_ANOMALIE && c->anomalies++ < LIMITE_ANOMALIES_AFFICHEES) {
		if (c->json)
			controle_anomalie_json(r, c->fichier, &c->formes);
		else
			controle_anomalie_texte(r, c->fichier, c->arena, &c->formes);
	}
	if (r->kind == RECORD_BILAN && str_to_uint(r->champ[BILAN_ECARTES], &n))
		c->ecartes += (int64_t)n;
	return OK;
}

/* The first bytes of a lot: only a feed of offers is checked. */
static enum err ouvrir(const char *debut, size_t n, struct preparation *p, struct lecteur **ret,
		       struct incident *inc)
{
	const enum format f = format_reconnaitre(debut, n < FORMAT_DEBUT ? n : FORMAT_DEBUT);

	if (!format_lisible(f))
		return format_refus(f, inc);
	if (!format_est_flux(f)) {
		incident_set(inc, E_INVALIDE, "C'est un référentiel (%s), pas un flux d'offres.",
			     format_libelle(f));
		incident_remede(
			inc,
			"« relais check » contrôle des flux ; « relais import » lit les référentiels.");
		return E_INVALIDE;
	}
	*ret = format_ouvrir(f, preparer_entree(p, f));
	return OK;
}

/* The whole file through the reader. What is not a feed of offers is refused with its own sentence. */
static enum err parcourir(struct contenu *contenu, struct preparation *p, struct incident *inc)
{
	char morceau[LIMITE_LECTURE];
	struct lecteur *l = NULL;
	size_t n;
	enum err err;

	do {
		err = contenu_lire(contenu, morceau, sizeof morceau, &n, inc);
		if (!err && !l)
			err = ouvrir(morceau, n, p, &l, inc);
		if (!err && n)
			err = format_nourrir(l, morceau, n, inc);
	} while (!err && n);
	if (!err)
		err = format_fin(l, inc);
	format_fermer(l);
	return err;
}

enum err controle_lot(struct controle *c, const struct lot *lot, struct incident *inc)
{
	struct contenu *contenu;
	struct preparation *p;
	enum err err = OK;

	if (!c->referentiels &&
	    (err = referentiels_charger(c->e->db, &c->e->vue, &c->referentiels))) {
		*inc = *db_incident(c->e->db);
		return err;
	}
	if (lot->refuse || lot->laisse) {
		*inc = lot->inc;
		return E_INVALIDE;
	}
	if ((err = contenu_ouvrir_dans(lot->pieces, &c->archive, &contenu, inc)))
		return err;
	c->fichier = lot->nom;
	p = preparer_ouvrir((struct preparation_puits){recevoir_offre, recevoir_autre, c});
	err = parcourir(contenu, p, inc);
	preparer_fermer(p);
	contenu_fermer(contenu);
	if (err && !inc->message[0])
		*inc = *db_incident(c->e->db);
	return err;
}

static const char *pluriel(int64_t n)
{
	return n > 1 ? "s" : "";
}

/* « 42 offres : 30 conformes, 12 à corriger » */
static void resume_texte(const struct controle *c, struct buf *out)
{
	const int64_t conformes = c->offres[CONTROLE_CONFORME] + c->offres[CONTROLE_ATTEND];
	const int64_t total =
		conformes + c->offres[CONTROLE_A_CORRIGER] + c->offres[CONTROLE_HORS_PERIMETRE];
	struct ecran e;

	ecran_init(&e, out);
	if (!total) {
		buf_cstr(out, "Aucune offre d'apprentissage dans ce qui a été lu.\n");
		return;
	}
	ecran_mot(&e, STYLE_GRAS,
		  arena_printf(c->arena, "%s offre%s : %s conforme%s, %s à corriger",
			       nombre_francais(c->arena, total), pluriel(total),
			       nombre_francais(c->arena, conformes), pluriel(conformes),
			       nombre_francais(c->arena, c->offres[CONTROLE_A_CORRIGER])));
	if (c->offres[CONTROLE_HORS_PERIMETRE])
		buf_printf(out, ", %s hors du périmètre de Parcoursup",
			   nombre_francais(c->arena, c->offres[CONTROLE_HORS_PERIMETRE]));
	buf_char(out, '\n');
	if (c->offres[CONTROLE_ATTEND])
		buf_printf(
			out,
			"Parmi les conformes, %s attend%s encore une vérification par une personne.\n",
			nombre_francais(c->arena, c->offres[CONTROLE_ATTEND]),
			c->offres[CONTROLE_ATTEND] > 1 ? "ent" : "");
	if (total > conformes)
		ecran_paragraphe(&e, (struct paragraphe){0},
				 arena_printf(c->arena, "À corriger%s.", etude_echeance(c->e)));
}

static void resume_json(const struct controle *c, struct buf *out)
{
	buf_printf(
		out,
		"{\n  \"campagne\": %d,\n  \"offres\": %lld,\n  \"conformes\": %lld,\n  \"a_verifier\": %lld,\n",
		c->e->campagne.annee,
		(long long)(c->offres[CONTROLE_CONFORME] + c->offres[CONTROLE_ATTEND] +
			    c->offres[CONTROLE_A_CORRIGER] + c->offres[CONTROLE_HORS_PERIMETRE]),
		(long long)(c->offres[CONTROLE_CONFORME] + c->offres[CONTROLE_ATTEND]),
		(long long)c->offres[CONTROLE_ATTEND]);
	buf_printf(
		out,
		"  \"a_corriger\": %lld,\n  \"hors_perimetre\": %lld,\n  \"anomalies\": %lld,\n  \"ecartees\": "
		"%lld,\n  \"detail\": [",
		(long long)c->offres[CONTROLE_A_CORRIGER],
		(long long)c->offres[CONTROLE_HORS_PERIMETRE], (long long)c->anomalies,
		(long long)c->ecartes);
}

/* Sections by what they ask of the reader, the most pressing first. */
static enum err copier_tout(struct controle *c, struct sortie *s)
{
	static const enum controle_avis ORDRE[] = {CONTROLE_A_CORRIGER, CONTROLE_HORS_PERIMETRE,
						   CONTROLE_ATTEND, CONTROLE_CONFORME};
	enum err err = OK;

	for (size_t i = 0; !err && i < sizeof ORDRE / sizeof *ORDRE; i++) {
		struct brouillon *b = &c->brouillon[ORDRE[i]];
		const uint64_t total = b->dans_fichier + b->memoire.n;
		/* In a JSON list every entry was written with its comma before it: the first one's goes. */
		const uint64_t debut = c->json && total ? 1 : 0;

		err = brouillon_copier(b, debut, total - debut, s);
	}
	return err;
}

/* What is odd in the form of the files: it is read all the same, and worth a correction. */
static void anomalies(struct controle *c, struct sortie *s)
{
	struct ecran e;

	buf_reset(&c->texte);
	ecran_init(&e, &c->texte);
	if (c->json) {
		sortie_ajouter(s, STR("\n  ],\n  \"premieres_anomalies\": ["));
		sortie_ajouter(s, str_sub(buf_view(&c->formes), 1, c->formes.n));
		sortie_ajouter(s, STR("\n  ]\n}\n"));
		return;
	}
	if (!c->anomalies)
		return;
	ecran_titre(
		&e,
		arena_printf(
			c->arena,
			"%s anomalie%s de forme : ce qui est lu quand même, et qu'il vaut mieux corriger",
			nombre_francais(c->arena, c->anomalies), pluriel(c->anomalies)));
	buf_str(&c->texte, buf_view(&c->formes));
	if (c->anomalies > LIMITE_ANOMALIES_AFFICHEES)
		buf_printf(&c->texte, "  … et %s autres.\n",
			   nombre_francais(c->arena, c->anomalies - LIMITE_ANOMALIES_AFFICHEES));
	sortie_ajouter(s, buf_view(&c->texte));
}

int controle_repondre(struct controle *c)
{
	const int64_t conformes = c->offres[CONTROLE_CONFORME] + c->offres[CONTROLE_ATTEND];
	const int64_t autres = c->offres[CONTROLE_A_CORRIGER] + c->offres[CONTROLE_HORS_PERIMETRE];
	struct incident inc = {0};
	struct sortie s;

	for (int i = 0; i < CONTROLE__MAX; i++)
		if (brouillon_fin(&c->brouillon[i], &inc))
			return cli_incident(&inc);
	arena_reset(c->arena);
	buf_reset(&c->texte);
	if (c->json)
		resume_json(c, &c->texte);
	else
		resume_texte(c, &c->texte);
	sortie_init(&s);
	sortie_ajouter(&s, buf_view(&c->texte));
	if (copier_tout(c, &s))
		return cli_erreur("Le résultat n'a pas pu être relu dans le dossier temporaire.");
	anomalies(c, &s);
	return sortie_fin(&s, autres || !conformes ? SORTIE_NON : SORTIE_OK);
}
