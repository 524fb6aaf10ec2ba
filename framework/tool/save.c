/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "tool/save.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int fail(const char *path, struct tn_error *error)
{
    return tn_error_set(error, TN_EIO, "cannot write %s: %s", path,
                        strerror(errno));
}

static bool holds_text(const char *path, const struct tn__buf *text)
{
    FILE *file = fopen(path, "rb");
    char *old = malloc(text->size + 1);
    bool same = false;

    if (file && old) {
        /* One byte more than expected: a longer file differs. */
        size_t size = fread(old, 1, text->size + 1, file);

        same = size == text->size && !ferror(file) &&
               memcmp(old, text->data, size) == 0;
    }
    if (file)
        fclose(file);
    free(old);
    return same;
}

static int write_all(int fd, const struct tn__buf *text)
{
    for (size_t at = 0; at < text->size;) {
        ssize_t written = write(fd, text->data + at, text->size - at);

        if (written < 0 && errno != EINTR)
            return -1;
        at += written > 0 ? (size_t)written : 0;
    }
    return 0;
}

static int write_new(const char *path, const struct tn__buf *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    int code;

    if (fd < 0)
        return -1;
    code = write_all(fd, text);
    if (close(fd) != 0)
        code = -1;
    return code;
}

int tn__save_text(const char *path,
                  const struct tn__buf *text,
                  struct tn_error *error)
{
    char fresh[PATH_MAX];
    int size =
        snprintf(fresh, sizeof(fresh), "%s.%ld.tmp", path, (long)getpid());

    if (size < 0 || (size_t)size >= sizeof(fresh)) {
        errno = ENAMETOOLONG;
        return fail(path, error);
    }
    if (holds_text(path, text))
        return 0;
    if (write_new(fresh, text) != 0 || rename(fresh, path) != 0) {
        int code = fail(path, error);

        unlink(fresh);
        return code;
    }
    return 0;
}

int tn__save_folder(const char *path, struct tn_error *error)
{
    struct stat status;

    if (mkdir(path, 0777) == 0)
        return 0;
    if (errno == EEXIST && stat(path, &status) == 0) {
        if (S_ISDIR(status.st_mode))
            return 0;
        errno = ENOTDIR;
    }
    return fail(path, error);
}
