/* What the shared library shows to the outside: only names marked LW_API, with C linkage. */
#ifndef LANEWISE_EXPORT_H
#define LANEWISE_EXPORT_H

#if defined(__GNUC__)
#define LW_API __attribute__((visibility("default")))
#else
#define LW_API
#endif

/* Around every public declaration, so that C++ programs can link. */
#ifdef __cplusplus
#define LW_BEGIN_DECLS extern "C" {
#define LW_END_DECLS   }
#else
#define LW_BEGIN_DECLS
#define LW_END_DECLS
#endif

#endif
