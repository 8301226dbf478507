/* The list of output formats, and what they have in common. */
#include "render/render.h"

#include <stdio.h>
#include <string.h>

#include "base/intern.h"
#include "catalog/model.h"
#include "render/formats.h"
#include "render/html.h"

static const lw_renderer renderers[] = {
    {"table", lw_render_nothing, lw_table_answer, lw_render_nothing},
    {"csv", lw_csv_begin, lw_csv_answer, lw_render_nothing},
    {"json", lw_render_nothing, lw_json_answer, lw_render_nothing},
    {"jsonl", lw_render_nothing, lw_jsonl_answer, lw_render_nothing},
    {"html", lw_render_nothing, lw_html_answer, lw_render_nothing},
};

const lw_renderer *lw_renderer_find(const char *name)
{
    for (size_t i = 0; i < sizeof renderers / sizeof *renderers; i++) {
        if (strcmp(renderers[i].name, name) == 0)
            return &renderers[i];
    }
    return NULL;
}

void lw_render_nothing(lw_buffer *out, const lw_style *style)
{
    (void)out;
    (void)style;
}

const char *lw_answer_status(const lw_answer *answer)
{
    if (!answer->quote)
        return "invalid";
    return answer->quote->status == LW_QUOTE_OK ? "ok" : "no_plan";
}

void lw_fault_text(const lw_error *error, char *text, size_t size)
{
    char quoted[sizeof error->field + 2];
    size_t field = strlen(error->field);
    snprintf(quoted, sizeof quoted, "'%s'", error->field);
    bool named = field == 0 || strncmp(error->message, error->field, field) == 0 ||
                 strstr(error->message, quoted) != NULL;
    if (named)
        lw_error_format(error, text, size);
    else
        snprintf(text, size, "%s: %s", error->field, error->message);
}

const char *lw_message_of_terms(const lw_style *style, const char *message, int64_t buyer_pays,
                                char *text)
{
    if (!style->both_incoterms || buyer_pays <= 0)
        return message;
    snprintf(text, LW_MESSAGE,
             "%s%sbuyer_pays is what the buyer would pay under DAP; under DDP it "
             "is part of the cost",
             message, message[0] ? "; " : "");
    return text;
}

const char *lw_answer_message(const lw_style *style, const lw_answer *answer, char *text)
{
    const lw_quote *quote = answer->quote;
    int64_t buyer_pays = 0;
    if (quote) {
        for (uint32_t i = 0; i < quote->plan_count && buyer_pays <= 0; i++)
            buyer_pays = lw_plan_buyer_pays(style, &quote->plans[i]);
        return lw_message_of_terms(style, quote->message ? quote->message : "", buyer_pays, text);
    }
    if (!answer->error)
        return "";
    lw_fault_text(answer->error, text, LW_MESSAGE);
    return text;
}

int lw_currency_digits(const lw_style *style, const lw_quote *quote, const char *currency)
{
    if (quote && quote->currency && strcmp(quote->currency, currency) == 0)
        return quote->decimals;
    if (!style->catalog)
        return 2;
    uint32_t at = lw_intern_find(&style->catalog->currency_codes, currency);
    return at == LW_NONE ? 2 : style->catalog->currencies[at].decimals;
}

int64_t lw_plan_buyer_pays(const lw_style *style, const lw_plan *plan)
{
    return style->both_incoterms ? plan->own_dues : plan->buyer_pays;
}

int64_t lw_score_hundredths(int64_t score_e4)
{
    return score_e4 < 0 ? -((50 - score_e4) / 100) : (score_e4 + 50) / 100;
}

size_t lw_micros_format(char *text, int64_t micros, int digits)
{
    int used = 6;
    while (used > digits && micros % 10 == 0) {
        micros /= 10;
        used--;
    }
    return lw_decimal_format(text, micros, used);
}
