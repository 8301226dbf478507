/* The words of the results. */
#include <lanewise/lanewise.h>

#include "catalog/columns.h"

#ifndef LW_VERSION
#error "the build passes LW_VERSION"
#endif

const char *lw_version(void)
{
    return LW_VERSION;
}

const char *lw_refusal_code(lw_refusal refusal)
{
    static const char *const codes[] = {"accepted",     "mode_excluded", "expired",  "restricted",
                                        "weight",       "size",          "value",    "no_rate",
                                        "no_departure", "no_fx",         "too_large"};
    return (unsigned)refusal < LW_REFUSAL_COUNT ? codes[refusal] : "";
}

const char *lw_charge_type_name(lw_charge_type type)
{
    static const char *const names[] = {"freight",   "surcharge",    "handling", "handoff",
                                        "clearance", "disbursement", "duty",     "tax",
                                        "storage",   "inbound"};
    return (unsigned)type < LW_CHARGE_TYPE_COUNT ? names[type] : "";
}

const char *lw_module_name(lw_module module)
{
    static const char *const names[] = {"domestic", "international", "destination"};
    return (unsigned)module < 3 ? names[module] : "";
}

const char *lw_mode_name(unsigned mode)
{
    return mode < LW_MODES ? LW_MODE_WORDS[mode] : "";
}
