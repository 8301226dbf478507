/* From the bytes of a record to its answer. Whatever is wrong with a record becomes its answer. */
#include "batch/orders.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lanewise/quantity.h>

#include "base/error.h"
#include "base/utf8.h"
#include "batch/counts.h"
#include "plan/ahead.h"
#include "shipment/fields.h"

lw_status lw_desk_init(lw_desk *desk, const lw_batch *job, const lw_columns *columns,
                       lw_numbers *numbers, lw_error *err)
{
    *desk = (lw_desk){.job = job,
                      .columns = columns,
                      .numbers = numbers,
                      .catalog = lw_planner_catalog(job->planner)};
    for (int i = 0; i < 2; i++)
        lw_shipment_init(&desk->seats[i].shipment);
    if (job->work)
        return job->work->open(job->work->context, &desk->own, err);
    return lw_workspace_new(job->planner, &desk->workspace, err);
}

void lw_desk_release(lw_desk *desk)
{
    if (!desk->job)
        return;
    lw_quote_release(&desk->quote);
    for (int i = 0; i < 2; i++)
        lw_shipment_release(&desk->seats[i].shipment);
    lw_workspace_free(desk->workspace);
    if (desk->own)
        desk->job->work->close(desk->own);
    free(desk->cells.items);
    *desk = (lw_desk){0};
}

/* `line` is counted from where the run began. */
static lw_status refuse_line(lw_desk *desk, lw_error *err, uint64_t line, const char *fault)
{
    uint64_t record = 0;
    lw_status status = lw_numbers_make(desk->numbers, &record, &line, err);
    if (status != LW_OK)
        return status;
    lw_fail(err, LW_BAD_SHIPMENT, "%s", fault);
    if (err)
        err->line = (long)line;
    return LW_BAD_SHIPMENT;
}

/* A faulty field is known to the user by the column that it stands in. */
static lw_status name_column(const lw_desk *desk, size_t column, lw_status status, lw_error *err)
{
    const char *name = desk->columns->names[column];
    if (status != LW_BAD_SHIPMENT || !name || !err)
        return status;
    lw_error told; /* only the message is new */
    lw_fail(&told, status, "%s (column '%.80s')", err->message, name);
    memcpy(err->message, told.message, sizeof err->message);
    return status;
}

/* Something in the record is no text: is it this cell? */
static lw_status check_cell(const lw_cell *cell, int field, lw_error *err)
{
    lw_status status = LW_OK;
    if (strlen(cell->text) != cell->length)
        status = lw_fail(err, LW_BAD_SHIPMENT, "a NUL byte in the text");
    else if (lw_utf8_prefix(cell->text, cell->length) != cell->length)
        status = lw_fail(err, LW_BAD_SHIPMENT, "the text is not UTF-8");
    if (status != LW_OK && err)
        snprintf(err->field, sizeof err->field, "%s", lw_field_name(field));
    return status;
}

static lw_status take_cell(lw_desk *desk, lw_shipment *shipment, size_t column, lw_error *err)
{
    const lw_cell *cell = &desk->cells.items[column];
    int field = desk->columns->fields[column];
    lw_status status = desk->cells.sound ? LW_OK : check_cell(cell, field, err);
    if (status == LW_OK)
        status = lw_field_set(shipment, field, 0, cell->text, err);
    return status == LW_OK ? status : name_column(desk, column, status, err);
}

/* Spreadsheets write rows that once held something as commas alone. */
static bool is_empty_row(const lw_cells *cells)
{
    size_t i = 0;
    while (i < cells->count && cells->items[i].length == 0)
        i++;
    return i == cells->count;
}

/* The id first: whatever is wrong with the rest, the answer can name the record. */
static lw_status read_cells(lw_desk *desk, lw_shipment *shipment, uint64_t line, lw_error *err)
{
    const lw_columns *columns = desk->columns;
    const lw_cells *cells = &desk->cells;
    if (is_empty_row(cells))
        return refuse_line(desk, err, line, "the row is empty; delete it if no order is missing");
    if (columns->id < cells->count) {
        lw_status status = take_cell(desk, shipment, columns->id, err);
        if (status != LW_OK)
            return status;
    }
    if (cells->count != columns->count) {
        char text[96];
        snprintf(text, sizeof text, "the row has %zu cell%s, the header %zu", cells->count,
                 cells->count == 1 ? "" : "s", columns->count);
        return refuse_line(desk, err, line, text);
    }
    for (size_t i = 0; i < cells->count; i++) {
        if (columns->fields[i] < 0 || i == columns->id || cells->items[i].length == 0)
            continue;
        lw_status status = take_cell(desk, shipment, i, err);
        if (status != LW_OK)
            return status;
    }
    return LW_OK;
}

