/* Carriers, places and the zone chart. */
#include "generate.h"

/* Carriers publish different weight breaks: a shipment's cost is linear only between all of them.
 */
static const uint32_t BREAKS[3][BREAK_COUNT] = {
    {500, 2000, 5000, 10000, 20000, MOST_KG * 1000},
    {250, 1000, 3000, 8000, 15000, MOST_KG * 1000},
    {1000, 2000, 5000, 10000, 21000, MOST_KG * 1000},
};

void make_carriers(world *w)
{
    for (uint32_t i = 0; i < w->shape->carriers; i++) {
        carrier *made = &w->carriers[i];
        made->trade = (trade)(i % TRADE_COUNT);
        made->breaks = BREAKS[draw(w, 3)];
        uint32_t dice = draw(w, 10);
        made->tender = !w->full || dice < 4 ? USD : dice < 7 ? EUR : CNY;
    }
}

/* What tells the carriers of a trade from one another when they weigh and count days. */
static void write_carriers(world *w)
{
    static const char *const RULES[TRADE_COUNT] = {
        ",,,",
        "8000,,0.1,0.05",
        "6000,,0.001,0.1",
        "5000,up,0.5,0",
    };
    FILE *file = open_table(
        w, "carriers.csv",
        w->full ? "carrier,currency,volumetric_divisor,dim_rounding,step_kg,min_weight_kg"
                : "carrier,currency");
    for (uint32_t i = 0; i < w->shape->carriers; i++) {
        const carrier *c = &w->carriers[i];
        fprintf(file, "CR%02" PRIu32 ",%s", i, TENDER_CODES[c->tender]);
        if (w->full)
            fprintf(file, ",%s", RULES[c->trade]);
        fputc('\n', file);
    }
    close_table(w, file, "carriers.csv");
}

static void write_place(const world *w, FILE *file, const place *p, const char *kind, int hours)
{
    fprintf(file, "%s,%s,%s", p->id, p->country, kind);
    if (w->full)
        fprintf(file, ",,,%d,+%02d:00,%s", hours, p->utc_hours, hours == 0 ? "" : "ASIA");
    fputc('\n', file);
}

static const char *calendar_of(uint32_t country)
{
    return country < 8 ? "AMERICA" : country < 28 ? "EUROPE" : "ASIA";
}

static void write_imports(world *w, FILE *file)
{
    static const char *const KINDS[] = {"hub", "overseas_warehouse", "bonded_warehouse"};
    for (uint32_t i = 0; i < COUNTRY_COUNT; i++) {
        const market *c = &w->countries[i];
        warehouse kind = import_kind(i);
        fprintf(file, "IM%s,%s,%s", c->code, c->code, KINDS[kind]);
        if (w->full) {
            int hours = c->utc_hours;
            fprintf(file, ",%s,%s,%" PRIu32 ",%c%02d:00,%s", kind == NO_WAREHOUSE ? "" : "PICK",
                    kind == NO_WAREHOUSE ? "" : "USD", 6 * draw_from(w, 1, 2),
                    hours < 0 ? '-' : '+', hours < 0 ? -hours : hours, calendar_of(i));
        }
        fputc('\n', file);
    }
}

static void write_nodes(world *w)
{
    FILE *file =
        open_table(w, "nodes.csv",
                   w->full ? "node,country,kind,card,currency,dwell_hours,utc_offset,calendar"
                           : "node,country,kind");
    for (int i = 0; i < ORIGIN_COUNT; i++)
        write_place(w, file, &ORIGINS[i], "origin", 0);
    for (int i = 0; i < HUB_COUNT; i++)
        write_place(w, file, &HUBS[i], "hub", 6);
    write_imports(w, file);
    close_table(w, file, "nodes.csv");
}

/* British bounds are letters; elsewhere the first two digits count. */
static void put_bounds(FILE *file, bool british, uint32_t from, uint32_t to)
{
    if (british)
        fprintf(file, "%c%c,%c%c", 'A' + (int)from, 'A', 'A' + (int)to, 'Z');
    else
        fprintf(file, "%02" PRIu32 ",%02" PRIu32, from, to);
}

/* The plain profile gives each zone one run of postcodes, the full one many short ones, as carriers
 * do. */
static void write_zones(world *w)
{
    FILE *file = open_table(w, "zones.csv",
                            w->full ? "zone,country,postcode_from,postcode_to,utc_offset"
                                    : "zone,country,postcode_from,postcode_to");
    for (uint32_t i = 0; i < COUNTRY_COUNT; i++) {
        const market *c = &w->countries[i];
        bool british = c->code[0] == 'G';
        uint32_t prefixes = british ? 26 : 100, parts = c->zones - 1;
        uint32_t run = !w->full ? (prefixes + parts - 1) / parts : british ? 1 : 3;
        fprintf(file, "%s-Z0,%s,,", c->code, c->code);
        if (w->full)
            fprintf(file, ",%c%02d:00", c->utc_hours < 0 ? '-' : '+',
                    c->utc_hours < 0 ? -c->utc_hours : c->utc_hours);
        fputc('\n', file);
        for (uint32_t from = 0; from < prefixes; from += run) {
            uint32_t to = from + run < prefixes ? from + run - 1 : prefixes - 1;
            fprintf(file, "%s-Z%" PRIu32 ",%s,", c->code, 1 + from / run % parts, c->code);
            put_bounds(file, british, from, to);
            if (w->full)
                fprintf(file, ",%c%02d:00", c->utc_hours < 0 ? '-' : '+',
                        c->utc_hours < 0 ? -c->utc_hours : c->utc_hours);
            fputc('\n', file);
        }
    }
    close_table(w, file, "zones.csv");
}

void write_network(world *w)
{
    write_carriers(w);
    write_nodes(w);
    write_zones(w);
}
