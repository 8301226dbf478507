/* Postcodes against the rows of a zone. */
#include "catalog/zone_match.h"

/* A run of bytes within some text. */
typedef struct slice {
    const char *bytes;
    size_t length;
} slice;

/* As memcmp, which would be a call for a byte or two. */
static inline int compare(const char *a, const char *b, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (a[i] != b[i])
            return (unsigned char)a[i] - (unsigned char)b[i];
    }
    return 0;
}

static int order_of(slice a, slice b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    int order = compare(a.bytes, b.bytes, common);
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

/* Each bound is held against the postcode cut to the bound's own length. */
static bool in_prefix_range(slice from, slice to, slice postcode)
{
    if (postcode.length < from.length || postcode.length < to.length)
        return false;
    return compare(postcode.bytes, from.bytes, from.length) >= 0 &&
           compare(postcode.bytes, to.bytes, to.length) <= 0;
}

/* What stands before the last three characters of a British postcode, which are always the inward
 * code. An outward code written alone is not recognised as one: the rule takes postcodes as
 * complete. */
static slice outward_code(slice postcode)
{
    return (slice){postcode.bytes, postcode.length > 3 ? postcode.length - 3 : 0};
}

static slice leading_letters(slice text)
{
    size_t count = 0;
    while (count < text.length && text.bytes[count] >= 'A' && text.bytes[count] <= 'Z')
        count++;
    return (slice){text.bytes, count};
}

static bool row_matches(const lw_zone_row *row, slice postcode)
{
    slice from = {row->from, row->from_length}, to = {row->to, row->to_length};
    if (row->rule == LW_WHOLE_COUNTRY)
        return true;
    if (postcode.length == 0)
        return false;
    switch (row->rule) {
    case LW_PREFIX_RANGE:
        return in_prefix_range(from, to, postcode);
    case LW_GB_LETTERS: {
        slice letters = leading_letters(outward_code(postcode));
        return letters.length > 0 && order_of(letters, from) >= 0 && order_of(letters, to) <= 0;
    }
    case LW_GB_DISTRICT:
        return order_of(outward_code(postcode), from) == 0;
    case LW_WHOLE_COUNTRY:
        break;
    }
    return false;
}

bool lw_zone_matches(const lw_zone *zone, const char *postcode, size_t length)
{
    slice code = {postcode, length};
    for (uint32_t i = 0; i < zone->row_count; i++) {
        if (row_matches(&zone->rows[i], code))
            return true;
    }
    return false;
}
