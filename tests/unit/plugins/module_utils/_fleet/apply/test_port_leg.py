# SPDX-License-Identifier: GPL-3.0-or-later
"""What is tried at the port of a server, and what is asked where it does not answer."""

from __future__ import annotations

import pytest
from builders import A, row, seat, server
from fakeloop import FakeLoop
from fakes import FakeCloud, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import port_leg
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.journey import (
    Facts,
    Journey,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.progress import (
    Progress,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import Step

KEEP = Step("keep", seat(1), "web-1", A, "up to date", server(1))
LET_IN = {"direction": "ingress", "ethertype": "IPv4", "protocol": "tcp", "port_range_min": 22,
          "port_range_max": 22, "security_group_id": "group-1", "remote_group_id": None}
CLOSED = "no rule of default allows TCP port 22: servers there will not be reachable"


class Run:
    """A run that waits for port 22 of one server, for so long now; what was said and retried."""

    def __init__(self, monkeypatch, *, answers=False, rules=(), seconds=0, **more):
        monkeypatch.setattr(port_leg, "answers", lambda _address, _port: answers)
        monkeypatch.setattr(port_leg, "clock", lambda: 100.0)
        self.cloud = FakeCloud(A, [row("a1", "web-1", {})], **more)
        self.cloud.rules, self.said, self.tried = list(rules), [], []
        self.loop = FakeLoop(self.cloud, wait="reachable",
                             progress=Progress("web", 100.0, self.said.append))
        self.journey = Journey(KEEP, server=server(1),
                               facts=Facts(began=90.0, up=100.0 - seconds))
        self.port = port_leg.Port(self.loop, lambda _journey, success: self.tried.append(success))

    def probe(self):
        self.port.probe(self.journey)
        return self.tried, self.loop.noted


@pytest.fixture
def begin(monkeypatch):
    return lambda **more: Run(monkeypatch, **more)


def test_a_port_that_answers(begin):
    run = begin(answers=True)
    assert run.probe() == ([True], [])
    assert run.journey.facts.answered and run.journey.facts.times == {"port": 10.0}


def test_a_port_that_does_not_answer_is_tried_again_and_nobody_is_asked(begin):
    run = begin(seconds=60)
    assert run.probe() == ([False], [])
    assert run.cloud.log == [] and not run.journey.facts.answered


def test_after_long_silence_one_server_of_a_group_is_looked_into(begin):
    run = begin(rules=[LET_IN], seconds=61)
    assert run.probe() == ([False], [])
    assert len(run.said) == 1
    assert "web-1: port 22 of 10.0.0.1 did not answer within 61 s, although" in run.said[0]
    asked = len(run.cloud.log)
    assert run.probe() == ([False, False], []) and len(run.cloud.log) == asked


def test_what_no_rule_lets_in_is_not_waited_for(begin):
    run = begin(seconds=61)
    assert run.probe() == ([], ["failed"])
    assert run.journey.failure.more["waited_for"] == "rule"
    assert run.loop.context.closed == {(A, "")}


def test_where_nobody_seems_to_be_let_in_it_is_asked_at_once(begin):
    run = begin()
    run.loop.context.closed.add((A, ""))
    assert run.probe() == ([], ["failed"])


@pytest.mark.parametrize("closed", [set(), {(A, "")}])
def test_nobody_is_asked_about_a_server_without_an_address(begin, closed):
    """The next list may show one."""
    run = begin(seconds=61)
    run.journey.server = server(1, addresses={})
    run.loop.context.closed |= closed
    assert run.probe() == ([False], [])
    assert (run.cloud.log, run.said, run.loop.context.closed) == ([], [], closed)


def test_a_group_that_lets_somebody_in_after_all_is_waited_for(begin):
    run = begin(rules=[LET_IN])
    run.loop.context.closed.add((A, ""))
    assert run.probe() == ([False], []) and run.said == []
    assert run.loop.context.closed == set()


@pytest.mark.parametrize(("rules", "said"), [([], [CLOSED]), ([LET_IN], [])])
def test_rules_are_asked_for_once_and_it_is_said_where_they_let_nobody_in(begin, rules, said):
    run = begin(rules=rules)
    for _server in range(3):
        run.port.ask(A)
    assert run.cloud.log == [("GET", "/security-groups")]
    assert [line.split(": a: ")[1] for line in run.said] == said
    assert run.loop.context.closed == ({(A, "")} if said else set())


def test_rules_that_nobody_may_list_say_nothing(begin):
    run = begin(faults={"GET /security-groups": [refusal("forbidden")]})
    run.port.ask(A)
    assert run.said == [] and run.loop.context.closed == set()


def test_nobody_asks_for_rules_who_does_not_wait_for_a_port(begin):
    run = begin()
    run.loop.context.wait = "active"
    run.port.ask(A)
    assert run.cloud.log == []
