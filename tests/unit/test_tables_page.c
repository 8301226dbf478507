/* docs/tables.md lists the columns that the loader reads, as `lanewise tables -f markdown` prints
 * them. To write the part anew: LW_UPDATE=1. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/model.h"
#include "render/tables.h"

#include "support/test.h"

static const char PAGE[] = "docs/tables.md";
static const char BEGIN[] = "<!-- columns: begin -->\n\n", END[] = "\n<!-- columns: end -->\n";

/* The whole page; the caller frees. Tests run in the folder of the project. */
static char *read_page(void)
{
    FILE *file = fopen(PAGE, "rb");
    if (!file)
        fail_msg("%s cannot be opened: run the tests in the project's folder", PAGE);
    static const size_t most = 1 << 20;
    char *text = malloc(most);
    assert_non_null(text);
    size_t length = fread(text, 1, most - 1, file);
    fclose(file);
    text[length] = '\0';
    return text;
}

static void write_page(const char *head, size_t head_length, const lw_buffer *columns,
                       const char *tail)
{
    FILE *file = fopen(PAGE, "wb");
    assert_non_null(file);
    fwrite(head, 1, head_length, file);
    fwrite(columns->bytes, 1, columns->length, file);
    fwrite(tail, 1, strlen(tail), file);
    assert_int_equal(fclose(file), 0);
}

static void the_page_lists_the_columns(void **state)
{
    (void)state;
    lw_buffer columns = {0};
    lw_style style = {.width = 80};
    lw_tables_render(&columns, &style, LW_ALL_TABLES, LW_TABLES_MARKDOWN);
    assert_false(columns.failed);
    char *page = read_page();
    char *begin = strstr(page, BEGIN), *end = strstr(page, END);
    assert_non_null(begin);
    assert_non_null(end);
    begin += strlen(BEGIN);
    bool same = (size_t)(end - begin) == columns.length &&
                memcmp(begin, columns.bytes, columns.length) == 0;
    if (!same && getenv("LW_UPDATE"))
        write_page(page, (size_t)(begin - page), &columns, end);
    else if (!same)
        fail_msg("%s is behind the columns: run this test with LW_UPDATE=1", PAGE);
    lw_buffer_release(&columns);
    free(page);
}

static void every_column_is_described(void **state)
{
    (void)state;
    lw_table_info table;
    lw_column_info info;
    uint32_t tables = 0, required = 0, free_text = 0;
    for (; lw_table_at(tables, &table); tables++) {
        uint32_t count = 0;
        assert_int_equal(table.help[strlen(table.help) - 1], '.');
        for (; lw_column_at(tables, count, &info); count++) {
            assert_true(info.name[0] && info.type[0] && info.help[0]);
            assert_int_equal(info.help[strlen(info.help) - 1], '.');
            assert_non_null(info.unit);
            assert_non_null(info.default_text);
            assert_true(!info.has_default || info.default_text[0]);
            required += info.required;
            free_text += strcmp(info.name, "source") == 0 || strcmp(info.name, "note") == 0;
            if (info.required)
                assert_string_equal(info.default_text, "");
        }
        assert_int_equal(count, table.column_count);
    }
    assert_int_equal(tables, LW_TABLE_COUNT);
    assert_int_equal(free_text, 2 * LW_TABLE_COUNT);
    assert_int_equal(required, 3 + 2 + 1 + 5 + 1 + 2 + 0 + 3 + 2 + 2 + 2 + 2 + 1 + 2 + 1 + 2);
    assert_false(lw_column_at(0, UINT32_MAX, &info));
    assert_false(lw_column_at(UINT32_MAX, 0, &info));
    assert_false(lw_table_at(UINT32_MAX, &table));
}

static lw_column_info column(const char *table, const char *name)
{
    uint32_t number;
    lw_column_info info;
    assert_true(lw_table_find(table, &number, NULL));
    for (uint32_t i = 0; lw_column_at(number, i, &info); i++) {
        if (strcmp(info.name, name) == 0)
            return info;
    }
    fail_msg("%s has no column %s", table, name);
    return info;
}

static void columns_tell_units_words_and_defaults(void **state)
{
    (void)state;
    lw_column_info info = column("lanes", "max_weight_kg");
    assert_string_equal(info.type, "weight");
    assert_string_equal(info.unit, "kg");
    assert_null(info.words);
    assert_false(info.has_default);
    assert_string_equal(info.default_text, "no limit");
    info = column("lanes", "departs");
    assert_true(info.list && info.has_default);
    assert_string_equal(info.default_text, "Mon|Tue|Wed|Thu|Fri|Sat|Sun");
    info = column("lanes", "mode");
    assert_true(info.required);
    for (unsigned i = 0; i < LW_MODES; i++)
        assert_string_equal(info.words[i], lw_mode_name(i));
    assert_null(info.words[LW_MODES]);
}

static void tables_are_found_by_name(void **state)
{
    (void)state;
    uint32_t index;
    lw_table_info table;
    const char *nearest;
    assert_true(lw_table_find("fx", &index, &nearest));
    assert_null(nearest);
    assert_true(lw_table_at(index, &table));
    assert_string_equal(table.name, "fx");
    assert_false(table.required);
    assert_false(lw_table_find("Lane", &index, &nearest));
    assert_string_equal(nearest, "lanes");
    assert_false(lw_table_find("elsewhere", &index, &nearest));
    assert_null(nearest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_lists_the_columns),
        cmocka_unit_test(every_column_is_described),
        cmocka_unit_test(columns_tell_units_words_and_defaults),
        cmocka_unit_test(tables_are_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
