/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * migrer_rapport.c - the lines as CSV and JSON, the counts for a terminal
 */
#include "base/date.h"
#include "base/json_out.h"
#include "cli/ecran.h"
#include "cli/migrer_compte.h"
#include "format/tableur.h"

enum { CSV_COLONNES = 7, NOMBRE = 9 };

void migrer_csv(const struct migration_dite *d, struct buf *out)
{
	static const struct tableur_colonne COLONNES[CSV_COLONNES] = {
		{"formation", TABLEUR_TEXTE, 0, NULL}, {"cle", TABLEUR_TEXTE, 0, NULL},
		{"uai", TABLEUR_TEXTE, 0, NULL},       {"avant", TABLEUR_TEXTE, 0, NULL},
		{"apres", TABLEUR_TEXTE, 0, NULL},     {"certifiee", TABLEUR_TEXTE, 0, NULL},
		{"motif", TABLEUR_TEXTE, 0, NULL}};
	size_t n;
	const struct ligne *v = migration_lignes(d->m, &n);

	csv_debut(out, COLONNES, CSV_COLONNES);
	for (size_t i = 0; i < n; i++) {
		const struct str cellules[CSV_COLONNES] = {
			v[i].formation,     v[i].cle,
			v[i].uai,           str_of(v[i].avant),
			str_of(v[i].apres), v[i].certifiee ? STR("oui") : STR("non"),
			str_of(v[i].motif)};

		csv_ligne(out, cellules, CSV_COLONNES);
	}
}

static void ligne_json(struct json_out *j, const struct ligne *l)
{
	json_objet(j);
	json_champ(j, "formation", l->formation);
	json_champ(j, "cle", l->cle);
	json_champ(j, "uai", l->uai);
	json_champ(j, "academie", ligne_lieu(l).academie);
	json_champ(j, "avant", str_of(l->avant));
	json_champ(j, "apres", str_of(l->apres));
	json_champ_bool(j, "certifiee", l->certifiee);
	json_champ(j, "motif_code", str_of(l->motif_code));
	json_champ(j, "motif", str_of(l->motif));
	json_champ(j, "acteur", str_of(acteur_code(l->acteur)));
	json_champ(j, "lien", str_of(lien_code(l->lien)));
	json_champ_bool(j, "creee", l->cree);
	json_fin_objet(j);
}

/* By what the plan was made from: with these files, in this order of genres, it can be made again. */
static void entrees_json(struct json_out *j, const struct entrees *e)
{
	json_cle(j, "entrees");
	json_liste(j);
	for (size_t i = 0; i < e->liste.n; i++) {
		const struct entree *v = &e->liste.v[i];
		char jour[11];

		date_iso_texte(v->date, jour);
		json_objet(j);
		json_champ(j, "genre", v->genre);
		json_champ(j, "source", v->source);
		json_champ(j, "fichier", v->fichier);
		json_champ(j, "date", str_of(jour));
		json_champ(j, "sha256", v->empreinte);
		json_fin_objet(j);
	}
	json_fin_liste(j);
}

void migrer_json(const struct migration_dite *d, struct buf *out)
{
	struct json_out j;
	size_t n;
	const struct compte_motif *motifs = migration_motifs(d->m, &n);
	const struct ligne *v;
	char jour[11];

	date_iso_texte(d->jour, jour);
	json_init(&j, out, 1);
	json_objet(&j);
	json_champ_entier(&j, "campagne", d->campagne->annee);
	json_champ(&j, "date", str_of(jour));
	json_champ_bool(&j, "essai", d->essai);
	json_champ(&j, "empreinte", str_of(migration_empreinte(d->m)));
	json_cle(&j, "comptes");
	json_objet(&j);
	for (int c = 0; c < COMPTE__MAX; c++)
		json_champ_entier(&j, compte_code((enum compte)c),
				  migration_compte(d->m, (enum compte)c));
	json_fin_objet(&j);
	json_champ_entier(&j, "formations_changees", migration_changements(d->m));
	json_champ_entier(&j, "statuts_changes", migration_statuts_changes(d->m));
	entrees_json(&j, d->entrees);
	json_cle(&j, "motifs");
	json_liste(&j);
	for (size_t i = 0; i < n; i++) {
		json_objet(&j);
		json_champ(&j, "code", str_of(motifs[i].code));
		json_champ_entier(&j, "nombre", motifs[i].n);
		json_champ(&j, "libelle", str_of(motifs[i].libelle));
		json_champ(&j, "acteur", str_of(acteur_code(motifs[i].acteur)));
		json_fin_objet(&j);
	}
	json_fin_liste(&j);
	json_cle(&j, "lignes");
	json_liste(&j);
	v = migration_lignes(d->m, &n);
	for (size_t i = 0; i < n; i++)
		ligne_json(&j, &v[i]);
	json_fin_liste(&j);
	json_fin_objet(&j);
	buf_char(out, '\n');
}

