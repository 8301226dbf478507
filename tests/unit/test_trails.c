/* Trails: what is dropped, what is pruned, and that a trunk is remembered as it was. */
#include <string.h>

#include "repertoire/trunks.h"

#include "support/test.h"

enum { STATES = 4, PARTS = 2 };

static lw_bounds flat(int32_t amount)
{
    return (lw_bounds){.low = {amount, amount}, .high = {amount, amount}};
}

/* A trail of one more leg that costs so much more by a measure; its number, or -1 where it was
 * beaten. */
static int follow(lw_trails *t, uint16_t from, uint32_t state, int32_t minutes, int32_t cost,
                  uint32_t part)
{
    lw_bounds bounds = flat(cost);
    lw_trail *made = lw_trails_grow(t, from);
    assert_non_null(made);
    made->state = state;
    made->minutes += minutes;
    made->legs++;
    lw_trails_charge(t, made, part, &bounds);
    size_t count = t->labels.count;
    lw_trails_settle(t);
    return t->labels.count == count ? (int)count - 1 : -1;
}

static void begin(lw_trails *t, bool dues)
{
    assert_true(lw_trails_init(t, STATES));
    lw_trails_begin(t, PARTS, dues, 0);
    assert_int_equal(t->labels.count, 1);
}

static void what_is_beaten_at_every_weight_is_dropped(void **state)
{
    (void)state;
    lw_trails t;
    begin(&t, false);
    assert_int_equal(follow(&t, 0, 1, 60, 500, 0), 1);
    assert_int_equal(follow(&t, 0, 1, 60, 501, 0), -1); /* dearer, no faster */
    assert_int_equal(follow(&t, 0, 1, 60, 500, 0), 2);  /* as dear: who wins is not known yet */
    assert_int_equal(follow(&t, 0, 1, 59, 501, 0), 3);  /* faster */
    assert_int_equal(follow(&t, 0, 2, 60, 900, 0), 4);  /* elsewhere */
    assert_int_equal(follow(&t, 0, 1, 59, 400, 0), 5);  /* beats all of the first three */
    for (int i = 1; i <= 3; i++)
        assert_true(t.labels.items[i].dropped);
    assert_false(t.labels.items[4].dropped);
    lw_trails_release(&t);
}

/* A sum over two measures may be less while what the second comes to is not known. */
static void measures_are_compared_apart(void **state)
{
    (void)state;
    lw_trails t;
    begin(&t, false);
    lw_bounds open = {.low = {0, 0}, .high = {LW_OUT_OF_SIGHT, LW_OUT_OF_SIGHT}};
    assert_int_equal(follow(&t, 0, 1, 60, 500, 0), 1);
    lw_trail *made = lw_trails_grow(&t, 0);
    made->state = 1;
    made->minutes = 60;
    made->legs = 1;
    lw_trails_charge(&t, made, 1, &open);
    lw_trails_settle(&t);
    assert_int_equal(t.labels.count, 3); /* it may cost nothing */
    lw_trails_release(&t);
}

/* Two that reach one state: one is dropped after it was followed. */
static void grow_some(lw_trails *t)
{
    int slow = follow(t, 0, 1, 90, 700, 0);
    assert_int_equal(follow(t, (uint16_t)slow, 2, 10, 100, 1), 2); /* kept, so `slow` is needed */
    assert_int_equal(follow(t, 0, 3, 90, 300, 0), 3);
    lw_trails_clear(t, &t->labels.items[3]);
    assert_int_equal(follow(t, 0, 3, 80, 200, 0), 4);
    assert_int_equal(follow(t, 0, 1, 90, 600, 0), 5); /* drops `slow` */
    assert_int_equal(follow(t, 0, 2, 20, 50, 0), 6);
    assert_true(t->labels.items[slow].dropped);
}

static void pruning_leaves_what_leads_on(void **state)
{
    (void)state;
    lw_trails t;
    begin(&t, false);
    assert_int_equal(follow(&t, 0, 1, 90, 700, 0), 1);
    assert_int_equal(follow(&t, 0, 1, 80, 600, 0), 2); /* drops 1, which led nowhere */
    assert_int_equal(follow(&t, 2, 2, 10, 100, 1), 3);
    lw_trails_prune(&t);
    assert_int_equal(t.labels.count, 3);
    assert_int_equal(t.labels.items[1].minutes, 80);
    assert_int_equal(t.labels.items[2].parent, 1);
    assert_int_equal(t.labels.items[2].total.low[0], 700);
    assert_int_equal(t.sums.items[2].parts[0].low[0], 600);
    assert_int_equal(t.sums.items[2].parts[1].low[0], 100);
    for (uint32_t i = 0; i <= STATES; i++)
        assert_int_equal(t.bags[i], LW_NO_TRAIL);
    lw_trails_release(&t);
}

/* A key of two words, the second of which is given. */
static const lw_memo_key *key_of(uint32_t word)
{
    static uint32_t words[2];
    static lw_memo_key key = {words, 2, 2};
    words[0] = 7;
    words[1] = word;
    return &key;
}

static void a_trunk_comes_back_as_it_was(void **state)
{
    (void)state;
    lw_trunks trunks;
    lw_trails t, other;
    lw_trunks_init(&trunks, 1 << 20);
    begin(&t, true);
    grow_some(&t);
    lw_trails_prune(&t);
    for (uint32_t word = 0; word < 1000; word++) {
        t.labels.items[0].blind = (int32_t)word;
        lw_trunks_keep(&trunks, key_of(word), &t);
    }
    begin(&other, true);
    for (uint32_t word = 0; word < 1000; word++) {
        assert_true(lw_trunks_recall(&trunks, key_of(word), &other));
        t.labels.items[0].blind = (int32_t)word;
        assert_int_equal(other.labels.count, t.labels.count);
        assert_memory_equal(other.labels.items, t.labels.items, t.labels.count * sizeof(lw_trail));
        assert_memory_equal(other.sums.items, t.sums.items, t.labels.count * sizeof(lw_cost));
        assert_memory_equal(other.cleared.items, t.cleared.items, t.labels.count * sizeof(lw_cost));
    }
    assert_false(lw_trunks_recall(&trunks, key_of(1000), &other));
    for (uint32_t word = 1000; word < 3000; word++) { /* more than there is room for */
        lw_trunks_keep(&trunks, key_of(word), &t);
        assert_true(trunks.memo.bytes <= trunks.memo.most_bytes);
        assert_true(lw_trunks_recall(&trunks, key_of(word), &other));
    }
    assert_false(lw_trunks_recall(&trunks, key_of(1), &other)); /* forgotten */
    lw_trunks_release(&trunks);
    lw_trails_release(&t);
    lw_trails_release(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_beaten_at_every_weight_is_dropped),
        cmocka_unit_test(measures_are_compared_apart),
        cmocka_unit_test(pruning_leaves_what_leads_on),
        cmocka_unit_test(a_trunk_comes_back_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
