# SPDX-License-Identifier: GPL-3.0-or-later
"""What is an answer, a row and a page of a list, and what is none."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from builders import A
from fakeservice import following, page, servers

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import answer
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError


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


def nested(depth):
    return json.loads("[" * depth + "5" + "]" * depth)


@pytest.mark.parametrize("content", [
    5, None, "text", {}, [1], nested(answer.DEEPEST), {"a": [{}, nested(answer.DEEPEST - 2)]}])
def test_what_is_no_deeper_than_answers_are(content):
    assert answer.shallow(content) is content


@pytest.mark.parametrize("content", [
    nested(answer.DEEPEST + 1), {"a": 5, "b": [nested(answer.DEEPEST - 1)]}, [1, nested(900)]])
def test_what_is_deeper(content):
    with pytest.raises(ValueError, match="nested"):
        answer.shallow(content)


@pytest.mark.parametrize("answers", [
    [page("1", **following(1)), page("2", **following(1))],
    [page("1", **following(1)), page("1", **following(2))],
    [page("1", **following(1)), page(**following(2))]], ids=["link", "rows", "empty"])
def test_a_list_without_an_end(service, connect, answers):
    service.answers.extend([*answers, *[page("3", **following(3))] * 9])
    with pytest.raises(CloudError, match="does not end") as error:
        servers(connect())
    assert error.value.kind == "api"
    assert len(service.asked) == 2


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


def test_properties_of_images_may_have_any_name(service, connect):
    row = {"id": "i", "name": "debian", "metadata": "x", "addresses": "x", "tags": []}
    service.answers.append((200, {"images": [row]}))
    assert connect().pages("compute", "/images", "images", "listing images") == [row]


# Values

@pytest.mark.parametrize(("read", "value", "good"), [
    (answer.text, "x", True), (answer.text, "", True), (answer.text, None, True),
    (answer.text, 5, False), (answer.text, ["x"], False),
    (answer.number, 5, True), (answer.number, "5", False), (answer.number, 5.0, False),
    (answer.number, None, False)])
def test_values(read, value, good):
    if good:
        assert read(value) == value
    else:
        with pytest.raises(TypeError, match="is no"):
            read(value)


@pytest.mark.parametrize(("row", "listed", "key"), [
    ({}, "servers", None),
    ({"id": "x", "name": None, "status": None, "tags": None, "metadata": None}, "servers", None),
    ({"tags": ["a"], "metadata": {"a": "b"}}, "servers", None),
    ({"addresses": {"net": [{"addr": "10.0.0.1"}, {"addr": "::1", "version": 6}]}}, "servers",
     None),
    ({"id": 5}, "networks", "id"), ({"id": None}, "networks", "id"),
    ({"name": ["x"]}, "networks", "name"), ({"status": 5}, "networks", "status"),
    ({"tags": "a"}, "servers", "tags"), ({"tags": [5]}, "images", "tags"),
    ({"metadata": {"a": 5}}, "servers", "metadata"),
    ({"addresses": None}, "servers", "addresses"),
    ({"addresses": {"net": {}}}, "servers", "addresses"),
    ({"addresses": {"net": ["10.0.0.1"]}}, "servers", "addresses"),
    ({"addresses": {"net": [{"version": 4}]}}, "servers", "addresses"),
    ({"addresses": {"net": [{"addr": "10.0.0.1", "version": 5}]}}, "servers", "addresses"),
    # whoever makes an image names its properties
    ({"metadata": 5, "addresses": 5}, "images", None)])
def test_a_value_that_is_odd(row, listed, key):
    assert answer.odd(row, listed) == key


# Bodies and pages without a service

def body(content):
    def read():
        if isinstance(content, Exception):
            raise content
        return content
    return answer.Body(SimpleNamespace(status_code=200, content=content, json=read), A, "listing")


@pytest.mark.parametrize("content", [ValueError("no JSON"), [1], "text"])
def test_what_is_no_body(content):
    with pytest.raises(CloudError, match="^a: listing: the answer is not from an OpenStack serv"):
        body(content)


def test_a_body_says_what_it_lacks():
    with pytest.raises(CloudError, match="the answer has no 'server'") as error:
        body(None)["server"]
    assert (error.value.kind, error.value.more["status"]) == ("api", 200)
    with pytest.raises(CloudError, match="'servers' in the answer is not a list"):
        body({"servers": {}}).rows("servers")


def test_pages_of_rows_without_an_id():
    pages, link = answer.Pages("keypairs"), {"rel": "next", "href": "/os-keypairs?marker="}

    def turn(name, marker):
        return pages.turn(body({"keypairs": [{"keypair": {"name": name}}], "keypairs_links": [
            {**link, "href": link["href"] + marker}]}))
    assert [turn("a", "a"), turn("b", "b")] == ["marker=a", "marker=b"]
    with pytest.raises(CloudError, match="does not end"):
        turn("a", "c")
    assert answer.Pages("keypairs").turn(body({"keypairs": []})) is None
