/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <tenon/value.h>

const struct tn_value *tn_value_get_n(const struct tn_value *object,
                                      const char *name,
                                      size_t name_size)
{
    const struct tn_value *found = NULL;
    const struct tn_value *member = object + 1;

    if (object->type != TN_TYPE_OBJECT)
        return NULL;
    for (uint32_t i = 0; i < object->count; i++) {
        if (tn_str_equal(tn_value_str(member),
                         (struct tn_str){ name, name_size }))
            found = member + 1;
        member = tn_value_next(member + 1);
    }
    return found;
}

const struct tn_value *tn_value_get(const struct tn_value *object,
                                    const char *name)
{
    return tn_value_get_n(object, name, strlen(name));
}

const struct tn_value *tn_value_at(const struct tn_value *array, size_t index)
{
    const struct tn_value *item = array + 1;

    if (array->type != TN_TYPE_ARRAY || index >= array->count)
        return NULL;
    while (index--)
        item = tn_value_next(item);
    return item;
}
