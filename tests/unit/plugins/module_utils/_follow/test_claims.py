# SPDX-License-Identifier: GPL-3.0-or-later
"""Which servers somebody gets, as tables."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest
from builders import A, B, addresses, marks, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec import claim
from ansible_collections.multicloud.openstack.plugins.module_utils._follow import claims, endpoint
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.address import (
    Preference,
)

NOW = datetime.fromisoformat("2026-12-01T10:00:00+00:00")
LATER, BEFORE = NOW + timedelta(hours=1), NOW - timedelta(hours=1)
OPTIONS = {"name": "web", "owner": "me", "count": 2, "state": "present"}


def one(number, target=A, claimed=None, **more):
    metadata = {**marks(number), **({claim.KEY: str(claimed)} if claimed else {})}
    metadata.update(more.pop("metadata", {}))
    return endpoint.of(server(number, target, addresses=addresses(f"10.0.0.{number}"),
                              metadata=metadata, **more), (Preference(),), True)


def mine(expires=LATER, owner="me"):
    return claim.Claim("abc", expires, owner)


POOL = claims.Pool(NOW, (
    one(1), one(2, claimed=mine()), one(3, claimed=mine(owner="you")), one(4, claimed=mine(BEFORE)),
    one(5, status="BUILD"), one(6, metadata={endpoint.OUT: "1"}), one(7, claimed="what?")))


def test_free_are_those_that_nobody_has_had():
    assert [server.name for server in POOL.free] == ["web-1"]


def test_claimed_are_those_whose_time_has_not_come():
    assert [row.server.name for row in POOL.claims] == ["web-2", "web-3", "web-7"]


@pytest.mark.parametrize(("owner", "servers", "found"), [
    ("me", None, [2]), ("you", None, [3]), ("nobody", None, []),
    (None, [2, 3], [2, 3]), ("me", [3], []), ("me", [], []), (None, [7], [7]), (None, [1, 4], [])])
def test_of(owner, servers, found):
    names = [f"web-{number}" for number in found]
    ids = None if servers is None else [
        row.server.id for row in POOL.endpoints if row.server.name in
        {f"web-{number}" for number in servers}]
    assert [row.server.name for row in POOL.of(owner, ids)] == names


def chosen(free, have, count, together=False):
    servers = [one(number, target).server for number, target in enumerate(free, 1)]
    found = claims.choose(servers, have, count, together)
    assert len({server.id for server in found}) == len(found)
    return [server.target for server in found]


@pytest.mark.parametrize(("free", "have", "count", "targets"), [
    ([], [], 1, []),
    ([A, A, B], [], 0, []),
    ([A, A, B], [], 1, [A]),
    ([A, A, B], [], 2, [A, B]),
    ([A, A, B], [], 3, [A, A, B]),
    ([A, A, B], [], 9, [A, A, B]),
    ([A, A, B], [A], 1, [B]),
    ([A, A], [A, A], 1, [A]),
    ([B, A, A, B], [A, B, B], 2, [A, B])])
def test_spread(free, have, count, targets):
    assert Counter(chosen(free, have, count)) == Counter(targets)


@pytest.mark.parametrize(("free", "have", "count", "targets"), [
    ([A, B, B], [], 2, [B, B]),
    ([A, B], [], 2, []),
    ([A, A, B, B, B], [], 2, [A, A]),
    ([A, B, B], [A], 1, [A]),
    ([B, B], [A], 1, []),
    ([], [], 1, [])])
def test_together(free, have, count, targets):
    assert chosen(free, have, count, together=True) == targets


def told(rows=(), short=0, wrong=(), **more):
    return claims.result({**OPTIONS, **more}, rows, short, list(wrong), {A: POOL}, {A: 4, B: 0})


def test_result():
    rows = [claims.Row(one(8), mine(), "claimed"), claims.Row(one(2), mine())]
    found = told(rows, wrong=[CloudError("unreachable", "no answer", B)])
    assert (found["changed"], found["failed"]) == (True, False)
    assert found["msg"] == "Pool web: 2 servers claimed for me."
    assert [(row["name"], row["action"], row["owner"], row["expires"])
            for row in found["servers"]] == [
        ("web-2", "unchanged", "me", "2026-12-01T11:00:00Z"),
        ("web-8", "claimed", "me", "2026-12-01T11:00:00Z")]
    assert found["diff"] == {"before": "", "after": f"web-8 on {A}: claimed by me\n"}
    assert found["targets"] == [
        {**A.report(), "servers": 7, "free": 1, "claimed": 3, "requests": 4, "error": None},
        {**B.report(), "servers": 0, "free": 0, "claimed": 0, "requests": 0,
         "error": str(CloudError("unreachable", "no answer", B))}]
    assert len(found["warnings"]) == 1


def test_too_few():
    found = told(short=1, wrong=[CloudError("unreachable", "no answer", B)])
    assert (found["changed"], found["failed"], found["warnings"]) == (False, True, [])
    assert found["msg"].startswith(
        "Pool web: 2 servers cannot be claimed for me, as 1 are missing, and no new server was "
        "claimed: 1 are free and 3 are claimed.")
    assert "no answer" in found["msg"]


def test_released():
    found = told([claims.Row(one(2), mine(), "released")], state="absent")
    assert found["msg"] == "Pool web: 1 servers released."
    assert found["diff"] == {"before": f"web-2 on {A}: claimed by me\n", "after": ""}
