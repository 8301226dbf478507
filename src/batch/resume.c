/* The state of a run as text:
 *
 *     lanewise batch 1
 *     same 16 hexadecimal digits NAME      what must be the same: one line a trait
 *     NAME NUMBER                          one line a number
 *     cost CODE ORDERS MINOR               one line a currency
 *     whole 16 hexadecimal digits          digest of all lines before
 */
#include "batch/resume.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/folder.h"
#include "base/input.h"
#include "batch/counts.h"
#include "catalog/model.h"

#define FIRST_LINE "lanewise batch 1"

enum { HEAD = 65536, PORTION = 65536, LINE = 256 };

/* The plain numbers, by name. */
static const struct number {
    const char *name;
    size_t at;
} NUMBERS[] = {
    {"output_bytes", offsetof(lw_resume, output_bytes)},
    {"elapsed_ms", offsetof(lw_resume, elapsed_ms)},
    {"input_size", offsetof(lw_resume, input_size)},
    {"input_digest", offsetof(lw_resume, input_digest)},
    {"begin", offsetof(lw_resume, counts.begin)},
    {"offset", offsetof(lw_resume, counts.offset)},
    {"records", offsetof(lw_resume, counts.records)},
    {"ok", offsetof(lw_resume, counts.ok)},
    {"no_plan", offsetof(lw_resume, counts.no_plan)},
    {"invalid", offsetof(lw_resume, counts.invalid)},
    {"reused", offsetof(lw_resume, counts.reused)},
    {"postal", offsetof(lw_resume, counts.modes[0])},
    {"express", offsetof(lw_resume, counts.modes[1])},
    {"dedicated_line", offsetof(lw_resume, counts.modes[2])},
    {"overseas_warehouse", offsetof(lw_resume, counts.modes[3])},
    {"bonded_warehouse", offsetof(lw_resume, counts.modes[4])},
    {"read_ns", offsetof(lw_resume, counts.stage_ns[LW_STAGE_READ])},
    {"parse_ns", offsetof(lw_resume, counts.stage_ns[LW_STAGE_PARSE])},
    {"plan_ns", offsetof(lw_resume, counts.stage_ns[LW_STAGE_PLAN])},
    {"render_ns", offsetof(lw_resume, counts.stage_ns[LW_STAGE_RENDER])},
    {"write_ns", offsetof(lw_resume, counts.stage_ns[LW_STAGE_WRITE])},
};
enum { NUMBER_COUNT = sizeof NUMBERS / sizeof *NUMBERS };

/* ---- Digests -----------------------------------------------------------------------------------
 */

void lw_resume_add_trait(lw_resume *resume, const char *name, uint64_t value)
{
    assert(resume->trait_count < LW_MOST_TRAITS);
    lw_trait *trait = &resume->traits[resume->trait_count++];
    snprintf(trait->name, sizeof trait->name, "%s", name);
    trait->value = value;
}

/* Adds the bytes from `from` up to `until`, or to the end of the file. */
static lw_status add_bytes(lw_digest *digest, int file, const char *name, uint64_t from,
                           uint64_t until, lw_error *err)
{
    char bytes[PORTION];
    while (from < until) {
        size_t wanted = until - from < PORTION ? (size_t)(until - from) : PORTION;
        ssize_t got = lw_read_at(file, bytes, wanted, from);
        if (got < 0)
            return lw_fail(err, LW_IO_FAILED, "cannot read %s: %s", name, strerror(errno));
        if (got == 0)
            break;
        lw_digest_add(digest, bytes, (size_t)got);
        from += (uint64_t)got;
    }
    return LW_OK;
}

lw_status lw_digest_add_file(lw_digest *digest, const char *path, lw_error *err)
{
    int file = lw_open_regular(path);
    if (file < 0)
        return lw_fail(err, LW_IO_FAILED, "cannot read %s: %s", path, lw_why_not());
    lw_status status = add_bytes(digest, file, path, 0, UINT64_MAX, err);
    close(file);
    return status;
}

