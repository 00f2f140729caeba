# SPDX-License-Identifier: GPL-3.0-or-later
"""What of several choices is not tried again on a target."""

from __future__ import annotations

import pytest
from builders import A, B, fleet, resolved, seat, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.journey import (
    Journey,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.ledger import Ledger
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.choice import (
    Choice,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import Step

LISTS = {"flavor": ["f", "g"], "network": ["n", "m"], "boot_from_volume": True,
         "volume_type": ["s", "t"]}
ZONES = ["z1", "z2"]


def failed(desired, kind, leg="create", number=0, zone=None):
    """A server of the first choice, or another one, that was to be made on target a."""
    step = Step("create", seat(1), "web-1", A, "missing", zone=zone,
                spec=desired.share(A).choices("")[number])
    journey = Journey(step, server=None if leg == "create" else server(1), legs=[leg])
    journey.fail(CloudError(kind, "refused", A), 1.0)
    return journey


def left(account, desired, target=A):
    """Flavor, network and volume type of those that may be to be had."""
    ways = tuple(Choice(spec, resolved()) for spec in desired.share(target).choices(""))
    return ["".join((one.spec.flavor, one.spec.network or "-", one.spec.volume_type or "-"))
            for one in account.spent.left(target, "", ways)]


@pytest.mark.parametrize(("kind", "leg", "first"), [
    ("no_host", "create", "gns"), ("no_host", "wait", "gns"), ("quota", "create", "gns"),
    ("invalid", "create", "gns"), ("not_found", "create", "gns"), ("quota", "wait", "fms"),
    ("no_address", "create", "fms"), ("no_address", "wait", "fms"), ("quota", "volumes", "fnt"),
    ("not_found", "volumes", "fnt"),
])
def test_an_error_is_about_one_option(kind, leg, first):
    desired = fleet(1, **LISTS)
    account = Ledger([A, B], {}, fleet=desired)
    account.learn([failed(desired, kind, leg)])
    assert left(account, desired)[0] == first
    assert len(left(account, desired)) == 4 and len(left(account, desired, B)) == 8
    assert not account.closed and not account.avoid()
    assert account.worth(failed(desired, kind).step)


@pytest.mark.parametrize("kind", ["build_failed", "timeout", "auth", "conflict"])
def test_an_error_that_no_other_choice_mends(kind):
    desired = fleet(1, **LISTS)
    account = Ledger([A, B], {}, fleet=desired)
    account.learn([failed(desired, kind)])
    assert len(left(account, desired)) == 8
    assert bool(account.closed) is (kind == "auth")


def test_where_there_is_nothing_else_the_target_is_closed():
    desired = fleet(1, network=["n", "m"])
    account = Ledger([A, B], {}, fleet=desired)
    account.learn([failed(desired, "no_host")])
    assert account.closed.keys() == {A} and len(left(account, desired)) == 2


def test_the_last_choice():
    desired = fleet(1, flavor=["f", "g"])
    account = Ledger([A, B], {}, fleet=desired)
    account.learn([failed(desired, "no_host"), failed(desired, "no_host", number=1)])
    assert (left(account, desired), left(account, desired, B)) == ([], ["f--", "g--"])
    assert account.spent.why(A, "") == "has none of the choices: refused"


def test_another_choice_is_tried_when_no_zone_has_room():
    desired = fleet(1, flavor=["f", "g"], availability_zones=ZONES)
    account = Ledger([A, B], {}, fleet=desired)
    account.learn([failed(desired, "no_host", zone="z1")])
    assert (account.spent.zones, left(account, desired)) == ({(A, "z1")}, ["f--", "g--"])
    account.learn([failed(desired, "no_host", zone="z2")])
    assert (account.spent.zones, left(account, desired)) == (set(), ["g--"])
    account.learn([failed(desired, "no_host", zone=zone, number=1) for zone in ZONES])
    assert left(account, desired) == [] and not account.avoid()
