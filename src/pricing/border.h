/* Clearing a border: fees, duty and tax of one shipment by one mode. */
#ifndef LANEWISE_PRICING_BORDER_H
#define LANEWISE_PRICING_BORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "pricing/ledger.h"
#include "shipment/resolve.h"

/* An item of the goods on which something may be owed. Amounts are in minor units of C. */
typedef struct lw_border_item {
    const lw_duty *duty;
    int64_t value_minor; /* in the value's currency: what whole amounts are shared out by */
    lw_wide goods;
    /* In pico-units of C, as ad valorem duty is worked out: */
    lw_wide duty_floor;     /* its part of the specific duty by weight */
    lw_wide duty_less;      /* its part */
    lw_wide duty_per_lines; /* the duty on the tariff lines that it adds */
    lw_wide tax_extra;      /* its part, micro-units of C */
    int64_t tax_whole; /* what its tax base, in micro-units, times the rate is divided by: a minor
                          unit */
} lw_border_item;

/* The rows that apply and what follows from the shipment alone. */
typedef struct lw_border {
    lw_refusal refusal;       /* LW_NO_FX: some amount cannot be told in the quote currency */
    const lw_customs *row;    /* NULL = no clearance */
    const lw_customs *terms;  /* the row, or what counts without one */
    lw_currency_ref currency; /* C: that of the customs row, else of the first item's duty row;
                                 LW_NONE without both */
    lw_minutes minutes;       /* of clearing, exams included */
    int64_t blind_minutes;
    lw_wide fee;          /* fee and fee per kg, minor units of C */
    lw_wide goods;        /* goods value, minor units of C */
    int64_t minor_micros; /* a minor unit of C in micro-units */
    lw_wide value_fee_min, value_fee_max, disbursement_min; /* minor units of C */
    const lw_border_item *items; /* those of a value above 0 that have a duty row, in the order of
                                    the shipment; none for an exit; borrowed */
    size_t item_count;
    bool is_short; /* all amounts above fit 64 bits */
} lw_border;

/* Finds the export terms of `country` by `mode` on the shipment's date. */
lw_border lw_border_exit(const lw_catalog *catalog, const lw_demand *demand, lw_country_ref country,
                         lw_mode mode);

/* Finds the import terms of the destination by `mode`; what is owed on the items goes to `room`,
 * which has place for all of the demand's. */
lw_border lw_border_entry(const lw_catalog *catalog, const lw_demand *demand, lw_mode mode,
                          lw_border_item *room);

/* Everything an entry costs, in minor units of C; INT64_MAX for more. */
typedef struct lw_assessment {
    int64_t fee, value_fee, disbursement, duty, tax, local_tax;
} lw_assessment;

/* Assesses an entry of goods that have cost `cost_so_far` (quote minor units) to bring there. Never
 * less for a greater cost_so_far: this is what lets the search compare by cost. */
void lw_border_assess(const lw_catalog *catalog, const lw_demand *demand, const lw_border *border,
                      lw_wide cost_so_far, lw_assessment *assessment);

#endif
