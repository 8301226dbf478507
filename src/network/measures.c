/* Ways of weighing by volume. There are few: most lanes weigh as their carrier does, and a shipment
 * is weighed once each. */
#include "network/build.h"

static bool same_measure(const lw_weight_rules *a, const lw_weight_rules *b)
{
    return a->dim_rounding == b->dim_rounding && a->divisor_e3 == b->divisor_e3 &&
           a->vol_over_side_mm == b->vol_over_side_mm && a->vol_over_sum_mm == b->vol_over_sum_mm &&
           a->vol_over_mm3 == b->vol_over_mm3 && a->vol_over_ratio_e4 == b->vol_over_ratio_e4 &&
           a->vol_share_e4 == b->vol_share_e4;
}

static uint8_t find_measure(lw_weight_rules *measures, uint32_t *count,
                            const lw_weight_rules *rules)
{
    if (rules->divisor_e3 == 0)
        return 0;
    for (uint32_t i = 1; i < *count; i++) {
        if (same_measure(&measures[i], rules))
            return (uint8_t)i;
    }
    if (*count == LW_MOST_MEASURES)
        return LW_OTHER_MEASURE;
    measures[*count] = *rules;
    measures[*count].piece_rule = LW_PER_SHIPMENT;
    measures[*count].min_weight_g = 0;
    return (uint8_t)(*count)++;
}

bool lw_network_build_measures(lw_network *network)
{
    const lw_catalog *catalog = network->catalog;
    lw_weight_rules *measures = lw_arena_alloc(&network->arena, LW_MOST_MEASURES, sizeof *measures);
    uint8_t *of_lane = lw_arena_alloc(&network->arena, catalog->lane_count, sizeof *of_lane);
    if (measures == NULL || of_lane == NULL)
        return false;
    network->measure_count = 1;
    for (uint32_t i = 0; i < catalog->lane_count; i++)
        of_lane[i] = find_measure(measures, &network->measure_count, &catalog->lanes[i].weight);
    network->measures = measures;
    network->lane_measure = of_lane;
    return true;
}
