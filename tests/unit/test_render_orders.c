/* The orders that come with the project, as tables of several widths. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <lanewise/lanewise.h>

#include "batch/batch.h"
#include "render/display.h"

#include "support/test.h"

static const char CATALOG[] = "data", ORDERS[] = "data/orders.csv";

static lw_status keep(void *context, const char *bytes, size_t length, lw_error *err)
{
    (void)err;
    lw_put_bytes(context, bytes, length);
    return LW_OK;
}

/* What `planner` says of all orders, as one text. Tests run in the folder of the project. */
static void render_orders(const lw_planner *planner, int width, bool explain, lw_buffer *out)
{
    lw_options options;
    lw_error err;
    lw_batch_counts counts = {0};
    lw_options_init(&options);
    options.top = 5;
    options.explain = explain;
    lw_style style = {.width = width,
                      .explain = explain,
                      .rank = options.rank,
                      .time_basis = options.time_basis,
                      .catalog = lw_planner_catalog(planner)};
    lw_batch job = {.planner = planner,
                    .options = &options,
                    .renderer = lw_renderer_find("table"),
                    .style = &style,
                    .format = LW_ORDERS_CSV,
                    .input = open(ORDERS, O_RDONLY | O_CLOEXEC),
                    .input_name = ORDERS,
                    .threads = 2};
    lw_batch_calls calls = {.context = out, .write = keep};
    if (job.input < 0)
        fail_msg("%s cannot be opened: run the tests in the project's folder", ORDERS);
    assert_int_equal(lw_batch_run(&job, &calls, &counts, &err), LW_OK);
    assert_true(counts.ok > 100);
    close(job.input);
    lw_put_char(out, '\0');
    assert_false(out->failed);
}

/* No word of these tables is so long that a line must be wider than asked for. */
static void assert_fits(char *text, int width)
{
    char *next;
    for (char *line = text; *line; line = next) {
        size_t length = strcspn(line, "\n");
        next = line + length + (line[length] == '\n');
        line[length] = '\0';
        if (lw_display_width(line) > (size_t)width)
            fail_msg("wider than %d columns: '%s'", width, line);
        if (length > 0 && line[length - 1] == ' ')
            fail_msg("a blank at the end of '%s'", line);
    }
}

static void no_line_is_wider_than_the_terminal(void **state)
{
    (void)state;
    static const int widths[] = {60, 80, 120};
    lw_catalog *catalog = NULL;
    lw_planner *planner = NULL;
    lw_error err;
    assert_int_equal(lw_catalog_load(CATALOG, NULL, NULL, &catalog, &err), LW_OK);
    assert_int_equal(lw_planner_new(catalog, &planner, &err), LW_OK);
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        for (int explain = 0; explain < 2; explain++) {
            lw_buffer out = {0};
            render_orders(planner, widths[i], explain == 1, &out);
            assert_fits(out.bytes, widths[i]);
            lw_buffer_release(&out);
        }
    }
    lw_planner_free(planner);
    lw_catalog_free(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_line_is_wider_than_the_terminal)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
