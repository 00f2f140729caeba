# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags, which are set as a whole, what networks are on, and extra specs."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from fakeapi import Memory, Shelf

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import engine
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import task as tasks
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.compare import differs
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.aspects import (
    Extra,
    Provider,
    Tags,
    apart,
)


@pytest.mark.parametrize(("there", "desired", "found", "changes"), [
    (None, [], [], False), (["a", "b"], ["b", "a"], ["a", "b"], False), (["a"], [], ["a"], True)])
def test_tags(there, desired, found, changes):
    asked, resource = [], SimpleNamespace(tags=there, set_tags="set_tags")
    api = SimpleNamespace(call=lambda *arguments: asked.append(arguments))
    assert Tags().read(api, resource) == {"tags": found}
    assert differs(Tags.fields["tags"], found, desired) is changes
    Tags().apply(api, resource, {"tags": (found, desired)})
    assert asked == [("tagging", "set_tags", desired)]


SEGMENT = {"provider:network_type": "vlan", "provider:segmentation_id": 7}


@pytest.mark.parametrize(("segments", "own", "expected"), [
    (None, "flat", "flat"), (None, None, None), ([SEGMENT, {}], None, "vlan")])
def test_the_provider_side_of_a_network(segments, own, expected):
    network = SimpleNamespace(segments=segments, provider_network_type=own,
                              provider_physical_network=None, provider_segmentation_id=None)
    assert Provider().read(None, network)["provider_network_type"] == expected


def test_a_network_gets_another_segment_number():
    sent = []
    api = SimpleNamespace(update=lambda _network, attributes: sent.append(attributes))
    Provider().apply(api, None, {"provider_segmentation_id": (1, 2)})
    assert sent == [{"provider_segmentation_id": 2}]


def test_extra_specs_are_attributes_of_a_new_one(monkeypatch):
    monkeypatch.setattr(tasks, "Api", Shelf)
    memory = Memory({"address_scope": []})
    engine.ensure(tasks.Task(memory, SPECS), SPECS["address_scope"], {
        "name": "a", "extra_specs": {"vendor": "b"}})
    assert memory.writes == [("creating", "address_scope", {
        "name": "a", "ip_version": 4, "vendor": "b"})]


def test_extra_specs_that_are_given_are_compared_and_changed():
    sent = []
    api = SimpleNamespace(
        given={"extra_specs": {"one": 1, "two": 3}}, call=lambda _action, commit: commit(),
        kind=SimpleNamespace(new=lambda **body: SimpleNamespace(commit=lambda: sent.append(body))))
    resource = SimpleNamespace(id="x", to_dict=lambda computed: {"one": 1, "two": 2, "other": 4})
    found = Extra().read(api, resource)
    assert found == {"extra_specs": {"one": 1, "two": 2}}
    Extra().apply(api, resource, {"extra_specs": (found["extra_specs"], {"one": 1, "two": 3})})
    assert sent == [{"id": "x", "two": 3}]


def test_an_option_is_no_extra_spec():
    assert apart({"name": "a"}) == {"name": "a"}
    with pytest.raises(CloudError, match="^extra_specs: name has an option of its own"):
        apart({"name": "a", "extra_specs": {"name": "b", "c": 1}})
