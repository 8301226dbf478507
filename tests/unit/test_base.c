/* The containers and texts that everything else stands on. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/intern.h"
#include "base/nearest.h"
#include "base/order.h"
#include "base/utf8.h"
#include "base/vector.h"
#include "base/wide.h"

#include "support/test.h"

static void arena_memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    lw_arena arena = {0};
    for (int round = 0; round < 3; round++) {
        unsigned char *last = NULL;
        for (size_t size = 0; size < 3000; size += 7) {
            unsigned char *bytes = lw_arena_alloc(&arena, size, 1);
            assert_non_null(bytes);
            assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
            assert_ptr_not_equal(bytes, last);
            for (size_t i = 0; i < size; i++) {
                assert_int_equal(bytes[i], 0);
                bytes[i] = 0xee; /* the next round must not see this */
            }
            last = bytes;
        }
        lw_arena_reset(&arena);
    }
    lw_arena_release(&arena);
    lw_arena_release(&arena);
}

static void arena_refuses_products_that_wrap(void **state)
{
    (void)state;
    lw_arena arena = {0};
    assert_null(lw_arena_alloc(&arena, SIZE_MAX / 2, 3));
    assert_null(lw_arena_alloc(&arena, SIZE_MAX, 1));
    assert_null(lw_arena_alloc(&arena, SIZE_MAX - 40, 1));
    assert_null(lw_arena_text(&arena, "", SIZE_MAX));
    assert_null(lw_arena_copy(&arena, "", SIZE_MAX / 2, 3));
    assert_non_null(lw_arena_alloc(&arena, SIZE_MAX, 0));
    lw_arena_release(&arena);
}

static void arena_copies_texts_and_items(void **state)
{
    (void)state;
    lw_arena arena = {0};
    assert_string_equal(lw_arena_text(&arena, "Shenzhen", 4), "Shen");
    assert_string_equal(lw_arena_text(&arena, NULL, 0), "");
    const int numbers[] = {3, 1, 4};
    int *copy = lw_arena_copy(&arena, numbers, 3, sizeof *numbers);
    assert_memory_equal(copy, numbers, sizeof numbers);
    char *large = lw_arena_alloc(&arena, 5 * 1024 * 1024, 1);
    assert_non_null(large);
    large[5 * 1024 * 1024 - 1] = 1;
    lw_arena_reset(&arena);
    assert_non_null(lw_arena_alloc(&arena, 1, 1));
    lw_arena_release(&arena);
}

static void vector_grows_and_keeps_its_items(void **state)
{
    (void)state;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } numbers = {0};
    for (uint32_t i = 0; i < 1000; i++)
        assert_true(LW_PUSH(&numbers, i * i));
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(numbers.items[i], i * i);
    uint32_t *before = numbers.items;
    assert_false(LW_RESERVE(&numbers, SIZE_MAX / 2));
    assert_ptr_equal(numbers.items, before);
    assert_int_equal(numbers.items[999], 999 * 999);
    free(numbers.items);
}

