/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The Tenon authors */
#ifndef TESTS_FUZZ_SCHEMAS_H
#define TESTS_FUZZ_SCHEMAS_H

#include <tenon/attrs.h>

/* The schemas whose bodies are fuzzed: the first byte of an input chooses. */
static const char *const schemas[] = {
    "type: object\n"
    "required: [first]\n"
    "properties:\n"
    "  first: { type: integer, minimum: -5, multipleOf: 5 }\n"
    "  second: { type: [integer, 'null'], default: null }\n"
    "  f: { type: number, multipleOf: 0.1, exclusiveMaximum: 1.0e+21 }\n"
    "  f32: { type: number, format: float }\n"
    "  i32: { type: integer, format: int32, default: 7 }\n"
    "  b: { type: boolean, default: true }\n"
    "  s: { type: string, minLength: 1, maxLength: 9, pattern: '^[a-я]' }\n",

    "type: object\n"
    "additionalProperties: { type: [integer, 'null'] }\n"
    "properties:\n"
    "  color: { enum: [red, green] }\n"
    "  level: { $ref: '#/$defs/Level' }\n"
    "  mixed: { enum: [a, 1, true, null, 0.5] }\n"
    "  no: { type: 'null' }\n"
    "  strict:\n"
    "    type: object\n"
    "    additionalProperties: false\n"
    "    properties: { any: {}, const: { const: x } }\n"
    "$defs: { Level: { type: integer, enum: [1, 10] } }\n",

    "type: object\n"
    "properties:\n"
    "  value: { type: integer }\n"
    "  next: { anyOf: [{ $ref: '#' }, { type: 'null' }] }\n"
    "  list: { type: array, items: { $ref: '#' }, minItems: 1, maxItems: 9 }\n"
    "  map: { type: object, additionalProperties: { $ref: '#' } }\n",

    "type: array\n"
    "items:\n"
    "  type: object\n"
    "  properties:\n"
    "    u: { type: [integer, string, 'null'], maxLength: 3 }\n"
    "    v: { type: [boolean, number, array], items: { type: number } }\n"
    "    w: { type: [object, integer], additionalProperties: {} }\n",

    "oneOf: [{ $ref: '#/$defs/A' }, { $ref: '#/$defs/B' }]\n"
    "discriminator: { propertyName: k }\n"
    "$defs:\n"
    "  A: { type: object, required: [k],\n"
    "       properties: { k: { enum: [a, 1] }, n: { $ref: '#' } } }\n"
    "  B: { type: object, required: [k],\n"
    "       properties: { k: { const: b }, x: { type: integer } } }\n",

    "type: array\n"
    "prefixItems:\n"
    "  - { anyOf: [{ $ref: '#' }, { type: integer }, { type: string }] }\n"
    "  - { type: array, uniqueItems: true, maxItems: 3,\n"
    "      items: { anyOf: [{ type: integer }, { type: array, items: {} }] } "
    "}\n"
    "  - { type: [boolean, 'null'] }\n"
    "minItems: 1\n"
    "items: { anyOf: [{ type: array, items: { type: integer } },\n"
    "                 { type: array, items: { type: string } }] }\n",

    "type: object\n"
    "properties:\n"
    "  date: { type: string, format: date }\n"
    "  dt: { type: string, format: date-time }\n"
    "  time: { type: string, format: time }\n"
    "  span: { type: string, format: duration }\n"
    "  id: { type: string, format: uuid }\n"
    "  price: { anyOf: [{ type: number, minimum: 0 }, { type: string }] }\n"
    "  days: { type: object, additionalProperties: { type: integer },\n"
    "          propertyNames: { type: string, format: date } }\n"
    "  names: { type: object, additionalProperties: {}, minProperties: 1,\n"
    "           propertyNames: { maxLength: 3 } }\n",

    "type: object\n"
    "properties:\n"
    "  a: { type: array, items: {}, contains: { type: string } }\n"
    "  b: { not: { type: 'null' } }\n"
    "  c: { $ref: '#' }\n"
    "dependentRequired: { a: [b] }\n"
    "if: { required: [c] }\n"
    "then: { required: [a] }\n"
    "unevaluatedProperties: false\n",

    "type: array\n"
    "items:\n"
    "  type: object\n"
    "  required: [id, name, address]\n"
    "  properties:\n"
    "    id: { type: integer, minimum: 1, exclusiveMaximum: 1000 }\n"
    "    name: { type: string, minLength: 2, maxLength: 5 }\n"
    "    score: { type: number, minimum: 0, exclusiveMaximum: 1 }\n"
    "    tags: { type: array, items: { type: string }, maxItems: 2 }\n"
    "    address:\n"
    "      type: object\n"
    "      properties:\n"
    "        zip: { type: string, minLength: 5, maxLength: 5 }\n"
    "        lines: { type: array, items: { type: integer } }\n"
    "    note: { type: [string, 'null'], default: x }\n",
};

#endif
