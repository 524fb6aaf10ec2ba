#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Two names of a schema that are one in C: an error that shows both."""

import unittest

from tool import InFolder, tenon

# what collides, the schema, the line of the second, both pointers, the C name
COLLISIONS = [
    ("two members", "$defs:\n  A:\n    type: object\n    properties:\n"
     "      a-b: {}\n      a_b: {}\n", 6,
     "/$defs/A/properties/a_b", "/$defs/A/properties/a-b", "a_b"),
    ("two models", "$defs:\n  A-B: {type: object}\n  A_B: {type: object}\n", 3,
     "/$defs/A_B", "/$defs/A-B", "A_B"),
    ("two constants", "$defs:\n  Color:\n    enum:\n    - red\n    - Red\n", 5,
     "/$defs/Color/enum/1", "/$defs/Color/enum/0", "COLOR_RED"),
    ("constants of two enums",
     "$defs:\n  Color: {enum: [red_hot]}\n  Color_red: {enum: [hot]}\n", 3,
     "/$defs/Color_red/enum/0", "/$defs/Color/enum/0", "COLOR_RED_HOT"),
    ("a model and an object in place", "$defs:\n  A:\n    type: object\n"
     "    properties: {b: {type: object, properties: {c: {}}}}\n"
     "  A_b: {type: object}\n", 4,
     "/$defs/A/properties/b", "/$defs/A_b", "A_b"),
    ("a model and what belongs to another",
     "$defs:\n  A: {type: object}\n  A_model: {type: object}\n", 3,
     "/$defs/A_model", "/$defs/A", "A_model"),
    ("a mended keyword and a name",
     "$defs:\n  A:\n    type: object\n    properties:\n"
     "      int: {}\n      int_: {}\n", 6,
     "/$defs/A/properties/int_", "/$defs/A/properties/int", "int_"),
    ("a model and the enum of a union",
     "$defs:\n  U: {type: [integer, string]}\n  U_kind: {type: object}\n", 3,
     "/$defs/U_kind", "/$defs/U", "U_kind"),
    ("constants of a union and of an enum",
     "$defs:\n  U: {type: [integer, string]}\n  UKind: {enum: [int]}\n", 3,
     "/$defs/UKind/enum/0", "/$defs/U", "U_KIND_INT"),
    ("two members of a union, one of them mended",
     "$defs:\n  Int: {type: integer}\n  int_: {type: integer}\n"
     "  U: {anyOf: [{$ref: '#/$defs/Int'}, {$ref: '#/$defs/int_'}]}\n", 3,
     "/$defs/int_", "/$defs/Int", "int_"),
    ("the root and a model",
     "$defs:\n  A: {type: object}\ntitle: A\ntype: object\n", 1,
     "", "/$defs/A", "A"),
]


class Names(InFolder):
    def test_a_collision_is_an_error_that_shows_both(self):
        for what, text, line, second, first, name in COLLISIONS:
            with self.subTest(what):
                result = tenon("--out", self.folder, self.schema(text))
                self.assertEqual(result.returncode, 2)
                self.assertRegex(
                    result.stderr, rf"\A\S*:? ?\S*case\.yaml:{line}:\d+: .*\n\Z")
                for part in (second or "the root", first, f"named {name} "):
                    self.assertIn(part, result.stderr)
                self.assertEqual(list(self.folder.glob("*_models.*")), [])

    def test_a_name_that_no_string_of_c_holds_is_an_error(self):
        for text in ('{"$defs": {"A": {"type": "object", "properties":\n'
                     '{"a\\u0000b": {}}}}}', '{"$defs":\n'
                     '{"A\\u0000": {"type": "object"}}}'):
            result = tenon("--out", self.folder, self.schema(text, "a.json"))
            self.assertEqual(result.returncode, 2)
            self.assertRegex(result.stderr,
                             r"a\.json:2:\d+: .*U\+0000 in a name")

    def test_names_in_different_places_do_not_collide(self):
        self.models(self.schema("""$defs:
  A: {type: object, properties: {A: {}, a-b: {}, A_model: {}}}
  B: {type: object, properties: {A: {}, a_b: {}}}
  E: {enum: [A, B]}
"""))

    def test_members_of_a_model_and_of_what_is_in_it_do_not_collide(self):
        self.models(self.schema("""$defs:
  A:
    type: object
    properties:
      b: {type: object, properties: {c: {type: integer}}}
      c: {type: integer}
"""))


    def test_members_of_a_union_with_one_name_are_numbered(self):
        self.models(self.schema("""$defs:
  list2: {type: integer}
  BlackCat: {type: integer}
  black_cat: {type: integer}
  U:
    anyOf:
      - {type: array}
      - {$ref: '#/$defs/list2'}
      - {type: array, maxItems: 1}
      - {$ref: '#/$defs/BlackCat'}
      - {$ref: '#/$defs/black_cat'}
"""))
        text = (self.folder / "case_models.h").read_text()
        constants = [line.strip(" ,") for line in text.splitlines()
                     if line.startswith("    U_KIND_")]
        self.assertEqual(constants, [
            "U_KIND_LIST", "U_KIND_LIST2", "U_KIND_LIST3", "U_KIND_BLACK_CAT",
            "U_KIND_BLACK_CAT2"])


if __name__ == "__main__":
    unittest.main()
