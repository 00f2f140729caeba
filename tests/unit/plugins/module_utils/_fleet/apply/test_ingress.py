# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether anybody will reach servers, told before they are made."""

from __future__ import annotations

import pytest
from builders import A, B, fleet, row, seat, server, ways
from fakes import FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import ingress
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.offer import Offer
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import (
    Plan,
    Step,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.fleet import Share
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    ServerSpec,
)

SSH = {"direction": "ingress", "ethertype": "IPv4", "protocol": "tcp", "port_range_min": 22,
       "port_range_max": 22, "security_group_id": "group-1", "remote_group_id": None}
NO_RULE = "no rule of {} allows TCP port 22"


def cloud(target=A, rules=(), **more):
    one = FakeCloud(target, **more)
    one.rules = list(rules)
    return one


def spec(**more):
    return ServerSpec.of({"image": "debian-12", "flavor": "small", **more})


def closed(asked, rows=None, **specs):
    """Of the groups of a fleet whose networks know security groups; rows: of an offer."""
    offer = Offer(choices=ways(dict.fromkeys(specs, {})), security_groups=rows)
    return ingress.closed(asked, offer, Share(A, tuple(specs.items())), 22)


@pytest.mark.parametrize(("rules", "groups", "why"), [
    ([], {}, NO_RULE.format("default")), ([SSH], {}, None),
    ([], {"security_groups": ["web", "db"]}, NO_RULE.format("web, db")),
    ([SSH], {"security_groups": ["web"]}, None),
    ([], {"security_groups": ["gone"]}, None)])     # the creation will say so
def test_closed_are_the_groups_of_a_fleet_that_no_rule_lets_anybody_into(rules, groups, why):
    asked = cloud(rules=rules)
    assert closed(asked, web=spec(**groups)) == ({"web": why} if why else {})
    assert asked.log == [("GET", "/security-groups")]


def test_security_groups_that_the_offer_has_are_not_listed_again():
    asked = cloud()
    rows = [{"id": "1", "name": "default", "security_group_rules": [SSH]}]
    assert closed(asked, rows, web=spec()) == {} and asked.log == []


def test_each_group_of_a_fleet_is_judged_by_itself():
    assert set(closed(cloud(), web=spec(), db=spec(security_groups=["gone"]))) == {"web"}


def test_a_group_that_is_not_there_cannot_be_chosen():
    with pytest.raises(CloudError, match="security group 'gone'"):
        ingress.chosen([{"id": "1", "name": "default"}], spec(security_groups=["gone"]))


@pytest.fixture
def foreseen(monkeypatch):
    """What is foreseen of these steps on these clouds; 10.0.0.1 answers."""
    monkeypatch.setattr(ingress, "answers", lambda address, _port: address == "10.0.0.1")

    def look(clouds, *steps):
        selection = Selection({one.target: one for one in clouds},
                              [(one.target, {}) for one in clouds], [])
        offers = {one.target: Offer(choices=ways({"": {}}, port_security=True))
                  for one in clouds}
        desired = fleet(9, [one.target for one in clouds])
        return ingress.foreseen(selection, desired, Plan(steps, {}), offers, 22)
    return look


def keep(number=1, address="10.0.0.1", **more):
    addresses = {"private": [{"addr": address, "version": 4, "OS-EXT-IPS:type": "fixed"}]}
    return Step("keep", seat(number), f"web-{number}", A, "up to date",
                server(number, A, addresses=addresses if address else {}, **more))


def create(target=A):
    return Step("create", seat(9), "web-9", target, "missing")


def test_who_stays_and_answers_is_no_error_and_costs_no_request(foreseen):
    a = cloud()
    assert foreseen([a], keep(), keep(2)) == {} and a.log == []


def test_who_stays_and_has_no_address_is_named_and_costs_no_request(foreseen):
    a = cloud()
    (place, error), = foreseen([a], keep(), keep(2, None)).items()
    assert (place, error.message, error.more["waited_for"]) == (
        seat(2), "it got no address to connect to within 2 s", "address")
    assert a.log == []


def test_who_stays_and_does_not_answer_is_named_by_its_seat(foreseen):
    a = cloud(servers=[row("a2", "web-2", {})])
    errors = foreseen([a], keep(), keep(2, "10.0.0.2"), keep(3, status="REBOOT"))
    assert {place: error.more.get("waited_for") for place, error in errors.items()} == {
        seat(2): "rule", seat(3): None}
    assert errors[seat(3)].more["server_name"] == "web-3"


def test_all_of_those_that_have_one_seat_are_asked(foreseen):
    errors = foreseen([cloud()], keep(1, "10.0.0.2"), keep(1))
    assert set(errors) == {seat(1)}


def test_targets_that_let_nobody_in_are_named_where_servers_come(foreseen):
    a, b = cloud(A), cloud(B, [SSH])
    (place, error), = foreseen([a, b], create(A), create(B)).items()
    assert (place, error.target, error.more["rule"]) == ("a ", A, NO_RULE.format("default"))
    assert error.message == f"{NO_RULE.format('default')}: new servers will not be reachable"


@pytest.mark.parametrize("steps", [(), (create(B),)])
def test_other_targets_are_not_asked(foreseen, steps):
    a = cloud(A)
    assert foreseen([a], *steps) == {} and a.log == []


def test_rules_that_nobody_may_list_foresee_nothing(foreseen):
    a = cloud(faults={"GET /security-groups": [refusal("forbidden")]})
    assert foreseen([a], create()) == {}
