/* What headings and the cells of a weight column say about a price: for which weights it holds, and
 * what it is a price of. "0.5 kg", "0-0.5", "0.51-1.00", "over 2 kg", "0.5<W<=2", "first 0.5 kg",
 * "each additional 0.5 kg", "2-5 kg, per kg", "per item". */
#ifndef LANEWISE_IMPORT_LABEL_H
#define LANEWISE_IMPORT_LABEL_H

#include "import/scan.h"

/* What an amount is a price of. */
typedef enum lw_price_kind {
    LW_PRICE_PLAIN,    /* nothing is said: of the shipment */
    LW_PRICE_PER_KG,   /* of each kilogram of the whole weight */
    LW_PRICE_PER_ITEM, /* of each item, on top */
    LW_PRICE_PER_STEP, /* of each further step that is begun, on top of the price before */
    LW_PRICE_KINDS
} lw_price_kind;

/* Where a range of weights begins. */
typedef enum lw_lower {
    LW_BEGINS_BEHIND, /* nothing is said: behind the weights before */
    LW_BEGINS_OVER,   /* above lower_g */
    LW_BEGINS_AT      /* at lower_g */
} lw_lower;

typedef struct lw_price_label {
    bool ranged; /* weights are named: the next three count */
    lw_lower lower;
    int64_t lower_g;
    int64_t up_to_g; /* INT64_MAX = open */
    lw_price_kind kind;
    int64_t finest_g; /* the least unit of a last digit among its weights; 0 = it has none */
    bool said;        /* the kind is named, or it is said that this is a price */
    int64_t step_g;   /* of LW_PRICE_PER_STEP */
} lw_price_label;

#define LW_OPEN_END INT64_MAX

/* Reads the whole text. LW_BAD_ARGUMENT with a message where a part of it is not understood;
 * *begun then tells whether any part was, so that the text is meant to be one of these. */
lw_status lw_price_label_read(const lw_reading *reading, const char *text, lw_price_label *label,
                              bool *begun, lw_error *err);

/* Puts together what is said of a price in two places. LW_BAD_ARGUMENT where they do not agree. */
lw_status lw_price_label_join(lw_price_label *label, const lw_price_label *other, lw_error *err);

/* Do both name the same weights, in the same way? */
bool lw_price_label_same_range(const lw_price_label *a, const lw_price_label *b);

#endif
