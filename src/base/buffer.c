/* Appending bytes to a growing block. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lanewise/quantity.h>

void lw_buffer_release(lw_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (lw_buffer){0};
}

/* Room for `more` bytes behind the end; NULL once memory ran out. */
static char *make_room(lw_buffer *buffer, size_t more)
{
    if (buffer->failed)
        return NULL;
    if (more <= buffer->capacity - buffer->length)
        return buffer->bytes + buffer->length;
    size_t need = buffer->length + more;
    size_t capacity = buffer->capacity ? buffer->capacity : 256;
    while (capacity < need)
        capacity = capacity > SIZE_MAX / 2 ? need : capacity * 2;
    char *bytes = need >= more ? realloc(buffer->bytes, capacity) : NULL;
    if (!bytes) {
        buffer->failed = true;
        return NULL;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return bytes + buffer->length;
}

void lw_put_bytes(lw_buffer *buffer, const char *bytes, size_t length)
{
    char *place = length ? make_room(buffer, length) : NULL;
    if (!place)
        return;
    memcpy(place, bytes, length);
    buffer->length += length;
}

void lw_put_text(lw_buffer *buffer, const char *text)
{
    lw_put_bytes(buffer, text, strlen(text));
}

void lw_put_char(lw_buffer *buffer, char c)
{
    lw_put_bytes(buffer, &c, 1);
}

void lw_put_spaces(lw_buffer *buffer, size_t count)
{
    char *place = count ? make_room(buffer, count) : NULL;
    if (!place)
        return;
    memset(place, ' ', count);
    buffer->length += count;
}

void lw_put_decimal(lw_buffer *buffer, int64_t held, int digits)
{
    char text[32];
    size_t length = lw_decimal_format(text, held, digits);
    lw_put_bytes(buffer, text, length);
}

void lw_put_format(lw_buffer *buffer, const char *format, ...)
{
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    char *place = make_room(buffer, 128);
    if (place) {
        size_t room = buffer->capacity - buffer->length;
        int length = vsnprintf(place, room, format, values);
        if (length >= 0 && (size_t)length >= room) {
            place = make_room(buffer, (size_t)length + 1);
            if (place)
                length = vsnprintf(place, (size_t)length + 1, format, again);
        }
        if (length < 0)
            buffer->failed = true;
        else if (place)
            buffer->length += (size_t)length;
    }
    va_end(again);
    va_end(values);
}
