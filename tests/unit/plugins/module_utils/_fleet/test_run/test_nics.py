# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers with ports of their own: none is lost, whatever becomes of a run."""

from __future__ import annotations

import pytest
from builders import A
from fakes import FakeCloud, refusal

NICS = [{"network": "private"}, {"network": "private", "security_groups": ["web"]}]
OURS = "multicloud_fleet=web multicloud_index={} multicloud_nic={}"


def ports(cloud):
    """(what says whose it is, whether a server has it) of each port that a run has made."""
    return sorted((row["description"], row["device_id"] in cloud.servers)
                  for row in cloud.own_ports.rows.values())


def of_servers(*indexes):
    return [(OURS.format(index, number), True) for index in indexes for number in (1, 2)]


def test_each_server_has_its_own_from_the_beginning_to_the_end(go):
    cloud = FakeCloud(A)
    result = go(cloud, nics=NICS)
    assert not result["failed"] and ports(cloud) == of_servers(1, 2)
    assert [row["metadata"]["multicloud_access"] for row in result["servers"]] == [
        cloud.own_ports.rows[name]["fixed_ips"][0]["ip_address"]
        for row in result["servers"] for name, port in cloud.own_ports.rows.items()
        if port["device_id"] == row["id"] and port["description"].endswith("nic=1")]
    writes = len(cloud.writes)
    assert not go(cloud, nics=NICS)["changed"] and len(cloud.writes) == writes
    assert go(cloud, nics=NICS, count=1)["changed"] and ports(cloud) == of_servers(1)
    assert not go(cloud, state="absent")["failed"] and ports(cloud) == []


def test_those_of_a_server_that_nova_refuses_go(go):
    cloud = FakeCloud(A, faults={"POST /servers": [refusal("quota", "Quota exceeded")]})
    assert go(cloud, nics=NICS)["failed"]
    assert ports(cloud) == []


@pytest.mark.parametrize("lost", [0, 99])
def test_a_request_whose_answer_is_lost_leaves_none(go, lost):
    cloud = FakeCloud(A, faults={"POST /ports": [refusal("timeout", "no answer in time")]})
    cloud.lost = lost
    assert go(cloud, nics=NICS, count=1)["failed"]
    assert len(ports(cloud)) == 2 * bool(lost)        # nobody knows whether they are still to come
    cloud.faults, cloud.lost = {}, 0
    assert not go(cloud, nics=NICS, count=1)["failed"]
    assert ports(cloud) == of_servers(1)


def test_a_neutron_that_is_in_its_own_way_is_asked_again(go):
    cloud = FakeCloud(A)
    made = cloud.own_ports.made

    def busy(desired):
        made(desired)
        cloud.own_ports.made = made
        raise refusal("conflict", "IP address 10.0.0.1 already allocated in subnet x")
    cloud.own_ports.made = busy
    assert not go(cloud, nics=NICS, count=1)["failed"]
    assert ports(cloud) == of_servers(1)


def left(cloud, index=1):
    """What a run that was killed has left, before its server was there."""
    cloud.own_ports.made([{"name": f"web-{index}-{number}", "network_id": "net-1",
                           "description": OURS.format(index, number)} for number in (1, 2)])


def test_what_a_killed_run_has_left_goes_before_the_next_server_is_there(go):
    cloud = FakeCloud(A)
    left(cloud)
    left(cloud, 2)
    assert not go(cloud, nics=NICS, count=1)["failed"]
    assert ports(cloud) == [*of_servers(1), *((text, False) for text, _on in of_servers(2))]
    result = go(cloud, state="absent")
    assert [text for text in result["removed"] if "port" in text] == [
        "port web-2-1 on a", "port web-2-2 on a"]
    assert ports(cloud) == []


def test_the_ports_of_others_are_never_touched(go):
    cloud = FakeCloud(A)
    others = [{"name": "mine", "description": text} for text in (
        "", "multicloud_fleet=web", OURS.format(1, 1).replace("web", "db"))]
    cloud.own_ports.made(others)
    go(cloud, nics=NICS)
    go(cloud, state="absent")
    assert [row["description"] for row in cloud.own_ports.rows.values()] == [
        one["description"] for one in others]


