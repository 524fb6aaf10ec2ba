/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <string.h>

#include "base/utf8.h"
#include "format/idna.h"
#include "format/ip.h"
#include "format/url_parser.h"

/* Hosts (URL Standard, section 3.5). */

static enum tn__url_fault parse_ipv6(struct tn__url_parser *parser,
                                     struct tn_str host)
{
    struct tn_str inner = { host.ptr + 1, host.len - 2 };
    struct tn__ip ip;

    if (host.len < 2 || host.ptr[host.len - 1] != ']' ||
        !tn__ipv6_parse(inner, &ip) || ip.zone.ptr)
        return TN__URL_IPV6;
    tn__buf_char(parser->out, '[');
    tn__ip_write(parser->out, &ip);
    tn__buf_char(parser->out, ']');
    return TN__URL_NONE;
}

/* Section 3.5, forbidden host code points: these, U+0000 with them. */
static enum tn__url_fault parse_opaque(struct tn__url_parser *parser,
                                       struct tn_str host)
{
    static const char forbidden[] = " #/:<>?@[\\]^|";

    for (size_t i = 0; i < host.len; i++) {
        if (memchr(forbidden, host.ptr[i], sizeof(forbidden)))
            return TN__URL_DOMAIN_CHARACTER;
    }
    tn__url_encode(parser->out, host.ptr, host.len, TN__URL_SET_CONTROLS);
    return TN__URL_NONE;
}

/* -- IPv4 ------------------------------------------------------------------ */

/* Reads "10", "012" or "0xa"; false where it is no number. What is above 32
 * bits stays so. */
static bool read_number(const char *text, size_t size, uint64_t *number)
{
    unsigned base = 10;

    *number = 0;
    if (!size)
        return false;
    if (size >= 2 && text[0] == '0') {
        base = (text[1] | 0x20) == 'x' ? 16 : 8;
        text += base == 16 ? 2 : 1;
        size -= base == 16 ? 2 : 1;
    }
    for (size_t i = 0; i < size; i++) {
        char c = (char)(text[i] | 0x20);
        unsigned digit =
            c >= 'a' ? (unsigned)(c - 'a') + 10 : (unsigned)(text[i] - '0');

        if (digit >= base)
            return false;
        if (*number <= UINT32_MAX)
            *number = *number * base + digit;
    }
    return true;
}

static bool is_all_digits(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
    }
    return size > 0;
}

/* Returns whether a domain's last label, or the one before a final dot, is a
 * number (section 3.5, ends-in-a-number checker). */
static bool ends_in_number(const char *domain, size_t size)
{
    size_t start;
    uint64_t number;

    if (size && domain[size - 1] == '.')
        size--;
    start = size;
    while (start && domain[start - 1] != '.')
        start--;
    return is_all_digits(domain + start, size - start) ||
           read_number(domain + start, size - start, &number);
}

/* Reads 1 to 4 numbers, the last of which fills the bytes that are left. */
static bool read_ipv4(const char *domain, size_t size, uint32_t *address)
{
    const char *end = domain + size;
    uint64_t sum = 0;

    if (size && end[-1] == '.')
        end--;
    for (unsigned part = 0; part < 4; part++) {
        size_t left = (size_t)(end - domain);
        const char *dot = memchr(domain, '.', left);
        uint64_t number;

        if (!read_number(domain, dot ? (size_t)(dot - domain) : left, &number))
            return false;
        if (!dot) {
            *address = (uint32_t)(sum | number);
            return number <= UINT32_MAX >> 8 * part;
        }
        if (number > 255)
            return false;
        sum |= number << 8 * (3 - part);
        domain = dot + 1;
    }
    return false;
}

/* -- Domains --------------------------------------------------------------- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Percent-decodes; a "%" without two digits stays. */
static bool decode(struct tn__arena *arena, struct tn_str *host)
{
    char *to;
    size_t size = 0;

    if (!memchr(host->ptr, '%', host->len))
        return true;
    to = tn__arena_alloc(arena, host->len);
    if (!to)
        return false;
    for (size_t i = 0; i < host->len; i++) {
        const char *at = host->ptr + i;

        to[size++] = *at;
        if (*at != '%' || host->len - i < 3 || hex_digit(at[1]) < 0 ||
            hex_digit(at[2]) < 0)
            continue;
        to[size - 1] = (char)(hex_digit(at[1]) << 4 | hex_digit(at[2]));
        i += 2;
    }
    *host = (struct tn_str){ to, size };
    return true;
}

enum tn__url_fault tn__url_parse_host(struct tn__url_parser *parser,
                                      struct tn_str host)
{
    struct tn__buf *out = parser->out;
    size_t start = out->size;
    uint32_t address;

    if (host.ptr[0] == '[')
        return parse_ipv6(parser, host);
    if (parser->kind == TN__URL_OPAQUE)
        return parse_opaque(parser, host);
    if (!decode(parser->arena, &host))
        return TN__URL_MEMORY;
    if (tn__utf8_valid_prefix(host.ptr, host.len) != host.len ||
        !tn__idna_to_ascii(host, out))
        return TN__URL_IDNA;
    if (out->failed)
        return TN__URL_MEMORY;
    if (out->size == start)
        return TN__URL_EMPTY_HOST;
    if (!ends_in_number(out->data + start, out->size - start))
        return TN__URL_NONE;
    if (!read_ipv4(out->data + start, out->size - start, &address))
        return TN__URL_IPV4;
    out->size = start;
    tn__buf_printf(out, "%u.%u.%u.%u", address >> 24, address >> 16 & 0xFF,
                   address >> 8 & 0xFF, address & 0xFF);
    return TN__URL_NONE;
}
