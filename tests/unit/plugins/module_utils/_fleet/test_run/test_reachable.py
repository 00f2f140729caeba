# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers whose port has to answer."""

from __future__ import annotations

import socket
import time

import pytest
from builders import A, B, addresses
from fakes import FakeCloud
from runs import kinds, there

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import run
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import port_leg


def test_reachable_is_when_its_port_answers(go):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        result = go(FakeCloud(A), count=1, wait="reachable", port=listener.getsockname()[1])
    assert not result["failed"]
    assert set(result["servers"][0]["times"]) == {"accepted", "active", "port", "done"}


def test_a_port_that_does_not_answer_is_explained(go, silent_port):
    result = go(FakeCloud(A), count=1, wait="reachable", port=silent_port, timeout=3)
    assert result["failed"]
    assert (f"port {silent_port} of 127.0.0.1 cannot be reached: none of its security groups "
            f"has a rule that allows TCP port {silent_port}; add one with security_group_rule, or "
            "set security_groups") in result["msg"]


@pytest.mark.parametrize(("wait", "warned"), [("active", False), ("reachable", True)])
def test_check_mode_tells_of_servers_that_do_not_answer(go, silent_port, wait, warned):
    a = FakeCloud(A, [there(1, addresses=addresses("127.0.0.1"))])
    result = go(a, count=1, wait=wait, port=silent_port, check_mode=True)
    assert not result["changed"]
    assert any("cannot be reached" in failure["msg"] for failure in result["failures"]) is warned


@pytest.mark.parametrize(("more", "why"), [
    ({"status": "RESCUE"},
     "is RESCUE: unrescue it with multicloud.openstack.server_action, or delete it"),
    ({"status": "REBOOT"}, "is REBOOT: try again later"),
    ({"status": "SHUTOFF", "task": "powering-on"}, "is powering-on: try again later")])
def test_check_mode_says_of_a_server_that_is_not_at_work_why_it_does_not_answer(
        go, silent_port, more, why):
    a = FakeCloud(A, [there(1, addresses=addresses("127.0.0.1"), **more)])
    result = go(a, count=1, wait="reachable", port=silent_port, check_mode=True)
    assert [(row["kind"], row["msg"]) for row in result["failures"]] == [
        ("conflict", f"a: server web-1: {why}")]


LET_IN = {"security_group_id": "group-1", "direction": "ingress", "ethertype": "IPv4",
          "remote_group_id": None}

# the rules, whether another server there answers; how many are made, and what it says
SILENCE = [
    ("no-rule", [], False, 1, "cannot be reached: none of its security groups has a rule"),
    ("no-rule-for-this-one", [], True, 1, "cannot be reached: none of its security groups has"),
    ("none-answers", [LET_IN], False, 1, "did not answer within 1 s (reachable_timeout), although "
     "its security groups allow it; check that the image starts a service on this port"),
    ("others-answer", [LET_IN], True, 2, "did not answer within 1 s (reachable_timeout)"),
]


@pytest.mark.parametrize(("rules", "others", "made", "text"),
                         [pytest.param(*line[1:], id=line[0]) for line in SILENCE])
def test_a_silent_server_is_replaced_where_others_answer_and_its_groups_let_it_in(
        go, monkeypatch, rules, others, made, text):
    monkeypatch.setattr(port_leg, "answers", lambda address, _port: address == "10.0.0.2")
    a = FakeCloud(A, [there(2, addresses=addresses("10.0.0.2"))] * others)
    a.rules = rules
    result = go(a, count=1 + others, wait="reachable", reachable_timeout=1, retries=3)
    assert result["failed"] and set(kinds(result)) == {"timeout"}
    assert text in result["msg"] and "left alone" not in result["msg"]
    assert a.writes.count("POST /servers") == made
    assert ("web-1" in a.names) is (made == 1)


def test_few_consoles_of_a_target_are_shown(go, monkeypatch):
    monkeypatch.setattr(port_leg, "answers", lambda *_where: False)
    a = FakeCloud(A)
    a.rules, a.console = [LET_IN], "Kernel panic"
    result = go(a, count=6, wait="reachable", reachable_timeout=1)
    shown = [row["console"] for row in result["failures"] if "console" in row]
    assert len(result["failures"]) == 6 and shown == [["Kernel panic"]] * 3


def test_what_no_rule_lets_in_is_not_waited_for(go, silent_port, monkeypatch):
    lines = []
    monkeypatch.setattr(run, "announcer", lambda: lines.append)
    began = time.monotonic()
    result = go(FakeCloud(A), FakeCloud(B), wait="reachable", port=silent_port, timeout=300,
                reachable_timeout=200)
    assert time.monotonic() - began < 100
    assert [row["waited_for"] for row in result["failures"]] == ["rule", "rule"]
    assert [row["status"] for row in result["servers"]] == ["ACTIVE", "ACTIVE"]
    closed = f"no rule of default allows TCP port {silent_port}: servers there will not be"
    assert [line.split(": ", 1)[1][:len(closed) + 3] for line in lines[:2]] == [
        f"a: {closed}", f"b: {closed}"]
    again = go(FakeCloud(A), FakeCloud(B), wait="reachable", port=silent_port, check_mode=True)
    assert not again["failed"]
    assert [row["waited_for"] for row in again["failures"]] == ["rule", "rule"]
    assert any(f"a: no rule of default allows TCP port {silent_port}: new servers" in text
               for text in again["warnings"])


@pytest.mark.parametrize("rules", [[], [LET_IN]])
def test_after_a_minute_of_silence_one_server_is_looked_into(go, silent_port, monkeypatch, rules):
    lines = []
    monkeypatch.setattr(run, "announcer", lambda: lines.append)
    monkeypatch.setattr(port_leg, "LONG", 0.05)
    a = FakeCloud(A, [there(n, addresses=addresses("127.0.0.1")) for n in (1, 2, 3)])
    a.rules = rules
    result = go(a, count=3, wait="reachable", port=silent_port, reachable_timeout=2, timeout=60)
    assert [row["waited_for"] for row in result["failures"]] == ["port" if rules else "rule"] * 3
    hints = [line for line in lines if "check that the image" in line]
    assert len(hints) == (1 if rules else 0)
    assert all("did not answer within 0 s, although its security groups allow it; check" in hint
               for hint in hints)


@pytest.mark.parametrize("rules", [[], [LET_IN]])
def test_rules_cost_one_request_of_a_target_where_servers_are_made(go, monkeypatch, rules):
    monkeypatch.setattr(port_leg, "answers", lambda _address, _port: True)
    a = FakeCloud(A)
    a.rules = rules
    assert not go(a, count=4, wait="reachable")["failed"]
    asked = [path for _method, path in a.log if "security" in path or path == "/ports"]
    assert asked == ["/security-groups"]
    del a.log[:]
    assert not go(a, count=4, wait="reachable")["changed"]
    assert not [path for _method, path in a.log if "security" in path]
