# SPDX-License-Identifier: GPL-3.0-or-later
"""Other people's exceptions, as ours."""

from __future__ import annotations

import pytest
import requests
from builders import A, B
from keystoneauth1 import exceptions as ksa
from openstack import exceptions as sdk

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import translate
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.translate import (
    from_exception,
)

REFUSED = ("Unable to establish connection to http://192.0.2.1:5000/v3/auth/tokens: "
           "HTTPConnectionPool(host='192.0.2.1', port=5000): Max retries exceeded with url: "
           "/v3/auth/tokens (Caused by NewConnectionError('<urllib3.connection.HTTPConnection "
           "object at 0x7f1a>: Failed to establish a new connection: [Errno 111] Connection "
           "refused'))")

UNVERIFIED = ("SSL exception connecting to https://192.0.2.1:5000/v3: HTTPSConnectionPool(host="
              "'192.0.2.1', port=5000): Max retries exceeded with url: /v3 (Caused by SSLError("
              "SSLCertVerificationError(1, {})))")


def response(status, body, url=None):
    found = requests.Response()
    found.status_code, found._content, found.url = status, body, url
    return found


EXCEPTIONS = [
    ("connect-timeout", ksa.ConnectTimeout("slow"), "timeout", "no answer in time"),
    ("read-timeout", requests.exceptions.ReadTimeout("slow"), "timeout", "no answer in time"),
    ("refused", ksa.ConnectFailure(REFUSED), "unreachable",
     "cannot connect to http://192.0.2.1:5000/v3/auth/tokens (Connection refused)"),
    ("closed", ksa.ConnectFailure(
        "Unable to establish connection to http://192.0.2.1/v2.1/servers: ('Connection aborted.', "
        "RemoteDisconnected('Remote end closed connection without response'))"), "unreachable",
     "cannot connect to http://192.0.2.1/v2.1/servers "
     "(Remote end closed connection without response)"),
    ("no-such-host", OSError("[Errno -2] Name or service not known"), "unreachable",
     "cannot connect (Name or service not known)"),
    ("tls-unknown-ca", ksa.SSLError(UNVERIFIED.format(
        "'[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer "
        "certificate (_ssl.c:1006)'")), "config",
     "certificate verify failed at https://192.0.2.1:5000/v3 (unable to get local issuer "
     "certificate): set cacert of this cloud in clouds.yaml, or ca_cert, to the certificate file "
     "of its CA"),
    ("tls-another-host", ksa.SSLError(UNVERIFIED.format(
        '"[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: IP address mismatch, '
        'certificate is not valid for \'192.0.2.1\'. (_ssl.c:1006)"')), "config",
     "certificate verify failed at https://192.0.2.1:5000/v3 (IP address mismatch, certificate is "
     "not valid for '192.0.2.1'): ask the provider, or correct the name of the host in "
     "clouds.yaml"),
    ("tls-no-file", OSError("Could not find a suitable TLS CA certificate bundle, invalid path: "
                            "/ca.pem"), "config",
     "Could not find a suitable TLS CA certificate bundle, invalid path: /ca.pem: correct cacert, "
     "cert and key of this cloud in clouds.yaml"),
    ("tls-cut", ksa.SSLError(UNVERIFIED.replace("SSLCertVerificationError", "SSLEOFError").format(
        "'[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol'")),
     "unreachable", "cannot connect to https://192.0.2.1:5000/v3 "
     "([SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol)"),
    ("wrong-password", ksa.Unauthorized(response=response(
        401, b'{"error": {"message": "The request you have made requires authentication."}}')),
     "auth", "the login was refused (401)"),
    ("credential-gone", ksa.NotFound(response=response(
        404, b'{"error": {"message": "Could not find Application Credential: x."}}',
        "http://192.0.2.1:5000/v3/auth/tokens")),
     "auth", "the login was refused (404): Could not find Application Credential: x."),
    ("password-expired", ksa.Unauthorized(response=response(
        401, b'{"error": {"message": "The password is expired."}}')),
     "auth", "the login was refused (401): The password is expired."),
    ("page-401", ksa.Unauthorized(response=response(401, b"<html>")), "auth",
     "the login was refused (401)"),
    ("identity-provider", ksa.BadRequest(response=response(
        400, b'{"error": "invalid_grant", "error_description": "Wrong password"}',
        "https://idp.example/token?x")),
     "auth", "the identity provider at idp.example refused the login: invalid_grant: Wrong "
     "password"),
    ("identity-provider-with-a-password", ksa.BadRequest(response=response(
        400, b'{"error": "invalid_grant"}', "https://me:sesame@idp.example/token")),
     "auth", "the identity provider at idp.example refused the login: invalid_grant"),
    ("page-with-a-password", ksa.NotFound(response=response(
        404, b"<html>", "https://me:sesame@idp.example:8443/x?token=y")),
     "not_found", "HTTP 404 None from https://idp.example:8443/x"),
    ("its-client", ksa.Unauthorized(response=response(
        401, b'{"error": "invalid_client"}', "https://idp.example/token")),
     "auth", "the identity provider at idp.example refused the login: invalid_client"),
    ("its-request", ksa.BadRequest(response=response(
        400, b'{"error": "unsupported_grant_type"}', "https://idp.example/token")),
     "invalid", "unsupported_grant_type"),
    ("no-provider", ksa.NotFound(response=response(
        404, b'{"error": {"message": "Could not find Identity Provider: x."}}',
        "http://192.0.2.1:5000/v3/OS-FEDERATION/identity_providers/x/protocols/openid/auth")),
     "config", "Could not find Identity Provider: x: correct identity_provider and protocol of "
     "this cloud"),
    ("no-login", ksa.NotFound(response=response(
        404, b'{"error": {"message": "Could not find Identity Provider: x."}}',
        "http://192.0.2.1:5000/v3/OS-FEDERATION/identity_providers/x")),
     "not_found", "Could not find Identity Provider: x."),
    ("no-page", ksa.NotFound(response=response(404, b"<html>", "https://idp.example/x?y=z")),
     "not_found", "HTTP 404 None from https://idp.example/x"),
    ("scopes", ksa.AuthorizationFailure("Pick one"), "config", "Pick one"),
    ("http", ksa.NotFound(response=response(404, b'{"itemNotFound": {"message": "gone"}}')),
     "not_found", "gone"),
    ("http-without-response", ksa.Forbidden("Quota exceeded"), "quota",
     "Quota exceeded (HTTP 403)"),
    ("sdk-http", sdk.HttpException("locked", http_status=409), "conflict", "locked"),
    ("no-service", ksa.EndpointNotFound("x"), "not_found",
     "the catalog has no such service here"),
    ("config", sdk.ConfigException("no auth_url"), "config", "no auth_url"),
    ("region", sdk.ConfigException("Invalid region entry at: {'auth': {'password': 'sesame'}}"),
     "config", "Invalid region entry at"),
    ("missing-option", ksa.MissingRequiredOptions([]), "config", None),
    ("no-such-plugin", ksa.NoMatchingPlugin("v9"), "config", None),
    ("no-header", ksa.UnknownConnectionError(
        "Unexpected exception for http://192.0.2.1/v3/auth: Invalid header value: 'Bearer sesame'",
        requests.exceptions.InvalidHeader("Invalid header value: 'Bearer sesame'")), "config",
     translate.NO_HEADER),
    ("no-header-of-ours", requests.exceptions.InvalidHeader("Invalid header value: 'sesame'"),
     "config", translate.NO_HEADER),
    ("no-letter", UnicodeEncodeError("latin-1", "sesame\u2603", 6, 7, "ordinal not in range"),
     "config", translate.NO_HEADER),
    ("sdk", sdk.SDKException("odd"), "api", "odd"),
    ("keystoneauth", ksa.ClientException("odd"), "api", "odd"),
]