static lw_status read_record(lw_desk *desk, lw_shipment *shipment, char *bytes,
                             const lw_record *record, uint64_t line, lw_error *err)
{
    if (record->fault)
        return refuse_line(desk, err, line, record->fault);
    if (desk->job->format == LW_ORDERS_JSONL) {
        size_t length = record->length;
        while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r'))
            length--;
        return lw_shipment_read_json(shipment, bytes, length, err);
    }
    if (!lw_record_split(bytes, record, &desk->cells))
        return lw_fail_memory(err);
    return read_cells(desk, shipment, line, err);
}

/* Plans the order of a seat. *quote is NULL when it is invalid, and its error tells why. Another
 * status than LW_OK is no fault of the order. */
static lw_status plan(lw_desk *desk, lw_seat *seat, const lw_quote **quote)
{
    lw_status status = seat->status;
    if (status == LW_OK)
        status = lw_plan_shipment(desk->workspace, &seat->shipment, desk->job->options,
                                  &desk->quote, &seat->err);
    *quote = status == LW_OK ? &desk->quote : NULL;
    return status == LW_BAD_SHIPMENT ? LW_OK : status;
}

enum { NUMBER_TEXT = 24 };

/* The id of the order, or the number of its record in the whole input, which is written into `text`
 * of NUMBER_TEXT bytes. */
static lw_status find_id(lw_desk *desk, const lw_seat *seat, char *text, const char **id,
                         lw_error *err)
{
    uint64_t number = seat->number, line = 0;
    *id = seat->shipment.id;
    if (*id[0] != '\0')
        return LW_OK;
    lw_status status = lw_numbers_make(desk->numbers, &number, &line, err);
    lw_decimal_format(text, (int64_t)number, 0);
    *id = text;
    return status;
}

/* Leaves what was read to the job's own work. */
static lw_status hand_over(lw_desk *desk, lw_seat *seat, lw_buffer *out, lw_batch_counts *counts,
                           lw_error *err)
{
    char text[NUMBER_TEXT];
    lw_order order = {.shipment = &seat->shipment, .number = seat->number};
    if (seat->status == LW_BAD_SHIPMENT)
        order.fault = &seat->err;
    lw_status status = find_id(desk, seat, text, &order.id, err);
    if (status != LW_OK)
        return status;
    return desk->job->work->answer(desk->own, &order, out, counts, err);
}

/* Looking at the clock for every record would take longer than parsing it: some records stand for
 * all of their block. */
typedef struct watch {
    bool running;
    uint64_t last;
    uint64_t spent[LW_STAGE_COUNT];
} watch;

enum { TIMED = 32 }; /* one record in so many */

/* From the last look until now it was `stage`. */
static void look(watch *timed, lw_stage stage)
{
    if (!timed->running)
        return;
    uint64_t now = lw_clock_ns();
    timed->spent[stage] += now - timed->last;
    timed->last = now;
}

static void share_out(const watch *timed, uint64_t whole, lw_batch_counts *counts)
{
    uint64_t sum = 1; /* never 0 */
    for (int i = 0; i < LW_STAGE_COUNT; i++)
        sum += timed->spent[i];
    for (int i = 0; i < LW_STAGE_COUNT; i++)
        counts->stage_ns[i] += (uint64_t)((lw_wide)whole * (lw_wide)timed->spent[i] / (lw_wide)sum);
}

