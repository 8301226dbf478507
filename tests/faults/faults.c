/* A library to preload: it stands between a program and the C library, counts the calls that can
 * fail, by kind, and lets one of them fail. It sees the program's own calls and the allocations
 * that libcsv, cJSON and the C library make on its behalf.
 *
 *     LANEWISE_FAULT="KIND AT MODE VALUE"
 *
 * KIND is one of the names below, AT counts the calls of that kind from 1. MODE is
 *
 *     once   the call fails with the errno VALUE
 *     on     and so do all later ones of its kind
 *     every  every call whose number is a multiple of AT fails so
 *     short  from there on, calls of read() and write() move VALUE bytes at most
 *     resize just before the call, which reads, its file gets a size of VALUE bytes
 *     signal the signal VALUE comes just before the call
 *
 * With LANEWISE_FAULT_HASTE the clock runs ahead. LANEWISE_FAULT_LOG names a file that is told:
 * which call it was, and when the program ends how many there were of each kind and what the
 * program has not given back. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum kind {
    MEMORY,
    OPEN,
    READ,
    WRITE,
    SYNC,
    CLOSE,
    RENAME,
    REMOVE,
    MAKE,
    LOOK,
    PLACE,
    WAIT,
    THREAD,
    KINDS
};
static const char *const NAMES[KINDS] = {"memory", "open",   "read",   "write", "sync",
                                         "close",  "rename", "remove", "make",  "look",
                                         "place",  "wait",   "thread"};

/* ---- What is to fail ---------------------------------------------------------------------------
 */

enum mode { NOTHING, ONCE, ON, EVERY, SHORT, RESIZE, SIGNAL };
static const char *const MODES[] = {"nothing", "once", "on", "every", "short", "resize", "signal"};

static struct {
    enum kind kind;
    enum mode mode;
    unsigned long at;
    int value;
} fault;
static atomic_ulong counts[KINDS];
static int log_file = -1;
static bool haste;

/* Straight to the kernel: nothing here is counted, and nothing of it can fail by our doing. */
static void tell(const char *format, ...)
{
    char text[512];
    va_list values;
    if (log_file < 0)
        return;
    va_start(values, format);
    int length = vsnprintf(text, sizeof text, format, values);
    va_end(values);
    if (length > (int)sizeof text - 1)
        length = sizeof text - 1;
    syscall(SYS_write, log_file, text, (size_t)length);
}

/* Counts a call; the errno with which it is to fail, or 0. `about` says more: a path, a number. */
static int strike(enum kind kind, const char *function, const char *path, int number)
{
    unsigned long count = atomic_fetch_add(&counts[kind], 1) + 1;
    if (kind != fault.kind)
        return 0;
    bool hit = fault.mode == ON                             ? count >= fault.at
               : fault.mode == EVERY                        ? count % fault.at == 0
               : fault.mode == ONCE || fault.mode == SIGNAL ? count == fault.at
                                                            : false;
    if (!hit)
        return 0;
    tell("fault %s %lu %s %d %s\n", NAMES[kind], count, function, number, path ? path : "");
    if (fault.mode != SIGNAL)
        return fault.value;
    raise(fault.value);
    return 0;
}

/* How many bytes a call may move that wants to move `size`. */
static size_t shorten(enum kind kind, size_t size)
{
    bool hit = kind == fault.kind && fault.mode == SHORT && counts[kind] >= fault.at;
    return hit && size > (size_t)fault.value ? (size_t)fault.value : size;
}

static void resize(int file)
{
    char path[64];
    if (fault.kind != READ || fault.mode != RESIZE || counts[READ] != fault.at)
        return;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    int result = truncate(path, fault.value);
    tell("fault read %lu truncate %d %d\n", fault.at, file, result);
}

#define REAL(name)                 \
    static __typeof__(name) *real; \
    if (!real)                     \
    real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

/* The rest of a function whose failures are -1 and errno. */
#define FAIL_OR(kind, path, number, call)               \
    do {                                                \
        int why = strike(kind, __func__, path, number); \
        if (why == 0)                                   \
            return call;                                \
        errno = why;                                    \
        return -1;                                      \
    } while (0)

