/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * campagne_liste.c - « relais campagne liste »: every campagne that is known, where it stands, what comes next
 */
#include "base/date.h"
#include "base/json_out.h"
#include "campagne/calendrier.h"
#include "cli/campagne.h"
#include "cli/sortie.h"

enum {
	COL_ANNEE = 6,
	COL_ETAT = 22,
	COL_DATE = 12,
	COL_SUITE = 2 + COL_ANNEE + COL_ETAT + COL_DATE
};

static const char CSV_ENTETE[] = "campagne;etat;jalon;date;jours;deduite;origine\n";

/* One campagne on the day. */
struct ligne {
	struct campagne c;
	enum campagne_etat etat;
	enum jalon prochain; /* JALON__MAX: none */
	int jours;
	const char *origine;
};

static const char *origine(const struct campagne_connue *c)
{
	if (!c->preset)
		return "creee";
	return c->dans_la_base ? "modifiee" : "prereglee";
}

static enum err lire(struct etude *e, struct ligne **ret, size_t *n, struct incident *inc)
{
	const struct campagne_connue *v;
	enum err err = campagnes_connues(e->db, e->vue.version, e->arena, &v, n);

	if (err) {
		*inc = *db_incident(e->db);
		return err;
	}
	*ret = arena_alloc(e->arena, *n * sizeof **ret);
	for (size_t i = 0; !err && i < *n; i++) {
		struct ligne *l = &(*ret)[i];

		err = campagne_lire(e->db, v[i].annee, e->vue.version, e->arena, &l->c, inc);
		if (err)
			break;
		l->etat = campagne_etat(&l->c, e->jour);
		l->prochain = campagne_prochain(&l->c, e->jour);
		l->origine = origine(&v[i]);
		if (l->prochain < JALON__MAX)
			l->jours = date_jours_entre(e->jour, l->c.jalon[l->prochain]);
	}
	return err;
}

static void texte(const struct etude *e, const struct ligne *v, size_t n, struct buf *out)
{
	struct ecran ecran;

	ecran_init(&ecran, out);
	ecran_paragraphe(&ecran, (struct paragraphe){.style = STYLE_GRAS},
			 arena_printf(e->arena, "Les campagnes au %s, et leur prochain jalon",
				      date_longue(e->arena, e->jour)));
	for (size_t i = 0; i < n; i++) {
		const struct ligne *l = &v[i];
		char date[11];

		buf_printf(out, "  %-*d", COL_ANNEE, l->c.annee);
		ecran_colonne(&ecran, campagne_etat_libelle(l->etat), COL_ETAT);
		if (l->prochain < JALON__MAX) {
			date_iso_texte(l->c.jalon[l->prochain], date);
			ecran_colonne(&ecran, date, COL_DATE);
			ecran_paragraphe(
				&ecran,
				(struct paragraphe){STYLE_NORMAL, COL_SUITE, COL_SUITE, true},
				arena_printf(e->arena, "%s, %s%s", jalon_libelle(l->prochain),
					     jalon_quand(e->arena, l->jours),
					     l->c.deduite[l->prochain] ? ", déduite" : ""));
		} else {
			buf_printf(out, "depuis le %s\n",
				   date_longue(e->arena, l->c.jalon[JALON_DERNIER_VERSEMENT]));
		}
	}
	buf_cstr(
		out,
		"\n« relais campagne montrer N » donne tout le calendrier d'une campagne. Une date déduite vient d'une\n"
		"autre année, à confirmer. « relais campagne creer N » prépare une campagne qui manque à cette liste.\n");
}

static void csv(const struct ligne *v, size_t n, struct buf *out)
{
	buf_cstr(out, CSV_ENTETE);
	for (size_t i = 0; i < n; i++) {
		const struct ligne *l = &v[i];
		char date[11];

		buf_printf(out, "%d;%s;", l->c.annee, campagne_etat_code(l->etat));
		if (l->prochain < JALON__MAX) {
			date_iso_texte(l->c.jalon[l->prochain], date);
			buf_printf(out, "%s;%s;%d;%s;", jalon_code(l->prochain), date, l->jours,
				   l->c.deduite[l->prochain] ? "oui" : "non");
		} else {
			buf_cstr(out, ";;;;");
		}
		buf_printf(out, "%s\n", l->origine);
	}
}

static void prochain_json(const struct ligne *l, struct json_out *j)
{
	char date[11];

	json_cle(j, "prochain");
	if (l->prochain == JALON__MAX) {
		json_rien(j);
		return;
	}
	date_iso_texte(l->c.jalon[l->prochain], date);
	json_objet(j);
	json_champ(j, "jalon", str_of(jalon_code(l->prochain)));
	json_champ(j, "libelle", str_of(jalon_libelle(l->prochain)));
	json_champ(j, "date", str_of(date));
	json_champ_entier(j, "jours", l->jours);
	json_champ_bool(j, "deduite", l->c.deduite[l->prochain]);
	json_fin_objet(j);
}

static void json(const struct etude *e, const struct ligne *v, size_t n, struct buf *out)
{
	struct json_out j;
	char date[11];

	date_iso_texte(e->jour, date);
	json_init(&j, out, 2);
	json_objet(&j);
	json_champ(&j, "date", str_of(date));
	json_cle(&j, "campagnes");
	json_liste(&j);
	for (size_t i = 0; i < n; i++) {
		json_objet(&j);
		json_champ_entier(&j, "campagne", v[i].c.annee);
		json_champ(&j, "etat", str_of(campagne_etat_code(v[i].etat)));
		json_champ(&j, "origine", str_of(v[i].origine));
		prochain_json(&v[i], &j);
		json_fin_objet(&j);
	}
	json_fin_liste(&j);
	json_fin_objet(&j);
	buf_char(out, '\n');
}

static int faire(struct etude *e, const void *demande)
{
	const struct campagne_demande *d = demande;
	struct incident inc = {0};
	struct ligne *v;
	size_t n;
	AUTO_BUF out;

	buf_init(&out, ECRAN_MAX);
	if (lire(e, &v, &n, &inc))
		return cli_incident(&inc);
	if (d->csv)
		csv(v, n, &out);
	else if (d->json)
		json(e, v, n, &out);
	else
		texte(e, v, n, &out);
	return sortie_texte(buf_view(&out), SORTIE_OK);
}

int cli_campagne_liste(struct cli *cli, const void *demande)
{
	const struct campagne_demande *d = demande;

	if (d->csv && d->json)
		return cli_erreur("--csv et --json demandent deux formats : gardez l'un des deux.");
	return etude_faire_calendrier(cli, SANS_CAMPAGNE, d->date, faire, d);
}
