# SPDX-License-Identifier: GPL-3.0-or-later
"""No action goes on for ever, whatever a cloud answers."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from clock import Clock
from fakeservice import following, page, servers

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import allowance
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import (
    LATE,
    CloudError,
)


def test_a_list_that_goes_on_has_its_time(service, connect):
    service.answers.extend(page(str(number), **following(number)) for number in range(1, 10_000))
    connection = connect(timeout=2, api_timeout=2)
    began = time.monotonic()
    with pytest.raises(CloudError, match="is not complete after") as error:
        servers(connection)
    assert error.value.kind == "timeout"
    assert time.monotonic() - began < 30


@pytest.fixture
def clock(monkeypatch):
    found = Clock()
    monkeypatch.setattr(allowance, "time", found)
    return found


def refused(call, *arguments):
    """The kind of what it raises, None if nothing."""
    try:
        call(*arguments)
    except CloudError as error:
        return error.kind
    return None


def test_an_action_ends(clock):
    assert refused(allowance.check) is None
    with allowance.within(10):
        clock.now += 10
        assert refused(allowance.check) is None
        clock.now += 1
        assert refused(allowance.check) == "timeout"
    assert refused(allowance.check) is None


def test_an_action_within_another_has_what_that_has_left(clock):
    with allowance.within(10):
        clock.now += 8
        with allowance.within(10):
            clock.now += 3
            assert refused(allowance.check) == "timeout"
        assert refused(allowance.check) == "timeout"
        assert ThreadPoolExecutor(1).submit(refused, allowance.check).result() is None


def read(*sizes):
    return list(allowance.counted(b"x" * size for size in sizes))


@pytest.mark.parametrize(("sizes", "kind"), [((10,), None), ((5, 5), None), ((11,), "api"),
                                             ((6, 6), "api")])
def test_how_long_one_answer_may_be(monkeypatch, sizes, kind):
    monkeypatch.setattr(allowance, "BODY", 10)
    assert refused(read, *sizes) == kind


def test_how_long_all_answers_of_an_action_may_be(monkeypatch):
    monkeypatch.setattr(allowance, "TOTAL", 10)
    for _action in range(2):        # each has its own
        with allowance.within(10):
            assert read(4) == [b"xxxx"]
            assert refused(read, 6) is None
            assert refused(read, 1) == "api"


@pytest.mark.parametrize(("seconds", "kind"), [(4, "timeout"), (6, None)])
def test_an_answer_may_take_longer_than_what_is_left(clock, seconds, kind):
    with allowance.within(2):
        check = allowance.answering(seconds)
        clock.now += 5
        assert refused(check) == kind
        assert refused(allowance.check) == "timeout"


def test_an_answer_beside_all_actions_has_a_time_as_well(clock):
    check = allowance.answering(5)
    clock.now += allowance.LONGEST
    assert refused(check) is None
    clock.now += 1
    assert refused(check) == "timeout"


def test_an_action_that_does_not_end_is_told_how_to_go_on():
    with (pytest.raises(CloudError, match="is not complete after -1 s") as error,
          allowance.within(-1)):
        allowance.check()
    assert error.value.kind == "timeout" and error.value.advice == LATE["answer"]


def test_a_part_of_an_action_has_what_that_has_left():
    with (pytest.raises(CloudError), allowance.within(-1), allowance.within(60)):
        allowance.check()
    allowance.check()
