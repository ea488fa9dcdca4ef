/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lecture.h - what a reader gives, as text that a test can compare
 *
 * One line a record: « 2|a|b » (line of the file, fields), « 2!CODE|ref|champ|valeur » for an anomaly,
 * « =lus|ecartes|encodage|date » for the bilan (then « |sans code » when other rows were left aside too); at the end « #message » when the reading failed.
 */
#ifndef RELAIS_TESTS_LECTURE_H
#define RELAIS_TESTS_LECTURE_H

#include "base/buf.h"
#include "base/mem.h"
#include "format/format.h"

struct lecture {
	struct buf trace;
	unsigned vus[RECORD__MAX];
	unsigned refuse_apres; /* the puits returns E_PANNE from that record on; 0: never */
	unsigned recus;
	struct incident inc;
	enum err err;
};

static inline enum err lecture_record(void *ctx, const struct record *r)
{
	struct lecture *l = ctx;
	struct buf *t = &l->trace;

	l->vus[r->kind]++;
	l->recus++;
	if (r->n != record_n(r->kind))
		buf_printf(t, "?%u champs ", r->n);
	if (r->kind == RECORD_BILAN)
		buf_char(t, '=');
	else
		buf_printf(t, "%u%c", r->ligne, r->kind == RECORD_ANOMALIE ? '!' : '|');
	for (uint32_t i = 0; i < r->n; i++) {
		if (r->kind == RECORD_OFFRE && i >= OFFRE_CLE && !r->champ[i].n)
			continue; /* only our exports say them */
		if (r->kind == RECORD_BILAN && i == BILAN_SANS_CODE &&
		    (!r->champ[i].n || str_eq(r->champ[i], r->champ[BILAN_ECARTES])))
			continue; /* none, or all that was left aside */
		if (i)
			buf_char(t, '|');
		buf_str(t, r->champ[i]);
	}
	buf_char(t, '\n');
	return l->refuse_apres && l->recus >= l->refuse_apres ? E_PANNE : 0;
}

static inline void lecture_fin(struct lecture *l)
{
	buf_free(&l->trace);
}
#define AUTO_LECTURE __attribute__((cleanup(lecture_fin))) struct lecture

/* Read s: its first `premier` bytes at once, then `pas` at a time. */
static inline void lire(struct lecture *l, enum format f, struct str s, size_t premier, size_t pas)
{
	unsigned refuse_apres = l->refuse_apres;

	*l = (struct lecture){.refuse_apres = refuse_apres};
	buf_init(&l->trace, (size_t)1 << 30);
	struct lecteur *lecteur = format_ouvrir(f, (struct puits){lecture_record, l});
	size_t n = premier < s.n ? premier : s.n;

	if (n)
		l->err = format_nourrir(lecteur, s.p, n, &l->inc);
	while (!l->err && n < s.n) {
		size_t m = pas < s.n - n ? pas : s.n - n;
		l->err = format_nourrir(lecteur, s.p + n, m, &l->inc);
		n += m;
	}
	if (!l->err)
		l->err = format_fin(lecteur, &l->inc);
	if (l->err)
		buf_printf(&l->trace, "#%s\n", l->inc.message);
	format_fermer(lecteur);
}

/* The whole file; s.p == NULL when it is not there. The caller frees s.p. */
static inline struct str lire_fichier(const char *chemin)
{
	FILE *f = fopen(chemin, "rb");
	struct str s = STR_VIDE;

	if (!f)
		return s;
	fseek(f, 0, SEEK_END);
	size_t taille = (size_t)ftell(f);
	rewind(f);
	char *p = mem_alloc(taille + 1);
	s = (struct str){p, fread(p, 1, taille, f)};
	fclose(f);
	return s;
}

#endif