@pytest.mark.parametrize(("error", "kind", "message"),
                         [pytest.param(*line[1:], id=line[0]) for line in EXCEPTIONS])
def test_exceptions(error, kind, message):
    found = from_exception(error, A, "login")
    assert (found.kind, found.target, found.action) == (kind, A, "login")
    assert message in (None, found.message)
    assert "sesame" not in str(found.report())


def test_a_login_that_needs_another_factor():
    answer = response(401, b'{"receipt": {"methods": ["password"], "expires_at": '
                      b'"2030-01-01T00:00:00Z"}, "required_auth_methods": [["totp", "password"]]}')
    answer.headers["Openstack-Auth-Receipt"] = "gAAAAA-receipt"
    found = from_exception(ksa.MissingAuthMethods(answer), A, "login")
    assert (found.kind, found.more) == ("auth", {"login": "factors"})
    assert "needs several factors (password and totp); set auth_type to v3multi" in str(found)
    assert "receipt" not in str(found.report())


@pytest.mark.parametrize(("url", "headers", "key"), [
    ("https://a/v2.1/servers", {"X-Auth-Token": "t"}, "request"),
    ("https://a/v2.1/servers", {}, None),
    ("https://a/v3/auth/tokens", {"X-Auth-Token": "t"}, None)])
def test_a_token_that_is_refused_is_no_login(url, headers, key):
    answer = response(401, b'{"error": {"message": "The request you have made requires '
                      b'authentication"}}', url)
    answer.request = requests.Request("GET", url, headers=headers).prepare()
    found = from_exception(ksa.Unauthorized(response=answer), A, "listing servers")
    assert (found.kind, found.more.get("login")) == ("auth", key)
    assert found.message == ("the service does not accept the token (401)" if key else
                             "the login was refused (401)")


def test_ours_stays_as_it_is():
    found = from_exception(CloudError("quota", "x", B, "creating", status=403), A, "login")
    assert (found.kind, found.target, found.action, found.more) == (
        "quota", B, "creating", {"status": 403})


@pytest.mark.parametrize("fault", [KeyError("x"), TypeError("x"), AssertionError(),
                                   RecursionError()])
def test_what_nobody_expects_is_said_by_its_type(fault):
    found = from_exception(fault, A, "listing servers")
    assert (found.kind, found.target, found.action) == ("api", A, "listing servers")
    assert type(fault).__name__ in found.message
