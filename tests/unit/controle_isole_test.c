/* SPDX-License-Identifier: EUPL-1.2 */
/* controle_isole_test.c - files that mean harm end with a message, in time, and harm nobody */
#include "tap.h"

#include <dirent.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "base/limites.h"
#include "controle/isole.h"
#include "isole.h"
#include "zips.h"

enum { MIO = 1024 * 1024, DELAI_MAX_MS = 5000 };

struct essai {
	struct arena *a;
	const char *programme;
	int delai_ms;
	size_t offres, notes;
	char nom[64];
	enum err err;
	struct incident inc;
	int64_t ms;
};

static enum err record(void *ctx, const struct record *r)
{
	struct essai *e = ctx;

	e->offres += r->kind == RECORD_OFFRE;
	return OK;
}

static struct puits flux(void *ctx, const char *nom, enum format f)
{
	struct essai *e = ctx;

	(void)f;
	(void)snprintf(e->nom, sizeof e->nom, "%s", nom);
	return (struct puits){record, e};
}

static void note(void *ctx, const char *nom, const char *message, const char *remede)
{
	struct essai *e = ctx;

	(void)nom, (void)message, (void)remede;
	e->notes++;
}

static int64_t ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static struct essai lire_avec(const char *programme, int delai, const char *nom, struct str octets)
{
	struct essai e = {.a = arena_new(0), .delai_ms = delai};
	const int64_t debut = ms();

	e.programme = programme ? programme : relais_voisin(e.a);
	e.err = isole_lire(
		&(struct isole_demande){
			.programme = e.programme, .octets = octets, .nom = nom, .delai_ms = delai},
		(struct ecoute_puits){flux, note, &e}, &e.inc);
	e.ms = ms() - debut;
	if (e.ms > 500)
		printf("# %s: %lld ms, %s\n", nom, (long long)e.ms, e.inc.message);
	arena_free(e.a);
	return e;
}

static struct essai lire(const char *nom, struct str octets)
{
	return lire_avec(NULL, 0, nom, octets);
}

/* It ended with a message that holds `mot`, in time, and a remedy. */
static void refuse(const struct essai *e, const char *mot)
{
	EQ_INT(e->err, E_INVALIDE);
	if (!tap_ok(str_contains(str_of(e->inc.message), str_of(mot)), __FILE__, __LINE__, mot))
		printf("# « %s » %s\n", e->inc.message, e->inc.detail);
	OK(e->inc.remede[0]);
	OK(e->ms < DELAI_MAX_MS);
}

static struct buf repeter(const char *debut, const char *motif, size_t n, const char *fin)
{
	struct buf b;

	buf_init(&b, (size_t)1 << 30);
	buf_cstr(&b, debut);
	while (n--)
		buf_cstr(&b, motif);
	buf_cstr(&b, fin);
	return b;
}

#define LHEO_TETE                                                                                  \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<lheo xmlns=\"http://lheo.gouv.fr/2.3\"><offres>"

static const char DOCTYPE_RIRES[] =
	"<?xml version=\"1.0\"?>\n<!DOCTYPE lheo [<!ENTITY l0 \"rire\">"
	"<!ENTITY l1 \"&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;\"><!ENTITY l2 \"&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;\">"
	"<!ENTITY l3 \"&l2;&l2;&l2;&l2;&l2;&l2;&l2;&l2;&l2;&l2;\"><!ENTITY l4 \"&l3;&l3;&l3;&l3;&l3;&l3;&l3;&l3;&l3;&l3;\">"
	"<!ENTITY l5 \"&l4;&l4;&l4;&l4;&l4;&l4;&l4;&l4;&l4;&l4;\"><!ENTITY l6 \"&l5;&l5;&l5;&l5;&l5;&l5;&l5;&l5;&l5;&l5;\">"
	"<!ENTITY l7 \"&l6;&l6;&l6;&l6;&l6;&l6;&l6;&l6;&l6;&l6;\"><!ENTITY l8 \"&l7;&l7;&l7;&l7;&l7;&l7;&l7;&l7;&l7;&l7;\">"
	"<!ENTITY l9 \"&l8;&l8;&l8;&l8;&l8;&l8;&l8;&l8;&l8;&l8;\">]>\n"
	"<lheo xmlns=\"http://lheo.gouv.fr/2.3\"><offres><formation><intitule-formation>&l9;</intitule-formation></formation>"
	"</offres></lheo>";

