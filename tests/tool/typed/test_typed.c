/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include "fixture.h"
#include "scalars_models.h"
#include "shop_models.h"
#include "tree_models.h"

/* Handlers see requests, and give answers, as these structs. */

TestSuite(typed, .init = typed_set_up, .fini = typed_tear_down);

#define ITEM                                                                   \
    "{\"name\":\"Tea\",\"color\":\"dark green\",\"prices\":{\"EUR\":2.5},"     \
    "\"rows\":[[1,2],[],[3]]"

Test(typed, lists_and_maps_have_items_and_a_count)
{
    const struct Item *item = typed_decode(&Item_model, ITEM "}");

    typed_assert_text(item->name, "Tea");
    cr_assert_eq(item->prices.count, 1);
    typed_assert_text(item->prices.items[0].key, "EUR");
    cr_assert_eq(item->prices.items[0].value, 2.5);
    cr_assert_eq(item->rows.count, 3);
    cr_assert_eq(item->rows.items[0].items[1], 2);
    cr_assert_eq(item->rows.items[1].count, 0);
    cr_assert_eq(item->rows.items[2].items[0], 3);
}

Test(typed, an_enum_of_strings_is_a_c_enum_with_a_table_of_texts)
{
    const struct Item *item =
        typed_decode(&Item_model, ITEM ",\"size\":\"L\"}");

    cr_assert_eq(item->color, COLOR_DARK_GREEN);
    typed_assert_text(Color_text[item->color], "dark green");
    cr_assert_eq(item->size.value, ITEM_SIZE_L);
}

Test(typed, absent_and_null_and_set_can_be_told_apart)
{
    const struct Item *absent = typed_decode(&Item_model, ITEM "}");
    const struct Item *null =
        typed_decode(&Item_model, ITEM ",\"weight\":null}");
    const struct Item *set = typed_decode(&Item_model, ITEM ",\"weight\":0.5}");

    cr_assert(!absent->weight.has && !absent->weight.is_null);
    cr_assert(null->weight.has && null->weight.is_null);
    cr_assert(set->weight.has && !set->weight.is_null);
    cr_assert_eq(set->weight.value, 0.5);
}

Test(typed, an_absent_member_has_the_value_of_its_default)
{
    const struct Item *item = typed_decode(&Item_model, ITEM "}");
    const struct Optionals *all = typed_decode(&Optionals_model, "{}");

    cr_assert(!item->stock.has);
    cr_assert_eq(item->stock.value, 1);
    cr_assert(all->a_bool.value);
    cr_assert_eq(all->an_int.value, -5);
    typed_assert_text(all->a_string.value, "text");
    cr_assert_eq(all->a_literal.value, OPTIONALS_A_LITERAL_Y);
    cr_assert_eq(all->an_any.value->type, TN_TYPE_ARRAY);
    cr_assert(!all->an_array.has);
    cr_assert_eq(all->an_array.value.count, 0);
}

Test(typed, what_a_model_keeps_besides_is_in_extra)
{
    const struct Shop *shop = typed_decode(
        &Shop_model,
        "{\"open\":true,\"address\":{\"street\":\"x\",\"floor\":2},"
        "\"items\":[" ITEM "}],\"spare\":[null," ITEM "}]}");

    cr_assert_eq(shop->extra.count, 1);
    typed_assert_text(shop->extra.items[0].key, "open");
    cr_assert(shop->extra.items[0].value);
    cr_assert_eq(shop->address.floor.value, 2);
    cr_assert_eq(shop->items.items[0].color, COLOR_DARK_GREEN);
    cr_assert(shop->spare.value.items[0].is_null);
    typed_assert_text(shop->spare.value.items[1].value.name, "Tea");
    cr_assert(!shop->best.has && shop->best.is_null);
}

Test(typed, a_model_that_contains_itself_is_held_by_pointer)
{
    const struct Tree_of_nodes *tree = typed_decode(
        &Tree_of_nodes_model,
        "{\"root\":{\"value\":1,\"next\":{\"value\":2},\"children\":"
        "[{\"value\":3}]},\"by_name\":{\"x\":{\"value\":4}}}");
    const struct Node *root = tree->root;

    cr_assert_eq(root->value, 1);
    cr_assert_eq(root->next.value->value, 2);
    cr_assert_eq(root->children.value.items[0]->value, 3);
    typed_assert_text(tree->by_name.value.items[0].key, "x");
    cr_assert_eq(tree->by_name.value.items[0].value->value, 4);
}

Test(typed, every_form_comes_back_as_it_went_in)
{
    const char *scalars =
        "{\"a_bool\":true,\"an_int\":5,\"an_int32\":-4,\"a_float\":0.25,"
        "\"a_float32\":0.5,\"a_string\":\"text\",\"an_any\":{\"x\":[1]},"
        "\"a_null\":null,\"a_literal\":\"fixed\",\"an_int_literal\":10,"
        "\"a_mixed_literal\":\"one\"}";
    const char *nullables =
        "{\"a_bool\":null,\"an_int\":1,\"a_string\":null,"
        "\"an_array\":[1,null],\"a_map\":{\"k\":null,\"l\":true},"
        "\"a_literal\":\"y\",\"maps\":[{\"a\":1},{}],"
        "\"lists\":{\"a\":[\"x\"],\"b\":[]},\"options\":[null,\"off\"]}";

    cr_assert_str_eq(
        typed_encode(&Scalars_model, typed_decode(&Scalars_model, scalars)),
        scalars);
    cr_assert_str_eq(typed_encode(&Nullables_model,
                                  typed_decode(&Nullables_model, nullables)),
                     nullables);
}

Test(typed, an_answer_is_filled_member_by_member)
{
    struct Item_prices_entry price = { TN_STR("EUR"), 3 };
    int64_t numbers[] = { 1, 2 };
    struct Item_rows_item row = { numbers, 2 };
    struct Item item = { 0 };

    item.name = tn_str_from("Tea");
    item.color = COLOR_LIGHT_BLUE;
    item.prices.items = &price;
    item.prices.count = 1;
    item.rows.items = &row;
    item.rows.count = 1;
    TN_SET(item.size, ITEM_SIZE_M);
    TN_SET_NULL(item.weight);
    cr_assert_str_eq(typed_encode(&Item_model, &item),
                     "{\"name\":\"Tea\",\"color\":\"lightBlue\",\"prices\":"
                     "{\"EUR\":3.0},\"rows\":[[1,2]],\"stock\":1,"
                     "\"weight\":null,\"size\":\"M\"}");
}
