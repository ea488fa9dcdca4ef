/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ecart_ligne.c - one offre that changed: before, after, why
 */
#include "base/csv.h"
#include "base/json_out.h"
#include "base/utf8.h"
#include "cli/confrontation.h"
#include "cli/verdict_ligne.h"

enum { RETRAIT = 2, COL_GENRE = 15, COL_CLE = 19, CLE_BOUT = 9, COL_NUMERO = 8, COL_REGION = 5 };
enum { COL_CODES = COL_GENRE + COL_CLE + COL_NUMERO + COL_REGION, CODES_MAX = 4096 };

const char ECART_CSV_ENTETE[] =
	"cle;id;region;academie;siret_responsable;changement;classification_avant;classification_apres;importable_avant;"
	"importable_apres;statut_avant;statut_apres;regle_avant;regle_apres;criteres;mentions;raison;cause\n";

static const struct constat *constat_de(const struct verdict *v, int i)
{
	return i < CRITERES ? &v->critere[i] : &v->uai;
}

static int numero_de(int i)
{
	return i < CRITERES ? i + 1 : 0;
}

static const char *nom_de(struct arena *a, int i)
{
	return i < CRITERES ? arena_printf(a, "critère %d", i + 1) : "UAI du lieu";
}

static struct str regle_nom(const struct cote *c)
{
	return c->offre && c->verdict->regle ? c->verdict->regle->nom : STR_VIDE;
}

/* What stops that side. */
static const char *motif_ou_rien(struct arena *a, const struct cote *c)
{
	const char *motif = phrase_motif(a, c->verdict);

	return motif[0] ? motif : "rien ne l'arrête.";
}

/* An offre that came or went: that first, then what stops or stopped it, which is not why it went. */
static const char *venue_ou_partie(struct arena *a, const struct ecart *e)
{
	const struct verdict *v = ecart_cote(e)->verdict;
	const char *motif = phrase_motif(a, v);

	if (!motif[0])
		motif = v->importable ? "Importable dans Parcoursup." : "Rien ne l'arrête.";
	return arena_printf(a, "%s %s",
			    e->apres.offre ? "Déclarée." : "N'est plus déclarée. Avant :", motif);
}

/* « critère 5 : avant, … ; après, … », for each that changed. */
static const char *raison(struct arena *a, const struct ecart *e)
{
	const char *texte = "";

	if (!e->avant.offre || !e->apres.offre)
		return venue_ou_partie(a, e);
	for (int i = 0; i <= CRITERES; i++)
		if (ecart_a_dire(e) >> i & 1)
			texte = arena_printf(
				a, "%s%s%s : avant, %s Après, %s", texte, texte[0] ? " " : "",
				nom_de(a, i),
				phrase_constat(a, numero_de(i), constat_de(e->avant.verdict, i))
					.fait,
				phrase_constat(a, numero_de(i), constat_de(e->apres.verdict, i))
					.fait);
	for (int m = 0; m < MENTION__MAX; m++)
		if (e->mentions >> m & 1)
			texte = arena_printf(a, "%s%smention « %s » %s.", texte,
					     texte[0] ? " " : "", mention_libelle((enum mention)m),
					     e->apres.verdict->mention_manque[m] ? "non renseignée"
										 : "renseignée");
	if (!texte[0])
		texte = arena_printf(a, "Avant : %s Après : %s", motif_ou_rien(a, &e->avant),
				     motif_ou_rien(a, &e->apres));
	return texte;
}

static void codes(struct buf *out, struct arena *a, const struct ecart *e, bool mentions,
		  const char *entre)
{
	bool un = false;

	for (int i = 0; !mentions && i <= CRITERES; i++) {
		if (!(e->criteres >> i & 1))
			continue;
		buf_printf(out, "%s%s:%s>%s", un ? entre : "",
			   i < CRITERES ? arena_printf(a, "%d", i + 1) : "uai",
			   avis_code(constat_de(e->avant.verdict, i)->avis),
			   avis_code(constat_de(e->apres.verdict, i)->avis));
		un = true;
	}
	for (int m = 0; mentions && m < MENTION__MAX; m++) {
		if (!(e->mentions >> m & 1))
			continue;
		buf_printf(out, "%s%s:%s", un ? entre : "", mention_code((enum mention)m),
			   e->apres.verdict->mention_manque[m] ? "presente>absente"
							       : "absente>presente");
		un = true;
	}
}

static void etat_csv(struct buf *out, const struct cote *avant, const struct cote *apres, int quoi)
{
	const struct cote *const deux[] = {avant, apres};

	for (int i = 0; i < 2; i++) {
		const struct verdict *v = deux[i]->verdict;

		buf_char(out, ';');
		if (!deux[i]->offre)
			continue;
		buf_cstr(out, quoi == 0   ? classification_code(v->classification)
			      : quoi == 1 ? (v->importable ? "oui" : "non")
					  : statut_perimetre_code(v->perimetre));
	}
}

