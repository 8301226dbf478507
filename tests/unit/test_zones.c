/* Postcodes against the rows of zones. */
#include <stdio.h>
#include <string.h>

#include "catalog/zone_match.h"

#include "support/test.h"

static bool matches(lw_postcode_rule rule, const char *from, const char *to, const char *postcode)
{
    const lw_zone_row row = {.rule = rule,
                             .from = from,
                             .to = to,
                             .from_length = (uint32_t)strlen(from),
                             .to_length = (uint32_t)strlen(to)};
    const lw_zone zone = {.id = "Z", .rows = &row, .row_count = 1};
    return lw_zone_matches(&zone, postcode, strlen(postcode));
}

static void rows_take_the_postcodes_they_say(void **state)
{
    (void)state;
    static const struct {
        lw_postcode_rule rule;
        const char *from, *to, *postcode;
        bool taken;
    } rows[] = {
        {LW_WHOLE_COUNTRY, "", "", "", true},
        {LW_WHOLE_COUNTRY, "", "", "90001", true},
        {LW_PREFIX_RANGE, "900", "900", "", false},
        {LW_PREFIX_RANGE, "900", "900", "90001", true},
        {LW_PREFIX_RANGE, "900", "900", "900", true},
        {LW_PREFIX_RANGE, "900", "900", "90", false},
        {LW_PREFIX_RANGE, "900", "900", "89999", false},
        {LW_PREFIX_RANGE, "900", "900", "90100", false},
        {LW_PREFIX_RANGE, "900", "961", "96199", true},
        {LW_PREFIX_RANGE, "900", "961", "96200", false},
        {LW_PREFIX_RANGE, "900", "961", "90000", true},
        {LW_PREFIX_RANGE, "99501", "999", "99501", true},
        {LW_PREFIX_RANGE, "99501", "999", "99500", false},
        {LW_PREFIX_RANGE, "99501", "999", "9990", false}, /* shorter than the lower bound */
        {LW_PREFIX_RANGE, "995", "99950", "999", false},  /* shorter than the upper bound */
        {LW_PREFIX_RANGE, "995", "99950", "99950", true},
        {LW_PREFIX_RANGE, "995", "99950", "99951", false},
        {LW_PREFIX_RANGE, "H0H", "H2X", "H1A1A1", true},
        {LW_PREFIX_RANGE, "H0H", "H2X", "J1A1A1", false},
        {LW_PREFIX_RANGE, "IM1", "IM9", "IM86AB", true},
        {LW_GB_LETTERS, "SE", "SE", "SE11AA", true},
        {LW_GB_LETTERS, "SE", "SE", "SE101AA", true},
        {LW_GB_LETTERS, "S", "S", "SE11AA", false},
        {LW_GB_LETTERS, "S", "S", "S11AA", true},
        {LW_GB_LETTERS, "E", "E", "EC1A1BB", false},
        {LW_GB_LETTERS, "E", "E", "E16AN", true},
        {LW_GB_LETTERS, "E", "EC", "EC1A1BB", true},
        {LW_GB_LETTERS, "A", "B", "AB101AA", true},
        {LW_GB_LETTERS, "A", "B", "B11AA", true},
        {LW_GB_LETTERS, "A", "B", "BA11AA", false}, /* BA as a whole lies behind B */
        {LW_GB_LETTERS, "GIR", "GIR", "GIR0AA", true},
        {LW_GB_LETTERS, "BT", "BT", "BT", false}, /* no inward code: nothing is left of it */
        {LW_GB_LETTERS, "BT", "BT", "", false},
        {LW_GB_LETTERS, "SW", "SW", "SW1A",
         false}, /* an outward code alone is taken as a whole code */
        {LW_GB_DISTRICT, "SE1", "SE1", "SE11AA", true},
        {LW_GB_DISTRICT, "SE1", "SE1", "SE101AA", false},
        {LW_GB_DISTRICT, "SE10", "SE10", "SE101AA", true},
        {LW_GB_DISTRICT, "SE10", "SE10", "SE11AA", false},
        {LW_GB_DISTRICT, "SW1A", "SW1A", "SW1A2AA", true},
        {LW_GB_DISTRICT, "SW1", "SW1", "SW1A2AA", false},
        {LW_GB_DISTRICT, "SE1", "SE1", "SE1", false},
        {LW_GB_DISTRICT, "SE1", "SE1", "", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (matches(rows[i].rule, rows[i].from, rows[i].to, rows[i].postcode) != rows[i].taken)
            fail_msg("'%s' to '%s' and '%s'", rows[i].from, rows[i].to, rows[i].postcode);
    }
}

static void a_zone_takes_what_any_of_its_rows_takes(void **state)
{
    (void)state;
    const lw_zone_row rows[] = {
        {.rule = LW_PREFIX_RANGE, .from = "10", .to = "19", .from_length = 2, .to_length = 2},
        {.rule = LW_PREFIX_RANGE, .from = "30", .to = "39", .from_length = 2, .to_length = 2},
    };
    const lw_zone zone = {.id = "Z", .rows = rows, .row_count = 2};
    const lw_zone empty = {.id = "E"};
    assert_true(lw_zone_matches(&zone, "15", 2));
    assert_false(lw_zone_matches(&zone, "25", 2));
    assert_true(lw_zone_matches(&zone, "39999", 5));
    assert_false(lw_zone_matches(&empty, "39999", 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_take_the_postcodes_they_say),
        cmocka_unit_test(a_zone_takes_what_any_of_its_rows_takes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
