# SPDX-License-Identifier: GPL-3.0-or-later
"""The digest of a plan: whether another run would do the same, and what is another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import SPEC, A, B, resolved, seat, server

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
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.expiry import expiry
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    ServerSpec,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.volume import Volume

NEW = Step("create", seat(1), "web-1", A, "missing")
OLD = Step("update", seat(2), "web-2", A, "tags none -> x", server(2), ("tags",),
           values={"tags": Difference("none", "x")})
LATER = replace(OLD, changes=("expires",), values={"expires": Difference("noon", "one")})
GONE = Step("delete", seat(3), "web-3", B, "beyond the count of 2", server(3, B))
KEPT = Step("keep", seat(4), "web-4", B, "up to date", server(4, B))


def changes(*steps, prepared=(), going=None, expires=None, **found):
    return digest.changes(Plan(steps, {}), prepared, lambda step: resolved(
        **found) if step.action == "create" else None, going or {},
        expiry("expires", expires, datetime.now(UTC)))


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


DISK = {"name": "data", "size": 1}


def of_spec(step, **options):
    return replace(step, spec=ServerSpec.of({**SPEC, "data_volumes": [DISK], **options}))


@pytest.mark.parametrize("options", [
    {"metadata": {"a": "b"}}, {"tags": ["x"]}, {"availability_zones": ["z1", "z2"]},
    {"data_volumes": [{**DISK, "keep": True}]}, {"userdata": "x"}])
@pytest.mark.parametrize("step", [NEW, replace(GONE, action="replace")])
def test_all_of_a_new_server_counts(step, options):
    assert moved(changes(of_spec(step)), changes(of_spec(step, **options)))
    assert not moved(changes(of_spec(step)), changes(of_spec(step)))


def test_when_new_servers_expire():
    at, later = ((datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
                 for days in (3, 4))
    found = [changes(NEW, expires=text) for text in (None, "2h", "3h", at, later)]
    assert len({digest.of(one) for one in found}) == 5
    assert digest.of(found[1]) == digest.of(changes(NEW, expires="7200"))
    assert digest.of(changes(OLD)) == digest.of(changes(OLD, expires="2h"))
    assert digest.of(changes(LATER)) != digest.of(changes(LATER, expires="2h"))


def test_volumes_that_go():
    row = Volume("v", "web-3-data", 1, "in-use", None, "", (), {})
    assert moved(changes(GONE), changes(GONE, going={B: [row]})) == (
        "not planned then: delete volume web-3-data on b")


def test_what_is_made_beside_servers():
    assert moved(changes(NEW), changes(NEW, prepared=["keypair me on a"])) == (
        "not planned then: create keypair me on a")
