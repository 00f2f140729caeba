# SPDX-License-Identifier: GPL-3.0-or-later
"""Containers of secrets: changed, or replaced, and kept where others use them."""

from __future__ import annotations

import pytest
from fakebarbican import barbican

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import one
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.engine import ensure
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task


@pytest.fixture
def cloud(tmp_path):
    with barbican(tmp_path) as (server, path):
        server.options = {"cloud": "vault", "clouds_yaml": path, "timeout": 1}
        yield server


def task(cloud, check=False, **options):
    """The result, and the requests that write."""
    cloud.asked.clear()
    run = Task(one(cloud.options), SPECS, check_mode=check, timeout=1)
    return ensure(run, SPECS["secret_container"], {"name": "pair", **options}), cloud.writes()


def only(cloud):
    [key] = cloud.containers
    return key


def inside(cloud):
    return {row["name"]: row["secret_ref"].rpartition("/")[2]
            for row in cloud.containers[only(cloud)]["secret_refs"]}


def test_generic_ones_are_changed(cloud):
    one, two = cloud.add("one", b"1"), cloud.add("two", b"2")
    result, writes = task(cloud, check=True, secrets={"a": "one"})
    assert (result["changed"], writes, cloud.containers) == (True, [], {})
    result, writes = task(cloud, secrets={"a": "one"})
    assert (writes, inside(cloud)) == (["POST containers"], {"a": one})
    assert cloud.containers[only(cloud)]["type"] == "generic"
    assert result["id"] == result["secret_container"]["id"] == only(cloud)
    for secret in ("one", one, f"{cloud.url}/secrets/{one}", f"https://other/v1/secrets/{one}"):
        assert task(cloud, secrets={"a": secret})[1] == []
    _result, writes = task(cloud, secrets={"a": "two", "b": one})
    assert writes == ["DELETE containers secrets", *["POST containers secrets"] * 2]
    assert inside(cloud) == {"a": two, "b": one}


def test_one_that_cannot_come_back_is_in_another_one(cloud):
    cloud.add("one", b"1")
    old = task(cloud, secrets={})[0]["id"]
    cloud.refusing = {"POST containers secrets": 500}
    result, writes = task(cloud, secrets={"a": "one"})
    assert writes == ["POST containers secrets", "POST containers", "DELETE containers"]
    assert result["id"] == only(cloud) != old
    cloud.refusing = {"POST containers secrets": 403}
    with pytest.raises(CloudError, match="changing secret container"):
        task(cloud, secrets={"b": "one"})


def test_others_are_replaced(cloud):
    one, two = cloud.add("one", b"1"), cloud.add("two", b"2")
    old = task(cloud, type="certificate", secrets={"certificate": "one"}, project_access=False)[0]
    result, writes = task(cloud, secrets={"certificate": "two"})
    assert writes == ["POST containers", "PUT containers acl", "DELETE containers"]
    assert result["id"] == only(cloud) != old["id"]
    assert cloud.acl[only(cloud)]["read"]["project-access"] is False
    assert (inside(cloud), set(cloud.secrets)) == ({"certificate": two}, {one, two})


@pytest.mark.parametrize("options", [{"secrets": {}}, {"state": "absent"}])
def test_what_has_consumers_stays(cloud, options):
    cloud.add("one", b"1")
    task(cloud, type="certificate", secrets={"certificate": "one"})
    cloud.consumers[only(cloud)] = [{"name": "web", "URL": "https://192.0.2.1"}]
    with pytest.raises(CloudError, match="consumers, .*: web https://192.0.2.1; remove them with "
                       "secret_container_consumer first"):
        task(cloud, **options)
    assert cloud.writes() == []


def test_a_secret_that_is_not_there(cloud):
    with pytest.raises(CloudError, match="there is no secret 'none' here"):
        task(cloud, secrets={"a": "none"})
    assert cloud.containers == {}
