/* Catalogs of a few rows: written as text, loaded through the public door, asked for one shipment.
 *
 * All failures end the test, naming the line of the test that asked. */
#ifndef LANEWISE_TINY_CATALOG_H
#define LANEWISE_TINY_CATALOG_H

#include <lanewise/lanewise.h>

#include "support/test.h"

#define TINY_TEXT 2048

typedef struct tiny {
    lw_catalog *catalog;
    lw_planner *planner;
    lw_workspace *workspace;
    lw_options options; /* as lw_options_init leaves them, all of the frontier kept; a test may
                           change them */
    lw_quote quote;     /* the last answer */
    char text[TINY_TEXT];
} tiny;

/* Loads the tables given as name, CSV text, ..., NULL. A required table that is not named is that
 * of a plain world: node A in China, zone Z (the United States), carrier X in USD, and the express
 * lane L from A to Z of 5 days at 1.00 USD a kilogram. There is nothing else in it: no fx, no
 * customs. Owned by the caller. */
tiny *tiny_load_at(const char *file, int line, const char *table, ...);
#define tiny_load(...) tiny_load_at(__FILE__, __LINE__, __VA_ARGS__)
void tiny_free(tiny *t);

/* A shipment written as below, by itself. The caller releases it. */
void tiny_shipment(lw_shipment *shipment, const char *fields);

/* Asks for a shipment written as "field=value field=value". Each `piece=KG[:LxWxH][*QUANTITY]` is
 * one kind of parcel. What is not given: origin A, country US, one piece of 1 kg, ship date
 * 2026-11-23 (a Monday). Tested for every plan: its lines add up to its cost, by type too. Borrowed
 * till the next call. */
const lw_quote *tiny_quote_at(const char *file, int line, tiny *t, const char *fields);
#define tiny_quote(t, fields) tiny_quote_at(__FILE__, __LINE__, t, fields)

/* The best plan; there must be one. */
const lw_plan *tiny_plan_at(const char *file, int line, tiny *t, const char *fields);
#define tiny_plan(t, fields) tiny_plan_at(__FILE__, __LINE__, t, fields)

/* The charge lines of the best plan, in order, as "freight 5.00, surcharge FUEL 0.50, duty 2.00
 * (13.10 CNY)": the amount in the quote currency and, where that is another one, on the card.
 * "buyer" follows what the buyer pays. */
void tiny_assert_bill(const char *file, int line, tiny *t, const char *fields, const char *bill);
#define assert_bill(t, fields, bill) tiny_assert_bill(__FILE__, __LINE__, t, fields, bill)

/* The best plan's cost, "291.63". */
void tiny_assert_cost(const char *file, int line, tiny *t, const char *fields, const char *cost);
#define assert_cost(t, fields, cost) tiny_assert_cost(__FILE__, __LINE__, t, fields, cost)

/* The billable weight of the best plan's first leg, "25.000", and its freight as the card has it,
 * "12.50". */
void tiny_assert_freight(const char *file, int line, tiny *t, const char *fields,
                         const char *kilograms, const char *freight);
#define assert_freight(t, fields, kilograms, freight) \
    tiny_assert_freight(__FILE__, __LINE__, t, fields, kilograms, freight)

/* The lanes of all plans in the order of their ranks: "L1>L2, M1"; a stocked plan begins with its
 * "NODE:". */
void tiny_assert_plans(const char *file, int line, tiny *t, const char *fields, const char *plans);
#define assert_plans(t, fields, plans) tiny_assert_plans(__FILE__, __LINE__, t, fields, plans)

/* There is no plan, and these are the reasons for which lanes are refused, in order: "weight",
 * "size x2, no_fx"; "" when no lane is refused. */
void tiny_assert_refused(const char *file, int line, tiny *t, const char *fields,
                         const char *codes);
#define assert_refused(t, fields, codes) tiny_assert_refused(__FILE__, __LINE__, t, fields, codes)

/* The shipment cannot be used, and `field` is to blame. */
void tiny_assert_invalid(const char *file, int line, tiny *t, const char *fields,
                         const char *field);
#define assert_invalid(t, fields, field) tiny_assert_invalid(__FILE__, __LINE__, t, fields, field)

/* When the best plan arrives on one of its three clocks, "2026-11-25T15:00+08:00". */
void tiny_assert_arrives(const char *file, int line, tiny *t, const char *fields,
                         lw_clock_hand hand, const char *moment);
#define assert_arrives(t, fields, moment) \
    tiny_assert_arrives(__FILE__, __LINE__, t, fields, LW_CLOCK_TYPICAL, moment)
#define assert_arrives_on(t, fields, hand, moment) \
    tiny_assert_arrives(__FILE__, __LINE__, t, fields, hand, moment)

/* Minutes of the best plan: min, typical, max, blind, blind gap, as "7200 8640 10080, blind 60 gap
 * 30". */
void tiny_assert_minutes(const char *file, int line, tiny *t, const char *fields,
                         const char *minutes);
#define assert_minutes(t, fields, minutes) \
    tiny_assert_minutes(__FILE__, __LINE__, t, fields, minutes)

#endif
