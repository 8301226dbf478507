/* How wide text is on a terminal, and laying it out there. */
#include "render/display.h"

#include <stdint.h>
#include <string.h>

#include "base/clean.h"
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

size_t lw_display_width(const char *text)
{
    size_t width = 0, step;
    for (size_t left = strlen(text); left > 0; text += step, left -= step) {
        uint32_t character = lw_utf8_next(text, left, &step);
        width += lw_is_shown(character) ? character_width(character) : 1; /* as '?' */
    }
    return width;
}

void lw_put_display(lw_buffer *out, const char *text)
{
    lw_put_clean(out, text, strlen(text));
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

/* By lw_paint. */
static const char *const codes[] = {"\033[0m", "\033[1m", "\033[2m", "\033[1;32m", "\033[31m"};

void lw_put_paint(lw_buffer *out, bool color, lw_paint paint)
{
    if (color)
        lw_put_text(out, codes[paint]);
}

size_t lw_paint_length(const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        size_t size = strlen(codes[i]);
        if (length >= size && memcmp(bytes, codes[i], size) == 0)
            return size;
    }
    return 0;
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
        if (length >= sizeof word) /* goes on as another word */
            length = lw_utf8_prefix(text, sizeof word - 1);
        if (length == 0)
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
