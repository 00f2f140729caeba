# SPDX-License-Identifier: GPL-3.0-or-later
"""What a changed spec takes, and how far update_policy lets it go."""

from __future__ import annotations

import pytest
from builders import SPEC, A, B, fleet, marks, seat, seen, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.case import Known
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.drift import (
    differences,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import change, plan
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    ServerSpec,
)

POLICIES = ("none", "in_place", "resize", "rebuild", "replace")
POOR = marks(floating="public")         # made to have a floating IP

# what differs: the option, its new value, and the action of each policy
DECISIONS = [
    ("metadata", {"a": "b"}, ["keep", *["update"] * 4]),
    ("tags", ["blue"], ["keep", *["update"] * 4]),
    ("security_groups", ["web"], ["keep", *["update"] * 4]),
    ("auto_ip", True, ["keep", *["update"] * 4]),
    ("expires", "2h", ["keep", *["update"] * 4]),
    ("name_template", "@{fleet}@{index}", ["keep", *["update"] * 4]),
    ("flavor", "large", ["keep", "keep", "resize", "resize", "resize"]),
    ("image", "debian-13", ["keep", "keep", "keep", "rebuild", "rebuild"]),
    ("userdata", "#!/bin/sh", [*["keep"] * 4, "replace"]),
    ("key_name", "me", [*["keep"] * 4, "replace"]),
    ("network", "other", [*["keep"] * 4, "replace"]),
    ("config_drive", True, [*["keep"] * 4, "replace"]),
    ("availability_zone", "z1", [*["keep"] * 4, "replace"]),
    ("anti_affinity", "hard", [*["keep"] * 4, "replace"]),
    ("ip_version", "6", [*["keep"] * 4, "replace"]),
    # where new servers go, and what is made beside them: no difference
    ("availability_zones", ["z1", "z2"], ["keep"] * 5),
]


@pytest.mark.parametrize(("option", "value", "actions"), DECISIONS,
                         ids=[line[0] for line in DECISIONS])
@pytest.mark.parametrize("policy", POLICIES)
def test_decide(policy, option, value, actions):
    expected = actions[POLICIES.index(policy)]
    name = {"name_template": "name"}.get(option, option)
    there = server(1, spec={**SPEC, "auto_ip": False}) if option == "auto_ip" else server(1)
    found = change.decide(fleet(1, update_policy=policy, **{option: value}), seat(1), there)
    differs = () if set(actions) == {"keep"} else (name,)
    assert found[:3] == (expected, differs if expected != "keep" else (),
                         differs if expected == "keep" else ())
    assert tuple(found.values) == differs and found.error is None


# several at once: what is desired, the policy, and action, changes, held
SEVERAL = [
    ({"flavor": "large", "tags": ["t"]}, "in_place", "update", ["tags"], ["flavor"]),
    ({"flavor": "large", "image": "x"}, "resize", "resize", ["flavor"], ["image"]),
    ({"flavor": "large", "tags": ["t"]}, "rebuild", "resize", ["flavor", "tags"], []),
    ({"flavor": "large", "image": "x"}, "rebuild", "rebuild", ["flavor", "image"], []),
    ({"image": "x", "userdata": "y"}, "rebuild", "rebuild", ["image"], ["userdata"]),
    ({"image": "x", "userdata": "y"}, "replace", "replace", ["image", "userdata"], []),
]


@pytest.mark.parametrize(("desired", "policy", "action", "changes", "held"), SEVERAL)
def test_the_strongest_change_says_the_action(desired, policy, action, changes, held):
    found = change.decide(fleet(1, update_policy=policy, **desired), seat(1), server(1))
    assert found[:3] == (action, tuple(changes), tuple(held))


NOWHERE = CloudError("ambiguous", "there are 2 networks", A, "network")


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize(("option", "least"), [("network", 4), ("image", 3), ("flavor", 2)])
def test_what_is_not_known_is_never_changed_and_an_error_where_it_would_be(policy, option, least):
    desired = fleet(1, update_policy=policy, **{option: "other"})
    found = change.decide(desired, seat(1), server(1), Known({("", option): NOWHERE}))
    assert found[:3] == ("keep", (), (option,))
    assert found.error is (NOWHERE if POLICIES.index(policy) >= least else None)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_floating_ip_that_a_server_lacks_is_healed_whatever_the_policy(policy):
    found = change.decide(fleet(1, update_policy=policy), seat(1), server(metadata=POOR))
    assert found[:3] == ("update", ("floating_ip",), ())


