# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong, by the last look at each target."""

from __future__ import annotations

import pytest
from builders import NOW, A, B, marks, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._watch.conditions import (
    Look,
    conditions,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._watch.settings import (
    Numbers,
    Settings,
)

DOWN = CloudError("unreachable", "no answer", B)
EXPIRES = "multicloud_expires"
WEB, ANY = Settings({"web": Numbers({"": 3})}), Settings()


def one(index, target=A, **more):
    return server(index, target=target, **more)


def found(looks, away=None, settings=ANY):
    return sorted(conditions(looks, away or {}, settings, NOW))


@pytest.mark.parametrize(("servers", "settings", "expected"), [
    ([1, 2, 3], WEB, []),
    ([1, 3], WEB, [("server_missing", ("web", "2"))]),
    ([1, 2], WEB, [("server_missing", ("web", "3"))]),
    ([], WEB, [("server_missing", ("web", str(index))) for index in (1, 2, 3)]),
    ([1, 3], ANY, [("server_missing", ("web", "2"))]),
    ([1, 2], ANY, []),       # the third may have been taken away
    ([1, 2, 3, 4], WEB, []),
    ([], ANY, []),
])
def test_servers_that_are_missing(servers, settings, expected):
    assert found({A: Look(tuple(map(one, servers))), B: Look()}, settings=settings) == expected


def test_a_server_may_be_on_any_target():
    assert found({A: Look((one(1),)), B: Look((one(2, B), one(3, B)))}, settings=WEB) == []


def test_a_server_of_each_target_is_missing_on_that():
    doors = {"web": Numbers({"": 1}, {"door": 1})}
    door = {"metadata": {**marks(1), "multicloud_group": "door"}}
    looks = {A: Look((one(1), one(1, **door))), B: Look()}
    assert found(looks, settings=Settings(doors)) == [
        ("server_missing", ("web", "door-1 on b"))]
    (_condition, about), = conditions(looks, {}, Settings(doors), NOW).items()
    assert (about["cloud"], about["message"]) == (
        "b", "fleet web: server door-1 is missing on b")
    looks[B] = Look((one(1, B, **door),))
    assert found(looks, settings=Settings(doors)) == []
    assert found(looks, settings=ANY) == []


def test_nothing_is_missing_while_a_target_was_never_seen():
    assert found({A: Look((one(1),)), B: None}, {B: DOWN}, WEB) == [("target_down", (str(B),))]


def test_what_is_on_a_target_that_does_not_answer_is_not_missing():
    looks = {A: Look((one(1),)), B: Look((one(2, B), one(3, B)))}
    assert found(looks, {B: DOWN}, WEB) == [("target_down", (str(B),))]


@pytest.mark.parametrize(("more", "expected"), [
    ({"status": "ACTIVE"}, []),
    ({"status": "ERROR"}, ["server_error"]),
    ({"status": "DELETED"}, ["server_missing"]),
    ({"metadata": {**marks(), EXPIRES: "2026-01-01T11:59:59Z"}}, ["server_expired"]),
    ({"metadata": {**marks(), EXPIRES: "2026-01-01T12:00:01Z"}}, []),
    ({"metadata": {**marks(), EXPIRES: "soon"}}, []),
])
def test_servers(more, expected):
    looks = {A: Look((one(1, **more),))}
    settings = Settings({"web": Numbers({"": 1})})
    assert [kind for kind, _of in found(looks, settings=settings)] == expected


CLAIM = "multicloud_claim"
ENDED, HELD = "h1 2026-01-01T11:59:59Z job-7", "h2 2026-01-01T12:00:01Z job-8"


@pytest.mark.parametrize(("text", "expected"), [
    (ENDED, [("claim_ended", (str(A), "id-1"))]), (HELD, []), ("nonsense", [])])
def test_claims(text, expected):
    look = Look((one(1, server_id="id-1", metadata={**marks(), CLAIM: text}),))
    assert found({A: look}) == expected


def test_whose_claim_has_ended():
    look = Look((one(1, metadata={**marks(), CLAIM: ENDED}),))
    [about] = conditions({A: look}, {}, ANY, NOW).values()
    assert (about["owner"], about["fleet"]) == ("job-7", "web")


@pytest.mark.parametrize(("servers", "expected"), [
    ([{}, {}], []),
    ([{}, {}, {}, {}], []),
    ([{}], [("pool_low", ("web", ""))]),
    ([], [("pool_low", ("web", ""))]),
    ([{}, {}, {"metadata": {**marks(3), CLAIM: HELD}}], []),
    ([{}, {"status": "BUILD"}], [("pool_low", ("web", ""))]),
    ([{}, {"metadata": {**marks(2), CLAIM: HELD}}], [("pool_low", ("web", ""))]),
])
def test_pools(servers, expected):
    """Up to its count, servers are not missing."""
    look = Look(tuple(one(number, **more) for number, more in enumerate(servers, 1)))
    assert found({A: look}, settings=Settings({"web": Numbers(ready={"": 2})})) == expected


def test_a_pool_that_is_not_defined_here_has_gaps():
    look = Look((one(3, metadata={**marks(3), CLAIM: HELD}),))
    assert found({A: look}) == []


def test_drift():
    look = Look((one(1), one(2)), drifted={"a2": ("flavor", "name")})
    there = conditions({A: look}, {}, ANY, NOW)
    assert sorted(there) == [("server_drifted", (str(A), "a2", "flavor", "name"))]
    [about] = there.values()
    assert (about["options"], about["fleet"]) == (["flavor", "name"], "web")
    assert about["message"] == "a: server web-2 has drifted: flavor, name"


def test_images():
    row = {"id": "i2", "multicloud_build": "b2", "multicloud_promoted": "2026-01-01T00:00:00Z"}
    there = conditions({A: Look(images={"web": row}), B: Look()}, {}, ANY, NOW)
    assert sorted(there) == [("image_promoted", (str(A), "web", "i2"))]
    [about] = there.values()
    assert (about["build"], about["rollout"]) == ("b2", "web")


@pytest.mark.parametrize(("limit", "used", "expected"), [
    (10, 9, [("quota_nearly_used", (str(A), "compute", "cores"))]),
    (10, 8, []),
    (None, 1000, []),
    (10, None, []),
    (0, 0, []),
])
def test_quotas(limit, used, expected):
    look = Look(limits={"compute": {"cores": {"limit": limit, "used": used}}})
    assert found({A: look}) == expected


def test_a_number_of_somebody_elses_does_not_fill_the_memory():
    missing = found({A: Look((one(10**6),))})
    assert len(missing) == 10_000
