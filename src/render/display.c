/* How wide text is on a terminal, and laying it out there. */
#include "render/display.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

typedef struct range {
    uint32_t first, last;
} range;

static const range combining[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x0610, 0x061a}, {0x064b, 0x065f},
    {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200b, 0x200f},
    {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff},
};

static const range wide[] = {
    {0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0xa4cf},   {0xa960, 0xa97c},
    {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},
    {0xffe0, 0xffe6},   {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff},
    {0x20000, 0x3fffd},
};

static bool is_in(const range *ranges, size_t count, uint32_t c)
{
    for (size_t i = 0; i < count; i++) {
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    }
    return false;
}

static size_t character_width(uint32_t c)
{
    if (c < 0x300)
        return 1;
    if (is_in(combining, sizeof combining / sizeof *combining, c))
        return 0;
    return is_in(wide, sizeof wide / sizeof *wide, c) ? 2 : 1;
}

/* The character at `text` and its length in bytes; '?' and 1 for what must not be shown. */
static uint32_t next_character(const char *text, size_t *length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    *length = 1;
    if (bytes[0] < 0x80)
        return bytes[0] < 0x20 || bytes[0] == 0x7f ? '?' : bytes[0];
    size_t size = bytes[0] >= 0xf0 ? 4 : bytes[0] >= 0xe0 ? 3 : 2;
    if (strnlen(text, size) < size || lw_utf8_prefix(text, size) != size)
        return '?';
    uint32_t c = bytes[0] & (size == 2 ? 0x1fu : size == 3 ? 0x0fu : 0x07u);
    for (size_t i = 1; i < size; i++)
        c = c << 6 | (bytes[i] & 0x3fu);
    *length = size;
    return c < 0xa0 ? '?' : c; /* the second set of control characters */
}

size_t lw_display_width(const char *text)
{
    size_t width = 0, length;
    for (; *text; text += length)
        width += character_width(next_character(text, &length));
    return width;
}

void lw_put_display(lw_buffer *out, const char *text)
{
    size_t length;
    for (; *text; text += length) {
        if (next_character(text, &length) == '?')
            lw_put_char(out, '?');
        else
            lw_put_bytes(out, text, length);
    }
}

void lw_put_left(lw_buffer *out, const char *text, size_t width)
{
    size_t taken = lw_display_width(text);
    lw_put_display(out, text);
    if (taken < width)
        lw_put_spaces(out, width - taken);
}

void lw_put_right(lw_buffer *out, const char *text, size_t width)
{
    size_t taken = lw_display_width(text);
    if (taken < width)
        lw_put_spaces(out, width - taken);
    lw_put_display(out, text);
}

void lw_put_paint(lw_buffer *out, bool color, lw_paint paint)
{
    static const char *const codes[] = {"\033[0m", "\033[1m", "\033[2m", "\033[1;32m", "\033[31m"};
    if (color)
        lw_put_text(out, codes[paint]);
}

void lw_flow_word(lw_flow *flow, const char *word)
{
    size_t width = lw_display_width(word);
    flow->blank = 0;
    if (flow->has_word && flow->column + 1 + width > flow->width) {
        lw_flow_line(flow);
    } else if (flow->has_word) {
        flow->blank = flow->out->length;
        lw_put_char(flow->out, ' ');
        flow->column++;
    }
    flow->column_at_word = flow->column;
    lw_put_display(flow->out, word);
    flow->column += width;
    flow->has_word = true;
}

void lw_flow_sentence(lw_flow *flow, const char *text)
{
    char word[256];
    while (*(text += strspn(text, " "))) {
        size_t length = strcspn(text, " ");
        if (length >= sizeof word)
            length = sizeof word - 1;
        memcpy(word, text, length);
        word[length] = '\0';
        lw_flow_word(flow, word);
        text += length;
    }
}

/* Turns the blank before the last word into a line end. */
static void move_word(lw_flow *flow)
{
    lw_buffer *out = flow->out;
    size_t word = flow->blank + 1, tail = out->length - word;
    lw_put_spaces(out, flow->indent);
    if (out->failed)
        return;
    memmove(out->bytes + word + flow->indent, out->bytes + word, tail);
    memset(out->bytes + word, ' ', flow->indent);
    out->bytes[flow->blank] = '\n';
    flow->column -= flow->column_at_word - flow->indent;
    flow->blank = 0;
}

void lw_flow_glue(lw_flow *flow, const char *text)
{
    size_t width = lw_display_width(text);
    if (flow->column + width > flow->width && flow->blank > 0)
        move_word(flow);
    lw_put_display(flow->out, text);
    flow->column += width;
}

void lw_flow_line(lw_flow *flow)
{
    lw_put_char(flow->out, '\n');
    lw_put_spaces(flow->out, flow->indent);
    flow->column = flow->indent;
    flow->has_word = false;
    flow->blank = 0;
}

void lw_flow_end(lw_flow *flow)
{
    lw_put_char(flow->out, '\n');
}
