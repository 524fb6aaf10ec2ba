# SPDX-License-Identifier: MIT
"""The examples of async_tour as they are written in Python: each prints what
the program must print."""

import asyncio
import math
import types
from queue import Queue


class RangeIterator:
    def __init__(self, container):
        self.container = container

    def __next__(self):
        if self.container.current < self.container.stop_value:
            self.container.current += 1
            return self.container.current
        raise StopIteration


class Range:
    def __init__(self, stop_value):
        self.current = -1
        self.stop_value = stop_value - 1

    def __iter__(self):
        return RangeIterator(self)


class Range2:
    def __init__(self, stop_value):
        self.current = -1
        self.stop_value = stop_value - 1

    def __iter__(self):
        return self

    def __next__(self):
        if self.current < self.stop_value:
            self.current += 1
            return self.current
        raise StopIteration


def show_range():
    for value in Range(5):
        print(value)


def show_range2():
    for value in Range2(5):
        print(value)


def show_for_loop():
    iterator = iter(Range2(5))
    while True:
        try:
            value = next(iterator)
            print(value)
        except StopIteration:
            break


def simple_generator():
    yield 1
    yield 2
    return 3


def show_generator():
    gen = simple_generator()
    print(next(gen))
    print(next(gen))
    try:
        next(gen)
    except StopIteration as stop:
        print(f"StopIteration: {stop}")


def show_genexp():
    gen_exp = (x for x in range(100000))
    print(str(gen_exp).replace("show_genexp.<locals>.", ""))
    print(sum(gen_exp))


def show_yield_from():
    numbers = [1, 2, 3]

    def one_by_one():
        for item in numbers:
            yield item

    def all_of_them():
        yield from numbers

    for func in one_by_one, all_of_them:
        for item in func():
            print(item)


def cash_return_coro(percent, years):
    value = math.pow(1 + percent / 100, years)
    while True:
        try:
            deposit = yield
            yield round(deposit * value, 2)
        except GeneratorExit:
            print("Выход из корутины")
            raise


def show_cash():
    coro = cash_return_coro(5, 5)
    next(coro)
    for item in [1000, 2000, 5000, 10000, 100000]:
        print(coro.send(item))
        next(coro)
    coro.close()


class Task:
    task_id = 0

    def __init__(self, target):
        Task.task_id += 1
        self.tid = Task.task_id
        self.target = target
        self.sendval = None
        self.stack = []

    def run(self):
        while True:
            try:
                result = self.target.send(self.sendval)
                if isinstance(result, types.GeneratorType):
                    self.stack.append(self.target)
                    self.sendval = None
                    self.target = result
                else:
                    if not self.stack:
                        return
                    self.sendval = result
                    self.target = self.stack.pop()
            except StopIteration:
                if not self.stack:
                    raise
                self.sendval = None
                self.target = self.stack.pop()


class Scheduler:
    def __init__(self):
        self.ready = Queue()
        self.task_map = {}

    def add_task(self, coroutine):
        new_task = Task(coroutine)
        self.task_map[new_task.tid] = new_task
        self.schedule(new_task)
        return new_task.tid

    def exit(self, task):
        del self.task_map[task.tid]

    def schedule(self, task):
        self.ready.put(task)

    def _run_once(self):
        task = self.ready.get()
        try:
            task.run()
        except StopIteration:
            self.exit(task)
            return
        self.schedule(task)

    def event_loop(self):
        while self.task_map:
            self._run_once()


def square(number):
    yield number * number


def work(name, turns):
    for i in range(1, turns + 1):
        result = yield square(i)
        print(f"{name}: {i} * {i} = {result}")
        yield


def show_scheduler():
    scheduler = Scheduler()
    scheduler.add_task(work("first", 3))
    scheduler.add_task(work("second", 2))
    scheduler.event_loop()


def erand48(seed):
    """The first number of POSIX's generator."""
    return (0x5DEECE66D * seed + 0xB) % 2**48 / 2**48


def show_sleep(seed=0):
    async def func():
        r = erand48(seed)
        await asyncio.sleep(r)
        return r

    async def value():
        result = await func()
        print(f"{result:.17g}")

    asyncio.run(value())


class Deferred:
    """As much of Twisted's as the example needs."""

    def __init__(self):
        self.pairs = []

    def addCallbacks(self, callback, errback):
        self.pairs.append((callback, errback))
        return self

    def addCallback(self, callback):
        return self.addCallbacks(callback, None)

    def callback(self, result):
        failed = False
        for callback, errback in self.pairs:
            step = errback if failed else callback
            try:
                if step:
                    result = step(result)
                    failed = False
            except Exception as failure:
                result, failed = failure, True


def toint(data):
    return int(data)


def increment_number(data):
    return data + 1


def print_result(data):
    print(data)


def handle_failure(_):
    print("OOPS!")


def get_deferred():
    d = Deferred()
    return d.addCallbacks(toint, handle_failure)\
            .addCallbacks(increment_number, handle_failure)\
            .addCallback(print_result)


def show_deferred():
    get_deferred().callback("8")
    get_deferred().callback("eight")
