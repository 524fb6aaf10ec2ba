#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""TLS: who is trusted."""

import ssl
import subprocess
import tempfile
from pathlib import Path

from upstream import ClientTest, ask_all, line, main


def ok(talk, _):
    talk.answer(200, b"ok")


def make_certificate(folder, name, subject):
    """A certificate that signs itself, and its key."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
         "/CN=test", "-addext", f"subjectAltName={subject}",
         "-keyout", folder / f"{name}.key", "-out", folder / f"{name}.pem"],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Tls(ClientTest):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.home.name)
        make_certificate(cls.folder, "server", "IP:127.0.0.1")
        make_certificate(cls.folder, "other", "DNS:other.test")
        make_certificate(cls.folder, "client", "DNS:client.test")
        (cls.folder / "broken.pem").write_text("no certificate\n")

    @classmethod
    def tearDownClass(cls):
        cls.home.cleanup()

    def path(self, name):
        return str(self.folder / name)

    def serve_tls(self, name="server", client=None, newest=None):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.path(name + ".pem"),
                                self.path(name + ".key"))
        if client:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(self.path(client + ".pem"))
        if newest:
            context.maximum_version = newest
        return self.serve(context=context, ok=ok)

    def test_refuses_whom_it_does_not_know(self):
        upstream = self.serve_tls()
        outcome = self.ask(upstream.url("/ok"))
        self.assert_failed(outcome, "TN_ECONNECT", "ca_file")
        outcome = self.ask(upstream.url("/ok"), "ca=" + self.path("other.pem"))
        self.assert_failed(outcome, "TN_ECONNECT", "ca_file")
        self.assertEqual(upstream.requests, [])

    def test_refuses_another_name(self):
        upstream = self.serve_tls("other")
        outcome = self.ask(upstream.url("/ok"), "ca=" + self.path("other.pem"))
        self.assert_failed(outcome, "TN_ECONNECT", "127.0.0.1")
        self.assertEqual(upstream.requests, [])

    def test_trusts_the_file_that_is_named(self):
        upstream = self.serve_tls()
        outcomes = ask_all([line(upstream.url("/ok"))] * 5,
                           "ca=" + self.path("server.pem"))
        self.assertEqual([each.body for each in outcomes], ["ok"] * 5)
        self.assertEqual(upstream.connections, 1)

    def test_trusts_anyone_where_that_is_asked_for(self):
        upstream = self.serve_tls("other")
        self.assertEqual(self.ask(upstream.url("/ok"), "insecure=1").body,
                         "ok")

    def test_shows_its_own_certificate(self):
        upstream = self.serve_tls(client="client",
                                  newest=ssl.TLSVersion.TLSv1_2)
        known = "ca=" + self.path("server.pem")
        outcome = self.ask(upstream.url("/ok"), known)
        self.assertIn(outcome.name, ("TN_ECONNECT", "TN_EIO"))
        outcome = self.ask(upstream.url("/ok"), known,
                           "cert=" + self.path("client.pem"),
                           "key=" + self.path("client.key"))
        self.assertEqual(outcome.body, "ok")

    def test_tells_which_file_is_wrong(self):
        upstream = self.serve_tls()
        for option in ("ca", "cert", "key"):
            with self.assertRaisesRegex(AssertionError,
                                        f"{option}.*/nowhere.pem cannot"):
                self.ask(upstream.url("/ok"), option + "=/nowhere.pem")
        known = self.path("server.pem")
        outcome = self.ask(upstream.url("/ok"), "ca=" + known,
                           "cert=" + self.path("broken.pem"))
        self.assert_failed(outcome, "TN_ECONNECT", "client_cert")
        outcome = self.ask(upstream.url("/ok"),
                           "ca=" + self.path("broken.pem"))
        self.assertEqual(outcome.name, "TN_ECONNECT")

    def test_is_not_there_where_plain_text_is(self):
        def refuse(talk):
            talk.more()
            talk.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return True

        upstream = self.serve()
        upstream.serve_one = refuse
        outcome = self.ask(upstream.url().replace("http:", "https:"))
        self.assert_failed(outcome, "TN_ECONNECT", "TLS")


if __name__ == "__main__":
    main()
