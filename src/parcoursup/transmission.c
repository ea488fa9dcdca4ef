/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * transmission.c - the queue, the sending, the answers
 */
#include "parcoursup/transmission.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "parcoursup/formation.h"
#include "regle/retours.h"
#include "regle/transmission.h"

enum { CORPS_MAX = 16 * 1024, MINUTE = 60 };

static const struct sql SQL_COMMUN = SQL_FIXE(
	"SELECT cfd_commun FROM option_bts WHERE cfd = $1 AND cfd_commun <> '' ORDER BY cle LIMIT 1");
static const struct sql SQL_DE_CLE = SQL_FIXE("SELECT numero FROM offre WHERE cle = $1");
static const struct sql SQL_DE_CODE = SQL_FIXE(
	"SELECT offre FROM statut WHERE campagne = $1 AND code = $2 ORDER BY offre LIMIT 1");

/* One that waits in the queue. */
struct en_file {
	struct transmission_rang rang;
	const struct jugee *offre;
	const struct statut_fait *statut;
	int64_t code; /* in Parcoursup, 0: none yet */
};
struct file {
	struct arena *a;
	struct db *db;
	const struct transmission_demande *d;
	struct jugees offres;
	struct statuts statuts;
	struct formations formations;
	struct VEC(struct en_file) liste;
	struct transmission_bilan *bilan;
};

static void file_liberer(struct file *f)
{
	jugees_liberer(&f->offres);
	statuts_liberer(&f->statuts);
	formations_liberer(&f->formations);
	VEC_FREE(&f->liste);
}

static int par_rang(const void *a, const void *b)
{
	const struct en_file *x = a, *y = b;

	return transmission_ordre(&x->rang, &y->rang);
}

/* Digits before « / »; 0: it is no code of Parcoursup. */
static int64_t code_lu(struct str s)
{
	const char *barre = s.n ? memchr(s.p, '/', s.n) : NULL;
	uint64_t code = 0;

	if (barre)
		s.n = (size_t)(barre - s.p);
	return str_to_uint(s, &code) ? (int64_t)code : 0;
}

/*
 * The g_ta_cod of the web service: what it gave; else that of the formation that was carried over, which is the code of its affectation where the list
 * says one, often the same as that of its inscription (formats.md 5.1).
 */
static int64_t code_de(const struct file *f, const struct statut_fait *s)
{
	const struct formation *sienne = NULL;
	int64_t code;

	for (size_t i = 0; !s->detachee && !sienne && i < f->formations.liste.n; i++)
		if (f->formations.liste.v[i].offre == s->offre)
			sienne = &f->formations.liste.v[i];
	if (s->code.n && !(sienne && str_eq(s->code, sienne->code)))
		return code_lu(s->code);
	if (!sienne)
		return 0;
	code = code_lu(sienne->col[FT_CODE_ACCUEIL]);
	return code ? code : code_lu(sienne->code);
}

static bool attend_encore(const struct file *f, const struct statut_fait *s)
{
	int64_t apres;

	return s->essai_apres.n && instant_lire(s->essai_apres, &apres) &&
	       apres > f->d->qui->instant;
}

/* What is ready, in order. A failure whose delay is over is ready too. */
static void remplir(struct file *f)
{
	for (size_t i = 0; i < f->statuts.liste.n; i++) {
		const struct statut_fait *s = &f->statuts.liste.v[i];
		const struct jugee *o = jugee_trouver(&f->offres, s->offre);
		const bool echec = s->statut == STATUT_ECHEC;

		if (!o || !transmission_choisie(echec ? STATUT_PRET : s->statut, o->importable))
			continue;
		if (echec && attend_encore(f, s)) {
			f->bilan->attendent++;
			continue;
		}
		*VEC_PUSH(&f->liste) = (struct en_file){.rang = {.erreur = s->essais > 0,
								 .depuis = s->pose_version,
								 .offre = s->offre},
							.offre = o,
							.statut = s,
							.code = code_de(f, s)};
	}
	if (f->liste.n)
		qsort(f->liste.v, f->liste.n, sizeof *f->liste.v, par_rang);
}

static enum err lire(struct file *f, struct incident *inc)
{
	struct campagne campagne;
	struct vue vue;
	AUTO_TX tx = {0};
	enum err err;

	if ((err = tx_begin(f->db, TX_LECTURE, &tx)) || (err = vue_resoudre(f->db, 0, &vue))) {
		*inc = *db_incident(f->db);
		return err;
	}
	if ((err = campagne_lire(f->db, f->d->campagne, INT64_MAX, f->a, &campagne, inc)))
		return err;
	const struct jugees_demande demande = {.vue = &vue, .campagne = &campagne};

	if ((err = jugees_lire(f->db, &demande, f->a, &f->offres)) ||
	    (err = statuts_lire(f->db, f->d->campagne, INT64_MAX, f->a, &f->statuts)) ||
	    (err = formations_lire(f->db, f->d->campagne, f->a, &f->formations)))
		*inc = *db_incident(f->db);
	return err;
}

