/* How the time of a leg passes on the typical clock, one spell after the other: what the timetable,
 * the time line and the page all tell. */
#ifndef LANEWISE_RENDER_SPELLS_H
#define LANEWISE_RENDER_SPELLS_H

#include <stddef.h>

#include <lanewise/plan.h>

typedef enum lw_spell_kind {
    LW_SPELL_HANDOVER,
    LW_SPELL_DWELL,
    LW_SPELL_EXPORT, /* clearance */
    LW_SPELL_CLOSED, /* days that do not work; drawn behind what they interrupt */
    LW_SPELL_WAIT,   /* for the departure */
    LW_SPELL_RIDE,
    LW_SPELL_IMPORT, /* clearance */
    LW_SPELL_COUNT
} lw_spell_kind;

typedef struct lw_spell {
    lw_spell_kind kind;
    int64_t from, minutes; /* UTC minute; a spell may take no time and yet be out of sight */
    int64_t blind;         /* minutes of it out of sight; may be more than `minutes` */
} lw_spell;

#define LW_LEG_SPELLS 9 /* the most of one leg */

/* The spells of `leg` in order, from leg->reached to leg->cleared; what neither takes time nor is
 * out of sight is left out, but there always is a ride. Returns their number. */
size_t lw_leg_spells(const lw_leg *leg, lw_spell spells[LW_LEG_SPELLS]);

/* "hand-over", "under way", ...; static. */
const char *lw_spell_name(lw_spell_kind kind);

/* Minutes of `spell` out of sight that fall into it. */
int64_t lw_spell_hidden(const lw_spell *spell);

#endif
