/* How long a service takes: "4", "3-5 days", "5-7 working days", "2-3-6". */
#ifndef LANEWISE_IMPORT_DAYS_H
#define LANEWISE_IMPORT_DAYS_H

#include "import/scan.h"

/* Plain decimals; "" = not said. */
typedef struct lw_days {
    char min[LW_PLAIN_NUMBER], typical[LW_PLAIN_NUMBER], max[LW_PLAIN_NUMBER];
    bool business; /* working days are meant */
} lw_days;

/* One number is the usual time, two are the least and the most, three have the usual in between. */
lw_status lw_days_read(const lw_number_style *style, const char *text, lw_days *days,
                       lw_error *err);

#endif
