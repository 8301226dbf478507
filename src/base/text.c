/* Appending within bounds. */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void lw_text_add(char *text, size_t size, const char *format, ...)
{
    va_list values;
    size_t used = strlen(text);
    if (used >= size)
        return;
    va_start(values, format);
    vsnprintf(text + used, size - used, format, values);
    va_end(values);
}
