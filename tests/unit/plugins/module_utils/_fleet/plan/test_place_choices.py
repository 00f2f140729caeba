# SPDX-License-Identifier: GPL-3.0-or-later
"""Placement of servers that may be one of several."""

from __future__ import annotations

from builders import A, B, resolved, seat

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.choice import (
    Choice,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.place import (
    Capacity,
    place,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    ServerSpec,
)


def seats(*indexes):
    return [seat(index) for index in indexes]


def test_a_server_gets_the_first_choice_that_there_is_quota_for():
    choices = {"": tuple(Choice(ServerSpec.of({"image": "x", "flavor": name}), resolved(),
                                {"cores": cores})
                         for name, cores in (("large", 4), ("small", 1)))}
    found = [Capacity(A, left={"cores": 6}, choices=choices), Capacity(B, choices=choices)]
    placed = place(seats(*range(1, 5)), found, "fill")
    flavors = {one: way.spec.flavor for one, way in placed.ways.items()}
    assert [(placed.where[one].cloud, flavors[one]) for one in seats(1, 2, 3, 4)] == [
        ("a", "large"), ("a", "small"), ("a", "small"), ("b", "large")]
    assert place(seats(1), [Capacity(A, left={"cores": 0}, choices=choices)]).unplaced == {
        seat(1): "a has no quota left for cores"}


def test_what_is_used_up_is_in_nobodys_way_who_needs_none_of_it():
    """Limits may be below what is there."""
    def unplaced(**needs):
        found = Capacity(A, left={"cores": 6, "limit of floating ips": -1},
                         choices={"": (Choice(ServerSpec.of({}), resolved(), needs),)})
        return [*place(seats(1), [found]).unplaced.values()]
    assert unplaced(cores=1) == unplaced(**{"cores": 1, "limit of floating ips": 0}) == []
    assert unplaced(**{"limit of floating ips": 1}) == ["a has reached its limit of floating ips"]
