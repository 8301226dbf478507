/* What a sound catalog holds: defaults, rules handed down, ranks, currencies, areas, the clock. */
#include <stdio.h>
#include <string.h>

#include "catalog/model.h"

#include "support/catalog_dir.h"

/* Loads the basics with up to three tables put over them. */
static lw_catalog *load_with(const char *const *files)
{
    catalog_dir dir = dir_new();
    dir_put_basics(&dir);
    for (; *files; files += 2)
        dir_put(&dir, files[0], files[1]);
    lw_catalog *catalog = dir_load(&dir);
    dir_free(&dir);
    return catalog;
}

#define LOAD(...) load_with((const char *const[]){__VA_ARGS__, NULL})

static const lw_lane *lane_named(const lw_catalog *catalog, const char *id)
{
    uint32_t number = lw_intern_find(&catalog->lane_ids, id);
    assert_true(number < catalog->lane_count);
    assert_string_equal(catalog->lanes[number].id, id);
    return &catalog->lanes[number];
}

static void empty_cells_mean_the_defaults(void **state)
{
    (void)state;
    lw_catalog *catalog = LOAD("surcharges.csv", "surcharge,amount\nS,1.5\n", "customs.csv",
                               "country,direction,currency\nUS,import,USD\n", "duties.csv",
                               "country,currency\nUS,USD\n");
    const lw_lane *lane = lane_named(catalog, "L2");
    assert_int_equal(lane->duration.min, 5 * 1440);
    assert_int_equal(lane->duration.typical, 5 * 1440);
    assert_int_equal(lane->duration.max, 5 * 1440);
    assert_int_equal(lane->visibility_e4, 0);
    assert_int_equal(lane->max_weight_g, LW_NO_LIMIT);
    assert_int_equal(lane->max_value_micros, LW_NO_LIMIT);
    assert_int_equal(lane->value_currency.i, LW_NONE);
    assert_int_equal(lane->weight.step_g, 1);
    assert_int_equal(lane->weight.divisor_e3, 0);
    assert_int_equal(lane->weight.vol_over_side_mm, LW_NO_TRIGGER);
    assert_int_equal(lane->weight.vol_share_e4, 10000);
    assert_int_equal(lane->weight.piece_rule, LW_PER_SHIPMENT);
    assert_int_equal(lane->valid.from, INT32_MIN);
    assert_int_equal(lane->valid.to, INT32_MAX);
    assert_int_equal(lane->departs, 0x7f);
    assert_int_equal(lane->depart_minute, -1);
    assert_int_equal(lane->to_node.i, LW_NONE);
    assert_int_equal(lane->to_zone.i, 0);
    assert_string_equal(catalog->cards[lane->card.i].name, "L2");
    assert_int_equal(catalog->cards[lane->card.i].rates[0].step_g, 0);
    assert_int_equal(catalog->cards[lane->card.i].rates[0].up_to_g, LW_NO_LIMIT);

    const lw_surcharge *surcharge = &catalog->surcharges[0];
    assert_int_equal(surcharge->amount, 1500000);
    assert_int_equal(surcharge->basis, LW_FLAT);
    assert_int_equal(surcharge->currency.i, LW_NONE);
    assert_int_equal(surcharge->group, LW_NONE);
    assert_true(surcharge->fuel_applies);
    assert_int_equal(surcharge->carriers.count, 0);

    const lw_customs *customs = &catalog->customs[0];
    assert_int_equal(customs->mode, LW_ANY_MODE);
    assert_int_equal(customs->duty_base, LW_BASE_CIF);
    assert_int_equal(customs->tax_base, LW_TAX_CIF_DUTY);
    assert_int_equal(customs->value_fee_max_micros, LW_NO_LIMIT);
    assert_int_equal(catalog->duties[0].over_value_micros, -1);
    assert_int_equal(catalog->duties[0].origin_country.i, LW_NONE);
    assert_false(catalog->has_clock);
    lw_catalog_free(catalog);
}