def test_what_neutron_can_change_is_changed_in_place(go):
    cloud = FakeCloud(A)
    go(cloud, nics=NICS, count=1)
    second = list(cloud.own_ports.rows.values())[1]
    second["security_groups"] = ["id-db"]
    result = go(cloud, nics=NICS, count=1, update_policy="in_place")
    assert [step["changes"] for step in result["plan"]] == [["ports"]]
    assert result["plan"][0]["reason"] == (
        "ports private security_groups db -> private security_groups db, web")
    assert second["security_groups"] == ["id-db", "id-web"]
    # what is defined otherwise is as it is defined
    nics = [NICS[0], {"network": "private", "security_groups": ["default"]}]
    assert go(cloud, nics=nics, count=1, update_policy="in_place")["changed"]
    assert second["security_groups"] == ["id-default"] and ports(cloud) == of_servers(1)
    assert not go(cloud, nics=nics, count=1, update_policy="in_place")["changed"]


@pytest.mark.parametrize("desired", [
    {"nics": NICS[:1]}, {"nics": [*NICS, NICS[0]]}, {"network": "private"},
    {"nics": [NICS[0], {**NICS[1], "vnic_type": "direct"}]}])
def test_what_only_a_new_port_can_be_takes_a_new_server(go, desired):
    cloud = FakeCloud(A)
    go(cloud, nics=NICS, count=1)
    before = set(cloud.own_ports.rows)
    held = go(cloud, count=1, update_policy="in_place", **desired)
    assert [(step["action"], step["held"]) for step in held["plan"]] == [("keep", ["nics"])]
    assert set(cloud.own_ports.rows) == before
    result = go(cloud, count=1, update_policy="replace", **desired)
    assert [step["action"] for step in result["plan"]] == ["replace"]
    assert len(ports(cloud)) == len(desired.get("nics", ()))
    assert all(on for _name, on in ports(cloud))
    assert not go(cloud, count=1, update_policy="replace", **desired)["changed"]


def test_a_replacement_beside_the_old_one_has_ports_of_its_own(go):
    cloud = FakeCloud(A)
    old, = go(cloud, nics=NICS, count=1)["servers"]
    before = set(cloud.own_ports.rows)
    result = go(cloud, nics=NICS, count=1, replace=[old["id"]], create_first=True)
    assert not result["failed"] and ports(cloud) == of_servers(1)
    assert before.isdisjoint(cloud.own_ports.rows)


@pytest.mark.parametrize(("message", "kind", "told"), [
    ("Unrecognized attribute(s) 'qos_policy_id'", "invalid",
     "nics: Neutron does not know qos_policy_id here: omit it for this target"),
    ("IP address 10.0.0.9 already allocated in subnet x", "conflict",
     "nics: the fixed_ip 10.0.0.9 is already in use: choose another one, or delete the port that "
     "has it"),
    ("disallowed by policy", "forbidden",
     "nics: Neutron's policy does not let you set all of network, security_groups here: omit what "
     "it forbids for this target (disallowed by policy)")])
def test_what_neutron_refuses_is_told_in_the_words_of_the_definition(go, message, kind, told):
    cloud = FakeCloud(A, faults={"POST /ports": [refusal(kind, message)]})
    assert told in go(cloud, nics=NICS, count=1)["msg"]


TRUNK = [NICS[0], {**NICS[1], "segmentation_id": 7}, {"network": "private", "segmentation_id": 8}]


def vlans(cloud):
    """The VLANs of each trunk, by the mark of its port."""
    return {row["description"]: [one["segmentation_id"] for one in found["sub_ports"]]
            for row in cloud.own_ports.rows.values() if (found := row.get("trunk_details"))}


