# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of volumes, snapshots, backups and types that need calls of their own."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from fakeapi import Memory, Shelf

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import engine
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import task as tasks
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    SPECS,
    storage,
)


class Api:
    """Notes what is called, by the name of the method."""

    def __init__(self):
        self.asked = []

    def call(self, _action, function, *arguments, **keywords):
        self.asked.append((function, *arguments, *([keywords] if keywords else [])))

    def update(self, _resource, attributes):
        self.asked.append(("update", attributes))


def thing(**more):
    methods = ("delete_metadata_item", "set_metadata", "extend", "set_bootable_status",
               "set_extra_specs", "delete_extra_specs")
    return SimpleNamespace(**{name: name for name in methods}, **more)


def applied(aspect, option, before, after, **more):
    api = Api()
    aspect.apply(api, thing(**more), {option: (before, after)})
    return api.asked


@pytest.mark.parametrize(("before", "after", "asked"), [
    ({"a": "1"}, {"a": "1"}, []), ({}, {"a": "1"}, [("set_metadata", {"a": "1"})]),
    ({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, [("set_metadata", {"a": "2"})]),
    # what is taken away, first
    ({"a": "1"}, {"a": None, "b": "2"}, [("delete_metadata_item", "a"),
                                         ("set_metadata", {"b": "2"})]),
    ({}, {"a": None}, [])])
def test_metadata(before, after, asked):
    assert applied(storage.Metadata(), "metadata", before, after) == asked


def test_metadata_that_is_read_is_a_copy():
    there = thing(metadata={"a": "1"})
    found = storage.Metadata().read(None, there)
    found["metadata"]["a"] = "2"
    assert there.metadata == {"a": "1"}
    assert storage.Metadata().read(None, thing(metadata=None)) == {"metadata": {}}


def test_metadata_of_backups_is_set_as_a_whole():
    assert applied(storage.BackupMetadata(), "metadata", {"a": "1", "b": "1"},
                   {"a": "1", "b": None, "c": "2"}) == [
        ("update", {"metadata": {"a": "1", "c": "2"}})]


def test_texts():
    sent = storage.Metadata.fields["metadata"].sent({"a": 1, "b": None, "c": True}, None)
    assert sent == {"a": "1", "b": None, "c": "True"}


def test_size():
    assert storage.Size().read(None, thing(size=5)) == {"size": 5}
    assert applied(storage.Size(), "size", 5, 7) == [("extend", 7)]


@pytest.mark.parametrize(("there", "desired", "asked"), [
    (None, False, []), (True, True, []), (None, True, [("set_bootable_status", True)]),
    (True, False, [("set_bootable_status", False)])])
def test_bootable(there, desired, asked):
    assert storage.Bootable().read(None, thing(is_bootable=there)) == {"is_bootable": bool(there)}
    assert applied(storage.Bootable(), "is_bootable", None, desired, is_bootable=there) == asked


@pytest.mark.parametrize(("before", "after", "asked"), [
    ({}, {"a": "1"}, [("set_extra_specs", {"a": "1"}), ("delete_extra_specs", [])]),
    ({"a": "1", "b": "1"}, {"a": None, "b": "1"}, [("delete_extra_specs", ["a"])])])
def test_extra_specs(before, after, asked):
    assert storage.VolumeTypeSpecs().read(None, thing(extra_specs=None)) == {"extra_specs": {}}
    assert applied(storage.VolumeTypeSpecs(), "extra_specs", before, after) == asked


# As a whole

@pytest.fixture(autouse=True)
def shelves(monkeypatch):
    monkeypatch.setattr(tasks, "Api", Shelf)
    monkeypatch.setattr(Shelf, "list", lambda self, **query: [
        self.kind.existing(**row) for row in self._ask("listing", query, self.rows.values)])


def test_a_volume_of_a_type_by_its_id():
    """Cinder shows the name of the type."""
    volume = {"id": "v", "name": "data", "size": 5, "volume_type": "fast", "status": "in-use"}
    memory = Memory({"volume": [volume], "volume_type": [{"id": "t-1", "name": "fast"}]})
    task = tasks.Task(memory, SPECS)
    for desired in ("fast", "t-1"):
        given = {"name": "data", "size": 5, "volume_type": desired, "image": "is gone"}
        assert engine.ensure(task, SPECS["volume"], given)["changed"] is False
    assert memory.writes == []


@pytest.mark.parametrize(("noun", "given", "needed"), [
    ("volume", {}, "size or snapshot or volume or backup"),
    ("volume_snapshot", {}, "volume"), ("volume_backup", {}, "volume")])
def test_what_a_new_one_needs(noun, given, needed):
    task = tasks.Task(Memory(), SPECS)
    with pytest.raises(CloudError, match=f"a new one needs {needed}"):
        engine.ensure(task, SPECS[noun], {"name": "x", **given})


@pytest.mark.parametrize(("given", "path"), [(True, "/volumes/detail"), (False, "/volumes")])
def test_details(given, path):
    assert storage.VOLUMES.filters["details"].sent(given, None) == path


TYPE = {"id": "t-1", "name": "fast", "is_public": False}
REFUSED = CloudError("forbidden", "not for you")


class Types:
    """Whether it is public, and what is said of its encryption and of who may use it."""

    kind = SimpleNamespace(new=lambda **_key: SimpleNamespace(get_private_access="access"))

    def __init__(self, public, encryption, access):
        self.public, self.encryption, self.access = public, encryption, access

    def call(self, _action, function, **_keywords):
        found = self.access if function == "access" else self.encryption
        if isinstance(found, CloudError):
            raise found
        return found


@pytest.mark.parametrize(("public", "encryption", "access", "more"), [
    (True, {"cipher": "aes"}, None, {"encryption": {"cipher": "aes"}, "access_project_ids": None}),
    (False, {}, [{"project_id": "p"}], {"encryption": {}, "access_project_ids": ["p"]}),
    (False, REFUSED, REFUSED, {}), (True, REFUSED, None, {"access_project_ids": None})])
def test_one_type(monkeypatch, public, encryption, access, more):
    encryption = encryption if encryption is REFUSED else SimpleNamespace(
        to_dict=lambda computed, found=encryption: found)
    row = {**TYPE, "is_public": public}
    monkeypatch.setattr(storage, "listing", lambda *_arguments: {"volume_types": [row]})
    task = SimpleNamespace(api=lambda _spec: Types(public, encryption, access))
    assert storage.types(task, {"name": "fast"}) == {
        "volume_types": [row], "volume_type": row, **more}
    assert storage.types(task, {"name": None}) == {"volume_types": [row]}


def test_other_errors_of_a_type_are_errors(monkeypatch):
    monkeypatch.setattr(storage, "listing", lambda *_arguments: {"volume_types": [TYPE]})
    silent = CloudError("timeout", "silent")
    task = SimpleNamespace(api=lambda _spec: Types(True, silent, None))
    with pytest.raises(CloudError, match="silent"):
        storage.types(task, {"name": "fast"})
