/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * verdict_verdicts_test.c - verdicts are kept once, renewed only when they change, and computed again for the past
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"
#include "edition.h"
#include "flux_offres.h"

#include "verdict/verdicts.h"

static const char VERDICTS[] =
	"SELECT campagne, offre, du_version FROM verdict ORDER BY campagne, offre";
static const char PASSE[] = "SELECT offre, du_version, au_version FROM verdict_passe ORDER BY "
			    "offre, du_version";

static enum err garder_de(struct depot *d, int annee, struct verdicts_puits puits,
			  struct verdicts_bilan *ret)
{
	struct incident inc = {0};
	struct campagne c;
	struct vue vue;
	AUTO_TX tx = {0};
	enum err err;

	if ((err = tx_begin(d->db, TX_ECRITURE, &tx)) || (err = vue_resoudre(d->db, 0, &vue)) ||
	    (err = campagne_lire(d->db, annee, INT64_MAX, d->a, &c, &inc)) ||
	    (err = verdicts_garder(d->db, &vue, &c, puits, ret)))
		return err;
	return tx_commit(&tx);
}

static struct verdicts_bilan garder(struct depot *d, int annee)
{
	struct verdicts_bilan bilan = {.offres = -1};

	EQ_INT(garder_de(d, annee, (struct verdicts_puits){0}, &bilan), OK);
	return bilan;
}

#define BILAN(b, o, e, r)                                                                          \
	do {                                                                                       \
		const struct verdicts_bilan bilan_vu = (b);                                        \
		EQ_INT(bilan_vu.offres, o);                                                        \
		EQ_INT(bilan_vu.ecrits, e);                                                        \
		EQ_INT(bilan_vu.retires, r);                                                       \
	} while (0)

static void run_lheo(struct depot *d, struct flux_bilan f)
{
	EQ_INT(f.err, OK);
	if (f.version)
		base_exec(
			d->db,
			arena_printf(
				d->a,
				"INSERT INTO run (numero, instant, genre, source, fichier, "
				"taille, empreinte, complet, date_faits, date_fichier, "
				"encodage, lecteurs, etat, version, lus, ecartes, nouveaux, modifies, "
				"inchanges, disparus, anomalies, message) SELECT COUNT(*) + 1, "
				"'', 'lheo', 1, '', 0, '', 0, '2023-10-02', '', '', '', "
				"'applique', %lld, 0, 0, 0, 0, 0, 0, 0, '' FROM run",
				(long long)f.version));
}

/* Two CFAs, three offres: « a » and « b » of the first, « c » of the second. */
static void trois_offres(struct depot *d, bool avec_b)
{
	static const char *const SIRETS[] = {"99900011000018", "99900011000018", "99900012800010"};
	struct str col[3][OC__MAX] = {{{0}}};
	struct offre_essai v[3];
	size_t n = 0;

	for (int i = 0; i < 3; i++) {
		if (i == 1 && !avec_b)
			continue;
		col[i][OC_siret_responsable] = str_of(SIRETS[i]);
		col[i][OC_nda] = STR("53359001135");
		col[i][OC_duree] = STR("2");
		col[i][OC_annee] = STR("1");
		v[n++] = (struct offre_essai){.cle = i == 0   ? "a"
						     : i == 1 ? "b"
							      : "c",
					      .intitule = "BTS",
					      .debuts = {"2024-09-02"},
					      .col = col[i]};
	}
	run_lheo(d, flux(d, 1, true, v, n));
}

TEST_BASES(un_verdict_est_garde_une_fois)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const char *comptes;
	bool a_jour = true;

	trois_offres(&d, true);
	EQ_INT(verdicts_a_jour(d.db, 2024, &a_jour), OK);
	OK(!a_jour);
	BILAN(garder(&d, 2024), 3, 3, 0);
	EQ_STR(depot_lignes(&d, VERDICTS, 3), "2024|1|1 / 2024|2|1 / 2024|3|1");
	EQ_INT(verdicts_a_jour(d.db, 2024, &a_jour), OK);
	OK(a_jour);
	comptes = depot_comptes(&d, "");
	BILAN(garder(&d, 2024), 3, 0, 0);
	EQ_STR(depot_comptes(&d, ""), comptes);
	EQ_STR(depot_lignes(&d, VERDICTS, 3), "2024|1|1 / 2024|2|1 / 2024|3|1");
	/* another campagne has its own */
	BILAN(garder(&d, 2025), 3, 3, 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM verdict"), 6);
}