static void lanes_inherit_the_rules_of_their_carrier(void **state)
{
    (void)state;
    lw_catalog *catalog = LOAD(
        "carriers.csv",
        "carrier,currency,dim_rounding,volumetric_divisor,vol_over_side_cm,vol_over_sum_cm,"
        "vol_over_cm3,vol_over_ratio,vol_share,min_weight_kg,step_kg,piece_rule\n"
        "X,USD,up,5000,60.01,120,8000.5,2.5,0.5,0.1,0.5,each_piece\n",
        "lanes.csv",
        "lane,carrier,mode,from,to,days,volumetric_divisor,step_kg,currency,max_value,dim_rounding\n"
        "L1,X,postal,A,B,5,,,,,\nL2,X,express,B,Z,5,6000.125,1,EUR,100,none\n");
    const lw_weight_rules *own = &lane_named(catalog, "L1")->weight;
    assert_int_equal(own->dim_rounding, LW_DIM_UP);
    assert_int_equal(own->divisor_e3, 5000000);
    assert_int_equal(own->vol_over_side_mm, 601);
    assert_int_equal(own->vol_over_sum_mm, 1200);
    assert_int_equal(own->vol_over_mm3, 8000500);
    assert_int_equal(own->vol_over_ratio_e4, 25000);
    assert_int_equal(own->vol_share_e4, 5000);
    assert_int_equal(own->min_weight_g, 100);
    assert_int_equal(own->step_g, 500);
    assert_int_equal(own->piece_rule, LW_EACH_PIECE);
    const lw_lane *lane = lane_named(catalog, "L2");
    assert_int_equal(lane->weight.divisor_e3, 6000125);
    assert_int_equal(lane->weight.step_g, 1000);
    assert_int_equal(lane->weight.dim_rounding, LW_DIM_NONE);
    assert_int_equal(lane->weight.vol_over_side_mm, 601);
    assert_string_equal(catalog->currencies[lane->currency.i].code, "EUR");
    assert_int_equal(lane->value_currency.i, lane->currency.i);
    assert_int_equal(lane->max_value_micros, 100000000);
    lw_catalog_free(catalog);
}

static void durations_fill_each_other_in(void **state)
{
    (void)state;
    static const struct {
        const char *label, *cells; /* min_days,days,max_days */
        int64_t min, typical, max;
    } cases[] = {
        {"days alone", ",2,", 2880, 2880, 2880},
        {"a minimum", "1,2,", 1440, 2880, 2880},
        {"a maximum", ",2,3", 2880, 2880, 4320},
        {"mean of both", "1,,4", 1440, 3600, 5760},
        {"the mean is rounded half up to the minute", "0,,0.00347", 0, 3, 5}, /* 5 minutes: 2.5 */
        {"all three", "1,2,4", 1440, 2880, 5760},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[256];
        snprintf(text, sizeof text,
                 "lane,carrier,mode,from,to,min_days,days,max_days\nL1,X,postal,A,B,%s\n",
                 cases[i].cells);
        lw_catalog *catalog = LOAD("lanes.csv", text);
        lw_minutes got = catalog->lanes[0].duration;
        if (got.min != cases[i].min || got.typical != cases[i].typical || got.max != cases[i].max)
            fail_msg("%s: %ld %ld %ld", cases[i].label, (long)got.min, (long)got.typical,
                     (long)got.max);
        lw_catalog_free(catalog);
    }
}

static void cards_are_gathered_and_sorted(void **state)
{
    (void)state;
    lw_catalog *catalog =
        LOAD("rates.csv",
             "card,over_kg,up_to_kg,valid_from,valid_to,flat\nL1,2,,,,4\nL2,,,,,9\n"
             "L1,0,2,2026-02-01,,3\nL1,0,1,,2026-01-31,1\n",
             "rates/x.csv", "card,over_kg,up_to_kg,valid_to,flat\nL1,1,2,2026-01-31,2\n");
    const lw_card *card = &catalog->cards[lane_named(catalog, "L1")->card.i];
    assert_int_equal(card->rate_count, 4);
    static const int64_t flats[] = {1, 3, 2, 4};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(card->rates[i].flat_micros, flats[i] * 1000000);
    assert_string_equal(catalog->files[card->rates[2].source.file], "rates/x.csv");
    assert_int_equal(card->rates[2].source.line, 2);
    assert_int_equal(card->rates[0].source.line, 5);
    lw_catalog_free(catalog);
}

