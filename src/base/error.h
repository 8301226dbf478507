/* Writing errors from inside the library. */
#ifndef LANEWISE_BASE_ERROR_H
#define LANEWISE_BASE_ERROR_H

#include <stdarg.h>

#include <lanewise/error.h>

/* Fills *err (when not NULL) with status and message and no place; returns `status`. */
__attribute__((format(printf, 3, 4))) lw_status lw_fail(lw_error *err, lw_status status,
                                                        const char *format, ...);

__attribute__((format(printf, 3, 0))) lw_status lw_fail_values(lw_error *err, lw_status status,
                                                               const char *format, va_list values);

/* "unknown WHAT 'NAME'", with "; did you mean 'NEAREST'?" where there is one (else NULL). */
lw_status lw_fail_unknown(lw_error *err, lw_status status, const char *what, const char *name,
                          const char *nearest);

/* The one message for memory that ran out; returns LW_NO_MEMORY. */
lw_status lw_fail_memory(lw_error *err);

#endif
