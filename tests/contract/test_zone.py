# SPDX-License-Identifier: GPL-3.0-or-later
"""Landing zones with kinds of many services, on the test clouds: by an administrator, as there are
users in it."""
from __future__ import annotations

import os

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._resource.relation import relate
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    RELATIONS,
    SPECS,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.run import run

NAME = "contract-zone"
DNS = {
    "dns_zones": [{"name": "contract-zone.example.org", "email": "dns@example.org"}],
    "recordsets": [
        {"name": "www.contract-zone.example.org.", "zone": "contract-zone.example.org",
         "recordset_type": "a", "records": ["192.0.2.1"]},
        {"name": "www.contract-zone.example.org.", "zone": "contract-zone.example.org",
         "recordset_type": "aaaa", "records": ["2001:db8::1"]}]}
INSIDE = {
    "networks": [{"name": NAME}],
    "subnets": [{"name": NAME, "network": NAME, "cidr": "10.77.0.0/24"}]}
SERVERS = {
    **INSIDE,
    "servers": [{"name": NAME, "image": "cirros", "flavor": "m1.tiny", "network": NAME}],
    "routers": [{"name": NAME, "network": "public", "interfaces": [NAME]}]}
BALANCER = {
    **INSIDE,
    "loadbalancers": [{"name": NAME, "vip_subnet": NAME}],
    "lb_listeners": [{"name": NAME, "load_balancer": NAME, "protocol_port": 80,
                      "default_pool": NAME}],
    "lb_pools": [{"name": NAME, "loadbalancer": NAME}],
    "lb_members": [{"name": NAME, "pool": NAME, "address": "10.77.0.5", "protocol_port": 80}]}
OBJECTS = {
    "object_containers": [{"name": NAME, "delete_with_all_objects": True}],
    "objects": [{"name": "hello", "container": NAME, "data": "world"}]}
USERS = {
    "projects": [{"name": NAME, "domain": "Default"}],
    "identity_users": [{"name": NAME, "domain": "Default", "password": "contract-secret"}],
    "identity_groups": [{"name": NAME, "domain": "Default"}],
    "group_assignments": [{"group": NAME, "user": NAME}],
    "role_assignments": [{"user": NAME, "role": "member", "project": NAME},
                         {"group": NAME, "role": "reader", "project": NAME}]}
KEYS = {
    "secrets": [{"name": NAME, "payload": "contract-secret"}],
    "secret_orders": [{"name": f"{NAME}-key", "algorithm": "aes", "bit_length": 256}],
    "secret_containers": [{"name": NAME, "secrets": {"password": NAME}}],
    "secret_consumers": [{"secret": NAME, "service": "image", "resource_type": "images",
                          "resource_id": "1"}]}
PARTS = {"compute": SERVERS, "dns": DNS, "load-balancer": BALANCER, "object-store": OBJECTS,
         "identity": USERS}
UNMARKED = {"object", "group_assignment", "role_assignment"}
# of an unchanged document, without the two of a login: a list of each type, one of all records and
# members of what they are in, one for each user, project, relation, container and object
REQUESTS = {"compute": 12, "dns": 2, "load-balancer": 6, "object-store": 2, "identity": 9}
CHANGES = {"dns_zones": {"email": "other@example.org"}, "lb_pools": {"description": "changed"},
           "servers": {"metadata": {"changed": "yes"}},
           "object_containers": {"read_ACL": ".r:*"}, "identity_groups": {"description": "changed"}}


def play(check=False, **options):
    """The module's result."""
    result = run({
        "name": NAME, "state": "present", "timeout": 120.0, "wait": True, "cloud": "alpha-admin",
        "clouds_yaml": f"{os.environ['TESTCLOUDS_STATE']}/admin-clouds.yaml", **options}, check)
    assert not result["failed"], result["msg"]
    return result


def actions(result):
    return {row["action"] for row in result["resources"]}


@pytest.fixture(params=[*PARTS, "all"])
def document(request, clouds):
    """Of one service, and of all."""
    wanted = [*PARTS] if request.param == "all" else [request.param]
    missing = {*wanted} - {*clouds[True].connection.catalog()}
    if missing:
        pytest.skip(f"the clouds are up without {', '.join(missing)}")
    found = {name: entries for part in wanted for name, entries in PARTS[part].items()}
    play(**found, state="absent")
    yield found
    play(**found, state="absent")


def test_it_is_created_and_changed(document):
    number = sum(map(len, document.values()))
    planned = play(check=True, **document)
    assert actions(planned) == {"created"} and len(planned["resources"]) == number
    assert "contract-secret" not in str(planned["diff"])
    [after] = planned["diff"]["after"].values()
    assert len(after) == number and planned["diff"]["before"] == {}

    made = play(**document)
    assert actions(made) == {"created"} and len(made["resources"]) == number
    assert {row["type"] for row in made["resources"] if not row["owned"]} <= UNMARKED

    again = play(**document)
    assert not again["changed"] and actions(again) == {"unchanged"}
    parts = [part for part in PARTS if PARTS[part].keys() <= document.keys()]
    assert again["targets"][0]["requests"] <= 2 + sum(REQUESTS[part] for part in parts)

    changed = {name: [{**entries[0], **CHANGES.get(name, {})}, *entries[1:]]
               for name, entries in document.items()}
    planned = play(check=True, **changed)
    [after] = planned["diff"]["after"].values()
    assert len(after) == len(CHANGES.keys() & document.keys())
    assert [actions(play(**changed)), actions(play(**changed))] == [
        {"changed", "unchanged"}, {"unchanged"}]


def test_it_is_deleted(document):
    play(**document)
    leaving = play(check=True, **document, state="absent")
    gone = play(**document, state="absent")
    assert actions(leaving) == actions(gone) == {"deleted"}
    ids = [{row["id"] for row in result["resources"]} for result in (leaving, gone)]
    assert ids[0] == ids[1] and len(ids[0]) > 0
    assert play(**document, state="absent")["resources"] == []
    assert actions(play(check=True, **document)) == {"created"}


@pytest.fixture
def keys(clouds):
    """None of KEYS, before and afterwards."""
    def clear():
        relate(Task(clouds[True].connection, SPECS), RELATIONS["secret_consumer"], {
            **KEYS["secret_consumers"][0], "state": "absent"})
        for noun, name in (("secret_container", NAME), ("secret_order", f"{NAME}-key"),
                           ("secret", f"{NAME}-key"), ("secret", NAME)):
            clouds[True].clear(noun, {"name": name})
    clear()
    yield KEYS
    clear()


def test_what_cannot_be_marked_stays(keys):
    assert actions(play(**keys)) == {"created"}
    assert actions(play(**keys)) == {"unchanged"}
    gone = play(**keys, state="absent")
    assert (gone["resources"], gone["warnings"]) == ([], [
        "the zone deletes nothing that cannot carry its ownership tag: use the modules for secret "
        "'contract-zone', secret consumer 'resource_id 1, resource_type images, secret "
        "contract-zone, service image', secret container 'contract-zone', secret order "
        "'contract-zone-key'"])
    assert actions(play(**keys)) == {"unchanged"}
