/* What the cells and headings of a price sheet are read as, and what is refused. */
#include <stdio.h>
#include <string.h>

#include "import/countries.h"
#include "import/days.h"
#include "import/layout.h"
#include "import/price.h"

#include "support/test.h"

enum { ROOM = 512 };

static lw_reading reading_of(const char *numbers)
{
    lw_reading reading = {.unit = LW_KG, .currency = "HKD"};
    assert_int_equal(lw_number_style_of(numbers, &reading.style, NULL), LW_OK);
    return reading;
}

/* ---- Numbers -----------------------------------------------------------------------------------
 */

static void numbers_are_read_in_the_style_that_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *style, *text, *plain; /* NULL: refused */
    } cases[] = {
        {NULL, "12.50", "12.50"},
        {NULL, ".5", ".5"},
        {NULL, "1,234.50", "1234.50"},
        {NULL, "1,234,567", "1234567"},
        {NULL, "1,234", NULL}, /* 1234, or a little more than 1? */
        {NULL, "12,50", NULL},
        {NULL, "1,23.5", NULL},
        {NULL, "1234,567.5", NULL},
        {NULL, "1.234.567", NULL},
        {"1,234.5", "1,234", "1234"},
        {"1,234.5", "12,50", NULL},
        {"1234,5", "12,50", "12.50"},
        {"1234,5", "12.50", NULL},
        {"1.234,5", "1.234,50", "1234.50"},
        {"1.234,5", "1.234", "1234"},
        {"1 234,5", "12 345,6", "12345.6"},
        {"1'234.5", "1'234.5", "1234.5"},
        {"1234.5", "1,234.50", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lw_reading reading = reading_of(cases[i].style);
        char plain[LW_PLAIN_NUMBER];
        const char *text = cases[i].text;
        size_t length = lw_number_span(&reading.style, text);
        assert_int_equal(length, strlen(text));
        lw_status status = lw_number_plain(&reading.style, text, length, plain, NULL);
        if ((status == LW_OK) != (cases[i].plain != NULL))
            fail_msg("%s: status %d", text, (int)status);
        if (status == LW_OK)
            assert_string_equal(plain, cases[i].plain);
    }
}

