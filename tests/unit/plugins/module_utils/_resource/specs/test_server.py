# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of a server that need calls of their own, and which server is meant."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import addresses
from fakes import Canned

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import wait
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.api import Api
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import server

GROUPS = {"security_groups": [{"id": "g-1", "name": "web"}]}


def row(**more):
    from openstack.compute.v2.server import Server
    return Server.existing(**{"id": "s-1", "name": "web", "status": "ACTIVE", "metadata": {},
                              "addresses": addresses(), **more})


def api(given=(), **answers):
    return SimpleNamespace(given=dict(given), connection=Canned(
        {"GET /security-groups": GROUPS, "POST /servers/s-1/action": {}, **answers}),
        call=lambda _action, _function, *arguments: called.append(arguments))


called: list = []


@pytest.fixture(autouse=True)
def nothing_was_called():
    called.clear()


# Security groups

@pytest.mark.parametrize(("desired", "there", "found", "asked"), [
    (["web"], ["web", "web"], ["web"], 0), (["b", "a"], ["a", "b"], ["b", "a"], 0),
    (["g-1"], ["web"], ["g-1"], 1), (["g-1", "a"], ["web"], ["web"], 1),
    (["a"], [], [], 1), (["default"], ["default", "web"], ["default", "web"], 0)])
def test_security_groups_by_name_or_id(desired, there, found, asked):
    asks = api({"security_groups": desired})
    groups = [{"name": name} for name in there]
    assert server.SecurityGroups().read(asks, row(security_groups=groups)) == {
        "security_groups": found}
    assert len(asks.connection.calls) == asked


def test_a_server_without_ports_has_no_groups_yet():
    asks = api({"security_groups": ["a"]})
    found = server.SecurityGroups().read(asks, row(status="BUILD"))
    assert found == {"security_groups": ["a"]}


def test_groups_are_added_before_others_are_removed():
    asks = api()
    server.SecurityGroups().apply(asks, row(), {"security_groups": (["default"], ["g-1"])})
    assert [body for _method, _path, body in asks.connection.writes] == [
        {"addSecurityGroup": {"name": "web"}}, {"removeSecurityGroup": {"name": "default"}}]


# Metadata and tags

@pytest.mark.parametrize(("desired", "found"), [
    ({"a": "1"}, {"a": "2", "b": "1"}),
    ({"multicloud_x": "1"}, {"a": "2", "b": "1", "multicloud_x": "2"})])
def test_marks_are_nobodys_metadata(desired, found):
    there = row(metadata={"a": "2", "b": "1", "multicloud_x": "2"})
    assert server.ServerMetadata().read(api({"metadata": desired}), there) == {"metadata": found}


def test_expires_is_a_mark_in_the_metadata():
    asks, aspect = api(**{"POST /servers/s-1/metadata": {}}), server.Expires()
    assert aspect.read(asks, row(metadata={"multicloud_expires": "then"})) == {"expires": "then"}
    aspect.apply(asks, row(), {"expires": (None, "2999-01-01")})
    (_method, _path, body), = asks.connection.writes
    assert body == {"metadata": {"multicloud_expires": "2999-01-01T00:00:00Z"}}
    same = aspect.fields["expires"].compare
    assert same("2999-01-01T00:00:00Z", "2999-01-01") and not same(None, "2h")


def test_expires_is_refused_before_anything_is_asked():
    with pytest.raises(CloudError, match="expires: 'soon' is neither a span"):
        server.SERVER.prepare({"name": "web", "expires": "soon"})


def test_a_new_server_has_expires_in_its_request(monkeypatch):
    monkeypatch.setattr(server, "attributes", lambda _run, _options: {"metadata": {"a": "1"}})
    asked = [server.SERVER.attributes(None, options)["metadata"]
             for options in ({"expires": "2999-01-01"}, {})]
    assert asked == [{"a": "1", "multicloud_expires": "2999-01-01T00:00:00Z"}, {"a": "1"}]


def test_marks_stay_where_tags_are_set():
    aspect, there = server.ServerTags(), row(tags=["x", "multicloud_fleet=web"])
    assert aspect.read(api(), there) == {"tags": ["x"]}
    aspect.apply(api(), there, {"tags": (["x"], ["y"])})
    assert called == [(["y", "multicloud_fleet=web"],)]


@pytest.mark.parametrize(("before", "after", "same"), [
    ("az1", "az1", True), ("az1", "az1:host", True), ("az1", "az2", False), ("", "az2", True)])
def test_a_zone(before, after, same):
    assert server.SERVER.fields["availability_zone"].compare(before, after) is same


# Which server

