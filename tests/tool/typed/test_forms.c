/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#include <criterion/criterion.h>

#include "fixture.h"
#include "forms_models.h"

/* Unions, tuples, sets and maps of cases/forms.yaml. */

TestSuite(forms, .init = typed_set_up, .fini = typed_tear_down);

Test(forms, a_union_says_which_member_it_is)
{
    const struct Scalar *text = typed_decode(&Scalar_model, "\"x\"");
    const struct Scalar *whole = typed_decode(&Scalar_model, "7");
    const struct Scalar *half = typed_decode(&Scalar_model, "0.5");
    const struct Scalar *yes = typed_decode(&Scalar_model, "true");

    cr_assert_eq(text->kind, SCALAR_KIND_STR);
    typed_assert_text(text->as.str, "x");
    cr_assert_eq(whole->kind, SCALAR_KIND_INT);
    cr_assert_eq(whole->as.int_, 7);
    cr_assert_eq(half->kind, SCALAR_KIND_FLOAT);
    cr_assert_eq(half->as.float_, 0.5);
    cr_assert_eq(yes->kind, SCALAR_KIND_BOOL);
    cr_assert(yes->as.bool_);
}

Test(forms, a_discriminator_chooses_the_model)
{
    const struct Pet *pet =
        typed_decode(&Pet_model, "{\"kind\":\"dog\",\"breed\":\"pug\"}");

    cr_assert_eq(pet->kind, PET_KIND_BIG_DOG);
    cr_assert_eq(pet->as.big_dog.kind, BIG_DOG_KIND_DOG);
    typed_assert_text(pet->as.big_dog.breed, "pug");
    pet = typed_decode(&Pet_model, "{\"kind\":\"cat\",\"lives\":9}");
    cr_assert_eq(pet->kind, PET_KIND_CAT);
    cr_assert_eq(pet->as.cat.lives, 9);
}

Test(forms, unions_lie_in_unions)
{
    const struct Nested *pet =
        typed_decode(&Nested_model, "{\"kind\":\"cat\",\"lives\":1}");
    const struct Nested *paint = typed_decode(&Nested_model, "\"dark green\"");
    const struct Nested *tuple = typed_decode(&Nested_model, "[3,\"x\"]");

    cr_assert_eq(pet->kind, NESTED_KIND_PET);
    cr_assert_eq(pet->as.pet.kind, PET_KIND_CAT);
    cr_assert_eq(pet->as.pet.as.cat.lives, 1);
    cr_assert_eq(paint->kind, NESTED_KIND_UNION);
    cr_assert_eq(paint->as.union_.kind, NESTED_UNION_KIND_PAINT);
    cr_assert_eq(paint->as.union_.as.paint, PAINT_DARK_GREEN);
    cr_assert_eq(tuple->kind, NESTED_KIND_TUPLE);
    cr_assert_eq(tuple->as.tuple.item0, 3);
    typed_assert_text(tuple->as.tuple.item1, "x");
}

Test(forms, members_of_one_name_have_numbers)
{
    const struct Names *names = typed_decode(&Names_model, "5");

    cr_assert_eq(names->kind, NAMES_KIND_INT2);
    cr_assert_eq(names->as.int2, 5);
    names = typed_decode(&Names_model, "[[\"a\"],[]]");
    cr_assert_eq(names->kind, NAMES_KIND_LIST2);
    cr_assert_eq(names->as.list2.count, 2);
    typed_assert_text(names->as.list2.items[0].items[0], "a");
    names = typed_decode(&Names_model, "{\"is_it\":true}");
    cr_assert_eq(names->kind, NAMES_KIND_OBJECT);
    cr_assert(names->as.object.is_it);
    names = typed_decode(&Names_model, "{\"a\":1.5}");
    cr_assert_eq(names->kind, NAMES_KIND_DICT);
    cr_assert_eq(names->as.dict.items[0].value, 1.5);
    names = typed_decode(&Names_model, "\"class\"");
    cr_assert_eq(names->as.literal, NAMES_LITERAL_CLASS);
}

