# SPDX-License-Identifier: GPL-3.0-or-later
"""No secret is left in what is shown of an exchange, and the rest is."""

from __future__ import annotations

import json

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import redact

SECRET = "hunter2-Zq8x"
TOKEN = "gAAAAABm" + "x" * 100 + "=="
NAMES = [
    "password", "adminPass", "admin_pass", "original_password", "secret", "client_secret", "token",
    "access_token", "user_data", "userdata", "OS-EXT-SRV-ATTR:user_data", "private_key", "passcode",
    "passphrase", "personality", "blob", "payload", "psk", "key", "access_key", "output",
    "authorization", "cookie"]
HEADERS = [
    "X-Auth-Token", "X-Subject-Token", "x-service-token", "Authorization", "Proxy-Authorization",
    "Cookie", "Set-Cookie", "X-Auth-Key", "Openstack-Auth-Receipt", "X-Account-Meta-Temp-URL-Key"]


def shown(content):
    return json.loads(redact.Exchange().body(json.dumps(content)))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [SECRET, 31337, [SECRET], {"any": {"thing": [SECRET]}}, True])
def test_what_is_secret_by_its_name(name, value):
    assert shown({"a": [{name: value, "b": "c"}]}) == {"a": [{name: redact.REDACTED, "b": "c"}]}


@pytest.mark.parametrize("content", [
    {"maxPersonality": 5},
    {"server": {"name": "web", "key_name": "ci", "imageRef": "1", "tags": ["a"], "count": 2}},
    {"keypair": {"name": "ci", "public_key": "ssh-ed25519 AAAA", "fingerprint": "1:2"}},
    {"token": {"methods": ["password"], "user": {"name": "demo"}, "catalog": [{"type": "compute"}],
               "expires_at": "2026-01-01"}},
    {"links": [{"href": "http://192.0.2.1/v2.1/servers?limit=2&marker=1"}]},
    {"password": None, "a": [], "b": {}}])
def test_what_is_no_secret(content):
    assert shown(content) == content


def test_a_login():
    identity = {"methods": ["password"], "password": {
        "user": {"name": "demo", "domain": {"name": "Default"}, "password": SECRET}}}
    assert shown({"auth": {"identity": identity}})["auth"]["identity"]["password"] == {
        "user": {"name": "demo", "domain": {"name": "Default"}, "password": redact.REDACTED}}
    identity = {"application_credential": {"id": "1", "secret": SECRET}, "token": {"id": TOKEN},
                "totp": {"user": {"id": "2", "passcode": "123456"}}}
    assert shown(identity) == {
        "application_credential": {"id": "1", "secret": redact.REDACTED}, "token": redact.REDACTED,
        "totp": {"user": {"id": "2", "passcode": redact.REDACTED}}}


@pytest.mark.parametrize("name", HEADERS)
def test_headers(name):
    assert redact.Exchange().headers({name: SECRET, "X-Other": "a"}) == [
        f"{name}: {redact.REDACTED}", "X-Other: a"]


@pytest.mark.parametrize(("found", "left"), [
    (f"said {TOKEN}!", "said ***!"),
    (f"http://user:{SECRET}@192.0.2.1/v3", "http://***@192.0.2.1/v3"),
    (f"http://192.0.2.1/a?temp_url_sig={SECRET}&b=1", "http://192.0.2.1/a?temp_url_sig=***&b=1"),
    (f"ws://192.0.2.1/?token={SECRET}", "ws://192.0.2.1/?token=***"),
    (f"http://192.0.2.1/vnc.html?path=%3Ftoken%3D{SECRET}",
     "http://192.0.2.1/vnc.html?path=%3Ftoken%3D***"),
    (f"Invalid input for field/attribute server. Value: {{'user_data': '{SECRET}'}}. It is bad",
     "Invalid input for field/attribute server. Value: ***"),
    (f"Invalid input for field 'identity/password/user/password': '{SECRET}' is too long",
     "Invalid input for field 'identity/password/user/password' ***"),
    ("http://192.0.2.1:5000/v3 a@b", "http://192.0.2.1:5000/v3 a@b"),
    ("Invalid input for field 'name': 3 is not a string",
     "Invalid input for field 'name': 3 is not a string")])
def test_texts(found, left):
    assert redact.text(found) == left
    assert shown({"message": found}) == {"message": left}