static void weights_become_grams_rounded_up(void **state)
{
    (void)state;
    static const struct {
        const char *plain;
        lw_unit unit;
        int64_t grams;
        bool whole;
        int64_t last_digit;
    } cases[] = {
        {"0.5", LW_KG, 500, true, 100},    {"0.51", LW_KG, 510, true, 10},
        {"2", LW_KG, 2000, true, 1000},    {"0.0005", LW_KG, 1, false, 1},
        {"501", LW_G, 501, true, 1},       {"20.5", LW_G, 21, false, 1},
        {"1", LW_LB, 454, false, 454}, /* 453.59237 g */
        {"100", LW_LB, 45360, false, 454}, {"1000000", LW_KG, 1000000000, true, 1000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lw_heft heft;
        assert_int_equal(lw_heft_read(cases[i].plain, cases[i].unit, &heft, NULL), LW_OK);
        assert_int_equal(heft.grams, cases[i].grams);
        assert_int_equal(heft.whole, cases[i].whole);
        assert_int_equal(heft.unit_grams, cases[i].last_digit);
    }
    lw_heft heft;
    assert_int_equal(lw_heft_read("1000001", LW_KG, &heft, NULL), LW_BAD_ARGUMENT);
}

/* ---- Labels ------------------------------------------------------------------------------------
 */

/* "(0.5 to 1.0) per kg" and the like; "at" where the lower end is taken along. */
static void describe(const lw_price_label *label, char text[ROOM])
{
    static const char *const kinds[] = {[LW_PRICE_PLAIN] = "",
                                        [LW_PRICE_PER_KG] = "per kg",
                                        [LW_PRICE_PER_ITEM] = "per item",
                                        [LW_PRICE_PER_STEP] = "each"};
    static const char *const lowers[] = {
        [LW_BEGINS_BEHIND] = "behind", [LW_BEGINS_OVER] = "over", [LW_BEGINS_AT] = "at"};
    char up_to[32] = "open";
    int used = 0;
    if (label->up_to_g != LW_OPEN_END)
        lw_kg_format(up_to, label->up_to_g);
    if (label->ranged)
        used = snprintf(text, ROOM, "%s %lld to %s;", lowers[label->lower],
                        (long long)label->lower_g, up_to);
    used += snprintf(text + used, ROOM - (size_t)used, "%s", kinds[label->kind]);
    if (label->step_g)
        snprintf(text + used, ROOM - (size_t)used, " %lld", (long long)label->step_g);
}

static void labels_name_weights_and_kinds_of_price(void **state)
{
    (void)state;
    static const struct {
        const char *text, *told; /* NULL: refused */
    } cases[] = {
        {"0.5", "behind 0 to 0.5;"},
        {"0.5 kg", "behind 0 to 0.5;"},
        {"500 G", "behind 0 to 0.5;"},
        {"up to 2 kg", "behind 0 to 2;"},
        {"<= 2", "behind 0 to 2;"},
        {"W<=2", "behind 0 to 2;"},
        {"first 0.5 kg", "behind 0 to 0.5;"},
        {"Price up to 1 kg (HKD)", "behind 0 to 1;"},
        {"0-0.5", "at 0 to 0.5;"},
        {"0 - 500 g", "at 0 to 0.5;"},
        {"0.51-1.00", "at 510 to 1;"},
        {"500 g - 2 kg", "at 500 to 2;"},
        {"1 to 2 kg", "at 1000 to 2;"},
        {"from 1 to 2 kg", "at 1000 to 2;"},
        {"0.5<W<=2", "over 500 to 2;"},
        {"0.5 <= w <= 2 kg", "at 500 to 2;"},
        {">2", "over 2000 to open;"},
        {"over 2 kg", "over 2000 to open;"},
        {"more than 2 kg", "over 2000 to open;"},
        {"over 2 up to 5 kg", "over 2000 to 5;"},
        {"2 kg +", "at 2000 to open;"},
        {">= 2 kg", "at 2000 to open;"},
        {"each additional 0.5 kg", "each 500"},
        {"Each add. 500 g", "each 500"},
        {"per additional 0.5kg", "each 500"},
        {"additional kg", "each 1000"},
        {"every further 100 g", "each 100"},
        {"each 0.5 kg thereafter", "each 500"},
        {"each additional 0.5 kg up to 5 kg", "behind 0 to 5;each 500"},
        {"5-30 kg, each additional 0.5 kg", "at 5000 to 30;each 500"},
        {"per kg", "per kg"},
        {"HKD/kg", "per kg"},
        {"Rate per KG", "per kg"},
        {"2-5 kg per kg", "at 2000 to 5;per kg"},
        {"per item", "per item"},
        {"Registration fee", "per item"},
        {"Handling fee per parcel (HK$)", "per item"},
        {"Price", ""},
        {"Price per shipment", ""},
        {"Germany", NULL},
        {"weight", NULL}, /* names none */
        {"< 2 kg", NULL}, /* and 2 kg itself? */
        {"0.5 stone", NULL},
        {"2-1", NULL},
        {"0", NULL},
        {"0-0.5 1-2", NULL},
        {"per 0.5 kg", NULL},           /* begun, or a share of it? */
        {"each additional 1 lb", NULL}, /* no whole number of grams */
        {"per kg per item", NULL},
        {"Rate per kg (EUR)", NULL}, /* another currency */
        {"0,5", NULL},
    };
    lw_reading reading = reading_of(NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lw_price_label label;
        char told[ROOM] = "";
        bool begun;
        lw_error err;
        lw_status status = lw_price_label_read(&reading, cases[i].text, &label, &begun, &err);
        if (status == LW_OK)
            describe(&label, told);
        if ((status == LW_OK) != (cases[i].told != NULL) ||
            (cases[i].told && strcmp(told, cases[i].told) != 0))
            fail_msg("'%s' is read as '%s'%s%s", cases[i].text, told, status == LW_OK ? "" : ": ",
                     status == LW_OK ? "" : err.message);
    }
}

static void a_unit_may_be_said_once_for_all(void **state)
{
    (void)state;
    lw_reading reading = reading_of(NULL);
    lw_price_label label;
    bool begun;
    reading.unit = LW_G;
    assert_int_equal(lw_price_label_read(&reading, "501-1000", &label, &begun, NULL), LW_OK);
    assert_int_equal(label.lower_g, 501);
    assert_int_equal(label.up_to_g, 1000);
    assert_int_equal(lw_price_label_read(&reading, "1-2 kg", &label, &begun, NULL), LW_OK);
    assert_int_equal(label.lower_g, 1000);
    assert_int_equal(label.up_to_g, 2000);
}

static void headings_announce_their_column(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        lw_role role;
        lw_unit unit;
    } cases[] = {
        {"Weight (kg)", LW_ROLE_LABELS, LW_KG},
        {"WEIGHT UP TO (G)", LW_ROLE_LABELS, LW_G},
        {"lbs", LW_ROLE_LABELS, LW_LB},
        {"Country", LW_ROLE_PLACES, LW_KG},
        {"Country / Region", LW_ROLE_PLACES, LW_KG},
        {"Zone", LW_ROLE_PLACES, LW_KG},
        {"Weight (g) / Zone", LW_ROLE_EITHER, LW_G},
        {"Transit time (days)", LW_ROLE_DAYS, LW_KG},
        {"Max. weight (kg)", LW_ROLE_LIMIT, LW_KG},
        {"Weight limit per item", LW_ROLE_LIMIT, LW_KG},
        {"Germany", LW_ROLE_NONE, LW_KG},
        {"0.5 kg", LW_ROLE_NONE, LW_KG},
        {"Price", LW_ROLE_NONE, LW_KG},
        {"", LW_ROLE_NONE, LW_KG},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lw_unit unit = LW_KG;
        lw_role role = lw_role_of(cases[i].text, &unit);
        if (role != cases[i].role || unit != cases[i].unit)
            fail_msg("'%s': role %d, unit %d", cases[i].text, (int)role, (int)unit);
    }
}

