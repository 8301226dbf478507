/* Routes found for one shipment give another like it its very frontier. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "search/labels.h"

#include "support/insides.h"

/* A plan of a frontier as text, to compare and to tell. */
typedef struct told {
    char text[160];
} told;

static int compare_told(const void *a, const void *b)
{
    return strcmp(((const told *)a)->text, ((const told *)b)->text);
}

static told tell(const lw_search *search, int64_t cost, int64_t minutes, int64_t blind, lw_way way)
{
    told plan;
    const lw_start *start = &search->starts.items[way.start];
    const lw_catalog *catalog = search->network->catalog;
    int at = snprintf(plan.text, sizeof plan.text, "%lld %lld %lld %s%s:", (long long)cost,
                      (long long)minutes, (long long)blind, catalog->nodes[start->node].id,
                      start->stock ? "*" : "");
    for (uint32_t i = 0; i < way.legs && at < (int)sizeof plan.text; i++)
        at += snprintf(plan.text + at, sizeof plan.text - (size_t)at, " %s",
                       catalog->lanes[way.lanes[i]].id);
    return plan;
}

#define MOST_PLANS 64

typedef struct frontier {
    told plans[MOST_PLANS];
    size_t count;
} frontier;

static void search_frontier(insides *in, lw_clock_hand hand, frontier *f)
{
    lw_error err;
    lw_search *search = &in->search;
    lw_goal goal = {.hand = hand, .mode = LW_ANY_MODE};
    assert_int_equal(lw_search_begin(search, &err), LW_OK);
    assert_int_equal(lw_search_frontier(search, &goal, &err), LW_OK);
    f->count = search->arrivals.count;
    assert_true(f->count <= MOST_PLANS);
    for (size_t i = 0; i < f->count; i++) {
        const lw_arrival *a = &search->arrivals.items[i];
        f->plans[i] = tell(search, a->cost, a->at - in->demand.start_utc, a->blind,
                           lw_label_way(search, &search->labels.items[a->label]));
    }
    qsort(f->plans, f->count, sizeof *f->plans, compare_told);
}

/* False when the shipment was left to a search. */
static bool reuse_frontier(insides *in, lw_clock_hand hand, frontier *f)
{
    lw_error err;
    bool found;
    lw_sight sight = {.known = false};
    assert_int_equal(lw_reuse_frontier(&in->reuse, &in->search, hand, &sight, &found, &err), LW_OK);
    const lw_performer *performer = &in->reuse.performer;
    f->count = found ? performer->candidates.count : 0;
    assert_true(f->count <= MOST_PLANS);
    for (size_t i = 0; i < f->count; i++) {
        const lw_candidate *c = &performer->candidates.items[i];
        f->plans[i] = tell(&in->search, c->cost, c->minutes, c->blind,
                           lw_perform_tell(performer, &in->search, (uint32_t)i));
    }
    qsort(f->plans, f->count, sizeof *f->plans, compare_told);
    return found;
}

static void print_frontier(const char *title, const frontier *f)
{
    print_error("%s:\n", title);
    for (size_t i = 0; i < f->count; i++)
        print_error("  %s\n", f->plans[i].text);
}

/* Plans `fields` both ways, and says whether routes were reused. */
static bool agree(insides *in, const char *fields, lw_clock_hand hand)
{
    frontier reused, searched;
    insides_turn(in, fields);
    bool found = reuse_frontier(in, hand, &reused);
    insides_turn(in, fields);
    search_frontier(in, hand, &searched);
    if (!found)
        return false;
    bool same = reused.count == searched.count;
    for (size_t i = 0; same && i < reused.count; i++)
        same = strcmp(reused.plans[i].text, searched.plans[i].text) == 0;
    if (!same) {
        print_frontier("reused", &reused);
        print_frontier("searched", &searched);
        fail_msg("'%s' has another frontier when routes are reused", fields);
    }
    return true;
}

/* So many alike are enough for reuse, whatever the tables. */
#define ENOUGH 12

static void plan_enough(insides *in, const char *fields, lw_clock_hand hand)
{
    for (int i = 0; i < ENOUGH; i++)
        agree(in, fields, hand);
}

/* Plans pieces of many weights, then `rest`, and returns how many were reused. `top_g` is where
 * reuse ends. */
