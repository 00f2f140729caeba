# SPDX-License-Identifier: GPL-3.0-or-later
"""A landing zone has a section for each module that creates and deletes something."""

from __future__ import annotations

import re

import house
import pytest
import yaml

from ansible_collections.multicloud.openstack.plugins.doc_fragments import landing_zone
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    RELATIONS,
    SPECS,
    module_of,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.sections import (
    DECLARED,
    LISTS,
    section,
)

MAKES = re.compile(r"state_module|relation_module|STATE\b")
# what has no life of its own: it is changed, or done, or exists in any case
OTHERS = {"baremetal_node_action", "dns_quota", "dns_zone_transfer_accept", "quota", "resource",
          "server_metadata", "server_volume", "volume_image_metadata", "volume_manage",
          "volume_retype"}

# what is listed with what it is a part of, as README says, and by another name
LISTED = {"bgp_speaker_network": "bgp_speaker_info", "bgp_speaker_peer": "bgp_speaker_info",
          "object_container": "object_containers_info",
          "secret_container_consumer": "secret_container_info", "server_interface": "port_info",
          "volume_type_access": "volume_type_info", "volume_type_encryption": "volume_type_info"}


def test_each_module_has_one():
    modules = {name.split("/")[-1][:-3] for name in house.files("plugins/modules/*.py")
               if MAKES.search(house.read(name))}
    # with a form of state of their own
    modules |= {"image", "keypair"}
    assert modules - OTHERS == {module_of(noun) for noun in LISTS.values()}
    assert modules >= OTHERS


def test_each_module_has_a_list():
    there = {name.split("/")[-1][:-3] for name in house.files("plugins/modules/*.py")}
    without = {module_of(noun) for noun in LISTS.values()
               if f"{module_of(noun)}_info" not in there}
    assert without == LISTED.keys() and {*LISTED.values()} <= there
    assert all(f"`{name}`" in house.read("README.md") for name in LISTED.values())


@pytest.mark.parametrize(("noun", "name"), [
    ("network", "networks"), ("security_group", "security_groups"), ("zone", "dns_zones"),
    ("qos_policy", "qos_policies"), ("l7_policy", "lb_l7policies"), ("user", "identity_users"),
    ("role_assignment", "role_assignments"), ("flavor_access", "compute_flavor_accesses")])
def test_names(noun, name):
    assert section(noun) == name and LISTS[name] == noun


def test_nothing_is_imported_for_a_name():
    assert LISTS.keys() == {section(noun) for noun in DECLARED if module_of(noun)}
    assert len(LISTS) == len(SPECS) + len(RELATIONS) - 1


def test_its_documentation():
    found = yaml.safe_load(landing_zone.ModuleDocFragment.DOCUMENTATION)["options"]
    assert found.keys() == LISTS.keys()
    assert found["dns_zones"]["description"] == [
        "Each with the options of M(multicloud.openstack.dns_zone) except C(state).",
        "The ownership tag is in C(description)."]
    assert found["role_assignments"]["description"][1] == "They cannot carry the ownership tag."
