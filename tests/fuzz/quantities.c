/* Numbers, dates, moments, sweeps, options and cells: every parser gets the same text, and what is
 * printed of a value reads as that value. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lanewise/lanewise.h>

#include "base/arena.h"
#include "catalog/columns.h"
#include "support/fuzz.h"
#include "table/cell.h"

static const lw_number_format *const FORMATS[] = {
    &lw_money,   &lw_weight_kg,  &lw_length_cm, &lw_duration_hours, &lw_duration_days,
    &lw_share,   &lw_percent,    &lw_fx_rate,   &lw_quantity,       &lw_day_number,
    &lw_divisor, &lw_volume_cm3, &lw_ratio};
enum { FORMAT_COUNT = sizeof FORMATS / sizeof *FORMATS };

static void check_number(const lw_number_format *format, const char *text)
{
    int64_t held = -1, again = -1;
    char printed[32];
    lw_error err;
    lw_status status = lw_number_parse(format, text, &held, &err);
    fuzz_check_error(status, &err);
    if (status != LW_OK)
        return;
    FUZZ_CHECK(held >= 0);
    size_t length = lw_decimal_format(printed, held, format->digits);
    FUZZ_CHECK(strlen(printed) == length);
    if (format->factor != 1)
        return;
    FUZZ_CHECK_TOLD(lw_number_parse(format, printed, &again, &err) == LW_OK, err.message);
    FUZZ_CHECK(again == held);
}

static void check_date(const char *text)
{
    int32_t day;
    int64_t minute;
    char printed[32];
    lw_error err;
    lw_status status = lw_date_parse(text, &day, &err);
    fuzz_check_error(status, &err);
    if (status == LW_OK) {
        FUZZ_CHECK(lw_date_format(printed, day) == strlen(text));
        FUZZ_CHECK(strcmp(printed, text) == 0);
    }
    status = lw_moment_parse(text, &minute, &err);
    fuzz_check_error(status, &err);
    if (status == LW_OK) {
        lw_moment_format(printed, minute, 0);
        FUZZ_CHECK(strncmp(printed, text, strlen(text)) == 0);
    }
}

static void check_options(const char *text)
{
    static const char *const names[] = {
        "rank", "weights",   "time_basis", "value_of_day", "value_of_blind_day",
        "top",  "ship_date", "currency"};
    lw_options options;
    lw_sweep sweep;
    lw_error err;
    lw_options_init(&options);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        fuzz_check_error(lw_options_set(&options, names[i], text, &err), &err);
    double sum = options.weight_cost + options.weight_time + options.weight_blind;
    FUZZ_CHECK(sum > 0.999999 && sum < 1.000001);
    FUZZ_CHECK(options.weight_cost >= 0 && options.weight_time >= 0 && options.weight_blind >= 0);
    FUZZ_CHECK(options.top >= 1 && options.rank < LW_RANK_COUNT);
    lw_status status = lw_sweep_parse(text, &sweep, &err);
    fuzz_check_error(status, &err);
    if (status == LW_OK)
        FUZZ_CHECK(sweep.step > 0 && sweep.start <= sweep.end);
    fuzz_check_error(lw_options_set(&options, text, "1", &err), &err);
}

static void check_cells(const char *text)
{
    lw_arena arena = {0};
    union {
        int64_t number;
        lw_numbers numbers;
        lw_texts texts;
    } slot;
    lw_error err;
    for (int table = 0; text[0] && table < LW_TABLE_COUNT; table++) {
        const lw_schema *schema = lw_schema_of((lw_table_id)table);
        for (uint32_t i = 0; i < schema->column_count; i++) {
            const lw_column *column = &schema->columns[i];
            if (column->kind != LW_CELL_REFERENCE && column->kind != LW_CELL_IGNORED)
                fuzz_check_error(lw_cell_parse(column, text, &slot, &arena, &err), &err);
        }
    }
    lw_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size > 400)
        return -1;
    char *text = fuzz_text(bytes, size);
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        check_number(FORMATS[i], text);
    check_date(text);
    check_options(text);
    check_cells(text);
    free(text);
    return 0;
}
