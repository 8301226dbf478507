/* A comparison for people: how many orders fare how, and by which modes they go. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "compare/report.h"
#include "render/pages.h"

enum { GAP = 2 };

/* ---- Orders ------------------------------------------------------------------------------------
 */

static lw_flow start_flow(lw_buffer *out, const lw_tally *tally, size_t indent)
{
    return (lw_flow){.out = out, .width = (size_t)tally->job->style->width, .indent = indent};
}

void lw_compare_title(lw_buffer *out, const lw_style *style, const char *text)
{
    lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = 2};
    lw_put_char(out, '\n');
    lw_put_paint(out, style->color, LW_BOLD);
    lw_flow_sentence(&flow, text);
    lw_put_paint(out, style->color, LW_PLAIN);
    lw_flow_end(&flow);
}

static void put_head(lw_buffer *out, const lw_tally *tally)
{
    const lw_comparison *job = tally->job;
    char text[128], date[16];
    lw_flow flow = start_flow(out, tally, 2);
    lw_put_paint(out, job->style->color, LW_BOLD);
    snprintf(text, sizeof text, "%llu order%s:", (unsigned long long)tally->orders,
             tally->orders == 1 ? "" : "s");
    lw_flow_sentence(&flow, text);
    lw_put_paint(out, job->style->color, LW_PLAIN);
    lw_flow_sentence(&flow, "before by");
    lw_flow_word(&flow, job->folders[LW_BEFORE]);
    lw_flow_glue(&flow, ",");
    lw_flow_sentence(&flow, "after by");
    lw_flow_word(&flow, job->folders[LW_AFTER]);
    lw_flow_glue(&flow, ";");
    lw_date_format(date, job->options->ship_date);
    snprintf(text, sizeof text, "best plans by %s, shipped %s where an order does not say",
             lw_rank_name(job->options->rank), date);
    lw_flow_sentence(&flow, text);
    lw_flow_end(&flow);
}

/* "   12  moved: other lanes or another start, 3 of them by other modes" */
static void put_count(lw_buffer *out, const lw_tally *tally, uint64_t count, const char *text)
{
    char number[24];
    lw_flow flow = start_flow(out, tally, 11);
    snprintf(number, sizeof number, "%llu", (unsigned long long)count);
    lw_put_right(out, number, 9);
    lw_put_spaces(out, GAP);
    flow.column = flow.indent;
    lw_flow_sentence(&flow, text);
    lw_flow_end(&flow);
}

static void put_changes(lw_buffer *out, const lw_tally *tally)
{
    static const char *const texts[LW_CHANGE_COUNT] = {
        [LW_CHANGE_SAME] = "same: nothing changes",
        [LW_CHANGE_RETIMED] = "retimed: the same lanes and cost, other days or visibility",
        [LW_CHANGE_REPRICED] = "repriced: the same lanes at another cost",
        [LW_CHANGE_REQUOTED] = "requoted: the same lanes, but another quote currency",
        [LW_CHANGE_MOVED] = "moved: other lanes or another start",
        [LW_CHANGE_LOST] = "lost: a plan before, none after",
        [LW_CHANGE_GAINED] = "gained: no plan before, one after",
        [LW_CHANGE_NONE] = "none: no plan in either"};
    char text[160];
    lw_put_char(out, '\n');
    for (int change = 0; change < LW_CHANGE_COUNT; change++) {
        if (tally->changes[change] == 0)
            continue;
        snprintf(text, sizeof text, "%s", texts[change]);
        if (change == LW_CHANGE_MOVED && tally->other_modes > 0)
            snprintf(text, sizeof text, "%s, %llu of them by other modes", texts[change],
                     (unsigned long long)tally->other_modes);
        put_count(out, tally, tally->changes[change], text);
    }
}

/* "Before: 7 ok, 1 no_plan, 1 invalid; after: ...", unless all is well. */
static void put_statuses(lw_buffer *out, const lw_tally *tally)
{
    char text[128];
    lw_flow flow = start_flow(out, tally, 2);
    if (tally->ok[LW_BEFORE] == tally->orders && tally->ok[LW_AFTER] == tally->orders)
        return;
    lw_put_char(out, '\n');
    for (int side = 0; side < LW_SIDES; side++) {
        snprintf(text, sizeof text, "%s: %llu ok, %llu no_plan, %llu invalid%s",
                 side == LW_BEFORE ? "Before" : "after", (unsigned long long)tally->ok[side],
                 (unsigned long long)tally->no_plan[side], (unsigned long long)tally->invalid[side],
                 side == LW_BEFORE ? ";" : ".");
        lw_flow_sentence(&flow, text);
    }
    lw_flow_end(&flow);
}

static void put_not_priced(lw_buffer *out, const lw_tally *tally)
{
    char text[160];
    if (tally->not_priced == 0)
        return;
    lw_flow flow = start_flow(out, tally, 2);
    lw_put_char(out, '\n');
    snprintf(text, sizeof text,
             "%llu order%s in another currency after than before: the cost is not compared.",
             (unsigned long long)tally->not_priced,
             tally->not_priced == 1 ? " is quoted" : "s are quoted");
    lw_flow_sentence(&flow, text);
    lw_flow_end(&flow);
}

