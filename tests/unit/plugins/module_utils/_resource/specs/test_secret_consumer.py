# SPDX-License-Identifier: GPL-3.0-or-later
"""Consumers of secrets and containers: registered once, and listed."""

from __future__ import annotations

import pytest
from fakebarbican import barbican

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import one
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.info import listing
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.relation import relate
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    SPECS,
    secret_consumer,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

IMAGE = {"service": "image", "resource_type": "images", "resource_id": "1"}
WEB = {"name": "web", "url": "https://192.0.2.1"}


@pytest.fixture
def cloud(tmp_path):
    with barbican(tmp_path) as (server, path):
        server.options = {"cloud": "vault", "clouds_yaml": path, "timeout": 1}
        yield server


@pytest.mark.parametrize(("relation", "options", "body"), [
    (secret_consumer.SECRET_CONSUMER, {"secret": "key", **IMAGE}, IMAGE),
    (secret_consumer.SECRET_CONTAINER_CONSUMER, {"container": "pair", **WEB},
     {"name": "web", "URL": "https://192.0.2.1"}),
])
def test_a_life(cloud, relation, options, body):
    secret = cloud.add("key", b"one")
    cloud.containers["2"] = {"name": "pair", "status": "ACTIVE"}
    key = secret if "secret" in options else "2"
    cloud.consumers[key] = [{**body, next(iter(body)): "other"}]

    def changed(state, check=False):
        task = Task(one(cloud.options), SPECS, check_mode=check)
        return relate(task, relation, {**options, "state": state})["changed"]
    assert changed("present", check=True)
    assert [changed("present"), changed("present")] == [True, False]
    assert cloud.consumers[key][1:] == [body]
    assert [changed("absent"), changed("absent")] == [True, False]
    assert len(cloud.consumers[key]) == 1


def test_a_list(cloud):
    cloud.consumers[cloud.add("key", b"one")] = [{**IMAGE, "status": "ACTIVE"}]
    task = Task(one(cloud.options), SPECS)
    info = secret_consumer.SECRET_CONSUMERS
    [row] = listing(task, info, {"secret": "key"})["secret_consumers"]
    assert {name: row[name] for name in IMAGE} == IMAGE
    assert listing(task, info, {"secret": "none"})["secret_consumers"] == []
