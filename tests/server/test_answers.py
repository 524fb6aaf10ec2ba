# SPDX-License-Identifier: MIT
"""Answers of the framework itself: routing, methods, bodies, failures."""

import json

from harness import ADD, ServerTest, main, request


class Routing(ServerTest):
    def test_answers_an_operation(self):
        reply = self.ask(request("POST", "/add", ADD))
        self.assertEqual(reply.status, 200)
        self.assertEqual(reply.body, b'{"result":42}')
        self.assertEqual(reply["content-type"], "application/json")
        self.assertRegex(reply["date"], r"^\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT$")

    def test_a_path_that_is_not_there_is_404(self):
        reply = self.ask(request("GET", "/nothing"))
        self.assertEqual(reply.status, 404)
        self.assertEqual(reply.body, b'{"detail":"Not Found"}')
        self.assertEqual(reply["content-type"], "application/json")
        self.assertFalse(reply.closes)

    def test_a_method_that_is_not_there_is_405_with_allow(self):
        for method in "PUT", "TRACE", "BREW", "add", "GET2":
            reply = self.ask(request(method, "/add"))
            self.assertEqual(reply.status, 405, method)
            self.assertEqual(reply.body, b'{"detail":"Method Not Allowed"}')
            self.assertEqual(reply["allow"], "POST, OPTIONS")
        reply = self.ask(request("POST", "/items/1"))
        self.assertEqual(reply["allow"], "GET, HEAD, DELETE, OPTIONS")

    def test_an_unknown_method_on_no_path_is_404(self):
        self.assertEqual(self.ask(request("BREW", "/nothing")).status, 404)

    def test_options_tells_what_is_allowed(self):
        reply = self.ask(request("OPTIONS", "/items/1"))
        self.assertEqual(reply.status, 204)
        self.assertEqual(reply["allow"], "GET, HEAD, DELETE, OPTIONS")
        self.assertIsNone(reply["content-length"])
        self.assertEqual(self.ask(request("OPTIONS", "/nothing")).status, 404)
        self.assertEqual(self.ask(request("OPTIONS", "*")).status, 204)

    def test_head_is_get_without_the_body(self):
        get = self.ask(request("GET", "/items/seven"))
        head = self.ask(request("HEAD", "/items/seven"), head_only=True)
        self.assertEqual(head.status, 200)
        self.assertEqual(head["content-length"], str(len(get.body)))
        self.assertEqual(head["content-type"], get["content-type"])
        with self.server.client() as client:
            client.send(request("HEAD", "/nothing") + request("GET", "/plain"))
            self.assertEqual(client.reply(head_only=True).status, 404)
            self.assertEqual(client.reply().body, b"plain text\n")

    def test_a_slash_too_many_or_too_few_is_a_redirect(self):
        for method in "GET", "POST", "PUT":
            reply = self.ask(request(method, "/items/7/?a=b%20c", Host="h:81"))
            self.assertEqual(reply.status, 307)
            self.assertEqual(reply["location"], "http://h:81/items/7?a=b%20c")
        reply = self.ask(request("GET", "/folder"))
        self.assertEqual(reply["location"], "http://test/folder/")
        reply = self.ask(request("GET", "http://other/folder"))
        self.assertEqual(reply["location"], "http://other/folder/")
        self.assertEqual(self.ask(request("GET", "/items/")).status, 404)

    def test_a_redirect_does_not_lead_to_another_host(self):
        reply = self.ask(request("GET", "/items/7/", version="1.0", Host=None))
        self.assertEqual(reply["location"], "/items/7")
        reply = self.ask(request("GET", "//evil/", version="1.0", Host=None))
        self.assertEqual(reply.status, 404)


