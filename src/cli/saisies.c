/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * saisies.c - UAIs typed by hand, and anomalies, as text and as JSON
 */
#include "cli/saisies.h"

#include <stdint.h>

#include "base/limites.h"
#include "format/anomalie.h"

enum { ATTENTES_MAX = 20 };

void anomalie_texte(const struct anomalie_lue *a, struct buf *out)
{
	const enum anomalie code = anomalie_de(a->code);
	const bool nommee = a->ref.n && !str_eq(a->ref, a->valeur);

	buf_cstr(out, "    ");
	if (a->ligne)
		buf_printf(out, "ligne %lld", (long long)a->ligne);
	else if (!a->ref.n) /* what is wrong everywhere has no line */
		buf_cstr(out, "tout le fichier");
	if (nommee)
		buf_printf(out, "%s%.*s", a->ligne ? ", " : "", STR_FMT(a->ref));
	if (a->champ.n)
		buf_printf(out, "%s%.*s", a->ligne || !a->ref.n || nommee ? ", " : "",
			   STR_FMT(a->champ));
	if (a->valeur.n)
		buf_printf(out, " « %.*s »",
			   (int)(a->valeur.n < LIMITE_VALEUR_VUE ? a->valeur.n : LIMITE_VALEUR_VUE),
			   a->valeur.p);
	buf_printf(out, " : %s", code < ANOMALIE__N ? anomalie_phrase(code) : "");
	if (code < ANOMALIE__N)
		buf_printf(out, " → %s", anomalie_remede(code));
	buf_char(out, '\n');
}

void anomalie_json(const struct anomalie_lue *a, struct json_out *j)
{
	const enum anomalie code = anomalie_de(a->code);

	json_objet(j);
	json_champ_entier(j, "ligne", a->ligne);
	json_champ(j, "ref", a->ref);
	json_champ(j, "champ", a->champ);
	json_champ(j, "valeur", a->valeur);
	json_champ(j, "code", a->code);
	json_champ(j, "message", str_of(code < ANOMALIE__N ? anomalie_phrase(code) : ""));
	json_champ(j, "remede", str_of(code < ANOMALIE__N ? anomalie_remede(code) : ""));
	json_fin_objet(j);
}

void saisies_texte(const struct import_resultat *r, struct buf *out)
{
	const struct saisies_bilan *s = &r->saisies;
	const struct {
		int64_t n;
		const char *un, *plusieurs;
	} parts[] = {
		{s->appliquees, "appliqué à son offre", "appliqués à leurs offres"},
		{s->attente, "attend une offre qui n'est pas encore dans la base",
		 "attendent une offre qui n'est pas encore dans la base"},
		{s->conflits, "laissé, car une personne a décidé autrement de l'offre",
		 "laissés, car une personne a décidé autrement de l'offre"},
		{s->supplantees, "laissé, car l'offre a une ligne sous sa clé actuelle",
		 "laissés, car l'offre a une ligne sous sa clé actuelle"},
	};
	const bool flux = format_est_flux(r->format);
	const int64_t regles = s->appliquees + s->conflits + s->supplantees;

	if (!(flux ? regles : s->gardees))
		return;
	buf_printf(out, "    UAI saisis à la main%s", flux ? ", qui attendaient" : "");
	for (size_t i = 0, dits = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].n)
			buf_printf(out, "%s%lld %s", dits++ ? " ; " : " : ", (long long)parts[i].n,
				   parts[i].n > 1 ? parts[i].plusieurs : parts[i].un);
	buf_cstr(out, ".\n");
}

void saisies_json(const struct import_resultat *r, struct json_out *j)
{
	const struct saisies_bilan *s = &r->saisies;

	json_cle(j, "saisies");
	json_objet(j);
	json_champ_entier(j, "gardees", s->gardees);
	json_champ_entier(j, "appliquees", s->appliquees);
	json_champ_entier(j, "attente", s->attente);
	json_champ_entier(j, "conflits", s->conflits);
	json_champ_entier(j, "supplantees", s->supplantees);
	json_fin_objet(j);
}

static bool de_saisies(const struct run_lu *r)
{
	return str_eq(r->genre, str_of(format_code(FORMAT_UAI_SAISIS))) && !r->annule;
}

enum err saisies_run_texte(struct db *db, const struct run_lu *r, struct buf *out)
{
	AUTO_ARENA a = arena_new(0);
	const struct saisie_en_attente *attentes;
	const struct anomalie_lue *anomalies;
	size_t n_attentes, n;
	enum err err;

	if (!de_saisies(r))
		return OK;
	if ((err = saisies_en_attente(db, r->numero, a, &attentes, &n_attentes)) ||
	    (err = import_anomalies(db, r->numero, a, SIZE_MAX >> 1, &anomalies, &n)))
		return err;
	if (n_attentes)
		buf_printf(out, "    %zu ligne%s de ce fichier attend%s encore une offre :\n",
			   n_attentes, n_attentes > 1 ? "s" : "", n_attentes > 1 ? "ent" : "");
	for (size_t i = 0; i < n_attentes && i < ATTENTES_MAX; i++)
		buf_printf(out, "      ligne %lld, %.*s, UAI %.*s\n", (long long)attentes[i].ligne,
			   STR_FMT(attentes[i].cle), STR_FMT(attentes[i].uai));
	if (n_attentes > ATTENTES_MAX)
		buf_printf(
			out,
			"      … et %zu autre%s : « relais import montrer %lld --json » donne tout.\n",
			n_attentes - ATTENTES_MAX, n_attentes - ATTENTES_MAX > 1 ? "s" : "",
			(long long)r->numero);
	for (size_t i = 0; i < n; i++)
		anomalie_texte(&anomalies[i], out);
	return OK;
}

enum err saisies_run_json(struct db *db, const struct run_lu *r, struct json_out *j)
{
	AUTO_ARENA a = arena_new(0);
	const struct saisie_en_attente *attentes;
	const struct anomalie_lue *anomalies;
	size_t n_attentes, n;
	enum err err;

	if (!de_saisies(r))
		return OK;
	if ((err = saisies_en_attente(db, r->numero, a, &attentes, &n_attentes)) ||
	    (err = import_anomalies(db, r->numero, a, SIZE_MAX >> 1, &anomalies, &n)))
		return err;
	json_cle(j, "en_attente");
	json_liste(j);
	for (size_t i = 0; i < n_attentes; i++) {
		json_objet(j);
		json_champ_entier(j, "ligne", attentes[i].ligne);
		json_champ(j, "cle", attentes[i].cle);
		json_champ(j, "uai", attentes[i].uai);
		json_fin_objet(j);
	}
	json_fin_liste(j);
	json_cle(j, "detail_anomalies");
	json_liste(j);
	for (size_t i = 0; i < n; i++)
		anomalie_json(&anomalies[i], j);
	json_fin_liste(j);
	return OK;
}
