/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "format/ip.h"

#include <criterion/criterion.h>

#include <tenon/attrs.h>

struct pair {
    const char *text;
    const char *result; /* NULL: refused */
};

static void check_address(bool (*parse)(struct tn_str, struct tn__ip *),
                          const struct pair *pairs,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct tn__buf out = { 0 };
        struct tn__ip ip;
        bool parsed = parse(tn_str_from(pairs[i].text), &ip);

        cr_assert_eq(parsed, pairs[i].result != NULL, "%s", pairs[i].text);
        if (parsed) {
            tn__ip_write(&out, &ip);
            cr_assert_str_eq(tn__buf_text(&out), pairs[i].result);
        }
        tn__buf_deinit(&out);
    }
}

static void check_network(size_t size, const struct pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct tn__buf out = { 0 };
        struct tn__ip ip;
        bool parsed = tn__network_parse(tn_str_from(pairs[i].text), size, &ip);

        cr_assert_eq(parsed, pairs[i].result != NULL, "%s", pairs[i].text);
        if (parsed) {
            tn__network_write(&out, &ip);
            tn__buf_lit(&out, " ");
            if (tn__network_has_host_bits(&ip))
                tn__buf_lit(&out, "host");
            cr_assert_str_eq(tn__buf_text(&out), pairs[i].result);
        }
        tn__buf_deinit(&out);
    }
}

Test(ip, reads_ipv4)
{
    static const struct pair pairs[] = {
        { "0.0.0.0", "0.0.0.0" },   { "255.255.255.255", "255.255.255.255" },
        { "1.2.3.256", NULL },      { "1.2.3", NULL },
        { "1.2.3.4.5", NULL },      { "1.2.3.04", NULL },
        { "1.2.3.1111", NULL },     { "1..2.3", NULL },
        { " 1.2.3.4", NULL },       { "1.2.3.4 ", NULL },
        { "1.2.3.", NULL },         { "", NULL },
        { "\xD9\xA1.2.3.4", NULL },
    };

    check_address(tn__ipv4_parse, pairs, TN_COUNT(pairs));
}

Test(ip, reads_and_compresses_ipv6)
{
    static const struct pair pairs[] = {
        { "::", "::" },
        { "2001:DB8::1", "2001:db8::1" },
        { "1:0:0:2:0:0:0:3", "1:0:0:2::3" },
        { "1:0:0:2:3:0:0:4", "1::2:3:0:0:4" },
        { "1:2:3:4:5:6:0:8", "1:2:3:4:5:6:0:8" },
        { "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0" },
        { "::ffff:1.2.3.4", "::ffff:102:304" },
        { "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304" },
        { "fe80::1%eth0", "fe80::1%eth0" },
        { "1:2:3:4:5:6:7:8::", NULL },
        { "1:2:3:4:5:6:7:1.2.3.4", NULL },
        { "1:2:3:4:5:6:7", NULL },
        { "1::2::3", NULL },
        { ":::", NULL },
        { ":1", NULL },
        { "1:", NULL },
        { "12345::", NULL },
        { "::g", NULL },
        { "::1.2.3", NULL },
        { "::1%", NULL },
        { "::1%a%b", NULL },
        { "::1/64", NULL },
        { "[::1]", NULL },
        { "", NULL },
    };

    check_address(tn__ipv6_parse, pairs, TN_COUNT(pairs));
}

Test(ip, reads_networks)
{
    static const struct pair v4[] = {
        { "10.0.0.1", "10.0.0.1/32 " },
        { "10.0.0.0/08", "10.0.0.0/8 " },
        { "10.0.0.1/8", "10.0.0.1/8 host" },
        { "10.0.0.0/255.0.0.0", "10.0.0.0/8 " },
        { "10.0.0.0/0.255.255.255", "10.0.0.0/8 " },
        { "0.0.0.0/0.0.0.0", "0.0.0.0/0 " },
        { "0.0.0.1/0", "0.0.0.1/0 host" },
        { "10.0.0.0/255.0.255.0", NULL },
        { "10.0.0.0/33", NULL },
        { "10.0.0.0/", NULL },
        { "10.0.0.0/8/8", NULL },
        { "::/0", NULL },
    };
    static const struct pair v6[] = {
        { "2001:db8::/32", "2001:db8::/32 " },
        { "::1/64", "::1/64 host" },
        { "::1", "::1/128 " },
        { "fe80::%a/64", "fe80::%a/64 " },
        { "::/129", NULL },
        { "::/255.0.0.0", NULL },
    };

    check_network(TN__IPV4_SIZE, v4, TN_COUNT(v4));
    check_network(TN__IPV6_SIZE, v6, TN_COUNT(v6));
}

static bool read_v4_digits(struct tn_str text, struct tn__ip *ip)
{
    return tn__ip_from_digits(text, TN__IPV4_SIZE, ip);
}

static bool read_v6_digits(struct tn_str text, struct tn__ip *ip)
{
    return tn__ip_from_digits(text, TN__IPV6_SIZE, ip);
}

Test(ip, makes_addresses_of_numbers)
{
    static const struct pair v4[] = {
        { "0", "0.0.0.0" },
        { "16909060", "1.2.3.4" },
        { "4294967295", "255.255.255.255" },
        { "4294967296", NULL },
    };
    static const struct pair v6[] = {
        { "1", "::1" },
        { "340282366920938463463374607431768211455",
          "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" },
        { "340282366920938463463374607431768211456", NULL },
    };

    check_address(read_v4_digits, v4, TN_COUNT(v4));
    check_address(read_v6_digits, v6, TN_COUNT(v6));
}
