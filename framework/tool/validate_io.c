/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "tool/validate.h"
#include "json/reader.h"

static int read_stream(struct tn__buf *text, FILE *stream)
{
    char *to;

    do {
        to = tn__buf_reserve(text, 65536);
        if (to)
            tn__buf_commit(text, fread(to, 1, 65536, stream));
    } while (to && !feof(stream) && !ferror(stream));
    return ferror(stream) ? TN_EIO : 0;
}

int tn__validate_read(struct tn__buf *text,
                      const char *path,
                      struct tn_error *error)
{
    FILE *stream = path && strcmp(path, "-") != 0 ? fopen(path, "rb") : stdin;
    const char *name = stream == stdin ? "standard input" : path;
    int rc = stream ? read_stream(text, stream) : TN_EIO;

    if (rc != 0)
        tn_error_set(error, rc, "cannot read %s: %s", name, strerror(errno));
    else if (!tn__buf_reserve(text, TN__JSON_PADDING) || text->failed)
        rc = tn_error_set(error, TN_ELIMIT, "%s is too large", name);
    if (stream && stream != stdin)
        fclose(stream);
    return rc;
}

int tn__validate_print(struct tn__buf *out, struct tn_error *error)
{
    tn__buf_char(out, '\n');
    if (out->failed)
        return tn_error_set(error, TN_ENOMEM, "out of memory");
    if (fwrite(out->data, 1, out->size, stdout) < out->size ||
        fflush(stdout) != 0)
        return tn_error_set(error, TN_EIO, "cannot write: %s", strerror(errno));
    return 0;
}
