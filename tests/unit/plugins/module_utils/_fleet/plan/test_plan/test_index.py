# SPDX-License-Identifier: GPL-3.0-or-later
"""The planner: what is seen, held against the spec."""

from __future__ import annotations

import pytest
from builders import ANOTHER_SPEC, NAME, SPEC, A, B, C, fleet, marks, seat, seen, server
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.case import (
    Difference,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import plan
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.place import (
    Placement,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import (
    fleet as fleet_spec,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.fleet import Seat

REPLACE = {"update_policy": "replace"}
OTHER_DATA = {**SPEC, "userdata": "#!/bin/sh"}      # which only another server can have
NONE = fleet_spec.Fleet(NAME, {})
OLD, NEW = {"created": "2026-01-01T00:00:00Z"}, {"created": "2026-06-01T00:00:00Z"}
FOREIGN = server(1, metadata={}, server_id="foreign")

# An index is ...; the servers seen; the targets unseen; the fleet's options;
# what present does with a fleet of one; what absent does. A creation is on B.
TABLE = [
    ("seen-as-wished",
     [server(1)], [], {}, ["keep a1"], ["delete a1"]),
    ("seen-as-wished-with-a-target-unseen",
     [server(1)], [B], {}, ["keep a1"], ["delete a1"]),
    ("seen-still-building",
     [server(1, status="BUILD", task="spawning")], [], {}, ["keep a1"], ["delete a1"]),
    ("seen-stopped",
     [server(1, status="SHUTOFF")], [], {}, ["start a1"], ["delete a1"]),
    ("seen-stopped-policy-none",
     [server(1, status="PAUSED")], [], {"update_policy": "none"}, ["start a1"], ["delete a1"]),
    ("seen-stopped-and-another-image",
     [server(1, status="SHUTOFF", spec=ANOTHER_SPEC)], [], REPLACE, ["rebuild a1"], ["delete a1"]),
    ("seen-in-RESCUE",
     [server(1, status="RESCUE")], [], {}, ["keep a1"], ["delete a1"]),
    ("seen-another-wish-policy-none",
     [server(1, spec=ANOTHER_SPEC)], [], {"update_policy": "none"}, ["keep a1"], ["delete a1"]),
    ("seen-another-wish-policy-in_place",
     [server(1, spec=ANOTHER_SPEC)], [], {"update_policy": "in_place"}, ["keep a1"],
     ["delete a1"]),
    ("seen-another-image-policy-replace",
     [server(1, spec=ANOTHER_SPEC)], [], REPLACE, ["rebuild a1"], ["delete a1"]),
    ("seen-another-flavor-policy-replace",
     [server(1, spec={**SPEC, "flavor": "large"})], [], REPLACE, ["resize a1"], ["delete a1"]),
    ("seen-another-wish-policy-replace",
     [server(1, spec=OTHER_DATA)], [], REPLACE, ["replace a1 on b"], ["delete a1"]),
    ("seen-without-a-tag",
     [server(1)], [], {"tags": ["blue"]}, ["update a1"], ["delete a1"]),
    ("seen-another-wish-and-under-way",
     [server(1, spec=OTHER_DATA, status="REBUILD")], [], REPLACE, ["keep a1"], ["delete a1"]),
    ("seen-another-wish-in-ERROR",
     [server(1, spec=OTHER_DATA, status="ERROR")], [], {}, ["replace a1 on b"], ["delete a1"]),
    ("seen-as-wished-policy-replace",
     [server(1)], [], REPLACE, ["keep a1"], ["delete a1"]),
    ("seen-in-ERROR",
     [server(1, status="ERROR")], [], {}, ["replace a1 on b"], ["delete a1"]),
    ("seen-in-ERROR-with-a-target-unseen",
     [server(1, status="ERROR")], [C], {}, ["replace a1 on b"], ["delete a1"]),
    # there is nothing of it left that could be deleted: another one is all that replacing means
    ("DELETED-behind-our-back",
     [server(1, status="DELETED")], [], {}, ["create web-1 on b"], []),
    ("SOFT_DELETED-behind-our-back",
     [server(1, status="SOFT_DELETED")], [], {}, ["create web-1 on b"], []),
    ("being-deleted",
     [server(1, task="deleting")], [], {}, ["replace a1 on b"], ["delete a1"]),
    ("seen-twice-oldest-stays",
     [server(1, server_id="young", **NEW), server(1, server_id="old", **OLD)], [], {},
     ["keep old", "delete young"], ["delete young", "delete old"]),
    ("seen-twice-oldest-broken",
     [server(1, server_id="young", **NEW),
      server(1, server_id="old", status="ERROR", **OLD)], [], {},
     ["keep young", "delete old"], ["delete young", "delete old"]),
    ("seen-twice-oldest-being-deleted",
     [server(1, server_id="old", task="deleting", **OLD),
      server(1, server_id="young", **NEW)], [], {},
     ["keep young", "delete old"], ["delete old", "delete young"]),
    ("seen-twice-both-broken",
     [server(1, server_id="old", status="ERROR", **OLD),
      server(1, server_id="young", status="ERROR", **NEW)], [], {},
     ["replace old on b", "delete young"], ["delete old", "delete young"]),
    ("seen-twice-one-DELETED",
     [server(1, server_id="old", status="DELETED", **OLD),
      server(1, server_id="young", **NEW)], [], {},
     ["keep young"], ["delete young"]),
    ("seen-twice-across-targets",
     [server(1, A, "young", **NEW), server(1, B, "old", **OLD)], [], {},
     ["keep old", "delete young"], ["delete young", "delete old"]),
    ("seen-twice-with-a-target-unseen",
     [server(1, server_id="young", **NEW), server(1, server_id="old", **OLD)], [B], {},
     ["keep old", "delete young"], ["delete young", "delete old"]),
    ("seen-twice-in-the-same-second",
     [server(1, server_id="y"), server(1, server_id="x")], [], {},
     ["keep x", "delete y"], ["delete y", "delete x"]),
    # a replacement that is made first, by a run that was killed in between
    ("seen-twice-the-younger-as-wished",
     [server(1, server_id="old", spec=OTHER_DATA, **OLD), server(1, server_id="young", **NEW)],
     [], REPLACE, ["keep young", "delete old"], ["delete old", "delete young"]),
    ("seen-twice-the-younger-as-wished-and-broken",
     [server(1, server_id="old", spec=OTHER_DATA, **OLD),
      server(1, server_id="young", status="ERROR", **NEW)],
     [], REPLACE, ["replace old on b", "delete young"], ["delete old", "delete young"]),
    ("seen-twice-the-younger-as-wished-but-for-its-image",
     [server(1, server_id="old", spec=ANOTHER_SPEC, **OLD), server(1, server_id="young", **NEW)],
     [], REPLACE, ["rebuild old", "delete young"], ["delete old", "delete young"]),
    ("seen-thrice",
     [server(1, server_id="z"), server(1, server_id="y"), server(1, server_id="x")], [], {},
     ["keep x", "delete y", "delete z"], ["delete z", "delete y", "delete x"]),
    ("beyond-count",
     [server(1), server(2)], [], {},
     ["keep a1", "delete a2"], ["delete a1", "delete a2"]),
    ("beyond-count-with-a-target-unseen",
     [server(1), server(2)], [B], {},
     ["keep a1", "keep a2"], ["delete a1", "delete a2"]),
    ("beyond-count-in-ERROR-with-a-target-unseen",
     [server(1), server(2, status="ERROR")], [B], {},
     ["keep a1", "keep a2"], ["delete a1", "delete a2"]),
    ("beyond-count-seen-twice",
     [server(1), server(2, server_id="x"), server(2, server_id="y")], [], {},
     ["keep a1", "delete x", "delete y"], ["delete a1", "delete x", "delete y"]),
    ("damaged-index-is-beyond-count",
     [server(1), server(metadata={**marks(), "multicloud_index": "one"}, server_id="x")], [], {},
     ["delete x", "keep a1"], ["delete x", "delete a1"]),
    ("damaged-index-with-a-target-unseen",
     [server(1), server(metadata={**marks(), "multicloud_index": ""}, server_id="x")], [B], {},
     ["keep x", "keep a1"], ["delete x", "delete a1"]),
    ("not-seen-all-targets-seen",
     [], [], {}, ["create web-1 on b"], []),
    ("not-seen-a-target-unseen",
     [], [A], {"unseen": "replace"}, ["create web-1 on b"], []),
    ("foreign-right-name-no-mark",
     [FOREIGN], [], {}, ["create web-1 on b"], []),
    ("foreign-right-name-mark-of-another-fleet",
     [server(metadata=marks(fleet_name="web-x"))], [], {}, ["create web-1 on b"], []),
    ("foreign-beside-the-fleet's-own",
     [FOREIGN, server(1)], [], {}, ["keep a1"], ["delete a1"]),
    ("without-its-floating-ip",
     [server(metadata=marks(floating="public"))], [], {}, ["update a1"], ["delete a1"]),
    ("without-its-floating-ip-and-another-wish",
     [server(metadata=marks(spec=OTHER_DATA, floating="public"))], [], REPLACE,
     ["replace a1 on b"], ["delete a1"]),
    ("without-its-floating-ip-in-ERROR",
     [server(metadata=marks(floating="public"), status="ERROR")], [], {},
     ["replace a1 on b"], ["delete a1"]),
]


def said(step):
    """A step in short: the action, the server it is about, and where a new one will be."""
    subject = step.server.id if step.server else step.name
    where = f" on {step.target}" if step.action in ("create", "replace") else ""
    return f"{step.action} {subject}{where}"


def present(desired, servers, unseen=(), target=B):
    """The complete plan, with a place on one target for whatever misses one."""
    look = seen(servers, [share.target for share in desired.shares if share.target not in unseen])
    found = plan.survey(desired, look, set(unseen))
    return plan.complete(desired, found, Placement(dict.fromkeys(found.missing, target), {}))


def table(wanted):
    """One parameter per row of TABLE: its servers, unseen, options, and the wanted column."""
    return [pytest.param(*line[1:4], line[wanted], id=line[0]) for line in TABLE]


@pytest.mark.parametrize(("servers", "unseen", "options", "wanted"), table(4))
def test_present(servers, unseen, options, wanted):
    found = present(fleet(1, (A, B, C), **options), servers, unseen)
    assert [said(step) for step in found.steps] == wanted


@pytest.mark.parametrize(("servers", "unseen", "_options", "wanted"), table(5))
def test_absent(servers, unseen, _options, wanted):
    found = plan.survey(NONE, seen(servers), set(unseen), "absent")
    assert [said(step) for step in found.steps] == wanted
    assert not found.missing


@pytest.mark.parametrize(("servers", "unseen", "options", "reason"), [
    ([server(1)], [], {}, "up to date"),
    ([server(1, spec=ANOTHER_SPEC)], [], {},
     "update_policy in_place keeps image image-1 -> debian-12"),
    ([server(1, spec=ANOTHER_SPEC)], [], REPLACE, "image image-1 -> debian-12"),
    ([server(1, spec=OTHER_DATA)], [], REPLACE, "userdata digest c7aa9e4a -> none"),
    ([server(1, name="x", tags=["t"])], [], {"tags": ["u"]}, "name x -> web-1, tags t -> t, u"),
    ([server(1, status="ERROR")], [], {}, "is ERROR"),
    ([server(1, task="deleting")], [], {}, "is deleting"),
    ([server(1), server(1, B)], [], {}, "double of a1 on a"),
    ([server(2)], [], {}, "beyond the count of 1"),
    ([server(2)], [B, C], {}, "beyond count, but not deleted while b, c/north is unseen"),
    ([], [], {}, "missing"),
    ([], [A, C], {}, "not seen, and a, c/north cannot be looked at"),
    ([server(metadata=marks(floating="public"))], [], {}, "floating_ip none -> a new one"),
])
def test_every_step_has_its_reason(servers, unseen, options, reason):
    found = present(fleet(1, (A, B, C), **options), servers, unseen)
    assert reason in [step.reason for step in found.steps]


def test_absent_says_why():
    found = plan.survey(NONE, seen([server(1)]), set(), "absent")
    assert [step.reason for step in found.steps] == ["state is absent"]


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


def test_scale_in_removes_the_highest_indexes():
    servers = [server(5, B), server(2, B), server(10), server(1), server(4), server(3)]
    found = present(fleet(2), servers)
    assert [said(step) for step in found.steps] == [
        "keep a1", "keep b2", "delete a3", "delete a4", "delete b5", "delete a10"]


def test_scale_in_to_nothing():
    found = present(fleet(0), [server(1), server(2, B)])
    assert [said(step) for step in found.steps] == ["delete a1", "delete b2"]
    assert not found.missing


def test_scale_out_creates_what_is_missing_and_keeps_the_rest():
    found = plan.survey(fleet(4), seen([server(3), server(1, B)]), set())
    assert [said(step) for step in found.steps] == ["keep b1", "keep a3"]
    assert sorted(found.missing) == [seat(2), seat(4)]


@pytest.mark.parametrize(("most", "servers", "wanted"), [
    (0, [server(1), server(2)], ["replace a1 on b", "replace a2 on b"]),
    (1, [server(2), server(1)], ["keep a1", "replace a2 on b"]),
    (2, [server(1), server(2)], ["keep a1", "keep a2"]),
    (1, [server(1), server(2, B)], ["keep a1", "keep b2"]),
    (0, [server(1), server(2, B)], ["replace a1 on b", "keep b2"]),
    (0, [server(1), server(3)], ["replace a1 on b", "create web-2 on b", "delete a3"]),
    (0, [server(1), server(1, server_id="x")],
     ["replace a1 on b", "delete x", "create web-2 on b"]),
    (1, [server(1, metadata=marks(1, floating="public")), server(2)],
     ["update a1", "replace a2 on b"]),
])
def test_a_target_gives_away_what_is_more_than_its_max(most, servers, wanted):
    found = present(fleet(2, {A: {"max": most}, B: {}}), servers)
    assert sorted(map(said, found.steps)) == sorted(wanted)


@pytest.mark.parametrize(("target", "wanted"), [
    ({"groups": [{"name": "db", "max": 0}]}, ["keep web-1", "keep web-2", "replace db-1 on b"]),
    ({"groups": [{"name": "web", "max": 1}]}, ["keep db-1", "keep web-1", "replace web-2 on b"]),
    ({"max": 2, "groups": [{"name": "db", "max": 0}]},
     ["keep web-1", "keep web-2", "replace db-1 on b"]),
    ({"max": 1, "groups": [{"name": "db", "max": 0}]},
     ["keep web-1", "replace db-1 on b", "replace web-2 on b"]),
])
def test_a_target_gives_away_what_is_more_than_the_max_of_a_group(target, wanted):
    groups = [{"name": "web", "count": 2}, {"name": "db", "count": 1}]
    places = [seat(1, "web"), seat(2, "web"), seat(1, "db")]
    servers = [server(place, name=f"web-{place}", server_id=str(place)) for place in places]
    found = present(fleet(None, {A: target, B: {}}, groups=groups), servers)
    assert sorted(map(said, found.steps)) == wanted


def test_a_target_above_its_max_keeps_what_works():
    """A broken server leaves anyway: no other one has to."""
    found = present(fleet(2, {A: {"max": 1}, B: {}}), [server(1, status="ERROR"), server(2)])
    assert [said(step) for step in found.steps] == ["replace a1 on b", "keep a2"]


def test_what_is_beyond_count_is_not_moved_either_while_a_target_is_unseen():
    found = present(fleet(1, {A: {"max": 0}, B: {}, C: {}}), [server(1, B), server(2)], [C])
    assert [said(step) for step in found.steps] == ["keep b1", "keep a2"]


def test_moving_away_says_why():
    found = present(fleet(1, {A: {"max": 0}, B: {}}), [server(1)])
    assert [step.reason for step in found.steps] == ["a takes at most 0"]


@pytest.mark.parametrize(("servers", "options"), [
    ([server(1, spec=OTHER_DATA)], REPLACE),
    ([server(1, status="ERROR")], {}),
])
def test_without_a_place_for_the_new_one_the_old_one_stays(servers, options):
    desired = fleet(1, **options)
    found = plan.survey(desired, seen(servers), set())
    whole = plan.complete(desired, found, Placement({}, {seat(1): "b has no quota left for cores"}))
    assert [said(step) for step in whole.steps] == ["keep a1"]
    assert whole.steps[0].reason.endswith("; not replaced")
    assert whole.missing == {seat(1): "b has no quota left for cores"}
    assert not whole.writes


def test_creations_go_where_placement_says_and_the_rest_is_named():
    desired = fleet(4)
    found = plan.survey(desired, seen([server(2)]), set())
    whole = plan.complete(desired, found, Placement(
        {seat(1): B, seat(4): A}, {seat(3): "full"}, {seat(4): "z2"}))
    assert [said(step) for step in whole.steps] == [
        "keep a2", "create web-1 on b", "create web-4 on a"]
    assert whole.missing == {seat(3): "full"}
    assert [step.zone for step in whole.steps] == [None, None, "z2"]


def test_a_replacement_goes_to_the_zone_that_placement_says():
    found = plan.survey(fleet(2), seen([server(1, status="ERROR"), server(2)]), set())
    whole = plan.complete(fleet(2), found, Placement({seat(1): B}, {}, {seat(1): "z2"}))
    assert [(step.action, step.zone) for step in whole.steps] == [("replace", "z2"), ("keep", None)]


def test_differences_are_named_and_each_target_has_its_own_spec():
    desired = fleet(2, {A: {"image": "debian-13"}, B: {}})
    found = plan.survey(desired, seen([server(1), server(2, B)]), set())
    assert [(step.action, step.held) for step in found.steps] == [
        ("keep", ("image",)), ("keep", ())]


def test_an_update_names_what_is_added():
    found = present(fleet(1), [server(metadata=marks(floating="public"))])
    assert [step.changes for step in found.steps] == [("floating_ip",)]


def test_a_rerun_of_what_was_planned_changes_nothing():
    desired = fleet(3, {A: {"max": 1}, B: {}, C: {}})
    before = [server(1, status="ERROR"), server(2), server(3), server(4, B)]
    done = []
    for step in present(desired, before, target=C).steps:
        if step.action in ("create", "replace"):
            done.append(server(step.seat.index, step.target))
        elif step.action != "delete":
            done.append(step.server)
    again = present(desired, done)
    assert not again.writes
    assert [step.seat.index for step in again.steps] == [1, 2, 3]


# Groups

WEB_DB = {"groups": [{"name": "web", "count": 2}, {"name": "db", "count": 1, "image": "db-image"}]}


def of_group(index, group, target=A, **more):
    """The server of a group; its id is the group and the index."""
    spec = {**SPEC, "image": "db-image"} if group == "db" else SPEC
    where = seat(index, group)
    return server(where, target, **{
        "server_id": f"{group}{index}", "metadata": marks(where, spec),
        "name": f"{NAME}-{where}", **more})


# what: the servers, and what becomes of a fleet with 2 web and 1 db
GROUPS = [
    ("none", [], ["create web-db-1 on b", "create web-web-1 on b", "create web-web-2 on b"]),
    ("all", [of_group(1, "web"), of_group(2, "web", B), of_group(1, "db")],
     ["keep db1", "keep web1", "keep web2"]),
    ("the-same-number-in-two-groups-is-no-double", [of_group(1, "web"), of_group(1, "db")],
     ["keep db1", "keep web1", "create web-web-2 on b"]),
    ("a-double-in-its-group",
     [of_group(1, "db"), of_group(1, "db", B, server_id="x"), of_group(1, "web"),
      of_group(2, "web")],
     ["keep db1", "delete x", "keep web1", "keep web2"]),
    ("beyond-the-count-of-its-group",
     [of_group(1, "db"), of_group(2, "db"), of_group(1, "web"), of_group(2, "web")],
     ["keep db1", "delete db2", "keep web1", "keep web2"]),
    ("a-group-that-is-no-more",
     [of_group(1, "db"), of_group(1, "web"), of_group(2, "web"), of_group(1, "cache")],
     ["delete cache1", "keep db1", "keep web1", "keep web2"]),
    ("of-no-group",
     [server(1), of_group(1, "db"), of_group(1, "web"), of_group(2, "web")],
     ["delete a1", "keep db1", "keep web1", "keep web2"]),
]


@pytest.mark.parametrize(("servers", "wanted"),
                         [pytest.param(*line[1:], id=line[0]) for line in GROUPS])
def test_groups(servers, wanted):
    found = present(fleet(None, **WEB_DB), servers)
    assert [said(step) for step in found.steps] == wanted


def test_a_server_of_a_group_in_a_fleet_without_groups_is_beyond_it():
    found = present(fleet(1), [of_group(1, "web"), server(1)])
    assert [(said(step), step.reason) for step in found.steps] == [
        ("keep a1", "up to date"), ("delete web1", "the fleet has no group 'web'")]


@pytest.mark.parametrize(("one", "reason"), [
    (of_group(3, "web"), "beyond the count of 2"), (server(1), "the fleet has groups, and this is "
                                                    "in none"),
    (of_group(1, "x"), "the fleet has no group 'x'")])
def test_why_a_server_is_in_no_group(one, reason):
    found = plan.survey(fleet(None, **WEB_DB), seen([one]), set())
    assert [(step.action, step.reason) for step in found.steps] == [("delete", reason)]


def test_each_group_has_its_own_spec():
    servers = [server(seat(1, "db"), name="web-db-1", server_id="x"), of_group(1, "web")]
    found = plan.survey(fleet(None, update_policy="rebuild", **WEB_DB), seen(servers), set())
    assert [(step.action, step.changes) for step in found.steps] == [
        ("rebuild", ("image",)), ("keep", ())]


def test_absent_takes_all_groups():
    servers = [of_group(1, "web"), of_group(1, "db"), server(1)]
    found = plan.survey(NONE, seen(servers), set(), "absent")
    assert [said(step) for step in found.steps] == ["delete a1", "delete db1", "delete web1"]


# Given up by the run itself

@pytest.mark.parametrize(("servers", "wanted"), [
    ([server(1, status="BUILD")], ["replace a1 on b"]),
    ([server(1)], ["replace a1 on b"]),
    ([server(1, **OLD), server(1, B, **NEW)], ["keep b1", "delete a1"]),
    ([server(1, **OLD), server(1, B, status="ERROR", **NEW)], ["replace a1 on b", "delete b1"]),
    ([server(2), server(1)], ["replace a1 on b", "delete a2"]),
])
def test_a_server_that_was_given_up_is_replaced(servers, wanted):
    desired = fleet(1)
    found = plan.survey(desired, seen(servers), set(), given_up={"a1": "still BUILD after 9 s"})
    whole = plan.complete(desired, found, Placement(dict.fromkeys(found.missing, B), {}))
    assert [said(step) for step in whole.steps] == wanted
    if len(servers) == 1:
        assert whole.steps[0].reason == "still BUILD after 9 s"


# Replaced on demand

@pytest.mark.parametrize(("servers", "wanted"), [
    ([server(1), server(2)], ["replace a1 on b", "keep a2"]),
    ([server(1, **OLD), server(1, B, **NEW), server(2)], ["keep b1", "keep a2", "delete a1"]),
    ([server(2)], ["keep a2", "create web-1 on b"]),        # it has gone meanwhile
])
def test_a_server_is_replaced_if_it_is_named(servers, wanted):
    desired = fleet(2, replace=["a1"])
    found = plan.survey(desired, seen(servers), set())
    whole = plan.complete(desired, found, Placement(dict.fromkeys(found.missing, B), {}))
    assert sorted(map(said, whole.steps)) == sorted(wanted)


# Adopting

OTHERS = [server(7, metadata={}, server_id="x", name="mail"),
          server(8, B, metadata={}, server_id="y", name="build")]


@pytest.mark.parametrize(("count", "servers", "names", "wanted"), [
    (2, [], ["x", "y"], ["update x", "update y"]),
    (2, [], ["y", "x"], ["update y", "update x"]),
    (2, [server(1)], ["x"], ["keep a1", "update x"]),
    (3, [server(2)], ["x"], ["update x", "keep a2", "create web-3 on b"]),
    (2, [server(1, status="ERROR")], ["x"], ["replace a1 on b", "update x"]),
    (1, [server(1)], ["a1"], ["keep a1"]),
    (1, [], ["gone"], ["create web-1 on b"]),
])
def test_adopted_servers_take_the_free_numbers(count, servers, names, wanted):
    desired = fleet(count, adopt=names)
    found = plan.survey(desired, seen(servers + OTHERS), set())
    whole = plan.complete(desired, found, Placement(dict.fromkeys(found.missing, B), {}))
    assert [said(step) for step in whole.steps] == wanted
    assert {step.changes for step in whole.steps if step.action == "update"} <= {("adopt",)}


def test_more_servers_to_adopt_than_free_numbers_are_refused():
    """One would be left out without a word."""
    with pytest.raises(CloudError) as error:
        plan.survey(fleet(2, adopt=["x", "y"]), seen([server(1), *OTHERS]), set())
    assert (error.value.kind, error.value.message) == (
        "conflict", "adopt: 2 servers are to join, and the free places of the fleet are 1: raise "
                    "count")


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


# Whatever is seen

SOME_SERVER = st.fixed_dictionaries({
    "index": st.integers(0, 5), "target": st.sampled_from([A, B]),
    "status": st.sampled_from(["ACTIVE", "ACTIVE", "ACTIVE", "BUILD", "ERROR", "DELETED"]),
    "task": st.sampled_from([None, None, None, "deleting"]), "created": st.sampled_from("123"),
    "wish": st.sampled_from([SPEC, SPEC, ANOTHER_SPEC, OTHER_DATA]),
    "group": st.sampled_from(["", "", "", "db"]),
    "fleet": st.sampled_from([NAME, NAME, NAME, NAME, "db", None])})


def some_server(number, values):
    values = dict(values)
    owner, spec, group, index = (values.pop(key) for key in ("fleet", "wish", "group", "index"))
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
