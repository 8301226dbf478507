/* Writing to standard output. */
#include <unistd.h>

#include "base/clean.h"
#include "base/error.h"
#include "base/utf8.h"
#include "batch/outfile.h"
#include "cli/cli.h"
#include "render/display.h"

static const char name[] = "standard output";

/* Line ends, tabs and our own colours stay; what else may not be shown becomes '?'. */
static void put_showable(lw_buffer *out, const char *bytes, size_t length)
{
    size_t step;
    for (size_t at = 0; at < length; at += step) {
        uint32_t character = lw_utf8_next(bytes + at, length - at, &step);
        size_t paint = character == '\033' ? lw_paint_length(bytes + at, length - at) : 0;
        if (paint > 0)
            step = paint;
        if (paint > 0 || character == '\n' || character == '\t' || lw_is_shown(character))
            lw_put_bytes(out, bytes + at, step);
        else
            lw_put_char(out, '?');
    }
}

lw_status cli_put(const char *bytes, size_t length, lw_error *err)
{
    if (!isatty(STDOUT_FILENO))
        return lw_write_all(STDOUT_FILENO, name, bytes, length, err);
    lw_buffer shown = {0};
    put_showable(&shown, bytes, length);
    lw_status status = shown.failed
                           ? lw_fail_memory(err)
                           : lw_write_all(STDOUT_FILENO, name, shown.bytes, shown.length, err);
    lw_buffer_release(&shown);
    return status;
}