@pytest.fixture
def looked(monkeypatch):
    """What is waited for."""
    found = []
    monkeypatch.setattr(wait, "until_gone", lambda _api, there, _timeout: found.append(there.id))
    monkeypatch.setattr(wait, "until_ready", lambda _api, there, _timeout: there)
    return found


def lookup(rows, options=(), waits=True, version="2.52"):
    asks = Api(Canned({}), server.SERVER)
    asks.connection.microversion = version
    asks.search = lambda _name: rows
    task = SimpleNamespace(wait=waits, timeout=5, connection=asks.connection)
    return server.SERVER.lookup(task, asks, {"name": "web", **dict(options)})


@pytest.mark.parametrize(("kind", "raised"), [("not_found", False), ("timeout", True)])
def test_one_that_is_deleted_while_it_is_waited_for_is_not_there(monkeypatch, kind, raised):
    def until_ready(_api, _there, _timeout):
        raise CloudError(kind, "could not be found")
    monkeypatch.setattr(wait, "until_ready", until_ready)
    if raised:
        with pytest.raises(CloudError):
            lookup([row()])
    else:
        assert lookup([row()]) is None


@pytest.mark.parametrize(("given", "found"), [
    ({}, {}), ({"purge": True}, {}),
    ({"tags": ["b"]}, {"tags": ["a", "b"]}), ({"tags": []}, {"tags": ["a"]}),
    ({"tags": ["b"], "purge": True}, {"tags": ["b"]}),
    ({"metadata": {"b": "1"}}, {"metadata": {"b": "1"}}),
    ({"metadata": {"b": "1"}, "purge": True}, {"metadata": {"a": None, "b": "1"}})])
def test_what_others_have_set_stays_or_is_purged(looked, given, found):
    there = row(tags=["multicloud_fleet=web", "a"], metadata={"a": "1", "multicloud_run": "r"})
    options = {"name": "web", **given}
    asks = Api(Canned({}), server.SERVER)
    asks.search = lambda _name: [there]
    server.SERVER.lookup(SimpleNamespace(wait=True, timeout=5, connection=asks.connection), asks,
                         options)
    assert options == {"name": "web", **given, **found}


GOING = {"OS-EXT-STS:task_state": "deleting"}


@pytest.mark.parametrize(("rows", "waits", "found", "waited"), [
    ([], True, None, []), ([row()], True, "s-1", []), ([row(**GOING)], True, None, ["s-1"]),
    ([row(**GOING)], False, None, []), ([row(**GOING, id="s-2"), row()], True, "s-1", [])])
@pytest.mark.parametrize("state", ["present", "absent"])
def test_one_that_is_being_deleted_is_not_there(looked, rows, waits, found, waited, state):
    there = lookup(rows, {"state": state}, waits)
    assert (there and there.id, looked) == (found, waited)


def test_one_in_error(looked):
    """openstack.cloud.server gives no reason, and nothing that could be done (S5)."""
    broken = row(status="ERROR", fault={"message": "No valid host was found."})
    with pytest.raises(CloudError, match="ERROR: No valid host was found.*delete it first"):
        lookup([broken])
    assert lookup([broken], {"state": "absent"}) is broken


@pytest.mark.parametrize(("option", "value", "since"), [
    ("tags", ["mine"], "2.26"), ("description", "mine", "2.19")])
@pytest.mark.parametrize("rows", [[], [row()]])
def test_a_nova_without_what_is_given_is_not_asked_for_it(looked, rows, option, value, since):
    with pytest.raises(CloudError) as error:
        lookup(rows, {option: value}, version="2.1")
    assert str(error.value) == f"a: {option}: Nova is older than {since} here, and has none"
    there = rows[0] if rows else None
    for given in ({}, {option: type(value)()}, {option: value, "state": "absent"}):
        assert lookup(rows, given, version="2.1") is there
    assert lookup(rows, {option: value}) is there


@pytest.mark.parametrize(("more", "given", "heals"), [
    ({"metadata": {"multicloud_floating": "n-9"}}, {}, True), ({}, {}, False),
    ({"metadata": {"multicloud_floating": "n-9"}}, {"auto_ip": False}, False),
    ({"metadata": {"multicloud_floating": "n-9"}}, {"floating_ips": []}, False),
    ({"metadata": {"multicloud_floating": "n-9"}, "addresses": addresses(floating="192.0.2.1")},
     {}, False)])
def test_a_floating_ip_that_it_was_made_to_have(looked, more, given, heals):
    options = {"name": "web", **given}
    asks = Api(Canned({}), server.SERVER)
    asks.search = lambda _name: [row(**more)]
    task = SimpleNamespace(wait=True, timeout=5, connection=asks.connection)
    server.SERVER.lookup(task, asks, options)
    assert options == ({**given, "name": "web", "auto_ip": True} if heals else
                       {**given, "name": "web"})