static void ids_are_ranked_in_byte_order(void **state)
{
    (void)state;
    lw_catalog *catalog =
        LOAD("nodes.csv", "node,country,kind\nb,CN,hub\nA,CN,origin\nB,US,hub\nA-1,US,hub\n",
             "lanes.csv",
             "lane,carrier,mode,from,to,days,card\nl,X,postal,A,B,5,L1\n"
             "L10,X,postal,A,B,5,L1\nL2,X,postal,A,B,5,L1\n");
    static const uint32_t node_ranks[] = {3, 0, 2, 1}, lane_ranks[] = {2, 0, 1};
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(catalog->nodes[i].id_rank, node_ranks[i]);
    for (uint32_t i = 0; i < 3; i++)
        assert_int_equal(catalog->lanes[i].id_rank, lane_ranks[i]);
    lw_catalog_free(catalog);
}

static void zones_gather_their_rows(void **state)
{
    (void)state;
    lw_catalog *catalog = LOAD("zones.csv", "zone,country,postcode_from,postcode_to,utc_offset\n"
                                            "Z,US,9,,\nG,GB,SE,sw,\nZ,US,10-0 0,199,-08:00\n"
                                            "G,GB,SE1,,\nZ,US,,,-05:00\nG,GB,SE1 7PB,,\n");
    const lw_zone *us = &catalog->zones[0], *gb = &catalog->zones[1];
    assert_int_equal(us->row_count, 3);
    assert_int_equal(us->utc_offset, -480);
    assert_int_equal(us->rows[0].rule, LW_PREFIX_RANGE);
    assert_string_equal(us->rows[0].to, "9");
    assert_string_equal(us->rows[1].from, "1000");
    assert_int_equal(us->rows[1].from_length, 4);
    assert_int_equal(us->rows[1].source.line, 4);
    assert_int_equal(us->rows[2].rule, LW_WHOLE_COUNTRY);
    assert_int_equal(gb->row_count, 3);
    assert_int_equal(gb->utc_offset, 0);
    assert_int_equal(gb->rows[0].rule, LW_GB_LETTERS);
    assert_string_equal(gb->rows[0].to, "SW");
    assert_int_equal(gb->rows[1].rule, LW_GB_DISTRICT);
    assert_int_equal(gb->rows[2].rule, LW_PREFIX_RANGE);
    assert_true(catalog->has_clock);
    lw_catalog_free(catalog);
}

static const char *area_of(const lw_catalog *catalog, const char *country)
{
    uint32_t number = lw_intern_find(&catalog->country_codes, country);
    assert_true(number < catalog->country_count);
    return catalog->area_names.texts[catalog->countries[number].area.i];
}

static void members_of_the_union_are_one_area(void **state)
{
    (void)state;
    lw_catalog *catalog = LOAD("zones.csv", "zone,country\nZ,US\nD,DE\nF,FR\nG,GB\nH,HK\n",
                               "countries.csv", "country,name,area\nFR,France,\nHK,,GC\nIT,,IT\n");
    assert_string_equal(area_of(catalog, "DE"), "EU");
    assert_string_equal(area_of(catalog, "FR"), "EU");
    assert_string_equal(area_of(catalog, "IT"), "IT");
    assert_string_equal(area_of(catalog, "GB"), "GB");
    assert_string_equal(area_of(catalog, "HK"), "GC");
    assert_string_equal(area_of(catalog, "CN"), "CN");
    lw_catalog_free(catalog);
}

