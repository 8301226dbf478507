/* Reading files that stay as they are, and telling when they do not. */
#include "support/test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/input.h"

/* A file without a name that holds `text`; the caller closes it. */
static int file_of(const char *text)
{
    char path[] = "/tmp/lanewise-input-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    assert_int_equal(lseek(file, 0, SEEK_SET), 0);
    return file;
}

static void a_file_that_stays_as_it_is_passes(void **unused)
{
    (void)unused;
    lw_input_state state;
    lw_error err;
    int file = file_of("abc");
    assert_int_equal(lw_input_see(&state, file, "f", &err), LW_OK);
    assert_int_equal(lw_input_check(&state, file, "f", &err), LW_OK);
    close(file);
}

static void a_file_of_another_size_does_not(void **unused)
{
    (void)unused;
    static const off_t sizes[] = {0, 2, 4};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        lw_input_state state;
        lw_error err;
        int file = file_of("abc");
        assert_int_equal(lw_input_see(&state, file, "f", &err), LW_OK);
        assert_int_equal(ftruncate(file, sizes[i]), 0);
        assert_int_equal(lw_input_check(&state, file, "f", &err), LW_IO_FAILED);
        assert_string_equal(err.message, "f was changed while it was read; try again");
        close(file);
    }
}

static void a_file_written_anew_in_the_same_size_does_not(void **unused)
{
    (void)unused;
    const struct timespec times[2] = {{1, 0}, {1, 0}};
    lw_input_state state;
    lw_error err;
    int file = file_of("abc");
    assert_int_equal(lw_input_see(&state, file, "f", &err), LW_OK);
    assert_int_equal(futimens(file, times), 0); /* clocks of files are coarse */
    assert_int_equal(lw_input_check(&state, file, "f", &err), LW_IO_FAILED);
    close(file);
}

static void of_a_pipe_nothing_can_be_told(void **unused)
{
    (void)unused;
    lw_input_state state;
    lw_error err;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(lw_input_see(&state, ends[0], "f", &err), LW_OK);
    assert_int_equal(write(ends[1], "abc", 3), 3);
    assert_int_equal(lw_input_check(&state, ends[0], "f", &err), LW_OK);
    close(ends[0]);
    close(ends[1]);
}

static void all_is_read_up_to_a_limit(void **unused)
{
    (void)unused;
    char long_text[10001];
    lw_error err;
    lw_buffer text = {0};
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    int file = file_of(long_text);
    assert_int_equal(lw_read_all(file, "f", SIZE_MAX, &text, &err), LW_OK);
    assert_int_equal(text.length, 10000);
    text.length = 0;
    assert_int_equal(lseek(file, 0, SEEK_SET), 0);
    assert_int_equal(lw_read_all(file, "f", 100, &text, &err), LW_OK);
    assert_true(text.length > 100 && text.length < 10000);
    lw_buffer_release(&text);
    close(file);
}

static void what_cannot_be_read_is_named(void **unused)
{
    (void)unused;
    lw_error err;
    lw_buffer text = {0};
    int folder = lw_open_input("/");
    assert_true(folder >= 0);
    assert_int_equal(lw_read_all(folder, "/", SIZE_MAX, &text, &err), LW_IO_FAILED);
    assert_string_equal(err.message, "cannot read /: Is a directory");
    lw_buffer_release(&text);
    close(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_that_stays_as_it_is_passes),
        cmocka_unit_test(a_file_of_another_size_does_not),
        cmocka_unit_test(a_file_written_anew_in_the_same_size_does_not),
        cmocka_unit_test(of_a_pipe_nothing_can_be_told),
        cmocka_unit_test(all_is_read_up_to_a_limit),
        cmocka_unit_test(what_cannot_be_read_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
