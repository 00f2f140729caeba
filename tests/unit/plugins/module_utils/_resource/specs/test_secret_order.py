# SPDX-License-Identifier: GPL-3.0-or-later
"""Orders of keys: once, and why one has failed."""

from __future__ import annotations

import pytest
from fakebarbican import barbican

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import one
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.engine import ensure
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

KEY = {"name": "key", "algorithm": "aes", "bit_length": 256}


@pytest.fixture
def cloud(tmp_path):
    with barbican(tmp_path) as (server, path):
        server.options = {"cloud": "vault", "clouds_yaml": path, "timeout": 1}
        yield server


def task(cloud, check=False, **options):
    """The result, and the requests that write."""
    cloud.asked.clear()
    run = Task(one(cloud.options), SPECS, check_mode=check, timeout=5)
    return ensure(run, SPECS["secret_order"], options), cloud.writes()


def test_a_life(cloud):
    result, writes = task(cloud, check=True, **KEY)
    assert (result["changed"], writes, cloud.orders) == (True, [], {})
    result, writes = task(cloud, **KEY, expires_at="2099-12-31T23:59:59")
    assert writes == ["POST orders"]
    [(key, order)] = cloud.orders.items()
    assert order["meta"] == {"name": "key", "algorithm": "aes", "bit_length": 256, "expiration":
                             "2099-12-31T23:59:59", "payload_content_type":
                             "application/octet-stream"}
    assert result["id"] == key
    assert result["secret_order"]["name"] == "key"
    assert result["secret_order"]["secret_id"] in cloud.secrets
    assert task(cloud, **KEY)[1] == task(cloud, name=result["secret_order"]["order_ref"])[1] == []
    with pytest.raises(CloudError, match="cannot change bit_length of secret_order 'key' from 256 "
                       "to 128: delete the order and what it has created first"):
        task(cloud, **{**KEY, "bit_length": 128})
    assert task(cloud, name="key", state="absent")[1] == ["DELETE orders"]
    assert len(cloud.secrets) == 1


@pytest.mark.parametrize("check", [True, False])
def test_no_second_key_of_a_name(cloud, check):
    key = cloud.add("key", b"one")
    with pytest.raises(CloudError, match=f"there is a secret 'key' .{key}. already, without an"):
        task(cloud, check, **KEY)
    assert cloud.writes() == []


def test_why_it_has_failed(cloud):
    cloud.failing = {"status": "ERROR", "error_reason": "the HSM is full"}
    for _time in range(2):
        with pytest.raises(CloudError, match="is in status ERROR: the HSM is full"):
            task(cloud, **KEY)
    assert len(cloud.orders) == 1
