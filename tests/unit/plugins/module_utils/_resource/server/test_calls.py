# SPDX-License-Identifier: GPL-3.0-or-later
"""The requests that create and change a server."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import A, row
from fakes import Canned, refusal

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server import calls

SERVER = SimpleNamespace(id="s-1", name="web-1")
BODY = {"server": {"name": "web-1", "tags": ["a"], "description": "d"}, "os:scheduler_hints": {}}
TYPED = {"server": {**BODY["server"], "block_device_mapping_v2": [{"volume_type": "fast"}]}}


# A new one

@pytest.mark.parametrize(("body", "version", "sent", "asked_with"), [
    (BODY, "2.52", BODY, None), (TYPED, "2.52", TYPED, "2.67"),
    # which knows neither
    (BODY, "2.1", {**BODY, "server": {"name": "web-1"}}, None)])
def test_create(body, version, sent, asked_with):
    connection = Canned({"POST /servers": {"server": {"id": "s-1"}}})
    connection.microversion = version
    assert calls.create(connection, body) == {"id": "s-1"}
    assert connection.writes == [("POST", "/servers", sent)]
    assert connection.microversions == [asked_with]
    assert body["server"]["tags"] == ["a"]          # as it was


@pytest.mark.parametrize(("body", "error", "words"), [
    (TYPED, CloudError("api", "refused", status=406), "volume_type: Nova is older than 2.67 here"),
    (TYPED, refusal("quota"), "refused"), (BODY, CloudError("api", "refused", status=406),
                                           "refused")])
def test_create_where_it_is_refused(body, error, words):
    with pytest.raises(CloudError, match=words):
        calls.create(Canned({"POST /servers": error}), body)


# One that is there

def test_metadata():
    connection = Canned({"POST /servers/s-1/metadata": {},
                         "DELETE /servers/s-1/metadata/a%20b": {}})
    calls.set_metadata(connection, SERVER, {"a": "1"})
    calls.remove_metadata(connection, SERVER, "a b")
    assert connection.writes == [
        ("POST", "/servers/s-1/metadata", {"metadata": {"a": "1"}}),
        ("DELETE", "/servers/s-1/metadata/a%20b", None)]


def test_read():
    answers = {"GET /servers/s-1": {"server": row("s-1", "web-1", {"a": "1"})}}
    found = calls.read(Canned(answers), SERVER)
    assert (found.id, found.metadata, found.target) == ("s-1", {"a": "1"}, A)
    assert calls.read(Canned({"GET /servers/s-1": refusal("not_found")}), SERVER) is None
    with pytest.raises(CloudError):
        calls.read(Canned({"GET /servers/s-1": refusal("forbidden")}), SERVER)


OLD = CloudError("api", "unknown microversion", status=406)
ATTACH = "/servers/s-1/os-volume_attachments"
DISK, GOES = {"volumeId": "v-1"}, {"volumeId": "v-1", "delete_on_termination": True}


@pytest.mark.parametrize(("goes", "answers", "asked", "sent"), [
    (False, [{}], [None], [DISK]), (True, [{}], ["2.79"], [GOES]),
    (True, [OLD, {}], ["2.79", None], [GOES, DISK])])
def test_a_volume_goes_with_its_server_where_nova_takes_that(goes, answers, asked, sent):
    left = list(answers)

    def answer(_body):
        found = left.pop(0)
        if isinstance(found, CloudError):
            raise found
        return found
    connection = Canned({f"POST {ATTACH}": answer})
    calls.attach_volume(connection, SERVER, "v-1", goes)
    assert connection.microversions == asked
    assert connection.writes == [("POST", ATTACH, {"volumeAttachment": one}) for one in sent]


def test_a_volume_that_cannot_be_attached():
    with pytest.raises(CloudError, match="refused"):
        calls.attach_volume(Canned({f"POST {ATTACH}": refusal("conflict")}), SERVER, "v-1", True)


ROWS = {"GET /security-groups": {"security_groups": [{"id": "g-1", "name": "web"}]}}


@pytest.mark.parametrize(("groups", "found", "names"), [
    (set(), {}, set()), ({"g-1"}, {"g-1": "web"}, {"web"}),
    ({"g-1", "db"}, {"g-1": "web"}, {"web", "db"})])
def test_names_of_security_groups(groups, found, names):
    connection = Canned(ROWS)
    assert calls.named(connection, groups) == found
    assert calls.group_names(connection, groups) == names
    assert [query["id"] for _method, _path, query in connection.calls] == (
        [sorted(groups)] * 2 if groups else [])


ADD, REMOVE = "addSecurityGroup", "removeSecurityGroup"


@pytest.mark.parametrize(("actual", "desired", "asked", "lookups"), [
    ({"web"}, ["web"], [], 0), ({"web"}, ["g-1"], [], 1), ({"web"}, [], [(REMOVE, "web")], 0),
    ({"a", "b"}, ["b", "d", "c"], [(ADD, "c"), (ADD, "d"), (REMOVE, "a")], 1)])
def test_security_groups(actual, desired, asked, lookups):
    connection = Canned({**ROWS, "POST /servers/s-1/action": {}})
    calls.set_security_groups(connection, SERVER, actual, desired)
    assert [body for _method, _path, body in connection.writes] == [
        {verb: {"name": name}} for verb, name in asked]
    assert len(connection.calls) - len(connection.writes) == lookups


@pytest.mark.parametrize(("lines", "asked", "answer", "text"), [
    (None, {}, {"output": "boot"}, "boot"), (20, {"length": 20}, {"output": None}, ""),
    (0, {"length": 0}, {}, ""), (-1, {"length": -1}, {"output": "a\nb"}, "a\nb"),
    # more than was asked for
    (2, {"length": 2}, {"output": "a\nb\n\rc"}, "b\n\rc")])
def test_console(lines, asked, answer, text):
    connection = Canned({"POST /servers/s-1/action": answer})
    assert calls.console(connection, SERVER, lines) == text
    assert connection.writes[0][2] == {"os-getConsoleOutput": asked}


@pytest.mark.parametrize(("output", "text"), [
    ("12345678\n", "12345678\n"), ("1234567890\n", ""), ("begin\n12345678\nb", "b"),
    ("12345\nb\nc\nd\ne", "b\nc\nd\ne"), ("1" * 99, "")])
def test_a_console_without_an_end_is_cut_to_whole_lines(monkeypatch, output, text):
    monkeypatch.setattr(calls, "MOST", 10)
    assert calls.console(Canned({"POST /servers/s-1/action": {"output": output}}), SERVER) == text


@pytest.mark.parametrize("output", [5, True, ["boot"], {"a": "b"}])
def test_a_console_that_is_no_text(output):
    with pytest.raises(CloudError, match="its console is not a string") as caught:
        calls.console(Canned({"POST /servers/s-1/action": {"output": output}}), SERVER)
    assert (caught.value.kind, caught.value.target) == ("api", A)


# Nobody answers

PORTS = {"GET /ports": {"ports": [{"id": "p", "security_groups": ["g"]}]}}
SSH = {"ethertype": "IPv4", "protocol": "tcp", "port_range_min": 22, "port_range_max": 22,
       "remote_group_id": None}


@pytest.mark.parametrize(("rules", "words", "waited_for"), [
    ({"security_group_rules": [SSH]},
     "port 22 of 192.0.2.1 did not answer within 5 s, although its security groups allow it",
     "port"),
    ({"security_group_rules": []}, "port 22 of 192.0.2.1 cannot be reached: none of its "
     "security groups has a rule that allows TCP port 22", "rule"),
    (refusal("forbidden", "not for you"), "port 22 of 192.0.2.1 did not answer within 5 s, and its "
     "security groups could not be read (not for you)", "port")])
def test_why_nobody_answers(rules, words, waited_for):
    connection = Canned({**PORTS, "GET /security-group-rules": rules})
    error = calls.unanswered(connection, SERVER, "192.0.2.1", 22, "5 s")
    assert (error.kind, error.message, error.target, error.action) == (
        "timeout", words, A, "server web-1")
    assert error.more["waited_for"] == waited_for
    assert (error.more["server_id"], error.more["server_name"]) == ("s-1", "web-1")
    assert bool(error.more.get("rule")) is (rules != {"security_group_rules": [SSH]})


@pytest.mark.parametrize("address", [None, ""])
def test_why_nobody_answers_where_there_is_no_address(address):
    connection = Canned({})
    error = calls.unanswered(connection, SERVER, address, 22, "5 s")
    assert (error.kind, error.message) == ("timeout",
                                           "it got no address to connect to within 5 s")
    assert error.more == {"server_id": "s-1", "server_name": "web-1", "waited_for": "address"}
    assert connection.calls == []
