/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fichier.c - read(2) until the piece is whole
 */
#include "base/fichier.h"

#include <errno.h>
#include <unistd.h>

ssize_t fichier_lire(int fd, char *p, size_t n)
{
	size_t fait = 0;

	while (fait < n) {
		const ssize_t lu = read(fd, p + fait, n - fait);

		if (lu < 0 && errno == EINTR)
			continue;
		if (lu < 0)
			return -1;
		if (lu == 0)
			break;
		fait += (size_t)lu;
	}
	return (ssize_t)fait;
}
