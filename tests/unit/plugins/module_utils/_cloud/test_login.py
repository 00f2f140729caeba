# SPDX-License-Identifier: GPL-3.0-or-later
"""What an error has to do with the way to log in."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import login
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.config import (
    Config,
    Settings,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import (
    ADVICE,
    LOGINS,
    CloudError,
)


def access(project=None, system=False, domain=False, rules=None):
    return SimpleNamespace(project_id=project, system_scoped=system, domain_scoped=domain,
                           application_credential_access_rules=rules)


def explained(error, auth_type="password", access=None, service="compute", **auth):
    region = SimpleNamespace(config={"auth_type": auth_type, "auth": auth})
    live = access and SimpleNamespace(auth=SimpleNamespace(auth_ref=access))
    return login.explained(error, region, live, service)


@pytest.mark.parametrize(("auth_type", "auth", "advice"), [
    ("password", {}, ADVICE["auth"]), ("v3password", {}, ADVICE["auth"]),
    ("password", {"trust_id": "t"}, LOGINS["trust"]),
    *((name, {}, LOGINS[name]) for name in LOGINS if name[:2] == "v3" or name == "token"),
    ("riddle", {}, ADVICE["auth"])])
def test_a_login_that_is_refused_has_its_own_advice(auth_type, auth, advice):
    found = explained(CloudError("auth", "refused", status=401), auth_type, **auth)
    assert (found.kind, found.message, found.advice) == ("auth", "refused", advice)


@pytest.mark.parametrize(("auth_type", "token", "kind", "key"), [
    ("password", access("p"), "auth", "request"), ("v3totp", None, "auth", "request"),
    ("v3applicationcredential", access("p"), "auth", "request"),
    ("v3applicationcredential", access("p", rules=[]), "forbidden", "access_rules"),
    ("v3applicationcredential", None, "forbidden", "access_rules")])
def test_a_token_that_a_service_refuses(auth_type, token, kind, key):
    error = CloudError("auth", "refused", action="listing", status=401, login="request")
    found = explained(error, auth_type, token)
    assert (found.kind, found.action, found.advice) == (kind, "listing", LOGINS[key])
    assert found.more["status"] == 401


def test_what_is_known_of_it_already_stays():
    assert explained(CloudError("auth", "x", login="factors"), "v3totp").advice == LOGINS["factors"]


@pytest.mark.parametrize(("scope", "words"), [
    (access(system=True), "the system"), (access(domain=True), "a domain"),
    (access(), "no project")])
@pytest.mark.parametrize("error", [
    CloudError("forbidden", "Policy.", status=403), CloudError("not_found", "no service"),
    CloudError("quota", "only admins", status=403)])
def test_a_login_for_no_project(scope, words, error):
    found = explained(error, access=scope)
    assert found.kind == "forbidden" and found.advice == LOGINS["no_project"]
    assert found.message == (f"the login is for {words}, and a project is needed "
                             f"({error.message.rstrip('.')})")


@pytest.mark.parametrize(("error", "scope", "service"), [
    (CloudError("forbidden", "no", status=403), access("p"), "compute"),
    (CloudError("forbidden", "no", status=403), None, "compute"),
    (CloudError("forbidden", "no", status=403), access(system=True), "identity"),
    (CloudError("not_found", "gone", status=404), access(), "compute"),
    (CloudError("timeout", "late"), access(), "compute")])
def test_all_else_stays_as_it_is(error, scope, service):
    assert explained(error, access=scope, service=service) is error


@pytest.mark.parametrize(("auth_type", "auth", "words"), [
    ("v3oidcdeviceauthz", {}, "v3oidcdeviceauthz needs somebody at a browser"),
    ("v3websso", {}, "v3websso needs somebody at a browser"),
    ("v3oidcpassword", {"idp_otp_key": "totp"}, "idp_otp_key makes keystoneauth ask at a terminal"),
    ("v3oidcpassword", {}, None), ("password", {}, None), ("v3totp", {}, None)])
def test_a_login_that_waits_for_somebody(auth_type, auth, words):
    found = login.asks(auth_type, auth)
    assert found is None if words is None else found.startswith(words)


AUTH = {"auth_url": "http://192.0.2.1:5000/v3", "username": "me", "project_name": "p",
        "user_domain_id": "default", "project_domain_id": "default"}
MULTIPLE = {"auth_type": "v3multifactor", "auth_methods": ["v3password", "v3totp"]}
DEVICE = {"auth_type": "v3oidcdeviceauthz", "auth": {
    "auth_url": AUTH["auth_url"], "identity_provider": "i", "protocol": "openid",
    "client_id": "c", "client_secret": "hunter2", "discovery_endpoint": "https://i.example"}}


@pytest.mark.parametrize(("given", "message"), [
    ({**MULTIPLE, "auth": {**AUTH, "password": "x"}}, "no passcode in clouds.yaml or secure.yaml"),
    ({**MULTIPLE, "auth": {**AUTH, "passcode": "1"}}, "no password in clouds.yaml or secure.yaml"),
    ({**MULTIPLE, "auth": AUTH, "auth_methods": ["v3totp", "password-"]}, "names 'password-', "),
    ({"auth": AUTH, "auth_type": "v3multifactor"}, "needs auth_methods; add auth_methods"),
    (DEVICE, "v3oidcdeviceauthz needs somebody at a browser"),
    ({**DEVICE, "auth_type": "v3oidcclientcredentials",
      "auth": {**DEVICE["auth"], "discovery_endpoint": None}}, "no access_token_endpoint or disco"),
])
def test_logins_that_are_not_complete(place, given, message):
    place.clouds(a=given)
    with pytest.raises(CloudError) as error:
        Config(Settings()).regions("a")
    assert error.value.kind == "config" and message in error.value.message
