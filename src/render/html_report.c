/* The page of a batch: which ways its orders take, what they spend on them and where, and which
 * orders have no plan. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/model.h"
#include "plan/identity.h"
#include "render/html.h"
#include "render/report.h"

enum { PICTURED = 12 }; /* bars of one picture; the tables tell them all */

/* Orders of a set of modes or of a country. */
typedef struct row {
    unsigned modes;            /* a set; 0 = it is a country */
    const lw_country *country; /* NULL = it is a set of modes */
    const lw_report_cell *cells;
    lw_report_cell sum; /* `quoted` means something where there is one currency */
} row;

typedef struct page {
    lw_buffer *out;
    const lw_report *report;
    uint32_t currency; /* that spend is told in; LW_NONE = no rates, and several currencies */
    row *ways, *countries;
    size_t way_count, country_count;
} page;

/* ---- Rows --------------------------------------------------------------------------------------
 */

/* The report's or, without rates, the only currency there is. */
static uint32_t currency_of(const lw_report *report)
{
    uint32_t only = report->currency;
    for (size_t i = 0; report->currency == LW_NONE && i < report->rows * report->currencies; i++) {
        uint32_t currency = (uint32_t)(i % report->currencies);
        if (report->cells[i].orders == 0 || currency == only)
            continue;
        if (only != LW_NONE)
            return LW_NONE;
        only = currency;
    }
    return only;
}

static row make_row(const lw_report *report, size_t index)
{
    row filled = {.cells = report->cells + index * report->currencies};
    if (index < LW_MODE_SETS)
        filled.modes = (unsigned)index;
    else
        filled.country = &report->catalog->countries[index - LW_MODE_SETS];
    for (size_t i = 0; i < report->currencies; i++)
        lw_report_add_cell(&filled.sum, &filled.cells[i]);
    return filled;
}

/* In the page's currency. */
static lw_wide spend_of(const page *made, const row *told)
{
    return made->report->currency != LW_NONE ? told->sum.spend : told->sum.quoted;
}

static int more_first(uint64_t a, uint64_t b)
{
    return a > b ? -1 : a < b;
}

static int compare_rows(const void *left, const void *right)
{
    const row *a = left, *b = right;
    int by_orders = more_first(a->sum.orders, b->sum.orders);
    if (by_orders != 0)
        return by_orders;
    if (a->country)
        return strcmp(a->country->code, b->country->code);
    return a->modes < b->modes ? -1 : a->modes > b->modes;
}

/* The rows of the report from `first` up to `end` that have an order, most orders first; NULL when
 * memory is out. */
static row *collect(const page *made, size_t first, size_t end, size_t *count)
{
    row *rows = calloc(end - first + 1, sizeof *rows);
    *count = 0;
    for (size_t i = first; rows && i < end; i++) {
        row filled = make_row(made->report, i);
        if (filled.sum.orders > 0)
            rows[(*count)++] = filled;
    }
    if (rows)
        qsort(rows, *count, sizeof *rows, compare_rows);
    return rows;
}

/* ---- Cells -------------------------------------------------------------------------------------
 */

static void put_name(lw_buffer *out, const row *told)
{
    const char *before = "";
    if (told->country) {
        lw_put_format(out, "%s%s%s", told->country->code, told->country->name[0] ? " " : "",
                      told->country->name);
        return;
    }
    for (unsigned mode = 0; mode < LW_MODES; mode++) {
        if (!(told->modes >> mode & 1))
            continue;
        lw_put_text(out, before);
        lw_html_mode(out, lw_mode_name(mode));
        before = " + ";
    }
}

static void put_count_cell(lw_buffer *out, uint64_t count)
{
    lw_put_format(out, "<td class=\"number\">%llu</td>", (unsigned long long)count);
}

static void put_money_cell(const page *made, lw_wide minor)
{
    char text[LW_WIDE_TEXT];
    lw_wide_format(text, minor, made->report->catalog->currencies[made->currency].decimals);
    lw_html_element(made->out, "td", "number", text);
}

/* "12.00 USD, 300 JPY": in the currencies of the orders. */
static void put_quoted(const page *made, const row *told)
{
    const lw_catalog *catalog = made->report->catalog;
    const char *before = "";
    char text[LW_WIDE_TEXT];
    lw_put_text(made->out, "<span class=\"note\">");
    for (size_t i = 0; i < made->report->currencies; i++) {
        if (told->cells[i].orders == 0)
            continue;
        lw_wide_format(text, told->cells[i].quoted, catalog->currencies[i].decimals);
        lw_put_format(made->out, "%s%s ", before, text);
        lw_html_text(made->out, catalog->currencies[i].code);
        before = ", ";
    }
    lw_put_text(made->out, "</span>");
}

