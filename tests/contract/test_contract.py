# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of every kind of resource on the test clouds, step by step, by the engine."""
from __future__ import annotations

import pytest
from conftest import naming
from samples import SAMPLES

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.info import listing
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    SPECS,
    bgp,
    dns,
    identity,
    listener,
    load_balancer,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

# lists of what has no name, or is in something else
LISTED = {
    "application_credential": identity.APPLICATION_CREDENTIALS,
    "bgpvpn_network_association": bgp.NETWORK_ASSOCIATIONS,
    "bgpvpn_router_association": bgp.ROUTER_ASSOCIATIONS,
    "l7_rule": listener.L7_RULES,
    "lb_flavor_profile": load_balancer.LB_FLAVOR_PROFILES,
    "ptr": dns.PTRS,
    "zone_transfer": dns.ZONE_TRANSFERS,
}


def key(noun, sample, **more):
    return {**naming(noun, sample.create), **more}


def is_there(cloud, noun, sample):
    return cloud.there(noun, sample.create) is not None


def changeable(case):
    if not case[1].update:
        pytest.skip("nothing can be changed")
    return case


def test_every_kind_has_a_sample():
    # one without options is only referred to
    assert SAMPLES.keys() == {noun for noun, spec in SPECS.items() if spec.all_fields}


def test_check_create(cloud, case):
    noun, sample = case
    result, writes = cloud.ensure(noun, check=True, **sample.create)
    assert result["changed"] and writes == []
    assert result["diff"]["before"] == {}
    assert result["diff"]["after"]
    assert not is_there(cloud, noun, sample)


def test_create(cloud, case):
    noun, sample = case
    result, writes = cloud.ensure(noun, **sample.create)
    assert result["changed"] and writes
    assert result["id"] and result[SPECS[noun].keys[0]]["id"] == result["id"]
    assert is_there(cloud, noun, sample)


def test_create_again(cloud, case):
    noun, sample = case
    result, writes = cloud.ensure(noun, **sample.create)
    assert not result["changed"] and writes == []
    assert result["diff"] == {"before": {}, "after": {}}


def test_list(cloud, case):
    noun, sample = case
    if noun not in LISTED:
        pytest.skip("its list is no other than that of others")
    info = LISTED[noun]
    options = {name: sample.create[name] for name in ("name", *info.filters)
               if name in sample.create}
    rows = listing(Task(cloud.connection, SPECS), info, options)[info.plural]
    assert [row["id"] for row in rows] == [cloud.there(noun, sample.create).id]


def test_check_update(cloud, case):
    noun, sample = changeable(case)
    result, writes = cloud.ensure(noun, check=True, **key(noun, sample, **sample.update))
    assert result["changed"] and writes == []
    assert result["diff"]["after"] == (sample.update if sample.diff is None else sample.diff)
    for name, value in result["diff"]["after"].items():
        assert result["diff"]["before"].get(name) != value


def test_update(cloud, case):
    noun, sample = changeable(case)
    result, writes = cloud.ensure(noun, **key(noun, sample, **sample.update))
    assert result["changed"] and writes


def test_update_again(cloud, case):
    noun, sample = changeable(case)
    result, writes = cloud.ensure(noun, **key(noun, sample, **sample.update))
    assert not result["changed"] and writes == []


def test_forbidden(cloud, case):
    noun, sample = case
    if not sample.forbidden:
        pytest.skip("everything can be changed")
    before = len(cloud.asked)
    with pytest.raises(CloudError, match=f"cannot change {next(iter(sample.forbidden))} of"):
        cloud.ensure(noun, **key(noun, sample, **sample.forbidden))
    assert {"POST", "PUT", "PATCH", "DELETE"}.isdisjoint(cloud.asked[before:])


def test_check_absent(cloud, case):
    noun, sample = case
    result, writes = cloud.ensure(noun, check=True, state="absent", **key(noun, sample))
    assert result["changed"] and writes == []
    assert result["diff"]["before"] and result["diff"]["after"] == {}
    assert is_there(cloud, noun, sample)


def test_absent(cloud, case):
    noun, sample = case
    result, writes = cloud.ensure(noun, state="absent", **key(noun, sample))
    assert result["changed"] and writes
    assert not is_there(cloud, noun, sample)


def test_absent_again(cloud, case):
    noun, sample = case
    result, writes = cloud.ensure(noun, state="absent", **key(noun, sample))
    assert not result["changed"] and writes == []
