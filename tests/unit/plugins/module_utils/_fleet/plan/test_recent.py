# SPDX-License-Identifier: GPL-3.0-or-later
"""How many servers have taken the place of others lately, as a table."""

from __future__ import annotations

import pytest
from builders import A, B, seat, server

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import recent
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import (
    Plan,
    Step,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import mark
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.fleet import Seat


@pytest.mark.parametrize(("actions", "deleted", "replaced"), [
    ({1: "keep", 2: "keep"}, [], 0),
    ({1: "keep", 2: "keep"}, [1], 1),
    ({1: "keep"}, [1, 1, 1], 3),
    ({1: "update", 2: "start"}, [1, 2], 2),
    # it is broken; those before it were replaced, it is not yet
    ({1: "replace"}, [], 0),
    ({1: "replace"}, [1, 1], 2),
    # it is missing: that of the last one is what is to be done
    ({1: "create"}, [], 0),
    ({1: "create"}, [1], 0),
    ({1: "create"}, [1, 1], 1),
    ({1: "create", 2: "replace"}, [1, 2], 1),
    # nobody needs those any more
    ({1: "keep"}, [2, 3], 0),
    ({1: "keep", 2: "delete"}, [2], 0),
])
def test_replaced(actions, deleted, replaced):
    steps = tuple(Step(action, seat(number), f"web-{number}", A, "",
                       None if action == "create" else server(number))
                  for number, action in actions.items())
    making = {step.seat for step in steps if step.action in ("create", "replace")}
    texts = [mark.place("web", seat(number)) for number in deleted]
    assert recent.replaced("web", Plan(steps, {}), making, texts) == replaced


@pytest.mark.parametrize("text", [mark.place("shop", seat(1)), mark.place("web", seat(1, "db")),
                                  "something else"])
def test_others_are_not_counted(text):
    plan = Plan((Step("keep", seat(1), "web-1", A, "", server(1)),), {})
    assert recent.replaced("web", plan, set(), [text]) == 0


def test_what_waits_for_room_is_missing():
    assert recent.replaced("web", Plan((), {seat(1): ""}), {seat(1)}, [
        mark.place("web", seat(1))] * 3) == 2


def test_places_in_each_target_are_told_apart_by_nobody():
    """Their servers have the same description."""
    places = [Seat("", 1, target) for target in (A, B)]
    plan = Plan((Step("keep", places[0], "web-1", A, "", server(1)),
                 Step("create", places[1], "web-1", B, "")), {})
    assert recent.replaced("web", plan, {places[1]}, [mark.place("web", seat(1))] * 2) == 1
