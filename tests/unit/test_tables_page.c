/* docs/tables.md lists the columns that the loader reads. To write the part anew: LW_UPDATE=1. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lanewise/catalog.h>

#include "catalog/columns.h"

#include "support/test.h"

static const char PAGE[] = "docs/tables.md";
static const char BEGIN[] = "<!-- columns: begin -->\n\n", END[] = "<!-- columns: end -->\n";

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
    lw_describe_tables(&columns);
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
    lw_column_info info;
    uint32_t count = 0, required = 0, free_text = 0;
    for (; lw_column_at(count, &info); count++) {
        assert_true(lw_table_named(info.table) < LW_TABLE_COUNT);
        assert_true(info.column[0] && info.type[0] && info.help[0]);
        assert_int_equal(info.help[strlen(info.help) - 1], '.');
        assert_non_null(info.default_text);
        required += info.required;
        free_text += strcmp(info.column, "source") == 0 || strcmp(info.column, "note") == 0;
        if (info.required)
            assert_string_equal(info.default_text, "");
    }
    assert_int_equal(free_text, 2 * LW_TABLE_COUNT);
    assert_int_equal(required, 3 + 2 + 1 + 5 + 1 + 2 + 0 + 3 + 2 + 2 + 2 + 2 + 1 + 2 + 1 + 2);
    assert_false(lw_column_at(UINT32_MAX, &info));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_lists_the_columns),
        cmocka_unit_test(every_column_is_described),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
