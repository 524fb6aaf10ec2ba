/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * Counts heap allocations of a program, for LD_PRELOAD: those that code of
 * libmicrohttpd asks for, and all others. The two counters lie in the file
 * that COUNT_ALLOCS names, for whoever watches.
 */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t align, size_t size);

struct counters {
    uint64_t own;
    uint64_t microhttpd;
};

static struct counters unwatched;
static struct counters *counters = &unwatched;
static uintptr_t microhttpd_begin, microhttpd_end;

static int find_microhttpd(struct dl_phdr_info *info, size_t size, void *user)
{
    (void)size, (void)user;
    if (!strstr(info->dlpi_name, "libmicrohttpd"))
        return 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];

        if (part->p_type == PT_LOAD && (part->p_flags & PF_X)) {
            microhttpd_begin = info->dlpi_addr + part->p_vaddr;
            microhttpd_end = microhttpd_begin + part->p_memsz;
        }
    }
    return 1;
}

__attribute__((constructor)) static void start(void)
{
    const char *path = getenv("COUNT_ALLOCS");
    int fd = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    void *shared = MAP_FAILED;

    dl_iterate_phdr(find_microhttpd, NULL);
    if (fd >= 0 && ftruncate(fd, sizeof(*counters)) == 0)
        shared = mmap(NULL, sizeof(*counters), PROT_READ | PROT_WRITE,
                      MAP_SHARED, fd, 0);
    if (shared != MAP_FAILED)
        counters = shared;
    if (fd >= 0)
        close(fd);
}

static void count(const void *caller)
{
    uintptr_t at = (uintptr_t)caller;
    bool is_microhttpd = at >= microhttpd_begin && at < microhttpd_end;

    __atomic_fetch_add(is_microhttpd ? &counters->microhttpd : &counters->own,
                       1, __ATOMIC_RELAXED);
}

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */
void *malloc(size_t size)
{
    count(__builtin_return_address(0));
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size)
{
    count(__builtin_return_address(0));
    return __libc_calloc(number, size);
}

void *realloc(void *old, size_t size)
{
    count(__builtin_return_address(0));
    return __libc_realloc(old, size);
}

void *aligned_alloc(size_t align, size_t size)
{
    count(__builtin_return_address(0));
    return __libc_memalign(align, size);
}

int posix_memalign(void **out, size_t align, size_t size)
{
    count(__builtin_return_address(0));
    *out = __libc_memalign(align, size);
    return *out ? 0 : ENOMEM;
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