lw_status lw_resume_look(lw_resume *resume, lw_resume_seen *seen, int input, const char *name,
                         lw_error *err)
{
    const lw_batch_counts *counts = &resume->counts;
    lw_resume_seen now = *seen; /* counts only if all of it could be read */
    struct stat file;
    lw_status status = LW_OK;
    if (fstat(input, &file) != 0)
        return lw_fail(err, LW_IO_FAILED, "cannot read %s: %s", name, strerror(errno));
    resume->input_size = (uint64_t)file.st_size;
    if (!now.begun) {
        uint64_t head = counts->begin < HEAD ? counts->begin : HEAD;
        status = add_bytes(&now.digest, input, name, 0, head, err);
        now.offset = counts->begin;
        now.begun = true;
    }
    if (status == LW_OK)
        status = add_bytes(&now.digest, input, name, now.offset, counts->offset, err);
    if (status != LW_OK)
        return status;
    now.offset = counts->offset;
    *seen = now;
    resume->input_digest = lw_digest_value(&now.digest);
    return LW_OK;
}

/* ---- Writing -----------------------------------------------------------------------------------
 */

static void put_hex(lw_buffer *text, uint64_t value)
{
    lw_put_format(text, "%016llx", (unsigned long long)value);
}

void lw_resume_write(const lw_resume *resume, const lw_catalog *catalog, lw_buffer *text)
{
    size_t start = text->length;
    lw_put_text(text, FIRST_LINE "\n");
    for (size_t i = 0; i < resume->trait_count; i++) {
        lw_put_text(text, "same ");
        put_hex(text, resume->traits[i].value);
        lw_put_format(text, " %s\n", resume->traits[i].name);
    }
    lw_put_format(text, "ship_date %lu\n", (unsigned long)(uint32_t)resume->ship_date);
    for (size_t i = 0; i < NUMBER_COUNT; i++) {
        uint64_t value = *(const uint64_t *)((const char *)resume + NUMBERS[i].at);
        lw_put_format(text, "%s %llu\n", NUMBERS[i].name, (unsigned long long)value);
    }
    for (uint32_t i = 0; i < resume->counts.currency_count; i++) {
        char total[LW_WIDE_TEXT];
        const lw_cost_total *cost = &resume->counts.costs[i];
        if (cost->orders == 0)
            continue;
        lw_wide_format(total, cost->minor, 0);
        lw_put_format(text, "cost %s %llu %s\n", catalog->currencies[i].code,
                      (unsigned long long)cost->orders, total);
    }
    lw_digest whole = {0};
    if (text->failed)
        return;
    lw_digest_add(&whole, text->bytes + start, text->length - start);
    lw_put_text(text, "whole ");
    put_hex(text, lw_digest_value(&whole));
    lw_put_char(text, '\n');
}

/* ---- Reading -----------------------------------------------------------------------------------
 */

static lw_status refuse_text(lw_error *err)
{
    return lw_fail(err, LW_IO_FAILED,
                   "what the run that was cut off left is not whole, or of another version");
}

/* A line at a time, NUL-terminated in `line`; false at the end, or where a line is too long. */
static bool next_line(const lw_buffer *text, size_t *at, char line[LINE])
{
    const char *from = text->bytes + *at;
    const char *end = *at < text->length ? memchr(from, '\n', text->length - *at) : NULL;
    if (!end || end - from >= LINE)
        return false;
    memcpy(line, from, (size_t)(end - from));
    line[end - from] = '\0';
    *at += (size_t)(end - from) + 1;
    return true;
}

/* What comes behind `word` and a blank in `line`, or NULL. */
static const char *behind(const char *line, const char *word)
{
    size_t length = strlen(word);
    return strncmp(line, word, length) == 0 && line[length] == ' ' ? line + length + 1 : NULL;
}

