# SPDX-License-Identifier: GPL-3.0-or-later
"""What creating on a target means, asked of it before anything is made there."""

from __future__ import annotations

import pytest
from builders import A, fleet, resolved, row
from fakes import FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe import offer
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.catalog import Catalog

KEY = {"key_name": "me", "public_key": "ssh-rsa AAAA"}
SERVER_GROUPS = ("GET", "/os-server-groups")
QUOTA = "/quotas/project/details.json"


def asked(cloud, count=1, target=None, **options):
    desired = fleet(count, {cloud.target: target or {}}, **options)
    return offer.ask(cloud, Catalog(cloud), desired)


def groups(**specs):
    """Options of a fleet with these groups."""
    return {"count": None, "groups": [{"name": name, "count": 1, **spec}
                                      for name, spec in specs.items()]}


def test_of_a_fleet_without_groups():
    found = asked(FakeCloud(A, [row("s", "x", {})], quota=5))
    (only,) = found.choices[""]
    assert only.resolved == resolved()
    assert found.left == {"instances": 4}
    assert only.needs.items() >= {"instances": 1, "cores": 1, "ram": 512}.items()
    assert (found.unfit, found.keypairs, found.server_groups) == ({}, {}, {})


def test_nothing_is_asked_or_made_for_a_group_that_has_no_place_there():
    found = asked(FakeCloud(A), target={"groups": [{"name": "db", "max": 0}]},
                  **groups(web={}, db={"image": "x", "anti_affinity": "hard", **KEY}))
    assert (set(found.choices), found.unfit, found.keypairs, found.server_groups) == (
        {"web"}, {}, {}, {})


def test_each_group_has_its_answer():
    cloud = FakeCloud(A)
    found = asked(cloud, **groups(web={}, db={"flavor": "large", "image": "debian-13"}))
    assert {group: (one.resolved.image, one.resolved.flavor_name)
            for group, (one,) in found.choices.items()} == {
        "web": ("image-1", "small"), "db": ("image-2", "large")}
    assert cloud.log.count(("GET", "/networks")) == cloud.log.count(("GET", "/limits")) == 1


def test_a_group_that_the_target_has_nothing_for_leaves_the_others():
    found = asked(FakeCloud(A), **groups(web={}, db={"image": "x"}, cache={"key_name": "y"}))
    assert list(found.choices) == ["web"]
    assert {group: error.kind for group, error in found.unfit.items()} == {
        "db": "not_found", "cache": "not_found"}


def test_a_target_that_has_nothing_for_any_group():
    with pytest.raises(CloudError) as error:
        asked(FakeCloud(A), **groups(web={"image": "x"}, db={"flavor": "y"}))
    assert error.value.message.startswith("there is no image 'x' here")


@pytest.mark.parametrize(("options", "option", "message"), [
    ({"image": "x"}, "image", "there is no image 'x' here; there are debian-12, debian-13"),
    ({"flavor": "x"}, "flavor", "there is no flavor 'x' here; there are"),
    ({"network": "x"}, "network", "there is no network 'x' here; there is private"),
    ({"key_name": "x"}, None, "there is no keypair 'x' here: set public_key"),
    ({"security_groups": ["web", "x"]}, "security_groups",
     "there is no security group 'x' here; there are"),
])
def test_a_spec_that_the_target_has_not(options, option, message):
    with pytest.raises(CloudError) as error:
        asked(FakeCloud(A), **options)
    assert (error.value.kind, error.value.target) == ("not_found", A)
    assert error.value.action == option or option is None
    assert error.value.message.startswith(message)


@pytest.mark.parametrize(("auto_ip", "source"), [(True, "net-2"), (False, None)])
def test_floating_ips_come_from_another_network(auto_ip, source):
    found = asked(FakeCloud(A, floating=True), auto_ip=auto_ip)
    (only,) = found.choices[""]
    assert only.resolved.floating == source
    assert only.needs.get("floating ips", 0) == auto_ip


SECURITY_GROUPS = ("GET", "/security-groups")


@pytest.mark.parametrize(("desired", "requests"), [
    ([], 0), (["default"], 0), (["web"], 1), (["default", "id-web", "db"], 1)])
def test_security_groups_that_are_named_are_listed_once(desired, requests):
    cloud = FakeCloud(A)
    named = {"security_groups": desired}
    found = asked(cloud, **groups(web=named, db=named))
    assert cloud.log.count(SECURITY_GROUPS) == requests and found.unfit == {}
    assert bool(found.security_groups) is bool(requests)


def test_security_groups_that_nobody_may_list_may_be_there():
    def refusing(kind):
        return asked(FakeCloud(A, faults={"GET /security-groups": [refusal(kind)]}),
                     security_groups=["x"])
    assert set(refusing("forbidden").choices) == {""}
    with pytest.raises(CloudError):
        refusing("timeout")


@pytest.mark.parametrize("kind", ["not_found", "forbidden"])
def test_a_cloud_that_does_not_tell_its_network_quota(kind):
    assert asked(FakeCloud(A, floating=True, faults={f"GET {QUOTA}": [refusal(kind)]})).left == {}
    with pytest.raises(CloudError):
        asked(FakeCloud(A, floating=True, faults={f"GET {QUOTA}": [refusal("timeout")]}))


# What is made beside servers

