#include <stdio.h>
#include <unistd.h>
#include <xlsxwriter.h>

// Behind a feature macro in the C library's headers.
extern int memfd_create(const char *name, unsigned int flags);

// A file that lives in memory only, for a library that wants a path. -1 when there is none to be had.
static inline int purr_memory_file(void) { return memfd_create("xlsx", 1 /* close on exec */); }

// Writes the path under which this process finds an open file.
static inline void purr_path_of(int descriptor, char *path, size_t size) {
    snprintf(path, size, "/proc/self/fd/%d", descriptor);
}
