# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is seen."""

from __future__ import annotations

from builders import ANOTHER_SPEC, NAME, SPEC, A, B, C, fleet, marks, seat, seen, server
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import NONE, OTHER_DATA, REPLACE, present, said

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import plan
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.place import (
    Placement,
)

SOME_SERVER = st.fixed_dictionaries({
    "index": st.integers(0, 5), "target": st.sampled_from([A, B]),
    "status": st.sampled_from(["ACTIVE", "ACTIVE", "ACTIVE", "BUILD", "ERROR", "DELETED"]),
    "task": st.sampled_from([None, None, None, "deleting"]), "created": st.sampled_from("123"),
    "spec": st.sampled_from([SPEC, SPEC, ANOTHER_SPEC, OTHER_DATA]),
    "group": st.sampled_from(["", "", "", "db"]),
    "fleet": st.sampled_from([NAME, NAME, NAME, NAME, "db", None])})


def some_server(number, values):
    values = dict(values)
    owner, spec, group, index = (values.pop(key) for key in ("fleet", "spec", "group", "index"))
    metadata = marks(seat(index, group), spec, fleet_name=owner) if owner else {}
    return server(index, metadata=metadata, server_id=f"s{number}", **values)


SOME_SERVERS = st.lists(SOME_SERVER, max_size=8).map(
    lambda found: [some_server(number, values) for number, values in enumerate(found)])
checked = settings(max_examples=80, derandomize=True, database=None)


@checked
@given(SOME_SERVERS, st.integers(0, 4), st.sampled_from(["none", "in_place", "replace"]),
       st.sampled_from([None, 0, 1, 2]), st.sampled_from([(), (C,)]),
       st.sets(st.sampled_from(["s0", "s1"])))
def test_whatever_is_seen(servers, count, policy, most, unseen, given_up):
    """Every server of the fleet is decided about once, no other one is, and what was planned is
    up to date when it was carried out."""
    desired = fleet(count, {A: {"max": most}, B: {}, C: {}}, update_policy=policy)
    ours = {one.id for one in servers
            if one.metadata.get("multicloud_fleet") == NAME and one.status != "DELETED"}
    look = seen(servers, {A, B, C} - {*unseen})
    found = plan.survey(desired, look, {*unseen}, given_up=dict.fromkeys(given_up, "in vain"))
    found = plan.complete(desired, found, Placement(dict.fromkeys(found.missing, B), {}))
    assert sorted(step.server.id for step in found.steps if step.server) == sorted(ours)
    held = [step.seat for step in found.steps
            if step.action != "delete" and desired.has(step.seat)]
    assert sorted(held) == desired.seats()
    if unseen:
        assert all(desired.has(step.seat) for step in found.steps if step.action == "delete")
    if policy == "none":
        assert not {"update", "resize", "rebuild"} & {step.action for step in found.steps}
    again = present(desired, [one for one in servers if one.id not in ours] + after(found), unseen)
    assert again.writes == []
    assert again.missing == {}
    gone = plan.survey(NONE, seen(servers), {*unseen}, "absent")
    assert sorted(said(step) for step in gone.steps) == sorted(f"delete {name}" for name in ours)


def after(found):
    """The servers of the fleet when a plan was carried out."""
    made = [server(step.seat.index, step.target, f"n{step.seat.index}") for step in found.steps
            if step.action in ("create", "replace")]
    changed = [server(step.seat.index, step.target, step.server.id) for step in found.steps
               if step.action in ("update", "resize", "rebuild")]
    return made + changed + [step.server for step in found.steps if step.action == "keep"]


@checked
@given(SOME_SERVERS, st.integers(0, 4), st.randoms(use_true_random=False))
def test_the_order_of_the_lists_does_not_matter(servers, count, chance):
    def planned(rows):
        return sorted(map(said, present(fleet(count, **REPLACE), rows).steps))
    shuffled = list(servers)
    chance.shuffle(shuffled)
    assert planned(shuffled) == planned(servers)
