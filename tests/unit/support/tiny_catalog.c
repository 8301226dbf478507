/* Writes, loads and asks small catalogs. */
#include "support/tiny_catalog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shipment/shipment.h"

#define PATH_ROOM   128
#define MOST_TABLES 16

#define FAIL_AT(file, line, ...)  \
    do {                          \
        print_error(__VA_ARGS__); \
        print_error("\n");        \
        _fail(file, line);        \
    } while (0)

static const char *const PLAIN[][2] = {
    {"nodes", "node,country,kind\nA,CN,origin\n"},
    {"zones", "zone,country\nZ,US\n"},
    {"carriers", "carrier,currency\nX,USD\n"},
    {"lanes", "lane,carrier,mode,from,to,days\nL,X,express,A,Z,5\n"},
    {"rates", "card,per_kg\nL,1\n"},
};
enum { PLAIN_COUNT = sizeof PLAIN / sizeof *PLAIN };

static void write_table(const char *folder, const char *table, const char *text)
{
    char path[PATH_ROOM];
    snprintf(path, sizeof path, "%s/%s.csv", folder, table);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void print_problem(void *context, const lw_problem *problem)
{
    (void)context;
    char text[1024];
    lw_error_format(&problem->where, text, sizeof text);
    print_error("%s: %s\n", problem->severity == LW_ERROR ? "error" : "warning", text);
}

static void remove_folder(const char *folder, const char *const tables[], size_t count)
{
    char path[PATH_ROOM];
    for (size_t i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%s/%s.csv", folder, tables[i]);
        unlink(path);
    }
    rmdir(folder);
}

tiny *tiny_load_at(const char *file, int line, const char *table, ...)
{
    char folder[] = "/tmp/lanewise-test-XXXXXX";
    const char *tables[MOST_TABLES + PLAIN_COUNT];
    size_t count = 0;
    assert_non_null(mkdtemp(folder));
    for (; count < PLAIN_COUNT; count++) {
        tables[count] = PLAIN[count][0];
        write_table(folder, PLAIN[count][0], PLAIN[count][1]);
    }
    va_list rest;
    va_start(rest, table);
    for (const char *name = table; name; name = va_arg(rest, const char *)) {
        assert_true(count < MOST_TABLES + PLAIN_COUNT);
        tables[count++] = name;
        write_table(folder, name, va_arg(rest, const char *));
    }
    va_end(rest);

    tiny *t = calloc(1, sizeof *t);
    assert_non_null(t);
    lw_error err;
    lw_status status = lw_catalog_load(folder, print_problem, NULL, &t->catalog, &err);
    remove_folder(folder, tables, count);
    if (status == LW_OK)
        status = lw_planner_new(t->catalog, &t->planner, &err);
    if (status == LW_OK)
        status = lw_workspace_new(t->planner, &t->workspace, &err);
    if (status != LW_OK) {
        tiny_free(t);
        FAIL_AT(file, line, "the catalog does not load: %s", err.message);
    }
    lw_options_init(&t->options);
    t->options.frontier = true;
    return t;
}

void tiny_free(tiny *t)
{
    lw_quote_release(&t->quote);
    lw_workspace_free(t->workspace);
    lw_planner_free(t->planner);
    lw_catalog_free(t->catalog);
    free(t);
}

/* ---- Shipments ------------------------------------------------------------------------------- */

/* A text that grows in place and must fit. */
typedef struct writer {
    char *text;
    size_t length, room;
} writer;

__attribute__((format(printf, 2, 3))) static void put(writer *w, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    int written = vsnprintf(w->text + w->length, w->room - w->length, format, values);
    va_end(values);
    assert_true(written >= 0 && (size_t)written < w->room - w->length);
    w->length += (size_t)written;
}

/* "KG[:LxWxH][*QUANTITY]" as a JSON object. */
static void put_piece(writer *json, const char *piece, size_t length)
{
    char text[128];
    assert_true(length < sizeof text);
    memcpy(text, piece, length);
    text[length] = '\0';
    char *times = strchr(text, '*');
    if (times)
        *times++ = '\0';
    char *dims = strchr(text, ':');
    if (dims)
        *dims++ = '\0';
    put(json, "{\"weight_kg\":%s", text);
    if (dims) {
        char *width = strchr(dims, 'x');
        assert_non_null(width);
        *width++ = '\0';
        char *height = strchr(width, 'x');
        assert_non_null(height);
        *height++ = '\0';
        put(json, ",\"length_cm\":%s,\"width_cm\":%s,\"height_cm\":%s", dims, width, height);
    }
    if (times)
        put(json, ",\"quantity\":%s", times);
    put(json, "}");
}

/* Whether "field=" stands in `fields`. */
static bool gives(const char *fields, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = strstr(fields, name); at; at = strstr(at + 1, name)) {
        if ((at == fields || at[-1] == ' ') && at[length] == '=')
            return true;
    }
    return false;
}

