# SPDX-License-Identifier: GPL-3.0-or-later
"""Ironic: how a node gets to where it is wanted, what is left alone, and why something fails."""
from __future__ import annotations

import pytest
from conftest import WRITES

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.engine import ensure
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    SPECS,
    bare_metal,
    provisioning,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

NAME, MAC = "contract-metal", "52:54:00:bb:00:01"
NODE = {"name": NAME, "driver": "fake-hardware", "nics": [{"mac": MAC}]}
INSTANCE = {"image_source": "http://127.0.0.1/x", "image_checksum": "0", "root_gb": 10}
DEFAULTS = {"name": NAME, "state": "present", "power": "present", "deploy": True}


@pytest.fixture
def cloud(clouds):
    """The provider, with a node that is available."""
    cloud = clouds[True]
    if "baremetal" not in cloud.connection.catalog():
        pytest.skip("the clouds are up without the service baremetal")
    cloud.clear("baremetal_node", NODE)
    cloud.ensure("baremetal_node", **NODE)
    yield cloud
    act(cloud, state="absent", maintenance=False)
    cloud.clear("baremetal_node", NODE)


def act(cloud, check=False, **options):
    """The result of the module baremetal_node_action."""
    task = Task(cloud.connection, SPECS, check_mode=check, timeout=120)
    return ensure(task, provisioning.NODE_ACTION, {**DEFAULTS, **options})


def steps(cloud, **options):
    """What check mode, the task, and the task again say; the last changes nothing."""
    for check, changes in ((True, True), (False, True), (False, False)):
        before = len(cloud.asked)
        result = act(cloud, check, **options)
        writes = [method for method in cloud.asked[before:] if method in WRITES]
        assert (result["changed"], bool(writes)) == (changes, changes and not check)
    return result["node"]


def test_the_life_of_an_instance(cloud):
    node = steps(cloud, instance_info=INSTANCE, config_drive="http://127.0.0.1/secret")
    assert node["provision_state"] == "active"
    assert "secret" not in str(node["instance_info"])
    assert steps(cloud, power="absent", deploy=False)["power_state"] == "power off"
    assert steps(cloud, power="on", deploy=False)["power_state"] == "power on"
    node = steps(cloud, state="absent")
    assert (node["provision_state"], node["instance_info"]) == ("available", {})


def test_maintenance_deploys_and_undeploys_nothing(cloud):
    node = steps(cloud, state="maintenance", maintenance_reason="a disk")
    assert (node["is_maintenance"], node["maintenance_reason"]) == (True, "a disk")
    assert node["provision_state"] == "available"
    assert not act(cloud, maintenance=True)["changed"]
    assert act(cloud, deploy=False, power="off")["node"]["is_maintenance"]
    assert not steps(cloud, maintenance=False, deploy=False, power="off")["is_maintenance"]


def test_a_node_stays_where_it_was_put(cloud):
    node = cloud.there("baremetal_node", NODE)
    api = Task(cloud.connection, SPECS, timeout=60).api(SPECS["baremetal_node"])
    bare_metal.provision(api, node, "manage")
    with pytest.raises(CloudError, match="manageable"):
        act(cloud, instance_info=INSTANCE)
    result, _writes = cloud.ensure("baremetal_node", **NODE, resource_class="x")
    assert result["node"]["provision_state"] == "manageable"


def test_a_registration_is_completed(cloud):
    cloud.clear("baremetal_node", NODE)
    api = Task(cloud.connection, SPECS, timeout=60).api(SPECS["baremetal_node"])
    api.create({"name": NAME, "driver": "fake-hardware"})
    result, _writes = cloud.ensure("baremetal_node", **NODE)
    assert result["diff"]["after"] == {"nics": [{"mac": MAC}], "provision_state": "available"}
    assert result["node"]["provision_state"] == "available"


def test_passwords(cloud):
    def driver_info(**more):
        return {**NODE, "driver_info": {"ipmi_password": "one", "ipmi_port": 1}, **more}
    cloud.ensure("baremetal_node", **driver_info())
    result, writes = cloud.ensure("baremetal_node", **driver_info())
    assert (result["changed"], writes) == (False, [])
    assert result["node"]["driver_info"]["ipmi_password"] == bare_metal.MASKED
    result, writes = cloud.ensure("baremetal_node", **driver_info(
        skip_update_of_masked_password=False))
    assert (result["changed"], writes) == (True, ["PATCH"])


def test_by_the_address_of_a_port(cloud):
    task = Task(cloud.connection, SPECS, timeout=120)
    assert [row["name"] for row in bare_metal.nodes(task, {"mac": MAC.upper()})["nodes"]] == [NAME]
    assert bare_metal.nodes(task, {"mac": "52:54:00:bb:00:ff"})["baremetal_nodes"] == []
    assert [row["address"] for row in bare_metal.ports(task, {"node": NAME})["ports"]] == [MAC]
    result = provisioning.inspect(task, {"mac": MAC})
    assert (result["changed"], result["node"]["provision_state"]) == (True, "available")
    with pytest.raises(CloudError, match="there is no baremetal node with the MAC address"):
        provisioning.inspect(task, {"mac": "52:54:00:bb:00:ff"})


def test_another_name_and_the_same_id(cloud):
    node = cloud.there("baremetal_node", NODE)
    result, _writes = cloud.ensure("baremetal_node", name=node.id)
    assert (result["changed"], result["node"]["name"]) == (False, NAME)
    for name in (f"{NAME}-new", NAME):
        result, _writes = cloud.ensure("baremetal_node", id=node.id, name=name)
        assert (result["changed"], result["node"]["name"]) == (True, name)


def test_where_a_port_is_connected(cloud):
    port = {"address": MAC, "local_link_connection": {
        "port_id": "2", "switch_id": "0a:1b:2c:3d:4e:5f"}}
    with pytest.raises(CloudError, match="unless node .* maintenance mode"):
        cloud.ensure("baremetal_port", **port)
    act(cloud, maintenance=True)
    assert cloud.ensure("baremetal_port", **port)[0]["changed"]
    result, writes = cloud.ensure("baremetal_port", **port)
    assert (result["changed"], writes) == (False, [])
