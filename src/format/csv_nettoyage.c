/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv_nettoyage.c - values as spreadsheets leave them, given back the form of their code
 *
 * Only what formats.md 6 and 9 prove is repaired: leading zeros lost, the letter of specialité after a CFD, the NIC given for
 * a SIRET, dates. Anything else that has not the form of its code stays as it was seen, with an anomaly; its row is put aside when it is a key.
 */
#include <string.h>

#include "base/date.h"
#include "base/limites.h"
#include "format/csv_table.h"

static bool chiffres(struct str s, size_t n)
{
	return s.n == n && str_digits(s);
}

static bool majuscule(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool chiffre(char c)
{
	return c >= '0' && c <= '9';
}

static bool alnum(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!majuscule(s.p[i]) && !chiffre(s.p[i]))
			return false;
	return true;
}

static size_t chiffres_debut(struct str s)
{
	size_t n = 0;

	while (n < s.n && chiffre(s.p[n]))
		n++;
	return n;
}

bool csv_scientifique(struct str vu)
{
	const size_t entier = chiffres_debut(vu);
	struct str s = str_sub(vu, entier, vu.n);

	if (s.n && (s.p[0] == ',' || s.p[0] == '.')) {
		s = str_sub(s, 1, s.n);
		s = str_sub(s, chiffres_debut(s), s.n);
	}
	if (!entier || !s.n || (s.p[0] != 'E' && s.p[0] != 'e'))
		return false;
	s = str_sub(s, 1 + (s.n > 1 && (s.p[1] == '+' || s.p[1] == '-')), s.n);
	return s.n && str_digits(s);
}

/* « 0 » then s, in place. */
static enum anomalie zero(struct str s, char *place, struct str *ret)
{
	place[0] = '0';
	memcpy(place + 1, s.p, s.n);
	*ret = (struct str){place, s.n + 1};
	return ANOMALIE_ZERO_PERDU;
}

/* n characters, all digits or capital letters; digits one short have lost their zero. */
static enum anomalie code(struct str vu, size_t n, char *place, struct str *ret)
{
	if (chiffres(vu, n - 1))
		return zero(vu, place, ret);
	*ret = vu;
	return vu.n == n && alnum(vu) ? ANOMALIE__N : ANOMALIE_CODE_MALFORME;
}

CSV_NETTOYAGE(csv_cfd)
{
	(void)r;
	if (vu.n == 9 && majuscule(vu.p[8]))
		vu.n = 8;
	return code(vu, 8, place, ret);
}

CSV_NETTOYAGE(csv_certifinfo)
{
	(void)r;
	(void)place;
	*ret = vu;
	return str_digits(vu) && vu.n <= 10 ? ANOMALIE__N : ANOMALIE_CODE_MALFORME;
}

CSV_NETTOYAGE(csv_numero)
{
	const enum anomalie a = csv_certifinfo(r, vu, place, ret);

	while (a == ANOMALIE__N && ret->n > 1 && ret->p[0] == '0')
		*ret = str_sub(*ret, 1, ret->n);
	return a;
}

/* Ten characters; a dispositif may begin with three zeros (0001000131). */
CSV_NETTOYAGE(csv_mef)
{
	(void)r;
	if (vu.n < 7 || vu.n > 8 || !str_digits(vu))
		return code(vu, 10, place, ret);
	memset(place, '0', 10);
	memcpy(place + 10 - vu.n, vu.p, vu.n);
	*ret = (struct str){place, 10};
	return ANOMALIE_ZERO_PERDU;
}

CSV_NETTOYAGE(csv_code3)
{
	(void)r;
	return code(vu, 3, place, ret);
}

CSV_NETTOYAGE(csv_code2)
{
	(void)r;
	return code(vu, 2, place, ret);
}

/* A département has two or three characters: 1 has lost its zero, 971 has not. */
CSV_NETTOYAGE(csv_departement)
{
	return vu.n == 3 ? csv_code3(r, vu, place, ret) : csv_code2(r, vu, place, ret);
}

