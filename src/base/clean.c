/* What may be shown, and '?' for the rest. */
#include "base/clean.h"

#include <string.h>

#include "base/utf8.h"

/* Ends with a range that begins beyond all characters. */
static const struct {
    uint32_t first, last;
} HIDDEN[] = {
    {0x0000, 0x001f},   {0x007f, 0x009f},       /* control characters */
    {0x061c, 0x061c},   {0x200e, 0x200f},       /* marks of direction */
    {0x2028, 0x202e},                           /* line ends; embeddings and overrides */
    {0x2066, 0x206f},                           /* isolates; what nobody should use */
    {0xfeff, 0xfeff},   {0xfff9, 0xfffb},       /* byte order mark; annotations */
    {0xe0000, 0xe0fff}, {0x110000, UINT32_MAX}, /* tags; LW_NO_CHARACTER */
};

bool lw_is_shown(uint32_t character)
{
    if (character >= 0x20 && character < 0x7f)
        return true;
    size_t i = 0;
    while (character > HIDDEN[i].last)
        i++;
    return character < HIDDEN[i].first;
}

/* How many of the bytes are plain ASCII that may be shown: most are. */
static size_t plain_prefix(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length && bytes[at] >= 0x20 && bytes[at] < 0x7f)
        at++;
    return at;
}

void lw_clean(char *text)
{
    size_t length = strlen(text), at = plain_prefix(text, length), put = at, step;
    for (; at < length; at += step) {
        if (lw_is_shown(lw_utf8_next(text + at, length - at, &step))) {
            memmove(text + put, text + at, step);
            put += step;
        } else {
            text[put++] = '?';
        }
    }
    text[put] = '\0';
}

void lw_put_clean(lw_buffer *out, const char *bytes, size_t length)
{
    size_t plain = plain_prefix(bytes, length), step;
    lw_put_bytes(out, bytes, plain);
    for (size_t at = plain; at < length; at += step) {
        if (lw_is_shown(lw_utf8_next(bytes + at, length - at, &step)))
            lw_put_bytes(out, bytes + at, step);
        else
            lw_put_char(out, '?');
    }
}
