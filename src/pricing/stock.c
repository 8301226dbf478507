/* What stock has cost before the order came: storage by age, and the inbound move where the table
 * knows it. */
#include "pricing/freight.h"
#include "pricing/money.h"
#include "pricing/offer.h"

#define MINUTES_PER_DAY    1440
#define MM3_PER_CBM_DIGITS 9

static lw_refusal post_inbound(const lw_facts *facts, const lw_stock *row, lw_ledger *ledger)
{
    if (row->inbound_per_kg_micros < 0)
        return LW_ACCEPTED;
    lw_wide nanos = lw_wide_mul(row->inbound_per_kg_micros, facts->demand->actual_g);
    lw_posting posting = {.type = LW_INBOUND,
                          .place = {false, row->node.i},
                          .rule = "inbound per kg",
                          .card_currency = row->currency,
                          .card_amount =
                              lw_money_round(facts->catalog, nanos, LW_NANO_DIGITS, row->currency),
                          .source = row->source};
    return lw_ledger_post(ledger, &posting);
}

/* Minutes of storage that fall into a band of days. */
static int64_t minutes_in_band(const lw_storage *band, int64_t storage_minutes)
{
    int64_t from = (band->from_day - 1) * MINUTES_PER_DAY;
    int64_t to = band->to_day == LW_NO_LIMIT ? storage_minutes : band->to_day * MINUTES_PER_DAY;
    if (to > storage_minutes)
        to = storage_minutes;
    return to > from ? to - from : 0;
}

static lw_refusal post_band(const lw_facts *facts, const lw_storage *band, const lw_stock *row,
                            int64_t minutes, lw_ledger *ledger)
{
    const lw_demand *demand = facts->demand;
    int64_t grams_as_mm3 = lw_power_of_ten(MM3_PER_CBM_DIGITS - 3); /* both rates on one scale */
    lw_wide per_day = lw_wide_add(
        lw_wide_mul(band->per_cbm_day_micros, demand->volume_mm3),
        lw_wide_mul(lw_wide_mul(band->per_kg_day_micros, demand->actual_g), grams_as_mm3));
    lw_wide unit = (lw_wide)lw_power_of_ten(MM3_PER_CBM_DIGITS) * MINUTES_PER_DAY;
    int decimals = facts->catalog->currencies[band->currency.i].decimals;
    unit *= lw_power_of_ten(LW_MICRO_DIGITS - decimals);
    lw_posting posting = {.type = LW_STORAGE,
                          .place = {false, band->node.i},
                          .rule = "storage",
                          .card_currency = band->currency,
                          .card_amount = lw_wide_half_up(lw_wide_mul(per_day, minutes), unit),
                          .source = band->source};
    lw_refusal refusal = lw_ledger_post(ledger, &posting);
    if (refusal == LW_ACCEPTED)
        lw_ledger_cite(ledger, row->source);
    return refusal;
}

lw_refusal lw_stock_post(const lw_facts *facts, const lw_stock *row, lw_ledger *ledger)
{
    lw_refusal refusal = post_inbound(facts, row, ledger);
    for (uint32_t i = 0; i < facts->catalog->storage_count; i++) {
        const lw_storage *band = &facts->catalog->storage[i];
        if (band->node.i != row->node.i)
            continue;
        int64_t minutes = minutes_in_band(band, row->storage_minutes);
        if (minutes > 0)
            refusal = lw_first_refusal(refusal, post_band(facts, band, row, minutes, ledger));
    }
    return refusal;
}