static void put_row(const page *made, const row *told)
{
    lw_buffer *out = made->out, name = {0};
    char share[32];
    lw_put_text(out, "<tr><th scope=\"row\">");
    put_name(&name, told);
    lw_html_take(out, &name);
    put_quoted(made, told);
    lw_put_text(out, "</th>");
    put_count_cell(out, told->sum.orders);
    lw_decimal_format(
        share,
        (int64_t)lw_wide_half_up((lw_wide)told->sum.orders * 1000, (lw_wide)made->report->ok), 1);
    lw_put_format(out, "<td class=\"number\">%s%%</td>", share);
    if (made->currency != LW_NONE) {
        lw_wide spend = spend_of(made, told);
        put_money_cell(made, spend);
        put_money_cell(made, lw_wide_half_up(spend, (lw_wide)told->sum.orders));
    }
    lw_html_line(out, "</tr>");
}

/* ---- Sections ----------------------------------------------------------------------------------
 */

static void put_table(const page *made, const char *caption, const char *what, const row *rows,
                      size_t count)
{
    lw_buffer *out = made->out;
    char spend[96];
    lw_put_text(out, "<table>");
    lw_html_element(out, "caption", NULL, caption);
    lw_put_text(out, "<thead><tr>");
    lw_html_element(out, "th", NULL, what);
    lw_html_element(out, "th", "number", "Orders");
    lw_html_element(out, "th", "number", "Share");
    if (made->currency != LW_NONE) {
        snprintf(spend, sizeof spend, "Spend %s",
                 made->report->catalog->currencies[made->currency].code);
        lw_html_element(out, "th", "number", spend);
        lw_html_element(out, "th", "number", "Mean");
    }
    lw_html_line(out, "</tr></thead>\n<tbody>");
    for (size_t i = 0; i < count; i++)
        put_row(made, &rows[i]);
    lw_html_line(out, "</tbody></table>");
}

static void put_section(const page *made, const char *id, const char *title, const char *what,
                        const row *rows, size_t count)
{
    lw_buffer *out = made->out;
    if (count == 0)
        return;
    lw_put_format(out,
                  "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n"
                  "<figure>\n<div class=\"chart\" data-chart=\"bars\" data-of=\"%s\"></div>\n"
                  "<figcaption id=\"%s-text\">Best plans, most orders first. ",
                  id, id, title, id, id);
    if (count > PICTURED)
        lw_put_format(out, "The %d with the most orders. ", PICTURED);
    if (made->report->currency != LW_NONE)
        lw_put_text(out, "Spend is the cost of each order at the catalog's exchange rates.");
    lw_html_line(out, "</figcaption>\n</figure>");
    put_table(made, "In figures, and below each name the cost as quoted", what, rows, count);
    lw_html_line(out, "</section>");
}

static void put_misses(lw_buffer *out, const lw_report *report)
{
    uint64_t all = report->no_plan + report->invalid;
    if (all == 0)
        return;
    lw_html_line(out, "<section aria-labelledby=\"misses\">\n"
                      "<h2 id=\"misses\">Orders without a plan</h2>\n<table class=\"misses\">");
    lw_put_format(out, "<caption>%llu of them", (unsigned long long)all);
    if (all > report->misses.count)
        lw_put_format(out, ", of which the first %zu are listed", report->misses.count);
    lw_html_line(out, "</caption>\n<thead><tr><th>Order</th><th>Reason</th></tr>"
                      "</thead>\n<tbody>");
    for (size_t i = 0; i < report->misses.count; i++) {
        const lw_miss *miss = &report->misses.items[i];
        lw_put_text(out, "<tr><th scope=\"row\">");
        lw_html_text(out, miss->id);
        lw_html_element(out, "span", "note", miss->destination);
        lw_put_text(out, "</th><td>");
        lw_html_text(out, miss->reason);
        lw_html_element(out, "span", "note", miss->status);
        lw_put_text(out, "</td>");
        lw_html_line(out, "</tr>");
    }
    lw_html_line(out, "</tbody></table>\n</section>");
}

static void put_count(lw_buffer *out, const char *name, uint64_t count)
{
    char text[32];
    snprintf(text, sizeof text, "%llu", (unsigned long long)count);
    lw_html_figure(out, name, text, "");
}

