/* Writing JSON straight into a buffer: numbers from integers, strings always valid UTF-8, with
 * escapes for all that may not be shown (base/clean.h). */
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

/* Begins a member of the object at hand: writes the key, ASCII that needs no escape, and returns
 * where its value can be written, of at most `room` bytes; NULL when memory is out. lw_buffer_end
 * ends it. Inline, for most keys are literals and there are many of them. */
static inline char *lw_json_member(lw_json *json, const char *key, size_t room)
{
    size_t length = strlen(key);
    bool comma = json->filled && !json->pretty;
    if (json->pretty)
        lw_json_space(json);
    json->filled = true;
    char *at = lw_buffer_room(json->out, length + room + 5);
    if (!at)
        return NULL;
    *at = ',';
    at += comma;
    *at = '"';
    memcpy(at + 1, key, length);
    memcpy(at + 1 + length, "\": ", 3);
    return at + length + (json->pretty ? 4 : 3);
}

/* A key whose value is put next, by any of what is below. */
static inline void lw_json_key(lw_json *json, const char *key)
{
    char *at = lw_json_member(json, key, 0);
    if (at)
        lw_buffer_end(json->out, at);
    json->has_key = true;
}

/* `length` bytes that need no escape between quotes; returns what follows them. */
static inline char *lw_json_quote(char *at, const char *word, size_t length)
{
    *at = '"';
    memcpy(at + 1, word, length);
    at[length + 1] = '"';
    return at + length + 2;
}

/* ASCII that needs no escape: an id of the catalog, a word of ours. */
static inline void lw_json_word(lw_json *json, const char *word)
{
    size_t length = strlen(word);
    lw_json_separate(json);
    char *at = lw_buffer_room(json->out, length + 2);
    if (at)
        lw_buffer_end(json->out, lw_json_quote(at, word, length));
}

void lw_json_decimal(lw_json *json, int64_t held, int digits);
void lw_json_text(lw_json *json, const char *text);
void lw_json_bytes(lw_json *json, const char *text, size_t length);
void lw_json_int(lw_json *json, int64_t value);
void lw_json_bool(lw_json *json, bool value);
void lw_json_null(lw_json *json);
void lw_json_raw(lw_json *json, const char *text, size_t length); /* is JSON already */

#endif
