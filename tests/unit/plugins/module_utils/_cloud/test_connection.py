# SPDX-License-Identifier: GPL-3.0-or-later
"""One connection per target, over HTTP, to a service on this machine."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from clock import Clock
from fakeservice import DROP, SERVERS, Handler, login, servers

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import (
    connection as connection_module,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.connection import (
    own_project,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError


def test_a_version_for_one_call(service, connect):
    link = {"servers_links": [{"rel": "next", "href": "http://x/y?marker=1"}]}
    service.answers.extend([(200, {**SERVERS, **link}), (200, SERVERS), (406, {}), (200, SERVERS)])
    connection = connect()
    servers(connection, microversion="2.61")
    with pytest.raises(CloudError) as error:
        servers(connection, microversion="2.99")
    assert error.value.more["status"] == 406
    servers(connection)
    assert [asked[2]["OpenStack-API-Version"] for asked in service.asked] == [
        "compute 2.61", "compute 2.61", "compute 2.99", "compute 2.52"]
    assert "microversion" not in service.asked[0][1]


def test_a_version_for_one_creation(service, connect):
    service.answers.extend([(200, {}), (200, {})])
    connection = connect()
    for more in ({"microversion": "2.67"}, {}):
        connection.post("compute", "/servers", {"server": {}}, "creating web-1", **more)
    assert [asked[2]["OpenStack-API-Version"] for asked in service.asked] == [
        "compute 2.67", "compute 2.52"]


def test_the_query(service, connect):
    service.answers.append((200, SERVERS))
    servers(connect(), tags=None, name="a b&c", device_id=["1", "2"])
    url = urlsplit(service.asked[0][1])
    assert parse_qs(url.query) == {"name": ["a b&c"], "device_id": ["1", "2"]}


# Answers that are none

def test_nobody_is_there(service, connect):
    connection = connect()
    service.shutdown()
    service.server_close()
    with pytest.raises(CloudError) as error:
        servers(connection)
    assert error.value.kind == "unreachable"
    assert f"cannot connect to {service.url}" in error.value.message


def test_one_that_says_nothing_for_its_api_timeout(service, connect):
    connection, asked = connect(api_timeout=0.2, timeout=60), []
    service.answers.append((200, SERVERS))
    lock = threading.Event()
    service.RequestHandlerClass = type("Slow", (Handler,), {
        "do_GET": lambda self: asked.append(1) or lock.wait(60)})
    with pytest.raises(CloudError) as error:
        servers(connection)
    until = time.monotonic() + 30       # the service may be slower than we are patient
    while not asked and time.monotonic() < until:
        time.sleep(0.01)
    lock.set()
    assert (error.value.kind, len(asked)) == ("timeout", 1)


def test_patience_ends_when_nothing_was_heard_for_its_api_timeout(service, connect):
    service.answers.append((200, SERVERS))
    connection = connect(api_timeout=30)
    now = time.monotonic()
    assert 0 < connection.patience(now - 1) <= 29
    assert connection.patience(now - 31) < 0
    assert connection.patience(now) > 1         # asked now: it had nothing to say yet
    servers(connection)
    assert 1 < connection.patience(now - 31) <= 30


def test_patience_ends_with_the_timeout_whatever_is_heard(service, connect):
    service.answers.append((200, SERVERS))
    connection = connect(api_timeout=30, timeout=200)
    servers(connection)
    assert connection.patience(time.monotonic() - 200) > 0
    assert connection.patience(time.monotonic() - 231) < 0


# What is sent again, and what is not

@pytest.fixture
def clock(monkeypatch):
    """Nobody waits for what a connection waits for."""
    found = Clock(time.monotonic())
    monkeypatch.setattr(connection_module, "time", found)
    return found


@pytest.mark.parametrize(("answer", "sent"), [
    (DROP, 1), ((502, {}), 1), ((500, {}), 1), ((409, {}), 1), ((504, {}), 1)])
def test_a_creation_is_not_repeated(service, connect, answer, sent):
    service.answers.extend([answer] * 5)
    with pytest.raises(CloudError):
        connect().post("compute", "/servers", {"server": {}}, "creating web-1")
    assert [asked[:2] for asked in service.asked] == [("POST", "/v2.1/servers")] * sent
    assert service.asked[0][3] == {"server": {}}


@pytest.mark.parametrize(("answer", "answered"), [
    (DROP, 1), ((503, {}), 2), ((429, {}, {"Retry-After": "1"}), 2)])
def test_a_question_is_asked_again(service, connect, answer, answered):
    service.answers.extend([answer, (200, SERVERS)])
    connection = connect()
    assert servers(connection) == SERVERS["servers"]
    assert len(service.asked) == 2
    assert connection.requests == answered


def test_a_creation_that_was_refused_for_now_is_asked_for_again(service, connect):
    service.answers.extend([(503, {}), (202, {"server": {"id": "1"}})])
    assert connect().post("compute", "/servers", {"server": {}}, "creating web-1")
    assert len(service.asked) == 2


@pytest.mark.parametrize("status", [413, 429, 503])
def test_a_creation_that_came_too_early_is_sent_when_it_may_be(service, connect, clock, status):
    service.answers.extend([(status, {}, {"Retry-After": "60"}), (202, {"server": {"id": "1"}})])
    connection, began, left = connect(api_timeout=30, timeout=300), clock.now, []
    clock.sleep = lambda seconds: left.append((seconds, connection.patience(began + 31)))
    assert connection.post("compute", "/servers", {"server": {}}, "creating web-1") == {
        "server": {"id": "1"}}
    (seconds, patience), = left
    assert seconds >= 60 and patience > seconds         # it is not silent: we are


@pytest.mark.parametrize(("status", "headers", "arguments", "sent"), [
    (429, {"Retry-After": "3600"}, {}, 1),
    (429, {"Retry-After": "3600"}, {"timeout": 3599}, 1),
    (503, {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}, {"timeout": 3599}, 1),
    (429, {"Retry-After": "10"}, {"timeout": 19}, 2),
    (429, {"Retry-After": "31"}, {"api_timeout": 30}, 1),
    (429, {"Retry-After": "0"}, {"compute_status_code_retries": 1}, 2),
    (429, {"Retry-After": "0"}, {"compute_status_code_retries": 0}, 1),
])
def test_who_asks_for_more_time_than_there_is_is_left_alone(service, connect, clock, status,
                                                            headers, arguments, sent):
    service.answers.extend([(status, {}, headers)] * 9)
    connection = connect(**arguments)
    with pytest.raises(CloudError) as error:
        servers(connection)
    assert error.value.kind == "rate_limited"
    assert ("the cloud says to try again in" in str(error.value)) is (headers["Retry-After"] != "0")
    assert len(service.asked) == sent and sum(clock.slept) < 20


def test_a_quota_is_not_asked_for_again(service, connect):
    service.answers.append((413, {"overLimit": {"message": "Quota exceeded"}},
                            {"Retry-After": "0"}))
    with pytest.raises(CloudError) as error:
        connect().post("block-storage", "/volumes", {"volume": {}}, "creating web-1")
    assert (error.value.kind, len(service.asked)) == ("quota", 1)


@pytest.mark.parametrize(("answer", "deleted"), [
    ((204, ""), True), ((202, {}), True), ((404, {}), False)])
def test_a_deletion(service, connect, answer, deleted):
    service.answers.append(answer)
    assert connect().delete("compute", "/servers/1", "deleting web-1") is deleted
    assert service.asked[0][:2] == ("DELETE", "/v2.1/servers/1")


def test_a_deletion_that_is_refused(service, connect):
    service.answers.append((409, {"conflictingRequest": {"message": "locked"}}))
    with pytest.raises(CloudError) as error:
        connect().delete("compute", "/servers/1", "deleting web-1")
    assert error.value.kind == "conflict"


# The login

def test_all_threads_share_one_token(service, connect):
    service.answers.extend([(200, SERVERS)] * 8)
    connection = connect(**login(service))
    assert connection.requests == 0
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _number: servers(connection), range(8)))
    assert [asked[1] for asked in service.asked].count("/v3/auth/tokens") == 1
    assert {asked[2].get("X-Auth-Token") for asked in service.asked} == {None, "t-1"}
    assert connection.requests == len(service.asked) == 9


def test_what_the_login_tells(service, connect):
    connection = connect(**login(service))
    assert connection.project_id() == "p-1"
    assert [row["url"] for row in connection.catalog()["compute"]] == [f"{service.url}/compute"]
    assert len(service.asked) == 1


def test_a_way_to_log_in_without_a_catalog(connect):
    with pytest.raises(CloudError, match="this auth_type gives no catalog of services"):
        connect().catalog()


def test_a_login_without_a_domain(service, connect, monkeypatch):
    refusal = {"error": {"code": 400, "message": "Expecting to find domain in project. The server"}}
    monkeypatch.setattr(Handler, "_login", lambda self: (400, refusal, {}))
    with pytest.raises(CloudError, match="names no domain: add user_domain_name") as error:
        servers(connect(**login(service)))
    assert error.value.kind == "config"


def test_a_login_that_is_refused_for_now(service, connect, monkeypatch):
    welcome, tries = Handler._login, []

    def busy(handler):
        tries.append(1)
        return welcome(handler) if tries[1:] else (503, {})
    monkeypatch.setattr(Handler, "_login", busy)
    service.answers.append((200, SERVERS))
    assert servers(connect(**login(service))) == SERVERS["servers"]
    assert len(tries) == 2


def test_a_login_that_is_refused(service, connect, monkeypatch):
    monkeypatch.setattr(Handler, "_login", lambda _self: (401, {"error": {"message": "riddle"}}))
    with pytest.raises(CloudError) as error:
        servers(connect(**login(service)))
    assert (error.value.kind, error.value.message) == (
        "auth", "the login was refused (401): riddle")


# What a login is for

@pytest.mark.parametrize("project", ["p-1", None])
def test_a_login_that_is_for_no_project_lists_nothing_as_its_own(project):
    there = SimpleNamespace(target=None, project_id=lambda: project, scope=lambda: "the system")
    if project:
        assert own_project(there) == project
        return
    with pytest.raises(CloudError, match="the login is for the system, and a p") as error:
        own_project(there)
    assert error.value.kind == "auth"
