# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes over the wire, and what is refused there."""

from __future__ import annotations

import pytest
from fakeservice import SERVERS, Handler, login, servers

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import session
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.target import Target


@pytest.mark.parametrize("refused", [True, False])
def test_a_keystone_that_tells_nobody_its_versions(connect, service, monkeypatch, refused):
    if refused:
        monkeypatch.setattr(Handler, "_login", lambda _self: (401, {}))
    service.answers += [(401, {}), (200, SERVERS)]
    connection = connect(**{**login(service), "auth_type": "password"}, api_timeout=5)
    if refused:
        with pytest.raises(CloudError) as error:
            servers(connection)
        assert (error.value.kind, error.value.message) == ("auth", "the login was refused (401)")
    else:
        assert servers(connection) == SERVERS["servers"]


@pytest.mark.parametrize("status", session.REDIRECTS)
def test_a_redirect_to_another_place(service, connect, status):
    service.answers.append((status, {}, {"Location": "http://192.0.2.1/v2.1/servers?secret=x"}))
    with pytest.raises(CloudError) as error:
        servers(connect())
    assert (error.value.kind, len(service.asked)) == ("config", 1)
    assert (f"{service.url}/v2.1/servers redirects to http://192.0.2.1/v2.1/servers, where nothing "
            "is sent") in error.value.message


FEDERATED = "/v3/OS-FEDERATION/identity_providers/i/protocols/openid/auth"


@pytest.mark.parametrize("path", [FEDERATED, "/v3/auth/OS-FEDERATION/websso"])
def test_a_federated_login_that_wants_a_browser(service, connect, path):
    service.answers.append((302, {}, {"Location": "https://idp.example/login?secret=x"}))
    with pytest.raises(CloudError) as error:
        connect().get("compute", f"{service.url}{path}", "login")
    assert error.value.kind == ("auth" if path == FEDERATED else "config")
    assert "https://idp.example/login" in error.value.message and "=x" not in error.value.message


def test_a_federated_login_that_is_answered_with_a_page(service, connect):
    service.answers.append((200, {"page": "log in here"}))
    with pytest.raises(CloudError, match="its answer to the login has no token"):
        connect().post("compute", f"{service.url}{FEDERATED}", {}, "login")


def test_a_redirect_within_the_service_is_followed(service, connect):
    service.answers += [(302, {}, {"Location": f"{service.url}/nova/v2.1/servers"}),
                        (200, SERVERS)]
    connection = connect()
    assert servers(connection) == SERVERS["servers"]
    assert [asked[1] for asked in service.asked] == ["/v2.1/servers", "/nova/v2.1/servers"]
    assert connection.requests == 2


@pytest.mark.parametrize(("one", "other", "same"), [
    ("https://a/x", "https://a:443/y?z", True), ("http://a", "http://a:80", True),
    ("https://a", "https://A", True), ("https://a", "http://a", False),
    ("https://a", "https://a:8443", False), ("https://a", "https://b", False),
    ("https://a", "https://a@b", False), ("https://a", "https://a:x", False)])
def test_places_that_are_the_same(one, other, same):
    assert (session._origin(one) == session._origin(other)) is same


def test_an_answer_that_is_compressed_more_than_once(service, connect):
    service.answers.append((200, SERVERS, {"Content-Encoding": "gzip, gzip"}))
    with pytest.raises(CloudError, match="its answer is compressed more than once"):
        servers(connect())


def test_an_answer_is_read_as_utf_8(service, connect):
    service.answers.append((200, '{"servers": [{"id": "\u00e4"}]}',
                            {"Content-Type": "application/json; charset=latin-1"}))
    assert servers(connect()) == [{"id": "\u00e4"}]


def deep(depth):
    return '{"servers": [{"id": "1", "x": ' + "[" * depth + "]" * depth + "}]}"


@pytest.mark.parametrize("depth", [60, 900, 100_000])
@pytest.mark.parametrize(("status", "kind"), [(200, "api"), (400, "invalid")])
def test_json_that_is_too_deep(service, connect, status, kind, depth):
    service.answers.append((status, deep(depth)))
    with pytest.raises(CloudError) as error:
        servers(connect())
    assert error.value.kind == kind


def test_json_as_deep_as_answers_are(service, connect):
    service.answers.append((200, deep(20)))
    assert servers(connect())[0]["id"] == "1"


TOKEN = {"X-Subject-Token": "t"}


@pytest.mark.parametrize("answer", [
    (201, "null", TOKEN), (201, "[]", TOKEN), (201, "5", TOKEN), (201, "", TOKEN),
    (201, {"token": None}, TOKEN), (201, {}, TOKEN), (200, "<html>", TOKEN),
    (201, deep(900), TOKEN), (201, {"token": {"catalog": []}})])
def test_a_login_without_a_token(service, connect, monkeypatch, answer):
    monkeypatch.setattr(Handler, "_login", lambda _self: answer)
    with pytest.raises(CloudError) as error:
        servers(connect(**login(service)))
    assert error.value.kind == "api"
    assert error.value.message == ("its answer to the login has no token: check that "
                                   "auth_url is the URL of Keystone")


@pytest.mark.parametrize(("answer", "asked", "name"), [
    ({"access_token": "t"}, "grant_type=password", None),
    ({"no": "token"}, "grant_type=password", "access_token"),
    ({"access_token": ["t"]}, "grant_type=password", "access_token"),
    ({"access_token": "t"}, "grant_type=password&x=y", "id_token"),
    ([1], "grant_type=password", "access_token"), ("<html>", "grant_type=x", "access_token"),
    ([1], "x=grant_type", None), ([1], None, None)])
def test_an_identity_provider_that_gives_no_token(service, answer, asked, name):
    from keystoneauth1.identity.v3 import OidcPassword
    auth = OidcPassword("http://192.0.2.1/v3", "i", "openid", "c", "s", access_token_type=(
        name or "access_token"))
    ours = session.kind(Target("a"), None)(auth)
    service.answers.append((200, answer))
    url = f"{service.url}/token?secret=x"
    if name is None:
        ours.post(url, data=asked, authenticated=False)
        return
    with pytest.raises(CloudError) as error:
        ours.post(url, data=asked, authenticated=False)
    assert error.value.message.startswith(f"{service.url}/token answers the login without {name}:")
