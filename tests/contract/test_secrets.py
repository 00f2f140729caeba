# SPDX-License-Identifier: GPL-3.0-or-later
"""Barbican: who uses and may read what, pairs of keys, certificates that are renewed, and why an
order fails."""
from __future__ import annotations

import pytest
from conftest import WRITES

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.info import listing
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.relation import relate
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    SPECS,
    secret,
    secret_consumer,
    secret_container,
    secret_order,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

NAME = "contract-barbican"
SECRET, OTHER = {"name": NAME, "payload": "one"}, {"name": f"{NAME}-other", "payload": "two"}
PAIR = {"name": f"{NAME}-pair", "type": "asymmetric", "algorithm": "rsa", "bit_length": 2048}
NEEDS = (("secret", SECRET), ("secret", OTHER))
IMAGE = {"secret": NAME, "service": "image", "resource_type": "images", "resource_id": "1"}
WEB = {"container": NAME, "name": "web", "url": "https://192.0.2.1"}


@pytest.fixture
def cloud(clouds):
    """The customer, with two secrets."""
    cloud = clouds[False]
    made = (*NEEDS, ("secret_order", PAIR), ("secret_container", {"name": PAIR["name"]}),
            ("secret_container", {"name": NAME}))

    def clear():
        for relation, options in ((secret_consumer.SECRET_CONSUMER, IMAGE),
                                  (secret_consumer.SECRET_CONTAINER_CONSUMER, WEB)):
            related(cloud, relation, options, "absent")
        for noun, options in reversed(made):
            cloud.clear(noun, options)
    clear()
    for noun, options in NEEDS:
        cloud.ensure(noun, **options)
    yield cloud
    clear()


def related(cloud, relation, options, state="present"):
    """Whether a task has changed something, and requests that write."""
    before = len(cloud.asked)
    result = relate(Task(cloud.connection, SPECS), relation, {**options, "state": state})
    return result["changed"], [method for method in cloud.asked[before:] if method in WRITES]


def rows(cloud, info, **options):
    return listing(Task(cloud.connection, SPECS), info, options)[info.plural]


def roles(container):
    return {row["name"]: row["secret_ref"] for row in container["secret_refs"]}


def test_consumers_of_a_secret(cloud):
    consumer = secret_consumer.SECRET_CONSUMER
    assert related(cloud, consumer, IMAGE) == (True, ["POST"])
    assert related(cloud, consumer, IMAGE) == (False, [])
    [row] = rows(cloud, secret_consumer.SECRET_CONSUMERS, secret=NAME)
    assert {"secret": NAME, **{word: row[word] for word in IMAGE.keys() - {"secret"}}} == IMAGE
    for options in ({"state": "absent"}, {"payload": "three"}):
        with pytest.raises(CloudError, match="has consumers, .*: image images 1; remove them"):
            cloud.ensure("secret", **{"name": NAME, **options})
    assert cloud.ensure("secret", name=NAME, project_access=False)[1] == ["PUT"]
    assert related(cloud, consumer, IMAGE, "absent") == (True, ["DELETE"])
    assert related(cloud, consumer, IMAGE, "absent") == (False, [])
    assert cloud.ensure("secret", name=NAME, payload="three")[0]["changed"]


def test_consumers_of_a_container(cloud):
    container = {"name": NAME, "type": "certificate", "secrets": {"certificate": NAME}}
    cloud.ensure("secret_container", **container)
    consumer = secret_consumer.SECRET_CONTAINER_CONSUMER
    assert related(cloud, consumer, WEB) == (True, ["POST"])
    assert related(cloud, consumer, WEB) == (False, [])
    [row] = rows(cloud, secret_container.SECRET_CONTAINERS, name=NAME, type="certificate")
    assert row["consumers"] == [{"name": WEB["name"], "URL": WEB["url"]}]
    for options in ({"state": "absent"}, {"secrets": {"certificate": OTHER["name"]}}):
        with pytest.raises(CloudError, match="has consumers, .*: web https://192.0.2.1; remove"):
            cloud.ensure("secret_container", **{"name": NAME, **options})
    assert related(cloud, consumer, WEB, "absent") == (True, ["DELETE"])
    assert related(cloud, consumer, WEB, "absent") == (False, [])
    result, _writes = cloud.ensure("secret_container", **{
        **container, "secrets": {"certificate": OTHER["name"]}})
    [row] = rows(cloud, secret_container.SECRET_CONTAINERS, name=NAME)
    assert row["id"] == result["id"]


def test_a_secret_that_is_replaced_comes_back_into_its_container(cloud):
    container = {"name": NAME, "secrets": {"key": NAME, "other": OTHER["name"]}}
    before = roles(cloud.ensure("secret_container", **container)[0]["secret_container"])
    cloud.ensure("secret", name=NAME, payload="new")
    result, writes = cloud.ensure("secret_container", **container)
    after = roles(result["secret_container"])
    assert (writes, set(after)) == (["POST"], {"key", "other"})
    assert [before[role] == after[role] for role in ("key", "other")] == [False, True]


def test_roles_are_exchanged_and_go_back(cloud):
    """The last time, Barbican fails, as it keeps what it has removed."""
    one, two = NAME, OTHER["name"]
    for secrets in ({"a": one, "b": two}, {"a": two, "b": one}, {"b": one}, {"a": one, "b": two}):
        result, _writes = cloud.ensure("secret_container", name=NAME, secrets=secrets)
        assert result["changed"]
        assert roles(result["secret_container"]) == {
            role: cloud.there("secret", {"name": name}).secret_ref
            for role, name in secrets.items()}


def test_a_pair_of_keys(cloud):
    result, _writes = cloud.ensure("secret_order", **PAIR)
    [row] = rows(cloud, secret_container.SECRET_CONTAINERS, name=PAIR["name"])
    assert row["container_ref"] == result["secret_order"]["container_ref"]
    assert {"private_key", "public_key"} == set(roles(row))
    [order] = rows(cloud, secret_order.SECRET_ORDERS, name=PAIR["name"])
    assert order["status"] == "ACTIVE"
    cloud.ensure("secret_order", name=PAIR["name"], state="absent")
    with pytest.raises(CloudError, match="there is a secret container .* already, without an ord"):
        cloud.ensure("secret_order", **PAIR)
    for reference in roles(row).values():
        cloud.ensure("secret", name=reference, state="absent")


def test_why_an_order_fails(cloud):
    """No plugin of Barbican here makes such keys."""
    with pytest.raises(CloudError, match="is in status ERROR: .+"):
        cloud.ensure("secret_order", **{**PAIR, "algorithm": "rot13"})
    assert rows(cloud, secret.SECRETS, name=PAIR["name"]) == []


def test_a_key_that_a_name_does_not_tell_apart(cloud):
    with pytest.raises(CloudError, match="there is a secret 'contract-barbican' .* without an ord"):
        cloud.ensure("secret_order", check=True, name=NAME, algorithm="aes", bit_length=256)
