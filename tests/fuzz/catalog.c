/* The tables of a catalog: loaded, reviewed and looked at. */
#include <string.h>

#include <lanewise/lanewise.h>

#include "support/world.h"

static void look_at_lanes(const lw_catalog *catalog)
{
    static const int64_t grams[] = {1, 500, 501, 2000, 30001, 1000000000};
    lw_lane_info info;
    for (uint32_t index = 0; lw_lane_next(catalog, NULL, &index, &info); index++) {
        FUZZ_CHECK(info.minutes[0] <= info.minutes[2] && info.minutes[0] >= 0);
        for (size_t i = 0; i < sizeof grams / sizeof *grams; i++) {
            lw_lane_freight freight = lw_lane_freight_of(catalog, index, grams[i], 20780);
            if (freight.refusal == LW_ACCEPTED)
                FUZZ_CHECK(freight.amount >= 0 && freight.billable_grams > 0);
        }
    }
}

static void count_user(void *context, const lw_calendar_user *user)
{
    uint32_t *count = context;
    FUZZ_CHECK(user->name && user->file && user->line > 0);
    (*count)++;
}

static void look_at_calendars(const lw_catalog *catalog)
{
    lw_calendar_info info;
    for (uint32_t i = 0; lw_calendar_at(catalog, i, &info); i++) {
        uint32_t found, users = 0;
        FUZZ_CHECK(lw_calendar_find(catalog, info.id, &found, NULL) && found == i);
        FUZZ_CHECK(info.first_holiday <= info.last_holiday);
        lw_calendar_users(catalog, i, count_user, &users);
        FUZZ_CHECK(users == info.lane_count + info.node_count + info.customs_count);
        for (int32_t day = 20780; day < 20800; day++)
            lw_calendar_day(catalog, i, day, NULL);
        lw_calendar_outlives_list(catalog, i, 20780, 20800);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    fuzz_bundle bundle = fuzz_unpack(bytes, size);
    lw_catalog *catalog = fuzz_load(&bundle);
    if (catalog) {
        lw_error err;
        lw_status status = lw_catalog_review(catalog, 20779, fuzz_check_problem, NULL, &err);
        FUZZ_CHECK(status == LW_OK);
        look_at_lanes(catalog);
        look_at_calendars(catalog);
    }
    lw_catalog_free(catalog);
    fuzz_bundle_free(&bundle);
    return 0;
}