/* Reads a record into a seat. Anything but LW_OK is no fault of the record. */
static lw_status read_order(lw_desk *desk, lw_seat *seat, char *bytes, const lw_record *record,
                            uint64_t line, watch *timed, lw_error *err)
{
    if (timed->running)
        timed->last = lw_clock_ns();
    lw_shipment_clear(&seat->shipment);
    seat->status = read_record(desk, &seat->shipment, bytes, record, line, &seat->err);
    look(timed, LW_STAGE_PARSE);
    if (seat->status == LW_OK && desk->workspace)
        lw_plan_ahead(desk->workspace, &seat->shipment, desk->job->options);
    look(timed, LW_STAGE_PLAN);
    if (seat->status == LW_OK || seat->status == LW_BAD_SHIPMENT)
        return LW_OK;
    if (err)
        *err = seat->err;
    return seat->status;
}

static lw_status answer_order(lw_desk *desk, lw_seat *seat, lw_buffer *out, lw_batch_counts *counts,
                              watch *timed, lw_error *err)
{
    const lw_quote *quote;
    char text[NUMBER_TEXT];
    if (desk->job->work) {
        lw_status status = hand_over(desk, seat, out, counts, err);
        look(timed, LW_STAGE_PLAN);
        return status;
    }
    lw_status status = plan(desk, seat, &quote);
    look(timed, LW_STAGE_PLAN);
    if (status != LW_OK) {
        if (err)
            *err = seat->err;
        return status;
    }
    lw_answer answer = {
        .shipment = &seat->shipment, .quote = quote, .error = quote ? NULL : &seat->err};
    status = find_id(desk, seat, text, &answer.id, err);
    if (status == LW_OK)
        desk->job->renderer->answer(out, desk->job->style, &answer);
    look(timed, LW_STAGE_RENDER);
    if (status == LW_OK)
        lw_counts_take(counts, desk->catalog, desk->job->style, &answer);
    return status;
}

/* Each order is answered when the next has been read: what that one will need of memory is on its
 * way meanwhile. */
static lw_status answer_all(lw_desk *desk, lw_block *block, lw_buffer *out, lw_batch_counts *counts,
                            watch *timed, lw_error *err)
{
    lw_status status = LW_OK;
    lw_seat *waiting = NULL;
    uint64_t number = block->first_record, line = block->first_line;
    for (size_t done = 0; done < block->length && status == LW_OK;) {
        lw_record record;
        char *bytes = block->bytes + done;
        lw_cut what = lw_block_cut(desk->job->format, bytes, block->length - done, &record);
        if (what != LW_CUT_BLANK) {
            lw_seat *seat = &desk->seats[number % 2];
            timed->running = number % TIMED == 0 || number - block->first_record < 2;
            seat->number = number++;
            status = read_order(desk, seat, bytes, &record, line, timed, err);
            if (status == LW_OK && waiting)
                status = answer_order(desk, waiting, out, counts, timed, err);
            waiting = seat;
        }
        line += record.lines;
        done += record.length;
    }
    return status == LW_OK && waiting ? answer_order(desk, waiting, out, counts, timed, err)
                                      : status;
}

static lw_status answer_too_long(lw_desk *desk, lw_block *block, lw_buffer *out,
                                 lw_batch_counts *counts, watch *timed, lw_error *err)
{
    char fault[64];
    snprintf(fault, sizeof fault, "a record of more than %u bytes", LW_RECORD_LIMIT);
    lw_record record = {.length = block->length, .fault = fault};
    lw_seat *seat = &desk->seats[0];
    seat->number = block->first_record;
    lw_status status = read_order(desk, seat, block->bytes, &record, block->first_line, timed, err);
    return status == LW_OK ? answer_order(desk, seat, out, counts, timed, err) : status;
}

lw_status lw_desk_answer(lw_desk *desk, lw_block *block, lw_buffer *out, lw_batch_counts *counts,
                         lw_error *err)
{
    lw_error local;
    watch timed = {.running = false};
    uint64_t started = lw_clock_ns();
    if (!err)
        err = &local;
    lw_status status = block->too_long ? answer_too_long(desk, block, out, counts, &timed, err)
                                       : answer_all(desk, block, out, counts, &timed, err);
    share_out(&timed, lw_clock_ns() - started, counts);
    counts->stage_ns[LW_STAGE_READ] += block->read_ns;
    counts->offset = block->end;
    if (status == LW_OK && (out->failed || (counts->report && counts->report->failed)))
        status = lw_fail_memory(err);
    return status;
}
