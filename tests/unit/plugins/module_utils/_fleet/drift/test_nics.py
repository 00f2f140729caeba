# SPDX-License-Identifier: GPL-3.0-or-later
"""In what the ports of a server differ; what Neutron changes of them is in portable's test_nic."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import SPEC, fleet, marks, seat, server
from drifts import NAMES

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.case import (
    Known,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.drift import (
    differences,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.nics import numbered
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.nic import (
    Nic,
    ResolvedNic,
)

NICS = [{"network": "private", "fixed_ip": "10.0.0.10"}, {"network": "other"}]
RESOLVED = (ResolvedNic(Nic("private", fixed_ip="10.0.0.10"), "net-1", "private"),
            ResolvedNic(Nic("other", security_groups=("web",)), "net-2", "other",
                        security_groups=frozenset(["id-web"])))


def port(number, network, address, **more):
    return {"description": f"multicloud_fleet=web multicloud_nic={number}", "network_id": network,
            "fixed_ips": [{"ip_address": address}], "security_groups": ["id-web"], **more}


PORTS = [port(1, "net-1", "10.0.0.10"), port(2, "net-2", "10.1.0.1")]
UNKNOWN = CloudError("not_found", "there is no network 'other' here")


USUAL = {"ports": PORTS, "found": RESOLVED, "made": NICS, "desired": NICS}


def differing(**more):
    ports, found, made, desired = (more.pop(name, usual) for name, usual in USUAL.items())
    metadata = {**marks(1, {**SPEC, **({"nics": made} if made else {})}),
                **({"multicloud_access": "10.0.0.10"} if made else {}), **more}
    known = Known({("", "nics"): found}, names=NAMES, ports={"a1": ports})
    one = fleet(1, **({"nics": desired} if desired else {}))
    return {name: str(difference) for name, difference in differences(
        one, seat(1), server(1, metadata=metadata), known).items()}


@pytest.mark.parametrize(("ports", "found"), [
    (PORTS, {}),
    (PORTS[::-1], {}),
    ([*PORTS, {"description": "", "network_id": "net-3"}], {}),     # somebody has added it
    (PORTS[:1], {"nics": "none -> other"}),
    ([*PORTS, port(3, "net-2", "10.1.0.3")], {"nics": "other 10.1.0.3 -> none"}),
    ([port(1, "net-1", "10.0.0.9"), PORTS[1]],
     {"nics": "private 10.0.0.9 -> private 10.0.0.10"}),
    ([PORTS[0], port(2, "net-1", "10.0.0.7", **{"binding:vnic_type": "direct"})],
     {"nics": "private 10.0.0.7 direct -> other"}),
    ([PORTS[0], port(2, "net-2", "10.1.0.1", security_groups=[])],
     {"ports": "other security_groups none -> other security_groups web"}),
])
def test_what_differs(ports, found):
    assert differing(ports=ports) == found


def test_a_subport_of_another_vlan_or_that_is_on_no_trunk():
    desired = [*NICS[:1], {"network": "other", "segmentation_id": 7}]
    found = (RESOLVED[0], replace(RESOLVED[1], nic=replace(RESOLVED[1].nic, segmentation_id=7)))
    for ports, text in (([PORTS[0], {**PORTS[1], "segmentation_id": 7}], None),
                        ([PORTS[0], {**PORTS[1], "segmentation_id": 8}],
                         "other 10.1.0.1 VLAN 8 -> other VLAN 7"),
                        (PORTS, "other 10.1.0.1 -> other VLAN 7"),
                        (PORTS[:1], "none -> other VLAN 7")):
        assert differing(ports=ports, found=found, made=desired, desired=desired) == (
            {"nics": text} if text else {})


def test_what_is_not_known():
    assert differing(found=UNKNOWN) == dict.fromkeys(
        ("nics", "ports"), "unknown -> unknown (there is no network 'other' here)")


def test_what_was_adopted_is_taken_as_it_is():
    assert differing(ports=[], multicloud_adopted="x") == {}


def test_a_server_that_was_made_without():
    assert differing(ports=[], made=None) == {"nics": "none; none -> private 10.0.0.10; other"}


def test_a_server_that_was_made_with_them():
    assert differing(desired=None) == {"nics": "ports of its own on private -> the default network"}


def test_as_long_as_nobody_has_asked_there_may_be_a_difference():
    one = server(1, metadata={**marks(1, {**SPEC, "nics": NICS})})
    assert {*differences(fleet(1, nics=NICS), seat(1), one)} == {"nics", "ports"}


@pytest.mark.parametrize("text", [None, "", "multicloud_nic=", "multicloud_nic=x", "nic=1",
                                  "multicloud_nic=99999"])
def test_what_has_no_number(text):
    assert numbered([{"description": text}]) == {}
