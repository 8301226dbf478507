/* Counting how orders fared, and where the time went. */
#ifndef LANEWISE_BATCH_COUNTS_H
#define LANEWISE_BATCH_COUNTS_H

#include "batch/batch.h"

/* All 0. False when memory is out. */
bool lw_counts_init(lw_batch_counts *counts, const lw_catalog *catalog);

/* From now on a report is filled, too, as of lw_report_init; false when memory is out. */
bool lw_counts_add_report(lw_batch_counts *counts, const lw_catalog *catalog, const char *currency);

void lw_counts_release(lw_batch_counts *counts); /* zeroed storage is legal */
void lw_counts_clear(lw_batch_counts *counts);

/* One more record with this answer. */
void lw_counts_take(lw_batch_counts *counts, const lw_catalog *catalog, const lw_style *style,
                    const lw_answer *answer);

/* Adds what came right behind; `sum` is now where `more` is. A report that memory has run out for
 * says so itself. */
void lw_counts_add(lw_batch_counts *sum, const lw_batch_counts *more);

/* Nanoseconds of a steady clock. No result depends on it. */
uint64_t lw_clock_ns(void);

#endif
