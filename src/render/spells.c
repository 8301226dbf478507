/* The spells of a leg, from what the plan knows of it. */
#include "render/spells.h"

/* Spells as they are added; `at` is where the next one begins. */
typedef struct series {
    lw_spell *spells;
    size_t count;
    int64_t at;
} series;

static void add(series *list, lw_spell_kind kind, int64_t minutes, int64_t blind)
{
    if (minutes <= 0 && blind <= 0 && kind != LW_SPELL_RIDE)
        return;
    list->spells[list->count++] =
        (lw_spell){.kind = kind, .from = list->at, .minutes = minutes, .blind = blind};
    list->at += minutes;
}

size_t lw_leg_spells(const lw_leg *leg, lw_spell spells[LW_LEG_SPELLS])
{
    series list = {.spells = spells, .at = leg->reached};
    add(&list, LW_SPELL_HANDOVER, leg->handoff_minutes, leg->handoff_blind);
    add(&list, LW_SPELL_DWELL, leg->dwell_minutes, 0);
    add(&list, LW_SPELL_EXPORT, leg->exit_minutes, leg->exit_blind);
    add(&list, LW_SPELL_CLOSED, leg->ready - list.at, 0);
    add(&list, LW_SPELL_WAIT, leg->waited_minutes, 0);
    add(&list, LW_SPELL_RIDE, leg->minutes, leg->blind_minutes);
    add(&list, LW_SPELL_CLOSED, leg->arrives - list.at, 0);
    add(&list, LW_SPELL_IMPORT, leg->entry_minutes, leg->entry_blind);
    add(&list, LW_SPELL_CLOSED, leg->cleared - list.at, 0);
    return list.count;
}

const char *lw_spell_name(lw_spell_kind kind)
{
    static const char *const names[LW_SPELL_COUNT] = {
        "hand-over", "dwell",     "export clearance", "no working day",
        "wait",      "under way", "import clearance"};
    return names[kind];
}

int64_t lw_spell_hidden(const lw_spell *spell)
{
    return spell->blind < spell->minutes ? spell->blind : spell->minutes;
}
