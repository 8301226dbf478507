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

void lw_trunks_init(lw_trunks *trunks, size_t most_bytes)
{
    *trunks = (lw_trunks){.memo.most_bytes = most_bytes};
    pthread_mutex_init(&trunks->lock, NULL);
}

void lw_trunks_release(lw_trunks *trunks)
{
    lw_memo_release(&trunks->memo);
    pthread_mutex_destroy(&trunks->lock);
}

/* Makes the trails those of a block. */
static bool unpack_trails(const char *block, size_t bytes, lw_trails *t)
{
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

bool lw_trunks_recall(lw_trunks *trunks, const lw_memo_key *key, lw_trails *t)
{
    size_t bytes;
    pthread_mutex_lock(&trunks->lock);
    const char *block = lw_memo_find(&trunks->memo, key, &bytes);
    bool recalled = block != NULL && unpack_trails(block, bytes, t);
    pthread_mutex_unlock(&trunks->lock);
    return recalled;
}

void lw_trunks_keep(lw_trunks *trunks, const lw_memo_key *key, const lw_trails *t)
{
    size_t count = t->labels.count, known;
    pthread_mutex_lock(&trunks->lock);
    char *block = NULL;
    if (lw_memo_find(&trunks->memo, key, &known) == NULL) /* else another thread was first */
        block = lw_memo_add(&trunks->memo, key, count * bytes_of_each(t));
    if (block != NULL)
        pack(t->labels.items, count * sizeof *t->labels.items, &block);
    if (block != NULL && t->parts > 1)
        pack(t->sums.items, count * sizeof *t->sums.items, &block);
    if (block != NULL && t->dues)
        pack(t->cleared.items, count * sizeof *t->cleared.items, &block);
    pthread_mutex_unlock(&trunks->lock);
}
