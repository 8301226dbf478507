/* Headings that announce what stands below them, by their words. */
#include "import/layout.h"

static const char *const WEIGHT_WORDS[] = {
    "weight",   "weights", "wt",     "chargeable", "billable", "gross", "band",  "bands", "bracket",
    "brackets", "range",   "ranges", "slab",       "slabs",    "step",  "steps", "up",    NULL};
static const char *const PLACE_WORDS[] = {"country", "countries", "destination", "destinations",
                                          "dest",    "zone",      "zones",       "region",
                                          "regions", "area",      "areas",       NULL};
static const char *const LIMIT_WORDS[] = {"limit", "limits", "max", "maximum", NULL};
static const char *const DAY_WORDS[] = {"transit", "days", "day", "delivery", NULL};
static const char *const TIME_WORDS[] = {"time", "times", "working", "business", "calendar", NULL};
static const char *const FILLERS[] = {"in", "of", "the",  "and", "or",
                                      "by", "to", "name", "per", NULL};

/* How many words of each kind. */
typedef struct tally {
    unsigned weight, place, limit, day, time, unit, item;
} tally;

static bool count_words(const char *text, tally *found, lw_unit *unit)
{
    static const lw_number_style style = {'.', ',', false};
    for (lw_scan scan = lw_scan_start(&style, text); scan.now.kind != LW_TOKEN_END;
         lw_scan_next(&scan)) {
        if (scan.now.kind == LW_TOKEN_NUMBER)
            return false;
        if (scan.now.kind == LW_TOKEN_SIGN || lw_scan_among(&scan, FILLERS))
            continue;
        if (lw_scan_unit(&scan, unit))
            found->unit++;
        else if (lw_scan_among(&scan, WEIGHT_WORDS))
            found->weight++;
        else if (lw_scan_among(&scan, PLACE_WORDS))
            found->place++;
        else if (lw_scan_among(&scan, LIMIT_WORDS))
            found->limit++;
        else if (lw_scan_among(&scan, DAY_WORDS))
            found->day++;
        else if (lw_scan_among(&scan, TIME_WORDS))
            found->time++;
        else if (lw_scan_item(&scan))
            found->item++;
        else
            return false;
    }
    return true;
}

lw_role lw_role_of(const char *text, lw_unit *unit)
{
    tally found = {0};
    lw_unit named = *unit;
    if (!count_words(text, &found, &named))
        return LW_ROLE_NONE;
    bool weights = found.weight + found.unit > 0, days = found.day + found.time > 0;
    lw_role role = LW_ROLE_NONE;
    if (days)
        role = found.day > 0 && !weights && found.place + found.limit + found.item == 0
                   ? LW_ROLE_DAYS
                   : LW_ROLE_NONE;
    else if (found.limit > 0)
        role = weights && found.place == 0 ? LW_ROLE_LIMIT : LW_ROLE_NONE;
    else if (found.item == 0 && weights)
        role = found.place > 0 ? LW_ROLE_EITHER : LW_ROLE_LABELS;
    else if (found.item == 0 && found.place > 0)
        role = LW_ROLE_PLACES;
    if (role != LW_ROLE_NONE)
        *unit = named;
    return role;
}
