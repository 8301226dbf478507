/* Orders of about 100 bytes, each with a weight that no other has.
 *
 * Grams would not do: up to 30 kg there are only 30,000. So weights are written to a tenth of a milligram, which the
 * program rounds up to the gram, and the value of the goods differs from order to order, too. Half of the parcels are
 * below 3 kg. */
#include "generate.h"

#define LIGHT_PARTS UINT64_C(30000000)  /* of 0.1 mg: the weights below 3 kg */
#define HEAVY_PARTS UINT64_C(270000000) /* and those above */
#define STRIDE      UINT64_C(19260817)  /* a prime that divides neither: walks over all of them */

static const char *const TARIFFS[] = {"851762", "850440", "610910", "620342", "640299", "851830",
                                      "950300", "420222", "392690", "711719", "330499", "902910"};

/* Different for every i below 60 million. */
static uint64_t weight_of(uint64_t i) {
    uint64_t step = i / 2 * STRIDE;
    return 1 + (i % 2 == 0 ? step % LIGHT_PARTS : LIGHT_PARTS + step % HEAVY_PARTS);
}

static void put_postcode(world *w, FILE *file, const market *to) {
    if (to->code[0] == 'G')
        fprintf(file, "%c%c%" PRIu32 " %" PRIu32 "%c%c", 'A' + (int)draw(w, 26), 'A' + (int)draw(w, 26),
                draw_from(w, 1, 99), draw(w, 10), 'A' + (int)draw(w, 26), 'A' + (int)draw(w, 26));
    else
        fprintf(file, "%05" PRIu32, draw(w, 100000));
}

/* Centimetres that suit the weight: a light parcel is seldom a big one. */
static void put_dimensions(world *w, FILE *file, uint64_t parts) {
    uint32_t side = 8 + (uint32_t)(parts / 12000000);
    uint32_t length = side + draw_from(w, 4, draw(w, 40) == 0 ? 90 : 20);
    fprintf(file, ",%" PRIu32 ".%" PRIu32 ",%" PRIu32 ",%" PRIu32, length, draw(w, 10), side + draw(w, 8),
            side / 2 + draw_from(w, 1, 6));
}

static void write_order(world *w, FILE *file, uint64_t i) {
    static const char *const FLAGS[] = {"battery", "liquid", "branded"};
    uint64_t parts = weight_of(i);
    fprintf(file, "SO%0*" PRIu64 ",%s,", w->full ? 8 : 14, i + 1, ORIGINS[draw(w, ORIGIN_COUNT)].id);
    uint32_t number = draw(w, COUNTRY_COUNT);
    const market *to = &w->countries[number];
    fprintf(file, "%s,", to->code);
    put_postcode(w, file, to);
    fprintf(file, ",%" PRIu64 ".%07" PRIu64, parts / 10000000, parts % 10000000);
    if (w->full)
        put_dimensions(w, file, parts);
    uint32_t dice = draw(w, 10), flag = draw(w, 12);
    const char *code = TENDER_CODES[!w->full || dice < 6 ? USD : dice < 9 ? EUR : CNY];
    fprintf(file, ",%d,%" PRIu32 ".%02" PRIu32 ",%s,USD,%s,1,%s,SKU-%03" PRIu32 ",2026-11-%02" PRIu32 ",%s\n",
            parts < LIGHT_PARTS && draw(w, 20) == 0 ? 2 : 1, draw_from(w, 5, 400), draw(w, 100), code,
            TARIFFS[draw(w, sizeof TARIFFS / sizeof *TARIFFS)], flag < 3 ? FLAGS[flag] : "", draw(w, SKU_COUNT),
            2 + draw(w, w->days), draw(w, 10) == 0 ? "DAP" : "DDP");
}

void write_orders(world *w, uint64_t count) {
    FILE *file = open_table(w, "orders.csv",
                            w->full ? "id,origin,country,postcode,weight_kg,length_cm,width_cm,height_cm,quantity,"
                                      "value,value_currency,currency,hs_code,hs_lines,flags,sku,ship_date,incoterm"
                                    : "id,origin,country,postcode,weight_kg,quantity,value,value_currency,currency,"
                                      "hs_code,hs_lines,flags,sku,ship_date,incoterm");
    for (uint64_t i = 0; i < count; i++)
        write_order(w, file, i);
    close_table(w, file, "orders.csv");
}