static void put_heading(const page *made, const lw_style *style, const lw_report_about *about,
                        const char *title)
{
    const lw_report *report = made->report;
    lw_buffer *out = made->out;
    char date[16], text[LW_WIDE_TEXT];
    lw_wide spend = 0;
    lw_put_text(out, "<header>\n");
    lw_html_element(out, "h1", NULL, title);
    lw_date_format(date, about->ship_date);
    lw_put_format(out, "\n<p>Best plans by %s; shipped %s where an order says nothing else",
                  lw_rank_name(style->rank), date);
    if (about->parts > 0)
        lw_put_format(out, "; part %lu of %lu of the file", (unsigned long)about->part,
                      (unsigned long)about->parts);
    lw_html_line(out, "</p>\n</header>\n<section aria-label=\"Figures\">\n<dl class=\"figures\">");
    put_count(out, "Orders", report->ok + report->no_plan + report->invalid);
    put_count(out, "With a plan", report->ok);
    put_count(out, "Without a plan", report->no_plan);
    put_count(out, "Invalid", report->invalid);
    for (size_t i = 0; i < made->way_count; i++)
        spend = lw_wide_add(spend, spend_of(made, &made->ways[i]));
    if (made->way_count > 0 && made->currency != LW_NONE) {
        const lw_currency *currency = &report->catalog->currencies[made->currency];
        lw_wide_format(text, spend, currency->decimals);
        lw_html_figure(out, "Spend", text, currency->code);
    }
    lw_html_line(out, "</dl>\n</section>");
}

/* ---- The page ----------------------------------------------------------------------------------
 */

static void put_bars(lw_json *json, const page *made, const char *key, const row *rows,
                     size_t count)
{
    char spend[LW_WIDE_TEXT];
    lw_json_key(json, key);
    lw_json_open(json, '[');
    for (size_t i = 0; i < count && i < PICTURED; i++) {
        lw_buffer name = {0};
        lw_json_open(json, '{');
        put_name(&name, &rows[i]);
        lw_json_key(json, "name");
        lw_json_bytes(json, name.bytes ? name.bytes : "", name.length);
        json->out->failed = json->out->failed || name.failed;
        lw_buffer_release(&name);
        lw_json_key(json, "orders");
        lw_json_int(json, (int64_t)rows[i].sum.orders);
        if (made->currency != LW_NONE) {
            lw_wide_format(spend, spend_of(made, &rows[i]),
                           made->report->catalog->currencies[made->currency].decimals);
            lw_json_key(json, "spend");
            lw_json_raw(json, spend, strlen(spend));
        }
        lw_json_close(json, '}');
    }
    lw_json_close(json, ']');
}

static void put_data(lw_buffer *data, const page *made)
{
    lw_json json = {.out = data};
    lw_json_open(&json, '{');
    lw_json_key(&json, "currency");
    if (made->currency != LW_NONE)
        lw_json_text(&json, made->report->catalog->currencies[made->currency].code);
    else
        lw_json_null(&json);
    lw_json_key(&json, "bars");
    lw_json_open(&json, '{');
    put_bars(&json, made, "ways", made->ways, made->way_count);
    put_bars(&json, made, "destinations", made->countries, made->country_count);
    lw_json_close(&json, '}');
    lw_json_close(&json, '}');
}

static void put_page(const page *made, const lw_style *style, const lw_report_about *about)
{
    const lw_report *report = made->report;
    uint64_t orders = report->ok + report->no_plan + report->invalid;
    char title[256];
    lw_buffer data = {0};
    snprintf(title, sizeof title, "%llu order%s of %s", (unsigned long long)orders,
             orders == 1 ? "" : "s", about->input);
    lw_html_begin(made->out, title);
    put_heading(made, style, about, title);
    put_section(made, "ways", "Ways", "Modes of the way", made->ways, made->way_count);
    put_section(made, "destinations", "Destinations", "Country", made->countries,
                made->country_count);
    put_misses(made->out, report);
    put_data(&data, made);
    lw_html_end(made->out, &data);
}

void lw_html_report(lw_buffer *out, const lw_style *style, const lw_report *report,
                    const lw_report_about *about)
{
    page made = {.out = out, .report = report, .currency = currency_of(report)};
    made.ways = collect(&made, 0, LW_MODE_SETS, &made.way_count);
    made.countries = collect(&made, LW_MODE_SETS, report->rows, &made.country_count);
    if (made.ways && made.countries)
        put_page(&made, style, about);
    else
        out->failed = true;
    free(made.ways);
    free(made.countries);
}
