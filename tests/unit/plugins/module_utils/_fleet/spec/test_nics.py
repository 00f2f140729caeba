# SPDX-License-Identifier: GPL-3.0-or-later
"""What is refused of nics before a cloud is asked."""

from __future__ import annotations

import pytest
from builders import A, B, fleet

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.validate import (
    Refused,
)


def nic(**more):
    return {"network": "private", **more}


PAIRS = [{"ip_address": "10.0.0.9"}]
FIXED = "10.0.0.10-10.0.0.12"
EACH = [{"name": "bastion", "each": 1}]
REFUSED = [
    ({"network": "private", "nics": [nic()]}, ["nics: a has network as well: use one of the two."]),
    ({"nics": [nic()] * 17}, ["nics: a has 17, and a server has up to 16."]),
    ({"nics": [nic(fixed_ip="x")]},
     ["nics: a: fixed_ip 'x' is neither an address nor a range such as 10.0.0.10-10.0.0.40."]),
    ({"count": 2, "nics": [nic(fixed_ip="10.0.0.1")]},
     ["nics: a: fixed_ip 10.0.0.1 has 1 address for 2 servers: use a range with one for each."]),
    ({"count": 4, "nics": [nic(fixed_ip=FIXED)]},
     [f"nics: a: fixed_ip {FIXED} has 3 addresses for 4 servers: use a range with one for each."]),
    ({"create_first": True, "nics": [nic(fixed_ip=FIXED)]},
     [f"nics: a: fixed_ip {FIXED} cannot be on two servers at once: remove create_first."]),
    ({"nics": [nic(port_security_enabled=False, security_groups=["web"],
                   allowed_address_pairs=PAIRS)]},
     ["nics: a: a nic on private has security_groups, which need port_security_enabled: remove one "
      "of the two.",
      "nics: a: a nic on private has allowed_address_pairs, which need port_security_enabled: "
      "remove one of the two."]),
    ({"nics": [nic(allowed_address_pairs=[{"ip_address": "any", "mac_address": "me"}])]},
     ["nics: a: allowed_address_pairs: 'any' is neither an address nor a network in CIDR.",
      "nics: a: allowed_address_pairs: 'me' is not a MAC address such as fa:16:3e:00:00:01."]),
    ({"ip_version": "6", "nics": [nic(fixed_ip=FIXED)]},
     [f"nics: a: fixed_ip {FIXED} of the first nic is IPv4, and ip_version is 6."]),
    ({"count": 2, "nics": [nic(fixed_ip=FIXED), nic(fixed_ip="10.0.0.11-10.0.0.20")]},
     [f"nics: a: fixed_ip {FIXED} and 10.0.0.11-10.0.0.20 would give two nics on private the same "
      "address."]),
    ({"nics": [nic(segmentation_id=7), nic(segmentation_id=8)]},
     ["nics: a: the nic on private has segmentation_id, and there is none before it that could "
      "have a trunk: the first one cannot be a subport."]),
    ({"nics": [nic(), nic(segmentation_id=0), nic(segmentation_id=4095)]},
     ["nics: a: segmentation_id 0 of the nic on private is not between 1 and 4094.",
      "nics: a: segmentation_id 4095 of the nic on private is not between 1 and 4094."]),
    ({"nics": [nic(), nic(segmentation_id=7), {"network": "other", "segmentation_id": 7}]},
     ["nics: a: the nics on private and other have segmentation_id 7 on one trunk: each needs its "
      "own."]),
    ({"count": None, "nics": [nic(fixed_ip=FIXED)],
      "groups": [{"name": "x", "count": 1}, {"name": "y", "count": 1}]},
     [f"nics: a: fixed_ip {FIXED} and {FIXED} would give two nics on private the same address."]),
    ({"count": None, "targets": [A, B], "nics": [nic(fixed_ip=FIXED)],
      "groups": [{"name": "x", "each": 4}]},
     [f"nics: {target} in group x: fixed_ip {FIXED} has 3 addresses for 4 servers: use a range "
      "with one for each." for target in (A, B)]),
]


@pytest.mark.parametrize(("options", "sentences"), REFUSED)
def test_it_is_refused_in_a_sentence(options, sentences):
    with pytest.raises(Refused) as refused:
        fleet(**{"targets": [A], **options})
    assert refused.value.sentences == sentences


@pytest.mark.parametrize("options", [
    {"nics": [nic(), nic()]},                               # one network twice
    {"nics": [nic(), nic(segmentation_id=7), nic(), nic(segmentation_id=7)]},       # two trunks
    {"nics": [nic(), nic(segmentation_id=1), nic(segmentation_id=4094)]},
    {"count": 3, "nics": [nic(fixed_ip=FIXED)]},
    {"count": 0, "nics": [nic(fixed_ip=FIXED)], "create_first": False},
    {"count": 2, "nics": [nic(fixed_ip=FIXED), nic(fixed_ip="10.0.0.12-10.0.0.13")]},
    {"nics": [nic(fixed_ip=FIXED), {"network": "other", "fixed_ip": FIXED}]},
    {"nics": [nic(fixed_ip=FIXED), nic(fixed_ip="fd00::1")], "ip_version": "4"},
    {"nics": [nic(), nic(fixed_ip=FIXED)], "ip_version": "6"},
    {"nics": [nic(allowed_address_pairs=[
        {"ip_address": "10.0.0.0/24", "mac_address": "FA:16:3e:00:00:01"}])]},
    {"count": 2, "targets": {A: {}, B: {"nics": [{"network": "Ext-Net"}]}},
     "nics": [nic(fixed_ip=FIXED)]},
    {"nics": [nic()], "groups": EACH, "count": None},
    # each target has its own numbers, from 1 on
    {"targets": {target: {"nics": [nic(fixed_ip=address)]} for target, address in (
        (A, "10.0.0.5"), (B, "10.1.0.5"))}, "groups": EACH, "count": None},
    {"nics": [nic(fixed_ip="10.0.0.5"), nic(fixed_ip="10.0.0.6")], "groups": EACH, "count": None},
])
def test_it_is_taken(options):
    assert all(spec.nics for _group, spec in fleet(**options).shares[0].specs)
