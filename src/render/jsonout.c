/* A JSON emitter: commas, line breaks and escapes, and nothing of what is written. */
#include "render/jsonout.h"

#include <string.h>

#include "base/clean.h"
#include "base/utf8.h"

static void break_line(lw_json *json)
{
    lw_put_char(json->out, '\n');
    lw_put_spaces(json->out, 2 * (size_t)json->depth);
}

void lw_json_space(lw_json *json)
{
    if (json->filled)
        lw_put_char(json->out, ',');
    if (json->depth == 0)
        return;
    if (json->flat == 0)
        break_line(json);
    else if (json->filled)
        lw_put_char(json->out, ' ');
}

void lw_json_open(lw_json *json, char bracket)
{
    lw_json_separate(json);
    lw_put_char(json->out, bracket);
    json->depth++;
    if (json->flat > 0)
        json->flat++;
    json->filled = false;
}

void lw_json_open_flat(lw_json *json, char bracket)
{
    lw_json_separate(json);
    lw_put_char(json->out, bracket);
    json->depth++;
    json->flat++;
    json->filled = false;
}

void lw_json_close(lw_json *json, char bracket)
{
    bool was_flat = json->flat > 0;
    json->depth--;
    if (was_flat)
        json->flat--;
    if (json->pretty && json->filled && !was_flat)
        break_line(json);
    lw_put_char(json->out, bracket);
    json->filled = true;
}

/* What is no character becomes U+FFFD; beyond U+FFFF an escape has two halves. */
static void put_escape(lw_buffer *out, uint32_t c)
{
    static const char letters[] = "\"\"\\\\\nn\rr\tt"; /* what it stands for, what is written */
    for (const char *pair = letters; *pair; pair += 2) {
        if (c == (unsigned char)*pair) {
            const char code[2] = {'\\', pair[1]};
            lw_put_bytes(out, code, 2);
            return;
        }
    }
    if (c == LW_NO_CHARACTER)
        lw_put_bytes(out, "\xEF\xBF\xBD", 3);
    else if (c > 0xffff)
        lw_put_format(out, "\\u%04x\\u%04x", (unsigned)(0xd7c0 + (c >> 10)),
                      (unsigned)(0xdc00 + (c & 0x3ff)));
    else
        lw_put_format(out, "\\u%04x", (unsigned)c);
}

/* JSON may be looked at in a terminal: what may not be shown there is escaped, which means the
 * same.
 */
static void put_escaped(lw_buffer *out, const char *text, size_t length)
{
    size_t from = 0, step;
    for (size_t at = 0; at < length; at += step) {
        uint32_t c = lw_utf8_next(text + at, length - at, &step);
        if (lw_is_shown(c) && c != '"' && c != '\\')
            continue;
        lw_put_bytes(out, text + from, at - from);
        put_escape(out, c);
        from = at + step;
    }
    lw_put_bytes(out, text + from, length - from);
}

/* How many bytes can go out as they are, whatever follows them. */
static size_t plain_prefix(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length && bytes[at] >= 0x20 && bytes[at] < 0x7f && bytes[at] != '"' &&
           bytes[at] != '\\')
        at++;
    return at;
}

void lw_json_bytes(lw_json *json, const char *text, size_t length)
{
    lw_json_separate(json);
    lw_put_char(json->out, '"');
    size_t plain = plain_prefix(text, length);
    lw_put_bytes(json->out, text, plain);
    put_escaped(json->out, text + plain, length - plain);
    lw_put_char(json->out, '"');
}

void lw_json_text(lw_json *json, const char *text)
{
    lw_json_bytes(json, text, strlen(text));
}

void lw_json_decimal(lw_json *json, int64_t held, int digits)
{
    lw_json_separate(json);
    lw_put_decimal(json->out, held, digits);
}

void lw_json_int(lw_json *json, int64_t value)
{
    lw_json_decimal(json, value, 0);
}

void lw_json_bool(lw_json *json, bool value)
{
    lw_json_separate(json);
    lw_put_bytes(json->out, value ? "true" : "false", value ? 4 : 5);
}

void lw_json_null(lw_json *json)
{
    lw_json_separate(json);
    lw_put_bytes(json->out, "null", 4);
}

void lw_json_raw(lw_json *json, const char *text, size_t length)
{
    lw_json_separate(json);
    lw_put_bytes(json->out, text, length);
}