static enum err relire(void *ctx, int64_t offre, const struct verdict *verdict)
{
	int64_t *somme = ctx;

	OK(verdict->classification < CLASSIFICATION__MAX);
	*somme = *somme * 10 + offre;
	return OK;
}

/* The offers that were read again, in their order; -1: they are not those of that version. */
static int64_t relus(struct depot *d, int64_t version)
{
	int64_t somme = 0;
	bool lus;

	EQ_INT(verdicts_relire(d->db, 2024, version, (struct verdicts_relus){relire, &somme}, &lus),
	       OK);
	return lus ? somme : -1;
}

TEST_BASES(les_verdicts_gardes_se_relisent_pour_leur_version)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	trois_offres(&d, true);
	EQ_INT(relus(&d, 1), -1);
	(void)garder(&d, 2024);
	EQ_INT(relus(&d, 1), 123);
	EQ_INT(relus(&d, 0), -1);
	EQ_INT(relus(&d, 2), -1);
	base_exec(d.db, "UPDATE verdict SET constats = '?' WHERE offre = 2");
	EQ_INT(relus(&d, 1), -1);
	(void)garder(&d, 2024);
	EQ_INT(relus(&d, 1), 123);
	base_exec(d.db, "UPDATE campagne SET verdicts_moteur = 'ancien'");
	EQ_INT(relus(&d, 1), -1);
}

/* An import that already did it does not pay twice. */
TEST_BASES(ce_qui_est_a_jour_n_est_pas_renouvele)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct incident inc = {0};

	trois_offres(&d, true);
	(void)garder(&d, 2024);
	base_exec(d.db, "UPDATE verdict SET constats = 'temoin' WHERE offre = 2");
	EQ_INT(verdicts_renouveler(d.db, 20231101, &inc), OK);
	EQ_STR(depot_texte(&d, "SELECT constats FROM verdict WHERE offre = 2"), "temoin");
	(void)EDITION(&d, REF_SIRENE, 1, "99900001100018;F");
	EQ_INT(verdicts_renouveler(d.db, 20231101, &inc), OK);
	OK(strcmp(depot_texte(&d, "SELECT constats FROM verdict WHERE offre = 2"), "temoin") != 0);
	EQ_INT(relus(&d, 2), 123);
}

TEST_BASES(un_fait_qui_change_ne_renouvelle_que_ses_offres)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	bool a_jour;

	trois_offres(&d, true);
	(void)garder(&d, 2024);
	(void)EDITION(&d, REF_SIRENE, 1, "99900012800010;F");
	EQ_INT(verdicts_a_jour(d.db, 2024, &a_jour), OK);
	OK(!a_jour);
	BILAN(garder(&d, 2024), 3, 1, 0);
	EQ_STR(depot_lignes(&d, VERDICTS, 3), "2024|1|1 / 2024|2|1 / 2024|3|2");
	EQ_STR(depot_lignes(&d, PASSE, 3), "3|1|2");
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM verdict AS v JOIN verdict_passe AS p ON "
				"p.offre = v.offre WHERE p.constats = v.constats"),
	       0);
	/* a fact that no offre looks at renews nothing, and they are up to date again */
	(void)EDITION(&d, REF_SIRENE, 1, "99900012800010;F", "99900001100018;F");
	BILAN(garder(&d, 2024), 3, 0, 0);
	EQ_INT(verdicts_a_jour(d.db, 2024, &a_jour), OK);
	OK(a_jour);
}

