/* SPDX-License-Identifier: EUPL-1.2 */
/* controle_ecoute_test.c - what the reading process says is understood; what a turned one could say is not believed */
#include "tap.h"

#include "base/limites.h"
#include "controle/ecoute.h"

struct vu {
	struct ecoute e;
	struct buf dit; /* to it */
	char journal[4096]; /* what came out */
	size_t n;
	enum err rend; /* what the puits answers */
	struct incident inc;
};

static void noter_mot(struct vu *v, const char *mot)
{
	v->n += (size_t)snprintf(v->journal + v->n, sizeof v->journal - v->n, "%s ", mot);
}

static enum err record(void *ctx, const struct record *r)
{
	struct vu *v = ctx;
	static const char *const MOTS[RECORD__MAX] = {[RECORD_OFFRE] = "offre",
						      [RECORD_SESSION] = "session",
						      [RECORD_ANOMALIE] = "anomalie",
						      [RECORD_BILAN] = "bilan"};

	if (v->n < sizeof v->journal / 2)
		noter_mot(v, MOTS[r->kind]);
	return v->rend;
}

static struct puits flux(void *ctx, const char *nom, enum format f)
{
	struct vu *v = ctx;

	noter_mot(v, nom);
	noter_mot(v, format_code(f));
	return (struct puits){record, v};
}

static void note(void *ctx, const char *nom, const char *message, const char *remede)
{
	struct vu *v = ctx;

	noter_mot(v, nom);
	noter_mot(v, message);
	noter_mot(v, remede);
}

static void ouvrir(struct vu *v)
{
	*v = (struct vu){0};
	ecoute_init(&v->e, (struct ecoute_puits){flux, note, v});
	buf_init(&v->dit, 64 * 1024 * 1024);
}

static void fermer(struct vu *v)
{
	ecoute_liberer(&v->e);
	buf_free(&v->dit);
}

static void dire(struct vu *v, enum trame_genre g, const char *a, const char *b, const char *c)
{
	const struct str t[TRAME_TEXTES_MAX] = {str_of(a), str_of(b), str_of(c)};

	trame_textes(&v->dit, g, t);
}

static void dire_record(struct vu *v, enum record_kind k)
{
	const struct record r = {.kind = k, .ligne = 3, .n = record_n(k)};

	OK(trame_record(&v->dit, &r));
}

static void dire_brut(struct vu *v, uint32_t n, unsigned genre, struct str corps)
{
	buf_add(&v->dit, &n, sizeof n);
	buf_char(&v->dit, (char)genre);
	buf_add(&v->dit, "\0\0", 3);
	buf_str(&v->dit, corps);
}

static enum err entendre(struct vu *v)
{
	return ecoute_nourrir(&v->e, v->dit.p, v->dit.n, &v->inc);
}

/* A whole feed and its end. */
static void dire_tout(struct vu *v)
{
	dire(v, TRAME_NOTE, "lisez.txt", "Rien.", "Rien à faire.");
	dire(v, TRAME_FLUX, "f.xml", "lheo", NULL);
	dire_record(v, RECORD_OFFRE);
	dire_record(v, RECORD_SESSION);
	dire_record(v, RECORD_ANOMALIE);
	dire_record(v, RECORD_SESSION);
	dire_record(v, RECORD_BILAN);
	dire(v, TRAME_FIN, NULL, NULL, NULL);
}

TEST(un_flux_est_entendu_quelle_que_soit_sa_coupe)
{
	static const char VOULU[] =
		"lisez.txt Rien. Rien à faire. f.xml lheo offre session anomalie session bilan ";
	struct vu v;

	for (size_t pas = 1; pas < 40; pas++) {
		ouvrir(&v);
		dire_tout(&v);
		for (size_t i = 0; i < v.dit.n; i += pas) {
			OK(!ecoute_finie(&v.e));
			EQ_INT(ecoute_nourrir(&v.e, v.dit.p + i,
					      v.dit.n - i < pas ? v.dit.n - i : pas, &v.inc),
			       0);
		}
		OK(ecoute_finie(&v.e));
		EQ_STR(v.journal, VOULU);
		fermer(&v);
	}
}

