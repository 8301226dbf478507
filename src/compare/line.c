/* A comparison in one line. */
#include "compare/report.h"

void lw_compare_line(lw_buffer *out, const lw_tally *tally)
{
    char text[LW_WIDE_TEXT];
    const char *before = ":";
    lw_put_format(out, "%llu order%s", (unsigned long long)tally->orders,
                  tally->orders == 1 ? "" : "s");
    for (int change = 0; change < LW_CHANGE_COUNT; change++) {
        if (tally->changes[change] == 0)
            continue;
        lw_put_format(out, "%s %llu %s", before, (unsigned long long)tally->changes[change],
                      lw_change_name((lw_change)change));
        before = ",";
    }
    for (size_t i = 0; i < tally->costs.count; i++) {
        const lw_costs *costs = &tally->costs.items[i];
        const lw_wide *total = costs->cost.total;
        if (costs->cost.up == 0 && costs->cost.down == 0)
            continue;
        lw_unit unit = lw_unit_money(costs->decimals);
        lw_put_format(out, "; %s ", costs->currency);
        lw_put_text(out, lw_unit_change(text, unit, total[LW_AFTER] - total[LW_BEFORE]));
        lw_put_format(out, " (%s to ", lw_unit_text(text, unit, total[LW_BEFORE]));
        lw_put_format(out, "%s)", lw_unit_text(text, unit, total[LW_AFTER]));
    }
}
