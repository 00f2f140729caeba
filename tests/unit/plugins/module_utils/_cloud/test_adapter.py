# SPDX-License-Identifier: GPL-3.0-or-later
"""Which endpoint of the catalog is asked, and in which version."""

from __future__ import annotations

import time

import pytest
from fakeservice import SERVERS, login, servers

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.config import (
    Config,
    Settings,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError


@pytest.mark.parametrize(("name", "entry", "path"), [
    ("compute", {}, "/v2.1/x"), ("network", {}, "/v2.0/x"), ("image", {}, "/v2/x"),
    ("block-storage", {}, "/v3/x"), ("compute", {"compute_endpoint_override": "URL/nova/v2.1"},
                                     "/nova/v2.1/x"),
    ("compute", {"compute_endpoint_override": "URL/nova/"}, "/nova/v2.1/x"),
    ("image", {"image_endpoint_override": "URL/v2.9"}, "/v2.9/x")])
def test_the_path_of_a_service(service, connect, name, entry, path):
    service.answers.append((200, {}))
    connection = connect(**{key: value.replace("URL", service.url)
                            for key, value in entry.items()})
    connection.get(name, "/x", "asking")
    assert service.asked[0][1] == path


def test_who_asks_and_for_which_version(service, connect):
    service.answers.extend([(200, {}), (200, {})])
    connection = connect()
    connection.get("compute", "/servers", "listing")
    connection.get("network", "/ports", "listing")
    compute, network = (headers for _method, _path, headers, _body in service.asked)
    assert compute["OpenStack-API-Version"] == "compute 2.52"
    assert "OpenStack-API-Version" not in network
    assert "multicloud.openstack/" in compute["User-Agent"]
    assert connection.microversion == "2.52"


@pytest.mark.parametrize(("limit", "held_up"), [(1, True), ({"compute": 1}, True), ({}, False)])
def test_so_many_requests_per_second(service, connect, limit, held_up):
    service.answers.extend([(200, {})] * 4)
    connection, began = connect(rate_limit=limit), time.monotonic()
    for _number in range(4):
        connection.get("compute", "/servers", "listing")
    assert (time.monotonic() - began > 2.9) is held_up


def test_an_old_cloud_is_asked_without_a_version_from_then_on(service, connect):
    service.answers.extend([(406, {}), (200, SERVERS), (200, SERVERS)])
    connection = connect()
    assert servers(connection) == servers(connection) == SERVERS["servers"]
    assert connection.microversion == "2.1"
    assert ["OpenStack-API-Version" in asked[2] for asked in service.asked] == [
        True, False, False]


@pytest.mark.parametrize(("names", "answer", "known"), [
    (True, (200, SERVERS), "2.52"), (False, (200, SERVERS), "2.1"), (False, (404, {}), "2.52")])
def test_who_ignores_microversions_does_not_have_them(service, connect, names, answer, known):
    service.names = names
    service.answers.extend([answer, (200, SERVERS)])
    connection = connect()
    connection.adapter("compute").get("/servers")
    assert connection.microversion == known
    assert len(service.asked) == 1          # what was answered is not asked again
    service.names = True
    servers(connection)
    assert ("OpenStack-API-Version" in service.asked[1][2]) is (known == "2.52")


def test_a_microversion_of_one_call_that_is_not_known_says_nothing_of_others(service, connect):
    service.answers.append((406, {}))
    connection = connect()
    with pytest.raises(CloudError):
        connection.get("compute", "/servers", "listing", microversion="2.79")
    assert connection.microversion == "2.52"
    assert not connection.adapter("compute").ignores


@pytest.mark.parametrize("first", [True, False])
def test_who_ignores_microversions_does_not_have_that_of_one_call(service, connect, first):
    service.names = False
    service.answers.extend([(200, SERVERS)] * 3)
    connection = connect()
    if not first:
        servers(connection)
    with pytest.raises(CloudError) as error:
        servers(connection, microversion="2.61")
    assert str(error.value) == ("a: listing servers: the compute service ignores microversions "
                                "here, and this needs 2.61")
    assert (error.value.kind, error.value.more["status"]) == ("invalid", 406)
    assert len(service.asked) == 1          # known to be of no use, it is not asked
    servers(connection)
    assert connection.microversion == "2.1"
    assert "OpenStack-API-Version" not in service.asked[1][2]


def test_what_ignores_a_microversion_is_not_asked_to_create_anything(service, connect):
    service.names = False
    service.answers.append((200, SERVERS))
    connection = connect()
    servers(connection)
    with pytest.raises(CloudError) as error:
        connection.post("compute", "/servers", {}, "creating web-1", microversion="2.67")
    assert error.value.more["status"] == 406 and len(service.asked) == 1


def test_what_was_created_is_not_an_error(service, connect):
    service.names = False
    service.answers.append((200, {"server": {"id": "1"}}))
    made = connect().post("compute", "/servers", {}, "creating web-1", microversion="2.67")
    assert made["server"] == {"id": "1"}


def test_older_than_the_default_may_still_be_newer_than_a_call_needs(service, connect):
    service.answers.extend([(406, {}), (200, SERVERS), (200, {})])
    connection = connect()
    servers(connection)
    connection.post("compute", "/servers/1/remote-consoles", {}, "asking", microversion="2.8")
    assert service.asked[-1][2]["OpenStack-API-Version"] == "compute 2.8"


def test_no_version_is_looked_for(service, connect):
    service.answers.append((200, SERVERS))
    servers(connect(**login(service)))
    assert [asked[1] for asked in service.asked] == ["/v3/auth/tokens", "/compute/v2.1/servers"]


@pytest.mark.parametrize("told", [None, "south"])
def test_a_region_that_the_catalog_has_not(place, service, told):
    from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.connection import (
        Connection,
    )
    entry = {**login(service), "region_name": told}
    place.clouds(a={key: value for key, value in entry.items() if value})
    (target, region), = Config(Settings()).regions("a", "south").items()
    with pytest.raises(CloudError) as error:
        Connection(target, region).get("compute", "/servers", "listing servers")
    assert str(error.value) == ("a/south: listing servers: the cloud has no region 'south'; its "
                                "catalog has north")


def test_a_service_that_the_catalog_has_not(service, connect):
    with pytest.raises(CloudError) as error:
        connect(**login(service)).get("network", "/ports", "listing ports")
    assert error.value.kind == "not_found"
    assert "the catalog has no network service" in error.value.message
