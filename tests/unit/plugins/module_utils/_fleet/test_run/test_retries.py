# SPDX-License-Identifier: GPL-3.0-or-later
"""Retries, time limits, and what counts as success."""

from __future__ import annotations

import time

import pytest
from builders import A, B
from fakes import FakeCloud
from runs import kinds, there, where


def failing(target):
    cloud = FakeCloud(target)
    cloud.builds = "ERROR"
    return cloud


@pytest.mark.parametrize(("retries", "tries"), [(0, 1), (1, 2), (3, 4)])
def test_retries_are_of_a_server_over_all_targets(go, retries, tries):
    a, b = failing(A), failing(B)
    result = go(a, b, count=1, retries=retries)
    assert result["failed"]
    assert (a.writes + b.writes).count("POST /servers") == tries
    assert a.writes.count("POST /servers") <= 2


def test_a_target_whose_builds_always_fail_is_left_alone_and_said_so(go):
    a, b = failing(A), FakeCloud(B)
    result = go(a, b, count=8)
    assert not result["failed"]
    assert (a.names, len(b.names)) == ([], 8)
    assert a.writes.count("POST /servers") == 4     # of the first pass
    assert any("gets no more servers after 4 failures, the last one: is in ERROR" in text
               for text in result["warnings"])


@pytest.mark.parametrize(("min_success", "failed"), [("50%", False), ("2", False), ("75%", True)])
def test_min_success_decides_whether_a_run_that_lacks_servers_has_failed(go, min_success, failed):
    a = FakeCloud(A, quota=2)
    for check_mode in (True, False):
        result = go(a, count=4, min_success=min_success, check_mode=check_mode)
        assert result["failed"] is failed
    assert a.names == ([] if failed else ["web-1", "web-2"])
    assert "no quota left for instances" in str(result["failures"])
    assert bool(result["warnings"]) is not failed


def test_min_success_with_builds_that_fail(go):
    a = FakeCloud(A)
    a.on_create = lambda made: made.update(
        {"status": "ERROR"} if made["name"] == "web-2" else {})
    result = go(a, count=4, min_success="75%", retries=0)
    assert not result["failed"]
    assert a.names == ["web-1", "web-3", "web-4"]
    assert result["warnings"]


@pytest.mark.parametrize(("on_failure", "left"), [("delete", []), ("keep", ["ERROR"])])
def test_on_failure(go, on_failure, left):
    a = failing(A)
    result = go(a, count=1, retries=0, on_failure=on_failure)
    assert result["failed"]
    assert [row["status"] for row in a.servers.values()] == left
    assert [row["status"] for row in result["servers"]] == left


def test_a_server_that_is_built_for_too_long_is_made_elsewhere(go):
    a, b = FakeCloud(A), FakeCloud(B)
    a.builds = "BUILD"
    result = go(a, b, count=1, create_timeout=2)
    assert not result["failed"]
    assert (a.names, b.names) == ([], ["web-1"])
    assert any("still BUILD after 2 s" in text for text in result["warnings"])


def test_a_deletion_that_takes_too_long_is_given_up(go, monkeypatch):
    a = FakeCloud(A, [there(1), there(2)])
    monkeypatch.setattr(a, "delete", lambda *_arguments: True)
    began = time.monotonic()
    result = go(a, count=1, delete_timeout=0.1, timeout=60)
    assert time.monotonic() - began < 45
    assert kinds(result) == ["timeout"]
    assert "still being deleted after 0 s" in result["failures"][0]["msg"]
    assert not result["failed"]         # web-1 is there


@pytest.mark.parametrize(("servers", "ports"), [(0, 0), (0.05, 0.2)])
def test_a_server_that_fails_before_it_has_a_port_is_noticed_soon(go, monkeypatch, servers, ports):
    """Also where a list of ports is always under way when one of servers comes."""
    a, b = FakeCloud(A, floating=True), FakeCloud(B)
    a.builds = "ERROR"
    rows, everything = a._rows, a._list

    def listed(path):
        time.sleep(ports if path == "/ports" else 0)
        return [] if path == "/ports" else rows(path)
    monkeypatch.setattr(a, "_rows", listed)
    monkeypatch.setattr(a, "_list", lambda: time.sleep(servers) or everything())
    result = go(a, b, count=1, timeout=20)
    assert not result["failed"], result["msg"]
    assert where(result) == [("web-1", "b")]