def test_a_floating_ip_is_not_healed_where_none_is_desired_any_more():
    found = change.decide(fleet(1, auto_ip=False), seat(1), server(metadata=POOR))
    assert found[:2] == ("update", ("auto_ip",))


@pytest.mark.parametrize(("status", "judged"), [
    ("ACTIVE", True), ("SHUTOFF", True), ("VERIFY_RESIZE", True), ("BUILD", False),
    ("REBUILD", False), ("RESIZE", False), ("REBOOT", False), ("MIGRATING", False)])
def test_what_is_under_way_is_judged_when_it_has_arrived(status, judged):
    found = change.decide(fleet(1, update_policy="replace", image="x"), seat(1),
                          server(status=status))
    changes = ("image",) + ("status",) * (status == "SHUTOFF")
    assert found[:3] == (("rebuild", changes, ()) if judged else ("keep", (), ("image",)))


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize(("status", "task", "action"), [
    ("SHUTOFF", None, "start"), ("PAUSED", None, "start"), ("SUSPENDED", None, "start"),
    ("SHELVED", None, "start"), ("SHELVED_OFFLOADED", None, "start"),
    ("SHUTOFF", "powering-on", "keep"),     # somebody has started it
    ("RESCUE", None, "keep")])              # somebody works on it
def test_a_stopped_server_is_started_whatever_the_policy(policy, status, task, action):
    found = change.decide(fleet(1, update_policy=policy), seat(1), server(status=status, task=task))
    assert found[:3] == (action, ("status",) if action == "start" else (), ())
    assert change.reason(found, policy) == (
        f"status {status} -> ACTIVE" if action == "start" else "up to date")


def test_each_target_and_group_has_its_own_spec():
    desired = fleet(None, {A: {}, B: {"flavor": "large"}},
                    groups=[{"name": "db", "count": 1, "image": "x"}])
    one = seat(1, "db")
    assert list(differences(desired, one, server(one, A))) == ["image"]
    assert list(differences(desired, one, server(one, B))) == ["flavor", "image"]


# expires, its mark, whether the server differs; it is noon
EXPIRES = [
    ("none", None, None, False), ("new", "2h", None, True),
    ("up-to-date", "2h", "2026-01-01T14:00:00Z", False),
    ("not-half-over", "2h", "2026-01-01T13:00:00Z", False),
    ("half-over", "2h", "2026-01-01T12:59:00Z", True),
    ("longer", "4h", "2026-01-01T13:59:00Z", True), ("shorter", "1h", "2026-01-01T14:00:00Z", True),
    ("a-time", "2026-01-01T18:00:00Z", "2026-01-01T18:00:00Z", False),
    ("another-time", "2026-01-01T18:00:00Z", "2026-01-01T17:00:00Z", True),
    ("damaged", "2h", "soon", True), ("never-again", None, "2026-01-01T14:00:00Z", True)]


@pytest.mark.parametrize(("desired", "marked", "differs"),
                         [pytest.param(*line[1:], id=line[0]) for line in EXPIRES])
def test_expires(desired, marked, differs):
    there = server(metadata={**marks(), **({"multicloud_expires": marked} if marked else {})})
    found = fleet(1, expires=desired)
    values = {"expires": (marked or "never", str(found.expires or "never"), None)}
    assert differences(found, seat(1), there) == (values if differs else {})


@pytest.mark.parametrize(("desired", "policy", "expected"), [
    ({}, "none", "up to date"),
    ({"flavor": "large", "tags": ["t"]}, "rebuild", "flavor small -> large, tags none -> t"),
    ({"flavor": "large", "tags": ["t"]}, "in_place",
     "tags none -> t; update_policy in_place keeps flavor small -> large"),
    ({"flavor": "large"}, "in_place", "update_policy in_place keeps flavor small -> large")])
