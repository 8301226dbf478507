/* What a run leaves for another: digests, the state as text, and the output file with it. */
#include "support/test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "batch/counts.h"
#include "batch/outfile.h"
#include "batch/resume.h"
#include "catalog/model.h"
#include "support/catalog_dir.h"

static void digests_do_not_see_portions(void **unused)
{
    (void)unused;
    unsigned char bytes[100];
    lw_digest whole = {0};
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 37);
    lw_digest_add(&whole, bytes, sizeof bytes);
    for (size_t portion = 1; portion < sizeof bytes; portion++) {
        lw_digest parts = {0};
        for (size_t done = 0; done < sizeof bytes; done += portion) {
            size_t left = sizeof bytes - done;
            lw_digest_add(&parts, bytes + done, portion < left ? portion : left);
        }
        assert_int_equal(lw_digest_value(&parts), lw_digest_value(&whole));
    }
}

static void digests_see_every_bit_and_the_length(void **unused)
{
    (void)unused;
    unsigned char bytes[24] = {0};
    uint64_t seen[1 + 24 + 24 * 8];
    size_t count = 0;
    for (size_t length = 0; length <= sizeof bytes; length++) {
        lw_digest digest = {0};
        lw_digest_add(&digest, bytes, length);
        seen[count++] = lw_digest_value(&digest);
    }
    for (size_t bit = 0; bit < 8 * sizeof bytes; bit++) {
        lw_digest digest = {0};
        bytes[bit / 8] = (unsigned char)(1u << bit % 8);
        lw_digest_add(&digest, bytes, sizeof bytes);
        bytes[bit / 8] = 0;
        seen[count++] = lw_digest_value(&digest);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++)
            assert_int_not_equal(seen[i], seen[j]);
    }
}

static void totals_have_their_digits(void **unused)
{
    (void)unused;
    static const struct {
        int64_t minor;
        int digits;
        const char *text;
    } cases[] = {
        {0, 0, "0"},
        {0, 2, "0.00"},
        {5, 2, "0.05"},
        {3260, 2, "32.60"},
        {12345, 0, "12345"},
        {1000, 3, "1.000"},
        {INT64_MAX, 2, "92233720368547758.07"},
    };
    char text[LW_WIDE_TEXT];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lw_wide_format(text, cases[i].minor, cases[i].digits);
        assert_string_equal(text, cases[i].text);
    }
    lw_wide_format(text, LW_WIDE_MAX, 2);
    assert_string_equal(text, "1701411834604692317316873037158841057.27");
}

static lw_resume sample(const lw_catalog *catalog)
{
    lw_resume resume = {.traits = {{"the catalog", 7}, {"--rank", UINT64_MAX}},
                        .trait_count = 2,
                        .ship_date = -3,
                        .output_bytes = UINT64_MAX,
                        .elapsed_ms = 12};
    assert_true(lw_counts_init(&resume.counts, catalog));
    return resume;
}

static void a_state_is_read_as_it_was_written(void **unused)
{
    (void)unused;
    catalog_dir dir = dir_new();
    dir_put_basics(&dir);
    lw_catalog *catalog = dir_load(&dir);
    lw_resume left = sample(catalog), found = sample(catalog);
    lw_buffer text = {0}, again = {0};
    lw_error err;
    left.counts.records = 10;
    left.counts.ok = 9;
    left.counts.offset = 1234;
    left.counts.modes[4] = 3;
    left.counts.stage_ns[LW_STAGE_WRITE] = 5;
    left.counts.costs[0] = (lw_cost_total){9, (lw_wide)INT64_MAX * 1000};
    lw_resume_write(&left, catalog, &text);
    found.ship_date = 0;
    found.output_bytes = 0;
    assert_int_equal(lw_resume_read(&found, catalog, &text, &err), LW_OK);
    assert_int_equal(found.ship_date, -3);
    assert_int_equal(found.counts.offset, 1234);
    lw_resume_write(&found, catalog, &again);
    assert_int_equal(again.length, text.length);
    assert_memory_equal(again.bytes, text.bytes, text.length);

    for (size_t i = 0; i < text.length; i++) { /* cut off, or one byte another */
        lw_buffer part = {.bytes = text.bytes, .length = i};
        assert_int_equal(lw_resume_read(&found, catalog, &part, &err), LW_IO_FAILED);
        text.bytes[i] ^= 1;
        assert_int_equal(lw_resume_read(&found, catalog, &text, &err), LW_IO_FAILED);
        text.bytes[i] ^= 1;
    }
    found.traits[1].value--;
    assert_int_equal(lw_resume_read(&found, catalog, &text, &err), LW_BAD_ARGUMENT);
    assert_string_equal(err.message, "--rank differs from the run that was cut off");
    lw_buffer_release(&text);
    lw_buffer_release(&again);
    lw_counts_release(&left.counts);
    lw_counts_release(&found.counts);
    lw_catalog_free(catalog);
    dir_free(&dir);
}

