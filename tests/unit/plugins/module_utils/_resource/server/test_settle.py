# SPDX-License-Identifier: GPL-3.0-or-later
"""What is waited for when a server is up to date."""

from __future__ import annotations

import pytest
from builders import addresses
from clock import Clock
from fakes import refusal
from fakeserver import MARK, OURS, Api, Cloud, ip, server

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server import settle


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(settle, "time", Clock())


def test_nova_shows_it_a_little_later():
    api = Api(Cloud(), looks=[{}, {"addresses": addresses(floating="192.0.2.1")}], timeout=5)
    found = server(metadata=MARK)
    settle.settle(api, found, True)
    assert found.addresses == addresses(floating="192.0.2.1") and api.connection.calls == []


@pytest.mark.parametrize("changed", [True, False])
@pytest.mark.parametrize("row", [{}, {"addresses": {}}])
def test_nova_never_shows_it(changed, row):
    """openstack.cloud.server deletes it, and fails with a server that nobody knows of (S10)."""
    api = Api(Cloud(ips=[ip(1, "p-1", OURS)]), timeout=5)
    found = server(metadata=MARK, **row)
    settle.settle(api, found, changed)
    assert api.shown(found)["address"] == "192.0.2.1"
    assert list(found.addresses) == ["private"]


def test_nova_shows_one_that_is_not_there_any_more():
    api = Api(Cloud(), {"floating_ips": []}, timeout=5)
    found = server(addresses=addresses(floating="192.0.2.1"))
    settle.settle(api, found, True)
    assert found.addresses == addresses()


@pytest.mark.parametrize(("given", "row"), [
    ({}, {}), ({"auto_ip": False}, {"metadata": MARK}),
    ({"floating_ips": []}, {"metadata": MARK}),
    ({"floating_ip_pools": ["a"]}, {"addresses": addresses(floating="192.0.2.1")})])
def test_nothing_to_wait_for(given, row):
    api = Api(Cloud(), given, timeout=5)
    settle.settle(api, server(**row), True)
    assert api.connection.calls == []


def test_a_port_that_answers(monkeypatch):
    tries = [False, True]
    monkeypatch.setattr(settle, "answers", lambda address, port: (
        address, port) == ("10.0.0.1", 22) and tries.pop(0))
    settle.settle(Api(Cloud(), {"wait_port": 22}, timeout=5), server(), False)
    assert tries == []


@pytest.mark.parametrize(("console", "lines"), [
    ({"output": "panic"}, ["panic"]), (refusal("conflict"), []),
    ({"output": "http://me:secret@there\npanic"}, ["http://***@there", "panic"])])
def test_a_port_that_does_not_answer(monkeypatch, console, lines):
    """Nor does openstack.cloud.server look (S17)."""
    monkeypatch.setattr(settle, "answers", lambda *_where: False)
    connection = Cloud(**{"GET /security-group-rules": {"security_group_rules": []},
                          "GET /ports": {"ports": [{"id": "p-1", "security_groups": ["g"]}]},
                          "POST /servers/s-1/action": console})
    with pytest.raises(CloudError, match="port 22 of .* cannot be reached: none of its") as err:
        settle.settle(Api(connection, {"wait_port": 22}, timeout=5), server(), False)
    assert err.value.more["console"] == lines


def test_nobody_waits_for_a_port(monkeypatch):
    monkeypatch.setattr(settle, "answers", lambda *_where: pytest.fail("somebody is asked"))
    settle.settle(Api(Cloud(), {"wait_port": 22}), server(), True)


@pytest.mark.parametrize(("row", "kind", "words"), [
    ({"status": "SHUTOFF"}, "conflict", r"server web \(s-1\) is SHUTOFF: start it with"),
    ({"addresses": {}}, "not_found", r"server web \(s-1\) has no address")])
def test_a_port_that_nobody_can_answer_on(monkeypatch, row, kind, words):
    monkeypatch.setattr(settle, "answers", lambda *_where: False)
    with pytest.raises(CloudError, match=words) as error:
        settle.settle(Api(Cloud(), {"wait_port": 22}, timeout=5), server(**row), False)
    assert (error.value.kind, error.value.action) == (kind, "wait_port")


@pytest.mark.parametrize(("changed", "left"), [(True, 0), (False, 1)])
def test_nothing_is_waited_for_that_this_task_has_not_changed(changed, left):
    api = Api(Cloud(), looks=[{"addresses": addresses(floating="192.0.2.1")}], timeout=5)
    settle.settle(api, server(metadata=MARK), changed)
    assert len(api.looks) == left


def test_a_floating_ip_is_beside_the_address_that_it_leads_to():
    mac = {"OS-EXT-IPS-MAC:mac_addr": "fa:16:3e:00:00:01"}
    fixed = {**addresses()["private"][0], **mac}
    found = server(metadata=MARK, addresses={"other": [], "private": [fixed]})
    settle.settle(Api(Cloud(ips=[ip(1, "p-1", OURS)])), found, False)
    assert found.addresses == {"other": [], "private": [
        fixed, {**fixed, "addr": "192.0.2.1", "OS-EXT-IPS:type": "floating"}]}
