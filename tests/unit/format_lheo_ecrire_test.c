/* SPDX-License-Identifier: EUPL-1.2 */
/* format/lheo_ecrire.c: what is written is what the reader reads, column by column, whatever the schema forbids. */
#include "format/lheo_ecrire.h"

#include "base/arena.h"
#include "format/format.h"
#include "tap.h"

enum { SORTIE_MAX = 1 << 20, SESSIONS_MAX = 4 };

/* What the reader gave back. */
struct lu {
	struct arena *a;
	struct str offre[OFFRE__MAX], session[SESSIONS_MAX][SESSION__MAX], texte[3];
	size_t n_offres, n_sessions;
};

static enum err recevoir(void *ctx, const struct record *r)
{
	static const char *const noms[] = {"objectif", "resultats", "contenu"};
	struct lu *l = ctx;

	for (uint32_t i = 0; r->kind == RECORD_OFFRE && i < r->n; i++)
		l->offre[i] = arena_str(l->a, r->champ[i]);
	for (uint32_t i = 0; r->kind == RECORD_SESSION && i < r->n; i++)
		l->session[l->n_sessions][i] = arena_str(l->a, r->champ[i]);
	for (int i = 0; r->kind == RECORD_TEXTES && i < 3; i++)
		if (str_eq(r->champ[TEXTES_NOM], str_of(noms[i])))
			l->texte[i] = arena_str(l->a, r->champ[TEXTES_TEXTE]);
	l->n_offres += r->kind == RECORD_OFFRE;
	l->n_sessions += r->kind == RECORD_SESSION;
	return OK;
}

static void relire(const struct lheo_offre_ecrite *o, struct buf *out, struct lu *l)
{
	struct incident inc = {0};
	struct lecteur *lecteur = format_ouvrir(FORMAT_LHEO, (struct puits){recevoir, l});
	enum err err;

	buf_reset(out);
	lheo_ecrire_debut(out);
	lheo_ecrire_offre(out, o);
	lheo_ecrire_fin(out, 20231005);
	l->n_offres = l->n_sessions = 0;
	memset(l->texte, 0, sizeof l->texte);
	err = format_nourrir(lecteur, out->p, out->n, &inc);
	if (!err)
		err = format_fin(lecteur, &inc);
	EQ_INT(err, OK);
	format_fermer(lecteur);
}

static bool pareille(const struct lheo_offre_ecrite *o, const struct lu *l)
{
	const struct str textes[] = {o->objectif, o->resultats, o->contenu};
	bool bon = l->n_offres == 1 && l->n_sessions == o->n_sessions;

	for (int i = 0; i < OFFRE_FORMATION_RANG; i++)
		if (!str_eq(o->champ[i], l->offre[i])) {
			printf("# %s: « %.*s », « %.*s »\n",
			       record_colonne(RECORD_OFFRE, (uint32_t)i), STR_FMT(o->champ[i]),
			       STR_FMT(l->offre[i]));
			bon = false;
		}
	bon = bon && str_eq(o->champ[OFFRE_CLE], l->offre[OFFRE_CLE]);
	for (int i = 0; i < 3; i++)
		bon = bon && str_eq(textes[i], l->texte[i]);
	for (size_t s = 0; s < o->n_sessions; s++)
		for (int i = 0; i < SESSION__MAX; i++)
			bon = bon && str_eq(o->sessions[s].champ[i], l->session[s][i]);
	return bon;
}

/* Every column holds what no schema allows, one after the other, and at once. */
static void test_colonnes(struct buf *out, struct lu *l)
{
	static const char *const valeurs[] = {"",
					      "-",
					      "x",
					      "0",
					      "00",
					      "1",
					      "a,b",
					      "a,,b",
					      ",",
					      "99999999999999999",
					      "34054,34055",
					      "n'importe <quoi> & « autre »",
					      "012345678901234",
					      "é",
					      "1,2",
					      "20240900",
					      "2024-09-02"};
	struct lheo_session_ecrite s[2] = {0};
	struct lheo_offre_ecrite o = {.sessions = s, .n_sessions = 2};
	bool bon = true;

	for (size_t v = 0; v < sizeof valeurs / sizeof *valeurs; v++) {
		for (int c = 0; c < OFFRE_FORMATION_RANG; c++) {
			memset(o.champ, 0, sizeof o.champ);
			o.champ[c] = str_of(valeurs[v]);
			relire(&o, out, l);
			bon = bon && pareille(&o, l);
		}
		for (int c = 0; c < OFFRE_FORMATION_RANG; c++)
			o.champ[c] = str_of(valeurs[v]);
		for (int c = 0; c < SESSION__MAX; c++)
			s[0].champ[c] = str_of(valeurs[v]);
		o.objectif = o.contenu = str_of(valeurs[v]);
		relire(&o, out, l);
		bon = bon && pareille(&o, l);
	}
	OK(bon);
}

