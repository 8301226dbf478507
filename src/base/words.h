/* Eight bytes at a time. */
#ifndef LANEWISE_BASE_WORDS_H
#define LANEWISE_BASE_WORDS_H

#include <stdint.h>

/* The first byte is the least significant one on every machine; compilers make one load of it. */
static inline uint64_t lw_word_of(const void *bytes)
{
    const unsigned char *b = bytes;
    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 |
           (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 |
           (uint64_t)b[7] << 56;
}

/* The top bit of every byte of `word` that is `byte`, and no other bit. */
static inline uint64_t lw_word_match(uint64_t word, unsigned char byte)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), low = ones * 0x7f;
    uint64_t differs = word ^ ones * byte;
    return ~(((differs & low) + low) | differs | low);
}

/* Where the first byte of a match stands, from 0; the match is not 0. */
static inline unsigned lw_word_first(uint64_t match)
{
    return (unsigned)__builtin_ctzll(match) / 8;
}

#endif
