/* The tables that only the full profile has: money, surcharges, hand-offs, borders, stock,
 * calendars. */
#include "generate.h"

static void write_fx(const world *w)
{
    FILE *file = open_table(w, "fx.csv", "currency,rate");
    fputs("USD,1\nEUR,0.92415\nCNY,7.1983\n", file);
    close_table(w, file, "fx.csv");
}

/* Fuel changes in mid-month; remote areas, size and batteries cost extra. */
static void write_surcharges(world *w)
{
    FILE *file = open_table(
        w, "surcharges.csv",
        "surcharge,carrier,zone,flag,over_side_cm,basis,amount,min_amount,currency,group,"
        "fuel_applies,valid_from,valid_to");
    for (uint32_t i = 0; i < w->shape->carriers; i++) {
        const carrier *c = &w->carriers[i];
        const char *code = TENDER_CODES[c->tender];
        if (c->trade == LINE || c->trade == INTEGRATOR) {
            uint32_t fuel = draw_from(w, 80, 240);
            for (int half = 0; half < 2; half++) {
                uint32_t now = fuel + (half == 0 ? 0 : draw(w, 20));
                fprintf(file,
                        "FUEL%02" PRIu32 ",CR%02" PRIu32 ",,,,pct_charges,%" PRIu32 ".%" PRIu32
                        ",,%s,,,%s\n",
                        i, i, now / 10, now % 10, code, half == 0 ? ",2026-11-15" : "2026-11-16,");
            }
        }
        if (c->trade == INTEGRATOR || c->trade == POST) {
            fprintf(file, "REMOTE%02" PRIu32 ",CR%02" PRIu32 ",", i, i);
            for (uint32_t k = 0; k < COUNTRY_COUNT; k++)
                fprintf(file, "%s%s-Z%" PRIu32, k == 0 ? "" : "|", w->countries[k].code,
                        w->countries[k].zones - 1);
            fputs(",,,per_kg,", file);
            put_cents(file, worth(c->tender, draw_from(w, 20, 60)));
            fputc(',', file);
            put_cents(file, worth(c->tender, draw_from(w, 150, 400)));
            fprintf(file, ",%s,,yes,,\n", code);
        }
        for (uint32_t side = 60; side <= 100 && c->trade != POST; side += 40) {
            fprintf(file, "SIZE%02" PRIu32 "-%" PRIu32 ",CR%02" PRIu32 ",,,%" PRIu32 ",per_piece,",
                    i, side, i, side);
            put_cents(file, worth(c->tender, side * 6));
            fprintf(file, ",,%s,SIZE%02" PRIu32 ",yes,,\n", code, i);
        }
        if (c->trade == INTEGRATOR) {
            fprintf(file, "BATTERY%02" PRIu32 ",CR%02" PRIu32 ",,battery,,flat,", i, i);
            put_cents(file, worth(c->tender, draw_from(w, 80, 200)));
            fprintf(file, ",,%s,,no,,\n", code);
        }
    }
    close_table(w, file, "surcharges.csv");
}

static void write_handoffs(world *w)
{
    FILE *file = open_table(w, "handoffs.csv",
                            "node,from_carrier,to_carrier,fee,currency,hours,blind_hours");
    fputs(",,,0.25,USD,4,6\n", file);
    for (int h = 0; h < HUB_COUNT; h += 2)
        fprintf(file, "%s,,,0.%" PRIu32 ",USD,%d,6\n", HUBS[h].id, draw_from(w, 10, 40), 2 + h % 7);
    for (uint32_t i = 0; i < w->shape->carriers; i++) {
        if (w->carriers[i].trade == INTEGRATOR)
            fprintf(file, ",,CR%02" PRIu32 ",0.%" PRIu32 ",EUR,2,1\n", i, draw_from(w, 10, 60));
    }
    close_table(w, file, "handoffs.csv");
}

static bool bills_in_euro(uint32_t country)
{
    return country >= 9 && country < 26;
}

