# SPDX-License-Identifier: GPL-3.0-or-later
"""What is looked for and compared of nodes of Ironic."""
from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.bare_metal import (  # noqa: E501
    MASKED,
    NODE,
    find,
    words,
)


def node(**more):
    return SimpleNamespace(**{"id": "i", "name": "n", "provision_state": "available",
                              "driver_info": {"password": MASKED, "port": 1}, **more})


def looked(there, lookup=NODE.lookup, **given):
    """The options after the search."""
    api = SimpleNamespace(fetch=lambda key: there if there and key in ("i", "n") else None)
    assert lookup(None, api, given) is there
    return given


@pytest.mark.parametrize(("there", "given", "left"), [
    (None, {"name": "n"}, {"name": "n"}), (node(), {"name": "n"}, {"name": "n"}),
    (node(), {"name": "i"}, {}), (node(), {"id": "i", "name": "new"}, {"id": "i", "name": "new"})])
def test_by_id_or_name(there, given, left):
    assert looked(there, find, **given) == left


@pytest.mark.parametrize(("there", "left"), [
    (None, {"provision_state": "available"}), (node(), {}),
    (node(provision_state="enroll"), {"provision_state": "available"}),
    (node(provision_state="manageable"), {}), (node(provision_state="clean failed"), {})])
def test_what_is_left_of_a_registration(there, left):
    assert looked(there, name="n") == {"name": "n", **left}


@pytest.mark.parametrize(("skip", "left"), [
    (None, {"port": 2, "user": "x"}), (True, {"port": 2, "user": "x"}),
    (False, {"password": "s", "port": 2, "user": "x"})])
def test_passwords(skip, left):
    options = {"driver_info": {"password": "s", "port": 2, "user": "x"}}
    if skip is not None:
        options["skip_update_of_masked_password"] = skip
    assert looked(node(), name="n", **options)["driver_info"] == left


@pytest.mark.parametrize(("given", "found"), [
    (None, {}), ({"cpus": 4, "cpu_arch": "x86_64", "memory_mb": None}, {
        "cpus": "4", "cpu_arch": "x86_64"}),
    ({"root_device": {"size": 10}}, {"root_device": {"size": 10}})])
def test_words(given, found):
    assert words(given) == found


@pytest.mark.parametrize(("message", "again"), [
    ("Node n is locked by host h, please retry after the current operation is completed.", True),
    ("A port with MAC address m already exists.", False)])
def test_what_is_asked_again(message, again):
    assert NODE.calm(None, CloudError("conflict", message), 1) is again


def test_states_are_no_options():
    found = NODE.arguments()
    assert "provision_state" not in found
    assert {"driver_info", "id", "name", "nics"} <= found.keys()
