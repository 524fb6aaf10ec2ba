# SPDX-License-Identifier: MIT
"""Rules of one's own, dynamic models, answers that break their contract."""

import json
import unittest

from app_program import App


class Program(App):
    def __init__(self, *arguments):
        super().__init__("FEATURES", *arguments)

    def ask(self, method, path, body=None):
        reply = super().ask(method, path,
                            None if body is None else json.dumps(body).encode())
        return reply.status, reply.body.decode()

    def errors(self, path, body):
        status, text = self.ask("POST", path, body)
        assert status == 422, (status, text)
        return json.loads(text)["detail"]


class Features(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = Program("--check-responses", "on")

    @classmethod
    def tearDownClass(cls):
        cls.program.stop()

    def test_a_rule_changes_a_value_after_the_schema_was_met(self):
        self.assertEqual(
            self.program.ask("POST", "/book", {"start": "2", "end": 9}),
            (200, '{"start":4,"end":9,"name":"nobody"}'))

    def test_a_rule_of_a_field_refuses_at_its_place(self):
        self.assertEqual(
            self.program.errors("/book", {"start": 3, "end": 9}),
            [{"type": "not_even", "loc": ["body", "start"],
              "msg": 'Start 3 is "odd"', "input": 3}])

    def test_a_rule_does_not_run_on_what_is_not_valid(self):
        types = [e["type"] for e in self.program.errors(
            "/book", {"start": "x", "end": "y"})]
        self.assertEqual(types, ["int_parsing", "int_parsing"])

    def test_a_rule_of_a_model_refuses_with_ctx_at_a_field(self):
        self.assertEqual(
            self.program.errors("/book", {"start": 4, "end": 8}),
            [{"type": "order", "loc": ["body", "end"],
              "msg": "End should be after start", "input": 8,
              "ctx": {"start": 0}}])

    def test_a_rule_runs_wherever_its_model_is(self):
        errors = self.program.errors(
            "/book", {"start": 2, "end": 9,
                      "guests": [{"age": 30}, {"age": 3}]})
        self.assertEqual(errors, [
            {"type": "value_error", "loc": ["body", "guests", 1, "age"],
             "msg": "Value error", "input": 3}])

    def test_a_route_a_field_and_a_model_can_be_strict(self):
        for path, body, loc in (
                ("/book/exact", {"start": "2", "end": 9}, "start"),
                ("/book", {"start": 2, "end": 9, "exact": "1"}, "exact"),
                ("/care", {"n": "1"}, "n")):
            with self.subTest(path):
                errors = self.program.errors(path, body)
                self.assertEqual([(e["type"], e["loc"]) for e in errors],
                                 [("int_type", ["body", loc])])
        self.assertEqual(
            self.program.ask("POST", "/care", {"n": 1, "inner": {"age": "20"}}),
            (200, '{"n":1,"inner":{"age":20}}'))

    def test_members_are_left_out_as_the_route_says(self):
        for path, text in (
                ("/all", '{"id":7,"none":null,"unset":3,"same":[1,2],"other":5}'),
                ("/set", '{"id":7,"none":null,"same":[1,2],"other":5}'),
                ("/some", '{"id":7,"unset":3,"same":[1,2],"other":5}'),
                ("/changed", '{"id":7,"none":null,"other":5}')):
            with self.subTest(path):
                self.assertEqual(self.program.ask("GET", path), (200, text))

    def test_a_model_without_generated_code_is_validated(self):
        self.assertEqual(self.program.ask("POST", "/move", {"x": "3"}),
                         (200, '{"x":60,"y":2}'))
        self.assertEqual(self.program.errors("/move", {"x": 101})[0]["type"],
                         "less_than_equal")
        self.assertEqual(self.program.ask("POST", "/greet", {"age": 5.0}),
                         (200, '{"age":5}'))

    def test_an_answer_that_breaks_its_contract_is_a_logged_500(self):
        with Program("--check-responses", "on") as program:
            self.assertEqual(program.ask("POST", "/guess", {"age": 19}),
                             (500, '{"detail":"Internal Server Error"}'))
            self.assertEqual(program.ask("POST", "/move", {"x": 50}),
                             (500, '{"detail":"Internal Server Error"}'))
            _, log = program.stop()
        self.assertIn("guess failed", log)
        self.assertIn(" at /number: the schema says otherwise: Input should "
                      "be less than or equal to 10", log)
        self.assertIn(" at /x: ", log)

    def test_answers_are_not_checked_where_that_is_off(self):
        with Program("--check-responses", "off") as program:
            self.assertEqual(program.ask("POST", "/guess", {"age": 19}),
                             (200, '{"number":19}'))

    def test_a_text_that_is_no_utf8_is_a_logged_500(self):
        with Program("--check-responses", "on") as program:
            self.assertEqual(program.ask("GET", "/spell/%D1%8F"), (200, "я"))
            self.assertEqual(program.ask("GET", "/spell/broken"),
                             (500, '{"detail":"Internal Server Error"}'))
            _, log = program.stop()
        self.assertIn("spell failed: not UTF-8 (-4): the byte at 1 of the text "
                      "is none of UTF-8", log)

    def test_a_text_is_plain_in_the_document(self):
        text = self.program.ask("GET", "/openapi.json")[1]
        operation = json.loads(text)["paths"]["/spell/{word}"]["get"]
        self.assertEqual(operation["responses"], {"200": {
            "description": "Successful Response",
            "content": {"text/plain": {"schema": {"type": "string"}}}}})

    def test_the_document_has_the_dynamic_models(self):
        status, text = self.program.ask("GET", "/openapi.json")
        self.assertEqual(status, 200)
        self.assertIn("Point", text)
        self.assertIn("Guest", text)


if __name__ == "__main__":
    unittest.main()
