/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TN__ASYNC_NET_UNIX_SOCKET_H
#define TN__ASYNC_NET_UNIX_SOCKET_H

#include <sys/types.h>

#include <tenon/error.h>

/* The file of a Unix socket, known again by what the system numbers it. */
struct tn__unix_file {
    char path[108]; /* "": none */
    dev_t device;
    ino_t inode;
};

/* Checks that a path is short enough for a socket, and not empty. Returns 0 or
 * TN_EUSAGE. */
int tn__unix_path_check(const char *path, struct tn_error *error);

/* Returns a socket that is bound to a path, non-blocking, whose file has a mode
 * (0: as the umask says); else a code. Owned by the caller, as is the file. */
int tn__unix_bind(struct tn__unix_file *file,
                  const char *path,
                  unsigned mode,
                  struct tn_error *error);

/* Removes the file unless it is another's by now. */
void tn__unix_unlink(struct tn__unix_file *file);

#endif
