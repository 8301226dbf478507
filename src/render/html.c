/* The frame of a page, and what keeps the words of others from becoming markup. */
#include "render/html.h"

#include <stdint.h>
#include <string.h>

#include <lanewise/lanewise.h>

#include "base/clean.h"
#include "base/utf8.h"
#include "render/assets.h"

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

/* What stands for a character; NULL where it stands for itself. */
static const char *escape_of(uint32_t character)
{
    switch (character) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\n':
    case '\t':
        return NULL;
    default:
        return lw_is_shown(character) ? NULL : replacement;
    }
}

static void put_text(lw_buffer *out, const char *text, size_t length)
{
    size_t from = 0, step;
    for (size_t at = 0; at < length; at += step) {
        const char *escape = escape_of(lw_utf8_next(text + at, length - at, &step));
        if (!escape)
            continue;
        lw_put_bytes(out, text + from, at - from);
        lw_put_text(out, escape);
        from = at + step;
    }
    lw_put_bytes(out, text + from, length - from);
}

void lw_html_text(lw_buffer *out, const char *text)
{
    put_text(out, text, strlen(text));
}

void lw_html_take(lw_buffer *out, lw_buffer *scratch)
{
    out->failed = out->failed || scratch->failed;
    if (scratch->length > 0)
        put_text(out, scratch->bytes, scratch->length);
    lw_buffer_release(scratch);
}

lw_flow lw_html_flow(lw_buffer *scratch)
{
    return (lw_flow){.out = scratch, .width = SIZE_MAX / 2};
}

void lw_html_element(lw_buffer *out, const char *name, const char *kind, const char *text)
{
    lw_put_format(out, "<%s", name);
    if (kind)
        lw_put_format(out, " class=\"%s\"", kind);
    lw_put_char(out, '>');
    lw_html_text(out, text);
    lw_put_format(out, "</%s>", name);
}

void lw_html_line(lw_buffer *out, const char *markup)
{
    lw_put_text(out, markup);
    lw_put_char(out, '\n');
}

static void put_asset(lw_buffer *out, const char *element, const lw_asset *asset)
{
    lw_put_format(out, "<%s>", element);
    lw_put_bytes(out, asset->bytes, asset->length);
    lw_put_format(out, "</%s>\n", element);
}

/* The policy names what the page carries by its digest: nothing else runs or is asked for, even if
 * it got into the page. */
void lw_html_begin(lw_buffer *out, const char *title)
{
    lw_put_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    lw_put_format(out,
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "script-src 'sha256-%s' 'sha256-%s'; style-src 'sha256-%s'; base-uri 'none'; "
                  "form-action 'none'\">\n",
                  lw_asset_library.sha256, lw_asset_script.sha256, lw_asset_style.sha256);
    lw_put_text(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta name=\"color-scheme\" content=\"light dark\">\n"
                     "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    lw_html_text(out, title);
    lw_put_text(out, " - lanewise</title>\n");
    put_asset(out, "style", &lw_asset_style);
    lw_put_text(out, "</head>\n<body>\n<main>\n");
}

/* In JSON these three stand in strings only, where an escape means the same. */
static void put_data(lw_buffer *out, const lw_buffer *data)
{
    size_t from = 0;
    lw_put_text(out, "<script type=\"application/json\" id=\"data\">");
    for (size_t i = 0; i < data->length; i++) {
        char c = data->bytes[i];
        if (c != '<' && c != '>' && c != '&')
            continue;
        lw_put_bytes(out, data->bytes + from, i - from);
        lw_put_format(out, "\\u%04x", (unsigned)c);
        from = i + 1;
    }
    if (data->length > from)
        lw_put_bytes(out, data->bytes + from, data->length - from);
    lw_put_text(out, "</script>\n");
}

void lw_html_end(lw_buffer *out, lw_buffer *data)
{
    lw_put_format(out,
                  "</main>\n<footer>\n<p>Made by lanewise %s. Nothing on this page is loaded from "
                  "elsewhere; its source holds the licence of d3, with which it draws.</p>\n"
                  "<noscript><p>The pictures need scripts. The tables say the same."
                  "</p></noscript>\n</footer>\n",
                  lw_version());
    put_data(out, data);
    put_asset(out, "script", &lw_asset_library);
    put_asset(out, "script", &lw_asset_script);
    lw_put_text(out, "</body>\n</html>\n");
    out->failed = out->failed || data->failed;
    lw_buffer_release(data);
}

void lw_html_mode(lw_buffer *out, const char *mode)
{
    for (; *mode; mode++)
        lw_put_char(out, *mode == '_' ? ' ' : *mode);
}

void lw_html_modes(lw_buffer *out, const lw_plan *plan)
{
    for (uint32_t i = 0; i < plan->mode_count; i++) {
        if (i > 0)
            lw_put_text(out, " + ");
        lw_html_mode(out, plan->modes[i]);
    }
}

void lw_html_moment(lw_buffer *out, const char *moment)
{
    enum { DATE = 14 }; /* "Mon 2026-11-23" */
    if (strlen(moment) <= DATE || moment[DATE] != ' ') {
        lw_html_text(out, moment);
        return;
    }
    lw_put_format(out, "<span>%.*s</span> ", DATE, moment);
    lw_html_element(out, "span", NULL, moment + DATE + 1);
}

void lw_html_figure(lw_buffer *out, const char *name, const char *value, const char *unit)
{
    lw_put_text(out, "<div>");
    lw_html_element(out, "dt", NULL, name);
    lw_put_text(out, "<dd><b class=\"moment\">");
    lw_html_moment(out, value);
    lw_put_text(out, "</b> ");
    lw_html_element(out, "span", NULL, unit);
    lw_html_line(out, "</dd></div>");
}