static void the_currency_of_quotes_follows_fx(void **state)
{
    (void)state;
    lw_catalog *catalog = LOAD("fx.csv", "currency,rate,decimals\nEUR,1,\nJPY,150.25,0\n");
    assert_true(catalog->has_fx);
    assert_string_equal(catalog->currencies[catalog->base.i].code, "EUR");
    assert_int_equal(catalog->default_currency.i, catalog->base.i);
    const lw_currency *yen = &catalog->currencies[lw_intern_find(&catalog->currency_codes, "JPY")];
    assert_int_equal(yen->rate_e8, 15025000000);
    assert_int_equal(yen->decimals, 0);
    assert_false(yen->used);
    const lw_currency *usd = &catalog->currencies[lw_intern_find(&catalog->currency_codes, "USD")];
    assert_int_equal(usd->rate_e8, 0);
    assert_int_equal(usd->decimals, 2);
    assert_true(usd->used);
    lw_catalog_free(catalog);

    catalog = LOAD("fx.csv", "currency,rate\n");
    assert_false(catalog->has_fx);
    assert_int_equal(catalog->base.i, LW_NONE);
    assert_string_equal(catalog->currencies[catalog->default_currency.i].code, "USD");
    lw_catalog_free(catalog);

    catalog = LOAD("carriers.csv", "carrier,currency\nX,USD\nY,EUR\n");
    assert_int_equal(catalog->default_currency.i, LW_NONE);
    lw_catalog_free(catalog);
}

static void selectors_are_lists(void **state)
{
    (void)state;
    lw_catalog *catalog =
        LOAD("surcharges.csv",
             "surcharge,amount,basis,carrier,mode,lane,zone,country,flag,over_kg\n"
             "S,12.5,pct_freight,X,postal|bonded_warehouse,L2|L1,Z,US|DE,battery|liquid,0\n",
             "restrictions.csv",
             "restriction,reason,hs_prefix,flag,over_value,currency\n"
             "R,no,85.04|9503,liquid,100,USD\nQ,no,,,,USD\n");
    const lw_surcharge *row = &catalog->surcharges[0];
    assert_int_equal(row->amount, 125000);
    assert_int_equal(row->modes.count, 2);
    assert_int_equal(row->modes.ids[1], LW_BONDED_WAREHOUSE);
    assert_int_equal(row->lanes.count, 2);
    assert_int_equal(row->lanes.ids[0], 1);
    assert_int_equal(row->lanes.ids[1], 0);
    assert_int_equal(row->flags.count, 2);
    assert_int_equal(row->over_g, 0);
    assert_int_equal(row->over_side_mm, LW_NO_TRIGGER);
    const lw_restriction *ban = &catalog->restrictions[0];
    assert_int_equal(ban->hs_prefixes.count, 2);
    assert_string_equal(ban->hs_prefixes.texts[0], "8504");
    assert_int_equal(ban->flags.ids[0], row->flags.ids[1]);
    assert_int_equal(ban->over_value_micros, 100000000);
    assert_int_equal(catalog->restrictions[1].currency.i, LW_NONE);
    lw_catalog_free(catalog);
}

static void calendars_hold_their_days_sorted_and_once(void **state)
{
    (void)state;
    lw_catalog *catalog =
        LOAD("calendars.csv", "calendar,work_days\nC,\nD,Sun|Mon\n", "holidays.csv",
             "calendar,date,name\nC,2026-10-01,x\nD,2026-01-02,\nC,2026-01-01,\nC,2026-10-01,\n");
    const lw_calendar *weekdays = &catalog->calendars[0];
    assert_int_equal(weekdays->work_days, 0x1f);
    assert_int_equal(weekdays->holiday_count, 2);
    assert_true(weekdays->holidays[0] < weekdays->holidays[1]);
    assert_int_equal(catalog->calendars[1].work_days, 0x41);
    assert_int_equal(catalog->calendars[1].holiday_count, 1);
    assert_false(catalog->has_clock); /* nothing uses them */
    lw_catalog_free(catalog);
}

