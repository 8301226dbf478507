/* A pass over JSON text that keeps the written digits of numbers. */
#include "shipment/json_text.h"

#include <stdbool.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"

typedef struct scan {
    const char *json;
    size_t length, at;
    lw_buffer *out;
    lw_error *err;
} scan;

/* Lists and objects within one another; the parser, which calls itself, has its own limit far
 * above.
 */
enum { MOST_DEEP = 64 };

/* Characters before byte `at`, plus one. */
static long column_of(const char *json, size_t length, size_t at)
{
    long column = 1;
    for (size_t i = 0; i < at && i < length; i++)
        column += ((unsigned char)json[i] & 0xc0) != 0x80;
    return column;
}

static lw_status refuse(const scan *s, size_t at, const char *message)
{
    lw_fail(s->err, LW_BAD_SHIPMENT, "%s", message);
    if (s->err)
        s->err->column = column_of(s->json, s->length, at);
    return LW_BAD_SHIPMENT;
}

/* The byte `ahead` of the present one; '\0' behind the end. */
static char peek(const scan *s, size_t ahead)
{
    return ahead < s->length - s->at ? s->json[s->at + ahead] : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Length of the JSON number at the present place, 0 when it is malformed:
 * -? (0 | [1-9] digits) (. digits)? ([eE] [+-]? digits)? */
static size_t number_length(const scan *s)
{
    size_t n = peek(s, 0) == '-';
    if (!is_digit(peek(s, n)))
        return 0;
    if (peek(s, n) == '0' && is_digit(peek(s, n + 1)))
        return 0;
    while (is_digit(peek(s, n)))
        n++;
    if (peek(s, n) == '.') {
        if (!is_digit(peek(s, ++n)))
            return 0;
        while (is_digit(peek(s, n)))
            n++;
    }
    if (peek(s, n) == 'e' || peek(s, n) == 'E') {
        n++;
        n += peek(s, n) == '+' || peek(s, n) == '-';
        if (!is_digit(peek(s, n)))
            return 0;
        while (is_digit(peek(s, n)))
            n++;
    }
    return n;
}

static lw_status copy_number(scan *s)
{
    size_t length = number_length(s), start = s->at;
    if (length == 0)
        return refuse(s, start, "not a JSON number");
    lw_put_char(s->out, '"');
    lw_put_char(s->out, LW_JSON_NUMBER);
    lw_put_bytes(s->out, s->json + start, length);
    lw_put_char(s->out, '"');
    s->at += length;
    size_t space = 0;
    while (is_space(peek(s, space)))
        space++;
    if (peek(s, space) == ':') /* as a string it would pass for a key */
        return refuse(s, start, "a number cannot be a key");
    return LW_OK;
}

/* The escape at the present place, a backslash. */
static lw_status copy_escape(scan *s)
{
    size_t length = 2;
    if (peek(s, 1) == 'u') {
        bool zero = true;
        for (; length < 6; length++) {
            char c = peek(s, length);
            if (c == '\0' || !strchr("0123456789abcdefABCDEF", c))
                return refuse(s, s->at, "\\u wants four hexadecimal digits");
            zero = zero && c == '0';
        }
        if (zero)
            return refuse(s, s->at, "a text cannot hold a NUL character");
    } else if (peek(s, 1) == '\0' || !strchr("\"\\/bfnrt", peek(s, 1))) {
        return refuse(s, s->at, "unknown escape in a text");
    }
    lw_put_bytes(s->out, s->json + s->at, length);
    s->at += length;
    return LW_OK;
}

static lw_status copy_string(scan *s)
{
    size_t start = s->at;
    lw_put_char(s->out, s->json[s->at++]);
    while (s->at < s->length && s->json[s->at] != '"') {
        char c = s->json[s->at];
        if ((unsigned char)c < 0x20)
            return refuse(s, s->at, "a control character in a text must be escaped");
        if (c == '\\') {
            lw_status status = copy_escape(s);
            if (status != LW_OK)
                return status;
        } else {
            lw_put_char(s->out, c);
            s->at++;
        }
    }
    if (s->at == s->length)
        return refuse(s, start, "a text begins here and does not end");
    lw_put_char(s->out, s->json[s->at++]);
    return LW_OK;
}

lw_status lw_json_mark_numbers(const char *json, size_t length, lw_buffer *out, lw_error *err)
{
    scan s = {json, length, 0, out, err};
    long depth = 0;
    size_t good = lw_utf8_prefix(json, length);
    if (good < length)
        return refuse(&s, good, "not UTF-8");
    while (s.at < length) {
        char c = json[s.at];
        lw_status status = LW_OK;
        depth += c == '{' || c == '[';
        depth -= c == '}' || c == ']';
        if (c == '"') {
            status = copy_string(&s);
        } else if (c == '-' || is_digit(c)) {
            status = copy_number(&s);
        } else if (depth > MOST_DEEP) {
            status = refuse(&s, s.at, "nested too deeply");
        } else if ((unsigned char)c < 0x20 && !is_space(c)) {
            status = refuse(&s, s.at, "unexpected control character");
        } else {
            lw_put_char(out, c);
            s.at++;
        }
        if (status != LW_OK)
            return status;
    }
    lw_put_char(out, '\0');
    return out->failed ? lw_fail_memory(err) : LW_OK;
}

long lw_json_column(const char *json, size_t length, const char *marked, size_t at)
{
    /* A number has grown by two quotes and the mark. An error is never within one. */
    size_t original = at;
    for (size_t i = 0; i < at; i++) {
        if (marked[i] == LW_JSON_NUMBER)
            original -= 3;
    }
    return column_of(json, length, original);
}