CSV_NETTOYAGE(csv_commune)
{
	(void)r;
	if (chiffres(vu, 4))
		return zero(vu, place, ret);
	*ret = vu;
	bool corse = vu.n == 5 && vu.p[0] == '2' && (vu.p[1] == 'A' || vu.p[1] == 'B') &&
		     chiffres(str_sub(vu, 2, 3), 3);
	return corse || chiffres(vu, 5) ? ANOMALIE__N : ANOMALIE_CODE_MALFORME;
}

CSV_NETTOYAGE(csv_postal)
{
	(void)r;
	if (chiffres(vu, 4))
		return zero(vu, place, ret);
	*ret = vu;
	return chiffres(vu, 5) ? ANOMALIE__N : ANOMALIE_CODE_MALFORME;
}

CSV_NETTOYAGE(csv_siren)
{
	(void)r;
	(void)place;
	*ret = vu;
	return chiffres(vu, 9) ? ANOMALIE__N : ANOMALIE_CODE_MALFORME;
}

CSV_NETTOYAGE(csv_siret)
{
	(void)r;
	(void)place;
	*ret = vu;
	return chiffres(vu, 14) ? ANOMALIE__N : ANOMALIE_CODE_MALFORME;
}

/* domain.md 4.0: in the DGEFP list five digits are a NIC, and the SIREN of the row goes before it. */
CSV_NETTOYAGE(csv_siret_ou_nic)
{
	struct str siren = r->champ[OF_SIREN];

	if (!chiffres(vu, 5) || !chiffres(siren, 9))
		return csv_siret(r, vu, place, ret);
	memcpy(place, siren.p, 9);
	memcpy(place + 9, vu.p, 5);
	*ret = (struct str){place, 14};
	return ANOMALIE__N;
}

/* formats.md 3.3: four digits, a digit or P, six digits; the régions that begin with a zero are 01, 02, 03, 04 and 06. */
CSV_NETTOYAGE(csv_nda)
{
	(void)r;
	size_t debut = vu.n == 10 && vu.p[0] >= '1' && vu.p[0] <= '6' ? 3 : 4;

	*ret = vu;
	if (vu.n < 10 || vu.n > 11 || !chiffres(str_sub(vu, 0, debut), debut) ||
	    !(chiffre(vu.p[debut]) || vu.p[debut] == 'P') ||
	    !chiffres(str_sub(vu, debut + 1, 6), 6))
		return ANOMALIE_CODE_MALFORME;
	return vu.n == 10 ? zero(vu, place, ret) : ANOMALIE__N;
}

/* Seven digits and a letter; the ministry's temporary codes begin with C or T (formats.md 5.6 and 9). */
CSV_NETTOYAGE(csv_uai)
{
	(void)r;
	*ret = vu;
	if (vu.n < 7 || vu.n > 8)
		return ANOMALIE_CODE_MALFORME;

	bool perdu = vu.n == 7;
	place[0] = '0';
	for (size_t i = 0; i < vu.n; i++) {
		char c = vu.p[i];
		place[i + perdu] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
	}
	bool provisoire = place[0] == 'C' || place[0] == 'T';
	if (!majuscule(place[7]) || !chiffres((struct str){place + 1, 6}, 6) ||
	    !(provisoire || chiffre(place[0])))
		return ANOMALIE_CODE_MALFORME;
	*ret = (struct str){place, 8};
	return perdu ? ANOMALIE_ZERO_PERDU : ANOMALIE__N;
}

CSV_NETTOYAGE(csv_uai_saisi)
{
	(void)r;
	*ret = vu;
	if (vu.n > CSV_PLACE)
		return ANOMALIE__N;
	for (size_t i = 0; i < vu.n; i++)
		place[i] = (char)(vu.p[i] >= 'a' && vu.p[i] <= 'z' ? vu.p[i] - 'a' + 'A' : vu.p[i]);
	*ret = (struct str){place, vu.n};
	return ANOMALIE__N;
}

/* An instant is the civil date that it was in Paris: 2027-07-19T23:00:00.000Z is the 20th. */
static int date_d_instant(struct str vu)
{
	char seconde[21];
	int64_t instant;

	memcpy(seconde, vu.p, 19);
	seconde[19] = 'Z';
	if (vu.p[vu.n - 1] != 'Z' || !instant_lire((struct str){seconde, 20}, &instant))
		return DATE_INCOMPLETE;
	return instant_date_paris(instant);
}

