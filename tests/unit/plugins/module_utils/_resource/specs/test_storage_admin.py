# SPDX-License-Identifier: GPL-3.0-or-later
"""Encryption, volumes that exist without Cinder, their types, and what they say of images."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.api import Api
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    storage_admin,
)


@pytest.mark.parametrize(("key", "there"), [(None, False), ("e", True)])
def test_cinder_shows_an_encryption_of_types_that_have_none(key, there):
    api = SimpleNamespace(kind=SimpleNamespace(new=lambda **place: place),
                          again=lambda place, **_more: SimpleNamespace(id=key, **place))
    task = SimpleNamespace(resolve=lambda noun, name: f"{noun}-{name}")
    found = storage_admin.VOLUME_TYPE_ENCRYPTION.lookup(task, api, {"volume_type": "a"})
    assert (found is not None) is there
    assert not there or found.volume_type_id == "volume_type-a"


@pytest.mark.parametrize(("given", "ref"), [
    ({"source_name": "lun"}, {"source-name": "lun"}), ({"source_id": "7"}, {"source-id": "7"})])
def test_a_volume_of_the_backend_as_drivers_call_it(given, ref):
    spec = storage_admin.VOLUME_MANAGE
    assert spec.attributes(None, {"name": "a", "host": "h", **given}) == {
        "name": "a", "host": "h", "ref": ref}


def test_a_volume_is_given_up_instead_of_deleted():
    kind = Api(SimpleNamespace(), storage_admin.VOLUME_MANAGE).kind
    asked, volume = [], kind.new(id="v")
    volume.unmanage = asked.append
    volume.delete("session")
    assert asked == ["session"]


@pytest.mark.parametrize(("changed", "timeout", "kept", "said"), [
    (True, 60, True, True), (True, 60, False, False),
    # nobody has waited; nothing was asked
    (True, 0, True, False), (False, 60, True, False)])
def test_cinder_says_nothing_of_a_type_that_it_could_not_change(changed, timeout, kept, said):
    volume = SimpleNamespace(name="a", id="v", volume_type="old" if kept else "new")
    api = SimpleNamespace(given={"before": "old"}, timeout=timeout,
                          connection=SimpleNamespace(target=None))
    settle = storage_admin.VOLUME_RETYPE.settle
    if not said:
        settle(api, volume, changed)
        return
    with pytest.raises(CloudError, match="still has the type old.*on-demand"):
        settle(api, volume, changed)


@pytest.mark.parametrize(("before", "after", "asked"), [
    ({}, {"a": "1"}, [("set", {"metadata": {"a": "1"}})]),
    ({"a": "1"}, {"a": None}, [("unset", {"key": "a"})]),
    ({"a": "1", "b": "1"}, {"a": "1", "b": "2"}, [("set", {"metadata": {"b": "2"}})])])
def test_image_metadata(before, after, asked):
    found = []
    api = SimpleNamespace(connection=SimpleNamespace(
        post=lambda service, path, body, _action: found.append((service, path, body))))
    volume = SimpleNamespace(id="1", volume_image_metadata=before)
    aspect = storage_admin.ImageMetadata()
    assert aspect.read(api, volume) == {"image_metadata": before}
    aspect.apply(api, volume, {"image_metadata": (before, after)})
    assert found == [("block-storage", "/volumes/1/action", {f"os-{name}_image_metadata": body})
                     for name, body in asked]
