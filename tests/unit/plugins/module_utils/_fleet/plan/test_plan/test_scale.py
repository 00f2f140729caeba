# SPDX-License-Identifier: GPL-3.0-or-later
"""Scaling in and out, the most that a target takes, and where new servers go."""

from __future__ import annotations

import pytest
from builders import A, B, C, fleet, marks, seat, seen, server
from plans import OTHER_DATA, REPLACE, present, said

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import plan
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.place import (
    Placement,
)


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


@pytest.mark.parametrize(("most", "servers", "expected"), [
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
def test_a_target_gives_away_what_is_more_than_its_max(most, servers, expected):
    found = present(fleet(2, {A: {"max": most}, B: {}}), servers)
    assert sorted(map(said, found.steps)) == sorted(expected)


@pytest.mark.parametrize(("target", "expected"), [
    ({"groups": [{"name": "db", "max": 0}]}, ["keep web-1", "keep web-2", "replace db-1 on b"]),
    ({"groups": [{"name": "web", "max": 1}]}, ["keep db-1", "keep web-1", "replace web-2 on b"]),
    ({"max": 2, "groups": [{"name": "db", "max": 0}]},
     ["keep web-1", "keep web-2", "replace db-1 on b"]),
    ({"max": 1, "groups": [{"name": "db", "max": 0}]},
     ["keep web-1", "replace db-1 on b", "replace web-2 on b"]),
])
def test_a_target_gives_away_what_is_more_than_the_max_of_a_group(target, expected):
    groups = [{"name": "web", "count": 2}, {"name": "db", "count": 1}]
    places = [seat(1, "web"), seat(2, "web"), seat(1, "db")]
    servers = [server(place, name=f"web-{place}", server_id=str(place)) for place in places]
    found = present(fleet(None, {A: target, B: {}}, groups=groups), servers)
    assert sorted(map(said, found.steps)) == expected


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
