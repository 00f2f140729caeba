# SPDX-License-Identifier: GPL-3.0-or-later
"""Landing zones with kinds of many services, on the test clouds: by an administrator, as there are
users in it."""
from __future__ import annotations

import os

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._zone.run import run

NAME = "contract-zone"
DNS = {
    "dns_zones": [{"name": "contract-zone.example.org", "email": "dns@example.org"}],
    "recordsets": [
        {"name": "www.contract-zone.example.org.", "zone": "contract-zone.example.org",
         "recordset_type": "a", "records": ["192.0.2.1"]},
        {"name": "www.contract-zone.example.org.", "zone": "contract-zone.example.org",
         "recordset_type": "aaaa", "records": ["2001:db8::1"]}]}
BALANCER = {
    "networks": [{"name": NAME}],
    "subnets": [{"name": NAME, "network": NAME, "cidr": "10.77.0.0/24"}],
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
PARTS = {"dns": DNS, "load-balancer": BALANCER, "object-store": OBJECTS, "identity": USERS}
UNMARKED = {"object", "group_assignment", "role_assignment"}
# of an unchanged document, without the two of a login: a list of each type, one of all records and
# members of what they are in, one for each user, project, relation, container and object
REQUESTS = {"dns": 2, "load-balancer": 6, "object-store": 2, "identity": 9}
CHANGES = {"dns_zones": {"email": "other@example.org"}, "lb_pools": {"description": "changed"},
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
