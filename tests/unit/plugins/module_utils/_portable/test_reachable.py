# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a server answers on a port, and which rule is missing if it does not."""

from __future__ import annotations

import socket
import threading

import pytest
from fakes import Canned

from ansible_collections.multicloud.openstack.plugins.module_utils._portable import reachable

SSH = {"ethertype": "IPv4", "protocol": "tcp", "port_range_min": 22, "port_range_max": 22,
       "remote_group_id": None}


@pytest.mark.parametrize(("rule", "allowed"), [
    pytest.param({}, True, id="the-port"),
    pytest.param({"port_range_min": 20, "port_range_max": 30}, True, id="a-range"),
    pytest.param({"port_range_min": 22, "port_range_max": 30}, True, id="range-from-it"),
    pytest.param({"port_range_min": 1, "port_range_max": 22}, True, id="range-up-to-it"),
    pytest.param({"port_range_min": None, "port_range_max": None}, True, id="all-ports"),
    pytest.param({"port_range_min": 1, "port_range_max": 21}, False, id="range-below"),
    pytest.param({"port_range_min": 23, "port_range_max": 99}, False, id="range-above"),
    pytest.param({"port_range_min": 80, "port_range_max": 80}, False, id="another-port"),
    pytest.param({"protocol": None}, True, id="all-protocols"),
    pytest.param({"protocol": "any"}, True, id="any-protocol"),
    pytest.param({"protocol": "6"}, True, id="protocol-by-number"),
    pytest.param({"protocol": 6}, True, id="protocol-as-a-number"),
    pytest.param({"protocol": "udp"}, False, id="udp"),
    pytest.param({"protocol": "icmp", "port_range_min": None, "port_range_max": None}, False,
                 id="icmp"),
    pytest.param({"ethertype": "IPv6"}, False, id="ipv6"),
    pytest.param({"remote_group_id": "g-1"}, False, id="only-from-a-group"),
])
def test_allows(rule, allowed):
    assert reachable.allows({**SSH, **rule}, "192.0.2.1", 22) is allowed


def test_without_an_address_nobody_is_asked():
    """A socket would take None for this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        assert not reachable.answers(None, listener.getsockname()[1])


@pytest.mark.parametrize(("said", "seconds", "found"), [
    pytest.param(b"SSH-2.0-x", 9, True, id="late"),
    pytest.param(b"SSH-2.0-x", 0, False, id="without-time-for-it"),
    pytest.param(b"HTTP/1.0", 9, False, id="another-service"),
])
def test_greets_a_busy_server(monkeypatch, said, seconds, found):
    """It takes longer for its first word than for the connection."""
    monkeypatch.setattr(reachable, "PATIENCE", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        timer = threading.Timer(0.4, lambda: listener.accept()[0].send(said))
        timer.start()
        assert reachable.greets(*listener.getsockname(), seconds) is found
        timer.join()


def test_allows_by_a_rule_that_does_not_say_of_which_version():
    rule = {key: value for key, value in SSH.items() if key != "ethertype"}
    assert reachable.allows(rule, "192.0.2.1", 22)
    assert not reachable.allows(rule, "2001:db8::1", 22)


@pytest.mark.parametrize(("ethertype", "allowed"), [("IPv6", True), ("IPv4", False)])
def test_allows_at_an_ipv6_address(ethertype, allowed):
    assert reachable.allows({**SSH, "ethertype": ethertype}, "2001:db8::1", 22) is allowed


PORTS = [{"id": "p-1", "security_groups": ["g-2", "g-1"]}, {"id": "p-2", "security_groups": []}]


@pytest.mark.parametrize(("ports", "rules", "missing"), [
    pytest.param(PORTS, [SSH], False, id="let-in"),
    pytest.param(PORTS, [{**SSH, "protocol": "udp"}, SSH], False, id="by-the-second"),
    pytest.param(PORTS, [{**SSH, "protocol": "udp"}], True, id="not-let-in"),
    pytest.param(PORTS, [], True, id="without-a-rule"),
    pytest.param([{"id": "p-1"}], [], False, id="port-without-groups"),
    pytest.param([], [], False, id="without-a-port"),
])
def test_missing_rule(ports, rules, missing):
    connection = Canned({"GET /ports": {"ports": ports},
                         "GET /security-group-rules": {"security_group_rules": rules}})
    said = reachable.missing_rule(connection, "s-1", "192.0.2.1", 22)
    assert said == ("none of its security groups has a rule that allows TCP port 22" if missing
                    else None)


def by_group(group):
    return {**SSH, "remote_group_id": group}


@pytest.mark.parametrize(("rule", "own", "missing"), [
    pytest.param(by_group("g-1"), [{"id": "p-9", "security_groups": ["g-1"]}], False, id="member"),
    pytest.param(by_group("g-1"), [{"id": "p-9", "security_groups": ["g-9"]}], True, id="stranger"),
    pytest.param(by_group("g-1"), [], True, id="outside"),
    pytest.param({**by_group("g-1"), "protocol": "udp"}, None, True, id="members-by-udp"),
])
def test_a_machine_in_the_group_that_is_let_in_is_let_in(rule, own, missing):
    connection = Canned({
        "GET /security-group-rules": {"security_group_rules": [rule]},
        "GET /ports": lambda query: {"ports": own if "fixed_ips" in query else PORTS}})
    assert bool(reachable.missing_rule(connection, "s-1", "127.0.0.1", 22)) is missing
    asked = [call[2] for call in connection.calls if "fixed_ips" in call[2]]
    assert asked == ([] if own is None else [{"fixed_ips": "ip_address=127.0.0.1"}])


@pytest.mark.parametrize(("rules", "version", "port", "closed"), [
    ([SSH], "4", 22, False), ([SSH], "any", 22, False), ([SSH], "6", 22, True),
    ([SSH], "4", 5986, True), ([], "4", 22, True), ([by_group("g-1")], "4", 22, True)])
def test_shut(rules, version, port, closed):
    groups = [{"name": "empty"}, {"name": "ssh", "security_group_rules": [
        {**rule, "direction": "ingress"} for rule in rules] + [{**SSH, "direction": "egress"}]}]
    assert reachable.shut(groups, version, port) == (
        f"no rule of empty, ssh allows TCP port {port}" if closed else None)


def test_missing_rule_asks_for_the_groups_of_the_server():
    connection = Canned({"GET /ports": {"ports": PORTS},
                         "GET /security-group-rules": {"security_group_rules": [SSH]}})
    reachable.missing_rule(connection, "s-1", "192.0.2.1", 22)
    assert [call[2] for call in connection.calls] == [
        {"device_id": "s-1"}, {"security_group_id": ["g-1", "g-2"], "direction": "ingress"}]


def test_answers_where_somebody_listens():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert reachable.answers("127.0.0.1", port) is True
    assert reachable.answers("127.0.0.1", port) is False
