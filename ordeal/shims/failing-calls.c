/* Preloaded into a program: of its calls on files below the folder ORDEAL_FOLDER, counts each, and has the one with the
   number ORDEAL_FAILS fail with the error ORDEAL_ERRNO. At its end the count goes into the file ORDEAL_COUNT. Linux. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_DESCRIPTORS 1024

static atomic_int count;
static atomic_char ours[MOST_DESCRIPTORS];

static int is_below(const char *path) {
  const char *folder = getenv("ORDEAL_FOLDER");
  if (!folder || !path) return 0;
  return path[0] != '/' || strncmp(path, folder, strlen(folder)) == 0;
}

static int is_ours(int fd) { return fd > 2 && fd < MOST_DESCRIPTORS && ours[fd]; }

/* Whether this call is the one that fails. */
static int fails(const char *name) {
  const char *which = getenv("ORDEAL_FAILS");
  int at = atomic_fetch_add(&count, 1) + 1;
  if (!which || at != atoi(which)) return 0;
  const char *log = getenv("ORDEAL_COUNT");
  FILE *file = log ? fopen(log, "w") : NULL;
  if (file) {
    fprintf(file, "%d %s\n", at, name);
    fclose(file);
  }
  errno = atoi(getenv("ORDEAL_ERRNO"));
  return 1;
}

__attribute__((destructor)) static void tell(void) {
  const char *log = getenv("ORDEAL_COUNT");
  if (!log || getenv("ORDEAL_FAILS")) return;
  FILE *file = fopen(log, "w");
  if (!file) return;
  fprintf(file, "%d\n", atomic_load(&count));
  fclose(file);
}

#define REAL(type, name, ...)                                                                                          \
  static type (*real)(__VA_ARGS__);                                                                                    \
  if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int opened(int fd, int below) {
  if (fd >= 0 && fd < MOST_DESCRIPTORS) ours[fd] = below;
  return fd;
}

#define OPEN(name)                                                                                                     \
  int name(const char *path, int flags, ...) {                                                                         \
    va_list list;                                                                                                      \
    va_start(list, flags);                                                                                             \
    mode_t mode = va_arg(list, mode_t);                                                                                \
    va_end(list);                                                                                                      \
    REAL(int, #name, const char *, int, mode_t);                                                                       \
    int below = is_below(path);                                                                                        \
    if (below && fails("open")) return -1;                                                                             \
    return opened(real(path, flags, mode), below);                                                                     \
  }
OPEN(open)
OPEN(open64)

/* The number is free after an error too (close(2)). */
static int failed_close(int fd, int result) {
  if (!is_ours(fd)) return result;
  ours[fd] = 0;
  return fails("close") ? -1 : result;
}

int close(int fd) {
  REAL(int, "close", int);
  return failed_close(fd, real(fd));
}

#define ON_DESCRIPTOR(type, name, parameters, arguments)                                                               \
  type name parameters {                                                                                               \
    static type(*real) parameters;                                                                                     \
    if (!real) real = (type(*) parameters)dlsym(RTLD_NEXT, #name);                                                     \
    if (is_ours(fd) && fails(#name)) return -1;                                                                        \
    return real arguments;                                                                                             \
  }
ON_DESCRIPTOR(ssize_t, read, (int fd, void *to, size_t size), (fd, to, size))
ON_DESCRIPTOR(ssize_t, pread, (int fd, void *to, size_t size, off_t at), (fd, to, size, at))
ON_DESCRIPTOR(ssize_t, pread64, (int fd, void *to, size_t size, off64_t at), (fd, to, size, at))
ON_DESCRIPTOR(ssize_t, readv, (int fd, const struct iovec *to, int n), (fd, to, n))
ON_DESCRIPTOR(ssize_t, write, (int fd, const void *from, size_t size), (fd, from, size))
ON_DESCRIPTOR(ssize_t, pwrite, (int fd, const void *from, size_t size, off_t at), (fd, from, size, at))
ON_DESCRIPTOR(ssize_t, pwrite64, (int fd, const void *from, size_t size, off64_t at), (fd, from, size, at))
ON_DESCRIPTOR(ssize_t, writev, (int fd, const struct iovec *from, int n), (fd, from, n))
ON_DESCRIPTOR(int, fsync, (int fd), (fd))
ON_DESCRIPTOR(int, fdatasync, (int fd), (fd))
ON_DESCRIPTOR(int, fchmod, (int fd, mode_t mode), (fd, mode))
ON_DESCRIPTOR(int, ftruncate, (int fd, off_t length), (fd, length))

#define ON_PATH(name, parameters, arguments)                                                                           \
  int name parameters {                                                                                                \
    static int(*real) parameters;                                                                                      \
    if (!real) real = (int(*) parameters)dlsym(RTLD_NEXT, #name);                                                      \
    if (is_below(path) && fails(#name)) return -1;                                                                     \
    return real arguments;                                                                                             \
  }
ON_PATH(unlink, (const char *path), (path))
ON_PATH(rmdir, (const char *path), (path))
ON_PATH(mkdir, (const char *path, mode_t mode), (path, mode))
ON_PATH(rename, (const char *path, const char *to), (path, to))
ON_PATH(link, (const char *path, const char *to), (path, to))

/* libuv makes some of its calls by number. */
long syscall(long number, ...) {
  va_list list;
  va_start(list, number);
  long a = va_arg(list, long), b = va_arg(list, long), c = va_arg(list, long);
  long d = va_arg(list, long), e = va_arg(list, long), f = va_arg(list, long);
  va_end(list);
  REAL(long, "syscall", long, ...);
  if (number == SYS_close) return failed_close((int)a, real(number, a));
  if (number == SYS_statx) {
    const char *path = (const char *)b;
    int by_descriptor = path && path[0] == 0;
    if ((by_descriptor ? is_ours((int)a) : is_below(path)) && fails("statx")) return -1;
  }
  return real(number, a, b, c, d, e, f);
}

int statx(int fd, const char *path, int flags, unsigned mask, struct statx *to) {
  REAL(int, "statx", int, const char *, int, unsigned, struct statx *);
  int by_descriptor = path[0] == 0;
  if ((by_descriptor ? is_ours(fd) : is_below(path)) && fails("statx")) return -1;
  return real(fd, path, flags, mask, to);
}
