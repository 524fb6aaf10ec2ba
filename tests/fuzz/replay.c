/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <dirent.h>
#include <string.h>

#include "fuzz.h"

/* Runs a fuzz target over every file of a folder, for builds without
 * libFuzzer. */

static int fail(const char *path, const char *problem)
{
    fprintf(stderr, "replay: %s: %s\n", path, problem);
    return 1;
}

static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = malloc(1 << 20);
    size_t size;
    int result = 0;

    if (!file || !data) {
        result = fail(path, "cannot be read");
        goto out;
    }
    size = fread(data, 1, 1 << 20, file);
    if (!feof(file))
        result = fail(path, "is larger than 1 MiB");
    else
        LLVMFuzzerTestOneInput(data, size);
out:
    if (file)
        fclose(file);
    free(data);
    return result;
}

int main(int argc, char **argv)
{
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    struct dirent *entry;
    int result = 0;
    size_t count = 0;

    if (!folder)
        return fail(argc == 2 ? argv[1] : "usage", "name a folder of seeds");
    while ((entry = readdir(folder))) {
        char path[4096];

        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof(path), "%s/%s", argv[1], entry->d_name);
        result |= replay(path);
        count++;
    }
    closedir(folder);
    printf("%zu seeds replayed\n", count);
    return count ? result : fail(argv[1], "has no seeds");
}
