/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_err_test.c - incidents: what is written, what is cut, what may be quoted
 */
#include "tap.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "base/utf8.h"

TEST(set_writes_the_message_and_returns_the_code)
{
	struct incident inc = {.detail = "vieux", .remede = "vieux"};

	EQ_INT(incident_set(&inc, E_REFUS, "Le fichier %s est refusé.", "a.csv"), E_REFUS);
	EQ_STR(inc.message, "Le fichier a.csv est refusé.");
	EQ_STR(inc.detail, "");
	EQ_STR(inc.remede, "");
}

TEST(detail_and_remedy_are_added)
{
	struct incident inc;

	EQ_INT(incident_set(&inc, E_INVALIDE, "Illisible."), E_INVALIDE);
	incident_detail(&inc, "ligne %d", 12);
	incident_remede(&inc, "Corrigez %s.", "la date");
	EQ_STR(inc.message, "Illisible.");
	EQ_STR(inc.detail, "ligne 12");
	EQ_STR(inc.remede, "Corrigez la date.");
}

TEST(no_incident_is_accepted)
{
	EQ_INT(incident_set(NULL, E_PANNE, "%d", 1), E_PANNE);
	incident_detail(NULL, "%d", 1);
	incident_remede(NULL, "%d", 1);
}

TEST(an_incident_may_quote_itself)
{
	struct incident inc;

	EQ_INT(incident_set(&inc, E_PANNE, "Disque plein"), E_PANNE);
	EQ_INT(incident_set(&inc, E_PANNE, "Arrêt : %s.", inc.message), E_PANNE);
	EQ_STR(inc.message, "Arrêt : Disque plein.");
}

/* How many bytes of `decalage` x then of as many `signe` as one likes stay in a text of that
 * size. */
static size_t reste(size_t taille, size_t decalage, const char *signe)
{
	size_t n = taille - 1 - decalage;

	return decalage + n - n % strlen(signe);
}

/* The cut falls on each of the bytes of a character in turn: the text stays valid UTF-8 and full
 * but for that. */
TEST(a_long_text_is_cut_between_two_characters)
{
	static const char *const signes[] = {"e", "é", "€", "𝄞"};

	for (size_t s = 0; s < 4; s++)
		for (size_t decalage = 0; decalage < 4; decalage++) {
			struct incident inc;
			char texte[2001] = "xxxx";
			size_t n = decalage;

			while (n + 4 < sizeof texte) {
				memcpy(texte + n, signes[s], strlen(signes[s]) + 1);
				n += strlen(signes[s]);
			}
			EQ_INT(incident_set(&inc, E_PANNE, "%s", texte), E_PANNE);
			incident_remede(&inc, "%s", texte);
			OK(utf8_valide(str_of(inc.message)));
			EQ_INT(strlen(inc.message), reste(sizeof inc.message, decalage, signes[s]));
			OK(utf8_valide(str_of(inc.remede)));
			EQ_INT(strlen(inc.remede), reste(sizeof inc.remede, decalage, signes[s]));
			OK(strncmp(inc.message, texte, strlen(inc.message)) == 0);
		}
}

TEST(a_bug_aborts)
{
	pid_t pid = fork();
	int status;

	MUST(pid >= 0);
	if (pid == 0) {
		close(STDERR_FILENO);
		BUG("%d", 1);
	}
	MUST(waitpid(pid, &status, 0) == pid);
	OK(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}
