/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "openapi/docs_files.h"

#include <tenon/attrs.h>

#define JS   "text/javascript; charset=utf-8"
#define CSS  "text/css; charset=utf-8"
#define HTML "text/html; charset=utf-8"
#define TEXT "text/plain; charset=utf-8"
#define PNG  "image/png"

/* X(symbol, file as the build compressed it, path below the page, type) */
#define FILES(X)                                                               \
    X(start, "docs.js", "docs.js", JS)                                         \
    X(bundle, "swagger-ui-bundle.js", "swagger-ui-bundle.js", JS)              \
    X(style, "swagger-ui.css", "swagger-ui.css", CSS)                          \
    X(icon_16, "favicon-16x16.png", "favicon-16x16.png", PNG)                  \
    X(icon_32, "favicon-32x32.png", "favicon-32x32.png", PNG)                  \
    X(oauth2_page, "oauth2-redirect.html", "oauth2-redirect", HTML)            \
    X(oauth2_script, "oauth2-redirect.js", "oauth2-redirect.js", JS)           \
    X(license, "LICENSE", "LICENSE.txt", TEXT)

/* The assembler reads the files itself: a C array of half a megabyte would be
 * five of source. TN__DOCS_FILES_DIR is set by assets/assets.cmake. */
#define EMBED(symbol, file, path, type)                                        \
    __asm__(".pushsection .rodata\n"                                           \
            ".globl tn__docs_" #symbol ", tn__docs_" #symbol "_end\n"          \
            ".hidden tn__docs_" #symbol ", tn__docs_" #symbol "_end\n"         \
            "tn__docs_" #symbol ":\n"                                          \
            ".incbin \"" TN__DOCS_FILES_DIR "/" file ".gz\"\n"                 \
            "tn__docs_" #symbol "_end:\n"                                      \
            ".popsection\n");                                                  \
    extern const char tn__docs_##symbol[];                                     \
    extern const char tn__docs_##symbol##_end[];
FILES(EMBED)

#define FILE_ROW(symbol, file, path, type)                                     \
    { path, type, tn__docs_##symbol, tn__docs_##symbol##_end },
const struct tn__docs_file tn__docs_files[] = { FILES(FILE_ROW) };

const size_t tn__docs_file_count = TN_COUNT(tn__docs_files);
