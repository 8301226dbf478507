/* Customs rows, duties, stock and storage that no plan can come to. */
#include "catalog/review.h"

/* Can goods enter `country` by `mode`? Yes when in doubt. */
static bool mode_enters(const lw_review *review, lw_country_ref country, int mode)
{
    uint32_t area = review->catalog->countries[country.i].area.i;
    if (mode == LW_ANY_MODE || (review->modes >> mode & 1))
        return true;
    return mode == LW_BONDED_WAREHOUSE && review->bonded_areas[area];
}

static void review_customs(lw_review *review, const lw_customs *row)
{
    const char *code = review->catalog->countries[row->country.i].code;
    bool entry = row->direction == LW_IMPORT;
    if (entry && !review->country_zones[row->country.i])
        lw_warn(review, row->source, "country",
                "the row never applies: no zone lies in country '%s'", code);
    else if (!entry && !review->country_nodes[row->country.i])
        lw_warn(review, row->source, "country",
                "the row never applies: no node stands in country '%s'", code);
    else if (row->mode != LW_ANY_MODE && !(entry ? mode_enters(review, row->country, row->mode)
                                                 : review->modes >> row->mode & 1))
        lw_warn(review, row->source, "mode", "the row never applies: no lane has mode '%s'",
                LW_MODE_WORDS[row->mode]);
    if (row->clearance.typical < row->clearance.min || row->clearance.typical > row->clearance.max)
        lw_warn(review, row->source, "hours|min_hours|max_hours",
                "hours lies outside min_hours to max_hours");
}

static void review_duty(lw_review *review, const lw_duty *row)
{
    const lw_catalog *catalog = review->catalog;
    const lw_country *country = &catalog->countries[row->country.i];
    if (!review->country_zones[row->country.i]) {
        lw_warn(review, row->source, "country",
                "the row never applies: no zone lies in country '%s'", country->code);
        return;
    }
    if (!mode_enters(review, row->country, row->mode))
        lw_warn(review, row->source, "mode", "the row never applies: no lane has mode '%s'",
                LW_MODE_WORDS[row->mode]);
    if (row->origin_country.i == LW_NONE)
        return;
    const lw_country *origin = &catalog->countries[row->origin_country.i];
    if (!review->country_nodes[row->origin_country.i])
        lw_warn(review, row->source, "origin_country",
                "the row never applies: no node stands in country '%s'", origin->code);
    else if (origin->area.i == country->area.i)
        lw_warn(review, row->source, "origin_country",
                "the row never applies: '%s' and '%s' are one customs area", origin->code,
                country->code);
}

static void review_stock(lw_review *review, const lw_stock *row)
{
    const lw_catalog *catalog = review->catalog;
    const lw_node *node = &catalog->nodes[row->node.i];
    if (!review->area_zones[catalog->countries[node->country.i].area.i])
        lw_warn(review, row->source, "node",
                "the stock is of no use: no zone lies in the customs area of node '%s'", node->id);
}

void lw_review_borders(lw_review *review)
{
    const lw_catalog *catalog = review->catalog;
    for (uint32_t i = 0; i < catalog->customs_count; i++)
        review_customs(review, &catalog->customs[i]);
    for (uint32_t i = 0; i < catalog->duty_count; i++)
        review_duty(review, &catalog->duties[i]);
    for (uint32_t i = 0; i < catalog->stock_count; i++)
        review_stock(review, &catalog->stock[i]);
    for (uint32_t i = 0; i < catalog->storage_count; i++) {
        const lw_storage *row = &catalog->storage[i];
        if (!review->stocked[row->node.i])
            lw_warn(review, row->source, "node", "the row is never charged: no stock at node '%s'",
                    catalog->nodes[row->node.i].id);
    }
}