static int agree_on_weights(insides *in, const char *rest, int64_t top_g)
{
    static const int64_t steps[] = {1, 7, 20, 55};
    int reused = 0;
    char fields[200];
    snprintf(fields, sizeof fields, "piece=0.02%s", rest);
    plan_enough(in, fields, LW_CLOCK_TYPICAL);
    for (int64_t grams = 1, i = 0; grams <= top_g + 400; grams += steps[i++ % 4] + grams / 60) {
        snprintf(fields, sizeof fields, "piece=%lld.%03lld%s", (long long)grams / 1000,
                 (long long)grams % 1000, rest);
        reused += agree(in, fields, LW_CLOCK_TYPICAL);
    }
    return reused;
}

static insides *load_choices(void)
{
    return insides_new(tiny_load(
        "nodes", "node,country,kind,card,currency\nA,CN,origin,,\nB,HK,hub,,\nC,US,hub,,\n",
        "zones", "zone,country\nZ,US\n", "carriers", "carrier,currency\nX,USD\nY,USD\n", "lanes",
        "lane,carrier,mode,from,to,days,visibility\n"
        "L1,X,express,A,Z,3,0.9\nL2,X,postal,A,Z,12,0.2\nL3,Y,express,A,B,1,0.5\n"
        "L4,Y,postal,B,Z,7,0.5\nL5,X,express,B,C,2,0.8\nL6,Y,express,C,Z,1,0.7\n"
        "L7,Y,postal,A,B,2,0.4\nL8,X,postal,B,Z,7,0.5\n",
        "rates",
        "card,over_kg,up_to_kg,flat,per_kg,step_kg\nL1,0,2,20,5,0.5\nL1,2,20,15,7,1\n"
        "L2,0,2,2,9,\nL3,0,20,3,1,\nL4,0,5,1,2.5,\nL4,5,20,4,2.2,\nL5,0,20,6,1.5,0.1\n"
        "L6,0,20,2,0.75,\nL7,0,20,2,0.9,\nL8,0,3,1,2.5,\nL8,3,20,0.5,2.4,\n",
        "handoffs", "from_carrier,to_carrier,fee,currency,hours\nX,Y,1.5,USD,6\n", "customs",
        "country,direction,mode,fee,disbursement_pct,disbursement_min,currency,hours\n"
        "US,import,,1,2,3,USD,6\nCN,export,express,0.5,,,USD,2\n",
        "duties", "country,over_value,duty_pct,tax_pct,currency\nUS,0,4,7,USD\n", NULL));
}

static void routes_are_reused_from_the_second_shipment_on(void **state)
{
    (void)state;
    insides *in = load_choices();
    assert_false(agree(in, "piece=1", LW_CLOCK_TYPICAL)); /* perhaps the only one */
    assert_true(agree(in, "piece=1.5", LW_CLOCK_TYPICAL));
    assert_true(agree(in, "piece=0.7", LW_CLOCK_TYPICAL));
    assert_true(agree(in, "piece=17 value=30", LW_CLOCK_TYPICAL));
    assert_true(agree(in, "piece=1 currency=USD max_legs=1", LW_CLOCK_TYPICAL));
    assert_true(agree(in, "piece=1 currency=USD max_legs=1", LW_CLOCK_TYPICAL));
    plan_enough(in, "piece=21", LW_CLOCK_TYPICAL); /* beyond all cards */
    assert_false(agree(in, "piece=21", LW_CLOCK_TYPICAL));
    insides_free(in);
}

/* Where most lanes have surcharges, one search costs less than gathering for one shipment. */
static void routes_are_reused_where_enough_are_alike(void **state)
{
    (void)state;
    insides *in = insides_new(
        tiny_load("lanes", "lane,carrier,mode,from,to,days\nL,X,express,A,Z,5\nM,X,postal,A,Z,9\n",
                  "rates", "card,over_kg,up_to_kg,flat,per_kg\nL,0,2,9,1\nL,2,9,8,2\nM,0,9,2,1.5\n",
                  "surcharges", "surcharge,basis,amount\nF,pct_charges,12.5\n", NULL));
    assert_false(agree(in, "piece=1", LW_CLOCK_TYPICAL));
    assert_false(agree(in, "piece=1.5", LW_CLOCK_TYPICAL));
    plan_enough(in, "piece=1.5", LW_CLOCK_TYPICAL);
    assert_true(agree(in, "piece=0.7 value=30", LW_CLOCK_TYPICAL));
    assert_false(agree(in, "piece=3", LW_CLOCK_TYPICAL)); /* another cell */
    plan_enough(in, "piece=3", LW_CLOCK_TYPICAL);
    assert_true(agree(in, "piece=4", LW_CLOCK_TYPICAL));
    insides_free(in);
}

