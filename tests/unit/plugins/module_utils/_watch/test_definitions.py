# SPDX-License-Identifier: GPL-3.0-or-later
"""Definitions of fleets are read as the module fleet reads them."""

from __future__ import annotations

import pytest
from builders import A, B, C, marks, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import mark
from ansible_collections.multicloud.openstack.plugins.module_utils._watch.definitions import (
    definitions,
)

WEB = {"name": "web", "count": "2", "image": "debian-12", "flavor": "small"}
SOUTH = Target("c", "south")


def places(**options):
    """The targets on which a fleet has a share."""
    found = definitions([{**WEB, **options}], (A, B, C, SOUTH))
    return [str(target) for target, fleets in found.items() if fleets]


@pytest.mark.parametrize(("options", "expected"), [
    ({}, ["a", "b", "c/north", "c/south"]),
    ({"cloud": "c"}, ["c/north", "c/south"]),
    ({"cloud": "c", "region_name": "north"}, ["c/north"]),
    ({"targets": ["a", "c/south"]}, ["a", "c/south"]),
    ({"targets": [{"cloud": "b", "max": 2}, {"cloud": "other"}]}, ["b"]),
])
def test_where_they_are(options, expected):
    assert places(**options) == expected


def test_types_are_those_of_the_module():
    """Else every server would have drifted."""
    spec = {"image": {"os_distro": "debian", "newest": True}, "flavor": {"ram": 512, "vcpus": 1},
            "config_drive": True, "metadata": {"number": "1"}}
    told = {**WEB, "image": {"os_distro": "debian", "newest": "yes"},
            "flavor": {"ram": "512", "vcpus": 1}, "config_drive": "yes", "meta": {"number": 1},
            "security_groups": [""], "key_name": "", "targets": ["a"]}
    (fleet,) = definitions([told], [A])[A]
    made = server(1, target=A, metadata=marks(1, spec))
    assert fleet.count == 2 and mark.changed(made, fleet.share(A).spec("")) == set()


def test_groups_and_targets_have_their_own():
    (fleet,) = definitions([{"name": "shop", "image": "debian-12", "groups": [
        {"name": "web", "count": 2, "flavor": "small"}, {"name": "door", "each": 1,
                                                         "flavor": "tiny"}],
        "targets": [{"cloud": "a", "image": "debian-13"}, "b"]}], [A, B])[A]
    assert [(spec.image, spec.flavor) for spec in fleet.share(A).taken.values()] == [
        ("debian-13", "small"), ("debian-13", "tiny")]


@pytest.mark.parametrize(("options", "sentence"), [
    ({"image": None}, "image: a has none: drift needs the whole definition"),
    ({"imag": "debian-12"}, "imag. Supported parameters include"),
    ({"retries": "some"}, "'retries' is of type"),
    ({"image": "{{ newest }}"}, "image: only Ansible fills in a template"),
    ({"userdata": ["{% if a %}b{% endif %}"]}, "userdata: only Ansible fills in a template"),
    ({"flavor": {"cpus": 2}}, "flavor: "),
])
def test_what_cannot_be_compared_with(options, sentence):
    with pytest.raises(CloudError) as refused:
        definitions([{**WEB, **options}], [A])
    assert refused.value.kind == "invalid" and refused.value.message.startswith("fleets: web: ")
    assert sentence in refused.value.message


def test_a_public_key_may_be_a_template():
    """It is not compared."""
    lookup = "{{ lookup('ansible.builtin.file', 'id.pub') }}"
    assert definitions([{**WEB, "key_name": "me", "public_key": lookup}], [A])[A]


def test_expired_long_ago():
    assert definitions([{**WEB, "expires": "2020-01-01T00:00:00Z"}], [A])[A]
