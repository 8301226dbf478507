/* Sets up what a planner and a workspace keep to themselves. */
#include "support/insides.h"

#include <stdlib.h>

insides *insides_new(tiny *t)
{
    insides *in = calloc(1, sizeof *in);
    lw_error err;
    assert_non_null(in);
    in->t = t;
    assert_int_equal(lw_network_build(&in->network, t->catalog, &err), LW_OK);
    assert_int_equal(lw_search_init(&in->search, &in->network, &err), LW_OK);
    assert_true(lw_terms_init(&in->terms, &in->network));
    lw_shared_routes_init(&in->routes, &in->network);
    in->reuse.routes = &in->routes;
    lw_shipment_init(&in->shipment);
    return in;
}

void insides_free(insides *in)
{
    lw_shipment_release(&in->shipment);
    lw_demand_release(&in->demand);
    lw_reuse_release(&in->reuse);
    lw_shared_routes_release(&in->routes);
    lw_terms_release(&in->terms);
    lw_search_release(&in->search);
    lw_network_release(&in->network);
    tiny_free(in->t);
    free(in);
}

void insides_turn(insides *in, const char *fields)
{
    lw_demand_defaults defaults = {0};
    lw_error err;
    lw_shipment_release(&in->shipment);
    tiny_shipment(&in->shipment, fields);
    lw_status status =
        lw_demand_resolve(in->t->catalog, &in->shipment, &defaults, &in->demand, &err);
    if (status != LW_OK)
        fail_msg("%s: %s", fields, err.message);
    assert_int_equal(lw_search_turn(&in->search, &in->demand, &err), LW_OK);
}

lw_situation insides_situation(const insides *in)
{
    lw_situation situation;
    lw_load_facts load;
    assert_true(lw_situation_load(&in->terms, &in->demand, &load));
    assert_true(lw_situation_of(&in->terms, &in->demand, &load, in->demand.origin.i, false,
                                LW_CLOCK_TYPICAL, &situation));
    return situation;
}
