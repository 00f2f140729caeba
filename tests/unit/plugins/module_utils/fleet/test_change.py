# SPDX-License-Identifier: GPL-3.0-or-later
"""What a changed wish takes, and how far update_policy lets it go."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import NAME, WISH, A, B, addresses, answer, fleet, marks, seat, seen, server

from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils.fleet import change, plan
from ansible_collections.multicloud.openstack.plugins.module_utils.resource.server import Wish

POLICIES = ("none", "in_place", "rebuild", "replace")
POOR = marks(floating="public")         # made to have a floating IP

# what differs: the option, its new value, and the action of each policy
DECISIONS = [
    ("metadata", {"a": "b"}, ["keep", "update", "update", "update"]),
    ("tags", ["blue"], ["keep", "update", "update", "update"]),
    ("security_groups", ["web"], ["keep", "update", "update", "update"]),
    ("auto_ip", False, ["keep", "update", "update", "update"]),
    ("expires", "2h", ["keep", "update", "update", "update"]),
    ("name_template", "@{fleet}@{index}", ["keep", "update", "update", "update"]),
    ("flavor", "large", ["keep", "keep", "resize", "resize"]),
    ("image", "debian-13", ["keep", "keep", "rebuild", "rebuild"]),
    ("userdata", "#!/bin/sh", ["keep", "keep", "keep", "replace"]),
    ("key_name", "me", ["keep", "keep", "keep", "replace"]),
    ("network", "other", ["keep", "keep", "keep", "replace"]),
    ("config_drive", True, ["keep", "keep", "keep", "replace"]),
    ("availability_zone", "z1", ["keep", "keep", "keep", "replace"]),
    ("anti_affinity", "hard", ["keep", "keep", "keep", "replace"]),
    ("ip_version", "6", ["keep", "keep", "keep", "replace"]),
    # where new servers go, and what is made beside them: no difference
    ("availability_zones", ["z1", "z2"], ["keep"] * 4),
]


@pytest.mark.parametrize(("option", "value", "actions"), DECISIONS,
                         ids=[line[0] for line in DECISIONS])
@pytest.mark.parametrize("policy", POLICIES)
def test_decide(policy, option, value, actions):
    wanted = actions[POLICIES.index(policy)]
    name = {"name_template": "name"}.get(option, option)
    found = change.decide(fleet(1, update_policy=policy, **{option: value}), seat(1), server(1))
    differs = [] if set(actions) == {"keep"} else [name]
    assert found == (wanted, differs if wanted != "keep" else [],
                     differs if wanted == "keep" else [])


# several at once: what is wished, the policy, and action, changes, held
SEVERAL = [
    ({"flavor": "large", "tags": ["t"]}, "in_place", "update", ["tags"], ["flavor"]),
    ({"flavor": "large", "tags": ["t"]}, "rebuild", "resize", ["flavor", "tags"], []),
    ({"flavor": "large", "image": "x"}, "rebuild", "rebuild", ["flavor", "image"], []),
    ({"image": "x", "userdata": "y"}, "rebuild", "rebuild", ["image"], ["userdata"]),
    ({"image": "x", "userdata": "y"}, "replace", "replace", ["image", "userdata"], []),
]


@pytest.mark.parametrize(("wished", "policy", "action", "changes", "held"), SEVERAL)
def test_the_strongest_change_says_the_action(wished, policy, action, changes, held):
    found = change.decide(fleet(1, update_policy=policy, **wished), seat(1), server(1))
    assert found == (action, changes, held)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_floating_ip_that_a_server_lacks_is_healed_whatever_the_policy(policy):
    found = change.decide(fleet(1, update_policy=policy), seat(1), server(metadata=POOR))
    assert found == ("update", ["floating_ip"], [])


def test_a_floating_ip_is_not_healed_where_none_is_wished_any_more():
    action, changes, _held = change.decide(fleet(1, auto_ip=False), seat(1),
                                           server(metadata=POOR))
    assert (action, changes) == ("update", ["auto_ip"])


@pytest.mark.parametrize(("status", "judged"), [
    ("ACTIVE", True), ("SHUTOFF", True), ("VERIFY_RESIZE", True), ("BUILD", False),
    ("REBUILD", False), ("RESIZE", False), ("REBOOT", False), ("MIGRATING", False)])
def test_what_is_under_way_is_judged_when_it_has_arrived(status, judged):
    found = change.decide(fleet(1, update_policy="replace", image="x"), seat(1),
                          server(status=status))
    assert found == (("rebuild", ["image"], []) if judged else ("keep", [], ["image"]))


def test_each_target_and_group_has_its_own_wish():
    wished = fleet(None, {A: {}, B: {"flavor": "large"}},
                   groups=[{"name": "db", "count": 1, "image": "x"}])
    one = seat(1, "db")
    assert change.differences(wished, one, server(one, A)) == ["image"]
    assert change.differences(wished, one, server(one, B)) == ["flavor", "image"]


# expires, its mark, whether the server differs; it is noon
EXPIRES = [
    ("none", None, None, False), ("new", "2h", None, True),
    ("as-wished", "2h", "2026-01-01T14:00:00Z", False),
    ("not-half-over", "2h", "2026-01-01T13:00:00Z", False),
    ("half-over", "2h", "2026-01-01T12:59:00Z", True),
    ("longer", "4h", "2026-01-01T13:59:00Z", True), ("shorter", "1h", "2026-01-01T14:00:00Z", True),
    ("a-time", "2026-01-01T18:00:00Z", "2026-01-01T18:00:00Z", False),
    ("another-time", "2026-01-01T18:00:00Z", "2026-01-01T17:00:00Z", True),
    ("damaged", "2h", "soon", True), ("never-again", None, "2026-01-01T14:00:00Z", True)]


@pytest.mark.parametrize(("wished", "marked", "differs"),
                         [pytest.param(*line[1:], id=line[0]) for line in EXPIRES])
def test_expires(wished, marked, differs):
    there = server(metadata={**marks(), **({"multicloud_expires": marked} if marked else {})})
    found = fleet(1, expires=wished)
    assert change.differences(found, seat(1), there) == (["expires"] if differs else [])
    step = plan.Step("update", seat(1), "web-1", A, "", there, ("expires",))
    assert change.values(found, step, None) == [
        ("expires", marked or "never", str(found.expires or "never"))]


# once it is known what the target has: changes, held, the row; then the action, changes, held
SETTLED = [
    ("another", ("image",), (), {}, "rebuild", ("image",), ()),
    ("the-same-by-another-word", ("image",), (), {"image": {"id": "image-2"}},
     "update", ("image",), ()),
    ("the-same-though-held", (), ("image",), {"image": {"id": "image-2"}},
     "update", ("image",), ()),
    ("one-of-two", ("image", "flavor"), (), {"image": {"id": "image-2"}},
     "resize", ("image", "flavor"), ()),
    ("one-done-one-held", (), ("flavor", "image"), {"flavor": {"original_name": "large"}},
     "update", ("flavor",), ("image",)),
    ("both", ("image",), ("flavor",),
     {"image": {"id": "image-2"}, "flavor": {"original_name": "large"}},
     "update", ("image", "flavor"), ()),
    ("what-has-no-answer", ("tags", "userdata"), (), {}, "replace", ("tags", "userdata"), ()),
    ("held", (), ("image",), {}, "keep", (), ("image",)),
]


@pytest.mark.parametrize(("changes", "held", "row", "action", "made", "left"),
                         [pytest.param(*line[1:], id=line[0]) for line in SETTLED])
def test_settled(changes, held, row, action, made, left):
    before = max(map(change.kind_of, changes), key=change.ACTIONS.index, default="keep")
    step = plan.Step(before, seat(1), "web-1", A, "", server(1, **row), changes, held)
    found = change.settled(step, answer(image="image-2", flavor_name="large"))
    assert (found.action, found.changes, found.held) == (action, made, left)
    assert change.settled(step, None) is step


def test_a_plan_is_settled_where_it_needs_answers():
    rows = [server(1), server(2, image={"id": "image-2"}), server(3, B, image={"id": "image-2"})]
    found = plan.survey(fleet(3, image="debian-13"), seen(rows), set())
    asked = []

    def answer_of(target, group):
        asked.append((target, group))
        return answer(image="image-2") if target == A else None
    whole = plan.settled(found, answer_of)
    assert [(step.action, step.changes) for step in whole.steps] == [
        ("keep", ()), ("update", ("image",)), ("keep", ())]
    assert asked == [(A, ""), (A, ""), (B, "")]


@pytest.mark.parametrize(("changes", "wanted"), [
    (["floating_ip"], "has no floating IP"), (["image"], "has another image"),
    (["flavor", "floating_ip", "tags"], "has another flavor, tags")])
def test_reason(changes, wanted):
    assert change.reason(changes) == wanted


@pytest.mark.parametrize(("changes", "policy"), [
    (["tags"], "in_place"), (["tags", "flavor"], "rebuild"), (["image"], "rebuild"),
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
    assert change.needs_answer(step) is needed


@pytest.mark.parametrize(("status", "needed"), [
    ("ACTIVE", True), ("VERIFY_RESIZE", True), ("RESIZE", False), ("BUILD", False)])
def test_what_is_held_may_turn_out_to_be_there_already(status, needed):
    step = plan.Step("keep", seat(1), "web-1", A, "", server(1, status=status), (), ("flavor",))
    assert change.needs_answer(step) is needed


# Adopting

OTHERS = [server(7, metadata={}, server_id="x", name="mail"),
          server(8, B, metadata={}, server_id="y", name="mail"),
          server(9, metadata={}, server_id="z", name="y"),
          server(1, server_id="own", name="web-1"),
          server(2, server_id="was-post", metadata={**marks(2), "multicloud_adopted": "post"}),
          server(1, server_id="theirs", name="db-1", metadata=marks(fleet_name="db"))]


@pytest.mark.parametrize(("named", "wanted"), [
    ([], []), (["x"], ["x"]), (["z", "x"], ["z", "x"]), (["x", "x"], ["x"]),
    (["own"], []), (["web-1", "x"], ["x"]),
    (["y"], ["y"]),                     # an id before a name
    (["post"], []),                     # adopted under this name before
])
def test_adopting(named, wanted):
    found = change.adopting(fleet(3, adopt=named), seen(OTHERS))
    assert list(found.adopt) == wanted
    assert change.adopting(found, seen(OTHERS)) == found


@pytest.mark.parametrize(("named", "kind", "message"), [
    ("mail", "ambiguous", "adopt: several servers are named 'mail': name one by its id "
                          "(x on a, y on b)"),
    ("news", "not_found", "adopt: no target of the fleet shows a server 'news'"),
    ("db-1", "conflict", "adopt: db-1 (theirs) belongs to the fleet db"),
])
def test_who_cannot_be_adopted(named, kind, message):
    with pytest.raises(CloudError) as error:
        change.adopting(fleet(3, adopt=[named]), seen(OTHERS))
    assert (error.value.kind, error.value.message) == (kind, message)


def test_an_adopted_server_is_as_wished_whatever_it_is():
    wished = fleet(1, image="debian-13", userdata="#!/bin/sh")
    one = server(1, metadata={}, image={"id": "image-9"}, flavor={"original_name": "huge"})
    found = {**marks(1, {**WISH, "image": "debian-13"}),
             **change.adopted(one, wished.wish(seat(1), A))}
    assert found["multicloud_image"] == "image-9" and found["multicloud_flavor"] == "huge"
    there = server(1, metadata=found, image={"id": "image-9"}, flavor={"original_name": "huge"})
    assert change.differences(wished, seat(1), there) == []


def test_an_adopted_server_without_an_image_has_no_mark_of_one():
    assert set(change.adopted(server(1, image=""), Wish.of(WISH))) == {
        "multicloud_spec", "multicloud_flavor", "multicloud_adopted"}


# For people

THERE = {"metadata": {**marks(), "a": "1", "b": "2"}, "tags": ["multicloud_fleet=web", "t"],
         "key_name": "old", "addresses": addresses()}
VALUES = [
    ({"name_template": "@{fleet}@{index}"}, "name", "web-1", "web1"),
    ({"flavor": "large"}, "flavor", "small", "large"),
    ({"image": "debian-13"}, "image", "image-1", "debian-13"),
    ({"metadata": {"a": "2", "c": "3"}}, "metadata", "a=1, b=2", "a=2, b=2, c=3"),
    ({"metadata": {"a": "2"}, "purge": True}, "metadata", "a=1, b=2", "a=2"),
    ({"purge": True}, "metadata", "a=1, b=2", "none"),
    ({"tags": ["u"]}, "tags", "t", "t, u"),
    ({"tags": ["u"], "purge": True}, "tags", "t", "u"),
    ({"security_groups": ["web", "db"]}, "security_groups", "default", "web, db"),
    ({"security_groups": []}, "security_groups", "default", "default"),
    ({"key_name": "me"}, "key_name", "old", "me"),
    ({"userdata": "s3cret"}, "userdata", "as it was", "another"),
    ({}, "floating_ip", "none", "a new one"),
    ({}, "adopt", "no", "yes"),
]


@pytest.mark.parametrize(("wished", "option", "before", "after"), VALUES)
def test_values(wished, option, before, after):
    step = plan.Step("update", seat(1), "web-1", A, "", server(1, **THERE), (option,))
    found = answer(image="image-2", image_name="debian-13", flavor_name="large")
    assert change.values(fleet(1, **wished), step, found) == [(option, before, after)]


def test_values_of_what_a_target_has_no_answer_for():
    step = plan.Step("resize", seat(1), "web-1", A, "", server(1, **THERE), ("flavor", "tags"))
    found = change.values(fleet(1, flavor="large", tags=["u"]), step, None)
    assert [line[0] for line in found] == ["flavor", "tags"]


def test_values_of_no_change():
    assert change.values(fleet(1), SimpleNamespace(changes=()), None) == []


def test_no_value_is_user_data():
    servers = [server(1, wish={**WISH, "userdata": "s3cret-1"})]
    wished = fleet(1, userdata="s3cret-2", update_policy="replace")
    step, = plan.survey(wished, seen(servers), set()).steps
    assert "s3cret" not in str(change.values(wished, step, answer()))
    assert NAME in step.name
