# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server on its way needs next."""

from __future__ import annotations

import pytest
from builders import server

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.phase import (
    WAITS_FOR_LIST,
    WAITS_FOR_TRY,
    Phase,
    phase,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.status import (
    CHANGING,
)

NEEDS_ALL = {"needs_floating": True, "needs_keys": True}
BARE = {"addresses": {}}

# what: wait; the server's row (None: not listed yet); what is known beyond it; the phase
TABLE = [
    ("not-listed", "active", None, {}, "listed"),
    ("not-listed-wait-none", "none", None, {}, "listed"),
    ("error", "active", {"status": "ERROR"}, {}, "error"),
    ("error-wait-none", "none", {"status": "ERROR"}, {}, "error"),
    ("error-before-all-else", "reachable", {"status": "ERROR"}, NEEDS_ALL, "error"),
    ("no-port-yet", "active", {"status": "BUILD", **BARE}, {"needs_floating": True}, "floating"),
    ("no-port-yet-wait-none", "none", {"status": "BUILD", **BARE}, {"needs_floating": True},
     "floating"),
    ("port-while-building", "active", {"status": "BUILD"}, {"needs_floating": True}, "floating"),
    ("floating-wait-none", "none", {"status": "BUILD"}, {"needs_floating": True}, "floating"),
    ("floating-before-keys", "reachable", {}, NEEDS_ALL, "floating"),
    ("building", "active", {"status": "BUILD"}, {}, "active"),
    ("building-wait-none", "none", {"status": "BUILD"}, {}, "done"),
    ("building-without-address", "active", {"status": "BUILD", **BARE}, {}, "active"),
    ("starting", "active", {"status": "SHUTOFF", "task": "powering-on"}, {}, "active"),
    ("stopped", "active", {"status": "SHUTOFF"}, {}, "stopped"),
    ("stopped-wait-none", "none", {"status": "SHUTOFF"}, {}, "done"),
    ("paused", "reachable", {"status": "PAUSED"}, {}, "stopped"),
    ("deleted", "active", {"status": "DELETED"}, {}, "stopped"),
    ("active", "active", {}, {}, "done"),
    ("active-unanswered", "active", {}, {"answered": False}, "done"),
    ("active-needs-keys", "active", {}, {"needs_keys": True}, "keys"),
    ("port", "reachable", {}, {}, "port"),
    ("port-before-keys", "reachable", {}, {"needs_keys": True}, "port"),
    ("port-of-one-that-builds", "reachable", {"status": "BUILD"}, {"answered": True}, "active"),
    ("answered", "reachable", {}, {"answered": True}, "done"),
    ("answered-needs-keys", "reachable", {}, {"answered": True, "needs_keys": True}, "keys"),
    ("unsettled", "active", {}, {"settled": False}, "settle"),
    ("unsettled-wait-none", "none", {}, {"settled": False}, "done"),
    ("unsettled-needs-keys", "active", {}, {"settled": False, "needs_keys": True}, "keys"),
    ("unsettled-answered", "reachable", {}, {"settled": False, "answered": True}, "settle"),
]


@pytest.mark.parametrize(("wait", "row", "known", "expected"),
                         [pytest.param(*line[1:], id=line[0]) for line in TABLE])
def test_phase(wait, row, known, expected):
    facts = {"needs_floating": False, "settled": True, "answered": False, "needs_keys": False}
    there = None if row is None else server(**row)
    assert phase(there, wait=wait, **{**facts, **known}) is Phase(expected)


@pytest.mark.parametrize("status", ["BUILD", "REBUILD", "REBOOT", "HARD_REBOOT", "RESIZE",
                                    "REVERT_RESIZE", "MIGRATING", "PASSWORD", "UNKNOWN"])
def test_what_changes_by_itself_is_waited_for(status):
    assert status in CHANGING
    assert phase(server(status=status), wait="active", needs_floating=False, settled=True,
                 answered=False, needs_keys=False) == "active"


def test_a_resize_that_waits_for_its_end_is_no_reason_to_wait():
    """Whoever asked for it has to confirm it, and the server works meanwhile."""
    more = {"needs_floating": False, "settled": True, "answered": False, "needs_keys": False}
    there = server(status="VERIFY_RESIZE")
    assert phase(there, wait="active", **more) == "done"
    assert phase(there, wait="reachable", **more) == "port"


def test_the_phases_that_the_next_list_ends():
    assert {"listed", "active", "settle"} == WAITS_FOR_LIST


def test_the_phases_that_another_try_ends():
    assert {"port", "keys"} == WAITS_FOR_TRY
