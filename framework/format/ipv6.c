/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "format/ip.h"

#define GROUPS 8
#define NO_GAP SIZE_MAX

/* The groups on the way from text. */
struct groups {
    uint16_t at[GROUPS];
    size_t count;
    size_t gap; /* groups before the "::"; NO_GAP: there is none */
};

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Reads 1 to 4 hexadecimal digits; returns how many there are. */
static size_t read_group(const char *text, size_t size, uint16_t *group)
{
    unsigned value = 0;
    size_t count = 0;

    while (count < size && count < 4 && hex_digit(text[count]) >= 0)
        value = value << 4 | (unsigned)hex_digit(text[count++]);
    *group = (uint16_t)value;
    return count;
}

static bool add_group(struct groups *groups, uint16_t group)
{
    if (groups->count == GROUPS)
        return false;
    groups->at[groups->count++] = group;
    return true;
}

/* The last 32 bits may be dotted (RFC 4291, section 2.2, form 3). */
static bool add_dotted(struct groups *groups, const char *text, size_t size)
{
    struct tn__ip v4;

    return tn__ipv4_parse((struct tn_str){ text, size }, &v4) &&
           add_group(groups, (uint16_t)(v4.bytes[0] << 8 | v4.bytes[1])) &&
           add_group(groups, (uint16_t)(v4.bytes[2] << 8 | v4.bytes[3]));
}

/* Reads all groups of "a:b::c"; at each turn a group is due, or a "::". */
static bool read_groups(struct groups *groups, const char *at, const char *end)
{
    if (end - at >= 2 && at[0] == ':' && at[1] == ':') {
        groups->gap = 0;
        at += 2;
    }
    while (at < end) {
        uint16_t group;
        size_t count = read_group(at, (size_t)(end - at), &group);

        if (at + count < end && at[count] == '.')
            return add_dotted(groups, at, (size_t)(end - at));
        if (!count || !add_group(groups, group))
            return false;
        at += count;
        if (at == end)
            return true;
        if (*at++ != ':' || at == end)
            return false;
        if (*at != ':')
            continue;
        if (groups->gap != NO_GAP)
            return false;
        groups->gap = groups->count;
        at++;
    }
    return true;
}

/* "::" stands for one group at least, as Python and the URL Standard have it.
 */
static bool fill_gap(struct groups *groups)
{
    size_t behind = groups->count - groups->gap;
    uint16_t all[GROUPS] = { 0 };

    if (groups->gap == NO_GAP)
        return groups->count == GROUPS;
    if (groups->count == GROUPS)
        return false;
    memcpy(all, groups->at, groups->gap * sizeof(*all));
    memcpy(all + GROUPS - behind, groups->at + groups->gap,
           behind * sizeof(*all));
    memcpy(groups->at, all, sizeof(all));
    return true;
}

/* Cuts "%zone" off; false where it is empty, or a "%" or "/" is in it. */
static bool cut_zone(struct tn_str *text, struct tn_str *zone)
{
    const char *mark = text->len ? memchr(text->ptr, '%', text->len) : NULL;
    size_t before;

    if (!mark)
        return true;
    before = (size_t)(mark - text->ptr);
    zone->ptr = mark + 1;
    zone->len = text->len - before - 1;
    text->len = before;
    return zone->len && !memchr(zone->ptr, '%', zone->len) &&
           !memchr(zone->ptr, '/', zone->len);
}

bool tn__ipv6_parse(struct tn_str text, struct tn__ip *ip)
{
    struct tn__ip parsed = { .size = TN__IPV6_SIZE, .prefix = 128 };
    struct groups groups = { .gap = NO_GAP };

    if (!cut_zone(&text, &parsed.zone) || !text.len ||
        !read_groups(&groups, text.ptr, text.ptr + text.len) ||
        !fill_gap(&groups))
        return false;
    for (size_t i = 0; i < GROUPS; i++) {
        parsed.bytes[2 * i] = (unsigned char)(groups.at[i] >> 8);
        parsed.bytes[2 * i + 1] = (unsigned char)groups.at[i];
    }
    *ip = parsed;
    return true;
}
