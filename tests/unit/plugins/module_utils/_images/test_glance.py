# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls to the Glance of one target."""

from __future__ import annotations

import hashlib

import pytest
from fakeglance import FakeGlance
from rollouts import row, version

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._images import glance as calls
from ansible_collections.multicloud.openstack.plugins.module_utils._images.convert import Data
from ansible_collections.multicloud.openstack.plugins.module_utils._images.glance import (
    Glance,
    right,
)

DATA = b"x" * 50_000
HASH = hashlib.sha512(DATA).hexdigest()


@pytest.fixture(autouse=True)
def no_time(monkeypatch):
    monkeypatch.setattr(calls.time, "sleep", lambda _seconds: None)


@pytest.fixture
def data(tmp_path):
    (tmp_path / "disk").write_bytes(DATA)
    return Data(str(tmp_path / "disk"), "raw", len(DATA), HASH)


def test_one_list_of_a_rollout():
    cloud = FakeGlance([row("a", 1), {**row("b", 1), "multicloud_rollout": "other"}])
    assert [one["id"] for one in Glance(cloud, 9).versions("web")] == ["a"]
    assert cloud.log == ["GET /images"]


def test_changes_are_one_request():
    cloud = FakeGlance([row("a", 1, 1)])
    found = Glance(cloud, 9).change("a", {"multicloud_promoted": None, "a/b~c": "1"})
    assert cloud.writes == ["PATCH /images/a"]
    assert "multicloud_promoted" not in found
    assert found["a~1b~0c"] == "1"      # the fake one does not unescape


def test_sending_counts(data):
    cloud, told = FakeGlance([row("a", 1, status="queued")]), []
    Glance(cloud, 9).send("a", data, told.append)
    assert (sum(told), len(told) > 2) == (len(DATA), True)
    assert right(Glance(cloud, 9).settled("a"), HASH)


@pytest.mark.parametrize(("status", "kind", "message"), [
    (413, "quota", "answer 413"),
    (415, "invalid", "Glance refuses the data as raw: answer 415; set image_format"),
    (400, "invalid", "Glance refuses"), (500, "api", "answer 500"),
    (503, "unreachable", "answer 503")])
def test_a_glance_that_refuses(data, status, kind, message):
    cloud = FakeGlance([row("a", 1, status="queued")])
    cloud.faults["PUT /images/a/file"] = status
    with pytest.raises(CloudError, match=message) as error:
        Glance(cloud, 9).send("a", data, lambda _sent: None)
    assert error.value.kind == kind


@pytest.mark.parametrize(("status", "more", "timeout", "kind"), [
    ("killed", {}, 9, "build_failed"), ("queued", {}, 9, "build_failed"),
    ("saving", {}, 0, "timeout"), ("importing", {}, 0, "timeout"),
    ("active", {"os_glance_failed_import": "ceph"}, 9, "build_failed")])
def test_data_that_do_not_come(status, more, timeout, kind):
    cloud = FakeGlance([row("a", 1, status=status, **more)])
    with pytest.raises(CloudError) as error:
        Glance(cloud, timeout).settled("a", lambda one: "ceph" in one.stores)
    assert error.value.kind == kind


@pytest.mark.parametrize(("more", "expected"), [
    ({"os_hash_algo": "sha512", "os_hash_value": HASH}, True),
    ({"os_hash_algo": "sha512", "os_hash_value": "00"}, False),
    ({"os_hash_algo": "sha512", "os_hash_value": "00", "disk_format": "qcow2"}, True),
    ({"os_hash_algo": "sha384", "os_hash_value": "00"}, True), ({}, True)])
def test_whether_glance_has_what_was_sent(more, expected):
    assert right(version("a", 1, **more), HASH) is expected


@pytest.mark.parametrize(("status", "expected"), [(None, ["copy-image"]), (404, [])])
def test_how_it_imports(status, expected):
    cloud = FakeGlance(methods=["copy-image"])
    cloud.faults["GET /info/import"] = status
    assert Glance(cloud, 9).methods() == expected


def test_what_a_refused_import_says():
    cloud = FakeGlance([row("a", 1)])
    cloud.faults["POST /images/a/import"] = 409
    with pytest.raises(CloudError) as error:
        Glance(cloud, 9).fetch("a", {"name": "copy-image"}, frozenset({"ceph"}))
    assert error.value.kind == "conflict"
