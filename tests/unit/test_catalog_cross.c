/* Rows against each other: names given twice, brackets that overlap, look-ups with two answers. */
#include <stdlib.h>
#include <string.h>

#include "catalog/overlap.h"

#include "support/catalog_dir.h"

#define RUN(cases) dir_run_cases(cases, sizeof cases / sizeof cases[0], false)

#define WAREHOUSE "node,country,kind\nA,CN,origin\nB,US,overseas_warehouse\nC,CN,bonded_warehouse\n"

static void names_are_given_once(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"nodes",
         {"nodes/a.csv", "node,country,kind\nC,CN,hub\nB,US,hub\n", NULL},
         "error nodes/a.csv:3:1: duplicate node 'B', first in nodes.csv:3"},
        {"carriers",
         {"carriers.csv", "currency,carrier\nUSD,X\nUSD,Y\nEUR,X\n", NULL},
         "error carriers.csv:4:2: duplicate carrier 'X', first in carriers.csv:2"},
        {"lanes",
         {"lanes.csv",
          "lane,carrier,mode,from,to,days\nL1,X,postal,A,B,5\nL2,X,postal,A,B,5\n"
          "L1,X,postal,A,B,5\n",
          NULL},
         "error lanes.csv:4:1: duplicate lane 'L1', first in lanes.csv:2"},
        {"calendars",
         {"calendars.csv", "calendar\nC\nC\n", NULL},
         "error calendars.csv:3:1: duplicate calendar 'C', first in calendars.csv:2"},
        {"countries",
         {"countries.csv", "country,area\nUS,\nFR,EU\nUS,NA\n", NULL},
         "error countries.csv:4:1: duplicate country 'US', first in countries.csv:2"},
        {"currencies",
         {"fx.csv", "currency,rate\nEUR,1\nUSD,1.1\nUSD,1.2\n", NULL},
         "error fx.csv:4:1: duplicate currency 'USD', first in fx.csv:3"},
        {"zones and nodes share one name space",
         {"zones.csv", "zone,country\nZ,US\nB,US\nB,US\n", NULL},
         "error zones.csv:3:1: 'B' is the name of a node already, in nodes.csv:3"},
        {"surcharges and restrictions may repeat",
         {"surcharges.csv", "surcharge,amount\nS,1\nS,2\n", "restrictions.csv",
          "restriction,reason,flag\nR,x,f\nR,y,g\n", NULL},
         ""},
        {"a holiday given twice is a warning",
         {"calendars.csv", "calendar\nC\nD\n", "holidays.csv",
          "calendar,date\nC,2026-01-01\nD,2026-01-01\nC,2026-01-01\n", NULL},
         "warning holidays.csv:4:2: 2026-01-01 is given twice in calendar 'C', first in "
         "holidays.csv:2"},
        {"rows of a zone in two countries",
         {"zones.csv", "zone,country\nZ,US\nY,FR\nZ,FR\n", NULL},
         "error zones.csv:4:2: zone 'Z' is in US by zones.csv:2, not in FR"},
        {"one base of exchange",
         {"fx.csv", "currency,rate\nEUR,1\nUSD,1.000\n", NULL},
         "error fx.csv:3:2: a second currency with rate 1, after 'EUR' in fx.csv:2: only the base "
         "has it"},
        {"no base of exchange",
         {"fx.csv", "currency,rate\nEUR,0.9\nUSD,1.1\n", NULL},
         "error fx.csv:2:2: no currency has rate 1: one row must be the base"},
        {"four decimals",
         {"fx.csv", "currency,rate,decimals\nEUR,1,\nXXX,2,4\n", NULL},
         "error fx.csv:3:3: 4 is above 3"},
        {"groups",
         {"surcharges.csv",
          "surcharge,amount,basis,group\nS,1,flat,g\nF,1,pct_charges,h\n"
          "T,1,pct_charges,g\nU,2,per_kg,g\n",
          NULL},
         "error surcharges.csv:4:4: group 'g' mixes pct_charges with other bases "
         "(surcharges.csv:2)"},
        {"handoffs",
         {"handoffs.csv", "node,from_carrier,to_carrier\nB,X,\nB,,X\n,,\nB,X,\nB,X,X\n,,\n", NULL},
         "error handoffs.csv:5:1: a second row for the same change of carriers, after "
         "handoffs.csv:2\n"
         "error handoffs.csv:7:1: a second row for the same change of carriers, after "
         "handoffs.csv:4"},
        {"stock",
         {"nodes.csv", WAREHOUSE, "stock.csv", "node,sku\nB,*\nB,S\nC,S\nB,*\nB,S\n", NULL},
         "error stock.csv:5:2: a second row for sku '*' at node 'B', after stock.csv:2\n"
         "error stock.csv:6:2: a second row for sku 'S' at node 'B', after stock.csv:3"},
    };
    RUN(cases);
}