/* A BTS à options whose first year is common is sent with the CFD of the year of entry (domain.md 4.3). */
static enum err cfd_entree(struct file *f, const struct jugee *o, struct str *ret)
{
	struct stmt *st;
	bool row;
	enum err err;

	*ret = o->cfd;
	if (!str_eq(o->annee, STR("1")))
		return OK;
	if ((err = db_prepare(f->db, SQL_COMMUN, 0, &st)))
		return err;
	stmt_text(st, 1, o->cfd);
	if (!(err = stmt_step(st, &row)) && row)
		*ret = arena_str(f->a, col_text(st, 0));
	stmt_free(st);
	return err;
}

/* One act of Parcoursup, in its own transaction. What the table refuses (somebody changed his mind meanwhile) is no failure. */
static enum err noter(struct file *f, struct acte *acte, struct incident *inc)
{
	struct statut_fait avant, apres;
	AUTO_TX tx = {0};
	enum err err = tx_begin(f->db, TX_ECRITURE, &tx);

	acte->campagne = f->d->campagne;
	acte->role = ROLE_PARCOURSUP;
	acte->qui = f->d->qui;
	if (err) {
		*inc = *db_incident(f->db);
		return err;
	}
	err = acte_faire(f->db, acte, f->a, &avant, &apres, inc);
	if (err == E_CONFLIT || err == E_REFUS || err == E_ABSENT)
		return OK;
	if (!err && (err = tx_commit(&tx)))
		*inc = *db_incident(f->db);
	return err;
}

static enum err accepter(struct file *f, const struct en_file *e, struct transmise *t,
			 const struct connecteur_reponse *r, struct incident *inc)
{
	struct acte acte = {.offre = e->offre->numero,
			    .evenement = EVENEMENT_ACCEPTER,
			    .code = str_of(arena_printf(f->a, "%lld", (long long)r->g_ta_cod))};

	t->sort = TRANSMISSION_ACCEPTEE;
	t->code = r->g_ta_cod;
	t->phrase = r->deja_envoye ? "Parcoursup l'avait déjà." : "Parcoursup l'a acceptée.";
	return noter(f, &acte, inc);
}

static enum err echouer(struct file *f, const struct en_file *e, struct transmise *t,
			struct str message, struct incident *inc)
{
	const int essais = e->statut->essais + 1;
	char apres[21];
	struct acte acte = {.offre = e->offre->numero,
			    .evenement = EVENEMENT_ECHOUER,
			    .motif = STR("technique"),
			    .precisions = message,
			    .essais = essais};

	instant_texte(f->d->qui->instant + (int64_t)transmission_delai(essais) * MINUTE, apres);
	acte.essai_apres = arena_str(f->a, str_of(apres));
	t->sort = TRANSMISSION_ECHOUEE;
	t->phrase = transmission_phrase(f->a, essais);
	return noter(f, &acte, inc);
}

static enum err refuser(struct file *f, const struct en_file *e, struct transmise *t,
			const struct connecteur_reponse *r, struct incident *inc)
{
	const struct retour_erreur *erreur = retour_erreur(str_of(r->message));
	const struct str message = arena_str(f->a, str_of(r->message));
	struct acte acte = {.offre = e->offre->numero,
			    .evenement = erreur->evenement,
			    .motif = str_of(erreur->code),
			    .precisions = message};

	if (erreur->evenement == EVENEMENT_ECHOUER)
		return echouer(f, e, t, message, inc);
	t->sort = TRANSMISSION_REFUSEE;
	t->phrase = arena_printf(f->a, "%s %s", erreur->cause, erreur->remede);
	return noter(f, &acte, inc);
}

/* A failure that is over becomes ready again before it is sent. */
static enum err reprendre(struct file *f, const struct en_file *e, struct incident *inc)
{
	struct acte acte = {.offre = e->offre->numero,
			    .evenement = EVENEMENT_REESSAYER,
			    .motif = e->statut->motif,
			    .precisions = e->statut->precisions,
			    .essais = e->statut->essais};

	return e->statut->statut == STATUT_ECHEC ? noter(f, &acte, inc) : OK;
}

static enum err envoyer(struct file *f, const struct en_file *e, const struct envoi *envoi,
			struct transmise *t, struct incident *inc)
{
	struct connecteur_reponse r;
	struct incident panne = {0};
	enum err err = reprendre(f, e, inc);

	if (err)
		return err;
	err = t->mise_a_jour ? connecteur_mettre_a_jour(f->d->connecteur, envoi, &r, &panne)
			     : connecteur_creer(f->d->connecteur, envoi, &r, &panne);
	if (err == E_REFUS) {
		*inc = panne;
		return err;
	}
	if (err)
		return echouer(f, e, t, arena_str(f->a, str_of(panne.message)), inc);
	return r.acceptee ? accepter(f, e, t, &r, inc) : refuser(f, e, t, &r, inc);
}

