/* Volumetric weight, its triggers, its share. */
#include "pricing/weight.h"

#define SHARE_UNIT 10000
#define MM_PER_CM  10

static int64_t round_side(lw_dim_rounding rounding, int64_t mm)
{
    switch (rounding) {
    case LW_DIM_NEAREST:
        return (mm + MM_PER_CM / 2) / MM_PER_CM * MM_PER_CM;
    case LW_DIM_UP:
        return (mm + MM_PER_CM - 1) / MM_PER_CM * MM_PER_CM;
    case LW_DIM_NONE:
        break;
    }
    return mm;
}

/* All triggers that are given must hold for a piece to have a volumetric weight. */
static bool is_volumetric(const lw_weight_rules *rules, const lw_piece *piece,
                          const int64_t side[3], lw_wide volume_mm3)
{
    int64_t longest = side[0], sum = side[0] + side[1] + side[2];
    for (int i = 1; i < 3; i++) {
        if (side[i] > longest)
            longest = side[i];
    }
    if (rules->vol_over_side_mm != LW_NO_TRIGGER && longest < rules->vol_over_side_mm)
        return false;
    if (rules->vol_over_sum_mm != LW_NO_TRIGGER && sum <= rules->vol_over_sum_mm)
        return false;
    if (rules->vol_over_mm3 != LW_NO_TRIGGER && volume_mm3 <= rules->vol_over_mm3)
        return false;
    if (rules->vol_over_ratio_e4 != LW_NO_TRIGGER) {
        /* volume / divisor >= ratio x actual, in whole numbers: mm3 x 10^7 against 1/10000 x g x
         * 1/1000 */
        lw_wide actual =
            lw_wide_mul(lw_wide_mul(rules->vol_over_ratio_e4, piece->weight_g), rules->divisor_e3);
        if (lw_wide_mul(volume_mm3, 10000000) < actual)
            return false;
    }
    return true;
}

/* Volumetric grams of a piece; its actual weight where it has none. */
static lw_wide volumetric(const lw_weight_rules *rules, const lw_piece *piece)
{
    if (rules->divisor_e3 == 0 || !piece->has_dims)
        return piece->weight_g;
    int64_t side[3];
    for (int i = 0; i < 3; i++)
        side[i] = round_side(rules->dim_rounding, piece->side_mm[i]);
    lw_wide volume_mm3 = (lw_wide)side[0] * side[1] * side[2];
    if (!is_volumetric(rules, piece, side, volume_mm3))
        return piece->weight_g;
    return lw_wide_ceil(volume_mm3 * 1000, rules->divisor_e3);
}

static lw_wide with_share(const lw_weight_rules *rules, lw_wide actual, lw_wide volumetric_g)
{
    if (volumetric_g <= actual)
        return actual;
    lw_wide excess = lw_wide_mul(volumetric_g - actual, rules->vol_share_e4);
    return lw_wide_add(actual, lw_wide_ceil(excess, SHARE_UNIT));
}

lw_wide lw_piece_weight(const lw_weight_rules *rules, const lw_piece *piece)
{
    return with_share(rules, piece->weight_g, volumetric(rules, piece));
}

static lw_wide actual_weight(const lw_load *load)
{
    lw_wide actual = 0;
    for (size_t i = 0; i < load->piece_count; i++)
        actual += (lw_wide)load->pieces[i].weight_g * load->pieces[i].quantity;
    return actual;
}

lw_wide lw_shipment_weight(const lw_weight_rules *rules, const lw_load *load)
{
    lw_wide actual = actual_weight(load), volumetric_g = 0;
    if (rules->divisor_e3 == 0)
        return lw_wide_max(actual, rules->min_weight_g);
    for (size_t i = 0; i < load->piece_count; i++) {
        const lw_piece *piece = &load->pieces[i];
        volumetric_g =
            lw_wide_add(volumetric_g, lw_wide_mul(volumetric(rules, piece), piece->quantity));
    }
    return lw_wide_max(with_share(rules, actual, volumetric_g), rules->min_weight_g);
}
