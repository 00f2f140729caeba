# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of several choices are not to be had for servers that have a later one, as a table."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import SPEC, A, B, fleet, resolved, seat, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import preference, spent
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.case import (
    Difference,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.choice import (
    Choice,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.observe.offer import Offer
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import (
    Plan,
    Step,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    ServerSpec,
)

LARGE, SMALL = (ServerSpec.of({**SPEC, "flavor": name}) for name in ("large", "small"))
VALUES = {"flavor": Difference("small", "large")}
NEEDS = {"instances": 1, "cores": 4, "ram": 4096, "limit of cores": 4}
SIZE = {"original_name": "small", "vcpus": 1, "ram": 1024}
THERE = server(1, flavor=SIZE)
WISH = THERE.id, LARGE


def step(action="resize", **more):
    return Step(**{"action": action, "seat": seat(1), "name": "web-1", "target": A, "reason": "",
                   "server": THERE, "changes": ("flavor",), "values": VALUES, "spec": LARGE,
                   "preferred": LARGE, **more})


def offers(**left):
    return {A: Offer({"": (Choice(LARGE, resolved(), dict(NEEDS)),
                           Choice(SMALL, resolved(), {"cores": 1}))}, left=left)}


def why(*steps, there=None, missing=None, tried=None):
    desired = fleet(3, flavor=["large", "small"], prefer_first=True)
    found = preference.denied(desired, Plan(steps, missing or {}),
                              offers() if there is None else there, tried or spent.Spent())
    return {wish: text.removeprefix("(flavor small -> large) is not available: ")
            for wishes in found.values() for wish, text in wishes.items()}


@pytest.mark.parametrize(("one", "there", "said"), [
    (step(), offers(), None), (step(), {}, "a cannot be used"),
    (step(preferred=None), {}, None),
    # what it has already counts
    (step(), offers(cores=3, ram=3072, instances=0), None),
    (step(), offers(cores=2), "a has no quota left for cores"),
    (step(), offers(cores=2, ram=0), "a has no quota left for cores, ram"),
    (step(), offers(**{"limit of cores": 2}), "a has reached its limit of cores"),
    (step("rebuild"), offers(cores=2), "a has no quota left for cores"),
    (step("rebuild", changes=("image",)), offers(cores=0), None),
    # nothing is tried
    (step("keep"), offers(cores=0), None), (step("update"), {}, None),
    (step("replace"), offers(), None),
    (step("replace", spec=SMALL), offers(), "a has no room for it"),
    (step("replace", spec=None, target=B), offers(), None),
])
def test_why_not(one, there, said):
    assert why(one, there=there) == ({WISH: said} if said else {})


def test_what_new_servers_take_comes_first():
    new = Step("create", seat(2), "web-2", A, "missing", spec=SMALL)
    assert why(step(), new, there=offers(cores=4)) == {}
    assert why(step(), new, there=offers(cores=3)) == {WISH: "a has no quota left for cores"}


def test_one_after_the_other():
    other = server(2, flavor=SIZE)
    second = step(seat=seat(2), server=other)
    assert why(step(), second, there=offers(cores=5)) == {
        (other.id, LARGE): "a has no quota left for cores"}


def test_a_server_without_a_place_for_another():
    assert why(step("keep"), missing={seat(1): "a takes at most 1"}) == {WISH: "a takes at most 1"}


def test_what_was_tried_in_vain():
    tried = spent.Spent()
    error = CloudError("build_failed", "still has its old flavor")
    locked = CloudError("conflict", "is locked")
    tried.learn([SimpleNamespace(step=one, failure=failure, done=False) for one, failure in (
        (step(), error), (step(preferred=None), error), (step(), locked), (step(), None))])
    assert why(step(), tried=tried) == {WISH: "still has its old flavor"}
