# SPDX-License-Identifier: GPL-3.0-or-later
"""Landing zones on targets in memory: the kinds that they are made of, with few options each."""

from __future__ import annotations

from fakeapi import Memory

from ansible_collections.multicloud.openstack.plugins.module_utils._resource import specs
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import Field, Spec
from ansible_collections.multicloud.openstack.plugins.module_utils._zone import carrier
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.remove import BASE
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.site import ZoneRun

ZONE, MARK = "shop", "multicloud_zone=shop"
REFERENCES = {"subnet": {"network": Field(attr="network_id", ref="network")},
              "router": {"subnet": Field(attr="flavor_id", ref="subnet")}}
TYPES = {"metadata": "dict", "tags": "list"}


def _carrying(noun):
    option = carrier.carrier(specs.SPECS[noun]).option
    return {} if option == "name" else {option: Field(TYPES.get(option, "str"))}


SPECS = {noun: Spec(noun, specs.SPECS[noun].service, specs.SPECS[noun].sdk, {
    **({"mtu": Field("int")} if noun == "network" else {}), **_carrying(noun),
    **REFERENCES.get(noun, {})}, scope=("network",) if noun == "subnet" else ()) for noun in BASE}


def run(rows=None, check=False, wait=True, limited=True, **more):
    """One on a Memory of these rows."""
    return ZoneRun(Memory(rows, **more), SPECS, check, 5.0, wait, limited=limited)


def row(key, name, description=MARK, **more):
    """Of a network, a subnet or a router."""
    return {"id": key, "name": name, "description": description, "project_id": "project",
            "status": "active", **more}
