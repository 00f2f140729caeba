# SPDX-License-Identifier: GPL-3.0-or-later
"""What is found and made before steps are carried out; test_run has the rest."""

from __future__ import annotations

import pytest
from builders import A, B, fleet, row, seat, server
from fakes import FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import Selection
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import beside
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.ledger import Ledger
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import (
    Plan,
    Step,
)

FLOATING = {"multicloud_floating": "public"}


def test_a_server_does_not_go_where_floating_ips_cannot_be_read():
    clouds = {target: FakeCloud(target) for target in (A, B)}
    clouds[B].faults = {"GET /floatingips": [refusal("forbidden")]}
    steps = [Step("delete", seat(number), f"web-{number}", target, "", server(
        number, target, metadata=FLOATING)) for number, target in ((1, A), (2, B))]
    ledger = Ledger([A, B], {})
    selection = Selection(clouds, [(A, {}), (B, {})])
    assert beside.floating_ips(selection, fleet(2), steps, ledger) == {A: {}}
    assert list(ledger.errors) == [steps[1].server.id]


@pytest.mark.parametrize(("action", "most", "asked"), [
    ("replace", 2, True), ("replace", None, False), ("keep", 2, False)])
def test_deleted_servers_are_listed_where_that_matters(action, most, asked):
    cloud = FakeCloud(A)
    cloud.deleted = [{**row("s-9", "web-1", {}, "DELETED"), "description": "it"}]
    plan = Plan((Step(action, seat(1), "web-1", A, "", server(1)),), {})
    found = beside.deleted(Selection({A: cloud}, [(A, {})]),
                           fleet(1, max_replace_per_hour=most), plan, [A], Ledger([A], {}))
    assert found == ["it"] * asked


def test_nothing_is_asked_for_servers_without_one():
    steps = [Step("delete", seat(1), "web-1", A, "", server(1, A))]
    assert beside.floating_ips(Selection({}, []), fleet(1), steps, Ledger([A], {})) == {}