TEST(le_milliard_de_rires)
{
	const struct essai e = lire("rires.xml", str_of(DOCTYPE_RIRES));

	refuse(&e, "DOCTYPE");
}

TEST(l_explosion_quadratique)
{
	struct buf entite = repeter("<?xml version=\"1.0\"?>\n<!DOCTYPE lheo [<!ENTITY a \"",
				    "aaaaaaaaaaaaaaaa", MIO / 16,
				    "\">]>\n<lheo xmlns=\"http://lheo.gouv.fr/2.3\">");
	struct essai e;

	for (int i = 0; i < MIO / 4; i++)
		buf_cstr(&entite, "&a;");
	buf_cstr(&entite, "</lheo>");
	e = lire("carre.xml", buf_view(&entite));
	refuse(&e, "");
	buf_free(&entite);
}

TEST(un_fichier_externe_n_est_pas_lu)
{
	const struct essai e = lire(
		"externe.xml",
		STR("<?xml version=\"1.0\"?>\n<!DOCTYPE lheo [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n"
		    "<lheo xmlns=\"http://lheo.gouv.fr/2.3\"><offres>&x;</offres></lheo>"));

	refuse(&e, "DOCTYPE");
}

TEST(des_elements_sans_fond)
{
	struct buf b = repeter(LHEO_TETE, "<extras>", 2 * MIO, "");
	const struct essai e = lire("fond.xml", buf_view(&b));

	refuse(&e, "");
	buf_free(&b);
}

TEST(des_chevrons_seuls)
{
	struct buf b = repeter("", "<<<<<<<<<<<<<<<<", LIMITE_CONTROLE_DEPOT / 16, "");
	struct essai e = lire("chevrons.xml", buf_view(&b));

	refuse(&e, "");
	buf_free(&b);
	b = repeter(LHEO_TETE, "<<<<<<<<<<<<<<<<", LIMITE_CONTROLE_DEPOT / 16, "");
	e = lire("chevrons.xml", buf_view(&b));
	refuse(&e, "");
	buf_free(&b);
}

TEST(un_attribut_sans_fin)
{
	struct buf b = repeter(LHEO_TETE "<formation numero=\"", "aaaaaaaaaaaaaaaa",
			       LIMITE_CONTROLE_DEPOT / 16, "");
	struct essai e = lire("attribut.xml", buf_view(&b));

	refuse(&e, "");
	buf_free(&b);
	/* and attributes without end */
	b = repeter(LHEO_TETE "<formation", "", 0, "");
	for (int i = 0; i < 1000 * 1000; i++)
		buf_printf(&b, " a%d=\"\"", i);
	e = lire("attributs.xml", buf_view(&b));
	refuse(&e, "");
	buf_free(&b);
}

TEST(un_texte_et_un_commentaire_sans_fin)
{
	struct buf b = repeter(LHEO_TETE "<formation><intitule-formation>", "aaaaaaaaaaaaaaaa",
			       LIMITE_CONTROLE_DEPOT / 16, "");
	struct essai e = lire("texte.xml", buf_view(&b));

	refuse(&e, "");
	buf_free(&b);
	b = repeter(LHEO_TETE "<!-- ", "- - - - - - - - ", LIMITE_CONTROLE_DEPOT / 16, "");
	e = lire("commentaire.xml", buf_view(&b));
	refuse(&e, "");
	buf_free(&b);
}

