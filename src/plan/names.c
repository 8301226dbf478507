/* The words of the results. */
#include <lanewise/lanewise.h>

#ifndef LW_VERSION
#error "the build passes LW_VERSION"
#endif

const char *lw_version(void)
{
    return LW_VERSION;
}

const char *lw_refusal_code(lw_refusal refusal)
{
    static const char *const codes[] = {
        [LW_ACCEPTED] = "accepted",         [LW_MODE_EXCLUDED] = "mode_excluded",
        [LW_EXPIRED] = "expired",           [LW_RESTRICTED] = "restricted",
        [LW_OVER_WEIGHT] = "weight",        [LW_OVER_SIZE] = "size",
        [LW_OUT_OF_VALUE] = "value",        [LW_NO_RATE] = "no_rate",
        [LW_NO_DEPARTURE] = "no_departure", [LW_NO_FX] = "no_fx",
        [LW_TOO_LARGE] = "too_large",
    };
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
