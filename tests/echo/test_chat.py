# SPDX-License-Identifier: MIT
"""echo_server --chat: lines go to all others."""

import os
import unittest

from program import Program, main, reset, rest, soon

# The sanitizers keep what was freed.
MEMORY = (64 if os.environ.get("TEST_SANITIZE") else 4) << 20


class Person:
    """Reads and writes lines."""

    def __init__(self, program, name=None, is_unix=False):
        self.socket = program.connect(is_unix)
        self.file = self.socket.makefile("rb")
        self.hears("* who are you?")
        if name:
            self.says(name)
            self.hears(f"* hello {name}")

    def says(self, text):
        self.socket.sendall(text.encode() + b"\n")

    def line(self):
        return self.file.readline().decode()

    def hears(self, text):
        line = self.line()
        assert line == text + "\r\n", (line, text)

    def leaves(self):
        self.file.close()
        self.socket.close()


class Chat(unittest.TestCase):
    def test_lines_go_to_all_others(self):
        with Program("--chat") as program:
            ann = Person(program, "ann")
            bob = Person(program, "bob", is_unix=True)
            ann.hears("* bob is here")
            ann.says("hello\r")
            bob.hears("ann: hello")
            bob.says("")
            bob.says("bad \x07")
            bob.says("привет")
            ann.hears("bob: привет")
            bob.says("/quit")
            bob.hears("* bye")
            self.assertEqual(bob.line(), "")
            ann.hears("* bob has left")
            ann.leaves()
            bob.leaves()

    def test_names(self):
        with Program("--chat") as program:
            ann = Person(program, "ann")
            other = Person(program)
            for name, answer in (("ann", "! that name is taken"),
                                 ("", "! a name has 1 to 31 printable bytes"),
                                 ("x" * 32,
                                  "! a name has 1 to 31 printable bytes"),
                                 ("x" * 31, "* hello " + "x" * 31)):
                other.says(name)
                other.hears(answer)
            ann.leaves()
            other.leaves()

    def test_a_line_that_is_too_long_ends_with_a_word(self):
        with Program("--chat") as program:
            ann = Person(program, "ann")
            bob = Person(program, "bob")
            ann.hears("* bob is here")
            bob.says("y" * 1024)
            ann.hears("bob: " + "y" * 1024)
            bob.says("y" * 1025)
            bob.hears("! a line has 1024 bytes at most")
            self.assertEqual(bob.line(), "")
            ann.hears("* bob has left")
            ann.leaves()
            bob.leaves()

    def test_who_breaks_off_has_left(self):
        with Program("--chat") as program:
            ann = Person(program, "ann")
            bob = Person(program, "bob")
            ann.hears("* bob is here")
            bob.file.close()
            reset(bob.socket)
            ann.hears("* bob has left")
            ann.leaves()

    def test_who_does_not_listen_is_cut_off(self):
        """The others talk on, and what waits for it stays bounded."""
        with Program("--chat") as program:
            ann = Person(program, "ann")
            deaf = Person(program, "deaf")
            ann.hears("* deaf is here")
            before = program.memory()
            ann.socket.setblocking(False)
            gone = b"* deaf has left\r\n"
            heard = b""
            line = b"z" * 1000 + b"\n"
            for _ in range(200):
                ann.socket.settimeout(20)
                ann.socket.sendall(line * 100)
                ann.socket.setblocking(False)
                try:
                    heard += ann.socket.recv(65536)
                except BlockingIOError:
                    pass
                if gone in heard:
                    break
            ann.socket.settimeout(20)
            while gone not in heard:
                heard += ann.socket.recv(65536)
            self.assertLess(program.memory() - before, MEMORY)
            with self.assertRaises(ConnectionResetError):
                rest(deaf.socket)
            deaf.leaves()
            ann.leaves()

    def test_many_talk_at_once(self):
        with Program("--chat") as program:
            people = []
            for i in range(40):
                people.append(Person(program, f"p{i}"))
            people[0].says("all here?")
            for i, person in enumerate(people[1:], 1):
                for late in range(i + 1, 40):
                    person.hears(f"* p{late} is here")
                person.hears("p0: all here?")
            for person in people:
                person.leaves()
            self.assertTrue(soon(lambda: program.descriptors() < 30))


if __name__ == "__main__":
    main()