static void look_ups_have_one_answer(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"brackets that touch do not overlap",
         {"rates.csv", "card,over_kg,up_to_kg\nL1,0,1\nL1,1,2\nL1,2,\nL2,,\n", NULL},
         ""},
        {"brackets that overlap",
         {"rates.csv", "card,over_kg,up_to_kg\nL1,1,3\nL1,0,1.001\nL2,,\n", NULL},
         "error rates.csv:3:2: the bracket overlaps that of rates.csv:2 (card 'L1')"},
        {"the same weights at other times",
         {"rates.csv",
          "card,up_to_kg,valid_from,valid_to\nL1,5,,2026-01-31\nL1,,2026-02-01,2026-02-28\n"
          "L1,3,2026-03-01,\nL2,,,\n",
          NULL},
         ""},
        {"the same weights on one day",
         {"rates.csv",
          "card,up_to_kg,valid_from,valid_to\nL1,5,,2026-01-31\nL1,,2026-01-31,2026-02-28\nL2,,,\n",
          NULL},
         "error rates.csv:3:1: the bracket overlaps that of rates.csv:2 (card 'L1')"},
        {"customs rows",
         {"customs.csv",
          "country,direction,mode,currency,valid_from,valid_to\nUS,import,,USD,,\n"
          "US,import,postal,USD,,\nUS,export,,USD,,\nFR,import,,EUR,,\nUS,import,,USD,2026-01-01,\n"
          "US,import,postal,USD,,2026-01-01\nUS,import,express,USD,,2026-01-01\n"
          "US,import,express,USD,2026-01-02,\n",
          NULL},
         "error customs.csv:6:1: the row and customs.csv:2 are for the same case: their dates "
         "overlap\n"
         "error customs.csv:7:1: the row and customs.csv:3 are for the same case: their dates "
         "overlap"},
        {"duties",
         {"duties.csv",
          "country,currency,mode,hs_prefix,origin_country,over_value,up_to_value\n"
          "US,USD,,,,,800\nUS,USD,,,,800,\nUS,USD,postal,,,,\nUS,USD,,85,,,\nUS,USD,,,CN,,\n"
          "US,USD,,,,799,801\nUS,USD,,8.5,,10,20\nUS,USD,postal,,CN,,\n",
          NULL},
         "error duties.csv:7:6: the row and duties.csv:2 are for the same case: their values and "
         "dates overlap\n"
         "error duties.csv:7:6: the row and duties.csv:3 are for the same case: their values and "
         "dates overlap\n"
         "error duties.csv:8:6: the row and duties.csv:5 are for the same case: their values and "
         "dates overlap"},
        {"duties without bands",
         {"duties.csv", "currency,country\nUSD,US\nUSD,US\n", NULL},
         "error duties.csv:3:2: the row and duties.csv:2 are for the same case: their values and "
         "dates overlap"},
        {"duties of a country in two currencies",
         {"duties.csv", "country,currency,hs_prefix\nUS,USD,\nFR,EUR,\nUS,EUR,85\n", NULL},
         "error duties.csv:4:2: the duties of US are in USD by duties.csv:2, not in EUR"},
        {"days in store",
         {"nodes.csv", WAREHOUSE, "storage.csv",
          "node,currency,from_day,to_day\nB,USD,31,60\nB,USD,,30\nC,USD,,\nB,USD,60,\nC,USD,5,5\n",
          NULL},
         "error storage.csv:5:3: the days overlap those of storage.csv:2 (node 'B')\n"
         "error storage.csv:6:3: the days overlap those of storage.csv:4 (node 'C')"},
    };
    RUN(cases);
}

