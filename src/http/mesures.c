/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * mesures.c - counters, one histogram, gauges: Prometheus text format 0.0.4
 */
#include "http/mesures.h"

static const struct {
	int64_t us;
	const char *secondes;
} BORNES[MESURES_BORNES] = {
	{500, "0.0005"},  {1000, "0.001"},  {2500, "0.0025"}, {5000, "0.005"},
	{10000, "0.01"},  {25000, "0.025"}, {50000, "0.05"},  {100000, "0.1"},
	{250000, "0.25"}, {500000, "0.5"},  {1000000, "1"},   {2500000, "2.5"},
};

void mesures_noter(struct mesures *m, int statut, int64_t duree_us)
{
	const int classe = statut / 100;
	int b = 0;

	m->classes[classe < MESURES_CLASSES ? classe : 0]++;
	if (!statut)
		return;
	while (b < MESURES_BORNES && duree_us > BORNES[b].us)
		b++;
	m->durees[b]++;
	m->duree_us += (uint64_t)duree_us;
}

static void entete(struct buf *out, const char *nom, const char *genre, const char *aide)
{
	buf_printf(out, "# HELP relais_http_%s %s\n# TYPE relais_http_%s %s\n", nom, aide, nom,
		   genre);
}

static void une(struct buf *out, const char *nom, const char *genre, const char *aide, uint64_t v)
{
	entete(out, nom, genre, aide);
	buf_printf(out, "relais_http_%s %llu\n", nom, (unsigned long long)v);
}

static void histogramme(const struct mesures *m, struct buf *out)
{
	uint64_t n = 0;

	entete(out, "duree_secondes", "histogram", "De la première ligne à la réponse prête.");
	for (int b = 0; b <= MESURES_BORNES; b++) {
		n += m->durees[b];
		buf_printf(out, "relais_http_duree_secondes_bucket{le=\"%s\"} %llu\n",
			   b < MESURES_BORNES ? BORNES[b].secondes : "+Inf", (unsigned long long)n);
	}
	buf_printf(out, "relais_http_duree_secondes_sum %llu.%06llu\n",
		   (unsigned long long)(m->duree_us / 1000000),
		   (unsigned long long)(m->duree_us % 1000000));
	buf_printf(out, "relais_http_duree_secondes_count %llu\n", (unsigned long long)n);
}

void mesures_ecrire(const struct mesures *m, const struct mesures_instant *i, struct buf *out)
{
	entete(out, "requetes_total", "counter", "Requêtes par classe de statut.");
	for (int c = 1; c < MESURES_CLASSES; c++)
		buf_printf(out, "relais_http_requetes_total{classe=\"%dxx\"} %llu\n", c,
			   (unsigned long long)m->classes[c]);
	buf_printf(out, "relais_http_requetes_total{classe=\"partie\"} %llu\n",
		   (unsigned long long)m->classes[0]);
	entete(out, "refus_total", "counter", "Requêtes refusées par la garde, par motif.");
	for (int g = GARDE_PASSE + 1; g < GARDE__MAX; g++)
		buf_printf(out, "relais_http_refus_total{motif=\"%s\"} %llu\n",
			   garde_mot((enum garde)g), (unsigned long long)m->refus[g]);
	histogramme(m, out);
	une(out, "satures_total", "counter", "Réponses 503 faute de place.", m->satures);
	une(out, "file", "gauge", "Requêtes qui attendent un ouvrier.", i->file);
	une(out, "file_max", "gauge", "Place dans cette file.", i->file_max);
	une(out, "ouvriers", "gauge", "Ouvriers.", i->ouvriers);
	une(out, "ouvriers_occupes", "gauge", "Ouvriers qui travaillent.", i->occupes);
	une(out, "connexions", "gauge", "Connexions ouvertes.", i->ouvertes);
	une(out, "echanges", "gauge", "Connexions dans un échange.", i->actives);
	une(out, "corps_octets", "gauge", "Octets de corps annoncés, en memoire.", i->corps);
	une(out, "coupees_total", "counter", "Connexions trop lentes, coupées.", i->coupees);
	une(out, "journal_perdues_total", "counter", "Lignes du journal perdues.", i->perdues);
}
