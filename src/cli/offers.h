/* What may be written in the place of a word of the command line. */
#ifndef LANEWISE_CLI_OFFERS_H
#define LANEWISE_CLI_OFFERS_H

#include "cli/cli.h"

/* The word that is being typed, and what is offered for it: lines of a word and, behind a tab, what
 * it is. The line "/file" or "/dir" stands for the files or folders that the shell finds. */
typedef struct cli_offers {
    lw_buffer *out;
    const char *data;  /* --data as far as it was typed; NULL = not given */
    const char *word;  /* all of it */
    const char *typed; /* the end of `word` that is to be completed */
    int status;        /* CLI_OK, or why there may be more to offer */
} cli_offers;

/* Offers `text` when it begins with what is typed; case does not count. `about` may be NULL. What a
 * shell could take for more than a word is not offered: flags of goods are free text. */
void cli_offer(cli_offers *offers, const char *text, const char *about);

/* Offers all that `spec` stands for, a value as the help shows it: words ("table|json|csv"), what
 * the catalog knows ("NODE"), files ("FILE|-"). */
void cli_offer_value(cli_offers *offers, const char *spec);

#endif
