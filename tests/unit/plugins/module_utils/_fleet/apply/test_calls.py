# SPDX-License-Identifier: GPL-3.0-or-later
"""The calls that move a server on, and what is said where they did not."""

from __future__ import annotations

import base64
from email import message_from_bytes

import pytest
from builders import (
    SPEC,
    A,
    B,
    addresses,
    console,
    fleet,
    host_key,
    marks,
    resolved,
    seat,
    server,
)
from fakes import Canned, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import (
    LATE,
    CloudError,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply import calls
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.apply.journey import (
    Facts,
    Journey,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan.plan import Step
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server.model import (
    HOST_KEY,
)

KEY, OTHER = host_key(1), host_key(2)
CREATE = Step("create", seat(2), "web-2", A, "missing")


@pytest.mark.parametrize("microversion", ["2.52", "2.1"])
def test_create(microversion):
    connection = Canned({"POST /servers": {"server": {"id": "s-1", "adminPass": "x"}}})
    connection.microversion = microversion
    desired = fleet(2, {A: {"tags": ["own"], "metadata": {"role": "web"}}, B: {}})
    made = calls.create(connection, desired, Journey(CREATE), resolved(), "run-1", None)
    body = connection.calls[0][2]["server"]
    assert body["name"] == "web-2"
    assert body["metadata"] == {"role": "web", **marks(2)}
    assert body.get("tags") == (["multicloud_fleet=web", "own"] if microversion == "2.52"
                                else None)
    assert body.get("description") == ("multicloud_fleet=web multicloud_index=2"
                                       if microversion == "2.52" else None)
    assert (made.id, made.name, made.status, made.target) == ("s-1", "web-2", "BUILD", A)
    assert made.metadata == marks(2)
    assert "os:scheduler_hints" not in connection.calls[0][2]


def test_create_out_of_service():
    connection = Canned({"POST /servers": {"server": {"id": "s-1"}}})
    desired = fleet(2, out_of_service="roll")
    made = calls.create(connection, desired, Journey(CREATE), resolved(), "run-1", None)
    assert made.metadata == {**marks(2), "multicloud_out": "roll"}
    assert connection.calls[0][2]["server"]["metadata"] == made.metadata


def test_create_in_a_group_a_zone_and_a_server_group():
    connection = Canned({"POST /servers": {"server": {"id": "s-1"}}})
    desired = fleet(None, [A], name_template="@{group}@{index:02}", groups=[{
        "name": "db", "count": 2, "availability_zones": ["z1", "z2"],
        "userdata": "I am @{name}, @{index} of @{group} on @{cloud}"}])
    step = Step("create", seat(2, "db"), "x", A, "missing", zone="z2")
    made = calls.create(connection, desired, Journey(step), resolved(), "run-1", "group-1")
    body = connection.calls[0][2]
    assert body["os:scheduler_hints"] == {"group": "group-1"}
    server_body = body["server"]
    assert (server_body["name"], server_body["availability_zone"]) == ("db02", "z2") == (
        made.name, "z2")
    assert base64.b64decode(server_body["user_data"]) == b"I am db02, 2 of db on a"
    spec = {**SPEC, "userdata": "I am @{name}, @{index} of @{group} on @{cloud}"}
    assert server_body["metadata"] == marks(seat(2, "db"), spec)


@pytest.mark.parametrize(("group", "hints"), [
    (None, {"different_host": ["x"]}), ("g-1", {"different_host": ["x"], "group": "g-1"})])
def test_hints_for_the_scheduler(group, hints):
    connection = Canned({"POST /servers": {"server": {"id": "s-1"}}})
    calls.create(connection, fleet(2, scheduler_hints={"different_host": ["x"]}), Journey(CREATE),
                 resolved(), "run-1", group)
    assert connection.calls[0][2]["os:scheduler_hints"] == hints


def test_create_in_the_zone_of_the_spec():
    connection = Canned({"POST /servers": {"server": {"id": "s-1"}}})
    calls.create(connection, fleet(2, availability_zone="z9"), Journey(CREATE), resolved(), "run-1",
                 None)
    assert connection.calls[0][2]["server"]["availability_zone"] == "z9"


def test_attach():
    connection = Canned({"POST /floatingips": {"floatingip": {
        "floating_ip_address": "192.0.2.1"}}})
    there = server(2, metadata=marks(2, floating="net-2"))
    assert calls.attach(connection, "web", Journey(CREATE, server=there), "p-1") == "192.0.2.1"
    assert connection.calls[0][2] == {"floatingip": {
        "floating_network_id": "net-2", "port_id": "p-1",
        "description": "multicloud_fleet=web multicloud_index=2 multicloud_server=a2"}}


@pytest.mark.parametrize(("what", "gone"), [("Port p-1 could not be found.", True),
                                            ("Network net-2 could not be found.", False)])
def test_a_port_that_has_gone_meanwhile_is_no_fault_of_the_target(what, gone):
    connection = Canned({"POST /floatingips": CloudError("not_found", what)})
    journey = Journey(CREATE, server=server(2, metadata=marks(2, floating="net-2")))
    if gone:
        assert calls.attach(connection, "web", journey, "p-1") is None
    else:
        with pytest.raises(CloudError):
            calls.attach(connection, "web", journey, "p-1")


def test_delete_gives_its_own_floating_ips_back_first():
    connection = Canned(dict.fromkeys(["DELETE /floatingips/f-1", "DELETE /servers/a2"], {}))
    rows = [{"id": "f-1", "address": "192.0.2.1"}]
    assert calls.delete(connection, server(2), rows) == ["192.0.2.1"]
    assert [path for _method, path, _body in connection.calls] == [
        "/floatingips/f-1", "/servers/a2"]


def test_a_server_stays_whose_floating_ip_stays():
    connection = Canned({"DELETE /floatingips/f-1": refusal("forbidden")})
    rows = [{"id": "f-1", "address": "192.0.2.1"}]
    with pytest.raises(calls.CloudError):
        calls.delete(connection, server(2), rows)
    assert len(connection.calls) == 1


@pytest.mark.parametrize("injected", [False, True])
@pytest.mark.parametrize(("answered", "keys"), [
    ({"output": console(KEY)}, [KEY]), ({"output": ""}, []), ({"output": None}, []), ({}, [])])
def test_host_keys_on_the_console(answered, keys, injected):
    connection = Canned({"POST /servers/a2/action": answered})
    assert calls.host_keys(connection, server(2), injected) == keys
    assert connection.calls[0][2] == {"os-getConsoleOutput": {}}


def test_no_more_than_the_end_of_a_console_is_looked_through(monkeypatch):
    looked, in_console = [], calls.known_hosts.in_console
    monkeypatch.setattr(calls.known_hosts, "in_console",
                        lambda text: looked.append(len(text)) or in_console(text))
    flood = {"output": "\n" * 30_000_000 + console(KEY)}
    assert calls.host_keys(Canned({"POST /servers/a2/action": flood}), server(2), False) == [KEY]
    assert max(looked) <= 1_000_000


EVIL = f"{KEY}\n@cert-authority * {OTHER}"


@pytest.mark.parametrize(("mark", "shown", "injected", "keys"), [
    (KEY, [], True, [KEY]), (KEY, [OTHER], True, [KEY]),
    (KEY, [], False, []), (KEY, [KEY], False, [KEY]), (KEY, [OTHER, KEY], False, [OTHER, KEY]),
    (OTHER, [KEY], False, None),
    # no key, or more than one, counts for nothing
    (EVIL, [KEY], False, [KEY]), (EVIL, [KEY], True, [KEY]), (EVIL, [], True, []),
    ("", [KEY], True, [KEY]), ("ssh-ed25519", [KEY], True, [KEY]),
    (f"*.example.org {OTHER}", [KEY], True, [KEY]),
])
def test_metadata_is_believed_only_where_the_fleet_says_injected(mark, shown, injected, keys):
    connection = Canned({"POST /servers/a2/action": {"output": console(*shown) if shown else ""}})
    there = server(2, metadata={**marks(2), HOST_KEY: mark})
    if keys is None:
        with pytest.raises(CloudError, match="other SSH host keys than its metadata") as caught:
            calls.host_keys(connection, there, injected)
        assert caught.value.kind == "host_key"
    else:
        assert calls.host_keys(connection, there, injected) == keys


@pytest.mark.parametrize("userdata", [None, "#!/bin/sh\n"])
def test_a_host_key_is_injected(userdata):
    connection = Canned({"POST /servers": {"server": {"id": "s-1"}}})
    desired = fleet(2, host_keys="injected", userdata=userdata)
    journey = Journey(CREATE)
    made = calls.create(connection, desired, journey, resolved(), "run-1", None)
    body = connection.calls[0][2]["server"]
    key = body["metadata"].pop(HOST_KEY)
    message = message_from_bytes(base64.b64decode(body["user_data"]))
    texts = [one.get_payload(decode=True).decode() for one in message.walk()
             if not one.is_multipart()] if userdata else [message.as_string()]
    assert key in texts[0] and texts[1:] == ([userdata] if userdata else [])
    # what it was made of is what the user desired
    assert body["metadata"] == marks(2, {**SPEC, "userdata": userdata})
    assert journey.facts.keys == calls.host_keys(connection, made, True) == [key]
    assert len(connection.calls) == 1


RULE = {"ethertype": "IPv4", "protocol": "tcp", "port_range_min": 22, "port_range_max": 22}
PORTS = {"GET /ports": {"ports": [{"id": "p-1", "security_groups": ["g-1"]}]}}
OPEN = {**PORTS, "GET /security-group-rules": {"security_group_rules": [RULE]}}
SHUT = {**PORTS, "GET /security-group-rules": {"security_group_rules": []}}
SECRET_PORTS = {"GET /ports": refusal("forbidden", "not yours")}
LIMIT = "60 s (reachable_timeout)"
CONSOLE = "POST /servers/a2/action"
SILENT = f"port 22 of 192.0.2.1 did not answer within {LIMIT}"

TOO_LATE = [
    ("not-accepted", {}, {}, "active", f"still not accepted after {LIMIT}"),
    ("building", {"server": server(2, status="BUILD"), "phase": "active"}, {},
     "active", f"still BUILD after {LIMIT}"),
    ("being-deleted", {"server": server(2), "legs": ["delete"]}, {},
     "deletion", f"still being deleted after {LIMIT}"),
    ("keys", {"server": server(2), "phase": "keys"}, {},
     "host_keys", f"its console showed no SSH host keys within {LIMIT}"),
    ("volumes", {"legs": ["volumes"]}, {},
     "volumes", f"its volumes were not ready within {LIMIT}"),
    ("floating", {"server": server(2), "phase": "floating"}, {},
     "floating_ip", f"it had no floating IP within {LIMIT}"),
    ("port-without-an-address", {"server": server(2, addresses={}), "phase": "port",
                                 "facts": Facts()}, {},
     "address", f"it got no address to connect to within {LIMIT}"),
    ("port-let-in", {"server": server(2), "phase": "port"}, OPEN,
     "port", f"{SILENT}, although its security groups allow it"),
    ("port-not-let-in", {"server": server(2), "phase": "port"}, SHUT,
     "rule", "port 22 of 192.0.2.1 cannot be reached: none of its security groups has a rule that "
             "allows TCP port 22"),
    ("port-nobody-knows", {"server": server(2), "phase": "port"}, SECRET_PORTS,
     "port", f"{SILENT}, and its security groups could not be read (not yours)"),
]


@pytest.mark.parametrize(("known", "resolutions", "waited_for", "message"),
                         [pytest.param(*line[1:], id=line[0]) for line in TOO_LATE])
def test_too_late(known, resolutions, waited_for, message):
    journey = Journey(CREATE, **{"facts": Facts(floating_ip="192.0.2.1"), **known})
    error = calls.too_late(Canned(resolutions), journey, 22, LIMIT)
    assert (error.kind, error.message) == ("timeout", message)
    assert error.more["waited_for"] == waited_for
    assert error.advice == LATE[waited_for]
    assert "leave this target out" not in str(error)


@pytest.mark.parametrize(("known", "resolutions", "console"), [
    ({"phase": "port"}, OPEN, ["boot", "http://***@there"]),
    ({"phase": "port"}, SHUT, None),
    ({"phase": "keys"}, {}, ["boot", "http://***@there"]),
    ({"phase": "floating"}, {}, None),
    ({"phase": "active"}, {}, None)])
def test_the_console_of_what_has_booted_and_is_too_late(known, resolutions, console):
    journey = Journey(CREATE, server=server(2), facts=Facts(floating_ip="192.0.2.1"), **known)
    cloud = Canned({**resolutions, CONSOLE: {"output": "boot\n\nhttp://me:secret@there\n"}})
    assert "console" not in calls.too_late(cloud, journey, 22, LIMIT).more and not cloud.writes
    error = calls.too_late(cloud, journey, 22, LIMIT, with_console=True)
    assert error.more.get("console") == console
    assert len(cloud.writes) == (console is not None)


@pytest.mark.parametrize(("status", "fault", "kind", "message"), [
    ("SHUTOFF", None, "conflict", "is SHUTOFF: start it with multicloud.openstack.server_action, "
     "or delete it"),
    ("REBOOT", None, "conflict", "is REBOOT: try again later"),
    ("RESCUE", None, "conflict", "is RESCUE: unrescue it with multicloud.openstack.server_action, "
     "or delete it"),
    ("ERROR", None, "build_failed", "is in ERROR: Nova gives no reason"),
    ("ERROR", "No valid host was found. There are not enough hosts available.", "no_host",
     "is in ERROR: No valid host was found. There are not enough hosts available."),
    ("ERROR", "Quota exceeded for ports", "quota", "is in ERROR: Quota exceeded for ports"),
    ("ERROR", "Build of instance aborted", "build_failed",
     "is in ERROR: Build of instance aborted"),
])
def test_broken(status, fault, kind, message):
    there = server(2, status=status, addresses=addresses(), fault=fault and {"message": fault})
    error = calls.broken(there)
    assert (error.kind, error.message, error.more.get("fault")) == (kind, message, fault)
