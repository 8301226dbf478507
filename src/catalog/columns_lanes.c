/* Columns of the tables of carriers, lanes and their rates. */
#include "catalog/column_macros.h"

static const char *const ROUNDINGS[] = {"none", "nearest", "up", NULL};
static const char *const PIECE_RULES[] = {"shipment", "sum_of_pieces", "each_piece", NULL};
static const char *const DAY_COUNTS[] = {"elapsed", "business", NULL};

/* The rules of billable weight stand in two tables. USUAL(text) and NONE(value, text) say what an
 * empty cell means there. */
#define WEIGHT_RULES(record, USUAL, NONE)                                                          \
    {.name = "dim_rounding",                                                                       \
     WORD(ROUNDINGS),                                                                              \
     AT(record, weight.dim_rounding),                                                              \
     USUAL("none"),                                                                                \
     HELP("Whether each dimension is rounded to the whole cm first; a half goes up.")},            \
        {.name = "volumetric_divisor",                                                             \
         MEASURE("divisor", "cm3 per kg", lw_divisor),                                             \
         AT(record, weight.divisor),                                                               \
         NONE(0, "no volumetric weight"),                                                          \
         HELP("Cubic centimetres that count as one kilogram.")},                                   \
        {.name = "vol_over_side_cm",                                                               \
         LENGTH,                                                                                   \
         AT(record, weight.over_side),                                                             \
         NONE(LW_NO_TRIGGER, "any size"),                                                          \
         HELP("Volumetric weight only for pieces whose longest side is at least this.")},          \
        {.name = "vol_over_sum_cm",                                                                \
         LENGTH,                                                                                   \
         AT(record, weight.over_sum),                                                              \
         NONE(LW_NO_TRIGGER, "any size"),                                                          \
         HELP("Volumetric weight only for pieces whose three sides together are above this.")},    \
        {.name = "vol_over_cm3",                                                                   \
         MEASURE("volume", "cm3", lw_volume_cm3),                                                  \
         AT(record, weight.over_volume),                                                           \
         NONE(LW_NO_TRIGGER, "any size"),                                                          \
         HELP("Volumetric weight only for pieces whose volume is above this.")},                   \
        {.name = "vol_over_ratio",                                                                 \
         NUMBER("ratio", lw_ratio),                                                                \
         AT(record, weight.over_ratio),                                                            \
         NONE(LW_NO_TRIGGER, "any density"),                                                       \
         HELP("Volumetric weight only for pieces where it is at least this many times the actual " \
              "one.")},                                                                            \
        {.name = "vol_share",                                                                      \
         SHARE,                                                                                    \
         AT(record, weight.share),                                                                 \
         USUAL("1"),                                                                               \
         HELP("Share of the excess over the actual weight that is added; 0.5 is the half-bubble "  \
              "rule.")},                                                                           \
        {.name = "min_weight_kg",                                                                  \
         WEIGHT,                                                                                   \
         AT(record, weight.min_weight),                                                            \
         USUAL("0"),                                                                               \
         HELP("Least billable weight.")},                                                          \
        {.name = "step_kg",                                                                        \
         WEIGHT,                                                                                   \
         AT(record, weight.step),                                                                  \
         USUAL("0.001"),                                                                           \
         HELP("Billable weight is rounded up to a multiple of this; above 0.")},                   \
    {                                                                                              \
        .name = "piece_rule", WORD(PIECE_RULES), AT(record, weight.piece_rule), USUAL("shipment"), \
        HELP("Whether the shipment is weighed and charged as one, its rounded pieces are added "   \
             "up, or each piece is charged by itself.")                                            \
    }

#define CARRIER_USUAL(text)   STANDARD(text)
#define CARRIER_NONE(n, text) OTHERWISE(n, text)
#define LANE_USUAL(text)      OTHERWISE(LW_UNSET, "the carrier's")
#define LANE_NONE(n, text)    OTHERWISE(LW_UNSET, "the carrier's")

