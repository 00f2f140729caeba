# SPDX-License-Identifier: GPL-3.0-or-later
"""What operators do that is no life of a resource: services, access, rules, volumes of others."""
from __future__ import annotations

import pytest
from conftest import WRITES

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.engine import ensure
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.info import listing
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    SPECS,
    access,
    hosts,
    network_admin,
    storage_admin,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

NAME = "contract-operators"
HOME = {"name": NAME, "domain": "Default"}
NEEDS = (("project", HOME), ("network", {"name": NAME}), ("volume_type", {"name": NAME}),
         ("volume_type", {"name": f"{NAME}-private", "is_public": False}),
         ("compute_flavor", {"name": NAME, "ram": 64, "vcpus": 1, "disk": 1, "is_public": False}),
         ("volume", {"name": NAME, "size": 1, "volume_type": "__DEFAULT__"}))
MADE = (("qos_policy", {"name": NAME}), *(("volume", {"name": f"{NAME}-{end}"}) for end in "ab"))
NOTHING = {"before": {}, "after": {}}


@pytest.fixture(scope="module")
def cloud(clouds):
    """The provider's account, with what all this is about."""
    for noun, options in reversed((*NEEDS, *MADE)):
        clouds[True].clear(noun, options)
    for noun, options in NEEDS:
        clouds[True].ensure(noun, **options)
    yield clouds[True]
    for noun, options in reversed((*NEEDS, *MADE)):
        clouds[True].clear(noun, options)


def steps(cloud, act):
    """What check mode, the task, and the task again say: act(task); the last changes nothing."""
    results = []
    for check, changes in ((True, True), (False, True), (False, False)):
        before = len(cloud.asked)
        results.append(act(Task(cloud.connection, SPECS, check_mode=check, timeout=60)))
        writes = [method for method in cloud.asked[before:] if method in WRITES]
        assert (results[-1]["changed"], bool(writes)) == (changes, changes and not check)
    assert results[0]["diff"] == results[1]["diff"] != NOTHING == results[2]["diff"]
    return results[-1]


def test_a_service_is_taken_out_of_use_and_back(cloud):
    host = {"host": "compute1", "binary": "nova-compute"}
    for state in ({"status": "disabled", "disabled_reason": "one"},
                  {"status": "disabled", "disabled_reason": "two"}, {"status": "enabled"}):
        found = steps(cloud, lambda task, state=state: hosts.compute_service(
            task, {**host, **state}))["compute_services"][0]
        assert (found["status"], found["disabled_reason"]) == (
            state["status"], state.get("disabled_reason"))
    with pytest.raises(CloudError, match="there is no nova-compute on the host 'nowhere' here"):
        hosts.compute_service(Task(cloud.connection, SPECS), {
            **host, "host": "nowhere", "status": "enabled"})


def test_a_list_of_projects(cloud):
    def projects(name):
        rows = listing(Task(cloud.connection, SPECS), access.FLAVOR_ACCESSES, {"name": name})
        return [row["project_id"] for row in rows["flavor_accesses"]]
    act, options = access.access(access.FLAVOR_ACCESS, "flavor"), {
        "name": NAME, "project": NAME, "project_domain": "Default"}
    assert projects(NAME) == projects("m1.tiny") == projects("nothing") == []
    act(Task(cloud.connection, SPECS), {**options, "state": "present"})
    found = projects(NAME)
    act(Task(cloud.connection, SPECS), {**options, "state": "absent"})
    assert found == [cloud.there("project", HOME).id]


@pytest.mark.parametrize(("relation", "key", "name", "public"), [
    (access.FLAVOR_ACCESS, "flavor", NAME, "m1.tiny"),
    (access.VOLUME_TYPE_ACCESS, "volume_type", f"{NAME}-private", NAME)])
def test_access(cloud, relation, key, name, public):
    act = access.access(relation, key)
    options = {"project": NAME, "project_domain": "Default"}
    for state in ("present", "absent"):
        result = steps(cloud, lambda task, state=state: act(
            task, {**options, "name": name, "state": state}))
        assert result[key]["name"] == name
    task = Task(cloud.connection, SPECS)
    with pytest.raises(CloudError, match="is public: all projects can use it"):
        act(task, {**options, "name": public, "state": "present"})
    assert not act(task, {**options, "name": public, "state": "absent"})["changed"]
    assert not act(task, {**options, "name": "nothing", "state": "absent"})["changed"]
    with pytest.raises(CloudError, match="there is no .* 'nothing' here"):
        act(task, {**options, "name": "nothing", "state": "present"})


