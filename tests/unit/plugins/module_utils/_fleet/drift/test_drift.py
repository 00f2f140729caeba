# SPDX-License-Identifier: GPL-3.0-or-later
"""Drift: what is there, held against what the definition resolves to; both values are named."""

from __future__ import annotations

import pytest
from builders import SPEC, A, fleet, marks, resolved, seat, seen, server
from drifts import adopted, differing, made_of

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift import drift
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.case import Known

LEAN = {"boot_from_volume": True}


@pytest.mark.parametrize(("row", "desired", "found", "differs"), [
    ({}, {}, {}, {}),
    ({"image": "", **made_of(**LEAN)}, {"image": "debian-13", "key_name": "me", **LEAN},
     {"image": "image-2", "image_name": "debian-13"},
     {"key_name": "none -> me", "boot_volume": "debian-12 -> debian-13"}),
    ({"name": "mail"}, {"tags": ["a"], "flavor": "large"}, {"flavor_name": "large"},
     {"flavor": "small -> large", "name": "mail -> web-1", "tags": "none -> a"}),
    (adopted(key_name="me", network="other", availability_zone="z1"),
     {"key_name": "me", "network": "other", "availability_zone": "z1"}, {}, {}),
], ids=["nothing", "boot-volume", "several", "adopted-as-it-is"])
def test_differences(row, desired, found, differs):
    differences = differing(row, desired, {"found": found})
    assert list(differences.items()) == list(differs.items())


@pytest.mark.parametrize(("row", "desired", "asked"), [
    ({}, {}, set()), ({}, {"network": "private"}, {"network"}),
    (made_of(network="private"), {"network": "private"}, set()),
    (made_of(network="net-1"), {"network": "net-1"}, {"network"}),
    (made_of(security_groups=["default"]), {"security_groups": ["default"]}, set()),
    ({}, {"security_groups": ["default"]}, set()),
    ({}, {"security_groups": ["id-default"]}, {"security_groups"}),
    ({"security_groups": []}, {"security_groups": ["default"]}, {"security_groups"}),
    ({}, {"availability_zone": "z1", "key_name": "me", "userdata": "x", "tags": ["t"]}, set()),
    ({}, {"image": "x", "flavor": "y"}, {"image", "flavor"}), ({}, LEAN, {"volumes"}),
    ({"metadata": {key: value for key, value in marks().items() if key != "multicloud_image"}}, {},
     {"image"}),
    ({"status": "BUILD"}, {"image": "x"}, set()), ({"status": "ERROR"}, {"image": "x"}, set()),
    ({"metadata": {}}, {"image": "x"}, set()), ({"metadata": marks(2)}, {"image": "x"}, set())])
def test_targets_are_asked_only_where_servers_seem_to_differ(row, desired, asked):
    found = drift.questions(fleet(1, **desired), seen([server(1, **row)]))
    assert {option for one in found.get(A, []) for option in one.options} == asked


def test_values_are_short():
    long = {f"key-{number}": "x" * 255 for number in range(20)}
    found = drift.differences(fleet(1, metadata=long), seat(1), server(1))
    assert len(found["metadata"].after) == drift.LONGEST


def test_no_value_is_user_data():
    servers = server(1, spec={**SPEC, "userdata": "s3cret-1"})
    assert "s3cret" not in str(drift.differences(fleet(1, userdata="s3cret-2"), seat(1), servers))


# A server that may be one of several

FLAVORS = ["large", "small", "huge"]


def against(row, told=None, **desired):
    """The flavor and image of the choice that server a1 is held against, and what differs."""
    found = drift.compared(fleet(1, **desired), seat(1), server(1, **row), told)
    return found.spec.flavor, found.spec.image, {
        name: str(one) for name, one in found.differences.items()}


def told(**names):
    """What target a has of each flavor, by its name in the definition; others are not there."""
    desired = fleet(1, flavor=list(names)).share(A).choices("")
    return Known({(spec, "flavor"): CloudError("not_found", "there is none") if name is None
                  else resolved(flavor_name=name)
                  for spec, name in zip(desired, names.values(), strict=True)})


@pytest.mark.parametrize("flavor", ["small", "large", "huge"])
def test_any_of_them_is_right(flavor):
    row = {"flavor": {"original_name": flavor},
           "metadata": marks(1, {**SPEC, "flavor": flavor}, flavor_name=flavor)}
    desired = fleet(1, flavor=FLAVORS, image=["debian-13", "debian-12"])
    assert against(row, flavor=FLAVORS, image=["debian-13", "debian-12"]) == (
        flavor, "debian-12", {})
    assert drift.questions(desired, seen([server(1, **row)])) == {}


@pytest.mark.parametrize(("flavors", "found", "expected"), [
    ({"huge": "huge", "large": "large"}, "small", ("huge", {"flavor": "small -> huge"})),
    ({"huge": None, "large": "large"}, "small", ("large", {"flavor": "small -> large"})),
    ({"huge": "huge", "other": "small"}, "small", ("other", {})),
    ({"small": "small", "large": "large"}, "large", ("large", {})),
    ({"large": "large", "small": "small"}, "huge", ("small", {"flavor": "huge -> small"})),
], ids=["none-of-them", "the-first-that-is-there", "in-other-words", "changed-to-another-of-them",
        "changed-to-none-of-them"])
def test_it_is_held_against_what_it_comes_closest_to(flavors, found, expected):
    row = {"flavor": {"original_name": found}}
    flavor, _image, differs = against(row, told(**flavors), flavor=list(flavors))
    assert (flavor, differs) == expected


def test_a_target_is_asked_if_it_is_like_none_of_them():
    desired = fleet(1, flavor=["huge", {"vcpus": 1}])
    assert drift.questions(desired, seen([server(1)]))[A][0].options == {"flavor"}
