# SPDX-License-Identifier: GPL-3.0-or-later
"""A chain of tasks in check mode, where each takes the id of what one before would create."""
from __future__ import annotations

import pytest

NAME = "contract-chain"


@pytest.fixture
def check(clouds):
    """A task in check mode, which must not fail, warn or write; its result."""
    def task(noun, **options):
        result, writes = clouds[False].ensure(noun, check=True, name=NAME, **options)
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
        result, _writes = clouds[False].ensure(noun, check=True, name=made, state="absent",
                                               **({"network": network} if noun == "port" else {}))
        assert not result["changed"]