TEST(un_flux_coupe_n_est_pas_fini)
{
	struct vu v;

	ouvrir(&v);
	dire_tout(&v);
	for (size_t n = 0; n < v.dit.n; n++) {
		struct vu u;

		ouvrir(&u);
		EQ_INT(ecoute_nourrir(&u.e, v.dit.p, n, &u.inc), 0);
		OK(!ecoute_finie(&u.e));
		fermer(&u);
	}
	fermer(&v);
}

TEST(un_incident_est_dit_avec_ses_mots)
{
	struct vu v;

	ouvrir(&v);
	dire(&v, TRAME_INCIDENT, "Le fichier est coupé.", "Ligne 3.", "Refaites l'export.");
	EQ_INT(entendre(&v), E_INVALIDE);
	EQ_STR(v.inc.message, "Le fichier est coupé.");
	EQ_STR(v.inc.detail, "Ligne 3.");
	EQ_STR(v.inc.remede, "Refaites l'export.");
	OK(!ecoute_finie(&v.e));
	fermer(&v);
}

TEST(un_texte_long_est_coupe_sur_un_caractere)
{
	char long_texte[3 * TRAME_TEXTE + 1];
	struct trame t;
	size_t taille;
	struct vu v;

	for (size_t i = 0; i < sizeof long_texte - 1; i++)
		long_texte[i] = "\xe2\x80\xa6"[i % 3];
	long_texte[sizeof long_texte - 1] = '\0';
	ouvrir(&v);
	dire(&v, TRAME_INCIDENT, long_texte, "", "");
	EQ_INT(trame_lire(v.dit.p, v.dit.n, &t, &taille), 0);
	EQ_INT(taille, v.dit.n);
	EQ_INT(t.texte[0].n, TRAME_TEXTE / 3 * 3);
	fermer(&v);
}

/* Each of these, said after the beginning of a feed, is not believed. */
#define HOSTILE(...)                                                                               \
	do {                                                                                       \
		struct vu v;                                                                       \
		ouvrir(&v);                                                                        \
		dire(&v, TRAME_FLUX, "f.xml", "lheo", NULL);                                       \
		__VA_ARGS__;                                                                       \
		EQ_INT(entendre(&v), E_PANNE);                                                     \
		OK(str_contains(str_of(v.inc.message), STR("inattendue")));                        \
		OK(!ecoute_finie(&v.e));                                                           \
		fermer(&v);                                                                        \
	} while (0)

TEST(ce_qui_n_est_pas_une_trame_est_refuse)
{
	HOSTILE(dire_brut(&v, 0, TRAME__MAX, STR_VIDE));
	HOSTILE(dire_brut(&v, 0, 255, STR_VIDE));
	HOSTILE(dire_brut(&v, UINT32_MAX, TRAME_RECORD, STR_VIDE));
	HOSTILE(dire_brut(&v, LIMITE_CONTROLE_TRAME + 1, TRAME_RECORD, STR_VIDE));
	HOSTILE(dire_brut(&v, 1, TRAME_FIN, STR("x")));
	HOSTILE(dire_brut(&v, 0, TRAME_NOTE, STR_VIDE));
	HOSTILE(dire_brut(&v, 2, TRAME_NOTE, STR("a\0")));
	HOSTILE(dire_brut(&v, 6, TRAME_NOTE, STR("a\0b\0c\0") /* one byte short below */);
		v.dit.p[v.dit.n - 1] = 'x');
	HOSTILE(dire_brut(&v, 7, TRAME_NOTE, STR("a\0b\0c\0d")));
	HOSTILE(dire_brut(&v, 6, TRAME_NOTE, STR("\xff\0b\0c\0")));
	HOSTILE(dire_brut(&v, 4, TRAME_RECORD, STR("abcd")));
	HOSTILE(dire_brut(&v, 0, TRAME_FIN, STR_VIDE); v.dit.p[v.dit.n - 1] = 1);
}

