/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reponse.c - the answers of the web service, and those of whatever stands in its place
 *
 * A gateway in maintenance, a portal, a proxy answer too: nothing is believed that is not the JSON of the documentation. Only a 400 that says why is
 * about the formation; everything else is about the connection, and says nothing of it.
 */
#include "connecteur/reponse.h"

#include <jansson.h>
#include <stdlib.h>
#include <strings.h>

#include "base/utf8.h"
#include "base/vec.h"

enum { HORLOGE_TOLERANCE_S = 10, ENVOI_TEXTE_MAX = 4 * LIMITE_ENVOI_REPONSE };

static const char recommencer[] =
	"Recommencez plus tard : la même demande peut être refaite sans danger.";

/* Foreign text as a person may read it: in UTF-8, without control characters but line breaks. */
static void nettoyer(struct str s, bool lignes, struct buf *out)
{
	AUTO_BUF sans_retour = {0};
	AUTO_BUF visible = {0};

	buf_init(&sans_retour, ENVOI_TEXTE_MAX);
	buf_init(&visible, ENVOI_TEXTE_MAX);
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\r' || i + 1 == s.n || s.p[i + 1] != '\n')
			buf_char(&sans_retour, s.p[i]);
	utf8_visible(buf_view(&sans_retour), lignes, &visible);
	buf_str(out, str_trim(buf_view(&visible)));
}

/* At most max bytes, without a last character cut. */
static struct str couper(struct str s, size_t max)
{
	if (s.n <= max)
		return s;
	while (max && ((unsigned char)s.p[max] & 0xC0) == 0x80)
		max--;
	return str_sub(s, 0, max);
}

static bool du_type(struct str type, const char *nom)
{
	const size_t n = strlen(nom);

	return type.n >= n && strncasecmp(type.p, nom, n) == 0 &&
	       (type.n == n || type.p[n] == ';' || type.p[n] == ' ');
}

static bool est_json(const struct reponse *r)
{
	return du_type(r->type, "application/json") || du_type(r->type, "application/problem+json");
}

/* The body in UTF-8: as it came, or through the tampon. */
static struct str en_utf8(struct str s, struct buf *tampon)
{
	struct transcodeur t;

	if (utf8_valide(s) && !str_starts(s, STR("\xEF\xBB\xBF")))
		return s;
	transcodeur_init(&t);
	transcodeur_feed(&t, s.p, s.n, tampon);
	transcodeur_end(&t, tampon);
	return buf_view(tampon);
}

/* Why, as Parcoursup wrote it: « message » of an object, a text alone; nothing of a page. */
static void motif(const struct reponse *r, bool lignes, struct buf *out)
{
	AUTO_BUF tampon = {0};
	struct str corps;
	json_t *v;

	buf_init(&tampon, ENVOI_TEXTE_MAX);
	corps = en_utf8(r->corps, &tampon);
	v = json_loadb(corps.n ? corps.p : "", corps.n, JSON_DECODE_ANY, NULL);
	if (v) {
		const json_t *m = json_is_object(v) ? json_object_get(v, "message") : v;

		if (json_is_string(m))
			nettoyer((struct str){json_string_value(m), json_string_length(m)}, lignes,
				 out);
		json_decref(v);
	} else if (du_type(r->type, "text/plain") && !str_starts(str_trim(corps), STR("<"))) {
		nettoyer(corps, lignes, out);
	}
}

/* What the answer says, short, in one line. */
static void detail_motif(const struct reponse *r, struct incident *inc)
{
	AUTO_BUF texte = {0};

	buf_init(&texte, ENVOI_TEXTE_MAX);
	motif(r, false, &texte);
	if (texte.n)
		incident_detail(inc, "Parcoursup écrit : « %.*s ».",
				STR_FMT(couper(buf_view(&texte), 4 * LIMITE_VALEUR_VUE)));
	else if (r->http == 400)
		incident_detail(inc, "Parcoursup n'en donne pas le motif.");
}

/* A header: its bytes are foreign too. */
static void detail_etranger(const char *quoi, struct str s, struct incident *inc)
{
	AUTO_BUF texte = {0};

	buf_init(&texte, ENVOI_TEXTE_MAX);
	nettoyer(couper(s, 4 * LIMITE_VALEUR_VUE), false, &texte);
	incident_detail(inc, "%s : %.*s.", quoi, STR_FMT(buf_view(&texte)));
}

static void detail_horloge(const struct reponse *r, struct incident *inc)
{
	const int64_t avance = r->maintenant - r->date;

	if (r->date && llabs(avance) > HORLOGE_TOLERANCE_S)
		incident_detail(
			inc, "L'horloge de cette machine %s de %lld secondes sur celle du service.",
			avance > 0 ? "avance" : "retarde", llabs(avance));
}

