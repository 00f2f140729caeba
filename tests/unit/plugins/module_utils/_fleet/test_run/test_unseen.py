# SPDX-License-Identifier: GPL-3.0-or-later
"""Targets that cannot be queried."""

from __future__ import annotations

import pytest
from builders import A, B
from fakes import FakeCloud
from runs import SILENT, kinds, tally, there, where

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError


def test_unseen_replace_creates_elsewhere(go):
    a, b = FakeCloud(A), FakeCloud(B, faults=SILENT)
    result = go(a, b, count=2, unseen="replace")
    assert not result["failed"]
    assert where(result) == [("web-1", "a"), ("web-2", "a")]
    assert kinds(result) == ["timeout"] and result["warnings"]
    assert b.writes == []


def test_servers_are_named_on_a_target_that_falls_silent_after_their_creation(go):
    a = FakeCloud(A)
    a.on_create = lambda _row: a.faults.update(SILENT)
    result = go(a, count=1, key_name="me", public_key="ssh-ed25519 AAAA")
    assert result["failed"] and where(result) == [("web-1", "a")]
    assert tally(result, "created") == {"a": (1,)}
    assert not any("but no server" in text for text in result["warnings"])
    assert result["msg"].startswith("Fleet web: 0 of 1 servers are ready (1 created)")


KEPT = {"data_volumes": [{"name": "data", "size": 1, "keep": True}]}
EMPTY = ("web-1, web-2: kept volumes on b cannot be queried; servers created elsewhere get empty "
         "ones; to wait instead, set unseen: hold")


@pytest.mark.parametrize("check_mode", [False, True])
@pytest.mark.parametrize(("faults", "options", "said"), [
    ({"GET /servers/detail": SILENT["GET /servers/detail"]}, KEPT, True),
    ({"GET /volumes/detail": SILENT["GET /servers/detail"]}, KEPT, True),
    ({}, KEPT, False), (SILENT, {"data_volumes": [{"name": "data", "size": 1}]}, False),
    (SILENT, {**KEPT, "unseen": "hold"}, False)])
def test_servers_that_begin_with_empty_volumes_are_named(go, faults, options, said, check_mode):
    a, b = FakeCloud(A), FakeCloud(B, faults=faults)
    result = go(a, b, count=2, check_mode=check_mode, **options)
    assert (EMPTY in result["warnings"]) is said
    assert said or not any("kept volumes" in text for text in result["warnings"])


def test_kept_volumes_that_are_seen_are_where_the_server_goes(go):
    a, b = FakeCloud(A), FakeCloud(B)
    go(a, count=1, **KEPT)
    a.servers.clear()
    for disk in a.volumes.rows.values():
        disk.update(status="available", attachments=[])
    b.faults.update(SILENT)
    result = go(a, b, count=1, **KEPT)
    assert where(result) == [("web-1", "a")]
    assert not any("kept volumes" in text for text in result["warnings"])


def test_kept_volumes_that_are_there_twice_are_named(go):
    a, b = FakeCloud(A), FakeCloud(B)
    go(a, count=1, **KEPT)
    go(b, count=1, **KEPT)
    result = go(a, b, count=1, **KEPT)
    assert ("web-1: there are kept volumes data on a and b: check which one has the data, and "
            "delete the others") in result["warnings"]


def test_unseen_hold_waits_for_it(go):
    a, b = FakeCloud(A, [there(1)]), FakeCloud(B, faults=SILENT)
    result = go(a, b, count=3, unseen="hold")
    assert result["failed"]
    assert a.writes == b.writes == []
    assert where(result) == [("web-1", "a")]
    assert "unseen is hold" in result["msg"] and "b: " in result["msg"]


def test_unseen_hold_creates_where_all_are_seen(go):
    assert where(go(FakeCloud(A), count=1, unseen="hold")) == [("web-1", "a")]


def test_unseen_hold_with_everything_there_is_well(go):
    a, b = FakeCloud(A, [there(1)]), FakeCloud(B, faults=SILENT)
    assert not go(a, b, count=1, unseen="hold")["failed"]


@pytest.mark.parametrize("unseen", ["replace", "hold"])
def test_nothing_beyond_count_is_deleted_while_a_target_is_unseen(go, unseen):
    a, b = FakeCloud(A, [there(1), there(5)]), FakeCloud(B, faults=SILENT)
    result = go(a, b, count=1, unseen=unseen)
    assert not result["failed"] and not result["changed"]
    assert a.names == ["web-1", "web-5"]


def test_what_is_kept_beyond_count_does_not_stand_for_what_is_missing(go):
    a, b = FakeCloud(A, [there(2), there(3)]), FakeCloud(B, faults=SILENT)
    assert go(a, b, count=2, unseen="hold")["failed"]


def test_a_target_that_could_not_be_configured_is_unseen(go):
    failure = CloudError("config", "no password", B)
    result = go(FakeCloud(A), count=1, failures=[failure])
    assert not result["failed"]
    assert kinds(result) == ["config"]
    assert tally(result, "created", "error") == {"a": (1, None), "b": (0, str(failure))}
