/* Stock and what keeping it costs. */
#include <stdlib.h>
#include <string.h>

#include "catalog/load.h"

static bool is_warehouse(const lw_node *node)
{
    return node->kind == LW_OVERSEAS_NODE || node->kind == LW_BONDED_NODE;
}

/* ---- Stock -------------------------------------------------------------------------------------
 */

static uint32_t sku_number(lw_loader *loader, const char *sku)
{
    if (strcmp(sku, "*") == 0)
        return LW_NONE;
    uint32_t number = lw_intern_put(&loader->catalog->skus, sku);
    if (number == LW_NONE)
        lw_loader_no_memory(loader);
    return number;
}

void lw_add_stock(lw_loader *loader, const union lw_any_row *row)
{
    const struct lw_stock_row *cells = &row->stock;
    bool has_cost = cells->inbound_per_kg != LW_UNSET;
    const lw_node *node =
        cells->node < loader->nodes.count ? &loader->nodes.items[cells->node] : NULL;
    if (node && lw_cell_sound(loader, "node") && !is_warehouse(node))
        lw_row_error(loader, "node", "node '%s' is no warehouse: its kind is %s", node->id,
                     node->kind == LW_HUB ? "hub" : "origin");
    if (has_cost && cells->currency == LW_NONE && lw_cell_sound(loader, "currency"))
        lw_row_error(loader, "currency|inbound_per_kg", "currency is required with inbound_per_kg");
    if (!loader->sound)
        return;
    lw_stock stock = {.node = {cells->node},
                      .sku = sku_number(loader, cells->sku),
                      .on_hand = cells->on_hand,
                      .storage_minutes = cells->storage_days,
                      .inbound_per_kg_micros = cells->inbound_per_kg,
                      .currency = {has_cost ? cells->currency : LW_NONE},
                      .source = loader->here};
    if (!LW_PUSH(&loader->stock, stock))
        lw_loader_no_memory(loader);
}

static int compare_stock(const void *a, const void *b)
{
    const lw_stock *x = *(const lw_stock *const *)a, *y = *(const lw_stock *const *)b;
    if (x->node.i != y->node.i)
        return x->node.i < y->node.i ? -1 : 1;
    if (x->sku != y->sku)
        return x->sku < y->sku ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void check_stock(lw_loader *loader)
{
    size_t count = loader->stock.count;
    const lw_stock **order = malloc((count + 1) * sizeof *order);
    if (!order) {
        lw_loader_no_memory(loader);
        return;
    }
    for (size_t i = 0; i < count; i++)
        order[i] = &loader->stock.items[i];
    qsort(order, count, sizeof *order, compare_stock);
    const lw_stock *first = NULL;
    for (size_t i = 0; i < count; i++) {
        const lw_stock *row = order[i];
        if (!first || first->node.i != row->node.i || first->sku != row->sku) {
            first = row;
            continue;
        }
        char place[LW_PLACE_SIZE];
        lw_row_problem(loader, LW_ERROR, row->source, "sku",
                       "a second row for sku '%s' at node '%s', after %s",
                       row->sku == LW_NONE ? "*" : loader->catalog->skus.texts[row->sku],
                       loader->nodes.items[row->node.i].id,
                       lw_place(loader, first->source, place, sizeof place));
    }
    free(order);
}

/* ---- Storage -----------------------------------------------------------------------------------
 */

void lw_add_storage(lw_loader *loader, const union lw_any_row *row)
{
    const struct lw_storage_row *cells = &row->storage;
    if (cells->from_day > cells->to_day)
        lw_row_error(loader, "to_day", "to_day is before from_day");
    if (!loader->sound)
        return;
    lw_storage storage = {.node = {cells->node},
                          .from_day = cells->from_day,
                          .to_day = cells->to_day,
                          .per_cbm_day_micros = cells->per_cbm_day,
                          .per_kg_day_micros = cells->per_kg_day,
                          .currency = {cells->currency},
                          .source = loader->here};
    if (!LW_PUSH(&loader->storage, storage))
        lw_loader_no_memory(loader);
}

static int compare_storage(const void *a, const void *b)
{
    const lw_storage *x = a, *y = b;
    if (x->node.i != y->node.i)
        return x->node.i < y->node.i ? -1 : 1;
    if (x->from_day != y->from_day)
        return x->from_day < y->from_day ? -1 : 1;
    if (x->source.file != y->source.file)
        return x->source.file < y->source.file ? -1 : 1;
    return x->source.line < y->source.line ? -1 : x->source.line > y->source.line;
}

/* The rows are sorted: a band overlaps when it begins within the farthest reach so far. */
static void check_storage(lw_loader *loader)
{
    const lw_storage *reach = NULL;
    for (size_t i = 0; i < loader->storage.count; i++) {
        const lw_storage *row = &loader->storage.items[i];
        if (reach && reach->node.i == row->node.i && row->from_day <= reach->to_day) {
            lw_source a = row->source, b = reach->source;
            bool a_later = a.file != b.file ? a.file > b.file : a.line > b.line;
            char place[LW_PLACE_SIZE];
            lw_row_problem(loader, LW_ERROR, a_later ? a : b, "from_day|node",
                           "the days overlap those of %s (node '%s')",
                           lw_place(loader, a_later ? b : a, place, sizeof place),
                           loader->nodes.items[row->node.i].id);
        }
        if (!reach || reach->node.i != row->node.i || row->to_day > reach->to_day)
            reach = row;
    }
}

void lw_finish_stores(lw_loader *loader)
{
    lw_catalog *catalog = loader->catalog;
    if (loader->storage.count > 1)
        qsort(loader->storage.items, loader->storage.count, sizeof *loader->storage.items,
              compare_storage);
    check_stock(loader);
    check_storage(loader);
    catalog->stock =
        lw_arena_copy(&catalog->arena, loader->stock.items, loader->stock.count, sizeof(lw_stock));
    catalog->storage = lw_arena_copy(&catalog->arena, loader->storage.items, loader->storage.count,
                                     sizeof(lw_storage));
    catalog->stock_count = (uint32_t)loader->stock.count;
    catalog->storage_count = (uint32_t)loader->storage.count;
    if (!catalog->stock || !catalog->storage)
        lw_loader_no_memory(loader);
}
