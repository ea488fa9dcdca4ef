/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * base_signature_test.c - a signature that openssl verifies, a key that only its owner may read
 */
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#include "tap.h"

#include "base/limites.h"
#include "base/signature.h"
#include "processus.h"

static struct {
	char dossier[32];
	char cle[64], publique[64], autre[64];
} essai;

static void chemin(char ret[64], const char *nom)
{
	(void)snprintf(ret, 64, "%s/%s", essai.dossier, nom);
}

/* One folder, one key, for all the tests; removed at the end. */
__attribute__((constructor)) static void preparer(void)
{
	(void)snprintf(essai.dossier, sizeof essai.dossier, "/tmp/signature-XXXXXX");
	if (!mkdtemp(essai.dossier))
		exit(1);
	chemin(essai.cle, "cle.pem");
	chemin(essai.publique, "publique.pem");
	chemin(essai.autre, "autre.pem");
	(void)umask(077);
	if (COMMANDE("openssl", "genrsa", "-out", essai.cle, "2048") ||
	    COMMANDE("openssl", "pkey", "-in", essai.cle, "-pubout", "-out", essai.publique))
		puts("Bail out! openssl makes no key");
}
__attribute__((destructor)) static void ranger(void)
{
	(void)COMMANDE("rm", "-rf", essai.dossier);
}

