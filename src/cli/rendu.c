/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rendu.c - drafts by avis while the feeds are read, then the summary on top of them
 */
#include "cli/rendu.h"

#include "base/json_out.h"
#include "base/limites.h"
#include "cli/ecran.h"
#include "cli/rendu_texte.h"

enum { TEXTE_MAX = 1024 * 1024 };

static enum err recevoir_offre(void *ctx, const struct controle_offre *o);
static enum err recevoir_anomalie(void *ctx, const struct record *a, const char *fichier);

void rendu_init(struct rendu *r, const struct etude *e, struct referentiels *referentiels)
{
	*r = (struct rendu){.e = e, .arena = arena_new(0)};
	controle_init(&r->controle, e->db, referentiels, &e->campagne.parametres,
		      (struct controle_puits){recevoir_offre, recevoir_anomalie, r});
	for (int i = 0; i < CONTROLE__MAX; i++)
		brouillon_init(&r->brouillon[i]);
	buf_init(&r->texte, TEXTE_MAX);
	buf_init(&r->formes, TEXTE_MAX);
}

void rendu_liberer(struct rendu *r)
{
	controle_liberer(&r->controle);
	for (int i = 0; i < CONTROLE__MAX; i++)
		brouillon_liberer(&r->brouillon[i]);
	archive_gardee_fermer(&r->archive);
	arena_free(r->arena);
	buf_free(&r->texte);
	buf_free(&r->formes);
}

static enum err recevoir_offre(void *ctx, const struct controle_offre *o)
{
	struct rendu *r = ctx;

	buf_reset(&r->texte);
	if (r->json)
		rendu_offre_json(o, &r->texte);
	else
		rendu_offre_texte(o, &r->texte);
	(void)brouillon_ajouter(&r->brouillon[r->json ? 0 : o->avis], buf_view(&r->texte));
	return OK;
}

static enum err recevoir_anomalie(void *ctx, const struct record *a, const char *fichier)
{
	struct rendu *r = ctx;

	if (r->controle.anomalies > LIMITE_ANOMALIES_AFFICHEES)
		return OK;
	if (r->json)
		rendu_anomalie_json(a, fichier, &r->formes);
	else
		rendu_anomalie_texte(a, fichier, r->arena, &r->formes);
	return OK;
}

static const char *pluriel(int64_t n)
{
	return n > 1 ? "s" : "";
}

/* « 42 offres : 30 conformes, 12 à corriger » */
static void resume_texte(const struct rendu *r, struct buf *out)
{
	const int64_t conformes =
		r->controle.offres[CONTROLE_CONFORME] + r->controle.offres[CONTROLE_ATTEND];
	const int64_t total = controle_total(&r->controle);
	struct ecran e;

	ecran_init(&e, out);
	if (!total) {
		buf_cstr(out, "Aucune offre d'apprentissage dans ce qui a été lu.\n");
		return;
	}
	ecran_mot(&e, STYLE_GRAS,
		  arena_printf(r->arena, "%s offre%s : %s conforme%s, %s à corriger",
			       nombre_francais(r->arena, total), pluriel(total),
			       nombre_francais(r->arena, conformes), pluriel(conformes),
			       nombre_francais(r->arena, r->controle.offres[CONTROLE_A_CORRIGER])));
	if (r->controle.offres[CONTROLE_HORS_PERIMETRE])
		buf_printf(out, ", %s hors du périmètre de Parcoursup",
			   nombre_francais(r->arena, r->controle.offres[CONTROLE_HORS_PERIMETRE]));
	buf_char(out, '\n');
	if (r->controle.offres[CONTROLE_ATTEND])
		buf_printf(
			out,
			"Parmi les conformes, %s attend%s encore une vérification par une personne.\n",
			nombre_francais(r->arena, r->controle.offres[CONTROLE_ATTEND]),
			r->controle.offres[CONTROLE_ATTEND] > 1 ? "ent" : "");
	if (total > conformes)
		ecran_paragraphe(&e, (struct paragraphe){0},
				 arena_printf(r->arena, "À corriger%s.", etude_echeance(r->e)));
}

