/* Pages: whatever stands in tables and orders stays text, and the hours of a leg are all told. */
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "render/assets.h"
#include "render/html.h"

static void expect(lw_buffer *out, const char *expected)
{
    lw_put_char(out, '\0');
    assert_false(out->failed);
    assert_string_equal(out->bytes, expected);
    lw_buffer_release(out);
}

static void expect_text(const char *text, const char *expected)
{
    lw_buffer out = {0};
    lw_html_text(&out, text);
    expect(&out, expected);
}

static void markup_in_text_is_escaped(void **state)
{
    (void)state;
    expect_text("", "");
    expect_text("plain text, 12.50", "plain text, 12.50");
    expect_text("</td><script>x()</script>", "&lt;/td&gt;&lt;script&gt;x()&lt;/script&gt;");
    expect_text("a & b", "a &amp; b");
    expect_text("&lt;", "&amp;lt;");
    expect_text("\" onload=x() '", "&quot; onload=x() &#39;");
    expect_text("<!-- -->", "&lt;!-- --&gt;");
}

static void what_is_no_text_is_replaced(void **state)
{
    (void)state;
    expect_text("a\001b\rc\177d", "a\xEF\xBF\xBD"
                                  "b\xEF\xBF\xBD"
                                  "c\xEF\xBF\xBD"
                                  "d");
    expect_text("a\nb\tc", "a\nb\tc");
    expect_text("\xFF<", "\xEF\xBF\xBD&lt;");
    expect_text("\xC3", "\xEF\xBF\xBD");                                     /* cut short */
    expect_text("\xC0\xBC", "\xEF\xBF\xBD\xEF\xBF\xBD");                     /* an overlong '<' */
    expect_text("\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");     /* half a pair */
    expect_text("Z\xC3\xBCrich \xE6\xB7\xB1", "Z\xC3\xBCrich \xE6\xB7\xB1"); /* stays */
}

static void elements_hold_escaped_text(void **state)
{
    (void)state;
    lw_buffer out = {0};
    lw_html_element(&out, "td", NULL, "<b>");
    lw_html_element(&out, "td", "number", "1");
    expect(&out, "<td>&lt;b&gt;</td><td class=\"number\">1</td>");
}

static void a_scratch_text_is_escaped_and_released(void **state)
{
    (void)state;
    lw_buffer out = {0}, scratch = {0};
    lw_put_text(&scratch, "1 < 2");
    lw_html_take(&out, &scratch);
    assert_null(scratch.bytes);
    scratch.failed = true;
    lw_html_take(&out, &scratch);
    assert_true(out.failed); /* what could not be put together must not be lost in silence */
    lw_buffer_release(&out);
}

static void only_date_and_time_part(void **state)
{
    (void)state;
    lw_buffer out = {0};
    lw_html_moment(&out, "Tue 2026-12-01 06:00 +08:00");
    lw_html_moment(&out, "day   0.40");
    expect(&out, "<span>Tue 2026-12-01</span> <span>06:00 +08:00</span>day   0.40");
}

/* The page from the data element on, which ends where it should. */
static char *page_of(const char *name)
{
    lw_buffer out = {0}, data = {0};
    lw_json json = {.out = &data};
    lw_json_open(&json, '{');
    lw_json_key(&json, "name");
    lw_json_text(&json, name);
    lw_json_close(&json, '}');
    lw_html_begin(&out, name);
    lw_html_end(&out, &data);
    lw_put_char(&out, '\0');
    assert_false(out.failed);
    return out.bytes;
}

static void data_cannot_end_its_element(void **state)
{
    (void)state;
    char *page = page_of("</script><!--<script>&amp;\xE2\x80\xA8");
    assert_non_null(strstr(page, "id=\"data\">{\"name\":\"\\u003c/script\\u003e\\u003c!--"
                                 "\\u003cscript\\u003e\\u0026amp;\\u2028\"}</script>"));
    assert_non_null(strstr(page, "<title>&lt;/script&gt;&lt;!--&lt;script&gt;&amp;amp;"));
    assert_null(strstr(page, "<!--<"));
    free(page);
}

