# SPDX-License-Identifier: GPL-3.0-or-later
"""Zones between two projects, on the test clouds."""
from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.engine import ensure
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs.dns import (
    ACCEPTED_ZONE,
    DNS_QUOTA,
    dns_quota,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

ZONE = {"name": "contract-moves.example.org.", "email": "one@example.org"}


@pytest.fixture
def zone(clouds):
    """One of the customer's."""
    if "dns" not in clouds[False].connection.catalog():
        pytest.skip("the clouds are up without the service dns")
    for cloud in clouds.values():
        cloud.clear("zone", ZONE)
    yield clouds[False].ensure("zone", **ZONE)[0]["zone"]
    for cloud in clouds.values():
        cloud.clear("zone", ZONE)


def test_floating_ips_with_names(clouds, zone):
    cloud, name = clouds[False], {"dns_name": "Web", "dns_domain": ZONE["name"]}
    record = {"name": f"web.{ZONE['name']}", "zone": ZONE["name"], "recordset_type": "A"}
    made, _writes = cloud.ensure("floating_ip", network="public", **name)
    address = made["floating_ip"]["floating_ip_address"]
    try:
        assert cloud.there("recordset", record).records == [address]
        again, writes = cloud.ensure("floating_ip", network="public", **name)
        assert (again["id"], again["changed"], writes) == (made["id"], False, [])
        other, _writes = cloud.ensure("floating_ip", check=True, network="public", dns_name="db",
                                      dns_domain=ZONE["name"])
        assert other["changed"]
        with pytest.raises(CloudError, match="cannot change dns_name of floating_ip"):
            cloud.ensure("floating_ip", floating_ip_address=address, dns_name="db")
    finally:
        cloud.ensure("floating_ip", floating_ip_address=address, state="absent", purge=True)
    assert cloud.there("recordset", record) is None


def run(cloud, spec, **options):
    return ensure(Task(cloud.connection, SPECS, timeout=120), spec, options)


def test_a_zone_that_moves_to_another_project(clouds, zone):
    customer, provider = clouds[False], clouds[True]
    with pytest.raises(CloudError, match="exists in another project, which must transfer it"):
        provider.ensure("zone", **ZONE)
    offer = customer.ensure("zone_transfer", zone=ZONE["name"],
                            target_project=provider.connection.project_id())[0]["zone_transfer"]
    taken = {"name": ZONE["name"], "transfer": offer["id"], "transfer_key": offer["key"]}
    accepted = run(provider, ACCEPTED_ZONE, **taken)
    assert accepted["changed"] and accepted["zone"]["id"] == zone["id"]
    assert accepted["zone"]["project_id"] == provider.connection.project_id()
    assert offer["key"] not in str(accepted["diff"])
    assert not run(provider, ACCEPTED_ZONE, **taken)["changed"]
    assert customer.there("zone", ZONE) is None


def test_the_quota_of_a_project(clouds, zone):
    project = clouds[False].connection.project_id()
    provider = clouds[True]
    before = run(provider, DNS_QUOTA, project=project)["dns_quota"]["zone_records"]
    for limit, diff in ((before + 1, {"before": {"zone_records": before},
                                      "after": {"zone_records": before + 1}}),
                        (before, {"before": {"zone_records": before + 1},
                                  "after": {"zone_records": before}})):
        result = run(provider, DNS_QUOTA, project=project, zone_records=limit)
        assert result["changed"] and result["diff"] == diff
        assert not run(provider, DNS_QUOTA, project=project, zone_records=limit)["changed"]
    for cloud, options in ((clouds[False], {}), (provider, {"project": project})):
        found = dns_quota(Task(cloud.connection, SPECS), options)["dns_quota"]
        assert (found["id"], found["zone_records"]) == (project, before)
