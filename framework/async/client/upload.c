/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "async/client/upload.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tenon/loop.h>

#define PIECE_SIZE ((size_t)256 * 1024)

struct tn__upload_file {
    const char *path;
    int fd; /* -1: not open */
    off_t at;
    uint64_t size;
    size_t read;      /* bytes in `piece` */
    bool is_at_work;  /* in another thread */
    bool is_given_up; /* meanwhile */
    char piece[PIECE_SIZE];
};

/* -- Files ----------------------------------------------------------------- */

static void file_free(struct tn__upload_file *file)
{
    if (file->fd >= 0)
        close(file->fd);
    free(file);
}

/* Does a part in another thread. The request may be given up before that has
 * done it: TN_ECLOSED then, and the file is gone. */
static int in_thread(struct tn__upload_file *file, tn_task_fn fn)
{
    int rc;

    file->is_at_work = true;
    rc = tn_blocking(fn, file);
    file->is_at_work = false;
    if (!file->is_given_up)
        return rc;
    file_free(file);
    return TN_ECLOSED;
}

static int open_file(void *user)
{
    struct tn__upload_file *file = user;
    struct stat about;

    /* What is no file shall not block, either. */
    file->fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file->fd < 0)
        return errno == ENOENT ? TN_ENOTFOUND : TN_EIO;
    if (fstat(file->fd, &about) || !S_ISREG(about.st_mode))
        return TN_EIO;
    file->size = (uint64_t)about.st_size;
    return 0;
}

static int read_file(void *user)
{
    struct tn__upload_file *file = user;
    ssize_t count = pread(file->fd, file->piece, PIECE_SIZE, file->at);

    if (count < 0)
        return TN_EIO;
    file->read = (size_t)count;
    file->at += count;
    return 0;
}

static int next_of_file(void *user, struct tn_str *piece)
{
    struct tn__upload_file *file = user;
    int rc = in_thread(file, read_file);

    if (rc)
        return rc;
    *piece = (struct tn_str){ file->piece, file->read };
    return file->read ? 0 : TN_ESTOP;
}

int tn__upload_open(struct tn__upload *upload, const char *path)
{
    struct tn__upload_file *file = malloc(sizeof(*file));
    int rc;

    if (!file)
        return TN_ENOMEM;
    file->path = path;
    file->fd = -1;
    file->at = 0;
    file->is_given_up = false;
    upload->file = file;
    rc = in_thread(file, open_file);
    if (rc)
        return rc;
    upload->next = next_of_file;
    upload->user = file;
    upload->size = file->size;
    return 0;
}

void tn__upload_close(struct tn__upload *upload)
{
    if (!upload->file)
        return;
    if (upload->file->is_at_work)
        upload->file->is_given_up = true;
    else
        file_free(upload->file);
    upload->file = NULL;
    upload->next = NULL;
}

/* -- Pieces ---------------------------------------------------------------- */

bool tn__upload_can_rewind(const struct tn__upload *upload)
{
    return !upload->next || upload->file;
}

void tn__upload_rewind(struct tn__upload *upload)
{
    if (upload->file)
        upload->file->at = 0;
    upload->piece = (struct tn_str){ 0 };
    upload->fetched = 0;
    upload->is_hungry = upload->has_ended = false;
}

static bool has_known_size(const struct tn__upload *upload)
{
    return upload->size != UINT64_MAX;
}

int tn__upload_fetch(struct tn__upload *upload)
{
    struct tn_str piece = { 0 };
    int rc;

    /* A file that has grown is sent as long as it was. */
    if (upload->file && upload->fetched == upload->size) {
        upload->has_ended = true;
        return 0;
    }
    rc = upload->next(upload->user, &piece);
    if (rc == TN_ESTOP) {
        upload->has_ended = true;
        return has_known_size(upload) && upload->fetched != upload->size
                   ? TN_EUSAGE
                   : 0;
    }
    if (rc)
        return rc;
    if (upload->file && piece.len > upload->size - upload->fetched)
        piece.len = (size_t)(upload->size - upload->fetched);
    if (has_known_size(upload) && piece.len > upload->size - upload->fetched)
        return TN_EUSAGE;
    upload->piece = piece;
    upload->fetched += piece.len;
    return 0;
}

size_t tn__upload_take(struct tn__upload *upload, char *to, size_t size)
{
    struct tn_str *piece = &upload->piece;

    if (size > piece->len)
        size = piece->len;
    if (!size)
        return 0;
    memcpy(to, piece->ptr, size);
    piece->ptr += size;
    piece->len -= size;
    return size;
}
