/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_fichier_test.c - whole pieces, whatever the pipe gives at a time
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tap.h"

#include "base/fichier.h"

TEST(a_piece_is_whole_even_when_it_comes_in_drops)
{
	char p[8] = "";
	int tube[2];

	MUST(pipe(tube) == 0);
	MUST(write(tube[1], "abc", 3) == 3 && write(tube[1], "def", 3) == 3);
	EQ_INT(fichier_lire(tube[0], p, 4), 4);
	EQ_STR(((struct str){p, 4}), "abcd");
	(void)close(tube[1]);
	EQ_INT(fichier_lire(tube[0], p, sizeof p), 2);
	EQ_INT(fichier_lire(tube[0], p, sizeof p), 0);
	(void)close(tube[0]);
	EQ_INT(fichier_lire(tube[0], p, sizeof p), -1);
	EQ_INT(errno, EBADF);
}

static struct str relu(const char *chemin, char *p, size_t n)
{
	const int fd = open(chemin, O_RDONLY);
	const ssize_t lu = fd < 0 ? -1 : fichier_lire(fd, p, n);

	if (fd >= 0)
		(void)close(fd);
	return (struct str){p, lu < 0 ? 0 : (size_t)lu};
}

TEST(a_file_is_replaced_whole_or_kept)
{
	char dossier[] = "/tmp/fichier-XXXXXX", chemin[64], lien[64], p[16];
	struct incident inc = {0};

	MUST(mkdtemp(dossier) != NULL);
	(void)snprintf(chemin, sizeof chemin, "%s/a", dossier);
	(void)snprintf(lien, sizeof lien, "%s/b/c", dossier);
	EQ_INT(fichier_remplacer(chemin, STR("un"), &inc), OK);
	EQ_STR(relu(chemin, p, sizeof p), "un");
	EQ_INT(fichier_remplacer(chemin, STR_VIDE, &inc), OK);
	EQ_STR(relu(chemin, p, sizeof p), "");
	EQ_INT(fichier_remplacer(chemin, STR("deux"), &inc), OK);
	EQ_STR(relu(chemin, p, sizeof p), "deux");
	EQ_INT(fichier_remplacer(lien, STR("x"), &inc), E_PANNE);
	OK(strstr(inc.message, "/b/c") != NULL);
	EQ_INT(fichier_remplacer(dossier, STR("x"), &inc), E_REFUS);
	/* nothing else is left in the folder */
	MUST(unlink(chemin) == 0);
	EQ_INT(rmdir(dossier), 0);
}

TEST(a_link_is_followed_and_stays)
{
	char dossier[] = "/tmp/fichier-XXXXXX", chemin[64], lien[64], autre[64], p[16];
	char cible[FICHIER_CHEMIN_MAX];
	struct incident inc = {0};
	struct stat st;

	MUST(mkdtemp(dossier) != NULL);
	(void)snprintf(chemin, sizeof chemin, "%s/a", dossier);
	(void)snprintf(lien, sizeof lien, "%s/lien", dossier);
	(void)snprintf(autre, sizeof autre, "%s/autre", dossier);
	MUST(symlink("a", lien) == 0 && symlink(lien, autre) == 0);
	EQ_INT(fichier_cible(autre, cible), 0);
	EQ_STR(str_of(cible), chemin);
	/* of a link to nothing, then of a link to a file */
	EQ_INT(fichier_remplacer(autre, STR("un"), &inc), OK);
	EQ_STR(relu(chemin, p, sizeof p), "un");
	EQ_INT(fichier_remplacer(lien, STR("deux"), &inc), OK);
	EQ_STR(relu(chemin, p, sizeof p), "deux");
	OK(lstat(lien, &st) == 0 && S_ISLNK(st.st_mode));
	OK(lstat(autre, &st) == 0 && S_ISLNK(st.st_mode));
	/* a link that turns round */
	MUST(unlink(lien) == 0 && symlink("autre", lien) == 0);
	EQ_INT(fichier_cible(autre, cible), ELOOP);
	EQ_INT(fichier_remplacer(autre, STR("x"), &inc), E_PANNE);
	MUST(unlink(chemin) == 0 && unlink(lien) == 0 && unlink(autre) == 0);
	EQ_INT(rmdir(dossier), 0);
}
