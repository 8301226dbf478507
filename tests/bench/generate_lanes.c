/* Lanes and their rate cards: dear ones are quick and well scanned, with enough noise for bargains
 * and bad buys. */
#include "generate.h"

/* What kind of leg it is decides first what a lane costs and how long it takes. */
typedef struct leg {
    const char *prefix;
    uint32_t flat, per_kg; /* US cents */
    uint32_t hours;
} leg;

static const leg FEEDER = {"F", 40, 30, 24};
static const leg TRUNK = {"T", 90, 420, 150};
static const leg LAST_MILE = {"D", 380, 60, 72};
static const leg DIRECT = {"P", 900, 900, 260};
static const leg INJECTION = {"I", 700, 760, 220};

/* Percent of the leg's own; visibility in percent. */
static const struct manner {
    uint32_t price, time, visibility;
} MANNERS[TRADE_COUNT] = {
    {74, 165, 45}, /* POST */
    {92, 100, 65}, /* LINE */
    {66, 230, 35}, /* FORWARDER */
    {185, 42, 90}, /* INTEGRATOR */
};

/* Whoever brings a parcel to the hub takes it by road. */
static const struct manner TRUCK = {100, 100, 60};

static const char *const LANES = "lane,carrier,mode,from,to,days,visibility,max_shipment_kg";
static const char *const FULL_LANES =
    "lane,carrier,mode,from,to,min_days,days,max_days,visibility,max_side_cm,"
    "max_shipment_kg,calendar,departs,depart_time,cutoff_hours,day_count";
static const char *const RATES = "card,over_kg,up_to_kg,flat,per_kg";
static const char *const FULL_RATES = "card,over_kg,up_to_kg,included_kg,flat,per_kg,min_charge";

typedef struct tables {
    FILE *lanes, *rates;
} tables;

static uint32_t percent(uint32_t value, uint32_t share)
{
    return (value * share + 50) / 100;
}

static void put_kg(FILE *file, uint32_t grams)
{
    fprintf(file, "%" PRIu32 ".%03" PRIu32, grams / 1000, grams % 1000);
}

/* Six rows, cheaper by the kilogram towards the heavy end, though a heavier parcel is never
 * cheaper. */
static void write_card(world *w, FILE *file, const char *lane, const carrier *c, uint32_t flat,
                       uint32_t per_kg)
{
    uint32_t over = 0, share = 100, start = flat, rate = per_kg;
    for (int i = 0; i < BREAK_COUNT; i++) {
        fprintf(file, "%s,", lane);
        put_kg(file, over);
        fputc(',', file);
        put_kg(file, c->breaks[i]);
        if (w->full)
            fputs(c->trade == POST && i == 0 ? ",0.1" : ",0", file);
        fputc(',', file);
        put_cents(file, start);
        fputc(',', file);
        put_cents(file, rate);
        if (w->full) {
            fputc(',', file);
            put_cents(file, c->trade == LINE ? flat + per_kg / 4 : 0);
        }
        fputc('\n', file);
        over = c->breaks[i];
        share -= draw_from(w, 3, 7);
        uint32_t next = percent(per_kg, share);
        start += (rate - next) * over / 1000 + 1 + flat / 20;
        rate = next;
    }
}

static void put_days(FILE *file, uint32_t hours)
{
    fprintf(file, "%" PRIu32 ".%02" PRIu32, hours / 24, hours % 24 * 100 / 24);
}

/* In whole days but for the way to the hub, so that many lanes are equally fast, as published ones
 * are. */
static uint32_t rounded_hours(const leg *l, uint32_t hours)
{
    uint32_t unit = l == &FEEDER ? 12 : 24, count = (hours + unit / 2) / unit;
    return unit * (count > 0 ? count : 1);
}

/* Percent of the usual price: bargains are rare. */
static uint32_t price_luck(world *w)
{
    uint32_t a = draw(w, 90), b = draw(w, 90);
    return 60 + (a > b ? a : b);
}

static void write_clock(world *w, FILE *file, const leg *l, trade t)
{
    static const char *const DEPARTS[] = {"Mon|Wed|Fri", "Tue|Thu|Sat", "Mon|Thu",
                                          "Mon|Tue|Wed|Thu|Fri"};
    static const char *const CALENDARS[] = {"ASIA", "AMERICA", "EUROPE"};
    if (l == &TRUNK)
        fprintf(file, ",ASIA,%s,20:00,4,elapsed", DEPARTS[t == INTEGRATOR ? 3 : draw(w, 4)]);
    else if (l == &FEEDER)
        fputs(",ASIA,,18:30,1,elapsed", file);
    else if (l == &LAST_MILE)
        fprintf(file, ",%s,,,0,%s", CALENDARS[draw(w, 3)],
                t == INTEGRATOR ? "elapsed" : "business");
    else
        fputs(",ASIA,,18:00,2,elapsed", file);
}

static const char *mode_of(trade t, warehouse at)
{
    if (t == FORWARDER)
        return at == OVERSEAS ? "overseas_warehouse"
               : at == BONDED ? "bonded_warehouse"
                              : "dedicated_line";
    return t == POST ? "postal" : t == LINE ? "dedicated_line" : "express";
}

