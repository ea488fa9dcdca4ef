/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * valeurs.c - the table of the values, and what is done with one
 */
#include "campagne/valeurs.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/date.h"
#include "journal/journal.h"

enum { PHRASE_MAX = 600 };

/* Each choice: its values in the order of its enum, and where it lives. */
static const struct choix {
	const char *nom, *libelle;
	size_t ou;
	bool juge;
	const char *valeurs[4];
} CHOIX[] = {
	{"siret_inactif",
	 "offre dont un établissement est fermé",
	 offsetof(struct campagne, parametres.siret_inactif),
	 true,
	 {"non_affichee", "non_reglementaire"}},
	{"qualiopi_porte_par",
	 "qui doit porter Qualiopi",
	 offsetof(struct campagne, parametres.qualiopi_porte_par),
	 true,
	 {"un_des_deux", "responsable"}},
	{"rncp_couvre",
	 "ce que l'enregistrement au RNCP doit couvrir",
	 offsetof(struct campagne, parametres.rncp_couvre),
	 true,
	 {"periode", "entree"}},
	{"duree_incoherente",
	 "durée qui n'est pas celle du diplôme",
	 offsetof(struct campagne, parametres.duree_incoherente),
	 true,
	 {"bloquant", "avertissement"}},
	{"delai_perte",
	 "jours pour corriger une offre publiée qui n'est plus importable",
	 offsetof(struct campagne, delai_perte),
	 false,
	 {"15", "7", "30"}},
};
_Static_assert(sizeof(enum siret_inactif) == sizeof(int), "parameters are written as int");

static const struct fenetre {
	const char *nom, *libelle;
	size_t ou;
} FENETRES[] = {
	{"fenetre_debut", "premier début de session",
	 offsetof(struct campagne, parametres.fenetre_debut)},
	{"fenetre_fin", "dernier début de session",
	 offsetof(struct campagne, parametres.fenetre_fin)},
};
enum {
	N_CHOIX = sizeof CHOIX / sizeof *CHOIX,
	N_FENETRES = sizeof FENETRES / sizeof *FENETRES,
	N_VALEURS = N_CHOIX + N_FENETRES + JALON__MAX
};
_Static_assert((int)N_VALEURS <= (int)VALEURS_MAX, "every value has its place");
_Static_assert((int)N_CHOIX + (int)N_FENETRES == (int)CAMPAGNE_PARAMETRES, "each has its mark");

static const struct sql SQL_ARCHIVER = SQL_FIXE(
	"INSERT INTO campagne_valeur_passe (campagne, nom, valeur, deduite, du_version, au_version) SELECT campagne, nom, valeur, "
	"deduite, du_version, CAST($3 AS BIGINT) FROM campagne_valeur WHERE campagne = $1 AND nom = $2");
static const struct sql SQL_POSER = SQL_FIXE(
	"INSERT INTO campagne_valeur (campagne, nom, valeur, deduite, du_version) VALUES ($1, $2, $3, 0, $4) ON CONFLICT "
	"(campagne, nom) DO UPDATE SET valeur = excluded.valeur, deduite = 0, du_version = excluded.du_version");

static int entier_a(const struct campagne *c, size_t ou)
{
	int v;

	memcpy(&v, (const char *)c + ou, sizeof v);
	return v;
}

static void poser_a(struct campagne *c, size_t ou, int v)
{
	memcpy((char *)c + ou, &v, sizeof v);
}

/* The choices that judge, or the others. */
static size_t choix(const struct campagne *c, bool juge, struct valeur *ret)
{
	size_t n = 0;

	for (int i = 0; i < N_CHOIX; i++)
		if (CHOIX[i].juge == juge)
			ret[n++] = (struct valeur){
				.nom = CHOIX[i].nom,
				.libelle = CHOIX[i].libelle,
				.choix = CHOIX[i].valeurs,
				.choisi = CHOIX[i].valeurs[entier_a(c, CHOIX[i].ou)],
				.juge = juge,
				.deduite = c->parametre_deduit[i]};
	return n;
}

size_t campagne_valeurs(const struct campagne *c, struct valeur ret[VALEURS_MAX])
{
	size_t n = choix(c, true, ret);

	for (int i = 0; i < N_FENETRES; i++)
		ret[n++] = (struct valeur){.nom = FENETRES[i].nom,
					   .libelle = FENETRES[i].libelle,
					   .date = entier_a(c, FENETRES[i].ou),
					   .juge = true,
					   .deduite = c->parametre_deduit[N_CHOIX + i]};
	n += choix(c, false, ret + n);
	for (int j = 0; j < JALON__MAX; j++)
		ret[n++] = (struct valeur){.nom = jalon_code((enum jalon)j),
					   .libelle = jalon_libelle((enum jalon)j),
					   .date = c->jalon[j],
					   .deduite = c->deduite[j]};
	return n;
}