/* What is told of an answer that carries nothing usable: the first line that holds its code. */
static const struct echec {
	int de, a;
	enum err err;
	const char *message;
} echecs[] = {
	{300, 399, E_PANNE,
	 "Parcoursup renvoie vers une autre adresse, qui n'est pas suivie : il est en maintenance, "
	 "ou l'adresse du service est fausse"},
	{401, 401, E_REFUS, "Parcoursup ne nous reconnaît pas"},
	{403, 404, E_REFUS, "Parcoursup ne nous reconnaît pas, ou n'a rien à cette adresse"},
	{429, 429, E_PANNE, "Parcoursup reçoit trop de demandes"},
	{400, 499, E_PANNE, "Parcoursup n'a pas accepté cette demande"},
	{500, 599, E_PANNE, "Parcoursup est en panne ou en maintenance"},
	{0, 999, E_PANNE, "Parcoursup a répondu par un code que sa documentation n'a pas"},
};

static enum err echec(const struct reponse *r, struct incident *inc)
{
	const struct echec *e = echecs;

	while (r->http < e->de || r->http > e->a)
		e++;
	incident_set(inc, e->err, "%s (HTTP %d).", e->message, r->http);
	detail_motif(r, inc);
	if (r->vers.n)
		detail_etranger("Vers", r->vers, inc);
	if (e->err == E_REFUS)
		detail_horloge(r, inc);
	incident_remede(
		inc, "%s",
		e->err == E_REFUS
			? "Vérifiez l'adresse du service, l'identifiant du certificat, que la "
			  "clé est la sienne, et l'heure de cette machine : un envoi signé ne "
			  "vaut que 20 secondes."
			: recommencer);
	return e->err;
}

static enum err pas_json(const struct reponse *r, struct incident *inc)
{
	incident_set(
		inc, E_PANNE,
		"Ce qui répond à l'adresse de Parcoursup n'est pas son service : %s au lieu de "
		"JSON.",
		!r->corps.n                     ? "rien"
		: du_type(r->type, "text/html") ? "une page"
						: "autre chose");
	if (r->type.n)
		detail_etranger("Type de la réponse", r->type, inc);
	incident_remede(inc, "Vérifiez l'adresse du service, et que rien (portail, mandataire) ne "
			     "répond à sa place ; puis recommencez.");
	return E_PANNE;
}

static enum err malformee(const struct reponse *r, struct str reste, struct incident *inc)
{
	AUTO_BUF vu = {0};
	const size_t lu = r->corps.n - reste.n;

	buf_init(&vu, ENVOI_TEXTE_MAX);
	nettoyer(couper(reste, LIMITE_VALEUR_VUE), false, &vu);
	incident_set(inc, E_PANNE, "La réponse de Parcoursup est coupée ou mal formée.");
	if (vu.n)
		incident_detail(inc, "Après %zu octets : « %.*s ».", lu, STR_FMT(buf_view(&vu)));
	else
		incident_detail(inc, "Elle s'arrête après %zu octets.", lu);
	incident_remede(inc, "%s", recommencer);
	return E_PANNE;
}

/* A code of Parcoursup: a positive number, or its digits; null and absent: 0. */
static bool code_lire(const json_t *v, int64_t *ret)
{
	uint64_t lu = 0;

	if (!v || json_is_null(v)) {
		*ret = 0;
		return true;
	}
	if (json_is_integer(v) && json_integer_value(v) > 0)
		lu = (uint64_t)json_integer_value(v);
	else if (!json_is_string(v) ||
		 !str_to_uint((struct str){json_string_value(v), json_string_length(v)}, &lu))
		return false;
	*ret = (int64_t)lu;
	return lu > 0;
}

static enum err sans_code(const struct reponse *r, struct incident *inc)
{
	incident_set(inc, E_PANNE, "Parcoursup a répondu sans donner le code de la formation.");
	detail_motif(r, inc);
	incident_remede(inc, "%s", recommencer);
	return E_PANNE;
}

static enum err acceptation(const struct reponse *r, struct connecteur_reponse *ret,
			    struct incident *inc)
{
	struct connecteur_reponse lue = {.acceptee = true};
	json_t *o;
	bool complete;

	if (!est_json(r))
		return pas_json(r, inc);
	o = json_loadb(r->corps.n ? r->corps.p : "", r->corps.n, JSON_DECODE_ANY, NULL);
	if (!o)
		return malformee(r, r->corps, inc);
	complete = code_lire(json_object_get(o, "g_ta_cod"), &lue.g_ta_cod) && lue.g_ta_cod;
	lue.deja_envoye = json_is_true(json_object_get(o, "dejaEnvoye"));
	json_decref(o);
	if (!complete)
		return sans_code(r, inc);
	*ret = lue;
	return OK;
}

static enum err refus(const struct reponse *r, struct connecteur_reponse *ret, struct incident *inc)
{
	AUTO_BUF texte = {0};
	struct str s;

