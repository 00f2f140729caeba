# SPDX-License-Identifier: GPL-3.0-or-later
"""One connection per target, over HTTP, to a service on this machine."""

from __future__ import annotations

import http.server
import json
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.config import (
    Config,
    Settings,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError

DROP = "drop"           # the connection, without an answer
SERVERS = {"servers": [{"id": "1"}]}


class Service(http.server.ThreadingHTTPServer):
    """Answers with (status, body[, headers]) in turn, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.answers, self.asked = deque(), []
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def handle_error(self, request, client_address):
        pass


class Handler(http.server.BaseHTTPRequestHandler):
    def _answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.command, self.path, dict(self.headers),
                                  json.loads(body) if body else None))
        answer = (self._login() if self.path.endswith("/auth/tokens")
                  else self.server.answers.popleft())
        if answer == DROP:
            self.close_connection = True
            return
        status, content, *headers = answer
        data = content.encode() if isinstance(content, str) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in {**(headers[0] if headers else {}),
                            "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_DELETE = _answer

    def _login(self):
        time.sleep(0.05)
        endpoint = {"interface": "public", "region": "north", "region_id": "north",
                    "url": f"{self.server.url}/compute"}
        token = {"expires_at": "2099-01-01T00:00:00.000000Z", "project": {"id": "p-1"},
                 "catalog": [{"type": "compute", "name": "nova", "endpoints": [endpoint]}]}
        return 201, {"token": token}, {"X-Subject-Token": "t-1"}

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def service():
    found = Service()
    yield found
    found.shutdown()
    found.server_close()


@pytest.fixture
def connect(place, service):
    """A connection to the service, by an entry of clouds.yaml."""
    from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.connection import (
        Connections,
    )

    def make(timeout=None, **more):
        entry = {"auth_type": "none", "auth": {"endpoint": service.url}, **more}
        regions = Config(Settings(place.clouds(a=entry))).regions("a")
        connections = Connections(timeout)
        target, = connections.add(regions)
        connections.add(Config(Settings(place.clouds(a=entry))).regions("a"))
        return connections[target]
    return make


def login(service):
    """An entry that has to log in."""
    return {"auth_type": "v3password", "region_name": "north", "auth": {
        "auth_url": f"{service.url}/v3", "username": "me", "password": "x", "project_name": "p",
        "user_domain_id": "default", "project_domain_id": "default"}}


def servers(connection, **query):
    return connection.pages("compute", "/servers", "servers", "listing servers", **query)


# What is sent

@pytest.mark.parametrize(("name", "entry", "path"), [
    ("compute", {}, "/v2.1/x"), ("network", {}, "/v2.0/x"), ("image", {}, "/v2/x"),
    ("block-storage", {}, "/v3/x"), ("compute", {"compute_endpoint_override": "URL/nova/v2.1"},
                                     "/nova/v2.1/x"),
    ("compute", {"compute_endpoint_override": "URL/nova/"}, "/nova/v2.1/x"),
    ("image", {"image_endpoint_override": "URL/v2.9"}, "/v2.9/x")])
def test_the_path_of_a_service(service, connect, name, entry, path):
    service.answers.append((200, {}))
    connection = connect(**{key: value.replace("URL", service.url)
                            for key, value in entry.items()})
    connection.get(name, "/x", "asking")
    assert service.asked[0][1] == path


def test_who_asks_and_for_which_version(service, connect):
    service.answers.extend([(200, {}), (200, {})])
    connection = connect()
    connection.get("compute", "/servers", "listing")
    connection.get("network", "/ports", "listing")
    compute, network = (headers for _method, _path, headers, _body in service.asked)
    assert compute["OpenStack-API-Version"] == "compute 2.52"
    assert "OpenStack-API-Version" not in network
    assert "multicloud.openstack/" in compute["User-Agent"]
    assert connection.microversion == "2.52"


@pytest.mark.parametrize(("limit", "held_up"), [(1, True), ({"compute": 1}, True), ({}, False)])
def test_so_many_requests_per_second(service, connect, limit, held_up):
    service.answers.extend([(200, {})] * 4)
    connection, began = connect(rate_limit=limit), time.monotonic()
    for _number in range(4):
        connection.get("compute", "/servers", "listing")
    assert (time.monotonic() - began > 2.9) is held_up


def test_an_old_cloud_is_asked_without_a_version_from_then_on(service, connect):
    service.answers.extend([(406, {}), (200, SERVERS), (200, SERVERS)])
    connection = connect()
    assert servers(connection) == servers(connection) == SERVERS["servers"]
    assert connection.microversion == "2.1"
    assert ["OpenStack-API-Version" in asked[2] for asked in service.asked] == [
        True, False, False]


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


# Pages

def page(*ids, **links):
    return 200, {"servers": [{"id": name} for name in ids], **links}


@pytest.mark.parametrize("link", [
    {"servers_links": [{"rel": "previous", "href": "x?marker=0"},
                       {"rel": "next", "href": "http://internal:8774/v2.1/servers?limit=1&marker=1"
                        }]},
    {"next": "/v2/servers?limit=1&marker=1"}], ids=["links", "next"])
def test_every_page(service, connect, link):
    again = json.loads(json.dumps(link).replace("marker=1", "marker=2"))
    service.answers.extend([page("1", **link), page("2", **again),
                            page("3", servers_links=[{"rel": "previous", "href": "x"}])])
    assert [row["id"] for row in servers(connect(), tags="x")] == ["1", "2", "3"]
    assert [asked[1].partition("servers")[2] for asked in service.asked] == [
        "?tags=x", "?limit=1&marker=1", "?limit=1&marker=2"]


def following(number):
    return {"servers_links": [{"rel": "next", "href": f"/servers?marker={number}"}]}


@pytest.mark.parametrize("answers", [
    [page("1", **following(1)), page("2", **following(1))],
    [page("1", **following(1)), page("1", **following(2))],
    [page("1", **following(1)), page(**following(2))]], ids=["link", "rows", "empty"])
def test_a_list_without_an_end(service, connect, answers):
    service.answers.extend([*answers, *[page("3", **following(3))] * 9])
    with pytest.raises(CloudError, match="has no end") as error:
        servers(connect())
    assert error.value.kind == "api"
    assert len(service.asked) == 2


def test_a_list_that_goes_on_has_its_time(service, connect):
    service.answers.extend(page(str(number), **following(number)) for number in range(1, 10_000))
    connection = connect(timeout=0.5, api_timeout=0.5)
    began = time.monotonic()
    with pytest.raises(CloudError, match="within") as error:
        servers(connection)
    assert error.value.kind == "timeout"
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("row", [
    None, "x", {"id": 5}, {"id": None}, {"id": "x", "tags": [5]}, {"id": "x", "name": {}},
    {"id": "x", "metadata": {"k": ["v"]}}, {"id": "x", "metadata": "v"},
    {"id": "x", "addresses": ["x"]}, {"id": "x", "addresses": {"net": [{"addr": 5}]}}])
def test_rows_that_are_none(service, connect, row):
    service.answers.append((200, {"servers": [{"id": "good"}, row]}))
    connection = connect()
    with pytest.raises(CloudError, match="'servers'") as error:
        servers(connection)
    assert (error.value.kind, error.value.target) == ("api", connection.target)


# Answers that are none

@pytest.mark.parametrize(("answer", "kind", "message"), [
    ((404, {"itemNotFound": {"message": "gone"}}), "not_found", "gone"),
    ((500, "<html>", {"x-openstack-request-id": "req-1"}), "api",
     "HTTP 500 Internal Server Error"),
    ((200, "<html>Please log in</html>"), "api", None),
    ((200, {"servers_of_another_kind": []}), "api", None),
    ((300, {"choices": []}), "api", None),
    ((200, ""), "api", None),
    ((200, []), "api", None),
])
def test_what_a_list_is_not(service, connect, answer, kind, message):
    service.answers.append(answer)
    connection = connect()
    with pytest.raises(CloudError) as error:
        servers(connection)
    found = error.value
    assert (found.kind, found.target, found.action) == (kind, connection.target, "listing servers")
    assert message in (None, found.message)
    assert found.more.get("request_id") == ("req-1" if answer[0] == 500 else None)


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
        "do_GET": lambda self: asked.append(lock.wait(5))})
    with pytest.raises(CloudError) as error:
        servers(connection)
    lock.set()
    time.sleep(0.1)
    assert (error.value.kind, len(asked)) == ("timeout", 1)


def test_patience_ends_when_nothing_was_heard_for_its_api_timeout(service, connect):
    service.answers.append((200, SERVERS))
    connection = connect(api_timeout=0.3)
    asked = time.monotonic()
    assert 0 < connection.patience(asked) <= 0.3
    time.sleep(0.35)
    assert connection.patience(asked) < 0
    assert connection.patience(time.monotonic()) > 0.2      # asked now: it had nothing to say yet
    servers(connection)
    assert 0 < connection.patience(asked) <= 0.3


def test_properties_of_images_may_have_any_name(service, connect):
    row = {"id": "i", "name": "debian", "metadata": "x", "addresses": "x", "tags": []}
    service.answers.append((200, {"images": [row]}))
    assert connect().pages("compute", "/images", "images", "listing images") == [row]


def test_patience_ends_with_the_timeout_whatever_is_heard(service, connect):
    service.answers.append((200, SERVERS))
    connection = connect(api_timeout=0.3, timeout=2)
    servers(connection)
    assert connection.patience(time.monotonic() - 2) > 0
    assert connection.patience(time.monotonic() - 3) < 0


# What is sent again, and what is not

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
def test_a_creation_that_came_too_early_is_sent_when_it_may_be(service, connect, status):
    service.answers.extend([(status, {}, {"Retry-After": "1"}), (202, {"server": {"id": "1"}})])
    connection = connect(api_timeout=0.5, timeout=30)
    began = time.monotonic()
    waiting = ThreadPoolExecutor(1).submit(connection.post, "compute", "/servers", {"server": {}},
                                           "creating web-1")
    time.sleep(0.8)
    assert connection.patience(began) > 0.3          # it is not silent: we are
    assert waiting.result() == {"server": {"id": "1"}}
    assert time.monotonic() - began >= 1


@pytest.mark.parametrize(("status", "headers", "arguments", "sent"), [
    (429, {"Retry-After": "3600"}, {}, 1),
    (429, {"Retry-After": "3600"}, {"timeout": 3599}, 1),
    (503, {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}, {"timeout": 3599}, 1),
    (429, {"Retry-After": "1"}, {"timeout": 1.9}, 2),
    (429, {"Retry-After": "2"}, {"api_timeout": 1}, 1),
    (429, {"Retry-After": "0"}, {"compute_status_code_retries": 1}, 2),
    (429, {"Retry-After": "0"}, {"compute_status_code_retries": 0}, 1),
])
def test_who_asks_for_more_time_than_there_is_is_left_alone(service, connect, status, headers,
                                                            arguments, sent):
    service.answers.extend([(status, {}, headers)] * 9)
    connection, began = connect(**arguments), time.monotonic()
    with pytest.raises(CloudError) as error:
        servers(connection)
    assert error.value.kind == "rate_limited"
    assert ("it says to try again in" in str(error.value)) is (headers["Retry-After"] != "0")
    assert len(service.asked) == sent
    assert time.monotonic() - began < 2.2


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


def test_no_version_is_looked_for(service, connect):
    service.answers.append((200, SERVERS))
    servers(connect(**login(service)))
    assert [asked[1] for asked in service.asked] == ["/v3/auth/tokens", "/compute/v2.1/servers"]


def test_what_the_login_tells(service, connect):
    connection = connect(**login(service))
    assert connection.project_id() == "p-1"
    assert [row["url"] for row in connection.catalog()["compute"]] == [f"{service.url}/compute"]
    assert len(service.asked) == 1


def test_a_way_to_log_in_without_a_catalog(connect):
    with pytest.raises(CloudError, match="this auth_type gives no catalog of services"):
        connect().catalog()


@pytest.mark.parametrize("told", [None, "south"])
def test_a_region_that_the_catalog_has_not(place, service, told):
    from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.connection import (
        Connection,
    )
    entry = {**login(service), "region_name": told}
    place.clouds(a={key: value for key, value in entry.items() if value})
    (target, region), = Config(Settings()).regions("a", "south").items()
    with pytest.raises(CloudError) as error:
        Connection(target, region).get("compute", "/servers", "listing servers")
    assert str(error.value) == ("a/south: listing servers: the cloud has no region 'south'; its "
                                "catalog has north")


def test_a_login_without_a_domain(service, connect, monkeypatch):
    refusal = {"error": {"code": 400, "message": "Expecting to find domain in project. The server"}}
    monkeypatch.setattr(Handler, "_login", lambda self: (400, refusal, {}))
    with pytest.raises(CloudError, match="names no domain: write user_domain_name") as error:
        servers(connect(**login(service)))
    assert error.value.kind == "config"


def test_a_service_that_the_catalog_has_not(service, connect):
    with pytest.raises(CloudError) as error:
        connect(**login(service)).get("network", "/ports", "listing ports")
    assert error.value.kind == "not_found"
    assert "the catalog has no network service" in error.value.message


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
    assert (error.value.kind, error.value.message) == ("auth", "the login was refused (401)")


@pytest.mark.parametrize("refused", [True, False])
def test_a_keystone_that_tells_nobody_its_versions(connect, service, monkeypatch, refused):
    if refused:
        monkeypatch.setattr(Handler, "_login", lambda _self: (401, {"error": {"message": "no"}}))
    service.answers += [(401, {}), (200, SERVERS)]
    connection = connect(**{**login(service), "auth_type": "password"}, api_timeout=5)
    if refused:
        with pytest.raises(CloudError) as error:
            servers(connection)
        assert (error.value.kind, error.value.message) == ("auth", "the login was refused (401)")
    else:
        assert servers(connection) == SERVERS["servers"]
