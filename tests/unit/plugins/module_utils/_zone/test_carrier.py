# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose a resource of a landing zone is."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import Field, Spec
from ansible_collections.multicloud.openstack.plugins.module_utils._zone import carrier
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.document import KINDS

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
]


@pytest.mark.parametrize(("noun", "options", "new", "there"), MARKED)
def test_marked(noun, options, new, there):
    given = dict(options)
    assert carrier.marked(noun, options, "shop", new=True) == {**options, **new}
    assert carrier.marked(noun, options, "shop", new=False) == {**options, **there}
    assert options == given
    found = row(**carrier.marked(noun, options, "shop", new=True))
    assert carrier.carried(noun, found, "shop")
    assert not carrier.carried(noun, found, "sho")
    assert not carrier.carried(noun, found, "shop2")


@pytest.mark.parametrize(("noun", "attributes"), [
    *((noun, {}) for noun in KINDS),
    ("network", {"description": "multicloud_zone=shop2"}),
    ("network", {"description": "xmulticloud_zone=shop"}),
    ("image", {"tags": ["multicloud_zone", "shop"]}),
    ("volume", {"metadata": {"multicloud_zone": "other"}}),
    ("keypair", {"public_key": f"{KEY} me {MARK}"}),
    ("keypair", {"public_key": f"ssh-ed25519 {MARK}"}),
    ("server_group", {"name": f"{MARK}2"}),
])
def test_what_is_not_ours(noun, attributes):
    assert not carrier.carried(noun, row(**attributes), "shop")


def test_each_kind_has_a_mark():
    assert carrier.CARRIERS.keys() == set(KINDS)


def test_ours_come_before_others_of_the_same_name():
    ours, another, alone = row(description=MARK), row(), row(name="b")
    assert carrier.preferred("network", [another, ours, alone], "shop") == [ours, alone]
    assert carrier.preferred("network", [another, alone], "shop") == [another, alone]


@pytest.mark.parametrize(("noun", "found"), [
    ("network", ("a",)), ("server_group", (f"a {MARK}", "a"))])
def test_names(noun, found):
    assert carrier.names(noun, "a", "shop") == found
    assert {carrier.plain(noun, name, "shop") for name in found} == {"a"}


def test_what_has_no_such_option_gets_one():
    kind = Spec("router", "network", "x.y.Z", {"up": Field("bool")})
    assert carrier.carrying(kind).all_fields.keys() == {"up", "description"}
    assert carrier.carrying(carrier.carrying(kind)) == carrier.carrying(kind)


KEYPAIR = Spec("keypair", "compute", "x.y.Z", {
    "public_key": Field(), "public_key_file": Field(send=lambda path, _resolve: f"key in {path}")})


@pytest.mark.parametrize(("options", "found"), [
    ({"public_key": KEY}, {"public_key": KEY}),
    ({"public_key_file": "f"}, {"public_key": "key in f"}),
])
def test_keys_that_can_be_marked(options, found):
    assert carrier.carriable(KEYPAIR, {"name": "a", **options}) == {"name": "a", **found}


def test_a_key_is_needed():
    with pytest.raises(CloudError, match="^public_key is missing: a zone creates no private keys$"):
        carrier.carriable(KEYPAIR, {"name": "a"})
