# SPDX-License-Identifier: GPL-3.0-or-later
"""What a fleet costs before and after a plan."""

from __future__ import annotations

import pytest
from builders import A, B, addresses, fleet, resolved, seat, server
from drifts import disk

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import cost, stock
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import (
    Plan,
    Step,
)

TABLE = [{"cloud": "a", "flavors": {"small": 1, "large": 4}, "floating_ip": 0.5,
          "volume_types": {"default": 0.1, "ssd": 0.2}}]
DATA = {"data_volumes": [{"name": "data", "size": 10}]}
THERE = server(1)
KEEP = Step("keep", seat(1), "web-1", A, "", THERE)
CREATE = Step("create", seat(2), "web-2", A, "missing", resolved=resolved())


def costs(*steps, volumes=(), **options):
    """Before and after, per hour."""
    desired = fleet(3, **{"prices": TABLE, **options})
    found = cost.of(desired, *stock.of(desired, Plan(steps, {}), {A: volumes},
                                       lambda step: step.resolved))
    return found and (round(found.before, 4), round(found.after, 4))


@pytest.mark.parametrize(("steps", "expected"), [
    ([], (0, 0)), ([KEEP], (1, 1)), ([KEEP, CREATE], (1, 2)),
    ([Step("delete", seat(1), "web-1", A, "", THERE)], (1, 0)),
    ([Step("replace", seat(1), "web-1", A, "", THERE, resolved=resolved(flavor_name="large"))],
     (1, 4)),
    ([Step("resize", seat(1), "web-1", A, "", THERE, ("flavor",),
           resolved=resolved(flavor_name="large"))], (1, 4)),
    ([Step("update", seat(1), "web-1", A, "", THERE, ("tags",), resolved=resolved())], (1, 1)),
    ([Step("keep", seat(1), "web-1", A, "", server(1, addresses=addresses(floating="192.0.2.1")))],
     (1.5, 1.5)),
    ([Step("create", seat(2), "web-2", A, "", resolved=resolved(floating="net-2"))], (0, 1.5)),
    ([Step("keep", seat(1), "web-1", B, "", server(1, B)), CREATE], (0, 1)),
])
def test_servers(steps, expected):
    assert costs(*steps) == expected


@pytest.mark.parametrize(("steps", "volumes", "options", "expected"), [
    ([KEEP], [disk("data")], DATA, (2, 2)),
    ([KEEP], [disk("data", type="ssd"), disk("old", servers=())], DATA, (4, 4)),
    ([CREATE], [], DATA, (0, 2)),
    ([CREATE], [disk("data", servers=(), seat=2)], DATA, (1, 2)),
    ([Step("delete", seat(1), "web-1", A, "", THERE)], [disk("data")], DATA, (2, 0)),
    ([CREATE], [], {"boot_from_volume": True, "volume_size": 5, "volume_type": "ssd"}, (0, 2)),
])
def test_volumes(steps, volumes, options, expected):
    assert costs(*steps, volumes=volumes, **options) == expected


def test_without_a_table_nothing_is_said():
    assert costs(KEEP, prices=None) is None


def test_flavors_without_a_price():
    other = server(2, flavor={"original_name": "huge"})
    desired = fleet(3, prices=TABLE)
    plan = Plan((KEEP, Step("keep", seat(2), "x", A, "", other)), {})
    found = cost.of(desired, *stock.of(desired, plan, {}, lambda step: None))
    assert found.warnings() == ["prices: flavor huge of a has no price, and counts as 0"]


@pytest.mark.parametrize(("before", "after", "most", "refused"), [
    (0, 1, None, False), (0, 1, 730, False), (0, 1.1, 730, True), (2, 1.5, 730, False),
    (2, 2, 730, False)])
def test_max_cost(before, after, most, refused):
    found = cost.Cost(before, after)
    assert bool(found.too_much(most, "nothing")) is refused
    assert found.report()["after"] == {"hour": after, "month": round(after * 730, 2)}
