/* What the fuzz targets share. */
#define _GNU_SOURCE /* for memfd_create */

#include "support/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"

_Noreturn void fuzz_fail(const char *file, int line, const char *condition, const char *told)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
    if (told)
        fprintf(stderr, "%s\n", told);
    abort();
}

char *fuzz_text(const void *bytes, size_t size)
{
    char *text = malloc(size + 1);
    FUZZ_CHECK(text != NULL);
    if (size > 0)
        memcpy(text, bytes, size);
    text[size] = '\0';
    return text;
}

static bool is_line(const char *text)
{
    size_t length = strlen(text);
    for (const char *p = text; *p; p++) {
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            return false;
    }
    return lw_utf8_prefix(text, length) == length;
}

void fuzz_check_error(lw_status status, const lw_error *err)
{
    if (status == LW_OK)
        return;
    FUZZ_CHECK(status >= LW_OK && status <= LW_NO_MEMORY);
    FUZZ_CHECK(err->status == status);
    FUZZ_CHECK(memchr(err->message, '\0', sizeof err->message) != NULL);
    FUZZ_CHECK(memchr(err->field, '\0', sizeof err->field) != NULL);
    FUZZ_CHECK(memchr(err->file, '\0', sizeof err->file) != NULL);
    FUZZ_CHECK(err->message[0] != '\0');
    FUZZ_CHECK_TOLD(is_line(err->message), err->message);
    FUZZ_CHECK(err->line >= 0 && err->column >= 0);
}

void fuzz_check_problem(void *context, const lw_problem *problem)
{
    char text[64];
    (void)context;
    fuzz_check_error(problem->where.status, &problem->where);
    lw_error_format(&problem->where, text, sizeof text);
    FUZZ_CHECK(memchr(text, '\0', sizeof text) != NULL);
}

void fuzz_check_same(const lw_buffer *one, const lw_buffer *other)
{
    size_t at = 0, most = one->length < other->length ? one->length : other->length;
    while (at < most && one->bytes[at] == other->bytes[at])
        at++;
    if (at == one->length && at == other->length)
        return;
    fprintf(stderr, "---- one (%zu bytes, differs at %zu)\n%.*s\n---- other (%zu bytes)\n%.*s\n",
            one->length, at, (int)one->length, one->bytes, other->length, (int)other->length,
            other->bytes);
    fuzz_fail(__FILE__, __LINE__, "the same bytes", NULL);
}

int fuzz_file(const void *bytes, size_t size)
{
    int file = memfd_create("fuzz", MFD_CLOEXEC);
    FUZZ_CHECK(file >= 0);
    FUZZ_CHECK(size == 0 || write(file, bytes, size) == (ssize_t)size);
    FUZZ_CHECK(lseek(file, 0, SEEK_SET) == 0);
    return file;
}

/* ---- Bundles -----------------------------------------------------------------------------------
 */

#define MARK "=== "

/* The next line that is a mark, from `at` on, where a line begins; NULL = there is none. */
static char *find_mark(char *at, const char *end)
{
    while (at && at < end) {
        if (strncmp(at, MARK, sizeof MARK - 1) == 0)
            return at;
        at = memchr(at, '\n', (size_t)(end - at));
        at = at ? at + 1 : NULL;
    }
    return NULL;
}

fuzz_bundle fuzz_unpack(const uint8_t *bytes, size_t size)
{
    fuzz_bundle bundle = {.text = fuzz_text(bytes, size)};
    char *end = bundle.text + size;
    char *mark = find_mark(bundle.text, end);
    while (mark && bundle.count < FUZZ_MOST_PARTS) {
        char *name = mark + sizeof MARK - 1;
        char *line_end = memchr(name, '\n', (size_t)(end - name));
        char *from = line_end ? line_end + 1 : end;
        mark = find_mark(from, end);
        if (line_end)
            *line_end = '\0';
        bundle.parts[bundle.count++] =
            (fuzz_part){name, from, (size_t)((mark ? mark : end) - from)};
    }
    return bundle;
}

void fuzz_bundle_free(fuzz_bundle *bundle)
{
    free(bundle->text);
    *bundle = (fuzz_bundle){0};
}

const fuzz_part *fuzz_part_named(const fuzz_bundle *bundle, const char *name)
{
    for (size_t i = 0; i < bundle->count; i++) {
        if (strcmp(bundle->parts[i].name, name) == 0)
            return &bundle->parts[i];
    }
    return NULL;
}