Test(forms, a_tuple_has_a_member_for_each_item_and_the_rest)
{
    const struct Row *row =
        typed_decode(&Row_model, "[\"x\",null,{\"a\":1},[1,2],null]");
    const struct Row *shorter = typed_decode(&Row_model, "[\"x\"]");

    typed_assert_text(row->item0, "x");
    cr_assert(row->item1.has && row->item1.is_null);
    cr_assert_eq(row->item2.value.a.value, 1);
    cr_assert_eq(row->rest.count, 2);
    cr_assert_eq(row->rest.items[0].value.item1, 2);
    cr_assert(row->rest.items[1].is_null);
    cr_assert(!shorter->item1.has && !shorter->item2.has);
    cr_assert_eq(shorter->rest.count, 0);
}

Test(forms, a_union_leads_back_to_itself_through_a_pointer)
{
    const struct Expression *sum = typed_decode(
        &Expression_model, "{\"left\":{\"left\":1,\"right\":2},\"right\":[3]}");
    const struct Sum *left = sum->as.sum->left.as.sum;

    cr_assert_eq(sum->kind, EXPRESSION_KIND_SUM);
    cr_assert_eq(left->right.as.int_, 2);
    cr_assert_eq(sum->as.sum->right.kind, EXPRESSION_KIND_LIST);
    cr_assert_eq(sum->as.sum->right.as.list.items[0].as.int_, 3);
}

Test(forms, so_does_a_tuple)
{
    const struct Chain *chain = typed_decode(&Chain_model, "[1,[2,[3]]]");

    cr_assert_eq(chain->item1.value->item1.value->item0, 3);
    cr_assert(!chain->item1.value->item1.value->item1.has);
}

#define EVENT                                                                  \
    "{\"id\":\"e\",\"pet\":{\"kind\":\"cat\",\"lives\":1},\"scalar\":0.5"

Test(forms, an_absent_union_has_the_value_of_its_default)
{
    const struct Event *event = typed_decode(&Event_model, EVENT "}");

    cr_assert(!event->amount.has);
    cr_assert_eq(event->amount.value.kind, EVENT_AMOUNT_KIND_INT);
    cr_assert_eq(event->amount.value.as.int_, 1);
    cr_assert(!event->maybe.has);
}

Test(forms, the_root_may_be_a_union)
{
    const struct Forms *one = typed_decode(&Forms_model, EVENT "}");
    const struct Forms *two = typed_decode(&Forms_model, "[" EVENT "}]");

    cr_assert_eq(one->kind, FORMS_KIND_EVENT);
    cr_assert_eq(one->as.event.scalar.as.float_, 0.5);
    cr_assert_eq(two->kind, FORMS_KIND_LIST);
    typed_assert_text(two->as.list.items[0].id.as.str, "e");
}

Test(forms, every_form_comes_back_as_it_went_in)
{
    typed_assert_same(
        &Event_model,
        EVENT ",\"maybe\":null,\"by_name\":{\"a\":1,\"b\":\"x\"},"
              "\"list\":[1,\"x\"],\"holes\":[null,1,\"x\"],"
              "\"tags\":[\"b\",\"a\"],\"at\":[1.0,2.5],"
              "\"path\":[[0.0,0.5],[1.0,1.0]],"
              "\"row\":[\"x\",2,{\"a\":1},null,[0.5,0.5]],"
              "\"pair\":[{\"kind\":\"cat\",\"lives\":2},[true]],"
              "\"sum\":{\"left\":1,\"right\":[2]},\"chain\":[1,[2]],"
              "\"names\":[200,5,[1],[[\"a\"]],{\"a\":0.5},"
              "{\"is_it\":false},\"union\",1.5],"
              "\"nested\":[{\"kind\":\"dog\",\"breed\":\"b\"},1,\"red\","
              "[1,\"x\"]],\"amount\":\"much\"}");
    typed_assert_same(&Row_model, "[\"x\"]");
    typed_assert_same(&Path_model, "[]");
}

Test(forms, an_answer_sets_the_kind_and_the_member)
{
    struct Expression parts[2] = { { 0 }, { 0 } };
    struct Expression list = { 0 };
    struct Sum sum = { 0 };
    struct Expression all = { 0 };

    parts[1].as.int_ = 2;
    list.kind = EXPRESSION_KIND_LIST;
    list.as.list.items = parts;
    list.as.list.count = 2;
    sum.left = list;
    sum.right.as.int_ = 3;
    all.kind = EXPRESSION_KIND_SUM;
    all.as.sum = &sum;
    cr_assert_str_eq(typed_encode(&Expression_model, &all),
                     "{\"left\":[0,2],\"right\":3}");
}