TEST_BASES(le_verdict_d_une_offre_partie_est_retire)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);

	trois_offres(&d, true);
	(void)garder(&d, 2024);
	trois_offres(&d, false);
	BILAN(garder(&d, 2024), 2, 0, 1);
	EQ_STR(depot_lignes(&d, VERDICTS, 3), "2024|1|1 / 2024|3|1");
	EQ_STR(depot_lignes(&d, PASSE, 3), "2|1|2");
	trois_offres(&d, true);
	BILAN(garder(&d, 2024), 3, 1, 0);
	EQ_STR(depot_lignes(&d, VERDICTS, 3), "2024|1|1 / 2024|2|3 / 2024|3|1");
	/* the last one of all, and the only ones left */
	run_lheo(&d, FLUX_VIDE(&d, 1, true));
	BILAN(garder(&d, 2024), 0, 0, 3);
	EQ_STR(depot_lignes(&d, VERDICTS, 3), "");
}

TEST_BASES(un_autre_moteur_fait_juger_de_nouveau)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	bool a_jour;

	trois_offres(&d, true);
	(void)garder(&d, 2024);
	base_exec(d.db, "UPDATE campagne SET verdicts_moteur = 'ancien'");
	base_exec(d.db, "UPDATE verdict SET constats = 'ancien' WHERE offre = 2");
	EQ_INT(verdicts_a_jour(d.db, 2024, &a_jour), OK);
	OK(!a_jour);
	BILAN(garder(&d, 2024), 3, 1, 0);
	EQ_INT(verdicts_a_jour(d.db, 2024, &a_jour), OK);
	OK(a_jour);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM verdict WHERE constats = 'ancien'"), 0);
}

/* The verdicts judged at a date, as « constats » texts one after the other. */
struct releve {
	struct buf texte;
	int64_t n;
	int64_t refuse_apres; /* 0: never */
};

static enum err relever(void *ctx, const struct offre_lue *o, const struct verdict *v)
{
	struct releve *r = ctx;

	buf_printf(&r->texte, "%lld|", (long long)o->dossier.offre);
	verdict_ecrire(v, &r->texte);
	buf_cstr(&r->texte, " / ");
	return ++r->n == r->refuse_apres ? E_REFUS : 0;
}

static enum err juger(struct depot *d, int date, int64_t seule, struct releve *r,
		      struct verdicts_bilan *bilan)
{
	struct incident inc = {0};
	struct campagne c;
	struct vue vue;
	AUTO_TX tx = {0};
	enum err err;

	buf_init(&r->texte, 1 << 24);
	if ((err = tx_begin(d->db, TX_LECTURE, &tx)) || (err = vue_resoudre(d->db, date, &vue)) ||
	    (err = campagne_lire(d->db, 2024, INT64_MAX, d->a, &c, &inc)))
		return err;
	return verdicts_juger(
		d->db, &(struct verdicts_demande){.vue = &vue, .campagne = &c, .seule = seule},
		(struct verdicts_puits){relever, r}, bilan);
}

/* What is judged at a past date is what was kept on that day. */
TEST_BASES(le_passe_juge_de_nouveau_donne_ce_qui_etait_garde)
{
	static const char GARDE[] = "SELECT offre, constats FROM verdict ORDER BY offre";
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const char *gardes[3];

	trois_offres(&d, true);
	(void)garder(&d, 2024);
	gardes[0] = depot_lignes(&d, GARDE, 2);
	d.instant += DEPOT_JOUR;
	(void)EDITION(&d, REF_SIRENE, 1, "99900012800010;F", "99900011000018;A");
	d.instant += DEPOT_JOUR;
	trois_offres(&d, false);
	(void)garder(&d, 2024);
	gardes[1] = depot_lignes(&d, GARDE, 2);
	d.instant += DEPOT_JOUR;
	(void)EDITION(&d, REF_SIRENE, 1, "99900012800010;A", "99900011000018;F");
	(void)garder(&d, 2024);
	gardes[2] = depot_lignes(&d, GARDE, 2);
	/* on 2 October SIRENE was not known: it is read in advance, so only later dates compare */
	for (int i = 1; i < 3; i++) {
		struct verdicts_bilan bilan;
		struct releve r = {0};

		EQ_INT(juger(&d, 20231003 + i, 0, &r, &bilan), OK);
		EQ_INT(bilan.offres, 2);
		EQ_INT(bilan.ecrits, 0);
		EQ_STR(buf_view(&r.texte), arena_printf(d.a, "%s / ", gardes[i]));
		buf_free(&r.texte);
	}
	OK(strcmp(gardes[0], gardes[1]) != 0 && strcmp(gardes[1], gardes[2]) != 0);
	struct verdicts_bilan bilan;
	struct releve r = {0};
	EQ_INT(juger(&d, 20231002, 0, &r, &bilan), OK);
	EQ_INT(bilan.offres, 3);
	buf_free(&r.texte);
}

