/* The yardstick: a bare pass of libcsv over files, with callbacks that do nothing.
 *
 *   csvpass FILE... */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

#define BLOCK (1 << 20)

static void field_done(void *text, size_t length, void *context)
{
    (void)text;
    (void)length;
    (void)context;
}

static void record_done(int last, void *context)
{
    (void)last;
    (void)context;
}

static int pass(const char *name, char *block)
{
    FILE *file = fopen(name, "rb");
    struct csv_parser parser;
    if (file == NULL)
        return 4;
    if (csv_init(&parser, CSV_STRICT | CSV_APPEND_NULL) != 0) {
        fclose(file);
        return 4;
    }
    setvbuf(file, NULL, _IONBF, 0);
    size_t length, parsed = 0;
    while (parsed == 0 && (length = fread(block, 1, BLOCK, file)) > 0)
        parsed = length - csv_parse(&parser, block, length, field_done, record_done, NULL);
    if (parsed == 0)
        parsed = (size_t)csv_fini(&parser, field_done, record_done, NULL);
    csv_free(&parser);
    int broken = ferror(file);
    fclose(file);
    return parsed != 0 || broken ? 4 : 0;
}

int main(int argc, char **argv)
{
    char *block = malloc(BLOCK);
    int status = block == NULL || argc < 2 ? 2 : 0;
    for (int i = 1; i < argc && status == 0; i++)
        status = pass(argv[i], block);
    free(block);
    return status;
}
