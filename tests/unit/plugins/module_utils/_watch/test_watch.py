# SPDX-License-Identifier: GPL-3.0-or-later
"""Which conditions are told, and when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOW, A, B, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._watch.conditions import Look
from ansible_collections.multicloud.openstack.plugins.module_utils._watch.settings import (
    Numbers,
    Settings,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._watch.watch import Watch

DOWN = CloudError("unreachable", "no answer", A)
SETTINGS = Settings({"web": Numbers({"": 2})}, settle=timedelta(seconds=60))
BOTH, ONE = (Look(tuple(server(index, target=A) for index in numbers))
             for numbers in ([1, 2], [1]))


def told(looks, settings=SETTINGS, targets=(A,), step=30):
    """[(seconds, type, state)] of looks at A, one each step."""
    watch = Watch(targets, settings)
    events = []
    for number, look in enumerate(looks):
        seconds = number * step
        events += [(seconds, event["type"], event["state"])
                   for event in watch.see(A, look, NOW + timedelta(seconds=seconds))]
    return events


def test_what_lasts_is_told_once():
    assert told([BOTH, ONE, ONE, ONE, ONE, ONE]) == [(90, "server_missing", "began")]


def test_what_goes_on_is_told_again():
    settings = Settings({"web": Numbers({"": 2})}, settle=timedelta(), remind=timedelta(seconds=60))
    assert told([ONE, ONE, ONE, ONE, ONE, BOTH], settings) == [
        (0, "server_missing", "began"), (60, "server_missing", "lasts"),
        (120, "server_missing", "lasts"), (150, "server_missing", "ended")]


def test_it_is_not_told_again_where_nobody_wants_that():
    settings = Settings({"web": Numbers({"": 2})}, settle=timedelta(), remind=timedelta())
    assert told([ONE] * 9, settings) == [(0, "server_missing", "began")]


def test_of_what_is_good_nobody_is_reminded():
    row = {"id": "i2", "multicloud_build": "b2", "multicloud_promoted": "2026-01-01T00:00:00Z"}
    good, settings = Look(images={"web": row}), Settings(settle=timedelta(),
                                                         remind=timedelta(seconds=1))
    other = Look(images={"web": {**row, "id": "i3"}})
    assert told([good, good, good, other], settings) == [
        (0, "image_promoted", "began"), (90, "image_promoted", "ended"),
        (90, "image_promoted", "began")]


def test_what_comes_and_goes_is_not_told():
    assert told([BOTH, ONE, ONE, BOTH, ONE, ONE, BOTH]) == []


def test_its_end_is_told_at_once():
    assert told([ONE, ONE, ONE, BOTH, BOTH]) == [
        (60, "server_missing", "began"), (90, "server_missing", "ended")]


def test_a_target_that_goes_and_comes_back():
    now = Settings({"web": Numbers({"": 2})}, settle=timedelta())
    assert told([BOTH, DOWN, DOWN, BOTH], now) == [
        (30, "target_down", "began"), (90, "target_down", "ended")]


def test_what_was_told_stays_so_while_the_target_is_away():
    now = Settings({"web": Numbers({"": 2})}, settle=timedelta())
    assert told([ONE, DOWN, ONE, BOTH], now) == [
        (0, "server_missing", "began"), (30, "target_down", "began"),
        (60, "target_down", "ended"), (90, "server_missing", "ended")]


def test_nothing_is_told_while_a_target_may_only_hesitate():
    """Nobody would heal it, or be told when that is over."""
    assert told([ONE, ONE, DOWN, ONE]) == [(90, "server_missing", "began")]
    assert told([ONE, ONE, ONE, DOWN, BOTH]) == [
        (60, "server_missing", "began"), (120, "server_missing", "ended")]
    assert told([ONE, ONE, DOWN, DOWN, DOWN, ONE]) == [
        (120, "target_down", "began"), (120, "server_missing", "began"),
        (150, "target_down", "ended")]


def test_two_targets_that_come_back_after_each_other():
    """The last one is told with the news that all are up."""
    watch, seconds = Watch((A, B), SETTINGS), iter(range(0, 1000, 30))
    looks = [(A, DOWN), (B, BOTH), (A, DOWN), (A, DOWN), (B, DOWN.at(B)), (A, BOTH), (B, BOTH)]
    found = [(event["type"], event["state"], event["cloud"], event["all_up"])
             for target, look in looks
             for event in watch.see(target, look, NOW + timedelta(seconds=next(seconds)))]
    assert found == [("target_down", "began", "a", False), ("target_down", "ended", "a", True)]


def test_what_an_event_says():
    watch = Watch((A, B), Settings({"web": Numbers({"": 1})}, settle=timedelta()))
    watch.see(B, DOWN.at(B), NOW)
    (event,) = watch.see(A, Look((server(1, target=A, status="ERROR"),)), NOW)
    assert {key: event[key] for key in ("type", "state", "fleet", "server", "cloud", "at", "since",
                                        "away", "all_up")} == {
        "type": "server_error", "state": "began", "fleet": "web", "server": "web-1", "cloud": "a",
        "at": "2026-01-01T12:00:00Z", "since": "2026-01-01T12:00:00Z", "away": ["b"],
        "all_up": False}


@pytest.mark.parametrize(("name", "told"), [
    ("web-1", "web-1"),
    ("a\x1b[2Jb\nc", r"a\x1b[2Jb\nc"),
    ("{{ lookup('pipe', 'id') }}", r"\x7b\x7b lookup('pipe', 'id') }}"),
    ("{% raw %}", r"\x7b% raw %}"),
])
def test_names_are_text_of_clouds(name, told):
    watch = Watch((A,), Settings(settle=timedelta()))
    (event,) = watch.see(A, Look((server(1, target=A, name=name, status="ERROR",
                                         fault={"message": name}),)), NOW)
    assert event["server"] == told
    assert event["message"] == f"a: server {told} is in ERROR: {told}"
