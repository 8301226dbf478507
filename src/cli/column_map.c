/* Reading --map. */
#include "cli/column_map.h"

#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/vector.h"

enum { LONGEST_NAME = 64 };

static bool is_field(const char *name, const char **nearest)
{
    lw_nearest search = lw_nearest_start(name);
    lw_field_info info;
    for (unsigned i = 0; lw_field_at(i, &info); i++) {
        if (strcmp(info.name, name) == 0)
            return true;
        lw_nearest_offer(&search, info.name);
    }
    *nearest = search.best;
    return false;
}

/* Is this a "FIELD=..."? A slip of the pen counts, so that it is told of and not taken for the rest
 * of a column's name. */
static bool begins_item(const char *text)
{
    char name[LONGEST_NAME];
    const char *nearest = NULL;
    size_t length = strcspn(text, "=,");
    if (text[length] != '=' || length == 0 || length >= sizeof name)
        return false;
    memcpy(name, text, length);
    name[length] = '\0';
    return is_field(name, &nearest) || nearest;
}

/* The comma behind the first item, or NULL. */
static char *find_end(char *text)
{
    char *comma = strchr(text, ',');
    while (comma && !begins_item(comma + 1))
        comma = strchr(comma + 1, ',');
    return comma;
}

static int add_item(cli_column_map *map, const cli_command *command, char *item)
{
    const char *nearest = NULL;
    char *equals = strchr(item, '=');
    if (!equals || equals == item || equals[1] == '\0')
        return cli_usage(command, "--map: '%s' is not FIELD=COLUMN", item);
    *equals = '\0';
    if (!is_field(item, &nearest))
        return cli_usage(command, "--map: '%s' is no shipment field%s%s%s", item,
                         nearest ? "; did you mean '" : "", nearest ? nearest : "",
                         nearest ? "'?" : "");
    for (size_t i = 0; i < map->count; i++) {
        if (strcmp(map->items[i].field, item) == 0)
            return cli_usage(command, "--map: '%s' is given twice", item);
    }
    lw_column_map mapped = {item, equals + 1};
    if (LW_PUSH(map, mapped))
        return CLI_OK;
    cli_say("out of memory");
    return CLI_IO;
}

int cli_column_map_add(cli_column_map *map, const cli_command *command, const char *value)
{
    char *text = strdup(value);
    char **texts = realloc(map->texts, (map->text_count + 1) * sizeof *texts);
    if (texts)
        map->texts = texts;
    if (!text || !texts) {
        free(text);
        cli_say("out of memory");
        return CLI_IO;
    }
    map->texts[map->text_count++] = text;
    int status = CLI_OK;
    while (text && status == CLI_OK) {
        char *end = find_end(text);
        if (end)
            *end = '\0';
        status = add_item(map, command, text);
        text = end ? end + 1 : NULL;
    }
    return status;
}

void cli_column_map_release(cli_column_map *map)
{
    for (size_t i = 0; i < map->text_count; i++)
        free(map->texts[i]);
    free(map->texts);
    free(map->items);
    *map = (cli_column_map){0};
}
