/* Fingerprints: eight bytes at a time are multiplied into the state. Each step is one to one, so
 * two inputs that differ in one word only never meet. */
#include "base/digest.h"

#include "base/words.h"

/* Odd, with bits all over (from the golden ratio, and from MurmurHash's finalizer). */
#define FIRST  UINT64_C(0x9e3779b97f4a7c15)
#define SECOND UINT64_C(0xff51afd7ed558ccd)

static uint64_t mix(uint64_t state, uint64_t word)
{
    state = (state ^ word) * FIRST;
    state ^= state >> 29;
    return state * SECOND;
}

void lw_digest_add(lw_digest *digest, const void *bytes, size_t length)
{
    const unsigned char *from = bytes;
    size_t held = digest->length % 8;
    digest->length += length;
    while (length > 0 && held > 0) {
        digest->rest[held++] = *from++;
        length--;
        if (held == 8) {
            digest->state = mix(digest->state, lw_word_of(digest->rest));
            held = 0;
        }
    }
    for (; length >= 8; length -= 8, from += 8)
        digest->state = mix(digest->state, lw_word_of(from));
    for (size_t i = 0; i < length; i++)
        digest->rest[i] = from[i];
}

uint64_t lw_digest_value(const lw_digest *digest)
{
    uint64_t last = 0;
    for (size_t i = 0; i < digest->length % 8; i++)
        last |= (uint64_t)digest->rest[i] << (8 * i);
    uint64_t value = mix(mix(digest->state, last), digest->length);
    return value ^ value >> 32;
}