/* Small texts that make many records. */
TEST(des_offres_et_des_anomalies_sans_nombre)
{
	struct buf b = repeter(LHEO_TETE, "<formation><x/></formation>", LIMITE_CONTROLE_DEPOT / 27,
			       "</offres></lheo>");
	struct essai e = lire("anomalies.xml", buf_view(&b));

	refuse(&e, "");
	buf_free(&b);
	b = repeter(LHEO_TETE "<formation><intitule-formation>", "aaaaaaaaaaaaaaaa", 12000,
		    "</intitule-formation>");
	for (int i = 0; i < 5000; i++)
		buf_cstr(&b, "<action numero=\"a\"><duree-cycle>2</duree-cycle></action>");
	buf_cstr(&b, "</formation></offres></lheo>");
	e = lire("actions.xml", buf_view(&b));
	OK(e.ms < DELAI_MAX_MS);
	buf_free(&b);
}

/* A tower of compressions: an archive of archives, then one file of zeros that is more than two hundred times what it weighs. */
TEST(des_zips_qui_explosent)
{
	struct buf zeros = repeter("", "0000000000000000", 200 * MIO / 16, ""), zip, tour;
	struct entree entrees[40];
	struct essai e;

	zip_faire(&zip,
		  &(struct entree){.nom = "flux.xml", .contenu = buf_view(&zeros), .methode = 8},
		  1);
	OK(zip.n < MIO);
	e = lire("bombe.zip", buf_view(&zip));
	refuse(&e, "anormalement compressée");
	for (int i = 0; i < 40; i++)
		entrees[i] = (struct entree){
			.nom = "dedans.zip", .contenu = buf_view(&zip), .methode = 8};
	zip_faire(&tour, entrees, 40);
	e = lire("tour.zip", buf_view(&tour));
	refuse(&e, "archive");
	buf_free(&tour);
	buf_free(&zip);
	/* a feed that repeats itself is no bomb, yet too much to be read here */
	gz_faire(&zip, buf_view(&zeros));
	e = lire("bombe.gz", buf_view(&zip));
	refuse(&e, "");
	buf_free(&zip);
	buf_free(&zeros);
}

TEST(un_zip_coupe)
{
	struct buf zip;
	struct essai e;

	zip_faire(&zip,
		  &(struct entree){.nom = "flux.xml", .contenu = STR(LHEO_TETE), .methode = 8}, 1);
	e = lire("coupe.zip", str_sub(buf_view(&zip), 0, zip.n - 30));
	refuse(&e, "coupée ou abîmée");
	e = lire("coupe.zip", str_sub(buf_view(&zip), 0, 40));
	refuse(&e, "coupée ou abîmée");
	/* whole, but the feed in it is not: it is named */
	e = lire("ordre.zip", buf_view(&zip));
	refuse(&e, "ordre.zip › flux.xml");
	buf_free(&zip);
}

TEST(ce_qui_n_est_pas_un_flux)
{
	struct essai e = lire("vide.xml", STR_VIDE);

	refuse(&e, "vide");
	e = lire("page.html", STR("<!DOCTYPE html><html><body>Erreur 500</body></html>"));
	refuse(&e, "");
	e = lire("sirene.csv", STR("siret;etat\n99900011000018;A\n"));
	refuse(&e, "référentiel");
	OK(str_contains(str_of(e.inc.remede), STR("LHEO")));
	e = lire("a.7z", STR("7z\xBC\xAF\x27\x1C\0\4"));
	refuse(&e, "");
}

TEST(un_flux_et_son_voisin)
{
	static const char FLUX[] = LHEO_TETE
		"<formation numero=\"f\"><action numero=\"a\"><extras info=\"dispositif\">"
		"<extra info=\"contrat-apprentissage\">1</extra></extras></action></formation></offres></lheo>";
	const struct entree entrees[] = {
		{.nom = "flux.xml", .contenu = str_of(FLUX), .methode = 8},
		{.nom = "LISEZMOI.txt", .contenu = STR("Bonjour."), .methode = 8}};
	struct buf zip;
	struct essai e = lire("flux.xml", str_of(FLUX));

	EQ_INT(e.err, 0);
	EQ_INT(e.offres, 1);
	EQ_STR(e.nom, "flux.xml");
	zip_faire(&zip, entrees, 2);
	e = lire("flux.zip", buf_view(&zip));
	EQ_INT(e.err, 0);
	EQ_INT(e.offres, 1);
	EQ_INT(e.notes, 1);
	EQ_STR(e.nom, "flux.zip › flux.xml");
	buf_free(&zip);
}

