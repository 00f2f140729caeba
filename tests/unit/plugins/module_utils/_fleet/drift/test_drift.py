# SPDX-License-Identifier: GPL-3.0-or-later
"""Drift: what is there, held against what the definition resolves to; both values are named."""

from __future__ import annotations

import pytest
from builders import SPEC, A, fleet, marks, seat, seen, server
from drifts import adopted, differing, made_of

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift import drift

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
