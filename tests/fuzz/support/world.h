/* A catalog for targets: tests/fuzz/catalog, with tables of the fuzzer's in place of some. */
#ifndef LANEWISE_FUZZ_WORLD_H
#define LANEWISE_FUZZ_WORLD_H

#include <lanewise/lanewise.h>

#include "support/fuzz.h"

/* Fixes the ship date of orders that state none, so that no answer depends on the day. */
void fuzz_options(lw_options *options);

/* The catalog as it is; loaded once. */
const lw_planner *fuzz_planner(void);

/* The folder that fuzz_load reads, and where targets may write what they clean up. Made on the
 * first call, in $TMPDIR or in memory, and removed at the end. */
const char *fuzz_folder(void);

/* Puts the parts whose names are those of tables ("lanes.csv") in place of the catalog's own and
 * loads it; every problem is checked. NULL where it cannot be loaded. The caller frees it. */
lw_catalog *fuzz_load(const fuzz_bundle *bundle);

#endif