static void every_weight_has_its_own_frontier(void **state)
{
    (void)state;
    insides *in = load_choices();
    int reused = agree_on_weights(in, "", 20000);
    assert_true(reused > 100);
    assert_true(agree_on_weights(in, " value=150", 20000) > 100);
    assert_true(agree_on_weights(in, " value=150 incoterm=DAP", 20000) > 100);
    assert_true(agree_on_weights(in, " value=99999", 20000) > 100);
    assert_true(agree_on_weights(in, " max_days=6", 20000) > 100);
    assert_true(agree_on_weights(in, " max_cost=25 max_blind_hours=120", 20000) > 20);
    insides_free(in);
}

static void each_hand_of_the_clock_has_its_routes(void **state)
{
    (void)state;
    insides *in = insides_new(
        tiny_load("lanes",
                  "lane,carrier,mode,from,to,min_days,days,max_days\n"
                  "L1,X,express,A,Z,2,3,9\nL2,X,express,A,Z,1,5,6\nL3,X,postal,A,Z,3,4,5\n",
                  "rates", "card,up_to_kg,per_kg\nL1,9,1\nL2,9,2\nL3,9,3\n", NULL));
    for (int hand = LW_CLOCK_MIN; hand <= LW_CLOCK_MAX; hand++)
        plan_enough(in, "piece=1", (lw_clock_hand)hand);
    for (int hand = LW_CLOCK_MIN; hand <= LW_CLOCK_MAX; hand++)
        assert_true(agree(in, "piece=2", (lw_clock_hand)hand));
    insides_free(in);
}

static void of_equals_the_one_by_the_identity_rule_stays(void **state)
{
    (void)state;
    insides *in = insides_new(tiny_load(
        "nodes", "node,country,kind\nA,CN,origin\nB,HK,hub\n", "carriers",
        "carrier,currency\nX,USD\nY,USD\n", "lanes",
        "lane,carrier,mode,from,to,days\nT2,X,express,A,Z,4\nT1,Y,postal,A,Z,4\n"
        "T0a,X,express,A,B,2\nT0b,Y,express,B,Z,2\nT0c,X,express,B,Z,2\n",
        "rates", "card,up_to_kg,flat,per_kg\nT1,9,4,2\nT2,9,4,2\nT0a,9,2,1\nT0b,9,2,1\nT0c,9,2,1\n",
        NULL));
    assert_true(agree_on_weights(in, "", 9000) > 60);
    frontier f;
    insides_turn(in, "piece=2");
    assert_true(reuse_frontier(in, LW_CLOCK_TYPICAL, &f));
    assert_int_equal(f.count, 1);
    assert_string_equal(f.plans[0].text, "800 5760 5760 A: T1");
    insides_free(in);
}

static void stocked_starts_have_routes_of_their_own(void **state)
{
    (void)state;
    insides *in = insides_new(tiny_load(
        "nodes",
        "node,country,kind,card,currency,dwell_hours\nA,CN,origin,,,\nP,CN,hub,,,\n"
        "W,US,overseas_warehouse,pick,USD,12\nV,US,bonded_warehouse,,,6\n",
        "lanes",
        "lane,carrier,mode,from,to,days,visibility\nL,X,express,A,Z,4,0.9\n"
        "I,X,postal,A,P,9,\nJ,X,postal,P,W,9,\nK,X,postal,P,V,9,\n"
        "WZ,X,overseas_warehouse,W,Z,2,0.5\nVZ,X,bonded_warehouse,V,Z,2,0.4\nVW,X,postal,V,W,1,\n",
        "rates",
        "card,up_to_kg,flat,per_kg,step_kg\nL,12,9,6,0.5\nI,12,1,0.5,\nJ,12,1,0.75,\nK,12,1,0.25,\n"
        "WZ,12,3,1,\nVZ,12,4,0.75,1\nVW,12,1,0.1,\npick,12,1,0.2,\n",
        "stock",
        "node,sku,on_hand,storage_days,inbound_per_kg,currency\n"
        "W,S,,30,,\nV,S,5,10,,\nW,T,,10,0.5,USD\n",
        "storage", "node,per_cbm_day,per_kg_day,currency\nW,1,0.02,USD\nV,1,0.01,USD\n", "customs",
        "country,direction,mode,fee,currency,hours\nUS,import,,2,USD,6\n"
        "US,import,bonded_warehouse,3,USD,3\n",
        "duties",
        "country,mode,duty_pct,tax_pct,currency\nUS,,5,8,USD\n"
        "US,bonded_warehouse,4,8,USD\n",
        NULL));
    assert_true(agree_on_weights(in, "", 12000) > 80);
    assert_true(agree_on_weights(in, " sku=S", 12000) > 80);
    assert_true(agree_on_weights(in, " sku=S value=70", 12000) > 80);
    assert_true(agree_on_weights(in, " sku=S value=700 incoterm=DAP", 12000) > 80);
    assert_true(agree_on_weights(in, " sku=T value=70", 12000) > 80);
    assert_true(agree_on_weights(in, ":30x20x20*2 sku=S value=70", 5000) > 60);
    assert_true(agree_on_weights(in, "*6 sku=S value=70", 1500) > 30); /* too few in one of them */
    insides_free(in);
}

