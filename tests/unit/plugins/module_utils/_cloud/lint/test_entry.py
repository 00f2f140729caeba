# SPDX-License-Identifier: GPL-3.0-or-later
"""One cloud's entry, as it is in one file."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.lint import entry
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.lint.entry import secrets
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.lint.vocabulary import (
    Login,
    Vocabulary,
)


def test_texts_that_are_secret():
    content = {"a": {"auth": {"pass-code": 1, "password": "p"}, "regions": [{"values": {
        "auth": {"password": 77}}}]}, "b": "text"}
    assert list(secrets(content, {"password", "pass_code"})) == ["1", "p", "77"]


PASSWORD = Login(frozenset({"auth_url", "username", "password", "project_id"}),
                 frozenset({"password"}), frozenset({"auth_url"}))
TOKEN = Login(frozenset({"auth_url", "token"}), frozenset({"token"}))
KNOWN = Vocabulary(frozenset({"auth", "auth_type", "profile", "regions", "networks", "interface",
                              "verify", "api_timeout"}),
                   {"password": PASSWORD, "v3token": TOKEN},
                   {"acme": {"auth_type": "v3token"}, "far": {"profile": "https://far.example"}})


@pytest.mark.parametrize(("given", "text"), [
    ("a", "a"), (7, "7"), (2.5, "2.5"), (True, "true"), (False, "false"), (None, "None")])
def test_a_name_is_text(given, text):
    assert entry.called(given) == text


@pytest.mark.parametrize(("given", "expected"), [
    ({"region_name": 7, "profile": True, "api_timeout": 5, "verify": False},
     {"region_name": "7", "profile": "true", "api_timeout": 5, "verify": False}),
    ({"auth": {"password": 12345, "username": "me", "project_id": None}},
     {"auth": {"password": "12345", "username": "me", "project_id": None}}),
    ({"auth": "x"}, {"auth": "x"}),
    ({"regions": [1, "two", {"name": 3, "values": {"a": 4}}]},
     {"regions": ["1", "two", {"name": "3", "values": {"a": 4}}]}),
    ({"networks": [{"name": 5, "nat_source": True}], "regions": 6},
     {"networks": [{"name": "5", "nat_source": True}], "regions": 6})])
def test_an_entry_with_text_where_it_is_expected(given, expected):
    before = repr(given)
    assert entry.spelt(given) == expected and repr(given) == before


# each mistake by itself; a login of None is one that is not known
@pytest.mark.parametrize(("given", "login", "said"), [
    ({}, PASSWORD, []),
    ({"auth-type": "password", "auth": {"tenant_id": "p", "domain_name": "D"}}, PASSWORD, []),
    ("text", PASSWORD, [("error", None)]),
    ({"auth": None}, PASSWORD, [("error", "auth")]),
    # what only another way to log in knows
    ({"token": "x"}, PASSWORD, [("warning", "token")]), ({"token": "x"}, None, []),
    ({"auth": {"token": "x"}}, PASSWORD, [("error", "auth.token")]),
    ({"auth": {"token": "x"}}, None, []),
    # names of something
    ({"auth_type": "riddle"}, None, [("error", "auth_type")]),
    ({"auth_type": "None"}, None, []),
    ({"profile": "acne"}, PASSWORD, [("error", "profile")]),
    ({"profile": "acne", "auth": {"auth_url": "http://x"}}, PASSWORD, [("warning", "profile")]),
    ({"profile": "https://x"}, PASSWORD, []),
    # values
    ({"verify": "no"}, PASSWORD, [("error", "verify")]), ({"verify": "maybe"}, PASSWORD, []),
    ({"api_timeout": "5"}, PASSWORD, []), ({"api_timeout": -1}, PASSWORD,
                                           [("error", "api_timeout")]),
    ({"api_timeout": [5]}, PASSWORD, [("error", "api_timeout")]),
    ({"interface": "publicURL"}, PASSWORD, []), ({"interface": "x"}, PASSWORD,
                                                 [("error", "interface")]),
    ({"auth": {"auth_url": "a.example/v3"}}, PASSWORD, [("error", "auth.auth_url")]),
    ({"auth": {"auth-url": "ftp://a"}}, PASSWORD, [("error", "auth.auth-url")]),
    ({"auth": {"auth_url": "HTTPS://a"}}, PASSWORD, []), ({"auth": {"auth_url": ""}}, PASSWORD, []),
    ({"compute_endpoint_override": "a/v2.1"}, None, [("warning", "compute_endpoint_override"),
                                                     ("error", "compute_endpoint_override")]),
    ({"auth": {"token": "gAAAA-_=.~+/"}}, TOKEN, []),
    *(({"auth": {"token": token}}, TOKEN, [("error", "auth.token")])
      for token in ("abc\n", " abc", "ab\ncd", "ab cd", "abc\u2603")),
    ({"auth": {"password": "a b\u2603"}}, PASSWORD, []),
    ({"auth": {"password": "abc\n"}}, PASSWORD, [("warning", "auth.password")]),
    ({"auth": {"password": 5, "username": " me"}}, PASSWORD, []),
    # regions and networks
    ({"regions": "R"}, PASSWORD, [("error", "regions")]),
    ({"regions": [{"values": {}}]}, PASSWORD, [("error", "regions")]),
    ({"regions": [{"name": "R", "values": {"verify": "no", "x": 1}}]}, PASSWORD,
     [("error", "verify"), ("warning", "regions.R.values.x")]),
    ({"networks": ["n"]}, PASSWORD, [("error", "networks")]),
    ({"networks": [{"name": "n", "x": 1}]}, PASSWORD, [("warning", "networks.n.x")]),
])
def test_mistakes(given, login, said):
    assert [(one.severity, one.key) for one in entry.check(given, login, KNOWN)] == said


@pytest.mark.parametrize("auth", [
    {"token": "sesame\n"}, {"auth_url": "me:sesame@a.example"}, {"password": "sesame "}])
def test_mistakes_show_no_secret(auth):
    found = list(entry.check({"auth": auth}, PASSWORD, KNOWN))
    assert found and "sesame" not in repr(found)


def test_what_is_left_of_another_login_is_not_misspelt():
    """A token has no user."""
    logins = {"v3token": Login(frozenset({"token", "domain_name"})),
              "password": Login(frozenset({"user_domain_name"}))}
    [found] = entry.check({"auth": {"user_domain_name": "Default"}}, logins["v3token"],
                          Vocabulary(KNOWN.keys, logins))
    assert found.mend == "remove it, or set auth_type to password"


@pytest.mark.parametrize(("key", "mend"), [
    ("interface", "move interface out of auth, next to it"), ("usernam", "rename it to username"),
    ("token", "remove it, or set auth_type to v3token"), ("colour", "remove it")])
def test_what_to_do_about_an_option_of_auth(key, mend):
    [found] = entry.check({"auth": {key: "x"}}, PASSWORD, KNOWN)
    assert found.mend == mend


@pytest.mark.parametrize(("word", "near"), [
    ("imgae", "image"), ("flavr", "flavor"), ("colour", None), ("", None)])
def test_what_is_probably_meant(word, near):
    assert entry.close(word, {"image", "flavor"}) == near
