/* Orders of about 100 bytes, each with a weight that no other has.
 *
 * Grams would not do: up to 30 kg there are only 30,000. So weights are written to a tenth of a
 * milligram, which the program rounds up to the gram, and the value of the goods differs from order
 * to order, too. Half of the parcels are below 3 kg. */
#include "generate.h"

#define LIGHT_PARTS UINT64_C(30000000)  /* of 0.1 mg: the weights below 3 kg */
#define HEAVY_PARTS UINT64_C(270000000) /* and those above */
#define STRIDE      UINT64_C(19260817)  /* a prime that divides neither: walks over all of them */

static const char *const TARIFFS[] = {"851762", "850440", "610910", "620342", "640299", "851830",
                                      "950300", "420222", "392690", "711719", "330499", "902910"};

/* Different for every i below 60 million. */
static uint64_t weight_of(uint64_t i)
{
    uint64_t step = i / 2 * STRIDE;
    return 1 + (i % 2 == 0 ? step % LIGHT_PARTS : LIGHT_PARTS + step % HEAVY_PARTS);
}

static char letter(world *w)
{
    return (char)('A' + (int)draw(w, 26));
}

static void put_postcode(world *w, FILE *file, const market *to)
{
    if (to->code[0] != 'G') {
        fprintf(file, "%05" PRIu32, draw(w, 100000));
        return;
    }
    char area[] = {letter(w), '\0', '\0'}, unit[] = {'\0', '\0', '\0'};
    area[1] = letter(w);
    unit[0] = letter(w);
    unit[1] = letter(w);
    uint32_t district = draw_from(w, 1, 99), sector = draw(w, 10);
    fprintf(file, "%s%" PRIu32 " %" PRIu32 "%s", area, district, sector, unit);
}

/* Centimetres that suit the weight: a light parcel is seldom a big one. */
static void put_dimensions(world *w, FILE *file, uint64_t parts)
{
    uint32_t side = 8 + (uint32_t)(parts / 12000000);
    uint32_t length = side + draw_from(w, 4, draw(w, 40) == 0 ? 90 : 20);
    uint32_t millimetres = draw(w, 10);
    uint32_t width = side + draw(w, 8);
    uint32_t height = side / 2 + draw_from(w, 1, 6);
    fprintf(file, ",%" PRIu32 ".%" PRIu32 ",%" PRIu32 ",%" PRIu32, length, millimetres, width,
            height);
}

static void put_goods(world *w, FILE *file, uint64_t parts)
{
    int quantity = parts < LIGHT_PARTS && draw(w, 20) == 0 ? 2 : 1;
    uint32_t value_cents = draw_from(w, 500, 40000), dice = draw(w, 10);
    const char *code = TENDER_CODES[!w->full || dice < 6 ? USD : dice < 9 ? EUR : CNY];
    fprintf(file, ",%d,", quantity);
    put_cents(file, value_cents);
    fprintf(file, ",%s,USD,%s,1,", code, TARIFFS[draw(w, sizeof TARIFFS / sizeof *TARIFFS)]);
}

static void write_order(world *w, FILE *file, uint64_t i)
{
    static const char *const FLAGS[] = {"battery", "liquid", "branded"};
    uint64_t parts = weight_of(i);
    const market *to = &w->countries[draw(w, COUNTRY_COUNT)];
    fprintf(file, "SO%0*" PRIu64 ",%s,%s,", w->full ? 8 : 14, i + 1,
            ORIGINS[draw(w, ORIGIN_COUNT)].id, to->code);
    put_postcode(w, file, to);
    fprintf(file, ",%" PRIu64 ".%07" PRIu64, parts / 10000000, parts % 10000000);
    if (w->full)
        put_dimensions(w, file, parts);
    put_goods(w, file, parts);
    uint32_t flag = draw(w, 12), sku = draw(w, SKU_COUNT), day = draw(w, w->days);
    fprintf(file, "%s,SKU-%03" PRIu32 ",2026-11-%02" PRIu32 ",%s\n", flag < 3 ? FLAGS[flag] : "",
            sku, 2 + day, draw(w, 10) == 0 ? "DAP" : "DDP");
}

void write_orders(world *w, uint64_t count)
{
    FILE *file = open_table(
        w, "orders.csv",
        w->full ? "id,origin,country,postcode,weight_kg,length_cm,width_cm,height_cm,quantity,"
                  "value,value_currency,currency,hs_code,hs_lines,flags,sku,ship_date,incoterm"
                : "id,origin,country,postcode,weight_kg,quantity,value,value_currency,currency,"
                  "hs_code,hs_lines,flags,sku,ship_date,incoterm");
    for (uint64_t i = 0; i < count; i++)
        write_order(w, file, i);
    close_table(w, file, "orders.csv");
}
