# SPDX-License-Identifier: GPL-3.0-or-later
"""Diffs: what becomes of each server, with both values, and what a new one costs and exposes."""

from __future__ import annotations

import json

import pytest
from builders import A, B, C, fleet, marks, seat, server, ways

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.diff import diff
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.case import (
    Difference,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.offer import Offer
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import (
    Plan,
    Step,
    survey,
)


def offers(**more):
    return {target: Offer(choices=ways({"": {}}, **more)) for target in (A, B, C)}


def test_it_shows_what_becomes_of_each_server():
    steps = (Step("keep", seat(1), "web-1", A, "", server(1)),
             Step("update", seat(2), "web-2", A, "", server(2), ("floating_ip",),
                  values={"floating_ip": Difference("none", "a new one")}),
             Step("replace", seat(3), "web-3", B, "", server(3, status="ERROR")),
             Step("create", seat(4), "web-4", C, ""),
             Step("delete", seat(5), "web-5", B, "", server(5, B)))
    found = diff(fleet(4, (A, B, C)), Plan(steps, {}), ["keypair me on c"], {})
    assert found == {
        "before_header": "fleet web", "after_header": "fleet web",
        "before": "web-1 a1: ACTIVE on a\n"
                  "web-2 a2: ACTIVE on a, floating_ip none\nweb-3 a3: ERROR on a\n"
                  "web-5 b5: ACTIVE on b\n",
        "after": "keypair me on c: new\nweb-1 a1: ACTIVE on a\n"
                 "web-2 a2: ACTIVE on a, floating_ip a new one\n"
                 "web-3 (new): ACTIVE on b, recreated, its disk is lost\n"
                 "web-4 (new): ACTIVE on c/north\n"}


@pytest.mark.parametrize(("action", "lost"), [
    ("delete", ", floating IP 203.0.113.5, volume v1"), ("replace", ", volume v1"), ("keep", "")])
def test_it_shows_what_is_deleted_with_a_server(action, lost):
    old = server(1, addresses={"private": [
        {"addr": "203.0.113.5", "version": 4, "OS-EXT-IPS:type": "floating"}]}, **{
            "os-extended-volumes:volumes_attached": [
                {"id": "v1", "delete_on_termination": True},
                {"id": "kept", "delete_on_termination": False}]})
    found = diff(fleet(1), Plan((Step(action, seat(1), "web-1", A, "", old),), {}), [], {})
    assert found["before"] == f"web-1 a1: ACTIVE on a{lost}\n"


# what is defined; what is said of before and after
CHANGED = [
    ({"metadata": {"a": "2"}, "tags": ["blue"]}, "metadata a=1, tags none",
     "metadata a=2, tags blue"),
    ({"name_template": "@{fleet}@{index}"}, "name web-1", "name web1"),
    ({"flavor": "large"}, "flavor small", "resize, flavor large"),
    ({"image": "debian-13", "security_groups": ["db"]},
     "image image-1, security_groups default",
     "rebuild, its disk is lost, image debian-13, security_groups db"),
    ({"flavor": "large", "image": "debian-13"}, "flavor small, image image-1",
     "resize, rebuild, its disk is lost, flavor large, image debian-13"),
]


@pytest.mark.parametrize(("desired", "before", "after"), CHANGED)
def test_it_shows_each_change_with_both_values(desired, before, after):
    old = server(1, metadata={**marks(), "a": "1"})
    defined = fleet(1, update_policy="rebuild", **desired)
    found = diff(defined, survey(defined, {A: [old]}, set()), [], offers())
    assert found["before"] == f"web-1 a1: ACTIVE on a, {before}\n"
    assert found["after"] == f"web-1 a1: ACTIVE on a, {after}\n"


def test_a_replacement_shows_what_it_is_for():
    step = Step("replace", seat(1), "web-1", B, "", server(1), ("key_name", "userdata"), values={
        "key_name": Difference("old", "me"), "userdata": Difference("digest 1", "digest 2")})
    found = diff(fleet(1, key_name="me", userdata="s3cret @{name}"), Plan((step,), {}), [],
                 offers())
    assert found["before"] == "web-1 a1: ACTIVE on a, key_name old, userdata digest 1\n"
    assert found["after"] == ("web-1 (new): ACTIVE on b, recreated, its disk is lost, debian-12 on "
                              "small, network private, security groups default, key_name me, "
                              "userdata digest 2\n")
    assert "s3cret" not in json.dumps(found)


def test_a_new_server_shows_what_costs_money_and_what_is_exposed():
    step = Step("create", seat(1), "web-1", A, "")
    desired = fleet(1, security_groups=["web", "db"], boot_from_volume=True, volume_size=20,
                    data_volumes=[{"name": "data", "size": 10, "keep": True},
                                  {"name": "log", "size": 5}])
    found = diff(desired, Plan((step,), {}), [], offers(
        floating="net-2", floating_from="public", image_reason="the only public image that fits"))
    assert found["after"] == (
        "web-1 (new): ACTIVE on a, debian-12 on small, its image is the only public image that "
        "fits, network private, floating IP from public, security groups db, web, boot "
        "volume of 20 GiB, data volume data of 10 GiB, kept, "
        "data volume log of 5 GiB\n")


def test_new_servers_are_named_as_their_group_and_target_have_it():
    desired = fleet(None, (A, C), name_template="@{group}@{index}.@{cloud}",
                    groups=[{"name": "db", "count": 1}])
    step = Step("create", seat(1, "db"), "x", C, "")
    assert diff(desired, Plan((step,), {}), [], {})["after"].startswith("db1.c (new): ")


def test_what_a_cloud_says_is_one_line():
    there = server(1, name="web\nweb-9", status="ACTIVE\x1b[2J")
    plan = Plan((Step("keep", seat(1), "web-1", A, "", there),), {})
    found = diff(fleet(1), plan, ["keypair me\n on a"], {})
    assert found["before"] == "web\\nweb-9 a1: ACTIVE\\x1b[2J on a\n"
    assert found["after"] == f"keypair me\\n on a: new\n{found['before']}"


def test_of_a_fleet_that_is_up_to_date_it_is_empty():
    steps = (Step("keep", seat(1), "web-1", A, "", server(1), (), ("image",)),)
    found = diff(fleet(1), Plan(steps, {}), [], {})
    assert found["before"] == found["after"] != ""