static void resume_json(const struct rendu *r, struct buf *out)
{
	buf_printf(
		out,
		"{\n  \"campagne\": %d,\n  \"offres\": %lld,\n  \"conformes\": %lld,\n  \"a_verifier\": %lld,\n",
		r->e->campagne.annee, (long long)controle_total(&r->controle),
		(long long)(r->controle.offres[CONTROLE_CONFORME] +
			    r->controle.offres[CONTROLE_ATTEND]),
		(long long)r->controle.offres[CONTROLE_ATTEND]);
	buf_printf(
		out,
		"  \"a_corriger\": %lld,\n  \"hors_perimetre\": %lld,\n  \"anomalies\": %lld,\n  \"ecartees\": "
		"%lld,\n  \"detail\": [",
		(long long)r->controle.offres[CONTROLE_A_CORRIGER],
		(long long)r->controle.offres[CONTROLE_HORS_PERIMETRE],
		(long long)r->controle.anomalies, (long long)r->controle.ecartes);
}

/* Sections by what they ask of the reader, the most pressing first. */
static enum err copier_tout(struct rendu *r, struct sortie *s)
{
	static const enum controle_avis ORDRE[] = {CONTROLE_A_CORRIGER, CONTROLE_HORS_PERIMETRE,
						   CONTROLE_ATTEND, CONTROLE_CONFORME};
	enum err err = OK;

	for (size_t i = 0; !err && i < sizeof ORDRE / sizeof *ORDRE; i++) {
		struct brouillon *b = &r->brouillon[ORDRE[i]];
		const uint64_t total = b->dans_fichier + b->memoire.n;
		/* In a JSON list every entry was written with its comma before it: the first one's goes. */
		const uint64_t debut = r->json && total ? 1 : 0;

		err = brouillon_copier(b, debut, total - debut, s);
	}
	return err;
}

/* What is odd in the form of the files: it is read all the same, and worth a correction. */
static void anomalies(struct rendu *r, struct sortie *s)
{
	struct ecran e;

	buf_reset(&r->texte);
	ecran_init(&e, &r->texte);
	if (r->json) {
		sortie_ajouter(s, STR("\n  ],\n  \"premieres_anomalies\": ["));
		sortie_ajouter(s, str_sub(buf_view(&r->formes), 1, r->formes.n));
		sortie_ajouter(s, STR("\n  ]\n}\n"));
		return;
	}
	if (!r->controle.anomalies)
		return;
	ecran_titre(
		&e,
		arena_printf(
			r->arena,
			"%s anomalie%s de forme : ce qui est lu quand même, et qu'il vaut mieux corriger",
			nombre_francais(r->arena, r->controle.anomalies),
			pluriel(r->controle.anomalies)));
	buf_str(&r->texte, buf_view(&r->formes));
	if (r->controle.anomalies > LIMITE_ANOMALIES_AFFICHEES)
		buf_printf(&r->texte, "  … et %s autres.\n",
			   nombre_francais(r->arena,
					   r->controle.anomalies - LIMITE_ANOMALIES_AFFICHEES));
	sortie_ajouter(s, buf_view(&r->texte));
}

int rendu_repondre(struct rendu *r)
{
	const int64_t conformes =
		r->controle.offres[CONTROLE_CONFORME] + r->controle.offres[CONTROLE_ATTEND];
	const int64_t autres = r->controle.offres[CONTROLE_A_CORRIGER] +
			       r->controle.offres[CONTROLE_HORS_PERIMETRE];
	struct incident inc = {0};
	struct sortie s;

	for (int i = 0; i < CONTROLE__MAX; i++)
		if (brouillon_fin(&r->brouillon[i], &inc))
			return cli_incident(&inc);
	arena_reset(r->arena);
	buf_reset(&r->texte);
	if (r->json)
		resume_json(r, &r->texte);
	else
		resume_texte(r, &r->texte);
	sortie_init(&s);
	sortie_ajouter(&s, buf_view(&r->texte));
	if (copier_tout(r, &s))
		return cli_erreur("Le résultat n'a pas pu être relu dans le dossier temporaire.");
	anomalies(r, &s);
	return sortie_fin(&s, autres || !conformes ? SORTIE_NON : SORTIE_OK);
}