CSV_NETTOYAGE(csv_date)
{
	(void)r;
	int date = DATE_INCOMPLETE;

	*ret = vu;
	if (vu.n == 10)
		date = vu.p[2] == '/' ? date_jjmmaaaa(vu) : date_iso(vu);
	else if (vu.n >= 20 && vu.p[10] == 'T')
		date = date_d_instant(vu);
	if (!date_pleine(date))
		return ANOMALIE_DATE_ILLISIBLE;
	date_iso_texte(date, place);
	*ret = (struct str){place, 10};
	return ANOMALIE__N;
}

/* 1 or 0, in place. */
static enum anomalie vrai_ou_faux(bool vrai, char *place, struct str *ret)
{
	place[0] = vrai ? '1' : '0';
	*ret = (struct str){place, 1};
	return ANOMALIE__N;
}

/* The text folded holds that word. */
static bool parle_de(struct str vu, const char *mot)
{
	AUTO_BUF plie;

	buf_init(&plie, 16 * 1024);
	csv_replie(vu, &plie);
	return str_contains(buf_view(&plie), str_of(mot));
}

CSV_NETTOYAGE(csv_apprentissage)
{
	(void)r;
	const bool apprentissage = parle_de(vu, "apprentissage");

	*ret = vu;
	if (!apprentissage && !parle_de(vu, "scolaire"))
		return ANOMALIE_VALEUR_HORS_LISTE;
	return vrai_ou_faux(apprentissage, place, ret);
}

/* formats.md 3.1: a boolean of its own, or one text that lists the categories (« Actions de formation, VAE »). */
CSV_NETTOYAGE(csv_certifications)
{
	static const char *const categories[] = {"formation", "bilan", "vae", "acquis"};

	if (csv_booleen(r, vu, place, ret) == ANOMALIE__N)
		return ANOMALIE__N;
	if (parle_de(vu, "apprentissage"))
		return vrai_ou_faux(true, place, ret);
	for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
		if (parle_de(vu, categories[i]))
			return vrai_ou_faux(false, place, ret);
	return ANOMALIE_VALEUR_HORS_LISTE;
}

/* A school that will close is open until it does. */
CSV_NETTOYAGE(csv_etat_uai)
{
	static const struct {
		const char *mot, *etat;
	} etats[] = {{"ouvert", "ouvert"}, {"afermer", "ouvert"}, {"ferme", "ferme"}};
	AUTO_BUF plie;

	(void)r;
	(void)place;
	buf_init(&plie, 4096);
	csv_replie(vu, &plie);
	*ret = vu;
	for (size_t i = 0; i < sizeof etats / sizeof *etats; i++) {
		if (!str_eq(buf_view(&plie), str_of(etats[i].mot)))
			continue;
		*ret = str_of(etats[i].etat);
		return ANOMALIE__N;
	}
	return ANOMALIE_VALEUR_HORS_LISTE;
}

/* Numbers, with RNCP before them or not, separated by anything that is neither. */
CSV_NETTOYAGE(csv_rncps)
{
	size_t n = 0;

	(void)r;
	*ret = vu;
	for (size_t i = 0; i < vu.n;) {
		size_t chiffres_ici = 0;
		if (str_starts(str_sub(vu, i, vu.n), STR("RNCP")))
			i += 4;
		while (i + chiffres_ici < vu.n && chiffre(vu.p[i + chiffres_ici]))
			chiffres_ici++;
		if (!chiffres_ici || n + chiffres_ici + 1 > CSV_PLACE)
			return ANOMALIE_CODE_MALFORME;
		if (n)
			place[n++] = ',';
		memcpy(place + n, vu.p + i, chiffres_ici);
		n += chiffres_ici;
		i += chiffres_ici;
		while (i < vu.n && memchr(";,| ", vu.p[i], 4))
			i++;
	}
	*ret = (struct str){place, n};
	return ANOMALIE__N;
}

