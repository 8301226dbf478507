/* The saved state of a batch that was cut off: lines of it behind a sound beginning, sealed by the
 * digest that a state must have; or, where the input begins with "lanewise", the state as it is.
 * What is read is written as it was read, and a run may go on from whatever it says. */
#include <stdlib.h>
#include <string.h>

#include "batch/counts.h"
#include "batch/resume.h"
#include "support/orders.h"
#include "support/world.h"

static const char ORDERS[] = "origin,country,weight_kg\n"
                             "CNSZX,US,1\nCNSZX,DE,2\n\"CNSZX\",FR,0.3\nCNSZX,XX,1\n";

static const lw_catalog *catalog_of_all(void)
{
    return lw_planner_catalog(fuzz_planner());
}

static lw_resume new_state(void)
{
    lw_resume state = {.ship_date = 20780};
    FUZZ_CHECK(lw_counts_init(&state.counts, catalog_of_all()));
    lw_resume_add_trait(&state, "the catalog", 0x1234);
    lw_resume_add_trait(&state, "--rank", 7);
    return state;
}

/* The first line and the traits, then `lines`, then the digest. */
static void seal(lw_buffer *text, const char *lines, size_t size)
{
    static const char traits_end[] = "\nship_date ";
    lw_resume state = new_state();
    lw_digest digest = {0};
    lw_resume_write(&state, catalog_of_all(), text);
    lw_put_char(text, '\0');
    const char *end = strstr(text->bytes, traits_end);
    FUZZ_CHECK(end != NULL);
    text->length = (size_t)(end - text->bytes) + 1;
    lw_put_bytes(text, lines, size);
    lw_digest_add(&digest, text->bytes, text->length);
    lw_put_format(text, "whole %016llx\n", (unsigned long long)lw_digest_value(&digest));
    FUZZ_CHECK(!text->failed);
    lw_counts_release(&state.counts);
}

static void check_written(const lw_resume *state)
{
    lw_buffer first = {0}, second = {0};
    lw_resume again = new_state();
    lw_error err;
    lw_resume_write(state, catalog_of_all(), &first);
    FUZZ_CHECK(lw_resume_read(&again, catalog_of_all(), &first, &err) == LW_OK);
    lw_resume_write(&again, catalog_of_all(), &second);
    fuzz_check_same(&first, &second);
    lw_buffer_release(&first);
    lw_buffer_release(&second);
    lw_counts_release(&again.counts);
}

/* Goes on from where the state says, wherever that is. */
static void go_on(const lw_resume *state)
{
    const fuzz_orders orders = {LW_ORDERS_CSV, ORDERS, sizeof ORDERS - 1};
    const lw_style style = {.width = 80, .catalog = catalog_of_all()};
    lw_options options;
    lw_buffer out = {0};
    lw_batch_counts counts;
    fuzz_options(&options);
    options.ship_date = state->ship_date;
    options.top = 1;
    const lw_batch job = {.planner = fuzz_planner(),
                          .options = &options,
                          .renderer = lw_renderer_find("csv"),
                          .style = &style,
                          .threads = 1,
                          .from = state->counts.offset};
    FUZZ_CHECK(lw_counts_init(&counts, catalog_of_all()));
    fuzz_batch(&job, &orders, &out, &counts);
    lw_counts_release(&counts);
    lw_buffer_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char whole[] = "lanewise";
    lw_buffer text = {0};
    lw_resume state = new_state();
    lw_error err;
    bool as_it_is = size >= sizeof whole - 1 && memcmp(bytes, whole, sizeof whole - 1) == 0;
    if (as_it_is)
        lw_put_bytes(&text, (const char *)bytes, size);
    else
        seal(&text, (const char *)bytes, size);
    lw_status status = lw_resume_read(&state, catalog_of_all(), &text, &err);
    fuzz_check_error(status, &err);
    if (status == LW_OK) {
        check_written(&state);
        go_on(&state);
    }
    lw_counts_release(&state.counts);
    lw_buffer_release(&text);
    return 0;
}
