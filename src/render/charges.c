/* The bill of a plan: by lane and node, every line with the table rows it comes from, adding up to
 * the total. */
#include <stdio.h>
#include <string.h>

#include "render/pages.h"

/* Widths of the columns over all lines of the bill. */
typedef struct layout {
    size_t type, what, card, amount;
    size_t source; /* where the table rows begin */
    bool below;    /* they begin on a line of their own */
} layout;

static const size_t margin = 4, gap = 2;
static const char longest_total[] = "seller, DAP";

void lw_charge_text(char *text, const lw_charge *charge)
{
    const char *rule = charge->rule ? charge->rule : "";
    snprintf(text, LW_CELL, "%s%s%s", rule, rule[0] && charge->buyer_pays ? " " : "",
             charge->buyer_pays ? "(buyer)" : "");
}

void lw_card_text(char *text, const lw_charge *charge)
{
    char amount[32];
    lw_decimal_format(amount, charge->card_amount, charge->card_decimals);
    snprintf(text, LW_CELL, "%s %s", amount, charge->card_currency);
}

void lw_source_text(char *text, size_t size, const lw_row *row)
{
    snprintf(text, size, "%s:%lu", row->file, (unsigned long)row->line);
}

/* The table rows on one line. */
static size_t source_width(const lw_charge *charge)
{
    char text[512];
    size_t width = 0;
    for (uint32_t i = 0; i < charge->row_count; i++) {
        lw_source_text(text, sizeof text, &charge->rows[i]);
        width += lw_display_width(text) + (i > 0 ? 1 : 0);
    }
    return width;
}

static void grow(size_t *width, size_t need)
{
    if (need > *width)
        *width = need;
}

static layout measure(const lw_style *style, const lw_quote *quote, const lw_plan *plan)
{
    char text[LW_CELL];
    layout page = {.card = strlen(longest_total)};
    size_t source = 0, width = (size_t)style->width;
    for (uint32_t i = 0; i < plan->charge_count; i++) {
        const lw_charge *charge = &plan->charges[i];
        grow(&page.type, strlen(lw_charge_type_name(charge->type)));
        lw_charge_text(text, charge);
        grow(&page.what, lw_display_width(text));
        lw_card_text(text, charge);
        grow(&page.card, lw_display_width(text));
        grow(&page.amount, strlen(lw_money_text(text, quote, charge->amount)));
        grow(&source, source_width(charge));
    }
    grow(&page.amount, strlen(lw_money_text(text, quote, plan->cost)));
    grow(&page.amount, strlen(lw_money_text(text, quote, lw_plan_buyer_pays(style, plan))));
    grow(&page.amount, strlen(quote->currency));

    size_t fixed = margin + page.type + gap + gap + page.card + gap + page.amount;
    if (fixed + page.what > width)
        page.what = width > fixed ? width - fixed : 0;
    page.below = fixed + page.what + gap + source > width;
    page.source = page.below ? margin + page.type + gap : fixed + page.what + gap;
    return page;
}

bool lw_charge_moves(const lw_charge *charge, const lw_charge *before)
{
    return !before || before->at_lane != charge->at_lane ||
           strcmp(before->place, charge->place) != 0;
}

void lw_charge_place_text(char *text, size_t size, const lw_plan *plan, const lw_charge *charge)
{
    snprintf(text, size, "%s", charge->place);
    for (uint32_t i = 0; charge->at_lane && i < plan->leg_count; i++) {
        const lw_leg *leg = &plan->legs[i];
        if (strcmp(leg->lane, charge->place) == 0)
            snprintf(text, size, "%s, %s to %s", leg->lane, leg->from, leg->to);
    }
}

static void put_place(lw_buffer *out, const lw_style *style, const lw_plan *plan,
                      const lw_charge *charge)
{
    char text[256];
    lw_charge_place_text(text, sizeof text, plan, charge);
    lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = margin};
    lw_put_spaces(out, margin / 2);
    flow.column = margin / 2;
    lw_flow_sentence(&flow, text);
    lw_flow_end(&flow);
}

static void put_sources(lw_buffer *out, const lw_style *style, const layout *page,
                        const lw_charge *charge)
{
    char text[512];
    lw_flow flow = {
        .out = out, .width = (size_t)style->width, .indent = page->source, .column = page->source};
    if (charge->row_count == 0)
        return;
    if (page->below)
        lw_flow_line(&flow);
    else
        lw_put_spaces(out, gap);
    lw_put_paint(out, style->color, LW_FAINT);
    for (uint32_t i = 0; i < charge->row_count; i++) {
        lw_source_text(text, sizeof text, &charge->rows[i]);
        lw_flow_word(&flow, text);
    }
    lw_put_paint(out, style->color, LW_PLAIN);
}

static void put_line(lw_buffer *out, const lw_style *style, const layout *page,
                     const lw_quote *quote, const lw_charge *charge)
{
    char what[LW_CELL], card[LW_CELL], amount[32];
    size_t indent = margin + page->type + gap;
    lw_flow flow = {.out = out, .width = (size_t)style->width, .indent = indent, .column = indent};
    lw_put_spaces(out, margin);
    lw_put_left(out, lw_charge_type_name(charge->type), page->type + gap);
    lw_charge_text(what, charge);
    lw_flow_sentence(&flow, what);
    if (flow.column > indent + page->what)
        lw_flow_line(&flow);
    if (flow.column < indent + page->what)
        lw_put_spaces(out, indent + page->what - flow.column);
    lw_card_text(card, charge);
    lw_put_spaces(out, gap);
    lw_put_right(out, card, page->card);
    lw_put_spaces(out, gap);
    lw_put_right(out, lw_money_text(amount, quote, charge->amount), page->amount);
    put_sources(out, style, page, charge);
    lw_put_char(out, '\n');
}

static void put_total(lw_buffer *out, const lw_style *style, const layout *page, const char *name,
                      const char *amount)
{
    lw_put_spaces(out, margin + page->type + gap);
    lw_put_paint(out, style->color, LW_BOLD);
    lw_put_left(out, name, page->what + gap + page->card + gap);
    lw_put_right(out, amount, page->amount);
    lw_put_paint(out, style->color, LW_PLAIN);
    lw_put_char(out, '\n');
}

void lw_page_charges(lw_buffer *out, const lw_style *style, const lw_quote *quote,
                     const lw_plan *plan)
{
    layout page = measure(style, quote, plan);
    char amount[32];
    const lw_charge *last = NULL;
    put_total(out, style, &page, "", quote->currency);
    for (uint32_t i = 0; i < plan->charge_count; i++) {
        const lw_charge *charge = &plan->charges[i];
        if (lw_charge_moves(charge, last))
            put_place(out, style, plan, charge);
        put_line(out, style, &page, quote, charge);
        last = charge;
    }
    put_total(out, style, &page, "total", lw_money_text(amount, quote, plan->cost));
    int64_t buyer = lw_plan_buyer_pays(style, plan);
    if (style->both_incoterms) {
        put_total(out, style, &page, "seller, DAP",
                  lw_money_text(amount, quote, plan->cost - buyer));
        put_total(out, style, &page, "buyer, DAP", lw_money_text(amount, quote, buyer));
    } else if (buyer > 0) {
        put_total(out, style, &page, "buyer pays", lw_money_text(amount, quote, buyer));
    }
}