/* Another program in the place of relais: whatever it does, it ends, and is not believed. */
static struct essai faux(const char *script, int delai)
{
	char dossier[] = "/tmp/relais-isole-XXXXXX";
	struct arena *a = arena_new(0);
	struct essai e;

	if (!mkdtemp(dossier))
		exit(1);
	const char *programme = programme_faux(a, dossier, script);

	e = lire_avec(programme, delai, "f", STR("x"));
	(void)unlink(programme);
	(void)rmdir(dossier);
	arena_free(a);
	return e;
}

TEST(un_lecteur_qui_ne_repond_pas_est_arrete)
{
	struct essai e = faux("exec sleep 60", 300);

	refuse(&e, "plus de temps");
	OK(e.ms >= 300 && e.ms < 2000);
	e = faux("exec >&-; exec sleep 60", 300); /* it has closed its end */
	EQ_INT(e.err, E_INVALIDE);
	OK(e.ms < 2000);
	e = faux("printf '\\377\\377\\4\\0\\1\\0\\0\\0'; while :; do printf x; sleep 0.05; done",
		 300);
	EQ_INT(e.err, E_INVALIDE);
	OK(e.ms < 2000);
}

TEST(un_lecteur_qui_meurt_ou_qui_ment)
{
	struct essai e = faux("kill -SEGV $$", 0);

	refuse(&e, "avant la fin");
	e = faux("exit 0", 0);
	refuse(&e, "avant la fin");
	e = faux("kill -XCPU $$", 0);
	refuse(&e, "plus de temps");
	e = faux("exec cat /dev/zero", 0);
	EQ_INT(e.err, E_PANNE);
	e = faux("exec cat /dev/urandom", 0);
	EQ_INT(e.err, E_PANNE);
	e = lire_avec("/nulle/part", 0, "f", STR("x"));
	EQ_INT(e.err, E_PANNE);
	OK(e.inc.remede[0]);
}

/* It inherits three descriptors, an empty environment, no blocked signal. */
TEST(un_lecteur_n_herite_de_rien)
{
	enum { OUVERT = 9 };
	struct essai e;

	/* not close-on-exec, as a library could leave one */
	OK(dup2(STDOUT_FILENO, OUVERT) == OUVERT);
	(void)setenv("RELAIS_DB", "postgresql://moi:secret@ici/", 1);
	e = faux(
		"[ -e /proc/$$/fd/1 ] && [ ! -e /proc/$$/fd/9 ] && [ -z \"$RELAIS_DB\" ] && kill -XCPU $$",
		0);
	refuse(&e, "plus de temps");
	(void)unsetenv("RELAIS_DB");
	(void)close(OUVERT);
}

static size_t descripteurs(void)
{
	DIR *d = opendir("/proc/self/fd");
	size_t n = 0;

	while (d && readdir(d))
		n++;
	if (d)
		(void)closedir(d);
	return n;
}

TEST(rien_n_est_laisse)
{
	const size_t avant = descripteurs();

	(void)lire("vide.xml", STR_VIDE);
	(void)faux("exec sleep 60", 50);
	(void)lire_avec("/nulle/part", 0, "f", STR("x"));
	EQ_INT(descripteurs(), avant);
	OK(waitpid(-1, NULL, WNOHANG) < 0); /* no child is left, dead or alive */
}

/* The last one: the largest of all the processes above. */
TEST(aucun_lecteur_n_a_pris_plus_que_sa_memoire)
{
	struct rusage u;

	(void)getrusage(RUSAGE_CHILDREN, &u);
	printf("# peak memory of a reader: %ld kB\n", u.ru_maxrss);
#if !defined(__SANITIZE_ADDRESS__)
	OK(u.ru_maxrss < LIMITE_CONTROLE_MEMOIRE / 1024);
#else
	SKIP("sous un outil d'analyse la mémoire n'est pas celle du programme");
#endif
}