/* Replaces the line that begins with `begins` by `line` (NULL = cuts all from there off), and seals
 * the text again as lw_resume_write does. */
static void forge(const lw_buffer *text, const char *begins, const char *line, lw_buffer *forged)
{
    lw_digest digest = {0};
    const char *end = text->bytes + text->length - strlen("whole 0123456789abcdef\n");
    const char *at = text->bytes;
    forged->length = 0;
    for (; at < end && strncmp(at, begins, strlen(begins)) != 0; at = strchr(at, '\n') + 1)
        lw_put_bytes(forged, at, (size_t)(strchr(at, '\n') + 1 - at));
    assert_true(at < end);
    if (line) {
        const char *behind = strchr(at, '\n') + 1;
        lw_put_format(forged, "%s\n", line);
        lw_put_bytes(forged, behind, (size_t)(end - behind));
    }
    lw_digest_add(&digest, forged->bytes, forged->length);
    lw_put_format(forged, "whole %016llx\n", (unsigned long long)lw_digest_value(&digest));
}

static void a_state_of_another_making_is_refused(void **unused)
{
    (void)unused;
    static const char *const cases[][2] = {
        {"same ", "other 0000000000000007 the catalog"},
        {"same ", "same 0000000000000007the catalog"},
        {"same ", "same 0000000000000007 the catalogue"},
        {"same ", NULL},
        {"cost ", "cost USD"},
        {"cost ", "cost ABCDEFGHIJKLMNOPQRSTUVWXYZ 1 2"},
        {"cost ", "cost XXX 1 2"},
        {"cost ", "cost USD one 2"},
        {"cost ", "cost USD 1"},
        {"cost ", "cost USD 1 two"},
        {"records ", "records "},
        {"records ", "records 1x"},
        {"records ", "records 18446744073709551616"},
        {"records ", "recordings 1"},
        {"ship_date ", "ship_date soon"},
    };
    catalog_dir dir = dir_new();
    dir_put_basics(&dir);
    lw_catalog *catalog = dir_load(&dir);
    lw_resume left = sample(catalog), found = sample(catalog);
    lw_buffer text = {0}, forged = {0};
    lw_error err;
    left.counts.costs[0] = (lw_cost_total){9, 900};
    lw_resume_write(&left, catalog, &text);
    forge(&text, "records ", "records 7", &forged);
    assert_int_equal(lw_resume_read(&found, catalog, &forged, &err), LW_OK);
    assert_int_equal(found.counts.records, 7);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        forge(&text, cases[i][0], cases[i][1], &forged);
        if (lw_resume_read(&found, catalog, &forged, &err) != LW_IO_FAILED)
            fail_msg("taken: %s", cases[i][1]);
    }
    lw_buffer_release(&text);
    lw_buffer_release(&forged);
    lw_counts_release(&left.counts);
    lw_counts_release(&found.counts);
    lw_catalog_free(catalog);
    dir_free(&dir);
}

static void assert_content(const char *path, const char *content)
{
    char bytes[64] = "";
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t length = fread(bytes, 1, sizeof bytes - 1, file);
    fclose(file);
    assert_int_equal(length, strlen(content));
    assert_string_equal(bytes, content);
}

