/* Trails in one block: first themselves, then what their costs consist of as far as that is in use.
 */
#include "repertoire/trunks.h"

#include <string.h>

#include "base/vector.h"

static size_t bytes_of_each(const lw_trails *t)
{
    return sizeof *t->labels.items + (t->parts > 1 ? sizeof *t->sums.items : 0) +
           (t->dues ? sizeof *t->cleared.items : 0);
}

/* Copies bytes out of a block or into it, and moves on in it. */
static void unpack(void *items, size_t bytes, const char **block)
{
    memcpy(items, *block, bytes);
    *block += bytes;
}

static void pack(const void *items, size_t bytes, char **block)
{
    memcpy(*block, items, bytes);
    *block += bytes;
}

bool lw_trunk_recall(const lw_memo *memo, lw_trails *t)
{
    size_t bytes;
    const char *block = lw_memo_find(memo, &bytes);
    if (block == NULL)
        return false;
    size_t count = bytes / bytes_of_each(t);
    if (!LW_RESERVE(&t->labels, count) || (t->parts > 1 && !LW_RESERVE(&t->sums, count)) ||
        (t->dues && !LW_RESERVE(&t->cleared, count))) {
        t->failed = true;
        return false;
    }
    unpack(t->labels.items, count * sizeof *t->labels.items, &block);
    if (t->parts > 1)
        unpack(t->sums.items, count * sizeof *t->sums.items, &block);
    if (t->dues)
        unpack(t->cleared.items, count * sizeof *t->cleared.items, &block);
    t->labels.count = count;
    return true;
}

void lw_trunk_keep(lw_memo *memo, const lw_trails *t)
{
    size_t count = t->labels.count;
    char *block = lw_memo_add(memo, count * bytes_of_each(t));
    if (block == NULL)
        return;
    pack(t->labels.items, count * sizeof *t->labels.items, &block);
    if (t->parts > 1)
        pack(t->sums.items, count * sizeof *t->sums.items, &block);
    if (t->dues)
        pack(t->cleared.items, count * sizeof *t->cleared.items, &block);
}
