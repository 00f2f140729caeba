# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be in a pool, as a table."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import A, addresses, marks, server

from ansible_collections.multicloud.openstack.plugins.module_utils._follow import (
    endpoint,
    members,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.address import (
    Preference,
)

OURS, OTHERS = ["multicloud_fleet=web"], ["multicloud_fleet=web2"]
OUT = {"multicloud_out": "1"}


def one(number, **more):
    metadata = {**marks(number), **more.pop("metadata", {})}
    return endpoint.of(server(number, A, addresses=addresses(f"10.0.0.{number}"),
                              metadata=metadata, **more), (Preference(),), True)


def silent(number):
    return endpoint.of(one(number).server, (Preference(),), False)


def member(number, tags=tuple(OURS), **more):
    return SimpleNamespace(**{
        "name": f"web-{number}", "address": f"10.0.0.{number}", "protocol_port": 80, "weight": 1,
        "subnet_id": None, "backup": False, "is_admin_state_up": True, "monitor_address": None,
        "monitor_port": None, "tags": [*tags] if tags else tags, **more})


def planned(endpoints, there, present=True, **more):
    desired = members.Desired("web", None, (80,), **more)
    return members.plan(desired, endpoints, there, present)


@pytest.mark.parametrize(("endpoints", "there", "options", "actions", "drained"), [
    ([one(1)], [], {}, {"web-1": "added"}, False),
    ([one(1)], [member(1)], {}, {"web-1": "unchanged"}, False),
    ([one(1)], [member(1)], {"weight": 5}, {"web-1": "changed"}, False),
    ([one(1)], [member(1, weight=0)], {}, {"web-1": "changed"}, False),
    ([one(1)], [member(1, name="old")], {}, {"web-1": "changed"}, False),
    # those of others stay, even at the place of a server
    ([one(1)], [member(1, OTHERS), member(2, [])], {}, {}, False),
    ([], [member(1, OTHERS), member(2, None)], {"present": False}, {}, False),
    # gone, stopped
    ([], [member(1)], {"drain": True}, {"web-1": "removed"}, False),
    ([one(1, status="SHUTOFF")], [member(1)], {"drain": True}, {"web-1": "removed"}, False),
    ([one(1, status="SHUTOFF")], [], {}, {}, False),
    # out of service
    ([one(1, metadata=OUT)], [member(1)], {}, {"web-1": "removed"}, False),
    ([one(1, metadata=OUT)], [member(1)], {"drain": True}, {"web-1": "removed"}, True),
    ([one(1, metadata=OUT)], [], {"drain": True}, {}, False),
    ([one(1)], [member(1)], {"drain": True, "present": False}, {"web-1": "removed"}, True),
    # silent: they stay where no other is ready, and those that are not ready for another reason go
    ([silent(1), one(2)], [member(1), member(2)], {}, {"web-1": "removed", "web-2": "unchanged"},
     False),
    ([silent(1), silent(2)], [member(1)], {"weight": 5}, {"web-1": "unchanged"}, False),
    ([silent(1), one(2, metadata=OUT)], [member(1), member(2), member(3)], {"drain": True},
     {"web-1": "unchanged", "web-2": "removed", "web-3": "removed"}, True),
    ([silent(1)], [member(1)], {"present": False}, {"web-1": "removed"}, False),
    ([silent(1)], [member(1, OTHERS)], {}, {}, False),
    # another port
    ([one(1)], [member(1, protocol_port=81)], {"drain": True}, {"web-1": "added"}, False),
])
def test_plans(endpoints, there, options, actions, drained):
    plan = planned(endpoints, there, **options)
    found = {row["name"]: row["action"] for row in plan.rows if row["protocol_port"] == 80}
    assert (found, plan.drained) == (actions, drained)
    assert len(plan.added) == [*actions.values()].count("added")
    gone = [*actions.values()].count("removed") + (not gone_port(there))
    assert len(plan.removed) == gone


def gone_port(there):
    return all(row.protocol_port == 80 for row in there)


def test_what_is_sent():
    plan = planned([one(1), one(2)], [member(2, weight=3, backup=True, subnet_id="s")])
    assert plan.added == [{"name": "web-1", "weight": 1, "address": "10.0.0.1",
                           "protocol_port": 80, "tags": OURS}]
    # what is left out would be reset
    assert plan.changed == [{"name": "web-2", "weight": 1, "address": "10.0.0.2",
                             "protocol_port": 80, "tags": OURS, "backup": True, "subnet_id": "s",
                             "is_admin_state_up": True}]
    assert [row.get("before") for row in plan.rows] == [None, {"weight": 3}]


@pytest.mark.parametrize("weight", [1, 0])
def test_weight_0_before_it_goes(weight):
    plan = planned([one(1, metadata=OUT)], [member(1, weight=weight)], drain=True)
    assert [row["weight"] for row in plan.changed] == ([0] if weight else [])
    assert plan.drained and [row.name for row in plan.removed] == ["web-1"]
    assert plan.rows == [{"name": "web-1", "address": "10.0.0.1", "protocol_port": 80,
                          "weight": weight, "action": "removed"}]


def test_who_is_in_the_place_of_others_is_named():
    assert planned([one(1), one(2)], [member(1, OTHERS)]).strange == ["web-1"]
    assert planned([one(1, status="ERROR")], [member(1, OTHERS)]).strange == []


def test_groups_do_not_meet():
    desired = members.Desired("web", "db", (80,))
    plan = members.plan(desired, [one(3)], [member(1, [*OURS, "multicloud_group=app"]), member(2, [
        *OURS, "multicloud_group=db"])], True)
    assert {row["name"]: row["action"] for row in plan.rows} == {
        "web-2": "removed", "web-3": "added"}
    assert plan.added[0]["tags"] == [*OURS, "multicloud_group=db"]


def test_what_was_added_before_there_was_a_group():
    desired = members.Desired("web", "db", (80,))
    plan = members.plan(desired, [one(1)], [member(1, [*OURS, "x"]), member(2)], True)
    assert [(row["name"], row["action"]) for row in plan.rows] == [
        ("web-1", "changed"), ("web-2", "removed")]
    assert plan.rows[0]["before"] == {"tags": [*OURS, "x"]}
    assert plan.changed[0]["tags"] == ["x", *OURS, "multicloud_group=db"] == plan.rows[0]["tags"]
    assert plan.added == [] and plan.strange == []


def test_several_ports():
    desired = members.Desired("web", None, (80, 81))
    plan = members.plan(desired, [one(1)], [member(1, protocol_port=port) for port in (81, 82)],
                        True)
    assert [(row["protocol_port"], row["action"]) for row in plan.rows] == [
        (80, "added"), (81, "unchanged"), (82, "removed")]