/* ---- Modes -------------------------------------------------------------------------------------
 */

/* A set of modes, with the orders that are carried by it. */
typedef struct mode_row {
    unsigned set;
    uint64_t orders[LW_SIDES];
} mode_row;

/* Sets in the order of the orders that they lose or keep, then of those that they win. */
static int heaviest_first(const void *a, const void *b)
{
    const mode_row *x = a, *y = b;
    for (int side = 0; side < LW_SIDES; side++) {
        if (x->orders[side] != y->orders[side])
            return x->orders[side] > y->orders[side] ? -1 : 1;
    }
    return x->set < y->set ? -1 : 1;
}

/* The sets that are in use, into `rows` of LW_MODE_SETS; their number. */
static size_t mode_rows(const lw_tally *tally, mode_row *rows)
{
    size_t count = 0;
    for (unsigned set = 0; set < LW_MODE_SETS; set++) {
        mode_row row = {.set = set};
        for (unsigned other = 0; other < LW_MODE_SETS; other++) {
            row.orders[LW_BEFORE] += tally->moves[set][other];
            row.orders[LW_AFTER] += tally->moves[other][set];
        }
        if (row.orders[LW_BEFORE] + row.orders[LW_AFTER] > 0)
            rows[count++] = row;
    }
    qsort(rows, count, sizeof *rows, heaviest_first);
    return count;
}

static void modes_text(char *text, unsigned modes)
{
    text[0] = '\0';
    for (unsigned mode = 0; mode < LW_MODES; mode++) {
        if (modes & 1u << mode)
            lw_text_add(text, LW_CELL, "%s%s", text[0] ? "+" : "", lw_mode_name(mode));
    }
    if (text[0] == '\0')
        lw_text_add(text, LW_CELL, "no plan");
}

/* The sets that orders of `from` go to, most orders first, into `rows` of LW_MODE_SETS; their
 * number.
 */
static size_t moves_from(const lw_tally *tally, unsigned from, mode_row *rows)
{
    size_t count = 0;
    for (unsigned to = 0; to < LW_MODE_SETS; to++) {
        if (to != from && tally->moves[from][to] > 0)
            rows[count++] = (mode_row){.set = to, .orders = {tally->moves[from][to]}};
    }
    qsort(rows, count, sizeof *rows, heaviest_first);
    return count;
}

/* "express: 3 go to postal, 1 to no plan" */
static void put_moves(lw_flow *flow, const lw_tally *tally, unsigned from)
{
    char modes[LW_CELL], text[LW_CELL + 32];
    mode_row rows[LW_MODE_SETS];
    size_t count = moves_from(tally, from, rows);
    modes_text(modes, from);
    lw_flow_sentence(flow, modes);
    for (size_t i = 0; i < count; i++) {
        uint64_t orders = rows[i].orders[LW_BEFORE];
        const char *verb = i > 0 ? "" : orders == 1 ? "goes " : "go ";
        modes_text(modes, rows[i].set);
        snprintf(text, sizeof text, "%llu %sto %s", (unsigned long long)orders, verb, modes);
        lw_flow_glue(flow, i > 0 ? "," : ":");
        lw_flow_sentence(flow, text);
    }
}

/* The matrix of modes before and after: its sums at the margins, and what is off its diagonal. */
static void put_modes(lw_buffer *out, const lw_tally *tally)
{
    enum { NUMBER = 8 };
    mode_row rows[LW_MODE_SETS];
    char number[24];
    size_t count = mode_rows(tally, rows);
    lw_compare_title(out, tally->job->style, "Orders by modes");
    for (int side = 0; side < LW_SIDES; side++) {
        lw_put_spaces(out, GAP);
        lw_put_right(out, lw_side_name(side), NUMBER);
    }
    lw_put_char(out, '\n');
    for (size_t i = 0; i < count; i++) {
        lw_flow flow = start_flow(out, tally, 3 * GAP + 2 * NUMBER);
        for (int side = 0; side < LW_SIDES; side++) {
            snprintf(number, sizeof number, "%llu", (unsigned long long)rows[i].orders[side]);
            lw_put_spaces(out, GAP);
            lw_put_right(out, number, NUMBER);
        }
        lw_put_spaces(out, GAP);
        flow.column = flow.indent;
        put_moves(&flow, tally, rows[i].set);
        lw_flow_end(&flow);
    }
}

void lw_compare_table(lw_buffer *out, const lw_tally *tally)
{
    put_head(out, tally);
    if (tally->orders == 0)
        return;
    put_changes(out, tally);
    put_statuses(out, tally);
    if (tally->minutes.orders > 0)
        lw_compare_sums(out, tally);
    put_not_priced(out, tally);
    put_modes(out, tally);
    lw_compare_lists(out, tally);
}