static void write_customs(world *w)
{
    static const char *const FROM[] = {"CN", "HK", "VN"};
    FILE *file = open_table(
        w, "customs.csv",
        "country,direction,mode,fee,disbursement_pct,disbursement_min,duty_base,tax_base,currency,"
        "min_hours,hours,max_hours,exam_pct,exam_hours,blind_hours,calendar");
    for (size_t i = 0; i < sizeof FROM / sizeof *FROM; i++)
        fprintf(file, "%s,export,,0.%" PRIu32 ",,,,,CNY,2,6,24,1.5,48,3,ASIA\n", FROM[i],
                draw_from(w, 30, 90));
    for (uint32_t i = 0; i < COUNTRY_COUNT; i++) {
        const char *code = w->countries[i].code, *money = bills_in_euro(i) ? "EUR" : "USD";
        const char *tax = i < 8 ? "goods,goods" : "cif,cif_duty";
        const char *calendar = i < 8 ? "AMERICA" : i < 28 ? "EUROPE" : "ASIA";
        fprintf(file, "%s,import,,0.%" PRIu32 ",,,%s,%s,4,12,48,3,60,6,%s\n", code,
                draw_from(w, 10, 95), tax, money, calendar);
        fprintf(file, "%s,import,express,,2,%" PRIu32 ",%s,%s,1,3,20,2,36,0,\n", code,
                draw_from(w, 2, 6), tax, money);
        fprintf(file, "%s,import,postal,,,,%s,%s,8,28,96,3,72,14,%s\n", code, tax, money, calendar);
    }
    close_table(w, file, "customs.csv");
}

/* Nothing but tax on small values; above, by the first digits of the tariff code. */
static void write_duties(world *w)
{
    static const char *const PREFIXES[] = {"", "61", "62", "64", "85", "8517"};
    FILE *file = open_table(w, "duties.csv",
                            "country,hs_prefix,over_value,up_to_value,duty_pct,tax_pct,currency");
    for (uint32_t i = 0; i < COUNTRY_COUNT; i++) {
        const char *code = w->countries[i].code, *money = bills_in_euro(i) ? "EUR" : "USD";
        uint32_t tax = i == 0 ? 0 : draw_from(w, 5, 25);
        fprintf(file, "%s,,,150,0,%" PRIu32 ",%s\n", code, tax, money);
        for (size_t p = 0; p < sizeof PREFIXES / sizeof *PREFIXES; p++)
            fprintf(file, "%s,%s,150,,%" PRIu32 ".5,%" PRIu32 ",%s\n", code, PREFIXES[p],
                    draw_from(w, 0, 17), tax, money);
    }
    close_table(w, file, "duties.csv");
}

/* Half of the warehouses hold some of everything, the others some articles, a few of them without a
 * known price. */
static void write_stock(world *w)
{
    FILE *stock =
        open_table(w, "stock.csv", "node,sku,on_hand,storage_days,inbound_per_kg,currency");
    FILE *storage =
        open_table(w, "storage.csv", "node,from_day,to_day,per_cbm_day,per_kg_day,currency");
    for (uint32_t i = 0; i < COUNTRY_COUNT; i++) {
        const char *code = w->countries[i].code;
        if (import_kind(i) == NO_WAREHOUSE)
            continue;
        if (i % 3 == 0)
            fprintf(stock, "IM%s,*,,%" PRIu32 ",3.20,USD\n", code, draw_from(w, 10, 60));
        for (uint32_t sku = draw(w, 8); sku < SKU_COUNT; sku += draw_from(w, 4, 12)) {
            uint32_t on_hand = draw(w, 50), days = draw_from(w, 5, 90);
            fprintf(stock, "IM%s,SKU-%03" PRIu32 ",%" PRIu32 ",%" PRIu32 ",", code, sku, on_hand,
                    days);
            if (draw(w, 8) > 0)
                fprintf(stock, "%" PRIu32 ".75,USD\n", draw_from(w, 1, 4));
            else
                fputs(",\n", stock);
        }
        fprintf(storage, "IM%s,1,14,0,0,USD\nIM%s,15,45,0.6,0.002,USD\nIM%s,46,,1.1,0.004,USD\n",
                code, code, code);
    }
    close_table(w, stock, "stock.csv");
    close_table(w, storage, "storage.csv");
}

static void write_calendars(const world *w)
{
    FILE *calendars = open_table(w, "calendars.csv", "calendar,work_days");
    FILE *holidays = open_table(w, "holidays.csv", "calendar,date,name");
    fputs("ASIA,Mon|Tue|Wed|Thu|Fri|Sat\nAMERICA,Mon|Tue|Wed|Thu|Fri\nEUROPE,Mon|Tue|Wed|Thu|Fri\n",
          calendars);
    fputs(
        "AMERICA,2026-11-11,Veterans Day\nAMERICA,2026-11-26,Thanksgiving\n"
        "AMERICA,2026-12-25,Christmas\n"
        "EUROPE,2026-11-01,All Saints\nEUROPE,2026-12-25,Christmas\nEUROPE,2026-12-26,Boxing Day\n"
        "ASIA,2026-10-01,National Day\nASIA,2027-01-01,New Year\n",
        holidays);
    close_table(w, calendars, "calendars.csv");
    close_table(w, holidays, "holidays.csv");
}

void write_rules(world *w)
{
    write_fx(w);
    write_surcharges(w);
    write_handoffs(w);
    write_customs(w);
    write_duties(w);
    write_stock(w);
    write_calendars(w);
}
