/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "app/command.h"

#include "base/buf.h"
#include "openapi/document.h"

#define INDENT 2

int tn__command_openapi(const struct tn__program *program,
                        struct tn_error *error)
{
    struct tn__buf buf = { 0 };
    int status = tn__openapi_write(program->api, program->service->endpoints,
                                   INDENT, &buf, error);

    tn__buf_char(&buf, '\n');
    if (status == 0 && buf.failed)
        status = tn_error_set(error, TN_ENOMEM, "out of memory");
    if (status == 0)
        fwrite(buf.data, 1, buf.size, program->out);
    tn__buf_deinit(&buf);
    return status;
}
