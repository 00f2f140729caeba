# SPDX-License-Identifier: GPL-3.0-or-later
"""The raw options image and flavor: names, requirements, and what is neither."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._portable import flavor, image


@pytest.mark.parametrize(("value", "expected"), [
    (None, None), ("", None), ("debian-12", "debian-12"), (7, "7"),
    (image.ImageRequirement(name="x"), image.ImageRequirement(name="x")),
    ({"os_distro": "debian", "os_version": 12},
     image.ImageRequirement(os_distro="debian", os_version="12")),
    ({"name": "debian-*", "architecture": None, "newest": True},
     image.ImageRequirement(name="debian-*", newest=True)),
    ({"newest": "Yes", "exclude": "*-beta"}, image.ImageRequirement(newest=True, exclude="*-beta")),
    ({"newest": "false", "name": "x"}, image.ImageRequirement(name="x")),
    ({"properties": {"b": 2, "a": "x"}}, image.ImageRequirement(properties=(("a", "x"),
                                                                            ("b", "2")))),
])
def test_an_image(value, expected):
    assert image.parse(value) == expected


@pytest.mark.parametrize(("value", "expected"), [
    (None, None), ("m1.small", "m1.small"), (1, "1"),
    ({"vcpus": 2, "ram": "4096"}, flavor.FlavorRequirement(vcpus=2, ram=4096)),
    ({"disk": 20, "extra_specs": {"gpu": 1}, "name": "g*", "exclude": "gx*"},
     flavor.FlavorRequirement(disk=20, extra_specs=(("gpu", "1"),), name="g*", exclude="gx*")),
])
def test_a_flavor(value, expected):
    assert flavor.parse(value) == expected


def test_only_what_is_asked_for_shows():
    expected = flavor.FlavorRequirement(vcpus=2, extra_specs=(("gpu", "1"),))
    assert repr(expected) == "{'vcpus': 2, 'extra_specs': (('gpu', '1'),)}"
    assert str(expected) == "vcpus 2, gpu 1"
    assert str(image.ImageRequirement(name="d*", newest=True, exclude="*-beta")) == (
        "name d*, newest true, exclude *-beta")
    assert str(image.ImageRequirement(own=True)) == "own true"
    assert hash(expected) == hash(flavor.FlavorRequirement(vcpus=2, extra_specs=(("gpu", "1"),)))
