/* A made-up world of lanes and orders for the benchmark: the same bytes on every machine for the
 * same seed. */
#ifndef BENCH_GENERATE_H
#define BENCH_GENERATE_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define ORIGIN_COUNT  5
#define HUB_COUNT     12
#define COUNTRY_COUNT 40 /* and one import hub or warehouse in each */
#define ZONE_COUNT    300
#define BREAK_COUNT   6
#define SKU_COUNT     200
#define MOST_CARRIERS 60
#define MOST_KG       30

/* How many lanes there are between two places. */
typedef struct shape {
    const char *name;
    uint32_t carriers;
    uint32_t feeder;     /* origin to export hub */
    uint32_t trunk;      /* export hub to import hub */
    uint32_t gateways;   /* import hubs that serve a zone */
    uint32_t last_mile;  /* from each of them to a zone of postcodes */
    uint32_t nationwide; /* import hub of a country to the zone of the whole country */
    uint32_t direct;     /* origin to the zone of the whole country */
    uint32_t injection;  /* export hub to the zone of the whole country */
} shape;

typedef struct place {
    const char *id, *country;
    int utc_hours;
} place;

typedef struct market {
    const char *code;
    int utc_hours;
    uint32_t zones; /* the first takes the whole country, the others share its postcodes */
    uint32_t first_zone;
} market;

typedef enum trade { POST, LINE, FORWARDER, INTEGRATOR, TRADE_COUNT } trade;

typedef enum tender { USD, EUR, CNY, TENDER_COUNT } tender;

typedef struct carrier {
    trade trade;
    tender tender;
    const uint32_t *breaks; /* grams, BREAK_COUNT upper ends */
} carrier;

typedef struct world {
    const shape *shape;
    bool full;
    uint32_t days; /* ship dates of the orders */
    const char *folder;
    uint64_t random; /* state */
    market countries[COUNTRY_COUNT];
    carrier carriers[MOST_CARRIERS];
    uint32_t lane_count;
} world;

extern const place ORIGINS[ORIGIN_COUNT], HUBS[HUB_COUNT];
extern const char *const TENDER_CODES[TENDER_COUNT];

/* A number below `below`. Never two draws in one call: the compiler chooses which comes first. */
uint32_t draw(world *w, uint32_t below);

/* A number from `least` to `most`. */
uint32_t draw_from(world *w, uint32_t least, uint32_t most);

/* A file of the folder with its header written; ends the program where it cannot be had. */
FILE *open_table(const world *w, const char *name, const char *header);
void close_table(const world *w, FILE *file, const char *name);

/* What so many US cents are in a currency, in its own cents. */
uint32_t worth(tender currency, uint32_t us_cents);

/* Cents as a decimal. */
void put_cents(FILE *file, uint32_t cents);

typedef enum warehouse { NO_WAREHOUSE, OVERSEAS, BONDED } warehouse;

/* What stands in the country with this number. */
warehouse import_kind(uint32_t country);

void make_carriers(world *w);
void write_network(world *w); /* carriers, nodes, zones */
void write_lanes(world *w);   /* lanes and rates */
void write_rules(world *w);   /* everything that only the full profile has */
void write_orders(world *w, uint64_t count);

#endif