static void tax_within_the_amount_stays_below_100_percent(void **state)
{
    (void)state;
    static const dir_case cases[] = {
        {"may meet",
         {"customs.csv", "country,direction,currency,tax_inside\nUS,import,USD,yes\n", "duties.csv",
          "country,currency,hs_prefix,tax_pct\nUS,USD,,99.9999\nUS,USD,85,100\n", NULL},
         "error duties.csv:3:4: tax_pct must be below 100 where tax is inside (customs.csv:2)"},
        {"exports, other countries and tax on top do not count",
         {"customs.csv",
          "country,direction,currency,tax_inside\nUS,import,USD,no\nUS,export,USD,yes\n"
          "FR,import,EUR,yes\n",
          "duties.csv", "country,currency,tax_pct\nUS,USD,100\n", NULL},
         ""},
        {"another mode",
         {"customs.csv", "country,direction,mode,currency,tax_inside\nUS,import,postal,USD,yes\n",
          "duties.csv", "country,currency,mode,tax_pct\nUS,USD,express,100\n", NULL},
         ""},
        {"a row that names the mode goes first",
         {"customs.csv",
          "country,direction,mode,currency,tax_inside\nUS,import,,USD,yes\nUS,import,postal,USD,no\n",
          "duties.csv", "country,currency,mode,tax_pct\nUS,USD,postal,100\n", NULL},
         ""},
        {"but not on all days",
         {"customs.csv",
          "country,direction,mode,currency,tax_inside,valid_from,valid_to\nUS,import,,USD,yes,,\n"
          "US,import,postal,USD,no,,2026-06-30\nUS,import,postal,USD,no,2026-07-02,\n",
          "duties.csv", "country,currency,mode,tax_pct\nUS,USD,postal,100\n", NULL},
         "error duties.csv:2:4: tax_pct must be below 100 where tax is inside (customs.csv:2)"},
        {"other dates",
         {"customs.csv",
          "country,direction,currency,tax_inside,valid_to\nUS,import,USD,yes,2026-06-30\n",
          "duties.csv", "country,currency,tax_pct,valid_from\nUS,USD,100,2026-07-01\n", NULL},
         ""},
    };
    RUN(cases);
}

/* ---- The sweep against all pairs ---------------------------------------------------------------
 */

enum { SPANS = 12, ROUNDS = 20000 };

static bool spans_meet(const lw_bracket_span *a, const lw_bracket_span *b)
{
    return a->over < b->up_to && b->over < a->up_to && a->valid.from <= b->valid.to &&
           b->valid.from <= a->valid.to;
}

typedef struct findings {
    const lw_bracket_span *spans; /* by row */
    bool told[SPANS];
} findings;

static void on_overlap(void *context, uint32_t row, uint32_t other)
{
    findings *found = context;
    assert_false(found->told[row]);
    assert_true(row != other);
    assert_true(spans_meet(&found->spans[row], &found->spans[other]));
    found->told[row] = true;
}

static uint32_t random_below(uint64_t *state, uint32_t bound)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % bound;
}

static void the_sweep_finds_what_all_pairs_find(void **state)
{
    (void)state;
    uint64_t dice = 1;
    lw_overlap_finder finder = {0};
    for (int round = 0; round < ROUNDS; round++) {
        lw_bracket_span spans[SPANS] = {{0}}, sorted[SPANS];
        uint32_t count = random_below(&dice, SPANS + 1);
        for (uint32_t i = 0; i < count; i++) {
            int64_t over = random_below(&dice, 12);
            int32_t from = (int32_t)random_below(&dice, 10);
            bool open = random_below(&dice, 6) == 0;
            spans[i] =
                (lw_bracket_span){over,
                                  over + 1 + random_below(&dice, 4),
                                  {random_below(&dice, 6) == 0 ? INT32_MIN : from,
                                   open ? INT32_MAX : from + (int32_t)random_below(&dice, 4)},
                                  i};
        }
        memcpy(sorted, spans, sizeof spans);
        findings found = {.spans = spans};
        assert_true(lw_find_overlaps(&finder, sorted, count, on_overlap, &found));
        for (uint32_t i = 0; i < count; i++) {
            bool meets = false;
            for (uint32_t j = 0; j < i; j++)
                meets = meets || spans_meet(&spans[sorted[i].row], &spans[sorted[j].row]);
            if (meets != found.told[sorted[i].row])
                fail_msg("round %d, span %u: %d instead of %d", round, sorted[i].row, !meets,
                         meets);
        }
    }
    lw_overlap_finder_release(&finder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_given_once),
        cmocka_unit_test(look_ups_have_one_answer),
        cmocka_unit_test(tax_within_the_amount_stays_below_100_percent),
        cmocka_unit_test(the_sweep_finds_what_all_pairs_find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
