/* The files of assets/ that every page carries within it, built into the library. */
#ifndef LANEWISE_RENDER_ASSETS_H
#define LANEWISE_RENDER_ASSETS_H

#include <stddef.h>

typedef struct lw_asset {
    const char *bytes; /* not NUL-terminated */
    size_t length;
    const char *sha256; /* of the bytes, in base64 */
} lw_asset;

extern const lw_asset lw_asset_style;   /* page.css */
extern const lw_asset lw_asset_library; /* d3.min.js */
extern const lw_asset lw_asset_script;  /* page.js */

#endif
