# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of zones and records."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from keystoneauth1.adapter import Adapter

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.kinds import class_of
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.dns import (
    PTR,
    absolute,
)

ID = "0427811d-67b1-4014-b6bf-f3678c05eaad"


@pytest.mark.parametrize(("name", "found"), [
    ("example.org", "example.org."),
    ("example.org.", "example.org."),
    (ID, ID),
    ("would-be-created:zone:example.org.", "would-be-created:zone:example.org."),
])
def test_names_end_with_a_dot(name, found):
    assert absolute(name) == found


class Designate(Adapter):
    """Notes what it is sent."""

    def patch(self, url, json, **_more):
        self.asked = [(url, json)]
        return SimpleNamespace(status_code=202, headers={}, json=dict)


@pytest.mark.parametrize(("there", "change", "sent"), [
    ({"ptrdname": "a.example.", "ttl": 60, "description": "one"}, {"ttl": 600},
     {"ptrdname": "a.example.", "ttl": 600, "description": "one"}),
    ({"ptrdname": "a.example.", "description": "one"}, {"ptrdname": "b.example."},
     {"ptrdname": "b.example.", "description": "one"}),
    ({}, {"ptrdname": "a.example."}, {"ptrdname": "a.example."})])
def test_a_ptr_record_is_sent_as_a_whole(there, change, sent):
    """Designate would reset the rest, and change nothing where the name is left out."""
    record = class_of(PTR).existing(id="RegionOne:1", **there)
    record._update(**change)
    adapter = Designate(None)
    record.commit(adapter)
    assert adapter.asked == [("reverse/floatingips/RegionOne:1", sent)]


@pytest.mark.parametrize(("named", "region"), [("RegionTwo", "RegionTwo"), (None, "RegionOne"),
                                               ("", "RegionOne")])
def test_where_a_floating_ip_is(named, region):
    """A clouds.yaml for a cloud with one region need not name it."""
    connection = SimpleNamespace(
        region=SimpleNamespace(get_region_name=lambda _service: named),
        catalog=lambda: {"network": [{"region": "RegionOne"}]})
    task = SimpleNamespace(connection=connection, resolve=lambda _noun, _name: "f-1")
    asked = []
    PTR.lookup(task, SimpleNamespace(fetch=asked.append), {"floating_ip": "192.0.2.1"})
    assert asked == [f"{region}:f-1"]
