/* Writes a catalog and orders for the benchmark.
 *
 *   generate --shape S|L|XL --profile plain|full --seed N --orders N [--days N] [--only-orders] DIR
 *
 * The catalog goes to DIR as CSV tables and the orders to DIR/orders.csv; the folder must exist.
 * With --only-orders, just the orders, on standard output when DIR is "-". Integers only and a
 * random generator of its own, so a seed gives the same bytes everywhere. The catalog does not
 * depend on the number of orders, nor one order on how many follow it or on the shape. */
#include "generate.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const shape SHAPES[] = {
    {"S", 20, 2, 2, 5, 1, 1, 1, 1},
    {"L", 40, 2, 20, 9, 6, 6, 10, 8},
    {"XL", 60, 8, 200, 14, 50, 60, 50, 20},
};

static const market COUNTRIES[COUNTRY_COUNT] = {
    {"US", -5, 0, 0}, {"CA", -5, 0, 0}, {"MX", -6, 0, 0}, {"BR", -3, 0, 0}, {"CL", -4, 0, 0},
    {"CO", -5, 0, 0}, {"PE", -5, 0, 0}, {"AR", -3, 0, 0}, {"GB", 0, 0, 0},  {"IE", 0, 0, 0},
    {"FR", 1, 0, 0},  {"BE", 1, 0, 0},  {"NL", 1, 0, 0},  {"DE", 1, 0, 0},  {"AT", 1, 0, 0},
    {"CZ", 1, 0, 0},  {"PL", 1, 0, 0},  {"SK", 1, 0, 0},  {"HU", 1, 0, 0},  {"RO", 2, 0, 0},
    {"IT", 1, 0, 0},  {"ES", 1, 0, 0},  {"PT", 0, 0, 0},  {"SE", 1, 0, 0},  {"DK", 1, 0, 0},
    {"FI", 2, 0, 0},  {"NO", 1, 0, 0},  {"CH", 1, 0, 0},  {"TR", 3, 0, 0},  {"IL", 2, 0, 0},
    {"SA", 3, 0, 0},  {"AE", 4, 0, 0},  {"IN", 5, 0, 0},  {"TH", 7, 0, 0},  {"MY", 8, 0, 0},
    {"ID", 7, 0, 0},  {"PH", 8, 0, 0},  {"JP", 9, 0, 0},  {"AU", 10, 0, 0}, {"NZ", 12, 0, 0},
};

const place ORIGINS[ORIGIN_COUNT] = {
    {"CNSZX", "CN", 8}, {"CNSHA", "CN", 8}, {"CNCAN", "CN", 8},
    {"HKHKG", "HK", 8}, {"VNSGN", "VN", 7},
};

const place HUBS[HUB_COUNT] = {
    {"XHSZX", "CN", 8}, {"XHCAN", "CN", 8}, {"XHSHA", "CN", 8}, {"XHPEK", "CN", 8},
    {"XHCTU", "CN", 8}, {"XHXMN", "CN", 8}, {"XHNGB", "CN", 8}, {"XHCKG", "CN", 8},
    {"XHHKG", "HK", 8}, {"XHTPE", "TW", 8}, {"XHSIN", "SG", 8}, {"XHICN", "KR", 9},
};

const char *const TENDER_CODES[TENDER_COUNT] = {"USD", "EUR", "CNY"};

/* Vigna's splitmix64. */
uint32_t draw(world *w, uint32_t below)
{
    uint64_t z = w->random += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    z ^= z >> 31;
    return (uint32_t)(((z >> 32) * below) >> 32);
}

uint32_t draw_from(world *w, uint32_t least, uint32_t most)
{
    return least + draw(w, most - least + 1);
}

static _Noreturn void fail(const world *w, const char *name)
{
    fprintf(stderr, "generate: cannot write '%s/%s'\n", w->folder, name);
    exit(4);
}

FILE *open_table(const world *w, const char *name, const char *header)
{
    if (strcmp(w->folder, "-") == 0) {
        printf("%s\n", header);
        return stdout;
    }
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/%s", w->folder, name);
    FILE *file = length > 0 && (size_t)length < sizeof path ? fopen(path, "wb") : NULL;
    if (file == NULL)
        fail(w, name);
    setvbuf(file, NULL, _IOFBF, 1 << 20);
    fprintf(file, "%s\n", header);
    return file;
}

void close_table(const world *w, FILE *file, const char *name)
{
    bool written = !ferror(file);
    if (fclose(file) != 0 || !written)
        fail(w, name);
}

uint32_t worth(tender currency, uint32_t us_cents)
{
    static const uint32_t PERCENT[TENDER_COUNT] = {100, 92, 720};
    return (us_cents * PERCENT[currency] + 50) / 100;
}

void put_cents(FILE *file, uint32_t cents)
{
    fprintf(file, "%" PRIu32 ".%02" PRIu32, cents / 100, cents % 100);
}

warehouse import_kind(uint32_t country)
{
    return country % 4 == 1 ? OVERSEAS : country % 8 == 3 ? BONDED : NO_WAREHOUSE;
}

static void make_countries(world *w)
{
    uint32_t first = 0;
    for (uint32_t i = 0; i < COUNTRY_COUNT; i++) {
        w->countries[i] = COUNTRIES[i];
        w->countries[i].zones = ZONE_COUNT / COUNTRY_COUNT + (i < ZONE_COUNT % COUNTRY_COUNT);
        w->countries[i].first_zone = first;
        first += w->countries[i].zones;
    }
}

static _Noreturn void usage(void)
{
    fputs("usage: generate --shape S|L|XL --profile plain|full --seed N --orders N "
          "[--days N] [--only-orders] DIR\n",
          stderr);
    exit(2);
}

static uint64_t number(const char *text)
{
    char *end;
    unsigned long long value = strtoull(text, &end, 10);
    if (end == text || *end != '\0')
        usage();
    return value;
}

static const shape *shape_named(const char *name)
{
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++) {
        if (strcmp(SHAPES[i].name, name) == 0)
            return &SHAPES[i];
    }
    usage();
}

int main(int argc, char **argv)
{
    static const struct option OPTIONS[] = {
        {"shape", required_argument, NULL, 's'},
        {"profile", required_argument, NULL, 'p'},
        {"seed", required_argument, NULL, 'r'},
        {"orders", required_argument, NULL, 'n'},
        {"days", required_argument, NULL, 'd'},
        {"only-orders", no_argument, NULL, 'o'},
        {NULL, 0, NULL, 0},
    };
    world w = {.shape = &SHAPES[0], .days = 5};
    uint64_t seed = 1, orders = 0;
    bool only_orders = false;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        if (option == 's')
            w.shape = shape_named(optarg);
        else if (option == 'p' && (strcmp(optarg, "full") == 0 || strcmp(optarg, "plain") == 0))
            w.full = strcmp(optarg, "full") == 0;
        else if (option == 'r')
            seed = number(optarg);
        else if (option == 'n')
            orders = number(optarg);
        else if (option == 'd')
            w.days = (uint32_t)number(optarg);
        else if (option == 'o')
            only_orders = true;
        else
            usage();
    }
    if (optind != argc - 1 || w.days == 0)
        usage();
    w.folder = argv[optind];
    if (strcmp(w.folder, "-") == 0 && !only_orders)
        usage();

    make_countries(&w);
    w.random = seed;
    make_carriers(&w);
    if (!only_orders) {
        write_network(&w);
        write_lanes(&w);
        if (w.full)
            write_rules(&w);
    }
    w.random = ~seed; /* whatever the catalog took */
    write_orders(&w, orders);
    return 0;
}