static void ligne_csv(struct confrontation *c, const struct ecart *e)
{
	const struct offre_lue *o = ecart_cote(e)->offre;
	struct buf *out = &c->ligne;

	csv_write(out, ';', o->dossier.cle);
	buf_printf(out, ";%lld;%.*s;%.*s;", (long long)o->dossier.offre, STR_FMT(o->region),
		   STR_FMT(o->dossier.academie));
	csv_write(out, ';', o->fait.col[OC_siret_responsable]);
	buf_printf(out, ";%s", ecart_code(e->genre));
	for (int quoi = 0; quoi < 3; quoi++)
		etat_csv(out, &e->avant, &e->apres, quoi);
	buf_char(out, ';');
	csv_write(out, ';', regle_nom(&e->avant));
	buf_char(out, ';');
	csv_write(out, ';', regle_nom(&e->apres));
	buf_char(out, ';');
	codes(out, c->a, e, false, ",");
	buf_char(out, ';');
	codes(out, c->a, e, true, ",");
	buf_char(out, ';');
	csv_write(out, ';', str_of(raison(c->a, e)));
	buf_char(out, ';');
	csv_write(out, ';', str_of(c->causes ? causes_de(c->causes, e, c->a) : ""));
	buf_char(out, '\n');
}

static void cote_json(struct json_out *j, const char *cle, const struct cote *c)
{
	json_cle(j, cle);
	if (!c->offre) {
		json_rien(j);
		return;
	}
	json_objet(j);
	json_champ(j, "classification", str_of(classification_code(c->verdict->classification)));
	json_champ_bool(j, "importable", c->verdict->importable);
	json_champ_bool(j, "attend_saio", c->verdict->attend_saio);
	json_champ(j, "statut", str_of(statut_perimetre_code(c->verdict->perimetre)));
	json_champ(j, "regle", regle_nom(c));
	json_fin_objet(j);
}

