/* The cells that hold prices: "12.50", "EUR 1,234.50", "80/kg + 15 per item", "0-2 kg: 80/kg". */
#ifndef LANEWISE_IMPORT_PRICE_H
#define LANEWISE_IMPORT_PRICE_H

#include "import/label.h"

typedef struct lw_price {
    bool offered; /* false: the cell is empty, or says that there is no price */
    bool has[LW_PRICE_KINDS];
    lw_amount amounts[LW_PRICE_KINDS]; /* LW_PRICE_PLAIN: what the cell does not name */
    lw_price_label band;               /* the weights that the cell itself names */
} lw_price;

lw_status lw_price_read(const lw_reading *reading, const char *text, lw_price *price,
                        lw_error *err);

#endif
