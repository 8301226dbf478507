/* Quantities: the only door by which numbers come in and the only place that writes them out.
 *
 * Decimals are ASCII digits with an optional '.': at least one digit, no sign, exponent, separator,
 * "inf" or "nan". Inside, everything is an integer: money in micro-units (10^-6 of the currency
 * unit) when read and in minor units when charged, weight in grams, length in millimetres, time in
 * minutes, shares in 1/10000. Ranges are tested on the number as written, before any rounding. */
#ifndef LANEWISE_QUANTITY_H
#define LANEWISE_QUANTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lanewise/error.h>

LW_BEGIN_DECLS

/* What happens to digits beyond the scale. Digits are counted as written: where more are an error,
 * zeros are too. */
typedef enum lw_excess { LW_EXCESS_ERROR, LW_EXCESS_UP, LW_EXCESS_HALF_UP } lw_excess;

/* How a kind of number is written and held: held = written x `factor` x 10^`digits`. */
typedef struct lw_number_format {
    const char *what;    /* for messages: "money", "weight in kg" */
    int digits;          /* decimal digits kept (0 to 8) */
    int64_t factor;      /* held units per written unit at 0 digits: 1, or 60, 1440 for durations */
    lw_excess excess;    /* digits beyond `digits` */
    const char *minimum; /* inclusive decimal text, NULL = 0 */
    const char *maximum; /* inclusive decimal text */
} lw_number_format;

extern LW_API const lw_number_format lw_money;          /* micro-units, up to 999,999,999 */
extern LW_API const lw_number_format lw_weight_kg;      /* grams, rounded up, up to 1,000,000 kg */
extern LW_API const lw_number_format lw_length_cm;      /* mm, rounded up, up to 100,000 cm */
extern LW_API const lw_number_format lw_duration_hours; /* minutes, half up, up to 240,000 h */
extern LW_API const lw_number_format lw_duration_days;  /* minutes, half up, up to 10,000 days */
extern LW_API const lw_number_format lw_share;          /* 1/10000, 0 to 1 */
extern LW_API const lw_number_format lw_percent;        /* 1/10000 of a percent */
extern LW_API const lw_number_format lw_fx_rate;        /* 10^-8, 0.00000001 to 1,000,000 */
extern LW_API const lw_number_format lw_quantity;       /* whole, 1 to 1,000,000 */
extern LW_API const lw_number_format lw_day_number;     /* whole, 1 to 10,000 */
extern LW_API const lw_number_format lw_divisor;        /* 1/1000 cm3 per kg, above 0 */
extern LW_API const lw_number_format lw_volume_cm3;     /* 1/1000 cm3 (= mm3) */
extern LW_API const lw_number_format lw_ratio;          /* 1/10000 */

/* Reads `text` by `format` into `*held`. LW_OK, or LW_BAD_ARGUMENT with a message such as
 * "'1,5' is not a decimal number" or "1000001 is above 1000000". Never wraps. */
LW_API lw_status lw_number_parse(const lw_number_format *format, const char *text, int64_t *held,
                                 lw_error *err);

/* Writes held / 10^`digits` with exactly `digits` decimals; `held` may be negative. Returns the
 * length written without the NUL; `text` needs 32 bytes. */
LW_API size_t lw_decimal_format(char *text, int64_t held, int digits);

/* Minutes as days or hours with two decimals, half up; `text` needs 32 bytes. */
LW_API size_t lw_days_format(char *text, int64_t minutes);
LW_API size_t lw_hours_format(char *text, int64_t minutes);

/* Days since 1970-01-01 of the proleptic Gregorian calendar. */
LW_API lw_status lw_date_parse(const char *text, int32_t *day,
                               lw_error *err);         /* YYYY-MM-DD, 0001 to 9999 */
LW_API size_t lw_date_format(char *text, int32_t day); /* `text` needs 16 bytes */

/* "YYYY-MM-DDTHH:MM" into minutes since 1970-01-01T00:00 of an unnamed local clock. */
LW_API lw_status lw_moment_parse(const char *text, int64_t *minute, lw_error *err);
/* A UTC minute shown at `offset_minutes` east (less than 100 hours either way):
 * "2026-03-19T06:00+08:00"; `text` needs 32 bytes. */
LW_API size_t lw_moment_format(char *text, int64_t utc_minute, int offset_minutes);

LW_END_DECLS

#endif