def test_subports_are_on_the_trunk_of_their_server(go):
    cloud = FakeCloud(A)
    result = go(cloud, nics=TRUNK)
    assert not result["failed"]
    assert vlans(cloud) == {OURS.format(index, 1): [7, 8] for index in (1, 2)}
    assert ports(cloud) == [(OURS.format(index, number), number == 1)
                            for index in (1, 2) for number in (1, 2, 3)]
    assert not go(cloud, nics=TRUNK)["changed"]
    assert go(cloud, nics=TRUNK, count=1)["changed"]
    assert len(ports(cloud)) == 3 and len(vlans(cloud)) == 1
    assert not go(cloud, state="absent")["failed"] and ports(cloud) == []


def test_a_replacement_beside_the_old_one_has_a_trunk_of_its_own(go):
    cloud = FakeCloud(A)
    old, = go(cloud, nics=TRUNK, count=1)["servers"]
    before = set(cloud.own_ports.rows)
    result = go(cloud, nics=TRUNK, count=1, replace=[old["id"]], create_first=True)
    assert not result["failed"] and len(ports(cloud)) == 3 and len(vlans(cloud)) == 1
    assert before.isdisjoint(cloud.own_ports.rows)


def test_settings_of_a_subport_are_changed_in_place_and_its_vlan_is_not(go):
    cloud = FakeCloud(A)
    go(cloud, nics=TRUNK, count=1)
    second = list(cloud.own_ports.rows.values())[1]
    second["security_groups"] = ["id-db"]
    result = go(cloud, nics=TRUNK, count=1, update_policy="in_place")
    assert [step["changes"] for step in result["plan"]] == [["ports"]]
    assert second["security_groups"] == ["id-db", "id-web"]
    other = [*TRUNK[:2], {**TRUNK[2], "segmentation_id": 9}]
    held = go(cloud, nics=other, count=1, update_policy="in_place")
    assert held["plan"][0]["reason"].endswith(
        "update_policy in_place keeps nics private 10.0.0.3 VLAN 8 -> private VLAN 9")
    assert go(cloud, nics=other, count=1, update_policy="replace")["changed"]
    assert [*vlans(cloud).values()] == [[7, 9]] and len(ports(cloud)) == 3


@pytest.mark.parametrize("fault", ["POST /trunks", "POST /servers"])
def test_ports_go_with_the_trunk_that_is_refused_or_whose_server_is(go, fault):
    cloud = FakeCloud(A, faults={fault: [refusal("quota", "Quota exceeded")]})
    assert go(cloud, nics=TRUNK, count=1)["failed"]
    assert ports(cloud) == []


@pytest.mark.parametrize("fault", ["POST /trunks", "POST /servers"])
def test_a_trunk_of_a_killed_run_goes_before_the_next_server_is_there(go, fault):
    cloud = FakeCloud(A, faults={fault: [refusal("timeout", "no answer in time")]})
    cloud.lost = 99 * (fault == "POST /trunks")
    assert go(cloud, nics=TRUNK, count=1)["failed"]
    assert len(ports(cloud)) == 3 and len(vlans(cloud)) == 1
    cloud.faults, cloud.lost = {}, 0
    assert not go(cloud, nics=TRUNK, count=1)["failed"]
    assert len(ports(cloud)) == 3 and len(vlans(cloud)) == 1


def test_a_trunk_of_a_killed_run_goes_with_the_fleet(go):
    cloud = FakeCloud(A, faults={"POST /servers": [refusal("timeout", "no answer in time")]})
    go(cloud, nics=TRUNK, count=1)
    assert vlans(cloud) and not go(cloud, state="absent")["failed"] and ports(cloud) == []


def test_who_has_no_nics_pays_nothing(go):
    cloud = FakeCloud(A)
    go(cloud)
    go(cloud)
    assert not [path for _method, path in cloud.log if path in ("/ports", "/subnets")]


def test_who_has_no_subports_pays_nothing_for_trunks(go):
    cloud = FakeCloud(A)
    go(cloud, nics=NICS)
    before = len(cloud.log)
    go(cloud, nics=NICS)
    assert "/trunks" not in {path for _method, path in cloud.log}
    assert cloud.log[before:].count(("GET", "/ports")) == 1
