/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/net/unix_socket.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

int tn__unix_path_check(const char *path, struct tn_error *error)
{
    size_t length = strlen(path);

    if (length && length < sizeof(((struct sockaddr_un *)0)->sun_path))
        return 0;
    return tn_error_set(error, TN_EUSAGE,
                        "the path of a Unix socket has 1 to %zu bytes, not %zu",
                        sizeof(((struct sockaddr_un *)0)->sun_path) - 1,
                        length);
}

static struct sockaddr_un address_of(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };

    memcpy(address.sun_path, path, strlen(path));
    return address;
}

static int socket_new(void)
{
    return socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

/* Whether nobody listens on what is there. */
static bool is_stale(const struct sockaddr_un *address)
{
    int fd = socket_new();
    bool refused;

    if (fd < 0)
        return false;
    refused = connect(fd, (const struct sockaddr *)address, sizeof(*address)) &&
              errno == ECONNREFUSED;
    close(fd);
    return refused;
}

/* Makes way for a socket. */
static int remove_stale(const struct sockaddr_un *address,
                        struct tn_error *error)
{
    const char *path = address->sun_path;
    struct stat status;

    if (lstat(path, &status))
        return 0;
    if (!S_ISSOCK(status.st_mode))
        return tn_error_set(error, TN_EUSAGE,
                            "%s is there and is no socket: choose another path",
                            path);
    if (!is_stale(address))
        return tn_error_set(error, TN_EUSAGE,
                            "%s: another program listens there", path);
    if (unlink(path) && errno != ENOENT)
        return tn_error_set(error, TN_EIO, "%s: cannot be removed: %s", path,
                            strerror(errno));
    return 0;
}

/* Nobody can connect between bind() and listen(), so that the mode is right
 * from the beginning. */
static int bind_file(int fd,
                     const struct sockaddr_un *address,
                     unsigned mode,
                     struct tn__unix_file *file)
{
    struct stat status;

    if (bind(fd, (const struct sockaddr *)address, sizeof(*address)))
        return -1;
    memcpy(file->path, address->sun_path, sizeof(file->path));
    if (lstat(file->path, &status))
        return -1;
    file->device = status.st_dev;
    file->inode = status.st_ino;
    return mode ? chmod(file->path, (mode_t)mode) : 0;
}

int tn__unix_bind(struct tn__unix_file *file,
                  const char *path,
                  unsigned mode,
                  struct tn_error *error)
{
    struct sockaddr_un address;
    int rc = tn__unix_path_check(path, error);
    int fd;

    if (rc)
        return rc;
    address = address_of(path);
    rc = remove_stale(&address, error);
    if (rc)
        return rc;
    fd = socket_new();
    if (fd >= 0 && bind_file(fd, &address, mode, file) == 0)
        return fd;
    rc = tn_error_set(error, TN_EIO, "%s: cannot listen: %s", path,
                      strerror(errno));
    if (fd >= 0)
        close(fd);
    tn__unix_unlink(file);
    return rc;
}

void tn__unix_unlink(struct tn__unix_file *file)
{
    struct stat status;

    if (file->path[0] && lstat(file->path, &status) == 0 &&
        status.st_dev == file->device && status.st_ino == file->inode)
        unlink(file->path);
    file->path[0] = '\0';
}
