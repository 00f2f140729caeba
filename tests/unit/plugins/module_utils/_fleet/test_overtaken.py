# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers of one hard group that Nova has sent to one host at the same time."""

from __future__ import annotations

import pytest
from builders import A, B, seat, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.journey import (
    Journey,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.ledger import Ledger
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import Step

VIOLATED = "Anti-affinity instance group policy was violated."


@pytest.mark.parametrize(("fault", "free"), [
    (VIOLATED, True),
    ("Exceeded maximum number of retries. Exceeded max scheduling attempts 3 for instance 1. Last "
     f"exception: Build of instance 1 was re-scheduled: {VIOLATED}", True),
    ("build failed", False)])
def test_who_was_overtaken_is_tried_again_where_it_was(fault, free):
    account, step = Ledger([A, B], {}), Step("create", seat(1), "web-1", A, "missing")
    for _pass in range(9):
        journey = Journey(step, server=server(1, A), legs=["wait"])
        journey.fail(CloudError("build_failed", f"is in ERROR: {fault}", A), 1.0)
        assert account.learn([journey])
    assert account.worth(step) is free
    assert (not account.closed and not account.avoid()) is free
    assert fault in account.errors[seat(1)].message


def test_who_is_overtaken_again_and_again_has_failed():
    account, step = Ledger([A, B], {}), Step("create", seat(1), "web-1", A, "missing")
    for _pass in range(20):
        journey = Journey(step, server=server(1, A), legs=["wait"])
        journey.fail(CloudError("build_failed", f"is in ERROR: {VIOLATED}", A), 1.0)
        account.learn([journey])
    assert not account.worth(step)