void valeur_texte(const struct valeur *v, char ret[VALEUR_TEXTE_MAX])
{
	if (!v->choisi && date_pleine(v->date))
		date_iso_texte(v->date, ret);
	else
		(void)snprintf(ret, VALEUR_TEXTE_MAX, "%s", v->choisi ? v->choisi : "-");
}

static bool appliquer_choix(struct campagne *c, struct str nom, struct str valeur, bool deduite)
{
	for (int i = 0; i < N_CHOIX; i++)
		for (int v = 0; str_eq(nom, str_of(CHOIX[i].nom)) && CHOIX[i].valeurs[v]; v++) {
			if (!str_eq(valeur, str_of(CHOIX[i].valeurs[v])))
				continue;
			poser_a(c, CHOIX[i].ou, v);
			c->parametre_deduit[i] = deduite;
			return true;
		}
	return false;
}

bool campagne_appliquer(struct campagne *c, struct str nom, struct str valeur, bool deduite)
{
	const int date = date_iso(valeur);

	if (appliquer_choix(c, nom, valeur, deduite))
		return true;
	for (int i = 0; i < N_FENETRES && date_pleine(date); i++) {
		if (!str_eq(nom, str_of(FENETRES[i].nom)))
			continue;
		poser_a(c, FENETRES[i].ou, date);
		c->parametre_deduit[N_CHOIX + i] = deduite;
		return true;
	}
	for (int j = 0; j < JALON__MAX && date_pleine(date); j++) {
		if (!str_eq(nom, str_of(jalon_code((enum jalon)j))))
			continue;
		c->jalon[j] = date;
		c->deduite[j] = deduite;
		return true;
	}
	return false;
}

bool reglage_lire(const char *texte, struct reglage *ret)
{
	const char *egal = strchr(texte, '=');

	if (!egal)
		return false;
	ret->nom = str_trim((struct str){texte, (size_t)(egal - texte)});
	ret->valeur = str_trim(str_of(egal + 1));
	return true;
}

/* The value of that name. */
static const struct valeur *trouver(const struct valeur *v, size_t n, struct str nom)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(nom, str_of(v[i].nom)))
			return &v[i];
	return NULL;
}

/* Say which names exist, or which values that one takes. */
static enum err refuser(const struct campagne *c, const struct reglage *r, struct incident *inc)
{
	struct valeur v[VALEURS_MAX];
	const size_t n = campagne_valeurs(c, v);
	const struct valeur *connue = trouver(v, n, r->nom);
	AUTO_BUF liste;

	buf_init(&liste, PHRASE_MAX);
	if (connue && !connue->choix) {
		incident_set(inc, E_INVALIDE, "« %.*s » n'est pas une date pour « %s ».",
			     STR_FMT(r->valeur), connue->nom);
		incident_remede(inc, "Écrivez-la AAAA-MM-JJ, par exemple %s=%d-08-01.", connue->nom,
				c->annee);
		return E_INVALIDE;
	}
	for (size_t i = 0; connue && connue->choix[i]; i++)
		buf_printf(&liste, "%s%s", i ? " ou " : "", connue->choix[i]);
	for (size_t i = 0; !connue && i < n; i++)
		buf_printf(&liste, "%s%s", i ? ", " : "", v[i].nom);
	if (connue) {
		incident_set(inc, E_INVALIDE, "« %s » ne peut pas valoir « %.*s ».", connue->nom,
			     STR_FMT(r->valeur));
		incident_remede(inc, "Choisissez %s.", liste.p);
	} else {
		incident_set(inc, E_INVALIDE, "La campagne n'a pas de paramètre « %.*s ».",
			     STR_FMT(r->nom));
		incident_remede(inc, "Les paramètres sont : %s.", liste.p);
	}
	return E_INVALIDE;
}

/* The same name twice: which of the two was meant is for its author to say. */
static enum err sans_double(const struct reglage *r, size_t n, struct incident *inc)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++) {
			if (!str_eq(r[i].nom, r[k].nom))
				continue;
			incident_set(inc, E_INVALIDE, "« %.*s » est donné deux fois (%.*s, %.*s).",
				     STR_FMT(r[i].nom), STR_FMT(r[k].valeur), STR_FMT(r[i].valeur));
			incident_remede(inc, "Gardez une seule des deux valeurs.");
			return E_INVALIDE;
		}
	return OK;
}

/* Do these periods start before they end? */
static enum err periodes_en_ordre(const struct campagne *c, struct incident *inc)
{
	const struct {
		const char *quoi, *debut, *fin;
		int du, au;
	} periodes[] = {
		{"La fenêtre des sessions", FENETRES[0].nom, FENETRES[1].nom,
		 c->parametres.fenetre_debut, c->parametres.fenetre_fin},
		{"La mise à jour automatique", jalon_code(JALON_IMPORT_DEBUT),
		 jalon_code(JALON_IMPORT_FIN), c->jalon[JALON_IMPORT_DEBUT],
		 c->jalon[JALON_IMPORT_FIN]},
		{"La période des vœux", jalon_code(JALON_VOEUX_DEBUT), jalon_code(JALON_VOEUX_FIN),
		 c->jalon[JALON_VOEUX_DEBUT], c->jalon[JALON_VOEUX_FIN]},
	};

