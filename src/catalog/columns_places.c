/* Columns of the tables of places, carriers and reference data. */
#include "catalog/column_macros.h"

static const char *const KINDS[] = {"origin", "hub", "overseas_warehouse", "bonded_warehouse",
                                    NULL};

static const lw_number_format DECIMALS = {"number of decimals", 0, 1, LW_EXCESS_ERROR, NULL, "3"};

static const lw_column NODES[] = {
    {.name = "node", ID, AT(node, node), REQUIRED, HELP("Name of the place, such as CNSZX.")},
    {.name = "name", TEXT, AT(node, name), NOTHING, HELP("For people.")},
    {.name = "country",
     OF("country", LW_NAMES_COUNTRY),
     AT(node, country),
     REQUIRED,
     HELP("ISO 3166-1 alpha-2 code of the country that it stands in.")},
    {.name = "kind",
     WORD(KINDS),
     AT(node, kind),
     REQUIRED,
     HELP("What the place is; goods can wait only at warehouses.")},
    {.name = "card",
     OF("card", LW_NAMES_CARD),
     AT(node, card),
     OTHERWISE(0, "no charge"),
     HELP("Rate card charged each time a shipment leaves the place: pick and pack, sorting.")},
    {.name = "currency",
     OF("currency", LW_NAMES_CURRENCY),
     AT(node, currency),
     NOTHING,
     HELP("Currency of `card`; needed with it.")},
    {.name = "dwell_min_hours",
     HOURS,
     AT(node, dwell_min),
     OTHERWISE(LW_UNSET, "`dwell_hours`"),
     HELP("Least time between arriving and being ready to leave.")},
    {.name = "dwell_hours",
     HOURS,
     AT(node, dwell),
     STANDARD("0"),
     HELP("Usual time between arriving and being ready to leave, also spent where a journey "
          "starts.")},
    {.name = "dwell_max_hours",
     HOURS,
     AT(node, dwell_max),
     OTHERWISE(LW_UNSET, "`dwell_hours`"),
     HELP("Most time between arriving and being ready to leave.")},
    {.name = "utc_offset",
     OFFSET,
     AT(node, utc_offset),
     STANDARD("+00:00"),
     HELP("Local clock of the place, -14:00 to +14:00, the same all year.")},
    {.name = "calendar",
     OF("calendar", LW_NAMES_CALENDAR),
     AT(node, calendar),
     OTHERWISE(0, "every day works"),
     HELP("Days on which the dwell passes.")},
    FREE_TEXT};

const lw_schema LW_NODES_SCHEMA =
    REQUIRED_SCHEMA("nodes", NODES, "Places where a shipment can start or change hands.");

static const lw_column ZONES[] = {
    {.name = "zone",
     ID,
     AT(zone_table, zone),
     REQUIRED,
     HELP("Name of the zone; many rows make one zone, and no node may have the same name.")},
    {.name = "country",
     OF("country", LW_NAMES_COUNTRY),
     AT(zone_table, country),
     REQUIRED,
     HELP("Country of the destinations; the same in all rows of a zone.")},
    {.name = "postcode_from",
     POSTCODE,
     AT(zone_table, from),
     OTHERWISE(0, "the whole country"),
     HELP("First postcode, or the beginning of one.")},
    {.name = "postcode_to",
     POSTCODE,
     AT(zone_table, to),
     OTHERWISE(0, "`postcode_from`"),
     HELP("Last postcode, or the beginning of one.")},
    {.name = "utc_offset",
     OFFSET,
     AT(zone_table, utc_offset),
     OTHERWISE(INT64_MIN, "+00:00"),
     HELP("Local clock of the zone: the first row of the zone that gives one decides.")},
    FREE_TEXT};

const lw_schema LW_ZONES_SCHEMA =
    SCHEMA("zones", ZONES, "Named sets of destinations: the zone charts of carriers.");

static const lw_column COUNTRIES[] = {
    {.name = "country",
     OF("country", LW_NAMES_COUNTRY),
     AT(country, country),
     REQUIRED,
     HELP("ISO 3166-1 alpha-2 code; one row a country.")},
    {.name = "name", TEXT, AT(country, name), NOTHING, HELP("For people.")},
    {.name = "area",
     OF("customs area", LW_NAMES_AREA),
     AT(country, area),
     OTHERWISE(0, "the country itself; `EU` for the 27 members"),
     HELP("Customs area that the country belongs to: no clearance within one.")},
    FREE_TEXT};

const lw_schema LW_COUNTRIES_SCHEMA =
    SCHEMA("countries", COUNTRIES, "What is particular about a country; most need no row.");

static const lw_column FX[] = {
    {.name = "currency",
     OF("currency", LW_NAMES_CURRENCY),
     AT(fx, currency),
     REQUIRED,
     HELP("ISO 4217 code; one row a currency.")},
    {.name = "rate",
     NUMBER("exchange rate", lw_fx_rate),
     AT(fx, rate),
     REQUIRED,
     HELP("Units for one unit of the base, as the ECB publishes them; the base is the one row "
          "with rate 1.")},
    {.name = "decimals",
     NUMBER("whole number (0 to 3)", DECIMALS),
     AT(fx, decimals),
     STANDARD("2"),
     HELP("Digits of the minor unit: 0 for JPY, 3 for KWD.")},
    {.name = "as_of", .type = "text", NOTHING, HELP("Day of the rate; not used.")},
    FREE_TEXT};

const lw_schema LW_FX_SCHEMA = SCHEMA("fx", FX, "Exchange rates and the digits of currencies.");

static const lw_column CALENDARS[] = {
    {.name = "calendar", ID, AT(calendar, calendar), REQUIRED, HELP("Name of the calendar.")},
    {.name = "work_days",
     WEEKDAYS,
     AT(calendar, work_days),
     STANDARD("Mon|Tue|Wed|Thu|Fri"),
     HELP("Days of the week that work.")},
    FREE_TEXT};

const lw_schema LW_CALENDARS_SCHEMA =
    SCHEMA("calendars", CALENDARS, "Working weeks of carriers, places and customs.");

static const lw_column HOLIDAYS[] = {
    {.name = "calendar",
     OF("calendar", LW_NAMES_CALENDAR),
     AT(holiday, calendar),
     REQUIRED,
     HELP("Calendar that the day is taken out of.")},
    {.name = "date", DATE, AT(holiday, date), REQUIRED, HELP("Day that does not work.")},
    {.name = "name", TEXT, AT(holiday, name), NOTHING, HELP("For people.")},
    FREE_TEXT};

const lw_schema LW_HOLIDAYS_SCHEMA =
    SCHEMA("holidays", HOLIDAYS, "Single days on which a calendar does not work.");
