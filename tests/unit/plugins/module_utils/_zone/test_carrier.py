# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose a resource of a landing zone is."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import Field, Spec
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    RELATIONS,
    SPECS,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._zone import carrier

MARK = "multicloud_zone=shop"
KEY = "ssh-ed25519 AAAA"


def row(**attributes):
    return SimpleNamespace(**{"name": "a", "description": None, "tags": None, "metadata": None,
                              "public_key": None, **attributes})


# what is desired, with the mark on a new one, and on one that is there
MARKED = [
    ("network", {"name": "a"}, {"description": MARK}, {}),
    ("subnet", {"description": ""}, {"description": MARK}, {"description": MARK}),
    ("router", {"description": "one two"}, {"description": f"one two {MARK}"},
     {"description": f"one two {MARK}"}),
    ("security_group", {"name": "a"}, {"description": MARK}, {}),
    ("image", {"name": "a"}, {"tags": [MARK]}, {}),
    ("image", {"tags": ["x"]}, {"tags": ["x", MARK]}, {"tags": ["x", MARK]}),
    ("image", {"tags": []}, {"tags": [MARK]}, {"tags": [MARK]}),
    ("volume", {"name": "a"}, {"metadata": {"multicloud_zone": "shop"}}, {}),
    ("volume", {"metadata": {"x": "y"}}, {"metadata": {"x": "y", "multicloud_zone": "shop"}},
     {"metadata": {"x": "y", "multicloud_zone": "shop"}}),
    ("keypair", {"public_key": f"{KEY} me@home and more"}, {"public_key": f"{KEY} {MARK}"},
     {"public_key": f"{KEY} {MARK}"}),
    ("server_group", {"name": "a"}, {"name": f"a {MARK}"}, {"name": f"a {MARK}"}),
    ("user", {"name": "a"}, {"description": MARK}, {}),
    ("zone", {"description": "x"}, {"description": f"x {MARK}"}, {"description": f"x {MARK}"}),
    ("member", {"tags": ["x"]}, {"tags": ["x", MARK]}, {"tags": ["x", MARK]}),
    ("stack", {}, {"tags": MARK}, {}),
    ("stack", {"tags": "x,y"}, {"tags": f"x,y,{MARK}"}, {"tags": f"x,y,{MARK}"}),
    ("object_container", {}, {"metadata": {"multicloud_zone": "shop"}}, {}),
]


@pytest.mark.parametrize(("noun", "options", "new", "there"), MARKED)
def test_marked(noun, options, new, there):
    given, spec = dict(options), SPECS[noun]
    assert carrier.marked(spec, options, MARK, new=True) == {**options, **new}
    assert carrier.marked(spec, options, MARK, new=False) == {**options, **there}
    assert options == given
    desired = carrier.marked(spec, options, MARK, new=True)
    if noun == "stack":
        desired["tags"] = desired["tags"].split(",")
    if noun == "object_container":      # as Swift shows them
        desired["metadata"] = {key.replace("_", "-"): value
                               for key, value in desired["metadata"].items()}
    found = row(**desired)
    assert carrier.carried(spec, found, MARK)
    assert not carrier.carried(spec, found, MARK[:-1])
    assert not carrier.carried(spec, found, f"{MARK}2")
    assert not carrier.carried(spec, found, carrier.of("shop", "project"))


@pytest.mark.parametrize(("noun", "attributes"), [
    *((noun, {}) for noun, spec in SPECS.items()),
    ("network", {"description": "multicloud_zone=shop2"}),
    ("network", {"description": "xmulticloud_zone=shop"}),
    ("user", {"description": f"{MARK}@other"}),
    ("image", {"tags": ["multicloud_zone", "shop"]}),
    ("volume", {"metadata": {"multicloud_zone": "other"}}),
    ("object_container", {"metadata": {"multicloud-zone": "other"}}),
    ("keypair", {"public_key": f"{KEY} me {MARK}"}),
    ("keypair", {"public_key": f"ssh-ed25519 {MARK}"}),
    ("server_group", {"name": f"{MARK}2"}),
    ("address_scope", {"name": MARK, "description": MARK}),
])
def test_what_is_not_ours(noun, attributes):
    assert not carrier.carried(SPECS[noun], row(**attributes), MARK)


def test_what_cannot_carry_a_mark():
    """state=absent leaves them, or what they are a part of takes them along."""
    declared = {**SPECS, **RELATIONS}
    assert {noun for noun, one in declared.items() if not carrier.carrier(one)} == {
        "address_scope", "baremetal_deploy_template", "baremetal_node", "baremetal_port",
        "baremetal_port_group", "bgp_peer", "bgp_speaker", "bgpvpn", "bgpvpn_network_association",
        "bgpvpn_router_association", "cluster", "cluster_template", "endpoint",
        "lb_flavor_profile", "mapping", "nodegroup", "object", "port_forwarding", "protocol",
        "rbac_policy", "region", "secret", "secret_container", "secret_order", "server_interface",
        "share_access", "trait", "trust", "volume_type_encryption", "zone_transfer", *RELATIONS}
    for one in declared.values():
        if not carrier.carrier(one):
            assert carrier.marked(one, {"name": "a"}, MARK, new=True) == {"name": "a"}


def test_ours_come_before_others_of_the_same_name():
    spec = SPECS["network"]
    ours, another, alone = row(description=MARK), row(), row(name="b")
    assert carrier.preferred(spec, [another, ours, alone], MARK) == [ours, alone]
    assert carrier.preferred(spec, [another, alone], MARK) == [another, alone]


@pytest.mark.parametrize(("noun", "found"), [
    ("network", ("a",)), ("server_group", (f"a {MARK}", "a"))])
def test_names(noun, found):
    assert carrier.names(SPECS[noun], "a", MARK) == found
    assert {carrier.plain(SPECS[noun], name, MARK) for name in found} == {"a"}


KEYPAIR = Spec("keypair", "compute", "x.y.Z", {
    "public_key": Field(), "public_key_file": Field(send=lambda path, _resolve: f"key in {path}")})


@pytest.mark.parametrize(("options", "found"), [
    ({"public_key": KEY}, {"public_key": KEY}),
    ({"public_key_file": "f"}, {"public_key": "key in f"}),
])
def test_keys_that_can_be_marked(options, found):
    assert carrier.carriable(KEYPAIR, {"name": "a", **options}) == {"name": "a", **found}


@pytest.mark.parametrize(("noun", "words"), [
    ("keypair", "public_key is missing: a zone creates no private keys"),
    ("application_credential", "secret is missing: a zone does not return one"),
    ("floating_ip", "port is missing: each run would create another floating IP")])
def test_what_is_needed(noun, words):
    with pytest.raises(CloudError, match=f"^{words}"):
        carrier.carriable(SPECS[noun], {"name": "a"})


def test_the_project_is_a_part_of_marks_that_all_projects_see():
    assert carrier.of("shop") == MARK and carrier.of("shop", "p") == f"{MARK}@p"
