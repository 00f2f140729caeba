# SPDX-License-Identifier: GPL-3.0-or-later
"""What a new server is made with, and what becomes of a request without an answer."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from fakes import Canned, FakeRegion, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.digest import (
    digest,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.request import (
    attributes,
    create,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.server import (
    SERVER,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

NETWORKS = [{"id": "n-1", "name": "private", "subnets": ["a"]},
            {"id": "n-2", "name": "other", "subnets": ["b"], "shared": True},
            {"id": "n-9", "name": "public", "subnets": ["c"], "router:external": True}]
CLOUD = {
    "GET /images": {"images": [{"id": "i-1", "name": "debian-12", "min_disk": 2}]},
    "GET /flavors/detail": {"flavors": [
        {"id": "f-1", "name": "small", "vcpus": 1, "ram": 512, "disk": 5}]},
    "GET /networks": {"networks": NETWORKS},
    "GET /floatingips": lambda query: {"floatingips": [
        {"id": "x", "floating_ip_address": "192.0.2.1", "port_id": None}
        if "192.0.2.1" in query["floating_ip_address"] else
        {"id": "y", "floating_ip_address": "192.0.2.2", "port_id": "p-7"}]}}
SPEC = {"name": "web", "image": "debian-12", "flavor": "small", "network": "private",
        "auto_ip": True}
LEAST = {"name": "web", "imageRef": "i-1", "flavorRef": "f-1", "networks": [{"uuid": "n-1"}],
         "metadata": {}}
FLOATS = {"multicloud_floating": "n-9"}
ON_VOLUME = {"boot_index": 0, "uuid": "i-1", "source_type": "image",
             "destination_type": "volume", "volume_size": 5, "delete_on_termination": True}
ATTACHED = {"boot_index": -1, "uuid": "v-1", "source_type": "volume",
            "destination_type": "volume", "delete_on_termination": False}


class Named(Task):
    """Names are known by their kinds."""

    def resolve(self, noun, desired, **_query):
        return f"{noun}-{desired}"

    def row(self, _noun, desired, **_query):
        return SimpleNamespace(network_id={"p-1": "n-2", "port-first": "n-9"}[desired])


def start(check_mode=False, **cloud):
    return Named(Canned({**CLOUD, **cloud}), {}, check_mode)


def new(desired, task=None):
    given = {**SPEC, **desired}
    return attributes(task or start(), {key: value for key, value in given.items()
                                        if value is not None})


@pytest.mark.parametrize(("desired", "more"), [
    ({}, {"metadata": FLOATS}), ({"auto_ip": False}, {}), ({"network": "public"}, {
        "networks": [{"uuid": "n-9"}]}),
    ({"metadata": {"a": "1"}, "tags": ["b", "a"]}, {"metadata": {**FLOATS, "a": "1"},
                                                    "tags": ["a", "b"]}),
    ({"userdata": "#!/bin/sh", "auto_ip": False},
     {"metadata": {"multicloud_userdata": digest("#!/bin/sh")}, "user_data": "IyEvYmluL3No"}),
    ({"floating_ip_pools": ["public"]}, {"metadata": FLOATS}),
    ({"floating_ips": ["192.0.2.1"]}, {}),
    ({"network": None, "nics": [{"net-id": "n-2", "tag": "t"}, {"net-name": "a"}],
      "auto_ip": False},
     {"networks": [{"uuid": "n-2", "tag": "t"}, {"uuid": "network-a"}]}),
    ({"network": None, "nics": [{"net-id": "n-1", "fixed_ip": "10.0.0.9"}]},
     {"networks": [{"uuid": "n-1", "fixed_ip": "10.0.0.9"}], "metadata": FLOATS}),
    # one that leads outside is enough
    ({"network": None, "nics": [{"port-id": "p-1"}, {"port-name": "first"}]},
     {"networks": [{"port": "p-1"}, {"port": "port-first"}]}),
    # a network that the project does not see
    ({"network": None, "nics": [{"net-id": "n-7"}]}, {"networks": [{"uuid": "n-7"}]}),
    ({"auto_ip": False, "boot_from_volume": True},
     {"imageRef": None, "block_device_mapping_v2": [ON_VOLUME]}),
    ({"auto_ip": False, "boot_from_volume": True, "volume_size": 9, "terminate_volume": False,
      "volume_type": "fast"},
     {"imageRef": None, "block_device_mapping_v2": [
         {**ON_VOLUME, "volume_size": 9, "volume_type": "fast", "delete_on_termination": False}]}),
    ({"auto_ip": False, "volumes": ["v-1"]}, {"block_device_mapping_v2": [
        {"boot_index": 0, "uuid": "i-1", "source_type": "image", "destination_type": "local",
         "delete_on_termination": True}, ATTACHED]}),
    ({"auto_ip": False, "image": None, "boot_volume": "v-9", "volumes": ["v-1"]},
     {"imageRef": None, "block_device_mapping_v2": [
         {"boot_index": 0, "uuid": "v-9", "source_type": "volume", "destination_type": "volume",
          "delete_on_termination": False}, ATTACHED]}),
    ({"auto_ip": False, "security_groups": ["a"], "key_name": "me", "config_drive": True,
      "availability_zone": "az1", "description": "d", "scheduler_hints": {"group": "g"}},
     {"security_groups": [{"name": "a"}], "key_name": "me", "config_drive": True,
      "availability_zone": "az1", "description": "d", "scheduler_hints": {"group": "g"}}),
])
def test_what_is_asked_for(desired, more):
    found = {**LEAST, **more}
    assert new(desired) == {key: value for key, value in found.items() if value is not None}


def test_nothing_is_listed_that_does_not_matter():
    task = start()
    new({"network": None, "nics": [{"net-id": "n-1"}], "auto_ip": False}, task)
    assert [path for _method, path, _query in task.connection.calls] == [
        "/images", "/flavors/detail"]


@pytest.mark.parametrize(("desired", "kind", "words"), [
    ({"image": "debian-13"}, "not_found", "image: there is no image 'debian-13' here"),
    ({"floating_ip_pools": ["nowhere"]}, "not_found", "floating_ip_pools: there is no network"),
    ({"floating_ips": ["192.0.2.9"]}, "not_found",
     "floating_ips: there is no floating IP 192.0.2.9 here"),
    ({"floating_ips": ["192.0.2.2"]}, "conflict",
     "floating_ips: 192.0.2.2 is attached to another port"),
])
def test_what_is_not_there_is_said_before_anything_is_made(desired, kind, words):
    with pytest.raises(CloudError) as error:
        new(desired)
    assert error.value.kind == kind and words in str(error.value)


def test_what_is_not_there_may_be_made_by_a_task_before():
    task = start(check_mode=True)
    assert new({"image": "debian-13", "tags": ["t"], "metadata": {"a": "1"}}, task) == {
        "name": "web", "metadata": {"a": "1"}, "tags": ["t"]}
    assert "check mode assumes that it exists" in task.warnings[0]


# The request

ATTRIBUTES = {**LEAST, "metadata": {"a": "1"}, "scheduler_hints": {"group": "g"}}


class Api:
    """Creates servers; there: what it finds then."""

    def __init__(self, resolved, there=None, **cloud):
        from openstack.compute.v2.server import Server
        self.kind, self.spec = Server, SERVER
        self.connection, self.there = Canned({"POST /servers": resolved, **cloud}), there
        self.task = start()

    def find(self, _name):
        if isinstance(self.there, CloudError):
            raise self.there
        return self.there


def test_a_server_that_was_created():
    api = Api({"server": {"id": "s-1", "adminPass": "secret"}})
    found = create(api, ATTRIBUTES)
    assert (found.id, found.name, found.status, found.metadata, found.admin_password) == (
        "s-1", "web", "BUILD", {"a": "1"}, None)
    assert api.connection.writes == [("POST", "/servers", {
        "server": {**LEAST, "metadata": {"a": "1"}}, "os:scheduler_hints": {"group": "g"}})]


@pytest.mark.parametrize("kind", ["unreachable", "timeout"])
def test_an_answer_that_is_lost(kind):
    there = {"id": "s-2", "metadata": {"a": "1"}}
    lost = SimpleNamespace(**there, __getitem__=None)
    api = Api(refusal(kind), type("Row", (dict,), {"metadata": {"a": "1"}})(there))
    assert create(api, ATTRIBUTES).id == lost.id and len(api.connection.writes) == 1


@pytest.mark.parametrize(("kind", "there"), [
    ("unreachable", None), ("unreachable", refusal("unreachable", "still")),
    ("quota", SimpleNamespace(metadata={"a": "1"})),
    ("timeout", SimpleNamespace(metadata={"b": "1"}))])
def test_a_request_that_is_lost(kind, there):
    with pytest.raises(CloudError, match="refused") as error:
        create(Api(refusal(kind), there), ATTRIBUTES)
    assert error.value.kind == kind


def test_ports_that_are_there_are_guarded_before():
    api = Api({"server": {"id": "s-1"}}, **{"PUT /ports/p-1": {}})
    create(api, {**ATTRIBUTES, "networks": [{"port": "p-1"}, {"uuid": "n-1"}],
                 "security_groups": [{"name": "web"}]})
    assert api.connection.writes[0] == ("PUT", "/ports/p-1", {
        "port": {"security_groups": ["security_group-web"]}})


def test_hints_of_clouds_yaml_choose_the_network(monkeypatch):
    monkeypatch.setattr(FakeRegion, "get_nat_destination", lambda _self: "other")
    found = new({"network": None, "nics": [{"net-id": "n-1"}, {"net-id": "n-2"}]})
    assert found["metadata"] == FLOATS
