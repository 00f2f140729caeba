# SPDX-License-Identifier: GPL-3.0-or-later
"""How a run ends: out of time, ended from outside, refused."""

from __future__ import annotations

import time

from builders import A
from fakes import FakeCloud, refusal
from runs import kinds, where

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.pool import Pool
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import run
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import context


def test_time_that_runs_out_is_said_with_what_was_waited_for(go):
    a = FakeCloud(A)
    a.builds = "BUILD"
    result = go(a, count=1, timeout=2)
    assert result["failed"]
    assert kinds(result) == ["timeout"]
    assert "still BUILD after" in result["msg"]
    assert where(result) == [("web-1", "a")]


def test_a_run_that_nobody_waits_for_begins_nothing_more(go, monkeypatch):
    a = FakeCloud(A)
    monkeypatch.setattr(run.guard.Parent, "gone", lambda _self: bool(a.writes))
    monkeypatch.setattr(context, "Pool", lambda _workers=1: Pool(1))
    result = go(a, count=5)
    assert result["failed"]
    assert a.writes == ["POST /servers"]
    assert "the run was interrupted" in result["msg"]


def test_a_run_that_nobody_waits_for_ends_soon(go, monkeypatch):
    a = FakeCloud(A)
    a.builds = "BUILD"
    monkeypatch.setattr(run.guard.Parent, "gone", lambda _self: bool(a.writes))
    began = time.monotonic()
    result = go(a, count=1, timeout=60)
    assert time.monotonic() - began < 45
    assert result["failed"] and where(result) == [("web-1", "a")]


def test_what_was_created_in_the_last_moment_is_named(go, monkeypatch):
    a = FakeCloud(A)
    create = a._create

    def late(desired):
        time.sleep(max(0.0, began + 2.2 - time.monotonic()))
        return create(desired)
    monkeypatch.setattr(a, "_create", late)
    began = time.monotonic()
    result = go(a, count=1, timeout=2)
    assert result["failed"] and result["changed"]
    assert where(result) == [("web-1", "a")]


def test_a_target_that_stops_answering_is_named(go):
    answers = [CloudError("unreachable", "cannot connect")]
    a = FakeCloud(A)
    a.on_create = lambda _made: a.faults.update({"GET /servers/detail": answers})
    result = go(a, count=1)
    assert result["failed"]
    assert set(kinds(result)) == {"unreachable"}
    assert "cannot connect" in result["msg"]


def test_no_time_at_all_is_said(go):
    result = go(FakeCloud(A), timeout=0)
    assert result["failed"]
    assert kinds(result) == ["timeout"]


def test_why_a_keypair_could_not_be_made_is_said(go):
    a = FakeCloud(A, faults={
        "POST /os-keypairs": [refusal("quota", "Quota exceeded, too many key pairs.")],
        "POST /servers": [refusal("invalid", "Invalid key_name provided.")]})
    result = go(a, count=1, key_name="me", public_key="ssh-rsa AAAA")
    assert result["failed"]
    assert "too many key pairs" in result["msg"]
