# SPDX-License-Identifier: GPL-3.0-or-later
"""The extra specification of share types that has an option of its own."""
from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.shares import (
    SHARE,
    SHARE_ACCESS,
    SHARE_SNAPSHOT,
    SHARE_TYPE,
)

SERVERS = "driver_handles_share_servers"


@pytest.mark.parametrize(("given", "prepared"), [
    ({}, {}), ({SERVERS: True}, {SERVERS: True}),
    ({"extra_specs": {SERVERS: "False", "a": 1}}, {SERVERS: False, "extra_specs": {"a": 1}}),
    ({"extra_specs": {SERVERS: True}}, {SERVERS: True, "extra_specs": {}})])
def test_the_options(given, prepared):
    before = {name: dict(value) if isinstance(value, dict) else value
              for name, value in given.items()}
    assert SHARE_TYPE.prepare(given) == prepared
    assert given == before


@pytest.mark.parametrize(("desired", "sent"), [
    ({"name": "a", SERVERS: True}, {"name": "a", "extra_specs": {SERVERS: "True"}}),
    ({"name": "a", SERVERS: False, "extra_specs": {"b": "1"}},
     {"name": "a", "extra_specs": {"b": "1", SERVERS: "False"}})])
def test_a_new_one(desired, sent):
    assert SHARE_TYPE.attributes(None, desired) == sent


@pytest.mark.parametrize(("before", "after", "same"), [
    ("NFS", "nfs", True), ("NFS", "NFS", True), ("CIFS", "nfs", False)])
def test_protocols(before, after, same):
    assert SHARE.fields["share_protocol"].compare(before, after) is same


@pytest.mark.parametrize(("spec", "kind"), [(SHARE, "SHARE"), (SHARE_SNAPSHOT, "SHARE_SNAPSHOT")])
@pytest.mark.parametrize(("messages", "said"), [
    ([{"user_message": "allocate host: no storage"}], "allocate host: no storage"), ([], None)])
def test_why_one_has_failed(spec, kind, messages, said):
    asked = []

    def request(path, method, params):
        asked.append((method, path, params["resource_type"], params["resource_id"]))
        return SimpleNamespace(status_code=200, headers={}, json=lambda: {"messages": messages})
    api = SimpleNamespace(call=lambda action, function, *more: function(
        SimpleNamespace(request=request), *more))
    assert spec.reason(api, SimpleNamespace(id="s")) == said
    assert asked == [("GET", "/messages", kind, "s")]


@pytest.mark.parametrize(("kind", "target", "found"), [
    ("ip", "192.0.2.1", True), ("user", "192.0.2.1", False), ("ip", "192.0.2.2", False)])
def test_which_access_is_meant(kind, target, found):
    row = SimpleNamespace(access_type="ip", access_to="192.0.2.1", share_id=None)
    api = SimpleNamespace(list=lambda share_id: [row] if share_id == "share:a" else [])
    task = SimpleNamespace(resolve=lambda noun, name: f"{noun}:{name}")
    there = SHARE_ACCESS.lookup(task, api, {
        "share": "a", "access_type": kind, "access_to": target})
    assert (there is row) is found
    assert row.share_id == ("share:a" if found else None)
