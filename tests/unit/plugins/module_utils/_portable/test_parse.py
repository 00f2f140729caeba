# SPDX-License-Identifier: GPL-3.0-or-later
"""The raw options image and flavor: names, requirements, and what is neither."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable import flavor, image
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.requirement import (
    parsed,
)


@pytest.mark.parametrize(("value", "wanted"), [
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
def test_an_image(value, wanted):
    assert image.parse(value) == wanted


@pytest.mark.parametrize(("value", "wanted"), [
    (None, None), ("m1.small", "m1.small"), (1, "1"),
    ({"vcpus": 2, "ram": "4096"}, flavor.FlavorRequirement(vcpus=2, ram=4096)),
    ({"disk": 20, "extra_specs": {"gpu": 1}, "name": "g*", "exclude": "gx*"},
     flavor.FlavorRequirement(disk=20, extra_specs=(("gpu", "1"),), name="g*", exclude="gx*")),
])
def test_a_flavor(value, wanted):
    assert flavor.parse(value) == wanted


@pytest.mark.parametrize(("options", "sentence"), [
    ({"image": {"os_distr": "debian"}}, "image: 'os_distr' is not one of name, os_distro, "
     "os_version, architecture, properties, newest, exclude, own"),
    ({"image": {}}, "image: it asks for nothing: give at least one of name, os_distro, "
     "os_version, architecture, properties, newest, exclude, own"),
    ({"image": {"name": None}}, "image: it asks for nothing: give at least one of name, "
     "os_distro, os_version, architecture, properties, newest, exclude, own"),
    ({"image": ["debian"]}, "image: ['debian'] is neither a name nor a dictionary"),
    ({"image": {"os_version": 24.1}},
     "image: os_version: YAML makes 24.1 of it: put it in quotes"),
    ({"image": {"os_distro": ""}}, "image: os_distro: it is empty"),
    ({"image": {"newest": "maybe"}}, "image: newest: 'maybe' is neither true nor false"),
    ({"image": {"properties": "x"}}, "image: properties: 'x' is not a dictionary"),
    ({"image": {"properties": {"x": True}}},
     "image: properties: x: YAML makes True of it: put it in quotes"),
    ({"flavor": {"cpus": 2}},
     "flavor: 'cpus' is not one of vcpus, ram, disk, extra_specs, name, exclude"),
    ({"flavor": {"ram": "4G"}}, "flavor: ram: '4G' is not a whole number"),
    ({"flavor": {"ram": 0.5}}, "flavor: ram: 0.5 is not a whole number"),
    ({"flavor": {"vcpus": -1}}, "flavor: vcpus: -1 is not a whole number"),
    ({"flavor": {"vcpus": True}}, "flavor: vcpus: True is not a whole number"),
    ({"flavor": {"cpus": 2, "rams": 1, "vcpus": "many"}},
     "flavor: 'cpus' and 'rams' are none of vcpus, ram, disk, extra_specs, name, exclude. "
     "flavor: vcpus: 'many' is not a whole number"),
    ({"flavor": True}, "flavor: YAML makes True of it: put it in quotes"),
])
def test_what_makes_no_sense_is_one_sentence(options, sentence):
    with pytest.raises(CloudError) as error:
        parsed(options)
    assert (error.value.kind, str(error.value)) == ("invalid", sentence)


def test_options_that_were_not_given_are_left_out():
    assert parsed({"image": None, "flavor": "", "network": "x", "auto_ip": False, "count": 3}) == {
        "network": "x", "auto_ip": False}
    assert parsed({}) == {}


def test_only_what_is_asked_for_shows():
    wanted = flavor.FlavorRequirement(vcpus=2, extra_specs=(("gpu", "1"),))
    assert repr(wanted) == "{'vcpus': 2, 'extra_specs': (('gpu', '1'),)}"
    assert str(wanted) == "vcpus 2, gpu 1"
    assert str(image.ImageRequirement(name="d*", newest=True, exclude="*-beta")) == (
        "name d*, newest true, exclude *-beta")
    assert str(image.ImageRequirement(own=True)) == "own true"
    assert hash(wanted) == hash(flavor.FlavorRequirement(vcpus=2, extra_specs=(("gpu", "1"),)))
