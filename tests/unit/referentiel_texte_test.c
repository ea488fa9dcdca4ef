/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * referentiel_texte_test.c - a long text is kept once, and comes back as it was
 */
#include "tap.h"
#include "bases.h"
#include "depot.h"

#include "base/comprime.h"
#include "base/empreinte.h"
#include "referentiel/texte.h"

/* A text ready to be kept, in the arena. */
static struct texte_pret pret(struct depot *d, struct str s)
{
	unsigned char *empreinte = arena_alloc(d->a, EMPREINTE_TEXTE_TAILLE);
	struct texte_pret t = {.empreinte = {(const char *)empreinte, EMPREINTE_TEXTE_TAILLE},
			       .taille = (int64_t)s.n};
	AUTO_BUF octets;

	buf_init(&octets, 64 << 20);
	empreinte_texte(s, empreinte);
	comprime(s, &octets);
	t.comprime = arena_str(d->a, buf_view(&octets));
	return t;
}

static int64_t garder(struct depot *d, struct textes *t, struct str s)
{
	const struct texte_pret p = pret(d, s);
	int64_t numero = 0;

	return textes_numero(t, &p, &numero) == OK ? numero : -1;
}

static struct str relire(struct depot *d, int64_t numero)
{
	struct str s = STR("(échec)");

	(void)!texte_lire(d->db, numero, d->a, &s);
	return s;
}

TEST(un_bloc_rend_chaque_texte_par_son_nom)
{
	AUTO_BUF b;

	buf_init(&b, 1 << 20);
	bloc_ajouter(&b, STR("objectif"), STR("Apprendre."));
	bloc_ajouter(&b, STR("resultats"), STR_VIDE);
	bloc_ajouter(&b, STR("contenu"), STR("Un\nDeux\tTrois « quatre »"));
	EQ_STR(bloc_texte(buf_view(&b), STR("objectif")), "Apprendre.");
	EQ_STR(bloc_texte(buf_view(&b), STR("resultats")), "");
	EQ_STR(bloc_texte(buf_view(&b), STR("contenu")), "Un\nDeux\tTrois « quatre »");
	EQ_STR(bloc_texte(buf_view(&b), STR("conten")), "");
	EQ_STR(bloc_texte(STR_VIDE, STR("objectif")), "");
	EQ_STR(bloc_texte(STR("sans séparateur"), STR("objectif")), "");
	EQ_STR(bloc_texte(STR("\x1e\x1f"), STR("")), "");
}

TEST_BASES(un_texte_revient_tel_quel)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct textes *t;
	struct tx tx;

	MUST(tx_begin(d.db, TX_ECRITURE, &tx) == OK && textes_ouvrir(d.db, &t) == OK);
	EQ_INT(garder(&d, t, STR("court")), 1);
	EQ_INT(garder(&d, t, STR("é \x1f un \x1e « bloc » \x01")), 2);
	EQ_INT(textes_finir(t), OK);
	textes_fermer(t);
	MUST(tx_commit(&tx) == OK);
	EQ_STR(relire(&d, 1), "court");
	EQ_STR(relire(&d, 2), "é \x1f un \x1e « bloc » \x01");
	EQ_STR(relire(&d, 0), "");
	EQ_STR(relire(&d, 3), "");
}

TEST_BASES(un_grand_texte_est_comprime)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const size_t n = 1 << 20;
	char *p = arena_bytes(d.a, n);
	struct textes *t;
	struct tx tx;

	for (size_t i = 0; i < n; i++)
		p[i] = (char)('a' + i % 23);
	MUST(tx_begin(d.db, TX_ECRITURE, &tx) == OK && textes_ouvrir(d.db, &t) == OK);
	EQ_INT(garder(&d, t, (struct str){p, n}), 1);
	EQ_INT(textes_finir(t), OK);
	textes_fermer(t);
	MUST(tx_commit(&tx) == OK);
	OK(str_eq(relire(&d, 1), (struct str){p, n}));
	EQ_INT(depot_entier(&d, "SELECT taille FROM texte"), n);
	OK(depot_entier(&d, "SELECT LENGTH(contenu) FROM texte") < (int64_t)n / 10);
}

TEST_BASES(le_meme_contenu_n_est_garde_qu_une_fois)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	const struct texte_pret inconnu = pret(&d, STR("jamais vu"));
	struct textes *t;
	struct tx tx;

	MUST(tx_begin(d.db, TX_ECRITURE, &tx) == OK && textes_ouvrir(d.db, &t) == OK);
	EQ_INT(garder(&d, t, STR("un")), 1);
	EQ_INT(garder(&d, t, STR("deux")), 2);
	EQ_INT(garder(&d, t, STR("un")), 1);
	EQ_INT(textes_connu(t, inconnu.empreinte), 0);
	EQ_INT(textes_finir(t), OK);
	textes_fermer(t);
	MUST(tx_commit(&tx) == OK);
	/* by the next program too */
	MUST(tx_begin(d.db, TX_ECRITURE, &tx) == OK && textes_ouvrir(d.db, &t) == OK);
	EQ_INT(textes_connu(t, pret(&d, STR("deux")).empreinte), 2);
	EQ_INT(garder(&d, t, STR("deux")), 2);
	EQ_INT(garder(&d, t, STR("trois")), 3);
	EQ_INT(textes_finir(t), OK);
	textes_fermer(t);
	MUST(tx_commit(&tx) == OK);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM texte"), 3);
	EQ_STR(relire(&d, 3), "trois");
}

TEST_BASES(un_texte_abandonne_disparait_avec_sa_transaction)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct textes *t;
	struct tx tx;

	MUST(tx_begin(d.db, TX_ECRITURE, &tx) == OK && textes_ouvrir(d.db, &t) == OK);
	EQ_INT(garder(&d, t, STR("un")), 1);
	textes_fermer(t);
	tx_rollback(&tx);
	EQ_INT(depot_entier(&d, "SELECT COUNT(*) FROM texte"), 0);
	textes_fermer(NULL);
}

TEST_BASES(un_texte_abime_dans_la_base_est_dit)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	struct str s;
	struct stmt *st;

	MUST(db_prepare(d.db,
			SQL("INSERT INTO texte (numero, empreinte, taille, contenu) VALUES "
			    "(1, $1, 5000, $1)"),
			0, &st) == OK);
	stmt_blob(st, 1, "pas du LZ4", 10);
	EQ_INT(stmt_exec(st), OK);
	stmt_free(st);
	EQ_INT(texte_lire(d.db, 1, d.a, &s), E_INVALIDE);
}

TEST_BASES(sans_table_les_textes_le_disent)
{
	struct db *db = base_open(dsn, DB_ECRITURE);
	AUTO_ARENA a = arena_new(0);
	struct textes *t = NULL;
	struct str s;

	OK(textes_ouvrir(db, &t) != OK);
	OK(t == NULL);
	OK(texte_lire(db, 1, a, &s) != OK);
	db_close(db);
}