static void arena_frees_what_it_adopts(void **state)
{
    (void)state;
    lw_arena arena = {0};
    char *first = malloc(100), *second = malloc(3000000);
    assert_true(lw_arena_adopt(&arena, first));
    assert_true(lw_arena_adopt(&arena, second)); /* a leak would be the sanitizer's to tell */
    char *own = lw_arena_text(&arena, "own", 3);
    first[99] = second[2999999] = 'x';
    assert_string_equal(own, "own");
    lw_arena_reset(&arena);
    assert_null(arena.adopted);
    assert_true(lw_arena_adopt(&arena, malloc(1)));
    lw_arena_release(&arena);
    assert_null(arena.adopted);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Texts with a beginning in common, some the beginning of others, bytes above 127 among them. */
static void texts_are_ranked_by_their_bytes(void **state)
{
    (void)state;
    enum { MOST = 3000 };
    static char room[MOST][32];
    static const char *texts[MOST], *sorted[MOST];
    static uint32_t ranks[MOST];
    for (uint32_t count = 0; count <= MOST; count = count * 3 + 1) {
        for (uint32_t i = 0; i < count; i++) {
            uint32_t mixed = i * 2654435761u;
            int length = snprintf(room[i], sizeof room[i], "LANE-%x%s%u", mixed >> 28,
                                  mixed & 64    ? "-A-LONG-MIDDLE-"
                                  : mixed & 128 ? "\xc3\xa9"
                                                : "",
                                  i);
            assert_true(length > 0 && length < (int)sizeof room[i]);
            texts[i] = sorted[i] = room[i];
        }
        if (count > 1)
            room[0][4] = '\0'; /* "LANE": all that is in common */
        qsort(sorted, count, sizeof *sorted, compare_texts);
        assert_true(lw_rank_texts(texts, count, ranks));
        for (uint32_t i = 0; i < count; i++)
            assert_string_equal(sorted[ranks[i]], texts[i]);
    }
}

static void intern_numbers_texts_in_order_of_arrival(void **state)
{
    (void)state;
    lw_arena arena = {0};
    lw_intern table;
    lw_intern_init(&table, &arena);
    assert_int_equal(lw_intern_find(&table, "none yet"), LW_NONE);
    char text[32];
    for (uint32_t i = 0; i < 20000; i++) {
        snprintf(text, sizeof text, "LANE-%u", i);
        assert_int_equal(lw_intern_put(&table, text), i);
    }
    for (uint32_t i = 0; i < 20000; i++) {
        snprintf(text, sizeof text, "LANE-%u", i);
        assert_int_equal(lw_intern_put(&table, text), i);
        assert_int_equal(lw_intern_find(&table, text), i);
        assert_string_equal(table.texts[i], text);
    }
    assert_int_equal(table.count, 20000);
    assert_int_equal(lw_intern_find(&table, "lane-1"), LW_NONE);
    assert_int_equal(lw_intern_find(&table, ""), LW_NONE);
    assert_int_equal(lw_intern_put(&table, ""), 20000);
    assert_int_equal(lw_intern_find(&table, ""), 20000);
    lw_intern_release(&table);
    assert_int_equal(lw_intern_find(&table, "LANE-1"), LW_NONE);
    lw_arena_release(&arena);
}

static void intern_suggests_the_nearest(void **state)
{
    (void)state;
    lw_arena arena = {0};
    lw_intern table;
    lw_intern_init(&table, &arena);
    assert_null(lw_intern_nearest(&table, "CNSXZ"));
    lw_intern_put(&table, "HKHKG");
    lw_intern_put(&table, "CNSZX");
    assert_string_equal(lw_intern_nearest(&table, "CNSXZ"), "CNSZX");
    assert_null(lw_intern_nearest(&table, "DEFRA"));
    lw_intern_release(&table);
    lw_arena_release(&arena);
}

static void edit_distance_counts_slips(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        size_t limit, distance;
    } rows[] = {
        {"", "", 3, 0},
        {"abc", "abc", 0, 0},
        {"ABC", "abc", 0, 0},
        {"abc", "acb", 3, 1},
        {"abc", "ab", 3, 1},
        {"abc", "abxc", 3, 1},
        {"abc", "axc", 3, 1},
        {"", "abc", 3, 3},
        {"", "abc", 2, 3},
        {"kitten", "sitting", 9, 3},
        {"kitten", "sitting", 2, 3},
        {"CNSXZ", "CNSZX", 2, 1},
        {"ca", "abc", 9, 3},
        {"weight_kg", "wieght_gk", 9, 2},
        {"abcd", "badc", 9, 2},
        {"abcd", "badc", 2, 2},
        {"abcd", "badc", 1, 2},
        {"abcd", "wxyz", 1, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(lw_edit_distance(rows[i].a, rows[i].b, rows[i].limit), rows[i].distance);
        assert_int_equal(lw_edit_distance(rows[i].b, rows[i].a, rows[i].limit), rows[i].distance);
    }
    char longest[65], too_long[66];
    memset(longest, 'a', 64);
    memset(too_long, 'a', 65);
    longest[64] = too_long[65] = '\0';
    assert_int_equal(lw_edit_distance(longest, longest, 5), 0);
    assert_int_equal(lw_edit_distance(too_long, too_long, 5), 6);
    assert_int_equal(lw_edit_distance(longest, too_long, 5), 6);
}

static const char *nearest_of(const char *wanted, const char *a, const char *b)
{
    lw_nearest search = lw_nearest_start(wanted);
    lw_nearest_offer(&search, a);
    lw_nearest_offer(&search, b);
    return search.best;
}

static void nearest_takes_the_first_of_the_nearest(void **state)
{
    (void)state;
    assert_string_equal(nearest_of("expres", "postal", "express"), "express");
    assert_string_equal(nearest_of("fee", "fed", "feed"), "fed");
    assert_string_equal(nearest_of("EXPRESS", "expresss", "express"), "express");
    assert_null(nearest_of("hello", "postal", "express"));
    assert_null(nearest_of("a", "b", "c"));
    assert_string_equal(nearest_of("a", "b", "A"), "A");
    assert_null(nearest_of("", "b", "A"));
}

static void buffer_collects_what_is_put(void **state)
{
    (void)state;
    lw_buffer buffer = {0};
    lw_put_text(&buffer, "cost ");
    lw_put_decimal(&buffer, -1205, 2);
    lw_put_char(&buffer, ',');
    lw_put_spaces(&buffer, 3);
    lw_put_spaces(&buffer, 0);
    lw_put_bytes(&buffer, NULL, 0);
    lw_put_decimal(&buffer, INT64_MIN, 0);
    lw_put_format(&buffer, "%s=%d", "n", 7);
    const char expected[] = "cost -12.05,   -9223372036854775808n=7";
    assert_int_equal(buffer.length, strlen(expected));
    assert_memory_equal(buffer.bytes, expected, buffer.length);
    buffer.length = 0;
    char *large = malloc(5001);
    assert_non_null(large);
    memset(large, 'x', 5000);
    large[5000] = '\0';
    lw_put_format(&buffer, "%s|%s", large, large);
    assert_int_equal(buffer.length, 10001);
    assert_int_equal(buffer.bytes[5000], '|');
    assert_int_equal(buffer.bytes[10000], 'x');
    assert_false(buffer.failed);
    free(large);
    lw_buffer_release(&buffer);
    assert_null(buffer.bytes);
}

static void buffer_failure_sticks(void **state)
{
    (void)state;
    lw_buffer buffer = {0};
    lw_put_text(&buffer, "kept");
    lw_put_spaces(&buffer, SIZE_MAX - 2);
    assert_true(buffer.failed);
    lw_put_text(&buffer, "lost");
    lw_put_format(&buffer, "%d", 1);
    assert_int_equal(buffer.length, 4);
    lw_buffer_release(&buffer);
}

static void errors_are_put_into_one_line(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        long line, column;
        const char *text;
    } rows[] = {
        {"lanes.csv", 41, 7, "lanes.csv:41:7: no such node"},
        {"lanes.csv", 41, 0, "lanes.csv:41: no such node"},
        {"lanes.csv", 0, 7, "lanes.csv: no such node"},
        {"lanes.csv", 0, 0, "lanes.csv: no such node"},
        {"", 41, 7, "line 41:7: no such node"},
        {"", 41, 0, "line 41: no such node"},
        {"", 0, 7, "column 7: no such node"},
        {"", 0, 0, "no such node"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lw_error err;
        assert_int_equal(lw_fail(&err, LW_BAD_CATALOG, "no such %s", "node"), LW_BAD_CATALOG);
        assert_int_equal(err.status, LW_BAD_CATALOG);
        assert_string_equal(err.field, "");
        snprintf(err.file, sizeof err.file, "%s", rows[i].file);
        err.line = rows[i].line;
        err.column = rows[i].column;
        char text[100];
        lw_error_format(&err, text, sizeof text);
        assert_string_equal(text, rows[i].text);
        lw_error_format(&err, text, 5);
        assert_int_equal(strlen(text), 4);
        lw_error_format(&err, text, 0);
    }
    assert_int_equal(lw_fail(NULL, LW_IO_FAILED, "nobody asks"), LW_IO_FAILED);
    assert_int_equal(lw_fail_memory(NULL), LW_NO_MEMORY);
}

static void messages_are_one_line_of_utf8_whatever_they_quote(void **state)
{
    (void)state;
    lw_error err;
    lw_fail(&err, LW_BAD_SHIPMENT, "'%s'", "a\nb\033[1m\177c");
    assert_string_equal(err.message, "'a?b?[1m?c'");
    lw_fail(&err, LW_BAD_SHIPMENT, "'%s'", "\xff\xe4\xb8 \xe4\xb8\xad");
    assert_string_equal(err.message, "'??? \xe4\xb8\xad'");
    char text[1000];
    for (size_t i = 0; i + 3 < sizeof text; i += 3)
        memcpy(text + i, "\xe4\xb8\xad", 3);
    text[999] = '\0';
    for (int shift = 0; shift < 3; shift++) {
        lw_fail(&err, LW_BAD_SHIPMENT, "%.*s%s", shift, "ab", text);
        assert_in_range(strlen(err.message), 505, 511);
        assert_int_equal(lw_utf8_prefix(err.message, strlen(err.message)), strlen(err.message));
    }
    lw_fail(&err, LW_BAD_SHIPMENT, "inner");
    lw_fail(&err, LW_BAD_SHIPMENT, "outer: %s", err.message);
    assert_string_equal(err.message, "outer: inner");
}

static void utf8_is_told_from_other_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length, good;
    } rows[] = {
        {"", 0, 0},
        {"a\0b", 3, 3},
        {"\xc3\xa9", 2, 2},
        {"x\xc3", 2, 1},
        {"\xc0\x80", 2, 0}, /* overlong NUL */
        {"\xc1\xbf", 2, 0},
        {"\xe0\x9f\xbf", 3, 0}, /* overlong */
        {"\xe0\xa0\x80", 3, 3},
        {"\xed\x9f\xbf", 3, 3},
        {"\xed\xa0\x80", 3, 0}, /* surrogate */
        {"\xef\xbf\xbf", 3, 3},
        {"\xf0\x8f\xbf\xbf", 4, 0}, /* overlong */
        {"\xf0\x90\x80\x80", 4, 4},
        {"\xf4\x8f\xbf\xbf", 4, 4},
        {"\xf4\x90\x80\x80", 4, 0}, /* above U+10FFFF */
        {"\xf5\x80\x80\x80", 4, 0},
        {"\x80", 1, 0},
        {"ab\xe4\xb8", 4, 2},
        {"\xe4\x41\x41", 3, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(lw_utf8_prefix(rows[i].bytes, rows[i].length), rows[i].good);
}

static void wide_integers_round_and_saturate(void **state)
{
    (void)state;
    assert_true(lw_wide_half_up(5, 10) == 1);
    assert_true(lw_wide_half_up(4, 10) == 0);
    assert_true(lw_wide_half_up(7, 3) == 2);
    assert_true(lw_wide_half_up(8, 3) == 3);
    assert_true(lw_wide_ceil(10, 5) == 2 && lw_wide_ceil(11, 5) == 3 && lw_wide_ceil(0, 5) == 0);
    assert_true(lw_wide_step_up(501, 500) == 1000 && lw_wide_step_down(999, 500) == 500);
    lw_wide large = (lw_wide)1 << 100;
    assert_true(lw_wide_floor(large + 7, 1 << 10) == (lw_wide)1 << 90);
    assert_true(lw_wide_mul(large, large) == LW_WIDE_MAX);
    assert_true(lw_wide_add(LW_WIDE_MAX, 1) == LW_WIDE_MAX);
    assert_true(lw_wide_half_up(LW_WIDE_MAX, 10) == LW_WIDE_MAX);
    assert_true(lw_wide_step_up(LW_WIDE_MAX, 10) == LW_WIDE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(arena_refuses_products_that_wrap),
        cmocka_unit_test(arena_copies_texts_and_items),
        cmocka_unit_test(arena_frees_what_it_adopts),
        cmocka_unit_test(texts_are_ranked_by_their_bytes),
        cmocka_unit_test(vector_grows_and_keeps_its_items),
        cmocka_unit_test(intern_numbers_texts_in_order_of_arrival),
        cmocka_unit_test(intern_suggests_the_nearest),
        cmocka_unit_test(edit_distance_counts_slips),
        cmocka_unit_test(nearest_takes_the_first_of_the_nearest),
        cmocka_unit_test(buffer_collects_what_is_put),
        cmocka_unit_test(buffer_failure_sticks),
        cmocka_unit_test(errors_are_put_into_one_line),
        cmocka_unit_test(messages_are_one_line_of_utf8_whatever_they_quote),
        cmocka_unit_test(utf8_is_told_from_other_bytes),
        cmocka_unit_test(wide_integers_round_and_saturate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