/* ---- Memory ------------------------------------------------------------------------------------
 */

/* Blocks that are in use, by address: an open hash table without any memory of its own. */
enum { ROOM_BITS = 18, ROOM = 1 << ROOM_BITS };
static struct block {
    void *address;
    const void *caller;
    size_t size;
} blocks[ROOM];

/* Not a mutex: that would be a sanitizer's, which asks for memory before it has one to give. */
static atomic_flag blocks_busy = ATOMIC_FLAG_INIT;

static void lock_blocks(void)
{
    while (atomic_flag_test_and_set_explicit(&blocks_busy, memory_order_acquire))
        sched_yield();
}

static void unlock_blocks(void)
{
    atomic_flag_clear_explicit(&blocks_busy, memory_order_release);
}

static size_t home_of(const void *address)
{
    return ((size_t)address >> 4) * 0x9e3779b97f4a7c15u >> (64 - ROOM_BITS);
}

/* Where the block is, or would be put. */
static size_t place_of(const void *address)
{
    size_t at = home_of(address);
    while (blocks[at].address && blocks[at].address != address)
        at = (at + 1) % ROOM;
    return at;
}

static void *note(void *address, size_t size, const void *caller)
{
    if (!address)
        return NULL;
    lock_blocks();
    blocks[place_of(address)] = (struct block){address, caller, size};
    unlock_blocks();
    return address;
}

/* Those behind the gap move up as far as they may. */
static void forget(const void *address)
{
    if (!address)
        return;
    lock_blocks();
    size_t gap = place_of(address);
    if (blocks[gap].address) {
        for (size_t at = (gap + 1) % ROOM; blocks[at].address; at = (at + 1) % ROOM) {
            size_t home = home_of(blocks[at].address);
            if ((at - home) % ROOM < (at - gap) % ROOM)
                continue;
            blocks[gap] = blocks[at];
            gap = at;
        }
        blocks[gap].address = NULL;
    }
    unlock_blocks();
}

#define OR_NO_MEMORY(size, call)                                  \
    do {                                                          \
        int why = strike(MEMORY, __func__, "", (int)(size));      \
        if (why == 0)                                             \
            return note(call, size, __builtin_return_address(0)); \
        errno = why;                                              \
        return NULL;                                              \
    } while (0)

/* Known as soon as anything is there to be freed: looking for a function frees what the search
 * before it has left to say. */
static void (*real_free)(void *);

static void find_free(void)
{
    if (!real_free)
        real_free = (void (*)(void *))dlsym(RTLD_NEXT, "free");
}

void *malloc(size_t size)
{
    REAL(malloc);
    find_free();
    OR_NO_MEMORY(size, real(size));
}

void *calloc(size_t count, size_t size)
{
    REAL(calloc);
    OR_NO_MEMORY(count * size, real(count, size));
}

void *aligned_alloc(size_t alignment, size_t size)
{
    REAL(aligned_alloc);
    OR_NO_MEMORY(size, real(alignment, size));
}

void *realloc(void *old, size_t size)
{
    REAL(realloc);
    int why = strike(MEMORY, __func__, "", (int)size);
    if (why != 0) {
        errno = why;
        return NULL;
    }
    forget(old); /* before: another thread may get the same address at once */
    void *made = real(old, size);
    note(made ? made : old, size, __builtin_return_address(0));
    return made;
}

void free(void *block)
{
    find_free();
    forget(block);
    real_free(block);
}

/* These two allocate for their caller, so that it is he who must free. */
char *strndup(const char *text, size_t most)
{
    size_t length = strnlen(text, most);
    char *made = malloc(length + 1);
    if (!made)
        return NULL;
    memcpy(made, text, length);
    made[length] = '\0';
    forget(made);
    return note(made, length + 1, __builtin_return_address(0));
}

char *strdup(const char *text)
{
    char *made = strndup(text, strlen(text));
    forget(made);
    return note(made, made ? strlen(made) + 1 : 0, __builtin_return_address(0));
}

