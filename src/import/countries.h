/* Countries by the names that price sheets give them: the codes of ISO 3166-1, their usual English
 * names, and the other names of the trade. A catalog's own names come before these. */
#ifndef LANEWISE_IMPORT_COUNTRIES_H
#define LANEWISE_IMPORT_COUNTRIES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/nearest.h"

enum { LW_FOLDED = 96 };

/* Writes what two spellings of one name have in common: small letters without accents, blanks and
 * marks, without "the", "of", "and" and "republic", and with "Saint" for "St.". False when nothing
 * is left, or more than fits. */
bool lw_name_fold(const char *name, char key[LW_FOLDED]);

/* The code of the country of this name; NULL when it is none of the list. */
const char *lw_country_named(const char *name);

/* Is this a code of ISO 3166-1, in capitals? */
bool lw_country_is_code(const char *code);

/* Offers every name. */
void lw_country_offer_names(lw_nearest *search);

#endif
