/* Appending bytes to a growing block. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/write.h"

void lw_buffer_release(lw_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (lw_buffer){0};
}

char *lw_buffer_grow(lw_buffer *buffer, size_t more)
{
    size_t need = buffer->length + more;
    size_t capacity = buffer->capacity ? buffer->capacity : 256;
    while (capacity < need)
        capacity = capacity > SIZE_MAX / 2 ? need : capacity * 2;
    char *bytes = need >= more && !buffer->failed ? realloc(buffer->bytes, capacity) : NULL;
    if (!bytes) {
        buffer->failed = true;
        buffer->capacity = buffer->length; /* nothing goes in any more, however short */
        return NULL;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return bytes + buffer->length;
}

void lw_put_spaces(lw_buffer *buffer, size_t count)
{
    char *place = count ? lw_buffer_room(buffer, count) : NULL;
    if (!place)
        return;
    memset(place, ' ', count);
    buffer->length += count;
}

void lw_put_decimal(lw_buffer *buffer, int64_t held, int digits)
{
    char *place = lw_buffer_room(buffer, LW_NUMBER_ROOM);
    if (place)
        lw_buffer_end(buffer, lw_write_decimal(place, held, digits));
}

void lw_put_format(lw_buffer *buffer, const char *format, ...)
{
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    char *place = lw_buffer_room(buffer, 128);
    if (place) {
        size_t room = buffer->capacity - buffer->length;
        int length = vsnprintf(place, room, format, values);
        if (length >= 0 && (size_t)length >= room) {
            place = lw_buffer_room(buffer, (size_t)length + 1);
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
