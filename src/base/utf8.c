/* Checking UTF-8. */
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

/* Bytes of the character at `p`, at most `rest` of which are there; 0 when it is malformed. */
static size_t character_length(const unsigned char *p, size_t rest)
{
    if (p[0] < 0x80)
        return 1;
    size_t length = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
    if (p[0] < 0xc2 || p[0] > 0xf4 || length > rest)
        return 0;
    /* The second byte's range keeps out overlong forms, surrogates and what is above U+10FFFF. */
    unsigned char low = p[0] == 0xe0 ? 0xa0 : p[0] == 0xf0 ? 0x90 : 0x80;
    unsigned char high = p[0] == 0xed ? 0x9f : p[0] == 0xf4 ? 0x8f : 0xbf;
    if (p[1] < low || p[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    }
    return length;
}

size_t lw_utf8_prefix(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length) {
        uint64_t eight; /* most text is ASCII */
        while (length - at >= sizeof eight) {
            memcpy(&eight, bytes + at, sizeof eight);
            if (eight & UINT64_C(0x8080808080808080))
                break;
            at += sizeof eight;
        }
        while (at < length && (unsigned char)bytes[at] < 0x80)
            at++;
        if (at == length)
            break;
        size_t step = character_length((const unsigned char *)bytes + at, length - at);
        if (step == 0)
            break;
        at += step;
    }
    return at;
}

uint32_t lw_utf8_next(const char *bytes, size_t length, size_t *step)
{
    static const unsigned char first[] = {0, 0x7f, 0x1f, 0x0f, 0x07}; /* its bits, by length */
    const unsigned char *p = (const unsigned char *)bytes;
    size_t size = character_length(p, length);
    *step = size ? size : 1;
    if (size == 0)
        return LW_NO_CHARACTER;
    uint32_t character = p[0] & first[size];
    for (size_t i = 1; i < size; i++)
        character = character << 6 | (p[i] & 0x3fu);
    return character;
}
