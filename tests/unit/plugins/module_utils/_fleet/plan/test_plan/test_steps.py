# SPDX-License-Identifier: GPL-3.0-or-later
"""What a plan says of its steps."""

from __future__ import annotations

import pytest
from builders import ANOTHER_SPEC, SPEC, A, B, C, fleet, marks, seat, seen, server
from plans import OTHER_DATA, REPLACE, present

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.case import (
    Difference,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import plan
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.fleet import Seat


def test_differences_are_named_and_each_target_has_its_own_spec():
    desired = fleet(2, {A: {"image": "debian-13"}, B: {}})
    found = plan.survey(desired, seen([server(1), server(2, B)]), set())
    assert [(step.action, step.held) for step in found.steps] == [
        ("keep", ("image",)), ("keep", ())]


def test_an_update_names_what_is_added():
    found = present(fleet(1), [server(metadata=marks(floating="public"))])
    assert [step.changes for step in found.steps] == [("floating_ip",)]


def test_writes_are_the_steps_that_change_something():
    found = present(fleet(7, **REPLACE), [
        server(1), server(2, spec=OTHER_DATA), server(9), server(6, spec=ANOTHER_SPEC),
        server(3, metadata=marks(3, floating="public")), server(4, spec={**SPEC, "flavor": "x"})])
    assert [step.action for step in found.writes] == [
        "replace", "update", "resize", "rebuild", "delete", "create", "create"]


@pytest.mark.parametrize(("step", "line", "report"), [
    (plan.Step("create", seat(1), "web-1", C, "missing", zone="z1"),
     "create web-1 on c/north: missing",
     {"action": "create", "name": "web-1", "group": "", "index": 1, "cloud": "c",
      "region_name": "north", "availability_zone": "z1", "id": None, "reason": "missing",
      "changes": [], "held": [], "differences": []}),
    (plan.Step("replace", Seat("db", 2), "web-db-2", A, "key_name a -> b", server(2),
               ("key_name",), values={"key_name": Difference("a", "b")}),
     "replace web-db-2 on a: key_name a -> b",
     {"action": "replace", "name": "web-db-2", "group": "db", "index": 2, "cloud": "a",
      "region_name": "", "availability_zone": None, "id": "a2", "reason": "key_name a -> b",
      "changes": ["key_name"], "held": [],
      "differences": [{"option": "key_name", "before": "a", "after": "b"}]}),
], ids=["create", "replace"])
def test_steps_are_printed(step, line, report):
    assert step.line() == line
    assert step.report() == report