class Parameters(ServerTest):
    def text(self, target, **fields):
        reply = self.ask(request("GET", target, **fields))
        self.assertEqual(reply.status, 200, target)
        return json.loads(reply.body)["text"]

    def test_path_parameters_are_decoded_after_the_routing(self):
        self.assertEqual(self.text("/items/a%2Fb"), "a/b")
        self.assertEqual(self.text("/items/a+b%20c"), "a+b c")
        self.assertEqual(self.text("/items/%2541"), "%41")
        self.assertEqual(self.text("/items/%D1%8F"), "я")
        self.assertEqual(self.text("/items/%D1x%FF"), "\ufffdx\ufffd")
        self.assertEqual(self.text("/%69tems/7"), "7")

    def test_a_path_matches_however_it_is_escaped(self):
        self.assertEqual(self.text("/caf%C3%A9").split()[0], "GET")
        self.assertEqual(self.text("/caf%c3%a9").split()[0], "GET")

    def test_the_path_is_seen_as_it_was_sent(self):
        self.assertEqual(self.text("/files/a%2Fb//c"),
                         "GET /files/a%2Fb//c a/b//c")

    def test_the_last_of_a_query_wins(self):
        self.assertEqual(self.text("/query?q=1&q=2"), "2")
        self.assertEqual(self.text("/query?q"), "")
        self.assertEqual(self.text("/query?q="), "")
        self.assertEqual(self.text("/query"), "(absent)")
        self.assertEqual(self.text("/query?"), "(absent)")
        self.assertEqual(self.text("/query?q=a+b%2Bc&x"), "a b+c")
        self.assertEqual(self.text("/query?%71=1;q=2"), "1;q=2")
        self.assertEqual(self.text("/query?q=%FF%D1%8F"), "\ufffdя")

    def test_the_first_of_a_header_wins(self):
        octets = request("GET", "/header/x-a", X_A=" 1 ")
        octets = octets.replace(b"\r\n\r\n", b"\r\nX-a: 2\r\n\r\n")
        self.assertEqual(json.loads(self.ask(octets).body)["text"], "1")
        self.assertEqual(self.text("/header/x-b"), "(absent)")
        self.assertEqual(self.text("/header/cookie", Cookie="a=1; b=2"),
                         "a=1; b=2")


class Bodies(ServerTest):
    def post(self, body, path="/add", **fields):
        return self.ask(request("POST", path, body, **fields))

    def test_issues_are_422_in_fastapi_s_words(self):
        reply = self.post(b"{}")
        self.assertEqual(reply.status, 422)
        self.assertEqual(json.loads(reply.body), {"detail": [
            {"type": "missing", "loc": ["body", "first_number"],
             "msg": "Field required", "input": {}}]})

    def test_no_body_is_missing(self):
        for reply in self.post(b""), self.ask(request("POST", "/add")):
            self.assertEqual(reply.status, 422)
            self.assertEqual(json.loads(reply.body)["detail"][0]["type"],
                             "missing")

    def test_a_json_content_type_or_none_is_json(self):
        for kind in (None, "", "application/json", "Application/JSON; a=b",
                     "application/problem+json", "application/json;"):
            self.assertEqual(self.post(ADD, Content_Type=kind).status, 200,
                             kind)

    def test_another_content_type_is_text(self):
        for kind in ("text/plain", "application/jsonx", "application/xjson",
                     "text/json", "application/x-www-form-urlencoded"):
            reply = self.post(ADD, Content_Type=kind)
            self.assertEqual(reply.status, 422, kind)
            self.assertEqual(json.loads(reply.body)["detail"][0]["input"],
                             ADD.decode())

    def test_a_compressed_body_is_415(self):
        reply = self.post(ADD, Content_Encoding="gzip")
        self.assertEqual(reply.status, 415)
        self.assertEqual(reply["accept-encoding"], "identity")
        self.assertEqual(self.post(ADD, Content_Encoding="identity").status,
                         200)

    def test_what_is_no_utf8_is_400(self):
        reply = self.post(b'{"first_number":"\xff"}')
        self.assertEqual(reply.status, 400)
        self.assertEqual(reply.body,
                         b'{"detail":"There was an error parsing the body"}')

    def test_too_deep_a_body_is_400_and_names_the_limit(self):
        reply = self.post(b'{"value":' + b"[" * 2000 + b"]" * 2000 + b"}",
                          "/take")
        self.assertEqual(reply.status, 400)
        self.assertIn(b"1024", reply.body)

    def test_a_nul_after_a_number_is_no_json(self):
        reply = self.post(b'{"first_number":1\x00}')
        self.assertEqual(reply.status, 422)
        self.assertEqual(json.loads(reply.body)["detail"][0]["type"],
                         "json_invalid")

    def test_a_body_that_nobody_asked_for_is_read_past(self):
        with self.server.client() as client:
            client.send(request("GET", "/plain", b"x" * 9000))
            client.send(request("DELETE", "/items/1", b"x" * 9))
            self.assertEqual(client.reply().status, 200)
            self.assertEqual(client.reply().status, 204)

    def test_a_long_text_comes_back_whole(self):
        text = "длинный " * 60000
        body = json.dumps({"text": text}, ensure_ascii=False).encode()
        reply = self.post(body, "/echo")
        self.assertEqual(json.loads(reply.body)["text"], text)