static const lw_column CARRIERS[] = {
    {.name = "carrier", ID, AT(carrier, carrier), REQUIRED, HELP("Name of the carrier.")},
    {.name = "name", TEXT, AT(carrier, name), NOTHING, HELP("For people.")},
    {.name = "currency",
     OF("currency", LW_NAMES_CURRENCY),
     AT(carrier, currency),
     OTHERWISE(0, "each lane says"),
     HELP("Currency of its lanes that name none.")},
    WEIGHT_RULES(carrier, CARRIER_USUAL, CARRIER_NONE),
    FREE_TEXT};

const lw_schema LW_CARRIERS_SCHEMA = REQUIRED_SCHEMA(
    "carriers", CARRIERS, "Who carries, and the weight rules that its lanes share.");

static const lw_column LANES[] = {
    {.name = "lane", ID, AT(lane, lane), REQUIRED, HELP("Name of the lane.")},
    {.name = "carrier",
     OF("carrier", LW_NAMES_CARRIER),
     AT(lane, carrier),
     REQUIRED,
     HELP("Who runs it.")},
    {.name = "mode", WORD(LW_MODE_WORDS), AT(lane, mode), REQUIRED, HELP("Kind of service.")},
    {.name = "service", TEXT, AT(lane, service), NOTHING, HELP("The carrier's product name.")},
    {.name = "from",
     OF("node", LW_NAMES_NODE),
     AT(lane, from),
     REQUIRED,
     HELP("Node where it starts.")},
    {.name = "to",
     .type = "node or zone",
     .kind = LW_CELL_ID,
     AT(lane, to),
     REQUIRED,
     HELP("Node where it ends, or the zone that it delivers to.")},
    {.name = "card",
     OF("card", LW_NAMES_CARD),
     AT(lane, card),
     OTHERWISE(0, "the lane's id"),
     HELP("Rate card of its freight; lanes may share one.")},
    {.name = "currency",
     OF("currency", LW_NAMES_CURRENCY),
     AT(lane, currency),
     OTHERWISE(0, "the carrier's"),
     HELP("Currency of the card; the lane or its carrier needs one.")},
    {.name = "min_days",
     DAYS,
     AT(lane, min_days),
     OTHERWISE(LW_UNSET, "`days`"),
     HELP("Least time from start to end.")},
    {.name = "days",
     DAYS,
     AT(lane, days),
     OTHERWISE(LW_UNSET, "mean of `min_days` and `max_days`"),
     HELP("Usual time from start to end; needed unless both others are given.")},
    {.name = "max_days",
     DAYS,
     AT(lane, max_days),
     OTHERWISE(LW_UNSET, "`days`"),
     HELP("Most time from start to end.")},
    {.name = "visibility",
     SHARE,
     AT(lane, visibility),
     STANDARD("0"),
     HELP("Share of the time during which scans tell where the shipment is.")},
    WEIGHT_RULES(lane, LANE_USUAL, LANE_NONE),
    {.name = "max_weight_kg",
     WEIGHT,
     AT(lane, max_weight),
     OTHERWISE(LW_NO_LIMIT, "no limit"),
     HELP("Heaviest piece, actual weight.")},
    {.name = "max_side_cm",
     LENGTH,
     AT(lane, max_side),
     OTHERWISE(LW_NO_LIMIT, "no limit"),
     HELP("Longest side of a piece.")},
    {.name = "max_sum_cm",
     LENGTH,
     AT(lane, max_sum),
     OTHERWISE(LW_NO_LIMIT, "no limit"),
     HELP("Length + width + height of a piece.")},
    {.name = "max_girth_cm",
     LENGTH,
     AT(lane, max_girth),
     OTHERWISE(LW_NO_LIMIT, "no limit"),
     HELP("Longest side + 2 x the other two.")},
    {.name = "min_shipment_kg",
     WEIGHT,
     AT(lane, min_shipment),
     STANDARD("0"),
     HELP("Least actual weight of all pieces together.")},
    {.name = "max_shipment_kg",
     WEIGHT,
     AT(lane, max_shipment),
     OTHERWISE(LW_NO_LIMIT, "no limit"),
     HELP("Most actual weight of all pieces together.")},
    {.name = "min_value",
     MONEY,
     AT(lane, min_value),
     OTHERWISE(LW_UNSET, "no limit"),
     HELP("Least goods value of the shipment.")},
    {.name = "max_value",
     MONEY,
     AT(lane, max_value),
     OTHERWISE(LW_UNSET, "no limit"),
     HELP("Most goods value of the shipment.")},
    {.name = "value_currency",
     OF("currency", LW_NAMES_CURRENCY),
     AT(lane, value_currency),
     OTHERWISE(0, "the lane's"),
     HELP("Currency of `min_value` and `max_value`.")},
    {.name = "lot_kg",
     WEIGHT,
     AT(lane, lot),
     OTHERWISE(0, "no lots"),
     HELP("The lane moves consolidated lots of this weight, and a shipment bears its share.")},
    {.name = "next_break",
     YES_NO,
     AT(lane, next_break),
     STANDARD("no"),
     HELP("Whether a heavier bracket is charged where it comes out cheaper.")},
    VALIDITY(lane),
    {.name = "calendar",
     OF("calendar", LW_NAMES_CALENDAR),
     AT(lane, calendar),
     OTHERWISE(0, "every day works"),
     HELP("Days on which it departs and its business days pass.")},
    {.name = "departs",
     WEEKDAYS,
     AT(lane, departs),
     STANDARD("Mon|Tue|Wed|Thu|Fri|Sat|Sun"),
     HELP("Days of the week on which it departs.")},
    {.name = "depart_time",
     .type = "time (HH:MM)",
     .kind = LW_CELL_TIME,
     AT(lane, depart_time),
     OTHERWISE(-1, "any moment"),
     HELP("When it departs, on the clock of `from`.")},
    {.name = "cutoff_hours",
     HOURS,
     AT(lane, cutoff),
     STANDARD("0"),
     HELP("How long before the departure a shipment must be ready.")},
    {.name = "day_count",
     WORD(DAY_COUNTS),
     AT(lane, day_count),
     STANDARD("elapsed"),
     HELP("Whether its days are elapsed time or business days of its calendar.")},
    FREE_TEXT};

