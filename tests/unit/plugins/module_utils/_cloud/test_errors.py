# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors with a kind, out of what each service says in its own way."""

from __future__ import annotations

import json
import time

import pytest
import requests
from builders import A, B, C

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import errors, sentences

SECRET = "hunter2-Zq8x"


class Response:
    """As much of requests.Response as is read."""

    request = None

    def __init__(self, status, body, reason="", headers=None):
        self.status_code, self.reason, self.headers = status, reason, headers or {}
        self.content = (body if isinstance(body, str) else json.dumps(body)).encode()

    def json(self):
        return json.loads(self.content)


PROXY = "<html><body><h1>502 Bad Gateway</h1>\nThe server is <b>down</b>.</body></html>"
GLANCE_PAGE = ("<html>\n <head>\n  <title>403 Forbidden</title>\n </head>\n <body>\n"
               "  <h1>403 Forbidden</h1>\n  Image x is protected and can&#x27;t be deleted.<br />"
               "<br />\n\n\n\n </body>\n</html>")
GLANCE = "<html>\n <head>\n  <title>404 Not Found</title>\n </head>\n</html>"
NOVA_QUOTA = ("Quota exceeded for cores: Requested 4, but already used 8 of 8 cores")
NEUTRON_QUOTA = "Quota exceeded for resources: ['floatingip']."
CINDER = ("VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes "
          "quota. Requested 20G, quota is 1000G and 990G has been consumed.")

# what: status, body, reason; the kind, and the service's words
RESPONSES = [
    ("nova-invalid", 400, {"badRequest": {"code": 400, "message": "Invalid key_name provided."}},
     "invalid", "Invalid key_name provided."),
    ("nova-quota", 403, {"forbidden": {"code": 403, "message": NOVA_QUOTA}}, "quota", NOVA_QUOTA),
    ("nova-policy", 403, {"forbidden": {"code": 403, "message":
     "Policy doesn't allow os_compute_api:servers:create to be performed."}}, "forbidden",
     "Policy doesn't allow os_compute_api:servers:create to be performed."),
    ("nova-missing", 404, {"itemNotFound": {"code": 404, "message": "Instance x could not be "
     "found."}}, "not_found", "Instance x could not be found."),
    ("nova-conflict", 409, {"conflictingRequest": {"code": 409, "message": "Cannot 'reboot' "
     "instance x while it is in vm_state building"}}, "conflict",
     "Cannot 'reboot' instance x while it is in vm_state building"),
    ("nova-rate", 413, {"overLimit": {"code": 413, "message": "This request was rate-limited.",
     "retryAfter": "12"}}, "rate_limited", "This request was rate-limited."),
    ("nova-fault", 500, {"computeFault": {"code": 500, "message": "Unexpected API Error.\n<class "
     "'oslo_db.exception.DBError'>"}}, "api",
     "Unexpected API Error. <class 'oslo_db.exception.DBError'>"),
    ("neutron-quota", 409, {"NeutronError": {"type": "OverQuota", "message": NEUTRON_QUOTA,
     "detail": ""}}, "quota", NEUTRON_QUOTA),
    ("neutron-conflict", 409, {"NeutronError": {"type": "FloatingIPPortAlreadyAssociated",
     "message": "Cannot associate floating IP: port p already has one.", "detail": ""}},
     "conflict", "Cannot associate floating IP: port p already has one."),
    ("neutron-pool", 409, {"NeutronError": {"type": "IpAddressGenerationFailure", "message":
     "No more IP addresses available on network 1f3.", "detail": ""}}, "no_address",
     "No more IP addresses available on network 1f3."),
    ("designate", 400, {"code": 400, "type": "invalid_object", "errors": {"errors": [
        {"path": ["records", 0], "message": "'1.2.3' is not a 'A' Record"}]}}, "invalid",
     "'1.2.3' is not a 'A' Record"),
    ("octavia", 409, {"faultcode": "Client", "faultstring": "Load Balancer x is immutable",
                      "debuginfo": None}, "conflict", "Load Balancer x is immutable"),
    ("ironic", 409, {"error_message": json.dumps({"faultstring": "Node n is locked.",
                                                  "debuginfo": None})}, "conflict",
     "Node n is locked."),
    ("ironic-newer", 400, {"error_message": {"faultstring": "No such node."}}, "invalid",
     "No such node."),
    ("almost-json", 400, {"message": '{"not json'}, "invalid", '{"not json'),
    ("neutron-text", 404, {"NeutronError": "The resource could not be found."}, "not_found",
     "The resource could not be found."),
    ("cinder-quota", 413, {"overLimit": {"code": 413, "message": CINDER, "retryAfter": "0"}},
     "quota", CINDER),
    ("glance-json", 404, {"message": "Failed to find image x to show", "code": "404 Not Found",
     "title": "Not Found"}, "not_found", "Failed to find image x to show"),
    ("glance-json-as-html", 404, {"message": "Failed to find image x<br /><br />\n\n\n",
     "code": "404 Not Found", "title": "Not Found"}, "not_found", "Failed to find image x"),
    ("glance-page", 403, GLANCE_PAGE, "forbidden", "Image x is protected and can't be deleted."),
    ("glance-html", 404, GLANCE, "not_found", "HTTP 404 Not Found"),
    ("keystone-401", 401, {"error": {"code": 401, "message": "The request you have made requires "
     "authentication.", "title": "Unauthorized"}}, "auth",
     "The request you have made requires authentication."),
    ("keystone-403", 403, {"error": {"code": 403, "message": "You are not authorized to perform "
     "the requested action: identity:list_users.", "title": "Forbidden"}}, "forbidden",
     "You are not authorized to perform the requested action: identity:list_users."),
    ("placement", 409, {"errors": [{"status": 409, "title": "Conflict", "detail": "There was a "
     "conflict when trying to complete your request."}]}, "conflict",
     "There was a conflict when trying to complete your request."),
    ("proxy", 502, PROXY, "unreachable", "HTTP 502 Bad Gateway"),
    ("busy", 503, {"message": "The server is busy"}, "unreachable", "The server is busy"),
    ("gateway-timeout", 504, "", "unreachable", "HTTP 504 Bad Gateway"),
    ("too-many", 429, {"error": {"message": "Too many requests"}}, "rate_limited",
     "Too many requests"),
    ("barbican", 400, {"code": 400, "title": "Bad Request", "description": "Invalid date."},
     "invalid", "Invalid date."),
    ("barbican-size", 413, {"code": 413, "title": "Request Entity Too Large", "description":
     "Provided information too large to process"}, "invalid",
     "Provided information too large to process"),
    ("too-large", 413, "", "rate_limited", "HTTP 413 Bad Gateway"),
    ("teapot", 418, {}, "api", "HTTP 418"),
    ("list-without-anything", 500, [], "api", "HTTP 500"),
    ("just-a-string", 500, '"it broke"', "api", "it broke"),
]


