/* What may be shown of texts that anyone may have written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clean.h"
#include "base/error.h"
#include "base/utf8.h"
#include "render/display.h"
#include "render/html.h"
#include "render/jsonout.h"

/* A text, and what is shown of it. */
static const struct sample {
    const char *text, *shown;
} SAMPLES[] = {
    {"", ""},
    {"plain text, ~!", "plain text, ~!"},
    {"M\xc3\xbcnchen \xe6\xb7\xb1\xe5\x9c\xb3 \xf0\x9f\x9a\xa2",
     "M\xc3\xbcnchen \xe6\xb7\xb1\xe5\x9c\xb3 \xf0\x9f\x9a\xa2"},
    {"\x1b[2Jgone", "?[2Jgone"},    /* clears the screen */
    {"a\tb\nc\rd\x7f", "a?b?c?d?"}, /* ends lines */
    {"\xc2\x9b"
     "31m",
     "?31m"}, /* CSI as one character */
    {"\x9b"
     "31m",
     "?31m"},                            /* CSI as one byte */
    {"gpj.\xe2\x80\xaetxt", "gpj.?txt"}, /* turns what follows */
    {"\xe2\x81\xa6x\xe2\x81\xa9", "?x?"},
    {"\xe2\x80\x8f\xd8\x9c", "??"},
    {"a\xe2\x80\xa8"
     "b",
     "a?b"},                     /* a line end of Unicode */
    {"\xef\xbb\xbfx", "?x"},     /* a byte order mark */
    {"\xf3\xa0\x81\x81x", "?x"}, /* a tag */
    {"\xc0\xaf", "??"},          /* '/' in too many bytes */
    {"\xe0\x80\xaf", "???"},
    {"\xed\xa0\x80", "???"},      /* half of a surrogate pair */
    {"\xf4\x90\x80\x80", "????"}, /* beyond all characters */
    {"\xe6\xb7", "??"},           /* cut short */
    {"x\xff\xfey", "x??y"},
    {"\xe2\x80\x8d\xe2\x80\x8c", "\xe2\x80\x8d\xe2\x80\x8c"}, /* joiners: scripts need them */
};
enum { SAMPLE_COUNT = sizeof SAMPLES / sizeof *SAMPLES };

static void assert_text(const lw_buffer *buffer, const char *expected)
{
    assert_false(buffer->failed);
    assert_int_equal(buffer->length, strlen(expected));
    assert_memory_equal(buffer->length ? buffer->bytes : "", expected, buffer->length);
}

static void cleaning_in_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        char *text = strdup(SAMPLES[i].text);
        assert_non_null(text);
        lw_clean(text);
        assert_string_equal(text, SAMPLES[i].shown);
        free(text);
    }
}

static void cleaning_into_a_buffer(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        lw_buffer out = {0};
        lw_put_clean(&out, SAMPLES[i].text, strlen(SAMPLES[i].text));
        assert_text(&out, SAMPLES[i].shown);
        lw_buffer_release(&out);
    }
}

static void a_text_is_as_wide_as_what_is_shown_of_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLE_COUNT; i++)
        assert_int_equal(lw_display_width(SAMPLES[i].text), lw_display_width(SAMPLES[i].shown));
    assert_int_equal(lw_display_width("\x1b\xc2\x9b\xff"), 3);
}

static void messages_are_clean_whatever_they_quote(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        lw_error err;
        char text[1024];
        lw_fail(&err, LW_BAD_ARGUMENT, "%s", SAMPLES[i].text);
        assert_string_equal(err.message, SAMPLES[i].shown);
        strcpy(err.file, SAMPLES[i].text);
        err.message[0] = '\0';
        lw_error_format(&err, text, sizeof text);
        assert_memory_equal(text, SAMPLES[i].shown, strlen(SAMPLES[i].shown));
    }
}

