#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

// Swift does not import variadic functions and macros.
static inline EVP_PKEY *purr_crypto_new_rsa(size_t bits) {
    return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", bits);
}
static inline EVP_PKEY *purr_crypto_new_ed25519(void) {
    return EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
}
static inline long purr_crypto_bytes(BIO *bio, char **bytes) {
    return BIO_get_mem_data(bio, bytes);
}

// Without a function of one's own, libcrypto asks the terminal for the passphrase of a locked key.
static inline int purr_crypto_no_passphrase(char *buffer, int size, int writing, void *state) {
    (void)buffer, (void)size, (void)writing, (void)state;
    return -1;
}
static inline EVP_PKEY *purr_crypto_read_key(BIO *bio) {
    return PEM_read_bio_PrivateKey(bio, NULL, purr_crypto_no_passphrase, NULL);
}