const lw_schema LW_LANES_SCHEMA =
    REQUIRED_SCHEMA("lanes", LANES, "One service each, from one place to another.");

static const lw_column RATES[] = {
    {.name = "card",
     OF("card", LW_NAMES_CARD),
     AT(rate, card),
     REQUIRED,
     HELP("Name of the card that the bracket belongs to.")},
    {.name = "over_kg",
     WEIGHT,
     AT(rate, over),
     STANDARD("0"),
     HELP("The bracket serves billable weights above this.")},
    {.name = "up_to_kg",
     WEIGHT,
     AT(rate, up_to),
     OTHERWISE(LW_NO_LIMIT, "no limit"),
     HELP("The bracket serves billable weights up to this, itself included.")},
    {.name = "included_kg",
     WEIGHT,
     AT(rate, included),
     STANDARD("0"),
     HELP("Weight that `flat` covers already.")},
    {.name = "flat", MONEY, AT(rate, flat), STANDARD("0"), HELP("Amount whatever the weight.")},
    {.name = "per_kg",
     MONEY,
     AT(rate, per_kg),
     STANDARD("0"),
     HELP("Amount for each kilogram above `included_kg`.")},
    {.name = "min_charge", MONEY, AT(rate, min_charge), STANDARD("0"), HELP("Least charge.")},
    {.name = "step_kg",
     WEIGHT,
     AT(rate, step),
     OTHERWISE(LW_UNSET, "the lane's; 0.001 for cards of nodes"),
     HELP("Billable weight is rounded up to a multiple of this; above 0.")},
    VALIDITY(rate),
    FREE_TEXT};

const lw_schema LW_RATES_SCHEMA =
    REQUIRED_SCHEMA("rates", RATES, "Rate cards: one row a weight bracket.");