TEST(un_record_menteur_est_refuse)
{
	/* where the record starts in what is said, and what is changed there */
	static const struct {
		size_t ou;
		unsigned char octet;
	} CHANGES[] = {
		{8, 1}, /* its size */
		{11, 0x80},
		{16, RECORD__MAX}, /* its kind */
		{16, RECORD_OF}, /* not of a feed */
		{16, RECORD_TEXTES},
		{16, RECORD_OFFRE_PRETE},
		{17, 3}, /* how many fields */
		{18, 1},
		{20, 9}, /* the length of the first field */
		{23, 0xff},
	};

	for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++)
		HOSTILE({
			const size_t debut = v.dit.n;

			dire_record(&v, RECORD_OFFRE);
			v.dit.p[debut + CHANGES[i].ou] = (char)CHANGES[i].octet;
		});
	HOSTILE({
		struct record r = {.kind = RECORD_OFFRE, .n = OFFRE__MAX};

		r.champ[OFFRE_INTITULE] = STR("\xc3");
		OK(trame_record(&v.dit, &r));
	});
	HOSTILE({
		struct record r = {.kind = RECORD_OFFRE, .n = OFFRE__MAX};

		r.champ[OFFRE_INTITULE] = STR("a\0b");
		OK(trame_record(&v.dit, &r));
	});
}

TEST(ce_qui_vient_dans_le_desordre_est_refuse)
{
	HOSTILE(dire(&v, TRAME_FLUX, "g.xml", "lheo", NULL)); /* the first has no bilan */
	HOSTILE(dire(&v, TRAME_FIN, NULL, NULL, NULL));
	HOSTILE(dire_record(&v, RECORD_SESSION));
	HOSTILE(dire_record(&v, RECORD_BILAN); dire_record(&v, RECORD_OFFRE));
	HOSTILE(dire_record(&v, RECORD_BILAN); dire(&v, TRAME_FLUX, "a", "kit", NULL));
	HOSTILE(dire_record(&v, RECORD_BILAN); dire(&v, TRAME_FLUX, "a", "rien", NULL));
	HOSTILE(dire(&v, TRAME_INCIDENT, "", "sans", "message"));
	/* after the end */
	HOSTILE(dire_record(&v, RECORD_BILAN); dire(&v, TRAME_FIN, NULL, NULL, NULL);
		dire_record(&v, RECORD_OFFRE));
	HOSTILE(dire_record(&v, RECORD_BILAN); dire(&v, TRAME_FIN, NULL, NULL, NULL);
		buf_char(&v.dit, 0));
}

TEST(un_record_sans_flux_est_refuse)
{
	struct vu v;

	ouvrir(&v);
	dire_record(&v, RECORD_OFFRE);
	EQ_INT(entendre(&v), E_PANNE);
	EQ_STR(v.journal, "");
	fermer(&v);
}

TEST(rien_n_est_plus_nombreux_que_permis)
{
	HOSTILE(dire_record(&v, RECORD_OFFRE);
		for (int i = 0; i <= LIMITE_SESSIONS; i++) dire_record(&v, RECORD_SESSION));
	HOSTILE(for (int i = 0; i <= LIMITE_ARCHIVE_ENTREES; i++) dire(&v, TRAME_NOTE, "", "", ""));
}

TEST(les_records_sont_comptes)
{
	struct vu v;

	ouvrir(&v);
	dire(&v, TRAME_FLUX, "f", "lheo", NULL);
	EQ_INT(entendre(&v), 0);
	buf_reset(&v.dit);
	for (int i = 0; i < 1000; i++)
		dire_record(&v, RECORD_ANOMALIE);
	for (int i = 0; i < LIMITE_CONTROLE_RECORDS / 1000; i++)
		EQ_INT(entendre(&v), 0);
	EQ_INT(entendre(&v), E_INVALIDE);
	OK(str_contains(str_of(v.inc.message), STR("trop d'éléments")));
	fermer(&v);
}

TEST(ce_que_rend_le_puits_arrete)
{
	struct vu v;

	ouvrir(&v);
	v.rend = E_OCCUPE;
	dire_tout(&v);
	EQ_INT(entendre(&v), E_OCCUPE);
	fermer(&v);
}

TEST(un_record_trop_long_n_est_pas_dit)
{
	struct record r = {.kind = RECORD_OFFRE, .n = OFFRE__MAX};
	AUTO_BUF b = {0}, texte = {0};

	buf_init(&texte, LIMITE_CONTROLE_TRAME);
	for (int i = 0; i < LIMITE_CONTROLE_TRAME / 16; i++)
		buf_cstr(&texte, "0123456789abcdef");
	buf_init(&b, (size_t)4 * LIMITE_CONTROLE_TRAME);
	r.champ[OFFRE_INTITULE] = buf_view(&texte);
	OK(!trame_record(&b, &r));
	EQ_INT(b.n, 0);
}