def test_hosts_stay_without_purge(cloud):
    try:
        cloud.ensure("host_aggregate", name=NAME, hosts=["compute1"])
        result, writes = cloud.ensure("host_aggregate", name=NAME, hosts=[], purge_hosts=False)
        assert (result["changed"], writes) == (False, [])
        result, _writes = cloud.ensure("host_aggregate", name=result["id"], hosts=[])
        assert (result["changed"], result["aggregate"]["hosts"]) == (True, [])
    finally:
        cloud.ensure("host_aggregate", name=NAME, state="absent")


def test_the_rules_of_a_qos_policy(cloud):
    rules = [{"type": "bandwidth_limit", "max_kbps": 1000, "max_burst_kbps": 100},
             {"type": "dscp_marking", "dscp_mark": 26}]
    more = [{"type": "bandwidth_limit", "max_kbps": 2000},
            {"type": "bandwidth_limit", "direction": "ingress", "max_kbps": 3000}]
    for desired in (rules, more, []):
        steps(cloud, lambda task, desired=desired: ensure(
            task, SPECS["qos_policy"], {"name": NAME, "rules": desired}))
        found = cloud.there("qos_policy", {"name": NAME}).rules
        assert len(found) == len(desired)
        if desired is more:         # the burst was not asked about
            assert sorted((row["direction"], row["max_kbps"], row["max_burst_kbps"])
                          for row in found) == [("egress", 2000, 100), ("ingress", 3000, 0)]
    for noun in ("network", "port"):
        steps(cloud, lambda task, noun=noun: ensure(task, SPECS[noun], {
            "name": NAME, "network": NAME, "qos_policy": NAME}))
        steps(cloud, lambda task, noun=noun: ensure(task, SPECS[noun], {
            "name": NAME, "network": NAME, "qos_policy": ""}))
    cloud.ensure("port", name=NAME, network=NAME, state="absent")


def test_each_project_has_an_rbac_policy_of_its_own(cloud):
    given = {"object_type": "network", "object_id": NAME, "action": "access_as_shared"}
    policies = [{**given, "target_project_id": NAME}, {**given, "target_all_project": True}]
    for options in policies:
        steps(cloud, lambda task, options=options: ensure(task, SPECS["rbac_policy"], options))
    task = Task(cloud.connection, SPECS)
    network = task.resolve("network", NAME)
    found = listing(task, network_admin.RBAC_POLICIES, {"object_id": network})["rbac_policies"]
    mine, everybody = sorted(found, key=lambda row: row["target_project_id"] == "*")
    assert (mine["target_project_id"], everybody["target_project_id"]) == (
        task.resolve("project", NAME), "*")
    steps(cloud, lambda task: ensure(task, SPECS["rbac_policy"], {
        "id": everybody["id"], "state": "absent"}))
    home = cloud.connection.project_id()
    moved = steps(cloud, lambda task: ensure(task, SPECS["rbac_policy"], {
        "id": mine["id"], "target_project_id": home}))
    assert moved["policy"]["target_project_id"] == home
    with pytest.raises(CloudError, match="there is no rbac policy"):
        cloud.ensure("rbac_policy", id=everybody["id"], target_project_id=NAME)
    cloud.ensure("rbac_policy", id=mine["id"], state="absent")


# volumes

def test_a_volume_is_managed_and_let_go(cloud):
    options = {"name": f"{NAME}-a", "host": "compute1@fake#fake", "source_name": "lun-7",
               "description": "one", "metadata": {"a": 1}}
    spec = storage_admin.VOLUME_MANAGE
    made = steps(cloud, lambda task: ensure(task, spec, options))["volume"]
    assert (made["status"], made["size"], made["metadata"]) == ("available", 1, {"a": "1"})
    steps(cloud, lambda task: ensure(task, spec, {"name": made["id"], "state": "absent"}))
    with pytest.raises(CloudError, match="is in status error"):
        ensure(Task(cloud.connection, SPECS), spec, {
            **options, "name": f"{NAME}-b", "source_name": "no-such"})


def test_a_volume_gets_another_type(cloud):
    found = steps(cloud, lambda task: ensure(task, storage_admin.VOLUME_RETYPE, {
        "volume": NAME, "new_type": NAME, "migration_policy": "never"}))["volume"]
    assert (found["volume_type"], found["status"]) == (NAME, "available")
    with pytest.raises(CloudError, match="use volume_retype, or omit volume_type"):
        cloud.ensure("volume", name=NAME, volume_type="__DEFAULT__")


def test_what_a_volume_says_of_its_image(cloud):
    for state, given in (("present", {"os_distro": "debian", "min": 1}),
                         ("absent", {"min": None})):
        steps(cloud, lambda task, state=state, given=given: ensure(
            task, storage_admin.VOLUME_IMAGE_METADATA, {
                "volume": NAME, "image_metadata": given, "state": state}))
    volume = cloud.there("volume", {"name": NAME})
    assert volume.volume_image_metadata == {"os_distro": "debian"}