	for (size_t i = 0; i < sizeof periodes / sizeof *periodes; i++) {
		char debut[11], fin[11];

		if (!periodes[i].du || !periodes[i].au || periodes[i].du <= periodes[i].au)
			continue;
		date_iso_texte(periodes[i].du, debut);
		date_iso_texte(periodes[i].au, fin);
		incident_set(inc, E_INVALIDE, "%s finirait avant de commencer (%s, %s).",
			     periodes[i].quoi, debut, fin);
		incident_remede(inc, "Donnez les deux dates, %s et %s.", periodes[i].debut,
				periodes[i].fin);
		return E_INVALIDE;
	}
	return OK;
}

enum err campagne_regler(struct campagne *c, const struct reglage *r, size_t n,
			 struct incident *inc)
{
	struct campagne essai = *c;
	enum err err = sans_double(r, n, inc);

	for (size_t i = 0; !err && i < n; i++)
		if (!campagne_appliquer(&essai, r[i].nom, r[i].valeur, false))
			return refuser(c, &r[i], inc);
	if (!err)
		err = periodes_en_ordre(&essai, inc);
	if (!err)
		*c = essai;
	return err;
}

static bool differe(const struct valeur *a, const struct valeur *b)
{
	return a->choisi != b->choisi || a->date != b->date || a->deduite != b->deduite;
}

/* One value in its table, its old self in the other, and the event. */
static enum err poser(struct db *db, int annee, const struct valeur *de, const struct valeur *vers,
		      int64_t version, const struct decideur *qui)
{
	char avant[VALEUR_TEXTE_MAX], apres[VALEUR_TEXTE_MAX], objet[32], changement[128];
	struct stmt *archiver = NULL, *st = NULL;
	enum err err;

	valeur_texte(de, avant);
	valeur_texte(vers, apres);
	(void)snprintf(objet, sizeof objet, "campagne %d", annee);
	(void)snprintf(changement, sizeof changement, "%s : %s%s → %s", de->nom, avant,
		       de->deduite ? " (déduite)" : "", apres);
	if ((err = db_prepare(db, SQL_ARCHIVER, 0, &archiver)) ||
	    (err = db_prepare(db, SQL_POSER, 0, &st))) {
		stmt_free(archiver);
		return err;
	}
	for (int i = 0; i < 2; i++) {
		stmt_int(i ? st : archiver, 1, annee);
		stmt_text(i ? st : archiver, 2, str_of(de->nom));
	}
	stmt_int(archiver, 3, version);
	stmt_text(st, 3, str_of(apres));
	stmt_int(st, 4, version);
	if (!(err = stmt_exec(archiver)) && !(err = stmt_exec(st)))
		err = journal_ajouter(db, &(struct evenement){.instant = qui->instant,
							      .version = version,
							      .acteur = qui->acteur,
							      .objet = str_of(objet),
							      .changement = str_of(changement),
							      .raison = qui->raison});
	stmt_free(archiver);
	stmt_free(st);
	return err;
}

enum err campagne_modifier(struct db *db, const struct campagne *c, const struct reglage *r,
			   size_t n, const struct decideur *qui, size_t *changes,
			   struct incident *inc)
{
	const struct version_demande demande = {
		.connu_le = qui->instant, .cause = "campagne", .personne = "ligne de commande"};
	struct valeur avant[VALEURS_MAX], apres[VALEURS_MAX];
	struct campagne nouvelle = *c;
	int64_t version = 0;
	size_t faits = 0;
	bool recule;
	enum err err = campagne_regler(&nouvelle, r, n, inc);

	if (err)
		return err;
	const size_t valeurs = campagne_valeurs(c, avant);
	(void)campagne_valeurs(&nouvelle, apres);
	for (size_t i = 0; !err && i < valeurs; i++) {
		if (!differe(&avant[i], &apres[i]))
			continue;
		if (!version)
			err = version_nouvelle(db, &demande, &version, &recule);
		if (!err)
			err = poser(db, c->annee, &avant[i], &apres[i], version, qui);
		faits++;
	}
	if (err)
		*inc = *db_incident(db);
	else
		*changes = faits;
	return err;
}

int campagne_delai_perte(const struct campagne *c)
{
	uint64_t jours = 0;

	for (int i = 0; i < N_CHOIX; i++)
		if (CHOIX[i].ou == offsetof(struct campagne, delai_perte))
			(void)str_to_uint(str_of(CHOIX[i].valeurs[entier_a(c, CHOIX[i].ou)]),
					  &jours);
	return (int)jours;
}
