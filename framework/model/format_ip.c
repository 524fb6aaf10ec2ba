/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "base/number.h"
#include "format/ip.h"
#include "model/decoder.h"
#include "model/formats.h"

/*
 * `format: ipv4`, `ipv6network` and the like: Python's ipaddress. Unless the
 * decoder is strict, a number, or true, is an address as well.
 */

enum part {
    ADDRESS,
    NETWORK,
    INTERFACE, /* a network whose host bits may be set */
};

/* What each format takes: IPv4 first. */
static const struct rule {
    enum part part;
    bool v4;
    bool v6;
    enum tn__issue_kind issue;
} rules[TN__FORMAT_COUNT] = {
    [TN__FORMAT_IPV4] = { ADDRESS, true, false, TN__ISSUE_IPV4_ADDRESS },
    [TN__FORMAT_IPV6] = { ADDRESS, false, true, TN__ISSUE_IPV6_ADDRESS },
    [TN__FORMAT_IPVANYADDRESS] = { ADDRESS, true, true, TN__ISSUE_IP_ADDRESS },
    [TN__FORMAT_IPV4NETWORK] = { NETWORK, true, false, TN__ISSUE_IPV4_NETWORK },
    [TN__FORMAT_IPV6NETWORK] = { NETWORK, false, true, TN__ISSUE_IPV6_NETWORK },
    [TN__FORMAT_IPVANYNETWORK] = { NETWORK, true, true, TN__ISSUE_IP_NETWORK },
    [TN__FORMAT_IPV4INTERFACE] = { INTERFACE, true, false,
                                   TN__ISSUE_IPV4_INTERFACE },
    [TN__FORMAT_IPV6INTERFACE] = { INTERFACE, false, true,
                                   TN__ISSUE_IPV6_INTERFACE },
    [TN__FORMAT_IPVANYINTERFACE] = { INTERFACE, true, true,
                                     TN__ISSUE_IP_INTERFACE },
};

static bool
read_text(struct tn_str text, enum part part, size_t size, struct tn__ip *ip)
{
    if (part == ADDRESS)
        return size == TN__IPV4_SIZE ? tn__ipv4_parse(text, ip)
                                     : tn__ipv6_parse(text, ip);
    return tn__network_parse(text, size, ip) &&
           (part == INTERFACE || !tn__network_has_host_bits(ip));
}

static bool read_number(int64_t number, size_t size, struct tn__ip *ip)
{
    char digits[TN__NUMBER_TEXT];
    size_t count;

    if (number < 0)
        return false;
    count = tn__number_format_int(digits, number);
    return tn__ip_from_digits((struct tn_str){ digits, count }, size, ip);
}

static bool read_value(const struct tn__decoder *decoder,
                       const struct tn_value *value,
                       enum part part,
                       size_t size,
                       struct tn__ip *ip)
{
    if (value->type == TN_TYPE_STRING)
        return read_text(tn_value_str(value), part, size, ip);
    if (decoder->strict)
        return false;
    switch (value->type) {
    case TN_TYPE_BOOL:
        return read_number(value->as.boolean, size, ip);
    case TN_TYPE_INT:
        return read_number(value->as.integer, size, ip);
    case TN_TYPE_BIGINT:
        return value->as.text[0] != '-' &&
               tn__ip_from_digits(tn_value_str(value), size, ip);
    default:
        return false;
    }
}

bool tn__decode_ip(struct tn__decoder *decoder,
                   const struct tn__node *node,
                   const struct tn_value *value,
                   char *out)
{
    const struct rule *rule = &rules[node->u.format.format];
    struct tn__ip ip;

    if (value->type == TN_TYPE_STRING &&
        !tn__decode_text_rules(decoder, node, value))
        return false;
    /* Pydantic asks nothing of ipvany... but its function: it fits exactly. */
    if (!rule->v4 || !rule->v6)
        tn__rate(decoder, TN__FIT_LAX);
    if (!(rule->v4 &&
          read_value(decoder, value, rule->part, TN__IPV4_SIZE, &ip)) &&
        !(rule->v6 &&
          read_value(decoder, value, rule->part, TN__IPV6_SIZE, &ip)))
        return tn__decoder_refuse(decoder, rule->issue, value);
    if (rule->part == ADDRESS)
        tn__ip_write(&decoder->text, &ip);
    else
        tn__network_write(&decoder->text, &ip);
    return tn__decode_text_done(decoder, out);
}
