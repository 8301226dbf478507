/* cmocka with the headers that it wants before it. */
#ifndef LANEWISE_TEST_H
#define LANEWISE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* How often a test with random inputs tries: more seldom where a sanitizer makes each try take many
 * times as long. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define TRIES(count) ((count) / 10)
#else
#define TRIES(count) (count)
#endif

#endif
