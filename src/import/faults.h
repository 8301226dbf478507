/* What is wrong with a sheet: every finding, each with the cell that it is about. */
#ifndef LANEWISE_IMPORT_FAULTS_H
#define LANEWISE_IMPORT_FAULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lanewise/error.h>

/* A cell. */
typedef struct lw_spot {
    const char *file; /* as the user named it; static or in an arena */
    uint32_t line;    /* 0 = the file as a whole */
    uint32_t column;  /* field of the row, from 1; 0 = the row as a whole */
} lw_spot;

/* Zeroed storage is empty and ready. */
typedef struct lw_faults {
    struct {
        lw_problem *items;
        size_t count, capacity;
    } list;
    unsigned long untold; /* errors beyond what is kept */
    unsigned long errors; /* untold ones too; a warning is none */
    bool no_memory;
} lw_faults;

void lw_faults_release(lw_faults *faults);

__attribute__((format(printf, 4, 5))) void lw_faults_add(lw_faults *faults, lw_severity severity,
                                                         lw_spot where, const char *format, ...);

/* Hands over in the order of files, lines and columns; what was found twice about one cell once.
 * LW_OK when there was no error, else LW_IO_FAILED or LW_NO_MEMORY, and the first error in *err. */
lw_status lw_faults_hand_over(lw_faults *faults, lw_problem_fn *on_problem, void *context,
                              lw_error *err);

#endif