/* One of the queue: written down, sent, answered, told. */
static enum err traiter(struct file *f, const struct en_file *e, struct transmission_puits puits,
			struct incident *inc)
{
	struct transmise t = {.offre = e->offre->numero,
			      .cle = e->offre->cle,
			      .mise_a_jour = e->code != 0,
			      .phrase = ""};
	struct envoi envoi = {.g_ta_cod = e->code,
			      .rncp = (uint32_t)e->offre->rncp,
			      .uai = e->offre->uai,
			      .rco = e->offre->cle,
			      .mefs = &e->offre->mef,
			      .n_mefs = e->offre->mef.n > 0};
	struct incident refus = {0};
	AUTO_BUF corps;
	enum err err = cfd_entree(f, e->offre, &envoi.cfd);

	buf_init(&corps, CORPS_MAX);
	if (err) {
		*inc = *db_incident(f->db);
		return err;
	}
	if (envoi_corps(&envoi, &corps, &refus)) {
		t.sort = TRANSMISSION_IMPOSSIBLE;
		t.phrase = arena_printf(f->a, "%s %s", refus.message, refus.remede);
	} else {
		t.corps = buf_view(&corps);
		if (!f->d->essai)
			err = envoyer(f, e, &envoi, &t, inc);
	}
	if (err)
		return err;
	f->bilan->sorts[t.sort]++;
	puits.recevoir(puits.ctx, &t);
	return OK;
}

enum err transmettre(struct db *db, const struct transmission_demande *d,
		     struct transmission_puits puits, struct transmission_bilan *ret,
		     struct incident *inc)
{
	AUTO_ARENA a = arena_new(0);
	struct file f = {.a = a, .db = db, .d = d, .bilan = ret};
	enum err err;

	*ret = (struct transmission_bilan){0};
	if (!(err = lire(&f, inc))) {
		remplir(&f);
		const size_t n = d->max && f.liste.n > d->max ? d->max : f.liste.n;

		ret->restent = (int64_t)(f.liste.n - n);
		for (size_t i = 0; !err && i < n; i++)
			err = traiter(&f, &f.liste.v[i], puits, inc);
	}
	file_liberer(&f);
	return err;
}

static enum err numero(struct db *db, struct sql sql, int campagne, struct str texte, int64_t *ret)
{
	struct stmt *st;
	enum err err = db_prepare(db, sql, 0, &st);

	if (err)
		return err;
	if (campagne)
		stmt_int(st, 1, campagne);
	stmt_text(st, campagne ? 2 : 1, texte);
	*ret = 0;
	err = stmt_one_int(st, ret);
	stmt_free(st);
	return err == E_ABSENT ? OK : err;
}

/* The offre of a row: by its clé, else by the code that we hold; 0: none of ours. */
static enum err offre_de(struct file *f, const struct publication *p, struct str code, int64_t *ret)
{
	enum err err = OK;

	*ret = 0;
	if (p->rco.n)
		err = numero(f->db, SQL_DE_CLE, 0, p->rco, ret);
	if (!err && !*ret && p->g_ta_cod)
		err = numero(f->db, SQL_DE_CODE, f->d->campagne, code, ret);
	return err;
}

static enum err relire_une(struct file *f, const struct publication *p, struct incident *inc)
{
	const struct str code =
		p->g_ta_cod ? str_of(arena_printf(f->a, "%lld", (long long)p->g_ta_cod)) : STR_VIDE;
	const enum retour_lecture lecture = retour_lecture(p->statut);
	const struct statut_fait *s;
	struct acte acte = {0};
	enum err err;

	f->bilan->relues++;
	f->bilan->inconnues += lecture == LECTURE_INCONNUE;
	if ((err = offre_de(f, p, code, &acte.offre))) {
		*inc = *db_incident(f->db);
		return err;
	}
	s = acte.offre ? statut_de(&f->statuts, acte.offre) : NULL;
	if (!s ||
	    !retour_lecture_evenement(lecture, code.n && str_eq(s->code, code), &acte.evenement))
		return OK;
	if (acte.evenement == EVENEMENT_RATTACHER)
		acte.code = code;
	acte.precisions = p->statut;
	f->bilan->mouvements++;
	return noter(f, &acte, inc);
}

enum err transmission_relire(struct db *db, const struct transmission_demande *d,
			     struct transmission_bilan *ret, struct incident *inc)
{
	AUTO_ARENA a = arena_new(0);
	struct file f = {.a = a, .db = db, .d = d, .bilan = ret};
	struct publications p;
	enum err err = connecteur_relire(d->connecteur, a, &p, inc);

	if (!err)
		err = lire(&f, inc);
	for (size_t i = 0; !err && i < p.n; i++)
		err = relire_une(&f, &p.v[i], inc);
	file_liberer(&f);
	return err;
}
