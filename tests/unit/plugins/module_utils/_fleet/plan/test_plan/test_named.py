# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that are given up, replaced because they are named, adopted; servers of others."""

from __future__ import annotations

import pytest
from builders import NAME, B, fleet, marks, seat, seen, server
from plans import NEW, OLD, said

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import plan
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.place import (
    Placement,
)


@pytest.mark.parametrize("state", ["present", "absent"])
def test_servers_of_others_are_left_alone(state):
    others = [server(1, name="db-1", metadata={}), server(2, B, name="web-2", metadata={}),
              server(1, metadata=marks(fleet_name="we"))]
    found = plan.survey(fleet(1), seen(others), set(), state)
    assert found.steps == ()


def test_foreign_servers_are_named_when_they_have_a_name_that_is_desired():
    named = [server(1, metadata={}, server_id="x"), server(2, B, metadata={}, server_id="y")]
    others = [server(3, metadata={}), server(1, name="web-01", metadata={}), server(1)]
    assert plan.survey(fleet(2), seen(others + named), set()).foreign == tuple(named)


@pytest.mark.parametrize(("servers", "expected"), [
    ([server(1, status="BUILD")], ["replace a1 on b"]),
    ([server(1)], ["replace a1 on b"]),
    ([server(1, **OLD), server(1, B, **NEW)], ["keep b1", "delete a1"]),
    ([server(1, **OLD), server(1, B, status="ERROR", **NEW)], ["replace a1 on b", "delete b1"]),
    ([server(2), server(1)], ["replace a1 on b", "delete a2"]),
])
def test_a_server_that_was_given_up_is_replaced(servers, expected):
    desired = fleet(1)
    found = plan.survey(desired, seen(servers), set(), given_up={"a1": "still BUILD after 9 s"})
    whole = plan.complete(desired, found, Placement(dict.fromkeys(found.missing, B), {}))
    assert [said(step) for step in whole.steps] == expected
    if len(servers) == 1:
        assert whole.steps[0].reason == "still BUILD after 9 s"


@pytest.mark.parametrize(("servers", "expected"), [
    ([server(1), server(2)], ["replace a1 on b", "keep a2"]),
    ([server(1, **OLD), server(1, B, **NEW), server(2)], ["keep b1", "keep a2", "delete a1"]),
    ([server(2)], ["keep a2", "create web-1 on b"]),        # it has gone meanwhile
])
def test_a_server_is_replaced_if_it_is_named(servers, expected):
    desired = fleet(2, replace=["a1"])
    found = plan.survey(desired, seen(servers), set())
    whole = plan.complete(desired, found, Placement(dict.fromkeys(found.missing, B), {}))
    assert sorted(map(said, whole.steps)) == sorted(expected)


OTHERS = [server(7, metadata={}, server_id="x", name="mail"),
          server(8, B, metadata={}, server_id="y", name="build")]


@pytest.mark.parametrize(("count", "servers", "names", "expected"), [
    (2, [], ["x", "y"], ["update x", "update y"]),
    (2, [], ["y", "x"], ["update y", "update x"]),
    (2, [server(1)], ["x"], ["keep a1", "update x"]),
    (3, [server(2)], ["x"], ["update x", "keep a2", "create web-3 on b"]),
    (2, [server(1, status="ERROR")], ["x"], ["replace a1 on b", "update x"]),
    (1, [server(1)], ["a1"], ["keep a1"]),
    (1, [], ["gone"], ["create web-1 on b"]),
])
def test_adopted_servers_take_the_free_numbers(count, servers, names, expected):
    desired = fleet(count, adopt=names)
    found = plan.survey(desired, seen(servers + OTHERS), set())
    whole = plan.complete(desired, found, Placement(dict.fromkeys(found.missing, B), {}))
    assert [said(step) for step in whole.steps] == expected
    assert {step.changes for step in whole.steps if step.action == "update"} <= {("adopt",)}


def test_more_servers_to_adopt_than_free_numbers_are_refused():
    """One would be left out without a word."""
    with pytest.raises(CloudError) as error:
        plan.survey(fleet(2, adopt=["x", "y"]), seen([server(1), *OTHERS]), set())
    assert (error.value.kind, error.value.message) == (
        "conflict", "adopt: the fleet has 1 free numbers for 2 servers: raise count")


@pytest.mark.parametrize("state", ["present", "absent"])
@pytest.mark.parametrize("spec", [None, "", ",,==,=x", "\x1b=1"])
def test_a_mark_of_the_fleet_alone_makes_no_server_of_it(state, spec):
    """Whoever may set metadata can write the name of a fleet: such a server is neither kept, nor
    renamed, nor deleted, nor does it take a number."""
    metadata = {"multicloud_fleet": NAME, "multicloud_index": "1",
                **({} if spec is None else {"multicloud_spec": spec})}
    forged = server(1, server_id="x", name="other", metadata=metadata)
    found = plan.survey(fleet(1), seen([forged]), set(), state)
    assert found.steps == () and found.foreign == (forged,)
    assert list(found.missing) == ([seat(1)] if state == "present" else [])


def test_an_adopted_server_with_a_name_of_the_fleets_is_not_foreign():
    named = server(1, metadata={}, server_id="x")
    assert plan.survey(fleet(1), seen([named]), set()).foreign == (named,)
    assert plan.survey(fleet(1, adopt=["x"]), seen([named]), set()).foreign == ()