static void a_page_names_what_it_runs(void **state)
{
    (void)state;
    char *page = page_of("x");
    assert_non_null(strstr(page, lw_asset_library.sha256));
    assert_non_null(strstr(page, lw_asset_script.sha256));
    assert_non_null(strstr(page, lw_asset_style.sha256));
    assert_null(strstr(page, "unsafe"));
    free(page);
}

/* ---- The spells of a leg -----------------------------------------------------------------------
 */

static void expect_spell(const lw_spell *spell, lw_spell_kind kind, int64_t from, int64_t minutes,
                         int64_t blind)
{
    assert_int_equal(spell->kind, kind);
    assert_int_equal(spell->from, from);
    assert_int_equal(spell->minutes, minutes);
    assert_int_equal(spell->blind, blind);
}

static void a_leg_is_told_without_gaps(void **state)
{
    (void)state;
    const lw_leg leg = {.reached = 100,
                        .handoff_minutes = 10,
                        .handoff_blind = 4,
                        .dwell_minutes = 20,
                        .exit_minutes = 30,
                        .exit_blind = 5,
                        .ready = 200, /* 40 minutes of a day that does not work */
                        .waited_minutes = 50,
                        .departs = 250,
                        .minutes = 100,
                        .blind_minutes = 25,
                        .arrives = 360, /* 10 such minutes on the way */
                        .entry_minutes = 60,
                        .entry_blind = 6,
                        .cleared = 430}; /* and 10 at the border */
    lw_spell spells[LW_LEG_SPELLS];
    assert_int_equal(lw_leg_spells(&leg, spells), 9);
    expect_spell(&spells[0], LW_SPELL_HANDOVER, 100, 10, 4);
    expect_spell(&spells[1], LW_SPELL_DWELL, 110, 20, 0);
    expect_spell(&spells[2], LW_SPELL_EXPORT, 130, 30, 5);
    expect_spell(&spells[3], LW_SPELL_CLOSED, 160, 40, 0);
    expect_spell(&spells[4], LW_SPELL_WAIT, 200, 50, 0);
    expect_spell(&spells[5], LW_SPELL_RIDE, 250, 100, 25);
    expect_spell(&spells[6], LW_SPELL_CLOSED, 350, 10, 0);
    expect_spell(&spells[7], LW_SPELL_IMPORT, 360, 60, 6);
    expect_spell(&spells[8], LW_SPELL_CLOSED, 420, 10, 0);
}

static void what_takes_no_time_is_left_out_but_the_ride(void **state)
{
    (void)state;
    const lw_leg leg = {.reached = 7, .ready = 7, .departs = 7, .arrives = 7, .cleared = 7};
    const lw_leg unseen = {.handoff_blind = 90, .minutes = 60, .arrives = 60, .cleared = 60};
    lw_spell spells[LW_LEG_SPELLS];
    assert_int_equal(lw_leg_spells(&leg, spells), 1);
    expect_spell(&spells[0], LW_SPELL_RIDE, 7, 0, 0);
    assert_int_equal(lw_leg_spells(&unseen, spells), 2);
    expect_spell(&spells[0], LW_SPELL_HANDOVER, 0, 0, 90);
    assert_int_equal(lw_spell_hidden(&spells[0]), 0); /* there is no time to draw it in */
    expect_spell(&spells[1], LW_SPELL_RIDE, 0, 60, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markup_in_text_is_escaped),
        cmocka_unit_test(what_is_no_text_is_replaced),
        cmocka_unit_test(elements_hold_escaped_text),
        cmocka_unit_test(a_scratch_text_is_escaped_and_released),
        cmocka_unit_test(only_date_and_time_part),
        cmocka_unit_test(data_cannot_end_its_element),
        cmocka_unit_test(a_page_names_what_it_runs),
        cmocka_unit_test(a_leg_is_told_without_gaps),
        cmocka_unit_test(what_takes_no_time_is_left_out_but_the_ride),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