static void criteres_json(struct json_out *j, struct arena *a, const struct ecart *e)
{
	json_cle(j, "criteres");
	json_liste(j);
	for (int i = 0; i <= CRITERES; i++) {
		if (!(e->criteres >> i & 1))
			continue;
		json_objet(j);
		json_champ_entier(j, "numero", numero_de(i));
		json_cle(j, "avant");
		json_objet(j);
		json_constat(j, a, numero_de(i), constat_de(e->avant.verdict, i));
		json_fin_objet(j);
		json_cle(j, "apres");
		json_objet(j);
		json_constat(j, a, numero_de(i), constat_de(e->apres.verdict, i));
		json_fin_objet(j);
		json_fin_objet(j);
	}
	json_fin_liste(j);
	json_cle(j, "mentions");
	json_liste(j);
	for (int m = 0; m < MENTION__MAX; m++) {
		if (!(e->mentions >> m & 1))
			continue;
		json_objet(j);
		json_champ(j, "code", str_of(mention_code((enum mention)m)));
		json_champ_bool(j, "presente", !e->apres.verdict->mention_manque[m]);
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

static void ligne_json(struct confrontation *c, const struct ecart *e)
{
	const struct offre_lue *o = ecart_cote(e)->offre;
	struct json_out j;

	json_init(&j, &c->ligne, 0);
	json_objet(&j);
	json_champ(&j, "cle", o->dossier.cle);
	json_champ_entier(&j, "id", o->dossier.offre);
	json_champ(&j, "intitule", o->dossier.intitule);
	json_champ(&j, "region", o->region);
	json_champ(&j, "academie", o->dossier.academie);
	json_champ(&j, "siret_responsable", o->fait.col[OC_siret_responsable]);
	json_champ(&j, "nom_responsable", o->fait.col[OC_nom_responsable]);
	json_champ(&j, "changement", str_of(ecart_code(e->genre)));
	cote_json(&j, "avant", &e->avant);
	cote_json(&j, "apres", &e->apres);
	criteres_json(&j, c->a, e);
	json_champ(&j, "raison", str_of(raison(c->a, e)));
	json_champ(&j, "cause", str_of(c->causes ? causes_de(c->causes, e, c->a) : ""));
	json_fin_objet(&j);
}

static void ligne_table(struct confrontation *c, const struct ecart *e)
{
	const struct offre_lue *o = ecart_cote(e)->offre;
	const struct str cle = o->dossier.cle;
	struct ecran ecran = {&c->ligne, false};
	AUTO_BUF suite;

	buf_init(&suite, CODES_MAX);
	ecran_colonne(&ecran, ecart_code(e->genre), COL_GENRE);
	ecran_colonne(&ecran,
		      cle.n > COL_CLE
			      ? arena_printf(c->a, "%.*s…%.*s", STR_FMT(str_sub(cle, 0, CLE_BOUT)),
					     STR_FMT(str_sub(cle, cle.n - CLE_BOUT, CLE_BOUT)))
			      : arena_cstr(c->a, cle),
		      COL_CLE);
	ecran_nombre(&ecran, o->dossier.offre, COL_NUMERO);
	buf_printf(&c->ligne, "  %-3.*s", STR_FMT(o->region));
	codes(&suite, c->a, e, false, " ");
	if (e->mentions)
		buf_char(&suite, ' ');
	codes(&suite, c->a, e, true, " ");
	if (e->statut)
		buf_printf(&suite, " %s>%s", statut_perimetre_code(e->avant.verdict->perimetre),
			   statut_perimetre_code(e->apres.verdict->perimetre));
	ecran_paragraphe(&ecran, (struct paragraphe){STYLE_NORMAL, COL_CODES, RETRAIT * 2, true},
			 arena_cstr(c->a, str_trim(buf_view(&suite))));
}

static void avant_apres(struct ecran *ecran, struct arena *a, const struct ecart *e, int i)
{
	const struct cote *const deux[] = {&e->avant, &e->apres};

	for (int k = 0; k < 2; k++) {
		const struct constat *co = constat_de(deux[k]->verdict, i);
		const struct phrase p = phrase_constat(a, numero_de(i), co);

		ecran_paragraphe(
			ecran, (struct paragraphe){STYLE_NORMAL, RETRAIT + 2, RETRAIT + 12, false},
			arena_printf(a, "%s  %s %s%s%s", k ? "après :" : "avant :",
				     avis_signe(co->avis), p.fait, p.vu[0] ? " Vu : " : "", p.vu));
	}
}

static void etats(struct ecran *ecran, struct arena *a, const struct ecart *e)
{
	const struct paragraphe p = {STYLE_NORMAL, RETRAIT + 2, RETRAIT + 4, false};
	const struct verdict *x = e->avant.verdict, *y = e->apres.verdict;

	if (x->classification != y->classification)
		ecran_paragraphe(ecran, p,
				 arena_printf(a, "Classification : %s → %s.",
					      classification_libelle(x->classification),
					      classification_libelle(y->classification)));
	if (e->statut)
		ecran_paragraphe(ecran, p,
				 arena_printf(a, "Statut du périmètre : %s → %s.",
					      statut_perimetre_code(x->perimetre),
					      statut_perimetre_code(y->perimetre)));
	if (x->attend_saio != y->attend_saio && x->importable == y->importable)
		ecran_paragraphe(ecran, p,
				 y->attend_saio ? "Attend maintenant une vérification du SAIO."
						: "N'attend plus de vérification du SAIO.");
}

static void ligne_texte(struct confrontation *c, const struct ecart *e)
{
	const struct paragraphe p = {STYLE_NORMAL, RETRAIT + 2, RETRAIT + 4, false};
	const struct offre_lue *o = ecart_cote(e)->offre;
	struct ecran ecran;

	ecran_init(&ecran, &c->ligne);
	ecran_paragraphe(&ecran, (struct paragraphe){STYLE_GRAS, RETRAIT, RETRAIT + 2, false},
			 arena_printf(c->a, "%.*s — %.*s", STR_FMT(o->dossier.intitule),
				      STR_FMT(o->fait.col[OC_nom_responsable])));
	ecran_paragraphe(&ecran, p,
			 arena_printf(c->a, "clé %.*s, n° %lld", STR_FMT(o->dossier.cle),
				      (long long)o->dossier.offre));
	if (e->avant.offre && e->apres.offre) {
		etats(&ecran, c->a, e);
		for (int i = 0; i <= CRITERES; i++) {
			if (!(ecart_a_dire(e) >> i & 1))
				continue;
			ecran_paragraphe(
				&ecran, p,
				arena_printf(c->a, "%s%s",
					     i < CRITERES
						     ? arena_printf(c->a, "Critère %d, ", i + 1)
						     : "",
					     critere_libelle(numero_de(i))));
			avant_apres(&ecran, c->a, e, i);
		}
		if (!ecart_a_dire(e) && !e->mentions)
			ecran_paragraphe(&ecran, p, raison(c->a, e));
		for (int m = 0; m < MENTION__MAX; m++)
			if (e->mentions >> m & 1)
				ecran_paragraphe(&ecran, p,
						 arena_printf(c->a, "Mention « %s » : %s.",
							      mention_libelle((enum mention)m),
							      e->apres.verdict->mention_manque[m]
								      ? "non renseignée maintenant"
								      : "renseignée maintenant"));
	} else {
		ecran_paragraphe(&ecran, p, raison(c->a, e));
	}
	const char *cause = c->causes ? causes_de(c->causes, e, c->a) : "";

	if (cause[0])
		ecran_paragraphe(&ecran, p, arena_printf(c->a, "Cause : %s.", cause));
}

void ecart_ligne(struct confrontation *c, const struct ecart *e)
{
	static void (*const FORMES[])(struct confrontation *,
				      const struct ecart *) = {[FORME_TEXTE] = ligne_texte,
							       [FORME_TABLE] = ligne_table,
							       [FORME_CSV] = ligne_csv,
							       [FORME_JSON] = ligne_json};

	FORMES[c->forme](c, e);
}
