/* Customs areas of countries that the countries table says nothing about. */
#include <string.h>

#include "catalog/model.h"

static bool is_eu_member(const char *country)
{
    static const char members[][3] = {"AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI",
                                      "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU",
                                      "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"};
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        if (strcmp(country, members[i]) == 0)
            return true;
    }
    return false;
}

const char *lw_default_area(const char *country)
{
    return is_eu_member(country) ? "EU" : country;
}
