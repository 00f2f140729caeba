# SPDX-License-Identifier: GPL-3.0-or-later
"""Heat: changes by its preview, what is left alone, and why something has failed."""
from __future__ import annotations

import pytest
from conftest import Cloud
from samples.stacks import PLAIN, template

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.info import listing
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    SPECS,
    stacks,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

NAME = "contract-stacks"
HUGE = {"type": "OS::Cinder::Volume", "properties": {"size": 1000000}}
SIZED = {"type": "OS::Heat::RandomString", "properties": {"length": {"get_param": "length"}}}
PARAMETERS = {"length": {"type": "number", "default": 8}, "secret": {
    "type": "string", "hidden": True, "default": "x"}}


@pytest.fixture
def cloud(clouds):
    """The customer, without the stack."""
    cloud = clouds[False]
    if "orchestration" not in cloud.connection.catalog():
        pytest.skip("the clouds are up without the service orchestration")
    cloud.clear("stack", {"name": NAME})
    yield cloud
    cloud.clear("stack", {"name": NAME})


def test_parameters_and_tags_stay(cloud):
    one = {**template(sized=SIZED), "parameters": PARAMETERS, "outputs": {
        "word": {"value": {"get_attr": ["sized", "value"]}}}}
    result, _writes = cloud.ensure("stack", name=NAME, template=one, tags="a,b",
                                   parameters={"length": 10, "secret": "s3cret"})
    assert len(result["stack"]["outputs"][0]["output_value"]) == 10
    assert "s3cret" not in str(result["stack"])
    result, writes = cloud.ensure("stack", name=NAME, template=one)
    assert (result["changed"], writes) == (False, [])
    result, _writes = cloud.ensure("stack", name=NAME, parameters={"length": 12})
    assert result["diff"]["after"] == {"resources": {"sized": "replaced"}}
    assert (result["stack"]["tags"], len(result["stack"]["outputs"][0]["output_value"])) == (
        ["a", "b"], 12)
    result, _writes = cloud.ensure("stack", name=NAME, template={**one, "outputs": {}})
    assert list(result["diff"]["after"]) == ["template"]
    rows = listing(Task(cloud.connection, SPECS), stacks.STACKS, {})["stacks"]
    assert [row["parameters"]["length"] for row in rows if row["name"] == NAME] == ["12"]


def test_a_reference_is_no_change(cloud):
    """Heat's preview would replace what refers to another resource, each time."""
    one = {**template(net={"type": "OS::Neutron::Net"}, subnet={
        "type": "OS::Neutron::Subnet", "properties": {
            "network": {"get_resource": "net"}, "cidr": {"get_param": "range"}}}),
           "parameters": {"range": {"type": "string"}}}
    options = {"name": NAME, "template": one, "parameters": {"range": "10.79.0.0/24"}}
    assert cloud.ensure("stack", **options)[0]["changed"]
    for again in (options, {"name": NAME, "template": one}):
        result, writes = cloud.ensure("stack", **again)
        assert (result["changed"], writes) == (False, [])
    result, writes = cloud.ensure("stack", **{**options, "parameters": {"range": "10.79.1.0/24"}})
    assert (result["changed"], writes) == (True, ["PATCH"])


@pytest.mark.parametrize(("rollback", "status"), [(False, "UPDATE_FAILED"), (True, "rolled back")])
def test_why_an_update_fails(cloud, rollback, status):
    cloud.ensure("stack", name=NAME, template=template())
    with pytest.raises(CloudError, match=f"{status}.*huge: .*(?i:quota|exceed)"):
        cloud.ensure("stack", name=NAME, template=template(huge=HUGE), rollback=rollback)
    result, _writes = cloud.ensure("stack", name=NAME, template=template())
    assert result["changed"] is not rollback


def test_why_a_creation_fails(cloud):
    with pytest.raises(CloudError, match="CREATE_FAILED.*huge: .*(?i:quota|exceed)"):
        cloud.ensure("stack", name=NAME, template=template(huge=HUGE))


@pytest.mark.parametrize(("options", "said"), [
    ({"template": template(one={"type": "OS::No::Such"})}, "OS::No::Such"),
    ({"template": template(), "parameters": {"nope": 1}}, "nope"),
    ({}, "a new one needs template")])
def test_what_heat_refuses_it_refuses_in_check_mode(cloud, options, said):
    with pytest.raises(CloudError, match=said):
        cloud.ensure("stack", check=True, name=NAME, **options)


def test_a_deleted_one_makes_way_at_once(cloud):
    for _time in range(2):
        assert cloud.ensure("stack", name=NAME, template=template(new=PLAIN))[0]["changed"]
        assert cloud.ensure("stack", name=NAME, state="absent")[0]["changed"]


def test_an_application_credential_gets_no_trust():
    cloud = Cloud("gamma")
    if "orchestration" not in cloud.connection.catalog():
        pytest.skip("gamma is up without the service orchestration")
    with pytest.raises(CloudError, match="Forbidden: Heat may need a trust .* with a password"):
        cloud.ensure("stack", name=NAME, template=template())


def test_resources_move_to_another_stack(cloud):
    """One that is abandoned can be adopted, by another name."""
    volume = {"type": "OS::Cinder::Volume", "properties": {"size": 1, "name": NAME}}
    cloud.ensure("stack", name=NAME, template=template(disk=volume), tags="a,b")
    before = cloud.there("volume", {"name": NAME}).id
    run = {"name": NAME, "state": "absent", "abandon": True}
    for check in (True, False):
        task = Task(cloud.connection, SPECS, check_mode=check, timeout=120)
        result = stacks.stack(task, run)
        assert result["changed"]
        assert {*result["adopt_data"]["resources"]} == {"kept", "disk"}
    assert not stacks.stack(Task(cloud.connection, SPECS, timeout=120), run)["changed"]
    assert cloud.there("volume", {"name": NAME}).id == before
    moved = {"name": f"{NAME}-moved", "adopt_data": result["adopt_data"]}
    try:
        checked, writes = cloud.ensure("stack", check=True, **moved)
        assert (checked["changed"], writes) == (True, [])
        assert checked["diff"]["after"]["resources"] == {"kept": "adopted", "disk": "adopted"}
        adopted, _writes = cloud.ensure("stack", **moved)
        assert (adopted["stack"]["status"], adopted["stack"]["tags"]) == (
            "ADOPT_COMPLETE", ["a", "b"])
        assert not cloud.ensure("stack", **moved)[0]["changed"]
        assert cloud.there("volume", {"name": NAME}).id == before
    finally:
        cloud.clear("stack", moved)
    assert cloud.there("volume", {"name": NAME}) is None


def test_what_is_there_to_stay_is_not_abandoned(cloud):
    with pytest.raises(CloudError, match="abandon: set state absent as well"):
        stacks.stack(Task(cloud.connection, SPECS), {
            "name": NAME, "state": "present", "abandon": True})