@pytest.mark.parametrize(("status", "body", "kind", "message"),
                         [pytest.param(*line[1:], id=line[0]) for line in RESPONSES])
def test_a_refusal_in_each_service_s_own_words(status, body, kind, message):
    reason = "Not Found" if status == 404 else "Bad Gateway"
    error = errors.from_response(Response(status, body, reason), A, "listing servers")
    assert (error.kind, error.message) == (kind, message)
    assert (error.target, error.action) == (A, "listing servers")
    assert error.more == {"status": status}


def test_the_request_s_id_is_kept():
    response = Response(500, {}, headers={"x-openstack-request-id": "req-1"})
    assert errors.from_response(response, A, "").more == {"status": 500, "request_id": "req-1"}


@pytest.mark.parametrize(("status", "body", "after", "kind", "more"), [
    (429, {"message": "Slow down."}, "30", "rate_limited", {"retry_after": 30}),
    (429, {"message": "Slow down."}, "soon", "rate_limited", {}),
    (503, {"message": "Busy."}, "30", "rate_limited", {"retry_after": 30}),
    (503, {"message": "Busy."}, None, "unreachable", {}),
    (413, {"message": "Quota exceeded."}, "30", "quota", {}),
    (500, {"message": "Broken."}, "30", "api", {}),
])
def test_who_asks_to_be_left_alone_for_a_while(status, body, after, kind, more):
    response = Response(status, body, headers={"Retry-After": after} if after else {})
    error = errors.from_response(response, A, "")
    assert (error.kind, error.more) == (kind, {"status": status, **more})
    assert ("(the cloud says to try again in 30 s); " in str(error)) is bool(more)


def test_user_data_that_nova_repeats_is_not_said_again():
    secret = "cGFzc3dvcmQ6IGh1bnRlcjIK" * 3000
    body = {"badRequest": {"code": 400, "message": "Invalid input for field/attribute user_data. "
                           f"Value: {secret}. '{secret}' is too long"}}
    error = errors.from_response(Response(400, body), A, "creating web-1")
    assert error.kind == "invalid"
    assert "Invalid input for field/attribute user_data" in str(error)
    assert secret[:24] not in json.dumps(error.report())


def test_a_message_of_any_length_is_short():
    error = errors.from_response(Response(500, {"message": "x" * 9999}), A, "")
    assert len(error.message) <= errors.LONGEST


@pytest.mark.parametrize(("status", "text", "kind"), [
    (403, "Quota exceeded", "quota"), (409, "over QUOTA", "quota"),
    (403, "Maximum number of ports exceeded", "quota"),
    (409, "insufficient resources", "quota"), (403, "Maximum port LIMIT reached", "quota"),
    (400, "quota", "invalid"), (404, "quota", "not_found"), (500, "quota exceeded", "api"),
    (413, "Quota exceeded", "quota"), (413, "Over limit", "rate_limited"), (403, "no", "forbidden"),
    (413, "SnapshotLimitExceeded: Maximum number of snapshots allowed (10) exceeded", "quota"),
    (403, "Policy doesn't allow volume_extension:quotas:update to be performed", "forbidden"),
    (403, "rule:update_quota is disallowed by policy", "forbidden"),
    (409, "Quota exceeded for resources: ['rbac_policy'].", "quota"),
    (409, "no", "conflict"), (401, "no", "auth"), (502, "no", "unreachable"),
    (503, "no", "unreachable"), (504, "no", "unreachable"), (500, "no", "api"), (405, "no", "api"),
    (403, "Only volume-backed servers are allowed for flavors with zero disk.", "invalid"),
    (0, "no", "api"), (400, "Unable to find any IP address on external network x", "no_address"),
    (400, "No fixed IP addresses available for network: x", "no_address")])