CSV_NETTOYAGE(csv_booleen)
{
	static const struct {
		const char *mot;
		char valeur;
	} mots[] = {{"true", '1'}, {"false", '0'}, {"oui", '1'},  {"non", '0'},
		    {"1", '1'},    {"0", '0'},     {"vrai", '1'}, {"faux", '0'}};

	(void)r;
	*ret = vu;
	for (size_t i = 0; i < sizeof mots / sizeof *mots; i++) {
		if (strlen(mots[i].mot) != vu.n || strncasecmp(mots[i].mot, vu.p, vu.n) != 0)
			continue;
		place[0] = mots[i].valeur;
		*ret = (struct str){place, 1};
		return ANOMALIE__N;
	}
	return ANOMALIE_VALEUR_HORS_LISTE;
}

CSV_NETTOYAGE(csv_actif)
{
	(void)r;
	(void)place;
	*ret = vu;
	if (str_eq(vu, STR("ACTIVE")))
		*ret = STR("Oui");
	else if (str_eq(vu, STR("INACTIVE")))
		*ret = STR("Non");
	else
		return ANOMALIE_VALEUR_HORS_LISTE;
	return ANOMALIE__N;
}

CSV_NETTOYAGE(csv_appellation)
{
	(void)r;
	(void)place;
	*ret = str_eq(vu, STR("A COMPLETER")) ? STR_VIDE : vu;
	return ANOMALIE__N;
}

/* One number of one or two digits at the start of s, then `apres` or the end; -1 when there is none. */
static int nombre_court(struct str *s, char apres)
{
	int v = 0;
	size_t n = 0;

	while (n < s->n && n < 2 && chiffre(s->p[n]))
		v = v * 10 + s->p[n++] - '0';
	if (!n || (apres ? n == s->n || s->p[n] != apres : n != s->n))
		return -1;
	*s = str_sub(*s, n + 1, s->n);
	return v;
}

/*
 * The files of 2020 write M/J/AA: 8/31/16 is 31 August 2016. Years 00 to 69 are of this century, 70 to 99 of the last one; the real file goes from
 * 2000 to 2026.
 */
CSV_NETTOYAGE(csv_date_rncp)
{
	struct str s = vu;
	const int mois = nombre_court(&s, '/'), jour = mois < 0 ? -1 : nombre_court(&s, '/'),
		  an = jour < 0 || s.n != 2 ? -1 : nombre_court(&s, 0);
	const int annee = an < 70 ? 2000 + an : 1900 + an;

	if (an < 0)
		return csv_date(r, vu, place, ret);
	*ret = vu;
	if (!date_valide(annee, mois, jour))
		return ANOMALIE_DATE_ILLISIBLE;
	date_iso_texte(annee * 10000 + mois * 100 + jour, place);
	*ret = (struct str){place, 10};
	return ANOMALIE__N;
}

CSV_NETTOYAGE(csv_etat_acce)
{
	(void)r;
	(void)place;
	*ret = vu;
	if (str_eq(vu, STR("1")))
		*ret = STR("ouvert");
	else if (str_eq(vu, STR("4")))
		*ret = STR("ferme");
	else
		return ANOMALIE_VALEUR_HORS_LISTE;
	return ANOMALIE__N;
}

CSV_NETTOYAGE(csv_iut)
{
	AUTO_BUF pli;

	(void)r;
	buf_init(&pli, LIMITE_CSV_RECORD);
	csv_replie(vu, &pli);
	place[0] =
		str_contains(buf_view(&pli), STR("institutuniversitairedetechnologie")) ? '1' : '0';
	*ret = (struct str){place, 1};
	return ANOMALIE__N;
}

CSV_NETTOYAGE(csv_niveau_rncp)
{
	(void)r;
	*ret = vu;
	if (vu.n != 7 || !str_starts(vu, STR("niveau")) || !chiffre(vu.p[6]))
		return ANOMALIE__N;
	memcpy(place, "NIV", 3);
	place[3] = vu.p[6];
	*ret = (struct str){place, 4};
	return ANOMALIE__N;
}

CSV_NETTOYAGE(csv_siret_acce)
{
	if (!chiffres(vu, 9))
		return csv_siret(r, vu, place, ret);
	*ret = STR_VIDE;
	return ANOMALIE__N;
}
