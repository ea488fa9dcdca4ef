/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explication_json.c - explain for a program; the structure is documented in relais-explain(1) and does not change
 */
#include "cli/explication.h"
#include "cli/verdict_ligne.h"
#include "format/anomalie.h"
#include "referentiel/memoire.h"

static void champ_date(struct json_out *j, const char *cle, int date)
{
	char iso[11] = "";

	if (date_pleine(date))
		date_iso_texte(date, iso);
	json_champ(j, cle, str_of(iso));
}

static void organisme(struct json_out *j, const char *cle, const struct organisme *o,
		      struct str nom)
{
	json_cle(j, cle);
	json_objet(j);
	json_champ(j, "siret", o->siret_vu);
	json_champ(j, "nom", nom);
	json_fin_objet(j);
}

static void identite(const struct explication *x, struct json_out *j)
{
	const struct dossier *d = &x->offre->dossier;
	const struct str *col = x->offre->fait.col;

	json_champ(j, "cle", d->cle);
	json_champ_entier(j, "id", d->offre);
	json_champ(j, "intitule", d->intitule);
	json_cle(j, "organismes");
	json_objet(j);
	organisme(j, "responsable", &d->responsable, col[OC_nom_responsable]);
	organisme(j, "formateur", &d->formateur,
		  d->formateur_declare ? col[OC_nom_formateur] : col[OC_nom_responsable]);
	json_champ(j, "nda", d->nda);
	json_fin_objet(j);
	json_cle(j, "lieu");
	json_objet(j);
	json_champ(j, "uai", d->uai);
	json_champ(j, "adresse", d->ligne);
	json_champ(j, "code_postal", d->code_postal);
	json_champ(j, "ville", d->ville);
	json_champ(j, "insee", d->insee);
	json_champ(j, "region", x->offre->region);
	json_champ(j, "academie", d->academie);
	json_champ(j, "academie_nom", academie_nom(d->academie));
	json_champ_bool(j, "a_distance", d->a_distance);
	json_fin_objet(j);
	json_champ_entier(j, "campagne", x->e->campagne.annee);
	champ_date(j, "date", x->e->jour);
}