static void write_json(writer *json, const char *fields)
{
    put(json, "{\"parcels\":[");
    size_t pieces = 0;
    for (const char *at = fields; *at; at += strcspn(at, " "), at += *at == ' ') {
        if (strncmp(at, "piece=", 6) == 0) {
            put(json, pieces++ ? "," : "");
            put_piece(json, at + 6, strcspn(at, " ") - 6);
        }
    }
    put(json, pieces ? "]" : "{\"weight_kg\":1}]");
    for (const char *at = fields; *at; at += strcspn(at, " "), at += *at == ' ') {
        size_t name = strcspn(at, "="), end = strcspn(at, " ");
        assert_true(name < end);
        if (strncmp(at, "piece=", 6) != 0)
            put(json, ",\"%.*s\":\"%.*s\"", (int)name, at, (int)(end - name - 1), at + name + 1);
    }
    if (!gives(fields, "origin"))
        put(json, ",\"origin\":\"A\"");
    if (!gives(fields, "country"))
        put(json, ",\"country\":\"US\"");
    if (!gives(fields, "ship_date") && !gives(fields, "ready_at"))
        put(json, ",\"ship_date\":\"2026-11-23\"");
    put(json, "}");
}

void tiny_shipment(lw_shipment *shipment, const char *fields)
{
    char text[TINY_TEXT];
    lw_error err;
    writer json = {.text = text, .room = sizeof text};
    write_json(&json, fields);
    lw_shipment_init(shipment);
    assert_int_equal(lw_shipment_read_json(shipment, json.text, json.length, &err), LW_OK);
}

/* Plans the shipment into t->quote. */
static lw_status ask(tiny *t, const char *fields, lw_error *err)
{
    lw_shipment shipment;
    writer json = {.text = t->text, .room = sizeof t->text};
    write_json(&json, fields);
    lw_shipment_init(&shipment);
    lw_status status = lw_shipment_read_json(&shipment, json.text, json.length, err);
    if (status == LW_OK)
        status = lw_plan_shipment(t->workspace, &shipment, &t->options, &t->quote, err);
    lw_shipment_release(&shipment);
    return status;
}

static void check_sums(const char *file, int line, const lw_plan *plan)
{
    int64_t by_type[LW_CHARGE_TYPE_COUNT] = {0}, cost = 0, buyer = 0;
    for (uint32_t i = 0; i < plan->charge_count; i++) {
        const lw_charge *charge = &plan->charges[i];
        if (charge->row_count == 0)
            FAIL_AT(file, line, "charge line %u names no row", i + 1);
        if (charge->buyer_pays) {
            buyer += charge->amount;
        } else {
            by_type[charge->type] += charge->amount;
            cost += charge->amount;
        }
    }
    if (cost != plan->cost || buyer != plan->buyer_pays)
        FAIL_AT(file, line, "the lines do not add up to the cost");
    for (int type = 0; type < LW_CHARGE_TYPE_COUNT; type++) {
        if (by_type[type] != plan->by_type[type])
            FAIL_AT(file, line, "the lines of a type do not add up to its sum");
    }
}

const lw_quote *tiny_quote_at(const char *file, int line, tiny *t, const char *fields)
{
    lw_error err;
    if (ask(t, fields, &err) != LW_OK)
        FAIL_AT(file, line, "%s: %s: %s", fields, err.field, err.message);
    for (uint32_t i = 0; i < t->quote.plan_count; i++)
        check_sums(file, line, &t->quote.plans[i]);
    return &t->quote;
}

const lw_plan *tiny_plan_at(const char *file, int line, tiny *t, const char *fields)
{
    const lw_quote *quote = tiny_quote_at(file, line, t, fields);
    if (quote->status != LW_QUOTE_OK || quote->plan_count == 0)
        FAIL_AT(file, line, "no plan for %s: %s", fields, quote->message);
    return quote->plans;
}

/* ---- What is expected ------------------------------------------------------------------------ */

static const char *decimal(char text[32], int64_t held, int digits)
{
    lw_decimal_format(text, held, digits);
    return text;
}

static void put_charge(writer *w, const lw_quote *quote, const lw_charge *charge)
{
    char amount[32];
    put(w, "%s", lw_charge_type_name(charge->type));
    if (charge->type == LW_SURCHARGE)
        put(w, " %s", charge->rule);
    put(w, " %s", decimal(amount, charge->amount, quote->decimals));
    if (strcmp(charge->card_currency, quote->currency) != 0)
        put(w, " (%s %s)", decimal(amount, charge->card_amount, charge->card_decimals),
            charge->card_currency);
    if (charge->buyer_pays)
        put(w, " buyer");
}

