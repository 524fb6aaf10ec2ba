#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`tenon validate`: its options, its input, its exit status."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

TENON = os.environ["TENON_TOOL"]

SCHEMA = """\
type: object
required: [n]
properties: { n: { type: integer } }
$defs:
  Word: { type: string }
"""


class Validate(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.write("case.yaml", SCHEMA)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def run_tenon(self, *arguments, body=b""):
        return subprocess.run([TENON, *arguments], cwd=self.folder, input=body,
                              capture_output=True, check=False)

    def assert_answers(self, result, status, text):
        self.assertEqual(result.stderr, b"")
        self.assertEqual(result.stdout.decode(), text + "\n")
        self.assertEqual(result.returncode, status)

    def assert_fails(self, result, *says):
        self.assertEqual(result.returncode, 2)
        self.assertEqual(result.stdout, b"")
        self.assertEqual(result.stderr.count(b"\n"), 1, result.stderr)
        for text in says:
            self.assertIn(text, result.stderr.decode())

    def test_a_valid_body_is_printed_as_it_was_understood(self):
        self.assert_answers(
            self.run_tenon("validate", "case.yaml", body=b'{"n": "5"}'),
            0, '{"n":5}')

    def test_an_invalid_body_is_answered_with_its_issues(self):
        self.assert_answers(
            self.run_tenon("validate", "case.yaml", body=b"{}"), 1,
            '{"detail":[{"type":"missing","loc":["body","n"],'
            '"msg":"Field required","input":{}}]}')

    def test_what_is_no_text_is_answered_as_a_server_does(self):
        self.assert_answers(
            self.run_tenon("validate", "case.yaml", body=b"\xff"), 1,
            '{"detail":"There was an error parsing the body"}')

    def test_a_pointer_chooses_a_definition(self):
        self.assert_answers(
            self.run_tenon("validate", "case.yaml#/$defs/Word", body=b'"w"'),
            0, '"w"')
        self.assert_answers(
            self.run_tenon("validate", "case.yaml#", body=b'{"n": 1}'),
            0, '{"n":1}')

    def test_a_file_is_read_instead_of_standard_input(self):
        self.write("body.json", '{"n": 7}')
        self.assert_answers(
            self.run_tenon("validate", "case.yaml", "body.json"),
            0, '{"n":7}')
        self.assert_answers(
            self.run_tenon("validate", "case.yaml", "-", body=b'{"n": 8}'),
            0, '{"n":8}')

    def test_strict_mode_refuses_coercion(self):
        for mode in (["--mode", "strict"], ["--mode=strict"]):
            result = self.run_tenon("validate", *mode, "case.yaml",
                                    body=b'{"n": "5"}')
            self.assertEqual(result.returncode, 1)
            self.assertIn(b'"int_type"', result.stdout)
        self.assert_answers(
            self.run_tenon("validate", "case.yaml", "--mode", "lax",
                           body=b'{"n": "5"}'), 0, '{"n":5}')

    def test_a_broken_schema_is_told_with_its_place(self):
        self.write("bad.yaml", "type: object\nproperties: 5\n")
        self.assert_fails(self.run_tenon("validate", "bad.yaml"),
                          "bad.yaml:2:13:")
        self.assert_fails(self.run_tenon("validate", "none.yaml"), "none.yaml")
        self.assert_fails(self.run_tenon("validate", "case.yaml#/$defs/No"),
                          "/$defs/No")

    def test_schema_mode_gives_the_verdict_of_json_schema(self):
        self.assert_answers(
            self.run_tenon("validate", "--mode", "schema", "case.yaml",
                           body=b'{"n": 5.0}'), 0, '{"valid":true}')
        self.assert_answers(
            self.run_tenon("validate", "--mode", "schema", "case.yaml",
                           body=b'{"n": "5"}'), 1, '{"valid":false}')

    def test_schema_mode_tells_all_errors_with_their_places(self):
        result = self.run_tenon("validate", "--mode=schema", "--output=basic",
                                "case.yaml", body=b'{"n": "5"}')
        error = json.loads(result.stdout)["errors"][0]
        self.assertEqual(result.returncode, 1)
        self.assertEqual(error["keywordLocation"], "/properties/n/type")
        self.assertEqual(error["instanceLocation"], "/n")
        self.assertTrue(error["absoluteKeywordLocation"].endswith(
            "/case.yaml#/properties/n/type"))

    def test_schema_mode_asserts_formats_where_asked(self):
        self.write("mail.json", '{"format": "email"}')
        self.assert_answers(
            self.run_tenon("validate", "--mode", "schema", "mail.json",
                           body=b'"x"'), 0, '{"valid":true}')
        self.assert_answers(
            self.run_tenon("validate", "--mode", "schema", "mail.json",
                           "--format", body=b'"x"'), 1, '{"valid":false}')

    def test_schema_mode_finds_schemas_beside_and_registered(self):
        (self.folder / "far").mkdir()
        self.write("far/word.json", '{"$anchor": "w", "type": "string"}')
        self.write("beside.yaml", "$ref: 'case.yaml#/$defs/Word'\n")
        self.write("remote.yaml", "$ref: 'http://a.example/s/word.json#w'\n")
        self.write("id.yaml", "$id: http://b.example/id\n$ref: case.yaml\n")
        self.assert_answers(
            self.run_tenon("validate", "--mode", "schema", "beside.yaml",
                           body=b"5"), 1, '{"valid":false}')
        self.assert_answers(
            self.run_tenon("validate", "--mode", "schema", "id.yaml",
                           body=b"{}"), 1, '{"valid":false}')
        self.assert_answers(
            self.run_tenon("validate", "--mode", "schema", "remote.yaml",
                           "--remote", "http://a.example/s=far", body=b"5"),
            1, '{"valid":false}')
        self.assert_fails(
            self.run_tenon("validate", "--mode", "schema", "remote.yaml",
                           body=b"5"), "remote.yaml:1:7", "leads nowhere")

    def test_a_schema_may_stand_in_several_files(self):
        (self.folder / "sub").mkdir()
        self.write("main.yaml", """\
type: object
properties:
  home: { $ref: address.json }
  code: { $ref: 'sub/common.yaml#/$defs/Code' }
  name: { $ref: 'sub/common.yaml#named' }
  id: { $ref: '#here' }
  free: { default: { $ref: nowhere } }
$defs: { X: { $anchor: here, type: integer } }
""")
        self.write("address.json", '{"type":"object","properties":{"code":'
                   '{"$ref":"sub/common.yaml#/$defs/Code"},'
                   '"up":{"$ref":"#"}}}')
        self.write("sub/common.yaml", """\
$defs:
  Code: { type: string, maxLength: 3 }
  N: { $anchor: named, properties: { m: { $ref: '../main.yaml#here' } }, type: object }
""")
        self.assert_answers(
            self.run_tenon("validate", "main.yaml",
                           body=b'{"home":{"up":{"code":"a"}},"code":"b",'
                                b'"name":{"m":"5"},"id":"6"}'), 0,
            '{"home":{"up":{"code":"a"}},"code":"b","name":{"m":5},"id":6,'
            '"free":{"$ref":"nowhere"}}')
        result = self.run_tenon("validate", "main.yaml",
                                body=b'{"home":{"code":"long"}}')
        self.assertIn('"loc":["body","home","code"]', result.stdout.decode())

    def test_a_file_that_is_not_there_is_told_with_its_place(self):
        self.write("lost.json", '{"$ref":"nowhere.json"}')
        self.assert_fails(self.run_tenon("validate", "lost.json", body=b"1"),
                          "lost.json:1:9: ", "no such file lies beside")
        self.write("lost.json", '{"$ref":"case.yaml#/$defs/Nothing"}')
        self.assert_fails(self.run_tenon("validate", "lost.json", body=b"1"),
                          "leads nowhere: there is no schema")

    def test_a_base_of_its_own_counts_for_what_is_in_it(self):
        self.write("base.json", '{"$id":"http://a.example/root","$ref":"item",'
                   '"$defs":{"i":{"$id":"item","type":"object","properties":{'
                   '"n":{"$ref":"#/$defs/num"},"up":{"$ref":"root#/$defs/s"}},'
                   '"$defs":{"num":{"type":"integer"}}},'
                   '"s":{"type":"string"},"num":{"type":"boolean"}}}')
        self.assert_answers(
            self.run_tenon("validate", "base.json",
                           body=b'{"n":"5","up":"x"}'), 0, '{"n":5,"up":"x"}')
        self.write("meta.json",
                   '{"$ref":"https://json-schema.org/draft/2020-12/schema"}')
        self.assertEqual(
            self.run_tenon("validate", "meta.json",
                           body=b'{"minLength":-1}').returncode, 1)

    def test_a_dialect_that_describes_itself_ends(self):
        (self.folder / "m").mkdir()
        self.write("m/b", '{"$schema":"http://m/b","$id":"http://x/b"}')
        self.write("s.json", '{"$ref":"http://m/b"}')
        self.assert_answers(
            self.run_tenon("validate", "--mode", "schema", "s.json",
                           "--remote", "http://m=m", body=b"1"), 0,
            '{"valid":true}')

    def test_a_file_may_refer_to_itself_by_name(self):
        self.write("own.json", '{"type":"object","properties":{"a":{"$ref":'
                               '"own.json"}}}')
        self.assert_answers(
            self.run_tenon("validate", "own.json", body=b'{"a":{"a":{}}}'), 0,
            '{"a":{"a":{}}}')

    def test_required_may_name_what_is_described_nowhere(self):
        for schema in ("{type: object, required: [k0, k1]}",
                       "{type: object, properties: {latitude1: {}}, "
                       "required: [latitude1, latitude2]}",
                       "{allOf: [{properties: {x: {}}}, {required: [y]}], "
                       "type: object}"):
            with self.subTest(schema):
                self.write("r.yaml", schema + "\n")
                result = self.run_tenon("validate", "r.yaml", body=b"{}")
                self.assertEqual(result.returncode, 1, result.stderr)

    def test_the_last_of_a_name_counts_for_checks_too(self):
        self.write("twice.json", """{"type":"object",
            "properties":{"role":{"type":"string"},"a":{"type":"integer"}},
            "if":{"properties":{"role":{"const":"admin"}},"required":["role"]},
            "then":{"required":["a"]}}""")
        body = b'{"role":"user","role":"admin"}'
        self.assertEqual(
            self.run_tenon("validate", "twice.json", body=body).returncode, 1)
        self.assertEqual(
            self.run_tenon("validate", "--mode", "schema", "twice.json",
                           body=body).returncode, 1)
        many = ",".join(f'"k{i % 20}":{i}' for i in range(40))
        self.write("many.json", '{"maxProperties":20,"properties":{"k3":'
                                '{"const":23}}}')
        self.assert_answers(
            self.run_tenon("validate", "--mode", "schema", "many.json",
                           body=b"[{" + many.encode() + b"}]"), 0,
            '{"valid":true}')
        self.assert_answers(
            self.run_tenon("validate", "--mode", "schema", "many.json",
                           body=b"{" + many.encode() + b"}"), 0,
            '{"valid":true}')

    def test_many_texts_and_many_checks_share_one_budget(self):
        self.write("slow.yaml", "{type: array, items: {type: string, "
                                "pattern: '^(a+)+$'}}\n")
        body = json.dumps(["a" * 24 + "b"] * 2000).encode()
        self.assertEqual(
            self.run_tenon("validate", "slow.yaml", body=body).returncode, 1)
        self.write("deep.json", """{"$ref":"#/$defs/A","$defs":{"A":{
            "type":"object","properties":{"n":{"$ref":"#/$defs/A"}},
            "if":{"properties":{"n":{"$ref":"#/$defs/A"}}},"then":true}}}""")
        result = self.run_tenon(
            "validate", "deep.json",
            body=b'{"n":' * 200 + b"{}" + b"}" * 200)
        self.assertEqual(
            [e["type"] for e in json.loads(result.stdout)["detail"]],
            ["json_schema_limit"])

    def test_wrong_usage_is_told_in_one_line(self):
        for arguments, says in (
                (["validate"], "schema is missing"),
                (["validate", "case.yaml", "--mode", "loose"], "lax, strict or schema"),
                (["validate", "case.yaml", "--mode"], "lax, strict or schema"),
                (["validate", "case.yaml", "--deep"], "--deep"),
                (["validate", "case.yaml", "a", "b"], "too many"),
                (["validate", "case.yaml", "none.json"], "none.json"),
                (["verify"], "verify"),
                ([], "command")):
            self.assert_fails(self.run_tenon(*arguments), says)

    def test_help_and_version_are_answered(self):
        for argument in ("--help", "--version"):
            result = self.run_tenon(argument)
            self.assertEqual(result.returncode, 0)
            self.assertIn(b"tenon", result.stdout.lower())


if __name__ == "__main__":
    unittest.main()