/* ---- Files -------------------------------------------------------------------------------------
 */

static atomic_int folders; /* that are open */

int open(const char *path, int flags, ...)
{
    REAL(open);
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    FAIL_OR(OPEN, path, flags, real(path, flags, mode));
}

/* What open() is where its flags are known only when it is called. */
int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
    return open(path, flags);
}

int openat(int folder, const char *path, int flags, ...)
{
    REAL(openat);
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    FAIL_OR(OPEN, path, flags, real(folder, path, flags, mode));
}

int __openat_2(int folder, const char *path, int flags);
int __openat_2(int folder, const char *path, int flags)
{
    return openat(folder, path, flags);
}

DIR *opendir(const char *path)
{
    REAL(opendir);
    int why = strike(OPEN, "opendir", path, 0);
    if (why != 0) {
        errno = why;
        return NULL;
    }
    DIR *folder = real(path);
    folders += folder != NULL;
    return folder;
}

struct dirent *readdir(DIR *folder)
{
    REAL(readdir);
    int why = strike(READ, "readdir", "", dirfd(folder));
    if (why == 0)
        return real(folder);
    errno = why;
    return NULL;
}

int closedir(DIR *folder)
{
    REAL(closedir);
    int why = strike(CLOSE, "closedir", "", dirfd(folder));
    folders--;
    real(folder);
    errno = why;
    return why ? -1 : 0;
}

ssize_t read(int file, void *bytes, size_t size)
{
    REAL(read);
    FAIL_OR(READ, "", file, (resize(file), real(file, bytes, shorten(READ, size))));
}

ssize_t pread(int file, void *bytes, size_t size, off_t offset)
{
    REAL(pread);
    FAIL_OR(READ, "", file, (resize(file), real(file, bytes, shorten(READ, size), offset)));
}

ssize_t write(int file, const void *bytes, size_t size)
{
    REAL(write);
    FAIL_OR(WRITE, "", file, real(file, bytes, shorten(WRITE, size)));
}

int fsync(int file)
{
    REAL(fsync);
    FAIL_OR(SYNC, "", file, real(file));
}

/* Linux closes the file whatever it says. */
int close(int file)
{
    REAL(close);
    int why = strike(CLOSE, "close", "", file);
    int result = real(file);
    if (why == 0)
        return result;
    errno = why;
    return -1;
}

int unlinkat(int folder, const char *path, int flags)
{
    REAL(unlinkat);
    FAIL_OR(REMOVE, path, flags, real(folder, path, flags));
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
    REAL(renameat);
    FAIL_OR(RENAME, from, 0, real(from_folder, from, to_folder, to));
}

int mkdirat(int folder, const char *path, mode_t mode)
{
    REAL(mkdirat);
    FAIL_OR(MAKE, path, 0, real(folder, path, mode));
}

ssize_t readlinkat(int folder, const char *path, char *target, size_t size)
{
    REAL(readlinkat);
    FAIL_OR(LOOK, path, folder, real(folder, path, target, size));
}

ssize_t getrandom(void *bytes, size_t size, unsigned flags)
{
    REAL(getrandom);
    FAIL_OR(PLACE, "", (int)flags, real(bytes, size, flags));
}

int stat(const char *path, struct stat *about)
{
    REAL(stat);
    FAIL_OR(LOOK, path, 0, real(path, about));
}

int lstat(const char *path, struct stat *about)
{
    REAL(lstat);
    FAIL_OR(LOOK, path, 0, real(path, about));
}

int fstat(int file, struct stat *about)
{
    REAL(fstat);
    FAIL_OR(LOOK, "", file, real(file, about));
}

long sysconf(int name)
{
    REAL(sysconf);
    FAIL_OR(LOOK, "", name, real(name));
}

off_t lseek(int file, off_t offset, int whence)
{
    REAL(lseek);
    FAIL_OR(PLACE, "", file, real(file, offset, whence));
}

int ftruncate(int file, off_t length)
{
    REAL(ftruncate);
    FAIL_OR(PLACE, "", file, real(file, length));
}

