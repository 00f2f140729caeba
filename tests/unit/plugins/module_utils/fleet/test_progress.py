# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a run while it goes on: what counts as what, and when."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import A, B, server

from ansible_collections.multicloud.openstack.plugins.module_utils.fleet import progress


def slot(action="create", status=None, *, target=A, old=None, failure=None, still=True,
         deleting=False, answered=False):
    """A slot as far as it is looked at; status: of its server, None if it has none."""
    old = old or (server(target=target) if action in ("delete", "replace") else None)
    return SimpleNamespace(
        step=SimpleNamespace(action=action, target=target, server=old), failure=failure, open=still,
        target=old.target if deleting else target, deleting=deleting,
        server=None if status is None else server(target=target, server_id="new", status=status),
        facts=SimpleNamespace(answered=answered))


@pytest.mark.parametrize(("one", "said"), [
    (slot(), {"planned": 1}),
    (slot("create", "BUILD"), {"planned": 1, "building": 1}),
    (slot("create", "ACTIVE"), {"planned": 1, "active": 1}),
    (slot("create", "ACTIVE", still=False), {"planned": 1, "active": 1}),
    (slot("create", "ACTIVE", answered=True), {"planned": 1, "reachable": 1}),
    (slot("keep", "ACTIVE"), {"planned": 1, "active": 1}),
    (slot("resize", "RESIZE"), {"planned": 1, "building": 1}),
    (slot("create", "ERROR", failure="broken", still=False), {"planned": 1, "failed": 1}),
    (slot("create", failure="refused", still=False), {"planned": 1, "failed": 1}),
    (slot("delete", "ACTIVE", deleting=True), {"left to delete": 1}),
    (slot("delete", deleting=True, still=False), {}),
    (slot("delete", deleting=True, still=False, failure="no"), {"failed": 1}),
    (slot("replace", deleting=True), {"planned": 1, "left to delete": 1}),
    (slot("replace", "BUILD"), {"planned": 1, "building": 1})])
def test_what_counts_as_what(one, said):
    found = progress.counts([one]).get(A, {})
    assert {word: found[word] for word in progress.WORDS if found and found[word]} == said


def test_the_old_server_is_not_the_new_one():
    one = slot("replace", deleting=True)
    one.server = one.step.server
    assert progress.counts([one])[A]["active"] == 0


def test_a_server_moves():
    found = progress.counts([slot("replace", target=B, old=server(target=A), deleting=True)])
    assert (found[A]["left to delete"], found[B]["planned"]) == (1, 1)
    assert found[A]["planned"] == found[B]["left to delete"] == 0


@pytest.mark.parametrize(("told", "text", "due"), [
    (None, "1 planned", True), (None, "", False), ((10, "1 planned"), "", False),
    ((15.1, "1 planned"), "2 planned", False), ((15, "1 planned"), "2 planned", True),
    ((15, "1 planned"), "1 planned", False), ((-9.9, "1 planned"), "1 planned", False),
    ((-10, "1 planned"), "1 planned", True)])
def test_when_it_is_said(told, text, due):
    assert progress.due(told, text, 20) == due


@pytest.fixture
def told():
    """Looks at these slots at these times; what was said when."""
    said = []
    run = progress.Progress("ci", 100.0, said.append)

    def look(slots, *moments):
        before = len(said)
        for moment in moments:
            run.look(slots, 100.0 + moment)
        return said[before:]
    look.run = run
    return look


def test_a_short_run_is_silent(told):
    assert told([slot()], 0, 0.5, 1.9) == []
    assert told([slot()], 2) == ["fleet ci, 2 s: a: 1 planned"]


def test_one_line_for_each_target_and_interval(told):
    slots = [slot(), slot(target=B)]
    assert told(slots, 2, 2.5) == ["fleet ci, 2 s: a: 1 planned", "fleet ci, 2 s: b: 1 planned"]
    slots[0].server = server(status="BUILD")
    assert told(slots, 3, 4, 5, 6) == []
    assert told(slots, 7, 8) == ["fleet ci, 7 s: a: 1 planned, 1 building"]
    slots[1].server = server(status="ACTIVE")
    assert told(slots, 9) == ["fleet ci, 9 s: b: 1 planned, 1 active"]
    assert told(slots, *range(10, 37)) == []
    assert told(slots, 37) == ["fleet ci, 37 s: a: 1 planned, 1 building"]


def test_what_failed_is_told_in_the_next_pass_as_well(told):
    failed = [slot(failure="broken", still=False)]
    assert told(failed, 2) == ["fleet ci, 2 s: a: 1 planned, 1 failed"]
    told.run.ended(failed)
    assert told([slot()], 7, 12) == []
    assert told([slot("create", "BUILD")], 20) == [
        "fleet ci, 20 s: a: 1 planned, 1 building, 1 failed"]


def test_nobody_listens():
    progress.Progress().look([object()], 1e9)       # and nothing is counted
