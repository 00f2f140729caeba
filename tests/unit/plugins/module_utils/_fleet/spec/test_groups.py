# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups: how many servers each has, and which is reached through which."""

from __future__ import annotations

import pytest
from builders import A, B, C, fleet

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.seat import Seat

BASTION = {"name": "bastion", "each": 1}
WEB = {"name": "web", "count": 2, "through": "bastion"}


@pytest.mark.parametrize(("groups", "sentence"), [
    ([{"name": "web"}], "groups: web has neither count nor each: set one of the two."),
    ([{"name": "web", "count": 1, "each": 1}],
     "groups: web has count and each: set only one of the two."),
    ([{"name": "web", "count": 1}, {"name": "db", "each": -1}],
     "groups: each of db is -1, less than 0."),
    ([{**WEB, "through": "web"}],
     "through: group web goes through itself: name the group of its bastions."),
    ([WEB], "through: 'bastion' of group web is not a group of the fleet."),
    ([BASTION, {**WEB, "name": "a"}, {**WEB, "through": "a"}],
     "through: group web goes through a, which goes through bastion itself: a bastion must be "
     "reached directly."),
    ([{**BASTION, "each": 0}, WEB],
     "through: group web goes through bastion, which has no servers."),
    ([{**BASTION, "auto_ip": False}, WEB],
     "through: group web goes through bastion, which gets no floating IP (auto_ip: false): remove "
     "auto_ip there."),
    ([BASTION, {**WEB, "auto_ip": True}],
     "through: group web has auto_ip as well, and servers behind a bastion get no floating IP: "
     "remove one of the two."),
])
def test_what_is_refused(groups, sentence):
    with pytest.raises(CloudError) as caught:
        fleet(None, [A], groups=groups)
    assert caught.value.message == sentence


def test_a_floating_ip_behind_a_bastion_is_refused_on_a_target_as_well():
    with pytest.raises(CloudError) as caught:
        fleet(None, {A: {"groups": [{"name": "web", "auto_ip": True}]}}, groups=[BASTION, WEB])
    assert caught.value.message == (
        "through: group web gets floating IPs on a (auto_ip), and servers behind a bastion get "
        "none: remove auto_ip there.")


def test_servers_behind_a_bastion_get_no_floating_ip_whatever_is_said():
    found = fleet(None, {A: {"auto_ip": True}}, groups=[BASTION, WEB], auto_ip=True)
    assert [found.spec(seat, A).auto_ip for seat in (Seat("bastion", 1, A), Seat("web", 1))] == [
        True, False]
    assert found.spec(Seat("web", 1), A).through == "bastion"


@pytest.mark.parametrize(("targets", "places"), [
    ({A: {}, B: {}}, [(A, 1), (A, 2), (B, 1), (B, 2)]),
    ({A: {"max": 0}, B: {}}, [(B, 1), (B, 2)]),
    ({A: {"groups": [{"name": "bastion", "max": 1}]}, B: {}}, [(A, 1), (B, 1), (B, 2)]),
    ({C: {"groups": [{"name": "bastion", "max": 0}]}}, []),
])
def test_each_target_has_its_own(targets, places):
    found = fleet(None, targets, groups=[{**BASTION, "each": 2}])
    assert found.seats() == [Seat("bastion", index, target) for target, index in places]
    assert found.count == len(places)
    assert all(found.has(seat) for seat in found.seats())
    assert not any(found.has(Seat("bastion", index, target))
                   for target in targets for index in (0, 3))
