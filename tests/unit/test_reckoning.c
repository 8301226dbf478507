/* Entries reckoned in 64 bits and in 128: one answer, whatever the amounts. */
#include "pricing/border.h"
#include "pricing/money.h"

#include "support/test.h"

enum { ITEMS = 3 };

typedef struct scene {
    uint64_t dice;
    lw_customs terms;
    lw_duty duties[ITEMS];
    lw_border_item items[ITEMS];
    lw_border border;
    lw_demand demand;
} scene;

static uint64_t roll(scene *s)
{
    s->dice ^= s->dice << 13;
    s->dice ^= s->dice >> 7;
    s->dice ^= s->dice << 17;
    return s->dice;
}

static int64_t below(scene *s, int64_t bound)
{
    return (int64_t)(roll(s) % (uint64_t)bound);
}

/* Any number of up to so many bits: small ones as often as large ones. */
static int64_t up_to(scene *s, int bits)
{
    return (int64_t)(roll(s) >> (64 - bits) >> below(s, bits));
}

static void roll_terms(scene *s)
{
    s->terms = (lw_customs){
        .value_fee_pct = below(s, 2) * up_to(s, 20),
        .disbursement_pct = up_to(s, 18),
        .duty_base = (lw_duty_base)below(s, 2),
        .tax_base = (lw_tax_base)below(s, 4),
        .value_truncate_micros = below(s, 3) == 0 ? 1000000 * (1 + below(s, 100)) : 0,
        .amount_truncate_micros = below(s, 3) == 0 ? 1000000 * (1 + below(s, 100)) : 0,
        .tax_inside = below(s, 2) == 0,
    };
}

static void roll_item(scene *s, int i, int bits)
{
    int64_t minor = s->border.minor_micros, pct = below(s, 500000);
    s->duties[i] = (lw_duty){
        .duty_pct = up_to(s, 20), .tax_pct = pct, .local_tax_pct = below(s, 2) * up_to(s, 19)};
    s->items[i] = (lw_border_item){
        .duty = &s->duties[i],
        .value_minor = 1 + up_to(s, bits),
        .goods = up_to(s, bits),
        .duty_floor = lw_wide_mul(up_to(s, bits), minor * 1000000),
        .duty_less = lw_wide_mul(below(s, 2) * up_to(s, bits), minor * 1000000),
        .duty_per_lines = lw_wide_mul(below(s, 2) * up_to(s, bits), minor * 1000000),
        .tax_extra = up_to(s, bits),
        .tax_whole = (s->terms.tax_inside ? LW_PCT_UNIT - pct : LW_PCT_UNIT) * minor,
    };
    s->demand.value_minor += s->items[i].value_minor;
    s->border.goods += s->items[i].goods;
}

static void roll_scene(scene *s)
{
    int bits = 4 + (int)below(s, 56);
    roll_terms(s);
    s->demand = (lw_demand){.currency = {0}};
    s->border = (lw_border){
        .terms = &s->terms,
        .currency = {0},
        .minor_micros = lw_power_of_ten(6 - (int)below(s, 4)),
        .fee = up_to(s, bits),
        .value_fee_min = up_to(s, bits),
        .value_fee_max = below(s, 2) == 0 ? LW_WIDE_MAX : up_to(s, bits),
        .disbursement_min = up_to(s, bits),
        .items = s->items,
        .item_count = (size_t)below(s, ITEMS + 1),
    };
    for (int i = 0; i < (int)s->border.item_count; i++)
        roll_item(s, i, bits);
    if (s->border.item_count == 0)
        s->demand.value_minor = 1 + up_to(s, bits);
}

static lw_assessment assess(const scene *s, bool is_short, int64_t cost)
{
    lw_border border = s->border;
    lw_assessment a;
    border.is_short = is_short;
    lw_border_assess(NULL, &s->demand, &border, cost, &a); /* one currency: no rate is looked up */
    return a;
}

static void assert_equal(const lw_assessment *a, const lw_assessment *b)
{
    assert_int_equal(a->fee, b->fee);
    assert_int_equal(a->value_fee, b->value_fee);
    assert_int_equal(a->disbursement, b->disbursement);
    assert_int_equal(a->duty, b->duty);
    assert_int_equal(a->tax, b->tax);
    assert_int_equal(a->local_tax, b->local_tax);
}

/* Whether what an entry is made of fits 64 bits. */
static bool is_short(const scene *s)
{
    for (size_t i = 0; i < s->border.item_count; i++) {
        const lw_border_item *item = &s->items[i];
        if (item->duty_floor > INT64_MAX || item->duty_less > INT64_MAX ||
            item->duty_per_lines > INT64_MAX)
            return false;
    }
    return s->border.goods <= INT64_MAX;
}

static void both_widths_agree(void **unused)
{
    (void)unused;
    scene s = {.dice = 20261122};
    int compared = 0, large = 0;
    for (int i = 0; i < 200000; i++) {
        roll_scene(&s);
        if (!is_short(&s))
            continue;
        int64_t cost = up_to(&s, 62);
        lw_assessment narrow = assess(&s, true, cost), wide = assess(&s, false, cost);
        assert_equal(&narrow, &wide);
        compared++;
        large += wide.duty > INT64_C(1) << 50;
    }
    assert_true(compared > 100000);
    assert_true(large > 1000); /* and some where 64 bits were not enough on the way */
}

static void never_falls_with_the_cost(void **unused)
{
    (void)unused;
    scene s = {.dice = 42};
    for (int i = 0; i < 50000; i++) {
        roll_scene(&s);
        if (!is_short(&s))
            continue;
        int64_t cost = up_to(&s, 60);
        lw_assessment less = assess(&s, true, cost),
                      more = assess(&s, true, cost + 1 + up_to(&s, 20));
        assert_true(less.value_fee <= more.value_fee && less.duty <= more.duty);
        assert_true(less.tax <= more.tax && less.local_tax <= more.local_tax);
        assert_true(less.disbursement <= more.disbursement);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_widths_agree),
        cmocka_unit_test(never_falls_with_the_cost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
