/* From what a sheet states of one destination to rows of its rate card. */
#include <stdint.h>

#include "base/vector.h"
#include "base/wide.h"
#include "import/card.h"

enum {
    MOST_ROWS = 2000,     /* that one series of steps is written out in */
    NEGLIGIBLE_GRAMS = 10 /* where a card may begin without a word */
};

#define MOST_MICROS (INT64_C(999999999) * 1000000)

/* The bracket at hand, to which several cells may add. */
typedef struct builder {
    lw_price_card *card;
    const lw_rate_rules *rules;
    lw_faults *faults;
    bool begun, broken; /* broken: nothing more can be made of the card */
    bool no_memory;     /* that is why */
    int64_t finest_g;   /* one unit of the last digit of the card's weights */
    int64_t end;        /* where the weights so far end */
    lw_entry at;        /* its label, and what has been stated */
    int64_t over_g, up_to_g;
    lw_spot cells[LW_PRICE_KINDS];
    bool priced_below; /* the last row ends where the bracket begins */
    bool has_fee;      /* per item, whatever the weight */
    lw_amount fee;
    lw_spot fee_cell;
} builder;

static void refuse(builder *b, lw_spot where, const char *message)
{
    lw_faults_add(b->faults, LW_ERROR, where, "%s", message);
    b->broken = true;
}

/* ---- Where a bracket begins and ends -----------------------------------------------------------
 */

/* "0.51-1.00" behind "0-0.5" leaves no gap where no weight of the card has more than two digits:
 * 0.51 is the next one then. */
static bool adjoins(const builder *b, const lw_price_label *label)
{
    return label->lower_g >= b->end && label->lower_g - b->end <= b->finest_g;
}

static int64_t finest_of(const lw_price_card *card)
{
    int64_t finest = 0;
    for (size_t i = 0; i < card->entries.count; i++) {
        int64_t unit = card->entries.items[i].label.finest_g;
        if (unit > 0 && (finest == 0 || unit < finest))
            finest = unit;
    }
    return finest;
}

static void tell_gap(builder *b, const lw_entry *entry, int64_t from)
{
    char lower[32], upper[32];
    lw_kg_format(lower, b->end);
    lw_kg_format(upper, from);
    lw_faults_add(b->faults, LW_WARNING, entry->weights,
                  "weights over %s and below %s kg have no price", lower, upper);
}

/* Sets over_g. */
static void find_lower(builder *b, const lw_entry *entry)
{
    const lw_price_label *label = &entry->label;
    char begins[32], ends[32];
    b->over_g = b->end;
    if (!label->ranged || label->lower == LW_BEGINS_BEHIND)
        return;
    lw_kg_format(begins, label->lower_g);
    lw_kg_format(ends, b->end);
    if (label->lower_g < b->end) {
        lw_faults_add(b->faults, LW_ERROR, entry->weights,
                      "these weights begin at %s kg, and those before end at %s kg", begins, ends);
        b->broken = true;
    } else if (label->lower == LW_BEGINS_OVER) {
        b->over_g = label->lower_g;
        if (label->lower_g > b->end && b->end > 0)
            tell_gap(b, entry, label->lower_g);
    } else if (!adjoins(b, label)) {
        b->over_g = label->lower_g - 1;
        if (b->end > 0)
            tell_gap(b, entry, label->lower_g);
    } else if (b->end == 0 && label->lower_g > NEGLIGIBLE_GRAMS) {
        lw_faults_add(b->faults, LW_WARNING, entry->weights,
                      "the first weights begin at %s kg; what is lighter is charged as they are",
                      begins);
    }
}

static void find_upper(builder *b, const lw_entry *entry)
{
    char ends[32];
    b->up_to_g = entry->label.ranged ? entry->label.up_to_g : LW_OPEN_END;
    if (b->up_to_g == LW_OPEN_END)
        b->up_to_g = b->rules->up_to_g;
    if (b->broken || b->up_to_g > b->over_g)
        return;
    lw_kg_format(ends, b->over_g);
    lw_faults_add(b->faults, LW_ERROR, entry->weights,
                  "these weights do not come after %s kg, where those before end", ends);
    b->broken = true;
}

/* ---- Amounts -----------------------------------------------------------------------------------
 */

static lw_amount sum(lw_amount a, lw_amount b)
{
    return (lw_amount){a.micros + b.micros, a.digits > b.digits ? a.digits : b.digits};
}