static void waiting_for_departures_keeps_the_frontier(void **state)
{
    (void)state;
    insides *in = insides_new(tiny_load(
        "nodes",
        "node,country,kind,utc_offset,calendar\nA,CN,origin,+08:00,work\nB,HK,hub,+08:00,\n",
        "zones", "zone,country,utc_offset\nZ,US,-08:00\n", "lanes",
        "lane,carrier,mode,from,to,days,visibility,departs,depart_time,cutoff_hours,day_count,"
        "calendar\nL1,X,express,A,B,1,0.5,,,,,\nL2,X,express,A,B,2,0.5,,,,,\n"
        "L3,X,express,B,Z,3,0.5,Fri,18:00,4,,\nL4,X,postal,B,Z,3,0.6,,,,business,work\n"
        "L5,X,postal,A,Z,9,0.1,Mon|Thu,09:00,,,\n",
        "rates",
        "card,up_to_kg,flat,per_kg\nL1,9,5,2\nL2,9,3,2.5\nL3,9,4,4\nL4,9,6,4.5\nL5,9,2,9\n",
        "calendars", "calendar\nwork\n", "customs",
        "country,direction,fee,currency,hours,calendar\nUS,import,2,USD,30,work\n", NULL));
    static const char *const days[] = {"", " ready_at=2026-11-24T17:00",
                                       " ready_at=2026-11-26T13:59",
                                       " ready_at=2026-11-28T01:00 max_days=9"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        assert_true(agree_on_weights(in, days[i], 9000) > 50);
    insides_free(in);
}

static void volume_that_counts_for_more_keeps_the_frontier(void **state)
{
    (void)state;
    insides *in = insides_new(tiny_load(
        "nodes", "node,country,kind\nA,CN,origin\nB,HK,hub\n", "lanes",
        "lane,carrier,mode,from,to,days,volumetric_divisor,vol_share,vol_over_side_cm,"
        "min_weight_kg,step_kg,dim_rounding\n"
        "L1,X,express,A,Z,3,5000,,,,0.5,\nL2,X,express,A,Z,4,6000,0.5,,,,up\n"
        "L3,X,postal,A,Z,4,8000,,60,0.2,,\nL4,X,postal,A,B,1,,,,,,\nL5,X,postal,B,Z,3,5000,,,,,\n"
        "L6,X,postal,A,Z,4,4000,,,,,nearest\n",
        "rates",
        "card,up_to_kg,flat,per_kg\nL1,40,2,3\nL2,40,2,3.5\nL3,40,0,4.2\n"
        "L4,40,0.5,1\nL5,40,1,2.2\nL6,40,1,3.9\n",
        NULL));
    static const char *const dims[] = {":20x20x20", ":59x30x20",       ":60x30x20",
                                       ":80x40x30", ":10.4x10.6x10.5", ":0x50x50"};
    for (size_t i = 0; i < sizeof dims / sizeof *dims; i++)
        assert_true(agree_on_weights(in, dims[i], 40000) > 60);
    insides_free(in);
}

/* Cheap before the border, dear at it: parallel lanes and longer ways, fees and duties by mode. */
static void what_an_entry_costs_depends_on_the_mode(void **state)
{
    (void)state;
    static const char *const duties[] = {
        "country,mode,duty_pct,tax_pct,currency\nUS,,0,6,USD\n",
        "country,mode,duty_pct,tax_pct,currency\nUS,,0,6,USD\nUS,postal,9,6,USD\n"};
    for (size_t i = 0; i < sizeof duties / sizeof *duties; i++) {
        insides *in = insides_new(tiny_load(
            "nodes", "node,country,kind\nA,CN,origin\nB,HK,hub\nC,US,hub\n", "lanes",
            "lane,carrier,mode,from,to,days\nL1,X,express,A,Z,4\nL2,X,postal,A,Z,4\n"
            "L3,X,postal,A,B,2\nL4,X,postal,B,Z,2\nL5,X,dedicated_line,B,Z,2\n"
            "L6,X,express,B,C,1\nL7,X,postal,B,C,1\nL8,X,express,C,Z,1\n",
            "rates",
            "card,up_to_kg,flat,per_kg\nL1,9,7,1\nL2,9,9,1.2\nL3,9,1,0.5\nL4,9,6,0.6\nL5,9,5,0.8\n"
            "L6,9,1,0.3\nL7,9,3,0.4\nL8,9,1,0.1\n",
            "customs",
            "country,direction,mode,fee,value_fee_pct,currency\nUS,import,,1,,USD\n"
            "US,import,express,4,1.5,USD\nUS,import,dedicated_line,2,3,USD\n",
            "duties", duties[i], NULL));
        assert_true(agree_on_weights(in, "", 9000) > 60);
        assert_true(agree_on_weights(in, " value=20", 9000) > 60);
        assert_true(agree_on_weights(in, " value=300", 9000) > 60);
        assert_true(agree_on_weights(in, " value=300 incoterm=DAP", 9000) > 60);
        insides_free(in);
    }
}

/* What is cheap for light parcels is not for light ones of great volume. */
static void a_light_parcel_may_be_priced_as_a_heavy_one(void **state)
{
    (void)state;
    insides *in = insides_new(tiny_load(
        "nodes", "node,country,kind\nA,CN,origin\nB,HK,hub\nC,HK,hub\n", "lanes",
        "lane,carrier,mode,from,to,days,volumetric_divisor\nL1,X,express,A,Z,3,5000\n"
        "L2,X,express,A,Z,3,5000\nL3,X,express,A,B,1,5000\nL4,X,express,B,Z,1,\n"
        "L5,X,express,A,C,1,5000\nL6,X,express,C,Z,1,\nL7,X,express,A,B,1,6000\n",
        "rates",
        "card,over_kg,up_to_kg,flat,per_kg\nL1,0,2,9,1\nL1,2,30,9,5\nL2,0,2,12,3\nL2,2,30,12,2\n"
        "L3,0,2,5,1\nL3,2,30,9,5\nL4,0,30,4,1\nL5,0,2,7,3\nL5,2,30,7,2\nL6,0,30,4,1\n"
        "L7,0,2,4,2\nL7,2,30,7,4\n",
        NULL));
    static const char *const dims[] = {"", ":20x20x20", ":20x25x20", ":30x30x30", ":50x40x50"};
    for (size_t i = 0; i < sizeof dims / sizeof *dims; i++)
        assert_true(agree_on_weights(in, dims[i], 30000) > 60);
    insides_free(in);
}

/* The cheaper way to C takes a leg more, which is then wanting for the cheaper way on. */
static void a_dear_short_way_is_kept_where_legs_are_few(void **state)
{
    (void)state;
    insides *in = insides_new(tiny_load(
        "nodes", "node,country,kind\nA,CN,origin\nB,HK,hub\nC,HK,hub\nD,HK,hub\n", "lanes",
        "lane,carrier,mode,from,to,days\nL1,X,express,A,B,1\nL2,X,express,B,C,1\n"
        "L3,X,express,A,C,2\nL4,X,express,C,Z,2\nL5,X,express,C,D,1\nL6,X,express,D,Z,1\n",
        "rates", "card,up_to_kg,flat\nL1,9,1\nL2,9,1\nL3,9,3\nL4,9,10\nL5,9,1\nL6,9,1\n", NULL));
    assert_true(agree_on_weights(in, "", 9000) > 60);
    assert_true(agree_on_weights(in, " max_legs=3", 9000) > 60);
    insides_free(in);
}

static void surcharges_for_some_places_are_paid_there(void **state)
{
    (void)state;
    insides *in = insides_new(
        tiny_load("zones", "zone,country,postcode_from\nZ,US,\nY,US,9\n", "lanes",
                  "lane,carrier,mode,from,to,days\nL,X,express,A,Z,5\nM,X,express,A,Z,5\n", "rates",
                  "card,up_to_kg,flat,per_kg\nL,9,5,1\nM,9,7.5,1\n", "surcharges",
                  "surcharge,lane,zone,basis,amount\nR,L,Y,flat,9\n", NULL));
    assert_true(agree_on_weights(in, " postcode=10001", 9000) > 60);
    assert_true(agree_on_weights(in, " postcode=90001", 9000) > 60);
    insides_free(in);
}

static void no_plan_is_too_dear_to_be_found(void **state)
{
    (void)state;
    insides *in = insides_new(tiny_load(
        "nodes", "node,country,kind\nA,CN,origin\nB,US,hub\n", "lanes",
        "lane,carrier,mode,from,to,days\nslow,X,postal,A,Z,30\nfast1,X,express,A,B,1\n"
        "fast2,X,express,B,Z,1\n",
        "rates", "card,up_to_kg,flat,per_kg\nslow,30,10,1\nfast1,30,60,0\nfast2,30,50,0\n", "fx",
        "currency,rate\nUSD,1\nIDR,16000\n", NULL));
    assert_true(agree_on_weights(in, " currency=IDR", 30000) > 90);
    insides_free(in);
}

static void no_handoff_is_too_dear_to_be_taken(void **state)
{
    (void)state;
    insides *in = insides_new(
        tiny_load("nodes", "node,country,kind\nA,CN,origin\nB,US,hub\n", "carriers",
                  "carrier,currency\nX,USD\nY,USD\n", "lanes",
                  "lane,carrier,mode,from,to,days\nslow,X,postal,A,Z,30\nfast1,X,express,A,B,1\n"
                  "fast2,Y,express,B,Z,1\n",
                  "rates", "card,up_to_kg,flat,per_kg\nslow,30,10,1\nfast1,30,1,0\nfast2,30,1,0\n",
                  "handoffs", "fee,currency\n2000000,USD\n", NULL));
    assert_true(agree_on_weights(in, "", 30000) > 90);
    insides_free(in);
}

/* See the tariff's test of the same catalog: L is the cheapest around 0.505 kg and dear before. */
static void a_lane_that_gets_cheaper_is_found(void **state)
{
    (void)state;
    insides *in = insides_new(tiny_load(
        "lanes", "lane,carrier,mode,from,to,days\nL,X,express,A,Z,5\nR,X,express,A,Z,5\n", "rates",
        "card,up_to_kg,flat\nL,12,0\nR,12,15.15\n", "surcharges",
        "surcharge,lane,basis,amount,max_amount,group\nA,L,per_kg,1,1.49,g\nB,L,flat,1.49,,g\n"
        "C,L,pct_charges,2000,,\n",
        "fx", "currency,rate,decimals\nUSD,1,\nBIG,0.99,0\n", NULL));
    assert_true(agree_on_weights(in, " currency=BIG", 12000) > 90);
    insides_free(in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(routes_are_reused_from_the_second_shipment_on),
        cmocka_unit_test(routes_are_reused_where_enough_are_alike),
        cmocka_unit_test(every_weight_has_its_own_frontier),
        cmocka_unit_test(each_hand_of_the_clock_has_its_routes),
        cmocka_unit_test(of_equals_the_one_by_the_identity_rule_stays),
        cmocka_unit_test(stocked_starts_have_routes_of_their_own),
        cmocka_unit_test(waiting_for_departures_keeps_the_frontier),
        cmocka_unit_test(volume_that_counts_for_more_keeps_the_frontier),
        cmocka_unit_test(what_an_entry_costs_depends_on_the_mode),
        cmocka_unit_test(a_light_parcel_may_be_priced_as_a_heavy_one),
        cmocka_unit_test(a_dear_short_way_is_kept_where_legs_are_few),
        cmocka_unit_test(surcharges_for_some_places_are_paid_there),
        cmocka_unit_test(no_plan_is_too_dear_to_be_found),
        cmocka_unit_test(no_handoff_is_too_dear_to_be_taken),
        cmocka_unit_test(a_lane_that_gets_cheaper_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