/* ---- Prices ------------------------------------------------------------------------------------
 */

static void describe_price(const lw_price *price, char text[ROOM])
{
    static const char *const kinds[] = {"plain", "kg", "item", "step"};
    size_t used = 0;
    text[0] = '\0';
    for (int kind = 0; kind < LW_PRICE_KINDS; kind++) {
        char amount[32];
        if (!price->has[kind])
            continue;
        lw_amount_format(amount, &price->amounts[kind]);
        used += (size_t)snprintf(text + used, ROOM - used, "%s %s;", kinds[kind], amount);
    }
}

static void cells_hold_prices(void **state)
{
    (void)state;
    static const struct {
        const char *text, *told; /* NULL: refused; "" = not offered */
    } cases[] = {
        {"12.50", "plain 12.50;"},
        {"12.123456", "plain 12.123456;"},
        {"HKD 12", "plain 12;"},
        {"12 HKD", "plain 12;"},
        {"HK$1,234.50", "plain 1234.50;"},
        {"$12", "plain 12;"}, /* a sign of this currency, too */
        {"80/kg", "kg 80;"},
        {"80 per kg", "kg 80;"},
        {"HKD 80 / KG", "kg 80;"},
        {"80 HKD/kg", "kg 80;"},
        {"80/kg + 15 per item", "kg 80;item 15;"},
        {"15 + 80/kg", "plain 15;kg 80;"},
        {"15/pc+80/kg", "kg 80;item 15;"},
        {"0-2 kg: 80/kg + 15 per item", "kg 80;item 15;"},
        {"12 per shipment", "plain 12;"},
        {"", ""},
        {"-", ""},
        {"n/a", ""},
        {"12.1234567", NULL}, /* seven digits */
        {"-5", NULL},
        {"EUR 12", NULL},
        {"12 USD", NULL},
        {"\xe2\x82\xac"
         "12",
         NULL}, /* euro */
        {"12 13", NULL},
        {"12 +", NULL},
        {"80/kg + 90/kg", NULL},
        {"80/lb", NULL},
        {"80/0.5kg", NULL},
        {"on request", NULL},
        {"1e3", NULL},
        {"#N/A", NULL},
        {"1,250", NULL},
        {"1000000000", NULL},
    };
    lw_reading reading = reading_of(NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lw_price price;
        char told[ROOM] = "";
        lw_status status = lw_price_read(&reading, cases[i].text, &price, NULL);
        if (status == LW_OK)
            describe_price(&price, told);
        if ((status == LW_OK) != (cases[i].told != NULL) ||
            (cases[i].told && strcmp(told, cases[i].told) != 0) ||
            (status == LW_OK && price.offered != (told[0] != '\0')))
            fail_msg("'%s' is read as '%s', status %d", cases[i].text, told, (int)status);
    }
}