/* One character more than the schema allows. */
static void test_limites(struct buf *out, struct lu *l)
{
	static const struct {
		enum champ_offre champ;
		size_t max;
	} cas[] = {{OFFRE_INTITULE, 255},
		   {OFFRE_RYTHME, 3000},
		   {OFFRE_LIGNE, 50},
		   {OFFRE_NOM_RESPONSABLE, 250}};
	struct lheo_session_ecrite s = {0};
	char *texte = arena_bytes(l->a, 2 * 3001);

	for (size_t i = 0; i < 3001; i++)
		memcpy(texte + 2 * i, "é", 2);
	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++) {
		struct lheo_offre_ecrite o = {.sessions = &s, .n_sessions = 1};

		o.champ[cas[i].champ] = (struct str){texte, 2 * cas[i].max};
		relire(&o, out, l);
		OK(pareille(&o, l));
		OK(!str_contains(buf_view(out),
				 str_of(arena_printf(l->a, "<extra info=\"%s\">",
						     record_colonne(RECORD_OFFRE, cas[i].champ)))));
		o.champ[cas[i].champ].n += 2;
		relire(&o, out, l);
		OK(pareille(&o, l));
		OK(str_contains(buf_view(out),
				str_of(arena_printf(l->a, "<extra info=\"%s\">",
						    record_colonne(RECORD_OFFRE, cas[i].champ)))));
	}
}

static void test_annee(struct buf *out, struct lu *l)
{
	static const struct {
		const char *annee, *sessions, *lue;
	} cas[] = {{"1", "1", ""}, {"1", "1,2", "1"},     {"1", "01", "1"}, {"", "", ""},
		   {"", "X", "-"}, {"abc", "abc", "abc"}, {"1", "", "1"}};

	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++) {
		struct lheo_session_ecrite s = {0};
		struct lheo_offre_ecrite o = {.sessions = &s, .n_sessions = 1};

		s.champ[SESSION_ANNEES] = str_of(cas[i].sessions);
		o.champ[OFFRE_ANNEE] = str_of(cas[i].annee);
		relire(&o, out, l);
		OK(pareille(&o, l));
		EQ_STR(l->offre[OFFRE_ANNEE], cas[i].lue);
	}
	/* another reader must not count the offre of year 1 in year 2 */
	struct lheo_session_ecrite s = {.champ = {[SESSION_ANNEES] = STR("1,2")}};
	struct lheo_offre_ecrite o = {
		.sessions = &s, .n_sessions = 1, .champ = {[OFFRE_ANNEE] = STR("1")}};

	relire(&o, out, l);
	OK(str_contains(buf_view(out), STR("<annee-cycle>1</annee-cycle>")) &&
	   !str_contains(buf_view(out), STR("<annee-cycle>2<")));
}

static void test_sans_session(struct buf *out, struct lu *l)
{
	struct lheo_offre_ecrite o = {
		.champ = {[OFFRE_CLE] = STR("une clé"), [OFFRE_ANNEE] = STR("2")}};

	relire(&o, out, l);
	OK(pareille(&o, l));
	EQ_INT(l->n_sessions, 0);
	OK(str_contains(buf_view(out), STR("<session>")));
}

/* XML 1.0 has no way to hold them. */
static void test_interdits(struct buf *out, struct lu *l)
{
	struct lheo_session_ecrite s = {0};
	struct lheo_offre_ecrite o = {
		.sessions = &s,
		.n_sessions = 1,
		.champ = {[OFFRE_INTITULE] = STR("a\x01\x1f\xff\xef\xbf\xbe z\r\n\tz")}};

	o.champ[OFFRE_FORMATION_NUMERO] = STR("a\t\"<&>\r\nb");
	relire(&o, out, l);
	EQ_STR(l->offre[OFFRE_INTITULE],
	       "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd z\r\n\tz");
	EQ_STR(l->offre[OFFRE_FORMATION_NUMERO], "a\t\"<&>\r\nb");
}

/* One test: with a reader's memory and a buffer. */
static void avec(void (*test)(struct buf *out, struct lu *l))
{
	struct lu l = {.a = arena_new(0)};
	AUTO_BUF out;

	buf_init(&out, SORTIE_MAX);
	format_demarrer();
	test(&out, &l);
	arena_free(l.a);
}

TEST(whatever_a_column_holds_comes_back)
{
	avec(test_colonnes);
}

TEST(one_character_too_many_goes_to_the_extras)
{
	avec(test_limites);
}

TEST(the_annee_is_told_when_sessions_do_not_say_it)
{
	avec(test_annee);
}

TEST(an_offre_without_session_has_none_again)
{
	avec(test_sans_session);
}

TEST(characters_that_xml_forbids_are_replaced)
{
	avec(test_interdits);
}