def test_reason(desired, policy, expected):
    found = change.decide(fleet(1, update_policy=policy, **desired), seat(1), server(1))
    assert change.reason(found, policy) == expected


@pytest.mark.parametrize(("changes", "policy"), [
    (["tags"], "in_place"), (["tags", "flavor"], "resize"), (["flavor", "image"], "rebuild"),
    (["tags", "userdata", "flavor"], "replace")])
def test_policy_for(changes, policy):
    assert change.policy_for(changes) == policy
    assert all(change.ACTIONS.index(change.kind_of(c)) <= change.ALLOWED[policy] for c in changes)


@pytest.mark.parametrize(("action", "changes", "needed"), [
    ("update", ("tags", "metadata"), False), ("update", ("auto_ip",), True),
    ("update", ("adopt",), True), ("resize", ("flavor",), True), ("rebuild", ("image",), True),
    ("update", ("floating_ip",), False), ("replace", ("image",), False), ("keep", (), False),
    ("create", (), False), ("delete", ("image",), False)])
def test_needs_answer(action, changes, needed):
    step = plan.Step(action, seat(1), "web-1", A, "", server(1), changes)
    assert change.needs_target(step) is needed


@pytest.mark.parametrize(("changes", "needed"), [
    (("tags", "name"), False), (("tags", "auto_ip"), True), (("adopt",), True),
    (("floating_ip",), False), ((), False)])
def test_needs_list(changes, needed):
    assert change.needs_list(plan.Step("update", seat(1), "web-1", A, "", server(1), changes)) is (
        needed)


# Adopting

OTHERS = [server(7, metadata={}, server_id="x", name="mail"),
          server(8, B, metadata={}, server_id="y", name="mail"),
          server(9, metadata={}, server_id="z", name="y"),
          server(1, server_id="own", name="web-1"),
          server(2, server_id="was-post", metadata={**marks(2), "multicloud_adopted": "post"}),
          server(1, server_id="theirs", name="db-1", metadata=marks(fleet_name="db"))]


@pytest.mark.parametrize(("named", "expected"), [
    ([], []), (["x"], ["x"]), (["z", "x"], ["z", "x"]), (["x", "x"], ["x"]),
    (["own"], []), (["web-1", "x"], ["x"]),
    (["y"], ["y"]),                     # an id before a name
    (["post"], []),                     # adopted under this name before
])
def test_adopting(named, expected):
    found = change.adopting(fleet(3, adopt=named), seen(OTHERS))
    assert list(found.adopt) == expected
    assert change.adopting(found, seen(OTHERS)) == found


@pytest.mark.parametrize(("named", "kind", "message"), [
    ("mail", "ambiguous", "adopt: several servers are named 'mail': name one by its id "
                          "(x on a, y on b)"),
    ("news", "not_found", "adopt: no target of the fleet has a server 'news'"),
    ("db-1", "conflict", "adopt: db-1 (theirs) belongs to the fleet db"),
])
def test_who_cannot_be_adopted(named, kind, message):
    with pytest.raises(CloudError) as error:
        change.adopting(fleet(3, adopt=[named]), seen(OTHERS))
    assert (error.value.kind, error.value.message) == (kind, message)


def test_an_adopted_server_is_up_to_date_whatever_it_is():
    desired = fleet(1, image="debian-13", userdata="#!/bin/sh")
    one = server(1, metadata={}, image={"id": "image-9"}, flavor={"original_name": "huge"})
    found = {**marks(1, {**SPEC, "image": "debian-13"}),
             **change.adopted(one, desired.spec(seat(1), A), 1)}
    assert found["multicloud_image"] == "image-9" and found["multicloud_flavor"] == "huge"
    there = server(1, metadata=found, image={"id": "image-9"}, flavor={"original_name": "huge"})
    assert differences(desired, seat(1), there) == {}


def test_an_adopted_server_without_an_image_has_no_mark_of_one():
    assert set(change.adopted(server(1, image=""), ServerSpec.of(SPEC), 1)) == {
        "multicloud_spec", "multicloud_flavor", "multicloud_adopted"}