@pytest.mark.parametrize(("there", "public_key", "new"), [
    (True, None, {}), (True, "ssh-rsa AAAA", {}), (False, "ssh-rsa AAAA", {"me": "ssh-rsa AAAA"})])
def test_whether_a_keypair_has_to_be_made(there, public_key, new):
    cloud = FakeCloud(A)
    if there:
        cloud.keypairs["me"] = {"name": "me", "public_key": "ssh-rsa AAAA me@home"}
    assert asked(cloud, key_name="me", public_key=public_key).keypairs == new
    assert cloud.writes == []


def test_a_keypair_of_several_groups_is_looked_up_and_made_once():
    cloud = FakeCloud(A)
    options = groups(web=KEY, db=KEY, cache={"key_name": "other", "public_key": "ssh-rsa BBBB"})
    found = asked(cloud, **options)
    assert found.keypairs == {"me": "ssh-rsa AAAA", "other": "ssh-rsa BBBB"}
    assert cloud.log.count(("GET", "/os-keypairs/me")) == 1
    desired = fleet(targets=[A], **options)
    assert offer.missing(desired, found) == ["keypair me", "keypair other"]
    made: list[str] = []
    offer.prepare(cloud, desired, found, made)
    assert made == ["keypair me", "keypair other"]
    assert cloud.writes == ["POST /os-keypairs"] * 2
    assert offer.missing(desired, found) == []


AFFINITY = groups(web={"anti_affinity": "soft"}, db={"anti_affinity": "hard"}, cache={})
WEB = {"id": "g-1", "name": "multicloud_fleet=web multicloud_group=web", "members": ["x", "y"],
       "policies": ["soft-anti-affinity"]}


def test_server_groups_are_made_once_and_found_again():
    cloud, desired = FakeCloud(A), fleet(targets=[A], **AFFINITY)
    cloud.server_groups = {"g-1": WEB}
    found = asked(cloud, **AFFINITY)
    assert found.server_groups == {"web": "g-1", "db": None}
    words = ["server group multicloud_fleet=web multicloud_group=db"]
    assert offer.missing(desired, found) == words
    assert cloud.writes == []
    noted: list[str] = []
    offer.prepare(cloud, desired, found, noted)
    assert noted == words
    made, = (row for row in cloud.server_groups.values() if row is not WEB)
    assert (made["name"], made["policies"]) == (
        "multicloud_fleet=web multicloud_group=db", ["anti-affinity"])
    assert found.server_groups == {"web": "g-1", "db": made["id"]}
    assert asked(cloud, **AFFINITY).server_groups == found.server_groups
    offer.prepare(cloud, desired, found, noted)
    assert noted == words and len(cloud.server_groups) == 2


def test_a_server_group_of_somebody_else_is_used_and_never_made():
    cloud = FakeCloud(A)
    cloud.server_groups = {"g-1": {**WEB, "name": "theirs", "policies": ["affinity"]}}
    options = groups(web={"server_group": "theirs"}, db={"affinity": "soft"},
                     cache={"server_group": "nobody"})
    found = asked(cloud, **options)
    assert found.server_groups == {"web": "g-1", "db": None}
    assert "there is no server group 'nobody' here" in found.unfit["cache"].message
    offer.prepare(cloud, fleet(targets=[A], **options), found, [])
    assert [row["policies"] for row in cloud.server_groups.values()] == [
        ["affinity"], ["soft-affinity"]]


def test_what_was_made_before_a_failure_is_noted():
    cloud = FakeCloud(A, faults={"POST /os-server-groups": [refusal("forbidden")]})
    options = {**AFFINITY, "key_name": "me", "public_key": "ssh-rsa AAAA"}
    found = asked(cloud, **options)
    made: list[str] = []
    with pytest.raises(CloudError, match="refused"):
        offer.prepare(cloud, fleet(targets=[A], **options), found, made)
    assert made == ["keypair me"]


def test_nobody_asks_for_server_groups_without_anti_affinity():
    cloud = FakeCloud(A)
    asked(cloud)
    assert SERVER_GROUPS not in cloud.log


def test_the_members_of_each_server_group_are_a_quota():
    cloud = FakeCloud(A)
    cloud.server_groups = {"g-1": WEB}
    limits = {"limits": {"absolute": {"maxServerGroupMembers": 10}}}
    ask = cloud.get
    cloud.get = lambda service, path, action, **more: (
        limits if path == "/limits" else ask(service, path, action, **more))
    found = asked(cloud, **AFFINITY)
    assert found.left == {"server group members web": 8, "server group members db": 10}
    assert found.choices["web"][0].needs["server group members web"] == 1
    assert "server group members web" not in found.choices["db"][0].needs
    alone = asked(cloud, anti_affinity="hard")
    assert alone.left == {"server group members": 10}
    assert alone.choices[""][0].needs["server group members"] == 1


def test_a_server_group_with_another_policy_is_a_conflict_of_its_group():
    cloud = FakeCloud(A)
    cloud.server_groups = {"g-1": {**WEB, "policies": ["anti-affinity"]}}
    found = asked(cloud, **AFFINITY)
    assert {group: error.kind for group, error in found.unfit.items()} == {"web": "conflict"}
    assert set(found.choices) == {"db", "cache"}
    assert set(found.server_groups) == {"db"}
    with pytest.raises(CloudError) as error:
        asked(cloud, **groups(web={"anti_affinity": "soft"}))
    assert error.value.kind == "conflict"
