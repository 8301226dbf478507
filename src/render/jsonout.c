/* A JSON emitter: commas, line breaks and escapes, and nothing of what is written. */
#include "render/jsonout.h"

#include <string.h>

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

static void put_escape(lw_buffer *out, char c)
{
    static const char hex[] = "0123456789abcdef";
    char code[6] = {'\\', 'u', '0', '0', hex[(c >> 4) & 0xf], hex[c & 0xf]};
    char shortened = c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : c;
    if (shortened != c || c == '"' || c == '\\') {
        code[1] = shortened;
        lw_put_bytes(out, code, 2);
    } else {
        lw_put_bytes(out, code, 6);
    }
}

/* `bytes` are well-formed UTF-8. */
static void put_escaped(lw_buffer *out, const char *bytes, size_t length)
{
    size_t from = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
            continue;
        lw_put_bytes(out, bytes + from, i - from);
        put_escape(out, bytes[i]);
        from = i + 1;
    }
    lw_put_bytes(out, bytes + from, length - from);
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
    for (text += plain, length -= plain; length > 0;) {
        size_t valid = lw_utf8_prefix(text, length);
        put_escaped(json->out, text, valid);
        if (valid == length)
            break;
        lw_put_bytes(json->out, "\xEF\xBF\xBD", 3);
        text += valid + 1;
        length -= valid + 1;
    }
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