int fchmod(int file, mode_t mode)
{
    REAL(fchmod);
    FAIL_OR(PLACE, "", file, real(file, mode));
}

int fstatat(int folder, const char *path, struct stat *about, int flags)
{
    REAL(fstatat);
    FAIL_OR(LOOK, path, folder, real(folder, path, about, flags));
}

int fcntl(int file, int command, ...)
{
    REAL(fcntl);
    va_list more;
    va_start(more, command);
    void *argument = va_arg(more, void *);
    va_end(more);
    FAIL_OR(PLACE, "", file, real(file, command, argument));
}

int madvise(void *memory, size_t size, int advice)
{
    REAL(madvise);
    FAIL_OR(PLACE, "", advice, real(memory, size, advice));
}

int poll(struct pollfd *files, nfds_t count, int timeout)
{
    REAL(poll);
    FAIL_OR(WAIT, "", files->fd, real(files, count, timeout));
}

/* ---- Others ------------------------------------------------------------------------------------
 */

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                   void *context)
{
    REAL(pthread_create);
    int why = strike(THREAD, "pthread_create", "", 0);
    return why ? why : real(thread, attributes, run, context);
}

/* Two seconds pass with each look at the clock, so that what is done now and then is done always.
 */
int clock_gettime(clockid_t clock, struct timespec *time)
{
    static atomic_long looks;
    REAL(clock_gettime);
    int result = real(clock, time);
    if (haste)
        time->tv_sec += 2 * looks++;
    return result;
}

/* ---- Beginning and end -------------------------------------------------------------------------
 */

static void read_orders(const char *orders)
{
    char kind[16] = "", mode[16] = "";
    sscanf(orders, "%15s %lu %15s %d", kind, &fault.at, mode, &fault.value);
    for (int i = 0; i < KINDS; i++) {
        if (strcmp(kind, NAMES[i]) == 0)
            fault.kind = (enum kind)i;
    }
    for (int i = 0; i < (int)(sizeof MODES / sizeof MODES[0]); i++) {
        if (strcmp(mode, MODES[i]) == 0)
            fault.mode = (enum mode)i;
    }
}

__attribute__((constructor)) static void begin(void)
{
    const char *orders = getenv("LANEWISE_FAULT"), *log = getenv("LANEWISE_FAULT_LOG");
    if (log) {
        int file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT, 0600);
        log_file = (int)syscall(SYS_fcntl, file, F_DUPFD_CLOEXEC, 200); /* out of the way */
        syscall(SYS_close, file);
    }
    for (int i = 0; i < KINDS; i++)
        counts[i] = 0; /* what the start of the program took is none of its doing */
    haste = getenv("LANEWISE_FAULT_HASTE") != NULL;
    if (orders)
        read_orders(orders);
}

/* Is the block one that the program or a library it uses has asked for? What the C library and the
 * loader keep for themselves stays till the end. */
static bool is_the_programs(const struct block *block, Dl_info *where)
{
    static const char *const own[] = {"/libc.so",  "/ld-linux",  "/libasan.", "/libubsan.",
                                      "/libtsan.", "/libstdc++", "/libgcc_s"};
    if (!dladdr(block->caller, where) || !where->dli_fname)
        return false;
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        if (strstr(where->dli_fname, own[i]))
            return false;
    }
    return true;
}

__attribute__((destructor)) static void end(void)
{
    Dl_info where;
    fault.mode = NOTHING;
    for (int i = 0; i < KINDS; i++)
        tell("calls %s %lu\n", NAMES[i], counts[i]);
    for (size_t i = 0; i < ROOM; i++) {
        if (blocks[i].address && is_the_programs(&blocks[i], &where))
            tell("left memory: %zu bytes taken at %s+%#lx\n", blocks[i].size, where.dli_fname,
                 (unsigned long)((const char *)blocks[i].caller - (const char *)where.dli_fbase));
    }
    for (int file = 3; file < 200; file++) {
        if (syscall(SYS_fcntl, file, F_GETFD) >= 0)
            tell("left open: the file with number %d\n", file);
    }
    if (folders > 0)
        tell("left open: %d folders\n", folders);
}
