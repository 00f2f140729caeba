# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run shares: who waits for whom."""

from __future__ import annotations

import threading

from builders import A, B
from fakeloop import context


def test_each_target_has_threads_of_its_own():
    one = context()
    assert one.pool(A) is one.pool(A) and one.pool(A) is not one.pool(B)


def test_a_list_does_not_wait_behind_calls_and_lists_come_one_after_the_other():
    one, over = context(), threading.Event()
    calls = [one.pool(A).submit(over.wait, 9) for _call in range(99)]
    assert one.lists[A].submit(lambda: "listed").result(9) == "listed"
    first, second = one.lists[A].submit(over.wait, 9), one.lists[A].submit(lambda: "listed")
    assert not any(future.done() for future in (*calls, first, second))
    over.set()
    assert second.result(9) == "listed" and first.done()


def test_runs_share_nothing():
    one, two = context(), context()
    one.facts["s-1"] = None
    one.closed.add((A, ""))
    assert two.facts == {} and two.closed == set()
    assert one.pool(A) is not two.pool(A)