static void compte(struct ecran *e, const struct migration_dite *d, enum compte c)
{
	buf_cstr(e->out, "  ");
	ecran_nombre(e, migration_compte(d->m, c), NOMBRE);
	buf_printf(e->out, "  %s\n", compte_libelle(c));
}

const char *migrer_reponse(const struct migration_dite *d, struct arena *a)
{
	const int64_t certifiees = migration_compte(d->m, COMPTE_CERTIFIEES);
	const int64_t formations =
		migration_compte(d->m, COMPTE_LIGNES) - migration_compte(d->m, COMPTE_SEULES);
	const char *debut =
		d->essai ? "Essai, rien n'est changé"
		: migration_changements(d->m) || migration_statuts_changes(d->m)
			? "Migration faite"
			: "Rien à changer : la migration était déjà faite, et rien n'a changé depuis";
	const char *verbe = d->essai         ? certifiees > 1 ? "seraient" : "serait"
			    : certifiees > 1 ? "sont"
					     : "est";

	return arena_printf(a, "%s. %s formation%s sur %s %s « Certifiée ».", debut,
			    certifiees ? nombre_francais(a, certifiees) : "Aucune",
			    certifiees > 1 ? "s" : "", nombre_francais(a, formations), verbe);
}

/* What comes next, after an empty line. */
static void a_faire(struct ecran *e, const struct migration_dite *d, struct arena *a)
{
	struct migrer_compte c;

	migrer_compter(d, a, &c);
	const char *const phrases[] = {
		migrer_a_faire(&c, a,
			       "--html FICHIER les donne par académie, avec ce qu'il faut décider"),
		migrer_demandes(&c, a),
		d->essai ? "Pour migrer : la même commande, sans --dry-run." : ""};

	buf_char(e->out, '\n');
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (*phrases[i])
			ecran_paragraphe(e, (struct paragraphe){0}, phrases[i]);
}

void migrer_texte(const struct migration_dite *d, struct arena *a, struct buf *out)
{
	static const enum compte FORMATIONS[] = {COMPTE_PRECEDENTES, COMPTE_PROPRES, COMPTE_CREEES};
	static const enum compte OFFRES[] = {COMPTE_OFFRES, COMPTE_IMPORTABLES,
					     COMPTE_IMPORTABLES_LIEES, COMPTE_SEULES};
	struct ecran e;
	size_t n;
	const struct compte_motif *motifs = migration_motifs(d->m, &n);

	ecran_init(&e, out);
	ecran_paragraphe(
		&e, (struct paragraphe){.style = STYLE_GRAS},
		arena_printf(a, "Campagne %d, au %s", d->campagne->annee, date_longue(a, d->jour)));
	ecran_paragraphe(&e, (struct paragraphe){0}, migrer_reponse(d, a));
	ecran_titre(&e, "Les formations");
	for (size_t i = 0; i < sizeof FORMATIONS / sizeof *FORMATIONS; i++)
		compte(&e, d, FORMATIONS[i]);
	ecran_titre(&e, "Les offres");
	for (size_t i = 0; i < sizeof OFFRES / sizeof *OFFRES; i++)
		compte(&e, d, OFFRES[i]);
	if (n)
		ecran_titre(&e, "Sans « Certifiée », et pourquoi");
	for (size_t i = 0; i < n; i++) {
		buf_cstr(out, "  ");
		ecran_nombre(&e, motifs[i].n, NOMBRE);
		buf_cstr(out, "  ");
		ecran_paragraphe(&e,
				 (struct paragraphe){
					 .retrait = NOMBRE + 4, .suite = NOMBRE + 4, .deja = true},
				 motifs[i].acteur ? arena_printf(a, "%s → %s", motifs[i].libelle,
								 acteur_libelle(motifs[i].acteur))
						  : motifs[i].libelle);
	}
	a_faire(&e, d, a);
	buf_printf(out, "\nEntrées : %s\n", migration_empreinte(d->m));
}
