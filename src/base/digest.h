/* A fingerprint of bytes: tells slips and changes apart, not enemies. The same for the same bytes
 * in whatever portions they come, and on every machine. */
#ifndef LANEWISE_BASE_DIGEST_H
#define LANEWISE_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

typedef struct lw_digest {
    uint64_t state, length;
    unsigned char rest[8]; /* the last length % 8 bytes */
} lw_digest;

/* A zeroed lw_digest is that of no bytes. */
void lw_digest_add(lw_digest *digest, const void *bytes, size_t length);
uint64_t lw_digest_value(const lw_digest *digest);

#endif
