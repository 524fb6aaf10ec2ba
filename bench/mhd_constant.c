/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdio.h>

#include "mhd_loop.h"

/*
 * What libmicrohttpd itself costs when it is driven well: it parses the
 * request, drops the body and answers with a constant: mhd_constant PORT.
 */
static char answer[] = "{\"result\":42}";

/* Its parameters are what the library wants. */
/* NOLINTNEXTLINE(readability-function-size) */
static enum MHD_Result handle(void *user,
                              struct MHD_Connection *connection,
                              const char *url,
                              const char *method,
                              const char *version,
                              const char *upload,
                              size_t *upload_size,
                              void **state)
{
    (void)user, (void)url, (void)method, (void)version, (void)upload;
    if (!*state) {
        *state = answer;
        return MHD_YES;
    }
    if (*upload_size) {
        *upload_size = 0;
        return MHD_YES;
    }
    return answer_json(connection, MHD_HTTP_OK, answer, sizeof(answer) - 1,
                       MHD_RESPMEM_PERSISTENT);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        (void)fprintf(stderr, "usage: mhd_constant PORT\n");
        return 2;
    }
    return serve_with_mhd(argv[1], TUNED, handle, NULL);
}
