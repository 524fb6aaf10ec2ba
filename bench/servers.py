# SPDX-License-Identifier: MIT
"""The servers that are compared: what they are asked, how each starts, and
when it cannot."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
SERVER_CORE = 0
GENERATOR_CORE = 1
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Request:
    """GET, or POST of a JSON text; and the body of the answer to it."""
    target: str
    answer: bytes
    body: str = None

    def send(self, connection):
        """Asks over http.client; returns the answer's body."""
        if self.body is None:
            connection.request("GET", self.target)
        else:
            connection.request("POST", self.target, self.body, JSON)
        return connection.getresponse().read()

    def text(self):
        """What is sent over a socket."""
        head = f"{'GET' if self.body is None else 'POST'} {self.target}" \
            " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        if self.body is not None:
            head += "Content-Type: application/json\r\n" \
                f"Content-Length: {len(self.body)}\r\n"
        return f"{head}\r\n{self.body or ''}".encode()


ADD = Request("/add", b'{"result":42}',
              '{"first_number":40,"second_number":2}')


PHRASE = Request("/", "КОНЬ НЕ ВЕДАЕТ ГОРЯ".encode())
UPSTREAM_TYPE = "text/html; charset=utf-8"
UPSTREAM = Request(
    "/get?type=title",
    '{"status":"success","text":"Конь не ведает горя"}'.encode())


def sleep(ms):
    return Request(f"/sleep?ms={ms}", b'{"ms":%d}' % ms)


@dataclass
class Server:
    key: str
    title: str
    command: list
    request: Request = ADD
    missing: str = ""
    port: int = 0
    env: dict = field(default_factory=dict)
    core: int = SERVER_CORE
    process: subprocess.Popen = None

    def start(self):
        self.port = self.port or free_port()
        command = [str(word).replace("PORT", str(self.port))
                   for word in self.command]
        self.process = subprocess.Popen(
            command, env={**os.environ, **self.env}, cwd=HERE,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=lambda: os.sched_setaffinity(0, {self.core}))

    def url(self):
        """Without what is asked after a question mark."""
        target = self.request.target.partition("?")[0]
        return f"http://127.0.0.1:{self.port}{target}"

    def ask(self, request):
        connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                timeout=5)
        try:
            return request.send(connection)
        finally:
            connection.close()

    def wait_until_it_answers(self, seconds=20):
        """Returns the seconds since the call until the answer was right."""
        begin = time.perf_counter()
        while time.perf_counter() - begin < seconds:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.key} ended by itself")
            try:
                if self.ask(self.request) == self.request.answer:
                    return time.perf_counter() - begin
            except OSError:
                time.sleep(0.0002)
        raise RuntimeError(
            f"{self.key} does not answer {self.request.answer!r}")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# -- How each starts ----------------------------------------------------------


def debian_python():
    """Debian's Python has Debian's FastAPI, whatever is first in PATH."""
    return "/usr/bin/python3"


def missing_python(*names):
    found = subprocess.run(
        [debian_python(), "-c", "import " + ", ".join(names)], check=False,
        stderr=subprocess.DEVNULL)
    return "" if found.returncode == 0 else \
        f"python3-{names[0]} is not installed"


def missing_fastify():
    if not shutil.which("node"):
        return "there is no node"
    if not (HERE / "fastify/node_modules/fastify").exists():
        return "npm has not installed it"
    version = subprocess.run(["node", "--version"], check=True, text=True,
                             stdout=subprocess.PIPE).stdout
    if int(version.lstrip("v").split(".")[0]) < 20:
        return "Fastify 5 wants Node 20"
    return ""


def tenon(program, request=ADD, own=()):
    """One worker without an access log; `own` are the program's own flags."""
    return Server(
        "tenon", "Tenon",
        [program, "--port", "PORT", "--workers", "1", "--access-log", "off",
         "--log-level", "error", "--connection-limit", "16384", *own],
        request,
        missing="" if program.exists() else f"{program.name} is not built")


def fastapi(request=ADD):
    return Server(
        "fastapi", "FastAPI (uvicorn, uvloop, httptools)",
        [debian_python(), "-m", "uvicorn", "--app-dir", HERE / "fastapi",
         "--port", "PORT", "--loop", "uvloop", "--http", "httptools",
         "--no-access-log", "--log-level", "error", "app:app"],
        request,
        missing=missing_python("fastapi", "uvicorn", "uvloop", "httptools"))


# -- What is compared ---------------------------------------------------------


def add_servers(build):
    programs = build / "bin"
    return [
        Server("floor", "epoll loop, constant answer (the floor)",
               [programs / "floor", "PORT"]),
        Server("mhd", "libmicrohttpd, tuned, constant answer",
               [programs / "mhd_constant", "PORT"]),
        tenon(programs / "math_api"),
        Server("by_hand", "libmicrohttpd + jansson by hand",
               [programs / "by_hand", "PORT"]),
        Server("fastify", "Fastify",
               ["node", HERE / "fastify/server.js", "PORT"],
               missing=missing_fastify()),
        fastapi(),
    ]


def handler_servers(build):
    """The same program with coroutines and without."""
    programs = build / "bin"
    return [replace(tenon(programs / "math_direct"), key="direct"),
            tenon(programs / "math_api")]


def sleep_servers(build):
    return [tenon(build / "bin/sleep", sleep(100)), fastapi(sleep(100))]


def upstream(build):
    """What the servers of phrases ask: the floor, with another constant, on the
    core where it is not measured."""
    return Server("upstream", "upstream",
                  [build / "bin/floor", "PORT", UPSTREAM_TYPE,
                   UPSTREAM.answer.decode()],
                  UPSTREAM, port=free_port(), core=GENERATOR_CORE)


def phrase_servers(build, url):
    return [
        tenon(build / "bin/phrase_api", PHRASE, ("--upstream", url)),
        Server("aiohttp", "aiohttp (uvloop)",
               [debian_python(), HERE / "aiohttp/phrase.py", "PORT", url],
               PHRASE, missing=missing_python("aiohttp", "uvloop")),
    ]
