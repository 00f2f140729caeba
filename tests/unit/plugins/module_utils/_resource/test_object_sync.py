# SPDX-License-Identifier: GPL-3.0-or-later
"""Which files of a folder are sent, by what the list of the container shows."""
from __future__ import annotations

import hashlib
import os

import pytest
from builders import A

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import object_sync
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task


class Swift:
    """A container in memory, in the place of Store."""

    def __init__(self, there):
        self.there, self.log = there, []

    def __call__(self, _api, _container):
        return self

    def rows(self, prefix=""):
        return [{"name": name, "bytes": len(data),
                 "hash": hashlib.md5(data, usedforsecurity=False).hexdigest()}
                for name, data in self.there.items() if name.startswith(prefix)]

    def send(self, name, content, _segment, _large):
        with content.opened() as file:
            self.log.append((name, file.read()))

    def remove(self, name, _large):
        self.log.append((name, None))


class Cloud:
    """A target that nobody asks."""

    target = A


def sync(monkeypatch, folder, there, check=False, **options):
    swift = Swift(there)
    monkeypatch.setattr(object_sync, "Store", swift)
    result = object_sync.sync(Task(Cloud(), SPECS, check_mode=check), {
        "container": "c", "path": str(folder), "prefix": "", "purge": False, "segment_size": 1,
        **options})
    return result, sorted(swift.log)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one").write_bytes(b"1")
    (tmp_path / "two").write_bytes(b"2")
    return tmp_path


THERE = {"deep/one": b"1", "two": b"other", "three": b"3"}


@pytest.mark.parametrize(("there", "options", "log", "unchanged"), [
    (THERE, {}, [("two", b"2")], 1),
    (THERE, {"purge": True}, [("three", None), ("two", b"2")], 1),
    ({"deep/one": b"9", "two": b"2"}, {}, [("deep/one", b"1")], 1),
    ({"deep/one": b"1", "two": b"2"}, {"purge": True}, [], 2),
    ({"x/two": b"2", "y": b""}, {"prefix": "x/", "purge": True}, [("x/deep/one", b"1")], 1)])
@pytest.mark.parametrize("check", [False, True])
def test_only_what_differs_is_sent(monkeypatch, folder, there, options, log, unchanged, check):
    result, done = sync(monkeypatch, folder, there, check, **options)
    assert done == ([] if check else log)
    assert sorted(result["uploaded"] + result["deleted"]) == [name for name, _data in log]
    assert (result["changed"], result["unchanged"]) == (bool(log), unchanged)
    assert set(result["diff"]["after"]) == {name for name, data in log if data is not None}


@pytest.mark.parametrize("link", ["file", "folder", "outside"])
def test_links_are_not_followed_into_what_nobody_named(monkeypatch, folder, tmp_path, link):
    (folder / "link").symlink_to({"file": "two", "folder": "deep", "outside": "/etc"}[link])
    with pytest.raises(CloudError, match="link is a link: replace it by what it is to"):
        sync(monkeypatch, folder, THERE, purge=True)


def test_what_cannot_be_read_is_not_surplus(monkeypatch, folder):
    real = os.scandir

    def scandir(path):
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)
    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(CloudError, match="path: cannot read .*deep: Permission denied"):
        sync(monkeypatch, folder, THERE, purge=True)


def test_a_folder_that_is_not_there(monkeypatch, tmp_path):
    with pytest.raises(CloudError, match="there is no folder .*/nowhere"):
        sync(monkeypatch, tmp_path / "nowhere", {})