def test_a_secret_of_the_request_is_none_of_the_answers_business():
    exchange = redact.Exchange()
    exchange.body(json.dumps({"auth": {"user": {"password": SECRET}, "secret": [12345678]}}))
    assert exchange.body(json.dumps({"message": f"{SECRET} is bad, and 12345678"})) == (
        '{"message": "*** is bad, and ***"}')
    assert exchange.body(f"<p>{SECRET}</p>".encode(), beginning=True).startswith("<p>***</p> (")
    assert exchange.headers({"Location": f"/{SECRET}"}) == ["Location: /***"]


@pytest.mark.parametrize(("arguments", "line"), [
    ({"json": {"server": {"user_data": SECRET}}}, '{"server": {"user_data": "***"}}'),
    ({"data": SECRET, "headers": {"Content-Type": "text/plain"}}, "(12 bytes that are no JSON)"),
    ({"headers": {"X-Auth-Token": SECRET}}, "X-Auth-Token: ***"),
])
def test_what_was_sent_is_known_again(arguments, line):
    exchange = redact.Exchange()
    request = requests.Request("POST", "http://192.0.2.1/", **arguments).prepare()
    assert line in exchange.request(request)
    assert exchange.text(f"you sent {SECRET}, did you?") == "you sent ***, did you?"


def test_what_was_sent_is_known_when_it_is_quoted():
    exchange = redact.Exchange()
    exchange.body(json.dumps({"password": 'two\n"lines"', "secret": "two", "token": "lines-12"}))
    assert exchange.text(json.dumps({"x": 'two\n"lines"'})) == '{"x": "***"}'
    assert exchange.text("lines-12") == "***"


@pytest.mark.parametrize("quoted", [
    "a%26b%20%3Cc%3E%2Fd", "a%26b+%3Cc%3E%2Fd", "a&amp;b &lt;c&gt;/d"])
def test_what_was_sent_is_known_in_pages_and_urls(quoted):
    exchange = redact.Exchange()
    exchange.body(json.dumps({"password": "a&b <c>/d"}))
    assert exchange.text(f"<p>{quoted}</p>") == "<p>***</p>"


@pytest.mark.parametrize("arguments", [
    {"data": {"grant_type": "password", "username": "jane", "password": SECRET}},
    {"auth": ("ci", SECRET), "data": {"grant_type": "client_credentials"}}])
def test_what_an_identity_provider_is_sent_is_known_again(arguments):
    exchange = redact.Exchange()
    exchange.request(requests.Request("POST", "https://a/token", **arguments).prepare())
    assert exchange.text(f"jane: not {SECRET}, password") == "jane: not ***, password"


@pytest.mark.parametrize("header", ["Basic", "Basic %%%", "Basic AAAA", "Bearer x", ""])
def test_a_header_that_is_no_basic_authentication(header):
    request = requests.Request("GET", "https://a", headers={"Authorization": header}).prepare()
    assert redact.Exchange().request(request)


def test_a_secret_that_is_no_text():
    assert redact.Exchange().body(r'{"password": "\ud800-secret"}') == '{"password": "***"}'


@pytest.mark.parametrize("content", [
    f"grant_type=password&password={SECRET}", f"password={SECRET}".encode(), f'"{SECRET}"',
    f"\xff{SECRET}".encode("latin-1"), f'{{"password": "{SECRET}"', "[" * 100_000 + SECRET])
def test_what_is_no_json_is_not_shown(content):
    found = redact.Exchange().body(content)
    assert found == f"({len(content)} bytes that are no JSON)"


def test_what_goes_for_text_is_not_shown():
    found = redact.Exchange().body(json.dumps({"note": SECRET}), "text/plain; charset=UTF-8")
    assert found == "(24 bytes that are no JSON)"


def test_an_errors_page_is_cut():
    found = redact.Exchange().body(b"\xff" + b"x" * 1000, beginning=True)
    assert found == "\N{REPLACEMENT CHARACTER}" + "x" * 399 + " (1001 bytes that are no JSON)"


PLAIN = st.dictionaries(
    st.sampled_from(["a", "server", "metadata", "name", "public_key"]),
    st.none() | st.booleans() | st.integers() | st.text(max_size=5), max_size=3)
SECRETS = st.builds(
    lambda more, name, value: {**more, name: value}, PLAIN, st.sampled_from(NAMES),
    st.sampled_from([SECRET, [SECRET], {"x": SECRET}]))


@settings(derandomize=True, database=None,
          suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(SECRETS, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(
    st.sampled_from(["servers", "auth", "token", "password", "methods", "user", "a"]), inside,
    max_size=3), max_leaves=12))
def test_no_secret_at_any_depth(content):
    assert SECRET not in json.dumps(shown(content))