static void a_kept_file_goes_on(void **unused)
{
    (void)unused;
    catalog_dir dir = dir_new();
    char path[96], partial[112], state[112];
    lw_outfile file;
    lw_buffer text = {0};
    lw_error err;
    snprintf(path, sizeof path, "%s/plans.csv", dir.path);
    snprintf(partial, sizeof partial, "%s.partial", path);
    snprintf(state, sizeof state, "%s.partial.state", path);

    assert_int_equal(lw_outfile_open_kept(&file, path, &err), LW_OK);
    assert_int_equal(lw_outfile_cut(&file, 0, &err), LW_OK);
    assert_int_equal(lw_outfile_write(&file, "one\ntwo\n", 8, &err), LW_OK);
    lw_put_text(&text, "so far");
    assert_int_equal(lw_outfile_save(&file, &text, &err), LW_OK);
    lw_outfile_keep(&file);
    assert_int_equal(access(path, F_OK), -1);
    assert_content(partial, "one\ntwo\n");
    assert_content(state, "so far");

    text.length = 0;
    assert_int_equal(lw_outfile_open_kept(&file, path, &err), LW_OK);
    assert_int_equal(lw_outfile_read_state(&file, &text, &err), LW_OK);
    assert_int_equal(text.length, 6);
    assert_int_equal(lw_outfile_cut(&file, 9, &err), LW_IO_FAILED);
    assert_int_equal(lw_outfile_cut(&file, 4, &err), LW_OK);
    assert_int_equal(lw_outfile_write(&file, "2\n", 2, &err), LW_OK);
    assert_int_equal(lw_outfile_commit(&file, &err), LW_OK);
    assert_content(path, "one\n2\n");
    assert_int_equal(access(partial, F_OK), -1);
    assert_int_equal(access(state, F_OK), -1);

    /* What is not a file of one's own is not written to. */
    assert_int_equal(link(path, partial), 0);
    assert_int_equal(lw_outfile_open_kept(&file, path, &err), LW_IO_FAILED);
    assert_content(path, "one\n2\n");
    lw_buffer_release(&text);
    dir_free(&dir);
}

static void a_reading_error_does_not_spoil_the_digest(void **unused)
{
    (void)unused;
    lw_error err;
    catalog_dir dir = dir_new();
    char path[128];
    dir_put(&dir, "orders", "some bytes of orders");
    snprintf(path, sizeof path, "%s/orders", dir.path);
    int readable = open(path, O_RDONLY), unreadable = open(path, O_WRONLY);
    lw_resume plain = {.counts = {.begin = 3, .offset = 10}}, disturbed = plain;
    lw_resume_seen seen = {0}, seen_with_errors = {0};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(lw_resume_look(&plain, &seen, readable, "f", &err), LW_OK);
        assert_int_equal(lw_resume_look(&disturbed, &seen_with_errors, unreadable, "f", &err),
                         LW_IO_FAILED);
        assert_int_equal(lw_resume_look(&disturbed, &seen_with_errors, readable, "f", &err), LW_OK);
        assert_int_equal(disturbed.input_digest, plain.input_digest);
        plain.counts.offset = disturbed.counts.offset = 17;
    }
    close(readable);
    close(unreadable);
    dir_free(&dir);
}

static void a_file_that_cannot_appear_is_kept(void **unused)
{
    (void)unused;
    lw_error err;
    lw_outfile file;
    catalog_dir dir = dir_new();
    char path[128];
    snprintf(path, sizeof path, "%s/plans", dir.path);
    assert_int_equal(lw_outfile_open_kept(&file, path, &err), LW_OK);
    assert_int_equal(lw_outfile_write(&file, "one\n", 4, &err), LW_OK);
    assert_int_equal(mkdir(path, 0777), 0); /* meanwhile */
    assert_int_equal(lw_outfile_commit(&file, &err), LW_IO_FAILED);
    lw_buffer state = {0};
    lw_put_text(&state, "far");
    assert_int_equal(lw_outfile_save(&file, &state, &err), LW_OK);
    lw_outfile_keep(&file);
    assert_int_equal(rmdir(path), 0);
    state.length = 0;
    assert_int_equal(lw_outfile_open_kept(&file, path, &err), LW_OK);
    assert_int_equal(lw_outfile_read_state(&file, &state, &err), LW_OK);
    assert_int_equal(state.length, 3);
    assert_int_equal(lw_outfile_cut(&file, 4, &err), LW_OK);
    assert_int_equal(lw_outfile_commit(&file, &err), LW_OK);
    assert_content(path, "one\n");
    lw_buffer_release(&state);
    dir_free(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_do_not_see_portions),
        cmocka_unit_test(digests_see_every_bit_and_the_length),
        cmocka_unit_test(totals_have_their_digits),
        cmocka_unit_test(a_state_is_read_as_it_was_written),
        cmocka_unit_test(a_state_of_another_making_is_refused),
        cmocka_unit_test(a_kept_file_goes_on),
        cmocka_unit_test(a_reading_error_does_not_spoil_the_digest),
        cmocka_unit_test(a_file_that_cannot_appear_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
