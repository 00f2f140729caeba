# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes that a cloud accepts, and that no list shows."""

from __future__ import annotations

import pytest
from builders import A, seat, server

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.journey import (
    Journey,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.ledger import Ledger
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import Step


def changed(*changes, action="update"):
    """A server in which these options were changed."""
    there = server(1, A)
    journey = Journey(Step(action, seat(1), "web-1", A, "why", there, changes=changes), there,
                      legs=["wait"], wrote=bool(changes))
    journey.finish(1.0)
    return journey


@pytest.mark.parametrize("action", ["update", "start", "resize", "rebuild"])
def test_a_change_that_no_list_shows_is_given_up(action):
    account, step = Ledger([A], {}), changed("tags", action=action).step
    assert account.learn([changed("tags", action=action)])
    assert account.done == {seat(1)} and not account.errors
    assert account.learn([changed("tags", action=action)]) and account.worth(step)
    assert account.done == set()
    error = account.errors[seat(1)]
    assert (error.kind, error.more["server_id"]) == ("api", step.server.id)
    assert str(error).startswith("a: server web-1: the cloud accepted the change of tags again, "
                                 "and still does not show it: ")
    account.learn([changed("tags", action=action)])
    assert not account.worth(step) and account.errors


def test_another_change_of_a_server_is_made():
    account = Ledger([A], {})
    account.learn([changed("tags"), changed("tags", "metadata"), changed("metadata")])
    assert account.done == {seat(1)} and not account.errors


def test_what_need_not_be_changed_again_is_done():
    """As an address that Neutron has, and Nova's list has not yet."""
    account, again = Ledger([A], {}), changed("floating_ip")
    again.wrote = False
    account.learn([changed("floating_ip"), again])
    assert account.done == {seat(1)} and not account.errors


def test_a_change_that_a_list_shows_late_was_made():
    account, keep = Ledger([A], {}), changed(action="keep")
    account.learn([changed("tags"), changed("tags")])
    assert account.worth(keep.step)
    account.learn([keep])
    assert account.done == {seat(1)} and not account.errors