TEST_BASES(une_seule_offre_se_juge_et_un_refus_arrete)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct verdicts_bilan bilan = {.offres = -1};
	struct releve r = {0};

	trois_offres(&d, true);
	EQ_INT(juger(&d, 0, 2, &r, &bilan), OK);
	EQ_INT(r.n, 1);
	OK(str_starts(buf_view(&r.texte), STR("2|")));
	buf_free(&r.texte);
	r = (struct releve){.refuse_apres = 2};
	bilan.offres = -1;
	EQ_INT(juger(&d, 0, 0, &r, &bilan), E_REFUS);
	EQ_INT(r.n, 2);
	EQ_INT(bilan.offres, -1);
	buf_free(&r.texte);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM verdict"), 0);
	/* kept, and told on the way; a refusal keeps nothing */
	r = (struct releve){0};
	buf_init(&r.texte, 1 << 24);
	EQ_INT(garder_de(&d, 2024, (struct verdicts_puits){relever, &r}, &bilan), OK);
	EQ_INT(r.n, 3);
	r.refuse_apres = 5;
	EQ_INT(garder_de(&d, 2025, (struct verdicts_puits){relever, &r}, &bilan), E_REFUS);
	buf_free(&r.texte);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM verdict WHERE campagne = 2025"), 0);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM verdict"), 3);
}

/* More offres than a slice holds, some gone from the middle and some from the end. */
TEST_BASES(plusieurs_tranches)
{
	enum { N = 2500 };
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct offre_essai *v = arena_alloc(d.a, N * sizeof *v);
	size_t n = 0;

	for (int i = 0; i < N; i++)
		v[i] = (struct offre_essai){.cle = arena_printf(d.a, "cle %04d", i),
					    .intitule = "BTS"};
	run_lheo(&d, flux(&d, 1, true, v, N));
	BILAN(garder(&d, 2024), N, N, 0);
	BILAN(garder(&d, 2024), N, 0, 0);
	for (int i = 0; i < N; i++) {
		if (i % 10 == 3 || i >= 2400)
			continue;
		v[n] = v[i];
		v[n++].debuts[0] = i % 500 == 0 ? "2024-09-02" : NULL;
	}
	run_lheo(&d, flux(&d, 1, true, v, n));
	BILAN(garder(&d, 2024), 2160, 5, 340);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM verdict"), 2160);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM verdict_passe"), 345);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM verdict AS v LEFT JOIN offre AS o ON "
				"o.numero = v.offre WHERE o.numero IS NULL"),
	       0);
}

TEST_BASES(sans_tables_rien_ne_se_juge)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	const struct vue vue = {.courante = true};
	const struct campagne c = {.annee = 2024};
	struct verdicts_bilan bilan = {.offres = -1};
	bool a_jour;

	OK(verdicts_juger(db, &(struct verdicts_demande){.vue = &vue, .campagne = &c},
			  (struct verdicts_puits){0}, &bilan) != OK);
	OK(verdicts_garder(db, &vue, &c, (struct verdicts_puits){0}, &bilan) != OK);
	OK(verdicts_a_jour(db, 2024, &a_jour) != OK);
	EQ_INT(bilan.offres, -1);
	db_close(db);
}
