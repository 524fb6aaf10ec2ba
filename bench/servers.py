# SPDX-License-Identifier: MIT
"""The servers that are compared: how each starts, and when it cannot."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
SERVER_CORE = 0
BODY = b'{"first_number":40,"second_number":2}'
ANSWER = b'{"result":42}'


@dataclass
class Server:
    key: str
    title: str
    command: list
    missing: str = ""
    port: int = 0
    env: dict = field(default_factory=dict)
    process: subprocess.Popen = None

    def start(self):
        self.port = self.port or free_port()
        command = [str(word).replace("PORT", str(self.port))
                   for word in self.command]
        self.process = subprocess.Popen(
            command, env={**os.environ, **self.env}, cwd=HERE,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=lambda: os.sched_setaffinity(0, {SERVER_CORE}))

    def wait_until_it_answers(self, seconds=20):
        """Returns the seconds since the call until /add answered 42."""
        begin = time.perf_counter()
        while time.perf_counter() - begin < seconds:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.key} ended by itself")
            try:
                if ask(self.port) == ANSWER:
                    return time.perf_counter() - begin
            except OSError:
                time.sleep(0.0002)
        raise RuntimeError(f"{self.key} does not answer {ANSWER!r}")

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


def ask(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("POST", "/add", BODY,
                           {"Content-Type": "application/json"})
        return connection.getresponse().read()
    finally:
        connection.close()


def debian_python():
    """Debian's Python has Debian's FastAPI, whatever is first in PATH."""
    return "/usr/bin/python3"


def missing_fastapi():
    names = ("fastapi", "uvicorn", "uvloop", "httptools")
    probe = "import " + ", ".join(names)
    found = subprocess.run([debian_python(), "-c", probe], check=False,
                           stderr=subprocess.DEVNULL)
    return "" if found.returncode == 0 else "python3-fastapi is not installed"


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


def servers(build):
    programs = build / "bin"
    return [
        Server("floor", "epoll loop, constant answer (the floor)",
               [programs / "floor", "PORT"]),
        Server("mhd", "libmicrohttpd, tuned, constant answer",
               [programs / "mhd_constant", "PORT"]),
        Server("tenon", "Tenon",
               [programs / "math_api", "--port", "PORT", "--workers", "1",
                "--access-log", "off", "--log-level", "error",
                "--connection-limit", "4096"],
               missing=("" if (programs / "math_api").exists()
                        else "math_api is not built")),
        Server("by_hand", "libmicrohttpd + jansson by hand",
               [programs / "by_hand", "PORT"]),
        Server("fastify", "Fastify",
               ["node", HERE / "fastify/server.js", "PORT"],
               missing=missing_fastify()),
        Server("fastapi", "FastAPI (uvicorn, uvloop, httptools)",
               [debian_python(), "-m", "uvicorn", "--app-dir",
                HERE / "fastapi", "--port", "PORT", "--loop", "uvloop",
                "--http", "httptools", "--no-access-log",
                "--log-level", "error", "app:app"],
               missing=missing_fastapi()),
    ]