static void any_column_of_the_clock_starts_it(void **state)
{
    (void)state;
    static const struct {
        const char *file, *text;
        bool clock;
    } cases[] = {
        {"nodes.csv", "node,country,kind,utc_offset\nA,CN,origin,+00:00\nB,US,hub,\n", false},
        {"nodes.csv", "node,country,kind,utc_offset\nA,CN,origin,+08:00\nB,US,hub,\n", true},
        {"zones.csv", "zone,country,utc_offset\nZ,US,+00:00\n", false},
        {"zones.csv", "zone,country,utc_offset\nZ,US,-08:00\n", true},
        {"lanes.csv",
         "lane,carrier,mode,from,to,days,departs,depart_time,cutoff_hours,day_count\n"
         "L1,X,postal,A,B,5,Sun|Mon|Tue|Wed|Thu|Fri|Sat,,0,elapsed\n",
         false},
        {"lanes.csv", "lane,carrier,mode,from,to,days,departs\nL1,X,postal,A,B,5,Mon\n", true},
        {"lanes.csv", "lane,carrier,mode,from,to,days,depart_time\nL1,X,postal,A,B,5,00:00\n",
         true},
        {"lanes.csv", "lane,carrier,mode,from,to,days,cutoff_hours\nL1,X,postal,A,B,5,2\n", true},
        {"lanes.csv", "lane,carrier,mode,from,to,days,day_count\nL1,X,postal,A,B,5,business\n",
         true},
        {"lanes.csv", "lane,carrier,mode,from,to,days,calendar\nL1,X,postal,A,B,5,C\n", true},
        {"nodes.csv", "node,country,kind,calendar\nA,CN,origin,C\nB,US,hub,\n", true},
        {"customs.csv", "country,direction,currency,calendar\nUS,import,USD,C\n", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lw_catalog *catalog = LOAD("calendars.csv", "calendar\nC\n", cases[i].file, cases[i].text);
        if (catalog->has_clock != cases[i].clock)
            fail_msg("case %zu: %s", i, cases[i].text);
        lw_catalog_free(catalog);
    }
}

static void stores_are_kept_by_node_and_day(void **state)
{
    (void)state;
    lw_catalog *catalog =
        LOAD("nodes.csv", "node,country,kind\nA,CN,origin\nB,US,overseas_warehouse\n", "stock.csv",
             "node,sku,on_hand,storage_days,inbound_per_kg,currency\nB,*,,2.5,,USD\n"
             "B,S1,0,,1.25,USD\n",
             "storage.csv", "node,currency,from_day,to_day\nB,USD,31,\nB,USD,,30\n");
    assert_int_equal(catalog->stock[0].sku, LW_NONE);
    assert_int_equal(catalog->stock[0].on_hand, LW_NO_LIMIT);
    assert_int_equal(catalog->stock[0].storage_minutes, 3600);
    assert_int_equal(catalog->stock[0].inbound_per_kg_micros, -1);
    assert_int_equal(catalog->stock[0].currency.i, LW_NONE);
    assert_string_equal(catalog->skus.texts[catalog->stock[1].sku], "S1");
    assert_int_equal(catalog->stock[1].on_hand, 0);
    assert_int_equal(catalog->stock[1].inbound_per_kg_micros, 1250000);
    assert_int_equal(catalog->storage[0].from_day, 1);
    assert_int_equal(catalog->storage[1].from_day, 31);
    assert_int_equal(catalog->storage[1].to_day, LW_NO_LIMIT);
    lw_catalog_free(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_cells_mean_the_defaults),
        cmocka_unit_test(lanes_inherit_the_rules_of_their_carrier),
        cmocka_unit_test(durations_fill_each_other_in),
        cmocka_unit_test(cards_are_gathered_and_sorted),
        cmocka_unit_test(ids_are_ranked_in_byte_order),
        cmocka_unit_test(zones_gather_their_rows),
        cmocka_unit_test(members_of_the_union_are_one_area),
        cmocka_unit_test(the_currency_of_quotes_follows_fx),
        cmocka_unit_test(selectors_are_lists),
        cmocka_unit_test(calendars_hold_their_days_sorted_and_once),
        cmocka_unit_test(any_column_of_the_clock_starts_it),
        cmocka_unit_test(stores_are_kept_by_node_and_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
