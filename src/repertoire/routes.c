/* From a trunk to routes: the last legs, and writing down what is kept. */
#include "repertoire/gatherer.h"

/* Finds the ways to the ends that are kept. */
static void mark_kept(lw_gatherer *g)
{
    for (size_t i = g->trails.labels.count; i-- > 1;) {
        lw_trail *l = &g->trails.labels.items[i];
        l->kept |= l->state == LW_NONE && !l->dropped;
        g->trails.labels.items[l->parent].kept |= l->kept;
    }
}

/* Hands the labels over, in order. */
static bool write_steps(lw_gatherer *g, lw_writer *writer)
{
    lw_writer_begin(writer);
    for (uint32_t i = 1; i < g->trails.labels.count; i++) {
        const lw_trail *l = &g->trails.labels.items[i];
        if (!l->kept)
            continue;
        const lw_written_leg leg = {
            .label = i,
            .parent = l->parent,
            .lane = l->lane,
            .handoff = l->handoff,
            .minutes = (int32_t)l->minutes,
            .blind = (int32_t)l->blind,
            .entry = l->entry,
            .kin = l->kin,
            .ends = l->state == LW_NONE,
        };
        if (!lw_writer_add(writer, &leg))
            return false;
    }
    return true;
}

/* NULL when memory is out. */
static lw_repertoire *write_down(lw_gatherer *g, const lw_situation *situation)
{
    lw_repertoire *made = lw_repertoire_new(situation);
    if (made == NULL)
        return NULL;
    made->unfit = g->unfit;
    mark_kept(g);
    if (made->unfit || (write_steps(g, &g->writer) && lw_writer_end(&g->writer, made)))
        return made;
    lw_repertoire_free(made);
    return NULL;
}

lw_repertoire *lw_gather(lw_gatherer *g, lw_search *search, const lw_situation *situation,
                         uint32_t start, lw_clock_hand hand)
{
    if (!lw_gatherer_turn(g, search, situation, hand) ||
        !lw_gatherer_have_trunk(g, situation, start))
        return NULL;
    g->writer.search = search;
    g->writer.load = situation->load;
    size_t count = g->trails.labels.count;
    for (uint16_t i = 0; i < count && !lw_gatherer_is_over(g); i++) {
        if (!g->trails.labels.items[i].dropped)
            lw_gatherer_end(g, i);
    }
    return lw_gatherer_failed(g) ? NULL : write_down(g, situation);
}
