# SPDX-License-Identifier: GPL-3.0-or-later
"""Which endpoint is meant."""

from __future__ import annotations

import pytest
from fakeapi import Memory, Shelf

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import engine
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import task as tasks
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.catalog import (
    ENDPOINT,
)

PUBLIC = {"service": "wiki", "endpoint_interface": "public"}
ROWS = [{"id": f"e-{region}", "service_id": "s-1", "interface": "public", "url": "http://one",
         "region_id": region} for region in ("One", "Two")]


@pytest.fixture(autouse=True)
def shelves(monkeypatch):
    monkeypatch.setattr(tasks, "Api", Shelf)


def ensure(rows, **options):
    cloud = Memory({"service": [{"id": "s-1", "name": "wiki", "type": "wiki"}], "endpoint": rows})
    return engine.ensure(tasks.Task(cloud, SPECS), ENDPOINT, {**PUBLIC, **options}), cloud.writes


@pytest.mark.parametrize(("rows", "options", "found", "writes"), [
    (ROWS, {"region": "Two", "url": "http://one"}, "e-Two", []),
    (ROWS[:1], {"url": "http://one"}, "e-One", []), (ROWS[:1], {}, "e-One", []),
    (ROWS, {"region": "Two", "url": "http://two"}, "e-Two",
     [("changing", "endpoint", {"url": "http://two"})])])
def test_by_its_service_interface_and_region(rows, options, found, writes):
    result, written = ensure(rows, **options)
    assert (result["id"], written) == (found, writes)


def test_one_of_several_regions():
    with pytest.raises(CloudError, match=r"has 2 public endpoints: set region \(One, Two\)"):
        ensure(ROWS, state="absent")


def test_a_new_one_needs_a_url():
    with pytest.raises(CloudError, match="a new one needs url"):
        ensure(ROWS[:1], endpoint_interface="admin")