/* One lane with its card; `far` is the distance in percent. */
static void write_lane(world *w, const tables *to, const leg *l, const char *from, const char *end,
                       warehouse at, uint32_t far)
{
    uint32_t chosen = draw(w, w->shape->carriers);
    const carrier *c = &w->carriers[chosen];
    const struct manner *manner = l == &FEEDER ? &TRUCK : &MANNERS[c->trade];
    uint32_t price = percent(percent(manner->price, far), price_luck(w));
    uint32_t hours = rounded_hours(
        l, percent(percent(percent(l->hours, manner->time), far), draw_from(w, 85, 125)));
    uint32_t visibility = manner->visibility;

    char lane[32];
    snprintf(lane, sizeof lane, "%s%06" PRIu32 "-%s", l->prefix, ++w->lane_count, from);
    fprintf(to->lanes, "%s,CR%02" PRIu32 ",%s,%s,%s,", lane, chosen, mode_of(c->trade, at), from,
            end);
    if (w->full) {
        put_days(to->lanes, rounded_hours(l, percent(hours, 70)));
        fputc(',', to->lanes);
    }
    put_days(to->lanes, hours);
    if (w->full) {
        fputc(',', to->lanes);
        put_days(to->lanes, rounded_hours(l, percent(hours, 160)));
    }
    fprintf(to->lanes, ",0.%02" PRIu32, visibility);
    if (w->full)
        fputs(c->trade == POST ? ",105" : ",", to->lanes);
    fprintf(to->lanes, ",%d", MOST_KG);
    if (w->full)
        write_clock(w, to->lanes, l, c->trade);
    fputc('\n', to->lanes);
    write_card(w, to->rates, lane, c, worth(c->tender, percent(l->flat, price)),
               worth(c->tender, percent(l->per_kg, price)));
}

static void import_id(const world *w, uint32_t country, char id[16])
{
    snprintf(id, 16, "IM%s", w->countries[country].code);
}

static void zone_id(const world *w, uint32_t country, uint32_t zone, char id[16])
{
    snprintf(id, 16, "%s-Z%" PRIu32, w->countries[country].code, zone);
}

static void write_export_side(world *w, const tables *to)
{
    for (int o = 0; o < ORIGIN_COUNT; o++) {
        for (int h = 0; h < HUB_COUNT; h++) {
            uint32_t far = draw_from(w, 60, 160);
            for (uint32_t i = 0; i < w->shape->feeder; i++)
                write_lane(w, to, &FEEDER, ORIGINS[o].id, HUBS[h].id, NO_WAREHOUSE, far);
        }
    }
    for (int h = 0; h < HUB_COUNT; h++) {
        for (uint32_t c = 0; c < COUNTRY_COUNT; c++) {
            char import[16];
            import_id(w, c, import);
            uint32_t far = draw_from(w, 85, 125);
            for (uint32_t i = 0; i < w->shape->trunk; i++)
                write_lane(w, to, &TRUNK, HUBS[h].id, import, import_kind(c), far);
        }
    }
}

/* Zones of postcodes are served from the country's own import hub and from those of its neighbours
 * in the list. */
static void write_last_mile(world *w, const tables *to)
{
    for (uint32_t c = 0; c < COUNTRY_COUNT; c++) {
        for (uint32_t z = 0; z < w->countries[c].zones; z++) {
            char zone[16], import[16];
            zone_id(w, c, z, zone);
            uint32_t gateways = z == 0 ? 1 : w->shape->gateways;
            uint32_t services = z == 0 ? w->shape->nationwide : w->shape->last_mile;
            uint32_t remote = draw_from(w, 90, 130);
            for (uint32_t g = 0; g < gateways; g++) {
                uint32_t at = (c + g) % COUNTRY_COUNT;
                import_id(w, at, import);
                for (uint32_t i = 0; i < services; i++)
                    write_lane(w, to, &LAST_MILE, import, zone, import_kind(at),
                               percent(remote, 100 + 8 * g));
            }
        }
    }
}

static void write_direct(world *w, const tables *to)
{
    for (uint32_t c = 0; c < COUNTRY_COUNT; c++) {
        char zone[16];
        zone_id(w, c, 0, zone);
        for (int o = 0; o < ORIGIN_COUNT; o++) {
            for (uint32_t i = 0; i < w->shape->direct; i++)
                write_lane(w, to, &DIRECT, ORIGINS[o].id, zone, NO_WAREHOUSE, 100);
        }
        for (int h = 0; h < HUB_COUNT; h++) {
            for (uint32_t i = 0; i < w->shape->injection; i++)
                write_lane(w, to, &INJECTION, HUBS[h].id, zone, NO_WAREHOUSE, 100);
        }
    }
}

/* What warehouses charge for picking and packing. */
static void write_pick_card(FILE *file)
{
    fputs("PICK,0,5,0,1.10,0.12,0\nPICK,5,,0,1.40,0.10,0\n", file);
}

void write_lanes(world *w)
{
    tables to = {open_table(w, "lanes.csv", w->full ? FULL_LANES : LANES),
                 open_table(w, "rates.csv", w->full ? FULL_RATES : RATES)};
    write_export_side(w, &to);
    write_last_mile(w, &to);
    write_direct(w, &to);
    if (w->full)
        write_pick_card(to.rates);
    close_table(w, to.lanes, "lanes.csv");
    close_table(w, to.rates, "rates.csv");
}