def test_kind_of(status, text, kind):
    assert errors.kind_of(status, text) == kind
    assert kind in errors.KINDS


@pytest.mark.parametrize(("error", "text"), [
    (errors.CloudError("api", "it broke."), "it broke"),
    (errors.CloudError("api", "it broke", C), "c/north: it broke"),
    (errors.CloudError("api", "it broke", A, "listing servers"), "a: listing servers: it broke"),
    (errors.CloudError("timeout", "still there", A), "a: still there; raise timeout"),
    (errors.CloudError("timeout", "no answer in time", A, waited_for="answer"),
     "a: no answer in time; "
     "check that the cloud is up; if it is only slow, raise timeout or api_timeout"),
    (errors.CloudError("quota", "no more cores. ", A),
     "a: no more cores; lower count or max, delete "
     "something, or ask the provider for more quota"),
])
def test_one_sentence(error, text):
    assert str(error) == text


def test_the_kinds_that_results_may_be_searched_for():
    assert set(errors.KINDS) == {
        "config", "unreachable", "auth", "forbidden", "quota", "no_host", "no_address", "not_found",
        "ambiguous", "conflict", "invalid", "rate_limited", "timeout", "build_failed", "api",
        "not_ready", "host_key", "bastion"}


def test_advice_is_for_kinds_that_there_are():
    assert set(errors.ADVICE) <= set(errors.KINDS)


def test_a_report_is_plain_data():
    error = errors.CloudError("api", "it broke", C, "listing", status=500, server_id=None,
                              fault="x")
    assert json.loads(json.dumps(error.report())) == {
        "kind": "api", "msg": "c/north: listing: it broke", "action": "listing", "cloud": "c",
        "region_name": "north", "status": 500, "fault": "x"}
    assert errors.CloudError("api", "x").report() == {"kind": "api", "msg": "x", "action": ""}


def test_at_adds_what_the_raiser_could_not_know():
    bare = errors.CloudError("api", "x", status=500)
    there = bare.at(A, "listing")
    assert (there.kind, there.message, there.more) == ("api", "x", {"status": 500})
    assert (there.target, there.action) == (A, "listing")
    again = there.at(B, "deleting")
    assert (again.target, again.action) == (A, "listing")


@pytest.mark.parametrize(("fault", "kind"), [
    ("No valid host was found. There are not enough hosts", "no_host"),
    ("Build of instance 5a3c aborted: VolumeSizeExceedsAvailableQuota", "quota"),
    ("Exceeded maximum number of retries", "build_failed"), ("", "build_failed")])
def test_what_a_build_has_failed_of(fault, kind):
    assert errors.kind_of_fault(fault) == kind


@pytest.mark.parametrize("answer", [
    {"error": {"message": f"cannot make {{'user_data': '{SECRET}'}} with token {SECRET}"}},
    f"<h1>500</h1>\n you sent {SECRET}<br /><br />"])
def test_what_a_service_quotes_of_the_request_is_no_secret(answer):
    response = Response(500, answer)
    response.request = requests.Request(
        "POST", "http://192.0.2.1/servers", headers={"X-Auth-Token": SECRET},
        json={"server": {"user_data": SECRET}}).prepare()
    found = errors.from_response(response, A, "creating server web-1")
    assert SECRET not in str(found) and "***" in str(found)


def test_a_long_page_is_no_work():
    page = Response(400, "</h1>" * 200_000, "Bad Request")
    began = time.monotonic()
    assert errors.from_response(page, A, "x").message == "HTTP 400 Bad Request"
    assert time.monotonic() - began < 20


def test_lists_are_no_message():
    lists = Response(400, {"message": [[[["x"]]]]}, "Bad Request")
    assert errors.from_response(lists, A, "x").message == "HTTP 400"


def test_no_error_has_a_password_of_a_url():
    url = f"http://user:{SECRET}@192.0.2.1:9/v3"
    error = errors.CloudError("unreachable", f"cannot connect to {url}", A, f"asking {url}",
                              fault=url)
    told = f"{error} {error.report()} {error.at(B)} {error.args}"
    assert SECRET not in told and "***@192.0.2.1:9" in told
    error.message += f"; {url}\nand more"
    assert SECRET not in error.message and error.message.endswith("***@192.0.2.1:9/v3\\nand more")


def test_a_message_has_a_line_for_each_reason_and_not_too_many():
    told = sentences.told("Nothing was done",
                          ["It broke.", *map(str, range(sentences.REASONS + 2))])
    assert told.splitlines() == ["Nothing was done.", "It broke.",
                                 *(f"{number}." for number in range(sentences.REASONS - 1)),
                                 "And 3 more failures."]