void tiny_assert_bill(const char *file, int line, tiny *t, const char *fields, const char *bill)
{
    const lw_plan *plan = tiny_plan_at(file, line, t, fields);
    writer w = {.text = t->text, .room = sizeof t->text};
    t->text[0] = '\0';
    for (uint32_t i = 0; i < plan->charge_count; i++) {
        put(&w, i ? ", " : "");
        put_charge(&w, &t->quote, &plan->charges[i]);
    }
    _assert_string_equal(t->text, bill, file, line);
}

void tiny_assert_cost(const char *file, int line, tiny *t, const char *fields, const char *cost)
{
    char text[32];
    const lw_plan *plan = tiny_plan_at(file, line, t, fields);
    _assert_string_equal(decimal(text, plan->cost, t->quote.decimals), cost, file, line);
}

void tiny_assert_freight(const char *file, int line, tiny *t, const char *fields,
                         const char *kilograms, const char *freight)
{
    char text[32];
    const lw_plan *plan = tiny_plan_at(file, line, t, fields);
    _assert_string_equal(decimal(text, plan->legs[0].billable_grams, 3), kilograms, file, line);
    for (uint32_t i = 0; i < plan->charge_count; i++) {
        const lw_charge *charge = &plan->charges[i];
        if (charge->type == LW_FREIGHT) {
            decimal(text, charge->card_amount, charge->card_decimals);
            _assert_string_equal(text, freight, file, line);
            return;
        }
    }
    FAIL_AT(file, line, "%s: no freight", fields);
}

void tiny_assert_plans(const char *file, int line, tiny *t, const char *fields, const char *plans)
{
    const lw_quote *quote = tiny_quote_at(file, line, t, fields);
    writer w = {.text = t->text, .room = sizeof t->text};
    t->text[0] = '\0';
    for (uint32_t i = 0; i < quote->plan_count; i++) {
        const lw_plan *plan = &quote->plans[i];
        put(&w, i ? ", " : "");
        if (plan->stocked)
            put(&w, "%s:", plan->start);
        for (uint32_t leg = 0; leg < plan->leg_count; leg++)
            put(&w, "%s%s", leg ? ">" : "", plan->legs[leg].lane);
    }
    _assert_string_equal(t->text, plans, file, line);
}

void tiny_assert_refused(const char *file, int line, tiny *t, const char *fields, const char *codes)
{
    bool explain = t->options.explain;
    t->options.explain = true;
    const lw_quote *quote = tiny_quote_at(file, line, t, fields);
    t->options.explain = explain;
    if (quote->status != LW_QUOTE_NO_PLAN)
        FAIL_AT(file, line, "%s: there is a plan", fields);
    writer w = {.text = t->text, .room = sizeof t->text};
    t->text[0] = '\0';
    for (int refusal = 0; refusal < LW_REFUSAL_COUNT; refusal++) {
        uint32_t count = 0;
        for (int mode = 0; mode < LW_MODES; mode++)
            count += quote->modes[mode].refused[refusal];
        if (count > 0)
            put(&w, "%s%s", w.length ? ", " : "", lw_refusal_code((lw_refusal)refusal));
        if (count > 1)
            put(&w, " x%u", count);
    }
    _assert_string_equal(t->text, codes, file, line);
}

void tiny_assert_invalid(const char *file, int line, tiny *t, const char *fields, const char *field)
{
    lw_error err;
    lw_status status = ask(t, fields, &err);
    if (status != LW_BAD_SHIPMENT)
        FAIL_AT(file, line, "%s: the shipment is taken", fields);
    _assert_string_equal(err.field, field, file, line);
}

void tiny_assert_arrives(const char *file, int line, tiny *t, const char *fields,
                         lw_clock_hand hand, const char *moment)
{
    char text[32];
    const lw_plan *plan = tiny_plan_at(file, line, t, fields);
    lw_moment_format(text, plan->arrives[hand], plan->arrive_offset);
    _assert_string_equal(text, moment, file, line);
}

void tiny_assert_minutes(const char *file, int line, tiny *t, const char *fields,
                         const char *minutes)
{
    const lw_plan *plan = tiny_plan_at(file, line, t, fields);
    writer w = {.text = t->text, .room = sizeof t->text};
    put(&w, "%lld %lld %lld, blind %lld gap %lld", (long long)plan->minutes[LW_CLOCK_MIN],
        (long long)plan->minutes[LW_CLOCK_TYPICAL], (long long)plan->minutes[LW_CLOCK_MAX],
        (long long)plan->blind_minutes, (long long)plan->blind_gap_minutes);
    _assert_string_equal(t->text, minutes, file, line);
}
