# SPDX-License-Identifier: GPL-3.0-or-later
"""Chains of tasks in check mode, where each takes the id of what one before would create."""
from __future__ import annotations

import pytest
from conftest import require

NAME = "contract-chain"


@pytest.fixture
def check(clouds):
    """A task in check mode, which must not fail, warn or write; its result."""
    def task(noun, **options):
        result, writes = clouds[False].ensure(noun, check=True, **{"name": NAME, **options})
        assert result["changed"] and writes == []
        return result
    return task


def routed(check):
    """The ids of a network and of its subnet, which a router leads out of."""
    network = check("network")["id"]
    assert network == f"would-be-created:network:{NAME}"
    subnet = check("subnet", network=network, cidr="10.96.0.0/24")
    assert subnet["subnet"]["network_id"] == network
    router = check("router", network="public", interfaces=[
        subnet["id"], {"net": network, "subnet": subnet["id"], "portip": "10.96.0.7"}])
    assert router["id"].startswith("would-be-created:router:")
    return network, subnet["id"]


def test_the_ids_of_a_whole_chain(clouds, check):
    network, subnet = routed(check)
    group = check("security_group")["id"]
    clouds[False].ensure("security_group_rule", check=True, security_group=group, protocol="tcp",
                         remote_group=group)
    port = check("port", network=network, security_groups=[group],
                 fixed_ips=[{"subnet_id": subnet, "ip_address": "10.96.0.8"}])
    assert port["port"]["security_group_ids"] == [group]
    volume = check("volume", size=1)["id"]
    image = check("image")["id"]
    least = {"flavor": "m1.tiny", "security_groups": [group], "volumes": [volume]}
    for where in ({"nics": [{"port-id": port["id"]}, {"net-id": network}]},
                  {"network": network}, {"nics": [{"port-name": port["id"]}], "auto_ip": False}):
        server = check("server", image="debian-12", **least, **where)
        assert server["id"] == f"would-be-created:server:{NAME}"
        assert check("server", image=image, **least, **where)["id"] == server["id"]
    clouds[False].ensure("floating_ip", check=True, network="public", server=server["id"])
    clouds[False].ensure("server_interface", check=True, server=server["id"], network=network)
    for noun, made in (("network", network), ("server", server["id"]), ("port", port["id"])):
        unchanged(clouds[False], noun, made, **({"network": network} if noun == "port" else {}))


def unchanged(cloud, noun, made, **options):
    """Nothing is to be deleted of what was never created."""
    result, writes = cloud.ensure(noun, check=True, name=made, state="absent", **options)
    assert (result["changed"], writes) == (False, [])


def test_a_record_of_a_zone(clouds, check):
    require(clouds[False], "zone")
    domain = f"{NAME}.example.org."
    zone = check("zone", name=domain, email="one@example.org")["id"]
    assert zone == f"would-be-created:zone:{domain}"
    record = check("recordset", name=f"www.{domain}", zone=zone, recordset_type="a",
                   records=["192.0.2.1"])
    assert record["recordset"]["zone_id"] == zone
    unchanged(clouds[False], "recordset", record["id"], zone=zone)
    unchanged(clouds[False], "zone", zone)


def test_a_balancer_part_by_part(clouds, check):
    require(clouds[False], "load_balancer")
    network = check("network")["id"]
    subnet = check("subnet", network=network, cidr="10.96.0.0/24")["id"]
    balancer = check("load_balancer", vip_subnet=subnet)["id"]
    assert balancer == f"would-be-created:load_balancer:{NAME}"
    pool = check("pool", loadbalancer=balancer)
    assert pool["pool"]["loadbalancer_id"] == balancer
    member = check("member", pool=pool["id"], address="10.96.0.11", protocol_port=80,
                   subnet_id=subnet)
    assert member["member"]["pool_id"] == pool["id"]
    check("health_monitor", pool=pool["id"], delay=5, health_monitor_timeout=3, max_retries=2)
    listener = check("listener", load_balancer=balancer, protocol_port=8005,
                     default_pool=pool["id"])["id"]
    check("l7_policy", listener=listener, action="REDIRECT_TO_POOL", redirect_pool=pool["id"])
    unchanged(clouds[False], "member", member["id"], pool=pool["id"])
    unchanged(clouds[False], "pool", pool["id"], loadbalancer=balancer)
    unchanged(clouds[False], "load_balancer", balancer)
