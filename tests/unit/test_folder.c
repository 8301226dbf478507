/* Folders that are walked to by hand, and whom to trust on the way. */
#include "support/test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/folder.h"

enum { STRANGER = 54321, OTHER = 54322 };

/* Everybody's folder, as /tmp is, or somebody's. */
static struct stat folder_of(uid_t owner, mode_t mode)
{
    return (struct stat){.st_uid = owner, .st_mode = S_IFDIR | mode};
}

static void links_are_trusted_by_who_could_have_put_them_there(void **unused)
{
    (void)unused;
    const struct {
        uid_t folder_owner;
        mode_t mode;
        uid_t owner;
        bool trusted;
    } cases[] = {
        {0, 01777, STRANGER, false},
        {0, 01777, geteuid(), true},
        {0, 01777, 0, true},
        {0, 0777, STRANGER, false},
        {0, 01770, STRANGER, false},
        {STRANGER, 01777, STRANGER, true},
        {STRANGER, 01777, OTHER, false},
        {0, 0755, STRANGER, true},
        {OTHER, 0775, STRANGER, true}, /* a folder of a group that trusts each other */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct stat folder = folder_of(cases[i].folder_owner, cases[i].mode);
        struct stat entry = {.st_uid = cases[i].owner, .st_mode = S_IFLNK | 0777};
        assert_int_equal(lw_entry_is_trusted(&folder, &entry), cases[i].trusted);
    }
}

static void a_sticky_folder_leaves_names_to_their_owners(void **unused)
{
    (void)unused;
    struct stat sticky = folder_of(STRANGER, 01777), plain = folder_of(STRANGER, 0777);
    struct stat mine = {.st_uid = geteuid()}, theirs = {.st_uid = OTHER};
    assert_true(lw_entry_may_be_replaced(&sticky, &mine));
    assert_int_equal(lw_entry_may_be_replaced(&sticky, &theirs), geteuid() == 0);
    assert_true(lw_entry_may_be_replaced(&plain, &theirs));
    sticky.st_uid = geteuid();
    assert_true(lw_entry_may_be_replaced(&sticky, &theirs));
}

/* A folder for each test, which it works in. */
static int set_up(void **state)
{
    char *folder = strdup("/tmp/lanewise-folder-XXXXXX");
    *state = folder;
    return folder && mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
    int failed = chdir("/") != 0 || system(command) != 0;
    free(*state);
    return failed;
}

/* Is the folder at `path` the one that the kernel finds there? */
static void assert_opens(const char *path)
{
    struct stat walked, found;
    int folder = lw_folder_open(path);
    assert_true(folder >= 0);
    assert_int_equal(fstat(folder, &walked), 0);
    assert_int_equal(stat(path[0] ? path : ".", &found), 0);
    assert_int_equal(walked.st_ino, found.st_ino);
    assert_int_equal(walked.st_dev, found.st_dev);
    close(folder);
}

static void assert_fails(const char *path, int why)
{
    assert_int_equal(lw_folder_open(path), -1);
    assert_int_equal(errno, why);
}

static void paths_lead_where_the_kernel_would_go(void **state)
{
    char path[256];
    assert_int_equal(mkdir("a", 0700) || mkdir("a/b", 0700) || mkdir("c", 0700), 0);
    assert_int_equal(symlink("a/b", "one") || symlink("../c", "a/two"), 0);
    assert_int_equal(symlink((const char *)*state, "a/b/home"), 0);
    static const char *const paths[] = {"",
                                        ".",
                                        "./",
                                        "a",
                                        "a/",
                                        "a//b",
                                        "a/../c",
                                        "one",
                                        "one/home/a",
                                        "/",
                                        "a/two",
                                        "one/../two",
                                        "one/home/one/home/c",
                                        ".."};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_opens(paths[i]);
    snprintf(path, sizeof path, "%s/one/home/../%s", (const char *)*state, lw_last_part(*state));
    assert_opens(path);
}

static void what_cannot_be_walked_says_why(void **state)
{
    (void)state;
    char path[400];
    assert_int_equal(close(open("file", O_CREAT | O_WRONLY, 0600)), 0);
    assert_int_equal(symlink("loop", "loop") || symlink("file", "to_file"), 0);
    assert_fails("missing", ENOENT);
    assert_fails("missing/further", ENOENT);
    assert_fails("file", ENOTDIR);
    assert_fails("file/further", ENOTDIR);
    assert_fails("to_file", ENOTDIR);
    assert_fails("loop", ELOOP);
    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    assert_fails(path, ENAMETOOLONG);
}

static void folders_are_made_once_and_removed_when_empty(void **state)
{
    (void)state;
    bool made;
    assert_true(lw_folder_make("new/", &made));
    assert_true(made);
    assert_true(lw_folder_make("new", &made));
    assert_false(made);
    assert_true(lw_folder_make("new/inner//", &made));
    assert_true(made);
    assert_true(lw_folder_make("/", &made));
    assert_false(made);
    assert_false(lw_folder_make("no/inner", &made));
    assert_int_equal(errno, ENOENT);
    lw_folder_remove("new", true);
    assert_int_equal(access("new", F_OK), 0);
    lw_folder_remove("new/inner", true);
    lw_folder_remove("new/", true);
    assert_int_equal(access("new", F_OK), -1);
}

static void only_regular_files_are_read(void **state)
{
    (void)state;
    assert_int_equal(close(open("file", O_CREAT | O_WRONLY, 0600)), 0);
    assert_int_equal(mkdir("folder", 0700) || mkfifo("pipe", 0600) || symlink("file", "link"), 0);
    static const char *const others[] = {"folder", "pipe", "/dev/zero"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_int_equal(lw_open_regular(others[i]), -1); /* and does not wait */
        assert_string_equal(lw_why_not(), "it is not a regular file");
    }
    assert_int_equal(lw_open_regular("missing"), -1);
    assert_int_equal(errno, ENOENT);
    int file = lw_open_regular("link");
    assert_true(file >= 0);
    close(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_are_trusted_by_who_could_have_put_them_there),
        cmocka_unit_test(a_sticky_folder_leaves_names_to_their_owners),
        cmocka_unit_test_setup_teardown(paths_lead_where_the_kernel_would_go, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_walked_says_why, set_up, tear_down),
        cmocka_unit_test_setup_teardown(folders_are_made_once_and_removed_when_empty, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(only_regular_files_are_read, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
