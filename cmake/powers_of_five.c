/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/*
 * Prints the powers of five from FIRST to LAST, each as its 128 most
 * significant bits, cut off (not rounded): what framework/base/powers.c holds.
 * The build runs it, so that the table is what this file says and nothing else.
 *
 * A positive power is its leading bits. A negative one is the quotient
 * 2^n / 5^-power, worked out bit by bit as on paper.
 */
#define FIRST (-342)
#define LAST  324

/* 5^342 has 795 bits; a remainder needs one more. */
#define WORDS 26

/* An unsigned integer, the least significant word first. */
struct big {
    uint32_t words[WORDS];
};

static void multiply_by_five(struct big *big)
{
    uint64_t carry = 0;

    for (int i = 0; i < WORDS; i++) {
        carry += (uint64_t)big->words[i] * 5;
        big->words[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

static void double_it(struct big *big)
{
    uint32_t carry = 0;

    for (int i = 0; i < WORDS; i++) {
        uint32_t word = big->words[i];

        big->words[i] = word << 1 | carry;
        carry = word >> 31;
    }
}

static bool is_less(const struct big *a, const struct big *b)
{
    for (int i = WORDS - 1; i >= 0; i--)
        if (a->words[i] != b->words[i])
            return a->words[i] < b->words[i];
    return false;
}

static void subtract(struct big *from, const struct big *what)
{
    uint64_t borrow = 0;

    for (int i = 0; i < WORDS; i++) {
        uint64_t word = (uint64_t)from->words[i] - what->words[i] - borrow;

        from->words[i] = (uint32_t)word;
        borrow = word >> 63;
    }
}

static int count_bits(const struct big *big)
{
    for (int bit = WORDS * 32 - 1; bit >= 0; bit--)
        if (big->words[bit / 32] >> (bit % 32) & 1)
            return bit + 1;
    return 0;
}

static struct big power_of_five(int exponent)
{
    struct big power = { { 1 } };

    while (exponent-- > 0)
        multiply_by_five(&power);
    return power;
}

static void append_bit(uint64_t out[2], bool bit)
{
    out[0] = out[0] << 1 | out[1] >> 63;
    out[1] = out[1] << 1 | bit;
}

/* The leading 128 bits of a power, zeros appended where it has fewer. */
static void leading_bits(const struct big *power, uint64_t out[2])
{
    int bits = count_bits(power);

    for (int i = 1; i <= 128; i++) {
        int at = bits - i;

        append_bit(out, at >= 0 && power->words[at / 32] >> (at % 32) & 1);
    }
}

/* The leading 128 bits of 1 / power. */
static void leading_bits_of_inverse(const struct big *power, uint64_t out[2])
{
    struct big rest = { { 1 } };

    while (is_less(&rest, power))
        double_it(&rest);
    for (int i = 0; i < 128; i++) {
        bool fits = !is_less(&rest, power);

        if (fits)
            subtract(&rest, power);
        append_bit(out, fits);
        double_it(&rest);
    }
}

int main(void)
{
    for (int exponent = FIRST; exponent <= LAST; exponent++) {
        struct big power = power_of_five(exponent < 0 ? -exponent : exponent);
        uint64_t bits[2] = { 0 };

        if (exponent < 0)
            leading_bits_of_inverse(&power, bits);
        else
            leading_bits(&power, bits);
        printf("{ 0x%016llX, 0x%016llX }, /* 5^%d */\n",
               (unsigned long long)bits[0], (unsigned long long)bits[1],
               exponent);
    }
    return fflush(stdout) ? 1 : 0;
}