static void a_message_that_is_cut_within_a_character_stays_utf8(void **state)
{
    (void)state;
    lw_error err;
    char text[64];
    char *long_text = calloc(601, 1);
    assert_non_null(long_text);
    for (size_t i = 0; i < 600; i += 3)
        memcpy(long_text + i, "\xe6\xb7\xb1", 3);
    lw_fail(&err, LW_BAD_ARGUMENT, "%s", long_text); /* 511 bytes are 170 characters and one byte */
    assert_int_equal(lw_utf8_prefix(err.message, strlen(err.message)), strlen(err.message));
    lw_error_format(&err, text, sizeof text);
    assert_int_equal(lw_utf8_prefix(text, strlen(text)), strlen(text));
    free(long_text);
}

static void json_escapes_what_may_not_be_shown_and_keeps_it(void **state)
{
    (void)state;
    static const struct sample wanted[] = {
        {"a\"b\\c", "\"a\\\"b\\\\c\""},
        {"\n\r\t\x1b\x7f", "\"\\n\\r\\t\\u001b\\u007f\""},
        {"\xc2\x9b", "\"\\u009b\""},
        {"x\xe2\x80\xae\xe2\x80\xa8", "\"x\\u202e\\u2028\""},
        {"\xf3\xa0\x81\x81", "\"\\udb40\\udc41\""},
        {"\xe6\xb7\xb1\xf0\x9f\x9a\xa2", "\"\xe6\xb7\xb1\xf0\x9f\x9a\xa2\""},
        {"\xff\xe6\xb7", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        lw_buffer out = {0};
        lw_json json = {.out = &out};
        lw_json_text(&json, wanted[i].text);
        assert_text(&out, wanted[i].shown);
        lw_buffer_release(&out);
    }
}

static void pages_escape_markup_and_replace_what_may_not_be_shown(void **state)
{
    (void)state;
    static const struct sample wanted[] = {
        {"</script><img src=x onerror='a' title=\"b\">&amp;",
         "&lt;/script&gt;&lt;img src=x onerror=&#39;a&#39; title=&quot;b&quot;&gt;&amp;amp;"},
        {"a\n\tb\r\x1b", "a\n\tb\xef\xbf\xbd\xef\xbf\xbd"},
        {"\xc2\x9b\xe2\x80\xae\xff", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {"\xe6\xb7\xb1", "\xe6\xb7\xb1"},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        lw_buffer out = {0};
        lw_html_text(&out, wanted[i].text);
        assert_text(&out, wanted[i].shown);
        lw_buffer_release(&out);
    }
}

static void data_in_a_page_cannot_end_its_element(void **state)
{
    (void)state;
    lw_buffer out = {0}, data = {0};
    lw_json json = {.out = &data};
    lw_json_text(&json, "</script><!--\xe2\x80\xa8&");
    lw_html_end(&out, &data);
    lw_put_char(&out, '\0');
    assert_false(out.failed);
    assert_non_null(strstr(out.bytes,
                           "id=\"data\">"
                           "\"\\u003c/script\\u003e\\u003c!--\\u2028\\u0026\"</script>"));
    lw_buffer_release(&out);
}

static void only_our_own_colours_are_known(void **state)
{
    (void)state;
    static const char own[] = "\033[1;32mbest", other[] = "\033[2J", half[] = "\033[1";
    assert_int_equal(lw_paint_length(own, sizeof own - 1), 7);
    assert_int_equal(lw_paint_length(other, sizeof other - 1), 0);
    assert_int_equal(lw_paint_length(half, sizeof half - 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cleaning_in_place),
        cmocka_unit_test(cleaning_into_a_buffer),
        cmocka_unit_test(a_text_is_as_wide_as_what_is_shown_of_it),
        cmocka_unit_test(messages_are_clean_whatever_they_quote),
        cmocka_unit_test(a_message_that_is_cut_within_a_character_stays_utf8),
        cmocka_unit_test(json_escapes_what_may_not_be_shown_and_keeps_it),
        cmocka_unit_test(pages_escape_markup_and_replace_what_may_not_be_shown),
        cmocka_unit_test(data_in_a_page_cannot_end_its_element),
        cmocka_unit_test(only_our_own_colours_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
