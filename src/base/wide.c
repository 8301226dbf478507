/* Writing 128-bit integers. */
#include "base/wide.h"

#include <assert.h>

size_t lw_wide_format(char *text, lw_wide held, int digits)
{
    assert(digits >= 0 && digits <= 18);
    char reversed[LW_WIDE_TEXT];
    size_t length = 0;
    lw_wide rest = held < 0 ? -held : held;
    for (int i = 0; rest > 0 || i <= digits; i++) {
        if (i == digits && digits > 0)
            reversed[length++] = '.';
        reversed[length++] = (char)('0' + (int)(rest % 10));
        rest /= 10;
    }
    if (held < 0)
        reversed[length++] = '-';
    for (size_t i = 0; i < length; i++)
        text[i] = reversed[length - 1 - i];
    text[length] = '\0';
    return length;
}
