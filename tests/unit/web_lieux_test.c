/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * web_lieux_test.c - what somebody types leads to the right département, or to nothing
 */
#include "tap.h"

#include "bases.h"
#include "depot.h"
#include "web/lieux.h"

/* The départements found, « 93,974 ». */
static const char *trouver(struct db *db, struct arena *a, const char *saisie)
{
	struct lieux l;
	const char *ret = "";

	if (lieux_trouver(db, str_of(saisie), a, &l))
		return "!";
	for (size_t i = 0; i < l.n; i++)
		ret = arena_printf(a, "%s%s%.*s", ret, i ? "," : "", STR_FMT(l.v[i].departement));
	return ret;
}

static const struct {
	const char *saisie, *departements;
} CAS[] = {
	{"77", "77"},
	{" 77 ", "77"},
	{"1", "01"},
	{"01", "01"},
	{"2A", "2A"},
	{"2b", "2B"},
	{"971", "971"},
	{"972", "972"},
	{"973", "973"},
	{"974", "974"},
	{"976", "976"},
	{"975", ""},
	{"20", ""},
	{"96", ""},
	{"00", ""},
	{"77000", "77"},
	{"75112", "75"},
	{"20000", "2A"},
	{"20137", "2A"},
	{"20200", "2B"},
	{"20600", "2B"},
	{"97400", "974"},
	{"97600", "976"},
	{"98800", ""},
	{"2A004", "2A"},
	{"2b033", "2B"},
	{"7", "07"},
	{"1234", ""},
	{"123456", ""},
	{"77a", ""},
	{"", ""},
	{"  ", ""},
	{"Paris", "75"},
	{"seine et marne", "77"},
	{"SEINE-ET-MARNE", "77"},
	{"la réunion", "974"},
	{"val d’oise", "95"},
	{"Côte-d'Or", "21"},
	{"bretagne", "22,29,35,56"},
	{"corse", "2A,2B"},
	{"Île-de-France", "75,77,78,91,92,93,94,95"},
	{"Nulle-Part", ""},
	{"' OR 1=1 --", ""},
	{"\xff\xfe", ""},
	{"<script>", ""},
};

TEST(un_code_dit_son_departement)
{
	AUTO_ARENA a = arena_new(0);

	for (size_t i = 0; i < sizeof CAS / sizeof *CAS; i++) {
		const char *vu = trouver(NULL, a, CAS[i].saisie);

		if (strcmp(vu, CAS[i].departements) != 0)
			printf("# « %s »\n", CAS[i].saisie);
		EQ_STR(vu, CAS[i].departements);
	}
}

TEST_BASES(une_commune_et_un_code_postal_se_lisent_dans_la_base)
{
	AUTO_DEPOT d = depot_ouvrir(dsn);
	AUTO_ARENA a = arena_new(0);
	struct lieux l;

	base_exec(
		d.db,
		"INSERT INTO commune (cle, type, code, region, departement, libelle, parent, source, empreinte, du_version) VALUES "
		"('1', 'COM', '77288', '11', '77', 'Melun', '', 1, 1, 1),"
		"('2', 'COM', '42218', '84', '42', 'Saint-Étienne', '', 1, 1, 1),"
		"('3', 'COM', '93066', '11', '93', 'Saint-Denis', '', 1, 1, 1),"
		"('4', 'COM', '97411', '04', '974', 'Saint-Denis', '', 1, 1, 1),"
		"('5', 'COM', '94028', '11', '94', 'Créteil', '', 1, 1, 1),"
		"('6', 'COMD', '94028', '11', '94', 'Créteil', '', 1, 1, 1),"
		"('7', 'COM', '2A004', '94', '2A', 'Ajaccio', '', 1, 1, 1)");
	base_exec(
		d.db,
		"INSERT INTO code_postal (cle, insee, code_postal, libelle, source, empreinte, du_version) VALUES "
		"('1', '77288', '77000', 'MELUN', 1, 1, 1),"
		"('2', '01410', '39310', 'LAJOUX', 1, 1, 1),"
		"('3', '39274', '39310', 'SEPTMONCEL', 1, 1, 1),"
		"('4', '2A004', '20090', 'AJACCIO', 1, 1, 1)");
	EQ_STR(trouver(d.db, a, "melun"), "77");
	EQ_STR(trouver(d.db, a, "MELUN "), "77");
	EQ_STR(trouver(d.db, a, "St Etienne"), "42");
	EQ_STR(trouver(d.db, a, "saint-denis"), "93,974");
	EQ_STR(trouver(d.db, a, "Créteil"), "94");
	EQ_STR(trouver(d.db, a, "Ajaccio"), "2A");
	EQ_STR(trouver(d.db, a, "39310"), "01,39");
	EQ_STR(trouver(d.db, a, "20090"), "2A");
	EQ_STR(trouver(d.db, a, "77999"), "77");
	EQ_STR(trouver(d.db, a, "mel"), "");
	MUST(!lieux_trouver(d.db, STR("SAINT DENIS"), a, &l) && l.n == 2);
	EQ_STR(l.v[1].commune, "Saint-Denis");
	EQ_STR(l.v[1].nom, "La Réunion");
}
