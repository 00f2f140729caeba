# SPDX-License-Identifier: GPL-3.0-or-later
"""The digest of a plan: whether another run would do the same, and what is another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import A, B, resolved, seat, server

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.drift.case import (
    Difference,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import digest
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import (
    Plan,
    Step,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.validate import (
    DIGEST,
)

NEW = Step("create", seat(1), "web-1", A, "missing")
OLD = Step("update", seat(2), "web-2", A, "tags none -> x", server(2), ("tags",),
           values={"tags": Difference("none", "x")})
LATER = replace(OLD, changes=("expires",), values={"expires": Difference("noon", "one")})
GONE = Step("delete", seat(3), "web-3", B, "beyond the count of 2", server(3, B))
KEPT = Step("keep", seat(4), "web-4", B, "up to date", server(4, B))


def changes(*steps, prepared=(), **found):
    return digest.changes(Plan(steps, {}), prepared, lambda step: resolved(
        **found) if step.action == "create" else None)


def moved(before, after):
    error = digest.refuse(digest.of(before), after)
    return error and error.message.partition("(")[2].rpartition(")")[0]


@pytest.mark.parametrize("steps", [[], [NEW], [NEW, OLD, GONE]], ids=len)
def test_the_same_plan_is_the_same(steps):
    before = changes(*steps, KEPT, prepared=["keypair me on a"])
    assert DIGEST.fullmatch(digest.of(before))
    assert moved(before, changes(*steps[::-1], prepared=["keypair me on a"])) is None


def test_nothing_to_do():
    assert digest.of(changes(KEPT)) == "1:none" and DIGEST.fullmatch("1:none")


@pytest.mark.parametrize(("before", "after", "said"), [
    ([NEW], [replace(NEW, target=B)], "not planned then: create web-1 on b: missing"),
    ([NEW], [replace(NEW, zone="z1")], "not planned then: create web-1 on a: missing"),
    ([OLD], [replace(OLD, values={"tags": Difference("none", "y")})],
     "not planned then: update web-2 on a: tags none -> x"),
    ([OLD], [replace(OLD, reason="said in other words")], None),
    ([LATER], [replace(LATER, values={"expires": Difference("noon", "two")})], None),
    ([OLD], [OLD, GONE], "not planned then: delete web-3 on b: beyond the count of 2"),
    ([OLD, GONE], [OLD], "1 planned change is not needed any more"),
    ([NEW, OLD, GONE], [replace(NEW, target=B)],
     "not planned then: create web-1 on b: missing; 2 planned changes are not needed any more"),
    ([], [OLD], "not planned then: update web-2 on a: tags none -> x"),
    ([OLD], [], "1 planned change is not needed any more"),
])
def test_what_has_moved(before, after, said):
    assert moved(changes(*before), changes(*after)) == said


@pytest.mark.parametrize("found", [{"image": "image-2"}, {"flavor": "flavor-2"},
                                   {"network": "net-2"}, {"floating": "net-2"}])
def test_a_definition_that_means_something_else_now(found):
    assert moved(changes(NEW), changes(NEW, **found)) == (
        "not planned then: create web-1 on a: missing")


def test_what_is_made_beside_servers():
    assert moved(changes(NEW), changes(NEW, prepared=["keypair me on a"])) == (
        "not planned then: create keypair me on a")