class Texts(ServerTest):
    def test_a_text_is_sent_as_it_stands(self):
        for size in 1, 11, 511, 512, 100000:
            reply = self.ask(request("GET", f"/text/{size}"))
            self.assertEqual((reply.status, reply.body),
                             (200, b"\0" + b"x" * (size - 1)))
            self.assertEqual(reply["content-type"],
                             "text/plain; charset=utf-8")

    def test_no_text_is_an_empty_body(self):
        with self.server.client() as client:
            for _ in range(2):
                client.send(request("GET", "/text/0"))
                reply = client.reply()
                self.assertEqual((reply.status, reply.body), (200, b""))
                self.assertEqual(reply["content-length"], "0")
                self.assertEqual(reply["content-type"],
                                 "text/plain; charset=utf-8")

    def test_texts_and_json_of_one_size_keep_apart(self):
        with self.server.client() as client:
            for _ in range(2):
                client.send(request("GET", "/text/13"))
                self.assertEqual(client.reply()["content-type"],
                                 "text/plain; charset=utf-8")
                client.send(request("POST", "/add", ADD))
                reply = client.reply()
                self.assertEqual(len(reply.body), 13)
                self.assertEqual(reply["content-type"], "application/json")

    def test_head_has_the_length_of_the_text(self):
        reply = self.ask(request("HEAD", "/text/11"), head_only=True)
        self.assertEqual((reply.status, reply["content-length"]), (200, "11"))

    def test_a_text_past_the_memory_ceiling_is_413(self):
        reply = self.ask(request("GET", f"/text/{9 << 20}"))
        self.assertEqual(reply.status, 200)
        reply = self.ask(request("GET", f"/text/{17 << 20}"))
        self.assertEqual(reply.status, 413)
        self.assertEqual(reply["content-type"], "application/json")


class Failures(ServerTest):
    def test_a_refusal_has_its_status_and_text(self):
        reply = self.ask(request("GET", "/refuse/403"))
        self.assertEqual(reply.status, 403)
        self.assertEqual(json.loads(reply.body),
                         {"detail": 'refused: "403"'})
        self.assertEqual(reply["www-authenticate"], 'Basic realm="test"')

    def test_a_failed_handler_is_500_without_details(self):
        for path in "/broken", "/nan", "/refuse/200":
            reply = self.ask(request("GET", path))
            self.assertEqual(reply.status, 500, path)
        self.assertEqual(self.ask(request("GET", "/broken")).body,
                         b'{"detail":"Internal Server Error"}')

    def test_the_memory_ceiling_is_413(self):
        reply = self.ask(request("GET", "/memory"))
        self.assertEqual(reply.status, 413)
        self.assertIn(b"memory", reply.body)

    def test_an_answer_without_content_is_204(self):
        reply = self.ask(request("DELETE", "/items/7"))
        self.assertEqual(reply.status, 204)
        self.assertEqual(reply["x-removed"], "7")

    def test_unfit_headers_are_not_set(self):
        reply = self.ask(request("GET", "/headers"))
        self.assertEqual(json.loads(reply.body)["text"], "5")
        self.assertFalse(reply.closes)


class Assets(ServerTest):
    def test_an_asset_has_its_fields(self):
        reply = self.ask(request("GET", "/plain"))
        self.assertEqual(reply.body, b"plain text\n")
        self.assertEqual(reply["content-type"], "text/plain; charset=utf-8")
        self.assertEqual(reply["etag"], '"plain-1"')
        self.assertEqual(reply["cache-control"], "no-cache")

    def test_what_the_client_has_is_not_sent_again(self):
        for tag in '"plain-1"', 'W/"plain-1"', '"a", "plain-1"', "*":
            reply = self.ask(request("GET", "/plain", If_None_Match=tag))
            self.assertEqual((reply.status, reply.body), (304, b""), tag)
            self.assertEqual(reply["content-length"], str(len(b"plain text\n")))
            self.assertEqual(reply["etag"], '"plain-1"')
            self.assertEqual(reply["cache-control"], "no-cache")
        reply = self.ask(request("GET", "/plain", If_None_Match='"plain-2"'))
        self.assertEqual(reply.status, 200)

    def test_gzip_goes_to_who_takes_it(self):
        for accept in "gzip", "br, gzip;q=0.5", "*", "x-gzip", "GZIP; q=1":
            reply = self.ask(request("GET", "/page", Accept_Encoding=accept))
            self.assertEqual(reply["content-encoding"], "gzip", accept)
            self.assertEqual(reply["vary"], "Accept-Encoding")
        for accept in (None, "", "identity", "gzip;q=0", "gzip;q=0.000, *",
                       "*;q=0", "br"):
            reply = self.ask(request("GET", "/page", Accept_Encoding=accept))
            self.assertIsNone(reply["content-encoding"], accept)
            self.assertEqual(reply.body, b"compressed text\n")


if __name__ == "__main__":
    main()
