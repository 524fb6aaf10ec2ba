/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include "schema/keywords.h"

#include "base/nearest.h"
#include "schema/compile.h"

/* -- What stands for a keyword that is not known --------------------------- */

/* What older dialects ask with another word: to ignore it would let through
 * what it forbids. */
static const struct {
    const char *keyword;
    const char *hint;
} foreign[] = {
    { "id", "call it $id" },
    { "nullable", "write type: [..., \"null\"]" },
    { "optional", "leave the name out of the object's \"required\"" },
    { "additionalItems", "write items, beside prefixItems" },
};

/* An unknown keyword is an annotation, but a misspelt one is a rule that would
 * never be applied. */
static int check_unknown(struct tn__compiler *compiler,
                         const struct tn_value *key)
{
    struct tn__nearest nearest = { .wrong = key->as.text };
    struct tn_str name = tn_value_str(key);

    for (size_t i = 0; i < TN_COUNT(foreign); i++) {
        if (tn_str_equal(name, tn_str_from(foreign[i].keyword)))
            return tn__compile_fail(compiler, key,
                                    "\"%s\" is no keyword of JSON Schema "
                                    "2020-12: %s",
                                    foreign[i].keyword, foreign[i].hint);
    }
    for (size_t i = 0; i < TN__KEY_COUNT; i++)
        tn__nearest_offer(&nearest, tn__keyword_rules[i].name);
    if (!nearest.best)
        return 0;
    return tn__compile_fail(compiler, key,
                            "unknown keyword \"%.60s\"; did you mean \"%s\"?",
                            name.ptr, nearest.best);
}

/* -- Reading --------------------------------------------------------------- */

enum tn__keyword tn__keyword_find(struct tn_str name)
{
    size_t i = 0;

    while (i < TN__KEY_COUNT &&
           (name.len != tn__keyword_rules[i].size ||
            memcmp(name.ptr, tn__keyword_rules[i].name, name.len) != 0))
        i++;
    return (enum tn__keyword)i;
}

static int take_keyword(struct tn__compiler *compiler,
                        const struct tn_value *key,
                        struct tn__view *view)
{
    enum tn__keyword keyword = tn__keyword_find(tn_value_str(key));
    const struct tn_value *value = key + 1;
    enum tn__keyword_form form;

    if (keyword == TN__KEY_COUNT)
        return check_unknown(compiler, key);
    form = tn__keyword_rules[keyword].form;
    if (!tn__form_is_met(form, value))
        return tn__compile_fail(compiler, value, "\"%s\" must be %s",
                                tn__keyword_rules[keyword].name,
                                tn__form_text(form));
    view->keywords[keyword] = value;
    view->bits |= TN__KEY_BIT(keyword);
    return 0;
}

int tn__view_read(struct tn__compiler *compiler,
                  const struct tn_value *schema,
                  struct tn__view *view)
{
    const struct tn_value *key = schema + 1;
    int status = 0;

    *view = (struct tn__view){ .schema = schema };
    if (schema->type != TN_TYPE_OBJECT)
        return tn__compile_fail(compiler, schema,
                                "a schema must be an object, true or "
                                "false");
    for (uint32_t i = 0; i < schema->count && status == 0; i++) {
        status = take_keyword(compiler, key, view);
        key = tn_value_next(key + 1);
    }
    return status;
}

struct tn_str tn__view_text(const struct tn__view *view,
                            enum tn__keyword keyword)
{
    return view->keywords[keyword] ? tn_value_str(view->keywords[keyword])
                                   : (struct tn_str){ 0 };
}

uint64_t tn__keywords_of(enum tn__keyword_role role)
{
    uint64_t bits = 0;

    for (int i = 0; i < TN__KEY_COUNT; i++)
        bits |= (uint64_t)(tn__keyword_rules[i].role == role) << i;
    return bits;
}

uint64_t tn__keywords_on(unsigned types)
{
    uint64_t bits = 0;

    for (int i = 0; i < TN__KEY_COUNT; i++)
        bits |= (uint64_t)((tn__keyword_rules[i].types & types) != 0) << i;
    return bits;
}
