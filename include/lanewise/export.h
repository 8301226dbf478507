/* What the shared library shows to the outside: only names marked LW_API. */
#ifndef LANEWISE_EXPORT_H
#define LANEWISE_EXPORT_H

#if defined(__GNUC__)
#define LW_API __attribute__((visibility("default")))
#else
#define LW_API
#endif

#endif
