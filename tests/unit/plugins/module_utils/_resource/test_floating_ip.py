# SPDX-License-Identifier: GPL-3.0-or-later
"""Which floating IP is meant, and where it goes."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.catalog import Catalog
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import floating_ip

FREE = {"id": "f", "port_id": None, "floating_ip_address": "203.0.113.2", "description": "",
        "tags": [], "port_forwardings": []}
ON_A = {**FREE, "id": "a", "port_id": "port-a", "floating_ip_address": "203.0.113.3"}


class Cloud:
    """A connection that has these floating IPs, and one port for each server."""

    target = None
    region = SimpleNamespace(config={}, get_external_ipv4_networks=list,
                             get_external_ipv6_networks=list, get_nat_source=lambda: None,
                             get_nat_destination=lambda: None, get_default_network=lambda: None)

    def __init__(self, *rows, ports=("port-a",), outside=("outside",), routes=()):
        self.rows, self.ports, self.asked = rows, ports, []
        self.outside, self.routes = outside, dict(routes)

    def project_id(self):
        return "mine"

    def pages(self, _service, path, _key, _action, **query):
        self.asked.append((path, query))
        if path == "/ports":
            if "device_owner" in query:
                return [{"device_id": inside, "network_id": inside} for inside in self.routes]
            return [{"id": port, "network_id": f"net-{port}",
                     "fixed_ips": [{"ip_address": "10.0.0.2"}]} for port in self.ports]
        if path == "/networks":
            return [{"id": name, "name": name, "router:external": True} for name in self.outside]
        if path == "/routers":
            return [{"id": inside, "external_gateway_info": {"network_id": outside}}
                    for inside, outside in self.routes.items()]
        return [row for row in self.rows
                if query.get("floating_ip_address") in (None, row["floating_ip_address"])
                and row.get("floating_network_id", "outside") in (
                    query.get("floating_network_id") or row.get("floating_network_id", "outside"))
                and ("port_id" not in query or row["port_id"] in query["port_id"])]

    def get(self, _service, path, _action):
        self.asked.append((path, {}))
        return {"port": {"network_id": f"net-{path.removeprefix('/ports/')}"}}


def find(cloud, check=False, **options):
    """(id of what is found, options as they are afterwards)"""
    task = SimpleNamespace(connection=cloud, check_mode=check, catalog=Catalog(cloud),
                           resolve=lambda _noun, name, **_query: name)
    api = SimpleNamespace(kind=SimpleNamespace(existing=lambda **row: row["id"]))
    return floating_ip.find(task, api, options), options


def test_a_server_keeps_what_it_has():
    found, options = find(Cloud(FREE, ON_A), server="s", reuse=True)
    assert (found, options["port"]) == ("a", "port-a")


def test_a_new_one_is_made_on_the_port_unless_reuse_is_desired():
    found, options = find(Cloud(FREE), server="s")
    assert (found, options["port"], options["network"]) == (None, "port-a", "outside")
    assert find(Cloud(FREE), server="s", reuse=True)[0] == "f"


@pytest.mark.parametrize("taken", [
    {"description": "multicloud_fleet=web"}, {"tags": ["theirs"]}, {"port_id": "port-b"},
    {"port_forwardings": [{"external_port": 80}]}, {"dns_name": "theirs"},
])
def test_what_is_somebody_elses_is_not_free(taken):
    cloud = Cloud({**FREE, **taken})
    assert find(cloud, network="outside")[0] is None
    assert find(cloud, server="s", reuse=True)[0] is None
    assert all(query["project_id"] == "mine" for path, query in cloud.asked
               if path == "/floatingips" and "port_id" not in query)


@pytest.mark.parametrize(("there", "found"), [
    ({"dns_name": "web", "dns_domain": "example.org."}, "f"), ({"dns_name": "web"}, None),
    ({}, None)])
def test_one_that_is_free_has_the_names_that_are_desired(there, found):
    assert find(Cloud({**FREE, **there}), network="outside", dns_name="Web",
                dns_domain="example.org.")[0] == found


def test_an_address_is_looked_for_in_the_own_project():
    cloud = Cloud(ON_A)
    assert find(cloud, floating_ip_address="203.0.113.3", state="absent", purge=True)[0] == "a"
    assert cloud.asked[-1][1]["project_id"] == "mine"


def test_an_address_in_use_is_not_taken_away():
    cloud = Cloud(ON_A)
    with pytest.raises(CloudError, match=r"203.0.113.3 is attached to another port, port-a"):
        find(cloud, floating_ip_address="203.0.113.3", port="port-b")
    with pytest.raises(CloudError, match="is attached to another port"):
        find(cloud, floating_ip_address="203.0.113.3", port="port-b", state="absent", purge=True)
    assert find(cloud, floating_ip_address="203.0.113.3", port="port-b", state="absent")[0] is None


TWO = {"outside": ("outside", "beyond"),
       "routes": {"net-port-a": "outside", "net-port-b": "beyond"}}


@pytest.mark.parametrize("place", [{"server": "s"}, {"port": "port-b"}, {"fixed_address": "a"}])
def test_of_several_networks_that_which_a_router_leads_to(place):
    cloud = Cloud(ports=["port-b"], **TWO)
    assert find(cloud, **place)[1]["network"] == "beyond"


def test_of_several_ports_that_which_a_router_leads_from():
    ports = ["port-a", "port-b", "port-c"]
    _found, options = find(Cloud(ports=ports, **TWO), server="s", network="beyond")
    assert (options["port"], options["network"]) == ("port-b", "beyond")
    _found, options = find(Cloud(ports=ports[1:], **TWO), server="s")
    assert (options["port"], options["network"]) == ("port-b", "beyond")
    with pytest.raises(CloudError, match="could be attached to 2 ports"):
        find(Cloud(ports=ports[:2], **TWO), server="s")


def test_one_that_is_free_and_cannot_be_reached_is_none():
    cloud = Cloud({**FREE, "floating_network_id": "outside"}, ports=["port-b"], **TWO)
    assert find(cloud, server="s", reuse=True)[0] is None
    assert find(cloud, reuse=True)[0] == "f"


def test_a_free_one_of_any_network_will_do_where_no_router_tells():
    cloud = Cloud(FREE, ports=["port-a"], outside=("outside", "beyond"), routes={})
    assert find(cloud, server="s", reuse=True)[0] == "f"
    with pytest.raises(CloudError, match="may come from several networks"):
        find(Cloud(ports=["port-a"], outside=("outside", "beyond"), routes={}),
             server="s", reuse=True)


def test_which_of_several_networks_is_asked_where_no_router_tells():
    several = "may come from several networks: mark one of beyond, outside with nat_source"
    for options in ({"port": "port-c"}, {"server": "s"}, {}):
        with pytest.raises(CloudError, match=several):
            find(Cloud(ports=["port-c"], **TWO), **options)
    # the network of a server that is yet to be made will tell
    found, options = find(Cloud(ports=[], **TWO), check=True, server="s")
    assert (found, options["network"]) == (None, None)


def test_one_network_is_no_question():
    cloud = Cloud()
    find(cloud, server="s")
    assert [path for path, _query in cloud.asked] == ["/ports", "/floatingips", "/networks"]


def test_nothing_is_chosen_by_chance():
    with pytest.raises(CloudError, match="2 floating IPs: set floating_ip_address to one of"):
        find(Cloud(ON_A, {**ON_A, "id": "b"}), server="s", state="absent")
    with pytest.raises(CloudError, match="could be attached to 2 ports: set nat_destination"):
        find(Cloud(ports=("port-a", "port-b")), server="s")
    with pytest.raises(CloudError, match="nat_destination: give server"):
        find(Cloud(), nat_destination="n")


ROW = {"id": "f", "port_id": "port-a", "floating_ip_address": "203.0.113.2", "revision_number": 3}


class Moving:
    """Refuses with this status, if there is one."""

    connection = SimpleNamespace(target=None)

    def __init__(self, status=None):
        self.status, self.made = status, None
        self.kind = SimpleNamespace(new=self._new)

    def _new(self, **attributes):
        self.made = attributes
        return SimpleNamespace(commit=None)

    def call(self, _action, _function):
        if self.status:
            raise CloudError("api", "refused", status=self.status)


def test_it_moves_only_if_nobody_has_changed_it():
    api = Moving()
    floating_ip.move(api, ROW, port_id=None)
    assert api.made == {"id": "f", "port_id": None, "if_match": "revision_number=3"}


@pytest.mark.parametrize(("status", "kind", "words"), [
    (412, "conflict", "somebody else has just changed the floating IP 203.0.113.2: run this again"),
    (500, "api", "refused")])
def test_one_that_somebody_else_has_moved(status, kind, words):
    with pytest.raises(CloudError, match=words) as error:
        floating_ip.move(Moving(status), ROW, port_id="port-b")
    assert error.value.kind == kind


@pytest.mark.parametrize(("rows", "found"), [
    ([], None), ([ON_A], None), ([{**FREE, "id": "z", "floating_ip_address": "203.0.113.9"}, FREE],
                                 "f")])
def test_the_first_that_is_free(rows, found):
    chosen = floating_ip.free(Cloud(*rows), None, {})
    assert (chosen and chosen["id"]) == found
