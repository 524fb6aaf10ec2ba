/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/check.h"
#include "format/scan.h"

/* RFC 6901, section 3. */
bool tn__check_json_pointer(struct tn_str text)
{
    if (text.len > 0 && *text.ptr != '/')
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '~' &&
            (i + 1 == text.len ||
             (text.ptr[i + 1] != '0' && text.ptr[i + 1] != '1')))
            return false;
    }
    return true;
}

/* A number of levels, then a pointer or "#" (draft-bhutton-relative-json-
 * pointer-00, section 3). */
bool tn__check_relative_pointer(struct tn_str text)
{
    bool is_zero = text.len > 0 && *text.ptr == '0';
    size_t digits = tn__skip_digits(&text);

    if (digits == 0 || (is_zero && digits > 1))
        return false;
    if (tn__take(&text, '#'))
        return text.len == 0;
    return tn__check_json_pointer(text);
}

/* RFC 9562, section 4. */
bool tn__check_uuid(struct tn_str text)
{
    if (text.len != 36)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        bool is_hyphen = i == 8 || i == 13 || i == 18 || i == 23;

        if (is_hyphen ? text.ptr[i] != '-' : !tn__is_hex(text.ptr[i]))
            return false;
    }
    return true;
}
