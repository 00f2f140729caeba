# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a run while it goes on: what counts as what, and when."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest
from builders import A, B, server

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import progress
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.journey import (
    LegName,
)


def journey(action="create", status=None, *, leg=None, phase="", target=A, old=None, failure=None,
            done=False, address="10.0.0.1"):
    """A journey as far as it is looked at; status: of its server, None if it has none."""
    old = old or (server(target=target) if action in ("delete", "replace") else None)
    leg = leg or ("delete" if action == "delete" else "create" if status is None else "wait")
    deleting = leg == "delete"
    return SimpleNamespace(
        step=SimpleNamespace(action=action, target=target, server=old), failure=failure, done=done,
        open=not (done or failure), leg=leg, phase=phase, deleting=deleting, address=address,
        target=old.target if deleting else target,
        server=None if status is None else server(target=target, server_id="new", status=status))


def said(*journeys, goal="reachable", failed=()):
    return progress.summaries(list(journeys), goal, 22, Counter(failed))


@pytest.mark.parametrize(("one", "text"), [
    (journey(), "0/1 reachable, 1 requested"),
    (journey(leg="volumes"), "0/1 reachable, 1 waiting for volumes"),
    (journey("create", "BUILD"), "0/1 reachable, 1 building"),
    (journey("create", "BUILD", phase="floating"), "0/1 reachable, 1 building"),
    (journey("create", "ACTIVE", phase="floating"), "0/1 reachable, 1 waiting for a floating IP"),
    (journey("create", "ACTIVE", phase="port"), "0/1 reachable, 1 waiting for TCP 22 on 10.0.0.1"),
    (journey("create", "ACTIVE", phase="keys"), "0/1 reachable, 1 waiting for SSH host keys"),
    (journey("create", "ACTIVE", done=True), "1/1 reachable"),
    (journey("keep", "REBOOT"), "0/1 reachable, 1 in REBOOT"),
    (journey("resize", "RESIZE", leg="resize"), "0/1 reachable, 1 resizing"),
    (journey("rebuild", "REBUILD", leg="rebuild"), "0/1 reachable, 1 rebuilding"),
    (journey("start", "SHUTOFF", leg="start"), "0/1 reachable, 1 starting"),
    (journey("update", "ACTIVE", leg="update"), "0/1 reachable, 1 updating"),
    (journey("create", "ERROR", failure="broken"), "0/1 reachable, 1 failed"),
    (journey("create", "ACTIVE", phase="port", failure="silent"), "0/1 reachable, 1 failed"),
    (journey("create", failure="refused"), "0/1 reachable, 1 failed"),
    (journey("delete"), "1 deleting"),
    (journey("delete", done=True), ""),
    (journey("delete", failure="no"), "1 failed"),
    (journey("replace", leg="delete"), "0/1 reachable, 1 deleting"),
    (journey("replace", "BUILD"), "0/1 reachable, 1 building")])
def test_what_a_server_counts_as(one, text):
    assert said(one).get(A, "") == text


def test_every_leg_has_its_words():
    assert set(LegName) - progress.DOING.keys() == {"delete", "wait"}


def test_the_servers_of_a_target_are_added_up():
    assert said(journey("create", "ACTIVE", done=True), journey("create", "BUILD"), journey(),
                journey("create", "BUILD")) == {A: "1/4 reachable, 2 building, 1 requested"}


def test_what_is_deleted_is_not_counted_as_done():
    assert said(journey("create", "BUILD"), journey("delete", done=True)) == {
        A: "0/1 reachable, 1 building"}


def test_of_several_addresses_one_is_named():
    waiting = [journey("create", "ACTIVE", phase="port", address=f"10.0.0.{n}") for n in (3, 2, 4)]
    assert said(*waiting) == {A: "0/3 reachable, 3 waiting for TCP 22 on 10.0.0.2 and 2 more"}


@pytest.mark.parametrize(("wait", "goal"), progress.GOALS.items())
def test_the_goal_is_what_the_run_waits_for(wait, goal):
    lines = []
    progress.Progress("ci", 0.0, lines.append, wait, 22).look([journey()], 2.0)
    assert lines == [f"fleet ci, 2 s: a: 0/1 {goal}, 1 requested"]


def test_a_server_moves():
    found = said(journey("replace", target=B, old=server(target=A), leg="delete"))
    assert found == {A: "1 deleting", B: "0/1 reachable"}


@pytest.mark.parametrize(("told", "text", "due"), [
    (None, "1 planned", True), (None, "", False), ((10, "1 planned"), "", False),
    ((15.1, "1 planned"), "2 planned", False), ((15, "1 planned"), "2 planned", True),
    ((15, "1 planned"), "1 planned", False), ((-9.9, "1 planned"), "1 planned", False),
    ((-10, "1 planned"), "1 planned", True)])
def test_when_it_is_said(told, text, due):
    assert progress.due(told, text, 20) == due


@pytest.fixture
def told():
    """Looks at these journeys at these times; what was said when."""
    said = []
    run = progress.Progress("ci", 100.0, said.append)

    def look(journeys, *moments):
        before = len(said)
        for moment in moments:
            run.look(journeys, 100.0 + moment)
        return said[before:]
    look.run, look.said = run, said
    return look


def test_a_short_run_is_silent(told):
    assert told([journey()], 0, 0.5, 1.9) == []
    assert told([journey()], 2) == ["fleet ci, 2 s: a: 0/1 active, 1 requested"]


def test_one_line_for_each_target_and_interval(told):
    journeys = [journey(), journey(target=B)]
    assert told(journeys, 2, 2.5) == ["fleet ci, 2 s: a: 0/1 active, 1 requested",
                                      "fleet ci, 2 s: b: 0/1 active, 1 requested"]
    journeys[0] = journey("create", "BUILD")
    assert told(journeys, 3, 4, 5, 6) == []
    assert told(journeys, 7, 8) == ["fleet ci, 7 s: a: 0/1 active, 1 building"]
    journeys[1] = journey("create", "ACTIVE", target=B, done=True)
    assert told(journeys, 9) == ["fleet ci, 9 s: b: 1/1 active"]
    assert told(journeys, *range(10, 37)) == []
    assert told(journeys, 37) == ["fleet ci, 37 s: a: 0/1 active, 1 building"]


def test_what_failed_is_told_in_the_next_pass_as_well(told):
    failed = [journey(failure="broken")]
    assert told(failed, 2) == ["fleet ci, 2 s: a: 0/1 active, 1 failed"]
    told.run.ended(failed)
    assert told([journey()], 7, 12) == ["fleet ci, 7 s: a: 0/1 active, 1 failed, 1 requested"]
    assert told([journey("create", "BUILD")], 20) == [
        "fleet ci, 20 s: a: 0/1 active, 1 building, 1 failed"]


def test_what_cannot_wait_is_told_at_once(told):
    told.run.tell(A, "no rule of default allows TCP port 22", 100.4)
    assert told([journey()], 0.5) == []
    assert told.said == ["fleet ci, 0 s: a: no rule of default allows TCP port 22"]


def test_what_a_cloud_says_is_one_line(told):
    told.run.tell(A, "web\x1b[2J\nfleet ci", 100.4)
    told([journey("keep", "REBOOT\nfleet ci")], 2)
    assert told.said == [r"fleet ci, 0 s: a: web\x1b[2J\nfleet ci",
                         r"fleet ci, 2 s: a: 0/1 active, 1 in REBOOT\nfleet ci"]


def test_nobody_listens():
    quiet = progress.Progress()
    quiet.look([object()], 1e9)         # and nothing is counted
    quiet.tell(A, "x", 1e9)
