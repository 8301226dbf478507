/* A growing run of bytes to write output into; a failed allocation sticks and is asked for once at
 * the end. */
#ifndef LANEWISE_BASE_BUFFER_H
#define LANEWISE_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lw_buffer {
    char *bytes; /* not NUL-terminated */
    size_t length, capacity;
    bool failed; /* memory ran out: what was put since is lost */
} lw_buffer;

/* A zeroed lw_buffer is empty and ready. */
void lw_buffer_release(lw_buffer *buffer);

void lw_put_bytes(lw_buffer *buffer, const char *bytes, size_t length);
void lw_put_text(lw_buffer *buffer, const char *text);
void lw_put_char(lw_buffer *buffer, char c);
void lw_put_spaces(lw_buffer *buffer, size_t count);
void lw_put_decimal(lw_buffer *buffer, int64_t held, int digits); /* as lw_decimal_format */
__attribute__((format(printf, 2, 3))) void lw_put_format(lw_buffer *buffer, const char *format,
                                                         ...);

#endif
