/* Writing quantities into room that is there already.
 *
 * The text is that of the lw_..._format functions of <lanewise/quantity.h>, which are these with a
 * NUL behind. All return what follows it and may use all of LW_NUMBER_ROOM bytes on the way. */
#ifndef LANEWISE_BASE_WRITE_H
#define LANEWISE_BASE_WRITE_H

#include <stdint.h>
#include <string.h>

#define LW_NUMBER_ROOM 32

/* A number below 100 as two digits. */
static inline char *lw_write_pair(char *at, unsigned number)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";
    memcpy(at, &pairs[2 * (size_t)number], 2);
    return at + 2;
}

static inline char *lw_write_digit(char *at, unsigned number)
{
    *at = (char)('0' + number);
    return at + 1;
}

char *lw_write_decimal(char *at, int64_t held, int digits);
char *lw_write_days(char *at, int64_t minutes);
char *lw_write_hours(char *at, int64_t minutes);
char *lw_write_date(char *at, int64_t day);
char *lw_write_moment(char *at, int64_t utc_minute, int offset_minutes);

#endif
