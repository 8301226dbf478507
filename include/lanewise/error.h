/* Status codes, the error record and the stream of catalog problems.
 *
 * Every function that can fail returns an lw_status and takes an `lw_error *err` last. Whoever
 * finds the fault writes the message; callers pass it up unchanged. `err` may be NULL. Messages are
 * lower case, without a full stop, with the subject quoted. "No plan" is a result, never an error.
 */
#ifndef LANEWISE_ERROR_H
#define LANEWISE_ERROR_H

#include <lanewise/export.h>

LW_BEGIN_DECLS

typedef enum lw_status {
    LW_OK = 0,
    LW_BAD_ARGUMENT, /* a caller's value is out of its documented range */
    LW_BAD_SHIPMENT, /* a shipment field cannot be used; err->field names it */
    LW_BAD_CATALOG,  /* the tables have errors */
    LW_IO_FAILED,    /* reading or writing failed */
    LW_NO_MEMORY
} lw_status;

typedef struct lw_error {
    lw_status status;
    char file[256];    /* "" when no file is concerned; as the user would open it */
    long line;         /* 1-based physical line; 0 = none */
    long column;       /* 1-based field of a CSV row, character of a JSON line; 0 = none */
    char field[64];    /* name of the table column or shipment field; "" = none */
    char message[512]; /* one line, NUL-terminated, cut at the end when longer */
} lw_error;

typedef enum lw_severity { LW_WARNING, LW_ERROR } lw_severity;

/* One finding about a catalog. The strings live only as long as the call that hands it over. Where
 * `untold` is not 0 it stands for so many findings about one table that are not told one by one. */
typedef struct lw_problem {
    lw_severity severity;
    lw_error where;
    unsigned long untold;
} lw_problem;

/* Receives every problem in the order of files and lines. `context` is the caller's own. */
typedef void lw_problem_fn(void *context, const lw_problem *problem);

/* Writes "file:line:column: message" (the parts that exist) into `text`, always NUL-terminated. */
LW_API void lw_error_format(const lw_error *err, char *text, unsigned long size);

LW_END_DECLS

#endif
