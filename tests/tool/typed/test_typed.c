/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/decode.h"
#include "model/encode.h"
#include "model/registry.h"
#include "scalars_models.h"
#include "shop_models.h"
#include "tree_models.h"
#include "unions_models.h"
#include "json/reader.h"

/* Handlers see requests, and give answers, as these structs. */

struct fixture {
    struct tn__registry *registry;
    struct tn__arena arena;
    struct tn__buf text; /* of the last encode() */
};

static struct fixture fixture;

static void set_up(void)
{
    fixture.registry = tn__registry_new();
    tn__arena_init(&fixture.arena, NULL, 4096, 0);
}

static void tear_down(void)
{
    tn__registry_free(fixture.registry);
    tn__arena_deinit(&fixture.arena);
    tn__buf_deinit(&fixture.text);
}

TestSuite(typed, .init = set_up, .fini = tear_down);

static const struct tn__node *node_of(const struct tn_model *model)
{
    struct tn_error error = { 0 };
    const struct tn__node *node =
        tn__registry_node(fixture.registry, model, &error);

    cr_assert(node, "%s", error.message);
    return node;
}

static void *decode(const struct tn_model *model, const char *json)
{
    size_t size = strlen(json);
    char *text = tn__arena_zalloc(&fixture.arena, size + TN__JSON_PADDING);
    void *out = tn__arena_zalloc(&fixture.arena, model->size);
    struct tn__issues issues = { 0 };
    const struct tn__decode_options options = { .issues = &issues };
    struct tn__body body = { text, size, true };
    int code;

    memcpy(text, json, size);
    code =
        tn__decode_body(&fixture.arena, node_of(model), &body, &options, out);
    cr_assert_eq(code, 0, "%d for %s", code, json);
    return out;
}

static const char *encode(const struct tn_model *model, const void *in)
{
    struct tn_error error = { 0 };

    tn__buf_reset(&fixture.text);
    cr_assert_eq(
        tn__encode(&fixture.text, &fixture.arena, node_of(model), in, &error),
        0, "%s", error.message);
    return tn__buf_text(&fixture.text);
}

static void assert_text(struct tn_str text, const char *expected)
{
    cr_assert(tn_str_equal(text, tn_str_from(expected)), "%.*s", (int)text.len,
              text.ptr);
}

#define ITEM                                                                   \
    "{\"name\":\"Tea\",\"color\":\"dark green\",\"prices\":{\"EUR\":2.5},"     \
    "\"rows\":[[1,2],[],[3]]"

Test(typed, lists_and_maps_have_items_and_a_count)
{
    const struct Item *item = decode(&Item_model, ITEM "}");

    assert_text(item->name, "Tea");
    cr_assert_eq(item->prices.count, 1);
    assert_text(item->prices.items[0].key, "EUR");
    cr_assert_eq(item->prices.items[0].value, 2.5);
    cr_assert_eq(item->rows.count, 3);
    cr_assert_eq(item->rows.items[0].items[1], 2);
    cr_assert_eq(item->rows.items[1].count, 0);
    cr_assert_eq(item->rows.items[2].items[0], 3);
}

Test(typed, an_enum_of_strings_is_a_c_enum_with_a_table_of_texts)
{
    const struct Item *item = decode(&Item_model, ITEM ",\"size\":\"L\"}");

    cr_assert_eq(item->color, COLOR_DARK_GREEN);
    assert_text(Color_text[item->color], "dark green");
    cr_assert_eq(item->size.value, ITEM_SIZE_L);
}

Test(typed, absent_and_null_and_set_can_be_told_apart)
{
    const struct Item *absent = decode(&Item_model, ITEM "}");
    const struct Item *null = decode(&Item_model, ITEM ",\"weight\":null}");
    const struct Item *set = decode(&Item_model, ITEM ",\"weight\":0.5}");

    cr_assert(!absent->weight.has && !absent->weight.is_null);
    cr_assert(null->weight.has && null->weight.is_null);
    cr_assert(set->weight.has && !set->weight.is_null);
    cr_assert_eq(set->weight.value, 0.5);
}

Test(typed, an_absent_member_has_the_value_of_its_default)
{
    const struct Item *item = decode(&Item_model, ITEM "}");
    const struct Optionals *all = decode(&Optionals_model, "{}");

    cr_assert(!item->stock.has);
    cr_assert_eq(item->stock.value, 1);
    cr_assert(all->a_bool.value);
    cr_assert_eq(all->an_int.value, -5);
    assert_text(all->a_string.value, "text");
    cr_assert_eq(all->a_literal.value, OPTIONALS_A_LITERAL_Y);
    cr_assert_eq(all->an_any.value->type, TN_TYPE_ARRAY);
    cr_assert(!all->an_array.has);
    cr_assert_eq(all->an_array.value.count, 0);
}

Test(typed, what_a_model_keeps_besides_is_in_extra)
{
    const struct Shop *shop =
        decode(&Shop_model,
               "{\"open\":true,\"address\":{\"street\":\"x\",\"floor\":2},"
               "\"items\":[" ITEM "}],\"spare\":[null," ITEM "}]}");

    cr_assert_eq(shop->extra.count, 1);
    assert_text(shop->extra.items[0].key, "open");
    cr_assert(shop->extra.items[0].value);
    cr_assert_eq(shop->address.floor.value, 2);
    cr_assert_eq(shop->items.items[0].color, COLOR_DARK_GREEN);
    cr_assert(shop->spare.value.items[0].is_null);
    assert_text(shop->spare.value.items[1].value.name, "Tea");
    cr_assert(!shop->best.has && shop->best.is_null);
}

