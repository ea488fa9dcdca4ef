/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_fichier_test.c - whole pieces, whatever the pipe gives at a time
 */
#include <errno.h>
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
