/* A growing run of bytes to write output into; a failed allocation sticks and is asked for once at
 * the end. */
#ifndef LANEWISE_BASE_BUFFER_H
#define LANEWISE_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct lw_buffer {
    char *bytes; /* not NUL-terminated */
    size_t length, capacity;
    bool failed; /* memory ran out: what was put since is lost */
} lw_buffer;

/* A zeroed lw_buffer is empty and ready. */
void lw_buffer_release(lw_buffer *buffer);

/* Makes room where there is none; NULL once memory ran out. */
char *lw_buffer_grow(lw_buffer *buffer, size_t more);

/* Where `more` bytes (at least 1) can be written behind the end, or NULL. lw_buffer_end tells how
 * many were. */
static inline char *lw_buffer_room(lw_buffer *buffer, size_t more)
{
    if (more <= buffer->capacity - buffer->length)
        return buffer->bytes + buffer->length;
    return lw_buffer_grow(buffer, more);
}

/* What was written up to `end` belongs to the buffer now. */
static inline void lw_buffer_end(lw_buffer *buffer, const char *end)
{
    buffer->length = (size_t)(end - buffer->bytes);
}

static inline void lw_put_bytes(lw_buffer *buffer, const char *bytes, size_t length)
{
    char *place = length ? lw_buffer_room(buffer, length) : NULL;
    if (!place)
        return;
    // cppcheck-suppress uninitvar ; the character of lw_put_char has its value
    memcpy(place, bytes, length);
    buffer->length += length;
}

static inline void lw_put_text(lw_buffer *buffer, const char *text)
{
    lw_put_bytes(buffer, text, strlen(text));
}

static inline void lw_put_char(lw_buffer *buffer, char c)
{
    lw_put_bytes(buffer, &c, 1);
}

void lw_put_spaces(lw_buffer *buffer, size_t count);
void lw_put_decimal(lw_buffer *buffer, int64_t held, int digits); /* as lw_decimal_format */
__attribute__((format(printf, 2, 3))) void lw_put_format(lw_buffer *buffer, const char *format,
                                                         ...);

#endif
