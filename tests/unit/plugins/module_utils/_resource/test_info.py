# SPDX-License-Identifier: GPL-3.0-or-later
"""What info modules list, and how the service is asked for it."""

from __future__ import annotations

import pytest
from fakeapi import Memory, Shelf

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import task as tasks
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.info import listing
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import (
    Field,
    Info,
    Spec,
)

NETWORK = Spec("network", "network", "network.v2.network.Network", {},
               show=lambda row, target: f"{target}:{row['name']}")
SUBNETS = Info(Spec("subnet", "network", "network.v2.subnet.Subnet", {},
                    show=lambda row, target: f"{target}:{row['id']}"), "subnets",
               filters={"network": Field(attr="network_id", ref="network"), "mode": Field()},
               query={"ip_version": 4})
ROWS = {"network": [{"id": "n-1", "name": "a"}],
        "subnet": [{"id": "s-1", "name": "x", "network_id": "n-1", "ip_version": 4},
                   {"id": "s-2", "name": "x", "network_id": "n-2", "ip_version": 4},
                   {"id": "s-3", "name": "y", "network_id": "n-1", "ip_version": 6}]}


@pytest.fixture(autouse=True)
def shelves(monkeypatch):
    monkeypatch.setattr(tasks, "Api", Shelf)


def listed(info=SUBNETS, faults=None, **options):
    """What is listed, and how the service was asked last."""
    task = tasks.Task(Memory(ROWS, faults), {"network": NETWORK})
    found = listing(task, info, options)
    assert found.pop("changed") is False
    return found["subnets"], task.connection.log[-1][2]


@pytest.mark.parametrize(("options", "found", "query"), [
    ({}, ["a:s-1", "a:s-2"], {"ip_version": 4}),
    ({"name": None, "network": None, "filters": None}, ["a:s-1", "a:s-2"], {"ip_version": 4}),
    ({"name": "x", "network": "a"}, ["a:s-1"],
     {"name": "x", "ip_version": 4, "network_id": "n-1"}),
    ({"filters": {"ip_version": 6}}, ["a:s-3"], {"ip_version": 6}),
    ({"filters": {"network_id": "n-1"}, "network": "a"}, ["a:s-1"],
     {"ip_version": 4, "network_id": "n-1"}),
    # what is not there is nothing, and no error
    ({"name": "z"}, [], {"ip_version": 4, "name": "z"}),
    ({"network": "z"}, [], {"name": "z"})])
def test_listing(options, found, query):
    assert listed(**options) == (found, query)


def test_an_error_is_one():
    with pytest.raises(CloudError, match="silent"):
        listed(network="a", faults={"listing network": CloudError("timeout", "silent")})


def test_what_needs_more_requests():
    extended = []

    def extend(_run, rows):
        extended.append(list(rows))
        return [f"{row}!" for row in rows]
    info = Info(SUBNETS.spec, "subnets", extend=extend)
    assert listed(info, name="y")[0] == ["a:s-3!"] and listed(info, name="z")[0] == []
    assert extended == [["a:s-3"]]
