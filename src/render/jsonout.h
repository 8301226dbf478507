/* Writing JSON straight into a buffer: numbers from integers, strings escaped and always valid
 * UTF-8. */
#ifndef LANEWISE_RENDER_JSONOUT_H
#define LANEWISE_RENDER_JSONOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/write.h"

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

/* The blanks before a value or a key in the pretty form, and the comma. */
void lw_json_space(lw_json *json);

/* What goes before a value or a key. */
static inline void lw_json_separate(lw_json *json)
{
    if (json->has_key) {
        json->has_key = false;
        return;
    }
    if (json->pretty)
        lw_json_space(json);
    else if (json->filled)
        lw_put_char(json->out, ',');
    json->filled = true;
}

/* ASCII that needs no escape; inline, for most keys are literals. */
static inline void lw_json_key(lw_json *json, const char *key)
{
    size_t length = strlen(key);
    lw_json_separate(json);
    json->has_key = true;
    char *at = lw_buffer_room(json->out, length + 4);
    if (!at)
        return;
    *at++ = '"';
    memcpy(at, key, length);
    memcpy(at + length, "\": ", 3);
    lw_buffer_end(json->out, at + length + (json->pretty ? 3 : 2));
}

/* Likewise: an id of the catalog, a word of ours, a date. */
static inline void lw_json_word(lw_json *json, const char *word)
{
    size_t length = strlen(word);
    lw_json_separate(json);
    char *at = lw_buffer_room(json->out, length + 2);
    if (!at)
        return;
    *at++ = '"';
    memcpy(at, word, length);
    at[length] = '"';
    lw_buffer_end(json->out, at + length + 1);
}

static inline void lw_json_decimal(lw_json *json, int64_t held, int digits)
{
    lw_json_separate(json);
    lw_put_decimal(json->out, held, digits);
}

static inline void lw_json_days(lw_json *json, int64_t minutes)
{
    lw_json_separate(json);
    char *at = lw_buffer_room(json->out, LW_NUMBER_ROOM);
    if (at)
        lw_buffer_end(json->out, lw_write_days(at, minutes));
}

static inline void lw_json_hours(lw_json *json, int64_t minutes)
{
    lw_json_separate(json);
    char *at = lw_buffer_room(json->out, LW_NUMBER_ROOM);
    if (at)
        lw_buffer_end(json->out, lw_write_hours(at, minutes));
}

static inline void lw_json_moment(lw_json *json, int64_t utc_minute, int offset_minutes)
{
    lw_json_separate(json);
    char *at = lw_buffer_room(json->out, LW_NUMBER_ROOM + 2);
    if (!at)
        return;
    *at++ = '"';
    at = lw_write_moment(at, utc_minute, offset_minutes);
    *at++ = '"';
    lw_buffer_end(json->out, at);
}

void lw_json_text(lw_json *json, const char *text);
void lw_json_bytes(lw_json *json, const char *text, size_t length);
void lw_json_int(lw_json *json, int64_t value);
void lw_json_bool(lw_json *json, bool value);
void lw_json_null(lw_json *json);
void lw_json_raw(lw_json *json, const char *text, size_t length); /* is JSON already */

#endif
