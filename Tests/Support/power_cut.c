// Ends a program with SIGKILL just before its N-th call that leaves a trace outside it: a write to a file, a flush, a file's
// name, bytes to a server. Loaded before the program's libraries (LD_PRELOAD), so the program itself knows nothing of it.
//
//     cc -shared -fPIC -O1 -o power_cut.so power_cut.c -ldl
//     LD_PRELOAD=./power_cut.so POWER_CUT_LOG=calls POWER_CUT_AT=17 program …
//
// Each call is a line of the log, before it is made: its name and, for a file, the path's last part, for bytes to PostgreSQL
// "database", with "write" where a transaction begins that changes something, and "commit" where one ends. Without POWER_CUT_AT
// nothing is cut off, and the log tells how many moments there are.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long count;
static long cut_at = -1;
static int log_file = -1;

__attribute__((constructor)) static void begin(void) {
    const char *at = getenv("POWER_CUT_AT"), *path = getenv("POWER_CUT_LOG");
    cut_at = at ? atol(at) : 0;
    if (path) log_file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    // Programs started by this one are not meant.
    unsetenv("LD_PRELOAD");
}

static void step(const char *name, const char *what) {
    if (cut_at < 0 || log_file < 0) return;
    char line[300];
    int length = snprintf(line, sizeof line, "%s %s\n", name, what);
    if (length > (int)sizeof line - 1) length = (int)sizeof line - 1;
    syscall(SYS_write, log_file, line, (size_t)length);
    if (atomic_fetch_add(&count, 1) + 1 != cut_at) return;
    syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
    for (;;) syscall(SYS_pause);
}

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

// A file's last name, "server" for a socket; nothing for terminals and what threads wake each other with.
static int describe(int file, char *text, size_t size) {
    struct stat status;
    if (file == log_file || fstat(file, &status) != 0) return 0;
    if (S_ISSOCK(status.st_mode)) return snprintf(text, size, "server") > 0;
    if (!S_ISREG(status.st_mode) || file <= 2) return 0;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return snprintf(text, size, "%.200s", last_part(path)) > 0;
}

static void step_on(const char *name, int file) {
    char what[256];
    if (describe(file, what, sizeof what)) step(name, what);
}

// PostgreSQL's messages are a letter and their length, the first one has the length alone.
static int is_database(const unsigned char *bytes, size_t size) {
    if (size < 5) return 0;
    int skipped = bytes[0] != 0;
    size_t length = 0;
    for (int i = skipped; i < skipped + 4; i++) length = length << 8 | bytes[i];
    return length >= 4 && length + (size_t)skipped <= size;
}

static void step_on_bytes(int socket, const void *bytes, size_t size) {
    if (!is_database(bytes, size)) return step_on("send", socket);
    if (memmem(bytes, size, "pg_current_xact_id", 18)) return step("send", "database write");
    step("send", memmem(bytes, size, "COMMIT", 6) ? "database commit" : "database");
}

#define REAL(type, name, ...)                                                      \
    static type (*real)(__VA_ARGS__);                                              \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t write(int file, const void *bytes, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    step_on("write", file);
    return real(file, bytes, size);
}
ssize_t writev(int file, const struct iovec *parts, int number) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    step_on("write", file);
    return real(file, parts, number);
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    step_on("write", file);
    return real(file, bytes, size, at);
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    step_on("write", file);
    return real(file, bytes, size, at);
}
int fsync(int file) {
    REAL(int, "fsync", int);
    step_on("sync", file);
    return real(file);
}
int fdatasync(int file) {
    REAL(int, "fdatasync", int);
    step_on("sync", file);
    return real(file);
}
int ftruncate(int file, off_t size) {
    REAL(int, "ftruncate", int, off_t);
    step_on("truncate", file);
    return real(file, size);
}
int ftruncate64(int file, off64_t size) {
    REAL(int, "ftruncate64", int, off64_t);
    step_on("truncate", file);
    return real(file, size);
}
int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    step("rename", last_part(to));
    return real(from, to);
}
int link(const char *from, const char *to) {
    REAL(int, "link", const char *, const char *);
    step("link", last_part(to));
    return real(from, to);
}
int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    step("unlink", last_part(path));
    return real(path);
}
int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    step("mkdir", last_part(path));
    return real(path, mode);
}
ssize_t send(int socket, const void *bytes, size_t size, int flags) {
    REAL(ssize_t, "send", int, const void *, size_t, int);
    step_on_bytes(socket, bytes, size);
    return real(socket, bytes, size, flags);
}
ssize_t sendto(int socket, const void *bytes, size_t size, int flags, const struct sockaddr *to, socklen_t length) {
    REAL(ssize_t, "sendto", int, const void *, size_t, int, const struct sockaddr *, socklen_t);
    step_on_bytes(socket, bytes, size);
    return real(socket, bytes, size, flags, to, length);
}
