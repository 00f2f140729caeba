# SPDX-License-Identifier: GPL-3.0-or-later
"""Every mistake in clouds.yaml and secure.yaml that shows without asking a cloud."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.lint import finding, rules
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.lint.known import known

KNOWN = known()
AUTH = {"auth_url": "https://a.example/v3", "username": "me", "password": "open sesame",
        "project_name": "p", "user_domain_name": "D", "project_domain_name": "D"}
GOOD = {"auth": AUTH, "region_name": "R"}
TOKEN = {"auth_type": "v3applicationcredential", "auth": {
    "auth_url": "https://b.example/v3", "application_credential_id": "i",
    "application_credential_secret": "open sesame"}}


def found(clouds, secure=None, readers=None, **environment):
    """(severity, where, msg, mend) of each."""
    documents = {"clouds.yaml": clouds, **({"secure.yaml": secure} if secure else {})}
    rows = finding.ordered(list(rules.lint(documents, KNOWN, {"clouds.yaml": readers},
                                           environment)))
    assert "open sesame" not in repr(rows)
    return [(row.severity, row.cloud, row.key, row.msg, row.mend) for row in rows]


def auth(without=(), **more):
    """The good entry with another auth."""
    return {**GOOD, "auth": {**{key: value for key, value in AUTH.items() if key not in without},
                             **more}}


HEALTHY = {
    "usual": {"a": GOOD},
    "credential": {"a": TOKEN},
    "flat": {"a": {"region_name": "R", **AUTH}},
    "old words": {"a": auth(without=["project_name", "username"], tenant_name="p", user_name="me")},
    "dashes": {"a": auth(without=["auth_url"], **{"auth-url": "https://a.example"})},
    "of domains": {"a": auth(without=["user_domain_name", "project_domain_name"],
                             domain_name="D")},
    "services": {"a": {**GOOD, "compute_api_version": "2.1",
                       "volume_endpoint_override": "https://v",
                       "has_network": False, "rate_limit": 5, "identity_interface": "internal",
                       "image_status_code_retries": 3}},
    "regions": {"a": {"auth": AUTH, "regions": ["R", {"name": "S", "values": {
        "image_api_version": "2", "networks": []}}]}},
    "a secret for each region": {"a": {**auth(without=["password"]), "regions": [
        {"name": "R", "values": {"auth": {"password": "x"}}}]}},
    "networks": {"a": {**GOOD, "networks": [{"name": "n", "nat_destination": True}]}},
    "profile": {"a": {"profile": "ovh", "auth": {"username": "me", "password": "x"}}},
    "profile by URL": {"a": {"profile": "https://example.org", "auth": {"username": "me"}}},
    "two projects": {"a": GOOD, "b": auth(project_name="q")},
    "two regions": {"a": GOOD, "b": {**GOOD, "region_name": "S"}},
    "no login at all": {"a": {"auth_type": "none", "auth": {"endpoint": "https://i"}}},
    "several factors": {"a": {"auth_type": "v3multifactor", "auth": {**AUTH, "passcode": "1"},
                              "auth_methods": ["v3password", "v3totp"]}},
}


@pytest.mark.parametrize("clouds", HEALTHY.values(), ids=HEALTHY)
def test_nothing_is_wrong(clouds):
    assert found(clouds) == []


def test_secrets_apart():
    assert found({"a": auth(without=["password"])}, {"a": {"auth": {"password": "x"}}}) == []


MISTAKES = [
    # a file, and for each finding its severity, key, and words of both sentences
    ({"a": {**GOOD, "regoin_name": "R"}}, (
        "warning", "regoin_name", "ignores the key 'regoin_name'", "rename it to region_name")),
    ({"a": {**GOOD, "colour": "red"}}, (
        "warning", "colour", "ignores the key 'colour'", "remove it")),
    ({"a": auth(without=["username"], usernme="me")},
     ("error", "auth.usernme", "the auth_type password has no option 'usernme'",
      "rename it to username")),
    ({"a": auth(without=["password"], passwort="open sesame")},
     ("error", "auth.passwort", "has no option 'passwort'", "rename it to password")),
    ({"a": auth(region_name="R")}, ("error", "auth.region_name", "no option 'region_name'",
                                    "move region_name out of auth, next to it")),
    ({"a": {"auth": TOKEN["auth"]}},
     ("error", "auth.application_credential_id", "the auth_type password has no option",
      "set auth_type to v3applicationcredential"),
     ("error", "auth.application_credential_secret", "", "v3applicationcredential"),
     ("error", "auth", "no password, no user_id or username",
      "add password, user_id or username below auth of this cloud")),
    ({"a": {**GOOD, "auth_type": "v3pasword"}},
     ("error", "auth_type", "no way to log in called 'v3pasword'", "v3password")),
    ({"a": {"profile": "ovhh", "auth": {"username": "me", "password": "open sesame"}}},
     ("error", "profile", "no vendor's profile called 'ovhh'", "set profile to ovh")),
    ({"a": {**GOOD, "profile": "acme"}},
     ("warning", "profile", "no vendor's profile called 'acme'", "remove profile")),
    ({"a": {**GOOD, "cloud": "vexhost"}}, ("warning", "cloud", "'vexhost'", "vexxhost")),
    ({"a": "open sesame"}, ("error", None, "not a mapping", "indented")),
    ({"a": None}, ("error", None, "not a mapping", "indented")),
    ({"a": {"auth": "open sesame", **AUTH}}, ("error", "auth", "auth is not a mapping", "below")),
    ({"a": {**GOOD, "regions": "R"}}, ("error", "regions", "not a list", "after a dash")),
    ({"a": {**GOOD, "regions": [{"nam": "R", "password": "open sesame"}]}},
     ("error", "regions", "keys other than name and values", "below values")),
    ({"a": {**GOOD, "regions": [{"name": "R", "values": {"interfase": "internal"}}]}},
     ("warning", "regions.R.values.interfase", "ignores the key", "interface")),
    ({"a": {**GOOD, "networks": {"name": "n"}}}, ("error", "networks", "not a list", "- name")),
    ({"a": {**GOOD, "networks": [{"nat_source": True}]}},
     ("error", "networks", "no name", "its name")),
    ({"a": {**GOOD, "networks": [{"name": "n", "nat_sorce": True}]}},
     ("warning", "networks.n.nat_sorce", "ignores the key", "nat_source")),
    ({"a": auth(without=["auth_url"])}, ("error", "auth", "no auth_url", "add auth_url")),
    ({"a": auth(password="")}, ("error", "auth", "no password", "preferably in secure.yaml")),
    ({"a": auth(without=["username"])}, ("error", "auth", "no user_id or username", "")),
    ({"a": auth(without=["user_domain_name", "project_domain_name"])},
     ("error", "auth", "no user_domain_id or user_domain_name, no project_domain_id or project_d",
      "add user_domain_id or user_domain_name")),
    ({"a": {**GOOD, "verify": "False"}},
     ("error", "verify", "verify is the string 'False'", "without quotes")),
    ({"a": {**GOOD, "interface": "intern"}},
     ("error", "interface", "no interface 'intern'", "set interface to internal")),
    ({"a": {**GOOD, "compute-interface": "x"}},
     ("error", "compute-interface", "no interface 'x'", "public, internal or admin")),
    ({"a": {**GOOD, "regions": [{"name": "R", "values": {"interface": "intern"}}]}},
     ("error", "interface", "no interface 'intern'", "internal")),
    ({"a": {**GOOD, "regions": None}}, ("error", "regions", "not a list", "after a dash")),
    ({"a": {**GOOD, "api_timeout": "soon"}}, ("error", "api_timeout", "not a number", "number")),
    ({"a": {**GOOD, "auth_type": "v3multifactor", "auth_methods": "v3totp"}},
     ("error", "auth_methods", "not a list", "after a dash")),
    ({"a": {"auth_type": "v3oidcpassword", "auth": {
        **dict.fromkeys(("auth_url", "username", "identity_provider", "protocol", "client_id",
                         "discovery_endpoint"), "https://x"), "password": "open sesame"}}},
     ("error", "auth", "no client_secret", "below auth")),
    ({"a": {"auth_type": "v3oidcpassword", "auth": {
        **dict.fromkeys(("auth_url", "username", "identity_provider", "protocol", "client_id",
                         "client_secret"), "https://x"), "password": "open sesame"}}},
     ("error", "auth", "no access_token_endpoint or discovery_endpoint", "below auth")),
    ({"a": {**GOOD, "auth_type": "v3multifactor"}},
     ("error", "auth_methods", "v3multifactor needs auth_methods", "such as v3password and v3t")),
    ({"a": {**GOOD, "auth_type": "v3multifactor", "auth_methods": ["v3password", "totp"]}},
     ("error", "auth_methods", "names 'totp', which is no way to log in", "call it v3totp")),
    ({"a": {**GOOD, "auth_type": "v3multifactor", "auth_methods": ["v3password", "v3totp"]}},
     ("error", "auth", "no passcode", "add passcode below auth")),
    ({"a": {**auth(passcode="1"), "auth_type": "v3multifactor", "auth_methods": ["v3password"]}},
     ("error", "auth.passcode", "v3multifactor has no option 'passcode'", "")),
    ({"a": {**TOKEN, "auth": {**TOKEN["auth"], "project_id": "p"}}},
     ("error", "auth.project_id", "credential already has a project", "remove project_id")),
    ({"a": auth(trust_id="t")},
     ("error", "auth.project_name", "a trust already has a project", "remove project_name")),
    ({"a": {**TOKEN, "auth_type": "v3kerberos"}},
     ("error", "auth_type", "v3kerberos needs a package", "keystoneauth1[kerberos]")),
    ({"a": GOOD, "b": GOOD}, (
        "warning", None, "a and b are the same project of the same cloud", "targets")),
    (dict.fromkeys("abcdefghij", GOOD), (
        "warning", None, "a, b, c, d, e, f, g, h, i and j are the same", "all but one")),
]


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: str(case[1]))
def test_mistakes(case):
    clouds, *expected = case
    rows = found(clouds)
    assert len(rows) == len(expected), rows
    for (severity, key, msg, mend), row in zip(expected, rows, strict=True):
        assert row[0] == severity and row[2] == key
        assert msg in row[3] and mend in row[4]


def test_no_mistake_hides_another():
    clouds = {"a": auth(usernme="x"), "b": "text", "c": {**TOKEN, "profile": "acme"},
              "d": {**GOOD, "regoin_name": "R"}, "e": {"auth": {"auth_url": "https://e"}}}
    assert {row[1] for row in found(clouds)} >= set("abcde")


def test_a_cloud_by_another_name_in_secure_yaml():
    rows = found({"alpha": auth(without=["password"])}, {"alhpa": {"auth": {"password": "x"}}})
    assert ("error", "alhpa", "auth", "the cloud has no auth_url, no user_id or username",
            "rename it to alpha, if you mean that cloud") in rows
    assert ("error", "alpha", "auth", "the cloud has no password",
            "add password below auth of this cloud, secrets preferably in secure.yaml") in rows


@pytest.mark.parametrize("readers, expected", [
    (None, []),
    ("group", [("hint", "the group of the file can read the secrets of a, b, in clear text")]),
    ("others", [("warning", "everybody on this machine can read the secrets of a, b, in clear "
                            "text")])])
def test_files_that_others_can_read(readers, expected):
    clouds = {"a": GOOD, "b": TOKEN, "c": {"auth_type": "none"}}
    rows = found(clouds, readers=readers)
    assert [(row[0], row[3]) for row in rows] == expected
    assert all(row[4] == "chmod 600 clouds.yaml" for row in rows)


def test_a_file_without_secrets_may_be_read():
    assert found({"a": auth(without=["password"])}, {"a": {"auth": {"password": "x"}}},
                 readers="others") == []


OPENRC = {f"OS_{key.upper()}": value for key, value in AUTH.items()}


@pytest.mark.parametrize("environment, expected", [
    ({}, []),
    ({"OS_REGION_NAME": "R", "OS_CLIENT_CONFIG_FILE": "x", "OS_TEST_PATH": "x", "HOME": "/"}, []),
    (OPENRC, [("warning", "a", "describe a a second time")]),
    ({**OPENRC, "OS_PROJECT_NAME": "other"}, [("hint", None, "not in clouds.yaml")]),
    ({"OS_PASSWORD": "open sesame"}, [("hint", None, "not in clouds.yaml")]),
    ({"OS_CLOUD": "a"}, [("hint", "a", "everything to one of 2 clouds")])])
def test_variables(environment, expected):
    rows = found({"a": GOOD, "b": TOKEN}, **environment)
    assert [row[:2] for row in rows] == [one[:2] for one in expected]
    assert all(words in row[3] for (_severity, _cloud, words), row
               in zip(expected, rows, strict=True))
    assert all(row[4].startswith("unset OS_") for row in rows)


def test_variables_alone_are_a_cloud():
    assert found({}, **OPENRC) == []
