// struct stat belongs to Glibc; without this Swift would find it here, and only in files that import this module.
#define _SYS_STAT_H 1
#include <archive.h>
#include <archive_entry.h>
#undef _SYS_STAT_H
// libarchive reads gzip without looking at its check sum, so Purr does: zlib has the function and is linked anyway.
#include <zlib.h>
