# SPDX-License-Identifier: GPL-3.0-or-later
"""VPNs and BGP beside the life of their parts: keys that nobody is shown, relations, and clouds
without them."""
from __future__ import annotations

import pytest
from conftest import WRITES, Cloud, require
from samples import SAMPLES

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.generic import (
    resources,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.info import listing
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.relation import relate
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    SPECS,
    bgp,
    vpn,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

NAME = "contract-bgp"
NEEDS = (("bgp_speaker", {"name": NAME, "local_as": 64512}),
         ("bgp_peer", {"name": NAME, "remote_as": 64513, "peer_ip": "192.0.2.1"}))


def made(cloud, needs):
    """Has them, and takes them away."""
    for noun, options in needs:
        require(cloud, noun)
        cloud.clear(noun, options)
    for noun, options in needs:
        cloud.ensure(noun, **options)
    yield cloud
    for noun, options in reversed(needs):
        cloud.clear(noun, options)


@pytest.fixture
def speaking(clouds):
    """The provider, with a speaker and a peer."""
    yield from made(clouds[True], NEEDS)


@pytest.fixture
def connected(clouds):
    """The customer, with a VPN."""
    sample = SAMPLES["vpn_ipsec_site_connection"]
    yield from made(clouds[False], (*sample.needs, ("vpn_ipsec_site_connection", sample.create)))


@pytest.mark.parametrize(("relation", "end"), [
    (bgp.BGP_SPEAKER_PEER, {"peer": NAME}), (bgp.BGP_SPEAKER_NETWORK, {"network": "public"})])
def test_what_a_speaker_has(speaking, relation, end):
    options = {"speaker": NAME, **end}
    for state in ("present", "absent"):
        changes = []
        for check in (True, False, False):
            before = len(speaking.asked)
            task = Task(speaking.connection, SPECS, check_mode=check)
            result = relate(task, relation, {**options, "state": state})
            changes.append((result["changed"], [
                method for method in speaking.asked[before:] if method in WRITES]))
        assert changes == [(True, []), (True, ["PUT"]), (False, [])]


def test_a_key_is_shown_to_nobody(connected):
    create = SAMPLES["vpn_ipsec_site_connection"].create
    result, writes = connected.ensure("vpn_ipsec_site_connection", **create)
    assert (result["changed"], writes) == (False, [])
    task = Task(connected.connection, SPECS)
    found = listing(task, vpn.CONNECTIONS, {"vpn_service": create["vpn_service"]})
    assert [row["status"] for row in found["vpn_ipsec_site_connections"]] == ["ACTIVE"]
    other = resources(Task(connected.connection, SPECS), {
        "service": "network", "type": "vpn_ipsec_site_connection", "parameters": None})
    assert other["resources"]
    result, writes = connected.ensure("vpn_ipsec_site_connection", name=create["name"],
                                      psk="another key")
    assert (result["changed"], writes) == (True, ["PUT"])
    assert result["diff"] == {"before": {}, "after": {}}
    assert create["psk"] not in str([found, other, result])
    assert "another key" not in str(result)


def test_a_cloud_without_vpns():
    with pytest.raises(CloudError, match="beta.*Neutron has no vpn services here: it lacks the "
                                         "extension vpnaas"):
        Cloud("beta").ensure("vpn_service", name="contract-vpn", router="contract-vpn")
