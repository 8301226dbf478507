/* Reads spans of days. */
#include "import/days.h"

#include <string.h>

#include <lanewise/quantity.h>

#include "base/error.h"

static lw_status refuse(const char *text, lw_error *err)
{
    return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' is no number of days; write 4, 3-5 or 3-4-7",
                   text);
}

/* Up to three numbers with dashes between them. */
static lw_status take_numbers(lw_scan *scan, const char *text, char plain[3][LW_PLAIN_NUMBER],
                              int *count, lw_error *err)
{
    int64_t before = 0, minutes = 0;
    for (*count = 0; *count < 3;) {
        if (scan->now.kind != LW_TOKEN_NUMBER)
            return refuse(text, err);
        char *into = plain[(*count)++];
        lw_status status =
            lw_number_plain(scan->style, scan->now.text, scan->now.length, into, err);
        if (status == LW_OK)
            status = lw_number_parse(&lw_duration_days, into, &minutes, err);
        if (status != LW_OK)
            return status;
        if (minutes < before)
            return lw_fail(err, LW_BAD_ARGUMENT, "'%.80s' ends before it begins", text);
        before = minutes;
        lw_scan_next(scan);
        if (!lw_scan_skip_sign(scan, '-') && !lw_scan_skip(scan, "to"))
            return LW_OK;
    }
    return refuse(text, err);
}

lw_status lw_days_read(const lw_number_style *style, const char *text, lw_days *days, lw_error *err)
{
    static const char *const working[] = {"working", "business", NULL};
    static const char *const plain_days[] = {"calendar", "day", "days", "d", NULL};
    char numbers[3][LW_PLAIN_NUMBER];
    int count = 0;
    lw_scan scan = lw_scan_start(style, text);
    *days = (lw_days){.business = false};
    lw_status status = take_numbers(&scan, text, numbers, &count, err);
    if (status != LW_OK)
        return status;
    days->business = lw_scan_skip_among(&scan, working);
    while (lw_scan_skip_among(&scan, plain_days))
        continue;
    if (scan.now.kind != LW_TOKEN_END)
        return refuse(text, err);
    if (count != 2)
        memcpy(days->typical, numbers[count / 2], LW_PLAIN_NUMBER);
    if (count > 1) {
        memcpy(days->min, numbers[0], LW_PLAIN_NUMBER);
        memcpy(days->max, numbers[count - 1], LW_PLAIN_NUMBER);
    }
    return LW_OK;
}