static void a_cell_may_name_its_weights(void **state)
{
    (void)state;
    lw_reading reading = reading_of(NULL);
    lw_price price;
    assert_int_equal(lw_price_read(&reading, "2-5 kg: 80/kg", &price, NULL), LW_OK);
    assert_true(price.band.ranged);
    assert_int_equal(price.band.lower_g, 2000);
    assert_int_equal(price.band.up_to_g, 5000);
}

/* ---- Days, countries ---------------------------------------------------------------------------
 */

static void spans_of_days(void **state)
{
    (void)state;
    static const struct {
        const char *text, *told; /* NULL: refused */
    } cases[] = {
        {"4", "/4/"},
        {"4.5 days", "/4.5/"},
        {"3-5", "3//5"},
        {"3 to 5 days", "3//5"},
        {"3-4-7", "3/4/7"},
        {"5-7 working days", "5//7 business"},
        {"5-7 calendar days", "5//7"},
        {"5-3", NULL},
        {"a week", NULL},
        {"3-", NULL},
        {"1-2-3-4", NULL},
        {"", NULL},
    };
    lw_reading reading = reading_of(NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lw_days days;
        char told[ROOM] = "";
        lw_status status = lw_days_read(&reading.style, cases[i].text, &days, NULL);
        if (status == LW_OK)
            snprintf(told, sizeof told, "%s/%s/%s%s", days.min, days.typical, days.max,
                     days.business ? " business" : "");
        if ((status == LW_OK) != (cases[i].told != NULL) ||
            (cases[i].told && strcmp(told, cases[i].told) != 0))
            fail_msg("'%s' is read as '%s'", cases[i].text, told);
    }
}

static void countries_go_by_many_names(void **state)
{
    (void)state;
    static const struct {
        const char *name, *code;
    } cases[] = {
        {"Germany", "DE"},
        {"GERMANY", "DE"},
        {"United States of America", "US"},
        {"U.S.A.", "US"},
        {"Great Britain", "GB"},
        {"the Netherlands", "NL"},
        {"C\xc3\xb4te d'Ivoire", "CI"},
        {"COTE D'IVOIRE", "CI"},
        {"St. Lucia", "LC"},
        {"Saint Lucia", "LC"},
        {"Korea (Republic of)", "KR"},
        {"Korea, North", "KP"},
        {"Democratic People's Republic of Korea", "KP"},
        {"Congo (Rep.)", "CG"},
        {"Democratic Republic of the Congo", "CD"},
        {"Dominica", "DM"},
        {"Dominican Republic", "DO"},
        {"Guinea", "GN"},
        {"Guinea-Bissau", "GW"},
        {"Niger", "NE"},
        {"Nigeria", "NG"},
        {"Czech Rep.", "CZ"},
        {"Virgin Islands", NULL}, /* whose? */
        {"Europe", NULL},
        {"", NULL},
        {"...", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *code = lw_country_named(cases[i].name);
        if ((code == NULL) != (cases[i].code == NULL) || (code && strcmp(code, cases[i].code) != 0))
            fail_msg("'%s' is %s", cases[i].name, code ? code : "no country");
    }
    assert_true(lw_country_is_code("KG"));
    assert_false(lw_country_is_code("UK"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_in_the_style_that_is_said),
        cmocka_unit_test(weights_become_grams_rounded_up),
        cmocka_unit_test(labels_name_weights_and_kinds_of_price),
        cmocka_unit_test(a_unit_may_be_said_once_for_all),
        cmocka_unit_test(headings_announce_their_column),
        cmocka_unit_test(cells_hold_prices),
        cmocka_unit_test(a_cell_may_name_its_weights),
        cmocka_unit_test(spans_of_days),
        cmocka_unit_test(countries_go_by_many_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
