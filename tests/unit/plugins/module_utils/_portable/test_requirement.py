# SPDX-License-Identifier: GPL-3.0-or-later
"""The options that each provider answers in its own way."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.requirement import (
    mistakes,
    parsed,
)


@pytest.mark.parametrize(("options", "sentence"), [
    ({"image": {"os_distr": "debian"}}, "image: 'os_distr' is not one of name, os_distro, "
     "os_version, architecture, properties, newest, exclude, own, rollout"),
    ({"image": {}}, "image: it is empty: set at least one of name, os_distro, "
     "os_version, architecture, properties, newest, exclude, own, rollout"),
    ({"image": {"name": None}}, "image: it is empty: set at least one of name, "
     "os_distro, os_version, architecture, properties, newest, exclude, own, rollout"),
    ({"image": ["debian"]}, "image: ['debian'] is neither a name nor a dictionary"),
    ({"image": {"os_version": 24.1}},
     "image: os_version: YAML reads it as 24.1: put it in quotes"),
    ({"image": {"os_distro": ""}}, "image: os_distro: it is empty"),
    ({"image": {"newest": "maybe"}}, "image: newest: 'maybe' is neither true nor false"),
    ({"image": {"properties": "x"}}, "image: properties: 'x' is not a dictionary"),
    ({"image": {"properties": {"x": True}}},
     "image: properties: x: YAML reads it as True: put it in quotes"),
    ({"flavor": {"cpus": 2}},
     "flavor: 'cpus' is not one of vcpus, ram, disk, extra_specs, name, exclude"),
    ({"flavor": {"ram": "4G"}}, "flavor: ram: '4G' is not a whole number"),
    ({"flavor": {"ram": 0.5}}, "flavor: ram: 0.5 is not a whole number"),
    ({"flavor": {"vcpus": -1}}, "flavor: vcpus: -1 is not a whole number"),
    ({"flavor": {"vcpus": True}}, "flavor: vcpus: True is not a whole number"),
    ({"flavor": {"cpus": 2, "rams": 1, "vcpus": "many"}},
     "flavor: 'cpus' and 'rams' are none of vcpus, ram, disk, extra_specs, name, exclude. "
     "flavor: vcpus: 'many' is not a whole number"),
    ({"flavor": True}, "flavor: YAML reads it as True: put it in quotes"),
    ({"image": {"newest": "maybe"}, "flavor": {"vcpus": -1}},
     "image: newest: 'maybe' is neither true nor false. flavor: vcpus: -1 is not a whole number"),
])
def test_what_makes_no_sense_is_one_sentence(options, sentence):
    with pytest.raises(CloudError) as error:
        parsed(options)
    assert (error.value.kind, str(error.value)) == ("invalid", sentence)


def test_options_that_were_not_given_are_left_out():
    assert parsed({"image": None, "flavor": "", "network": "x", "auto_ip": False, "count": 3}) == {
        "network": "x", "auto_ip": False}
    assert parsed({}) == {}


@pytest.mark.parametrize(("options", "names"), [
    ({}, []), ({"image": "debian", "flavor": {"vcpus": 2}}, []), ({"image": {}}, ["image"]),
    ({"image": {"x": 1}, "flavor": {"cpus": 2}, "network": 5}, ["image", "flavor"])])
def test_every_mistake_by_its_option(options, names):
    found = mistakes(options)
    assert list(found) == names
    assert all(not text.startswith(f"{name}: {name}") for name, text in found.items())


def test_what_is_read():
    found = parsed({"image": "debian", "flavor": {"vcpus": "2"}, "ip_version": "6"})
    assert (found["image"], found["flavor"].vcpus, found["ip_version"]) == ("debian", 2, "6")
