# SPDX-License-Identifier: MIT
"""Requests with random faults: never a 5xx, never a hang, never a crash."""

import random
import re
import socket
import time

from harness import ADD, ServerTest, main, request

SEEDS = [
    request("POST", "/add", ADD, Content_Type="application/json"),
    request("GET", "/query?q=a%20b&c=d", Accept_Encoding="gzip"),
    request("GET", "http://test/page", Cookie="a=1; b=2"),
    request("POST", "/echo", Transfer_Encoding="chunked")
    + b"5;x=y\r\n{\"tex\r\n8\r\nt\":\"ab\"}\r\n0\r\nX-T: 1\r\n\r\n",
    request("HEAD", "/items/7", version="1.0", Connection="keep-alive"),
    request("OPTIONS", "*", Expect="100-continue"),
]
WORDS = [b"\r\n", b"\r\n\r\n", b"\n", b"\0", b" ", b"\t", b":", b"%00", b"%",
         b"?", b"&" * 50, b"Host: b\r\n", b"Content-Length: 3\r\n",
         b"Transfer-Encoding: chunked\r\n", b"\xff", b"HTTP/1.1", b"/" * 40,
         b"a" * 3000, b"99999999999999999999", b"-1", b"0\r\n\r\n", b";", b"\""]


def noisy(random_, octets):
    octets = bytearray(octets)
    for _ in range(random_.randint(1, 4)):
        at = random_.randrange(len(octets) + 1)
        kind = random_.random()
        if kind < 0.4:
            octets[at:at] = random_.choice(WORDS)
        elif kind < 0.6:
            del octets[at:at + random_.randint(1, 20)]
        elif kind < 0.8:
            octets[at:at + 1] = bytes([random_.randrange(256)])
        else:
            end = at + random_.randint(1, 60)
            octets[at:at] = octets[at:end]
    return bytes(octets)


class Noise(ServerTest):
    SETTINGS = {"idle": 300, "head": 300, "body": 300, "request": 600}
    SECONDS = 4

    def test_no_noise_is_answered_with_a_5xx(self):
        seed = random.randrange(1 << 32)
        random_ = random.Random(seed)
        end = time.monotonic() + self.SECONDS
        while time.monotonic() < end:
            octets = b"".join(noisy(random_, random_.choice(SEEDS))
                              for _ in range(random_.randint(1, 3)))
            answer = self.exchange(octets, random_.random() < 0.7)
            # libmicrohttpd's own answer to a version it does not know.
            for status in re.findall(rb"HTTP/1\.1 (5\d\d)", answer):
                self.assertEqual(status, b"505", (seed, octets))
        self.assert_serves()

    def exchange(self, octets, ends):
        with self.server.client(timeout=5) as client:
            try:
                client.send(octets)
                if ends:
                    client.socket.shutdown(socket.SHUT_WR)
                return client.rest()
            except (ConnectionResetError, BrokenPipeError):
                return client.buffer


if __name__ == "__main__":
    main()