/* What the row charges at its upper end, where that is the same for every lane. */
static bool price_at_end(const lw_rate_row *row, lw_amount *price)
{
    *price = row->flat;
    if (row->per_kg.micros == 0)
        return true;
    if (row->step_g == 0 || row->included_g == 0 || row->up_to_g == LW_OPEN_END)
        return false;
    int64_t grams = row->up_to_g - row->included_g;
    int64_t steps = (grams + row->step_g - 1) / row->step_g;
    lw_wide more = (lw_wide)row->per_kg.micros * row->step_g / 1000; /* as the cell has it */
    lw_wide total = price->micros + more * steps;
    price->micros = total > MOST_MICROS ? MOST_MICROS + 1 : (int64_t)total;
    return true;
}

/* One more cell that the row's amounts come from. */
static void name_cell(lw_rate_row *row, lw_spot cell)
{
    size_t i = 0;
    while (i < LW_RATE_CELLS && row->cells[i].line &&
           (row->cells[i].line != cell.line || row->cells[i].column != cell.column))
        i++;
    if (i < LW_RATE_CELLS)
        row->cells[i] = cell;
}

/* Amounts that the rates table would refuse. */
static void check_amounts(builder *b, const lw_rate_row *row)
{
    if (row->flat.micros > MOST_MICROS || row->per_kg.micros > MOST_MICROS)
        refuse(b, row->cells[0], "the amount is above 999999999");
}

static void add_row(builder *b, lw_rate_row row)
{
    check_amounts(b, &row);
    if (!b->broken && !LW_PUSH(&b->card->rows, row))
        b->no_memory = b->broken = true;
}

static lw_rate_row *last_row(builder *b)
{
    return b->priced_below ? &b->card->rows.items[b->card->rows.count - 1] : NULL;
}

/* ---- Steps -------------------------------------------------------------------------------------
 */

/* One row for each step, where no price per kg says it exactly. */
static void write_out(builder *b, lw_amount price, lw_spot base, lw_amount more, int64_t step)
{
    int64_t end = b->up_to_g, over = b->over_g;
    lw_spot cell = b->cells[LW_PRICE_PER_STEP];
    if (end == LW_OPEN_END && b->card->has_limit)
        end = b->card->limit.grams;
    if (end == LW_OPEN_END) {
        refuse(b, cell,
               "no price per kg gives these steps exactly; --up-to KG writes them out one by one");
        return;
    }
    if ((end - over) / step >= MOST_ROWS) {
        refuse(b, cell, "these steps would take more than 2000 rows");
        return;
    }
    while (over < end && !b->broken) {
        int64_t up_to = over + step < end ? over + step : end;
        price = sum(price, more);
        add_row(b, (lw_rate_row){
                       .over_g = over, .up_to_g = up_to, .flat = price, .cells = {cell, base}});
        over = up_to;
    }
}

/* "Each additional 0.5 kg": on top of the price at the end of the weights before. */
static void add_steps(builder *b)
{
    lw_amount price, more = b->at.amounts[LW_PRICE_PER_STEP];
    int64_t step = b->at.label.step_g;
    lw_rate_row *below = last_row(b);
    lw_spot cell = b->cells[LW_PRICE_PER_STEP];
    if (!below || !price_at_end(below, &price)) {
        refuse(b, cell, "there is no fixed price for the weights before to add this to");
        return;
    }
    if (b->over_g % step != 0 || more.micros * 1000 % step != 0) {
        write_out(b, price, below->cells[0], more, step);
        return;
    }
    lw_amount per_kg = {more.micros * 1000 / step, more.digits};
    bool whole = below->over_g == 0 && below->per_kg.micros == 0;
    if (whole && b->card->rows.count == 1) { /* the first weights and the steps in one row */
        below->up_to_g = b->up_to_g;
        below->included_g = b->over_g;
        below->step_g = step;
        below->per_kg = per_kg;
        name_cell(below, cell);
        check_amounts(b, below);
        return;
    }
    add_row(b, (lw_rate_row){.over_g = b->over_g,
                             .up_to_g = b->up_to_g,
                             .included_g = b->over_g,
                             .step_g = step,
                             .flat = price,
                             .per_kg = per_kg,
                             .cells = {cell, below->cells[0]}});
}

/* ---- Brackets ----------------------------------------------------------------------------------
 */