/* A number up to a blank or the end; *next is where it stops. */
static bool read_wide(const char *text, lw_wide *value, const char **next)
{
    *value = 0;
    const char *at = text;
    for (; *at >= '0' && *at <= '9'; at++)
        *value = lw_wide_add(lw_wide_mul(*value, 10), *at - '0');
    *next = at;
    return at > text && (*at == ' ' || *at == '\0');
}

static bool read_number(const char *text, uint64_t *value)
{
    lw_wide wide;
    const char *next;
    if (!read_wide(text, &wide, &next) || *next || wide > UINT64_MAX)
        return false;
    *value = (uint64_t)wide;
    return true;
}

/* Is the text what lw_resume_write wrote, to its last line? */
static bool is_whole(const lw_buffer *text)
{
    static const size_t last = sizeof "whole " - 1 + 16 + 1;
    lw_buffer wanted = {0};
    lw_digest digest = {0};
    if (text->length < last)
        return false;
    lw_digest_add(&digest, text->bytes, text->length - last);
    lw_put_text(&wanted, "whole ");
    put_hex(&wanted, lw_digest_value(&digest));
    lw_put_char(&wanted, '\n');
    bool same = !wanted.failed && wanted.length == last &&
                memcmp(wanted.bytes, text->bytes + text->length - last, last) == 0;
    lw_buffer_release(&wanted);
    return same;
}

static lw_status compare_trait(const lw_trait *trait, const char *line, lw_error *err)
{
    char *name;
    const char *value = behind(line, "same");
    if (!value)
        return refuse_text(err);
    uint64_t was = strtoull(value, &name, 16);
    if (*name != ' ' || strcmp(name + 1, trait->name) != 0)
        return refuse_text(err);
    if (was != trait->value)
        return lw_fail(err, LW_BAD_ARGUMENT, "%s differs from the run that was cut off",
                       trait->name);
    return LW_OK;
}

static bool read_cost(lw_resume *resume, const lw_catalog *catalog, const char *line)
{
    char code[16];
    lw_wide orders;
    lw_cost_total cost;
    const char *blank = strchr(line, ' ');
    if (!blank || (size_t)(blank - line) >= sizeof code)
        return false;
    memcpy(code, line, (size_t)(blank - line));
    code[blank - line] = '\0';
    uint32_t currency = lw_intern_find(&catalog->currency_codes, code);
    if (currency >= resume->counts.currency_count || !read_wide(blank + 1, &orders, &blank) ||
        *blank == '\0' || !read_wide(blank + 1, &cost.minor, &blank))
        return false;
    cost.orders = (uint64_t)orders;
    resume->counts.costs[currency] = cost;
    return true;
}

/* A line behind the traits. */
static bool read_line(lw_resume *resume, const lw_catalog *catalog, const char *line)
{
    const char *value = behind(line, "cost");
    uint64_t date = 0;
    if (value)
        return read_cost(resume, catalog, value);
    if ((value = behind(line, "ship_date")) != NULL) {
        bool sound = read_number(value, &date);
        resume->ship_date = (int32_t)(uint32_t)date;
        return sound;
    }
    for (size_t i = 0; i < NUMBER_COUNT; i++) {
        value = behind(line, NUMBERS[i].name);
        if (value)
            return read_number(value, (uint64_t *)((char *)resume + NUMBERS[i].at));
    }
    return behind(line, "whole") != NULL;
}

lw_status lw_resume_read(lw_resume *resume, const lw_catalog *catalog, const lw_buffer *text,
                         lw_error *err)
{
    char line[LINE];
    size_t at = 0;
    if (!is_whole(text) || !next_line(text, &at, line) || strcmp(line, FIRST_LINE) != 0)
        return refuse_text(err);
    for (size_t i = 0; i < resume->trait_count; i++) {
        if (!next_line(text, &at, line))
            return refuse_text(err);
        lw_status status = compare_trait(&resume->traits[i], line, err);
        if (status != LW_OK)
            return status;
    }
    while (next_line(text, &at, line)) {
        if (!read_line(resume, catalog, line))
            return refuse_text(err);
    }
    return LW_OK;
}
