/* What page.js draws of a quote. Lengths are minutes, amounts in the quote currency; what is said
 * of a mark is a text here, so that the script holds no words of the trade. */
#include <string.h>

#include "render/html.h"
#include "render/pages.h"

/* A text that was put together in `scratch`, which is emptied. */
static void put_scratch(lw_json *json, const char *key, lw_buffer *scratch)
{
    lw_json_key(json, key);
    lw_json_bytes(json, scratch->bytes ? scratch->bytes : "", scratch->length);
    json->out->failed = json->out->failed || scratch->failed;
    lw_buffer_release(scratch);
}

static void put_number(lw_json *json, const char *key, int64_t value, int digits)
{
    lw_json_key(json, key);
    lw_json_decimal(json, value, digits);
}

static void put_text(lw_json *json, const char *key, const char *text)
{
    lw_json_key(json, key);
    lw_json_text(json, text);
}

/* A dot of the frontier. */
static void put_point(lw_json *json, const lw_style *style, const lw_quote *quote,
                      const lw_plan *plan, bool told)
{
    char money[32], days[32], percent[32];
    lw_buffer words = {0};
    int64_t minutes = plan->minutes[style->time_basis];
    lw_json_open(json, '{');
    put_number(json, "rank", plan->rank, 0);
    lw_json_key(json, "told");
    lw_json_bool(json, told);
    put_number(json, "minutes", minutes, 0);
    put_number(json, "cost", plan->cost, quote->decimals);
    put_number(json, "tracked", plan->visibility_e3, 3);
    lw_days_format(days, minutes);
    lw_put_format(&words, "Plan %d, ", plan->rank);
    lw_html_modes(&words, plan);
    lw_put_format(&words, ": %s %s, %s days, %s%% tracked", lw_money_text(money, quote, plan->cost),
                  quote->currency, days, lw_percent_text(percent, plan->visibility_e3));
    put_scratch(json, "words", &words);
    lw_json_close(json, '}');
}

static void put_spell(lw_json *json, const lw_leg *leg, const lw_spell *spell)
{
    static const char *const kinds[LW_SPELL_COUNT] = {
        [LW_SPELL_HANDOVER] = "place", [LW_SPELL_DWELL] = "place", [LW_SPELL_EXPORT] = "border",
        [LW_SPELL_CLOSED] = "idle",    [LW_SPELL_WAIT] = "idle",   [LW_SPELL_RIDE] = "ride",
        [LW_SPELL_IMPORT] = "border"};
    char hours[32];
    lw_buffer words = {0};
    lw_json_open(json, '{');
    put_text(json, "kind", kinds[spell->kind]);
    put_number(json, "minutes", spell->minutes, 0);
    put_number(json, "hidden", lw_spell_hidden(spell), 0);
    put_text(json, "name", spell->kind == LW_SPELL_RIDE ? leg->carrier : "");
    lw_html_spell(&words, leg, spell);
    lw_hours_format(hours, spell->minutes);
    lw_put_format(&words, ": %s h", hours);
    lw_hours_format(hours, spell->blind);
    if (spell->blind > 0)
        lw_put_format(&words, ", %s h out of sight", hours);
    put_scratch(json, "words", &words);
    lw_json_close(json, '}');
}

/* The places of the way, each with the minutes from the start at which it is reached. */
static void put_stops(lw_json *json, const lw_plan *plan)
{
    lw_json_key(json, "stops");
    lw_json_open(json, '[');
    for (uint32_t i = 0; i <= plan->leg_count; i++) {
        lw_json_open(json, '{');
        put_text(json, "name", i == 0 ? plan->start : plan->legs[i - 1].to);
        put_number(json, "at", i == 0 ? 0 : plan->legs[i - 1].arrives - plan->ready_at, 0);
        lw_json_close(json, '}');
    }
    lw_json_close(json, ']');
}

static void put_plan(lw_json *json, const lw_quote *quote, const lw_plan *plan)
{
    lw_spell spells[LW_LEG_SPELLS];
    const char *name;
    lw_json_open(json, '{');
    put_stops(json, plan);
    lw_json_key(json, "spells");
    lw_json_open(json, '[');
    for (uint32_t i = 0; i < plan->leg_count; i++) {
        size_t count = lw_leg_spells(&plan->legs[i], spells);
        for (size_t s = 0; s < count; s++)
            put_spell(json, &plan->legs[i], &spells[s]);
    }
    lw_json_close(json, ']');
    lw_json_key(json, "parts");
    lw_json_open(json, '[');
    for (int i = 0; i < LW_HTML_PARTS; i++) {
        int64_t amount = lw_html_part(plan, i, &name);
        if (amount == 0)
            continue;
        lw_json_open(json, '{');
        put_text(json, "name", name);
        put_number(json, "amount", amount, quote->decimals);
        lw_json_close(json, '}');
    }
    lw_json_close(json, ']');
    lw_json_close(json, '}');
}

void lw_html_quote_data(lw_buffer *data, const lw_style *style, const lw_quote *quote)
{
    lw_json json = {.out = data};
    uint32_t count = quote ? quote->plan_count : 0;
    uint32_t told = quote ? lw_html_told(style, quote) : 0;
    lw_json_open(&json, '{');
    put_text(&json, "currency", quote ? quote->currency : "");
    lw_json_key(&json, "points");
    lw_json_open(&json, '[');
    for (uint32_t i = 0; i < count; i++)
        put_point(&json, style, quote, &quote->plans[i], i < told);
    lw_json_close(&json, ']');
    lw_json_key(&json, "plans");
    lw_json_open(&json, '[');
    for (uint32_t i = 0; i < told; i++)
        put_plan(&json, quote, &quote->plans[i]);
    lw_json_close(&json, ']');
    lw_json_close(&json, '}');
}
