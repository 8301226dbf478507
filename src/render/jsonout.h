/* Writing JSON straight into a buffer: numbers from integers, strings escaped and always valid
 * UTF-8. */
#ifndef LANEWISE_RENDER_JSONOUT_H
#define LANEWISE_RENDER_JSONOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

/* Set `out` and `pretty`, zero the rest. Compact writes no blanks at all; pretty breaks lines, but
 * keeps what is opened with lw_json_open_flat on one. */
typedef struct lw_json {
    lw_buffer *out;
    bool pretty;
    int depth;    /* containers open */
    int flat;     /* of them on one line */
    bool filled;  /* the container at hand has an item */
    bool has_key; /* a key has been written and waits for its value */
} lw_json;

void lw_json_open(lw_json *json, char bracket); /* '{' or '[' */
void lw_json_open_flat(lw_json *json, char bracket);
void lw_json_close(lw_json *json, char bracket); /* '}' or ']' */

void lw_json_key(lw_json *json, const char *key); /* ASCII that needs no escape */

void lw_json_text(lw_json *json, const char *text);
void lw_json_bytes(lw_json *json, const char *text, size_t length);
void lw_json_decimal(lw_json *json, int64_t held, int digits);
void lw_json_int(lw_json *json, int64_t value);
void lw_json_bool(lw_json *json, bool value);
void lw_json_null(lw_json *json);
void lw_json_raw(lw_json *json, const char *text, size_t length); /* is JSON already */

#endif