static void ecrire(const char *nom, struct str s)
{
	const int fd = open(nom, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	OK(fd >= 0 && write(fd, s.p, s.n) == (ssize_t)s.n);
	(void)close(fd);
}

/* openssl dgst -verify says whether that is the signature of this text. */
static int verifier(struct str texte, struct str lettres)
{
	unsigned char octets[1024];
	char signature[64], clair[64];
	size_t n = 0;

	chemin(signature, "signature");
	chemin(clair, "clair");
	OK(sodium_base642bin(octets, sizeof octets, lettres.p, lettres.n, NULL, &n, NULL,
			     sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0);
	ecrire(signature, (struct str){(const char *)octets, n});
	ecrire(clair, texte);
	return COMMANDE("openssl", "dgst", "-sha512", "-verify", essai.publique, "-signature",
			signature, clair);
}

TEST(openssl_verifies_what_is_signed)
{
	struct signature_cle *cle = NULL;
	struct incident inc = {0};
	AUTO_BUF lettres = {0};

	MUST(signature_cle_lire(essai.cle, &cle, &inc) == OK);
	buf_init(&lettres, 1024);
	signature_rs512(cle, STR("un texte"), &lettres);
	EQ_INT(lettres.n, 342); /* 256 bytes */
	EQ_INT(verifier(STR("un texte"), buf_view(&lettres)), 0);
	OK(verifier(STR("un autre texte"), buf_view(&lettres)) != 0);

	buf_reset(&lettres);
	signature_rs512(cle, STR_VIDE, &lettres);
	EQ_INT(verifier(STR(""), buf_view(&lettres)), 0);
	signature_cle_free(cle);
	signature_cle_free(NULL);
}

/* Asked of the file's rights, whoever asks: root too. */
TEST(a_key_that_others_may_read_or_change_is_refused)
{
	static const struct {
		mode_t droits;
		enum err voulu;
	} cas[] = {{0600, OK},      {0400, OK},      {0440, OK},      {0640, OK},
		   {0644, E_REFUS}, {0604, E_REFUS}, {0601, E_REFUS}, {0602, E_REFUS},
		   {0620, E_REFUS}, {0666, E_REFUS}};
	struct incident inc = {0};

	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++) {
		struct signature_cle *cle = NULL;

		MUST(chmod(essai.cle, cas[i].droits) == 0);
		EQ_INT(signature_cle_lire(essai.cle, &cle, &inc), cas[i].voulu);
		signature_cle_free(cle);
	}
	MUST(chmod(essai.cle, 0644) == 0);
	OK(signature_cle_lire(essai.cle, &(struct signature_cle *){NULL}, &inc) == E_REFUS);
	OK(strstr(inc.message, essai.cle) && strstr(inc.detail, "644") &&
	   strstr(inc.remede, "chmod 600"));
	MUST(chmod(essai.cle, 0600) == 0);
}

static void refusee(const char *nom, enum err voulu, const char *mot)
{
	struct signature_cle *cle = NULL;
	struct incident inc = {0};

	EQ_INT(signature_cle_lire(nom, &cle, &inc), voulu);
	OK(!cle);
	if (!strstr(inc.message, mot))
		EQ_STR(inc.message, mot);
	OK(inc.remede[0] != '\0');
	/* nothing of what the file holds is told */
	OK(!strstr(inc.message, "BEGIN") && !strstr(inc.detail, "BEGIN"));
}

TEST(what_is_no_usable_key_is_told)
{
	static char gros[LIMITE_CLE_PRIVEE + 1];
	char tube[64];

	chemin(tube, "tube");
	refusee(tube, E_ABSENT, "n'a pas pu être ouverte");
	MUST(mkfifo(tube, 0600) == 0);
	refusee(tube, E_INVALIDE, "n'est pas le fichier");
	refusee(essai.dossier, E_INVALIDE, "n'est pas le fichier");
	ecrire(essai.autre, STR_VIDE);
	refusee(essai.autre, E_INVALIDE, "ne contient pas de clé");
	ecrire(essai.autre, STR("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
	refusee(essai.autre, E_INVALIDE, "ne contient pas de clé");
	ecrire(essai.autre, (struct str){gros, sizeof gros});
	refusee(essai.autre, E_INVALIDE, "n'est pas le fichier");
	refusee(essai.publique, E_INVALIDE, "ne contient pas de clé");
	MUST(COMMANDE("openssl", "rsa", "-in", essai.cle, "-aes128", "-passout", "pass:secret",
		      "-out", essai.autre) == 0);
	refusee(essai.autre, E_INVALIDE, "mot de passe");
	MUST(COMMANDE("openssl", "genrsa", "-out", essai.autre, "1024") == 0);
	refusee(essai.autre, E_INVALIDE, "trop courte : 1024 bits");
	MUST(COMMANDE("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt",
		      "ec_paramgen_curve:P-256", "-out", essai.autre) == 0);
	refusee(essai.autre, E_INVALIDE, "n'est pas une clé RSA");
}

/* RFC 4648 10, RFC 7515 A.1 and C; then pieces joined against one call of libsodium. */
TEST(base64url_of_known_bytes)
{
	static const struct {
		struct str octets;
		const char *voulu;
	} cas[] = {{STR_FIXE(""), ""},
		   {STR_FIXE("f"), "Zg"},
		   {STR_FIXE("fo"), "Zm8"},
		   {STR_FIXE("foobar"), "Zm9vYmFy"},
		   {STR_FIXE("\x03\xec\xff\xe0\xc1"), "A-z_4ME"}};
	char octets[4000], lettres[6000];
	AUTO_BUF vu = {0};

	buf_init(&vu, sizeof lettres);
	for (size_t i = 0; i < sizeof cas / sizeof *cas; i++) {
		buf_reset(&vu);
		base64url(cas[i].octets, &vu);
		EQ_STR(buf_view(&vu), cas[i].voulu);
	}
	for (size_t i = 0; i < sizeof octets; i++)
		octets[i] = (char)(i * 31);
	for (size_t n = 760; n <= sizeof octets; n += 9) {
		buf_reset(&vu);
		base64url((struct str){octets, n}, &vu);
		(void)sodium_bin2base64(lettres, sizeof lettres, (unsigned char *)octets, n,
					sodium_base64_VARIANT_URLSAFE_NO_PADDING);
		EQ_STR(buf_view(&vu), lettres);
	}
}
