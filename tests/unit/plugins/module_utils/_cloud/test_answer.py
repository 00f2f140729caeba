# SPDX-License-Identifier: GPL-3.0-or-later
"""What is an answer, a row and a page of a list, and what is none."""

from __future__ import annotations

import json

import pytest
from fakeservice import following, page, servers

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
