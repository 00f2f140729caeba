# SPDX-License-Identifier: GPL-3.0-or-later
"""Functions side by side."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time

import pytest
from builders import A, B, C

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import pool
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.pool import (
    Events,
    Pool,
    each,
)


class Crowd:
    """Counts how many are in at the same time; lets them out soon after `enough` are."""

    def __init__(self, enough):
        self.now = self.most = 0
        self._enough = enough
        self._lock, self._full = threading.Lock(), threading.Event()

    def visit(self, item=None):
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            if self.now >= self._enough:
                self._full.set()
        self._full.wait(60)
        time.sleep(0.02)        # for one more, who should not be in
        with self._lock:
            self.now -= 1
        return item


def test_each_answers_in_the_order_given():
    def late(item):
        time.sleep(0.02 * (3 - item))
        return item * 10
    assert list(each([2, 0, 1], late).items()) == [(2, 20), (0, 0), (1, 10)]


def test_each_runs_all_at_the_same_time():
    crowd = Crowd(enough=20)
    assert each(range(20), crowd.visit) == {item: item for item in range(20)}
    assert crowd.most == 20


def test_the_threads_of_each_end():
    """Also that of one who was not waited for, once it has answered."""
    late, before = threading.Event(), threading.active_count()
    for _time in range(3):
        each(range(pool.MOST + 10), str)
    each([1], lambda _item: late.wait(60), lambda _item: 0.0)
    late.set()
    until = time.monotonic() + 60
    while threading.active_count() > before and time.monotonic() < until:
        time.sleep(0.01)
    assert threading.active_count() <= before


def test_each_of_nothing():
    assert each([], pytest.fail) == {}


def test_one_that_fails_does_not_keep_the_others():
    def ask(target):
        if target == B:
            raise CloudError("auth", "refused", B)
        return str(target)
    found = each([A, B, C], ask)
    assert list(found) == [A, B, C]
    assert (found[A], found[B].kind, found[C]) == ("a", "auth", "c/north")


def test_one_that_hangs_has_failed_when_its_time_is_over():
    ended = threading.Event()

    def ask(target):
        if target == B:
            ended.wait(60)
        return str(target)
    found = each([A, B, C], ask, patience=lambda target: -1.0 if target == B else 30.0)
    ended.set()
    assert (found[A], found[C]) == ("a", "c/north")
    assert (found[B].kind, found[B].message, found[B].target) == ("timeout", "no answer in time", B)


def test_patience_may_grow_while_it_waits():
    """As with a cloud that goes on answering, one page after the other."""
    times, last = [], threading.Event()

    def patience(_target):
        times.append(1)
        if len(times) < 5:
            return 0.01
        last.set()
        return 30.0

    def ask(_target):
        last.wait(30)
        return "late"
    assert each([A], ask, patience) == {A: "late"}


def test_who_answered_before_the_time_was_over_is_heard_after_it(monkeypatch):
    monkeypatch.setattr(pool, "MOST", 1)        # A has answered when B is asked
    answered = threading.Event()

    def ask(target):
        if target == B:
            answered.set()
        return str(target)

    def patience(target):
        answered.wait(30)
        return -1.0 if target == A else 30.0
    assert each([A, B], ask, patience) == {A: "a", B: "b"}


@pytest.mark.parametrize("patience", [None, lambda _item: 60.0])
@pytest.mark.parametrize("fault", [ValueError, TimeoutError, KeyError, RecursionError])
def test_whatever_fails_is_an_error_of_its_target_alone(fault, patience):
    def ask(target):
        if target == A:
            raise fault("odd")
        return "good"
    began = time.monotonic()
    found = each([A, B], ask, patience)
    assert found[B] == "good"
    assert found[A].target == A and "odd" in str(found[A])
    assert time.monotonic() - began < 30


def test_a_fault_can_be_found():
    error = each([A], lambda target: target.nothing)[A]
    assert error.kind == "api"
    assert re.search(r"AttributeError: .*'nothing'.* \(test_pool.py:\d+\)", error.message)


def test_a_pool_is_bounded():
    crowd, threads = Crowd(enough=3), Pool(3)
    futures = [threads.submit(crowd.visit, item) for item in range(9)]
    assert [future.result(60) for future in futures] == list(range(9))
    assert crowd.most == 3


def test_a_pool_uses_the_threads_that_it_has():
    threads, used = Pool(50), set()
    for _job in range(50):
        used.add(threads.submit(threading.get_ident).result(60))
        time.sleep(0.002)       # it says that it is idle after it has answered
    assert len(used) < 50


def test_a_pool_goes_on_after_an_exception():
    threads = Pool(1)
    with pytest.raises(CloudError, match="ZeroDivisionError"):
        threads.submit(lambda: 1 / 0).result(60)
    assert threads.submit(str, 1).result(60) == "1"


HANGS = """
import time
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.pool import Pool
Pool().submit(time.sleep, 600)
"""


def test_a_thread_that_hangs_does_not_keep_the_process():
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", HANGS], env=environment, timeout=120,
                          check=False).returncode == 0


def test_events_are_handled_in_the_thread_that_takes_them():
    events, threads, heard = Events(), Pool(3), []

    def then(future):
        heard.append((threading.get_ident(), future.result()))
    for number in range(3):
        events.submit(threads, then, str, number)
    deadline = time.monotonic() + 60
    while len(heard) < 3 and time.monotonic() < deadline:
        events.take(0.1)
    assert sorted(heard) == [(threading.get_ident(), str(number)) for number in range(3)]


def test_events_tell_of_failures_as_well():
    events, heard = Events(), []
    events.submit(Pool(1), lambda future: heard.append(future.exception()), int, "x")
    events.take(60)
    assert isinstance(heard[0], CloudError) and "ValueError" in str(heard[0])


def test_take_waits_no_longer_than_it_may():
    began = time.monotonic()
    Events().take(0.05)
    assert 0.04 < time.monotonic() - began < 30


def test_take_handles_all_that_is_there(monkeypatch):
    monkeypatch.setattr(pool, "SHORTEST", 60.0)
    events, heard, threads = Events(), [], Pool(1)
    for number in range(3):
        events.submit(threads, lambda future: heard.append(future.result()), str, number)
    threads.submit(str).result(60)
    events.take(0.0)
    assert heard == ["0", "1", "2"]