	buf_init(&texte, ENVOI_TEXTE_MAX);
	motif(r, true, &texte);
	if (!texte.n)
		return echec(r, inc);
	s = couper(buf_view(&texte), LIMITE_MESSAGE_DISTANT);
	*ret = (struct connecteur_reponse){.acceptee = false};
	memcpy(ret->message, s.p, s.n);
	ret->message[s.n] = '\0';
	return OK;
}

enum err reponse_envoi(const struct reponse *r, struct connecteur_reponse *ret,
		       struct incident *inc)
{
	if (r->http >= 200 && r->http <= 299)
		return acceptation(r, ret, inc);
	return r->http == 400 ? refus(r, ret, inc) : echec(r, inc);
}

static struct str texte_de(const json_t *v)
{
	return str_trim(json_is_string(v)
				? (struct str){json_string_value(v), json_string_length(v)}
				: STR_VIDE);
}

/* One row; why it says nothing usable, or NULL. Its texts are those of o. */
static const char *publication_lire(const json_t *o, struct publication *ret)
{
	const json_t *rco = json_object_get(o, "rco");

	if (!json_is_object(o))
		return "ce n'est pas un objet";
	if (!code_lire(json_object_get(o, "g_ta_cod"), &ret->g_ta_cod))
		return "son code (g_ta_cod) n'en est pas un";
	if (rco && !json_is_null(rco) && !json_is_string(rco))
		return "sa clé (rco) n'est pas un texte";
	ret->rco = texte_de(rco);
	ret->statut = texte_de(json_object_get(o, "status"));
	if (!ret->rco.n && !ret->g_ta_cod)
		return "il n'a ni code (g_ta_cod) ni clé (rco)";
	if (!ret->statut.n)
		return "il n'a pas de statut (status)";
	return ret->rco.n > LIMITE_MESSAGE_DISTANT || ret->statut.n > LIMITE_MESSAGE_DISTANT
		       ? "un de ses textes est trop long"
		       : NULL;
}

struct lecture {
	struct str reste; /* not read yet */
	size_t rang; /* of the element, from 1 */
	struct VEC(struct publication) lues;
	struct publications bilan;
	struct arena *arena;
};

static char suivant(struct lecture *l)
{
	while (l->reste.n && memchr(" \t\r\n", l->reste.p[0], 4))
		l->reste = str_sub(l->reste, 1, l->reste.n);
	return l->reste.n ? l->reste.p[0] : '\0';
}

/* That character comes, and is passed. */
static bool passer(struct lecture *l, char c)
{
	if (suivant(l) != c)
		return false;
	l->reste = str_sub(l->reste, 1, l->reste.n);
	return true;
}

static bool element(struct lecture *l)
{
	struct publication lue = {0};
	json_error_t erreur;
	const char *defaut;
	json_t *o;

	(void)suivant(l);
	l->rang++;
	o = json_loadb(l->reste.n ? l->reste.p : "",
		       l->reste.n < LIMITE_JSON_ELEMENT ? l->reste.n : LIMITE_JSON_ELEMENT,
		       JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK, &erreur);
	if (!o)
		return false;
	l->reste = str_sub(l->reste, (size_t)erreur.position, l->reste.n);
	defaut = publication_lire(o, &lue);
	if (!defaut) {
		lue.rco = arena_str(l->arena, lue.rco);
		lue.statut = arena_str(l->arena, lue.statut);
		*VEC_PUSH(&l->lues) = lue;
	} else if (!l->bilan.ecartees++) {
		l->bilan.premiere_ecartee =
			arena_printf(l->arena, "élément %zu : %s", l->rang, defaut);
	}
	json_decref(o);
	return true;
}

/* « [ », elements between commas, « ] », and nothing more. */
static bool liste(struct lecture *l)
{
	if (!passer(l, '['))
		return false;
	if (suivant(l) != ']')
		do {
			if (!element(l))
				return false;
		} while (passer(l, ','));
	return passer(l, ']') && suivant(l) == '\0' && !l->reste.n;
}

enum err reponse_publications(const struct reponse *r, struct arena *a, struct publications *ret,
			      struct incident *inc)
{
	AUTO_BUF tampon = {0};
	struct lecture l = {.arena = a};
	struct reponse claire = *r;
	enum err err = OK;

	if (r->http < 200 || r->http > 299)
		return echec(r, inc);
	if (!est_json(r))
		return pas_json(r, inc);
	buf_init(&tampon, 3 * (size_t)LIMITE_PUBLICATIONS);
	claire.corps = l.reste = en_utf8(r->corps, &tampon);
	if (liste(&l)) {
		l.bilan.n = l.lues.n;
		l.bilan.v = arena_alloc(a, l.lues.n * sizeof *l.lues.v);
		if (l.lues.n)
			memcpy(l.bilan.v, l.lues.v, l.lues.n * sizeof *l.lues.v);
		*ret = l.bilan;
	} else {
		err = malformee(&claire, l.reste, inc);
	}
	VEC_FREE(&l.lues);
	return err;
}