Test(typed, a_model_that_contains_itself_is_held_by_pointer)
{
    const struct Tree_of_nodes *tree =
        decode(&Tree_of_nodes_model,
               "{\"root\":{\"value\":1,\"next\":{\"value\":2},\"children\":"
               "[{\"value\":3}]},\"by_name\":{\"x\":{\"value\":4}}}");
    const struct Node *root = tree->root;

    cr_assert_eq(root->value, 1);
    cr_assert_eq(root->next.value->value, 2);
    cr_assert_eq(root->children.value.items[0]->value, 3);
    assert_text(tree->by_name.value.items[0].key, "x");
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

    cr_assert_str_eq(encode(&Scalars_model, decode(&Scalars_model, scalars)),
                     scalars);
    cr_assert_str_eq(
        encode(&Nullables_model, decode(&Nullables_model, nullables)),
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
    cr_assert_str_eq(encode(&Item_model, &item),
                     "{\"name\":\"Tea\",\"color\":\"lightBlue\",\"prices\":"
                     "{\"EUR\":3.0},\"rows\":[[1,2]],\"stock\":1,"
                     "\"weight\":null,\"size\":\"M\"}");
}

/* -- Unions and tuples ----------------------------------------------------- */

static void assert_round_trip(const struct tn_model *model, const char *json)
{
    cr_assert_str_eq(encode(model, decode(model, json)), json);
}

Test(typed, a_union_says_what_it_holds)
{
    const struct Home *home =
        decode(&Home_model,
               "{\"id\":\"a\",\"pet\":{\"kind\":\"hound\",\"name\":\"b\"},"
               "\"other\":null,\"same\":1}");

    cr_assert_eq(home->id.kind, HOME_ID_KIND_STRING);
    assert_text(home->id.as.string, "a");
    cr_assert_eq(home->pet.kind, PET_KIND_DOG);
    cr_assert_eq(home->pet.as.dog.kind, DOG_KIND_HOUND);
    assert_text(home->pet.as.dog.name.value, "b");
    cr_assert(home->other.has && home->other.is_null);
    cr_assert_eq(home->same.value.kind, HOME_SAME_KIND_INTEGER2);
    cr_assert_not(home->inner.has);
}

Test(typed, a_union_can_be_the_body)
{
    const struct Pet *pet =
        decode(&Pet_model, "{\"kind\":\"cat\",\"lives\":9}");

    cr_assert_eq(pet->kind, PET_KIND_CAT);
    cr_assert_eq(pet->as.cat.lives, 9);
    assert_round_trip(&Pet_model, "{\"kind\":\"cat\",\"lives\":9}");
}

Test(typed, a_tuple_has_a_member_for_each_place)
{
    const struct Row *row = decode(&Row_model, "[\"a\",5,[1.5,2.5],7,[3,3]]");

    assert_text(row->item0, "a");
    cr_assert(row->item1.has && row->item1.value == 5);
    cr_assert(row->item2.has && row->item2.value.item1 == 2.5);
    cr_assert_eq(row->rest.count, 2);
    cr_assert_eq(row->rest.items[0].kind, ROW_REST_ITEM_KIND_INTEGER);
    cr_assert_eq(row->rest.items[1].as.set.count, 1);
    row = decode(&Row_model, "[\"a\"]");
    cr_assert(!row->item1.has && !row->item2.has && row->rest.count == 0);
}

Test(typed, unions_and_tuples_make_the_round_trip)
{
    assert_round_trip(&Row_model, "[\"a\"]");
    assert_round_trip(&Row_model, "[\"a\",null]");
    assert_round_trip(&Row_model, "[\"a\",1,[0.5,1.5],2,[3]]");
    assert_round_trip(&Tree_model,
                      "{\"left\":{\"left\":5},\"pair\":[{\"left\":1},{},{}]}");
    assert_round_trip(
        &Home_model,
        "{\"id\":1,\"pet\":{\"kind\":\"cat\",\"lives\":9},\"other\":{\"kind\":"
        "\"dog\",\"name\":\"x\"},\"pets\":[{\"kind\":\"dog\"}],\"by_name\":{"
        "\"a\":{\"kind\":\"cat\",\"lives\":1}},\"rows\":[[\"r\"]],\"same\":7,"
        "\"inner\":{\"a\":1},\"since\":\"2026-01-02T03:04:05Z\",\"span\":"
        "\"P1DT2H\",\"key\":\"2eb8aa08-aa98-11ea-b4aa-73b441d16380\","
        "\"price\":\"1.50\"}");
    assert_round_trip(&Home_model,
                      "{\"id\":1,\"pet\":{\"kind\":\"cat\",\"lives\":9},"
                      "\"inner\":[null,\"a\"]}");
}

Test(typed, a_kind_that_is_none_is_refused)
{
    struct tn_error error = { 0 };
    struct Pet pet = { .kind = (enum Pet_kind)7 };

    cr_assert_eq(tn__encode(&fixture.text, &fixture.arena, node_of(&Pet_model),
                            &pet, &error),
                 TN_EENCODE);
    cr_assert_str_eq(error.message, "a kind that is none of the union's");
}
