/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parcoursup_departage_test.c - each sentence says its own case, and what the SAIO does
 */
#include "tap.h"

#include "parcoursup/departage.h"

struct monde {
	struct arena *a;
	struct precedentes formations;
	struct rattachement r[2];
	struct liens liens;
};
static const struct jugee OFFRE = {.numero = 1, .cle = STR_FIXE("cle1")};

static void debut(struct monde *m, struct rattachement r)
{
	*m = (struct monde){.a = arena_new(0), .r = {r}};
	m->liens.formations = m->r;
	for (int i = 0; i < 2; i++)
		*VEC_PUSH(&m->formations.liste) =
			(struct precedente){.code = str_of(i ? "200" : "100")};
}

static void fin(struct monde *m)
{
	VEC_FREE(&m->formations.liste);
	arena_free(m->a);
}

/* What each sentence holds; NULL: it is not asked of that case. */
static const struct {
	struct rattachement r;
	enum lien rivale;
	const char *formation, *candidate, *proche;
} CAS[] = {
	{{.lien = LIEN_PLUSIEURS, .partage = PARTAGE_OFFRES, .candidats = "cle1, cle2"},
	 LIEN_AUCUN,
	 "Plusieurs offres possibles : cle1, cle2. Le SAIO dit laquelle (« relais formation lier »).",
	 "Peut être la formation 100 de Parcoursup, comme d'autres offres.",
	 "le SAIO n'a pas encore dit quelle offre est la sienne."},
	{{.lien = LIEN_PLUSIEURS, .partage = PARTAGE_LIEU, .candidats = "cle1"},
	 LIEN_AUCUN,
	 "Une seule offre est possible, cle1, mais pour d'autres formations aussi.",
	 "Peut être la formation 100 de Parcoursup, ou une autre qui lui ressemble.",
	 "le SAIO n'a pas encore dit quelle offre est la sienne."},
	{{.lien = LIEN_PLUSIEURS,
	  .partage = PARTAGE_REVENDIQUEE,
	  .candidats = "100, 200",
	  .voulue = &OFFRE},
	 LIEN_AUCUN,
	 "Plusieurs formations revendiquent son offre, cle1 : 100, 200. Le SAIO dit à laquelle elle revient (« relais formation "
	 "lier »).",
	 "Plusieurs formations de Parcoursup la revendiquent : 100, 200. Le SAIO dit laquelle elle est (« relais formation lier »).",
	 "et l'offre qu'elle revendique, cle1, est revendiquée par d'autres. Le SAIO dit si cette offre-ci est la sienne"},
	{{.lien = LIEN_PLUSIEURS, .partage = PARTAGE_PRISE, .voulue = &OFFRE, .rivale = 2},
	 LIEN_DECISION,
	 "L'offre qu'elle revendique, cle1, est la formation 200, une personne l'a dit. Le SAIO dit quelle autre offre est la sienne",
	 NULL,
	 "et l'offre qu'elle revendique, cle1, est la formation 200."},
	{{.lien = LIEN_PLUSIEURS, .partage = PARTAGE_PRISE, .voulue = &OFFRE, .rivale = 2},
	 LIEN_SUCCESSION,
	 "est la formation 200, dont elle a remplacé l'offre.",
	 NULL,
	 "est la formation 200."},
	{{.lien = LIEN_PLUSIEURS, .partage = PARTAGE_PRISE, .voulue = &OFFRE, .rivale = 2},
	 LIEN_CLE,
	 "est la formation 200, la seule qui ait son UAI.",
	 NULL,
	 "est la formation 200."},
	{{.lien = LIEN_CLE, .offre = &OFFRE},
	 LIEN_AUCUN,
	 NULL,
	 NULL,
	 "La formation 100 de Parcoursup a la même spécialité dans le même établissement, et son offre, cle1, n'est pas importable. "
	 "Le SAIO dit si cette offre-ci est la sienne (« relais formation lier »), ou demande une formation de plus (« relais "
	 "statut demander »)."},
	{{.partie = 7}, LIEN_AUCUN, NULL, NULL, "et son offre n'est plus déclarée."},
	{{.lien = LIEN_DECISION},
	 LIEN_AUCUN,
	 NULL,
	 NULL,
	 "et le SAIO a dit qu'aucune offre n'était la sienne."},
	{{.lien = LIEN_AUCUN}, LIEN_AUCUN, NULL, NULL, "et elle n'a pas d'offre."},
};

TEST(a_chaque_cas_sa_phrase)
{
	for (size_t i = 0; i < sizeof CAS / sizeof *CAS; i++) {
		struct monde m;

		debut(&m, CAS[i].r);
		m.r[1].lien = CAS[i].rivale;
		if (CAS[i].formation)
			OK(str_contains(
				str_of(departage_formation(m.a, &m.formations, &m.liens, 0)),
				str_of(CAS[i].formation)));
		if (CAS[i].candidate)
			OK(str_contains(
				str_of(departage_candidate(m.a, &m.formations, &m.liens, 0)),
				str_of(CAS[i].candidate)));
		OK(str_contains(str_of(departage_proche(m.a, &m.formations, &m.liens, 0)),
				str_of(CAS[i].proche)));
		fin(&m);
	}
}
