/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * signature.c - RS512 by libcrypto, base64url by libsodium
 */
#include "base/signature.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/erreur.h"
#include "base/fichier.h"
#include "base/limites.h"
#include "base/mem.h"

enum { BITS_MIN = 2048, SIGNATURE_MAX = 16384 / 8 };

struct signature_cle {
	EVP_PKEY *cle;
};

/* Asked of its descriptor, so that it is the file that will be read. */
static enum err controler(int fd, const char *chemin, struct incident *inc)
{
	struct stat st;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size > LIMITE_CLE_PRIVEE) {
		incident_set(inc, E_INVALIDE, "« %s » n'est pas le fichier d'une clé privée.",
			     chemin);
		incident_remede(inc, "Donnez le chemin du fichier PEM de la clé.");
		return E_INVALIDE;
	}
	if (!(st.st_mode & (S_IRWXO | S_IWGRP)))
		return OK;
	incident_set(inc, E_REFUS,
		     "La clé privée « %s » peut être lue ou changée par d'autres comptes de cette "
		     "machine : elle n'est pas utilisée.",
		     chemin);
	incident_detail(inc, "Les droits du fichier sont %03o.", (unsigned)st.st_mode & 0777);
	incident_remede(inc, "Réservez-la au compte qui lance relais : chmod 600 '%s'.", chemin);
	return E_REFUS;
}

/* Without it libcrypto would ask on the terminal, where nobody may be. */
static int phrase_demandee(char *phrase, int taille, int ecriture, void *ctx)
{
	bool *protegee = ctx;

	(void)phrase;
	(void)taille;
	(void)ecriture;
	*protegee = true;
	return -1;
}

static EVP_PKEY *decoder(const char *pem, int n, bool *protegee)
{
	BIO *bio = BIO_new_mem_buf(pem, n);
	EVP_PKEY *cle;

	if (!bio)
		mem_epuisee();
	cle = PEM_read_bio_PrivateKey(bio, NULL, phrase_demandee, protegee);
	BIO_free(bio);
	ERR_clear_error();
	return cle;
}

static enum err refuser(const char *chemin, bool protegee, const EVP_PKEY *cle,
			struct incident *inc)
{
	if (protegee)
		incident_set(inc, E_INVALIDE,
			     "La clé privée « %s » est protégée par un mot de passe.", chemin);
	else if (!cle)
		incident_set(inc, E_INVALIDE, "« %s » ne contient pas de clé privée au format PEM.",
			     chemin);
	else if (!EVP_PKEY_is_a(cle, "RSA"))
		incident_set(inc, E_INVALIDE, "La clé privée « %s » n'est pas une clé RSA.",
			     chemin);
	else
		incident_set(inc, E_INVALIDE,
			     "La clé privée « %s » est trop courte : %d bits, au moins %d.", chemin,
			     EVP_PKEY_get_bits(cle), BITS_MIN);
	if (protegee)
		incident_remede(inc, "Faites-en une copie sans mot de passe, lisible par le seul "
				     "compte qui lance relais : « openssl rsa -in … -out … ».");
	else
		incident_remede(
			inc,
			"Donnez la clé privée RSA (PEM, au moins %d bits) dont le certificat a "
			"été déclaré.",
			BITS_MIN);
	return E_INVALIDE;
}

static enum err lire(int fd, const char *chemin, EVP_PKEY **ret, struct incident *inc)
{
	char pem[LIMITE_CLE_PRIVEE];
	const ssize_t n = fichier_lire(fd, pem, sizeof pem);
	bool protegee = false;
	EVP_PKEY *cle;

	if (n < 0)
		return incident_set(inc, E_PANNE, "La clé privée « %s » n'a pas pu être lue : %s.",
				    chemin, erreur_phrase(errno));
	cle = decoder(pem, (int)n, &protegee);
	OPENSSL_cleanse(pem, sizeof pem);
	if (cle && EVP_PKEY_is_a(cle, "RSA") && EVP_PKEY_get_bits(cle) >= BITS_MIN &&
	    EVP_PKEY_get_size(cle) <= SIGNATURE_MAX) {
		*ret = cle;
		return OK;
	}
	(void)refuser(chemin, protegee, cle, inc);
	EVP_PKEY_free(cle);
	return E_INVALIDE;
}

enum err signature_cle_lire(const char *chemin, struct signature_cle **ret, struct incident *inc)
{
	/* a pipe without a writer would wait for ever */
	const int fd = open(chemin, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	EVP_PKEY *cle = NULL;
	enum err err;

	if (fd < 0) {
		err = errno == ENOENT ? E_ABSENT : E_PANNE;
		incident_set(inc, err, "La clé privée « %s » n'a pas pu être ouverte : %s.", chemin,
			     erreur_phrase(errno));
		incident_remede(inc, "Vérifiez le chemin, et que le compte qui lance relais peut "
				     "lire ce fichier.");
		return err;
	}
	err = controler(fd, chemin, inc);
	if (!err)
		err = lire(fd, chemin, &cle, inc);
	(void)close(fd);
	if (err)
		return err;
	*ret = mem_alloc(sizeof **ret);
	(*ret)->cle = cle;
	return OK;
}

void signature_cle_free(struct signature_cle *cle)
{
	if (!cle)
		return;
	EVP_PKEY_free(cle->cle);
	mem_free(cle);
}

void signature_rs512(const struct signature_cle *cle, struct str texte, struct buf *out)
{
	unsigned char octets[SIGNATURE_MAX];
	size_t n = sizeof octets;
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();

	if (!ctx)
		mem_epuisee();
	if (EVP_DigestSignInit(ctx, NULL, EVP_sha512(), NULL, cle->cle) != 1 ||
	    EVP_DigestSign(ctx, octets, &n, (const unsigned char *)(texte.n ? texte.p : ""),
			   texte.n) != 1)
		BUG("libcrypto ne signe pas");
	EVP_MD_CTX_free(ctx);
	base64url((struct str){(const char *)octets, n}, out);
}

void base64url(struct str octets, struct buf *out)
{
	enum { MORCEAU = 768 }; /* a multiple of three: pieces then join without padding */
	char lettres[sodium_base64_ENCODED_LEN(MORCEAU, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

	for (size_t i = 0; i < octets.n; i += MORCEAU) {
		const struct str s = str_sub(octets, i, MORCEAU);

		sodium_bin2base64(lettres, sizeof lettres, (const unsigned char *)s.p, s.n,
				  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
		buf_cstr(out, lettres);
	}
}