static void parcours(const struct explication *x, struct json_out *j)
{
	json_cle(j, "parcours");
	json_liste(j);
	for (int i = 0; i < ETAPES; i++) {
		json_objet(j);
		json_champ_entier(j, "etape", i + 1);
		json_champ(j, "nom", str_of(x->parcours[i].nom));
		json_champ(j, "etat", str_of(etape_etat_code(x->parcours[i].etat)));
		champ_date(j, "date", x->parcours[i].date);
		json_champ(j, "texte", str_of(x->parcours[i].texte));
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

void parcoursup_json(const struct parcours *p, const struct suite *s, struct arena *a,
		     struct json_out *j)
{
	json_cle(j, "parcoursup");
	json_objet(j);
	parcours_champs(p, a, j);
	json_cle(j, "suite");
	json_objet(j);
	json_champ(j, "texte", str_of(s->texte));
	json_champ(j, "acteur", str_of(acteur_code(s->acteur)));
	champ_date(j, "avant", s->avant);
	json_fin_objet(j);
	json_fin_objet(j);
}

static void preuve(const struct explication *x, struct json_out *j, int numero,
		   const struct constat *c)
{
	const struct phrase p = phrase_constat(x->a, numero, c);
	const bool refus = c->avis == AVIS_NON_CONFORME || c->avis == AVIS_A_VERIFIER;

	json_champ(j, "libelle", str_of(critere_libelle(numero)));
	json_constat(j, x->a, numero, c);
	json_champ(j, "source", str_of(provenance_libelle(p.provenance)));
	champ_date(j, "date_source", explication_source_date(x, p.provenance));
	json_champ(j, "acteur", str_of(acteur_code(p.acteur)));
	json_champ(j, "echeance", str_of(refus && p.remede[0] ? explication_echeance(x) : ""));
}

static void criteres(const struct explication *x, struct json_out *j)
{
	json_cle(j, "criteres");
	json_liste(j);
	for (int i = 0; i < CRITERES; i++) {
		json_objet(j);
		json_champ_entier(j, "numero", i + 1);
		preuve(x, j, i + 1, &x->verdict->critere[i]);
		json_champ_bool(j, "bloquant", x->verdict->bloquant[i]);
		json_fin_objet(j);
	}
	json_fin_liste(j);
	json_cle(j, "uai");
	json_objet(j);
	preuve(x, j, 0, &x->verdict->uai);
	json_fin_objet(j);
}

static void mentions(const struct explication *x, struct json_out *j)
{
	json_cle(j, "mentions");
	json_liste(j);
	for (int m = 0; m < MENTION__MAX; m++) {
		const bool manque = x->verdict->mention_manque[m];

		json_objet(j);
		json_champ(j, "code", str_of(mention_code((enum mention)m)));
		json_champ(j, "libelle", str_of(mention_libelle((enum mention)m)));
		json_champ_bool(j, "presente", !manque);
		json_champ(j, "valeur", str_of(explication_mention(x, (enum mention)m)));
		json_champ(j, "remede",
			   str_of(manque ? phrase_mention(x->a, (enum mention)m).remede : ""));
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

static void sessions(const struct explication *x, struct json_out *j)
{
	const struct dossier *d = &x->offre->dossier;

	json_cle(j, "sessions");
	json_liste(j);
	for (size_t i = 0; i < d->n_sessions; i++) {
		const struct session *s = &d->sessions[i];

		json_objet(j);
		json_champ(j, "numero", s->numero);
		json_champ(j, "debut", s->debut_vu);
		json_champ(j, "fin", s->fin_vu);
		json_champ(j, "etat", str_of(recrutement_libelle(s->etat)));
		json_champ_bool(j, "compte", explication_session_compte(x, s));
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

static void signalements(const struct explication *x, struct json_out *j)
{
	json_cle(j, "signalements");
	json_liste(j);
	for (size_t i = 0; i < x->verdict->n_signalements; i++) {
		json_objet(j);
		json_constat(j, x->a, 0, &x->verdict->signalements[i]);
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

static void anomalies(const struct explication *x, struct json_out *j)
{
	json_cle(j, "anomalies");
	json_liste(j);
	for (size_t i = 0; i < x->histoire->n_anomalies; i++) {
		const struct histoire_anomalie *n = &x->histoire->anomalies[i];
		const enum anomalie code = anomalie_de(n->code);

		json_objet(j);
		json_champ(j, "code", n->code);
		json_champ(j, "fichier", n->fichier);
		json_champ_entier(j, "ligne", n->ligne);
		json_champ(j, "champ", n->champ);
		json_champ(j, "valeur", n->valeur);
		json_champ(j, "message", str_of(code < ANOMALIE__N ? anomalie_phrase(code) : ""));
		json_champ(j, "remede", str_of(code < ANOMALIE__N ? anomalie_remede(code) : ""));
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

static void historique(const struct explication *x, struct json_out *j)
{
	const struct offre_histoire *h = x->histoire;

	json_cle(j, "historique");
	json_objet(j);
	json_champ(j, "uai_saisi", h->decision.valeur);
	json_champ(j, "uai_saisi_par", h->decision.acteur);
	json_champ(j, "uai_saisi_raison", h->decision.raison);
	json_champ_entier(j, "uai_saisi_run", h->decision.run);
	json_champ(j, "uai_saisi_fichier", h->decision.fichier);
	champ_date(j, "uai_saisi_importe_le", h->decision.importe_le);
	json_champ(j, "source", h->source);
	champ_date(j, "connue_le", h->connue_le);
	champ_date(j, "modifiee_le", h->modifiee_le);
	json_cle(j, "anciennes_cles");
	json_liste(j);
	for (size_t i = 0; i < h->n_cles; i++)
		json_texte(j, h->cles[i]);
	json_fin_liste(j);
	json_cle(j, "imports");
	json_liste(j);
	for (size_t i = 0; i < h->n_runs; i++) {
		json_objet(j);
		champ_date(j, "date", h->runs[i].date_faits);
		json_champ(j, "fichier", h->runs[i].fichier);
		json_champ(j, "etat", h->runs[i].etat);
		json_fin_objet(j);
	}
	json_fin_liste(j);
	json_fin_objet(j);
}

static void a_faire(const struct explication *x, struct json_out *j)
{
	json_cle(j, "a_faire");
	json_liste(j);
	for (size_t i = 0; i < x->n_actions; i++) {
		const struct action *p = &x->actions[i];

		json_objet(j);
		json_champ(j, "acteur", str_of(acteur_code(p->phrase.acteur)));
		json_champ_bool(j, "bloque", p->bloque);
		json_cle(j, "critere");
		if (p->critere)
			json_entier(j, p->critere);
		else
			json_rien(j);
		json_champ(j, "mention",
			   str_of(p->mention < MENTION__MAX ? mention_code(p->mention) : ""));
		json_champ(j, "fait", str_of(p->phrase.fait));
		json_champ(j, "remede", str_of(p->phrase.remede));
		json_champ(j, "echeance", str_of(explication_echeance(x)));
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

void explication_json(const struct explication *x, struct buf *out)
{
	struct json_out j;

	json_init(&j, out, 2);
	json_objet(&j);
	identite(x, &j);
	parcours(x, &j);
	parcoursup_json(x->parcoursup, &x->suite, x->a, &j);
	json_champ(&j, "resume", str_of(explication_resume(x)));
	json_champ(&j, "classification", str_of(classification_code(x->verdict->classification)));
	json_champ_bool(&j, "importable", x->verdict->importable);
	json_champ_bool(&j, "attend_saio", x->verdict->attend_saio);
	json_champ(&j, "motif", str_of(phrase_motif(x->a, x->verdict)));
	criteres(x, &j);
	mentions(x, &j);
	sessions(x, &j);
	signalements(x, &j);
	ressemblances_json(x, &j);
	anomalies(x, &j);
	historique(x, &j);
	a_faire(x, &j);
	json_fin_objet(&j);
	buf_char(out, '\n');
}