/* A price for the bracket, or one per kg with or without a fixed part. */
static void add_bracket(builder *b)
{
    const lw_entry *at = &b->at;
    bool open = !at->label.ranged || at->label.up_to_g == LW_OPEN_END;
    lw_rate_row row = {.over_g = b->over_g, .up_to_g = b->up_to_g};
    static const lw_price_kind fixed[] = {LW_PRICE_PLAIN, LW_PRICE_PER_ITEM};
    if (!at->has[LW_PRICE_PLAIN] && !at->has[LW_PRICE_PER_KG]) {
        refuse(b, b->cells[LW_PRICE_PER_ITEM], "a price per item, but no price for the weight");
        return;
    }
    if (open && !at->has[LW_PRICE_PER_KG]) {
        refuse(b, b->cells[LW_PRICE_PLAIN],
               "one price for every weight from here on? Write '/kg' behind it if it is per kg, or "
               "where the weights end");
        return;
    }
    for (int i = 0; i < 2; i++) {
        if (!at->has[fixed[i]])
            continue;
        row.flat = sum(row.flat, at->amounts[fixed[i]]);
        name_cell(&row, b->cells[fixed[i]]);
    }
    if (at->has[LW_PRICE_PER_KG]) {
        row.per_kg = at->amounts[LW_PRICE_PER_KG];
        row.step_g = b->rules->step_g;
        name_cell(&row, b->cells[LW_PRICE_PER_KG]);
    }
    add_row(b, row);
}

static void finish(builder *b)
{
    if (!b->begun || b->broken)
        return;
    bool stated = false;
    for (int kind = 0; kind < LW_PRICE_KINDS; kind++)
        stated = stated || b->at.has[kind];
    bool steps = b->at.has[LW_PRICE_PER_STEP];
    if (steps &&
        (b->at.has[LW_PRICE_PLAIN] || b->at.has[LW_PRICE_PER_KG] || b->at.has[LW_PRICE_PER_ITEM]))
        refuse(b, b->cells[LW_PRICE_PER_STEP],
               "another price, and one for each step, of the same weights");
    else if (steps)
        add_steps(b);
    else if (stated)
        add_bracket(b);
    b->priced_below = stated;
    b->end = b->up_to_g;
}

static void begin(builder *b, const lw_entry *entry)
{
    finish(b);
    if (b->broken)
        return;
    if (b->end == LW_OPEN_END) {
        refuse(b, entry->weights, "the weights before have no end, so none can follow");
        return;
    }
    b->begun = true;
    b->at = (lw_entry){.label = entry->label};
    find_lower(b, entry);
    find_upper(b, entry);
    b->priced_below = b->priced_below && b->over_g == b->end;
}

/* Adds what a cell states to the bracket at hand. */
static void add_entry(builder *b, const lw_entry *entry)
{
    for (int kind = 0; kind < LW_PRICE_KINDS && !b->broken; kind++) {
        if (!entry->has[kind])
            continue;
        if (b->at.has[kind])
            refuse(b, entry->cell, "these weights have a price already");
        b->at.has[kind] = true;
        b->at.amounts[kind] = entry->amounts[kind];
        b->cells[kind] = entry->cell;
        if (kind == LW_PRICE_PER_STEP)
            b->at.label.step_g = entry->label.step_g;
    }
}

/* "Registration fee", of every weight. */
static bool is_fee(const lw_entry *entry)
{
    return !entry->label.ranged && entry->label.kind == LW_PRICE_PER_ITEM;
}

static void add_fee(builder *b, const lw_entry *entry)
{
    if (!entry->has[LW_PRICE_PER_ITEM])
        return;
    if (b->has_fee)
        refuse(b, entry->cell, "there is a price per item already");
    b->has_fee = true;
    b->fee = entry->amounts[LW_PRICE_PER_ITEM];
    b->fee_cell = entry->cell;
}

/* The fee of every weight is on top of every row. */
static void charge_fee(builder *b)
{
    for (size_t i = 0; i < b->card->rows.count; i++) {
        lw_rate_row *row = &b->card->rows.items[i];
        row->flat = sum(row->flat, b->fee);
        name_cell(row, b->fee_cell);
        check_amounts(b, row);
    }
}

bool lw_price_card_rate(lw_price_card *card, const lw_rate_rules *rules, lw_faults *faults)
{
    builder b = {.card = card, .rules = rules, .faults = faults, .finest_g = finest_of(card)};
    for (size_t i = 0; i < card->entries.count && !b.broken; i++) {
        const lw_entry *entry = &card->entries.items[i];
        if (is_fee(entry)) {
            add_fee(&b, entry);
            continue;
        }
        bool same = b.begun && entry->label.ranged &&
                    lw_price_label_same_range(&entry->label, &b.at.label) &&
                    entry->label.kind != b.at.label.kind;
        if (!same)
            begin(&b, entry);
        else
            b.at.label.kind = entry->label.kind; /* what is next may be of yet another */
        add_entry(&b, entry);
    }
    finish(&b);
    if (b.has_fee)
        charge_fee(&b);
    return !b.no_memory;
}
