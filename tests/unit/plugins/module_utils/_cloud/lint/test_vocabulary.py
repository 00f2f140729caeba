# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of ways to log in."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.lint.vocabulary import (
    Login,
    Vocabulary,
)

PASSWORD = Login(frozenset({"auth_url", "username", "password"}), frozenset({"password"}),
                 frozenset({"auth_url"}))
TOKEN = Login(frozenset({"auth_url", "token"}), frozenset({"token"}))
BOTH = Login(PASSWORD.options | TOKEN.options, PASSWORD.secrets | TOKEN.secrets,
             frozenset({"auth_url", "password", "token"}))
KNOWN = Vocabulary(frozenset(), {"password": PASSWORD, "v3token": TOKEN},
                   {"acme": {"auth_type": "v3token"}, "far": {"profile": "https://far.example"}})


@pytest.mark.parametrize(("given", "auth_type", "login"), [
    ({}, "password", PASSWORD), ({"auth_type": "v3token"}, "v3token", TOKEN),
    ({"auth_plugin": "v3token"}, "v3token", TOKEN), ({"profile": "acme"}, "v3token", TOKEN),
    ({"cloud": "acme"}, "v3token", TOKEN), ({"profile": "nobody"}, "password", PASSWORD),
    ({"auth_type": "password", "profile": "acme"}, "password", PASSWORD),
    ({"auth_type": "riddle"}, "riddle", None)])
def test_how_a_cloud_logs_in(given, auth_type, login):
    assert (KNOWN.auth_type(given), KNOWN.login(given)) == (auth_type, login)


@pytest.mark.parametrize(("given", "remote"), [
    ({}, False), ({"profile": "acme"}, False), ({"profile": "https://acme.example"}, True),
    ({"cloud": "https://acme.example"}, True), ({"profile": "far"}, True),
    ({"profile": "nobody"}, False)])
def test_a_profile_that_has_to_be_fetched(given, remote):
    assert KNOWN.remote(given) is remote


def test_what_is_a_secret_somewhere():
    assert KNOWN.secrets == {"password", "token"}


@pytest.mark.parametrize(("methods", "login"), [
    (["password", "v3token"], BOTH), (["password"], Login(
        PASSWORD.options, PASSWORD.secrets, frozenset({"auth_url", "password"}))),
    (["password", "riddle"], None), ("password", None), ([], None), (None, None), ([[]], None)])
def test_each_of_several_factors_needs_its_secret(methods, login):
    assert KNOWN.login({"auth_type": "v3multifactor", "auth_methods": methods}) == login
